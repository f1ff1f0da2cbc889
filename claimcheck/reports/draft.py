"""The draft as its reader sees it, with every claim marked. Only our own tags are written; all else is escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from claimcheck import patterns as re
from claimcheck.model import Block, Document, Finding, Judgement, Result, Table, View
from claimcheck.records import dataclass
from claimcheck.reports.markup import text


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to highlight: a claim, a finding, or both."""

    start: int
    end: int
    identity: str
    judgement: Judgement | None
    findings: tuple[Finding, ...]

    @property
    def look(self) -> str:
        """CSS classes: the verdict gives the shape, the worst severity the weight."""
        verdict = self.judgement.verdict if self.judgement else "none"
        worst = next((s for s in ("error", "warning", "note") if any(f.severity == s for f in self.findings)), "fine")
        return f"m v-{verdict} s-{worst}"


def marks(result: Result, prefix: str) -> list[Mark]:
    """Claims and findings of a result as marks that do not overlap, in order."""
    by_claim: dict[str, list[Finding]] = {}
    alone: list[Finding] = []
    ids = {judgement.claim.id for judgement in result.judgements}
    for finding in result.findings:
        if finding.claim in ids:
            by_claim.setdefault(str(finding.claim), []).append(finding)
        else:
            alone.append(finding)
    rows: list[tuple[int, int, Judgement | None, tuple[Finding, ...]]] = []
    for judgement in result.judgements:
        claim = judgement.claim
        own = by_claim.get(claim.id, [])
        rows.append((claim.span.start, claim.span.end, judgement, tuple(own)))
    rows += [(f.span.start, f.span.end, None, (f,)) for f in alone if f.span.end > f.span.start]
    rows.sort(key=lambda row: (row[0], not row[3], -row[1]))
    out: list[Mark] = []
    for start, end, judged, found in rows:
        if out and start < out[-1].end:  # within the one before: its findings are shown there
            last = out[-1]
            out[-1] = Mark(last.start, last.end, last.identity, last.judgement or judged, (*last.findings, *found))
        else:
            out.append(Mark(start, end, f"{prefix}m{len(out) + 1}", judged, found))
    return out


Wrap = Callable[[Mark, str], str]


def body(document: Document, found: list[Mark], wrap: Wrap) -> str:
    """The document as HTML; `wrap` writes a mark around its escaped text."""
    if not document.blocks:
        return f'<div class="plain">{_plain(document.source, 0, len(document.source), found, wrap)}</div>'
    painter = _Painter(document, found, wrap)
    parts: list[str] = []
    lists = 0
    front = next((b.span for b in document.blocks if b.kind == "front_matter"), None)
    for block in document.blocks:
        if front is not None and block.kind != "front_matter" and front.start <= block.span.start < front.end:
            continue  # a title read out of the front matter, which is drawn whole
        if block.kind != "list_item" and lists:
            parts.append("</li></ul>" * lists)
            lists = 0
        if block.kind == "list_item":
            level = min(max(block.level, 1), 8)
            if level > lists:
                parts.append("<ul><li>" * (level - lists))
            else:
                parts.append("</li></ul>" * (lists - level) + "</li><li>")
            lists = level
            parts.append(painter.inline(block))
        else:
            parts.append(painter.block(block))
    parts.append("</li></ul>" * lists)
    return "\n".join(part for part in parts if part)


class _Painter:
    def __init__(self, document: Document, found: list[Mark], wrap: Wrap) -> None:
        self.document = document
        self.found = found
        self.wrap = wrap
        self.markup = document.format not in ("text", "txt", "plain") and not document.extracted

    def block(self, block: Block) -> str:
        span = block.span
        if block.kind == "table" and block.table is not None:
            return self.table(block.table)
        if block.kind == "code":
            return f"<pre>{text(self.document.source[span.start : span.end])}</pre>"
        if block.kind == "front_matter":
            inner = _plain(self.document.source, span.start, span.end, self.found, self.wrap)
            return f"<details><summary>Front matter</summary><pre>{inner}</pre></details>"
        inner = self.inline(block)
        if not inner.strip():
            return ""
        if block.kind == "heading":
            level = min(max(block.level, 1) + 2, 6)  # the page itself uses h1 and h2
            return f"<h{level}>{inner}</h{level}>"
        kind = f' class="{block.kind}"' if block.kind in ("caption", "footnote", "furniture") else ""
        inner = f"<p{kind}>{inner}</p>"
        return f"<blockquote>{inner}</blockquote>" if block.kind == "quote" or block.quoted else inner

    def inline(self, block: Block) -> str:
        return self.view(block.view, block.span.start)

    def alone(self, caption: View) -> bool:
        """Whether a caption is a block of its own too, and drawn there."""
        at = caption.source(0, 1).start
        return any(b.table is None and b.span.start <= at < b.span.end for b in self.document.blocks)

    def table(self, table: Table) -> str:
        parts = ['<div class="scroll" role="region" aria-label="Table" tabindex="0"><table>']
        if table.caption is not None and table.caption.text and not self.alone(table.caption):
            parts.append(f"<caption>{self.view(table.caption, None)}</caption>")
        done: set[int] = set()
        for row in table.grid():
            parts.append("<tr>")
            for cell in row:
                if cell is None:
                    parts.append("<td></td>")
                elif id(cell) not in done:
                    done.add(id(cell))
                    tag = "th" if cell.header else "td"
                    wide = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
                    tall = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
                    inner = self.view(cell.view, cell.span.start)
                    parts.append(f"<{tag}{wide}{tall}>{f'<b>{inner}</b>' if cell.bold else inner}</{tag}>")
            parts.append("</tr>")
        return "".join(parts) + "</table></div>"

    def view(self, view: View, start: int | None) -> str:
        """A view's text: as in the source where that holds no markup, with emphasis and marks."""
        parts: list[str] = []
        for (mark, tags), run in groupby(self.runs(view, start), key=lambda piece: (piece[1], piece[2])):
            inner = text("".join(piece[0] for piece in run))
            for tag in sorted(tags):
                inner = f"<{tag}>{inner}</{tag}>"
            parts.append((mark, inner))  # type: ignore[arg-type]
        out: list[str] = []
        for mark_at, group in groupby(parts, key=lambda part: part[0]):
            inner = "".join(part[1] for part in group)
            out.append(inner if mark_at is None else self.wrap(self.found[int(mark_at)], inner))
        return "".join(out)

    def runs(self, view: View, start: int | None) -> Iterator[tuple[str, int | None, frozenset[str]]]:
        """Each piece of text with the mark and the emphasis that it stands in."""
        source = self.document.source
        tags: frozenset[str] = frozenset()
        before = start
        shown = -1
        for at, ch in enumerate(view.text):
            first, last = view.source(at, at + 1)
            if before is not None and first > before and self.markup:
                tags = _emphasis(source[before:first], tags)
            piece = source[first:last]
            before = max(before or 0, last)
            if ch == "^" and piece[:4].lower() == "<sup":
                tags |= {"sup"}
                continue
            if len(piece) == 1 or piece == ch:
                out = piece if piece not in "\r\n" else ch
            elif first == shown:
                continue  # a piece that maps as a whole was shown with its first character
            elif not re.search(r"[<*_`\[\]\\]|\s", piece) and len(piece) <= 4:
                out = piece
            else:
                out = ch
            shown = first
            yield out, _at(self.found, first, max(last, first + 1)), tags


_TAG = re.compile(r"\*\*|__|\*|_|`+|<(/?)(b|strong|i|em|code|sup|sub|s|del|u)(?:\s[^<>]*)?>", re.IGNORECASE)
_SAME = {"strong": "b", "em": "i", "del": "s"}


def _emphasis(gap: str, tags: frozenset[str]) -> frozenset[str]:
    """The emphasis after what the reader dropped between two characters."""
    for found in _TAG.finditer(gap):
        if found[2]:
            name = _SAME.get(found[2].lower(), found[2].lower())
            tags = tags - {name} if found[1] else tags | {name}
        else:
            name = "code" if found[0][0] == "`" else "b" if len(found[0]) == 2 else "i"
            tags = tags ^ {name}
    return tags


def _at(found: list[Mark], start: int, end: int) -> int | None:
    """The index of the mark that covers [start, end), by bisection."""
    low, high = 0, len(found)
    while low < high:
        middle = (low + high) // 2
        if found[middle].end <= start:
            low = middle + 1
        else:
            high = middle
    return low if low < len(found) and found[low].start < end else None


def _plain(source: str, start: int, end: int, found: list[Mark], wrap: Wrap) -> str:
    parts: list[str] = []
    at = start
    for mark in found:
        if mark.start >= at and mark.end <= end:
            parts.append(text(source[at : mark.start]))
            parts.append(wrap(mark, text(source[mark.start : mark.end])))
            at = mark.end
    return "".join(parts) + text(source[at:end])
