"""Timelines: a date that stands alone, over or under the line that says what was released then."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.claims.implied import RELEASED
from claimcheck.claims.owners import suits
from claimcheck.model import Bound, Claim, Document, Mention, Segment
from claimcheck.registry import Registry

_LONGEST = 90  # characters of a line that is an event's title
_CONFIDENCE = 0.85


def dated(at: int, document: Document, scanned: Sequence[Segment], registry: Registry) -> Claim | None:
    """The release that segment `at`, which is nothing but a date, dates: that of the title next to it."""
    segment, metric = scanned[at], registry.metric("release-date")
    if len(segment.quantities) != 1 or segment.cell is not None or metric is None:
        return None
    figure = segment.quantities[0]
    text = segment.view.text
    if figure.kind != "date" or any(char.isalnum() for char in text[: figure.start] + text[figure.end :]):
        return None
    block = document.blocks[segment.block]
    for number in (at + 1, at - 1):
        title = scanned[number] if 0 <= number < len(scanned) else None
        if title is None or document.blocks[title.block].kind != "heading":
            continue
        if document.blocks[title.block].article != block.article:
            continue
        mention = _released(title, registry)
        if mention is not None:
            entity = registry.entity(mention.candidates[0].id)
            assert entity is not None
            span = segment.view.source(figure.start, figure.end)
            return Claim(
                id="",
                span=span,
                text=document.source[span.start : span.end],
                subject=Bound(entity.id, entity.name, mention.text, title.view.source(mention.start, mention.end)),
                metric=Bound(metric.id, metric.name, None, None),
                quantity=figure,
                block=segment.block,
                confidence=_CONFIDENCE,
                place=block.place,
            )
    return None


def _released(title: Segment, registry: Registry) -> Mention | None:
    """The system that a title says was released; None where it says no such thing or has a date of its own."""
    text = title.view.text
    if len(text) > _LONGEST or RELEASED.search(text) is None or any(q.kind == "date" for q in title.quantities):
        return None
    metric = registry.metric("release-date")
    if metric is None:
        return None
    for mention in title.mentions:
        entity = registry.entity(mention.candidates[0].id) if mention.candidates else None
        if entity is not None and entity.kind != "organisation" and suits(entity, metric, registry):
            return mention
    return None
