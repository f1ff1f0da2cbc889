"""What stands to the left and right of a number: sign, currency, approximation, multiplier, unit, price per unit."""

from __future__ import annotations

import re
from decimal import Decimal

from claimcheck.quantities.numerals import Number
from claimcheck.quantities.tables import (
    APPROXIMATION_AFTER,
    APPROXIMATION_BEFORE,
    APPROXIMATION_LAST,
    APPROXIMATIONS,
    CURRENCIES,
    CURRENCY_BEFORE,
    MONEY_ONLY,
    SCALE_WORD,
    SCALE_WORDS,
    SUFFIX,
    SUFFIXES,
    UNIT,
    UNITS,
    Unit,
)
from claimcheck.words import AFTER

ONE = Decimal(1)
CURRENCY_CODES = frozenset(c for c in CURRENCIES.values())
_REACH = 28


class Left:
    """The left context: where the figure's span begins, and what was found."""

    __slots__ = ("start", "currency", "sign", "approximation", "plus")

    def __init__(self, start: int) -> None:
        self.start = start
        self.currency: str | None = None
        self.sign = 1
        self.approximation: str | None = None
        self.plus = False


def left(text: str, low: str, at: int, floor: int, bare: bool) -> Left:
    """Read leftwards from `at`, not beyond `floor` (the end of the last figure)."""
    result = Left(at)
    if at <= floor:
        return result
    place = _sign(text, at, floor, result)
    place = _currency(text, place, floor, result)
    if result.currency is not None:
        place = _sign(text, place, floor, result)
    for _ in range(3):
        end = place
        if end > floor and text[end - 1] in " \u00a0":
            end -= 1
        if end <= floor or low[end - 1] not in APPROXIMATION_LAST:
            break
        piece = low[max(floor, end - _REACH) : end][::-1]
        found = APPROXIMATION_BEFORE.match(piece)
        if found is None:
            break
        kind = APPROXIMATIONS[found[0]]
        if kind is None or (found[0] == "上" and not bare):
            break
        begin = end - found.end()
        if begin > 0 and found[0][-1].isascii() and found[0][-1].isalpha() and low[begin - 1].isalnum() and low[begin - 1].isascii():
            break
        place = begin
        result.start = begin
        if result.approximation is None or result.approximation == "exact" or (result.approximation == "about"):
            result.approximation = kind
        if result.currency is None:
            place = _currency(text, place, floor, result) if kind in ("about",) else place
    return result


def _sign(text: str, at: int, floor: int, result: Left) -> int:
    if at <= floor:
        return at
    char = text[at - 1]
    if char in "-−–+＋﹣－":
        before = text[at - 2 : at - 1] if at - 2 >= floor else ""
        if before and (before.isalnum() and before.isascii() or before in ")]%"):
            return at
        if char in "+＋":
            result.plus = True
        else:
            result.sign = -1
        result.start = at - 1
        return at - 1
    if char in "负負" :
        result.sign = -1
        result.start = at - 1
        return at - 1
    if char in "±":
        result.start = at - 1
        return at - 1
    end = at - 1 if char == " " else at
    for word in ("minus", "negative", "零下"):
        begin = end - len(word)
        if begin >= floor and text[begin:end].lower() == word and not (begin and text[begin - 1].isalpha() and text[begin - 1].isascii()):
            result.sign = -1
            result.start = begin
            return begin
    return at


def _currency(text: str, at: int, floor: int, result: Left) -> int:
    end = at
    if end > floor and text[end - 1] in " \u00a0":
        end -= 1
    if end <= floor:
        return at
    piece = text[max(floor, end - 10) : end][::-1]
    found = CURRENCY_BEFORE.match(piece)
    if found is None:
        return at
    begin = end - found.end()
    if found[0][-1].isalpha() and found[0][-1].isascii() and begin > 0 and text[begin - 1].isalnum() and text[begin - 1].isascii():
        return at
    result.currency = CURRENCIES[found[0]]
    result.start = begin
    return begin


def multiplier(text: str, low: str, number: Number, money: bool) -> None:
    """Take a multiplier right after the digits: million, bn, K, M, B, T."""
    end = number.end
    follow = text[end : end + 1]
    if not follow or follow in ".,，。、;；)）%":
        return
    for _ in range(2):
        found = SCALE_WORD.match(low, number.end)
        if found is None:
            break
        number.times(SCALE_WORDS[found[1]])
        number.end = found.end()
    if number.end > end:
        return
    place = end + 1 if follow == " " else end
    found = SUFFIX.match(text, place)
    if found is None:
        return
    word = found[0]
    if (word in MONEY_ONLY and not money) or (place > end and not (money or word in ("K", "M", "B", "T", "bn", "mn"))):
        return
    if place > end and word in "KT" and not money:
        return
    number.times(SUFFIXES[word])
    number.end = found.end()


def unit(text: str, end: int) -> tuple[Unit, int] | None:
    """The unit that begins at `end` or after one space or hyphen, with its end."""
    found = UNIT.match(text, end)
    if found is not None:
        return UNITS[found[0]], found.end()
    char = text[end : end + 1]
    if char and char in " -\u00a0\u2011的·":
        found = UNIT.match(text, end + 1)
        if found is not None:
            known = UNITS[found[0]]
            if char == "的" and known.kind == "counter":
                return None
            return known, found.end()
    return None


def after(text: str, end: int) -> tuple[str, int] | None:
    """An approximation right after the figure (左右, 以上, "or more"), with its end."""
    found = APPROXIMATION_AFTER.match(text, end)
    if found is None and text[end : end + 1] == " ":
        found = APPROXIMATION_AFTER.match(text, end + 1)
    if found is None:
        return None
    if found[0] in ("内", "起", "许") and text[found.end() : found.end() + 1] in "存部置容外部来源点步诉草伏义码初始价多可" and text[found.end() : found.end() + 1]:
        return None
    if found[0] == "多" and text[found.end() : found.end() + 1] in tuple("次家种个位模轮少数样语头步项元核卡"):
        return None
    return AFTER[found[0]], found.end()


# -- prices per token, speeds per second ------------------------------------------------------------------------

_COUNT = r"(?P<n>1|one|an?|每)?"
_KIND = r"(?:(?:input|output|cached|prompt|completion|cache|hit|miss|reasoning|generated|text|uncached|blended|new|training|fine-tuning|combined)[ -/]{0,3}){0,4}"
PER_TOKEN = re.compile(
    r" ?(?:/|per|for every|for each|each|a|for|every|每) ?(?:(?:1|one|a|an) ?)?(?P<scale>million|mln|mm|m|thousand|k|1,000,000|1000000|1,000|1000|billion|b|百万|千|万|亿|十万)?"
    r"(?:-| )?(?:个)? ?" + _KIND + r"(?:tokens?|toks?|词元|tok)\b",
)
PER_TOKEN_ZH = re.compile(
    r" ?(?:/|每|per) ?(?P<n>1|一)? ?(?P<scale>百万|千|万|亿|十万|m|k|million|1k|1m|1000|1000000|1,000,000)? ?(?:个)? ?(?:输入|输出|缓存)? ?(?:tokens?|词元|toks?|令牌)"
)
PER_M = re.compile(r" ?/ ?(?:1 ?)?(?:m|million|mtok|mtoks|mtokens?)(?![a-z0-9])|/百万(?![元人])")
PER_HOUR = re.compile(r" ?(?:/|per|an|a|每) ?(?:(?:gpu|card|h\d+|a\d+)[ -]?)?(?:hour|hr|h|小时)(?![a-z])|(?:每小时)")
TOKEN_SCALES = {
    None: Decimal(10**6), "million": ONE, "mln": ONE, "mm": ONE, "m": ONE, "1m": ONE, "1,000,000": ONE, "1000000": ONE, "百万": ONE,
    "thousand": Decimal(1000), "k": Decimal(1000), "1k": Decimal(1000), "1,000": Decimal(1000), "1000": Decimal(1000), "千": Decimal(1000),
    "万": Decimal(100), "十万": Decimal(10), "亿": Decimal("0.01"), "billion": Decimal("0.001"), "b": Decimal("0.001"),
}  # fmt: skip


def per_unit(low: str, end: int) -> tuple[str, Decimal, int] | None:
    """What a price is per, right after it: ("Mtoken", factor to a million, end) or ("hour", 1, end)."""
    char = low[end : end + 1]
    if not char or char not in " /p每a/fe":
        return None
    for pattern in (PER_TOKEN, PER_TOKEN_ZH):
        found = pattern.match(low, end)
        if found is not None:
            return "Mtoken", TOKEN_SCALES[found["scale"]], found.end()
    found = PER_M.match(low, end)
    if found is not None:
        return "Mtoken", ONE, found.end()
    found = PER_HOUR.match(low, end)
    if found is not None:
        return "hour", ONE, found.end()
    return None


# "每百万输入tokens的价格分别为": a denominator that stands before the prices of its sentence.
DENOMINATOR = re.compile(
    r"(?:每|per |/ ?)(?:1 ?|一|one )?(?P<scale>百万|千|万|亿|million|thousand|m|k|1m|1k|1000|1,000|1,000,000)? ?(?:个)? ?(?:输入|输出|缓存|input|output|cached)? ?(?:tokens?|词元|令牌)"
)
