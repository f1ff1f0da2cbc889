"""The commands, as click sees them. Each is a file of its own, imported only when it runs."""

from __future__ import annotations

import os
from importlib import import_module

import click

from claimcheck import __version__
from claimcheck.cli.table import COMMANDS, EPILOG, PURPOSE


class Commands(click.Group):
    """A group that knows its commands by table and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = getattr(import_module(f"claimcheck.cli.{COMMANDS[cmd_name][0]}"), cmd_name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and name not in COMMANDS and not ctx.resilient_parsing:
            from claimcheck.config import hint

            if os.path.exists(name) or name == "-":
                remedy = f"did you mean 'claimcheck check {name}'?"
            else:
                remedy = hint(name, COMMANDS) or "claimcheck --help lists the commands"
            raise click.UsageError(f"no such command '{name}' ({remedy})")
        return super().resolve_command(ctx, args)


@click.command(
    cls=Commands,
    help=PURPOSE,
    epilog=EPILOG,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", prog_name="claimcheck", message="%(prog)s %(version)s")
@click.option("-q", "--quiet", is_flag=True, default=None, help="No summary, no notices.")
@click.option("-v", "--verbose", is_flag=True, default=None, help="Say what is read and which settings govern.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default=None, help="Colours (default: auto).")
@click.option("--config", metavar="FILE", default=None, help="Settings file, instead of the nearest one.")
@click.option("--isolated", is_flag=True, default=None, help="Read no settings file.")
@click.pass_context
def cli(ctx: click.Context, /, **options: object) -> None:
    ctx.obj = {name: value for name, value in options.items() if value is not None}


def run(arguments: list[str]) -> int:
    """Parse and run; click's own complaints become one line and status 2."""
    from claimcheck.cli.console import complain

    # The reason is optional, and the word after the option is a path: click knows only the form with "=".
    arguments = ["--add-ignore=" if word == "--add-ignore" else word for word in arguments]
    try:
        status = cli.main(args=arguments, prog_name="claimcheck", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        return 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        complain("error: " + error.format_message().replace("\n", " "))
        return 2
    except click.Abort:
        raise KeyboardInterrupt from None
    except SystemExit:  # click's way when the reader of a pipe has gone
        raise BrokenPipeError from None
    return status if isinstance(status, int) else 0
