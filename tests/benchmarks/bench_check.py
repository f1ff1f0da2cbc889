"""Speed of the whole check, beside references measured in the same run.

    python tests/benchmarks/bench_check.py [PART ...]

Parts (all by default): cold, aliases, warm, throughput, corpus, growth, facts, peers.

Cold: CPU of whole processes. The others: CPU in this process, medians. Figures of a busy machine differ; the ratios
hold. `throughput` reads every text in full; `corpus` checks texts as `scan` does, which passes over those that can
hold nothing to say. A draft's paragraphs are remembered between checks, so each of these begins with none in mind.
"""

from __future__ import annotations

import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import bench_quantities
import corpus

from claimcheck import documents, engine
from claimcheck.claims import segments
from claimcheck.registry import Registry, load_registry
from claimcheck.scan.frame import Task, check_texts


def processes(commands: dict[str, tuple[str, ...]], runs: int = 9) -> dict[str, tuple[float, float]]:
    """Median CPU milliseconds and peak MiB of Python processes by name, run in turn so that ratios hold."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    spent: dict[str, list[float]] = {name: [] for name in commands}
    peak = dict.fromkeys(commands, 0.0)
    for _ in range(runs):
        for name, arguments in commands.items():
            with subprocess.Popen(
                [sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
            ) as child:
                _, _, used = os.wait4(child.pid, 0)
                child.returncode = 0
            spent[name].append((used.ru_utime + used.ru_stime) * 1e3)
            peak[name] = max(peak[name], used.ru_maxrss / 1024)
    return {name: (statistics.median(spent[name]), peak[name]) for name in commands}


def cpu(action: Callable[[], object], runs: int = 5) -> float:
    """Median CPU seconds of an action."""
    spent = []
    for _ in range(runs):
        start = time.process_time()
        action()
        spent.append(time.process_time() - start)
    return statistics.median(spent)


@cache
def registry() -> Registry:
    return load_registry()  # on first use: a child's peak memory begins with its parent's


def check(text: str, known: Registry | None = None) -> object:
    """Read and check a text as if for the first time."""
    segments.forget()
    return engine.check(documents.read_text(text, "draft.md"), known or registry())


def check_again(text: str) -> object:
    return engine.check(documents.read_text(text, "draft.md"), registry())


def cold() -> None:
    """A plain check beside the interpreter and pandas, the registry as installed; from a checkout a little dearer."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft.md"
        draft.write_text(corpus.draft(), encoding="utf-8")
        checking = ("-m", "claimcheck", "check", str(draft))
        processes({"fill the caches": checking}, runs=2)
        found = processes({
            "pass": ("-c", "pass"), "import pandas": ("-c", "import pandas"), "--help": ("-m", "claimcheck", "--help"),
            "check draft.md": checking,
        })  # fmt: skip
        for name, (spent, peak) in found.items():
            print(
                f"cold {name:<15} {spent:7.1f} ms CPU  {spent / found['pass'][0]:5.1f} x python -c pass"
                f"  {spent / found['import pandas'][0]:5.2f} x import pandas  {peak:5.0f} MiB"
            )


def aliases() -> None:
    """What a thousand more names cost at the start: the shipped registry with some and with many of a user's own."""
    sizes = (1_000, 21_000)
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft.md"
        draft.write_text(corpus.draft(), encoding="utf-8")
        commands: dict[str, tuple[str, ...]] = {}
        for size in sizes:
            own = Path(folder) / f"own-{size}.yaml"
            rows = (f"- id: own-{n}\n  kind: model\n  name: Own {n // 26} {chr(65 + n % 26)}{n}\n" for n in range(size))
            own.write_text("".join(rows), encoding="utf-8")
            commands[str(size)] = ("-m", "claimcheck", "check", str(draft), "--registry", str(own))
        processes(commands, runs=2)
        found = processes(commands)
        few, many = (found[str(size)][0] for size in sizes)
        print(f"start by names           {(many - few) / (sizes[1] - sizes[0]) * 1e3:7.2f} ms CPU for 1,000 more")


def warm() -> None:
    text = corpus.draft()
    check(text)
    print(f"warm 2,000 words         {cpu(lambda: check(text), 15) * 1e3:7.1f} ms")
    print(f"the same again           {cpu(lambda: check_again(text), 15) * 1e3:7.1f} ms")


def throughput() -> None:
    digits = re.compile(r"\d+")
    kinds = {"dense": corpus.dense, "tables": corpus.tables, "news": corpus.news, "no figures": corpus.bare}
    for name, make in kinds.items():
        pieces = [make(20_000, seed) for seed in range(12)]
        size = sum(len(piece.encode()) for piece in pieces)
        check(pieces[0])

        def whole(pieces: list[str] = pieces) -> None:
            for piece in pieces:
                check(piece)

        def bare(pieces: list[str] = pieces) -> None:
            for piece in pieces:
                sum(1 for _ in digits.finditer(piece))

        spent, least = cpu(whole, 3), cpu(bare, 5)
        print(f"throughput {name:<15} {size / spent / 1e6:6.2f} MB/s  {spent / least:7.0f} x re.finditer(r'\\d+')")


def corpora() -> None:
    digits = re.compile(r"\d+")
    for name, make in {"news": corpus.news, "no figures": corpus.bare}.items():
        texts = [(str(seed), make(20_000, seed)) for seed in range(24)]
        size = sum(len(text.encode()) for _, text in texts)
        list(check_texts(texts, Task()))
        spent = cpu(lambda texts=texts: list(check_texts(texts, Task())), 3)  # type: ignore[misc]
        least = cpu(lambda texts=texts: [sum(1 for _ in digits.finditer(text)) for _, text in texts])  # type: ignore[misc]
        print(f"corpus {name:<15} {size / spent / 1e6:10.2f} MB/s  {spent / least:7.1f} x re.finditer(r'\\d+')")


def facts() -> None:
    """The same drafts under the shipped registry and under one with made-up systems, to 100,000 facts."""
    scores = [m.id for m in registry().metrics() if m.kind == "benchmark" and m.unit == "percent"][:200]
    texts = [corpus.draft(), corpus.dense(8_000), corpus.news(20_000)]
    before = 0.0
    for count in (0, 100_000 - registry().facts_count):
        with tempfile.TemporaryDirectory() as folder:
            known = load_registry(invented(Path(folder), scores, count)) if count else registry()
        check(texts[0], known)
        spent = cpu(lambda known=known: [check(text, known) for text in texts], 5)  # type: ignore[misc]
        ratio = f"{spent / before:5.2f} x" if before else ""
        print(f"facts {known.facts_count:>9,}          {spent * 1e3:7.1f} ms  {ratio}")
        before = spent


def invented(folder: Path, scores: list[str], count: int) -> Path:
    """A registry of `count` scores of systems that do not exist, forty each."""
    source = "- id: made-up\n  title: Made up\n  publisher: Nobody\n  kind: compiled\n  date: '2025-01-01'\n"
    (folder / "sources.yaml").write_text(source, encoding="utf-8")
    lines: list[str] = []
    for number in range(count):
        if number % 40 == 0:
            lines.append(f"- id: zarquon-{number}\n  kind: model\n  name: Zarquon-{number}X\n  facts:\n")
        score = scores[(number // 40 * 7 + number % 40) % len(scores)]
        value = f"{20 + number * 37 % 790 / 10:.1f} percent"
        lines.append(f"  - {{metric: {score}, value: {value}, source: made-up, locator: t, date: '2025-01-01'}}\n")
    (folder / "systems.yaml").write_text("".join(lines), encoding="utf-8")
    return folder


def growth() -> None:
    before = 0.0
    for size in (50_000, 100_000, 200_000, 400_000, 800_000):
        text = corpus.news(size // 2) + corpus.dense(size // 2)
        spent = cpu(lambda text=text: check(text), 1)  # type: ignore[misc]
        ratio = f"{spent / before:5.2f} x the half" if before else ""
        print(f"growth {size:>9,} bytes     {spent:7.2f} s  {ratio}")
        before = spent
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


def peers() -> None:
    """The whole check beside mere extraction by others, given paragraphs since some do not end on whole documents."""
    english = "\n\n".join(p for p in corpus.dense(8_000).split("\n\n") if p.isascii())
    mixed = corpus.news(12_000) + corpus.dense(2_000)
    chinese = "".join(char for char in mixed if char > "\x7f" or char in "\n0123456789.%")
    for name, extract, text in (
        ("quantulum3, English", bench_quantities.quantulum(), english),
        (
            "recognizers, Chinese",
            bench_quantities.recognizers(),
            "".join(c for c in chinese if c > "\x7f" or c == "\n"),
        ),
    ):
        if extract is None:
            print(f"peers {name}: not installed")
            continue
        lines = [line for line in text.split("\n\n") if line.strip()]
        extract(lines[0])
        check(text)
        theirs = cpu(lambda extract=extract, lines=lines: [extract(line) for line in lines], 1)  # type: ignore[misc]
        ours = cpu(lambda text=text: check(text), 5)  # type: ignore[misc]
        print(f"peers {name:<22} the whole check is {theirs / ours:5.1f} times as fast as extraction")


if __name__ == "__main__":
    parts = {
        "cold": cold,
        "aliases": aliases,
        "warm": warm,
        "throughput": throughput,
        "corpus": corpora,
        "growth": growth,
        "facts": facts,
        "peers": peers,
    }
    for part in sys.argv[1:] or parts:
        parts[part]()
