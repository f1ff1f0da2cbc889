"""`claimcheck lsp`."""

from __future__ import annotations

import click

from claimcheck.cli.console import Exit


@click.command()
def lsp() -> int:
    """Serve editors over standard input and output (needs the extra "lsp")."""
    from claimcheck.lsp import serve

    serve()
    raise Exit(0)  # the streams are closed by now: nothing may be written or flushed
