"""Members named by their size alone: "the 405B model" after Llama 3.1, "the 32B distill", "70B 版本"."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from claimcheck import names
from claimcheck import patterns as re
from claimcheck.claims.sentences import IN_AN_ID
from claimcheck.model import Candidate, Mention, Segment
from claimcheck.names import is_han
from claimcheck.records import replace
from claimcheck.registry import Registry

# a size that a name has right behind it, and what would make it a number of something
_BEHIND = re.compile(
    r"[ -](\d+(?:\.\d+)?)([BbMm])(?:-A\d+(?:\.\d+)?B)?(?![A-Za-z0-9])"
    r"(?![- ]?(?:[a-z]+ )?(?:tokens?|param\w*|users?|downloads?|weights|active|activated|total|examples|samples)(?![a-z])"
    r"|\s?(?:个|参数|激活|总|用户|词元|美元|次))"
)
_SMALLEST = 10**7  # "Qwen2.5 1M" tells its context
_APART, _ROUNDED = Decimal("1.6"), Decimal("1.05")  # times between the sizes of two models, and of one as rounded
SHORT_SIZE = re.compile(r"[~约]?\s?\d+(?:\.\d+)?\s?[BbMm](?![A-Za-z])")
_SIZE = re.compile(r"\d+(?:\.\d+)?\s?[BbMm]")
_SPARSE = re.compile(r"\d+(?:\.\d+)?B-A\d+(?:\.\d+)?B(?![A-Za-z0-9])")
# the head of a line or of an item
_HEAD = re.compile(r"(?:^|[;；.。!！\n]|[\u2600-\u27bf\U0001f300-\U0001faff])[^\w]{0,6}$")
_SCORE_BEHIND = re.compile(r"\s(?:(?:gets|has|at)\s)?\d{1,2}\.\d{1,2}(?![\d.]*\s?[A-Za-z亿万$])")
_HEAD_OR_COMMA = re.compile(rf"{_HEAD.pattern}|[,，、]\s?$")
_THE_ONE = re.compile(r"(?:^|[.!?]\s)[*_]{0,2}[Tt]he\s$")  # "The 12B, being a dense model, ..."
_ITSELF = re.compile(r",\s|\s(?:is|has|was|uses|needs|runs|scores|fits|comes|gets|costs|supports|takes)(?![a-z])")
_COLON = re.compile(r"[*_]{0,2}\s?[:：]")  # "7B: MMLU 70.5"
_AND = re.compile(r"\s*(?:/|、|,|，|和|及|与|&|,?\s?and|,?\s?or)\s*", re.IGNORECASE)
_ANDS = re.compile(
    rf"(?:{_AND.pattern}[~约]?\d+(?:\.\d+)?\s?[BbMm])*{_AND.pattern}", re.IGNORECASE
)  # further sizes as well
_LIST = 40  # characters from a name to the last of the sizes behind it
_THE = re.compile(
    r"(?:^|[.!?:;,\n(]\s*|(?<![A-Za-z])(?:the|its|their|this|that|our|both|and|or)\s+(?:[a-z-]+\s+){0,3})[*_]*$",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"(?:\s*(?:、|,|，|和|及|与|/|and|or)\s*\d+(?:\.\d+)?\s?[BbMm]){0,12}(?:\s?[(（][^()（）]{1,32}[)）])?[- ]?(?:param(?:eter)?s?[- ])?(?:model|version|variant|checkpoint|distill|模型|版本|版(?!权))",
    re.IGNORECASE,
)


def sized(segment: Segment, recent: Iterable[str], registry: Registry) -> Segment:
    """The segment with such sizes as mentions; `recent` are ids of entities named before, the last one first."""
    text = segment.view.text
    added: list[Mention] = []
    row_label = segment.cell is not None and segment.cell[1] == 0 < segment.cell[0]
    for quantity in segment.quantities:
        if added and quantity.start < added[-1].end:
            continue
        before = [c.id for m in segment.mentions if m.end <= quantity.start for c in m.candidates if c.kind == "entity"]
        both = _SPARSE.match(text, quantity.start)
        member = _sparse_member(both[0], (*reversed(before), *recent), registry) if both is not None else None
        if both is not None and member is not None:
            added.append(Mention(both.start(), both.end(), both[0], (Candidate(member, "entity", 95.0),)))
            continue
        size = _SIZE.match(text, quantity.start)
        alone = row_label and size is not None and size.group() == text.strip()
        heads = size is not None and _HEAD.search(text, max(0, size.start() - 8), size.start()) is not None
        listed = size is not None and follows_sized(text, size.start(), (*segment.mentions, *added))
        noun = size is not None and _NOUN.match(text, size.end()) is not None
        the = size is not None and _THE_ONE.search(text, max(0, size.start() - 8), size.start()) is not None
        noun = noun or (the and size is not None and _ITSELF.match(text, size.end()) is not None)
        measured = size is not None and _HEAD_OR_COMMA.search(text, max(0, size.start() - 8), size.start()) is not None
        measured = measured and size is not None and _scored(size.end(), heads, segment)
        if size is None or not (alone or noun or listed or measured or (heads and _COLON.match(text, size.end()))):
            continue
        if before and _is_of_size(before[-1], size.group(), registry):
            continue  # "MiroThinker-1.7 is a 235B-parameter model", beside a MiroThinker-235B
        told = not noun or alone or listed or measured or before or _definite(text, size.start())
        member = member_of(size.group(), [*reversed(before), *(recent if told else ())], registry)
        if member is not None:
            added.append(Mention(size.start(), size.end(), size.group(), (Candidate(member, "entity", 95.0),)))
    if not added:
        return segment
    return replace(
        segment,
        mentions=tuple(sorted((*segment.mentions, *added), key=lambda m: m.start)),
    )


def _scored(end: int, heads: bool, segment: Segment) -> bool:
    """Whether the name of a metric stands right behind a size, at the head of a clause a mere hint of one: "Llama 3 70B
    MMLU 79.5, 8B MMLU 66.6", "20b 激活 3.6B".
    """
    if _SCORE_BEHIND.match(segment.view.text, end) is not None:
        return True  # "MMLU: Llama 3.1 405B 87.3, 70B 83.6"
    return any(
        0 <= m.start - end <= 1 and any(c.kind == "metric" and (heads or not c.context_only) for c in m.candidates)
        for m in segment.mentions
    )


def renamed(segment: Segment, registry: Registry) -> Segment:
    """The segment with names of unknown models for such as have another size behind them than any that is reported:
    a Nemotron 3 Nano 4B is not the Nemotron 3 Nano of 30B. A slipped digit or a power of ten is no other model.
    """
    text = segment.view.text
    found: list[Mention] = []
    if not segment.mentions or not segment.quantities:
        return segment
    for mention, after in zip(segment.mentions, (*segment.mentions[1:], None), strict=True):
        behind = _BEHIND.match(text, mention.end)
        if behind is not None and (after is None or behind.end() <= after.start) and mention.candidates:
            size = Decimal(behind[1]) * (10**9 if behind[2] in "Bb" else 10**6)
            if size >= _SMALLEST and all(
                c.kind == "entity" and _of_another_size(c.id, size, registry) for c in mention.candidates
            ):
                whole = text[mention.start : behind.end()]
                found.append(Mention(mention.start, behind.end(), whole, (), "entity"))
                continue
        found.append(mention)
    if found == [*segment.mentions]:
        return segment
    names = [m for m in found if not m.candidates]
    figures = tuple(q for q in segment.quantities if not any(m.start <= q.start < m.end for m in names))
    return replace(segment, mentions=tuple(found), quantities=figures)


@lru_cache(maxsize=1024)
def _of_another_size(id_: str, size: Decimal, registry: Registry) -> bool:
    """Whether all sizes reported of an entity and its members are many times off a size and no power of ten."""
    known = False
    for subject in (id_, *registry.members(id_)):
        for metric, near in (("total-parameters", _APART), ("active-parameters", _ROUNDED)):
            for fact in registry.facts_for(subject, metric):
                if not isinstance(fact.value, Decimal) or fact.value <= 0:
                    continue
                times = max(size, fact.value) / min(size, fact.value)
                slip = times.scaleb(-times.adjusted())
                if times < near or (times > _APART and (slip < _ROUNDED or slip > 10 / _ROUNDED)):
                    return False
                known = True
    return known and member_of(named_size(size), (id_,), registry) is None


def _is_of_size(id_: str, size: str, registry: Registry) -> bool:
    """Whether a model whose name tells no size is reported to be of one."""
    return IN_AN_ID.search(id_) is None and any(
        isinstance(fact.value, Decimal) and named_size(fact.value) == size.replace(" ", "").upper()
        for fact in registry.facts_for(id_, "total-parameters")
    )


def _sparse_member(sizes: str, ids: Iterable[str], registry: Registry) -> str | None:
    """The member of a named family that is called by both its sizes: "the 35B-A3B", of Qwen 3.6."""
    for id_ in ids:
        for family in (id_, *registry.lineage(id_)):
            members = [m for m in registry.members(family) if m.endswith(f"-{sizes.lower()}")]
            if members:
                return min(members, key=lambda m: (len(m), m))
    return None


def _definite(text: str, at: int) -> bool:
    """Whether a size before "model" is that of one named before: "the 405B model", 70B 版本, and not "for 70B model"."""
    return _THE.search(text, max(0, at - 40), at) is not None or any(map(is_han, text[max(0, at - 8) : at + 16]))


def follows_sized(text: str, at: int, mentions: Iterable[Mention]) -> bool:
    """Whether a size goes on a list of names with sizes: "Llama 3.1 70B and 405B", "(0.6B, 4B and 8B"."""
    return any(
        mention.end <= at <= mention.end + _LIST
        and bool(mention.candidates)
        and IN_AN_ID.search(mention.candidates[0].id) is not None
        and _ANDS.fullmatch(text, mention.end, at) is not None
        for mention in mentions
    )


def member_of(size: str, ids: Iterable[str], registry: Registry) -> str | None:
    """The member of a named family, or of the family of a named member, that bears a size in its id.

    Families without any sizes are passed over; one that has others ends the search, for then the size is of its own.
    """
    for id_ in ids:
        lineage = registry.lineage(id_)
        if not lineage and bears(size, id_):
            return id_  # "Chinchilla ... for a 70B model": its own
        for family in (id_, *lineage):
            sisters = registry.members(family)
            members = [m for m in sisters if named_by(size, m, registry)]
            if members:
                return min(members, key=lambda m: (len(m), m))
            if not IN_AN_ID.search(family) and any(IN_AN_ID.search(sister) for sister in sisters):
                return adopted(family, size, registry)
    return None


@lru_cache(maxsize=1024)
def adopted(family: str, size: str, registry: Registry) -> str | None:
    """The model of a kindred line that was announced under this one's name: Llama 3.1 405B as Llama 3 400B."""
    entity = registry.entity(family)
    wanted = names.fold(f"{entity.name} {size}") if entity is not None else None
    for line in registry.lineage(family):
        for member in registry.members(line):
            other = registry.entity(member)
            if other is not None and any(names.fold(alias) == wanted for alias in other.aliases):
                return member
    return None


def member_with(metric: str, value: Decimal, ids: Iterable[str], registry: Registry) -> str | None:
    """The member of a family that a size is the size of: by the size in its name, else by what is reported of it."""
    ids = tuple(ids)
    if metric == "total-parameters":
        for size in dict.fromkeys((named_size(value), f"{(value / 10**9).normalize():f}B")):  # 500M is 0.5B as well
            if ids and bears(size, ids[0]):
                return None
            member = member_of(size, ids, registry)
            if member is not None:
                return member
    with_it = {
        fact.subject
        for id_ in ids
        for member in registry.members(id_)
        for fact in registry.facts_for(member, metric)
        if isinstance(fact.low, Decimal) and isinstance(fact.high, Decimal) and fact.low <= value <= fact.high
    }
    told = {m for id_ in ids for m in registry.members(id_) if registry.facts_for(m, metric)}
    if len(with_it) > 1 and with_it == told:
        return None  # all members are of that size: it tells none of them
    for id_ in ids:  # "the A100 with 80 GB" is the A100 80GB, whichever its board
        families = [m for m in registry.members(id_) if len(with_it) > 1 and with_it <= {m, *registry.members(m)}]
        if families:
            return min(families, key=lambda m: (len(registry.members(m)), m))
    return min(with_it, key=lambda m: (len(m), m), default=None)


def named_size(value: Decimal) -> str:
    """A number of parameters as names give it: 32B, 350M."""
    billions = value / 10**9
    return f"{billions.normalize():f}B" if billions >= 1 else f"{(value / 10**6).normalize():f}M"


def family_of_sized(id_: str, registry: Registry) -> str | None:
    """The family of a member that a size names: other sizes are its sisters', even those that nobody reported."""
    lineage = registry.lineage(id_)
    return lineage[0] if lineage and IN_AN_ID.search(id_) else None


def named_by(size: str, id_: str, registry: Registry) -> bool:
    """Whether an entity's id or one of its names bears a size: LLaMA-33B is LLaMA 30B as well."""
    entity = registry.entity(id_)
    return bears(size, id_) or (entity is not None and any(bears(size, a.lower()) for a in entity.aliases))


def bears(size: str, id_: str) -> bool:
    """Whether an id has a size as a part of its own: "7B" in llama-2-7b, not in qwen-27b."""
    return re.search(rf"(?<![0-9a-z.]){re.escape(size.replace(' ', '').lower())}(?![0-9a-z])", id_) is not None
