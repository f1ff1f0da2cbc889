"""`--output-format sarif`: SARIF 2.1.0, within the limits that code scanning services set."""

from __future__ import annotations

from importlib import import_module
from typing import Any
from urllib.parse import quote

from claimcheck.codes import CODES
from claimcheck.model import Finding, Result
from claimcheck.reports.evidence import describe
from claimcheck.reports.records import encoded
from claimcheck.reports.run import SEVERITIES, Places, Run
from claimcheck.reports.text import safe

MOST_RESULTS = 5000  # GitHub shows no more of a run, and refuses more than 25,000
MOST_RELATED = 100
_HOME = "https://pypi.org/project/claimcheck-benchmarks/"
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_INDEX = {row.code: place for place, row in enumerate(CODES)}

Json = dict[str, Any]


def render(run: Run) -> str:
    found = [(result, finding) for result in run.results for finding in run.shown(result)]
    ranked = sorted(found, key=lambda pair: SEVERITIES.index(pair[1].severity))
    shown = ranked[:MOST_RESULTS]
    order = {id(finding): place for place, (_, finding) in enumerate(found)}
    shown.sort(key=lambda pair: order[id(pair[1])])
    places = {id(result): Places(result.document) for result in run.results}
    seen: dict[str, int] = {}
    results = [_result(run, result, places[id(result)], finding, seen) for result, finding in shown]
    notices = [_notice(run, result) for result in run.results if result.error is not None]
    cut = len(ranked) - len(shown)
    if cut:
        message = f"{cut} further findings are left out: a run shows at most {MOST_RESULTS}, worst first."
        notices.append({"level": "warning", "message": {"text": message}})
    if run.partial is not None:
        notices.append({"level": "error", "message": {"text": run.partial}})
    done = run.partial is None and all(result.error is None for result in run.results)
    invocation: Json = {"executionSuccessful": done}
    if notices:
        invocation["toolExecutionNotifications"] = notices
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(run)},
                "automationDetails": {"id": "claimcheck/"},
                "columnKind": "unicodeCodePoints",
                "invocations": [invocation],
                "results": results,
                "properties": {"registryDigest": run.registry.digest, "registryFacts": run.registry.facts_count},
            }
        ],
    }
    return encoded(log, 1) + "\n"


def _driver(run: Run) -> Json:
    driver: Json = {
        "name": "claimcheck",
        "semanticVersion": _semantic(run.version),
        "informationUri": _HOME,
        "rules": _rules(),
    }
    return driver


def _semantic(version: str) -> str:
    """0.1.0.dev0 in Python's way is 0.1.0-dev0 in SARIF's."""
    numbers, _, rest = version.partition(".dev")
    return f"{numbers}-dev{rest}" if rest else numbers or "0.0.0"


def _rules() -> list[Json]:
    pages: tuple[Any, ...] = getattr(import_module("claimcheck.rules"), "RULES", ())
    manuals = {rule.code: rule.manual.strip() for rule in pages}
    rows: list[Json] = []
    for row in CODES:
        manual = manuals.get(row.code) or f"{row.name}: see `claimcheck explain {row.code}`."
        short = manual.splitlines()[0]
        rows.append(
            {
                "id": row.code,
                "name": "".join(part.capitalize() for part in row.name.split("-")),
                "shortDescription": {"text": short[:1000]},
                "fullDescription": {"text": manual[:1000]},
                "help": {"text": manual, "markdown": manual},
                "helpUri": _HOME,
                "defaultConfiguration": {"level": row.severity},
                "properties": {
                    "tags": ["figures", row.name],
                    "precision": "high",
                    "problem.severity": _problem(row.severity),
                },
            }
        )
    return rows


def _problem(severity: str) -> str:
    return "recommendation" if severity == "note" else severity


def _result(run: Run, result: Result, places: Places, finding: Finding, seen: dict[str, int]) -> Json:
    evidence = [
        describe(fact, run.registry).line for i in finding.facts[:3] if (fact := run.registry.fact(i)) is not None
    ]
    text = safe(finding.message) + "".join(f"\nReported: {safe(line)}" for line in evidence)
    uri = _uri(run, result.path)
    row: Json = {
        "ruleId": finding.code,
        "ruleIndex": _INDEX[finding.code],
        "level": finding.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": _location(uri, places, finding.span)}],
        "partialFingerprints": {"claimcheck/v1": _mark(uri, finding, seen)},
        "properties": {"confidence": round(finding.confidence, 4), "figure": finding.text},
    }
    if finding.related:
        row["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _location(_uri(run, related.path or result.path), places, related.span),
                "message": {"text": safe(related.message)},
            }
            for number, related in enumerate(finding.related[:MOST_RELATED], 1)
        ]
    if finding.silence is not None:
        kind = "inSource" if finding.silence.by == "directive" else "external"
        row["suppressions"] = [{"kind": kind, "justification": finding.silence.reason}]
    if finding.fix is not None:
        span = finding.fix.span or finding.span
        row["fixes"] = [
            {
                "description": {"text": f"Write {safe(finding.fix.text)} ({finding.fix.applicability})"},
                "artifactChanges": [
                    {
                        "artifactLocation": _artifact(uri),
                        "replacements": [
                            {"deletedRegion": _region(places, span), "insertedContent": {"text": finding.fix.text}}
                        ],
                    }
                ],
            }
        ]
    return row


def _location(uri: str, places: Places, span: tuple[int, int]) -> Json:
    return {"artifactLocation": _artifact(uri), "region": _region(places, span)}


def _region(places: Places, span: tuple[int, int]) -> Json:
    line, column, end_line, end_column = places.of(span)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _uri(run: Run, path: str) -> str:
    """A draft's address: relative to the repository, or a whole one where it lies elsewhere."""
    text = run.relative(path)
    drive = text[:2] if text[1:3] == ":/" else ""
    address = drive + quote(text[len(drive) :].encode("utf-8", "surrogateescape"), safe="/")
    if text.startswith("//"):  # a server's share
        return f"file:{address}"
    return f"file://{'/' if drive else ''}{address}" if drive or text.startswith("/") else address


def _artifact(uri: str) -> Json:
    return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _mark(uri: str, finding: Finding, seen: dict[str, int]) -> str:
    """A finding's fingerprint, told apart from equal ones of the same file by number."""
    from claimcheck.reports.fingerprints import numbered

    return numbered(uri, finding, seen)


def _notice(run: Run, result: Result) -> Json:
    return {
        "level": "error",
        "message": {"text": safe(result.error or "")},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(_uri(run, result.path))}}],
    }
