"""Tables whose cells stand one below the other, a line or a paragraph each, as copying from many pages leaves them:
first the headers, then row by row a name and its figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from claimcheck.claims.flattened import ENDS, HOME, Word, lines_of, words_of
from claimcheck.claims.regained import Found, Line, put_back
from claimcheck.model import Document
from claimcheck.records import dataclass

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.claims.flattened import Read

_LONGEST = 60  # characters of a cell
_WIDEST = 12  # columns
_NARROWEST = 3  # fewer may be a list of labels and values
_SHORTEST = 2  # rows below the headers
_NAMED = 2  # headers that name metrics, and labels that name systems, or the other way round
_FIGURES = 2  # lines with a digit


@dataclass(frozen=True, slots=True)
class _Cell:
    figure: bool  # nothing but a figure, or what stands for none
    names: frozenset[str]


def with_stacks(document: Document, read: Read) -> Document:
    """The document with a table block in place of the lines of each such table. `read` gives the names, conditions and
    figures of a text. The document itself where there is none.
    """
    cell = cache(lambda text: _cell(words_of(text, read)))
    found: list[Found] = []
    for run in _runs(document):
        at = 0
        while at + _NARROWEST * (_SHORTEST + 1) <= len(run):
            table = _table(run, at, cell)
            if table is not None:
                found.append(table)
                at += sum(len(row) for row in table.rows)
            else:
                at += 1
    return put_back(document, found) if found else document


def _runs(document: Document) -> Iterable[list[Line]]:
    """Runs of short lines long enough for a table, with figures among them."""
    run: list[Line] = []
    for number, block in enumerate((*document.blocks, None)):
        lines = lines_of(number, block, document.source) if block is not None and block.kind in HOME else []
        if not lines or any(len(line.text) > _LONGEST or line.text.endswith(ENDS) for line in lines):
            if len(run) >= _NARROWEST * (_SHORTEST + 1) and sum(any(map(str.isdigit, r.text)) for r in run) >= _FIGURES:
                yield run
            run = []
        else:
            run += lines


def _cell(words: Sequence[Word]) -> _Cell:
    return _Cell(all(word.figure for word in words), frozenset(name for word in words for name in word.names))


def _table(run: Sequence[Line], at: int, cell: Callable[[str], _Cell]) -> Found | None:
    """The table whose first header is the line at `at`. The first row's name ends the run of words at its head, so that
    this tells how many columns there are; columns of words make them fewer.
    """
    words = 0
    while words <= _WIDEST and at + words < len(run) and not cell(run[at + words].text).figure:
        words += 1
    for width in range(min(words - 1, _WIDEST), _NARROWEST - 1, -1):
        rows = _rows(run, at, width, cell)
        if len(rows) > _SHORTEST and _linked(rows, cell):
            grid: list[list[tuple[Line, int, int] | None]] = [[(line, 0, len(line.text)) for line in r] for r in rows]
            return Found(rows[0][0], rows[-1][-1], grid)
    return None


def _rows(run: Sequence[Line], at: int, width: int, cell: Callable[[str], _Cell]) -> list[Sequence[Line]]:
    """The headers and the rows below them, as long as each column that begins with a figure goes on with figures."""
    rows = [run[at : at + width]]
    figures = [cell(line.text).figure for line in run[at + width : at + 2 * width]]
    if not any(figures) or figures[0]:
        return rows
    for start in range(at + width, len(run) - width + 1, width):
        row = run[start : start + width]
        if any(cell(line.text).figure != figure for line, figure in zip(row, figures, strict=True)):
            break
        rows.append(row)
    return rows


def _linked(rows: Sequence[Sequence[Line]], cell: Callable[[str], _Cell]) -> bool:
    """Whether the headers name metrics and the labels systems, or the other way round."""
    heads = [cell(line.text).names for line in rows[0][1:]]
    labels = [cell(row[0].text).names for row in rows[1:]]
    return any(
        sum("metric" in names for names in metrics) >= _NAMED and sum("entity" in names for names in systems) >= _NAMED
        for metrics, systems in ((heads, labels), (labels, heads))
    )
