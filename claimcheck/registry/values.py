"""The grammar of a value: "79.8 percent", "671e9 parameter", "5..13 percent", "over 15e12 token", "2025-01-20".

value  = [word] number ".." number unit | [word] number unit | date
number = a decimal literal; its printed digits are its precision (671e9 is 671 billion, to the billion)
word   = about | nearly | over | at_least | under | at_most
"""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from claimcheck import compare
from claimcheck import patterns as re
from claimcheck.model import Approximation, Value
from claimcheck.records import dataclass

APPROXIMATIONS = ("about", "nearly", "over", "at_least", "under", "at_most")
MAX_DIGITS = 40
MAX_EXPONENT = 60

_NUMBER = r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,3})?"
_VALUE = re.compile(
    rf"(?:(?P<word>[a-z_]+)\s+)?(?P<low>{_NUMBER})(?:\s*\.\.\s*(?P<high>{_NUMBER}))?(?:\s+(?P<unit>\S+))?"
)
_DATE = re.compile(r"(?:(?P<word>[a-z_]+)\s+)?(?P<date>\d{4}(?:-\d{2}(?:-\d{2})?)?)")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class ValueProblem(ValueError):
    """What is wrong with a value, and the mend."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


_MILL = Decimal("0.001")  # price lists drop zeros and round nothing: 0.3 is 0.300


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value as read. `step` is one unit of the last printed digit; dates are ISO strings as precise as written."""

    value: Value | None
    low: Value | None
    high: Value | None
    unit: str
    approximation: Approximation
    step: Decimal | None


def is_date(text: str) -> bool:
    """Whether `text` is an ISO date: a year, a month or a day."""
    match = _DATE.fullmatch(text)
    if match is None or match["word"]:
        return False
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    if not 1000 <= int(year) <= 2999:
        return False
    if rest and not 1 <= int(month) <= 12:
        return False
    leap = int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0)
    days = 28 if rest and int(month) == 2 and not leap else _DAYS[int(month) - 1] if rest else 31
    return not day or 1 <= int(day) <= days


def parse(text: str, unit: str) -> Parsed:
    """Reads a value for a metric whose unit is `unit`; raises ValueProblem."""
    return _parse_date(text) if unit == "date" else _parse_number(text, unit)


def _parse_date(text: str) -> Parsed:
    match = _DATE.fullmatch(text)
    if match is None or not is_date(match["date"]):
        raise ValueProblem(f"{text!r} is not an ISO date", 'write "2025-01-20", "2025-01" or "2025"')
    approximation = _approximation(match["word"])
    date = match["date"]
    return Parsed(date, date, date, "date", approximation, None)


def _parse_number(text: str, metric_unit: str) -> Parsed:
    match = _VALUE.fullmatch(text)
    if match is None:
        raise ValueProblem(f"{text!r} is not a value", _remedy(text, metric_unit))
    if match["unit"] is None:
        raise ValueProblem(f"{text!r} has no unit", f"write '{text} {metric_unit}'")
    low = _number(match["low"])
    approximation = _approximation(match["word"])
    if match["high"] is None:
        step = compare.step_of(low)
        exact = min(step, _MILL) if match["unit"].endswith("/Mtoken") else step
        bounds = compare.interval(low, exact, approximation)
        return Parsed(low, bounds[0], bounds[1], match["unit"], approximation, step)
    high = _number(match["high"])
    if match["word"]:
        raise ValueProblem("a range takes no word of approximation", "drop the word")
    if low > high:
        raise ValueProblem("the range's ends are the wrong way round", f"write {match['high']}..{match['low']}")
    step = min(compare.step_of(low), compare.step_of(high))
    return Parsed(None, low, high, match["unit"], "range", step)


def _number(text: str) -> Decimal:
    value = Decimal(text)
    exponent = value.as_tuple().exponent
    if len(value.as_tuple().digits) > MAX_DIGITS or not isinstance(exponent, int) or abs(exponent) > MAX_EXPONENT:
        raise ValueProblem(f"{text[:20]}... is out of all proportion", "check the number")
    return value


def _approximation(word: str | None) -> Approximation:
    if word is None:
        return "exact"
    if word not in APPROXIMATIONS:
        raise ValueProblem(f"unknown word {word!r} before the number", "one of " + ", ".join(APPROXIMATIONS))
    return cast(Approximation, word)


def _remedy(text: str, unit: str) -> str:
    if re.search(r"\d[_,]\d", text):
        return "write digits without separators: 1000 or 1e3"
    if re.search(r"\d(?:%|[a-zA-Z])", text) and not re.search(r"\s", text):
        return f"put a space before the unit: '12.5 {unit}'"
    if re.search(r"(?i)\b(?:nan|inf|infinity)\b", text):
        return "numbers are finite; leave the fact out or give it status: undisclosed"
    return f"write a number and a unit, as '12.5 {unit}'"
