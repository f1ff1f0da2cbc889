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
        "On MMLU, GPT-4 (Apr 2024) is one of the models compared.",
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


@pytest.mark.parametrize(
    "text",
    [
        table("Model | Resolved (%) | Date", "Claude Opus 4.5 | 80.9 | 2026-03-10"),
        table("Model | Date | Paper", "Tk-Instruct | Apr 2022 | [paper](https://arxiv.org/pdf/2204.07705v3)"),
        table("Date | Model | Report", "2025-08 | Grok 4 | [card](https://x.example/2025-08-20-grok-4-card.pdf)"),
        table("Metric | T4 | L4", "Latency (ms) | 12 | 11", "GPU Memory (MB) | 356.85 | 356.85"),
        table("Benchmark | Gemma 7B (Measured)", "ARC-Challenge | 79.1"),
        "Power profile of the RTX 5090: 400 W tested, which is enough.",
        "The RTX 4090 takes 450 W for the card alone, ~650 W with a high-end x86 tower.",
        "We packed samples into 256k sequences to train Llama 3.1 8B on 256K tokens of context.",
        "MiniCPM4.1 的上下文为 64K。通过调整 LongRoPE 因子，MiniCPM4.1 可稳定支持 131,072 tokens。",
    ],
)
def test_runs_papers_and_settings_are_not_told(text: str) -> None:
    assert loud(text) == []


def test_lists_of_bare_scores_go_to_the_benchmarks_behind_them() -> None:
    text = "DeepSeek-R1 scores 79.8, 97.3 and 90.8 on AIME 2024, MATH-500 and MMLU, respectively."
    judged = engine.check(documents.read(text.encode(), "draft.md"), load_registry()).judgements
    assert [j.claim.metric.id for j in judged] == ["aime-2024", "math-500", "mmlu"]


@pytest.mark.parametrize(
    "text",
    [
        table("Benchmark | GPT-4o", "MMLU / MMLU-Pro | 88.7%"),
        "GQA: 32个头 → 8组(K,V)（4个头共享1组）",
        "Gemini 3 Pro: cache storage costs $4.50/1M/hr.",
        "Gemini 3 Pro 的缓存存储：$4.50/1M/小时",
        "在 MGSM 数据集上，Qwen2.5-7B 的性能从 81.20% 提升至 94.00%。",
        "# DeepSeek-R1\n\n对于 67B 参数的策略模型，价值模型也需要 ~67B 参数。",
        "# GPT-4\n\nMoA 仅使用开源模型，在 AlpacaEval 2.0 上的得分为 65.1%。",
        "Qwen2 团队尝试过把阈值放宽，构造约 12T tokens 的更大语料，但没有采用。",
        "- Gemma 4 26B has 4 billion active parameters.\n- The 12B, being dense, activates its 12 billion parameters.",
    ],
)
def test_other_subjects_kinds_and_trials_are_not_told(text: str) -> None:
    assert loud(text) == []


def test_a_pair_of_benchmarks_goes_with_a_pair_of_figures() -> None:
    text = table("Model | MMLU / MMLU-Pro", "GPT-4o | 88.7% / 74.7%")
    judged = engine.check(documents.read(text.encode(), "draft.md"), load_registry()).judgements
    assert [j.claim.metric.id for j in judged] == ["mmlu", "mmlu-pro"]


def test_the_makers_value_is_told_before_that_of_others() -> None:
    (found,) = engine.check(
        documents.read(b"Claude Opus 4 scores 72.1% on SWE-bench Verified.", "draft.md"), load_registry()
    ).findings
    assert "72.5%" in found.message.split(";")[1]


@pytest.mark.parametrize(
    "text",
    [
        "The B200's memory is larger (180 vs 141GiB).",
        "gpt-oss only uses 4 instead of 8 active experts.",
        "The RX 7900 XTX takes part in the 16 GB+ class.\n\n" + table("Card | Memory", "RX 7900 XTX | 24 GB"),
        "- Q3_K_S: GLM-4.5-Air gets 60.1% on LiveCodeBench v6.\n- IQ2_M: GLM-4.5-Air gets 52.4% on LiveCodeBench v6.",
    ],
)
def test_what_is_set_against_and_other_copies_are_not_told(text: str) -> None:
    assert loud(text) == []


@pytest.mark.parametrize(
    "text",
    [
        table("模型 | DecoderLayers 参数量 | lm_head 参数量", "Qwen1.5-7B | 6.03B | 0.58B"),
        table("模型 | 理论 KV 缓存参数量", "Qwen1.5-7B | 256 M"),
        "SGLang ran DeepSeek-R1 at 22.3k output TPS per node.",
        "DeepSeek-Coder: instruction fine-tuning on 2B tokens of instruction data.",
        "DeepSeek-R1 achieves 12% token savings on AIME problems.",
        "Recommended PSU for the RTX 4090: 850W or higher.",
        "I run it on the RTX 4090s, with 48 GB of VRAM.",
        "GLM-Image 共有 16B 参数。",
        "Intern-S1-mini has 8.3B parameters.",
        "Why is 0.03 low for a rate?",
        table("Model | Runs", "A | 833k", "B | -", "C | 0", "D | 1k", "Total | 86k"),
        "It reads from text and audio to vision 等七种模态，包括图像、点云、热、深度和事件数据。",
    ],
)
def test_parts_rates_stages_and_sums_with_gaps_are_not_told(text: str) -> None:
    assert loud(text) == []


def test_one_run_is_the_majority_of_itself() -> None:
    judged = engine.check(documents.read(b"GSM8k Pass@1 of MPT-30B: 15.2%", "draft.md"), load_registry()).judgements
    assert [j.verdict for j in judged] == ["supported"]
