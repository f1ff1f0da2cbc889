"""LaTeX: paragraphs, sections, tabulars and siunitx numbers, scanned over the source; nothing is expanded."""

from __future__ import annotations

from collections.abc import Callable

from claimcheck import patterns as re
from claimcheck.documents import inline_tex
from claimcheck.documents.base import Builder, iso_date, too_many_cells
from claimcheck.documents.tables import RawCell, build
from claimcheck.model import BlockKind, Table, View
from claimcheck.normalise import Edit, view

SECTIONS = {"part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5, "title": 1}
_TOKEN = re.compile(
    r"\\(part|chapter|section|subsection|subsubsection|paragraph|title|caption|footnote|date)\*?(?:\[[^\]]*\])?\{"
    r"|\\(begin|end)\{([A-Za-z]+\*?)\}|\\item\b(?:\[[^\]]*\])?"
    r"|(?:\r?\n[ \t]*){2,}|\\par\b|\\maketitle\b"
)
_TABULAR = frozenset({"tabular", "tabular*", "tabularx", "longtable", "array", "tabulary", "tblr", "longtblr"})
_VERBATIM = frozenset(
    {"verbatim", "lstlisting", "minted", "Verbatim", "comment", "tikzpicture", "algorithm", "algorithmic"}
)
_QUOTES = frozenset({"quote", "quotation"})
_TEXT = re.compile(r"[A-Za-z0-9\u3400-\u9fff]")
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
# Commands whose argument is no prose: labels, references, files, lengths.
_DROPPED = re.compile(
    r"\\(?:label|ref|eqref|autoref|cref|Cref|cite[a-z]*|Cite[a-z]*|input|include|includegraphics|usepackage|documentclass|bibliographystyle"
    r"|bibliography|vspace|hspace|url|pagestyle|setlength|addtolength|newcommand|renewcommand|definecolor|setcounter|resizebox|rule"
    r"|cmidrule|cline|hypersetup|thispagestyle|graphicspath|rowcolor|arraystretch|tabcolsep|author|thanks)\*?"
    r"(?:\([^)]*\))?(?:\[[^\]]*\])*(?:\{[^{}]*\}|\[[^\]]*\])*"
)
# Commands whose first argument is a colour, and the second prose.
_COLOURED = re.compile(r"\\(?:textcolor|cellcolor|colorbox|color)\*?(?:\[[^\]]*\])?\{[^{}]*\}")
_NOTE = re.compile(r"\\footnote(?:text)?\*?(?:\[[^\]]*\])?\{|\\footnotemark(?:\[[^\]]*\])?|\\tnote\{[^{}]*\}")
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\{[^}]*\}(?:\[[^\]]*\])?(?:\{[^{}]*\})?")
_SI = re.compile(
    r"\\(?:SI|qty|num|SIrange|qtyrange|numrange|si|unit|ang|numlist)(?:\[[^\]]*\])?((?:\{(?:[^{}]|\{[^{}]*\})*\})+)"
)
_HREF = re.compile(r"\\href\{[^{}]*\}")
_UNITS = {
    "percent": "%", "giga": "G", "mega": "M", "kilo": "k", "tera": "T", "peta": "P", "exa": "E", "milli": "m",
    "micro": "μ", "nano": "n", "byte": "B", "bit": "bit", "watt": "W", "hertz": "Hz", "second": "s",
    "hour": "h", "per": "/",
    "gibi": "Gi",
    "mebi": "Mi", "tebi": "Ti", "metre": "m", "meter": "m", "celsius": "°C", "gram": "g", "day": "d", "minute": "min",
    "GB": "GB", "TB": "TB", "MHz": "MHz", "GHz": "GHz", "watthour": "Wh", "dollar": "USD", "times": "×",
}  # fmt: skip


def scan(builder: Builder) -> None:
    """Append the blocks of a LaTeX source: what stands between \\begin{document} and \\end{document}, or all of it."""
    source = builder.source
    start = source.find("\\begin{document}")
    start = start + len("\\begin{document}") if start >= 0 else 0
    end = source.find("\\end{document}", start)
    _Scanner(builder, end if end >= 0 else len(source)).run(start)


class _Scanner:
    def __init__(self, builder: Builder, end: int) -> None:
        self.builder = builder
        self.source = builder.source
        self.end = end
        self.quoted = 0
        self.lists = 0
        self.kind: BlockKind = "paragraph"

    def run(self, start: int) -> None:
        source = self.source
        if start:
            self.preamble(start)
        at = first = start
        while True:
            found = _TOKEN.search(source, at, self.end)
            if found is None:
                break
            here, at = found.span()
            if _commented(source, here):
                continue
            name = found[1]
            if name == "footnote":
                close = _close(source, at, self.end)
                self.emit("footnote", at, close)
                continue  # its text is dropped from the paragraph around it
            self.emit(self.kind, first, here)
            self.kind = "list_item" if self.lists and source.startswith("\\item", here) else "paragraph"
            if name:
                close = _close(source, at, self.end)
                self.titled(name, at, close)
                at = min(close + 1, self.end)
            elif found[2] == "begin":
                at = self.environment(found[3], here, at)
            elif found[2] == "end":
                self.quoted -= found[3] in _QUOTES
                self.lists -= found[3] in ("itemize", "enumerate", "description")
            first = at
        self.emit(self.kind, first, self.end)

    def preamble(self, stop: int) -> None:
        """Title and date are often given before the document begins."""
        for found in re.finditer(r"\\(title|date)\{", self.source[:stop]):
            close = _close(self.source, found.end(), stop)
            self.titled(found[1], found.end(), close)

    def titled(self, name: str, start: int, close: int) -> None:
        if name == "date":
            self.builder.date = self.builder.date or iso_date(self.source[start:close])
        elif name == "caption":
            self.emit("caption", start, close)
        else:
            self.emit("heading", start, close, SECTIONS[name])

    def environment(self, name: str, here: int, at: int) -> int:
        source = self.source
        if name in _TABULAR:
            close = source.find(f"\\end{{{name}}}", at, self.end)
            stop = close if close >= 0 else self.end
            self.tabular(here, at, stop)
            return min(stop + len(name) + 6, self.end)
        if name in _VERBATIM:
            close = source.find(f"\\end{{{name}}}", at, self.end)
            stop = close if close >= 0 else self.end
            if name != "comment" and stop > at:
                self.builder.add("code", at, stop, lambda: view(source, at, stop, joined=False))
            return min(stop + len(name) + 6, self.end)
        if name == "thebibliography":
            return self.end
        self.quoted += name in _QUOTES
        self.lists += name in ("itemize", "enumerate", "description")
        option = re.compile(r"(?:\[[^\]\n]*\])?(?:\{[^{}\n]*\})?").match(source, at, self.end)
        return (
            option.end() if option and name in ("table", "table*", "figure", "figure*", "minipage", "multicols") else at
        )

    def emit(self, kind: BlockKind, start: int, end: int, level: int = 0) -> None:
        source = self.source
        while start < end and source[start].isspace():
            start += 1
        while end > start and source[end - 1].isspace():
            end -= 1
        if start >= end or not _TEXT.search(source, start, end):
            return
        if kind in ("paragraph", "list_item") and not _TEXT.search(
            view(source, start, end, edits(source, start, end)).text
        ):
            return
        self.builder.add(kind, start, end, _lazy(source, start, end), level=level, quoted=self.quoted > 0)

    def tabular(self, here: int, at: int, stop: int) -> None:
        source = self.source
        while at < stop:  # the column specification, and tabularx' width before it
            found = re.compile(r"\s*(?:\[[^\]]*\]|\{)").match(source, at, stop)
            if not found:
                break
            at = _close(source, found.end(), stop) + 1 if source[found.end() - 1] == "{" else found.end()
        rows, rules = _rows(self.builder, at, stop)
        if not rows:
            return

        def made(caption: Callable[[], View | None]) -> Table:
            heads = sum(1 for row in rows if row[0].start < rules) if rules else 1
            heads = min(heads, 4) if 0 < heads < len(rows) else 1
            for row in rows[:heads]:
                for cell in row:
                    cell.header = True
            return build(rows, lambda cell: _cell_view(source, cell), heads, caption())

        self.builder.add_table(here, stop, lambda: view(source, at, stop, edits(source, at, stop), joined=False), made)


_BREAK = re.compile(
    r"\\\\(?:\[[^\]]*\])?|(?<!\\)&|\\(?:mid|top|bottom|h)(?:rule|line)\b(?:\[[^\]]*\])?|\\tabularnewline\b"
)
_MULTI = re.compile(
    r"\s*\\multi(column|row)\*?(?:\[[^\]]*\])?\{\s*(-?\d+|\*)\s*\}(?:\[[^\]]*\])?\{[^{}]*\}(?:\[[^\]]*\])?\{"
)
_PARTIAL_RULE = re.compile(
    r"\s*(?:\\(?:cmidrule(?:\([^)]*\))?|cline|rowcolor(?:\[[^\]]*\])?|noalign)\{[^{}]*\}|\\(?:addlinespace|specialrule)(?:\[[^\]]*\])?)"
)
_BOLD = re.compile(r"\\(?:textbf|mathbf|bm)\{|\\bfseries\b|\\bf\b|\\best\{")


def _rows(builder: Builder, start: int, stop: int) -> tuple[list[list[RawCell]], int]:
    """Rows of cells, and where the first rule after a row stands (0 when there is none)."""
    source = builder.source
    rows: list[list[RawCell]] = []
    row: list[RawCell] = []
    at, count, rules = start, 0, 0
    while at <= stop:
        found = _BREAK.search(source, at, stop)
        while found is not None and _commented(source, found.start()):
            found = _BREAK.search(source, found.end(), stop)
        here = found.start() if found else stop
        row.append(_raw(source, at, here))
        count += 1
        if count > builder.bounds.cells:
            raise too_many_cells(builder.path, builder.bounds)
        if found is None or not source.startswith("&", here):
            if any(cell.end > cell.start for cell in row):
                rows.append(row)
            row = []
            if found is None:
                break
            if rows and not rules and source[here + 1] in "mh":
                rules = here
        at = found.end()
    covered: dict[int, int] = {}
    return [_uncovered(row, covered) for row in rows], rules


def _uncovered(row: list[RawCell], covered: dict[int, int]) -> list[RawCell]:
    """A row without the empty cells that LaTeX wants under a \\multirow. `covered`: column -> rows still covered."""
    kept: list[RawCell] = []
    column = 0
    for cell in row:
        if covered.get(column, 0) > 0 and cell.end <= cell.start:
            for inner in range(column, column + cell.colspan):
                covered[inner] = covered.get(inner, 0) - 1
        else:
            kept.append(cell)
            for inner in range(column, column + cell.colspan):
                covered[inner] = cell.rowspan - 1
        column += cell.colspan
    return kept


def _raw(source: str, start: int, end: int) -> RawCell:
    cell = RawCell(start, end)
    rule = _PARTIAL_RULE.match(source, start, end)
    while rule:
        cell.start = rule.end()
        rule = _PARTIAL_RULE.match(source, cell.start, end)
    for _ in range(2):  # \multicolumn may hold \multirow
        found = _MULTI.match(source, cell.start, cell.end)
        if not found:
            break
        size = int(found[2]) if found[2] != "*" else 1
        if found[1] == "column":
            cell.colspan = max(1, min(size, 1_000))
        else:
            cell.rowspan = max(1, min(abs(size), 1_000))
        cell.start, cell.end = found.end(), _close(source, found.end(), cell.end)
    comment = _COMMENT.match(source, cell.start, cell.end)
    while comment or (cell.start < cell.end and source[cell.start].isspace()):
        cell.start = comment.end() if comment else cell.start + 1
        comment = _COMMENT.match(source, cell.start, cell.end)
    while cell.end > cell.start and source[cell.end - 1].isspace():
        cell.end -= 1
    return cell


def _cell_view(source: str, cell: RawCell) -> View:
    cell.bold = bool(_BOLD.search(source, cell.start, cell.end))
    return view(source, cell.start, cell.end, edits(source, cell.start, cell.end))


def edits(source: str, start: int, end: int) -> list[Edit]:
    """All edits of a stretch of LaTeX."""
    taken: list[Edit] = [
        (found.start(), found.end(), "")
        for pattern in (_ENVIRONMENT, _DROPPED, _COLOURED, _HREF)
        for found in pattern.finditer(source, start, end)
    ]
    at = start
    while (note := _NOTE.search(source, at, end)) is not None:
        open_ended = note[0].endswith("{")
        at = min(_close(source, note.end(), end) + 1, end) if open_ended else note.end()
        taken.append((note.start(), at, ""))
    for found in _SI.finditer(source, start, end):
        taken.extend(_siunitx(source, found))
    taken.sort()
    out: list[Edit] = []
    at = start
    for edit in taken:  # TeX between the stretches that are taken
        if edit[0] < at:
            continue
        out.extend(inline_tex.edits(source, at, edit[0], comments=True))
        out.append(edit)
        at = edit[1]
    out.extend(inline_tex.edits(source, at, end, comments=True))
    return out


def _siunitx(source: str, found: re.Match[str]) -> list[Edit]:
    """\\SI{32}{\\giga\\byte} reads 32 GB, \\num{3.8e25} 3.8×10^25, \\SIrange{1}{2}{\\percent} 1-2 %."""
    groups = list(re.finditer(r"\{((?:[^{}]|\{[^{}]*\})*)\}", found[1]))
    base = found.start(1)
    name = re.match(r"\\([A-Za-z]+)", found[0])
    kind = name[1] if name else ""
    out: list[Edit] = [(found.start(), base + groups[0].start(1), "")]
    numbers = 0 if kind in ("si", "unit") else 2 if kind.endswith("range") else 1
    for i, group in enumerate(groups):
        first, last = base + group.start(1), base + group.end(1)
        if i < numbers:
            power = re.search(r"[eE]([+\-]?\d+)$", group[1])
            if power:
                out.append((first + power.start(), last, "×10^" + power[1].lstrip("+")))
        else:
            text = (
                re.sub(r"\\([A-Za-z]+)\s*", lambda m: _UNITS.get(m[1], m[1]), group[1])
                .replace("~", "")
                .replace(".", "")
            )
            out.append((first, last, text.replace("\\%", "%")))
        after = base + groups[i + 1].start(1) if i + 1 < len(groups) else found.end()
        joint = "" if i + 1 >= len(groups) else "-" if i + 1 < numbers else " "
        out.append((last, after, joint))
    return [edit for edit in out if edit[1] > edit[0]]


def _close(source: str, at: int, end: int) -> int:
    """The offset of the brace that closes the group which begins before `at`; `end` when none does."""
    depth = 1
    for found in re.compile(r"\\.|[{}]", re.S).finditer(source, at, min(end, at + 200_000)):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if depth == 0:
                return found.start()
    return end


def _commented(source: str, at: int) -> bool:
    line = source.rfind("\n", max(0, at - 4_000), at) + 1
    if not line and at > 4_000:
        return False
    found = _COMMENT.search(source, line, at)
    return found is not None


def _lazy(source: str, start: int, end: int) -> Callable[[], View]:
    return lambda: view(source, start, end, edits(source, start, end))
