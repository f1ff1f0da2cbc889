"""`--output-format junit`: a test suite per draft; a clean draft is one passing case."""

from __future__ import annotations

from claimcheck.model import Finding, Result
from claimcheck.reports.evidence import describe
from claimcheck.reports.run import Places, Run
from claimcheck.reports.text import safe
from claimcheck.reports.xml import attribute, text


def render(run: Run) -> str:
    failures = sum(_fails(finding) for _, finding in run.findings)
    errors = sum(result.error is not None for result in run.results)
    cases = sum(max(1, len(result.findings) + (result.error is not None)) for result in run.results)
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n']
    parts.append(f'<testsuites name="claimcheck" tests="{cases}" failures="{failures}" errors="{errors}">\n')
    parts += [_suite(run, result) for result in run.results]
    parts.append("</testsuites>\n")
    return "".join(parts)


def _fails(finding: Finding) -> bool:
    return finding.severity != "note"  # a note never fails a build; it is a passing case with its text


def _suite(run: Run, result: Result) -> str:
    path = run.relative(result.path)
    cases: list[str] = []
    if result.error is not None:
        message = attribute(result.error)
        cases.append(_case(path, "readable", f'<error message={message} type="not-checked"/>'))
    places = Places(result.document)
    for finding in result.findings:
        line, column = places.of(finding.span)[:2]
        body = f"{path}:{line}:{column}: {finding.code} [{finding.rule}] {safe(finding.message)}"
        for fact_id in finding.facts[:3]:
            if (fact := run.registry.fact(fact_id)) is not None:
                body += f"\nReported: {safe(describe(fact, run.registry).line)}"
        inner = (
            f"<failure message={attribute(finding.message)} type={attribute(finding.severity)}>{text(body)}</failure>"
            if _fails(finding)
            else f"<system-out>{text(body)}</system-out>"
        )
        cases.append(_case(path, f"{finding.code} {finding.rule} at {line}:{column}", inner))
    if not cases:
        cases.append(_case(path, "no findings", ""))
    failures = sum(_fails(finding) for finding in result.findings)
    return (
        f'  <testsuite name={attribute(path)} tests="{len(cases)}" failures="{failures}" '
        f'errors="{int(result.error is not None)}" skipped="0" time="0">\n' + "".join(cases) + "  </testsuite>\n"
    )


def _case(path: str, name: str, inner: str) -> str:
    # No file and no line of its own: strict readers (Jenkins) refuse the whole report for an attribute that they lack.
    head = f'    <testcase classname={attribute(path)} name={attribute(name)} time="0"'
    return f"{head}>{inner}</testcase>\n" if inner else f"{head}/>\n"
