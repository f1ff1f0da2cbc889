"""English number words: cardinals, decimals ("one point three"), ordinals, fractions ("two thirds"), dozens."""

from __future__ import annotations

import re
from decimal import Decimal

from claimcheck.quantities.numerals import EXACT, ONE, Number, plain
from claimcheck.words import (
    EN_FRACTIONS,
    EN_ORDINAL_SCALES,
    EN_ORDINALS,
    EN_SCALES,
    EN_TENS,
    EN_UNITS,
)

_WORD = re.compile(r"[a-z]+")
_GAP = re.compile(r" ?[-\u2010\u2011\u2013\u2014] ?(?=[a-z])|[ \u00a0\n]{1,3}(?=[a-z])")
_LONGEST = 40
CARDINALS = {**EN_UNITS, **EN_TENS}
SCALES = {**EN_SCALES, **{w + "s": n for w, n in EN_SCALES.items()}}
_ORDINALS = {**EN_ORDINALS, **EN_ORDINAL_SCALES}
_COMPOUND = {tens + unit: (tens, unit) for tens in EN_TENS for unit, n in EN_UNITS.items() if 0 < n < 10}
_COMPOUND.update({tens + unit: (tens, unit) for tens in EN_TENS for unit, n in EN_ORDINALS.items() if 0 < n < 10})
_DENOMINATORS = {w: n for w, n in _ORDINALS.items() if n > 2} | {"half": 2, "quarter": 4}
_DENOMINATORS_PLURAL = {w + "s": n for w, n in _DENOMINATORS.items()} | {"halves": 2}
_DENOMINATORS_PLURAL.pop("halfs", None)
START = sorted({*CARDINALS, *SCALES, *_ORDINALS, *_COMPOUND, *EN_FRACTIONS, "point", "couple"})
_ZEROES = {"o": 0, "oh": 0, "zero": 0, "nought": 0, "naught": 0}


def words(low: str, at: int) -> Number | None:
    """A number in English words at `at` of the lower-case text. Ordinals have `ordinal` set."""
    tokens = _tokens(low, at)
    if not tokens:
        return None
    return _Parse(low, at, tokens).run()


def _tokens(low: str, at: int) -> list[tuple[str, int, int]]:
    """Words from `at` on that may belong to a numeral, joined words split (twentyone)."""
    tokens: list[tuple[str, int, int]] = []
    place = at
    while len(tokens) < _LONGEST:
        found = _WORD.match(low, place)
        if found is None:
            break
        word = found[0]
        if word in _COMPOUND:
            tens, unit = _COMPOUND[word]
            tokens.append((tens, place, place + len(tens)))
            tokens.append((unit, place + len(tens), found.end()))
        elif (
            word in CARDINALS
            or word in SCALES
            or word in _ORDINALS
            or word in _DENOMINATORS
            or word in _DENOMINATORS_PLURAL
            or word in ("and", "a", "an", "point", "o", "oh", "couple", "of")
        ):
            tokens.append((word, place, found.end()))
        else:
            break
        gap = _GAP.match(low, found.end())
        if gap is None:
            break
        place = gap.end()
    return tokens


class _Parse:
    """One pass over the tokens. `total` holds what is above the last scale, `current` what is below it."""

    def __init__(self, low: str, at: int, tokens: list[tuple[str, int, int]]) -> None:
        self.low = low
        self.at = at
        self.tokens = tokens
        self.index = 0
        self.total = Decimal(0)
        self.current: Decimal | None = None
        self.last_scale: int | None = None
        self.last = ""  # unit, teen, tens, hundred, scale
        self.end = at
        self.places = 0
        self.trailing = 1
        self.ordinal = False
        self.decimal = False

    def peek(self, ahead: int = 0) -> str:
        place = self.index + ahead
        return self.tokens[place][0] if place < len(self.tokens) else ""

    def take(self, count: int = 1) -> None:
        self.index += count
        self.end = self.tokens[self.index - 1][2]

    def run(self) -> Number | None:
        first = self.peek()
        if first in ("half", "quarter") or first in _DENOMINATORS_PLURAL:
            return self._leading_fraction(first)
        if first == "couple":
            return self._couple()
        while self.index < len(self.tokens):
            if not self._step(self.peek()):
                break
        if self.current is None and self.last_scale is None:
            return None
        if not self.ordinal:
            fraction = self._fraction()
            if fraction is not None:
                return fraction
        return self._number()

    def _number(self) -> Number:
        value = self.total + (self.current or Decimal(0))
        step = EXACT.multiply(Decimal(1).scaleb(-self.places), Decimal(self.trailing))
        number = Number(self.at, self.end, plain(value), plain(step), "words")
        number.ordinal = self.ordinal
        number.scale = Decimal(self.trailing)
        return number

    def _step(self, word: str) -> bool:
        if self.decimal:
            return word in SCALES and self._scale(SCALES[word])
        if word in EN_UNITS:
            return self._unit(EN_UNITS[word])
        if word in EN_TENS:
            return self._tens(EN_TENS[word])
        if word in SCALES:
            return self._scale(SCALES[word])
        if word in _ORDINALS:
            return self._ordinal(word)
        if word == "and":
            return self._and()
        if word == "point":
            return self._point()
        if word in ("a", "an") and self.index and self.last in ("hundred", "scale") and self.peek(1) in SCALES and False:
            return False
        return False

    def _unit(self, n: int) -> bool:
        if self.current is None or self.last in ("hundred", "scale"):
            self.current = (self.current or Decimal(0)) + n
        elif self.last == "tens" and 0 < n < 10:
            self.current += n
        elif self.last in ("teen", "tens") and n >= 10 and self.total == 0 and self.current < 100:
            self.current = self.current * 100 + n  # nineteen eighteen, twenty fifteen
        else:
            return False
        self.last = "unit" if n < 10 else "teen"
        self.trailing = 1
        self.take()
        return True

    def _tens(self, n: int) -> bool:
        if self.current is None or self.last in ("hundred", "scale"):
            self.current = (self.current or Decimal(0)) + n
        elif self.last in ("unit", "teen") and 0 < self.current < 100 and self.total == 0:
            if self.last == "unit" and self.current > 9:
                return False
            self.current = self.current * 100 + n  # one twenty two, nineteen eighty four
        elif self.last == "tens" and self.current < 100 and self.total == 0 and self.current % 10 == 0:
            self.current = self.current * 100 + n  # twenty twenty
        else:
            return False
        self.last = "tens"
        self.trailing = 1
        self.take()
        return True

    def _scale(self, factor: int) -> bool:
        multiply = EXACT.multiply
        if factor == 100:
            if self.current is not None and self.last in ("hundred",):
                return False
            self.current = multiply(self.current if self.current is not None else ONE, Decimal(100))
            self.last = "hundred"
            self.trailing = 1
        else:
            amount = self.current
            if amount is None:
                amount = ONE if self.last != "scale" else Decimal(0)
            if self.last_scale is not None and factor > self.last_scale:
                self.total = multiply(self.total + (amount if self.current is not None else Decimal(0)), Decimal(factor))
            elif self.last == "scale":
                self.total = multiply(self.total, Decimal(factor))
            else:
                self.total += multiply(amount, Decimal(factor))
            self.trailing = self.trailing * factor if self.last == "scale" else factor
            self.current = None
            self.last = "scale"
            self.last_scale = factor
            self.decimal = False
        self.take()
        return True

    def _ordinal(self, word: str) -> bool:
        n = _ORDINALS[word]
        if self.current is None and self.last_scale is None:
            self.current = Decimal(n)
        elif word in EN_ORDINAL_SCALES:
            if self._may_be_fraction(word):
                return False
            base = self.current if self.current is not None else ONE
            self.current = EXACT.multiply(base, Decimal(n))
        elif (self.last == "tens" and n < 10) or self.last in ("hundred", "scale"):
            self.current = (self.current or Decimal(0)) + n
        else:
            return False
        self.ordinal = True
        self.take()
        self.index = len(self.tokens)
        return True

    def _may_be_fraction(self, word: str) -> bool:
        return self.total == 0 and self.current == 1 and word in _DENOMINATORS

    def _and(self) -> bool:
        following, after = self.peek(1), self.peek(2)
        if following in ("a", "an", "one") and after in ("half", "third", "quarter", "fifth", "fourth", "eighth"):
            self._mixed(ONE, _DENOMINATORS[after], 3)
            return self.index < len(self.tokens)
        if following in EN_UNITS and (after in _DENOMINATORS_PLURAL) and EN_UNITS[following] < _DENOMINATORS_PLURAL[after]:
            self._mixed(Decimal(EN_UNITS[following]), _DENOMINATORS_PLURAL[after], 3)
            return self.index < len(self.tokens)
        if self.last in ("hundred", "scale") and (following in CARDINALS or (following in _ORDINALS and after == "")):
            if self.last == "scale" and following in CARDINALS and self._other_amount(following):
                return False
            self.index += 1
            return True
        return False

    def _other_amount(self, following: str) -> bool:
        """"five million and two dollars" is one amount; a scale as large again begins another."""
        ahead = 2
        while self.peek(ahead) in CARDINALS or self.peek(ahead) == "hundred":
            ahead += 1
        word = self.peek(ahead)
        return word in SCALES and self.last_scale is not None and SCALES[word] >= self.last_scale

    def _mixed(self, top: Decimal, bottom: int, count: int) -> None:
        part = EXACT.divide(top, Decimal(bottom))
        if self.last == "scale" and self.last_scale is not None and self.current is None:
            part = EXACT.multiply(part, Decimal(self.last_scale))  # "a million and a half"
            self.total += part
        else:
            self.current = (self.current or Decimal(0)) + part
        self.places = 1 if self.last != "scale" else 0
        self.decimal = True
        self.take(count)

    def _point(self) -> bool:
        digits = ""
        ahead = 1
        while True:
            word = self.peek(ahead)
            if word in _ZEROES:
                digits += "0"
            elif word in EN_UNITS:
                digits += str(EN_UNITS[word])
            elif word in EN_TENS:
                following = self.peek(ahead + 1)
                n = EN_TENS[word]
                if following in EN_UNITS and 0 < EN_UNITS[following] < 10:
                    n += EN_UNITS[following]
                    ahead += 1
                digits += str(n)
            else:
                break
            ahead += 1
        if not digits or self.places:
            return False
        self.current = (self.current or Decimal(0)) + Decimal("0." + digits)
        self.places = len(digits)
        self.last = "unit"
        self.trailing = 1
        self.decimal = True
        self.take(ahead)
        return self.index < len(self.tokens)

    def _fraction(self) -> Number | None:
        """Thirds and the like after a cardinal: two thirds, one-fifth, three hundredths."""
        word = self.peek()
        top = self.total + (self.current or Decimal(0))
        bottom = _DENOMINATORS_PLURAL.get(word)
        if bottom is None and top == 1:
            bottom = _DENOMINATORS.get(word)
        if bottom is None or self.places or self.low[self.end : self.tokens[self.index][1]].strip(" -\u2010\u2011") != "":
            return None
        self.take()
        return fraction(self.at, self.end, top, Decimal(bottom))

    def _leading_fraction(self, first: str) -> Number | None:
        """"half", "a quarter", "half a million", "quarter million"."""
        if first in _DENOMINATORS_PLURAL:
            return None
        self.take()
        number = fraction(self.at, self.end, ONE, Decimal(2 if first == "half" else 4))
        ahead = 0
        if self.peek() in ("a", "an"):
            ahead = 1
        scale = SCALES.get(self.peek(ahead))
        if scale is not None:
            self.take(ahead + 1)
            number.times(Decimal(scale))
            number.low = number.high = None
            number.step = EXACT.multiply(Decimal("0.1"), Decimal(scale))
            number.end = number.core = self.end
            number.form = "words"
        return number

    def _couple(self) -> Number | None:
        self.take()
        ahead = 1 if self.peek() == "of" else 0
        number = Number(self.at, self.end, Decimal(2), ONE, "words")
        scale = SCALES.get(self.peek(ahead))
        if scale is not None:
            self.take(ahead + 1)
            number.times(Decimal(scale))
            number.end = number.core = self.end
        number.sure = False
        return number


def fraction(start: int, end: int, top: Decimal, bottom: Decimal) -> Number:
    """top/bottom, with the interval that the denominator's printed precision gives."""
    value = EXACT.divide(top, bottom).quantize(Decimal(1).scaleb(-30), context=EXACT) if bottom else None
    value = value.normalize(EXACT) if value is not None else None
    number = Number(start, end, None if value is None else plain(value), None, "fraction")
    if value is not None and bottom > 0:
        half = Decimal("0.5") if bottom >= 10 else Decimal("0.05")
        ends = sorted((EXACT.divide(top, bottom + half), EXACT.divide(top, bottom - half)))
        number.low, number.high = (_short(e) for e in ends)
    return number


def _short(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-30), context=EXACT).normalize(EXACT)
