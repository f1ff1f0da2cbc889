"""Scans on a real Dask cluster, a real Spark session, and with processes killed; each must give the local result."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from claimcheck import scan as corpus

pytestmark = pytest.mark.heavy
pd = pytest.importorskip("pandas")
parquet = pytest.importorskip("pyarrow.parquet")

TEXTS = (
    "DeepSeek-R1 scores 97.8% on AIME 2024.",
    "The council met on Tuesday and spoke about the 12 bridges of the town.",
    "DeepSeek-V3 的训练成本仅 557.6 亿美元。",
    "Revenue rose from 15.6% to 71.0%, up 45.4 points, the company said.",
    "Nothing to see here.",
)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "in.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for n in range(2_000):
            file.write(json.dumps({"url": f"doc-{n}", "body": TEXTS[n % 5]}, ensure_ascii=False) + "\n")
            if n % 500 == 7:
                file.write("{broken\n")
    return path


OPTIONS: dict[str, Any] = {"text": "body", "id": "url", "size": 15_000}


@pytest.fixture(scope="module")
def local(source: Path) -> Path:
    output = source.parent / "local"
    corpus.scan(str(source), str(output), jobs=2, **OPTIONS)
    return output


def content(folder: Path) -> dict[str, Any]:
    """Everything that a scan found, file by file."""
    result: dict[str, Any] = {f.name: parquet.read_table(f).to_pylist() for f in (folder / "findings").iterdir()}
    result |= {f.name: f.read_text(encoding="utf-8") for f in (folder / "bad").iterdir()}
    return result


def test_killed_three_times(source: Path, local: Path) -> None:
    output = source.parent / "killed"
    command = [sys.executable, "-m", "claimcheck", "scan", str(source), "-o", str(output), "--text", "body"]
    command += ["--id", "url", "--partition", "0.015", "-j", "2", "-q"]
    kills = 0
    for limit in (2, 5, 8):
        process = subprocess.Popen(command, start_new_session=True)
        while process.poll() is None and len(list(output.glob("findings/*.parquet"))) < limit:
            time.sleep(0.02)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            kills += 1
        process.wait()
    assert kills == 3
    subprocess.run(command, check=True)
    assert content(output) == content(local)


def test_dask_with_a_worker_killed_midway(source: Path, local: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install '.[dask]'")
    output = source.parent / "dask"
    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=50
    )
    try:
        killed: list[int] = []

        def progress(done: int, total: int) -> None:
            if done == 3 and not killed:
                worker = next(iter(cluster.workers.values()))
                os.kill(worker.process.pid, signal.SIGKILL)
                killed.append(done)

        summary = corpus.scan(
            str(source), str(output), engine="dask", address=cluster.scheduler_address, progress=progress, **OPTIONS
        )
    finally:
        cluster.close()
    assert killed
    assert summary.rows == 2_004
    assert content(output) == content(local)


def test_dask_map_partitions_gives_the_rows_of_one_frame() -> None:
    dd = pytest.importorskip("dask.dataframe", reason="Dask is not installed: pip install '.[dask]'")
    frame = pd.DataFrame({"url": [f"doc-{n}" for n in range(60)], "body": [TEXTS[n % 5] for n in range(60)]})
    lazy = dd.from_pandas(frame, npartitions=4).map_partitions(corpus.check_frame, "body", "url", meta=corpus.meta())
    whole = corpus.check_frame(frame, "body", "url")
    pd.testing.assert_frame_equal(
        lazy.compute(scheduler="synchronous").reset_index(drop=True).astype(corpus.SCHEMA), whole
    )


@pytest.fixture(scope="module")
def spark() -> Any:
    sql = pytest.importorskip("pyspark.sql", reason="Spark is not installed: pip install '.[spark]'")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("no Java on this machine (apt-get install openjdk-17-jre-headless)")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        sql.SparkSession.builder.master("local[2]")
        .appName("claimcheck tests")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.memory", "1g")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def test_spark_gives_the_local_result(spark: Any, source: Path, local: Path) -> None:
    output = source.parent / "spark"
    corpus.scan(str(source), str(output), engine="spark", **OPTIONS)
    assert content(output) == content(local)


def test_spark_map_in_pandas_gives_the_rows_of_one_frame(spark: Any) -> None:
    frame = pd.DataFrame({"url": [f"doc-{n}" for n in range(60)], "body": [TEXTS[n % 5] for n in range(60)]})
    lazy = spark.createDataFrame(frame).repartition(3).mapInPandas(corpus.mapper("body", "url"), corpus.SPARK_SCHEMA)
    order = ["id", "start", "code"]
    rows = lazy.toPandas().astype(corpus.SCHEMA).sort_values(order, ignore_index=True)
    whole = corpus.check_frame(frame, "body", "url").sort_values(order, ignore_index=True)
    pd.testing.assert_frame_equal(rows, whole)
