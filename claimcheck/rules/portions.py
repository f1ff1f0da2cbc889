"""Doubts about figures of less or more than the whole: one direction of a link, one layer, an average, one member."""

from __future__ import annotations

from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.model import Judgement, Metric
from claimcheck.rules import figures

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_LINKS = frozenset(("nvlink-bandwidth", "interconnect-bandwidth"))
_BEFORE = 48  # characters
_AVERAGE = re.compile(r"(?<![a-z])(?:averag\w+|mean|macro)(?![a-z])[^.;]*$|(?:平均|均值|均分)[^。；]*$")
_EACH = re.compile(
    r"(?<![a-z])(?:each|every|per)\s(?:[\w-]+\s){0,2}?(?:layer|expert|head|stage|block|shard|replica)(?![a-z])[^.;]*$|"
    r"每(?:个|一)?(?:层|专家|注意力头|阶段|分片)[^。；]*$"
)
_MEMBERS = 3


def portion(judgement: Judgement, checked: Checked) -> bool:
    """Whether a figure that contradicts the reports may be of another extent than theirs."""
    metric = checked.registry.metric(judgement.claim.metric.id or "")
    if metric is None:
        return False
    return _one_way(judgement, metric) or _one_member(judgement, metric, checked) or _told(judgement, metric, checked)


def _one_way(judgement: Judgement, metric: Metric) -> bool:
    """Whether a link's bandwidth is half or double a reported one: of one direction, or of both."""
    value = judgement.claim.quantity.value
    if metric.id not in _LINKS or not isinstance(value, Decimal):
        return False
    facts = (figures.converted(fact, judgement.claim.quantity.unit or metric.unit) for fact in judgement.admissible)
    return any(isinstance(f.value, Decimal) and f.value in (value * 2, value / 2) for f in facts)


def _one_member(judgement: Judgement, metric: Metric, checked: Checked) -> bool:
    """Whether a score of a line of models is held to that of the only member of which one is reported."""
    entity = checked.registry.entity(judgement.claim.subject.id or "")
    if entity is None or entity.kind != "family" or metric.kind != "benchmark":
        return False
    subjects = {fact.subject for fact in (*judgement.facts, *judgement.admissible)}
    return len(subjects) == 1 and entity.id not in subjects and len(checked.registry.members(entity.id)) >= _MEMBERS


def _told(judgement: Judgement, metric: Metric, checked: Checked) -> bool:
    """Whether the words before the figure say that it is an average of scores, or the size of one layer."""
    claim = judgement.claim
    segment = checked.places.get((claim.block, claim.cell))
    words = _AVERAGE if metric.kind == "benchmark" else _EACH if metric.kind == "size" else None
    if segment is None or words is None or claim.cell is not None:
        return False
    start = claim.quantity.start
    return words.search(segment.view.low[max(0, start - _BEFORE) : start]) is not None
