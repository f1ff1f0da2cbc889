"""A score under the name of one benchmark that was reported for another of the family."""

from __future__ import annotations

import pytest
from small import beside_shipped

from claimcheck import engine
from claimcheck.documents import read_text

FACTS = """\
- {id: gamma, kind: organisation, name: Gamma}
- id: gamma-one
  kind: model
  name: Gamma-One
  developer: gamma
  facts:
    - {metric: swe-bench-verified, value: 61.8 percent, source: gamma-post, locator: table 1, date: "2025-03-01"}
"""
SOURCE = (
    "- {id: gamma-post, title: Gamma-One, publisher: Gamma, kind: primary, "
    'url: "https://example.org/gamma", date: "2025-03-01"}\n'
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Gamma-One scores 61.8% on the full SWE-bench.", ["CC105"]),
        ("Gamma-One 在完整 SWE-bench 上得分 61.8%。", ["CC105"]),
        ("Gamma-One scores 61.8% on SWE-bench Verified.", []),
        ("Gamma-One scores 61.8% on SWE-bench.", []),  # the family's name may stand for any of it
        ("Gamma-One scores 33.1% on the full SWE-bench.", []),  # nobody reported it
        ("Gamma-One scores 62% on the full SWE-bench.", []),  # two digits tell too little
    ],
)
def test_a_score_of_another_of_the_family(text: str, codes: list[str]) -> None:
    result = engine.check(read_text(text, "draft.md"), beside_shipped(FACTS, SOURCE))
    assert [f.code for f in result.findings] == codes
