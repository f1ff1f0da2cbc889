"""Words that may be misspelt names: what CC401 and CC403 need."""

from __future__ import annotations

from claimcheck import patterns as re
from claimcheck.registry import Registry
from claimcheck.rules import misspelt_name

_CAPITAL = re.compile(r"[A-Z][A-Za-z]{4,}")
_INSIDE = re.compile(r"[A-Z](?<=[a-z][A-Z])")  # begins with the rarer of the two
_ANY = re.compile(r"[A-Za-z]{5,}")
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_MIXED = re.compile("[A-Za-z][A-Za-z0-9-]*[\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][0-9-]*[A-Za-z]")

Suspect = tuple[str, str, bool]  # a word, what it may be meant for, and whether that needs no number behind it


class Words:
    """The distinctive words of registered names, and for each word seen those it may be meant for."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._near: dict[str, tuple[tuple[str, bool], ...]] = {}

    def suspects(self, text: str) -> set[Suspect]:
        """Words of a text that may be registered ones with a letter wrong, each with the right one in lower case."""
        found = set(_CAPITAL.findall(text))
        if _INSIDE.search(text):
            found.update(word for word in _ANY.findall(text) if not word.islower())
        return {(word, *meant) for word in found for meant in self._meant(word)}

    def misspelt(self, suspects: set[Suspect], source: str) -> bool:
        """Whether for one of them the right word stands in the source too, or a number follows, as in a name."""
        if not suspects:
            return False
        low = source.lower()
        return any(
            (enough and known in low) or re.search(rf"{word}[\s\S]{{0,60}}[0-9]", source) is not None
            for word, known, enough in suspects
        )

    def mixed(self, text: str) -> bool:
        """Whether a word mixes Latin letters with Greek or Cyrillic ones."""
        return not text.isascii() and _FOREIGN.search(text) is not None and _MIXED.search(text) is not None

    def _meant(self, word: str) -> tuple[tuple[str, bool], ...]:
        known = self._near.get(word)
        if known is None:
            if len(self._near) > 100_000:
                self._near.clear()
            known = self._near[word] = misspelt_name.near(word, self._registry)
        return known
