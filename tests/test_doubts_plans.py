"""Prices, lengths and scores of something else than the name beside them: plans, batches, copies, own tests."""

from __future__ import annotations

import pytest
from small import table, told


@pytest.mark.parametrize(
    "text",
    [
        table("Model | Price per 1K in | Price per 1K out", "GPT-4 Turbo | $0.01 | $0.03"),
        table("模型 | 千tokens输入 | 千tokens输出", "DeepSeek-R1 | 0.004元 | 0.016元"),
        table("Model | Input | Output", "GPT-4 Turbo | $0.01 / 1K | $0.03 / 1K"),
        "## 每千 tokens 价格\n\n- DeepSeek-R1：输入 0.004 元，输出 0.016 元\n",
        "With the Batch API GPT-4.1 is $1 in and $4 out.",
    ],
)
def test_prices_in_another_unit_or_plan(text: str) -> None:
    assert told(text) == []


def test_a_price_of_a_million_told_as_one_of_a_thousand() -> None:
    assert told("GPT-4 Turbo: input $10/1K, output $30/1K.") == ["$10/1K", "$30/1K"]


@pytest.mark.parametrize(
    "text",
    [
        "Inside the editor Claude Sonnet 4 is capped at 120K tokens though the API takes 200K.",
        "Vendor X serves DeepSeek-R1 with a 16K window.",
        "网关将 GPT-4o 的上下文限制为 16K。",
        "GPT-4o 的有效上下文只有 64K，标称 128K。",
        "By one test, GPT-4o has an effective context window of 8K tokens.",
    ],
)
def test_windows_that_are_kept_smaller(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "An MMLU-style quiz we wrote for interns: GPT-4o 81.3%, Claude 3.5 Sonnet 83.0%.",
        "We translated GSM8K into Tibetan; DeepSeek-V3 gets 58.4% there.",
        "MMLU with shuffled options: GPT-4o 79.1%, Claude 3.5 Sonnet 80.4%.",
        "After quantisation to 2 bits Llama 3.1 70B Instruct falls to 61.2% on MMLU.",
        "After our fine-tune Llama 3.1 8B Instruct went from 72.6% to 79.3% on HumanEval.",
        "MATH-500 97.3, and on my 50 problems R1 got 41, o1 got 43.",
    ],
)
def test_sets_and_copies_made_anew(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'Hallucination: "DeepSeek-R1 has 236B parameters."',
        "网传 DeepSeek-V3 训练花了 5576 万美元，实际是 557.6 万美元。",
        "它说 DeepSeek-R1 有 236B 参数、Claude 3.5 Sonnet 只有 100K 上下文，全是错的。",
    ],
)
def test_what_is_told_as_false(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "GLM-4.6 是 GLM-4.5 的升级版，SWE-bench Verified 达到 68.0%。",
        "H200 是 H100 的升级版，显存 141GB，带宽 4.8TB/s。",
        "RTX 5090 接替 RTX 4090，显存从 24GB 升到 32GB。",
        "The MI325X is an MI300X with 256 GB and 6 TB/s.",
        "GPT-4.5 is being turned off in favour of GPT-4.1, which costs $2 per million input tokens.",
    ],
)
def test_one_told_through_another(text: str) -> None:
    assert told(text) == []


def test_multiples_told_in_the_header() -> None:
    assert told(table("Chip | Memory ×8 | TDP ×8", "H100 SXM | 640 GB | 5.6 kW")) == []
    assert told(table("Chip | Memory | TDP", "H100 SXM | 640 GB | 700 W")) == ["640 GB"]


@pytest.mark.parametrize(
    "text",
    [
        table("Plan | Model | Context", "Free | GPT-4o | 8K", "Plus | GPT-4o | 32K"),
        table("产品 | 模型 | 上下文", "元宝 | DeepSeek-R1 | 32K"),
    ],
)
def test_windows_by_plan_and_product(text: str) -> None:
    assert told(text) == []


def test_a_product_that_is_the_system_has_its_window() -> None:
    assert told(table("Product | Context", "GPT-4o | 8K")) == ["8K"]


@pytest.mark.parametrize(
    "text",
    [
        "GPT-4o fine-tuning costs $25 per million training tokens.",
        "- Training: GPT-4o $25 / 1M tokens\n",
        "微调 GPT-4o，训练每百万 tokens 25 美元。",
        "Qwen2.5-72B reaches 96% of Llama 3.1 405B's MMLU with 18% of its parameters.",
    ],
)
def test_what_training_costs_and_shares_of_another(text: str) -> None:
    assert told(text) == []


def test_a_row_with_a_name_of_its_own() -> None:
    rows = "```\nGPT-4o     ███████ 90.2  HumanEval\nour student   ████ 68.9  HumanEval\n```\n"
    assert told(rows) == []
    assert told(rows.replace("our student", "Claude 3.5 Sonnet")) == ["68.9"]


def test_a_column_that_names_the_version_is_no_plan() -> None:
    head = "模型 | 版本 | Context"
    assert told(table(head, "Claude Opus 4 | Opus 4 | 32K", "GPT-4.1 | 4.1 | 1M", "GPT-4o | GPT-4o | 128K")) == ["32K"]
    assert told(table(head, "Claude Opus 4 | 免费版 | 32K", "GPT-4o | Plus | 32K")) == []
