"""What importers share: rows with provenance, and their assembly into registry entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from claimcheck import names
from claimcheck import patterns as re
from claimcheck.errors import RegistryError
from claimcheck.records import dataclass, field
from claimcheck.registry import emit
from claimcheck.registry.query import Registry

MAX_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of a file. `metric` is a registry id; `value` is in the grammar of registry files."""

    subject: str  # as the file names it
    metric: str
    value: str
    source: str
    locator: str
    date: str
    conditions: Mapping[str, str] = field(default_factory=dict)
    kind: str = "model"  # of the subject, where it has to be declared
    developer: str | None = None  # as the file names it
    released: str | None = None
    note: str | None = None


@dataclass(slots=True)
class Batch:
    """What a reader found: sources by id, rows, ready-made entries, and how many rows it left out and why."""

    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    metrics: dict[str, dict[str, Any]] = field(default_factory=dict)
    entities: dict[str, dict[str, Any]] = field(default_factory=dict)
    skipped: Counter[str] = field(default_factory=Counter)

    def extend(self, other: Batch) -> None:
        self.sources |= other.sources
        self.rows += other.rows
        self.metrics |= other.metrics
        self.entities |= other.entities
        self.skipped += other.skipped


@dataclass(frozen=True, slots=True)
class Imported:
    """Registry entries ready to be written. `skipped` counts what was left out, by reason."""

    form: str
    path: str
    sources: Sequence[Mapping[str, Any]]
    metrics: Sequence[Mapping[str, Any]]
    entities: Sequence[Mapping[str, Any]]
    facts: int
    skipped: Mapping[str, int]

    def text(self) -> str:
        """The entries as one registry file (sources, metrics, entities)."""
        groups = {"sources": self.sources, "metrics": self.metrics, "entities": self.entities}
        return emit.document(groups, f"Imported by: claimcheck registry import {self.form} {Path(self.path).name}")


def read_bytes(path: Path, form: str) -> Iterator[tuple[Path, bytes]]:
    """The file, or for models.dev the TOML files of a folder, each bounded in size."""
    try:
        files = sorted(path.rglob("*.toml")) if path.is_dir() and form == "models.dev" else [path]
        for file in files:
            if file.stat().st_size > MAX_BYTES:
                raise RegistryError(f"more than {MAX_BYTES:,} bytes", path=str(file), remedy="import a part of it")
            yield file, file.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise RegistryError(reason, path=str(path), remedy="give the file that you downloaded") from None


def text_of(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RegistryError("not UTF-8", path=path, remedy="download the file again") from None


def number(value: object) -> Decimal | None:
    """A finite number that a file gives, exactly; None for blanks, words and booleans."""
    if value is None or isinstance(value, bool):
        return None
    try:
        found = Decimal(str(value).strip().replace(",", ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def shortest(value: Decimal) -> str:
    """A number in the grammar of registry files, its trailing zeros read as not significant: 671e9, 128000."""
    if value == 0:
        return "0"
    plain = value.normalize()
    if abs(plain) < 1_000_000:
        return f"{plain:f}"
    thousands = plain.adjusted() // 3 * 3
    return f"{plain.scaleb(-thousands):f}e{thousands}"


def price(per_token: Decimal) -> str:
    """A price per million tokens with at least two decimals, as price lists print it."""
    value = (per_token * 1_000_000).normalize()
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return f"{value:f}" if exponent <= -2 else f"{value.quantize(Decimal('0.01')):f}"


def slug(name: str) -> str:
    """An id for a name: "Llama 3.1 405b" is llama-3.1-405b."""
    kept = re.sub(r"[^a-z0-9.]+", "-", name.lower()).strip("-.")
    return re.sub(r"[-.]*\.[-.]+|-+\.+", "-", kept) or "unnamed"


def assemble(batch: Batch, registry: Registry, form: str, path: str) -> Imported:
    """Entries from rows: names to ids, facts of one subject together, suffixes where ids would not be unique."""
    skipped = Counter(batch.skipped)
    entities = {identifier: dict(entry) for identifier, entry in batch.entities.items()}
    for identifier, entry in entities.items():
        if registry.entity(identifier) is not None and set(entry) <= {"id", "kind", "name", "facts"}:
            entities[identifier] = {key: entry[key] for key in ("id", "facts") if key in entry}
    metrics = {name: entry for name, entry in batch.metrics.items() if registry.metric(name) is None}
    known: dict[str, str | None] = {}
    used: set[str] = set()
    facts = sum(len(entry.get("facts", ())) for entry in entities.values())
    for row in batch.rows:
        if registry.metric(row.metric) is None and row.metric not in metrics:
            skipped[f"no metric {row.metric} in the registry"] += 1
            continue
        subject = _subject(row, registry, known, entities)
        if subject is None:
            skipped["the subject is a metric's name"] += 1
            continue
        fact = _fact(row, subject, used)
        if fact is None:
            skipped["the same figure twice"] += 1
            continue
        entities[subject].setdefault("facts", []).append(fact)
        facts += 1
    for entry in entities.values():
        entry.get("facts", []).sort(key=lambda fact: (fact["metric"], fact["source"], fact.get("suffix", "")))
    needed = {fact["source"] for entry in entities.values() for fact in entry.get("facts", ())}
    sources = [entry for name, entry in sorted(batch.sources.items()) if name in needed or not batch.rows]
    return Imported(
        form, path, sources, list(metrics.values()), [entities[name] for name in sorted(entities)], facts, dict(skipped)
    )  # fmt: skip


def _subject(
    row: Row, registry: Registry, known: dict[str, str | None], entities: dict[str, dict[str, Any]]
) -> str | None:
    """The id of a row's subject; declares it where the registry does not know its name."""
    if row.subject not in known:
        sure = [match for match in registry.resolve(row.subject) if match.score == 100.0 and not match.context_only]
        readings = [match.id for match in sure if match.kind != "metric"]
        if readings:
            known[row.subject] = readings[0]
            entities.setdefault(readings[0], {"id": readings[0]})
        elif sure:
            known[row.subject] = None
        else:
            known[row.subject] = _declared(row, registry, entities)
    return known[row.subject]


def _declared(row: Row, registry: Registry, entities: dict[str, dict[str, Any]]) -> str:
    identifier = slug(row.subject)
    while registry.metric(identifier) is not None or registry.entity(identifier) is not None:
        identifier = f"{identifier}-{row.kind}"
    base, number = identifier, 1
    while identifier in entities and names.fold(entities[identifier]["name"])[0] != names.fold(row.subject)[0]:
        number += 1
        identifier = f"{base}-{number}"
    if identifier not in entities:
        entry: dict[str, Any] = {"id": identifier, "kind": row.kind, "name": row.subject}
        makers = [m for m in registry.resolve(row.developer or "") if m.score == 100.0 and m.kind == "organisation"]
        if makers:
            entry["developer"] = makers[0].id
        if row.released:
            entry["released"] = row.released
        entities[identifier] = entry
    return identifier


def _fact(row: Row, subject: str, used: set[str]) -> dict[str, Any] | None:
    """The fact of a row; None where the very same figure is there already."""
    fact: dict[str, Any] = {"metric": row.metric, "value": row.value}
    if row.conditions:
        fact["conditions"] = dict(sorted(row.conditions.items()))
    fact |= {"source": row.source, "locator": row.locator, "date": row.date}
    told = "/".join((subject, row.metric, row.source, str(fact.get("conditions")), row.date, row.value))
    if told in used:
        return None
    used.add(told)
    base = "/".join((subject, row.metric, row.source))
    wishes = ["-".join(row.conditions.values()), row.date]
    suffixes = ["", *(slug(wish) for wish in wishes if wish), *(str(n) for n in range(2, 1000))]
    suffix = next(suffix for suffix in suffixes if f"{base}/{suffix}" not in used)
    used.add(f"{base}/{suffix}")
    if suffix:
        fact["suffix"] = suffix
    if row.note:
        fact["note"] = row.note
    return fact
