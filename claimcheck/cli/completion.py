"""`claimcheck completion SHELL`."""

from __future__ import annotations

import click

from claimcheck.cli.console import write


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, /, shell: str) -> int:
    """Print the completion script for SHELL; `claimcheck completion bash > ~/.local/share/bash-completion/...`."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    write(kind(ctx.find_root().command, {}, "claimcheck", "_CLAIMCHECK_COMPLETE").source() + "\n")
    return 0
