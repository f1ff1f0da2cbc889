"""Metrics that no word names: those that a figure's unit implies, and gaps between groups."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from decimal import Decimal

from claimcheck import patterns as re
from claimcheck import units
from claimcheck.claims import implied
from claimcheck.claims.dates import SEEN
from claimcheck.claims.option import CarriedMetric, Option, common, of_no_run, of_one_text, otherwise
from claimcheck.claims.owners import kinds_of
from claimcheck.claims.sentences import COUNTED, LABELLED_DATE, LIST_GAP, OUTPUT_AFTER, RESPECTIVELY, TOUCHING, Sentence
from claimcheck.claims.weights import total
from claimcheck.fit import ACTIVE_BEHIND, ACTIVE_HAN, CURRENCIES, NO_SPEED, fit, multiplied, says_active
from claimcheck.model import Mention, Metric, Quantity
from claimcheck.registry import Registry

_OF_TOKENS = re.compile(
    r"\s*(?:的|of)?\s*个?[\u4e00-\u9fff]{0,12}?\s*(?:tokens?(?![a-z])|标记|词元|令牌)", re.IGNORECASE
)
_PRICED_PER = re.compile(r"(?:每|per|/)\s*(?:[(（]?\s*)?$", re.IGNORECASE)
_LEAD = re.compile(r"gap|lead|lag|behind|ahead|trail|差距|领先|落后|优势|缩小|拉开")
_TOTAL = re.compile(r"\s*(?:in )?total|\s*总", re.IGNORECASE)
# Sizes in a list, which need no word beside a model: "comes in 7B, 14B and 72B".
_GLUE = r"\s*(?:,?\s*(?:and|or)\b|[,，、/]|和|及|与|以及)\s*"
_SIZE_BEFORE = re.compile(rf"\dB{_GLUE}$")
_SIZE_AFTER = re.compile(rf"{_GLUE}\d+(?:\.\d+)?B(?![A-Za-z])")
_WHOLE = re.compile(r"\btotal(?:s|ling)?\b|\bin all\b|总|合计|一共|共", re.IGNORECASE)
_BY = re.compile(r"\s*[(（]\s*[A-Z][A-Za-z ]{1,20}?\s*[-–—,，·|]\s*")  # "GPT-5.2 (OpenAI - Dec 11, 2025)"
_OPENED = re.compile(r"\s?[(（]\s?(?:~?\d+(?:\.\d+)?\s?[BMTK](?:illion)?(?:\s(?:param\w*|parameters))?[,，;；]\s?)?")
_SIZED = re.compile(
    r"(?:illion)?(?:\s(?:param\w*))?[,，;；]\s?"
)  # behind a name that ends with the size in its bracket
_CLOSES = re.compile(r"\s?(?:[,，;；]\s?~?\d[^()（）]{0,40})?[)）]")
_BORDERS = ("(", "（", "、", ",", "，", "/", "|")
_SPARSE = re.compile(r"(?<![a-z])moe(?![a-z])|mixture[- ]of[- ]experts|混合专家")  # "MoE (671B/37B)"
_OF_ALL = re.compile(
    r"\s*(?:(?:active|activated)\s+)?(?:param(?:eter)?s?\s+)?(?:out\s+)?of\s+(?:(?:its|the|a|all)\s+)?(?:total\s+(?:of\s+)?)?~?",
    re.IGNORECASE,
)
_ACTIVE_INSIDE = re.compile(
    rf"\s?(?:MoE\s?)?[(（]\s?[~≈约]?\s?\d+(?:\.\d+)?\s?[BbMm亿]?\s?(?:[Aa]ctiv\w*|{ACTIVE_HAN})(?![^)）]{{0,16}}\d)"
)
_TOTAL_AND_ACTIVE = re.compile(  # "109B总/17B激活"
    rf"\s?(?:总(?:参数?量?)?|total)\s?[/／,，、]\s?\d+(?:\.\d+)?\s?[BbMm亿]?\s?(?:[Aa]ctiv\w*|{ACTIVE_HAN})"
)
_OF_THESE = re.compile(  # "37B of these parameters are active"
    r"\s*(?:out\s+)?of\s+(?:these|those|its|their|the|all|which)\s+(?:[a-z]+\s+){0,2}?(?:param(?:eter)?s?\s+)?(?:are|is|were|being|get|become)\s+"
    r"(?:only\s+|actually\s+)?(?:activ|used|in use|engaged|needed)",
    re.IGNORECASE,
)
_ACTIVATES = re.compile(  # of lower case, right before a size: "it activates only 37B of its parameters"
    r"(?<![a-z])activat(?:es?|ed|ing)\s+(?:(?:only|just|about|around|roughly|merely|up to|a mere)\s+){0,2}~?\Z|"
    r"(?:只|仅|才)(?:会|需要?)?(?:激活|启用)(?:了|其中)?(?:的|约)?\s?\Z"
)
_USES = re.compile(
    r"(?:专家|每次|每个\s?token|推理时)[^。；]{0,24}(?:只|仅|才)(?:会|需要?)?(?:使用|用|调用|动用)了?(?:其中)?约?\s?\Z"
)
_THROUGHPUTS = ("fp16-throughput", "fp8-throughput", "fp32-throughput", "fp4-throughput", "fp64-throughput")
_RELEASES = re.compile(r"\s(?:releases|updates|changelog|release notes)(?![a-z])|\s?(?:版本)?更新(?![至到发上])")
_DONE = re.compile(  # of lower case: what happens to a system after its release
    r"(?<![a-z])(?:cut|reduced|slashed|lowered|dropp?ed|raised|increased|went (?:up|down)|updated|upgraded|retired|"
    r"deprecated|sunset|shut (?:down|off)|switched off|turned off|removed|withdrawn|discontinued|got|gained|received|"
    r"replaced|renamed)(?![a-z])|下架|下线|停用|停止服务|退役|弃用|降价|涨价|更新|升级"
)
_APART = re.compile(r"[,，;；。]|(?<![a-z])(?:and|but|then|was|were)(?![a-z])|后|并")  # between the two
_RELATIVE = ("which ", "that ", "which has ")
_OUR_OWN = re.compile(r"(?<![a-z])(?:my|our|we|i)(?![a-z])")
_ARRIVED = ("arrived", "shipped")
_DONE_BEHIND = re.compile(r"\s?[起再又]?\s?(?:降价?|涨价?|调价|[下上]调)")
_OF_ITS_PAPER = re.compile(r"(?<![a-z])(?:its|the) (?:paper|report|technical report|code|weights|api|app)(?![a-z])")
_WINDOW, _WIDEST = "context-length", 10**7
_CORPUS = 10**11
_SHORTEST = 2_000  # tokens: "8000 input / 1000 output" is a load
_AND_OUT = re.compile(  # from what goes in to what comes out
    r"\s?(?:tokens?\s?)?(?:of\s)?(?:input|context|in|输入|上下文)?\s?(?:tokens?|window)?\s?[)）]?\s?[,，/+、;；]?\s?"
    r"(?:and |with |和)?(?:up to )?[(（]?"
)
# of lower case, around the first and the second of what goes in and what comes out
_IN_AND_OUT = re.compile(
    r"\s?(?:tokens?\s)?(?:input|in|输入)\s?(?:tokens?)?\s?[/,，、|]\s?[~约]?\d[\d.,]*\s?[km]\s?(?:tokens?\s)?(?:output|out|输出)"
)
_IN_FIRST = re.compile(r"(?:(?<![a-z])(?:input|in)|输入)\s?[:：]?\s?\Z")
_OUT_NEXT = re.compile(r"\s?(?:tokens?)?\s?[/,，、|]\s?(?:output|out|输出)\s?[:：]?\s?[~约]?\d[\d.,]*\s?[km](?![a-z])")
_OUT_AT_LAST = re.compile(
    r"(?:(?<![a-z])(?:input|in)|输入)\s?[:：]?\s?\d[\d.,]*\s?[km]\s?(?:tokens?)?\s?[/,，、|]\s?(?:output|out|输出)\s?[:：]?\s?\Z"
)
_USED = re.compile(  # words of tokens that users spend
    r"(?<![a-z])(?:per|a|each|every|daily|monthly)\s(?:day|week|month|year)|(?<![a-z])(?:daily|monthly|weekly|process\w*|serv\w+|usage|"
    r"consum\w+|traffic|quer\w+|generat\w+|customers?|users?|spent|output\w*)(?![a-z])|[日月周年]均|每[天日月周年]|消耗|调用|处理|用量|生成|用户|客户"
)
_CORED = re.compile(r"[ -]?(?:的\s?)?(cpu|gpu)(?![a-z])")  # "32 核 CPU、80 核 GPU"
_A_YEAR = r"199\d|20[0-3]\d"  # "2022 A100: 54 billion transistors"
_BARE_SCALE = Decimal(10**5)
_HUNDREDS = Decimal(100)
_SIZES_TOLD = re.compile(  # of lower case, from where a block begins up to one of its sizes: "**Sizes**: 7B, "
    r"\W{0,8}(?:(?:available|model|parameter|模型|参数)\s?)?(?:sizes?|variants|规模|尺寸|大小)[*_]{0,2}\s?[:：][*_]{0,2}"
    r"(?:\s|[,，、/]|and|和|及|与|\d++(?:\.\d++)?\s?[bm亿万])*+"
)
_LABELLED_LIST = 200  # characters of a label and a list
_OWNED = 128  # characters between a name and its number of parameters


def unnamed(quantity: Quantity, sentence: Sentence, registry: Registry) -> Iterable[Option]:
    """The metrics that a figure's unit and the words around it imply (the table of claims.implied)."""
    bound = _bound_of_output(quantity, sentence, registry) or _of_two_limits(quantity, sentence, registry)
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
    if otherwise(family, quantity, sentence):
        return
    later = any(q.start >= quantity.end for q in sentence.quantities)  # what follows the clause is about that one
    right = sentence.clause(quantity.start, quantity.end)[1] if later else quantity.end + 80
    wide = sentence.segment.view.low[max(sentence.start, quantity.start - 120) : min(sentence.end, right)]
    if family == "token" and _PRICED_PER.search(text[max(0, quantity.start - 6) : quantity.start]):
        return
    if family == "bare" and _is_window(quantity, sentence):
        return
    rows = implied.IMPLIED[family]
    cored = _CORED.match(sentence.segment.view.low, quantity.end) if family == "core" else None
    if cored is not None:
        rows = tuple(row for row in rows if row.metric == ("gpu-cores" if cored[1] == "gpu" else "cpu-cores"))
    printed = quantity.text.lower()
    active = says_active(quantity) or ACTIVE_BEHIND.match(text, quantity.end) is not None
    part = part_of(quantity, sentence) if family in ("parameter", "bare", "bare_han") else None
    dated = quantity.kind == "date" and _dated(quantity, sentence)
    if family == "flops" and not any(row.cue is not None and row.cue.search(wide) for row in rows):
        yield from _by_value(quantity, sentence, registry)
        return
    own: list[str | None] = []
    for row in rows:
        if active and row.metric != "active-parameters":
            continue
        if part is not None and row.metric == ("total-parameters" if part else "active-parameters"):
            continue
        beside = False
        if dated:
            told = {"metric.implied": 1.0}
        elif row.cue is None:
            told = {"metric.implied_weak": row.without_cue}
        elif beside := _beside(row.metric, family, quantity, sentence, registry):
            told = {"metric.implied": 1.0}
        elif part is not None:  # the row of the whole, or of the part
            told = {"metric.implied": 1.0, "metric.implied_cue": 1.5}
        elif family in ("parameter", "bare", "bare_han") and row.metric == "active-parameters":
            if not _owned(row.cue, quantity, sentence) and not _second_of_two(row.cue, quantity, sentence):
                continue
            told = {"metric.implied": 1.0, "metric.implied_cue": 1.5}
        elif (cued := not row.plain or row.cue.search(wide)) and row.cue.search(printed):
            told = {"metric.inside": 1.0}
        elif cued and row.cue.search(near):
            own = own or [_own_cue(rows, quantity, sentence)]  # the same for every row
            told = {"metric.implied": 1.0, "metric.implied_cue": 1.0 if own[0] in (None, row.metric) else 0.0}
        elif cued and (row.plain or row.cue.search(wide)):
            told = {"metric.implied_far" if quantity.kind == "date" else "metric.implied": 1.0}
            if family == "bare" and row.metric == "total-parameters" and _among_labelled(quantity, sentence):
                told["metric.implied_cue"] = 1.5
        elif row.metric == "training-tokens" and _is_corpus(quantity, sentence):
            told = {"metric.implied_weak": 0.6}
        elif row.without_cue > -9:
            listed = family == "bare" and quantity.text[-1:] == "B" and _among_sizes(text, quantity)
            told = {"metric.implied_weak": 1.0 if listed else row.without_cue}
        else:
            continue
        metric = registry.metric(row.metric)
        fitted = fit(quantity, metric) if metric is not None else None
        if (
            fitted is None
            and metric is not None
            and family == "parameter"
            and _lost(quantity, metric, sentence, registry)
        ):
            fitted = quantity
        if metric is None or fitted is None or of_one_text(fitted, metric):
            continue
        if of_no_run(fitted, metric) and "train" not in near and "训练" not in near:
            continue  # "costs $0.27 uncached"
        features = common(quantity, fitted, metric, text) | told
        if beside and not re.fullmatch(_A_YEAR, quantity.text):
            features.pop("metric.year", None)  # "2048 Ascend 910": the name makes it a number of something
        word = _said_total(quantity, sentence) if row.metric == "total-parameters" else None
        yield Option(metric, fitted, word, features, total(features))


def _among_labelled(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a figure stands in a list behind a label that says it is one of sizes: "Sizes: 7B, 13B"."""
    low = sentence.segment.view.low
    near = not sentence.start and quantity.start <= _LABELLED_LIST
    return near and _SIZES_TOLD.fullmatch(low, 0, quantity.start) is not None


def of_another_event(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a date is that of what was done to a system later: "released on March 4, retired on January 5", "launched
    at $1 and was cut to $0.80 in December".
    """
    low = sentence.segment.view.low
    if SEEN.search(low, max(sentence.start, quantity.start - 24), quantity.start):
        return True
    released = list(implied.RELEASED.finditer(low, sentence.start, quantity.start))
    if not released:
        return _RELEASES.match(low, quantity.end) is not None
    last = released[-1]
    if last[0].startswith(_ARRIVED) and _OUR_OWN.search(low, sentence.start, last.start()):
        return True  # "Our RTX 5090 arrived on April 14"
    done = _DONE.search(low, last.end(), quantity.start)
    apart = done is not None and _APART.search(low, last.end(), done.start()) is not None
    if (apart and done is not None and not low.endswith(_RELATIVE, last.end(), done.start())) or _DONE_BEHIND.match(
        low, quantity.end
    ):
        return True
    before = next((q for q in reversed(sentence.quantities) if q.end <= quantity.start and q.kind == "date"), None)
    if before is None or before.end < last.end():
        return before is not None and _OF_ITS_PAPER.search(low, before.end, last.start()) is not None
    named = any(before.end <= m.start and m.end <= quantity.start for m in sentence.entities)
    return (
        not named
        and LIST_GAP.fullmatch(low, before.end, quantity.start) is None
        and "full" not in low[before.end : quantity.start]
    )


def _by_value(quantity: Quantity, sentence: Sentence, registry: Registry) -> Iterable[Option]:
    """The throughput of a number format that a chip of the sentence is reported to have: "A100 的算力只有 312 TFLOPS"
    says of none that it is it. What fits no report is left unread.
    """
    ids = [c.id for mention in sentence.entities for c in mention.candidates if c.kind == "entity"]
    for name in _THROUGHPUTS:
        metric = registry.metric(name)
        fitted = fit(quantity, metric) if metric is not None else None
        if metric is None or fitted is None or not isinstance(fitted.value, Decimal):
            continue
        subjects = [member for i in ids for member in (i, *registry.members(i))]
        known = (fact.value for subject in subjects for fact in registry.facts_for(subject, name))
        if any(isinstance(value, Decimal) and value == fitted.value for value in known):
            features = common(quantity, fitted, metric, sentence.segment.view.text) | {"metric.implied_weak": 0.6}
            yield Option(metric, fitted, None, features, total(features))
            return


def part_of(quantity: Quantity, sentence: Sentence) -> bool | None:
    """Whether a size is the part (True) or the whole (False) of two that the text relates: "37B of its 671B
    parameters", "39 billion parameters out of 141 billion", "only 37B of these parameters are active", "671B (37B
    active)".
    """
    text = sentence.segment.view.text
    if _OF_THESE.match(text, quantity.end):
        return True
    if _ACTIVE_INSIDE.match(text, quantity.end):
        return False
    before = max(sentence.start, quantity.start - 40)
    if _TOTAL_AND_ACTIVE.match(text, quantity.end):
        return False
    low = sentence.segment.view.low
    if ACTIVE_BEHIND.match(text, quantity.end) or _ACTIVATES.search(low, before, quantity.start):
        return True
    if _USES.search(low, before, quantity.start):
        return True
    for other in sentence.quantities:
        if quantity.end <= other.start and _OF_ALL.fullmatch(text, quantity.end, other.start):
            return True
        if other.end <= quantity.start and _OF_ALL.fullmatch(text, other.end, quantity.start):
            return False
    return None


def _lost(quantity: Quantity, metric: Metric, sentence: Sentence, registry: Registry) -> bool:
    """Whether a number of parameters has lost its "billion": but for that it is what is reported of a name."""
    value = quantity.value
    least = _HUNDREDS if metric.id == "total-parameters" else 2
    if quantity.scale != 1 or not isinstance(value, Decimal) or not least <= value < _BARE_SCALE:
        return False  # fewer are a model's settings
    if any(char in quantity.text for char in "万亿个"):
        return False
    first = bisect_left(sentence.entities, quantity.start - _OWNED, key=lambda m: m.start)
    last = bisect_left(sentence.entities, quantity.end + _OWNED, key=lambda m: m.start)
    return any(
        isinstance(fact.value, Decimal) and fact.value in (value * 10**6, value * 10**8, value * 10**9)
        for mention in sentence.entities[first:last]
        for candidate in mention.candidates
        for fact in registry.facts_for(candidate.id, metric.id)
    )


def _second_of_two(cue: re.Pattern[str], quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a size stands behind a much larger one, as the active part does in a sentence that tells these apart:
    "Pro (1.6T total/49B active) and Flash (284B/13B)".
    """
    first = next((q for q in sentence.quantities if q.end <= quantity.start <= q.end + 3), None)
    if first is None or not isinstance(first.value, Decimal) or not isinstance(quantity.value, Decimal):
        return False
    slash = sentence.between(first.end, quantity.start).strip() in ("/", "／")
    return (
        slash
        and first.value >= 2 * quantity.value
        and (cue.search(sentence.segment.view.low, sentence.start) or _SPARSE.search(sentence.segment.view.low))
        is not None
    )


def _said_total(quantity: Quantity, sentence: Sentence) -> Mention | None:
    """The word that says that a number of parameters is the whole, not the active part."""
    left, right = sentence.clause(quantity.start, quantity.end)
    text = sentence.segment.view.text
    found = _WHOLE.search(text, max(left, quantity.start - 40), min(right, quantity.end + 24))
    return Mention(found.start(), found.end(), found.group(), ()) if found else None


def gaps(
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
            features = common(quantity, fitted, metric, sentence.segment.view.text) | {"metric.implied": 1.0}
            features["metric.carried_sentence" if far else "metric.implied_cue"] = 1.0
            if quantity.unit == metric.unit:
                features["metric.typed"] = 1.0
            yield Option(metric, fitted, mention, features, total(features), carried=far)


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
    size = quantity.value if isinstance(quantity.value, Decimal) else quantity.low
    if unit == "FLOPS" and isinstance(size, Decimal) and size >= NO_SPEED:
        return "FLOP"
    if unit in CURRENCIES:
        return "money"
    if unit in ("hour", "day", "week", "month"):
        return "duration"
    return _DIMENSIONS.get(units.dimension(unit) or "")


_DIMENSIONS = {
    "information": "byte",
    "information/time": "byte/second",
    "power": "watt",
    "flop/time": "flops",
    "op/time": "ops",
}


def _counted(quantity: Quantity, sentence: Sentence, registry: Registry) -> bool:
    """Whether the figure counts the chips named right after it: "72 个 Blackwell GPU", "2,048 H800s"."""
    text = sentence.segment.view.text
    for mention in sentence.entities:
        if 0 <= mention.start - quantity.end <= 16 and COUNTED.fullmatch(text[quantity.end : mention.start]):
            entity = registry.entity(mention.candidates[0].id) if mention.candidates else None
            return entity is not None and ("chip" in kinds_of(entity, registry) or "gpu" in mention.text.lower())
    return False


def _is_window(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a bare "1M" stands in a sentence on windows: no model is of so few parameters beside them."""
    value = quantity.value
    named = any(c.id == _WINDOW for m in sentence.metrics for c in m.candidates)
    return named and isinstance(value, Decimal) and value <= _WIDEST


def _is_corpus(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether so many tokens can only be those of a training run: more than a window holds, and none that are spent."""
    value = quantity.value
    return isinstance(value, Decimal) and value >= _CORPUS and _USED.search(sentence.segment.view.low) is None


def _bound_of_output(quantity: Quantity, sentence: Sentence, registry: Registry) -> Option | None:
    """The most that a model writes: "64K output", "up to 128K output tokens"; of a number that says so itself ("64k
    output tokens"), where words before it do, it goes on with the window, or it is all that an item begins with.
    """
    metric = registry.metric("maximum-output")
    value = quantity.value if isinstance(quantity.value, Decimal) else quantity.high
    if metric is None or quantity.unit not in (None, "token") or not isinstance(value, Decimal) or value < _SHORTEST:
        return None
    low = sentence.segment.view.low
    bound = (
        quantity.approximation == "at_most"
        or _ALLOWS.search(low, max(0, quantity.start - 24), quantity.start) is not None
        or (any(c.id == _WINDOW for m in sentence.metrics for c in m.candidates) and _is_second(quantity, sentence))
        # an item of a list of features: "**128k output tokens** - ..."
        or (quantity.scale > 1 and not sentence.entities and not low[: quantity.start].strip("*_ "))
    )
    inside = bound and "output" in quantity.text.lower()
    if not (inside or OUTPUT_AFTER.match(sentence.segment.view.text, quantity.end)):
        return None
    fitted = fit(quantity, metric)
    if fitted is None:
        return None
    features = {"metric.typed": 1.0, "metric.adjacent": 1.0, "metric.implied": 1.0}
    return Option(metric, fitted, None, features, total(features))


def _of_two_limits(quantity: Quantity, sentence: Sentence, registry: Registry) -> Option | None:
    """A number of tokens that is set beside another as what goes in and what comes out: "204K in / 131K out"."""
    value, low = quantity.value, sentence.segment.view.low
    if quantity.unit not in (None, "token") or quantity.scale < 1000 or not isinstance(value, Decimal):
        return None
    head = max(sentence.start, quantity.start - 32)
    labelled = _IN_FIRST.search(low, head, quantity.start) and _OUT_NEXT.match(low, quantity.end)
    if labelled or _IN_AND_OUT.match(low, quantity.end):
        metric = registry.metric(_WINDOW)
    elif _OUT_AT_LAST.search(low, head, quantity.start):
        metric = registry.metric("maximum-output")
    else:
        return None
    fitted = fit(quantity, metric) if metric is not None and value <= _WIDEST else None
    if metric is None or fitted is None:
        return None
    features = {"metric.typed": 1.0, "metric.adjacent": 1.0, "metric.implied": 1.0}
    return Option(metric, fitted, None, features, total(features))


def _is_second(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a figure goes on with the one before it: "200k input, 64k output tokens"."""
    before = [q for q in sentence.quantities if q.end <= quantity.start]
    return bool(before) and _AND_OUT.fullmatch(sentence.segment.view.low, before[-1].end, quantity.start) is not None


def _among_sizes(text: str, quantity: Quantity) -> bool:
    before = text[max(0, quantity.start - 12) : quantity.start]
    return _SIZE_AFTER.match(text, quantity.end) is not None or _SIZE_BEFORE.search(before) is not None


def _own_cue(rows: Sequence[implied.Implied], quantity: Quantity, sentence: Sentence) -> str | None:
    """The first metric with a word that no other figure stands before: 14 TFLOPS in single and 28 in half precision."""
    low = sentence.segment.view.low
    left = max((q.end for q in sentence.quantities if q.end <= quantity.start), default=sentence.start)
    if (glued := _GLUED.match(low, left)) is not None:
        left = min(glued.end(), quantity.start)  # of "1024 TFLOPS@BF16, 2048 TOPS@INT8" the first word is the first's
    right = min((q.start for q in sentence.quantities if q.start >= quantity.end), default=sentence.end)
    left, right = max(left, quantity.start - 60), min(right, quantity.end + 40)
    return next((row.metric for row in rows if row.cue is not None and row.cue.search(low, left, right)), None)


# Figures that need no word beside a name of this kind: "A100 (40 GB)", "the 405B Llama 3.1".
_BESIDE: dict[tuple[str, str], frozenset[str]] = {
    ("memory", "byte"): frozenset(("chip",)),
    ("total-parameters", "bare"): frozenset(("model",)),
    ("investment", "money"): frozenset(("programme",)),
    ("launch-price", "money"): frozenset(("chip", "system")),
}
_ALLOWS = re.compile(r"(?:supports?|allows?|limited to|limit of|maximum of|支持|上限)[^.,;，。；]{0,12}$")
_GLUED = re.compile(r"\s?@\s?\w+")
_OPENS = ("(", "（", ":", "：", "→", "->")
_LESS = re.compile(r"\s(?:less|more|fewer|short|free|left|spare|extra)(?![a-z])")  # "has 8 GB less", "16 GB free"
_OPENS_OR_IS = (*_OPENS, "is", "has", "at", "是", "为", "有")  # "GPT-3 is 175B"


def _beside(metric: str, family: str, quantity: Quantity, sentence: Sentence, registry: Registry) -> bool:
    """Whether a figure stands right before such a name, or right after one in brackets or behind a colon."""
    if family == "gpu":
        return _counted(quantity, sentence, registry)
    kinds = _BESIDE.get((metric, family))
    if kinds is None:
        return False
    text = sentence.segment.view.text
    makers = {m.end: m.start for m in sentence.entities if _is_maker(m, registry)}
    for mention in sentence.entities:
        start = makers.get(mention.start, makers.get(mention.start - 1, mention.start))  # "4000美元的NVIDIA DGX Spark"
        before = quantity.end <= start and TOUCHING.fullmatch(text, quantity.end, start)
        opens = _OPENS_OR_IS if family == "byte" or (family == "bare" and quantity.text[-1:] == "B") else _OPENS
        if _LESS.match(text, quantity.end):
            return False
        if before or (mention.end <= quantity.start and text[mention.end : quantity.start].strip() in opens):
            entity = registry.entity(mention.candidates[0].id) if mention.candidates else None
            if entity is not None and kinds & kinds_of(entity, registry):
                return True
    return False


def _is_maker(mention: Mention, registry: Registry) -> bool:
    entity = registry.entity(mention.candidates[0].id) if mention.candidates else None
    return entity is not None and entity.kind == "organisation"


def _tokens(quantity: Quantity) -> Quantity:
    """Bytes that stand for tokens, letter by letter: 15TB of tokens are 15e12."""
    return multiplied(quantity, units.convert(Decimal(1), quantity.unit, "byte") or Decimal(1), "token")


def _dated(quantity: Quantity, sentence: Sentence) -> bool:
    """Dates that need no verb: "Release date: May 2024", "GPT-4 (March 2023)"."""
    text = sentence.segment.view.text
    if LABELLED_DATE.fullmatch(text[sentence.start : quantity.start]):
        return True
    following = text[quantity.end :].lstrip()[:1]
    if _CLOSES.match(text, quantity.end) and any(
        m.end <= quantity.start
        and (_SIZED if "(" in m.text and ")" not in m.text else _OPENED).fullmatch(text, m.end, quantity.start)
        for m in sentence.entities
    ):
        return True  # "GPT-2 (1.5B params, February 2019)"
    opened = {"(": ")", "（": "）", "|": "|"}
    return any(
        m.end <= quantity.start
        and (
            opened.get(text[m.end : quantity.start].strip()) == following
            or (following in (")", "）") and _BY.fullmatch(text, m.end, quantity.start) is not None)
        )
        for m in sentence.entities
    )


def _owned(cue: re.Pattern[str], quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a word qualifies this figure and not the one beside it: "132B in total, of which 36B are active"."""
    if cue.search(quantity.text.lower()) or says_active(quantity):
        return True
    text, low = sentence.segment.view.text, sentence.segment.view.low
    left, right = sentence.clause(quantity.start, quantity.end)
    before = max((q.end for q in sentence.quantities if q.end <= quantity.start), default=left)
    after = min((q.start for q in sentence.quantities if q.start >= quantity.end), default=right + 1)
    if _TOTAL.match(text, quantity.end) or _TOTAL.search(quantity.text):
        return False
    ahead = cue.search(low, max(left, before, quantity.start - 40), quantity.start)
    if ahead is not None:  # "12B active/52B": the word is the figure's that it follows
        return before <= left or ahead.start() - before > quantity.start - ahead.end()
    run = [quantity]  # in "1.0B, 2.8B and 4.5B activated parameters, respectively" the word is all of theirs
    for other in sentence.quantities:
        gap = text[run[-1].end : other.start] if other.start >= run[-1].end else "/"
        if "/" not in gap and LIST_GAP.fullmatch(gap):
            run.append(other)
    if len(run) > 1 and RESPECTIVELY.search(text, quantity.end, sentence.end) and cue.search(run[-1].text.lower()):
        return True
    following = cue.search(low, quantity.end, min(after, right, quantity.end + 40))
    near = following is not None and after - following.end() <= 3
    if near and following is not None and text[quantity.end : following.start()].strip() in _BORDERS:
        return False  # "1.6 万亿参数（激活 490 亿）", "284B、激活 13B"
    return following is not None and (after > right or following.start() - quantity.end <= after - following.end())
