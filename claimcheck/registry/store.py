"""The compiled registry, read in parts on demand. Opening decodes the header only."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left, bisect_right
from decimal import Decimal
from functools import cached_property

from claimcheck.errors import RegistryError
from claimcheck.model import Entity, Fact, Metric, Source
from claimcheck.registry.packing import unpacked

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any


MAGIC = b"CCR1\n"
SEAL = 4  # bytes of a checksum that a cached file ends with
FORMAT = 18
FACT_FIELDS = (  # those of model.Fact after id and subject, in its order
    "metric", "value", "low", "high", "unit", "approximation", "source", "locator", "date", "kind", "conditions",
    "valid_from", "valid_until", "status", "supersedes", "note", "step", "printed",
)  # fmt: skip

_NUMBERS = (2, 3, 4, 17)  # value, low, high and step in a row, which begins with the end of the id

_decode = json.JSONDecoder().raw_decode  # rows are whole, and known to be text: nothing to find out about them

Name = tuple[str, tuple[int, ...], str, str, bool, str]


class Store:
    """The sections of one compiled registry. `data` may be bytes or a memory map."""

    def __init__(self, data: Any, path: str) -> None:
        self.path = path
        self._data = data
        if data[: len(MAGIC)] != MAGIC:
            raise self._damaged()
        end = data.find(b"\n", len(MAGIC))
        try:
            self.header: dict[str, Any] = json.loads(data[len(MAGIC) : end])
            self._base = end + 1
            if self.header["format"] != FORMAT or len(data) - self._base not in (
                self.header["length"],
                self.header["length"] + SEAL,
            ):
                raise self._damaged()
            self._sections: dict[str, list[int]] = self.header["sections"]
        except (ValueError, KeyError, TypeError):
            raise self._damaged() from None
        self._ids: list[str] | None = None
        self._places: dict[str, int] | None = None
        self._offsets: array[int] | None = None
        self._families: array[int] | None = None
        self._first_facts: array[int] | None = None
        self._fact_offsets: array[int] | None = None
        self._columns: dict[str, array[Any]] = {}
        self._files: list[str] | None = None
        self._chunks: dict[int, dict[str, Any]] = {}

    @property
    def memory(self) -> bytes | None:
        """The whole registry where it was not opened from a file."""
        return self._data if isinstance(self._data, bytes) else None

    def _damaged(self) -> RegistryError:
        return RegistryError("the compiled registry is damaged", path=self.path, remedy="delete it; it is built again")

    def section(self, name: str) -> bytes:
        start, length = self._sections[name]
        return bytes(self._data[self._base + start : self._base + start + length])

    def _numbers(self, name: str, code: str) -> array[Any]:
        return unpacked(self.section(name), code)

    def _json(self, section: str, start: int, end: int) -> Any:
        base = self._base + self._sections[section][0]
        try:
            return _decode(self._data[base + start : base + end].decode())[0]
        except ValueError:
            raise self._damaged() from None

    # -- ids ----------------------------------------------------------------------------------------------------

    @property
    def ids(self) -> list[str]:
        """Ids of entities, then metrics, then sources."""
        if self._ids is None:
            text = self.section("ids").decode()
            self._ids = text.split("\n") if text else []
        return self._ids

    @cached_property
    def bounds(self) -> tuple[int, int, int]:
        """Where entities, metrics and sources end in `ids`."""
        entities, metrics, sources = (self.header[kind] for kind in ("entities", "metrics", "sources"))
        return entities, entities + metrics, entities + metrics + sources

    def place(self, identifier: str) -> int | None:
        """The index of an entity or metric."""
        if self._places is None:
            count = self.bounds[1]
            self._places = dict(zip(self.ids[:count], range(count), strict=True))
        return self._places.get(identifier)

    def source_place(self, identifier: str) -> int | None:
        start, end = self.bounds[1:]
        at = bisect_left(self.ids, identifier, start, end)
        return at if at < end and self.ids[at] == identifier else None

    @property
    def families(self) -> array[int]:
        """Per entity and metric the index of its family, or -1."""
        if self._families is None:
            self._families = self._numbers("families", "i")
        return self._families

    # -- records ------------------------------------------------------------------------------------------------

    def chunk(self, at: int) -> dict[str, Any]:
        known = self._chunks.get(at)
        if known is None:
            if self._offsets is None:
                self._offsets = self._numbers("offsets", "I")
            known = self._json("chunks", self._offsets[at], self._offsets[at + 1])
            self._chunks[at] = known
        assert known is not None
        return known

    def entity(self, at: int) -> Entity:
        chunk = self.chunk(at)
        return Entity(
            id=self.ids[at],
            kind=chunk["kind"],
            name=chunk["name"],
            aliases=tuple(chunk.get("aliases", ())),
            context_aliases=tuple(chunk.get("context_aliases", ())),
            developer=chunk.get("developer"),
            family=chunk.get("family"),
            released=chunk.get("released"),
        )

    def metric(self, at: int) -> Metric:
        chunk = self.chunk(at)
        return Metric(
            id=self.ids[at],
            name=chunk["name"],
            unit=chunk["unit"],
            kind=chunk["kind"],
            aliases=tuple(chunk.get("aliases", ())),
            context_aliases=tuple(chunk.get("context_aliases", ())),
            family=chunk.get("family"),
            low=_decimal(chunk.get("low")),
            high=_decimal(chunk.get("high")),
            direction=chunk.get("direction"),
            default_conditions=chunk.get("default_conditions", {}),
            subjects=tuple(chunk.get("subjects", ())),
        )

    def source(self, at: int) -> Source:
        fields = {key: value for key, value in self.chunk(at).items() if key != "at"}
        return Source(id=self.ids[at], **fields)

    def facts_range(self, at: int) -> range:
        """The numbers of the facts of the entity at `at`."""
        if self._first_facts is None:
            self._first_facts = self._numbers("first_facts", "I")
        return range(self._first_facts[at], self._first_facts[at + 1])

    def fact_row(self, number: int) -> list[Any]:
        """A fact as stored: the end of its id, FACT_FIELDS, its place."""
        if self._fact_offsets is None:
            self._fact_offsets = self._numbers("facts_offsets", "I")
        return self._json("facts", self._fact_offsets[number], self._fact_offsets[number + 1])  # type: ignore[no-any-return]

    def facts_on(self, at: int, metric: int) -> range:
        """The numbers of those facts of the entity at `at` that are on the metric at `metric`."""
        metrics = self.column("facts_metrics", "I")
        own = self.facts_range(at)  # in the order of their metrics
        first = bisect_left(metrics, metric, own.start, own.stop)
        return range(first, bisect_right(metrics, metric, first, own.stop))

    def column(self, name: str, code: str) -> array[Any]:
        """One item a fact: an array of type `code`, see `compile`."""
        known = self._columns.get(name)
        if known is None:
            known = self._columns[name] = self._numbers(name, code)
        return known

    def owner(self, number: int) -> int:
        """The index of the entity that a fact is about."""
        self.facts_range(0)
        assert self._first_facts is not None
        return bisect_right(self._first_facts, number) - 1

    def fact(self, number: int, at: int) -> Fact:
        """The fact of that number, which is about the entity at `at`."""
        row = self.fact_row(number)
        row.pop()
        row[0] = f"/{row[0]}" if row[0] else ""
        if row[5] != "date":
            for place in _NUMBERS:
                if row[place] is not None:
                    row[place] = Decimal(row[place])
        row[11] = row[11] or {}
        subject = self.ids[at]
        return Fact(f"{subject}/{row[1]}/{row[7]}{row[0]}", subject, *row[1:])

    def notes(self, at: int) -> dict[str, str]:
        return {key: value for key, value in self.chunk(at).items() if key in ("note", "licence")}

    def origin(self, place: list[int]) -> tuple[str, int] | None:
        """File and line of an `at` mark."""
        if not place:
            return None
        if self._files is None:
            self._files = json.loads(self.section("files"))
        return self._files[place[0]], place[1]

    # -- indexes ------------------------------------------------------------------------------------------------

    def names(self) -> list[Name]:
        """One row a name: folded key, breaks, id, kind, whether it counts in context only, spelling."""
        text = self.section("alias_keys").decode()
        if not text:
            return []
        patterns = [tuple(pattern) for pattern in json.loads(self.section("alias_patterns"))]
        owners = self._numbers("alias_owners", "I")
        entities, metrics, _ = self.bounds
        kinds = ["entity"] * entities + ["metric"] * (metrics - entities)
        return list(
            zip(
                text.split("\n"),
                map(patterns.__getitem__, self._numbers("alias_breaks", "H")),
                map(self.ids.__getitem__, owners),
                map(kinds.__getitem__, owners),
                map(bool, self.section("alias_flags")),
                self.section("alias_spelled").decode().split("\n"),
                strict=True,
            )
        )

    def lines(self, name: str) -> list[str]:
        """A section of lines."""
        text = self.section(name).decode()
        return text.split("\n") if text else []

    def metric_facts(self, metric: int) -> array[int]:
        """The numbers of the facts on the metric at that index."""
        at = metric - self.bounds[0]
        offsets = self.column("metric_facts_offsets", "I")
        start = self._base + self._sections["metric_facts"][0]
        return unpacked(self._data[start + offsets[at] : start + offsets[at + 1]], "I")


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
