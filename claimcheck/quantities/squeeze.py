"""Spaces inside Chinese numerals and emphasis marks around digits, taken out before reading.

"六 个 百 分 点" and "**39.3**M" are read as "六个百分点" and "39.3M"; an offset table leads back.
"""

from __future__ import annotations

import re

_NUMERALS = "零〇一二三四五六七八九十百千万亿兆两半几数壹贰叁肆伍陆柒捌玖拾佰仟"
_INSIDE = _NUMERALS + "点分之又个成折"
_GAP = re.compile(rf"(?<=[{_INSIDE}0-9])[ \t\u00a0]{{1,4}}(?=[{_INSIDE}])|(?<=[之又])[ \t\u00a0]{{1,4}}(?=[0-9])")
_EMPHASIS = re.compile(r"(?<![0-9*])\*{1,3}(?=[$€£¥~+-]?[0-9])|(?<=[0-9%])\*{1,3}(?![0-9*])")
_DIGITS = frozenset("零〇一二三四五六七八九两几数壹贰叁肆伍陆柒捌玖")


def squeeze(text: str, han: bool) -> tuple[str, list[int]] | None:
    """The text without such gaps and the offset of each kept character (one more for the end); None when unchanged.

    `han` says whether the text holds Chinese numerals at all.
    """
    cuts: list[tuple[int, int]] = []
    if han and " " in text:
        for found in _GAP.finditer(text):
            start, end = found.span()
            before, after = text[start - 1], text[end]
            if before in _DIGITS and after in _DIGITS:
                continue  # a list of digits
            if before.isascii() and end - start == 1:
                continue  # "920 亿": readers allow one space
            cuts.append((start, end))
    if "*" in text:
        cuts.extend(found.span() for found in _EMPHASIS.finditer(text))
        cuts.sort()
    if not cuts:
        return None
    kept: list[int] = []
    place = 0
    for start, end in cuts:
        kept.extend(range(place, start))
        place = end
    kept.extend(range(place, len(text)))
    squeezed = "".join([text[at] for at in kept])
    kept.append(len(text))
    return squeezed, kept
