"""Corpora made to stop a scan: whatever a file holds, what can be read is read, and the rest is a bad row."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest

from claimcheck.errors import SourceError
from claimcheck.scan import inputs

TEXT = "DeepSeek-R1 scores 97.8% on AIME 2024."
LINE = json.dumps({"id": "a", "text": TEXT}).encode() + b"\n"
WET = (
    b"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://a.example\r\nContent-Type: text/plain\r\n"
    b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(TEXT), TEXT.encode())
)


def rows(path: Path, size: int = 10**9, identity: str | None = None) -> list[inputs.Row]:
    return [row for part in inputs.partitions([str(path)], None, size) for row in inputs.rows(part, "text", identity)]


def wounded(whole: bytes, seed: int) -> bytes:
    dice = random.Random(seed)
    data = bytearray(whole)
    for _ in range(dice.randint(1, 4)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    return bytes(data[: dice.randrange(len(data) // 2, len(data))] if dice.random() < 0.3 else data)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cut.jsonl.gz", gzip.compress(LINE * 50_000)[:-40]),
        ("none.jsonl.gz", LINE),
        ("sum.jsonl.gz", gzip.compress(LINE * 50)[:-8] + bytes(8)),
        ("cut.csv.gz", gzip.compress(b"id,text\n" + b"a,b\n" * 50_000)[:-40]),
        ("wrong.wet.gz", gzip.compress(WET * 50)[:-30]),
    ],
)
def test_a_damaged_archive_ends_in_a_bad_row(name: str, content: bytes, tmp_path: Path) -> None:
    if ".wet" in name:
        pytest.importorskip("warcio")
    (tmp_path / name).write_bytes(content)
    found = rows(tmp_path / name)
    assert all(row.error is None for row in found[:-1])
    assert "damaged from here on: " in (found[-1].error or "")


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.jsonl.gz", "a.wet"])
def test_wounded_files(name: str, seed: int, tmp_path: Path) -> None:
    if name.endswith(".wet"):
        pytest.importorskip("warcio")
    whole = {"a.csv": b"id,text\n" + b'"a","' + TEXT.encode() + b'"\n' * 20, "a.wet": WET * 3}.get(name, LINE * 20)
    (tmp_path / name).write_bytes(wounded(gzip.compress(whole) if name.endswith(".gz") else whole, seed))
    if name == "a.csv":
        (tmp_path / name).write_bytes(b"id,text\n" + wounded(whole[8:], seed))
    for row in rows(tmp_path / name):
        assert (row.text is None) == (row.error is not None)
        assert row.text is None or row.text.encode() is not None


def test_wounded_parquet(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    parquet.write_table(arrow.table({"id": ["a"] * 50, "text": [TEXT] * 50}), path)
    whole = path.read_bytes()
    refused = damaged = 0
    for seed in range(60):
        path.write_bytes(whole[:4] + wounded(whole[4:-8], seed).ljust(len(whole) - 12, b"\0") + whole[-8:])
        try:
            damaged += any(row.error is not None for row in rows(path))
        except SourceError:
            refused += 1
    assert refused > 0
    assert damaged > 0


def test_long_lines_fields_and_records_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "LONGEST", 1_000)
    long = json.dumps({"text": "x" * 3_000_000}).encode() + b"\n"
    path = tmp_path / "a.jsonl"
    path.write_bytes(LINE + long + LINE)
    for size in (10**9, 100, 1_000_000):
        assert [row.error for row in rows(path, size)] == [None, "a line of more than 1,000 bytes", None]
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(LINE + long + LINE))
    assert [row.error for row in rows(tmp_path / "b.jsonl.gz")] == [None, "a line of more than 1,000 bytes", None]
    for content in (b"text\n" + b"x" * 5_000, b"text\n" + b'"' + b"x\n" * 2_500 + b'"\n', b"text" * 1_000):
        (tmp_path / "c.csv").write_bytes(content)
        (row,) = rows(tmp_path / "c.csv")
        assert "damaged from here on" in (row.error or "")
    (tmp_path / "d.wet").write_bytes(
        WET + WET.replace(b"%d" % len(TEXT), b"2000").replace(TEXT.encode(), b"y" * 2_000) + WET
    )
    pytest.importorskip("warcio")
    assert [row.error for row in rows(tmp_path / "d.wet")] == [None, "a record of more than 1,000 bytes", None]


def test_halves_of_characters_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"id": "\\ud800", "text": "R1 \\udfff 5%"}\n')
    (row,) = rows(tmp_path / "a.jsonl", identity="id")
    assert (row.id, row.text) == ("?", "R1 ? 5%")


def test_a_file_that_is_gone_is_no_bad_row(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(LINE)
    (part,) = inputs.partitions([str(tmp_path)], None, 10**9)
    (tmp_path / "a.jsonl").unlink()
    with pytest.raises(FileNotFoundError):
        list(inputs.rows(part, "text", None))
