"""Formats without characters of their own to point into: their text is put together here, with places."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from claimcheck.documents.base import Bounds, Builder, too_many_cells
from claimcheck.documents.tables import RawCell, build
from claimcheck.model import BlockKind, Document, Table, View
from claimcheck.normalise import view
from claimcheck.records import dataclass, field


@dataclass(slots=True)
class ExtractedCell:
    """A cell as a library gives it: its text, how far it reaches, where it is."""

    text: str
    header: bool = False
    bold: bool = False
    rowspan: int = 1
    colspan: int = 1
    place: str | None = None


@dataclass(slots=True)
class _Piece:
    kind: BlockKind
    start: int
    end: int
    level: int = 0
    quoted: bool = False
    place: str | None = None
    rows: list[list[RawCell]] = field(default_factory=list)


class Extractor:
    """Collects text in reading order; `finish` makes the document whose source is that text."""

    def __init__(self, path: str, bounds: Bounds) -> None:
        self.path = path
        self.bounds = bounds
        self.parts: list[str] = []
        self.size = 0
        self.pieces: list[_Piece] = []

    def write(self, text: str) -> int:
        """Append text as it is; the offset where it begins."""
        start = self.size
        self.parts.append(text)
        self.size += len(text)
        return start

    def block(
        self, kind: BlockKind, text: str, *, level: int = 0, quoted: bool = False, place: str | None = None
    ) -> None:
        start = self.write(text)
        if text.strip():
            self.pieces.append(_Piece(kind, start, self.size, level, quoted, place))
        self.write("\n\n")

    def table(self, rows: Sequence[Sequence[ExtractedCell]], place: str | None = None) -> None:
        """Append a table: its cells separated by tabs, its rows by line feeds."""
        if sum(map(len, rows)) > self.bounds.cells:
            raise too_many_cells(self.path, self.bounds)
        start = self.size
        laid: list[list[RawCell]] = []
        for row in rows:
            cells: list[RawCell] = []
            for number, cell in enumerate(row):
                if number:
                    self.write("\t")
                text = cell.text.strip()
                at = self.write(text)
                cells.append(
                    RawCell(at, at + len(text), cell.header, cell.rowspan, cell.colspan, cell.bold, cell.place)
                )
            self.write("\n")
            laid.append(cells)
        if laid:
            self.pieces.append(_Piece("table", start, self.size, place=place, rows=laid))
        self.write("\n")

    def finish(self, format: str, date: str | None = None, notices: Sequence[str] = ()) -> Document:
        builder = Builder("".join(self.parts), self.path, self.bounds)
        builder.date = date
        builder.notices.extend(notices)
        for piece in self.pieces:
            if piece.rows:
                builder.add_table(
                    piece.start, piece.end, _plain(builder.source, piece, False), _table(builder.source, piece),
                    place=piece.place,
                )  # fmt: skip
            else:
                builder.add(
                    piece.kind, piece.start, piece.end, _plain(builder.source, piece, piece.kind != "code"),
                    level=piece.level, quoted=piece.quoted, place=piece.place,
                )  # fmt: skip
        return builder.finish(format, extracted=True)


def _plain(source: str, piece: _Piece, joined: bool) -> Callable[[], View]:
    return lambda: view(source, piece.start, piece.end, joined=joined)


def _table(source: str, piece: _Piece) -> Callable[[Callable[[], View | None]], Table]:
    rows = piece.rows

    def made(caption: Callable[[], View | None]) -> Table:
        told = any(cell.header or cell.rowspan > 1 for cell in rows[0])
        heads = None if told else 1 if len(rows) > 1 else 0
        if heads == 1:
            for cell in rows[0]:
                cell.header = True
        return build(rows, lambda cell: view(source, cell.start, cell.end), heads, caption())

    return made
