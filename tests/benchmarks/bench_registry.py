"""Load time, memory and size of the compiled registry, for generated registries of growing size.

    python tests/benchmarks/bench_registry.py [FACTS ...]        (default: 1000 8000 30000 100000)

For each size: building from YAML once, then in fresh processes opening the compiled file, opening it and reading all
names, the facts of ten entities, and all facts; CPU milliseconds (best of five) and peak memory.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = (1_000, 8_000, 30_000, 100_000)
FACTS_EACH = 12
METRICS = 220

PROBE = """
import json, resource, sys, time
start = time.process_time()
from claimcheck.registry import load_registry
imported = time.process_time()
registry = load_registry(sys.argv[1], shipped=False)
opened = time.process_time()
if sys.argv[2] in ("names", "some", "all"):
    registry.names()
named = time.process_time()
if sys.argv[2] == "some":
    for number in range(10):
        registry.facts_of(f"model-{number}")
if sys.argv[2] == "all":
    registry.facts()
done = time.process_time()
heavy = sorted({name.partition(".")[0] for name in sys.modules} & {"pandas", "pint", "rich", "rapidfuzz", "yaml"})
print(json.dumps({"import": imported - start, "open": opened - imported, "names": named - opened,
                  "facts": done - named, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, "heavy": heavy}))
"""


def generate(folder: Path, facts: int, seed: int = 7) -> None:
    """A registry of `facts` facts, twelve an entity, with two or three names each in two scripts."""
    random.seed(seed)
    (folder / "models").mkdir(parents=True)
    metrics = [
        f"- id: metric-{n}\n  name: Benchmark Number {n}\n  aliases: [基准测试 {n}, BN-{n}]\n  unit: percent\n"
        f"  range: [0, 100]\n  direction: higher\n"
        for n in range(METRICS)
    ]
    (folder / "metrics.yaml").write_text("".join(metrics), encoding="utf-8")
    sources = [
        f"- id: source-{n}\n  title: Technical report number {n}\n  publisher: Publisher {n % 40}\n  kind: primary\n"
        f"  url: https://example.org/reports/{n}\n"
        for n in range(250)
    ]
    (folder / "sources.yaml").write_text("".join(sources), encoding="utf-8")
    entities = -(-facts // FACTS_EACH)
    parts: list[str] = []
    for number in range(entities):
        parts.append(
            f"- id: model-{number}\n  kind: model\n  name: Model-{number}\n"
            f"  aliases: [大模型 {number}, mdl{number}-chat]\n"
            f"  context_aliases: [M{number}]\n  facts:\n"
        )
        parts.extend(
            f"  - metric: metric-{metric}\n    value: {random.randrange(1000) / 10} percent\n"
            f"    conditions: {{sampling: pass@1}}\n    source: source-{random.randrange(250)}\n"
            f"    locator: Table {metric % 9 + 1}\n    date: 2025-01-{metric % 28 + 1:02d}\n"
            for metric in random.sample(range(METRICS), min(FACTS_EACH, facts - number * FACTS_EACH))
        )
        if len(parts) > 4_000 or number == entities - 1:
            (folder / "models" / f"part-{number:06d}.yaml").write_text("".join(parts), encoding="utf-8")
            parts = []


def probe(folder: Path, what: str, environment: dict[str, str], times: int = 5) -> dict[str, float]:
    command = [sys.executable, "-c", PROBE, str(folder), what]
    runs = [json.loads(subprocess.check_output(command, env=environment)) for _ in range(times)]
    return min(runs, key=lambda run: run["open"] + run["names"] + run["facts"])


def main(sizes: list[int]) -> None:
    widths = (8, 8, 7, 7, 7, 7, 8, 9, 8, 8, 7)
    heads = [
        "facts",
        "build s",
        "ccr MB",
        "import",
        "open",
        "+names",
        "+10 ent.",
        "all facts",
        "MB open",
        "MB names",
        "MB all",
    ]
    print(" ".join(head.rjust(width) for head, width in zip(heads, widths, strict=True)), "  (CPU ms)")
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            folder, cache = Path(place) / "registry", Path(place) / "cache"
            environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
            generate(folder, size)
            start = time.perf_counter()
            probe(folder, "open", environment, 1)
            built = time.perf_counter() - start
            weight = next((cache / "claimcheck").glob("*.ccr")).stat().st_size / 1e6
            opened, named, some, everything = (
                probe(folder, what, environment) for what in ("open", "names", "some", "all")
            )
            assert not opened["heavy"], opened["heavy"]
            print(
                f"{size:>8} {built:>8.1f} {weight:>7.2f} {opened['import'] * 1e3:>7.1f} {opened['open'] * 1e3:>7.1f}"
                f" {named['names'] * 1e3:>7.1f} {some['facts'] * 1e3:>8.1f} {everything['facts'] * 1e3:>9.1f}"
                f" {opened['memory'] / 1e3:>8.1f} {named['memory'] / 1e3:>8.1f} {everything['memory'] / 1e3:>7.1f}"
            )


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or list(SIZES))
