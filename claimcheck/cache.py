"""Results of earlier runs, so that a tree of drafts is checked again only where something changed.

One file a draft, in the project's `.claimcheck_cache`. It is used only where its key fits: the draft's bytes, the
registry, the options, and the code that made it. A stranger's repository may bring such a folder along, so each file is
signed with a secret of the user's: what somebody else wrote is nothing. Results are rows of JSON that name one of a few
records; whatever is wrong with a file, the draft is checked as if it were not there.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal
from functools import lru_cache

from claimcheck import model
from claimcheck.records import replace
from claimcheck.resources import cache_folder
from claimcheck.spans import Span

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any, Protocol

    class Facts(Protocol):
        """The part of a registry that results refer to."""

        def fact(self, id: str) -> model.Fact | None: ...
else:
    Facts = object


# json and hashlib are imported where they are used: a draft that belongs to no project needs neither.
FOLDER = ".claimcheck_cache"
_MOST = 20_000_000  # bytes of a result that is kept
_NEW = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)  # Windows would write two bytes for a line's end
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)  # a pipe would wait for ever
_PLAIN = frozenset((type(None), bool, int, float, str))
_RECORDS = {
    record.__name__: record
    for record in (
        model.Bound, model.Claim, model.Document, model.Fact, model.Finding, model.Fix, model.Judgement, model.Notice,
        model.Quantity, model.Related, model.Relation, model.Result, model.Silence,
    )
}  # fmt: skip


def key_of(data: bytes, *parts: str) -> str:
    """What a result depends on: the draft's bytes, the `parts` that the caller names, and this program."""
    from hashlib import blake2b

    digest = blake2b(data, digest_size=20)
    for part in (*parts, _program()):
        digest.update(b"\0" + part.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def get(folder: str, path: str, key: str, facts: Facts) -> model.Result | None:
    """The result kept for a draft under this key; None where there is none that can be trusted."""
    import json

    with suppress(Exception):
        with open(os.open(_file(folder, path), _READ), "rb") as file:
            mark, body = file.readline(200), file.read(_MOST)
        secret = _secret()
        if secret is None or mark.strip().decode() != _signed(secret, key, body):
            return None
        result = _unpacked(json.loads(body), facts)
        return result if isinstance(result, model.Result) else None
    return None


def put(folder: str, path: str, key: str, result: model.Result, facts: Facts) -> None:
    """Keeps a result. Where that cannot be done (a folder without leave to write), nothing happens."""
    if result.document is None or result.error is not None or any(n.level == "error" for n in result.notices):
        return
    import json

    with suppress(OSError, ValueError, TypeError):
        secret = _secret()
        body = json.dumps(_packed(_bare(result), facts), allow_nan=False, separators=(",", ":")).encode()
        if secret is None or len(body) > _MOST:
            return
        os.makedirs(folder, exist_ok=True)
        ignore = os.path.join(folder, ".gitignore")
        if not os.path.exists(ignore):
            _write(ignore, b"*\n")
        _write(_file(folder, path), _signed(secret, key, body).encode() + b"\n" + body)


def _bare(result: model.Result) -> model.Result:
    """Without the blocks of the document, which no report but the page needs; those are read anew."""
    assert result.document is not None
    return replace(result, document=replace(result.document, blocks=()))


def _file(folder: str, path: str) -> str:
    from hashlib import blake2b

    name = blake2b(os.path.abspath(path).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
    return os.path.join(folder, name + ".json")


def _write(file: str, data: bytes) -> None:
    """In one step: a reader sees the old or the new file. A link in its place is replaced, never followed."""
    draft = f"{file}.{os.getpid()}"
    try:
        with open(os.open(draft, _NEW | os.O_EXCL, 0o666), "wb") as stream:
            stream.write(data)
        os.replace(draft, file)
    except OSError:
        with suppress(OSError):
            os.unlink(draft)
        raise


# -- trust ------------------------------------------------------------------------------------------------------


def _signed(secret: bytes, key: str, body: bytes) -> str:
    from hashlib import blake2b

    return blake2b(key.encode() + b"\0" + body, key=secret, digest_size=20).hexdigest()


@lru_cache(maxsize=1)
def _secret() -> bytes | None:
    """Random bytes in the user's own cache folder, made on first use; None where there is no such folder."""
    folder = cache_folder()
    if folder is None:
        return None
    file = os.path.join(folder, "secret")
    for _ in range(2):
        with suppress(OSError):
            with open(file, "rb") as stream:
                found = stream.read(64)
            if len(found) == 32:
                return found
        with suppress(OSError):
            os.makedirs(folder, exist_ok=True)
            with open(os.open(file, _NEW | os.O_TRUNC, 0o600), "wb") as stream:
                stream.write(os.urandom(32))
    return None


@lru_cache(maxsize=1)
def _program() -> str:
    """This program's own files by name, size and time: a changed rule must not be answered from before the change."""
    from hashlib import blake2b

    digest = blake2b(sys.version.encode(), digest_size=12)
    stack = [os.path.dirname(os.path.abspath(__file__))]
    while stack:
        for entry in sorted(os.scandir(stack.pop()), key=lambda entry: entry.name):
            if entry.is_dir():
                if entry.name not in ("__pycache__", "_registry"):  # the registry has a digest of its own
                    stack.append(entry.path)
            elif entry.name.endswith(".py"):
                state = entry.stat()
                digest.update(f"{entry.path}\0{state.st_size}\0{state.st_mtime_ns}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


# -- rows of JSON -----------------------------------------------------------------------------------------------


def _packed(value: Any, facts: Facts) -> Any:
    """A record, or what records hold, as JSON; each kind that JSON lacks is an object with one key."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return [_packed(item, facts) for item in value]
    if kind is Span:
        return {"span": [value.start, value.end]}
    if kind is Decimal:
        return {"number": str(value)}
    if kind is model.Fact and facts.fact(value.id) == value:
        return {"fact": value.id}
    if kind.__name__ in _RECORDS:
        return {kind.__name__: [_packed(getattr(value, name), facts) for name in kind.__match_args__]}
    if isinstance(value, Mapping):
        return {"map": {str(name): _packed(item, facts) for name, item in value.items()}}
    raise TypeError(f"a result holds a {kind.__name__}")


def _unpacked(row: Any, facts: Facts) -> Any:
    if type(row) in _PLAIN:
        return row
    if isinstance(row, list):
        return tuple(_unpacked(item, facts) for item in row)
    ((kind, inner),) = row.items()
    if kind == "span":
        return Span(*inner)
    if kind == "number":
        return Decimal(inner)
    if kind == "map":
        return {name: _unpacked(item, facts) for name, item in inner.items()}
    if kind == "fact":
        fact = facts.fact(inner)
        if fact is None:
            raise ValueError(f"no fact {inner}")
        return fact
    return _RECORDS[kind](*[_unpacked(item, facts) for item in inner])
