"""The YAML files below a root, in a fixed order; loops of links and things that are no files are refused."""

from __future__ import annotations

import os
import stat

from claimcheck.errors import RegistryError

TYPE_CHECKING = False

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = (".yaml", ".yml")
UNITS = "units.txt"


def files_under(root: Path) -> list[Path]:
    """The YAML files of a folder (or the one file), sorted; refuses loops of links and things that are no files."""
    from pathlib import Path

    return sorted(map(Path, names_under(str(root))))


def names_under(root: str) -> list[str]:
    """The same as text, in no particular order."""
    try:
        mode = os.stat(root).st_mode
    except OSError as error:
        raise RegistryError(reason_of(error), path=root, remedy="give a YAML file or a folder of them") from None
    if stat.S_ISREG(mode):
        return [root]
    if not stat.S_ISDIR(mode):
        raise RegistryError("neither a file nor a folder", path=root, remedy="give a YAML file or a folder of them")
    found: list[str] = []
    _collect(root, (), found, os.path.realpath(root))
    return found


def _collect(folder: str, above: tuple[tuple[int, int], ...], found: list[str], top: str) -> None:
    try:
        here = os.stat(folder)
        key = (here.st_dev, here.st_ino)
        if key in above:
            raise RegistryError("the folder links back to a folder above it", path=folder, remedy="remove the link")
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                folder_here = entry.is_dir()
                if not folder_here and not entry.name.endswith(SUFFIXES):
                    continue
                if not folder_here and not entry.is_file():
                    raise RegistryError("not a readable file", path=entry.path, remedy="remove it or mend the link")
                if entry.is_symlink() and not _inside(entry.path, top):
                    message, remedy = "the link leaves the registry's folder", "name its target as a registry"
                    raise RegistryError(message, path=entry.path, remedy=remedy)
                if folder_here:
                    _collect(entry.path, (*above, key), found, top)
                else:
                    found.append(entry.path)
    except OSError as error:
        raise RegistryError(reason_of(error), path=folder, remedy="check the folder's permissions") from None


def _inside(path: str, top: str) -> bool:
    try:
        return os.path.commonpath([os.path.realpath(path), top]) == top
    except ValueError:  # another drive
        return False


def reason_of(error: OSError) -> str:
    """The system's word for what went wrong, in lower case."""
    return (error.strerror or str(error)).lower()
