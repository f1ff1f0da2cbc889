"""Where the data files lie: beside the code in an installed wheel, beside the package in a checkout; and the cache."""

from __future__ import annotations

import os
import sys
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


def cache_folder() -> Path | None:
    """The user's cache folder for claimcheck: platformdirs' place, worked out by hand where that is simple.

    None for a user without a home: a relative path would put the cache among the drafts.
    """
    if sys.platform != "linux":
        import platformdirs

        return Path(platformdirs.user_cache_dir("claimcheck", appauthor=False))
    for base in (os.environ.get("XDG_CACHE_HOME", "").strip(), os.path.expanduser("~/.cache")):
        if os.path.isabs(base):
            return Path(base, "claimcheck")
    return None
