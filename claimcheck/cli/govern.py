"""Which settings govern a path: its nearest file's, under environment and command line."""

from __future__ import annotations

from collections.abc import Callable
from os import environ
from os.path import abspath, dirname

from claimcheck import config
from claimcheck.errors import UsageError

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any


# option -> settings key; the others belong to the run and not to the settings
SETTINGS = (
    "select",
    "extend_select",
    "ignore",
    "extend_ignore",
    "per_file_ignores",
    "min_confidence",
    "fail_on",
    "registry",
    "across",
    "as_of",
    "lang",
    "exclude",
    "extend_exclude",
    "force_exclude",
    "respect_gitignore",
    "baseline",
    "cache",
    "cache_dir",
    "output_format",
    "jobs",
    "bounds",
)


def governor(options: dict[str, Any]) -> Callable[[str], config.Settings]:
    """The function that gives the settings for a path: its nearest file's, under environment and command line."""
    given = {name.replace("_", "-"): options[name] for name in SETTINGS if options.get(name) is not None}
    named = options.get("config") or (None if options.get("isolated") else environ.get("CLAIMCHECK_CONFIG") or None)
    if options.get("isolated") and options.get("config"):
        raise UsageError("--config and --isolated exclude each other", remedy="leave one of them out")
    by_folder: dict[str, config.Settings] = {}
    by_file: dict[str | None, config.Settings] = {}

    def settings_of(file: str | None) -> config.Settings:
        if file not in by_file:
            read = config.load if file == named else config.found
            settings = read(file) if file is not None else config.defaults()
            by_file[file] = config.with_options(config.with_environment(settings), given)
        return by_file[file]

    def govern(path: str) -> config.Settings:
        if named is not None:
            return settings_of(named)
        if options.get("isolated"):
            return settings_of(None)
        folder = dirname(abspath(path)) if path != "-" else abspath(".")
        if folder not in by_folder:
            found = config.nearest_file(folder)
            by_folder[folder] = settings_of(str(found) if found is not None else None)
        return by_folder[folder]

    return govern
