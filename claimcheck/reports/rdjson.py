"""`--output-format rdjson`: reviewdog's format. Its columns are UTF-8 bytes from 1, ends exclusive."""

from __future__ import annotations

from claimcheck.reports.records import encoded
from claimcheck.reports.run import Places, Run
from claimcheck.reports.text import safe

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any


_SEVERITY = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def render(run: Run) -> str:
    rows: list[dict[str, Any]] = []
    for result in run.results:
        places = Places(result.document)
        path = run.relative(result.path)
        if result.error is not None:
            rows.append({"message": safe(result.error), "location": {"path": path}, "severity": "ERROR"})
        for finding in result.findings:
            row: dict[str, Any] = {
                "message": safe(finding.message),
                "location": {"path": path, "range": _range(places, finding.span)},
                "severity": _SEVERITY[finding.severity],
                "code": {"value": finding.code},
            }
            url = _url(run, finding.facts)
            if url is not None:
                row["code"]["url"] = url
            if finding.fix is not None and finding.fix.applicability == "safe":
                span = finding.fix.span or finding.span
                row["suggestions"] = [{"range": _range(places, span), "text": finding.fix.text}]
            if finding.related:
                row["related_locations"] = [
                    {
                        "message": safe(related.message),
                        "location": {
                            "path": run.relative(related.path or result.path),
                            "range": _range(places, related.span),
                        },
                    }
                    for related in finding.related
                ]
            rows.append(row)
    report = {"source": {"name": "claimcheck"}, "severity": "WARNING", "diagnostics": rows}
    return encoded(report, 2) + "\n"


def _range(places: Places, span: tuple[int, int]) -> dict[str, Any]:
    size = len(places.source)
    start, end = min(span[0], size), min(span[1], size)
    index = places.index
    return {
        "start": {"line": index.line(start), "column": index.utf8_column(start)},
        "end": {"line": index.line(end), "column": index.utf8_column(end)},
    }


def _url(run: Run, facts: tuple[str, ...]) -> str | None:
    """The evidence's address: what a reviewer wants to open."""
    for fact_id in facts:
        fact = run.registry.fact(fact_id)
        source = run.registry.source(fact.source) if fact is not None else None
        if source is not None and source.url and source.url.startswith(("https://", "http://")):
            return source.url
    return None
