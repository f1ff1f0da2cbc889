"""`--output-format concise`: path:line:column: CODE [name] message."""

from __future__ import annotations

from claimcheck.model import Finding
from claimcheck.reports.run import Places, Run
from claimcheck.reports.text import paint, safe


def heading(path: str, line: int, column: int, finding: Finding, colour: bool) -> str:
    where = paint(safe(path), "bold", colour) + f":{line}:{column}:"
    silenced = f" (silenced: {safe(silence_of(finding))})" if finding.silence is not None else ""
    return f"{where} {paint(finding.code, finding.severity, colour)} [{finding.rule}]{silenced} {safe(finding.message)}"


def silence_of(finding: Finding) -> str:
    """What silences a finding, and why."""
    assert finding.silence is not None
    return ": ".join(part for part in (finding.silence.by, finding.silence.reason) if part)


def render(run: Run) -> str:
    lines: list[str] = []
    for result in run.results:
        places = Places(result.document)
        for finding in run.shown(result):
            line, column = places.of(finding.span)[:2]
            lines.append(heading(result.path, line, column, finding, run.colour) + "\n")
    return "".join(lines)
