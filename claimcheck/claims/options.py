"""The metrics that a figure may belong to: those the text names, those its unit implies, those carried over."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.claims.carried import carried_over
from claimcheck.claims.experts import experts
from claimcheck.claims.named import named
from claimcheck.claims.option import CarriedMetric, Option, of_unit
from claimcheck.claims.prices import of_another, prices
from claimcheck.claims.sentences import Sentence
from claimcheck.claims.unnamed import gaps, of_another_event, part_of, unnamed
from claimcheck.fit import ACTIVE_HAN, fit
from claimcheck.model import Metric, Quantity
from claimcheck.records import replace
from claimcheck.registry import Registry

# Of lower case, in the figure's own clause: before it, and right behind it.
_LINK = re.compile(
    # up to a figure; behind the comma, in a clause that goes on with what the link does
    r"(?:nvlink|nvswitch)(?:[ -]?\d(?:\.\d)?)?"
    r"(?:(?!memory|hbm|dram|显存|内存|(?<![a-z])(?:and|plus)(?![a-z])|以及)[^\d,，;；。、和及与]){0,40}"
    r"(?:[,，](?:实现|达到?|提供|(?:单卡|双向|互联|互连|卡间|聚合|系统总?|每?\s?(?:gpu|卡|芯片)\s?[到间对]\s?(?:gpu|卡|芯片)?\s?)带宽"
    r"(?:可?(?:达到?|提升[至到]|为|高达|约))?\s?))?\Z"
)
_OF_MEMORY = re.compile(r"\s?(?:的|of)\s?(?:hbm|gddr|显存|内存|memory)")
_OF_LINK = re.compile(r"\s*(?:of |的\s?)?(?:(?:bidirectional|total|双向)\s?)?(?:nvlink|nvswitch)")
_LINKED = 64  # characters between a link's name and its bandwidth
_PRODUCT = re.compile(  # up to what it makes: "18 路 × 50 GB/s = "
    r"\d[\d.,]{0,12} ?[^\d\s×*=≈]{0,10} ?[×x*] ?(?:\d[\d.,]{0,12} ?[^\d\s×*=≈]{0,10} ?[×x*] ?){0,2}"
    r"\d[\d.,]{0,12} ?[^\d\s×*=≈]{0,10} ?= ?\Z"
)
_SHARE_OF = re.compile(
    r" of (?:(its|their) (?:parameters|size|price|cost|compute|energy|memory|tokens)(?![a-z])|the )?"
)
_WHOSE = re.compile(r"['’]s? (?=[A-Z])")
_LAST_FACTOR = re.compile(r"\d ?[^\d\s×*=≈]{0,10} ?[×x*] ?\Z")
_MADE = re.compile(r"[^\d\s×*=≈]{0,4} ?[=≈] ?[~$¥€]?\d")
_OF_USE = re.compile(  # of lower case, behind money: what use costs, or a part of a sum
    r"[*_]{0,2}\s?(?:(?:/|per |a |each |every )\s?(?:mo|months?|days?|weeks?|years?|yr|hours?|hr|runs?|tasks?|jobs?|"
    r"requests?|users?|seats?|quer(?:y|ies)|calls?|sessions?|conversations?|images?|documents?)(?![a-z])|[+＋]\s?[$¥€£]|/\s?[月年天次周]|每[月年天次周])"
)
_SUM = re.compile(r"[+＋=＝]\s?[*_]{0,2}\Z")
_ACTIVE = re.compile(rf"activ|{ACTIVE_HAN}", re.IGNORECASE)
_TOTAL = re.compile(r"总参|(?<![a-z])total(?![a-z])", re.IGNORECASE)
_TOTAL_BEHIND = re.compile(r"\s?(?:in )?total(?![a-z])")
_ORDER = re.compile(r"\s?(?:的)?(?:数?量级|级别)")
_IN_A_WORD = re.compile(r"[-\u2011](?!point|percent|pts?(?![a-z])|billion|million)[a-z]{3,}")
_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(?!\d)")
_OCCASIONS = frozenset("次遍")  # what happens so often is no quantity of anything
_SCORED_AT = re.compile(r"\d\s?[%％]?[*_]{0,2}\s?(?:@|(?<![a-z])at)\s?[*_]{0,2}\Z")  # "77% @ 128K tokens"
_WON = re.compile(r"\s?[*_]{0,2}\s?win(?:ning)?[- ]rate (?:against|over|versus|vs)")
_DUELS = ("alpaca", "arena", "mt-bench", "gdpval", "wildbench")  # benchmarks whose scores are such rates
# right before the date on which a text was written
_WRITTEN = re.compile(
    r"(?:写成|撰写|成文|截稿|发稿|写作)[^。]{0,8}\Z|(?<![a-z])(?:as of|at the time of) (?:this )?writing[^.]{0,8}\Z"
)
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
    ordered = _ORDER.match(sentence.segment.view.text, quantity.end) is not None  # 千亿 token 量级
    vague = ordered or (quantity.value is None and quantity.approximation != "range" and quantity.kind != "date")
    clustered = quantity.unit == "gpu" and quantity.text[:1] in "百千万" and quantity.text[-1:] == "卡"  # 万卡集群
    fiscal = quantity.kind == "date" and (quantity.text[-1:] == "度" or quantity.approximation == "range")  # 2024年度
    view = sentence.segment.view
    stamped = quantity.kind == "date" and (
        _CLOCK.match(view.text, quantity.end) is not None
        or _WRITTEN.search(view.low, max(sentence.start, quantity.start - 24), quantity.start) is not None
    )
    if vague or clustered or fiscal or stamped or quantity.approximation == "order":
        return []  # 数千, 百亿级: too vague to be checked; "2025-04-15 23:05:25" is a post's
    if quantity.text[:1] == "A" and quantity.text == view.text.strip("*_ "):
        return []  # a paragraph "A32B"
    if quantity.text[-1:] in _OCCASIONS or _of_one_link(quantity, sentence) or _share(quantity, sentence):
        return []  # "累加 128 次"
    if quantity.unit is None and quantity.scale == 1 and _IN_A_WORD.match(view.text, quantity.end):
        return []  # "MRCR-V2 (8-needle)", "a 24-layer model"
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
            offer(named(quantity, UNKNOWN, fit(quantity, UNKNOWN), mention, rivals, sentence, reach))
        for candidate in mention.candidates:
            if candidate.kind == "metric" and not priced and not (quantity.kind == "date" and candidate.context_only):
                member, fitted = values.get(candidate.id, (None, None))
                offer(named(quantity, member, fitted, mention, rivals, sentence, reach))
    for option in prices(quantity, sentence, registry):
        offer(option)
    for option in unnamed(quantity, sentence, registry):
        offer(option)
    for option in experts(quantity, sentence, registry):
        offer(option)
    for option in gaps(quantity, sentence, carried, registry):
        offer(option)
    for option in carried_over(quantity, sentence, carried, rivals, registry):
        offer(option)
    if _WON.match(view.low, quantity.end):
        found = {i: o for i, o in found.items() if o.metric.kind != "benchmark" or i.startswith(_DUELS)}
    if "context-length" in found and _SCORED_AT.search(
        view.text, max(sentence.start, quantity.start - 24), quantity.start
    ):
        del found["context-length"]
    if "output" in quantity.text.lower():
        found.pop("context-length", None)  # "200k input, 64k output tokens"
    if "release-date" in found and of_another_event(quantity, sentence):
        del found["release-date"]
    if "training-cost" in found and (
        _OF_USE.match(view.low, quantity.end) or _SUM.search(view.text, max(0, quantity.start - 4), quantity.start)
    ):
        del found["training-cost"]
    if not {"input-price", "output-price"}.isdisjoint(found) and of_another(quantity, sentence):
        found = {i: o for i, o in found.items() if o.metric.unit != "USD/Mtoken"}
    if "memory-bandwidth" in found and _of_links(quantity, sentence):
        del found["memory-bandwidth"]
    _rated(found, sentence, carried, registry)
    if "active-parameters" in found and "total-parameters" in found and part_of(quantity, sentence):
        del found["total-parameters"]
    elif "total-parameters" in found and _first_of_two(quantity, sentence):
        found.pop("active-parameters", None)  # "284B / 13B active"
    elif "total-parameters" in found and _TOTAL_BEHIND.match(view.low, quantity.end):
        found.pop("active-parameters", None)  # "235B total → 22B active"
    elif "total-parameters" in found and _TOTAL.search(quantity.text) and not _ACTIVE.search(quantity.text):
        found.pop("active-parameters", None)  # "671B 总参数、37B 激活"
    elif "active-parameters" in found and _ACTIVE.search(quantity.text) and not _TOTAL.search(quantity.text):
        found.pop("total-parameters", None)  # "Parameters: 1.6T, 49B active parameters"
    return sorted(found.values(), key=lambda o: -o.score)


def _share(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a percentage is a share of what another has: "98% of GPT-4's MMLU", "with 17% of its parameters"."""
    if quantity.unit != "percent":
        return False
    text = sentence.segment.view.text
    of = _SHARE_OF.match(text, quantity.end)
    if of is None:
        return False
    whose = next((m for m in sentence.entities if m.start == of.end()), None)
    if of[1] is not None:
        return True
    others = any(m is not whose for m in sentence.entities)  # who has the share
    return whose is not None and others and _WHOSE.match(text, whose.end) is not None


def _of_one_link(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a bandwidth is that of one of several links, reckoned together: the 50 of "18 × 50 GB/s = 900 GB/s"."""
    text, unit = sentence.segment.view.text, quantity.unit or ""
    return (
        unit.endswith("B/s")
        and _MADE.match(text, quantity.end) is not None
        and _LAST_FACTOR.search(text, max(sentence.start, quantity.start - 24), quantity.start) is not None
    )


def _first_of_two(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a size stands before a slash and a much smaller one, its active part."""
    other = next((q for q in sentence.quantities if q.start >= quantity.end), None)
    if other is None or sentence.between(quantity.end, other.start).strip() not in ("/", "／"):
        return False
    one, two = quantity.value, other.value
    return isinstance(one, Decimal) and isinstance(two, Decimal) and one >= 2 * two


def _of_links(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a bandwidth is that of links between chips: "NVLink 带宽 900GB/s", "NVSwitch: 14.4 TB/s of bandwidth"."""
    low, start = sentence.segment.view.low, max(sentence.start, quantity.start - _LINKED)
    if _OF_MEMORY.match(low, quantity.end) is not None:
        return False  # "总带宽达 2039GB/s 的 HBM2e 显存"
    made = (
        _PRODUCT.search(low, start, quantity.start)
        if "=" in low[max(start, quantity.start - 3) : quantity.start]
        else None
    )
    end = made.start() if made else quantity.start
    return _LINK.search(low, start, end) is not None or _OF_LINK.match(low, quantity.end) is not None


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
