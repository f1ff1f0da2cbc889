"""The figure holds only under a condition that the draft does not state.

What: the subject does have this value on this metric, but under other conditions than those in the text: with
sparsity, on a cache hit, with 64 samples, in a batch, for a larger variant.

Why: the same model has 79.8% and 86.7%, the same chip 989 and 1979 TFLOPS. Without the condition the figure is read at
the usual one, and compared with others that were measured there.

Wrong: The H100 SXM delivers 1979 TFLOPS in FP16.
Right: The H100 SXM delivers 1979 TFLOPS in FP16 with sparsity.
Wrong: H100 SXM 的 FP16 算力为 1979 TFLOPS。
Right: H100 SXM 的 FP16 稀疏算力为 1979 TFLOPS。

How to settle: add the condition to the sentence, the caption or the column's header, or use the figure at the usual
conditions.
"""

from __future__ import annotations

from claimcheck.model import Claim, Fact, Judgement
from claimcheck.rules import figures, owners, wording
from claimcheck.rules.base import Draft, Message, about, claim_rule

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked


def check(judgement: Judgement, checked: Checked) -> Draft | None:
    """An answer where a fact of the subject agrees that the stated or usual conditions rule out."""
    if judgement.verdict != "contradicted":
        return None
    claim, registry = judgement.claim, checked.registry
    fits = _elsewhere(judgement, checked)
    if fits is None:
        return None
    unstated = _differing(claim, fits).keys()
    usual = [fact for fact in figures.known(judgement) if fact.status == "reported" and fact.id != fits.id]
    right = next((f for f in usual if f.metric != fits.metric or unstated.isdisjoint(f.conditions)), None)
    source = wording.origin(fits, registry)
    if fits.metric in (claim.metric.id, *registry.members(claim.metric.id or "")):
        en, zh = (told.strip(" ()（）") for told in wording.conditions(_differing(claim, fits)))
        held = Message(f'under the condition "{en}" ({source.en})', f"是在“{zh}”条件下公布的（{source.zh}）")
    else:
        narrower = wording.metric(fits.metric, registry)
        held = Message(f"as {narrower.en} ({source.en})", f"公布时指{narrower.zh}（{source.zh}）")
    parts = [
        wording.says(claim, registry),
        Message(f"this value was reported {held.en}, which the draft does not state", f"该数值{held.zh}，文中未注明"),
    ]
    if right is not None:
        told, where = wording.reported(right), wording.origin(right, registry)
        more = wording.conditions(right.conditions)
        parts.append(
            Message(
                f"without it, {told.en}{more.en} was reported ({where.en})",
                f"常规条件下的公布值为 {told.zh}{more.zh}（{where.zh}）",
            )
        )
    facts = (fits,) if right is None else (fits, right)
    return about(judgement, Draft(claim.span, wording.sentence(*parts), _sure(claim, fits), facts=facts))


def _elsewhere(judgement: Judgement, checked: Checked) -> Fact | None:
    """A fact of the same subject and metric that agrees, under conditions that the claim does not state."""
    claim, registry = judgement.claim, checked.registry
    metric = registry.metric(claim.metric.id) if claim.metric.id is not None else None
    if claim.subject.id is None or metric is None:
        return None
    admissible = {fact.id for fact in judgement.admissible}
    kin = owners.of_kin(judgement, registry)
    order = (claim.subject.id, *sorted(kin.keys() - {claim.subject.id}))
    for subject in order:
        for fact in registry.facts_for(subject, metric.id):
            unstated = fact.id not in admissible and bool(_differing(claim, fact))
            if unstated and figures.agree(claim.quantity, fact, metric):
                return fact
    for subject in order:
        for fact, other in kin[subject]:
            if other.kind == metric.kind and other.id.endswith(f"-{metric.id}"):
                return fact  # the cached input price for the input price
    return None


def _sure(claim: Claim, fact: Fact) -> float:
    """Shots and prompts are often left out and little missed; the other conditions change the figure's sense."""
    telling = _differing(claim, fact).keys() - {"shots", "prompting", "as_of", "split", "scope"}
    return 0.9 if telling or fact.metric != claim.metric.id else 0.7


def _differing(claim: Claim, fact: Fact) -> dict[str, str]:
    return {key: value for key, value in fact.conditions.items() if claim.conditions.get(key) != value}


RULE = claim_rule("CC107", __doc__, check)
