"""The table of results in the README of openai/simple-evals."""

from __future__ import annotations

from claimcheck import patterns as re
from claimcheck.errors import RegistryError
from claimcheck.registry.importers.common import Batch, Row, number, text_of

SOURCE = "simple-evals"
QUOTED = "simple-evals-quoted"
COLUMNS = {
    "mmlu": "mmlu",
    "gpqa": "gpqa-diamond",
    "math": "math",
    "humaneval": "humaneval",
    "mgsm": "mgsm",
    "drop": "drop",
    "simpleqa": "simpleqa",
}
_NOTE = re.compile(r"\[\^\d+\]")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_EFFORT = re.compile(r"(.+)-(low|high)$")
_ON_MATH_500 = re.compile(r"o\d")  # note 6 of the README: MATH is MATH-500 for o1 and later models


def read(data: bytes, path: str, day: str) -> Batch:
    lines = text_of(data, path).splitlines()
    head = next(
        (at for at, line in enumerate(lines) if line.startswith("|") and "Model" in line and "MMLU" in line), None
    )
    if head is None:
        raise RegistryError("no table of results", path=path, remedy="give the README of openai/simple-evals")
    base = {"publisher": "OpenAI", "url": "https://github.com/openai/simple-evals", "date": day, "licence": "MIT"}
    batch = Batch(
        {
            SOURCE: {"id": SOURCE, "title": "simple-evals, table of results", "kind": "primary", **base},
            QUOTED: {"id": QUOTED, "title": "simple-evals, results reported by others", "kind": "compiled", **base},
        }
    )
    columns = [_column(cell) for cell in _cells(lines[head])]
    section = ""
    for at in range(head + 2, len(lines)):
        if not lines[at].lstrip().startswith("|"):
            break
        cells = _cells(lines[at])
        if cells and cells[0].startswith("**"):
            section = cells[0].strip("* ")
            continue
        _row(cells, columns, section, at + 1, day, batch)
    return batch


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _column(cell: str) -> str | None:
    words = re.split(r"[^a-z]+", _NOTE.sub("", cell).lower())
    return COLUMNS.get(words[0])


def _row(cells: list[str], columns: list[str | None], section: str, line: int, day: str, batch: Batch) -> None:
    name = _NOTE.sub("", cells[0]).strip() if cells else ""
    link = _LINK.search(name)
    name = link[1] if link else name
    conditions: dict[str, str] = {}
    reasoning = _ON_MATH_500.match(name) is not None
    effort = _EFFORT.match(name)
    if effort and reasoning:
        name = effort[1]
        conditions["effort"] = effort[2]
    quoted = "Reported" in section
    for cell, metric in zip(cells, columns, strict=False):
        score = number(cell)
        if metric is None or not name:
            continue
        if score is None:
            batch.skipped["no figure in the cell"] += 1
            continue
        if metric == "math" and reasoning:
            metric = "math-500"
        value = f"{cell.lstrip('0') or '0'} percent" if not cell.startswith("0.") else f"{cell} percent"
        shots = {"shots": "3"} if metric == "drop" and not quoted else {}
        batch.rows.append(
            Row(name, metric, value, QUOTED if quoted else SOURCE, f"README.md, line {line}", day, conditions | shots)
        )
