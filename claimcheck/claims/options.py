"""The metrics that a figure may belong to: those the text names, those its unit implies, those carried over."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck import patterns as re
from claimcheck.claims.labels import fitted as as_cell
from claimcheck.claims.option import CarriedMetric, Option, common, like_a_score, otherwise
from claimcheck.claims.owners import MODELS, kinds_of
from claimcheck.claims.prices import prices, two_alone
from claimcheck.claims.sentences import (
    ADJACENT,
    AGAINST,
    BESIDE_NAME,
    BETWEEN_TWO,
    COMPARED,
    COUNTING,
    DIRECT,
    FRONTED,
    FRONTED_BEHIND,
    LABELLED,
    ON,
    SCORING,
    Sentence,
)
from claimcheck.claims.unnamed import gaps, part_of, unnamed
from claimcheck.claims.weights import total
from claimcheck.fit import CURRENCIES, fit, in_range
from claimcheck.model import Mention, Metric, Quantity
from claimcheck.records import replace
from claimcheck.registry import Registry

_SCORED = re.compile(
    r"准确率|正确率|得分|分数|成绩|评分|通过率|表现|测试|scor(?:e|ing)|rating|accuracy|result|performance|benchmark"
)
_RATING = re.compile(
    r"(?:(?<![A-Za-z])(?:rating|score|elo) of|(?:评分|等级分|积分|得分)[为是达到]{0,2}) ?$", re.IGNORECASE
)
_POINTS = re.compile(r"\s?分(?![之钟别])")  # "以 1332 分位列第七"
_LABEL = re.compile(r"[^\w\n]*[^\W\d][^:：\n]{0,40}[:：]")
_JOINED = 24  # characters between a figure and the next name of a list or a comparison
_HEADED = ("metric.carried_list", "metric.carried_heading")
_FEW_LETTERS = 16  # letters of an item beside its names and figures; a Chinese character counts twice
_GUARDED = {"GB/s": "byte/second", "token": "token"}  # units whose words may speak of something else
# A block of figures is to its heading what a value is to a label.
_TITLED = {"metric.before": 1.0, "metric.fronted": 1.0}
_WHOLE_SUMS = frozenset(("training-cost", "launch-price", "investment"))  # nothing that is paid by the month
# A benchmark that the registry does not know still takes its figures, so that no other metric gets them.
UNKNOWN = Metric("", "", "score")


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
    fiscal = quantity.kind == "date" and (quantity.text[-1:] == "度" or quantity.approximation == "range")  # 2024年度
    if vague or clustered or fiscal or quantity.approximation == "order":
        return []  # 数千, 百亿级: too vague to be checked
    reach = reach or (quantity.start, quantity.end)
    quantity = _with_unit_of_name(quantity, sentence)
    found: dict[str, Option] = {}

    def offer(option: Option | None) -> None:
        if option is not None and (option.metric.id not in found or found[option.metric.id].score < option.score):
            found[option.metric.id] = option

    priced = quantity.unit is not None and quantity.unit.endswith("/Mtoken")
    scored = quantity.unit in (None, "percent", "elo", "score")
    ids = {c.id for m in sentence.metrics for c in m.candidates}
    metrics = (metric for i in ids if (metric := registry.metric(i)) is not None)
    values = {metric.id: _as_value(quantity, metric, registry) for metric in metrics}
    fitting = {i for i, (_, fitted) in values.items() if fitted is not None}
    rivals = [m for m in sentence.metrics if (m.unknown and scored) or any(c.id in fitting for c in m.candidates)]
    for mention in rivals:
        if mention.unknown:
            offer(_named(quantity, UNKNOWN, fit(quantity, UNKNOWN), mention, rivals, sentence, reach))
        for candidate in mention.candidates:
            if candidate.kind == "metric" and not priced and not (quantity.kind == "date" and candidate.context_only):
                member, fitted = values.get(candidate.id, (None, None))
                offer(_named(quantity, member, fitted, mention, rivals, sentence, reach))
    for option in prices(quantity, sentence, registry):
        offer(option)
    for option in unnamed(quantity, sentence, registry):
        offer(option)
    for option in gaps(quantity, sentence, carried, registry):
        offer(option)
    cued = not rivals and _SCORED.search(sentence.near(quantity)) is not None
    told = any(not m.unknown for m in rivals)
    # "DeepSeek-R1 hit 79.8%", right after a sentence on the same benchmark
    terse = not rivals and len(sentence.entities) == len(sentence.quantities) == 1 and not _wordy(sentence)
    for row in carried:
        metric = of_unit(row.metric, quantity, registry)
        if metric.kind == "price" and (side := two_alone(quantity, sentence)) is not None:
            metric = registry.metric(f"{side}-price") or metric  # "…; GPT-4o mini costs $0.15 and $0.60"
        fitted = fit(quantity, metric)
        if row.sibling and (_wordy(sentence) or _labelled(sentence)):
            continue
        if metric.kind == "price" and otherwise("money", quantity, sentence):
            continue
        if metric.kind == "hardware" and not _told(metric, row.feature):
            continue
        value = as_cell(quantity, metric, None, False) if row.titled and _alone(sentence) else None
        if value is not None:
            features = common(quantity, value, metric, sentence.segment.view.text) | _TITLED
            offer(Option(metric, value, row.mention, features, total(features), carried=True))
            continue
        if fitted is not None and metric.kind != "date" and (quantity.unit or like_a_score(quantity)):
            features = common(quantity, fitted, metric, sentence.segment.view.text) | {row.feature: 1.0}
            if told:
                features["metric.own"] = 1.0
            said = cued or (terse and _goes_on(row, quantity, sentence, registry))
            if (said and metric.kind == "benchmark") or (metric.unit == quantity.unit == "elo" and not rivals):
                features["metric.scored"] = 1.0
            before = sentence.segment.view.text[max(0, quantity.start - 20) : quantity.start]
            if metric.unit == "elo" and _RATING.search(before):
                features.pop("metric.bare", None)
            offer(Option(metric, fitted, row.mention, features, total(features), carried=True))
    _rated(found, sentence, carried, registry)
    if "active-parameters" in found and "total-parameters" in found and part_of(quantity, sentence):
        del found["total-parameters"]
    return sorted(found.values(), key=lambda o: -o.score)


def _alone(sentence: Sentence) -> bool:
    """Whether a block is figures and nothing else: "32K" under the heading "Context length"."""
    text, at = sentence.segment.view.text, 0
    for quantity in sentence.quantities:
        if any(char.isalpha() for char in text[at : quantity.start]):
            return False
        at = quantity.end
    return not any(char.isalpha() for char in text[at:])


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


def _goes_on(row: CarriedMetric, quantity: Quantity, sentence: Sentence, registry: Registry) -> bool:
    """Whether a terse sentence goes on with the metric of the one before, of its list or of its heading."""
    if row.feature == "metric.carried_sentence":
        return True
    return row.feature in _HEADED and _mere_pair(quantity, sentence, registry)


def _mere_pair(quantity: Quantity, sentence: Sentence, registry: Registry) -> bool:
    """Whether a sentence is a model's name and a score and nothing else: "- DeepSeek-R1: 79.8", in a list on a
    benchmark.
    """
    text, named = sentence.segment.view.text, sentence.entities[0]
    entity = registry.entity(named.candidates[0].id) if named.candidates else None
    if entity is None or MODELS.isdisjoint(kinds_of(entity, registry)):
        return False
    around = text[sentence.start : named.start] + text[named.end : quantity.start] + text[quantity.end : sentence.end]
    return named.end <= quantity.start and not any(char.isalnum() for char in around)


def _labelled(sentence: Sentence) -> bool:
    """Whether a list item begins with a label of its own that is no name: "物理：GPT-4o 59.5%", after "GPQA: ..."."""
    label = _LABEL.match(sentence.segment.view.text, sentence.start, sentence.end)
    if label is None:
        return False
    parts = (p for group in (sentence.entities, sentence.quantities, sentence.conditions) for p in group)
    return all(p.start >= label.end() for p in parts)


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


def _as_value(quantity: Quantity, metric: Metric, registry: Registry) -> tuple[Metric, Quantity | None]:
    """The member of a metric's family that a figure can be a value of, and the figure as one; None where it is none."""
    member = of_unit(metric, quantity, registry)
    return member, fit(quantity, member)


def _told(metric: Metric, feature: str) -> bool:
    """Whether a hardware metric may be carried so: number formats stand in head lines, sizes beside their figures."""
    wide = ("metric.carried_sentence", "metric.carried_heading", "metric.carried_list")
    return feature in (wide if metric.unit in ("TFLOPS", "TOPS") else wide[:2])


def _named(
    quantity: Quantity,
    metric: Metric | None,
    fitted: Quantity | None,
    mention: Mention,
    rivals: Sequence[Mention],
    sentence: Sentence,
    reach: tuple[int, int],
) -> Option | None:
    """A figure as a value (`fitted`) of a metric that the sentence names."""
    if metric is None or (metric.kind == "size" and metric.unit == "count"):
        return None  # layers, heads and widths describe an architecture; prose is full of them
    whole = metric.id in _WHOLE_SUMS or (metric.unit.endswith("/Mtoken") and quantity.unit in CURRENCIES)
    guard = "money" if whole else _GUARDED.get(metric.unit)
    if fitted is None or (guard is not None and otherwise(guard, quantity, sentence)):
        return None
    if metric.unit == "percent" and quantity.unit is None and not any(c.isdigit() for c in quantity.text):
        return None
    features = common(quantity, fitted, metric, sentence.segment.view.text)
    points = metric.unit == "elo" and _POINTS.match(sentence.segment.view.text, quantity.end) is not None
    if points:
        features.pop("metric.bare", None)
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
    if not before and gap.strip() in ("(", "（") and _tells_next(mention, sentence):
        return None
    if before and gap.lstrip()[:1] in (")", "）") and _told_in_bracket(mention, sentence):
        return None
    if not before and (")" in gap or "）" in gap) and _in_metrics_bracket(quantity, sentence):
        return None
    features["metric.before" if before else "metric.after"] = 1.0
    features["metric.distance"] = float(min(right - left, 120))
    text = sentence.segment.view.text
    head = max(sentence.start, *(text.rfind(mark, sentence.start, mention.start) + 1 for mark in ":："))
    labelled = before and len(rivals) == 1 and _labels(mention, quantity, sentence)
    if labelled or (before and len(rivals) == 1 and _fronted(mention, head, sentence)):
        features["metric.fronted"] = 1.0
        features["metric.distance"] = float(min(right - left, 40))
    clauses = sentence.clauses(left, right) - ("metric.fronted" in features)  # the comma behind "On MMLU" is no border
    features["metric.clauses"] = float(min(max(clauses, 0), 4))
    last = max((q.end for q in sentence.quantities if q.end <= quantity.start and q.kind != "date"), default=None)
    if before and last is not None and anew(last, quantity.start, sentence):
        features["metric.shared"] = 1.0
        features["metric.clauses"] = 0.0
    elif not before and len(rivals) == 1 and _beside_others(quantity, mention, sentence):
        features["metric.shared"] = 1.0
        features["metric.clauses"] = 0.0
        features["metric.distance"] = float(min(right - left, 40))
    else:
        between = sum(left <= q.start and q.end <= right and q.kind != "date" for q in sentence.quantities)
        features["metric.figures_between"] = float(min(between, 3))
    rivalry = sum(left <= m.start and m.end <= right for m in rivals if m is not mention)
    features["metric.rivals_between"] = float(min(rivalry, 3))
    tie = _tie(gap, before) if right - left <= 60 else None
    if not before and gap.strip() in ("(", "（") and text[mention.end : mention.end + 1] in (")", "）"):
        tie = "metric.adjacent"  # "79.8% (AIME 2024)"
    if tie is not None:
        features[tie] = 1.0
    elif quantity.unit is None and quantity.scale == 1 and not points and not _as_score(quantity, labelled, sentence):
        features["metric.loose_bare"] = 1.0
    return Option(metric, fitted, mention, features, total(features))


def _labels(mention: Mention, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a metric is the label of its sentence, and a figure in it stands right behind a name: "MMLU: R1 (90.8),
    V3 (88.5)".
    """
    text = sentence.segment.view.text
    return (
        _opens(mention, sentence)
        and LABELLED.match(text, mention.end) is not None
        and any(
            m.start >= mention.end and BESIDE_NAME.fullmatch(text, m.end, quantity.start) for m in sentence.entities
        )
    )


def _fronted(mention: Mention, head: int, sentence: Sentence) -> bool:
    """Whether a metric stands at the head of its sentence as what it is about: "On MMLU, ...", "MMLU 上，..."."""
    text = sentence.segment.view.text
    if FRONTED.fullmatch(text, head, mention.start):
        return True
    return _opens(mention, sentence) and FRONTED_BEHIND.match(text, mention.end) is not None


def _opens(mention: Mention, sentence: Sentence) -> bool:
    return not any(char.isalnum() for char in sentence.segment.view.text[sentence.start : mention.start])


def _beside_others(quantity: Quantity, mention: Mention, sentence: Sentence) -> bool:
    """Whether figures of others, set beside a figure or against it, stand between it and the metric of them all: "R1
    (79.8%) and o1 (79.2%) lead AIME 2024", "o1 at 79.2% trails R1 at 79.8% on AIME 2024".
    """
    low, at = sentence.segment.view.low, quantity
    for other in sentence.quantities:
        if not quantity.end <= other.start or other.end > mention.start:
            continue
        name = next((m.start for m in sentence.entities if at.end <= m.start and m.end <= other.start), None)
        if name is None or other.unit != quantity.unit or name - at.end > _JOINED:
            return False
        if not BETWEEN_TWO.fullmatch(low, at.end, name) and not COMPARED.search(low, at.end, name):
            return False
        at = other
    return at is not quantity


def _as_score(quantity: Quantity, labelled: bool, sentence: Sentence) -> bool:
    """Whether a bare number is told as a score: right behind a name in a sentence that a metric heads, behind a word
    such as 得分, before 分.
    """
    if not like_a_score(quantity) or COUNTING.match(sentence.segment.view.low, quantity.end):
        return False
    text = sentence.segment.view.text
    if labelled:
        return True
    left, _ = sentence.clause(quantity.start, quantity.end)
    left = max(left, *(q.end for q in sentence.quantities if q.end <= quantity.start), quantity.start - 60)
    return (
        _POINTS.match(text, quantity.end) is not None
        or SCORING.search(sentence.segment.view.low, left, quantity.start) is not None
    )


def _told_in_bracket(mention: Mention, sentence: Sentence) -> bool:
    """Whether a metric stands behind a figure in a bracket, or in one right behind a figure, and tells of that one:
    "(32B active) to 744B", "79.8% (AIME 2024), 97.3% (MATH-500)".
    """
    text = sentence.segment.view.text
    opened = max(text.rfind(mark, sentence.start, mention.start) for mark in "(（")
    behind = opened >= 0 and not text[opened + 1 : mention.start].strip()
    return any(
        (opened < q.start and q.end <= mention.start) or (behind and 0 <= opened - q.end <= 1)
        for q in sentence.quantities
    )


def _tells_next(mention: Mention, sentence: Sentence) -> bool:
    """Whether a metric that opens a bracket is told of the figure behind it: "1.6 万亿参数（激活 490 亿）"."""
    later = next((q for q in sentence.quantities if q.start >= mention.end), None)
    if later is None or later.start - mention.end > 3:
        return False
    return not any(mark in sentence.between(mention.end, later.start) for mark in ")）")  # the bracket is still open


def _in_metrics_bracket(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a figure stands in the bracket right behind a metric's name: "MMLU (90.8%, Llama's 87.3%) and on"."""
    text = sentence.segment.view.text
    opened = max(text.rfind(c, sentence.start, quantity.start) for c in "(（")
    closed = max(text.rfind(c, sentence.start, quantity.start) for c in ")）")
    return opened > closed and any(0 <= opened - m.end <= 1 for m in sentence.metrics)


def _with_unit_of_name(quantity: Quantity, sentence: Sentence) -> Quantity:
    """A bare number behind a name that ends with its unit takes that: "AI TOPS: 3,352"."""
    if quantity.unit is not None or quantity.kind != "number":
        return quantity
    for mention in sentence.metrics:
        unit = next((u for u in ("TFLOPS", "TOPS") if mention.text.upper().endswith(u)), None)
        near = unit is not None and 0 < quantity.start - mention.end <= 6
        if near and sentence.between(mention.end, quantity.start).strip(" *_\t") in (":", "："):
            return replace(quantity, unit=unit)
    return quantity


def _tie(gap: str, before: bool) -> str | None:
    """The pattern that ties a metric to a figure over the text between them."""
    if before:
        return "metric.direct" if DIRECT.match(gap) else None
    if ADJACENT.match(gap):
        return "metric.adjacent"
    return "metric.on" if ON.match(gap) else None


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
        return own[0] if own else metric
    exact = [m for m in fitting if m.unit == quantity.unit or quantity.unit == "percentile"]
    return exact[-1] if exact else metric


def anew(left: int, right: int, sentence: Sentence) -> bool:
    """Whether a new subject or condition stands between two figures, so that they share a metric: "79.8%, above
    o1's 79.2%", "71.0%, with majority voting 86.7%"; or the second is set against the first: "41.0% (vs. 37.5%".
    """
    if AGAINST.fullmatch(sentence.segment.view.text, left, right):
        return True
    places = [(m.start, m.end) for m in sentence.entities] + [(c.start, c.end) for c in sentence.conditions]
    return any(left <= start and end <= right for start, end in places)
