"""The date of a draft, where a field or a byline states it."""

from __future__ import annotations

from claimcheck import patterns as re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<{0}>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{{0,6}})\.?"
_DATE = re.compile(
    r"(?P<y>20\d\d|19\d\d)\s?[-/.年]\s?(?P<m>\d{1,2})(?:\s?[-/.月]\s?(?P<d>\d{1,2}))?\s?日?"
    rf"|{_MONTH.format('em')}\s(?P<ed>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<ey>20\d\d)"
    rf"|(?P<gd>\d{{1,2}})\s{_MONTH.format('gm')}\s(?P<gy>20\d\d)",
    re.I,
)
_LABEL = re.compile(
    r"(?:发布(?:时间|于|日期)?|发表于|时间|日期|更新(?:时间|于)?|date|(?:first )?(?:published|posted|updated)(?: on)?"
    r"|by\s[A-Z][\w.\- ]{2,40}?|作者.{1,16}?|来源.{1,16}?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)?[\s:：|｜·•,，—–-]{0,4}$",
    re.I,
)
_AFTER = re.compile(
    r"\s*(?:T?\d{1,2}:\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?|UTC|GMT|E[SD]T|北京时间)?)?"
    r"(?:[\s|｜·•,，—–-]+(?:来源.{0,20}|作者.{0,20}|by\s.{2,40}|[^\W\d_a-z]{2,16}"
    r"|\d+ min(?:ute)?s? read))?\s*$",
    re.I,
)
_CLOCK = re.compile(r"\s+\d{1,2}:\d\d(?::\d\d)?(?:\s+[^\W\d_a-zA-Z]{2,8})?\s*$")


def iso_date(text: str) -> str | None:
    """The first date in a text as ISO, as precise as it is written; None when there is none.

    >>> iso_date("published on January 27, 2025")
    '2025-01-27'
    """
    found = _DATE.search(text)
    return _iso(found) if found else None


def byline_date(text: str) -> str | None:
    """The date of a line that is nothing but a byline: "2025-01-08 18:08", "By A. Writer | January 8, 2025".

    >>> byline_date("GPT-4 came out on March 14, 2023") is None
    True
    """
    line = text.strip(" \t\u3000*_#>（）()")
    found = _DATE.search(line)
    if not found or not (found["d"] or found["ed"] or found["gd"]):
        return None
    before, after = line[: found.start()], line[found.end() :]
    if _LABEL.match(before) and _AFTER.match(after):
        return _iso(found)
    named = len(before) <= 40 and not any(char.isdigit() for char in before) and before[-1:].isspace()
    return _iso(found) if named and _CLOCK.match(after) else None


def _iso(found: re.Match[str]) -> str | None:
    if found["y"]:
        year, month, day = found["y"], int(found["m"]), found["d"]
    elif found["ey"]:
        year, month, day = found["ey"], _MONTHS.index(found["em"][:3].lower()) + 1, found["ed"]
    else:
        year, month, day = found["gy"], _MONTHS.index(found["gm"][:3].lower()) + 1, found["gd"]
    if not 1 <= month <= 12 or (day and not 1 <= int(day) <= 31):
        return year
    return f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")
