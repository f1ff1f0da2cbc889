"""Another thing's figure, or another run's: contradictions that are told as notes only."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from claimcheck import units
from claimcheck.model import Claim, Judgement
from claimcheck.registry import Registry

if TYPE_CHECKING:
    from claimcheck.match import Checked

_PLAIN = 0.88  # a benchmark's name, its score and its system side by side
_NEAR = Decimal(3)
_RUNS_APART = Decimal(8)  # points between two runs of one benchmark that nobody would call an error
_AGREEING = 3


def doubtful(code: str, judgement: Judgement, checked: Checked) -> bool:
    """Far from every fact in running text, unexplained: more often another thing's figure. In a table a little off a
    benchmark's reports: more often another run.
    """
    claim = judgement.claim
    if claim.cell is None:
        metric = checked.registry.metric(claim.metric.id or "")
        plain = metric is not None and metric.kind == "benchmark" and claim.confidence >= _PLAIN
        return code == "CC101" and not plain and not likely_slip(judgement)
    return code in ("CC101", "CC104", "CC105") and another_run(judgement, checked)


def likely_slip(judgement: Judgement) -> bool:
    """Whether a contradicted figure looks like a fact mistyped or a little off: one digit changed, lost, added or two
    exchanged, or less than three times away. A figure far from every fact is more often about something else.
    """
    value = judgement.claim.quantity.value
    step = judgement.claim.quantity.step
    if not isinstance(value, Decimal):
        return True
    for fact in judgement.admissible or judgement.facts:
        if not isinstance(fact.value, Decimal):
            continue
        other = fact.value
        if fact.unit is not None and judgement.claim.quantity.unit is not None:
            other = units.convert(fact.value, fact.unit, judgement.claim.quantity.unit) or fact.value
        if other and value and 1 / _NEAR <= value / other <= _NEAR:
            return True
        if one_edit(_digits(value, step), _digits(other, step)):
            return True
    return False


def another_run(judgement: Judgement, checked: Checked) -> bool:
    """Whether a table's score may come from another run than the reports: not many points away, in a row or column
    that does not otherwise agree with a report.
    """
    claim, registry = judgement.claim, checked.registry
    metric = registry.metric(claim.metric.id or "")
    value = claim.quantity.value
    if metric is None or metric.kind != "benchmark" or not isinstance(value, Decimal):
        return False
    own = _own(claim, registry)
    reports = [f for f in (*judgement.admissible, *judgement.facts) if f.metric == metric.id and f.subject in own]
    known = [f.value for f in reports]
    gaps = [abs(value - other) for other in known if isinstance(other, Decimal)]
    apart = _RUNS_APART if metric.unit == "percent" else abs(value) * _NEAR
    if gaps and min(gaps) > apart:
        return False
    sources = {f.source for f in judgement.admissible}
    table = checked.beside[claim.block]
    beside = [j for j in table if j.claim.subject.id == claim.subject.id]

    def taken(part: Sequence[Judgement], least: int, times: int) -> bool:
        agreeing = sum(
            j.verdict == "supported" and bool(sources & {f.source for f in (*j.facts, *j.admissible)}) for j in part
        )
        return agreeing >= least and agreeing >= times * sum(j.verdict == "contradicted" for j in part)

    # a row copied from the report, or a small table copied from it as a whole
    return not (taken(beside, _AGREEING, 2) or taken(table, 2 * _AGREEING, 2 * _AGREEING))


def _own(claim: Claim, registry: Registry) -> frozenset[str]:
    ids = [i for i in (claim.subject.id, *claim.subject.alternatives) if i is not None]
    return frozenset((*ids, *(m for i in ids for m in registry.members(i))))


def _digits(value: Decimal, step: Decimal | None) -> str:
    rounded = (value / step).to_integral_value() if step else value.normalize()
    return "".join(map(str, rounded.normalize().as_tuple().digits))


def one_edit(a: str, b: str) -> bool:
    """One digit replaced, inserted or deleted, or two neighbours exchanged, in numbers of two digits or more."""
    if min(len(a), len(b)) < 2 or abs(len(a) - len(b)) > 1:
        return False
    if len(a) == len(b):
        apart = [i for i in range(len(a)) if a[i] != b[i]]
        if len(apart) == 2:
            i, j = apart
            return j == i + 1 and a[i] == b[j] and a[j] == b[i]
        return len(apart) <= 1
    short, long = sorted((a, b), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
