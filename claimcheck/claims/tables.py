"""Binding in tables: by linking headers. An unlinked header leaves its cells unbound rather than guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from claimcheck import mentions
from claimcheck import patterns as re
from claimcheck.claims import implied
from claimcheck.claims.assemble import claim_of
from claimcheck.claims.choose import choose
from claimcheck.claims.discourse import Discourse
from claimcheck.claims.double_cells import in_line, listed, members, metrics_of, pieces, sides
from claimcheck.claims.grid import PROSE_CELL, Grid, is_figure, lay, lone_metric
from claimcheck.claims.labels import Label, Measured, Unit, fitted, follows, is_round, is_setting, says_whole, unit_of
from claimcheck.claims.options import of_unit
from claimcheck.claims.owners import CarriedSubject, kinds_for, suits
from claimcheck.claims.sentences import sentences
from claimcheck.claims.sizes import member_with, named_size
from claimcheck.claims.unlabelled import elect
from claimcheck.fit import fit, says_active
from claimcheck.mentions import NameIndex, whole_name
from claimcheck.model import Bound, Claim, Document, Entity, Mention, Metric, Quantity, Segment
from claimcheck.names import is_han
from claimcheck.records import dataclass, field, replace
from claimcheck.registry import Registry

_PRICE = "USD/Mtoken"  # "Input ($/1M tokens)" beside "Output": the price list has one unit
_LINKED, _CARRIED, _UNKNOWN, _RECOGNISED = 0.97, 0.85, 0.9, 0.85
_REMARK = re.compile(r"\s*[(（][^()（）]*[)）]")
_ACTIVE = re.compile(r"\s*[(（]\s*(?:activ|激活)", re.IGNORECASE)
_TOKENS = 1000  # from here on a bare figure is a length of text and no price
_CORPUS = 10**9  # the scale of a bare figure that is a size of data in tokens: 366B, 2T
_BEHIND = 8  # characters after a price, in which a bracket may say that it is that of a cache hit
_WORD = re.compile(r"[A-Za-z]{4}|[\u4e00-\u9fff]{2}")
_FREE = 0.79  # at most, for a figure in a cell's own words
_COMMA = re.compile(r"\d+,\d{1,2}\s?%?")
_SHORT_DATE = re.compile(r"\d\d([./-])\d\d?\1\d\d")  # which of them is the year?
_BRACKETED = re.compile(r"[(（][^()（）]*\d[^()（）]*[)）]")
_SIZE = re.compile(r"\d+(?:\.\d+)?\s?[BMbm](?:-[A-Z][a-z]+)?")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What the cells of one table share."""

    document: Document
    block: int
    grid: Grid
    scanned: Sequence[Segment]
    numbers: Mapping[int, int]  # id of a cell's segment -> its number among those scanned
    carried: Sequence[CarriedSubject]
    corner: Unit | None
    lone: Measured | None
    registry: Registry
    index: NameIndex
    units: Mapping[str, Unit]  # what headers state for metrics of a canonical unit; others of its kind share it
    repeated: frozenset[str]
    places: Mapping[tuple[int, int], str]  # of cells in documents without characters to point into
    outputs: bool  # whether prices of output have a line of their own
    narrower: Mapping[str, Metric]  # the member of a family of metrics that the text right before the table names
    whole: frozenset[int]  # lines of the metrics' axis that hold a bare figure above one: scores, no shares
    # what was told of a line once: its subject for metrics of some kinds of it, and the metric as its header names it
    subjects: dict[tuple[object, ...], tuple[Label, tuple[Bound | None, float]]] = field(default_factory=dict)
    metrics: dict[tuple[int, int, int, str], Bound] = field(default_factory=dict)

    def place(self, segment: Segment) -> str | None:
        own = self.places.get(segment.cell) if segment.cell is not None else None
        return own or self.document.blocks[self.block].place


def table_claims(
    document: Document,
    block: int,
    scanned: Sequence[Segment],
    start: int,
    end: int,
    discourse: Discourse,
    registry: Registry,
    index: NameIndex,
) -> Iterable[Claim]:
    """The claims of the table whose cells are scanned[start:end]."""
    table = document.blocks[block].table
    if table is None:
        return
    grid = lay(table, scanned[start:end], registry, index)
    first = grid.places[0][0] if grid.places and grid.places[0] else None
    corner = unit_of(first.view.text) if first is not None and "\\" in first.view.text else None
    lone = lone_metric(grid, _offered(document, block, discourse, registry, index))
    units = _units(grid)
    if _PRICE in units:
        discourse.price_unit = units[_PRICE]
    elif discourse.price_unit is not None:
        units[_PRICE] = discourse.price_unit  # a price list has one unit, told over its first table
    whole = _whole(grid)
    carried = _headed(discourse.subjects(start), document, block)
    lone = elect(grid, lone, whole, [e for offer in carried for e in _entities(offer.mention, registry)], registry)
    sheet = _Sheet(
        document,
        block,
        grid,
        scanned,
        {id(segment): number for number, segment in enumerate(scanned[start:end], start)},
        carried,
        corner,
        lone,
        registry,
        index,
        units,
        grid.repeated(),
        {(cell.row, cell.column): cell.place for cell in table.cells if cell.place},
        any(m.id == "output-price" for line in (*grid.columns, *grid.rows) for _, _, m in line.metrics),
        _narrower(document, block, scanned, start, grid, registry),
        whole,
    )
    stated = lone is None and _is_list(grid)
    for r in range(grid.first_row, table.rows):
        for home in grid.rows[r].segments:
            if home.cell is None or home.cell[0] != r:
                continue
            if stated and home.quantities:
                yield from _prose_cell(home, grid.rows[r], discourse, sheet)
            elif not is_figure(home):
                yield from _named_sizes(home, grid.rows[r], discourse, sheet)
        for c in range(grid.first_column, table.columns):
            segment = grid.places[r][c]
            if segment is None or segment.cell is None or segment.cell != (r, c) or not segment.quantities:
                continue
            row, column = grid.rows[r], _across(grid, r, c)
            if any(s is segment for s in row.segments) and not is_figure(segment):
                continue
            subject_label, metric_label = (row, column) if grid.by_rows else (column, row)
            unlinked = lone is None and not metric_label.metrics
            worded = unlinked and _has_words(segment) and bool(subject_label.entities or not subject_label.metrics)
            untold = unlinked and not table.header_rows and not row.metrics and bool(subject_label.entities)
            if len(segment.view.text) > PROSE_CELL or worded or untold:
                yield from _prose_cell(segment, subject_label, discourse, sheet)
            elif not column.delta and not row.delta:
                shares = (c if grid.by_rows else r) not in sheet.whole
                yield from _cell(segment, subject_label, metric_label, shares, sheet)


def _headed(offered: Sequence[CarriedSubject], document: Document, block: int) -> list[CarriedSubject]:
    """The subjects on offer, what the section is headed before what its text named last, unless that leads on to the
    table with a colon.
    """
    before = document.blocks[block - 1].view.text.rstrip() if block else ""
    if before.endswith((":", "：")):
        return list(offered)
    headed = [replace(row, agreed=True) for row in offered if row.feature == "subject.carried_heading"]
    return [*headed, *(row for row in offered if row.feature != "subject.carried_heading")]


def _is_list(grid: Grid) -> bool:
    """Whether a table is a list of features of what the text is about, each a figure with its words, and headers and
    labels name nothing: "12 core CPU | more than before".
    """
    body = grid.rows[grid.first_row :]
    if any(line.entities for line in body) or any(line.metrics or line.entities for line in grid.columns):
        return False
    firsts = [row[0] for row in grid.places[grid.first_row :] if row and row[0] is not None]
    told = [s for s in firsts if any(q.unit is not None for q in s.quantities) and _WORD.search(s.view.text)]
    return len(told) > 1 and len(told) * 2 > len(firsts)


def _has_words(segment: Segment) -> bool:
    """Whether a cell says something beside its figures: "16 GB HBM2"."""
    text, at = segment.view.text, 0
    for quantity in segment.quantities:
        if any(char.isalpha() for char in text[at : quantity.start]):
            return True
        at = quantity.end
    return any(char.isalpha() for char in text[at:])


def _across(grid: Grid, r: int, c: int) -> Label:
    """The label of a cell's column; of a cell across several columns, under the conditions that all of them have."""
    places, last = grid.places[r], c + 1
    while last < len(places) and places[last] is places[c]:
        last += 1
    if last == c + 1:
        return grid.columns[c]
    shared = set.intersection(*(set(label.conditions.items()) for label in grid.columns[c:last]))
    return replace(grid.columns[c], conditions=dict(shared))


def _offered(
    document: Document, block: int, discourse: Discourse, registry: Registry, index: NameIndex
) -> Iterable[Measured]:
    """The metrics that the caption and the headings name, the nearest first."""
    table = document.blocks[block].table
    caption = table.caption.text if table is not None and table.caption is not None else ""
    named = [m for m in mentions.find(caption, index) if metrics_of(m, registry)]
    sure = [m for m in named if not any(c.context_only for c in m.candidates)]
    if len({m.candidates[0].id for m in sure}) == 1:  # a sentence that names several is about none of them
        yield None, sure[0], metrics_of(sure[0], registry)[0]
    for offer in discourse.metrics():
        heading = offer.mention
        if heading is not None and offer.feature == "metric.carried_heading":
            if any(c.context_only for c in heading.candidates):
                continue  # "Bandwidth" over a table of links is not the memory's
            yield None, heading, offer.metric


def _narrower(
    document: Document, block: int, scanned: Sequence[Segment], start: int, grid: Grid, registry: Registry
) -> dict[str, Metric]:
    """For families of metrics the one member that the line before the table names and its headers leave out: a column
    "SWE-bench" under "measured on SWE-bench Verified".
    """
    before = [s for s in scanned[max(0, start - 3) : start] if s.block == block - 1]
    named = {c.id for s in before for m in s.mentions for c in m.candidates[:1] if c.kind == "metric"}
    headers = {m.id for line in (*grid.columns, *grid.rows) for _, _, m in line.metrics}
    found: dict[str, list[Metric]] = {}
    for identifier in named - headers:
        metric = registry.metric(identifier)
        for family in registry.lineage(identifier):
            if metric is not None and family in headers and family not in named:
                found.setdefault(family, []).append(metric)
    return {family: members[0] for family, members in found.items() if len(members) == 1}


def _units(grid: Grid) -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    for line in (*grid.columns, *grid.rows):
        if line.unit is not None:
            for _, _, metric in line.metrics[:1]:
                found.setdefault(metric.unit, line.unit)
    return found


def _whole(grid: Grid) -> frozenset[int]:
    """The columns (rows, where these name the metrics) in which a bare figure is above one."""
    found: set[int] = set()
    for r, row in enumerate(grid.places):
        for c, segment in enumerate(row):
            if segment is not None and r >= grid.first_row and c >= grid.first_column:
                values = [q.value for q in segment.quantities if q.unit is None]
                if any(isinstance(v, Decimal) and v > 1 for v in values):
                    found.add(c if grid.by_rows else r)
    return frozenset(found)


def _cell(segment: Segment, subject_label: Label, metric_label: Label, shares: bool, sheet: _Sheet) -> Iterable[Claim]:
    if "," in segment.view.text and _COMMA.fullmatch(segment.view.text.strip()):
        return  # "79,8": a decimal comma, or two figures
    metrics = [sheet.lone] if sheet.lone is not None else metric_label.metrics
    if not metrics and len(subject_label.metrics) == 1 and subject_label.entities:
        metrics = subject_label.metrics
    if not metrics and is_round(subject_label.text) and (raised := sheet.registry.metric("funding-round")) is not None:
        metrics = [(None, Mention(0, 0, "", ()), raised)]  # "Series A | €385M"
    if not metrics:
        return
    places, count = pieces(segment)
    common, parts = listed(metric_label, count)
    metrics = (sides(metrics, parts, sheet.registry) if parts else []) or metrics
    if metrics[0][2].kind == "price" and len({metric.id for _, _, metric in metrics}) == 1:
        metrics = metrics[:1]  # "Price (input / output)" names one of the two twice
    if len(metrics) == 1 and count > 1 and not (metrics[0][2].id == "input-price" and sheet.outputs):
        metrics = members(metrics[0], common, parts, segment, sheet.registry, sheet.index)
    unit = metric_label.unit or subject_label.unit or sheet.corner
    recognition = metric_label.recognition or subject_label.recognition
    for place, figure in zip(places, segment.quantities, strict=True):
        here = in_line(metrics, segment, figure)
        if not here:
            continue
        home, mention, metric = _which(here, place, count, figure, unit)
        metric = sheet.narrower.get(metric.id, metric)
        active = says_active(figure) or _ACTIVE.match(segment.view.text, figure.end)
        if active and metric.id == "total-parameters":
            metric = sheet.registry.metric("active-parameters") or metric
        if (
            (figure.unit or "").endswith("FLOPS")
            and metric.unit == "TOPS"
            and home is not None
            and "/" in home.view.text
        ):
            # an integer metric and another beside it: of "FB8 / INT8" a figure in FLOPS is the other's
            metric = sheet.registry.metric(metric.id.replace("int", "fp")) or metric
        if unit is None and metric.unit == _PRICE:
            unit = sheet.units.get(metric.unit)
        owners = subject_label
        if len(metrics) == 1 and count == len(subject_label.entities) > 1 and _listed_together(subject_label, sheet):
            owners = replace(subject_label, entities=[subject_label.entities[place]])
        bare = figure.value if figure.unit is None else None
        if metric.id == "output-price" and isinstance(bare, Decimal) and bare >= _TOKENS:
            metric = sheet.registry.metric("maximum-output") or metric  # "Output Tokens | 16K"
        if metric.id == "input-price":
            metric = _of_things(owners, metric, sheet)
            if _cached(figure, segment) or metric_label.conditions.get("cache") == "hit":
                metric = sheet.registry.metric("cached-input-price") or metric
        if figure.unit is not None and metric.kind == "benchmark":
            metric = of_unit(metric, figure, sheet.registry)  # of "Codeforces" a percent is the percentile
        value = fitted(figure, metric, unit, shares)
        untold = metric.id == "training-tokens" and not mention.candidates and figure.unit != metric.unit
        if untold and (figure.unit is not None or figure.scale < _CORPUS):
            continue  # a size of data is one of tokens where the cell says so, or as it is with 2T
        if value is None or (figure.unit is None and is_han(segment.view.text[figure.end : figure.end + 1] or " ")):
            continue  # a bare number before a noun counts something else: "1M步"
        if metric.kind == "date" and _SHORT_DATE.fullmatch(figure.text):
            continue
        if sheet.lone is not None and metric.kind != "benchmark" and figure.unit is None and unit is None:
            continue
        bound, confidence = _subject(owners, metric, sheet)
        if bound is None:
            continue
        if count > 1 and metric.id == "total-parameters" and figure.scale > 1 and isinstance(value.value, Decimal):
            bound = _sized(bound, value.value, sheet)  # "7B, 13B, 70B"
        conditions = {**subject_label.conditions, **metric_label.conditions}
        conditions.update(figure.conditions)
        conditions.update([(c.key, c.value) for c in segment.conditions])
        stated = mentions.find_conditions(parts[place]) if place < len(parts) else ()
        if stated:
            conditions.update((c.key, c.value) for c in stated)  # "pass@1 / cons@64"
        else:
            part = _part(metrics, parts, place, (home, mention, metric), metric_label, subject_label, sheet)
            if part is not None:
                conditions.setdefault("scope", part)
        span = segment.view.source(figure.start, figure.end)
        yield Claim(
            id="",
            span=span,
            text=sheet.document.source[span.start : span.end],
            subject=bound,
            metric=_metric(metric, home, mention, metric_label, sheet),
            quantity=value,
            block=sheet.block,
            conditions=conditions,
            confidence=confidence if recognition is None else min(confidence, _RECOGNISED),
            cell=segment.cell,
            place=sheet.place(segment),
            recognition=recognition,
        )


def _cached(figure: Quantity, segment: Segment) -> bool:
    """Whether a price in a cell is that of cached input: "¥0.2（缓存命中）", the second of "2（缓存命中为0.5）"."""
    low, figures = segment.view.low, segment.quantities
    at = figures.index(figure)
    before = low[figures[at - 1].end if at else 0 : figure.start]
    opened = max(before.rfind("("), before.rfind("（"))
    words = before[opened:] if opened > max(before.rfind(")"), before.rfind("）")) else ""
    if not words:
        words = low[figure.end : figures[at + 1].start if at + 1 < len(figures) else figure.end + _BEHIND]
        if at + 1 < len(figures) and words.count("(") + words.count("（") > words.count(")") + words.count("）"):
            words = ""  # they are of the figure in the bracket
        words = words[:_BEHIND]
    return bool(implied.CACHED.search(words)) and not implied.MISSED.search(words)


def _sized(bound: Bound, size: Decimal, sheet: _Sheet) -> Bound:
    """The member of a family that one of several sizes in a cell is the size of: of Qwen, with 7B, Qwen-7B."""
    family, registry = bound.id or "", sheet.registry
    member = registry.entity(member_with("total-parameters", size, (family,), registry) or "")
    if member is not None and member.id not in registry.members(family):
        member = None
    if member is None and bound.text:
        named = whole_name(f"{bound.text}-{named_size(size)}", sheet.index)
        member = registry.entity(named.candidates[0].id) if named is not None else None
    return bound if member is None else replace(bound, id=member.id, name=member.name, alternatives=())


def _of_things(owners: Label, metric: Metric, sheet: _Sheet) -> Metric:
    """The metric of a column headed "Price": that of a thing where the row names a chip or a machine."""
    named = [e for _, mention in owners.entities[:1] for e in _entities(mention, sheet.registry)]
    bought = sheet.registry.metric("launch-price")
    if bought is None or not named or suits(named[0], metric, sheet.registry):
        return metric
    return bought if suits(named[0], bought, sheet.registry) else metric


def _listed_together(label: Label, sheet: _Sheet) -> bool:
    """Whether one cell lists all the names of a label, each a system's: no maker or host stands among them."""
    named = [_entities(mention, sheet.registry) for _, mention in label.entities]
    return all(home is label.entities[0][0] for home, _ in label.entities) and all(
        not entities or entities[0].kind != "organisation" for entities in named
    )


def _part(
    metrics: Sequence[Measured],
    parts: Sequence[str],
    place: int,
    measured: Measured,
    metric_label: Label,
    subject_label: Label,
    sheet: _Sheet,
) -> str | None:
    """Which part of its benchmark a figure is for, as far as the headers say."""
    part = None
    if len(metrics) == 1 and place < len(parts) and not says_whole(parts[place]):
        part = parts[place].lower()
    elif measured[2].kind in ("benchmark", "size"):
        levels = sheet.lone is not None or measured[2].id in sheet.repeated
        part = metric_label.part(measured, levels=levels)
    if part is None and not sheet.grid.named and not subject_label.entities:
        part = subject_label.part((None, measured[1], measured[2]))
    return part


def _metric(metric: Metric, home: Segment | None, mention: Mention, label: Label, sheet: _Sheet) -> Bound:
    """A header's metric with its place; without one where a caption or a heading names it."""
    named = None if label.recognition is not None else mention.text
    if home is None or not named:
        return Bound(metric.id, metric.name, named, None)
    key = id(home), mention.start, mention.end, metric.id
    if key not in sheet.metrics:
        sheet.metrics[key] = Bound(metric.id, metric.name, named, home.view.source(mention.start, mention.end))
    return sheet.metrics[key]


def _which(metrics: Sequence[Measured], at: int, count: int, figure: Quantity, unit: Unit | None) -> Measured:
    """Several metrics in one header go with several figures in one cell; else the innermost that fits."""
    if len(metrics) == count > 1:
        together = all(home is metrics[0][0] for home, _, _ in metrics)
        return sorted(metrics, key=lambda entry: entry[1].start)[at] if together else metrics[at]
    if len(metrics) == 1:
        return metrics[0]
    fitting = [row for row in reversed(metrics) if fitted(figure, row[2], unit, True) is not None]
    fitting = [row for row in fitting if not any(_tells_part(row, other) for other in fitting if other is not row)]
    printed = [row for row in fitting if (value := fit(figure, row[2])) is not None and value.unit == figure.unit]
    return next(iter(printed or fitting), metrics[-1])


def _tells_part(row: Measured, other: Measured) -> bool:
    home, mention, metric = row
    return home is not None and home is other[0] and metric.kind == "benchmark" and follows(home, mention, other[1])


def _subject(row: Label, metric: Metric, sheet: _Sheet) -> tuple[Bound | None, float]:
    """What the figures of a line are about on a metric, and how sure that is; None where they are about nothing."""
    key = id(row), kinds_for(metric), metric.kind == "date"  # all that makes a difference
    known = sheet.subjects.get(key)
    if known is None or known[0] is not row:
        known = sheet.subjects[key] = row, _told_subject(row, metric, sheet)
    return known[1]


def _told_subject(row: Label, metric: Metric, sheet: _Sheet) -> tuple[Bound | None, float]:
    for segment, mention in row.entities:
        entities = _entities(mention, sheet.registry)
        fitting = [e for e in entities if suits(e, metric, sheet.registry)]
        maker = bool(entities) and entities[0].kind == "organisation"
        if entities and not fitting and (len(row.entities) > 1 or not sheet.grid.named or maker):
            continue
        whole = _REMARK.sub("", segment.view.text).strip()
        if metric.kind == "date" and len(mention.text) * 2 < len(whole):
            return None, 0.0  # the day of a post or a talk whose title names a system
        span = segment.view.source(mention.start, mention.end)
        if entities:
            best = (fitting or entities)[0]
            others = tuple(e.id for e in (fitting or entities)[1:])
            return Bound(best.id, best.name, mention.text, span, others), _LINKED
        return Bound(None, None, mention.text, span), _UNKNOWN
    if is_round(row.text):
        return _carried(row, metric, sheet)
    if _SIZE.fullmatch(row.text) and (sized := _carried(row, metric, sheet))[0] is not None:
        return sized  # "8B", of the family that the text is about
    if row.elected:
        elected = sheet.registry.entity(row.elected[0])
        assert elected is not None, "it was counted"
        return Bound(elected.id, elected.name, None, None, row.elected[1:]), _LINKED
    if sheet.grid.named and row.text and not row.metrics:
        if is_setting(row.text) or says_whole(row.text):
            return None, 0.0  # "# Shots" among the models
        named = {id(segment) for segment, _ in row.entities}  # the maker's cell is not the system's
        told = [s for s in row.segments if s.view.text.strip()]
        home = next((s for s in told if id(s) not in named), told[0])
        text = home.view.text.strip()
        start = home.view.text.index(text)
        return Bound(None, None, text, home.view.source(start, start + len(text))), _UNKNOWN
    return _carried(row, metric, sheet)


def _carried(row: Label, metric: Metric, sheet: _Sheet) -> tuple[Bound | None, float]:
    """The subject that the text before the table offers; a size among the labels names its member."""
    for offer in sheet.carried:
        fitting = [e for e in _entities(offer.mention, sheet.registry) if suits(e, metric, sheet.registry)]
        if not fitting:
            continue
        home = sheet.scanned[offer.segment]
        span = home.view.source(offer.mention.start, offer.mention.end)
        best, text = fitting[0], offer.mention.text
        if _SIZE.fullmatch(row.text):
            lines = sheet.grid.rows if sheet.grid.by_rows else sheet.grid.columns
            sizes = {line.text for line in lines if _SIZE.fullmatch(line.text)}
            sized = {size: whole_name(f"{best.name} {size}", sheet.index) for size in sizes}
            member = sized[row.text]
            if member is None or not all(sized.values()):
                continue  # a line that lacks one of the sizes is not what the table is about
            best, text = _entities(member, sheet.registry)[0], row.text
            segment = next(s for s in row.segments if s.view.text.strip())
            start = segment.view.text.index(text)
            span = segment.view.source(start, start + len(text))
        return Bound(best.id, best.name, text, span), _CARRIED
    return None, 0.0


def _entities(mention: Mention, registry: Registry) -> list[Entity]:
    return [e for c in mention.candidates if c.kind == "entity" and (e := registry.entity(c.id)) is not None]


def _named_sizes(segment: Segment, label: Label, discourse: Discourse, sheet: _Sheet) -> Iterable[Claim]:
    """What a row's own label says in brackets of its system: "MiniMax-01 (456B/45B active)"."""
    told = _BRACKETED.search(segment.view.text)
    inside = [q for q in segment.quantities if told is not None and q.start >= told.start()]
    if any(q.unit in ("parameter", "token") for q in inside):
        yield from _prose_cell(segment, label, discourse, sheet)


def _prose_cell(segment: Segment, subject_label: Label, discourse: Discourse, sheet: _Sheet) -> Iterable[Claim]:
    carried = [
        CarriedSubject(mention, sheet.numbers[id(home)], "subject.carried_heading", agreed=True)
        for home, mention in subject_label.entities[:1]
        if id(home) in sheet.numbers
    ]
    offered = carried or sheet.carried
    for sentence in sentences(segment):
        if not sentence.quantities:
            continue
        for choice in choose(sentence, offered, (), sheet.registry):
            claim = claim_of(choice, sentence, sheet.document, sheet.scanned, sheet.registry)
            if claim is not None:
                sure = min(claim.confidence, _FREE)
                yield replace(claim, cell=segment.cell, place=sheet.place(segment), confidence=sure)
