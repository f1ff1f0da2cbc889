"""The compiled tables: from names of units and words of approximation to patterns and look-up dicts."""

from __future__ import annotations

from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.quantities.lookup import Longest, trie_pattern
from claimcheck.quantities.unit_names import COUNT_NOUNS, COUNTERS, HAN, PREFIX_CURRENCIES, SYMBOLS, WORDS
from claimcheck.records import NamedTuple
from claimcheck.units import CURRENCIES
from claimcheck.words import AFTER, BEFORE, EN_SCALES, MONEY_SUFFIX_SCALES, NOT_BEFORE, SUFFIX_SCALES

ONE = Decimal(1)


class Unit(NamedTuple):
    """A canonical unit, the factor from the written unit to it, and what kind of name was used."""

    name: str
    factor: Decimal
    kind: str  # word, symbol, han, counter


_NO_PLURAL = frozenset(
    ("feet", "inches", "hertz", "won", "yuan", "bp", "tps", "celsius", "fahrenheit", "fold", "-fold")
)


def _plural(word: str) -> list[str]:
    if word.upper() in CURRENCIES:
        return [word]  # "gbps" are no pounds
    if not word[-1].isalpha() or word[-1] == "s" or word in _NO_PLURAL or not word.isascii():
        return [word]
    return [word, word + "es"] if word.endswith(("ch", "sh")) else [word, word + "s"]


def _word_table() -> dict[str, Unit]:
    table: dict[str, Unit] = {}
    for name, factor, spelled in WORDS:
        unit = Unit(name, Decimal(factor), "word")
        for word in spelled:
            for form in _plural(word):
                table.setdefault(form, unit)
                if " " in form:
                    table.setdefault(form.replace(" ", "-"), unit)
    for name, factor, spelled in HAN:
        unit = Unit(name, Decimal(factor), "han")
        table |= {word.lower(): unit for word in spelled}
    counted = dict.fromkeys(COUNTERS, Unit("count", ONE, "counter")) | table
    return dict.fromkeys(COUNT_NOUNS, Unit("count", ONE, "noun")) | counted


def _symbol_table() -> dict[str, Unit]:
    table: dict[str, Unit] = {}
    scales = [("", 0), ("M", 6), ("m", 6), ("k", 3), ("K", 3), ("B", 9), ("bn", 9)]
    powers = [(letters, Decimal(f"1e{zeros}")) for letters, zeros in scales]
    for code in CURRENCIES:
        table |= {letters + code: Unit(code, power, "symbol") for letters, power in powers}
    for name, factor, spelled in SYMBOLS:
        table |= dict.fromkeys(spelled, Unit(name, Decimal(factor), "symbol"))
    return table


WORD_UNITS = _word_table()
SYMBOL_UNITS = _symbol_table()
WORD_UNIT = Longest(WORD_UNITS)
SYMBOL_UNIT = Longest(SYMBOL_UNITS)
UNIT_FIRST = WORD_UNIT.firsts | SYMBOL_UNIT.firsts | frozenset(map(str.upper, WORD_UNIT.firsts))

_SCALE_WORDS = {w: n for w, n in EN_SCALES.items() if n != 12}
_SCALE_WORDS.update({w + "s": n for w, n in _SCALE_WORDS.items()})
SCALE_WORDS = {w: Decimal(n) for w, n in {**_SCALE_WORDS, "dozen": 12, "dozens": 12, "dz": 12, "dzs": 12}.items()}
SCALE_WORD = re.compile(r"(?: {1,2}|-| ?- ?)?(" + trie_pattern(SCALE_WORDS) + ")")
SCALE_FIRST = frozenset(w[0] for w in SCALE_WORDS)
SUFFIXES = {w: Decimal(n) for w, n in {**MONEY_SUFFIX_SCALES, **SUFFIX_SCALES}.items()}
MONEY_ONLY = frozenset(MONEY_SUFFIX_SCALES)
SUFFIX_FIRST = frozenset(w[0] for w in SUFFIXES)
SUFFIX = re.compile("(?:" + "|".join(sorted(SUFFIXES, key=len, reverse=True)) + r")(?![A-Za-z0-9²³])")

_PREFIXES: dict[str, tuple[str, Decimal]] = {w: (c, ONE) for w, c in PREFIX_CURRENCIES.items()}
for _code in CURRENCIES:
    _PREFIXES.setdefault(_code, (_code, ONE))
    _PREFIXES.setdefault(_code.lower() + "$", (_code, ONE))
    _PREFIXES.setdefault(_code + "$", (_code, ONE))
    _PREFIXES.setdefault("M" + _code, (_code, Decimal(10**6)))
CURRENCY_PREFIXES = _PREFIXES
CURRENCY_BEFORE = Longest(CURRENCY_PREFIXES)
CURRENCY_AHEAD = Longest(w for w in _PREFIXES if not w.islower())
CURRENCY_LAST = frozenset(w[-1] for w in CURRENCY_PREFIXES)

_BEFORE: dict[str, str | None] = {**BEFORE, **dict.fromkeys(NOT_BEFORE)}
APPROXIMATIONS = _BEFORE
APPROXIMATION_BEFORE = Longest(APPROXIMATIONS)
APPROXIMATION_LAST = frozenset(w[-1] for w in BEFORE)
APPROXIMATION_AFTER = Longest(AFTER)
AFTER_FIRST = frozenset(w[0] for w in AFTER) | {" "}
