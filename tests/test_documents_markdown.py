"""Markdown: blocks, inline markup, front matter, articles, offsets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.documents import read_text
from claimcheck.model import Block, Document


def markdown(source: str, path: str = "draft.md") -> Document:
    return read_text(source, path)


def texts(source: str, *kinds: str) -> list[str]:
    return [block.view.text for block in markdown(source).blocks if not kinds or block.kind in kinds]


INLINE = [
    ("scores **79.8**% now", "scores 79.8% now"),
    ("得分**79.8%**，高于对手", "得分79.8%，高于对手"),
    ("称**“领先”**对手", "称“领先”对手"),
    ("超过 **15T **的标记", "超过 15T 的标记"),
    ("***both*** and __two__ and _one_", "both and two and one"),
    ("snake_case_name and 3 * 4", "snake_case_name and 3 * 4"),
    (r"87\.5\% and \$5", "87.5% and $5"),
    ("79.8[^1] and 86.7[^note].", "79.8 and 86.7."),
    ("79.8[[3]](https://example.org/a) ok", "79.8 ok"),
    ("见[论文](https://example.org/2501.12948 'v2')第3页", "见论文第3页"),
    ("![速度达到60 token/s](a_1.png) 图", "速度达到60 token/s 图"),
    ("the `mini-7b` model, `lr = 1e-4`!", "the mini-7b model,  !"),
    ("10<sup>25</sup> FLOP, 4<sup>th</sup>, 79.8<sup>[2]</sup>", "10^25 FLOP, 4th, 79.8"),
    ("10^25^ FLOP", "10^25 FLOP"),
    (r"$3.8\times 10^{25}$ FLOP and $79.8\%$", "3.8×10^25 FLOP and 79.8%"),
    (r"$\mathbf{8 0 . 7 \%}$ and $44.4 \%$", "80.7 % and 44.4 %"),
    ("from $3 to $15, or $3/$15", "from $3 to $15, or $3/$15"),
    ("a<br>b<br/>c", "a\nb\nc"),
    ("line one  \nline two\\\nline three", "line one\nline two\nline three"),
    ("~~$10~~ $8 now", " $8 now"),
    ("A &amp; B &lt; 5&#37;", "A & B < 5%"),
    ("<!-- 12% --> 13% <span hidden>9%</span>", " 13% "),
    ("<https://example.org/5> said [x](<a b> (t)) 5", " said x 5"),
    ("value [5.2 and [^a", "value [5.2 and [^a"),
    ("## not a heading in text"[3:], "not a heading in text"),
    ("a {.unnumbered #id} b", "a  b"),
]


@pytest.mark.parametrize(("source", "shown"), INLINE)
def test_inline(source: str, shown: str) -> None:
    assert texts(source) == [shown]


def test_blocks_and_headings() -> None:
    document = markdown(
        "# Title\n\nFirst\nparagraph.\n\n## Part *one*\n\n- item\n  goes on\n  - nested\n\n1. first\n2. second\n\n"
        "> quoted\n> words\n\n    code 12\n\n```text\nalso 13\n```\n\nSetext\n------\n\n***\n\n[^n]: A note.\n\n[ref]: https://example.org\n"
    )
    assert [(b.kind, b.level, b.view.text) for b in document.blocks] == [
        ("heading", 1, "Title"),
        ("paragraph", 0, "First paragraph."),
        ("heading", 2, "Part one"),
        ("list_item", 1, "item goes on"),
        ("list_item", 2, "nested"),
        ("list_item", 1, "first"),
        ("list_item", 1, "second"),
        ("quote", 0, "quoted words"),
        ("code", 0, "code 12"),
        ("code", 0, "also 13\n"),
        ("heading", 2, "Setext"),
        ("footnote", 0, "A note."),
    ]
    assert document.blocks[3].headings == (0, 2)
    assert document.blocks[7].quoted
    assert not document.blocks[3].quoted


def test_an_indented_paragraph_of_prose_is_no_code() -> None:
    assert [b.kind for b in markdown("一\n\n    该模型得分为79.8%。\n").blocks] == ["paragraph", "paragraph"]


def test_front_matter() -> None:
    document = markdown('---\ntitle: "R 的 30 天"\ndate: 2025-02-01T08:00:00Z\nweight: 79.8\n---\n\nText.\n')
    assert document.date == "2025-02-01"
    assert [(b.kind, b.view.text) for b in document.blocks[1:]] == [("heading", "R 的 30 天"), ("paragraph", "Text.")]
    assert markdown('+++\ntitle = "T"\ndate = 2025-03-04\n+++\nText.\n').date == "2025-03-04"
    assert [b.kind for b in markdown("---\n\nText.\n").blocks] == ["paragraph"]


def test_admonitions_and_callouts() -> None:
    assert texts('!!! note "Costs 5%"\n\n    Inside 6%.\n\nAfter.') == ["Costs 5%", "Inside 6%.", "After."]
    assert texts("> [!NOTE]\n> It has 32 GB.\n") == ["It has 32 GB."]
    assert texts("::: {.callout-note}\nInside 7%.\n:::\n") == ["Inside 7%."]


def test_html_blocks_inside() -> None:
    document = markdown(
        "<div align='center'>\n\n# Title\n\n</div>\n\n<table>\n\n<tr><th>Model</th><th>AIME</th></tr>\n\n"
        "<tr><td>A</td><td>79.8</td></tr>\n</table>\n\n<!-- a comment\n\n12% -->\n\nAfter.\n"
    )
    assert [b.kind for b in document.blocks] == ["heading", "table", "paragraph"]
    table = document.blocks[1].table
    assert table is not None
    assert table.cells[-1].view.text == "79.8"


def test_a_wrapped_number_begins_no_list() -> None:
    assert texts("It was released in\n2024. Nobody noticed.") == ["It was released in 2024. Nobody noticed."]


def test_rows_without_a_delimiter_row_are_a_table_where_they_have_as_many_cells() -> None:
    document = markdown("Before.\n\n| A | 79.8 | x |\n| B | 55 | y |\n\n| one |\n| more | than that |\n")
    assert [b.kind for b in document.blocks] == ["paragraph", "table", "paragraph", "paragraph"]
    table = document.blocks[1].table
    assert table is not None
    assert (table.rows, table.columns, table.header_rows) == (2, 3, 0)
    assert [c.view.text for c in table.cells] == ["A", "79.8", "x", "B", "55", "y"]
    assert all(document.source[c.span.start : c.span.end] == c.view.text for c in table.cells)
    quoted = markdown("> | A | 79.8 |\n> | B | 55 |\n")
    assert [(b.kind, b.quoted) for b in quoted.blocks] == [("table", True)]


def test_a_header_without_a_delimiter_row() -> None:
    table = markdown("| Model | AIME 2024 |\n| A | 79.8 |\n| B | 55 |\n").blocks[0].table
    assert table is not None
    assert table.header_rows == 1


def test_rows_without_pipes_at_their_ends() -> None:
    rows = "Model | Size | Date\nA | 7, 13 | Mar 2023\nB | 0.1 - 12 | Feb 2023\n"
    for name in ("draft.md", "draft.txt"):
        document = markdown(rows, name)
        assert [b.kind for b in document.blocks] == ["table"]
        table = document.blocks[0].table
        assert table is not None
        assert (table.rows, table.columns, table.header_rows) == (3, 3, 1)


@pytest.mark.parametrize("name", ["draft.md", "draft.txt"])
@pytest.mark.parametrize(
    "prose",
    [
        "Home | About | Contact\nNews | Jobs | Press\nTerms | Help | More\n",
        "It holds that P(A | B) is 0.5\nand P(B | A) is 0.25\nand P(C | A) is 0.125\n",
        "By Ann | 3 May 2024\nSecond line | of the text | goes on\nand a third line.\n",
    ],
)
def test_prose_with_pipes_is_no_table(name: str, prose: str) -> None:
    assert "table" not in [b.kind for b in markdown(prose, name).blocks]


def test_mdx() -> None:
    document = markdown("import A from 'a'\n\n{/* 12% */}\n\nText.\n", "draft.mdx")
    assert [b.view.text for b in document.blocks] == ["Text."]


def test_language() -> None:
    assert markdown("这个模型的得分是79.8%。").language == "zh"
    assert markdown("The model scores 79.8%.").language == "en"


def test_line_ends() -> None:
    for end in ("\n", "\r\n", "\r"):
        source = end.join(["# Title", "", "Text 79.8%", "goes on.", "", "| A | B |", "|---|---|", "| x | 5 |", ""])
        document = markdown(source)
        assert [b.kind for b in document.blocks] == ["heading", "paragraph", "table"]
        assert document.blocks[1].view.text == "Text 79.8% goes on."
        span = document.blocks[1].view.source(5, 10)
        assert source[span.start : span.end] == "79.8%"


def test_hostile_markup_stays_linear() -> None:
    import time

    for part in (
        "[",
        "![",
        "**a",
        "`a``b",
        "<a ",
        '<a b="',
        "$a",
        "> ",
        "- ",
        "&amp",
        "~~",
        "\\",
        "|",
        "<del>",
        "<!--",
        "(",
        "[^",
    ):
        source = part * (30_000 // len(part))
        start = time.process_time()
        for block in markdown(source).blocks:
            _ = block.table if block.kind == "table" else block.view
        assert time.process_time() - start < 3, part


FIGURE = "79.8%"
WRAPPERS = st.sampled_from(
    [
        "{}", "**{}**", "*{}*", "[{}](https://example.org/1)", "> {}", "- {}", "# {}", "<b>{}</b>", "{}[^1]",
        "得分{}，", "`m-7b` {}", "a\n{}\nb", "| {} | x |\n|---|---|\n| y | z |", "<td>{}</td>", "", "<p>{}</p>",
        "&amp; {}", "~~1~~ {}", "$x^2$ {}", "1. {}", "```\n{}\n```", "{} ![alt](u.png)", "\\*{}", "\u3000\u3000{}",
        "{}\u200b", "<!-- c --> {}", "{}\r\n",
    ]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(WRAPPERS, min_size=1, max_size=6), st.sampled_from(["\n\n", "\n", "\r\n\r\n", " "]))
def test_every_figure_maps_home(wrappers: list[str], between: str) -> None:
    source = between.join(wrapper.format(FIGURE) for wrapper in wrappers)
    for path in ("draft.md", "draft.txt", "draft.html"):
        document = read_text(source, path)
        for block in document.blocks:
            views = [cell.view for cell in block.table.cells] if block.table else [block.view]
            for shown in views:
                at = shown.text.find(FIGURE)
                while at >= 0:
                    span = shown.source(at, at + len(FIGURE))
                    assert source[span.start : span.end] == FIGURE
                    assert block.span.start <= span.start
                    assert span.end <= block.span.end
                    at = shown.text.find(FIGURE, at + 1)


def blocks(source: str) -> tuple[Block, ...]:
    return markdown(source).blocks


def test_lines_that_no_width_broke_are_things_of_their_own() -> None:
    text = "GPT-3 took 3.14e23 FLOP\nPaLM (540B) took 2.5e24 FLOP in pre-training\nLLaMA was trained on 1.4T tokens\n"
    assert [(b.kind, b.view.text) for b in blocks(text)] == [("list_item", line) for line in text.splitlines()]
    told = "The first model was slow.\nIt cost 5 million dollars and was trained for two months.\nMany liked it.\n"
    assert [b.kind for b in blocks(told)] == ["paragraph"] * 3
    wrapped = (
        "The model that the firm showed in May was\nGPT-4o, with 88.7 percent on MMLU, while\nClaude 3 Opus had 86.8.\n"
    )
    assert [b.kind for b in blocks(wrapped)] == ["paragraph"]
    clauses = "When it was shown,\nGPT-4o was fast,\nand it scored 88.7% on MMLU.\n"
    assert [b.kind for b in blocks(clauses)] == ["paragraph"]
    listed = "Llama 4 Scout\n• 17B active parameters, 16 experts\n• 10M tokens of context\n"
    assert [b.kind for b in blocks(listed)] == ["heading", "list_item", "list_item"]


def test_a_table_whose_line_ends_became_spaces() -> None:
    told = "The scores: | Model | MMLU | |---|:---:| | GPT-4 | 86.4 | | o1 | | as they stood."
    first, table, last = blocks(told)
    assert (first.view.text.strip(), last.view.text.strip()) == ("The scores:", "as they stood.")
    assert table.table is not None
    assert [cell.view.text for cell in table.table.cells] == ["Model", "MMLU", "GPT-4", "86.4", "o1", ""]
    assert [b.kind for b in blocks("Write |---|---| under the header | so | or | so")] == ["paragraph"]


def test_a_fence_may_hold_what_is_said() -> None:
    fields = "```\nHardware:   2,048 x NVIDIA H800\nGPU-hours:  2.788 million\n```\n"
    assert [(b.kind, b.view.text) for b in blocks(fields)] == [
        ("list_item", "Hardware:   2,048 x NVIDIA H800"),
        ("list_item", "GPU-hours:  2.788 million"),
    ]
    for code in (
        "```\nmax_tokens = 4096\nprint(x)\n```\n",
        "```yaml\nName: x\nSize: 7B\n```\n",
        "```\n├── src\n└── doc\n```\n",
    ):
        assert [b.kind for b in blocks(code)] == ["code"]


def test_a_fence_may_hold_trees_bars_and_broken_lines() -> None:
    told = (
        "```\nGH100 figures:\n├── 16896 cores\n│   └── 80 GB, at 3.35 TB/s\n\n"
        "Claude Opus 4.5:  ████ 80.9%\n\nThe rule says that you should train a\n  smaller model on more data.\n```\n"
    )
    assert [(b.kind, b.level, b.view.text) for b in blocks(told)] == [
        ("list_item", 1, "GH100 figures:"),
        ("list_item", 3, "16896 cores"),
        ("list_item", 5, "80 GB, at 3.35 TB/s"),
        ("list_item", 1, "Claude Opus 4.5:    80.9%"),
        ("list_item", 1, "The rule says that you should train a smaller model on more data."),
    ]
    for number, block in enumerate(blocks(told)):
        shown = told[block.span.start : block.span.end]
        assert shown.strip("├└│─ ") == shown, number


def test_a_fence_may_hold_a_drawn_table() -> None:
    drawn = (
        "```text\nModel │ Tokens │ Size\n──────┼────────┼─────\nGPT-3 │ 300B   │ 175B\nOne   │ 1.4T   │ 65B\n```\n"
        "\n```\n┌───────┬──────┐\n│ Model │ MMLU │\n├───────┼──────┤\n│ GPT-4 │ 86.4 │\n└───────┴──────┘\n```\n"
    )
    first, second = blocks(drawn)
    assert first.table is not None
    assert second.table is not None
    assert [cell.view.text for cell in first.table.cells][:6] == ["Model", "Tokens", "Size", "GPT-3", "300B", "175B"]
    assert [cell.view.text for cell in second.table.cells] == ["Model", "MMLU", "GPT-4", "86.4"]


def test_a_diagram_is_its_labels_and_what_each_hangs_under() -> None:
    drawn = (
        "# Title\n\n"
        '```mermaid\ngraph TB\n  A["Open models"] --> B[Llama 4 Scout<br/>17B active]\n  A -->|text| C["Other"]\n'
        "  D(round) --> E{a choice}\n  E -- yes --> C & F[last]\n  F --> A\n  style A fill:#fff\n```\n\nAfter.\n"
    )
    found = blocks(drawn)
    assert [(b.kind, " ".join(b.view.text.split()), b.headings) for b in found[1:]] == [
        ("heading", "Open models", (0, 4, 5)),
        ("list_item", "Llama 4 Scout 17B active", (0, 4, 5, 1)),
        ("list_item", "Other", (0, 4, 5, 1)),
        ("heading", "a choice", (0,)),
        ("heading", "last", (0, 4)),
        ("paragraph", "After.", (0,)),
    ]


def test_a_diagram_that_runs_in_circles_ends() -> None:
    drawn = "```mermaid\ngraph TB\n  A[one] --> B[two]\n  B --> C[three]\n  C --> A\n```\n"
    assert [len(block.headings) for block in blocks(drawn)] == [2, 2, 2]
