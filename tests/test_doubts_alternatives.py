"""One figure of several to choose from is no error where another of them is the reported one."""

from __future__ import annotations

import pytest
from small import beside_shipped

from claimcheck import engine
from claimcheck.documents import read_text

WHERE = 'source: sheet, locator: p. 1, date: "2025-03-01"'
FACTS = f"""\
- id: gamma-x1
  kind: chip
  name: Gamma X1
  facts:
    - {{metric: tdp, value: 400 W, {WHERE}}}
    - {{metric: cuda-cores, value: 3584 core, {WHERE}}}
- {{id: gamma-z9, kind: chip, name: Gamma Z9}}
"""
SOURCE = '- {id: sheet, title: Sheet, publisher: Gamma, kind: primary, url: "https://example.org", date: "2025-03-01"}'


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        ("The Gamma X1 has a TDP of 330 or 400 W.", 0),
        ("The Gamma X1 has a TDP of 330 W.", 1),
        ("| GPU | CUDA cores |\n|---|---|\n| Gamma X1 | 3584 / 3840 |\n", 0),
        ("| GPU | CUDA cores |\n|---|---|\n| Gamma X1 | 3840 |\n", 1),
        ("The Gamma Z9 comes with 16 GB or 24 GB of memory. The Gamma Z9 with 24 GB of memory is dear.", 0),
    ],
)
def test_alternatives(text: str, alarms: int) -> None:
    findings = engine.check(read_text(text, "draft.md"), beside_shipped(FACTS, SOURCE)).findings
    assert sum(finding.severity != "note" for finding in findings) == alarms
