"""Whether a figure can be a value of a metric: types first.

A metric knows its unit and its possible range. `fit` gives a bare number the metric's unit, or says that the figure
cannot be a value of the metric; `reading` brings a figure to the metric's unit for comparing.
"""

from __future__ import annotations

from decimal import Decimal

from claimcheck import patterns as re
from claimcheck import units
from claimcheck.model import Metric, Quantity, Value
from claimcheck.records import NamedTuple, replace

CURRENCIES = frozenset(("USD", "CNY", "EUR", "GBP", "JPY", "HKD", "TWD", "KRW", "INR"))
_COUNTS = frozenset(("core", "gpu", "transistor", "count", "qubit", "bit", "parameter", "token", "gpu_hour"))
# Below this a bare number is a rank, a size in billions or a page, but no value of such a metric.
_SMALLEST = {
    "parameter": Decimal(100_000),
    "token": Decimal(500),
    "transistor": Decimal(100_000),
    "gpu_hour": Decimal(100),
}
# What values of a metric look like; a figure far outside is about something else (not impossible, so no CC301).
_PLAUSIBLE: dict[str, tuple[Decimal, Decimal]] = {
    "context-length": (Decimal(256), Decimal(10) ** 8),
    "maximum-output": (Decimal(128), Decimal(10) ** 7),
    "training-tokens": (Decimal(10) ** 6, Decimal(10) ** 15),
    "vocabulary-size": (Decimal(1000), Decimal(10) ** 7),
    "memory-bandwidth": (Decimal(10), Decimal(10) ** 8),
    "memory": (Decimal("0.25"), Decimal(10) ** 8),
    "total-parameters": (Decimal(10) ** 6, Decimal(10) ** 15),
    "active-parameters": (Decimal(10) ** 6, Decimal(10) ** 15),
    "tdp": (Decimal("0.1"), Decimal(10) ** 6),
    "notable-ai-models": (Decimal(1), Decimal(10) ** 5),
    "training-compute": (Decimal(10) ** 12, Decimal(10) ** 30),
    "gpu-count": (Decimal(1), Decimal(10) ** 7),
}
_WORDS = {"parameter": ("param", "Param", "参数"), "token": ("tok", "Tok", "词元")}
_SLIPPED = 1000  # millions for billions
NO_SPEED = Decimal(10) ** 21
_DEAREST = Decimal(1500)  # a sum of money beyond this is no price of a million tokens unless it says so
_CHEAPEST = Decimal("0.0005")  # nor one below this: it is that of a thousand tokens, below the next of a single one
_OF_ONE = Decimal("0.00005")
_IN_OPS = frozenset(("fp4-throughput", "fp6-throughput"))
_OWN_SCALE = frozenset(("elo", "score", "rank", "ratio"))


class Reading(NamedTuple):
    """A figure in its metric's unit; None is an open end or a figure without a value."""

    value: Value | None
    low: Value | None
    high: Value | None
    step: Decimal | None


def fit(quantity: Quantity, metric: Metric) -> Quantity | None:
    """The quantity with the unit that the metric gives it, or None where its type forbids it.

    A printed unit stays as printed (1.44 TB of memory stays TB). Currencies are never converted.
    """
    fitted = _fit(quantity, metric)
    bounds = _PLAUSIBLE.get(metric.id)
    if fitted is None or bounds is None:
        return fitted
    low, high = bounds
    if any(word in quantity.text for word in _WORDS.get(metric.unit, ())):
        low, high = low / _SLIPPED, high * _SLIPPED  # who writes the unit means the metric, and may have slipped
    read = reading(fitted, metric)
    size = (read.high if read.high is not None else read.value) if read is not None else None
    return None if isinstance(size, Decimal) and not low <= size <= high else fitted


def _fit(quantity: Quantity, metric: Metric) -> Quantity | None:
    want, unit = metric.unit, quantity.unit
    if want == "date" or quantity.kind == "date":
        return quantity if want == "date" and quantity.kind == "date" else None
    least = _SMALLEST.get(want)
    if least is not None and isinstance(quantity.value, Decimal) and quantity.value < least and unit in (None, want):
        return None
    if unit == want or (not metric.id and unit == "percent"):
        return quantity
    if unit == "percentile":
        return quantity if metric.id.endswith(unit) else None
    if want in CURRENCIES:
        return quantity if unit in CURRENCIES else None
    if want.endswith("/Mtoken"):
        if unit in CURRENCIES:
            size = quantity.value if isinstance(quantity.value, Decimal) else quantity.high
            if isinstance(size, Decimal) and 0 < size < _OF_ONE:  # "$0.00000175 input", as gateways list them
                factor = Decimal(1_000_000)
                return replace(multiplied(quantity, factor, f"{unit}/Mtoken"), scale=quantity.scale * factor)
            unlikely = isinstance(size, Decimal) and (size > _DEAREST or 0 < size < _CHEAPEST)
            return None if unlikely else replace(quantity, unit=f"{unit}/Mtoken")
        return quantity if unit is not None and unit.endswith("/Mtoken") else None
    if quantity.kind == "multiple" and want != "ratio":
        return None
    if unit is None or unit == "count":
        return _named(quantity, metric)
    if want == "percentage_point":
        return quantity if unit == "percent" else None
    if want in _OWN_SCALE:
        return quantity if want == "score" and unit == "percent" else None
    if metric.id.startswith("int") and units.dimension(unit) == "flop/time":
        return replace(quantity, unit=unit.replace("FLOPS", "OPS"))  # "INT8: 296 TFLOPS" is a common slip of the pen
    if metric.id in _IN_OPS and units.dimension(unit) == "op/time":
        return replace(quantity, unit=unit.replace("OPS", "FLOPS"))  # "FP4: 20,000 TOPS", as data sheets have it
    if want == "gpu_hour" and unit == "hour":
        return replace(quantity, unit=want)
    size = quantity.value if isinstance(quantity.value, Decimal) else quantity.low
    if want == "FLOP" and unit == "FLOPS" and isinstance(size, Decimal) and size >= NO_SPEED:
        return replace(quantity, unit=want)  # "3.14E23 FLOPS" is no speed of this world
    if unit == "bit" or want == "bit":
        return None  # a precision or a bus is no amount of memory
    return quantity if units.compatible(unit, want) else None


def _named(quantity: Quantity, metric: Metric) -> Quantity | None:
    """A bare number as a value in the metric's unit."""
    want = metric.unit
    if quantity.unit is not None and want in ("percent", "gpu_hour", "elo", "score"):
        return None  # "2048 块" counts things
    if want == "percent" and metric.direction != "lower" and _is_share(quantity):
        return replace(quantity, unit="share")
    if want in _COUNTS or want == "percent" or want in _OWN_SCALE:
        least = _SMALLEST.get(want)
        if least is not None and isinstance(quantity.high, Decimal) and quantity.high < least:
            return None
        return replace(quantity, unit=want)
    return None


def _is_share(quantity: Quantity) -> bool:
    """Whether a bare number is printed as a share of one: 0.874 for 87.4%."""
    value, step = quantity.value, quantity.step
    return isinstance(value, Decimal) and 0 < value < 1 and step is not None and step <= Decimal("0.01")


def reading(quantity: Quantity, metric: Metric) -> Reading | None:
    """The figure in the metric's unit, or None where it cannot be converted (dollars and yuan, percent and points)."""
    if quantity.unit in (metric.unit, "percentile") or metric.unit == "date":  # what fits a percentile counts percents
        return Reading(quantity.value, quantity.low, quantity.high, quantity.step)
    if quantity.unit is None:
        return None
    factor = units.convert(Decimal(1), quantity.unit, metric.unit)
    if factor is None:
        return None

    def to(value: Value | None) -> Value | None:
        return value * factor if isinstance(value, Decimal) else value

    step = quantity.step * factor if quantity.step is not None else None
    return Reading(to(quantity.value), to(quantity.low), to(quantity.high), step)


def in_range(quantity: Quantity, metric: Metric) -> bool:
    """Whether the figure can be a value of the metric at all; True where the metric has no range."""
    if metric.low is None and metric.high is None:
        return True
    same = quantity.unit == metric.unit or metric.unit == "date"
    read = quantity if same else reading(quantity, metric)
    if read is None:
        return True
    low = read.value if isinstance(read.value, Decimal) else read.low
    high = read.value if isinstance(read.value, Decimal) else read.high
    return not (
        (metric.low is not None and isinstance(low, Decimal) and low < metric.low)
        or (metric.high is not None and isinstance(high, Decimal) and high > metric.high)
    )


def multiplied(quantity: Quantity, factor: Decimal, unit: str | None) -> Quantity:
    """A figure with its value, its interval and its step multiplied, in another unit."""

    def times(value: Value | None) -> Decimal | None:
        return value * factor if isinstance(value, Decimal) else None

    return replace(
        quantity,
        value=times(quantity.value),
        low=times(quantity.low),
        high=times(quantity.high),
        step=times(quantity.step),
        unit=unit,
    )


# of the parameters that a token goes through, in Chinese
ACTIVE_HAN = "激活|活跃|活躍|活化|活[动動][参參]|[启啟][用动動]"
# behind a size: it is that of the active parameters, and no figure in the bracket is
ACTIVE_BEHIND = re.compile(rf"\s*[(（]\s*(?:activ|{ACTIVE_HAN})(?![^)）]{{0,16}}\d)", re.IGNORECASE)


def says_active(quantity: Quantity) -> bool:
    """Whether a number of parameters is written as that of the active ones: the second of 355B-A32B."""
    return quantity.unit == "parameter" and quantity.text[:1] == "A"
