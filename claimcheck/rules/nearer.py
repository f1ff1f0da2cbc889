"""Figures that a name or a metric of the same stretch owns rather than the one to which they were bound."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from claimcheck import names
from claimcheck import patterns as re
from claimcheck.claims.sentences import COMPARED
from claimcheck.model import Cell, Claim, Fact, Mention, Segment
from claimcheck.rules import figures, owners
from claimcheck.rules.layout import layout
from claimcheck.spans import Span

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_TELLING = 3  # digits that two systems do not share by chance

_FARTHEST_NAME = 2_000  # characters; no name beyond is nearer than anything

_CLAUSE_END = re.compile(r"[，,；;。：:]|(?<!vs)[.!?]\s")

_ITS = re.compile(r"['’]s\s(?:own\s|much\s|larger\s|bigger\s|smaller\s){0,2}|\s?的\s?")
_JOINS = ("/", "&", "／")
_MARKS = " *_`:：#"
_SECTION = 200  # stretches of text between a heading and a figure
_BESIDE = 40  # characters before a figure
_VERSION = re.compile(r"[*_]{0,2}\s?[(（]([a-z]+)[)）]")
_OF_THE = re.compile(r"(?<![a-z])(?:for|of)\s(?:the\s)?(?:full\s|new\s)?\Z")  # "$15 and $60 for the full GPT-5 model"
_SENTENCE_END = re.compile(r"[。！？!?；\n]|\.\s")
_PRODUCT = re.compile(r"(?<![A-Za-z0-9-])[A-Z][a-z]+(?:[ -][A-Z0-9][A-Za-z0-9]*)+")


def of_another(claim: Claim, checked: Checked) -> bool:
    """Whether another name or metric of the claim's stretch may own its figure."""
    return (
        _nearer_subject(claim, checked)
        or _left_without(claim, checked)
        or _unknown_subject(claim, checked)
        or _of_one_of_two(claim, checked)
        or _in_bracket(claim, checked)
        or _of_its_maker(claim, checked)
        or _metric_at_hand(claim, checked)
    )


def _metric_at_hand(claim: Claim, checked: Checked) -> bool:
    """Whether the metric is that of a heading, and the sentence itself names one of which the figure is reported: "MATH
    / AIME", and below it "X solves 96.7% of AIME 2024; Y 92%".
    """
    segment, span, registry = checked.segment(claim), claim.metric.span, checked.registry
    asked = registry.metric(claim.metric.id or "")
    if segment is None or claim.cell is not None or asked is None or asked.kind != "benchmark":
        return False
    figure, here = claim.quantity, segment.view.source(0, len(segment.view.text))
    if span is not None and here.overlaps(span):
        return False
    return any(
        metric is not None and figures.agree(figure, fact, metric)
        for mention in _starting(segment, max(0, figure.start - _SECTION), figure.start)
        for other in mention.candidates[:1]
        if other.kind == "metric"
        and other.id != asked.id
        and _SENTENCE_END.search(segment.view.text, mention.end, figure.start) is None
        for metric in (registry.metric(other.id),)
        for fact in registry.facts_for(claim.subject.id or "", other.id)
    )


def _of_its_maker(claim: Claim, checked: Checked) -> bool:
    """Whether a figure is said to be another maker's: "outperformed Meta's 13B"."""
    segment, registry = checked.segment(claim), checked.registry
    entity = registry.entity(claim.subject.id or "")
    if segment is None or entity is None or claim.cell is not None:
        return False
    start = claim.quantity.start
    for mention in _starting(segment, start - _BESIDE, start):
        if _ITS.fullmatch(segment.view.text, mention.end, start):
            makers = [registry.entity(c.id) for c in mention.candidates[:1]]
            return any(m is not None and m.kind == "organisation" and m.id != entity.developer for m in makers)
    return False


def _nearer_subject(claim: Claim, checked: Checked) -> bool:
    """Whether a name that stands nearer to the figure than the bound one owns the figure."""
    segment, metric = checked.segment(claim), checked.registry.metric(claim.metric.id or "")
    if segment is None or metric is None or claim.subject.id is None or claim.cell is not None:
        return False
    kin = owners.related_ids(claim.subject.id, checked.registry)
    start, end = claim.quantity.start, claim.quantity.end
    named = _named(claim, kin, checked) if _carried(claim, segment) else frozenset()
    if any(
        figures.agree(claim.quantity, fact, metric)
        for other in named
        if checked.registry.entity(other) is not None
        for fact in _facts(other, metric.id, checked)
    ):
        return True
    text, bound = segment.view.text, _bound(claim, segment)
    limit = min(_gap(bound.start, bound.end, start, end) if bound is not None else len(text), _FARTHEST_NAME)
    mentions = segment.mentions
    first = bisect_right(mentions, start - limit, key=lambda m: m.end)
    for mention in mentions[first : bisect_left(mentions, end + limit, key=lambda m: m.start)]:
        compared = COMPARED.search(segment.view.low, max(0, mention.start - 24), mention.start)
        behind = mention.start >= end and _CLAUSE_END.search(text, end, mention.start)
        if compared or behind:
            continue
        if _other_maker(mention, claim.subject.id, checked):
            return True
        others = (c.id for c in mention.candidates if c.kind == "entity" and c.id not in kin)
        if any(figures.agree(claim.quantity, fact, metric) for o in others for fact in _facts(o, metric.id, checked)):
            return True
    return False


def _named(claim: Claim, kin: frozenset[str], checked: Checked) -> frozenset[str]:
    """What may own the figure of a subject that another sentence names: all that the document names, or, of a subject
    that is all that a heading says, or that it names alone and of which a figure of some digits is told, what is named
    from there to the end of the figure's paragraph.
    """
    blocks, span = checked.document.blocks, claim.subject.span
    over = (at for at in blocks[claim.block].headings if span is not None and _within(span, blocks[at].span))
    heading = next(over, None)
    if heading is None:
        return owners.named_ids(checked) - kin
    text = blocks[heading].view.text
    alone = text.strip(_MARKS) == (claim.subject.text or "").strip(_MARKS)  # and so is of it, whatever the figure
    if not alone and figures.weight(claim.quantity) < _TELLING:
        return owners.named_ids(checked) - kin
    start = blocks[heading].view.view_offset(span.start) if span is not None else 0
    if any(map(str.isalpha, text[:start])):
        return owners.named_ids(checked) - kin  # "Alternatives to X"
    first = bisect_left(checked.segments, heading, key=lambda s: s.block)
    last = bisect_right(checked.segments, claim.block, first, key=lambda s: s.block)
    if last - first > _SECTION:
        return owners.named_ids(checked) - kin
    found: set[str] = set()
    for segment in checked.segments[first:last]:
        found.update(c.id for m in segment.mentions for c in m.candidates)
        if segment.block == heading and any(not kin & {c.id for c in m.candidates} for m in segment.mentions):
            return owners.named_ids(checked) - kin
    return frozenset(found) - kin


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _left_without(claim: Claim, checked: Checked) -> bool:
    """Whether another name of the sentence has the figure by its reports, and the paragraph gives it no other: who sets
    "X far ahead of Y, at 57.7" tells X's score.
    """
    segment, metric = checked.segment(claim), checked.registry.metric(claim.metric.id or "")
    if segment is None or metric is None or claim.cell is not None or figures.weight(claim.quantity) < _TELLING:
        return False
    text, figure = segment.view.text, claim.quantity
    start = max(0, figure.start - _FARTHEST_NAME)
    start = max((m.end() for m in _SENTENCE_END.finditer(text, start, figure.start)), default=start)
    kin = owners.related_ids(claim.subject.id or "", checked.registry)
    return any(
        figures.agree(figure, fact, metric)
        for mention in _starting(segment, start, figure.start)
        for other in mention.candidates[:1]
        if other.kind == "entity" and other.id not in kin and (claim.block, other.id, metric.id) not in checked.told
        for fact in _facts(other.id, metric.id, checked)
    )


def _label_cells(claim: Claim, checked: Checked) -> list[Cell]:
    span = claim.subject.span
    return layout(checked).cells_over(claim.block, span) if span is not None else []


def _of_one_of_two(claim: Claim, checked: Checked) -> bool:
    """Whether the subject is one of several names that marks join, and the figure is another's: "128K in o3/4o",
    "V3 & R1 cost $5.6M"; in a table, of the names in one label.
    """
    segment, metric = checked.segment(claim), checked.registry.metric(claim.metric.id or "")
    if claim.cell is not None and claim.subject.span is not None:
        homes = [checked.places.get((claim.block, (cell.row, cell.column))) for cell in _label_cells(claim, checked)]
        segment = next((home for home in homes if home is not None), segment)
    if segment is None or metric is None:
        return False
    text, named = segment.view.text, segment.mentions
    bound = _bound(claim, segment)
    at = next((i for i, m in enumerate(named) if m is bound), None)
    if bound is None or at is None:
        return False
    beside = [named[at - 1]] if at and text[named[at - 1].end : bound.start].strip() in _JOINS else []
    if at + 1 < len(named) and text[bound.end : named[at + 1].start].strip() in _JOINS:
        beside.append(named[at + 1])
    return any(
        figures.agree(claim.quantity, fact, metric)
        for mention in beside
        for other in mention.candidates
        if other.kind == "entity"
        for fact in _facts(other.id, metric.id, checked)
    )


def _in_bracket(claim: Claim, checked: Checked) -> bool:
    """Whether the bracket behind a figure says of which of the subject's versions it is: GPT-5.2, "93.2% (Pro)"."""
    segment, metric = checked.segment(claim), checked.registry.metric(claim.metric.id or "")
    told = _VERSION.match(segment.view.low, claim.quantity.end) if segment is not None else None
    if told is None or metric is None or claim.subject.id is None:
        return False
    version = f"{claim.subject.id}-{told[1]}"
    return any(figures.agree(claim.quantity, fact, metric) for fact in checked.registry.facts_for(version, metric.id))


def _unknown_subject(claim: Claim, checked: Checked) -> bool:
    """Whether a subject of another sentence is held to a figure before which its own sentence names a product that the
    registry does not know: "所有的 Xeon Max 都内置了 64 GB", after the H200. In Chinese, where Latin words are names.
    """
    segment = checked.segment(claim)
    if segment is None or claim.cell is not None or claim.subject.id is None or not _carried(claim, segment):
        return False
    text, stop = segment.view.text, claim.quantity.start
    start = max((m.end() for m in _SENTENCE_END.finditer(text, max(0, stop - 200), stop)), default=max(0, stop - 200))
    if not any(map(names.is_han, text[start:stop])):
        return False
    known = [(m.start, m.end) for m in _starting(segment, start, stop)]
    known += [(c.start, c.end) for c in segment.conditions]
    return any(
        not any(a < found.end() and found.start() < b for a, b in known)
        for found in _PRODUCT.finditer(text, start, stop)
    )


def _other_maker(mention: Mention, subject: str, checked: Checked) -> bool:
    """Whether a name is that of a company which makes another thing of the same kind that the document names."""
    registry, entity = checked.registry, checked.registry.entity(subject)
    named = [registry.entity(c.id) for c in mention.candidates if c.kind == "entity"]
    makers = {other.id for other in named if other is not None and other.kind == "organisation"}
    if not makers or entity is None or entity.developer in (None, *makers):
        return False
    others = (registry.entity(identifier) for identifier in owners.named_ids(checked))
    return any(other is not None and other.developer in makers and other.kind == entity.kind for other in others)


def _carried(claim: Claim, segment: Segment) -> bool:
    """Whether the subject is named in another sentence than the figure."""
    text, figure = segment.view.text, claim.quantity
    start = max(0, figure.start - _FARTHEST_NAME)
    start = max((m.end() for m in _SENTENCE_END.finditer(text, start, figure.start)), default=start)
    end = _SENTENCE_END.search(text, figure.end)
    here = _starting(segment, start, end.start() if end else len(text))
    if any(
        (
            COMPARED.search(text, max(start, m.start - 40), m.start) is None
            if m.end <= figure.start
            else _OF_THE.search(text, figure.end, m.start)
        )
        for m in here
        for c in m.candidates
        if c.id == claim.subject.id
    ):
        return False
    mention = _bound(claim, segment)
    if mention is None:
        return True
    first, last = sorted(((mention.start, mention.end), (claim.quantity.start, claim.quantity.end)))
    return bool(_SENTENCE_END.search(segment.view.text[first[1] : last[0]]))


def _bound(claim: Claim, segment: Segment) -> Mention | None:
    """The mention of the claim's subject in the segment."""
    span = claim.subject.span
    if span is None:
        return None
    at = segment.view.view_offset(span.start)
    near = _starting(segment, at - 8, at + 9)  # what the view leaves out may shift its offsets a little
    return next((m for m in near if span == segment.view.source(m.start, m.end)), None)


def _starting(segment: Segment, first: int, last: int) -> tuple[Mention, ...]:
    """The mentions that begin in [first, last). They stand in order, and long paragraphs have thousands."""
    mentions = segment.mentions
    low = bisect_left(mentions, first, key=lambda m: m.start)
    return mentions[low : bisect_left(mentions, last, low, key=lambda m: m.start)]


def _gap(start: int, end: int, other_start: int, other_end: int) -> int:
    return max(start - other_end, other_start - end, 0)


def _facts(subject: str, metric: str, checked: Checked) -> Iterator[Fact]:
    for member in (subject, *checked.registry.members(subject)):
        yield from checked.registry.facts_for(member, metric)
