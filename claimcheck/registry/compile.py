"""A catalogue to the bytes of a compiled registry (.ccr), the same bytes for the same records and places.

    "CCR1\\n" + header as one line of JSON + "\\n" + sections

The header gives each section's offset (from the end of the header) and length, counts, digest and known_until.
Sections: `key` (what it was built from), `ids` (entities, metrics, sources), `offsets` of their chunks, `families`,
`alias_*` (one row a name: folded key, spelling, pattern of breaks, owner, flags), `name_*` (the same to search texts
for, see name_table), `words` and `first_words` of names, `look_alikes` of keys, `facts` (one JSON text a fact, entity
after entity, from `first_facts` on, by metric), `facts_*` (columns: the metric, unit, status and interval of each),
`metric_facts` (the numbers of each metric's facts), `files` and `chunks` (one JSON text a record). Numbers are
little-endian; nothing is executed on reading.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import accumulate
from math import nan
from operator import attrgetter

from claimcheck import names
from claimcheck import patterns as re
from claimcheck.model import Entity, Fact, Metric, Source
from claimcheck.registry import name_table, spellings
from claimcheck.registry.checks import names_of
from claimcheck.registry.name_table import NameRow
from claimcheck.registry.packing import as_json, outer, packed, running
from claimcheck.registry.records import Catalogue, Origin
from claimcheck.registry.store import FACT_FIELDS, FORMAT, MAGIC

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any


_fields = attrgetter(*FACT_FIELDS)
_LATIN = re.compile(r"[A-Za-z]{5,}")
_O_BESIDE_DIGIT = re.compile(r"o(?=\d)|(?<=\d)o")


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
    encoded = [as_json(chunk) for chunk in chunks]
    offsets = running(encoded)
    flat = [fact for entity in entities for fact in facts[entity.id]]
    told = [as_json(_fact(fact)) for fact in flat]
    rows = [b"%s,%s]" % (row[:-1], as_json(where.of(fact.id))) for row, fact in zip(told, flat, strict=True)]
    counts = [len(facts[entity.id]) for entity in entities]
    named_rows = [*_names(named)]

    sections: dict[str, bytes] = {
        "key": key.encode(),
        "ids": "\n".join(ids).encode(),
        "offsets": packed(offsets),
        "families": packed(array("i", [place.get(record.family or "", -1) for record in named])),
        "first_facts": packed(array("I", accumulate(counts, initial=0))),
        "facts_offsets": packed(running(rows)),
        "facts": b"".join(rows),
        **_aliases(named_rows, place),
        **name_table.encoded(named_rows),
        "words": "\n".join(_words(named_rows)).encode(),
        "first_words": "\n".join(_first_words(named_rows, entities)).encode(),
        "look_alikes": "\n".join(_look_alikes(named_rows)).encode(),
        **_outlines(flat, metrics, place),
        "files": as_json(files),
        "units": catalogue.units.encode(),
        "chunks": b"".join(encoded),
    }
    header: dict[str, Any] = {
        "format": FORMAT,
        "digest": _digest(catalogue, zip(flat, told, strict=True), entities, metrics, sources),
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
    return b"".join((MAGIC, as_json(header), b"\n", *sections.values()))


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


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _entity(entity: Entity, where: _Where) -> dict[str, Any]:
    record: dict[str, Any] = {"kind": entity.kind, "name": entity.name, "at": where.of(entity.id)}
    record |= _given(entity, ("aliases", "context_aliases", "developer", "family", "released"))
    return record | where.notes.get(entity.id, {})


def _fact(fact: Fact) -> list[Any]:
    """The fact's row but for its place: the end of its id, then FACT_FIELDS."""
    row = [str(value) if isinstance(value, Decimal) else value for value in _fields(fact)]
    row[FACT_FIELDS.index("conditions")] = dict(fact.conditions) or 0
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


def _names(records: list[Entity | Metric]) -> Iterator[NameRow]:
    """One row a name. Of two spellings with one key in one record the unconditional one stays, with all breaks."""
    listed = {names.fold(alias)[0] for record in records for alias, _ in names_of(record)}
    lines = spellings.chinese_lines(record for record in records if isinstance(record, Entity))
    for record in records:
        rows: dict[str, tuple[set[int], bool, str]] = {}
        for alias, context_only in names_of(record):
            key, places = names.fold(alias)
            known = rows.get(key)
            rows[key] = (known[0] | set(places), known[1], known[2]) if known else (set(places), context_only, alias)
        if record.kind == "chip":
            for alias, context_only in names_of(record):
                for other in spellings.of_chip(alias):
                    key, places = names.fold(other)
                    if key not in listed:  # a name that someone listed is whose it says
                        rows.setdefault(key, (set(places), context_only, other))
        if record.kind in ("model", "family") and isinstance(record, Entity) and record.developer in lines:
            for alias, context_only in names_of(record):
                for other in spellings.of_line(alias, lines[record.developer]):
                    key, places = names.fold(other)
                    if key not in listed:
                        rows.setdefault(key, (set(places), context_only, other))
        kind = "metric" if isinstance(record, Metric) else "entity"
        for key, (allowed, context_only, alias) in rows.items():
            yield key, tuple(sorted(allowed)), record.id, kind, context_only, alias.replace("\n", " ")


def _aliases(rows: list[NameRow], place: dict[str, int]) -> dict[str, bytes]:
    """The rows in columns."""
    patterns: dict[tuple[int, ...], int] = {}
    breaks = array("H", (patterns.setdefault(tuple(row[1]), len(patterns)) for row in rows))
    return {
        "alias_keys": "\n".join(row[0] for row in rows).encode(),
        "alias_spelled": "\n".join(row[5] for row in rows).encode(),
        "alias_breaks": packed(breaks),
        "alias_patterns": as_json(list(patterns)),
        "alias_owners": packed(array("I", (place[row[2]] for row in rows))),
        "alias_flags": bytes(row[4] for row in rows),
    }


def _words(rows: list[NameRow]) -> Iterator[str]:
    """The longer Latin words of all names, as spelt, each once."""
    return iter(dict.fromkeys(word for row in rows for word in _LATIN.findall(row[5])))


def _first_words(rows: list[NameRow], entities: list[Entity]) -> Iterator[str]:
    """Those that names of entities begin with, each once, in the order of the names, where the word alone tells one: it
    is a name by itself, a number follows it, or one organisation's name begins so. "Faster" of "Faster R-CNN" and
    "National" are words of any text.
    """
    organisations = {entity.id for entity in entities if entity.kind == "organisation"}
    begun: dict[str, set[str]] = {}
    for row in rows:
        hit = _LATIN.match(row[5]) if row[3] == "entity" and row[2] in organisations else None
        if hit is not None:
            begun.setdefault(hit[0].lower(), set()).add(row[2])
    told = {row[5].lower() for row in rows if row[3] == "entity"} | {
        word for word, ids in begun.items() if len(ids) == 1
    }
    found = [(hit[0], row[5][hit.end() :]) for row in rows if row[3] == "entity" and (hit := _LATIN.match(row[5]))]
    told |= {word.lower() for word, rest in found if rest.lstrip(" -")[:1].isdigit()}
    return iter(dict.fromkeys(word for word, _ in found if word.lower() in told))


def _look_alikes(rows: list[NameRow]) -> Iterator[str]:
    """Keys of entities with 0 for each o that stands beside a digit, where no name has that key, and the row of the
    right one.
    """
    keys = {row[0] for row in rows}
    found: dict[str, int] = {}
    for number, (key, _, _, kind, _, _) in enumerate(rows):
        wrong = _O_BESIDE_DIGIT.sub("0", key)
        if kind == "entity" and wrong not in keys and len(key) >= 5 and any(char.isalpha() for char in wrong):
            found.setdefault(wrong, number)
    return (f"{wrong}\t{number}" for wrong, number in found.items())


def _outlines(facts: list[Fact], metrics: list[Metric], place: dict[str, int]) -> dict[str, bytes]:
    """What tells from afar whether a fact can be meant, in columns; and which facts each metric has."""
    units: dict[str, int] = {}
    numbers: dict[str, list[bytes]] = {metric.id: [] for metric in metrics}
    for number, fact in enumerate(facts):
        numbers[fact.metric].append(number.to_bytes(4, "little"))
    lists = [b"".join(numbers[metric.id]) for metric in metrics]
    columns = {
        "facts_metrics": packed(array("I", (place[fact.metric] for fact in facts))),
        "facts_units": packed(array("H", (units.setdefault(fact.unit or "", len(units)) for fact in facts))),
        "facts_status": bytes(fact.status != "reported" for fact in facts),
        "facts_low": packed(array("d", (_bounds(fact)[0] for fact in facts))),
        "facts_high": packed(array("d", (_bounds(fact)[1] for fact in facts))),
    }
    return columns | {
        "units_used": "\n".join(units).encode(),
        "metric_units": "\n".join(metric.unit for metric in metrics).encode(),
        "metric_facts_offsets": packed(running(lists)),
        "metric_facts": b"".join(lists),
    }


def _bounds(fact: Fact) -> tuple[float, float]:
    """The interval in floats; not a number where it has neither end, which is in no interval."""
    if fact.low is None and fact.high is None:
        return nan, nan
    return outer(fact.low, below=True), outer(fact.high, below=False)


def _digest(
    catalogue: Catalogue,
    facts: Iterable[tuple[Fact, bytes]],
    entities: list[Entity],
    metrics: list[Metric],
    sources: list[Source],
) -> str:
    """Of what the registry says, wherever its lines stand; each fact with its row as JSON, without its place."""
    import hashlib

    digest = hashlib.sha256()
    nowhere = _Where(Catalogue(notes=catalogue.notes), {})
    for entity in entities:
        digest.update(as_json([entity.id, _entity(entity, nowhere)]))
    for metric in metrics:
        digest.update(as_json([metric.id, _metric(metric, nowhere)]))
    for source in sources:
        digest.update(as_json([source.id, _source(source, nowhere)]))
    for fact, row in facts:
        digest.update(b"[%s,%s]" % (as_json(fact.id), row))
    return digest.hexdigest()[:16]
