"""`--output-format concise`: path:line:column: CODE [name] message."""

from __future__ import annotations

from claimcheck.model import Finding
from claimcheck.reports.run import Places, Run
from claimcheck.reports.text import paint, safe


def heading(path: str, line: int, column: int, finding: Finding, colour: bool) -> str:
    where = paint(safe(path), "bold", colour) + f":{line}:{column}:"
    return f"{where} {paint(finding.code, finding.severity, colour)} [{finding.rule}] {safe(finding.message)}"


def render(run: Run) -> str:
    lines: list[str] = []
    for result in run.results:
        places = Places(result.document)
        for finding in result.findings:
            line, column = places.of(finding.span)[:2]
            lines.append(heading(result.path, line, column, finding, run.colour) + "\n")
    return "".join(lines)
