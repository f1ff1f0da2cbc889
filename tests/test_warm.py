"""Compiled patterns kept between runs: the same patterns, and no harm from a damaged file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from claimcheck.cli import warm


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(warm, "_stored", set())
    monkeypatch.setattr(warm, "_WORTH", 1)
    return tmp_path / "claimcheck"


def test_a_stored_pattern_matches_as_a_compiled_one(folder: Path) -> None:
    text, flags = r"(?P<n>\d+)\s*(万|亿|million)(?![a-z])", re.IGNORECASE
    re.purge()
    fresh = re.compile(text, flags)
    warm.save()
    assert list(folder.iterdir())
    re.purge()
    warm.load()
    assert (text, int(flags)) in warm._stored
    stored = re.compile(text, flags)
    assert (stored.pattern, stored.flags, stored.groupindex) == (fresh.pattern, fresh.flags, fresh.groupindex)
    sample = "12 Million, 7 亿, 3 millions"
    assert [m.groupdict() for m in stored.finditer(sample)] == [m.groupdict() for m in fresh.finditer(sample)]


@pytest.mark.parametrize("content", [b"", b"junk", b"\x00" * 100])
def test_a_damaged_file_does_no_harm(folder: Path, content: bytes) -> None:
    folder.mkdir()
    Path(warm._path()).write_bytes(content)
    warm.load()
    assert warm._stored == set()
    assert re.compile("a+").match("aa")
