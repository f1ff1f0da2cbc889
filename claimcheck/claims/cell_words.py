"""What the words of a table tell beside the figures of its cells: labels with sizes, windows, days; cells in prose."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.claims import timelines
from claimcheck.claims.assemble import claim_of
from claimcheck.claims.choose import choose
from claimcheck.claims.labels import Label
from claimcheck.claims.owners import CarriedSubject
from claimcheck.claims.rivals import of_a_rival
from claimcheck.claims.sentences import sentences
from claimcheck.claims.sheet import Sheet
from claimcheck.model import Bound, Claim, Segment
from claimcheck.records import replace

_SIZES_ALONE = re.compile(r"[(（]\s?\d+(?:\.\d+)?[BM](?:\s?[,，、/–~-]\s?\d+(?:\.\d+)?[BM])*\s?[)）]")  # "(7B, 13B)"
_BRACKETED = re.compile(r"[(（][^()（）]*\d[^()（）]*[)）]")
_WINDOW = re.compile(  # behind a name and perhaps its edition
    r"(?:[ -](?i:instruct|chat|turbo|versatile|preview|latest|base|pro|flash|mini|lite|plus))?"
    r"[ -]\d{1,4}(?:[kK]|M)[\s*_]*"
)
_LONGEST_WINDOW = 20_000_000  # tokens; more are the parameters of a small model
_IN_LABEL = 0.55  # a length behind a name, which may be that of outputs
_FREE = 0.79  # at most, for a figure in a cell's own words


def named_sizes(segment: Segment, label: Label, sheet: Sheet) -> Iterable[Claim]:
    """What a row's own label says in brackets of its system: "MiniMax-01 (456B/45B active)"."""
    told = _BRACKETED.search(segment.view.text)
    inside = [q for q in segment.quantities if told is not None and q.start >= told.start()]
    sizes = told is not None and _SIZES_ALONE.match(segment.view.text, told.start()) is not None
    if sizes or any(q.unit in ("parameter", "token") for q in inside):
        yield from in_words(segment, label, sheet)


def named_window(segment: Segment, label: Label, sheet: Sheet) -> Iterable[Claim]:
    """The window with which a label ends behind the name of a model: "Claude 3.5 Sonnet 200K", "qwen-long 10M"."""
    metric = sheet.registry.metric("context-length")
    figure = segment.quantities[-1] if segment.quantities else None
    if metric is None or figure is None or figure.unit is not None or not label.entities:
        return
    told = {m.id: m.kind for column in sheet.grid.columns for _, _, m in column.metrics}
    if "price" not in told.values() or metric.id in told:
        return  # what a list of prices has in its labels; elsewhere it is examples, steps or the length of a test
    mention = next((m for m in reversed(segment.mentions) if m.candidates and m.end <= figure.start), None)
    entity = sheet.registry.entity(mention.candidates[0].id) if mention is not None else None
    if mention is None or entity is None or entity.kind not in ("model", "family"):
        return
    long = isinstance(figure.value, Decimal) and figure.value <= _LONGEST_WINDOW
    if not long or _WINDOW.fullmatch(segment.view.text, mention.end) is None:
        return
    span = segment.view.source(figure.start, figure.end)
    yield Claim(
        id="",
        span=span,
        text=sheet.document.source[span.start : span.end],
        subject=Bound(entity.id, entity.name, mention.text, segment.view.source(mention.start, mention.end)),
        metric=Bound(metric.id, metric.name, None, None),
        quantity=replace(figure, unit=metric.unit),
        block=sheet.block,
        confidence=_IN_LABEL,
        cell=segment.cell,
        place=sheet.place(segment),
    )


def named_days(cells: Iterable[Segment], sheet: Sheet) -> Iterable[Claim]:
    """When the systems came out of which labels tell it in brackets: "GPT-3 (2020)", "Qwen 2 (2024.06)"."""
    for segment in cells:
        if len(segment.quantities) != 1 or segment.quantities[0].kind != "date" or segment.cell is None:
            continue
        if min(segment.cell) == 0:
            claim = timelines.in_bracket(segment, sheet.document, sheet.registry)
            if claim is not None:
                yield replace(claim, cell=segment.cell, place=sheet.place(segment))


def in_words(segment: Segment, subject_label: Label, sheet: Sheet) -> Iterable[Claim]:
    """What a cell tells in words of its own, of the system of its line: "$200K, 9.5 days"."""
    carried = [
        CarriedSubject(mention, sheet.numbers[id(home)], "subject.carried_heading", agreed=True)
        for home, mention in subject_label.entities[:1]
        if id(home) in sheet.numbers
    ]
    offered = carried or sheet.carried
    for sentence in sentences(segment):
        if not sentence.quantities:
            continue
        for choice in choose(sentence, offered, (), sheet.registry):
            claim = claim_of(choice, sentence, sheet.document, sheet.scanned, sheet.registry)
            if claim is not None and not of_a_rival(claim, choice.quantity, segment.view.low, sentence.start):
                sure = min(claim.confidence, _FREE)
                yield replace(claim, cell=segment.cell, place=sheet.place(segment), confidence=sure)
