"""`claimcheck check`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from claimcheck import __version__
from claimcheck.cli import options as opt
from claimcheck.cli.console import Exit, Progress, colours, complain, tell, terminal_width, write
from claimcheck.config import BY_KEY
from claimcheck.errors import UsageError

if TYPE_CHECKING:
    from claimcheck import files
    from claimcheck.config import Settings
    from claimcheck.model import Result

_EPILOG = """\
\b
Examples:
  claimcheck check draft.md
  claimcheck check posts/ --select CC1,CC2 --fail-on warning
  claimcheck check draft.md --diff                    what --fix would change
  claimcheck check . --diff-base origin/main --output-format github
  claimcheck check . --write-baseline                 adopt what is there, report what comes
  claimcheck check draft.md --output-format html -o report.html

Exit status: 0 nothing at or above --fail-on, 1 findings, 2 something could not be done.
"""


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@opt.output_options(*BY_KEY["output-format"].choices)
@opt.registry_option
@opt.rule_options
@click.option("--min-confidence", type=click.Choice(BY_KEY["min-confidence"].choices), help="Leave out findings below.")
@click.option("--as-of", metavar="DATE", help="Read the draft as on this date (2025-01-31).")
@click.option("--lang", type=click.Choice(BY_KEY["lang"].choices), help="Language of messages.")
@click.option("--fail-on", type=click.Choice(BY_KEY["fail-on"].choices), help="Lowest severity that gives status 1.")
@click.option("--exit-zero", is_flag=True, help="Status 0 in spite of findings (never of failures).")
@click.option("--fail-on-no-files", is_flag=True, help="Status 2 when there is nothing to check.")
@click.option("--fix", "fix", is_flag=True, help="Apply safe fixes.")
@click.option("--diff", "diff", is_flag=True, help="Show what --fix would change, change nothing.")
@click.option("--unsafe-fixes", is_flag=True, help="Fixes that need a look too.")
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
    govern = opt.governor(options)
    paths = paths or (".",)
    if options["show_settings"]:
        _show_settings(govern("-" if paths[0] == "-" else paths[0] if paths[0] != "." else "./_"))
        return 0
    if options["watch"]:
        return _watch(paths, govern, options)
    return run(paths, govern, options)


def run(paths: tuple[str, ...], govern: Any, options: dict[str, Any]) -> int:
    """One run over the paths: check, report, summary, status."""
    from claimcheck import files, policy, reports

    drafts, failed = files.discover(paths, govern, stdin_filename=options["stdin_filename"])
    own = drafts[0].settings if drafts else govern("./_")
    if options["show_files"]:
        write("".join(f"{draft.path}\n" for draft in drafts), options["output_file"])
        _complain(failed)
        return 2 if failed else 0
    if not drafts and not failed:
        complain("warning: no drafts found" + (" (check the excludes)" if own.excludes else ""))
        if options["fail_on_no_files"]:
            return 2
    output_format = own["output-format"]
    registry = files.registry_of(
        tuple(dict.fromkeys(p for d in drafts for p in d.settings["registry"])) or own["registry"]
    )
    if options["fix"] or options["diff"]:
        from claimcheck.cli.fixing import fix_all

        return fix_all(drafts, failed, registry, options)
    results = [*failed, *_check(drafts, own, options)]
    results = _narrow(results, drafts, own, options)
    if options["write_baseline"]:
        return _write_baseline(results, own)

    if options["statistics"]:
        text = _statistics(results)
    else:
        text = reports.render(
            output_format,
            reports.Run(
                tuple(results),
                registry,
                __version__,
                root=files.repository_root(),
                colour=output_format in ("full", "concise")
                and options["output_file"] is None
                and colours(options.get("color")),
                width=terminal_width(),
            ),
        )
    write(text, options["output_file"])
    _complain(results, quiet=bool(options.get("quiet")))
    if not options.get("quiet"):
        _summary(results, options)
    if any(result.error is not None or any(n.level == "error" for n in result.notices) for result in results):
        return 2
    settings = {draft.path: draft.settings for draft in drafts}
    failing = any(policy.fails(r.findings, settings[r.path]["fail-on"]) for r in results if r.path in settings)
    return 1 if failing and not options["exit_zero"] else 0


def _check(drafts: list[files.Draft], own: Settings, options: dict[str, Any]) -> list[Result]:
    from claimcheck import files

    progress = Progress(not options["no_progress"] and not options.get("quiet"))
    results: list[Result] = []
    try:
        checked = files.check_all(
            drafts,
            jobs=own["jobs"],
            blocks=own["output-format"] == "html",
            progress=progress if progress.active else None,
        )
        for result in checked:
            results.append(result)
            if options.get("verbose"):
                complain(f"{result.path}: {len(result.judgements)} claims, {len(result.findings)} findings")
    except KeyboardInterrupt:
        progress.close()
        complain(f"interrupted after {len(results)} of {len(drafts)} drafts; nothing is reported")
        raise Exit(130) from None
    finally:
        progress.close()
    return results


def _narrow(results: list[Result], drafts: list[files.Draft], own: Settings, options: dict[str, Any]) -> list[Result]:
    """Without what a baseline knows, and without what did not change."""
    if own["baseline"] is not None and not options["write_baseline"]:
        from claimcheck import baseline

        known = baseline.load(own["baseline"])
        results = [baseline.apply(result, known) for result in results]
    if options["diff_base"] is not None:
        from claimcheck import changes

        lines = changes.changed(options["diff_base"], [draft.path for draft in drafts if draft.file is not None])
        results = [changes.only(result, lines) for result in results]
    return results


def _refuse_nonsense(options: dict[str, Any]) -> None:
    if options["unsafe_fixes"] and not (options["fix"] or options["diff"]):
        raise UsageError("--unsafe-fixes goes with --fix or --diff", key="unsafe-fixes")
    if options["fix"] and options["diff"]:
        raise UsageError("--fix and --diff exclude each other", remedy="--diff shows, --fix writes")
    if options["watch"] and (options["fix"] or options["write_baseline"]):
        raise UsageError("--watch only reports", remedy="leave --fix and --write-baseline out")


def _write_baseline(results: list[Result], own: Settings) -> int:
    import os

    from claimcheck import baseline

    path = own["baseline"] or "claimcheck-baseline.json"
    baseline.save(path, baseline.dump(results, os.path.dirname(os.path.abspath(path))))
    number = sum(len(result.findings) for result in results)
    tell(f"{number} known findings written to {path}; check with --baseline {path}")
    _complain(results)
    return 2 if any(result.error is not None for result in results) else 0


def _complain(results: list[Result], quiet: bool = False) -> None:
    for result in results:
        if result.error is not None:
            complain(f"error: {result.error}")
        for notice in result.notices:
            if notice.level == "error" or not quiet:
                complain(f"{notice.level}: {result.path}: {notice.message}")


def _statistics(results: list[Result]) -> str:
    from collections import Counter

    tally = Counter((finding.code, finding.rule) for result in results for finding in result.findings)
    rows = sorted(tally.items(), key=lambda item: (-item[1], item[0]))
    return "".join(f"{number:6d}  {code}  {rule}\n" for (code, rule), number in rows)


def _summary(results: list[Result], options: dict[str, Any]) -> None:
    from claimcheck.reports.run import counts, coverage, unjudged

    found = tuple(results)
    tally = [f"{n} {name}{'s' if n != 1 else ''}" for name, n in counts(found).items() if n]
    drafts = sum(result.error is None for result in results)
    fixes = sum(f.fix is not None and f.fix.applicability == "safe" for r in results for f in r.findings)
    silenced = sum(len(result.suppressed) for result in results)
    line = (", ".join(tally) if tally else "no findings") + f" in {drafts} draft{'s' if drafts != 1 else ''}"
    if silenced:
        line += f", {silenced} silenced"
    if fixes:
        line += f"; {fixes} to mend with --fix"
    tell(line)
    seen = coverage(found)
    left = seen["claims"] - seen["judged"]
    tell(f"{seen['figures']} figures, {seen['claims']} claims, {seen['judged']} judged, {left} without a source")
    if options.get("verbose"):
        for reason, number in unjudged(found).items():
            tell(f"  {number} not judged: {reason}")


def _show_settings(settings: Settings) -> None:
    import json

    rows = [f"# settings file: {settings.file or 'none'}"]
    for name in BY_KEY:
        value = settings[name]
        shown = "none" if value is None else json.dumps(value, ensure_ascii=False)
        rows.append(f"{name} = {shown}  # {settings.origins[name]}")
    write("".join(row + "\n" for row in rows))


def _watch(paths: tuple[str, ...], govern: Any, options: dict[str, Any]) -> int:
    """Check again whenever a draft, its settings or a registry of one's own changes. Ends with Ctrl-C."""
    import os
    import sys
    import time

    from claimcheck import files

    def stamps() -> dict[str, tuple[int, int]]:
        out: dict[str, tuple[int, int]] = {}
        drafts, _ = files.discover(paths, opt.governor(options))
        for path in [draft.path for draft in drafts]:
            try:
                state = os.stat(path)
            except OSError:
                continue
            out[path] = (state.st_mtime_ns, state.st_size)
        return out

    if "-" in paths:
        raise UsageError("standard input cannot be watched", remedy="name files")
    before: dict[str, tuple[int, int]] | None = None
    while True:
        now = stamps()
        if now != before:
            if sys.stdout.isatty():
                sys.stdout.write("\x1b[2J\x1b[H")
            changed = tuple(sorted(path for path in now if before is None or before.get(path) != now[path]))
            if changed:
                run(changed, opt.governor(options), options)
                tell("watching; Ctrl-C ends")
            before = now
        time.sleep(0.4)
