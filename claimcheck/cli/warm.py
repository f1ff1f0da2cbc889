"""Compiled regular expressions kept between runs: compiling those that a draft needs costs more than checking it.

The standard library compiles a pattern to a list of numbers first; those are stored in the user's cache folder for
this very build of Python, by pattern and flags, so that a stored one can never be stale. Whatever goes wrong here
(another layout of `re`, a folder that cannot be written, a damaged file), patterns are compiled as ever.
"""

from __future__ import annotations

import contextlib
import os
import sys
import zlib

from claimcheck import patterns
from claimcheck.resources import cache_folder

TYPE_CHECKING = False

if TYPE_CHECKING:
    import re
    from typing import Any

    Row = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]  # what _sre.compile takes after the pattern

_WORTH = 8  # patterns missing before the file is written again
_MOST = 1_500  # patterns kept, of the program's 1,100 and of drafts' own words; those not used in this run go first
_stored: dict[patterns.Key, Row] = {}
_used: set[patterns.Key] = set()


def load() -> None:
    """Reads the stored patterns and lets `patterns` ask for them."""
    with contextlib.suppress(Exception):
        import marshal

        with open(_path(), "rb") as file:
            mark, data = file.read(4), file.read()
        if (
            zlib.crc32(data).to_bytes(4, "big") == mark
        ):  # a changed bit would make another pattern, and nobody would know
            build, rows = marshal.loads(data)
            if build == sys.version:
                _stored.update(rows)
    patterns.restore = _restored


def _restored(key: patterns.Key) -> re.Pattern[str] | None:
    row = _stored.get(key)
    if row is None:
        return None
    try:
        import _sre  # type: ignore[import-not-found]  # of CPython alone
        from array import array

        flags, code, *rest = row
        made: re.Pattern[str] = _sre.compile(key[0], flags, array("I", code).tolist(), *rest)
    except Exception:
        return None
    _used.add(key)
    return made


def save() -> None:
    """Stores what this run had to compile, when it is worth it."""
    if len(patterns.compiled) < _WORTH:
        return
    with contextlib.suppress(Exception):
        rows = {key: _row(*key) for key in patterns.compiled}
        for key in sorted(_stored, key=_used.__contains__, reverse=True):
            if len(rows) < _MOST:
                rows.setdefault(key, _stored[key])
        _write(rows)


def _row(pattern: str, asked: int) -> Row:
    from array import array
    from re import _compiler, _parser  # type: ignore[attr-defined]  # of CPython alone

    parsed = _parser.parse(pattern, asked)
    names: dict[str, int] = dict(parsed.state.groupdict)
    by_number: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        by_number[number] = name
    code = array("I", _compiler._code(parsed, asked)).tobytes()
    return int(asked | parsed.state.flags), code, parsed.state.groups - 1, names, tuple(by_number)


def _write(rows: dict[patterns.Key, Any]) -> None:
    import marshal

    path = _path()
    os.makedirs(os.path.dirname(path), exist_ok=True)
    draft = f"{path}.{os.getpid()}"
    try:
        data = marshal.dumps((sys.version, rows))
        with open(draft, "wb") as file:
            file.write(zlib.crc32(data).to_bytes(4, "big") + data)
        os.replace(draft, path)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(draft)


def _path() -> str:
    folder = cache_folder()
    if folder is None:
        raise FileNotFoundError("no cache folder")
    return os.path.join(folder, f"patterns-{sys.hexversion:x}.bin")
