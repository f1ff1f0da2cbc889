"""From one system to another, from one event to the next: whose figure is whose, and which date is no release."""

from __future__ import annotations

import pytest

from claimcheck import documents, engine
from claimcheck.registry import load_registry


def judged(text: str) -> list[tuple[str, str | None, str | None]]:
    found = engine.check(documents.read(text.encode(), "draft.md"), load_registry()).judgements
    return [(j.claim.text, j.claim.subject.id, j.claim.metric.id) for j in found]


def loud(text: str) -> list[str]:
    findings = engine.check(documents.read(text.encode(), "draft.md"), load_registry()).findings
    return [f.text for f in findings if f.severity != "note"]


@pytest.mark.parametrize(
    "rest",
    [
        "and was retired on January 5, 2026",
        "and got a longer context on August 12, 2024",
        "and was switched off on July 14, 2025",
        "and its price was cut in December 2024",
        "and removed from ChatGPT on April 30, 2025",
    ],
)
def test_what_was_done_later_is_no_release(rest: str) -> None:
    assert judged(f"GPT-4o was released on May 13, 2024, {rest}.") == [("May 13, 2024", "gpt-4o", "release-date")]


def test_the_day_of_another_is_its_own() -> None:
    text = "GPT-4 was released on March 14, 2023, and GPT-4o on May 13, 2024."
    assert [row[:2] for row in judged(text)] == [("March 14, 2023", "gpt-4"), ("May 13, 2024", "gpt-4o")]


@pytest.mark.parametrize(
    "text",
    [
        "Kimi K2 Thinking: 23.9% on HLE without tools, 44.9% with tools.",
        "Kimi K2 Thinking gets 44.9% on HLE with tools and 23.9% without.",
        "GPT-5 gets 24.8% on HLE without tools but 35.2% with.",
        "GPT-5 scores 74.9% on SWE-bench Verified with thinking, 52.8% without.",
    ],
)
def test_each_score_keeps_its_own_condition(text: str) -> None:
    assert loud(text) == []


@pytest.mark.parametrize(
    ("text", "owned"),
    [
        ("The H200 is an H100 with more memory: 141 GB instead of 80 GB.", ["h200", "h100"]),
        ("The H100 SXM replaces the A100: 700 W instead of 400 W.", ["h100-sxm", "a100"]),
        ("DeepSeek's V3.1 improves on V3: 66.0% vs. 42.0% on SWE-bench Verified.", ["deepseek-v3.1", "deepseek-v3"]),
        ("From GPT-4o to GPT-4o mini, the input price falls from $2.50 to $0.15.", ["gpt-4o", "gpt-4o-mini"]),
        ("o1 → o3: SWE-bench Verified 41.0% → 69.1%", ["o1", "o3"]),
        ("从 B200 到 B300：显存 192GB → 288GB。", ["b200", "b300"]),
        ("o1 costs more than o3-mini, which beats it on AIME 2024, 87.3% to 74.4%.", ["o3-mini", "o1"]),
        ("GPT-5.5 leads with 85.0% on ARC-AGI-2, 77.1% goes to Gemini 3.1 Pro.", ["gpt-5.5", "gemini-3.1-pro"]),
        ("GPT-5 is the first over 90% on AIME 2025 (94.6%), though o4-mini had 92.7%.", ["gpt-5", "gpt-5", "o4-mini"]),
        ("Price: $5/$25 (Opus 4.6), $1/$5 (Haiku 4.5)", ["claude-opus-4.6"] * 2 + ["claude-haiku-4.5"] * 2),
    ],
)  # fmt: skip
def test_from_one_to_another(text: str, owned: list[str]) -> None:
    assert [subject for _, subject, _ in judged(text)] == owned
    assert loud(text) == []


@pytest.mark.parametrize("verb", ["can return up to", "can output", "and outputs up to"])
def test_what_can_be_written_is_no_window(verb: str) -> None:
    found = judged(f"o1 has a 200,000-token context {verb} 100,000 tokens.")
    assert [metric for _, _, metric in found] == ["context-length", "maximum-output"]


def test_a_price_list_of_an_earlier_day_is_not_judged_by_what_came_later() -> None:
    table = (
        "| Model | Input | Output |\n|--|--|--|\n| o1-mini | $3 | $12 |\n| GPT-4o | $5 | $15 |\n"
        "| QwQ-32B-Preview | 3.5 元 | 7 元 |\n"
    )
    assert loud(table) == []


def test_sets_of_data_are_no_model() -> None:
    table = "# GPT-3\n\n| Dataset | Tokens |\n|--|--|\n| Common Crawl | 410B |\n| Books1 | 12B |\n"
    assert judged(table) == []


@pytest.mark.parametrize(
    "text",
    [
        "GLM-5.2 是最强的开源模型，较 GLM-5.1 提升显著：SWE-bench Pro 从 58.4 提升到 62.1。",
        "GLM-5.2 is a clear improvement over GLM-5.1, going from 58.4 to 62.1 on SWE-bench Pro.",
    ],
)
def test_a_change_starts_with_the_older_one(text: str) -> None:
    assert judged(text) == [("58.4", "glm-5.1", "swe-bench-pro"), ("62.1", "glm-5.2", "swe-bench-pro")]


def test_efforts_and_designs_are_no_other_systems() -> None:
    assert judged("| Model | SWE Pro |\n|--|--|\n| GPT-5.4-xHigh | 57.7 |\n") == [("57.7", "gpt-5.4", "swe-bench-pro")]
    assert judged("| Model | GPQA Diamond |\n|--|--|\n| V4-Pro Max | 90.1 |\n") == [
        ("90.1", "deepseek-v4-pro", "gpqa-diamond")
    ]
    assert loud("Ryzen AI Max+ 395 has 16 Zen 5 cores and 40 RDNA 3.5 compute units.") == []


def test_in_and_out_and_what_of_it_is_active() -> None:
    found = judged("### Claude Opus 4.5\n\n- **Context:** 200K in / 64K out\n")
    assert ("64K", "claude-opus-4.5", "maximum-output") in found
    assert ("200K", "claude-opus-4.5", "context-length") in found
    assert not any(row[2] == "maximum-output" for row in judged("GPT-5 takes 272K out of the 400K tokens."))
    found = judged("- MiniMax-M2: coding and agents, 230B (10B active), open")
    assert [row[2] for row in found] == ["total-parameters", "active-parameters"]


@pytest.mark.parametrize(
    "text",
    ["DeepSeek-R1 was distilled into smaller models of 1.5B and 70B.", "DeepSeek-R1 的蒸馏版本从 1.5B 到 70B。"],
)
def test_sizes_of_what_was_distilled(text: str) -> None:
    assert [row[1] for row in judged(text)] == ["deepseek-r1-distill-qwen-1.5b", "deepseek-r1-distill-llama-70b"]
