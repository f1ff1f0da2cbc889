"""The table of rule codes: stable, never used again for something else."""

from __future__ import annotations

from claimcheck.model import Severity
from claimcheck.records import NamedTuple


class Code(NamedTuple):
    code: str
    name: str
    severity: Severity


CODES: tuple[Code, ...] = (
    Code("CC101", "value", "error"),
    Code("CC102", "magnitude", "error"),
    Code("CC103", "unit", "error"),
    Code("CC104", "subject-swap", "error"),
    Code("CC105", "metric-swap", "error"),
    Code("CC106", "outdated", "warning"),
    Code("CC107", "condition", "warning"),
    Code("CC108", "false-precision", "note"),
    Code("CC201", "internal", "warning"),
    Code("CC202", "table", "warning"),
    Code("CC203", "arithmetic", "warning"),
    Code("CC204", "comparison", "warning"),
    Code("CC205", "headline", "warning"),
    Code("CC301", "impossible", "error"),
    Code("CC302", "lost-superscript", "error"),
    Code("CC303", "ambiguous-multiple", "note"),
    Code("CC304", "anachronism", "warning"),
    Code("CC401", "misspelt-name", "warning"),
    Code("CC402", "ambiguous-name", "note"),
    Code("CC403", "look-alike", "warning"),
    Code("CC901", "suppression", "warning"),
    Code("CC902", "not-checked", "error"),
)

BY_CODE = {row.code: row for row in CODES}
BY_NAME = {row.name: row for row in CODES}


def find(code_or_name: str) -> Code | None:
    """The row for a code or a name, whatever the case; None when there is none."""
    return BY_CODE.get(code_or_name.strip().upper()) or BY_NAME.get(code_or_name.strip().lower())
