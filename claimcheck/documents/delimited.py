"""CSV and TSV: one table; quoted cells keep their offsets."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from claimcheck import patterns as re
from claimcheck.documents.base import Builder, too_many_cells
from claimcheck.documents.tables import RawCell, build, figure_columns, guessed_heads
from claimcheck.model import Table, View
from claimcheck.normalise import Edit, view

_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)")
_LONGEST = 48  # characters of a cell among prose
_LEAST = 3  # rows and columns of a table among prose
_SPACE = " \u3000\u00a0\ufeff"


def scan(builder: Builder, delimiter: str | None = None) -> None:
    """The whole source as one table. `delimiter` None: a comma, semicolon, tab or bar, by what the first lines hold."""
    scan_part(builder, 0, len(builder.source), delimiter)


def scan_part(builder: Builder, start: int, end: int, delimiter: str | None = None, *, headed: bool = True) -> None:
    """source[start:end] as a table. `headed`: its first row is the header; else only where it looks like one."""
    source = builder.source
    mark = delimiter or _delimiter(source[start : min(end, start + 20_000)])
    found = rows(builder, start, end, mark)
    if found:
        heads = int(len(found) > 1)
        if not headed and len({len(row) for row in found}) == 1:
            heads = guessed_heads([[source[cell.start : cell.end] for cell in row] for row in found])
        add(builder, found, heads)


def pasted(lines: Iterable[str]) -> int:
    """How many of these lines of a text, from the first on, are rows of cells between commas; 0: none.

    They are three at least, with as many short cells each, and a column of figures in the first three: nobody writes
    prose so.
    """
    count = 0
    texts: list[list[str]] = []
    for line in lines:
        row = [cell.strip(_SPACE) for cell in line.split(",")]
        if len(row) != len((texts or [row])[0]) or len(row) < _LEAST or not all(map(_is_cell, row)):
            break
        if _THOUSANDS.search(line):
            break
        count += 1
        if count <= _LEAST:
            texts.append(row)
            if count == _LEAST and not figure_columns(texts):
                return 0
    return count if count >= _LEAST else 0


def _is_cell(text: str) -> bool:
    return len(text) <= _LONGEST and '"' not in text and not text.endswith((".", "。"))


def add(builder: Builder, rows: list[list[RawCell]], heads: int) -> None:
    """Append the table of these rows, the first of which hold the headers."""
    source = builder.source
    first = min(cell.start for row in rows for cell in row[:1])
    last = max(cell.end for row in rows for cell in row[-1:])

    def made(caption: Callable[[], View | None]) -> Table:
        for cell in rows[0]:
            cell.header = True
        return build(rows, lambda cell: _cell_view(source, cell), heads, caption())

    builder.add_table(first, last, lambda: view(source, first, last, joined=False), made)


def _delimiter(sample: str) -> str:
    lines = [re.sub('"[^"]*"', "", line) for line in sample.splitlines() if line.strip()][:10]
    head = lines[0] if lines else ""
    # The mark of the first line that most of the others hold too.
    counts = {mark: head.count(mark) * (1 + sum(mark in line for line in lines)) for mark in ",\t;|，"}
    best = max(counts, key=lambda mark: counts[mark])
    return best if counts[best] else ","


def rows(builder: Builder, start: int, end: int, mark: str) -> list[list[RawCell]]:
    """The rows of cells of source[start:end], empty ones left out."""
    source = builder.source
    token = re.compile(rf"[{re.escape(mark)}\r\n]")
    found_rows: list[list[RawCell]] = []
    row: list[RawCell] = []
    count, at = 0, start
    while at <= end:
        begin = at
        while begin < end and source[begin] in _SPACE:
            begin += 1
        if source.startswith('"', begin) and begin < end:
            close = source.find('"', begin + 1, end)
            while close >= 0 and source.startswith('"', close + 1) and close + 1 < end:
                close = source.find('"', close + 2, end)
            if close < 0:
                close = end
            row.append(RawCell(begin + 1, close))
            found = token.search(source, close, end)
        else:
            found = token.search(source, at, end)
            stop = found.start() if found else end
            first = begin if begin < stop else stop
            while stop > first and source[stop - 1] in _SPACE:
                stop -= 1
            row.append(RawCell(first, stop))
        count += 1
        if count > builder.bounds.cells:
            raise too_many_cells(builder.path, builder.bounds)
        if found is None or source[found.start()] in "\r\n":
            if any(cell.end > cell.start for cell in row):
                found_rows.append(row)
            row = []
            if found is None:
                break
        at = found.end()
        if source.startswith("\r\n", found.start()):
            at += 1
    return found_rows


def _cell_view(source: str, cell: RawCell) -> View:
    edits: list[Edit] = []
    at = source.find('""', cell.start, cell.end)
    while at >= 0:  # a doubled quotation mark stands for one
        edits.append((at, at + 2, '"'))
        at = source.find('""', at + 2, cell.end)
    return view(source, cell.start, cell.end, edits)
