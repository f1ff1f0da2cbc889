"""LaTeX, reStructuredText, notebooks, DOCX, PDF: text, places, "
"and what must not be read; one article in every format."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from claimcheck.documents import Bounds, read, read_text
from claimcheck.errors import BoundError, SourceError
from claimcheck.model import Document


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.view.text) for block in document.blocks]


# -- LaTeX


def test_latex() -> None:
    source = (
        "\\documentclass{article}\n\\title{A \\emph{report}}\\date{2025-01-20}\n"
        "\\begin{document}\n\\maketitle\n\\section{Results}\n"
        "Orion scores \\textbf{79.8\\%} on AIME~2024~\\cite{a2501} % hidden 55.5\n"
        "and costs \\$5.576M;\\footnote{A note, 12\\%.}\n"
        "it used $3.8\\times 10^{25}$~FLOP, \\SI{32}{\\giga\\byte}, \\num{2.1e25} and \\SIrange{5}{13}{\\percent}.\n\n"
        "\\begin{itemize}\n\\item first 671B\n\\item \\href{https://e.org/5}{second}\n\\end{itemize}\n"
        "\\begin{quote}Quoted 5\\%.\\end{quote}\n\\begin{verbatim}\ncode 6\n"
        "\\end{verbatim}\n\\bibliography{x}\n\\end{document}\nAfter 7\n"
    )
    document = read_text(source, "draft.tex")
    assert document.date == "2025-01-20"
    assert kinds(document) == [
        ("heading", "A report"),
        ("heading", "Results"),
        ("footnote", "A note, 12%."),
        (
            "paragraph",
            "Orion scores 79.8% on AIME 2024  and costs $5.576M; it used 3.8×10^25 FLOP, 32 GB, 2.1×10^25 and 5-13 %.",
        ),
        ("list_item", "first 671B"),
        ("list_item", "second"),
        ("paragraph", "Quoted 5%."),
        ("code", "\ncode 6\n"),
    ]
    assert document.blocks[6].quoted
    view = document.blocks[3].view
    at = view.text.index("3.8×10^25")
    start, end = view.source(at, at + 9)
    assert source[start:end] == "3.8\\times 10^{25}"


# -- reStructuredText


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (r"R1\textsuperscript{a} has 10\textsuperscript{25}, 1\textsuperscript{st}", "R1 has 10^25, 1st"),
        (r"R1\footnotemark[1] has \textbf{5}\tnote{2}", "R1 has 5"),
        (r"\textcolor{red}{79.8\%} and \color{blue} 80 \colorbox[rgb]{1,0,0}{81}", "79.8% and  80 81"),
        (r"a\footnote[2]{b \textbf{5}} c", "a c"),
    ],
)
def test_latex_commands_around_figures(source: str, shown: str) -> None:
    blocks = [b for b in read_text(source, "a.tex").blocks if b.kind == "paragraph"]
    assert [b.view.text for b in blocks] == [shown]


def test_restructuredtext() -> None:
    source = (
        "Title\n=====\n\n:date: 2025-03-01\n\nOrion scores **79.8**\\% [#n]_ in `the paper <https://e.org/5>`_ with\n"
        "10\\ :sup:`25` FLOP, ``m-7b`` and :math:`3.8\\times 10^{25}`.\n"
        "\nPart\n----\n\n- item 671B\n- two\n  goes on\n\n"
        ".. note:: Costs 5%.\n\n   More 6%.\n\n.. code-block:: python\n"
        "\n   x = 7\n\nCode::\n\n   y = 8\n\n    Said 9%.\n\n"
        ".. [#n] A note.\n\n.. a comment 10%\n"
    )
    document = read_text(source, "draft.rst")
    assert document.date == "2025-03-01"
    assert kinds(document) == [
        ("heading", "Title"),
        ("paragraph", "Orion scores 79.8%  in the paper with 10^25 FLOP, m-7b and 3.8×10^25."),
        ("heading", "Part"),
        ("list_item", "item 671B"),
        ("list_item", "two goes on"),
        ("paragraph", "Costs 5%."),
        ("paragraph", "More 6%."),
        ("paragraph", "Code:"),
        ("code", "y = 8\nSaid 9%."),
        ("footnote", "A note."),
    ]


# -- notebooks


def notebook(*cells: dict[str, object]) -> bytes:
    return json.dumps({"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def test_notebook() -> None:
    source = ["# Title\n", "\n", "Orion has **671B**\n", "parameters.\n", "\n", "- 79.8%"]
    html = ["<table><tr><th>M</th><th>A</th></tr>", "<tr><td>O</td><td>79.8</td></tr></table>"]
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": ["Orion scores 79.8\n"]},
        {"output_type": "stream", "name": "stderr", "text": ["warning 3\n"]},
        {"output_type": "execute_result", "data": {"text/html": html, "text/plain": "M A"}},
        {"output_type": "display_data", "data": {"image/png": "iVBOR", "text/plain": ["<Figure size 640x480>"]}},
    ]
    text = {"cell_type": "markdown", "source": source}
    document = read(notebook(text, {"cell_type": "code", "source": "x = 5", "outputs": outputs}), "draft.ipynb")
    assert document.extracted
    assert [(b.kind, b.place) for b in document.blocks] == [
        ("heading", "cell 1, line 1"),
        ("paragraph", "cell 1, line 3"),
        ("list_item", "cell 1, line 6"),
        ("paragraph", "cell 2, output line 1"),
        ("table", "cell 2, output line 1"),
    ]
    for data in (b"{", b"[]", b'{"cells": 5}', b'{"a": ' * 100_000):
        with pytest.raises(SourceError):
            read(data, "draft.ipynb")


# -- DOCX


def word(build: object) -> bytes:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    build(document)  # type: ignore[operator]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_docx() -> None:
    def build(document: object) -> None:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        document.add_heading("Report", 0)
        document.add_heading("Results", 1)
        paragraph = document.add_paragraph("Orion scores ")
        paragraph.add_run("79.8%").bold = True
        paragraph.add_run(" with 10")
        paragraph.add_run("25").font.superscript = True
        paragraph.add_run(" FLOP")
        paragraph.add_run("secret 1").font.hidden = True
        paragraph.add_run("struck 2").font.strike = True
        gone = f'<w:del {nsdecls("w")} w:id="1" w:author="a"><w:r><w:delText>gone 3</w:delText></w:r></w:del>'
        added = f'<w:ins {nsdecls("w")} w:id="2" w:author="a"><w:r><w:t>, added 4</w:t></w:r></w:ins>'
        paragraph._p.append(parse_xml(gone))
        paragraph._p.append(parse_xml(added))
        table = document.add_table(4, 3)
        rows = [["Model", "AIME", ""], ["", "pass@1", "cons@64"], ["Orion", "79.8", "86.7"], ["Lyra", "79.2", "–"]]
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                if text:
                    table.cell(i, j).text = text
        table.cell(0, 0).merge(table.cell(1, 0))
        table.cell(0, 1).merge(table.cell(0, 2))
        document.add_paragraph("an item", style="List Bullet")
        document.add_paragraph("Said 5%.", style="Quote")

    document = read(word(build), "draft.docx")
    assert document.extracted
    assert [(b.kind, b.level, b.place) for b in document.blocks] == [
        ("heading", 0, "paragraph 1"),
        ("heading", 1, "paragraph 2"),
        ("paragraph", 0, "paragraph 3"),
        ("table", 0, "table 1"),
        ("list_item", 1, "paragraph 4"),
        ("quote", 0, "paragraph 5"),
    ]
    assert document.blocks[2].view.text == "Orion scores 79.8% with 10^25 FLOP, added 4"
    table = document.blocks[3].table
    assert table is not None
    assert [[cell.view.text if cell else None for cell in row] for row in table.grid()] == [
        ["Model", "AIME", "AIME"],
        ["Model", "pass@1", "cons@64"],
        ["Orion", "79.8", "86.7"],
        ["Lyra", "79.2", "–"],
    ]
    assert table.header_rows == 2
    assert {cell.view.text: cell.place for cell in table.cells}["86.7"] == "table 1, row 3"
    assert "gone" not in document.source
    assert "secret" not in document.source


def package(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


W = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"


def test_docx_footnotes() -> None:
    body = f"<w:document {W}><w:body><w:p><w:r><w:t>Text 5%</w:t></w:r></w:p></w:body></w:document>"
    notes = (
        f"<w:footnotes {W}><w:footnote w:id='1'><w:p><w:r><w:t>A note 6%</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    document = read(package({"word/document.xml": body.encode(), "word/footnotes.xml": notes.encode()}), "a.docx")
    assert [(b.kind, b.place, b.view.text) for b in document.blocks] == [
        ("paragraph", "paragraph 1", "Text 5%"),
        ("footnote", "footnote 1", "A note 6%"),
    ]


def test_hostile_docx() -> None:
    body = f"<w:document {W}><w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body></w:document>".encode()
    whole = package({"word/document.xml": body})
    bomb = package({"word/document.xml": b"<a>" + b" " * 60_000_000 + b"</a>"})
    entities = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c SYSTEM "file:///etc/passwd">]><a>&b;&c;</a>'
    deep = b"<a>" * 5_000 + b"</a>" * 5_000
    cases = [
        whole[: len(whole) // 2], b"PK\x03\x04", b"", b"no archive", b"\xd0\xcf\x11\xe0" + b"x" * 100, bomb,
        package({"word/document.xml": entities}), package({"word/document.xml": deep}), package({"a.txt": b"x"}),
        package({"word/document.xml": b"<broken"}), package({"word/document.xml": b"<a/>"}),
    ]  # fmt: skip
    for data in cases:
        with pytest.raises(SourceError) as caught:
            read(data, "draft.docx")
        assert "\n" not in str(caught.value)
    with pytest.raises(BoundError):
        read(bomb, "draft.docx")


# -- PDF


def pdf(pages: list[list[str]]) -> bytes:
    """A small PDF by hand: one font, each line at its own place."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    children = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects.append(f"<</Type/Pages/Kids[{children}]/Count {len(pages)}>>".encode())
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    for i, lines in enumerate(pages):
        page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>"
        objects.append(f"{page}/Contents {5 + 2 * i} 0 R>>".encode())
        text = "".join(f"1 0 0 1 50 {750 - 20 * n} Tm ({line}) Tj " for n, line in enumerate(lines))
        stream = f"BT /F 12 Tf {text}ET".encode()
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
        + (b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    )


def test_pdf() -> None:
    pypdf = pytest.importorskip("pypdf")
    data = pdf([["Orion scores 79.8% on the test."], ["Lyra scores 79.2% on the same test."]])
    document = read(data, "draft.pdf")
    assert document.extracted
    assert [(b.place, b.view.text) for b in document.blocks] == [
        ("page 1", "Orion scores 79.8% on the test."),
        ("page 2", "Lyra scores 79.2% on the same test."),
    ]
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    for bad in (locked.getvalue(), data[:100], b"%PDF-1.4\n" + b"\x00" * 1000, b"", b"no pdf"):
        with pytest.raises(SourceError) as caught:
            read(bad, "draft.pdf")
        assert "\n" not in str(caught.value)
    with pytest.raises(BoundError):
        read(data, "draft.pdf", bounds=Bounds(pages=1))


# -- one article, every format


def article() -> dict[str, bytes]:
    def build(document: object) -> None:
        document.add_heading("Orion-2 is here", 1)
        document.add_paragraph("Orion-2 scores 79.8% on AIME & costs $5.6M to train.")
        table = document.add_table(2, 2)
        for i, row in enumerate([["Model", "AIME"], ["Orion-2", "79.8"]]):
            for j, text in enumerate(row):
                table.cell(i, j).text = text

    md = (
        "# Orion-2 is here\n\nOrion-2 scores **79.8**% on AIME & costs\n"
        "$5.6M to train.\n\n| Model | AIME |\n|--|--|\n| Orion-2 | 79.8 |\n"
    )
    return {
        "a.txt": md.replace("**", "").replace("#", "").encode(),
        "a.md": md.encode(),
        "a.html": b"<h1>Orion-2 is here</h1><p>Orion-2 scores <b>79.8</b>% on AIME &amp; costs $5.6M to train.</p>"
        b"<table><tr><th>Model<th>AIME<tr><td>Orion-2<td>79.8</table>",
        "a.tex": b"\\section{Orion-2 is here}\nOrion-2 scores \\textbf{79.8}\\% on AIME \\& costs\n"
        b"\\$5.6M to train.\n\n"
        b"\\begin{tabular}{ll}Model & AIME\\\\\\midrule Orion-2 & 79.8\\\\\\end{tabular}",
        "a.rst": b"Orion-2 is here\n===============\n\nOrion-2 scores **79.8**\\% on AIME & costs\n$5.6M to train.\n\n"
        b"======= ====\nModel   AIME\n======= ====\nOrion-2 79.8\n======= ====\n",
        "a.ipynb": notebook({"cell_type": "markdown", "source": md}),
        "a.docx": word(build),
    }


def test_one_article_in_every_format() -> None:
    for path, data in article().items():
        document = read(data, path)
        prose = [(b.kind, b.view.text) for b in document.blocks if b.kind != "table"]
        assert prose == [
            ("heading", "Orion-2 is here"),
            ("paragraph", "Orion-2 scores 79.8% on AIME & costs $5.6M to train."),
        ], path
        tables = [[cell.view.text for cell in b.table.cells] for b in document.blocks if b.table]
        assert tables == [["Model", "AIME", "Orion-2", "79.8"]], path
