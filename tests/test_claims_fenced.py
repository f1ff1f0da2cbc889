"""What stands in fences, under heads and beside links: whose it is, and of what."""

from __future__ import annotations

import pytest

from claimcheck import documents, engine
from claimcheck.registry import load_registry


def triples(text: str) -> set[tuple[str, str | None, str | None]]:
    found = engine.check(documents.read(text.encode(), "draft.md"), load_registry()).judgements
    return {(j.claim.text, j.claim.subject.id, j.claim.metric.id) for j in found}


def loud(text: str) -> list[str]:
    findings = engine.check(documents.read(text.encode(), "draft.md"), load_registry()).findings
    return [finding.text for finding in findings if finding.severity != "note"]


def test_bars_in_a_fence_are_scores_on_what_the_heading_names() -> None:
    drawn = "### SWE-bench Verified\n\n```\nClaude Opus 4.5:   ██████ 80.9%\nClaude Sonnet 4.5: ████   77.2%\n```\n"
    assert triples(drawn) == {
        ("80.9%", "claude-opus-4.5", "swe-bench-verified"),
        ("77.2%", "claude-sonnet-4.5", "swe-bench-verified"),
    }
    assert loud(drawn) == []
    assert loud(drawn.replace("77.2%", "72.7%")) == ["72.7%"]


def test_a_tree_in_a_fence_is_a_list_under_its_head() -> None:
    drawn = (
        "### Blackwell\n\n```\nB200 的规格：\n├── 192GB HBM3e，带宽 8 TB/s\n├── NVLink：18 路 × 100 GB/s = 1.8 TB/s\n"
        "└── TDP：1000W\n```\n"
    )
    assert triples(drawn) >= {
        ("192GB", "b200", "memory"),
        ("8 TB/s", "b200", "memory-bandwidth"),
        ("1.8 TB/s", "b200", "nvlink-bandwidth"),
        ("1000W", "b200", "tdp"),
    }
    assert not any(text == "100 GB/s" for text, _, _ in triples(drawn))
    assert loud(drawn) == []


def test_a_diagram_and_a_drawn_table() -> None:
    drawn = '```mermaid\ngraph TB\n A["Models"] --> B["Llama 4 Scout<br/>109B 总参数，17B 激活"]\n```\n'
    assert triples(drawn) == {
        ("109B 总参数", "llama-4-scout", "total-parameters"),
        ("17B", "llama-4-scout", "active-parameters"),
    }
    table = "```\n│ Model │ MMLU │\n├───────┼──────┤\n│ GPT-4 │ 86.4 │\n```\n"
    assert triples(table) == {("86.4", "gpt-4", "mmlu")}


@pytest.mark.parametrize(
    "head", ["### 长上下文\n\n", "## Context windows\n\n", "Context window:\n\n", "上下文长度：\n\n"]
)
def test_lengths_under_a_head(head: str) -> None:
    listed = triples(f"{head}- Gemini 1.5 Pro (2M), Claude 3 Opus (200K)\n- GPT-4o: 128K\n")
    assert listed == {
        ("2M", "gemini-1.5-pro", "context-length"),
        ("200K", "claude-3-opus", "context-length"),
        ("128K", "gpt-4o", "context-length"),
    }
    others = triples(f"{head}- Phi-3-mini: 3.8B\n- ChatGPT: 400M weekly users\n- Claude Code: 16.5K tokens\n")
    assert {row for row in others if row[2] == "context-length" and row[1] is not None} == set()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("- **A100:** NVLink 3.0 (600 GB/s)", "a100"),
        ("B200 引入第五代 NVLink，实现 1.8TB/s 的互连。", "b200"),
        ("NVLink 5.0 on the B200 reaches 1.8 TB/s.", "b200"),
        ("NVLink 4.0 offers 900 GB/s.", "nvlink-4"),
    ],
)
def test_a_link_is_of_the_chip_before_it(text: str, who: str) -> None:
    assert [(s, m) for _, s, m in triples(text)] == [(who, "nvlink-bandwidth")]


def test_a_heading_that_only_names_the_maker() -> None:
    text = "# News\n\nShort.\n\n## GPT-5.2\n\n**OpenAI's own figures**:\n\n- SWE-bench Verified: 80.0%\n"
    assert triples(text) == {("80.0%", "gpt-5.2", "swe-bench-verified")}


def test_what_is_only_followed_or_a_share_of() -> None:
    follows = "Mistral AI showed Mistral Large 2. The release follows Meta's Llama 405B.\n\nIt has 84% on MMLU.\n"
    assert ("84%", "mistral-large-2", "mmlu") in triples(follows)
    share = "**Mistral Medium 3**:\n\n- Delivers 90% of Claude 3.7 Sonnet's quality at $0.40/$2 per million tokens\n"
    assert {(s, m) for _, s, m in triples(share)} == {
        ("mistral-medium-3", "input-price"),
        ("mistral-medium-3", "output-price"),
    }


def test_a_lead_in_chinese_names_whose_the_list_is() -> None:
    text = "### Claude 的优势\n\n最新的 Opus 4.6 带来了几个升级：\n\n- 100 万 token 上下文窗口\n- 128K 输出 token\n"
    assert {s for _, s, _ in triples(text)} == {"claude-opus-4.6"}


def test_prices_of_one_token() -> None:
    text = "GPT-5.2 pricing: ${} input, $0.000014 output."
    assert loud(text.format("0.00000175")) == []
    assert loud(text.format("0.00000275")) == ["$0.00000275"]


@pytest.mark.parametrize(
    "text",
    [
        "Llama 6 ships with a context window of 5M tokens.",
        "Qwen 9 offers a context window of 5M tokens.",
        "llama.cpp has a context window of 512 tokens.",
    ],
)
def test_longer_names_are_others(text: str) -> None:
    assert {s for _, s, _ in triples(text)} <= {None}
    assert loud(text) == []


def test_a_node_of_a_diagram_is_of_what_it_hangs_under() -> None:
    text = (
        "```mermaid\ngraph LR\n  A[Benchmarks] --> B[MMLU]\n  A --> C[HumanEval]\n"
        '  B --> B1["GPT-4o: 88.7%"]\n  C --> C1["GPT-4o: 90.2%"]\n'
        '  X["Claude Opus 4.6"] --> Y["BrowseComp 84.0%"]\n  Z["GPT-5.3-Codex"] --> W["SWE-Bench Pro 56.8%"]\n'
        '  X --> V["Terminal-Bench 65.4%"]\n```\n'
    )
    assert triples(text) == {
        ("88.7%", "gpt-4o", "mmlu"),
        ("90.2%", "gpt-4o", "humaneval"),
        ("84.0%", "claude-opus-4.6", "browsecomp"),
        ("56.8%", "gpt-5.3-codex", "swe-bench-pro"),
        ("65.4%", "claude-opus-4.6", "terminal-bench"),
    }
