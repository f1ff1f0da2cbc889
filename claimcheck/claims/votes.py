"""What a line of figures is about that no header names: what the registry's values of it are most likely to be.

Every figure of a line has a vote. A vote for a metric (or for an entity, where the metrics are named) weighs as many
bits as it is improbable that the figure agrees with a reported value by chance: as few of the registry's values of
that metric are the same, and as many digits are printed. A figure that agrees with none of the values reported for
its entity counts against. One candidate must lead all others clearly.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from math import log2

from claimcheck import units
from claimcheck.claims.labels import Unit, fitted
from claimcheck.fit import reading
from claimcheck.model import Fact, Metric, Quantity, Recognition
from claimcheck.records import NamedTuple, dataclass
from claimcheck.registry import Registry

LEAST = 3  # figures that must agree, each another one; the last of them but for one digit
_METRIC, _SUBJECT = 18.0, 22.0  # bits that elect; there are more entities than metrics
_LEAD = 6.0  # bits before the next
_SHARES = Decimal("0.66"), Decimal("0.8")  # of the comparable figures that must agree, for a metric and an entity
_AGREES = 0.9  # the chance that a figure agrees where the line is what it is taken for
_AGAINST = log2(1 - _AGREES)
_MOST, _KIN, _CANDIDATES = 60, 40, 16  # figures of a line, members of a family and metrics that are asked
# What bare figures of so large counts are in, and the units of such counts.
_SCALES = {
    Decimal(10) ** 6: ("parameter", "token"),
    Decimal(10) ** 9: ("parameter", "token"),
    Decimal(10) ** 12: ("token",),
}
_SAID = Decimal(0)  # no scale but what a header says
_NARROW = 0.74  # the lower end of an interval over its upper end: one as wide as this is met by chance too often
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
    slips: int = 0  # figures that differ from a reported one in one digit
    compared: int = 0

    def add(self, bits: float) -> None:
        self.bits += bits
        self.compared += 1
        self.agreed += bits > 0

    def miss(self, slip: bool) -> None:
        self.bits += 0.0 if slip else _AGAINST
        self.slips += slip
        self.compared += 1

    def wins(self, least: float, share: Decimal) -> bool:
        enough = self.agreed >= LEAST - 1 and self.agreed + self.slips >= LEAST
        return enough and self.agreed >= self.compared * share and self.bits >= least


def metric_of(
    votes: Sequence[Vote],
    unit: Unit | None,
    shares: bool,
    taken: Iterable[str],
    registry: Registry,
    parts: Sequence[Vote] = (),
) -> Metrics | None:
    """The metric whose reported values these figures are, None where none is clearly ahead.

    `unit` is what the line's header states, `shares` whether a bare figure below one may be a share; `taken` holds the
    metrics that other lines of the table are about. `parts` are figures of parts of the same test: they agree with a
    report on that part, and one on the whole says nothing against them.
    """
    votes, parts = votes[:_MOST], parts[:_MOST]
    counts: dict[tuple[str, Unit | None], _Count] = {}
    for candidate in _candidates(votes, unit, registry):
        metric = registry.metric(candidate[0])
        if metric is not None:
            count = counts[candidate] = _counted(votes, metric, candidate[1], shares, registry)
            if parts and count.agreed * 2 > count.compared:
                agreed = _counted(parts, metric, candidate[1], shares, registry, misses=False)
                count.bits, count.agreed = count.bits + agreed.bits, count.agreed + agreed.agreed
                count.compared += agreed.compared
    best = max(counts, key=lambda candidate: counts[candidate].bits, default=None)
    if best is None or not counts[best].wins(_METRIC, _SHARES[0]) or best[0] in taken:
        return None
    kin = (best[0], *registry.lineage(best[0]), *registry.members(best[0]))
    if any(count.bits > counts[best].bits - _LEAD for other, count in counts.items() if other[0] not in kin):
        return None
    metric = registry.metric(best[0])
    assert metric is not None, "it was counted"
    return Metrics(metric, best[1], Recognition("metric", counts[best].agreed, counts[best].compared))


def in_own_unit(votes: Sequence[Vote], metric: Metric, registry: Registry) -> Recognition | None:
    """How bare figures were told to be in the metric's unit, None where they do not clearly agree with the reported."""
    count = _counted(votes[:_MOST], metric, Unit(metric.unit, Decimal(1)), False, registry)
    return Recognition("unit", count.agreed, count.compared) if count.wins(_METRIC, _SHARES[0]) else None


def _candidates(votes: Sequence[Vote], unit: Unit | None, registry: Registry) -> list[tuple[str, Unit | None]]:
    """The metrics, with the unit of bare figures, that most figures may be values of, seen from afar."""
    hits: Counter[tuple[str, Decimal]] = Counter()  # by metric and scale of bare figures, 0 where `unit` says it
    for vote in votes:
        figure, shelf = vote.figure, _shelf(vote.subjects, registry)
        if figure.kind == "date":
            hits.update((metric, _SAID) for metric in shelf.dated)
        elif isinstance(figure.low, Decimal) and isinstance(figure.high, Decimal):
            low, high = float(figure.low), float(figure.high)
            bare = figure.unit is None and figure.scale == 1
            own = float(unit.factor) if unit is not None and bare else 1.0
            found = {(metric, _SAID) for metric, _ in shelf.meeting(low * own, high * own)}
            if high <= 1:
                found.update((metric, _SAID) for metric, _ in shelf.meeting(low * 100, high * 100))
            for scale, counted in _SCALES.items() if unit is None and bare else ():
                near = shelf.meeting(low * float(scale), high * float(scale))
                found.update((metric, scale) for metric, measured in near if measured in counted)
            hits.update(found)
    ranked = sorted((-times, *candidate) for candidate, times in hits.items() if times >= LEAST - 1)
    return [(metric, Unit(None, scale) if scale else unit) for _, metric, scale in ranked[:_CANDIDATES]]


class _Shelf(NamedTuple):
    """The reported values of some entities from afar, those that say something, in order."""

    lows: list[float]
    highs: list[float]
    metrics: list[tuple[str, str]]  # each value's metric and the metric's unit
    dated: frozenset[str]  # metrics of dates

    def meeting(self, low: float, high: float) -> Iterator[tuple[str, str]]:
        """The metrics, with their units, of the values that meet an interval."""
        low, high = low * (1 - 1e-9), high * (1 + 1e-9)
        for at in range(bisect_left(self.lows, low * _NARROW), bisect_right(self.lows, high)):
            if low <= self.highs[at]:
                yield self.metrics[at]


@lru_cache(maxsize=1024)
def _shelf(subjects: tuple[str, ...], registry: Registry) -> _Shelf:
    rows = [row for subject in _asked(subjects, registry) for row in registry.outlines(subject)]
    dated = frozenset(row.metric for row in rows if row.measured == "date")
    told = sorted((row.low, row.high, row.metric, row.measured) for row in rows if 0 < row.high * _NARROW <= row.low)
    return _Shelf([row[0] for row in told], [row[1] for row in told], [row[2:] for row in told], dated)


def _counted(
    votes: Sequence[Vote], metric: Metric, unit: Unit | None, shares: bool, registry: Registry, *, misses: bool = True
) -> _Count:
    count = _Count()
    seen: set[object] = set()  # a column of one figure after another of the same size tells little
    for vote in votes:
        facts = _facts(vote.subjects, metric.id, registry)
        if not facts:
            continue
        figure = fitted(vote.figure, metric, unit, shares)
        hit = _hit(figure, facts, metric) if figure is not None else None
        if (figure is None or hit is None) and not misses:
            continue
        if figure is None or hit is None:
            count.miss(figure is not None and _is_slip(figure, facts))
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
    for subject in sorted(hits):
        if hits[subject] >= LEAST - 1:
            counts[subject] = _counted_for(subject, measures, registry)
    best = max(counts, key=lambda subject: counts[subject].bits, default=None)
    if best is None or not counts[best].wins(_SUBJECT, _SHARES[1]):
        return None
    clean = counts[best].agreed == counts[best].compared
    rivals = [
        subject
        for subject, count in counts.items()
        if subject != best
        and count.bits > counts[best].bits - _LEAD
        and not (clean and count.agreed < count.compared)  # a figure speaks against it, and none against the best
    ]
    kin = (*registry.lineage(best), *registry.members(best))
    if any(rival not in kin and not set(registry.lineage(rival)) & set(registry.lineage(best)) for rival in rivals):
        return None
    return Subjects((best, *rivals), Recognition("subject", counts[best].agreed, counts[best].compared))


def _counted_for(subject: str, measures: Sequence[Measure], registry: Registry) -> _Count:
    count = _Count()
    seen: set[tuple[str, object]] = set()
    for metric, figure in measures:
        facts = _facts((subject,), metric.id, registry)
        hit = _hit(figure, facts, metric)
        if hit is None and facts:
            count.miss(_is_slip(figure, facts))
        elif hit is not None and (metric.id, hit.value) not in seen and _is_telling(hit):
            seen.add((metric.id, hit.value))
            bits = _bits(figure, hit, facts, metric, registry)
            count.add(bits if metric.kind == "benchmark" else bits / 2)  # what a system is made of others have too
    return count


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
    if read is None or not isinstance(read.low, Decimal) or not isinstance(read.high, Decimal):
        return None
    for fact in facts:
        factor = (
            units.convert(Decimal(1), fact.unit, metric.unit) if fact.unit not in (None, metric.unit) else Decimal(1)
        )
        if factor is None or not isinstance(fact.low, Decimal) or not isinstance(fact.high, Decimal):
            continue
        low, high = max(read.low, fact.low * factor), min(read.high, fact.high * factor)
        if low < high or (low == high and (read.low == read.high or fact.low == fact.high)):
            return fact  # neighbours in the last digit only touch
    return None


def _is_telling(fact: Fact) -> bool:
    """Whether a reported value is printed so exactly that agreeing with it says something: not "1 trillion"."""
    if not isinstance(fact.low, Decimal) or not isinstance(fact.high, Decimal):
        return True
    return 0 < float(fact.high) * _NARROW <= float(fact.low)


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
    bits = max(0.0, log2(_AGREES / chance))
    small = isinstance(figure.value, Decimal) and figure.value < 100 and figure.step is not None and figure.step >= 1
    return bits / 2 if small else bits  # small whole numbers stand in every table


def _digits(value: object, step: Decimal | None) -> int:
    """The significant digits of a printed number: 88.0 has three, 8000 one."""
    if not isinstance(value, Decimal) or not value:
        return 1
    if step is None or step >= 1 or step == 0:
        return len(value.normalize().as_tuple().digits)
    return max(1, min(12, (value / step).adjusted() + 1))
