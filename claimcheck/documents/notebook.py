"""Jupyter notebooks: Markdown cells, and the text and HTML that code cells put out."""

from __future__ import annotations

import json

from claimcheck import patterns as re
from claimcheck.documents import html, markdown, text
from claimcheck.documents.base import Bounds, Builder, iso_date
from claimcheck.errors import SourceError
from claimcheck.model import Document
from claimcheck.spans import LineIndex

_REPR = re.compile(r"^(?:<[^<>\n]{1,200}>$|array\(|tensor\(|\[\d|Requirement already|\s*\d+%\|)", re.M)


def read(source: str, path: str, bounds: Bounds) -> Document:
    """Read a notebook. The document's source is the extracted text; each block's place names cell and line."""
    cells, date = _cells(source, path)
    parts: list[str] = []
    regions: list[tuple[int, int, int, str]] = []  # start, end, cell number, how it is read
    size = 0
    for number, kind, body in cells:
        if not body.strip():
            continue
        parts.append(body + "\n\n")
        regions.append((size, size + len(body), number, kind))
        size += len(body) + 2
    builder = Builder("".join(parts), path, bounds)
    builder.date = date
    for start, end, number, kind in regions:
        before = len(builder.blocks)
        if kind == "markdown":
            markdown.scan(builder, start, end)
        elif kind == "html":
            html.scan(builder, start, end)
        else:
            text.scan_part(builder, start, end)
        index = LineIndex(builder.source[start:end])
        for block in builder.blocks[before:]:
            line = index.line(block.span.start - start)
            block.place = f"cell {number}, line {line}" if kind == "markdown" else f"cell {number}, output line {line}"
    return builder.finish("notebook", extracted=True)


def _cells(source: str, path: str) -> tuple[list[tuple[int, str, str]], str | None]:
    try:
        data = json.loads(source.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise SourceError(
            "not a notebook: broken JSON", path=path, line=line, remedy="save it from Jupyter again"
        ) from None
    if not isinstance(data, dict):
        raise SourceError("not a notebook: no cells", path=path, remedy="save it from Jupyter again")
    sheets = data.get("worksheets")
    raw = data.get("cells")
    if raw is None and isinstance(sheets, list):  # format 3
        pages = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
        raw = [cell for page in pages if isinstance(page, list) for cell in page]
    if not isinstance(raw, list):
        raise SourceError("not a notebook: no cells", path=path, remedy="save it from Jupyter again")
    found: list[tuple[int, str, str]] = []
    for number, cell in enumerate(raw, 1):
        if not isinstance(cell, dict):
            continue
        kind = cell.get("cell_type")
        if kind in ("markdown", "heading", "raw"):
            found.append((number, "markdown", _joined(cell.get("source"))))
        elif kind == "code":
            found.extend((number, *output) for output in _outputs(cell))
    metadata = data.get("metadata")
    date = iso_date(str(metadata.get("date", ""))) if isinstance(metadata, dict) else None
    return found, date


def _outputs(cell: dict[str, object]) -> list[tuple[str, str]]:
    outputs = cell.get("outputs")
    found: list[tuple[str, str]] = []
    for output in outputs if isinstance(outputs, list) else []:
        if not isinstance(output, dict):
            continue
        data = output.get("data")
        if isinstance(data, dict):
            for mime, how in (("text/html", "html"), ("text/markdown", "markdown"), ("text/plain", "text")):
                if mime in data:
                    body = _joined(data[mime])
                    if how != "text" or not _REPR.search(body):
                        found.append((how, body))
                    break
        elif output.get("output_type") == "stream" and output.get("name") != "stderr":
            found.append(("text", _joined(output.get("text"))))
    return found


def _joined(source: object) -> str:
    if isinstance(source, str):
        return source
    if isinstance(source, list):
        return "".join(part for part in source if isinstance(part, str))
    return ""
