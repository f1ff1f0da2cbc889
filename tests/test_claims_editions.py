"""Editions named by their suffix alone, the former and the latter, what is set aside, what is a difference."""

from __future__ import annotations

import pytest

from claimcheck import documents, engine
from claimcheck.registry import load_registry


def owned(text: str) -> dict[str, str | None]:
    found = engine.check(documents.read(text.encode(), "draft.md"), load_registry()).judgements
    return {j.claim.text: j.claim.subject.id for j in found}


def loud(text: str) -> list[str]:
    found = engine.check(documents.read(text.encode(), "draft.md"), load_registry()).findings
    return [f.text for f in found if f.severity != "note"]


def findings(text: str) -> list[str]:
    return [f.text for f in engine.check(documents.read(text.encode(), "draft.md"), load_registry()).findings]


@pytest.mark.parametrize(
    ("text", "figure", "subject"),
    [
        ("GPT-4.1：MMLU 90.2；mini：MMLU 87.5；nano：MMLU 80.1。", "80.1", "gpt-4.1-nano"),
        ("GLM-4.5 总参 355B，激活 32B；Air 版总参 106B，激活 12B。", "12B", "glm-4.5-air"),
        ("GLM-4.5（总参 355B）与 Air（总参 106B）同日开源。", "106B", "glm-4.5-air"),
        ("## GLM-4.5\n\n- 总参 355B\n- Air：总参 106B\n", "106B", "glm-4.5-air"),
        ("Gemini 2.5 Flash：AIME 2025 72.0；Pro：AIME 2025 88.0。", "88.0", "gemini-2.5-pro"),
        ("H100 SXM 功耗 700W；PCIe 版功耗 350W。", "350W", "h100-pcie"),
        ("RTX 4090 功耗 450W；D 版功耗 425W。", "425W", "geforce-rtx-4090-d"),
        ("TPU v5p 的 HBM 为 95GB，v6e 的 HBM 为 32GB。", "32GB", "tpu-v6e"),
        ("Claude 3.5 Sonnet：输入 3 美元；Haiku：输入 0.8 美元。", "0.8 美元", "claude-3.5-haiku"),
        ("Llama 3 70B MMLU 79.5，8B MMLU 66.6。", "66.6", "llama-3-8b"),
        ("GPT-4.1 gets 90.2 on MMLU; mini: MMLU 87.5.", "87.5", "gpt-4.1-mini"),
        ("o3 与 o4-mini：前者 GPQA 83.3，后者 81.4。", "83.3", "o3"),
        ("o3 与 o4-mini：前者 GPQA 83.3，后者 81.4。", "81.4", "o4-mini"),
        ("Gemini 2.5 Flash 之外，Pro 版 GPQA 86.4。", "86.4", "gemini-2.5-pro"),
        ("混元 Large 总参 389B。", "389B", "hunyuan-large"),
        (
            "Moonshot has Kimi K2 Thinking. The older Instruct version has 128K context.",
            "128K",
            "kimi-k2-instruct",
        ),
        ("Gemini 2.5 Flash scores 72.0% on AIME 2025. The Pro version scores 88.0%.", "88.0%", "gemini-2.5-pro"),
        ("GLM-4.5 has 355B parameters. The smaller Air variant has 106B parameters.", "106B parameters", "glm-4.5-air"),
    ],
)
def test_a_suffix_names_the_sister(text: str, figure: str, subject: str) -> None:
    assert owned(text)[figure] == subject
    assert findings(text) == []


def test_an_edition_that_the_registry_does_not_know_is_none_of_the_others() -> None:
    assert owned("o1-preview：MMLU 92.3；正式版：MMLU 91.8。") == {"92.3": "o1-preview", "91.8": None}
    assert owned("Qwen3-235B-A22B has a 32K window. The Thinking version has 256K.") == {
        "32K": "qwen3-235b-a22b",
        "256K": None,
    }


@pytest.mark.parametrize(
    "text",
    [
        "MI300X 比 H100 显存大 112GB。",
        "H200 的显存比 H100 多出 61GB，带宽多出 1.45TB/s。",
        "DeepSeek-V3 的训练数据比 V2 多 6.7T token。",
        "DeepSeek-V3 的输出价比 GPT-4o 便宜 8.9 美元。",
        "o3 输入价格下调 8 美元。",
    ],
)
def test_what_one_has_more_than_another_is_no_value(text: str) -> None:
    assert owned(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "RTX 4090 实测 430W，待机 20W。",
        "RTX 4090 限制功耗到 300W 后性能只掉 10%。",
        "实测 RTX 5090 显存带宽 1.6TB/s，理论 1792GB/s。",
        "Claude Sonnet 4.5 批处理半价：输入 1.5 美元、输出 7.5 美元。",
        "抛开 DeepSeek-V3-Base 不谈，对话版的 MMLU 是 88.5。",
    ],
)
def test_what_is_measured_limited_or_set_aside_is_not_the_specification(text: str) -> None:
    assert loud(text) == []


def test_a_month_takes_no_sum_for_its_day() -> None:
    assert owned("月之暗面 2024 年 2 月 25 亿美元估值。") == {"25 亿美元": "moonshot-ai"}
