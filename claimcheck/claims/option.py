"""One way to read a figure, a metric carried over, and what every reading has in common."""

from __future__ import annotations

from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.claims import implied
from claimcheck.claims.sentences import APART_OF, CHANGED, POINTS_APART, Sentence
from claimcheck.fit import CURRENCIES, fit, in_range
from claimcheck.model import Mention, Metric, Quantity
from claimcheck.records import dataclass
from claimcheck.registry import Registry

Place = tuple[int, int]  # in a list, and how long that is

_CORPUS = 10**7  # tokens
_LEAST_RUN = 10_000  # dollars
_LEVELS = frozenset(("benchmark", "size", "price", "hardware", "limit", "training"))  # kinds of metrics, no changes
# right before a figure of what one thing has more than another, or of what was added: "比 H100 显存大 112GB"
_DIFFERENCE = re.compile(
    r"(?:(?:降价|下调|上调|涨价|提价|便宜|减价|多出|高出|增加|减少|多花|少花|省下)了?|"
    r"比[^，,。;；\n]{1,32}(?:大|多|高|低|少|小|长|短|快|慢|贵|便宜)(?:了|出)?)\s?(?:约|近|大约|整整)?\s?\Z"
)
# before one of a list of gains, "gains of 2.6% on A, 4.7% on B", and what stands "within 5 points"
_GAINS = re.compile(
    r"(?<![A-Za-z])(?:(?:gains?|improvements?|increases?|drops?|declines?|boosts?) of\s"
    r"(?:[\d.]+%\s(?:on|in|for)\s[^,.;]{1,32},?\s(?:and\s)?)*|"
    r"(?:accuracy|performance|score) (?:drop|gain|loss|change)[^;:：\n]{0,40}[:：][\s*_]*|within\s(?:about\s|~)?)\Z",
    re.IGNORECASE,
)
_LISTED = 160  # characters of such a list
_OF_ERRORS = re.compile(r"[*_]{0,2}\s(?:of\s)?(?:[a-z]+\s){0,2}(?:errors|mistakes|failures|gaps?|agreement)(?![a-z])")
_BRACKET = re.compile(r"[*_]{0,2}\s?[(（]")
_MEMORY_NEAR = re.compile(r"memory|hbm|vram|gddr|显存|内存|nvlink")


@dataclass(slots=True)
class Option:
    """One way to read a figure. `quantity` is the figure with the unit that the metric gives it."""

    metric: Metric
    quantity: Quantity
    mention: Mention | None
    features: dict[str, float]
    score: float
    carried: bool = False
    place: Place | None = None  # of a carried metric


@dataclass(frozen=True, slots=True)
class CarriedMetric:
    """A metric that an earlier sentence or a heading offers.

    `sibling` says that it is that of the list item before, `titled` that the heading is its name and nothing else.
    """

    metric: Metric
    mention: Mention | None
    feature: str
    sibling: bool = False
    asked: bool = False  # a question has named it
    place: Place | None = None  # in the list of those of the sentence before: a list of figures goes in their order
    titled: bool = False


def common(quantity: Quantity, fitted: Quantity, metric: Metric, text: str) -> dict[str, float]:
    features: dict[str, float] = {}
    if quantity.unit is not None and quantity.unit not in ("percent", "count") and quantity.unit not in CURRENCIES:
        features["metric.typed"] = 1.0
    elif quantity.unit is None:
        features["metric.bare"] = 1.0
        if like_a_year(quantity) and metric.unit not in ("elo",):
            features["metric.year"] = 1.0
    if no_level(quantity, text) and metric.kind in _LEVELS:
        features["metric.change"] = 1.0
    if not in_range(fitted, metric):
        features["metric.out_of_range"] = 1.0
    return features


def no_level(quantity: Quantity, text: str) -> bool:
    """Whether words beside a figure make it a change or a gap and no level."""
    if quantity.signed or _DIFFERENCE.search(text, max(0, quantity.start - 40), quantity.start) is not None:
        return True
    if quantity.unit == "percent" and (
        _GAINS.search(text, max(0, quantity.start - _LISTED), quantity.start) or _OF_ERRORS.match(text, quantity.end)
    ):
        return True
    if quantity.unit == "percent" or (quantity.unit or "").endswith("/Mtoken"):
        return CHANGED.match(text, quantity.end) is not None  # "$5/M more than Opus"
    return quantity.unit is None and (
        POINTS_APART.match(text, quantity.end) is not None
        or APART_OF.search(text, max(0, quantity.start - 32), quantity.start) is not None
    )


def of_one_text(quantity: Quantity, metric: Metric) -> bool:
    """Whether a number of tokens is too small for what a model was trained on: the length of a text."""
    most = quantity.value if isinstance(quantity.value, Decimal) else quantity.high
    return metric.id == "training-tokens" and isinstance(most, Decimal) and most <= _CORPUS


def of_no_run(quantity: Quantity, metric: Metric) -> bool:
    """Whether a sum is too small for what a run of training costs: a price, more likely."""
    return metric.id == "training-cost" and isinstance(quantity.value, Decimal) and quantity.value < _LEAST_RUN


def like_a_score(quantity: Quantity) -> bool:
    """A bare number that may be a score: printed in digits, and no mere "two" or "5"."""
    value = quantity.value
    if not isinstance(value, Decimal) or not any(c.isdigit() for c in quantity.text):
        return False
    return value >= 10 or value != value.to_integral_value()


def like_a_year(quantity: Quantity) -> bool:
    return (
        quantity.value is not None
        and quantity.text.isdigit()
        and len(quantity.text) == 4
        and quantity.text[:2] in ("19", "20")
    )


def otherwise(family: str, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether words make a figure something else than its unit implies: "10M samples", "$20 a month"."""
    if family == "byte/second" and "b" in quantity.text and not _MEMORY_NEAR.search(sentence.near(quantity)):
        return True  # bits a second are a network's
    behind, beside = implied.NOT_MEANT.get(family), implied.NOT_BESIDE.get(family)
    if behind is not None and behind.match(
        sentence.segment.view.text, quantity.end, min(sentence.end, quantity.end + 40)
    ):
        return True
    if beside is None or beside.search(sentence.near(quantity)) is None:
        return False
    left, right = sentence.clause(quantity.start, quantity.end)
    left, right = max(left, quantity.start - 60), min(right, quantity.end + 40)
    opened = _BRACKET.match(sentence.segment.view.text, quantity.end)
    if opened is not None and any(opened.end() <= q.start < right for q in sentence.quantities):
        right = quantity.end  # "273 GB/s (measured 209 GB/s)": the word is the other's
    words = beside.finditer(sentence.segment.view.low, left, right)
    return any(not any(m.start <= word.start() < m.end for m in sentence.entities) for word in words)  # "A100 PCIe"


def of_unit(metric: Metric, quantity: Quantity, registry: Registry) -> Metric:
    """The member of a metric's family that the figure's unit asks for: of Codeforces, a percent is the percentile."""
    ids = registry.members(metric.id)
    if len(ids) < 2:
        return metric
    members = [m for i in ids if (m := registry.metric(i)) is not None]
    if len({m.unit for m in members}) < 2:
        return metric
    fitting = [m for m in members if (q := fit(quantity, m)) is not None and in_range(q, m) and m.unit != "rank"]
    if quantity.unit is None or quantity.unit == metric.unit:
        own = [m for m in fitting if m.unit == metric.unit]
        below = quantity.unit is None and metric.unit == "elo" and fitting  # 51.6 on Codeforces is no rating
        return own[0] if own else fitting[-1] if below else metric
    exact = [m for m in fitting if m.unit == quantity.unit or quantity.unit == "percentile"]
    return exact[-1] if exact else metric
