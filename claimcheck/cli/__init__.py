"""The command line: parse, call, show. Each command is a file of its own, imported only when it runs."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from claimcheck import __version__
from claimcheck.cli.console import Exit, complain, prepare_streams

# name -> (module, what it does); the group's help is made of this table, so that --help imports no command.
COMMANDS: dict[str, tuple[str, str]] = {
    "check": ("check", "Check drafts: files, folders, globs, or - for standard input."),
    "claims": ("claims", "List every claim found, with its verdict."),
    "rules": ("rules", "List the rules."),
    "explain": ("rules", "Explain a rule: what, why, examples, how to settle it."),
    "registry": ("registry", "Ask, check, extend and export the registry of facts."),
    "scan": ("scan", "Check a corpus: JSONL, CSV, Parquet or WET."),
    "cite": ("cite", "Give each supported claim its source."),
    "lsp": ("lsp", "Serve editors over standard input and output."),
    "completion": ("completion", "Print the completion script for bash, zsh or fish."),
}

_EPILOG = """\
\b
Examples:
  claimcheck check draft.md                  check one draft
  claimcheck check posts/ --fail-on warning  check a folder, be strict
  cat draft.md | claimcheck check -          check standard input
  claimcheck explain CC102                   what a rule means
  claimcheck registry search "R1 AIME"       what the registry knows

Exit status: 0 nothing to report, 1 findings, 2 something could not be done.
"""


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
    epilog=_EPILOG,
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
    """Check reported figures about AI in drafts, in English and Chinese, against a curated registry. Offline."""
    ctx.obj = {name: value for name, value in options.items() if value is not None}


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and give its exit status. Never a traceback: what goes wrong is one line."""
    from claimcheck.errors import ClaimcheckError

    prepare_streams()
    try:
        status = cli.main(args=arguments, prog_name="claimcheck", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except Exit as end:
        return end.status
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        return 0
    except click.ClickException as error:
        complain("error: " + error.format_message().replace("\n", " "))
        return 2
    except ClaimcheckError as error:
        complain(f"error: {error}")
        return 2
    except (KeyboardInterrupt, click.Abort):
        complain("interrupted")
        return 130
    except BrokenPipeError:
        # The reader went away (| head); what it read was right. Keep the interpreter's last flush from complaining.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except RecursionError:
        complain("error: nested too deeply (please report the draft)")
        return 2
    except MemoryError:
        complain("error: out of memory (check fewer or smaller files at a time)")
        return 2
    except OSError as error:
        complain(f"error: {error.filename or 'output'}: {(error.strerror or str(error)).lower()}")
        return 2
    except Exception as error:
        if os.environ.get("CLAIMCHECK_TRACEBACK"):
            raise
        complain(
            f"internal error: {type(error).__name__}: {error} (please report it; CLAIMCHECK_TRACEBACK=1 shows where)"
        )
        return 2


def entry() -> int:
    """The console script."""
    return main(sys.argv[1:])
