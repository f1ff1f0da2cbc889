"""The functions and the Report behind `import claimcheck`. They never print, never exit, never touch logging."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck import __version__, config
from claimcheck.errors import ConfigError, UsageError
from claimcheck.model import Claim, Document, Finding, Judgement, Quantity, Result
from claimcheck.reports.run import Run

if TYPE_CHECKING:
    import pandas as pd

    from claimcheck.registry import Registry


class Report:
    """What a check gave: findings, claims, and ways to look at them. In a notebook it shows itself.

    `findings` are in document order; `claims` are every figure bound to a registered entity or metric; `judgements`
    pair each claim with its verdict and facts. `error` is the reason why a draft could not be checked, else None.
    """

    def __init__(self, result: Result, registry: Registry, full: Callable[[], Result] | None = None) -> None:
        """`full` gives the whole result where `result` is that of a draft which was not read, for want of any name."""
        self._found = result
        self._full = full
        self.registry = registry

    @cached_property
    def result(self) -> Result:
        return self._full() if self._full is not None else self._found

    @property
    def path(self) -> str:
        return self._found.path

    @property
    def error(self) -> str | None:
        return self._found.error

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self._found.findings

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        return self._found.judgements

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(judgement.claim for judgement in self.judgements)

    @property
    def text(self) -> str:
        """The text that spans point into."""
        return self._found.document.source if self._found.document else ""

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
        tally = ", ".join(f"{n} {name}{'s' if n != 1 else ''}" for name, n in counts((self._found,)).items() if n)
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
    from claimcheck import documents, sieve

    if not isinstance(text, str):
        raise UsageError(f"check() takes a str, not {type(text).__name__}", remedy="use check_file() for a file")
    known, chosen = registry or load_registry(), settings_from(settings)
    name = documents.detect(text, path, format or "markdown")

    def full() -> Result:
        return _result(documents.read_text(text, path, format=name), known, chosen)

    if sieve.silent(text, name, known):
        return Report(Result(path, Document(path, text, name, ())), known, full)
    return Report(full(), known)


def check_file(
    path: str | Path, *, registry: Registry | None = None, format: str | None = None, **settings: Any
) -> Report:
    """Check a file, under the same keywords as `check`. Raises SourceError where it cannot be read."""
    from claimcheck import files

    draft = files.Draft(str(path), str(path), config.defaults(), format=format)
    known = registry or load_registry()
    return Report(_result(files.load(draft), known, settings_from(settings)), known)


def _result(document: Document, registry: Registry, settings: config.Settings) -> Result:
    from claimcheck import engine, files, policy

    return policy.apply(engine.check(document, registry, files.options(settings)), settings)


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

    A row that cannot be checked gives one row with its reason in `error`; missing texts are skipped. The other columns
    are those of `claimcheck.scan.check_frame`, which is made for the workers of an engine.
    """
    from claimcheck import scan

    scan.require_columns(frame, text, id)
    name = id or "row"
    found = scan.check_frame(frame[[text]].reset_index(drop=True), text, registry=registry or (), **settings)
    keys = frame[id] if id else frame.index.to_series()
    rows = keys.iloc[found.pop("id").astype(int)].reset_index(drop=True)
    found = found.rename(columns={name: f"finding_{name}"})  # the frame's own column keeps its name
    found.insert(0, name, rows)
    return found


def quantities(text: str) -> list[Quantity]:
    """Every number in `text` with its unit, approximation and printed precision."""
    from claimcheck.quantities import quantities as scanned

    return scanned(text)
