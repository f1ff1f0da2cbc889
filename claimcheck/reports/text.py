"""Text for terminals: nothing from a draft reaches one raw, and carets stand under wide characters.

Used by every report that a terminal may show.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from claimcheck.model import Severity

_STYLES = {
    "error": "31;1",
    "warning": "33;1",
    "note": "36;1",
    "bold": "1",
    "dim": "2",
    "good": "32",
    "link": "34",
}
# Format characters that reorder or hide text; zero-width joiners inside emoji are harmless and stay.
_HIDDEN = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, 0xFEFF, 0x2028, 0x2029, 0x0085}


def paint(text: str, style: str, colour: bool) -> str:
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if colour else text


def severity_style(severity: Severity) -> str:
    return str(severity)


def safe(text: str) -> str:
    """`text` on one line without control or bidirectional characters: those are shown as \\xNN or \\uNNNN."""
    if text.isprintable():
        return text
    return "".join(_shown(ch) for ch in text)


def _shown(ch: str) -> str:
    if ch == "\t":
        return " "
    code = ord(ch)
    if code in _HIDDEN or unicodedata.category(ch) in ("Cc", "Cs", "Cn"):
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return ch


def width(text: str) -> int:
    """Columns that a terminal gives `text`."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


@lru_cache(maxsize=4096)
def _columns(ch: str) -> int:
    if unicodedata.combining(ch) or ch in "\u200b\u200c\u200d\u2060" or "\ufe00" <= ch <= "\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(ch) in ("W", "F") else 1


def excerpt(line: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """The part of `line` around [start, end) that fits `room` columns, and the caret's column and width.

    Cut ends are marked with an ellipsis. The returned text is safe to print.
    """
    before, inside, after = safe(line[:start]), safe(line[start:end]), safe(line[end:])
    if width(before) + width(inside) + width(after) <= room:
        return before + inside + after, width(before), max(1, width(inside))
    inside = _cut(inside, room)
    spare = max(0, room - width(inside) - 2)
    tail = _cut(after, max(spare // 3, spare - width(before)))
    head = _cut_left(before, spare - width(tail))
    head = "…" + head if head != before else head
    tail = tail + "…" if tail != after else tail
    return head + inside + tail, width(head), max(1, width(inside))


def _cut(text: str, room: int) -> str:
    used = 0
    for at, ch in enumerate(text):
        used += _columns(ch)
        if used > room:
            return text[:at]
    return text


def _cut_left(text: str, room: int) -> str:
    used = 0
    for at in range(len(text) - 1, -1, -1):
        used += _columns(text[at])
        if used > room:
            return text[at + 1 :]
    return text
