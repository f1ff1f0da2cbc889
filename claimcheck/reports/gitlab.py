"""`--output-format gitlab`: a code quality report."""

from __future__ import annotations

from claimcheck.reports.fingerprints import numbered
from claimcheck.reports.records import encoded
from claimcheck.reports.run import Places, Run
from claimcheck.reports.text import safe

_SEVERITY = {"error": "major", "warning": "minor", "note": "info"}


def render(run: Run) -> str:
    rows = []
    seen: dict[str, int] = {}
    for result in run.results:
        places = Places(result.document)
        path = run.relative(result.path)
        if result.error is not None:
            rows.append(
                {
                    "description": f"not checked: {safe(result.error)}",
                    "check_name": "not-checked",
                    "fingerprint": _failure(path),
                    "severity": "blocker",
                    "location": {"path": path, "lines": {"begin": 1}},
                }
            )
        for finding in result.findings:
            line, column, end_line, end_column = places.of(finding.span)
            rows.append(
                {
                    "description": f"{finding.code} [{finding.rule}] {safe(finding.message)}",
                    "check_name": finding.code,
                    "fingerprint": numbered(path, finding, seen),
                    "severity": _SEVERITY[finding.severity],
                    "location": {
                        "path": path,
                        "lines": {"begin": line, "end": end_line},
                        "positions": {
                            "begin": {"line": line, "column": column},
                            "end": {"line": end_line, "column": end_column},
                        },
                    },
                }
            )
    return encoded(rows, 2) + "\n"


def _failure(path: str) -> str:
    import hashlib

    return hashlib.sha256(f"not checked\0{path}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
