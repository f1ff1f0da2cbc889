"""Tables that have lost their rules: lines whose cells nothing but single spaces part, as copying from a page or a PDF
leaves them. Names and figures with their units are read first: "Claude Sonnet 4.5" and "95 %" are one cell each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise

from claimcheck import patterns as re
from claimcheck import units
from claimcheck.claims.regained import Found, Line, put_back
from claimcheck.claims.sizes import SHORT_SIZE
from claimcheck.model import Block, Document, Mention, Quantity
from claimcheck.records import dataclass, field, replace

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.model import ConditionMention

    Read = Callable[[str], tuple[tuple[Mention, ...], tuple[ConditionMention, ...], tuple[Quantity, ...]]]

HOME = frozenset(("paragraph", "list_item", "quote"))
_SIGN = r"[~≈<>≤≥+\-−±约]?\s?[$€£¥￥]?"
_BARE = re.compile(rf"(?<!\S){_SIGN}\d")  # where a word begins that may be a figure
_OPENS = re.compile(_SIGN)
_WORD = re.compile(r"\S+")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LAST = re.compile(r" \d+(?:\.\d+)?\Z")
_NONE = re.compile(
    r"[-–—/]+|n/?a|tbd|unknown|undisclosed|无|未知|未公布|未公开|未披露|不详|保密|free|免费", re.IGNORECASE
)
_OF_A_STATE = re.compile(r"(?:状态|情况|许可|协议|licen[cs]e|status)\Z", re.IGNORECASE)  # a header over words
ENDS = (".", "。", ";", "；", ":", "：", ",", "，", "!", "！", "?", "？")
_BRACKETS = ("(", "（", "[")
_LONGEST = 160  # characters of a line
_MOST = 12  # columns
_FARTHEST = 200  # lines below a header
_LEAST = 2  # figures in a row, rows with figures, names of each sort
_GLUE = re.compile(r"%\S*")
_BETWEEN = re.compile(r"(?<=[\d%] )[-–—](?= [\d$])|(?<=[一-鿿]) (?=[一-鿿])")  # a cell, no range; no space in a name
_SIZES = frozenset(("total-parameters", "active-parameters", "memory"))
_GIGABYTES = re.compile(r"\d+GB")


@dataclass(slots=True)
class Word:
    """What a cell may hold, from `start` to `end` of its line."""

    start: int
    end: int
    text: str = ""
    figure: bool = False
    unit: str | None = None
    names: set[str] = field(default_factory=set)  # "entity", "metric", and the ids of metrics
    bracketed: bool = False
    size: bool = False  # "405B"


def with_tables(document: Document, read: Read) -> Document:
    """The document with a table block in place of the lines of each such table. `read` gives the names, conditions and
    figures of a text. The document itself where there is none.
    """
    words = cache(lambda text: words_of(text, read))  # a line may stand below many that could head it
    found: list[Found] = []
    for lines in _stretches(document):
        at = 0
        while at < len(lines):
            table = _table(lines, at, words)
            if table is not None:
                nearer = _table(lines, at + 1, words)  # what stands right over the rows heads them
                if nearer is not None and nearer.last == table.last:
                    table, at = nearer, at + 1
                found.append(table)
                at += len(table.rows)
            else:
                at += 1
    return put_back(document, found) if found else document


def _stretches(document: Document) -> Iterable[list[Line]]:
    """Runs of lines in each of which two that follow one another may be rows."""
    run: list[Line] = []
    for number, block in enumerate(document.blocks):
        # the first line of a text is taken for its title, a line with a number for a section's
        titled = block.kind == "heading" and document.source[block.span.start] != "#"
        if block.kind not in HOME and not (titled and _may_be_row(block.view.text)):
            yield from _worth(run)
            run = []
        if titled or block.kind in HOME:
            lines = lines_of(number, block, document.source)
            if not lines:
                yield from _worth(run)
                run = []
            run += lines
    yield from _worth(run)


def _worth(run: list[Line]) -> Iterable[list[Line]]:
    marks = [_may_be_row(line.text) for line in run]
    if any(one and two for one, two in pairwise(marks)):
        yield run


def lines_of(number: int, block: Block, source: str) -> list[Line]:
    """The lines of a block that may be part of a table; none where that is out of the question."""
    view, at = block.view, block.span.start
    if source.find("\n", at, block.span.end) < 0 and "\n" not in view.text:
        return [Line(number, 0, len(view.text), view.text)] if 0 < len(view.text) <= _LONGEST else []
    if len(_BARE.findall(view.text)) < _LEAST:
        return []
    found: list[Line] = []
    while at < block.span.end:
        stop = source.find("\n", at, block.span.end)
        stop = block.span.end if stop < 0 else stop
        start, end = view.view_offset(at), view.view_offset(stop)
        for text in view.text[start:end].split("\n"):  # "<br>" makes lines too
            kept = text.strip()
            if kept:
                first = start + len(text) - len(text.lstrip())
                found.append(Line(number, first, first + len(kept), kept))
            start += len(text) + 1
        at = stop + 1
    return found


def _may_be_row(text: str) -> bool:
    return len(text) <= _LONGEST and not text.endswith(ENDS) and len(_BARE.findall(text)) >= _LEAST


def _table(lines: Sequence[Line], at: int, words: Callable[[str], list[Word]]) -> Found | None:
    """The table whose header is the line at `at`: of the ways to see its columns that with most figures of a metric."""
    if len(lines) - at <= _LEAST or len(lines[at].text) > _LONGEST or lines[at].text.endswith(ENDS):
        return None
    if not any(_may_be_row(line.text) for line in lines[at + 1 : at + 3]):
        return None
    head = words(lines[at].text)
    if not 1 < len(head) <= 2 * _MOST or any(word.figure for word in head):
        return None
    if sum(bool(word.names) for word in head) < _LEAST:
        return None
    below = [(line, words(line.text)) for line in _near(lines[at + 1 : at + 1 + _FARTHEST])]
    best: Found | None = None
    most = 0
    bodies = [found for _, found in below]
    parted = _parted_names(head, words)
    for way in (*_ways(head, bodies), *(_ways(parted, bodies) if len(parted) > len(head) else ())):
        if _LEAST <= len(way.columns) <= _MOST:
            table, told = _under(lines[at], below, way)
            if table is not None and told > most:
                best, most = table, told
    return best


def _parted_names(head: list[Word], words: Callable[[str], list[Word]]) -> list[Word]:
    """A header's words with those of two names apart that are one name as well: "Output Context"."""
    found: list[Word] = []
    for word in head:
        one, space, two = word.text.partition(" ")
        halves = [words(half) for half in (one, two)] if space and "metric" in word.names else []
        if halves and all(len(half) == 1 and "metric" in half[0].names for half in halves):
            middle = word.start + len(one)
            found.append(replace(word, end=middle, text=one, names=halves[0][0].names))
            found.append(replace(word, start=middle + 1, text=two, names=halves[1][0].names))
        else:
            found.append(word)
    return found


def _near(lines: Iterable[Line]) -> Iterable[Line]:
    """Lines up to the second in a row that can be none of a table."""
    missed = 0
    for line in lines:
        missed = 0 if len(line.text) <= _LONGEST and _BARE.search(line.text) else missed + 1
        if missed > 1 or len(line.text) > _LONGEST:
            return
        yield line


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to see a header and the rows below it.

    `row` gives the label and the cells of a line's words, None where they do not fit.
    """

    corner: Word | None
    columns: list[Word]
    row: Callable[[list[Word], int], tuple[Word, list[Word]] | None]


def _ways(head: list[Word], below: Sequence[list[Word]]) -> Iterable[_Way]:
    if [words[0].text for words in below[:2] if words] == ["1", "2"] and not head[0].names and len(head) > _LEAST:
        yield _Way(head[1], head[2:], _ranked)
        return
    yield _Way(head[0], head[1:], _sized if head[1].names & _SIZES else _word_by_word)
    yield _Way(None, head, _word_by_word)
    groups = _groups(head)
    for count in {len(row[1]) for words in below if (row := _in_a_run(words, 0)) is not None}:
        if count < len(head) and not any(word.names for word in head[count + 1 :]):
            yield _Way(head[0], head[1 : count + 1], _in_a_run)  # and a column of remarks
        elif count == len(head):
            yield _Way(None, head, _in_a_run)
        if count == len(groups):
            yield _Way(head[0] if not head[0].names else None, groups, _in_a_run)


def _groups(head: list[Word]) -> list[Word]:
    """A header's columns where each ends with a name or a bracket: "Decode Throughput (token/s)"."""
    groups: list[Word] = []
    start: int | None = None
    for word in head if head[0].names else head[1:]:
        start = word.start if start is None else start
        if word.names or word.bracketed:
            groups.append(Word(start, word.end, names=word.names))
            start = None
    return groups


def _word_by_word(words: list[Word], count: int) -> tuple[Word, list[Word]] | None:
    """A label of one word or more before as many cells as there are columns, of one word each."""
    cells = words[-count:]
    exact = len(words) == count + 1
    if len(words) <= count or not (exact or all(cell.figure for cell in cells)):
        return None
    before = words[:-count]
    return (_joined(before), cells) if _is_label(before) else None


def _ranked(words: list[Word], count: int) -> tuple[Word, list[Word]] | None:
    """A label and its cells behind the row's number."""
    return _word_by_word(words[1:], count) if words[0].figure else None


def _sized(words: list[Word], count: int) -> tuple[Word, list[Word]] | None:
    """A label whose size, if it ends with one, may be the first cell: "DeepSeek-V3 671B" is one name elsewhere, and so
    is "A100 80GB".
    """
    head, space, size = words[0].text.rpartition(" ")
    memory = _GIGABYTES.fullmatch(size) is not None
    if len(words) == count and space and (memory or SHORT_SIZE.fullmatch(size) is not None):
        at = words[0].start + len(head)
        cell = Word(at + 1, words[0].end, size, figure=True, unit="GB" if memory else "parameter", size=True)
        words = [replace(words[0], end=at, text=head), cell, *words[1:]]
    return _word_by_word(words, count)


def _in_a_run(words: list[Word], count: int) -> tuple[Word, list[Word]] | None:
    """A label, `count` figures (all that follow, if that is 0), and perhaps a remark."""
    first = next((at for at, word in enumerate(words) if word.figure), 0)
    last = next((at for at in range(first, len(words)) if not words[at].figure), len(words))
    if count and last - first == count + 1:
        first += 1  # "Llama 3.1 405B 88.6 96.8"
    cells = words[first:last]
    if first == 0 or len(cells) != (count or len(cells)) or not _is_label(words[:first]):
        return None
    return _joined(words[:first]), cells


def _is_label(words: list[Word]) -> bool:
    """Whether words hold no figure, but for a size that ends a name."""
    return not any(word.figure and (at == 0 or not word.size) for at, word in enumerate(words))


def _joined(words: list[Word]) -> Word:
    return Word(words[0].start, words[-1].end, names={name for word in words for name in word.names})


def _under(top: Line, below: Sequence[tuple[Line, list[Word]]], way: _Way) -> tuple[Found | None, int]:
    """The table of the rows below a header that fit its columns, and how many of its figures are of a metric."""
    rows: list[list[tuple[Line, int, int] | None]] = []
    labels: list[Word] = []
    bodies: list[list[Word]] = []
    last, kept, missed = top, 0, 0
    for line, words in below:
        row = way.row(words, len(way.columns)) if words else None
        if row is None:
            missed += 1
            if missed > 1 or line.text.endswith(ENDS):
                break
            rows.append([(line, 0, len(line.text)), *[None] * len(way.columns)])
            continue
        label, cells = row
        missed = 0
        labels.append(label)
        bodies.append(cells)
        rows.append([(line, label.start, label.end), *((line, cell.start, cell.end) for cell in cells)])
        last, kept = line, len(rows)
    told = 0 if _labelled_within(bodies) else _figures(way.columns, labels, bodies)
    if not told:
        return None, 0
    header = [(top, way.corner.start, way.corner.end) if way.corner is not None else None]
    header += [(top, column.start, column.end) for column in way.columns]
    return Found(top, last, [header, *rows[:kept]]), told


def _labelled_within(bodies: list[list[Word]]) -> bool:
    """Whether a column holds the same word in each row: "input $2.50 output $10.00"."""
    for cells in zip(*bodies, strict=True):
        if len(cells) > 1 and cells[0].text.isalpha() and len({cell.text.lower() for cell in cells}) == 1:
            return True
    return False


def _figures(columns: list[Word], labels: list[Word], bodies: list[list[Word]]) -> int:
    """How many figures are of a metric, where one side names systems and the other metrics, and those of a metric are
    of one sort; else 0.
    """
    if sum(sum(word.figure for word in body) >= _LEAST for body in bodies) < _LEAST:
        return 0
    by_column = [[body[c] for body in bodies] for c in range(len(columns))]
    for systems, metrics, lines in ((columns, labels, bodies), (labels, columns, by_column)):
        named = sum("entity" in word.names for word in systems)
        of_metrics = [line for line, word in zip(lines, metrics, strict=True) if "metric" in word.names]
        enough = 1 if named == len(systems) else _LEAST
        if named >= _LEAST and len(of_metrics) >= enough and 2 * named >= len(systems):
            counted = [sum(word.figure for word in line) for line in of_metrics]
            filled = lines is bodies or all(counted)  # a row may be in words, a column of a metric is not
            return sum(counted) if filled and all(map(_of_one_sort, of_metrics)) else 0
    return 0


def _of_one_sort(line: list[Word]) -> bool:
    """Whether the figures of a line have one unit, but for a few, and are not mixed with words."""
    figures = [word for word in line if word.figure]
    sorts = Counter(units.dimension(word.unit) for word in figures if word.unit or not word.text[-1:].isalpha())
    most = max(sorts.values(), default=0) + len(figures) - sum(sorts.values())  # "128K" may be of any sort
    return not figures or (len(figures) == len(line) and 3 * most >= 2 * len(figures))


def words_of(text: str, read: Read) -> list[Word]:
    """A line's words, those of one name, of one figure and of one bracket together."""
    mentions, _, quantities = read(_parted(text, read))
    names = [m for m in mentions if m.candidates]
    bounds = [(m.start, m.end) for m in names] + [(q.start, q.end) for q in quantities]
    words: list[Word] = []
    for found in _WORD.finditer(text):
        start, end = found.span()
        if words and _goes_on(text, words[-1], start, end, bounds):
            words[-1].end = end
        else:
            words.append(Word(start, end))
    for word in words:
        word.text = text[word.start : word.end]
        word.bracketed = text[word.end - 1] in ")）"
        word.size = SHORT_SIZE.fullmatch(text, word.start, word.end) is not None
        if _OF_A_STATE.search(word.text) is None:
            word.names = _kinds(m for m in names if word.start <= m.start and m.end <= word.end)
        first = next((q for q in quantities if word.start <= q.start < word.end), None)
        if _NUMBER.fullmatch(text, word.start, word.end) is not None:
            word.figure = not word.names
        elif first is not None and _OPENS.fullmatch(text, word.start, first.start) is not None:
            word.figure, word.unit = not word.names or first.unit is not None, first.unit
        elif _NONE.fullmatch(text, word.start, word.end) is not None:
            word.figure = True
    return words


def _parted(text: str, read: Read) -> str:
    """The text with a bar between names and figures that look like an unknown version's number, "GPT-4o 10.0", and
    for what parts cells only.
    """
    text = _BETWEEN.sub("|", text)
    for mention in read(text)[0]:
        number = _LAST.search(mention.text) if not mention.candidates else None
        if number is not None:
            at = mention.start + number.start()
            text = f"{text[:at]}|{text[at + 1 :]}"
    return text


def _kinds(mentions: Iterable[Mention]) -> set[str]:
    return {name for m in mentions for name in (m.candidates[0].kind, m.candidates[0].id)}


def _goes_on(text: str, before: Word, start: int, end: int, bounds: list[tuple[int, int]]) -> bool:
    """Whether the word from `start` belongs to the one before it. "312 624 312" are three numbers here."""
    if _NUMBER.fullmatch(text, start, end) and _NUMBER.fullmatch(text, before.start, before.end):
        return False
    if start - before.end == 1 and any(first < start < last and first < before.end for first, last in bounds):
        return True
    said = text[before.start : before.end]
    opened = any(said.count(left) > said.count(right) for left, right in (("(", ")"), ("（", "）")))
    return (
        opened
        or text[start] in _BRACKETS
        or said.endswith("/")
        or text[start] == "/"
        or (said[-1].isdigit() and _GLUE.fullmatch(text, start, end) is not None)
    )
