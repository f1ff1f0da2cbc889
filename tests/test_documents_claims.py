"""One article in every format gives the same claims; spans survive a fix; places lead to the figure."""

from __future__ import annotations

import io
import json

import pytest
from small import registry

from claimcheck import engine
from claimcheck.documents import read
from claimcheck.model import Result

PROSE = ["DeepSeek-R1 scores ", "79.8%", " on AIME 2024 and 97.3% on MATH-500 & beats o1-1217."]
TABLE = [["Model", "AIME 2024", "MATH-500"], ["DeepSeek-R1", "79.8", "97.3"], ["DeepSeek-V3", "39.2", "90.2"]]


def word() -> bytes:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("A reasoning model", 1)
    paragraph = document.add_paragraph(PROSE[0])
    paragraph.add_run(PROSE[1]).bold = True
    paragraph.add_run(PROSE[2])
    table = document.add_table(3, 3)
    for i, row in enumerate(TABLE):
        for j, text in enumerate(row):
            table.cell(i, j).text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def markdown(bold: str = "**", head: str = "# ") -> str:
    rows = [" | ".join(row) for row in TABLE]
    prose = PROSE[0] + bold + PROSE[1] + bold + PROSE[2].replace(" and ", " and\n")
    return f"{head}A reasoning model\n\n{prose}\n\n| {rows[0]} |\n|--|--|--|\n| {rows[1]} |\n| {rows[2]} |\n"


def articles() -> dict[str, bytes]:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TABLE[1:])
    head = "".join(f"<th>{cell}</th>" for cell in TABLE[0])
    html = f"<h1>A reasoning model</h1><p>{PROSE[0]}<b>79.8</b>&#37;{PROSE[2].replace('&', '&amp;')}</p>"
    rows = "".join(" & ".join(row) + r"\\" + "\n" + (r"\midrule" if row is TABLE[0] else "") for row in TABLE)
    prose = f"{PROSE[0]}\\textbf{{79.8\\%}}{PROSE[2]}".replace("97.3%", "97.3\\%").replace(" & ", " \\& ")
    latex = f"\\section{{A reasoning model}}\n{prose}\n\n\\begin{{tabular}}{{lll}}\n{rows}\\end{{tabular}}\n"
    rule = "=========== ========= ========\n"
    grid = "".join(f"{row[0]:<11} {row[1]:<9} {row[2]}\n" + (rule if row is TABLE[0] else "") for row in TABLE)
    notebook = {"cells": [{"cell_type": "markdown", "source": markdown().splitlines(keepends=True)}], "nbformat": 4}
    return {
        "a.md": markdown().encode(),
        "a.txt": markdown("", "").encode(),
        "a.html": f"{html}<table><thead><tr>{head}</tr></thead>{cells}</table>".encode(),
        "a.tex": latex.encode(),
        "a.rst": f"A reasoning model\n=================\n\n{''.join(PROSE)}\n\n{rule}{grid}{rule}".encode(),
        "a.ipynb": json.dumps(notebook).encode(),
        "a.docx": word(),
    }


def check(data: bytes, path: str) -> Result:
    return engine.check(read(data, path), registry(), engine.Options())


def test_the_same_claims_in_every_format() -> None:
    found = {}
    for path, data in articles().items():
        claims = [judgement.claim for judgement in check(data, path).judgements]
        found[path] = [(c.subject.id, c.metric.id, str(c.quantity.value)) for c in claims]
    assert len(found["a.md"]) == 6
    assert ("deepseek-r1", "aime-2024", "79.8") in found["a.md"]
    for path, claims in found.items():
        assert claims == found["a.md"], path


def test_spans_and_places() -> None:
    for path, data in articles().items():
        result = check(data, path)
        assert result.document is not None
        source = result.document.source
        for judgement in result.judgements:
            claim = judgement.claim
            assert source[claim.span.start : claim.span.end] == claim.text
            figure = claim.text.replace("**", "").replace("</b>&#37;", "%").replace("}", "").replace("\\%", "%")
            assert figure.rstrip("%") in ("79.8", "97.3", "39.2", "90.2"), path
            if path == "a.docx":
                expected = "paragraph 2" if claim.cell is None else f"table 1, row {claim.cell[0] + 1}"
                assert claim.place == expected
            if path == "a.ipynb":
                assert (claim.place or "").startswith("cell 1, line")


def test_a_fix_through_spans_changes_nothing_else() -> None:
    for path, data in articles().items():
        if path in ("a.docx", "a.ipynb"):
            continue
        source = data.decode()
        claims = sorted((j.claim for j in check(data, path).judgements), key=lambda claim: claim.span, reverse=True)
        fixed = source
        for claim in claims:
            start, end = claim.span
            fixed = fixed[:start] + "5" + fixed[end:]
        starts = [0, *(claim.span.end for claim in reversed(claims))]
        ends = [*(claim.span.start for claim in reversed(claims)), len(source)]
        pieces = [source[start:end] for start, end in zip(starts, ends, strict=True)]
        assert fixed == "5".join(pieces)
        assert len(fixed) == len(source) - sum(c.span.end - c.span.start - 1 for c in claims)
