"""Scores above all that anybody reports: no other run of a system explains them."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from claimcheck.fit import reading
from claimcheck.model import Judgement, Metric
from claimcheck.registry import Registry

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_ABOVE = 25  # points above the system's own reports
_MANY = 20  # systems whose scores are reported


def unheard_of(judgement: Judgement, metric: Metric, checked: Checked) -> bool:
    """Whether a score is far above the system's reports and above all that anybody reports on a benchmark of many: no
    other run explains that.
    """
    claim, registry = judgement.claim, checked.registry
    read = reading(claim.quantity, metric)
    known = [f.value for f in judgement.admissible if f.metric == metric.id and isinstance(f.value, Decimal)]
    if (
        metric.unit != "percent"
        or metric.direction == "lower"
        or read is None
        or not isinstance(read.low, Decimal)
        or not known
    ):
        return False
    if read.low < max(known) + _ABOVE:
        return False
    best, systems = _reached(metric.id, registry)
    return read.low > best and systems >= _MANY


@lru_cache(maxsize=256)
def _reached(metric: str, registry: Registry) -> tuple[Decimal, int]:
    """The best score that is reported of any system, and of how many systems there is one."""
    facts = registry.facts_meeting(metric, None, None)
    values = [end for fact in facts for end in (fact.value, fact.high) if isinstance(end, Decimal)]
    return max(values, default=Decimal(0)), len({fact.subject for fact in facts})
