"""The day that a text gives a figure."""

from __future__ import annotations

from claimcheck import patterns as re
from claimcheck.claims.sentences import sentences
from claimcheck.model import Judgement
from claimcheck.rules.layout import layout
from claimcheck.words import MONTHS

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_OPENS = re.compile(r"\s*(?:in|by|on|as early as|back in|早在|在)?\s*", re.I)
_LATER = re.compile(  # of lower case: what follows is of another day
    r"(?<![a-z])(?:later|afterwards?|then|now|since|today|currently|this year|next year|successor)(?![a-z])|"
    r"后续|后来|随后|之后|此后|今年|如今|目前|现在|次年|次月|至今|截至"
)


_DAYS = re.compile(r"\W*(?:as of|date|month|quarter|year|period|when|time|日期|时间|月份|年份|年月|时期)\W*")
_LOOKED = re.compile(  # in the header over the names: who led then
    r"(?<![a-z])(?:best|top|leaders?|leading|sota|state of the art)(?![a-z])|最[佳强好优]|榜首|领先|第一名"
)


_TO_MONTH = len("2025-01")
_BEFORE = 24  # characters before the end of a span
_SPAN = re.compile(
    "(?<![a-z])("
    + "|".join(sorted(MONTHS, key=len, reverse=True))
    + r")\.?(?:\s\d{1,2})?\s?(?:[-–—~/]|to|through)\s?\Z"
)


def months(iso: str) -> int:
    """The number of a date's month, counted from the year 0."""
    return int(iso[:4]) * 12 + int(iso[5:7])


def told(judged: Judgement, checked: Checked) -> str | None:
    """The day, month or year, as ISO text, that opens a claim's sentence and holds up to its figure: "In 2023, ...",
    "2023 年，..."; that of a statistic, if it has one.
    """
    claim = judged.claim
    if claim.as_of is not None:
        return claim.as_of
    segment = checked.places.get((claim.block, None))
    if segment is None or not any(quantity.kind == "date" for quantity in segment.quantities):
        return None
    for sentence in sentences(segment):
        dates = [q for q in sentence.quantities if q.kind == "date" and isinstance(q.value, str)]
        if not any(q.start == claim.quantity.start for q in sentence.quantities) or len(dates) != 1:
            continue
        opens = _OPENS.fullmatch(segment.view.text, sentence.start, dates[0].start) is not None
        if opens and _LATER.search(segment.view.low, dates[0].end, claim.quantity.start) is None:
            return str(dates[0].value)
    return None


def of_the_row(judgement: Judgement, checked: Checked) -> bool:
    """Whether a date heads the row of a table on who led from time to time, "Date | Best open model": then what it
    names was there that day, and came out before.
    """
    claim, span = judgement.claim, judgement.claim.subject.span
    if claim.metric.id != "release-date" or claim.cell is None or claim.cell[1] != 0 or span is None:
        return False
    released = [fact.value for fact in judgement.admissible if isinstance(fact.value, str)]
    if not isinstance(claim.quantity.value, str) or not released or claim.quantity.value <= min(released)[:7]:
        return False
    heads = {head.cell[1]: head.view.low for head in layout(checked).row(claim.block, 0) if head.cell is not None}
    columns = {cell.column for cell in layout(checked).cells_over(claim.block, span)}
    return _DAYS.fullmatch(heads.get(0, "")) is not None and any(_LOOKED.search(heads.get(c, "")) for c in columns)


def ends_a_span(judgement: Judgement, checked: Checked) -> bool:
    """Whether a month is the end of a span, "April-July 2024", in which the subject came out."""
    claim, segment = judgement.claim, checked.segment(judgement.claim)
    value = claim.quantity.value
    if claim.metric.id != "release-date" or segment is None or not isinstance(value, str) or len(value) < _TO_MONTH:
        return False
    first = _SPAN.search(segment.view.low, max(0, claim.quantity.start - _BEFORE), claim.quantity.start)
    if first is None:
        return False
    began = f"{value[:4]}-{MONTHS[first[1]]:02d}"
    return any(isinstance(f.value, str) and began <= f.value[:7] <= value[:7] for f in judgement.admissible)
