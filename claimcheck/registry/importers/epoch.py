"""Epoch AI's CSV files: notable models, ML hardware, and runs of its benchmarking hub."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.errors import RegistryError
from claimcheck.registry.importers.common import Batch, Row, number, shortest, text_of
from claimcheck.registry.values import is_date

LICENCE = "CC BY 4.0"
# column -> metric, factor to the unit, unit
MODEL = (
    ("Parameters", "total-parameters", "1", "parameter"),
    ("Training compute (FLOP)", "training-compute", "1", "FLOP"),
    ("Training compute cost (2023 USD)", "training-cost", "1", "USD"),
    ("Hardware quantity", "gpu-count", "1", "gpu"),
    ("Training time (hours)", "training-time", "1", "hour"),
)
HARDWARE = (
    ("Tensor-FP16/BF16 performance (FLOP/s)", "fp16-throughput", "1e-12", "TFLOPS"),
    ("FP8 performance (FLOP/s)", "fp8-throughput", "1e-12", "TFLOPS"),
    ("FP4 performance (FLOP/s)", "fp4-throughput", "1e-12", "TFLOPS"),
    ("FP64 (double precision) performance (FLOP/s)", "fp64-throughput", "1e-12", "TFLOPS"),
    ("FP32 (single precision) performance (FLOP/s)", "fp32-throughput", "1e-12", "TFLOPS"),
    ("TF32 (TensorFloat-32) performance (FLOP/s)", "tf32-throughput", "1e-12", "TFLOPS"),
    ("INT8 performance (OP/s)", "int8-throughput", "1e-12", "TOPS"),
    ("INT4 performance (OP/s)", "int4-throughput", "1e-12", "TOPS"),
    ("Memory (bytes)", "memory", "1e-9", "GB"),
    ("Memory bandwidth (byte/s)", "memory-bandwidth", "1e-9", "GB/s"),
    ("Intranode bandwidth (byte/s)", "nvlink-bandwidth", "1e-9", "GB/s"),
    ("TDP (W)", "tdp", "1", "W"),
    ("Transistors (millions)", "transistors", "1e6", "transistor"),
    ("Process size (nm)", "process-node", "1", "nm"),
    ("Memory bus (bit)", "memory-bus-width", "1", "bit"),
    ("Tensor cores", "tensor-cores", "1", "core"),
    ("Die Size (mm^2)", "die-size", "1", "mm2"),
    ("Base clock (MHz)", "base-clock", "1", "MHz"),
    ("Boost clock (MHz)", "boost-clock", "1", "MHz"),
    ("Release price (USD)", "launch-price", "1", "USD"),
)
TASKS = (
    (re.compile(r"(?i)gpqa.diamond"), "gpqa-diamond"),
    (re.compile(r"(?i)math.level.5"), "math-level-5"),
    (re.compile(r"(?i)frontiermath.*tier.?4"), "frontiermath-tier-4"),
    (re.compile(r"(?i)frontiermath"), "frontiermath"),
    (re.compile(r"(?i)swe.bench.verified"), "swe-bench-verified"),
    (re.compile(r"(?i)otis.mock.aime.2024.2025|otis"), "otis-mock-aime"),
    (re.compile(r"(?i)simpleqa.verified"), "simpleqa-verified"),
)
_EFFORT = re.compile(r"(.+)_(minimal|low|medium|high|xhigh|none|\d+k)$")


def read(data: bytes, path: str, day: str) -> Batch:
    table = list(csv.DictReader(io.StringIO(text_of(data, path), newline="")))
    columns = set(table[0]) if table else set()
    if {"Model", "Parameters", "Organization"} <= columns:
        return _models(table, day)
    if {"Hardware name", "Manufacturer"} <= columns:
        return _hardware(table, day)
    if {"task", "model", "Best score (across scorers)"} <= columns:
        return _runs(table)
    raise RegistryError(
        "not a CSV of Epoch AI that is known here", path=path, remedy="notable models, ML hardware or runs"
    )


def _source(identifier: str, title: str, url: str, day: str | None) -> dict[str, dict[str, str]]:
    entry = {"id": identifier, "title": title, "publisher": "Epoch AI", "kind": "compiled", "url": url}
    if day:
        entry["date"] = day
    return {identifier: entry | {"licence": LICENCE}}


def _models(table: list[dict[str, str]], day: str) -> Batch:
    source = "epoch-notable-models"
    batch = Batch(_source(source, "Data on notable AI models", "https://epoch.ai/data/notable-ai-models", day))
    for at, line in enumerate(table, start=2):
        name = (line["Model"] or "").strip()
        if not name:
            continue
        estimate = line.get("Confidence") in ("Likely", "Speculative")
        released = _date(line.get("Publication date"))
        for column, metric, factor, unit in MODEL:
            value = _value(line, column, factor, unit)
            if value is None:
                continue
            value = f"about {value}" if estimate and metric not in ("gpu-count",) else value
            locator = f"{name}, {column}"
            maker = (line.get("Organization") or "").split(",")[0]
            conditions = {"as_of": "2023 usd"} if metric == "training-cost" else {}
            note = f"confidence: {line['Confidence'].lower()}" if estimate else None
            batch.rows.append(
                Row(name, metric, value, source, locator, day, conditions, "model", maker, released, note)
            )
        if released:
            batch.rows.append(Row(name, "release-date", released, source, f"{name}, line {at}", day))
    return batch


def _hardware(table: list[dict[str, str]], day: str) -> Batch:
    source = "epoch-ml-hardware"
    batch = Batch(
        _source(source, "Data on machine learning hardware", "https://epoch.ai/data/machine-learning-hardware", day)
    )
    for line in table:
        name = (line["Hardware name"] or "").strip()
        if not name:
            continue
        released = _date(line.get("Release date"))
        changed = _date((line.get("Last modified") or "")[:10]) or day
        for column, metric, factor, unit in HARDWARE:
            value = _value(line, column, factor, unit)
            if value is not None:
                maker = line["Manufacturer"]
                batch.rows.append(
                    Row(name, metric, value, source, f"{name}, {column}", changed, {}, "chip", maker, released)
                )
        if released:
            batch.rows.append(Row(name, "release-date", released, source, f"{name}, Release date", changed, {}, "chip"))
    return batch


def _runs(table: list[dict[str, str]]) -> Batch:
    source = "epoch-benchmarking-hub"
    batch = Batch(_source(source, "AI Benchmarking Hub", "https://epoch.ai/benchmarks", None))
    for line in table:
        metric = next((metric for pattern, metric in TASKS if pattern.search(line["task"])), None)
        score = number(line["Best score (across scorers)"])
        day = _run_day(line.get("started_at") or "")
        if metric is None or score is None or day is None or line.get("Status", "Success") != "Success":
            batch.skipped["a task, score, status or date that cannot be used"] += 1
            continue
        name, conditions = line["model"], {}
        effort = _EFFORT.match(name)
        if effort:
            name, conditions = effort[1], {"effort": effort[2]}
        value = f"{score.scaleb(2):f} percent"
        batch.rows.append(Row(name, metric, value, source, f"run {line['id']}", day, conditions))
    return batch


def _value(line: Mapping[str, str], column: str, factor: str, unit: str) -> str | None:
    value = number(line.get(column))
    if value is None or value <= 0:
        return None
    scaled = value * Decimal(factor)
    return f"{shortest(round(scaled, 10).normalize() if scaled < 1000 else scaled)} {unit}"


def _date(text: str | None) -> str | None:
    return text if text and is_date(text) else None


def _run_day(text: str) -> str | None:
    try:
        return datetime.strptime(text.strip(), "%d %B %Y %I:%M%p").date().isoformat()
    except ValueError:
        return _date(text[:10])
