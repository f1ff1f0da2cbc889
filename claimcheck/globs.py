"""Globs as .gitignore files have them: `*` and `?` stay in a folder, `**` crosses folders, a folder's name covers what
it holds. Patterns come with drafts from strangers, so no pattern may take long on any path.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache

from claimcheck import patterns as re
from claimcheck.records import NamedTuple

_Part = str | re.Pattern[str] | None  # of one folder or file name; None: ** for any number of them


LONGEST = 1_000  # characters of a pattern; one of more covers nothing


class Line(NamedTuple):
    """A line of a .gitignore that is a pattern: whether it takes in again, and what it covers."""

    taken: bool
    anchored: bool
    folders: bool
    parts: tuple[_Part, ...]


def matches(path: str, pattern: str) -> bool:
    """Whether a glob covers a path (forward slashes), or a folder that the path lies in."""
    anchored, _, parts = _parsed(pattern.replace("\\", "/") if os.sep == "\\" else pattern)
    return bool(parts) and _covers(parts, path.strip("/").split("/"), anchored)


def parse(lines: Iterable[str]) -> tuple[Line, ...]:
    """The patterns among the lines of a .gitignore."""
    found: list[Line] = []
    for line in lines:
        pattern = _line(line)
        taken = pattern.startswith("!")
        anchored, folders, parts = _parsed(pattern[taken:])
        if parts:
            found.append(Line(taken, anchored, folders, parts))
    return tuple(found)


def ignored(path: str, lines: Iterable[Line]) -> bool | None:
    """What the lines of a .gitignore say of a path below its folder: left out, taken in again, or nothing (None).

    A folder's path ends with a slash. The last line that speaks decides.
    """
    names = path.rstrip("/").split("/")
    above = names if path.endswith("/") else names[:-1]
    verdict: bool | None = None
    for line in lines:
        if _covers(line.parts, above if line.folders else names, line.anchored):
            verdict = not line.taken
    return verdict


def _line(line: str) -> str:
    """A line of a .gitignore without its comment or the blanks at its end; empty when it is no pattern."""
    text = line.rstrip("\r\n")
    if text.startswith("#"):
        return ""
    bare = text.rstrip(" \t")
    return bare + text[len(bare) :][:1] if bare.endswith("\\") else bare


@lru_cache(maxsize=4096)
def _parsed(pattern: str) -> tuple[bool, bool, tuple[_Part, ...]]:
    """Whether it begins at the top, whether it means folders only, and its parts."""
    if len(pattern) > LONGEST:
        return False, False, ()
    text = pattern.replace("\\/", "/")
    parts: list[_Part] = []
    for name in filter(None, text.split("/")):
        if name != "**":
            parts.append(_name(name))
        elif not parts or parts[-1] is not None:
            parts.append(None)
    return "/" in text.rstrip("/"), text.endswith("/"), tuple(parts)


def _name(pattern: str) -> str | re.Pattern[str]:
    literal = re.sub(r"\\(.)", lambda found: f"[{found[1]}]" if found[1] in "*?[" else found[1], pattern)
    if not re.search(r"[*?\[]", literal):
        return literal

    import fnmatch

    # fnmatch's stars never give back what they took, so that no name takes longer than its length times the pattern's.
    return re.compile(fnmatch.translate(literal.replace("[^", "[!")))


def _fits(part: str | re.Pattern[str], name: str) -> bool:
    return part == name if isinstance(part, str) else part.match(name) is not None


def _covers(wanted: tuple[_Part, ...], parts: list[str], anchored: bool) -> bool:
    """Whether the parts of a pattern cover the path or a folder above it.

    A `**` takes as little as it can; when what follows fails, only the last one takes more, which is always enough.
    """
    if not anchored and wanted[:1] != (None,):
        wanted = (None, *wanted)
    at = place = 0
    again: tuple[int, int] | None = None
    while place < len(wanted):
        part = wanted[place]
        if part is None:
            if place + 1 == len(wanted):
                return at < len(parts)
            again, place = (at, place), place + 1
        elif at < len(parts) and _fits(part, parts[at]):
            at, place = at + 1, place + 1
        elif again is not None and again[0] < len(parts):
            again = (again[0] + 1, again[1])
            at, place = again[0], again[1] + 1
        else:
            return False
    return True
