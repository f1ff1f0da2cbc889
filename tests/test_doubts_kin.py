"""Scores in tables that another run does not explain: of systems that only their makers run."""

from __future__ import annotations

import pytest
from small import SOURCES, WHERE, beside_shipped

from claimcheck import engine
from claimcheck.documents import read_text

MODELS = f"""
- {{id: kappa, kind: organisation, name: Kappa}}
- {{id: kappa-line, kind: family, name: Kappa Line, developer: kappa}}
- id: kappa-large
  kind: model
  name: Kappa Large
  developer: kappa
  family: kappa-line
  facts:
    - {{metric: mmlu, value: 83.7 percent, {WHERE}}}
    - {{metric: gpqa-diamond, value: 61.2 percent, {WHERE}}}
- id: kappa-mini
  kind: model
  name: Kappa Mini
  developer: kappa
  family: kappa-line
  facts:
    - {{metric: mmlu, value: 79.2 percent, {WHERE}}}
    - {{metric: aime-2024, value: 44.1 percent, {WHERE}}}
    - {{metric: aime-2025, value: 39.4 percent, {WHERE}}}
- id: kappa-open
  kind: model
  name: Kappa Open
  developer: kappa
  family: kappa-line
  facts:
    - {{metric: mmlu, value: 79.2 percent, suffix: o, {WHERE}}}
    - {{metric: total-parameters, value: 8e9 parameter, {WHERE}}}
"""


@pytest.mark.parametrize(
    ("metric", "row", "codes"),
    [
        ("MMLU", "| Kappa Mini | 83.7 |", ["CC104"]),  # the large one's
        ("MMLU", "| Kappa Mini | 81.3 |", []),  # another run
        ("MMLU", "| Kappa Open | 83.7 |", []),  # whoever likes runs it
        ("AIME 2024", "| Kappa Mini | 39.4 |", ["CC105"]),  # the other year's
        ("MMLU", "| Kappa Mini | 98.4 |", ["CC101"]),  # better than its maker says
        ("MMLU / $", "| Kappa Mini | 98.4 |", []),  # no score
    ],
)
def test_in_a_table(metric: str, row: str, codes: list[str]) -> None:
    text = f"| Model | {metric} |\n|--|--|\n{row}\n| Someone else | 70.1 |\n"
    found = engine.check(read_text(text, "draft.md"), beside_shipped(MODELS, SOURCES)).findings
    assert [f.code for f in found if f.severity != "note"] == codes


@pytest.mark.parametrize(
    "table",
    [
        "| Agent | Model | MMLU |\n|--|--|--|\n| Plain | Kappa Mini | 98.4 |\n| Other | Someone else | 70.1 |\n",
        "| Model | MMLU |\n|--|--|\n| Planner + Kappa Mini | 98.4 |\n| Someone else | 70.1 |\n",
        "| 方法 | 模型 | MMLU |\n|--|--|--|\n| 规划 | Kappa Mini | 98.4 |\n| 其他 | 别的模型 | 70.1 |\n",
    ],
)
def test_what_agents_get_out_of_it(table: str) -> None:
    found = engine.check(read_text(table, "draft.md"), beside_shipped(MODELS, SOURCES)).findings
    assert [f.code for f in found if f.severity != "note"] == []


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        ("The server has 8 NVIDIA A100 (640GB).", 0),
        ("The server has an NVIDIA A100 with 640GB of memory.", 1),
        ("Mistral 7B, with 7 billion parameters, outperformed Meta's 13B.", 0),
        ("GPT-2 有 0.15 亿（1.5B）参数。", 1),
    ],
)
def test_in_prose(text: str, alarms: int) -> None:
    found = engine.check(read_text(text, "draft.md"), beside_shipped(MODELS, SOURCES)).findings
    assert sum(f.severity != "note" for f in found) == alarms


def test_of_two_notations_the_other_one_is_told() -> None:
    text = "GPT-2 有 0.15 亿（1.5B）参数。"
    found = engine.check(read_text(text, "draft.md"), beside_shipped(MODELS, SOURCES)).findings
    assert [f.text for f in found if f.code == "CC201"] == ["0.15 亿"]


def test_sizes_in_a_list_do_not_differ_from_one_another() -> None:
    text = "Kappa Tiny comes in 3B, 8B and 20B.\n"
    models = MODELS + "- {id: kappa-tiny, kind: model, name: Kappa Tiny, developer: kappa}\n"
    assert engine.check(read_text(text, "draft.md"), beside_shipped(models, SOURCES)).findings == ()
