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
from typing import TYPE_CHECKING

from claimcheck.rules.base import Draft, Message, about, document_rule

if TYPE_CHECKING:
    from claimcheck.match import Checked

# what only exists once the subject does; training and plans come before
_AFTER_RELEASE = frozenset({"benchmark", "price", "speed", "limit"})


def check(checked: Checked) -> Iterator[Draft]:
    """Dated claims about a subject that came later."""
    for judged in checked.judgements:
        claim = judged.claim
        if claim.as_of is None or claim.subject.id is None or claim.metric.id is None or claim.stance != "asserted":
            continue
        entity, metric = checked.registry.entity(claim.subject.id), checked.registry.metric(claim.metric.id)
        if entity is None or entity.released is None or metric is None or metric.kind not in _AFTER_RELEASE:
            continue
        length = min(len(claim.as_of), len(entity.released))
        if judged.verdict in ("contradicted", "outdated") or claim.as_of[:length] >= entity.released[:length]:
            continue
        message = Message(
            f"The draft dates this figure {claim.as_of}; {entity.name} was released on {entity.released}.",
            f"文中该数值的时间为 {claim.as_of}，而 {entity.name} 发布于 {entity.released}。",
        )
        yield about(judged, Draft(claim.span, message, 0.85))


RULE = document_rule("CC304", __doc__, check)
