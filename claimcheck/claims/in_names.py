"""Figures that stand in a name or right beside it: the memory in "A100 80GB" and "A100 (40G × 8)", the size in
"GPT-3 (175B)".

They tell which member is meant and are claims all the same. Beside a name only what some member has is read as its
memory: "8 H100 (640 GB)" gives that of the machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from claimcheck import patterns as re
from claimcheck import quantities
from claimcheck.claims.owners import suits
from claimcheck.mentions import NameIndex, whole_name
from claimcheck.model import Bound, Claim, Document, Entity, Mention, Quantity, Segment
from claimcheck.records import replace
from claimcheck.registry import Registry

_CONFIDENCE = 0.9
_MEMORY = re.compile(r"(?<![\w.])(\d{2,3})\s?G(?:i?B)?(?![\w/])")
_BEHIND = re.compile(r"\s?[(（]\s?(\d{2,3})\s?GB?(?:\s?[*×xX]\s?\d{1,4}\s?)?[)）]|\s(\d{2,3})\s?GB?(?![\w/])")
_BEFORE = re.compile(r"(?<![\w.])(\d{2,3})\s?GB?\s(?:NVIDIA\s|Nvidia\s|英伟达\s?)?$")
_SIZE = re.compile(r"[(（]\s?(\d+(?:\.\d+)?\s?(?:[BbTM]|亿|万亿))\s?[)）]?$")


def claims_in_names(
    segment: Segment, taken: Sequence[Claim], document: Document, registry: Registry, index: NameIndex
) -> Iterable[Claim]:
    """The claims that the names of a segment of prose make of themselves, but where a claim is `taken` already."""
    for mention in segment.mentions:
        entity = registry.entity(mention.candidates[0].id) if mention.candidates else None
        if entity is None:
            continue
        for metric_id, figure in _figures(segment, mention):
            metric = registry.metric(metric_id)
            if metric is None or not suits(entity, metric, registry):
                continue
            span = segment.view.source(figure.start, figure.end)
            if any(claim.span.overlaps(span) for claim in taken):
                continue
            whole = entity
            if metric_id == "memory":
                member = whole_name(f"{entity.name} {figure.value}GB", index)
                whole = (registry.entity(member.candidates[0].id) if member is not None else None) or entity
                inside = mention.start <= figure.start < mention.end
                if not inside and whole is entity and figure.value not in _memories(entity, registry):
                    continue
            bound = segment.view.source(mention.start, mention.end)
            yield Claim(
                id="",
                span=span,
                text=document.source[span.start : span.end],
                subject=Bound(whole.id, whole.name, mention.text, bound),
                metric=Bound(metric.id, metric.name, None, None),
                quantity=figure,
                block=segment.block,
                conditions={},
                confidence=_CONFIDENCE,
                place=document.blocks[segment.block].place,
            )


def _memories(entity: Entity, registry: Registry) -> set[object]:
    """The memory that a chip, or a member of a family of chips, is reported to have, in GB."""
    facts = [f for i in (entity.id, *registry.members(entity.id)) for f in registry.facts_for(i, "memory")]
    return {fact.value for fact in facts if fact.unit == "GB"}


def _figures(segment: Segment, mention: Mention) -> Iterable[tuple[str, Quantity]]:
    """The memory and the size that stand in a name or right beside it, each with its metric."""
    text = segment.view.text
    found = _MEMORY.search(text, mention.start, mention.end) or _BEHIND.match(text, mention.end)
    found = found or _BEFORE.search(text, max(0, mention.start - 16), mention.start)
    if found is not None:
        start, end = found.span(found.lastindex or 1)
        yield from _read("memory", start, end, _unit_end(text, end), text)
    size = _SIZE.search(text, mention.start, mention.end)
    if size is not None:
        yield from _read("total-parameters", size.start(1), size.end(1), size.end(1), text)


def _unit_end(text: str, at: int) -> int:
    unit = re.match(r"\s?G(?:i?B)?", text[at : at + 4])
    return at + (unit.end() if unit is not None else 0)


def _read(metric: str, start: int, number_end: int, end: int, text: str) -> Iterable[tuple[str, Quantity]]:
    """The figure at a place, in the unit of its metric: "40G" is 40 GB."""
    plain = f"{text[start:number_end]} GB" if metric == "memory" else text[start:end]
    for figure in quantities.scan(plain)[:1]:
        if isinstance(figure.value, Decimal):
            unit = "GB" if metric == "memory" else "parameter"
            figure = replace(figure, start=start, end=end, number_start=start, number_end=number_end)
            yield metric, replace(figure, text=text[start:end], unit=unit)
