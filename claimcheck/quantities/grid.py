"""Units from the headers of pipe tables in raw text, for figures that stand bare in their cells.

The check path reads tables cell by cell (the Documents stage) and binds them by their headers; this is only for
`claimcheck.quantities(raw)`, where a table is a run of lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.model import Quantity
from claimcheck.records import replace

_ROW = re.compile(r"^[^\n|]{0,200}\|[^\n]*\|[^\n]*$", re.MULTILINE)
_RULE = re.compile(r"[\s|:+=-]+")
_HINTS: tuple[tuple[str, re.Pattern[str], int], ...] = (
    ("parameter", re.compile(r"param|参数"), 10**5),
    ("token", re.compile(r"token|context|上下文|词元|max(?:imum)? output"), 100),
    ("gpu_hour", re.compile(r"gpu[ -]hours?|卡时"), 10),
    ("core", re.compile(r"(?<!s)cores?\b|核心"), 2),
    ("transistor", re.compile(r"transistor|晶体管"), 1000),
    ("elo", re.compile(r"\belo\b"), 300),
    ("percent", re.compile(r"pass@|%|\bacc\b|accuracy|\bem\b|\bf1\b|准确率"), 0),
)


def hint(quantities: Sequence[Quantity], text: str) -> list[Quantity]:
    """The quantities, with units for those that stand bare in a table's cell."""
    if text.count("|") < 2 or all(q.unit is not None for q in quantities):
        return list(quantities)
    rows = [(m.start(), m.end()) for m in _ROW.finditer(text)]
    header: list[str] = []
    owner: dict[int, list[str]] = {}
    for index, (start, end) in enumerate(rows):
        if index == 0 or rows[index - 1][1] + 1 != start:
            header = _cells(text[start:end])
        if not _RULE.fullmatch(text[start:end]):
            owner[index] = header
    hinted: list[Quantity] = []
    row = 0
    for quantity in quantities:
        while row < len(rows) and rows[row][1] <= quantity.start:
            row += 1
        inside = row < len(rows) and rows[row][0] <= quantity.start and row in owner
        if inside and quantity.unit is None and isinstance(quantity.value, Decimal):
            line = text[rows[row][0] : quantity.start]
            column = line.count("|")
            cells = owner[row]
            labels = _cells(text[rows[row][0] : rows[row][1]])[:3]
            unit = _unit(cells[column] if column < len(cells) else "", labels, quantity.value)
            quantity = replace(quantity, unit=unit) if unit is not None else quantity
        hinted.append(quantity)
    return hinted


def _cells(line: str) -> list[str]:
    return [cell.strip().lower() for cell in line.split("|")]


def _unit(head: str, labels: list[str], value: Decimal) -> str | None:
    for unit, pattern, least in _HINTS:
        if value >= least and pattern.search(head) and (unit != "percent" or value <= 100):
            return unit
    for unit, pattern, least in _HINTS:
        if value >= least and (unit != "percent" or value <= 100) and any(pattern.search(label) for label in labels):
            return unit
    return None
