"""A rate, an amount and a total in one sentence: "2.788M GPU hours at $2 an hour, $5.576M in all"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claimcheck import patterns as re
from claimcheck import units
from claimcheck.claims.sentences import Sentence
from claimcheck.model import Quantity, Segment
from claimcheck.quantities import scan
from claimcheck.records import replace
from claimcheck.rules import gains, intervals, wording
from claimcheck.rules.base import Draft, Message, Pointer
from claimcheck.rules.intervals import Closed

_EACH_ANYWHERE = re.compile(r"(?:\b(?:per|each|every)\s+|每\s*)(?P<base>\d)", re.I)
_REACH = 160  # characters in which a total follows its rate
TOTAL = re.compile(  # of lower case
    r"total|in all|altogether|comes? to|amounts? to|adds? up|equals?|so\b|thus|therefore|that is|resulting|=|"
    r"总|共|合计|即|也就是|因此|相当于|大约需要|折合|算下来"
)


def check(sentence: Sentence) -> Iterator[Draft]:
    """Sentences with exactly one rate, one amount of its divisor and one total of its dividend."""
    figures = [q for q in sentence.quantities if q.kind == "number" and q.unit]
    rates = [q for q in figures if "/" in (q.unit or "") and not (q.unit or "").endswith("/s")]
    if len(rates) != 1 or not TOTAL.search(sentence.text.lower()):
        return
    rate = rates[0]
    money, _, per = (rate.unit or "").partition("/")
    totals = [q for q in figures if q.unit == money]
    figures = [_hours(q, sentence) for q in figures]
    amounts = [q for q in figures if q is not rate and _factor(q, per) is not None]
    if len(totals) != 1 or len(amounts) != 1:
        return
    total, amount = totals[0], amounts[0]
    factor = _factor(amount, per)
    one, two, told = _exact(rate), intervals.of(amount), intervals.of(total)
    if factor is None or one is None or two is None or told is None:
        return
    expected = one.times(two.scaled(factor))
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


def _hours(quantity: Quantity, sentence: Sentence) -> Quantity:
    """A number of accelerators that the next word turns into their hours."""
    after = sentence.segment.view.text[quantity.end : quantity.end + 8]
    hours = quantity.unit == "gpu" and re.match(r"[\s-]*(?:hours?|小时)", after, re.I)
    return replace(quantity, unit="gpu_hour") if hours else quantity


def _exact(rate: Quantity) -> Closed | None:
    """A rate in whole units ("$2 an hour") is meant as it stands; others as they are rounded."""
    if isinstance(rate.value, Decimal) and rate.value == rate.value.to_integral_value():
        return Closed(rate.value, rate.value)
    return intervals.of(rate)


def per_unit(segment: Segment) -> Iterator[Draft]:
    """ "Each 100 million parameters cost 15,000 to 30,000 yuan. 100 billion cost ...": base, rate, amount, total."""
    view = segment.view
    low = view.text.lower()
    if not any(word in low for word in ("per", "each", "every", "每")):
        return
    for hit in _EACH_ANYWHERE.finditer(view.text):
        # scanned anew: "100 million parameters" is a figure here, though "parameters" names a metric
        begin, stretch = hit.start("base"), view.text[hit.start("base") : hit.start() + _REACH]
        scanned = [replace(q, start=q.start + begin, end=q.end + begin) for q in scan(stretch)]
        figures = [q for q in scanned if q.kind == "number" and q.unit and "/" not in q.unit]
        if figures and figures[0].start == begin:
            yield from _rated(segment, figures)


def _rated(segment: Segment, figures: list[Quantity]) -> Iterator[Draft]:
    view = segment.view
    for base, rate, amount, total in zip(figures[:1], figures[1:], figures[2:], figures[3:], strict=False):
        alike = base.unit == amount.unit and rate.unit == total.unit and base.unit != rate.unit
        if not alike:
            continue
        size, whole = base.value, amount.value
        one, told = _ends(rate), _ends(total)
        if not isinstance(size, Decimal) or not isinstance(whole, Decimal) or size == 0 or one is None or told is None:
            continue
        factor = whole / size
        expected = tuple(end.scaled(factor) for end in one)
        if all(first.meets(second) for first, second in zip(expected, told, strict=True)):
            continue
        low, high = (gains.told(end, total.unit) for end in expected)
        right = low if low == high else Message(f"{low.en} to {high.en}", f"{low.zh}至{high.zh}")
        first, second = wording.printed(rate), wording.printed(amount)
        yield Draft(
            view.source(total.start, total.end),
            Message(
                f"{first} for each {wording.printed(base)} make {right.en} for {second}, not {wording.printed(total)}.",
                f"按每 {wording.printed(base)} {first} 计，{second} 为 {right.zh}，而非 {wording.printed(total)}。",
            ),
            0.82,
            related=tuple(
                Pointer(view.source(q.start, q.end), Message("an operand", "运算数")) for q in (base, rate, amount)
            ),
        )


def _ends(quantity: Quantity) -> tuple[Closed, Closed] | None:
    """The two ends of a figure, each as it may be rounded; twice the same for a figure that is no range."""
    whole = intervals.of(quantity)
    if whole is None:
        return None
    if quantity.approximation != "range":
        return whole, whole
    tenth = Decimal("0.1") if quantity.text[:1] in "约近大" else Decimal(0)
    low, high = quantity.low, quantity.high
    if not isinstance(low, Decimal) or not isinstance(high, Decimal):
        return None
    half = (quantity.step or Decimal(0)) / 2
    return (
        Closed(low - half - tenth * low, low + half + tenth * low),
        Closed(high - half - tenth * high, high + half + tenth * high),
    )


def _factor(quantity: Quantity, per: str) -> Decimal | None:
    """How many times `per` one of the quantity's unit is; an hour of a GPU counts as an hour."""
    if quantity.unit is None:
        return None
    if per == "hour" and quantity.unit == "gpu_hour":
        return Decimal(1)
    return units.convert(Decimal(1), quantity.unit, per)
