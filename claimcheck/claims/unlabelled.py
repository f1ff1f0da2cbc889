"""Lines of a table that no header names, told by their figures: the grid's side of `votes`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.claims.grid import PROSE_CELL, Grid
from claimcheck.claims.labels import Label, Measured, Unit, fitted, is_name, says_whole
from claimcheck.claims.owners import suits
from claimcheck.claims.votes import LEAST, Measure, Metrics, Vote, in_own_unit, metric_of, subject_of
from claimcheck.model import Entity, Mention, Quantity, Segment
from claimcheck.registry import Registry

_LIST = re.compile(r"[\s\d.,、]*")  # "7, 13, 33": sizes of a family's members

_OPERATIONS = ("TFLOPS", "TOPS")
_LINES = 60  # of a table that are asked
_NOWHERE = Mention(0, 1, "", ())  # the name of a metric that the table does not name


def elect(
    grid: Grid, lone: Measured | None, whole: frozenset[int], offered: Sequence[Entity], registry: Registry
) -> Measured | None:
    """Tells the metrics of lines that no header names, and of lines of named metrics the entity, by their figures.

    Marks the lines' labels. `lone` is the metric that the table's surroundings offer for all its figures, `offered` the
    entities that they offer, `whole` the metrics' lines in which a bare figure is above one. Returns `lone`, or the
    metric elected for the table as a whole.
    """
    if lone is None:
        lone = _elect_metrics(grid, whole, registry)
    _elect_subjects(grid, lone, offered, registry)
    return lone


def _lines(grid: Grid, *, subjects: bool) -> list[tuple[int, Label]]:
    """The lines of one axis with their labels: those that name entities, or those that name metrics."""
    if grid.by_rows is subjects:
        return [*enumerate(grid.rows)][grid.first_row :]
    return [*enumerate(grid.columns)][grid.first_column :]


def _cells(grid: Grid, line: int, *, subjects: bool) -> Iterator[tuple[Label, Segment]]:
    """The cells of a line with figures, each with the label across."""
    if grid.by_rows is subjects:
        across = [(grid.columns[c], grid.places[line][c]) for c in range(grid.first_column, len(grid.columns))]
    else:
        across = [(grid.rows[r], grid.places[r][line]) for r in range(grid.first_row, len(grid.rows))]
    for label, segment in across:
        short = segment is not None and segment.quantities and len(segment.view.text) <= PROSE_CELL
        if segment is not None and short and not label.delta:
            yield label, segment


def _figures(segment: Segment) -> Sequence[Quantity]:
    """The figures of a cell that have a vote: its only one, or those of a list."""
    if len(segment.quantities) > 1 and not _LIST.fullmatch(segment.view.text):
        return ()
    return [q for q in segment.quantities if q.approximation == "exact" and not q.signed]


def _votes(grid: Grid, line: int) -> list[Vote]:
    found: list[Vote] = []
    for label, segment in _cells(grid, line, subjects=False):
        ids = tuple(c.id for _, m in label.entities[:1] for c in m.candidates if c.kind == "entity")
        if ids and not label.metrics:
            found += (Vote(ids, figure) for figure in _figures(segment))
    return found


def _elect_metrics(grid: Grid, whole: frozenset[int], registry: Registry) -> Measured | None:
    lines = _lines(grid, subjects=False)
    taken = {metric.id for _, label in lines for _, _, metric in label.metrics}
    _scale([entry for entry in lines if entry[1].metrics], grid, whole, registry)
    unnamed = [(at, label) for at, label in lines if not (label.metrics or label.entities or label.delta)]
    released = registry.metric("release-date")
    for at, label in unnamed if _apart(grid) else ():
        figures = [segment.quantities for _, segment in _cells(grid, at, subjects=False)]
        dated = figures and all(len(found) == 1 and found[0].kind == "date" for found in figures)
        if released is not None and dated and not label.text:
            label.metrics = [(None, _NOWHERE, released)]  # dates beside systems, under no header that says of what
    unnamed = [(at, label) for at, label in unnamed if not label.metrics][:_LINES]
    votes = {at: _votes(grid, at) for at, _ in unnamed}
    if sum(map(len, votes.values())) < LEAST:
        return None
    found: list[tuple[Label, Metrics]] = []
    for at, label in unnamed:
        chosen = metric_of(votes[at], label.unit, at not in whole, taken, registry) if len(votes[at]) >= LEAST else None
        if chosen is not None and (chosen.metric.kind != "date" or _apart(grid)):
            found.append((label, chosen))
    if not taken and len(unnamed) > 1:
        table = _of_all(found, unnamed, votes, not whole, registry)
        if table is not None:
            for _, label in unnamed:
                label.unit, label.recognition = label.unit or table.unit, table.recognition
            return None, _NOWHERE, table.metric
    for label, chosen in found:
        home = next((s for s in reversed(label.segments) if s.view.text.strip()), None)
        text = home.view.text.strip() if home is not None else ""
        if not any(char.isalnum() for char in text):
            home, text = None, ""
        start = home.view.text.index(text) if home is not None else 0
        label.metrics = [(home, Mention(start, start + max(1, len(text)), text, ()), chosen.metric)]
        label.unit, label.recognition = label.unit or chosen.unit, chosen.recognition
    return None


def _scale(lines: Sequence[tuple[int, Label]], grid: Grid, whole: frozenset[int], registry: Registry) -> None:
    """Tells what the bare figures of a linked line are in: 7, 13 and 70 under "Params" are billions where the systems
    beside them have so many, and 19.5 under "FP32" are TFLOPS.
    """
    for at, label in lines:
        fast = [m for _, _, m in label.metrics if m.unit in _OPERATIONS]
        if fast and label.unit is None:
            label.recognition = in_own_unit(_votes(grid, at), fast[0], registry)
            label.unit = Unit(fast[0].unit, Decimal(1)) if label.recognition is not None else None
        counts = [m for _, _, m in label.metrics if m.unit == "parameter"]
        if not counts or (label.unit is not None and label.unit.factor != 1):  # the word "Params" tells no scale
            continue
        votes = _votes(grid, at)
        chosen = metric_of(votes, None, at not in whole, (), registry) if len(votes) >= LEAST else None
        if chosen is not None and chosen.metric.id == counts[0].id:
            label.unit = chosen.unit


def _of_all(
    found: Sequence[tuple[Label, Metrics]],
    unnamed: Sequence[tuple[int, Label]],
    votes: Mapping[int, Sequence[Vote]],
    shares: bool,
    registry: Registry,
) -> Metrics | None:
    """The metric that all lines are of: settings or parts of one test beside each other."""
    wholes = [chosen for label, chosen in found if label.text and says_whole(label.text)]
    if len(found) == len(wholes) == 1:
        return wholes[0]  # the others are its parts
    if len({chosen.metric.id for _, chosen in found}) > 1:
        return None
    alone = max((chosen.recognition.agreed for _, chosen in found), default=0)
    table = metric_of([vote for at, _ in unnamed for vote in votes[at]], None, shares, (), registry)
    if table is None:
        lines = [at for at, label in unnamed if label.text and says_whole(label.text)]
        parts = [vote for at, _ in unnamed if at not in lines for vote in votes[at]]
        table = metric_of(votes[lines[0]], None, shares, (), registry, parts) if len(lines) == 1 else None
    return table if table is not None and table.recognition.agreed > alone else None


def _apart(grid: Grid) -> bool:
    """Whether each line is about another entity, so that dates may be those of releases."""
    ids = [
        m.candidates[0].id for _, label in _lines(grid, subjects=True) for _, m in label.entities[:1] if m.candidates
    ]
    return len(ids) == len(set(ids))


def _elect_subjects(grid: Grid, lone: Measured | None, offered: Sequence[Entity], registry: Registry) -> None:
    metrics = (
        [lone[2]]
        if lone is not None
        else [m[-1][2] for _, label in _lines(grid, subjects=False) if (m := label.metrics)]
    )
    if any(suits(entity, metric, registry) for entity in offered for metric in metrics):
        return
    lines = _lines(grid, subjects=True)
    named = {c.id for _, label in lines for _, m in label.entities[:1] for c in m.candidates} if grid.named else set()
    unnamed = [(at, label) for at, label in lines if not (named and label.entities) and not is_name(label.text)]
    for at, label in unnamed[:_LINES]:
        measures: list[Measure] = []
        for across, segment in _cells(grid, at, subjects=True):
            for _, _, metric in [lone] if lone is not None else across.metrics[-1:]:
                values = (fitted(figure, metric, across.unit or label.unit, True) for figure in _figures(segment))
                measures += (Measure(metric, value) for value in values if value is not None)
        chosen = subject_of(measures, registry) if len(measures) >= LEAST else None
        if chosen is not None and not named.intersection(chosen.ids):
            label.elected, label.recognition = chosen.ids, chosen.recognition
    elected = [label for _, label in unnamed if label.elected]
    if not named and len(elected) == 1 and says_whole(elected[0].text):
        for _, label in unnamed:  # the others are parts of the tests
            label.elected, label.recognition = elected[0].elected, elected[0].recognition
