"""Arithmetic on closed intervals with ends, for figures that follow from other figures."""

from __future__ import annotations

from decimal import Decimal

from claimcheck import units
from claimcheck.model import Quantity
from claimcheck.records import NamedTuple

_HUNDRED = Decimal(100)


class Closed(NamedTuple):
    """All values from `low` to `high`, both included, and the one that the figures as printed give: of a quotient that
    is not the middle.
    """

    low: Decimal
    high: Decimal
    value: Decimal | None = None

    def __neg__(self) -> Closed:
        return Closed(-self.high, -self.low, None if self.value is None else -self.value)

    def plus(self, other: Closed) -> Closed:
        return Closed(self.low + other.low, self.high + other.high, self.middle() + other.middle())

    def minus(self, other: Closed) -> Closed:
        return self.plus(-other)

    def times(self, other: Closed) -> Closed:
        ends = [a * b for a in self[:2] for b in other[:2]]
        return Closed(min(ends), max(ends), self.middle() * other.middle())

    def scaled(self, factor: Decimal | int) -> Closed:
        """All values times a factor above zero."""
        return Closed(self.low * factor, self.high * factor, self.middle() * factor)

    def shifted(self, by: Decimal | int) -> Closed:
        return Closed(self.low + by, self.high + by, self.middle() + by)

    def over(self, other: Closed) -> Closed | None:
        """The quotient; None where the divisor may be zero."""
        if other.low <= 0 <= other.high:
            return None
        ends = [a / b for a in self[:2] for b in other[:2]]
        return Closed(min(ends), max(ends), self.middle() / other.middle())

    def size(self) -> Closed:
        if self.low >= 0:
            return self
        return -self if self.high <= 0 else Closed(Decimal(0), max(-self.low, self.high), abs(self.middle()))

    def meets(self, other: Closed) -> bool:
        return self.low <= other.high and other.low <= self.high

    def middle(self) -> Decimal:
        """What the figures give as printed; the middle where nothing is printed."""
        return (self.low + self.high) / 2 if self.value is None else self.value


def of(quantity: Quantity, unit: str | None = None) -> Closed | None:
    """A figure's interval in `unit` (its own by default); None for dates, open ends and other dimensions."""
    if not isinstance(quantity.low, Decimal) or not isinstance(quantity.high, Decimal):
        return None
    if quantity.approximation == "range" and quantity.step is not None:
        half = quantity.step / 2
        return Closed(quantity.low - half, quantity.high + half)
    value = quantity.value
    printed = value if isinstance(value, Decimal) and quantity.low <= value <= quantity.high else None
    found = Closed(quantity.low, quantity.high, printed)
    if unit is None or quantity.unit == unit or quantity.unit is None:
        return found
    factor = units.convert(Decimal(1), quantity.unit, unit)
    return found.scaled(factor) if factor is not None else None


def share_of(part: Closed, whole: Closed) -> Closed | None:
    """part / whole in percent."""
    ratio = part.over(whole)
    return ratio.scaled(_HUNDRED) if ratio is not None else None
