"""Plain calls without click, whose import costs more than checking a page.

Only what needs no thought is taken here: --help, --version, and `check` with paths and the options below. Everything
else, wrong use first of all, is click's; tests compare both ways.
"""

from __future__ import annotations

from claimcheck import __version__
from claimcheck.cli.table import COMMANDS, EPILOG, PURPOSE

# option -> the name it sets; with a value, which the settings check, or without one
_VALUES = {
    "--output-format": "output_format",
    "--output-file": "output_file",
    "-o": "output_file",
    "--fail-on": "fail_on",
    "--min-confidence": "min_confidence",
    "--as-of": "as_of",
    "--lang": "lang",
    "--stdin-filename": "stdin_filename",
    "--cache-dir": "cache_dir",
    "--config": "config",
}
_LISTS = {
    "--registry": "registry",
    "--select": "select",
    "--ignore": "ignore",
    "--extend-select": "extend_select",
    "--extend-ignore": "extend_ignore",
    "--exclude": "exclude",
    "--extend-exclude": "extend_exclude",
}
_FLAGS = {
    "--across": "across",
    "--exit-zero": "exit_zero",
    "--force-exclude": "force_exclude",
    "--no-progress": "no_progress",
    "--show-suppressed": "show_suppressed",
    "--statistics": "statistics",
    "--isolated": "isolated",
    "--quiet": "quiet",
    "-q": "quiet",
}

HELP_OPTIONS = (
    ("-V, --version", "Show the version and exit."),
    ("-q, --quiet", "No summary, no notices."),
    ("-v, --verbose", "Say what is read and which settings govern."),
    ("--color [auto|always|never]", "Colours (default: auto)."),
    ("--config FILE", "Settings file, instead of the nearest one."),
    ("--isolated", "Read no settings file."),
    ("-h, --help", "Show this message and exit."),
)


def run(arguments: list[str]) -> int | None:
    """The exit status, or None for a call that is click's."""
    import sys

    if arguments in ([], ["--help"], ["-h"]):
        sys.stdout.write(help_text())
        return 0
    if arguments in (["--version"], ["-V"]):
        sys.stdout.write(f"claimcheck {__version__}\n")
        return 0
    if arguments[0] != "check":
        return None
    parsed = parse(arguments[1:])
    if parsed is None:
        return None
    from claimcheck.cli.govern import governor
    from claimcheck.cli.run import DEFAULTS
    from claimcheck.cli.run import run as check

    paths, options = parsed
    return check(tuple(paths) or (".",), governor(options), {**DEFAULTS, **options})


def parse(words: list[str]) -> tuple[list[str], dict[str, object]] | None:
    """Paths and options of a plain `check`; None where click has to look."""
    paths: list[str] = []
    options: dict[str, object] = {}
    rest = iter(words)
    for word in rest:
        if word == "-" or not word.startswith("-"):
            paths.append(word)
            continue
        name, sign, value = word.partition("=")
        if word in _FLAGS:
            options[_FLAGS[word]] = True
        elif word == "--no-cache":
            options["cache"] = False
        elif name in _VALUES or name in _LISTS:
            if not sign:
                value = next(rest, "")
            if not value or value.startswith("-") or (sign and name == "-o"):
                return None
            if name in _VALUES:
                options[_VALUES[name]] = value
            else:
                given = options.get(_LISTS[name], ())
                options[_LISTS[name]] = (*given, value) if isinstance(given, tuple) else (value,)
        else:
            return None
    if not _settled(options):
        return None
    return paths, options


def _settled(options: dict[str, object]) -> bool:
    """Whether every choice is one of those allowed; click words the complaint about any other."""
    from claimcheck.config import BY_KEY

    for name, value in options.items():
        key = BY_KEY.get(name.replace("_", "-"))
        if key is not None and key.choices and value not in key.choices:
            return False
    return True


def help_text() -> str:
    """The text of `claimcheck --help`, as click would write it at 80 columns."""

    def rows(pairs: list[tuple[str, str]]) -> str:
        wide = max(len(left) for left, _ in pairs)
        return "".join(f"  {left:<{wide}}  {right}\n" for left, right in pairs)

    commands = [(name, text) for name, (_, text) in COMMANDS.items()]
    first, second = PURPOSE.split("against a ")
    return (
        "Usage: claimcheck [OPTIONS] COMMAND [ARGS]...\n\n"
        f"  {first}against a\n  {second}\n\n"
        f"Options:\n{rows(list(HELP_OPTIONS))}\nCommands:\n{rows(commands)}\n"
        + "\n".join(f"  {line}".rstrip() for line in EPILOG.replace("\b\n", "").splitlines())
        + "\n"
    )
