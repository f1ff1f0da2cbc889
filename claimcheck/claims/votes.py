"""What a line of figures is about that no header names: what the registry's values of it are most likely to be.

Every figure of a line has a vote. A vote for a metric (or for an entity, where the metrics are named) weighs as many
bits as it is improbable that the figure agrees with a reported value by chance: as few of the registry's values of
that metric are the same, and as many digits are printed. A figure that agrees with none of the values reported for
its entity counts against. One candidate must lead all others clearly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from math import log2

from claimcheck import compare, units
from claimcheck.claims.labels import Unit, fitted
from claimcheck.fit import reading
from claimcheck.model import Fact, Metric, Quantity, Recognition
from claimcheck.records import NamedTuple, dataclass
from claimcheck.registry import Registry

LEAST = 3  # figures that must agree, each another one
_METRIC, _SUBJECT = 20.0, 22.0  # bits that elect; there are more entities than metrics
_LEAD = 6.0  # bits before the next
_SHARE = (2, 3)  # of the comparable figures at least so many must agree
_AGREES = 0.9  # the chance that a figure agrees where the line is what it is taken for
_AGAINST = log2(1 - _AGREES)
_MOST = 80  # figures of a line that are asked
_KIN = 40  # members of a family that are asked
_SCALES = {
    "parameter": (Decimal(10) ** 6, Decimal(10) ** 9),
    "token": (Decimal(10) ** 6, Decimal(10) ** 9, Decimal(10) ** 12),
}  # what bare figures of so large counts are in
_VAGUE = Decimal("0.15")  # of its value: an interval as wide as this is met by chance too often
_DATES = {4: 5, 7: 60, 10: 1500}  # of an ISO date of so many characters: how many are about as likely


class Vote(NamedTuple):
    """A figure of a line and what stands across from it: the ids of the entity that its header names."""

    subjects: tuple[str, ...]
    figure: Quantity


class Measure(NamedTuple):
    """A figure of a line whose other header names the metric."""

    metric: Metric
    figure: Quantity  # in the metric's unit


class Metrics(NamedTuple):
    """The metric that a line was elected to be of."""

    metric: Metric
    unit: Unit | None  # of its bare figures
    recognition: Recognition


class Subjects(NamedTuple):
    """The entity that a line was elected to be about; `ids` holds its kin that do as well after it."""

    ids: tuple[str, ...]
    recognition: Recognition


@dataclass(slots=True)
class _Count:
    """The votes for one candidate."""

    bits: float = 0.0
    agreed: int = 0
    compared: int = 0

    def add(self, bits: float) -> None:
        self.bits += bits
        self.compared += 1
        self.agreed += bits > 0

    def wins(self, least: float) -> bool:
        clear = self.agreed * _SHARE[1] >= self.compared * _SHARE[0]
        return self.agreed >= LEAST and clear and self.bits >= least


def metric_of(
    votes: Sequence[Vote], unit: Unit | None, shares: bool, taken: Iterable[str], registry: Registry
) -> Metrics | None:
    """The metric whose reported values these figures are, None where none is clearly ahead.

    `unit` is what the line's header states, `shares` whether a bare figure below one may be a share; `taken` holds the
    metrics that other lines of the table are about.
    """
    votes = votes[:_MOST]
    counts: dict[tuple[str, Unit | None], _Count] = {}
    for candidate in _candidates(votes, unit, registry):
        metric = registry.metric(candidate[0])
        if metric is not None:
            counts[candidate] = _counted(votes, metric, candidate[1], shares, registry)
    best = max(counts, key=lambda candidate: counts[candidate].bits, default=None)
    if best is None or not counts[best].wins(_METRIC) or best[0] in taken:
        return None
    kin = (best[0], *registry.lineage(best[0]), *registry.members(best[0]))
    if any(count.bits > counts[best].bits - _LEAD for other, count in counts.items() if other[0] not in kin):
        return None
    metric = registry.metric(best[0])
    assert metric is not None, "it was counted"
    return Metrics(metric, best[1], Recognition("metric", counts[best].agreed, counts[best].compared))


def _candidates(votes: Sequence[Vote], unit: Unit | None, registry: Registry) -> list[tuple[str, Unit | None]]:
    """The metrics, with the unit of bare figures, that enough figures may be values of, seen from afar."""
    hits: Counter[tuple[str, Unit | None]] = Counter()
    for vote in votes:
        figure = vote.figure
        found: set[tuple[str, Unit | None]] = set()
        for subject in _asked(vote.subjects, registry):
            for row in registry.outlines(subject):
                if figure.kind == "date" or row.measured == "date":
                    if figure.kind == "date" and row.measured == "date":
                        found.add((row.metric, None))
                    continue
                scales = _SCALES.get(row.measured, ()) if unit is None and figure.unit is None else ()
                for scale in (None, *scales):
                    own = Unit(None, scale) if scale is not None and figure.scale == 1 else unit
                    if (row.metric, own) not in found and _near(figure, own, row.low, row.high):
                        found.add((row.metric, own))
        hits.update(found)
    return [candidate for candidate, times in hits.items() if times >= LEAST]


def _near(figure: Quantity, unit: Unit | None, low: float, high: float) -> bool:
    """Whether a figure, as it is or a hundredfold, may lie between two floats."""
    if not isinstance(figure.low, Decimal) or not isinstance(figure.high, Decimal):
        return False
    factor = float(unit.factor) if unit is not None and figure.unit is None else 1.0
    least, most = float(figure.low) * factor * (1 - 1e-9), float(figure.high) * factor * (1 + 1e-9)
    return (least <= high and low <= most) or (most <= 1.0 and least * 100 <= high and low <= most * 100)


def _counted(votes: Sequence[Vote], metric: Metric, unit: Unit | None, shares: bool, registry: Registry) -> _Count:
    count = _Count()
    seen: set[object] = set()  # a column of one figure after another of the same size tells little
    for vote in votes:
        facts = _facts(vote.subjects, metric.id, registry)
        if not facts:
            continue
        figure = fitted(vote.figure, metric, unit, shares)
        hit = _hit(figure, facts, metric) if figure is not None else None
        if figure is None or hit is None:
            count.add(0.0 if figure is not None and _is_slip(figure, facts) else _AGAINST)
        elif hit.value not in seen and _is_telling(hit):
            seen.add(hit.value)
            count.add(_bits(figure, hit, facts, metric, registry))
    return count


def subject_of(measures: Sequence[Measure], registry: Registry) -> Subjects | None:
    """The entity for which these figures were reported, None where none is clearly ahead."""
    measures = measures[:_MOST]
    hits: Counter[str] = Counter()
    for metric, figure in measures:
        read = reading(figure, metric)
        if read is not None and isinstance(read.low, Decimal) and isinstance(read.high, Decimal):
            hits.update(set(registry.subjects_meeting(metric.id, float(read.low), float(read.high))))
    counts: dict[str, _Count] = {}
    for subject, times in hits.items():
        if times >= LEAST:
            counts[subject] = count = _Count()
            for metric, figure in measures:
                facts = _facts((subject,), metric.id, registry)
                hit = _hit(figure, facts, metric)
                if hit is not None and _is_telling(hit):
                    count.add(_bits(figure, hit, facts, metric, registry))
                elif hit is None and facts:
                    count.add(0.0 if _is_slip(figure, facts) else _AGAINST)
    best = max(counts, key=lambda subject: counts[subject].bits, default=None)
    if best is None or not counts[best].wins(_SUBJECT):
        return None
    rivals = [s for s, count in counts.items() if s != best and count.bits > counts[best].bits - _LEAD]
    kin = (*registry.lineage(best), *registry.members(best))
    if any(rival not in kin and not set(registry.lineage(rival)) & set(registry.lineage(best)) for rival in rivals):
        return None
    return Subjects((best, *rivals), Recognition("subject", counts[best].agreed, counts[best].compared))


def _asked(subjects: Sequence[str], registry: Registry) -> Iterable[str]:
    for subject in subjects:
        yield subject
        yield from registry.members(subject)[:_KIN]


@lru_cache(maxsize=4096)
def _facts(subjects: tuple[str, ...], metric: str, registry: Registry) -> tuple[Fact, ...]:
    """The reported facts with a closed interval of some entities and their members on a metric."""
    found = (fact for subject in _asked(subjects, registry) for fact in registry.facts_for(subject, metric))
    return tuple(f for f in found if f.status == "reported" and f.low is not None and f.high is not None)


def _hit(figure: Quantity, facts: Sequence[Fact], metric: Metric) -> Fact | None:
    """The first fact that a figure agrees with."""
    if metric.unit == "date":
        told = figure.value
        return next((f for f in facts if isinstance(told, str) and str(f.value).startswith(told)), None)
    read = reading(figure, metric)
    if read is None or read.low is None or read.high is None:
        return None
    for fact in facts:
        factor = units.convert(Decimal(1), fact.unit, metric.unit) if fact.unit not in (None, metric.unit) else 1
        if factor is None or not isinstance(fact.low, Decimal) or not isinstance(fact.high, Decimal):
            continue
        if compare.meets((read.low, read.high), (fact.low * factor, fact.high * factor)):  # type: ignore[arg-type]
            return fact
    return None


def _is_telling(fact: Fact) -> bool:
    """Whether a reported value is printed so exactly that agreeing with it says something: not "1 trillion"."""
    if not isinstance(fact.low, Decimal) or not isinstance(fact.high, Decimal):
        return True
    return fact.high - fact.low <= abs(fact.low + fact.high) * _VAGUE


def _is_slip(figure: Quantity, facts: Sequence[Fact]) -> bool:
    """Whether a figure of three digits or more differs from a reported one, printed alike, in one digit."""
    value, step = figure.value, figure.step
    if not isinstance(value, Decimal) or not step:
        return False
    told = str(int(value / step))
    for fact in facts:
        if isinstance(fact.value, Decimal) and len(told) >= 3:
            other = str(int((fact.value / step).to_integral_value()))
            if len(other) == len(told) and sum(a != b for a, b in zip(told, other, strict=True)) == 1:
                return True
    return False


def _bits(figure: Quantity, hit: Fact, facts: Sequence[Fact], metric: Metric, registry: Registry) -> float:
    """How much more likely a figure is to agree where it is a value of the metric than by chance."""
    if isinstance(figure.value, str):
        return log2(_AGREES * _DATES.get(len(figure.value), 1))
    read = reading(figure, metric)
    if read is None or not isinstance(read.low, Decimal) or not isinstance(read.high, Decimal):
        return 0.0
    same, known = registry.crowd(metric.id, float(read.low), float(read.high))
    own = sum(fact.value == hit.value for fact in facts)
    places = 10 ** min(_digits(figure.value, figure.step), _digits(hit.value, hit.step))
    others = max(0, same - own) + 1
    chance = min(1.0, len({fact.value for fact in facts}) * others / (known + places))
    return max(0.0, log2(_AGREES / chance))


def _digits(value: object, step: Decimal | None) -> int:
    """The significant digits of a printed number: 88.0 has three, 8000 one."""
    if not isinstance(value, Decimal) or not value:
        return 1
    if step is None or step >= 1 or step == 0:
        return len(value.normalize().as_tuple().digits)
    return max(1, min(12, (value / step).adjusted() + 1))
