"""Binding in tables: by linking headers. An unlinked header leaves its cells unbound rather than guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from claimcheck.claims.assemble import claim_of
from claimcheck.claims.choose import choose
from claimcheck.claims.discourse import Discourse
from claimcheck.claims.labels import Label, Unit, in_unit, is_shots, label, unit_of
from claimcheck.claims.owners import CarriedSubject, suits
from claimcheck.claims.sentences import sentences
from claimcheck.fit import fit, in_range
from claimcheck.model import Bound, Claim, Document, Mention, Metric, Quantity, Segment, Table
from claimcheck.names import is_han
from claimcheck.records import dataclass, replace
from claimcheck.registry import Registry
from claimcheck.spans import Span

_SELF_EVIDENT = frozenset(("W", "bit", "nm"))  # a column headed TDP needs no unit
_PROSE_CELL = 48  # a cell longer than this is read as prose
_LINKED, _CARRIED, _UNKNOWN = 0.97, 0.85, 0.9


@dataclass(slots=True)
class Grid:
    """A table's cells as segments, with the label of each row and column."""

    table: Table
    places: list[list[Segment | None]]
    columns: list[Label]
    rows: list[Label]
    first_row: int
    first_column: int


def table_claims(
    document: Document,
    block: int,
    scanned: Sequence[Segment],
    start: int,
    end: int,
    discourse: Discourse,
    registry: Registry,
) -> Iterable[Claim]:
    """The claims of the table whose cells are scanned[start:end]."""
    table = document.blocks[block].table
    if table is None:
        return
    grid = _grid(table, scanned[start:end], registry)
    index = {id(segment): at for at, segment in enumerate(scanned[start:end], start)}
    by_rows = _entities_in_rows(grid)
    first = grid.places[0][0] if grid.places and grid.places[0] else None
    corner = unit_of(first.view.text) if first is not None and "\\" in first.view.text else None
    carried = discourse.subjects(start)
    lone = _lone_metric(grid, discourse)
    for r in range(grid.first_row, table.rows):
        for c in range(grid.first_column, table.columns):
            segment = grid.places[r][c]
            if segment is None or segment.cell is None or segment.cell != (r, c) or not segment.quantities:
                continue
            row, column = grid.rows[r], grid.columns[c]
            if any(s is segment for s in row.segments) and not _numeric(segment):
                continue
            if len(segment.view.text) > _PROSE_CELL:
                yield from _prose_cell(
                    segment, row if by_rows else column, index, document, discourse, registry, scanned
                )
                continue
            if column.delta or row.delta:
                continue
            subject_label, metric_label = (row, column) if by_rows else (column, row)
            if lone is not None:
                metric_label = replace(metric_label, metrics=[lone])
            yield from _cell(segment, subject_label, metric_label, corner, document, block, carried, scanned, registry)


def _grid(table: Table, cells: Sequence[Segment], registry: Registry) -> Grid:
    by_cell = {segment.cell: segment for segment in cells}
    places: list[list[Segment | None]] = [
        [by_cell.get((cell.row, cell.column)) if cell is not None else None for cell in row] for row in table.grid()
    ]
    first_row = min(table.header_rows, max(0, table.rows - 1))
    columns = [
        label((s for r in range(first_row) if (s := places[r][c]) is not None), registry, header=True)
        for c in range(table.columns)
    ]
    first_column = _label_columns(places, columns, first_row, table.columns)
    identity = _identity(places, first_row, first_column, "entity")
    measured = _identity(places, first_row, first_column, "metric")
    rows: list[Label] = []
    group: Segment | None = None
    for r in range(table.rows):
        row = places[r]
        distinct = {id(s) for s in row if s is not None and s.view.text.strip()}
        if r >= first_row and len(distinct) == 1 and table.columns > 1:
            group = next(s for s in row if s is not None and s.view.text.strip())
        heads = [s for s in row[: max(1, first_column)] if s is not None]
        named = label(heads, registry, header=True)
        if r >= first_row:
            named.entities.sort(key=lambda entry: entry[0].cell is None or entry[0].cell[1] != identity)
            named.metrics.sort(key=lambda entry: entry[0].cell is not None and entry[0].cell[1] == measured)
        if group is not None and not any(s is group for s in named.segments):
            outer = label([group], registry, header=True)
            named.entities = named.entities or outer.entities
            named.conditions = {**outer.conditions, **named.conditions}
            if not named.metrics and not named.entities:
                named.metrics = outer.metrics
        for c, head in enumerate(columns):
            cell = row[c]
            if is_shots(head.text) and cell is not None and r >= first_row:
                shots = cell.view.text.strip()
                if shots.isdigit():
                    named.conditions.setdefault("shots", shots)
        rows.append(named)
    _undated(columns, rows[first_row:])
    return Grid(table, places, columns, rows, first_row, first_column)


def _undated(columns: list[Label], rows: list[Label]) -> None:
    """A column of dates is one of releases only where each row is another system: a change log names one again."""
    ids = [m.candidates[0].id for row in rows for _, m in row.entities[:1] if m.candidates]
    if len(set(ids)) == len(ids):
        return
    for column in columns:
        column.metrics = [entry for entry in column.metrics if entry[2].kind != "date"]


def _label_columns(places: list[list[Segment | None]], columns: list[Label], first_row: int, width: int) -> int:
    """How many leading columns are labels: at least the first, unless it holds figures under a linked header."""
    count = 0
    for c in range(width):
        body = [places[r][c] for r in range(first_row, len(places))]
        texts = [s for s in body if s is not None and s.view.text.strip()]
        numeric = sum(_numeric(s) for s in texts)
        if c == 0 and texts and numeric > len(texts) / 2 and columns[0].metrics:
            return 0
        naming = sum(any(m.candidates for m in s.mentions) for s in texts) * 2 > len(texts)
        headed = bool(columns[c].metrics or columns[c].entities) and not naming
        if c > 0 and (not texts or numeric * 3 > len(texts) or headed):
            break
        if c > 0 and max((len(s.view.text) for s in texts), default=0) > _PROSE_CELL:
            break
        count = c + 1
    return min(count, max(1, width - 1))


def _identity(places: list[list[Segment | None]], first_row: int, width: int, kind: str) -> int:
    """The label column that tells rows apart: boards rather than architectures, benchmarks rather than fields."""
    best, most = 0, 0
    for c in range(max(1, width)):
        named = {
            m.candidates[0].id if m.candidates else m.text
            for r in range(first_row, len(places))
            if (s := places[r][c]) is not None
            for m in s.mentions
            if m.unknown == kind or any(k.kind == kind for k in m.candidates)
        }
        if len(named) > most:
            best, most = c, len(named)
    return best


def _numeric(segment: Segment) -> bool:
    text = segment.view.text.strip()
    letters = sum(ch.isalpha() for ch in text)
    return bool(segment.quantities) and not segment.mentions and letters <= max(4, len(text) // 2)


def _entities_in_rows(grid: Grid) -> bool:
    """Whether the rows name the entities (and the columns the metrics), or the other way round."""
    body = grid.rows[grid.first_row :]
    head = grid.columns[grid.first_column :]
    rows, columns = max(1, len(body)), max(1, len(head))
    upright = sum(bool(c.metrics) for c in head) / columns + sum(_about(r) for r in body) / rows
    across = sum(_about(c) for c in head) / columns + sum(bool(r.metrics) for r in body) / rows
    return upright >= across


def _about(row: Label) -> bool:
    return bool(row.entities) and not row.metrics


def _cell(
    segment: Segment,
    subject_label: Label,
    metric_label: Label,
    corner: Unit | None,
    document: Document,
    block: int,
    carried: Sequence[CarriedSubject],
    scanned: Sequence[Segment],
    registry: Registry,
) -> Iterable[Claim]:
    metrics = metric_label.metrics
    if not metrics and len(subject_label.metrics) == 1 and subject_label.entities:
        metrics = subject_label.metrics
    if not metrics:
        return
    figures = list(segment.quantities)
    metrics = _members(metrics, len(figures), registry)
    unit = metric_label.unit or subject_label.unit or corner
    for at, figure in enumerate(figures):
        home, mention, metric = _which(metrics, at, len(figures), figure, unit)
        fitted = _fitted(figure, metric, unit)
        if fitted is None or (figure.unit is None and is_han(segment.view.text[figure.end : figure.end + 1] or " ")):
            continue  # a bare number before a noun counts something else: "1M步"
        bound, confidence = _subject(subject_label, metric, carried, scanned, registry)
        if bound is None:
            continue
        conditions = {**subject_label.conditions, **metric_label.conditions, **dict(figure.conditions)}
        conditions.update((c.key, c.value) for c in segment.conditions)
        span = segment.view.source(figure.start, figure.end)
        yield Claim(
            id="",
            span=span,
            text=document.source[span.start : span.end],
            subject=bound,
            metric=Bound(metric.id, metric.name, mention.text, _source(home, mention)),
            quantity=fitted,
            block=block,
            conditions=conditions,
            confidence=confidence,
            cell=segment.cell,
            place=_place(document, block, segment),
        )


def _lone_metric(grid: Grid, discourse: Discourse) -> tuple[Segment, Mention, Metric] | None:
    """The benchmark that the heading or caption names, for a table whose headers name none: "Fine-tuning on XNLI"."""
    body = grid.rows[grid.first_row :]
    if any(c.metrics for c in grid.columns) or any(r.metrics for r in grid.rows) or not any(r.entities for r in body):
        return None
    for row in discourse.metrics():
        if row.metric.kind == "benchmark" and row.mention is not None and row.feature == "metric.carried_heading":
            home = next((s for r in body for s, _ in r.entities), None)
            return (home, row.mention, row.metric) if home is not None else None
    return None


def _members(
    metrics: list[tuple[Segment, Mention, Metric]], count: int, registry: Registry
) -> list[tuple[Segment, Mention, Metric]]:
    """The members that a header lists after a family's name: "CMRC 2018 (EM/F1)" over "74.2 / 90.6"."""
    if count < 2 or len(metrics) != 1:
        return metrics
    segment, mention, metric = metrics[0]
    parts = re.findall(r"[A-Za-z0-9@+\-]+(?:\s?[/／]\s?[A-Za-z0-9@+\-]+)+", segment.view.text)
    for part in parts:
        wanted = [p.strip().lower() for p in re.split(r"[/／]", part)]
        members = [m for i in registry.members(metric.id) if (m := registry.metric(i)) is not None]
        named = [next((m for m in members if m.name.lower().split()[-1] == w), None) for w in wanted]
        if len(named) == count and all(m is not None for m in named):
            return [(segment, mention, m) for m in named if m is not None]
    below = [m for i in registry.members(metric.id) if (m := registry.metric(i)) is not None]
    last = {m.name.lower().split()[-1]: m for m in below}
    if count == 2 and "em" in last and "f1" in last:  # the field's custom for "74.2 / 90.6"
        return [(segment, mention, last["em"]), (segment, mention, last["f1"])]
    return metrics


def _source(home: Segment, mention: Mention) -> Span | None:
    """Where a header's metric stands; None for one that a heading names."""
    if home.view.text[mention.start : mention.end] != mention.text:
        return None
    return home.view.source(mention.start, mention.end)


def _place(document: Document, block: int, segment: Segment) -> str | None:
    table = document.blocks[block].table
    if table is not None:
        for cell in table.cells:
            if (cell.row, cell.column) == segment.cell and cell.place:
                return cell.place
    return document.blocks[block].place


def _which(
    metrics: list[tuple[Segment, Mention, Metric]], at: int, count: int, figure: Quantity, unit: Unit | None
) -> tuple[Segment, Mention, Metric]:
    """Several metrics in one header go with several figures in one cell; else the innermost that fits."""
    if len(metrics) == count > 1:
        return metrics[at]
    for row in reversed(metrics):
        if _fitted(figure, row[2], unit) is not None:
            return row
    return metrics[-1]


def _fitted(figure: Quantity, metric: Metric, unit: Unit | None) -> Quantity | None:
    scaled = in_unit(figure, unit)
    fitted = fit(scaled, metric)
    if fitted is None and scaled is not figure:
        fitted = fit(figure, metric)
    if fitted is None and figure.unit is None and unit is None and metric.unit in _SELF_EVIDENT:
        fitted = replace(figure, unit=metric.unit)
    if fitted is None or (figure.unit is None and not in_range(fitted, metric)):
        return None
    if (
        figure.signed
        and metric.kind != "index"
        and isinstance(figure.value, Decimal)
        and figure.text.lstrip()[:1] in "+-"
    ):
        return None  # a gain, not a level
    return fitted


def _subject(
    row: Label, metric: Metric, carried: Sequence[CarriedSubject], scanned: Sequence[Segment], registry: Registry
) -> tuple[Bound | None, float]:
    for segment, mention in row.entities:
        ids = tuple(c.id for c in mention.candidates if c.kind == "entity")
        entities = [e for i in ids if (e := registry.entity(i)) is not None]
        fitting = [e for e in entities if suits(e, metric, registry)]
        if entities and not fitting and len(row.entities) > 1:
            continue
        span = segment.view.source(mention.start, mention.end)
        if entities:
            best = (fitting or entities)[0]
            others = tuple(e.id for e in (fitting or entities)[1:])
            return Bound(best.id, best.name, mention.text, span, others), _LINKED
        return Bound(None, None, mention.text, span), _UNKNOWN
    text = row.text
    if text and not row.metrics:
        home = next(s for s in row.segments if s.view.text.strip())
        stripped = home.view.text.strip()
        start = home.view.text.index(stripped)
        span = home.view.source(start, start + len(stripped))
        return Bound(None, None, stripped, span), _UNKNOWN
    for offer in carried:
        entities = [
            e
            for c in offer.mention.candidates
            if (e := registry.entity(c.id)) is not None and suits(e, metric, registry)
        ]
        if entities:
            home = scanned[offer.segment]
            span = home.view.source(offer.mention.start, offer.mention.end)
            return Bound(entities[0].id, entities[0].name, offer.mention.text, span), _CARRIED
    return None, 0.0


def _prose_cell(
    segment: Segment,
    subject_label: Label,
    index: dict[int, int],
    document: Document,
    discourse: Discourse,
    registry: Registry,
    scanned: Sequence[Segment],
) -> Iterable[Claim]:
    carried = [
        CarriedSubject(mention, index[id(home)], "subject.carried_heading")
        for home, mention in subject_label.entities[:1]
        if id(home) in index
    ]
    for sentence in sentences(segment):
        if not sentence.quantities:
            continue
        for choice in choose(sentence, carried or discourse.subjects(index[id(segment)]), (), registry):
            claim = claim_of(choice, sentence, document, scanned, registry)
            if claim is not None:
                yield replace(claim, cell=segment.cell, place=_place(document, segment.block, segment))
