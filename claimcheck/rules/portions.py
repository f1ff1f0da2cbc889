"""Doubts about figures of another extent than the reported ones: one direction of a link, several chips together, one
layer, an average, a mean of two prices, the only member that has a score, a stage of training, an earlier state, a
measured part of a peak.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.claims import implied
from claimcheck.claims.sentences import FROM
from claimcheck.model import Fact, Judgement, Metric, Quantity
from claimcheck.rules import figures, owners, runs
from claimcheck.rules.layout import layout
from claimcheck.rules.once import once

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_LINKS = frozenset(("nvlink-bandwidth", "interconnect-bandwidth"))
_MEASURED = Decimal("0.3")  # of a peak; a slip of the finger that is farther off was never measured
_BEFORE = 48  # characters
_AVERAGE = re.compile(
    r"(?<![a-z])(?:averag\w+|mean|macro)(?![a-z])(?:[^.;()]|\([^()%％]*\))*$|"
    r"(?:平均|均值|均分)(?:[^。；()（）]|[(（][^()（）%％]*[)）])*$"
)
_EACH = re.compile(
    r"(?<![a-z])(?:each|every|per)\s(?:[\w-]+\s){0,2}?(?:layer|expert|head|stage|block|shard|replica)(?![a-z])[^.;]*$|"
    r"每(?:个|一)?(?:层|专家|注意力头|阶段|分片)[^。；]*$"
)
_TO = re.compile(r"[^。.;；]{0,30}?(?:到|至|→|(?<![a-z])to(?![a-z]))\s*(?:了|约|about\s)?\s*[$¥]?\d")
_STAGES = re.compile(r"(?:\d+(?:\.\d+)?\s?[TBM]\s?(?:tokens?)?\s*(?:[,，、/]|and|和)\s*){2,}\d")
_COUNTS = re.compile(r"\W*(?:number|count|no\.|#) ?(?:of )?(?!score)[a-z]|.*(?:数量|次数|个数|条数)\W*$")
_DEVIATIONS = re.compile(r"\s?(?:standard deviations?|sigmas?(?![a-z])|σ|个?标准差)")
_TOTAL = re.compile(
    r"(?<![a-z])(?:total\w*|combined|together|aggregate|pooled?)(?![a-z])[^.;]*$|(?:总|共|合计|加起来|累计)[^。；]*$"
)
_IN_TOTAL = re.compile(
    r"[^.;。；]*?(?:(?<![a-z])(?:in total|of total|combined|altogether|across)(?![a-z])|总计|合计)|"
    r"\s(?:[a-z-]+\s){0,2}pool(?![a-z])"
)
_OPENING = re.compile(  # of lower case
    r"\s?(?:tokens?\s?)?[(（/]\s?(?:(?:(?:extend|expand)\w*\s)?(?:up\s)?to\s|max\w*\s|可?扩展[至到]|最[高大多长])?\s?"
)
_MANY = 16  # chips of one machine
_NUMBERS = {
    times: re.compile(
        rf"(?<![a-z])(?:{english})\s(?:[a-z]+\s){{0,2}}(?:[a-z]*\d|gpus?(?![a-z])|cards?(?![a-z])|chips?(?![a-z])|"
        rf"accelerators?(?![a-z]))|{chinese}",
        re.IGNORECASE,
    )
    for times, english, chinese in (
        (2, "dual|two|twin|pair of", "双(?:[卡路]|\\s?(?=[A-Z]))|两[块张片卡颗]"),
        (3, "three|triple", "三[块张片卡颗]"),
        (4, "four|quad", "四[块张片卡颗]"),
        (8, "eight", "八[块张片卡颗]"),
    )
}
_AROUND = 40
_ROUGHLY, _CACHED = Decimal("1.1"), Decimal("0.25")  # a rough mean may count what is read from a cache, too
_PRICES = ("input-price", "output-price")
_BESIDE = 12  # characters between the two prices of a pair
_MEMBERS = 3
_SPECIFIED = re.compile(
    r"(?<![a-z])(?:theor\w*|peak|spec\w*|rated|nominal|advertised|official|claimed|data ?sheet)(?![a-z])|"
    r"理论|峰值|标称|官方|规格|额定"
)
_FAR_BELOW, _SAME_DIGITS = 20, Decimal("0.05")  # times
_TUNED = re.compile(
    r"(?<![a-z])(?:fine-?\s?tun\w*|q?lora|adapters?|peft|trainable|learnable|tiny|toy|mini(?:ature)?|from scratch)"
    r"(?![a-z])|微调|适配器|可训练|可学习|低秩|迷你|从零|从头"
)


def portion(judgement: Judgement, checked: Checked) -> bool:
    """Whether a figure that contradicts the reports may be of another extent than theirs."""
    metric = checked.registry.metric(judgement.claim.metric.id or "")
    if metric is None:
        return False
    return (
        _one_way(judgement, metric)
        or _together(judgement, metric, checked)
        or _one_member(judgement, metric, checked)
        or _tuned(judgement, metric, checked)
        or _inherited(judgement, metric, checked)
        or _told(judgement, metric, checked)
        or _beside_the_reported(judgement, metric, checked)
        or _of_the_other_side(judgement, checked)
        or _blended(judgement, checked)
    )


def _one_way(judgement: Judgement, metric: Metric) -> bool:
    """Whether a link's bandwidth is half or double a reported one: of one direction, or of both."""
    value = judgement.claim.quantity.value
    if metric.id not in _LINKS or not isinstance(value, Decimal):
        return False
    facts = (figures.converted(fact, judgement.claim.quantity.unit or metric.unit) for fact in judgement.admissible)
    return any(isinstance(f.value, Decimal) and f.value in (value * 2, value / 2) for f in facts)


def _together(judgement: Judgement, metric: Metric, checked: Checked) -> bool:
    """Whether a figure of at least two of a chip is said to be that of several: "for a total of 1.1TB of memory"."""
    claim, entity = judgement.claim, checked.registry.entity(judgement.claim.subject.id or "")
    segment, value = checked.segment(claim), claim.quantity.value
    kinds = ("chip", "family", "system")
    chip = entity is not None and entity.kind in kinds and (metric.kind == "hardware" or metric.id == "launch-price")
    if not chip or segment is None or claim.cell is not None or not isinstance(value, Decimal):
        return False
    facts = (figures.converted(fact, claim.quantity.unit or metric.unit).value for fact in judgement.admissible)
    if any(not isinstance(reported, Decimal) or value < reported * 2 for reported in facts):
        return False
    low, start, end = segment.view.low, claim.quantity.start, claim.quantity.end
    if _so_many(value, judgement, metric, segment.view.text[max(0, start - 2 * _AROUND) : end + _AROUND]):
        return True
    before, after = _TOTAL.search(low, max(0, start - _AROUND), start), _IN_TOTAL.match(low, end, end + _AROUND)
    return before is not None or after is not None


def _so_many(value: Decimal, judgement: Judgement, metric: Metric, text: str) -> bool:
    """Whether a figure is a reported one times a number of chips that the text around names: "dual 3090s (48GB)"."""
    unit = judgement.claim.quantity.unit or metric.unit
    for fact in judgement.admissible:
        reported = figures.converted(fact, unit).value
        times = round(value / reported) if isinstance(reported, Decimal) and reported else 0
        if not isinstance(reported, Decimal) or not 2 <= times <= _MANY or abs(value - reported * times) * 12 > value:
            continue
        counted = (
            rf"(?<![\d.]){times}(?:\s?(?:块|张|片|卡|颗|GPUs?|[Cc]ards?)|\s?[x×*]\s?(?=[A-Z]))|[x×*]\s?{times}(?![\d.])"
        )
        if re.search(counted, text) or (times in _NUMBERS and _NUMBERS[times].search(text)):
            return True
    return False


def _one_member(judgement: Judgement, metric: Metric, checked: Checked) -> bool:
    """Whether a score of a line of models is held to that of the only member of which one is reported."""
    entity = checked.registry.entity(judgement.claim.subject.id or "")
    if entity is None or entity.kind != "family" or metric.kind != "benchmark":
        return False
    subjects = {fact.subject for fact in figures.known(judgement)}
    return len(subjects) == 1 and entity.id not in subjects and len(checked.registry.members(entity.id)) >= _MEMBERS


def _tuned(judgement: Judgement, metric: Metric, checked: Checked) -> bool:
    """Whether a number of parameters far below those of a model is said to be what was trained of it, or to be that of
    something small made in its likeness; a model's own digits are a slip.
    """
    claim, value = judgement.claim, judgement.claim.quantity.value
    segment = checked.segment(claim)
    known = [fact.value for fact in figures.known(judgement) if isinstance(fact.value, Decimal)]
    if metric.id != "total-parameters" or segment is None or not isinstance(value, Decimal) or value <= 0 or not known:
        return False
    entity = checked.registry.entity(claim.subject.id or "")
    line = entity is not None and entity.kind == "family"
    times = [reported / value for reported in known]
    slipped = any(abs(t.scaleb(-t.adjusted()) - 1) < _SAME_DIGITS for t in times if t > 0)
    if min(times) < _FAR_BELOW or (slipped and not line):
        return False
    start, end = max(0, claim.quantity.start - 2 * _BEFORE), claim.quantity.end + _AROUND
    return _TUNED.search(segment.view.low, start, end) is not None


def _inherited(judgement: Judgement, metric: Metric, checked: Checked) -> bool:
    """Whether a limit is beyond that of the model that this one is a version of: windows grow from one to the next.
    What is reported of a whole family holds for its members.
    """
    value = judgement.claim.quantity.value
    if metric.kind != "limit" or not isinstance(value, Decimal):
        return False
    facts = figures.known(judgement)
    models = (checked.registry.entity(id_) for id_ in checked.registry.lineage(judgement.claim.subject.id or ""))
    earlier = {model.id for model in models if model is not None and model.kind != "family"}
    return all(f.subject in earlier and isinstance(f.value, Decimal) and f.value < value for f in facts)


def _beside_the_reported(judgement: Judgement, metric: Metric, checked: Checked) -> bool:
    """Whether the reported figure stands beside this one, in the same text: what a change led to ("from 355B to 744B"),
    the peak of which so much was measured ("1,745 of 2,250 TFLOPS"), a limit for some ("200K (1M in beta)").
    """
    claim = judgement.claim
    segment = checked.segment(claim)
    if segment is None:
        return False
    facts = judgement.admissible
    if metric.kind == "limit":
        opened = _OPENING.match(segment.view.low, claim.quantity.end)
        at = bisect_left(segment.quantities, opened.end(), key=lambda q: q.start) if opened is not None else -1
        behind = segment.quantities[at : at + 1] if opened is not None else ()
        if any(opened is not None and q.start == opened.end() and _prints(q, metric, facts) for q in behind):
            return True  # "200K (1M beta)"
    if claim.cell is not None:
        return metric.kind == "hardware" and _in_its_row(judgement, metric, checked)
    text, start, end = segment.view.text, claim.quantity.start, claim.quantity.end
    change = FROM.search(text[max(0, start - _AROUND) : start]) is not None and _TO.match(text, end) is not None
    if not change and not metric.unit.endswith("FLOPS"):
        return False
    first = bisect_left(segment.quantities, end, key=lambda q: q.start)
    near = [q for q in segment.quantities[first : first + 3] if q.start - end <= _AROUND]
    return any(_prints(q, metric, facts) for q in near)


def _in_its_row(judgement: Judgement, metric: Metric, checked: Checked) -> bool:
    """Whether another column of the row has the reported figure, of the same system and metric or under a header such
    as "Theoretical": then this one was measured.
    """
    claim, facts = judgement.claim, {fact.id for fact in judgement.admissible}
    if claim.cell is None or figures.tenfold(judgement) or runs.mistyped(judgement, _MEASURED):
        return False
    specified, supported = _row_of(claim.block, claim.cell[0], checked)
    for other in supported:
        same = (other.claim.subject, other.claim.metric.id) == (claim.subject, claim.metric.id)  # of one row's name
        if same and facts & {fact.id for fact in other.facts}:
            return True
    return any(_prints(quantity, metric, judgement.admissible) for quantity in specified)


@once
def _row_of(block: int, row: int, checked: Checked) -> tuple[list[Quantity], list[Judgement]]:
    """The figures of a row under headers such as "Theoretical" that are no claims, and its claims borne out."""
    judged = checked.rows.get((block, row), ())
    bound = {other.claim.cell for other in judged}
    heads = {s.cell[1] for s in layout(checked).row(block, 0) if s.cell is not None and _SPECIFIED.search(s.view.low)}
    free = (s for s in layout(checked).row(block, row) if s.cell is not None and s.cell not in bound)
    specified = [quantity for s in free if s.cell is not None and s.cell[1] in heads for quantity in s.quantities]
    return specified, [other for other in judged if other.verdict == "supported"]


def _prints(quantity: Quantity, metric: Metric, facts: Sequence[Fact]) -> bool:
    """Whether a figure is one of the reported values."""
    return any(figures.converted(fact, quantity.unit or metric.unit).value == quantity.value for fact in facts)


def _told(judgement: Judgement, metric: Metric, checked: Checked) -> bool:
    """Whether the words beside the figure say that it is an average of scores, the size of one layer, one of the stages
    of training at which a model was kept; or those over it, that it counts something.
    """
    claim = judgement.claim
    segment = checked.segment(claim)
    words = _AVERAGE if metric.kind == "benchmark" else _EACH if metric.kind == "size" else None
    if claim.cell is not None and metric.kind == "benchmark":
        header = checked.places.get((claim.block, (0, claim.cell[1])))
        return header is not None and _COUNTS.match(header.view.low) is not None
    if segment is None or claim.cell is not None:
        return False
    if metric.kind == "benchmark" and _DEVIATIONS.match(segment.view.low, claim.quantity.end):
        return True
    start = claim.quantity.start
    if metric.id == "training-tokens":
        return _STAGES.search(segment.view.text, max(0, start - _AROUND), claim.quantity.end + _AROUND) is not None
    if words is None:
        return False
    return words.search(segment.view.low[max(0, start - _BEFORE) : start]) is not None


def _of_the_other_side(judgement: Judgement, checked: Checked) -> bool:
    """Whether a price whose words tell no side is what was reported for the other one, of the subject or a member."""
    claim = judgement.claim
    if claim.metric.id not in _PRICES or _says_side(judgement, checked):
        return False
    found = owners.owners(judgement, checked)
    return bool(found) and found[0].kind == "metric" and found[0].fact.metric in _PRICES


def _blended(judgement: Judgement, checked: Checked) -> bool:
    """Whether a price that is told neither of input nor of output may be a mean of both, weighted in some way: it lies
    between them, or is a rough one.
    """
    claim, value = judgement.claim, judgement.claim.quantity.value
    if claim.metric.id not in _PRICES or not isinstance(value, Decimal) or _sided(judgement, checked):
        return False
    known = [
        fact.value
        for metric in _PRICES
        for fact in checked.registry.facts_for(claim.subject.id or "", metric)
        if fact.unit == claim.quantity.unit and isinstance(fact.value, Decimal) and not fact.conditions
    ]
    if claim.quantity.approximation == "about":
        return bool(known) and min(known) * _CACHED < value < max(known) * _ROUGHLY
    return bool(known) and min(known) < value < max(known)


def _sided(judgement: Judgement, checked: Checked) -> bool:
    """Whether a price's label or sentence says what it is for, or another price beside it does."""
    claim = judgement.claim
    segment = checked.segment(claim)
    start, end, currency = claim.quantity.start, claim.quantity.end, (claim.quantity.unit or "")[:3]
    for other in segment.quantities if segment is not None else ():
        near = 0 <= other.start - end <= _BESIDE or 0 <= start - other.end <= _BESIDE
        if near and (other.unit or "")[:3] == currency:
            return True
    return _says_side(judgement, checked)


def _says_side(judgement: Judgement, checked: Checked) -> bool:
    """Whether a price's label or the words around it say what it is for: input, output, what is read from a cache."""
    claim = judgement.claim
    segment = checked.segment(claim)
    said = claim.metric.text or ""
    if segment is not None:
        said += segment.view.low[max(0, claim.quantity.start - _BEFORE) : claim.quantity.end + _AROUND]
    return any(pattern.search(said.lower()) for pattern in (implied.INPUT, implied.OUTPUT, implied.CACHED))
