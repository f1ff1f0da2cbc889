"""Headings of systems that the registry does not know, told by their neighbours: among "1. GPT-5", "2. Claude Opus 4.5"
and "4. Grok 4" a heading "3. Palmyra X5" opens a section on a system too, and no figure in it is another's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimcheck import patterns as re
from claimcheck.claims.labels import is_name
from claimcheck.model import Document, Mention, Segment
from claimcheck.registry import Registry

_LEAST = 3  # neighbours that name systems
_SHARE = 0.6  # of all headings beside each other
# a heading that is a name and nothing else but its number: "3. Palmyra X5"
_NAME = re.compile(r"\W*(?:\d+[.)、．:：]\s*)?(?P<name>[A-Za-z][\w.+]*(?:[- ][A-Z0-9][\w.+]*)*)\W*")
_SECTIONS = re.compile(
    r"(?:part|round|phase|section|chapter|step|stage|day|week|test|task|case|figure|table|appendix|q[1-4]|v\d)\b",
    re.IGNORECASE,
)
_SYSTEMS = frozenset(("model", "family", "chip", "system", "product"))


def strangers(document: Document, scanned: Sequence[Segment], registry: Registry) -> Mapping[int, tuple[Mention, int]]:
    """By block of such a heading, the name in it and the number of its segment."""
    neighbours: dict[tuple[object, ...], list[tuple[int, bool]]] = {}
    for at, segment in enumerate(scanned):
        block = document.blocks[segment.block]
        if block.kind == "heading":
            named = any(_is_system(mention, registry) for mention in segment.mentions)
            neighbours.setdefault((block.article, block.headings, block.level), []).append((at, named))
    found: dict[int, tuple[Mention, int]] = {}
    for rows in neighbours.values():
        known = sum(named for _, named in rows)
        if known < _LEAST or known < _SHARE * len(rows):
            continue
        for at, named in rows:
            text = scanned[at].view.text
            name = None if named or scanned[at].mentions else _NAME.fullmatch(text)
            if name is not None and is_name(name["name"]) and not _SECTIONS.match(name["name"]):
                found[scanned[at].block] = Mention(*name.span("name"), name["name"], (), "entity"), at
    return found


def _is_system(mention: Mention, registry: Registry) -> bool:
    entity = registry.entity(mention.candidates[0].id) if mention.candidates else None
    return mention.unknown == "entity" or (entity is not None and entity.kind in _SYSTEMS)
