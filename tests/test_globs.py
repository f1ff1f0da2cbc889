"""Patterns of settings and of .gitignore files: what they cover, and that none of them takes long."""

from __future__ import annotations

import fnmatch
import os
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck import config, files, globs


@pytest.mark.parametrize(
    ("pattern", "path", "covered"),
    [
        ("*.md", "a/b.md", True),
        ("a/*.md", "a/b.md", True),
        ("a/*.md", "a/x/b.md", False),
        ("a/**/b.md", "a/b.md", True),
        ("a/**/b.md", "a/x/y/b.md", True),
        ("a/**", "a/x/y", True),
        ("a/**", "a", False),
        ("**", "a", True),
        ("drafts", "drafts/x/a.md", True),
        ("drafts/", "x/drafts/a.md", True),
        ("/drafts", "x/drafts/a.md", False),
        ("[ab].md", "a.md", True),
        ("[!ab].md", "a.md", False),
        ("[^ab].md", "a.md", False),
        ("[z-a].md", "a.md", False),
        ("a?.md", "ab.md", True),
        ("a?.md", "a/.md", False),
        ("草稿/*", "草稿/一.md", True),
        ("", "a.md", False),
        ("/", "a.md", False),
        ("\\*.md", "*.md", True),
        ("\\*.md", "a.md", False),
    ],
)
def test_globs(pattern: str, path: str, covered: bool) -> None:
    assert globs.matches(path, pattern) is covered


def slowly(parts: list[str], wanted: list[str]) -> bool:
    """Whether a pattern's parts cover a path, by trying everything."""
    if not wanted:
        return True
    if wanted == ["**"]:
        return bool(parts)
    if wanted[0] == "**":
        return slowly(parts, wanted[1:]) or (bool(parts) and slowly(parts[1:], wanted))
    return bool(parts) and fnmatch.fnmatchcase(parts[0], wanted[0]) and slowly(parts[1:], wanted[1:])


_parts = st.lists(st.sampled_from(("a", "b", "ab")), min_size=1, max_size=6)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(("a", "b", "a*", "?", "**", "**", "*b")), min_size=2, max_size=6), _parts)
def test_as_trying_everything(wanted: list[str], parts: list[str]) -> None:
    assert globs.matches("/".join(parts), "/".join(wanted)) is slowly(parts, wanted)


@given(st.text(alphabet="ab*?[]!^-\\/.x", max_size=12), st.text(alphabet="ab/.x", max_size=12))
def test_any_pattern_answers(pattern: str, path: str) -> None:
    assert globs.matches(path, pattern) in (True, False)
    assert globs.ignored(path, globs.parse([pattern])) in (True, False, None)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*a" * 40 + "b", "a" * 250),
        ("*?" * 40 + "b", "a" * 250),
        ("*[a]" * 40 + "b", "a" * 250),
        ("**/a/" * 40 + "b", "/".join("a" * 100)),
        ("**/" * 400 + "b", "/".join("a" * 100)),
        ("**/*a*/" * 40 + "b", "/".join("a" * 100)),
        ("*a" * 500_000 + "b", "a" * 250),
    ],
)
def test_no_pattern_takes_long(pattern: str, path: str) -> None:
    before = time.process_time()
    assert globs.matches(path, pattern) is False
    assert globs.ignored(path, globs.parse([pattern])) is None
    assert time.process_time() - before < 1


IGNORE = [
    "# notes", "*.log", "!keep.log", "build/", "/top.md", "a/b", "tail \\ ", "\\#odd", "\\!odd", "x/**/z", "", "  ",
]  # fmt: skip
PATHS = [
    "# notes", "a.log", "in/a.log", "keep.log", "build/", "build/x.md", "in/build/x.md", "build", "top.md", "in/top.md",
    "in/a/b", "a/b/c.md", "#odd", "!odd", "x/z", "x/y/z", "x/y", "plain.md", "in/",
]  # fmt: skip


def test_ignored_as_git_ignores(tmp_path: Path) -> None:
    try:
        subprocess.run(["git", "init", "-q", str(tmp_path)], check=True, capture_output=True)
    except OSError:
        pytest.skip("no git here")
    (tmp_path / ".gitignore").write_text("\n".join(IGNORE) + "\n", encoding="utf-8")
    asked = [path for path in PATHS if path != "build"]  # on the disk it is a folder
    for path in asked:
        place = tmp_path / path
        (place if path.endswith("/") else place.parent).mkdir(parents=True, exist_ok=True)
        if not path.endswith("/") and not place.exists():
            place.write_text("", encoding="utf-8")
    command = ["git", "-C", str(tmp_path), "check-ignore", "--no-index", "--stdin", "-z"]
    said = subprocess.run(
        command, input="\0".join(path.rstrip("/") for path in asked).encode(), capture_output=True, check=False
    ).stdout
    left_out = set(said.decode().split("\0"))
    assert {path.rstrip("/") for path in asked if globs.ignored(path, globs.parse(IGNORE))} == left_out - {""}
    assert globs.ignored("build", globs.parse(IGNORE)) is None  # a file of that name


def test_backslashes_part_folders_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimcheck.globs.os.sep", "\\")
    assert globs.matches("docs/drafts/a.md", "docs\\drafts")
    assert globs.matches("docs/drafts/a.md", "docs\\*\\a.md")


def test_a_pipe_called_gitignore_is_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    os.mkfifo(tmp_path / ".gitignore")
    (tmp_path / "a.md").write_text("x", encoding="utf-8")
    drafts, failed = files.discover([str(tmp_path)], lambda path: config.defaults())
    assert [os.path.basename(draft.path) for draft in drafts] == ["a.md"]
    assert failed == []


def test_many_patterns_are_read_once(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("".join(f"x{number}/y\nz{number}.md\n" for number in range(20_000)))
    for number in range(20):
        (tmp_path / f"{number}.md").write_text("x", encoding="utf-8")
    before = time.process_time()
    drafts, _ = files.discover([str(tmp_path)], lambda path: config.defaults())
    assert len(drafts) == 20
    assert time.process_time() - before < 5
