"""reStructuredText, scanned over the source: titles, paragraphs, lists, tables of every kind, directives."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from claimcheck import patterns as re
from claimcheck.documents import delimited, inline_rst
from claimcheck.documents.base import Builder, iso_date, too_many_cells
from claimcheck.documents.tables import RawCell, build
from claimcheck.model import BlockKind, Table, View
from claimcheck.normalise import is_cjk, view
from claimcheck.records import NamedTuple

_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1{2,}[ \t]*$")
_ITEM = re.compile(r"(?:[-*+•]|(?:\d{1,3}|[A-Za-z]|#|[ivxlcIVXLC]{1,6})[.)]|\((?:\d{1,3}|[a-zA-Z]|#)\))[ \t]+")
_DIRECTIVE = re.compile(r"\.\.[ \t]+(?:\|[^|]*\|[ \t]+)?([A-Za-z][\w\-:.]*)::(?:[ \t]+(.*))?$")
_FOOTNOTE = re.compile(r"\.\.[ \t]+\[(?:#?[\w\-]*|\*|\d+)\][ \t]+")
_FIELD = re.compile(r":([A-Za-z][\w\- ]*):(?:[ \t]+(.*))?$")
_SIMPLE = re.compile(r"=+(?:[ \t]+=+)+[ \t]*$")
_GRID = re.compile(r"\+(?:[-=]+\+)+[ \t]*$")
_CODE = frozenset(
    {"code", "code-block", "sourcecode", "highlight", "raw", "math", "literalinclude", "parsed-literal", "doctest"}
    | {"include", "toctree", "image", "graphviz", "plantuml", "jupyter-execute", "ipython", "contents", "index", "meta"}
    | {"role", "default-role"}
)


class _Line(NamedTuple):
    start: int
    end: int
    indent: int
    text: str  # without the indent and trailing space


def scan(builder: Builder) -> None:
    """Append the blocks of a reStructuredText source."""
    lines: list[_Line] = []
    at = 0
    for raw in (
        builder.source.splitlines(keepends=True)
        if "\n" in builder.source or "\r" in builder.source
        else [builder.source]
    ):
        text = raw.strip(" \t\r\n\ufeff")
        indent = len(raw) - len(raw.lstrip(" \t\ufeff")) if text else 0
        lines.append(_Line(at + indent, at + indent + len(text), indent, text))
        at += len(raw)
    _Scanner(builder, lines).run(0, len(lines))


class _Scanner:
    def __init__(self, builder: Builder, lines: list[_Line]) -> None:
        self.builder = builder
        self.source = builder.source
        self.lines = lines
        self.styles: list[str] = []  # of section titles, in order of first use
        self.quoted = False

    def run(self, at: int, stop: int) -> None:
        while at < stop:
            at = self.block(at, stop)

    def block(self, at: int, stop: int) -> int:
        line = self.lines[at]
        text = line.text
        if not text:
            return at + 1
        if text.startswith(".."):
            return self.explicit(at, stop)
        after = self.title(at, stop)
        if after > at:
            return after
        if _ADORNMENT.match(text) and not _SIMPLE.match(text):
            return at + 1  # a transition
        if _GRID.match(text):
            return self.grid(at, stop)
        if _SIMPLE.match(text):
            return self.simple(at, stop)
        field = _FIELD.match(text)
        if field:
            if field[1].lower() in ("date", "published") and field[2]:
                self.builder.date = self.builder.date or iso_date(field[2])
            return at + 1
        return self.paragraph(at, stop)

    def title(self, at: int, stop: int) -> int:
        lines = self.lines
        text = lines[at].text
        over = _ADORNMENT.match(text)
        if over and at + 2 < stop and lines[at + 1].text and lines[at + 2].text[:1] == over[1]:
            under = _ADORNMENT.match(lines[at + 2].text)
            if under:
                self.heading(lines[at + 1], over[1] * 2)
                return at + 3
        if not over and at + 1 < stop and lines[at].indent == 0:
            under = _ADORNMENT.match(lines[at + 1].text)
            below = lines[at + 1]
            fits = below.indent == 0 and len(below.text) * 2 >= len(text) and not _SIMPLE.match(below.text)
            if under and fits:
                self.heading(lines[at], under[1])
                return at + 2
        return at

    def heading(self, line: _Line, style: str) -> None:
        if style not in self.styles:
            self.styles.append(style)
        self.emit("heading", line.start, line.end, level=self.styles.index(style) + 1)

    def paragraph(self, at: int, stop: int) -> int:
        lines = self.lines
        first = lines[at]
        item = _ITEM.match(first.text)
        last = at
        while last + 1 < stop and lines[last + 1].text:
            after = lines[last + 1]
            if item and (_ITEM.match(after.text) or after.indent < first.indent):
                break
            if not item and (after.indent != first.indent and last > at and after.indent < first.indent):
                break
            if _GRID.match(after.text) or _SIMPLE.match(after.text):
                break
            last += 1
        end = lines[last].end
        literal = self.source.startswith("::", end - 2) and end - first.start > 1
        body = end - (
            1 if literal and end - 2 > first.start and not self.source[end - 3].isspace() else 2 if literal else 0
        )
        if item:
            self.emit("list_item", first.start + item.end(), body, level=first.indent // 2 + 1)
        else:
            quoted = first.indent > 0 and self.opened_quote(at)
            self.emit("quote" if quoted else "paragraph", first.start, body, quoted=quoted)
        return self.literal(last + 1, stop, first.indent) if literal else last + 1

    def opened_quote(self, at: int) -> bool:
        """An indented paragraph after a paragraph that is not a list item is a block quotation."""
        before = at - 1
        while before >= 0 and not self.lines[before].text:
            before -= 1
        if before >= 0 and self.lines[before].text.startswith(".."):
            return False
        return (
            before >= 0
            and not _ITEM.match(self.lines[before].text)
            and self.lines[before].indent < self.lines[at].indent
        )

    def literal(self, at: int, stop: int, indent: int) -> int:
        last = self.indented(at, stop, indent)
        body = [line for line in self.lines[at:last] if line.text]
        if body:
            start, end = body[0].start, body[-1].end
            self.builder.add("code", start, end, lambda: view(self.source, start, end, joined=False))
        return last

    def indented(self, at: int, stop: int, indent: int) -> int:
        """The line after the block that is indented deeper than `indent`."""
        while at < stop and (not self.lines[at].text or self.lines[at].indent > indent):
            at += 1
        return at

    def explicit(self, at: int, stop: int) -> int:
        """Directives, footnotes, targets, comments: what begins with two dots."""
        line = self.lines[at]
        last = self.indented(at + 1, stop, line.indent)
        found = _DIRECTIVE.match(line.text)
        if found:
            self.directive(found, at, last)
            return last
        note = _FOOTNOTE.match(line.text)
        if note:
            body = [other for other in self.lines[at:last] if other.text]
            self.emit("footnote", line.start + note.end(), body[-1].end)
        return last

    def directive(self, found: re.Match[str], at: int, last: int) -> None:
        name = found[1].lower().rsplit(":", 1)[-1]
        line = self.lines[at]
        body = at + 1
        while body < last and _FIELD.match(self.lines[body].text):
            body += 1
        argument = (line.start + found.start(2), line.start + found.end(2)) if found[2] else None
        if name in _CODE:
            return
        if name in ("figure",):
            self.run(body, last)
            return
        if name in ("table", "list-table", "csv-table", "flat-table"):
            if argument:
                self.emit("caption", *argument)
            if name == "csv-table":
                self.csv(at, body, last)
            elif name == "table":
                self.run(body, last)
            else:
                self.list_table(at, body, last)
            return
        if argument and name not in ("figure", "epigraph", "highlights", "pull-quote"):
            self.emit("paragraph", *argument)
        quoted = self.quoted
        self.quoted = quoted or name in ("epigraph", "pull-quote", "highlights")
        self.run(body, last)
        self.quoted = quoted

    def emit(self, kind: BlockKind, start: int, end: int, *, level: int = 0, quoted: bool = False) -> None:
        source = self.source
        if end > start:
            self.builder.add(
                kind, start, end, lambda: view(source, start, end, inline_rst.edits(source, start, end)), level=level,
                quoted=quoted or self.quoted,
            )  # fmt: skip

    # -- tables

    def table(self, rows: list[list[RawCell]], heads: int, start: int, end: int) -> None:
        source = self.source
        if not rows:
            return
        if sum(map(len, rows)) > self.builder.bounds.cells:
            raise too_many_cells(self.builder.path, self.builder.bounds)
        heads = min(heads, len(rows) - 1)

        def made(caption: Callable[[], View | None]) -> Table:
            for row in rows[:heads]:
                for cell in row:
                    cell.header = True
            return build(rows, lambda cell: _cell_view(source, cell), heads, caption())

        self.builder.add_table(start, end, lambda: view(source, start, end, joined=False), made, quoted=self.quoted)

    def csv(self, at: int, body: int, last: int) -> None:
        lines = [line for line in self.lines[body:last] if line.text]
        heads = [line for line in self.lines[at + 1 : body] if line.text.startswith(":header:")]
        rows: list[list[RawCell]] = []
        for line in heads[:1]:
            rows += delimited.rows(self.builder, line.start + len(":header:"), line.end, ",")
        if lines:
            rows += delimited.rows(self.builder, lines[0].start, lines[-1].end, ",")
        if rows:
            delimited.add(self.builder, rows, 1)

    def list_table(self, at: int, body: int, last: int) -> None:
        options = " ".join(line.text for line in self.lines[at + 1 : body])
        found = re.search(r":header-rows:\s*(\d+)", options)
        rows: list[list[RawCell]] = []
        for number in range(body, last):
            line = self.lines[number]
            text, start = line.text, line.start
            fresh = re.match(r"[*\-+][ \t]+(?=[-*+](?:[ \t]|$))", text)
            if fresh:
                rows.append([])
                start += fresh.end()
                text = text[fresh.end() :]
            cell = re.match(r"[-*+](?:[ \t]+|$)", text)
            if cell and rows:
                rows[-1].append(RawCell(start + cell.end(), line.end))
            elif text and rows and rows[-1]:
                rows[-1][-1].end = line.end
        lines = [line for line in self.lines[at:last] if line.text]
        self.table(rows, int(found[1]) if found else 0, lines[0].start, lines[-1].end)

    def simple(self, at: int, stop: int) -> int:
        """A simple table: columns by the rule of equal signs."""
        lines = self.lines
        rule = lines[at]
        columns = [(m.start(), m.end()) for m in re.finditer(r"=+", rule.text)]
        rules, last = [at], at
        for number in range(at + 1, stop):
            if _SIMPLE.match(lines[number].text):
                rules.append(number)
                last = number
                if number + 1 >= stop or not lines[number + 1].text:
                    break
        if len(rules) < 2:
            return self.paragraph(at, stop)
        rows: list[list[RawCell]] = []
        heads = 0
        for number in range(at + 1, last):
            line = lines[number]
            if number in rules:
                heads = len(rows)
            elif line.text and not re.fullmatch(r"-+(?:[ \t]+-+)*", line.text):
                self.simple_row(line, line.start - line.indent + rule.indent, columns, rows)
        self.table(rows, heads, rule.start, lines[last].end)
        return last + 1

    def simple_row(self, line: _Line, base: int, columns: list[tuple[int, int]], rows: list[list[RawCell]]) -> None:
        cells = []
        for i, (first, _) in enumerate(columns):
            last = columns[i + 1][0] if i + 1 < len(columns) else 1 << 30
            text = self.source[base : line.end]
            left, right = _offset(text, first), _offset(text, last)
            cells.append(_trim(self.source, max(base + left, line.start), min(base + right, line.end)))
        rows.append(cells)

    def grid(self, at: int, stop: int) -> int:
        """A grid table; merged cells are read by the borders that their text spans."""
        lines = self.lines
        last = at
        while last + 1 < stop and lines[last + 1].text[:1] in "+|" and lines[last + 1].text:
            last += 1
        borders = sorted(
            {m.start() for line in lines[at : last + 1] if line.text[0] == "+" for m in re.finditer(r"\+", line.text)}
        )
        rows: list[list[RawCell]] = []
        heads, fresh = 0, True
        for line in lines[at + 1 : last + 1]:
            if line.text[0] == "+":
                if "=" in line.text:
                    heads = len(rows)
                fresh = True
                continue
            bars = [i for i, char in enumerate(line.text) if char == "|" and _width(line.text[:i]) in borders]
            if fresh:
                rows.append([])
            for i, (first, second) in enumerate(pairwise(bars)):
                cell = _trim(self.source, line.start + first + 1, line.start + second)
                if fresh:
                    cell.colspan = borders.index(_width(line.text[:second])) - borders.index(_width(line.text[:first]))
                    rows[-1].append(cell)
                elif i < len(rows[-1]) and cell.end > cell.start:
                    self.grow(rows[-1][i], cell)
            fresh = False
        self.table([row for row in rows if row], heads, lines[at].start, lines[last].end)
        return last + 1

    def grow(self, cell: RawCell, more: RawCell) -> None:
        """A second line of a grid cell: kept when the first was empty (the text between belongs to other columns)."""
        if cell.end <= cell.start:
            cell.start, cell.end = more.start, more.end


def _width(text: str) -> int:
    """Columns that a text takes: two for a wide character."""
    return len(text) if text.isascii() else len(text) + sum(char >= "\u1100" and is_cjk(char) for char in text)


def _offset(text: str, column: int) -> int:
    """The offset in a text of a column."""
    if text.isascii():
        return column
    width = 0
    for at, char in enumerate(text):
        if width >= column:
            return at
        width += 2 if is_cjk(char) else 1
    return column


def _trim(source: str, start: int, end: int) -> RawCell:
    end = max(start, end)
    while start < end and source[start] in " \t":
        start += 1
    while end > start and source[end - 1] in " \t|":
        end -= 1
    return RawCell(start, end)


def _cell_view(source: str, cell: RawCell) -> View:
    raw = source[cell.start : cell.end]
    cell.bold = raw.startswith("**") and raw.endswith("**") and len(raw) > 4
    return view(source, cell.start, cell.end, inline_rst.edits(source, cell.start, cell.end))
