"""Registry YAML as text: the layout that the registry's files have, so that what is written reads like the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimcheck import patterns as re

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any


# Plain where no YAML reader could take it for anything but this text; the registry's own loader takes all as text.
_START = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]")
_BREAKS_OUT = re.compile(r": |:$| #")  # would begin a mapping or a comment
_IMPLICIT = re.compile(
    r"(?i)~|null|true|false|yes|no|on|off|y|n|[-+]?[\d.][\d_,.]*(?:e[-+]?\d+)?|0x[\da-f]+|0o[0-7]+|\d+(?::\d+)+|"
    r"[-+]?\.(?:inf|nan)|<<|="
)


def scalar(text: str, *, flow: bool = False) -> str:
    """A text as a YAML scalar, in quotes where it has to be."""
    plain = _START.match(text) and not _BREAKS_OUT.search(text) and not _IMPLICIT.fullmatch(text)
    plain = plain and text == text.strip() and text.isprintable()
    if plain and not (flow and re.search(r"[,\[\]{}?]", text)):  # "?" ends a text there for PyYAML without its C part
        return text
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char.isprintable() and not 0xD800 <= ord(char) <= 0xDFFF:
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def flow_list(items: Sequence[str]) -> str:
    return "[" + ", ".join(scalar(item, flow=True) for item in items) + "]"


def flow_mapping(items: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {scalar(value, flow=True)}" for key, value in items.items()) + "}"


def mapping_lines(fields: Mapping[str, Any]) -> list[str]:
    """The lines of a mapping; nested mappings and lists of texts in flow style, lists of mappings as blocks."""
    lines: list[str] = []
    for key, value in fields.items():
        if value is None or value == () or value == {} or value == []:
            continue
        if isinstance(value, Mapping):
            lines.append(f"{key}: {flow_mapping(value)}")
        elif isinstance(value, str):
            lines.append(f"{key}: {scalar(value)}")
        elif value and isinstance(value[0], Mapping):
            lines.append(f"{key}:")
            for item in value:
                lines += [f"  {line}" for line in item_lines(item)]
        else:
            lines.append(f"{key}: {flow_list(value)}")
    return lines


def item_lines(fields: Mapping[str, Any]) -> list[str]:
    """The lines of a mapping that is an item of a list."""
    first, *rest = mapping_lines(fields)
    return [f"- {first}", *(f"  {line}" for line in rest)]


def listing(items: Sequence[Mapping[str, Any]]) -> str:
    """A file that is a list of entries."""
    return "".join("\n".join(item_lines(item)) + "\n" for item in items)


def document(groups: Mapping[str, Sequence[Mapping[str, Any]]], comment: str = "") -> str:
    """A file with the keys sources, metrics and entities, each a list of entries; empty groups are left out."""
    parts = [f"# {line}".rstrip() for line in comment.splitlines()]
    for group, items in groups.items():
        if items:
            parts.append(f"{group}:")
            parts += [f"  {line}" for item in items for line in item_lines(item)]
    return "\n".join(parts) + "\n" if parts else ""
