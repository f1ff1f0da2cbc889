"""The first pass: whether a text can hold anything to say, told from its raw characters before it is read.

Most texts of a corpus name nothing that the registry knows. They hold no claim, and only a few rules speak without
one. `silent` is True where neither a name nor what such a rule needs stands in the text; it may be False for nothing,
and then the text is read as ever. It never changes what is found, only whether it is looked for.
"""

from __future__ import annotations

from collections import Counter

from claimcheck.documents.base import DEFAULT, Bounds
from claimcheck.normalise import han_share
from claimcheck.registry import Registry
from claimcheck.rules import homophones
from claimcheck.sieve import plain, reckoning
from claimcheck.sieve.needles import Needles
from claimcheck.sieve.words import Suspect, Words

__all__ = ["silent"]

_FORMATS = frozenset(
    ("text", "markdown", "html")
)  # what others hide between braces and quotes is left to their readers
_PIECE = 1 << 18  # characters looked at in one go, so that no copy of a long text is made
_DIRECTIVE = "laimcheck"
_CHINESE = 0.1  # share of Chinese characters from which a draft may count as Chinese

_WORTH = 30_000  # characters; to read as many takes as long as to prepare the searches
_SEEN: Counter[str] = Counter()
_SIEVES: dict[str, tuple[Needles, Words]] = {}


def silent(source: str, format: str, registry: Registry, bounds: Bounds = DEFAULT) -> bool:
    """Whether checking a text of that format gives no claim and no finding whatever.

    False for a text that may be past a bound of its reader: that has to be said.
    """
    if format not in _FORMATS or _DIRECTIVE in source or len(source) >= bounds.blocks:
        return False
    sieve = _sieve(len(source), registry)
    if sieve is None:
        return False
    needles, words = sieve
    suspects: set[Suspect] = set()
    persons: Counter[str] = Counter()
    chinese = han_share(source) >= _CHINESE
    distinctive = numbered = False
    for piece in _pieces(source):
        texts = plain.readings(piece, format)
        for text in texts:
            found = needles.found(text)
            numerals = reckoning.numeral(text)
            if (
                found.named
                or reckoning.tabular(text)
                or words.mixed(text)
                or reckoning.speaks(text, found.words, numerals)
            ):
                return False
            numbered = numbered or numerals
            distinctive = distinctive or found.distinctive
        if distinctive or numbered:
            suspects |= words.suspects(texts[-1])
        if chinese:
            persons.update(homophones.names(texts[-1]))
    return not (words.misspelt(suspects, source) or reckoning.people(persons))


def _sieve(size: int, registry: Registry) -> tuple[Needles, Words] | None:
    """The searches for a registry, once the texts so far would have paid for preparing them."""
    sieve = _SIEVES.get(registry.digest)
    if sieve is None:
        _SEEN[registry.digest] += size
        if _SEEN[registry.digest] >= _WORTH:
            sieve = _SIEVES[registry.digest] = Needles(registry), Words(registry)
    return sieve


def _pieces(source: str) -> list[str]:
    """A long text cut at blank lines, or at line ends where there are none for long."""
    if len(source) <= _PIECE:
        return [source]
    pieces, begin = [], 0
    while len(source) - begin > _PIECE:
        end = begin + _PIECE
        cut = source.rfind("\n\n", begin, end) + 1 or source.rfind("\n", begin, end) + 1 or end
        pieces.append(source[begin:cut])
        begin = cut
    pieces.append(source[begin:])
    return pieces
