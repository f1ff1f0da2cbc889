"""Dates that stand apart from what they date: timelines, and headings that name a year."""

from __future__ import annotations

import pytest
from small import bound, triples

R1 = "deepseek-r1"


def test_a_lone_date_over_the_title_of_a_release() -> None:
    page = "<div><span>&#128293;</span> January 20, 2025</div><h3>DeepSeek-R1 Released</h3><p>It reasons.</p>"
    assert triples(page, "draft.html") == [("January 20, 2025", R1, "release-date")]
    below = "## DeepSeek-R1 发布\n\n2025年1月20日\n"
    assert triples(below) == [("2025年1月20日", R1, "release-date")]


def test_a_lone_date_over_another_title_is_no_release() -> None:
    assert triples("January 20, 2025\n\n## What DeepSeek-R1 means for markets\n") == []
    assert triples("January 20, 2025\n\nDeepSeek-R1 was released to much noise elsewhere.\n") == []


def test_a_heading_gives_the_year() -> None:
    (claim,) = bound("## January 2025\n\n- DeepSeek-R1 was released on January 20\n")
    assert claim.quantity.value == "2025-01-20"
    (claim,) = bound("## 2024 and 2025\n\n- DeepSeek-R1 was released on January 21\n")
    assert claim.quantity.value is None


def test_the_date_of_the_sentence_before() -> None:
    text = "On January 20, 2025, OpenAI lost its calm. The launch of DeepSeek-R1 was felt all over the world."
    assert triples(text) == [("January 20, 2025", R1, "release-date")]
    text = "2025年1月20日，深度求索一跃成名。起因是他们发布的开源模型 DeepSeek-R1。"
    assert triples(text) == [("2025年1月20日", R1, "release-date")]
    assert triples("On January 20, 2025, DeepSeek-V3 was slow. The launch of DeepSeek-R1 came.") == []


@pytest.mark.parametrize(
    "text",
    [
        "### DeepSeek-R1 - January 20, 2025",
        "January 2025: DeepSeek-R1",
        "- **DeepSeek-R1**: 2025-01-20",
        "DeepSeek-R1 — 2025年1月20日",
        "* DeepSeek-R1(2025.1.20, DeepSeek)",
        "- DeepSeek-R1（2025年1月20日，深度求索）",
    ],
)
def test_a_line_of_a_name_and_a_date_is_a_release(text: str) -> None:
    assert [row[1:] for row in triples(text)] == [("deepseek-r1", "release-date")]


def test_the_day_of_something_else_in_the_bracket_of_an_item() -> None:
    assert triples("- DeepSeek-R1 (2025-02-14, price cut)") == []
    assert triples("- DeepSeek-R1 and others (2025-02-14, a survey)") == []


def test_a_name_before_a_year_is_none() -> None:
    assert triples("DeepSeek-R1 2025") == []
    assert triples("DeepSeek-R1 in review, January 2025") == []


def test_the_date_and_the_headline_of_an_entry() -> None:
    entry = "---\ndate: 2025-01-20\nimportance: high\nheadline: DeepSeek-R1 launched with a paper\n---\n\nMore.\n"
    assert triples("Before.\n\n" + entry) == [("2025-01-20", R1, "release-date")]
    assert triples("Before.\n\n" + entry.replace("launched with", "is praised in")) == []


@pytest.mark.parametrize(
    "text",
    ["2025-01-20: DeepSeek-R1 released", "**2025-01-20**: 🔴 **DeepSeek-R1发布**", "2025年1月20日，DeepSeek-R1 上线。"],
)
def test_an_entry_that_says_no_more_than_a_release_is_sure(text: str) -> None:
    (claim,) = bound(text)
    assert (claim.subject.id, claim.metric.id) == ("deepseek-r1", "release-date")
    assert claim.confidence > 0.8


def test_what_follows_an_entry_is_of_its_release() -> None:
    text = "**2025-01-20**: **DeepSeek-R1发布**\n- **参数**: 671B\n"
    assert triples(text)[1:] == [("671B", "deepseek-r1", "total-parameters")]


def test_a_date_over_one_release_among_nested_items() -> None:
    text = "- January 20, 2025:\n  - The lab hired people.\n  - DeepSeek-R1 was released.\n- February: \n  - Nothing.\n"
    assert triples(text) == [("January 20, 2025", R1, "release-date")]
    two = text.replace("The lab hired people.", "DeepSeek-V3 was released.")
    assert triples(two) == []


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("### OpenAI DeepSeek-V3 and DeepSeek-R1 - 01/20/25", "deepseek-v3"),
        ("### The New DeepSeek-R1, DeepSeek-V3: January 2025", R1),
        ("High-Flyer 在 1 月带来了 DeepSeek-R1。", R1),
    ],
)
def test_several_names_and_a_date(text: str, subject: str) -> None:
    assert [row[1:] for row in triples(text)] == [(subject, "release-date")]


def test_entries_of_a_timeline_with_a_description() -> None:
    assert ("January 2025", R1, "release-date") in triples("January 2025 – DeepSeek-R1: a model that reasons.")
    assert ("January 2025", R1, "release-date") in triples("- January 2025 — DeepSeek-R1: 671B parameters.")
    assert triples("January 2025 – What DeepSeek-R1 means: a look back.") == []
    assert triples("- 2025/01/30: DeepSeek-R1: supported.") == []
    assert triples("2025年3月 — DeepSeek-R1：免费用户可用") == []


def test_a_day_signed_by_others_than_the_maker_is_no_release() -> None:
    assert triples("- DeepSeek-R1 (2025.1.20, DeepSeek)") == [("2025.1.20", R1, "release-date")]
    assert triples("- DeepSeek-R1（2025年4月3日，李四）") == []
    assert triples("- DeepSeek-R1 (2025-04-03, Microsoft Azure)") == []


def test_days_in_the_brackets_of_labels() -> None:
    table = "| Model | Size |\n|--|--|\n| DeepSeek-R1 (2025) | 671B |\n| DeepSeek-V3（2024.12） | 671B |\n"
    found = triples(table)
    assert ("2025", R1, "release-date") in found
    assert ("2024.12", "deepseek-v3", "release-date") in found
    heads = "| | DeepSeek-V3 (2024.12) |\n|--|--|\n| 参数 | 671B |\n"
    assert ("2024.12", "deepseek-v3", "release-date") in triples(heads)
    assert triples("| Paper | Size |\n|--|--|\n| A look at DeepSeek-R1 (2025) | 12 pages |\n") == []
