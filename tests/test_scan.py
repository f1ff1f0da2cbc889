"""Corpora on this machine: inputs, partitions, bad rows, resumption."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

from claimcheck import scan as corpus
from claimcheck.errors import SourceError, UsageError
from claimcheck.scan import engines, inputs, part
from claimcheck.scan.frame import SCHEMA, check_frame, mapper, meta

pd = pytest.importorskip("pandas")
parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow writes the findings: pip install '.[scan]'")

WRONG = "DeepSeek-R1 scores 97.8% on AIME 2024."
RIGHT = "DeepSeek-R1 scores 79.8% on AIME 2024."
PLAIN = "The council met on Tuesday and spoke about the bridge."


def texts(count: int) -> list[tuple[str, str]]:
    return [(f"doc-{n}", (WRONG, PLAIN, RIGHT, PLAIN)[n % 4]) for n in range(count)]


def jsonl(path: Path, count: int, *extra: str) -> Path:
    lines = [json.dumps({"url": key, "body": body}) for key, body in texts(count)]
    lines[2:2] = extra
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def found(folder: Path) -> list[dict[str, Any]]:
    files = sorted((folder / "findings").glob("*.parquet"))
    return [row for file in files for row in parquet.read_table(file).to_pylist()]


def bad(folder: Path) -> list[dict[str, Any]]:
    files = sorted((folder / "bad").glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def run(source: Path, output: Path, **options: Any) -> corpus.Summary:
    return corpus.scan(str(source), str(output), **{"text": "body", "id": "url", "jobs": 1, "size": 400, **options})


def test_findings_are_one_row_each_in_input_order(tmp_path: Path) -> None:
    summary = run(jsonl(tmp_path / "in.jsonl", 12), tmp_path / "out")
    rows = found(tmp_path / "out")
    assert [row["id"] for row in rows] == ["doc-0", "doc-4", "doc-8"]
    assert {row["code"] for row in rows} == {"CC101"} or {row["severity"] for row in rows} == {"error"}
    assert list(rows[0]) == list(SCHEMA)
    assert (summary.rows, summary.findings, summary.bad) == (12, 3, 0)
    assert summary.partitions > 1


def test_partition_size_changes_no_finding(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "in.jsonl", 30)
    run(source, tmp_path / "small", size=200)
    run(source, tmp_path / "large", size=10**9)
    assert found(tmp_path / "small") == found(tmp_path / "large")


def test_bad_rows_are_kept_with_place_and_reason(tmp_path: Path) -> None:
    broken = ("{broken", "[1]", '{"url": "x"}', '{"url": "y", "body": 3}', '{"body": "no id"}')
    summary = run(jsonl(tmp_path / "in.jsonl", 4, *broken), tmp_path / "out")
    rows = bad(tmp_path / "out")
    assert [row["reason"] for row in rows] == [
        "not JSON", "no object", "no field 'body'", "'body' is no text", "no 'url'",
    ]  # fmt: skip
    assert rows[0]["row"].strip() == "{broken"
    assert summary.bad == 5
    assert summary.rows == 9


def test_a_text_that_crashes_the_checker_is_a_bad_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from claimcheck import engine

    check = engine.check

    def crash(document: Any, *rest: Any) -> Any:
        if "79.8%" in document.source:
            raise RuntimeError("boom")
        return check(document, *rest)

    monkeypatch.setattr(engine, "check", crash)
    run(jsonl(tmp_path / "in.jsonl", 4), tmp_path / "out")
    assert [row["id"] for row in bad(tmp_path / "out")] == ["doc-2"]
    assert "internal error: RuntimeError: boom" in bad(tmp_path / "out")[0]["reason"]
    assert [row["id"] for row in found(tmp_path / "out")] == ["doc-0"]


def test_a_killed_scan_goes_on_and_ends_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = jsonl(tmp_path / "in.jsonl", 30, "{broken")
    run(source, tmp_path / "whole")
    replace, calls = os.replace, []

    def killed(old: str, new: str) -> None:
        calls.append(new)
        if len(calls) % 5 == 0:
            raise KeyboardInterrupt
        replace(old, new)

    monkeypatch.setattr(part.os, "replace", killed)
    for _ in range(20):
        try:
            summary = run(source, tmp_path / "killed")
            break
        except KeyboardInterrupt:
            continue
    monkeypatch.undo()
    assert summary.resumed > 0
    assert found(tmp_path / "killed") == found(tmp_path / "whole")
    assert bad(tmp_path / "killed") == bad(tmp_path / "whole")
    names = ("findings", "bad")
    assert not [f for name in names for f in (tmp_path / "killed" / name).iterdir() if f.suffix == ".tmp"]
    again = run(source, tmp_path / "killed")
    assert again.resumed == again.partitions
    assert (again.rows, again.findings, again.bad) == (31, 8, 1)


def test_a_damaged_partition_is_done_again(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "in.jsonl", 12)
    run(source, tmp_path / "out")
    before = found(tmp_path / "out")
    victim = min((tmp_path / "out" / "findings").iterdir())
    victim.write_bytes(victim.read_bytes()[:40])
    assert run(source, tmp_path / "out").resumed < run(source, tmp_path / "out").partitions
    assert found(tmp_path / "out") == before


def test_another_scan_is_not_mixed_in(tmp_path: Path) -> None:
    run(jsonl(tmp_path / "in.jsonl", 4), tmp_path / "out")
    with pytest.raises(UsageError, match="another scan"):
        run(jsonl(tmp_path / "in.jsonl", 8), tmp_path / "out")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match="not empty"):
        run(tmp_path / "in.jsonl", tmp_path / "full")


def test_two_processes_give_the_same(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "in.jsonl", 20)
    run(source, tmp_path / "one", jobs=1)
    run(source, tmp_path / "two", jobs=2)
    assert found(tmp_path / "one") == found(tmp_path / "two")


def test_csv_is_cut_between_records_only(tmp_path: Path) -> None:
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(["url", "body"])
    for key, body in texts(40):
        table.writerow([key, f'He said "well".\n\n{body}\n'])
    source = tmp_path / "in.csv"
    source.write_text(out.getvalue() + "lonely\n", encoding="utf-8")
    summary = run(source, tmp_path / "out")
    assert summary.partitions > 3
    assert summary.rows == 41
    assert [row["id"] for row in found(tmp_path / "out")] == [f"doc-{n}" for n in range(0, 40, 4)]
    assert bad(tmp_path / "out")[0]["reason"] == "1 cells, the header has 2"


def test_parquet_and_compressed_jsonl(tmp_path: Path) -> None:
    frame = pd.DataFrame(texts(12), columns=["url", "body"])
    frame.to_parquet(tmp_path / "in.parquet", row_group_size=5)
    assert run(tmp_path / "in.parquet", tmp_path / "p").partitions == 3
    plain = jsonl(tmp_path / "in.jsonl", 12)
    (tmp_path / "z.jsonl.gz").write_bytes(gzip.compress(plain.read_bytes()))
    run(tmp_path / "z.jsonl.gz", tmp_path / "z")
    assert (
        [r["id"] for r in found(tmp_path / "p")]
        == [r["id"] for r in found(tmp_path / "z")]
        == ["doc-0", "doc-4", "doc-8"]
    )


def test_wet_files_and_damaged_ones(tmp_path: Path) -> None:
    warcio = pytest.importorskip("warcio.warcwriter", reason="warcio reads web archives: pip install '.[scan]'")
    sink = io.BytesIO()
    writer = warcio.WARCWriter(sink, gzip=True)
    for key, body in texts(5):
        payload = io.BytesIO(body.encode())
        record = writer.create_warc_record(f"https://example.org/{key}", "conversion", payload=payload)
        writer.write_record(record)
    (tmp_path / "in.warc.wet.gz").write_bytes(sink.getvalue())
    (tmp_path / "torn.warc.wet.gz").write_bytes(sink.getvalue()[:-30])
    run(tmp_path / "in.warc.wet.gz", tmp_path / "out", id=None)
    assert [r["id"] for r in found(tmp_path / "out")] == ["https://example.org/doc-0", "https://example.org/doc-4"]
    run(tmp_path / "torn.warc.wet.gz", tmp_path / "torn", id=None)
    assert found(tmp_path / "torn")[0]["id"] == "https://example.org/doc-0"
    assert bad(tmp_path / "torn")


def test_a_folder_is_taken_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("b", "a"):
        jsonl(tmp_path / "in" / f"{name}.jsonl", 4)
    (tmp_path / "in" / "_SUCCESS").write_text("")
    paths = [p.path for p in inputs.partitions([str(tmp_path / "in")], None, 10**9)]
    assert [os.path.basename(path) for path in paths] == ["a.jsonl", "b.jsonl"]


def test_wrong_use_is_one_clear_error(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "in.jsonl", 4)
    with pytest.raises(SourceError, match="no such file"):
        run(tmp_path / "none.jsonl", tmp_path / "out")
    with pytest.raises(UsageError, match="cannot be told"):
        run(Path(__file__), tmp_path / "out")
    with pytest.raises(UsageError, match="unknown engine"):
        run(source, tmp_path / "out", engine="abacus")
    assert not (tmp_path / "out").exists()


def test_the_frame_function_has_one_schema() -> None:
    frame = pd.DataFrame({"url": ["a", "b", "c"], "body": [WRONG, None, PLAIN]})
    result = check_frame(frame, "body", "url")
    assert list(result["id"]) == ["a"]
    assert {name: str(kind) for name, kind in result.dtypes.items()} == SCHEMA
    assert meta().dtypes.equals(result.dtypes)
    parts = list(mapper("body", "url")(iter([frame, frame.iloc[1:]])))
    assert [len(p) for p in parts] == [1, 0]
    assert parts[1].dtypes.equals(result.dtypes)
    with pytest.raises(UsageError, match="no column 'text'"):
        check_frame(frame)


def test_a_dead_worker_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = jsonl(tmp_path / "in.jsonl", 12)
    monkeypatch.setattr(engines, "work", _die_once)
    monkeypatch.setenv("CLAIMCHECK_TEST_MARK", str(tmp_path / "mark"))
    run(source, tmp_path / "out", jobs=2)
    assert [row["id"] for row in found(tmp_path / "out")] == ["doc-0", "doc-4", "doc-8"]
    assert (tmp_path / "mark").exists()


def _die_once(job: part.Job, piece: inputs.Part) -> dict[str, Any]:
    mark = Path(os.environ["CLAIMCHECK_TEST_MARK"])
    if not mark.exists():
        mark.touch()
        os._exit(9)
    return part.work(job, piece)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from claimcheck.cli import main

    source = jsonl(tmp_path / "in.jsonl", 8)
    arguments = ["scan", str(source), "-o", str(tmp_path / "out"), "--text", "body", "--id", "url", "-j", "1"]
    assert main(arguments) == 0
    assert "8 texts, 2 errors" in capsys.readouterr().err
    assert main([*arguments, "--select", "CC2"]) == 2
    assert "another scan" in capsys.readouterr().err
