"""Figures in text: numbers, units, approximation, composition, in English and Chinese in one pass.

`scan(text, taken)` reads normalised text (a View's). The package itself is the facade's function:
`claimcheck.quantities("近600万美元")` normalises raw text first and maps offsets back to it. `format` writes a
quantity that reads as the same; `render` writes a new value in the notation of an existing figure.
"""

from __future__ import annotations

import sys
from types import ModuleType

from claimcheck import patterns as re
from claimcheck.model import Quantity
from claimcheck.quantities.grid import hint
from claimcheck.quantities.scanner import may_hold_figures, scan
from claimcheck.quantities.write import format, render
from claimcheck.records import replace

_SHORT = 4000  # characters that are read in one piece
_PASSAGE = 400  # and the least that a piece of a longer text holds
_STOP = re.compile(r"[.。!！?？][\"'”’」）)]?[ \t]*\r?\n\s*")

__all__ = ["format", "quantities", "render", "scan"]


def quantities(raw: str) -> list[Quantity]:
    """All figures of a raw text; spans count in `raw`, `text` is the slice of it."""
    if not may_hold_figures(raw):
        return []
    from claimcheck.normalise import view

    found = []
    for begin, finish in _passages(raw):
        if finish - begin < len(raw) and not may_hold_figures(raw[begin:finish]):
            continue
        seen = view(raw, begin, finish)
        for quantity in scan(seen.text):
            start, end = seen.source(quantity.start, quantity.end)
            number = seen.source(quantity.number_start, quantity.number_end)
            found.append(
                replace(
                    quantity,
                    start=start,
                    end=end,
                    text=raw[start:end],
                    number_start=number.start,
                    number_end=number.end,
                )
            )
    return hint(found, raw)


def _passages(raw: str) -> list[tuple[int, int]]:
    """A long text in pieces that end where a sentence ends with its line, so that no figure lies across two."""
    if len(raw) < _SHORT:
        return [(0, len(raw))]
    passages = []
    begin = 0
    for stop in _STOP.finditer(raw):
        if stop.end() - begin >= _PASSAGE:
            passages.append((begin, stop.end()))
            begin = stop.end()
    passages.append((begin, len(raw)))
    return passages


class _CallablePackage(ModuleType):
    """A module that can be called: `claimcheck.quantities` is both this package and the facade's function."""

    def __call__(self, raw: str) -> list[Quantity]:
        return quantities(raw)


sys.modules[__name__].__class__ = _CallablePackage
