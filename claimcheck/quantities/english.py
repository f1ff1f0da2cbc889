"""English number words: cardinals, decimals ("one point three"), ordinals, fractions ("two thirds"), dozens."""

from __future__ import annotations

from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.quantities.numerals import EXACT, ONE, ZERO, Number, fraction, plain
from claimcheck.words import EN_ORDINAL_SCALES, EN_ORDINALS, EN_SCALES, EN_TENS, EN_UNITS

_WORD = re.compile(r"[a-z]+")
_GAP = re.compile(r" ?[-\u2010\u2011\u2013\u2014] ?(?=[a-z])|[ \u00a0\n]{1,8}(?=[a-z])")
_LONGEST = 40
CARDINALS = {**EN_UNITS, **EN_TENS}
SCALES = {**EN_SCALES, **{w + "s": n for w, n in EN_SCALES.items()}}
ORDINALS = {**EN_ORDINALS, **EN_ORDINAL_SCALES}
_COMPOUND = {tens + unit: (tens, unit) for tens in EN_TENS for unit, n in EN_UNITS.items() if 0 < n < 10}
_COMPOUND.update({tens + unit: (tens, unit) for tens in EN_TENS for unit, n in EN_ORDINALS.items() if 0 < n < 10})
DENOMINATORS = {w: n for w, n in ORDINALS.items() if n > 2} | {"half": 2, "quarter": 4}
_PLURAL_DENOMINATORS = {w + "s": n for w, n in DENOMINATORS.items() if n > 2} | {"halves": 2}
_ONES = {w: n for w, n in EN_ORDINALS.items() if 0 < n < 10} | {
    w + "s": n for w, n in EN_ORDINALS.items() if 0 < n < 10
}
# Short scale words ("mil", "cr") count only after a number; they begin none.
_STARTING_SCALES = ("hundred", "thousand", "million", "billion", "trillion", "quadrillion", "dozen", "lakh", "crore")
START = sorted(
    {
        *CARDINALS,
        *_STARTING_SCALES,
        *ORDINALS,
        *_COMPOUND,
        "half",
        "quarter",
        "point",
        "couple",
        *(w + "fold" for w in (*CARDINALS, "hundred", "thousand")),
    }
)
_FOLDS = frozenset(w + "fold" for w in (*CARDINALS, "hundred", "thousand"))
_ZEROES = {"o": 0, "oh": 0, "zero": 0, "nought": 0, "naught": 0}
_JOINTS = frozenset(("and", "a", "an", "point", "o", "oh", "couple", "of"))
_KNOWN = frozenset({*CARDINALS, *SCALES, *ORDINALS, *DENOMINATORS, *_PLURAL_DENOMINATORS, *_ONES, *_JOINTS})
Token = tuple[str, int, int]


def words(low: str, at: int) -> Number | None:
    """A number in English words at `at` of the lower-case text. Ordinals have `ordinal` set."""
    tokens = _tokens(low, at)
    return _Parse(low, at, tokens).run() if tokens else None


def _tokens(low: str, at: int) -> list[Token]:
    """Words from `at` on that may belong to a numeral, joined words split (twentyone)."""
    tokens: list[Token] = []
    place = at
    while len(tokens) < _LONGEST:
        found = _WORD.match(low, place)
        if found is None:
            break
        word, end = found[0], found.end()
        if word in _COMPOUND:
            tens, unit = _COMPOUND[word]
            tokens.append((tens, place, place + len(tens)))
            tokens.append((unit, place + len(tens), end))
        elif word in _FOLDS:
            tokens.append((word[:-4], place, end - 4))
            break
        elif word in _KNOWN:
            tokens.append((word, place, end))
        else:
            break
        gap = _GAP.match(low, end)
        if gap is None:
            break
        place = gap.end()
    return tokens


class _Parse:
    """One pass over the tokens. `total` holds what is above the last scale, `current` what is below it."""

    def __init__(self, low: str, at: int, tokens: list[Token]) -> None:
        self.low = low
        self.at = at
        self.tokens = tokens
        self.index = 0
        self.total = ZERO
        self.current: Decimal | None = None
        self.last_scale: int | None = None
        self.last = ""  # unit, teen, tens, hundred, scale
        self.end = at
        self.places = 0
        self.trailing = 1
        self.ordinal = False
        self.fraction: Number | None = None
        self.decimal = False  # after decimals or "and a half" only a scale may follow

    def peek(self, ahead: int = 0) -> str:
        place = self.index + ahead
        return self.tokens[place][0] if place < len(self.tokens) else ""

    def take(self, count: int = 1) -> None:
        self.index += count
        self.end = self.tokens[self.index - 1][2]

    def run(self) -> Number | None:
        first = self.peek()
        if first in ("half", "quarter"):
            return self._leading_fraction(2 if first == "half" else 4)
        if first == "couple":
            return self._couple()
        while self.index < len(self.tokens):
            if not self._step(self.peek()):
                break
        if self.current is None and self.last_scale is None:
            return None
        if self.fraction is not None:
            return self.fraction
        if not self.ordinal:
            part = self._fraction()
            if part is not None:
                return part
        return self._number()

    def _number(self) -> Number:
        value = self.total + (self.current or ZERO)
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
        if word in ORDINALS:
            return self._ordinal(word)
        if word == "and":
            return self._and()
        return word == "point" and self._point()

    def _unit(self, n: int) -> bool:
        if self.current is None or self.last in ("hundred", "scale"):
            self.current = (self.current or ZERO) + n
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
        if self.last == "unit" and self.total == 0 and self.current is not None and self.peek(1) in _ONES:
            bottom = n + _ONES[self.peek(1)]  # "one twenty-fifth", "three twenty-firsts"
            self.fraction = fraction(self.at, self.tokens[self.index + 1][2], self.current, Decimal(bottom))
            return False
        if self.current is None or self.last in ("hundred", "scale"):
            self.current = (self.current or ZERO) + n
        elif (
            self.total == 0
            and 0 < self.current < 100
            and (
                (self.last == "unit" and self.current < 10)
                or self.last == "teen"
                or (self.last == "tens" and self.current % 10 == 0)
            )
        ):
            self.current = self.current * 100 + n  # one twenty two, nineteen eighty four, twenty twenty
        else:
            return False
        self.last = "tens"
        self.trailing = 1
        self.take()
        return True

    def _scale(self, factor: int) -> bool:
        multiply = EXACT.multiply
        if factor == 100:
            if self.last == "hundred":
                return False
            self.current = multiply(self.current if self.current is not None else ONE, Decimal(100))
            self.last, self.trailing = "hundred", 1
        elif factor == 12:
            amount = self.current if self.current is not None else ONE
            hundreds = amount - amount % 100 if amount >= 100 and amount % 100 else ZERO  # a hundred and two dozen
            self.current = hundreds + multiply(amount - hundreds, Decimal(12))
            self.last, self.trailing = "unit", 1
        else:
            if self.last_scale is not None and factor > self.last_scale:
                self.total = multiply(self.total + (self.current or ZERO), Decimal(factor))
            elif self.last == "scale" and self.current is None:
                self.total = multiply(self.total, Decimal(factor))
            else:
                self.total += multiply(self.current if self.current is not None else ONE, Decimal(factor))
            self.trailing = self.trailing * factor if self.last == "scale" and not self.decimal else factor
            self.current = None
            self.last, self.last_scale = "scale", factor
        self.decimal = False
        self.take()
        return True

    def _ordinal(self, word: str) -> bool:
        n = ORDINALS[word]
        if self.current is None and self.last_scale is None:
            self.current = Decimal(n)
        elif word in EN_ORDINAL_SCALES:
            if self.total == 0 and self.current == 1 and self.low[self.tokens[self.index][2] :][:3] == " of":
                return False  # "one hundredth of" is a fraction
            self.current = EXACT.multiply(self.current if self.current is not None else ONE, Decimal(n))
        elif (self.last == "tens" and n < 10) or self.last in ("hundred", "scale"):
            self.current = (self.current or ZERO) + n
        else:
            return False
        self.ordinal = True
        self.take()
        self.index = len(self.tokens)
        return True

    def _and(self) -> bool:
        following, after = self.peek(1), self.peek(2)
        if following in ("a", "an", "one") and after in DENOMINATORS and DENOMINATORS[after] <= 100:
            return self._mixed(ONE, DENOMINATORS[after], 3)
        if (
            following in EN_UNITS
            and after in _PLURAL_DENOMINATORS
            and EN_UNITS[following] < _PLURAL_DENOMINATORS[after]
        ):
            return self._mixed(Decimal(EN_UNITS[following]), _PLURAL_DENOMINATORS[after], 3)
        if following in CARDINALS and self.last in ("unit", "teen", "tens") and self.total == 0:
            part = _Parse(self.low, self.tokens[self.index + 1][1], self.tokens[self.index + 1 :]).run()
            if part is not None and part.form == "fraction" and part.value is not None and part.value < 1:
                value = EXACT.add(self.current or ZERO, part.value)  # "two and fifty-four hundredths"
                self.fraction = Number(self.at, part.end, value, Decimal("0.01"), "words")
            return False
        if self.last not in ("hundred", "scale"):
            return False
        if following in CARDINALS and not (self.last == "scale" and self._other_amount()):
            self.index += 1
            return True
        if following in ORDINALS:
            self.index += 1
            return True
        return False

    def _other_amount(self) -> bool:
        """In "five million and six billion" the second number is another amount."""
        ahead = 1
        while self.peek(ahead) in CARDINALS or self.peek(ahead) == "hundred":
            ahead += 1
        scale = SCALES.get(self.peek(ahead))
        return scale is not None and self.last_scale is not None and scale >= self.last_scale

    def _mixed(self, top: Decimal, bottom: int, count: int) -> bool:
        part = EXACT.divide(top, Decimal(bottom))
        own_scale = self.peek(count) in SCALES
        if self.last == "scale" and self.current is None and not own_scale and self.last_scale is not None:
            self.total += EXACT.multiply(part, Decimal(self.last_scale))  # "a million and a half"
        else:
            self.current = (self.current or ZERO) + part  # "two and a half", "one billion and a quarter million"
            self.places = 1
        self.decimal = True
        self.take(count)
        return self.index < len(self.tokens)

    def _point(self) -> bool:
        decimals = ""
        ahead = 1
        while True:
            word = self.peek(ahead)
            n = _ZEROES.get(word, CARDINALS.get(word))
            if n is None:
                break
            if word in EN_TENS and 0 < EN_UNITS.get(self.peek(ahead + 1), 0) < 10:
                n += EN_UNITS[self.peek(ahead + 1)]
                ahead += 1
            decimals += str(n)
            ahead += 1
        if not decimals:
            return False
        self.current = (self.current or ZERO) + Decimal("0." + decimals)
        self.places = len(decimals)
        self.last, self.trailing, self.decimal = "unit", 1, True
        self.take(ahead)
        return self.index < len(self.tokens)

    def _fraction(self) -> Number | None:
        """Thirds and the like after a cardinal: two thirds, one-fifth, three hundredths, two thirds of a million."""
        word = self.peek()
        top = self.total + (self.current or ZERO)
        bottom = _PLURAL_DENOMINATORS.get(word)
        if bottom is None and top == 1:
            bottom = DENOMINATORS.get(word)
        if bottom is None or self.places:
            return None
        if self.low[self.end : self.tokens[self.index][1]].strip(" -\u2010\u2011"):
            return None
        self.take()
        return self._scaled(fraction(self.at, self.end, top, Decimal(bottom)))

    def _scaled(self, number: Number | None) -> Number | None:
        """A multiplier after a fraction: half a million, three quarters of a billion, quarter million."""
        if number is None:
            return None
        ahead = 0
        if self.peek() == "of":
            ahead = 1
        if self.peek(ahead) in ("a", "an", "one"):
            ahead += 1
        scale = SCALES.get(self.peek(ahead))
        if scale is not None:
            self.take(ahead + 1)
            number.times(Decimal(scale))
            number.low = number.high = None
            number.step = EXACT.multiply(Decimal("0.1"), Decimal(scale))
            number.end = number.core = self.end
            number.form = "words"
        return number

    def _leading_fraction(self, bottom: int) -> Number | None:
        self.take()
        return self._scaled(fraction(self.at, self.end, ONE, Decimal(bottom)))

    def _couple(self) -> Number | None:
        self.take()
        number = Number(self.at, self.end, Decimal(2), ONE, "words")
        ahead = 1 if self.peek() == "of" else 0
        scale = SCALES.get(self.peek(ahead))
        if scale is not None:
            self.take(ahead + 1)
            number.times(Decimal(scale))
        elif ahead:
            self.take()
        number.end = number.core = self.end
        return number
