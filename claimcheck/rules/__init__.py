"""The rules, in the order in which they are asked: for one disagreement, the most particular explanation first."""

from __future__ import annotations

from claimcheck.model import Judgement
from claimcheck.rules import (
    ambiguous_multiple,
    ambiguous_name,
    anachronism,
    arithmetic,
    comparison,
    condition,
    doubts,
    false_precision,
    headline,
    impossible,
    internal,
    look_alike,
    lost_superscript,
    magnitude,
    metric_swap,
    misspelt_name,
    outdated,
    subject_swap,
    table,
    unit,
    value,
)
from claimcheck.rules.base import Draft, Message, Pointer, Rule, finding

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

RULES: tuple[Rule, ...] = (
    unit.RULE,
    magnitude.RULE,
    condition.RULE,
    subject_swap.RULE,
    metric_swap.RULE,
    outdated.RULE,
    value.RULE,
    false_precision.RULE,
    internal.RULE,
    table.RULE,
    arithmetic.RULE,
    comparison.RULE,
    headline.RULE,
    impossible.RULE,
    lost_superscript.RULE,
    ambiguous_multiple.RULE,
    anachronism.RULE,
    misspelt_name.RULE,
    ambiguous_name.RULE,
    look_alike.RULE,
)
CLAIM_RULES = tuple(rule for rule in RULES if rule.claim is not None)
DOCUMENT_RULES = tuple(rule for rule in RULES if rule.document is not None)


def speaks(judgement: Judgement, checked: Checked) -> bool:
    """Whether the claim rules are to be asked at all: no nearer reading of a contradicted figure is borne out."""
    return judgement.verdict != "contradicted" or doubts.refuted(judgement, checked)


def ask(judgement: Judgement, checked: Checked) -> tuple[Rule, Draft] | None:
    """The first claim rule that has an answer for a claim, with its answer."""
    if speaks(judgement, checked):
        for rule in CLAIM_RULES:
            draft = rule.claim(judgement, checked) if rule.claim is not None else None
            if draft is not None:
                return rule, draft
    return None


__all__ = ["CLAIM_RULES", "DOCUMENT_RULES", "RULES", "Draft", "Message", "Pointer", "Rule", "ask", "finding", "speaks"]
