"""Texts in, findings out: the function that every engine runs. It imports no engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from claimcheck import config
from claimcheck.errors import ClaimcheckError, ConfigError, UsageError
from claimcheck.records import dataclass, field
from claimcheck.reports.frame import FINDINGS, finding_rows

if TYPE_CHECKING:
    import pandas as pd

    from claimcheck.registry import Registry

# Columns of the findings and their pandas types; always these, in this order.
SCHEMA: dict[str, str] = {"id": "string", **{name: kind for name, kind in FINDINGS.items() if name != "path"}}
_SPARK = {"string": "string", "float64": "double", "Int64": "bigint"}
SPARK_SCHEMA = ", ".join(f"`{name}` {_SPARK[kind]}" for name, kind in SCHEMA.items())


@dataclass(frozen=True)
class Task:
    """What a worker needs beside the texts; small, and the same for every partition.

    `settings` are those of claimcheck.toml (with hyphens), `registry` the paths laid over the shipped one, which each
    worker opens for itself and once.
    """

    format: str = "markdown"
    registry: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)


def check_texts(
    texts: Iterable[tuple[str, str]], task: Task, opened: Registry | None = None
) -> Iterator[tuple[str, list[dict[str, Any]], str | None]]:
    """For each (id, text): the id, the rows of its findings, and why it could not be checked (else None).

    `opened` is a registry to use in place of the task's.
    """
    from claimcheck import documents, engine, files, limits, policy, sieve

    registry = opened or registry_of(task.registry)
    settings = settings_of(tuple(sorted(task.settings.items())))
    options = files.options(settings)
    bounds, seconds = limits.bounds(settings["bounds"]), settings["bounds"].get("seconds", limits.SECONDS)
    for identity, text in texts:
        try:
            if sieve.silent(text, documents.detect(text, identity, task.format), registry, bounds):
                yield identity, [], None
                continue
            with limits.within(seconds, identity):
                document = documents.read_text(text, identity, format=task.format, bounds=bounds)
                result = policy.apply(engine.check(document, registry, options), settings)
        except ConfigError:
            raise
        except ClaimcheckError as error:
            yield identity, [], error.message + (f" ({error.remedy})" if error.remedy else "")
            continue
        except Exception as error:  # one text must not lose the rest of a corpus
            yield identity, [], f"internal error: {type(error).__name__}: {error}"
            continue
        crashed = [notice.message for notice in result.notices if notice.level == "error"]
        rows = finding_rows(result, registry) if result.findings else []
        yield identity, [{**row, "id": identity} for row in rows], "; ".join(crashed) or None


def check_frame(
    frame: pd.DataFrame,
    text: str = "text",
    id: str | None = None,
    *,
    format: str = "markdown",
    registry: Iterable[str] | Registry = (),
    **settings: Any,
) -> pd.DataFrame:
    """Check each row's text; one row a finding, with the columns of SCHEMA. For map_partitions and the like.

    `id` names the column that identifies a row (None: its index). A text that cannot be checked gives one row with the
    reason in `error`; a missing text gives none. `registry` are paths, so that workers open their own, or a
    registry that is open here.
    """
    require_columns(frame, text, id)
    from claimcheck.registry import Registry

    opened = registry if isinstance(registry, Registry) else None
    paths = () if isinstance(registry, Registry) else tuple(registry)
    task = Task(format, paths, {name.replace("_", "-"): value for name, value in settings.items()})
    keys = frame[id] if id else frame.index
    texts = [(str(key), body) for key, body in zip(keys, frame[text], strict=True) if isinstance(body, str)]
    rows: list[dict[str, Any]] = []
    for identity, found, error in check_texts(texts, task, opened):
        rows += found
        if error is not None:
            rows.append({"id": identity, "error": error})
    return framed(rows)


def require_columns(frame: pd.DataFrame, *names: str | None) -> None:
    """Raises UsageError for a column that the frame has not."""
    for column in names:
        if column is not None and column not in frame.columns:
            remedy = config.hint(column, map(str, frame.columns)) or "name a column of the frame"
            raise UsageError(f"the frame has no column '{column}'", key=column, remedy=remedy)


def mapper(text: str = "text", id: str | None = None, **options: Any) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """The function for Spark's mapInPandas: `frame.mapInPandas(mapper("body", "url"), SPARK_SCHEMA)`."""

    def run(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for frame in frames:
            yield check_frame(frame, text, id, **options)

    return run


def meta() -> pd.DataFrame:
    """An empty frame of findings: what Dask asks for as `meta`."""
    return framed([])


def framed(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows as a frame with the columns and types of SCHEMA."""
    import pandas as pd

    kinds: dict[str, Any] = SCHEMA
    columns = {name: pd.array([row.get(name) for row in rows], dtype=kind) for name, kind in kinds.items()}
    return pd.DataFrame(columns, columns=list(SCHEMA))


@lru_cache(maxsize=8)
def registry_of(paths: tuple[str, ...]) -> Registry:
    """The registry, opened once a process."""
    from claimcheck import files

    return files.registry_of(paths)


def settings_of(pairs: tuple[tuple[str, Any], ...]) -> config.Settings:
    """Settings from names and values. Raises ConfigError for a name or value that is none."""
    for name, _ in pairs:
        if name not in config.BY_KEY:
            raise ConfigError(f"unknown setting '{name}'", key=name, remedy=config.hint(name, config.BY_KEY))
    return config.with_options(config.defaults(), dict(pairs))
