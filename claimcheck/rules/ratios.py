"""Multiples and fractions beside the two figures that they compare: "X, N times Y", "X 是 Y 的 N 倍"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claimcheck import patterns as re
from claimcheck import units
from claimcheck.claims.sentences import Sentence
from claimcheck.model import Quantity
from claimcheck.rules import gains, intervals, wording
from claimcheck.rules.base import Draft, Message, Pointer
from claimcheck.rules.intervals import Closed

# X, [or, which is] N times [the] Y
_TO_MULTIPLE = re.compile(r"[\s)）*]*[,，(（]?\s*(?:or|which is|that is|is|i\.e\.,?|是|即|约为?|相当于)?\s*$", re.I)
_TO_BASE = re.compile(
    r"^\s*(?:as\s+(?:much|many|large|big|high)\s+as\s+)?(?:more\s+than\s+|larger\s+than\s+|higher\s+than\s+|that\s+of\s+|of\s+)?"
    r"(?:the\s+)?[^0-9.,;:。，；：]{0,28}?[(（]?\s*$",
    re.I,
)
# X 是 Y 的 N 倍
_IS = re.compile(r"^[^0-9。；;]{0,4}(?:是|为|相当于|达到?|等于)[^0-9。，,；;]{0,20}[(（]?\s*$")
_OF = re.compile(r"^[)）\s]*的\s*$")
_OPENING, _CLOSING = ("(", "（"), (")", "）")
_ONE = Decimal(1)
_FAR = 10**5  # times what is told
_FORMULA = re.compile(r"[=≈×·]|\s\*\s")  # an operand is no statement: "6400 bits * 256/8 = 204800 bytes"
_SHARE = re.compile(r"^\s*(?:out\s+)?of\s+(?:the\s+|all\s+)?$", re.I)
_BRACKET = re.compile(r"^[^0-9.,;。；]{0,24}[(（]\s*$")


def check(sentence: Sentence) -> Iterator[Draft]:
    """Triples of neighbouring figures of which one is the quotient of the other two."""
    figures = [q for q in sentence.quantities if q.kind != "date"]
    for first, second, third in zip(figures, figures[1:], figures[2:], strict=False):
        left, right = sentence.between(first.end, second.start), sentence.between(second.end, third.start)
        if _FORMULA.search(left) or _FORMULA.search(right):
            continue
        alone = left.rstrip()[-1:] in _OPENING and right.lstrip()[:1] in _CLOSING  # "72.0% (216/300) to 83.7%"
        if _multiple(second) and not alone and _TO_MULTIPLE.fullmatch(left) and _TO_BASE.match(right):
            yield from _compare(sentence, first, third, second)
        elif _multiple(third) and _IS.match(left) and _OF.match(right):
            yield from _compare(sentence, first, second, third)
        elif third.unit == "percent" and _SHARE.match(left) and _BRACKET.match(right):
            yield from _share(sentence, first, second, third)


def _multiple(quantity: Quantity) -> bool:
    return quantity.kind == "multiple" or quantity.unit == "ratio"


def _pair(first: Quantity, second: Quantity) -> tuple[Closed, Closed] | None:
    unit = second.unit or first.unit
    if (
        first.unit is not None
        and second.unit is not None
        and units.convert(Decimal(1), first.unit, second.unit) is None
    ):
        return None
    if first.unit is None or _multiple(first) or _multiple(second):
        return None
    one, two = intervals.of(first, unit), intervals.of(second, unit)
    return None if one is None or two is None else (one, two)


def _compare(sentence: Sentence, first: Quantity, second: Quantity, multiple: Quantity) -> Iterator[Draft]:
    pair, told = _pair(first, second), intervals.of(multiple)
    if pair is None or told is None:
        return
    one, two = pair
    if multiple.approximation in ("under", "at_most"):
        told = Closed(Decimal(0), told.high)  # a quarter is "less than half"
    ratios = [ratio for ratio in (one.over(two), two.over(one)) if ratio is not None]
    readings = [r for ratio in ratios for r in (ratio, ratio.shifted(-1))]
    if ratios and not any(told.meets(reading) for reading in readings):
        expected = ratios[0] if ratios[0].middle() >= 1 or told.high < 1 else ratios[-1]
        if second.unit is None and expected.middle() >= _FAR * max(told.middle(), _ONE):
            return  # a bare figure of another kind: "4.8 TB/s is 4 times what the 910B has"
        yield gains.draft(sentence, multiple, (first, second), [(expected, "ratio")])


def _share(sentence: Sentence, part: Quantity, whole: Quantity, share: Quantity) -> Iterator[Draft]:
    one, two, told = intervals.of(part), intervals.of(whole), intervals.of(share)
    if one is None or two is None or told is None or part.unit not in (None, whole.unit):
        return
    expected = intervals.share_of(one, two)
    if expected is None or expected.high > 100 or expected.meets(told):
        return
    view = sentence.segment.view
    right = gains.told(expected, "percent")
    yield Draft(
        view.source(share.start, share.end),
        Message(
            f"{wording.printed(part)} of {wording.printed(whole)} is {right.en}, not {wording.printed(share)}.",
            f"{wording.printed(whole)} 中的 {wording.printed(part)} 是 {right.zh}，而非 {wording.printed(share)}。",
        ),
        0.88,
        related=tuple(Pointer(view.source(q.start, q.end), Message("an operand", "运算数")) for q in (part, whole)),
    )
