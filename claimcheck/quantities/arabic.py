"""Numbers in Arabic digits: separators, decimals, exponents and powers."""

from __future__ import annotations

from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.quantities.numerals import EXACT, LONGEST, ONE, Number, plain

DIGITS = re.compile(
    r"(?P<int>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]{1,3}(?:，[0-9]{3})+(?=\.[0-9])|[0-9]{1,3}(?:，000)+(?![0-9])|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9])"
    r"|[0-9]{1,3}(?:['’][0-9]{3})+(?![0-9])|[0-9]+)(?P<frac>\.[0-9]+)?"
)
_EXPONENT = re.compile(
    r"[eE]([+-]?[0-9]{1,2})(?![0-9A-Za-z.])| ?[×xX*·⋅] ?10 ?(?:\^|\*\*) ?[({]?([+-]?[0-9]{1,2})(?![0-9])[)}]?"
)
_POWER = re.compile(r"(?:\^|\*\*)[({]?([+-]?[0-9]{1,2})[)}]?(?![0-9.])")
_SPACED = re.compile(r"(?:[ \u00a0\u2009\u202f][0-9]{3})+(?:\.[0-9]+)?(?![0-9,]|\.[0-9]|[A-Za-z]{1,2}[0-9])")
_COMMA = re.compile(r",([0-9](?= ?%)|[0-9]{2}(?= %))")
_WORD_POINT = re.compile(r" point ([0-9]+)(?![0-9.,])")


def digits(text: str, at: int) -> Number | None:
    """A number in Arabic digits at `at`, with exponent, without any multiplier word."""
    found = DIGITS.match(text, at)
    if found is None:
        return None
    whole, places = found["int"], found["frac"] or ""
    end = found.end()
    if end - at > LONGEST:
        return None
    if not whole.isdigit():
        for mark in ",，'’":
            whole = whole.replace(mark, "")
    follow = text[end : end + 2]
    if not places and follow and follow[0] in " \u00a0\u2009\u202f":
        if len(whole) <= 3 and len(whole) == end - at and follow[1:].isdigit() and whole[0] != "0":
            spaced = _SPACED.match(text, end)
            if spaced is not None and spaced.end() - end <= 20:
                head, point, tail = spaced[0].partition(".")
                whole += re.sub(r"\D", "", head)
                places = point + tail
                end = spaced.end()
        elif follow == " p":
            pointed = _WORD_POINT.match(text, end)
            if pointed is not None:
                places, end = "." + pointed[1], pointed.end()
    elif not places and follow[:1] == "," and len(whole) <= 3 and text[at - 1 : at] != ",":
        share = _COMMA.match(text, end)  # 73,2 %, as most of Europe writes; two shares would have two signs
        if share is not None:
            places, end = "." + share[1], share.end()
    value = Decimal(whole + places) if places else Decimal(whole)
    number = Number(at, end, value, Decimal(1).scaleb(1 - len(places)) if places else ONE, "digits")
    mark = text[end : end + 2].lstrip(" ")
    if mark and mark[0] in "eE×xX*·⋅^":
        _exponent(number, text, end)
    return number


def _exponent(number: Number, text: str, end: int) -> None:
    found = _EXPONENT.match(text, end)
    if found is not None:
        number.times(Decimal(1).scaleb(int(found[1] or found[2])))
        number.end = number.core = found.end()
        return
    found = _POWER.match(text, end)
    if found is not None and number.value is not None:
        power = int(found[1])
        if number.value and (abs(power) <= 64 or number.value == 10):
            number.value = plain(EXACT.power(number.value, power))
            number.step = None
            number.end = number.core = found.end()
