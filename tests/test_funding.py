"""Money that companies raise is a funding round, money that they put in an investment."""

import pytest
from small import beside_shipped

from claimcheck import engine
from claimcheck.documents import read_text

FACTS = """\
- {id: gamma, kind: organisation, name: Gamma Labs}
"""


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("Gamma Labs raised $640 million in May.", "funding-round"),
        ("Gamma Labs 完成 5 亿美元融资。", "funding-round"),
        ("Gamma Labs will invest $640 million in data centres.", "investment"),
    ],
)
def test_money_raised_is_a_funding_round(text, metric):
    result = engine.check(read_text(text, "draft.md"), beside_shipped(FACTS, ""))
    claims = [judgement.claim for judgement in result.judgements]
    assert [(claim.subject.id, claim.metric.id) for claim in claims] == [("gamma", metric)]
