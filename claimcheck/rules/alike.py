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
    own, others = _shelves(subject, quantity.unit, registry)
    if own and figures.number(quantity):
        low, high = outer(quantity.low, below=True), outer(quantity.high, below=False)
        own = [row for row in own if not (row.low > high or low > row.high)]  # one without bounds stays
    found = []
    for row in sorted([*own, *others]):
        fact, metric = registry.fact_at(row.number), registry.metric(row.metric)
        if metric is not None and figures.agree(quantity, fact, metric):
            found.append((fact, metric))
    return tuple(found)


@lru_cache(maxsize=4096)
def _shelves(subject: str, unit: str | None, registry: Registry) -> tuple[list[Outline], list[Outline]]:
    """The reported facts of an entity that a figure in `unit` can be compared with: those that have nothing in common
    with it where the intervals have nothing, and others.
    """
    own: list[Outline] = []
    others: list[Outline] = []
    for row in registry.outlines(subject):
        if _comparable(unit, row.unit, row.measured):
            (own if figures.one_unit(unit, row.unit, row.measured) else others).append(row)
    return own, others


@cache
def _comparable(unit: str | None, other: str | None, measured: str) -> bool:
    """Whether a figure in `unit` can be compared at all with a fact in `other` on a metric in the unit `measured`."""
    if measured == "date" or unit in (measured, other):
        return True
    return unit is not None and units.convert(Decimal(1), unit, measured) is not None
