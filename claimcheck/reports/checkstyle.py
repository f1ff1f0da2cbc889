"""`--output-format checkstyle`: for the many servers that read Checkstyle's XML."""

from __future__ import annotations

from claimcheck.reports.run import Places, Run
from claimcheck.reports.xml import attribute

_SEVERITY = {"error": "error", "warning": "warning", "note": "info"}


def render(run: Run) -> str:
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n']
    for result in run.results:
        places = Places(result.document)
        rows: list[str] = []
        if result.error is not None:
            rows.append(_error(1, 1, "error", result.error, "not-checked"))
        for finding in result.findings:
            line, column = places.of(finding.span)[:2]
            rows.append(_error(line, column, _SEVERITY[finding.severity], finding.message, finding.code))
        parts.append(f"  <file name={attribute(run.relative(result.path))}>\n{''.join(rows)}  </file>\n")
    return "".join(parts) + "</checkstyle>\n"


def _error(line: int, column: int, severity: str, message: str, code: str) -> str:
    source = attribute(f"claimcheck.{code}")
    where = f'line="{line}" column="{column}" severity="{severity}"'
    return f"    <error {where} message={attribute(message)} source={source}/>\n"
