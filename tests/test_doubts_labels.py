"""What labels, clauses and marks tell of a figure: another day, side, host, part or kind of sum; mistakes beside these.

Each pair has a right figure, which is quiet, and a like one that is wrong and told.
"""

from __future__ import annotations

import pytest
from small import read, table, told

from claimcheck import engine
from claimcheck.registry import load_registry


def rows(text: str) -> list[tuple[str, str | None, str | None, str]]:
    """(figure, subject, metric, verdict) of each claim by the shipped registry."""
    found = engine.check(read(text), load_registry()).judgements
    return [(j.claim.text, j.claim.subject.id, j.claim.metric.id, j.verdict) for j in found]


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        # the day of a row is no release where the rows tell how things stood
        (table("Date | Best open model | Gap", "2023-06 | Llama 1 13B | 25 points"), []),
        (table("日期 | 最强开源模型", "2024-06 | Llama 3 8B"), []),
        (table("Date | Model | Parameters", "2024-06 | Llama 3 8B | 8B"), ["2024-06"]),
        (table("Date | Model | Best for", "2024-06 | Llama 3 8B | chat"), ["2024-06"]),
        # above all that anybody reports of the benchmark, whoever ran it
        (table("Model | MMLU | HLE", "Claude Opus 4 | 92.1 | 81.4", "o3 | 93.2 | 88.6"), ["81.4", "88.6"]),
        ("On Humanity's Last Exam, o3 is at ~88%.", ["~88%"]),
        # what a model needs of a card
        (table("Model | GPU | Min. VRAM", "7B | RTX 3060 12GB | 10GB"), []),
        (table("Model | GPU | VRAM", "7B | RTX 3060 12GB | 10GB"), ["10GB"]),
        # of whom a clause goes on
        ("DeepSeek-R1 is built on the DeepSeek V3 architecture, which was introduced in December 2024.", []),
        ("DeepSeek-R1 is built on the DeepSeek V3 architecture, which was introduced in May 2024.", ["May 2024"]),
        ("GPT-4o, built on the GPT-4 architecture that has 128K context, costs $2.50 per million input tokens.", []),
        ("GPT-4o mini, which replaces the GPT-3.5 Turbo model that has 16K context, has 128K context.", []),
        (
            "DeepSeek-R1 builds on the DeepSeek-V3 model, whose training cost $5.576M, and scores 87.3% on MATH-500.",
            ["87.3%"],
        ),
        # a version of something else; the end of a span of months
        ("DeepSeek is fine. MCP v3 (June 2025) streams.", []),
        ("DeepSeek is fine. Its V3 (June 2025) streams.", ["June 2025"]),
        ("**LLaMA 3 (April-July 2024)**: 8B and 70B (April), 405B (July).", []),
        # a rate of wins is no score
        ("GLM-4.5 has 64.2% on SWE-bench Verified and an 80.8% win rate against Qwen3 Coder.", []),
        # what a run took, what a day costs
        ("DeepSeek-V3.2: 50K input @ $0.28/1M, 150K output @ $0.42/1M.", []),
        ("A system prompt that is sent all day costs $0.625 in daily input overhead at GPT-5 pricing.", []),
        # an upper bound; a multiple behind a dash
        ("Gemini 2.5 Flash-Lite: sub-$0.15/M input.", []),
        ("Gemini 2.5 Flash-Lite: $0.15/M input.", ["$0.15/M"]),
        # a size class is no rival
        (
            "Phi-1 is a 1.3B model.\n\nNext, Phi-1.5:\n\nThis is again a 1.3B model achieving scores that you see only "
            "at or above 7B models such as Llama2! Phi-1.5 uses mere 150B tokens.",
            [],
        ),
        # a price of a call, of a host, of nothing, of a shop
        (table("Tier | 实现 | 单次成本", "3 | Claude 3 Sonnet（默认） / Opus | $0.003 / $0.015"), []),
        (table("Tier | Model | Cost per call", "3 | Claude 3 Sonnet (default) / Opus | $0.003 / $0.015"), []),
        ("### Qwen Plus\n\n- OpenRouter：输入费用$0.45-0.50 / 输出费用$1.35-1.50", []),
        ("### Qwen Plus\n\n- 官方：输入费用$0.45-0.50 / 输出费用$1.35-1.50", ["$0.45-0.50", "$1.35-1.50"]),
        (table("模型 | 输入价格 | 输出价格", "Gemini 1.5 Pro | $0/百万token(首批) | $0/百万token(首批)"), []),
        (table("硬件 | 参考价格 (万元)", "RTX 4090 | 1.5"), []),
        (table("硬件 | 首发价格 (万元)", "RTX 4090 | 1.5"), ["1.5"]),
        # a price that holds since the draft's day, one that held before it
        ("---\ndate: 2024-07-30\n---\n\nMistral Large 2 costs $2 per million input tokens.", []),
        (
            "---\ndate: 2025-07-30\n---\n\nMistral Large 2 costs $3 per million input tokens.",
            ["$3 per million input tokens"],
        ),
        # a part of the parameters, a part of a card
        ("DeepSeek-V3 的总参数量是 671B，但每次推理只激活 37B 的参数。", []),
        ("# H20\n\nMIG Instance 0 (3g.48gb)：48GB HBM3", []),
        ("# H20\n\n48GB HBM3", ["48GB"]),
        # what each chip of a machine has, and what all have together
        (
            table(
                "Spec | GB200 NVL72 | HGX B200",
                "FP4 Tensor Core | 20 PFLOPS | 18 PFLOPS",
                "Bandwidth | 8 TB/s | 7.7 TB/s",
            ),
            [],
        ),
        (table("Machine | Memory", "DGX H100 | 80 GB", "DGX A100 | 640 GB"), ["80 GB"]),
        (table("Spec | DGX H100 | H100 SXM", "Memory | 80 GB | 640 GB"), ["80 GB", "640 GB"]),
        (table("Spec | B200", "Total FP4 Tensor Core | 72 PFLOPS"), []),
        (table("Spec | B200", "FP4 Tensor Core | 72 PFLOPS"), ["72 PFLOPS"]),
        (table("Model | Total parameters", "DeepSeek-V3 | 1342B"), ["1342B"]),
        # what would be best; a mere order of magnitude
        ("Chinchilla 论文指出，以 175B 的规模来说，最优的训练 token 数接近 3.5T。", []),
        ("Chinchilla 的训练 token 数为 3.5T。", ["3.5T"]),
        ("BERT 的预训练需要极大的数据规模（数亿 token）。", []),
        # a model that no registry knows, with sizes told as in names
        ("Kimi K3 is out.\n\n## Gadget: 875B-A41B, a new model", []),
        # two names of one label
        (table("Model | Tokens", "Qwen 3 / Qwen-2.5 | 18T tokens", "Llama 3.1 | 15T tokens"), []),
        (table("Model | Tokens", "Qwen 3 | 18T tokens", "Llama 3.1 | 15T tokens"), ["18T tokens"]),
        # a metric of the sentence before that of the heading
        ("**MATH / AIME**\n\n- o3 solves 96.7% AIME 2024; Gemini 2.5 Pro 92%", []),
        # a run told to the last digit
        (table("Model | HumanEval", "Qwen2.5-7B | 0.4207317073"), []),
        # digits that no decimal point has moved
        (table("Model | Context", "DeepSeek-V4-Flash | 97000"), []),
        # prices told roughly are another's list
        (table("Model | Input | Output", "Claude Opus 4.7 | ~$15/M | ~$75/M"), ["~$15/M", "~$75/M"]),
        (table("Model | Input | Output", "Claude Opus 4.7 | ~$5/M | ~$25/M"), []),
    ],
)
def test_what_is_told_beside_a_figure(text: str, alarms: list[str]) -> None:
    assert told(text) == alarms


def test_the_row_tells_the_side_of_a_price() -> None:
    prices = table("项目 | 价格", "API 输入（缓存命中） | 0.2 元 / 百万 token", "API 输出 | 3 元 / 百万 token")
    assert [row[2:] for row in rows(f"# DeepSeek-V3.2\n\n{prices}")] == [
        ("cached-input-price", "supported"),
        ("output-price", "supported"),
    ]
    english = table("Item | Price", "Input | $1.25 / 1M tokens", "Output | $10 / 1M tokens")
    assert [row[2] for row in rows(f"# GPT-5\n\n{english}")] == ["input-price", "output-price"]
    assert told(f"# GPT-5\n\n{english}".replace("$10", "$12")) == ["$12 / 1M tokens"]


def test_parts_of_a_cell_are_those_that_its_label_lists() -> None:
    text = table("参数 | DeepSeek-V3 | Qwen3-235B-A22B", "专家/共享专家/激活专家 | 256/1/8+1 | 128/0/8")
    assert [row[:3] for row in rows(text)] == [
        ("0", "qwen3-235b-a22b", "shared-experts"),
        ("8", "qwen3-235b-a22b", "experts-per-token"),
    ]


def test_active_parameters_as_names_tell_them_in_cells_of_their_own() -> None:
    for header in ("模型 | 总参 | 激活参", "Model | Params | Active"):
        assert rows(table(header, "GLM-4.5 | 355B | A32B"))[1] == (
            "A32B",
            "glm-4.5",
            "active-parameters",
            "supported",
        )
        assert told(table(header, "GLM-4.5 | 355B | **A22B**")) == ["A22B"]
    assert rows("Paper of the size A4B, by the makers of GLM-4.5.") == []
    assert rows("## GLM-4.5\n\nA32B") == []


def test_labels_of_sizes_and_of_years() -> None:
    for label in ("- **Sizes**: 7B, 13B, 34B", "- Model sizes: 7B, 13B and 34B", "- 规模：7B、13B、34B"):
        found = engine.check(read(f"**Code Llama** (Meta):\n\n{label}"), load_registry()).judgements
        assert [j.claim.subject.id for j in found] == ["code-llama-7b", "code-llama-13b", "code-llama-34b"]
        assert min(j.claim.confidence for j in found) > 0.5
    for label in ("**Released:** 2017", "Release date: 2017", "发布时间：2017"):
        assert rows(f"### Volta (V100)\n\n- {label}") == [("2017", "v100", "release-date", "supported")]
    assert rows("### Volta (V100)\n\n- Updated: 2017") == []


def test_words_that_change_nothing() -> None:
    assert rows("Training GPT-4 cost $100 million in total.") == [
        ("$100 million", "gpt-4", "training-cost", "supported")
    ]
    assert rows("DeepSeek-R1 媲美 o1，AIME 2024 得分 79.8%。") == [("79.8%", "deepseek-r1", "aime-2024", "supported")]
    assert rows("DeepSeek: THE V3 has 671B parameters.")[0][1] == "deepseek-v3"
    assert told("Llama 3 was trained on 25T tokens, which should be enough.") == ["25T tokens"]


def test_changes_that_are_told_of_another_pair() -> None:
    assert told("A 35% fall from $134 to $87, followed by a 143% recovery to $211.93.") == []
    assert told("It went from $134 to $87, a 25% drop.") == ["25%"]
    assert told("模型大小: 70B → ~35 GB (INT4) + ~2 GB (scales)") == []


def test_windows_in_a_list_that_the_reports_bear_out() -> None:
    others = "- GPT-4o (128K context)\n- GPT-4.1 (1M context)\n- Claude 3 Opus (200K context)\n"
    for wrong in ("- Grok-2 Vision (131K context)\n", "- Grok-2 Vision（131K 上下文）\n"):
        assert len(told(others + wrong)) == 1
        assert told(wrong) == []
    assert told(others + "- Grok-2 Vision, run with a batch in a window of 131K\n") == []


def test_two_that_disagree_in_a_line_that_its_figures_tell() -> None:
    right = ("GPT-3 | 175", "PaLM-540B | 540", "Chinchilla 70B | 70", "Gopher | 280", "BLOOM-176B | 176", "MPT-7B | 7")
    more = ("Falcon-40B | 40", "LLaMA-65B | 65")
    wrong = ("ChatGLM-6B | 2", "Alpaca-13B | 93")
    assert told(table("Model | Figure", *right, *more, *wrong)) == ["2", "93"]
    assert told(table("Model | Figure", *right, *wrong)) == []  # too few to say what the column is
