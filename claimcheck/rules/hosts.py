"""Prices and limits that a host asks of another's model: no figure of its maker's."""

from __future__ import annotations

from claimcheck import names
from claimcheck import patterns as re
from claimcheck.model import Claim, Segment
from claimcheck.rules.layout import layout
from claimcheck.rules.once import once

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_HOSTED = frozenset(("price", "limit", "speed"))
_HEADER = re.compile(
    r"provider|host|platform|endpoint|(?<![a-z])via(?![a-z])|平台|服务商|供应商|渠道|托管", re.IGNORECASE
)
_BY = re.compile(r"(?:(?<![a-z])(?:via|on|through|hosted (?:by|on))|通过|在)\s+\Z")  # of lower case
_THINGS = re.compile(  # of lower case, behind a maker's name: its goods or its words, and no host
    r"(?:['’]s)?\s+(?:hardware|gpus?|chips?|cards?|accelerators?|research|data|figures|numbers|reports?|estimates?)(?![a-z])|"
    r"\s*(?:的)?\s*(?:硬件|芯片|显卡|数据|研究|报告)"
)
_NO_HOST = re.compile(  # a platform of software
    r"(?:\W|\b(?:yes|no|web|api|apps?|ios|android|cloud|desktop|mobile|windows|mac|linux|and|n/?a|only|open|weights)\b|"
    r"是|否|支持|网页版?|客户端|移动端|和|云端?|开源)*",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:ai\s*)?[+/]\s*", re.IGNORECASE)


def hosted(claim: Claim, checked: Checked) -> bool:
    """Whether a price or a limit is that of a host: its row names one under a header such as "Provider", its sentence
    names one ("via Groq", "Groq + Llama 4"), or a row of the draft has the same figure from one.
    """
    metric = checked.registry.metric(claim.metric.id or "")
    if metric is None or metric.kind not in _HOSTED or claim.subject.id is None:
        return False
    if claim.cell is not None and _in_row(claim, checked):
        return True
    if _key(claim) in _of_rows(checked):
        return True
    segment = checked.places.get((claim.block, claim.cell))
    return segment is not None and _in_words(claim, segment, checked)


@once
def _of_rows(checked: Checked) -> frozenset[tuple[object, ...]]:
    """What the rows of hosts tell."""
    claims = (claim for table in checked.cells.values() for claim in table)
    kinds = checked.registry.metric
    return frozenset(
        _key(claim)
        for claim in claims
        if claim.metric.id is not None
        and (metric := kinds(claim.metric.id)) is not None
        and metric.kind in _HOSTED
        and _in_row(claim, checked)
    )


def _key(claim: Claim) -> tuple[object, ...]:
    return claim.subject.id, claim.metric.id, claim.quantity.value, claim.quantity.unit


def _in_row(claim: Claim, checked: Checked) -> bool:
    assert claim.cell is not None
    tables = layout(checked)
    heads = {s.cell[1]: s.view.text for s in tables.row(claim.block, 0) if s.cell is not None}
    maker = _maker(claim, checked)
    return maker is not None and any(
        s.cell is not None
        and s.cell[0] > 0
        and _HEADER.search(heads.get(s.cell[1], "")) is not None
        and _NO_HOST.fullmatch(s.view.text) is None
        and not _called(maker, s.view.text)
        for s in tables.row(claim.block, claim.cell[0])
    )


def _in_words(claim: Claim, segment: Segment, checked: Checked) -> bool:
    maker = _maker(claim, checked)
    if maker is None:
        return False
    for mention in segment.mentions:
        entity = checked.registry.entity(mention.candidates[0].id) if mention.candidates else None
        if entity is None or entity.kind != "organisation" or _called(maker, mention.text):
            continue
        view = segment.view
        if _THINGS.match(view.low, mention.end):
            continue
        if _BY.search(view.low, max(0, mention.start - 12), mention.start):
            return True
        after = next((m for m in segment.mentions if m.start >= mention.end), None)
        if after is not None and _AND.fullmatch(view.text, mention.end, after.start):
            return True
    return False


def _maker(claim: Claim, checked: Checked) -> tuple[str, ...] | None:
    """The spellings of the maker of a claim's subject."""
    entity = checked.registry.entity(claim.subject.id or "")
    maker = checked.registry.entity(entity.developer) if entity is not None and entity.developer else None
    return (maker.name, *maker.aliases) if maker is not None else None


def _called(maker: tuple[str, ...], text: str) -> bool:
    key = names.fold(text)[0]
    return any((other := names.fold(spelling)[0]) in key or key in other for spelling in maker)
