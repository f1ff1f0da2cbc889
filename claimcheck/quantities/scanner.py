"""The scan: find numerals, read what stands around each, compose ranges, and turn them into quantities."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal

from claimcheck import names
from claimcheck.compare import interval
from claimcheck.model import Approximation, Quantity
from claimcheck.quantities import context, dates, english, exclude
from claimcheck.quantities.lookup import trie_pattern
from claimcheck.quantities.numerals import (
    EXACT,
    HAN_START,
    LONGEST,
    ONE,
    Number,
    digits,
    han,
    plain,
    run_end,
)
from claimcheck.quantities.tables import Unit
from claimcheck.words import BETWEEN, HAN_GLUED_BEFORE, HAN_NOT_NUMBERS

_NUMERAL = re.compile(f"[0-9{HAN_START}]")
_ANCHORS = re.compile(rf"[0-9]+|(?<![0-9])\.[0-9]+|[{HAN_START}]+")
_WORD_ANCHORS = re.compile(r"[ \n\t(\"'“‘\[*_>|/:,;—–-](" + trie_pattern(english.START) + ")")
_WORD_FIRST = re.compile(trie_pattern(english.START))
_HAN_AFTER_DIGITS = re.compile(r" ?[" + re.escape("十百千万亿兆萬億拾佰仟点點") + "]")
_RANGE = re.compile(
    r" ?(?:-|–|—{1,2}|‐|‑|~{1,2}|～|∼|至|到|\bto\b|\band\b|与|和|\bthrough\b|及) ?(?:around |about |大约|约|近)?"
)


class Figure:
    """A figure under construction."""

    __slots__ = (
        "start", "end", "number", "unit", "approximation", "sign", "plus", "kind", "high", "reading", "conditions", "date", "signed", "factor", "inside",
    )  # fmt: skip

    def __init__(self, start: int, end: int, number: Number) -> None:
        self.start = start
        self.end = end
        self.number = number
        self.unit: str | None = None
        self.approximation: str | None = None
        self.sign = 1
        self.plus = False
        self.kind = "number"
        self.high: Number | None = None  # the other end of a range
        self.reading: str | None = None
        self.conditions: tuple[tuple[str, str], ...] = ()
        self.date: str | None = None
        self.signed = False
        self.factor = ONE
        self.inside = False


def scan(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """All quantities of a normalised text, in order. `taken` spans are never part of a figure."""
    low = text.lower()
    if len(low) != len(text):
        low = names.lower(text)
    anchors = _anchors(text, low)
    if not anchors:
        return []
    return _Scanner(text, low, taken).run(anchors)


def _anchors(text: str, low: str) -> list[int]:
    places = [m.start() for m in _ANCHORS.finditer(text)]
    words = [m.start(1) for m in _WORD_ANCHORS.finditer(low)]
    first = _WORD_FIRST.match(low)
    if first is not None:
        words.insert(0, 0)
    if words:
        places.extend(words)
        places.sort()
    return places


class _Scanner:
    def __init__(self, text: str, low: str, taken: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.low = low
        blocked = sorted([*taken, *exclude.spans(text)])
        self.blocked_starts = [b[0] for b in blocked]
        self.blocked_ends: list[int] = []
        furthest = 0
        for _, end in blocked:
            furthest = max(furthest, end)
            self.blocked_ends.append(furthest)
        self.floor = 0  # the end of the last figure
        self.figures: list[Figure] = []
        self.per: tuple[str, Decimal, int] | None = None

    def run(self, anchors: list[int]) -> list[Quantity]:
        place = 0
        for at in anchors:
            if at < place:
                continue
            blocked = self._blocked(at)
            if blocked:
                place = blocked
                continue
            place = max(self._read(at), at + 1)
        return [q for f in self.figures if (q := self._finish(f)) is not None]

    def _blocked(self, at: int) -> int:
        if not self.blocked_starts:
            return 0
        index = bisect_right(self.blocked_starts, at) - 1
        return self.blocked_ends[index] if index >= 0 and self.blocked_ends[index] > at else 0

    def _limit(self, at: int) -> int:
        """Where the next taken span begins."""
        if not self.blocked_starts:
            return len(self.text)
        index = bisect_right(self.blocked_starts, at)
        return self.blocked_starts[index] if index < len(self.blocked_starts) else len(self.text)

    # -- one anchor ---------------------------------------------------------------------------------------------

    def _read(self, at: int) -> int:
        """Read the numeral at `at`; the place where reading goes on."""
        char = self.text[at]
        if "0" <= char <= "9" or char == ".":
            return self._read_digits(at)
        if char < "\x80":
            return self._read_words(at)
        return self._read_han(at)

    def _read_digits(self, at: int) -> int:
        text, low = self.text, self.low
        before = text[at - 1] if at else ""
        if text[at] == ".":
            number = _leading_point(text, at)
            if number is None or (before and (before.isalnum() or before in "._")):
                return at + 1
            return self._figure(number)
        if text[at : at + LONGEST + 1].isdigit() and len(text) > at + LONGEST:
            return run_end(text, at)
        date = dates.find(text, low, at)
        if date is not None:
            return self._date(*date)
        skip = self._excluded(at, before)
        if skip:
            return skip
        number = digits(text, at)
        if number is None:
            return run_end(text, at)
        if _HAN_AFTER_DIGITS.match(text, number.end) and number.end - at <= LONGEST:
            mixed = han(text, at)
            if mixed is None:
                return run_end(text, at)
            if mixed.end > number.end:
                number = mixed
        return self._figure(number)

    def _excluded(self, at: int, before: str) -> int:
        """The end of something that is no figure at `at`, or 0."""
        text, low = self.text, self.low
        if before:
            if before.isascii() and (before.isalpha() or before == "_"):
                if context.left(text, low, at, self.floor, False).currency is None:
                    return _rest(text, at)
            elif before in "-‑" and at >= 2 and text[at - 2].isascii() and (text[at - 2].isalnum()):
                word = exclude.word_before(text, at - 1).rsplit("-", 1)[-1]
                if not word.isdigit() and word not in exclude.JOINED_PREFIXES:
                    return _rest(text, at)
            elif before == "@":
                return _rest(text, at)
            elif before == "." and at >= 2 and text[at - 2].isascii() and text[at - 2].isalnum():
                return _rest(text, at)
            elif before == "[" or before == "^":
                found = exclude.CITATION.match(text, at)
                if found is not None:
                    return found.end()
        for pattern in (exclude.VERSION, exclude.PHONE, exclude.SHOT):
            found = pattern.match(text, at)
            if found is not None:
                return found.end()
        following = text[at : at + 16]
        if ":" in following or "：" in following:
            found = dates.TIME.match(text, at) or exclude.RATIO.match(text, at)
            if found is not None:
                return found.end()
        if "x" in following or "×" in following or "X" in following or "*" in following:
            found = exclude.SIZE.match(text, at)
            if found is not None and "10^" not in text[at : found.end() + 2] and text[found.end() : found.end() + 1] != "^":
                return found.end()
            if exclude.HEX.match(text, at):
                return _rest(text, at)
        if following.startswith("10.") and (found := exclude.DOI.match(text, at)):
            return found.end()
        if "arxiv" in low[max(0, at - 8) : at] and (found := exclude.ARXIV.match(text, at)):
            return found.end()
        if at == 0 or before == "\n":
            found = exclude.LIST_MARK.match(text, at)
            if found is not None and found.end() < len(text.rstrip()):
                return found.end()
        return 0

    def _read_words(self, at: int) -> int:
        number = english.words(self.low, at)
        if number is None or self.low[number.end : number.end + 1].isalpha() and self.low[number.end].isascii():
            return at + 1
        for article in ("a ", "an "):
            begin = at - len(article)
            if begin >= self.floor and self.low[begin:at] == article and not (begin and self.low[begin - 1].isalnum()):
                if number.form == "fraction" or number.scale > 1 or self.low.startswith(("hundred", "dozen", "couple"), at):
                    number.start = begin
        if number.ordinal:
            fraction = self._article_fraction(number, at)
            if fraction is None:
                return self._rank(number, number.start, number.end)
            number = fraction
        if number.form == "words" and self.low[at : number.end] in ("one", "point", "second", "seconds"):
            number.sure = False
        return self._figure(number)

    def _article_fraction(self, number: Number, at: int) -> Number | None:
        """"a third", "a fifth of": a fraction, not a rank."""
        word = self.low[at : number.end]
        bottom = english._DENOMINATORS.get(word)
        if bottom is None or self.low[max(0, at - 2) : at] != "a " and self.low[max(0, at - 3) : at] != "an ":
            return None
        if self.low[number.end : number.end + 3] != " of" and word not in ("third", "quarter", "half"):
            return None
        begin = at - 2 if self.low[at - 2] == "a" else at - 3
        return english.fraction(begin, number.end, ONE, Decimal(bottom))

    def _read_han(self, at: int) -> int:
        text = self.text
        before = text[at - 1] if at else ""
        date = dates.find(text, self.low, at)
        if date is not None:
            return self._date(*date)
        if before == "第":
            number = han(text, at)
            if number is not None and number.value is not None:
                return self._rank(number, at - 1, number.end)
            return at + 1
        number = han(text, at) if text[at] != "半" else _half(text, at)
        if number is None:
            return _han_run(text, at)
        if text[at : at + 2] in HAN_NOT_NUMBERS or text[at : at + 3] in HAN_NOT_NUMBERS:
            if number.end - at <= 2 or number.form == "bare":
                return at + 1
        if text[at - 1 : at + 1] in HAN_GLUED_BEFORE or text[max(0, at - 2) : at + 1] in HAN_GLUED_BEFORE:
            if number.end == at + 1:
                return at + 1
        return self._figure(number)

    # -- composition --------------------------------------------------------------------------------------------

    def _figure(self, number: Number) -> int:
        """Read around a number and keep it if it is a figure; the place where reading goes on."""
        text, low = self.text, self.low
        first = self._fraction_of(number)
        if first is not None:
            number = first
        lead = context.left(text, low, number.start, self.floor, number.form == "bare")
        money = lead.currency is not None
        figure = Figure(min(lead.start, number.start), number.end, number)
        figure.sign, figure.plus, figure.approximation = lead.sign, lead.plus, lead.approximation
        if number.form in ("digits",):
            context.multiplier(text, low, number, money)
        elif number.form == "han":
            pass
        figure.end = number.end
        between = BETWEEN.get(text[number.end : number.end + 1])
        limit = self._limit(number.start)
        end = number.end
        if between is not None and self._between(number, figure, between):
            end = figure.end
        high = self._range(figure, lead)
        if high is not None:
            figure.high = high
            end = figure.end = high.end
        found = context.unit(text, end) if end < limit else None
        if found is not None and found[1] > limit:
            found = None
        if found is not None:
            found = self._check_unit(figure, found[0], end, found[1])
        if found is not None:
            known, figure.end = found
            figure.unit, figure.factor = known.name, known.factor
            if known.name == "gpu" or known.name == "count":
                self._counted(figure)
        elif not money:
            self._noun_ahead(figure, end, limit)
        if money and figure.unit in (None, "count", lead.currency):
            figure.unit = lead.currency
            figure.factor = ONE
            if found is not None and known.name == "count":
                figure.end = end
        trailing = context.after(text, figure.end)
        if trailing is not None and trailing[1] <= limit:
            if figure.approximation in (None, "exact", "about"):
                figure.approximation = trailing[0]
            figure.end = trailing[1]
        if figure.unit is not None and len(figure.unit) == 3 and figure.unit.isupper():
            self._price(figure)
        if not self._counts(figure, found is not None or money):
            return max(number.end, figure.number.start + 1)
        self._rate_before(figure)
        self._keep(figure)
        return figure.end

    def _keep(self, figure: Figure) -> None:
        self.figures.append(figure)
        self.floor = figure.end

    def _date(self, start: int, end: int, value: str | None) -> int:
        number = Number(start, end, None, None, "date")
        figure = Figure(start, end, number)
        figure.kind, figure.unit, figure.date = "date", "date", value
        self._keep(figure)
        return end

    def _rank(self, number: Number, start: int, end: int) -> int:
        figure = Figure(start, end, number)
        figure.kind, figure.unit = "rank", "rank"
        self._keep(figure)
        return end

    def _fraction_of(self, number: Number) -> Number | None:
        """N 分之 M, 百分之 M, M/N."""
        text = self.text
        end = number.end
        if text[end : end + 2] in ("分之",) or text[end : end + 3] == " 分之":
            begin = end + text[end : end + 3].index("之") + 1
            if text[begin : begin + 1] == " ":
                begin += 1
            top = _number_at(text, self.low, begin)
            if top is not None and number.value is not None and top.value is not None and number.value > 0:
                if number.value == 100 and text[number.start] in "百一1":
                    return None
                return english.fraction(number.start, top.end, top.value, number.value)
            return None
        if text[end : end + 1] == "/" and number.form == "digits" and text[end + 1 : end + 2].isdigit() and number.value is not None:
            bottom = digits(text, end + 1)
            if bottom is not None and bottom.value and number.step == 1 and bottom.step == 1 and text[bottom.end : bottom.end + 1] not in tuple("/-.") and not text[bottom.end : bottom.end + 1].isalpha():
                if number.value < 100 and bottom.value <= 1000:
                    return english.fraction(number.start, bottom.end, number.value, bottom.value)
        return None

    def _between(self, number: Number, figure: Figure, kind: str) -> bool:
        """多, 余, 来, 几, + between the number and its unit or multiplier."""
        text, at = self.text, number.end
        if text[at] in "来几" and number.form == "digits":
            return False
        place = at + 1
        rest = han(text, place) if text[place : place + 1] in tuple("万亿千百") else None
        if rest is not None and rest.form == "bare" and rest.value is not None:
            number.times(rest.value)
            number.end = place = rest.end
        elif context.unit(text, place) is None and text[at] not in "+余多":
            return False
        if text[at] == "多" and context.unit(text, place) is None and rest is None:
            follow = text[place : place + 1]
            if follow and "\u4e00" <= follow <= "\u9fff" and follow not in "的人名":
                return False
        figure.approximation = kind
        figure.end = place
        return True

    def _range(self, figure: Figure, lead: context.Left) -> Number | None:
        text, low, number = self.text, self.low, figure.number
        found = _RANGE.match(low, figure.end)
        if found is None or number.value is None and number.low is None:
            # "$5.5M to $6M", "5%-13%", "1.5万元到3万元": a unit stands between
            known = context.unit(text, figure.end)
            if known is None or known[0].kind == "counter":
                return None
            found = _RANGE.match(low, known[1])
            if found is None:
                return None
            between: Unit | None = known[0]
        else:
            between = None
        word = found[0].strip()
        place = found.end()
        if word in ("and", "与", "和", "及"):
            head = low[max(0, figure.start - 9) : figure.start]
            tail = low[place : place + 24]
            if not (head.endswith("between ") or head.endswith("from ") or head.endswith(("在", "于", "介于")) and "之间" in tail or "之间" in tail):
                return None
        if word == "-" and text[found.start() : found.end()] == " - " and False:
            return None
        other_lead_end = place
        currency = context.CURRENCY_BEFORE
        money_mark = re.compile(r"(?:US|HK|NT|A|C)?[$¥￥€£₩₹]").match(text, place)
        if money_mark is not None:
            other_lead_end = money_mark.end()
        other = _number_at(text, low, other_lead_end)
        if other is None or other.value is None or number.value is None:
            return None
        del currency
        if other.form in ("digits",):
            before_end = other.end
            context.multiplier(text, low, other, money_mark is not None or lead.currency is not None)
            follow = text[other.end : other.end + 1]
            if other.end == before_end and follow.isalpha() and follow.isascii() and context.unit(text, other.end) is None:
                return None
        if between is not None:
            after = context.unit(text, other.end)
            if after is None or (after[0].name != between.name and word not in ("to", "到", "至")):
                if not (after is None and money_mark is not None):
                    return None
            if after is not None and after[0].name != between.name:
                return None
        if number.scale == 1 and other.scale > 1 and number.form != "words" or (number.scale == 1 and other.scale > 1 and number.form == "words" and number.value < 1000):
            if number.value <= EXACT.divide(other.value, other.scale):
                shared = other.scale
                number.times(shared)
        if number.value > other.value or word in ("-", "–") and number.value == other.value:
            return None
        if word == "-" and other.form == "digits" and len(text[other.start : other.end]) == 4 and number.step == 1 and number.value > 1900:
            pass
        if low[max(0, figure.start - 6) : figure.start].endswith(("from ", "从", "由", "从 ")) and word in ("to", "到", "至") and _CHANGE.search(low, max(0, figure.start - 40), min(len(low), other.end + 30)):
            return None
        return other

    def _check_unit(self, figure: Figure, known: Unit, begin: int, end: int) -> tuple[Unit, int] | None:
        """Whether a unit name is one here, with its end; settles names of several meanings."""
        text, low, number = self.text, self.low, figure.number
        written = text[begin:end].lstrip(" -\u00a0")
        follow = text[end : end + 1]
        if known.kind == "symbol" and len(written) == 1 and written.isalpha():
            if text[begin : begin + 1] == "-" or (written in "gtlsdhmAVJKLx" and text[begin : begin + 1] == " " and number.form != "digits"):
                return None
            if follow.isalnum() and follow.isascii() or follow in "'’-/&" and follow:
                return None
            if written == "G" and not (follow == "" or not follow.isascii() or low[end : end + 10].lstrip().startswith(("of ", "vram", "ram", "mem", "gddr", "hbm"))):
                return None
        if written in ("x", "×", "X") and (follow.isdigit() or low[end : end + 2] in (" 1", " 2")):
            return None
        if known.name == "quarter" and number.form == "words" or known.name in ("second",) and written.lower() == "second" and number.value != 1 and number.form == "words":
            return None
        if known.kind == "word" and written[:1] != "-" and written.lower() in ("in", "le", "min", "bit", "core", "foot", "point"):
            if written.lower() == "in":
                return None
        if known.kind in ("han", "counter"):
            return self._check_han(figure, known, written, begin, end)
        if known.name == "¥":
            return known, end
        if known.name == "JPY" and written == "¥":
            return Unit("CNY", ONE, "symbol"), end
        return known, end

    def _check_han(self, figure: Figure, known: Unit, written: str, begin: int, end: int) -> tuple[Unit, int] | None:
        text, number = self.text, figure.number
        follow = text[end : end + 1]
        single = number.form == "han" and number.end - number.start == 1
        if known.kind == "counter" and single and text[number.start] in "一":
            return None
        if written in ("块", "塊") and known.name == "CNY":
            if follow and "\u4e00" <= follow <= "\u9fff" and follow not in "一二三四五六七八九零左以上多、，的到至和与或起，。" or re.match(r" ?[A-Za-z]", text[end : end + 2]):
                return Unit("count", ONE, "counter"), end
        if written == "分" or written == "点":
            return None
        if written == "成" and (follow and follow in "为立功本就员果品长都绩熟型分交份效因像败人语千名全见"):
            return None
        if written == "度" and follow in tuple("假过数量"):
            return None
        if written == "年" and follow in tuple("级轻龄代"):
            return None
        if written in ("周", "日", "天", "月") and follow in tuple("围本常期报记志元语末光"):
            return None
        if written in ("位",) and known.name == "bit" and not re.search(r"(位宽|总线|精度|量化|整数|浮点|宽度|比特|处理器|架构|无符号)[^。，]{0,6}$", text[max(0, begin - 24) : number.start]) and not re.match(r"(?:总线|位宽|精度|量化|浮点|整数|处理器|架构|系统|显存|色)", text[end : end + 3]):
            return Unit("count", ONE, "counter"), end
        if written == "刀" and number.form == "han":
            return None
        if written == "核" and follow in tuple("心查算定"):
            return None
        if written in ("克", "升", "米", "里", "两", "桶", "杯", "欧", "新元", "镑", "斤") and single and follow and "\u4e00" <= follow <= "\u9fff" and follow in "隆服级值":
            return None
        return known, end

    def _counted(self, figure: Figure) -> None:
        """A classifier may be followed by what is counted: 块 H800 GPU, 张英伟达A100, 个活跃参数."""
        text, low = self.text, self.low
        found = _COUNTED.match(text, figure.end)
        if found is not None:
            head = found.lastgroup
            if head is not None:
                figure.unit = head
                figure.end = found.end()
                return
        del low

    def _noun_ahead(self, figure: Figure, end: int, limit: int) -> None:
        """A counted noun after some modifiers: 2.788M H800 GPU hours, 14.8 trillion high-quality tokens."""
        found = _AHEAD.match(self.low, end)
        if found is not None and found.end() <= limit:
            unit = found.lastgroup
            assert unit is not None
            figure.unit = unit
            figure.end = found.end()
            return
        found = _AHEAD_ZH.match(self.text, end)
        if found is not None and found.end() <= limit:
            figure.unit = found.lastgroup
            figure.end = found.end()

    def _price(self, figure: Figure) -> None:
        """A price per token or per hour, right after or at the head of the sentence."""
        per = context.per_unit(self.low, figure.end)
        if per is not None:
            kind, factor, figure.end = per
            figure.unit = f"{figure.unit}/{kind}"
            figure.factor = EXACT.multiply(figure.factor, factor)
            return
        start = max(self.low.rfind(mark, max(0, figure.start - 80), figure.start) for mark in "。；\n;")
        for found in context.DENOMINATOR.finditer(self.low, max(start + 1, figure.start - 80, 0), figure.start):
            figure.unit = f"{(figure.unit or '').partition('/')[0]}/Mtoken"
            figure.factor = context.TOKEN_SCALES[found["scale"]]

    def _rate_before(self, figure: Figure) -> None:
        if figure.unit == "token" and re.search(r"每秒钟?[^。，；\n]{0,8}$", self.text[max(0, figure.start - 12) : figure.start]):
            figure.unit = "token/s"

    def _counts(self, figure: Figure, supported: bool) -> bool:
        """Whether the numeral is a figure at all."""
        text, low, number = self.text, self.low, figure.number
        if context.DENOMINATOR.match(low, number.start - 1) and number.start and figure.unit == "token":
            return False
        if number.start and text[number.start - 1] in "每" and figure.unit in ("token", None):
            return False
        if number.form == "digits":
            return self._digits_count(figure, supported)
        if number.form in ("words", "fraction"):
            if not number.sure and figure.unit is None and figure.approximation is None:
                return len(text.strip()) == number.end - number.start or False
            return True
        if number.form == "bare":
            return self._bare(figure)
        size = number.end - number.start
        if figure.unit is not None:
            return not (size == 1 and text[number.start] in "一" and figure.unit == "count")
        if figure.approximation is not None or figure.sign < 0 or figure.high is not None:
            return True
        before = text[number.start - 1] if number.start else ""
        follow = text[figure.end : figure.end + 1]
        glued = (before and "\u4e00" <= before <= "\u9fff", follow and "\u4e00" <= follow <= "\u9fff")
        if size == 1:
            return not any(glued)
        return True

    def _digits_count(self, figure: Figure, supported: bool) -> bool:
        text, low, number = self.text, self.low, figure.number
        follow = text[figure.end : figure.end + 1]
        if follow.isascii() and follow.isalpha() or follow == "_":
            found = re.compile(r"(?:st|nd|rd|th)(?![a-z])").match(low, number.end)
            if found is not None:
                figure.end = found.end()
                if low[found.end() : found.end() + 11] == " percentile":
                    figure.unit, figure.end = "percentile", found.end() + 11
                else:
                    figure.kind = figure.unit = "rank"
                return True
            return supported
        if figure.unit is None and figure.approximation is None and figure.high is None and number.scale == 1:
            word = exclude.word_before(text, figure.start)
            if word in exclude.NAMING_WORDS:
                return False
            if dates.bare_year(low, number.start, number.end):
                figure.kind, figure.unit, figure.date = "date", "date", text[number.start : number.end]
                return True
            if text[figure.start - 1 : figure.start] == "#" or text[figure.start - 1 : figure.start] == "第":
                figure.start -= 1
                figure.kind = figure.unit = "rank"
                return True
        elif text[figure.start - 1 : figure.start] == "第" and figure.start:
            figure.start -= 1
            figure.kind = figure.unit = "rank"
            figure.end = number.end
        return True

    def _bare(self, figure: Figure) -> bool:
        """万张, 过亿, 百亿级, 千亿规模: a multiplier without digits."""
        text, number = self.text, figure.number
        found = _ORDER.match(text, figure.number.end)
        if found is not None:
            figure.approximation = "order"
            figure.end = found.end()
            if figure.unit is None:
                ahead = _ORDER_UNIT.match(text, figure.end)
                if ahead is not None:
                    figure.unit, figure.end = ahead.lastgroup, ahead.end()
            return True
        if figure.unit is not None or figure.approximation is not None:
            return True
        before = text[number.start - 1] if number.start else ""
        follow = text[number.end : number.end + 1]
        return not ((before and "\u4e00" <= before <= "\u9fff") or (follow and "\u4e00" <= follow <= "\u9fff")) or (
            number.end - number.start >= 2 and not (before and "\u4e00" <= before <= "\u9fff") and False
        )

    # -- result -------------------------------------------------------------------------------------------------

    def _finish(self, figure: Figure) -> Quantity | None:
        text, number = self.text, figure.number
        approximation: Approximation = figure.approximation or "exact"  # type: ignore[assignment]
        if figure.kind == "date":
            return Quantity(
                figure.start, figure.end, text[figure.start : figure.end], figure.date, figure.date, figure.date, "date", "exact", "date",
                figure.start, figure.end,
            )  # fmt: skip
        multiply = EXACT.multiply
        factor = figure.factor
        if figure.sign < 0:
            factor = -factor
        value, step, scale = number.value, number.step, number.scale
        low, high = number.low, number.high
        if figure.high is not None:
            other = figure.high
            value, low, high, approximation = None, number.value, other.value, "range"
        if factor != 1:
            value = None if value is None else plain(multiply(value, factor))
            low = None if low is None else plain(multiply(low, factor))
            high = None if high is None else plain(multiply(high, factor))
            step = None if step is None else plain(multiply(step, abs(factor)))
            if figure.sign < 0 and low is not None and high is not None:
                low, high = high, low
        if value is not None:
            if approximation == "order":
                low, high = value, multiply(value, Decimal(10))
            elif low is None or approximation != "exact":
                low, high = interval(value, step, approximation)
        elif approximation == "exact":
            approximation = "range"
        unit = figure.unit
        kind = figure.kind
        if unit == "ratio":
            kind = "multiple"
        elif unit in _DURATIONS:
            kind = "duration"
        return Quantity(
            figure.start, figure.end, text[figure.start : figure.end], value, low, high, unit, approximation, kind,  # type: ignore[arg-type]
            number.start, number.core, step, scale, figure.reading, figure.signed or figure.plus or figure.sign < 0, figure.conditions,  # type: ignore[arg-type]
        )  # fmt: skip


_DURATIONS = frozenset("ns us ms second minute hour day week month quarter year decade century".split())
_CHANGE = re.compile(r"\b(?:rose|grew|grow|increas\w*|improv\w*|fell|drop\w*|jump\w*|went|climb\w*|surg\w*|soar\w*|decreas\w*|declin\w*|rais\w*|cut|reduc\w*|up|down|goes?|moved?)\b|提升|提高|增长|上升|下降|跃升|降低|增加|减少|涨|跌|升至|降至|降到|升到|缩小|扩大")
_ORDER = re.compile(r" ?(?:级别|量级|数量级|规模|级)(?!联)")
_ORDER_UNIT = re.compile(r"(?:的)?(?: ?(?P<parameter>参数)|(?P<token>tokens?|词元))")
_COUNTED = re.compile(
    r" ?(?:(?:[A-Za-z][A-Za-z0-9 .-]{0,24}?|英伟达|华为|昇腾|国产|高端|先进|顶级|AI|NVIDIA){0,3}? ?"
    r"(?:(?P<gpu>GPU|显卡|加速卡|算力卡|TPU|计算卡|[ABHLV]\d{2,4}(?!\d))|(?P<parameter>参数)|(?P<token>[Tt]okens?|词元)|(?P<core>核心)|(?P<transistor>晶体管)))(?!小时)"
)
_WORD_PIECE = r"(?:[ \u00a0-](?!(?:of|for|with|on|to|in|is|are|was|were|per|than|from|at|by|as|that|which|who|the|it|its|this|when|while|if|but|a|an|or|has|have|had|be|will|can|could|would)\b)[a-z][a-z0-9+./-]*)"
_AHEAD = re.compile(
    rf"{_WORD_PIECE}{{0,5}}?[ \u00a0-](?:(?P<gpu_hour>(?:gpu|tpu|h\d+|a\d+|chip|accelerator|card)[ -]?hours?)|(?P<parameter>parameters?|params?)|(?P<token>tokens?)|(?P<transistor>transistors?)"
    rf"|(?P<core>cores?)|(?P<gpu>gpus?|accelerators?|tpus?)|(?P<TFLOPS>tflops|teraflops)|(?P<TOPS>tops)|(?P<PFLOPS>pflops|petaflops)|(?P<qubit>qubits?))(?![a-z])"
)
_AHEAD_ZH = re.compile(
    r"(?:[ ]?[\u4e00-\u9fffA-Za-z]{0,8}?)[ ]?(?:(?P<TFLOPS>TFLOPS)|(?P<TOPS>TOPS)|(?P<parameter>参数)|(?P<token>[Tt]okens?|词元)|(?P<transistor>晶体管)|(?P<core>核心))"
)


def _rest(text: str, at: int) -> int:
    found = exclude.IDENTIFIER_REST.match(text, at)
    return found.end() if found is not None else at + 1


def _leading_point(text: str, at: int) -> Number | None:
    found = re.compile(r"\.(\d+)").match(text, at)
    if found is None or len(found[1]) > LONGEST:
        return None
    return Number(at, found.end(), Decimal("0" + found[0]), Decimal(1).scaleb(-len(found[1])), "digits")


def _half(text: str, at: int) -> Number | None:
    """半 before a unit."""
    if context.unit(text, at + 1) is None:
        return None
    return Number(at, at + 1, Decimal("0.5"), Decimal("0.1"), "han")


def _han_run(text: str, at: int) -> int:
    place = at
    while place < len(text) and text[place] in HAN_START and place - at <= LONGEST:
        place += 1
    return place if place - at <= LONGEST else run_end(text, at)


def _number_at(text: str, low: str, at: int) -> Number | None:
    """A number that must begin at `at`."""
    char = text[at : at + 1]
    if not char:
        return None
    if "0" <= char <= "9":
        if text[at : at + LONGEST + 1].isdigit() and len(text) > at + LONGEST:
            return None
        number = digits(text, at)
        if number is not None and _HAN_AFTER_DIGITS.match(text, number.end):
            mixed = han(text, at)
            if mixed is not None and mixed.end > number.end:
                return mixed
        return number
    if char in HAN_START:
        return han(text, at)
    if "a" <= low[at] <= "z":
        number = english.words(low, at)
        return number if number is not None and not number.ordinal else None
    return None
