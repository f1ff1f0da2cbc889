"""A number of kinds beside the closed list of them."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck import patterns as re
from claimcheck.model import Segment
from claimcheck.rules.base import Draft, Message

_WORDS = {
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
_ZH = dict(zip("三四五六七八九十", range(3, 11), strict=True))
_CHINESE = re.compile(
    r"(?<![\d.第])(?P<n>\d{1,2}|[三四五六七八九十])\s*(?:个|种|类|大类?|款|项|条)\s*[\u4e00-\u9fffA-Za-z]{0,8}?"
    r"(?P<link>\s*[—–]{1,2}\s*|[，,]?\s*(?:分别(?:是|为)|包括|包含|即|涵盖了?|有)?\s*[：:]\s*|[，,]?\s*(?:分别(?:是|为)|包括|即)\s*[：:]?\s*)"
    r"(?P<list>[^。；;！？!?\n：:]{4,400})"
)
_ENGLISH = re.compile(
    r"(?<![\d.\w])(?P<n>\d{1,2}|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?:\w+\s+){0,2}?"
    r"(?:categories|types|kinds|classes|domains|tasks|areas|fields|languages|models|benchmarks|variants|sizes|stages|steps)"
    r"\s*(?:[:：]|,\s*(?:namely|that is)[,:]?|\((?=\w))\s*(?P<list>[^.;!?\n:()]{8,300})",
    re.I,
)
# an item with a number of its own ("16 个内核") is a part of each, or of another thing, and no kind that was counted
_OWN_COUNT = re.compile(
    r"\s*(?:and\s+)?(?:(?:\d+|two|three|four|five|six|seven|eight|nine|ten|an?|one)\s+[a-z]|"
    r"(?:\d+|[一二两三四五六七八九十]+)\s*[个块条款颗张枚台])",
    re.I,
)
_CLOSES = re.compile(r"\s*and\s")
_OPENING = (":", "：", "(", "namely", "that is")  # what leads to a list in English
_OPEN = re.compile(
    r"等|诸如|例如|比如|其中|之类|…|\.\.\.|\betc\b|such as|including|among|for example|e\.g\.|and (?:more|others)", re.I
)


def check(segment: Segment) -> Iterator[Draft]:
    """Counts whose list is closed by a last "and" and holds another number of items."""
    for hit, items in miscounted(segment.view.text):
        yield Draft(
            segment.view.source(hit.start("n"), hit.end("n")),
            Message(
                f"The draft says {hit['n']}, and the list that follows has {items} items.",
                f"文中说 {hit['n']} 个，而其后列出的是 {items} 项。",
            ),
            0.82,
        )


def miscounted(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Such counts in a text, each with the number of items that follow, read as near to it as may be."""
    low = text.lower()
    for pattern, chinese in ((_CHINESE, True), (_ENGLISH, False)):
        if ("、" if chinese else "and") not in text or not (chinese or any(mark in low for mark in _OPENING)):
            continue  # no list of four items
        for hit in pattern.finditer(text):
            if text[: hit.start("n")].rstrip().endswith("等"):
                continue  # "从语言、音频到视觉等七种模态": some of them went before
            told = hit["n"].lower()
            count = int(told) if told.isdigit() else _ZH.get(told) or _WORDS.get(told, 0)
            least, most = _items(hit["list"], chinese)
            if least >= 4 and count >= 3 and not least <= count <= most and not _OPEN.search(hit["list"] + hit[0]):
                yield hit, most if count > most else least


def _items(text: str, chinese: bool) -> tuple[int, int]:
    """The least and the most items that a list can be said to have; (0, 0) where it is not closed by "and"."""
    if chinese:
        text = re.split(r"[，,]", re.sub(r"[（(][^（）()]*[）)]", "", text))[0]
        parts = [part for part in text.split("、") if part.strip()]
        last = parts[-1] if parts else ""
        closing = re.search(r"(?<=[\u4e00-\u9fffA-Za-z\d])\s*(?:以及|和|与|及)", last)
        if not closing or len(parts) < 3 or _amounts(parts):
            return 0, 0
        joined = sum(len(re.findall(r"以及|和|与|及|/", part)) for part in parts)
        two = "以及" in last.lstrip()[1:]  # a last "政策和战略" may be one item or two; "、以及战略" is one
        return len(parts) + two, len(parts) + max(joined, 1)
    parts = [part for part in text.split(",") if part.strip()]
    last = next((at for at, part in enumerate(parts) if _CLOSES.match(part)), len(parts) - 1)
    parts = parts[: last + 1]  # what follows goes on with the sentence
    if len(parts) < 3 or _amounts(parts) or not _CLOSES.match(parts[-1]):
        return 0, 0
    joined = sum(len(re.findall(r"\band\b|/", part)) for part in parts)
    return len(parts), len(parts) + max(joined - 1, 0)


def _amounts(parts: list[str]) -> bool:
    """Whether most items of a list are told with a number of their own."""
    return 2 * sum(_OWN_COUNT.match(part) is not None for part in parts) > len(parts)
