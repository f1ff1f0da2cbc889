"""Numbers and JSON as the compiled registry holds them: little-endian arrays, compact JSON with sorted keys."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable
from decimal import Decimal
from math import inf

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any


_SLACK = 1e-9
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def packed(numbers: array[Any]) -> bytes:
    """The array's items as little-endian bytes."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def unpacked(data: bytes, code: str) -> array[Any]:
    """The array of type `code` ("H", "I", "i", "d") that `packed` gave these bytes for."""
    numbers: array[Any] = array(code)
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def running(parts: Iterable[bytes]) -> array[int]:
    """Where n parts put end to end begin, and where the last one ends: n + 1 offsets."""
    ends = array("I", [0])
    for part in parts:
        ends.append(ends[-1] + len(part))
    return ends


def as_json(value: Any) -> bytes:
    return _encode(value).encode()


def outer(end: Decimal | str | None, *, below: bool) -> float:
    """An end of an interval as a float, a little outside for its rounding; infinite for an open end or a date."""
    if end is None or isinstance(end, str):
        return -inf if below else inf
    number = float(end)
    slack = _SLACK * abs(number)
    return number - slack if below else number + slack
