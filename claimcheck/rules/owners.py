"""Whose value is this? Facts of other subjects and other metrics that print exactly as a contradicted figure does.

Many models score 90.8 on something, so an equal figure is no explanation by itself. An owner must be near: named in
the same table or document, of the same family, or at least of the same developer. The fewer digits a figure prints,
the nearer the owner has to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal
from functools import lru_cache

from claimcheck import fit
from claimcheck.model import Claim, Fact, Judgement, Metric, Quantity
from claimcheck.records import NamedTuple
from claimcheck.registry import Registry
from claimcheck.rules import alike, figures
from claimcheck.rules.once import once

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Literal

    from claimcheck.match import Checked


class Owner(NamedTuple):
    """A fact that prints as the figure, and how near its subject or metric is (1 developer ... 4 same table)."""

    fact: Fact
    kind: Literal["subject", "metric"]
    near: int


# How near an owner must be for a figure of that many significant digits.
_NEEDED = {1: 4, 2: 3, 3: 2}
_BUILT = ("limit", "size", "hardware")  # kinds of metrics whose figures many share
_MANY = 8  # systems that have the same
_TELLING = 3  # digits that two systems do not share by chance
_COST = "training-cost"
_LISTED = ("input-price", "output-price")  # round by nature: who writes "~$15" means the list's $15
_MOST = 20  # wrong figures of one subject in one paragraph that are looked through
_ALIKE = Decimal("1.3")  # times between two statements of one size


def needed(digits: int) -> int:
    return _NEEDED.get(digits, 1 if digits > 0 else 5)


@once
def owners(judgement: Judgement, checked: Checked) -> tuple[Owner, ...]:
    """All near owners of the claim's figure, nearest first."""
    claim = judgement.claim
    digits = _digits(claim)
    if digits == 0 or claim.subject.id is None or claim.metric.id is None:
        return ()
    kin = of_kin(judgement, checked.registry)
    found = [*_subjects(claim, kin.keys(), checked), *_metrics(claim, kin, checked)]
    if claim.quantity.approximation == "about" and claim.metric.id != _COST:
        found = [owner for owner in found if owner.fact.value == claim.quantity.value]
    least = {"subject": needed(digits), "metric": needed(digits)}
    metric = checked.registry.metric(claim.metric.id)
    if metric is not None and metric.kind == "size":
        least["subject"] = needed(digits - 1)  # many models have 7 or 70 billion parameters
    if metric is not None and _common(claim, metric, checked.registry):
        least["subject"] = 4
        parts = {o.fact.subject for o in found if nearness(claim.subject.id, o.fact.subject, checked.registry) == 3}
        if metric.kind == "hardware":  # the laptop's 24 GB
            found = [o._replace(near=4) if o.fact.subject in parts else o for o in found]
    if metric is not None and metric.unit == "elo":
        least["subject"] = 4  # boards rate hundreds of models, and new ones every week
    order = {fact.id: at for at, fact in enumerate(sorted((o.fact for o in found), key=lambda f: f.id))}
    maker = _maker(claim.subject.id, checked.registry)
    found.sort(
        key=lambda o: (
            -o.near,
            _condition_gap(claim, o.fact),
            _maker(o.fact.subject, checked.registry) != maker,
            o.fact.kind != "primary",
            order[o.fact.id],
        )
    )
    return tuple(owner for owner in found if owner.near >= least[owner.kind])


def _maker(subject: str, registry: Registry) -> str | None:
    entity = registry.entity(subject)
    return entity.developer if entity is not None else None


def _common(claim: Claim, metric: Metric, registry: Registry) -> bool:
    """Whether many have just so much: windows of 128K and cards of 16 GB are no single owner's."""
    reading = fit.reading(claim.quantity, metric)
    telling = metric.kind == "size" and figures.weight(claim.quantity) >= _TELLING  # 671B is told by its digits
    if reading is None or telling or metric.kind not in _BUILT:
        return False
    having = {f.subject for f in registry.facts_meeting(metric.id, reading.low, reading.high)}
    return len(having) > _MANY


def _digits(claim: Claim) -> int:
    value = claim.quantity.value
    if isinstance(value, str):
        # many things are released in one month, some on a day
        return 2 if len(value) == 10 and claim.cell is None else 0
    told = claim.metric.id or ""
    rough = claim.quantity.approximation == "about" and (told == _COST or told in _LISTED)
    if claim.quantity.approximation != "exact" and not rough:
        return 0
    low, high, step = claim.quantity.low, claim.quantity.high, claim.quantity.step
    ranged = isinstance(low, Decimal) and isinstance(high, Decimal) and step is not None and high - low > 2 * step
    if ranged and claim.quantity.approximation == "exact":
        return 0  # "35.7% ± 2.8%" is no figure that somebody copied
    if claim.quantity.unit == "token" and isinstance(value, Decimal) and value % 1024 == 0:
        return 0  # powers of two are common, whatever digits they print
    return figures.weight(claim.quantity)


@once
def of_kin(judgement: Judgement, registry: Registry) -> dict[str, alike.Alike]:
    """What agrees with the claim's figure, by whose it is: of the subject, its families and its members."""
    claim = judgement.claim
    kin = related_ids(claim.subject.id, registry) if claim.subject.id is not None else ()
    return {subject: alike.agreeing(claim.quantity, subject, registry) for subject in kin}


def related_ids(subject: str, registry: Registry) -> frozenset[str]:
    """The subject itself, its families and its members: their facts may judge it already."""
    return frozenset((subject, *registry.lineage(subject), *registry.members(subject), *_adopted(subject, registry)))


@lru_cache(maxsize=4096)
def _adopted(subject: str, registry: Registry) -> tuple[str, ...]:
    """The members of kindred lines that bear the subject's name as well: Llama 3.1 405B was to be Llama 3 400B."""
    entity = registry.entity(subject)
    if entity is None or not registry.members(subject):
        return ()
    kindred = {member for line in registry.lineage(subject) for member in registry.members(line)}
    others = (other for member in sorted(kindred) if (other := registry.entity(member)) is not None)
    return tuple(other.id for other in others if any(alias.startswith(f"{entity.name} ") for alias in other.aliases))


def several_sizes(claim: Claim, registry: Registry) -> bool:
    """Whether a size is told of a line of models of several sizes, among which others may be than those registered."""
    return _several_sizes(claim.subject.id or "", claim.metric.id or "", registry)


@lru_cache(maxsize=4096)
def _several_sizes(subject: str, size: str, registry: Registry) -> bool:
    metric, entity = registry.metric(size), registry.entity(subject)
    if metric is None or metric.kind != "size":
        return False
    if not registry.members(subject):
        return entity is not None and entity.kind == "family"
    known = (subject, *registry.members(subject))
    values = [f.value for i in known for f in registry.facts_for(i, size) if isinstance(f.value, Decimal)]
    if entity is not None and entity.kind == "family":
        sized = [member for member in known[1:] if registry.facts_for(member, size)]
        if len(sized) < len(known) - 1:
            return True  # of some members the registry knows no size
    own = entity is not None and entity.kind != "family" and bool(registry.facts_for(subject, size))
    return (len(values) < 2 and not own) or max(values, default=Decimal(0)) > min(values, default=Decimal(0)) * _ALIKE


def named_ids(checked: Checked) -> frozenset[str]:
    """Every entity and metric that the document names for sure."""
    return checked.named


def _table_ids(claim: Claim, checked: Checked) -> frozenset[str]:
    return checked.tabled.get(claim.block, frozenset()) if claim.cell is not None else frozenset()


_CLOSE, _ROUNDLY = Decimal("0.02"), Decimal("0.1")  # what a run cost is told in round figures


def _near_enough(quantity: fit.Reading, measured: str, unit: str, fact: Fact) -> bool:
    """Whether a figure is a reported one and not merely within what that leaves open: 862B is not the 1T of another."""
    value, other = quantity.value, fact.value
    if not isinstance(value, Decimal) or not isinstance(other, Decimal) or fact.unit != unit:
        return True
    low, high = quantity.low, quantity.high
    within = isinstance(low, Decimal) and isinstance(high, Decimal) and low <= other <= high
    if unit == "percent":
        return within  # a score is copied digit by digit
    share = _ROUNDLY if measured == _COST else _CLOSE
    return within or abs(value - other) <= share * abs(other)


def _subjects(claim: Claim, kin: Set[str], checked: Checked) -> Iterator[Owner]:
    registry = checked.registry
    assert claim.subject.id is not None
    assert claim.metric.id is not None
    named, table = named_ids(checked), _table_ids(claim, checked)
    metric = registry.metric(claim.metric.id)
    if metric is None:
        return
    metrics = (metric.id, *registry.members(metric.id))
    reading = fit.reading(claim.quantity, metric)
    if reading is None:
        return
    for fact in (fact for known in metrics for fact in registry.facts_meeting(known, reading.low, reading.high)):
        entity = registry.entity(fact.subject)
        if entity is None or (entity.kind == "population" and metric.kind != "index"):
            continue  # "the best system" is no owner of a model's score
        if fact.subject in kin or not fits(claim, fact) or not figures.agree(claim.quantity, fact, metric):
            continue
        if not _alike(claim.quantity, fact) or not _near_enough(reading, metric.id, metric.unit, fact):
            continue
        near = nearness(claim.subject.id, fact.subject, registry)
        family = {fact.subject, *registry.lineage(fact.subject)}
        if family & table:
            if metric.kind == "limit" and _shared(family, claim, checked):
                continue
            near = 4
        elif family & named:
            near = max(near, 3)
        if near and metric.id == _COST:
            near = max(near, 3)  # few makers tell any: that of a base model is told of what was built on it
        if near and (claim.cell is None or metric.kind == "price") and _owns_more(fact.subject, claim, checked):
            near = 4  # one wrong name explains several figures
        if near:
            yield Owner(fact, "subject", near)


def _shared(family: Set[str], claim: Claim, checked: Checked) -> bool:
    """Whether the table gives a figure of few digits to its owner as well: "8K" of each of a maker's models is no
    figure of another row.
    """
    return figures.weight(claim.quantity) < _TELLING and any(
        judged.claim.block == claim.block and judged.claim.quantity.value == claim.quantity.value
        for subject in family
        for judged in checked.supported.get((subject, claim.metric.id), ())
    )


def _owns_more(subject: str, claim: Claim, checked: Checked) -> bool:
    """Whether another wrong figure of the paragraph or table, on another metric, is that other subject's as well."""
    registry = checked.registry
    if (claim.subject.id, claim.metric.id) in checked.supported:
        return False  # the draft has the subject's own figure too
    for judged in _wrong_beside(claim, checked):
        other = registry.metric(judged.claim.metric.id or "")
        if other is None or other.id == claim.metric.id:
            continue
        if any(figures.agree(judged.claim.quantity, fact, other) for fact in registry.facts_for(subject, other.id)):
            return True
    return False


def _wrong_beside(claim: Claim, checked: Checked) -> Sequence[Judgement]:
    """The wrong figures of the claim's subject in its paragraph or table."""
    if claim.cell is None:
        return checked.contradicted.get((claim.block, claim.subject.id), ())[:_MOST]
    return wrong_in_tables(checked).get((claim.block, claim.subject.id), [])[:_MOST]


@once
def wrong_in_tables(checked: Checked) -> dict[tuple[int, str | None], list[Judgement]]:
    """The contradicted claims of tables by block and subject, in their order."""
    found: dict[tuple[int, str | None], list[Judgement]] = {}
    for judged in checked.judgements:
        if judged.verdict == "contradicted" and judged.claim.cell is not None:
            found.setdefault((judged.claim.block, judged.claim.subject.id), []).append(judged)
    return found


def _alike(quantity: Quantity, fact: Fact) -> bool:
    """Whether two figures print alike: 75.7 and 75.8 may be one value, but nobody copies one as the other."""
    fact = figures.converted(fact, quantity.unit)
    ends = (quantity.low, quantity.high, fact.low, fact.high)
    if quantity.unit != fact.unit or not all(isinstance(end, Decimal) for end in ends):
        return True
    low, high, other_low, other_high = (end for end in ends if isinstance(end, Decimal))
    return max(low, other_low) < min(high, other_high) or quantity.value == fact.value


def nearness(subject: str, other: str, registry: Registry) -> int:
    """3 for a system and its part, 2 for one family, 1 for one developer, 0 for strangers."""
    first, second = registry.entity(subject), registry.entity(other)
    if first is None or second is None:
        return 0
    if other.endswith(f"-{subject}") or f"-{subject}-" in other or other.startswith(f"{subject}-"):
        return 3
    if set(registry.lineage(subject)) & {other, *registry.lineage(other)}:
        return 2
    return 1 if first.developer is not None and first.developer == second.developer else 0


def _metrics(claim: Claim, kin: Mapping[str, alike.Alike], checked: Checked) -> Iterator[Owner]:
    registry = checked.registry
    assert claim.metric.id is not None
    mine = registry.metric(claim.metric.id)
    if mine is None:
        return
    same = {claim.metric.id, *registry.members(claim.metric.id)}
    named, table = named_ids(checked), _table_ids(claim, checked)
    members = registry.members(claim.subject.id) if claim.subject.id is not None else ()
    for subject in sorted(kin):
        for fact, other in kin[subject]:
            if fact.metric in same or other.kind != mine.kind or not fits(claim, fact):
                continue
            reading = fit.reading(claim.quantity, other)
            if not _alike(claim.quantity, fact) or reading is None:
                continue
            if not _near_enough(reading, other.id, other.unit, fact):
                continue
            near = 1 if other.kind == "benchmark" else 3  # a model has scores on many benchmarks
            if fact.metric in table:
                near = 4
            elif same_family(claim.metric.id, fact.metric, registry) or look_alike(claim.metric.id, fact.metric):
                near = 3
            elif fact.metric in named:
                near = 2 if subject in members else 3  # of many members one has any score on something
            yield Owner(fact, "metric", near)


def same_family(first: str, second: str, registry: Registry) -> bool:
    one, two = registry.metric(first), registry.metric(second)
    if one is None or two is None:
        return False
    families = {one.family, second if one.family == second else None} - {None}
    return bool(families & {two.family, second}) or two.family == first or one.id in two.id or two.id in one.id


def look_alike(first: str, second: str) -> bool:
    """Whether the names of two benchmarks differ in one letter: MMLU-Pro and MMMU-Pro. CMMLU has one of its own."""
    apart = [one + two for one, two in zip(first, second, strict=False) if one != two]
    return len(first) == len(second) and len(apart) == 1 and apart[0].isalpha()


def fits(claim: Claim, fact: Fact) -> bool:
    """Whether no condition of the claim is contradicted by the fact's."""
    return all(fact.conditions.get(key, value) == value for key, value in claim.conditions.items() if key != "as_of")


def _condition_gap(claim: Claim, fact: Fact) -> int:
    return sum(fact.conditions.get(key) != value for key, value in claim.conditions.items()) + sum(
        key not in claim.conditions for key in fact.conditions
    )
