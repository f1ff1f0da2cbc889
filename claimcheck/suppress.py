"""Inline directives: where a writer told the checker to be silent, and why.

    claimcheck: ignore[RULE, ...] reason          on a line, or alone on a line for the next block
    claimcheck: disable[RULE, ...] ... enable[RULE, ...]
    claimcheck: file-ignore[RULE, ...] reason     in the first 20 lines
    [sic] or ［原文如此］ straight after a figure

written as a comment of the format. This module only reads them; the engine applies them and reports (CC901) those that
are malformed, name an unknown rule, or silenced nothing.
"""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from itertools import accumulate

from claimcheck import codes
from claimcheck import patterns as re
from claimcheck.model import Block, Document, Finding, Silence
from claimcheck.records import dataclass, field, replace
from claimcheck.spans import LineIndex, Span

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any, Literal

    Kind = Literal["ignore", "disable", "enable", "file-ignore", "front-matter", "sic", "malformed"]
else:
    Kind = str
EVERY = "*"  # the code under which [sic] silences every rule
FIRST_LINES = 20
_FRONT_MOST = 20_000  # characters of front matter that are read for directives
_FRONT_DEEPEST = 50  # levels of lists and mappings in it

_HTML = re.compile(r"<!--\s*claimcheck\s*:(?P<body>(?:(?!-->).){0,2000})-->", re.I | re.S)
_MDX = re.compile(r"\{\s*/\*\s*claimcheck\s*:(?P<body>[^\n]*?)\*/\s*\}", re.I)
_LATEX = re.compile(r"(?<!\\)%+[ \t]*claimcheck[ \t]*:(?P<body>[^\r\n]*)", re.I)
_RST = re.compile(r"^[ \t]*\.\.[ \t]+claimcheck[ \t]*::?(?P<body>[^\r\n]*)", re.I | re.M)
_SLASHES = re.compile(r"(?<![:\w])//[ \t]*claimcheck[ \t]*:(?P<body>[^\r\n]*)", re.I)
_SIC = re.compile(r"[\[［(（](?:sic|原文如此)!?[\]］)）]", re.I)
_BODY = re.compile(r"\s*(?P<verb>[\w\-]+)?\s*(?:\[(?P<rules>[^\]]*)\])?\s*(?P<reason>.*?)\s*$", re.S)
_GROUP = re.compile(r"CC\d{0,3}$", re.I)
_VERBS = ("ignore", "disable", "enable", "file-ignore")


@dataclass(frozen=True, slots=True)
class Directive:
    """One directive as written.

    `rules` are the codes it names (resolved), `unknown` the names that are no rule, `problem` what is malformed about
    it. `scopes` maps each code to the source it silences. `span` is the comment, `line` its line from 1.
    """

    kind: Kind
    span: Span
    line: int
    rules: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    reason: str = ""
    problem: str | None = None
    scopes: Mapping[str, Span] = field(default_factory=dict)

    @property
    def reported(self) -> bool:
        """Whether it is unused when it silences nothing: [sic] may speak of spelling, enable never silences."""
        return bool(self.scopes) and self.kind not in ("sic", "enable")


def parse(document: Document) -> tuple[Directive, ...]:
    """All directives of a document, in order."""
    source = document.source
    marked = "claimcheck" in source or "Claimcheck" in source
    sic = list(_SIC.finditer(source)) if "[" in source or "［" in source or "（" in source else []
    if not marked and not sic:
        return ()
    lines = LineIndex(source)
    code = [block.span for block in document.blocks if block.kind == "code"]
    layout = _Layout(document)
    found: list[Directive] = []
    if marked:
        for pattern in _patterns(document):
            found.extend(
                _directive(layout, lines, match)
                for match in pattern.finditer(source)
                if not _inside(code, match.start()) and not _quoted(source, match)
            )
        found.extend(_front_matter(document, lines))
    found.extend(_sic(source, lines, match) for match in sic if not _inside(code, match.start()))
    found.sort(key=lambda directive: directive.span)
    return tuple(_ranges(found, len(source)))


class Silencers:
    """Which directive silences a finding, asked of many findings and directives."""

    def __init__(self, directives: Iterable[Directive]) -> None:
        scopes: dict[str, list[tuple[Span, Directive]]] = {}
        for directive in directives:
            for code, scope in directive.scopes.items():
                scopes.setdefault(code, []).append((scope, directive))
        # code -> its scopes by where they start, and how far any of them reached so far
        self._scopes: dict[str, tuple[list[tuple[Span, Directive]], list[int]]] = {}
        for code, rows in scopes.items():
            rows.sort(key=lambda row: row[0])
            self._scopes[code] = rows, list(accumulate((scope.end for scope, _ in rows), max))

    def split(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding], list[Directive]]:
        """The findings to report, those that are silenced, with the reason, and the directives that silence any."""
        kept: list[Finding] = []
        silenced: list[Finding] = []
        used: list[Directive] = []
        for finding in findings:
            by = self.of(finding.code, finding.span)
            if by is None:
                kept.append(finding)
            else:
                silenced.append(replace(finding, silence=Silence("directive", by.reason)))
                used.append(by)
        return kept, silenced, used

    def of(self, code: str, span: tuple[int, int]) -> Directive | None:
        """The first directive whose scope a finding of that code lies in; None when there is none."""
        for key in (code, EVERY):
            if key in self._scopes:
                rows, reach = self._scopes[key]
                # The first that reaches beyond the finding's start: if it begins too late, all after it do.
                at = bisect_right(reach, span[0])
                if at < len(rows) and rows[at][0].overlaps(span):
                    return rows[at][1]
        return None


def nearest(name: str) -> str | None:
    """The rule name or code that a misspelt one probably means."""
    from difflib import get_close_matches

    known = [row.name for row in codes.CODES] + [row.code for row in codes.CODES]
    close = get_close_matches(name.lower(), known, 1, 0.6) or get_close_matches(name.upper(), known, 1, 0.6)
    return close[0] if close else None


def _patterns(document: Document) -> tuple[re.Pattern[str], ...]:
    suffix = os.path.splitext(document.path)[1].lower()
    if suffix in (".adoc", ".asciidoc", ".typ"):
        return (_SLASHES,)
    if document.format == "latex":
        return (_LATEX,)
    if document.format == "rst":
        return (_RST,)
    return (_HTML, _MDX) if suffix == ".mdx" else (_HTML,)


def _inside(spans: list[Span], offset: int) -> bool:
    at = bisect_left(spans, (offset + 1,)) - 1
    return at >= 0 and spans[at].start <= offset < spans[at].end


def _quoted(source: str, match: re.Match[str]) -> bool:
    """Whether a comment stands in a code span: documentation about directives."""
    return source[match.start() - 1 : match.start()] == "`" and source[match.end() : match.end() + 1] == "`"


class _Layout:
    """Where blocks and the rows of tables stand, so that many directives find theirs in a long draft."""

    def __init__(self, document: Document) -> None:
        self.source = document.source
        self._blocks = sorted((b for b in document.blocks if b.kind != "front_matter"), key=lambda b: b.span)
        self._starts = [block.span.start for block in self._blocks]
        self._reach = list(accumulate((block.span.end for block in self._blocks), max))
        self._rows: dict[int, tuple[list[int], list[int], dict[int, int]]] = {}

    def around(self, span: Span) -> Block | None:
        """The first block that holds a span."""
        at = bisect_left(self._reach, span.end)
        return self._blocks[at] if at < len(self._blocks) and self._starts[at] <= span.start else None

    def after(self, offset: int) -> Block | None:
        """The first block that begins there or later."""
        at = bisect_left(self._starts, offset)
        return self._blocks[at] if at < len(self._blocks) else None

    def row_after(self, block: Block, offset: int) -> int | None:
        """Where the row ends that begins next in a table; None after the last one, and in what is no table."""
        if block.table is None:
            return None
        if id(block) not in self._rows:
            cells = sorted(block.table.cells, key=lambda cell: cell.span)
            ends: dict[int, int] = {}
            for cell in cells:
                ends[cell.row] = max(ends.get(cell.row, 0), cell.span.end)
            self._rows[id(block)] = [cell.span.start for cell in cells], [cell.row for cell in cells], ends
        starts, rows, ends = self._rows[id(block)]
        at = bisect_left(starts, offset)
        return ends[rows[at]] if at < len(rows) else None


def _directive(layout: _Layout, lines: LineIndex, match: re.Match[str]) -> Directive:
    span = Span(*match.span())
    line = lines.line(span.start)
    body = _BODY.match(match["body"])
    verb = (body["verb"] or "").lower() if body else ""
    reason = " ".join((body["reason"] if body else "").split())
    made = Directive("malformed", span, line, reason=reason)
    if verb not in _VERBS:
        return replace(
            made, problem=f"unknown directive {verb!r}: one of {', '.join(_VERBS)}" if verb else "no directive"
        )
    if body is None or body["rules"] is None:
        return replace(made, problem=f"{verb} needs a list of rules in brackets: {verb}[value]")
    names = [name.strip() for name in re.split("[,，]", body["rules"]) if name.strip()]
    if not names:
        return replace(made, problem=f"{verb}[] names no rule")
    rules, unknown = _resolve(names)
    made = replace(made, kind=verb, rules=rules, unknown=unknown)  # type: ignore[arg-type]
    if verb == "file-ignore" and line > FIRST_LINES:
        return replace(made, problem=f"file-ignore stands after line {FIRST_LINES}")
    if verb == "ignore":
        scope = _scope(layout, lines, span)
    elif verb == "file-ignore":
        scope = Span(0, len(layout.source))
    else:
        scope = span  # disable and enable are paired afterwards
    return replace(made, scopes=dict.fromkeys(rules, scope))


def _resolve(names: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes for names, codes and groups (CC1), and what is none of them."""
    rules: list[str] = []
    unknown: list[str] = []
    for name in names:
        row = codes.find(name)
        group = (
            [other.code for other in codes.CODES if other.code.startswith(name.upper())] if _GROUP.match(name) else []
        )
        if row is not None:
            rules.append(row.code)
        elif group:
            rules.extend(group)
        else:
            unknown.append(name)
    return tuple(dict.fromkeys(rules)), tuple(unknown)


def _scope(layout: _Layout, lines: LineIndex, span: Span) -> Span:
    """What an `ignore` silences: its line, or the next block when it stands alone."""
    source = layout.source
    first, last = lines.line(span.start), lines.line(span.end - 1)
    before = source[lines.starts[first - 1] : span.start]
    after = source[span.end : lines.line_span(last).end]
    if before.strip(" \t>*-+|") or after.strip(" \t|"):
        return Span(lines.line_span(first).start, lines.line_span(last).end)
    block = layout.around(span)
    if block is not None and source[block.span.start : block.span.end].strip() == source[span.start : span.end]:
        block = None  # a format whose comments our reader takes for text: nothing else stands in this block
    if block is not None:  # alone on a line inside a table: its next row; inside a paragraph: the rest of it
        row = layout.row_after(block, span.end)
        return Span(span.start, block.span.end) if row is None else Span(span.end, max(row, span.end + 1))
    following = layout.after(span.end)
    if following is None:
        return Span(span.end, len(source)) if span.end < len(source) else span
    return Span(span.end, following.span.end)


def _sic(source: str, lines: LineIndex, match: re.Match[str]) -> Directive:
    """[sic] silences whatever is said of the figure or name that ends right before it."""
    at = match.start()
    while at > 0 and source[at - 1] in " \t*_~`”\"'":
        at -= 1
    if source.endswith(">", 0, at):  # the end tag of an emphasis
        opened = source.rfind("<", max(0, at - 20), at)
        at = opened if opened >= 0 else at
    scope = Span(max(0, at - 1), match.start())
    return Directive("sic", Span(*match.span()), lines.line(match.start()), scopes={EVERY: scope})


def _front_matter(document: Document, lines: LineIndex) -> list[Directive]:
    """`claimcheck: {ignore: [magnitude]}` in front matter holds for the whole draft."""
    if not document.blocks or document.blocks[0].kind != "front_matter":
        return []
    span = document.blocks[0].span
    text = document.source[span.start : span.end]
    key = re.search(r"^(?:\[)?claimcheck\b[^\r\n]*", text, re.M)
    if key is None:
        return []
    place = Span(span.start + key.start(), span.start + key.end())
    made = Directive("front-matter", place, lines.line(place.start))
    try:
        names, reason = _front_names(text)
    except ValueError as error:
        return [replace(made, kind="malformed", problem=str(error))]
    rules, unknown = _resolve(names)
    scope = Span(0, len(document.source))
    return [replace(made, rules=rules, unknown=unknown, reason=reason, scopes=dict.fromkeys(rules, scope))]


def _front_names(text: str) -> tuple[list[str], str]:
    body = text.lstrip("\ufeff").strip()
    if len(body) > _FRONT_MOST:
        raise ValueError(f"front matter of more than {_FRONT_MOST:,} characters")
    try:
        if body.startswith("+++"):
            import tomllib

            data: object = tomllib.loads(body[3:].rpartition("+++")[0])
        else:
            import yaml

            body = re.split(r"^(?:---|\.\.\.)[ \t]*\r?$", body[3:], maxsplit=1, flags=re.M)[0]
            loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
            depth = 0
            for event in yaml.parse(body, loader):  # before anything is built from them
                depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
                if depth > _FRONT_DEEPEST or isinstance(event, yaml.AliasEvent):
                    raise ValueError  # a few lines of aliases stand for more than any memory holds
            data = loader(body).get_single_data()
    except Exception:  # any error of the two parsers means the same
        raise ValueError("the front matter cannot be read") from None
    entry = data.get("claimcheck") if isinstance(data, dict) else None
    if not isinstance(entry, dict) or "ignore" not in entry:
        raise ValueError("front matter needs claimcheck: {ignore: [RULE, ...]}")
    names = entry["ignore"]
    if isinstance(names, str):
        names = [name.strip() for name in names.split(",")]
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        raise ValueError("claimcheck: ignore needs a list of rules")
    reason = entry.get("reason")
    return names, reason if isinstance(reason, str) else ""


def _ranges(found: list[Directive], size: int) -> list[Directive]:
    """Pair each `disable` with the next `enable` of the same rule; without one it holds to the end."""
    stops: dict[str, int] = {}  # code -> where its next `enable` stands, seen from the end
    ends: list[dict[str, int]] = []
    for directive in reversed(found):
        ends.append({code: stops.get(code, size) for code in directive.rules})
        if directive.kind == "enable":
            stops |= dict.fromkeys(directive.rules, directive.span.start)
    paired: list[Directive] = []
    disabled: set[str] = set()
    for directive, end in zip(found, reversed(ends), strict=True):
        if directive.problem is None and directive.kind == "disable":
            start = directive.span.end
            directive = replace(directive, scopes={code: Span(start, max(end[code], start)) for code in end})
        elif directive.problem is None and directive.kind == "enable":
            missing = [code for code in directive.rules if code not in disabled]
            problem = f"enable without disable for {', '.join(missing)}" if missing else None
            directive = replace(directive, scopes={}, problem=problem)
        if directive.kind == "disable":
            disabled.update(directive.rules)
        paired.append(directive)
    return paired
