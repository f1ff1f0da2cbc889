"""`claimcheck lsp`."""

from __future__ import annotations

import click


@click.command()
def lsp() -> int:
    """Serve editors over standard input and output (needs the extra "lsp")."""
    from claimcheck.lsp import serve

    serve()
    return 0
