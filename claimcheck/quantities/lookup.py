"""Longest-match look-up in word tables: dictionaries at a place, prefix-trie patterns for a search."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck import patterns as re

_Trie = dict[str, "_Trie"]


def trie_pattern(words: Iterable[str], guard: bool = True) -> str:
    """A pattern of all words, longest match first; with `guard` a word ends only where no Latin letter follows it.

    The pattern branches on single characters, so that it runs in time proportional to the match.
    """
    root: _Trie = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branch(root, "", guard)


def _branch(node: _Trie, last: str, guard: bool) -> str:
    options = [
        (char if char.isalnum() else re.escape(char)) + _branch(child, char, guard)
        for char, child in sorted(node.items())
        if char
    ]
    if "" in node:
        options.append("(?![A-Za-z])" if guard and last.isascii() and last.isalpha() else "")
    if not options:
        return ""
    return options[0] if len(options) == 1 else "(?:" + "|".join(options) + ")"


class Longest:
    """The longest word of a set that begins, or ends, at an offset. Nothing to compile, so that imports stay cheap.

    A word that ends (begins) with a Latin letter ends (begins) only where no other Latin letter follows (precedes).
    """

    __slots__ = ("_ends", "_starts", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = words if isinstance(words, dict) else frozenset(words)

    def __getattr__(self, name: str) -> dict[str, list[int]]:
        """The lengths of words by their first and by their last two characters, or by the only one of a word: a table
        is searched one way as a rule.
        """
        at = {"_starts": slice(2), "_ends": slice(-2, None)}.get(name)
        if at is None:
            raise AttributeError(name)
        lengths = _lengths({(word[at], len(word)) for word in self._words})
        setattr(self, name, lengths)
        return lengths

    @property
    def firsts(self) -> frozenset[str]:
        """The characters that words begin with."""
        return frozenset(word[0] for word in self._words)

    def at(self, text: str, start: int) -> str | None:
        """The longest word that begins at `start`."""
        head, words = text[start : start + 2], self._words
        for length in self._starts.get(head, ()):
            word = text[start : start + length]
            if word in words and not _glued(word[-1], text[start + len(word) : start + len(word) + 1]):
                return word
        word = head[:1]
        return word if word in words and not _glued(word, head[1:]) else None

    def before(self, text: str, end: int, floor: int = 0) -> str | None:
        """The longest word that ends at `end` and does not begin before `floor`."""
        if end <= floor:
            return None
        tail, words = text[max(0, end - 2) : end], self._words
        for length in self._ends.get(tail, ()):
            start = end - length
            if start < floor:
                continue
            word = text[start:end]
            if word in words and not _glued(word[0], text[start - 1 : start] if start else ""):
                return word
        word = tail[-1:]
        return word if word in words and not _glued(word, tail[:-1]) else None


def _glued(letter: str, neighbour: str) -> bool:
    return letter.isascii() and letter.isalpha() and neighbour.isascii() and neighbour.isalpha()


def _lengths(pairs: set[tuple[str, int]]) -> dict[str, list[int]]:
    """Of each character the lengths it occurs with, the longest first."""
    lengths: dict[str, list[int]] = {}
    for char, length in sorted(pairs, reverse=True):
        lengths.setdefault(char, []).append(length)
    return lengths
