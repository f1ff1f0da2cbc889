"""`claimcheck check`."""

from __future__ import annotations

import click

from claimcheck.cli import options as opt
from claimcheck.cli.console import complain, tell, write
from claimcheck.cli.govern import governor
from claimcheck.cli.run import run
from claimcheck.config import BY_KEY
from claimcheck.errors import ClaimcheckError, UsageError

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from claimcheck.config import Settings

_EPILOG = """\
\b
Examples:
  claimcheck check draft.md
  claimcheck check posts/ --select CC1,CC2 --fail-on warning
  claimcheck check draft.md --diff                    what --fix would change
  claimcheck check . --diff-base origin/main --output-format github
  claimcheck check . --write-baseline                 adopt what is there, report what comes
  claimcheck check old.md --add-ignore="as printed"   or write directives into the draft
  claimcheck check draft.md --output-format html -o report.html

Exit status: 0 nothing at or above --fail-on, 1 findings, 2 something could not be done.
"""


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@opt.output_options(*BY_KEY["output-format"].choices)
@opt.registry_option
@opt.rule_options
@click.option("--min-confidence", type=click.Choice(BY_KEY["min-confidence"].choices), help="Leave out findings below.")
@click.option("--across", is_flag=True, default=None, help="Compare the drafts with each other too.")
@click.option("--as-of", metavar="DATE", help="Read the draft as on this date (2025-01-31).")
@click.option("--lang", type=click.Choice(BY_KEY["lang"].choices), help="Language of messages.")
@click.option("--fail-on", type=click.Choice(BY_KEY["fail-on"].choices), help="Lowest severity that gives status 1.")
@click.option("--exit-zero", is_flag=True, help="Status 0 in spite of findings (never of failures).")
@click.option("--fail-on-no-files", is_flag=True, help="Status 2 when there is nothing to check.")
@click.option("--fix", "fix", is_flag=True, help="Apply safe fixes.")
@click.option("--diff", "diff", is_flag=True, help="Show what --fix would change, change nothing.")
@click.option("--unsafe-fixes", is_flag=True, help="Fixes that need a look too.")
@click.option(
    "--add-ignore", metavar="[=REASON]", default=None, help="Write a directive beside every finding (--diff: show it)."
)
@click.option("--show-suppressed", is_flag=True, help="Report what is silenced too, with the reasons.")
@click.option("--baseline", metavar="FILE", help="Leave out the findings known there.")
@click.option("--write-baseline", is_flag=True, help="Write today's findings as known (claimcheck-baseline.json).")
@click.option("--diff-base", metavar="REV", help="Only lines changed since this git revision.")
@opt.file_options
@click.option("-j", "--jobs", type=click.IntRange(0, 1024), metavar="N", help="Processes (0 chooses).")
@click.option("--statistics", is_flag=True, help="Count findings by rule instead of listing them.")
@click.option("--show-files", is_flag=True, help="List what would be checked.")
@click.option("--show-settings", is_flag=True, help="List the settings and where each comes from.")
@click.option("--watch", is_flag=True, help="Check again whenever a draft changes.")
@click.option("--no-progress", is_flag=True, help="No progress bar.")
@opt.common_options
@click.pass_context
def check(ctx: click.Context, /, paths: tuple[str, ...], **given: Any) -> int:
    """Check drafts: files, folders, globs, or - for standard input (default: the current folder)."""
    options = opt.merged(ctx, given)
    _refuse_nonsense(options)
    govern = governor(options)
    paths = paths or (".",)
    if options["show_settings"]:
        _show_settings(govern("-" if paths[0] == "-" else paths[0] if paths[0] != "." else "./_"))
        return 0
    if options["watch"]:
        return _watch(paths, options)
    return run(paths, govern, options)


def _refuse_nonsense(options: dict[str, Any]) -> None:
    if options["unsafe_fixes"] and not (options["fix"] or options["diff"]):
        raise UsageError("--unsafe-fixes goes with --fix or --diff", key="unsafe-fixes")
    if options["fix"] and options["diff"]:
        raise UsageError("--fix and --diff exclude each other", remedy="--diff shows, --fix writes")
    if options["add_ignore"] is not None and options["fix"]:
        raise UsageError("--add-ignore and --fix exclude each other", remedy="mend first, then ignore what is left")
    if options["watch"] and (options["fix"] or options["write_baseline"] or options["add_ignore"] is not None):
        raise UsageError("--watch only reports", remedy="leave --fix, --add-ignore and --write-baseline out")


def _show_settings(settings: Settings) -> None:
    import json

    rows = [f"# settings file: {settings.file or 'none'}"]
    for name in BY_KEY:
        value = settings[name]
        shown = "none" if value is None else json.dumps(value, ensure_ascii=False)
        rows.append(f"{name} = {shown}  # {settings.origins[name]}")
    write("".join(row + "\n" for row in rows))


def _watch(paths: tuple[str, ...], options: dict[str, Any]) -> int:
    """Check again whenever a draft, its settings or a registry of one's own changes. Ends with Ctrl-C."""
    import sys
    import time

    from claimcheck import files
    from claimcheck.cli.run import INTERRUPTED

    if "-" in paths:
        raise UsageError("standard input cannot be watched", remedy="name files")
    before: dict[str, tuple[int, int]] = {}
    around: dict[str, tuple[int, int]] = {}
    trouble = ""
    while True:
        try:
            govern = governor(options)
            drafts, failed = files.discover(paths, govern)
            shared = {path for draft in drafts for path in (draft.settings.file, *draft.settings["registry"]) if path}
            beside = files.stamps(sorted(shared))
            if beside != around:  # settings or facts: every draft is concerned
                files.registry_of.cache_clear()
                before, around = {}, beside
            now = files.stamps(draft.path for draft in drafts)
            changed = tuple(path for path in now if before.get(path) != now[path])
            if changed:
                if sys.stdout.isatty():
                    sys.stdout.write("\x1b[2J\x1b[H")
                again = tuple(now) if any(draft.settings["across"] for draft in drafts) else changed
                if run(again, govern, options) == INTERRUPTED:
                    return INTERRUPTED
                tell("watching; Ctrl-C ends")
            before, said = now, "; ".join(str(result.error) for result in failed)
        except ClaimcheckError as error:  # a settings file half typed is no reason to end
            said = str(error)
        if said and said != trouble:
            complain(f"error: {said}")
        trouble = said
        time.sleep(0.4)
