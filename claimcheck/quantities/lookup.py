"""Longest-match look-up in word tables: prefix-trie patterns run by the `re` engine."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

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
    options = [re.escape(char) + _branch(child, char, guard) for char, child in sorted(node.items()) if char]
    if "" in node:
        options.append("(?![A-Za-z])" if guard and last.isascii() and last.isalpha() else "")
    if not options:
        return ""
    return options[0] if len(options) == 1 else "(?:" + "|".join(options) + ")"


def reverse_pattern(words: Iterable[str]) -> str:
    """The pattern that matches the reversed words, for a look to the left in reversed text."""
    return trie_pattern((w[::-1] for w in words), guard=False)


@cache
def compiled(words: frozenset[str], flags: int = 0) -> re.Pattern[str]:
    return re.compile(trie_pattern(words), flags)
