"""One partition: its rows checked, its findings and bad rows written, each file moved into place when it is whole."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

from claimcheck import __version__
from claimcheck.records import dataclass
from claimcheck.scan.frame import SCHEMA, Task, check_texts, framed
from claimcheck.scan.inputs import Part, Row, missing, rows

FINDINGS, BAD = "findings", "bad"
_META = b"claimcheck"


@dataclass(frozen=True)
class Job:
    """What is done with every partition: where the fields are, how texts are checked, where results go."""

    output: str
    text: str
    id: str | None
    task: Task

    def findings(self, number: int) -> str:
        return os.path.join(self.output, FINDINGS, f"part-{number:06d}.parquet")

    def bad(self, number: int) -> str:
        return os.path.join(self.output, BAD, f"part-{number:06d}.jsonl")


def done(job: Job, number: int) -> dict[str, Any] | None:
    """The tally of a partition that is finished; None where it is not, or where its file is damaged."""
    try:
        from pyarrow import parquet
    except ImportError:
        raise missing("pyarrow") from None
    try:
        tally = json.loads((parquet.read_metadata(job.findings(number)).metadata or {})[_META])
    except (OSError, ValueError, KeyError):  # pyarrow's ArrowInvalid is a ValueError
        return None
    return tally if isinstance(tally, dict) else None


def work(job: Job, part: Part) -> dict[str, Any]:
    """Check a partition and write its two files, the findings last: their file says that the partition is done."""
    tally: Counter[str] = Counter()
    found: list[dict[str, Any]] = []
    bad: list[dict[str, Any]] = []

    def good() -> Iterator[tuple[str, str]]:
        for row in rows(part, job.text, job.id):
            tally["rows"] += 1
            if row.error is not None or row.id is None or row.text is None:
                bad.append(_bad(row, row.error or "no text"))
                continue
            current[0] = row
            yield row.id, row.text

    current: list[Row] = [Row("", None, None)]
    for _, rows_found, error in check_texts(good(), job.task):
        found += rows_found
        if error is not None:
            bad.append(_bad(current[0], error))
    tally["findings"] = len(found)
    tally["bad"] = len(bad)
    severities = Counter(str(row["severity"]) for row in found)
    result: dict[str, Any] = {**tally, "severities": dict(sorted(severities.items()))}
    if bad:
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in bad)
        _replace(job.bad(part.number), lines.encode("utf-8", "backslashreplace"))
    _replace(job.findings(part.number), _parquet(found, result))
    return result


def _bad(row: Row, reason: str) -> dict[str, Any]:
    return {"place": row.place, "id": row.id, "reason": reason, "row": row.raw if row.raw is not None else row.text}


def _parquet(found: list[dict[str, Any]], tally: dict[str, Any]) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    kinds = {"string": pa.string(), "float64": pa.float64(), "Int64": pa.int64()}
    schema = pa.schema([(name, kinds[kind]) for name, kind in SCHEMA.items()])
    schema = schema.with_metadata({_META: json.dumps(tally, sort_keys=True), b"version": __version__})
    table = pa.Table.from_pandas(framed(found), schema=schema, preserve_index=False).replace_schema_metadata(
        schema.metadata
    )
    sink = pa.BufferOutputStream()
    parquet.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue().to_pybytes())


def _replace(path: str, data: bytes) -> None:
    """Write under another name and move into place: a reader sees the whole file or none."""
    draft = f"{path}.{os.getpid()}.{os.urandom(4).hex()}.tmp"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    try:
        with open(draft, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        if os.path.exists(draft):
            os.unlink(draft)
        raise
