"""Compiled patterns kept between runs: the same patterns, and no harm from a damaged file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from claimcheck import patterns
from claimcheck.cli import warm

TEXT, FLAGS = r"(?P<n>\d+)\s*(万|亿|million)(?![a-z])", re.IGNORECASE


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(warm, "_WORTH", 1)
    for name, value in (("_stored", {}), ("_used", set())):
        monkeypatch.setattr(warm, name, value)
    for name, value in (("_known", {}), ("compiled", []), ("restore", None)):
        monkeypatch.setattr(patterns, name, value)
    return tmp_path / "claimcheck"


def again(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in another process."""
    for module, name, value in (
        (warm, "_stored", {}), (warm, "_used", set()), (patterns, "_known", {}), (patterns, "compiled", []),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, value)
    warm.load()


def test_a_stored_pattern_matches_as_a_compiled_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    patterns.compile(TEXT, FLAGS).search("1 万")
    warm.save()
    assert list(folder.iterdir())
    again(monkeypatch)
    stored = patterns.compile(TEXT, FLAGS)
    fresh = re.compile(TEXT, FLAGS)
    assert (stored.pattern, stored.flags, stored.groupindex) == (fresh.pattern, fresh.flags, fresh.groupindex)
    sample = "12 Million, 7 亿, 3 millions"
    assert [m.groupdict() for m in stored.finditer(sample)] == [m.groupdict() for m in fresh.finditer(sample)]
    assert patterns.compiled == []
    assert warm._used == {(TEXT, int(FLAGS))}


def test_those_not_used_go_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for pattern in ("a+", "b+", "c+"):
        patterns.compile(pattern).search("")
    warm.save()
    monkeypatch.setattr(warm, "_MOST", 2)
    again(monkeypatch)
    for pattern in ("b+", "d+"):
        patterns.compile(pattern).search("")
    warm.save()
    again(monkeypatch)
    assert warm._stored.keys() == {("b+", 0), ("d+", 0)}


@pytest.mark.parametrize("content", [b"", b"junk", b"\x00" * 100])
def test_a_damaged_file_does_no_harm(folder: Path, content: bytes) -> None:
    folder.mkdir()
    Path(warm._path()).write_bytes(content)
    warm.load()
    assert warm._stored == {}
    assert patterns.compile("a+").match("aa")


@pytest.mark.parametrize("wound", [b"\x00" * 64, b"", b"x"])
def test_a_changed_file_is_not_used(wound: bytes, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    patterns.compile("a+b").search("")
    warm.save()
    path = Path(warm._path())
    whole = path.read_bytes()
    again(monkeypatch)
    assert warm._stored.keys() == {("a+b", 0)}
    path.write_bytes(whole[:-8] + wound + whole[-7:] if wound else whole[: len(whole) // 2])
    again(monkeypatch)
    assert warm._stored == {}


def test_a_row_that_is_no_pattern_is_compiled_anew(folder: Path) -> None:
    warm.load()
    warm._stored["a+", 0] = (0, b"\x01\x00\x00\x00", 0, {}, ())
    assert patterns.compile("a+").match("aa")
