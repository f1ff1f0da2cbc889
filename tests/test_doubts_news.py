"""Contradictions that text of other days, stages and cards explains."""

from __future__ import annotations

import pytest
from small import read

from claimcheck import documents, engine
from claimcheck.registry import load_registry


def loud(text: str, date: str | None = None) -> list[str]:
    document = read(text) if date is None else documents.read_text(f"---\ndate: {date}\n---\n\n{text}", "draft.md")
    findings = engine.check(document, load_registry()).findings
    return [finding.text for finding in findings if finding.severity != "note"]


@pytest.mark.parametrize(
    ("text", "date", "found"),
    [
        ("8 月 14 日，OpenAI 为 ChatGPT 推出了新的套餐。", "2026-08-15", []),
        ("ChatGPT was released on November 30, 2023.", None, ["November 30, 2023"]),
        ("DeepSeek-R1 was released on January 20, 2024.", None, ["January 20, 2024"]),
        ("Grok Code Fast 1 (GA, Oct 16, 2025) is now in the editor.", None, []),
    ],
)
def test_dates_of_news(text: str, date: str | None, found: list[str]) -> None:
    assert loud(text, date) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("OLMo 3 ended with a training run on 220 GPUs.", []),
        ("GPT-3 Training: 1024 A100 GPUs with 3D parallelism, 34 days of training time.", []),
        ("LaMDA 有 20 亿、80 亿、680 亿和 1370 亿参数四种规模。", []),
        ("On RULER (128k context length), Kimi Linear does well.", []),
        ("我们选择 30%A100*1（24GB 显存容量）。", []),
        ("# DeepSeek-V2\n\n大幅超越 DeepSeek 67B（MMLU 78.5 vs 71.3）", []),
        ("Ling-mini-2.0 is faster than an 8B dense model and beats sub-10B dense models.", []),
        ("GPT-4o: $0.005/1K input, $0.015/1K output", []),
        ("The H100 has NVLink 4.0 with a bandwidth of 900 GB/s.", []),
        ("Gemma 2 has local attention with a sliding window of 4,096 tokens.", []),
        ("A100 的显存容量为 24GB。", ["24GB"]),
        ("GPT-4o: $0.05/1K input, $0.015/1K output", ["$0.05/1K input"]),
    ],
)
def test_what_explains_a_contradiction(text: str, found: list[str]) -> None:
    assert loud(text) == found


RANKS = """| Rank | Model | Average | A | B | C |
|---|---|---|---|---|---|
| 🥇 | one | 20.0 | 10.0 | 20.0 | 30.0 |
| 🥈 | two | 22.0 | 11.0 | 21.0 | 34.0 |
| 🥉 | three | 60.0 | 50.0 | 60.0 | 70.0 |
| 4 | four | 2.0 | 1.0 | 2.0 | {c} |
"""


@pytest.mark.parametrize(("c", "found"), [("3.0", []), ("9.0", ["2.0"])])
def test_a_rank_is_no_part_of_a_mean(c: str, found: list[str]) -> None:
    assert loud(RANKS.format(c=c)) == found


def test_a_word_that_goes_on_in_many_ways_is_no_name() -> None:
    text = "程序员写代码。程序员测试。程序员，程序设计、程序开发、程序运行、程序调试都要学。一只程序猿。"
    assert loud(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("据调查，89% 的美国学生使用 ChatGPT 做作业。", []),
        ("请记住，GPT-5.4 是每百万令牌 2.5 美元。", []),
        ("GPT-5.4 的输出价格为每百万 token 2.5 美元。", ["2.5 美元"]),
        ("# DeepSeek-R1\n\n| 方法 | AIME 2024 |\n|---|---|\n| 蒸馏（R1 数据 SFT） | 55.5% |\n| 直接 RL | 很低 |\n", []),
        ("# 一篇文章\n\n- 作者：某人\n- 发布时间：2026-06-27\n\nOpenAI Codex 改变了编程。", []),
        ("每个节点配置 16 张 NVIDIA RTX PRO 6000 Blackwell。", []),
    ],
)
def test_what_explains_more(text: str, found: list[str]) -> None:
    assert loud(text) == found


USED = """| GPU | Batch | Seqlen | Throughput | Peak Mem (MiB) |
|--|--|--|--|--|
| H200 | 36 | 4096 | 17.1 | 119040.02 |
"""
SERVED = """| Model | Batch | Input | Output Length | Throughput |
|--|--|--|--|--|
| Llama 2 70B | 24 | 128 | 2048 | 525 |
"""


@pytest.mark.parametrize(
    "text",
    [
        "312 TFLOPS FP16 on A100, 989 TFLOPS on H100; faster than CUDA cores.",
        "Llama 4 Maverick scores 49.4 on GPQA Diamond (5-shot).",
        USED,
        SERVED,
    ],
)
def test_other_cards_and_runs(text: str) -> None:
    assert loud(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "We trained with 180B tokens in our dataset (as opposed to downsampling to 300B as GPT-3 did).",
        "Chunked prefill splits a sequence for Qwen3-8B into 4096-token chunks.",
        "Claude Opus 4 resolves issues; Llama 3.2-Vision took 2.02M GPU hours in all.",
        "A pair (2x DGX Spark, $8,000 in all) runs it.",
        "Claude Opus 4.6 accepts <1M tokens in its training texts.",
    ],
)
def test_what_is_set_against_or_cut_up(text: str) -> None:
    assert loud(text) == []


def test_a_length_is_no_slip_of_another() -> None:
    said = "Qwen3-8B has a limit of {} tokens of context length."
    found = [engine.check(read(said.format(n)), load_registry()).findings for n in ("4,096", "409,600")]
    assert [[finding.code for finding in each] for each in found] == [["CC101"], ["CC102"]]
