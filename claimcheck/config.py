"""Settings: one table of keys, read from claimcheck.toml or [tool.claimcheck], each value with its origin.

Order: defaults < file < environment < command line. Anything unknown or of the wrong type is an error that names the
nearest right key.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from claimcheck import patterns as re
from claimcheck.codes import BY_CODE, BY_NAME, CODES
from claimcheck.errors import ConfigError
from claimcheck.globs import matches
from claimcheck.records import dataclass, field

TYPE_CHECKING = False

TYPE_CHECKING = False

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

SEVERITIES = ("error", "warning", "note")
MIN_CONFIDENCE = {"low": 0.0, "medium": 0.5, "high": 0.8}
FILES = ("claimcheck.toml", ".claimcheck.toml", "pyproject.toml")


@dataclass(frozen=True, slots=True)
class Key:
    """One setting: its kind (str, bool, int, strings, paths, path, rules, table, tables), default and choices."""

    name: str
    kind: str
    default: Any
    help: str
    choices: tuple[str, ...] = ()
    environment: str | None = None


KEYS: tuple[Key, ...] = (
    Key("select", "rules", ("ALL",), "rules to run: codes, names or prefixes (CC1)"),
    Key("extend-select", "rules", (), "rules added to select"),
    Key("ignore", "rules", (), "rules not to run"),
    Key("extend-ignore", "rules", (), "rules added to ignore"),
    Key("per-file-ignores", "table", {}, "glob -> rules not reported there"),
    Key("severity", "table", {}, "rule -> error, warning or note"),
    Key("quoted", "str", "keep", "severity of findings inside quotations", ("keep", *SEVERITIES)),
    Key("min-confidence", "str", "low", "findings below are left out", tuple(MIN_CONFIDENCE)),
    Key("fail-on", "str", "error", "lowest severity that makes the exit status 1", SEVERITIES),
    Key("registry", "paths", (), "your own facts, added to the shipped registry; later ones win"),
    Key("across", "bool", False, "compare the drafts of a run with each other too"),
    Key("registry-version", "str", None, "digest that the registry must begin with, so that results stay the same"),
    Key("as-of", "str", None, "date on which the draft is read (YYYY-MM-DD)", environment="CLAIMCHECK_AS_OF"),
    Key("lang", "str", "auto", "language of messages", ("auto", "en", "zh")),
    Key("exclude", "strings", (), "globs of files not to check"),
    Key("extend-exclude", "strings", (), "globs added to exclude"),
    Key("force-exclude", "bool", False, "apply exclude to files named on the command line too"),
    Key("respect-gitignore", "bool", True, "leave out what .gitignore leaves out when walking folders"),
    Key("include", "strings", (), "globs of files to check when walking folders, beside the known suffixes"),
    Key("cache", "bool", True, "keep results, and check again only what changed"),
    Key(
        "cache-dir",
        "path",
        None,
        "where results are kept; None: beside the settings",
        environment="CLAIMCHECK_CACHE_DIR",
    ),
    Key("baseline", "path", None, "file of known findings"),
    Key("allow", "tables", (), "figures to let pass: path, text, rule, reason"),
    Key(
        "output-format",
        "str",
        "full",
        "format of the report",
        (
            "full",
            "concise",
            "json",
            "jsonl",
            "sarif",
            "github",
            "gitlab",
            "junit",
            "rdjson",
            "checkstyle",
            "markdown",
            "html",
            "csv",
        ),
        "CLAIMCHECK_OUTPUT_FORMAT",
    ),
    Key("jobs", "int", 0, "processes; 0 chooses", environment="CLAIMCHECK_JOBS"),
    Key("bounds", "bounds", {}, "most that a draft may take: seconds, bytes, cells, nesting ... (SECURITY.md)"),
)
BY_KEY = {key.name: key for key in KEYS}


@dataclass(frozen=True)
class Settings:
    """Every setting with its value and where it came from. Rules are codes here, paths are absolute or as given."""

    values: Mapping[str, Any]
    origins: Mapping[str, str]
    folder: str | None = None  # of the file that governs; per-file-ignores and allow paths are relative to it
    file: str | None = None
    _cache: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    @property
    def selected(self) -> frozenset[str]:
        """Codes of the rules that run."""
        if "selected" not in self._cache:
            chosen = expand(self["select"]) | expand(self["extend-select"])
            self._cache["selected"] = frozenset(chosen - expand(self["ignore"]) - expand(self["extend-ignore"]))
        found: frozenset[str] = self._cache["selected"]
        return found

    @property
    def excludes(self) -> tuple[str, ...]:
        return (*self["exclude"], *self["extend-exclude"])

    def ignored_in(self, path: str) -> frozenset[str]:
        """Codes not reported in `path`, by per-file-ignores."""
        table: Mapping[str, Iterable[str]] = self["per-file-ignores"]
        if not table:
            return frozenset()
        inside = relative(path, self.folder)
        codes: set[str] = set()
        for pattern, rules in table.items():
            if matches(inside, pattern):
                codes |= expand(rules)
        return frozenset(codes)


def defaults() -> Settings:
    return Settings({key.name: key.default for key in KEYS}, {key.name: "default" for key in KEYS})


def load(path: str | Path, *, inside: str | None = None) -> Settings:
    """Settings of one file (with what it extends) over the defaults. Raises ConfigError.

    Paths in it stay inside the folder `inside`; None for a file that the user chose, whose paths may lead anywhere.
    """
    from pathlib import Path

    base = defaults()
    values, origins = dict(base.values), dict(base.origins)
    _overlay(Path(path), values, origins, [], inside and os.path.realpath(inside))
    return Settings(values, origins, str(Path(path).resolve().parent), str(path))


def nearest_file(folder: str | Path) -> Path | None:
    """The settings file that governs `folder`: the nearest up the tree; a pyproject without the section is none."""
    at = os.path.abspath(folder)
    while True:
        for name in FILES:
            path = os.path.join(at, name)
            if os.path.isfile(path) and (name != "pyproject.toml" or _has_section(path)):
                from pathlib import Path

                return Path(path)
        parent = os.path.dirname(at)
        if parent == at:
            return None
        at = parent


def found(path: str | Path) -> Settings:
    """Settings of a file that was found beside drafts, and may come from a stranger as they do.

    Its paths stay in the repository that holds it; without one, in the folder where the command runs, or else its own.
    """
    folder = os.path.dirname(os.path.realpath(path))
    here = os.path.realpath(".")
    around = here if _leads_inside(folder, here) else folder
    return load(path, inside=repository_root(folder) or around)


def repository_root(start: str = ".") -> str | None:
    """The folder with .git at or above `start`."""
    at = os.path.realpath(start)
    while not os.path.exists(os.path.join(at, ".git")):
        parent = os.path.dirname(at)
        if parent == at:
            return None
        at = parent
    return at


def _leads_inside(path: str, folder: str) -> bool:
    """Whether a path, its links followed, is a folder or in it."""
    try:
        return os.path.commonpath([os.path.realpath(path), folder]) == folder
    except ValueError:  # another drive
        return False


def with_environment(settings: Settings, environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings under CLAIMCHECK_... variables that are set and not empty."""
    given = {
        key.name: environment[key.environment] for key in KEYS if key.environment and environment.get(key.environment)
    }
    if not given:
        return settings
    values, origins = dict(settings.values), dict(settings.origins)
    for name, text in given.items():
        key = BY_KEY[name]
        where = f"environment variable {key.environment}"
        value: Any = text
        if key.kind == "int":
            if not re.fullmatch(r"\d{1,6}", text):
                raise ConfigError(f"'{text}' is not a number", path=where, key=name, remedy="give a whole number")
            value = int(text)
        values[name], origins[name] = _checked(key, value, where, None), where
    return Settings(values, origins, settings.folder, settings.file)


def with_options(settings: Settings, options: Mapping[str, Any]) -> Settings:
    """Settings under the command line's options; None means not given. Raises ConfigError."""
    values, origins = dict(settings.values), dict(settings.origins)
    for name, value in options.items():
        if value is None or value == ():
            continue
        given = list(value) if isinstance(value, tuple) else value
        if name == "per-file-ignores":
            given = _glob_rules(given)
        values[name] = _checked(BY_KEY[name], given, "command line", None)
        if name in ("bounds", "per-file-ignores"):
            values[name] = {**settings[name], **values[name]}
        if name == "registry":  # each further registry is laid over those of the configuration
            values[name] = (*settings["registry"], *values[name])
        origins[name] = "command line"
    return Settings(values, origins, settings.folder, settings.file)


def expand(selectors: Iterable[str], where: str | None = None, key: str | None = None) -> set[str]:
    """Codes meant by codes, names, prefixes of codes, or ALL. Raises ConfigError with the nearest name."""
    codes: set[str] = set()
    for selector in selectors:
        text = selector.strip()
        upper = text.upper()
        if upper == "ALL":
            codes.update(BY_CODE)
        elif upper in BY_CODE:
            codes.add(upper)
        elif text.lower() in BY_NAME:
            codes.add(BY_NAME[text.lower()].code)
        elif re.fullmatch(r"CC\d{0,2}", upper) and any(code.startswith(upper) for code in BY_CODE):
            codes.update(code for code in BY_CODE if code.startswith(upper))
        else:
            raise ConfigError(
                f"unknown rule '{text}'" + (f" in {key}" if key else ""),
                path=where,
                key=key,
                remedy=hint(text, [*BY_CODE, *BY_NAME]) or "`claimcheck rules` lists the rules",
            )
    return codes


def hint(word: str, known: Iterable[str]) -> str | None:
    """ "did you mean 'x'?" where something known is near."""
    from difflib import get_close_matches

    names = list(known)
    near = get_close_matches(word.lower(), [name.lower() for name in names], 1, 0.6)
    if not near:
        return None
    return f"did you mean '{next(name for name in names if name.lower() == near[0])}'?"


def relative(path: str, folder: str | None) -> str:
    """`path` from `folder` with forward slashes; as it is when outside."""
    if folder is None or path == "-":
        return path.replace(os.sep, "/")
    try:
        inside = os.path.relpath(os.path.abspath(path), folder)
    except ValueError:  # another drive
        inside = path
    return inside.replace(os.sep, "/")


# -- reading files ----------------------------------------------------------------------------------------------


def _has_section(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return re.search(rb"tool\s*\.\s*[\"']?claimcheck", file.read()) is not None
    except OSError:
        return False


MOST_BYTES = 1_000_000  # of a settings file
# TOML's reader takes the square of the number of a key's parts.
_DEEP_KEY = re.compile(r"(?<![\w\"'.-])(?:[\w\"'-]++[ \t]*+\.[ \t]*+){64}")


def _overlay(
    path: Path, values: dict[str, Any], origins: dict[str, str], chain: list[Path], inside: str | None
) -> None:
    import tomllib

    where = str(path)
    if path.resolve() in chain:
        raise ConfigError("configuration files extend each other in a circle", path=where, key="extend")
    if len(chain) > 8:
        raise ConfigError("more than eight configuration files extend each other", path=where, key="extend")
    try:
        data = path.read_bytes()
    except OSError as error:
        remedy = "check the path given to --config" if not chain else "check the path in extend"
        raise ConfigError(f"cannot read: {(error.strerror or 'error').lower()}", path=where, remedy=remedy) from None
    try:
        text = data.decode("utf-8-sig")
        if len(data) > MOST_BYTES or _DEEP_KEY.search(text):
            raise ConfigError(f"more than {MOST_BYTES:,} bytes, or a key of many parts", path=where, remedy="split it")
        whole: dict[str, Any] = tomllib.loads(text)
    except UnicodeDecodeError:
        raise ConfigError("not UTF-8", path=where, remedy="save the file as UTF-8") from None
    except (ValueError, RecursionError) as error:  # a ValueError, too: a number of thousands of digits
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line = int(found[1]) if found else None
        message = re.sub(r"\s*\(at .*\)", "", str(error)) or "nested too deeply"
        raise ConfigError(f"not valid TOML: {message}", path=where, line=line) from None
    table: Any = whole
    if path.name == "pyproject.toml":
        tool = whole.get("tool", {})
        table = tool.get("claimcheck", {}) if isinstance(tool, dict) else {}
        if not isinstance(table, dict):
            raise ConfigError("[tool.claimcheck] is not a table", path=where, key="tool.claimcheck")

    def placed(item: str, name: str) -> str:
        if "\0" in item:
            raise ConfigError(f"'{name}' must be a path", path=where, line=_line(text, name), key=name)
        place = str((path.parent / item).resolve())
        if inside is not None and not _leads_inside(place, inside):
            raise ConfigError(
                f"'{item}' leads out of {inside}",
                path=where,
                line=_line(text, name),
                key=name,
                remedy="name the settings file with --config if you trust it",
            )
        return place

    extended = table.pop("extend", None)
    if extended is not None:
        if not isinstance(extended, str):
            raise ConfigError("'extend' must be a path", path=where, line=_line(text, "extend"), key="extend")
        from pathlib import Path

        _overlay(Path(placed(extended, "extend")), values, origins, [*chain, path.resolve()], inside)
    for name, value in table.items():
        line = _line(text, name)
        key = BY_KEY.get(name)
        if key is None:
            remedy = hint(name, BY_KEY) or "`claimcheck check --show-settings` lists the keys"
            raise ConfigError(f"unknown key '{name}'", path=where, line=line, key=name, remedy=remedy)
        value = _checked(key, value, where, line)
        if key.kind == "paths":
            value = tuple(placed(item, name) for item in value)
        elif key.kind == "path":
            value = placed(value, name)
        values[name], origins[name] = value, where


def _line(text: str, key: str) -> int | None:
    """The line of a key, for messages; tomllib does not tell."""
    quoted = re.escape(key)
    pattern = rf"^\s*(?:\[+[^\]\n]*?)?[\"']?{quoted}[\"']?\s*(?:[=.\]])"
    found = re.search(pattern, text, re.MULTILINE)
    return text.count("\n", 0, found.start() + len(found[0]) - len(found[0].lstrip())) + 1 if found else None


def _checked(key: Key, value: Any, where: str, line: int | None) -> Any:
    def wrong(need: str) -> ConfigError:
        return ConfigError(f"'{key.name}' must be {need}", path=where, line=line, key=key.name)

    if key.kind == "bool":
        if not isinstance(value, bool):
            raise wrong("true or false")
    elif key.kind == "int":
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 1024:
            raise wrong("a whole number from 0 to 1024")
    elif key.kind in ("str", "path"):
        if key.name == "as-of":
            return as_of(value, where, line)
        if not isinstance(value, str):
            raise wrong("a string")
        if key.choices and value not in key.choices:
            raise ConfigError(
                f"'{value}' is no value of '{key.name}'",
                path=where,
                line=line,
                key=key.name,
                remedy=hint(value, key.choices) or "one of " + ", ".join(key.choices),
            )
    elif key.kind in ("strings", "paths", "rules"):
        items = value.split(",") if isinstance(value, str) and key.kind == "rules" else value
        if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
            raise wrong("a list of strings")
        value = tuple(part for item in items for part in (item.split(",") if key.kind == "rules" else [item]) if part)
        if key.kind == "rules":
            expand(value, where if line is None else f"{where}:{line}", key.name)
    elif key.kind == "table":
        value = _table(key, value, where, line)
    elif key.kind == "tables":
        value = _allow(value, where, line)
    elif key.kind == "bounds":
        value = _bounds(value, where, line)
    return value


def _table(key: Key, value: Any, where: str, line: int | None) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError(f"'{key.name}' must be a table", path=where, line=line, key=key.name)
    place = where if line is None else f"{where}:{line}"
    out: dict[str, Any] = {}
    for name, entry in value.items():
        if key.name == "severity":
            if entry not in SEVERITIES:
                remedy = "one of " + ", ".join(SEVERITIES)
                raise ConfigError(f"'{entry}' is no severity", path=place, key=f"severity.{name}", remedy=remedy)
            out |= dict.fromkeys(sorted(expand([name], place, "severity")), entry)
        else:
            rules = [entry] if isinstance(entry, str) else entry
            if not isinstance(rules, list) or not all(isinstance(rule, str) for rule in rules):
                raise ConfigError(f"'{name}' must be a list of rules", path=place, key=f"{key.name}.{name}")
            expand(rules, place, key.name)
            out[name] = tuple(rules)
    return out


def _glob_rules(rows: Iterable[str]) -> dict[str, list[str]]:
    """A table from rows of "glob:rule,rule" of the command line."""
    table: dict[str, list[str]] = {}
    for row in rows:
        glob, sign, rules = row.rpartition(":")
        if not sign or not glob:
            raise ConfigError(
                f"'{row}' names no rules",
                path="command line",
                key="per-file-ignores",
                remedy='write "old/**:CC1,value"',
            )
        table.setdefault(glob, []).extend(rule for rule in rules.split(",") if rule)
    return table


def _bounds(value: Any, where: str, line: int | None) -> dict[str, int]:
    """A table of whole numbers, or rows of "name=number" from the command line; 0 seconds are without end."""
    from claimcheck.limits import NAMES

    if isinstance(value, list | tuple):
        parts = [part.partition("=") for row in value for part in str(row).split(",")]
        value = {name.strip(): int(text) if re.fullmatch(r"\s*\d{1,15}\s*", text) else text for name, _, text in parts}
    if not isinstance(value, dict):
        raise ConfigError("'bounds' must be a table", path=where, line=line, key="bounds", remedy="[bounds]")
    for name, entry in value.items():
        key = f"bounds.{name}"
        if name not in NAMES:
            remedy = hint(name, NAMES) or "one of " + ", ".join(NAMES)
            raise ConfigError(f"unknown bound '{name}'", path=where, line=line, key=key, remedy=remedy)
        if isinstance(entry, bool) or not isinstance(entry, int) or not int(name != "seconds") <= entry < 10**15:
            remedy = f"{name} = 100"
            raise ConfigError(f"'{key}' must be a whole number", path=where, line=line, key=key, remedy=remedy)
    return dict(value)


def _allow(value: Any, where: str, line: int | None) -> tuple[dict[str, str], ...]:
    known = ("path", "text", "rule", "reason")
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise ConfigError("'allow' must be an array of tables", path=where, line=line, key="allow", remedy="[[allow]]")
    for row in value:
        for name, entry in row.items():
            if name not in known:
                remedy = hint(name, known) or "one of " + ", ".join(known)
                raise ConfigError(f"unknown key '{name}' in allow", path=where, line=line, key=name, remedy=remedy)
            if not isinstance(entry, str):
                raise ConfigError(f"'allow.{name}' must be a string", path=where, line=line, key=f"allow.{name}")
        for name in ("path", "text", "rule"):
            if name not in row:
                raise ConfigError(f"an allow table has no '{name}'", path=where, line=line, key=f"allow.{name}")
        expand([row["rule"]], where if line is None else f"{where}:{line}", "allow.rule")
    return tuple(dict(row) for row in value)


def as_of(value: Any, where: str | None = None, line: int | None = None) -> str:
    """An ISO date as precise as given. Raises ConfigError."""
    from datetime import date

    text = value.isoformat() if isinstance(value, date) else value
    if isinstance(text, str) and re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
        try:
            date.fromisoformat(text + "-01-01"[len(text) - 4 :])
        except ValueError:
            pass
        else:
            return text
    raise ConfigError(f"'{value}' is not a date", path=where, line=line, key="as-of", remedy="write 2025-01-31")


def table() -> tuple[tuple[str, str, str], ...]:
    """Rule codes, names and severities, for --help and documentation."""
    return tuple((row.code, row.name, row.severity) for row in CODES)
