"""What the rules need that speak of figures without any name: arithmetic, two notations, lost superscripts, bytes.

Each test finds at least the places where its rule could speak. Numerals are counted as the quantity scanner does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator

from claimcheck import patterns as re
from claimcheck.quantities import english
from claimcheck.quantities.lookup import trie_pattern
from claimcheck.quantities.scanner import anchors
from claimcheck.records import NamedTuple
from claimcheck.rules import counted_lists, lost_superscript, rates
from claimcheck.rules import homophones as persons

_RULE = re.compile(r"-[ :]*\||\|[ :]*-|(?m:^[ ]*\|)")
_NUMERALS = "0-9〇零一二两三四五六七八九十百千万亿半几½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_WORDS = trie_pattern(english.START)
_NUMERAL = re.compile(f"[{_NUMERALS}]")
# a figure that another one leads to: "to 71.0%", "to about five", 升至 71.0%
_TO = ("to ", "to\n", "reaching", "→", "->", "到", "至", "变为")
_SECOND = re.compile(
    r"\s*(?:[a-z]+\s+){0,3}?"
    rf"(?:[^\w\s]{{0,3}}\s?(?:[a-z]{{2,3}}\W?)?[{_NUMERALS}]|(?:{_WORDS})\b|[^\W\d_]{{1,4}}[{_NUMERALS}])"
)
_STEMS = (
    *("up", "down", "by", "plus", "gain", "rise", "rose", "increas", "decreas", "drop", "fall", "fell", "improv"),
    *("growth", "grew", "jump", "change", "difference", "gap", "cut", "sav", "lead", "reduc", "ahead", "behind"),
    *("higher", "lower", "more", "less", "提升", "提高", "增长", "增加", "上升", "上涨", "下降", "下跌", "减少"),
    *("降低", "缩小", "扩大", "涨幅", "增幅", "降幅", "跌幅", "差", "领先", "落后", "低", "高", "多", "少"),
    *("(", "（", "+", "＋"),
)
# a change before its figure ("up 55.4 points", 提升了 55.4) and behind it ("55.4 points higher")
_TOLD = re.compile(
    rf"(?:\b(?:{'|'.join(s for s in _STEMS if s.isascii() and s.isalpha())})[a-z]*"
    rf"|(?:{'|'.join(s for s in _STEMS if not s.isascii() and s.isalpha())})[了达为约近幅度超过出距]{{0,6}}|[(（+＋])"
    r"[\s*]*(?:[a-z]+\s+){0,4}?\W{0,3}(?:[a-z]{2,3}\W?)?$"
)
_TOLD_AFTER = re.compile(
    r"[^\n]{1,40}?(?:increase|decrease|drop|gain|rise|improvement|growth|jump|reduction|gap|lead|ahead|behind|higher|lower|"
    r"more|less|提升|增长|涨幅|降幅|差距|增幅|差异|下降|领先)"
)
_RUN = re.compile(f"[{_NUMERALS}][{_NUMERALS}.,]*")
# where another figure begins in a run: "$2三倍"
_TURN = re.compile(r"(?<=[0-9])[〇零一二两三四五六七八九]|(?<=[〇零一二两三四五六七八九十百千万亿半])[0-9]")
_FIGURE = re.compile(rf"[{_NUMERALS}]|\b(?:{_WORDS})")
_PAIRED = re.compile(
    rf"(?:from|从|由)\W{{0,4}}(?:[a-z]+\s+){{0,3}}?\W{{0,3}}(?:[a-z]{{2,3}}\W?)?(?:[{_NUMERALS}]|(?:{_WORDS})\b)[^;；。，]{{0,48}}$"
)
_NUMBERED = ("half", "×", "✕", "倍", "翻", "一半", "分之")  # multiples in themselves, or behind any numeral
_COUNTABLE = ("times", "fold", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_COUNTS = frozenset(("a", "an", *english.START))
_SCALED = frozenset("半百千万亿")  # "6万 times"
_LAST_WORD = re.compile(r"\w+\Z")
_TIMES = re.compile(r"[0-9½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞](?:(?<=[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])| ?x\b|/[0-9])")
_BRACKETS = ("(", "（")
_SHARE = re.compile(r"[(（][^()（）\n]{0,40}(?:%|percent|per cent|百分)")
_OF = re.compile(r"\bof\b")
_END = re.compile(r"[\n。！？!?；;.](?:(?<=[。！？!?；;])|(?<=\n)\n|(?<=\.)(?=\s+[A-Z0-9\"“(\[*]))")
_PER = ("per ", "per-", "/", " a ", " an ", "each ", "every ", "每")
_UNITS = (
    *("token", "gpu", "hour", "hr", "h", "month", "mo", "year", "yr", "day", "min"),
    *("小时", "分", "时", "月", "年", "天", "日", "词元", "令牌"),
)
_NO_UNIT = r"(?!(?:from|than|for|in|over|of|to|at|as|and|or|after|before|by|within)\b)"
_AMOUNT = re.compile(rf"[0-9半百千万亿](?:[,.][0-9]+)*\s*(?:{_NO_UNIT}[a-z$%\u4e00-\u9fff]+\s*){{0,3}}$")
_EACH_WORDS, _EACH = ("per ", "each ", "every ", "每"), re.compile(r"\s{0,3}\d")
_NOTATIONS = re.compile(r"[万亿(（](?:(?<=[万亿])[^()（）\n]{0,16}[(（]|(?<=[(（])[^()（）\n]{0,32}[万亿])")
_TOKENS = ("token", "令牌", "词元")
_BYTES = re.compile(r"[gtp]b\W{0,8}(?:of\W{0,3}|的|个)?\W{0,3}(?:tokens?|令牌|词元)")
_LIST = re.compile(r"[:：(,](?:(?<=[:：(])| ?namely| ?that is)")
_COUNTED = (
    *("categories", "types", "kinds", "classes", "domains", "tasks", "areas", "fields", "languages", "models"),
    *("benchmarks", "variants", "sizes", "stages", "steps"),
)
_NAMELY = re.compile(r", ?(?:namely|that is)")
_SCALES = ("hundred", "thousand", "million", "billion", "trillion")
_OPERANDS = 3  # figures that reckoning takes at least
_NEAR = 120  # characters in which the figures of a change stand
_AFTER = 60  # characters behind a sentence that its share of something may reach into
_GROUPS = (_TO, _NUMBERED, _COUNTABLE, _PER, _BRACKETS)


class _There(NamedTuple):
    """What of each kind a text has at all: most have few, and each sentence is searched for these only."""

    leading: tuple[str, ...]
    numbered: tuple[str, ...]
    countable: tuple[str, ...]
    per: tuple[str, ...]
    brackets: tuple[str, ...]


def tabular(text: str) -> bool:
    """Whether a text may hold a table: its columns may add up."""
    markup = ("<" in text and "<t" in text) or ("|" in text and _RULE.search(text) is not None)
    return markup or "\t" in text or "   " in text


def speaks(text: str, words: int, numerals: bool) -> bool:
    """Whether a rule that needs figures only may speak of a text of so many number words, and of numerals or none."""
    low = text.lower()
    if len(low) != len(text):
        return True
    if (":" in low or "：" in low or "(" in low or _NAMELY.search(low)) and _listed(low):
        return True
    if numerals and (
        "magnitude" in low
        or "数量级" in low
        or any(_EACH.match(low, at + len(word)) for word in _EACH_WORDS for at in _places(low, word, 0, len(low)))
        or (
            ("万" in low or "亿" in low)
            and any(mark in low for mark in _BRACKETS)
            and _NOTATIONS.search(low) is not None
        )
        or (any(word in low for word in _TOKENS) and _BYTES.search(low) is not None)
        or ("10" in low and lost_superscript.suspected(text))
        or ("、" in low and any(True for _ in counted_lists.miscounted(text)))
    ):
        return True
    figures = words + 1
    if numerals and figures < _OPERANDS:
        figures += len(_RUN.findall(low)) + len(_TURN.findall(low))
    if figures < _OPERANDS:
        return False
    there = _There(*(tuple(word for word in group if word in low) for group in _GROUPS))
    return any(_reckons(text, low, there, start, stop) for start, stop in _of_three(text, low))


def _listed(low: str) -> bool:
    """Whether a list may follow a word for the things that it counts."""
    return any(low[max(0, hit.start() - 12) : hit.start()].rstrip().endswith(_COUNTED) for hit in _LIST.finditer(low))


def numeral(low: str) -> bool:
    """Whether a text holds a digit or a Chinese numeral."""
    if low.isascii():
        raw = low.encode()
        return len(raw.translate(None, b"0123456789")) < len(raw)  # four times as quick as a pattern
    return _NUMERAL.search(low) is not None


def _change(text: str, low: str, words: tuple[str, ...], first: int, last: int) -> bool:
    """Whether a figure leads to another and a change stands behind them, or before them with "from"."""
    leads = (_SECOND.match(low, at + len(word)) for word in words for at in _places(low, word, first, last))
    for hit in filter(None, leads):
        begin, end = hit.start(), hit.end()
        finish = _END.search(text, end, end + _NEAR)
        stop = finish.start() if finish else end + _NEAR
        while end < stop and low[end : end + 1] in "0123456789.,":
            end += 1
        if _told(low, end, stop):
            return True
        start = max(0, begin - _NEAR)
        paired = ("from" in low[start:begin] or not low.isascii()) and _PAIRED.search(low, start, begin)
        if paired and _told(low, start, paired.start()):
            return True
    return False


def _told(low: str, start: int, stop: int) -> bool:
    """Whether a figure between two places is told of as a change."""
    around = low[start:stop]
    return any(stem in around for stem in _STEMS) and any(
        _TOLD.search(low, max(start, figure.start() - 40), figure.start())
        or _TOLD_AFTER.match(low, figure.start(), stop)
        for figure in _FIGURE.finditer(low, start, stop)
    )


def _of_three(text: str, low: str) -> Iterator[tuple[int, int]]:
    """Where the sentences begin and end in which three figures stand."""
    figures: list[int] = []
    end = -2
    for start, stop in anchors(text, low):
        if start != end + 1 or not _one_figure(low, end, start, stop):
            figures.append(start)
        end = stop
    figures += (hit.start() for hit in _TURN.finditer(low))
    figures.sort()
    start = seen = 0
    for stop in (*(hit.end() for hit in _END.finditer(text)), len(text)):
        here = bisect_left(figures, stop, seen)
        if here - seen >= _OPERANDS:
            yield start, stop
        start, seen = stop, here


def _one_figure(low: str, at: int, start: int, stop: int) -> bool:
    """Whether a numeral or number word goes on with the figure that ends one character, at `at`, before it."""
    if low[at] == ",":
        return stop - start == 3
    return low[at] == "." or (low[at] in " -" and low.startswith(_SCALES, start))


def _reckons(text: str, low: str, there: _There, start: int, stop: int) -> bool:
    """Whether a sentence of three figures has a change, a multiple, an amount for each with a total, or a share."""
    share = _SHARE.search(low, start, stop + _AFTER) if there.brackets and _OF.search(low, start, stop) else None
    return (
        (share is not None and share.start() < stop)
        or _change(text, low, there.leading, start, stop)
        or any(low.find(word, start, stop) >= 0 for word in there.numbered)
        or any(_counted(low, at) for word in there.countable for at in _places(low, word, start, stop))
        or _TIMES.search(low, start, stop) is not None
        or (rates.TOTAL.search(low, start, stop) is not None and _rate(low, there.per, start, stop))
    )


def _counted(low: str, at: int) -> bool:
    """Whether a number stands before a place, with or without a separator: "3 times", "threefold", "a third"."""
    before = low[max(0, at - 12) : at].rstrip(" -\n")
    word = _LAST_WORD.search(before)
    return before[-1:].isdigit() or before[-1:] in _SCALED or (word is not None and word[0] in _COUNTS)


def _rate(low: str, words: tuple[str, ...], start: int, stop: int) -> bool:
    """Whether an amount for each hour, token ... may stand between two places."""
    for word in words:
        for at in _places(low, word, start, stop):
            follow = low[at + len(word) : at + len(word) + 24]
            before = max(0, at - 48)
            led = word == "每" or (_NUMERAL.search(low, before, at) and _AMOUNT.search(low, before, at))
            if led and any(unit in follow for unit in _UNITS):
                return True
    return False


def _places(low: str, word: str, start: int, stop: int) -> Iterator[int]:
    at = low.find(word, start, stop)
    while at >= 0:
        yield at
        at = low.find(word, at + 1, stop)


def people(places: Counter[str]) -> bool:
    """Whether, of what may be Chinese persons' names with how often each stands, one may be another misspelt."""
    kin: dict[str, list[str]] = defaultdict(list)
    for name in places:
        kin[name[:2]].append(name)
    return any(_doubted(group, places) for group in kin.values() if len(group) > 1)


def _doubted(group: list[str], places: Counter[str]) -> bool:
    often = [name for name in group if places[name] >= persons.OFTEN]
    return any(name != other and persons.same_sound(name[2], other[2]) for other in often for name in group)
