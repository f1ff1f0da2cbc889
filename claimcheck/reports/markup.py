"""HTML that is safe whatever a draft or a registry says: everything is escaped, and links are http or https."""

from __future__ import annotations

from claimcheck import patterns as re
from claimcheck.reports.text import safe

_URL = re.compile(r"https?://[^\s\"'<>\\^`{|}\x00-\x20\x7f-\x9f]+", re.IGNORECASE)


def text(value: str) -> str:
    """Character data; control and bidirectional characters are shown as escapes, line ends stay."""
    shown = "\n".join(safe(line) for line in re.split(r"\r\n|\r|\n", value))
    return (
        shown.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&#39;")
    )


def link(url: str | None, label: str) -> str:
    """A link to a web address; any other scheme is shown as text only."""
    if url is None or _URL.fullmatch(url) is None:
        return text(label)
    return f'<a href="{text(url)}" rel="noopener noreferrer" target="_blank">{text(label)}</a>'
