"""What a table's header cells say: which entity or metric they name, in which unit, under which condition."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from claimcheck import quantities
from claimcheck.model import Mention, Metric, Quantity, Segment
from claimcheck.records import dataclass, field, replace
from claimcheck.registry import Registry

_BRACKETED = re.compile(r"[(（\[]([^()（）\[\]]{1,24})[)）\]]")
_DATE_HEADER = re.compile(
    r"\W*(?:(?:release|launch|announcement|publication)?\s*(?:date|year|time)|released?|published|发布(?:时间|日期|年份)?|时间|日期|上市时间)\W*",
    re.IGNORECASE,
)
_SIZE_HEADER = re.compile(
    r"\W*(?:model )?(?:sizes?|params?|#\s?params?|parameters?|参数量?|规模|大小|模型大小)\b.*", re.IGNORECASE
)
_LONGEST_HEADER = 200  # characters
_DELTA = re.compile(r"Δ|delta|change|gain|improvement|diff(?:erence)?|提升|变化|增幅|涨幅|vs\.?\s", re.IGNORECASE)
_SHOTS = re.compile(r"#?\s*-?shots?|样本数", re.IGNORECASE)
_CURRENCY_FIRST = re.compile(r"\s*(US\$|[$¥￥€£])\s*(.*)")


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit that a header states for the bare numbers below it."""

    unit: str | None
    factor: Decimal


@dataclass(slots=True)
class Label:
    """One header: a column's header cells from top to bottom, or a row's label cells."""

    segments: list[Segment] = field(default_factory=list)
    entities: list[tuple[Segment, Mention]] = field(default_factory=list)
    metrics: list[tuple[Segment, Mention, Metric]] = field(default_factory=list)
    unit: Unit | None = None
    conditions: dict[str, str] = field(default_factory=dict)
    delta: bool = False

    @property
    def text(self) -> str:
        return " / ".join(s.view.text.strip() for s in self.segments if s.view.text.strip())


def label(cells: Iterable[Segment], registry: Registry, *, header: bool) -> Label:
    """The label that some cells make together, the outermost first."""
    found = Label()
    for segment in cells:
        if any(s is segment for s in found.segments):
            continue
        text = segment.view.text
        found.segments.append(segment)
        named = False
        for mention in segment.mentions:
            metrics = [m for c in mention.candidates if c.kind == "metric" and (m := registry.metric(c.id)) is not None]
            named = named or mention.unknown == "metric"
            if metrics:
                found.metrics.append((segment, mention, metrics[0]))
                named = True
            if mention.unknown == "entity" or any(c.kind == "entity" for c in mention.candidates):
                found.entities.append((segment, mention))
        if not named and header and len(text) <= _LONGEST_HEADER:
            guess = "release-date" if _DATE_HEADER.fullmatch(text) else None
            if guess is None and _SIZE_HEADER.fullmatch(text):
                guess = "total-parameters"
            metric = registry.metric(guess) if guess else None
            if metric is not None and text.strip():
                start = len(text) - len(text.lstrip())
                end = max(start + 1, len(text.rstrip()))
                found.metrics.append((segment, Mention(start, end, text[start:end], ()), metric))
        for condition in segment.conditions:
            found.conditions.setdefault(condition.key, condition.value)
        unit = unit_of(text)
        if unit is not None:
            found.unit = unit
        if _DELTA.search(text) and not named:
            found.delta = True
    return found


def unit_of(header: str) -> Unit | None:
    """The unit in a header's brackets or after its last comma: "Params (B)", "价格（元/百万 tokens）"."""
    groups = [m.group(1) for m in _BRACKETED.finditer(header)]
    groups += re.split(r"[,，/|\\]|<br>|\n", header)[1:]
    bare = header.strip()
    if len(bare) <= 14:
        groups.append(bare)
    for group in groups:
        unit = _parsed(group.strip().strip("()（）[]"))
        if unit is not None:
            return unit
    return None


def _parsed(text: str) -> Unit | None:
    if text in ("K", "k"):
        return Unit(None, Decimal(1000))
    if not text or any(c.isdigit() for c in text.replace("1M", "").replace("1K", "").replace("1k", "")):
        return None
    attempts = [f"1 {text}", f"1{text}"]
    currency = _CURRENCY_FIRST.fullmatch(text)
    if currency:
        attempts.append(f"{currency[1]}1 {currency[2]}".strip())
    for attempt in attempts:
        found = quantities.scan(attempt)
        if len(found) != 1 or found[0].end - found[0].start != len(attempt) or not isinstance(found[0].value, Decimal):
            continue
        if found[0].unit is not None or found[0].scale != 1:
            return Unit(found[0].unit, found[0].value)
    return None


def in_unit(quantity: Quantity, unit: Unit | None) -> Quantity:
    """A bare number in the header's unit; a figure with a unit of its own stays as it is."""
    if unit is None or quantity.unit not in (None, "count") or quantity.kind == "date":
        return quantity
    if quantity.scale != 1 and unit.unit is None:
        return quantity  # "671B" under "(B)"
    factor = unit.factor

    def times(value: Decimal | str | None) -> Decimal | None:
        return value * factor if isinstance(value, Decimal) else None

    return replace(
        quantity,
        value=times(quantity.value),
        low=times(quantity.low),
        high=times(quantity.high),
        step=times(quantity.step),
        scale=quantity.scale * factor,
        unit=unit.unit,
    )


def is_shots(text: str) -> bool:
    """Whether a column gives the number of shots."""
    return _SHOTS.search(text) is not None and len(text.strip()) <= 12
