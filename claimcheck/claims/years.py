"""The year that a statistic is told of: "in 2024 private investment reached $150.8 billion", "2023 年为 960 亿美元".

The year right behind the figure, else the last one before it in the sentence that no earlier figure has taken. The year
of a report ("AI Index 2025") and that of a comparison ("than in 2022", 自 2019 年以来) are not the figure's.
"""

from __future__ import annotations

from claimcheck import patterns as re
from claimcheck.claims.sentences import Sentence
from claimcheck.model import Quantity

_BEHIND = re.compile(r"[\s*]*(?:[(（]|in\s|during\s|for\s|于|，?截至)?\s*(?:the year\s)?", re.IGNORECASE)
_BASELINE = re.compile(
    r"(?:(?<![A-Za-z])(?:than|since|from|versus|vs\.?|compared (?:to|with)|over|before|until|by)(?: in| the year)?|"
    r"自从?|较|相比|比|相较于?|对比|从|至|到|截至)\s*$",
    re.IGNORECASE,
)
_OF_REPORT = re.compile(
    r"\s*年?(?:度|版|的)?\s*[《「“\"]?(?:\w+ ){0,2}?(?:AI|人工智能)?\s*(?:指数|Index|报告|report|edition|survey|调查)",
    re.IGNORECASE,
)
_REPORT_BEFORE = re.compile(r"(?:index|report|edition|survey|指数|报告|调查)[^\w。.]{0,3}$", re.IGNORECASE)


def year_of(figure: Quantity, sentence: Sentence) -> str | None:
    """The year, as four digits, of a figure in its sentence; None where the sentence tells none for it."""
    low = sentence.segment.view.low
    taken: str | None = None
    last = sentence.start
    for other in sorted(sentence.quantities, key=lambda q: q.start):
        if other.kind != "date":
            if other.start >= figure.end:
                break
            last = other.end
            continue
        year = _year(other, low)
        if year is None:
            continue
        if _BEHIND.fullmatch(low, last, other.start) and last != sentence.start:
            if last == figure.end:
                return year
            continue  # the year of the figure before it
        if other.start >= figure.end:
            break
        taken = year
    return taken


def _year(date: Quantity, low: str) -> str | None:
    value = date.value
    if not isinstance(value, str) or not value[:4].isdigit():
        return None
    before = low[max(0, date.start - 24) : date.start]
    if _BASELINE.search(before) or _REPORT_BEFORE.search(before) or _OF_REPORT.match(low, date.end):
        return None
    return value[:4]
