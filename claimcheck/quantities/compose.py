"""Composition: what stands around one number, put together to one figure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.quantities import accept, exclude, left, money, multiples, nouns, prices, ranges, right
from claimcheck.quantities.figure import Figure
from claimcheck.quantities.numbers import compound
from claimcheck.quantities.numerals import EXACT, ONE, Number, han, plain, whole
from claimcheck.quantities.tables import SCALE_WORDS, Unit
from claimcheck.units import CURRENCIES
from claimcheck.words import BETWEEN

_OF_KINDS = frozenset("种类款")  # "4 种参数规模" are kinds, and no parameters
_AFTER_MORE = frozenset("万亿个名家张种颗台块款项位")  # behind a 多 with a space before it
_DOZEN = re.compile(r"打(?![开造破算击败架印包折断动工仗电球字听扮扫法分一])")
_OF_CALLS = re.compile(
    r" ?(?:/|per|每) ?(?:[\d,]+ ?k? ?)?"
    r"(?:quer|call|request|image|search|prompt|month|hour|minute|day|[次张月天]|小时|分钟)"
)
_DISCOUNT = "折"
_AND = frozenset((" and ", ", and ", "、", "和", " 和 ", "及", " 及 "))
_ORDER = 5  # times, by which the changes of a list differ at most
_STATED = re.compile(r"\s?(?:is|was|are|were|为|是)(?![a-z])")
_LIST_GOES_ON = re.compile(r"(?:, |,? and )\d")
_TOLERANCE = re.compile(r"(?: ?% ?(?=± ?[0-9.]{1,6} ?%)| ?)(?:±|\+/-) ?([0-9]+(?:\.[0-9]+)?)(?![0-9])")  # "70% ± 3%"
_MAGNITUDE = re.compile(r"[ -]orders? of magnitude|个数量级")
_POINTS = re.compile(r"[ -]points?(?![a-z])")
_PERCENT_NEAR = re.compile(r"%|percent|pass@|accuracy")
_NOT_PERCENT = re.compile(r"elo|rating|arena|index|nasdaq|dow|s&p|ftse")
_SPARSITY = re.compile(r" (?:with|without|w/) sparsity|(?: tflops| tops)? (?:sparse|dense)(?![a-z])")
_SCALED_MORE = re.compile(r" ?(thousand|million|billion|trillion)(?![a-z])")
_INCHES = re.compile(r",? (?:and )?([0-9]|1[01])[ -]?(?:inch(?:es)?|in)(?![a-z])")
_SHARE_OF = re.compile(r"(?<![a-z])(?:percents?|per cents?) of $")
_OF_ELO = re.compile(r" ?的 ?elo(?![a-z])")


def _alike(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one order: two changes mostly are, a change and a score are not."""
    a, b = one.number.value, other.number.value
    return a is not None and b is not None and min(abs(a), abs(b)) * _ORDER >= max(abs(a), abs(b))


class Composer:
    """A text under way: the figures kept so far, and where the last one ends (`floor`)."""

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

    def limit(self, at: int) -> int:
        """Where the next taken span begins."""
        if not self.blocked_starts:
            return len(self.text)
        index = bisect_right(self.blocked_starts, at)
        return self.blocked_starts[index] if index < len(self.blocked_starts) else len(self.text)

    def free(self, at: int) -> int:
        """Where the last taken span before a place ends."""
        index = bisect_right(self.blocked_starts, at)
        return min(self.blocked_ends[index - 1], at) if index else 0

    def figure(self, number: Number) -> int:
        """Read around a number and keep it if it is a figure; the place where reading goes on."""
        text, low = self.text, self.low
        number, implied = compound(text, low, number)
        limit = self.limit(number.start)
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
        return self.keep(figure)

    def _tolerance(self, figure: Figure) -> None:
        """90.9±0.3: the interval as printed."""
        number = figure.number
        found = _TOLERANCE.match(self.text, figure.end) if "±" in self.text[figure.end : figure.end + 4] else None
        if found is None or number.value is None:
            return
        tolerance = EXACT.multiply(Decimal(found[1]), number.scale)
        number.low, number.high = number.value - tolerance, number.value + tolerance
        figure.end = found.end()

    def _unit(self, figure: Figure, lead: left.Left, limit: int) -> None:
        """Find the unit after the number, or the noun that tells it."""
        text, low, end, number = self.text, self.low, figure.end, figure.number
        if figure.follows is not None and figure.follows[0] == end:
            found = figure.follows[1]
        else:
            found = right.unit(text, low, end) if end < limit else None
        share_of = found is None and low.endswith("of ", 0, number.start)
        share = _SHARE_OF.search(low, max(0, number.start - 13), number.start) if share_of else None
        if share is not None and share.start() >= self.floor:  # "percent of 10", but not "5 percent of 200"
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
                if figure.high is not None:
                    figure.high.times(Decimal(12))
                else:
                    number.end = dozen.end()
                figure.end = dozen.end()
            elif number.form != "fraction":
                noun = nouns.ahead(text, low, end, number.scale >= 1000) if end < limit else None
                if noun is not None and noun[1] <= limit and not self._in_pieces(noun[0], number):
                    figure.unit, figure.end = noun
            elif number.form == "fraction":
                figure.unit = "ratio"
            return
        known, figure.end = checked
        figure.unit, figure.factor = known.name, known.factor
        if known.kind == "counter":
            counted = nouns.counted(text, figure.end) if text[figure.end - 1] not in _OF_KINDS else None
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
        elif known.name == "ft":
            self._inches(figure)
        elif known.kind in ("word", "noun") and known.name in ("count", "gpu", "core"):
            noun = nouns.ahead(text, low, end, number.scale >= 1000)
            if noun is not None and noun[1] > figure.end and noun[0] == "gpu_hour":
                figure.unit, figure.end = noun

    @staticmethod
    def _in_pieces(noun: str, number: Number) -> bool:
        """Whether a figure counts by tenths what has none: "2.2 Computing Cores" is a heading."""
        return noun in accept.WHOLE and number.scale == 1 and number.value is not None and not whole(number.value)

    def _percent_points(self, figure: Figure) -> bool:
        """Whether "points" are percentage points here: percents stand near in the paragraph, and no index or rating."""
        first, last = max(0, figure.start - 120), figure.end + 14
        first = max(first, self.low.rfind("\n\n", first, figure.start))
        border = self.low.find("\n\n", figure.end, last)
        around = self.low[first : border if border >= 0 else last]
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

    def _inches(self, figure: Figure) -> None:
        """6 feet 2 inches is one length: 74 inches."""
        number, more = figure.number, _INCHES.match(self.low, figure.end)
        if more is None or number.value is None or number.step != ONE or number.form != "digits":
            return
        number.value = EXACT.add(EXACT.multiply(number.value, Decimal(12)), Decimal(more[1]))
        figure.unit, figure.end = "in", more.end()

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
        if text[at : at + 1] == " " and text[at + 2 : at + 3] in _AFTER_MORE:
            at += 1  # "2350 多亿", "500 多个"
        kind, char, place = BETWEEN.get(text[at : at + 1]), text[at : at + 1], at + 1
        if kind is None or (char != "+" and text[at - 1].isascii() and text[at - 1].isalpha()):
            return  # "14B、32B多种规模": the sizes are many, not the 32B more
        if char == "来" and (
            number.form == "digits" or number.value is None or EXACT.remainder(number.value, Decimal(10)) != 0
        ):
            return
        scaled = _SCALED_MORE.match(low, place) if char == "+" and number.form == "digits" else None
        if scaled is not None:  # "$100+ million"
            number.times(SCALE_WORDS[scaled[1]])
            number.end = place = scaled.end()
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
        if _OF_CALLS.match(low, figure.end):
            return  # "$14 / 1000 queries", behind prices of tokens
        factor_before = prices.before(low, max(start + 1, reach), figure.start)
        if factor_before is not None:
            figure.unit = f"{figure.unit}/Mtoken"
            figure.factor = EXACT.multiply(figure.factor, factor_before)
            figure.priced = True

    def _price_backwards(self, unit: str, factor: Decimal, figure: Figure) -> None:
        """The earlier prices of the clause share the denominator: "$0.14 input and $0.28 output per 1M tokens"."""
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
                ) and _SPARSITY.match(low, figure.end):  # "1,979 TFLOPS (3,958 with sparsity)"
                    figure.unit = self.figures[-1].unit
                    figure.conditions = multiples.conditions(low, figure.start, figure.end)
        elif unit == "ratio":
            figure.reading = multiples.reading(low, figure.start, figure.end)
        elif unit in multiples.RATES:
            multiples.rate(text, figure)
        elif unit in multiples.COMPUTE:
            figure.conditions = multiples.conditions(low, figure.start, figure.end)
        if not figure.signed and figure.kind == "number":
            figure.signed = left.change(low, figure.start, self.free(figure.start)) or self._goes_on(figure)

    def _goes_on(self, figure: Figure) -> bool:
        """Whether a figure goes on a list of changes: "leads by 7.9%, 9.3% and 5.9%"."""
        last = self.figures[-1] if self.figures else None
        if last is None or not last.signed or last.unit != figure.unit:
            return False
        if not _alike(last, figure) or _STATED.match(self.low, figure.end):
            return False
        gap = self.low[last.end : figure.start]
        return gap in _AND or (gap == ", " and _LIST_GOES_ON.match(self.low, figure.end) is not None)

    # -- keeping ------------------------------------------------------------------------------------------------

    def keep(self, figure: Figure) -> int:
        self.figures.append(figure)
        self.floor = figure.end
        return figure.end

    def date(self, start: int, end: int, value: str | None, high: str | None = None) -> int:
        figure = Figure(max(start, self.floor), end, Number(start, end, None, None, "date"))
        figure.kind, figure.unit, figure.date, figure.date_high = "date", "date", value, high
        return self.keep(figure)

    def rank(self, number: Number, start: int, end: int) -> int:
        figure = Figure(start, end, number)
        figure.kind = figure.unit = "rank"
        return self.keep(figure)
