"""Multiples between two named things, against what was reported of both: "11 times cheaper than X", "X 的十分之一"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.claims.sentences import Sentence
from claimcheck.model import Fact, Metric, Quantity
from claimcheck.records import NamedTuple
from claimcheck.registry import Registry
from claimcheck.rules import figures, gains, owners, wording
from claimcheck.rules.base import Draft, Message
from claimcheck.rules.intervals import Closed

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_PRICED = re.compile(
    r"(?<![A-Za-z])(?:cheaper|(?:API |token )?pric(?:e|es|ed|ing)|(?:less|more) expensive)(?![A-Za-z])|"
    r"便宜|价格|定价|贵"
)
_PRICES = ("input-price", "output-price", "cached-input-price")
_KINDS = frozenset({"price", "size", "limit", "hardware"})
_HEDGED = re.compile(
    r"\b(?:if|could|may|might|would|will|expected|up to|as much as|per watt|faster|speed|on average)\b|"
    r"如果|可能|预计|将|最高|至多|最多|速度|平均",
    re.I,
)
# times between the multiple told and the nearest that reports give, from which it is told; prices are often blended
_CLEAR = {"price": Decimal("1.5")}
_CLEAR_ELSE = Decimal("1.25")
_FARTHEST = Decimal(100)  # a multiple further off compares something else


class Pair(NamedTuple):
    """Two reports on one metric, and how many times the larger is the smaller."""

    first: Fact
    second: Fact
    ratio: Closed


def check(sentence: Sentence, checked: Checked) -> Iterator[Draft]:
    """A sentence with one multiple, two things of one kind and one metric, whose reports give no such multiple."""
    told = [q for q in sentence.quantities if q.kind == "multiple" or q.unit == "ratio"]
    others = [q for q in sentence.quantities if q not in told and q.kind != "date"]
    named = list(dict.fromkeys(m.candidates[0].id for m in sentence.entities if len(m.candidates) == 1))
    if len(told) != 1 or others or len(named) != 2 or len(sentence.entities) != 2 or _HEDGED.search(sentence.text):
        return
    multiple, registry = told[0], checked.registry
    size = _size(multiple)
    if size is None or named[1] in owners.related_ids(named[0], registry):
        return
    pairs = [pair for metric in _metrics(sentence, registry) for pair in _pairs(named, metric, registry)]
    gaps = [_gap(size, pair.ratio, multiple) for pair in pairs]
    if not gaps:
        return
    pair = pairs[gaps.index(min(gaps))]
    metric = registry.metric(pair.first.metric)
    least = _CLEAR.get(metric.kind, _CLEAR_ELSE) if metric is not None else _CLEAR_ELSE
    if not least < min(gaps) < _FARTHEST:
        return
    yield _draft(sentence, multiple, pair, registry)


def _size(multiple: Quantity) -> Closed | None:
    """How many times the larger is the smaller, by the wording: 11 for "11x" and for one eleventh."""
    low, high = multiple.low, multiple.high
    if not isinstance(low, Decimal) or not isinstance(high, Decimal) or low <= 0:
        return None
    return Closed(low, high) if high >= 1 else Closed(1 / high, 1 / low)


def _metrics(sentence: Sentence, registry: Registry) -> list[Metric]:
    """The one metric that the sentence names, or the list prices where it speaks of prices."""
    named = {m.candidates[0].id for m in sentence.metrics if len(m.candidates) == 1}
    ids = named or (set(_PRICES) if _PRICED.search(sentence.text) else set())
    found = [metric for metric in (registry.metric(i) for i in sorted(ids)) if metric is not None]
    plain = all(metric.kind in _KINDS for metric in found)
    return found if plain and (len(found) == 1 or ids == set(_PRICES)) else []


def _pairs(named: list[str], metric: Metric, registry: Registry) -> Iterator[Pair]:
    first, second = (list(_reports(identifier, metric, registry)) for identifier in named)
    for one in first:
        for other in second:
            ratio = _ratio(one, other)
            if ratio is not None:
                yield Pair(one, other, ratio)


def _reports(identifier: str, metric: Metric, registry: Registry) -> Iterator[Fact]:
    for subject in (identifier, *registry.members(identifier)):
        for fact in registry.facts_for(subject, metric.id):
            if fact.status == "reported" and isinstance(fact.value, Decimal) and fact.value > 0:
                yield fact


def _ratio(one: Fact, other: Fact) -> Closed | None:
    """How many times the larger of two reports is the smaller."""
    same = figures.converted(other, one.unit)
    first, second = _closed(one), _closed(same)
    if same.unit != one.unit or first is None or second is None:
        return None
    ratio = first.over(second)
    return ratio if ratio is None or ratio.high >= 1 else second.over(first)


def _closed(fact: Fact) -> Closed | None:
    low, high, value = fact.low, fact.high, fact.value
    if not isinstance(low, Decimal) or not isinstance(high, Decimal) or low <= 0:
        return None
    return Closed(low, high, value if isinstance(value, Decimal) else None)


def _gap(told: Closed, ratio: Closed, multiple: Quantity) -> Decimal:
    """How many times the multiple told is off; "3 times more" may mean four times, an open end anything beyond."""
    gaps = []
    for more in (0, 1):
        low, high = told.low + more, told.high + more
        if multiple.approximation in ("over", "at_least"):
            high = max(high, ratio.low)
        if multiple.approximation in ("under", "at_most", "nearly"):
            low = min(low, ratio.high)
        gaps.append(max(low / ratio.high, ratio.low / high, Decimal(1)))
    return min(gaps)


def _draft(sentence: Sentence, multiple: Quantity, pair: Pair, registry: Registry) -> Draft:
    told, expected = wording.printed(multiple), gains.told(pair.ratio, "ratio")
    measured = wording.metric(pair.first.metric, registry)
    first, second = (wording.entity(fact.subject, registry) for fact in pair[:2])
    a, b = wording.reported(pair.first), wording.reported(pair.second)
    source, other = wording.origin(pair.first, registry), wording.origin(pair.second, registry)
    sure = all(fact.kind == "primary" for fact in pair[:2])
    return Draft(
        sentence.segment.view.source(multiple.start, multiple.end),
        Message(
            f'"{told}" does not fit what was reported on {measured.en}: {first} {a.en} ({source.en}), '
            f"{second} {b.en} ({other.en}), which is {expected.en}.",
            f"“{told}”与已公布的{wording.spaced(measured.zh)}不符：{first} 为 {a.zh}（{source.zh}），"
            f"{second} 为 {b.zh}（{other.zh}），相差 {expected.zh}。",
        ),
        0.82 if sure else 0.7,
        facts=(pair.first, pair.second),
    )
