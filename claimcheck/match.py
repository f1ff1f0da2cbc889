"""A claim and the facts that may judge it: choosing facts, and the verdict.

`judge` chooses the facts whose subject, metric, conditions and dates fit the claim and compares printed intervals.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from claimcheck import agreement, narrow
from claimcheck import patterns as re
from claimcheck.compare import Agreement
from claimcheck.fit import reading
from claimcheck.model import Claim, Document, Fact, Judgement, Metric, Segment, Verdict
from claimcheck.names import fold
from claimcheck.records import NamedTuple, dataclass, replace
from claimcheck.registry import Registry

# Kinds of metric that a dated version or a variant shares with its family when it has no fact of its own.
# the size in an id, and words that say how large or small one of a line is
_SIZED = re.compile(r"(?<![0-9a-z.])\d+(?:\.\d+)?[bm](?![0-9a-z])|-(?:mini|nano|micro|tiny|small|lite|xl)(?![a-z])")
_INHERITED = frozenset({"size", "limit", "training", "date"})
# Compiled estimates of these can support a figure but not contradict it: methods differ too much.
_ESTIMATED = frozenset({"training-cost", "training-compute", "training-gpu-hours"})
_UPLOADED = 2  # days
_DAY = len("2025-01-20")
_SPARE = Decimal("1.1")
_NARROW = Decimal("1.5")  # times its lower end: a range that tells one value roughly
_TOGETHER = (2, 4, 8, 16, 32, 36, 64, 72)  # chips of a machine or a rack; sparsity and narrower types double
_HALF_AGAIN = Decimal("1.5")
_RECKONED = 3  # times between two ways to reckon a training's compute
# A claim that states one of these is judged only by facts that state it too.
_TELLING = frozenset({"tier"})
# Half prices, of nights and of batches: nobody's price who does not say so.
_REDUCED = frozenset({"off-peak", "batch"})
_OF_MANY = re.compile(r"(?:pass|best)@(?!1$)\w+|(?:cons|maj)(?:@(?!1$)\w+)?")


class Tally(NamedTuple):
    """How many figures print what each source has for them, and how many print what no source has."""

    same: Counter[str]
    other: int


Place = tuple[int | None, str | None]


@dataclass(frozen=True)
class Checked:
    """What a rule sees: one document with its claims, judged, and everything that was found in its text."""

    document: Document
    registry: Registry
    judgements: tuple[Judgement, ...]
    segments: tuple[Segment, ...]
    as_of: str | None = None

    # What rules ask for claim by claim is gathered once, or long drafts would take squares of time.

    @cached_property
    def named(self) -> frozenset[str]:
        """Every entity and metric that the document names for sure."""
        names = {m.candidates[0].id for s in self.segments for m in s.mentions if len(m.candidates) == 1}
        for judged in self.judgements:
            names.update(i for i in (judged.claim.subject.id, judged.claim.metric.id) if i is not None)
        return frozenset(names)

    @cached_property
    def cells(self) -> dict[int, tuple[Claim, ...]]:
        """The claims of each table, by its block."""
        return {block: tuple(judged.claim for judged in table) for block, table in self.beside.items()}

    @cached_property
    def beside(self) -> dict[int, tuple[Judgement, ...]]:
        """The judgements of each table, by its block."""
        found: dict[int, list[Judgement]] = {}
        for judged in self.judgements:
            if judged.claim.cell is not None:
                found.setdefault(judged.claim.block, []).append(judged)
        return {block: tuple(judged) for block, judged in found.items()}

    @cached_property
    def quoted(self) -> dict[Place, Tally]:
        """How faithfully each table, each row of it, each paragraph and the whole text quote reports of benchmarks: by
        (block, subject), (block, None) and (None, None), the last for prose.
        """
        same: dict[Place, Counter[str]] = defaultdict(Counter)
        others: Counter[Place] = Counter()
        for judged in self.judgements:
            claim = judged.claim
            metric = self.registry.metric(claim.metric.id) if claim.metric.id is not None else None
            if metric is None or metric.kind != "benchmark" or claim.relation is not None:
                continue
            wider: Place = (None, None) if claim.cell is None else (claim.block, claim.subject.id)
            sources = {fact.source for fact in judged.facts} if judged.verdict == "supported" else ()
            for place in ((claim.block, None), wider):
                for source in sources:
                    same[place][source] += 1
                if judged.verdict == "contradicted":
                    others[place] += 1
        return {place: Tally(same[place], others[place]) for place in (*same, *others)}

    @cached_property
    def tabled(self) -> dict[int, frozenset[str]]:
        """The entities and metrics of each table's claims, by its block."""
        return {
            block: frozenset(i for c in claims for i in (c.subject.id, c.metric.id) if i is not None)
            for block, claims in self.cells.items()
        }

    @cached_property
    def supported(self) -> dict[tuple[str | None, str | None], tuple[Judgement, ...]]:
        """The supported claims by subject and metric."""
        found: dict[tuple[str | None, str | None], list[Judgement]] = {}
        for judged in self.judgements:
            if judged.verdict == "supported":
                found.setdefault((judged.claim.subject.id, judged.claim.metric.id), []).append(judged)
        return {key: tuple(judged) for key, judged in found.items()}

    @cached_property
    def rows(self) -> dict[tuple[int, int], tuple[Judgement, ...]]:
        """The judgements of each row of a table, by its block and the row's number."""
        return self._lines(0)

    @cached_property
    def columns(self) -> dict[tuple[int, int], tuple[Judgement, ...]]:
        """The judgements of each column of a table, by its block and the column's number."""
        return self._lines(1)

    def _lines(self, axis: int) -> dict[tuple[int, int], tuple[Judgement, ...]]:
        found: dict[tuple[int, int], list[Judgement]] = {}
        for judged in self.judgements:
            if judged.claim.cell is not None:
                found.setdefault((judged.claim.block, judged.claim.cell[axis]), []).append(judged)
        return {key: tuple(line) for key, line in found.items()}

    @cached_property
    def told(self) -> frozenset[tuple[int, str | None, str | None]]:
        """Which paragraphs and tables give which system a figure on which metric: by block, subject and metric."""
        claims = (judged.claim for judged in self.judgements)
        return frozenset((claim.block, claim.subject.id, claim.metric.id) for claim in claims)

    @cached_property
    def contradicted(self) -> dict[tuple[int, str | None], tuple[Judgement, ...]]:
        """The contradicted claims of prose by block and subject."""
        found: dict[tuple[int, str | None], list[Judgement]] = {}
        for judged in self.judgements:
            if judged.verdict == "contradicted" and judged.claim.cell is None:
                found.setdefault((judged.claim.block, judged.claim.subject.id), []).append(judged)
        return {key: tuple(judged) for key, judged in found.items()}

    @cached_property
    def places(self) -> dict[tuple[int, tuple[int, int] | None], Segment]:
        """The first segment of each block or cell."""
        return {(segment.block, segment.cell): segment for segment in reversed(self.segments)}

    def segment(self, claim: Claim) -> Segment | None:
        """The stretch of text that a claim's figure stands in."""
        return self.places.get((claim.block, claim.cell))


def judge(claim: Claim, registry: Registry, as_of: str | None = None) -> Judgement:
    """Compares a claim with the registry. `as_of` is an ISO date: facts valid then decide, younger versions are out."""
    judged = _judge(claim, registry, as_of)
    meant = narrow.usual(claim, registry) if judged.verdict in ("contradicted", "unregistered") else None
    other = _judge(meant, registry, as_of) if meant is not None else judged
    return judged if other.verdict == "unregistered" else other


def _judge(claim: Claim, registry: Registry, as_of: str | None) -> Judgement:
    if claim.metric.id is None:
        return Judgement(claim, "unregistered", reason="unknown metric")
    if claim.subject.id is None:
        return Judgement(claim, "unregistered", reason="unknown subject" if claim.subject.text else "no subject")
    if claim.stance in ("negated", "hypothetical"):
        return Judgement(claim, "unregistered", reason=claim.stance)
    metric = registry.metric(claim.metric.id)
    if metric is None:
        return Judgement(claim, "unregistered", reason="unknown metric")
    facts = candidates(claim, registry, as_of)
    if not facts:
        return _of_relatives(claim, metric, registry)
    reported = tuple([f for f in facts if f.status == "reported" and _has_value(f)])
    if not reported:
        return Judgement(claim, "unregistered", facts[:1], facts, reason="not published by its maker")
    admissible = _conditioned(reported, claim.conditions, metric)
    stated = not claim.conditions or any(_compatible(f.conditions, claim.conditions) for f in reported)
    current = tuple([f for f in admissible if _valid(f, as_of)])
    verdict, decisive = _verdict(claim, current or admissible, metric)
    if verdict is None:
        slips = tuple(f for f in current or admissible if agreement.same_digits(claim.quantity, f))
        if slips:
            return Judgement(claim, "contradicted", slips, admissible, reason="unit")
        return Judgement(claim, "unregistered", (), facts, reason=NOT_COMPARED)
    if verdict == "imprecise" and claim.conditions.get("scope") and not stated:
        return Judgement(
            claim, "unregistered", (), facts, reason="no fact under its conditions"
        )  # near is not the same
    if verdict in ("supported", "imprecise") and _leaves_more(claim, reported, metric):
        if metric.id.endswith("-throughput") and not _of_several(claim, reported, metric):
            return Judgement(claim, "contradicted", _nearest(claim, current or admissible, metric), admissible)
        return Judgement(claim, "unregistered", (), facts, reason="a bound above what is reported")
    if verdict in ("supported", "imprecise") and _wider(claim, reported, metric):
        return Judgement(claim, "unregistered", (), facts, reason="a range wider than what is reported")
    if verdict == "imprecise" and narrow.by_its_name(claim):
        verdict = "supported"
    if verdict == "imprecise" and _of_another_day(claim, current or admissible):
        return Judgement(claim, "contradicted", decisive, admissible)
    if verdict in ("supported", "imprecise"):
        return Judgement(narrow.of_member(claim, decisive, metric, registry), verdict, decisive, admissible)
    if current and len(current) < len(admissible):
        older, old = _verdict(claim, _without(admissible, current), metric)
        if older in ("supported", "imprecise"):
            return Judgement(
                claim, "outdated", (*old, *current), admissible, reason="a value that held at another time"
            )
    others = _without(reported, admissible)
    if others:
        elsewhere, other = _verdict(claim, others, metric)
        if elsewhere == "supported":
            return Judgement(
                claim,
                "contradicted",
                (*other, *_nearest(claim, current or admissible, metric)),
                admissible,
                reason="condition",
            )
    if all("as_of" in f.conditions for f in current or admissible) and _moves(claim, metric, registry):
        return Judgement(claim, "unregistered", (), facts, reason="no fact of its date")
    of_year = _of_year(claim, current or admissible)
    if not of_year:
        return Judgement(claim, "unregistered", (), facts, reason="no fact of its date")
    mode = claim.conditions.get("thinking")
    if mode == "on" and metric.kind == "benchmark" and all(f.conditions.get("thinking") != mode for f in of_year):
        return Judgement(claim, "unregistered", (), facts, reason="no fact under its conditions")
    rate = metric.unit == "gpu_hour" and claim.conditions.get("scope") == "part"  # of each trillion tokens
    if not stated or rate or (claim.conditions.get("scope") and metric.kind == "hardware"):
        return Judgement(claim, "unregistered", (), facts, reason="no fact under its conditions")
    if metric.kind == "size" and all("scope" in f.conditions for f in current or admissible):
        return Judgement(claim, "unregistered", (), facts, reason="only parts of it are known")
    if metric.id in _ESTIMATED and not beyond_estimates(claim, current or admissible, metric):
        return Judgement(claim, "unregistered", (), facts, reason="only estimates are known")
    named = narrow.as_named(claim, metric, registry)
    if named:
        return Judgement(claim, "supported", named, admissible)
    active = _as_active(claim, registry, as_of)
    if active is not None:
        return active
    if claim.conditions.get("part") == "from":
        return Judgement(claim, "unregistered", (), facts, reason="the value before a change")
    return Judgement(claim, "contradicted", _nearest(claim, of_year, metric), admissible)


def _leaves_more(claim: Claim, facts: Iterable[Fact], metric: Metric) -> bool:
    """Whether "up to" so much is far more than a chip or a model is reported to have in any setting: that it has less
    does not bear it out. It may be what it can be extended to, or what a machine around it has.
    """
    quantity = claim.quantity
    if quantity.approximation != "at_most" or metric.kind not in ("hardware", "limit"):
        return False
    read = reading(quantity, metric)
    value = read.value if read is not None else None
    known = [agreement.scaled(end, f, metric) for f in facts for end in (f.value, f.high) if isinstance(end, Decimal)]
    return isinstance(value, Decimal) and bool(known) and value > max(known) * _SPARE


def _of_another_day(claim: Claim, facts: tuple[Fact, ...]) -> bool:
    """Whether a claim tells the very day, the maker told it too, and it is another than all that were reported: by more
    than weights are uploaded before they are spoken of.
    """
    day = claim.quantity.value
    if not isinstance(day, str) or len(day) != _DAY or day[:4] not in claim.quantity.text:
        return False
    told = [fact for fact in facts if isinstance(fact.value, str)]
    by_maker = any(
        fact.kind == "primary" and fact.subject == claim.subject.id and len(str(fact.value)) == _DAY for fact in told
    )
    return by_maker and all(agreement.days(day, str(fact.value)) > _UPLOADED for fact in told)


def _wider(claim: Claim, facts: Iterable[Fact], metric: Metric) -> bool:
    """Whether a range goes far beyond what is reported at one of its ends: that a report lies in it says little."""
    read = reading(claim.quantity, metric) if claim.quantity.approximation == "range" else None
    if read is None or not isinstance(read.low, Decimal) or not isinstance(read.high, Decimal):
        return False
    if read.low <= 0 or read.high < read.low * _NARROW:
        return False
    told = [(f, end) for f in facts for end in (f.low, f.value, f.high)]
    known = [agreement.scaled(end, f, metric) for f, end in told if isinstance(end, Decimal)]
    return bool(known) and not all(any(abs(end - one) * 5 <= one for one in known) for end in (read.low, read.high))


def _of_several(claim: Claim, facts: Iterable[Fact], metric: Metric) -> bool:
    """Whether a throughput is what several chips or half as many bits would have: a round number of times a reported
    one, or not half as much again.
    """
    read = reading(claim.quantity, metric)
    value = read.value if read is not None else None
    known = [agreement.scaled(f.value, f, metric) for f in facts if isinstance(f.value, Decimal) and f.value > 0]
    times = [value / one for one in known if isinstance(value, Decimal) and one is not None]
    return any(abs(t - n) * 50 <= n for t in times for n in _TOGETHER) or all(t < _HALF_AGAIN for t in times)


def beyond_estimates(claim: Claim, facts: Iterable[Fact], metric: Metric) -> bool:
    """Whether a figure differs from its maker's, or is of a training's compute and many times off all that others
    reckoned: that follows from parameters and tokens, costs and hours do not.
    """
    facts, mine = tuple(facts), reading(claim.quantity, metric)
    if any(fact.kind == "primary" for fact in facts):
        return True
    value = mine.value if mine is not None else None
    known = [agreement.scaled(f.value, f, metric) for f in facts if isinstance(f.value, Decimal) and f.value > 0]
    if metric.id != "training-compute" or not isinstance(value, Decimal) or value <= 0 or not known:
        return False
    return value > max(known) * _RECKONED or value * _RECKONED < min(known)


def _has_value(fact: Fact) -> bool:
    return fact.value is not None or fact.low is not None or fact.high is not None


def _without(facts: tuple[Fact, ...], some: tuple[Fact, ...]) -> tuple[Fact, ...]:
    ids = {fact.id for fact in some}
    return tuple(fact for fact in facts if fact.id not in ids)


def _of_year(claim: Claim, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The facts of the year that the claim is told of; all where it tells none or none of them is dated."""
    if claim.as_of is None:
        return facts
    years = [fact.conditions.get("year", fact.conditions.get("as_of", ""))[:4] for fact in facts]
    return tuple(fact for fact, year in zip(facts, years, strict=True) if year in ("", claim.as_of[:4]))


def _of_relatives(claim: Claim, metric: Metric, registry: Registry) -> Judgement:
    """A figure on a subject without a fact of its own, where it prints one on a near relative: of a company its
    products and its parent ("DeepSeek needed only 2,048 GPUs" is said of a model), of a chip its variants. Which of
    them is meant is not said, so that they can bear the figure out and cannot contradict it; the only product that has
    it is what a company's figure is about.
    """
    entity, mine = registry.entity(claim.subject.id or ""), reading(claim.quantity, metric)
    unknown = Judgement(claim, "unregistered", reason=SIBLING if _of_sibling(claim, metric, registry) else "no fact")
    if entity is None or mine is None:
        return unknown
    company = entity.kind == "organisation"
    if metric.kind != ("training" if company else "hardware"):
        return unknown
    variants = {member for family in registry.lineage(entity.id)[:1] for member in (family, *registry.members(family))}

    def related(subject: str) -> bool:
        if not company:
            return subject in variants
        other = registry.entity(subject)
        return subject == entity.developer or (other is not None and other.developer == entity.id)

    near = [f for f in registry.facts_meeting(metric.id, mine.low, mine.high) if related(f.subject)]
    facts = tuple(f for f in near if agreement.compare_to(claim.quantity, f, metric) == "supported")
    if not facts:
        return unknown
    if company and all(f.subject == facts[0].subject for f in facts):
        claim = replace(claim, subject=replace(claim.subject, id=facts[0].subject))
    return Judgement(claim, "supported", facts, facts)


def _of_sibling(claim: Claim, metric: Metric, registry: Registry) -> bool:
    """Whether a score on a benchmark that nobody reported for the subject is the one on another of its family."""
    if metric.kind != "benchmark" or metric.family is None:
        return False
    siblings = set(registry.members(metric.family)) - {metric.id}
    return any(
        agreement.compare_to(claim.quantity, fact, metric) == "supported"
        for sibling in sorted(siblings)
        for subject in (claim.subject.id or "", *registry.members(claim.subject.id or ""))
        for fact in registry.facts_for(subject, sibling)
    )


NOT_COMPARED = "cannot be compared"  # the reason of a judgement
SIBLING = "another benchmark's figure"  # the reason of a judgement
_GROWING = ("-users", "revenue")  # ends of the ids of metrics that grow by the month, of products as of companies


def _as_active(claim: Claim, registry: Registry, as_of: str | None) -> Judgement | None:
    """A number of parameters that no word calls total and that is the number of the active ones: makers themselves
    call a sparse model of 17 billion active parameters "a 17 billion parameter model".
    """
    if claim.metric.id != "total-parameters" or claim.metric.text is not None or claim.cell is not None:
        return None
    judged = judge(replace(claim, metric=replace(claim.metric, id="active-parameters")), registry, as_of)
    return replace(judged, claim=claim) if judged.verdict == "supported" else None


def _moves(claim: Claim, metric: Metric, registry: Registry) -> bool:
    """Whether a figure of an organisation or a market (valuation, staff, users) is told without its date: every year
    has its own.
    """
    entity = registry.entity(claim.subject.id or "")
    told = claim.as_of is not None or "as_of" in claim.conditions
    if entity is None or told or metric.unit == "date":
        return False
    return entity.kind == "organisation" or metric.id.endswith(_GROWING)


def candidates(claim: Claim, registry: Registry, as_of: str | None = None) -> tuple[Fact, ...]:
    """Every fact on the claim's subject and metric: own facts, those of members and versions, and inherited ones."""
    if claim.subject.id is None or claim.metric.id is None:
        return ()
    metrics = (claim.metric.id, *registry.members(claim.metric.id))
    found: dict[str, Fact] = {}
    for subject in (claim.subject.id, *claim.subject.alternatives):
        for fact in _facts(subject, metrics, registry, as_of):
            found[fact.id] = fact
    return tuple(found.values())


def _facts(subject: str, metrics: Sequence[str], registry: Registry, as_of: str | None) -> Iterable[Fact]:
    any_found = False
    for metric in metrics:
        for fact in registry.facts_for(subject, metric):
            any_found = True
            yield fact
        for member in registry.members(subject):
            entity = registry.entity(member)
            if (
                as_of
                and entity is not None
                and entity.released
                and entity.released[: len(as_of)] > as_of[: len(entity.released)]
            ):
                continue
            for fact in registry.facts_for(member, metric):
                any_found = True
                yield fact
    if any_found:
        return
    for metric in metrics:
        row = registry.metric(metric)
        if row is None or row.kind not in _INHERITED or (row.kind == "size" and _SIZED.search(subject)):
            continue  # GPT-3 13B has not the layers of the 175B, nor a mini those of its line
        for family in registry.lineage(subject):
            inherited = registry.facts_for(family, metric)
            yield from inherited
            if inherited:
                return


def _conditioned(facts: tuple[Fact, ...], conditions: Mapping[str, str], metric: Metric) -> tuple[Fact, ...]:
    """Facts whose conditions fit the claim's; without a claim's word the metric's defaults decide, else any fact."""
    pool = facts
    if conditions:
        pool = tuple([f for f in facts if _compatible(f.conditions, conditions)]) or facts
        if conditions.get("sparsity") == "sparse":  # beside it, what says nothing is without
            pool = tuple([f for f in pool if f.conditions.get("sparsity") == "sparse"]) or pool
    elif metric.kind == "price":
        pool = tuple([f for f in facts if f.conditions.get("tier") not in _REDUCED]) or facts
    unstated = {k: v for k, v in metric.default_conditions.items() if k not in conditions}
    if unstated:
        default = tuple(f for f in pool if all(f.conditions.get(k, v) == v for k, v in unstated.items()))
        return default or pool
    return pool


def _compatible(fact: Mapping[str, str], claim: Mapping[str, str]) -> bool:
    for key, value in claim.items():
        if key == "part":
            continue
        other = fact.get(key)
        if key == "scope" and value != "part":
            # A part of a benchmark is judged by what was reported for that part, never by the whole.
            if fold(value)[0] not in {fold(said)[0] for said in fact.values()}:
                return False
            continue
        if other is None and (key in _TELLING or (key == "sampling" and _OF_MANY.fullmatch(value))):
            return False  # what says nothing is of one answer
        if other is None or other == value:
            continue
        if key == "sampling" and other.endswith("@1") and value.endswith("@1"):
            continue  # the majority of one answer is that answer
        # "cons" without a number fits every cons@k; "few" fits every number of shots above one.
        if key == "sampling" and other.split("@")[0] == value.split("@")[0] and "@" not in value:
            continue
        if key == "shots" and "few" in (value, other) and {value, other}.isdisjoint(("0", "1")):
            continue
        return False
    return True


def _valid(fact: Fact, as_of: str | None) -> bool:
    if as_of is None:
        return fact.valid_until is None
    after_start = fact.valid_from is None or fact.valid_from[: len(as_of)] <= as_of[: len(fact.valid_from)]
    before_end = fact.valid_until is None or fact.valid_until[: len(as_of)] >= as_of[: len(fact.valid_until)]
    return after_start and before_end


def _verdict(claim: Claim, facts: Sequence[Fact], metric: Metric) -> tuple[Verdict | None, tuple[Fact, ...]]:
    """The best agreement with any of the facts; None where none can be compared."""
    best: Agreement | None = None
    decisive: list[Fact] = []
    rank = {"contradicted": 0, "imprecise": 1, "supported": 2}
    mine = agreement.in_unit_of(claim.quantity, metric)
    for fact in facts:
        agrees = agreement.compared(claim.quantity, mine, fact, metric)
        if agrees is None:
            continue
        if best is None or rank[agrees] > rank[best]:
            best, decisive = agrees, [fact]
        elif agrees == best:
            decisive.append(fact)
    return best, tuple(decisive)


def _nearest(claim: Claim, facts: Sequence[Fact], metric: Metric) -> tuple[Fact, ...]:
    mine = reading(claim.quantity, metric)
    value = mine.value if mine is not None else None

    def distance(fact: Fact) -> float:
        if isinstance(value, Decimal) and isinstance(fact.value, Decimal):
            other = agreement.scaled(fact.value, fact, metric)
            return float(abs(value - other) / max(abs(other), Decimal("1e-12")))
        return 1e9 if value != fact.value else 0.0

    def days(fact: Fact) -> int:
        dated = isinstance(value, str) and isinstance(fact.value, str)
        return agreement.days(str(value), str(fact.value)) if dated else 0

    return tuple(sorted(facts, key=lambda f: (distance(f), f.kind != "primary", days(f), f.id)))
