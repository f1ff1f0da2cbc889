"""models.dev: one TOML file a model, below providers/<provider>/models/."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import PurePath

from claimcheck.errors import RegistryError
from claimcheck.registry.importers.common import Batch, Row, number, price, text_of
from claimcheck.registry.values import is_date

SOURCE = "models-dev"
PRICES = (("input", "input-price"), ("output", "output-price"), ("cache_read", "cached-input-price"))
LIMITS = (("context", "context-length"), ("output", "maximum-output"))
DATES = (("release_date", "release-date"), ("knowledge", "knowledge-cutoff"))


def read(data: bytes, path: str, day: str) -> Batch:
    try:
        table = tomllib.loads(text_of(data, path), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise RegistryError(f"not TOML: {error}", path=path, remedy="download the file again") from None
    source = {
        "id": SOURCE,
        "title": "models.dev",
        "publisher": "models.dev",
        "kind": "compiled",
        "url": "https://models.dev",
        "date": day,
        "licence": "MIT",
    }
    batch = Batch({SOURCE: source})
    parts = PurePath(path).with_suffix("").parts
    model = parts[-1]
    provider = parts[-3] if len(parts) > 2 and parts[-2] == "models" else None
    if "name" not in table or not ({"cost", "limit"} & set(table)):
        batch.skipped["not a model's file"] += 1
        return batch
    name = str(table["name"])
    released = str(table.get("release_date", ""))
    where = f"{provider}/{model}" if provider else model

    def add(metric: str, value: str, key: str) -> None:
        batch.rows.append(
            Row(
                name,
                metric,
                value,
                SOURCE,
                f"{where}: {key}",
                day,
                developer=provider,
                released=released if is_date(released) else None,
            )
        )

    for key, metric in PRICES:
        amount = number(table.get("cost", {}).get(key))
        if amount:  # a zero stands for a price that is not known
            add(metric, f"{price(amount / 1_000_000)} USD/Mtoken", f"cost.{key}")
    for key, metric in LIMITS:
        limit = number(table.get("limit", {}).get(key))
        if limit:
            add(metric, f"{limit:f} token", f"limit.{key}")
    for key, metric in DATES:
        text = str(table.get(key, ""))
        if is_date(text):
            add(metric, text, key)
    return batch
