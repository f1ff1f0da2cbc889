"""A character of a name is another one that looks the same.

What: a digit for a letter (01 for o1, GPT-40 for GPT-4o), and Cyrillic or Greek letters among Latin ones, where the
name with the right character is registered.

Why: the reader does not see it, but search, sorting and this program take it for another word.

Wrong: OpenAI 01-mini scores 63.6% on AIME 2024.
Right: OpenAI o1-mini scores 63.6% on AIME 2024.
Wrong: OpenAI 01-mini 在 AIME 2024 上得分 63.6%。
Right: OpenAI o1-mini 在 AIME 2024 上得分 63.6%。

How to settle: type the name anew. The fix replaces the name by its registered spelling.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from claimcheck import names
from claimcheck import patterns as re
from claimcheck.model import Fix, Segment
from claimcheck.registry import Registry
from claimcheck.rules.base import Draft, Message, document_rule

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_FOREIGN = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧοѵ",
    "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXov",
)
_LETTER = re.compile(r"[^\W\d_]")
_NOT_LATIN = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_MIXED = re.compile(r"[A-Za-z\u0370-\u03ff\u0400-\u04ff][A-Za-z0-9\u0370-\u03ff\u0400-\u04ff-]{2,}")


@lru_cache(maxsize=4)
def _windows(registry: Registry) -> dict[str, tuple[tuple[str, int], ...]]:
    """Where to look: the characters around a zero of each variant -> the variants and the zero's place in them."""
    found: dict[str, list[tuple[str, int]]] = {}
    for key in registry.look_alikes():
        at = key.index("0")
        found.setdefault(key[max(0, at - 2) : at + 2], []).append((key, at))
    return {window: tuple(sorted(keys, key=lambda item: -len(item[0]))) for window, keys in found.items()}


def _hits(squashed: str, registry: Registry) -> Iterator[tuple[int, str]]:
    """Variants in the squashed text and where they begin, the longest at each zero."""
    windows, end = _windows(registry), 0
    at = squashed.find("0")
    while at >= 0:
        near = squashed[max(0, at - 2) : at + 2], squashed[max(0, at - 1) : at + 2], squashed[at : at + 2]
        if windows.keys().isdisjoint(near):
            at = squashed.find("0", at + 1)
            continue
        candidates = [pair for window in dict.fromkeys(near) for pair in windows.get(window, ())]
        for key, offset in sorted(candidates, key=lambda item: -len(item[0])):
            if at - offset >= end and squashed.startswith(key, at - offset):
                end = at - offset + len(key)
                yield at - offset, key
                break
        at = squashed.find("0", at + 1)


def check(checked: Checked) -> Iterator[Draft]:
    """Registered names with a zero for an o, and words that mix Latin with look-alike letters."""
    for segment in checked.segments:
        if checked.document.blocks[segment.block].kind in ("code", "furniture"):
            continue
        text = segment.view.text
        if "0" in text and _LETTER.search(text):
            yield from _zeros(segment, checked)
        if not text.isascii() and _NOT_LATIN.search(text):
            yield from _foreign(segment, checked)


def _zeros(segment: Segment, checked: Checked) -> Iterator[Draft]:
    text = segment.view.text
    hits = list(_hits(names.squashed(text), checked.registry))
    if not hits:
        return
    rows, places = checked.registry.look_alikes(), names.kept(text)
    for begin, key in hits:
        finish = begin + len(key)
        start, end = places[begin], places[finish - 1] + 1
        before, after = text[start - 1 : start], text[end : end + 1]
        if before in (".", ",") and text[start - 2 : start - 1].isdigit():
            continue  # "0.03 low": the end of a number
        if "_" in (before, after) or "_" in text[start:end]:
            continue  # an identifier, which may have lost its letters' case and marks: "llama_32_to_gpt_40_mini"
        if (after in (".", "/") and text[end + 1 : end + 2].isdigit()) or "(" in text[start:end]:
            continue  # "OpenAI (01.25.2024)": a date
        if names.is_word(before or " ") or names.is_word(after or " "):
            continue
        if any(m.candidates and start <= m.start and m.end <= end and "0" in m.text for m in segment.mentions):
            continue  # "H20 AI chips": the H20 is known, and no H2O
        _, breaks, _, _, _, spelled = checked.registry.names()[rows[key]]
        inside = {at - begin for at in range(begin + 1, finish) if places[at] - places[at - 1] > 1}
        if not inside <= set(breaks) or "\n" in text[start:end]:
            continue
        yield _draft(segment, checked, start, end, _restore(text[start:end], spelled))


def _restore(text: str, spelled: str) -> str:
    """The text with the o's of the registered spelling in place of its zeros, its separators kept."""
    letters = iter(char for char in spelled if char not in names.SEPARATORS)
    restored = []
    for char in text:
        if char in names.SEPARATORS:
            restored.append(char)
        else:
            right = next(letters, char)
            restored.append(right if char == "0" and right in "oO" else char)
    return "".join(restored)


def _foreign(segment: Segment, checked: Checked) -> Iterator[Draft]:
    for hit in _MIXED.finditer(segment.view.text):
        word = hit[0]
        latin = word.translate(_FOREIGN)
        if word.isascii() or not latin.isascii():
            continue
        own = sum(char.isascii() and char.isalpha() for char in word)
        if own * 2 > sum(char.isalpha() for char in word):
            yield _draft(segment, checked, hit.start(), hit.end(), latin)


def _draft(segment: Segment, checked: Checked, start: int, end: int, right: str) -> Draft:
    text = segment.view.text[start:end]
    span = segment.view.source(start, end)
    exact = checked.document.source[span.start : span.end] == text
    wrong = [f"{char} ({_told(char)})" for char, good in zip(text, right, strict=False) if char != good]
    wrong_zh = [f"“{char}”应为“{good}”" for char, good in zip(text, right, strict=False) if char != good]
    message = Message(
        f"{text} has a look-alike character ({', '.join(dict.fromkeys(wrong))}); {right} is meant.",
        f"{text} 中有形近字符（{'、'.join(dict.fromkeys(wrong_zh))}），应为 {right}。",
    )
    return Draft(span, message, 0.9, fix=Fix(right, "unsafe") if exact else None)


def _told(char: str) -> str:
    import unicodedata

    return unicodedata.name(char, "?").lower()


RULE = document_rule("CC403", __doc__, check)
