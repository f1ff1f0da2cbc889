"""Two places of the draft give different values for one thing.

What: the same subject, metric, conditions and date, two figures that no rounding or word of approximation brings
together. "Nearly 6 million" and "5.576 million" agree; 32 GB and 24 GB do not.

Why: at least one of them is wrong, whatever the registry knows. It needs no source to see it.

Wrong: Nova-1 has 32 billion parameters. (later) With its 23 billion parameters, Nova-1 is small.
Right: Nova-1 has 32 billion parameters. (later) With its 32B parameters, Nova-1 is small.
Wrong: 星火一号有 320 亿参数。……凭借 230 亿参数，星火一号……
Right: 星火一号有 320 亿参数。……凭借 320 亿参数，星火一号……

How to settle: decide which figure is right. If both are, say what distinguishes them: a date, a variant, a setting.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from claimcheck.model import Judgement
from claimcheck.rules import headline, pairs, restated
from claimcheck.rules.base import Draft, Message, document_rule

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_HEAD = 16  # characters before a date that heads an item: marks of the list, brackets, bold type
_MOST = 50  # different figures for one thing that a further one is compared with


def check(checked: Checked) -> Iterator[Draft]:
    """Pairs within prose, and one figure in two notations; tables and headings have rules of their own."""
    yield from restated.check(checked)
    above = headline.leading(checked)
    prose = [judged for judged in checked.judgements if judged.claim.cell is None and judged.claim.block not in above]
    for group in pairs.groups(prose, checked):
        metric = checked.registry.metric(group[0].claim.metric.id or "")
        changing = metric is not None and metric.kind in pairs.CHANGING
        distinct: dict[tuple[object, ...], Judgement] = {}  # in order; equal figures need not be compared again
        for late in group:
            for early in islice(distinct.values(), _MOST):
                if late.claim.quantity.value == early.claim.quantity.value or not pairs.apart(early.claim, late.claim):
                    continue
                if pairs.of_other_events(early.claim, late.claim, checked):
                    continue
                if pairs.settled(early, late) or _one_sentence(early.claim.block, late.claim.block, changing):
                    continue
                if all(_entry(judged, checked) for judged in (early, late)):
                    continue
                yield pairs.conflict((early, late), checked.registry, Message("elsewhere", "另一处"), 0.85)
                break
            quantity = late.claim.quantity
            figure = (quantity.value, quantity.low, quantity.high, quantity.unit, quantity.approximation, quantity.step)
            distinct.setdefault((*figure, late.verdict, late.claim.block if changing else None), late)


def _entry(judged: Judgement, checked: Checked) -> bool:
    """Whether a date heads an item of a list: a change log has one for each event."""
    block = checked.document.blocks[judged.claim.block]
    dated = isinstance(judged.claim.quantity.value, str) and block.kind == "list_item"
    return dated and judged.claim.span.start - block.span.start < _HEAD


def _one_sentence(first: int, second: int, changing: bool) -> bool:
    """Prices and rankings told twice in one paragraph are usually told of two times."""
    return changing and first == second


RULE = document_rule("CC201", __doc__, check)
