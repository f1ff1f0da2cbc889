"""Figures of rivals without a name of their own, of the parts of another kind, and days of another name."""

from __future__ import annotations

import pytest
from small import read, told

from claimcheck import engine
from claimcheck.registry import load_registry


def claims(text: str) -> list[tuple[str, str | None, str | None]]:
    judged = engine.check(read(text), load_registry()).judgements
    return [(j.claim.text, j.claim.subject.id, j.claim.metric.id) for j in judged]


@pytest.mark.parametrize(
    "text",
    [
        "The Gemma 4 26B MoE model needs less time than the 12B dense model thanks to sparse activation.",
        "GPT-5.4 writes better code than Opus's 65.4%.",
        "Kimi K2 gets by with a budget, and Qwen3.6 35B-A3B 用很小的激活量打出舊 235B 的水準。",
        "Leveraging GPT-4, one bank had 22% of its tickets answered by machine by March 2025.",
        "Vera Rubin NVL72 puts 36 Vera CPUs beside them.",
    ],
)
def test_nobodys(text: str) -> None:
    assert [figure for figure in claims(text) if figure[2] != "context-length"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yi-Coder 9B beats CodeLlama 34B at 9B parameters.", [("9B parameters", "yi-coder-9b", "total-parameters")]),
        ("CodeLlama 34B has 34B parameters.", [("34B parameters", "code-llama-34b", "total-parameters")]),
        ("Qwen3.5 的 9B 胜过旧版 Qwen3-30B。", [("9B", "qwen3.5-9b", "total-parameters")]),
        (
            "在SWE-bench上有Claude Opus 4.6（80.9%）的91%水平。",
            [("80.9%", "claude-opus-4.6", "swe-bench-verified")],
        ),
        (
            "Claude Opus 4.6 在 SWE-bench Verified 上得分 91%。",
            [("91%", "claude-opus-4.6", "swe-bench-verified")],
        ),
        ("Llama3-70B (April 2024) beats GPT4 from May 2023.", [("April 2024", "llama-3-70b", "release-date")]),
        (
            "2019年2月OpenAI推出由GPT-1發展而來的GPT-2，參數量15億。",
            [
                ("2019年2月", "gpt-2", "release-date"),
                ("15億", "gpt-2", "total-parameters"),
            ],
        ),
        (
            "With caching on, Claude Sonnet 4.5 input falls to $0.30/M.",
            [("$0.30/M", "claude-sonnet-4.5", "cached-input-price")],
        ),
        ("启用缓存后，Gemini 3.1 Pro输入降至$0.20/M。", [("$0.20/M", "gemini-3.1-pro", "cached-input-price")]),
    ],
)
def test_whose_it_is(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert claims(text) == expected


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Sora was shown in March 2024 and fully released December 9, 2024.", []),
        ("This follows an OpenAI (01.25.2024) announcement.", []),
        ("### Claude Code\n\nClaude Code March–April 2026 releases bring many agents.\n", []),
        (
            "# H100 notes\n\n## About\n\n| Field | Value |\n|-|-|\n| GPU | H100 |\n| Date | May 5, 2025 |\n",
            [],
        ),
        (
            "+ [2024-04-09，阿里又更新：开源Qwen1.5-32B](https://example.org/a)\n+ [2023-07-26，Llama 2 免费商用](https://example.org/b)\n",
            [],
        ),
        ("GLM-5.3于8月14日发布（沿用GLM-5.2底模），同时推迟开放权重。", []),
        ("Llama 2 was released on 2023-09-26.", ["2023-09-26"]),
        ("DeepSeek-R1 was released on March 20, 2025.", ["March 20, 2025"]),
    ],
)
def test_days(text: str, wrong: list[str]) -> None:
    assert told(text) == wrong
