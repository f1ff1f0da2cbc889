"""Changes told right behind a pair of figures that are another thing's: "from 256 to 1024 improved the speed by"."""

from __future__ import annotations

from claimcheck import names
from claimcheck import patterns as re

_PAST = re.compile(
    r"\b(?:fell|rose|grew|dropped|jumped|(?:increas|decreas|improv|reduc|declin|chang|shrink|climb|gain)ed|"
    r"(?:rises|falls|grows|drops|increases|decreases|improves|declines))\b(?=[^,;:]*$)",
    re.I,
)
# a change done to something, in any form: "cutting latency by"
_DOING = re.compile(
    r"\b(?:improv|reduc|increas|decreas|lower|boost|lift|accelerat|shrink|shrank|trimm?|slash|sav|speed|sped|cutt?|"
    r"chang|gain|rais)(?:e[sd]?|s|ing|ed)?\b(?P<object>[^,;:]*?)\bby\b[^,;:]*$",
    re.I,
)
_CAUSED = re.compile(
    r"^[^,;:]*\b(?:gave|gives|yield(?:s|ed)|brought|brings|led to|leads to|result(?:s|ed) in|caus(?:es|ed)|"
    r"produc(?:es|ed)|deliver(?:s|ed))\b",
    re.I,
)
_BRACKET_CLOSED = re.compile(r"^[^(（]*[)）].*[(（]")  # "(from 4K to 8K) and a little faster (+15%"
_CLAUSE = re.compile(r"[,;:(（，；：]|\band\b|—|–")
_WORD = re.compile(r"[a-z][a-z0-9-]+|p\d+", re.I)
_EMPTY = re.compile(
    r"(?:it|its|this|that|these|which|they|them|and|so|thus|then|also|hence|therefore|thereby|the|an|or|has|have|had|"
    r"was|is|were|are|been|be|about|nearly|almost|roughly|over|overall|total|further|again|on|average|net|now|only|"
    r"just|even|in|by|up|down|of|for|itself|year|quarter|month|per)\Z"
)
_CHINESE = re.compile(
    r"[，,：:；;（(]\s*(?P<subject>[^，,：:；;（(]*?)(?:提升|提高|增长|增加|上升|上涨|下降|下跌|减少|降低|缩小|扩大)[^，,；;]*$"
)
_ADVERBS = re.compile(
    r"同比|环比|整体|总体|累计|一共|总共|共|足足|直接|大幅|显著|明显|相对|相比|绝对|平均|进一步|又|再|也|即|约|近|并|且|从而|因此|"
    r"这|其|该|意味着|相当于|实现|了|的|幅度|净|之前|此前|原来|去年|上年|上一代|前代|较|比"
)


def another(before: str, between: str) -> bool:
    """Whether the words between a pair and a change tell the change of something that was not named before the pair."""
    if _CAUSED.match(between) or _BRACKET_CLOSED.match(between):
        return True
    for told in (_subject(between), _object(between), _chinese(between)):
        if told is not None and not _named(told, before):
            return True
    return False


def _subject(between: str) -> str | None:
    """What stands before a verb of change in its own clause; "" where the clause is that of the pair itself."""
    verb = _PAST.search(between)
    if verb is None:
        return None
    start = max((mark.end() for mark in _CLAUSE.finditer(between, 0, verb.start())), default=None)
    return None if start is None else between[start : verb.start()]


def _object(between: str) -> str | None:
    """What a verb before the figure is done to: the latency of "cutting latency by"."""
    doing = _DOING.search(between)
    return None if doing is None else doing["object"]


def _chinese(between: str) -> str | None:
    hit = _CHINESE.search(between)
    return None if hit is None else _ADVERBS.sub("", hit["subject"])


def _named(told: str, before: str) -> bool:
    """Whether all words were said before: the latency may be named and the tail latency another. Chinese words are
    told by pairs of characters.
    """
    low, text = told.lower(), before.lower()
    words = [word for word in _WORD.findall(low) if _EMPTY.match(word) is None]
    han = "".join(filter(names.is_han, low))
    pairs = [han[at : at + 2] for at in range(len(han) - 1)]
    return all(word in text for word in (*words, *pairs))
