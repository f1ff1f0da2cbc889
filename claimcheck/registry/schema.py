"""What may stand in a registry file: keys, their types and their choices, decoded from positioned YAML nodes."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from claimcheck import patterns as re
from claimcheck.errors import RegistryError
from claimcheck.registry import values
from claimcheck.registry.records import Entry, EntryKind, FactEntry, Layer, Origin, Problem
from claimcheck.registry.yamlio import Reader

ENTITY_KINDS = (
    "model", "family", "chip", "system", "organisation", "benchmark", "report", "programme", "population", "product",
    "cluster",
)  # fmt: skip
METRIC_KINDS = (
    "benchmark", "size", "training", "price", "limit", "speed", "hardware", "date", "index", "other",
)  # fmt: skip
SOURCE_KINDS = ("primary", "compiled", "press")
STATUSES = ("reported", "undisclosed", "withdrawn")
DIRECTIONS = ("higher", "lower")

_ID = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
_SUFFIX = re.compile(r"[a-z0-9][a-z0-9.@+_-]*")
_CONDITION = re.compile(r"[a-z][a-z0-9_]*")
_BOUND = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?")
_NULL = frozenset({"null", "~", "Null", "NULL"})

Decoder = Callable[[Reader, Any, str], Any]


def _identifier(reader: Reader, node: Any, what: str) -> str:
    value = reader.text(node, what)
    if not _ID.fullmatch(value):
        better = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")
        reader.fail(node, f"{value!r} is not an id", f"write lower case, digits and hyphens: {better}", value)
    return value


def _suffix(reader: Reader, node: Any, what: str) -> str:
    value = reader.text(node, what)
    if not _SUFFIX.fullmatch(value):
        better = re.sub(r"[^a-z0-9.@+_-]+", "-", value.lower()).strip("-.")
        reader.fail(node, f"{value!r} is not a suffix", f"write lower case, digits and hyphens: {better}", value)
    return value


def _fact_id(reader: Reader, node: Any, what: str) -> str:
    value = reader.text(node, what)
    if not 3 <= len(value.split("/")) <= 4:
        reader.fail(node, f"{value!r} is not the id of a fact", "write entity/metric/source", value)
    return value


def _date(reader: Reader, node: Any, what: str) -> str:
    value = reader.text(node, what)
    if not values.is_date(value):
        reader.fail(node, f"{what} {value!r} is not an ISO date", "write 2025-01-20, 2025-01 or 2025", value)
    return value


def _conditions(reader: Reader, node: Any, what: str) -> dict[str, str]:
    found = {}
    for key, value_node in reader.mapping(node, what).items():
        if not _CONDITION.fullmatch(key):
            reader.fail(value_node, f"{key!r} is not the name of a condition", "write lower case, as sampling", key)
        found[key] = reader.text(value_node, f"condition {key}").lower()
        if ";" in found[key]:
            reader.fail(value_node, f"condition {key} holds a semicolon", "keep a condition's value to one word or two")
    return dict(sorted(found.items()))


def _range(reader: Reader, node: Any, what: str) -> tuple[Decimal | None, Decimal | None]:
    items = reader.sequence(node, what)
    if len(items) != 2:
        reader.fail(node, f"{what} should have two ends", "write [0, 100]; null is an open end")
    ends: list[Decimal | None] = []
    for item in items:
        text = reader.text(item, f"an end of {what}")
        if text in _NULL:
            ends.append(None)
        elif _BOUND.fullmatch(text):
            ends.append(Decimal(text))
        else:
            reader.fail(item, f"{text!r} is not an end of a range", "write a number or null")
    if ends[0] is not None and ends[1] is not None and ends[0] > ends[1]:
        reader.fail(node, f"the ends of {what} are the wrong way round", f"write [{ends[1]}, {ends[0]}]")
    return ends[0], ends[1]


def _text(reader: Reader, node: Any, what: str) -> str:
    return reader.text(node, what)


def _texts(reader: Reader, node: Any, what: str) -> tuple[str, ...]:
    return reader.texts(node, what)


def _ids(reader: Reader, node: Any, what: str) -> tuple[str, ...]:
    return tuple(_identifier(reader, item, f"an item of {what}") for item in reader.sequence(node, what))


def _url(reader: Reader, node: Any, what: str) -> str:
    value = reader.text(node, what)
    if not re.fullmatch(r"https?://[^\s]+", value):
        reader.fail(node, f"{what} {value!r} is not a web address", "write https://...", value)
    return value


def _one_of(allowed: tuple[str, ...]) -> Decoder:
    return lambda reader, node, what: reader.choice(node, what, allowed)


def _kinds(reader: Reader, node: Any, what: str) -> tuple[str, ...]:
    return tuple(reader.choice(item, f"an item of {what}", ENTITY_KINDS) for item in reader.sequence(node, what))


ENTITY: dict[str, Decoder] = {
    "id": _identifier,
    "kind": _one_of(ENTITY_KINDS),
    "name": _text,
    "aliases": _texts,
    "context_aliases": _texts,
    "developer": _identifier,
    "family": _identifier,
    "released": _date,
    "licence": _text,
    "note": _text,
}
METRIC: dict[str, Decoder] = {
    "id": _identifier,
    "name": _text,
    "unit": _text,
    "kind": _one_of(METRIC_KINDS),
    "aliases": _texts,
    "context_aliases": _texts,
    "family": _identifier,
    "range": _range,
    "direction": _one_of(DIRECTIONS),
    "default_conditions": _conditions,
    "subjects": _kinds,
    "note": _text,
}
SOURCE: dict[str, Decoder] = {
    "id": _identifier,
    "title": _text,
    "publisher": _text,
    "kind": _one_of(SOURCE_KINDS),
    "url": _url,
    "date": _date,
    "licence": _text,
    "note": _text,
}
FACT: dict[str, Decoder] = {
    "metric": _identifier,
    "value": _text,
    "conditions": _conditions,
    "source": _identifier,
    "locator": _text,
    "date": _date,
    "kind": _one_of(SOURCE_KINDS),
    "valid_from": _date,
    "valid_until": _date,
    "status": _one_of(STATUSES),
    "supersedes": _fact_id,
    "suffix": _suffix,
    "note": _text,
}
SCHEMAS: dict[EntryKind, dict[str, Decoder]] = {"entity": ENTITY, "metric": METRIC, "source": SOURCE}
REQUIRED: dict[EntryKind, tuple[str, ...]] = {
    "entity": ("kind", "name"),
    "metric": ("name", "unit"),
    "source": ("title", "publisher", "kind"),
}
GROUPS: dict[str, EntryKind] = {"entities": "entity", "metrics": "metric", "sources": "source"}


def decode_file(root: Any, display: str, kind: EntryKind, layer: Layer) -> None:
    """Adds the entries of one file to the layer; an entry that does not decode becomes a problem.

    A file is a list of entries of its `kind`, or a mapping with the keys entities, metrics and sources.
    """
    reader = Reader(display)
    try:
        if str(root.id) == "mapping" and root.value and _is_grouped(root):
            groups = [(GROUPS[key], node) for key, node in reader.mapping(root, "the file", GROUPS).items()]
        else:
            groups = [(kind, root)]
        listed = [(group, item) for group, node in groups for item in reader.sequence(node, "the file")]
    except RegistryError as error:
        layer.problems.append(Problem.of(error))
        return
    for group, item in listed:
        try:
            layer.entries.append(_entry(reader, item, group, layer))
        except RegistryError as error:
            layer.problems.append(Problem.of(error))


def _is_grouped(root: Any) -> bool:
    return all(str(key.id) == "scalar" and key.value in GROUPS for key, _ in root.value)


def _entry(reader: Reader, node: Any, kind: EntryKind, layer: Layer) -> Entry:
    schema = SCHEMAS[kind]
    what = {"entity": "an entity", "metric": "a metric", "source": "a source"}[kind]
    allowed = [*schema, "facts"] if kind == "entity" else list(schema)
    nodes = reader.mapping(node, what, allowed)
    if "id" not in nodes:
        reader.fail(node, f"{what} without an id", "give it 'id: a-short-name'")
    fields = {key: schema[key](reader, value, key) for key, value in nodes.items() if key != "facts"}
    facts: list[FactEntry] = []
    if "facts" in nodes:
        for item in reader.sequence(nodes["facts"], f"facts of {fields['id']}"):
            try:
                facts.append(_fact(reader, item, fields["id"]))
            except RegistryError as error:
                layer.problems.append(Problem.of(error))
    return Entry(kind, fields["id"], fields, _origin(reader, node), _places(reader, nodes), tuple(facts))


def _fact(reader: Reader, node: Any, subject: str) -> FactEntry:
    nodes = reader.mapping(node, f"a fact of {subject}", list(FACT))
    fields = {key: FACT[key](reader, value, key) for key, value in nodes.items()}
    for key in ("metric", "source", "locator"):
        if key not in fields:
            reader.fail(node, f"a fact of {subject} without {key!r}", f"add '{key}: ...'", key)
    status = fields.get("status", "reported")
    if status == "undisclosed" and "value" in fields:
        reader.fail(nodes["value"], "an undisclosed figure has no value", "remove the value or the status")
    if status != "undisclosed" and "value" not in fields:
        reader.fail(node, f"a fact of {subject} without 'value'", "add 'value: <number> <unit>' or status: undisclosed")
    return FactEntry(fields, _origin(reader, node), _places(reader, nodes))


def _origin(reader: Reader, node: Any) -> Origin:
    mark = node.start_mark
    return Origin(reader.display, mark.line + 1, mark.column + 1)


def _places(reader: Reader, nodes: dict[str, Any]) -> dict[str, Origin]:
    """Where the keys stand whose values later stages may refuse."""
    return {key: _origin(reader, nodes[key]) for key in ("id", "metric", "source", "value") if key in nodes}
