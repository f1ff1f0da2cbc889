"""Reading drafts: bytes to Document, one reader a format behind one function."""

from __future__ import annotations

import os
from collections.abc import Callable

from claimcheck import patterns as re
from claimcheck.collector import paused
from claimcheck.documents.base import DEFAULT, Bounds, Builder
from claimcheck.documents.decoding import decode
from claimcheck.errors import BoundError, UsageError
from claimcheck.model import Document

__all__ = ["DEFAULT", "FORMATS", "SUFFIXES", "Bounds", "detect", "read", "read_text"]

SUFFIXES = {
    ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown", ".mkd": "markdown", ".mdx": "markdown",
    ".qmd": "markdown", ".rmd": "markdown", ".txt": "text", ".text": "text", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".tex": "latex", ".latex": "latex", ".ltx": "latex", ".rst": "rst", ".rest": "rst",
    ".ipynb": "notebook", ".docx": "docx", ".docm": "docx", ".pdf": "pdf", ".csv": "csv", ".tsv": "tsv", ".tab": "tsv",
    ".adoc": "asciidoc", ".asciidoc": "asciidoc", ".typ": "typst",
}  # fmt: skip
FORMATS = ("text", "markdown", "html", "latex", "rst", "notebook", "docx", "pdf", "csv", "tsv")


def read(
    data: bytes, path: str, *, format: str | None = None, bounds: Bounds = DEFAULT, main: bool = False
) -> Document:
    """Read a draft. `format` None: told by the suffix of `path`, then by content. `main`: of HTML, its main part.

    Raises SourceError for a draft that cannot be read and BoundError for one past a bound, each with one clear line.
    """
    if len(data) > bounds.bytes:
        raise BoundError(
            f"{len(data):,} bytes, more than the {bounds.bytes:,} allowed",
            path=path,
            remedy="split the draft or raise the bound",
        )
    name = format or SUFFIXES.get(os.path.splitext(path)[1].lower()) or _by_magic(data)
    if name == "docx":
        from claimcheck.documents import docx

        with paused():
            return docx.read(data, path, bounds)
    if name == "pdf":
        from claimcheck.documents import pdf

        return pdf.read(data, path, bounds)
    text, encoding, notices = decode(data, path)
    return read_text(text, path, format=name, bounds=bounds, main=main, encoding=encoding, notices=notices)


def read_text(
    source: str,
    path: str = "-",
    *,
    format: str | None = None,
    bounds: Bounds = DEFAULT,
    main: bool = False,
    encoding: str = "utf-8",
    notices: tuple[str, ...] = (),
) -> Document:
    """Read a draft that is text already."""
    name = detect(source, path, format)
    with paused():  # millions of blocks
        return _read_named(name, source, path, bounds, main, encoding, notices)


def _read_named(
    name: str, source: str, path: str, bounds: Bounds, main: bool, encoding: str, notices: tuple[str, ...]
) -> Document:
    builder = Builder(source, path, bounds)
    builder.notices.extend(notices)
    if name == "notebook":
        from claimcheck.documents import notebook

        return notebook.read(source, path, bounds)
    reader = _reader(name, main)
    reader(builder)
    return builder.finish(name, encoding=encoding)


def _reader(name: str, main: bool) -> Callable[[Builder], None]:
    # Imported one by one: a run pays only for the formats that it reads.
    if name == "markdown":
        from claimcheck.documents import markdown

        return markdown.scan
    if name == "html":
        from claimcheck.documents import html

        return lambda builder: html.scan(builder, 0, len(builder.source), main=main)
    if name == "latex":
        from claimcheck.documents import latex

        return latex.scan
    if name == "rst":
        from claimcheck.documents import rst

        return rst.scan
    if name in ("csv", "tsv"):
        from claimcheck.documents import delimited

        return lambda builder: delimited.scan(builder, "\t" if name == "tsv" else None)
    from claimcheck.documents import text

    return text.scan


def detect(source: str, path: str = "-", format: str | None = None) -> str:
    """The format of a text: as named, else by suffix, else by content."""
    if format is not None:
        name = SUFFIXES.get(f".{format.lower().lstrip('.')}", format.lower())
        if name not in FORMATS and name not in ("asciidoc", "typst"):
            raise UsageError(f"unknown format {format!r}", key=format, remedy=f"one of {', '.join(FORMATS)}")
    else:
        name = SUFFIXES.get(os.path.splitext(path)[1].lower(), "")
    if name in ("", "text"):
        return _by_content(source, bool(name))
    return {"asciidoc": "markdown", "typst": "markdown"}.get(name, name)


_TAGS = re.compile(r"</?(?:p|div|span|br|table|tr|td|h[1-6]|li|ul|section|strong|img|a)\b[^<>]{0,2000}>", re.I)
_HTML_HEAD = re.compile(r"\s*(?:<!doctype html|<html|<head|<body|<\?xml[^>]*\?>\s*<(?:!doctype )?html)", re.I)
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(?:[\w\-]+[ \t]*:|#)")
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|[-*] \S|\|.*\|[ \t]*$|```)|\]\(https?://|\*\*\S[^*\n]*\*\*", re.M)


def _by_content(source: str, is_text: bool) -> str:
    head = source[:20_000]
    if _HTML_HEAD.match(head):
        return "html"
    if _FRONT.match(head):
        return "markdown"
    tags = len(_TAGS.findall(head))
    if tags >= 6 and tags * 300 > len(head):
        return "html"
    if is_text:
        return "text"
    if re.match(r'\s*\{\s*"(?:cells|nbformat|metadata)"', head):
        return "notebook"
    if re.search(r"\\documentclass|\\begin\{document\}", head):
        return "latex"
    return "markdown" if len(_MARKDOWN.findall(head)) * 2_000 > len(head) else "text"


def _by_magic(data: bytes) -> str | None:
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04") and b"word/" in data[:200_000] + data[-65_536:]:
        return "docx"
    return None
