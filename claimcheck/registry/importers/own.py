"""claimcheck's own exports, CSV and JSON, read back: the same facts."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from claimcheck.errors import RegistryError
from claimcheck.registry.importers.common import Batch, text_of

_GROUPS = ("sources", "metrics", "entities")


def read_json(data: bytes, path: str, day: str) -> Batch:
    try:
        table = json.loads(text_of(data, path))
        batch = Batch()
        for target, group in zip((batch.sources, batch.metrics, batch.entities), _GROUPS, strict=True):
            for entry in table[group]:
                target[entry["id"]] = _sound(entry)
    except (ValueError, KeyError, TypeError):
        raise RegistryError("not an export of claimcheck", path=path, remedy="registry export --format json") from None
    return batch


def _sound(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry, if its values are texts, lists and mappings of texts, and facts of such; TypeError otherwise."""
    for key, value in entry.items():
        if key == "facts":
            for fact in value:
                _sound({"metric": fact["metric"], "source": fact["source"], **fact})
        elif isinstance(value, dict):
            _texts([*value, *value.values()])
        else:
            _texts(value if isinstance(value, list) else [value])
    return entry


def _texts(values: list[Any]) -> None:
    if not all(isinstance(value, str) for value in values):
        raise TypeError("a text was expected")


def read_csv(data: bytes, path: str, day: str) -> Batch:
    batch = Batch()
    table = list(csv.DictReader(io.StringIO(text_of(data, path), newline="")))
    try:
        for row in table:
            _fact(row, batch)
    except (KeyError, TypeError, AttributeError):
        raise RegistryError("not an export of claimcheck", path=path, remedy="registry export --format csv") from None
    return batch


def _fact(row: dict[str, str], batch: Batch) -> None:
    subject, metric, source = row["subject"], row["metric"], row["source"]
    batch.sources.setdefault(
        source,
        _given(
            id=source,
            title=row["source_title"],
            publisher=row["publisher"],
            kind=row["source_kind"],
            url=row["url"],
        ),
    )
    batch.metrics.setdefault(
        metric, _given(id=metric, name=row["metric_name"], unit=row["metric_unit"], kind=row["metric_kind"])
    )
    entity = batch.entities.setdefault(
        subject, _given(id=subject, kind=row["subject_kind"], name=row["subject_name"]) | {"facts": []}
    )
    conditions = dict(part.split("=", 1) for part in row["conditions"].split("; ")) if row["conditions"] else None
    status = row["status"]
    entity["facts"].append(
        _given(
            metric=metric,
            value=row["printed"],
            conditions=conditions,
            source=source,
            locator=row["locator"],
            date=row["date"],
            kind=row["kind"] if row["kind"] != row["source_kind"] else None,
            valid_from=row["valid_from"],
            valid_until=row["valid_until"],
            status=status if status != "reported" else None,
            supersedes=row["supersedes"],
            suffix=row["id"].removeprefix(f"{subject}/{metric}/{source}").removeprefix("/"),
            note=row["note"],
        )
    )


def _given(**fields: Any) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value}
