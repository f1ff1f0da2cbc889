"""The name index: every alias of the registry, found in one pass over a text."""

from __future__ import annotations

from claimcheck.registry.name_table import NameTable

TYPE_CHECKING = False

if TYPE_CHECKING:
    import ahocorasick_rs


class NameIndex:
    """A name table with an Aho-Corasick automaton over the heads of its keys."""

    def __init__(self, table: NameTable) -> None:
        self.name = table.name
        self._table = table
        self._automaton: ahocorasick_rs.AhoCorasick | None = None

    @property
    def automaton(self) -> ahocorasick_rs.AhoCorasick:
        if self._automaton is None:
            import ahocorasick_rs

            self._automaton = ahocorasick_rs.AhoCorasick(self._table.heads)
        return self._automaton

    def hits(self, squashed: str) -> list[tuple[int, int, int]]:
        """All (number of a name, start, end) in folded text, overlapping ones too, by their ends."""
        found: list[tuple[int, int, int]] = []
        size = len(squashed)
        try:
            heads = self.automaton.find_matches_as_indexes(squashed, overlapping=True)
        except UnicodeEncodeError:  # half of a character, which the automaton has no text for
            whole = squashed.encode("utf-8", "replace").decode()
            heads = self.automaton.find_matches_as_indexes(whole, overlapping=True)
        for head, start, _ in heads:
            lengths, keys = self._table.group(head)
            for length in lengths:
                end = start + length
                if end > size:
                    break
                number = keys.get(squashed[start:end])
                if number is not None:
                    found.append((number, start, end))
        if len(found) > 1:
            found.sort(key=_place)
        return found


def _place(hit: tuple[int, int, int]) -> tuple[int, int]:
    return hit[2], hit[1]
