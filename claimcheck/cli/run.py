"""One run of `check`, without the parsing: read, check, report, say what was done, give the exit status.

Kept apart from the command's declaration, because a plain call goes here without importing click (see quick.py).
"""

from __future__ import annotations

from claimcheck import __version__
from claimcheck.cli.console import Progress, colours, complain, tell, terminal_width, write
from claimcheck.errors import ConfigError, UsageError

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from claimcheck import files
    from claimcheck.config import Settings
    from claimcheck.model import Result
    from claimcheck.registry import Registry

INTERRUPTED = 130

# What the command line gives where an option is not given.
DEFAULTS: dict[str, Any] = {
    "stdin_filename": None,
    "output_file": None,
    "fail_on_no_files": False,
    "exit_zero": False,
    "fix": False,
    "diff": False,
    "unsafe_fixes": False,
    "add_ignore": None,
    "show_suppressed": False,
    "write_baseline": False,
    "diff_base": None,
    "statistics": False,
    "show_files": False,
    "show_settings": False,
    "watch": False,
    "no_progress": False,
}


def run(paths: tuple[str, ...], govern: Any, options: dict[str, Any]) -> int:
    """One run over the paths: check, report, summary, status."""
    from claimcheck import config, files, policy, reports

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
    registry_paths = tuple(dict.fromkeys(path for draft in drafts for path in draft.settings["registry"]))
    registry = files.registry_of(registry_paths or tuple(own["registry"]))
    _pinned(registry, own)
    if options["add_ignore"] is not None:
        from claimcheck.cli.fixing import ignore_all

        return ignore_all(drafts, failed, options)
    if options["fix"] or options["diff"]:
        from claimcheck.cli.fixing import fix_all

        return fix_all(drafts, failed, options)
    if options["show_suppressed"] and output_format not in reports.SHOW_SUPPRESSED:
        remedy = "use one of " + ", ".join(reports.SHOW_SUPPRESSED)
        raise UsageError(
            f"the {output_format} format cannot show what is silenced", key="show-suppressed", remedy=remedy
        )
    results, partial = _check(drafts, own, options)
    if own["across"]:
        results = _compared(results, drafts, registry, own)
    results = narrowed([*failed, *results], drafts, options)
    if partial is not None and options["write_baseline"]:
        complain(f"{partial}; no baseline is written")
        return INTERRUPTED
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
                root=config.repository_root(),
                colour=output_format in ("full", "concise")
                and options["output_file"] is None
                and colours(options.get("color")),
                width=terminal_width(),
                partial=partial,
                suppressed=options["show_suppressed"],
            ),
        )
    write(text, options["output_file"])
    _complain(results, quiet=bool(options.get("quiet")))
    if not options.get("quiet"):
        _summary(results, options)
        _hint(results, output_format)
    if partial is not None:
        complain(partial)
        return INTERRUPTED
    if any(result.error is not None or any(n.level == "error" for n in result.notices) for result in results):
        return 2
    settings = {draft.path: draft.settings for draft in drafts}
    failing = any(policy.fails(r.findings, settings[r.path]["fail-on"]) for r in results if r.path in settings)
    return 1 if failing and not options["exit_zero"] else 0


def _pinned(registry: Registry, own: Settings) -> None:
    """New facts change results: a pipeline that pins the registry learns of it here. Raises ConfigError."""
    pin = own["registry-version"]
    if pin is not None and not (pin and registry.digest.startswith(pin)):
        message = f"the registry is {registry.digest}, not {pin or 'any version'}"
        remedy = "install the version that belongs to it, or pin the new one"
        raise ConfigError(message, path=own.origins["registry-version"], key="registry-version", remedy=remedy)


def _check(drafts: list[files.Draft], own: Settings, options: dict[str, Any]) -> tuple[list[Result], str | None]:
    """The results, and what to say where Ctrl-C ended the run before its last draft."""
    from claimcheck import files

    progress = Progress(not options["no_progress"] and not options.get("quiet"))
    results: list[Result] = []
    try:
        checked = files.check_all(
            drafts,
            jobs=own["jobs"],
            blocks=own["output-format"] == "html" or own["across"],
            progress=progress if progress.active else None,
        )
        for result in checked:
            results.append(result)
            if options.get("verbose"):
                complain(f"{result.path}: {len(result.judgements)} claims, {len(result.findings)} findings")
    except KeyboardInterrupt:
        return results, f"interrupted: this is about the first {len(results)} of {len(drafts)} drafts"
    finally:
        progress.close()
    return results, None


def _compared(results: list[Result], drafts: list[files.Draft], registry: Registry, own: Settings) -> list[Result]:
    """The results with what the drafts say differently from each other, as far as their settings want to know."""
    from claimcheck import across, policy

    settings = {draft.path: draft.settings for draft in drafts}
    wanted = []
    for before, after in zip(results, across.compare(results, registry, own["lang"]), strict=True):
        governed = settings[after.path]
        wanted.append(policy.apply(after, governed) if "CC201" in governed.selected else before)
    return wanted


def narrowed(results: list[Result], drafts: list[files.Draft], options: dict[str, Any]) -> list[Result]:
    """Without what a baseline knows, and without what did not change."""
    known_file = drafts[0].settings["baseline"] if drafts else None
    if known_file is not None and not options["write_baseline"]:
        from claimcheck import baseline

        known = baseline.load(known_file)
        results = [baseline.apply(result, known) for result in results]
        gone = baseline.gone(results, known)
        if gone and not options.get("quiet"):
            tell(f"{gone} known findings no longer occur; --write-baseline forgets them")
    if options["diff_base"] is not None:
        from claimcheck import changes

        lines = changes.changed(options["diff_base"], [draft.path for draft in drafts if draft.file is not None])
        results = [changes.only(result, lines) for result in results]
    return results


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
    tell(line if drafts else "nothing was checked")
    seen = coverage(found)
    left = seen["claims"] - seen["judged"]
    tell(f"{seen['figures']} figures, {seen['claims']} claims, {seen['judged']} judged, {left} without a source")
    if options.get("verbose"):
        for reason, number in unjudged(found).items():
            tell(f"  {number} not judged: {reason}")


def _hint(results: list[Result], output_format: str) -> None:
    """Says once a run that a service can show findings beside the lines."""
    import os

    if os.environ.get("GITHUB_ACTIONS") != "true" or output_format not in ("full", "concise"):
        return
    if any(result.findings for result in results):
        tell("hint: --output-format github shows findings beside the changed lines")
