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
_PARAGRAPH = re.compile(r"\n[ \t]*\r?\n\s*")

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
    """The paragraphs of a text, long ones in pieces that end where a sentence ends with its line.

    No figure lies across two, and the words of one paragraph say nothing of the figures of the next.
    """
    passages = []
    begin = 0
    for stop in [*_PARAGRAPH.finditer(raw), None]:
        finish = stop.end() if stop is not None else len(raw)
        if finish - begin >= _SHORT:
            for end in _STOP.finditer(raw, begin, finish):
                if end.end() - begin >= _PASSAGE:
                    passages.append((begin, end.end()))
                    begin = end.end()
        if begin < finish:
            passages.append((begin, finish))
        begin = finish
    return passages


class _CallablePackage(ModuleType):
    """A module that can be called: `claimcheck.quantities` is both this package and the facade's function."""

    def __call__(self, raw: str) -> list[Quantity]:
        return quantities(raw)


sys.modules[__name__].__class__ = _CallablePackage
