"""What looks like a figure and is none: names with digits, versions, references, phone numbers, addresses."""

from __future__ import annotations

from claimcheck import patterns as re
from claimcheck.quantities import dates, left
from claimcheck.words import JOINED_PREFIXES, MODEL_NAMING, NAMING, NOT_NAMING

_ADDRESS_MARK = re.compile(r"://|www\.|@")
_ADDRESS_REST = re.compile(r"[^\s<>\"'）】」，。；]+")
_HOST = re.compile(r"@[A-Za-z][A-Za-z0-9_-]*\.[A-Za-z0-9_.-]+")
_ADDRESS_HEAD = re.compile(r"[A-Za-z0-9_.+-]{1,64}$")
_IDENTIFIER_REST = re.compile(r"[A-Za-z0-9_]*(?:[-._][A-Za-z0-9_]+)*")
_SCORE = re.compile(r"(?:2[1-9]|[3-9][0-9])\.[0-9]{1,2}")
_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+){2,}[A-Za-z0-9.+-]*")
_PHONE = re.compile(r"(?:[0-9]{3}[-. ][0-9]{3,4}[-. ][0-9]{4}|[0-9]{3,4}-[0-9]{7,8})(?![0-9])")
_CITATION = re.compile(r"[0-9]{1,3}(?:[-–,，、] ?[0-9]{1,3})*\]")
_DOI = re.compile(r"10\.[0-9]{4,9}/\S+")
_OF_ARXIV = re.compile(r"(?<![a-z])arxiv")
_ARXIV = re.compile(r"[0-9]{4}\.[0-9]{4,5}(?:v[0-9]+)?(?![0-9])")
_LIST_MARK = re.compile(r"[0-9]{1,2}(?:[.)、．]|\) )(?=\s|[\u4e00-\u9fff])")
_SHOT = re.compile(r"[0-9]+(?:[ -])?shots?(?![a-z])|[0-9]+样本(?!量)")
_SIZE = re.compile(r"[0-9]+ ?[x×*X] ?[0-9]+(?: ?[x×*X] ?[0-9]+){0,8}(?![0-9.^A-Za-z])")
_EXPERTS = re.compile(r"[0-9]+[x×][0-9.]+[BM](?![a-z])|[0-9.]+[BM]-A[0-9.]+[BM]")
_RATIO = re.compile(r"[0-9]+[:：][0-9]+(?![0-9:：])")
_SCALED = re.compile(r"[0-9]+(?:\.[0-9]+)?[万亿]")
_HEX = re.compile(r"0x[0-9a-f]+")
_CLOCK = re.compile(r"[0-9]{1,2} ?(?:[ap]\.?m\b\.?|o'clock)")
_TITLE_WORD = re.compile(r"[A-Z][a-z]{2,}$")


def spans(text: str) -> list[tuple[int, int]]:
    """Addresses in the text."""
    if "://" not in text and "www." not in text and "@" not in text:
        return []
    found: list[tuple[int, int]] = []
    for mark in _ADDRESS_MARK.finditer(text):
        at = mark.start()
        rest = _HOST.match(text, at) if mark[0] == "@" else _ADDRESS_REST.match(text, mark.end())
        if rest is None:
            continue
        head = _ADDRESS_HEAD.search(text, max(0, at - 64), at)
        found.append((head.start() if head is not None else at, rest.end()))
    return found


def skip(text: str, low: str, at: int, floor: int) -> int:
    """The end of something at `at` that begins with a digit and is no figure; 0 where there is none."""
    before = text[at - 1] if at else ""
    if before and before.isascii():
        if before.isalpha() or before == "_":
            if floor == at > 0 and _SCALED.match(text, at):
                return 0  # right behind a name: "Gemini 1.5 Pro100万的上下文"
            if left.read(text, low, at, floor, False).currency is None:
                return _rest(text, at)
        elif before == "-" and at >= 2 and text[at - 2].isascii() and text[at - 2].isalnum():
            word = word_before(text, at - 1).rsplit("-", 1)[-1]
            if not word.isdigit() and word not in JOINED_PREFIXES:
                return _rest(text, at)
        elif (
            before == "@"
            or (before == "." and at >= 2 and text[at - 2].isascii() and text[at - 2].isalnum())
            or before == "^"
        ):
            return _rest(text, at)
        elif before == "[":
            found = _CITATION.match(text, at)
            if found is not None:
                return found.end()
        elif (
            before == "/"
            and at >= 2
            and text[at - 2].isascii()
            and text[at - 2].isalpha()
            and text[at + 1 : at + 2].isdigit()
            and "." in text[at : at + 8]
        ):
            return _rest(text, at)
    ahead = low[at : at + 24]
    if "." in ahead and (found := _VERSION.match(text, at)):
        return found.end()
    if ahead[3:4] in ("-", ".", " ") or ahead[4:5] == "-":
        found = _PHONE.match(text, at)
        if found is not None:
            return found.end()
    if "shot" in ahead or "样本" in ahead:
        found = _SHOT.match(low, at)
        if found is not None:
            return found.end()
    if ":" in ahead or "：" in ahead:
        found = dates.TIME.match(text, at) or _RATIO.match(text, at)
        if found is not None:
            return found.end()
    if "m" in ahead or "clock" in ahead:
        found = _CLOCK.match(low, at)
        if found is not None:
            return found.end()
    if "x" in ahead or "×" in ahead or "*" in ahead or "-a" in ahead:
        for pattern, source in ((_SIZE, text), (_EXPERTS, text), (_HEX, low)):
            found = pattern.match(source, at)
            if found is not None:
                if (
                    pattern is _SIZE
                    and text[at : found.end()].endswith("10")
                    and text[found.end() : found.end() + 1] == "^"
                ):
                    return 0
                return found.end()
    if ahead.startswith("10.") and (found := _DOI.match(text, at)):
        return found.end()
    if "arxiv" in low[max(0, at - 8) : at] and (found := _ARXIV.match(text, at)):
        return found.end() if _OF_ARXIV.search(low, max(0, at - 8), at) else 0  # "CharXiv: 67.1"
    if at == 0 or before == "\n":
        found = _LIST_MARK.match(text, at)
        if found is not None and text[found.end() :].strip():
            return found.end()
    return 0


def _rest(text: str, at: int) -> int:
    found = _IDENTIFIER_REST.match(text, at)
    return found.end() if found is not None else at + 1


def word_before(text: str, at: int) -> str:
    """The word before `at`, after at most one space; lower case."""
    end = at
    if end and text[end - 1] in " \u00a0":
        end -= 1
    begin = end
    while (
        begin > 0
        and end - begin < 24
        and (text[begin - 1].isalnum() or text[begin - 1] in ".-&")
        and text[begin - 1].isascii()
    ):
        begin -= 1
    return text[begin:end].lower()


def named(text: str, low: str, at: int, end: int) -> bool:
    """Whether the word before makes a name of the bare number: "Table 4", "RTX 5090", "the Pro 5000"."""
    if at < 2:
        return False
    if text[at - 1] not in " \u00a0":
        return text[at - 1] in "表图" and not text[end : end + 1].isalpha()
    word = word_before(text, at)
    if not word:
        return text[max(0, at - 3) : at - 1] in ("图表", "版本") or text[at - 2] in "表图"
    if word in MODEL_NAMING and _SCORE.fullmatch(text, at, end):
        return False
    if word in NAMING or (word == "by" and low.endswith("cc ", 0, at - 3)):  # "CC BY 4.0"
        return True
    begin = at - 1 - len(word)
    title = _TITLE_WORD.search(text, begin, at - 1)
    if title is None or word in NOT_NAMING or not text[at:end].isdigit() or begin < 2:
        return False
    previous = text[begin - 2]
    return text[begin - 1] == " " and previous.isalnum() and previous.isascii()
