"""The name index: every alias of the registry in one automaton."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from claimcheck import names
from claimcheck.model import Candidate

if TYPE_CHECKING:
    import ahocorasick_rs

# key, breaks, id, "entity" | "metric", context only, spelled
NameRow = tuple[str, Sequence[int], str, str, bool, str]


class NameIndex:
    """Keys (names.fold) to their readings, with an Aho-Corasick automaton over the keys."""

    def __init__(self, rows: Iterable[NameRow]) -> None:
        rows = [*rows]
        rows += _short_names(rows)
        merged: dict[str, tuple[set[int], dict[str, Candidate], str]] = {}
        for key, breaks, id_, kind, context_only, spelled in rows:
            if not key:
                continue
            # "L2", "T4", "M1": two characters in capitals mean too many things to stand alone.
            context_only = context_only or (len(key) <= 2 and key[0].isascii() and spelled[:1].isupper())
            entry = merged.get(key)
            if entry is None:
                entry = merged[key] = (set(), {}, spelled)
            places, candidates, _ = entry
            places.update(breaks)
            known = candidates.get(id_)
            if known is None or (known.context_only and not context_only):
                candidates[id_] = Candidate(id_, "metric" if kind == "metric" else "entity", 100.0, context_only)
        self.keys: list[str] = list(merged)
        self.breaks: list[frozenset[int]] = [frozenset(merged[k][0]) for k in self.keys]
        self.candidates: list[tuple[Candidate, ...]] = [tuple(merged[k][1].values()) for k in self.keys]
        # A short name in capitals (MATH, CMMLU, ARC) is a name only in capitals: "math" is a word.
        self.capitals: list[bool] = [_needs_capitals(merged[k][2]) for k in self.keys]
        # A short name that folds to what may be a word (MultiPL-E, multiple) is none when it is written as one.
        self.guarded: list[bool] = [
            k.isalpha() and k.isascii() and len(k) <= 8 and bool(merged[k][0]) for k in self.keys
        ]
        self._automaton: ahocorasick_rs.AhoCorasick | None = None

    @property
    def automaton(self) -> ahocorasick_rs.AhoCorasick:
        if self._automaton is None:
            import ahocorasick_rs

            self._automaton = ahocorasick_rs.AhoCorasick(self.keys)
        return self._automaton

    def hits(self, squashed: str) -> list[tuple[int, int, int]]:
        """All (key number, start, end) in folded text, overlapping ones too."""
        found: list[tuple[int, int, int]] = self.automaton.find_matches_as_indexes(squashed, overlapping=True)
        return found


def _short_names(rows: Iterable[NameRow]) -> Iterator[NameRow]:
    """Names without their line ("Opus 4.5" of "Claude Opus 4.5"), which count only where the line is named too."""
    rows = list(rows)
    lines = {row[0] for row in rows if row[3] == "entity"}
    heads: dict[str, bool] = {}
    for _, _, id_, kind, context_only, spelled in rows:
        head, _, rest = spelled.partition(" ")
        if kind != "entity" or context_only or len(rest) < 5 or not rest[0].isalpha() or rest.split()[0].isupper():
            continue
        if not any(c.isdigit() for c in rest):
            continue
        known = heads.get(head)
        if known is None:
            known = heads[head] = names.fold(head)[0] in lines
        if known:
            key, breaks = names.fold(rest)
            yield key, breaks, id_, "entity", True, rest


def _needs_capitals(spelled: str) -> bool:
    if len(spelled.strip()) > 6:
        return False
    letters = [c for c in spelled if c.isalpha() and c.isascii()]
    return 0 < len(letters) == len(spelled.strip()) <= 6 and sum(c.isupper() for c in letters) >= len(letters) - 1 > 0
