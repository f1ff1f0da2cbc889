"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

Decorated = Callable[..., Any]


def rule_options(command: Decorated) -> Decorated:
    """--select and the like."""
    text = "Rules not reported in some files (old/**:CC1,value)."
    command = click.option("--per-file-ignores", metavar="GLOB:RULES", multiple=True, help=text)(command)
    for names, text in (
        (("--extend-ignore",), "Ignore these rules too."),
        (("--ignore",), "Rules not to run."),
        (("--extend-select",), "Run these rules too."),
        (("--select",), "Rules to run: codes, names or prefixes, with commas (CC1,misspelt-name)."),
    ):
        command = click.option(*names, metavar="RULES", multiple=True, help=text)(command)
    return command


def registry_option(command: Decorated) -> Decorated:
    text = "Your own facts: a YAML file or folder, laid over the shipped registry (repeatable, later wins)."
    return click.option("--registry", metavar="PATH", multiple=True, help=text)(command)


def output_options(*formats: str) -> Callable[[Decorated], Decorated]:
    """--output-format and --output-file."""

    def add(command: Decorated) -> Decorated:
        command = click.option("-o", "--output-file", metavar="FILE", help="Write the report there.")(command)
        return click.option("--output-format", type=click.Choice(formats), help="Format of the report.")(command)

    return add


def file_options(command: Decorated) -> Decorated:
    """Which drafts, and how much of them."""
    command = click.option(
        "--bounds", metavar="NAME=NUMBER", multiple=True, help="Most that a draft may take (seconds=60,bytes=1000000)."
    )(command)
    command = click.option(
        "--stdin-filename", metavar="NAME", help="Name of standard input: sets format, settings and excludes."
    )(command)
    command = click.option(
        "--respect-gitignore/--no-respect-gitignore", default=None, help="Leave out what .gitignore does."
    )(command)
    command = click.option("--cache-dir", metavar="FOLDER", help="Where results are kept (.claimcheck_cache).")(command)
    command = click.option("--no-cache", "cache", flag_value=False, default=None, help="Keep and use no results.")(
        command
    )
    command = click.option("--force-exclude", is_flag=True, default=None, help="Exclude named files too.")(command)
    command = click.option("--extend-exclude", metavar="GLOB", multiple=True, help="Exclude these too.")(command)
    return click.option("--exclude", metavar="GLOB", multiple=True, help="Files not to check.")(command)


def common_options(command: Decorated) -> Decorated:
    """The group's own options, also after the command's name."""
    command = click.option("--isolated", is_flag=True, default=None, help="Read no settings file.")(command)
    command = click.option("--config", metavar="FILE", default=None, help="Settings file.")(command)
    command = click.option("--color", type=click.Choice(["auto", "always", "never"]), default=None, help="Colours.")(
        command
    )
    command = click.option("-v", "--verbose", is_flag=True, default=None, help="Say more.")(command)
    return click.option("-q", "--quiet", is_flag=True, default=None, help="No summary, no notices.")(command)


def merged(ctx: click.Context, given: dict[str, Any]) -> dict[str, Any]:
    """The command's options over those given before its name."""
    before = ctx.find_root().obj or {}
    return {**before, **{name: value for name, value in given.items() if value is not None or name not in before}}
