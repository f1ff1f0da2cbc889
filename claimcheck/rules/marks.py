"""Footnote marks behind figures and in headers: what the figure holds under stands in the note."""

from __future__ import annotations

from bisect import bisect_left

from claimcheck import patterns as re
from claimcheck.model import Claim, Judgement
from claimcheck.rules.layout import layout
from claimcheck.rules.once import once

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_MARK = (
    r"\\\*|\*(?!\*)|[†‡§¶]|[¹²³⁴-⁹①-⑳]|<sup>\s*[^<>\s]{1,3}\s*</sup>|\[\^[^\]\s]{1,40}\]|\^\{?[*†‡\d]\}?|"
    r"\\tnote\{[^{}]{0,9}\}"
)
_BEHIND = re.compile(rf"[\s$`)）]{{0,3}}(?P<mark>{_MARK})")
_LAST = re.compile(rf"(?P<mark>{_MARK})[\s$`|]*\Z")
# an asterisk and a space begin an item of a list
_NOTE = re.compile(rf"(?m)^[ \t>|$]*(?:`(?=\*))?(?P<mark>(?!\*\s){_MARK})[^\n]*")
_AROUND = re.compile(r"[\\<>/{}$^\[\]\s]|sup|tnote")


def marked(judgement: Judgement, checked: Checked) -> bool:
    """Whether a figure that holds under another condition bears a mark whose note says so, or cannot be seen."""
    if judgement.reason != "condition":
        return False
    notes = _notes(checked)
    return any(notes.get(_AROUND.sub("", mark), True) for mark in _marks(judgement.claim, checked))


def _marks(claim: Claim, checked: Checked) -> list[str]:
    """The marks behind the figure and at the end of its row's and its column's header."""
    source, span = checked.document.source, claim.span
    behind = _BEHIND.match(source, span.end)
    emphasis = behind is not None and source[max(0, span.start - 1) : span.start] == "*" == behind["mark"]
    found = [behind["mark"]] if behind is not None and not emphasis else []
    if claim.cell is None:
        return found
    tables = layout(checked)
    for segment in (*tables.row(claim.block, 0), *tables.row(claim.block, claim.cell[0])):
        if segment.cell not in ((0, claim.cell[1]), (claim.cell[0], 0)):
            continue
        for cell in tables.cells_over(claim.block, segment.view.span)[:1]:
            text = source[cell.span.start : cell.span.end].strip()
            last = _LAST.search(text)
            found += [last["mark"]] if last is not None and not text.startswith("*") else []
    return found


@once
def _notes(checked: Checked) -> dict[str, bool]:
    """The notes of the document by their marks, each with whether it states a condition."""
    source = checked.document.source
    segments = sorted(checked.segments, key=lambda s: s.view.span.start)
    starts = [segment.view.span.start for segment in segments]
    notes: dict[str, bool] = {}
    for note in _NOTE.finditer(source):
        first, last = bisect_left(starts, note.start()), bisect_left(starts, note.end())
        mark = _AROUND.sub("", note["mark"])
        notes[mark] = notes.get(mark, False) or any(s.conditions for s in segments[max(0, first - 1) : last])
    return notes
