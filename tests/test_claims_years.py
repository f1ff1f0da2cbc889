"""The year that a statistic is told of, and what it changes in judging it."""

from __future__ import annotations

import pytest
from small import beside_shipped

from claimcheck import engine
from claimcheck.documents import read_text

FACTS = """\
- id: ruritania
  kind: population
  name: Ruritania
  aliases: [卢里塔尼亚]
  facts:
    - {metric: private-ai-investment, value: 4.1e9 USD, conditions: {year: "2022"}, source: survey, locator: p. 1,
       date: "2024-04-01"}
    - {metric: private-ai-investment, value: 5.3e9 USD, conditions: {year: "2023"}, suffix: "2023", source: survey,
       locator: p. 2, date: "2024-04-01"}
"""
SOURCE = (
    '- {id: survey, title: Survey, publisher: Survey, kind: primary, url: "https://example.org", date: "2024-04-01"}\n'
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("In 2023, private AI investment in Ruritania was $5.3 billion.", [("2023", "supported")]),
        ("Private AI investment in Ruritania was $5.3 billion in 2023.", [("2023", "supported")]),
        ("In 2023, private AI investment in Ruritania was $9.7 billion.", [("2023", "contradicted")]),
        ("In 2024, private AI investment in Ruritania was $9.7 billion.", [("2024", "unregistered")]),
        ("2024 年卢里塔尼亚的私人 AI 投资达 97 亿美元。", [("2024", "unregistered")]),
        (
            "2022 年卢里塔尼亚的私人 AI 投资为 41 亿美元，2023 年为 53 亿美元。",
            [("2022", "supported"), ("2023", "supported")],
        ),
        (
            "Private AI investment in Ruritania was $4.1 billion in 2022 and $5.3 billion in 2023.",
            [("2022", "supported"), ("2023", "supported")],
        ),
        ("2023 年，卢里塔尼亚的私人 AI 投资为 53 亿美元。", [("2023", "supported")]),
        (
            "Private AI investment in Ruritania rose from $4.1 billion in 2022 to $5.3 billion in 2023.",
            [("2022", "supported"), ("2023", "supported")],
        ),
        ("Private AI investment in Ruritania reached $5.3 billion, more than in 2022.", [(None, "supported")]),
    ],
)
def test_a_statistic_is_judged_by_its_year(text: str, told: list[tuple[str | None, str]]) -> None:
    judged = engine.check(read_text(text, "draft.md"), beside_shipped(FACTS, SOURCE)).judgements
    assert [(j.claim.as_of, j.verdict) for j in judged] == told
