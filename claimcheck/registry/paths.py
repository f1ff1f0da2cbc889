"""The YAML files below a root, in a fixed order; loops of links and things that are no files are refused."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from claimcheck.errors import RegistryError

SUFFIXES = (".yaml", ".yml")
UNITS = "units.txt"


def files_under(root: Path) -> list[Path]:
    """The YAML files of a folder (or the one file), sorted; refuses loops of links and things that are no files."""
    try:
        mode = root.stat().st_mode
    except OSError as error:
        raise RegistryError(reason_of(error), path=str(root), remedy="give a YAML file or a folder of them") from None
    if stat.S_ISREG(mode):
        return [root]
    if not stat.S_ISDIR(mode):
        raise RegistryError(
            "neither a file nor a folder", path=str(root), remedy="give a YAML file or a folder of them"
        )
    found: list[Path] = []
    _collect(root, (), found)
    return sorted(found)


def _collect(folder: Path, above: tuple[tuple[int, int], ...], found: list[Path]) -> None:
    try:
        here = folder.stat()
        key = (here.st_dev, here.st_ino)
        if key in above:
            raise RegistryError(
                "the folder links back to a folder above it", path=str(folder), remedy="remove the link"
            )
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir():
                    _collect(folder / entry.name, (*above, key), found)
                elif entry.name.endswith(SUFFIXES):
                    if not entry.is_file():
                        raise RegistryError("not a readable file", path=entry.path, remedy="remove it or mend the link")
                    found.append(folder / entry.name)
    except OSError as error:
        raise RegistryError(reason_of(error), path=str(folder), remedy="check the folder's permissions") from None


def reason_of(error: OSError) -> str:
    """The system's word for what went wrong, in lower case."""
    return (error.strerror or str(error)).lower()
