"""Findings and claims as pandas frames with fixed columns and types, empty or not."""

from __future__ import annotations

from claimcheck.model import Result
from claimcheck.reports.evidence import describe
from claimcheck.reports.records import claim_record, finding_record
from claimcheck.reports.run import Facts, Places, Run

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    import pandas as pd

FINDINGS: dict[str, str] = {
    "path": "string",
    "code": "string",
    "rule": "string",
    "severity": "string",
    "confidence": "float64",
    "text": "string",
    "message": "string",
    "start": "Int64",
    "end": "Int64",
    "line": "Int64",
    "column": "Int64",
    "claim": "string",
    "fact": "string",
    "reported": "string",
    "source": "string",
    "source_url": "string",
    "fix": "string",
    "fingerprint": "string",
    "error": "string",
}
CLAIMS: dict[str, str] = {
    "path": "string",
    "id": "string",
    "text": "string",
    "start": "Int64",
    "end": "Int64",
    "line": "Int64",
    "column": "Int64",
    "subject": "string",
    "subject_name": "string",
    "metric": "string",
    "metric_name": "string",
    "value": "object",
    "low": "object",
    "high": "object",
    "unit": "string",
    "approximation": "string",
    "conditions": "object",
    "stance": "string",
    "verdict": "string",
    "reason": "string",
    "confidence": "float64",
    "facts": "object",
}


def findings_frame(run: Run) -> pd.DataFrame:
    """One row a finding; a draft that could not be checked is one row with its reason in `error`."""
    return _frame([row for result in run.results for row in finding_rows(result, run.registry)], FINDINGS)


def finding_rows(result: Result, registry: Facts) -> list[dict[str, Any]]:
    """The rows of one draft, with the columns of FINDINGS."""
    rows: list[dict[str, Any]] = []
    places = Places(result.document)
    if result.error is not None:
        rows.append({"path": result.path, "error": result.error})
    for finding in result.findings:
        record = finding_record(finding, places, result.path)
        fact = next((f for i in finding.facts if (f := registry.fact(i)) is not None), None)
        evidence = describe(fact, registry) if fact is not None else None
        row = {name: record[name] for name in FINDINGS if name in record}
        row |= {
            "path": result.path,
            "fact": fact.id if fact else None,
            "reported": evidence.value if evidence else None,
            "source": evidence.source if evidence else None,
            "source_url": evidence.url if evidence else None,
            "fix": finding.fix.text if finding.fix else None,
        }
        rows.append(row)
    return rows


def claims_frame(run: Run) -> pd.DataFrame:
    """One row a claim, with its verdict."""
    rows: list[dict[str, Any]] = []
    for result in run.results:
        places = Places(result.document)
        rows += [{"path": result.path, **claim_record(judgement, places)} for judgement in result.judgements]
    return _frame(rows, CLAIMS)


def _frame(rows: list[dict[str, Any]], columns: dict[str, Any]) -> pd.DataFrame:
    import pandas as pd

    data: dict[str, Any] = {
        name: pd.array([row.get(name) for row in rows], dtype=kind)
        if kind != "object"
        else pd.Series([row.get(name) for row in rows], dtype="object")
        for name, kind in columns.items()
    }
    return pd.DataFrame(data, columns=list(columns))
