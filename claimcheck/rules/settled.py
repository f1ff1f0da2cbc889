"""Tables that can mean no other than the reported figure, so that one far from it is the author's slip."""

from __future__ import annotations

from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.model import Claim, Judgement, Metric
from claimcheck.rules import figures, owners
from claimcheck.rules.hosts import is_open

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_SELLERS = 2  # lists that agree
_FAR_ABOVE = Decimal("1.5")  # times what a chip does
_PLANS = 8  # times that a plan may give less of a window than there is
_BORNE_OUT = 3  # other systems whose figures agree with their reports
# a header, in lower case, that is of what a system takes, and not of a plan, a test or a product
_ITS_LIMIT = re.compile(
    r"(?:max(?:imum|\.)? )?(?:(?:input|model|token|total) )?(?:context|output)"
    r"(?: (?:window|length|size|limit|tokens)){0,2}"
    r"(?: ?[(（](?:tokens?|k|in tokens|k tokens|approx\.?)[)）])?|"
    r"(?=.)(?:最大|最长)?(?:输入|输出)?(?:上下文)?(?: ?tokens? ?)?(?:窗口|长度|上限)?(?:大小)?(?: ?[(（]tokens?[)）])?"
)


def settled(judgement: Judgement, checked: Checked) -> bool:
    """Whether a table can mean no other than the reported figure: it is a price under its own header, or several
    reports agree on what a chip has, or on what the registry bears out in the rest of the line.
    """
    metric = checked.registry.metric(judgement.claim.metric.id or "")
    if metric is None:
        return False
    if metric.kind == "price" or _beyond_all(judgement, metric, checked):
        return True
    whose = judgement.claim.subject.id or ""
    # nobody else serves it, and its name tells a version: what "Turbo" reads changes by the year
    closed = metric.kind == "limit" and any(map(str.isdigit, whose)) and not is_open(whose, checked)
    # of a model of one size its column can tell no other
    sized = metric.id == "total-parameters" and not owners.several_sizes(judgement.claim, checked.registry)
    if metric.kind != "hardware" and not closed and not sized and not borne_out(judgement, checked):
        return False
    known = [
        (abs(f.value), f.source, f.subject)
        for f in judgement.admissible
        if isinstance(f.value, Decimal) and f.unit == judgement.admissible[0].unit
    ]
    values = [value for value, _, subject in known if subject == whose] or [value for value, _, _ in known]
    if not values or max(values) > min(values) * figures.ALIKE:
        return False
    least, most = max(values) / figures.ALIKE, min(values) * figures.ALIKE  # a version may differ
    if len({source for value, source, _ in known if least <= value <= most}) > 1:
        return metric.kind != "limit" or not figures.less(judgement) or _bare(judgement.claim, checked)
    alone = sum(other.cell == judgement.claim.cell for other in checked.cells.get(judgement.claim.block, ())) == 1
    return closed and alone and _beyond(judgement, max(values), checked)


def _beyond_all(judgement: Judgement, metric: Metric, checked: Checked) -> bool:
    """Whether a rate of operations is far above all that lists give for its format, of dense matrices and of sparse."""
    claim, value = judgement.claim, judgement.claim.quantity.value
    if not metric.id.endswith("-throughput") or not isinstance(value, Decimal):
        return False
    facts = checked.registry.facts_for(claim.subject.id or "", metric.id)
    known = figures.amounts(facts, claim.quantity.unit)
    return len({fact.source for fact in facts}) >= _SELLERS and bool(known) and value > max(known) * _FAR_ABOVE


def _beyond(judgement: Judgement, known: Decimal, checked: Checked) -> bool:
    """Whether a length is more than a system takes, or under a bare header so much less that it is no plan's nor way's
    of serving it.
    """
    claim, value = judgement.claim, judgement.claim.quantity.value
    if not isinstance(value, Decimal) or claim.cell is None:
        return False
    return value > known or (value * _PLANS <= known and _bare(claim, checked))


def _bare(claim: Claim, checked: Checked) -> bool:
    """Whether the header of a length says no more than that it is the limit, or the word right behind it does."""
    if claim.cell is None:
        return False
    heads = [checked.places.get((claim.block, at)) for at in ((0, claim.cell[1]), (claim.cell[0], 0))]
    named = claim.metric.span
    beside = named is not None and 0 <= named.start - claim.span.end <= 1  # "Offline, 32K context"
    return beside or any(head is not None and _ITS_LIMIT.fullmatch(head.view.low.strip(" *_")) for head in heads)


def borne_out(judgement: Judgement, checked: Checked) -> bool:
    """Whether the registry bears out the claim's column, or its row, for other systems: then the table means by the
    metric what the reports mean by it, and a figure far from them is the author's.
    """
    claim = judgement.claim
    if claim.cell is None:
        return False
    for axis in (1, 0):
        others = [
            other.verdict
            for other in checked.beside[claim.block]
            if other.claim.cell is not None
            and other.claim.cell[axis] == claim.cell[axis]
            and other.claim.metric.id == claim.metric.id
            and other.claim.subject.id != claim.subject.id
        ]
        if others.count("supported") >= max(_BORNE_OUT, others.count("contradicted")):
            return True
    return False
