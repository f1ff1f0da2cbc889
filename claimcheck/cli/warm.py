"""Compiled regular expressions kept between runs: compiling some 400 of them costs more than checking a page.

The standard library compiles a pattern to a list of numbers first; those are stored in the user's cache folder for
this very build of Python, and put where `re.compile` looks before it compiles. A pattern is its own key, so that a
stored one can never be stale; whatever goes wrong here (another layout of `re`, a folder that cannot be written, a
damaged file), patterns are compiled as ever.
"""

from __future__ import annotations

import contextlib
import os
import sys
import zlib
from typing import Any

from claimcheck.resources import cache_folder

_MOST = 480  # `re` keeps 512 patterns
_WORTH = 24  # patterns missing before the file is written again
_stored: set[tuple[str, int]] = set()


def load() -> None:
    """Puts the stored patterns into the cache of `re`. To be called before the modules that compile them."""
    import re

    with contextlib.suppress(Exception):
        import _sre  # type: ignore[import-not-found]
        import marshal
        from array import array

        with open(_path(), "rb") as file:
            mark, data = file.read(4), file.read()
        if zlib.crc32(data).to_bytes(4, "big") != mark:
            return  # a changed bit would make another pattern of it, and nobody would know
        build, rows = marshal.loads(data)
        if build != sys.version:
            return
        cache: dict[Any, Any] = re._cache  # type: ignore[attr-defined]
        cache2: dict[Any, Any] = getattr(re, "_cache2", {})
        for pattern, asked, flags, code, groups, group_index, index_group in rows:
            numbers = array("I", code).tolist()
            made = _sre.compile(pattern, flags, numbers, groups, group_index, index_group)
            cache[str, pattern, asked] = made
            if len(cache2) < 200:
                cache2[str, pattern, asked] = made
            _stored.add((pattern, asked))


def save() -> None:
    """Stores what this run had to compile, when it is worth it."""
    import re

    with contextlib.suppress(Exception):
        known = [(key[1], key[2]) for key in re._cache if key[0] is str]  # type: ignore[attr-defined]
        missing = [key for key in known if key not in _stored]
        if len(missing) < _WORTH:
            return
        wanted = [*missing, *(key for key in known if key in _stored)]  # the newest, where there are too many
        _write([_row(pattern, flags) for pattern, flags in wanted[:_MOST]])


def _row(pattern: str, asked: int) -> tuple[Any, ...]:
    from array import array
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern, asked)
    code = _compiler._code(parsed, asked)
    group_index: dict[str, int] = dict(parsed.state.groupdict)
    index_group: list[str | None] = [None] * parsed.state.groups
    for name, number in group_index.items():
        index_group[number] = name
    flags = int(asked | parsed.state.flags)
    return (
        pattern,
        int(asked),
        flags,
        array("I", code).tobytes(),
        parsed.state.groups - 1,
        group_index,
        tuple(index_group),
    )


def _write(rows: list[tuple[Any, ...]]) -> None:
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
