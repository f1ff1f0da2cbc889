"""Amounts in two units: 三块二, 五元三角二分, "20 dollars and 43 cents", "thirteen dollars forty five"."""

from __future__ import annotations

from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.quantities.figure import Figure
from claimcheck.quantities.numbers import number_at
from claimcheck.quantities.numerals import EXACT, ONE, Number

_MAIN = "元块圆塊"
_TENTHS = "角毛"
_JOINT = re.compile(r"(?: and | )")
_CENTS = re.compile(r"(?: ?(?:cents?|pence|pennies|penny|¢)| ?[cp])(?![a-z])")
_CLOSED = re.compile(r"[.,;!?]?(?:\s*$|\s(?![a-z0-9%]))|[.;!?]\s| more")
_BARE_END = re.compile(r"(?![点多几来余个]|[0-9.])")


def join(text: str, low: str, figure: Figure) -> None:
    """Extend a figure of money over its smaller unit."""
    number = figure.number
    if number.value is None or figure.high is not None or (number.scale > 1 and number.form == "digits"):
        return
    last = text[figure.end - 1]
    if last in _MAIN:
        if figure.unit == "CNY" and figure.factor == ONE:
            _chinese(text, low, figure, Decimal("0.1"))
    elif last in _TENTHS:
        _chinese(text, low, figure, Decimal("0.01"))
    elif figure.factor == ONE and number.step is not None and number.step >= 1:
        _english(text, low, figure)


def _add(figure: Figure, amount: Decimal, step: Decimal, end: int) -> None:
    number = figure.number
    assert number.value is not None
    value = EXACT.add(EXACT.multiply(number.value, figure.factor), amount if number.value >= 0 else -amount)
    joined = Number(number.start, end, value, step, number.form)
    joined.scale = ONE
    figure.number, figure.factor, figure.end = joined, ONE, end


def _chinese(text: str, low: str, figure: Figure, unit: Decimal) -> None:
    """角 and 分 after 元; a bare digit stands for the next smaller unit, after 零 for the one below."""
    end = figure.end
    while unit >= Decimal("0.01"):
        zero = text[end : end + 1] in ("零", "〇") and text[end : end + 1] != ""
        part = number_at(text, low, end + zero) if text[end : end + 1] else None
        if (
            part is None
            or part.value is None
            or part.form not in ("digits", "han")
            or part.step != ONE
            or part.value >= 100
        ):
            return
        name = text[part.end : part.end + 1]
        if name and name in _TENTHS and unit == Decimal("0.1") and part.value < 10:
            end = part.end + 1
            _add(figure, EXACT.multiply(part.value, unit), unit, end)
            if text[end : end + 1] == "钱":
                figure.end = end = end + 1
                return
        elif name == "分" and text[part.end + 1 : part.end + 2] not in ("之", "钟", "别", "布", "析", "为"):
            end = part.end + 1
            if text[end : end + 1] == "钱":
                end += 1
            _add(figure, EXACT.multiply(part.value, Decimal("0.01")), Decimal("0.01"), end)
            return
        elif part.form == "han" and part.value < 10 and part.end - part.start == 1 and _BARE_END.match(text, part.end):
            follow = text[part.end : part.end + 1]
            if follow and "\u4e00" <= follow <= "\u9fff" and follow not in "的到至以左，。、起":
                return
            size = unit / 10 if zero else unit
            _add(figure, EXACT.multiply(part.value, size), size, part.end)
            return
        else:
            return
        unit = unit / 10


def _english(text: str, low: str, figure: Figure) -> None:
    joint = _JOINT.match(low, figure.end)
    if joint is None:
        return
    part = number_at(text, low, joint.end())
    if part is None or part.value is None or part.step != ONE or not 0 < part.value < 100:
        return
    cents = _CENTS.match(low, part.end)
    if cents is not None and (len(cents[0].strip()) > 1 or cents[0][0] != " "):
        _add(figure, part.value.scaleb(-2), Decimal("0.01"), cents.end())
        return
    two = part.form == "words" or (part.end - part.start == 2 and text[figure.end - 1] not in ",.")
    if two and _CLOSED.match(low, part.end) and figure.number.value is not None:
        _add(figure, part.value.scaleb(-2), Decimal("0.01"), part.end)
