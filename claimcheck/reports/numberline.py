"""A picture of a disagreement: the draft's value and the reported ones on one line, as SVG."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal

from claimcheck import units
from claimcheck.model import Fact, Judgement
from claimcheck.records import dataclass
from claimcheck.reports.evidence import amount, describe
from claimcheck.reports.markup import text
from claimcheck.reports.run import Facts

MOST = 8


@dataclass(frozen=True, slots=True)
class Point:
    """A value on the line: the draft's (`draft`) or a reported one, with its interval where it is wide."""

    value: float
    low: float
    high: float
    label: str
    detail: str
    draft: bool = False
    near: bool = False


def points(judgement: Judgement, registry: Facts, others: Iterable[tuple[Judgement, str]] = ()) -> list[Point]:
    """The draft's value first, then those reported, all in the facts' unit. Empty where there is nothing to draw.

    `others` are claims of the draft that the first one is at odds with, each with its place in words.
    """
    claim = judgement.claim
    quantity = claim.quantity
    decided = {fact.id for fact in judgement.facts}
    facts = [*judgement.facts, *(fact for fact in judgement.admissible if fact.id not in decided)]
    unit = next((fact.unit for fact in facts if fact.value is not None), quantity.unit)
    own = _range(quantity.value, quantity.low, quantity.high, quantity.unit, unit)
    if own is None or quantity.kind == "date":
        return []
    out = [Point(*own, claim.text, "the draft", draft=True)]
    for other, place in others:
        said = other.claim.quantity
        spread = _range(said.value, said.low, said.high, said.unit, unit)
        if spread is not None:
            out.append(Point(*spread, other.claim.text, f"the draft, {place}", draft=True))
    for fact in facts[:MOST]:
        spread = _range(fact.value, fact.low, fact.high, fact.unit, unit)
        if spread is not None:
            evidence = describe(fact, registry)
            detail = ", ".join(part for part in (evidence.source, evidence.date) if part)
            out.append(Point(*spread, _label(fact), detail, near=fact.id in decided))
    return out if len(out) > 1 else []


def _label(fact: Fact) -> str:
    return amount(fact.value, fact.unit) if fact.value is not None else f"{fact.low} to {fact.high}"


def _range(
    value: object, low: object, high: object, unit: str | None, wanted: str | None
) -> tuple[float, float, float] | None:
    """Value, low and high in the wanted unit; None for dates, open values and other dimensions."""
    numbers: list[float | None] = []
    for part in (value, low, high):
        brought = units.convert(part, unit, wanted) if isinstance(part, Decimal) and part.is_finite() else None
        numbers.append(float(brought) if brought is not None else None)
    at, first, last = numbers
    if at is None and first is not None and last is not None:
        at = (first + last) / 2
    if at is None or not math.isfinite(at):
        return None
    return at, first if first is not None else at, last if last is not None else at


def svg(values: list[Point], *, identity: str, width: int = 420) -> str:
    """The number line; logarithmic where the values are apart by powers of ten. Shapes tell draft from reports: a
    diamond is the draft's (a second one what it says elsewhere), circles are reported, filled ones decided."""
    if not values:
        return ""
    rows = len(values)
    height = 34 + 22 * rows
    place, ticks, log = _scale(values, 16.0, width - 16.0)
    base = 18
    names = "; ".join(f"{point.label}: {point.detail}" for point in values)
    parts = [
        f'<svg class="line" role="img" aria-labelledby="{text(identity)}" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" xmlns="http://www.w3.org/2000/svg">',
        f'<title id="{text(identity)}">{text(names)}</title>',
        f'<path class="axis" d="M8 {base}H{width - 8}"/>',
    ]
    for value, name in ticks:
        x = place(value)
        anchor = "start" if x < 40 else "end" if x > width - 40 else "middle"
        parts.append(f'<path class="axis" d="M{x:.1f} {base - 3}v6"/>')
        parts.append(f'<text class="tick" x="{x:.1f}" y="{base - 7}" text-anchor="{anchor}">{text(name)}</text>')
    for row, point in enumerate(values):
        y = base + 20 + 22 * row
        x = place(point.value)
        kind = "draft" if point.draft else "near" if point.near else "far"
        parts.append(f'<path class="stem {kind}" d="M{x:.1f} {base}V{y}"/>')
        first, last = place(point.low), place(point.high)
        if last - first > 3:
            parts.append(f'<path class="spread {kind}" d="M{first:.1f} {y}H{last:.1f}"/>')
        if point.draft:
            parts.append(f'<path class="dot draft" d="M{x:.1f} {y - 6}l6 6l-6 6l-6 -6z"/>')
        else:
            parts.append(f'<circle class="dot {kind}" cx="{x:.1f}" cy="{y}" r="4.5"/>')
        right = x < width * 0.55
        label = _clip(f"{point.label}, {point.detail}", int((width - x if right else x) / 6.4) - 4)
        side = f'x="{x + 11:.1f}"' if right else f'x="{x - 11:.1f}" text-anchor="end"'
        parts.append(f'<text class="label {kind}" {side} y="{y + 4}">{text(label)}</text>')
    if log:
        parts.append(f'<text class="tick" x="{width - 8}" y="{height - 3}" text-anchor="end">logarithmic</text>')
    return "".join(parts) + "</svg>"


def _clip(label: str, most: int) -> str:
    size = 0
    for at, ch in enumerate(label):
        size += 2 if ord(ch) > 0x2E7F else 1
        if size > most:
            return label[: max(at - 1, 1)] + "…"
    return label


def _scale(values: list[Point], left: float, right: float):  # type: ignore[no-untyped-def]
    """Position of a value, ticks with names, and whether the scale is logarithmic."""
    low, high = min(p.value for p in values), max(p.value for p in values)
    log = low > 0 and high / low >= 20

    def warp(value: float) -> float:
        return math.log10(max(value, low / 10)) if log else value

    first, last = warp(low), warp(high)
    if last - first < 1e-12 * max(1.0, abs(last)):
        pad = 0.5 if log else max(abs(last) * 0.05, 0.5)
        first, last = first - pad, last + pad
    margin = 0.08 * (last - first)
    first, last = first - margin, last + margin

    def place(value: float) -> float:
        share = (warp(value) - first) / (last - first)
        return left + (right - left) * min(1.0, max(0.0, share))

    if log:
        powers = range(math.ceil(first), math.floor(last) + 1)
        stride = max(1, len(powers) // 5 + 1)
        ticks = [(10.0**power, _power(power)) for power in list(powers)[::stride]]
    else:
        step = _step(last - first)
        count = math.floor(last / step) - math.ceil(first / step) + 1
        ticks = [((math.ceil(first / step) + k) * step, "") for k in range(count)]
        ticks = [(value, f"{value:.10g}" if abs(value) < 1e6 else f"{value:.4g}") for value, _ in ticks]
    return place, ticks, log


def _step(span: float) -> float:
    raw = span / 4
    power = 10.0 ** math.floor(math.log10(raw))
    return next(power * k for k in (1, 2, 2.5, 5, 10) if power * k >= raw * 0.999)


def _power(power: int) -> str:
    names = {3: "thousand", 6: "million", 9: "billion", 12: "trillion"}
    if power < 0 or power > 14:
        return f"1e{power}"
    if power < 3:
        return str(10**power)
    whole = power - power % 3
    return f"{10 ** (power - whole)} {names[whole]}"
