"""Figures of the box around a chip, of a run of a model, of a table's entries: none of the subject's own."""

from __future__ import annotations

import pytest

from claimcheck import documents, engine
from claimcheck.registry import load_registry


def loud(text: str) -> list[str]:
    found = engine.check(documents.read(text.encode(), "draft.md"), load_registry()).findings
    return [f"{f.code} {f.text}" for f in found if f.severity != "note"]


def table(*rows: str) -> str:
    head, *body = rows
    return "\n".join((f"| {head} |", "|" + "---|" * (head.count("|") + 1), *(f"| {row} |" for row in body), ""))


@pytest.mark.parametrize(
    "text",
    [
        "A single RTX 4090 rig can draw 750 W.",
        "The RTX 4090 enables 128 of the 144 SMs.",
        "单张 H100 功耗高达 700W，千卡集群仅 GPU 功耗即达 700kW。",
        "The M3 Ultra reaches 422 GB/s per memory slice.",
        "The interconnect bandwidth of the H100 goes up to 1.5 TB/s.",
        "With two RTX 3090 GPUs, Qwen3-14B at 64k context is achievable.",
        "On Qwen3.5-397B-A17B, only 18.5% accuracy remained at 600K tokens.",
        "GPT-5 has a 400K context window, enough for task P3 (187K tokens of context).",
        "Llama 3 was trained on 15 trillion tokens (11T words).",
        "Gemma 2 uses a sliding window with a window size of 2048 tokens.",
        "GPT-4 (Apr 2024) is one of the models compared.",
        table("Model | Resolved on SWE-bench Verified | Date", "Claude Opus 4.5 | 80.9 | 2026-03-10"),
        table("System | Approx. announced", "MI300X | 2022-06"),
        table("Repository | Resolved | Share", "a | 10 | 20%", "b | 20 | 30%", "c | 30 | 40%", "Total | 60 | 31%"),
        "We chose 3 benchmarks: MMLU, GSM8K, and HumanEval for evaluating language, mathematics, and coding.",
    ],
)
def test_not_told(text: str) -> None:
    assert loud(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The RTX 4090 draws 750 W.",
        "The H100 SXM has a TDP of 900 W.",
        "Claude Opus 4.5 has a context window of 100K tokens.",
        "GPT-5 的上下文窗口为 200K。",
        "Llama 3 was trained on 11 trillion tokens.",
        "We chose 5 benchmarks: MMLU, GSM8K, MATH, and HumanEval.",
    ],
)
def test_told(text: str) -> None:
    assert loud(text)


def test_sparsity_is_read_in_its_other_words() -> None:
    for text, value in (
        ("The H100 SXM reaches 3,958 TFLOPS of FP8 with 2:4 sparsity.", "sparse"),
        ("The H100 SXM reaches 1,979 TFLOPS of FP8 (no sparsity).", "dense"),
        ("H100 SXM 的 FP8 算力为 1,979 TFLOPS（无稀疏）。", "dense"),
    ):
        judged = engine.check(documents.read(text.encode(), "draft.md"), load_registry()).judgements
        assert [j.claim.conditions.get("sparsity") for j in judged] == [value], text
