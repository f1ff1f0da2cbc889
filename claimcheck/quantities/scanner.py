"""The scan: find numerals, read what stands around each, keep those that are figures."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from claimcheck import names
from claimcheck import patterns as re
from claimcheck.model import Quantity
from claimcheck.quantities import accept, dates, english, exclude, ranges, right
from claimcheck.quantities.compose import Composer
from claimcheck.quantities.figure import Figure
from claimcheck.quantities.lookup import Longest, trie_pattern
from claimcheck.quantities.numbers import VULGAR, digits_at
from claimcheck.quantities.numerals import (
    EXACT,
    HAN_START,
    HAN_UNITS,
    LONGEST,
    ONE,
    Number,
    fraction,
    han,
    plain,
    run_end,
)
from claimcheck.quantities.squeeze import squeeze
from claimcheck.quantities.tables import UNIT_FIRST
from claimcheck.words import EN_ORDINAL_SCALES

_VULGAR = "".join(VULGAR)
_NUMERALS = f"0-9{HAN_START}半{_VULGAR}"
_RUN = re.compile(f"[{_NUMERALS}][{_NUMERALS}]*")  # begins with a set, which the engine skips to in C
# What the normalised text's numerals may have been: full-width digits, traditional characters, super- and subscripts.
_RAW = re.compile(f"[{_NUMERALS}０-９萬億兩貳參陸點⁰¹²³⁴-⁹₀-₉①-⑳〡-〩㈠-㈩㊀-㊉\u2f00-\u2fdf\uf900-\ufaff]")
_WORDS = trie_pattern([*english.START, "order of magnitude"])
_WORD_AFTER_SPACE = re.compile(" (" + _WORDS + ")")
_LETTER_AFTER_MARK = re.compile(r"[\n\t(\"'“‘\[*_>|/:,;—–-][a-z]")
_WORD_AT = Longest([*english.START, "order of magnitude"])
_AFTER_ONE = UNIT_FIRST | frozenset(HAN_START) | frozenset("到至多半点分又打月番")
_DOUBLED = re.compile(r"翻了?$")
_NO_RANK = ("章", "节", "步", "条", "页", "款", "时间", "手", "方", "次", "线")  # 第一时间, 第三方, 第一次


def scan(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """All quantities of a normalised text, in order. `taken` spans are never part of a figure."""
    low = _lower(text)
    runs = anchors(text, low)
    if not runs:
        return []
    squeezed = squeeze(text, any(text[at] > "\u2e80" for at, _ in runs))
    if squeezed is None:
        return [figure.quantity(text) for figure in _Scanner(text, low, taken).run(runs)]
    moved = [(squeezed.squeezed(start), squeezed.squeezed(end)) for start, end in taken]
    figures = _Scanner(squeezed.text, low := _lower(squeezed.text), moved).run(anchors(squeezed.text, low))
    for figure in figures:
        figure.move(squeezed.original)
    return [figure.quantity(text) for figure in figures]


def may_hold_figures(raw: str) -> bool:
    """Whether a raw text holds any numeral or number word at all; runs at the speed of the regular expressions."""
    if _RAW.search(raw) is not None:
        return True
    low = raw.lower()
    return _WORD_AFTER_SPACE.search(low) is not None or any(True for _ in _words_after_marks(low))


def _lower(text: str) -> str:
    low = text.lower()
    return low if len(low) == len(text) else names.lower(text)


def anchors(text: str, low: str) -> list[tuple[int, int]]:
    """Places where a figure may begin: runs of numerals, and English number words (as empty runs)."""
    runs = [m.span() for m in _RUN.finditer(text)]
    words = [m.start(1) for m in _WORD_AFTER_SPACE.finditer(low)]
    words.extend(_words_after_marks(low))
    if words:
        runs.extend((start, start + 1) for start in words)
        runs.sort()
    return runs


def _words_after_marks(low: str) -> Iterator[int]:
    """Places of number words that do not follow a space: at the head of the text, after a bracket or a dash."""
    if _WORD_AT.at(low, 0) is not None:
        yield 0
    for mark in _LETTER_AFTER_MARK.finditer(low):
        if _WORD_AT.at(low, mark.end() - 1) is not None:
            yield mark.end() - 1


_PER = re.compile(r"[十百千万亿]+(?=\s?[0-9])")
_HALVES = ("first ", "second ", "latter ", "other ", "1st ", "2nd ", "first-", "second-", "next ", "last ")


class _Scanner(Composer):
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
            return at + 1 if number is None else self.figure(number)
        return self._read_han(at)

    def _read_digits(self, at: int) -> int:
        text, low = self.text, self.low
        if len(text) > at + LONGEST and text[at : at + LONGEST + 1].isdigit():
            return run_end(text, at)
        date = dates.find(text, low, at)
        if date is not None:
            return self.date(*date)
        before = text[at - 1] if at else ""
        if before == "." and (at < 2 or not (text[at - 2].isalnum() or text[at - 2] in "._")):
            number = _leading_point(text, at - 1)
            return at + 1 if number is None else self.figure(number)
        sparse = _SPARSE.match(text, at) if not before.isalnum() and before not in ("-", "_", ".") else None
        if sparse is not None:
            return self._sparse(sparse)
        alone = _ACTIVE_ALONE.fullmatch(text) if before == "A" else None
        if alone is not None:
            return self._sizes(((alone[1], "B", at - 1, alone.end(1) + 1),), alone.end())
        skip = exclude.skip(text, low, at, self.floor)
        if skip:
            return skip
        number = digits_at(text, at)
        return run_end(text, at) if number is None else self.figure(number)

    def _sparse(self, found: re.Match[str]) -> int:
        """355B-A32B: all parameters, and those that are active."""
        whole = found[1], found[2], found.start(1), found.end(2)
        return self._sizes((whole, (found[3], "B", found.start(3) - 1, found.end())), found.end())

    def _sizes(self, sizes: Iterable[tuple[str, str, int, int]], end: int) -> int:
        """Numbers of parameters by their digits, their multiplier and their ends."""
        for digits, letter, start, stop in sizes:
            value = Decimal(digits)
            exponent = value.as_tuple().exponent
            number = Number(start, start + len(digits), value, Decimal(1).scaleb(int(exponent)), "digits")
            number.times(Decimal(10**12 if letter == "T" else 10**9))
            figure = Figure(start, stop, number)
            figure.unit = "parameter"
            self.keep(figure)
        return end

    def _read_words(self, at: int) -> int:
        low = self.low
        if low.startswith("order", at):
            return self._order_of_magnitude(at)
        if low.startswith("half", at) and low.endswith(_HALVES, 0, at):
            return at + 4  # "the second half of '25"
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
        return self.figure(number)

    def _order_of_magnitude(self, at: int) -> int:
        """ "an order of magnitude" is a factor of ten."""
        begin = at - 3 if self.low.startswith("an ", max(0, at - 3)) else at
        number = Number(at, at + 5, Decimal(10), None, "words")
        figure = Figure(begin, at + len("order of magnitude"), number)
        figure.unit, figure.approximation = "ratio", "order"
        return self.keep(figure)

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
            return self.date(at, *day)
        return self.rank(number, at, number.end)

    def _read_han(self, at: int) -> int:
        text = self.text
        before = text[at - 1] if at else ""
        follow = text[at + 1 : at + 2]
        if before.isdigit() and text[at] in HAN_UNITS:
            return at + 1  # of a number that was passed over
        if before == "每" and text[at] in HAN_UNITS and (found := _PER.match(text, at)):
            return found.end()  # "每百万2元": two yuan for a million
        if text[at] == "一" and before != "第" and "\u4e00" <= follow <= "\u9fff" and follow not in _AFTER_ONE:
            return at + 1  # by far the most frequent numeral, in 一般, 一些, 统一的
        date = dates.find(text, self.low, at)
        if date is not None:
            return self.date(*date)
        if before == "第":
            number = han(text, at)
            if number is None or number.value is None:
                return at + 1
            if text.startswith(_NO_RANK, number.end):
                return number.end
            return self.rank(number, at - 1, number.end)
        if before == "参" and text[at] in "拾佰仟万亿" and (number := han(text, at - 1)) is not None:
            return self.figure(number)
        if text.startswith("一半", at):
            half = fraction(at, at + 2, ONE, Decimal(2))
            return at + 2 if half is None else self.figure(half)
        if text[at + 1 : at + 2] == "番" and _DOUBLED.search(text, max(0, at - 2), at):
            return self._doubled(at)
        if text.startswith("一个数量级", at):
            return self.figure(Number(at, at + 1, ONE, ONE, "han"))
        number = han(text, at)
        if number is None:
            number = self._half(at)
            if number is None:
                return self._past_run(at)
        skip = accept.no_number(text, at, number)
        return skip if skip else self.figure(number)

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
        return self.keep(figure)

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


# A sparse model's size as tables print it.
_SPARSE = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,2})?)([BT])-A([0-9]{1,4}(?:\.[0-9]{1,2})?)B(?![A-Za-z0-9-])")
_ACTIVE_ALONE = re.compile(r"\s*[*_]{0,2}A([0-9]{1,4}(?:\.[0-9]{1,2})?)B[*_]{0,2}\s*")  # in a cell of its own


def _leading_point(text: str, at: int) -> Number | None:
    found = re.compile(r"\.([0-9]+)").match(text, at)
    if found is None or len(found[1]) > LONGEST:
        return None
    return Number(at, found.end(), Decimal("0" + found[0]), Decimal(1).scaleb(-len(found[1])), "digits")
