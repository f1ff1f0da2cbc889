"""Paths as Windows has them: drive letters, backslashes, other drives. The path functions of Windows are used."""

from __future__ import annotations

import json
import ntpath
import types
from dataclasses import replace
from typing import Any

import handmade
import pytest

from claimcheck import baseline, config, files, globs
from claimcheck.reports import Run, render, run

WINDOWS: Any = types.SimpleNamespace(path=ntpath, sep="\\", pardir="..", curdir=".")


@pytest.fixture(autouse=True)
def _windows(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (baseline, config, files, globs, run):
        monkeypatch.setattr(module, "os", WINDOWS)


@pytest.mark.parametrize(
    ("path", "folder", "inside"),
    [
        ("C:\\work\\docs\\a.md", "C:\\work", "docs/a.md"),
        ("c:\\WORK\\docs\\a.md", "C:\\work", "docs/a.md"),
        ("C:/work/docs/a.md", "C:\\work", "docs/a.md"),
        ("D:\\else\\a.md", "C:\\work", "D:/else/a.md"),
        ("\\\\server\\share\\a.md", "C:\\work", "//server/share/a.md"),
        ("docs\\a.md", None, "docs/a.md"),
    ],
)
def test_paths_from_a_folder(path: str, folder: str | None, inside: str) -> None:
    assert config.relative(path, folder) == inside
    if folder is not None:
        assert baseline.key(path, folder) == inside


def test_globs_of_settings_take_either_slash() -> None:
    inside = config.relative("C:\\work\\docs\\old\\a.md", "C:\\work")
    for pattern in ("docs\\old", "docs/old", "docs\\*\\*.md", "docs/**", "old\\"):
        assert globs.matches(inside, pattern), pattern
    assert not globs.matches(inside, "old\\a")


def test_gitignore_below_a_drive() -> None:
    rules = [("C:\\work", globs.parse(["/docs/old/", "!docs/new"])), ("C:\\work\\docs", globs.parse(["*.txt"]))]
    assert files._ignored("C:\\work\\docs\\old/", rules)
    assert files._ignored("C:\\work\\docs\\a.txt", rules)
    assert not files._ignored("C:\\work\\a.txt", rules)
    assert not files._ignored("D:\\work\\docs\\a.txt", rules)


@pytest.mark.parametrize(
    ("path", "uri", "shown"),
    [
        ("C:\\work\\docs\\a b.md", "docs/a%20b.md", "docs/a b.md"),
        ("C:\\work\\稿.md", "%E7%A8%BF.md", "稿.md"),
        ("D:\\else\\a#b.md", "file:///D:/else/a%23b.md", "D:/else/a#b.md"),
        ("\\\\server\\share\\a.md", "file://server/share/a.md", "//server/share/a.md"),
    ],
)
def test_addresses_in_reports(path: str, uri: str, shown: str) -> None:
    result = replace(handmade.result(path), path=path)
    made = Run((result,), handmade.Shelf(), "0", root="C:\\work")
    assert made.relative(path) == shown
    place = json.loads(render("sarif", made))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == uri
    assert ("uriBaseId" in place["artifactLocation"]) is not uri.startswith("file:")
    assert f"file={shown}" in render("github", made).replace("%3A", ":")
