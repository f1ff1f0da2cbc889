"""Which units registry files may use: those of claimcheck.units, and those that a units.txt adds."""

from __future__ import annotations

from decimal import Decimal

from claimcheck import patterns as re
from claimcheck import units

_NAME = re.compile(r"[A-Za-z]\w*")
_BINARY = re.compile(r"[KMGTP]iB")


class Units:
    """The units known. A unit that only a units.txt knows is a dimension of its own; pint does its algebra later."""

    def __init__(self, definitions: str = "") -> None:
        self._dimensions = {name: unit.dimension for name, unit in units.UNITS.items()}
        for line in definitions.splitlines():
            name, equals, rest = line.partition("#")[0].partition("=")
            name = name.strip()
            if equals and _NAME.fullmatch(name):
                known = self._dimensions.setdefault(name, name)
                for alias in (part.strip() for part in rest.split("=")[1:]):
                    if _NAME.fullmatch(alias):
                        self._dimensions.setdefault(alias, known)

    def dimension(self, name: str) -> str | None:
        """What the unit measures, or None; "A/B" of two known units is one too."""
        if name in self._dimensions:
            return self._dimensions[name]
        top, slash, bottom = name.rpartition("/")
        parts = self.dimension(top) if slash else None, self._dimensions.get(bottom)
        return f"{parts[0]}/{parts[1]}" if parts[0] and parts[1] else None

    def names(self) -> list[str]:
        return sorted(self._dimensions)

    def compatible(self, a: str, b: str) -> bool:
        """Whether a figure in `a` can be one of a metric in `b`; a price in another currency is still a price."""
        first, second = self.dimension(a), self.dimension(b)
        return first is not None and second is not None and _moneyless(first) == _moneyless(second)


def _moneyless(dimension: str) -> tuple[str, ...]:
    return tuple("money" if part in units.CURRENCIES else part for part in dimension.split("/"))


def ratio(a: str, b: str) -> Decimal | None:
    """The exact factor from `a` to `b`; None where only an exchange rate or a reading (GB as GiB) could tell."""
    if (_BINARY.search(a) is None) != (_BINARY.search(b) is None):
        return None
    return units.convert(Decimal(1), a, b)
