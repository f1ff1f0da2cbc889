"""Where the data files lie: beside the code in an installed wheel, beside the package in a checkout; and the cache."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False

if TYPE_CHECKING:
    from pathlib import Path

_PACKAGE = os.path.dirname(os.path.realpath(__file__))


def registry_root() -> Path:
    """The folder with the shipped registry's YAML files."""
    from pathlib import Path

    return Path(registry_folder())


def registry_folder() -> str:
    """The same as text: an import of pathlib costs a plain call as much as a dozen modules of its own."""
    packaged = os.path.join(_PACKAGE, "_registry")
    return packaged if os.path.isdir(packaged) else os.path.join(os.path.dirname(_PACKAGE), "registry")


def compiled_registry() -> str | None:
    """The compiled registry that the build backend put into the wheel; None in a checkout."""
    compiled = os.path.join(_PACKAGE, "_registry", "registry.ccr")
    return compiled if os.path.isfile(compiled) else None


def cache_folder() -> str | None:
    """The user's cache folder for claimcheck: platformdirs' place, worked out by hand where that is simple.

    None for a user without a home: a relative path would put the cache among the drafts.
    """
    if sys.platform != "linux":
        import platformdirs

        return str(platformdirs.user_cache_dir("claimcheck", appauthor=False))
    for base in (os.environ.get("XDG_CACHE_HOME", "").strip(), os.path.expanduser("~/.cache")):
        if os.path.isabs(base):
            return os.path.join(base, "claimcheck")
    return None
