"""Views: what normalisation changes, what it must not, and that every offset leads home."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.model import View
from claimcheck.normalise import HARD_BREAK, han_share, view

CASES = [
    ("得分为７９．８％", "得分为79.8%"),
    ("ＲＴＸ５０９０ 显卡", "RTX5090 显卡"),
    ("𝗟𝗹𝗮𝗺𝗮-𝟯.𝟭-𝟰𝟬𝟱𝗕 𝑖𝑛 𝟙𝟚𝟠𝘬", "Llama-3.1-405B in 128k"),
    ("共１，０００个", "共1，000个"),  # the full-width comma stays itself
    ("需要10²⁵次运算", "需要10^25次运算"),
    ("约2⁶⁴种，面积5 km²", "约2^64种，面积5 km^2"),
    ("10⁻³ s", "10^-3 s"),
    ("得分79.8¹，对手79.2²", "得分79.8，对手79.2"),
    ("79.8† and 80.1‡ (79.2*)", "79.8 and 80.1 (79.2)"),
    ("3 * 4 and 5 *6", "3 * 4 and 5 *6"),
    ("下降−5.2%", "下降-5.2%"),
    ("GPT‑4 與 GPT‐5", "GPT-4 与 GPT-5"),
    ("訓練費用約六億美元", "训练费用约六亿美元"),
    ("截⾄2024年⼆⽉，⻆度⻔槛", "截至2024年二月，角度门槛"),
    ("7\u200b9.\u2060８ %", "79.8 %"),
    ("a\u00a0b\u3000c\u202fd", "a b c d"),
    ("违 反 OpenAI 安 全 的模型", "违反 OpenAI 安全 的模型"),
    ("近 20 个 百 分 点。", "近 20 个百分点。"),
    ("准确率\n达到", "准确率达到"),
    ("落后近\n\n20个百分点", "落后近20个百分点"),
    ("2022\n年", "2022年"),
    ("the model\nreached", "the model reached"),
    ("a bench-\nmark", "a benchmark"),
    ("DeepSeek-\nR1 and GPT-\n4", "DeepSeek-R1 and GPT-4"),
    ("state-of-the-\nart", "state-of-the-art"),
    ("in 12\n34", "in 12 34"),
    ("79.8\r\n%", "79.8%"),
    ("see https://example.org/2501.12948v2, and arXiv:2501.12948.", "see , and ."),
    ("报告[11]显示79.8%[3,4]", "报告显示79.8%"),
    ("in [0, 1] and [2024]", "in [0, 1] and [2024]"),
    ("½ of ① and ±0.3", "½ of ① and ±0.3"),
    ("", ""),
]


@pytest.mark.parametrize(("source", "shown"), CASES)
def test_what_a_reader_means(source: str, shown: str) -> None:
    assert view(source).text == shown


def test_a_hard_break_stays() -> None:
    source = "显存32GB<br>带宽1792GB/s"
    made = view(source, edits=[(6, 10, HARD_BREAK)])
    assert made.text == "显存32GB\n带宽1792GB/s"


def test_unjoined_lines_stay_lines() -> None:
    assert view("a \n  b", joined=False).text == "a\nb"


def test_text_is_never_compatibility_normalised() -> None:
    assert "1025" not in view("10²⁵").text
    assert view("½ ﬁ ㎏ ①").text == "½ ﬁ ㎏ ①"


def test_spans_lead_home_through_markup() -> None:
    source = "x <b>79</b>.8&#37; y"
    made = view(source, edits=[(2, 5, ""), (7, 11, ""), (13, 18, "%")])
    assert made.text == "x 79.8% y"
    start, end = made.source(2, 7)
    assert source[start:end] == "79</b>.8&#37;"
    assert made.source(2, 4) == (5, 7)
    assert made.view_offset(5) == 2
    assert made.view_offset(0) == 0
    assert made.view_offset(len(source)) == len(made.text)


def test_an_offset_start() -> None:
    source = "头条：得分\n７９．８％。"
    made = view(source, 3)
    assert made.text == "得分79.8%。"
    start, end = made.source(2, 7)
    assert source[start:end] == "７９．８％"


def test_a_view_refuses_what_does_not_tile() -> None:
    with pytest.raises(AssertionError):
        View("abc", [(0, 0, 1), (1, 2, 3)])
    with pytest.raises(AssertionError):
        View.tiled("abc", [0, 2], [0, 3])
    with pytest.raises(ValueError):
        view("abc").source(1, 1)


PIECES = st.sampled_from(
    [
        "79.8", "７９", "％", "10²⁵", "¹", "†", "*", " ", "\u3000", "\u200b", "\n", "\n\n", "\r\n", "-\n", "模型",
        "達到", "近", "AIME", "a", "é", "e\u0301", "👩‍👩‍👧", "，", "[12]", "https://a.b/1", "违 反", "⽉", "−",
        "．", "&amp;", "<b>", "</b>", "\u2028",
    ]
)  # fmt: skip


@st.composite
def sources_with_edits(draw: st.DrawFn) -> tuple[str, int, list[tuple[int, int, str]]]:
    parts = draw(st.lists(PIECES, max_size=30))
    start = len("".join(parts[: draw(st.integers(0, len(parts)))]))
    source = "".join(parts)
    edits = []
    at = start
    while at < len(source) and draw(st.booleans()):
        first = draw(st.integers(at, len(source)))
        last = draw(st.integers(first, min(len(source), first + 6)))
        if last > first:
            edits.append((first, last, draw(st.sampled_from(["", "%", "²⁵", " ", "&&", HARD_BREAK]))))
        at = last + 1
    return source, start, edits


@settings(max_examples=150, deadline=None)
@given(sources_with_edits(), st.booleans())
def test_pieces_tile_and_spans_are_never_empty(case: tuple[str, int, list[tuple[int, int, str]]], joined: bool) -> None:
    source, start, edits = case
    made = view(source, start, None, edits, joined=joined)
    assert made.span == (start, len(source)) or start == len(source)
    before = start
    for at in range(len(made.text)):
        span = made.source(at, at + 1)
        assert start <= span.start < span.end <= len(source)
        assert span.start >= before  # order is kept
        before = span.start
    if made.text:
        whole = made.source(0, len(made.text))
        assert whole.start <= made.source(0, 1).start
        assert whole.end == made.source(len(made.text) - 1, len(made.text)).end
    for offset in range(start, len(source) + 1):
        assert 0 <= made.view_offset(offset) <= len(made.text)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789.%abc模型亿 ", max_size=40))
def test_plain_text_stays_as_it_is(source: str) -> None:
    made = view(source)
    squeezed = made.text.replace(" ", "")
    assert squeezed == source.replace(" ", "")
    for at, char in enumerate(made.text):
        start, end = made.source(at, at + 1)
        assert source[start:end] == char


def test_share_of_chinese() -> None:
    assert han_share("plain English") == 0
    assert han_share("全是中文") == 1
    assert 0.2 < han_share("模型 model 大 ok") < 0.7
    assert han_share("中文" * 400_000) == 1


def test_lines_of_fields_stay_lines() -> None:
    fields = "Architecture: Blackwell (full die)\nCUDA cores: 24,064\n显存：96 GB"
    assert view(fields).text == fields
    prose = "The card has\n24,064 cores. Note:\nthe board draws 300 W"
    assert "\n" not in view(prose).text
