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
_SAYS = re.compile(  # in a remark: "platform: Nebius", "hosted by Nebius", "推理平台 Nebius"
    r"(?:(?<![a-z])(?:provider|host|platform|endpoint)|平台|服务商|供应商|渠道|托管)\s*[:：]\s*([^，,；;。(（]+)|"
    r"(?<![a-z])(?:(?:hosted|served|priced)\s+(?:by|on|at)|via)\s+([^，,；;。(（]+)|"
    r"(?:(?:推理|部署|第三方|托管)平台|(?:托管|部署)[于在])\s*([^，,；;。(（:：]+)",
    re.IGNORECASE,
)
_NO_HOST = re.compile(  # a platform of software
    r"(?:\W|\b(?:yes|no|web|api|apps?|ios|android|cloud|desktop|mobile|windows|mac|linux|and|n/?a|only|open|weights)\b|"
    r"是|否|支持|网页版?|客户端|移动端|和|云端?|开源)*",
    re.IGNORECASE,
)


def hosted(claim: Claim, checked: Checked) -> bool:
    """Whether a price or a limit is that of a host, which a cell of the claim's row names."""
    metric = checked.registry.metric(claim.metric.id or "")
    maker = _maker(claim, checked)
    if metric is None or metric.kind not in _HOSTED or claim.cell is None or maker is None:
        return False
    tables = layout(checked)
    heads = {s.cell[1]: s.view.text for s in tables.row(claim.block, 0) if s.cell is not None}
    for segment in tables.row(claim.block, claim.cell[0]):
        if segment.cell is None or segment.cell[0] == 0:
            continue
        host = _host(segment.view.text, heads.get(segment.cell[1], ""))
        if host is not None and _NO_HOST.fullmatch(host) is None and not _called(maker, host):
            return True
    return False


def _host(text: str, header: str) -> str | None:
    """The host that a cell names, under a header that says so or in words of its own."""
    if _HEADER.search(header) is not None:
        return text
    said = _SAYS.search(text)
    return next(filter(None, said.groups())) if said is not None else None


def _maker(claim: Claim, checked: Checked) -> tuple[str, ...] | None:
    """The spellings of the maker of a claim's subject."""
    entity = checked.registry.entity(claim.subject.id or "")
    maker = checked.registry.entity(entity.developer) if entity is not None and entity.developer else None
    return (maker.name, *maker.aliases) if maker is not None else None


def _called(maker: tuple[str, ...], text: str) -> bool:
    key = names.fold(text)[0]
    return any((other := names.fold(spelling)[0]) in key or key in other for spelling in maker)
