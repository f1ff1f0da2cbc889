"""The facts of an entity that print as a figure does, of whatever metric.

An entity has hundreds of facts, and rarely one of them agrees: the others are passed over by their units and by
floats. Rules ask this of every contradicted figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from claimcheck import units
from claimcheck.model import Fact, Metric, Quantity
from claimcheck.registry import Registry
from claimcheck.registry.packing import outer
from claimcheck.registry.query import Outline
from claimcheck.rules import figures


def agreeing(quantity: Quantity, subject: str, registry: Registry) -> Iterator[tuple[Fact, Metric]]:
    """The facts of an entity that `figures.agree` with a figure, each with its metric, in the registry's order."""
    near: list[Outline] = []
    for (unit, measured), shelf in _shelves(subject, registry).items():
        if not _comparable(quantity.unit, unit, measured):
            continue
        if figures.plain(quantity, unit, measured):
            low, high = outer(quantity.low, below=True), outer(quantity.high, below=False)
            near += [row for row in shelf if not (row.low > high or low > row.high)]  # one without bounds stays
        else:
            near += shelf
    for row in sorted(near):
        fact, metric = registry.fact_at(row.number), registry.metric(row.metric)
        if metric is not None and figures.agree(quantity, fact, metric):
            yield fact, metric


@lru_cache(maxsize=4096)
def _shelves(subject: str, registry: Registry) -> dict[tuple[str | None, str], list[Outline]]:
    """The reported facts of an entity by the units of the fact and of its metric."""
    found: dict[tuple[str | None, str], list[Outline]] = {}
    for row in registry.outlines(subject):
        found.setdefault((row.unit, row.measured), []).append(row)
    return found


@cache
def _comparable(unit: str | None, other: str | None, measured: str) -> bool:
    """Whether a figure in `unit` can be compared at all with a fact in `other` on a metric in the unit `measured`."""
    if measured == "date" or unit in (measured, other):
        return True
    return unit is not None and units.convert(Decimal(1), unit, measured) is not None
