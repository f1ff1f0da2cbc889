"""What every reader shares: resource bounds and the builder that collects blocks."""

from __future__ import annotations

from collections.abc import Callable

from claimcheck import patterns as re
from claimcheck.documents.dates import byline_date, iso_date
from claimcheck.errors import BoundError
from claimcheck.model import Block, BlockKind, Document, Table, View
from claimcheck.normalise import han_share
from claimcheck.records import dataclass
from claimcheck.spans import Span


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits that keep one hostile draft from taking the machine down."""

    bytes: int = 128_000_000  # size of a draft
    expansion: int = 200  # unpacked over packed size of an archive (DOCX)
    unpacked: int = 512_000_000  # bytes of all archive parts that are read
    nesting: int = 2_000  # depth of open elements that is followed
    cells: int = 250_000  # cells of one table
    blocks: int = 1_000_000  # paragraphs, headings, cells ... of a draft
    pages: int = 5_000  # pages of a PDF


__all__ = ["BOLD_HEADING", "CAPTION", "DEFAULT", "Bounds", "Builder", "iso_date", "too_many_cells"]

DEFAULT = Bounds()

# "Table 3", "表 2：", "Figure 1." and pandoc's ": caption" stand beside what they describe.
CAPTION = re.compile(
    r"\s*[*_\s]*(?:(?:table|tab\.|figure|fig\.)\s*[\dIVXA-Z]|[表图]\s*[\d一二三四五六七八九十]|:[ \t]+\S|table:)", re.I
)


PLAIN_FENCES = frozenset(("", "text", "txt", "plain", "plaintext"))  # languages of a fence that may hold what is said
BOLD_HEADING = 7  # the level of a short bold paragraph that stands for a heading: below all real ones


class Builder:
    """Collects the blocks of a document in reading order and keeps heading paths and article numbers."""

    def __init__(self, source: str, path: str, bounds: Bounds) -> None:
        self.source = source
        self.path = path
        self.bounds = bounds
        self.blocks: list[Block] = []
        self.article = 0
        self.date: str | None = None
        self.notices: list[str] = []
        self._stack: list[tuple[int, int]] = []  # level and block index of the open headings
        self._path: tuple[int, ...] = ()
        self._after_table: CaptionHolder | None = None

    def add(
        self,
        kind: BlockKind,
        start: int,
        end: int,
        view: View | Callable[[], View],
        *,
        level: int = 0,
        quoted: bool = False,
        place: str | None = None,
        table: Table | Callable[[], Table] | None = None,
        above: tuple[int, ...] | None = None,
    ) -> Block:
        """Append a block whose source is [start, end). `above`: the nodes of a diagram that it hangs under, which head
        nothing outside of it.
        """
        if len(self.blocks) >= self.bounds.blocks:
            raise BoundError(
                f"more than {self.bounds.blocks} blocks", path=self.path, remedy="split the draft or raise the bound"
            )
        if kind == "heading" and above is None:
            while self._stack and self._stack[-1][0] >= level:
                self._stack.pop()
            self._path = tuple(index for _, index in self._stack)
        block = Block(
            kind,
            tuple.__new__(Span, (start, end)),  # half the time of a call of Span
            view,
            level=level,
            headings=(*self._path, *(above or ())),
            article=self.article,
            quoted=quoted,
            table=table,
            place=place,
        )
        if kind == "heading" and above is None:
            self._stack.append((level, len(self.blocks)))
            self._path = tuple(index for _, index in self._stack)
        self.blocks.append(block)
        if self._after_table is not None:
            if kind in ("paragraph", "caption") and CAPTION.match(self.source, start):
                block.kind = "caption"
                self._after_table.after = block
            self._after_table = None
        return block

    def add_table(
        self,
        start: int,
        end: int,
        view: View | Callable[[], View],
        build: Callable[[Callable[[], View | None]], Table],
        *,
        quoted: bool = False,
        place: str | None = None,
    ) -> Block:
        """Append a table; `build` gets a function that gives the view of its caption: the paragraph beside it."""
        holder = CaptionHolder()
        before = self.blocks[-1] if self.blocks else None
        if (
            before is not None
            and before.kind in ("paragraph", "caption", "list_item")
            and before.article == self.article
        ):
            holder.before = before
            if before.kind == "paragraph" and CAPTION.match(self.source, before.span.start):
                before.kind = "caption"
        block = self.add("table", start, end, view, quoted=quoted, place=place, table=lambda: self._laid(build, holder))
        self._after_table = holder
        return block

    def _laid(self, build: Callable[[Callable[[], View | None]], Table], holder: CaptionHolder) -> Table:
        try:
            return build(holder.view)
        except BoundError as error:
            error.path = self.path
            raise

    def next_article(self) -> None:
        """What follows belongs to another article: headings above no longer apply."""
        if any(block.article == self.article and block.kind != "front_matter" for block in self.blocks[-3:]):
            self.article += 1
        self._stack.clear()
        self._path = ()
        self._after_table = None

    def dated(self) -> str | None:
        """The draft's date: from metadata, else from a byline among its first blocks when it is one article."""
        if self.date is not None or self.article:
            return self.date
        for block in self.blocks[:8]:
            if block.span.end - block.span.start < 100 and block.kind not in ("code", "front_matter", "table"):
                date = byline_date(self.source[block.span.start : block.span.end])
                if date is not None:
                    return date
        return None

    def finish(self, format: str, *, encoding: str = "utf-8", extracted: bool = False) -> Document:
        return Document(
            path=self.path,
            source=self.source,
            format=format,
            blocks=tuple(self.blocks),
            date=self.dated(),
            language="zh" if han_share(self.source) >= 0.15 else "en",
            extracted=extracted,
            encoding=encoding,
            notices=tuple(self.notices),
        )


class CaptionHolder:
    """The blocks beside a table that may be its caption; one after it counts only when it says so."""

    __slots__ = ("after", "before")

    def __init__(self) -> None:
        self.before: Block | None = None
        self.after: Block | None = None

    def view(self) -> View | None:
        if self.after is not None and (self.before is None or self.before.kind != "caption"):
            return self.after.view
        return self.before.view if self.before is not None else None


def too_many_cells(path: str, bounds: Bounds) -> BoundError:
    return BoundError(
        f"a table of more than {bounds.cells} cells", path=path, remedy="split the table or raise the bound"
    )
