"""Conditions that qualify a figure: pass@1, 5-shot, thinking mode, sparse, cache hit. Their digits are no figure."""

from __future__ import annotations

from collections.abc import Callable

from claimcheck import patterns as re
from claimcheck.model import ConditionMention

_NUMBERS = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "eight": "8", "ten": "10",
    "零": "0", "单": "1", "少": "few", "few": "few",
}  # fmt: skip


def _sampling(match: re.Match[str]) -> str:
    kind, count = match["kind"].lower(), match["count"].lower()
    return {"consensus": "cons", "maj": "maj", "majority": "maj", "average": "avg", "mean": "avg"}.get(
        kind, kind
    ) + f"@{count}"


def _shots(match: re.Match[str]) -> str:
    word = match["shots"].lower()
    return _NUMBERS.get(word, word)


def _fixed(value: str) -> Callable[[re.Match[str]], str]:
    return lambda match: value


# Key, pattern, value, and pieces of text (in lower case) one of which every match holds.
_PATTERNS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str], tuple[str, ...]], ...] = (
    ("sampling", re.compile(r"(?<![A-Za-z0-9])(?P<kind>pass|cons|consensus|maj|majority|avg|average|mean|best|acc|recall|hit|mrr|ndcg|p)[@^](?P<count>\d+|k)(?![A-Za-z0-9])", re.I), _sampling, ("@", "^")),
    ("sampling", re.compile(r"majority[- ]vot(?:e|ing)|self-consistency|consensus|多数投票|投票表决|自一致性", re.I), _fixed("cons"), ("majority", "consisten", "consensus", "投票", "一致性")),
    ("shots", re.compile(r"(?<![A-Za-z0-9.])(?P<shots>\d{1,3}|zero|one|two|three|four|five|six|eight|ten|few)[- ]?shots?(?![A-Za-z0-9])", re.I), _shots, ("shot",)),
    ("shots", re.compile(r"(?P<shots>零|单|少)样本"), _shots, ("样本",)),
    ("prompting", re.compile(r"(?<![A-Za-z])(?:w/o|without|no|non)[- ]?(?:CoT(?![A-Za-z])|chain[- ]of[- ]thought)|(?:无|不用|不使用) ?(?:CoT(?![A-Za-z])|思维链)", re.I), _fixed("no-cot"), ("cot", "chain", "思维链")),
    ("prompting", re.compile(r"(?<![A-Za-z])CoT(?![A-Za-z])|chain[- ]of[- ]thought|思维链", re.I), _fixed("cot"), ("cot", "chain", "思维链")),
    ("thinking", re.compile(r"non[- ]?(?:thinking|reasoning)|without (?:extended )?thinking|thinking (?:off|disabled)|非(?:思考|推理)(?:模式)?|(?:关闭|不开启?)思考", re.I), _fixed("off"), ("thinking", "reasoning", "思考", "推理")),
    ("thinking", re.compile(r"(?:extended|with) thinking|thinking (?:mode|on|enabled)|(?<=[\w)]) (?-i:Thinking)(?![\w-])|思考模式|深度思考|(?<!不)开启?思考", re.I), _fixed("on"), ("thinking", "思考")),
    ("effort", re.compile(r"(?P<effort>low|medium|high|xhigh)(?:[- ](?:reasoning|compute|thinking))?[- ](?:effort|compute)|\((?P<effort2>low|medium|high|xhigh)\)", re.I), lambda m: (m["effort"] or m["effort2"]).lower(), ("effort", "compute", "(")),
    ("tools", re.compile(r"(?<![A-Za-z])(?:with |w/ ?)(?:python |search )?tools?(?![A-Za-z])|tool use|(?<![不未])(?:使用|带|用|开)工具", re.I), _fixed("yes"), ("tool", "工具")),
    ("tools", re.compile(r"(?<![A-Za-z])(?:without |no |w/o )(?:any )?tools?(?![A-Za-z])|不(?:使用|带|用|开)工具|无工具", re.I), _fixed("no"), ("tool", "工具")),
    ("sparsity", re.compile(r"(?:with|w/|using|including) ?(?:structured )?(?:\d ?: ?\d )?sparsity|(?<![\d.])\d ?: ?\d sparsity|(?<![A-Za-z])sparse(?![A-Za-z])|(?<![无不])稀疏", re.I), _fixed("sparse"), ("spars", "稀疏")),
    ("sparsity", re.compile(r"(?:without|w/o|no|excluding) ?(?:structured )?sparsity|(?<![A-Za-z])dense(?![A-Za-z])|稠密|[无不含]{1,2}稀疏", re.I), _fixed("dense"), ("sparsity", "dense", "稠密", "稀疏")),
    ("engine", re.compile(r"(?:(?<=[0-9])|(?<=[0-9] )|(?<=[0-9]\())(?:tensor[- ]?cores?(?![A-Za-z])|张量核心)", re.I), _fixed("tensor"), ("tensor", "张量")),
    ("scope", re.compile(r"(?<![A-Za-z])(?:each|every|per) (?!million|billion|thousand|token|1[mk]|second|hour|day|month|year)[A-Za-z]+|"
                         r"每(?:个|张|块|台|颗|片)(?:[A-Za-z]+[0-9]*|[^，。,.0-9]){0,6}|每(?:处理|训练|一)?\s?万亿|单(?:个|张|块|卡)", re.I), _fixed("part"), ("each", "every", "per ", "每", "单")),
    ("cache", re.compile(r"cache[- ]?miss|uncached|缓存未命中|未命中缓存", re.I), _fixed("miss"), ("cache", "缓存")),
    ("cache", re.compile(r"cache(?:d)?[- ]?(?:hits?|reads?|inputs?)|cached|缓存命中|命中缓存", re.I), _fixed("hit"), ("cache", "缓存")),
    ("tier", re.compile(r"batch (?:api|price|pricing|mode|input|output)|批处理|批量", re.I), _fixed("batch"), ("batch", "批")),
    ("tier", re.compile(r"discount\w*|promotion\w*|优惠|折扣|限时|特价", re.I), _fixed("promotion"), ("discount", "promotion", "优惠", "折扣", "限时", "特价")),
    ("tier", re.compile(r"off[- ]peak|错峰|优惠时段|夜间", re.I), _fixed("off-peak"), ("peak", "错峰", "优惠时段", "夜间")),
)  # fmt: skip


# Some letters of every pattern: most text holds none of them.
_ANY = re.compile(
    r"@|each|every|per |每|单|\^\d|shot|vot|consisten|consensus|cot(?![a-z])|chain[- ]of|think|reasoning|effort|compute|\((?:low|medium|high|xhigh)\)|tool|"
    r"spars|dense|tensor|张量|cache|batch|peak|discount|promotion|票|一致性|样本|思|推理|工具|稀疏|稠密|缓存|批|错峰|优惠|夜间|折扣|限时|特价",
)


def find_conditions(text: str) -> tuple[ConditionMention, ...]:
    """All conditions in normalised text, in order, the longest where two overlap."""
    low = text.lower()
    if _ANY.search(low) is None:
        return ()
    found: list[ConditionMention] = []
    for key, pattern, value, pieces in _PATTERNS:
        for piece in pieces:
            if piece in low:
                break
        else:
            continue
        found += [ConditionMention(m.start(), m.end(), key, value(m)) for m in pattern.finditer(text)]
    found.sort(key=lambda c: (c.start, -c.end))
    kept: list[ConditionMention] = []
    for condition in found:
        if not kept or condition.start >= kept[-1].end:
            kept.append(condition)
    return tuple(kept)
