"""The rows and cells of a Markdown table."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from claimcheck import patterns as re
from claimcheck.documents import inline_markdown
from claimcheck.documents.tables import RawCell, build, is_value
from claimcheck.model import Table, View
from claimcheck.normalise import view

_SPLIT = re.compile(r"(?<!\\)\|")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1|<(b|strong)\b[^>]*>(.*?)</\3\s*>", re.I | re.S)
_DIGIT = re.compile(r"\d")
_QUALIFIER = re.compile(
    r"(?:\d+[- ]?shots?|(?:pass|maj|cons|avg|acc|acc_norm|top|recall|r|f|ndcg|hit)@?\d*"
    r"|em|f1(?:/em)?|acc\.?(?:uracy)?|score|elo|bleu|rouge"
    r"|ppl|mcc|p/s|acc/f1|cot|val|test|dev|zh|en|%|↑|↓|[\s,/()（）+\-]|\([^()]*\))+",
    re.I,
)

# Figures, several of them or a range, and months: what stands in the columns of a table, and not in its header.
_FIGURES = re.compile(
    r"[~≈<>≤≥+\-±$€£¥]?\d[\d.,%、\s~/–—\-±()]*(?:[KMBTkx%]|pp|[GTM]B)?|(?:[A-Z][a-z]{2,8}\.? )?20\d\d|20\d\d年\d+月"
)


def table(source: str, rows: list[tuple[int, int]], references: AbstractSet[str], caption: View | None) -> Table:
    """The table whose rows (the delimiter row left out) stand at these offsets."""
    raw = [cells(source, *row) for row in rows]
    blank_head = not any(cell.end > cell.start for cell in raw[0])
    heads = 1
    if len(raw) > 2:
        values = any(is_value(source[cell.start : cell.end].strip("*_` ")) for cell in raw[1][1:])
        if len(raw[0]) == 2 and raw[1][0].end > raw[1][0].start:
            below = [source[row[1].start : row[1].end].strip("*_` ") for row in raw[2:] if len(row) > 1]
            blank_head = blank_head and all(map(is_value, below))  # else rows of names and what each of them is
        heads = 2 if (blank_head and not values) or _heads_too(source, raw) else 1
    for row in raw[:heads]:
        for cell in row:
            cell.header = True
    return build(raw, lambda cell: _cell_view(source, cell, references), heads, caption)


def headless(source: str, rows: list[tuple[int, int]], references: AbstractSet[str], caption: View | None) -> Table:
    """The table whose rows stand at these offsets, without a delimiter row: with a header only where it looks like one.

    A row is a header that has no figures where most rows below it have.
    """
    raw = [cells(source, *row) for row in rows]
    texts = [[source[cell.start : cell.end].strip("*_` ") for cell in row] for row in raw]
    columns = [c for c in range(1, len(texts[0])) if _of_figures([row[c] for row in texts[1:]])]
    heads = int(bool(columns) and not any(_FIGURES.fullmatch(texts[0][c]) or not texts[0][c] for c in columns))
    for cell in raw[0] if heads else ():
        cell.header = True
    return build(raw, lambda cell: _cell_view(source, cell, references), heads, caption)


def shaped(source: str, lines: list[tuple[int, int]]) -> int:
    """How many of these consecutive lines, from the first on, are rows of a table without a delimiter row; 0: none.

    They have as many cells each. Where they do not begin with a pipe they must be three of at least three cells, with
    a column of figures: nobody writes prose so.
    """
    barred = source.startswith("|", lines[0][0])
    split = [cells(source, *lines[0])]
    if len(split[0]) < (2 if barred else 3):
        return 0
    for start, stop in lines[1:]:
        row = cells(source, start, stop)
        if len(row) != len(split[0]) or source.startswith("|", start) is not barred:
            break
        split.append(row)
    if not barred:
        columns = ([source[row[c].start : row[c].end] for row in split[1:]] for c in range(1, len(split[0])))
        if len(split) < 3 or not any(map(_of_figures, columns)):
            return 0
    return len(split) if len(split) > 1 else 0


def _of_figures(column: list[str]) -> bool:
    return sum(_FIGURES.fullmatch(text.strip("*_` ")) is not None for text in column) * 2 > len(column)


def cells(source: str, start: int, stop: int) -> list[RawCell]:
    """The cells of a table row, trimmed; an escaped pipe does not split."""
    while start < stop and source[start] in " \t":
        start += 1
    while stop > start and source[stop - 1] in " \t":
        stop -= 1
    if source.startswith("|", start):
        start += 1
    if stop > start and source[stop - 1] == "|" and source[stop - 2] != "\\":
        stop -= 1
    found: list[RawCell] = []
    at = start
    for bar in [split.start() for split in _SPLIT.finditer(source, start, stop)] + [stop]:
        first, last = at, bar
        while first < last and source[first] in " \t\u3000\xa0":
            first += 1
        while last > first and source[last - 1] in " \t\u3000\xa0":
            last -= 1
        found.append(RawCell(first, last))
        at = bar + 1
    return found


def _cell_view(source: str, cell: RawCell, references: AbstractSet[str]) -> View:
    raw = source[cell.start : cell.end]
    if ("*" in raw or "__" in raw or "<" in raw) and _STRONG.search(raw):
        cell.bold = not _DIGIT.search(_STRONG.sub("", raw))
    return view(source, cell.start, cell.end, inline_markdown.edits(source, cell.start, cell.end, references))


def _heads_too(source: str, rows: list[list[RawCell]]) -> bool:
    """Whether the second row only qualifies the columns (5-shot, EM, pass@1): nothing in its first cell, no figure."""
    second = [source[cell.start : cell.end].strip("*_` ") for cell in rows[1]]
    filled = [text for text in second[1:] if text]
    return not second[0] and len(filled) >= 2 and all(_QUALIFIER.fullmatch(text) for text in filled)
