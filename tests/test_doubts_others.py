"""Figures that are right of another thing than the name beside them: a sum, another price, another day, another run.

Each kind is quiet, and a mistake beside it is told.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from small import read, table, told

from claimcheck import engine
from claimcheck.registry import load_registry
from claimcheck.rules.wording import amount


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        # sums over several cards
        (table("Build | Memory", "RTX PRO 6000 + RTX 5090 | 128 GB"), []),
        (table("GPU | Memory | TDP", "RTX 5090 | 64 GB (32 + 32) | 575 W"), []),
        (table("Set-up | Memory", "DGX Spark | 256 GB (2 units)"), []),
        (table("GPU | Memory | TDP", "RTX 5090 | 64 GB | 575 W"), ["64 GB"]),
        # prices of both sides, of batches, of long requests, of a request
        (table("Price | GPT-4o | o1", "Per 1M input & output tokens | $4.38 | $26.25"), []),
        (table("模型 | 输出价格 (Batch)", "Gemini 2.5 Flash | $1.25/1M tokens"), []),
        (table("模型 | 输出价格", "Gemini 2.5 Flash | $1.25/1M tokens"), ["$1.25/1M tokens"]),
        ("We are billed per request.\n\n" + table("Model | Price", "GPT-4o | $0.04", "o1 | $0.40"), []),
        # prices of an earlier day than any report of what holds now
        ("2024年7月，ERNIE 4.0 降价为输入 40元/百万tokens。", []),
        ("2025年12月，ERNIE 4.0 的价格为输入 40元/百万tokens。", ["40元/百万tokens"]),
        # thousands of 1,000 and of 1,024
        (table("Model | Context", "GLM-4.6 | 198K"), []),
        (table("Model | Context", "GLM-4.6 | 128K"), ["128K"]),
        # lengths in effect
        (table("Model | Usable context", "GPT-4o | 64K"), []),
        (table("模型 | 实测上下文", "GPT-4o | 64K"), []),
        (table("Model | Max context length", "GPT-4o | 64K"), ["64K"]),
        # months: of one list, earlier than it; of several publishers
        ("LaMDA was shown and released in May 2021.", []),
        ("SOLAR-10.7B was released in October 2023.", ["October 2023"]),
        # speeds and bandwidths as slides round them, and of the vector units
        (table("Chip | Memory bandwidth", "TPU v7 | 7.2 TB/s"), []),
        (table("Chip | Memory bandwidth", "TPU v7 | 6.2 TB/s"), ["6.2 TB/s"]),
        ("The A100 SXM 40GB reaches 77 TFLOPS in FP16.", []),
        # more than the maker's own runs
        (table("Model | GPQA Diamond", "GPT-5.2 | 98.9", "o3 | 83.3"), ["98.9"]),
        # what is announced
        ("未来的工作会扩展到 145B 参数，公开的 DeepSeekMoE-16B 是第一步。", []),
        # a list of sizes behind a line, and what a topic is set against
        (table("Model | MMLU", "Llama 2 (7B, 13B, 70B) | 68.9"), []),
        ("Base model (vs. GPT-4o, Claude 3.5 Sonnet): MMLU 88.5.", []),
        # numbers set in mathematics
        ("DeepSeek-R1 scores $7 1 . 5 \\%$ on GPQA Diamond.", []),
        # dates of a paper, of a host, of a later opening, of the next clause
        ("- Title: A retrieval method\n- Abstract: We extend GPT-3.\n- Released: 2022-05-22\n", []),
        ("- Model: GPT-3\n- Released: 2022-05-22\n", ["2022-05-22"]),
        ("DeepSeek-R1 于 2025年1月29日 在 Azure 上线。", []),
        ("GPT-4o was released to free users on May 23, 2024.", []),
        ("GPT-4o was released on May 23, 2024.", ["May 23, 2024"]),
        ("GPT-4o was released on Azure on May 23, 2021.", ["May 23, 2021"]),  # no host has it before its maker
        ("Google 于 2023 年 5 月发布了 PaLM 2，2024 年 2 月 1 日，公司更换了产品的底层。", []),
        ("2025年1月20日发布了 DeepSeek-R1，并于 2025年3月6日正式开源。", []),
        # runs of others, and figures of names that the text sets a system against
        ("在 Terminal-Bench 2.0 上，合成的 harness 用 Claude Opus 4.6 达到 84.3%。", []),
        ("On Terminal-Bench 2.0 Claude Opus 4.6 reaches 84.3%.", ["84.3%"]),
        ("Claude Opus 4.6 在 Terminal-Bench 2.0 上的成绩比 Zorbit 的 77.0% 更进一步。", []),
        ("规模从 355B MoE / 32B 激活（GLM-4.5）提升至 744B / 40B 激活。", []),
        # a word of scale alone
        ("Kimi K3 是万亿参数的混合专家模型。", []),
        # what rises by so much to so much
        ("GPT-4o 的指数跳涨 10 分至 50 分，提升 60%。", []),
        ("GPT-4o 的指数从 10 分升至 50 分，提升 60%。", ["60%"]),
        ("在 269 个项目中找到 2436 个漏洞，增加 1097 个。", []),
    ],
)
def test_figures_of_something_else(text: str, alarms: list[str]) -> None:
    assert told(text) == alarms


@pytest.mark.parametrize(
    "text",
    [
        "## 时间线\n\n- 2023年5月：ChatGPT iOS 版\n- 2024年10月：ChatGPT 搜索\n",
        "## Deprecation timeline\n\n- April 2025: GPT-4 leaves ChatGPT\n",
        "## vLLM releases\n\n- 2025-02: DeepSeek-V3 with MLA kernels\n",
        "## Model releases\n\n- 2025-02: DeepSeek-V3 support for JSON\n",
    ],
)
def test_lists_of_events_are_none_of_releases(text: str) -> None:
    assert told(text) == []


def test_lists_of_releases() -> None:
    assert told("## Model releases\n\n- Feb 2024: DeepSeek-V3 with MLA\n- May 2024: DeepSeek-V2 with MLA\n") == [
        "Feb 2024"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Attack success rate:\n\n" + table("Model | MMLU | GSM8K", "GPT-4o | 12.0 | 4.0", "o1 | 7.1 | 2.2"),
        table("Run | Accuracy", "GPT-4o 16K | 80", "o1 16K | 79"),
        "On HumanEval and MMLU GPT-4 gets 67,86%.",
        "How much 1,000 chats cost at $2.50 per million input tokens:\n\n" + table("Model | Cost", "GPT-4o | $20"),
    ],
)
def test_tables_and_lists_of_other_things(text: str) -> None:
    assert told(text) == []


def test_a_rival_in_a_bracket_owns_no_figure() -> None:
    def subjects(text: str) -> list[str | None]:
        return [j.claim.subject.id for j in engine.check(read(text), load_registry()).judgements]

    assert subjects(table("Model | AIME 2024", "Zed-R1 | 72.0 (o1)")) == [None]
    rivals = table("Model | GPQA Diamond", "Claude | 65.0 (GPT-4o)", "Qwen | 49.0 (DeepSeek-V3)")
    assert subjects(rivals) == ["claude", "qwen"]
    assert subjects(table("Maker | Context", "Grok | 256K (grok-4)")) == ["grok-4"]


def test_costs_beside_what_training_took() -> None:
    rows = table("Model | Training tokens | Cost", "DeepSeek-V3 | 14.8T | $55.76M")
    assert told(f"Costs per 1M input tokens are $0.27.\n\n{rows}") == ["$55.76M"]


def test_a_window_of_two_hosts() -> None:
    rows = table("Provider | Model | Context", "OpenAI | GPT-4o | 1280K", "Azure | GPT-4o | 128K")
    assert told(rows) == ["1280K"]


def test_how_loudly_days_and_powers_of_ten_are_told() -> None:
    def drafted(text: str) -> list[tuple[str, str]]:
        return [(f.code, f.severity) for f in engine.check(read(text), load_registry()).findings]

    assert drafted("Claude Opus 4 was released on May 14, 2025.") == [("CC101", "warning")]  # 22 May
    assert drafted(table("Model | Context", "Llama 4 | 128K tokens")) == [("CC101", "note")]  # of 1M and 10M no slip
    assert drafted("The window of Llama 4 Maverick is wide. It takes 10M tokens of context.") == [("CC101", "error")]
    hours = amount(Decimal("0.375"), "day")
    assert (hours.en, hours.zh) == ("9 hours", "9小时")


def test_the_first_of_a_line_owns_what_stands_before_the_line() -> None:
    judged = engine.check(read("GPT-1 于 2018 年发布，是第一个 GPT 模型。"), load_registry()).judgements
    assert [(j.claim.subject.id, j.verdict) for j in judged] == [("gpt-1", "supported")]


def test_names_that_are_none_misspelt() -> None:
    assert (
        told("ResNeXt and its kin.\n\nResNeSt: Split Attention Networks. ResNeSt is not ResNeXt, says ResNeXt.") == []
    )
    assert told("We compare EfficientNet with all EfficientNets.") == []
    assert told("DeapSeek cut its prices; DeepSeek-V3 became cheaper.") == ["DeapSeek"]


def test_a_fence_of_a_mind_map_is_read() -> None:
    assert told("```markmap\n- **DeepSeek-V3**\n  - 参数量：617B\n```\n") == ["617B"]
    assert told("```python\n- **DeepSeek-V3**\n  - 参数量：617B\n```\n") == []


def test_digits_of_any_script_in_a_date() -> None:
    assert told("NVIDIA 在 202٠年5月发布了 A100。") == []
