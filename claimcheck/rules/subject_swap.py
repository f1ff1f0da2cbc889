"""The figure is the reported value of another subject.

What: no report on the named model, chip or system agrees, but the figure is, to the printed digit, what was reported
under the same metric for a near one: a sister model, another row of the same table, the 8-GPU box or the rack in the
row of a single chip.

Why: this is the most common real mistake after plainly wrong values. Columns shift when a chart is typed as a table;
the cost of a base model is told of the reasoning model built on it.

Wrong: DeepSeek-R1 scores 71.0% on AIME 2024, well above DeepSeek-R1-Zero.
Right: DeepSeek-R1-Zero scores 71.0% on AIME 2024, DeepSeek-R1 79.8%.
Wrong: DeepSeek-R1 在 AIME 2024 上得分 71.0%，高于 DeepSeek-R1-Zero。
Right: DeepSeek-R1-Zero 在 AIME 2024 上得分 71.0%，DeepSeek-R1 为 79.8%。

How to settle: decide which of the two is meant. Either the name or the figure is to be changed; the message names the
owner of the figure and the figure of the subject.
"""

from __future__ import annotations

from decimal import Decimal

from claimcheck.model import Judgement
from claimcheck.rules import certainty, figures, owners, swaps, value, wording
from claimcheck.rules.base import Draft, Message, claim_rule

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked


def check(judgement: Judgement, checked: Checked) -> Draft | None:
    """An answer where a near subject owns the figure and no nearer metric of the subject does."""
    if judgement.verdict != "contradicted":
        return None
    found = owners.owners(judgement, checked)
    if not found or found[0].kind != "subject":
        return None
    owner, claim, registry = found[0].fact, judgement.claim, checked.registry
    metric = registry.metric(claim.metric.id or "")
    built = metric is not None and metric.kind == "hardware"
    if built and figures.weight(claim.quantity) < 2 and isinstance(claim.quantity.value, Decimal):
        return None  # a figure of one digit is many a chip's
    if claim.quantity.unit == "parameter" and certainty.another_count(judgement, judgement.admissible):
        return None  # the system's own
    right = value.nearest(judgement, checked.registry)
    name = wording.entity(owner.subject, registry)
    source = wording.origin(owner, registry)
    extra = wording.conditions(owner.conditions)
    measured = wording.measured(claim, registry)
    parts = [
        wording.says(claim, registry),
        Message(
            f"this is the {measured.en} of {name}{extra.en} ({source.en})",
            f"这是{wording.spaced(name)}的{wording.spaced(measured.zh + extra.zh)}（{source.zh}）",
        ),
    ]
    if right is not None:
        told, where = wording.reported(right), wording.origin(right, registry)
        subject = wording.subject_of(claim, registry)
        more = wording.conditions(right.conditions)
        parts.append(
            Message(
                f"for {subject}, {told.en}{more.en} was reported ({where.en})",
                f"{subject} 的公布值为 {told.zh}{more.zh}（{where.zh}）",
            )
        )
    return swaps.draft(judgement, checked, found[0], right, wording.sentence(*parts))


RULE = claim_rule("CC104", __doc__, check)
