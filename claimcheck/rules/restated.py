"""One figure in two notations side by side: "1750亿（175B）", "3.5 trillion (3.5T)"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from claimcheck import compare, units
from claimcheck import patterns as re
from claimcheck.model import Quantity, Segment
from claimcheck.rules import intervals, wording
from claimcheck.rules.base import Draft, Message, Pointer
from claimcheck.rules.intervals import Closed

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_OPEN = re.compile(r"\s*[（(]\s*(?:即|约|or|i\.e\.,?|about)?\s*$", re.I)
_CLOSE = re.compile(r"^\s*[^（()）0-9，,;；]{0,8}[）)]")
_HAN = re.compile("[万亿]")


def check(checked: Checked) -> Iterator[Draft]:
    """Pairs of a figure with 万 or 亿 and one with K, M, B or T in brackets, either way round."""
    for segment in checked.segments:
        text = segment.view.text
        if "(" not in text and "（" not in text:
            continue
        for first, second in pairwise(segment.quantities):
            between, after = text[first.end : second.start], text[second.end : second.end + 12]
            if _OPEN.fullmatch(between) and _CLOSE.match(after) and _two_notations(first, second):
                draft = _compare(segment, first, second, checked)
                if draft is not None:
                    yield draft


def _two_notations(first: Quantity, second: Quantity) -> bool:
    """Whether one is printed with 万 or 亿 and the other with a Latin multiplier: then both are of one thing."""
    if first.kind != "number" or second.kind != "number" or min(first.scale, second.scale) < 1000:
        return False
    return bool(_HAN.search(first.text)) != bool(_HAN.search(second.text))


def _compare(segment: Segment, first: Quantity, second: Quantity, checked: Checked) -> Draft | None:
    unit = first.unit or second.unit
    if first.unit and second.unit and units.convert(Decimal(1), second.unit, first.unit) is None:
        return None
    one, two = _loose(first, unit), _loose(second, unit)
    if one is None or two is None or one.meets(two):
        return None
    view = segment.view
    a, b = wording.printed(first), wording.printed(second)
    left, right = wording.read(first), wording.read(second)
    here, there = view.source(second.start, second.end), view.source(first.start, first.end)
    borne_out = {judged.claim.span for judged in checked.judgements if judged.verdict == "supported"}
    if here in borne_out and there not in borne_out:  # the other one is the slip
        here, there, other = there, here, b
    else:
        other = a
    return Draft(
        here,
        Message(
            f"{a} and {b} stand for one figure, but they are {left.en} and {right.en}.",
            f"{a} 与 {b} 所指为同一数值，但分别是 {left.zh} 和 {right.zh}。",
        ),
        0.88,
        related=(Pointer(there, Message(f"{other} here", f"此处为 {other}")),),
    )


def _loose(quantity: Quantity, unit: str | None) -> Closed | None:
    """The figure with room for rounding to one digit: "1亿" beside "110M"."""
    exact = intervals.of(quantity, unit)
    if exact is None or not isinstance(quantity.value, Decimal) or quantity.step is None:
        return exact
    half = compare.loose_step(quantity.value, quantity.step) / 2
    return Closed(exact.low - half, exact.high + half)
