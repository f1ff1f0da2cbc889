"""A rate, an amount and a total in one sentence: "2.788M GPU hours at $2 an hour, $5.576M in all"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claimcheck import units
from claimcheck.claims.sentences import Sentence
from claimcheck.model import Quantity
from claimcheck.rules import gains, intervals, wording
from claimcheck.rules.base import Draft, Message, Pointer
from claimcheck.rules.intervals import Closed

_TOTAL = re.compile(
    r"total|in all|altogether|comes? to|amounts? to|adds? up|equals?|so\b|thus|therefore|that is|resulting|=|"
    r"总|共|合计|即|也就是|因此|相当于|大约需要|折合|算下来",
    re.I,
)


def check(sentence: Sentence) -> Iterator[Draft]:
    """Sentences with exactly one rate, one amount of its divisor and one total of its dividend."""
    figures = [q for q in sentence.quantities if q.kind == "number" and q.unit]
    rates = [q for q in figures if "/" in (q.unit or "") and not (q.unit or "").endswith("/s")]
    if len(rates) != 1 or not _TOTAL.search(sentence.text):
        return
    rate = rates[0]
    money, _, per = (rate.unit or "").partition("/")
    totals = [q for q in figures if q.unit == money]
    amounts = [q for q in figures if q is not rate and _factor(q, per) is not None]
    if len(totals) != 1 or len(amounts) != 1:
        return
    total, amount = totals[0], amounts[0]
    factor = _factor(amount, per)
    one, two, told = intervals.of(rate), intervals.of(amount), intervals.of(total)
    if factor is None or one is None or two is None or told is None:
        return
    expected = one.times(Closed(two.low * factor, two.high * factor))
    if expected.meets(told):
        return
    view = sentence.segment.view
    right = gains.told(expected, money)
    first, second = wording.printed(amount), wording.printed(rate)
    yield Draft(
        view.source(total.start, total.end),
        Message(
            f"{first} at {second} come to {right.en}, not {wording.printed(total)}.",
            f"{first} 按 {second} 计为 {right.zh}，而非 {wording.printed(total)}。",
        ),
        0.85,
        related=tuple(Pointer(view.source(q.start, q.end), Message("an operand", "运算数")) for q in (rate, amount)),
    )


def _factor(quantity: Quantity, per: str) -> Decimal | None:
    """How many times `per` one of the quantity's unit is; an hour of a GPU counts as an hour."""
    if quantity.unit is None:
        return None
    if per == "hour" and quantity.unit == "gpu_hour":
        return Decimal(1)
    return units.convert(Decimal(1), quantity.unit, per)
