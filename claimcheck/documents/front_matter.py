"""YAML and TOML front matter: the draft's date, its title as the first heading, its summary. Keys are no prose."""

from __future__ import annotations

from collections.abc import Callable

from claimcheck import patterns as re
from claimcheck.documents.base import Builder, iso_date
from claimcheck.model import BlockKind, View
from claimcheck.normalise import view

_OPEN = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n")
_FIELD = re.compile(
    r"^(title|headline|subtitle|date|published|publishdate|pubdate|created)[ \t]*[:=][ \t]*(.*?)[ \t]*\r?$", re.M | re.I
)
# What is printed of a draft, or of an item that its front matter lists, with the lines that go on with it.
_PROSE = re.compile(
    r"^[ \t]*(?:-[ \t]+)?(?:description|summary|excerpt|abstract|standfirst|teaser|deck|dek|"
    r"(?<=[ \t])(?:title|headline))[ \t]*[:=][ \t]*(?:[|>][+-]?[ \t]*(?=\r?\n))?"
    r"(.*(?:\r?\n(?:[ \t]*\r?\n)*[ \t]+(?![ \t]*(?:-[ \t]|[\w-]+:(?:[ \t]|\r?$))).*)*)",
    re.M | re.I,
)
_KEY = re.compile(r"^[\w\-]+[ \t]*[:=]", re.M)


def scan(builder: Builder, start: int, end: int) -> int:
    """Read the front matter at `start`, if there is any; the offset after it."""
    source = builder.source
    opened = _OPEN.match(source, start, end)
    if not opened:
        return start
    fence = opened[1]
    closing = re.compile(rf"^(?:{re.escape(fence)}|\.\.\.)[ \t]*\r?$", re.M)
    closed = closing.search(source, opened.end(), min(end, opened.end() + 100_000))
    if not closed or not _KEY.search(source, opened.end(), closed.start()):
        return start
    builder.add("front_matter", start, closed.end(), lambda: view(source, start, closed.end(), joined=False))
    parts: list[tuple[int, int, BlockKind]] = []
    for found in _FIELD.finditer(source, opened.end(), closed.start()):
        key, (first, last) = found[1].lower(), _unquoted(source, *found.span(2))
        if key in ("title", "headline", "subtitle"):
            if last > first and source[first] not in "|>":
                parts.append((first, last, "heading"))
        elif builder.date is None:
            builder.date = iso_date(source[first:last])
    for found in _PROSE.finditer(source, opened.end(), closed.start()):
        first, last = found.span(1)
        words = source[first:last]
        first, last = _unquoted(source, last - len(words.lstrip()), first + len(words.rstrip()))
        if last > first:
            parts.append((first, last, "paragraph"))
    for first, last, kind in sorted(parts):
        builder.add(kind, first, last, _lazy(source, first, last), level=0)
    return closed.end()


def _unquoted(source: str, first: int, last: int) -> tuple[int, int]:
    """A value's span without the quotes around it."""
    quoted = last - first >= 2 and source[first] in "\"'" and source[last - 1] == source[first]
    return (first + 1, last - 1) if quoted else (first, last)


def _lazy(source: str, first: int, last: int) -> Callable[[], View]:
    return lambda: view(source, first, last)
