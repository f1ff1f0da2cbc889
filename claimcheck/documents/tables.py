"""Tables: raw cells (spans of the source) laid out on a grid, and the Table built from them on demand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from claimcheck import patterns as re
from claimcheck.errors import BoundError
from claimcheck.model import Cell, Table, View
from claimcheck.records import dataclass
from claimcheck.spans import Span

_FIGURE = re.compile(r"\d")
_VALUE = re.compile(
    r"[~≈<>≤≥+\-±$€£¥]?\s*\d[\d,]*(?:\.\d+)?\s*(?:%|[KMBTkx×†*]|pp|GB|TB|MB)?(?:\s*[±/]\s*[\d.]+)?|[-–—/]+|n/?a|未公布|无",
    re.I,
)

# Figures, several of them or a range, and months: what stands in the columns of a table, and not in its header.
_FIGURES = re.compile(
    r"[~≈<>≤≥+\-±$€£¥]?\d[\d.,%、\s~/–—\-±()]*(?:[KMBTkx%]|pp|[GTM]B)?|(?:[A-Z][a-z]{2,8}\.? )?20\d\d|20\d\d年\d+月"
)


@dataclass(slots=True)
class RawCell:
    """A cell before its view is built: where its content stands and how far it reaches."""

    start: int
    end: int
    header: bool = False
    rowspan: int = 1
    colspan: int = 1
    bold: bool = False
    place: str | None = None


PLACES = 4_000_000  # of a grid: rows times columns

ViewOf = Callable[[RawCell], View]


def build(
    rows: Sequence[Sequence[RawCell]],
    view_of: ViewOf,
    header_rows: int | None = None,
    caption: View | None = None,
) -> Table:
    """Lay rows of cells on a grid. `header_rows` None: guessed from header cells and from where figures begin.

    Raises BoundError (without a path) for a grid of more than PLACES, which few cells can span.
    """
    taken: dict[int, int] = {}  # column -> first row that it is free again
    cells: list[Cell] = []
    width = 0
    for number, row in enumerate(rows):
        column = 0
        for raw in row:
            while taken.get(column, 0) > number:
                column += 1
            shown = view_of(raw)
            rowspan = min(raw.rowspan, len(rows) - number) if raw.rowspan > 0 else len(rows) - number
            cells.append(
                Cell(
                    row=number,
                    column=column,
                    rowspan=rowspan,
                    colspan=raw.colspan,
                    header=raw.header,
                    bold=raw.bold,
                    view=shown,
                    span=Span(raw.start, raw.end),
                    place=raw.place,
                )
            )
            if rowspan > 1:
                for covered in range(column, column + raw.colspan):
                    taken[covered] = number + rowspan
            column += raw.colspan
            if column * len(rows) > PLACES:
                raise BoundError(f"a table whose grid has more than {PLACES:,} places", remedy="split the table")
        width = max(width, column)
    table = Table(rows=len(rows), columns=width, cells=tuple(cells), header_rows=0, caption=caption)
    count = _header_rows(table) if header_rows is None else min(header_rows, len(rows))
    return Table(rows=table.rows, columns=width, cells=table.cells, header_rows=count, caption=caption)


def _header_rows(table: Table) -> int:
    """Rows at the top that head the columns: marked header cells, or rows before the first figures."""
    if table.rows < 2:
        return 0
    by_row: list[list[Cell]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        by_row[cell.row].append(cell)
    spanned = _spanned(by_row, table)
    count = 0
    while count < min(table.rows - 1, 4):
        row = by_row[count]
        filled = [cell for cell in row if cell.view.text.strip()]
        marked = bool(filled) and all(cell.header for cell in filled)
        below = any(cell.row < count < cell.row + cell.rowspan and cell.header for cell in table.cells[:200])
        if count < spanned:  # the first row reaches as far down as the headers do
            count += 1
            continue
        if count and not (marked and (below or _heads(filled, table))):
            break
        if not count and not marked and any(is_value(cell.view.text) for cell in filled[1:]):
            return 0
        count += 1
        if not marked and filled:
            break
        if any(cell.colspan > 1 or cell.rowspan > 1 for cell in row) or marked or not filled:
            continue
        break
    return max(count, 1)


def _spanned(by_row: list[list[Cell]], table: Table) -> int:
    """How many rows the header has where cells of its first row reach across several columns, which the next row heads.

    Told by a cell beside them that reaches down, or by a blank one; and no figure stands among the headers.
    """
    first = by_row[0]
    if not any(cell.colspan > 1 for cell in first):
        return 0
    depth = max((cell.rowspan for cell in first), default=1)
    if depth < 2:
        while depth < min(4, table.rows - 1) and _goes_on(by_row[depth]):
            depth += 1
    if depth < 2 or depth >= table.rows:
        return 0
    heads = [cell for row in by_row[:depth] for cell in row if cell.column]
    return 0 if any(is_value(cell.view.text) for cell in heads) else depth


def _goes_on(row: list[Cell]) -> bool:
    """Whether a row below merged headers heads columns too: nothing in its first cell, and no figure."""
    blank = bool(row) and row[0].column == 0 and not row[0].view.text.strip()
    filled = [cell for cell in row[1:] if cell.view.text.strip()]
    return blank and len(filled) > 1 and not any(is_value(cell.view.text) for cell in filled)


def _heads(filled: list[Cell], table: Table) -> bool:
    """Whether a further row of header cells heads columns, and is no row whose cells are all marked as headers."""
    if len(filled) == 1 and filled[0].colspan >= table.columns - 1:
        return False  # a band across the table: it heads the rows below it
    return not any(is_value(cell.view.text) for cell in filled[1:])


def is_value(text: str) -> bool:
    """Whether a cell holds a figure (or says that there is none) rather than a name."""
    return _VALUE.fullmatch(text.strip()) is not None


def has_figure(text: str) -> bool:
    return _FIGURE.search(text) is not None


def figure_columns(texts: Sequence[Sequence[str]]) -> list[int]:
    """The columns, but for the first, in which most rows below the first hold figures. All rows have as many cells."""
    found: list[int] = []
    for c in range(1, len(texts[0])):
        figures = sum(_FIGURES.fullmatch(row[c]) is not None for row in texts[1:])
        if figures * 2 > len(texts) - 1:
            found.append(c)
    return found


def guessed_heads(texts: Sequence[Sequence[str]]) -> int:
    """1 where the first of some rows that nothing marks is a header: it has words where those below have figures."""
    columns = figure_columns(texts)
    return int(bool(columns) and not any(_FIGURES.fullmatch(texts[0][c]) or not texts[0][c] for c in columns))
