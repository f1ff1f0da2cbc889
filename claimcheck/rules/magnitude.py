"""A figure is a power of ten away from the reported value.

What: the digits are those that were reported, but million stands for billion, 万 for 亿, or the decimal point has
moved.

Why: it is the slip with the largest consequences and the easiest to miss, because the digits look familiar. Between
English and Chinese it is common: "million" is 百万, "billion" is 十亿.

Wrong: DeepSeek-V3 cost $5.576 billion to train.
Right: DeepSeek-V3 cost $5.576 million to train.
Wrong: DeepSeek-V3 的训练成本为 557.6 亿美元。
Right: DeepSeek-V3 的训练成本为 557.6 万美元。

How to settle: compare the multiplier with the report named in the message. In a table, look at the unit in the
column's header as well: 92.2 under 亿 is 9.22 billion.
"""

from __future__ import annotations

from decimal import Decimal

from claimcheck.model import Claim, Fact, Judgement
from claimcheck.rules import certainty, figures, wording
from claimcheck.rules.base import EXPLAINED, Draft, Message, about, claim_rule

_BORNE = 3  # digits of a fact that bear those of a figure ten times as large

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked


def check(judgement: Judgement, checked: Checked) -> Draft | None:
    """An answer where the figure is a power of ten times a fact that may judge it."""
    if judgement.verdict != "contradicted":
        return None
    claim, registry = judgement.claim, checked.registry
    single, metric = figures.only(judgement, registry), registry.metric(claim.metric.id or "")
    for fact in (*((single,) if single is not None else ()), *figures.known(judgement)):
        power = figures.slip(claim.quantity, fact)
        priced = metric is not None and metric.kind == "price" and abs(power or 0) in (1, 3)
        if power is None or not (priced or _plausible(claim, power)) or _of_more_digits(claim, fact, power):
            continue
        message = wording.sentence(
            wording.says(claim, registry),
            wording.was_reported(fact, registry),
            _how_far(claim, fact, power),
            _cause(claim, power, priced),
        )
        fix = figures.rewrite(claim, fact, sure=True) if single is not None and fact is single else None
        return about(
            judgement,
            Draft(claim.span, message, 0.95, facts=(fact,), fix=fix),
            certainty.enough(judgement, checked, EXPLAINED),
        )
    return None


def _plausible(claim: Claim, power: int) -> bool:
    """Figures of one or two digits are easily alike: there, a confusion of multipliers must explain the power."""
    digits, scale = figures.weight(claim.quantity), claim.quantity.scale
    if digits >= 3 or (digits == 2 and abs(power) == 1):
        return True
    if scale in (10**4, 10**8, 10**12) and any("\u4e00" <= char <= "\u9fff" for char in claim.text):
        return digits == 2 or abs(power) in (4, 8) or power == -2 or (power == -1 and scale != 10**4)
    if scale in (10**3, 10**6, 10**9, 10**12):
        return abs(power) % 3 == 0
    return digits == 2


def _of_more_digits(claim: Claim, fact: Fact, power: int) -> bool:
    """Whether a figure has digits that a fact is too round to bear: 41.9 is no slip of 4.2."""
    if abs(power) != 1 or not isinstance(fact.value, Decimal) or not isinstance(claim.quantity.value, Decimal):
        return False
    told = len(fact.value.normalize().as_tuple().digits)
    return told < _BORNE and figures.weight(claim.quantity) > told


def _how_far(claim: Claim, fact: Fact, power: int) -> Message:
    factor = wording.times(power)
    right, wrong = wording.reported(fact), wording.read(claim.quantity)
    if power > 0:
        return Message(
            f"{factor.en} too large: {right.en}, not {wrong.en}",
            f"是公布值的 {factor.zh}：公布值为 {right.zh}，而非 {wrong.zh}",
        )
    return Message(
        f"{factor.en} too small: {right.en}, not {wrong.en}",
        f"只有公布值的{wording.part(power)}：公布值为 {right.zh}，而非 {wrong.zh}",
    )


def _cause(claim: Claim, power: int, priced: bool) -> Message:
    scale = claim.quantity.scale
    if priced and abs(power) == 3:
        return Message(
            "prices per thousand and per million tokens have been confused", "疑将每千 token 与每百万 token 的价格混淆"
        )
    if abs(power) == 4 and scale in (10**4, 10**8):
        return Message("万 and 亿 have been confused", "疑为“万”与“亿”混淆")
    if abs(power) == 3 and scale in (10**6, 10**9, 10**12):
        return Message("million, billion and trillion have been confused", "疑为 million、billion、trillion 混淆")
    if power == -1 and scale == 10**8:
        return Message("billions were printed under 亿, which is 100 million", "疑为把 billion（十亿）直接写成“亿”")
    if power == -2 and scale == 10**4:
        return Message("millions were printed under 万, which is ten thousand", "疑为把 million（百万）直接写成“万”")
    if scale == Decimal(1) and abs(power) <= 2:
        return Message("the decimal point has moved", "疑为小数点错位")
    return Message("", "")


RULE = claim_rule("CC102", __doc__, check)
