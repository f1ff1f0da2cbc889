"""Canonical units: dimension and exact factor of each, and conversion between them.

The table is plain data, so that the check path never waits for pint; `registry/units.txt` holds the same units as
pint definitions, `pint_registry` loads them (pint does the algebra of units that a user adds), and a test proves that
the two agree. A currency is a dimension of its own (no rate is implied), a percentage point is not a percent, and
tokens, parameters, transistors, cores and accelerators never convert into one another.
"""

from __future__ import annotations

from decimal import Context, Decimal
from functools import cache, lru_cache

from claimcheck.records import NamedTuple

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

CURRENCIES = frozenset(
    [
        "USD",
        "CNY",
        "EUR",
        "GBP",
        "JPY",
        "HKD",
        "TWD",
        "KRW",
        "SGD",
        "AUD",
        "CAD",
        "NZD",
        "INR",
        "CHF",
        "SEK",
        "NOK",
        "DKK",
        "RUB",
        "BRL",
        "MXN",
        "ZAR",
        "TRY",
        "THB",
        "VND",
        "IDR",
        "MYR",
        "PHP",
        "PLN",
        "CZK",
        "HUF",
        "ILS",
        "AED",
        "SAR",
        "QAR",
        "KWD",
        "JOD",
        "EGP",
        "LBP",
        "PKR",
        "BDT",
        "UAH",
        "ARS",
        "CLP",
        "COP",
        "MOP",
        "NGN",
        "LKR",
        "CRC",
        "GEL",
        "MNT",
        "BTC",
        "ETH",
    ]
)
# dimension -> "unit factor" pairs, factors to the dimension's base unit
_TABLE: dict[str, str] = {
    "share": "percent 1 permille 0.1 share 100",
    "percentage_point": "percentage_point 1 basis_point 0.01",
    "multiple": "ratio 1",
    "count": "count 1",
    "rank": "rank 1",
    "percentile": "percentile 1",
    "elo": "elo 1",
    "score": "score 1",
    "parameter": "parameter 1",
    "token": "token 1 Ktoken 1e3 Mtoken 1e6",
    "token/time": "token/s 1 token/second 1 token/minute 1/60 token/hour 1/3600",
    "transistor": "transistor 1",
    "core": "core 1",
    "gpu": "gpu 1",
    "chip": "chip 1",
    "h100e": "H100_equivalent 1",
    "gpu*time": "gpu_hour 1 gpu_day 24 gpu_year 8766",
    "chip*time": "chip_hour 1",
    "qubit": "qubit 1",
    "person": "person 1",
    "information": (
        "bit 1 kbit 1e3 Mbit 1e6 Gbit 1e9 Tbit 1e12 Pbit 1e15 byte 8 KB 8e3 kB 8e3 MB 8e6 GB 8e9 TB 8e12 PB 8e15 "
        "EB 8e18 KiB 8192 MiB 8388608 GiB 8589934592 TiB 8796093022208 PiB 9007199254740992"
    ),
    "information/time": (
        "bit/s 1 kbit/s 1e3 Mbit/s 1e6 Gbit/s 1e9 Tbit/s 1e12 Pbit/s 1e15 byte/s 8 KB/s 8e3 MB/s 8e6 GB/s 8e9 "
        "TB/s 8e12 PB/s 8e15 MiB/s 8388608 GiB/s 8589934592 TiB/s 8796093022208"
    ),
    "flop": "FLOP 1 GFLOP 1e9 TFLOP 1e12 PFLOP 1e15 EFLOP 1e18 ZFLOP 1e21",
    "flop/time": "FLOPS 1 MFLOPS 1e6 GFLOPS 1e9 TFLOPS 1e12 PFLOPS 1e15 EFLOPS 1e18 ZFLOPS 1e21",
    "op": "OP 1",
    "op/time": "OPS 1 GOPS 1e9 TOPS 1e12 POPS 1e15",
    "power": "W 1 mW 1e-3 kW 1e3 MW 1e6 GW 1e9 TW 1e12 hp 745.69987158227022",
    "energy": "J 1 kJ 1e3 MJ 1e6 Wh 3600 kWh 3.6e6 MWh 3.6e9 GWh 3.6e12 TWh 3.6e15 kcal 4184",
    "frequency": "Hz 1 kHz 1e3 MHz 1e6 GHz 1e9 THz 1e12",
    "rotation": "rpm 1",
    "voltage": "V 1 kV 1e3 mV 1e-3",
    "current": "A 1 mA 1e-3",
    "charge": "Ah 1 mAh 1e-3",
    "dB": "dB 1",
    "length": (
        "m 1 km 1e3 dm 0.1 cm 0.01 mm 1e-3 um 1e-6 nm 1e-9 pm 1e-12 in 0.0254 ft 0.3048 yd 0.9144 mi 1609.344 "
        "light_year 9460730472580800"
    ),
    "area": (
        "m2 1 km2 1e6 cm2 1e-4 mm2 1e-6 ha 1e4 ft2 0.09290304 mi2 2589988.110336 acre 4046.8564224 mu 2000/3"
    ),
    "volume": (
        "l 1 ml 1e-3 m3 1e3 gal 3.785411784 bbl 158.987294928 cup 0.2365882365 tbsp 0.01478676478125 "
        "tsp 0.00492892159375 ft3 28.316846592"
    ),
    "mass": "kg 1 g 1e-3 mg 1e-6 ug 1e-9 t 1e3 tonne 1e3 ton 1e3 lb 0.45359237 oz 0.028349523125 jin 0.5 liang 0.05",
    "carbon": "tCO2eq 1",
    "time": (
        "second 1 s 1 ms 1e-3 us 1e-6 ns 1e-9 minute 60 hour 3600 day 86400 week 604800 month 2629800 quarter 7889400 "
        "year 31557600 decade 315576000 century 3155760000"
    ),
    "date": "date 1",
    "speed": "m/s 1 km/h 10/36 mph 0.44704 kn 1852/3600",
    "degC": "degC 1",
    "degF": "degF 1",
    "K": "K 1",
    "angle": "deg 1",
    "pressure": "Pa 1 bar 1e5 psi 6894.757293168361",
}  # fmt: skip
_PER = {"Mtoken": "1", "Ktoken": "1e3", "token": "1e6"}
_PER_TIME = {"hour": "1", "gpu_hour": "1", "month": "1", "year": "1", "day": "1"}
_EXACT = Context(prec=60)


class Unit(NamedTuple):
    """`factor` times the base unit of `dimension`."""

    dimension: str
    factor: Decimal


def _factor(text: str) -> Decimal:
    top, _, bottom = text.partition("/")
    return _EXACT.divide(Decimal(top), Decimal(bottom)) if bottom else Decimal(top)


def _build() -> dict[str, Unit]:
    table: dict[str, Unit] = {}
    for dimension, pairs in _TABLE.items():
        words = pairs.split()
        for name, factor in zip(words[::2], words[1::2], strict=True):
            table[name] = Unit(dimension, _factor(factor))
    one = Decimal(1)
    per_token = {per: Decimal(factor) for per, factor in _PER.items()}
    per_time = {per: Decimal(factor) for per, factor in _PER_TIME.items()}
    for currency in CURRENCIES:
        table[currency] = Unit(currency, one)
        for per, number in per_token.items():
            table[f"{currency}/{per}"] = Unit(f"{currency}/token", number)
        for per, number in per_time.items():
            table[f"{currency}/{per}"] = Unit(f"{currency}/{per}", number)
    return table


UNITS: Mapping[str, Unit] = _build()


def dimension(unit: str | None) -> str | None:
    """The dimension of a canonical unit ("GB/s" -> "information/time"); None for no unit or an unknown one."""
    known = UNITS.get(unit) if unit is not None else None
    return known.dimension if known is not None else None


def compatible(a: str | None, b: str | None) -> bool:
    """Whether two units measure the same thing: the same name, or the same dimension."""
    if a == b:
        return True
    first = dimension(a)
    return first is not None and first == dimension(b)


def convert(value: Decimal, from_unit: str | None, to_unit: str | None) -> Decimal | None:
    """`value` of `from_unit` in `to_unit`, exact where the factors allow; None where the dimensions differ.

    >>> convert(Decimal("1.792"), "TB/s", "GB/s")
    Decimal('1792')
    >>> convert(Decimal("32"), "GB", "percent") is None
    True
    """
    if from_unit == to_unit:
        return value
    if from_unit is None or to_unit is None:
        return None
    return _convert(value, from_unit, to_unit)


@lru_cache(maxsize=4096)
def _convert(value: Decimal, from_unit: str, to_unit: str) -> Decimal | None:
    own, wanted = UNITS.get(from_unit), UNITS.get(to_unit)
    if own is None or wanted is None or own.dimension != wanted.dimension:
        return None
    converted = _EXACT.divide(_EXACT.multiply(value, own.factor), wanted.factor)
    exponent = converted.as_tuple().exponent
    if isinstance(exponent, int) and exponent > 0:
        return Decimal(int(converted))
    shortest = converted.normalize(_EXACT)
    exponent = shortest.as_tuple().exponent
    return Decimal(int(shortest)) if isinstance(exponent, int) and exponent > 0 else shortest


# -- pint: only for units that a user adds, and for the test that proves the table ------------------------------


@cache
def pint_registry(definitions: str = "") -> Any:
    """A pint registry with the shipped units.txt and further `definitions` (pint's own syntax)."""
    import logging

    import pint

    from claimcheck.resources import registry_root

    logger = logging.getLogger("pint")
    level = logger.level
    logger.setLevel(logging.ERROR)  # bit, percent and others are redefined on purpose
    try:
        registry = pint.UnitRegistry(non_int_type=Decimal)
        text = (registry_root() / "units.txt").read_text(encoding="utf-8")
        registry.load_definitions([*text.splitlines(), *definitions.splitlines()])
        registry._build_cache()  # pint resolves its own units when it is made, and keeps what it resolved
    finally:
        logger.setLevel(level)
    return registry


def convert_with(definitions: str, value: Decimal, from_unit: str, to_unit: str) -> Decimal | None:
    """`convert` for a registry whose own units.txt adds `definitions`; pint answers for the units it adds."""
    known = convert(value, from_unit, to_unit)
    if known is not None or (from_unit in UNITS and to_unit in UNITS):
        return known
    import pint

    registry = pint_registry(definitions)
    try:
        result = registry.Quantity(value, registry.parse_units(from_unit)).to(registry.parse_units(to_unit))
    except (pint.errors.DimensionalityError, pint.errors.UndefinedUnitError):
        return None
    return Decimal(result.magnitude)
