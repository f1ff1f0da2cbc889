"""`python -m claimcheck`."""

from claimcheck.cli import entry

raise SystemExit(entry())
