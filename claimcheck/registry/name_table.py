"""The names of a registry as texts are searched for them: built once, kept in the compiled registry, read by key.

The keys stand sorted. Those that begin with the same few characters, their head, are a group: a search for heads is
quick to prepare, and says at which few places of a text the keys of one group have to be looked up.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence

from claimcheck import names
from claimcheck.model import Candidate
from claimcheck.registry.packing import as_json, packed, running, unpacked

_HEAD = 5  # characters; with fewer a text has more heads that lead to no name, with more there are more heads

# key, breaks, id, "entity" | "metric", context only, spelled
NameRow = tuple[str, Sequence[int], str, str, bool, str]


class Name:
    """What a key stands for, and how it has to be written.

    `capitals`: a short name in capitals (MATH, CMMLU, ARC) is a name only in capitals: "math" is a word.
    `guarded`: a short name that folds to what may be a word (MultiPL-E, multiple) is none when it is written as one.
    """

    __slots__ = ("breaks", "candidates", "capitals", "guarded", "key")

    def __init__(
        self, key: str, breaks: frozenset[int], candidates: tuple[Candidate, ...], capitals: bool, guarded: bool
    ) -> None:
        self.key = key
        self.breaks = breaks
        self.candidates = candidates
        self.capitals = capitals
        self.guarded = guarded


class NameTable:
    """The names of one registry. `heads` are sorted; what else is asked for is decoded then."""

    def __init__(self, section: Callable[[str], bytes]) -> None:
        """`section` gives a section of `encoded` by its name."""
        self._keys = _lines(section("name_keys"))
        self.heads = _lines(section("name_heads"))
        self._first = unpacked(section("name_first"), "I")  # key of each head's group, and the number of keys
        self._offsets = unpacked(section("name_offsets"), "I")
        self._rows = section("name_rows")
        self._groups: dict[int, tuple[tuple[int, ...], dict[str, int]]] = {}
        self._names: dict[int, Name] = {}

    @classmethod
    def of(cls, rows: Iterable[NameRow]) -> NameTable:
        return cls(encoded(rows).__getitem__)

    def group(self, head: int) -> tuple[tuple[int, ...], dict[str, int]]:
        """Of the keys with that head: their lengths, ascending, and each key's number."""
        known = self._groups.get(head)
        if known is None:
            numbers = range(self._first[head], self._first[head + 1])
            keys = {self._keys[number]: number for number in numbers}
            known = self._groups[head] = tuple(sorted({*map(len, keys)})), keys
        return known

    def name(self, number: int) -> Name:
        """The name of a key's number."""
        known = self._names.get(number)
        if known is None:
            breaks, capitals, guarded, readings = json.loads(self._rows[slice(*self._offsets[number : number + 2])])
            candidates = tuple(
                Candidate(id_, "metric" if metric else "entity", 100.0, bool(context))
                for id_, metric, context in readings
            )
            known = self._names[number] = Name(
                self._keys[number], frozenset(breaks), candidates, bool(capitals), bool(guarded)
            )
        return known


def encoded(rows: Iterable[NameRow]) -> dict[str, bytes]:
    """The sections of a compiled registry that NameTable reads. Of one key and id an unconditional name counts."""
    rows = [*rows]
    rows += _short_names(rows)
    merged: dict[str, tuple[set[int], dict[str, tuple[str, bool]], list[str]]] = {}
    for key, breaks, id_, kind, context_only, spelled in rows:
        if not key:
            continue
        # "L2", "T4", "M1": a letter and a digit mean too many things to stand alone; "US" and "NQ" do not.
        context_only = context_only or (
            len(key) <= 2 and key[0].isascii() and key[-1:].isdigit() and spelled[:1].isupper()
        )
        places, readings, spellings = merged.setdefault(key, (set(), {}, []))
        places.update(breaks)
        if spelled != id_:  # an id is in lower case whatever its name is
            spellings.append(spelled)
        known = readings.get(id_)
        if known is None or (known[1] and not context_only):
            readings[id_] = kind, context_only
    keys = sorted(merged)
    heads: list[str] = []
    first = array("I")
    for number, key in enumerate(keys):
        if not heads or key[:_HEAD] != heads[-1]:
            heads.append(key[:_HEAD])
            first.append(number)
    first.append(len(keys))
    encoded_rows = [_row(key, *merged[key]) for key in keys]
    return {
        "name_keys": "\n".join(keys).encode(),
        "name_heads": "\n".join(heads).encode(),
        "name_first": packed(first),
        "name_offsets": packed(running(encoded_rows)),
        "name_rows": b"".join(encoded_rows),
    }


def _row(key: str, breaks: set[int], readings: dict[str, tuple[str, bool]], spellings: list[str]) -> bytes:
    guarded = key.isalpha() and key.isascii() and len(key) <= 8 and bool(breaks)
    candidates = [[id_, int(kind == "metric"), int(context)] for id_, (kind, context) in readings.items()]
    return as_json(
        [sorted(breaks), int(bool(spellings) and all(map(_needs_capitals, spellings))), int(guarded), candidates]
    )


def _lines(data: bytes) -> list[str]:
    return data.decode().split("\n") if data else []


def _short_names(rows: Sequence[NameRow]) -> Iterator[NameRow]:
    """Names without their line ("Opus 4.5" of "Claude Opus 4.5"), which count only where the line is named too."""
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
    """Whether a name is a word but for its capitals: MATH, CMath, INCLUDE, BEHAVIOR."""
    name = spelled.strip()
    if not name.isascii() or not name.isalpha() or len(name) > 10:
        return False
    capitals = sum(char.isupper() for char in name)
    return capitals == len(name) if len(name) > 6 else capitals >= len(name) - 1 > 0
