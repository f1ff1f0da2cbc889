"""What stands after a number: multiplier, unit, words of approximation."""

from __future__ import annotations

from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.quantities import english
from claimcheck.quantities.numerals import EXACT, Number, plain
from claimcheck.quantities.tables import (
    AFTER_FIRST,
    APPROXIMATION_AFTER,
    MONEY_ONLY,
    SCALE_FIRST,
    SCALE_WORD,
    SCALE_WORDS,
    SUFFIX,
    SUFFIX_FIRST,
    SUFFIXES,
    SYMBOL_UNIT,
    SYMBOL_UNITS,
    UNIT_FIRST,
    WORD_UNIT,
    WORD_UNITS,
    Unit,
)
from claimcheck.words import AFTER

_MORE = re.compile(r"(?: and)? ([0-9]{1,3})(?: (hundred|thousand))?(?![0-9.,%]|[a-z])")
_AND_PART = re.compile(r" and (?:a |one )(half|quarter|third)(?![a-z])|( and three quarters)")
_AND_WORDS = re.compile(r" and (?=[a-z])")
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "third": Decimal(1) / Decimal(3)}


def multiplier(text: str, low: str, number: Number, money: bool) -> None:
    """Take a multiplier right after the digits: million, bn, K; "2 and a half million", "4 thousand 3 hundred"."""
    end = number.end
    follow = low[end : end + 1]
    if follow == " " or follow == "-":
        follow = low[end + 1 : end + 2]
        if follow == " ":
            follow = low[end + 2 : end + 3]
    if not follow or not follow.isalnum():
        return
    if follow == "a" and (part := _AND_PART.match(low, end)):
        number.value = plain(EXACT.add(number.value or Decimal(0), _PARTS[part[1]] if part[1] else Decimal("0.75")))
        number.step = Decimal("0.1")
        number.end = number.core = part.end()
        follow = low[number.end + 1 : number.end + 2]
    if follow in SCALE_FIRST:
        for _ in range(2):
            found = SCALE_WORD.match(low, number.end)
            if found is None:
                break
            number.times(SCALE_WORDS[found[1]])
            number.end = found.end()
        if number.end > end:
            if low[number.end : number.end + 1] == " ":
                _go_on(low, number)
            return
    if text[end : end + 1] not in SUFFIX_FIRST and follow.upper() not in SUFFIX_FIRST:
        return
    spaced = 2 if text[end : end + 2] == "  " else text[end : end + 1] == " "
    found = SUFFIX.match(text, end + spaced)
    if found is None:
        return
    word = found[0]
    sized = not spaced and word in ("b", "m") and _SIZED.match(low, found.end()) is not None
    sized = sized or (not spaced and word == "b" and _is_listed(low, number.start, found.end()))
    if word in MONEY_ONLY and not money and not sized and not (word == "m" and _counts(text, low, found.end())):
        return
    told = (word == "T" and _TRILLIONS.match(text, found.end())) or (word == "K" and _TOKENS.match(text, found.end()))
    if spaced and not money and not told and word not in ("k", "M", "B", "bn", "mn"):
        return
    number.times(SUFFIXES[word])
    number.end = found.end()


# "a 70b model", "the 20b and 120b versions", "the 20b (20 billion parameter) model"
_SIZED = re.compile(
    r"(?: ?(?:,|/|&|、|和|与|及| and| or) ?(?:the )?\d+(?:\.\d+)?b(?![a-z0-9])){0,6}[ -]?"
    r"(?:param|(?:\w+ )?(?:language )?models?(?![a-z])|llms?(?![a-z])|checkpoint|versions?(?![a-z])|variants?(?![a-z])|"
    r"distill|\(\d+(?:\.\d+)? ?(?:billion|b) param|参数|模型|版本)"
)
# "in 8b, 70b and 405b"
_NEXT = re.compile(r" ?(?:,|/|&|、|和|与|及|,? and|,? or) ?\d+(?:\.\d+)?b(?![a-z0-9])")
_PREVIOUS = re.compile(r"(?<![a-z0-9.$€£¥-])\d+(?:\.\d+)?b ?(?:,|/|&|、|和|与|及|,? and|,? or) ?\Z")
_BITS = re.compile(r"(?:quanti[sz]|\bbits?\b|量化|precision)")
_AHEAD = 40  # characters
_LETTERS = tuple("abcdefghijklmnopqrstuvwxyz0123456789")


def _is_listed(low: str, start: int, end: int) -> bool:
    """Whether a number of b stands in a list of such sizes, or is one of tokens; of bits there is no list."""
    if low.startswith(" token", end):
        return True
    if _BITS.search(low, end, end + _AHEAD) is not None:
        return False
    if _NEXT.match(low, end) is not None:
        return True
    return low[end : end + 1] not in _LETTERS and _PREVIOUS.search(low, max(0, start - 16), start) is not None


_TOKENS = re.compile(r" ?(?:[Tt]okens?|[Cc]ontext|词元|上下文)|\Z")  # "128 K tokens", but "at 300 K"
_TRILLIONS = re.compile(r" ?(?:[Tt]okens?|[Pp]aram|词元|参数)|\Z")  # "1.6 T tokens", but "a field of 1.75 T"


def _counts(text: str, low: str, end: int) -> bool:
    """Whether a counted noun or a mass follows: "1.2m tons", "5m people"; 5 m alone are metres."""
    known = unit(text, low, end) if text[end : end + 1] == " " else None
    return known is not None and known[0].kind in ("word", "noun") and known[0].name not in ("m", "in", "ft")


def _go_on(low: str, number: Number) -> None:
    """Smaller parts after a multiplier: "4 thousand 3 hundred and 21", "3 million and a half", "3 hundred and one"."""
    scale = number.scale
    for _ in range(3):
        part = _AND_PART.match(low, number.end)
        if part is not None:
            amount = EXACT.multiply(_PARTS[part[1]] if part[1] else Decimal("0.75"), scale)
            number.value = plain(EXACT.add(number.value or Decimal(0), amount))
            number.end = part.end()
            return
        found = _MORE.match(low, number.end)
        if found is not None:
            size = Decimal(SCALE_WORDS[found[2]]) if found[2] else Decimal(1)
            amount = Decimal(found[1]) * size
            if (
                amount == 0
                or amount >= scale
                or not (found[2] or (low[number.end : number.end + 4] == " and" and scale <= 1000))
            ):
                return
            number.value = plain(EXACT.add(number.value or Decimal(0), amount))
            number.step = number.scale = size
            number.end = found.end()
            scale = size
            if size == 1:
                return
            continue
        joined = _AND_WORDS.match(low, number.end) if scale == 100 else None
        small = english.words(low, joined.end()) if joined is not None else None
        if small is None or small.value is None or small.form != "words" or small.ordinal or not 0 < small.value < 100:
            return
        number.value = plain(EXACT.add(number.value or Decimal(0), small.value))
        number.step = number.scale = Decimal(1)
        number.end = small.end
        return


def unit(text: str, low: str, end: int) -> tuple[Unit, int] | None:
    """The unit that begins at `end` or after one space or hyphen, with its end."""
    char = text[end : end + 1]
    if not char:
        return None
    if char in " -\u00a0\u2011·":
        end += 1
        char = text[end : end + 1]
        if char == " ":
            end += 1
            char = text[end : end + 1]
    if char not in UNIT_FIRST or not char:
        return None
    word = WORD_UNIT.at(low, end)
    symbol = SYMBOL_UNIT.at(text, end)
    if word is not None and (symbol is None or len(word) >= len(symbol)):
        return WORD_UNITS[word], end + len(word)
    if symbol is not None:
        return SYMBOL_UNITS[symbol], end + len(symbol)
    return None


_NOT_AFTER = {
    "上下": "文",
    "内": "存部置容外部核嵌",
    "起": "来源点步诉草伏义码初始",
    "许": "多可",
    "多": "次家种个位模轮少数样语头步项元核卡层任年方",
    "余": "额下数",
    "上": "市线",
    "以": "",
    "前": "",
}
_STOPPED = re.compile(r" (?:than|[0-9]|equal)")


def after(text: str, low: str, end: int) -> tuple[str, int] | None:
    """An approximation right after the figure (左右, 以上, "or more"), with its end."""
    char = text[end : end + 1]
    if not char or char not in AFTER_FIRST:
        return None
    word = APPROXIMATION_AFTER.at(low, end)
    if word is None and char == " ":
        end += 1
        word = APPROXIMATION_AFTER.at(low, end)
    if word is None:
        return None
    stop = end + len(word)
    follow = text[stop : stop + 1]
    if follow and follow in _NOT_AFTER.get(word, ""):
        return None
    if word[0] == " " and _STOPPED.match(low, stop):
        return None
    if word == "+" and (follow.isalnum() or char == " "):
        return None
    return AFTER[word], stop
