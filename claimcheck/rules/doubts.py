"""Whether a contradiction is the author's or only ours: figures that another name or another metric may own.

A figure is read as belonging to one subject and one metric. Where the text stands nearer to another reading that a
report bears out, the contradiction is doubtful, and nothing is said.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from claimcheck import names
from claimcheck import patterns as re
from claimcheck.claims.segments import OPTIONS
from claimcheck.model import Claim, Judgement, Mention, Metric, Segment
from claimcheck.rules import (
    amounts,
    days,
    figures,
    harness,
    hosts,
    lengths,
    levels,
    machines,
    makers,
    marks,
    model_sizes,
    nearer,
    news,
    owners,
    papers,
    plans,
    portions,
    runs,
    stages,
    surveys,
)
from claimcheck.rules.layout import layout
from claimcheck.rules.once import once

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_SIDES = re.compile(r"(?<![a-z])(?:in(?:put)?|out(?:put)?|prompt|completion|generated)(?![a-z])|输入|输出|补全")
_NEAR = 24  # characters around a price in which its side is told
_LINK = re.compile(r"(?:nvlink|nvswitch|infiniband)(?:(?!memory|hbm|显存|内存|[。;；])(?!\.\s).)*\Z")
_MEMORY = re.compile(r"\s*(?:of |的)?\s?(?:memory|hbm|vram|显存|内存)")
_LINKED = 64  # characters between a link and a bandwidth
_TENSOR = re.compile("tensor|张量")
_GENERIC = frozenset({"hardware", "price", "size", "training", "limit"})  # "bandwidth" may be any of several
_FULL = Decimal(100)
_CLOCKED = Decimal("0.02")  # between two statements of one speed
_FARTHEST = 50
_BY_SHOTS = Decimal(16)  # points, more than the number of examples makes out
_FAR_IN_TABLES, _FAR_IN_PROSE = 8, 15  # points of a score
_OR = re.compile(r"\s?(?:/|or|或者?)\s?")
_PAIRED = re.compile(r"\d\s?/\s?[$¥￥€]?\d")


def refuted(judgement: Judgement, checked: Checked) -> bool:
    """Whether the claim is contradicted and no nearer reading of its figure is borne out."""
    if judgement.verdict != "contradicted":
        return False
    if judgement.reason == "unit":
        return True  # the same digits with another unit speak for the reading
    return not (
        _far_off(judgement, checked)
        or relative(judgement.claim, checked)
        or model_sizes.of_another(judgement, checked)
        or nearer.of_another(judgement.claim, checked)
        or _one_of_a_list(judgement.claim, checked)
        or machines.another(judgement, checked)
        or levels.another(judgement, checked)
        or _wider_metric(judgement, checked)
        or _of_a_part(judgement, checked)
        or _of_file(judgement.claim)
        or _NO_NUMBER.match(judgement.claim.quantity.text.lower()) is not None
        or portions.portion(judgement, checked)
        or marks.marked(judgement, checked)
        or harness.of_another(judgement, checked)
        or harness.on_a_board(judgement, checked)
        or harness.measured(judgement, checked)
        or harness.improved(judgement, checked)
        or harness.runs_it(judgement, checked)
        or harness.made_anew(judgement, checked)
        or papers.of_paper(judgement, checked)
        or news.of_news(judgement, checked)
        or days.of_the_row(judgement, checked)
        or days.ends_a_span(judgement, checked)
        or stages.of_another_stage(judgement, checked)
        or surveys.of_another_survey(judgement, checked)
        or surveys.of_another_share(judgement, checked)
        or amounts.of_work(judgement, checked)
        or _of_the_other_side(judgement, checked)
        or plans.another(judgement, checked)
        or _of_other_shots(judgement, checked)
        or _of_members(judgement, checked)
        or _of_a_link(judgement, checked)
        or hosts.hosted(judgement, checked)
        or lengths.no_window(judgement, checked)
        or _of_the_other_matrices(judgement)
        or _with_the_shared(judgement)
        or _set_against(judgement, checked)
        or _of_the_line(judgement, checked)
        or _ordinary(judgement, checked)
    )


def _of_file(claim: Claim) -> bool:
    """Whether a length of text is told as the file of a model's configuration has it: "max_position_embeddings" 163840
    is as long as its tables reach, of a model of 128K.
    """
    return claim.quantity.scale == 1 and names.fold(claim.metric.text or "")[0] in OPTIONS


_NO_NUMBER = re.compile(  # "a Billion-Parameter model"
    r"(?:multi-)?(?:thousand|million|billion|trillion)s?(?![a-z])|[百千万]?[万亿]亿?(?=\s?(?:级|规模|个|参数|token))|"
    r"(?:近|约|达|高达|超过?)?[数几][十百千万亿]"
)
_VERSUS = re.compile(r"\d[\w%.]*\s?(?:vs\.?|versus)\s*\Z")
_INSTEAD = re.compile(
    r"\d[\w%.]*\s?(?:instead of|rather than|(?:up|down) from|而非|而不是)\s*\Z|"
    r"(?:distilled from (?:an? |the )?|蒸馏自)\s*\Z"
)
_THAN = re.compile(r"(?:比|(?<![A-Za-z])(?:than|over))\s?([A-Za-z][\w.-]{1,30})\s?(?:的|['’]s)\s?\Z")
_FROM = re.compile(r"(?:从|由|(?<![a-z])from\s)[^。；;]*[(（]\s?\Z")
_TO = re.compile(
    r"\s?[)）]\s?(?:(?:提升|扩展|扩大|增加|增长|升级|提高|跃升|上升)(?:至|到)|[增升]至|(?:up )?to(?![a-z]))"
)  # behind a name in brackets
_PAIR = 120  # characters before two figures in which their systems are named


def _set_against(judgement: Judgement, checked: Checked) -> bool:
    """Whether a figure of prose is what the one before it is set against: "a larger memory (180 vs 141GiB)", "4 instead
    of 8 experts". Of the name before them is the first.
    """
    claim, segment = judgement.claim, checked.segment(judgement.claim)
    span = claim.subject.span
    if segment is None or claim.cell is not None or (span is not None and span.start > claim.span.start):
        return False
    low, start = segment.view.low, claim.quantity.number_start
    first = max(0, claim.quantity.start - _NEAR)
    if _INSTEAD.search(low, first, start) is not None or _than_anothers(claim, segment):
        return True
    known = segment.mentions
    at = bisect_left(known, start, key=lambda mention: mention.start)
    near = known[bisect_left(known, start - _PAIR, key=lambda mention: mention.start) : at]
    if any(_brought_up(m, start, segment) for m in near if any(c.id == claim.subject.id for c in m.candidates)):
        return True
    alone = len({c.id for m in near for c in m.candidates[:1] if c.kind == "entity"}) < 2  # else each may have one
    return alone and _VERSUS.search(low, first, start) is not None


def _than_anothers(claim: Claim, segment: Segment) -> bool:
    """Whether a figure is that of an unknown name which the text sets others against: "比 X 的 77.0%"."""
    start = claim.quantity.start
    told = _THAN.search(segment.view.text, max(0, start - _PAIR), start)
    return told is not None and not any(m.start < told.end(1) and told.start(1) < m.end for m in segment.mentions)


def _brought_up(mention: Mention, start: int, segment: Segment) -> bool:
    """Whether a figure is what the system of a name was succeeded with: "从 355B（GLM-4.5）提升至 744B"."""
    low = segment.view.low
    to = _TO.match(low, mention.end)
    if to is None or not mention.end < start <= to.end() + _NEAR:
        return False
    return _FROM.search(low, max(0, mention.start - _PAIR), mention.start) is not None


def _headed_so(claim: Claim, word: str, metric: Metric, checked: Checked) -> bool:
    """Whether a name of the metric is all that the header says: "Context", not "Context tested"."""
    if claim.metric.span is None or all(names.fold(spelling)[0] != word for spelling in metric.aliases):
        return False
    heads = layout(checked).cells_over(claim.block, claim.metric.span)
    return any(names.fold(head.view.text)[0] == word for head in heads)


def _with_the_shared(judgement: Judgement) -> bool:
    """Whether a number of experts a token is one more than the reported: with the one that all tokens share."""
    claim = judgement.claim
    return claim.metric.id == "experts-per-token" and any(
        isinstance(fact.value, Decimal) and claim.quantity.value == fact.value + 1 for fact in judgement.admissible
    )


def relative(claim: Claim, checked: Checked) -> bool:
    """Whether the claim's table gives shares of a baseline: a row of nothing but 100%, or scores that cannot be."""
    if claim.cell is None or claim.quantity.unit != "percent":
        return False
    return _of_baseline(checked.cells.get(claim.block, ()))


@once
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
    facts = figures.known(judgement)
    amounts = figures.amounts(facts, judgement.claim.quantity.unit)
    # a table says by its headers what it means: the figures of a rack may stand in a chip's row
    farthest = _FARTHEST if judgement.claim.cell is None else _FARTHEST * 6
    if not amounts or any(max(value / one, one / value) <= farthest for one in amounts):
        return False
    if any(figures.slip(judgement.claim.quantity, fact) is not None for fact in facts):
        return False
    return not any(owner.kind == "subject" for owner in owners.owners(judgement, checked))


def _of_members(judgement: Judgement, checked: Checked) -> bool:
    """Whether a price, a score or what training took of a whole line is held to those of its members only: each has its
    own.
    """
    entity = checked.registry.entity(judgement.claim.subject.id or "")
    metric = checked.registry.metric(judgement.claim.metric.id or "")
    if (
        entity is None
        or entity.kind != "family"
        or metric is None
        or metric.kind not in ("price", "benchmark", "training")
    ):
        return False
    if any(fact.subject == entity.id for fact in judgement.admissible):
        return False
    return metric.kind != "benchmark" or not _far_from_makers(judgement, checked)


def _far_from_makers(judgement: Judgement, checked: Checked) -> bool:
    """Whether a score is too far from the makers' to be that of another part, member or run."""
    points = _FAR_IN_TABLES if judgement.claim.cell is not None else _FAR_IN_PROSE
    return runs.far_from_makers(judgement, checked, points=points)


def _of_other_shots(judgement: Judgement, checked: Checked) -> bool:
    """Whether a score is told with a number of examples that no report of it has: another run. A slip is one still."""
    shots = judgement.claim.conditions.get("shots")
    if shots in (None, "0") or judgement.claim.quantity.unit == "elo" or runs.mistyped(judgement):
        return False
    if any(fact.conditions.get("shots") == shots for fact in judgement.admissible):
        return False
    mine = judgement.claim.quantity.value
    if not isinstance(mine, Decimal):
        return False
    apart = [abs(fact.value - mine) for fact in judgement.admissible if isinstance(fact.value, Decimal)]
    return min(apart, default=_BY_SHOTS) < _BY_SHOTS and not owners.owners(judgement, checked)


def _of_a_link(judgement: Judgement, checked: Checked) -> bool:
    """Whether a bandwidth may be that of links between chips, which its sentence names before it."""
    claim, segment = judgement.claim, checked.segment(judgement.claim)
    if claim.metric.id != "memory-bandwidth" or claim.cell is not None or segment is None:
        return False
    low, start, end = segment.view.low, claim.quantity.start, claim.quantity.end
    return _MEMORY.match(low, end) is None and _LINK.search(low, max(0, start - _LINKED), start) is not None


def _of_the_other_side(judgement: Judgement, checked: Checked) -> bool:
    """Whether a price that the text calls neither the input's nor the output's is the subject's other one, or both
    together: writers add them up and seldom say so.
    """
    claim = judgement.claim
    other = {"input-price": "output-price", "output-price": "input-price"}.get(claim.metric.id or "")
    metric = checked.registry.metric(other or "")
    segment = checked.segment(claim)
    if metric is None or claim.cell is not None or segment is None or claim.subject.id is None:
        return False
    near = segment.view.low[max(0, claim.quantity.start - _NEAR) : claim.quantity.end + _NEAR]
    if _SIDES.search(near) is not None:
        return False
    facts = checked.registry.facts_for(claim.subject.id, metric.id)
    if any(figures.agree(claim.quantity, fact, metric) for fact in facts):
        return True
    mine, others = (figures.amounts(known, claim.quantity.unit) for known in (judgement.admissible, facts))
    return any(one + other == claim.quantity.value for one in mine for other in others)


def _of_the_other_matrices(judgement: Judgement) -> bool:
    """Whether a throughput that is said to be of sparse matrices is twice the reported one of dense ones, or one of
    which nothing is said half of one that was reported for sparse ones alone.
    """
    claim, value = judgement.claim, judgement.claim.quantity.value
    if not isinstance(value, Decimal) or not (claim.metric.id or "").endswith("-throughput"):
        return False
    if claim.conditions.get("sparsity") != "sparse":
        told = [f for f in judgement.admissible if f.conditions.get("sparsity") == "sparse"]
        known = (figures.converted(f, claim.quantity.unit) for f in told if len(told) == len(judgement.admissible))
        return any(isinstance(fact.value, Decimal) and 2 * value == fact.value for fact in known)
    known = (figures.converted(f, claim.quantity.unit) for f in judgement.admissible if "sparsity" not in f.conditions)
    return any(isinstance(fact.value, Decimal) and value == 2 * fact.value for fact in known)


def _of_the_line(judgement: Judgement, checked: Checked) -> bool:
    """Whether the day of a chip or a version is that on which its whole line was announced."""
    claim = judgement.claim
    metric = checked.registry.metric(claim.metric.id or "")
    if metric is None or metric.id != "release-date" or claim.subject.id is None:
        return False
    lines = checked.registry.lineage(claim.subject.id)
    return any(
        figures.agree(claim.quantity, f, metric) for i in lines for f in checked.registry.facts_for(i, metric.id)
    )


def _ordinary(judgement: Judgement, checked: Checked) -> bool:
    """Whether a chip's speed is that of its line in double or single precision on the vector units: nobody says so of
    such a figure, only the tensor units are named.
    """
    claim = judgement.claim
    if claim.metric.id == "fp16-throughput":  # of cards whose shaders go at one speed in both formats
        segment, halves = checked.segment(claim), checked.registry.facts_for(claim.subject.id or "", claim.metric.id)
        if segment is not None and _TENSOR.search(segment.view.low):
            return False
        own = [fact for fact in halves if fact.conditions.get("engine") == "vector"]
        if own:  # a speed of its own
            value = claim.quantity.value
            speeds = figures.amounts(own, claim.quantity.unit)
            return isinstance(value, Decimal) and any(abs(value / speed - 1) <= _CLOCKED for speed in speeds)
        shaders = checked.registry.facts_for(claim.subject.id or "", "fp32-throughput")
        metric = checked.registry.metric("fp32-throughput")
        return metric is not None and any(figures.agree(claim.quantity, fact, metric) for fact in shaders)
    return claim.metric.id in ("fp64-throughput", "fp32-throughput") and any(
        fact.metric == claim.metric.id and fact.conditions.get("engine") == "vector" and owners.fits(claim, fact)
        for agreeing in owners.of_kin(judgement, checked.registry).values()
        for fact, _ in agreeing
    )


def _of_a_part(judgement: Judgement, checked: Checked) -> bool:
    """Whether a score told under the name of a line of tests is held to another test of the line only: "SWE-bench" to
    SWE-bench Pro. A slip is one still, and another's score too.
    """
    claim = judgement.claim
    if claim.metric.id is None or any(fact.metric == claim.metric.id for fact in judgement.admissible):
        return False
    metric = checked.registry.metric(claim.metric.id)
    if metric is None or metric.kind != "benchmark" or runs.mistyped(judgement):
        return False
    parts = (checked.registry.metric(fact.metric) for fact in judgement.admissible)
    usual = any(part is not None and metric.name in part.context_aliases for part in parts)
    if usual and _far_from_makers(judgement, checked):
        return False  # "SWE-bench" alone is mostly SWE-bench Verified
    return not owners.owners(judgement, checked)


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


def _format_told(claim: Claim, segment: Segment | None) -> bool:
    """Whether a rate of operations stands beside the number format that it is of: "FP16 稠密算力为 1979 TFLOPS"."""
    number_format, _, rate = (claim.metric.id or "").partition("-")
    if segment is None or rate != "throughput":
        return False
    start, end = claim.quantity.start, claim.quantity.end
    return number_format in segment.view.low[max(0, start - _NEAR) : end + _NEAR]


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
    figure, segment = names.fold(claim.text)[0], checked.segment(claim)
    near = segment.view.text[max(0, claim.quantity.start - 2) : claim.quantity.end + 2] if segment is not None else ""
    paired = metric.kind == "price" and bool(_PAIRED.search(near))
    own = any(makers.by_maker(fact, registry) for fact in judgement.admissible)
    known = bool(checked.supported.get((claim.subject.id, metric.id)))  # the draft tells the two apart
    if metric.kind in ("limit", "price") and claim.cell is not None:
        known = known or _headed_so(claim, word, metric, checked)
    for agreeing in owners.of_kin(judgement, registry).values():
        for _, other in agreeing:
            if other.id == metric.id:
                continue
            if other.id in wider and not own:
                return True
            if (
                metric.kind == other.kind == "hardware"
                and claim.metric.text is None
                and not _format_told(claim, segment)
            ):
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
