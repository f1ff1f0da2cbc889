"""DOCX through the standard library: paragraphs, tables, footnotes; tracked deletions, comments and hidden text out.

An archive is never trusted: parts are read up to a bound, and a document type declaration (the door to entity
expansion and external entities) is refused.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from claimcheck import patterns as re
from claimcheck.documents.base import BOLD_HEADING, Bounds
from claimcheck.documents.extracted import ExtractedCell, Extractor
from claimcheck.documents.inline_html import raised_text
from claimcheck.errors import BoundError, SourceError
from claimcheck.model import BlockKind, Document

_REMEDY = "open it in a word processor and save it as DOCX again"
_GONE = frozenset(
    {"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "tcPr", "tblPr", "trPr", "sectPr", "rPr"}
)
_HEADING = re.compile(r"(?:heading|标题|überschrift|titre|título)\s*(\d)", re.I)
_DIGIT = re.compile(r"\d")
_WHOLE = re.compile(r"[0-9]{1,9}")


class Node:
    """An element with its local name, attributes by local name, children and text."""

    __slots__ = ("attributes", "children", "name", "parts")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Node] = []
        self.parts: list[str] = []

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def find(self, *names: str) -> Node | None:
        node: Node | None = self
        for name in names:
            node = next((child for child in node.children if child.name == name), None) if node else None
        return node

    def value(self, *names: str) -> str | None:
        node = self.find(*names)
        return node.attributes.get("val", "") if node is not None else None

    def number(self, *names: str) -> int | None:
        """A value that is a whole number, at most 1,000: nothing in a document counts further."""
        written = self.value(*names)
        return min(int(written), 1_000) if written and _WHOLE.fullmatch(written) else None


def read(data: bytes, path: str, bounds: Bounds) -> Document:
    """Read a DOCX. The document's source is the extracted text; places are "paragraph 12" and "table 2, row 4"."""
    parts = _parts(data, path, bounds)
    body = _tree(parts["word/document.xml"], path, bounds).find("body")
    if body is None:
        raise SourceError("a DOCX without a body", path=path, remedy=_REMEDY)
    styles = _styles(_tree(parts["word/styles.xml"], path, bounds)) if "word/styles.xml" in parts else {}
    reader = _Reader(path, bounds, styles)
    reader.body(body)
    for part, name in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
        if part in parts:
            reader.notes(_tree(parts[part], path, bounds), name)
    return reader.out.finish("docx")


def _parts(data: bytes, path: str, bounds: Bounds) -> dict[str, bytes]:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise SourceError("an encrypted DOCX or an old DOC", path=path, remedy="save it as DOCX without a password")
    wanted = ("word/document.xml", "word/styles.xml", "word/footnotes.xml", "word/endnotes.xml")
    found: dict[str, bytes] = {}
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in wanted:
                try:
                    info = archive.getinfo(name)
                except KeyError:
                    continue
                if info.flag_bits & 1:
                    raise SourceError("an encrypted archive", path=path, remedy="save it without a password")
                allowed = min(bounds.unpacked - total, max(10_000_000, info.compress_size * bounds.expansion))
                with archive.open(info) as part:
                    content = part.read(max(allowed, 0) + 1)
                if len(content) > allowed:
                    raise BoundError(
                        f"{name} unpacks to more than {bounds.expansion} times its size or {bounds.unpacked:,} bytes",
                        path=path,
                        remedy="a ZIP bomb, or raise the bound",
                    )
                total += len(content)
                found[name] = content
    except SourceError:
        raise
    except Exception:  # each way of packing has errors of its own
        raise SourceError("not a DOCX, or a truncated one", path=path, remedy=_REMEDY) from None
    if "word/document.xml" not in found:
        raise SourceError("an archive without a Word document in it", path=path, remedy=_REMEDY)
    return found


def _tree(data: bytes, path: str, bounds: Bounds) -> Node:
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    root = Node("", {})
    stack = [root]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(stack) > min(bounds.nesting, 250):
            raise BoundError("XML nested too deep", path=path)
        node = Node(name.rpartition("}")[2], {key.rpartition("}")[2]: value for key, value in attributes.items()})
        stack[-1].children.append(node)
        stack.append(node)

    def end(_: str) -> None:
        stack.pop()

    def text(content: str) -> None:
        stack[-1].parts.append(content)

    def doctype(*_: object) -> None:
        raise SourceError("XML with a document type declaration is refused", path=path, remedy=_REMEDY)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):  # the latter two: an encoding that is none, or none for XML
        raise SourceError("broken XML in the DOCX", path=path, remedy=_REMEDY) from None
    if not root.children:
        raise SourceError("broken XML in the DOCX", path=path, remedy=_REMEDY)
    return root.children[0]


def _styles(root: Node) -> dict[str, tuple[str, int | None]]:
    """Style id -> its name in lower case and its outline level, inherited where it has none."""
    raw: dict[str, tuple[str, int | None, str | None]] = {}
    for style in root.children:
        if style.name == "style":
            outline = style.number("pPr", "outlineLvl")
            raw[style.attributes.get("styleId", "")] = (
                (style.value("name") or "").lower(),
                outline,
                style.value("basedOn"),
            )
    styles: dict[str, tuple[str, int | None]] = {}
    for key, (name, level, parent) in raw.items():
        found, above, seen = level, parent, {key}
        while found is None and above in raw and above not in seen:
            seen.add(above)
            _, found, above = raw[above]
        styles[key] = (name, found)
    return styles


class _Reader:
    def __init__(self, path: str, bounds: Bounds, styles: dict[str, tuple[str, int | None]]) -> None:
        self.path = path
        self.bounds = bounds
        self.styles = styles
        self.out = Extractor(path, bounds)
        self.paragraphs = 0
        self.tables = 0

    def body(self, node: Node) -> None:
        for child in node.children:
            if child.name == "p":
                self.paragraphs += 1
                self.paragraph(child, f"paragraph {self.paragraphs}")
            elif child.name == "tbl":
                self.tables += 1
                self.table(child, self.tables)
            elif child.name in (
                "sdt",
                "sdtContent",
                "ins",
                "moveTo",
                "customXml",
                "smartTag",
                "AlternateContent",
                "Choice",
            ):
                self.body(child)

    def paragraph(self, node: Node, place: str) -> None:
        kind, level = self.kind(node)
        boxes: list[Node] = []
        text = _text(node, boxes)
        words = text.strip()
        if kind == "paragraph" and 1 < len(words) < 80 and words[-1] not in "。.!！;；,，" and _all_bold(node):
            kind, level = "heading", BOLD_HEADING
        self.out.block(kind, text.strip(" "), level=level, quoted=kind == "quote", place=place)
        for box in boxes:  # text boxes stand beside the paragraph that anchors them
            for inner in box.children:
                if inner.name == "p":
                    self.out.block("paragraph", _text(inner, []).strip(), place=place)

    def kind(self, node: Node) -> tuple[BlockKind, int]:
        name, outline = self.styles.get(node.value("pPr", "pStyle") or "", (node.value("pPr", "pStyle") or "", None))
        own = node.number("pPr", "outlineLvl")
        if own is not None:
            outline = own
        heading = _HEADING.search(name)
        if heading:
            return "heading", int(heading[1])
        if name.lower() in ("title", "标题", "题目"):
            return "heading", 0
        if outline is not None and outline < 9:
            return "heading", outline + 1
        if "caption" in name or "题注" in name:
            return "caption", 0
        if "quote" in name or "引用" in name:
            return "quote", 0
        if "preformatted" in name or name in ("code", "source code", "代码"):
            return "code", 0
        depth = node.number("pPr", "numPr", "ilvl")
        if node.find("pPr", "numPr") is not None or name.startswith("list"):
            return "list_item", 1 if depth is None else depth + 1
        return "paragraph", 0

    def table(self, node: Node, number: int) -> None:
        rows: list[list[ExtractedCell]] = []
        open_cells: dict[int, ExtractedCell] = {}  # grid column -> the cell that is merged downwards
        for row in _elements(node, "tr"):
            if row.find("trPr", "del") is not None:
                continue
            header = row.find("trPr", "tblHeader") is not None
            column = row.number("trPr", "gridBefore") or 0
            cells: list[ExtractedCell] = [ExtractedCell("", colspan=column)] if column else []
            place = f"table {number}, row {len(rows) + 1}"
            for cell in _elements(row, "tc"):
                width = max(1, cell.number("tcPr", "gridSpan") or 1)
                merge = cell.value("tcPr", "vMerge")
                if merge is not None and merge != "restart" and column in open_cells:
                    open_cells[column].rowspan += 1
                else:
                    made = ExtractedCell(_cell_text(cell), header, _bold(cell), 1, width, place)
                    cells.append(made)
                    open_cells.pop(column, None)
                    if merge == "restart":
                        open_cells[column] = made
                column += width
            rows.append(cells)
        self.out.table(rows, place=f"table {number}")

    def notes(self, root: Node, name: str) -> None:
        number = 0
        for note in root.children:
            if note.attributes.get("type") in ("separator", "continuationSeparator", "continuationNotice"):
                continue
            number += 1
            text = " ".join(_text(inner, []) for inner in note.children if inner.name == "p")
            self.out.block("footnote", text.strip(), place=f"{name} {number}")


def _elements(node: Node, name: str) -> Iterator[Node]:
    """Children of that name, also inside content controls and insertions."""
    for child in node.children:
        if child.name == name:
            yield child
        elif child.name in ("sdt", "sdtContent", "ins", "moveTo", "customXml"):
            yield from _elements(child, name)


def _cell_text(cell: Node) -> str:
    parts = [_text(child, []).strip() for child in _walk(cell, "p")]
    return "\n".join(part for part in parts if part)


def _walk(node: Node, name: str) -> Iterator[Node]:
    for child in node.children:
        if child.name == name:
            yield child
        elif child.name not in _GONE:
            yield from _walk(child, name)


def _on(node: Node, *names: str) -> bool:
    value = node.value(*names)
    return value is not None and value not in ("0", "false", "off", "none")


def _bold(cell: Node) -> bool:
    figures = [run for run in _walk(cell, "r") if _DIGIT.search(_text(run, []))]
    return bool(figures) and all(_on(run, "rPr", "b") for run in figures)


def _all_bold(paragraph: Node) -> bool:
    runs = [run for run in _walk(paragraph, "r") if _text(run, []).strip()]
    return bool(runs) and all(_on(run, "rPr", "b") for run in runs)


def _text(node: Node, boxes: list[Node]) -> str:
    """The visible text of a paragraph or run; text boxes are put aside."""
    if node.name == "r":
        return _run(node, boxes)
    if node.name == "sSup" or node.name == "sSub":  # an equation's exponent
        base = "".join(_text(child, boxes) for child in node.children if child.name == "e")
        script = "".join(_text(child, boxes) for child in node.children if child.name in ("sup", "sub"))
        raised = raised_text(script) if node.name == "sSup" else None
        return base + (script if raised is None else raised)
    if node.name == "t":
        return node.text
    return "".join(_text(child, boxes) for child in node.children if child.name not in _GONE)


def _run(node: Node, boxes: list[Node]) -> str:
    if _on(node, "rPr", "vanish") or _on(node, "rPr", "strike") or _on(node, "rPr", "dstrike"):
        return ""
    parts: list[str] = []
    for child in node.children:
        if child.name == "t":
            parts.append(child.text)
        elif child.name in ("tab", "ptab"):
            parts.append("\t")
        elif child.name in ("br", "cr"):
            parts.append("\n" if child.attributes.get("type") is None else " ")
        elif child.name == "noBreakHyphen":
            parts.append("-")
        elif child.name in ("drawing", "pict", "AlternateContent", "object"):
            boxes.extend(_walk(child, "txbxContent"))
    text = "".join(parts)
    if node.value("rPr", "vertAlign") == "superscript":
        raised = raised_text(text.strip())
        return text if raised is None else raised
    return text
