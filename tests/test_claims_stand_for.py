"""Names that stand for others, figures behind names, and words that say what a figure is, with the shipped registry."""

from __future__ import annotations

import pytest
from small import read, table, told

from claimcheck import engine
from claimcheck.registry import load_registry

R1, V3, OPUS, GPT = "deepseek-r1", "deepseek-v3", "claude-opus-4.6", "gpt-5.2"


def triples(text: str) -> list[tuple[str, str | None, str | None]]:
    found = engine.check(read(text), load_registry()).judgements
    return [(j.claim.text, j.claim.subject.id, j.claim.metric.id) for j in found]


def test_a_line_stands_for_the_version_that_the_article_names() -> None:
    text = "# Claude Opus 4.6 against GPT-5.2\n\nOn ARC-AGI-2 it is Claude that wins: Claude has 68.8%, GPT 52.9%.\n"
    assert triples(text) == [("68.8%", OPUS, "arc-agi-2"), ("52.9%", GPT, "arc-agi-2")]
    assert triples("GPT-5.3-Codex 已上线。\n\n在 Terminal-Bench 2.0 上 Codex 得到 77.3%。\n") == [
        ("77.3%", "gpt-5.3-codex", "terminal-bench-2.0")
    ]


def test_of_two_versions_a_line_stands_for_none_and_tells_nothing_loudly() -> None:
    two = "Claude Opus 4.6 and Claude Sonnet 4.6 are out.\n\nClaude has 68.8% on ARC-AGI-2.\n"
    assert triples(two) == [("68.8%", "claude", "arc-agi-2")]
    assert told("Claude Opus 4.6 is out.\n\nClaude had 49.0% on SWE-bench Verified.\n") == []  # an earlier one, maybe


def test_a_product_is_the_model_in_its_bracket() -> None:
    text = "Large ones, ChatGPT (GPT-4) among them, are put at 1.76 trillion parameters."
    assert triples(text) == [("1.76 trillion parameters", "gpt-4", "total-parameters")]


def test_classes_of_systems_own_nothing_that_follows() -> None:
    text = "# Frontier AI Models: What Came Out\n\n## Notes\n\n- 744B total parameters, 44B active\n"
    assert all(subject != "frontier-ai-models" for _, subject, _ in triples(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "On GDPval-AA Claude Opus 4.6 has 1,606 Elo against GPT-5.2's 1,462.",
            [("1,606 Elo", OPUS, "gdpval-aa"), ("1,462", GPT, "gdpval-aa")],
        ),
        (
            "In GPQA Diamond erreicht GPT-5.2 92.4%, beating Claude Opus 4.6's 91.3.",
            [("92.4%", GPT, "gpqa-diamond"), ("91.3", OPUS, "gpqa-diamond")],
        ),
        (
            "### GDPval-AA\n\n- Claude Opus 4.6: 1,606 points\n- GPT-5.2: 1,462 points\n",
            [("1,606", OPUS, "gdpval-aa"), ("1,462", GPT, "gdpval-aa")],
        ),
        (
            "1. CharXiv Reasoning: charts from papers. (GPT-5.2: 88.7% with Python, 82.1% without)\n",
            [("88.7%", GPT, "charxiv"), ("82.1%", GPT, "charxiv")],
        ),
        (
            "- **ARC-AGI-2**: puzzles. Nobody trains on them. Gemini 3.1 Pro's 77.1% leads.\n",
            [("77.1%", "gemini-3.1-pro", "arc-agi-2")],
        ),
        (
            "A small model's gains on AIME 2024 by more training would in the end surpass that of DeepSeek-R1 (79.8).",
            [("79.8", R1, "aime-2024")],
        ),
        (
            "o1 hit 79.2% on AIME 2024; DeepSeek-R1 reached 79.8% on the same exam.",
            [("79.2%", "o1", "aime-2024"), ("79.8%", R1, "aime-2024")],
        ),
        (
            "Yi-VL-34B 在 MMMU 上为 41.6%，仅次于得分 56.8% 的 GPT-4V。",
            [("41.6%", "yi-vl-34b", "mmmu"), ("56.8%", "gpt-4v", "mmmu")],
        ),
        (
            "DeepSeek-V3 cost $5.6M to train, next to $78M (GPT-4) and $191M (Google Gemini Ultra).",
            [
                ("$5.6M", V3, "training-cost"),
                ("$78M", "gpt-4", "training-cost"),
                ("$191M", "gemini-1.0-ultra", "training-cost"),
            ],
        ),
    ],
)
def test_figures_set_against_others_and_behind_their_names(
    text: str, found: list[tuple[str, str | None, str | None]]
) -> None:
    assert [row for row in triples(text) if row[1] is not None] == found


def test_a_name_with_a_figure_of_its_own_takes_no_other() -> None:
    found = triples("总体的 MMLU 得分是 73.7%，GPT-3.5 为 70.0%。")
    assert [row for row in found if row[1] is not None] == [("70.0%", "gpt-3.5", "mmlu")]


def test_what_a_paragraph_recommends_heads_what_follows() -> None:
    lead = "## DeepSeek-R1 or Opus?\n\nChoose Claude Opus 4.6 if:\n\n- you want the 80.8% on SWE-bench Verified\n"
    assert triples(lead) == [("80.8%", OPUS, "swe-bench-verified")]
    picked = "# DeepSeek-R1\n\n**Recommendation: MiniMax-M2.1**, by far. Its 10B active parameters help.\n"
    assert triples(picked) == [("10B active parameters", "minimax-m2.1", "active-parameters")]


def test_words_in_a_figure_say_what_it_is() -> None:
    assert triples("## DeepSeek-V3\n\n**Parameters:** 671B total parameters, 37B active parameters\n") == [
        ("671B total parameters", V3, "total-parameters"),
        ("37B active parameters", V3, "active-parameters"),
    ]
    assert triples("## Claude Opus 4.5\n\nContext: 200k input, 64k output tokens.\n") == [
        ("200k", "claude-opus-4.5", "context-length"),
        ("64k output tokens", "claude-opus-4.5", "maximum-output"),
    ]
    assert triples("## GPT-5\n\n- A load of 8000 input / 1000 output\n") == []


def test_a_change_behind_a_comma_is_of_the_metric_before_it() -> None:
    assert ("128K", "llama-3", "vocabulary-size") in triples("Llama 3 扩大了词表大小，由 32K 扩充至 128K。")


def test_experts_of_a_known_mixture_need_no_other_word() -> None:
    assert triples("- **DeepSeek-V3**: 256 experts, several tokens at once\n") == [("256 experts", V3, "experts")]


def test_a_bandwidth_of_links_behind_a_comma() -> None:
    text = "H100搭载第四代NVLink，单卡带宽900GB/s。"
    assert triples(text) == [("900GB/s", "h100", "nvlink-bandwidth")]
    own = "H100 有 NVLink，总带宽 3.35TB/s，显存 80GB。"
    assert triples(own)[0] == ("3.35TB/s", "h100", "memory-bandwidth")


def test_ram_beside_a_card_is_none_of_its_memory() -> None:
    assert triples("A PC with 32 GB RAM + RTX 4090 runs it.") == []
    assert triples("Use an RTX 5090.\n\n- **RAM**: 256GB\n") == []
    assert triples("The M4 Max comes with 128 GB RAM.") == [("128 GB", "apple-m4-max", "memory")]
    for verb in ("has", "boasts", "is a card with", "now ships with"):
        assert triples(f"The RTX 4090 {verb} 24 GB of RAM.") == [("24 GB", "geforce-rtx-4090", "memory")]
    assert triples("An RTX 4090 in a workstation with 64 GB of RAM runs it.") == []
    assert triples("A PC with 32 GB RAM + Radeon VII runs it.") == []


def test_the_rest_of_a_line_of_models() -> None:
    model = "Qwen2-57B-A14B-Instruct"
    text = f"{model} manages contexts up to 64K, and the two smaller models in the lineup support contexts of 32K."
    assert triples(text) == [("up to 64K", model.lower(), "context-length")]


@pytest.mark.parametrize("verb", ["shipped", "launched", "arrived", "debuted"])
def test_a_version_that_nobody_knows_is_no_line(verb: str) -> None:
    assert triples(f"Llama 7 {verb} on May 8, 2026.") == [("May 8, 2026", None, "release-date")]


def test_prices_under_a_heading_that_tells_the_thousand() -> None:
    text = "## Prices (USD per 1K tokens)\n\n" + table(
        "Model | Input Tokens | Output Tokens", "GPT-4 Turbo | $0.01 | $0.03"
    )
    found = engine.check(read(text), load_registry()).judgements
    assert [(int(j.claim.quantity.value), j.verdict) for j in found] == [(10, "supported"), (30, "supported")]
    assert told(text.replace("$0.01", "$0.1")) == ["$0.1"]


def test_cells_that_tell_system_and_benchmark() -> None:
    text = table("Need | First choice", "Science | GPT-5.2 (GPQA Diamond 92.4%)")
    assert triples(text) == [("92.4%", GPT, "gpqa-diamond")]


def test_codeforces_below_any_rating_is_the_percentile() -> None:
    assert triples(table("Benchmark | DeepSeek-V3 | o1", "Codeforces | 58.7 | 2061")) == [
        ("58.7", V3, "codeforces-percentile"),
        ("2061", "o1", "codeforces-rating"),
    ]


def test_price_lists_of_lower_case_names_in_a_fence() -> None:
    text = (
        "## 价格\n\n```\nglm-4-plus:   0.05元/千Tokens (输入)   0.05元/千Tokens (输出)\ngpt-4o:   $2.50 / $10.00\n```\n"
    )
    assert triples(text)[:2] == [
        ("0.05元/千Tokens", "glm-4-plus", "input-price"),
        ("0.05元/千Tokens", "glm-4-plus", "output-price"),
    ]
    assert triples("```\nbatch: 32\nseed: 7\nlr: 0.001\n```\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "- 2024年12月: DeepSeek-V3（开源版）\n- 2025年1月: DeepSeek-R1 (推理版)\n",
        "## 三、DeepSeek-R1（2025年1月）\n\n它会推理。\n",
        "## 3. DeepSeek-R1 (January 2025)\n\nIt reasons.\n",
    ],
)
def test_entries_and_headings_with_a_month(text: str) -> None:
    assert next(row for row in triples(text) if row[1] == R1)[2] == "release-date"


def test_entries_on_something_else() -> None:
    assert triples("- 2025年1月: DeepSeek-R1（论文）\n") == []
    assert triples("## DeepSeek-R1 paper (January 2025)\n\nIt reasons.\n") == []


def test_what_is_of_others_and_what_is_of_the_named() -> None:
    text = "The larger models have 128K context while Qwen3-4B has 32K context.\n"
    assert triples(text) == [("32K", "qwen3-4b", "context-length")]
    assert triples("GPT-5.2: 42% of seats, 17% of teams.\n") == []
    assert [row[2] for row in triples("The H100 ships with an astonishing 180 GB RAM.\n")] == ["memory"]
