"""Writing directives into drafts: a comment of the format that silences findings where they stand.

A directive is only written where it does what it should: the draft is read again with it, its text must be what it
was, and the finding must be covered.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from claimcheck import documents, suppress
from claimcheck.errors import UsageError
from claimcheck.model import Document, Finding
from claimcheck.records import NamedTuple
from claimcheck.spans import LineIndex, Span

# Comment of a format, and whether it may stand behind text on a line; else it goes above the block.
_ENDS = {"html": ("<!-- {} -->", True), "markdown": ("<!-- {} -->", True), "latex": ("% {}", True)}
_ENDS |= {"rst": (".. {}", False)}
_BY_SUFFIX = {".mdx": ("{{/* {} */}}", True), ".typ": ("// {}", True)}
_BY_SUFFIX |= dict.fromkeys((".adoc", ".asciidoc"), ("// {}", False))


class Insertion(NamedTuple):
    """A comment to be written at an offset of the source, and the findings that it silences."""

    at: int
    text: str
    findings: tuple[Finding, ...]


class Silenced(NamedTuple):
    """A draft with its directives, and the findings that none could be written for."""

    text: str
    silenced: tuple[Finding, ...]
    left: tuple[Finding, ...]


def silence(document: Document, findings: Iterable[Finding], reason: str = "") -> Silenced:
    """The document's source with a directive for every finding that can have one. Raises UsageError."""
    found = list(findings)
    planned = plan(document, found, reason)
    done = tuple(finding for one in planned for finding in one.findings)
    left = tuple(finding for finding in found if finding not in done)
    return Silenced(written(document.source, planned), done, left)


def plan(document: Document, findings: Iterable[Finding], reason: str = "") -> list[Insertion]:
    """The directives that can be written and do what they should, in order. Raises UsageError."""
    planned = _insertions(document, [f for f in findings if f.code != "CC901"], reason)  # CC901 is about directives
    return planned if _holds(document, planned) else [one for one in planned if _holds(document, [one])]


def _insertions(document: Document, findings: Iterable[Finding], reason: str = "") -> list[Insertion]:
    """One directive a line, in the document's own way of commenting; none where it has none. Raises UsageError."""
    way = _BY_SUFFIX.get(PurePath(document.path).suffix.lower()) or _ENDS.get(document.format)
    if way is None or document.extracted:
        return []
    said = " ".join(reason.split())
    if any(end in said for end in ("-->", "*/")):
        raise UsageError("the reason would end the comment", key="add-ignore", remedy="leave --> and */ out")
    comment, behind = way
    lines = LineIndex(document.source)
    by_place: dict[int, list[Finding]] = {}
    for finding in findings:
        at = _behind(document, lines, finding) if behind else _above(document, lines, finding)
        if at is not None:
            by_place.setdefault(at, []).append(finding)
    end = "\r\n" if "\r\n" in document.source else "\n"
    planned: list[Insertion] = []
    for at, rows in sorted(by_place.items()):
        codes = ", ".join(dict.fromkeys(finding.code for finding in rows))
        text = comment.format(f"claimcheck: ignore[{codes}]" + (f" {said}" if said else ""))
        planned.append(Insertion(at, f" {text}" if behind else f"{text}{end}{end}", tuple(rows)))
    return planned


def written(source: str, planned: Iterable[Insertion]) -> str:
    """The source with insertions, which are in order."""
    parts: list[str] = []
    at = 0
    for one in planned:
        parts += [source[at : one.at], one.text]
        at = one.at
    return "".join([*parts, source[at:]])


def _behind(document: Document, lines: LineIndex, finding: Finding) -> int:
    """The end of the finding's last line: before spaces that break it, inside the last cell of a table's row."""
    start, end = lines.line_span(lines.line(max(finding.span.start, finding.span.end - 1)))
    text = document.source[start:end].rstrip(" \t")
    if text.endswith("|") and finding.span.end < start + len(text):
        text = text[:-1].rstrip(" \t")
    return start + len(text)


def _above(document: Document, lines: LineIndex, finding: Finding) -> int | None:
    """The beginning of the line on which the finding's block begins, where nothing stands before the block."""
    block = next((b for b in document.blocks if b.span.start <= finding.span.start < b.span.end), None)
    if block is None:
        return None
    start = lines.starts[lines.line(block.span.start) - 1]
    return start if not document.source[start : block.span.start].strip() else None


def _read(document: Document, planned: Iterable[Insertion] = ()) -> list[tuple[str, str]]:
    """What a reader sees of it. Formats whose comments are text to our reader are read without those of `planned`."""
    own = [one.text.strip() for one in planned if one.text.strip().startswith("//")]
    seen: list[tuple[str, str]] = []
    for block in document.blocks:
        texts = [cell.view.text for cell in block.table.cells] if block.table is not None else [block.view.text]
        for text in texts:
            for comment in own:
                text = text.replace(comment, "")
            if text.strip():
                seen.append((block.kind, text.strip()))
    return seen


def _holds(document: Document, planned: list[Insertion]) -> bool:
    """Whether the draft says the same as before with these directives, and each of them silences what it is for."""
    after = documents.read_text(written(document.source, planned), document.path, format=document.format)
    if _read(after, planned) != _read(document):
        return False
    silencers = suppress.Silencers(suppress.parse(after))
    moved = 0
    for one in planned:
        for finding in one.findings:
            # a directive behind its line moves nothing of that line, one above moves all of its block
            shift = moved + (len(one.text) if one.at <= finding.span.start else 0)
            if silencers.of(finding.code, Span(finding.span.start + shift, finding.span.end + shift)) is None:
                return False
        moved += len(one.text)
    return True
