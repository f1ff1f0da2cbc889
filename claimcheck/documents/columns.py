"""Two columns of text printed side by side on the same lines: told apart, so that each is read on its own."""

from __future__ import annotations

from collections import Counter

from claimcheck import patterns as re
from claimcheck.documents.lines import Line
from claimcheck.normalise import Edit
from claimcheck.records import NamedTuple

_GAP = re.compile(r"[ \t\u3000]{3,}")
_WORDS = re.compile(r"[A-Za-z\u3400-\u9fff]")
_LEAST = 4  # lines that must agree


class Column(NamedTuple):
    """One column: where its text begins and ends, and the other column's text in between."""

    start: int
    end: int
    holes: list[Edit]


def split(group: list[Line]) -> tuple[Column, Column] | None:
    """The left and the right column of a group of lines; None where the lines are no two columns of prose."""
    if len(group) < _LEAST or sum(1 for line in group if "   " in line.text or "\u3000\u3000" in line.text) * 2 < len(
        group
    ):
        return None
    gaps = [list(_GAP.finditer(line.text)) for line in group]
    parted = [(line, found[0]) for line, found in zip(group, gaps, strict=True) if len(found) == 1]
    if len(parted) < _LEAST or len(parted) * 10 < len(group) * 6:
        return None
    starts = [line.indent + _width(line.text[: gap.end()]) for line, gap in parted]
    column, times = Counter(starts).most_common(1)[0]
    if times * 10 < len(parted) * 8:
        return None
    lefts = [line.text[: gap.start()] for line, gap in parted]
    rights = [line.text[gap.end() :] for line, gap in parted]
    if not (_prose(lefts) and _prose(rights)):
        return None
    return _parted(group, gaps, column)


def _prose(parts: list[str]) -> bool:
    """Whether the parts are running text and not the cells of a table."""
    wide = sum(_width(part) for part in parts) >= 14 * len(parts)
    return wide and sum(len(_WORDS.findall(part)) > 5 for part in parts) * 10 >= len(parts) * 8


def _parted(group: list[Line], gaps: list[list[re.Match[str]]], column: int) -> tuple[Column, Column] | None:
    left: list[tuple[int, int]] = []
    right: list[tuple[int, int]] = []
    for line, found in zip(group, gaps, strict=True):
        if len(found) == 1 and abs(line.indent + _width(line.text[: found[0].end()]) - column) <= 1:
            left.append((line.start, line.start + found[0].start()))
            right.append((line.start + found[0].end(), line.end))
        elif line.indent >= column - 1:
            right.append((line.start, line.end))
        else:
            left.append((line.start, line.end))
    return _column(left, right), _column(right, left)


def _column(own: list[tuple[int, int]], other: list[tuple[int, int]]) -> Column:
    start, end = own[0][0], own[-1][1]
    return Column(start, end, [(first, last, "") for first, last in other if start <= first and last <= end])


def _width(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("gbk", "replace"))
