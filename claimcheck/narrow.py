"""What a claim means once its figure is known: the member of a family, the version of a benchmark, the dated model."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from claimcheck import agreement
from claimcheck import patterns as re
from claimcheck.model import Claim, Fact, Metric
from claimcheck.records import replace
from claimcheck.registry import Registry

# Names of benchmarks that stand for one of the versions, and the one that is meant where no figure tells.
_PLAIN = {"swe-bench": "swe-bench-verified", "aime": None}
_SINCE = "2024-08"  # when SWE-bench Verified was published
_DATED = re.compile(r"-(?:(?:exp|preview)-\d\d-\d\d|20\d\d-\d\d(?:-\d\d)?|\d{4}|20\d{6}|latest|preview)")


def usual(claim: Claim, registry: Registry) -> Claim | None:
    """The claim on the version that the plain name of its benchmark stands for, where no figure tells another; None
    where the name stands for itself.
    """
    metric, entity = registry.metric(_PLAIN.get(claim.metric.id or "") or ""), registry.entity(claim.subject.id or "")
    if metric is None or entity is None or (entity.released or "") < _SINCE:
        return None  # the system is older than the version
    return replace(claim, metric=replace(claim.metric, id=metric.id, name=metric.name))


def of_member(claim: Claim, facts: Sequence[Fact], metric: Metric, registry: Registry) -> Claim:
    """The claim on a family's size or training, given to the one member that has the figure: there is no other; and
    one under a name that several have (deepseek-chat), given to the one of these.
    """
    claim = _of_version(claim, facts, registry)
    subjects = {fact.subject for fact in facts}
    if len(subjects) > 1:
        return claim
    entity = registry.entity(claim.subject.id or "")
    line = entity is not None and entity.kind == "family" and metric.kind == "benchmark"
    telling = (line or metric.kind in ("size", "training")) and subjects & set(registry.members(claim.subject.id or ""))
    if not telling and not subjects & set(claim.subject.alternatives):
        return claim
    return replace(claim, subject=replace(claim.subject, id=_undated(subjects.pop(), claim.subject.id, registry)))


def _undated(member: str, family: str | None, registry: Registry) -> str:
    """The model that a member of a family is a dated version of, where the family is not that: of
    gemini-2.5-pro-exp-03-25, as a member of Gemini 2.5, Gemini 2.5 Pro.
    """
    plain = next((f for f in registry.lineage(member) if f != family and member.startswith(f)), None)
    return plain if plain is not None and _DATED.fullmatch(member, len(plain)) else member


def _of_version(claim: Claim, facts: Sequence[Fact], registry: Registry) -> Claim:
    """The claim on a line of benchmarks, given to the one version that has the figure: "SWE-bench" to Verified."""
    metrics = {fact.metric for fact in facts}
    metric = registry.metric(next(iter(metrics))) if len(metrics) == 1 else None
    if metric is None or claim.metric.id not in _PLAIN:
        return claim
    return replace(claim, metric=replace(claim.metric, id=metric.id, name=metric.name))


def by_its_name(claim: Claim) -> bool:
    """Whether a size is the one that the name of its subject tells: gpt-oss-20b is "a 20B model" with 20.9 billion."""
    value = claim.quantity.value
    if claim.metric.id != "total-parameters" or not isinstance(value, Decimal):
        return False
    printed = f"{value.scaleb(-9).normalize():f}b" if value >= 10**9 else f"{value.scaleb(-6).normalize():f}m"
    return printed in (claim.subject.id or "").split("-")


def as_named(claim: Claim, metric: Metric, registry: Registry) -> tuple[Fact, ...]:
    """The reports on a benchmark under the plain name of a dated version: tables of others say "o1" and mean it."""
    subject = claim.subject.id or ""
    plain = next(iter(registry.lineage(subject)), None)
    if plain is None or metric.kind != "benchmark" or not subject.startswith(plain):
        return ()
    if _DATED.fullmatch(subject, len(plain)) is None:
        return ()
    return tuple(
        f
        for f in registry.facts_for(plain, metric.id)
        if agreement.compare_to(claim.quantity, f, metric) == "supported"
    )
