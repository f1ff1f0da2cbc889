"""Of what a cell's figure is: which of the metrics that the headers name, under which conditions."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.claims import implied
from claimcheck.claims.labels import Label, Measured, Unit, fitted, follows, says_whole
from claimcheck.claims.option import of_unit
from claimcheck.claims.owners import suits
from claimcheck.claims.sheet import Sheet, entities_of
from claimcheck.claims.sizes import bears, member_of, named_size
from claimcheck.fit import ACTIVE_BEHIND, fit, says_active
from claimcheck.model import Bound, Fact, Mention, Metric, Quantity, Segment
from claimcheck.registry import Registry

_TOKENS = 1000  # from here on a bare figure is a length of text and no price
_BEHIND = 8  # characters after a price, in which a bracket may say that it is that of a cache hit


def told(
    metric: Metric, home: Segment | None, figure: Quantity, segment: Segment, owners: Label, column: Label, sheet: Sheet
) -> Metric | None:
    """The metric of a figure: the header's, or the one beside it that the figure and its cell tell; None where it is a
    price of today.
    """
    registry = sheet.registry
    if metric.id == "total-parameters":
        text = segment.view.text
        said = says_active(figure) or ACTIVE_BEHIND.match(text, figure.end) or ACTIVE.match(text, figure.end)
        if said or _lesser_of_two(figure, segment, owners, sheet):
            metric = registry.metric("active-parameters") or metric
    if (figure.unit or "").endswith("FLOPS") and metric.unit == "TOPS" and home is not None and "/" in home.view.text:
        # an integer metric and another beside it: of "FB8 / INT8" a figure in FLOPS is the other's
        metric = registry.metric(metric.id.replace("int", "fp")) or metric
    metric = _in_format(metric, figure, segment, sheet)
    bare = figure.value if figure.unit is None else None
    if metric.id == "output-price" and isinstance(bare, Decimal) and bare >= _TOKENS and _most(column, sheet):
        metric = registry.metric("maximum-output") or metric  # "Output Tokens | 16K"
    if metric.id == "input-price":
        metric = _of_things(owners, metric, sheet)
        if metric.id == "launch-price" and home is not None and "pricing" in home.view.low:
            return None  # what a thing goes for now
        header = _BRACKET.search(home.view.low) if home is not None else None
        headed = header is not None and implied.CACHED.search(header[1]) and not implied.MISSED.search(header[1])
        labelled = "hit" in (column.conditions.get("cache"), owners.conditions.get("cache"))
        side = _side(owners, column)
        if side is not None:
            metric = registry.metric(side) or metric
        elif _is_cached(figure, segment) or headed or labelled:
            metric = registry.metric("cached-input-price") or metric
    if metric.kind == "benchmark" and (figure.unit is not None or metric.unit == "elo"):
        metric = of_unit(metric, figure, registry)  # of "Codeforces" a percent is the percentile
    return metric


def _side(row: Label, column: Label) -> str | None:
    """The side of a price that is all that the label of a row tells, where that of the column tells none: "API 输出"
    under 价格.
    """
    header, label = column.text.lower(), row.text.lower()
    if implied.OUTPUT.search(header) or _INPUT.search(header) or row.entities:
        return None
    if _HIT_LABEL.fullmatch(label) is not None:
        return "cached-input-price"
    return "output-price" if _OUTPUT_LABEL.fullmatch(label) is not None else None


_INPUT = re.compile(r"input|prompt|输入")
_OF_API = r"\W*(?:(?:api|token|model|text|模型|文本)\s?)?"
_OF_WHAT = r"(?:\s?tokens?)?(?:\s?(?:pric(?:e|ing)|cost|价格?|单价|费用))?\W*"
_OUTPUT_LABEL = re.compile(rf"{_OF_API}(?:output|completion|输出){_OF_WHAT}")
_HIT_LABEL = re.compile(
    rf"{_OF_API}(?:(?:cached|cache[- ]hit)(?:\s(?:input|prompt))?|缓存(?:命中)?(?:输入)?|"
    rf"(?:input|prompt|输入){_OF_WHAT}(?:cached|cache[- ]hit|缓存命中|命中缓存)){_OF_WHAT}"
)
_TWICE = (Decimal("1.95"), Decimal("2.05"))


def dense_and_sparse(metric: Metric, segment: Segment) -> bool:
    """Whether a cell tells a throughput without sparsity and with it, which is twice as much: "989 / 1,979*"."""
    figures = segment.quantities
    if not metric.id.endswith("-throughput") or len(figures) != 2:
        return False
    one, two = figures[0].value, figures[1].value
    between = segment.view.text[figures[0].end : figures[1].start].strip()
    return (
        between in ("/", "|", "／")
        and isinstance(one, Decimal)
        and isinstance(two, Decimal)
        and one > 0
        and _TWICE[0] < two / one < _TWICE[1]
    )


_LIMIT = re.compile(
    r"(?<![a-z])(?:max(?:imum)?|limits?|up to|longest|most|length)(?![a-z])|最大|最长|最多|上限|长度|限制",
    re.IGNORECASE,
)
_SPENT = re.compile(
    r"(?<![a-z])(?:mean|average|avg|median|total|used|tok(?:ens?)?\s?(?:/|per)\s?s(?:ec(?:ond)?)?)(?![a-z])|平均|消耗|速度",
    re.IGNORECASE,
)


def _most(column: Label, sheet: Sheet) -> bool:
    """Whether a column of output tokens may tell the most that systems write, and not what they wrote at some work."""
    return _SPENT.search(column.text) is None and (sheet.windows or _LIMIT.search(column.text) is not None)


ACTIVE = re.compile(
    r"\s*(?:parameters?\s|params?\s|的?参数)?(?:activ(?:e|ated)|激活|活跃)(?![a-z])", re.IGNORECASE
)  # "46B active"
_BRACKET = re.compile(r"[(（]([^()（）/／,，、]*)[)）]")  # of a header: "Input (cache)"
_ARCHITECTURE = re.compile(r"moe|dense|sparse|稠密|稀疏|混合专家|experts?", re.IGNORECASE)
_SLASHES = ("/", "／", "|", "or", "或")
_FORMAT = re.compile(r"\s*[(（]?\s*(?:dense|sparse)?\s*(fp|bf|int)(4|8|16|32|64)(?!\d)", re.IGNORECASE)


def _in_format(metric: Metric, figure: Quantity, segment: Segment, sheet: Sheet) -> Metric:
    """The metric of the number format that a cell tells itself: "50 PFLOPS (FP4)" under "FP8"."""
    told = _FORMAT.match(segment.view.text, figure.end) if metric.id.endswith("-throughput") else None
    if told is None:
        return metric
    kind = "int" if told[1].lower() == "int" else "fp"
    return sheet.registry.metric(f"{kind}{told[2]}-throughput") or metric


def _lesser_of_two(figure: Quantity, segment: Segment, owners: Label, sheet: Sheet) -> bool:
    """Whether a size is the lesser of two in the cell of a sparse model: "21/236B" are active and all."""
    numbers = sizes(segment)
    named = [e for _, mention in owners.entities[:1] for e in entities_of(mention, sheet.registry)[:1]]
    if len(numbers) != 2 or len(segment.quantities) != 2 or not named or max(numbers) < 2 * min(numbers):
        return False
    lesser = numbers[segment.quantities.index(figure)] == min(numbers)
    return lesser and _is_sparse(named[0].id, max(numbers), min(numbers), sheet.registry)


def sizes(segment: Segment) -> list[Decimal]:
    """The numbers in a cell; the scale behind the last one is that of all: "21/236B"."""
    numbers = [q for q in segment.quantities if isinstance(q.value, Decimal)]
    scale = max((q.scale for q in numbers), default=1)
    return [q.value * (scale if q.scale == 1 else 1) for q in numbers if isinstance(q.value, Decimal)]


def _is_sparse(id_: str, whole: Decimal, part: Decimal, registry: Registry) -> bool:
    """Whether what is of two sizes has active parameters; of a family, the member of the greater size. Where the lesser
    is a sister's size and not known as active, "235B/30B" are two models.
    """
    large = [
        member
        for member in registry.members(id_)
        if bears(named_size(whole), member)
        or any(_is(whole, fact) for fact in registry.facts_for(member, "total-parameters"))
    ]
    active = [fact for model in (id_, *large) for fact in registry.facts_for(model, "active-parameters")]
    if any(_is(part, fact) for fact in active):
        return True
    return bool(active) and member_of(named_size(part), (id_,), registry) is None


def _is(value: Decimal, fact: Fact) -> bool:
    return isinstance(fact.low, Decimal) and isinstance(fact.high, Decimal) and fact.low <= value <= fact.high


def _is_cached(figure: Quantity, segment: Segment) -> bool:
    """Whether a price in a cell is that of cached input: "¥0.2（缓存命中）", the second of "2（缓存命中为0.5）"."""
    low, figures = segment.view.low, segment.quantities
    at = figures.index(figure)
    before = low[figures[at - 1].end if at else 0 : figure.start]
    opened = max(before.rfind("("), before.rfind("（"))
    words = before[opened:] if opened > max(before.rfind(")"), before.rfind("）")) else ""
    if not words:
        words = low[figure.end : figures[at + 1].start if at + 1 < len(figures) else figure.end + _BEHIND]
        if at + 1 < len(figures) and words.count("(") + words.count("（") > words.count(")") + words.count("）"):
            words = ""  # they are of the figure in the bracket
        words = words[:_BEHIND]
    return bool(implied.CACHED.search(words)) and not implied.MISSED.search(words)


def _of_things(owners: Label, metric: Metric, sheet: Sheet) -> Metric:
    """The metric of a column headed "Price": that of a thing where the row names a chip or a machine."""
    named = [e for _, mention in owners.entities[:1] for e in entities_of(mention, sheet.registry)]
    bought = sheet.registry.metric("launch-price")
    if bought is None or not named or suits(named[0], metric, sheet.registry):
        return metric
    return bought if suits(named[0], bought, sheet.registry) else metric


def of_services(metrics: list[Measured], owners: Label, sheet: Sheet) -> list[Measured]:
    """The metrics of a column of pairs of prices: what a thing is sold for is of a model what its tokens are: 定价 |
    $3/$15.
    """
    tokens = sheet.registry.metric("input-price")
    named = [e for _, mention in owners.entities[:1] for e in entities_of(mention, sheet.registry)]
    if tokens is None or not named or not suits(named[0], tokens, sheet.registry):
        return metrics
    return [(*row[:2], tokens) if row[2].id == "launch-price" else row for row in metrics]


def part_of(
    metrics: Sequence[Measured],
    parts: Sequence[str],
    place: int,
    measured: Measured,
    metric_label: Label,
    subject_label: Label,
    sheet: Sheet,
) -> str | None:
    """Which part of its benchmark a figure is for, as far as the headers say."""
    part = None
    if len(metrics) == 1 and place < len(parts) and not says_whole(parts[place]):
        part = parts[place].lower()
    elif measured[2].kind in ("benchmark", "size"):
        levels = sheet.lone is not None or measured[2].id in sheet.repeated
        part = metric_label.part(measured, levels=levels)
    if part is None and not sheet.grid.named and not subject_label.entities:
        part = subject_label.part((None, measured[1], measured[2]))
    sized = part is not None and measured[2].kind == "size" and measured[2].id not in sheet.repeated
    if sized and part is not None and _ARCHITECTURE.fullmatch(part) is not None:
        return None  # that experts are active is no part of a size
    return part


def bound_metric(metric: Metric, home: Segment | None, mention: Mention, label: Label, sheet: Sheet) -> Bound:
    """A header's metric with its place; without one where a caption or a heading names it."""
    named = None if label.recognition is not None else mention.text
    if home is None or not named:
        return Bound(metric.id, metric.name, named, None)
    key = id(home), mention.start, mention.end, metric.id
    if key not in sheet.metrics:
        sheet.metrics[key] = Bound(metric.id, metric.name, named, home.view.source(mention.start, mention.end))
    return sheet.metrics[key]


def which(metrics: Sequence[Measured], at: int, count: int, figure: Quantity, unit: Unit | None) -> Measured:
    """Several metrics in one header go with several figures in one cell; else the innermost that fits."""
    if len(metrics) == count > 1:
        together = all(home is metrics[0][0] for home, _, _ in metrics)
        return sorted(metrics, key=lambda entry: entry[1].start)[at] if together else metrics[at]
    if len(metrics) == 1:
        return metrics[0]
    fitting = [row for row in reversed(metrics) if fitted(figure, row[2], unit, True) is not None]
    fitting = [row for row in fitting if not any(_tells_part(row, other) for other in fitting if other is not row)]
    printed = [row for row in fitting if (value := fit(figure, row[2])) is not None and value.unit == figure.unit]
    return next(iter(printed or fitting), metrics[-1])


def either(metrics: Sequence[Measured]) -> bool:
    """Whether a header names two benchmarks around a slash, of which a single figure below may be either's."""
    if len(metrics) != 2 or metrics[0][0] is None or metrics[0][0] is not metrics[1][0]:
        return False
    first, second = sorted(metrics, key=lambda entry: entry[1].start)
    between = metrics[0][0].view.text[first[1].end : second[1].start].strip()
    return between in _SLASHES and first[2].kind == second[2].kind == "benchmark"


def _tells_part(row: Measured, other: Measured) -> bool:
    home, mention, metric = row
    return home is not None and home is other[0] and metric.kind == "benchmark" and follows(home, mention, other[1])
