"""The engines: each gets the partitions that are still to do and yields their tallies as they are done.

All run the same function on the same partitions, and workers write the results themselves; an engine only moves
partitions (a few numbers each) to workers. Workers on other machines need the input and output folders at the same
paths, and claimcheck.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import partial
from typing import Any

from claimcheck.errors import UsageError
from claimcheck.scan.frame import registry_of
from claimcheck.scan.inputs import Part, missing
from claimcheck.scan.part import Job, work

Tallies = Iterator[tuple[int, dict[str, Any]]]
_AGAIN = 3  # how often a partition is tried again whose worker died


def local(job: Job, parts: list[Part], jobs: int, address: str | None = None) -> Tallies:
    """This machine's cores, by the standard library's pool."""
    del address
    workers = min(jobs or os.cpu_count() or 1, len(parts))
    if workers <= 1:
        for part in parts:
            yield part.number, work(job, part)
        return
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool

    waiting = {part.number: part for part in parts}
    for attempt in range(_AGAIN + 1):
        with ProcessPoolExecutor(workers, initializer=start, initargs=(job.task.registry,)) as pool:
            futures = {pool.submit(work, job, part): part.number for part in waiting.values()}
            try:
                for future in as_completed(futures):
                    number = futures[future]
                    tally = future.result()
                    del waiting[number]
                    yield number, tally
                return
            except BrokenProcessPool:  # a worker was killed, for want of memory most likely
                if attempt == _AGAIN:
                    raise UsageError(
                        f"workers died {_AGAIN + 1} times; {len(waiting)} partitions are left",
                        remedy="the same command with fewer --jobs goes on from here",
                    ) from None
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise


def start(registry: tuple[str, ...]) -> None:
    """What a worker does once: leave interruption to its parent, open the registry."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    registry_of(registry)


def dask(job: Job, parts: list[Part], jobs: int, address: str | None = None) -> Tallies:
    """A Dask cluster: the scheduler at `address`, else one of processes on this machine."""
    try:
        from distributed import Client, LocalCluster, as_completed
    except ImportError:
        raise missing("dask") from None
    if not parts:
        return
    cluster: Any = None
    if address is None:
        cluster = LocalCluster(
            n_workers=jobs or os.cpu_count() or 1, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
        )
    client = Client(address or cluster)
    try:
        futures = client.map(partial(_numbered, job), parts, pure=False, retries=_AGAIN)
        for _, result in as_completed(futures, with_results=True):
            yield result
    finally:
        client.close()
        if cluster is not None:
            cluster.close()


def _numbered(job: Job, part: Any) -> tuple[int, dict[str, Any]]:
    part = Part(*part)
    return part.number, work(job, part)


def spark(job: Job, parts: list[Part], jobs: int, address: str | None = None) -> Tallies:
    """A Spark session: the active one, else one at `address`, else a local one. One task a partition, no shuffle."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise missing("spark") from None
    import sys

    if not parts:
        return
    session = SparkSession.getActiveSession()
    own = session is None
    if session is None:
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else workers run the first python3 on the path
        builder = SparkSession.builder.appName("claimcheck scan").config("spark.ui.enabled", "false")
        if address is None:
            address = f"local[{jobs or '*'}]"
            builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
        session = builder.master(address).getOrCreate()
    try:
        lines = session.sparkContext.parallelize([(part.number,) for part in parts], len(parts))
        frame = session.createDataFrame(lines, "number bigint")
        by_number = {part.number: tuple(part) for part in parts}
        done = frame.mapInPandas(partial(_in_pandas, job, by_number), "number bigint, tally string")
        for row in done.collect():  # a few numbers a partition
            yield int(row["number"]), json.loads(row["tally"])
    finally:
        if own:
            session.stop()


def _in_pandas(job: Job, parts: dict[int, Any], frames: Iterator[Any]) -> Iterator[Any]:
    import pandas as pd

    for frame in frames:
        for number in frame["number"]:
            tally = work(job, Part(*parts[int(number)]))
            yield pd.DataFrame({"number": [int(number)], "tally": [json.dumps(tally)]})
