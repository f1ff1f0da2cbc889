"""`claimcheck claims`: every claim found, with its verdict."""

from __future__ import annotations

import click

from claimcheck import __version__
from claimcheck.cli import options as opt
from claimcheck.cli.console import Progress, colours, complain, tell, write
from claimcheck.cli.govern import governor
from claimcheck.errors import UsageError

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from claimcheck.reports import Run

FORMATS = ("full", "json", "jsonl", "csv")
_STYLES = {"supported": "good", "contradicted": "error", "imprecise": "warning", "outdated": "warning"}
COLUMNS = (
    "path", "line", "column", "text", "subject", "subject_name", "metric", "metric_name", "value", "low", "high",
    "unit", "approximation", "conditions", "stance", "verdict", "reason", "confidence", "facts",
)  # fmt: skip


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@opt.output_options(*FORMATS)
@opt.registry_option
@click.option("--as-of", metavar="DATE", help="Read the draft as on this date (2025-01-31).")
@click.option("--lang", type=click.Choice(["auto", "en", "zh"]), help="Language of messages.")
@opt.file_options
@click.option("-j", "--jobs", type=click.IntRange(0, 1024), metavar="N", help="Processes (0 chooses).")
@opt.common_options
@click.pass_context
def claims(ctx: click.Context, /, paths: tuple[str, ...], **given: Any) -> int:
    """List every claim found in drafts, with its verdict: what a check sees, and what it cannot judge."""
    from claimcheck import files
    from claimcheck.reports import Run

    options = opt.merged(ctx, given)
    output_format = options.pop("output_format") or "full"
    if output_format not in FORMATS:
        raise UsageError(f"claims have no format '{output_format}'", remedy="one of " + ", ".join(FORMATS))
    govern = governor(options)
    drafts, failed = files.discover(paths or (".",), govern, stdin_filename=options["stdin_filename"])
    registries = tuple(dict.fromkeys(path for draft in drafts for path in draft.settings["registry"]))
    jobs = options["jobs"] if options["jobs"] is not None else 0
    progress = Progress(not options.get("quiet"))
    results = [*failed, *files.check_all(drafts, jobs=jobs, progress=progress if progress.active else None)]
    progress.close()
    run = Run(tuple(results), files.registry_of(registries), __version__)
    write(render(run, output_format, colours(options.get("color"))), options["output_file"])
    for result in results:
        if result.error is not None:
            complain(f"error: {result.error}")
    if not options.get("quiet"):
        from claimcheck.reports.run import coverage, unjudged

        seen = coverage(run.results)
        tell(f"{seen['figures']} figures, {seen['claims']} claims, {seen['judged']} judged")
        for reason, number in unjudged(run.results).items():
            tell(f"  {number} not judged: {reason}")
    return 2 if any(result.error is not None for result in results) else 0


def render(run: Run, output_format: str, colour: bool) -> str:
    """The claims in one of FORMATS."""
    from claimcheck.reports.records import claim_record, encoded, run_record
    from claimcheck.reports.run import Places

    if output_format == "json":
        return encoded(run_record(run), 2) + "\n"
    rows = []
    for result in run.results:
        places = Places(result.document)
        rows += [{"path": result.path, **claim_record(judgement, places)} for judgement in result.judgements]
    if output_format == "jsonl":
        return "".join(encoded(row) + "\n" for row in rows)
    if output_format == "csv":
        return _csv(rows)
    return "".join(_line(row, run, colour) for row in rows)


def _csv(rows: list[dict[str, Any]]) -> str:
    from csv import writer
    from io import StringIO
    from json import dumps

    from claimcheck.reports.csv import guarded

    out = StringIO()
    table = writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for row in rows:
        cells = [row[name] for name in COLUMNS]
        cells = [dumps(cell, ensure_ascii=False) if isinstance(cell, dict | list) else cell for cell in cells]
        table.writerow([guarded(cell) for cell in cells])
    return out.getvalue()


def _line(row: dict[str, Any], run: Run, colour: bool) -> str:
    from claimcheck.reports.evidence import describe
    from claimcheck.reports.text import paint, safe

    verdict = paint(row["verdict"], _STYLES.get(row["verdict"], "dim"), colour)
    subject = row["subject_name"] or row["subject_text"] or "?"
    metric = row["metric_name"] or row["metric_text"] or "?"
    conditions = ", ".join(f"{key} {value}" for key, value in row["conditions"].items())
    what = f"{subject}, {metric}" + (f" ({conditions})" if conditions else "")
    out = f"{safe(row['path'])}:{row['line']}:{row['column']}: {verdict}: {safe(what)}: {safe(row['text'])}\n"
    fact = run.registry.fact(row["facts"][0]) if row["facts"] else None
    why = describe(fact, run.registry).line if fact is not None else row["reason"]
    return out + (f"    {safe(why)}\n" if why else "")
