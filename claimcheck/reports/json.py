"""`--output-format json`: one object for the run (DESIGN.md, version 1; additive changes only)."""

from __future__ import annotations

from json import dumps

from claimcheck.reports.records import run_record
from claimcheck.reports.run import Run


def render(run: Run) -> str:
    return dumps(run_record(run), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
