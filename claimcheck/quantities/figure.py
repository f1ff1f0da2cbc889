"""A figure under construction, and the `Quantity` it becomes."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.compare import interval
from claimcheck.model import Approximation, Quantity
from claimcheck.quantities.numerals import EXACT, ONE, Number, plain
from claimcheck.quantities.tables import Unit

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any


DURATIONS = frozenset(
    ["ns", "us", "ms", "second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century"]
)


_BARE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,4})?)%?")


def bare(text: str) -> Quantity | None:
    """The figure of a text that is a number of up to three digits before the point, or so many percent, and nothing
    else, as most cells of tables are: what `scan` finds in it, at a tenth of the cost. None for any other text.
    """
    found = _BARE.fullmatch(text)
    if found is None:
        return None
    number = found[1]
    value = Decimal(number)
    step = ONE if number.isdigit() else Decimal(1).scaleb(number.index(".") + 1 - len(number))
    unit = "percent" if len(number) < len(text) else None
    low, high = interval(value, step, "exact")
    return Quantity(0, len(text), text, value, low, high, unit, number_end=len(number), step=step)


class Figure:
    """What has been read so far. `high` is the other end of a range; `factor` brings the written unit to `unit`."""

    __slots__ = (
        "approximation",
        "borrows",
        "conditions",
        "date",
        "date_high",
        "end",
        "factor",
        "follows",
        "high",
        "kind",
        "number",
        "priced",
        "reading",
        "shared",
        "signed",
        "start",
        "unit",
    )  # fmt: skip

    def __init__(self, start: int, end: int, number: Number) -> None:
        self.start = start
        self.end = end
        self.number = number
        self.high: Number | None = None
        self.unit: str | None = None
        self.factor = ONE
        self.approximation: str | None = None
        self.kind = "number"
        self.date: str | None = None
        self.date_high: str | None = None
        self.reading: str | None = None
        self.signed = False
        self.conditions: tuple[tuple[str, str], ...] = ()
        self.borrows = False  # its unit is the next figure's: "from 15.6 to 71.0%"
        self.priced = False  # its denominator is settled
        self.shared = False
        self.follows: tuple[int, tuple[Unit, int] | None] | None = None  # the unit read at an offset

    def move(self, original: Callable[[int], int]) -> None:
        """Bring the offsets back to the text before it was squeezed."""
        number = self.number
        self.start, self.end = original(self.start), original(self.end - 1) + 1
        number.start, number.core = original(number.start), original(max(number.core, number.start + 1) - 1) + 1

    def quantity(self, text: str) -> Quantity:
        number = self.number
        span = (self.start, self.end, text[self.start : self.end])
        if self.kind == "date":
            last = self.date_high or self.date
            day = None if self.date_high else self.date
            how: Approximation = "range" if self.date_high else "exact"
            return Quantity(*span, day, self.date, last, "date", how, "date", self.start, self.end)
        value, low, high, step = self._numbers()
        approximation = self._approximation(value)
        if value is not None:
            if approximation == "order":
                low, high = value, plain(EXACT.multiply(value, Decimal(10)))
            elif low is None or approximation != "exact":
                low, high = interval(value, step, approximation)
        kind: Any = self.kind
        if self.unit == "ratio":
            kind = "multiple"
        elif self.unit in DURATIONS:
            kind = "duration"
        reading: Any = self.reading
        return Quantity(
            *span, value, low, high, self.unit, approximation, kind, number.start, max(number.core, number.start + 1),
            step, number.scale, reading, self.signed, self.conditions,
        )  # fmt: skip

    def _numbers(self) -> tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]:
        number, multiply = self.number, EXACT.multiply
        value, low, high, step = number.value, number.low, number.high, number.step
        if self.high is not None:
            low = number.value if number.value is not None else number.low
            high = self.high.value if self.high.value is not None else self.high.high
            value = None
        if self.factor != 1:
            factor = self.factor
            value = None if value is None else plain(multiply(value, factor))
            low = None if low is None else plain(multiply(low, factor))
            high = None if high is None else plain(multiply(high, factor))
            step = None if step is None else plain(multiply(step, factor))
        return value, low, high, step

    def _approximation(self, value: Decimal | None) -> Approximation:
        known: Any = self.approximation or "exact"
        return "range" if (value is None and known == "exact") or self.high is not None else known
