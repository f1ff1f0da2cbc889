"""Prices and limits that a host asks of another's model: no figure of its maker's."""

from __future__ import annotations

from decimal import Decimal

from claimcheck import names
from claimcheck import patterns as re
from claimcheck.claims.sentences import IN_AN_ID
from claimcheck.model import Claim, Entity, Judgement
from claimcheck.rules import figures
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
# Those who serve others' open models, as titles and headings name them.
_KNOWN = re.compile(
    r"(?<![A-Za-z])(?:Groq(?:Cloud)?|DeepInfra|Together(?: |\.)?AI|Fireworks(?: AI)?|OpenRouter|SambaNova|Cerebras|"
    r"Nebius|Novita(?: AI)?|SiliconFlow|SiliconCloud|Replicate(?! (?:the|these|those|this|it|our)(?![a-z]))|Hyperbolic|"
    r"Crusoe|OVHcloud|Cloudflare|RunPod|Baseten|Lepton AI|Scaleway|Anyscale|Featherless|Chutes(?! and )|NVIDIA NIM|"
    r"GitHub Models|Bedrock|Vertex AI|Azure|Hugging Face Inference|Nscale|Parasail|PPIO)(?![A-Za-z])|"
    r"硅基流动|火山方舟|火山引擎|百炼|千帆|腾讯云|阿里云|华为云|七牛云|无问芯穹|派欧云"
)
_ALONE = re.compile(
    rf"\W*(?:{_KNOWN.pattern})(?: (?:models?|pricing|prices|api)|\s?(?:模型|价格)(?:列表)?)?\W*", re.IGNORECASE
)
# the id of a model at who routes to its hosts, all in lower case: "qwen/qwen3-14b", "moonshotai/kimi-k2:free"
_ROUTED = re.compile(
    r"[\s`*]*+(?=[^A-Z]*\Z)(?!deepseek-ai/|(?:bf|fp|int|q|tf)\d|vllm|sglang|ollama|awq|gptq|gguf)[a-z][\w.-]+/(?=[\w.-]*\d)[a-z][\w.-]*+"
    r"(?::[a-z]+)?[\s`*]*"
)
_ID = re.compile(r"[\s`*]*+[a-z][\w.-]+/[a-z][\w.:-]+[\s`*]*")
_END = re.compile(r"[。！？!?；;\n]|\.\s")
_MARGIN = Decimal("1.5")  # times the maker's price
_LABEL = re.compile(r"[^:：\n]{0,40}[:：]")
_AROUND = 300  # characters; the farthest that a sentence is followed
_NO_HOST = re.compile(  # a platform of software
    r"(?:\W|\b(?:yes|no|web|api|apps?|ios|android|cloud|desktop|mobile|windows|mac|linux|and|n/?a|only|open|weights)\b|"
    r"是|否|支持|网页版?|客户端|移动端|和|云端?|开源)*",
    re.IGNORECASE,
)


def hosted(judgement: Judgement, checked: Checked) -> bool:
    """Whether a price or a limit is that of a host, which a cell of the claim's row names; or the title, a heading over
    the claim, or its own sentence, of a model that others may serve.
    There a power of ten is a slip nevertheless.
    """
    claim = judgement.claim
    metric, entity = (
        checked.registry.metric(claim.metric.id or ""),
        checked.registry.entity(claim.subject.id or ""),
    )
    maker = _maker(entity, checked)
    if metric is None or metric.kind not in _HOSTED or entity is None or maker is None:
        return False
    if _in_its_row(claim, maker, checked):
        return True
    if figures.tenfold(judgement):
        return False
    if not is_open(entity.id, checked):
        return _labelled(claim, maker, checked) and _near(judgement)
    blocks = checked.document.blocks
    headings = [blocks[at].view.text for at in blocks[claim.block].headings]
    over = [_KNOWN.search(text) for text in headings]
    alone = any(_ALONE.fullmatch(text) for text in headings)
    if metric.kind == "price" and (alone or _is_routed(claim, checked, _ROUTED)):
        return True
    if metric.kind == "limit" and alone and _is_routed(claim, checked, _ID):
        return True
    segment = checked.segment(claim) if claim.cell is None else None
    if segment is not None:
        text, start, end = segment.view.text, claim.quantity.start, claim.quantity.end
        first = max((m.end() for m in _END.finditer(text, max(0, start - _AROUND), start)), default=0)
        last = _END.search(text, end, end + _AROUND)
        over.append(_KNOWN.search(text, max(first, start - _AROUND), last.start() if last else end + _AROUND))
    return any(host is not None and not _called(maker, host[0]) for host in over)


def _labelled(claim: Claim, maker: tuple[str, ...], checked: Checked) -> bool:
    """Whether the line of a figure begins with a host and a colon: "OpenRouter: $0.45"."""
    segment = checked.segment(claim) if claim.cell is None else None
    if segment is None:
        return False
    text = segment.view.text
    line = text.rfind("\n", 0, claim.quantity.start) + 1
    host = _LABEL.match(text, line, claim.quantity.start)
    named = _KNOWN.search(host[0]) if host is not None else None
    return named is not None and not _called(maker, named[0])


def _near(judgement: Judgement) -> bool:
    """Whether a figure is what a host may ask instead of the maker."""
    quantity = judgement.claim.quantity
    known = figures.amounts(judgement.admissible, quantity.unit or "")
    told = [end for end in (quantity.low, quantity.high) if isinstance(end, Decimal)]
    return any(end <= other * _MARGIN and other <= end * _MARGIN for end in told for other in known)


def is_open(identifier: str, checked: Checked) -> bool:
    """Whether others may serve a model: its size is known, as that of published weights is."""
    registry = checked.registry
    if IN_AN_ID.search(identifier) is not None:
        return True
    ids = (identifier, *registry.members(identifier))
    return any(fact.status == "reported" for i in ids for fact in registry.facts_for(i, "total-parameters"))


def _in_its_row(claim: Claim, maker: tuple[str, ...], checked: Checked) -> bool:
    """Whether a cell of the claim's row names another host than the maker."""
    if claim.cell is None:
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


def _is_routed(claim: Claim, checked: Checked, id_: re.Pattern[str]) -> bool:
    """Whether the claim's row names its subject by the id that it has at who routes to its hosts."""
    span = claim.subject.span
    row = layout(checked).row(claim.block, claim.cell[0]) if claim.cell is not None and span is not None else ()
    return any(
        id_.fullmatch(s.view.text) is not None
        and span is not None
        and s.view.source(0, len(s.view.text)).overlaps(span)
        for s in row
    )


def _host(text: str, header: str) -> str | None:
    """The host that a cell names, under a header that says so or in words of its own."""
    if _HEADER.search(header) is not None:
        return text
    said = _SAYS.search(text)
    return next(filter(None, said.groups())) if said is not None else None


def _maker(entity: Entity | None, checked: Checked) -> tuple[str, ...] | None:
    """The spellings of an entity's maker."""
    maker = checked.registry.entity(entity.developer) if entity is not None and entity.developer else None
    return (maker.name, *maker.aliases) if maker is not None else None


def _called(maker: tuple[str, ...], text: str) -> bool:
    key = names.fold(text)[0]
    return any((other := names.fold(spelling)[0]) in key or key in other for spelling in maker)
