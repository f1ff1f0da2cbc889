"""The rows and cells of a Markdown table."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from claimcheck import patterns as re
from claimcheck.documents import inline_markdown
from claimcheck.documents.tables import RawCell, build, figure_columns, guessed_heads, is_value
from claimcheck.model import Table, View
from claimcheck.normalise import view

# What heads a column of names or of metrics, so that the corner of its table is not lost.
_CORNER = re.compile(
    r"(?:models?|names?|gpus?|chips?|cards?|accelerators?|systems?|vendors?|providers?|products?|metrics?|benchmarks?|"
    r"tasks?|datasets?|tests?|spec(?:ification)?s?|features?|categor(?:y|ies)|parameters?|items?|dates?|years?|methods?)"
    r"(?: name)?|(?:测试|评测|评估|模型|产品|芯片|显卡)?(?:模型|名称|产品|芯片|显卡|指标|项目|"
    r"基准|任务|数据集|测试|参数|规格|特性|类别|日期|年份|方法|厂商|型号)",
    re.I,
)
_FIGURE = re.compile(r"[*_`~≈$¥€£]{0,4}\s?\d")  # no sign: "+76%" is a column of differences
_BLANKS = " \t\u3000\xa0"
_SPLIT = re.compile(r"(?<!\\)\|")
_DRAWN = re.compile(r"[│┃║]")  # between the cells of a drawn table, whose rows have no pipes
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1|<(b|strong)\b[^>]*>(.*?)</\3\s*>", re.I | re.S)
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?%?")
_QUALIFIER = re.compile(
    r"(?:\d+[- ]?shots?|(?:pass|maj|cons|avg|acc|acc_norm|top|recall|r|f|ndcg|hit)@?\d*"
    r"|em|f1(?:/em)?|acc\.?(?:uracy)?|score|elo|bleu|rouge"
    r"|ppl|mcc|p/s|acc/f1|cot|val|test|dev|zh|en|%|↑|↓|[\s,/()（）+\-]|\([^()]*\))+",
    re.I,
)


def table(source: str, rows: list[tuple[int, int]], references: AbstractSet[str], caption: View | None) -> Table:
    """The table whose rows (the delimiter row left out) stand at these offsets."""
    raw = _read(source, rows)
    blank_head = not any(cell.end > cell.start for cell in raw[0])
    heads = 1
    if len(raw) > 2:
        values = any(is_value(source[cell.start : cell.end].strip("*_` ")) for cell in raw[1][1:])
        if len(raw[0]) == 2 and raw[1][0].end > raw[1][0].start:
            below = [source[row[1].start : row[1].end].strip("*_` ") for row in raw[2:] if len(row) > 1]
            blank_head = blank_head and all(map(is_value, below))  # else rows of names and what each of them is
        heads = 2 if (blank_head and not values) or _heads_too(source, raw) else 1
    for row in raw[:heads]:
        for cell in row:
            cell.header = True
    return build(raw, lambda cell: _cell_view(source, cell, references), heads, caption)


def headless(source: str, rows: list[tuple[int, int]], references: AbstractSet[str], caption: View | None) -> Table:
    """The table whose rows stand at these offsets, without a delimiter row: with a header where it looks like one."""
    raw = _read(source, rows)
    blank = [cell.end == cell.start for cell in raw[0]]
    cornered = blank[0] and not any(blank[1:]) and len(blank) > 2  # "| | A100 | H100 |"
    texts = [[source[cell.start : cell.end].strip("*_` ") for cell in row] for row in raw]
    heads = int(cornered) or guessed_heads(texts)
    for cell in raw[0] if heads else ():
        cell.header = True
    return build(raw, lambda cell: _cell_view(source, cell, references), heads, caption)


def _read(source: str, rows: list[tuple[int, int]]) -> list[list[RawCell]]:
    """The cells of all rows. Readers of web pages lose the empty corner of a table: "A100 | H100 | |" stands above
    "Memory | 40 GB | 80 GB |". It is put back.
    """
    raw = [cells(source, *row) for row in rows]
    head, body = raw[0], raw[1:]
    lost = (
        len(body) > 1
        and len(head) > 2
        and head[-1].start == head[-1].end
        and all(cell.end > cell.start for cell in head[:-1])
        and all(len(row) == len(head) and row[0].end > row[0].start for row in body)
        and all(row[-1].end > row[-1].start for row in body)
        and _CORNER.fullmatch(source[head[0].start : head[0].end].strip("*_` ")) is None
        and not any(is_value(source[row[0].start : row[0].end].strip("*_` ")) for row in body)
        and sum(_FIGURE.match(source[row[-1].start : row[-1].end]) is not None for row in body) * 2 >= len(body)
    )
    if lost:
        raw[0] = [RawCell(head[0].start, head[0].start), *head[:-1]]
    return _spanned(source, raw)


def _spanned(source: str, raw: list[list[RawCell]]) -> list[list[RawCell]]:
    """The rows, and empty cells before those that lack their first ones, which a cell above them spans on the page that
    a table was copied from: "General | MMLU | 66.6 | 45.7" over "AGIEval | 45.9 | 28.8".
    """
    width = len(raw[0])
    if all(len(row) >= width for row in raw):
        return raw
    texts = [[source[cell.start : cell.end].strip("*_` ") for cell in row] for row in raw]
    full = [row for row in texts[1:] if len(row) == width]
    words = 0  # the columns before the first with a figure
    while full and words < width and not any(is_value(row[words]) for row in full):
        words += 1
    found = []
    for row, told in zip(raw, texts, strict=True):
        short = width - len(row)
        left = next((at for at, text in enumerate(told) if is_value(text)), 0)
        again = told == texts[0][short:]
        if 0 < short < words and (again or left == words - short):
            row = [*[RawCell(row[0].start, row[0].start)] * short, *row]
        found.append(row)
    return found


def shaped(source: str, lines: Iterable[tuple[int, int]]) -> int:
    """How many of these consecutive lines, from the first on, are rows of a table without a delimiter row; 0: none.

    They have as many cells each. Where they do not begin with a pipe the first three must have three cells at least and
    a column of figures, or end with a pipe each: nobody writes prose so.
    """
    barred, ended, first, count = True, True, 0, 0
    texts: list[list[str]] = []
    for start, stop in lines:
        row = cells(source, start, stop)
        if not count:
            barred, first = source.startswith("|", start), len(row)
        if len(row) != first or source.startswith("|", start) is not barred or first < (2 if barred else 3):
            break
        count += 1
        ended = ended and source[stop - 1] == "|"
        if not barred and count <= 3:
            texts.append([source[cell.start : cell.end].strip("*_` ") for cell in row])
            if count == 3 and not ended and not figure_columns(texts):
                return 0
    return count if count >= (2 if barred else 3) else 0


def cells(source: str, start: int, stop: int) -> list[RawCell]:
    """The cells of a table row, trimmed; an escaped pipe does not split."""
    drawn = not source.startswith("|", start)
    while start < stop and source[start] in " \t":
        start += 1
    while stop > start and source[stop - 1] in " \t":
        stop -= 1
    if source.startswith("|", start):
        start += 1
    if stop > start and source[stop - 1] == "|" and source[stop - 2] != "\\":
        stop -= 1
    found: list[RawCell] = []
    at = start
    bars = [split.start() for split in _SPLIT.finditer(source, start, stop)]
    if not bars and drawn:
        bars = [split.start() for split in _DRAWN.finditer(source, start, stop)]
    for bar in [*bars, stop]:
        left = source[at:bar].lstrip(_BLANKS)
        found.append(RawCell(bar - len(left), bar - len(left) + len(left.rstrip(_BLANKS))))
        at = bar + 1
    return found


def _cell_view(source: str, cell: RawCell, references: AbstractSet[str]) -> View:
    raw = source[cell.start : cell.end]
    if _NUMBER.fullmatch(raw):
        return View.plain(raw, cell.start)  # as most cells are: nothing to be edited
    if ("*" in raw or "__" in raw or "<" in raw) and _STRONG.search(raw):
        cell.bold = not _DIGIT.search(_STRONG.sub("", raw))
    return view(source, cell.start, cell.end, inline_markdown.edits(source, cell.start, cell.end, references))


def _heads_too(source: str, rows: list[list[RawCell]]) -> bool:
    """Whether the second row only qualifies the columns (5-shot, EM, pass@1): nothing in its first cell, no figure."""
    second = [source[cell.start : cell.end].strip("*_` ") for cell in rows[1]]
    filled = [text for text in second[1:] if text]
    return not second[0] and len(filled) >= 2 and all(_QUALIFIER.fullmatch(text) for text in filled)


def collapsed(source: str, start: int, end: int) -> list[tuple[int, int]]:
    """The rows, without the delimiter row, of a table whose line ends a copy has turned into spaces; its delimiter row
    tells how many cells a row has. Empty where source[start:end] holds none.
    """
    found = COLLAPSED.search(source, start, end)
    if found is None:
        return []
    size = found[1].count("|")
    bars = [bar.start() for bar in _BAR.finditer(source, start, end)]
    first = bars.index(found.start(1))
    if first < size:
        return []
    rows = [(bars[first - size], bars[first - 1] + 1)]
    after = found.end(1)
    for at in range(first + size, len(bars) - size + 1, size):
        if source[after : bars[at]].strip():
            break
        after = bars[at + size - 1] + 1
        rows.append((bars[at], after))
    return rows if len(rows) > 1 else []


COLLAPSED = re.compile(r"(?<=\|)[ \t]+(\|(?:[ \t]*:?-{3,}:?[ \t]*\|){2,})(?=[ \t]+\|)")  # between others in its line
_BAR = re.compile(r"(?<!\\)\|")
