"""From YAML roots to a checked catalogue: the slow way, taken once for each state of the files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from claimcheck.collector import paused
from claimcheck.registry import checks
from claimcheck.registry.load import read_layer
from claimcheck.registry.merge import add_layer
from claimcheck.registry.records import Catalogue, Problem


def build(roots: Sequence[tuple[Path, str]], base: Catalogue | None = None) -> Catalogue:
    """The catalogue of several roots, each with the name that messages give it; later ones win.

    Raises RegistryError for the first error found and says how many more there are; nothing is half-loaded.
    """
    catalogue, problems = inspect(roots, base)
    errors = [problem for problem in problems if problem.level == "error"]
    if errors:
        error = errors[0].error()
        if len(errors) > 1:
            more = f"{len(errors) - 1} more: claimcheck registry validate"
            error.remedy = f"{error.remedy}; {more}" if error.remedy else more
        raise error
    return catalogue


def inspect(
    roots: Sequence[tuple[Path, str]], base: Catalogue | None = None, today: str | None = None
) -> tuple[Catalogue, list[Problem]]:
    """The catalogue of what could be read, and every problem."""
    catalogue = base if base is not None else Catalogue()
    problems: list[Problem] = []
    with paused():
        for root, shown in roots:
            problems += add_layer(catalogue, read_layer(root, shown))
        return catalogue, problems + checks.check(catalogue, today)
