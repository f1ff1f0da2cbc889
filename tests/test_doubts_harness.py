"""Scores of SWE-bench under the harness that a draft states."""

from __future__ import annotations

import pytest
from small import SOURCES, WHERE, beside_shipped

from claimcheck import engine
from claimcheck.documents import read_text

MODELS = f"""
- {{id: kappa, kind: organisation, name: Kappa}}
- id: kappa-one
  kind: model
  name: Kappa-One
  developer: kappa
  facts:
    - {{metric: swe-bench-verified, value: 80.4 percent, {WHERE}}}
    - {{metric: aime-2024, value: 80.4 percent, {WHERE}}}
- id: kappa-two
  kind: model
  name: Kappa-Two
  developer: kappa
  facts:
    - {{metric: swe-bench-verified, value: 71.3 percent, {WHERE}}}
    - {{metric: swe-bench-verified, value: 64.7 percent, conditions: {{agent: openhands}}, suffix: oh, {WHERE}}}
"""
ONE = "Kappa-One scores 69.2% on SWE-bench Verified."


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        (ONE, 1),
        (f"{ONE}\n\nAll results use mini-SWE-agent.", 0),
        (f"{ONE}\n\nWe ran everything under the OpenHands scaffold.", 0),
        (f"{ONE}\n\n所有成绩均采用 SWE-agent 框架测得。", 0),
        ("Kappa-One 在 SWE-bench Verified 上得分 69.2%，由 Agentless 框架测得。", 0),
        ("| Model | SWE-bench Verified (bash only) |\n|--|--|\n| Kappa-One | 69.2 |\n", 0),
        (f"{ONE}\n\nOpenHands is a company.", 1),
        ("Kappa-One scores 69.2% on AIME 2024.\n\nAll results use mini-SWE-agent.", 1),
        ("Kappa-Two scores 63.0% on SWE-bench Verified.\n\nWe used OpenHands.", 0),
        ("Kappa-Two scores 46.7% on SWE-bench Verified.\n\nWe used OpenHands.", 1),
        ("Kappa-Two 在 SWE-bench Verified 上得分 46.7%。\n\n我们使用 OpenHands 评测。", 1),
    ],
)
def test_a_harness_that_the_draft_states(text: str, alarms: int) -> None:
    findings = engine.check(read_text(text, "draft.md"), beside_shipped(MODELS, SOURCES)).findings
    assert sum(finding.severity != "note" for finding in findings) == alarms
