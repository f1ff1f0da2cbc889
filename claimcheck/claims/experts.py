"""Experts of a mixture in prose: how many there are, how many a token takes, how many all tokens share."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.claims.option import Option, common
from claimcheck.claims.sentences import Sentence
from claimcheck.claims.weights import total
from claimcheck.fit import fit
from claimcheck.model import Quantity
from claimcheck.registry import Registry

# Of lower case, from the figure's first digit on.
_EXPERTS = re.compile(
    r"\d+[`*]{0,2}[\s-]?(?:个\s?)?(?:(?P<shared>shared|共享)|(?P<active>activat?ed|active|被?激活的?)|routed|total|fine(?:-grained)?|路由|细粒度|总)?"
    r"[\s-]?(?:的\s?)?(?:experts?(?![a-z])|专家(?!组|们|团|委|表|认|称|说|评))"
)
# Right before it: what makes so many of them active; what takes some out of so many; how a layer works.
_TAKES = re.compile(
    r"(?:(?<![a-z])(?:activat\w+|select\w*|choos\w+|pick\w*|"
    r"(?:rout|send|assign|dispatch)\w* (?:each |every |a )?(?:input )?token\w* to)|"
    r"激活(?:专家数量?[:：为])?|选择|选取|选出|路由[到给]|分配[到给])\s*(?:(?:only|just|the|top|其中的?|了|出|前|仅|只)\s*)*"
    r"(?:[`*]{0,2}[\u4e00-\u9fff]{2,6}[`*]{0,2}的)?\s*[`*]{0,2}\Z"
)
_OUT_OF = re.compile(
    r"(?:(?<![a-z])(?:out of|of|from|among)(?: (?:these|the|its|all|a total of))*|从|在)\s*[`*]{0,2}\Z"
)
_TOP = re.compile(r"(?<![a-z])top[\s-]?(?:k\s?=\s?|\d+ (?:or|and) )?\Z")
# Behind it.
_TAKEN = re.compile(
    r"\s*(?:(?:are|is|being|of them)\s+)*(?:active|activated|selected|chosen|used (?:per|for))(?![a-z])|"
    r"(?:(?!(?<![a-z])(?:and|with|of which|where|which|that|so|router|layers?)(?![a-z]))[^.,;:。，；：\d]){0,24}"
    r"(?<![a-z])(?:per|each|every|for a) (?:input )?token|"
    r"被?(?:激活|选中)"
)
_AMONG = re.compile(r"(?:里|中|之中)(?:的|只|仅|激活|选)")
# In the sentence: it is of a mixture, or of what one machine holds.
_MIXTURE = re.compile(
    r"(?<![a-z])(?:moe|mixture|rout(?:ed|ing|er)|activ(?:e|ated|ates)|shared|param(?:eter)?s?|layers?|ffn|\d+(?:\.\d+)?[bt])"
    r"(?![a-z])|架构|参数|路由|激活|混合|共享|稀疏|每层"
)
_HELD = re.compile(
    r"(?<![a-z])(?:per|each|every|a single|one) (?:gpu|card|rank|device|node|chip)|/\s?gpu|(?<![a-z])ep\d*(?![a-z])|"
    r"[每单]\s?(?:张|个|块)?\s?(?:gpu|卡|设备|节点)"
)
# These are people, or experts that a deployment copies or takes away.
_PEOPLE = re.compile(
    r"(?<![a-z])(?:panel|interview\w*|survey\w*|poll\w*|asked|human|domain|industry|consult\w*|ph\.?ds?)(?![a-z])|"
    r"(?<![a-z])experts (?:compar|sa(?:y|id)|agree|rat(?:e|ing)|judg|evaluat|vot|believ|warn|think|expect|review|told)|"
    r"访谈|采访|调查|评审|邀请|位专家|名专家"
)
_CHANGED = re.compile(
    r"(?<![a-z])(?:prun\w+|duplicat\w+|redundan\w+|replica\w*|remov\w+|merg\w+|keeping)(?![a-z])|"
    r"剪枝|裁剪|冗余|复制|移除|合并"
)
_HAS = re.compile(
    r"[*_]*\s?(?:[:：]|(?:has|have|uses|with)(?![a-z])|拥有|采用|使用|有)\s?[*_]*"
)  # from a mixture's name
_A_TOKEN = re.compile(r"(?<![a-z])(?:(?:per|each|every|a) (?:input )?token|activat\w+)|每个\s?(?:token|令牌|词元)|激活")
_FEW = 16  # more than these are never those of a token
_MOST = 4096
_TERSE = 80  # characters of an item that need not name the model again


def experts(quantity: Quantity, sentence: Sentence, registry: Registry) -> Iterable[Option]:
    """A figure right before "experts", as a value of the metric that the words beside it tell."""
    if quantity.unit not in (None, "count") or quantity.scale != 1 or quantity.approximation != "exact":
        return
    low, start = sentence.segment.view.low, quantity.start
    found = _EXPERTS.match(low, start)
    if found is None or found.end() < quantity.end or not isinstance(quantity.value, Decimal):
        return
    if not (1 if found["shared"] else 2) <= quantity.value <= _MOST or _TOP.search(low, max(0, start - 16), start):
        return  # "the top 1 expert", "top-2 experts": how a layer works
    whole = low[sentence.start : sentence.end]
    mixture = _MIXTURE.search(whole) is not None or any(
        registry.facts_for(c.id, "experts") and _HAS.fullmatch(low, m.end, start)
        for m in sentence.entities
        for c in m.candidates[:1]
        if m.end <= start
    )
    if not mixture or any(other.search(whole) for other in (_HELD, _PEOPLE, _CHANGED)):
        return
    if not sentence.entities and len(whole) > _TERSE:
        return  # mixtures in general
    before = max(sentence.start, start - 48)
    taken = found["active"] is not None or (
        _OUT_OF.search(low, before, start) is None
        and _AMONG.match(low, found.end()) is None
        and (_TAKES.search(low, before, start) is not None or _TAKEN.match(low, found.end()) is not None)
    )
    routed = "routed" in found[0] or "路由" in found[0]
    if not taken and routed and quantity.value <= _FEW and _A_TOKEN.search(low, sentence.start, start) is not None:
        return  # "9 experts per token: 8 routed experts and 1 shared expert"
    metric = registry.metric("shared-experts" if found["shared"] else "experts-per-token" if taken else "experts")
    fitted = fit(quantity, metric) if metric is not None else None
    if metric is not None and fitted is not None:
        features = common(quantity, fitted, metric, sentence.segment.view.text)
        features |= {"metric.typed": 1.0, "metric.implied": 1.0, "metric.adjacent": 1.0}
        features.pop("metric.bare", None)
        yield Option(metric, fitted, None, features, total(features))
