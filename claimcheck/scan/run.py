"""A whole scan: plan, resume, run on an engine, sum up."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from claimcheck import __version__
from claimcheck.errors import UsageError
from claimcheck.records import dataclass, field
from claimcheck.scan import engines
from claimcheck.scan.frame import Task, registry_of, settings_of
from claimcheck.scan.inputs import Part, partitions
from claimcheck.scan.part import BAD, FINDINGS, Job, done

PLAN, SUMMARY = "scan.json", "summary.json"
PARTITION = (
    8_000_000  # bytes of plain input a partition: a few seconds of work, and Spark's overhead is under 1 percent
)
ENGINES = ("local", "dask", "spark")


@dataclass(frozen=True)
class Summary:
    """What a scan gave: numbers of rows, findings by severity, bad rows; partitions done now and found done."""

    output: str
    rows: int = 0
    findings: int = 0
    bad: int = 0
    severities: dict[str, int] = field(default_factory=dict)
    partitions: int = 0
    resumed: int = 0


def scan(
    inputs: str | Sequence[str],
    output: str,
    *,
    engine: str = "local",
    text: str = "text",
    id: str | None = None,
    kind: str | None = None,
    format: str = "markdown",
    registry: Iterable[str] = (),
    jobs: int = 0,
    size: int = PARTITION,
    address: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    **settings: Any,
) -> Summary:
    """Check every text of the inputs and write findings, bad rows and a summary under the folder `output`.

    `text` and `id` name fields, `kind` is the inputs' format (None: by suffix), `format` the texts' own. `jobs` are
    processes (0: as many as cores), `address` a Dask scheduler or a Spark master. Run again after a crash, it does
    what is missing and ends with the same result. Raises UsageError, SourceError, ConfigError, RegistryError.
    """
    names = [inputs] if isinstance(inputs, str) else list(inputs)
    if engine not in ENGINES:
        raise UsageError(f"unknown engine '{engine}'", key=engine, remedy="one of " + ", ".join(ENGINES))
    task = Task(format, tuple(registry), {name.replace("_", "-"): value for name, value in settings.items()})
    settings_of(tuple(sorted(task.settings.items())))  # wrong ones are refused before anything is written
    digest = registry_of(task.registry).digest
    parts = partitions(names, kind, size)
    job = Job(os.path.abspath(output), text, id, task)
    _plan(job, parts, digest)
    tallies = {part.number: tally for part in parts if (tally := done(job, part.number)) is not None}
    resumed = len(tallies)
    waiting = [part for part in parts if part.number not in tallies]
    finished = _engine(engine)(job, waiting, jobs, address)
    for number, tally in finished:
        tallies[number] = tally
        if progress is not None:
            progress(len(tallies), len(parts))
    return _summed(job, tallies, len(parts), resumed)


_Engine = Callable[[Job, list[Part], int, str | None], Iterator[tuple[int, dict[str, Any]]]]


def _engine(name: str) -> _Engine:
    return {"local": engines.local, "dask": engines.dask, "spark": engines.spark}[name]


def _plan(job: Job, parts: list[Part], digest: str) -> None:
    """Writes down what this scan is, or makes sure that the folder holds a beginning of the very same."""
    files = {part.path: os.path.getsize(part.path) for part in parts}
    plan = {
        "version": __version__,
        "registry": digest,
        "files": files,
        "partitions": len(parts),
        "borders": hashlib.sha256(repr(parts).encode()).hexdigest()[:16],
        "text": job.text,
        "id": job.id,
        "format": job.task.format,
        "settings": {name: repr(value) for name, value in sorted(job.task.settings.items())},
    }
    path = os.path.join(job.output, PLAN)
    try:
        with open(path, encoding="utf-8") as file:
            known = json.load(file)
    except FileNotFoundError:
        known = None
    except (OSError, ValueError):
        raise UsageError("the plan of the scan before cannot be read", path=path, remedy="another --output") from None
    if known is not None and known != plan:
        changed = ", ".join(sorted(name for name in plan if known.get(name) != plan[name]))
        raise UsageError(
            f"the folder holds another scan (other {changed})", path=job.output, remedy="give another --output folder"
        )
    if known is None:
        if os.path.isdir(job.output) and os.listdir(job.output):
            raise UsageError("the folder is not empty", path=job.output, remedy="give a new --output folder")
        os.makedirs(job.output, exist_ok=True)
        _write(path, plan)
    for folder in (FINDINGS, BAD):
        place = os.path.join(job.output, folder)
        os.makedirs(place, exist_ok=True)
        for name in os.listdir(place):
            if name.endswith(".tmp"):  # what a killed worker left behind
                with contextlib.suppress(OSError):
                    os.unlink(os.path.join(place, name))


def _summed(job: Job, tallies: dict[int, dict[str, Any]], partitions: int, resumed: int) -> Summary:
    total: Counter[str] = Counter()
    severities: Counter[str] = Counter()
    for tally in tallies.values():
        total.update({name: value for name, value in tally.items() if isinstance(value, int)})
        severities.update(tally.get("severities", {}))
    summary = Summary(
        job.output,
        total["rows"],
        total["findings"],
        total["bad"],
        dict(sorted(severities.items())),
        partitions,
        resumed,
    )
    record = {
        "rows": summary.rows,
        "findings": summary.findings,
        "bad": summary.bad,
        "severities": summary.severities,
        "partitions": summary.partitions,
    }
    _write(os.path.join(job.output, SUMMARY), record)
    return summary


def _write(path: str, record: dict[str, Any]) -> None:
    draft = f"{path}.tmp"
    with open(draft, "w", encoding="utf-8") as file:
        json.dump(record, file, ensure_ascii=False, indent=2)
        file.write("\n")
    os.replace(draft, path)
