"""`--output-format csv`: one finding a row. Cells that a spreadsheet would run as formulas are guarded."""

from __future__ import annotations

from csv import writer
from io import StringIO

from claimcheck.reports.evidence import describe
from claimcheck.reports.run import Places, Run
from claimcheck.reports.text import safe

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any


COLUMNS = (
    "path",
    "line",
    "column",
    "end_line",
    "end_column",
    "code",
    "rule",
    "severity",
    "confidence",
    "text",
    "message",
    "evidence",
    "url",
    "fix",
    "fingerprint",
    "place",
)


def render(run: Run) -> str:
    out = StringIO()
    table = writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for result in run.results:
        places = Places(result.document)
        for finding in result.findings:
            fact = next((f for i in finding.facts if (f := run.registry.fact(i)) is not None), None)
            evidence = describe(fact, run.registry) if fact is not None else None
            row = (
                result.path,
                *places.of(finding.span),
                finding.code,
                finding.rule,
                finding.severity,
                round(finding.confidence, 4),
                finding.text,
                finding.message,
                evidence.line if evidence else "",
                (evidence.url or "") if evidence else "",
                finding.fix.text if finding.fix else "",
                finding.fingerprint,
                finding.place or "",
            )
            table.writerow([guarded(cell) for cell in row])
    return out.getvalue()


def guarded(cell: Any) -> Any:
    """A text that begins like a formula gets an apostrophe, which spreadsheets show as text."""
    if not isinstance(cell, str):
        return cell
    cell = safe(cell)
    return "'" + cell if cell.lstrip()[:1] in ("=", "+", "-", "@", "|") else cell
