"""Lengths of text that are no model's window: one that it may be stretched to, one at which something was tried."""

from __future__ import annotations

from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.model import Judgement, Mention
from claimcheck.rules import figures
from claimcheck.rules.hosts import is_open
from claimcheck.rules.layout import labels, layout
from claimcheck.rules.once import once

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_SETTINGS = re.compile(
    r"(?<![a-z])(?:temperature|top[-_ ]?[pk])(?![a-z])\s?(?:[=:：为]|of|is)?\s?\d|温度[为=:：]?\s?\d"
)
_AROUND = 160  # characters between a run's settings and its window
_WORKLOAD = re.compile(
    r"[\d.,]+\s?k?\s?(?:tokens?\s)?(?:in|input|isl)\s?[/+,]\s?[\d.,]+\s?k?\s?(?:tokens?\s)?(?:out|output|osl)(?![a-z])"
)
_WORKLOAD_BEFORE = re.compile(r"\d\s?k?\s?(?:tokens?\s)?(?:in|input|isl)\s?[/+,]\s?\Z")  # "1K input / 1K output"
_RUN = re.compile(r"(?<![a-z])(?:batch(?: size)?|tp size|concurrency)(?![a-z])|批大小|批次|并发")
_LOCAL = re.compile(  # of who runs models at home: the window that the memory left room for
    r"(?<![a-z])(?:quants?|quanti[sz]ation|gguf|tok(?:ens?)?\s?/\s?s(?:ec)?)(?![a-z])|量化"
)
_IN_EFFECT = re.compile(  # in the label of a length
    r"(?<![a-z])(?:tested|usable|effective|practical|measured|used|served|configured|our)(?![a-z])|"
    r"可用|有效|实测|实际|测试|配置"
)
_WINDOW = re.compile(r"[ -]?(?:tokens? )?(?:of )?context window|\s?(?:tokens?\s?)?的?上下文窗口")
_HAS = re.compile(r"(?<![a-z])(?:has|have|offers?|supports?|features?)(?![a-z])|['’]s (?!with)|支持|拥有|具有|提供")
_ROUNDED = Decimal("0.005")
_BEHIND = 6  # characters
_NEAR = 24  # characters
_REACH = 64  # characters before the figure
_STRETCHED = re.compile(  # of lower case, right before a length
    r"(?:可|能|能够|即可)[^，。；,;]{0,16}(?:扩展|外推|延长|拓展)(?:到|至)\s*$|"
    r"(?<![a-z])(?:can be|be|could be|even|easily)\s(?:further\s)?(?:extended|stretched|scaled|extrapolated)"
    r"[^.,;]{0,24}\sto\s(?:up to\s)?$|"
    r"(?<![a-z])(?:extend(?:able|ible)|scalable|extrapolat\w+)\s(?:up\s)?to\s$|"
    r"目标(?:上下文)?长度(?:[为是]|设为)?\s*$|(?<![a-z])target (?:context )?length (?:of |is )?$"
)
_KEPT_TO = re.compile(  # less than there is: by who serves it, by its user, in effect
    r"(?<![a-z])(?:capped at|caps? [^.;,]{0,40}(?:at|to)|(?:limit|restrict)(?:s|ed) [^.;,]{0,40}to|"
    r"effective (?:context|length|window)[^.;]{0,60}|usable (?:context|window)[^.;]{0,40}|budget (?:of|is)|"
    r"serves? [^.;,]{0,40}with an?|served with an?|(?:recommend|suggest)(?:ed|s)?"
    r"(?:\s(?:max(?:imum)?|output|context|length|window|limit|setting|value|size|tokens?))+(?![a-z])[^.;]{0,12}) *~?$|"
    r"(?:推荐|建议)(?:的)?(?:使用)?(?:最大)?(?:输出|上下文|长度|窗口|设置|取?值)[^。；]{0,12}$|"
    r"(?:限制|封顶|控制)(?:在|到|为)[^，。；]{0,4}$|(?:有效|可用)(?:的)?(?:上下文|长度|窗口)[^。；]{0,24}$|"
    r"预算[为是]?[^，。；]{0,4}$"
)
_OF_PROMPTS = re.compile(
    r"(?<![a-z])(?:prompts?|inputs|documents?|conversations?)\s?[(（]$|(?:提示词?|输入|文档|对话)[(（]$|"
    r"(?<![a-z])(?:increasing|various|different|varying) (?:input |context |sequence )?lengths?\s?[(（]$|"
    r"(?:增加|增大|不同|各种)的?(?:输入|上下文|序列)?长度[(（]$"
)
_RATE = re.compile(
    r"\s?(?:output |input |prefill |decode )?(?:tps|tok(?:en)?s?\s?/\s?s(?:ec)?|tokens? per second)(?![a-z])"
)
_PRICED = re.compile(  # what a run took: "50K input @ $0.24/1M"
    r"\s?(?:tokens?\s)?(?:of\s)?(?:input|output|cached|prompt|输入|输出)(?:\s?tokens?)?\s?[@×x*]\s?[$¥€]"
)
_TIER = re.compile(
    r"(?:[$¥￥€][^|]{0,16}(?:for|if|when|above|over)|输入|请求)\s?[<>≤≥]\s?=?\s?\Z"
)  # from which a price holds
_EXTENDED = re.compile(r"(?<![a-z])(?:longrope|yarn|rope[- ]scaling|ntk)(?![a-z])|外推")
_AT = re.compile(r"(?:处理|达到了?|到达|当|在|使用)\s*(?:约|大约|超过)?\s*$")
_WHEN = re.compile(
    r"\s*(?:个?\s*tokens?)?\s*(?:的)?\s*长?(?:上下文|输入|序列|文本|窗口)?(?:长度)?\s*时(?![间代候])|"
    r"\s*长?文本的大海捞针"
)
_TRIED = re.compile(r"(?<![a-z])(?:at|with|for) (?:an? |the )?(?:input |prompt |sequence |context )?(?:length of )?$")
_USE = re.compile(r"[ -]?(?:tokens?\s)?(?:sequences?|prompts?|inputs?)(?![a-z])")
_SCORED = re.compile(
    r"(?<![a-z])(?:accura\w+|recall|retriev\w+|scor\w+|niah|needle|degrad\w+|perplexity|collaps\w+|"
    r"throughput|latency)(?![a-z])|"
    r"准确率|召回|检索|精度|得分|吞吐|延迟|大海捞针"
)
# what somebody did with a model: of a length below its window that says nothing of the window
_DONE = re.compile(
    r"(?<![a-z])(?:achievable|tested|tests?|crash\w*|capped|configured|set to|settings?|used|using|enough|"
    r"sufficient|fits?|comfortabl\w+|stable|benchmark\w*|measured|packed|packing|sequences?|prompts?|ran|running|"
    r"hardware|vram|ram|gpus?|figure|results?|experiments?|fine-?tun\w+|pre-?train\w*|trained|training|budget)(?![a-z])|"
    r"足够|够用|可达|实测|测试|设置|限制|配置|跑到|稳定|实验|训练|预训练|微调|阶段|显存|显卡"
)
_CAPACITY = re.compile(
    r"(?<![a-z])(?:context[- ](?:window|length|limit|size)|windows?|supports?|supported|supporting|handles?|"
    r"accepts?|max(?:imum)?|offers?|features?|has|have|with an?|provides?|limits?|long[- ]context)(?![a-z])|"
    r"窗口|支持|最大|最长|上下文长度|具备|拥有|提供|可处理"
)
_DECLARED = re.compile(  # right before a length that is said to be the window
    r"(?<![a-z])context(?:[- ](?:window|length|size))?\s?(?:is|of|stays at|stands at|:)?\s?\Z|"
    r"上下文(?:窗口|长度)?\s?(?:为|是|只有|仅|：|:)?\s?\Z"
)
_OWNED = re.compile(
    r"(?<![a-z])(?:has|keeps|comes with|ships with|offers|boasts|with its) (?:an? )?\Z|[:：,，(（]\s?\Z"
)
_OF_CONTEXT = re.compile(r"[- ]?(?:tokens?)?[- ](?:of )?context(?![a-z])|\s?上下文")
_POINT = re.compile(r"(?<![a-z])at (?:an? |the )?$")
_OF_DATA = re.compile(r"(?:\s?tokens?)?[ -]long[- ]context (?:data|training|figure|examples|phase|stage)")
_IN_WORDS = re.compile(r"(?<![a-z])words?(?![a-z])|单词|[万千个]\s?(?:字|词(?!元))")
_AT_SPEED = re.compile(  # what a run at home reached, and with how much memory
    r"\d\s?(?:tok(?:ens?)?|t)\s?/\s?s(?:ec)?(?![a-z])|(?<![a-z])(?:viable|fits?|fit) (?:at|in|on|into|within) |"
    r"(?<![a-z])(?:vram|llama\.cpp|ollama|lm studio)(?![a-z])"
)
_FILLED = re.compile(r"[ -]?(?:tokens? )?of (?:context|input|text)(?![a-z])")
_TEXT = 120  # characters around a window in which the text tells how it was stretched
_LENGTHENED = re.compile(
    r"(?<![a-z])(?:yarn|rope|ntk|\w*lora|interpolat\w+|extrapolat\w+|extend\w*|scaling|fine-?tun\w+|"
    r"versions?|variants?)(?![a-z])|插值|外推|扩展|微调|版"
)
_SHORTEST = 1024  # tokens
_LONGER = 4  # times a maker's window
_BORNE_OUT = 3  # other systems whose windows agree with their reports
_TO_BRACKET = re.compile(r"\s?(?:tokens?)?\s?(?:of\s)?(?:context(?: window| length)?|上下文(?:窗口|长度)?)?\s?[)）]")


def _beyond_window(judgement: Judgement, checked: Checked) -> bool:
    """Whether an output is more than all that the subject reads and writes: what a plan allows in a day or a month."""
    value = judgement.claim.quantity.value
    windows = checked.registry.facts_for(judgement.claim.subject.id or "", "context-length")
    known = figures.amounts(windows, judgement.claim.quantity.unit)
    return isinstance(value, Decimal) and bool(known) and value > max(known) * figures.ALIKE


def _without_the_output(judgement: Judgement, checked: Checked) -> bool:
    """Whether a length is what a window leaves for the input beside the longest output: 272K of 400K, with 128K out."""
    claim, value = judgement.claim, judgement.claim.quantity.value
    if claim.metric.id != "context-length" or not isinstance(value, Decimal):
        return False
    facts = checked.registry.facts_for(claim.subject.id or "", "maximum-output")
    outputs = figures.amounts(facts, claim.quantity.unit)
    windows = figures.amounts(judgement.admissible, claim.quantity.unit)
    return any(  # and no half of the window, as an older one may be
        out < value and abs(value + out - window) <= window * _ROUNDED for out in outputs for window in windows
    )


def no_window(judgement: Judgement, checked: Checked) -> bool:
    """Whether a length in prose is none that the subject's limit could be; a power of ten of that is a slip."""
    claim = judgement.claim
    segment, metric = checked.segment(claim), checked.registry.metric(claim.metric.id or "")
    if segment is None or metric is None or metric.kind != "limit":
        return False
    if metric.id == "maximum-output" and _beyond_window(judgement, checked):
        return True
    if claim.quantity.approximation == "range" or _too_short(judgement):
        return True
    if _PRICED.match(segment.view.low, claim.quantity.end):
        return True
    if _RATE.match(segment.view.low, claim.quantity.end) or _TIER.search(
        segment.view.low, max(0, claim.quantity.start - _NEAR), claim.quantity.number_start
    ):
        return True
    if _without_the_output(judgement, checked) or _OF_DATA.match(segment.view.low, claim.quantity.end):
        return True
    if _IN_WORDS.search(segment.view.low, claim.quantity.number_start, claim.quantity.end + _BEHIND) is not None:
        return True
    if claim.cell is not None:
        if figures.tenfold(judgement):
            return False
        if layout(checked).repeated(claim, 1):
            return True  # a system has one window, and runs have many lengths
        return _of_a_run(judgement, checked)
    low, start, end = segment.view.low, claim.quantity.start, claim.quantity.end
    window = _WINDOW.match(low, end) is not None and (
        low[start - 1 : start] in ("(", "（") or _HAS.search(low, max(0, start - _NEAR), start) is not None
    )
    if (
        not window
        and low[start - 1 : start] in ("(", "（")
        and any(start - 2 <= m.end < start and _is_benchmark(m, checked) for m in segment.mentions)
    ):
        return True  # "On RULER (128k context length), ..."
    owned = _OWNED.search(low, max(0, start - _NEAR), start)
    if owned is not None and owned.group().strip() in ("(", "（"):
        owned = next((owned for m in segment.mentions if 0 <= start - m.end <= 2), None)
    declared = _DECLARED.search(low, max(0, start - _NEAR), start) is not None or (
        owned is not None and _OF_CONTEXT.match(low, end) is not None
    )
    window = window or declared
    if _WORKLOAD.match(low, start) or _WORKLOAD_BEFORE.search(low, max(0, start - _NEAR), start):
        return True
    if figures.less(judgement) and _KEPT_TO.search(low, max(0, start - _AROUND), claim.quantity.number_start):
        return True
    if not window and _other_is_right(judgement, checked):
        return True
    if figures.tenfold(judgement):
        return False
    first = max(0, start - _REACH)
    clause = low[first : end + _NEAR]
    if not window and _EXTENDED.search(clause):
        return True
    done, capacity = _DONE.search(clause), _CAPACITY.search(clause)
    if not window and ((done or not capacity) if figures.less(judgement) else (done and not capacity)):
        return True
    sentence = max(first, low.rfind(". ", 0, start))
    if not window and _POINT.search(low, first, start) and _SCORED.search(low, sentence, start):
        return True  # "only 18.5% accuracy at 256K tokens"
    if _STRETCHED.search(low, first, claim.quantity.number_start) or _OF_PROMPTS.search(low, first, start):
        return True
    if _AT.search(low, first, start) and _WHEN.match(low, end):
        return True
    if _POINT.search(low, first, start) and _FILLED.match(low, end):
        return True
    if figures.less(judgement) and _AT_SPEED.search(low, max(0, start - _REACH), end + _REACH):
        return True
    if not window and _SETTINGS.search(low, max(0, start - _AROUND), end + _AROUND):
        return True
    return _TRIED.search(low, first, start) is not None and _USE.match(low, end) is not None


def _too_short(judgement: Judgement) -> bool:
    """Whether a bare number is less than any window in use: it counts something else, or thousands."""
    quantity = judgement.claim.quantity
    bare = not any(map(str.isalpha, quantity.text))
    return bare and isinstance(quantity.value, Decimal) and quantity.value < _SHORTEST


def _other_is_right(judgement: Judgement, checked: Checked) -> bool:
    """Whether the same paragraph gives the reported window as well: then this length is of a task, a tier, a stage."""
    claim = judgement.claim
    return any(
        judged.claim.block == claim.block
        and judged.claim.cell is None
        and judged.claim.quantity.approximation == "exact"
        for judged in checked.supported.get((claim.subject.id, claim.metric.id), ())
    )


def _is_benchmark(mention: Mention, checked: Checked) -> bool:
    metric = checked.registry.metric(mention.candidates[0].id) if mention.candidates else None
    return metric is not None and metric.kind == "benchmark"


def _of_a_run(judgement: Judgement, checked: Checked) -> bool:
    """Whether a table's headers say that its lengths are what something was run with, beside batches and throughput, or
    less than there is: "Effective context".
    """
    heads = [head.view.low for head in layout(checked).row(judgement.claim.block, 0)]
    less = figures.less(judgement)
    own = any(_IN_EFFECT.search(label.lower()) is not None for label in labels(judgement.claim, checked))
    local = less and (own or any(_LOCAL.search(head) is not None for head in heads))
    return local or any(_RUN.search(head) is not None for head in heads)


def beyond_its_maker(judgement: Judgement, checked: Checked) -> bool:
    """Whether prose gives a model, whose maker tells one window, one several times as long under its own name."""
    claim, value = judgement.claim, judgement.claim.quantity.value
    if claim.metric.id != "context-length" or claim.metric.text is None or not isinstance(value, Decimal):
        return False
    if claim.quantity.approximation != "exact":
        return False
    segment, registry = checked.segment(claim), checked.registry
    around = segment.view.low[max(0, claim.quantity.start - _TEXT) : claim.quantity.end + _TEXT] if segment else ""
    line = [f for one in registry.lineage(claim.subject.id or "") for f in registry.facts_for(one, claim.metric.id)]
    longer = f"{claim.subject.id}-{(value / 1000).normalize():f}k"  # Yi-34B-200K
    if (
        _LENGTHENED.search(around)
        or registry.entity(longer) is not None
        or value in figures.amounts(line, claim.quantity.unit or "")
    ):
        return False
    own = [f for f in judgement.admissible if f.subject == claim.subject.id and f.kind == "primary"]
    known = figures.amounts(own, claim.quantity.unit or "")
    return bool(known) and value > max(known) * _LONGER


def listed(judgement: Judgement, checked: Checked) -> bool:
    """Whether the window of what only its maker serves stands in a bracket behind a name, "X Max (32K context)", in a
    draft that gives several others their windows as reported: then it means by that what the reports mean.
    """
    claim, segment = judgement.claim, checked.segment(judgement.claim)
    if claim.metric.id != "context-length" or segment is None or claim.quantity.approximation != "exact":
        return False
    if is_open(claim.subject.id or "", checked):
        return False  # who serves it may have set it
    low, quantity = segment.view.low, claim.quantity
    if low[quantity.start - 1 : quantity.start] not in ("(", "（") or _TO_BRACKET.match(low, quantity.end) is None:
        return False
    others = {name: verdict for name, verdict in _windows(checked).items() if name != claim.subject.id}
    right = sum(verdict == "supported" for verdict in others.values())
    return right >= _BORNE_OUT and right >= sum(verdict == "contradicted" for verdict in others.values())


@once
def _windows(checked: Checked) -> dict[str, str]:
    """What the draft's prose says of each system's window, by the last that it says: supported, contradicted."""
    return {
        judged.claim.subject.id: judged.verdict
        for judged in checked.judgements
        if judged.claim.metric.id == "context-length" and judged.claim.cell is None and judged.claim.subject.id
    }
