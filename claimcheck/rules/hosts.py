"""Prices and limits that a host asks of another's model: no figure of its maker's."""

from __future__ import annotations

from claimcheck import names
from claimcheck import patterns as re
from claimcheck.model import Claim
from claimcheck.rules.layout import layout

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_HOSTED = frozenset(("price", "limit", "speed"))
_HEADER = re.compile(
    r"provider|host|platform|endpoint|(?<![a-z])via(?![a-z])|平台|服务商|供应商|渠道|托管", re.IGNORECASE
)
_NO_HOST = re.compile(  # a platform of software
    r"(?:\W|\b(?:yes|no|web|api|apps?|ios|android|cloud|desktop|mobile|windows|mac|linux|and|n/?a|only|open|weights)\b|"
    r"是|否|支持|网页版?|客户端|移动端|和|云端?|开源)*",
    re.IGNORECASE,
)


def hosted(claim: Claim, checked: Checked) -> bool:
    """Whether a price or a limit is that of a host, which the claim's row names under a header such as "Provider"."""
    metric = checked.registry.metric(claim.metric.id or "")
    maker = _maker(claim, checked)
    if metric is None or metric.kind not in _HOSTED or claim.cell is None or maker is None:
        return False
    tables = layout(checked)
    heads = {s.cell[1]: s.view.text for s in tables.row(claim.block, 0) if s.cell is not None}
    return any(
        s.cell is not None
        and s.cell[0] > 0
        and _HEADER.search(heads.get(s.cell[1], "")) is not None
        and _NO_HOST.fullmatch(s.view.text) is None
        and not _called(maker, s.view.text)
        for s in tables.row(claim.block, claim.cell[0])
    )


def _maker(claim: Claim, checked: Checked) -> tuple[str, ...] | None:
    """The spellings of the maker of a claim's subject."""
    entity = checked.registry.entity(claim.subject.id or "")
    maker = checked.registry.entity(entity.developer) if entity is not None and entity.developer else None
    return (maker.name, *maker.aliases) if maker is not None else None


def _called(maker: tuple[str, ...], text: str) -> bool:
    key = names.fold(text)[0]
    return any((other := names.fold(spelling)[0]) in key or key in other for spelling in maker)
