"""The facts of an entity that print as a figure does, of whatever metric.

An entity has hundreds of facts, and rarely one of them agrees: the others are passed over by their units and by
floats. Rules ask this of every contradicted figure.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache

from claimcheck import units
from claimcheck.model import Fact, Metric, Quantity
from claimcheck.registry import Registry
from claimcheck.registry.packing import outer
from claimcheck.registry.query import Outline
from claimcheck.rules import figures

Alike = tuple[tuple[Fact, Metric], ...]


def agreeing(quantity: Quantity, subject: str, registry: Registry) -> Alike:
    """The facts of an entity that `figures.agree` with a figure, each with its metric, in the registry's order."""
    shelves, others = _shelves(subject, quantity.unit, registry)
    rows = [*others]
    for unit, shelf in shelves.items():
        rows += _meeting(quantity, unit, shelf) if figures.number(quantity) else shelf
    found = []
    for row in sorted(rows):
        fact, metric = registry.fact_at(row.number), registry.metric(row.metric)
        if metric is not None and figures.agree(quantity, fact, metric):
            found.append((fact, metric))
    return tuple(found)


def _meeting(quantity: Quantity, unit: str, shelf: list[Outline]) -> list[Outline]:
    """The facts in `unit` whose interval meets that of a number."""
    factor = units.convert(Decimal(1), quantity.unit, unit)
    low, high = (
        end if factor is None or not isinstance(end, Decimal) else end * factor for end in (quantity.low, quantity.high)
    )
    least, most = outer(low, below=True), outer(high, below=False)
    return [row for row in shelf if not (row.low > most or least > row.high)]  # one without bounds stays


@lru_cache(maxsize=4096)
def _shelves(subject: str, unit: str | None, registry: Registry) -> tuple[dict[str, list[Outline]], list[Outline]]:
    """The reported facts of an entity that a figure in `unit` can be compared with: those that have nothing in common
    with it where the intervals have nothing, by their unit, and others.
    """
    shelves: dict[str, list[Outline]] = {}
    others: list[Outline] = []
    for row in registry.outlines(subject):
        if not _comparable(unit, row.unit, row.measured):
            continue
        if figures.one_unit(row.unit, row.unit, row.measured) and _converts(unit, row.unit):
            shelves.setdefault(row.unit or "", []).append(row)
        else:
            others.append(row)
    return shelves, others


def _converts(unit: str | None, other: str | None) -> bool:
    return unit is not None and unit not in figures.BINARY and units.convert(Decimal(1), unit, other) is not None


@cache
def _comparable(unit: str | None, other: str | None, measured: str) -> bool:
    """Whether a figure in `unit` can be compared at all with a fact in `other` on a metric in the unit `measured`."""
    if measured == "date" or unit in (measured, other):
        return True
    return unit is not None and units.convert(Decimal(1), unit, measured) is not None
