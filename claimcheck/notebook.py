"""Notebooks: `%load_ext claimcheck` and the magics."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from claimcheck.errors import ClaimcheckError, UsageError

if TYPE_CHECKING:
    from claimcheck.facade import Report


def register(shell: Any) -> None:
    """Adds %claimcheck FILE and %%claimcheck to an IPython shell."""
    shell.register_magic_function(magic, "line_cell", "claimcheck")


def magic(line: str, cell: str | None = None) -> Report | None:
    """`%claimcheck draft.md` checks a file, `%%claimcheck` the text of the cell; the report shows itself.

    Settings go on the line as on the command line: %%claimcheck --as-of 2025-01-31 --select CC1 --registry my_facts/
    """
    from claimcheck.facade import check, check_file, load_registry

    try:
        words, settings, registries = _arguments(line)
        registry = load_registry(*registries) if registries else None
        if cell is not None:
            if words:
                raise UsageError(f"'{words[0]}' is no option", remedy="%%claimcheck reads the cell; %claimcheck a file")
            return check(cell, registry=registry, path="<cell>", **settings)
        if len(words) != 1:
            raise UsageError("name one file", remedy="%claimcheck draft.md, or %%claimcheck with text below")
        return check_file(words[0], registry=registry, **settings)
    except ClaimcheckError as error:
        # A magic is a command: one clear line instead of a traceback through this package.
        print(f"claimcheck: {error}")
        return None


def _arguments(line: str) -> tuple[list[str], dict[str, Any], list[str]]:
    words: list[str] = []
    settings: dict[str, Any] = {}
    registries: list[str] = []
    try:
        parts = shlex.split(line)
    except ValueError as error:
        raise UsageError(f"cannot read the line: {error}", remedy="close the quotation marks") from None
    rest = iter(parts)
    for part in rest:
        if not part.startswith("--"):
            words.append(part)
            continue
        name, sign, value = part[2:].partition("=")
        if not sign:
            value = next(rest, "")
        if not value:
            raise UsageError(f"--{name} needs a value", key=name)
        if name == "registry":
            registries.append(value)
        else:
            settings[name.replace("-", "_")] = value
    return words, settings, registries
