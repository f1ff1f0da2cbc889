"""The functions and the Report behind `import claimcheck`. They never print, never exit, never touch logging."""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck import __version__, config
from claimcheck.errors import ClaimcheckError, ConfigError, UsageError
from claimcheck.model import Claim, Finding, Judgement, Quantity, Result
from claimcheck.reports.run import Run

if TYPE_CHECKING:
    import pandas as pd

    from claimcheck.registry import Registry


class Report:
    """What a check gave: findings, claims, and ways to look at them. In a notebook it shows itself.

    `findings` are in document order; `claims` are every figure bound to a registered entity or metric; `judgements`
    pair each claim with its verdict and facts. `error` is the reason why a draft could not be checked, else None.
    """

    def __init__(self, result: Result, registry: Registry) -> None:
        self.result = result
        self.registry = registry

    @property
    def path(self) -> str:
        return self.result.path

    @property
    def error(self) -> str | None:
        return self.result.error

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.result.findings

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        return self.result.judgements

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(judgement.claim for judgement in self.result.judgements)

    @property
    def text(self) -> str:
        """The text that spans point into."""
        return self.result.document.source if self.result.document else ""

    @cached_property
    def _run(self) -> Run:
        return Run((self.result,), self.registry, __version__)

    def render(self, output_format: str = "full") -> str:
        """The report in any of the command line's formats."""
        from claimcheck.reports import render

        return render(output_format, self._run)

    def to_dict(self) -> dict[str, Any]:
        """The object of `--output-format json`."""
        from claimcheck.reports.records import run_record

        return run_record(self._run)

    def to_frame(self, of: str = "findings") -> pd.DataFrame:
        """One row a finding (or, with of="claims", one row a claim), with fixed columns and types."""
        from claimcheck.reports.frame import claims_frame, findings_frame

        if of not in ("findings", "claims"):
            raise UsageError(f"no frame of '{of}'", key=of, remedy='"findings" or "claims"')
        return (claims_frame if of == "claims" else findings_frame)(self._run)

    def plot(self, claim: str | Claim, *, width: int = 640) -> Any:
        """The reported values of a claim on a number line, with the draft's own; needs the extra "plot" (altair).

        `claim` is one of `claims` or its id. Raises UsageError where nothing can be drawn.
        """
        from claimcheck.reports.plot import chart

        identity = claim if isinstance(claim, str) else claim.id
        judgement = next((j for j in self.judgements if j.claim.id == identity), None)
        if judgement is None:
            raise UsageError(f"the report has no claim '{identity}'", key=identity, remedy="see report.claims")
        return chart(judgement, self.registry, width=width)

    def _repr_html_(self) -> str:
        from claimcheck.reports.page import fragment

        return fragment(self._run)

    def _repr_markdown_(self) -> str:
        from claimcheck.reports.markdown import render

        return render(self._run)

    def __repr__(self) -> str:
        from claimcheck.reports.run import counts

        if self.error:
            return f"Report({self.path!r}, error={self.error!r})"
        tally = ", ".join(f"{n} {name}{'s' if n != 1 else ''}" for name, n in counts((self.result,)).items() if n)
        return f"Report({self.path!r}: {len(self.claims)} claims, {tally or 'no findings'})"


def load_registry(*paths: str | Path) -> Registry:
    """The shipped registry, with your own files or folders laid over it in order. Raises RegistryError."""
    return _registry(tuple(str(path) for path in paths))


@lru_cache(maxsize=8)
def _registry(paths: tuple[str, ...]) -> Registry:
    from claimcheck.registry import load_registry as load

    return load(*paths)


def check(
    text: str, *, registry: Registry | None = None, format: str | None = None, path: str = "<text>", **settings: Any
) -> Report:
    """Check a draft given as text.

    `format` is "text", "markdown", "html" ... (None: Markdown, which plain text nearly always is). Further keywords
    are settings as in claimcheck.toml with underscores: select, ignore, min_confidence, as_of, lang ...
    """
    from claimcheck import documents

    if not isinstance(text, str):
        raise UsageError(f"check() takes a str, not {type(text).__name__}", remedy="use check_file() for a file")
    document = documents.read_text(text, path, format=format or "markdown")
    return _judge(document, registry, settings)


def check_file(
    path: str | Path, *, registry: Registry | None = None, format: str | None = None, **settings: Any
) -> Report:
    """Check a file, under the same keywords as `check`. Raises SourceError where it cannot be read."""
    from claimcheck import files

    draft = files.Draft(str(path), str(path), config.defaults(), format=format)
    return _judge(files.load(draft), registry, settings)


def _judge(document: Any, registry: Registry | None, keywords: dict[str, Any]) -> Report:
    from claimcheck import engine, files, policy

    known = registry if registry is not None else load_registry()
    settings = settings_from(keywords)
    result = policy.apply(engine.check(document, known, files.options(settings)), settings)
    return Report(result, known)


def settings_from(keywords: dict[str, Any]) -> config.Settings:
    """Settings from Python keywords. Raises ConfigError with the nearest key."""
    given: dict[str, Any] = {}
    for name, value in keywords.items():
        key = name.replace("_", "-")
        if key not in config.BY_KEY:
            remedy = config.hint(key, config.BY_KEY)
            raise ConfigError(f"unknown setting '{name}'", key=name, remedy=remedy)
        given[key] = [value] if isinstance(value, str) and config.BY_KEY[key].kind == "rules" else value
    return config.with_options(config.defaults(), given)


def check_frame(
    frame: pd.DataFrame, text: str = "text", id: str | None = None, *, registry: Registry | None = None, **settings: Any
) -> pd.DataFrame:
    """Check each row's text; one row a finding, with the row's id (its index where `id` is None) in the first column.

    A row that cannot be checked gives one row with its reason in `error`; missing texts are skipped.
    """
    import pandas as pd

    from claimcheck.reports.frame import findings_frame

    for column in (text, *([id] if id else [])):
        if column not in frame.columns:
            remedy = config.hint(column, map(str, frame.columns)) or "name a column of the frame"
            raise UsageError(f"the frame has no column '{column}'", key=column, remedy=remedy)
    known = registry if registry is not None else load_registry()
    name = id or "row"

    def table(report: Report, key: object) -> pd.DataFrame:
        part = findings_frame(report._run).drop(columns="path")
        part = part.rename(columns={name: f"finding_{name}"})  # the frame's own column keeps its name
        part.insert(0, name, pd.Series([key] * len(part), dtype=frame[id].dtype if id else frame.index.dtype))
        return part

    parts = [table(Report(Result(path="", document=None), known), None)]
    for key, body in zip(frame[id] if id else frame.index, frame[text], strict=True):
        if not isinstance(body, str):
            continue
        try:
            report = check(body, registry=known, path=str(key), **settings)
        except ConfigError:
            raise
        except ClaimcheckError as error:
            report = Report(Result(path=str(key), document=None, error=str(error)), known)
        if report.findings or report.error:
            parts.append(table(report, key))
    return pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]


def quantities(text: str) -> list[Quantity]:
    """Every number in `text` with its unit, approximation and printed precision."""
    from claimcheck.quantities import quantities as scanned

    return scanned(text)
