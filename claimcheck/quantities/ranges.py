"""Two ends of one figure: 5%-13%, 1.5万到3万元, between 20 and 30, $5.5M to $6M, over 100 and under 300."""

from __future__ import annotations

from claimcheck import names
from claimcheck import patterns as re
from claimcheck.quantities import right
from claimcheck.quantities.figure import Figure
from claimcheck.quantities.numbers import number_at
from claimcheck.quantities.numerals import EXACT, ONE, Number, whole
from claimcheck.quantities.tables import CURRENCY_AHEAD
from claimcheck.units import CURRENCIES

_JOINT = re.compile(
    r"(?:\(含\)|（含）)?[ \u00a0\n]{0,2}(?P<word>-to-|-{1,2}|–|—{1,2}|‐|‑|−|~{1,2}|～|∼|〜|\.{2,3}|…|至|到|to\b|"
    r"and\b|与|和|through\b|thru\b|及|乃至)[ \u00a0\n]{0,2}"
    r"(?P<hedge>around |about |nearly |over |up to |大约|约|近|超过?)?"
)
_JOINT_FIRST = frozenset("(（ \u00a0\n-–—‐‑−~～∼〜.…至到与和及乃")
_SIGN = re.compile(r"(?:minus |negative |负|[-−–](?=[0-9]))")
_PAIR_WORDS = frozenset(("and", "与", "和", "及"))
_TO_WORDS = frozenset(("to", "到", "至"))
_CHANGE = re.compile(
    r"(?<![a-z])(?:rose|ris(?:e|es|en|ing)|grew|grow(?:s|n|ing)?|increas\w*|improv\w*|fell|fall\w*|drop\w*|"
    r"jump\w*|went|climb\w*|surg\w*|soar\w*|"
    r"decreas\w*|declin\w*|rais\w*|cut|reduc\w*|moved?|boost\w*|expand\w*|shr[aiu]nk\w*|lower\w*|leap\w*|"
    r"slash\w*)(?![a-z])"
    r"|提升|提高|增长|上升|下降|跃升|降低|增加|减少|涨|跌|缩小|扩大|变|升|降|压缩|扩展"
)
_FROM = ("from ", "从", "由", "从 ", "自")
_FROM_ITS = re.compile(r"(?<![a-z])from (?:the )?[^,;:()\n]{1,24}['’]s \Z")  # "grew from GPT-4's 8K to 128K"


_MULTIPLE = re.compile(r"\s?(?:[x×](?![a-z0-9])|times(?![a-z])|倍)")


def other_end(text: str, low: str, figure: Figure, money: bool) -> Number | None:
    """The other end of a range that begins with the figure; None where there is none."""
    number = figure.number
    if number.value is None and number.low is None:
        return None
    end = figure.end
    between = None
    found = _JOINT.match(low, end) if low[end : end + 1] in _JOINT_FIRST and end < len(low) else None
    if found is None:
        known = right.unit(text, low, end)  # a unit at both ends
        figure.follows = (end, known)
        if known is None or known[0].kind in ("counter", "noun") or low[known[1] : known[1] + 1] not in _JOINT_FIRST:
            return None
        found = _JOINT.match(low, known[1])
        if found is None:
            return None
        between = known[0]
    word, place = found["word"], found.end()
    if word == "-to-":
        word = "to"
    if word in _PAIR_WORDS and not _paired(low, figure.start, place):
        return None
    mark = CURRENCY_AHEAD.at(text, place)
    if mark is not None:
        if not money and between is None:
            return None  # "in 2023 to $5.6B": the mark makes another figure
        place += len(mark) + (text[place + len(mark) : place + len(mark) + 1] == " ")
        money = True
    sign = _SIGN.match(low, place)
    if sign is not None:
        place = sign.end()
    percent = low.startswith("百分之", place)
    other = number_at(text, low, place + 3 if percent else place)
    if other is None or (other.value is None and other.high is None) or (other.form == "bare" and not percent):
        return None
    if word == "-" and number.form == other.form == "words" and found.end() - found.start() == 1:
        return None  # "three-nought-four"
    if other.form == "digits":
        plain_end = other.end
        right.multiplier(text, low, other, money)
        follow = text[other.end : other.end + 1]
        if (
            other.end == plain_end
            and follow.isascii()
            and follow.isalpha()
            and right.unit(text, low, other.end) is None
        ):
            return None
    spaced = low[end : end + 1] == " " and low[place - 1 : place] == " "
    if money and spaced and mark is None and between is None and _MULTIPLE.match(low, other.end):
        return None  # "$0.005 — 8x more"
    if sign is not None:
        other.negate()
    if between is not None:
        closing = right.unit(text, low, other.end)
        if closing is None:
            if mark is None or between.name not in CURRENCIES:
                return None
        elif closing[0].name != between.name:
            return None
    _share_scale(number, other)
    first = number.value if number.value is not None else number.low
    last = other.value if other.value is not None else other.high
    if first is None or last is None:
        return None
    if word in _TO_WORDS and _changes(low, figure.start, other.end, between is not None or mark is not None):
        figure.borrows = between is None and mark is None
        return None
    return other if first < last else None


def _paired(low: str, start: int, place: int) -> bool:
    """Whether "and" joins two ends: between ... and ..., 介于 ... 和 ... 之间."""
    head = low[max(0, start - 10) : start].rstrip()
    if head.endswith("between") or (head.endswith("from") and not low[place : place + 4].isdigit()):
        return True
    tail = low[place : place + 26]
    closing = tail.find("间")
    return (
        closing > 0
        and not re.search(r"[，。；,;]", tail[:closing])
        and (tail[closing - 1] == "之" or not tail[closing - 1].isalpha() or tail[closing - 1] in "十百千万亿元")
    )


def _share_scale(number: Number, other: Number) -> None:
    """ "1.5–3 million", 十八至三十万: the multiplier of the second end holds for the first too."""
    if number.scale != ONE or other.scale == ONE:
        if number.scale != ONE or other.form != "han" or other.value is None or number.form != "han":
            return
        # 两到三千: small units too
        digits = other.value.normalize()
        exponent = digits.as_tuple().exponent
        if (
            not isinstance(exponent, int)
            or exponent < 3
            or number.value is None
            or number.value >= 10
            or len(digits.as_tuple().digits) > 1
        ):
            return
        if EXACT.scaleb(number.value, exponent) < other.value:
            number.times(EXACT.scaleb(ONE, exponent))
        return
    first = number.value if number.value is not None else number.high
    last = other.value if other.value is not None else other.low
    if first is not None and last is not None and first < EXACT.divide(last, other.scale) and first < 10000:
        number.times(other.scale)


def _changes(low: str, start: int, end: int, units: bool) -> bool:
    """Whether "from A to B" tells of a change, so that A and B are two figures."""
    head = low[max(0, start - 48) : start]
    tail = low[end : end + 6]
    if head.endswith(_FROM) or _FROM_ITS.search(head):
        return _CHANGE.search(head) is not None or _CHANGE.search(tail) is not None
    return units and head.endswith(("by ", "了")) and _CHANGE.search(head[-24:]) is not None


_AND_GAP = re.compile(r"[ ，,、]{0,2}(?:and|but|并且?|而且|且|同时|的同时|并同时)?[ ，,]{0,2}")
_LOWER = ("over", "at_least")
_UPPER = ("under", "at_most")


def merge_bounds(text: str, figures: list[Figure]) -> list[Figure]:
    """Two bounds of one thing are a range: 大于100并且小于300, "at most 100 and at least 20"."""
    merged: list[Figure] = []
    for figure in figures:
        last = merged[-1] if merged else None
        if (
            last is not None
            and figure.approximation in (*_LOWER, *_UPPER)
            and last.approximation in (*_LOWER, *_UPPER)
            and figure.kind == last.kind == "number"
            and (last.unit in (None, figure.unit) or figure.unit is None)
            and last.high is None
            and figure.high is None
            and last.number.value is not None
            and figure.number.value is not None
            and _AND_GAP.fullmatch(text, last.end, figure.start)
        ):
            first, second = (last, figure) if last.approximation in _LOWER else (figure, last)
            low, high = first.number.value, second.number.value
            if (
                first.approximation in _LOWER
                and second.approximation in _UPPER
                and low is not None
                and high is not None
                and low < high
            ):
                last.unit = figure.unit or last.unit
                last.factor = figure.factor if figure.unit else last.factor
                last.number, last.high = first.number, second.number
                last.end, last.approximation = figure.end, "range"
                continue
        merged.append(figure)
    return merged


_COUNTS = ("count", "gpu", "core", "parameter", "token", "transistor")
_BECOMES = re.compile(
    r" ?(?:大幅|一路)?(?:扩展|提升|增加|增长|升级|提高|跃升|扩大|下降|降低|升|降|增)?(?:至|到|→|to) ?"
)
_LIST_GAP = re.compile(r" ?(?P<word>,|，|、|/|-? ?or|-? ?and|of|和|或|与|以及|, and|, or) ?")


_OPENING = re.compile(r" ?[(（]")


def _restated(text: str, first: Figure, second: Figure) -> bool:
    """Whether a figure is given twice before its unit: "2.56×10^24 (2.56e24) FLOPs"."""
    if first.number.value is None or first.number.value != second.number.value:
        return False
    closed = text[second.end : second.end + 1] in (")", "）")
    return closed and _OPENING.fullmatch(text, first.end, second.start) is not None


def _sizes(text: str, first: Figure, second: Figure) -> bool:
    """Whether figures between slashes share the letter of the last: 7/13/70B, 8/32/128K."""
    number, other = first.number, second.number
    return (
        first.unit is None
        and first.kind == second.kind == "number"
        and number.form == other.form == "digits"
        and number.scale == ONE < other.scale
        and text[first.end : second.start] == "/"
        and number.value is not None
        and number.value < 1000
    )


def _beyond_a_hundred(number: Number, other: Number) -> bool:
    """Whether a number is over a hundred and ten times another: the two are no percentages of one list."""
    if number.value is None or other.value is None:
        return False
    return number.value > 100 and number.value > 10 * other.value


def share_units(text: str, figures: list[Figure]) -> None:
    """Figures of a list share the unit of its last: "7, 13 and 65 billion tokens", 8/16/32GB, "16 of 896 experts"."""
    for index in range(len(figures) - 2, -1, -1):
        first, second = figures[index], figures[index + 1]
        if first.unit is None and second.unit is None and _restated(text, first, second):
            known = right.unit(text, names.lower(text), second.end + 1)
            if known is not None and known[0].kind != "counter":
                for figure in (first, second):
                    figure.unit, figure.factor = known[0].name, known[0].factor
            continue
        if first.borrows and first.unit is None and second.kind == "number":
            first.unit, first.factor = second.unit, second.factor
            if first.number.scale == ONE and second.number.scale > 1 and second.number.value is not None:
                first.number.times(second.number.scale)
            continue
        unnamed = first.unit is None and first.number.scale > 1 and second.unit not in (None, "rank", "date")
        if unnamed and _BECOMES.fullmatch(text, first.end, second.start):
            first.unit = second.unit  # 从 32K 扩展至 128K tokens
            continue
        if second.unit is None and _sizes(text, first, second):
            first.number.times(second.number.scale)  # 7/13/70B
            continue
        if first.unit is not None or first.kind != "number" or second.unit in (None, "rank", "date", "ratio"):
            continue
        if first.number.form not in ("digits", "words", "han") or second.kind == "date" or second.start - first.end > 6:
            continue
        if second.unit in _COUNTS and first.number.value is not None and not whole(first.number.value):
            continue  # "79.8 and 8 GPUs"
        if second.unit == "percent" and _beyond_a_hundred(first.number, second.number):
            continue  # "a rating of 2091 and 84.8% on MMLU-Pro"
        gap = _LIST_GAP.fullmatch(text, first.end, second.start)
        if gap is None or (gap["word"] in (",", "，") and not second.shared):
            continue
        if gap["word"] == "of" and second.unit not in ("count", "gpu", "core", "parameter", "token"):
            continue
        if second.unit in CURRENCIES and text[second.start] in "$¥￥€£" and gap["word"].strip("- ") not in ("or", "/"):
            continue
        first.unit, first.factor, first.shared = second.unit, second.factor, True
        value = first.number.value
        if value is None or value >= 1000 or second.number.value is None or second.number.form == "bare":
            continue
        if first.number.scale == ONE and second.number.scale > 1:
            first.number.times(second.number.scale)
