"""Calendar dates: ISO strings as precise as the text; None where the text alone does not settle the year."""

from __future__ import annotations

from claimcheck import patterns as re
from claimcheck.words import MONTHS

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?:1[5-9]\d\d|20\d\d|2100)"
_HAN_DIGIT = "[〇零○一二三四五六七八九]"
_HAN_DAY = "(?:三十一|三十|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
_PART = "(?:年初|年底|年末|年中|上半年|下半年|春季?|夏季?|秋季?|冬季?|初|底|末|中期|前后|第?[一二三四1-4] ?季度|Q[1-4])"

ZH = re.compile(
    rf"(?:(?P<y>{_YEAR}|{_HAN_DIGIT}{{4}}) ?年(?!代)度?|(?P<y2>\d\d) ?年(?= ?\d{{1,2}} ?月)|(?P<y3>0\d|"
    rf"[零〇]{_HAN_DIGIT}) ?年)"
    rf"(?: ?(?P<m>1[0-2]|0?[1-9]|{_HAN_DAY}) ?月(?:份| ?(?P<d>{_DAY}|{_HAN_DAY}) ?[日号號]?"
    r"(?![\d个]|\s?[亿億万萬千百%])|初(?P<l>十|"
    rf"[一二三四五六七八九]))?(?:初|底|末|中旬|上旬|下旬)?"
    rf"| ?的?第(?P<n>十[一二]?|[一二三四五六七八九])个月| ?{_PART}(?![中期]))?"
)
ZH_MONTH = re.compile(
    rf"(?P<m>1[0-2]|0?[1-9]|{_HAN_DAY}) ?月(?:份| ?(?P<d>{_DAY}|{_HAN_DAY}) ?[日号號](?!线))?(?:初|底|末|中旬|"
    rf"上旬|下旬)?(?![\u4e00-\u9fff]?球)"
)
ZH_DAY = re.compile(rf"(?P<d>{_DAY}|{_HAN_DAY}) ?[号號](?![码楼线机馆称召令\d])")
ISO = re.compile(
    rf"(?P<y>{_YEAR})(?:(?P<sep>[-/.])(?P<m>1[0-2]|0?[1-9])(?P=sep)(?P<d>{_DAY})|[-/](?P<m2>0[1-9]|1[0-2])"
    r"|(?:(?<=19[5-9]\d)|(?<=20[0-3]\d))/(?P<m3>[1-9])(?!/))"
    r"(?![0-9A-Za-z_-])(?!\.[0-9])"
)
COMPACT = re.compile(
    r"(?P<y>(?:19|20)[0-9]{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12][0-9]|3[01])(?![0-9A-Za-z_%]|[.,][0-9])"
)
NUMERIC = re.compile(
    r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d|\d\d)(?![0-9A-Za-z_])(?![./]\d)"
)
SPACED = re.compile(
    rf"(?P<y>(?:19|20)[0-9]{{2}}) (?P<m>1[0-2]|0?[1-9]) (?P<d>{_DAY})(?![0-9A-Za-z_%.])(?! ?[年月日]|,[0-9])"
)
MONTH_YEAR = re.compile(r"(?P<m>1[0-2]|0?[1-9])[-/](?P<y>(?:19|20)\d\d)(?![0-9A-Za-z_/-])(?!\.\d)")
_IN = r"(?: ?,|[-/]| of| in)?[ ]?"
DAY_MONTH = re.compile(
    rf"(?P<d>{_DAY})(?:st|nd|rd|th|\.)?(?:[ -]+(?:of )?|/)(?P<m>{_MONTH})(?:{_IN}(?P<y>{_YEAR})(?!\d))?(?![0-9a-z-])"
)
YEAR_MONTH = re.compile(rf"(?P<y>{_YEAR})[-/ ](?P<m>{_MONTH})(?:[-/ ](?P<d>{_DAY})(?!\d))?(?![0-9a-z-])")
YEAR_BRACKET = re.compile(rf"(?P<y>{_YEAR}) ?[(（](?P<m>{_MONTH})(?:[ ](?P<d>{_DAY})(?!\d))?[)）]")  # 2022 (Nov 30)
AFTER_MONTH = re.compile(
    rf"(?:(?P<d>{_DAY})(?:st|nd|rd|th)?(?![\d%]|[.,]\d{{1,2}}\b|:\d)(?:{_IN}(?P<y>{_YEAR})(?!\d|,\d))?|"
    rf"(?P<y2>{_YEAR})(?:-(?P<d2>{_DAY}))?(?!\d|,\d))"
    r"(?![0-9A-Za-z_%])"
)
MONTH_BEFORE = re.compile(rf"(?<![a-z])(?P<m>{_MONTH})(?:[-/]|,? ?(?:of |the |in )?)$")
DOTTED_MONTH = re.compile(r"(?P<y>20\d\d)\.(?P<m>0[1-9]|1[0-2])(?=[)）\]])")  # in brackets of its own: (2024.06)
QUARTER_YEAR = re.compile(rf"(?<![a-z0-9])q(?P<q>[1-4])[ ,'’]*(?:of )?(?P<y>{_YEAR})(?!\d)")
YEAR_QUARTER = re.compile(rf"(?P<y>{_YEAR}) ?q(?P<q>[1-4])(?!\d)")
YEAR = re.compile(rf"{_YEAR}(?![\d%])(?![.,]\d)")
FISCAL = re.compile(r"(?<![a-z])fy ?'?$")
_SAID = re.compile(r"(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?")
_SHORT = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:\s+(\d{1,2})(?:st|nd|rd|th)?)?", re.I
)
_RATED = ("rating of ", "score of ", "elo of ", "total of ")  # before a number that is no year
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|during|of|early|late|mid|year|before|after|around|circa|for|to|through|"
    r"between|and|"
    r"spring|summer|autumn|fall|winter|annual|fiscal|calendar|than|end|the|throughout|as of|on)[ -]|[(（\[–/]|"
    r"copyright |© ?)$"
)
_LABEL_OF_YEAR = re.compile(  # "**Released:** 2017"
    r"(?:(?<![a-z])(?:released?(?: date| year)?|launch(?:ed)?(?: date| year)?|announced|introduced)|"
    r"(?:发布|推出|上市|上线)(?:时间|日期|年份)?)[*_]{0,2}\s?[:：]\s?[*_]{0,2}\s?$"
)
_EVENT = re.compile(r"(?<![A-Za-z])(?!ELO )[A-Z]{3,8} $")  # CES 2025, AIME 2024
TIME = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?(?: ?[ap]\.?m\.?)?(?![\w:])", re.IGNORECASE)
_MONTH_HEAD = "(?:ja|fe|ma|ap|ju|au|se|oc|no|de)"
_MAY_BE_DATE = re.compile(
    rf"[0-9]{{8}}|[0-9]{{4}}(?: [0-9]| ?q| ?[(（]{_MONTH_HEAD})"
    rf"|20[0-9]{{2}}\.[01][0-9][)）\]]"
    rf"|[0-9]{{1,4}}(?:[-/](?:[0-9]|{_MONTH_HEAD})|\.[0-9]{{1,2}}\.[0-9]"
    rf"|(?:st|nd|rd|th|\.)?[ -]+(?:of )?{_MONTH_HEAD})"
)
_ZH_NUMBERS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}


def zh_number(text: str) -> int:
    """A day or month in digits or Chinese numerals; a year digit by digit."""
    if text.isdecimal():
        return int(text)  # in the digits of any script
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_ZH_NUMBERS[tens] if tens else 1) * 10 + (_ZH_NUMBERS[ones] if ones else 0)
    return int("".join(str(_ZH_NUMBERS[c]) for c in text))


def iso(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """An ISO string as precise as what is given; None without a year."""
    if year is None:
        return None
    if month is None:
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}" if day is None else f"{year:04d}-{month:02d}-{day:02d}"


def numeric(found: re.Match[str]) -> str | None:
    """02/27/2025: month first unless that cannot be."""
    a, b, raw = int(found["a"]), int(found["b"]), found["y"]
    year = int(raw) if len(raw) == 4 else 2000 + int(raw)
    if not a or not b:
        return None
    month, day = (a, b) if a <= 12 and found["sep"] != "." else (b, a)
    if month > 12:
        month, day = day, month
    return iso(year, month, day) if month <= 12 and day <= 31 else None


def find(text: str, low: str, at: int) -> tuple[int, int, str | None] | None:
    """The date whose first digit stands at `at`: start, end, ISO value."""
    char = text[at]
    if not ("0" <= char <= "9"):
        found = ZH.match(text, at)
        return _zh(found) if found is not None and found["m"] != "" else _zh_month(text, at)
    ahead = low[at + 1 : at + 9]
    if "年" in ahead or "月" in ahead or "号" in ahead:
        found = ZH.match(text, at)
        if found is not None:
            return _zh(found)
        zh = _zh_month(text, at)
        if zh is not None:
            return zh
    before = _month_before(text, low, at)
    if before is not None:
        return before
    if at and low[at - 1] == "q":
        return _quarter(low, at)
    if _MAY_BE_DATE.match(low, at) is None:
        return None
    return _latin(text, low, at)


def _latin(text: str, low: str, at: int) -> tuple[int, int, str | None] | None:
    found = ISO.match(low, at)
    if found is not None:
        return (
            at,
            found.end(),
            iso(
                int(found["y"]), int(found["m"] or found["m2"] or found["m3"]), int(found["d"]) if found["d"] else None
            ),
        )
    found = NUMERIC.match(low, at)
    if found is not None:
        value = numeric(found)
        if value is not None:
            return at, found.end(), value
    found = COMPACT.match(low, at) or SPACED.match(low, at)
    if found is not None:
        return at, found.end(), iso(int(found["y"]), int(found["m"]), int(found["d"]))
    found = MONTH_YEAR.match(low, at)
    if found is not None:
        return at, found.end(), iso(int(found["y"]), int(found["m"]))
    found = DAY_MONTH.match(low, at)
    if found is not None and (found["m"] != "may" or found["y"] or text[found.start("m")] == "M"):
        return (
            at,
            found.end(),
            iso(int(found["y"]) if found["y"] else None, MONTHS[found["m"].rstrip(".")], int(found["d"])),
        )
    found = YEAR_MONTH.match(low, at) or YEAR_BRACKET.match(low, at)
    if found is not None and (found["m"] != "may" or text[found.start("m")] == "M"):
        day = found["d"]
        return at, found.end(), iso(int(found["y"]), MONTHS[found["m"].rstrip(".")], int(day) if day else None)
    found = YEAR_QUARTER.match(low, at)
    if found is not None:
        return at, found.end(), found["y"]
    found = DOTTED_MONTH.match(low, at) if low[at - 1 : at] in ("(", "（", "[") else None
    if found is not None:
        return at, found.end(), iso(int(found["y"]), int(found["m"]))
    return None


def _month_before(text: str, low: str, at: int) -> tuple[int, int, str | None] | None:
    """A month's name before the digits: Jan. 20 2025, December 2024."""
    if at < 3 or (low[at - 1] not in " .,'-/" and not "a" <= low[at - 1] <= "z"):
        return None
    before = MONTH_BEFORE.search(low, max(0, at - 18), at)
    if before is None:
        return None
    found = AFTER_MONTH.match(low, at)
    if found is None:
        return None
    year = found["y"] or found["y2"]
    if before["m"] == "may" and not year and text[before.start()] != "M":
        return None
    day = found["d"] or found["d2"]
    month = MONTHS[before["m"].rstrip(".")]
    return before.start(), found.end(), iso(int(year) if year else None, month, int(day) if day else None)


def _quarter(low: str, at: int) -> tuple[int, int, str | None] | None:
    found = QUARTER_YEAR.match(low, at - 1)
    return (at - 1, found.end(), found["y"]) if found is not None else None


def _zh(found: re.Match[str]) -> tuple[int, int, str | None]:
    year = zh_number(found["y"]) if found["y"] else 2000 + zh_number(found["y2"] or found["y3"])
    month = zh_number(found["m"] or found["n"]) if found["m"] or found["n"] else None
    day = zh_number(found["d"] or found["l"]) if found["d"] or found["l"] else None
    return found.start(), found.end(), iso(year, month, day)


def _zh_month(text: str, at: int) -> tuple[int, int, str | None] | None:
    found = ZH_MONTH.match(text, at)
    if found is not None and (
        found["m"].isascii() or found["d"] or (found["m"] != "" and text[at - 1 : at] in "年去今同明 ")
    ):
        return at, found.end(), None
    return None


_OF_MONTH = re.compile(rf" of (?P<m>{_MONTH})(?:,? ?(?P<y>{_YEAR})(?!\d))?(?![a-z])")


def ordinal_day(low: str, end: int, day: int) -> tuple[int, str | None] | None:
    """The rest of "fourth of July, 1995" after its first word: end and ISO value."""
    found = _OF_MONTH.match(low, end) if day <= 31 else None
    if found is None:
        return None
    return found.end(), iso(int(found["y"]) if found["y"] else None, MONTHS[found["m"].rstrip(".")], day)


_PART_OF_YEAR = re.compile(r"(?<![a-z0-9])q([1-4])|第?([一二三四1-4]) ?季度|(上半年)|(下半年)", re.IGNORECASE)


def part_of_year(text: str) -> tuple[int, int] | None:
    """The first and the last month of the quarter or half of a year that a date tells: "Q3 2025", 2025年上半年."""
    found = _PART_OF_YEAR.search(text)
    if found is None:
        return None
    if found[3] or found[4]:
        return (1, 6) if found[3] else (7, 12)
    quarter = int(found[1] or zh_number(found[2]))
    return quarter * 3 - 2, quarter * 3


_LABEL = 20  # characters of it
_FAR = "2040"  # a year that no chip is of
_COUNTED = re.compile(r" [A-Z][A-Za-z]*[0-9]")
_LENGTH = re.compile(r"(?<![a-z])(?:length|window|size|dimension)s? (?:of|is|was|to) $")


def bare_year(text: str, low: str, at: int, end: int) -> bool:
    """Whether four digits without a unit are a year: 'in 2024', 'early 2025'."""
    if YEAR.match(low, at) is None or end != at + 4:
        return False
    if low[at : at + 2] not in ("18", "19", "20") or _LENGTH.search(low, max(0, at - 20), at):
        return False  # "a context length of 2048"
    if text[at:end] > _FAR and _COUNTED.match(text, end):
        return False  # "trained on 2048 H800 GPUs"
    return (
        (_BEFORE_YEAR.search(low[max(0, at - 12) : at]) is not None and not low.endswith(_RATED, 0, at))
        or _EVENT.search(text, max(0, at - 10), at) is not None
        or _LABEL_OF_YEAR.search(low, max(0, at - _LABEL), at) is not None
    )


def month_day(text: str) -> str | None:
    """The month, and the day where it is given, as "-MM-DD", of a date whose year is not said."""
    found = _SAID.search(text)
    if found:
        month = int(found[1])
        return f"-{month:02d}" + (f"-{int(found[2]):02d}" if found[2] else "") if 1 <= month <= 12 else None
    named = _NAMED.search(text)
    if named:
        month = _SHORT.index(named[1].lower()) + 1
        return f"-{month:02d}" + (f"-{int(named[2]):02d}" if named[2] else "")
    return None
