"""A figure is dated before its subject was released.

What: the text dates the figure (a year, a month), and the registry's release date of the model or chip is later.

Why: either the date or the name is wrong; often the figure belongs to the predecessor.

Wrong: In 2023, DeepSeek-R1 scored 79.8% on AIME 2024.
Right: In 2025, DeepSeek-R1 scored 79.8% on AIME 2024.
Wrong: 2023年，DeepSeek-R1 在 AIME 2024 上得分 79.8%。
Right: 2025年，DeepSeek-R1 在 AIME 2024 上得分 79.8%。

How to settle: check the date first, then whether an earlier version is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.rules import days
from claimcheck.rules.base import Draft, Message, about, document_rule

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

# what only exists once the subject does; training and plans come before
_AFTER_RELEASE = frozenset({"benchmark", "price", "speed", "limit"})


def check(checked: Checked) -> Iterator[Draft]:
    """Dated claims about a subject that came later."""
    for judged in checked.judgements:
        claim = judged.claim
        if claim.subject.id is None or claim.metric.id is None or claim.stance != "asserted" or claim.cell is not None:
            continue
        if judged.verdict in ("contradicted", "outdated"):
            continue
        entity, metric = checked.registry.entity(claim.subject.id), checked.registry.metric(claim.metric.id)
        if entity is None or entity.released is None or metric is None or metric.kind not in _AFTER_RELEASE:
            continue
        when = days.told(judged, checked)
        if when is None:
            continue
        length = min(len(when), len(entity.released))
        if when[:length] >= entity.released[:length]:
            continue
        message = Message(
            f"The draft dates this figure {when}; {entity.name} was released on {entity.released}.",
            f"文中该数值的时间为 {when}，而 {entity.name} 发布于 {entity.released}。",
        )
        yield about(judged, Draft(claim.span, message, 0.85))


RULE = document_rule("CC304", __doc__, check)
