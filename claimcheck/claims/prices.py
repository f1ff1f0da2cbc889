"""Prices a million tokens: for input, for output, on a cache hit."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from claimcheck import patterns as re
from claimcheck.claims import implied
from claimcheck.claims.option import Option, common, otherwise
from claimcheck.claims.sentences import Sentence
from claimcheck.claims.weights import total
from claimcheck.fit import CURRENCIES, fit
from claimcheck.model import Quantity
from claimcheck.registry import Registry

_SIDES = (("input", implied.INPUT), ("output", implied.OUTPUT))

_WAY = re.compile(r"(?:\s?/\s?(?:1?m(?:tok)?|1?m tokens|million))?\s(in|out)(?![a-z])")
_WAY_INSIDE = re.compile(r" (in|out) ?(?=per |/|for )")
_WAYS = {"in": "input", "out": "output"}
# A bracket that closes right before the figure belongs to it: "输入（缓存命中）为 0.2 元".
_BREAK = re.compile(r"[,，;；、]|[)）](?!\s*(?:[:：]|为|是|仅|低至|is|at|costs?)?\s*[¥￥$]?$)|\band\b")
_HIT = re.compile(r"\s?[(（][^()（）]{0,24}(?:cach|缓存)")
_JOINED = re.compile(
    r"(?:\s?(?:per|/|a|each)[^，;；]{0,16}tokens?)?\s?(?:[,/、，&]|和|与|及|(?<![a-z])and(?![a-z])|\s){1,4}"
    r"(?:(?:每|per )[^，;；]{0,14}tokens?\s?)?"
)
# what may follow two prices that are all that their sentence says of a system
_OF_BOTH = re.compile(
    r"\s?(?:(?:per|a|each|every|/)\s?[^,，;；.。]{0,20}tokens?|每[^，；。]{0,12}|respectively|分别)?[\s)）*|]*(?:[.。!！]?\s*\Z|[,，;；])"
)
# words of two prices of one side: by time, by length, by the way of serving
_TIERED = re.compile(
    r"(?<![a-z])(?:batch\w*|above|over|beyond|below|under|up|until|otherwise|after|then|now|was|were|discount\w*|promo\w*|"
    r"peak|off-peak|standard|priority|flex|tiers?|prompts?|cach\w+|fast|hours?|regular)(?![a-z])"
    r"|批|之后|以上|以下|超过|以内|优惠|标准|高峰|空闲|时段|折|原价|缓存|分段|阶梯|现价|限时"
)
_OF_EACH = re.compile(r"\s?[(（](?![^()（）]{0,24}(?:cach|hit|miss|缓存))[^()（）]{1,24}[)）]\s?(?:[/,、和与]|and)\s?")
_LABEL = re.compile(
    r"[^\w]*(?:cached? )?(?:input|output|输入|输出)(?: tokens?| price| pricing| cost|价格?|单价|费用)?"
    r"(?: ?[(（]?(?:with |on |[—–-] ?)?(?:an? )?(?:cached?[- ](?:hit|miss)(?:es)?|cached|缓存(?:未?命中)?)[)）]?)?"
    r"[*_]{0,2}\s?[:：][\s*_]*"
)
# what makes a price neither side's: "= $14/M", "$5.80 total per 1M", "$1.30 blended"
_ADDED_UP = re.compile(r"=\s?[~≈]?\s?\Z")
_ALTOGETHER = re.compile(
    r"[\s(（*]{0,3}(?:in )?(?:total|combined|blended|altogether|average|混合|合计|总计|加权)(?![a-z])"
)
# of a price that is asked for tuning a model: "$25 per million training tokens", "微调训练：25 美元"
_OF_TRAINING = re.compile(
    r"training tokens?(?![a-z])|(?:fine-?tun\w+)[^.;,]{0,24}(?<![a-z])training|微调[^。；]{0,24}训练|"
    r"(?<![a-z])training[*_]{0,2}\s?[:：]|(?:微调|精调)训练"
)
_OF_A_SIDE = re.compile(r"(?<![a-z])(?:input|output)(?![a-z])|输入|输出")  # what is priced is no training
# of lower case, right before the price to which reading from a cache takes input: "with caching, input drops to"
_WITH_CACHE = re.compile(
    r"(?:(?<![a-z])(?<!compatible )(?:with|using|via|through|enabling)\s(?:(?:prompt|context|implicit|explicit|the)\s)?"
    r"caching(?![a-z])(?: enabled| on| turned on)?,?\s[^;:]{0,60}?"
    r"(?:drops?|falls?|goes down|comes down|costs?|is only|is just)"
    r"\s(?:down\s)?(?:to\s|only\s|just\s)?|"
    r"(?<![不没未无需持可有])(?:启用|开启|使用|打开|开通)了?(?:提示词?|上下文|prompt)?\s?缓存(?:之?后|时|的情况下)"
    r"[^;：。；]{0,40}?(?:降至|降到|降为|低至|仅需?|只需|只要)\s?)\Z"
)
# what a sum is of that is spent over a time and on no number of tokens: "单日高峰调用成本从 600 元升至"
_SPENT = re.compile(
    r"(?:单日|每[日天月周年]|日均|月均|全年|当[日月]|一[天个]月?)[^，。；,;]{0,16}(?:成本|费用|花费|开销|支出|账单)[^，。；;:：]*\Z|"
    r"(?<![a-z])(?:daily|monthly|weekly|yearly|annual)\s(?:[a-z]+\s){0,2}(?:costs?|bills?|spend(?:ing)?|expenses?)[^.;:]*\Z"
)
# between two prices in a bracket: the second is of what the first is set against
_VERSUS = re.compile(r"\s?(?:vs\.?|versus|对比?|相比)\s?(?:us)?\$?")
_TIMES = re.compile(r"倍|(?<![a-z])times(?![a-z])|\d\s?[x×]")
_PER_REQUESTS = re.compile(
    r"\s?(?:/|per )\s?(?:[\d.,]+\s?[km]?\s)?"
    r"(?:requests?|calls?|quer(?:y|ies)|searches|images?|pages?|minutes?|hours?|users?|seats?)(?![a-z])"
)
_THREE = 3
_BY_TIME = re.compile(r"\s?(?:tokens?\s?)?(?:/|per )\s?(?:hr|hour|h)(?![a-z])|\s?(?:tokens?)?[/每]\s?(?:小时|天)")
_STORED = re.compile(r"(?:(?<![a-z])storage|存储)[^,;。；，]*\Z")
# Words in a bracket that the next figure closes belong to that one: "2 元（缓存命中 0.2 元）".
_OPENED = re.compile(r"[(（][^)）]*$")


def prices(quantity: Quantity, sentence: Sentence, registry: Registry) -> Iterable[Option]:
    """Prices a million tokens: input or output, cached or not, by the nearest word."""
    text = sentence.segment.view.low
    per_tokens = quantity.unit is not None and quantity.unit.endswith("/Mtoken")
    if not per_tokens:
        if quantity.unit not in CURRENCIES or otherwise("money", quantity, sentence):
            return
        reach = 80 if _HIT.match(text, quantity.end) else 40  # the other price may stand between
        head = text[max(sentence.start, quantity.start - 60) : min(sentence.end, quantity.end + reach)]
        told = implied.PER_TOKEN.search(head) or implied.IN_AND_OUT.search(head) or _labelled(quantity, sentence)
        if not told and not _side_by_side(quantity, sentence) and not _in_or_out(quantity, sentence):
            return
    if _OF_TRAINING.search(text, max(sentence.start, quantity.start - 60), min(sentence.end, quantity.end + 24)) and (
        _OF_A_SIDE.search(text, max(sentence.start, quantity.start - 12), min(sentence.end, quantity.end + 24)) is None
    ):
        return
    if of_storage(text, quantity):
        return
    if _ALTOGETHER.match(text, quantity.end) or _ADDED_UP.search(text, max(0, quantity.start - 4), quantity.start):
        return
    side = (
        _in_or_out(quantity, sentence)
        or _side_by_side(quantity, sentence)
        or _in_order(quantity, sentence)
        or _told_side(text, quantity, sentence)
        or _as_the_pair_before(text, quantity, sentence)
        or _side_before(text, quantity, sentence)
        or two_alone(quantity, sentence)
    )
    name = _cached(text, quantity, sentence) or ("output-price" if side == "output" else "input-price")
    metric = registry.metric(name)
    fitted = fit(quantity, metric) if metric is not None else None
    if metric is None or fitted is None:
        return
    features = common(quantity, fitted, metric, sentence.segment.view.text) | {"metric.implied": 1.0}
    if side is not None:
        features["metric.implied_cue"] = 1.0
        features["metric.typed"] = 1.0
    yield Option(metric, fitted, None, features, total(features))


def of_another(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a sum is what is spent over a time, or the price of what the sentence does not name."""
    start, low = max(sentence.start, quantity.start - 60), sentence.segment.view.low
    told = implied.PER_TOKEN.search(quantity.text.lower()) is not None  # the unit may be that of another price
    told = told or _OF_A_SIDE.search(low, max(start, quantity.start - 12), quantity.start) is not None
    spent = not told and _SPENT.search(low, start, quantity.start) is not None
    fee = _PER_REQUESTS.match(low, quantity.end) is not None
    return spent or fee or _one_of_three(quantity, sentence) or _set_against(quantity, sentence)


def _one_of_three(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a sum is one of three or more between slashes in a sentence that tells no sides: "$49/$99/$199"."""
    low, told = sentence.segment.view.low, sentence.quantities
    if any(side.search(low, sentence.start, sentence.end) for side in (implied.INPUT, implied.OUTPUT)):
        return False
    joined = [low[a.end : b.start].strip() == "/" and a.unit == b.unit for a, b in pairwise(told)]
    at = next((n for n, q in enumerate(told) if q is quantity), None)
    if at is None:
        return False
    before = next((n for n in range(at, 0, -1) if not joined[n - 1]), 0)
    after = next((n for n in range(at, len(joined)) if not joined[n]), len(joined))
    return after - before >= _THREE - 1


def _set_against(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a price is the second of two in a sentence on one system, so many times another, which it does not name:
    "12x the standard model ($168 vs $14)".
    """
    text = sentence.segment.view.low
    before = next((q for q in reversed(sentence.quantities) if q.end <= quantity.start), None)
    return (
        before is not None
        and len(sentence.entities) <= 1
        and _VERSUS.fullmatch(text, before.end, quantity.start) is not None
        and _TIMES.search(text, sentence.start, before.start) is not None
        and not all(side.search(text, sentence.start, before.start) for side in (implied.INPUT, implied.OUTPUT))
    )


def of_storage(low: str, quantity: Quantity) -> bool:
    """Whether a price is of an hour for which something is kept: "cache storage: $4.50 / 1M / hr"."""
    stored = _STORED.search(low, max(0, quantity.start - 24), quantity.start)
    return _BY_TIME.match(low, quantity.end) is not None or stored is not None


def _labelled(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a price stands behind a label of what is billed and nothing else: "Input with cache miss: $0.55"."""
    return _LABEL.fullmatch(sentence.segment.view.low, sentence.start, quantity.start) is not None


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


def _in_or_out(quantity: Quantity, sentence: Sentence) -> str | None:
    """ "$0.25 in / $2 out": the word after a price, where another price has the other one."""
    words = {id(q): found for q in sentence.quantities if (found := _way(q, sentence)) is not None}
    return _WAYS[words[id(quantity)]] if id(quantity) in words and len(set(words.values())) == 2 else None


def _way(quantity: Quantity, sentence: Sentence) -> str | None:
    """The short word that follows a price, or that stands before what it is per: "$10 out per million tokens"."""
    found = _WAY.match(sentence.segment.view.low, quantity.end) or _WAY_INSIDE.search(quantity.text.lower())
    return found[1] if found is not None else None


def _in_order(quantity: Quantity, sentence: Sentence) -> str | None:
    """ "input and output cost $0.14 and $0.55": the first and the second of two prices after both words."""
    found = implied.IN_AND_OUT.search(sentence.segment.view.low, sentence.start, quantity.start)
    if found is None:
        return None
    unit = (quantity.unit or "")[:3]
    after = [q for q in sentence.quantities if q.start >= found.end() and (q.unit or "")[:3] == unit]
    return dict(zip(map(id, after), ("input", "output"), strict=True)).get(id(quantity)) if len(after) == 2 else None


def two_alone(quantity: Quantity, sentence: Sentence) -> str | None:
    """Two prices of one system in a sentence without a word on what they are for: the lower and the higher one behind
    it, as price lists have it.
    """
    text, unit = sentence.segment.view.low, (quantity.unit or "")[:3]
    both = [q for q in sentence.quantities if (q.unit or "")[:3] == unit]
    if len(both) != 2 or any(pattern.search(text, sentence.start, sentence.end) for _, pattern in _SIDES):
        return None
    first, second = both[0].value, both[1].value
    rising = isinstance(first, Decimal) and isinstance(second, Decimal) and first < second
    if not rising or _JOINED.fullmatch(text, both[0].end, both[1].start) is None:
        return None  # "from $2 to $3", "$1.25 in batches and $2.50 otherwise"
    if _OF_BOTH.match(text, both[1].end, sentence.end) is None or _TIERED.search(text, sentence.start, sentence.end):
        return None
    return "input" if quantity is both[0] else "output"


def _cached(text: str, quantity: Quantity, sentence: Sentence) -> str | None:
    """The metric of a price of what is read from a cache or written to it: said in the figure, just after it, or just
    before it in its clause.
    """
    earlier = next((q for q in reversed(sentence.quantities) if q.end <= quantity.start), None)
    if earlier is not None and _OF_EACH.fullmatch(text, earlier.end, quantity.start):
        return _cached(text, earlier, sentence)  # "cache hits cost $0.07 (V3) / $0.14 (R1)"
    left, right = sentence.clause(quantity.start, quantity.end)
    if left > sentence.start and not text[left : quantity.start].strip() and text[left - 1] in ":：":
        left = sentence.clause(left - 1, left - 1)[0]  # the label before the colon: "Input (cached): $0.10"
    if sentence.bracketed(quantity.start):  # "（¥0.2/M，缓存命中）"
        closed = min((at for mark in ")）" if (at := text.find(mark, quantity.end)) >= 0), default=right)
        right = max(right, min(closed, sentence.end))
    following = min((q.start for q in sentence.quantities if q.start >= quantity.end), default=right + 1)
    ends = [left, *(q.end for q in sentence.quantities if left <= q.end <= quantity.start)]
    preceding, reach = ends[-1], 24
    if len(ends) > 1 and not text[preceding : quantity.start].strip(" *(（"):
        preceding, reach = ends[-2], 60  # "the price of a cache hit by 90% ($0.014)"
    after = text[quantity.end : min(right + 1, following, quantity.end + 24)]
    if following <= right:
        after = _OPENED.sub("", after)
    if implied.MISSED.search(text, quantity.end, min(right + 1, following, quantity.end + 36)):
        return None  # "$0.27 per million on a cache miss"
    before = _BREAK.split(text[max(left, preceding, quantity.start - reach) : quantity.start])[-1]
    if any(implied.WRITTEN.search(part) for part in (quantity.text.lower(), before, _BREAK.split(after)[0])):
        return "cache-write-price"
    for part in (quantity.text.lower(), after, before):
        if implied.MISSED.search(part):
            return None
        if implied.CACHED.search(part):
            return "cached-input-price"
    if implied.OUTPUT.search(before) or implied.OUTPUT.search(quantity.text.lower()):
        return None
    return "cached-input-price" if _WITH_CACHE.search(text, sentence.start, quantity.start) else None


def _told_side(text: str, quantity: Quantity, sentence: Sentence) -> str | None:
    """What a price is for by its own words: inside the figure or just after it."""
    after = text[quantity.end : min(sentence.end, quantity.end + 40)]
    stop = re.search(r"[，,；;。、/]|\band\b|[$¥￥€]|\d", after)
    for part in (quantity.text.lower(), after[: stop.start()] if stop else after[:24]):
        for name, pattern in _SIDES:
            if pattern.search(part):
                return name
    return None


def _side_before(text: str, quantity: Quantity, sentence: Sentence) -> str | None:
    """What a price is for by the nearest word before it in the sentence."""
    return _nearest_side(text[max(sentence.start, quantity.start - 80) : quantity.start])


def _nearest_side(before: str) -> str | None:
    found = [(match.start(), name) for name, pattern in _SIDES for match in pattern.finditer(before)]
    return max(found)[1] if found else None


def _as_the_pair_before(text: str, quantity: Quantity, sentence: Sentence) -> str | None:
    """A second pair of prices repeats the order of the first: "$0.10 input and $0.32 output versus $3 and $15"."""
    prices = [q for q in sentence.quantities if q.unit is not None and q.unit[:3] == (quantity.unit or "")[:3]]
    ends = [sentence.start, *(q.end for q in prices)]
    sides = [
        _WAYS.get(_way(q, sentence) or "")
        or _told_side(text, q, sentence)
        or (_nearest_side(text[max(end, q.start - 24) : q.start]) if end <= q.start else None)
        for q, end in zip(prices, ends, strict=False)
    ]
    at = next((i for i, q in enumerate(prices) if q is quantity), 0)
    first = at if at % 2 == 0 else at - 1
    pair, model = sides[first : first + 2], sides[first - 2 : first] if first >= 2 else []
    return model[at - first] if pair == [None, None] and None not in model and model else None
