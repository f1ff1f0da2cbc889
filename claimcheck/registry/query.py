"""The registry as the rest of the program asks it: by id, by name, by family, by metric. Decodes what is asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from claimcheck.model import Entity, Fact, Metric, Source, Value
from claimcheck.records import NamedTuple
from claimcheck.registry.name_table import NameTable
from claimcheck.registry.packing import outer
from claimcheck.registry.store import Name, Store

TYPE_CHECKING = False

if TYPE_CHECKING:
    from array import array
    from typing import Any

    import pandas as pd

    from claimcheck.registry.records import Origin
    from claimcheck.registry.resolve import Hit, Index, Match


class Outline(NamedTuple):
    """A reported fact from afar: its number, its interval (not a number without bounds), its unit, its metric's unit
    and its metric.
    """

    number: int
    low: float
    high: float
    unit: str | None
    measured: str
    metric: str


class Registry:
    """Facts, entities, metrics and sources. Immutable; `path` is the compiled file, or a word for one in memory."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._facts: dict[int, Fact] = {}
        self._of: dict[str, tuple[Fact, ...]] = {}
        self._on: dict[str, tuple[Fact, ...]] = {}
        self._for: dict[tuple[str, str], tuple[Fact, ...]] = {}
        self._entities: dict[int, Entity] = {}
        self._entity_of: dict[str, Entity | None] = {}
        self._metric_of: dict[str, Metric | None] = {}
        self._sources: dict[str, Source | None] = {}
        self._lineages: dict[str, tuple[str, ...]] = {}
        self._metrics: dict[int, Metric] = {}
        self._names: list[Name] | None = None
        self._keys: frozenset[str] | None = None
        self._look_alikes: dict[str, int] | None = None
        self._members: dict[int, list[int]] | None = None
        self._kin: dict[str, tuple[str, ...]] = {}
        self._numbers: dict[str, array[int] | tuple[()]] = {}
        self._ends: dict[str, tuple[list[float], list[float]]] = {}
        self._spread: dict[str, _Spread] = {}
        self._index: Index | None = None

    def __repr__(self) -> str:
        return f"<Registry of {self.facts_count:,} facts, {self.digest}, known until {self.known_until}>"

    def __reduce__(self) -> tuple[Any, ...]:
        """For worker processes: the compiled file's path, or its bytes where it lives in memory."""
        return _reopened, (self._store.path, self._store.memory)

    def __len__(self) -> int:
        return self.facts_count

    # -- as a whole ---------------------------------------------------------------------------------------------

    @property
    def path(self) -> str:
        return self._store.path

    @property
    def digest(self) -> str:
        """Of what the registry says; the same for the same facts wherever they stand."""
        return str(self._store.header["digest"])

    @property
    def known_until(self) -> str:
        """The newest fact's date: later entities are unregistered, not wrong."""
        return str(self._store.header["known_until"])

    @property
    def facts_count(self) -> int:
        return int(self._store.header["facts"])

    @property
    def units(self) -> str:
        """The pint definitions of the registry's units.txt files."""
        return self._store.section("units").decode()

    # -- by id --------------------------------------------------------------------------------------------------

    def entity(self, identifier: str) -> Entity | None:
        if identifier not in self._entity_of:
            at = self._store.place(identifier)
            if at is None:
                return None
            self._entity_of[identifier] = self._entity_at(at) if at < self._store.bounds[0] else None
        return self._entity_of[identifier]

    def metric(self, identifier: str) -> Metric | None:
        if identifier not in self._metric_of:
            at = self._store.place(identifier)
            if at is None:
                return None
            self._metric_of[identifier] = self._metric_at(at) if at >= self._store.bounds[0] else None
        return self._metric_of[identifier]

    def source(self, identifier: str) -> Source | None:
        if identifier not in self._sources:
            at = self._store.source_place(identifier)
            self._sources[identifier] = self._store.source(at) if at is not None else None
        return self._sources[identifier]

    def fact(self, identifier: str) -> Fact | None:
        subject, _, _ = identifier.partition("/")
        return next((fact for fact in self.facts_of(subject) if fact.id == identifier), None)

    def origin(self, identifier: str) -> Origin | None:
        """The file and line that declare an entity, a metric, a fact (by its id) or a source."""
        from claimcheck.registry.records import Origin

        subject, slash, _ = identifier.partition("/")
        at = self._store.place(subject)
        if at is None:
            at = self._store.source_place(identifier)
        if at is None:
            return None
        mark = self._store.chunk(at)["at"]
        if slash:
            numbers = [number for number in self._numbers_of(subject) if self.fact_at(number, at).id == identifier]
            if not numbers:
                return None
            mark = self._store.fact_row(numbers[0])[-1]
        found = self._store.origin(mark)
        return Origin(*found) if found else None

    def origins(self) -> dict[str, Origin]:
        """Where everything is declared, by entity, metric and fact id and by "source:" and a source's id."""
        from claimcheck.registry.records import Origin

        found: dict[str, Origin] = {}
        store = self._store
        for at, identifier in enumerate(store.ids):
            chunk = store.chunk(at)
            marks = [(identifier if at < store.bounds[1] else f"source:{identifier}", chunk["at"])]
            if at < store.bounds[0]:
                numbers = store.facts_range(at)
                marks += [(self.fact_at(number, at).id, store.fact_row(number)[-1]) for number in numbers]
            for key, mark in marks:
                place = store.origin(mark)
                if place:
                    found[key] = Origin(*place)
        return found

    def notes(self, identifier: str) -> dict[str, str]:
        """The note and licence of an entity or metric, where its file gives them."""
        at = self._store.place(identifier)
        return self._store.notes(at) if at is not None else {}

    # -- by name ------------------------------------------------------------------------------------------------

    def names(self) -> list[Name]:
        """One row a name: (key, breaks, id, "entity" or "metric", context only, spelled), with names.fold's key."""
        if self._names is None:
            self._names = self._store.names()
        return self._names

    def has_key(self, key: str) -> bool:
        """Whether a name has that folded key."""
        if self._keys is None:
            self._keys = frozenset(self._store.lines("alias_keys"))
        return key in self._keys

    def look_alikes(self) -> dict[str, int]:
        """Folded keys of entities with 0 for an o beside a digit (gpt40), which no name has, and which row of `names`
        the right one is.
        """
        if self._look_alikes is None:
            rows = (line.split("\t") for line in self._store.lines("look_alikes"))
            self._look_alikes = {wrong: int(row) for wrong, row in rows}
        return self._look_alikes

    def words(self) -> list[str]:
        """The Latin words of at least five letters in all names, as spelt, each once."""
        return self._store.lines("words")

    def first_words(self) -> list[str]:
        """Those of them that names of entities begin with, in the order of `names`."""
        return self._store.lines("first_words")

    def name_table(self) -> NameTable:
        """The names as texts are searched for them."""
        return NameTable(self._store.section)

    def resolve(self, name: str, limit: int = 5) -> list[Match]:
        """What a name means, best first: 100 for a name or alias, below 95 for a proposal, [] where nothing fits."""
        return self._names_index().resolve(name, limit)

    def search(self, text: str, limit: int = 10) -> list[Hit]:
        """Entities, metrics and facts that a few words point to, best first."""
        from claimcheck.registry.resolve import search

        return search(self, self._names_index(), text, limit)

    def _names_index(self) -> Index:
        if self._index is None:
            from claimcheck.registry.resolve import Index

            ids = self._store.ids[: self._store.bounds[1]]
            entities = self._store.bounds[0]
            counts = {
                identifier: len(self._store.facts_range(at)) if at < entities else 0
                for at, identifier in enumerate(ids)
            }
            self._index = Index(self.names(), counts, self._display_name, self._makers)
        return self._index

    def _display_name(self, identifier: str) -> tuple[str, str]:
        """Name and kind ("metric" for metrics) of an entity or metric."""
        entity = self.entity(identifier)
        if entity is not None:
            return entity.name, entity.kind
        metric = self.metric(identifier)
        return (metric.name, "metric") if metric is not None else (identifier, "")

    def _makers(self, identifier: str) -> frozenset[str]:
        """The developer of an entity, and the developer's own."""
        found: set[str] = set()
        entity = self.entity(identifier)
        while entity is not None and entity.developer and entity.developer not in found:
            found.add(entity.developer)
            entity = self.entity(entity.developer)
        return frozenset(found)

    # -- families -----------------------------------------------------------------------------------------------

    def members(self, identifier: str) -> tuple[str, ...]:
        """Ids of the entities or metrics whose family is `identifier`, and theirs, nearest first."""
        if identifier in self._kin:
            return self._kin[identifier]
        at = self._store.place(identifier)
        if at is None:
            return ()
        if self._members is None:
            self._members = {}
            for member, family in enumerate(self._store.families):
                if family >= 0:
                    self._members.setdefault(family, []).append(member)
        found = list(self._members.get(at, ()))
        seen = {at, *found}
        for member in found:
            new = [other for other in self._members.get(member, ()) if other not in seen]
            found.extend(new)
            seen.update(new)
        self._kin[identifier] = tuple(self._store.ids[member] for member in found)
        return self._kin[identifier]

    def lineage(self, identifier: str) -> tuple[str, ...]:
        """The family of an entity or metric, the family of that, and so on."""
        if identifier not in self._lineages:
            at = self._store.place(identifier)
            found: list[int] = []
            while at is not None and (up := self._store.families[at]) >= 0 and up not in found:
                found.append(up)
                at = up
            self._lineages[identifier] = tuple(self._store.ids[up] for up in found)
        return self._lineages[identifier]

    # -- facts --------------------------------------------------------------------------------------------------

    def facts_of(self, subject: str) -> tuple[Fact, ...]:
        """All facts of an entity (not of its members), by metric and id."""
        known = self._of.get(subject)
        if known is None:
            at = self._store.place(subject)
            known = self._of[subject] = tuple(self.fact_at(number, at) for number in self._numbers_of(subject))
        return known

    def facts_for(self, subject: str, metric: str) -> tuple[Fact, ...]:
        """The facts of one entity on one metric."""
        known = self._for.get((subject, metric))
        if known is None:
            at, on = self._store.place(subject), self._store.place(metric)
            if at is None or on is None or at >= self._store.bounds[0]:
                return ()
            numbers = self._store.facts_on(at, on)
            known = self._for[subject, metric] = tuple(self.fact_at(number, at) for number in numbers)
        return known

    def facts_on(self, metric: str) -> tuple[Fact, ...]:
        """All facts on a metric, of whatever entity."""
        known = self._on.get(metric)
        if known is None:
            known = self._on[metric] = tuple(map(self.fact_at, self._numbers_on(metric)))
        return known

    def facts_meeting(self, metric: str, low: Value | None, high: Value | None) -> tuple[Fact, ...]:
        """The facts on a metric whose interval meets [low, high]: whose value this is. Decodes only these."""
        near = self._meeting(metric, outer(low, below=True), outer(high, below=False))
        return tuple(f for f in map(self.fact_at, near) if _ordered(low, f.high) and _ordered(f.low, high))

    def subjects_meeting(self, metric: str, low: float, high: float) -> Iterator[str]:
        """Ids of the entities with a fact on the metric whose interval, in the fact's own unit, meets [low, high]."""
        for number in self._meeting(metric, low, high):
            yield self._store.ids[self._store.owner(number)]

    def _meeting(self, metric: str, low: float, high: float) -> list[int]:
        """The numbers of the facts on a metric whose interval meets [low, high]."""
        known = self._spread.get(metric)
        if known is None:
            lows, highs = self._store.column("facts_low", "d"), self._store.column("facts_high", "d")
            known = self._spread[metric] = _Spread([(lows[n], highs[n], n) for n in self._numbers_on(metric)])
        return known.meeting(low, high)

    def crowd(self, metric: str, low: float, high: float) -> tuple[int, int]:
        """How many facts on the metric meet [low, high], in their own units, and how many there are."""
        ends = self._ends.get(metric)
        if ends is None:
            numbers = self._numbers_on(metric)
            lows, highs = self._store.column("facts_low", "d"), self._store.column("facts_high", "d")
            bounded = [number for number in numbers if lows[number] <= highs[number]]
            ends = self._ends[metric] = sorted(lows[n] for n in bounded), sorted(highs[n] for n in bounded)
        return bisect_right(ends[0], high) - bisect_left(ends[1], low), len(ends[0])

    def outlines(self, subject: str) -> Iterator[Outline]:
        """The reported facts of an entity from afar, without decoding any."""
        store, numbers = self._store, self._numbers_of(subject)
        if not numbers:
            return
        metrics, places = store.column("facts_metrics", "I"), store.column("facts_units", "H")
        lows, highs = store.column("facts_low", "d"), store.column("facts_high", "d")
        silent, units, measured = store.section("facts_status"), self._units_used, self._metric_units
        first = store.bounds[0]
        for number in numbers:
            if not silent[number]:
                metric = metrics[number]
                unit = units[places[number]] or None
                yield Outline(number, lows[number], highs[number], unit, measured[metric - first], store.ids[metric])

    @cached_property
    def _units_used(self) -> list[str]:
        return self._store.lines("units_used")

    @cached_property
    def _metric_units(self) -> list[str]:
        return self._store.lines("metric_units")

    def subjects_on(self, metric: str) -> tuple[str, ...]:
        """Ids of the entities that have a fact on the metric."""
        return tuple(dict.fromkeys(self._store.ids[self._store.owner(number)] for number in self._numbers_on(metric)))

    def facts(self, subject: str | None = None, metric: str | None = None) -> list[Fact]:
        """Facts by entity and metric, each an id or a name; a family stands for its members too."""
        subjects = self._expand(subject, "entity") if subject is not None else None
        metrics = self._expand(metric, "metric") if metric is not None else None
        if subjects is not None:
            found = [fact for identifier in subjects for fact in self.facts_of(identifier)]
            return [fact for fact in found if metrics is None or fact.metric in metrics]
        if metrics is not None:
            return [fact for identifier in metrics for fact in self.facts_on(identifier)]
        entities = self._store.ids[: self._store.bounds[0]]
        return [fact for identifier in entities for fact in self.facts_of(identifier)]

    def _expand(self, name: str, kind: str) -> list[str]:
        if self._store.place(name) is None:
            matches = [match for match in self.resolve(name) if match.score == 100.0]
            fitting = [match.id for match in matches if (match.kind == "metric") == (kind == "metric")]
            if not fitting:
                return []
            name = fitting[0]
        return [name, *self.members(name)]

    # -- all ----------------------------------------------------------------------------------------------------

    def entities(self) -> Iterator[Entity]:
        return (self._entity_at(at) for at in range(self._store.bounds[0]))

    def metrics(self) -> Iterator[Metric]:
        return (self._metric_at(at) for at in range(self._store.bounds[0], self._store.bounds[1]))

    def sources(self) -> Iterator[Source]:
        return (self._store.source(at) for at in range(self._store.bounds[1], self._store.bounds[2]))

    def to_frame(self) -> pd.DataFrame:
        """One row a fact, numbers as floats."""
        from claimcheck.registry.export import frame

        return frame(self)

    def stats(self) -> dict[str, Any]:
        """Counts of what the registry holds, by kind, source and standing."""
        from claimcheck.registry.stats import stats

        return stats(self)

    # -- decoding -----------------------------------------------------------------------------------------------

    def _entity_at(self, at: int) -> Entity:
        if at not in self._entities:
            self._entities[at] = self._store.entity(at)
        return self._entities[at]

    def _metric_at(self, at: int) -> Metric:
        if at not in self._metrics:
            self._metrics[at] = self._store.metric(at)
        return self._metrics[at]

    def _numbers_of(self, subject: str) -> range:
        at = self._store.place(subject)
        return self._store.facts_range(at) if at is not None and at < self._store.bounds[0] else range(0)

    def fact_at(self, number: int, owner: int | None = None) -> Fact:
        """The fact of that number (`outlines` gives it); `owner` is the index of its entity where that is known."""
        fact = self._facts.get(number)
        if fact is None:
            owner = self._store.owner(number) if owner is None else owner
            fact = self._facts[number] = self._store.fact(number, owner)
        return fact

    def _numbers_on(self, metric: str) -> array[int] | tuple[()]:
        known = self._numbers.get(metric)
        if known is None:
            at = self._store.place(metric)
            is_metric = at is not None and at >= self._store.bounds[0]
            known = self._numbers[metric] = self._store.metric_facts(at) if at is not None and is_metric else ()
        return known


class _Spread:
    """Intervals with their numbers. Most are narrow, so that those which meet another begin near it."""

    __slots__ = ("_bottoms", "_narrow", "_reach", "_wide")

    def __init__(self, rows: list[tuple[float, float, int]]) -> None:
        widths = sorted(top - bottom for bottom, top, _ in rows)
        self._reach = 2 * max([0.0, *widths[len(widths) * 9 // 10 :][:1]])  # twice: floats are rounded
        self._narrow = sorted(row for row in rows if row[1] - row[0] <= self._reach)
        self._wide = [row for row in rows if row[1] - row[0] > self._reach]
        self._bottoms = [bottom for bottom, _, _ in self._narrow]

    def meeting(self, low: float, high: float) -> list[int]:
        """The numbers of those that meet [low, high], ascending."""
        first, last = bisect_left(self._bottoms, low - self._reach), bisect_right(self._bottoms, high)
        near = (*self._narrow[first:last], *self._wide)
        return sorted([number for bottom, top, number in near if bottom <= high and low <= top])


def _reopened(path: str, data: bytes | None) -> Registry:
    from pathlib import Path

    from claimcheck.registry.cache import open_store

    return Registry(Store(data, path) if data is not None else open_store(Path(path)))


def _ordered(first: Value | None, second: Value | None) -> bool:
    """Whether first <= second, an open end being beyond everything; dates compare as far as both go."""
    if first is None or second is None:
        return True
    if isinstance(first, str) or isinstance(second, str):
        length = min(len(str(first)), len(str(second)))
        return str(first)[:length] <= str(second)[:length]
    return first <= second
