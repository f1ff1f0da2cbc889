"""Source text to a View: one-to-one characters, dropped and rewritten runs, joined lines, exact offsets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claimcheck import patterns as re
from claimcheck.model import View
from claimcheck.normalise.characters import INVISIBLE, ONE_TO_ONE, SUPERSCRIPT_ASCII, SUPERSCRIPTS

__all__ = ["HARD_BREAK", "TO_SUPERSCRIPT", "Edit", "han_share", "is_cjk", "view"]

Edit = tuple[int, int, str]  # start, end, replacement; offsets in the source

HARD_BREAK = "\u2028"  # what a reader writes for <br> and the like; it stands as a line feed in the view
TO_SUPERSCRIPT = str.maketrans("0123456789+-\u2212", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")  # what a reader writes for <sup>25</sup>

_HAN_HIGH = bytes(range(0x4E, 0xA0))  # high bytes of U+4E00 to U+9FFF
_LETTERS = bytes((*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1)))

# Every branch begins with a plain character or set: the search then skips to the next candidate in C. Sets of wide
# characters are kept out of the patterns where a comparison will do: each costs milliseconds to compile.
_REFERENCE = r"[\[［〔]\d{1,3}(?:\s?[,，、\-–~～]\s?\d{1,3}){0,9}[\]］〕]"
_ADDRESS = r"[!#-&(-;=?-_a-{}~]+"  # ASCII without space, quotes, angle brackets and the bar
_LINK = rf"(?:https?|ftp)://{_ADDRESS}|www\.[A-Za-z0-9\-]+\.{_ADDRESS}"
_IDENTIFIER = rf"ar[Xx]iv:\s?\d{{4}}\.\d{{4,5}}(?:v\d+)?|10\.\d{{4,9}}/{_ADDRESS}"
_FIELD = re.compile(
    r"[\s*_]*(?:[A-Z][\w./()&-]*(?: [\w./()&-]+){0,4}|[\u4e00-\u9fff\w]{2,10})[*_]*\s?[:：](?!//)[*_\s]*\S"
)
_ASCII_EDITS = re.compile(rf"[\n\r\f]\s*|\*+|\[\d{{1,3}}(?:\s?[,\-~]\s?\d{{1,3}}){{0,9}}\]|{_LINK}|{_IDENTIFIER}")
_EDITS = re.compile(
    rf"[\n\r\f\x85\u2028\u2029][\s{INVISIBLE}]*|[{INVISIBLE}]+|[{SUPERSCRIPTS}]+|[†‡§¶①-⑳]+|\*+|．"
    rf"| (?=[\u3400-\u9fff])|{_REFERENCE}|{_LINK}|{_IDENTIFIER}"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATED = re.compile(  # a line of a timeline: "March 14, 2023: ...", "2023 年 3 月，..."
    rf"[\s*_]*(?:(?:19|20)\d\d(?:\s?年|[-/.]\d|\s?[:：–—])|{_MONTH} \d|\d{{1,2}} {_MONTH} \d|"
    r"\d{1,2}\s?月\s?\d{1,2}\s?日)"
)
_HANGING = re.compile(
    r"(?:(?<![A-Za-z])(?:on|in|of|by|from|to|until|since|before|after|and|or|the|between|out|dated|is|was|came)|"
    r"[,，、（(至到于为是在自从由即])\s*\Z"
)
_UNITS = frozenset({"km", "cm", "mm", "nm", "dm", "ft", "in", "mi", "yd", "sec"})


def view(
    source: str,
    start: int = 0,
    end: int | None = None,
    edits: Sequence[Edit] = (),
    *,
    joined: bool = True,
) -> View:
    """The normalised text of source[start:end] with its offset map.

    `edits` are the reader's (markup to drop, entities to decode): ascending, without overlap, inside [start, end).
    With `joined`, line breaks inside the text are soft and are joined; a HARD_BREAK always stays, as a line feed.
    """
    if end is None:
        end = len(source)
    if edits:
        text, middle, origin = _apply(source, start, end, edits)
    else:
        text, middle, origin = source[start:end], [0, end - start], [start, end]
    if text.isascii():
        found = list(_ascii_edits(text, joined))
    else:
        text = text.translate(ONE_TO_ONE)
        found = list(_wide_edits(text, joined))
    if not found:
        return View.tiled(text, middle, origin)
    shown, bounds, inner = _apply(text, 0, len(text), found)
    if not edits:
        return View.tiled(shown, bounds, [at + start for at in inner])
    return View.tiled(shown, *_compose(middle, origin, bounds, inner))


def han_share(text: str) -> float:
    """Share of Chinese characters among the letters of a text, from samples when it is long."""
    if text.isascii():
        return 0.0
    if len(text) > 300_000:
        third = len(text) // 3
        text = text[:100_000] + text[third : third + 100_000] + text[2 * third : 2 * third + 100_000]
    high = text.encode("utf-16-le", "surrogatepass")[1::2]  # of each character; bytes are counted at C's speed
    han = len(high) - len(high.translate(None, _HAN_HIGH))
    raw = text.encode("utf-8", "surrogatepass")
    latin = len(raw) - len(raw.translate(None, _LETTERS))
    return han / (han + latin) if han + latin else 0.0


def is_cjk(char: str) -> bool:
    """Whether a character is Chinese or full-width punctuation, beside which a line break is no space."""
    return (
        "\u2e80" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\uff00" <= char <= "\uffef"
        or char > "\U0001ffff"
    )


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char == "〇"


def _apply(text: str, start: int, end: int, edits: Iterable[Edit]) -> tuple[str, list[int], list[int]]:
    """The edited text, and the bounds of its pieces in itself and in `text`."""
    parts: list[str] = []
    bounds, origin = [0], [start]
    at, size = start, 0
    for first, last, new in edits:
        if first < at or last > end:
            continue  # a reader's edit that another one covers
        if first > at:
            parts.append(text[at:first])
            size += first - at
            bounds.append(size)
            origin.append(first)
        if new:
            parts.append(new)
            size += len(new)
        bounds.append(size)
        origin.append(last)
        at = last
    if at < end or len(bounds) == 1:
        parts.append(text[at:end])
        bounds.append(size + end - at)
        origin.append(end)
    return "".join(parts), bounds, origin


def _compose(middle: list[int], origin: list[int], bounds: list[int], inner: list[int]) -> tuple[list[int], list[int]]:
    """Bounds of view and source, from source -> middle text (origin, middle) and middle text -> view (inner, bounds).

    A cut strictly inside a piece that maps as a whole, in either layer, is dropped: the pieces beside it merge.
    """
    shown: list[int] = []
    source: list[int] = []
    i, count = 0, len(middle)
    while i < count and middle[i] == 0:
        shown.append(0)
        source.append(origin[i])
        i += 1
    for k in range(1, len(bounds)):
        low, high = inner[k - 1], inner[k]
        offset = bounds[k - 1] - low
        parallel = bounds[k] - bounds[k - 1] == high - low
        while i < count and middle[i] < high:
            if parallel:
                shown.append(middle[i] + offset)
                source.append(origin[i])
            i += 1
        if i < count and middle[i] == high:
            while i < count and middle[i] == high:
                shown.append(bounds[k])
                source.append(origin[i])
                i += 1
        elif 0 < i < count and middle[i] - middle[i - 1] == origin[i] - origin[i - 1]:
            shown.append(bounds[k])
            source.append(origin[i - 1] + high - middle[i - 1])
    return shown, source


def _ascii_edits(text: str, joined: bool) -> Iterable[Edit]:
    done = 0
    for found in _ASCII_EDITS.finditer(text):
        edit = _edit(text, found, done, joined)
        if edit is not None:
            done = edit[1]
            yield edit


def _wide_edits(text: str, joined: bool) -> Iterable[Edit]:
    done = 0
    for found in _EDITS.finditer(text):
        edit = _edit(text, found, done, joined)
        if edit is not None:
            done = edit[1]
            yield edit


def _edit(text: str, found: re.Match[str], done: int, joined: bool) -> Edit | None:
    """What becomes of one candidate; None when it stays as it is. `done` is the end of the edit before it."""
    start, end = found.span()
    head = text[start]
    if head in "\n\r\f\x85\u2028\u2029":
        return _line_break(text, start, end, done, joined)
    if head == " ":  # letter-spaced Chinese: single characters with single spaces between them
        alone = start > 0 and _is_han(text[start - 1]) and not _is_han(text[start - 2 : start - 1])
        return (start, end, "") if alone and not _is_han(text[end + 1 : end + 2]) else None
    if head == "．":  # a decimal point between digits, else a full stop
        return (start, end, ".") if text[start - 1 : start].isdigit() and text[end : end + 1].isdigit() else None
    if head == "*":  # a footnote mark on a figure, but no product
        marked = start > 0 and text[start - 1] in "0123456789%" and end - start <= 3
        after = text[end : end + 2]
        product = after[:1].isalnum() or after[:1] == "(" or (after[:1] == " " and after[1:].isdigit())
        return (start, end, "") if marked and not product else None
    if head in SUPERSCRIPTS:
        power = _is_power(text, start, text[start:end])
        digits = "".join(SUPERSCRIPT_ASCII[char] for char in text[start:end])
        return (start, end, "^" + digits if power else "")
    if head in "†‡§¶" or "①" <= head <= "⑳":
        before = text[start - 1] if start else " "
        marks = before.isalnum() or before in "%)）]"
        return (start, end, "") if marks and (head in "†‡§¶" or before in "0123456789%") else None
    if head in "[［〔":
        before = text[start - 1] if start else " "
        single = text[start + 1 : end - 1].isdigit()
        return (start, end, "") if start and (single or not before.isspace()) else None
    if head in INVISIBLE:
        return start, end, ""
    if start and text[start - 1].isalnum() and text[start - 1].isascii():
        return None  # the middle of a word or number: no link begins here
    while end > start and text[end - 1] in ".,;:!?)]}*_~":
        end -= 1
    return start, end, ""


def _is_power(text: str, at: int, run: str) -> bool:
    """Whether a superscript run is an exponent (10²⁵, m², 2⁶⁴) and no footnote mark (79.8¹)."""
    begin = at
    while begin > 0 and at - begin < 12 and (text[begin - 1].isdigit() or text[begin - 1] in ".,"):
        begin -= 1
    number = text[begin:at]
    if number:
        return run[0] in "⁺⁻" or number == "10" or (number == "2" and len(run) > 1)
    while begin > 0 and at - begin < 12 and text[begin - 1].isalpha() and text[begin - 1].isascii():
        begin -= 1
    word = text[begin:at]
    return len(word) == 1 or word.lower() in _UNITS or (bool(word) and run[0] in "⁺⁻")


def _line_break(text: str, start: int, end: int, done: int, joined: bool) -> Edit | None:
    hard = not joined or "\u2028" in text[start:end] or _between_fields(text, start, end)
    hard = hard or _between_dates(text, start, end)
    while start > done and text[start - 1] == " ":
        start -= 1
    if hard:
        return (start, end, "\n")
    before, after = _visible_before(text, start), text[end : end + 1]
    if not before or not after:
        return start, end, " " if before or after else ""
    if text[start - 1 : start] == "\u00ad":
        return start, end, ""
    if before in "-" and start - 1 >= done and after.isalnum() and not is_cjk(after):
        word = re.search(r"[\w\-.]+$", text[max(0, start - 40) : start - 1])
        if word is not None:
            plain = word.group().isalpha() and word.group()[-1].islower() and after.islower()
            return (start - 1, end, "") if plain and text[start - 1] == "-" else (start, end, "")
    if before.isdigit() and after.isdigit():
        return start, end, " "
    if is_cjk(before) or is_cjk(after) or (after == "%" and before.isdigit()):
        return start, end, ""
    return start, end, " "


def _between_fields(text: str, start: int, end: int) -> bool:
    """Whether the lines before and after a break each begin as a field does: "CUDA cores: 24,064", 显存：96GB."""
    return (
        _FIELD.match(text, end) is not None
        and _FIELD.match(text, max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1) is not None
    )


def _between_dates(text: str, start: int, end: int) -> bool:
    """Whether the lines before and after a break each begin with a date, as those of a timeline do."""
    if _DATED.match(text, end) is None:
        return False
    before = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    return _DATED.match(text, before) is not None and _HANGING.search(text, max(before, start - 12), start) is None


def _visible_before(text: str, at: int) -> str:
    while at > 0 and (text[at - 1] in INVISIBLE or text[at - 1].isspace()):
        at -= 1
    return text[at - 1] if at else ""
