"""Spaces inside Chinese numerals and emphasis marks around digits, taken out before reading.

"六 个 百 分 点" and "**39.3**M" are read as "六个百分点" and "39.3M"; an offset table leads back.
"""

from __future__ import annotations

from bisect import bisect_right

from claimcheck import patterns as re

_NUMERALS = "零〇一二三四五六七八九十百千万亿兆两半几数壹贰叁肆伍陆柒捌玖拾佰仟"
_INSIDE = _NUMERALS + "点分之又个成折"
_GAP = re.compile(rf" (?<=[{_INSIDE}0-9] )[ \t]{{0,3}}(?=[{_INSIDE}])| (?<=[之又] )[ \t]{{0,3}}(?=[0-9])")
_EMPHASIS = re.compile(r"\*{1,3}")
_DIGITS = frozenset("零〇一二三四五六七八九两几数壹贰叁肆伍陆柒捌玖")


class Squeezed:
    """The text without the cuts, and the way back to its offsets."""

    __slots__ = ("_shifts", "_starts", "text")

    def __init__(self, text: str, cuts: list[tuple[int, int]]) -> None:
        parts: list[str] = []
        self._starts: list[int] = [0]
        self._shifts: list[int] = [0]
        place = removed = 0
        for start, end in cuts:
            parts.append(text[place:start])
            removed += end - start
            place = end
            self._starts.append(end - removed)
            self._shifts.append(removed)
        parts.append(text[place:])
        self.text = "".join(parts)

    def original(self, at: int) -> int:
        """The offset in the original text of the character at `at`."""
        return at + self._shifts[bisect_right(self._starts, at) - 1]

    def squeezed(self, at: int) -> int:
        """The offset here of the original text's `at`."""
        low, high = 0, len(self._starts)
        while high - low > 1:
            middle = (low + high) // 2
            if self._starts[middle] + self._shifts[middle] <= at:
                low = middle
            else:
                high = middle
        return max(at - self._shifts[low], 0)


def squeeze(text: str, han: bool) -> Squeezed | None:
    """The text without such gaps; None when there are none. `han`: whether it holds Chinese numerals at all."""
    cuts: list[tuple[int, int]] = []
    if han and " " in text:
        for found in _GAP.finditer(text):
            start, end = found.span()
            before, after = text[start - 1], text[end]
            if before in _DIGITS and after in _DIGITS:
                continue  # a list of digits
            if before.isascii() and end - start == 1:
                continue  # "920 亿": the readers allow one space
            cuts.append((start, end))
    if "*" in text:
        for found in _EMPHASIS.finditer(text):
            start, end = found.span()
            before, after = text[start - 1 : start], text[end : end + 1]
            if before.isdigit() != after.isdigit() or (before == "%") or after in ("$", "€", "£", "¥", "~", "+"):
                cuts.append((start, end))
        cuts.sort()
    return Squeezed(text, cuts) if cuts else None
