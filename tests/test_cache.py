"""Results kept between runs: the same as fresh ones, only where nothing changed, and never taken from strangers."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimcheck import cache, cli, engine, files
from claimcheck.model import Result

WRONG = "The GeForce RTX 5090 has 32 TB of memory, about 5,000 points, and DeekSeek made DeepSeek-R1.\n"
Run = Callable[..., tuple[int, str, int]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`check` in a project of its own: status, standard output, and how many drafts were really checked."""
    project, home = tmp_path / "project", tmp_path / "home"
    project.mkdir()
    monkeypatch.chdir(project)
    monkeypatch.setattr(cache, "cache_folder", lambda: str(home))
    monkeypatch.delenv("CLAIMCHECK_CACHE_DIR", raising=False)
    cache._secret.cache_clear()
    Path("claimcheck.toml").write_text("", encoding="utf-8")
    Path("a.md").write_text(WRONG, encoding="utf-8")
    checked: list[str] = []
    whole = engine.check

    def counted(document: Any, *rest: Any) -> Result:
        checked.append(document.path)
        return whole(document, *rest)

    monkeypatch.setattr(engine, "check", counted)

    def call(*words: str) -> tuple[int, str, int]:
        checked.clear()
        capsys.readouterr()
        status = cli.main(["check", *(words or ("a.md",)), "-q", "--output-format", "json"])
        return status, capsys.readouterr().out, len(checked)

    return call


def test_a_kept_result_is_the_same_and_costs_no_check(run: Run) -> None:
    first = run()
    assert first[2] == 1
    assert run() == (first[0], first[1], 0)
    assert Path(".claimcheck_cache/.gitignore").read_text(encoding="utf-8") == "*\n"
    assert len(list(Path(".claimcheck_cache").iterdir())) == 2
    for output_format in ("full", "sarif", "csv", "markdown", "rdjson"):
        assert cli.main(["check", "a.md", "-q", "--output-format", output_format, "-o", f"kept.{output_format}"]) == 1
        assert cli.main(["check", "a.md", "-q", "--no-cache", "--output-format", output_format, "-o", "fresh"]) == 1
        assert Path(f"kept.{output_format}").read_bytes() == Path("fresh").read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ("a.md", "--as-of", "2025-02-01"),
        ("a.md", "--select", "CC4"),
        ("a.md", "--min-confidence", "high"),
        ("a.md", "--lang", "zh"),
        ("a.md", "--bounds", "cells=7"),
        ("./a.md",),
    ],
)
def test_what_a_result_depends_on_makes_it_new(run: Run, words: tuple[str, ...]) -> None:
    run()
    assert run(*words)[2] == 1
    assert run(*words)[2] == 0


def test_a_changed_draft_registry_or_program_makes_it_new(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    Path("a.md").write_text(WRONG.replace("TB", "GB"), encoding="utf-8")
    assert run()[2] == 1
    assert run()[2] == 0
    Path("facts.yaml").write_text(
        "- {id: zetaling, kind: model, name: Zetaling, developer: openai}\n", encoding="utf-8"
    )
    assert run("a.md", "--registry", "facts.yaml")[2] == 1
    assert run()[2] == 1
    monkeypatch.setattr(cache, "_program", lambda: "another")
    assert run()[2] == 1


def test_a_draft_that_changes_while_it_is_checked_is_kept_as_it_was_read(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = engine.check

    def slow(document: Any, *rest: Any) -> Result:
        Path("a.md").write_text(WRONG.replace("TB", "GB"), encoding="utf-8")
        return whole(document, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(engine, "check", slow)
        assert "CC103" in run()[1]
    _, out, checked = run()
    assert checked == 1
    assert "CC103" not in out


def test_settings_that_only_rank_findings_need_no_new_check(run: Run) -> None:
    status, _, _ = run()
    assert status == 1
    Path("claimcheck.toml").write_text('[per-file-ignores]\n"a.md" = ["ALL"]\n', encoding="utf-8")
    status, out, checked = run()
    assert (status, checked) == (0, 0)
    assert json.loads(out)["documents"][0]["suppressed"] >= 1


def test_it_can_be_turned_off_and_put_elsewhere(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [run("a.md", "--no-cache")[2] for _ in range(2)] == [1, 1]
    assert not Path(".claimcheck_cache").exists()
    assert [run("a.md", "--cache-dir", "kept")[2] for _ in range(2)] == [1, 0]
    assert Path("kept").is_dir()
    monkeypatch.setenv("CLAIMCHECK_CACHE_DIR", "other")
    assert [run()[2] for _ in range(2)] == [1, 0]
    monkeypatch.delenv("CLAIMCHECK_CACHE_DIR")
    Path("claimcheck.toml").unlink()  # no project, no cache
    assert [run()[2] for _ in range(2)] == [1, 1]
    assert not Path(".claimcheck_cache").exists()


def test_what_somebody_else_wrote_is_nothing(run: Run, tmp_path: Path) -> None:
    run()
    (kept,) = Path(".claimcheck_cache").glob("*.json")
    mark, body = kept.read_bytes().split(b"\n", 1)
    told = json.loads(body)
    for forged in (
        body.replace(b"CC103", b"CC101"),
        json.dumps({"Result": ["a.md", *told["Result"][1:3], [], []]}).encode(),
        b"{}",
        b"",
        b"\xff" * 9,
    ):
        kept.write_bytes(mark + b"\n" + forged)
        assert run()[2] == 1
        assert run()[2] == 0
    (tmp_path / "home" / "secret").write_bytes(os.urandom(32))
    cache._secret.cache_clear()
    assert run()[2] == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_folder_without_leave_to_write_is_tolerated(run: Run) -> None:
    Path().chmod(0o555)
    try:
        assert [run()[2] for _ in range(2)] == [1, 1]
    finally:
        Path().chmod(0o755)


def test_a_folder_that_cannot_be_made_is_tolerated(run: Run, tmp_path: Path) -> None:
    Path(".claimcheck_cache").write_text("a file in its place", encoding="utf-8")
    assert [run()[2] for _ in range(2)] == [1, 1]
    Path(".claimcheck_cache").unlink()
    shutil.rmtree(tmp_path / "home")
    (tmp_path / "home").write_text("no folder for the secret either", encoding="utf-8")
    cache._secret.cache_clear()
    assert [run()[2] for _ in range(2)] == [1, 1]


def test_several_drafts_some_kept_on_several_processes(run: Run) -> None:
    for name in ("b.md", "c.md", "d.md"):
        Path(name).write_text(WRONG, encoding="utf-8")
    first = run(".")
    Path("c.md").write_text(WRONG + "\nIt snowed.\n", encoding="utf-8")
    fresh = run(".", "--no-cache")
    assert first[2] == 4
    assert run(".", "--jobs", "2")[1] == fresh[1]
    assert run(".")[1:] == (fresh[1], 0)


def test_drafts_read_from_the_command_line_or_with_blocks_are_not_kept(run: Run) -> None:
    drafts = [files.Draft("-", None, files.config.defaults(), data=WRONG.encode())]
    assert files.remembered(drafts[0]) is None
    run()
    assert cli.main(["check", "a.md", "-q", "--output-format", "html", "-o", "page.html"]) == 1
    assert "GeForce" in Path("page.html").read_text(encoding="utf-8")


def test_a_draft_that_changes_while_it_is_checked_lends_no_key(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    check = engine.check

    def meanwhile(*given: Any) -> Any:
        Path("a.md").write_text("Nothing of note.\n", encoding="utf-8")
        return check(*given)

    with monkeypatch.context() as patch:
        patch.setattr(engine, "check", meanwhile)
        assert json.loads(run()[1])["documents"][0]["findings"]
    assert json.loads(run()[1])["documents"][0]["findings"] == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no links and pipes of this kind")
def test_links_and_pipes_in_the_place_of_kept_results(run: Run, tmp_path: Path) -> None:
    first = run()[1]
    (kept,) = Path(cache.FOLDER).glob("*.json")
    kept.unlink()
    os.mkfifo(kept)
    assert run()[1] == first
    shutil.rmtree(cache.FOLDER)
    (tmp_path / "elsewhere").mkdir()
    Path(cache.FOLDER).symlink_to(tmp_path / "elsewhere")
    assert run()[1] == first
    assert os.listdir(tmp_path / "elsewhere") == []
