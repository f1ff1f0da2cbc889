"""`claimcheck registry ...`: thin commands over claimcheck.registry."""

from __future__ import annotations

from typing import Any

import click

from claimcheck.cli import options as opt
from claimcheck.cli.console import write


@click.group(no_args_is_help=True)
def registry() -> None:
    """Ask, check, extend and export the registry of facts."""


def _json(value: Any) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n"


@registry.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@opt.output_options("full", "json")
@opt.registry_option
@opt.common_options
@click.pass_context
def resolve(ctx: click.Context, /, names: tuple[str, ...], **given: Any) -> int:
    """Which entity or metric each NAME means, best first."""
    from claimcheck import files

    options = opt.merged(ctx, given)
    known = files.registry_of(tuple(options["registry"]))
    rows = [
        {
            "query": name,
            "matches": [
                {"id": m.id, "kind": m.kind, "name": m.name, "score": float(m.score)} for m in known.resolve(name)
            ],
        }
        for name in names
    ]
    if options["output_format"] == "json":
        write(_json(rows), options["output_file"])
        return 0
    from claimcheck.reports.text import safe

    lines: list[str] = []
    for row in rows:
        matches: Any = row["matches"]
        lines.append(f"{safe(str(row['query']))}:" + ("" if matches else " nothing fits"))
        lines += [f"  {m['score']:5.1f}  {m['id']}  {m['name']} ({m['kind']})" for m in matches[:10]]
    write("".join(line + "\n" for line in lines), options["output_file"])
    return 0
