"""The frozen records that flow from stage to stage. They hold data and answer trivial questions; nothing more."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from claimcheck.records import dataclass, field
from claimcheck.spans import Span

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Literal

    Approximation = Literal["exact", "about", "nearly", "over", "at_least", "under", "at_most", "range", "order"]
    Severity = Literal["error", "warning", "note"]
    Verdict = Literal["supported", "contradicted", "imprecise", "outdated", "unregistered"]
    Stance = Literal["asserted", "quoted", "negated", "hypothetical", "forecast"]
    SourceKind = Literal["primary", "compiled", "press"]
    BlockKind = Literal[
        "paragraph",
        "heading",
        "list_item",
        "quote",
        "table",
        "caption",
        "footnote",
        "code",
        "furniture",
        "front_matter",
    ]
else:
    Approximation = Severity = Verdict = Stance = SourceKind = BlockKind = str
Value = Decimal | str  # a number, or an ISO date as precise as the text ("2024", "2024-09", "2025-01-20")


# -- what stands in the text ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, approximation and printed precision. Offsets count in the text that was scanned.

    `value` is the number as written after multipliers ("6710亿" is 671000000000), an ISO string for a date, None for
    a range or for a figure too vague to have a value. `low` and `high` are the closed interval that a careful reader
    would grant (None is an open end): half a unit of the last printed digit either way, widened by words of
    approximation; for a range its two ends. `step` is one unit of the last printed digit, after multipliers.
    """

    start: int
    end: int
    text: str
    value: Value | None
    low: Value | None
    high: Value | None
    unit: str | None = None  # canonical name (registry/units.txt); None for a bare number
    approximation: Approximation = "exact"
    kind: Literal["number", "date", "duration", "rank", "multiple"] = "number"
    number_start: int = 0  # the digits (or numeral) alone, without approximation, currency sign, multiplier and unit
    number_end: int = 0
    step: Decimal | None = None
    scale: Decimal = Decimal(1)  # the multiplier as written: 10000 for 万, 1000000 for M; 1 when none
    reading: Literal["as", "more"] | None = None  # of a multiple, where the wording decides
    signed: bool = False  # printed with a sign or as a change: +3.2, 下降 5%
    conditions: tuple[tuple[str, str], ...] = ()  # from precision words beside the unit: ("sparsity", "sparse")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a mention: an entity or a metric of the registry."""

    id: str
    kind: Literal["entity", "metric"]
    score: float = 100.0
    context_only: bool = False  # a short alias that counts only where the context names its family or developer


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of scanned text that names an entity or a metric, with its possible readings, best first."""

    start: int
    end: int
    text: str
    candidates: tuple[Candidate, ...]
    unknown: Literal["entity", "metric"] | None = None  # of a name that the registry does not know: its likely kind


@dataclass(frozen=True, slots=True)
class ConditionMention:
    """A span that states a condition: pass@1, 5-shot, FP8, cache hit, input. Its digits are no figure."""

    start: int
    end: int
    key: str
    value: str


# -- documents --------------------------------------------------------------------------------------------------


class View:
    """Normalised text with an offset map back to the source.

    The map is a list of pieces that tile both strings without gap or overlap. A piece of equal length on both sides
    maps point by point; any other (an entity, a superscript run, a dropped tag) maps as a whole.
    """

    __slots__ = ("_low", "_source", "_view", "text")

    def __init__(self, text: str, pieces: Sequence[tuple[int, int, int]]) -> None:
        """`pieces`: (view start, source start, source end), ascending; the view ends are implied."""
        self.text = text
        self._view = [piece[0] for piece in pieces] + [len(text)]
        self._source = [piece[1] for piece in pieces] + [pieces[-1][2] if pieces else 0]
        assert all(piece[2] == self._source[i + 1] for i, piece in enumerate(pieces)), "pieces leave a gap"
        self._assert_tiles()

    @classmethod
    def tiled(cls, text: str, view: list[int], source: list[int]) -> View:
        """From the bounds of n pieces: n + 1 offsets in the view and as many in the source."""
        made = cls.__new__(cls)
        made.text, made._view, made._source = text, view, source
        made._assert_tiles()
        return made

    @classmethod
    def plain(cls, text: str, source_start: int = 0) -> View:
        """Text that stands in the source exactly as it is."""
        return cls.tiled(text, [0, len(text)], [source_start, source_start + len(text)])

    def _assert_tiles(self) -> None:
        view, source = self._view, self._source
        assert len(view) == len(source), "a bound without its partner"
        assert view[0] == 0, "the pieces do not begin with the view"
        assert view[-1] == len(self.text), "the pieces do not end with the view"
        assert len(view) == 2 or (sorted(view) == view and sorted(source) == source), "pieces out of order"

    @property
    def low(self) -> str:
        """The text in lower case, character by character: patterns without IGNORECASE are searched several times as
        quickly.
        """
        try:
            return self._low
        except AttributeError:
            low = self.text.lower()
            if len(low) != len(self.text):
                low = "".join(char.lower() if len(char.lower()) == 1 else char for char in self.text)
            self._low: str = low
            return low

    def source(self, start: int, end: int) -> Span:
        """Source span of the view's [start, end), which must not be empty."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"empty or outside the view: [{start}, {end}) of {len(self.text)}")
        view, source = self._view, self._source
        first = bisect_right(view, start) - 1
        last = bisect_right(view, end - 1) - 1
        begin, finish = source[first], source[last + 1]
        if view[first + 1] - view[first] == source[first + 1] - begin:
            begin += start - view[first]
        if view[last + 1] - view[last] == finish - source[last]:
            finish -= view[last + 1] - end
        return Span(begin, max(finish, begin + 1))

    def view_offset(self, source_offset: int) -> int:
        """The view's offset of a source offset; where the source is not shown, the next place that is."""
        view, source = self._view, self._source
        piece = bisect_right(source, source_offset) - 1
        if piece < 0:
            return 0
        if piece + 1 >= len(source):
            return len(self.text)
        if view[piece + 1] - view[piece] == source[piece + 1] - source[piece]:
            return view[piece] + source_offset - source[piece]
        return view[piece] if source_offset == source[piece] else view[piece + 1]

    def part(self, start: int, end: int) -> View:
        """The view's [start, end), which must not be empty, as a view of its own."""
        span = self.source(start, end)
        first, last = bisect_right(self._view, start) - 1, bisect_right(self._view, end - 1) - 1
        bounds = [bound - start for bound in self._view[first + 1 : last + 1]]
        return View.tiled(
            self.text[start:end], [0, *bounds, end - start], [span.start, *self._source[first + 1 : last + 1], span.end]
        )

    @property
    def span(self) -> Span:
        """The source that the view covers."""
        return Span(self._source[0], self._source[-1])


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. `row` and `column` (from 0) are its top-left place in the grid."""

    row: int
    column: int
    rowspan: int
    colspan: int
    header: bool
    bold: bool
    view: View
    span: Span
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid; merged cells stand at each place that they cover."""

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    header_rows: int = 1
    caption: View | None = None

    def grid(self) -> list[list[Cell | None]]:
        places: list[list[Cell | None]] = [[None] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            for r in range(cell.row, min(cell.row + cell.rowspan, self.rows)):
                for c in range(cell.column, min(cell.column + cell.colspan, self.columns)):
                    places[r][c] = cell
        return places


class Block:
    """A paragraph, heading, list item, table ... of a document. Its view is built on first use.

    `headings` are the indexes (in Document.blocks) of the headings above it, outermost first; `article` counts the
    articles of a file that holds several; `level` is a heading's level or a list item's nesting.
    """

    __slots__ = ("_table", "_view", "article", "headings", "kind", "level", "place", "quoted", "span")

    def __init__(
        self,
        kind: BlockKind,
        span: Span,
        view: View | Callable[[], View],
        *,
        level: int = 0,
        headings: tuple[int, ...] = (),
        article: int = 0,
        quoted: bool = False,
        table: Table | Callable[[], Table] | None = None,
        place: str | None = None,
    ) -> None:
        self.kind = kind
        self.span = span
        self._view = view
        self.level = level
        self.headings = headings
        self.article = article
        self.quoted = quoted
        self._table = table
        self.place = place

    def part(self, view: View | None, headings: tuple[int, ...]) -> Block:
        """The same block with no more than `view` (None: all of it), under headings with these indexes."""
        return Block(
            self.kind,
            self.span if view is None else view.span,
            self._view if view is None else view,
            level=self.level,
            headings=headings,
            article=self.article,
            quoted=self.quoted,
            table=self._table,
            place=self.place,
        )

    @property
    def view(self) -> View:
        if not isinstance(self._view, View):
            self._view = self._view()
        return self._view

    @property
    def table(self) -> Table | None:
        if self._table is not None and not isinstance(self._table, Table):
            self._table = self._table()
        return self._table


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. Spans count code points of `source`.

    For formats without characters of their own to point into (DOCX, notebook, PDF) `source` is the extracted text
    and `extracted` is True. `date` is an ISO date from front matter or metadata.
    """

    path: str
    source: str
    format: str
    blocks: tuple[Block, ...]
    date: str | None = None
    language: Literal["en", "zh"] = "en"
    extracted: bool = False
    encoding: str = "utf-8"
    notices: tuple[str, ...] = ()


# -- the registry -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    id: str
    title: str
    publisher: str
    kind: SourceKind
    url: str | None = None
    date: str | None = None
    licence: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim that somebody published. `low`/`high` read the printed figure as compare reads a draft's."""

    id: str
    subject: str
    metric: str
    value: Value | None
    low: Value | None
    high: Value | None
    unit: str | None
    approximation: Approximation
    source: str
    locator: str
    date: str
    kind: SourceKind
    conditions: Mapping[str, str] = field(default_factory=dict)
    valid_from: str | None = None
    valid_until: str | None = None
    status: Literal["reported", "undisclosed", "withdrawn"] = "reported"
    supersedes: str | None = None
    note: str | None = None
    step: Decimal | None = None
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """Something figures are about. `family` is the id of the entity that it is a member or a dated version of."""

    id: str
    kind: str  # model, family, chip, system, organisation, benchmark, report, programme, population
    name: str
    aliases: tuple[str, ...] = ()
    context_aliases: tuple[str, ...] = ()
    developer: str | None = None
    family: str | None = None
    released: str | None = None


@dataclass(frozen=True, slots=True)
class Metric:
    """What is measured: `unit` canonical, `low`/`high` bound its possible values, `direction` says what is better."""

    id: str
    name: str
    unit: str
    kind: str = "benchmark"  # benchmark, size, training, price, limit, speed, hardware, date, index, other
    aliases: tuple[str, ...] = ()
    context_aliases: tuple[str, ...] = ()
    family: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    direction: Literal["higher", "lower"] | None = None
    default_conditions: Mapping[str, str] = field(default_factory=dict)
    subjects: tuple[str, ...] = ()  # kinds of entity it applies to; empty: any


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that is scanned as one: a block's prose or one cell of its table.

    Offsets of mentions, conditions and quantities count in `view.text`.
    """

    block: int  # index in Document.blocks
    view: View
    mentions: tuple[Mention, ...] = ()
    conditions: tuple[ConditionMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    cell: tuple[int, int] | None = None  # row, column in the block's table


# -- claims and findings ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bound:
    """A subject or metric as bound to a claim: its registry id (None where the name is unknown) and its place."""

    id: str | None
    name: str | None
    text: str | None
    span: Span | None
    alternatives: tuple[str, ...] = ()  # other readings of the same mention


@dataclass(frozen=True, slots=True)
class Relation:
    """How a derived claim follows from its operands: difference, ratio, change, sum, share, product or comparison."""

    kind: str
    operands: tuple[str, ...]  # claim ids or fact ids
    expected: Decimal | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Recognition:
    """How a line of a table was told that no header names: so many of its figures are those reported."""

    of: Literal["subject", "metric", "unit"]
    agreed: int  # figures of the line that were reported for what it is taken for
    compared: int  # those for which the registry knows a value


@dataclass(frozen=True, slots=True)
class Claim:
    """Entity + metric + quantity (+ conditions), each with its span in the source."""

    id: str
    span: Span
    text: str
    subject: Bound
    metric: Bound
    quantity: Quantity  # offsets in the block's view; unit and values brought to the metric's
    block: int
    conditions: Mapping[str, str] = field(default_factory=dict)
    stance: Stance = "asserted"
    confidence: float = 1.0
    relation: Relation | None = None
    as_of: str | None = None
    cell: tuple[int, int] | None = None  # row, column in its table
    place: str | None = None
    recognition: Recognition | None = None  # of a figure in a line of a table that no header names


@dataclass(frozen=True, slots=True)
class Judgement:
    """A claim compared with the registry."""

    claim: Claim
    verdict: Verdict
    facts: tuple[Fact, ...] = ()  # those that decided, nearest first
    admissible: tuple[Fact, ...] = ()  # all that may judge it
    reason: str | None = None  # why it was not judged, or what decided


@dataclass(frozen=True, slots=True)
class Related:
    span: Span
    message: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    text: str
    applicability: Literal["safe", "unsafe"]
    span: Span | None = None  # what is replaced; None: the finding's span


@dataclass(frozen=True, slots=True)
class Silence:
    """What keeps a finding out of the report, and the reason that somebody gave for it ("" where none)."""

    by: Literal["directive", "settings", "baseline"]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule fired."""

    code: str
    rule: str
    severity: Severity
    confidence: float
    message: str
    span: Span
    text: str
    claim: str | None = None
    related: tuple[Related, ...] = ()
    facts: tuple[str, ...] = ()
    fix: Fix | None = None
    fingerprint: str = ""
    place: str | None = None
    silence: Silence | None = None  # only of those in Result.suppressed


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about the run itself: an encoding guessed, a crashed rule. Goes to standard error."""

    message: str
    level: Literal["info", "warning", "error"] = "info"


@dataclass(frozen=True, slots=True)
class Result:
    """What checking one document gives. `error` is the one clear line for a draft that could not be checked."""

    path: str
    document: Document | None
    judgements: tuple[Judgement, ...] = ()
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    figures: int = 0  # quantities seen, claims or not
    unjudged: Mapping[str, int] = field(default_factory=dict)  # reason -> number of claims
    error: str | None = None
    notices: tuple[Notice, ...] = ()
