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

_Line = tuple[int, int, int, str | None, str | None, frozenset[tuple[str, str]]]


class Layout:
    """The tables of one document, gathered once: to ask them claim by claim would take squares of time."""

    def __init__(self, checked: Checked) -> None:
        self._across: dict[_Line, set[int]] = defaultdict(set)
        self._rows: dict[tuple[int, int], list[Segment]] = defaultdict(list)
        self._starts: dict[int, tuple[list[int], list[Cell]]] = {}
        for block, claims in checked.cells.items():
            table = checked.document.blocks[block].table
            cells = sorted(table.cells if table is not None else (), key=lambda cell: cell.span.start)
            self._starts[block] = [cell.span.start for cell in cells], cells
            for claim in claims:
                for axis in (0, 1):
                    row_column = claim.cell or (0, 0)
                    self._across[_line(claim, axis)].add(row_column[1 - axis])
        for segment in checked.segments:
            if segment.cell is not None:
                self._rows[segment.block, segment.cell[0]].append(segment)

    def repeated(self, claim: Claim, axis: int) -> bool:
        """Whether the claim's row (axis 0) or column (1) has another figure for its subject, metric and conditions."""
        return len(self._across[_line(claim, axis)]) > 1

    def cells_over(self, block: int, span: Span) -> list[Cell]:
        """The cells of a table with claims that a span of the source lies in or over."""
        starts, cells = self._starts[block]
        last = bisect_left(starts, span.end)
        first = bisect_right(starts, span.start, 0, last) - 1
        return [cell for cell in cells[max(0, first) : last] if cell.span.overlaps(span)]

    def row(self, block: int, row: int) -> list[Segment]:
        """The segments of a table's row."""
        return self._rows.get((block, row), [])


def _line(claim: Claim, axis: int) -> _Line:
    at = (claim.cell or (0, 0))[axis]
    return claim.block, axis, at, claim.subject.id, claim.metric.id, frozenset(claim.conditions.items())


@once
def layout(checked: Checked) -> Layout:
    """The tables of the document that is being judged."""
    return Layout(checked)
