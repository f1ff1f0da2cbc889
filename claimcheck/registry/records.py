"""What the loader hands on: entries as declared in files, problems found, and the merged catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from claimcheck.errors import RegistryError
from claimcheck.model import Entity, Fact, Metric, Source
from claimcheck.records import dataclass, field

EntryKind = Literal["entity", "metric", "source"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something is declared; lines and columns from 1."""

    path: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with registry files. Errors refuse the load, warnings are for the editor."""

    level: Literal["error", "warning"]
    message: str
    origin: Origin | None = None
    key: str | None = None
    remedy: str | None = None

    def error(self) -> RegistryError:
        origin = self.origin
        return RegistryError(
            self.message,
            path=origin.path if origin else None,
            line=origin.line if origin else None,
            column=origin.column if origin else None,
            key=self.key,
            remedy=self.remedy,
        )

    def __str__(self) -> str:
        return f"{self.error()}"

    @staticmethod
    def of(error: RegistryError) -> Problem:
        place = Origin(error.path or "", error.line or 1, error.column or 1)
        return Problem("error", error.message, place if error.path else None, error.key, error.remedy)


@dataclass(frozen=True, slots=True)
class FactEntry:
    """A fact as declared, before its metric and source are known. `places` are the origins of some keys."""

    fields: Mapping[str, Any]
    origin: Origin
    places: Mapping[str, Origin]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity, a metric or a source as declared; only the keys that were given are in `fields`."""

    kind: EntryKind
    id: str
    fields: Mapping[str, Any]
    origin: Origin
    places: Mapping[str, Origin]
    facts: tuple[FactEntry, ...] = ()


@dataclass(slots=True)
class Layer:
    """All entries of one root (the shipped registry, or one --registry PATH), in the order of the files."""

    root: str
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    units: str = ""


@dataclass(slots=True)
class Catalogue:
    """Merged records, ready to be checked and compiled. `origins` is keyed by entity, metric, source and fact ids."""

    entities: dict[str, Entity] = field(default_factory=dict)
    metrics: dict[str, Metric] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    facts: dict[str, dict[str, Fact]] = field(default_factory=dict)  # subject -> fact id -> fact
    origins: dict[str, Origin] = field(default_factory=dict)
    notes: dict[str, dict[str, str]] = field(default_factory=dict)  # id -> note, licence: for readers, never compared
    units: str = ""

    def all_facts(self) -> list[Fact]:
        return [fact for facts in self.facts.values() for fact in facts.values()]
