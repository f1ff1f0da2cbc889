"""The plain table of units against pint's algebra, and conversion."""

from decimal import Decimal

import pytest

from claimcheck import units

# canonical name -> pint expression, where they differ
PINT = {"s": "second", "t": "tonne", "l": "liter", "ml": "milliliter", "kn": "knot", "deg": "degree", "min": "minute"}
# units whose zero or logarithm pint treats apart, or that are not pint's business
APART = {"degC", "degF", "dB", "date", "K", "rpm", "bar", "psi", "hp", "Ah", "mAh"}
BASES = {
    "share": "percent",
    "percentage_point": "percentage_point",
    "multiple": "ratio",
    "information": "bit",
    "information/time": "bit/second",
    "token/time": "token/second",
    "gpu*time": "gpu_hour",
    "chip*time": "chip_hour",
    "flop": "FLOP",
    "flop/time": "FLOPS",
    "op": "OP",
    "op/time": "OPS",
    "power": "W",
    "energy": "J",
    "frequency": "Hz",
    "voltage": "V",
    "current": "A",
    "length": "m",
    "area": "m**2",
    "volume": "liter",
    "mass": "kg",
    "carbon": "tCO2eq",
    "time": "second",
    "speed": "m/s",
    "angle": "degree",
    "pressure": "Pa",
    "h100e": "H100_equivalent",
}


def _base(dimension: str) -> str:
    currency, _, per = dimension.partition("/")
    if currency in units.CURRENCIES and per:
        return f"{currency}/Mtoken" if per == "token" else dimension
    return BASES.get(dimension, dimension)


def test_table_agrees_with_pint():
    registry = units.pint_registry()
    wrong = []
    for name, unit in units.UNITS.items():
        if name in APART or unit.dimension in APART:
            continue
        one = registry.Quantity(Decimal(1), registry.parse_units(PINT.get(name, name)))
        factor = one.to(registry.parse_units(_base(unit.dimension))).magnitude
        if abs(Decimal(factor) / unit.factor - 1) > Decimal("1e-9"):
            wrong.append((name, factor, unit.factor))
    assert wrong == []


def test_dimensions_differ_where_pint_says_so():
    registry = units.pint_registry()
    bases = sorted({_base(unit.dimension) for name, unit in units.UNITS.items() if unit.dimension not in APART})
    seen = {}
    for base in bases:
        if base in APART or base in ("rotation", "charge"):
            continue
        dimensionality = str(registry.parse_units(base).dimensionality)
        assert dimensionality not in seen or "/" in base, (base, seen.get(dimensionality))
        seen[dimensionality] = base


@pytest.mark.parametrize(
    ("value", "own", "wanted", "expected"),
    [
        ("1.792", "TB/s", "GB/s", "1792"),
        ("1792", "GB/s", "Gbit/s", "14336"),
        ("0.02", "CNY/Ktoken", "CNY/Mtoken", "20"),
        ("5e-7", "USD/token", "USD/Mtoken", "0.5"),
        ("1.4", "EFLOPS", "PFLOPS", "1400"),
        ("214", "Pbit/s", "PB/s", "26.75"),
        ("2.5", "percentage_point", "basis_point", "250"),
        ("2", "hour", "minute", "120"),
        ("7", None, None, "7"),
    ],
)
def test_convert(value, own, wanted, expected):
    assert units.convert(Decimal(value), own, wanted) == Decimal(expected)


@pytest.mark.parametrize(
    ("own", "wanted"),
    [
        ("GB", "percent"),
        ("GB", "GB/s"),
        ("TOPS", "TFLOPS"),
        ("percentage_point", "percent"),
        ("USD", "CNY"),
        ("USD/Mtoken", "USD"),
        ("parameter", "transistor"),
        ("gpu", "core"),
        ("gpu_hour", "hour"),
        ("count", "ratio"),
        (None, "percent"),
        ("unknown", "percent"),
    ],
)
def test_no_conversion(own, wanted):
    assert units.convert(Decimal(1), own, wanted) is None
    assert not units.compatible(own, wanted)


def test_user_units():
    definitions = "wafer = [wafer]\nlot = 25 * wafer"
    assert units.convert_with(definitions, Decimal(4), "lot", "wafer") == 100
    assert units.convert_with(definitions, Decimal(4), "lot", "gpu") is None
    assert units.convert_with(definitions, Decimal(4), "GB", "MB") == 4000


def test_pint_stays_off_the_check_path():
    import subprocess
    import sys

    code = """
import sys
from decimal import Decimal
from claimcheck import units
units.convert(Decimal(1), "GB", "MB")
sys.exit("pint" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
