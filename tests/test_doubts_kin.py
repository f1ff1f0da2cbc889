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
