"""Figures back to text: `format` writes a quantity that reads as the same, `render` a new value in an old notation."""

from __future__ import annotations

from decimal import Decimal

from claimcheck import patterns as re
from claimcheck import units
from claimcheck.model import Quantity
from claimcheck.quantities.numbers import number_at
from claimcheck.quantities.numerals import EXACT, whole

_WORDS = {
    Decimal(10) ** 3: "thousand",
    Decimal(10) ** 6: "million",
    Decimal(10) ** 9: "billion",
    Decimal(10) ** 12: "trillion",
}
_HEDGES = {
    "about": "about ",
    "nearly": "nearly ",
    "over": "over ",
    "at_least": "at least ",
    "under": "under ",
    "at_most": "at most ",
}
# How a unit is written after a number, where its canonical name would not be read.
_NAMES = {
    "percent": "%",
    "ratio": "x",
    "percentage_point": " percentage points",
    "permille": "‰",
    "elo": " Elo",
    "parameter": " parameters",
    "token": " tokens",
    "token/s": " tokens/s",
    "transistor": " transistors",
    "core": " cores",
    "gpu": " GPUs",
    "gpu_hour": " GPU hours",
    "qubit": " qubits",
    "count": " items",
    "byte": " bytes",
    "bit": " bits",
    "second": " seconds",
    "minute": " minutes",
    "hour": " hours",
    "day": " days",
    "week": " weeks",
    "month": " months",
    "quarter": " quarters",
    "year": " years",
    "decade": " decades",
    "century": " centuries",
    "deg": "°",
    "degC": "°C",
    "degF": "°F",
    "percentile": "th percentile",
}
_PER = {"Mtoken": " per million tokens", "hour": " per hour"}


def format(quantity: Quantity) -> str:
    """A text that `scan` reads as the same value, ends, unit and approximation.

    Vague orders of magnitude (百亿级) and ranks keep their own text.
    """
    if quantity.kind in ("date", "rank") or quantity.approximation == "order":
        return quantity.text
    unit = _unit(quantity.unit)
    if quantity.value is None:
        return f"{_plain(quantity.low)} to {_plain(quantity.high)}{unit}"
    assert isinstance(quantity.value, Decimal)
    if quantity.step is None and quantity.unit == "ratio":
        unit = ""  # a bare fraction is a ratio
    return f"{_HEDGES.get(quantity.approximation, '')}{_number(quantity.value, quantity.step)}{unit}"


def _unit(unit: str | None) -> str:
    if unit is None:
        return ""
    head, slash, per = unit.partition("/")
    if slash and head in units.CURRENCIES:
        return f" {head}{_PER.get(per, slash + per)}"
    return _NAMES.get(unit, f" {unit}")


def _plain(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _number(value: Decimal, step: Decimal | None) -> str:
    if step is None:
        from fractions import Fraction

        ratio = Fraction(value).limit_denominator(10_000)
        if value and abs(Fraction(value) - ratio) < Fraction(1, 10**20) and ratio.denominator > 1:
            return f"{ratio.numerator}/{ratio.denominator}"
        return _plain(value)
    for scale, word in sorted(_WORDS.items(), reverse=True):
        if step >= scale / 1000 and abs(value) >= scale and step < scale * 1000:
            digits = EXACT.divide(value, scale)
            places = max(0, -_exponent(EXACT.divide(step, scale)))
            if step <= scale and EXACT.divide(step, scale) == Decimal(1).scaleb(-places):
                return f"{digits:.{places}f} {word}"
    exponent = _exponent(step)
    if exponent > 0:
        return f"{EXACT.scaleb(value, -exponent):.0f}e{exponent}"
    return f"{value:.{-exponent}f}"


def _exponent(step: Decimal) -> int:
    return int(step.normalize().adjusted())


# -- a new value in the notation of an old figure ---------------------------------------------------------------

_FAMILIES: tuple[tuple[tuple[str, Decimal], ...], ...] = (
    (("万亿", Decimal(10) ** 12), ("亿", Decimal(10) ** 8), ("万", Decimal(10) ** 4)),
    tuple((word, scale) for scale, word in sorted(_WORDS.items(), reverse=True)),
    (("T", Decimal(10) ** 12), ("B", Decimal(10) ** 9), ("M", Decimal(10) ** 6), ("K", Decimal(10) ** 3)),
    (("tn", Decimal(10) ** 12), ("bn", Decimal(10) ** 9), ("mn", Decimal(10) ** 6)),
)
_MULTIPLIER = re.compile(
    r"[ -]?(万亿|百万|千万|百亿|千亿|十亿|亿|万|thousand|million|billion|trillion|bn|mn|tn|[KMBTkmb](?![A-Za-z]))",
    re.IGNORECASE,
)
_MOST_PLACES = 4


def render(value: Decimal, like: Quantity, unit: str | None = None) -> str:
    """`value` (in `unit`; None: the figure's own) in the notation of an existing figure.

    Currency sign, multiplier (万 stays 万), unit, words around, thousands separators and, where the value allows,
    the number of decimals stay as they are: render(Decimal(5576000), the figure "近600万美元") is "近557.6万美元".
    A multiplier that no longer suits the value is changed for another of its kind. A unit that cannot be converted
    gives the plain number with that unit.
    """
    if unit is not None and unit != like.unit:
        converted = units.convert(value, unit, like.unit)
        if converted is None:
            return f"{_digits(value, 0, False)}{_unit(unit)}"
        if abs(converted) < Decimal("0.1") and value:
            return f"{_digits(value, 0, False)}{_unit(unit)}"
        value = converted
    head = like.text[: like.number_start - like.start]
    written = like.text[like.number_start - like.start : like.number_end - like.start]
    tail = like.text[like.number_end - like.start :]
    printed = _printed(written)
    old = like.value if isinstance(like.value, Decimal) else None
    if printed is None or not printed or old is None or not old:
        return f"{head}{_digits(value, 0, False)}{tail}"
    ratio = EXACT.divide(abs(old), abs(printed))  # what one written unit is worth: multiplier and factor
    places = len(written.partition(".")[2]) if "." in written else 0
    new = EXACT.divide(abs(value) if old < 0 or head.rstrip().endswith(("-", "−", "–", "负")) else value, ratio)
    multiplier = _MULTIPLIER.match(tail)
    if multiplier is not None and not _suits(new, printed):
        new, tail = _rescaled(new, like.scale, tail, multiplier)
    elif multiplier is None and like.scale == 1 and whole(printed) and new != new.to_integral_value() and places == 0:
        places = 0
    return f"{head}{_digits(new, places, ',' in written or '，' in written)}{tail}"


def _printed(written: str) -> Decimal | None:
    number = number_at(written, written.lower(), 0) if written else None
    return number.value if number is not None and number.end == len(written) else None


def _suits(new: Decimal, printed: Decimal) -> bool:
    return Decimal("0.1") <= abs(new) < max(Decimal(10000), abs(printed) * 10) or new == 0


def _rescaled(new: Decimal, scale: Decimal, tail: str, multiplier: re.Match[str]) -> tuple[Decimal, str]:
    word = multiplier[1]
    family = next(
        (f for f in _FAMILIES if any(word.lower() == w.lower() or (f is _FAMILIES[0] and w in word) for w, _ in f)),
        None,
    )
    if family is None:
        return new, tail
    amount = EXACT.multiply(new, scale)
    for name, size in family:
        if abs(amount) >= size:
            cased = name.lower() if word.islower() else name
            return EXACT.divide(amount, size), tail.replace(word, cased, 1)
    return amount, tail[: multiplier.start()] + tail[multiplier.end() :]


def _digits(value: Decimal, places: int, separated: bool) -> str:
    """Digits with at least `places` decimals, and as many as the value has (up to four)."""
    exact = value.normalize()
    exponent = exact.as_tuple().exponent
    needed = max(0, -exponent) if isinstance(exponent, int) else 0
    shown = max(places, min(needed, max(places, _MOST_PLACES - min(exact.adjusted(), 0))))
    return f"{value:,.{shown}f}" if separated else f"{value:.{shown}f}"
