"""A fact in words: what was reported, by whom, where and when."""

from __future__ import annotations

from decimal import Decimal

from claimcheck.model import Fact, Value
from claimcheck.records import NamedTuple
from claimcheck.reports.run import Facts

_SHORT = {
    "percent": "%",
    "share": "",
    "percentage_point": " percentage points",
    "ratio": "x",
    "count": "",
    "score": "",
    "date": "",
}


class Evidence(NamedTuple):
    value: str
    source: str
    locator: str
    date: str
    url: str | None
    line: str


def describe(fact: Fact, registry: Facts) -> Evidence:
    """The parts of the evidence, and all of them on one line."""
    source = registry.source(fact.source)
    title = source.title if source else fact.source
    value = shown(fact)
    conditions = ", ".join(f"{text}" if key == "sampling" else f"{key} {text}" for key, text in fact.conditions.items())
    parts = [f"{value} ({conditions})" if conditions else value, title, fact.locator, fact.date]
    url = source.url if source else None
    return Evidence(value, title, fact.locator, fact.date, url, ", ".join(part for part in parts if part))


def shown(fact: Fact) -> str:
    """The fact's value as a reader writes it."""
    if fact.status == "undisclosed":
        return "not disclosed"
    if fact.value is None:
        return f"{amount(fact.low, fact.unit)} to {amount(fact.high, fact.unit)}"
    words = {"about": "about ", "nearly": "nearly ", "over": "over ", "at_least": "at least "}
    words |= {"under": "under ", "at_most": "at most "}
    return words.get(fact.approximation, "") + amount(fact.value, fact.unit)


def amount(value: Value | None, unit: str | None) -> str:
    """A number with its unit: 671 billion parameters, 79.8%, $5.576 million."""
    if value is None:
        return "?"
    if isinstance(value, str):
        return value
    if unit is None or unit in _SHORT:
        return plain(value) + _SHORT.get(unit or "", "")
    if unit == "USD":
        return "$" + plain(value)
    if unit.startswith("USD/"):
        return "$" + plain(value) + " per " + unit[4:].replace("Mtoken", "million tokens")
    return f"{plain(value)} {unit.replace('_', ' ')}" + ("s" if unit in ("parameter", "token", "core") else "")


def plain(value: Decimal) -> str:
    size = abs(value)
    for scale, word in ((12, "trillion"), (9, "billion"), (6, "million")):
        if size >= Decimal(1).scaleb(scale) and size < Decimal(1).scaleb(scale + 6 if scale == 12 else scale + 3):
            return _trim(value.scaleb(-scale)) + " " + word
    if size >= Decimal(1).scaleb(18):
        return f"{value:.4g}"
    return _trim(value)


def _trim(value: Decimal) -> str:
    if value == value.to_integral_value():
        return f"{int(value):,}" if abs(value) >= 10000 else str(int(value))
    return f"{value:f}"
