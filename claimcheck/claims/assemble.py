"""From a chosen reading to a claim: spans in the source, conditions, stance."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck import patterns as re
from claimcheck.claims.choice import Choice
from claimcheck.claims.sentences import Sentence
from claimcheck.claims.stance import stance_of
from claimcheck.claims.years import year_of
from claimcheck.model import Bound, Claim, ConditionMention, Document, Mention, Quantity, Segment
from claimcheck.registry import Registry

_LEAST_SCORE = -0.4
_ALONE = re.compile(r"\s(with|without)\s*(?=[.,;)]|\Z)")  # behind a figure: "44.9% with tools and 23.9% without"
_COLON = re.compile(r"[:：](?!\d)")
_SIDES = {"tools": ("no", "yes"), "thinking": ("off", "on")}


def claim_of(
    choice: Choice, sentence: Sentence, document: Document, scanned: Sequence[Segment], registry: Registry
) -> Claim | None:
    if choice.score < _LEAST_SCORE:
        return None
    metric = choice.option.metric
    if choice.owner is None and metric.kind != "benchmark":
        return None
    segment = sentence.segment
    quantity = choice.option.quantity
    span = segment.view.source(quantity.start, quantity.end)
    named = choice.option.mention
    where = segment if not choice.option.carried else None
    metric_span = segment.view.source(named.start, named.end) if named is not None and where is not None else None
    conditions = _conditions(choice, sentence)
    if choice.part:
        conditions["part"] = choice.part
    return Claim(
        id="",
        span=span,
        text=document.source[span.start : span.end],
        subject=subject(choice.owner.ids, choice.owner.mention, _home(choice, segment, scanned), registry)
        if choice.owner
        else Bound(None, None, None, None),
        metric=Bound(metric.id, metric.name, named.text if named else None, metric_span),
        quantity=quantity,
        block=segment.block,
        conditions=conditions,
        as_of=year_of(choice.quantity, sentence) if metric.kind == "index" and not _company(choice, registry) else None,
        stance=stance_of(sentence, quantity, document.blocks[segment.block]),
        confidence=round(choice.confidence, 3),
        place=document.blocks[segment.block].place,
    )


def _company(choice: Choice, registry: Registry) -> bool:
    """Whether the subject is an organisation, whose valuations and rounds move within a year."""
    entity = registry.entity(choice.owner.ids[0]) if choice.owner is not None and choice.owner.ids else None
    return entity is not None and entity.kind == "organisation"


def _home(choice: Choice, segment: Segment, scanned: Sequence[Segment]) -> Segment:
    return scanned[choice.owner.segment] if choice.owner and choice.owner.segment is not None else segment


def subject(ids: tuple[str, ...], mention: Mention, home: Segment, registry: Registry) -> Bound:
    """A subject as bound: the first reading, the others as alternatives."""
    entity = registry.entity(ids[0]) if ids else None
    return Bound(
        entity.id if entity else None,
        entity.name if entity else None,
        mention.text,
        home.view.source(mention.start, mention.end),
        ids[1:],
    )


def _conditions(choice: Choice, sentence: Sentence) -> dict[str, str]:
    """The conditions near a figure: in its clause, or in the sentence where no other figure stands nearer."""
    quantity = choice.quantity
    found: dict[str, str] = dict(quantity.conditions)
    left, right = sentence.clause(quantity.start, quantity.end)

    def distance(condition: ConditionMention, other_start: int, other_end: int) -> int:
        return condition.start - other_end if condition.start >= other_end else other_start - condition.end

    for condition in sentence.conditions:
        near = distance(condition, quantity.start, quantity.end)
        inside = left <= condition.start and condition.end <= right + 24
        nearer = any(distance(condition, q.start, q.end) < near for q in sentence.quantities if q is not quantity)
        nearer = nearer or _of_another(condition, quantity, sentence)
        if condition.key not in found and ((inside and near <= 60 and not nearer) or (near <= 24 and not nearer)):
            found[condition.key] = condition.value
    for condition in sentence.conditions:
        if condition.key not in found and _heads(condition, quantity, sentence):
            found[condition.key] = condition.value
    word = _ALONE.match(sentence.segment.view.low, quantity.end, sentence.end)
    if word is not None:
        for condition in sentence.conditions:
            sides = _SIDES.get(condition.key)
            if sides is not None:
                found[condition.key] = sides[word[1] == "with"]
    return found


def _heads(condition: ConditionMention, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a condition stands in the label of its sentence, and so is all figures': "批处理：输入 1.5 美元"."""
    text = sentence.segment.view.text
    first = min(q.start for q in sentence.quantities)
    return condition.end <= first <= quantity.start and _COLON.search(text, condition.end, first) is not None


def _of_another(condition: ConditionMention, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a condition ends what is told of an earlier figure: "23.9% without tools, 44.9% with tools"."""
    if condition.end > quantity.start or not sentence.clauses(condition.end, quantity.start):
        return False
    before = next((q for q in reversed(sentence.quantities) if q.end <= condition.start), None)
    return before is not None and not sentence.clauses(before.end, condition.start)
