"""From a document to its claims: prose sentence by sentence, tables by their headers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claimcheck.claims.assemble import claim_of
from claimcheck.claims.choice import Choice
from claimcheck.claims.dates import in_its_year, of_citations, without_runs
from claimcheck.claims.discourse import Discourse, dominant
from claimcheck.claims.foreign import of_another
from claimcheck.claims.in_names import claims_in_names
from claimcheck.claims.remembered import choices
from claimcheck.claims.rivals import of_a_rival
from claimcheck.claims.segments import segments
from claimcheck.claims.sentences import sentences
from claimcheck.claims.timelines import announced, dated, heads_entry, opened, opens, signed, stands
from claimcheck.limits import MENTIONS
from claimcheck.mentions import NameIndex
from claimcheck.model import Claim, Document, Mention, Metric, Quantity, Segment
from claimcheck.records import replace
from claimcheck.registry import Registry

_OF_VERSIONS = frozenset(("benchmark", "limit", "price"))  # what each version has its own of


def bind(
    document: Document, registry: Registry, index: NameIndex, most: int = MENTIONS
) -> tuple[tuple[Claim, ...], tuple[Segment, ...]]:
    """The claims of a document in text order, and the segments that they were found in.

    Raises BoundError for a segment of more than `most` names and figures.
    """
    scanned = segments(document, registry, index, most)
    claims: list[Claim] = []
    discourse = Discourse(
        document,
        registry,
        dominant=dominant(document, scanned, registry),
    )
    citations = of_citations(document)
    at = 0
    while at < len(scanned):
        segment = scanned[at]
        block = document.blocks[segment.block]
        discourse.enter(segment.block)
        if block.table is not None and segment.cell is not None:
            from claimcheck.claims.tables import table_claims  # most drafts have none

            end = at
            while end < len(scanned) and scanned[end].block == segment.block:
                end += 1
            told_of = table_claims(document, segment.block, scanned, at, end, discourse, registry, index)
            claims += without_runs(list(told_of), registry)
            at = end
            continue
        event = dated(at, document, scanned, registry)
        told = [*_prose(segment, at, document, scanned, discourse, registry)]  # what follows hangs on it in any case
        found = [event] if event is not None else told
        if all(claim.metric.id != "release-date" for claim in found):
            said = signed(segment, document, registry) or opened(segment, document, registry)
            found = [*found, said] if said is not None else found
        if segment.block in citations:
            found = [claim for claim in found if claim.quantity.kind != "date"]
        claims += found
        claims += claims_in_names(segment, found, document, registry, index)
        at += 1
    claims.sort(key=lambda c: (c.span.start, c.span.end))
    settled = (in_its_year(claim, registry) for claim in claims)
    numbered = tuple(replace(claim, id=f"c{number}") for number, claim in enumerate(settled, 1))
    return numbered, scanned


def _of_version(choice: Choice, discourse: Discourse, registry: Registry) -> Choice:
    """A figure of a line of products as that of the one version that the article names: "Claude scores 65.4%"."""
    owner = choice.owner
    version = discourse.version(owner.ids[0]) if owner is not None and owner.ids else None
    metric = choice.option.metric
    if owner is None or version is None or metric.kind not in _OF_VERSIONS:
        return choice
    if not registry.facts_for(version, metric.id):
        return choice
    return replace(choice, owner=replace(owner, ids=(version, *owner.ids)), versioned=True)


def _prose(
    segment: Segment, at: int, document: Document, scanned: Sequence[Segment], discourse: Discourse, registry: Registry
) -> Iterable[Claim]:
    if not segment.mentions and not segment.quantities:
        return
    date: Quantity | None = None
    low = segment.view.low
    for sentence in sentences(segment):
        used: list[tuple[Metric, Mention | None]] = []
        event = announced(date, sentence, document, registry) if date is not None else None
        if event is not None:
            yield event
        date = opens(sentence, registry) or stands(date, sentence)
        if sentence.quantities:
            for choice in choices(sentence, discourse.subjects(at), discourse.metrics(), registry):
                own = choice.owner.ids[:1] if choice.owner is not None else ()
                if not any(registry.facts_for(id_, choice.option.metric.id) for id_ in own):
                    narrowed = discourse.narrowed(choice.option.metric)
                    if narrowed is not choice.option.metric:
                        choice = replace(choice, option=replace(choice.option, metric=narrowed))
                    choice = _of_version(choice, discourse, registry)
                claim = claim_of(choice, sentence, document, scanned, registry)
                if claim is not None and claim.metric.id == "release-date" and heads_entry(sentence):
                    continue
                if claim is None or of_a_rival(claim, choice.quantity, low, sentence.start):
                    continue
                if not of_another(claim, choice.quantity, low, sentence.start, registry):
                    used.append((choice.option.metric, choice.option.mention))
                    yield claim
        discourse.leave(sentence, at, used)
