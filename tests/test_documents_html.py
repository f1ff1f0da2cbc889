"""HTML: blocks, hidden parts, entities, main content, hostile input."""

from __future__ import annotations

import time

from claimcheck.documents import read, read_text
from claimcheck.model import Document


def html(source: str) -> Document:
    return read_text(source, "page.html")


def shown(source: str) -> list[str]:
    return [block.view.text for block in html(source).blocks]


def test_page() -> None:
    document = html(
        "<!DOCTYPE html><html><head><title>Site</title>"
        "<meta property='article:published_time' content='2025-01-20T10:00'>"
        "<style>p{width:12%}</style><script>var a = '<p>13%</p>';</script></head><body><nav><a>Menu 5</a></nav>"
        "<h1>Title</h1><p>First <b>79.8</b>% &amp; <em>more</em>"
        ".<p>Second<br>line</p><ul><li>One<ul><li>Two</li></ul></li></ul>"
        "<blockquote><p>Said 5%.</p></blockquote><pre>code 7</pre><!-- 9% --><figure><img src=a.png alt='Chart of 10%'>"
        "<figcaption>Figure: 11%</figcaption></figure><footer>Page 3</footer></body></html>"
    )
    assert document.date == "2025-01-20"
    assert [(b.kind, b.level, b.view.text) for b in document.blocks] == [
        ("furniture", 0, "Site"),
        ("furniture", 0, "Menu 5"),
        ("heading", 1, "Title"),
        ("paragraph", 0, "First 79.8% & more."),
        ("paragraph", 0, "Second\nline"),
        ("list_item", 1, "One"),
        ("list_item", 2, "Two"),
        ("quote", 0, "Said 5%."),
        ("code", 0, "code 7"),
        ("caption", 0, "Chart of 10%"),
        ("caption", 0, "Figure: 11%"),
        ("furniture", 0, "Page 3"),
    ]
    assert document.blocks[7].quoted


def test_hidden_parts_are_not_read() -> None:
    source = (
        "<p>A <span style='display: none'>1%</span><span hidden>2%</span><span aria-hidden='true'>3%</span>B</p>"
        "<div style='visibility:hidden'><p>4%</p><div>5%</div></div><template><p>6%</p></template>"
        "<noscript>7%</noscript><svg><text>8%</text></svg><p>C <del>9%</del></p>"
    )
    assert shown(source) == ["A B", "C "]


def test_numbers_in_attributes_are_no_prose() -> None:
    assert shown("<p data-ratio='0.45' title=\"5 > 3\">Text <img data-w=300> 1</p>") == ["Text  1"]


def test_entities_keep_their_offsets() -> None:
    source = "<p>&#x4E2D;&nbsp;79&period;8&percnt; &unknown; AT&T &lt;5</p>"
    view = html(source).blocks[0].view
    assert view.text == "中 79.8% &unknown; AT&T <5"
    span = view.source(2, 7)
    assert source[span.start : span.end] == "79&period;8&percnt;"


def test_sup_and_sub() -> None:
    assert shown("<p>10<sup>25</sup>, H<sub>2</sub>O, 79.8<sub>0.3</sub>, 5<sup>a</sup>, 3<sup>rd</sup></p>") == [
        "10^25, H2O, 79.8 0.3, 5, 3rd"
    ]


def test_a_label_and_its_value_are_two_words() -> None:
    assert shown('<p><span class="name">RTX 5090</span><span class="value">1,792 GB/s</span></p>') == [
        "RTX 5090 1,792 GB/s"
    ]
    assert shown('<p>10<span class="mord">1</span><span class="mord">2</span></p>') == ["1012"]
    assert shown('<p><span class="d6">6</span><span class="d7">7</span><span class="d1">1</span>B</p>') == ["671B"]
    assert shown("<p><b>Deep</b><span>Seek</span></p>") == ["DeepSeek"]


def test_line_breaks_between_words() -> None:
    assert shown("<p>模型\n得分 and\nmore</p>") == ["模型得分 and more"]


def test_main_part_when_asked() -> None:
    data = b"<body><p>Ad 5%</p><main><p>Body 6%</p></main><p>After</p></body>"
    assert [b.view.text for b in read(data, "a.html", main=True).blocks] == ["Body 6%"]
    assert len(read(data, "a.html").blocks) == 3


def test_layout_tables_are_read_as_text() -> None:
    inner = "<table><tr><th>A</th><th>B</th></tr><tr><td>x</td><td>5</td></tr></table>"
    document = html(f"<table><tr><td><p>Side 1</p></td><td><h2>T</h2>{inner}<p>After</p></td></tr></table>")
    assert [b.kind for b in document.blocks] == ["paragraph", "heading", "table", "paragraph"]
    assert [b.kind for b in html("<table><tr><td>Boxed 5%</td></tr></table>").blocks] == ["paragraph"]


def test_hostile_markup_is_linear_and_bounded() -> None:
    cases = {
        "<div>": 100_000, "<b>": 30_000, "<table><tr><td>": 90, "<p>x": 20_000, "<a b='": 20_000, '<a "': 20_000,
        "<a " * 3 + "\n": 20_000, "<!--": 20_000, "<li>": 20_000, "<ul><li>x": 10_000, "</div>": 20_000, "&": 60_000,
        "<script>": 20_000, "<pre>": 20_000, "<sup>1": 20_000, "<span hidden>": 20_000, "<h1>x": 20_000, "<": 60_000,
    }  # fmt: skip
    for part, times in cases.items():
        start = time.process_time()
        for block in html(part * times + "79.8%").blocks:
            _ = block.table if block.kind == "table" else block.view
        assert time.process_time() - start < 4, part
