"""What an editor asks of a registry as a whole: is it sound, what changed, what has grown old, what says it of X."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from claimcheck import resources
from claimcheck.errors import RegistryError
from claimcheck.model import Entity, Fact, Metric, Source
from claimcheck.records import dataclass
from claimcheck.registry.build import inspect
from claimcheck.registry.cache import SHOWN, load_registry, open_store
from claimcheck.registry.export import catalogue_of, entries
from claimcheck.registry.load import read_layer
from claimcheck.registry.query import Registry
from claimcheck.registry.records import Origin, Problem

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any


def validate(*paths: str | Path, today: str | None = None, shipped: bool = True) -> list[Problem]:
    """Every problem of the shipped registry together with `paths`: errors first, then in the order of the files.

    Where paths are given, the shipped registry's own warnings are left out. `today` (ISO) makes dates after it errors.
    """
    roots = [(Path(path), str(path)) for path in paths]
    base = None
    if shipped and resources.registry_root().is_dir():
        roots.insert(0, (resources.registry_root(), SHOWN))
    elif shipped and (compiled := resources.compiled_registry()) is not None:
        base = catalogue_of(Registry(open_store(compiled)))
    _, problems = inspect(roots, base, today)
    if paths:
        own = tuple(str(path) for path in paths)
        problems = [p for p in problems if p.level == "error" or (p.origin and p.origin.path.startswith(own))]

    def order(problem: Problem) -> tuple[bool, str, int]:
        origin = problem.origin
        return problem.level != "error", origin.path if origin else "", origin.line if origin else 0

    return sorted(problems, key=order)


@dataclass(frozen=True, slots=True)
class Shown:
    """An entity, metric, source or fact with what hangs on it, and the file and line that declare it."""

    record: Entity | Metric | Source | Fact
    origin: Origin | None
    notes: dict[str, str]
    facts: tuple[Fact, ...]
    members: tuple[str, ...]
    lineage: tuple[str, ...]
    origins: dict[str, Origin]  # of the facts, by id


def show(registry: Registry, name: str) -> Shown:
    """Everything about a name or id. Raises RegistryError, with the nearest names, where it means nothing."""
    identifier = name
    if "/" in name and (fact := registry.fact(name)) is not None:
        return Shown(fact, registry.origin(name), {}, (fact,), (), (), {})
    if (source := registry.source(name)) is not None and registry.entity(name) is None:
        facts = tuple(fact for fact in registry.facts() if fact.source == name)
        return Shown(source, registry.origin(name), {}, facts, (), (), {})
    if registry.entity(name) is None and registry.metric(name) is None:
        matches = registry.resolve(name)
        if not matches or matches[0].score < 100.0:
            near = ", ".join(match.id for match in matches[:3])
            remedy = f"did you mean {near}?" if near else "claimcheck registry search finds names"
            raise RegistryError(f"nothing is called {name!r}", key=name, remedy=remedy)
        identifier = matches[0].id
    record: Entity | Metric | None = registry.entity(identifier) or registry.metric(identifier)
    assert record is not None
    facts = registry.facts_of(identifier) if isinstance(record, Entity) else registry.facts_on(identifier)
    places = {fact.id: place for fact in facts if (place := registry.origin(fact.id)) is not None}
    return Shown(
        record,
        registry.origin(identifier),
        registry.notes(identifier),
        facts,
        registry.members(identifier),
        registry.lineage(identifier),
        places,
    )


@dataclass(frozen=True, slots=True)
class Change:
    """A difference between two registries. `before` or `after` is None for what came or went."""

    kind: str  # source, metric, entity, fact
    id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def what(self) -> str:
        return "added" if self.before is None else "removed" if self.after is None else "changed"

    def fields(self) -> dict[str, tuple[Any, Any]]:
        """What differs: key -> (before, after)."""
        before, after = self.before or {}, self.after or {}
        keys = [*before, *(key for key in after if key not in before)]
        return {key: (before.get(key), after.get(key)) for key in keys if before.get(key) != after.get(key)}


def open_side(name: str | Path) -> Registry:
    """A side of a comparison: "shipped", a compiled file (.ccr), or files and folders as for --registry.

    What declares metrics of its own stands alone; anything else is laid over the shipped registry.
    """
    if str(name) == "shipped":
        return load_registry()
    path = Path(name)
    if path.suffix == ".ccr":
        return Registry(open_store(path))
    alone = any(entry.kind == "metric" for entry in read_layer(path).entries)
    return load_registry(path, shipped=not alone)


def diff(a: Registry, b: Registry) -> list[Change]:
    """What `b` says that `a` does not, and the other way round; wherever it stands in files."""
    before, after = _flat(a), _flat(b)
    keys = sorted(before.keys() | after.keys())
    return [
        Change(*key, before.get(key), after.get(key)) for key in keys if before.get(key) != after.get(key)
    ]  # fmt: skip


def _flat(registry: Registry) -> dict[tuple[str, str], dict[str, Any]]:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    facts = registry.facts()
    exported = entries(registry, facts)
    for kind, group in (("source", "sources"), ("metric", "metrics"), ("entity", "entities")):
        for entry in exported[group]:
            found[kind, entry["id"]] = {key: value for key, value in entry.items() if key not in ("id", "facts")}
    order = iter(facts)
    for entry in exported["entities"]:
        for described in entry.get("facts", ()):
            found["fact", next(order).id] = described
    return found


def stale(registry: Registry, before: str, kinds: Sequence[str] = ()) -> list[Fact]:
    """The newest fact of each entity, metric and conditions, where it is dated before an ISO date and still stands.

    `kinds` narrows it to kinds of metric: prices and limits change, a paper's scores do not. Oldest first.
    """
    newest: dict[tuple[object, ...], Fact] = {}
    for fact in registry.facts():
        metric = registry.metric(fact.metric)
        if kinds and (metric is None or metric.kind not in kinds):
            continue
        key = (fact.subject, fact.metric, tuple(fact.conditions.items()))
        if key not in newest or newest[key].date < fact.date:
            newest[key] = fact
    found = [
        fact
        for fact in newest.values()
        if _earlier(fact.date, before) and not fact.valid_until and fact.status == "reported"
    ]
    return sorted(found, key=lambda fact: (fact.date, fact.id))


def _earlier(date: str, limit: str) -> bool:
    """Whether an ISO date, as precise as it is, lies before another."""
    length = min(len(date), len(limit))
    return date[:length] < limit[:length]


def sample(registry: Registry, count: int = 200, seed: int = 0) -> list[Fact]:
    """Facts drawn for an audit; the same seed draws the same ones from the same registry."""
    import random

    facts = registry.facts()
    return random.Random(seed).sample(facts, min(count, len(facts)))
