"""Choices remembered: between two keystrokes one paragraph changes, and the figures of the others are read as before.

What a sentence's figures are read as follows from its paragraph's text, names, conditions and figures, and from the
subjects and metrics carried over to it. While these stay equal, so do the choices; where the paragraph stands does not
count.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.claims.choice import Choice
from claimcheck.claims.choose import choose
from claimcheck.claims.option import CarriedMetric
from claimcheck.claims.owners import CarriedSubject
from claimcheck.claims.sentences import Sentence
from claimcheck.model import Segment
from claimcheck.records import replace
from claimcheck.registry import Registry

_KEEP = 512  # paragraphs
_LONGEST = 2_000  # characters of one, to bound what is kept


class _Paragraph:
    """A text with what was found in it, and by the starts of its sentences what was offered to them and chosen."""

    __slots__ = ("chosen", "found", "registry")

    def __init__(self, segment: Segment, registry: Registry) -> None:
        self.found = segment.mentions, segment.conditions, segment.quantities
        self.registry = registry
        self.chosen: dict[int, tuple[Sequence[CarriedSubject], Sequence[CarriedMetric], Sequence[Choice]]] = {}


_KNOWN: dict[str, _Paragraph] = {}
forget = _KNOWN.clear


def as_before(segment: Segment, registry: Registry) -> Segment:
    """The segment with the very names, conditions and figures of the last time where they are equal: choices are made
    of those.
    """
    text = segment.view.text
    if segment.cell is not None or not segment.quantities or len(text) > _LONGEST:
        return segment
    known = _KNOWN.get(text)
    if known is not None and known.registry is registry:
        mentions, conditions, quantities = known.found
        if (segment.mentions, segment.conditions, segment.quantities) == known.found:
            return replace(segment, mentions=mentions, conditions=conditions, quantities=quantities)
    if len(_KNOWN) >= _KEEP:
        _KNOWN.clear()
    _KNOWN[text] = _Paragraph(segment, registry)
    return segment


def choices(
    sentence: Sentence, subjects: Sequence[CarriedSubject], metrics: Sequence[CarriedMetric], registry: Registry
) -> Sequence[Choice]:
    """The choices for a sentence, made anew or those of the last time. They are shared: not to be changed."""
    segment = sentence.segment
    known = _KNOWN.get(segment.view.text)
    if known is None or known.found[2] is not segment.quantities or known.found[0] is not segment.mentions:
        return choose(sentence, subjects, metrics, registry)
    before = known.chosen.get(sentence.start)
    if before is not None and before[0] == subjects and before[1] == metrics and known.registry is registry:
        return before[2]
    made = choose(sentence, subjects, metrics, registry)
    known.chosen[sentence.start] = subjects, metrics, made
    return made
