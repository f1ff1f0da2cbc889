"""From a document to segments: the text of each block or cell with its names, conditions and figures."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from claimcheck import mentions, quantities
from claimcheck import patterns as re
from claimcheck.claims import remembered
from claimcheck.claims.dates import Calendar, only_year
from claimcheck.claims.editions import with_editions
from claimcheck.claims.flattened import with_tables
from claimcheck.claims.sizes import SHORT_SIZE, renamed, sized
from claimcheck.claims.stacked import with_stacks
from claimcheck.claims.strangers import with_strangers
from claimcheck.errors import BoundError
from claimcheck.fit import CURRENCIES
from claimcheck.limits import MENTIONS
from claimcheck.mentions import NameIndex
from claimcheck.model import Block, Candidate, ConditionMention, Document, Entity, Mention, Quantity, Segment, View
from claimcheck.names import fold
from claimcheck.quantities.figure import bare
from claimcheck.records import replace
from claimcheck.registry import Registry
from claimcheck.spans import LineIndex

# before a name that another is set against: "as powerful as the largest Llama 2 model"
_RIVAL = re.compile(
    r"(?:(?<![a-z])(?:as|than|vs\.?|versus|over|against|beat(?:s|ing)?|surpass\w*|outperform\w*|exceed\w*|match(?:es|ed|ing)?)"
    r"\s+(?:the\s+|its\s+)?(?:[a-z]+\s+){0,2}|超过了?|超越了?|优于|强于|媲美|接近|比肩|相比于?|相较于?|对比|比)\s*\Z"
)
_HOURS = re.compile(
    r"[ -]?(?:GPU[ -]?)?(?:小时|hours?(?![a-z]))"
)  # the chip of "1.3 million H100 hours" is in the unit
_OPERATIONS = re.compile(
    r" (?:(?:dense|sparse) )?(?:[TPE]FLOPS|[TPE]FLOPs?/s|TOPS|(?:tera|peta|exa)flops)(?![a-z])", re.I
)
# what cores are of, with the number of its generation: "16 Zen 5 cores", "40 RDNA 3.5 compute units"
_DESIGNS = ("Zen", "DNA", "Xe", "Cortex", "Neoverse")
_DESIGN = re.compile(r"(?<![A-Za-z])(?:Zen|RDNA|CDNA|Xe|Cortex-[AX]|Neoverse [NV])\s?\d{1,3}(?:\.\d)?[a-z]?(?![\w.])")
_BUILT = frozenset(("layers", "hidden-size", "attention-heads", "head-dimension", "ffn-dimension", "vocabulary-size"))
# what programs call the length of the text that a model takes, folded
OPTIONS = frozenset(
    (
        *("maxseqlen", "maxseqlength", "maxsequencelength", "maxcontextlen", "maxmodellen", "modelmaxlength"),
        *("maxpositionembeddings", "nctx", "npositions"),
    )
)
_TAIL = re.compile(r"[A-Za-z]+[- ]([A-UW-Za-uw-z]\d+(?:\.\d+)?|[Vv]\d+\.\d+)")
_VERSION_CELL = re.compile(r"\s*[*_]{0,2}[vV][1-9]\d?(?:\.\d)?[a-z]?(?![\w.-])")
_AMONG = 2  # full names in a column that make a name in its context one as well
_RECENT = 4
_DIGIT = re.compile(r"\d")
_MOST_PLACES = 20  # digits of a figure
_REMEMBERED = 2_000  # characters; a text of more is read anew each time, to bound what is kept
_SKIPPED = frozenset(("code", "front_matter", "furniture"))
_TO = re.compile(r"\s*(?:\bto\b|至|到|->|→)\s*", re.IGNORECASE)
_FROM = re.compile(r"(?:(?<![A-Za-z])from|从|由)\s*(?:about|around|the|约)?\s*$", re.IGNORECASE)
_RANGING = re.compile(r"rang(?:es?|ed|ing)|sizes?|span\w*|var(?:y|ies|ied|ying)|scal\w+|范围|规模|尺寸", re.IGNORECASE)
# Input and output price with one sign: not "$5/1M", not "$20/month", not "$5/1000 pictures".
_PRICES = re.compile(
    r"(?P<sign>[$¥￥€£])\s?(?P<first>\d+(?:\.\d+)?)\s?/\s?(?!100+ (?!per )[a-z])(?P<second>\d+(?:\.\d+)?)"
    r"(?![\d.,]*[\d/])(?!\s?(?:[MmKk](?![a-z])|million|thousand|mtok|tok|百万|千|万|月|年|天|h(?:our)?\b|month|year|day|week))"
)
_AROUND = 64  # characters around two figures that were read as a range
_CHIPS = " chips"  # among what an article is about: it names one in full
_TYPE = re.compile(r"\d{3,4}[A-Z]{1,2}|[A-Z]{1,2}\d{3}")  # what is a chip's name beside others: 910B, P800
_GROWTH = 96  # characters from a word of growth to the figures in brackets: "gains on LiveCodeBench (30.5% to 69.0%)"
_ROSE = re.compile(
    r"(?<![A-Za-z])(?:gains?|improve\w*|jumps?|leaps?|progress|uplifts?)(?![A-Za-z])(?:[^.;。；]|\.\d)*[(（]\Z|提升[^。；]*[(（]\Z",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[ -](?:dollars?|yuan|won|yen)(?![a-z])")  # "63 million US dollars"
_SIDES = re.compile(r"输入\s?[/、和与及]?\s?输出|(?<![a-z])in(?:put)?\s?/\s?out(?:put)?(?![a-z])", re.IGNORECASE)
_PRICES_BEHIND = re.compile(r"(?P<first>\d+)\s?/\s?(?P<second>\d+)\s?(?:美元|美金|人民币|元|USD|dollars)")
_ADDRESS = re.compile(
    r"(?:https?://|www\.|ftp://)[^\s<>\"'，。；）)\]]+|(?<![\w.+-])[\w.+-]++@[\w-]+\.[\w.]+|"
    # A path is looked for where it begins, not behind each of its slashes: that would take a square of their number.
    r"(?<![A-Za-z])(?:arXiv|doi)[:/ ]\s?[\w./-]+|(?<![\w./-])/*+[\w.-]++(?:/[\w.-]+)+\.[a-z]{2,4}(?![\w/])",
    re.I,
)


def segments(document: Document, registry: Registry, index: NameIndex, most: int = MENTIONS) -> tuple[Segment, ...]:
    """The segments of a document, in order, with context-only names settled article by article.

    Raises BoundError for a segment of more than `most` names and figures.
    """
    scanned: list[Segment] = []
    for number, block in enumerate(document.blocks):
        if block.kind in _SKIPPED:
            continue
        for view, cell in _texts(block, document):
            segment = _scan(number, view, cell, index, document.language == "zh")
            if len(segment.mentions) + len(segment.quantities) > most:
                raise BoundError(
                    f"more than {most:,} names and figures in one paragraph",
                    path=document.path,
                    line=LineIndex(document.source).line(view.source(0, 1).start),
                    remedy="divide the paragraph or raise bounds.mentions",
                )
            scanned.append(segment)
    settled = with_strangers(document, [*_settle(document, scanned, registry, index)], registry)
    return tuple(remembered.as_before(segment, registry) for segment in settled)


def _texts(block: Block, document: Document) -> Iterable[tuple[View, tuple[int, int] | None]]:
    if block.table is None:
        yield block.view, None
        return
    caption = block.table.caption
    if caption is not None and caption.text and not _stands_alone(caption.source(0, 1).start, block, document):
        yield caption, None
    for cell in block.table.cells:
        yield cell.view, (cell.row, cell.column)


def _stands_alone(at: int, table: Block, document: Document) -> bool:
    """Whether a table's caption is a block of its own too: its figures are scanned once, there."""
    return any(b is not table and b.table is None and b.span.start <= at < b.span.end for b in document.blocks)


def restored(document: Document, index: NameIndex) -> Document:
    """The document with its flattened tables as tables."""

    def read(text: str) -> _Parts:
        return _read_again(text, index, False)

    return with_tables(with_stacks(document, read), read)


def _scan(number: int, view: View, cell: tuple[int, int] | None, index: NameIndex, chinese: bool) -> Segment:
    read = _read_again if len(view.text) <= _REMEMBERED else _read
    return Segment(number, view, *read(view.text, index, chinese), cell)


_Parts = tuple[tuple[Mention, ...], tuple[ConditionMention, ...], tuple[Quantity, ...]]


def _read(text: str, index: NameIndex, chinese: bool) -> _Parts:
    """The names, conditions and figures of a text, which depend on nothing but the text."""
    figure = bare(text)
    if figure is not None and not index.hits(text):
        return (), (), (figure,)
    addresses = (
        [m.span() for m in _ADDRESS.finditer(text)]
        if ("://" in text or "@" in text or "www." in text or ":" in text or "/" in text)
        else []
    )
    named = mentions.find(text, index, addresses)
    conditions = mentions.find_conditions(text)
    if conditions and named:
        ends = [m.end for m in named]  # names stand in order and apart
        starts = [*(m.start for m in named), len(text) + 1]
        conditions = tuple(c for c in conditions if starts[bisect_right(ends, c.start)] >= c.end)
    if any(word in text for word in _DESIGNS):
        addresses = sorted([*addresses, *(m.span() for m in _DESIGN.finditer(text))])
    taken = _taken(addresses, named, conditions, text)
    if taken == [(0, len(text))]:
        return named, conditions, ()  # a name from end to end, as many cells are
    figures = tuple(_apart(text, quantities.scan(text, taken), taken))
    if chinese:
        figures = tuple(_yuan(q) for q in figures)
    return _names(named, figures), conditions, figures


# Between two keystrokes one paragraph changes, and a table says the same in many cells.
_read_again = lru_cache(maxsize=2048)(_read)


def forget() -> None:
    """Makes the next document as good as the first."""
    _read_again.cache_clear()
    remembered.forget()


def _taken(
    addresses: Iterable[tuple[int, int]], named: Iterable[Mention], conditions: Iterable[ConditionMention], text: str
) -> list[tuple[int, int]]:
    """What is no part of a figure. Words such as "tokens" and 参数 name a metric but belong to the figure's unit, as a
    number format before it does: "989 FP16 TFLOPS".
    """
    spans = [
        (m.start, m.end)
        for m in named
        if not _generic(m)
        and not _unit(m)
        and not SHORT_SIZE.fullmatch(m.text)
        and not _HOURS.match(text, m.end)
        and not _MONEY.match(text, m.end)
        and not (text[m.start - 2 : m.start - 1].isdigit() and _OPERATIONS.match(text, m.end))
    ]
    return sorted([*addresses, *spans, *((c.start, c.end) for c in conditions)])


def _yuan(figure: Quantity) -> Quantity:
    """In Chinese text ¥ is the yuan."""
    if figure.unit is not None and figure.unit.startswith("JPY") and ("¥" in figure.text or "￥" in figure.text):
        return replace(figure, unit="CNY" + figure.unit[3:])
    return figure


def _unit(mention: Mention) -> bool:
    """Whether a metric's name is a unit as well: "TFLOPS", 晶体管, "AI TOPS"."""
    return bool(mention.candidates) and mention.candidates[0].kind == "metric" and _is_unit(mention.text)


@lru_cache(maxsize=4096)
def _is_unit(text: str) -> bool:
    figures = quantities.scan(f"1 {text}")
    return len(figures) == 1 and figures[0].end == len(text) + 2 and figures[0].unit is not None


def _generic(mention: Mention) -> bool:
    """Whether a mention is a general word for a metric, which may be a figure's unit: not "IN-1K"."""
    for candidate in mention.candidates:
        if candidate.kind != "metric" or not candidate.context_only:
            return False
    return bool(mention.candidates) and _DIGIT.search(mention.text) is None


def _names(named: Sequence[Mention], figures: Sequence[Quantity]) -> tuple[Mention, ...]:
    """Without the words that turned out to be a figure's unit."""
    if not named or not figures:
        return tuple(named)
    ends = [q.end for q in figures]  # figures stand in order and apart

    def inside(mention: Mention) -> bool:
        near = figures[bisect_right(ends, mention.start) : bisect_left(ends, mention.end) + 1]
        return any(q.start < mention.end and _mere(mention, q) for q in near)

    return tuple(m for m in named if not inside(m))


def _mere(mention: Mention, figure: Quantity) -> bool:
    """Whether a name is no more than part of the figure's unit: "8 GPUs" is not yet a GPU count of training, "US
    dollars" are of no country.
    """
    if figure.unit in CURRENCIES:
        return figure.start <= mention.start and mention.end <= figure.end
    return _generic(mention) or (_unit(mention) and figure.unit in ("gpu", "token", "parameter"))


def _printable(figure: Quantity) -> bool:
    """Whether somebody may have meant the figure. Beyond, decimal arithmetic gives up, and so does everybody else."""
    small = figure.step.adjusted() if figure.step else 0
    for end in (figure.value, figure.low, figure.high):
        if isinstance(end, Decimal) and end:
            size = end.adjusted()
            if abs(size) > _MOST_PLACES * 2 or size - small >= _MOST_PLACES:
                return False
    return small >= -_MOST_PLACES


def _rounded(figure: Quantity) -> Quantity:
    """A power of ten, printed as one, to its one digit: nobody means the zeros of 10^25."""
    value, step = figure.value, figure.step or Decimal(1)
    if not isinstance(value, Decimal) or not _MOST_PLACES <= value.adjusted() - step.adjusted() < _MOST_PLACES * 2:
        return figure
    if value != Decimal(1).scaleb(value.adjusted()):
        return figure
    return replace(figure, step=value, low=value / 2, high=value * 3 / 2)


def _apart(text: str, figures: Iterable[Quantity], taken: Sequence[tuple[int, int]]) -> Iterable[Quantity]:
    """Without ranges that are two figures: "from 15.6% to 71.0%", but not "ranging from 7B to 70B"; "$5/15"."""
    for figure in map(_rounded, figures):
        if not _printable(figure):
            continue
        pair = _PRICES.match(text, figure.start) if figure.text[:1] in "$¥￥€£" else None
        if pair is not None:
            yield from _two_prices(pair, "", figure)
            continue
        sided = (figure.unit or "").endswith("/Mtoken") or _SIDES.search(text, max(0, figure.start - 24), figure.start)
        behind = _PRICES_BEHIND.match(text, figure.start) if sided else None
        if behind is not None:
            yield from _two_prices(behind, "$", figure)
            continue
        joint = _TO.search(figure.text) if figure.approximation == "range" else None
        if joint is None:
            yield figure
            continue
        head = text[max(0, figure.start - 32) : figure.start]
        rose = _ROSE.search(text, max(0, figure.start - _GROWTH), figure.start) if figure.unit == "percent" else None
        if (not _FROM.search(head) and rose is None) or _RANGING.search(head):
            yield figure
            continue
        parts = _ends_of(figure, joint, text, taken)
        if len(parts) == 2:
            if parts[0].unit is None:
                parts[0] = replace(parts[0], unit=parts[1].unit)
            yield from parts
        else:
            yield figure


def _ends_of(figure: Quantity, joint: re.Match[str], text: str, taken: Sequence[tuple[int, int]]) -> list[Quantity]:
    """The two figures of what was read as a range, scanned again in the text around them alone."""
    first, last = max(0, figure.start - _AROUND), min(len(text), figure.end + _AROUND)
    at = figure.start + joint.start()
    inner = taken[bisect_left(taken, (figure.start, figure.start)) : bisect_left(taken, (figure.end, figure.end))]
    blocked = sorted([*inner, (first, figure.start), (at, figure.start + joint.end()), (figure.end, last)])
    shifted = [(start - first, min(end, last) - first) for start, end in blocked if start < end]
    return [
        replace(
            q,
            start=q.start + first,
            end=q.end + first,
            number_start=q.number_start + first,
            number_end=q.number_end + first,
        )
        for q in quantities.scan(text[first:last], shifted)
    ]


def _two_prices(pair: re.Match[str], sign: str, figure: Quantity) -> Iterable[Quantity]:
    """The two figures of "$0.15/0.60 per million tokens" or "5/30 美元每百万 token", which share the currency and what
    the price is per. `sign` is any sign where the text has the currency behind.
    """
    for part, start in (("first", figure.start), ("second", pair.start("second"))):
        for found in quantities.scan((sign or pair["sign"]) + pair[part]):
            at = pair.start(part)
            yield replace(
                found,
                start=start,
                end=pair.end(part),
                text=pair.string[start : pair.end(part)],
                number_start=at,
                number_end=pair.end(part),
                unit=figure.unit,
            )


def _settle(document: Document, scanned: Sequence[Segment], registry: Registry, index: NameIndex) -> Iterable[Segment]:
    """Context-only names count where the article names their owner: the name in full, its family or its developer; and
    among the cells of a column that are names.
    """
    named: dict[int, set[str]] = {}
    columns: Counter[tuple[int, int]] = Counter()
    built: set[int] = set()  # tables of how models are built
    versions: Counter[tuple[int, str, int]] = Counter()  # of each line of a table, known ones less unknown ones
    told: dict[int, set[str]] = {}
    tails: dict[tuple[int, str], tuple[Candidate, ...]] = {}  # of names in full, what their last part alone stands for
    for segment in scanned:
        article = document.blocks[segment.block].article
        here = named.setdefault(article, set())
        for figure in segment.quantities:
            if figure.kind == "date" and isinstance(figure.value, str) and figure.value[:2] == "20":
                told.setdefault(article, set()).add(figure.value)
        for mention in segment.mentions:
            full = [c.id for c in mention.candidates if not c.context_only]
            here.update(full)
            if (full or mention.unknown == "entity") and (tail := _TAIL.fullmatch(mention.text)) is not None:
                tails.setdefault((article, tail[1].lower()), mention.candidates)
            if segment.cell is not None and full and _fills(mention, segment):
                columns[segment.block, segment.cell[1]] += 1
            if segment.cell is not None and not _BUILT.isdisjoint(full):
                built.add(segment.block)
        for line in _lines(segment) if _VERSION_CELL.match(segment.view.text) else ():
            versions[line] += 1 if any(_VERSION_CELL.match(m.text) for m in segment.mentions) else -2
    related = {article: _related(ids, registry) for article, ids in named.items()}
    recent: dict[int, list[str]] = {}
    years = {article: year for article, dates in told.items() if (year := only_year(dates)) is not None}
    calendar = Calendar(document, years)
    for segment in scanned:
        article = document.blocks[segment.block].article
        if _VERSION_CELL.match(segment.view.text) and any(versions[line] <= 0 for line in _lines(segment)):
            kept = (m for m in segment.mentions if not _VERSION_CELL.match(m.text) or m.unknown)
            segment = replace(segment, mentions=tuple(kept))  # "v1, v2, v3, v4" are versions of something else
        if segment.mentions and any(c.context_only for m in segment.mentions for c in m.candidates):
            ids = named[article]
            if segment.cell is not None and columns[segment.block, segment.cell[1]] >= _AMONG:
                alone = [
                    m for m in segment.mentions if _fills(m, segment) and all(c.context_only for c in m.candidates)
                ]
                ids = ids | {c.id for m in alone for c in m.candidates}
            if tails:
                own = {tail: who for (of, tail), who in tails.items() if of == article}
                segment = _with_tails(segment, ids, own, registry)
            segment = _with_settled(segment, ids, related[article], registry)
        if segment.mentions and (segment.cell is None or segment.block not in built):
            # "max_seq_length" is what somebody runs a model with
            segment = replace(segment, mentions=tuple(m for m in segment.mentions if not _is_option(m)))
        if segment.mentions:
            segment = _joined(segment, registry)
        if segment.quantities:
            segment = sized(segment, recent.get(article, ()), registry)
            segment = renamed(segment, registry)
            if segment.cell is None:
                segment = with_editions(segment, recent.get(article, ()), registry, index)
        segment = calendar.resolved(segment)
        if segment.mentions and (latest := _latest(segment)):
            recent[article] = [*dict.fromkeys(latest), *recent.get(article, [])][:_RECENT]
        yield segment


def _lines(segment: Segment) -> list[tuple[int, str, int]]:
    """The column and the row of a table that a cell stands in."""
    cell = segment.cell
    return [(segment.block, "column", cell[1]), (segment.block, "row", cell[0])] if cell is not None else []


def _is_option(mention: Mention) -> bool:
    """Whether a name is that of a setting in a program, of the length of the text that a model takes."""
    return (
        bool(mention.candidates) and mention.candidates[0].id == "context-length" and fold(mention.text)[0] in OPTIONS
    )


def _latest(segment: Segment) -> list[str]:
    """The systems that a segment names, the last first; behind them those that others are only set against."""
    low = segment.view.low
    rivals = {
        m.start
        for m in segment.mentions
        if _RIVAL.search(low, max(0, m.start - 40), m.start) and m is not segment.mentions[0]
    }
    ordered = sorted(segment.mentions, key=lambda m: (m.start in rivals, -m.start))
    return [c.id for m in ordered for c in m.candidates if c.kind == "entity"]


def _joined(segment: Segment, registry: Registry) -> Segment:
    """The segment without names of families that a member's stands right behind: 通义千问Qwen3 is one name, and
    meta-llama/Llama-3-8B says in whose account a model is.
    """
    named, text = segment.mentions, segment.view.text
    dropped = {
        first.start
        for first, second in pairwise(named)
        if second.start - first.end <= 1
        and first.candidates
        and second.candidates
        and (second.candidates[0].id.startswith(first.candidates[0].id) or _above(first, second, registry))
        and (
            text[first.end : second.start] in ("", " ")
            or (text[first.end : second.start] == "/" and "-" in second.text)
        )
    }
    return replace(segment, mentions=tuple(m for m in named if m.start not in dropped)) if dropped else segment


def _above(first: Mention, second: Mention, registry: Registry) -> bool:
    """Whether a name is that of a family of the other."""
    return first.candidates[0].id in registry.lineage(second.candidates[0].id)


def _with_tails(
    segment: Segment, ids: set[str], tails: Mapping[str, tuple[Candidate, ...]], registry: Registry
) -> Segment:
    """The segment with a short name read as the last part of what the article names in full, where that is another: in
    an article on MiMo-V2.5, "V2.5" is not DeepSeek's, unless DeepSeek is named beside it.
    """

    here = {c.id for mention in segment.mentions for c in mention.candidates}

    def meant(mention: Mention) -> Mention:
        candidates = mention.candidates
        full = tails.get(mention.text.lower())
        if full is None or not candidates or not all(c.context_only and c.id not in ids for c in candidates):
            return mention
        makers = {entity.developer for c in candidates if (entity := registry.entity(c.id)) is not None}
        if not makers.isdisjoint(here):
            return mention
        return replace(mention, candidates=full, unknown=None if full else "entity")

    return replace(segment, mentions=tuple(map(meant, segment.mentions)))


def _fills(mention: Mention, segment: Segment) -> bool:
    """Whether a name of systems is all that its segment says."""
    return mention.text == segment.view.text.strip() and all(c.kind == "entity" for c in mention.candidates)


def _with_settled(segment: Segment, ids: set[str], near: frozenset[str], registry: Registry) -> Segment:
    """The segment with those of its names that count. The digits of a name that is none may be a figure after all."""
    settled = tuple(
        m for m in (_settled(mention, ids, near, registry) for mention in segment.mentions) if m is not None
    )
    types = {(m.start, m.end) for m in settled if _TYPE.fullmatch(m.text) and _is_chip(m, registry)}
    if types:  # "910B" is no 910 billion
        segment = replace(segment, quantities=tuple(q for q in segment.quantities if (q.start, q.end) not in types))
    if settled == segment.mentions:
        return segment
    kept = {m.start for m in settled}
    figures = segment.quantities
    if any(m.start not in kept for m in segment.mentions):
        taken = _taken((), settled, segment.conditions, segment.view.text)
        figures = tuple(_apart(segment.view.text, quantities.scan(segment.view.text, taken), taken))
        settled = _names(settled, figures)
    return Segment(segment.block, segment.view, settled, segment.conditions, figures, segment.cell)


def _related(ids: set[str], registry: Registry) -> frozenset[str]:
    """What the article's full names make likely: their developers, families and other members of the families."""
    near: set[str] = set()
    for id_ in ids:
        near.add(id_)
        entity = registry.entity(id_)
        if entity is None:
            continue
        near.update(registry.lineage(id_))
        if entity.developer:
            near.add(entity.developer)
        if entity.kind == "chip" or (entity.kind == "family" and _of_chips(id_, registry)):
            near.add(_CHIPS)
    return frozenset(near)


@lru_cache(maxsize=1024)
def _of_chips(id_: str, registry: Registry) -> bool:
    """Whether a family is one of chips: the A100, of two sizes."""
    return any(e.kind == "chip" for member in registry.members(id_) if (e := registry.entity(member)) is not None)


def _is_chip(mention: Mention, registry: Registry) -> bool:
    entity = registry.entity(mention.candidates[0].id) if mention.candidates else None
    return entity is not None and entity.kind == "chip"


def _says_maker(mention: Mention, entity: Entity, registry: Registry) -> bool:
    """Whether a name contains that of the developer: "DeepSeek Chat" needs nothing else to be DeepSeek's."""
    maker = registry.entity(entity.developer or "")
    return maker is not None and fold(maker.name)[0] in fold(mention.text)[0]


def _settled(mention: Mention, ids: set[str], near: frozenset[str], registry: Registry) -> Mention | None:
    if not any(c.context_only for c in mention.candidates):
        return mention
    ranked: list[tuple[int, Candidate]] = []
    for candidate in mention.candidates:
        if not candidate.context_only:
            ranked.append((2, candidate))
            continue
        if candidate.kind == "metric":
            ranked.append((1, candidate))
            continue
        entity = registry.entity(candidate.id)
        if candidate.id in ids:
            ranked.append((4, candidate))
        elif entity is not None and (
            any(f in near for f in registry.lineage(candidate.id))
            or (entity.developer is not None and (entity.developer in near or _says_maker(mention, entity, registry)))
            or (entity.kind == "chip" and _CHIPS in near and _TYPE.fullmatch(mention.text))
        ):
            ranked.append((3, candidate))
    if not ranked:
        return None
    ranked.sort(key=lambda pair: -pair[0])
    best = ranked[0][0]
    chosen = tuple(c for rank, c in ranked if rank == best) if best > 1 else tuple(c for _, c in ranked)
    return Mention(mention.start, mention.end, mention.text, chosen)
