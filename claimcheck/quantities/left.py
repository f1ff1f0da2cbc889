"""What stands before a number: sign, currency, words of approximation, words of change."""

from __future__ import annotations

from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.quantities.tables import (
    APPROXIMATION_BEFORE,
    APPROXIMATION_LAST,
    APPROXIMATIONS,
    CURRENCY_BEFORE,
    CURRENCY_LAST,
    CURRENCY_PREFIXES,
)

ONE = Decimal(1)
_MINUS = "-−–﹣－"
_SIGN_WORDS = ("minus", "negative", "零下")
_SPACES = " \u00a0"


class Left:
    """The left context: where the figure's span begins, and what was found."""

    __slots__ = ("approximation", "currency", "factor", "mark", "sign", "signed", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.currency: str | None = None
        self.factor = ONE
        self.mark = start  # where the currency's mark begins
        self.sign = 1
        self.approximation: str | None = None
        self.signed = False  # printed with + or -


def read(text: str, low: str, at: int, floor: int, bare: bool) -> Left:
    """Read leftwards from `at`, not beyond `floor` (the end of the last figure)."""
    result = Left(at)
    if at <= floor:
        return result
    place = _sign(text, low, at, floor, result)
    place = _currency(text, place, floor, result)
    if result.currency is not None and result.sign > 0:
        place = _sign(text, low, place, floor, result)
    for _ in range(3):
        end = place
        while end > floor and text[end - 1] in _SPACES and place - end < 3:
            end -= 1
        if end <= floor or low[end - 1] not in APPROXIMATION_LAST:
            break
        found = APPROXIMATION_BEFORE.before(low, end, floor)
        if found is None:
            break
        kind = APPROXIMATIONS[found]
        if kind is None or (found == "上" and not bare):
            break
        begin = end - len(found)
        if begin > 0 and "a" <= found[0] <= "z" and low[begin - 1].isalnum() and low[begin - 1].isascii():
            break
        place = result.start = begin
        if result.approximation in (None, "exact", "about"):
            result.approximation = kind
        if result.currency is None:
            place = _currency(text, place, floor, result)
    return result


def _sign(text: str, low: str, at: int, floor: int, result: Left) -> int:
    if at <= floor:
        return at
    char = text[at - 1]
    if char in _MINUS or char in "+＋±":
        before = text[at - 2] if at >= 2 else ""
        if char == "-" and low.endswith(("minus", "negative"), floor, at - 1):
            return _signed(at - 6 if low[at - 2] == "s" else at - 9, result, -1)
        if before and ((before.isalnum() and before.isascii()) or before in ")]%") and char not in "±":
            return at
        return _signed(at - 1, result, -1 if char in _MINUS else 1)
    if char == "负":
        return _signed(at - 1, result, -1)
    if char == " " and at - 2 >= floor and text[at - 2] in _MINUS and (at - 3 < floor or text[at - 3] in " (（"):
        # "- 10": a sign only at the head of the text or a line, a list mark or a dash elsewhere
        if at - 2 == 0 or text[at - 3] in "(（":
            return _signed(at - 2, result, -1)
        return at
    end = at - 1 if char == " " else at
    if low[end - 1 : end] in ("s", "e", "下"):
        for word in _SIGN_WORDS:
            begin = end - len(word)
            if (
                begin >= floor
                and low[begin:end] == word
                and not (begin and low[begin - 1].isalpha() and low[begin - 1].isascii())
            ):
                return _signed(begin, result, -1)
    return at


def _signed(place: int, result: Left, sign: int) -> int:
    result.sign *= sign
    result.signed = True
    result.start = place
    return place


def _currency(text: str, at: int, floor: int, result: Left) -> int:
    end = at
    if end > floor and text[end - 1] in _SPACES:
        end -= 1
    if end <= floor or text[end - 1] not in CURRENCY_LAST or result.currency is not None:
        return at
    found = CURRENCY_BEFORE.before(text, end, floor)
    if found is None:
        return at
    begin = end - len(found)
    first = text[begin]
    if first.isalpha() and first.isascii() and begin > 0 and text[begin - 1].isalnum() and text[begin - 1].isascii():
        return at
    result.currency, result.factor = CURRENCY_PREFIXES[found]
    if text[max(0, begin - 2) : begin] in ("c ", "C ") and first == "$" and not text[begin - 3 : begin - 2].isalnum():
        result.currency, begin = "CAD", begin - 2
    result.start = result.mark = begin
    return begin


# -- changes and multiples --------------------------------------------------------------------------------------

_CHANGED = re.compile(
    r"(?:u(?<!\wu)p|d(?<!\wd)(?:own|ecreas\w*|rop\w*|eclin\w*)|b(?<!\wb)y|r(?<!\wr)(?:ose|educ\w*|ais\w*)|f(?<!\wf)ell|"
    r"g(?<!\wg)(?:ained|rew)|l(?<!\wl)ost|i(?<!\wi)(?:mprov\w*|ncreas\w*)|j(?<!\wj)ump\w*|c(?<!\wc)(?:limb\w*|ut)|"
    r"s(?<!\ws)aving|a(?<!\wa)head"
    r"|提升|提高|增长|增加|上升|上涨|上调|下降|下跌|下滑|降低|降|减少|缩短|涨|跌|增|减|扩大|缩小|领先|落后|高出|"
    r"高|低|快|多)(?:了|幅度?(?:达|为|高达)?|约|近|超过?|高达|达|达到| of| by| about| over| nearly| to)?(?:了)? ?$"
)
_TO = re.compile(r"(?:到|至|为|成|\bto)了? ?$")


def change(low: str, at: int, floor: int) -> bool:
    """Whether the figure that begins at `at` is said to be a change: "up 3.2", 下降5% (but not 下降到5%). A word before
    `floor` is a name's: "DROP 78.2%".
    """
    piece = low[max(floor, at - 22) : at]
    last = piece.removesuffix(" ")[-1:]
    if not last.isalnum() and last != "_":
        return False  # behind a bracket, a currency's sign ...: both end with a word
    return _CHANGED.search(piece) is not None and _TO.search(piece[-5:]) is None
