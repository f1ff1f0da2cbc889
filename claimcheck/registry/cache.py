"""Opening a registry: the compiled one of the wheel, a cached one, or one compiled on the spot.

A compiled file in the user's cache folder is good as long as the paths, sizes and times of the YAML files are those it
was built from. It is written under another name and moved into place, so that several processes may build at once; if
the folder cannot be written, the registry lives in memory. A registry that does not validate raises and leaves the
cached file as it was.
"""

from __future__ import annotations

import contextlib
import os
import zlib

from claimcheck import resources
from claimcheck.collector import paused
from claimcheck.errors import RegistryError
from claimcheck.registry.paths import UNITS, names_under, reason_of
from claimcheck.registry.query import Registry
from claimcheck.registry.store import FORMAT, SEAL, Store

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

KEEP = 16  # compiled registries in the cache folder
DRAFT_SECONDS = 3600
SHOWN = "registry"  # how messages name the shipped registry's folder


def load_registry(*paths: str | Path, shipped: bool = True) -> Registry:
    """The shipped registry plus your own folders or files, later ones adding to and overriding earlier ones.

    `shipped=False` leaves the shipped one out. Raises RegistryError for files that do not validate.
    """
    compiled = resources.compiled_registry() if shipped else None
    if compiled is not None and not paths:
        return Registry(open_store(compiled))
    roots = [(str(path), str(path)) for path in paths]
    if shipped and compiled is None:
        roots.insert(0, (resources.registry_folder(), SHOWN))
    key = _key(roots, compiled)
    folder = resources.cache_folder()
    name = f"registry-{zlib.crc32(_names(roots).encode()):08x}.ccr"
    cached = os.path.join(folder, name) if folder is not None else None
    store = _fresh(cached, key) if cached is not None else None
    if store is None:
        base = None
        if shipped and paths:
            base = Registry(open_store(compiled)) if compiled is not None else load_registry()
            roots = roots[-len(paths) :]
        store = _compile(roots, base, key, cached)
    return Registry(store)


def open_store(path: str | Path) -> Store:
    """A compiled file, mapped into memory where that works."""
    try:
        with open(path, "rb") as file:
            return Store(_mapped(file), str(path))
    except OSError as error:
        raise RegistryError(reason_of(error), path=str(path), remedy="check the file's permissions") from None


def _mapped(file: Any) -> Any:
    import mmap

    try:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        return file.read()


def _compile(roots: Sequence[tuple[str, str]], base: Registry | None, key: str, cached: str | None) -> Store:
    from pathlib import Path

    from claimcheck.registry.build import build
    from claimcheck.registry.compile import compiled as compiled_bytes
    from claimcheck.registry.export import catalogue_of

    with paused():
        places = [(Path(root), shown) for root, shown in roots]
        data = compiled_bytes(build(places, catalogue_of(base) if base is not None else None), key)
    if cached is not None and write_atomically(Path(cached), data + _seal(data)):
        _prune(Path(cached).parent)
    return Store(data, "memory")


def _prune(folder: Path) -> None:
    """Keeps the compiled files used last; drafts that a killed process left behind go too."""
    with contextlib.suppress(OSError):
        ages = {path: path.stat().st_mtime for path in folder.glob("*registry-*.ccr*")}
        newest = max(ages.values(), default=0.0)
        compiled = sorted((path for path in ages if path.suffix == ".ccr"), key=lambda path: -ages[path])
        drafts = [path for path in ages if path.suffix != ".ccr" and ages[path] < newest - DRAFT_SECONDS]
        for path in (*compiled[KEEP:], *drafts):
            path.unlink()


def _fresh(path: str, key: str) -> Store | None:
    """The cached store when it was built from files as they are now; None otherwise, whatever is wrong with it."""
    try:
        with open(path, "rb") as file:
            data = _mapped(file)
        view = memoryview(data)
        if view[-SEAL:] != _seal(view[:-SEAL]):
            return None
        store = Store(data, path)
    except (OSError, RegistryError):
        return None
    if store.section("key") != key.encode():
        return None
    with contextlib.suppress(OSError):
        os.utime(path)  # what is in use is the last to go
    return store


def _seal(data: Any) -> bytes:
    """What a cached file ends with, so that a disk's errors are built anew and not believed."""
    return zlib.crc32(data).to_bytes(SEAL, "big")


def _names(roots: Sequence[tuple[str, str]]) -> str:
    """What a compiled file's name stands for: the roots, as they are and as messages name them."""
    return "\n".join(f"{os.path.abspath(root)}\t{shown}" for root, shown in roots) + f"\n{FORMAT}"


def _key(roots: Sequence[tuple[str, str]], compiled: str | None) -> str:
    """Paths, sizes and times of all files that the registry is built from."""
    lines = [f"format {FORMAT}"]
    if compiled is not None:
        lines.append(_state(compiled))
    for root, shown in roots:
        lines.append(shown)
        lines += map(_state, sorted(names_under(root)))
        units = os.path.join(root, UNITS)
        if os.path.isfile(units):
            lines.append(_state(units))
    return "\n".join(lines)


def _state(path: str) -> str:
    try:
        found = os.stat(path)
    except OSError as error:
        raise RegistryError(reason_of(error), path=str(path), remedy="check the file and its folder") from None
    return f"{path}\t{found.st_size}\t{found.st_mtime_ns}"


def write_atomically(path: Path, data: bytes, *, keep_mode: bool = False) -> bool:
    """Writes a file under another name and moves it into place; False where that cannot be done (read-only, full).

    `keep_mode` gives it the permissions of the file that it replaces.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # or a power cut leaves a file of the right length and no content
        if keep_mode and path.exists():
            os.chmod(draft, path.stat().st_mode & 0o7777)
        os.replace(draft, path)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()
        return False
    return True
