"""Whether a contradiction is the author's or only ours: figures that another name or another metric may own.

A figure is read as belonging to one subject and one metric. Where the text stands nearer to another reading that a
report bears out, the contradiction is doubtful, and nothing is said.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claimcheck import names
from claimcheck import patterns as re
from claimcheck.claims.segments import OPTIONS
from claimcheck.claims.sentences import COMPARED, IN_AN_ID
from claimcheck.claims.sizes import bears, named_by, named_size
from claimcheck.model import Claim, Fact, Judgement, Mention, Segment
from claimcheck.rules import (
    certainty,
    figures,
    harness,
    hosts,
    lengths,
    machines,
    marks,
    owners,
    papers,
    portions,
    runs,
)

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_GENERIC = frozenset({"hardware", "price", "size", "training", "limit"})  # "bandwidth" may be any of several
_FULL = Decimal(100)
_TELLING = 3  # digits that two systems do not share by chance
_MOST = 50  # statements of one size that are looked through
_OTHERS = 2  # right sizes beside a wrong one
_FARTHEST = 50
_FARTHEST_NAME = 2_000  # characters; no name beyond is nearer than anything
_CLAUSE_END = re.compile(r"[，,；;。：:]")
_OR = re.compile(r"\s?(?:/|or|或者?)\s?")
_PAIRED = re.compile(r"\d\s?/\s?[$¥￥€]?\d")
_SENTENCE_END = re.compile(r"[。！？!?；\n]|\.\s")


def refuted(judgement: Judgement, checked: Checked) -> bool:
    """Whether the claim is contradicted and no nearer reading of its figure is borne out."""
    if judgement.verdict != "contradicted":
        return False
    if judgement.reason == "unit":
        return True  # the same digits with another unit speak for the reading
    return not (
        _far_off(judgement, checked)
        or (
            owners.several_sizes(judgement.claim, checked.registry)
            and not runs.mistyped(judgement)
            and not _slipped(judgement)
            and not _odd_one(judgement.claim, checked)
        )
        or relative(judgement.claim, checked)
        or _nearer_subject(judgement.claim, checked)
        or _left_without(judgement.claim, checked)
        or _unknown_subject(judgement.claim, checked)
        or _own_size(judgement.claim, checked)
        or _another_size(judgement, checked)
        or _named_size(judgement.claim, checked)
        or _one_of_a_list(judgement.claim, checked)
        or machines.another(judgement, checked)
        or _wider_metric(judgement, checked)
        or _of_file(judgement.claim)
        or _nearer_metric(judgement.claim, checked)
        or portions.portion(judgement, checked)
        or marks.marked(judgement, checked)
        or hosts.hosted(judgement.claim, checked)
        or harness.of_another(judgement, checked)
        or papers.of_paper(judgement.claim, checked)
        or _of_members(judgement, checked)
        or lengths.no_window(judgement.claim, checked)
        or _of_the_other_matrices(judgement)
        or _ordinary(judgement, checked)
    )


def _of_file(claim: Claim) -> bool:
    """Whether a length of text is told as the file of a model's configuration has it: "max_position_embeddings" 163840
    is as long as its tables reach, of a model of 128K.
    """
    return claim.quantity.scale == 1 and names.fold(claim.metric.text or "")[0] in OPTIONS


def relative(claim: Claim, checked: Checked) -> bool:
    """Whether the claim's table gives shares of a baseline: a row of nothing but 100%, or scores that cannot be."""
    if claim.cell is None or claim.quantity.unit != "percent":
        return False
    if not _shares or _shares[0][0] is not checked:
        _shares[:] = [(checked, {})]
    known = _shares[0][1]
    if claim.block not in known:
        known[claim.block] = _of_baseline(checked.cells.get(claim.block, ()))
    return known[claim.block]


_shares: list[tuple[Checked, dict[int, bool]]] = []  # the tables of the last document, for every claim asks


def _of_baseline(cells: Sequence[Claim]) -> bool:
    """Whether the claims of a table are shares of a baseline."""
    percents = [c for c in cells if c.quantity.unit == "percent" and isinstance(c.quantity.value, Decimal)]
    full = Counter(c.cell[0] for c in percents if c.cell is not None and c.quantity.value == _FULL)
    above = sum(isinstance(c.quantity.value, Decimal) and c.quantity.value > _FULL for c in percents)
    return max(full.values(), default=0) >= 3 or above >= 3


def _far_off(judgement: Judgement, checked: Checked) -> bool:
    """Whether the figure is many times off without its digits being a fact's: nobody errs like that."""
    value = judgement.claim.quantity.value
    if not isinstance(value, Decimal) or value <= 0:
        return False
    facts = [figures.converted(f, judgement.claim.quantity.unit) for f in figures.known(judgement)]
    same = [f for f in facts if f.unit == judgement.claim.quantity.unit]
    ratios = [max(value / f.value, f.value / value) for f in same if isinstance(f.value, Decimal) and f.value > 0]
    # a table says by its headers what it means: the figures of a rack may stand in a chip's row
    farthest = _FARTHEST if judgement.claim.cell is None else _FARTHEST * 6
    if not ratios or min(ratios) <= farthest:
        return False
    if any(figures.slip(judgement.claim.quantity, fact) is not None for fact in facts):
        return False
    return not any(owner.kind == "subject" for owner in owners.owners(judgement, checked))


def segment_of(claim: Claim, checked: Checked) -> Segment | None:
    """The stretch of text that a claim's figure stands in."""
    return checked.places.get((claim.block, claim.cell))


def _nearer_subject(claim: Claim, checked: Checked) -> bool:
    """Whether a name that stands nearer to the figure than the bound one owns the figure."""
    segment, metric = segment_of(claim, checked), checked.registry.metric(claim.metric.id or "")
    if segment is None or metric is None or claim.subject.id is None or claim.cell is not None:
        return False
    kin = owners.related_ids(claim.subject.id, checked.registry)
    start, end = claim.quantity.start, claim.quantity.end
    named = owners.named_ids(checked) - kin if _carried(claim, segment) else frozenset()
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


def _left_without(claim: Claim, checked: Checked) -> bool:
    """Whether another name of the sentence has the figure by its reports, and the paragraph gives it no other: who sets
    "X far ahead of Y, at 57.7" tells X's score.
    """
    segment, metric = segment_of(claim, checked), checked.registry.metric(claim.metric.id or "")
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


_PRODUCT = re.compile(r"(?<![A-Za-z0-9-])[A-Z][a-z]+(?:[ -][A-Z0-9][A-Za-z0-9]*)+")


def _unknown_subject(claim: Claim, checked: Checked) -> bool:
    """Whether a subject of another sentence is held to a figure before which its own sentence names a product that the
    registry does not know: "所有的 Xeon Max 都内置了 64 GB", after the H200. In Chinese, where Latin words are names.
    """
    segment = segment_of(claim, checked)
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


_SIZE = re.compile(r"(?<![\d.A-Za-z])(\d+(?:\.\d+)?)([BbMm])(?![A-Za-z])")


def _of_members(judgement: Judgement, checked: Checked) -> bool:
    """Whether a price or a score of a whole line is held to those of its members only: each has its own."""
    entity = checked.registry.entity(judgement.claim.subject.id or "")
    metric = checked.registry.metric(judgement.claim.metric.id or "")
    if entity is None or entity.kind != "family" or metric is None or metric.kind not in ("price", "benchmark"):
        return False
    return all(fact.subject != entity.id for fact in judgement.admissible)


def _of_the_other_matrices(judgement: Judgement) -> bool:
    """Whether a throughput that is said to be of sparse matrices is twice the reported one of dense ones."""
    claim, value = judgement.claim, judgement.claim.quantity.value
    if claim.conditions.get("sparsity") != "sparse" or not isinstance(value, Decimal):
        return False
    known = (figures.converted(f, claim.quantity.unit) for f in judgement.admissible if "sparsity" not in f.conditions)
    return any(isinstance(fact.value, Decimal) and value == 2 * fact.value for fact in known)


def _ordinary(judgement: Judgement, checked: Checked) -> bool:
    """Whether a chip's speed is that of its line in double or single precision on the vector units: nobody says so of
    such a figure, only the tensor units are named.
    """
    claim = judgement.claim
    if claim.metric.id == "fp16-throughput":  # of cards whose shaders go at one speed in both formats
        shaders = checked.registry.facts_for(claim.subject.id or "", "fp32-throughput")
        metric = checked.registry.metric("fp32-throughput")
        return metric is not None and any(figures.agree(claim.quantity, fact, metric) for fact in shaders)
    return claim.metric.id in ("fp64-throughput", "fp32-throughput") and any(
        fact.metric == claim.metric.id and fact.conditions.get("engine") == "vector" and owners.fits(claim, fact)
        for agreeing in owners.of_kin(judgement, checked.registry).values()
        for fact, _ in agreeing
    )


def _own_size(claim: Claim, checked: Checked) -> bool:
    """Whether the figure is the size in one of the subject's own names: a model called 32B may have 32.8 billion."""
    metric = checked.registry.metric(claim.metric.id or "")
    return (
        metric is not None
        and metric.kind == "size"
        and isinstance(claim.quantity.value, Decimal)
        and named_by(named_size(claim.quantity.value), claim.subject.id or "", checked.registry)
    )


def _another_size(judgement: Judgement, checked: Checked) -> bool:
    """Whether a figure is far from the size that the subject's own name tells and its reports bear out: who writes
    "FLM-101B" knows it, and a 16B beside it is another model's. A power of ten is a slip nevertheless.
    """
    claim, value = judgement.claim, judgement.claim.quantity.value
    told = IN_AN_ID.findall(claim.subject.id or "")
    if (
        claim.metric.id != "total-parameters"
        or len(told) != 1
        or not isinstance(value, Decimal)
        or claim.cell is not None
        or _said_of_it(claim, checked)
    ):
        return False
    known = [fact.value for fact in judgement.admissible if isinstance(fact.value, Decimal) and fact.value > 0]
    if not any(bears(named_size(other), claim.subject.id or "") for other in known) or value <= 0:
        return False
    apart = min(max(value / other, other / value) for other in known)
    return apart >= 2 and all((value / other).normalize().as_tuple().digits != (1,) for other in known)


_HAS = re.compile(
    r"(?:['’]s)?\s*(?:(?:has|have|had|with|is|features?|contains?|comes with|packs|boasts|about|around|a|total|of)\s+)"
    r"{0,3}|"
    r"\s*(?:的)?(?:总?参数量?|规模)?(?:共?有|拥有|具有|包含|达到?|为|是|约)?\s*"
)


def _said_of_it(claim: Claim, checked: Checked) -> bool:
    """Whether nothing but a verb stands between the subject's name and the figure: "X-13B has 30 billion"."""
    segment = segment_of(claim, checked)
    return segment is not None and any(
        _HAS.fullmatch(segment.view.low, m.end, claim.quantity.start) is not None
        for m in segment.mentions
        if any(c.id == claim.subject.id for c in m.candidates[:1])
    )


def _named_size(claim: Claim, checked: Checked) -> bool:
    """Whether another name in the text has the figure as its size: "X-13B, successor of X-7B, with 13 billion"."""
    segment, metric = segment_of(claim, checked), checked.registry.metric(claim.metric.id or "")
    if segment is None or metric is None or metric.kind != "size" or claim.cell is not None:
        return False
    for mention in segment.mentions:
        size = _SIZE.search(mention.text)
        other = claim.subject.span is None or segment.view.source(mention.start, mention.end) != claim.subject.span
        if size is not None and other:
            value = Decimal(size[1]).scaleb(9 if size[2] in "Bb" else 6)
            if value == claim.quantity.value:
                return True
    return False


def _odd_one(claim: Claim, checked: Checked) -> bool:
    """Whether a size is the only one of its paragraph that no member of the family has, in place of the only known one
    that is not named: "7B, 13B, 34B and 10B" of a family of 7, 13, 34 and 70 billion.
    """
    registry, value = checked.registry, claim.quantity.value
    family = (claim.subject.id or "", *registry.members(claim.subject.id or ""))
    facts = [f for member in family for f in registry.facts_for(member, claim.metric.id or "")]
    sizes = {f"{f.value:.1e}" for f in facts if isinstance(f.value, Decimal)}
    beside = [
        judged
        for member in family
        for judged in checked.supported.get((member, claim.metric.id), ())[:_MOST]
        if (judged.claim.block, judged.claim.cell) == (claim.block, claim.cell)
    ]
    told = {f"{fact.value:.1e}" for judged in beside for fact in judged.facts if isinstance(fact.value, Decimal)}
    return isinstance(value, Decimal) and len(beside) >= _OTHERS and len(sizes - told) == 1


def _slipped(judgement: Judgement) -> bool:
    """Whether a size is a power of ten times a reported one, by more digits than two sizes of a line share by chance:
    1.3 and 13 billion may be two sizes, 540 million and 540 billion are one.
    """
    digits = figures.weight(judgement.claim.quantity)
    powers = [figures.slip(judgement.claim.quantity, fact) for fact in figures.known(judgement)]
    return any(power and (digits >= 3 or (digits == 2 and power % 3 == 0)) for power in powers)


def _one_of_a_list(claim: Claim, checked: Checked) -> bool:
    """Whether another figure of the same cell, or right beside it, is the reported one: "3584 / 3840" is of a card and
    of its whole chip, "350 or 400 W" of two versions.
    """
    for other in checked.supported.get((claim.subject.id, claim.metric.id), ()):
        theirs = other.claim
        if theirs.block != claim.block or theirs.cell != claim.cell:
            continue
        first, last = sorted((theirs.span, claim.span))
        if claim.cell is not None or _OR.fullmatch(checked.document.source, first.end, last.start):
            return True
    return False


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


def _nearer_metric(claim: Claim, checked: Checked) -> bool:
    """Whether a metric named before the figure owns it, while the bound one is only named behind it."""
    segment, registry = segment_of(claim, checked), checked.registry
    if segment is None or claim.cell is not None or claim.subject.id is None or claim.metric.span is None:
        return False
    if claim.metric.span.start < claim.span.start:
        return False
    kin = owners.related_ids(claim.subject.id, registry)
    earlier = bisect_right(segment.quantities, claim.quantity.start, key=lambda q: q.end)
    floor = next((q.end for q in reversed(segment.quantities[:earlier]) if q.kind != "date"), 0)
    for mention in _starting(segment, floor, claim.quantity.start):
        if mention.end > claim.quantity.start:
            continue
        for candidate in mention.candidates:
            other = registry.metric(candidate.id) if candidate.kind == "metric" else None
            if other is not None and other.id != claim.metric.id:
                facts = (f for subject in kin for f in registry.facts_for(subject, other.id))
                if any(figures.agree(claim.quantity, fact, other) for fact in facts):
                    return True
    return False


def _gap(start: int, end: int, other_start: int, other_end: int) -> int:
    return max(start - other_end, other_start - end, 0)


def _facts(subject: str, metric: str, checked: Checked) -> Iterator[Fact]:
    for member in (subject, *checked.registry.members(subject)):
        yield from checked.registry.facts_for(member, metric)


def _wider_metric(judgement: Judgement, checked: Checked) -> bool:
    """Whether the metric's word fits another metric of the subject that has this value.

    A benchmark reported only under its family's name (GPQA for GPQA Diamond) counts where no primary report disagrees;
    a general word of hardware ("bandwidth") counts for every metric whose name contains it.
    """
    claim, registry = judgement.claim, checked.registry
    metric = registry.metric(claim.metric.id or "")
    if metric is None or claim.subject.id is None:
        return False
    wider = set(registry.lineage(metric.id))
    word = names.fold(claim.metric.text or "")[0]
    figure, segment = names.fold(claim.text)[0], segment_of(claim, checked)
    near = segment.view.text[max(0, claim.quantity.start - 2) : claim.quantity.end + 2] if segment is not None else ""
    paired = metric.kind == "price" and bool(_PAIRED.search(near))
    own = any(certainty.by_maker(fact, registry) for fact in judgement.admissible)
    known = bool(checked.supported.get((claim.subject.id, metric.id)))  # the draft tells the two apart
    for agreeing in owners.of_kin(judgement, registry).values():
        for _, other in agreeing:
            if other.id == metric.id:
                continue
            if other.id in wider and not own:
                return True
            if metric.kind == other.kind == "hardware" and claim.metric.text is None:
                return True  # "an A100 node with 600 GBps": no word says that it is memory's
            by_unit = claim.metric.span is not None and claim.metric.span.overlaps(claim.span)
            if by_unit and metric.unit == other.unit == "token":
                return True  # "10M tokens" is a length of text, whichever the text means
            spellings = [names.fold(spelling)[0] for spelling in (other.name, *other.aliases)]
            if any(spelling in figure for spelling in spellings):
                return True  # "32 billion active parameters" says itself what it counts
            if paired and other.kind == metric.kind:
                return True  # "$0.15/0.60" is input and output, whichever of them was read
            general = bool(word) and metric.kind in _GENERIC and other.kind == metric.kind
            if general and not known and any(word in spelling for spelling in spellings):
                return True
    return False
