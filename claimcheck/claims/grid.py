"""A table's cells on their grid, with what each row and column is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from claimcheck import mentions
from claimcheck import patterns as re
from claimcheck.claims.labels import (
    Label,
    Measured,
    Unit,
    is_field,
    is_name,
    is_round,
    is_setting,
    is_shots,
    label,
    names_models,
)
from claimcheck.claims.sizes import named_size
from claimcheck.mentions import NameIndex, whole_name
from claimcheck.model import Mention, Segment, Table
from claimcheck.records import dataclass, replace
from claimcheck.registry import Registry

PROSE_CELL = 48  # a cell longer than this is read as prose
_LONGEST_JOINT = 160  # characters of the header cells that may make a name together
_FILE_SIZE = re.compile(r"[\d.]+\s?(?:GB?|MB|KB)")
_GIGABYTES = re.compile(r"(\d{1,4})\s?G(?:i?B)?")
_SECOND = re.compile(r"\s*[/／&]\s*([A-Za-z][\w.]*)")


_FEW_AGAIN = 6  # rows of releases among which one may be of a system named before: a reproduction, a second edition
_RELEASED = re.compile(r"releas|launch|发布|上市|推出", re.IGNORECASE)
_MADE = frozenset(("size", "training", "hardware"))  # kinds of metrics that say what the systems of a list are
_TELLING = frozenset(("total-parameters", "memory"))  # metrics whose figures tell members of a family apart


@dataclass(slots=True)
class Grid:
    """A table's cells as segments, with the label of each row and column."""

    table: Table
    places: list[list[Segment | None]]
    columns: list[Label]
    rows: list[Label]
    first_row: int
    first_column: int
    by_rows: bool = True  # whether the rows name the entities and the columns the metrics
    long: bool = False  # whether each row names a system and a metric: "R1 | MMLU | 90.8"
    named: bool = True  # whether the entities' axis holds names, not only parts of a test or settings

    def repeated(self) -> frozenset[str]:
        """The metrics that several lines are about, so that each of these is about a part of it."""
        lines = self.columns[self.first_column :] if self.by_rows else self.rows[self.first_row :]
        counts = Counter(metric for line in lines for metric in {m.id for _, _, m in line.metrics})
        return frozenset(metric for metric, times in counts.items() if times > 1)

    @property
    def corner(self) -> list[Segment]:
        """The header cells over the label columns."""
        heads = [s for row in self.places[: self.first_row] for s in row[: self.first_column] if s is not None]
        return [s for at, s in enumerate(heads) if not any(s is other for other in heads[:at])]


def lay(table: Table, cells: Sequence[Segment], registry: Registry, index: NameIndex) -> Grid:
    """The grid of a table of these scanned cells."""
    by_cell = {segment.cell: segment for segment in cells}
    places: list[list[Segment | None]] = [
        [by_cell.get((cell.row, cell.column)) if cell is not None else None for cell in row] for row in table.grid()
    ]
    first_row = 0 if _is_headless(places) else min(table.header_rows, max(0, table.rows - 1))
    columns = []
    for c in range(table.columns):
        head = label((s for r in range(first_row) if (s := places[r][c]) is not None), registry, header=True)
        columns.append(_completed(head, registry, index))
    first_column = _label_columns(places, columns, first_row, table.columns)
    labels = range(first_column) if first_column else _naming(places, first_row, registry)
    grid = Grid(table, places, columns, _rows(places, first_row, labels, columns, registry, index), 0, 0)
    grid.first_row, grid.first_column = first_row, first_column
    _undated(columns, grid.rows[first_row:], places[first_row:], registry)
    _unsized(grid)
    for row in grid.rows[first_row:]:
        if is_round(row.text):
            row.metrics = []  # "Series B" tells which, and the columns what of it
    _unfielded(grid.columns[first_column:])
    _unfielded(grid.rows[first_row:])
    grid.long = _is_long(grid)
    grid.by_rows = grid.long or _entities_in_rows(grid)
    if grid.by_rows:
        _unmeasured(grid.rows[first_row:])
    else:
        _sized_across(grid, registry, index)
    grid.named = _holds_names(grid, registry)
    return grid


def inner_names(grid: Grid, registry: Registry) -> dict[int, dict[int, Label]]:
    """For the columns that follow a column of names inside a table, by row the label of the name there: of two lists
    side by side, whose headers repeat, "Model | Score | Model | Score", and of rows that name a benchmark, "MMLU | R1 |
    90.8 | V3 | 88.5".
    """
    found: dict[int, dict[int, Label]] = {}
    body = range(grid.first_row, len(grid.places))
    measured = sum(bool(grid.rows[r].metrics) and not grid.rows[r].entities for r in body) * 2 > len(body)
    reach = _repeated_until([label.text.lower() for label in grid.columns])
    last: dict[int, Label] | None = None
    for c in range(grid.first_column, len(grid.columns)):
        if last is None and (grid.columns[c].metrics or not (measured or reach[c] > c)):
            continue
        cells = {r: s for r in body if (s := grid.places[r][c]) is not None and s.view.text.strip()}
        named = {r: s for r, s in cells.items() if not s.quantities and _names_system(s, registry)}
        names = len(named) > 1 and len(named) * 2 > len(cells) and not grid.columns[c].metrics
        if names and (measured or reach[c] > c):
            last = {r: label([s], registry, header=True) for r, s in named.items()}
        elif last is not None and not grid.columns[c].entities:
            found[c] = last
    return found


def _repeated_until(heads: Sequence[str]) -> list[int]:
    """For each column the last one whose header is that of a column before it (the first column is left out)."""
    final = {head: at for at, head in enumerate(heads)}
    reach, furthest = [], 0
    for at, head in enumerate(heads):
        reach.append(furthest)
        if at and head:
            furthest = max(furthest, final[head] if final[head] > at else 0)
    return reach


def _names_system(cell: Segment, registry: Registry) -> bool:
    known = (registry.entity(m.candidates[0].id) for m in cell.mentions if m.candidates)
    return any(entity is not None and entity.kind in ("model", "family", "chip", "system") for entity in known)


def _is_headless(places: Sequence[Sequence[Segment | None]]) -> bool:
    """Whether the first row is no header but a metric with its figures, as the next one: "Activated Params | 38B"."""
    for row in places[:2]:
        if not row or row[0] is None or not any(c.kind == "metric" for m in row[0].mentions for c in m.candidates):
            return False
    figures = [cell.quantities for cell in places[0][1:] if cell is not None] if len(places) > 1 else []
    return bool(figures) and all(len(q) == 1 and (q[0].unit or q[0].scale != 1) for q in figures)


def _rows(
    places: list[list[Segment | None]],
    first_row: int,
    labels: range,
    columns: Sequence[Label],
    registry: Registry,
    index: NameIndex,
) -> list[Label]:
    """The label of each row: its own label cells, and the band of the group that it stands in."""
    identity = _identity(places, first_row, labels, "entity")
    measured = _identity(places, first_row, labels, "metric")
    shots = [c for c, head in enumerate(columns) if is_shots(head.text)]
    sizes = [c for c, head in enumerate(columns) if any(m.id in _TELLING for _, _, m in head.metrics)]
    rows: list[Label] = []
    group: Segment | None = None
    outer = Label()  # that of the group
    for r, row in enumerate(places):
        distinct = {id(s) for s in row if s is not None and s.view.text.strip()}
        if r >= first_row and len(distinct) == 1 and len(row) > 1:
            group = next(s for s in row if s is not None and s.view.text.strip())
            outer = label([group], registry, header=True)
        named = label([s for c in labels if (s := row[c]) is not None], registry, header=True)
        if r >= first_row:
            if named.entities:
                named.metrics = [entry for entry in named.metrics if not _of_its_figure(entry)]
            named.entities.sort(key=lambda entry: entry[0].cell is None or entry[0].cell[1] != identity)
            named.metrics.sort(
                key=lambda entry: entry[0] is not None and entry[0].cell is not None and entry[0].cell[1] == measured
            )
            _completed(named, registry, index)
        if group is not None and not any(s is group for s in named.segments):
            named.entities = named.entities or [*outer.entities]
            named.conditions = {**outer.conditions, **named.conditions}
            if not named.metrics and not named.entities:
                named.metrics = [*outer.metrics]
        if r >= first_row:
            sizes_told = _told_sizes([(row[c], columns[c]) for c in sizes])
            sizes_told += _OF_SIZE.findall(named.text)
            _sized(named, sizes_told, registry, index)
            _of_several(named, [row[c] for c in sizes], index)
        for c in shots:
            cell = row[c]
            if cell is not None and r >= first_row and cell.view.text.strip().isdigit():
                named.conditions.setdefault("shots", cell.view.text.strip())
        rows.append(named)
    return rows


def _of_its_figure(measured: Measured) -> bool:
    """Whether a word tells what the figure before it is, and not what the row is about: "(671B/37B active)"."""
    home, mention, _ = measured
    if home is None or not any(c.context_only for c in mention.candidates):
        return False
    return any(0 <= mention.start - figure.end <= 1 for figure in home.quantities)


# the row of a card that says what the card is about; "Base model" says what else it is made of
_OF_SIZE = re.compile(r"[(（]\s*(\d+(?:\.\d+)?[BM])\s*[)）]")  # "Llama 3.1 / 3.2 (70B)"
_LISTED = re.compile(r"\s*(?:[,，、;；]|and|和|及|与)\s*")


def _sized_across(grid: Grid, registry: Registry, index: NameIndex) -> None:
    """The same where the columns name the systems."""
    told = [r for r, row in enumerate(grid.rows) if any(metric.id in _TELLING for _, _, metric in row.metrics)]
    for c, head in enumerate(grid.columns[grid.first_column :], grid.first_column):
        _sized(head, _told_sizes([(grid.places[r][c], grid.rows[r]) for r in told]), registry, index)
        _of_several(head, [grid.places[r][c] for r in told], index)


def _told_sizes(cells: Iterable[tuple[Segment | None, Label]]) -> list[str]:
    """The sizes that the cells of a system tell under (beside) these headers."""
    return [_with_unit(size, head.unit) for cell, head in cells if cell is not None for size in _sizes(cell)]


def _sizes(cell: Segment) -> Iterable[str]:
    """What a cell tells as a size: all of it (400亿 is 40B), the memory of "80 GB HBM2e", and the first of two in
    "32B / 32B", none of a list.
    """
    yield cell.view.text.strip()
    if len(cell.quantities) == 1:
        value = cell.quantities[0].value
        if cell.quantities[0].text[-1:] == "亿" and isinstance(value, Decimal):
            yield named_size(value)
        if cell.quantities[0].unit in ("GB", "GiB") and cell.quantities[0].approximation == "exact":
            yield cell.quantities[0].text
    if len(cell.quantities) > 1:
        first, second = cell.quantities[:2]
        growing = isinstance(first.value, Decimal) and isinstance(second.value, Decimal) and first.value < second.value
        two = first.unit == "GB" or _LISTED.fullmatch(cell.view.text, first.end, second.start)
        if not growing and not two:  # "7B / 67B" are two models, "32 GB / 16 GB" two chips
            yield first.text


def _with_unit(size: str, unit: Unit | None) -> str:
    """A bare number of a column of gigabytes as names give it: "80" is 80GB."""
    return f"{size}GB" if size.isdigit() and unit is not None and unit.unit == "GB" and unit.factor == 1 else size


def _sized(named: Label, sizes: Sequence[str], registry: Registry, index: NameIndex) -> None:
    """The member that a column of sizes tells of a family: "Llama 2" beside "70B" is Llama 2 70B, "A100" beside
    "40 GB" the A100 of 40 GB. A chip that is known by its plain name has a sister of another memory at times.
    """
    if not named.entities:
        return
    home, mention = named.entities[0]
    family = registry.entity(mention.candidates[0].id) if mention.candidates else None
    if family is None or (family.kind == "family" and len(registry.members(family.id)) == 1):
        return  # a line of one model has one size
    known = [fact.value for fact in registry.facts_for(family.id, "memory") if isinstance(fact.value, Decimal)]
    sizes = [size for size in sizes if {_gigabytes(size)} != set(known)]
    found = next((member for size in sizes if (member := _sister(mention, family.name, size, index)) is not None), None)
    if found is not None:
        named.entities[0] = (home, replace(mention, candidates=found.candidates))


def _of_several(named: Label, cells: Iterable[Segment | None], index: NameIndex) -> None:
    """The chips that a cell which lists their memories tells: "V100 SXM2" beside "16 GB / 32 GB" is either."""
    for cell in cells if named.entities else ():
        if cell is None or len(cell.quantities) < 2 or any(q.unit != "GB" for q in cell.quantities):
            continue
        home, mention = named.entities[0]
        sisters = [_sister(mention, mention.text, q.text, index) for q in cell.quantities]
        both = tuple(candidate for sister in sisters if sister is not None for candidate in sister.candidates[:1])
        if len(both) == len(sisters):
            named.entities[0] = (home, replace(mention, candidates=both))


def _sister(mention: Mention, name: str, size: str, index: NameIndex) -> Mention | None:
    """The name of what is named without its size, with this one."""
    stem, _, kind = mention.text.rpartition("-" if "-" in mention.text else " ")
    names = (f"{name} {size}", f"{stem} {size} {kind}", f"{mention.text} {size}")
    return next((found for name in names if (found := whole_name(name, index)) is not None), None)


def _gigabytes(size: str) -> Decimal | None:
    told = _GIGABYTES.fullmatch(size)
    return Decimal(told[1]) if told is not None else None


def _completed(found: Label, registry: Registry, index: NameIndex) -> Label:
    """A label with the names that its cells make together and those that its names leave out."""
    _join(found, registry, index)
    for segment, mention in found.entities[:1]:
        _second_names(found, segment, mention, index)
    return found


def _join(found: Label, registry: Registry, index: NameIndex) -> None:
    """Adds the name that several header cells make together: "Flickr30K" over "image-to-text" over "R@1"."""
    parts = [(s, s.view.text.strip()) for s in found.segments if s.view.text.strip()]
    if len(parts) < 2 or sum(len(text) for _, text in parts) > _LONGEST_JOINT:
        return
    borders: list[int] = []
    joint = parts[0][1]
    for _, text in parts[1:]:
        borders.append(len(joint))
        joint += " " + text
    for mention in mentions.find(joint, index):
        crossed = [at for at, border in enumerate(borders) if mention.start < border < mention.end]
        if not crossed or joint[mention.end : mention.end + 1] in ("/", "／"):
            continue  # "F1/EM" lists two
        segment, text = parts[crossed[-1] + 1]
        start = segment.view.text.index(text)
        home = Mention(start, start + len(text), text, mention.candidates)
        metrics = [m for c in mention.candidates if c.kind == "metric" and (m := registry.metric(c.id)) is not None]
        if metrics:
            found.metrics.append((segment, home, metrics[0]))
        elif mention.candidates:
            found.entities.insert(0, (segment, home))


def _second_names(found: Label, segment: Segment, first: Mention, index: NameIndex) -> None:
    """Adds the names that share the first one's beginning: "Claude 3 Opus/Haiku" names Claude 3 Haiku too."""
    at = first.end
    while (match := _SECOND.match(segment.view.text, at)) is not None:
        at = match.end()
        if any(home is segment and m.start < match.end(1) and match.start(1) < m.end for home, m in found.entities):
            continue
        stem = first.text.rsplit(None, 1)[0] if " " in first.text else first.text.rsplit("-", 1)[0]
        named = whole_name(f"{stem} {match[1]}", index)
        if named is not None:
            start, end = match.span(1)
            found.entities.append((segment, Mention(start, end, match[1], named.candidates)))


def _undated(
    columns: list[Label], rows: list[Label], places: Sequence[Sequence[Segment | None]], registry: Registry
) -> None:
    """A column of dates is one of releases only where each row is another system: a change log names one again. Of few
    rows about one system the earliest tells its release, the others of later versions.
    """
    firsts = [m.candidates[0].id for row in rows for _, m in row.entities[:1] if m.candidates]
    seen: set[str] = set()
    if len(set(firsts)) < len(firsts):
        for row, _ in sorted(zip(rows, places, strict=True), key=lambda pair: _earliest(columns, pair[1])):
            own = {m.candidates[0].id for _, m in row.entities[:1] if m.candidates}
            row.again = bool(own & seen)
            seen |= own
    ids = [i for i in firsts if (entity := registry.entity(i)) is not None and entity.kind != "organisation"]
    again = len(ids) - len(set(ids))
    described = any(metric.kind in _MADE for column in columns for _, _, metric in column.metrics)
    for column in columns:
        listed = described or _RELEASED.search(column.text) is not None
        if again and not (listed and again <= len(ids) // _FEW_AGAIN):
            column.metrics = [e for e in column.metrics if e[2].kind != "date" or e[2].id == "knowledge-cutoff"]


def _earliest(columns: Sequence[Label], cells: Sequence[Segment | None]) -> str:
    """The earliest date in a row's cells under headers of dates, in ISO; behind all dates where there is none."""
    dated = [
        quantity.value
        for head, segment in zip(columns, cells, strict=True)
        if segment is not None and any(metric.kind == "date" for _, _, metric in head.metrics)
        for quantity in segment.quantities
        if isinstance(quantity.value, str)
    ]
    return min(dated, default="9999")


def _unsized(grid: Grid) -> None:
    """A column headed "Size" is one of files, not of parameters, where a figure is in gigabytes ("383M", "1G")."""
    for c, head in enumerate(grid.columns):
        if not any(metric.id == "total-parameters" for _, _, metric in head.metrics):
            continue
        cells = [segment for row in grid.places[grid.first_row :] if (segment := row[c]) is not None]
        if any(_FILE_SIZE.fullmatch(segment.view.text.strip()) for segment in cells):
            head.metrics = [entry for entry in head.metrics if entry[2].id != "total-parameters"]


def _unfielded(labels: Sequence[Label]) -> None:
    """Among headers that are mostly no benchmarks "Math" is a field like "Code" and "World knowledge", not MATH."""
    sure = [any(not is_field(m, metric) for _, m, metric in found.metrics) for found in labels if found.text]
    if sum(sure) * 2 > len(sure):
        return
    for found in labels:
        found.metrics = [entry for entry in found.metrics if not is_field(entry[1], entry[2])]


def _unmeasured(rows: Sequence[Label]) -> None:
    """Where columns name the metrics, "BF16" beside a model is how it ran, not the speed of a chip."""
    for found in rows:
        found.metrics = [entry for entry in found.metrics if entry[0] is None or not is_setting(entry[0].view.text)]


def _label_columns(places: list[list[Segment | None]], columns: list[Label], first_row: int, width: int) -> int:
    """How many leading columns are labels: at least the first, unless it holds figures under a linked header."""
    count = 0
    for c in range(width):
        body = [places[r][c] for r in range(first_row, len(places))]
        texts = [s for s in body if s is not None and s.view.text.strip()]
        figures = sum(is_figure(s) for s in texts)
        if c == 0 and texts and figures > len(texts) / 2 and columns[0].metrics:
            return 0
        naming = sum(any(m.candidates for m in _named(s)) for s in texts) * 2 > len(texts)
        figured = sum(bool(s.quantities) for s in texts) * 2 > len(texts)  # "TSMC 5nm" under "Process" names no system
        headed = bool(columns[c].metrics or columns[c].entities) and (figured or not naming)
        telling = sum(_tells(s) for s in texts) * 2 > len(texts)
        if c > 0 and (not texts or figures * 3 > len(texts) or headed or telling):
            break
        if c > 0 and max((len(s.view.text) for s in texts), default=0) > PROSE_CELL:
            break
        count = c + 1
    return min(count, max(1, width - 1))


def _tells(segment: Segment) -> bool:
    """Whether a cell tells figures by the names of their metrics: "128K context, MMLU 88.7" under "Notes"."""
    return bool(segment.quantities) and any(c.kind == "metric" for m in segment.mentions for c in m.candidates)


def _naming(places: list[list[Segment | None]], first_row: int, registry: Registry) -> range:
    """The column that names the systems of a table whose first column holds figures: dates, ranks."""
    best, most = 0, 0
    for c in range(len(places[0]) if places else 0):
        named = sum(_is_system(row[c], registry) for row in places[first_row:])
        if named > most:
            best, most = c, named
    return range(best, best + 1)


def _is_system(segment: Segment | None, registry: Registry) -> bool:
    """Whether a cell holds the name of a system and little else."""
    if segment is None:
        return False
    for mention in segment.mentions:
        entity = registry.entity(mention.candidates[0].id) if mention.candidates else None
        known = entity is not None and entity.kind not in ("organisation", "population")
        wide = (mention.end - mention.start) * 2 >= len(segment.view.text.strip())
        if wide and (known or mention.unknown == "entity"):
            return True
    return False


def _identity(places: list[list[Segment | None]], first_row: int, labels: range, kind: str) -> int:
    """The label column that tells rows apart: boards rather than architectures, benchmarks rather than fields."""
    best, most = labels[0], 0
    for c in labels:
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


def is_figure(segment: Segment) -> bool:
    """Whether a cell holds a figure and little else."""
    if not segment.quantities:
        return False
    text = segment.view.text.strip()
    remark = _REMARK.search(segment.view.text)
    if remark is not None and _BARE.fullmatch(segment.view.text, 0, remark.start()):
        return True  # "2（缓存命中为0.5）"
    return not _named(segment) and (len(text) <= 4 or sum(map(str.isalpha, text)) <= max(4, len(text) // 2))


_BARE = re.compile(r"\s*[$¥￥€£]?\d[\d.,]*\s*(?:元|%)?\s*")
_REMARK = re.compile(r"[（(][^（）()]*[）)]\s*\Z")


def _named(segment: Segment) -> list[Mention]:
    """The names in a cell, without those that are a figure's own unit ("3,400 AI TOPS") or a word that may be one
    ("$3 for a million tokens").
    """
    if not segment.quantities:
        return list(segment.mentions)
    return [
        m
        for m in segment.mentions
        if not any(q.start <= m.start and m.end <= q.end for q in segment.quantities)
        and not (m.candidates and m.candidates[0].kind == "metric" and m.candidates[0].context_only)
    ]


def _is_long(grid: Grid) -> bool:
    """Whether most rows name a system and a metric in two label cells, and no header names either."""
    body = grid.rows[grid.first_row :]
    if grid.first_column < 2 or any(c.metrics or c.entities for c in grid.columns):
        return False
    both = [r for r in body if len(r.metrics) == 1 and r.entities and r.metrics[0][0] is not r.entities[0][0]]
    return len(both) * 2 > len(body)


def _entities_in_rows(grid: Grid) -> bool:
    body = grid.rows[grid.first_row :]
    head = grid.columns[grid.first_column :]
    rows, columns = max(1, len(body)), max(1, len(head))
    upright = sum(bool(c.metrics) for c in head) / columns + sum(_about(r) for r in body) / rows
    across = sum(_about(c) for c in head) / columns + sum(bool(r.metrics) for r in body) / rows
    return upright >= across


def _about(found: Label) -> bool:
    return bool(found.entities) and not found.metrics


def _holds_names(grid: Grid, registry: Registry) -> bool:
    labels = grid.rows[grid.first_row :] if grid.by_rows else grid.columns[grid.first_column :]
    firsts = [found.entities[0][1] for found in labels if found.entities]
    peoples = [m for m in firsts if m.candidates and _is_population(m, registry)]
    if len(peoples) < len(firsts) or len(peoples) * 2 > len(labels):
        return True  # but "China-specific" among "STEM" and "Other" names no subject
    if grid.by_rows and any(names_models(head.view.text) for head in grid.corner):
        return True
    texts = [found.text for found in labels if found.text and not found.metrics]
    return sum(is_name(text) for text in texts) * 2 > len(texts)


def _is_population(mention: Mention, registry: Registry) -> bool:
    entity = registry.entity(mention.candidates[0].id)
    return entity is not None and entity.kind == "population"


def lone_metric(grid: Grid, offered: Iterable[Measured]) -> Measured | None:
    """The metric of a table whose headers name none: the corner's, else the first that caption or headings offer."""
    body, head = grid.rows[grid.first_row :], grid.columns[grid.first_column :]
    if any(c.metrics for c in head) or any(r.metrics for r in body):
        return None
    for segment in grid.corner:
        for c in range(grid.first_column):
            for measured in grid.columns[c].metrics:
                if measured[0] is segment:
                    return measured
    return next(iter(offered), None)
