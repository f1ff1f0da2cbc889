"""Tables that a document has lost, put back among its blocks in place of the lines that they are made of."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.model import Block, Cell, Document, Table, View
from claimcheck.records import dataclass, replace
from claimcheck.spans import Span

_CAPTIONS = frozenset(("paragraph", "caption", "list_item"))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a block: where its text stands in the block's view."""

    block: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """The cells of a table, row by row, each a piece of a line or None, and its first and last line."""

    first: Line
    last: Line
    rows: list[list[tuple[Line, int, int] | None]]


def put_back(document: Document, found: Iterable[Found]) -> Document:
    """The document with the tables among its blocks; what stands before and after them in their blocks stays."""
    opening: dict[int, list[Found]] = {}
    for table in found:
        opening.setdefault(table.first.block, []).append(table)
    blocks: list[Block] = []
    moved: list[int] = []  # from a block's number to its new one
    at = 0  # in a block's view, where what no table has taken begins
    last: Line | None = None  # of a table that goes on in later blocks
    for number, block in enumerate(document.blocks):
        moved.append(len(blocks))
        headings = tuple(moved[heading] for heading in block.headings)
        if last is not None:
            if number < last.block:
                continue
            at, last = last.end, None
        else:
            at = 0
        for table in opening.get(number, ()):
            blocks += _piece(block, headings, at, table.first.start)
            blocks.append(_block(table, block, headings, blocks[-1] if blocks else None, document))
            at = table.last.end
            if table.last.block > number:
                last = table.last
        if last is None:
            blocks += _piece(block, headings, at, len(block.view.text) if at else None)
    return replace(document, blocks=tuple(blocks))


def _piece(block: Block, headings: tuple[int, ...], start: int, end: int | None) -> list[Block]:
    """The part of a block from `start` to `end`, all of it where `end` is None; nothing where no text is left."""
    if end is None:
        return [block if headings == block.headings else block.part(None, headings)]
    text = block.view.text[start:end]
    if not text.strip():
        return []
    lead = len(text) - len(text.lstrip())
    return [block.part(block.view.part(start + lead, start + len(text.rstrip())), headings)]


def _block(found: Found, home: Block, headings: tuple[int, ...], before: Block | None, document: Document) -> Block:
    views = {line.block: document.blocks[line.block].view for row in found.rows for line, _, _ in filter(None, row)}
    cells: list[Cell] = []
    for r, row in enumerate(found.rows):
        for c, piece in enumerate(row):
            if piece is not None:
                line, start, end = piece
                view = views[line.block].part(line.start + start, line.start + end)
                cells.append(Cell(r, c, 1, 1, header=r == 0, bold=False, view=view, span=view.span))
    beside = before is not None and before.kind in _CAPTIONS and before.article == home.article
    caption = before.view if before is not None and beside else None
    table = Table(len(found.rows), len(found.rows[0]), tuple(cells), 1, caption)
    span = Span(cells[0].span.start, cells[-1].span.end)
    return Block(
        "table",
        span,
        View.plain(document.source[span.start : span.end], span.start),
        headings=headings,
        article=home.article,
        quoted=home.quoted,
        table=table,
        place=home.place,
    )
