"""New values in the notation of existing figures."""

from decimal import Decimal

import pytest

import claimcheck
from claimcheck.quantities import render


@pytest.mark.parametrize(
    ("text", "value", "unit", "expected"),
    [
        ("近600万美元", "5576000", None, "近557.6万美元"),
        ("97.8%", "79.8", None, "79.8%"),
        ("$5.576 billion", "5576000", None, "$5.576 million"),
        ("6710万参数", "671e9", None, "6710亿参数"),
        ("1,792 GB/s", "1790", None, "1,790 GB/s"),
        ("¥4,599", "16499", None, "¥16,499"),
        ("671B", "37e9", None, "37B"),
        ("0.0005元/千tokens", "0.55", None, "0.00055元/千tokens"),
        ("两亿参数", "230000000", None, "2.3亿参数"),
        ("24 GB", "1.44", "TB", "1440 GB"),
        ("32 TB", "32", "GB", "32 GB"),
        ("-3.2%", "-4.1", None, "-4.1%"),
        ("3.20 tokens/s", "4.1", None, "4.10 tokens/s"),
    ],
)
def test_render(text, value, unit, expected):
    quantity = claimcheck.quantities(text)[0]
    assert render(Decimal(value), quantity, unit) == expected


def test_rendered_value_reads_back():
    for text in ("近600万美元", "$5.576 billion", "6710万参数", "12,288 tokens", "37B"):
        quantity = claimcheck.quantities(text)[0]
        for value in ("1234000", "98765432100", "4321"):
            again = claimcheck.quantities(render(Decimal(value), quantity))[0]
            assert abs(again.value / Decimal(value) - 1) < Decimal("0.001"), (text, value)
