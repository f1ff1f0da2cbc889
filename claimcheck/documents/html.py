"""HTML: our own scanner over the source, so that every offset is exact. Nothing is rendered or fetched."""

from __future__ import annotations

from collections.abc import Callable

from claimcheck import patterns as re
from claimcheck.documents import inline_html
from claimcheck.documents.base import BOLD_HEADING, Builder, iso_date, too_many_cells
from claimcheck.documents.inline_html import BLOCKS, LOOSE_TAG, SKIPPED, TAG, VOID, attributes, closing, hidden
from claimcheck.documents.tables import RawCell, build
from claimcheck.errors import BoundError
from claimcheck.model import BlockKind, Table, View
from claimcheck.normalise import view
from claimcheck.records import dataclass, field

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_FURNITURE = frozenset({"nav", "footer", "aside", "form", "menu", "button"})
_CLOSES_P = BLOCKS - {"button", "label"}
_CLOSED_BY_NEXT = frozenset({"li", "p", "dd", "dt", "option"})
_TELLING = _FURNITURE | HEADINGS.keys() | {"figcaption", "caption", "li", "dd", "dt", "title", "ul", "ol", "blockquote"}
_TABLE_PARTS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup"})
_TEXT = re.compile(r"[^\s<]")
_BOLD = re.compile(r"<(?:b|strong)\b", re.I)
_BOLD_HEAD = re.compile(r"<(?:b|strong)\b[^<>]*>\s*(?:<(?:span|em|i|a|font)\b[^<>]*>\s*)*$", re.I)
_BOLD_TAIL = re.compile(
    r"([^<]{2,80})(?:</(?:span|em|i|a|font)>\s*)*</(?:b|strong)>\s*(?:</(?:span|em|font)>\s*|[:：])*$", re.I
)
_DIGIT = re.compile(r"\d")
_UNBOLD = re.compile(r"<(b|strong)\b[^>]*>.*?</\1\s*>", re.I | re.S)
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"(20\d\d-\d\d-\d\d)')
_DATE_NAMES = (
    "article:published_time",
    "date",
    "pubdate",
    "publishdate",
    "dc.date",
    "datepublished",
    "og:published_time",
)


@dataclass(slots=True)
class _OpenTable:
    start: int
    rows: list[list[RawCell]] = field(default_factory=list)
    cell: RawCell | None = None
    cells: int = 0
    layout: bool = False
    caption: tuple[int, int] | None = None
    head: bool = False


def scan(builder: Builder, start: int, end: int, *, quoted: bool = False, main: bool = False) -> None:
    """Append the blocks of source[start:end] to the builder. `main`: only the main content, where it is marked."""
    source = builder.source
    if builder.date is None:
        published = _PUBLISHED.search(source, start, end)
        builder.date = published[1] if published else None
    if main:
        start, end = _main_range(source, start, end)
    _Scanner(builder, quoted).run(start, end)


def _main_range(source: str, start: int, end: int) -> tuple[int, int]:
    for name in ("main", "article"):
        found = re.compile(rf"<{name}\b[^>]*>", re.I).search(source, start, end)
        if found:
            return found.end(), closing(source, name, found.end(), end)
    return start, end


class _Scanner:
    def __init__(self, builder: Builder, quoted: bool) -> None:
        self.builder = builder
        self.source = builder.source
        self.quoted = quoted
        self.stack: list[str] = []  # open block elements
        self.counts: dict[str, int] = {}
        self.telling: list[str] = []  # those of them that decide what a block is
        self.context: tuple[BlockKind, int] | None = None
        self.tables: list[_OpenTable] = []
        self.run_start = -1  # of the inline content that is being collected
        self.run_end = -1
        self.alts: list[tuple[int, int]] = []

    def run(self, start: int, end: int) -> None:
        source = self.source
        at = start
        find = source.find
        while at < end:
            tag = find("<", at, end)
            stop = tag if tag >= 0 else end
            if stop > at:
                text = _TEXT.search(source, at, stop)
                if text is not None:
                    if self.run_start < 0:
                        self.run_start = text.start()
                    self.run_end = stop
            if tag < 0:
                break
            at = self.tag(tag, end)
        self.flush()
        while self.tables:
            self.close_table(end)

    def tag(self, here: int, end: int) -> int:
        """Handle what begins at "<"; the offset after it."""
        source = self.source
        found = TAG.match(source, here, end) or LOOSE_TAG.match(source, here, end)
        if found is None:
            return self.no_tag(here, end)
        closes, name, inside, single = found.groups()
        name = name.lower()
        stop = found.end()
        if self.tables and name in _TABLE_PARTS:  # most of the tags of a page of figures
            if closes:
                self.close_part(name, here, stop)
            elif inside and hidden(inside):
                return closing(source, name, stop, end)
            else:
                self.open_part(name, inside, here, stop)
            return stop
        if name in BLOCKS:
            if closes:
                self.close(name, here, stop)
            elif inside and name not in VOID and hidden(inside):
                self.flush()
                return closing(source, name, stop, end)
            else:
                self.open(name, inside, here, stop)
                if name == "pre":
                    return self.preformatted(stop, end)
            return stop
        if name == "img":
            self.image(found)
        elif name == "time" and inside and self.builder.date is None:
            self.builder.date = iso_date(attributes(inside).get("datetime", ""))
        elif closes or single or name in VOID:
            if closes and self.run_start >= 0:
                self.run_end = stop
            return stop
        elif name in SKIPPED or (inside and hidden(inside)):
            return closing(source, name, stop, end)
        return stop

    def no_tag(self, here: int, end: int) -> int:
        source = self.source
        if source.startswith("<!--", here):
            close = source.find("-->", here + 4, end)
            return close + 3 if close >= 0 else end
        if source.startswith(("<!", "<?", "</"), here):
            close = source.find(">", here, min(end, here + 4_000))
            if close >= 0:
                return close + 1
        if self.run_start < 0:
            self.run_start = here
        self.run_end = here + 1
        return here + 1

    # -- blocks

    def open(self, name: str, inside: str, here: int, stop: int) -> None:
        if name == "table":
            self.open_part(name, inside, here, stop)
            return
        if name in ("meta", "link"):
            if name == "meta" and self.builder.date is None:
                self.meta(inside)
            return
        if self.run_start >= 0 or self.alts:
            self.flush()
        if name == "hr":
            return
        above = self.stack[-1] if self.stack else ""
        if (above == name and name in _CLOSED_BY_NEXT) or (above == "p" and name in _CLOSES_P):
            self.pop()
        if len(self.stack) < self.builder.bounds.nesting:  # deeper elements are read as part of the one around them
            self.stack.append(name)
            self.counts[name] = self.counts.get(name, 0) + 1
            if name in _TELLING:
                self.telling.append(name)
                self.context = None

    def pop(self) -> None:
        name = self.stack.pop()
        self.counts[name] -= 1
        if name in _TELLING:
            self.telling.pop()
            self.context = None

    def close(self, name: str, here: int, stop: int) -> None:
        if self.run_start >= 0 or self.alts:
            self.flush()
        if self.counts.get(name):
            while self.stack and self.stack[-1] != name:
                self.pop()
            self.pop()

    def preformatted(self, stop: int, end: int) -> int:
        source = self.source
        close = re.compile(r"</pre\s*>", re.I).search(source, stop, end)
        last = close.start() if close else end
        if not self.tables and _TEXT.search(source, stop, last):
            builder = self.builder
            builder.add(
                "code",
                stop,
                last,
                lambda: view(source, stop, last, inline_html.edits(source, stop, last), joined=False),
            )
        self.run_start = -1
        self.pop_named("pre")
        return close.end() if close else end

    def pop_named(self, name: str) -> None:
        if self.stack and self.stack[-1] == name:
            self.pop()

    def meta(self, inside: str) -> None:
        values = attributes(inside)
        name = (values.get("name") or values.get("property") or values.get("itemprop") or "").lower()
        if name in _DATE_NAMES:
            self.builder.date = iso_date(values.get("content", ""))

    def kind(self) -> tuple[BlockKind, int]:
        """What a run of text is, by the open elements that tell; the answer holds until one of them changes."""
        counts = self.counts
        nearest = self.telling[-1] if self.telling else ""
        if nearest in HEADINGS:
            return "heading", HEADINGS[nearest]
        if nearest in ("figcaption", "caption"):
            return "caption", 0
        if counts.get("title") or any(counts.get(name) for name in _FURNITURE):
            return "furniture", 0
        level = counts.get("ul", 0) + counts.get("ol", 0)
        if counts.get("dd") or counts.get("dt"):
            return "list_item", level + (2 if counts.get("dd") else 1)  # what is told stands under its term
        if counts.get("li"):
            return "list_item", max(1, level)
        if counts.get("blockquote"):
            return "quote", 0
        return "paragraph", 0

    def flush(self) -> None:
        """End the inline content collected so far; it becomes a block."""
        if self.run_start >= 0:
            source, start, end = self.source, self.run_start, self.run_end
            self.run_start = -1
            while end > start and source[end - 1].isspace():
                end -= 1
            if not self.tables:
                kind, level = self.context = self.context or self.kind()
                if kind == "paragraph" and end - start < 160 and self.bold(start, end):
                    kind, level = "heading", BOLD_HEADING
                quoted = self.quoted or bool(self.counts.get("blockquote"))
                self.builder.add(kind, start, end, _lazy(source, start, end), level=level, quoted=quoted)
        if self.alts:
            alts, self.alts = self.alts, []
            if not self.tables:
                for start, end in alts:
                    self.builder.add("caption", start, end, _lazy(self.source, start, end))

    def bold(self, start: int, end: int) -> bool:
        """Whether a run is short and bold as a whole: a heading in all but name."""
        tail = _BOLD_TAIL.match(self.source, start, end)
        if not tail or tail[1].rstrip()[-1] in "。.!！;；,，":
            return False
        return _BOLD_HEAD.search(self.source, max(0, start - 200), start) is not None

    def image(self, tag: re.Match[str]) -> None:
        """An image's alternative text is a caption of its own."""
        span = inline_html.alternative(self.source, tag)
        if span is not None and span[1] - span[0] > 1:
            self.alts.append(span)

    # -- tables

    def open_part(self, name: str, inside: str, here: int, stop: int) -> None:
        if name == "table":
            if self.tables:
                self.nested(here)
            else:
                self.flush()
            self.tables.append(_OpenTable(here))
            return
        table = self.tables[-1]
        if name in ("tr", "thead", "tbody", "tfoot"):
            self.end_cell(here)
            if name == "tr":
                table.rows.append([])
            else:
                table.head = name == "thead"
        elif name in ("td", "th"):
            self.end_cell(here)
            if not table.rows:
                table.rows.append([])
            table.cells += 1
            rowspan = colspan = 1
            if inside:
                values = attributes(inside)
                rowspan, colspan = _span(values.get("rowspan"), 0), max(1, _span(values.get("colspan"), 1))
            if table.cells > self.builder.bounds.cells:
                raise too_many_cells(self.builder.path, self.builder.bounds)
            table.cell = RawCell(stop, stop, name == "th" or table.head, rowspan, colspan)
            table.rows[-1].append(table.cell)
        elif name == "caption":
            self.end_cell(here)
            table.caption = (stop, stop)
        self.run_start = -1

    def nested(self, here: int) -> None:
        """A table inside a cell: the outer one only lays out the page, and its cells are read as running text."""
        outer = self.tables[-1]
        if len(self.tables) >= 100:
            raise BoundError("tables nested deeper than 100", path=self.builder.path)
        if not outer.layout:
            outer.layout = True
            for row in outer.rows:
                for cell in row:
                    if cell is not outer.cell:
                        self.cell_text(cell.start, cell.end)
        if outer.cell is not None:
            self.cell_text(outer.cell.start, here)

    def cell_text(self, start: int, end: int) -> None:
        if start < end:
            scan(self.builder, start, end, quoted=self.quoted)

    def end_cell(self, here: int) -> None:
        table = self.tables[-1]
        if table.cell is not None:
            if table.layout:
                self.cell_text(table.cell.start, here)
            table.cell.end = max(here, table.cell.start)
            table.cell = None

    def close_part(self, name: str, here: int, stop: int) -> None:
        table = self.tables[-1]
        if table.cell is not None and not table.layout and name in ("td", "th"):
            table.cell.end = max(here, table.cell.start)
            table.cell = None
        elif name == "table":
            self.close_table(stop, here)
        elif name == "caption" and table.caption is not None:
            table.caption = (table.caption[0], here)
        elif name in ("td", "th", "tr", "thead", "tbody", "tfoot"):
            self.end_cell(here)
            if name == "thead":
                table.head = False
        self.run_start = -1

    def close_table(self, stop: int, here: int | None = None) -> None:
        self.end_cell(stop if here is None else here)
        table = self.tables.pop()
        if not table.layout:
            self.finish_table(table, stop)
        if self.tables and self.tables[-1].cell is not None:
            self.tables[-1].cell.start = stop  # the rest of the layout cell
        self.run_start = -1

    def finish_table(self, table: _OpenTable, stop: int) -> None:
        source = self.source
        rows = [row for row in table.rows if row]
        if not rows:
            return
        if len(rows) == 1 and len(rows[0]) == 1:  # a box around text
            cell = rows[0][0]
            self.cell_text(cell.start, cell.end)
            return
        if table.caption is not None and table.caption[1] > table.caption[0]:
            first, last = table.caption
            self.builder.add("caption", first, last, _lazy(source, first, last))

        def made(caption: Callable[[], View | None]) -> Table:
            return build(rows, lambda cell: cell_view(source, cell), None, caption())

        self.builder.add_table(
            table.start,
            stop,
            lambda: view(source, table.start, stop, inline_html.edits(source, table.start, stop), joined=False),
            made,
            quoted=self.quoted,
        )


def _span(text: str | None, least: int) -> int:
    if not text:
        return 1
    digits = text.strip()
    return max(least, min(int(digits), 1_000)) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 1


def _lazy(source: str, start: int, end: int) -> Callable[[], View]:
    return lambda: view(source, start, end, inline_html.edits(source, start, end))


def cell_view(source: str, cell: RawCell) -> View:
    """The view of an HTML cell, trimmed; also tells whether all its figures are bold."""
    start, end = cell.start, cell.end
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    cell.start, cell.end = start, end
    raw = source[start:end]
    if "<" not in raw and "&" not in raw:
        return view(source, start, end)
    if _BOLD.search(raw):
        rest = re.sub(r"<[^>]*>", "", _UNBOLD.sub("", raw))
        cell.bold = not _DIGIT.search(rest)
    return view(source, start, end, inline_html.edits(source, start, end))
