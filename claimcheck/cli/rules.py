"""`claimcheck rules` and `claimcheck explain`."""

from __future__ import annotations

import click

from claimcheck.cli import options as opt
from claimcheck.cli.console import colours, write
from claimcheck.codes import CODES, find
from claimcheck.errors import UsageError

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any


@click.command()
@opt.output_options("full", "json")
@opt.common_options
@click.pass_context
def rules(ctx: click.Context, /, **given: Any) -> int:
    """List the rules: code, name, severity and what each is about."""
    options = opt.merged(ctx, given)
    summaries = {code: _summary(manual) for code, manual in _manuals().items()}
    if options["output_format"] == "json":
        import json

        rows = [
            {"code": row.code, "name": row.name, "severity": row.severity, "summary": summaries.get(row.code, "")}
            for row in CODES
        ]
        text = json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    else:
        text = "".join(
            f"{r.code}  {r.name:<19} {r.severity:<8} {summaries.get(r.code, '')}".rstrip() + "\n" for r in CODES
        )
    write(text, options["output_file"])
    return 0


@click.command()
@click.argument("rule")
@opt.output_options("full", "json")
@opt.common_options
@click.pass_context
def explain(ctx: click.Context, /, rule: str, **given: Any) -> int:
    """Explain RULE (a code or a name): what it flags, why, examples, how to settle it."""
    options = opt.merged(ctx, given)
    row = find(rule)
    if row is None:
        from claimcheck.config import hint

        names = [name for code in CODES for name in (code.code, code.name)]
        raise UsageError(
            f"unknown rule '{rule}'", key=rule, remedy=hint(rule, names) or "`claimcheck rules` lists them"
        )
    manual = _manuals().get(row.code, "This rule has no page yet.")
    if options["output_format"] == "json":
        import json

        record = {"code": row.code, "name": row.name, "severity": row.severity, "manual": manual}
        text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    else:
        title = f"{row.code} [{row.name}], {row.severity}"
        if colours(options.get("color")):
            from claimcheck.reports.text import paint

            title = paint(title, row.severity, True)
        text = f"{title}\n\n{manual.strip()}\n"
    write(text, options["output_file"])
    return 0


def _manuals() -> dict[str, str]:
    """code -> manual page. CC9 has no rule modules: those findings are made by the run itself."""
    from importlib import import_module

    found: tuple[Any, ...] = getattr(import_module("claimcheck.rules"), "RULES", ())
    return {**_RUN, **{rule.code: rule.manual for rule in found}}


def _summary(manual: str) -> str:
    return manual.strip().splitlines()[0].strip() if manual.strip() else ""


_RUN = {
    "CC901": """An inline directive that silences nothing, cannot be read, or names an unknown rule.

A directive that no finding needs any more hides the next mistake at its place; one that is misspelt silences nothing.
Brackets with the rules are required: `<!-- claimcheck: ignore[CC101] quotes the 2023 edition on purpose -->`.

How to settle it: delete the directive, or correct the code or name it gives. `claimcheck rules` lists both.""",
    "CC902": """A draft, or a part of one, that was not checked because a bound was exceeded.

Bounds on size, nesting and table cells keep one hostile or broken file from holding up a run. What lies past a bound
was not judged, so it is an error and never silence.

How to settle it: split the file, or raise the bound that the message names.""",
}
