"""The scan: find numerals, read what stands around each, keep those that are figures."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal

from claimcheck import names
from claimcheck.model import Quantity
from claimcheck.quantities import accept, dates, english, exclude, left, money, multiples, nouns, prices, ranges, right
from claimcheck.quantities.figure import Figure
from claimcheck.quantities.lookup import trie_pattern
from claimcheck.quantities.numbers import VULGAR, compound, digits_at
from claimcheck.quantities.numerals import EXACT, HAN_START, LONGEST, ONE, Number, fraction, han, plain, run_end
from claimcheck.quantities.squeeze import squeeze
from claimcheck.quantities.tables import UNIT_FIRST, Unit
from claimcheck.units import CURRENCIES
from claimcheck.words import BETWEEN, EN_ORDINAL_SCALES

_VULGAR = "".join(VULGAR)
_NUMERALS = f"0-9{HAN_START}半{_VULGAR}"
_RUN = re.compile(f"[{_NUMERALS}][{_NUMERALS}]*")  # begins with a set, which the engine skips to in C
# What the normalised text's numerals may have been: full-width digits, traditional characters, super- and subscripts.
_RAW = re.compile(f"[{_NUMERALS}０-９萬億兩貳參陸點⁰¹²³⁴-⁹₀-₉①-⑳〡-〩㈠-㈩㊀-㊉\u2f00-\u2fdf\uf900-\ufaff]")
_WORDS = trie_pattern([*english.START, "order of magnitude"])
_WORD_AFTER_SPACE = re.compile(" (" + _WORDS + ")")
_WORD_AFTER_MARK = re.compile(r"[\n\t(\"'“‘\[*_>|/:,;—–-](" + _WORDS + ")")
_WORD_FIRST = re.compile(_WORDS)
_AFTER_ONE = UNIT_FIRST | frozenset(HAN_START) | frozenset("到至多半点分又打月番")
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th)(?![a-z])")
_DOZEN = re.compile(r"打(?![开造破算击败架印包折断动工仗电球字听扮扫法分一])")
_DISCOUNT = "折"
_TOLERANCE = re.compile(r" ?(?:±|\+/-) ?([0-9]+(?:\.[0-9]+)?)(?![0-9])")
_MAGNITUDE = re.compile(r"[ -]orders? of magnitude|个数量级")
_POINTS = re.compile(r"[ -]points?(?![a-z])")
_PERCENT_NEAR = re.compile(r"%|percent|pass@|accuracy")
_NOT_PERCENT = re.compile(r"elo|rating|arena|index|nasdaq|dow|s&p|ftse")
_SPARSITY = re.compile(r" (?:with|without|w/) sparsity|(?: tflops| tops)? (?:sparse|dense)(?![a-z])")
_DOUBLED = re.compile(r"翻了?$")
_SHARE_OF = re.compile(r"(?<![a-z])(?:percents?|per cents?) of $")
_NO_RANK = ("章", "节", "步", "条", "页", "款", "时间", "手", "方", "次", "线")  # 第一时间, 第三方, 第一次
_OF_ELO = re.compile(r" ?的 ?elo(?![a-z])")


def scan(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """All quantities of a normalised text, in order. `taken` spans are never part of a figure."""
    low = _lower(text)
    runs = _anchors(text, low)
    if not runs:
        return []
    squeezed = squeeze(text, any(text[at] > "\u2e80" for at, _ in runs))
    if squeezed is None:
        return [figure.quantity(text) for figure in _Scanner(text, low, taken).run(runs)]
    moved = [(squeezed.squeezed(start), squeezed.squeezed(end)) for start, end in taken]
    figures = _Scanner(squeezed.text, low := _lower(squeezed.text), moved).run(_anchors(squeezed.text, low))
    for figure in figures:
        figure.move(squeezed.original)
    return [figure.quantity(text) for figure in figures]


def may_hold_figures(raw: str) -> bool:
    """Whether a raw text holds any numeral or number word at all; runs at the speed of the regular expressions."""
    if _RAW.search(raw) is not None:
        return True
    low = raw.lower()
    return (
        _WORD_AFTER_SPACE.search(low) is not None
        or _WORD_AFTER_MARK.search(low) is not None
        or _WORD_FIRST.match(low) is not None
    )


def _lower(text: str) -> str:
    low = text.lower()
    return low if len(low) == len(text) else names.lower(text)


def _anchors(text: str, low: str) -> list[tuple[int, int]]:
    """Places where a figure may begin: runs of numerals, and English number words (as empty runs)."""
    runs = [m.span() for m in _RUN.finditer(text)]
    words = [m.span(1) for m in _WORD_AFTER_SPACE.finditer(low)]
    words.extend(m.span(1) for m in _WORD_AFTER_MARK.finditer(low))
    first = _WORD_FIRST.match(low)
    if first is not None:
        words.append(first.span())
    if words:
        runs.extend((start, start + 1) for start, _ in words)
        runs.sort()
    return runs


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

    def run(self, runs: list[tuple[int, int]]) -> list[Figure]:
        place = 0
        for start, end in runs:
            at = max(start, place)
            while at < end:
                if self.blocked_starts:
                    index = bisect_right(self.blocked_starts, at) - 1
                    if index >= 0 and self.blocked_ends[index] > at:
                        at = self.floor = self.blocked_ends[index]
                        continue
                past = self._read(at)
                if past <= at + 1 and "0" <= self.text[at] <= "9":
                    past = at + 1
                    while past < end and "0" <= self.text[past] <= "9":
                        past += 1
                at = max(past, at + 1)
            place = max(place, at)
        if not self.figures:
            return []
        ranges.share_units(self.text, self.figures)
        return ranges.merge_bounds(self.text, self.figures)

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
        if "0" <= char <= "9":
            return self._read_digits(at)
        if char < "\x80":
            return self._read_words(at)
        if char in VULGAR:
            top, bottom = VULGAR[char]
            number = fraction(at, at + 1, Decimal(top), Decimal(bottom))
            return at + 1 if number is None else self._figure(number)
        return self._read_han(at)

    def _read_digits(self, at: int) -> int:
        text, low = self.text, self.low
        if len(text) > at + LONGEST and text[at : at + LONGEST + 1].isdigit():
            return run_end(text, at)
        date = dates.find(text, low, at)
        if date is not None:
            return self._date(*date)
        before = text[at - 1] if at else ""
        if before == "." and (at < 2 or not (text[at - 2].isalnum() or text[at - 2] in "._")):
            number = _leading_point(text, at - 1)
            return at + 1 if number is None else self._figure(number)
        skip = exclude.skip(text, low, at, self.floor)
        if skip:
            return skip
        number = digits_at(text, at)
        return run_end(text, at) if number is None else self._figure(number)

    def _read_words(self, at: int) -> int:
        low = self.low
        if low.startswith("order", at):
            return self._order_of_magnitude(at)
        number = english.words(low, at)
        if number is None:
            return at + 1
        follow = low[number.end : number.end + 1]
        if follow.isascii() and follow.isalpha() and not low.startswith("fold", number.end):
            return at + 1
        article = next(
            (a for a in ("a ", "an ", "a-") if low.startswith(a, at - len(a)) and at - len(a) >= self.floor), ""
        )
        if article and at > len(article) and low[at - len(article) - 1].isalnum():
            article = ""
        if not article and low[at : number.end] == "quarter" and low[at - 4 : at] != "one ":
            return number.end  # of a year
        if number.ordinal:
            part = self._article_fraction(number, at, article)
            if part is None:
                return self._ordinal(number, at, article)
            number = part
        elif article and (number.form == "fraction" or low.startswith(accept.COUNTABLE, at)):
            number.start = at - len(article)
        return self._figure(number)

    def _order_of_magnitude(self, at: int) -> int:
        """ "an order of magnitude" is a factor of ten."""
        begin = at - 3 if self.low.startswith("an ", max(0, at - 3)) else at
        number = Number(at, at + 5, Decimal(10), None, "words")
        figure = Figure(begin, at + len("order of magnitude"), number)
        figure.unit, figure.approximation = "ratio", "order"
        return self._keep(figure)

    def _article_fraction(self, number: Number, at: int, article: str) -> Number | None:
        """ "a third", "a fifth of", "a trillionth": a fraction, not a rank."""
        word = self.low[at : number.end]
        bottom = english.DENOMINATORS.get(word)
        if bottom is None or not article:
            return None
        if (
            word not in ("third", "quarter")
            and word not in EN_ORDINAL_SCALES
            and self.low[number.end : number.end + 3] != " of"
        ):
            return None
        return fraction(at - len(article), number.end, ONE, Decimal(bottom))

    def _ordinal(self, number: Number, at: int, article: str) -> int:
        if self.low[at : number.end] == "second" and accept.second_of_time(self.low, at, article):
            return number.end
        day = dates.ordinal_day(self.low, number.end, int(number.value or 0))
        if day is not None:
            return self._date(at, *day)
        return self._rank(number, at, number.end)

    def _read_han(self, at: int) -> int:
        text = self.text
        before = text[at - 1] if at else ""
        if text[at] == "一" and before != "第" and "\u4e00" <= (text[at + 1 : at + 2] or " ") <= "\u9fff":
            if text[at + 1] not in _AFTER_ONE:
                return at + 1  # by far the most frequent numeral, in 一般, 一些, 统一的
        date = dates.find(text, self.low, at)
        if date is not None:
            return self._date(*date)
        if before == "第":
            number = han(text, at)
            if number is None or number.value is None:
                return at + 1
            if text.startswith(_NO_RANK, number.end):
                return number.end
            return self._rank(number, at - 1, number.end)
        if before == "参" and text[at] in "拾佰仟万亿" and (number := han(text, at - 1)) is not None:
            return self._figure(number)
        if text.startswith("一半", at):
            half = fraction(at, at + 2, ONE, Decimal(2))
            return at + 2 if half is None else self._figure(half)
        if text[at + 1 : at + 2] == "番" and _DOUBLED.search(text, max(0, at - 2), at):
            return self._doubled(at)
        if text.startswith("一个数量级", at):
            return self._figure(Number(at, at + 1, ONE, ONE, "han"))
        number = han(text, at)
        if number is None:
            number = self._half(at)
            if number is None:
                return self._past_run(at)
        skip = accept.no_number(text, at, number)
        return skip if skip else self._figure(number)

    def _doubled(self, at: int) -> int:
        """翻一番 is two times, 翻两番 four times."""
        number = han(self.text, at)
        if number is None or number.value is None or number.value > 10:
            return at + 2
        number.value, number.step = plain(EXACT.power(Decimal(2), number.value)), None
        found = _DOUBLED.search(self.text, max(0, at - 2), at)
        assert found is not None
        figure = Figure(found.start(), at + 2, number)
        figure.unit, figure.reading = "ratio", "as"
        return self._keep(figure)

    def _half(self, at: int) -> Number | None:
        """半 before a unit: 半年, 半个百分点; 半百 is fifty."""
        if self.text[at] != "半":
            return None
        follow = self.text[at + 1 : at + 2]
        if follow == "百" and follow:
            return Number(at, at + 2, Decimal(50), ONE, "han")
        if right.unit(self.text, self.low, at + 1) is None:
            return None
        return Number(at, at + 1, Decimal("0.5"), Decimal("0.1"), "han")

    def _past_run(self, at: int) -> int:
        text, place = self.text, at
        while place < len(text) and text[place] in HAN_START and place - at <= LONGEST:
            place += 1
        return at + 1 if place - at <= LONGEST else run_end(text, at)

    # -- composition --------------------------------------------------------------------------------------------

    def _figure(self, number: Number) -> int:
        """Read around a number and keep it if it is a figure; the place where reading goes on."""
        text, low = self.text, self.low
        number, implied = compound(text, low, number)
        limit = self._limit(number.start)
        lead = left.read(text, low, number.start, self.floor, number.form == "bare")
        if lead.currency == "CNY" and text[lead.mark] in "¥￥":
            lead.currency = accept.yen_or_yuan(text)
        if lead.sign < 0:
            number.negate()
        cash = lead.currency is not None
        if number.form == "digits":
            right.multiplier(text, low, number, cash)
        if number.end > limit:
            return limit
        if cash and lead.factor != ONE:
            number.times(lead.factor)
        figure = Figure(min(lead.start, number.start), number.end, number)
        figure.approximation, figure.signed = lead.approximation, lead.signed
        self._between(figure)
        self._tolerance(figure)
        high = ranges.other_end(text, low, figure, cash)
        if high is not None and high.end <= limit:
            figure.high = high
            figure.end = high.end
        if implied is not None:
            figure.unit = implied
        else:
            self._unit(figure, lead, limit)
        trailing = right.after(text, low, figure.end)
        if trailing is not None and trailing[1] <= limit:
            if figure.approximation in (None, "exact", "about"):
                figure.approximation = trailing[0]
            figure.end = trailing[1]
        if figure.unit in CURRENCIES:
            self._price(figure)
        if not accept.counts(text, low, figure, implied is not None or cash):
            return max(number.end, number.start + 1)
        self._details(figure)
        return self._keep(figure)

    def _tolerance(self, figure: Figure) -> None:
        """90.9±0.3: the interval as printed."""
        number = figure.number
        found = _TOLERANCE.match(self.text, figure.end) if "±" in self.text[figure.end : figure.end + 3] else None
        if found is None or number.value is None:
            return
        tolerance = EXACT.multiply(Decimal(found[1]), number.scale)
        number.low, number.high = number.value - tolerance, number.value + tolerance
        figure.end = found.end()

    def _unit(self, figure: Figure, lead: left.Left, limit: int) -> None:
        """Find the unit after the number, or the noun that tells it."""
        text, low, end, number = self.text, self.low, figure.end, figure.number
        found = right.unit(text, low, end) if end < limit else None
        if found is None and (share := _SHARE_OF.search(low, max(0, number.start - 13), number.start)):
            if share.start() >= self.floor:  # "5 percent of 200" is another thing than "percent of 10"
                figure.unit, figure.start = "percent", min(figure.start, share.start())
                return
        if found is None and (elo := _OF_ELO.match(low, end)) and elo.end() <= limit:
            found = Unit("elo", ONE, "word"), elo.end()
        checked: tuple[Unit, int] | None = None
        if found is not None and found[1] <= limit:
            checked = accept.unit(text, low, figure, found[0], end, found[1])
        if lead.currency is not None:
            figure.unit = lead.currency
            if checked is not None and (
                checked[0].name == lead.currency
                or (checked[0].name == "CNY" and text[checked[1] - 1] in "元块圆")
                or (checked[0].name == "USD" and low.startswith("dollar", end + 1))
            ):
                figure.end = checked[1]
                figure.factor = checked[0].factor
            money.join(text, low, figure)
            return
        magnitude = _MAGNITUDE.match(low, number.end) if number.value is not None and number.value <= 30 else None
        if magnitude is not None and number.value is not None:
            number.value, number.step, number.form = plain(EXACT.power(Decimal(10), number.value)), None, "words"
            figure.unit, figure.approximation, figure.end = "ratio", "order", magnitude.end()
            return
        if checked is None:
            points = _POINTS.match(low, end)
            if points is not None and number.form != "fraction" and self._percent_points(figure):
                figure.unit, figure.end = "percentage_point", points.end()
                return
            dozen = _DOZEN.match(text, end)
            if dozen is not None and number.value is not None:
                number.times(Decimal(12))
                number.end = figure.end = dozen.end()
            elif number.form != "fraction":
                noun = nouns.ahead(text, low, end, number.scale >= 1000) if end < limit else None
                if noun is not None and noun[1] <= limit:
                    figure.unit, figure.end = noun
            elif number.form == "fraction":
                figure.unit = "ratio"
            return
        known, figure.end = checked
        figure.unit, figure.factor = known.name, known.factor
        if known.kind == "counter":
            counted = nouns.counted(text, figure.end)
            if counted is not None and counted[1] <= limit:
                figure.unit, figure.end = counted
        elif known.name in CURRENCIES:
            self._scale_after(figure)
            money.join(text, low, figure)
        elif known.name == "ratio" and text[figure.end : figure.end + 1] == "半" and number.value is not None:
            number.value = EXACT.add(number.value, Decimal("0.5"))  # 一倍半
            number.step, figure.end = Decimal("0.1"), figure.end + 1
        elif known.name == "percent" and known.kind == "han":
            self._tenths(figure)
        elif known.kind in ("word", "noun") and known.name in ("count", "gpu", "core"):
            noun = nouns.ahead(text, low, end, number.scale >= 1000)
            if noun is not None and noun[1] > figure.end and noun[0] == "gpu_hour":
                figure.unit, figure.end = noun

    def _percent_points(self, figure: Figure) -> bool:
        """Whether "points" are percentage points here: percents stand near, and no index or rating."""
        around = self.low[max(0, figure.start - 120) : figure.end + 14]
        return _PERCENT_NEAR.search(around) is not None and _NOT_PERCENT.search(around) is None

    def _scale_after(self, figure: Figure) -> None:
        """A multiplier after the currency: "75 USD million"."""
        number = figure.number
        if number.scale == ONE and self.low[figure.end : figure.end + 1] == " " and number.form == "digits":
            end = number.end
            number.end = figure.end
            right.multiplier(self.text, self.low, number, False)
            if number.scale > ONE:
                figure.end = number.end
            number.end = end

    def _tenths(self, figure: Figure) -> None:
        """三成五 is 35 percent, 三成半 too; 八五折 is 85 percent, 9折 is 90."""
        text, number = self.text, figure.number
        follow = text[figure.end : figure.end + 1]
        if number.value is None:
            return
        if text[figure.end - 1] == _DISCOUNT:
            digits = number.value
            figure.factor = Decimal(10) if digits < 10 else ONE
        elif follow and follow in "一二三四五六七八九半":
            extra = Number(number.start, figure.end + 1, number.value, Decimal("0.1"), number.form)
            extra.value = EXACT.add(
                number.value,
                Decimal("0.5") if follow == "半" else Decimal("一二三四五六七八九".index(follow) + 1).scaleb(-1),
            )
            figure.number, figure.end = extra, figure.end + 1

    def _between(self, figure: Figure) -> None:
        """多, 余, 来, 几, + between the number and its unit or multiplier: 300多英镑, 10多万, 十来个."""
        text, low, number = self.text, self.low, figure.number
        at = number.end
        kind = BETWEEN.get(text[at : at + 1])
        if kind is None:
            return
        char, place = text[at], at + 1
        if char == "来" and (number.form == "digits" or number.value is None or number.value % 10 != 0):
            return
        rest = han(text, place) if text[place : place + 1] in ("万", "亿", "千", "百") else None
        if rest is not None and rest.form == "bare" and rest.value is not None:
            number.times(rest.value)
            number.end = place = rest.end
        elif (
            right.unit(text, low, place) is None
            and not (char in "多余" and text[place : place + 1] in ("人", "名", ""))
            and char != "+"
        ):
            return
        if char == "+" and text[place : place + 1].isdigit():
            return
        figure.approximation = kind
        figure.end = place

    def _price(self, figure: Figure) -> None:
        """A price per token or per hour: what stands right after it, or at the head of its sentence."""
        low = self.low
        per = prices.per(low, figure.end)
        if per is not None:
            kind, factor, figure.end = per
            currency = figure.unit
            figure.unit = f"{currency}/{kind}"
            figure.factor = EXACT.multiply(figure.factor, factor)
            figure.priced = True
            self._price_backwards(f"{currency}/{kind}", factor, figure)
            return
        reach = max(0, figure.start - 90)
        start = max(low.rfind(mark, reach, figure.start) for mark in "。；\n;")
        factor_before = prices.before(low, max(start + 1, reach), figure.start)
        if factor_before is not None:
            figure.unit = f"{figure.unit}/Mtoken"
            figure.factor = EXACT.multiply(figure.factor, factor_before)
            figure.priced = True

    def _price_backwards(self, unit: str, factor: Decimal, figure: Figure) -> None:
        """ "$0.14 input and $0.28 output per million tokens": the earlier prices of the clause share the denominator."""
        currency = unit.partition("/")[0]
        start = figure.start
        for earlier in reversed(self.figures):
            gap = self.low[earlier.end : start]
            if earlier.unit != currency or earlier.priced or earlier.number.scale != ONE or len(gap) > 24:
                return
            if not accept.PRICE_GAP.fullmatch(gap):
                return
            earlier.unit, earlier.priced = unit, True
            earlier.factor = EXACT.multiply(earlier.factor, factor)
            start = earlier.start

    def _details(self, figure: Figure) -> None:
        """Reading of multiples, signs of change, conditions, rates, nouns before."""
        text, low, number = self.text, self.low, figure.number
        unit = figure.unit
        if unit is None:
            if figure.kind == "number" and number.value is not None and number.form != "fraction":
                named = nouns.before(low, figure.start, float(number.value))
                if named is not None:
                    figure.unit = named
                elif (
                    self.figures
                    and self.figures[-1].unit in multiples.COMPUTE
                    and figure.start - self.figures[-1].end < 24
                ):
                    if _SPARSITY.match(low, figure.end):  # "1,979 TFLOPS (3,958 with sparsity)"
                        figure.unit = self.figures[-1].unit
                        figure.conditions = multiples.conditions(low, figure.start, figure.end)
        elif unit == "ratio":
            figure.reading = multiples.reading(low, figure.start, figure.end)
        elif unit in multiples.RATES:
            multiples.rate(text, figure)
        elif unit in multiples.COMPUTE:
            figure.conditions = multiples.conditions(low, figure.start, figure.end)
        if not figure.signed and figure.kind == "number":
            figure.signed = left.change(low, figure.start)

    # -- keeping ------------------------------------------------------------------------------------------------

    def _keep(self, figure: Figure) -> int:
        self.figures.append(figure)
        self.floor = figure.end
        return figure.end

    def _date(self, start: int, end: int, value: str | None, high: str | None = None) -> int:
        figure = Figure(max(start, self.floor), end, Number(start, end, None, None, "date"))
        figure.kind, figure.unit, figure.date, figure.date_high = "date", "date", value, high
        return self._keep(figure)

    def _rank(self, number: Number, start: int, end: int) -> int:
        figure = Figure(start, end, number)
        figure.kind = figure.unit = "rank"
        return self._keep(figure)


def _leading_point(text: str, at: int) -> Number | None:
    found = re.compile(r"\.([0-9]+)").match(text, at)
    if found is None or len(found[1]) > LONGEST:
        return None
    return Number(at, found.end(), Decimal("0" + found[0]), Decimal(1).scaleb(-len(found[1])), "digits")
