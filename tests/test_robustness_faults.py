"""The world goes wrong around a run: pipes close, disks fill, processes are killed, folders loop, locales lack."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import small
from fuzz import kill

from claimcheck import config, engine, files, fixes, resources
from claimcheck.cli import main, warm
from claimcheck.errors import SourceError
from claimcheck.registry import load_registry

TESTS = Path(__file__).parent
DRAFT = "DeepSeek-R1 scores 97.8% on AIME 2024.\n"
# The command, with the small registry in the place of the shipped one.
RUN = (
    f"import sys; sys.path[:0] = [{str(TESTS)!r}, {str(TESTS.parent)!r}]\n"
    "import small\n"
    "from claimcheck import resources\n"
    "resources.registry_folder = lambda: str(small.FOLDER)\n"
    "resources.compiled_registry = lambda: None\n"
    "from claimcheck.cli import main\n"
    # A shell without job control has what it starts in the background ignore Ctrl-C.
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "sys.stderr.write('ready\\n'); sys.stderr.flush()\n"
    "sys.exit(main(sys.argv[1:]))\n"
)


def start(folder: Path, *words: str, **more: object) -> subprocess.Popen[bytes]:
    given: dict[str, object] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "env": environment(folder)}
    command = [sys.executable, "-c", RUN, *words]
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, **(given | more))  # type: ignore[call-overload,no-any-return]


def environment(folder: Path) -> dict[str, str]:
    # Without compiled files: where a test lets a disk be full, Python leaves half of one behind.
    return {"PATH": os.environ["PATH"], "XDG_CACHE_HOME": str(folder / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}


def said(process: subprocess.Popen[bytes]) -> str:
    """What it wrote to standard error after it was ready."""
    text = process.communicate(timeout=60)[1].decode()
    assert "Traceback" not in text, text
    assert "Exception ignored" not in text, text
    return text.removeprefix("ready\n")


@pytest.mark.parametrize("command", ["check", "claims"])
def test_a_reader_that_goes_away(command: str, tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(DRAFT * 300, encoding="utf-8")
    process = start(tmp_path, command, "draft.md", "--output-format", "json")
    assert process.stdout is not None
    assert process.stdout.read(1) == b"{"
    process.stdout.close()
    assert "error" not in (process.stderr.read() if process.stderr else b"").decode()
    assert process.wait(60) == 0


def test_a_full_disk_behind_standard_output(tmp_path: Path) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    with open("/dev/full", "wb") as full:
        process = start(tmp_path, "check", "draft.md", stdout=full)
        text = said(process)
    assert "no space left" in text
    assert process.returncode == 2


def test_a_full_disk_under_a_fix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "draft.md"
    path.write_text(DRAFT, encoding="utf-8")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SourceError, match="No space left"):
        fixes.write(str(path), "new", "utf-8")
    assert path.read_text(encoding="utf-8") == DRAFT
    assert os.listdir(tmp_path) == ["draft.md"]


def test_interrupted_is_130_and_says_so(tmp_path: Path) -> None:
    process = start(tmp_path, "check", "-", stdin=subprocess.PIPE)
    assert process.stderr is not None
    assert process.stderr.readline() == b"ready\n"
    time.sleep(1.0)  # until it reads its input
    process.send_signal(signal.SIGINT)
    assert "interrupted" in said(process)
    assert process.returncode == 130


def test_no_locale_and_no_home(tmp_path: Path) -> None:
    (tmp_path / "草稿.md").write_text("深度求索 R1 在 AIME 2024 上取得 97.8%。\n", encoding="utf-8")
    bare = {"PATH": os.environ["PATH"], "LC_ALL": "C", "LANG": "C", "TZ": "Pacific/Kiritimati"}
    process = start(tmp_path, "check", "草稿.md", "--output-format", "json", env=bare)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1, err
    report = json.loads(out.decode("utf-8"))
    assert report["documents"][0]["path"] == "草稿.md"
    assert report["documents"][0]["claims"][0]["text"] == "97.8%"


def test_folders_that_loop(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "draft.md").write_text(DRAFT, encoding="utf-8")
    (inner / "up").symlink_to(tmp_path)
    (inner / "self.md").symlink_to(inner / "self.md")
    (inner / "gone.md").symlink_to(inner / "nowhere.md")
    (inner / "also.md").symlink_to(inner / "draft.md")
    drafts, failed = files.discover([str(tmp_path)], lambda path: config.defaults())
    assert [os.path.basename(draft.path) for draft in drafts] == ["also.md", "draft.md"]
    assert failed == []
    for name in ("self.md", "gone.md"):
        (draft,), _ = files.discover([str(inner / name)], lambda path: config.defaults())
        with pytest.raises(SourceError, match="cannot read"):
            files.read(draft)


def test_a_draft_that_goes_away_is_one_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "registry_of", lambda paths: small.registry())
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(DRAFT, encoding="utf-8")
    drafts, _ = files.discover([str(tmp_path)], lambda path: config.defaults())
    (tmp_path / "a.md").unlink()
    first, second = files.check_all(drafts, jobs=1)
    assert "cannot read" in (first.error or "")
    assert second.error is None


@pytest.mark.heavy
def test_killed_at_any_point_every_draft_is_old_or_new(tmp_path: Path) -> None:
    assert kill.fixes(20, tmp_path / "drafts", seed=1) == 0
    assert kill.builds(20, tmp_path / "cache", seed=1) == 0


@pytest.mark.parametrize("xdg", ["", "relative/place"])
def test_a_user_without_a_home_gets_no_cache_among_the_drafts(
    xdg: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", xdg)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)  # what it gives where nobody knows the user
    if sys.platform == "linux":
        assert resources.cache_folder() is None
    assert load_registry(small.FOLDER, shipped=False).facts_count > 0
    warm.load()
    warm.save()
    assert os.listdir(tmp_path) == []


def limited(size: int) -> Callable[[], None]:
    """To be run before a program: no file of its may grow beyond so many bytes, as on a disk that is full."""

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of this kind")
@pytest.mark.parametrize("words", [("--fix", "--unsafe-fixes"), ("-o", "report.txt"), ("--write-baseline",)])
def test_a_full_disk_leaves_files_as_they_were(words: tuple[str, ...], tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / "draft.md").write_text(DRAFT * 20, encoding="utf-8")
    (folder / "report.txt").write_text("old", encoding="utf-8")
    process = start(folder, "check", "draft.md", *words, preexec_fn=limited(200), env=environment(tmp_path))
    assert "error" in said(process)
    assert process.returncode == 2
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == {
        "draft.md": DRAFT * 20,
        "report.txt": "old",
    }


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    process = start(
        tmp_path, "check", "draft.md", env=environment(tmp_path) | {"XDG_CACHE_HOME": str(tmp_path / "file")}
    )
    assert "1 claims, 1 judged" in said(process)
    assert process.returncode == 1


def test_a_draft_that_changes_while_it_is_mended_keeps_the_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(files, "registry_of", lambda paths: small.registry())
    path = tmp_path / "draft.md"
    path.write_text(DRAFT, encoding="utf-8")
    check = engine.check

    def meanwhile(*given: Any) -> Any:
        path.write_text(DRAFT + "A later thought.\n", encoding="utf-8")
        return check(*given)

    monkeypatch.setattr(engine, "check", meanwhile)
    assert main(["check", "--isolated", "--fix", "--unsafe-fixes", str(path)]) == 2
    assert "changed while it was checked; left alone (run again)" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == DRAFT + "A later thought.\n"


def test_two_runs_at_once_mend_the_same_drafts(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.md").write_text(DRAFT * (number + 1), encoding="utf-8")
    words = ("check", ".", "--fix", "--unsafe-fixes", "--isolated")
    runs = [start(tmp_path, *words, env=environment(tmp_path.parent)) for _ in range(2)]
    for run in runs:
        said(run)
        assert run.returncode in (0, 2)  # 2: the other was quicker, and the draft is left alone
    mended = DRAFT.replace("97.8%", "79.8%")
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {
        f"{number}.md": mended * (number + 1) for number in range(6)
    }


def test_neither_zone_nor_locale_nor_hashing_changes_a_report(tmp_path: Path) -> None:
    text = (
        "---\ndate: 2025-01-20\n---\n\n"
        + DRAFT
        + "\nLast week o1 scored 79.2% on AIME 2024; 去年 R1 的 AIME 成绩为 97.8%。\n"
    )
    (tmp_path / "稿.md").write_text(text, encoding="utf-8")
    reports = set()
    for zone, locale, seed in (("Pacific/Kiritimati", "C", "1"), ("America/Adak", "C.UTF-8", "2"), ("", "POSIX", "3")):
        around = environment(tmp_path) | {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed}
        process = start(tmp_path, "check", "稿.md", "--output-format", "json", env=around)
        reports.add(process.communicate(timeout=60)[0])
        assert process.returncode == 1
    assert len(reports) == 1


def test_interrupted_between_drafts_reports_those_that_are_done(tmp_path: Path) -> None:
    names = [f"{number:03d}.md" for number in range(200)]
    for name in names:
        (tmp_path / name).write_text(DRAFT * 30, encoding="utf-8")
    process = start(tmp_path, "check", ".", "-j1", "-v", "--isolated", "--output-format", "json")
    assert process.stderr is not None
    assert process.stderr.readline() == b"ready\n"
    assert b"000.md" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    report = json.loads(out)
    done = [document["path"] for document in report["documents"]]
    assert done == names[: len(done)]
    assert 0 < len(done) < len(names)
    assert report["partial"] == f"interrupted: this is about the first {len(done)} of 200 drafts"
    assert f"claimcheck: {report['partial']}".encode() in err
