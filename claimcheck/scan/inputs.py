"""Input files to partitions, and partitions to rows. A partition is a stretch of one file that reads on its own."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from claimcheck.errors import SourceError, UsageError
from claimcheck.records import NamedTuple

KINDS = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".csv": "csv", ".tsv": "tsv", ".parquet": "parquet",
    ".pq": "parquet", ".warc": "warc", ".wet": "warc",
}  # fmt: skip
FORMATS = ("jsonl", "csv", "tsv", "parquet", "warc")
LONGEST = 128_000_000  # bytes of a line, a field or a record: what a draft may have
_BLOCK = 1 << 20


class Part(NamedTuple):
    """Rows [start, end) of a file: bytes of JSONL and CSV, row groups of Parquet; end -1 is the end of the file."""

    number: int
    path: str
    kind: str
    start: int
    end: int


class Row(NamedTuple):
    """One row: its id and text, or the reason why it has none and what stood there instead."""

    place: str
    id: str | None
    text: str | None
    error: str | None = None
    raw: str | None = None


def partitions(inputs: Iterable[str], kind: str | None, size: int) -> list[Part]:
    """The partitions of all input files, folders being taken in the order of their names.

    `size` is about how many bytes of plain JSONL or CSV make one. Compressed files and WARC files are one each: their
    makers cut them already. Raises SourceError and UsageError.
    """
    parts: list[Part] = []
    for path in _files(inputs, kind):
        known = kind or _kind(path)
        for start, end in _stretches(path, known, size):
            parts.append(Part(len(parts), path, known, start, end))
    return parts


def _files(inputs: Iterable[str], kind: str | None) -> Iterator[str]:
    for name in inputs:
        if not os.path.isdir(name):
            if not os.path.exists(name):
                raise SourceError("cannot read: no such file or folder", path=name, remedy="check the path")
            yield name
            continue
        found = [
            os.path.join(folder, file)
            for folder, _, files in os.walk(name)
            for file in files
            if not file.startswith((".", "_")) and (kind or _suffix(file) in KINDS)
        ]
        if not found:
            raise SourceError("the folder holds no input", path=name, remedy=f"files of {', '.join(FORMATS)}")
        yield from sorted(found)


def _suffix(path: str) -> str:
    return os.path.splitext(path.removesuffix(".gz"))[1].lower()


def _kind(path: str) -> str:
    kind = KINDS.get(_suffix(path))
    if kind is None:
        raise UsageError(
            "the input's format cannot be told from its name", path=path, remedy=f"--input-format {'|'.join(FORMATS)}"
        )
    return kind


def _stretches(path: str, kind: str, size: int) -> Iterator[tuple[int, int]]:
    if kind == "parquet":
        groups = _parquet(path).num_row_groups
        yield from ((at, at + 1) for at in range(groups))
        return
    total = os.path.getsize(path)
    if path.endswith(".gz") or kind == "warc" or total <= size:
        yield 0, -1
        return
    start = 0
    for border in _borders(path, size, total, quoted=kind != "jsonl"):
        yield start, border
        start = border
    yield start, -1


def _borders(path: str, size: int, total: int, *, quoted: bool) -> Iterator[int]:
    """Offsets about `size` apart at which a line begins; in CSV one that is no part of a quoted field."""
    with open(path, "rb") as file:
        if not quoted:
            at = size
            while at < total:
                file.seek(at - 1)
                file.readline()
                at = file.tell()
                if at < total:
                    yield at
                at += size
            return
        at = last = quotes = 0
        for line in file:
            at += len(line)
            quotes += line.count(b'"')
            if at - last >= size and quotes % 2 == 0 and at < total:
                yield at
                last = at


def rows(part: Part, text: str, identity: str | None) -> Iterator[Row]:
    """The rows of a partition, in order. `text` and `identity` are the names of fields; None: a row's place.

    Where a file is damaged, a row says so and is the last one of its partition.
    """
    reader = {"jsonl": _json_rows, "parquet": _parquet_rows, "warc": _warc_rows}.get(part.kind, _csv_rows)
    try:
        yield from reader(part, text, identity)
    except (OSError, EOFError, ValueError, NotImplementedError, zlib.error, csv.Error) as error:
        if isinstance(error, OSError) and error.errno is not None:  # the system's trouble, not the file's
            raise
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        yield Row(part.path, None, None, f"the input is damaged from here on: {reason}", "")


def _stretch(part: Part) -> Iterator[tuple[int, bytes]]:
    """The lines of a partition with their offsets; of a line of more than LONGEST bytes only the first LONGEST + 1."""
    with gzip.open(part.path, "rb") if part.path.endswith(".gz") else open(part.path, "rb") as file:
        file.seek(part.start)
        at = part.start
        while line := file.readline(LONGEST + 1):
            if 0 <= part.end <= at:
                return
            yield at, line
            at += len(line)
            long = len(line) > LONGEST
            while long and line and not line.endswith(b"\n"):
                line = file.readline(_BLOCK)
                at += len(line)


def _json_rows(part: Part, text: str, identity: str | None) -> Iterator[Row]:
    for at, line in _stretch(part):
        if not line.strip():
            continue
        place = f"{part.path}@{at}"
        if len(line) > LONGEST:
            yield Row(place, None, None, f"a line of more than {LONGEST:,} bytes", "")
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            reason = "not UTF-8" if isinstance(error, UnicodeDecodeError) else "not JSON"
            yield Row(place, None, None, reason, line.decode("utf-8", "backslashreplace"))
            continue
        if not isinstance(record, dict):
            yield Row(place, None, None, "no object", line.decode("utf-8", "backslashreplace"))
            continue
        yield _row(place, record, text, identity)


def _row(place: str, record: dict[str, Any], text: str, identity: str | None) -> Row:
    body = record.get(text)
    key = record.get(identity) if identity else place
    name = None if key is None else _whole(str(key))
    if not isinstance(body, str):
        reason = f"no field '{text}'" if text not in record else f"'{text}' is no text"
        return Row(place, name, None, reason, json.dumps(record, ensure_ascii=False, default=str))
    if name is None:
        return Row(place, None, None, f"no '{identity}'", json.dumps(record, ensure_ascii=False, default=str))
    return Row(place, name, _whole(body))


def _whole(text: str) -> str:
    """The text with a question mark for each half of a character: no file of results could hold it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def _csv_rows(part: Part, text: str, identity: str | None) -> Iterator[Row]:
    csv.field_size_limit(LONGEST)
    delimiter = "\t" if part.kind == "tsv" else ","
    with gzip.open(part.path, "rb") if part.path.endswith(".gz") else open(part.path, "rb") as file:
        first = (_bounded(line) for line in iter(lambda: file.readline(LONGEST + 1), b""))
        header = next(csv.reader(_decoded(first), delimiter=delimiter), [])
    header[:1] = [name.removeprefix("\ufeff") for name in header[:1]]
    if text not in header:
        raise UsageError(f"the table has no column '{text}'", path=part.path, key=text, remedy="--text COLUMN")
    lines = (_bounded(line) for _, line in _stretch(part))
    reader = csv.reader(_decoded(lines), delimiter=delimiter)
    for number, cells in enumerate(reader):
        if number == 0 and part.start == 0:
            continue
        if not cells:
            continue
        place = f"{part.path}@{part.start}+{number}"
        if len(cells) != len(header):
            raw = io.StringIO()
            csv.writer(raw, delimiter=delimiter).writerow(cells)
            yield Row(place, None, None, f"{len(cells)} cells, the header has {len(header)}", raw.getvalue())
            continue
        yield _row(place, dict(zip(header, cells, strict=True)), text, identity)


def _bounded(line: bytes) -> bytes:
    if len(line) > LONGEST:
        raise ValueError(f"a line of more than {LONGEST:,} bytes")
    return line


def _decoded(lines: Iterable[bytes]) -> Iterator[str]:
    return (line.decode("utf-8", "replace") for line in lines)


def _parquet(path: str) -> Any:
    try:
        from pyarrow import parquet
    except ImportError:
        raise missing("pyarrow") from None
    try:
        return parquet.ParquetFile(path)
    except Exception as error:  # pyarrow has many, and OSError among them
        raise SourceError(f"no Parquet file: {str(error).splitlines()[0]}", path=path, remedy="check it") from None


def _parquet_rows(part: Part, text: str, identity: str | None) -> Iterator[Row]:
    file = _parquet(part.path)
    wanted = [text, *([identity] if identity else [])]
    for name in wanted:
        if name not in file.schema_arrow.names:
            raise UsageError(f"the table has no column '{name}'", path=part.path, key=name, remedy="--text, --id")
    number = 0
    for batch in file.iter_batches(256, row_groups=[part.start], columns=wanted):
        for record in batch.to_pylist():
            yield _row(f"{part.path}@{part.start}+{number}", record, text, identity)
            number += 1


def _warc_rows(part: Part, text: str, identity: str | None) -> Iterator[Row]:
    """Of a WET file its conversions, of a WARC file its HTML and text responses. The id is the address."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise missing("warcio") from None
    del text
    with open(part.path, "rb") as file:
        records = ArchiveIterator(file)
        number = -1
        while True:
            number += 1
            place = f"{part.path}@{number}"
            try:
                record = next(records, None)
                if record is None:
                    return
                headers = record.rec_headers
                kind = record.http_headers.get_header("Content-Type", "") if record.http_headers else ""
                if record.rec_type != "conversion" and not (record.rec_type == "response" and "html" in kind):
                    continue
                data = record.content_stream().read(LONGEST + 1)
                if len(data) > LONGEST:
                    yield Row(place, None, None, f"a record of more than {LONGEST:,} bytes", "")
                    continue
                if getattr(record.raw_stream, "limit", 0) > 0:  # what the record's header promised did not come
                    raise EOFError("a record is cut short")
            except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
                yield Row(place, None, None, f"the archive is damaged from here on: {error}", "")
                return
            address = headers.get_header("WARC-Target-URI") or place
            name = headers.get_header(identity) if identity else address
            yield Row(place, name or address, data.decode("utf-8", "replace"))


def missing(package: str) -> UsageError:
    """What to say where an extra is not installed."""
    extra = {"pyarrow": "scan", "warcio": "scan"}.get(package, package)
    return UsageError(f"this needs {package}", key=package, remedy=f"pip install 'claimcheck-benchmarks[{extra}]'")
