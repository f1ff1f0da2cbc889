"""`claimcheck cite`."""

from __future__ import annotations

import click

from claimcheck.cli import options as opt
from claimcheck.cli.console import tell, write
from claimcheck.cli.govern import governor
from claimcheck.errors import SourceError, UsageError

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any


@click.command()
@click.argument("draft", metavar="DRAFT")
@click.option("--list", "only_list", is_flag=True, help="Print the list of references only.")
@click.option("--write", "in_place", is_flag=True, help="Write the draft with its footnotes in place.")
@click.option("-o", "--output-file", metavar="FILE", help="Write there instead.")
@click.option("--as-of", metavar="DATE", help="Read the draft as on this date (2025-01-31).")
@opt.registry_option
@opt.common_options
@click.pass_context
def cite(ctx: click.Context, /, draft: str, only_list: bool, in_place: bool, **given: Any) -> int:
    """Give each supported claim of DRAFT its source, as footnotes (Markdown, HTML, LaTeX) or as a list."""
    from claimcheck import cite as citing
    from claimcheck import files, fixes

    options = opt.merged(ctx, given)
    if in_place and (only_list or options["output_file"] or draft == "-"):
        raise UsageError("--write goes with a file and nothing else", remedy="leave --list and --output-file out")
    found, failed = files.discover([draft], governor(options))
    if failed:
        raise SourceError((failed[0].error or "").partition(": ")[2] or "cannot be read", path=draft)
    if len(found) != 1:
        raise UsageError(f"{len(found)} drafts found", path=draft, remedy="cite takes one draft")
    data = files.read(found[0])
    result = files.check(files.Draft(draft, found[0].file, found[0].settings, data=data))
    if result.document is None:
        raise SourceError((result.error or "").partition(": ")[2] or "cannot be read", path=draft)
    registry = files.registry_of(found[0].settings["registry"])
    rows = citing.references(result.judgements, registry)
    style = citing.style_of(result.document)
    listed = only_list or style == "text" or result.document.extracted
    text = citing.listing(rows, style) if listed else citing.footnoted(result.document, rows)
    if in_place and not listed:
        if text != result.document.source:
            fixes.write(draft, text, result.document.encoding, before=data)
    elif in_place:
        raise UsageError(f"a draft in {result.document.format} has no footnotes to write", remedy="use --list")
    else:
        write(text, options["output_file"])
    if not options.get("quiet"):
        cited = sum(len(row.claims) for row in rows)
        tell(f"{cited} supported claims, {len(rows)} references")
    return 0
