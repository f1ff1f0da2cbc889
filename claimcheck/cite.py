"""The citation aid: for each supported claim its source, as footnotes in the draft or as a list of references."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Literal

from claimcheck import patterns as re
from claimcheck.fixes import Edit, edited
from claimcheck.model import Claim, Document, Fact, Judgement, Source
from claimcheck.records import dataclass
from claimcheck.registry import Registry
from claimcheck.spans import Span

Style = Literal["markdown", "html", "latex", "text"]
_STYLES: dict[str, Style] = {
    **dict.fromkeys(("markdown", "md", "mdx", "qmd", "rmd", "quarto", "notebook", "ipynb"), "markdown"),
    **dict.fromkeys(("html", "htm", "xhtml"), "html"),
    **dict.fromkeys(("latex", "tex"), "latex"),
}
_CITED = re.compile(r"\s?(?:\[\^[^\]]+\]|\[\d+\]|<sup>|<a\b|\\footnote|\\cite|\^\[)")
_LINK_END = re.compile(r"[*_`]*\]\([^()\s]*\)")
_LATEX = str.maketrans({char: f"\\{char}" for char in "#$%&_{}"} | {"~": r"\textasciitilde{}", "^": r"\^{}"})


@dataclass(frozen=True, slots=True)
class Reference:
    """One place in one source, and the claims of the draft that it supports."""

    number: int
    source: Source
    locator: str
    date: str
    claims: tuple[Claim, ...]

    @property
    def label(self) -> str:
        return f"claimcheck-{self.number}"


def style_of(document: Document) -> Style:
    """How references are written in a document of this format."""
    return _STYLES.get(document.format.lower(), "text")


def references(judgements: Iterable[Judgement], registry: Registry) -> tuple[Reference, ...]:
    """A reference for each source and locator, numbered in the order in which the draft first uses them."""
    rows: dict[tuple[str, str], tuple[Fact, list[Claim]]] = {}
    for judged in sorted(judgements, key=lambda judged: judged.claim.span):
        fact = _best(judged)
        if fact is not None and registry.source(fact.source) is not None:
            rows.setdefault((fact.source, fact.locator), (fact, []))[1].append(judged.claim)
    found = []
    for number, (fact, claims) in enumerate(rows.values(), 1):
        source = registry.source(fact.source)
        if source is not None:
            found.append(Reference(number, source, fact.locator, fact.date, tuple(claims)))
    return tuple(found)


def _best(judged: Judgement) -> Fact | None:
    """The supporting fact to cite: a primary report before a compiled one, an earlier before a later."""
    if judged.verdict != "supported" or not judged.facts:
        return None
    order = {"primary": 0, "press": 1, "compiled": 2}
    return min(judged.facts, key=lambda fact: (order[fact.kind], fact.date, fact.id))


def listing(found: Iterable[Reference], style: Style) -> str:
    """The references as a list in the style's markup; empty where there are none."""
    rows = list(found)
    if not rows:
        return ""
    if style == "markdown":
        return "".join(f"[^{row.label}]: {_told(row)}{_link_markdown(row.source.url)}\n" for row in rows)
    if style == "html":
        items = "".join(
            f'<li id="{row.label}">{html.escape(_told(row))}{_link_html(row.source.url)}</li>\n' for row in rows
        )
        return f'<ol class="claimcheck-references">\n{items}</ol>\n'
    if style == "latex":
        items = "".join(f"\\bibitem{{{row.label}}} {_latex(row)}\n" for row in rows)
        return f"\\begin{{thebibliography}}{{{len(rows)}}}\n{items}\\end{{thebibliography}}\n"
    return "".join(f"[{row.number}] {_told(row)}{' ' + row.source.url if row.source.url else ''}\n" for row in rows)


def footnoted(document: Document, found: Iterable[Reference]) -> str:
    """The draft's source with a mark behind each supported figure and the references at its end; the rest untouched.

    Figures in headings and those that already carry a reference are left alone. A format without footnotes of its
    own comes back as it is.
    """
    style, rows = style_of(document), list(found)
    if style == "text" or document.extracted:
        return document.source
    edits: dict[int, str] = {}
    used: list[Reference] = []
    for row in rows:
        places = {at for claim in row.claims if (at := _place(document, claim, style)) is not None}
        for at in places:
            edits.setdefault(at, _mark(row, style))
        if places:
            used.append(row)
    if not used:
        return document.source
    text = edited(document.source, [Edit(Span(at, at), mark) for at, mark in edits.items()])
    return text if style == "latex" else _appended(text, listing(used, style), style)


def _place(document: Document, claim: Claim, style: Style) -> int | None:
    source, block = document.source, document.blocks[claim.block]
    if block.kind in ("heading", "caption", "front_matter", "code"):
        return None
    at = claim.span.end
    link = _LINK_END.match(source, at) if style == "markdown" else None
    at = link.end() if link else at
    return None if _CITED.match(source, at) else at


def _mark(row: Reference, style: Style) -> str:
    if style == "markdown":
        return f"[^{row.label}]"
    if style == "html":
        return f'<sup><a href="#{row.label}">[{row.number}]</a></sup>'
    return f"\\footnote{{{_latex(row)}}}"


def _appended(text: str, notes: str, style: Style) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    notes = notes.replace("\n", end)
    if style == "html":
        close = re.search(r"</body\s*>", text, re.I)
        if close:
            return text[: close.start()] + notes + text[close.start() :]
    gap = "" if text.endswith(end * 2) else end if text.endswith(end) else end * 2
    return text + gap + notes


def _told(row: Reference) -> str:
    publisher = "" if row.source.title.startswith(row.source.publisher) else f"{row.source.publisher}. "
    locator = f", {row.locator}" if row.locator else ""
    return f"{publisher}{row.source.title}{locator}. {row.date}."


def _link_markdown(url: str | None) -> str:
    return f" <{url}>" if url else ""


def _link_html(url: str | None) -> str:
    return f' <a href="{html.escape(url)}">{html.escape(url)}</a>' if url else ""


def _latex(row: Reference) -> str:
    text = _told(row).replace("\\", r"\textbackslash ").translate(_LATEX)
    url = row.source.url.replace("%", r"\%").replace("#", r"\#") if row.source.url else ""
    return f"{text} \\url{{{url}}}" if url else text
