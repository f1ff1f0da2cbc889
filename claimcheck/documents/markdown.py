"""Markdown (CommonMark with GFM tables, front matter, footnotes, admonitions, HTML): a line scanner over the source."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from claimcheck import patterns as re
from claimcheck.documents import front_matter, inline_markdown
from claimcheck.documents.base import BOLD_HEADING, PLAIN_FENCES, Builder, too_many_cells
from claimcheck.documents.inline_html import BLOCKS
from claimcheck.documents.lines import apart
from claimcheck.model import BlockKind, Table, View
from claimcheck.normalise import Edit, view

_LINE = re.compile(r"[^\r\n]*")
_QUOTE = re.compile(r"(?: {0,3}>[ \t]?)+")
_OF_NODES = 6  # the level of what heads others in a diagram
_MARKUP = frozenset(("markdown", "md", "mdx", "gfm", "markmap"))
_FENCE = re.compile(r"(`{3,}|~{3,})([^`\r\n]*)")
_ATX = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_ATX_END = re.compile(r"[ \t]+#+[ \t]*$")
_SETEXT = re.compile(r"(=+|-+)[ \t]*$")
_BREAK = re.compile(r"([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_ITEM = re.compile(r"([-*+]|\d{1,9}[.)])(?:[ \t]+(?:\[[ xX]\][ \t]+)?|$)")
_DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*+\|?[ \t]*$")
_TABLE_INSIDE = re.compile(r"\|[ \t]*\r?\n[ \t]*\|[ \t]*:?-+:?[ \t]*\|")  # a header row over its delimiters
_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,80})\]:[ \t]*")
_DEFINITION = re.compile(r"\[([^\[\]]{1,200})\]:[ \t]*\S+(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^)]*\)))?[ \t]*$")
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]+[\w\-]+(?:[ \t]+\"([^\"]*)\")?[ \t]*$")
_CALLOUT = re.compile(r"\[!\w+\][+\-]?[ \t]*")
_COLONS = re.compile(r":{3,}")
_HTML = re.compile(r"<(?:!--|[!?]|/?([A-Za-z][A-Za-z0-9\-]*)(?=[\s/>]|$))")
_TABLE_TAG = re.compile(r"<(/?)table\b", re.I)
_PROSE = re.compile(r"[。，；]|[A-Za-z]{2,}(?: [A-Za-z]+){5,}.*[.!?]$")
_BOLD_LINE = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{2,160})\1[：:]?$")
_MDX = re.compile(r"(?:import\s.+\sfrom\s['\"]|import\s['\"]|export\s(?:const|default|function)\b)")
_TELLING = frozenset(" \t\ufeff>`~<#=-*_+0123456789[!?:{|\\")
_HTML_BLOCKS = BLOCKS | {"script", "style", "textarea", "iframe", "br", "svg", "picture", "video", "source", "img"}
_INTERRUPTING = frozenset(
    {"table", "div", "p", "details", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "pre", "figure", "blockquote"}
)
_VERBATIM = frozenset({"script", "style", "textarea", "pre"})


def scan(builder: Builder, start: int = 0, end: int | None = None) -> None:
    """Append the blocks of source[start:end]."""
    end = len(builder.source) if end is None else end
    start = front_matter.scan(builder, start, end)
    _Scanner(builder, start, end).run()


class _Scanner:
    def __init__(self, builder: Builder, start: int, end: int) -> None:
        self.builder = builder
        self.source = builder.source
        self.at = start
        self.end = end
        self.references: set[str] = set()
        self.blank = 1  # blank lines before this one
        self.in_list = False
        self.in_admonition = False
        self.closing = -1  # where the line stands that ends an open fence of Markdown
        self.reset()

    def reset(self) -> None:
        self.first = -1  # start of the open paragraph
        self.last = -1  # end of its last line
        self.last_line = -1  # where its last line begins, after prefixes
        self.lines = 0
        self.prefixes: list[Edit] = []
        self.kind: BlockKind = "paragraph"
        self.level = 0
        self.depth = 0  # of quotation

    # -- lines

    def run(self) -> None:
        source = self.source
        at, end = self.at, self.end
        match = _LINE.match
        telling = _TELLING | {"i", "e"} if self.builder.path.endswith(".mdx") else _TELLING
        while at < end:
            found = match(source, at, end)
            stop = found.end() if found else end
            after = stop + 2 if source.startswith("\r\n", stop) else stop + 1
            if stop > at and source[at] not in telling and not self.depth:
                if self.first >= 0:  # plain words that go on with a paragraph
                    self.last_line, self.last, self.blank = at, stop, 0
                    self.lines += 1
                    at = after
                    continue
                if self.blank:
                    self.in_list = self.in_admonition = False
                self.next = after
                self.open(at, stop, 0)
                self.blank = 0
                at = after
                continue
            self.next = min(after, end)
            self.line(at, stop)
            at = self.next
        self.flush()

    def line(self, begin: int, stop: int) -> None:
        source = self.source
        here, depth = begin, 0
        if source.startswith(">", begin) or (source.startswith(" ", begin) and ">" in source[begin : begin + 4]):
            quote = _QUOTE.match(source, begin, stop)
            if quote:
                here, depth = quote.end(), quote[0].count(">")
        text = here
        while text < stop and source[text] in " \t\ufeff":
            text += 1
        if text >= stop:
            self.flush()
            self.blank += 1
            return
        if depth != self.depth and self.first >= 0 and (depth or self.blank):
            self.flush()
        self.block(begin, here, text, stop, depth)
        self.blank = 0

    def block(self, begin: int, here: int, text: int, stop: int, depth: int) -> None:
        """Decide what a line begins or continues."""
        source = self.source
        indent = text - here + 3 * source.count("\t", here, text)
        head = source[text]
        idle = self.first < 0
        if idle and self.blank and indent < 2 and not depth:
            if head not in "-*+0123456789":
                self.in_list = False
            if indent == 0:
                self.in_admonition = False
        if depth and source[begin] == ">":
            self.in_list = False
        nested = self.in_list or self.in_admonition
        if idle and self.blank and indent >= 4 and not nested and not _PROSE.search(source, text, stop):
            self.builder.add("code", text, stop, lambda: view(source, text, stop, joined=False))
            return
        if head in "`~<#=-*_+0123456789[!?:{|ie" and self.special(head, text, stop, depth, idle, indent):
            return
        if idle:
            self.open(text, stop, depth)
        else:
            self.proceed(begin, text, stop)

    def special(self, head: str, text: int, stop: int, depth: int, idle: bool, indent: int) -> bool:
        source = self.source
        if head in "`~":
            return self.fence(text, stop)
        if head == "<":
            return self.html(text, stop, idle)
        if head == "#":
            return self.heading(text, stop, depth)
        if head in "=-" and not idle and self.kind != "list_item" and self.setext(text, stop):
            return True
        if head in "-|:" and not idle and self.table(text, stop, depth):
            return True
        if head in "-*_" and _BREAK.match(source, text, stop):
            self.flush()
            self.in_list = False
            return True
        if head in "-*+0123456789":
            return self.item(head, text, stop, depth, idle, indent)
        if head == "[":
            return self.definition(text, stop, depth, idle)
        if head in "!?":
            found = _ADMONITION.match(source, text, stop)
            if found:
                self.flush()
                self.in_admonition = True
                if found[1]:
                    self.open(found.start(1), found.end(1), depth)
                    self.flush()
            return bool(found)
        if head == ":" and _COLONS.match(source, text, stop):
            self.flush()
            return True
        if head == "{" and source.startswith("{/*", text):
            close = source.find("*/}", text, self.end)
            self.skip_to(close + 3 if close >= 0 else stop)
            return True
        return (
            head in "ie" and idle and _MDX.match(source, text, stop) is not None and self.builder.path.endswith(".mdx")
        )

    def skip_to(self, at: int) -> None:
        """Go on with the line after the one that holds `at`."""
        self.flush()
        found = _LINE.match(self.source, at, self.end)
        stop = found.end() if found else self.end
        self.next = min(stop + (2 if self.source.startswith("\r\n", stop) else 1), self.end)

    # -- paragraphs

    def open(self, text: int, stop: int, depth: int, kind: BlockKind | None = None, level: int = 0) -> None:
        self.flush()
        if self.blank >= 8 and self.builder.blocks:
            self.builder.next_article()
        if depth:
            callout = _CALLOUT.match(self.source, text, stop)
            text = callout.end() if callout else text
            if text >= stop:
                return
        self.first = self.last_line = text
        self.last, self.lines = stop, 1
        self.kind = kind or ("quote" if depth else "paragraph")
        self.level, self.depth = level, depth

    def proceed(self, begin: int, text: int, stop: int) -> None:
        if text > begin and self.source[begin:text].strip():  # a quotation mark before a further line
            self.prefixes.append((begin, text, ""))
        self.last_line, self.last = text, stop
        self.lines += 1

    def flush(self) -> None:
        if self.first < 0:
            return
        self.emit(self.kind, self.first, self.last, self.level)

    def emit(self, kind: BlockKind, start: int, end: int, level: int) -> None:
        prefixes, depth, lines = self.prefixes, self.depth, self.lines
        self.reset()
        if self.source.find("|", start, end) >= 0:
            if lines > 1 and self.rows(kind, start, end, depth):
                return
            if self.source.find("---", start, end) >= 0 and self.collapsed(kind, start, end, depth):
                return
        if lines > 2 and not depth and self.source.count(",", start, end) >= 2 * lines:
            from claimcheck.documents import delimited

            if delimited.pasted(self.source[start:end].splitlines()) == lines:
                delimited.scan_part(self.builder, start, end, ",", headed=False)
                return
        if lines > 1 and kind == "paragraph":
            kinds = apart(self.source[start:end])
            for part, (first, last) in zip(kinds, self.split(start, end, depth), strict=False):
                made = _lazy(self.source, first, last, [], self.references)
                self.builder.add(part, first, last, made, level=BOLD_HEADING if part == "heading" else 1)
            if kinds:
                return
        while end > start and self.source[end - 1] in " \t":
            end -= 1
        if kind == "paragraph" and lines == 1 and end - start < 170 and self.source[start] in "*_":
            bold = _BOLD_LINE.match(self.source, start, end)
            if bold and bold[2][-1] not in "。.!！;；,，":
                kind, level = "heading", BOLD_HEADING
        if end > start:
            made = _lazy(self.source, start, end, prefixes, self.references)
            self.builder.add(kind, start, end, made, level=level, quoted=depth > 0)

    def rows(self, kind: BlockKind, start: int, end: int, depth: int) -> bool:
        """Lines with pipes but without a delimiter row: a table cut out of its context, where they have its shape.

        Any other line with a pipe at its beginning stands alone. False where there is nothing of either.
        """
        from claimcheck.documents import markdown_table

        source, references = self.source, self.references
        lines = [*self.split(start, end, depth)]
        barred = source[start] == "|"
        if not barred and markdown_table.shaped(source, lines) < len(lines):
            return False
        at = 0
        while at < len(lines):
            count = markdown_table.shaped(source, (lines[n] for n in range(at, len(lines))))
            if not count:
                cells = markdown_table.cells(source, *lines[at])
                first, last = cells[0].start, cells[-1].end
                if last > first:
                    self.builder.add(kind, first, last, _lazy(source, first, last, [], references), quoted=depth > 0)
                at += 1
                continue
            rows = lines[at : at + count]
            if count * len(markdown_table.cells(source, *rows[0])) > self.builder.bounds.cells:
                raise too_many_cells(self.builder.path, self.builder.bounds)
            self.add_table(rows, rows[-1][1], depth, markdown_table.headless)
            at += count
        return True

    def collapsed(self, kind: BlockKind, start: int, end: int, depth: int) -> bool:
        """Lines with a table whose line ends a copy has turned into spaces: "| A | B | |---|---| | 1 | 2 | | 3 | 4 |".

        False where there is none.
        """
        from claimcheck.documents import markdown_table

        source, references = self.source, self.references
        if not markdown_table.COLLAPSED.search(source, start, end):
            return False
        for first, last in self.split(start, end, depth):
            rows = markdown_table.collapsed(source, first, last)
            parts = [(first, rows[0][0]), (rows[-1][1], last)] if rows else [(first, last)]
            for a, b in parts:
                if rows and a != first:
                    self.add_table(rows, a, depth, markdown_table.table)
                if source[a:b].strip():
                    self.builder.add(kind, a, b, _lazy(source, a, b, [], references), quoted=depth > 0)
        return True

    def split(self, start: int, end: int, depth: int) -> Iterator[tuple[int, int]]:
        """Where the lines of source[start:end] begin, behind marks of quotation, and end."""
        source = self.source
        while start < end:
            found = _LINE.match(source, start, end)
            stop = found.end() if found else end
            quote = _QUOTE.match(source, start, stop) if depth else None
            first = quote.end() if quote else start
            while first < stop and source[first] in " \t":
                first += 1
            yield first, stop
            start = stop + (2 if source.startswith("\r\n", stop) else 1)

    def add_table(self, rows: list[tuple[int, int]], last: int, depth: int, read: Callable[..., Table]) -> None:
        """Append the table of rows at these offsets, which ends at `last`."""
        source, references, start = self.source, self.references, rows[0][0]

        def shown() -> View:
            edits = inline_markdown.edits(source, start, last, references)
            return view(source, start, last, edits, joined=False)

        def made(caption: Callable[[], View | None]) -> Table:
            return read(source, rows, references, caption())

        self.builder.add_table(start, last, shown, made, quoted=depth > 0)

    # -- blocks that begin with a sign

    def fence(self, text: int, stop: int) -> bool:
        source = self.source
        found = _FENCE.match(source, text, stop)
        if not found:
            return False
        self.flush()
        if 0 <= self.closing <= text:
            self.closing = -1
            return True
        fence = found[1]
        close = re.compile(rf"^[ \t>]*{re.escape(fence[0])}{{{len(fence)},}}[ \t]*\r?$", re.M).search(
            source, self.next, self.end
        )
        first, last = self.next, close.start() if close else self.end
        language = (found[2].lower().split() or [""])[0]  # "mermaid {init}"
        if close and (language in _MARKUP or (language in PLAIN_FENCES and _TABLE_INSIDE.search(source, first, last))):
            self.closing = last  # what stands in it is read as if it stood outside
            return True
        told = self.fenced(first, last, language)
        if last > first and not told:
            self.builder.add("code", first, last, lambda: view(source, first, last, joined=False))
        self.skip_to(close.end() if close else self.end)
        return True

    def fenced(self, start: int, end: int, language: str) -> bool:
        """What a fence around source[start:end] says; False where it holds code."""
        from claimcheck.documents import diagrams, fenced, markdown_table

        if language == "mermaid":
            nodes, first = diagrams.nodes(self.source, start, end), len(self.builder.blocks)
            for node in nodes:
                made = _lazy(self.source, node.start, node.end, [], self.references)
                above = tuple(first + at for at in node.above)
                if node.heads:
                    self.builder.add("heading", node.start, node.end, made, level=_OF_NODES, above=above)
                else:
                    self.builder.add("list_item", node.start, node.end, made, level=1, above=above)
            return bool(nodes)
        parts = fenced.parts(self.source, start, end, language)
        for part in parts:
            if isinstance(part, fenced.Rows):
                read = markdown_table.table if part.ruled else markdown_table.headless
                self.add_table(part.rows, part.rows[-1][1], 0, read)
                continue
            made = _lazy(self.source, part.start, part.end, part.drawn, self.references)
            self.builder.add("list_item", part.start, part.end, made, level=part.level)
        return bool(parts)

    def heading(self, text: int, stop: int, depth: int) -> bool:
        source = self.source
        found = _ATX.match(source, text, stop)
        if not found:
            return False
        self.flush()
        level = len(found[1])
        if self.blank >= 4 and level == 1 and self.builder.blocks:
            self.builder.next_article()
        tail = _ATX_END.search(source, found.end(), stop)
        self.depth = depth
        self.emit("heading", found.end(), tail.start() if tail else stop, level)
        self.in_list = False
        return True

    def setext(self, text: int, stop: int) -> bool:
        found = _SETEXT.match(self.source, text, stop)
        if found and self.last - self.first > 60 and self.source[self.last - 1] in "。.!！":
            return False  # a sentence over a rule
        if not found or self.lines > 3 or "|" in self.source[self.last_line : self.last]:
            return False
        if len(found[1]) == 1:
            return False
        self.emit("heading", self.first, self.last, 1 if found[1][0] == "=" else 2)
        return True

    def item(self, head: str, text: int, stop: int, depth: int, idle: bool, indent: int) -> bool:
        found = _ITEM.match(self.source, text, stop)
        if not found:
            return False
        wrapped = found.end() >= stop or (head.isdigit() and found[1][:-1] != "1")
        if wrapped and not idle and self.kind != "list_item":
            return False  # a line that happens to begin with a number
        self.flush()
        self.in_list = True
        inner = found.end()
        if inner < stop:
            nested = _ATX.match(self.source, inner, stop)
            if nested:
                return self.heading(inner, stop, depth)
            self.open(inner, stop, depth, "list_item", indent // 2 + 1)
        return True

    def definition(self, text: int, stop: int, depth: int, idle: bool) -> bool:
        source = self.source
        note = _FOOTNOTE.match(source, text, stop)
        if note:
            self.flush()
            self.open(note.end(), stop, depth, "footnote")
            return True
        found = _DEFINITION.match(source, text, stop) if idle else None
        if found:
            self.references.add(found[1].lower())
            return True
        return False

    def html(self, text: int, stop: int, idle: bool) -> bool:
        """An HTML block: to the end of its comment or verbatim element, else to the next blank line outside tables."""
        source = self.source
        found = _HTML.match(source, text, stop)
        if not found:
            return False
        name = (found[1] or "").lower()
        if source.startswith("<!--", text):
            close = source.find("-->", text + 4, self.end)
            after = close + 3 if close >= 0 else self.end
            if not idle or (after <= stop and source[after:stop].strip()):
                return False  # inside a paragraph: the inline scanner drops it
            self.skip_to(after)
            return True
        if not idle and name not in _INTERRUPTING:
            return False
        if name not in _HTML_BLOCKS:
            return False
        from claimcheck.documents import html

        if name in _VERBATIM:
            tag = re.compile(rf"</{name}\s*>", re.I).search(source, text, self.end)
            limit = tag.end() if tag else self.end
            self.skip_to(limit)
            html.scan(self.builder, text, limit)
            return True
        limit = self.html_end(text)
        self.skip_to(limit)
        html.scan(self.builder, text, limit)
        return True

    def html_end(self, text: int) -> int:
        source = self.source
        depth, at = 0, text
        while True:
            blank = _BLANK.search(source, at, self.end)
            limit = blank.start() if blank else self.end
            for tag in _TABLE_TAG.finditer(source, at, limit):
                depth = max(0, depth + (-1 if tag[1] else 1))
            if depth == 0 or blank is None:
                return limit
            close = re.compile(r"</table\s*>", re.I).search(source, limit, self.end)
            if close is None:  # cut off within the table: to its last row
                return max(limit, source.rfind("</tr>", limit, self.end) + len("</tr>"))
            at = limit
            for tag in _TABLE_TAG.finditer(source, limit, close.end()):
                depth = max(0, depth + (-1 if tag[1] else 1))
            at = close.end()

    # -- tables

    def table(self, text: int, stop: int, depth: int) -> bool:
        """A delimiter row under a header row: the table runs to the first line without a pipe."""
        source = self.source
        if not _DELIMITERS.match(source, text, stop):
            return False
        header = source[self.last_line : self.last]
        if "|" not in header or ("|" not in source[text:stop] and header.strip(" |").count("|")):
            return False
        from claimcheck.documents import markdown_table

        wanted = len(markdown_table.cells(source, text, stop))
        headed = len(markdown_table.cells(source, self.last_line, self.last))
        if wanted == 1 and "|" in source[text:stop] and self._cells_at(self.next) == headed:
            wanted = headed  # extractors of web pages write "---|" under a header of any width
        if abs(headed - wanted) > 1:
            return False
        start, header_end = self.last_line, self.last
        if self.lines > 1:  # the lines before the header are a paragraph
            self.last = _line_end_before(source, start)
            self.lines -= 1
            self.prefixes = [edit for edit in self.prefixes if edit[1] <= self.last]
            self.flush()
        self.reset()
        rows = [(start, header_end)]
        cells = wanted
        at = self.next
        last = stop
        while at < self.end:
            row_line = _LINE.match(source, at, self.end)
            finish = row_line.end() if row_line else self.end
            first = at
            if depth:
                quote = _QUOTE.match(source, at, finish)
                first = quote.end() if quote else at
            if "|" not in source[first:finish] or (not depth and source.startswith(">", first)):
                break
            rows.append((first, finish))
            cells += wanted
            if cells > self.builder.bounds.cells:
                raise too_many_cells(self.builder.path, self.builder.bounds)
            last = finish
            at = finish + (2 if source.startswith("\r\n", finish) else 1)
        self.next = min(at, self.end)
        self.add_table(rows, last, depth, markdown_table.table)
        return True

    def _cells_at(self, at: int) -> int:
        """How many cells the line at an offset has."""
        from claimcheck.documents import markdown_table

        line = _LINE.match(self.source, at, self.end)
        return len(markdown_table.cells(self.source, at, line.end())) if line else 0


_BLANK = re.compile(r"\r?\n[ \t]*\r?\n")


def _line_end_before(source: str, at: int) -> int:
    end = max(source.rfind("\n", 0, at), source.rfind("\r", 0, at))
    return end - 1 if end > 0 and source[end - 1 : end + 1] == "\r\n" else end


def _lazy(source: str, start: int, end: int, prefixes: list[Edit], references: set[str]) -> Callable[[], View]:
    def made() -> View:
        edits = inline_markdown.edits(source, start, end, references)
        if prefixes:
            edits = sorted(edits + prefixes)
        return view(source, start, end, edits)

    return made


def scan_part(builder: Builder, start: int, end: int) -> None:
    """Markdown inside another format, without front matter."""
    _Scanner(builder, start, end).run()
