"""Layers of entries to one catalogue: later layers add to and override earlier ones; references are resolved.

Within one layer an entity or metric is declared once (with a name); entries without a name add to it: facts and aliases
to an entity, so that prices may live apart from models, and aliases to a metric. In a later layer the same id overrides
the keys that it gives, adds its aliases, and a fact with the same id replaces the earlier one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from claimcheck.errors import RegistryError
from claimcheck.model import Entity, Fact, Metric, Source, Value
from claimcheck.registry import dimensions, values
from claimcheck.registry.records import Catalogue, Entry, EntryKind, FactEntry, Layer, Origin, Problem
from claimcheck.registry.schema import REQUIRED
from claimcheck.registry.yamlio import suggest

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any


_WORDS: dict[EntryKind, str] = {"entity": "entity", "metric": "metric", "source": "source"}
_ON_METRICS = frozenset(["id", "aliases", "context_aliases", "note"])  # what a bare id of a metric may add to it


def add_layer(catalogue: Catalogue, layer: Layer) -> list[Problem]:
    """Adds a layer's entries in place and returns what is wrong with them."""
    problems = list(layer.problems)
    catalogue.units = "\n".join(part for part in (catalogue.units, layer.units) if part)
    units = dimensions.Units(catalogue.units)
    declared: dict[str, Origin] = {}
    ordered = sorted(layer.entries, key=lambda entry: (entry.kind != "source", entry.kind != "metric"))
    for entry in sorted(ordered, key=_extends):
        try:
            _declare(catalogue, entry, declared)
        except RegistryError as error:
            problems.append(Problem.of(error))
    here: dict[str, Origin] = {}
    for entry in layer.entries:
        if entry.id not in catalogue.entities:
            continue  # said already
        for fact in entry.facts:
            try:
                _add_fact(catalogue, entry.id, fact, units, here)
            except RegistryError as error:
                problems.append(Problem.of(error))
    return problems


def _error(origin: Origin, message: str, remedy: str | None = None, key: str | None = None) -> RegistryError:
    return RegistryError(
        message, path=origin.path, line=origin.line, column=origin.column, remedy=remedy, key=key
    )  # fmt: skip


def _extends(entry: Entry) -> bool:
    return entry.kind != "source" and "name" not in entry.fields


def _declare(catalogue: Catalogue, entry: Entry, declared: dict[str, Origin]) -> None:
    extends = _extends(entry)
    if extends and entry.id in catalogue.metrics and not entry.facts and entry.fields.keys() <= _ON_METRICS:
        entry = dataclasses.replace(entry, kind="metric")  # in a file of entities too
    tables: dict[EntryKind, Mapping[str, Any]] = {
        "entity": catalogue.entities,
        "metric": catalogue.metrics,
        "source": catalogue.sources,
    }
    origin = entry.places["id"]
    for kind, table in tables.items():
        shared = {kind, entry.kind} <= {"entity", "metric"} or kind == entry.kind
        if kind != entry.kind and shared and entry.id in table:
            message = f"{entry.id!r} is the id of a {_WORDS[kind]} already ({catalogue.origins[entry.id]})"
            raise _error(origin, message, "entities and metrics share their ids; choose another", entry.id)
    known = entry.id in tables[entry.kind]
    if entry.id in declared and not extends:
        message = f"duplicate id {entry.id!r}, first declared at {declared[entry.id]}"
        what = "facts" if entry.kind == "entity" else "aliases"
        raise _error(origin, message, f"keep one; to add {what} to it elsewhere, give the id and {what} only", entry.id)
    if not known:
        missing = [key for key in REQUIRED[entry.kind] if key not in entry.fields]
        if missing:
            if extends and "unit" not in entry.fields:
                remedy = suggest(entry.id, tables[entry.kind])
                needed = " and ".join(REQUIRED[entry.kind])
                remedy = remedy if remedy.startswith("did you") else f"declare it with {needed}, or mend the id"
                raise _error(origin, f"no {_WORDS[entry.kind]} {entry.id!r} to add to", remedy, entry.id)
            raise _error(
                entry.origin, f"{_WORDS[entry.kind]} {entry.id!r} without {missing[0]!r}", f"add '{missing[0]}: ...'"
            )
    if not extends:
        declared[entry.id] = origin
    _store(catalogue, entry, known)
    if not (extends and known):
        catalogue.origins[_origin_key(entry.kind, entry.id)] = entry.origin


def _origin_key(kind: EntryKind, identifier: str) -> str:
    return f"source:{identifier}" if kind == "source" else identifier


def _store(catalogue: Catalogue, entry: Entry, known: bool) -> None:
    fields = dict(entry.fields)
    notes = {key: fields.pop(key) for key in ("note", "licence") if entry.kind != "source" and key in fields}
    if notes:
        catalogue.notes[entry.id] = catalogue.notes.get(entry.id, {}) | notes
    if entry.kind == "source":
        before = catalogue.sources.get(entry.id)
        catalogue.sources[entry.id] = dataclasses.replace(before, **fields) if before else Source(**fields)
        return
    if "range" in fields:
        fields["low"], fields["high"] = fields.pop("range")
    record: Any = catalogue.entities.get(entry.id) if entry.kind == "entity" else catalogue.metrics.get(entry.id)
    if known:
        for key in ("aliases", "context_aliases"):
            if key in fields:
                fields[key] = _joined(getattr(record, key), fields[key])
        record = dataclasses.replace(record, **fields)
    elif entry.kind == "entity":
        record = Entity(**fields)
    else:
        record = Metric(**fields)
    if entry.kind == "entity":
        catalogue.entities[entry.id] = record
        catalogue.facts.setdefault(entry.id, {})
    else:
        catalogue.metrics[entry.id] = record


def _joined(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _add_fact(
    catalogue: Catalogue, subject: str, entry: FactEntry, units: dimensions.Units, here: dict[str, Origin]
) -> None:
    fields = entry.fields
    metric = catalogue.metrics.get(fields["metric"])
    if metric is None:
        raise _unknown(entry, "metric", catalogue.metrics)
    source = catalogue.sources.get(fields["source"])
    if source is None:
        raise _unknown(entry, "source", catalogue.sources)
    fact_id = "/".join(filter(None, (subject, metric.id, source.id, fields.get("suffix"))))
    if fact_id in here:
        remedy = f"give one of them its own suffix, as 'suffix: {_suffix(fields)}'"
        raise _error(entry.origin, f"a second fact {fact_id} (first at {here[fact_id]})", remedy, fact_id)
    date = fields.get("date") or source.date
    if date is None:
        raise _error(entry.origin, f"fact {fact_id} without a date", "add 'date: YYYY-MM-DD' of the report", fact_id)
    parsed = _value(entry, metric, units)
    here[fact_id] = entry.origin
    catalogue.origins[fact_id] = entry.origin
    catalogue.facts[subject][fact_id] = Fact(
        id=fact_id,
        subject=subject,
        metric=metric.id,
        value=parsed.value if parsed else None,
        low=parsed.low if parsed else None,
        high=parsed.high if parsed else None,
        unit=parsed.unit if parsed else None,
        approximation=parsed.approximation if parsed else "exact",
        source=source.id,
        locator=fields["locator"],
        date=date,
        kind=fields.get("kind") or source.kind,
        conditions=fields.get("conditions", {}),
        valid_from=fields.get("valid_from"),
        valid_until=fields.get("valid_until"),
        status=fields.get("status", "reported"),
        supersedes=fields.get("supersedes"),
        note=fields.get("note"),
        step=parsed.step if parsed else None,
        printed=fields.get("value", ""),
    )


def _unknown(entry: FactEntry, key: str, known: Collection[str]) -> RegistryError:
    name = entry.fields[key]
    remedy = suggest(name, known)
    if not remedy.startswith("did you"):
        remedy = f"declare the {key} or mend its id"
    return _error(entry.places[key], f"unknown {key} {name!r}", remedy, name)


def _suffix(fields: Mapping[str, Any]) -> str:
    import re

    told = "-".join((fields.get("conditions") or {}).values()) or fields.get("date") or "2"
    return re.sub(r"[^a-z0-9.]+", "-", str(told).lower()).strip("-.") or "2"


def _value(entry: FactEntry, metric: Metric, units: dimensions.Units) -> values.Parsed | None:
    """The value in the metric's unit, where there is an exact factor; else in its own."""
    text = entry.fields.get("value")
    if text is None:
        return None
    origin = entry.places["value"]
    try:
        parsed = values.parse(text, metric.unit)
    except values.ValueProblem as problem:
        raise _error(origin, problem.message, problem.remedy, metric.id) from None
    if parsed.unit == metric.unit:
        return parsed
    if units.dimension(parsed.unit) is None:
        raise _error(origin, f"unknown unit {parsed.unit!r}", suggest(parsed.unit, units.names()), parsed.unit)
    if units.dimension(metric.unit) is None:
        return parsed  # the metric's own unit is reported where it is declared
    if not units.compatible(parsed.unit, metric.unit):
        message = f"{parsed.unit} cannot be the unit of {metric.id}, which is in {metric.unit}"
        raise _error(origin, message, f"write the value in {metric.unit}, or mend the metric", parsed.unit)
    factor = dimensions.ratio(parsed.unit, metric.unit)
    return parsed if factor is None or factor == 1 else _scaled(parsed, factor, metric.unit)


def _scaled(parsed: values.Parsed, factor: Decimal, unit: str) -> values.Parsed:
    def scale(value: Value | None) -> Value | None:
        return value * factor if isinstance(value, Decimal) else value

    step = parsed.step * factor if parsed.step is not None else None
    return values.Parsed(
        scale(parsed.value), scale(parsed.low), scale(parsed.high), unit, parsed.approximation, step
    )  # fmt: skip
