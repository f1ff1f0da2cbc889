"""How a statement is made: asserted, quoted, negated, hypothetical, forecast."""

from __future__ import annotations

from claimcheck import patterns as re
from claimcheck.claims.sentences import Sentence
from claimcheck.model import Block, Quantity, Stance

_NEGATED = re.compile(
    r"(?:(?:did|does|do|has|have|was|is|could|can|failed)(?: not|n['’]t| never)|never|fail(?:s|ed)? to|without)\s+(?:\w+\s+){0,3}$|"
    r"(?:没有|没能|未能|并非|并未|不是|尚未|从未)[^，。,;；]{0,8}$",
)
_CORRECTED = re.compile(  # of a sentence that tells what was wrong
    r"(?<![a-z])(?:earlier|previous|original) version (?:of th(?:is|e) (?:article|story|post|piece|report|page|newsletter)|"
    r"(?:had )?(?:said|stated|gave|listed))(?![a-z])|(?<![a-z])(?:misstated|misreported)(?![a-z])|"
    r"(?<![a-z])(?:incorrectly|wrongly|mistakenly|erroneously) (?:said|stated|reported|gave|listed|claimed)|"
    r"(?<![a-z])we (?:also |had |previously |earlier )?(?:said|wrote|stated) that(?![a-z])|"
    r"\A\W*(?:hallucinations?|myth|false|wrong|幻觉|谣言|误传|错误)\s?[:：]|"
    r"(?:这|那|都|全|全都)是(?:错|假|误)的"
)
_MISWRITTEN = re.compile(r"(?:此前|原文|早前|之前)[^。；]{0,12}(?:误写|误作|误称|错误地|误报)(?=[^。；，]*\Z)")
_SAID_FALSE = re.compile(  # of a clause behind a figure
    r"(?<![a-z])(?:that|this|which|it|all of (?:it|this|that)) (?:is|was|were|are) (?:all )?(?:wrong|false|untrue|made up|a hoax)"
    r"(?=\s*(?:[.;!,)]|\Z))"
)
_RUMOUR = re.compile(r"(?:网传|谣传|有传言)[^。；]{0,60}\Z")
_IN_TRUTH = re.compile(r"[^。；]{0,40}?(?:实际上?|其实|真相)(?:是|为|只有)")
_PUT_RIGHT = re.compile(  # right behind a figure that was wrong, with the rest of what is quoted
    r"(?:[^.。\n\"”]{0,40}[\"”’'])?,?\s(?:should (?:read|have (?:read|said|been)|say)|is (?:wrong|incorrect)|was (?:wrong|incorrect))"
    r"(?![a-z])|[^。，；\n”」]{0,12}[”」]?\s?(?:应(?:该|当)?(?:改?为|是|作)|有误|写错了)"
)
_HYPOTHETICAL = re.compile(
    re.whole("if", "suppose", "assuming", "would", "imagine", r"hypothetical\w*", "let['’]s say")
    + r"|如果|假如|假设|倘若|要是|若(?:是|要)|比方说",
)
_FORECAST = re.compile(
    re.whole(
        "will", "expected to", "expect", "is expected", r"forecast\w*", r"predict\w*", "project(?:ed|ion)", "plans? to"
    )
    + r"|(?<![a-z])(?:may|might|could) (?:drop|fall|rise|go|grow|reach|cost|climb|increase|decrease)"
    + "|"
    + re.whole("aims? to", r"target\w*", r"by 20[3-9]\d", r"rumou?r\w*", "reportedly")
    + r"|预计|預計|预测|預測|有望|计划|計劃|目标|将(?:达|会|在|于|超|突破|增|升|扩|提|支持|推出|开放|拥有|进一步)|未来的?工作|传闻|傳聞|据传|據傳",
)
_ASKED = ("?", "？")
_ALONE = re.compile(r"(?:^|[:：?？,，/(（]|——?|(?<![a-z])or|还是)[\s*_]*\Z")
_OPEN, _CLOSE = '“「『"', '”」』"'


def stance_of(sentence: Sentence, quantity: Quantity, block: Block) -> Stance:
    """The stance of a figure's statement, from the words before it in its clause and the quotation around it."""
    text = sentence.segment.view.low
    left, _ = sentence.clause(quantity.start, quantity.end)
    head = text[left : quantity.start]
    if _NEGATED.search(head) or _corrected(quantity, text, sentence):
        return "negated"
    if text[quantity.end : quantity.end + 2].lstrip()[:1] in _ASKED and _ALONE.search(
        text, max(0, quantity.start - 12), quantity.start
    ):
        return "hypothetical"  # "Longer context: 256K? 1M?"
    named = [*sentence.entities, *sentence.metrics]
    if any(
        not any(m.start <= word.start() < m.end for m in named)  # "Multi-IF"
        for word in _HYPOTHETICAL.finditer(text, sentence.start, quantity.start)
    ):
        return "hypothetical"
    if _FORECAST.search(text[max(sentence.start, quantity.start - 40) : quantity.start]):
        return "forecast"
    return "quoted" if block.quoted or _quoted(text, quantity.start) else "asserted"


def _corrected(quantity: Quantity, text: str, sentence: Sentence) -> bool:
    """Whether a sentence tells what a text had wrong; in Chinese up to the figure."""
    if _SAID_FALSE.search(text, quantity.end, sentence.end) is not None:
        return True
    if _IN_TRUTH.match(text, quantity.end, sentence.end) and _RUMOUR.search(text, sentence.start, quantity.start):
        return True
    if _PUT_RIGHT.match(text, quantity.end, sentence.end) or _CORRECTED.search(text, sentence.start, sentence.end):
        return True
    return any(_MISWRITTEN.search(text, sentence.start, end) for end in (quantity.start, sentence.end))


def _quoted(text: str, at: int) -> bool:
    window = text[max(0, at - 200) : at]
    opened = max(window.rfind("“"), window.rfind("「"), window.rfind("『"))
    return opened >= 0 and opened > max(window.rfind("”"), window.rfind("」"), window.rfind("』"))
