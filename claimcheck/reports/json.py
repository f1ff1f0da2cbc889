"""`--output-format json`: one object for the run (DESIGN.md, version 1; additive changes only)."""

from __future__ import annotations

from claimcheck.reports.records import encoded, run_record
from claimcheck.reports.run import Run


def render(run: Run) -> str:
    return encoded(run_record(run), 2) + "\n"
