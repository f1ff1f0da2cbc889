"""What an amount of work costs: "a job of 10 million tokens costs $30" tells no price of a million."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.model import Claim, Judgement
from claimcheck.rules.layout import layout

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_REACH = 120  # characters from the amount to what it costs
_TOKENS = re.compile(
    r"(?<![\d.,$¥€a-z])(?<!per )(?<!每)(?P<number>\d[\d.,]*)\s?"
    r"(?P<scale>k|m|thousand|million|billion|千|万|百万|千万|亿)?\s?"
    r"(?:个\s?)?(?:input |output |prompt |输入|输出)?\s?(?:tokens?(?![a-z])|令牌|词元)"
)
_COSTS = re.compile(
    r"(?<![a-z])(?:costs?|pay|pays|paid|comes?|total\w*|spends?|spent|bill\w*|runs? to|works? out)(?![a-z])|"
    r"花费?|费用|合计|总共|账单"
)
_LIMIT = re.compile(r"context|window|trained|上下文|窗口|训练")
_NEAR, _BEHIND = 24, 48  # characters around an amount, and behind a price
_UNITS = frozenset(
    {("1", "k"), ("1", "m"), ("1", "million"), ("1", "thousand"), ("1", "千"), ("1", "百万"), ("100", "万")}
)
_PLAIN = frozenset({"1000", "1000000"})
_PER = re.compile(r"per|/\s?(?:m|1m|k|百万|千)|每")
_ADDED, _ADDS = (
    re.compile(r"\d\s?[×x*]\s?\Z|\s[+=]\s?\Z"),
    re.compile(r"\s?[×*]\s?\d|\s[+]\s"),
)  # around a term of a sum


def of_work(judgement: Judgement, checked: Checked) -> bool:
    """Whether a price is what some number of tokens costs that is no unit of price lists, or a term of a sum."""
    claim = judgement.claim
    metric, segment = checked.registry.metric(claim.metric.id or ""), checked.segment(claim)
    if metric is None or metric.kind != "price" or segment is None or not isinstance(claim.quantity.value, Decimal):
        return False
    if _PER.search(claim.quantity.text.lower()) is not None:
        return False
    if claim.cell is not None:
        return _beside_the_price(claim, claim.cell, checked)
    low, start, end = segment.view.low, claim.quantity.start, claim.quantity.end
    if _ADDED.search(low, max(0, start - 4), start) or _ADDS.match(low, end):
        return True
    if _PER.search(low, end, end + _BEHIND) is not None:
        return False
    for found in _TOKENS.finditer(low, max(0, start - _REACH), start):
        number = found["number"].replace(",", "").rstrip(".")
        unit = number in _PLAIN if found["scale"] is None else (number, found["scale"]) in _UNITS
        limit = _LIMIT.search(low, max(0, found.start() - _NEAR), found.end() + _NEAR) is not None
        if not unit and not limit and _COSTS.search(low, found.end(), start) is not None:
            return True
    return False


def _beside_the_price(claim: Claim, cell: tuple[int, int], checked: Checked) -> bool:
    """Whether a row has another figure for the same price, and the column of this one does not say that it is one per
    so many tokens: "$/M out | Output cost".
    """
    if not layout(checked).repeated(claim, 0):
        return False
    header = [s for s in layout(checked).row(claim.block, 0) if s.cell is not None]
    heads = [s.view.low.strip() for s in header if s.cell is not None and s.cell[1] == cell[1]]
    often = [text for text, times in Counter(s.view.low.strip() for s in header).items() if times > 1]
    if often and often == [text for text in heads if text in often]:
        return False  # the one head that a table has twice is a slip of who copied it
    return all(_PER.search(head) is None for head in heads)
