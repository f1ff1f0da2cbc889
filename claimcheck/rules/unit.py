"""The number is the reported one, its unit is not.

What: the digits are those of a report, but the draft prints a percentage for percentage points, GB for Gb or TB,
dollars for yuan, bytes for tokens, or a number of GPUs for GPU hours.

Why: each of these changes the statement by a factor or altogether, and none is caught by proof-reading, because the
number itself is right. A share that falls from 17.5% to 0.3% falls by 17.2 percentage points, and by 98 percent.

Wrong: The RTX 5090 has 32 TB of memory.
Right: The RTX 5090 has 32 GB of memory.
Wrong: DeepSeek-V3 的训练成本为 557.6 万元。
Right: DeepSeek-V3 的训练成本为 557.6 万美元。

How to settle: look at the unit in the report named in the message. Convert or rename; do not change the digits.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.model import Claim, Fact, Fix, Judgement
from claimcheck.records import replace
from claimcheck.rules import certainty, figures, points, wording
from claimcheck.rules.base import EXPLAINED, Draft, Message, about, claim_rule

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_MONEY = frozenset({"USD", "CNY", "EUR", "GBP", "JPY", "HKD", "TWD", "KRW"})
_PREFIXED = re.compile(
    r"(?<![A-Za-z])(?:(?P<prefix>[KkMGTPE])i?(?P<rest>[Bb]|[Bb]it|[Bb]yte|bps|W|Hz|FLOPS?|FLOP/s|FLOPs|OPS|B/s|b/s)(?![A-Za-z]))"
)
_BITS = re.compile(r"(?<![A-Za-z])[KMGT](?:b|bit)(?![A-Za-z])|[KMGT]bps|[kmgt]bps|比特")
_TOKENS = ("token", "令牌", "词元")
_BYTES_OF_TOKENS = re.compile(
    r"(?<![\d.A-Za-z])(?P<figure>(?P<number>\d+(?:\.\d+)?)\s*(?P<prefix>[GTP])B)\s*(?:of\s+|的\s*|个\s*)?(?:tokens?(?![A-Za-z])|令牌|词元)",
    re.I,
)
_TO_BITS = (Decimal(8), Decimal(1) / 8)


def check(judgement: Judgement, checked: Checked) -> Draft | None:
    """An answer where the printed number is a fact's and the unit is another."""
    if judgement.reason != "cannot be compared" and judgement.verdict != "contradicted":
        return None
    for fact in figures.known(judgement):
        same = figures.converted(fact, judgement.claim.quantity.unit)
        cause = _other_unit(judgement.claim, same) or _other_prefix(judgement.claim, same)
        if cause is not None:
            message = wording.sentence(
                wording.says(judgement.claim, checked.registry), wording.was_reported(fact, checked.registry), cause
            )
            fix = _fix(judgement.claim, same)
            return about(
                judgement,
                Draft(judgement.claim.span, message, 0.95, facts=(fact,), fix=fix),
                certainty.enough(judgement, checked, EXPLAINED),
            )
    return None


def _other_unit(claim: Claim, fact: Fact) -> Message | None:
    mine, theirs = claim.quantity.unit, fact.unit
    if mine is None or theirs is None or mine == theirs or not same_digits(claim, fact):
        return None
    pair = frozenset((mine, theirs))
    if pair == {"percent", "percentage_point"}:
        if theirs == "percentage_point":
            return Message("a difference of two shares is in percentage points", "两个百分比之差应以百分点计")
        return Message("this is a percentage, no difference in points", "这是百分比，而不是百分点之差")
    first, second = mine.partition("/"), theirs.partition("/")
    if first[0] in _MONEY and second[0] in _MONEY and first[2] == second[2]:
        one, other = wording.amount(Decimal(2), first[0]), wording.amount(Decimal(2), second[0])
        return Message(
            f"the amount is in {other.en[2:]}, not in {one.en[2:]}", f"币种应为{other.zh[1:]}，而非{one.zh[1:]}"
        )
    if theirs == "token":
        return Message("training text is counted in tokens, not in bytes", "训练语料以 token 计，不是字节")
    if theirs == "gpu_hour" or mine == "gpu_hour":
        return Message("GPU hours and numbers of GPUs are two things", "GPU小时与GPU数量不是一回事")
    return Message("the number is the same, the unit is not", "数字相同，但单位不同")


def same_digits(claim: Claim, fact: Fact) -> bool:
    """Whether the printed number equals the fact's, units left aside."""
    value, other, step = claim.quantity.value, fact.value, claim.quantity.step
    if not isinstance(value, Decimal) or not isinstance(other, Decimal):
        return False
    place = figures.number_of(claim.quantity)
    bare = figures.decimal_of(claim.quantity.text[place[0] : place[1]].strip()) if place else None
    if figures.weight(claim.quantity) < 2:  # a single digit is easily alike
        shares = {claim.quantity.unit, fact.unit} == {"percent", "percentage_point"}
        return value == other and (shares or (value >= _SUM and "/" not in (fact.unit or "")))
    if value == other or (step is not None and abs(value - other) <= step / 2):
        return True
    # 15TB for 15T tokens: the letter before the unit is a multiplier of the other reading
    return bare is not None and bare != 0 and _same_mantissa(bare, other)


def _same_mantissa(bare: Decimal, other: Decimal) -> bool:
    power = other.adjusted() - bare.adjusted()
    return power % 3 == 0 and bare.scaleb(power) == other


def _other_prefix(claim: Claim, fact: Fact) -> Message | None:
    """GB for TB, TFLOPS for PFLOPS, Gb for GB: one dimension, another prefix or bits for bytes."""
    if claim.quantity.unit != fact.unit:
        return None
    printed = _PREFIXED.search(claim.text)
    if printed is None:
        return None
    power = figures.slip(claim.quantity, fact)
    if power is not None and power % 3 == 0:
        factor = wording.times(power)
        way, size = ("large", f" {factor.zh}") if power > 0 else ("small", wording.part(power))
        return Message(
            f"{factor.en} too {way}: the prefix of the unit is another one",
            f"相当于公布值的{size}：单位前缀不同",
        )
    value, other = claim.quantity.value, fact.value
    bytes_or_bits = printed["rest"].startswith(("B", "b"))
    if not bytes_or_bits or not isinstance(value, Decimal) or not isinstance(other, Decimal) or other == 0:
        return None
    place = figures.number_of(claim.quantity)
    bare = figures.decimal_of(claim.quantity.text[place[0] : place[1]].strip()) if place else None
    same = bare is not None and bare != 0 and _same_mantissa(bare, other)  # the printed digits are the fact's
    if same and value / other in _TO_BITS:
        return Message("8 bits are one byte: Gb and GB have been confused", "8 比特为 1 字节：疑将 Gb 与 GB 混淆")
    return None


_SWAPS: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {
    ("percent", "percentage_point"): (("%", " percentage points"), ("％", "个百分点")),
    ("percentage_point", "percent"): (("个百分点", "%"), (" percentage points", "%")),
    ("CNY", "USD"): (
        *(
            ("人民币", "美元"),
            ("元", "美元"),
            ("yuan", "dollars"),
            ("¥", "$"),
            ("￥", "$"),
            ("RMB", "USD"),
            ("CNY", "USD"),
        ),
    ),
    ("USD", "CNY"): (*(("美元", "元"), ("dollars", "yuan"), ("US$", "¥"), ("$", "¥"), ("USD", "CNY")),),
}
_SUM = Decimal(100)  # from here on, equal amounts of two currencies are no accident
_STEPS = "KMGTPE"


def _fix(claim: Claim, fact: Fact) -> Fix | None:
    """The same number with the reported unit, where the draft's spelling of the unit is one of the usual."""
    text = claim.text
    mine, theirs = (claim.quantity.unit or "").partition("/")[0], (fact.unit or "").partition("/")[0]
    for old, new in _SWAPS.get((mine, theirs), ()):
        if text.count(old) == 1:
            if old == "%" and any("\u4e00" <= char <= "\u9fff" for char in text):
                new = "个百分点"
            return Fix(text.replace(old, new), "unsafe")
    power = figures.slip(claim.quantity, fact)
    printed = _PREFIXED.search(text)
    if power is None or power % 3 or printed is None:
        return None
    at = _STEPS.find(printed["prefix"].upper()) - power // 3
    if not 0 <= at < len(_STEPS):
        return None
    return Fix(text[: printed.start("prefix")] + _STEPS[at] + text[printed.end("prefix") :], "unsafe")


def _document(checked: Checked) -> Iterator[Draft]:
    yield from tokens_in_bytes(checked)
    yield from points.check(checked)


def tokens_in_bytes(checked: Checked) -> Iterator[Draft]:
    """ "15TB tokens": a number of tokens with the unit of bytes, whether or not it can be judged."""
    for segment in checked.segments:
        low = segment.view.low
        if "token" not in low and (low.isascii() or not any(word in low for word in _TOKENS)):
            continue
        for hit in _BYTES_OF_TOKENS.finditer(segment.view.text):
            letter = hit["prefix"].upper()
            message = Message(
                f"{hit['figure']} counts bytes; a number of tokens is {hit['number']}{letter}.",
                f"{hit['figure']} 是字节数；token 数应写作 {hit['number']}{letter}。",
            )
            span = segment.view.source(hit.start("figure"), hit.end("figure"))
            yield Draft(span, message, 0.9, severity="warning")


RULE = replace(claim_rule("CC103", __doc__, check), document=_document)
