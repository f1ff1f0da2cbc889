"""Applying suggested replacements to drafts: which ones, in what order, and how they reach the file.

Only the spans of the chosen fixes change; everything else, encoding, byte order mark and line ends included, stays
byte for byte. Of two fixes that overlap, the surer one is applied.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable

from claimcheck import patterns as re
from claimcheck.errors import SourceError
from claimcheck.model import Document, Finding
from claimcheck.records import NamedTuple, dataclass
from claimcheck.spans import Span


class Edit(NamedTuple):
    """One replacement in a source text."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A source text after its fixes: the new text, the findings mended and those whose fix had to wait."""

    text: str
    applied: tuple[Finding, ...]
    left: tuple[Finding, ...]


_ENDS = ("\n", "\r")
_RANK = {"error": 0, "warning": 1, "note": 2}


def choose(findings: Iterable[Finding], *, unsafe: bool = False) -> tuple[list[Finding], list[Finding]]:
    """The findings whose fixes can be applied together, in order, and those that overlap one of them."""
    wanted = [f for f in findings if f.fix is not None and (unsafe or f.fix.applicability == "safe")]
    wanted.sort(key=lambda f: (f.fix is not None and f.fix.applicability != "safe", _RANK[f.severity], -f.confidence))
    taken: list[Finding] = []
    left: list[Finding] = []
    for finding in wanted:
        edit = edit_of(finding)
        same = any(edit == edit_of(other) for other in taken)
        crossing = any(_cross(edit.span, edit_of(other).span) for other in taken)
        if not same:
            (left if crossing else taken).append(finding)
    return sorted(taken, key=lambda f: edit_of(f).span), left


def edit_of(finding: Finding) -> Edit:
    """The replacement of a finding that has a fix."""
    if finding.fix is None:
        raise ValueError(f"{finding.code} at {finding.span.start} has no fix")
    return Edit(finding.fix.span or finding.span, finding.fix.text)


def _cross(first: Span, second: Span) -> bool:
    return first.overlaps(second) or first == second


def apply(document: Document, findings: Iterable[Finding], *, unsafe: bool = False) -> Fixed:
    """The document's source with its fixes. A document whose text was extracted (DOCX, PDF) is left as it is."""
    found = list(findings)
    if document.extracted:
        return Fixed(document.source, (), tuple(f for f in found if f.fix is not None))
    taken, left = choose(found, unsafe=unsafe)
    return Fixed(edited(document.source, [edit_of(finding) for finding in taken]), tuple(taken), tuple(left))


def edited(source: str, edits: Iterable[Edit]) -> str:
    """The source with replacements that do not overlap, in any order."""
    parts: list[str] = []
    at = 0
    for span, text in sorted(edits):
        if span.start < at or span.end > len(source):
            raise ValueError(f"overlapping or outside the text: {span}")
        parts += [source[at : span.start], text]
        at = span.end
    return "".join([*parts, source[at:]])


def diff(path: str, before: str, after: str) -> str:
    """The change as a unified diff; empty where there is none."""
    import difflib

    changed = difflib.unified_diff(_lines(before), _lines(after), path, path)
    return "".join([line if line.endswith(_ENDS) else f"{line}\n\\ No newline at end of file\n" for line in changed])


def _lines(text: str) -> list[str]:
    """Lines with their ends; LF, CRLF and CR end one, and nothing else does."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)


def write(file: str, text: str, encoding: str, *, root: str | None = None, before: bytes | None = None) -> None:
    """Replaces a file's content in one step: readers see the old or the new file, never half of one.

    A symbolic link is followed only where its target lies under `root` (default: the link's own folder). `before` is
    what the text was made from: a file that has changed since is not overwritten. Raises SourceError.
    """
    target = _target(file, root)
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError as error:
        message = f"the fix has a character that {encoding} lacks: {text[error.start]!r}"
        raise SourceError(message, path=file, remedy="save the draft as UTF-8") from None
    try:
        mode = os.stat(target).st_mode
        if not stat.S_ISREG(mode):
            raise SourceError("not a regular file", path=file)
        if before is not None:
            with open(target, "rb") as stream:
                if stream.read() != before:
                    raise SourceError("changed while it was checked; left alone", path=file, remedy="run again")
        _replace(target, data, stat.S_IMODE(mode) & 0o777)  # the new file may have another owner: no set-user-id
    except OSError as error:
        raise SourceError(f"cannot be written: {error.strerror or error}", path=file) from None


def _target(file: str, root: str | None) -> str:
    if not os.path.islink(file):
        folder = os.path.realpath(os.path.dirname(os.path.abspath(file)))
        target = os.path.join(folder, os.path.basename(file))
    else:
        target = os.path.realpath(file)
    inside = os.path.realpath(root) if root is not None else os.path.realpath(os.path.dirname(os.path.abspath(file)))
    if os.path.commonpath([inside, target]) != inside:
        raise SourceError(
            "a link that leaves the folder; its target is not changed", path=file, remedy="name the target"
        )
    return target


def _replace(target: str, data: bytes, mode: int) -> None:
    handle, temporary = tempfile.mkstemp(prefix=".claimcheck-", dir=os.path.dirname(target))
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise
