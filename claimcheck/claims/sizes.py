"""Members named by their size alone: "the 405B model" after Llama 3.1, "the 32B distill", "70B 版本"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimcheck.model import Candidate, Mention, Segment
from claimcheck.records import replace
from claimcheck.registry import Registry

_SIZE = re.compile(r"\d+(?:\.\d+)?\s?[BbMm]")
_NOUN = re.compile(
    r"(?:\s*(?:、|,|，|和|及|与|/|and|or)\s*\d+(?:\.\d+)?\s?[BbMm])*[- ]?(?:model|version|variant|checkpoint|distill|模型|版本|版(?!权))",
    re.IGNORECASE,
)


def sized(segment: Segment, recent: Iterable[str], registry: Registry) -> Segment:
    """The segment with such sizes as mentions; `recent` are ids of entities named before, the last one first."""
    text = segment.view.text
    added: list[Mention] = []
    for quantity in segment.quantities:
        size = _SIZE.match(text, quantity.start)
        if size is None or not _NOUN.match(text, size.end()):
            continue
        before = [c.id for m in segment.mentions if m.end <= quantity.start for c in m.candidates if c.kind == "entity"]
        member = member_of(size.group(), [*reversed(before), *recent], registry)
        if member is not None:
            added.append(Mention(size.start(), size.end(), size.group(), (Candidate(member, "entity", 95.0),)))
    if not added:
        return segment
    return replace(
        segment,
        mentions=tuple(sorted((*segment.mentions, *added), key=lambda m: m.start)),
    )


def member_of(size: str, ids: Iterable[str], registry: Registry) -> str | None:
    """The member of a named family, or of the family of a named member, that bears a size in its id."""
    for id_ in ids:
        for family in (id_, *registry.lineage(id_)):
            members = [m for m in registry.members(family) if bears(size, m)]
            if members:
                return min(members, key=lambda m: (len(m), m))
    return None


def bears(size: str, id_: str) -> bool:
    """Whether an id has a size as a part of its own: "7B" in llama-2-7b, not in qwen-27b."""
    return re.search(rf"(?<![0-9a-z.]){re.escape(size.replace(' ', '').lower())}(?![0-9a-z])", id_) is not None
