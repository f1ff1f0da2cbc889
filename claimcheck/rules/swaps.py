"""What the rules on swapped subjects and metrics share: the finding once the owner of the figure is known."""

from __future__ import annotations

from claimcheck.model import Fact, Judgement
from claimcheck.rules import certainty, figures
from claimcheck.rules.base import EXPLAINED, Draft, Message, about
from claimcheck.rules.owners import Owner

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked


def draft(judgement: Judgement, checked: Checked, owner: Owner, right: Fact | None, message: Message) -> Draft | None:
    """The finding on a figure that `owner` owns; `right` is the nearest fact of the claim itself, if any."""
    single = right is not None and right is figures.only(judgement, checked.registry)
    fix = figures.rewrite(judgement.claim, right, sure=False) if right is not None and single else None
    facts = (owner.fact,) if right is None else (right, owner.fact)
    told = owner.near >= 3 and judgement.claim.quantity.kind != "date"  # much came out on any one day
    sure = min(0.95, certainty.of(judgement, checked) + (0.25 if told else 0.1))
    return about(
        judgement,
        Draft(judgement.claim.span, message, sure, facts=facts, fix=fix, severity=None if right else "warning"),
        certainty.enough(judgement, checked, EXPLAINED),
    )
