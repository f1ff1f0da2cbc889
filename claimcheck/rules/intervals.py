"""Arithmetic on closed intervals with ends, for figures that follow from other figures."""

from __future__ import annotations

from decimal import Decimal

from claimcheck import units
from claimcheck.model import Quantity
from claimcheck.records import NamedTuple

_HUNDRED = Decimal(100)


class Closed(NamedTuple):
    """All values from `low` to `high`, both included."""

    low: Decimal
    high: Decimal

    def __neg__(self) -> Closed:
        return Closed(-self.high, -self.low)

    def plus(self, other: Closed) -> Closed:
        return Closed(self.low + other.low, self.high + other.high)

    def minus(self, other: Closed) -> Closed:
        return Closed(self.low - other.high, self.high - other.low)

    def times(self, other: Closed) -> Closed:
        ends = [a * b for a in self for b in other]
        return Closed(min(ends), max(ends))

    def over(self, other: Closed) -> Closed | None:
        """The quotient; None where the divisor may be zero."""
        if other.low <= 0 <= other.high:
            return None
        ends = [a / b for a in self for b in other]
        return Closed(min(ends), max(ends))

    def size(self) -> Closed:
        if self.low >= 0:
            return self
        return Closed(Decimal(0), max(-self.low, self.high)) if self.high > 0 else -self

    def meets(self, other: Closed) -> bool:
        return self.low <= other.high and other.low <= self.high

    def middle(self) -> Decimal:
        return (self.low + self.high) / 2


def of(quantity: Quantity, unit: str | None = None) -> Closed | None:
    """A figure's interval in `unit` (its own by default); None for dates, open ends and other dimensions."""
    if not isinstance(quantity.low, Decimal) or not isinstance(quantity.high, Decimal):
        return None
    if quantity.approximation == "range" and quantity.step is not None:
        half = quantity.step / 2
        return Closed(quantity.low - half, quantity.high + half)
    if unit is None or quantity.unit == unit or quantity.unit is None:
        return Closed(quantity.low, quantity.high)
    factor = units.convert(Decimal(1), quantity.unit, unit)
    return Closed(quantity.low * factor, quantity.high * factor) if factor is not None else None


def share_of(part: Closed, whole: Closed) -> Closed | None:
    """part / whole in percent."""
    ratio = part.over(whole)
    return Closed(ratio.low * _HUNDRED, ratio.high * _HUNDRED) if ratio is not None else None
