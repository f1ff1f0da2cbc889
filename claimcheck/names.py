"""Folding of names: one key for every spelling of a name (GPT-4, GPT4, gpt 4, Gpt_4).

A key is the name in lower case without separators. `breaks` are the places in the key where a writer may put a
separator: where the name has one, between a letter and a digit after it, between Chinese and Latin script, and at a
capital inside a word (HumanEval, Human Eval). Text folded with `squash` is searched for keys; a hit is a name only
where its separators stand at `breaks`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import compress

from claimcheck import patterns as re
from claimcheck.normalise.traditional import SIMPLIFIED, TRADITIONAL

_SIZE = re.compile(r"\d+(?:\.\d+)?[bm](?![a-z0-9])")

SEPARATORS = frozenset(
    " \n-_\u00a0\u2010\u2011\u2012\u2013\u00b7\u2022/():\u3000\uff08\uff09[]'\u2019\"\u201c\u201d\u300c\u300d\u300a\u300b\u00ae\u2122\u00a9"
)
_LOWER = {chr(c): chr(c).lower() for c in range(0x250) if len(chr(c).lower()) == 1 and chr(c).lower() != chr(c)}
_LOWER.update({chr(c): chr(c + 32) for c in range(0x391, 0x3AA) if c != 0x3A2})
_LOWER.update({chr(0xFF01 + i): chr(0x21 + i).lower() for i in range(94)})  # full-width forms
_TABLE = str.maketrans(_LOWER)
_SIMPLIFIED = str.maketrans(TRADITIONAL, SIMPLIFIED)  # as the text is that names are looked for in: 昇腾 is 升腾 there
_SQUASHED = _TABLE | dict.fromkeys(map(ord, SEPARATORS))
_ASCII_LOWER = bytes(range(128)).lower() + bytes(range(128, 256))
_ASCII_SEPARATORS = "".join(char for char in SEPARATORS if char.isascii()).encode()
_ASCII_KEPT = bytes(code not in _ASCII_SEPARATORS for code in range(256))


def lower(text: str) -> str:
    """Lower case and half width, character by character: the length never changes."""
    return text.translate(_TABLE)


@lru_cache(maxsize=16384)  # all names of the shipped registry, which compiling it folds twice
def fold(name: str) -> tuple[str, tuple[int, ...]]:
    """The key of a name and the offsets in the key before which a separator may stand.

    >>> fold("GPT-4")
    ('gpt4', (3,))
    >>> fold("HumanEval+")
    ('humaneval+', (5,))
    """
    name = name.translate(_SIMPLIFIED)
    key: list[str] = []
    breaks: set[int] = set()
    previous = ""
    pending = False
    runs = _runs(name)
    for at, char in enumerate(name):
        if char in SEPARATORS:
            pending = bool(key)
            continue
        if key and (pending or _breaks_between(previous, char, runs[at])):
            breaks.add(len(key))
        pending = False
        key.append(char)
        previous = char
    return lower("".join(key)), tuple(sorted(breaks))


def _runs(name: str) -> list[int]:
    """For each offset, the length of the run of letters that begins there."""
    lengths = [0] * (len(name) + 1)
    for at in range(len(name) - 1, -1, -1):
        lengths[at] = lengths[at + 1] + 1 if name[at].isalpha() else 0
    return lengths


def size_glued(key: str, breaks: Collection[int], kept: Sequence[int]) -> bool:
    """Whether a size of a name is written as one number with the version before it: "Gemma 31B" is not Gemma 3 1B.

    `kept` are the offsets of the key's characters in the text.
    """
    return any(
        key[at - 1].isdigit() and kept[at] - kept[at - 1] == 1 and _SIZE.match(key, at) is not None for at in breaks
    )


def _breaks_between(left: str, right: str, run: int) -> bool:
    if is_han(left) or is_han(right):
        return not (is_han(left) and is_han(right))
    if left.isdigit() and right.isalpha():
        return run >= 2  # "3 Turbo", but never "4 o"
    if left.isalpha() and right.isdigit():
        return True
    return left.islower() and right.isupper()


def squash(text: str) -> tuple[str, list[int]]:
    """Text in lower case without separators, and the offset in `text` of each character kept."""
    return squashed(text), kept(text)


def squashed(text: str) -> str:
    """Text in lower case without separators."""
    if text.isascii():
        return text.encode().translate(_ASCII_LOWER, _ASCII_SEPARATORS).decode()
    return text.translate(_SQUASHED)


def kept(text: str) -> list[int]:
    """The offset in `text` of each character that `squashed` keeps."""
    if text.isascii():
        return list(compress(range(len(text)), text.encode().translate(_ASCII_KEPT)))
    return [at for at, char in enumerate(text) if char not in SEPARATORS]


def is_han(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\U00020000" <= char <= "\U0003ffff"


def is_word(char: str) -> bool:
    """Whether a character glues to Latin words and digits; Chinese characters never do."""
    return char.isalnum() and (char < "\u2e80" or not is_han(char))
