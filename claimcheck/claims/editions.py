"""Systems named by what sets them apart from the one before: "GPT-4.1: …; mini: …", "H100 SXM …；PCIe 版 …", 后者."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

from claimcheck import patterns as re
from claimcheck.mentions import NameIndex, whole_name
from claimcheck.model import Candidate, Mention, Segment
from claimcheck.records import replace
from claimcheck.registry import Registry

_WORDS = (
    "Pro|Max|Ultra|Plus|Turbo|mini|Mini|nano|Nano|Lite|Air|Flash-Lite|Flash|Fast|fast|Small|Medium|Large|"
    "pro|max|plus|turbo|lite|air|flash|Haiku|Sonnet|Opus|SXM[245]?|PCIe|NVL|Super|Ti|D|Instant|Maverick|Scout|"
    "Instruct|Thinking|Preview|Base"
)
# At the head of a clause, and followed by 版, a colon, the name of a metric or a word of having.
_EDITION = re.compile(
    r"(?:(?<=[；;，,、。:：/（(和与及而\n])|(?<=[;,:.(] )|\A)\s*"
    r"(?:[Tt]he (?:(?:old|new|small|larg|cheap|bigg)e?r |previous |current |full )?)?"
    rf"(?P<word>{_WORDS}|v\d+[a-z]?|正式|标准|满血|官方)"
    r"(?P<told>\s?版本?(?!权|面|块)|\s(?:version|variant|edition)(?![a-z])|"
    r"(?=\s?[:：])|(?=\s?的\s?[\dA-Z])|(?=\s(?:has|is|costs|gets|scores|reaches)\s)|(?=\s?(?:更|是|为|只有)))?"
    r"(?![A-Za-z0-9-])"
)
_PAIR = re.compile(r"(?P<first>前者)|(?P<second>后者)|(?<![a-z])the (?:(?P<former>former)|(?P<latter>latter))(?![a-z])")
_LAST = re.compile(r"[- ]?[A-Za-z0-9.]+$")  # of a name
_NO_LATIN = frozenset(("正式", "标准", "满血", "官方"))
_NO_NAMES = frozenset(("D", "Instruct", "Thinking", "Preview", "Base"))  # alone: labels of modes as well
_TRIALS = ("preview", "beta", "exp", "mini", "lite", "distill", "air")  # which the full edition is not
_MOST = 64  # such words in a paragraph


def with_editions(segment: Segment, recent: Iterable[str], registry: Registry, index: NameIndex) -> Segment:
    """The segment with such words as mentions; `recent` are ids of entities named before, the last one first."""
    text = segment.view.text
    added: list[Mention] = []
    ends = [m.end for m in segment.mentions]  # names stand in order and apart
    for found in _EDITION.finditer(text):
        start, end = found.start("word"), found.end("told") if found["told"] else found.end("word")
        if len(added) >= _MOST:
            break
        near = bisect_right(ends, start)
        if near < len(segment.mentions) and segment.mentions[near].start < end:
            continue
        told = found["told"] is not None
        if not told and not _measured(end, segment):
            continue
        before = [m for m in segment.mentions if m.end <= start and _is_product(m, registry)]
        last = before[-1] if before else None
        heads = not text[: found.start("word")].strip(" *_-•·:：")
        ids = [last.candidates[0].id] if last is not None else [*recent] if heads else []
        if not ids or (found["word"] in _NO_LATIN and not _trial(ids[0])):
            continue
        sisters = {sister for i in ids if (sister := _sister(i, found["word"], registry, index)) is not None}
        if ids[0] in sisters:
            continue
        member = next(iter(sisters)) if len(sisters) == 1 else None
        if member is not None:
            added.append(Mention(start, end, text[start:end], (Candidate(member, "entity", 95.0),)))
        elif told and text[start:end].strip() not in _NO_NAMES:
            added.append(Mention(start, end, text[start:end], (), "entity"))
    added += _of_two(segment, registry)
    if not added:
        return segment
    return replace(segment, mentions=tuple(sorted((*segment.mentions, *added), key=lambda m: m.start)))


def _of_two(segment: Segment, registry: Registry) -> Iterable[Mention]:
    """前者 and 后者, "the former" and "the latter", as the names of the only two systems before them."""
    if not any(word in segment.view.low for word in ("前者", "后者", "former", "latter")):
        return
    named: list[Mention] = []
    at = 0
    for found in _PAIR.finditer(segment.view.low):
        while at < len(segment.mentions) and segment.mentions[at].end <= found.start():
            mention = segment.mentions[at]
            at += 1
            fresh = len(named) <= 2 and all(mention.candidates != other.candidates for other in named)
            if fresh and _is_product(mention, registry):
                named.append(mention)
        if len(named) == 2:
            which = named[0] if found["first"] or found["former"] else named[1]
            text = segment.view.text[found.start() : found.end()]
            yield Mention(found.start(), found.end(), text, which.candidates)


def _trial(id_: str) -> bool:
    """Whether an id is that of a preview or of a smaller edition."""
    return any(f"-{word}" in id_ for word in _TRIALS)


def _measured(end: int, segment: Segment) -> bool:
    """Whether the name of a metric stands right behind a word."""
    return any(0 <= m.start - end <= 1 and any(c.kind == "metric" for c in m.candidates) for m in segment.mentions)


def _is_product(mention: Mention, registry: Registry) -> bool:
    entity = registry.entity(mention.candidates[0].id) if mention.candidates else None
    return entity is not None and entity.kind in ("model", "family", "chip", "system")


@lru_cache(maxsize=512)
def _sister(id_: str, word: str, registry: Registry, index: NameIndex) -> str | None:
    """The system whose name is another's with a word at its end, or with that in place of its last part."""
    entity = registry.entity(id_)
    if entity is None or word in _NO_LATIN:
        return None
    spellings = [entity.name, _LAST.sub("", entity.name), _LAST.sub("", _LAST.sub("", entity.name))]
    for spelling in dict.fromkeys(filter(None, spellings)):
        for glue in (" ", "-"):
            named = whole_name(f"{spelling}{glue}{word}", index)
            if named is not None and named.candidates[0].kind == "entity":
                return named.candidates[0].id
    return None
