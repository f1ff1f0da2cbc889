"""Where the data files lie: beside the code in an installed wheel, beside the package in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def registry_root() -> Path:
    """The folder with the shipped registry's YAML files."""
    packaged = _PACKAGE / "_registry"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "registry"


def compiled_registry() -> Path | None:
    """The compiled registry that the build backend put into the wheel; None in a checkout."""
    compiled = _PACKAGE / "_registry" / "registry.ccr"
    return compiled if compiled.is_file() else None
