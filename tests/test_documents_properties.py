"""Offsets are exact in every text format: a figure's span holds it, and a change through it changes nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.documents import read_text
from claimcheck.model import Document, View
from claimcheck.spans import LineIndex, Span

Figures = Iterator[str]
# Words on both sides of a figure: wide characters, combining marks, emoji, characters that markup gives a meaning.
WORDS = st.sampled_from(
    ["scores", "得分", "e\u0301tat", "🐋 model", "a_b", "1 * 2", "x < y & z", "50 $", "naïve", "#1", "~", "{a}", "｜"]
)
PROSE = st.lists(WORDS, min_size=1, max_size=4)
PARTS = st.one_of(
    st.tuples(st.just("heading"), PROSE),
    st.tuples(st.just("paragraph"), PROSE),
    st.tuples(st.just("strong"), PROSE),
    st.tuples(st.just("wrapped"), PROSE),
    st.tuples(st.just("item"), PROSE),
    st.tuples(st.just("table"), PROSE),
)
ENDS = st.sampled_from(["\n", "\r\n"])


def figures() -> Figures:
    """71.01%, 71.02%, ...: each once in a document, so that where it stands can be told."""
    return (f"{number}.{number % 97:02d}%" for number in count(7101))


def cells(words: list[str], found: Figures, escape: Callable[[str], str]) -> list[list[str]]:
    names = [escape(word) for word in words]
    return [["Model", *names], ["Orion", *(next(found) for _ in names)], ["Lyra", *(next(found) for _ in names)]]


def markdown(parts: list[tuple[str, list[str]]], found: Figures) -> list[str]:
    def escape(word: str) -> str:
        return "".join("\\" + char if char in "*_#<&$~|{}" else char for char in word)

    out: list[str] = []
    for kind, words in parts:
        text = " ".join(escape(word) for word in words)
        if kind == "heading":
            out += [f"## {text} {next(found)}", ""]
        elif kind == "strong":
            out += [f"{text} **{next(found)}** [{text} *{next(found)}*](https://e.org/5) `n` {text}", ""]
        elif kind == "wrapped":
            out += [f"> {text}", f"> {next(found)} {text}", ""]
        elif kind == "item":
            out += [f"- {text} {next(found)}", f"  1. <b>{next(found)}</b> {text}", ""]
        elif kind == "table":
            rows = cells(words, found, escape)
            out += ["| " + " | ".join(rows[0]) + " |", "|--" * len(rows[0]) + "|"]
            out += ["| " + " | ".join([row[0], *(f"**{cell}**" for cell in row[1:])]) + " |" for row in rows[1:]] + [""]
        else:
            out += [f"{text} {next(found)}[^1] {text}", ""]
    return out


def html(parts: list[tuple[str, list[str]]], found: Figures) -> list[str]:
    def escape(word: str) -> str:
        return word.replace("&", "&amp;").replace("<", "&lt;").replace("é", "&eacute;")

    out = ["<!doctype html><html><body>"]
    for kind, words in parts:
        text = " ".join(escape(word) for word in words)
        if kind == "heading":
            out.append(f"<h2 id=x5>{text} {next(found)}</h2>")
        elif kind == "strong":
            out.append(f"<p>{text} <b>{next(found)}</b><sup>[1]</sup> <!-- 5% --><a href='5'>{next(found)}</a>")
        elif kind == "wrapped":
            out += [f"<blockquote>{text}", f"{next(found)} {text}</blockquote>"]
        elif kind == "item":
            out.append(f"<ul><li>{text} {next(found)}<li><i>{next(found)}</i></ul>")
        elif kind == "table":
            rows = cells(words, found, escape)
            out.append("<table>" + "".join("<tr><td>" + "<td>".join(row) for row in rows) + "</table>")
        else:
            out.append(f"<p>{text} {next(found)} {text}</p>")
    return [*out, "</body></html>"]


def latex(parts: list[tuple[str, list[str]]], found: Figures) -> list[str]:
    def escape(word: str) -> str:
        return "".join("\\" + char if char in "_#&${}" else char for char in word).replace("~", "\\textasciitilde{}")

    printed = (figure.replace("%", "\\%") for figure in found)
    out: list[str] = []
    for kind, words in parts:
        text = " ".join(escape(word) for word in words)
        if kind == "heading":
            out += [f"\\section{{{text} {next(printed)}}}", ""]
        elif kind == "strong":
            out += [f"{text} \\textbf{{{next(printed)}}} \\href{{u5}}{{{next(printed)}}}\\cite{{x5}} % 5", ""]
        elif kind == "wrapped":
            out += ["\\begin{quote}", text, f"{next(printed)}\\footnote{{{next(printed)} {text}}}", "\\end{quote}"]
        elif kind == "item":
            out += ["\\begin{itemize}", f"\\item {text} {next(printed)}", "\\end{itemize}"]
        elif kind == "table":
            rows = cells(words, printed, escape)
            body = " \\\\ ".join(" & ".join(row) for row in rows)
            out += ["\\begin{tabular}{l" + "r" * len(words) + "}", body, "\\end{tabular}", ""]
        else:
            out += [f"{text} {next(printed)}, {text}", ""]
    return out


def rst(parts: list[tuple[str, list[str]]], found: Figures) -> list[str]:
    def escape(word: str) -> str:
        return "".join("\\" + char if char in "*_|" else char for char in word)

    out: list[str] = []
    for kind, words in parts:
        text = "So " + " ".join(escape(word) for word in words)
        if kind == "heading":
            title = f"{text} {next(found)}"
            out += [title, "=" * (2 * len(title)), ""]
        elif kind == "strong":
            out += [f"{text} **{next(found)}** `{next(found)} <https://e.org/5>`_ [1]_", ""]
        elif kind == "wrapped":
            out += [text, f"{next(found)} {text}", ""]
        elif kind == "item":
            out += [f"* {text} {next(found)}", ""]
        elif kind == "table":
            rows = cells(words, found, escape)
            out += [".. list-table::", "   :header-rows: 1", ""]
            out += [f"   {'*' if at == 0 else ' '} - {cell}" for row in rows for at, cell in enumerate(row)] + [""]
        else:
            out += [f"{text} {next(found)}, {text}", ""]
    return out


def text(parts: list[tuple[str, list[str]]], found: Figures) -> list[str]:
    out: list[str] = []
    for kind, words in parts:
        line = "So " + " ".join(words)
        if kind == "wrapped":
            out += [
                f"{line} and other words that fill the line {next(found)}",
                f"of it; {line} {next(found)}.",
                "",
            ]
        elif kind == "item":
            out += [f"- {line} {next(found)}", ""]
        elif kind == "table":
            out += ["\t".join(row) for row in cells(words, found, str)] + [""]
        else:
            out += [f"{line} {next(found)}, {line}.", ""]
    return out


def delimited(mark: str) -> Callable[[list[tuple[str, list[str]]], Figures], list[str]]:
    def made(parts: list[tuple[str, list[str]]], found: Figures) -> list[str]:
        rows = [["Model", "a", "b"]]
        for kind, words in parts:
            name = '"' + " ".join(words) + '"' if kind == "strong" else words[0]
            rows.append([name, next(found), f'"{next(found)}"'])
        return [mark.join(row) for row in rows]

    return made


FORMATS = {
    "a.md": markdown, "a.html": html, "a.tex": latex, "a.rst": rst, "a.txt": text, "a.csv": delimited(","),
    "a.tsv": delimited("\t"),
}  # fmt: skip


def views(document: Document) -> list[View]:
    """All running text: blocks, and the cells of tables in their place."""
    shown: list[View] = []
    for block in document.blocks:
        if block.table is None:
            shown.append(block.view)
        else:
            shown += [cell.view for cell in block.table.cells]
    return shown


def places(document: Document, found: Iterator[str]) -> dict[str, list[Span]]:
    """Where each of the figures stands, by the views' offset maps, up to the first that stands nowhere."""
    everywhere = views(document)
    spans: dict[str, list[Span]] = {}
    for figure in found:
        here = [v.source(at, at + len(figure)) for v in everywhere if (at := v.text.find(figure)) >= 0]
        if not here:
            return spans
        spans[figure] = here
    return spans


@pytest.mark.parametrize("path", FORMATS)
@settings(max_examples=40, deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=5), ENDS)
def test_a_span_is_its_figure_and_a_change_changes_nothing_else(
    path: str, parts: list[tuple[str, list[str]]], end: str
) -> None:
    used = figures()
    source = end.join(FORMATS[path](parts, used)) + end
    document = read_text(source, path)
    before = [v.text for v in views(document)]
    spans = places(document, figures())
    assert len(spans) == int(next(used).split(".")[0]) - 7101, source  # none is lost
    fixed, changes = source, {}
    for figure, here in sorted(spans.items(), key=lambda entry: entry[1][0], reverse=True):
        assert len(here) == 1
        start, stop = here[0]
        assert source[start:stop].replace("\\%", "%") == figure
        changes[figure] = f"50.{figure[:4]}%"  # as wide: plain text is read by the width of its lines
        fixed = fixed[:start] + changes[figure].replace("%", "\\%" if path == "a.tex" else "%") + fixed[stop:]
    after = [v.text for v in views(read_text(fixed, path))]
    for figure, new in changes.items():
        before = [shown.replace(figure, new) for shown in before]
    assert after == before


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["a", "\t", "字", "e\u0301", "🐋", "\n", "\r\n", "\r", "\u2028", " "]), max_size=30))
def test_lines_and_columns_are_those_of_an_editor(pieces: list[str]) -> None:
    """Lines end at LF, CRLF or CR alone; columns count code points from 1, whatever their width."""
    source = "".join(pieces)
    index = LineIndex(source)
    line, column = 1, 1
    for at, char in enumerate(source):
        assert index.line_column(at) == (line, column)
        if char == "\n" or (char == "\r" and source[at + 1 : at + 2] != "\n"):
            line, column = line + 1, 1
        else:
            column += 1
