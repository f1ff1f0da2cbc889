"""Arithmetic on intervals: what the figures as printed give lies inside, and is what a reader is told."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import claimcheck
from claimcheck.rules import intervals
from claimcheck.rules.intervals import Closed

numbers = st.decimals(-1000, 1000, places=2)
rooms = st.decimals(0, 50, places=2)


@st.composite
def printed(draw: st.DrawFn) -> Closed:
    value = draw(numbers)
    return Closed(value - draw(rooms), value + draw(rooms), value)


@given(printed(), printed())
def test_what_is_printed_lies_inside(one: Closed, two: Closed) -> None:
    a, b = one.middle(), two.middle()
    results = [
        (one.plus(two), a + b),
        (one.minus(two), a - b),
        (one.times(two), a * b),
        (-one, -a),
        (one.size(), abs(a)),
        (one.scaled(3), 3 * a),
        (one.shifted(-1), a - 1),
    ]
    if two.low > 0 or two.high < 0:
        quotient, share = one.over(two), intervals.share_of(one, two)
        assert quotient is not None
        assert share is not None
        results += [(quotient, a / b), (share, a / b * 100)]
    for found, value in results:
        assert found.middle() == value
        assert found.low <= value <= found.high


@given(printed())
def test_nothing_is_divided_by_what_may_be_zero(one: Closed) -> None:
    assert one.over(Closed(Decimal(-1), Decimal(1))) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Revenue rose from $5 million to $8 million, up 95%.", "$5 million and $8 million give 60%, not 95%."),
        ("The score fell from 9 to 6 points, down 80%.", "9 and 6 give 33.3%, not 80%."),
        ("成本是 $6，为 $2 的 9 倍。", "由 $6 和 $2 得出 3 倍，而非 9 倍。"),
    ],
)
def test_a_quotient_is_told_as_a_reader_reckons_it(text: str, message: str) -> None:
    assert [f.message for f in claimcheck.check(text).findings] == [message]
