"""Numbers as written: Arabic digits, Chinese numerals, mixed forms (3千5百万). No units here.

Each parser takes the text and the offset where a numeral begins and returns a `Number` or None. Values are exact.
Every loop is bounded: a run of more than `LONGEST` numeral characters is no figure.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal

from claimcheck.words import (
    HAN_DIGITS,
    HAN_LARGE_UNITS,
    HAN_SMALL_UNITS,
    HAN_TENS,
    HAN_VAGUE,
)

LONGEST = 60
EXACT = Context(prec=400)  # exact for every product of two figures that we read
ONE = Decimal(1)
_TEN = Decimal(10)


class Number:
    """A numeral: its place, value, `step` (one unit of the last digit), `scale` (multiplier as written).

    `low` and `high` are set instead of `value` for vague numerals (数千, 两三亿). `form` is digits, han, words,
    fraction or bare (a multiplier without digits: 万张).
    """

    __slots__ = ("core", "end", "form", "high", "low", "ordinal", "scale", "start", "step", "sure", "value")

    def __init__(self, start: int, end: int, value: Decimal | None, step: Decimal | None, form: str) -> None:
        self.start = start
        self.end = end
        self.core = end  # end of the digits, before the multiplier
        self.value = value
        self.step = step
        self.scale = ONE
        self.low: Decimal | None = None
        self.high: Decimal | None = None
        self.form = form
        self.ordinal = False
        self.sure = True  # False: needs a unit or other support to count as a figure

    def times(self, factor: Decimal) -> None:
        """Multiply by a multiplier that follows (million, 万)."""
        multiply = EXACT.multiply
        self.value = None if self.value is None else plain(multiply(self.value, factor))
        self.low = None if self.low is None else plain(multiply(self.low, factor))
        self.high = None if self.high is None else plain(multiply(self.high, factor))
        self.step = None if self.step is None else plain(multiply(self.step, factor))
        self.scale = plain(multiply(self.scale, factor))


def plain(value: Decimal) -> Decimal:
    """The same value without a positive exponent (1E+3 -> 1000)."""
    return Decimal(int(value)) if value.as_tuple().exponent > 0 else value  # type: ignore[operator]


# -- Arabic digits ----------------------------------------------------------------------------------------------

DIGITS = re.compile(
    r"(?P<int>\d{1,3}(?:[,，]\d{3})+(?!\d)|\d{1,3}(?:,\d{2})*,\d{3}(?!\d)|\d{1,3}(?:['’]\d{3})+(?!\d)|\d+)"
    r"(?P<frac>\.\d+)?"
)
_EXPONENT = re.compile(r"[eE]([+-]?\d{1,3})(?![\dA-Za-z.])| ?[×xX*·⋅] ?10 ?(?:\^|\*\*) ?[({]?([+-]?\d{1,3})[)}]?")
_POWER = re.compile(r"(?:\^|\*\*)[({]?([+-]?\d{1,3})[)}]?(?![\d.])")
_SPACED = re.compile(r"(?: \d{3})+(?![\d.,]|[A-Za-z]{0,2}\d)")


def digits(text: str, at: int) -> Number | None:
    """A number in Arabic digits at `at`, with exponent, without any multiplier word."""
    found = DIGITS.match(text, at)
    if found is None:
        return None
    whole, fraction = found["int"], found["frac"]
    end = found.end()
    if end - at > LONGEST:
        return None
    for mark in ",，'’":
        if mark in whole:
            whole = whole.replace(mark, "")
    if fraction is None and len(whole) <= 3 and len(whole) == end - at and text[end : end + 1] == " ":
        spaced = _SPACED.match(text, end)
        if spaced is not None and spaced.end() - end <= 16 and whole[0] != "0":
            whole += spaced[0].replace(" ", "")
            end = spaced.end()
    value = Decimal(whole + fraction) if fraction else Decimal(whole)
    number = Number(at, end, value, Decimal(1).scaleb(1 - len(fraction)) if fraction else ONE, "digits")
    follow = text[end : end + 2].lstrip(" ")
    if follow and follow[0] in "eE×xX*·⋅^":
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
        if abs(power) <= 64 or number.value == 10:
            number.value = plain(EXACT.power(number.value, power))
            number.step = None
            number.end = number.core = found.end()


# -- Chinese numerals -------------------------------------------------------------------------------------------

_KINDS: dict[str, tuple[str, int]] = {
    **{c: ("d", n) for c, n in HAN_DIGITS.items()},
    **{c: ("s", n) for c, n in HAN_SMALL_UNITS.items()},
    **{c: ("l", n) for c, n in HAN_LARGE_UNITS.items()},
    **{c: ("t", n) for c, n in HAN_TENS.items()},
    **dict.fromkeys(HAN_VAGUE, ("v", 1)),
    "点": ("p", 0),
    "點": ("p", 0),
    "半": ("h", 0),
}
HAN_START = "".join(c for c, (kind, _) in _KINDS.items() if kind != "p")
_ASCII_PIECE = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?")
_UNIT_KINDS = "slt"


class _Piece:
    __slots__ = ("end", "glyphs", "kind", "places", "value")

    def __init__(self, kind: str, value: Decimal | int, end: int, places: int = 0, glyphs: int = 1) -> None:
        self.kind = kind
        self.value = value
        self.end = end
        self.places = places
        self.glyphs = glyphs


def _pieces(text: str, at: int) -> list[_Piece] | None:
    """The longest run of numeral pieces from `at`; None when it is too long to be a figure."""
    pieces: list[_Piece] = []
    size = len(text)
    place = at
    while place < size:
        char = text[place]
        known = _KINDS.get(char)
        if known is None:
            if char == " " and pieces:
                gap = place + 1
                while gap < size and text[gap] == " " and gap - place < 4:
                    gap += 1
                following = _KINDS.get(text[gap]) if gap < size else None
                last = pieces[-1].kind
                if following is not None and (
                    following[0] in "sl" or (following[0] == "p" and last != "n") or (last in "slp" and following[0] in "dv")
                ):
                    place = gap
                    continue
                if last in "sl" and gap < size and text[gap].isdigit() and text[gap] < "\x80" and _continues(text, gap):
                    place = gap
                    continue
                break
            if "0" <= char <= "9" and (not pieces or pieces[-1].kind in "slpd"):
                if pieces and pieces[-1].kind == "d" and pieces[-1].value != 0:
                    break
                found = _ASCII_PIECE.match(text, place)
                assert found is not None
                raw = found[0].replace(",", "")
                if pieces and pieces[-1].kind == "p":
                    whole = raw.partition(".")[0]
                    pieces.append(_Piece("n", Decimal(whole), place + len(whole), 0, len(whole)))
                    place += len(whole)
                    continue
                places = len(raw.partition(".")[2])
                pieces.append(_Piece("n", Decimal(raw), found.end(), places, len(raw)))
                place = found.end()
                continue
            break
        kind, value = known
        if kind == "p":
            following_char = text[place + 1 : place + 2]
            rest = place + 1
            while rest < size and text[rest] == " " and rest - place < 4:
                rest += 1
            following_char = text[rest : rest + 1]
            nxt = _KINDS.get(following_char)
            if any(p.kind == "p" for p in pieces[-20:]) or not (
                (nxt is not None and nxt[0] == "d") or ("0" <= following_char <= "9")
            ):
                break
        if kind == "h" or (kind == "v" and pieces and pieces[-1].kind not in "sl"):
            break
        pieces.append(_Piece(kind, value, place + 1))
        place += 1
        if len(pieces) > LONGEST:
            return None
    return pieces


def _continues(text: str, at: int) -> bool:
    """Whether digits at `at` are followed by another Chinese unit: 3亿 5000万."""
    found = _ASCII_PIECE.match(text, at)
    after = found.end() if found else at
    return text[after : after + 1] in HAN_LARGE_UNITS or text[after : after + 1] in HAN_SMALL_UNITS


def run_end(text: str, at: int) -> int:
    """The end of an over-long run of numeral characters."""
    place = at
    while place < len(text) and (text[place] in _KINDS or text[place].isdigit() or text[place] in ",. "):
        place += 1
    return max(place, at + 1)


def han(text: str, at: int) -> Number | None:
    """A numeral with Chinese characters at `at`: 三百二十, 6710亿, 3千5百万, 两三亿, 数千, 十几, 零点五."""
    pieces = _pieces(text, at)
    if not pieces:
        return None
    while pieces and pieces[-1].kind == "p":
        pieces.pop()
    if not pieces or (pieces[0].kind == "p" and len(pieces) == 1):
        return None
    vague = [i for i, p in enumerate(pieces) if p.kind == "v"]
    if vague:
        return _vague(at, pieces, vague[0])
    pair = _pair(pieces)
    if pair is not None:
        low = _evaluate(pieces, drop=pair + 1)
        high = _evaluate(pieces, drop=pair)
        if low is None or high is None:
            return None
        number = Number(at, pieces[-1].end, None, None, "han")
        number.low, number.high = low[0], high[0]
        number.scale = low[2]
        number.core = pieces[pair + 1].end
        return number
    result = _evaluate(pieces)
    if result is None:
        return None
    value, step, scale = result
    form = "bare" if all(p.kind in "sl" for p in pieces) else "han"
    if pieces[0].kind == "n" and len(pieces) == 1:
        form = "digits"
    number = Number(at, pieces[-1].end, value, step, form)
    number.scale = scale
    number.core = _core(at, pieces)
    return number


def _core(at: int, pieces: list[_Piece]) -> int:
    cut = len(pieces)
    while cut > 1 and pieces[cut - 1].kind in "sl":
        cut -= 1
    return pieces[cut - 1].end if cut else at


def _pair(pieces: list[_Piece]) -> int | None:
    """The place of two neighbouring digits that mean a range: 两三亿, 三四十, 十七八."""
    runs = [i for i, p in enumerate(pieces) if p.kind == "d"]
    for i in runs:
        if i + 1 < len(pieces) and pieces[i + 1].kind == "d":
            alone = (i == 0 or pieces[i - 1].kind != "d") and (i + 2 >= len(pieces) or pieces[i + 2].kind != "d")
            after_point = any(p.kind == "p" for p in pieces[:i])
            first, second = int(pieces[i].value), int(pieces[i + 1].value)
            if alone and not after_point and first > 0 and (second - first == 1 or (first, second) == (3, 5)):
                return i
    return None


def _evaluate(pieces: list[_Piece], drop: int = -1) -> tuple[Decimal, Decimal, Decimal] | None:
    """Value, step and scale of the pieces, without the one at `drop`."""
    total = section = Decimal(0)
    pending: Decimal | None = None
    pending_glyphs = 0
    ascii_pending = False
    places = 0
    last_unit = 1  # the unit last seen, for 三百五 = 350
    zero = False
    last_large = 0
    trailing = 1  # multipliers since the last digit
    previous = ""
    factor_step = Decimal(1)
    in_fraction = False
    multiply = EXACT.multiply
    for index, piece in enumerate(pieces):
        if index == drop:
            continue
        kind, value = piece.kind, piece.value
        if kind == "d":
            trailing = 1
            if in_fraction:
                places += 1
                pending = (pending or Decimal(0)) + Decimal(int(value)).scaleb(-places)
            elif value == 0 and pending is None:
                pending, pending_glyphs, zero = Decimal(0), 1, True
            else:
                if pending is not None and not zero and pending_glyphs and previous not in "dn":
                    return None
                pending = (pending or Decimal(0)) * 10 + int(value)
                pending_glyphs += 1
            ascii_pending = False
        elif kind == "n":
            trailing = 1
            if in_fraction:
                places = piece.glyphs
                pending = (pending or Decimal(0)) + Decimal(value).scaleb(-places)
            else:
                pending = Decimal(value)
                places = piece.places
                pending_glyphs = piece.glyphs
            ascii_pending = True
        elif kind == "p":
            in_fraction = True
            places = 0
            pending = pending if pending is not None else Decimal(0)
            section = section  # 三千点五: the pending digits are decimals of the section
        elif kind == "s":
            unit = int(value)
            if in_fraction and previous in "dn":
                # 零点五百: a decimal times the unit
                section = multiply(section + (pending or Decimal(0)), Decimal(unit))
                in_fraction = False
            else:
                if previous == "s" and unit > last_unit and pending is None:
                    section = multiply(section, Decimal(unit))
                elif previous == "l" and pending is None and section == 0 and last_large and False:
                    section = Decimal(unit)
                else:
                    section += multiply(pending if pending is not None and pending_glyphs and not _is_zero(pending) else ONE, Decimal(unit))
            if ascii_pending or trailing > 1:
                trailing *= unit
            pending, pending_glyphs, zero = None, 0, False
            last_unit = unit
        elif kind == "t":
            section += Decimal(int(value))
            pending, pending_glyphs, last_unit, zero, trailing = None, 0, 1, False, 1
        else:
            unit = int(value)
            amount = section + (pending or Decimal(0))
            if amount == 0 and previous in ("", "s"):
                amount = ONE if previous == "" else amount
            if previous == "l":
                total = multiply(total, Decimal(unit)) if total else Decimal(unit)
                last_large = max(last_large, unit) if unit > last_large else unit
            elif last_large and unit > last_large:
                total = multiply(total + amount, Decimal(unit))
                last_large = unit
            else:
                total += multiply(amount, Decimal(unit))
                last_large = unit
            section = Decimal(0)
            pending, pending_glyphs, zero = None, 0, False
            last_unit = unit
            in_fraction = False
            trailing *= unit
        previous = kind
    if pending is not None:
        if in_fraction:
            section += pending
        elif not zero and last_unit >= 100 and pending_glyphs == 1 and places == 0 and len(pieces) > 1:
            section += multiply(pending, Decimal(last_unit // 10))
            factor_step = Decimal(last_unit // 10)
        elif last_unit > 1 and ascii_pending and pending_glyphs > 4:
            return None
        else:
            section += pending
    value_ = total + section
    scale = Decimal(trailing)
    step = multiply(multiply(Decimal(1).scaleb(-places), scale), factor_step)
    return plain(value_), plain(step), scale


def _is_zero(value: Decimal) -> bool:
    return value == 0


def _vague(at: int, pieces: list[_Piece], index: int) -> Number | None:
    """数千, 几十万: from one to ten of the unit. 十几: 11 to 19."""
    before, after = pieces[:index], pieces[index + 1 :]
    if any(p.kind in "dnp" for p in after) and not before:
        return None
    if not before and not after:
        return None
    end = pieces[-1].end
    if before and not after:  # 十几, 二十几
        result = _evaluate(before)
        if result is None or before[-1].kind != "s":
            return None
        number = Number(at, end, None, None, "han")
        unit = Decimal(int(before[-1].value)) / 10
        number.low, number.high = result[0] + unit, result[0] + unit * 9
        return number
    if before:  # 十几万
        base = _evaluate(before)
        if base is None or any(p.kind not in "sl" for p in after) or before[-1].kind != "s":
            return None
        unit = EXACT.multiply(_evaluate(after)[0], Decimal(int(before[-1].value)) / 10)  # type: ignore[index]
        start = EXACT.multiply(base[0], _evaluate(after)[0])  # type: ignore[index]
        number = Number(at, end, None, None, "han")
        number.low, number.high = start + unit, start + unit * 9
        return number
    result = _evaluate(after)
    if result is None:
        return None
    number = Number(at, end, None, None, "han")
    number.low, number.high = result[0], EXACT.multiply(result[0], _TEN)
    number.core = at + 1
    number.scale = result[0]
    return number
