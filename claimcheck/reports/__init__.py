"""Reports: one file a format. Findings in, string out; nothing here decides anything."""

from __future__ import annotations

import sys

from claimcheck.errors import UsageError
from claimcheck.reports.run import Run

# Format -> module; each module has `render(run) -> str`. Imported on use, for the start-up time of the rest.
FORMATS: dict[str, str] = {
    "full": "full",
    "concise": "concise",
    "json": "json",
    "jsonl": "jsonl",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "rdjson": "rdjson",
    "checkstyle": "checkstyle",
    "markdown": "markdown",
    "html": "html",
    "csv": "csv",
}

# Those that show what is silenced, with the reason.
SHOW_SUPPRESSED = ("full", "concise", "json", "sarif")

__all__ = ["FORMATS", "SHOW_SUPPRESSED", "Run", "render"]


def render(name: str, run: Run) -> str:
    """The run in the named format, always ending with a line end unless empty."""
    if name not in FORMATS:
        raise UsageError(f"unknown output format '{name}'", key=name, remedy="one of " + ", ".join(FORMATS))
    module = f"claimcheck.reports.{FORMATS[name]}"
    __import__(module)  # importlib is one more module to load
    text: str = sys.modules[module].render(run)
    return text
