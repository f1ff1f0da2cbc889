"""Scores printed in percentage points: "scores 79.8 percentage points" for 79.8%.

A score in points fits no metric in percent, so that it is no claim. It is told from a real difference by a report that
has the very number, for a subject and a metric that the sentence, or the row and column, name.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claimcheck import compare
from claimcheck.claims.sentences import sentences
from claimcheck.model import Claim, Fact, Fix, Mention, Quantity, Segment
from claimcheck.rules import figures, gains, owners, wording
from claimcheck.rules.base import Draft, Message

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_LEAST = Decimal(10)  # a difference between scores is seldom larger


def check(checked: Checked) -> Iterator[Draft]:
    """Every figure in percentage points that a report gives in percent."""
    claimed = {judged.claim.span for judged in checked.judgements}
    for segment in checked.segments:
        points = [q for q in segment.quantities if q.unit == "percentage_point" and not q.signed]
        for quantity in points:
            view = segment.view
            span = view.source(quantity.start, quantity.end)
            if span in claimed or not isinstance(quantity.value, Decimal) or quantity.value < _LEAST:
                continue
            if gains.told_as_change(view.text, quantity):
                continue
            fact = _owner(quantity, segment, checked)
            if fact is not None:
                yield _draft(quantity, segment, fact, checked)


def _owner(quantity: Quantity, segment: Segment, checked: Checked) -> Fact | None:
    subjects, named = _names(quantity, segment, checked)
    registry = checked.registry
    metrics = {member for metric in named for member in (metric, *registry.members(metric))}
    for subject in subjects:
        for member in (subject, *registry.members(subject)):
            for fact in registry.facts_of(member):
                if fact.metric in metrics and fact.unit == "percent" and _same(quantity, fact):
                    return fact
    return None


def _same(quantity: Quantity, fact: Fact) -> bool:
    """Whether both print one number."""
    mine, theirs = (quantity.low, quantity.high), (fact.low, fact.high)
    if any(not isinstance(end, Decimal) for end in (*mine, *theirs)):
        return False
    return compare.meets(mine, theirs)  # type: ignore[arg-type]


def _names(quantity: Quantity, segment: Segment, checked: Checked) -> tuple[list[str], set[str]]:
    """Ids of the entities and metrics that the figure may be about."""
    if segment.cell is not None:
        beside = [j.claim for j in checked.judgements if _in_line(j.claim, segment)]
        return list(dict.fromkeys(c.subject.id for c in beside if c.subject.id)), {
            c.metric.id for c in beside if c.metric.id
        }
    sentence = next(s for s in sentences(segment) if s.start <= quantity.start < s.end)
    entities: list[str | None] = [_sure(m) for m in segment.mentions if m.start < sentence.end]
    metrics = {_sure(m) for m in sentence.metrics}
    if figures.weight(quantity) >= 3:  # so many digits find their owner without its name beside them
        everywhere = owners.named_ids(checked)
        entities += [i for i in sorted(everywhere) if metrics]
        metrics = metrics or set(everywhere)
    return [e for e in entities if e], {m for m in metrics if m}


def _in_line(claim: Claim, segment: Segment) -> bool:
    same = claim.block == segment.block and claim.cell is not None and segment.cell is not None
    return same and (claim.cell[0] == segment.cell[0] or claim.cell[1] == segment.cell[1])  # type: ignore[index]


def _sure(mention: Mention) -> str | None:
    return mention.candidates[0].id if mention.candidates else None


def _draft(quantity: Quantity, segment: Segment, fact: Fact, checked: Checked) -> Draft:
    registry, view = checked.registry, segment.view
    span = view.source(quantity.start, quantity.end)
    figure = wording.printed(quantity)
    name, measured = wording.entity(fact.subject, registry), wording.metric(fact.metric, registry)
    told = wording.was_reported(fact, registry)
    message = wording.sentence(
        Message(f"the draft gives {figure} for {name}, {measured.en}", f"文中 {name} 的 {measured.zh} 为 {figure}"),
        told,
        Message(
            "a score is given in percent; percentage points are for differences",
            "得分应以百分比表示，百分点只用于两个百分比之差",
        ),
    )
    source = checked.document.source[span.start : span.end]
    digits = quantity.text[: quantity.number_end - quantity.start]
    fix = Fix(f"{digits}%", "unsafe") if source.startswith(digits) else None
    return Draft(span, message, 0.88, facts=(fact,), fix=fix)
