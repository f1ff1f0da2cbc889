"""The metrics that a figure may belong to: those the text names, those its unit implies, those carried over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from claimcheck import patterns as re
from claimcheck import units
from claimcheck.claims import implied
from claimcheck.claims.owners import kinds_of
from claimcheck.claims.sentences import (
    ADJACENT,
    CHANGED,
    COUNTED,
    DIRECT,
    FRONTED,
    LABELLED_DATE,
    ON,
    OUTPUT_AFTER,
    TOUCHING,
    Sentence,
)
from claimcheck.claims.weights import total
from claimcheck.fit import CURRENCIES, fit, in_range
from claimcheck.model import Mention, Metric, Quantity, Value
from claimcheck.records import dataclass, replace
from claimcheck.registry import Registry

_SCORED = re.compile(
    r"准确率|正确率|得分|分数|成绩|评分|通过率|表现|测试|scor(?:e|ing)|rating|accuracy|result|performance|benchmark",
    re.IGNORECASE,
)
_OF_TOKENS = re.compile(
    r"\s*(?:的|of)?\s*个?[\u4e00-\u9fff]{0,12}?\s*(?:tokens?(?![a-z])|标记|词元|令牌)", re.IGNORECASE
)
_PRICED_PER = re.compile(r"(?:每|per|/)\s*(?:[(（]?\s*)?$", re.IGNORECASE)
_BATCH = re.compile(r"batch|批次|批大小|步长", re.IGNORECASE)
_LEAD = re.compile(r"gap|lead|lag|behind|ahead|trail|差距|领先|落后|优势|缩小|拉开", re.IGNORECASE)
_TOTAL = re.compile(r"\s*(?:in )?total|\s*总", re.IGNORECASE)
_FEW_LETTERS = 16  # letters of an item beside its names and figures; a Chinese character counts twice
_MEMORY_NEAR = re.compile(r"memory|hbm|vram|gddr|显存|内存|nvlink|带宽", re.IGNORECASE)
_WHOLE_SUMS = frozenset(("training-cost", "launch-price", "investment"))  # nothing that is paid by the month
_BARE_SCALE = Decimal(10**5)
# A benchmark that the registry does not know still takes its figures, so that no other metric gets them.
UNKNOWN = Metric("", "", "score")


@dataclass(slots=True)
class Option:
    """One way to read a figure. `quantity` is the figure with the unit that the metric gives it."""

    metric: Metric
    quantity: Quantity
    mention: Mention | None
    features: dict[str, float]
    score: float
    carried: bool = False


@dataclass(frozen=True, slots=True)
class CarriedMetric:
    """A metric that an earlier sentence or a heading offers; `sibling` says that it is that of the list item before."""

    metric: Metric
    mention: Mention | None
    feature: str
    sibling: bool = False


def options(
    quantity: Quantity,
    sentence: Sentence,
    carried: Sequence[CarriedMetric],
    registry: Registry,
    reach: tuple[int, int] | None = None,
) -> list[Option]:
    """All readings that types allow, best first. `reach` is the span of the list of figures that this one stands in."""
    vague = quantity.value is None and quantity.approximation != "range" and quantity.kind != "date"
    clustered = quantity.unit == "gpu" and quantity.text[:1] in "百千万" and quantity.text[-1:] == "卡"  # 万卡集群
    fiscal = quantity.kind == "date" and quantity.text[-1:] == "度"  # 2024年度
    if vague or clustered or fiscal or quantity.approximation == "order":
        return []  # 数千, 百亿级: too vague to be checked
    reach = reach or (quantity.start, quantity.end)
    found: dict[str, Option] = {}

    def offer(option: Option | None) -> None:
        if option is not None and (option.metric.id not in found or found[option.metric.id].score < option.score):
            found[option.metric.id] = option

    priced = quantity.unit is not None and quantity.unit.endswith("/Mtoken")
    scored = quantity.unit in (None, "percent", "elo", "score")
    rivals = [
        m
        for m in sentence.metrics
        if (m.unknown and scored) or any(_fits(quantity, c.id, registry) for c in m.candidates)
    ]
    for mention in rivals:
        if mention.unknown:
            offer(_named(quantity, UNKNOWN, mention, rivals, sentence, reach, registry))
        for candidate in mention.candidates:
            if candidate.kind == "metric" and not priced and not (quantity.kind == "date" and candidate.context_only):
                offer(_named(quantity, registry.metric(candidate.id), mention, rivals, sentence, reach, registry))
    for option in _prices(quantity, sentence, registry):
        offer(option)
    for option in _implied(quantity, sentence, registry):
        offer(option)
    for option in _gaps(quantity, sentence, carried, registry):
        offer(option)
    cued = not rivals and _SCORED.search(sentence.near(quantity)) is not None
    told = any(not m.unknown for m in rivals)
    for row in carried:
        metric = _member(row.metric, quantity, sentence, registry)
        fitted = fit(quantity, metric)
        if row.sibling and _wordy(sentence):
            continue
        if metric.kind == "hardware" and not _told(metric, row.feature):
            continue
        if fitted is not None and metric.kind != "date" and (quantity.unit or _like_a_score(quantity)):
            features = _common(quantity, fitted, metric, sentence.segment.view.text) | {row.feature: 1.0}
            if told:
                features["metric.own"] = 1.0
            if cued and metric.kind == "benchmark":
                features["metric.scored"] = 1.0
            offer(Option(metric, fitted, row.mention, features, total(features), carried=True))
    _rated(found, sentence, carried, registry)
    return sorted(found.values(), key=lambda o: -o.score)


def _wordy(sentence: Sentence) -> bool:
    """Whether a list item says in words of its own what its figures are: "90.8% accuracy in the analysis of charts"."""
    text = sentence.segment.view.text
    parts = sorted(
        (p.start, p.end) for group in (sentence.entities, sentence.quantities, sentence.conditions) for p in group
    )
    left, at = 0, sentence.start
    for start, end in [*parts, (sentence.end, sentence.end)]:
        left += sum(2 if char > "\u2e80" else 1 for char in text[at : max(at, start)] if char.isalpha())
        at = max(at, end)
    return left > _FEW_LETTERS


def _rated(found: dict[str, Option], sentence: Sentence, carried: Sequence[CarriedMetric], registry: Registry) -> None:
    """A bare "Elo" is the rating under discussion: on Codeforces the Codeforces rating, else the arena's."""
    option, metric = found.get("arena-elo"), registry.metric("codeforces-rating")
    if option is None or metric is None or option.mention is None or "elo" not in option.mention.text.lower():
        return
    under = [c.id for m in sentence.metrics for c in m.candidates] + [row.metric.id for row in carried]
    if any(id_.startswith("codeforces") for id_ in under) and not any(
        "arena" in m.text.lower() for m in sentence.metrics
    ):
        del found["arena-elo"]
        other = found.get(metric.id)
        if other is None or other.score < option.score:
            found[metric.id] = replace(option, metric=metric)


def _fits(quantity: Quantity, metric_id: str, registry: Registry) -> bool:
    metric = registry.metric(metric_id)
    return metric is not None and fit(quantity, metric) is not None


def _common(quantity: Quantity, fitted: Quantity, metric: Metric, text: str) -> dict[str, float]:
    features: dict[str, float] = {}
    if quantity.unit is not None and quantity.unit not in ("percent", "count") and quantity.unit not in CURRENCIES:
        features["metric.typed"] = 1.0
    elif quantity.unit is None:
        features["metric.bare"] = 1.0
        if _like_a_year(quantity) and metric.unit not in ("elo",):
            features["metric.year"] = 1.0
    changed = quantity.signed or (quantity.unit == "percent" and CHANGED.match(text, quantity.end) is not None)
    if changed and metric.kind in ("benchmark", "size", "price", "hardware"):
        features["metric.change"] = 1.0
    if not in_range(fitted, metric):
        features["metric.out_of_range"] = 1.0
    return features


def _told(metric: Metric, feature: str) -> bool:
    """Whether a hardware metric may be carried so: number formats stand in head lines, sizes beside their figures."""
    wide = ("metric.carried_sentence", "metric.carried_heading", "metric.carried_list")
    return feature in (wide if metric.unit in ("TFLOPS", "TOPS") else wide[:2])


def _like_a_score(quantity: Quantity) -> bool:
    """A bare number that may be a score: printed in digits, and no mere "two" or "5"."""
    value = quantity.value
    if not isinstance(value, Decimal) or not any(c.isdigit() for c in quantity.text):
        return False
    return value >= 10 or value != value.to_integral_value()


def _like_a_year(quantity: Quantity) -> bool:
    return (
        quantity.value is not None
        and quantity.text.isdigit()
        and len(quantity.text) == 4
        and quantity.text[:2] in ("19", "20")
    )


def _named(
    quantity: Quantity,
    metric: Metric | None,
    mention: Mention,
    rivals: Sequence[Mention],
    sentence: Sentence,
    reach: tuple[int, int],
    registry: Registry,
) -> Option | None:
    metric = _member(metric, quantity, sentence, registry) if metric is not None else None
    if metric is None or (metric.kind == "size" and metric.unit == "count"):
        return None  # layers, heads and widths describe an architecture; prose is full of them
    fitted = fit(quantity, metric)
    guard = "money" if metric.id in _WHOLE_SUMS else "byte/second" if metric.unit == "GB/s" else None
    if fitted is None or (guard is not None and _otherwise(guard, quantity, sentence)):
        return None
    if metric.unit == "percent" and quantity.unit is None and not any(c.isdigit() for c in quantity.text):
        return None
    features = _common(quantity, fitted, metric, sentence.segment.view.text)
    if any(c.id == metric.id and c.context_only for c in mention.candidates):
        features["metric.generic"] = 1.0
        left, right = sentence.clause(quantity.start, quantity.end)
        if any(left <= m.start < right and not all(c.context_only for c in m.candidates) for m in rivals):
            features["metric.generic_rival"] = 1.0
    if mention.start >= quantity.start and mention.end <= quantity.end:
        features["metric.inside"] = 1.0
        return Option(metric, fitted, mention, features, total(features))
    before = mention.end <= quantity.start
    if reach[0] < mention.start < reach[1]:
        reach = (quantity.start, quantity.end)
    left, right = (mention.end, reach[0]) if before else (reach[1], mention.start)
    gap = sentence.between(left, right)
    features["metric.before" if before else "metric.after"] = 1.0
    features["metric.distance"] = float(min(right - left, 120))
    if before and len(rivals) == 1 and FRONTED.fullmatch(sentence.segment.view.text, sentence.start, mention.start):
        features["metric.fronted"] = 1.0
        features["metric.distance"] = float(min(right - left, 40))
    features["metric.clauses"] = float(min(sentence.clauses(left, right), 4))
    last = max((q.end for q in sentence.quantities if q.end <= quantity.start and q.kind != "date"), default=None)
    if before and last is not None and anew(last, quantity.start, sentence):
        features["metric.shared"] = 1.0
        features["metric.clauses"] = 0.0
    else:
        between = sum(left <= q.start and q.end <= right and q.kind != "date" for q in sentence.quantities)
        features["metric.figures_between"] = float(min(between, 3))
    rivalry = sum(left <= m.start and m.end <= right for m in rivals if m is not mention)
    features["metric.rivals_between"] = float(min(rivalry, 3))
    tie = _tie(gap, before) if right - left <= 60 else None
    if tie is not None:
        features[tie] = 1.0
    elif quantity.unit is None and quantity.scale == 1:
        features["metric.loose_bare"] = 1.0
    return Option(metric, fitted, mention, features, total(features))


def _tie(gap: str, before: bool) -> str | None:
    """The pattern that ties a metric to a figure over the text between them."""
    if before:
        return "metric.direct" if DIRECT.match(gap) else None
    if ADJACENT.match(gap):
        return "metric.adjacent"
    return "metric.on" if ON.match(gap) else None


def _member(metric: Metric, quantity: Quantity, sentence: Sentence, registry: Registry) -> Metric:
    """The member of a metric's family that the figure's unit asks for: of Codeforces, a percent is the percentile."""
    members = [m for i in registry.members(metric.id) if (m := registry.metric(i)) is not None]
    if len({m.unit for m in members}) < 2:
        return metric
    fitting = [m for m in members if (q := fit(quantity, m)) is not None and in_range(q, m) and m.unit != "rank"]
    if quantity.unit is None or quantity.unit == metric.unit:
        own = [m for m in fitting if m.unit == metric.unit]
        return own[0] if own else metric
    exact = [m for m in fitting if m.unit == quantity.unit]
    return exact[-1] if exact else metric


def anew(left: int, right: int, sentence: Sentence) -> bool:
    """Whether a new subject or condition stands between two figures, so that they share a metric: "79.8%, above
    o1's 79.2%", "71.0%, with majority voting 86.7%".
    """
    places = [(m.start, m.end) for m in sentence.entities] + [(c.start, c.end) for c in sentence.conditions]
    return any(left <= start and end <= right for start, end in places)


def _family(quantity: Quantity, sentence: Sentence, registry: Registry) -> str | None:
    """The row of the table of implied metrics for a figure's unit."""
    unit = quantity.unit
    if quantity.kind == "date":
        return "date"
    if unit in (None, "count") and quantity.kind == "number" and _counted(quantity, sentence, registry):
        return "gpu"
    if (
        unit in (None, "count")
        and quantity.scale >= 1000
        and _OF_TOKENS.match(sentence.segment.view.text, quantity.end)
    ):
        return "token"
    if unit is None:
        value = quantity.value if isinstance(quantity.value, Decimal) else quantity.high
        if not isinstance(value, Decimal) or quantity.scale < _BARE_SCALE or value < _BARE_SCALE:
            return None
        return "bare" if quantity.text[-1:].isascii() else "bare_han"
    if unit in implied.IMPLIED:
        return unit
    if unit in CURRENCIES:
        return "money"
    if unit in ("hour", "day", "week", "month"):
        return "duration"
    return _DIMENSIONS.get(units.dimension(unit) or "")


def _counted(quantity: Quantity, sentence: Sentence, registry: Registry) -> bool:
    """Whether the figure counts the chips named right after it: "72 个 Blackwell GPU", "2,048 H800s"."""
    text = sentence.segment.view.text
    for mention in sentence.entities:
        if 0 <= mention.start - quantity.end <= 8 and COUNTED.fullmatch(text[quantity.end : mention.start]):
            entity = registry.entity(mention.candidates[0].id) if mention.candidates else None
            return entity is not None and ("chip" in kinds_of(entity, registry) or "gpu" in mention.text.lower())
    return False


_DIMENSIONS = {
    "information": "byte",
    "information/time": "byte/second",
    "power": "watt",
    "flop/time": "flops",
    "op/time": "ops",
}


def _gaps(
    quantity: Quantity, sentence: Sentence, carried: Sequence[CarriedMetric], registry: Registry
) -> Iterable[Option]:
    """The gap on a benchmark: percentage points beside the benchmark's name and a word of lead or lag."""
    if quantity.unit not in ("percentage_point", "percent") or not _LEAD.search(sentence.near(quantity)):
        return
    named = [(c.id, m, False) for m in sentence.metrics for c in m.candidates if c.kind == "metric"]
    named += [(row.metric.id, row.mention, True) for row in carried if row.mention is not None]
    for id_, mention, far in named:
        metric = registry.metric(id_ if id_.endswith("-gap") else f"{id_}-gap")
        fitted = fit(quantity, metric) if metric is not None else None
        if metric is not None and fitted is not None:
            features = _common(quantity, fitted, metric, sentence.segment.view.text) | {"metric.implied": 1.0}
            features["metric.carried_sentence" if far else "metric.implied_cue"] = 1.0
            if quantity.unit == metric.unit:
                features["metric.typed"] = 1.0
            yield Option(metric, fitted, mention, features, total(features), carried=far)


def _implied(quantity: Quantity, sentence: Sentence, registry: Registry) -> Iterable[Option]:
    bound = _bound_of_output(quantity, sentence, registry)
    if bound is not None:
        yield bound
        return
    family = _family(quantity, sentence, registry)
    if family is None:
        return
    metric = registry.metric("training-tokens")
    if family == "byte" and metric is not None and _OF_TOKENS.match(sentence.segment.view.text, quantity.end):
        # "15TB 的 token": a unit of bytes on a number of tokens
        features = {"metric.implied": 1.0, "metric.implied_cue": 1.0}
        yield Option(metric, _tokens(quantity), None, features, total(features))
        return
    text = sentence.segment.view.text
    near = sentence.near(quantity)
    if _otherwise(family, quantity, sentence):
        return
    later = any(q.start >= quantity.end for q in sentence.quantities)  # what follows the clause is about that one
    right = sentence.clause(quantity.start, quantity.end)[1] if later else quantity.end + 80
    wide = text[max(sentence.start, quantity.start - 120) : min(sentence.end, right)]
    if family == "token" and (
        _BATCH.search(near) or _PRICED_PER.search(text[max(0, quantity.start - 6) : quantity.start])
    ):
        return
    rows = implied.IMPLIED[family]
    own = _own_cue(rows, quantity, sentence)
    for row in rows:
        metric = registry.metric(row.metric)
        fitted = fit(quantity, metric) if metric is not None else None
        if metric is None or fitted is None:
            continue
        features = _common(quantity, fitted, metric, sentence.segment.view.text)
        if quantity.kind == "date" and _dated(quantity, sentence):
            features["metric.implied"] = 1.0
        elif row.cue is None:
            features["metric.implied_weak"] = row.without_cue
        elif _beside(row.metric, family, quantity, sentence, registry):
            features["metric.implied"] = 1.0
        elif family in ("parameter", "bare", "bare_han") and row.metric == "active-parameters":
            if not _owned(row.cue, quantity, sentence):
                continue
            features["metric.implied"] = 1.0
            features["metric.implied_cue"] = 1.5
        elif row.cue.search(quantity.text):
            features["metric.inside"] = 1.0
        elif row.cue.search(near):
            features["metric.implied"] = 1.0
            features["metric.implied_cue"] = 1.0 if own in (None, row.metric) else 0.0
        elif row.cue.search(wide):
            features["metric.implied_far" if quantity.kind == "date" else "metric.implied"] = 1.0
        elif row.without_cue > -9:
            features["metric.implied_weak"] = row.without_cue
        else:
            continue
        yield Option(metric, fitted, None, features, total(features))


def _bound_of_output(quantity: Quantity, sentence: Sentence, registry: Registry) -> Option | None:
    """ "64K output", "up to 128K output tokens": the most that a model writes."""
    metric = registry.metric("maximum-output")
    value = quantity.value if isinstance(quantity.value, Decimal) else quantity.high
    if metric is None or quantity.unit not in (None, "token") or not isinstance(value, Decimal) or value < 1000:
        return None
    inside = quantity.approximation == "at_most" and "output" in quantity.text.lower()
    fitted = fit(quantity, metric)
    if fitted is None or not (inside or OUTPUT_AFTER.match(sentence.segment.view.text, quantity.end)):
        return None
    features = {"metric.typed": 1.0, "metric.adjacent": 1.0, "metric.implied": 1.0}
    return Option(metric, fitted, None, features, total(features))


def _otherwise(family: str, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether words make a figure something else than its unit implies: "10M samples", "$20 a month"."""
    if family == "byte/second" and "b" in quantity.text and not _MEMORY_NEAR.search(sentence.near(quantity)):
        return True  # bits a second are a network's
    behind, beside = implied.NOT_MEANT.get(family), implied.NOT_BESIDE.get(family)
    if behind is not None and behind.match(
        sentence.segment.view.text, quantity.end, min(sentence.end, quantity.end + 40)
    ):
        return True
    return beside is not None and beside.search(sentence.near(quantity)) is not None


def _own_cue(rows: Sequence[implied.Implied], quantity: Quantity, sentence: Sentence) -> str | None:
    """The first metric with a word that no other figure stands before: 14 TFLOPS in single and 28 in half precision."""
    text = sentence.segment.view.text
    left = max((q.end for q in sentence.quantities if q.end <= quantity.start), default=sentence.start)
    right = min((q.start for q in sentence.quantities if q.start >= quantity.end), default=sentence.end)
    left, right = max(left, quantity.start - 60), min(right, quantity.end + 40)
    return next((row.metric for row in rows if row.cue is not None and row.cue.search(text, left, right)), None)


# Figures that need no word beside a name of this kind: "A100 (40 GB)", "the 405B Llama 3.1".
_BESIDE = {("memory", "byte"): "chip", ("total-parameters", "bare"): "model"}


def _beside(metric: str, family: str, quantity: Quantity, sentence: Sentence, registry: Registry) -> bool:
    """Whether a figure stands right before such a name, or in brackets right after one."""
    if family == "gpu":
        return _counted(quantity, sentence, registry)
    kind = _BESIDE.get((metric, family))
    if kind is None:
        return False
    text = sentence.segment.view.text
    for mention in sentence.entities:
        before = quantity.end <= mention.start and TOUCHING.fullmatch(text, quantity.end, mention.start)
        if before or (mention.end <= quantity.start and text[mention.end : quantity.start].strip() in ("(", "（")):
            entity = registry.entity(mention.candidates[0].id) if mention.candidates else None
            if entity is not None and kind in kinds_of(entity, registry):
                return True
    return False


def _tokens(quantity: Quantity) -> Quantity:
    """Bytes that stand for tokens, letter by letter: 15TB of tokens are 15e12."""
    factor = units.convert(Decimal(1), quantity.unit, "byte") or Decimal(1)

    def times(value: Value | None) -> Value | None:
        return value * factor if isinstance(value, Decimal) else value

    return replace(
        quantity,
        value=times(quantity.value),
        low=times(quantity.low),
        high=times(quantity.high),
        step=quantity.step * factor if quantity.step is not None else None,
        unit="token",
    )


def _dated(quantity: Quantity, sentence: Sentence) -> bool:
    """Dates that need no verb: "Release date: May 2024", "GPT-4 (March 2023)"."""
    text = sentence.segment.view.text
    if LABELLED_DATE.fullmatch(text[sentence.start : quantity.start]):
        return True
    following = text[quantity.end :].lstrip()[:1]
    opened = {"(": ")", "（": "）", "|": "|"}
    return any(
        m.end <= quantity.start and opened.get(text[m.end : quantity.start].strip()) == following
        for m in sentence.entities
    )


def _owned(cue: re.Pattern[str], quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a word qualifies this figure and not the one beside it: "132B in total, of which 36B are active"."""
    if cue.search(quantity.text):
        return True
    text = sentence.segment.view.text
    left, right = sentence.clause(quantity.start, quantity.end)
    before = max((q.end for q in sentence.quantities if q.end <= quantity.start), default=left)
    after = min((q.start for q in sentence.quantities if q.start >= quantity.end), default=right + 1)
    if _TOTAL.match(text, quantity.end) or _TOTAL.search(quantity.text):
        return False
    ahead = cue.search(text, max(left, before, quantity.start - 40), quantity.start)
    if ahead is not None:  # "12B active/52B": the word is the figure's that it follows
        return before == left or ahead.start() - before > quantity.start - ahead.end()
    following = cue.search(text, quantity.end, min(after, right, quantity.end + 40))
    return following is not None and (after > right or following.start() - quantity.end <= after - following.end())


def _prices(quantity: Quantity, sentence: Sentence, registry: Registry) -> Iterable[Option]:
    """Prices a million tokens: input or output, cached or not, by the nearest word."""
    text = sentence.segment.view.text
    per_tokens = quantity.unit is not None and quantity.unit.endswith("/Mtoken")
    if not per_tokens:
        if quantity.unit not in CURRENCIES or _otherwise("money", quantity, sentence):
            return
        head = text[max(sentence.start, quantity.start - 60) : min(sentence.end, quantity.end + 40)]
        if not implied.PER_TOKEN.search(head) and not implied.IN_AND_OUT.search(head):
            return
    side = (
        _side_by_side(quantity, sentence)
        or _told_side(text, quantity, sentence)
        or _as_the_pair_before(text, quantity, sentence)
        or _side_before(text, quantity, sentence)
    )
    hit = _cached(text, quantity, sentence)
    name = "cached-input-price" if hit else "output-price" if side == "output" else "input-price"
    metric = registry.metric(name)
    fitted = fit(quantity, metric) if metric is not None else None
    if metric is None or fitted is None:
        return
    features = _common(quantity, fitted, metric, sentence.segment.view.text) | {"metric.implied": 1.0}
    if side is not None:
        features["metric.implied_cue"] = 1.0
        features["metric.typed"] = 1.0
    yield Option(metric, fitted, None, features, total(features))


def _side_by_side(quantity: Quantity, sentence: Sentence) -> str | None:
    """ "$0.10/$0.40" is input and output, as price lists have it."""
    text = sentence.segment.view.text
    for other in sentence.quantities:
        if other.unit is None or other.unit[:3] != (quantity.unit or "")[:3]:
            continue
        if other.end <= quantity.start and text[other.end : quantity.start].strip() == "/":
            return "output"
        if quantity.end <= other.start and text[quantity.end : other.start].strip() == "/":
            return "input"
    return None


def _cached(text: str, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a price holds on a cache hit: said in the figure, just after it, or just before it in its clause."""
    left, right = sentence.clause(quantity.start, quantity.end)
    following = min((q.start for q in sentence.quantities if q.start >= quantity.end), default=right + 1)
    preceding = max((q.end for q in sentence.quantities if q.end <= quantity.start), default=left)
    after = text[quantity.end : min(right + 1, following, quantity.end + 24)]
    before = re.split(r"[)）,，;；、]|\band\b", text[max(left, preceding, quantity.start - 24) : quantity.start])[-1]
    for part in (quantity.text, after, before):
        if implied.MISSED.search(part):
            return False
        if implied.CACHED.search(part):
            return True
    return False


def _told_side(text: str, quantity: Quantity, sentence: Sentence) -> str | None:
    """What a price is for by its own words: inside the figure or just after it."""
    after = text[quantity.end : min(sentence.end, quantity.end + 40)]
    stop = re.search(r"[，,；;。、/]|\band\b|[$¥￥€]|\d", after)
    for part in (quantity.text, after[: stop.start()] if stop else after[:24]):
        for name, pattern in _SIDES:
            if pattern.search(part):
                return name
    return None


def _side_before(text: str, quantity: Quantity, sentence: Sentence) -> str | None:
    """What a price is for by the nearest word before it in the sentence."""
    before = text[max(sentence.start, quantity.start - 80) : quantity.start]
    found = [(match.start(), name) for name, pattern in _SIDES for match in pattern.finditer(before)]
    return max(found)[1] if found else None


def _as_the_pair_before(text: str, quantity: Quantity, sentence: Sentence) -> str | None:
    """A second pair of prices repeats the order of the first: "$0.10 input and $0.32 output versus $3 and $15"."""
    prices = [q for q in sentence.quantities if q.unit is not None and q.unit[:3] == (quantity.unit or "")[:3]]
    sides = [_told_side(text, q, sentence) for q in prices]
    at = next((i for i, q in enumerate(prices) if q is quantity), 0)
    first = at if at % 2 == 0 else at - 1
    pair, model = sides[first : first + 2], sides[first - 2 : first] if first >= 2 else []
    return model[at - first] if pair == [None, None] and None not in model and model else None


_SIDES = (("input", implied.INPUT), ("output", implied.OUTPUT))
