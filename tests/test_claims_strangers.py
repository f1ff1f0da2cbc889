"""Names that no registry knows: what stands under or behind them is theirs."""

from __future__ import annotations

import pytest

from claimcheck import documents, engine
from claimcheck.registry import load_registry


def subjects(text: str) -> dict[str, str | None]:
    """The subject of each figure as printed, where it was read."""
    judged = engine.check(documents.read(text.encode(), "draft.md"), load_registry()).judgements
    return {j.claim.text.split()[0]: j.claim.subject.id for j in judged}


@pytest.mark.parametrize(
    "text",
    [
        "GPT-5 has a window of 400K tokens. Quorra-9 scores 61.2% on MMLU.",
        "GPT-5 的上下文窗口为 400K。Quorra-9 在 MMLU 上得分 61.2%。",
        "## GPT-5\n\nContext window: 400K\n\n## Quorra-9\n\nMMLU: 61.2%",
        "## 1. deepseek-ai/DeepSeek-V3\n\n上下文 128K。\n\n## 2. quietlab/quorra\n\nMMLU: 61.2%",
        "**GPT-5**\n\n- context: 400K\n\n**Quorra-2.5**\n\n- MMLU: 61.2%",
        "- GPT-5: 400K context\n- Claude Opus 4.5: 200K context\n- Quorra: 61.2% on MMLU",
        "### GPT-5\n\n400K context\n\n### Claude Opus 4.5\n\n200K context\n\n### Quorra\n\nMMLU 61.2%",
    ],
)
def test_what_is_under_an_unknown_name_is_not_of_the_one_before_it(text: str) -> None:
    assert subjects(text).get("61.2%") is None


@pytest.mark.parametrize(
    "text",
    [
        "## GPT-5\n\nContext window: 400K\n\n## Phase 2\n\nGPT-5 scores 92.5% on MMLU.",
        "# GPT-5\n\n## Step 1: context\n\nThe context window is 400K.\n\n## Part 3\n\nIt scores 92.5% on MMLU.",
        "# GPT-5\n\n- **Context**: 400K tokens\n- **MMLU**: 92.5%",
        "GPT-5 的上下文窗口为 400K。FP8 是其训练精度，MMLU 为 92.5%。",
    ],
)
def test_headings_and_labels_that_are_no_names_change_nothing(text: str) -> None:
    assert subjects(text)["92.5%"] == "gpt-5"


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("The laptop RTX 4090 has 16 GB of memory.", "geforce-rtx-4090-laptop"),
        ("移动端 RTX 4090 显存为 16GB。", "geforce-rtx-4090-laptop"),
        ("My laptop has an RTX 4090 with 16 GB of memory.", "geforce-rtx-4090"),
    ],
)
def test_a_word_before_a_card_may_make_it_another(text: str, whose: str) -> None:
    found = subjects(text)
    assert {found[key] for key in found if key.startswith("16")} <= {whose}
    assert found or whose == "geforce-rtx-4090"


def test_a_size_behind_a_dash_is_told_and_no_part_of_the_name() -> None:
    found = subjects("DeepSeek-V3 - 671B总参数（37B激活）")
    assert set(found.values()) == {"deepseek-v3"}
    assert len(found) == 2


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("OpenAI is valued at $500 billion. Zorgly raised $150 million at a $2 billion valuation.", "$150"),
        ("Amazon grew. Imbrio, a startup from Oslo, raised $12 million.", "$12"),
        ("OpenAI 估值达5000亿美元。法律科技独角兽 Zorgly 融资1.5亿美元。", "1.5亿美元"),
        ("Quorra 获 1 亿美元融资挑战 AWS", "1"),
        ("NVIDIA 市值走高。公司宣布获 2.5 亿美元融资，投资方包括 NVIDIA。", "2.5"),
    ],
)
def test_money_that_an_unknown_company_raises_is_its_own(text: str, figure: str) -> None:
    found = subjects(text)
    assert figure in found
    assert found[figure] not in ("openai", "amazon")


@pytest.mark.parametrize(
    "text",
    [
        "DeepSeek-R1 很强。最低配置（7B 模型）需要一块显卡。",
        "Llama 3.1 is out. Small 7B models run anywhere.",
    ],
)
def test_a_size_of_any_models_is_of_none(text: str) -> None:
    assert "7B" not in subjects(text)


def test_a_score_before_another_that_it_beats_is_not_of_the_beaten() -> None:
    found = subjects("MoA 在 AlpacaEval 2.0 上的得分为 65.1%，显着优于 GPT-4 Omni 的 57.5%。")
    assert found["65.1%"] is None
    assert found["57.5%"] == "gpt-4o"
