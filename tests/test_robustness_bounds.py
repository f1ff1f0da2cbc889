"""Inputs made to take long: time grows with the text and no faster, and what is past a bound is said to be."""

from __future__ import annotations

import contextlib
import gc
import itertools
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import small

from claimcheck import config, documents, engine, files, limits
from claimcheck.errors import BoundError, ClaimcheckError, ConfigError

DOUBLING = 2.6  # the most that a text of twice the size may cost, in units of the text itself
# name -> (piece, formats): repeated, each has once sent some reader, scanner or checker into squares of time
PIECES: dict[str, tuple[str, str]] = {
    "digits": ("7", "md txt"),
    "commas": (",", "md"),
    "digits and commas": ("1,", "md html txt csv"),
    "dotted": ("1.", "txt"),
    "ten thousands": ("万", "md txt"),
    "Chinese digits": ("一二三", "md"),
    "Chinese multipliers": ("百万亿", "md"),
    "approximations": ("近约", "md"),
    "square brackets": ("[", "md rst"),
    "links begun": ("[a](", "md"),
    "round brackets": ("(", "md tex"),
    "braces": ("{", "tex md"),
    "groups": ("\\textbf{", "tex"),
    "environments": ("\\begin{a}", "tex"),
    "one alias": ("DeepSeek-R1 ", "md txt"),
    "claims without a stop": ("DeepSeek-R1 79.8% ", "md"),
    "claims with commas": ("MMLU 90.8%, ", "txt"),
    "one paragraph of claims": ("DeepSeek-R1 scores 97.8% on AIME 2024.\n", "md"),
    "crosses": ("2x ", "txt"),
    "respectively": ("R1 and o1 score 5% and 6% on MMLU and AIME respectively; ", "md"),
    "from and to": ("from 5% to ", "md"),
    "cells": ("| DeepSeek-R1 | 5% | 6% |\n", "md"),
    "tables": ("|a|b|\n|-|-|\n", "md"),
    "unclosed cells": ("<td>", "html md"),
    "unclosed tables": ("<table><tr><td>", "html"),
    "unclosed blocks": ("<div>", "html md"),
    "tags begun": ("<b", "html md"),
    "less than": ("<", "html md"),
    "comments begun": ("<!--", "html md"),
    "references": ("&#x", "html"),
    "combining marks": ("\u0301", "md"),
    "accents": ("e\u0301", "md"),
    "zero width": ("\u200b", "md"),
    "overrides": ("\u202e", "txt"),
    "backticks": ("`", "md rst"),
    "stars": ("*a ", "md"),
    "underscores": ("_a", "md"),
    "dollars": ("$", "md tex"),
    "quotations": ("> ", "md"),
    "quotation marks": ("“", "md"),
    "tabs": ("\t", "csv md"),
    "figures from one to another": ("R1 from 1 to 2, ", "md"),
    "csv quotes": ('"a,', "csv"),
    "backslashes": ("\\", "md tex"),
    "spaces": (" ", "md txt"),
    "line ends": ("\n", "md rst"),
    "returns": ("\r", "txt"),
    "headings": ("# a\n", "md"),
    "underlined": ("a\n=\n", "rst md"),
    "directives": (".. a::\n", "rst"),
    "ignores": ("<!-- claimcheck: ignore[CC101] -->\n", "md"),
    "footnotes": ("[^1]", "md"),
    "dates": ("2025-01-", "txt"),
    "emoji": ("👩‍👩‍👧", "md"),
    "powers": ("10^", "md"),
    "superscripts": ("²", "md"),
    "fractions": ("1/", "md"),
    "ranges": ("1-", "txt"),
    "hyphens": ("-", "md rst"),
    "addresses": ("https://a.example/x_1?b=2 ", "md html"),
    "links": ("[R1](https://a.example/1) ", "md"),
    "anchors": ("<a href='https://a.example/1'>R1</a> ", "html"),
    "disables and enables": ("<!-- claimcheck: disable[value] -->\n\n<!-- claimcheck: enable[value] -->\n\n", "md"),
    "sic": ("R1 scores 97.8% [sic] on AIME 2024.\n\n", "md"),
    "sections": ("## R1\n\nIt scores 97.8% on AIME 2024.\n\n", "md"),
    "lists": ("- R1 5%\n", "md"),
    "names in a row": ("R1, GPT-4o, o1, ", "md"),
    "differences": ("R1 is 0.6 points ahead of o1 on AIME 2024. ", "md"),
    "Chinese dates": ("2025年1月20日", "md"),
    "conditions": ("(5-shot, pass@1, cons@64) ", "md"),
    "notes": ("R1 5%[^1]\n\n[^1]: o1 6%\n\n", "md"),
    "macros": ("\\newcommand{\\a}{R1}\\a ", "tex"),
    "spans of cells": ("<td rowspan=9>5%</td><tr>", "html"),
    "misspelt names": ("DeekSeek-R1 scores 5% on MMLU. ", "md"),
    "tag soup": ("</p><p></div>", "html"),
    "attributes without an end": ("<a href=", "html md"),
    "values without an end": ("<a b=' ", "html md"),
    "fractions of fractions": ("1/" * 50, "md"),
    "form feeds": ("\x0c", "txt"),
    "one word": ("a", "md txt"),
    "one Chinese word": ("模", "txt"),
}
CASES = [(name, suffix) for name, (_, suffixes) in PIECES.items() for suffix in suffixes.split()]


_TIMES = itertools.count()  # no text twice: short ones are remembered, and would seem to cost nothing


def checked(piece: str, size: int, suffix: str) -> float:
    """Seconds of processor time for reading and checking about `size` characters."""
    content = f"{piece * max(1, size // len(piece))} {next(_TIMES)}".encode()
    before = time.process_time()
    with contextlib.suppress(ClaimcheckError):
        engine.check(documents.read(content, f"draft.{suffix}"), small.registry())
    return time.process_time() - before


def grows(run: Callable[[int], float], size: int, fourfold: float = DOUBLING**2) -> float:
    """The factor that four times the size costs; the best of some tries, because the machine has other work."""
    best = float("inf")
    for _ in range(10):
        one, four = run(size), run(4 * size)
        if four < 0.03:
            return 1.0
        best = min(best, four / max(one, 0.005))
        if best < fourfold:
            break
    return best


@pytest.fixture(scope="module", autouse=True)
def _warm() -> Iterator[None]:
    for suffix in ("md", "html", "txt", "tex", "rst", "csv"):
        checked("R1 scores 79.8% on MMLU.\n", 100, suffix)
    gc.collect()
    gc.freeze()  # else a long text pays for looking through what the tests before it left in memory
    yield
    gc.unfreeze()


@pytest.mark.parametrize(("name", "suffix"), [(name, suffixes.split()[0]) for name, (_, suffixes) in PIECES.items()])
def test_time_grows_with_the_text(name: str, suffix: str) -> None:
    assert grows(lambda size: checked(PIECES[name][0], size, suffix), 600) < DOUBLING**2


def test_time_grows_with_the_rows_of_a_table() -> None:
    head = "| Model | AIME 2024 | AIME 2024 |\n|---|---|---|\n"

    def seconds(size: int) -> float:
        rows = "".join(f"| DeepSeek-R1 | {number % 89 + 1}.4 | 97.8 |\n" for number in range(size))
        return checked(f"{head}{rows}", len(head) + len(rows), "md")

    assert grows(seconds, 250) < DOUBLING**2


@pytest.mark.heavy
@pytest.mark.parametrize(("name", "suffix"), CASES)
def test_time_grows_with_long_texts(name: str, suffix: str) -> None:
    assert grows(lambda size: checked(PIECES[name][0], size, suffix), 6_000) < DOUBLING**2


@pytest.mark.heavy
@pytest.mark.parametrize(
    "name",
    [
        "digits",
        "commas",
        "ten thousands",
        "square brackets",
        "one alias",
        "unclosed cells",
        "combining marks",
        "one word",
    ],
)
def test_a_megabyte(name: str) -> None:
    piece, suffixes = PIECES[name]
    assert checked(piece, 1_000_000, suffixes.split()[0]) < 60


# -- bounds -----------------------------------------------------------------------------------------------------


def settings_with(**bounds: int) -> config.Settings:
    return config.with_options(config.defaults(), {"bounds": [f"{name}={number}" for name, number in bounds.items()]})


@pytest.mark.parametrize(
    ("name", "suffix", "text", "bound", "said"),
    [
        ("bytes", "md", "R1 " * 50, 100, "more than the 100 allowed"),
        ("cells", "md", "|a|b|\n|-|-|\n" + "|1|2|\n" * 20, 10, "a table of more than 10 cells"),
        ("cells", "csv", "1,2\n" * 20, 10, "a table of more than 10 cells"),
        ("blocks", "md", "# a\n\n" * 20, 10, "more than 10 blocks"),
        ("mentions", "md", "R1 has 671B.\n" * 20, 10, "draft.md:1: more than 10 names and figures in one paragraph"),
        ("mentions", "csv", '1\n"' + "R1 has 671B, " * 20 + '"\n', 10, "draft.csv:2: more than 10 names and figures"),
    ],
)
def test_what_is_past_a_bound_is_not_checked(
    name: str, suffix: str, text: str, bound: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "registry_of", lambda paths: small.registry())
    path = tmp_path / f"draft.{suffix}"
    path.write_text(text, encoding="utf-8")
    draft = files.Draft(str(path), str(path), settings_with(**{name: bound}))
    result = files.check(draft)
    assert said in (result.error or "")
    assert [finding.code for finding in result.findings] == ["CC902"]
    assert files.check(files.Draft(str(path), str(path), settings_with(**{name: 10_000}))).error is None


def test_time_is_a_bound_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "registry_of", lambda paths: small.registry())
    read = documents.read

    def slow(data: bytes, path: str, **more: Any) -> Any:
        while path.endswith("slow.md"):
            time.sleep(0.01)
        return read(data, path, **more)

    monkeypatch.setattr(documents, "read", slow)
    drafts = []
    for name in ("a.md", "slow.md", "z.md"):
        (tmp_path / name).write_text("DeepSeek-R1 scores 97.8% on AIME 2024.\n", encoding="utf-8")
        drafts.append(files.Draft(name, str(tmp_path / name), settings_with(seconds=1)))
    started = time.monotonic()
    first, second, third = files.check_all(drafts, jobs=1)
    assert time.monotonic() - started < 10
    assert second.error == "slow.md: took longer than 1 seconds (split the draft or raise bounds.seconds)"
    assert [finding.code for finding in second.findings] == ["CC902"]
    assert [f.code for f in first.findings] == [f.code for f in third.findings]
    assert first.error is third.error is None


def test_a_rule_cannot_swallow_the_alarm() -> None:
    def stubborn() -> None:
        with limits.within(0.05, "draft.md"):
            while True:
                with contextlib.suppress(Exception):
                    time.sleep(1)

    with pytest.raises(BoundError):
        stubborn()


def test_a_second_alarm_is_caught_as_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_AGAIN", 0.005)

    def long() -> None:
        with limits.within(0.1, "draft.md"):
            while True:
                list(map(float, range(2_000_000)))  # freed on the way out, which takes longer than to the next alarm

    for _ in range(3):
        with pytest.raises(BoundError):
            long()


def test_the_alarm_is_left_as_it_was() -> None:
    import signal

    with limits.within(30, "draft.md"):
        pass
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
    assert signal.getsignal(signal.SIGALRM) == signal.SIG_DFL


def test_beside_the_main_thread_there_is_no_alarm() -> None:
    import signal
    import threading

    done: list[float] = []

    def body() -> None:
        with limits.within(30, "draft.md"):
            done.append(signal.getitimer(signal.ITIMER_REAL)[0])

    thread = threading.Thread(target=body)
    thread.start()
    thread.join()
    assert done == [0]


@pytest.mark.parametrize("given", ["second=1", "bytes=0", "bytes=-1", "bytes=x", "bytes", "", "bytes=" + "9" * 20])
def test_wrong_bounds_are_refused(given: str) -> None:
    with pytest.raises(ConfigError, match="bound"):
        config.with_options(config.defaults(), {"bounds": [given]})


def test_bounds_in_a_settings_file(tmp_path: Path) -> None:
    path = tmp_path / "claimcheck.toml"
    path.write_text("[bounds]\nseconds = 5\nbytes = 1000\n", encoding="utf-8")
    loaded = config.with_options(config.load(str(path)), {"bounds": ["bytes=2000"]})
    assert loaded["bounds"] == {"seconds": 5, "bytes": 2000}
    assert limits.bounds(loaded["bounds"]).bytes == 2000
    path.write_text("bounds = 5\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="'bounds' must be a table"):
        config.load(str(path))


@pytest.mark.heavy
def test_a_line_of_fifty_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_text("DeepSeek-R1 has 671B parameters and " * (50_000_000 // 37), encoding="utf-8")
    (tmp_path / "other.md").write_text("DeepSeek-R1 scores 97.8% on AIME 2024.\n", encoding="utf-8")
    words = ["check", "line.txt", "other.md", "--isolated", "--bounds", "seconds=20", "--output-format", "json", "-j1"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(
        [sys.executable, "-m", "claimcheck", *words], cwd=tmp_path, env=environment, capture_output=True, timeout=180
    )
    assert done.stdout, done.stderr.decode()  # killed, as for want of memory, it says nothing
    long, other = json.loads(done.stdout)["documents"]
    assert done.returncode == 2
    assert "took longer than 20 seconds" in long["error"]
    assert other["findings"][0]["code"].startswith("CC1")
