"""What is of all of a list goes to its first name; what is of one of them, or to each its own, stays where it is."""

from __future__ import annotations

import pytest
from small import read

from claimcheck import engine
from claimcheck.registry import load_registry

PAIRED = [("gpt-4", "supported"), ("gpt-4o", "supported")]
LABELLED = """MATH-500

DeepSeek-R1 reaches 97.3%.

Then AIME 2024, the harder test, follows.

DeepSeek-R1 reaches 79.8%.
"""
SIZES = """| Model | Parameters |
|--|--|
| Mixtral 8x22B | 39B, 141B |
| DeepSeek-V3 | 37B and 671B |
"""


def bound(text: str) -> list[tuple[str | None, str]]:
    judged = engine.check(read(text), load_registry()).judgements
    return [(j.claim.subject.id, j.verdict) for j in judged]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GPT-4o and GPT-4.1 were both released by OpenAI on May 13, 2024.", [("gpt-4o", "supported")]),
        ("GPT-4o and GPT-4o mini both cost $2.50 per million input tokens.", [("gpt-4o", "supported")]),
        ("GPT-4 和 GPT-4o 分别于 2023 年 3 月 14 日和 2024 年 5 月 13 日发布。", PAIRED),
        ("GPT-4 and GPT-4o were released on March 14, 2023 and May 13, 2024, respectively.", PAIRED),
        ("GPT-4 and GPT-4o were released in March 2023 and May 2024.", PAIRED),
        ("GPT-4 Turbo 和 GPT-4o 先后问世，后者于 2024 年 5 月 13 日发布。", [("gpt-4o", "supported")]),
        ("A100 和 H100 均采用 HBM，后者显存带宽为 3.35TB/s。", [("h100", "supported")]),
        ("A100 and H100 both come from NVIDIA, the latter with a TDP of 700 W.", [("h100", "supported")]),
        ("GPT-4 和 GPT-4o 平均上下文为 128K。", [("gpt-4o", "supported")]),
        (
            "Of DeepSeek-V3 and DeepSeek-R1, the latter beats all with 79.8% on AIME 2024.",
            [("deepseek-r1", "supported")],
        ),
    ],
)
def test_what_is_of_all(text: str, expected: list[tuple[str, str]]) -> None:
    assert bound(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OpenAI has gpt-oss-20b and gpt-oss-120b. The 20b version is small.", ["gpt-oss-20b"]),
        ("A 117-billion-parameter model (gpt-oss-120B, MXFP4) loads.", ["gpt-oss-120b"]),
        ("Qwen3-8B outperforms 70B models.", []),
        ("GPT-4 cost about 63 million US dollars to train.", ["gpt-4"]),
        ("带宽排序：A100（2.0 TB/s）> 910B（1.2 TB/s）。", ["a100", "ascend-910b"]),
        ("H200 仅次于 Blackwell 旗舰，显存为 141 GB。", ["h200"]),
        ("On GPQA Diamond (448 questions by experts), o3 scored 87.7%.", ["o3"]),
        (
            "On the DROP benchmark, DeepSeek-V3 is strong with a score of 91.6. This outperforms Qwen2.5's 76.7.",
            ["deepseek-v3", "qwen2.5-72b-instruct"],
        ),
        ("The H200 stands beside TSMC. Process Technology: TSMC 4nm", ["h200"]),
        ("Training GPT-4 required between 1e25 and 1e26 FLOPS.", ["gpt-4"]),
    ],
)
def test_whose_figure_it_is(text: str, expected: list[str]) -> None:
    assert [subject for subject, _ in bound(text)] == expected


def test_the_settings_of_a_run_are_no_window() -> None:
    text = "Kimi K2 runs with temperature 1.0, top-p 0.95 and a 384K context window."
    findings = engine.check(read(text), load_registry()).findings
    assert [finding for finding in findings if finding.severity != "note"] == []


def test_a_label_ends_where_another_benchmark_is_named() -> None:
    assert bound(LABELLED) == [("deepseek-r1", "supported")]


def test_active_and_all_sizes_between_commas() -> None:
    assert [verdict for _, verdict in bound(SIZES)] == ["supported"] * 4


def test_a_name_in_brackets_is_set_against_the_columns() -> None:
    table = "| Benchmark | DeepSeek-R1 | Notes |\n|--|--|--|\n| AIME 2024 | 79.8 (o1) | y |\n"
    assert bound(table) == [("deepseek-r1", "supported")]


def test_a_list_of_changes_has_no_level() -> None:
    text = "Qwen2.5-Math-1.5B/7B/72B obtains 5.4, 5.0, 6.3 scores improvement on MATH."
    judged = engine.check(read(text), load_registry()).judgements
    assert [j.claim.metric.id for j in judged] == ["total-parameters"] * 2


def test_sizes_in_a_bracket_are_not_all_the_first_ones() -> None:
    sizes = ("qwen3-embedding-0.6b", "qwen3-embedding-4b", "qwen3-embedding-8b")
    assert bound("- Qwen3 Embedding (0.6B, 4B, 8B variants)") == [(size, "supported") for size in sizes]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Gemma 2 (2B, 9B, 27B) has a context window of 8K tokens.", "gemma-2"),
        ("Gemma 2（2B、9B、27B）的上下文长度为 8K。", "gemma-2"),
        ("Gemma 2 2B and Gemma 2 9B have a context window of 8K tokens.", "gemma-2"),
        ("Of Gemma 2 2B and 9B, the latter has a context window of 8K tokens.", "gemma-2-9b"),
        ("DeepSeek-V3 and Llama 2 70B were trained on 2T tokens.", "llama-2-70b"),
        ("Llama 2 7B and Llama 2 70B were trained on 2T tokens.", "llama-2-70b"),  # which is reported of each
    ],
)
def test_what_is_said_of_several_sizes_is_of_their_line(text: str, subject: str) -> None:
    assert [bound_to for bound_to, _ in bound(text)][-1] == subject


@pytest.mark.parametrize(
    "text",
    [
        "GPT-5.2: 400K in / 128K out.",
        "GPT-5.2：400K 输入 / 128K 输出。",
        "GPT-5.2：输入 400K / 输出 128K。",
    ],
)
def test_what_goes_in_and_what_comes_out(text: str) -> None:
    judged = engine.check(read(text), load_registry()).judgements
    assert [(j.claim.metric.id, j.verdict) for j in judged] == [
        ("context-length", "supported"),
        ("maximum-output", "supported"),
    ]


def test_a_throughput_with_sparsity_and_without() -> None:
    rows = "| GPU | FP8 TFLOPS |\n|--|--|\n| H100 SXM | 1,979 / 3,958* |\n"
    judged = engine.check(read(rows), load_registry()).judgements
    assert [(j.claim.conditions.get("sparsity"), j.verdict) for j in judged] == [
        ("dense", "supported"),
        ("sparse", "supported"),
    ]


def test_sizes_that_say_dense_among_labels() -> None:
    header = "| 测试项 | 27B Dense | 35B-A3B MoE |\n|--|--|--|\n"
    rows = f"# Qwen3.5-27B, Qwen3.5-35B-A3B\n\n{header}| MMLU-Pro | 86.1% | 85.3% |\n"
    assert bound(rows)[:2] == [("qwen3.5-27b", "supported"), ("qwen3.5-35b-a3b", "supported")]


def test_two_names_of_a_header_without_rules() -> None:
    rows = "Model Input Output Context\nGPT-4o $2.50 $10.00 128K\nClaude Sonnet 4.5 $3.00 $15.00 200K\n"
    found = engine.check(read(rows, "draft.txt"), load_registry()).judgements
    assert {j.verdict for j in found} == {"supported"}
    assert len(found) == 6


def test_a_card_with_its_memory_in_tables_without_rules() -> None:
    rows = "GPU 显存 带宽 功耗\nA100 80GB 2.0TB/s 400W\nH100 80GB 3.35TB/s 700W\nH200 141GB 4.8TB/s 700W\n"
    judged = engine.check(read(rows, "draft.txt"), load_registry()).judgements
    assert [j.claim.subject.id for j in judged if j.claim.metric.id == "tdp"] == ["a100-80gb", "h100", "h200"]
    assert {j.verdict for j in judged} == {"supported"}


def test_a_year_in_full_width_brackets() -> None:
    assert bound("- GPT-3（2020）：1,750 亿参数") == [("gpt-3", "supported"), ("gpt-3", "supported")]


def test_sizes_listed_before_their_kinds_are_all_read() -> None:
    from claimcheck import documents, engine
    from claimcheck.registry import load_registry

    for text in (
        "Llama-1 包括 70 亿、130 亿、330 亿、650 亿 4 种参数规模。",
        "| 模型 | 参数量 |\n|---|---|\n| Llama-1 | 包括 70 亿、130 亿、330 亿、650 亿 4 种参数规模 |\n",
        "Llama 2 comes in 7 billion, 13 billion and 70 billion parameters.",
    ):
        judged = engine.check(documents.read_text(text, "draft.md"), load_registry()).judgements
        assert [j.verdict for j in judged] == ["supported"] * (4 if "Llama-1" in text else 3), text
