"""Columns (or rows) of a table that follow from others: totals, means, differences, percentage changes.

A relation counts only where the table itself bears it out: a column headed "average" or "total" whose rows mostly
agree, or a difference that holds in three rows out of four and at least three times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import permutations

from claimcheck import patterns as re
from claimcheck.model import Quantity, Segment
from claimcheck.records import NamedTuple
from claimcheck.rules import gains, intervals, wording
from claimcheck.rules.base import Draft, Message, Pointer
from claimcheck.rules.intervals import Closed

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_MEAN = re.compile(r"(?<![a-z])(?:avg|average|mean|macro)(?![a-z])|平均|均值|均分", re.I)
_TOTAL = re.compile(r"(?<![a-z])(?:total|sum)(?![a-z])|合计|总计|总和|总数", re.I)
_CHANGE = re.compile(
    r"[Δ∆]|(?<![a-z])(?:diff|difference|delta|gain|gap|change|improvement|increase)(?![a-z])|差[值距异]|提升|变化|增[长幅]",
    re.I,
)
_DIGIT = re.compile(r"\d")
_WIDEST = 14  # columns beyond this are not tried three by three
_LEAST = 3


class Figure(NamedTuple):
    segment: Segment
    quantity: Quantity
    closed: Closed


Grid = dict[tuple[int, int], tuple[Segment, Figure | None]]  # a table's cells with their figures, by row and column


class Line(NamedTuple):
    """One column or row: its header's text and its figures by place."""

    header: str
    figures: dict[int, Figure]


def check(checked: Checked) -> Iterator[Draft]:
    """Every table, column by column and row by row."""
    tables: dict[int, dict[tuple[int, int], Segment]] = {}
    for segment in checked.segments:
        if segment.cell is not None:
            tables.setdefault(segment.block, {})[segment.cell] = segment
    for cells in tables.values():
        if not _adds_up(cells):
            continue
        grid = {place: (segment, _figure(segment)) for place, segment in cells.items()}
        for lines in (_lines(grid, 1), _lines(grid, 0)):
            yield from _named(lines, _MEAN, _mean, Message("the mean", "平均值"))
            yield from _named(lines, _TOTAL, _total, Message("the sum", "合计"))
            yield from _differences(lines)


def _adds_up(cells: dict[tuple[int, int], Segment]) -> bool:
    """Whether a table may have a line that the others make: most have none, by their headers and figures."""
    heads = {(axis, place[axis]): place for place in sorted(cells, reverse=True) for axis in (0, 1)}
    return any(
        pattern.search(cells[place].view.text) for place in heads.values() for pattern in (_MEAN, _TOTAL, _CHANGE)
    ) or any(quantity.signed for segment in cells.values() for quantity in segment.quantities)


def _lines(grid: Grid, axis: int) -> list[Line]:
    """Columns (axis 1) or rows (axis 0) with at least two figures."""
    other = 1 - axis
    numbered: dict[int, dict[int, tuple[Segment, Figure | None]]] = {}
    for place, cell in grid.items():
        numbered.setdefault(place[axis], {})[place[other]] = cell
    lines = []
    for _, line in sorted(numbered.items()):
        first = min(line)
        figures = {at: figure for at, (_, figure) in line.items() if figure is not None and at != first}
        if len(figures) >= 2:
            lines.append(Line(line[first][0].view.text, figures))
    return lines


def _figure(segment: Segment) -> Figure | None:
    """The figure of a cell that holds one and hardly anything else."""
    if len(segment.quantities) != 1 or segment.quantities[0].kind != "number":
        return None
    quantity, text = segment.quantities[0], segment.view.text.strip(" *~_`")
    closed = intervals.of(quantity)
    digits = _DIGIT.search(quantity.text) is not None
    return Figure(segment, quantity, closed) if closed and digits and 2 * len(quantity.text) >= len(text) else None


def _named(
    lines: list[Line], header: re.Pattern[str], combine: Callable[[list[Closed]], Closed], what: Message
) -> Iterator[Draft]:
    results = [line for line in lines if header.search(line.header)]
    if len(results) != 1:
        return
    parts = [line for line in lines if not _MEAN.search(line.header) and not _TOTAL.search(line.header)]
    parts = [
        line for line in parts if len(results[0].figures.keys() & line.figures.keys()) * 2 > len(results[0].figures)
    ]
    for skipped in range(min(3, max(len(parts) - 1, 0))):  # a number, a year or a size may stand before the parts
        found = _combined(results[0], parts[skipped:], combine, what)
        if found is not None:
            yield from found
            return


def _combined(
    result: Line, parts: list[Line], combine: Callable[[list[Closed]], Closed], what: Message
) -> list[Draft] | None:
    """Drafts for the places where `result` is not what `parts` make; None where it mostly is not."""
    good, bad = 0, []
    for at, figure in result.figures.items():
        beside = [line.figures[at] for line in parts if at in line.figures]
        if combine is _total and len(beside) < len(parts):
            continue  # what is not given may be more
        if len(beside) < 2 or any(other.quantity.unit != figure.quantity.unit for other in beside):
            continue
        if combine is _total and figure.quantity.unit == "percent" and figure.quantity.value != _ALL:
            continue  # "79 of 300, 26.3%": a share of the totals is no sum of shares
        expected = combine([other.closed for other in beside])
        if expected.meets(_cut(figure)):
            good += 1
        else:
            bad.append(_draft(figure, beside, expected, what))
    return bad if good >= 2 and 2 * len(bad) <= good else None


_ALL = Decimal(100)  # percent


def _cut(figure: Figure) -> Closed:
    """The figure as rounded or cut."""
    step = figure.quantity.step or Decimal(0)
    return Closed(figure.closed.low, figure.closed.high + step / 2)


def _mean(parts: list[Closed]) -> Closed:
    total, count = _total(parts), len(parts)
    return Closed(total.low / count, total.high / count, total.middle() / count)


def _total(parts: list[Closed]) -> Closed:
    total = parts[0]
    for part in parts[1:]:
        total = total.plus(part)
    return total


def _differences(lines: list[Line]) -> Iterator[Draft]:
    """Lines headed as a difference, or whose figures are signed, against every pair of others."""
    if len(lines) > _WIDEST:
        return
    for result in lines:
        signed = sum(figure.quantity.signed for figure in result.figures.values())
        if not _CHANGE.search(result.header) and signed * 2 < len(result.figures):
            continue
        others = [line for line in lines if line is not result]
        for first, second in permutations(others, 2):
            found = _fit(result, first, second)
            if found is not None:
                yield from found
                break


_DOWN = re.compile(r"(?<![a-z])(?:down|decreas\w*|fell|declin\w*|dropp?\w*|lower)(?![a-z])|下降|减少|降低|下滑")


def _fit(result: Line, first: Line, second: Line) -> list[Draft] | None:
    """Drafts for the rows where `result` is not the change from `first` to `second`; None where it mostly is not."""
    good, bad = 0, []
    for at, figure in result.figures.items():
        if at not in first.figures or at not in second.figures:
            continue
        one, two = first.figures[at], second.figures[at]
        readings = gains.changes(one.quantity, two.quantity, figure.quantity)
        if figure.quantity.unit is None:
            readings.append((two.closed.minus(one.closed), None))
        if not readings:
            continue
        told = _cut(figure)
        if _DOWN.search(figure.segment.view.low):
            told = -told  # "Down 0.5 pts"
        if any(expected.meets(told) or expected.meets(_cut(figure)) for expected, _ in readings):
            good += 1
        else:
            bad.append((figure, [one, two], readings[0][0]))
    if good < _LEAST or len(bad) > good / _LEAST:
        return None
    return [_draft(figure, operands, expected, Message("the change", "变化")) for figure, operands, expected in bad]


def _draft(figure: Figure, operands: list[Figure], expected: Closed, what: Message) -> Draft:
    printed, right = wording.printed(figure.quantity), gains.told(expected, figure.quantity.unit)
    sign = "-" if expected.high < 0 else ""
    message = Message(
        f"{what.en} of the figures beside it is {sign}{right.en}, not {printed}.",
        f"旁边各数的{what.zh}是 {sign}{right.zh}，而非 {printed}。",
    )
    related = tuple(
        Pointer(one.segment.view.source(one.quantity.start, one.quantity.end), Message("an operand", "运算数"))
        for one in operands[:8]
    )
    span = figure.segment.view.source(figure.quantity.start, figure.quantity.end)
    return Draft(span, Message(wording.capital(message.en), message.zh), 0.85, related=related)
