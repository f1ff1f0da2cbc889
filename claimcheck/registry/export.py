"""The registry in other forms: entries as in its files, JSON, CSV, Parquet, a data frame, ClaimReview JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal

from claimcheck.errors import UsageError
from claimcheck.model import Entity, Fact, Metric, Source, Value
from claimcheck.registry.query import Registry
from claimcheck.registry.records import Catalogue

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    import pandas as pd

FORMATS = ("csv", "json", "parquet", "claimreview", "yaml")
COLUMNS = (
    "id", "subject", "subject_name", "subject_kind", "metric", "metric_name", "metric_kind", "metric_unit",
    "value", "low", "high", "unit", "approximation", "printed", "conditions", "status",
    "source", "source_title", "publisher", "source_kind", "url", "locator", "date", "kind",
    "valid_from", "valid_until", "supersedes", "note",
)  # fmt: skip


def export(registry: Registry, form: str, facts: Sequence[Fact] | None = None) -> bytes:
    """The facts (all of them, or those given) in one of FORMATS; text is UTF-8 with line feeds."""
    chosen = registry.facts() if facts is None else list(facts)
    if form == "csv":
        return _csv(rows(registry, chosen)).encode()
    if form == "json":
        return (json.dumps(entries(registry, chosen), ensure_ascii=False, indent=1) + "\n").encode()
    if form == "yaml":
        from claimcheck.registry.emit import document

        return document(entries(registry, chosen)).encode()
    if form == "claimreview":
        reviews = [_review(registry, fact) for fact in chosen]
        return (json.dumps(reviews, ensure_ascii=False, indent=1) + "\n").encode()
    if form == "parquet":
        return _parquet(frame(registry, chosen))
    raise UsageError(f"unknown form {form!r}", remedy="one of " + ", ".join(FORMATS))


# -- one row a fact ---------------------------------------------------------------------------------------------


def rows(registry: Registry, facts: Iterable[Fact]) -> list[dict[str, Any]]:
    """One mapping a fact with the keys of COLUMNS; numbers are Decimal, dates ISO text, what is not given None."""
    return [_row(registry, fact) for fact in facts]


def _row(registry: Registry, fact: Fact) -> dict[str, Any]:
    entity, metric, source = registry.entity(fact.subject), registry.metric(fact.metric), registry.source(fact.source)
    assert entity is not None
    assert metric is not None
    assert source is not None
    row = {
        "id": fact.id,
        "subject": fact.subject,
        "subject_name": entity.name,
        "subject_kind": entity.kind,
        "metric": fact.metric,
        "metric_name": metric.name,
        "metric_kind": metric.kind,
        "metric_unit": metric.unit,
        "value": fact.value,
        "low": fact.low,
        "high": fact.high,
        "unit": fact.unit or metric.unit,
        "approximation": fact.approximation,
        "printed": fact.printed or None,
        "conditions": "; ".join(f"{key}={value}" for key, value in fact.conditions.items()) or None,
        "status": fact.status,
        "source": fact.source,
        "source_title": source.title,
        "publisher": source.publisher,
        "source_kind": source.kind,
        "url": source.url,
        "locator": fact.locator,
        "date": fact.date,
        "kind": fact.kind,
        "valid_from": fact.valid_from,
        "valid_until": fact.valid_until,
        "supersedes": fact.supersedes,
        "note": fact.note,
    }
    assert tuple(row) == COLUMNS
    return row


def _csv(table: list[dict[str, Any]]) -> str:
    import csv
    import io

    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in table:
        writer.writerow({key: _plain(value) for key, value in row.items()})
    return text.getvalue()


def _plain(value: Any) -> Any:
    return f"{value:f}" if isinstance(value, Decimal) else value


def frame(registry: Registry, facts: Iterable[Fact] | None = None) -> pd.DataFrame:
    """One row a fact with the columns COLUMNS; value, low and high as floats (dates are in `printed`)."""
    import pandas as pd

    table = rows(registry, registry.facts() if facts is None else facts)
    for row in table:
        for key in ("value", "low", "high"):
            row[key] = float(row[key]) if isinstance(row[key], Decimal) else None
    data = pd.DataFrame(table, columns=list(COLUMNS))
    return data.astype({"value": "float64", "low": "float64", "high": "float64"})


def _parquet(data: Any) -> bytes:
    import io

    buffer = io.BytesIO()
    try:
        data.to_parquet(buffer, index=False)
    except ImportError:
        raise UsageError("Parquet needs pyarrow", remedy="install pyarrow, or export csv or json") from None
    return buffer.getvalue()


# -- entries as in the registry's files ----------------------------------------------------------------------------


def entries(registry: Registry, facts: Sequence[Fact]) -> dict[str, list[dict[str, Any]]]:
    """Sources, metrics and entities with their facts, as the registry's files have them: importing gives them back.

    With all facts every entity, metric and source is there; with a choice only those that it needs.
    """
    whole = len(facts) == registry.facts_count
    subjects: dict[str, list[Fact]] = {}
    for fact in facts:
        subjects.setdefault(fact.subject, []).append(fact)
    used_metrics, used_sources = {fact.metric for fact in facts}, {fact.source for fact in facts}
    return {
        "sources": [_source(source) for source in registry.sources() if whole or source.id in used_sources],
        "metrics": [
            _metric(metric, registry.notes(metric.id))
            for metric in registry.metrics()
            if whole or metric.id in used_metrics
        ],
        "entities": [
            entity_entry(entity, registry.notes(entity.id), subjects.get(entity.id, []), registry)
            for entity in registry.entities()
            if whole or entity.id in subjects
        ],
    }


def _source(source: Source) -> dict[str, Any]:
    return _given(source, ("id", "title", "publisher", "kind", "url", "date", "licence", "note"))


def _metric(metric: Metric, notes: dict[str, str]) -> dict[str, Any]:
    entry = _given(metric, ("id", "name", "unit", "kind", "aliases", "context_aliases", "family"))
    if metric.low is not None or metric.high is not None:
        entry["range"] = ["null" if end is None else str(end) for end in (metric.low, metric.high)]
    entry |= _given(metric, ("direction", "default_conditions", "subjects"))
    return entry | notes


def entity_entry(entity: Entity, notes: dict[str, str], facts: Sequence[Fact], registry: Registry) -> dict[str, Any]:
    fields = ("id", "kind", "name", "aliases", "context_aliases", "developer", "family", "released")
    entry = _given(entity, fields) | notes
    if facts:
        entry["facts"] = [_fact(fact, registry) for fact in facts]
    return entry


def _fact(fact: Fact, registry: Registry) -> dict[str, Any]:
    source = registry.source(fact.source)
    entry: dict[str, Any] = {"metric": fact.metric}
    if fact.printed:
        entry["value"] = fact.printed
    if fact.conditions:
        entry["conditions"] = dict(fact.conditions)
    entry |= {"source": fact.source, "locator": fact.locator, "date": fact.date}
    if source is not None and fact.kind != source.kind:
        entry["kind"] = fact.kind
    entry |= _given(fact, ("valid_from", "valid_until"))
    if fact.status != "reported":
        entry["status"] = fact.status
    entry |= _given(fact, ("supersedes",))
    if suffix := suffix_of(fact):
        entry["suffix"] = suffix
    return entry | _given(fact, ("note",))


def suffix_of(fact: Fact) -> str:
    return fact.id.removeprefix(f"{fact.subject}/{fact.metric}/{fact.source}").removeprefix("/")


def _given(record: object, fields: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields:
        value = getattr(record, field)
        if value:
            found[field] = (
                list(value) if isinstance(value, tuple) else dict(value) if isinstance(value, dict) else value
            )
    return found


# -- schema.org ----------------------------------------------------------------------------------------------------

_STANDING = {
    "primary": "Reported by its publisher",
    "compiled": "Compiled by a third party",
    "press": "Reported by the press",
}


def _review(registry: Registry, fact: Fact) -> dict[str, Any]:
    """A fact as schema.org ClaimReview: what was claimed, by whom, where, and how it stands."""
    row = _row(registry, fact)
    conditions = f" ({row['conditions']})" if row["conditions"] else ""
    stated = f"{row['printed']}" if fact.status != "undisclosed" else "not published by its maker"
    appearance = {"@type": "CreativeWork", "name": row["source_title"], "datePublished": fact.date}
    if row["url"]:
        appearance["url"] = row["url"]
    withdrawn = fact.status == "withdrawn"
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "identifier": fact.id,
        "claimReviewed": f"{row['subject_name']}, {row['metric_name']}: {stated}{conditions}",
        "datePublished": fact.date,
        "author": {"@type": "Organization", "name": "claimcheck registry"},
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Organization", "name": row["publisher"]},
            "datePublished": fact.date,
            "appearance": appearance,
        },
        "reviewRating": {
            "@type": "Rating",
            "bestRating": "5",
            "worstRating": "1",
            "ratingValue": "1" if withdrawn else "5" if fact.kind == "primary" else "4",
            "alternateName": "Withdrawn" if withdrawn else _STANDING[fact.kind],
        },
    }


# -- records again -------------------------------------------------------------------------------------------------


def catalogue_of(registry: Registry) -> Catalogue:
    """The records of a registry, as the loader would merge them."""
    catalogue = Catalogue(units=registry.units)
    for entity in registry.entities():
        catalogue.entities[entity.id] = entity
        catalogue.facts[entity.id] = {fact.id: fact for fact in registry.facts_of(entity.id)}
    catalogue.metrics = {metric.id: metric for metric in registry.metrics()}
    catalogue.sources = {source.id: source for source in registry.sources()}
    catalogue.origins = registry.origins()
    for identifier in (*catalogue.entities, *catalogue.metrics):
        if notes := registry.notes(identifier):
            catalogue.notes[identifier] = notes
    return catalogue


def plain_value(value: Value | None) -> str | None:
    """A value without exponent, for people."""
    return None if value is None else f"{value:f}" if isinstance(value, Decimal) else value
