"""Where the claims and names of tables stand: by row, by column and by place in the source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict

from claimcheck.model import Cell, Claim, Segment
from claimcheck.rules.once import once
from claimcheck.spans import Span

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_Line = tuple[int, int, str | None, str | None, frozenset[tuple[str, str]]]


class Layout:
    """The tables of one document, each gathered once, when it is first asked about: to ask them claim by claim would
    take squares of time.
    """

    def __init__(self, checked: Checked) -> None:
        self._checked = checked
        self._across: dict[int, dict[_Line, set[int]]] = {}
        self._cells: dict[int, tuple[list[int], list[Cell]]] = {}
        self._rows: dict[tuple[int, int], list[Segment]] = defaultdict(list)
        for segment in checked.segments:
            if segment.cell is not None:
                self._rows[segment.block, segment.cell[0]].append(segment)

    def repeated(self, claim: Claim, axis: int) -> bool:
        """Whether the claim's row (axis 0) or column (1) has another figure for its subject, metric and conditions."""
        lines = self._across.get(claim.block)
        if lines is None:
            lines = self._across[claim.block] = defaultdict(set)
            for other in self._checked.cells.get(claim.block, ()):
                for along in (0, 1):
                    lines[_line(other, along)].add((other.cell or (0, 0))[1 - along])
        return len(lines[_line(claim, axis)]) > 1

    def cells_over(self, block: int, span: Span) -> list[Cell]:
        """The cells of a table that a span of the source lies in or over."""
        if block not in self._cells:
            table = self._checked.document.blocks[block].table
            found = sorted(table.cells if table is not None else (), key=lambda cell: cell.span.start)
            self._cells[block] = [cell.span.start for cell in found], found
        starts, cells = self._cells[block]
        last = bisect_left(starts, span.end)
        first = bisect_right(starts, span.start, 0, last) - 1
        return [cell for cell in cells[max(0, first) : last] if cell.span.overlaps(span)]

    def row(self, block: int, row: int) -> list[Segment]:
        """The segments of a table's row."""
        return self._rows.get((block, row), [])


def labels(claim: Claim, checked: Checked) -> list[str]:
    """What heads the column and the row of a claim's cell; nothing in prose."""
    if claim.cell is None:
        return []
    row, column = claim.cell
    heads = (checked.places.get((claim.block, at)) for at in ((0, column), (row, 0)))
    return [segment.view.text for segment in heads if segment is not None]


def _line(claim: Claim, axis: int) -> _Line:
    at = (claim.cell or (0, 0))[axis]
    return axis, at, claim.subject.id, claim.metric.id, frozenset(claim.conditions.items())


@once
def layout(checked: Checked) -> Layout:
    """The tables of the document that is being judged."""
    return Layout(checked)
