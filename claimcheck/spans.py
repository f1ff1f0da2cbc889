"""Spans and the line index: every place a user sees comes from here."""

from __future__ import annotations

from bisect import bisect_right

from claimcheck.records import NamedTuple


class Span(NamedTuple):
    """Half-open range of code points: `start` inclusive, `end` exclusive, from 0."""

    start: int
    end: int

    def overlaps(self, other: tuple[int, int]) -> bool:
        return self.start < other[1] and other[0] < self.end


class LineIndex:
    """Offsets of one text to lines and columns.

    Lines end at LF, CRLF or CR. Lines and columns count from 1; columns count code points, with variants for
    UTF-16 units (language server) and UTF-8 bytes (rdjson).
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = _line_starts(text)

    def __len__(self) -> int:
        return len(self.starts)

    def line(self, offset: int) -> int:
        return bisect_right(self.starts, offset)

    def line_column(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def utf16_column(self, offset: int) -> int:
        """Column in UTF-16 units, from 0 (the language server protocol's default)."""
        prefix = self.text[self.starts[bisect_right(self.starts, offset) - 1] : offset]
        return len(prefix) + sum(ch > "\uffff" for ch in prefix)

    def utf8_column(self, offset: int) -> int:
        """Column in UTF-8 bytes, from 1."""
        prefix = self.text[self.starts[bisect_right(self.starts, offset) - 1] : offset]
        return len(prefix.encode("utf-8", "surrogatepass")) + 1

    def line_span(self, line: int) -> Span:
        """The text of a line (from 1) without its line end."""
        start = self.starts[line - 1]
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    def line_text(self, line: int) -> str:
        start, end = self.line_span(line)
        return self.text[start:end]

    def offset(self, line: int, column: int = 1) -> int:
        return self.starts[line - 1] + column - 1


def _line_starts(text: str) -> list[int]:
    starts = [0]
    add = starts.append
    find = text.find
    if "\r" not in text:
        at = find("\n")
        while at >= 0:
            add(at + 1)
            at = find("\n", at + 1)
        return starts
    lf, cr = find("\n"), find("\r")
    while lf >= 0 or cr >= 0:
        if cr < 0 or 0 <= lf < cr:
            add(lf + 1)
            lf = find("\n", lf + 1)
        elif lf == cr + 1:
            add(lf + 1)
            lf, cr = find("\n", lf + 1), find("\r", lf + 1)
        else:
            add(cr + 1)
            cr = find("\r", cr + 1)
    return starts
