"""`--output-format github`: workflow commands. Nothing from a draft can end one and begin another."""

from __future__ import annotations

from claimcheck.model import Finding, Result
from claimcheck.reports.evidence import describe
from claimcheck.reports.run import SEVERITIES, Places, Run
from claimcheck.reports.text import safe

# The service shows ten annotations of a level per step: the worst come first, the rest is counted.
MOST = 10
_COMMAND = {"error": "error", "warning": "warning", "note": "notice"}


def render(run: Run) -> str:
    lines = [_command("error", {"title": "not checked"}, r.error) for r in run.results if r.error is not None]
    for severity in SEVERITIES:
        rows = [pair for pair in run.findings if pair[1].severity == severity]
        lines += [_annotation(run, result, finding) for result, finding in rows[:MOST]]
        if len(rows) > MOST:
            more = f"and {len(rows) - MOST} more findings of this level; the job summary lists all"
            lines.append(_command(_COMMAND[severity], {"title": "claimcheck"}, more))
    return "".join(line + "\n" for line in lines)


def _annotation(run: Run, result: Result, finding: Finding) -> str:
    line, column, end_line, end_column = Places(result.document).of(finding.span)
    properties = {"file": run.relative(result.path), "line": str(line)}
    if line == end_line:  # columns are refused where the lines differ
        properties |= {"col": str(column), "endLine": str(end_line), "endColumn": str(end_column)}
    else:
        properties |= {"endLine": str(end_line)}
    properties["title"] = f"{finding.code} {finding.rule}"
    text = finding.message
    for fact_id in finding.facts[:1]:
        if (fact := run.registry.fact(fact_id)) is not None:
            evidence = describe(fact, run.registry)
            text += f"\nReported: {evidence.line}" + (f" {evidence.url}" if evidence.url else "")
    return _command(_COMMAND[finding.severity], properties, text)


def _command(name: str, properties: dict[str, str], text: str) -> str:
    fields = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {fields}::" + "%0A".join(_data(safe(part)) for part in text.split("\n"))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(safe(text)).replace(":", "%3A").replace(",", "%2C")
