"""Dates that need other dates: 同年12月, 去年9月, "January 20" without a year, last month.

A date without a year takes it from the document's date, or from the last full date that the article names. What cannot
be resolved stays without a value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from claimcheck import patterns as re
from claimcheck.model import Claim, Document, Quantity, Segment, Value
from claimcheck.quantities import dates
from claimcheck.records import dataclass, field, replace
from claimcheck.registry import Registry

_BEFORE = re.compile(
    r"(同年|当年|去年|今年|前年|本年|次年|明年|(?<![A-Za-z])(?:last|this|next) (?:year )?(?:in )?)\s*(?:的)?\s*$",
    re.IGNORECASE,
)
_DATE_ITEM = re.compile(r"\W*(?:date|published|日期|时间)\W*[:：]")
_SYSTEM_ITEM = re.compile(r"\W*(?:model|name|system|product|模型|型号|产品|名称)\W*[:：]")
_SOURCE_ITEM = re.compile(r"\W*(?:sources?|link|url|author|来源|出处|链接|作者)\W*[:：]")
_YEARS = re.compile(r"(?<![\d.])20[12]\d(?![\d.])")
_RELATIVE = re.compile(  # of lower case
    r"去年底|去年年底|去年末|今年初|今年年初|去年初|去年年初|上个月|上月|本月|去年(?!\s*\d)|今年(?!\s*\d)|前年(?!\s*\d)|"
    + re.whole("last month", "this month", "late last year", "early this year", "last year", "this year")
)
# right before a date, of lower case: when a writer looked
SEEN = re.compile(
    r"(?:(?<![a-z])(?:fetched|accessed|retrieved|checked|viewed|verified|captured|as of|(?:last )?updated)(?: on| at)?|"
    r"访问于?|截至|截止|获取于?|核对于?|检索于?|更新于)\s?[:：]?\s?\Z"
)
_RELEASED = re.compile(r"releas|launch|发布|上线|推出|开源", re.IGNORECASE)  # in a header: that is what the date is of
_MAKERS, _DAY = 3, len("2025-01-20")
_SHIFT = {"去": -1, "前": -2, "今": 0, "本": 0, "次": 1, "明": 1, "last": -1, "this": 0, "next": 1}


def only_year(named: Collection[str]) -> int | None:
    """The one year that the full dates among some ISO dates are of, where these are several and none names a later."""
    full = [date[:4] for date in named if len(date) > 4]
    one = len(full) > 1 and len(set(full)) == 1
    return int(full[0]) if one and max(date[:4] for date in named) == full[0] else None


def of_citations(document: Document) -> frozenset[int]:
    """The blocks of a list's items that give the date of a source, which another item beside them names, and that
    say of no system that it is what they are about.
    """
    found: set[int] = set()
    dated: list[int] = []
    cited = described = False
    level = 0
    for number, block in enumerate((*document.blocks, None)):
        if block is None or block.kind != "list_item" or block.level != level:
            found.update(dated if cited and not described else ())
            dated, cited, described = [], False, False
        if block is None or block.kind != "list_item":
            continue
        low, level = block.view.low, block.level
        if _DATE_ITEM.match(low):
            dated.append(number)
        cited = cited or _SOURCE_ITEM.match(low) is not None
        described = described or _SYSTEM_ITEM.match(low) is not None
    return frozenset(found)


def without_runs(claims: Sequence[Claim], registry: Registry) -> list[Claim]:
    """The claims of a table without its dates of evaluations: one and the same day under a bare "Date" beside systems
    of several makers, who do not release on one day.
    """
    makers: dict[tuple[int, Value], set[str]] = defaultdict(set)
    days = [c for c in claims if c.quantity.kind == "date" and _RELEASED.search(c.metric.text or "") is None]
    for claim in days:
        entity = registry.entity(claim.subject.id or "")
        if entity is not None and claim.cell is not None and isinstance(claim.quantity.value, str):
            makers[claim.cell[1], claim.quantity.value].add(entity.developer or entity.id)
    shared = {key for key, names in makers.items() if len(names) >= _MAKERS and len(str(key[1])) == _DAY}
    if not shared:
        return list(claims)
    of_runs = {id(c) for c in days if c.cell is not None and (c.cell[1], c.quantity.value) in shared}
    return [claim for claim in claims if id(claim) not in of_runs]


def in_its_year(claim: Claim, registry: Registry) -> Claim:
    """The claim with the year that a reader thinks of where the draft says none: that of the one release of its subject
    which has this month, and day. Another day stays without a year.
    """
    if claim.quantity.kind != "date" or claim.quantity.value is not None or claim.subject.id is None:
        return claim
    tail = dates.month_day(claim.quantity.text)
    if tail is None:
        return claim
    known = (fact.value for fact in registry.facts_for(claim.subject.id, claim.metric.id or ""))
    told = {value[: 4 + len(tail)] for value in known if isinstance(value, str) and value[4:].startswith(tail)}
    if len(told) != 1:
        return claim
    value = told.pop()
    return replace(claim, quantity=replace(claim.quantity, value=value, low=value, high=value))


@dataclass(slots=True)
class Calendar:
    """What is known about dates while a document is read: its own date, and the last full date named in the article."""

    document: Document
    years: Mapping[int, int] = field(default_factory=dict)  # by article, the one that its full dates are of
    article: int = -1
    year: int | None = None
    block: int = -1  # of the segment that is being read
    paragraph: int | None = None  # the last year that it names: "2023 年……Meta 在 2 月推出了 LLaMA"

    def resolved(self, segment: Segment) -> Segment:
        """The segment with its relative dates resolved and with relative expressions that are no figure yet added."""
        article = self.document.blocks[segment.block].article
        if article != self.article:
            self.article, self.year = article, None
        if segment.block != self.block:
            self.block, self.paragraph = segment.block, None
        low = segment.view.low
        told = "年" in low or "月" in low or "month" in low or "year" in low  # all that _RELATIVE may find holds one
        if not told and not any(q.kind == "date" for q in segment.quantities):
            return segment
        found = [self._date(q, segment.view.text) if q.kind == "date" else q for q in segment.quantities]
        added = list(self._relative(segment, found)) if told else []
        if not added and found == list(segment.quantities):
            return segment
        return replace(segment, quantities=tuple(sorted((*found, *added), key=lambda q: q.start)))

    def _date(self, quantity: Quantity, text: str) -> Quantity:
        if isinstance(quantity.value, str):
            if quantity.value[:4].isdigit():
                self.year = self.paragraph = int(quantity.value[:4])
            return quantity
        if quantity.value is not None:
            return quantity
        shift = _BEFORE.search(text[max(0, quantity.start - 12) : quantity.start])
        start = quantity.start - len(shift.group()) if shift else quantity.start
        year = self._year(shift.group(1) if shift else "")
        tail = dates.month_day(quantity.text)
        if year is None or tail is None:
            return quantity
        value = f"{year:04d}{tail}"
        return replace(quantity, start=start, text=text[start : quantity.end], value=value, low=value, high=value)

    def _year(self, word: str) -> int | None:
        own = int(self.document.date[:4]) if self.document.date else None
        word = word.strip().lower()
        if word.startswith(("同", "当")):
            return self.year
        if not word:
            return self._headed() or own or self.paragraph or self.years.get(self.article)
        if own is None:
            return None
        return own + next((s for k, s in _SHIFT.items() if word.startswith(k)), 0)

    def _headed(self) -> int | None:
        """The year that the nearest heading with one names: a digest's "## February 2025" over its items."""
        blocks = self.document.blocks
        for heading in reversed(blocks[self.block].headings):
            span = blocks[heading].span
            years = set(_YEARS.findall(self.document.source, span.start, span.end))
            if years:
                return int(years.pop()) if len(years) == 1 else None
        return None

    def _relative(self, segment: Segment, figures: list[Quantity]) -> Iterable[Quantity]:
        """Expressions such as 去年底 and "last month", with a value where the document's date is known."""
        text, low = segment.view.text, segment.view.low
        for match in _RELATIVE.finditer(low):
            if any(q.start < match.end() and match.start() < q.end for q in figures):
                continue
            if any(m.start < match.end() and match.start() < m.end for m in segment.mentions):
                continue
            value = self._value(match.group())
            yield Quantity(
                match.start(), match.end(), text[match.start() : match.end()], value, value, value, "date", kind="date",
                number_start=match.start(), number_end=match.end(),
            )  # fmt: skip

    def _value(self, word: str) -> str | None:
        date = self.document.date
        if date is None:
            return None
        year = int(date[:4])
        if "month" in word or word.endswith("月"):
            if len(date) < 7:
                return None
            months = year * 12 + int(date[5:7]) - 1 - (0 if word.startswith(("this", "本")) else 1)
            return f"{months // 12:04d}-{months % 12 + 1:02d}"
        shift = -2 if word.startswith("前") else -1 if word.startswith(("去", "last", "late last")) else 0
        return f"{year + shift:04d}"
