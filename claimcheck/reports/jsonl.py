"""`--output-format jsonl`: one finding a line, with its path and the facts it cites; readable as a stream."""

from __future__ import annotations

from claimcheck.reports.records import encoded, fact_record, finding_record
from claimcheck.reports.run import Places, Run


def render(run: Run) -> str:
    lines: list[str] = []
    cited = run.cited()
    for result in run.results:
        places = Places(result.document)
        if result.error is not None:
            lines.append(encoded({"path": result.path, "error": result.error}))
        for finding in result.findings:
            record = {"path": result.path, **finding_record(finding, places, result.path)}
            record["facts"] = {
                fact_id: fact_record(cited[fact_id], run.registry) for fact_id in finding.facts if fact_id in cited
            }
            lines.append(encoded(record))
    return "".join(line + "\n" for line in lines)
