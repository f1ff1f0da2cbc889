"""Interval arithmetic of printed figures: no text, no registry.

A printed figure is the closed interval of the values that print so: half a unit of its last digit either way
(the idea of statcheck, Nuijten et al. 2016). Words of approximation widen it by the table `APPROXIMATIONS`.
"""

from __future__ import annotations

from decimal import Decimal

from claimcheck.model import Approximation

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Literal

    Agreement = Literal["supported", "imprecise", "contradicted"]
else:
    Agreement = str

_HALF = Decimal("0.5")
_TENTH = Decimal("0.1")
_FIFTH = Decimal("0.2")

# What a careful reader grants each kind of wording, of the printed value x:
#   about      0.9 x to 1.1 x           at_least   x and more
#   nearly     0.9 x to x               at_most    up to x
#   over       x to 1.2 x               under      0.8 x to x (but any value below x is at most imprecise)
Interval = tuple[Decimal | None, Decimal | None]


def interval(value: Decimal, step: Decimal | None, approximation: Approximation = "exact") -> Interval:
    """The closed interval of a printed value; `step` is one unit of its last printed digit (None: exact)."""
    half = abs(step) * _HALF if step is not None else Decimal(0)
    low, high = value - half, value + half
    span = abs(value)
    if approximation == "about":
        return min(low, value - span * _TENTH), max(high, value + span * _TENTH)
    if approximation == "nearly":
        return min(low, value - span * _TENTH), high
    if approximation == "over":
        return low, max(high, value + span * _FIFTH)
    if approximation == "under":
        return min(low, value - span * _FIFTH), high
    if approximation == "at_least":
        return low, None
    if approximation == "at_most":
        return None, high
    return low, high


def meets(a: Interval, b: Interval) -> bool:
    """Whether two closed intervals share a point; None is an open end."""
    return (a[0] is None or b[1] is None or a[0] <= b[1]) and (b[0] is None or a[1] is None or b[0] <= a[1])


def touch(a: Interval, b: Interval) -> bool:
    """Whether two closed intervals share no more than an end."""
    return (a[1] is not None and a[1] == b[0]) or (a[0] is not None and a[0] == b[1])


def step_of(value: Decimal) -> Decimal:
    """One unit of the last digit as printed: 79.8 -> 0.1, 671e9 -> 1e9, 600 -> 1."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)


def loose_step(value: Decimal, step: Decimal) -> Decimal:
    """The step when trailing zeros are read as not significant: 6000000 -> 1000000 (never above the leading digit)."""
    if value == 0 or step == 0:
        return step
    digits = (value / step).to_integral_value()
    result = step
    while digits != 0 and digits % 10 == 0:
        digits //= 10
        result *= 10
    return result


def cut_of(value: Decimal, fact: Decimal, step: Decimal) -> bool:
    """Whether `value` is the fact cut at `step` instead of rounded: 557 for 557.6."""
    return step > 0 and value <= fact < value + step if fact >= 0 else value - step < fact <= value


_ROOT_OF_TEN = Decimal("3.1622776601683793")


def power_of_ten(value: Decimal, fact: Decimal, tolerance: Decimal = Decimal("0.005")) -> int | None:
    """n (not 0) where value is about 10^n times the fact; None where it is not."""
    if value == 0 or fact == 0 or (value > 0) != (fact > 0):
        return None
    ratio = value / fact
    n = ratio.adjusted()
    if ratio.scaleb(-n) > _ROOT_OF_TEN:
        n += 1
    if n == 0:
        return None
    return n if abs(ratio.scaleb(-n) - 1) <= tolerance else None
