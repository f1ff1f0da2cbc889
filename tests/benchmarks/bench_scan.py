"""A scan of a mixed corpus on one core and on two: wall time, ratio, cost of a document.

python tests/benchmarks/bench_scan.py [TEXTS]        (default: 20000; the acceptance line is 200000)
"""

from __future__ import annotations

import json
import os
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import corpus

from claimcheck import scan


def processors() -> float:
    """Seconds of processor time of this process and its children that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def main(count: int) -> None:
    draw = random.Random(7)
    kinds = (corpus.dense, corpus.news, corpus.news, corpus.news, corpus.bare, corpus.bare)
    pool = [make(draw.randint(300, 2_500), seed) for seed, make in enumerate(kinds * 40)]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "texts.jsonl"
        with source.open("w", encoding="utf-8") as file:
            for number in range(count):
                file.write(json.dumps({"id": str(number), "text": draw.choice(pool)}, ensure_ascii=False) + "\n")
        size = source.stat().st_size
        spent: dict[int, float] = {}
        work: dict[int, float] = {}
        for jobs in (1, 2):
            start, before = time.perf_counter(), processors()
            summary = scan.scan(str(source), os.path.join(folder, f"out-{jobs}"), id="id", jobs=jobs, size=2_000_000)
            spent[jobs], work[jobs] = time.perf_counter() - start, processors() - before
            print(
                f"{jobs} core(s): {summary.rows:,} texts, {size / 1e6:.1f} MB in {spent[jobs]:.1f} s,"
                f" {work[jobs] / summary.rows * 1e3:.2f} ms of a core a text, {summary.findings:,} findings"
            )
    print(f"two processes do {2 * work[1] / work[2]:.2f} times the work of one for each second of two idle cores")
    print(f"two cores are {spent[1] / spent[2]:.2f} times as fast as one")
    print(f"peak memory of the parent {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 20_000)
