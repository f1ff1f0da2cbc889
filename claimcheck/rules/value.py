"""A figure differs from every value that was reported for it.

What: the registry holds one or more reports for this subject, metric and conditions, and the figure printed in the
draft is none of them, also when both are read with the tolerance of their printed digits. No more particular rule
(magnitude, unit, another subject's or metric's value, conditions, outdated) explains the difference.

Why: a reader who looks the figure up finds another one. Where all reports that contradict it are re-measurements by
third parties and the difference is small, the finding is only a note, because independent runs differ.

Wrong: DeepSeek-R1 scores 78.9% on AIME 2024.
Right: DeepSeek-R1 scores 79.8% on AIME 2024.
Wrong: DeepSeek-R1 在 AIME 2024 上的得分为 78.9%。
Right: DeepSeek-R1 在 AIME 2024 上的得分为 79.8%。

How to settle: open the report named in the message. If it is right, use its figure; if your figure has a source of its
own, keep it, name the source, and add it to your registry or silence the place with `ignore[CC101]` and a reason.
"""

from __future__ import annotations

from claimcheck.model import Fact, Judgement, Severity
from claimcheck.rules import certainty, figures, makers, wording
from claimcheck.rules.base import READ, Draft, Message, about, claim_rule

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked
    from claimcheck.registry import Registry


def check(judgement: Judgement, checked: Checked) -> Draft | None:
    """An answer for every contradicted claim."""
    fact = nearest(judgement, checked.registry)
    if fact is None or judgement.verdict != "contradicted":
        return None
    claim, registry = judgement.claim, checked.registry
    known = judgement.admissible or judgement.facts
    values = figures.distinct([f for f in known if figures.comparable(f, claim.quantity.unit)] or known)
    message = wording.sentence(
        wording.says(claim, registry),
        wording.was_reported(fact, registry),
        wording.off_by(claim.quantity, figures.converted(fact, claim.quantity.unit)),
        _others(values, fact),
    )
    fix = figures.rewrite(claim, fact, sure=True) if fact is figures.only(judgement, checked.registry) else None
    facts = (fact, *(other for other in values if other is not fact))[:4]
    sure = certainty.of(judgement, checked)
    dated = isinstance(claim.quantity.value, str) and sure < certainty.SURE
    severity: Severity | None = None if any(f.kind == "primary" for f in values) and not dated else "warning"
    return about(
        judgement,
        Draft(claim.span, message, sure, facts=facts, fix=fix, severity=severity),
        certainty.enough(judgement, checked, READ),
    )


def nearest(judgement: Judgement, registry: Registry) -> Fact | None:
    """The fact that the message names: the one that fits, else the subject's own by its maker, else the nearest."""
    single = figures.only(judgement, registry)
    if single is not None:
        return single
    known = [fact for fact in figures.known(judgement) if fact.status == "reported"]
    claim = judgement.claim

    def strangeness(fact: Fact) -> tuple[bool, bool, bool]:
        own = fact.subject == claim.subject.id and fact.metric == claim.metric.id  # not a version's or a family's
        return not figures.comparable(fact, claim.quantity.unit), not own, not makers.by_maker(fact, registry)

    return min(known, key=strangeness, default=None)  # of equals the first


def _others(values: list[Fact], fact: Fact) -> Message:
    rest = [value for value in values if value.id != fact.id and value.printed != fact.printed][:3]
    if not rest:
        return Message("", "")
    told = [(wording.reported(other), wording.conditions(other.conditions)) for other in rest]
    return Message(
        "other reports: " + ", ".join(text.en + extra.en for text, extra in told),
        "其他报告：" + "、".join(text.zh + extra.zh for text, extra in told),
    )


RULE = claim_rule("CC101", __doc__, check)
