"""Which units exist, what they measure and how far apart they are; without pint, so that compiling stays cheap.

A unit is a product of powers of base units times an exact factor. Money is one base a currency; the registry never
converts between currencies, but a price in another currency is still a price.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

CURRENCIES = frozenset({"USD", "CNY", "EUR", "GBP", "JPY", "HKD", "TWD", "KRW", "INR", "CHF", "CAD", "AUD", "SGD"})
_PLAIN = (
    "percentage_point count elo rank score parameter token transistor core gpu chip qubit person FLOP OP image page "
    "request article project model patent dataset character word minute_of_audio"
)
_SCALED = """
s = 1 second; min = 60 second; h = 3600 second; percent = 0.01 share; ratio = 1 multiple; share = 1 share
ms = 0.001 second; us = 0.000001 second; ns = 0.000000001 second; minute = 60 second; hour = 3600 second
day = 86400 second; week = 604800 second; month = 2629800 second; year = 31557600 second
bit = 1 bit; byte = 8 bit; B = 8 bit; bps = 1 bit/second
Hz = 1 cycle/second; MT = 1e6 transfer; J = 1 joule; W = 1 joule/second; Wh = 3600 joule
m = 1 metre; mm = 0.001 metre; um = 1e-6 metre; nm = 1e-9 metre; mm2 = 1e-6 metre*metre
FLOPS = 1 FLOP/second; OPS = 1 OP/second
Mtoken = 1e6 token; Ktoken = 1e3 token; kg = 1 kg; g = 0.001 kg; tonne = 1000 kg; tCO2eq = 1 tCO2eq
gpu_hour = 3600 gpu*second; gpu_day = 86400 gpu*second; gpu_year = 31557600 gpu*second
chip_hour = 3600 chip*second; basis_point = 0.01 percentage_point; H100_equivalent = 1 H100_equivalent
token_per_second = 1 token/second; GBps = 8e9 bit/second; TBps = 8e12 bit/second; PBps = 8e15 bit/second
"""
_PREFIXES = {"k": 3, "K": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18, "Z": 21}
_BINARY = {"Ki": 1, "Mi": 2, "Gi": 3, "Ti": 4, "Pi": 5}
_PREFIXED = frozenset({"B", "bit", "bps", "Hz", "J", "W", "Wh", "FLOPS", "OPS", "FLOP", "OP", "byte"})

Powers = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """`powers` of base units times `factor`; `binary` for units counted in powers of 1024."""

    powers: Powers
    factor: Decimal
    binary: bool = False


@dataclass(slots=True)
class Units:
    """The units known: the built-in ones and those that units.txt adds."""

    _table: dict[str, Unit | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in _PLAIN.split() + sorted(CURRENCIES):
            self._table[name] = Unit(((name, 1),), Decimal(1))
        for line in _SCALED.replace("\n", ";").split(";"):
            name, _, definition = (part.strip() for part in line.partition("="))
            if name:
                number, expression = definition.split()
                self._table[name] = Unit(_powers_of(expression), Decimal(number))
        self._table["second"] = Unit((("second", 1),), Decimal(1))
        self._table["date"] = Unit((("date", 1),), Decimal(1))

    def define(self, text: str) -> None:
        """Adds the names that pint definitions (units.txt) introduce and that are not known yet."""
        for line in text.splitlines():
            name, equals, rest = line.partition("#")[0].partition("=")
            name = name.strip()
            if not equals or not re.fullmatch(r"[A-Za-z]\w*", name):
                continue
            for alias in (name, *(part.strip() for part in rest.split("=")[1:])):
                if re.fullmatch(r"[A-Za-z]\w*", alias) and self.get(alias) is None:
                    known = self.get(name)
                    self._table[alias] = known if known is not None else Unit(((name, 1),), Decimal(1))

    def get(self, name: str) -> Unit | None:
        """The unit of that canonical name ("GB/s", "USD/Mtoken"), or None."""
        if name not in self._table:
            self._table[name] = self._compose(name)
        return self._table[name]

    def names(self) -> list[str]:
        return sorted(name for name, unit in self._table.items() if unit is not None)

    def _compose(self, name: str) -> Unit | None:
        if "/" in name or "*" in name:
            return self._product(re.split(r"([/*])", name))
        for prefix, power in _BINARY.items():
            base = name.removeprefix(prefix)
            if base != name and base in ("B", "bit"):
                unit = self._table[base]
                assert unit is not None
                return Unit(unit.powers, unit.factor * Decimal(1024) ** power, True)
        base = name[1:]
        if name[:1] in _PREFIXES and base in _PREFIXED:
            unit = self.get(base)
            assert unit is not None
            return Unit(unit.powers, unit.factor.scaleb(_PREFIXES[name[0]]))
        return None

    def _product(self, parts: list[str]) -> Unit | None:
        powers: dict[str, int] = {}
        factor = Decimal(1)
        binary = False
        for at in range(0, len(parts), 2):
            sign = -1 if at and parts[at - 1] == "/" else 1
            unit = self._table.get(parts[at]) or self._compose_simple(parts[at])
            if unit is None:
                return None
            for base, power in unit.powers:
                powers[base] = powers.get(base, 0) + sign * power
            factor = factor * unit.factor if sign > 0 else factor / unit.factor
            binary = binary or unit.binary
        return Unit(tuple(sorted((base, power) for base, power in powers.items() if power)), factor, binary)

    def _compose_simple(self, name: str) -> Unit | None:
        return None if "/" in name or "*" in name or not name else self._compose(name)


def _powers_of(expression: str) -> Powers:
    powers: dict[str, int] = {}
    sign = 1
    for part in re.split(r"([/*])", expression):
        if part in "/*":
            sign = -1 if part == "/" else 1
        else:
            powers[part] = powers.get(part, 0) + sign
    return tuple(sorted(powers.items()))


def compatible(a: Unit, b: Unit) -> bool:
    """Whether a figure in `a` can be one of a metric in `b`; currencies stand for one another."""
    return _moneyless(a.powers) == _moneyless(b.powers)


def ratio(a: Unit, b: Unit) -> Decimal | None:
    """The exact factor from `a` to `b`; None where only a rate or a reading (GB as GiB) could tell."""
    if a.powers != b.powers or a.binary != b.binary:
        return None
    quotient = a.factor / b.factor
    return quotient if quotient * b.factor == a.factor else None


def _moneyless(powers: Powers) -> Powers:
    return tuple(sorted(("money" if base in CURRENCIES else base, power) for base, power in powers))
