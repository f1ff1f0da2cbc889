"""What a name is in its sentence other than a figure's owner: compared with, counted, set aside, a part of another."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck import fit
from claimcheck import patterns as re
from claimcheck.claims.sentences import (
    AGAINST,
    ALONGSIDE,
    BEATEN,
    COMPARED,
    COORDINATED,
    COUNTED,
    EQUALLED,
    FROM,
    NOT_ITSELF,
    OWNER_BEHIND,
    POSSESSIVE,
    Sentence,
)
from claimcheck.model import Mention, Metric, Quantity
from claimcheck.registry import Registry

_HEAD = 24  # characters of a comparison that opens a sentence: "In comparison with the older "
_LABEL = 48  # of a label with its value before the name in that one's bracket
_BEHIND = 24  # characters behind a figure that say it is of each
_SEVERAL = re.compile(
    r"(?:\d\s?[x×]|(?<![a-z])(?:two|three|four|eight)|[两二三四八]台|\d\s?[台块张])\s?(?:的\s?)?\Z"
)  # of what is bought
_OF_EACH = re.compile(r"(?<![a-z])(?:each|per)(?![a-z])|/\s?gpu|每|单")
_OF_THESE = re.compile(r"\s*(?:gpus?|accelerators?|chips?|cards?)?\s(?:with|of|at)\s")
_ARCHITECTURE = re.compile(
    r"(?:^|[|\n*]\s*|(?<![a-z]))(?:(?:gpu|chip|芯片)\s?)?(?:architecture|架构)[*_:：|\s]+(?:[a-z ]{2,24}[(（])?\Z"
)
_UNDERCUTS = re.compile(
    r"(?<![a-z])(?:undercut(?:s|ting)?|rival(?:s|ing)|match(?:es|ing)|"
    r"(?:comparable|similar|equivalent|equal|competitive|close|on par)(?:\s[a-z]+){0,2}\s(?:to|with))"
    r"\s(?:even\s|the\s|both\s|that of\s|\w+['’]s\s){0,2}[*_]*\Z"
)
_UP_FROM = re.compile(
    r"(?<![A-Za-z])(?:up|down) from\s[^.;]{0,12}\d[^;]{0,24}\s(?:for|of|in|on|with)\s(?:the\s)?\Z", re.IGNORECASE
)
_PREDICATE = re.compile(r"是[^，,。;；\n]{2,48}的(?:第[一二三四五]代|新一代|首[个款代])\s?\Z")
_A_SHARE = re.compile(r"\d%\*{0,3}\Z")
_IS_A = re.compile(
    r"\s(?:is|are|was|were)\s(?:just |basically |essentially |simply |really )?an?\s|"
    r"\s?(?:就|其实|本质上)?是[^，,。;；\n]{0,24}?(?<!是)的?\s?"
)
_WHICH = re.compile(
    r",? which (?:has|have|had|costs?|scores?|scored|gets?|got|offers?|comes with|is|was) [^,;.()]{0,24}"
)
_A_SHARE_OF = re.compile(r"[%％] of (?:the )?\Z")
_QUALITY = re.compile(
    r"(?:['’]s?)?\s(?:performance|quality|capabilit(?:y|ies)|scores?|accuracy|level|intelligence|speed)(?![a-z])"
)
_OUT_OF = re.compile(
    r"(?:从|由|(?<![a-z])from (?:the )?)[^，。；;,]{0,16}?\Z"
)  # a teacher: "从 X 和 Y 蒸馏", "distilled from X"
_TAUGHT_BY = re.compile(r"(?:\s?[和与、及]\s?[^，。；;]{1,24}?)?\s?(?:中|里)?蒸馏")
# of lower case, before a name that is one of many beaten: "outperforming models of up to 30B, including Mistral 7B"
_AMONG_BEATEN = re.compile(
    r"(?:(?<![a-z])(?:beat(?:s|ing)?|surpass\w*|outperform\w*|outscor\w*)\s[^.:;!?\n]{0,40}?"
    r"(?:models?|llms?|systems?|chips?|ones)(?![a-z])[^.:;!?\n]{0,32}?|"
    r"(?:超越|优于|击败|胜过)了?[^。：；！？\n]{0,24}?(?:模型|系统|芯片)[^。：；！？\n]{0,12}?)"
    r"[,，(（]?\s?(?:including|such as|like|包括|包含|例如|比如|如)\s?(?:the\s)?\Z"
)
_EVOLVED = re.compile(r"\s?(?:所)?(?:演[變变]|演化|發展|发展|改進|改进|進化|进化|升級|升级|衍生)(?:而)?[來来]的")
_OF_THE = re.compile(r"(?<![a-z])(?:from|in|of|within)\s(?:the|nvidia['’]s|its|their)\s(?:new |latest )?\Z")
_A_LINE = re.compile(r"\s(?:gpu )?(?:series|family|generation|line-?up|architecture)(?![a-z])")
_KEPT_ON = re.compile(r"(?:沿用|继承|延续|复用|套用|脱胎于|源自|衍生自)了?\s*\Z")  # by another system
_AMONG = 96  # characters up to it
_COMPARED = re.compile(r"(?:compared (?:to|with)|相比|与|和)\s*\Z", re.IGNORECASE)
_AGAINST = re.compile(r"\s*(?:vs\.?|对比?)\s*\d")
_RAISED = frozenset(("funding-round", "valuation"))
_INVESTED_BY = re.compile(  # of lower case, before the names of investors
    r"(?<![a-z])(?:(?:co-?)?led by|backed by|(?:funding|money|investments?) from|participation (?:of|from)|"
    r"investors? (?:including|such as|like|are|were))\s(?:the\s)?\Z|"
    r"(?:投资方|投资者|投资人|股东|领投方|跟投方)(?:包括|有|为|是|：)\s?\Z"
)
_INVESTING = re.compile(r"\s?(?:等|等机构)?\s?(?:联合|共同)?(?:领投|跟投|参投|参与投资)")  # behind them
_INTO_BRACKET = re.compile(r"[*_]{0,2}\s?[(（][^()（）]*")  # from a name to a figure in the bracket behind it


def counted(mention: Mention, sentence: Sentence) -> bool:
    """Whether a figure counts so many of a name: "12,384 张 NVIDIA H100" is not about the H100."""
    text = sentence.segment.view.text
    return any(
        q.kind == "number" and 0 <= mention.start - q.end <= 8 and COUNTED.fullmatch(text[q.end : mention.start])
        for q in sentence.quantities
    )


def yardstick(mention: Mention, sentence: Sentence) -> bool:
    """Whether a name is only what another, without a figure yet, is set against: "faster than B100, with 9 PFLOPS"."""
    told = any(q.end <= mention.start and q.kind != "date" for q in sentence.quantities)
    return not told and compared(mention, sentence) == "subject.beaten"


def owns_start(mention: Mention, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a name owns only the start of a change that the figure ends: "由 ChatGLM-6B 的 2K 扩展到 32K"."""
    text = sentence.segment.view.text
    ahead = [q for q in sentence.quantities if mention.end <= q.start and q.end <= quantity.start]
    first = next((q for q in reversed(sentence.quantities) if q.end <= mention.start), None)
    bracketed = first is not None and text[first.end : mention.start].strip() in ("(", "（")
    if first is not None and not ahead and bracketed and text[mention.end : mention.end + 1] in (")", "）"):
        return FROM.search(text[max(sentence.start, first.start - 24) : first.start]) is not None
    if first is not None and not ahead and OWNER_BEHIND.match(text[first.end : mention.start]):
        return FROM.search(text[max(sentence.start, first.start - 24) : first.start]) is not None
    told_once = [q for q in ahead if not _restates(q, sentence)]
    if _restates(quantity, sentence):
        told_once = told_once[:-1]  # "增加到 18 万亿 (18T)": of what it restates
    return (
        len(told_once) == 1
        and FROM.search(text[max(sentence.start, mention.start - 24) : mention.start]) is not None
        and POSSESSIVE.match(text[mention.end : ahead[0].start]) is not None
    )


def _restates(figure: Quantity, sentence: Sentence) -> bool:
    """Whether a figure stands in a bracket of its own behind the same number in other words: "7 万亿 (7T)"."""
    text = sentence.segment.view.text
    before = next((q for q in reversed(sentence.quantities) if q.end <= figure.start), None)
    if before is None or before.value is None or not text[figure.end : figure.end + 2].strip().startswith((")", "）")):
        return False
    return before.value == figure.value and text[before.end : figure.start].strip() in ("(", "（")


def compared(mention: Mention, sentence: Sentence) -> str | None:
    """The feature of a name that is only compared with or made use of: "than o1", "outperforming o1 and Claude", "with
    Chinchilla scaling laws". None for one that stands for itself.
    """
    if mention.start not in sentence.roles:
        sentence.roles[mention.start] = _role(mention, sentence)
    return sentence.roles[mention.start]


def _role(mention: Mention, sentence: Sentence) -> str | None:
    text = sentence.segment.view.text
    if NOT_ITSELF.match(text, mention.end):
        return "subject.compared"
    if _PREDICATE.search(text, max(sentence.start, mention.start - 60), mention.start) and any(
        m.end <= mention.start for m in sentence.entities
    ):
        return "subject.compared"  # "GPT-1 是 2018 年推出的第一代 GPT 模型"
    if any(_IS_A.fullmatch(text, m.end, mention.start) for m in sentence.entities if m.end <= mention.start):
        return "subject.compared"  # "the A800 is an A100 with ...", "X 就是上下文 128K 的 Y"
    if _A_SHARE_OF.search(text, max(sentence.start, mention.start - 8), mention.start) and _QUALITY.match(
        text, mention.end
    ):
        return "subject.beaten"  # "90% of Claude 3.7 Sonnet's performance"
    if _TAUGHT_BY.match(text, mention.end) and _OUT_OF.search(
        text, max(sentence.start, mention.start - _BEHIND), mention.start
    ):
        return "subject.compared"
    low = sentence.segment.view.low
    if _EVOLVED.match(text, mention.end):
        return "subject.beaten"  # "由 GPT-1 演变而来的 GPT-2"
    earlier = any(m.end <= mention.start for m in sentence.entities)
    if earlier and _A_LINE.match(low, mention.end) and _OF_THE.search(low, max(0, mention.start - 24), mention.start):
        return "subject.compared"  # "the RTX 5090 from the Blackwell series"
    if EQUALLED.match(text, mention.end) and ALONGSIDE.search(text, max(0, mention.start - 4), mention.start):
        return "subject.beaten"
    at = mention
    for other in reversed([m for m in sentence.entities if m.end <= mention.start]):
        if not COORDINATED.fullmatch(text, other.end, at.start) or _opens(other, mention, sentence):
            break
        at = other
    head = sentence.segment.view.low[max(sentence.start, at.start - 40) : at.start]
    if BEATEN.search(head) or _AMONG_BEATEN.search(
        sentence.segment.view.low[max(sentence.start, at.start - _AMONG) : at.start]
    ):
        return "subject.beaten"
    kept_on = (
        at is mention and _KEPT_ON.search(head) is not None and any(m.end <= mention.start for m in sentence.entities)
    )
    return "subject.compared" if kept_on or COMPARED.search(head) else None


def _opens(other: Mention, mention: Mention, sentence: Sentence) -> bool:
    """Whether a name is what its sentence is about, behind one that the sentence opens with to compare: "Compared to o1
    (79.2%), R1 reaches ...".
    """
    text, after = sentence.segment.view.text, next((m for m in sentence.entities if m.start >= mention.end), None)
    head = sentence.segment.view.low[sentence.start : other.start]
    if text[other.end : mention.start].rstrip()[-1:] not in (",", "，") or len(head) > _HEAD:
        return False
    if sum(map(head.count, "(（")) > sum(map(head.count, ")）")):
        return False  # "Base model (vs. A, B)" is about neither
    last = after is None or not COORDINATED.fullmatch(text, mention.end, after.start)
    return last and BEATEN.search(head) is not None


def aside(mention: Mention, sentence: Sentence) -> tuple[int, int] | None:
    """The bracket in which a name stands with figures of its own: "HumanEval (70.1%, Grok-1's 63.2%) and GSM8K (66.9%",
    "41.0% (vs. 37.5% with Gemini 3 Pro)".
    """
    text = sentence.segment.view.text
    opened = max(text.rfind(c, sentence.start, mention.start) for c in "(（")
    closed = min((at for c in ")）" if (at := text.find(c, mention.end, sentence.end)) >= 0), default=-1)
    if opened < 0 or closed < 0 or not sentence.bracketed(mention.start):
        return None
    return (opened, closed) if any(opened < q.start < closed for q in sentence.quantities) else None


def aside_elsewhere(mention: Mention, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether the figures that a name stands with in a bracket are others."""
    bracket = aside(mention, sentence)
    return bracket is not None and not bracket[0] < quantity.start < bracket[1]


def disowned(
    mention: Mention,
    quantity: Quantity,
    metric: Metric,
    sentence: Sentence,
    rivals: Sequence[Mention],
    registry: Registry,
) -> bool:
    """Whether words beside a name say that a figure of this metric is none of its own. `rivals`: the names in the
    sentence that the metric can be of.
    """
    low, first = sentence.segment.view.low, max(0, mention.start - _HEAD)
    if metric.kind == "hardware" and (
        _A_SHARE.search(low, first, mention.start)  # "30%A100", a part of one for rent
        or named_as_architecture(mention, sentence, registry)
        or _in_a_machine(mention, quantity, sentence, rivals, registry)
    ):
        return True
    if metric.id == "nvlink-bandwidth" and _link_of(mention, rivals, registry):
        return True
    if metric.id in _RAISED and _invests(mention, sentence):
        return True
    if metric.id == "launch-price" and _SEVERAL.search(low, first, mention.start):
        return True  # "2x DGX Spark for $8,000"
    return (
        _set_against_another(mention, quantity, sentence)
        or _of_which(mention, quantity, sentence)
        or _aside_of(mention, quantity, sentence)
        or _beaten_by_it(mention, quantity, sentence)
        or _line_of_one_before(mention, quantity, rivals, registry)
        or (_undercut(mention, quantity, sentence) and not _asks(mention, quantity, metric, registry))
    )


def _line_of_one_before(mention: Mention, quantity: Quantity, rivals: Sequence[Mention], registry: Registry) -> bool:
    """Whether a name behind a figure is that of the line of which a member is named before it: "GPT-1, published in
    2018, was the first GPT model".
    """
    if mention.start < quantity.end or not mention.candidates:
        return False
    line = mention.candidates[0].id
    entity = registry.entity(line)
    if entity is None or entity.kind != "family":
        return False
    before = (m.candidates[0].id for m in rivals if m.end <= quantity.start and m.candidates)
    return any(member.startswith(f"{line}-") or line in registry.lineage(member) for member in before)


def _undercut(mention: Mention, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a price or a cost behind a name is that at which another undercuts or equals it: "X undercuts even Y at
    $0.14", "with performance comparable to Y at $5.6M".
    """
    low = sentence.segment.view.low
    return (
        (quantity.unit or "").partition("/")[0] in fit.CURRENCIES
        and low[mention.end : quantity.start].strip(" *_") in ("at", "for", "by charging")
        and _UNDERCUTS.search(low, max(sentence.start, mention.start - 2 * _HEAD), mention.start) is not None
    )


def _asks(mention: Mention, quantity: Quantity, metric: Metric, registry: Registry) -> bool:
    """Whether a price is one that is reported of a name: it is that of what was undercut."""
    ids = [c.id for c in mention.candidates if c.kind == "entity"]
    return any(fact.value == quantity.value for i in ids for fact in registry.facts_for(i, metric.id))


def _link_of(mention: Mention, rivals: Sequence[Mention], registry: Registry) -> bool:
    """Whether a kind of link, "NVLink 4.0", is named behind the chip or the machine that has it."""
    entity = registry.entity(mention.candidates[0].id) if mention.candidates else None
    if entity is None or entity.kind != "product":
        return False
    before = (registry.entity(m.candidates[0].id) for m in rivals if m.candidates and m.end <= mention.start)
    return any(other is not None and other.kind in ("chip", "system", "family") for other in before)


def _invests(mention: Mention, sentence: Sentence) -> bool:
    """Whether a company is one of those that put money into another: "led by A and B", "由 A、B 领投"."""
    low, named = sentence.segment.view.low, sentence.entities
    at = next((i for i, m in enumerate(named) if m is mention), None)
    if at is None:
        return False
    first, last = at, at
    while first and COORDINATED.fullmatch(low, named[first - 1].end, named[first].start):
        first -= 1
    while last + 1 < len(named) and COORDINATED.fullmatch(low, named[last].end, named[last + 1].start):
        last += 1
    return (
        _INVESTED_BY.search(low, max(sentence.start, named[first].start - _HEAD), named[first].start) is not None
        or _INVESTING.match(low, named[last].end) is not None
    )


def _in_a_machine(
    mention: Mention, quantity: Quantity, sentence: Sentence, rivals: Sequence[Mention], registry: Registry
) -> bool:
    """Whether a machine is named before some chips, whose figures are its own: "the DGX H100, with eight H100s, has 640
    GB"; not "with eight H100s of 80 GB each".
    """
    if mention.end > quantity.start or not counted(mention, sentence):
        return False
    low = sentence.segment.view.low
    if _OF_THESE.match(low, mention.end) or _OF_EACH.search(low, mention.end, quantity.end + _BEHIND):
        return False
    before = (registry.entity(m.candidates[0].id) for m in rivals if m.candidates and m.end <= mention.start)
    return any(entity is not None and entity.kind == "system" for entity in before)


def named_as_architecture(mention: Mention, sentence: Sentence, registry: Registry) -> bool:
    """Whether a line of chips is the value of a label in a list of specifications: "GPU architecture   Blackwell"."""
    entity = registry.entity(mention.candidates[0].id) if mention.candidates else None
    if entity is None or entity.kind not in ("family", "chip"):
        return False
    return _ARCHITECTURE.search(sentence.segment.view.low, max(0, mention.start - _LABEL), mention.start) is not None


def _set_against_another(mention: Mention, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a figure is the first of two in the bracket behind a beaten name: "surpasses X (MMLU 78.5 vs 71.3)"."""
    text = sentence.segment.view.text
    if mention.end > quantity.start or _AGAINST.match(text, quantity.end) is None:
        return False
    if _COMPARED.search(text, max(0, mention.start - _HEAD), mention.start) is not None:
        return False  # "compared with X (88.5 vs 88.6)": which is whose is not told
    return _INTO_BRACKET.fullmatch(text, mention.end, quantity.start) is not None and (
        compared(mention, sentence) == "subject.beaten"
    )


def _of_which(mention: Mention, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether "which" right behind another name leads on to a figure: "in favour of GPT-4.1, which costs $2"."""
    text = sentence.segment.view.text
    near = next((m for m in reversed(sentence.entities) if m.end <= quantity.start), None)
    if near is None or near is mention or mention.start > near.start:
        return False
    return _WHICH.fullmatch(text, near.end, quantity.start) is not None


def _beaten_by_it(mention: Mention, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a figure stands before the name that it, or what it is of, is set against: "128k context that outperforms
    Llama 3 8B".
    """
    if mention.start <= quantity.end or compared(mention, sentence) != "subject.beaten":
        return False
    text, others = sentence.segment.view.text, [q for q in sentence.quantities if q is not quantity]
    paired = any(AGAINST.fullmatch(text, q.end, quantity.start) for q in others if q.end <= quantity.start)
    return not paired and not any(q.start >= quantity.end and q.end <= mention.start for q in others)


def _aside_of(mention: Mention, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a name is only set against, in a bracket behind the figure, "180B tokens (unlike GPT-3)", or as what a
    change started from: "1M tokens, up from 128K for GPT-4o".
    """
    if mention.start <= quantity.end:
        return False
    gap = sentence.segment.view.text[quantity.end : mention.start]
    if _UP_FROM.search(gap) is not None:
        return True
    inside = max(gap.rfind("("), gap.rfind("（")) > max(gap.rfind(")"), gap.rfind("）"))
    return inside and len(gap) > 1 and any(c.isalnum() for c in gap) and compared(mention, sentence) is not None
