"""The only place that opens drafts: paths, folders, globs, standard input, excludes, several processes."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from claimcheck import cache, config, globs, limits
from claimcheck.errors import BoundError, ClaimcheckError, SourceError, UsageError
from claimcheck.model import Document, Finding, Result
from claimcheck.records import dataclass, replace
from claimcheck.spans import Span

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from claimcheck.registry import Registry

SKIPPED_FOLDERS = frozenset(
    [
        ".git",
        ".hg",
        ".svn",
        ".venv",
        "venv",
        ".tox",
        ".nox",
        "node_modules",
        "__pycache__",
        ".mypy_cache",
        ".ruff_cache",
        ".pytest_cache",
        ".hypothesis",
        "_build",
        "site-packages",
        ".ipynb_checkpoints",
        ".claimcheck_cache",
        ".quarto",
    ]
)
_GLOB = frozenset("*?[")
_PARALLEL_FROM = 1_000_000  # bytes in all; below, starting processes costs more than it saves


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft to check: its path as the user will see it, where it lies, and the settings that govern it."""

    path: str
    file: str | None  # None: standard input
    settings: config.Settings
    data: bytes | None = None
    format: str | None = None


Govern = Callable[[str], config.Settings]


def discover(
    paths: Iterable[str], govern: Govern, *, stdin_filename: str | None = None
) -> tuple[list[Draft], list[Result]]:
    """Drafts that `paths` mean, in order and once each, and a result with an error for each path that is none.

    `govern` gives the settings for a path. A folder is walked in sorted order; a glob that the shell left alone is
    expanded here; "-" reads standard input, under the name `stdin_filename`.
    """
    drafts: list[Draft] = []
    failed: list[Result] = []
    seen: set[str] = set()

    def add(path: str, file: str, settings: config.Settings) -> None:
        mark = os.path.abspath(file)
        if mark not in seen:
            seen.add(mark)
            drafts.append(Draft(path, file, settings))

    for path in paths:
        if path == "-":
            name = stdin_filename or "-"
            settings = govern(name)
            if not (stdin_filename and _excluded(name, settings)):
                drafts.append(Draft(name, None, settings))
        elif os.path.isdir(path):
            for found in _walk(path, govern, failed):
                add(found, found, govern(found))
        elif os.path.lexists(path):
            settings = govern(path)
            if not (settings["force-exclude"] and _excluded(path, settings)):
                add(path, path, settings)
        elif _GLOB & set(path):
            matched = sorted(_expand(path))
            if not matched:
                failed.append(_failure(path, SourceError("no file matches", path=path, remedy="check the pattern")))
            for found in matched:
                if os.path.isdir(found):
                    for inner in _walk(found, govern, failed):
                        add(inner, inner, govern(inner))
                elif not _excluded(found, settings := govern(found)):
                    add(found, found, settings)
        else:
            failed.append(_failure(path, SourceError("no such file or folder", path=path, remedy="check the path")))
    return drafts, failed


def read(draft: Draft) -> bytes:
    """The draft's bytes, one more than its bound at most. Raises SourceError."""
    if draft.data is not None:
        return draft.data
    most = limits.bounds(draft.settings["bounds"]).bytes + 1
    try:
        if draft.file is None:
            return sys.stdin.buffer.read(most)
        if not stat.S_ISREG(os.stat(draft.file).st_mode):  # before opening: a named pipe would wait for ever
            raise SourceError("not a regular file", path=draft.path, remedy="give a file or a folder")
        with open(draft.file, "rb") as file:
            return file.read(most)
    except OSError as error:
        reason = (error.strerror or "error").lower()
        remedy = "check its permissions" if isinstance(error, PermissionError) else "check the path"
        raise SourceError(f"cannot read: {reason}", path=draft.path, remedy=remedy) from None


@lru_cache(maxsize=8)
def registry_of(paths: tuple[str, ...]) -> Registry:
    """The shipped registry with those laid over it; each set of paths is loaded once a process."""
    from claimcheck.registry import load_registry

    return load_registry(*paths)


def stamps(paths: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Time (ns) and size (bytes) of each file, and of each YAML file below each folder; what is not there has none."""
    found: dict[str, tuple[int, int]] = {}
    for path in paths:
        inside = [path]
        if os.path.isdir(path):
            from pathlib import Path

            inside = [str(file) for file in sorted(Path(path).rglob("*.y*ml"))]
        for file in inside:
            try:
                state = os.stat(file)
            except OSError:
                continue
            found[file] = (state.st_mtime_ns, state.st_size)
    return found


def check(draft: Draft) -> Result:
    """Read and check one draft under its settings. A draft that cannot be read is a result with an error."""
    from claimcheck import engine, policy

    registry = registry_of(draft.settings["registry"])
    try:
        with limits.within(draft.settings["bounds"].get("seconds", limits.SECONDS), draft.path):
            seen = replace(draft, data=read(draft))  # once: a draft that changes meanwhile must not lend its key
            result = engine.check(load(seen), registry, options(draft.settings))
            if draft.data is None and (place := _cache(draft)) is not None:
                cache.put(place, str(draft.file), _key(seen, registry), result, registry)
    except BoundError as error:
        return replace(_failure(draft.path, error), findings=_not_checked(error, draft))
    except (SourceError, UsageError) as error:
        return _failure(draft.path, error)
    except ClaimcheckError:
        raise
    except Exception as error:  # a bug of ours that one draft meets must not cost the others
        if os.environ.get("CLAIMCHECK_TRACEBACK"):
            raise
        message = f"internal error: {type(error).__name__}: {error}".splitlines()[0][:300]
        remedy = "please report the draft; CLAIMCHECK_TRACEBACK=1 shows where"
        return _failure(draft.path, SourceError(message, path=draft.path, remedy=remedy))
    return policy.apply(result, draft.settings)


def remembered(draft: Draft) -> Result | None:
    """The draft's result from an earlier run where nothing has changed since; its document has no blocks."""
    from claimcheck import policy

    place = _cache(draft)
    if place is None:
        return None
    registry = registry_of(draft.settings["registry"])
    try:
        result = cache.get(place, str(draft.file), _key(draft, registry), registry)
    except SourceError:
        return None  # the check says it
    return policy.apply(result, draft.settings) if result is not None else None


def _cache(draft: Draft) -> str | None:
    """Where results of this draft are kept: beside the settings or at the repository's root; loose drafts have none."""
    if draft.file is None or not draft.settings["cache"]:
        return None
    if draft.settings["cache-dir"] is not None:
        return str(draft.settings["cache-dir"])
    project = draft.settings.folder or config.repository_root(os.path.dirname(draft.file) or ".")
    place = os.path.join(project, cache.FOLDER) if project else None
    return None if place is None or os.path.islink(place) else place  # a link may come with drafts and lead anywhere


def _key(draft: Draft, registry: Registry) -> str:
    settings = draft.settings
    given = (sorted(settings.selected), settings["min-confidence"], settings["as-of"], settings["lang"])
    bounds = sorted(settings["bounds"].items())
    return cache.key_of(read(draft), registry.digest, draft.path, draft.format or "", repr(given), repr(bounds))


def load(draft: Draft) -> Document:
    """The draft as a document. Raises SourceError."""
    from claimcheck import documents

    data = read(draft)
    return documents.read(data, draft.path, format=draft.format, bounds=limits.bounds(draft.settings["bounds"]))


def options(settings: config.Settings) -> Any:
    """The engine's options for these settings."""
    from claimcheck import engine

    return engine.Options(
        select=settings.selected,
        min_confidence=config.MIN_CONFIDENCE[settings["min-confidence"]],
        as_of=settings["as-of"],
        language=settings["lang"],
        mentions=settings["bounds"].get("mentions", limits.MENTIONS),
    )


def check_all(
    drafts: list[Draft],
    *,
    jobs: int = 0,
    blocks: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Result]:
    """Results in the order of the drafts, checked by `jobs` processes (0 chooses by the work there is).

    `blocks` keeps the documents' blocks (the HTML report draws them); without, results of earlier runs may do.
    """
    total = len(drafts)
    known = {} if blocks else {at: found for at, draft in enumerate(drafts) if (found := remembered(draft))}
    workers = _workers([draft for at, draft in enumerate(drafts) if at not in known], jobs)
    if workers <= 1:
        for at, draft in enumerate(drafts):
            if progress:
                progress(at, total)
            yield known.get(at) or check(draft)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    ready = [replace(draft, data=read(draft)) if draft.file is None else draft for draft in drafts]
    with ProcessPoolExecutor(workers, initializer=_start, initargs=(blocks,)) as pool:
        futures = {at: pool.submit(_work, draft) for at, draft in enumerate(ready) if at not in known}
        try:
            for at in range(total):
                if progress:
                    progress(at, total)
                try:
                    yield known.get(at) or futures[at].result()
                except BrokenProcessPool:  # whose draft it was nobody knows, so the rest is checked one by one
                    yield _alone(ready[at], blocks)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _alone(draft: Draft, blocks: bool) -> Result:
    """The draft's result from a process of its own, which may die without harm to others."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    with ProcessPoolExecutor(1, initializer=_start, initargs=(blocks,)) as pool:
        try:
            return pool.submit(_work, draft).result()
        except BrokenProcessPool:
            message, remedy = "the process that checked it was ended", "it may need more memory than there is"
            return _failure(draft.path, SourceError(message, path=draft.path, remedy=remedy))


_worker = {"blocks": False}


def _start(blocks: bool) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    _worker["blocks"] = blocks


def _work(draft: Draft) -> Result:
    result = check(draft)
    if result.document is None:
        return result
    for block in result.document.blocks if _worker["blocks"] else ():
        _ = block.view  # views are made on demand by closures, which do not travel between processes
    return result if _worker["blocks"] else replace(result, document=replace(result.document, blocks=()))


def _workers(drafts: list[Draft], jobs: int) -> int:
    if jobs == 1 or len(drafts) < 2:
        return 1
    if jobs > 1:
        return min(jobs, len(drafts), 4 * (os.cpu_count() or 1))  # settings come with drafts and may ask for any number
    try:
        size = sum(os.path.getsize(draft.file) for draft in drafts if draft.file)
    except OSError:
        size = 0
    return min(os.cpu_count() or 1, len(drafts)) if size >= _PARALLEL_FROM else 1


# -- walking ----------------------------------------------------------------------------------------------------


def _walk(folder: str, govern: Govern, failed: list[Result]) -> Iterator[str]:
    """Files below `folder` that look like drafts, sorted; what .gitignore files leave out is left out."""
    settings = govern(os.path.join(folder, "_"))
    git = settings["respect-gitignore"]
    rules = _outer_rules(folder) if git else []

    def broken(error: OSError) -> None:
        reason = f"cannot read: {(error.strerror or 'error').lower()}"
        failed.append(
            _failure(str(error.filename), SourceError(reason, path=str(error.filename), remedy="check its permissions"))
        )

    stack = [(folder, rules)]
    while stack:
        here, rules = stack.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError as error:
            broken(error)
            continue
        if git and any(entry.name == ".gitignore" for entry in entries):
            rules = [*rules, *_rules(os.path.join(here, ".gitignore"))]
        folders: list[str] = []
        for entry in entries:
            path = entry.name if here == "." else os.path.join(here, entry.name)
            try:
                is_folder = entry.is_dir(follow_symlinks=False)
                is_file = entry.is_file()  # a link to a file is a file, a link to a folder is not followed
            except OSError:
                continue
            if is_folder:
                if entry.name not in SKIPPED_FOLDERS and not _ignored(path + "/", rules):
                    folders.append(path)
            elif is_file and _wanted(path, settings) and not _ignored(path, rules):
                own = govern(path)
                if not _excluded(path, own):
                    yield path
        stack.extend((path, rules) for path in reversed(folders))


def _wanted(path: str, settings: config.Settings) -> bool:
    """Whether a walk takes the file; one named on the command line is read whatever its suffix."""
    from claimcheck.documents import SUFFIXES

    kind = SUFFIXES.get(os.path.splitext(path)[1].lower())
    if kind is not None and kind not in ("csv", "tsv"):  # data beside the drafts: checked when named or included
        return True
    inside = config.relative(path, settings.folder)
    return any(globs.matches(inside, pattern) for pattern in settings["include"])


def _excluded(path: str, settings: config.Settings) -> bool:
    if not settings.excludes:
        return False
    inside = config.relative(path, settings.folder)
    return any(globs.matches(inside, pattern) for pattern in settings.excludes)


_Rule = tuple[str, tuple[globs.Line, ...]]  # the folder of a .gitignore and its patterns
_MOST_RULES = 1_000_000  # characters of a .gitignore that are read


def _rules(path: str) -> list[_Rule]:
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # a named pipe would wait for ever
            return []
        with open(path, encoding="utf-8", errors="replace") as file:
            lines = globs.parse(file.read(_MOST_RULES).splitlines())
    except OSError:
        return []
    return [(os.path.dirname(os.path.abspath(path)), lines)] if lines else []


def _outer_rules(folder: str) -> list[_Rule]:
    """The .gitignore files above `folder`, up to the root of its repository, outermost first."""
    found: list[_Rule] = []
    at = os.path.abspath(folder)
    if os.path.exists(os.path.join(at, ".git")):
        return []
    while (parent := os.path.dirname(at)) != at:
        at = parent
        ignore = os.path.join(at, ".gitignore")
        if os.path.isfile(ignore):
            found[:0] = _rules(ignore)
        if os.path.exists(os.path.join(at, ".git")):
            return found
    return []  # no repository


def _ignored(path: str, rules: list[_Rule]) -> bool:
    if not rules:
        return False
    full = os.path.abspath(path) + ("/" if path.endswith("/") else "")
    verdict = False
    for base, lines in rules:  # the last pattern that speaks decides, so inner files override outer ones
        inside = full[len(base) + 1 :].replace(os.sep, "/") if full.startswith(base + os.sep) else None
        if inside and (said := globs.ignored(inside, lines)) is not None:
            verdict = said
    return verdict


def _expand(pattern: str) -> list[str]:
    import glob

    return glob.glob(pattern, recursive=True)


def _failure(path: str, error: ClaimcheckError) -> Result:
    return Result(path=path, document=None, error=str(error))


def _not_checked(error: BoundError, draft: Draft) -> tuple[Finding, ...]:
    if "CC902" not in draft.settings.selected:
        return ()
    message = f"not checked: {error.message}" + (f" ({error.remedy})" if error.remedy else "")
    return (Finding("CC902", "not-checked", "error", 1.0, message, Span(0, 0), ""),)
