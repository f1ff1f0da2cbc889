"""The figure is the subject's reported value on another metric.

What: no report on this metric agrees, but the figure is, to the printed digit, what was reported for the same subject
on a near one: SWE-bench for SWE-bench Verified, MATH for MATH-500, bandwidth for capacity, percentile for score.

Why: names of benchmarks differ by a word, and rows of a table are easily taken for one another.

Wrong: DeepSeek-R1 scores 97.3% on AIME 2024, close to its MATH-500 result.
Right: DeepSeek-R1 scores 79.8% on AIME 2024 and 97.3% on MATH-500.
Wrong: DeepSeek-R1 的 AIME 2024 得分为 97.3%，与 MATH-500 相近。
Right: DeepSeek-R1 的 AIME 2024 得分为 79.8%，MATH-500 为 97.3%。

How to settle: decide which metric is meant; the message gives the value of both.
"""

from __future__ import annotations

from claimcheck import names
from claimcheck.match import SIBLING
from claimcheck.model import Claim, Judgement
from claimcheck.registry import Registry
from claimcheck.rules import certainty, figures, owners, swaps, value, wording
from claimcheck.rules.base import Draft, Message, claim_rule

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked


_MEASURED = frozenset(("TFLOPS", "PFLOPS", "TOPS", "GB/s", "TB/s", "W"))  # rounded by some, and by other clocks
_TELLING = 3  # significant digits by which a figure is known again where nobody reported any for its own metric


def _wider(claim: Claim, owner: str, registry: Registry) -> bool:
    """Whether the draft gives a metric only by the name of its family, which the owner is of, too: "SWE-bench"."""
    said = names.fold(claim.metric.text or "")[0]
    families = (registry.metric(family) for family in registry.lineage(owner))
    spelled = (name for metric in families if metric is not None for name in (metric.name, *metric.aliases))
    return any(names.fold(name)[0] == said for name in spelled)


def check(judgement: Judgement, checked: Checked) -> Draft | None:
    """An answer where a near metric of the same subject owns the figure and no nearer subject does."""
    known_again = judgement.reason == SIBLING and figures.weight(judgement.claim.quantity) >= _TELLING
    if judgement.verdict != "contradicted" and not known_again:
        return None
    found = owners.owners(judgement, checked)
    if not found or found[0].kind != "metric":
        return None
    owner, claim, registry = found[0].fact, judgement.claim, checked.registry
    if _wider(claim, owner.metric, registry):
        return None
    if claim.quantity.unit in _MEASURED and certainty.as_reported(judgement):
        return None
    right = value.nearest(judgement, checked.registry)
    name, other = wording.subject_of(claim, registry), wording.metric(owner.metric, registry)
    source, extra = wording.origin(owner, registry), wording.conditions(owner.conditions)
    parts = [
        wording.says(claim, registry),
        Message(
            f"this is the {other.en} of {name}{extra.en} ({source.en})",
            f"这是{wording.spaced(name)}的{wording.spaced(other.zh + extra.zh)}（{source.zh}）",
        ),
    ]
    if right is not None:
        told, where = wording.reported(right), wording.origin(right, registry)
        measured = wording.measured(claim, registry)
        more = wording.conditions(right.conditions)
        parts.append(
            Message(
                f"for {measured.en}, {told.en}{more.en} was reported ({where.en})",
                f"{wording.spaced(measured.zh).lstrip()}的公布值为 {told.zh}{more.zh}（{where.zh}）",
            )
        )
    return swaps.draft(judgement, checked, found[0], right, wording.sentence(*parts))


RULE = claim_rule("CC105", __doc__, check)
