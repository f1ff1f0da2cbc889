"""Binding in tables: by linking headers. An unlinked header leaves its cells unbound rather than guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from claimcheck import mentions
from claimcheck import patterns as re
from claimcheck.claims import bracketed, cell_metrics, cell_subjects, cell_words, jobs, prices
from claimcheck.claims.dates import SEEN
from claimcheck.claims.discourse import Discourse
from claimcheck.claims.double_cells import in_line, listed, members, metrics_of, of_parts, pieces, sides
from claimcheck.claims.grid import PROSE_CELL, Grid, inner_names, is_figure, lay, lone_metric
from claimcheck.claims.labels import (
    Label,
    Measured,
    Unit,
    fitted,
    is_round,
    names_currency,
    price_unit,
    says_whole,
    unit_of,
    unit_of_thousands,
)
from claimcheck.claims.owners import CarriedSubject
from claimcheck.claims.sheet import Sheet, entities_of
from claimcheck.claims.unlabelled import elect
from claimcheck.fit import CURRENCIES
from claimcheck.mentions import NameIndex
from claimcheck.model import Bound, Claim, Document, Mention, Metric, Quantity, Segment
from claimcheck.names import is_han
from claimcheck.records import replace
from claimcheck.registry import Registry

_OF_OTHER_THINGS = re.compile(
    r"\s?(?:/|per )\s?(?:1k |1,000 |1m )?(?:images?|pages?|seconds?|secs?|minutes?|mins?|hours?|hrs?|characters?|"
    r"chars?|requests?|calls?|videos?|songs?|users?|seats?|months?|mo|query|queries|searches|search)(?![a-z])|"
    r"\s?/\s?[张页秒分次]|元?每[张页秒次]"
)
_CARD = 3  # columns of a card: label, value, source
_SUBJECT_LABEL = re.compile(
    r"\W*(?:(?:base |full |hugging ?face )?model(?: (?:name|id|card))?|product|chip|gpu|accelerator|"
    r"(?:基座|基础|底座)?模型(?:名称|名)?|型号|产品(?:名称)?|芯片|显卡)\W*",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\d\s?(?:[x×*张块颗片个]\s?)?(?:nvidia |amd |英伟达 ?)?\Z")  # a part of what a card is about
_A_SIDE = re.compile(
    r"(?:(?<![a-z])per|/|每)\s?(?:1\s?)?(?:m|million|百万|1,000,000)\s?(input|output|prompt|completion|输入|输出)(?![a-z])"
)
_COSTS = re.compile(r"(?:costs?|prices?|pricing|rate|费用|价格|单价|成本)(?:\s?[(（](?:\$|usd|元|美元)[)）])?")
_OF_COSTS = re.compile(r"\W*(?:api |token |model )?(?:costs?|pric(?:es?|ing)|费用|价格|单价|成本)(?![a-z])")
_SOLD = re.compile(
    r"(?:(?:ai )?tools?|products?|plans?|tiers?|subscriptions?|apps?|services?|courses?|editors?)(?: name)?|"
    r"套餐|产品|工具|课程|服务|订阅|应用"
)
_MERE = frozenset(("price", "prices", "pricing", "cost", "costs", "价格", "定价", "售价", "费用"))
_LEAST_SIZE = 10**6  # parameters
_LONGEST_LIST = 160  # characters of a cell
_PRICE = "USD/Mtoken"  # "Input ($/1M tokens)" beside "Output": the price list has one unit
_RECOGNISED = 0.85
_TRAINED = "training-cost"
_CORPUS = 10**9  # the scale of a bare figure that is a size of data in tokens: 366B, 2T
_WORD = re.compile(r"[A-Za-z]{4}|[\u4e00-\u9fff]{2}")
_LINE = 200  # characters of what stands over a table and tells its unit
_LANGUAGES = re.compile(r"中英|中文|英文|双语|多语")
_COMMA = re.compile(r"\d+,\d{1,2}\s?%?")
_SHORT_DATE = re.compile(r"\d\d([./-])\d\d?\1\d\d")  # which of them is the year?
_KIND_OF_MEMORY = re.compile(r"\s?(?:LP|G)?DDR\d|\s?HBM")
_GIGABYTES = Unit("GB", Decimal(1))  # of "24 GDDR6" under "Memory"


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
    _sided(grid, document, block, registry)
    offered = [*_offered(document, block, discourse, registry, index)]
    lone = lone_metric(grid, offered)
    units = _units(grid)
    told = units.get(_PRICE) or _priced_above(document, block)
    if told is not None:
        units[_PRICE] = discourse.price_unit = told
    elif discourse.price_unit is not None and not (block and names_currency(document.blocks[block - 1].view.text)):
        units[_PRICE] = discourse.price_unit  # a price list has one unit, told over its first table
    whole = _whole(grid)
    carried = _headed(discourse.subjects(start), document, block)
    numbers = {id(segment): number for number, segment in enumerate(scanned[start:end], start)}
    carried = [*_on_a_card(grid, numbers, registry), *carried]
    lone = elect(grid, lone, whole, [e for offer in carried for e in entities_of(offer.mention, registry)], registry)
    sheet = Sheet(
        document,
        block,
        grid,
        scanned,
        numbers,
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
        _on_training(grid, document, block),
        jobs.summed(grid, document, block, per_tokens=discourse.price_unit is not None),
        any(m.id == "context-length" for line in (*grid.columns, *grid.rows) for _, _, m in line.metrics),
        any(_SOLD.fullmatch(_plain(column.text)) for column in grid.columns),
    )
    yield from cell_words.named_days(scanned[start:end], sheet)
    stated = lone is None and _is_list(grid)
    inner = inner_names(grid, registry)
    for r in range(grid.first_row, table.rows):
        for home in grid.rows[r].segments:
            if home.cell is None or home.cell[0] != r:
                continue
            if stated and home.quantities:
                yield from cell_words.in_words(home, grid.rows[r], sheet)
            elif not is_figure(home):
                yield from cell_words.named_sizes(home, grid.rows[r], sheet)
                yield from cell_words.named_window(home, grid.rows[r], sheet)
        for c in range(grid.first_column, table.columns):
            segment = grid.places[r][c]
            if segment is None or segment.cell is None or segment.cell != (r, c) or not segment.quantities:
                continue
            row, column = grid.rows[r], _across(grid, r, c)
            if inner and (c in inner or (row.metrics and row.entities)):
                owner = inner[c].get(r) if c in inner else row
                if owner is not None and not column.delta:
                    measured = row if row.metrics else column
                    yield from _cell(segment, replace(owner, conditions={}), measured, True, sheet)
                continue
            if any(s is segment for s in row.segments) and not is_figure(segment):
                continue
            subject_label, metric_label = (row, column) if grid.by_rows else (column, row)
            unlinked = lone is None and not metric_label.metrics
            worded = unlinked and _has_words(segment) and bool(subject_label.entities or not subject_label.metrics)
            if worded and len(row.metrics) == 1 and cell_subjects.named_in(segment, row, row.metrics[0][2], sheet):
                worded = False  # "BrowseComp | Kimi K2.5 | 74.9 | GPT-5.2 (65.8)"
            worded = worded or (unlinked and _tells_all(segment, registry))
            untold = unlinked and not table.header_rows and not row.metrics and bool(subject_label.entities)
            if _is_prose(segment, subject_label, metric_label, sheet) or worded or untold:
                yield from cell_words.in_words(segment, subject_label, sheet)
            elif not column.delta and not row.delta:
                shares = (c if grid.by_rows else r) not in sheet.whole
                claims = [*_cell(segment, subject_label, metric_label, shares, sheet)]
                yield from claims
                if len(claims) < len(segment.quantities):
                    yield from _beside(claims, segment, subject_label, metric_label, sheet)


def _beside(claims: Sequence[Claim], segment: Segment, subject: Label, metric: Label, sheet: Sheet) -> Iterable[Claim]:
    """What a cell under a header of training tells in words besides, in other units: "$200K, 9.5 days", "2048 A100"."""
    if not _has_words(segment) or not any(m.kind == "training" for _, _, m in metric.metrics):
        return
    for claim in cell_words.in_words(segment, subject, sheet):
        told = sheet.registry.metric(claim.metric.id or "")
        if told is not None and told.kind == "training" and not any(claim.span.overlaps(c.span) for c in claims):
            yield claim


def _tells_all(segment: Segment, registry: Registry) -> bool:
    """Whether a cell names a system and a benchmark beside its figure: "GPT-5.2 (GPQA 92.4%)"."""
    named = [c for m in segment.mentions for c in m.candidates[:1] if not c.context_only]
    metrics = [registry.metric(c.id) for c in named if c.kind == "metric"]
    return any(c.kind == "entity" for c in named) and any(m is not None and m.kind == "benchmark" for m in metrics)


def _is_prose(segment: Segment, subject_label: Label, metric_label: Label, sheet: Sheet) -> bool:
    """Whether a cell is too long for a list of figures, or of figures each beside the name of its system."""
    length = len(segment.view.text)
    if length <= PROSE_CELL or length > _LONGEST_LIST or not segment.mentions or not metric_label.metrics:
        return length > PROSE_CELL
    return not cell_subjects.named_in(segment, subject_label, metric_label.metrics[0][2], sheet)


def _on_a_card(grid: Grid, numbers: Mapping[int, int], registry: Registry) -> Iterable[CarriedSubject]:
    """What a card of labels and values names itself as its subject: "Model | X" among "Parameters | 31B"."""
    named: list[tuple[Segment, Mention]] = []
    for row in grid.places if grid.places and 2 <= len(grid.places[0]) <= _CARD else ():
        head, value = row[0], row[1]
        if head is None or value is None or head is value or not _SUBJECT_LABEL.fullmatch(head.view.text):
            continue
        systems = [m for m in value.mentions if any(e.kind != "organisation" for e in entities_of(m, registry))]
        named += [(value, m) for m in systems[:1] if _COUNTED.search(value.view.low, 0, m.start) is None]
    if len(named) == 1 and not any(line.entities for line in grid.columns):
        segment, mention = named[0]
        yield CarriedSubject(mention, numbers[id(segment)], "subject.carried_heading", agreed=True)


def _headed(offered: Sequence[CarriedSubject], document: Document, block: int) -> list[CarriedSubject]:
    """The subjects on offer, what the section is headed before what its text named last, unless that leads on to the
    table with a colon and does not name the same.
    """
    before = document.blocks[block - 1].view.text.rstrip() if block else ""
    headed = [replace(row, agreed=True) for row in offered if row.feature == "subject.carried_heading"]
    if before.endswith((":", "：")) and not any(row.mention.text in before for row in headed):
        return list(offered)
    return [*headed, *(row for row in offered if row.feature != "subject.carried_heading")]


def _priced_above(document: Document, block: int) -> Unit | None:
    """The unit of prices that a table's caption, the line before it or the heading over it tells."""
    for text in _above(document, block):
        unit = price_unit(text) or unit_of_thousands(text) if len(text) <= _LINE else None
        if unit is not None or names_currency(text):
            return unit  # "in dollars that is:" takes back what a heading says
    return None


def _above(document: Document, block: int) -> list[str]:
    """A table's caption, the line before it and the heading over it."""
    here = document.blocks[block]
    caption = here.table.caption if here.table is not None else None
    over = [document.blocks[at].view for at in (block - 1, *here.headings[-1:]) if at >= 0]
    return [view.text for view in ([caption] if caption is not None else []) + over]


def _sided(grid: Grid, document: Document, block: int, registry: Registry) -> None:
    """Tells the column headed "Cost" or "Price" the side that a title over the table tells: "Cost per 1M input tokens".
    Beside what training took, a cost is another.
    """
    titles = [text.lower() for text in _above(document, block) if len(text) <= _LINE and _OF_COSTS.match(text.lower())]
    sides = {side for title in titles for side in _A_SIDE.findall(title)}
    columns = [column for column in grid.columns[grid.first_column :] if _COSTS.fullmatch(_plain(column.text))]
    others = {m.kind for column in grid.columns if column not in columns for _, _, m in column.metrics}
    if len(sides) != 1 or len(columns) != 1 or "training" in others:
        return
    output = not sides.isdisjoint(("output", "completion", "输出"))
    metric = registry.metric("output-price" if output else "input-price")
    if metric is not None:
        columns[0].metrics = [(None, Mention(0, 0, "", ()), metric)]


def _plain(header: str) -> str:
    return header.strip(" *_").lower()


def _on_training(grid: Grid, document: Document, block: int) -> bool:
    """Whether the table or what stands over it speaks of training."""
    here = document.blocks[block]
    near = [document.blocks[at].view.low for at in (*here.headings, block - 1) if at >= 0]
    near += [label.text.lower() for label in (*grid.columns, *grid.rows)]
    if here.table is not None and here.table.caption is not None:
        near.append(here.table.caption.low)
    return any("train" in text or "训练" in text for text in near)


def _in_passing(mention: Mention) -> bool:
    return any(c.context_only for c in mention.candidates)


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


def _counts(figure: Quantity, segment: Segment) -> bool:
    """Whether a noun behind a bare number says that it counts something else: "1M步"; "37B激活" does not."""
    text = segment.view.text
    behind = text[figure.end : figure.end + 1]
    return (
        behind.isalpha()
        and is_han(behind)
        and cell_metrics.ACTIVE.match(text, figure.end) is None
        and _LANGUAGES.match(text, figure.end) is None
    )


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
                if metric.unit != _PRICE or line.unit.unit != "token":  # "Input Tokens" names no unit of a price
                    found.setdefault(metric.unit, line.unit)
    return found


def _whole(grid: Grid) -> frozenset[int]:
    """The columns (rows, where these name the metrics) in which a bare figure is above one."""
    found: set[int] = set()
    for r, row in enumerate(grid.places):
        for c, segment in enumerate(row):
            if segment is not None and segment.quantities and r >= grid.first_row and c >= grid.first_column:
                values = [q.value for q in segment.quantities if q.unit is None]
                if any(isinstance(v, Decimal) and v > 1 for v in values):
                    found.add(c if grid.by_rows else r)
    return frozenset(found)


def _cell(
    segment: Segment,
    subject_label: Label,
    metric_label: Label,
    shares: bool,
    sheet: Sheet,
    part: tuple[int, int] | None = None,
) -> Iterable[Claim]:
    """The claims of a cell's figures; of those in one part of its text, where the cell names several systems."""
    if "," in segment.view.text and _COMMA.fullmatch(segment.view.text.strip()):
        return  # "79,8": a decimal comma, or two figures
    metrics = [sheet.lone] if sheet.lone is not None else metric_label.metrics
    if not metrics and len(subject_label.metrics) == 1 and subject_label.entities:
        own = part is not None or cell_subjects.named_in(segment, subject_label, subject_label.metrics[0][2], sheet)
        if sheet.grid.long and not own and not _of_scores(metric_label.text):
            return  # "Baseline" beside "Score"
        metrics = subject_label.metrics
    if not metrics and is_round(subject_label.text) and (raised := sheet.registry.metric("funding-round")) is not None:
        metrics = [(None, Mention(0, 0, "", ()), raised)]  # "Series A | €385M"
    if not metrics:
        return
    if segment.mentions and part is None:
        named = cell_subjects.named_in(segment, subject_label, metrics[0][2], sheet)
        for label, start, end in named:
            figures = tuple(q for q in segment.quantities if start <= q.start < end)
            yield from _cell(replace(segment, quantities=figures), label, metric_label, shares, sheet, (start, end))
        if named:
            return
    if metrics[0][2].id == "launch-price" and len(segment.quantities) > 1:
        metrics = cell_metrics.of_services(metrics, subject_label, sheet)
    places, count = pieces(segment, *(part or ()))
    common, parts = listed(metric_label, count)
    metrics = (sides(metrics, parts, sheet.registry) if parts else []) or metrics
    if metrics[0][2].kind == "price" and len({metric.id for _, _, metric in metrics}) == 1:
        metrics = metrics[:1]  # "Price (input / output)" names one of the two twice
    sparse = len(metrics) == 1 and cell_metrics.dense_and_sparse(metrics[0][2], segment)
    if len(metrics) == 1 and count > 1 and not sparse and not (metrics[0][2].id == "input-price" and sheet.outputs):
        metrics = members(metrics[0], common, parts, segment, sheet.registry, sheet.index)
    unit = metric_label.unit or subject_label.unit or sheet.corner
    recognition = metric_label.recognition or subject_label.recognition
    for place, figure in zip(places, segment.quantities, strict=True):
        here = in_line(metrics, segment, figure)
        if len(metrics) > 1 and count > 1 and len(metrics) != count and figure.unit is None and figure.scale == 1:
            here = of_parts(here, metric_label, parts, place)
        if not here:
            continue
        if place and _is_tier(figure, segment, unit):
            continue
        if sheet.summed and segment.cell is not None and segment.cell[1] in sheet.summed:
            continue
        home, mention, metric = cell_metrics.which(here, place, count, figure, unit)
        metric = sheet.narrower.get(metric.id, metric)
        if metric.unit == _PRICE and prices.of_storage(segment.view.low, figure):
            continue  # "$4.50 / 1M / hr"
        if metric.kind == "price" and segment.view.text[: figure.start].rstrip(" *_").endswith("="):
            continue  # "$0.27 × 11M = $2.97"
        if count == 1 and cell_metrics.either(metrics):
            continue  # "MMLU / MMLU-Pro": which of them is not said
        if metric.unit == _PRICE and _OF_OTHER_THINGS.match(segment.view.low, figure.end):
            continue  # "$0.0025 / image"
        if metric.unit == _PRICE and (unit is None or (unit.unit == "token" and figure.unit in CURRENCIES)):
            unit = sheet.units.get(metric.unit)
        mere = metric.id == "input-price" and (mention.text.lower() in _MERE or not mention.candidates)
        if mere and figure.unit in CURRENCIES and count == 1 and sheet.sold:
            continue  # "Cursor Pro | Claude Sonnet 4 | $20"
        owners = subject_label
        if len(metrics) == 1 and count > 1 and not sparse:
            owners = cell_subjects.one_of(subject_label, place, count, sheet)
        told_metric = cell_metrics.told(metric, home, figure, segment, owners, metric_label, sheet)
        if told_metric is None:
            continue
        metric = told_metric
        if metric.id == _TRAINED and _in_passing(mention) and not sheet.training:
            continue  # "Cost": of a run, or a price
        kept = unit is None and metric.unit == "GB" and _KIND_OF_MEMORY.match(segment.view.text, figure.end)
        value = fitted(figure, metric, _GIGABYTES if kept else unit, shares)
        untold = metric.id == "training-tokens" and not mention.candidates and figure.unit != metric.unit
        if untold and (figure.unit is not None or figure.scale < _CORPUS):
            continue  # a size of data is one of tokens where the cell says so, or as it is with 2T
        if value is None or (figure.unit is None and _counts(figure, segment)):
            continue
        if metric.kind == "date" and (
            _SHORT_DATE.fullmatch(figure.text) or SEEN.search(segment.view.low, max(0, figure.start - 24), figure.start)
        ):
            continue
        if sheet.lone is not None and metric.kind != "benchmark" and figure.unit is None and unit is None:
            continue
        bound, confidence = cell_subjects.subject_of(owners, metric, sheet)
        if bound is None:
            continue
        named_metric = None
        if metric.kind == "benchmark":
            told = bracketed.metric_of(figure, segment, metric, bound, sheet.registry, sheet.index)
            if told is None:
                continue
            if told is not metric:
                metric, named_metric = told, Bound(told.id, told.name, None, None)
        printed = value.value if isinstance(value.value, Decimal) else Decimal(0)
        if count > 1 and metric.id == "total-parameters" and printed >= _LEAST_SIZE:
            bound = cell_subjects.of_size(bound, printed, sheet)  # "7B, 13B, 70B"
        elif count == 2 and metric.id == "active-parameters" and _is_family(bound, sheet):
            bound = cell_subjects.of_size(bound, max(cell_metrics.sizes(segment)), sheet)  # "235B/22B"
        conditions = {**subject_label.conditions, **metric_label.conditions}
        conditions.update(figure.conditions)
        conditions.update(_conditions_of(figure, segment))
        if sparse:
            conditions["sparsity"] = "sparse" if figure is segment.quantities[1] else "dense"
        stated = mentions.find_conditions(parts[place]) if place < len(parts) else ()
        if stated:
            conditions.update((c.key, c.value) for c in stated)  # "pass@1 / cons@64"
        else:
            scope = cell_metrics.part_of(
                metrics, parts, place, (home, mention, metric), metric_label, subject_label, sheet
            )
            if scope is not None:
                conditions.setdefault("scope", scope)
        span = segment.view.source(figure.start, figure.end)
        yield Claim(
            id="",
            span=span,
            text=sheet.document.source[span.start : span.end],
            subject=bound,
            metric=named_metric or cell_metrics.bound_metric(metric, home, mention, metric_label, sheet),
            quantity=value,
            block=sheet.block,
            conditions=conditions,
            confidence=confidence if recognition is None else min(confidence, _RECOGNISED),
            cell=segment.cell,
            place=sheet.place(segment),
            recognition=recognition,
        )


def _conditions_of(figure: Quantity, segment: Segment) -> dict[str, str]:
    """The conditions that a cell tells of a figure: of what it tells differently for several, that beside the figure:
    "989 (dense) / 1,979 (sparse)".
    """
    told: dict[str, set[str]] = {}
    for condition in segment.conditions:
        told.setdefault(condition.key, set()).add(condition.value)
    first = min(q.start for q in segment.quantities)
    before = any(c.end <= first and len(told[c.key]) > 1 for c in segment.conditions)  # "dense 989 / sparse 1,979"
    if before:
        left = max((q.end for q in segment.quantities if q.end <= figure.start), default=0)
        right = figure.start
    else:
        left = figure.end
        right = min((q.start for q in segment.quantities if q.start >= left), default=len(segment.view.text))
    return {c.key: c.value for c in segment.conditions if len(told[c.key]) == 1 or left <= c.start < right}


def _is_tier(figure: Quantity, segment: Segment, unit: Unit | None) -> bool:
    """Whether a bound in brackets behind a price says for prompts of which length that is: "10.00 (<=200K)"."""
    text = segment.view.text
    return (
        unit is not None
        and (unit.unit or "").endswith("/Mtoken")
        and figure.unit in (None, "token")
        and figure.scale >= 1000
        and figure.approximation in ("over", "under", "at_least", "at_most")
        and text[: figure.start].rstrip().endswith(("(", "（"))
    )


def _is_family(bound: Bound, sheet: Sheet) -> bool:
    entity = sheet.registry.entity(bound.id or "")
    return entity is not None and entity.kind == "family"


def _of_scores(header: str) -> bool:
    return not header or (says_whole(header) and "rank" not in header.lower())
