"""The facts of an entity that print as a figure does, of whatever metric.

An entity has hundreds of facts, and rarely one of them agrees: the others are passed over by their units and by
floats. Rules ask this of every contradicted figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from claimcheck import units
from claimcheck.model import Fact, Metric, Quantity, Value
from claimcheck.records import NamedTuple
from claimcheck.registry import Registry
from claimcheck.rules import figures

_SLACK = 1e-9  # by which an interval is widened, for the rounding of floats


class _Row(NamedTuple):
    """A fact, its metric and its place among the entity's; no value beyond `low` and `high` is printed as it is."""

    low: float
    high: float
    at: int
    fact: Fact
    metric: Metric


def agreeing(quantity: Quantity, subject: str, registry: Registry) -> Iterator[tuple[Fact, Metric]]:
    """The facts of an entity that `figures.agree` with a figure, each with its metric, in the registry's order."""
    near: list[_Row] = []
    for (unit, measured), shelf in _shelves(subject, registry).items():
        if not _comparable(quantity.unit, unit, measured):
            continue
        if figures.plain(quantity, unit, measured):
            low, high = _outer(quantity.low, quantity.high)
            near += [row for row in shelf if row.low <= high and low <= row.high]
        else:
            near += shelf
    near.sort(key=lambda row: row.at)
    return ((row.fact, row.metric) for row in near if figures.agree(quantity, row.fact, row.metric))


@lru_cache(maxsize=4096)
def _shelves(subject: str, registry: Registry) -> dict[tuple[str | None, str], list[_Row]]:
    """The reported facts of an entity by the units of the fact and of its metric."""
    found: dict[tuple[str | None, str], list[_Row]] = {}
    for at, fact in enumerate(registry.facts_of(subject)):
        metric = registry.metric(fact.metric)
        if metric is not None and fact.status == "reported":
            row = _Row(*_outer(fact.low, fact.high), at, fact, metric)
            found.setdefault((fact.unit, metric.unit), []).append(row)
    return found


@cache
def _comparable(unit: str | None, other: str | None, measured: str) -> bool:
    """Whether a figure in `unit` can be compared at all with a fact in `other` on a metric in the unit `measured`."""
    if measured == "date" or unit in (measured, other):
        return True
    return unit is not None and units.convert(Decimal(1), unit, measured) is not None


def _outer(low: Value | None, high: Value | None) -> tuple[float, float]:
    """An interval in floats, a little wider than it is; without bounds where it has none, or holds dates."""
    least, most = (None if isinstance(end, str) else end for end in (low, high))
    return (
        float("-inf") if least is None else float(least) * (1 - _SLACK if least > 0 else 1 + _SLACK),
        float("inf") if most is None else float(most) * (1 + _SLACK if most > 0 else 1 - _SLACK),
    )
