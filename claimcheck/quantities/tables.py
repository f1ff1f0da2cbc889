"""The compiled tables: from names of units and words of approximation to patterns and look-up dicts."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from claimcheck.quantities.lookup import trie_pattern
from claimcheck.quantities.unit_names import COUNT_NOUNS, COUNTERS, HAN, PREFIX_CURRENCIES, SYMBOLS, WORDS
from claimcheck.words import AFTER, BEFORE, EN_SCALES, MONEY_SUFFIX_SCALES, NOT_BEFORE, SUFFIX_SCALES

ONE = Decimal(1)


class Unit(NamedTuple):
    """A canonical unit, the factor from the written unit to it, and what kind of name was used."""

    name: str
    factor: Decimal
    kind: str  # word, symbol, han, counter


def _plural(word: str) -> list[str]:
    head = word.rstrip()
    if not head[-1].isalpha() or head[-1] == "s" or head in ("feet", "inches", "hertz", "gig", "won", "yuan", "bp", "tps"):
        return [word]
    if head.endswith(("ch", "sh")):
        return [word, word + "es"]
    return [word, word + "s"]


def _unit_table() -> dict[str, Unit]:
    table: dict[str, Unit] = {}
    for name, factor, spelled in WORDS:
        for word in spelled.split("|"):
            for form in _plural(word):
                unit = Unit(name, Decimal(factor), "word")
                for cased in (form, form.capitalize(), form.upper(), form.title()):
                    table.setdefault(cased, unit)
                    if " " in cased:
                        table.setdefault(cased.replace(" ", "-"), unit)
    for name, factor, spelled in SYMBOLS:
        for word in spelled.split("|"):
            table[word] = Unit(name, Decimal(factor), "symbol")
    for name, factor, spelled in HAN:
        for word in spelled.split("|"):
            table[word] = Unit(name, Decimal(factor), "han")
    for word in COUNTERS:
        table.setdefault(word, Unit("count", ONE, "counter"))
    for word in COUNT_NOUNS:
        table.setdefault(word, Unit("count", ONE, "counter"))
        table.setdefault(word.rstrip("s"), Unit("count", ONE, "counter"))
    return table


UNITS = _unit_table()
UNIT = re.compile(trie_pattern(UNITS))

_SCALE_WORDS = {w: n for w, n in EN_SCALES.items() if w != "dozen"}
_SCALE_WORDS.update({w + "s": n for w, n in _SCALE_WORDS.items()})
SCALE_WORDS = {w: Decimal(n) for w, n in {**_SCALE_WORDS, "dozen": 12}.items()}
SCALE_WORD = re.compile(r"(?: |-| ?- ?)?(" + trie_pattern(SCALE_WORDS) + ")")
SUFFIXES = {w: Decimal(n) for w, n in {**MONEY_SUFFIX_SCALES, **SUFFIX_SCALES}.items()}
MONEY_ONLY = frozenset(MONEY_SUFFIX_SCALES) - frozenset(SUFFIX_SCALES)
SUFFIX = re.compile("(?:" + "|".join(sorted(SUFFIXES, key=len, reverse=True)) + r")(?![A-Za-z0-9²³])")

CURRENCIES = {w[::-1]: c for w, c in PREFIX_CURRENCIES.items()}
CURRENCY_BEFORE = re.compile(trie_pattern(CURRENCIES))

_BEFORE: dict[str, str | None] = {**BEFORE, **dict.fromkeys(NOT_BEFORE)}
APPROXIMATIONS = {w[::-1]: kind for w, kind in _BEFORE.items()}
APPROXIMATION_BEFORE = re.compile(trie_pattern(APPROXIMATIONS))
APPROXIMATION_LAST = frozenset(w[-1] for w in BEFORE)
APPROXIMATION_AFTER = re.compile(trie_pattern(AFTER))
