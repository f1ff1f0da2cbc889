"""The figure lies outside what the metric can be.

What: a score of 104%, a negative number of parameters, a rank of 0. The range belongs to the metric in the registry.

Why: no report is needed to see it; a digit, a point or a unit has slipped.

Wrong: Nova-1 scores 109.3% on MMLU.
Right: Nova-1 scores 90.3% on MMLU.
Wrong: 星火一号的 MMLU 得分为 109.3%。
Right: 星火一号的 MMLU 得分为 90.3%。

How to settle: look the figure up. If it is a change ("up 130%") and no score, say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claimcheck.model import Judgement, Metric
from claimcheck.rules import doubts, figures, wording
from claimcheck.rules.base import Draft, Message, about, document_rule

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked


def check(checked: Checked) -> Iterator[Draft]:
    """Claims that nothing else speaks of yet and that cannot be."""
    for judged in checked.judgements:
        claim = judged.claim
        if judged.verdict in ("contradicted", "outdated") or claim.metric.id is None or claim.relation is not None:
            continue
        metric = checked.registry.metric(claim.metric.id)
        if metric is None or metric.unit != claim.quantity.unit or not _outside(judged, metric):
            continue
        if not (claim.quantity.signed or claim.quantity.kind == "multiple" or doubts.relative(claim, checked)):
            measured, figure = wording.measured(claim, checked.registry), wording.printed(claim.quantity)
            limits = wording.ranged(metric.low, metric.high, metric.unit)
            message = Message(
                f"{figure} cannot be a value of {measured.en} (possible: {limits.en}).",
                f"{figure} 不可能是{wording.spaced(measured.zh)}的取值（取值范围：{limits.zh}）。",
            )
            yield about(judged, Draft(claim.span, message, 0.9))


def _outside(judged: Judgement, metric: Metric) -> bool:
    interval = figures.claim_interval(judged.claim.quantity)
    if interval is None or not isinstance(judged.claim.quantity.value, Decimal):
        return False
    low, high = interval
    too_low = metric.low is not None and high is not None and high < metric.low
    return too_low or (metric.high is not None and low is not None and low > metric.high)


RULE = document_rule("CC301", __doc__, check)
