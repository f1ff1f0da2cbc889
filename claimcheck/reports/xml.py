"""What both XML formats need: text that is legal in XML 1.0, escaped."""

from __future__ import annotations

from claimcheck import patterns as re
from claimcheck.reports.text import safe

_ILLEGAL = re.compile("[^\\t\\n\\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(value: str) -> str:
    """Character data; what XML cannot carry is shown as an escape."""
    value = _ILLEGAL.sub(lambda found: f"\\x{ord(found[0]):02x}", value)
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(value: str) -> str:
    """A quoted attribute value on one line."""
    return '"' + text(safe(value)).replace('"', "&quot;") + '"'
