"""What a fenced block of Markdown says where it holds no code: fields, items, trees, bars, drawn tables."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck import patterns as re
from claimcheck.documents import lines
from claimcheck.documents.base import PLAIN_FENCES
from claimcheck.documents.lines import Line
from claimcheck.normalise import Edit
from claimcheck.records import NamedTuple

_DRAWN = "\u2500-\u257f"  # lines and corners of boxes
_LEAD = re.compile(rf"[{_DRAWN}\s]*(?:(?:[-*•+►▶▸▪●○✓✔✗✘✅❌]|[|+`\\]-{{2,}})[ \t]+)?")
_TRAIL = "".join(map(chr, range(0x2500, 0x2580))) + " \t\r\n\f\v\u00a0\u3000"
_RULE = re.compile(rf"[{_DRAWN}\s|+=-]+")
_BARS_BETWEEN = re.compile(r"[│┃║|]")  # cells
_BARS_DRAWN = re.compile(r"[\u2580-\u259f▰▱■□]+|([⚡⭐★☆●○#=*.·-])\1{2,}")  # amounts: "████ 80.9%"
_SAID = re.compile(
    r"[~≈$¥€£<>≤≥→\"“(（「《]?\s?[A-Z0-9\u4e00-\u9fff]|"
    # "gpt-4o: $2.50"
    r"[a-z][a-z\d.-]{1,40}[:：]\s{1,16}~?(?:[$¥€]\s?\d|\d[\d.,]{0,12}\s?(?:元|美元|[%％]))"
)
_READ = 400  # characters of a line that tell whether it is code
_GOES_ON = re.compile(r"[a-z]")
# Code, commands, addresses, logs, and what a model is asked and answers: it may say anything.
_CODE = re.compile(
    r"[{};\\]$|^[\]})]|^(?:[$>%]\s|>>>|//|/\*|#!|--\s|@\w+$)"
    r"|^(?:import\s\w|from\s\w[\w.]*\simport|def\s|class\s|return\b|const\s|let\s|var\s|function\b|export\s|async\s|await\s"
    r"|curl\s|pip3?\s|python3?\s|git\s|docker\s|npm\s|npx\s|cd\s|sudo\s|SELECT\s|INSERT\s|FROM\s|RUN\s|ENV\s|echo\s|print\b)"
    r"|^(?:for|while|if|elif|else|try|except|with)\b.*:$"
    r"|\w\(\)|\b[a-z_]\w{0,40}\.\w{1,40}\(|[=!<>]=|\w=[\w\"'\[{(./-]|=>|(?:^|\s)--[a-z]|[\"']\w+[\"']\s?:|</?[a-z]\w{0,20}[^<>]{0,200}>"
    r"|\w_\w|^[a-z][\w.]*\s=\s|https?://|^[\w.-]+@[\w.-]+[:~]"
    r"|^\d{4}-\d\d-\d\d[T\s]\d\d:|^\[?(?:INFO|DEBUG|WARN|ERROR)\b"
    r"|^(?i:user|assistant|system|human|prompt|input|output|answer|question|[QA]|用户|助手|系统|输入|输出|提示词?|问|答)\s?[:：]"
)


class Piece(NamedTuple):
    """What stands by itself in a block: where, the level of its indent, and what is drawn inside it."""

    start: int
    end: int
    level: int
    drawn: list[Edit]


class Rows(NamedTuple):
    """The rows of a table in a block, and whether a rule stands under the first."""

    rows: list[tuple[int, int]]
    ruled: bool


class _Inner(NamedTuple):
    """A line, and where what it says begins and ends without what is drawn around it; nowhere in a mere drawing."""

    line: Line
    start: int
    end: int


def parts(source: str, start: int, end: int, language: str) -> list[Piece | Rows]:
    """What source[start:end], the inside of a fence, says in its order; empty where it holds code, a log, a prompt, or
    nothing but a drawing.
    """
    if language not in PLAIN_FENCES:
        return []
    inner = [_inner(line, start) for line in lines.split(source[start:end])]
    told = [source[line.start : line.end] for line in inner if line.end > line.start]
    code = sum(_CODE.search(text, 0, _READ) is not None for text in told)
    said = sum(_SAID.match(text) is not None for text in told)
    if not told or code * 6 > len(told) or said * 2 < len(told):
        return []
    return [*_parts(source, inner)]


def _inner(line: Line, offset: int) -> _Inner:
    lead = _LEAD.match(line.text)
    first = lead.end() if lead else 0
    last = max(first, len(line.text.rstrip(_TRAIL)))
    if _RULE.fullmatch(line.text):
        last = first
    return _Inner(line, offset + line.start + first, offset + line.start + max(first, last))


def _parts(source: str, inner: list[_Inner]) -> Iterator[Piece | Rows]:
    at = 0
    while at < len(inner):
        _, start, end = inner[at]
        if end == start:
            at += 1
            continue
        after, rows, ruled = _table(source, inner, at)
        if rows:
            yield Rows(rows, ruled)
        if after > at:
            at = after
            continue
        while at + 1 < len(inner) and _joins(source, inner[at + 1], end):
            at += 1
            end = inner[at].end
        drawn = [(found.start(), found.end(), " ") for found in _BARS_DRAWN.finditer(source, start, end)]
        column = start - source.rfind("\n", 0, start) - 1
        yield Piece(start, end, column // 2 + 1, drawn)
        at += 1


def _table(source: str, inner: list[_Inner], at: int) -> tuple[int, list[tuple[int, int]], bool]:
    """The line after the lines with bars inside them that begin here, the rows of the table that they are, if they are
    one, and whether a rule stands under its first.
    """
    bars = len(_BARS_BETWEEN.findall(source, inner[at].start, inner[at].end))
    rows: list[tuple[int, int]] = []
    ruled, after = False, at
    while bars and after < len(inner) and (after == at or not inner[after].line.gap):
        _, start, end = inner[after]
        if end > start:
            if len(_BARS_BETWEEN.findall(source, start, end)) != bars:
                break
            rows.append((start, end))
        elif len(rows) == 1:
            ruled = True
        after += 1
    return after, rows if len(rows) > 1 else [], ruled


def _joins(source: str, line: _Inner, end: int) -> bool:
    """Whether a line goes on with what ends at `end`: it begins in lower case, behind no mark of its own, and is no row
    whose cells are apart.
    """
    if line.end == line.start or line.line.gap or source[end - 1] in lines.TERMINAL:
        return False
    if source.find("  ", line.start, line.end) >= 0:
        return False
    return not source[end : line.start].strip() and _GOES_ON.match(source, line.start) is not None
