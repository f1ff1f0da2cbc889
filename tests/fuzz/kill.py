"""Kills `check --fix` and the registry's build at random moments: `cd tests && python -m fuzz.kill --runs 200`.

After each kill every draft is the old or the new one whole, and the next run is as if nothing had been.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

LINE = "DeepSeek-R1 scores 97.8% on AIME 2024, and it has 617B parameters.\n\n"
DRAFTS = 12


def _cut_short(work: Callable[[], None], after: float) -> bool:
    """Runs `work` in a process of its own and kills it after so many seconds; whether it was still at work."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            with (
                open(os.devnull, "w") as nowhere,
                contextlib.redirect_stdout(nowhere),
                contextlib.redirect_stderr(nowhere),
            ):
                work()
            status = 0
        finally:
            os._exit(status)
    time.sleep(after)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _mend(folder: Path) -> None:
    import small

    from claimcheck import files
    from claimcheck.cli import main

    files.registry_of = lambda paths: small.registry()  # type: ignore[assignment]
    main(["check", "--fix", "--unsafe-fixes", "--isolated", "-j1", str(folder)])


def fixes(runs: int, folder: Path, seed: int = 0) -> int:
    """Runs of --fix, each killed; the number of drafts that are neither old nor new."""
    import small

    dice = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:02d}.md" for number in range(DRAFTS)]
    old = [f"# Draft {number}\n\n{LINE * (number + 1)}" for number in range(DRAFTS)]

    def reset() -> None:
        for path, text in zip(paths, old, strict=True):
            path.write_text(text, encoding="utf-8")

    small.registry()
    reset()
    started = time.monotonic()
    _cut_short(lambda: _mend(folder), 0)
    child = time.monotonic()
    reset()
    if os.fork() == 0:
        with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
            _mend(folder)
        os._exit(0)
    os.wait()
    whole = time.monotonic() - child
    new = [path.read_text(encoding="utf-8") for path in paths]
    assert all(one != other for one, other in zip(old, new, strict=True)), "--fix mends nothing"
    lost = killed = mixed = 0
    for _ in range(runs):
        reset()
        killed += _cut_short(lambda: _mend(folder), dice.uniform(0, 1.05) * whole)
        found = [path.read_text(encoding="utf-8") for path in paths]
        lost += sum(text not in pair for text, pair in zip(found, zip(old, new, strict=True), strict=True))
        mixed += any(t == n for t, n in zip(found, new, strict=True)) and any(
            t == o for t, o in zip(found, old, strict=True)
        )
    for left in folder.glob(".claimcheck-*"):
        left.unlink()
    reset()
    _mend_quietly(folder)
    assert [path.read_text(encoding="utf-8") for path in paths] == new
    spent = time.monotonic() - started
    print(f"fixes: {runs} runs, {killed} killed, {mixed} with some drafts mended, {lost} drafts lost, {spent:.0f} s")
    return lost


def _mend_quietly(folder: Path) -> None:
    child = os.fork()
    if child == 0:
        with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
            _mend(folder)
        os._exit(0)
    os.waitpid(child, 0)


def builds(runs: int, folder: Path, seed: int = 0) -> int:
    """Builds of the registry's cache, each killed; the number of later runs that did not load the whole registry."""
    import small

    from claimcheck.registry import load_registry

    dice = random.Random(seed)
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(folder)
    try:
        wanted = load_registry(small.FOLDER, shipped=False)
        digest, count = wanted.digest, wanted.facts_count
        started = time.monotonic()
        _clear(folder)
        load_registry(small.FOLDER, shipped=False)
        whole = time.monotonic() - started
        lost = killed = 0
        for _ in range(runs):
            _clear(folder)
            killed += _cut_short(lambda: _build(), dice.uniform(0, 1.3) * whole)
            again = load_registry(small.FOLDER, shipped=False)
            lost += (again.digest, again.facts_count) != (digest, count)
    finally:
        del os.environ["XDG_CACHE_HOME"]
        if before is not None:
            os.environ["XDG_CACHE_HOME"] = before
    print(f"builds: {runs} runs, {killed} killed, {lost} lost")
    return lost


def _build() -> None:
    import small

    from claimcheck.registry import load_registry

    load_registry(small.FOLDER, shipped=False)


def _clear(folder: Path) -> None:
    for path in (folder / "claimcheck").glob("*.ccr"):
        path.unlink()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzz.kill", description=__doc__)
    parser.add_argument("--runs", type=int, default=200, help="of each kind (default 200)")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lost = fixes(options.runs, Path(folder, "drafts"), options.seed)
        lost += builds(options.runs, Path(folder, "cache"), options.seed)
    return min(1, lost)


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent.parent.parent)]
    sys.exit(main())
