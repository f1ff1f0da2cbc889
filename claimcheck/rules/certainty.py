"""How sure a contradiction is: by who reported the facts, by the kind of the figure, and by how far it is from them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from claimcheck import match
from claimcheck import patterns as re
from claimcheck.claims.sizes import bears, named_size
from claimcheck.fit import reading
from claimcheck.model import Claim, Fact, Judgement, Metric
from claimcheck.registry import Registry
from claimcheck.rules import figures, hosts, makers, owners, pairs, runs
from claimcheck.rules.days import months
from claimcheck.rules.settled import borne_out

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

NOTE, LIKELY, SURE = 0.6, 0.85, 0.95
_MEASURED = frozenset({"benchmark", "speed", "index", "training"})  # what others measure or estimate anew
_POINTS = 5
_ROUNDED = Decimal("0.01")
_PRINTED = Decimal("0.002")  # 3352 GB/s and 3.35 TB/s are one bandwidth
_OTHER_COUNT = Decimal("0.05")
_BINARY = Decimal("0.027")  # between thousands of 1,000 and of 1,024
_HOSTS = Decimal("0.45")  # of a window, between one host's setting and another's
_LIVING = ("livebench", "livecodebench")  # whose questions change with each edition or window of time
_WINDOWS = Decimal("0.3")  # of a score, from one window of time to another
_CUTOFFS = 3  # months
_TO_MONTH = len("2025-01")
_EVER = 12_000  # months: more than between any two dates, where there is none to compare
_SEASON = 3  # months that announcement, paper and release lie apart
_LONG_AFTER = 9  # months behind the last of a generation
_YEARS_APART = 5  # months between a year and a release that is of another
_YEAR = ("", "year", "年份", "年")  # a column's header that says no more
_OPENED = re.compile(r"(?<![a-z])open[- ]?(?:sourc|weight|ed)|开源")
_CLAUSE = 60  # characters around a date
_PADDED = Decimal("0.03")  # of a vocabulary, with the tokens that are kept free or without
_BY_NAME = Decimal("0.1")
_BY_MONTHS = Decimal("0.12")  # of a time, between days and months that somebody counted
_CLOCKS = Decimal("0.1")  # of a throughput, between one card's clock and another's
_LEAST_OF_OTHERS = 20  # times less that they ask at the most
_ANOTHERS = Decimal("2.5")  # times that who serves a model asks more or less than its maker
_AS_ASKED = frozenset(  # benchmarks whose scores lie tens of points apart by how their choices are put
    (
        "arc-c",
        "arc-e",
        "boolq",
        "commonsenseqa",
        "hellaswag",
        "lambada",
        "openbookqa",
        "piqa",
        "race",
        "siqa",
        "winogrande",
    )
)
_OTHERS = 3  # rates of other chips that make of a table one without sparsity
_TELLING = 4  # digits by which a chip's figure is known for another's
_DEARER, _CHEAPER = Decimal("1.5"), Decimal("2.5")  # batches and nights cost half


def of(judgement: Judgement, checked: Checked) -> float:
    """How sure a contradiction is, given who reported the facts and how far the figure is from them.

    Independent runs and estimates differ from one another, so that a small distance from them says little.
    """
    facts = judgement.admissible or judgement.facts
    metric = checked.registry.metric(judgement.claim.metric.id or "")
    if metric is None:
        return NOTE
    value = judgement.claim.quantity.value
    if isinstance(value, str):
        if metric.id == "knowledge-cutoff" and "train" in (judgement.claim.metric.text or "").lower():
            return NOTE  # of the data; what a model knows well ends before
        if metric.id == "knowledge-cutoff" and len(value) >= 7 and _apart(value, facts) <= _CUTOFFS:
            return NOTE  # the card of a model and the page on it differ by so much
        own = any(fact.subject == judgement.claim.subject.id for fact in facts)
        if _before_all(judgement, facts, checked.registry) or _after_all(judgement, facts, checked.registry):
            return LIKELY
        if not own:
            return NOTE  # a family is as old as its first member, known or not
        if value[:4] in judgement.claim.quantity.text:
            if _opened(judgement, checked):  # later than the paper on it
                facts = tuple(fact for fact in facts if not (_of_its_paper(fact) and value > str(fact.value)))
            if _of_another_year(judgement, facts, checked.registry):
                return LIKELY
            agreed = _month_agreed(judgement, facts, checked.registry)
            return max(LIKELY, _dated(value, facts)) if agreed else _dated(value, facts)
        # a year that was inferred is no figure of the writer's; a day of another month is wrong in any year
        told = {str(fact.value)[5:7] for fact in facts}
        return LIKELY if len(value) == 10 and value[5:7] not in told and "" not in told else NOTE
    daily = metric.unit == "elo" and any("as_of" in fact.conditions for fact in facts)  # Arena ratings move every day
    living = metric.id.startswith(_LIVING) and not runs.mistyped(judgement, _WINDOWS)
    living = living and not owners.owners(judgement, checked)  # another's figure is no other window's
    if living or metric.kind == "speed":
        return NOTE  # every set-up has its own
    if metric.kind == "index" or daily:
        return _drifted(judgement, facts, Decimal("0.05") if metric.unit == "elo" else Decimal("0.03"))
    if metric.id == "training-compute" and match.beyond_estimates(judgement.claim, facts, metric):
        return LIKELY
    if metric.kind == "training" and all(fact.kind != "primary" for fact in facts):
        return NOTE  # what others counted or estimated: other stages, other data
    if metric.id == "training-time" and judgement.claim.quantity.unit in ("month", "week"):
        return _drifted(judgement, facts, _BY_MONTHS)
    compiled = all(fact.kind != "primary" for fact in facts)
    other_way = _doubled(judgement, facts) or _drifted(judgement, facts, _CLOCKS) == NOTE
    if compiled and metric.id.endswith("-throughput") and other_way and not _told_apart(judgement, checked):
        return NOTE  # with sparsity or without, at one accumulator's width or another's, at one clock or another
    few = figures.weight(judgement.claim.quantity) < _TELLING
    if compiled and metric.id == "memory-bandwidth" and few and _drifted(judgement, facts, _BINARY) == NOTE:
        return NOTE  # slides round more than data sheets
    if metric.unit == "gpu" and all(fact.kind != "primary" for fact in facts):
        return NOTE  # stages of one training run on different numbers of accelerators
    if metric.kind != "benchmark" and all(fact.approximation not in ("exact", "range") for fact in facts):
        return _drifted(judgement, facts, Decimal("0.3"))  # "about 100 million" leaves room
    if metric.id == "vocabulary-size":
        return _drifted(judgement, facts, _PADDED)
    if metric.kind == "size" and all(_nominal(fact) for fact in facts):
        return _drifted(judgement, facts, Decimal("0.3"))  # a model called 2B may have 2.7 billion
    if metric.id == "total-parameters" and all(_by_name(fact) for fact in facts):
        return _drifted(judgement, facts, _BY_NAME)
    if metric.kind == "size" and _inherited(judgement, facts, checked.registry):
        return NOTE
    if metric.unit == "parameter" and another_count(judgement, facts):
        return NOTE
    if (
        metric.kind == "limit"
        and few
        and judgement.claim.quantity.scale > 1
        and _drifted(judgement, facts, _BINARY) == NOTE
    ):
        return NOTE  # thousands are 1,000 to one, 1,024 to another: 198K of 1,024 are 203K
    if metric.kind == "limit" and compiled:
        return _drifted(judgement, facts, _HOSTS)
    entity = checked.registry.entity(judgement.claim.subject.id or "")
    if (
        entity is not None
        and entity.kind == "family"
        and metric.kind in ("hardware", "limit")
        and len(figures.distinct(facts)) > 1
    ):
        telling = figures.weight(judgement.claim.quantity) >= _TELLING
        return LIKELY if telling and owners.owners(judgement, checked) else _outside(judgement, facts)
    if metric.kind == "benchmark" and _one_run_of_others(judgement, facts, checked.registry):
        return NOTE
    if runs.copied(judgement, checked) or runs.of_kin(judgement, checked):
        return LIKELY
    if metric.kind == "price" and _served_by_others(judgement, checked):
        return NOTE
    if metric.kind == "price" and all(fact.kind != "primary" for fact in facts):
        # prices change; a list compiled on one day says little of another, two that agree say more
        agreed = len({f.source for f in facts}) > len({f.value for f in facts})
        return LIKELY if agreed or _never_asked(judgement, checked) or _one_price(judgement, checked) else NOTE
    if metric.kind not in _MEASURED:
        return SURE if any(fact.kind == "primary" for fact in facts) else LIKELY
    if metric.kind == "benchmark" and _between(judgement, facts, metric):
        return NOTE
    if metric.kind == "benchmark" and _without_thinking(judgement, facts, checked.registry):
        return NOTE
    of_makers = [fact for fact in facts if makers.by_maker(fact, checked.registry)]
    read = reading(judgement.claim.quantity, metric)
    value = read.value if read is not None else None
    if of_makers:
        conditions = judgement.claim.conditions.items()
        others = [fact for fact in facts if fact not in of_makers and fact.conditions.items() & conditions]
        return NOTE if _near(judgement, of_makers, metric) or _near(judgement, others, metric) else SURE
    known = [f.value for f in (figures.converted(f, metric.unit) for f in facts) if isinstance(f.value, Decimal)]
    if not isinstance(value, Decimal) or not known:
        return NOTE
    gap = min(abs(value - other) for other in known)
    spread = max(known) - min(known)
    if len({fact.source for fact in facts}) > 1:
        small = max(Decimal(5), abs(value) / 10) if metric.unit == "percent" else abs(value) * Decimal("0.15")
    else:  # one run of others; its scaffold and settings may be far from the maker's own
        small = max(Decimal(15), abs(value) / 3) if metric.unit == "percent" else abs(value) / 4
    return NOTE if gap <= max(small, spread) else LIKELY


def _one_run_of_others(judgement: Judgement, facts: Iterable[Fact], registry: Registry) -> bool:
    """Whether all that is known is a run of others at a number of examples, and the draft does not tell its own."""
    if runs.mistyped(judgement):
        return False
    if judgement.claim.metric.id not in _AS_ASKED and not any("harness" in fact.conditions for fact in facts):
        return False
    few = all(fact.conditions.get("shots", "0") != "0" and not makers.by_maker(fact, registry) for fact in facts)
    return few and "shots" not in judgement.claim.conditions and len({fact.source for fact in facts}) == 1


def _drifted(judgement: Judgement, facts: Iterable[Fact], share: Decimal) -> float:
    """Ratings and statistics are revised by a few percent; more than that is another figure."""
    value, unit = judgement.claim.quantity.value, judgement.claim.quantity.unit
    known = [f.value for f in (figures.converted(f, unit) for f in facts) if isinstance(f.value, Decimal)]
    if not isinstance(value, Decimal) or not known:
        return NOTE
    return LIKELY if min(abs(value - other) for other in known) > share * abs(value) else NOTE


def _between(judgement: Judgement, facts: Iterable[Fact], metric: Metric) -> bool:
    """Whether a score lies between those reported under several settings, and is no slip of the finger: it may be that
    of a further setting.
    """
    read = reading(judgement.claim.quantity, metric)
    known = [f for f in (figures.converted(f, metric.unit) for f in facts) if isinstance(f.value, Decimal)]
    settings = {tuple(sorted(fact.conditions.items())) for fact in known}
    values = [fact.value for fact in known if isinstance(fact.value, Decimal)]
    if read is None or not isinstance(read.value, Decimal) or len(settings) < 2:
        return False
    return min(values) < read.value < max(values) and not runs.mistyped(judgement)


def _near(judgement: Judgement, facts: Iterable[Fact], metric: Metric) -> bool:
    """Whether a score in percent is a few points from the maker's and no slip of the finger: that of another run."""
    if metric.kind != "benchmark" or metric.unit != "percent" or runs.mistyped(judgement):
        return False
    read = reading(judgement.claim.quantity, metric)
    known = [f.value for f in (figures.converted(f, metric.unit) for f in facts) if isinstance(f.value, Decimal)]
    if read is None or not isinstance(read.value, Decimal) or not known:
        return False
    return min(abs(read.value - other) for other in known) < _POINTS


def _without_thinking(judgement: Judgement, facts: Iterable[Fact], registry: Registry) -> bool:
    """Whether a score in a table, of a system that thinks only where told to, is below all that are known, each of them
    with thinking: a table that says neither may have it without.
    """
    claim = judgement.claim
    known = list(facts)
    if (
        claim.cell is None
        or "thinking" in claim.conditions
        or not all(fact.conditions.get("thinking") == "on" for fact in known)
    ):
        return False
    if not any(fact.conditions.get("thinking") == "off" for fact in registry.facts_of(claim.subject.id or "")):
        return False
    return figures.less(judgement) and not runs.mistyped(judgement)


def another_count(judgement: Judgement, facts: Iterable[Fact]) -> bool:
    """Whether a number of parameters is near a reported one and no slip of the finger: counted with the embeddings or
    without, with the heads that predict further tokens or without. 358B for 355B, within a hundredth, is no slip.
    """
    return _drifted(judgement, facts, _OTHER_COUNT) == NOTE and not runs.mistyped(judgement, _ROUNDED)


def as_reported(judgement: Judgement) -> bool:
    """Whether a figure is all but one that was reported of its own metric and subject, and no slip of the finger: then
    it is no other's, whatever else prints the same.
    """
    own = [f for f in judgement.admissible if f.metric == judgement.claim.metric.id]
    return bool(own) and _drifted(judgement, own, _ROUNDED) == NOTE and not runs.mistyped(judgement, _PRINTED)


def _dated(value: str, facts: Iterable[Fact]) -> float:
    """A year alone is often another event's; announcement, paper and release lie a few months apart."""
    known = list(facts)
    if len(value) < 7:
        return NOTE
    if any(fact.kind == "primary" for fact in known):
        # what is told to come out a month later may have come to more users then
        later = len(value) == 7 and any(months(value) - months(str(f.value)) == 1 for f in known if _to_month(f))
        return LIKELY if later or (len(value) == 10 and _apart(value, known) <= 1) else SURE
    days = {fact.value for fact in known if isinstance(fact.value, str) and len(fact.value) == 10}
    if len(value) == 10 and len(days) == 1 and len({fact.source for fact in known}) > 1:
        return LIKELY  # several tell one day
    if len(value) == _TO_MONTH and len({f.source for f in known}) == 1 and all(value < str(f.value) for f in known):
        return NOTE  # lists date a model by its paper, which may come out long after it was shown
    return LIKELY if _SEASON < _apart(value, known) < _EVER else NOTE


def _month_agreed(judgement: Judgement, facts: Iterable[Fact], registry: Registry) -> bool:
    """Whether several publishers tell one month for a system itself, and a draft another one."""
    value, own = judgement.claim.quantity.value, judgement.claim.subject.id
    told = [fact for fact in facts if fact.subject == own and _to_month(fact)]
    sources = (registry.source(fact.source) for fact in told)
    publishers = {source.publisher for source in sources if source is not None}
    agreed = len(publishers) > 1 and len({str(fact.value)[:7] for fact in told}) == 1
    return agreed and isinstance(value, str) and len(value) >= 7


def _apart(value: str, facts: Iterable[Fact]) -> int:
    """The least number of months between a date and those reported to the month; `_EVER` where there is none."""
    return min((abs(months(str(fact.value)) - months(value)) for fact in facts if _to_month(fact)), default=_EVER)


def _opened(judgement: Judgement, checked: Checked) -> bool:
    """Whether prose tells when the weights or the code of a system were opened."""
    claim, segment = judgement.claim, checked.segment(judgement.claim)
    start = claim.quantity.start
    return (
        claim.cell is None
        and segment is not None
        and _OPENED.search(segment.view.low, max(0, start - _CLAUSE), start + _CLAUSE) is not None
    )


def _of_its_paper(fact: Fact) -> bool:
    """Whether a day is that of the paper on a system, whose weights may have come out later."""
    return "paper" in (fact.note or "")


def _before_all(judgement: Judgement, facts: Iterable[Fact], registry: Registry) -> bool:
    """Whether a generation of models is told to have come out well before the first of its members did, on which
    several reports agree: a line without a number may have older ones.
    """
    value, entity = judgement.claim.quantity.value, registry.entity(judgement.claim.subject.id or "")
    if not isinstance(value, str) or len(value) < 7 or entity is None or entity.kind != "family":
        return False
    if not any(map(str.isdigit, entity.id)) or value[:4] not in judgement.claim.quantity.text:
        return False
    days = [(fact.value, fact.subject, fact.source) for fact in facts if isinstance(fact.value, str)]
    first = min((day for day, _, _ in days if len(day) == 10), default="")
    models = [one for one in (registry.entity(subject) for _, subject, _ in days) if one is not None]
    agreed = len({(subject, source) for day, subject, source in days if day == first}) > 1
    return agreed and all(one.kind in ("model", "family") for one in models) and months(first) - months(value) > 1


def _after_all(judgement: Judgement, facts: Iterable[Fact], registry: Registry) -> bool:
    """Whether a generation of models or chips is told to have come out long after the last of its members did, to the
    month at least: one that the registry does not know would hardly be so late.
    """
    value, entity = judgement.claim.quantity.value, registry.entity(judgement.claim.subject.id or "")
    if not isinstance(value, str) or len(value) < 7 or entity is None or entity.kind != "family":
        return False
    days = {fact.subject: str(fact.value) for fact in facts if _to_month(fact)}
    if len(days) < 2 or not any(map(str.isdigit, entity.id)) or value[:4] not in judgement.claim.quantity.text:
        return False
    return months(value) - max(map(months, days.values())) > _LONG_AFTER


def _of_another_year(judgement: Judgement, facts: Iterable[Fact], registry: Registry) -> bool:
    """Whether a year alone, in a table of years, is far from that of each report of a model whose name tells its
    version: papers and announcements lie a few months before a release. Chips are in use years before they are shown.
    """
    value, claim = judgement.claim.quantity.value, judgement.claim
    entity = registry.entity(claim.subject.id or "")
    if not isinstance(value, str) or len(value) != 4 or claim.cell is None or entity is None:
        return False
    if entity.kind != "model" or not any(map(str.isdigit, entity.id)):
        return False
    days = [str(fact.value) for fact in facts]
    first, last = int(value) * 12 + 1, int(value) * 12 + 12
    merely = (claim.metric.text or "").lower() in _YEAR
    if merely and any(int(value) - int(day[:4]) == 1 for day in days if day[:4].isdigit()):
        return False  # that in which the paper was printed
    return bool(days) and all(
        len(day) >= 7 and not first - _YEARS_APART < months(day) < last + _YEARS_APART for day in days
    )


def _to_month(fact: Fact) -> bool:
    return isinstance(fact.value, str) and len(fact.value) >= 7


def _told_apart(judgement: Judgement, checked: Checked) -> bool:
    """Whether a rate of operations is said to be with sparsity or without, or its table gives all others without, and
    the reports give both, at one width of the accumulator.
    """
    claim = judgement.claim
    facts = checked.registry.facts_for(claim.subject.id or "", claim.metric.id or "")
    said = {fact.conditions.get("sparsity") for fact in facts}
    plain = all(fact.conditions.keys() <= {"sparsity"} for fact in facts)
    if not plain or "sparse" not in said or len(said) == 1:
        return False
    return claim.conditions.get("sparsity") in ("dense", "sparse") or _among_dense(claim, checked)


def _among_dense(claim: Claim, checked: Checked) -> bool:
    """Whether a table gives the rates of other chips as they are without sparsity, and none as it is with."""
    if claim.cell is None:
        return False
    sparse = [
        any(fact.conditions.get("sparsity") == "sparse" for fact in other.facts)
        for other in checked.beside[claim.block]
        if other.verdict == "supported"
        and (other.claim.metric.id or "").endswith("-throughput")
        and other.claim.subject.id != claim.subject.id
        and _is_doubled(other, checked)
    ]
    return len(sparse) >= _OTHERS and not any(sparse)


def _is_doubled(judgement: Judgement, checked: Checked) -> bool:
    """Whether the registry knows a rate with sparsity, too."""
    facts = checked.registry.facts_for(judgement.claim.subject.id or "", judgement.claim.metric.id or "")
    return any(fact.conditions.get("sparsity") == "sparse" for fact in facts)


def _doubled(judgement: Judgement, facts: Iterable[Fact]) -> bool:
    """Whether a figure is about twice or half a reported one."""
    value = judgement.claim.quantity.value
    known = [f.value for f in (figures.converted(f, judgement.claim.quantity.unit) for f in facts)]
    if not isinstance(value, Decimal) or value <= 0:
        return False
    others = [other for other in known if isinstance(other, Decimal) and other > 0]
    return any(Decimal("1.8") < max(value / other, other / value) < Decimal("2.2") for other in others)


def _inherited(judgement: Judgement, facts: Iterable[Fact], registry: Registry) -> bool:
    """Whether all that is known is the size of the line that the subject is one of: XLM-R, for XLM-R base."""
    above = registry.lineage(judgement.claim.subject.id or "")
    return all(fact.subject in above for fact in facts)


def _by_name(fact: Fact) -> bool:
    """Whether a size is no more than what the subject's name tells: the 13B of Skywork-13B may be 13.85 billion."""
    return isinstance(fact.value, Decimal) and bears(named_size(fact.value), fact.subject)


def _nominal(fact: Fact) -> bool:
    """Whether a size is given by one digit, as in a model's name."""
    return isinstance(fact.value, Decimal) and len(fact.value.normalize().as_tuple().digits) == 1


def _outside(judgement: Judgement, facts: Iterable[Fact]) -> float:
    """A family of chips has members that the registry does not know, and their figures lie among the others."""
    value = judgement.claim.quantity.value
    known = [f.value for f in (figures.converted(f, judgement.claim.quantity.unit) for f in facts)]
    numbers = [other for other in known if isinstance(other, Decimal) and other > 0]
    if not isinstance(value, Decimal) or value <= 0 or not numbers:
        return NOTE
    ratio = max(min(numbers) / value, value / max(numbers))
    return LIKELY if Decimal("1.3") < ratio < 3 else NOTE


def _served_by_others(judgement: Judgement, checked: Checked) -> bool:
    """Whether a price may be that of another who serves a model with open weights: no slip of the finger from the
    maker's, and nothing beside it shows that the draft tells the makers' prices.
    """
    value, unit = judgement.claim.quantity.value, judgement.claim.quantity.unit or ""
    asked = [f for f in (figures.converted(f, unit) for f in judgement.admissible) if f.unit == unit]
    known = [f.value for f in asked if isinstance(f.value, Decimal)]
    near = isinstance(value, Decimal) and any(v / _LEAST_OF_OTHERS < value < v * _ANOTHERS for v in known)
    near = near and not figures.tenfold(judgement)
    return (
        near
        and unit.startswith("USD")
        and hosts.is_open(judgement.claim.subject.id or "", checked)
        and not runs.mistyped(judgement)
        and not borne_out(judgement, checked)
        and not runs.other_price(judgement, checked)
        and (judgement.claim.subject.id, judgement.claim.metric.id) not in checked.supported
    )


def _one_price(judgement: Judgement, checked: Checked) -> bool:
    """Whether a system that nobody but its maker sells has had one price all the time, as far as is known, and the
    figure is not half of it, as in batches and at night.
    """
    subject, value = judgement.claim.subject.id or "", judgement.claim.quantity.value
    known = {fact.value for fact in checked.registry.facts_for(subject, judgement.claim.metric.id or "")}
    halved = any(isinstance(asked, Decimal) and isinstance(value, Decimal) and 2 * value == asked for asked in known)
    return len(known) == 1 and not halved and not hosts.is_open(subject, checked)


def _never_asked(judgement: Judgement, checked: Checked) -> bool:
    """Whether a price lies far from all that was ever given for it, of whatever day and tier, by two lists or more, or
    by one that the draft's other prices agree with: those beside it in the table, or another of the same system.
    """
    claim, value = judgement.claim, judgement.claim.quantity.value
    known = [
        figures.converted(fact, claim.quantity.unit)
        for fact in checked.registry.facts_for(claim.subject.id or "", claim.metric.id or "")
    ]
    asked = [f for f in known if f.unit == claim.quantity.unit and isinstance(f.value, Decimal) and f.value > 0]
    prices = [f.value for f in asked if isinstance(f.value, Decimal)]
    if not isinstance(value, Decimal) or value <= 0 or not prices:
        return False
    several = len({f.source for f in asked}) > 1
    if not several and not borne_out(judgement, checked) and not runs.other_price(judgement, checked):
        return False
    return value > max(prices) * _DEARER or value * _CHEAPER < min(prices)


def enough(judgement: Judgement, checked: Checked, usual: float) -> float:
    """How surely a claim must be read for more than a note: less where the document itself has the right value."""
    return usual - 0.15 if corroborated(judgement, checked) else usual


def corroborated(judgement: Judgement, checked: Checked) -> bool:
    """Whether the document itself gives the reported value of the same subject and metric elsewhere."""
    claim, facts = judgement.claim, {fact.id for fact in judgement.admissible}
    return any(
        facts & {fact.id for fact in other.facts} and pairs.near(other.claim, claim)
        for other in checked.supported.get((claim.subject.id, claim.metric.id), ())
    )
