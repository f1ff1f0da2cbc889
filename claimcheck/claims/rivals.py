"""Figures of what a text sets its subject against without its whole name: "faster than the 12B dense model", "vs Opus's
65.4%", "96% of its level".
"""

from __future__ import annotations

from claimcheck import patterns as re
from claimcheck.model import Claim, Quantity

_SIZES = ("total-parameters", "active-parameters")
_SIZE_IN_NAME = re.compile(r"(?<![a-z\d.])\d+(?:\.\d+)?[bm](?![a-z])", re.IGNORECASE)
_THAN_THE = re.compile(
    r"(?:(?<![a-z])(?:than|beat(?:s|ing)?|outperform\w*|surpass\w*|vs\.?|versus|match(?:es|ing)?|rival(?:s|ing)?)\s"
    r"(?:the|an?|its|our|their|any|most|other)\s(?:(?:much|far)\s)?(?:(?:larger|smaller|bigger|older|previous|dense)\s)?|"
    r"(?:旧|舊|老|上一代|前代|前作)(?:版|的)?(?:的)?\s?)\Z"
)
_A_MODEL = re.compile(
    r"\s?(?:(?:dense|base|moe|instruct|parameter)\s)?(?:models?|variants?|versions?|one|sibling)(?![a-z])"
)
_BEATS = re.compile(
    r"\s?(?:models?\s|模型\s?)?(?:(?:can |easily )?(?:beats?|outperforms?|surpasses|rivals)\s|"
    r"超越|超過|超过|击败|擊敗|媲美|匹敌|打平|胜过|勝過)"
)
_AT = re.compile(
    r"(?:(?<![a-z])(?:beat(?:s|ing)?|outperform\w*|surpass\w*|match(?:es|ing)?|rivals?|than)\s[^.;,(]{2,40}|"
    r"\s(?:quality|performance|level))\sat\s\Z"
)
_LEVEL = re.compile(r"\s?的?\s?(?:水准|水準|水平|能力|性能|表现|表現|效果)")
_OF = re.compile(r"([a-z\d.)）])\s?的\s?(?:约|大约|近|将近)?\s?\Z")
_POSSESSED = re.compile(
    r"(?<![a-z])(?:vs\.?|versus|than|against|behind|above|below)\s(?:the\s)?([a-z][\w.-]*)['’]s\s"
    r"(?:score of\s|mere\s|own\s)?\Z"
)
_ANY_MODEL = re.compile(
    r"(?<![a-z])(?:when|if|once|that)\s(?:an?|any|your|some)\s(?:[a-z-]+\s)?(?:model|system|llm|agent)\s[a-z]+\s[^.;]{0,24}\Z|"
    r"(?:当|如果|若|假如)(?:一个|某个|任何|某)(?:模型|系统)[^。；]{0,32}\Z"
)
_CPUS = re.compile(r"\s?(?:[a-z][\w-]*\s){0,2}cpus?(?![a-z])")
_VERSUS, _AGAINST = re.compile(r"\s?[%％]?\s?vs\.?\s"), re.compile(r"(?<![a-z])(?:vs\.?|versus)\s(?:the\s)?\Z")
_BOUGHT = re.compile(r"\s?(?:usd\s)?(?:acquisition|takeover|buyout|purchase|merger)(?![a-z])|的?(?:收购|并购)")
_FIRST = re.compile(r"(?<![a-z])(?:first|last|initial|final)\s\Z|(?:最初|最后|前)的?\s?\Z")  # so many of all
_FROM = re.compile(r"(?<![a-z])([a-z][a-z-]*-?\d[\w.]*)\s(?:from|of)\s\Z")
_UNTIL = re.compile(r"(?<![a-z])(?:by|until|till)\s\Z")
_DONE = re.compile(
    r"(?<![a-z])(?:releas\w*|launch\w*|announc\w*|ship\w*|available|debut\w*|arriv\w*|expected|due)(?![a-z])"
)
_NEAR = 48  # characters before a figure


def of_a_rival(claim: Claim, quantity: Quantity, low: str, start: int) -> bool:
    """Whether a figure of prose is of what its subject is set against. `low` is the paragraph in lower case, `start`
    where the sentence begins.
    """
    before, end, metric = low[max(start, quantity.start - _NEAR) : quantity.start], quantity.end, claim.metric.id or ""
    if metric == "gpu-count":
        return _CPUS.match(low, end) is not None
    if metric == "investment":
        return _BOUGHT.match(low, end) is not None
    if metric == "training-tokens":
        return _FIRST.search(before) is not None
    if metric == "release-date":
        return _of_another_day(claim, before)
    if metric in _SIZES:
        return _of_another_size(claim, before, low, end)
    if quantity.unit != "percent":
        return _first_of_two(claim, quantity, low, start)
    share = _OF.search(before)
    named = (claim.metric.text or "").lower()
    of_metric = share is not None and bool(named) and before[: share.end(1)].endswith(named)
    if share is not None and not of_metric and _LEVEL.match(low, end):
        return True
    if _ANY_MODEL.search(before) and (claim.subject.text or "").lower() not in low[start : quantity.start]:
        return True
    owner = _POSSESSED.search(before)
    if owner is not None and owner[1] not in (claim.subject.text or "").lower():
        return True
    return _first_of_two(claim, quantity, low, start)


def _of_another_day(claim: Claim, before: str) -> bool:
    """Whether a date says which of a name right before it is meant, "GPT-4 from April 2023", or until when something
    was so.
    """
    name = _FROM.search(before)
    if name is not None and name[1] not in (claim.subject.text or "").lower():
        return True
    return _UNTIL.search(before) is not None and _DONE.search(before) is None


def _of_another_size(claim: Claim, before: str, low: str, end: int) -> bool:
    """Whether a size is that of a model that a word of comparison goes before or follows, or that another is of."""
    old = _THAN_THE.search(before)
    if old is not None and (not old[0].isascii() or _A_MODEL.match(low, end)):
        return True
    behind = claim.subject.span is not None and claim.subject.span.start >= claim.span.end
    if behind and _BEATS.match(low, end):
        return True
    named = _SIZE_IN_NAME.search((claim.subject.text or "").lower())
    return named is not None and not behind and named[0] not in claim.text.lower() and _AT.search(before) is not None


def _first_of_two(claim: Claim, quantity: Quantity, low: str, start: int) -> bool:
    """Whether a figure is the first of two in a bracket behind a name that something else is set against: "the gap vs
    X (MMLU 68 vs 80)".
    """
    name = (claim.subject.text or "").lower()
    at = low.rfind(name, start, quantity.start) if name else -1
    if at < 0 or _VERSUS.match(low, quantity.end) is None or _AGAINST.search(low, start, at) is None:
        return False
    return low[at + len(name) : quantity.start].lstrip().startswith(("(", "（"))
