"""Tables in every format that has them: grids, headers, merged cells, bold, marks glued to figures, captions."""

from __future__ import annotations

import pytest

from claimcheck.documents import Bounds, read, read_text
from claimcheck.errors import BoundError
from claimcheck.model import Table


def table(source: str, path: str = "draft.md") -> Table:
    found = [block.table for block in read_text(source, path).blocks if block.table]
    assert len(found) == 1
    assert found[0] is not None
    return found[0]


def grid(source: str, path: str = "draft.md") -> list[list[str | None]]:
    return [[cell.view.text if cell else None for cell in row] for row in table(source, path).grid()]


SAME = {
    "draft.md": "| Model | AIME | Params (B) |\n|:--|--:|---|\n| Orion-2 | **79.8** | 67 |\n| Lyra | 79.2 | N/A |\n",
    "draft.html": (
        "<table><thead><tr><th>Model<th>AIME<th>Params (B)</thead><tbody><tr><td>Orion-2</td><td><b>79.8</b></td>"
        "<td>67</td></tr><tr><td>Lyra<td>79.2<td>N/A</table>"
    ),
    "draft.tex": (
        "\\begin{tabular}{lrr}\n\\toprule\nModel & AIME & Params (B) \\\\\n"
        "\\midrule\nOrion-2 & \\textbf{79.8} & 67 \\\\\n"
        "Lyra & 79.2 & N/A \\\\\n\\bottomrule\n\\end{tabular}\n"
    ),
    "draft.rst": (
        "======= ======== ==========\nModel   AIME     Params (B)\n======= ======== ==========\nOrion-2 **79.8** 67\n"
        "Lyra    79.2     N/A\n======= ======== ==========\n"
    ),
    "draft.csv": "Model,AIME,Params (B)\nOrion-2,79.8,67\nLyra,79.2,N/A\n",
    "draft.tsv": "Model\tAIME\tParams (B)\nOrion-2\t79.8\t67\nLyra\t79.2\tN/A\n",
}


@pytest.mark.parametrize("path", SAME)
def test_the_same_grid(path: str) -> None:
    made = table(SAME[path], path)
    assert grid(SAME[path], path) == [
        ["Model", "AIME", "Params (B)"],
        ["Orion-2", "79.8", "67"],
        ["Lyra", "79.2", "N/A"],
    ]
    assert made.header_rows == 1
    assert [cell.header for cell in made.cells] == [True] * 3 + [False] * 6
    bold = [cell.view.text for cell in made.cells if cell.bold]
    assert bold == ([] if path.endswith("sv") else ["79.8"])
    for cell in made.cells:
        start, end = cell.view.source(0, len(cell.view.text))
        assert SAME[path][start:end] == cell.view.text
        assert cell.span.start <= start < end <= cell.span.end


def test_markdown_cells() -> None:
    source = (
        "Table 1: scores\n\n| 模型 | a \\| b | 得分[^1] | Δ |\n| --- | --- | --- | --- |\n"
        "| `m-7b` | 77.2 / 79.1 | 84.0±0.3 | +3.2 |\n| [n](https://e.org/5) | 79.8¹ | 79.8† | — |\n"
        "| short |\n| a | **1** <br> 2 | <b>79.8*</b> | 1 | extra |\n\nAfter.\n"
    )
    assert grid(source) == [
        ["模型", "a | b", "得分", "Δ", None],
        ["m-7b", "77.2 / 79.1", "84.0±0.3", "+3.2", None],
        ["n", "79.8", "79.8", "—", None],
        ["short", None, None, None, None],
        ["a", "1\n2", "79.8", "1", "extra"],
    ]
    made = table(source)
    assert made.caption is not None
    assert made.caption.text == "Table 1: scores"
    assert {cell.view.text: cell.bold for cell in made.cells}["1\n2"] is False


def test_markdown_tables_begin_and_end_where_they_should() -> None:
    document = read_text(
        "Intro text\nA | B\n--|--\n1 | 2\n\n> | A | B |\n> |---|---|\n> | 3 | 4 |\n\na | b\n\n---\n", "d.md"
    )
    assert [b.kind for b in document.blocks] == ["paragraph", "table", "table", "paragraph"]
    quoted = document.blocks[2].table
    assert quoted is not None
    assert [cell.view.text for cell in quoted.cells] == ["A", "B", "3", "4"]
    assert document.blocks[2].quoted


def test_second_header_rows() -> None:
    assert (
        table(
            "| Model | MMLU | MATH |\n|--|--|--|\n| | 5-shot | 4-shot |\n| A | 78.1 | 50 |\n| B | 1 | 2 |\n"
        ).header_rows
        == 2
    )
    assert table("| | A | B |\n|--|--|--|\n| Architecture | MoE | Dense |\n| Total | 671B | 72B |\n").header_rows == 1
    assert table("| | |\n|--|--|\n| Model | AIME |\n| A | 5 |\n").header_rows == 2
    merged = (
        "<table><tr><th rowspan=2>Model</th><th colspan=2>AIME</th></tr><tr><th>pass@1</th><th>cons@64</th></tr>"
        "<tr><td>A</td><td>79.8</td><td>86.7</td></tr><tr><td>B</td><td colspan='2'>55</td></tr></table>"
    )
    made = table(merged, "d.html")
    assert made.header_rows == 2
    assert grid(merged, "d.html") == [
        ["Model", "AIME", "AIME"],
        ["Model", "pass@1", "cons@64"],
        ["A", "79.8", "86.7"],
        ["B", "55", "55"],
    ]


def test_a_row_of_marked_headers_among_figures_is_no_header() -> None:
    source = "<table><tr><th></th><th>A</th><th>B</th></tr><tr><th>MMLU</th><td>78</td><td>80</td></tr></table>"
    assert table(source, "d.html").header_rows == 1
    band = (
        "<table><tr><th>Model</th><th>X</th></tr><tr><th colspan=2>English</th>"
        "</tr><tr><td>A</td><td>5</td></tr></table>"
    )
    assert table(band, "d.html").header_rows == 1


def test_latex_merged_cells_and_marks() -> None:
    source = (
        "\\begin{table}\\caption{Scores, 5-shot}\n\\begin{tabular}{l|cc} % two\n\\hline\n\\multirow{2}{*}{Model} & "
        "\\multicolumn{2}{c}{AIME} \\\\ \\cmidrule(lr){2-3}\n"
        " & pass@1 & cons@64 \\\\\n\\midrule\nA \\& B & $79.8^{\\dagger}$ & "
        "86.7\\% \\\\\n\\end{tabular}\\end{table}"
    )
    assert grid(source, "d.tex") == [
        ["Model", "AIME", "AIME"],
        ["Model", "pass@1", "cons@64"],
        ["A & B", "79.8", "86.7%"],
    ]
    made = table(source, "d.tex")
    assert made.header_rows == 2
    assert made.caption is not None
    assert made.caption.text == "Scores, 5-shot"


def test_restructuredtext_tables() -> None:
    source = (
        ".. table:: Scores\n\n   +-------+-------+------+\n   | Model | Scores       |\n   +=======+=======+======+\n"
        "   | A     | 79.8  | 97.3 |\n   +-------+-------+------+\n\n"
    )
    assert grid(source, "d.rst") == [["Model", "Scores", "Scores"], ["A", "79.8", "97.3"]]
    listed = ".. list-table::\n   :header-rows: 1\n\n   * - Model\n     - AIME\n   * - 甲\n     - 79.8\n"
    assert grid(listed, "d.rst") == [["Model", "AIME"], ["甲", "79.8"]]
    assert grid(".. csv-table:: T\n   :header-rows: 1\n\n   Model,AIME\n   A,79.8\n", "d.rst") == [
        ["Model", "AIME"],
        ["A", "79.8"],
    ]
    wide = "======== ====\n模型     得分\n======== ====\n某某模型 79.8\n======== ====\n"
    assert grid(wide, "d.rst") == [["模型", "得分"], ["某某模型", "79.8"]]


def test_a_caption_in_the_manner_of_pandoc() -> None:
    below = table("Words before.\n\n| A | B |\n|--|--|\n| 1 | 2 |\n\n: The scores {#tbl-x}\n")
    assert below.caption is not None
    assert below.caption.text.strip() == ": The scores"


def test_restructuredtext_csv_tables_keep_their_header() -> None:
    source = (
        '.. csv-table:: Scores\n   :header: "Model", "AIME"\n   :widths: 1, 1\n\n   "Orion-2", 79.8\n   Lyra, 79.2\n'
    )
    assert grid(source, "a.rst") == [["Model", "AIME"], ["Orion-2", "79.8"], ["Lyra", "79.2"]]
    assert table(source, "a.rst").header_rows == 1


def test_cells_that_reach_down_beside_cells_that_reach_across_make_a_header() -> None:
    source = (
        "<table><tr><td rowspan=3>Model</td><td colspan=2>A</td></tr><tr><td colspan=2>B</td></tr>"
        "<tr><td>C</td><td>D</td></tr><tr><td>Orion</td><td>79.8</td><td>5</td></tr></table>"
    )
    assert table(source, "a.html").header_rows == 3
    blank = (
        "<table><tr><td></td><td colspan=2>A</td></tr><tr><td></td><td>pass@1</td><td>cons@64</td></tr>"
        "<tr><td>AIME</td><td>79.8</td><td>86.7</td></tr><tr><td></td><td>1</td><td>2</td></tr></table>"
    )
    assert table(blank, "a.html").header_rows == 2
    groups = (
        "<table><tr><td rowspan=2>Model</td><td>A</td></tr><tr><td>5</td></tr><tr><td>Orion</td><td>6</td></tr></table>"
    )
    assert table(groups, "a.html").header_rows == 1
    figures = groups.replace("<td>A", "<td colspan=1>7")
    assert table(figures, "a.html").header_rows == 0


def test_csv_quotes_and_delimiters() -> None:
    assert grid('a;b\n"x; ""y""";"1\n2"\n', "d.csv") == [["a", "b"], ['x; "y"', "1 2"]]
    assert grid("a,b\r\n 1 ,2\r\n\r\n3,\r\n", "d.csv") == [["a", "b"], ["1", "2"], ["3", ""]]


def test_cells_are_bounded() -> None:
    row = "|" + "1|" * 200 + "\n"
    big = ("|" + "a|" * 200 + "\n" + "|" + "-|" * 200 + "\n" + row * 10_000).encode()
    with pytest.raises(BoundError) as caught:
        read(big, "d.md")
    assert "250000 cells" in str(caught.value)
    with pytest.raises(BoundError):
        read(("<table>" + ("<tr>" + "<td>1" * 200) * 100).encode(), "d.html", bounds=Bounds(cells=10_000))
    with pytest.raises(BoundError):
        read(("1," * 200 + "\n").encode() * 10_000, "d.csv")
    assert (
        read(b"<table><tr><td rowspan=99999 colspan=99999>1<td>2<tr><td>3</table>", "d.html").blocks[0].table
        is not None
    )
    small = Bounds(cells=100)
    with pytest.raises(BoundError):
        read(b"a,b\n" * 51, "d.csv", bounds=small)
    assert len(read(b"a,b\n" * 49, "d.csv", bounds=small).blocks) == 1
