"""Names of the registry in raw text, by two searches of many words at once.

Long names are looked for in the text without separators, where hardly any other word looks like one. Short ones are
looked for as they are written, each with the separators that it may have, since too many short words meet at the
borders of others; those in Latin letters only where a word begins, since most words hold one. What is found is then
looked at as the names of a text are.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product

from claimcheck import mentions, names
from claimcheck import patterns as re
from claimcheck.mentions import NameIndex
from claimcheck.model import Mention
from claimcheck.quantities import english
from claimcheck.records import NamedTuple
from claimcheck.registry import Registry
from claimcheck.rules import misspelt_name

_SHORT = 5  # characters of a key
_GAPS = (b"", b" ", b"  ", b"   ")
_AROUND = 160  # bytes on either side of a name that decide whether it is one
_SEPARATORS = "".join(sorted(char for char in names.SEPARATORS if char.isascii())).encode() + b"\t\r"
_FLAT = bytes(range(128)).lower().translate(bytes.maketrans(_SEPARATORS, b" " * len(_SEPARATORS))) + bytes(
    range(128, 256)
)
_NUMBER, _FIRST = b"", b" "  # stand for the key of a number word and of the first word of a name
_WORD = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789")
_BARE = bytes(code if code in _WORD else ord(" ") for code in bytes(range(256)).lower())
_ALONE_BEFORE = re.compile(rb"(?:\A|[\n>|])[^A-Za-z0-9\x80-\xff\n>|]*\Z")
_ALONE_AFTER = re.compile(rb"[^A-Za-z0-9\x80-\xff\n<|]*(?:\Z|[\n<|])")


class Found(NamedTuple):
    """Whether a text holds a name (or one with a zero for an o) or the first word of one; how many number words."""

    named: bool
    distinctive: bool = True
    words: int = 0


class Needles:
    """The names that a claim may begin with: entities, and benchmarks, whose figures need no subject."""

    def __init__(self, registry: Registry) -> None:
        import ahocorasick_rs

        self._index = NameIndex(registry.name_table())
        self._scores = {metric.id for metric in registry.metrics() if metric.kind == "benchmark"}
        keys: dict[str, tuple[set[int], bool]] = {}  # the breaks of a key, and whether it is written in capitals only
        for key, breaks, id_, kind, _, spelled in registry.names():
            if kind == "entity" or id_ in self._scores:
                places, plain = keys.get(key, (set(), False))
                keys[key] = places | set(breaks), plain or not _needs_capitals(spelled)
        rows = registry.names()
        zeros = {key: set(rows[row][1]) for key, row in registry.look_alikes().items()}
        self._zeros = {key.encode() for key in zeros}
        self._capitals = {key.encode() for key, (_, plain) in keys.items() if not plain}
        self._breaks: dict[bytes, set[int]] = {}  # of long keys
        latin = [(b" " + word.encode(), _NUMBER) for word in english.START]  # forms and what they are of
        latin += [(b" " + word.encode(), _FIRST) for word in misspelt_name.distinctive(registry)]
        other: list[tuple[bytes, bytes]] = []
        for key, places in (*((k, p) for k, (p, _) in keys.items()), *zeros.items()):
            if len(key) > _SHORT:
                self._breaks[key.encode()] = places
            elif key.isascii():
                latin += [(b" " + form.translate(_BARE), key.encode()) for form in _spellings(key, places)]
            else:
                other += [(form, key.encode()) for form in _spellings(key, places)]
        self._latin_keys, self._other_keys = [key for _, key in latin], [key for _, key in other]
        self._long_keys = [*self._breaks]
        self._latin = ahocorasick_rs.BytesAhoCorasick(
            [form for form, _ in latin], implementation=ahocorasick_rs.Implementation.DFA
        )
        self._other = ahocorasick_rs.BytesAhoCorasick([form for form, _ in other])
        self._long = ahocorasick_rs.BytesAhoCorasick(self._long_keys)
        self._patterns: dict[bytes, re.Pattern[bytes]] = {}

    def found(self, text: str) -> Found:
        """What a folded text holds."""
        raw = text.encode("utf-8", "surrogatepass")
        flat = raw.translate(_FLAT)
        seen: set[bytes] = set()
        words = 0
        distinctive = False
        bare = b" " + raw.translate(_BARE)  # a hit begins with the space before a name
        for number, start, end in self._latin.find_matches_as_indexes(bare, overlapping=True):
            key = self._latin_keys[number]
            if key == _NUMBER:
                words += 1
            elif (distinctive and key == _FIRST) or _goes_on(flat, end - 1):
                continue
            elif key == _FIRST:
                distinctive = True
            elif self._names(key, raw, start, end - 1, seen):
                return Found(True)
        if not text.isascii():
            for number, start, end in self._other.find_matches_as_indexes(flat, overlapping=True):
                if (start and flat[start] in _WORD and flat[start - 1] in _WORD) or _goes_on(flat, end):
                    continue
                if self._names(self._other_keys[number], raw, start, end, seen):
                    return Found(True)
        hits = self._long.find_matches_as_indexes(flat.translate(None, b" \n"), overlapping=True)
        for number in {hit[0] for hit in hits}:
            key = self._long_keys[number]
            for hit in self._pattern(key).finditer(flat):
                if self._names(key, raw, hit.start(), hit.end(), seen):
                    return Found(True)
        return Found(False, distinctive, words)

    def _names(self, key: bytes, raw: bytes, start: int, end: int, seen: set[bytes]) -> bool:
        """Whether what stands there is a name, or a part of a longer one."""
        if key in self._zeros:
            return True
        window = raw[max(0, start - _AROUND) : end + _AROUND]
        alone = _ALONE_BEFORE.search(raw, max(0, start - _AROUND), start) and _ALONE_AFTER.match(raw, end)
        if not alone:
            written = raw[start:end]
            if key in self._capitals and (written.islower() or written.istitle()):
                return False
            if window in seen:
                return False
            seen.add(window)
            shown = mentions.find(window.decode("utf-8", "ignore"), self._index)
            return any(self._counts(mention) for mention in shown)
        return True

    def _counts(self, mention: Mention) -> bool:
        if not mention.candidates:
            return mention.unknown == "entity"
        return any(
            (c.kind == "entity" and not c.context_only) or (c.kind == "metric" and c.id in self._scores)
            for c in mention.candidates
        )

    def _pattern(self, key: bytes) -> re.Pattern[bytes]:
        known = self._patterns.get(key)
        if known is None:
            text = key.decode()
            parts = [re.escape(text[0])]
            for at in range(1, len(text)):
                if at in self._breaks[key]:
                    parts.append("[ \n]{0,3}")
                elif names.is_han(text[at]) and names.is_han(text[at - 1]):
                    parts.append(" ?")
                parts.append(re.escape(text[at]))
            left = "(?<![a-z0-9])" if text[0].isascii() and text[0].isalnum() else ""
            right = "(?:s(?![a-z0-9])|(?![a-z0-9]))" if text[-1].isascii() and text[-1].isalnum() else ""
            known = self._patterns[key] = re.compile((left + "".join(parts) + right).encode())
        return known


def _goes_on(flat: bytes, end: int) -> bool:
    """Whether a word goes on behind a name that ends with a letter or digit; a plural s is no more of it."""
    if flat[end - 1] not in _WORD or end == len(flat) or flat[end] not in _WORD:
        return False
    return not (flat[end] == ord("s") and (end + 1 == len(flat) or flat[end + 1] not in _WORD))


def _spellings(key: str, breaks: set[int]) -> Iterator[bytes]:
    """A short key with no to three separators at each of its breaks, and at most one inside a Chinese word."""
    inner: dict[int, tuple[bytes, ...]] = {}
    for at in range(1, len(key)):
        if at in breaks:
            inner[at] = _GAPS
        elif names.is_han(key[at]) and names.is_han(key[at - 1]):
            inner[at] = _GAPS[:2]
    cuts = [0, *inner, len(key)]
    parts = [key[a:b].encode() for a, b in pairwise(cuts)]
    for gaps in product(*inner.values()):
        yield parts[0] + b"".join(gap + part for gap, part in zip(gaps, parts[1:], strict=True))


def _needs_capitals(spelled: str) -> bool:
    return len(spelled) <= 6 and spelled.isascii() and spelled.isalpha() and sum(map(str.isupper, spelled)) >= 2
