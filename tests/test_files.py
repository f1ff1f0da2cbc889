"""Which drafts a call means: files, folders, globs, excludes, .gitignore; and how unreadable ones are told."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from claimcheck import changes, config, files
from claimcheck.errors import SourceError, UsageError
from claimcheck.spans import Span


def plant(root: Path, *names: str, text: str = "nothing here\n") -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def govern(**options: object) -> Callable[[str], config.Settings]:
    settings = config.with_options(config.defaults(), {name.replace("_", "-"): v for name, v in options.items()})
    return lambda path: settings


def found(paths: list[str], **options: object) -> list[str]:
    drafts, failed = files.discover(paths, govern(**options))
    assert failed == []
    return [draft.path.replace(os.sep, "/") for draft in drafts]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    plant(
        tmp_path,
        "a.md",
        "b/c.txt",
        "b/中文 稿.md",
        "b/data.csv",
        "b/code.py",
        "node_modules/x.md",
        ".venv/y.md",
        "z.MD",
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_folders_are_walked_in_order(tree: Path) -> None:
    assert found(["."]) == ["a.md", "z.MD", "b/c.txt", "b/中文 稿.md"]
    assert found(["b"]) == ["b/c.txt", "b/中文 稿.md"]
    assert found(["./b", "b/c.txt"]) == ["./b/c.txt", "./b/中文 稿.md"]


def test_a_named_file_is_read_whatever_its_suffix(tree: Path) -> None:
    assert found(["b/code.py", "b/data.csv"]) == ["b/code.py", "b/data.csv"]


def test_globs_are_expanded_where_the_shell_did_not(tree: Path) -> None:
    assert found(["b/*.md"]) == ["b/中文 稿.md"]
    assert found(["**/*.txt"]) == ["b/c.txt"]
    drafts, failed = files.discover(["b/*.nope"], govern())
    assert drafts == []
    assert failed[0].error == "b/*.nope: no file matches (check the pattern)"


def test_excludes_count_for_walks_and_with_force_for_named_files(tree: Path) -> None:
    assert found(["."], exclude=("b",)) == ["a.md", "z.MD"]
    assert found(["b/c.txt"], exclude=("b",)) == ["b/c.txt"]
    assert found(["b/c.txt"], exclude=("b",), force_exclude=True) == []
    assert found(["."], exclude=("*.md",), extend_exclude=("b/",)) == ["z.MD"]


def test_include_adds_suffixes(tree: Path) -> None:
    assert "b/code.py" not in found(["."])
    settings = config.Settings({**config.defaults().values, "include": ("*.py",)}, {}, str(tree))
    drafts, _ = files.discover(["."], lambda path: settings)
    assert "b/code.py" in [draft.path.replace(os.sep, "/") for draft in drafts]


def test_gitignore_is_respected_inner_over_outer(tree: Path) -> None:
    (tree / ".git").mkdir()
    plant(tree, ".gitignore", text="*.txt\n/b/private/\n# comment\n\n")
    plant(tree, "b/.gitignore", text="!c.txt\n")
    plant(tree, "b/private/s.md", "b/d.txt")
    assert found(["."]) == ["a.md", "z.MD", "b/c.txt", "b/中文 稿.md"]
    assert found(["b"]) == ["b/c.txt", "b/中文 稿.md"]
    assert "b/d.txt" in found(["."], respect_gitignore=False)


def test_a_loop_of_links_ends(tree: Path) -> None:
    try:
        (tree / "b" / "loop").symlink_to(tree, target_is_directory=True)
    except OSError:
        pytest.skip("no symbolic links here")
    assert found(["b"]) == ["b/c.txt", "b/中文 稿.md"]


def test_missing_files_are_told_and_the_others_found(tree: Path) -> None:
    drafts, failed = files.discover(["gone.md", "a.md", "a.md"], govern())
    assert [draft.path for draft in drafts] == ["a.md"]
    assert [result.error for result in failed] == ["gone.md: no such file or folder (check the path)"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_folders_without_permission_are_told(tree: Path) -> None:
    (tree / "b").chmod(0)
    try:
        _, failed = files.discover(["."], govern())
    finally:
        (tree / "b").chmod(0o755)
    assert failed[0].error is not None
    assert failed[0].error.endswith("(check its permissions)")


def test_unreadable_folders_by_error(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def refuse(path: str) -> object:
        if os.path.basename(path) == "b":
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    drafts, failed = files.discover(["."], govern())
    assert [draft.path for draft in drafts] == ["a.md", "z.MD"]
    assert failed[0].error == "b: cannot read: permission denied (check its permissions)"


def test_special_files_are_refused(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    draft = files.Draft(str(pipe), str(pipe), config.defaults())
    with pytest.raises(SourceError, match="not a regular file"):
        files.read(draft)


def git(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


def test_changed_lines_since_a_revision(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    plant(tmp_path, "a b.md", "same.md", text="1\n2\n3\n4\n5\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    plant(tmp_path, "a b.md", text="1\ntwo\n3\n5\nsix\n")
    plant(tmp_path, "new.md")
    paths = [str(tmp_path / name) for name in ("a b.md", "same.md", "new.md")]
    lines = changes.changed("HEAD", paths)
    assert lines[paths[0]] == ((2, 2), (3, 4), (5, 5))
    assert lines[paths[1]] == ()
    assert lines[paths[2]] == changes.WHOLE
    with pytest.raises(UsageError, match="revision 'nope' is unknown here"):
        changes.changed("nope", paths)
    with pytest.raises(UsageError, match="'--output=x' is no revision"):
        changes.changed("--output=x", paths)


def test_no_attribute_and_no_name_hides_what_changed(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    plant(tmp_path, "a.md", "b.md", "[ab].md", text="1\n2\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    plant(tmp_path, ".gitattributes", text="*.md -diff\n")
    plant(tmp_path, "a.md", text="1\ntwo\n")
    paths = [str(tmp_path / name) for name in ("a.md", "[ab].md")]
    assert list(changes.changed("HEAD", paths).values()) == [((2, 2),), ()]


def test_outside_a_work_tree_is_a_clear_error(tmp_path: Path) -> None:
    plant(tmp_path, "a.md")
    with pytest.raises(UsageError, match="git"):
        changes.changed("HEAD", [str(tmp_path / "a.md")])


def test_a_conflict_counts_when_either_end_changed() -> None:
    import handmade

    result = handmade.result("a.md")
    kept = [f.code for f in changes.only(result, {"a.md": ((5, 5),)}).findings]
    assert kept == ["CC101", "CC401"]
    assert [f.code for f in changes.only(result, {"a.md": ((3, 3),)}).findings] == ["CC101"]
    assert changes.only(result, {"a.md": ()}).findings == ()


def test_policy_severities_allowances_and_quotations() -> None:
    import handmade

    from claimcheck import policy

    result = handmade.result("drafts/may.txt")

    def applied(**options: object) -> list[tuple[str, str]]:
        values = {**config.defaults().values, **{k.replace("_", "-"): v for k, v in options.items()}}
        after = policy.apply(result, config.Settings(values, {}, os.getcwd()))
        assert len(after.findings) + len(after.suppressed) >= 1
        return [(f.code, f.severity) for f in after.findings]

    assert applied() == [("CC101", "error"), ("CC401", "warning")]
    assert applied(severity={"CC101": "note"}) == [("CC101", "note"), ("CC401", "warning")]
    allow = {"path": "drafts/*.txt", "text": "97.8%", "rule": "value"}
    assert applied(allow=(allow,)) == [("CC401", "warning")]
    assert applied(allow=({**allow, "rule": "CC102"},)) == [("CC101", "error"), ("CC401", "warning")]
    assert applied(per_file_ignores={"drafts/**": ("CC4",)}) == [("CC101", "error")]
    assert result.findings[0].span.overlaps(Span(0, 100))
    assert policy.fails(result.findings, "error")
    assert not policy.fails(result.findings[1:], "error")
    assert policy.fails(result.findings[1:], "note")
