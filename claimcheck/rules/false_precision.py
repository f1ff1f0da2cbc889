"""The figure and the report agree only on a loose reading.

What: the draft prints zeros that cannot all be significant (6,000,000 for 5,576,000), cuts digits instead of rounding
(557万 for 557.6万), or calls "over 500" what is more than a fifth above.

Why: nobody is misled by much, but the reader cannot tell how exact the figure is.

Wrong: DeepSeek-V3 cost $6,000,000 to train.
Right: DeepSeek-V3 cost about $6 million to train.
Wrong: DeepSeek-V3 的训练成本为 557 万美元。
Right: DeepSeek-V3 的训练成本约为 558 万美元。

How to settle: add "about" (约), or print the digits that were reported. This is a note and never fails a build.
"""

from __future__ import annotations

from decimal import Decimal

from claimcheck.model import Judgement
from claimcheck.rules import alike, doubts, figures, model_sizes, owners, value, wording
from claimcheck.rules.base import Draft, Message, about, claim_rule

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked


_LOOSE = Message("the two agree only on a loose reading", "两者只在宽松理解下一致")
_LOOSEST = Decimal("0.25")  # what lies further apart agrees by chance


def check(judgement: Judgement, checked: Checked) -> Draft | None:
    """An answer for every imprecise claim."""
    fact = value.nearest(judgement, checked.registry)
    if judgement.verdict != "imprecise" or fact is None:
        return None
    claim, registry = judgement.claim, checked.registry
    printed, other = claim.quantity.value, figures.converted(fact, claim.quantity.unit).value
    if isinstance(printed, Decimal) and isinstance(other, Decimal) and other:
        apart = abs(printed / other - 1)
        if apart > _LOOSEST or doubts.relative(claim, checked):
            return None
    if model_sizes.is_named_so(claim, checked) or _elsewhere(judgement, checked):
        return None
    message = wording.sentence(
        wording.says(claim, registry),
        wording.was_reported(fact, registry),
        wording.off_by(claim.quantity, fact) if isinstance(fact.value, str) else _LOOSE,
    )
    return about(
        judgement, Draft(claim.span, message, 0.7, facts=(fact,), fix=figures.rewrite(claim, fact, sure=False))
    )


def _elsewhere(judgement: Judgement, checked: Checked) -> bool:
    """Whether a figure of three digits is exactly the subject's value on another metric: then that is meant."""
    claim, registry = judgement.claim, checked.registry
    if claim.subject.id is None or figures.weight(claim.quantity) < 3:
        return False
    kin = owners.related_ids(claim.subject.id, registry)
    return any(
        metric.id != claim.metric.id
        for subject in kin
        for _, metric in alike.agreeing(claim.quantity, subject, registry)
    )


RULE = claim_rule("CC108", __doc__, check)
