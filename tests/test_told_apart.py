"""What looks alike and is not: settings and sizes, people and experts, a card and its slot, one survey and another."""

from __future__ import annotations

import time

import pytest

from claimcheck import documents, engine
from claimcheck.registry import load_registry


def judged(text: str) -> dict[str, tuple[str | None, str | None, str]]:
    found = engine.check(documents.read(text.encode(), "draft.md"), load_registry()).judgements
    return {j.claim.text: (j.claim.subject.id, j.claim.metric.id, j.verdict) for j in found}


def loud(text: str) -> list[str]:
    findings = engine.check(documents.read(text.encode(), "draft.md"), load_registry()).findings
    return [finding.text for finding in findings if finding.severity != "note"]


VENDORS = """| Model | MMLU | GPQA | |
|--|--|--|--|
| GPT-4o | 88.7 | 53.6 | OpenAI |
| Claude 3.5 Sonnet | 88.3 | 59.4 | Anthropic |
"""
GROWTH = """| 指标 | H100 SXM | H200 SXM | |
|--|--|--|--|
| 显存 | 80 GB | 141 GB | +76% |
| 带宽 | 3.35 TB/s | 4.8 TB/s | +43% |
"""
OF_EACH = """| 测试 | DeepSeek-R1 的数据 | GPT-4o 的数据 |
|--|--|--|
| MMLU | 90.8 | 88.7 |
| GPQA Diamond | 71.5 | 53.6 |
"""
FANS = "# Claude 3.5 Sonnet\n\nGPT-4o fans will find much to like here:\n\n- MMLU: 88.7\n- Input price: $3\n"
TIMELINES = (
    "Nov 30, 2022: OpenAI released ChatGPT\nMarch 14, 2023: GPT-4 was released\nMay 13, 2024: GPT-4o was released\n",
    "2022年11月30日 OpenAI 发布 ChatGPT\n2023年3月14日 OpenAI 发布 GPT-4\n2024年5月13日 OpenAI 发布 GPT-4o\n",
)


@pytest.mark.parametrize("text", [VENDORS, GROWTH, OF_EACH, *TIMELINES])
def test_tables_and_timelines_are_read_as_they_stand(text: str) -> None:
    found = judged(text)
    assert len(found) >= 3
    assert {verdict for _, _, verdict in found.values()} == {"supported"}


def test_what_a_heading_names_outlives_whom_a_sentence_addresses() -> None:
    assert {subject for subject, _, _ in judged(FANS).values()} == {"claude-3.5-sonnet"}


@pytest.mark.parametrize(
    "text",
    [
        "The Llama 3.1 8B config has 8 parameters for rope scaling.",
        "We tuned 7 parameters of the Mistral 7B sampler.",
        "调用 Llama 3.1 8B 时共有 8 个参数需要设置。",
        "A panel of 160 experts compared routing in DeepSeek-V3 and GPT-4o.",
        "100 位专家在混合评测中选择了 DeepSeek-V3。",
        "REAP prunes 192 experts from Kimi K2's MoE layers, keeping 192 experts.",
        "MoE 部署中 DeepSeek-V3 冗余 32 个专家。",
    ],
)
def test_settings_and_people_are_no_claims(text: str) -> None:
    assert judged(text) == {}


@pytest.mark.parametrize(
    ("text", "figure", "metric"),
    [
        ("Qwen3-235B-A22B is MoE: only 8 experts fire for each token.", "8 experts", "experts-per-token"),
        ("Mixtral 8x7B MoE: 2 experts process each token out of 8 experts.", "2 experts", "experts-per-token"),
        ("The B200 adds NVLink 5, doubling throughput, and a bandwidth of 8 TB/s.", "8 TB/s", "memory-bandwidth"),
        ("H20 支持 NVLink，带宽达 4.0TB/s。", "4.0TB/s", "memory-bandwidth"),
        ("H200: NVLink 900GB/s, bandwidth 4.8TB/s.", "900GB/s", "nvlink-bandwidth"),
        ("H200: NVLink 900GB/s, bandwidth 4.8TB/s.", "4.8TB/s", "memory-bandwidth"),
        ("The H100 PCIe has a bandwidth of 2 TB/s.", "2 TB/s", "memory-bandwidth"),
        ("The H100 is fast. Server power: unknown. It is rated at 700 W.", "700 W", "tdp"),
        ("GPT-4o did 88.7 on MMLU.", "88.7", "mmlu"),
    ],
)
def test_which_metric_it_is(text: str, figure: str, metric: str) -> None:
    assert judged(text)[figure][1:] == (metric, "supported")


def test_each_gain_of_a_list_is_two_figures() -> None:
    text = "DeepSeek-V3-0324 gains on GPQA (59.1% to 68.4%) and LiveCodeBench (39.2% to 49.2%)."
    assert set(judged(text)) == {"59.1%", "68.4%", "39.2%", "49.2%"}


def test_a_link_named_in_the_sentence_may_own_its_bandwidth() -> None:
    assert loud("A100 采用 NVLink 技术，单通道带宽达 900GB/s。") == []
    assert loud("A100 采用 HBM2e 技术，显存带宽达 900GB/s。") == ["900GB/s"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The H100 PCIe has a bandwidth of 3.35 TB/s.", "3.35 TB/s"),
        ("| GPU | Peak memory bandwidth |\n|--|--|\n| H100 SXM | 2.35 TB/s |\n", "2.35 TB/s"),
        ("| 模型 | 上下文长度 | 延迟 |\n|--|--|--|\n| DeepSeek-V3 | 32K | 1.2s |\n", "32K"),
        ("In 2024, U.S. private AI investment reached $91.1 billion, China's $9.3 billion.", "$91.1 billion"),
        ("DeepSeek-V3 was trained for 4 months on 2048 H800 GPUs.", "4 months"),
        ("ChatGPT was launched on November 30, 2024, rolling out to everyone.", "November 30, 2024"),
        ("We used GPT-4 (MMLU 25-shot): 58%.", "58%"),
        ("GPT-4o has a 64K context window (temperature 0.7, top_p 0.95).", "64K"),
    ],
)
def test_mistakes_that_nothing_explains(text: str, wrong: str) -> None:
    assert loud(text) == [wrong]


def test_a_long_list_of_sizes_takes_no_time() -> None:
    started = time.perf_counter()
    judged("DeepSeek-V3 has 671B 11" + "1" * 28 + ".1.1 and 40B parameters")
    judged("DeepSeek-V3 has 671B " + "1 " * 60 + "x 40B parameters")
    assert time.perf_counter() - started < 5


def test_a_date_in_a_sentence_does_not_hide_the_benchmark_it_names() -> None:
    text = (
        "Claude Opus 4, released May 22, outdid GPT-5 on SWE-bench Verified. Claude Opus 4 resolved 72.5% of problems."
    )
    assert judged(text)["72.5%"] == ("claude-opus-4", "swe-bench-verified", "supported")


@pytest.mark.parametrize(
    "over", ["# API 价格（美元/百万 tokens）", "All prices in USD per 1M tokens:", "单位：美元/百万 tokens"]
)
def test_the_unit_of_prices_stands_over_their_table(over: str) -> None:
    found = judged(f"{over}\n\n| Model | Input | Output |\n|--|--|--|\n| GPT-5 | 1.25 | 10 |\n")
    assert found == {"1.25": ("gpt-5", "input-price", "supported"), "10": ("gpt-5", "output-price", "supported")}


@pytest.mark.parametrize(
    "text",
    [
        "DeepSeek-V3：671B 总参数、37B 激活，上下文 128K。",
        "DeepSeek-V3 總參數 6710 億，啟用參數 370 億。",
        "DeepSeek-V3 总参/激活参数为 671B/37B。",
        "GLM-4.5 发布，总参数/激活参数分别为 355B/32B。",
    ],
)
def test_all_and_active_parameters_told_together(text: str) -> None:
    found = [(metric, verdict) for _, metric, verdict in judged(text).values()]
    assert found[:2] == [("total-parameters", "supported"), ("active-parameters", "supported")]


@pytest.mark.parametrize(
    "text",
    [
        "H200 显存由 H100 的 80GB 提升到 141GB，带宽由 3.35TB/s 提升到 4.8TB/s。",
        "The H200 raises memory from 80 GB on the H100 to 141 GB and bandwidth from 3.35 TB/s to 4.8 TB/s.",
        "The H200 raises the H100's memory from 80 GB to 141 GB and bandwidth from 3.35 TB/s to 4.8 TB/s.",
    ],
)
def test_a_change_from_one_card_to_the_next(text: str) -> None:
    assert [subject for subject, _, _ in judged(text).values()] == ["h100", "h200", "h100", "h200"]
    assert {verdict for _, _, verdict in judged(text).values()} == {"supported"}


def test_a_maker_that_raises_a_limit_does_not_get_it() -> None:
    assert {s for s, _, _ in judged("OpenAI raised GPT-4's context window from 8K to 128K.").values()} == {"gpt-4"}


@pytest.mark.parametrize(
    "text", ["DeepSeek-R1 与 o1 在 AIME 2024 上 79.8% 对 74.4%。", "GPT-5 的输入输出价格分别为 1.25 美元和 10 美元。"]
)
def test_the_first_of_two_is_the_first(text: str) -> None:
    assert [verdict for _, _, verdict in judged(text).values()] == ["supported", "supported"]


@pytest.mark.parametrize(
    "text",
    [
        "B200 FP4 稀疏 18 PFLOPS，FP8 稠密 4.5 PFLOPS。",
        "The H100 SXM does 1,979 TFLOPS of dense FP8 and 3,958 TFLOPS with sparsity.",
        "The H100 SXM does 3,958 TFLOPS of sparse FP8 and 1,979 TFLOPS without sparsity.",
    ],
)
def test_dense_and_sparse_go_to_the_figure_beside_them(text: str) -> None:
    assert [verdict for _, _, verdict in judged(text).values()] == ["supported", "supported"]


@pytest.mark.parametrize(
    "text",
    [
        "ChatGPT（2025 年 10 月）周活跃用户 8 亿。",
        "距离 2025 年 1 月 20 日 DeepSeek-R1 发布已过去一年，2026 年 1 月 20 日，业界仍在等待 V4。",
    ],
)
def test_days_of_something_else_are_no_wrong_releases(text: str) -> None:
    assert loud(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "A job of 10 million input tokens costs $30 on Claude Sonnet 4 and $12.50 on GPT-5.",
        "GPT-4.1 ($2/$8) is cheap. 1M input tokens and 100K output tokens come to $2.80 on GPT-4.1.",
        "An earlier version of this article said DeepSeek-V3 had 617 billion parameters. It has 671 billion.",
        "| Date | Model | Event |\n|--|--|--|\n| 2025-08-12 | Claude Sonnet 4 | 1M context in beta |\n",
        "In the Stack Overflow Developer Survey 2025, 46% distrust the accuracy of AI tools while 33% trust it.",
        "NVIDIA GeForce RTX 5090\n\nGPU architecture      Blackwell\nCUDA cores            21,760\n",
    ],
)
def test_right_figures_of_other_things(text: str) -> None:
    assert loud(text) == []


def test_a_price_of_a_million_is_held_to_its_reports() -> None:
    assert loud("1 million input tokens cost $30 on Claude Sonnet 4.") == ["$30"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Compared with GPT-4o, GPT-4.1 has a longer context (1M vs 128K).", "gpt-4.1"),
        ("与 H100 相比，H200 的显存更大（141GB vs 80GB）。", "h200"),
    ],
)
def test_of_two_in_a_bracket_the_first_is_of_what_the_sentence_is_on(text: str, first: str) -> None:
    found = [(subject, verdict) for subject, _, verdict in judged(text).values()]
    assert found[0] == (first, "supported")
    assert found[1][1] == "supported"


@pytest.mark.parametrize(
    "text",
    [
        "The DGX H100, with eight H100s, has 640 GB of memory and delivers 32 petaflops of FP8.",
        "DeepSeek-V3.2：输入 2 元/M tokens（命中 0.2 元）。",
        "DeepSeek-V3 的训练成本按 H800 每卡时 2 美元算，合计 557.6 万美元。",
    ],
)
def test_a_machine_a_cache_hit_and_a_rent(text: str) -> None:
    assert {verdict for _, _, verdict in judged(text).values()} == {"supported"}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The original version of DeepSeek-V3 has 771B parameters.", "771B parameters"),
        ("Unlike the previous version, GPT-4o has a context window of 256K tokens.", "256K tokens"),
        ("更正：H200 的显存为 161GB，而不是 141GB。", "161GB"),
        ("GPT-4o has a context of 128,000 tokens and costs $3.50 for input per million tokens.", "$3.50"),
        ("The H100 SXM supports NVLink and offers 4.35 TB/s of memory bandwidth.", "4.35 TB/s"),
    ],
)
def test_words_that_excuse_other_figures_do_not_excuse_these(text: str, wrong: str) -> None:
    assert loud(text) == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "DeepSeek-V3 is an MoE with 256 routed experts where the router sends each token to 8 experts.",
        "Each DGX H100 has eight H100 GPUs with 80 GB of memory and 3.35 TB/s.",
        "DGX A100 内含 8 块 A100，每块显存 80GB，带宽 2039GB/s。",
        "## DeepSeek-V3\n\nGPT-4o has these features:\n\n- 128K context\n- MMLU of 88.7\n",
        "2024 年 12 月 26 日，DeepSeek 发布 DeepSeek-V3，其后的推理模型 DeepSeek-R1 则于\n2025 年 1 月 20 日发布。",
        "Compared to A100, H100 raises bandwidth (2.0 TB/s vs 3.35 TB/s).",
        "DeepSeek-V3 has 671B/37B total/active parameters and a 128K context.",
        "GPT-4o does well on MMLU at 88.7, as DeepSeek-V3 does at 88.5.",
    ],
)
def test_right_figures_stay_where_they_belong(text: str) -> None:
    assert {verdict for _, _, verdict in judged(text).values()} == {"supported"}


def test_the_unit_over_a_table_is_none_of_a_figure_and_ends_with_its_currency() -> None:
    table = "\n\n| Model | Input price | Output price |\n|--|--|--|\n| GPT-4o | 2.50 | 10.00 |\n"
    assert judged("DeepSeek charged 2元/百万 tokens for input. In dollars that is:" + table) == {}
    assert (
        loud("## 价格（元/百万 tokens）" + table.replace("2.50 | 10.00", "18 | 72") + "\n换算为美元如下。" + table)
        == []
    )


def test_two_prices_with_a_slash_are_no_fraction() -> None:
    for text in ("Claude Opus 4.5 的输入/输出价格为 5/25 美元。", "Claude Opus 4.5's input/output price is 5/25 USD."):
        found = [(metric, verdict) for _, metric, verdict in judged(text).values()]
        assert found == [("input-price", "supported"), ("output-price", "supported")]


def test_a_score_in_a_bracket_leaves_the_one_before_it_alone() -> None:
    text = "Claude Sonnet 4 SWE-bench Verified 72.7%（并行计算 80.2%），Opus 4 72.5%（79.4%）。"
    subjects = ["claude-sonnet-4", "claude-sonnet-4", "claude-opus-4", "claude-opus-4"]
    assert [subject for subject, _, _ in judged(text).values()] == subjects


def test_what_a_change_started_from_owns_no_end() -> None:
    assert loud("# GPT-4.1 family\n\nAll three: 1M tokens of context (1,047,576), up from 128K for GPT-4o.") == []
    text = "GPT-4.1 has 1M tokens of context, up from 128K for GPT-4o."
    assert [subject for subject, _, _ in judged(text).values()] == ["gpt-4.1", "gpt-4o"]
