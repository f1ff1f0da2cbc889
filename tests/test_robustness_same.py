"""The same content gives the same findings, whatever its format, encoding, line ends or pieces."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
import small
from fuzz import drafts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck import config, documents, engine, files, quantities
from claimcheck.model import Result

PARAGRAPHS = (
    "DeepSeek-R1 scores 97.8% on AIME 2024, and o1-1217 scores 79.2%.",
    "It has 671 billion parameters; DeepSeek-V3 has 671B too.",
    "深度求索 R1 在 MATH-500 上达到 97.3%，在 AIME 2024 上达到 97.8%。",
    "R1 has 617B parameters.",
    "On MMLU, R1 reaches 90.8% and GPT-4o reaches 87.2%.",
)
ROWS = (("Model", "AIME 2024", "MATH-500"), ("DeepSeek-R1", "97.8%", "97.3%"), ("o1-1217", "79.2%", "96.4%"))


def escaped(text: str, marks: str) -> str:
    return "".join("\\" + letter if letter in marks else letter for letter in text)


def docx(paragraphs: tuple[str, ...], rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    writer = pytest.importorskip("docx").Document()
    for text in paragraphs:
        writer.add_paragraph(text)
    if rows:
        table = writer.add_table(len(rows), len(rows[0]))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                table.cell(number, column).text = text
    out = io.BytesIO()
    writer.save(out)
    return out.getvalue()


def notebook(paragraphs: tuple[str, ...]) -> bytes:
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": [escaped(text, "\\`*_{}[]<>#$~|")]} for text in paragraphs
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()


def joined(paragraphs: tuple[str, ...]) -> str:
    return "\n\n".join(paragraphs) + "\n"


FORMATS: dict[str, Callable[[tuple[str, ...]], bytes]] = {
    "md": lambda texts: escaped(joined(texts), "\\`*_{}[]<>#$~|").encode(),
    "txt": lambda texts: joined(texts).encode(),
    "html": lambda texts: "".join(f"<p>{escape(text)}</p>\n" for text in texts).encode(),
    "tex": lambda texts: escaped(joined(texts), "%$&#_{}").encode(),
    "rst": lambda texts: escaped(joined(texts), "\\`*|_").encode(),
    "adoc": lambda texts: joined(texts).encode(),
    "ipynb": notebook,
    "docx": docx,
}
TABLES: dict[str, Callable[[], bytes]] = {
    "md": lambda: "\n".join(
        f"| {' | '.join(row)} |" for row in (ROWS[0], ("---",) * len(ROWS[0]), *ROWS[1:])
    ).encode(),
    "html": lambda: (
        "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS) + "</table>"
    ).encode(),
    "tex": lambda: (
        "\\begin{tabular}{lll}\n"
        + "".join(" & ".join(row).replace("%", "\\%") + " \\\\\n" for row in ROWS) + "\\end{tabular}\n"
    ).encode(),
    "rst": lambda: (
        ".. list-table::\n   :header-rows: 1\n\n"
        + "".join("   * - " + "\n     - ".join(row) + "\n" for row in ROWS)
    ).encode(),
    "csv": lambda: _delimited(","),
    "tsv": lambda: _delimited("\t"),
    "docx": lambda: docx((), ROWS),
}  # fmt: skip


def _delimited(sign: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=sign).writerows(ROWS)
    return out.getvalue().encode()


def checked(data: bytes, name: str) -> Result:
    return engine.check(documents.read(data, name), small.registry())


def plain(text: str) -> str:
    return text.replace("\\", "")


def said(result: Result) -> tuple[list[tuple[str | None, ...]], list[tuple[str, str]]]:
    """What was understood and found, without places and without escapes of a format."""
    claims = [(plain(j.claim.text), j.claim.subject.id, j.claim.metric.id, j.verdict) for j in result.judgements]
    return claims, [(finding.code, plain(finding.text)) for finding in result.findings]


@pytest.mark.parametrize("suffix", FORMATS)
def test_prose_in_every_format(suffix: str) -> None:
    if suffix == "docx":
        pytest.importorskip("docx")
    wanted = said(checked(FORMATS["txt"](PARAGRAPHS), "draft.txt"))
    assert len(wanted[0]) >= 8
    assert len(wanted[1]) >= 3
    assert said(checked(FORMATS[suffix](PARAGRAPHS), f"draft.{suffix}")) == wanted


@pytest.mark.parametrize("suffix", TABLES)
def test_a_table_in_every_format(suffix: str) -> None:
    wanted = said(checked(TABLES["md"](), "draft.md"))
    assert [row[:3] for row in wanted[0]] == [
        (row[at], subject, metric)
        for row, subject in ((ROWS[1], "deepseek-r1"), (ROWS[2], "o1-2024-12-17"))
        for at, metric in ((1, "aime-2024"), (2, "math-500"))
    ]
    assert wanted[1] == [("CC101", "97.8%")]
    assert said(checked(TABLES[suffix](), f"draft.{suffix}")) == wanted


PIECES = ("79.8%", "671B", "6710亿", "约 97.8%", " 达到 ", " scores ", ", ", "，", "。", ". ", " and ")
_clean = st.lists(st.sampled_from((*drafts.NAMES, *drafts.METRICS, *PIECES)), min_size=1, max_size=10).map("".join)
MANY = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@MANY
@given(st.lists(_clean.filter(str.strip).map(str.strip), min_size=1, max_size=3))
def test_any_prose_in_html_and_markdown(paragraphs: list[str]) -> None:
    texts = tuple(f"x {text}." for text in paragraphs)  # no list, no heading
    wanted = said(checked(FORMATS["html"](texts), "draft.html"))
    for suffix in ("md", "tex", "ipynb"):
        assert said(checked(FORMATS[suffix](texts), f"draft.{suffix}")) == wanted, suffix


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_and_line_end(encoding: str, ends: str) -> None:
    text = joined(PARAGRAPHS).replace("\n", ends)
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    result = checked((mark + text).encode(encoding), "draft.md")
    assert said(result) == said(checked(joined(PARAGRAPHS).encode(), "draft.md"))
    assert result.document is not None
    for finding in result.findings:
        assert result.document.source[finding.span.start : finding.span.end] == finding.text


@MANY
@given(st.lists(drafts.prose(6), min_size=1, max_size=4))
def test_figures_of_pieces_are_the_figures_of_the_whole(pieces: list[str]) -> None:
    pieces = [piece.replace("\n", " ").replace("\r", " ").strip() + "!\n\n" for piece in pieces]
    found, at = [], 0
    for piece in pieces:
        found += [(at + q.start, at + q.end, q.text) for q in quantities.quantities(piece)]
        at += len(piece)
    assert [(q.start, q.end, q.text) for q in quantities.quantities("".join(pieces))] == found


def test_one_process_or_two_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "registry_of", lambda paths: small.registry())
    found = []
    for suffix in FORMATS:
        if suffix != "docx":
            path = tmp_path / f"draft.{suffix}"
            path.write_bytes(FORMATS[suffix](PARAGRAPHS))
            found.append(files.Draft(path.name, str(path), config.defaults()))
    one, two = ([said(result) for result in files.check_all(found, jobs=jobs)] for jobs in (1, 2))
    assert one == two
    assert all(rows == one[0] for rows in one)
