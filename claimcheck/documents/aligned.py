"""Tables in plain text whose columns nothing but spaces align."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck import patterns as re
from claimcheck.documents import delimited
from claimcheck.documents.base import Builder
from claimcheck.documents.lines import Line
from claimcheck.documents.tables import RawCell
from claimcheck.normalise import is_cjk

_GAP = re.compile(r"[ \u00a0]{2,}|\u3000+")
_RULE = re.compile(r"[-=─━]{2,}(?:\s+[-=─━]{2,})*")
_FIGURE = re.compile(
    r"[~≈<>≤≥+\-−±约]?\s?[$€£¥￥]?\s?\d[\d.,/~–×x%-]*(?:\s?[^\s\d]\S{0,11})?|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}"
)
_TOLD = re.compile(r"[$€£¥￥]\s?\d|\d\s?(?:[KMGT]i?B|%|[TP]FLOPS)(?![a-z])")  # in a first column: no mere name
_NONE = re.compile(r"[-–—/]|n/?a", re.IGNORECASE)
_LONGEST = 40  # characters of a cell
_MOST = 12  # columns
_TELLING = 3  # rows that tell whether lines are a table

Row = list[RawCell]


def scan(builder: Builder, lines: Iterable[Line]) -> int:
    """Append the table that begins at the first of some consecutive lines; how many of them it takes, 0 for none.

    It has a header, as many cells in each row, and figures below: in all columns but the first, or in one of several
    that begin or end under each other.
    """
    source = builder.source
    rows: list[Row] = []
    starts: list[int] = []  # of each row's line
    figures: list[int] = []
    count = 0
    for line in lines:
        if count == 1 and _RULE.fullmatch(line.text):
            count += 1
            continue
        row = _cells(line)
        if len(row) != len((rows or [row])[0]) or not 2 <= len(row) <= _MOST:
            break
        if any(cell.end - cell.start > _LONGEST or source[cell.end - 1] in ".。;；" for cell in row):
            break
        if len(rows) >= _TELLING and not all(_is_figure(source[row[c].start : row[c].end]) for c in figures):
            break
        rows.append(row)
        starts.append(line.start - line.indent)
        count += 1
        if len(rows) == _TELLING and not (figures := _figures(source, rows, starts)):
            return 0
    if len(rows) < _TELLING and (len(rows) < 2 or len(rows[0]) == 2 or not _figures(source, rows, starts)):
        return 0
    delimited.add(builder, rows, 1)
    return count


def _figures(source: str, rows: list[Row], starts: list[int]) -> list[int]:
    """The columns of figures where the first rows are those of a table; none where they are not."""
    texts = [[source[cell.start : cell.end] for cell in row] for row in rows]
    columns = range(1, len(rows[0]))
    found = [c for c in columns if _of_figures([row[c] for row in texts])]
    if any(_TOLD.search(row[0]) for row in texts[1:]):
        return []
    told = len(found) == len(columns) or all(_aligned(source, rows, starts, c) for c in columns)
    return found if told else []


def _cells(line: Line) -> Row:
    found: Row = []
    at = 0
    for gap in _GAP.finditer(line.text):
        found.append(RawCell(line.start + at, line.start + gap.start()))
        at = gap.end()
    return [*found, RawCell(line.start + at, line.start + len(line.text))]


def _of_figures(column: list[str]) -> bool:
    """Whether a column has a word above figures, some of which may be missing."""
    return (
        _FIGURE.fullmatch(column[0]) is None
        and all(map(_is_figure, column[1:]))
        and any(map(_FIGURE.fullmatch, column[1:]))
    )


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None or _NONE.fullmatch(text) is not None


def _aligned(source: str, rows: list[Row], starts: list[int], column: int) -> bool:
    """Whether the cells of a column all begin or all end at one place of their lines."""
    lefts, rights = set(), set()
    for row, start in zip(rows, starts, strict=True):
        cell = row[column]
        lefts.add(_width(source[start : cell.start]))
        rights.add(_width(source[start : cell.end]))
    return len(lefts) == 1 or len(rights) == 1


def _width(text: str) -> int:
    """Columns of a terminal that a text takes."""
    return len(text) + sum(map(is_cjk, text))
