"""Dates of papers: a date beside the title of one, or a name that leads to one, tells when the paper came out."""

from __future__ import annotations

from claimcheck import patterns as re
from claimcheck.model import Claim, Judgement, Segment
from claimcheck.rules.layout import layout

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_SITE = r"https?://(?:[a-z]+\.)?(?:arxiv\.org|openreview\.net|aclanthology\.org|doi\.org|huggingface\.co/papers)/"
_LEADS = re.compile(rf"[^\[\]()\n|]{{0,40}}\]\(\s*<?{_SITE}", re.IGNORECASE)  # [Name](https://arxiv.org/...
_LED = re.compile(rf"<a\s[^<>]*href\s*=\s*[\"']?{_SITE}[^<>]*>[^<>]{{0,40}}\Z", re.IGNORECASE)
_PAPERS = re.compile(r"(?<![a-z])(?:papers?|publications?|title)(?![a-z])|论文|文献")
_OF_PAPERS = re.compile(r"(?<![a-z])(?:papers?|preprint|arxiv)(?![a-z])|论文|预印本")
_TITLE = re.compile(r"(?:(?<![a-z])(?:paper(?: title)?|title)|论文(?:名称?|题目|标题))\W{0,4}[:：]")
_FIELDS = 4  # blocks of a record
_ARXIV = re.compile(r"\s?[(（\[]\s?arxiv")  # behind a date
_RELEASED = re.compile(r"releas|launch|came out|发布|上线|推出|开源", re.IGNORECASE)
_BEFORE = 400
_FARTHEST = 2_000  # characters before a date
_YEARS = 2
_VERB = 40  # characters before a date


def of_paper(judgement: Judgement, checked: Checked) -> bool:
    """Whether a date is that of the paper which the claim's subject names, or which its sentence speaks of: of the
    years around its release.
    """
    claim = judgement.claim
    span, segment = claim.subject.span, checked.segment(claim)
    if not isinstance(claim.quantity.value, str) or span is None or segment is None:
        return False
    if claim.cell is None and _of_a_titled_one(judgement, checked):
        return True
    if claim.cell is None and _ARXIV.match(segment.view.low, claim.quantity.end) is not None:
        return True
    told = _RELEASED.search(segment.view.low, max(0, claim.quantity.start - _VERB), claim.quantity.start) is not None
    headed = _RELEASED.search(claim.metric.text or "") is not None
    earlier = all(str(fact.value) > claim.quantity.value for fact in judgement.admissible)  # a paper may go before
    if not told and (earlier or not headed) and _in_an_address(claim.quantity.value, judgement, checked):
        return True
    if headed or not _in_its_time(claim.quantity.value, judgement):
        return False
    source = checked.document.source
    if claim.cell is None:
        first = max(0, claim.quantity.start - _FARTHEST)
        named = [hit.end() for hit in _OF_PAPERS.finditer(segment.view.low, first, claim.quantity.start)]
        if named and not _released_since(named[-1], claim, segment):
            return True
        listed = checked.document.blocks[claim.block].kind == "list_item"
        return listed and _RELEASED.search(segment.view.text) is None and _linked(source, span.start, span.end)
    if _linked(source, span.start, span.end):
        return True
    tables = layout(checked)
    columns = {cell.column for cell in tables.cells_over(claim.block, span)}
    heads = (s for s in tables.row(claim.block, 0) if s.cell is not None and s.cell[1] in columns)
    return any(_PAPERS.search(head.view.low) is not None for head in heads)


def _of_a_titled_one(judgement: Judgement, checked: Checked) -> bool:
    """Whether a date is one field of a record of which another is the title of a paper that does not name the subject:
    "Paper: ...", "Date: ...".
    """
    claim = judgement.claim
    for block in range(claim.block, max(-1, claim.block - _FIELDS), -1):
        segment = checked.places.get((block, None))
        titled = _TITLE.search(segment.view.low) if segment is not None else None
        if segment is not None and titled is not None:
            named = {c.id for m in segment.mentions if m.start >= titled.end() for c in m.candidates}
            return claim.subject.id not in named
    return False


def _in_an_address(date: str, judgement: Judgement, checked: Checked) -> bool:
    """Whether an address in the line of a date tells the same month: of a paper by its number, as in
    "arxiv.org/abs/2204.07705", or of a document by its name, "2025-08-20-model-card.pdf".
    """
    if len(date) < 7:
        return False
    source, at = checked.document.source, judgement.claim.span.start
    first = max(0, at - _FARTHEST, source.rfind("\n", max(0, at - _FARTHEST), at) + 1)
    last = source.find("\n", at, at + _FARTHEST)
    line = source[first : last if last >= 0 else at + _FARTHEST]
    number = re.escape(date[2:4] + date[5:7])
    return (
        re.search(rf"arxiv\.org/(?:abs|pdf|html)/{number}\.\d", line, re.IGNORECASE) is not None
        or re.search(rf"(?<=[/_-]){date[:4]}[-_/]?{date[5:7]}(?=[-_/]?\d\d)", line) is not None
    )


def _released_since(start: int, claim: Claim, segment: Segment) -> bool:
    """Whether the subject is named again behind the word for a paper, and then released: "by its paper, X was
    released".
    """
    end, low = claim.quantity.start, segment.view.low
    named = (
        m for m in segment.mentions if start <= m.start < end and any(c.id == claim.subject.id for c in m.candidates)
    )
    return any(_RELEASED.search(low, m.end, end) is not None for m in named)


def _in_its_time(date: str, judgement: Judgement) -> bool:
    """Whether a date is of a year near that of a reported release: before it is submitted, after it is reprinted."""
    years = (str(fact.value)[:4] for fact in judgement.admissible)
    return any(abs(int(year) - int(date[:4])) <= _YEARS for year in years if year.isdigit() and date[:4].isdigit())


def _linked(source: str, start: int, end: int) -> bool:
    """Whether the text in [start, end) is part of a link to a paper."""
    before = source[max(0, start - _BEFORE) : start]
    return _LEADS.match(source, end) is not None or _LED.search(before) is not None
