"""`claimcheck scan`: a corpus, on this machine's cores, on Dask or on Spark."""

from __future__ import annotations

import click

from claimcheck.cli import options as opt
from claimcheck.cli.console import Exit, Progress, complain, tell

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", required=True, metavar="FOLDER", help="Findings, bad rows and summary go there.")
@click.option("--engine", type=click.Choice(["local", "dask", "spark"]), default="local", help="What runs it.")
@click.option("--address", metavar="URL", help="The Dask scheduler or Spark master (default: one on this machine).")
@click.option("--input-format", type=click.Choice(["jsonl", "csv", "tsv", "parquet", "warc"]), help="Default: by name.")
@click.option("--text", default="text", metavar="FIELD", help="Field or column of the text (default: text).")
@click.option("--id", metavar="FIELD", help="Field or column that identifies a row (default: its place).")
@click.option("--format", default=None, metavar="NAME", help="Format of the texts (default: markdown; of WET: text).")
@click.option("--partition", type=click.FloatRange(0.01, 4000), default=8.0, metavar="MB", help="Size (default: 8).")
@click.option("-j", "--jobs", type=click.IntRange(0, 1024), default=0, metavar="N", help="Processes (0: all cores).")
@opt.registry_option
@opt.rule_options
@click.option("--min-confidence", type=click.Choice(["low", "medium", "high"]), help="Least confidence.")
@click.option("--as-of", metavar="DATE", help="Read the texts as on this date (2025-01-31).")
@click.option("--lang", type=click.Choice(["auto", "en", "zh"]), help="Language of messages.")
@opt.common_options
@click.pass_context
def scan(ctx: click.Context, /, inputs: tuple[str, ...], **given: Any) -> int:
    """Check a corpus: JSONL, CSV, Parquet, WARC or WET files or folders of them.

    Findings are written as Parquet, one file a partition, and rows that cannot be checked beside them with the reason.
    Stopped or killed, the same command goes on where it was and ends with the same result.
    """
    from claimcheck import scan as corpus
    from claimcheck.cli.govern import SETTINGS, governor

    options = opt.merged(ctx, given)
    governed = {name: options.get(name) for name in SETTINGS}
    governed |= {"isolated": options.get("isolated"), "config": options.get("config")}
    settings = governor(governed)("./_")
    texts = options["format"] or ("text" if options["input_format"] == "warc" else None)
    if texts is None:
        wet = all(name.removesuffix(".gz").endswith((".wet", ".warc")) for name in inputs)
        texts = "text" if wet else "markdown"
    progress = Progress(not options.get("quiet"))
    try:
        summary = corpus.scan(
            list(inputs),
            options["output"],
            engine=options["engine"],
            text=options["text"],
            id=options["id"],
            kind=options["input_format"],
            format=texts,
            registry=settings["registry"],
            jobs=options["jobs"],
            size=int(options["partition"] * 1_000_000),
            address=options["address"],
            progress=progress if progress.active else None,
            **_settings(settings),
        )
    except KeyboardInterrupt:
        complain("interrupted; the same command goes on from here")
        raise Exit(130) from None
    finally:
        progress.close()
    if not options.get("quiet"):
        found = ", ".join(f"{number} {name}{'s' * (number != 1)}" for name, number in summary.severities.items())
        tell(f"{summary.rows} texts, {found or 'no findings'}" + (f", {summary.bad} bad rows" if summary.bad else ""))
        again = f" ({summary.resumed} were done before)" if summary.resumed else ""
        tell(f"{summary.partitions} partitions{again} in {summary.output}")
    return 0


def _settings(settings: Any) -> dict[str, Any]:
    """The settings that bear on findings, as keywords."""
    from claimcheck import config

    names = (
        "select",
        "extend-select",
        "ignore",
        "extend-ignore",
        "min-confidence",
        "as-of",
        "lang",
        "severity",
        "quoted",
    )
    default = config.defaults()
    return {name.replace("-", "_"): settings[name] for name in names if settings[name] != default[name]}
