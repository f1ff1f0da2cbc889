"""The table of commands and the words of --help, for click and for the quick way alike."""

from __future__ import annotations

PURPOSE = "Check reported figures about AI in drafts, in English and Chinese, against a curated registry. Offline."

# name -> (module, what it does); the group's help is made of this table, so that --help imports none.
COMMANDS: dict[str, tuple[str, str]] = {
    "check": ("check", "Check drafts: files, folders, globs, or - for standard input."),
    "claims": ("claims", "List every claim found, with its verdict."),
    "rules": ("rules", "List the rules."),
    "explain": ("rules", "Explain a rule: what, why, examples, how to settle it."),
    "registry": ("registry", "Ask, check, extend and export the registry of facts."),
    "scan": ("scan", "Check a corpus of texts: on all cores, Dask or Spark."),
    "cite": ("cite", "Give each supported claim its source."),
    "lsp": ("lsp", "Serve editors over standard input and output."),
    "completion": ("completion", "Print the completion script for bash, zsh or fish."),
}

EPILOG = """\
\b
Examples:
  claimcheck check draft.md                  check one draft
  claimcheck check posts/ --fail-on warning  check a folder, be strict
  cat draft.md | claimcheck check -          check standard input
  claimcheck explain CC102                   what a rule means
  claimcheck registry search "R1 AIME"       what the registry knows

Exit status: 0 nothing to report, 1 findings, 2 something could not be done.
"""
