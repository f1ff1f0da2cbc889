"""The figure was once reported and has been replaced since.

What: the value agrees with a report that its publisher withdrew or replaced (a price cut, a corrected table, a final
specification after a preliminary one), and not with the one in force on the document's date.

Why: prices, limits and rankings move; a figure copied from an older page stays behind.

Wrong: In June 2025 o3 costs $10 per million input tokens.
Right: In May 2025 o3 cost $10 per million input tokens.
Wrong: 2025年6月，o3 的输入价格为每百万token 10美元。
Right: 2025年5月，o3 的输入价格为每百万token 10美元。

How to settle: use the figure in force, or date the old one in the text ("at its launch", "until June 2025"). The date
of a document is taken from its front matter or from `--as-of`.
"""

from __future__ import annotations

from claimcheck import agreement
from claimcheck.model import Fact, Judgement
from claimcheck.rules import figures, wording
from claimcheck.rules.base import Draft, Message, about, claim_rule

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked


def check(judgement: Judgement, checked: Checked) -> Draft | None:
    """An answer where only a fact that is no longer in force agrees."""
    if judgement.verdict != "outdated":
        return None
    claim, registry = judgement.claim, checked.registry
    facts = figures.known(judgement)
    metric = registry.metric(claim.metric.id) if claim.metric.id is not None else None
    if metric is None:
        return None
    agreeing = [
        fact for fact in facts if agreement.compare_to(claim.quantity, fact, metric) in ("supported", "imprecise")
    ]
    others = [fact for fact in facts if fact not in agreeing and fact.status == "reported"]
    if not agreeing:
        return None
    others.sort(key=lambda fact: not figures.comparable(fact, claim.quantity.unit))
    old, new = agreeing[0], next(iter(others), None)
    until = _until(old, new)
    parts = [
        wording.says(claim, registry),
        Message(
            f"that was reported ({wording.origin(old, registry).en}) and held{until.en}",
            f"该数值曾经公布（{wording.origin(old, registry).zh}）{until.zh}",
        ),
    ]
    if new is not None:
        told, where = wording.reported(new), wording.origin(new, registry)
        parts.append(Message(f"since then it is {told.en} ({where.en})", f"此后为 {told.zh}（{where.zh}）"))
    shown = (old,) if new is None else (new, old)
    fix = figures.rewrite(claim, new, sure=False) if new is not None else None
    # an undated draft may be older than the change
    sure = 0.9 if checked.as_of is not None or claim.as_of is not None or old.status == "withdrawn" else 0.7
    return about(judgement, Draft(claim.span, wording.sentence(*parts), sure, facts=shown, fix=fix))


def _until(old: Fact, new: Fact | None) -> Message:
    end = old.valid_until or (new.valid_from or new.date if new is not None else None)
    return Message(f" until {end}", f"，有效至 {end}") if end else Message(" for a time", "，现已失效")


RULE = claim_rule("CC106", __doc__, check)
