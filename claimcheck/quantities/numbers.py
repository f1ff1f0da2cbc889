"""Any number at a place: digits, Chinese or English words, and the fractions made of two numbers."""

from __future__ import annotations

from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.quantities import english
from claimcheck.quantities.arabic import digits
from claimcheck.quantities.numerals import (
    EXACT,
    HAN_START,
    HAN_UNITS,
    LONGEST,
    ONE,
    Number,
    fraction,
    han,
    overlong,
)

VULGAR: dict[str, tuple[int, int]] = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5),
    "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
    "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
# 2.4w 张卡, 35w H100: 万 as it is typed in chats, where no unit of power can stand
_WAN = re.compile(
    r"w\+?(?: ?(?:[张块个卡人条次台家颗片枚字篇名多余]|[A-Z]+[0-9]|tokens?(?![a-z])|的?(?:上下文|输入|参数|词)))"
)
_TWO = 4  # from here on two figures before a unit of storage are two sizes and no fraction
_STORED = re.compile(r" ?[KMGT]i?B(?![A-Za-z])")
_MIXED = re.compile(r"(?: {1,2}|又)(?=[0-9]{1,3} ?[/⁄∕][0-9])")
_HAN_FIRST = frozenset(HAN_START)
_OVER = re.compile(r" over (?=[a-z0-9])")
_NEGATIVE = "负"


def number_at(text: str, low: str, at: int) -> Number | None:
    """A cardinal number that begins at `at`, of whatever form; None where there is none."""
    char = text[at : at + 1]
    if not char:
        return None
    if "0" <= char <= "9":
        return digits_at(text, at)
    if char in _HAN_FIRST:
        return han(text, at)
    if "a" <= low[at] <= "z":
        number = english.words(low, at)
        if number is None or number.ordinal:
            return None
        follow = low[number.end : number.end + 1]
        return None if follow.isascii() and follow.isalpha() else number
    return None


_PERCENT_WORD = re.compile(r" ?百分(?:位|点|點)")  # "96 百分位" is no 9,600


def digits_at(text: str, at: int) -> Number | None:
    """A number that begins with Arabic digits, with Chinese multipliers (6710亿, 920 亿, 3千5百万)."""
    if len(text) > at + LONGEST and text[at : at + LONGEST + 1].isdigit():
        return None
    number = digits(text, at)
    if number is None:
        return None
    follow = text[number.end : number.end + 1]
    if follow == " ":
        follow = text[number.end + 1 : number.end + 2]
    if follow == "百" and _PERCENT_WORD.match(text, number.end):
        return number
    if follow and (follow in HAN_UNITS or (follow == "个" and text[number.end + 1 : number.end + 2] == "亿")):
        if overlong(text, at):
            return None
        mixed = han(text, at)
        if mixed is not None and mixed.end > number.end:
            return mixed
    alone = at == 0 and number.end + 1 == len(text)  # a cell's "1.64w"; of power its column makes watts
    if follow == "w" and text[number.end] == "w" and (alone or _WAN.match(text, number.end)):
        number.times(Decimal(10_000))
        number.end += 1
    return number


def compound(text: str, low: str, number: Number) -> tuple[Number, str | None]:
    """The number joined with what makes it a fraction or a mixed number, and the unit that this implies.

    百分之五 (percent), 千分之三 (permille), 七分之一, 3又1/2, "2 1/4", 1/30, 3½, "one over twenty".
    """
    found = _fraction(text, low, number)
    if found is not None:
        return found
    end = number.end
    char = text[end : end + 1]
    if char == "又" and number.value is not None:
        part = number_at(text, low, end + 1)
        if part is not None:
            joined = _fraction(text, low, part)
            if joined is not None and joined[0].value is not None and joined[1] is None:
                return _added(number, joined[0]), None
    if number.form == "digits" and number.value is not None:
        if char in VULGAR and char:
            top, bottom = VULGAR[char]
            part = fraction(end, end + 1, Decimal(top), Decimal(bottom))
            assert part is not None
            return _added(number, part), None
        mixed = _MIXED.match(text, end) if char in " 又" and char else None
        if mixed is not None and number.step == ONE:
            part = digits(text, mixed.end())
            joined = _fraction(text, low, part) if part is not None else None
            if joined is not None:
                return _added(number, joined[0]), None
    if number.value == 1 and number.end - number.start in (1, 3) and (over := _OVER.match(low, end)):
        bottom_number = number_at(text, low, over.end())
        if bottom_number is not None and bottom_number.value is not None and bottom_number.step == ONE:
            part = fraction(number.start, bottom_number.end, ONE, bottom_number.value)
            if part is not None:
                return part, None
    return number, None


def _added(number: Number, part: Number) -> Number:
    assert number.value is not None
    assert part.value is not None
    value = EXACT.add(number.value, part.value if number.value >= 0 else -part.value)
    result = Number(number.start, part.end, value, Decimal("0.1"), "fraction")
    return result


def _fraction(text: str, low: str, number: Number) -> tuple[Number, str | None] | None:
    end = number.end
    char = text[end : end + 1]
    if char == "分" or (char == " " and text[end + 1 : end + 2] == "分"):
        if number.form == "bare" and text.startswith("分百", end) and number.value == 100:
            return _renamed(Number(number.start, end + 2, Decimal(100), ONE, "han"), "percent")
        begin = text.find("之", end, end + 4)
        if begin < 0 or text[end:begin].strip() != "分":
            return None
        begin += 1
        sign = text[begin : begin + 1] in ("负", "-") and text[begin : begin + 1] != ""
        top = number_at(text, low, begin + sign)
        if top is None or number.value is None or number.value <= 0:
            return None
        if sign:
            top.negate()
        written = text[number.start : end]
        if written in ("百", "佰"):
            return _renamed(top, "percent", number.start)
        if written in ("千", "仟"):
            return _renamed(top, "permille", number.start)
        if top.value is None:
            return None
        made = fraction(number.start, top.end, top.value, number.value)
        return (made, None) if made is not None else None
    if char in "/⁄∕" and char and number.form == "digits" and number.value is not None and number.step == ONE:
        if text[number.start - 1 : number.start] == char and text[number.start - 2 : number.start - 1].isdigit():
            return None  # the last two of "256/1/8"
        bottom = digits(text, end + 1)
        if bottom is None or bottom.step != ONE or not bottom.value:
            return None
        follow = text[bottom.end : bottom.end + 1]
        if (follow in ("/", "-", ".", "⁄") and text[bottom.end + 1 : bottom.end + 2].isdigit()) or (
            follow.isascii() and follow.isalpha()
        ):
            return None
        if min(abs(number.value), bottom.value) >= _TWO and _STORED.match(text, bottom.end):
            return None  # "16/32 GB": the one or the other
        if abs(number.value) < 1000 and bottom.value <= 10000 and bottom.value != 0:
            made = fraction(number.start, bottom.end, number.value, bottom.value)
            return (made, None) if made is not None else None
    return None


def _renamed(number: Number, unit: str, start: int | None = None) -> tuple[Number, str]:
    if start is not None:
        number.start = start
    if number.form == "bare":
        number.form = "han"
    return number, unit
