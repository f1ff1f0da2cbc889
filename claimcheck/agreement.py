"""How a figure agrees with a fact: printed intervals in one unit, currencies, bytes by 1,000 or 1,024, dates."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from claimcheck import compare, units
from claimcheck import patterns as re
from claimcheck.compare import Agreement
from claimcheck.fit import Reading, reading
from claimcheck.model import Approximation, Fact, Metric, Quantity
from claimcheck.quantities import dates

# Days between announcement, publication and availability that make no conflict.
_SAME_RELEASE = 31  # days between an announcement, a paper and a release
_TURN_OF_MONTH = 5  # days between a month that is told and a day
_BINARY = Decimal(1024) / Decimal(1000)
_BYTES = frozenset(("KB", "MB", "GB", "TB", "PB"))
_DECIMALS = re.compile(r"\d[.．]\d")
_PREFIXES = {"K": Decimal(10**3), "M": Decimal(10**6), "G": Decimal(10**9), "T": Decimal(10**12), "P": Decimal(10**15)}


def compare_to(quantity: Quantity, fact: Fact, metric: Metric) -> Agreement | None:
    """How a figure agrees with a fact; None where they cannot be compared (two currencies, no value)."""
    return compared(quantity, in_unit_of(quantity, metric), fact, metric)


def in_unit_of(quantity: Quantity, metric: Metric) -> Reading | None:
    """A figure in the metric's unit; None for a date, and where it cannot be read so."""
    return None if metric.unit == "date" else reading(quantity, metric)


def compared(quantity: Quantity, mine: Reading | None, fact: Fact, metric: Metric) -> Agreement | None:
    """The same for one figure and many facts; `mine` is what `in_unit_of` made of it."""
    if metric.unit == "date":
        return _compare_dates(quantity, fact)
    one, two = quantity.unit, fact.unit
    if one is not None and two is not None and one != two and _currency(one) != _currency(two):
        return None
    if mine is None and quantity.unit == fact.unit:
        mine = Reading(quantity.value, quantity.low, quantity.high, quantity.step)
    theirs = _fact_interval(fact, metric)
    if mine is None or theirs is None:
        return None
    low, high = mine.low, mine.high
    if isinstance(low, str) or isinstance(high, str):
        return None
    if quantity.approximation == "range" and mine.step is not None:
        half = mine.step / 2
        low, high = (low - half if low is not None else None), (high + half if high is not None else None)
    if _leaves_open((low, high), theirs):
        return None
    value = mine.value
    point = fact.value if isinstance(fact.value, Decimal) else None
    other = scaled(point, fact, metric) if point is not None else None
    if compare.meets((low, high), theirs):
        # 25 GB and 24 GB share 24.5 GB, and are two sizes all the same
        if compare.touch((low, high), theirs) and isinstance(value, Decimal) and other is not None:
            return "contradicted" if abs(value - other) > abs(other) * _ROUNDING else "supported"
        return "supported"
    if not isinstance(value, Decimal) or mine.step is None:
        return "contradicted"
    if metric.unit in ("token", "GB", "MB", "TB") and _binary(value, mine.step, theirs):
        return "supported"
    most = quantity.scale if _DECIMALS.search(quantity.text) else None
    built = metric.id in _BUILT and quantity.approximation == "exact"
    loose = (low, high) if built else _loose(value, mine.step, most, quantity.approximation)
    if compare.meets(loose, theirs) and loose != (low, high):
        return "imprecise"
    if other is not None and compare.cut_of(value, other, mine.step):
        return "supported" if metric.kind == "limit" else "imprecise"  # 204,800 tokens are "204K" to everybody
    if quantity.approximation == "over" and other is not None and other > value:
        return "imprecise"
    if quantity.approximation == "under" and other is not None and other < value:
        return "imprecise"
    return "contradicted"


_ONE_DIGIT = Decimal("0.1")
_ROUNDING = Decimal("0.01")  # of a figure: what two roundings of one value may differ by
_FAR_FROM_BOUND = 8  # times
# what comes in certain sizes and is counted: 10 GB is no rounded 12 GB, 40 layers are not 36
_BUILT = frozenset(("memory", "layers", "experts", "experts-per-token", "attention-heads"))


@lru_cache(maxsize=256)  # one figure is compared with many facts
def _loose(value: Decimal, step: Decimal, most: Decimal | None, approximation: Approximation) -> compare.Interval:
    """The interval of a figure whose zeros are read as not significant; `most` is the scale of one with decimals, whose
    whole part is meant as it stands: 80.0 may be 80 to a fixed width, but it is not 84.
    """
    loose = compare.loose_step(value, step)
    return compare.interval(value, loose if most is None else max(step, min(loose, most)), approximation)


def _leaves_open(mine: compare.Interval, theirs: compare.Interval) -> bool:
    """Whether one of two intervals is only a bound that is many times off the other: a fact "up to 512 GB" says nothing
    of 5 GB, and a draft's "more than 11 chips" nothing of 10,000.
    """
    (low, high), (least, most) = mine, theirs
    if least is None and most is not None and high is not None:
        return high * _FAR_FROM_BOUND < most
    if most is None and least is not None and low is not None:
        return low > least * _FAR_FROM_BOUND > 0
    return high is None and low is not None and least is not None and least > low * _FAR_FROM_BOUND > 0


def same_digits(quantity: Quantity, fact: Fact) -> bool:
    """Whether a figure prints a fact's number in a unit that cannot be converted to the fact's: dollars for yuan,
    percent for points, TB for 10^12 tokens. Two significant digits at least.
    """
    if not isinstance(quantity.value, Decimal) or not isinstance(fact.value, Decimal) or quantity.unit == fact.unit:
        return False
    if len(quantity.value.normalize().as_tuple().digits) < 2 or quantity.unit is None or quantity.kind == "date":
        return False
    factor = _PREFIXES.get(quantity.unit[:1], Decimal(1)) if quantity.unit in _BYTES else Decimal(1)
    step = (quantity.step or Decimal(0)) * factor
    return abs(quantity.value * factor - fact.value) * 2 <= step


def _binary(value: Decimal, step: Decimal, theirs: compare.Interval) -> bool:
    """128K is 128,000 or 131,072: a power of 1,024 is read as one of 1,000."""
    for power in (1, 2, 3):
        factor = _BINARY**power
        for other in (value * factor, value / factor):
            if compare.meets(compare.interval(other, step), theirs):
                return True
    return False


def _currency(unit: str) -> str:
    head = unit.split("/")[0]
    return head if head in units.CURRENCIES else ""


def scaled(value: Decimal, fact: Fact, metric: Metric) -> Decimal:
    """A number of a fact in the metric's unit."""
    if fact.unit is None or fact.unit == metric.unit:
        return value
    return units.convert(value, fact.unit, metric.unit) or value


def _fact_interval(fact: Fact, metric: Metric) -> compare.Interval | None:
    low, high = fact.low, fact.high
    if isinstance(low, str) or isinstance(high, str):
        return None
    if low is None and high is None:
        return None
    if metric.kind == "limit" and isinstance(fact.value, Decimal) and low is not None and high is not None:
        room = fact.value * _ONE_DIGIT  # a window told as 1M is neither 500K nor 1.5M
        low, high = max(low, fact.value - room), min(high, fact.value + room)
    if fact.unit is None or fact.unit == metric.unit:
        return low, high
    return (
        scaled(low, fact, metric) if low is not None else None,
        scaled(high, fact, metric) if high is not None else None,
    )


def _compare_dates(quantity: Quantity, fact: Fact) -> Agreement | None:
    if not isinstance(fact.value, str):
        return None
    if quantity.value is None and quantity.kind == "date":
        said = dates.month_day(quantity.text)  # the year is not said: the day can agree, and can contradict nothing
        return "supported" if said is not None and fact.value[4:].startswith(said) else None
    if not isinstance(quantity.value, str):
        return None
    a, b = quantity.value, fact.value
    part = dates.part_of_year(quantity.text) if len(a) == 4 < len(b) and a == b[:4] else None
    if part is not None:
        off = max(part[0] - int(b[5:7]), int(b[5:7]) - part[1])
        return "contradicted" if off > 1 else "imprecise" if off > 0 else "supported"
    if a.startswith(b) or b.startswith(a):
        return "supported"
    if len(a) == len(b) == 10 and a[:4] == b[:4] and a[8:] == b[8:]:
        return "contradicted"  # the right day of the wrong month
    least = _SAME_RELEASE if len(a) != 7 else _TURN_OF_MONTH
    return "imprecise" if days(a, b) <= least else "contradicted"


def days(a: str, b: str) -> int:
    """The least number of days between two ISO dates of any precision."""
    first, last = sorted(((_first(a), _last(a)), (_first(b), _last(b))))
    return max(0, last[0] - first[1])


def _first(iso: str) -> int:
    from datetime import date  # few drafts need it

    parts = [int(p) for p in iso.split("-")] + [1, 1]
    return date(parts[0], parts[1], parts[2]).toordinal()


def _last(iso: str) -> int:
    from datetime import date

    parts = [int(p) for p in iso.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else 28).toordinal()
