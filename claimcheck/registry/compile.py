"""A catalogue to the bytes of a compiled registry (.ccr), the same bytes for the same records and places.

    "CCR1\\n" + header as one line of JSON + "\\n" + sections

The header gives each section's offset (from the end of the header) and length, counts, digest and known_until.
Sections: `key` (what it was built from), `ids` (entities, metrics, sources), `offsets` of their chunks, `families`,
`alias_*` (one row a name: folded key, spelling, pattern of breaks, owner, flags), `facts` (one JSON text a fact, entity
after entity, from `first_facts` on), `values` (metric -> numbers and intervals of its facts), `files` and `chunks` (one
JSON text a record). Numbers are little-endian; nothing is executed on reading.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable
from decimal import Decimal
from itertools import accumulate
from typing import Any

from claimcheck import names
from claimcheck.model import Entity, Fact, Metric, Source
from claimcheck.registry.checks import names_of
from claimcheck.registry.records import Catalogue, Origin
from claimcheck.registry.store import FACT_FIELDS, FORMAT, MAGIC


def compiled(catalogue: Catalogue, key: str = "") -> bytes:
    """The compiled form; `key` tells later what files it was built from."""
    entities = [catalogue.entities[name] for name in sorted(catalogue.entities)]
    metrics = [catalogue.metrics[name] for name in sorted(catalogue.metrics)]
    sources = [catalogue.sources[name] for name in sorted(catalogue.sources)]
    named: list[Entity | Metric] = [*entities, *metrics]
    ids = [record.id for record in named] + [source.id for source in sources]
    place = {name: at for at, name in enumerate(ids[: len(entities) + len(metrics)])}
    facts = {entity.id: _ordered(catalogue.facts.get(entity.id, {}).values()) for entity in entities}
    files = sorted({origin.path for origin in catalogue.origins.values()})
    where = _Where(catalogue, {path: at for at, path in enumerate(files)})

    chunks = [_entity(entity, where) for entity in entities]
    chunks += [_metric(metric, where) for metric in metrics]
    chunks += [_source(source, where) for source in sources]
    encoded = [_json(chunk) for chunk in chunks]
    offsets = _running(encoded)
    flat = [fact for entity in entities for fact in facts[entity.id]]
    rows = [_json([*_fact(fact), where.of(fact.id)]) for fact in flat]
    counts = [len(facts[entity.id]) for entity in entities]
    values = [_json(rows) for rows in _values(metrics, flat)]

    sections: dict[str, bytes] = {
        "key": key.encode(),
        "ids": "\n".join(ids).encode(),
        "offsets": _bytes(offsets),
        "families": _bytes(array("i", [place.get(record.family or "", -1) for record in named])),
        "first_facts": _bytes(array("I", accumulate(counts, initial=0))),
        "facts_offsets": _bytes(_running(rows)),
        "facts": b"".join(rows),
        **_aliases(named),
        "values_offsets": _bytes(_running(values)),
        "values": b"".join(values),
        "files": _json(files),
        "units": catalogue.units.encode(),
        "chunks": b"".join(encoded),
    }
    header: dict[str, Any] = {
        "format": FORMAT,
        "digest": _digest(catalogue, flat, entities, metrics, sources),
        "known_until": max((fact.date for fact in flat), default=""),
        "facts": len(flat),
        "entities": len(entities),
        "metrics": len(metrics),
        "sources": len(sources),
        "sections": {},
    }
    at = 0
    for name, data in sections.items():
        header["sections"][name] = [at, len(data)]
        at += len(data)
    header["length"] = at
    return b"".join((MAGIC, _json(header), b"\n", *sections.values()))


class _Where:
    """Origins as [file number, line], for the chunks."""

    def __init__(self, catalogue: Catalogue, files: dict[str, int]) -> None:
        self._origins = catalogue.origins
        self._files = files
        self.notes = catalogue.notes

    def of(self, key: str) -> list[int]:
        origin: Origin | None = self._origins.get(key)
        return [self._files[origin.path], origin.line] if origin else []


def _ordered(facts: Iterable[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda fact: (fact.metric, fact.id))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _running(parts: list[bytes]) -> array[int]:
    ends = array("I", [0])
    for part in parts:
        ends.append(ends[-1] + len(part))
    return ends


def _bytes(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _entity(entity: Entity, where: _Where) -> dict[str, Any]:
    record: dict[str, Any] = {"kind": entity.kind, "name": entity.name, "at": where.of(entity.id)}
    record |= _given(entity, ("aliases", "context_aliases", "developer", "family", "released"))
    return record | where.notes.get(entity.id, {})


def _fact(fact: Fact) -> list[Any]:
    row: list[Any] = []
    for field in FACT_FIELDS:
        value = getattr(fact, field)
        if field == "conditions":
            row.append(dict(value) or 0)
        elif isinstance(value, Decimal):
            row.append(str(value))
        else:
            row.append(value)
    tail = fact.id.removeprefix(f"{fact.subject}/{fact.metric}/{fact.source}").removeprefix("/")
    return [tail, *row]


def _metric(metric: Metric, where: _Where) -> dict[str, Any]:
    record: dict[str, Any] = {"name": metric.name, "unit": metric.unit, "kind": metric.kind, "at": where.of(metric.id)}
    record |= _given(metric, ("aliases", "context_aliases", "family", "direction", "subjects"))
    if metric.default_conditions:
        record["default_conditions"] = dict(metric.default_conditions)
    record |= {key: str(end) for key, end in (("low", metric.low), ("high", metric.high)) if end is not None}
    return record | where.notes.get(metric.id, {})


def _source(source: Source, where: _Where) -> dict[str, Any]:
    record: dict[str, Any] = {"title": source.title, "publisher": source.publisher, "kind": source.kind}
    record |= _given(source, ("url", "date", "licence", "note"))
    return record | {"at": where.of(f"source:{source.id}")}


def _given(record: object, fields: tuple[str, ...]) -> dict[str, Any]:
    return {field: getattr(record, field) for field in fields if getattr(record, field)}


def _aliases(records: list[Entity | Metric]) -> dict[str, bytes]:
    """One row a name. Of two spellings with one key in one record the unconditional one stays, with all breaks."""
    keys: list[str] = []
    spelled: list[str] = []
    patterns: dict[tuple[int, ...], int] = {}
    breaks, owners, flags = array("H"), array("I"), bytearray()
    for at, record in enumerate(records):
        rows: dict[str, tuple[set[int], bool, str]] = {}
        for alias, context_only in names_of(record):
            key, places = names.fold(alias)
            known = rows.get(key)
            rows[key] = (known[0] | set(places), known[1], known[2]) if known else (set(places), context_only, alias)
        for key, (allowed, context_only, alias) in rows.items():
            keys.append(key)
            spelled.append(alias.replace("\n", " "))
            breaks.append(patterns.setdefault(tuple(sorted(allowed)), len(patterns)))
            owners.append(at)
            flags.append(context_only)
    return {
        "alias_keys": "\n".join(keys).encode(),
        "alias_spelled": "\n".join(spelled).encode(),
        "alias_breaks": _bytes(breaks),
        "alias_patterns": _json(list(patterns)),
        "alias_owners": _bytes(owners),
        "alias_flags": bytes(flags),
    }


def _values(metrics: list[Metric], facts: list[Fact]) -> list[list[Any]]:
    """Per metric its facts as [number of the fact, low, high]; floats, for look-up only."""
    rows: dict[str, list[Any]] = {metric.id: [] for metric in metrics}
    for number, fact in enumerate(facts):
        rows[fact.metric].append([number, _rough(fact.low), _rough(fact.high)])
    return [rows[metric.id] for metric in metrics]


def _rough(value: object) -> float | str | None:
    return float(value) if isinstance(value, Decimal) else _text(value)


def _digest(
    catalogue: Catalogue, facts: list[Fact], entities: list[Entity], metrics: list[Metric], sources: list[Source]
) -> str:
    """Of what the registry says, wherever its lines stand."""
    import hashlib

    digest = hashlib.sha256()
    nowhere = _Where(Catalogue(notes=catalogue.notes), {})
    for entity in entities:
        digest.update(_json([entity.id, _entity(entity, nowhere)]))
    for metric in metrics:
        digest.update(_json([metric.id, _metric(metric, nowhere)]))
    for source in sources:
        digest.update(_json([source.id, _source(source, nowhere)]))
    for fact in facts:
        digest.update(_json([fact.id, _fact(fact)]))
    return digest.hexdigest()[:16]
