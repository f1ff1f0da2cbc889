"""A name can mean more than one registered subject, and the figure cannot be judged for it.

What: the text gives no sign which of several models, chips or metrics of that name is meant, and the reports on them
differ.

Why: the reader cannot tell either.

Wrong: The V3 has 671 billion parameters. (no developer named anywhere)
Right: DeepSeek-V3 has 671 billion parameters.
Wrong: V3 有 6710 亿参数。（全文未提及开发者）
Right: DeepSeek-V3 有 6710 亿参数。

How to settle: write the full name once, or name the developer.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.model import Bound
from claimcheck.rules import owners, wording
from claimcheck.rules.base import Draft, Message, document_rule

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_SHOWN = 4


def check(checked: Checked) -> Iterator[Draft]:
    """Each ambiguous name once, where a figure hangs on it."""
    told: set[str] = set()
    for judged in checked.judgements:
        if judged.verdict != "unregistered":
            continue
        for bound in (judged.claim.subject, judged.claim.metric):
            if bound.span is None or bound.text is None or bound.text in told or not bound.alternatives:
                continue
            readings = _readings(bound, checked)
            if len(readings) < 2:
                continue
            told.add(bound.text)
            message = Message(
                f"{bound.text} can mean {', '.join(readings)}; the figure is not judged.",
                f"“{bound.text}”可指{'、'.join(readings)}，该数值未作判断。",
            )
            yield Draft(bound.span, message, 0.7, claim=judged.claim.id)


def _readings(bound: Bound, checked: Checked) -> list[str]:
    """Names of the readings, those of one family once."""
    names: list[str] = []
    seen: set[str] = set()
    for identifier in (bound.id, *bound.alternatives):
        if identifier is None or owners.related_ids(identifier, checked.registry) & seen or len(names) == _SHOWN:
            continue
        seen.add(identifier)
        known = checked.registry.entity(identifier) is not None
        named = wording.entity(identifier, checked.registry, identifier)
        names.append(named if known else wording.metric(identifier, checked.registry, identifier).en)
    return names


RULE = document_rule("CC402", __doc__, check)
