"""README and examples cannot rot: generated parts are current, and every command and example runs.

`python tests/test_docs.py` writes the generated parts anew.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from claimcheck.cli import main
from claimcheck.codes import CODES

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
DRAFTS = sorted((ROOT / "examples" / "drafts").glob("*.*"))
EXPECTED = ROOT / "examples" / "expected.txt"


TOP = {
    ".ci",
    ".github",
    ".gitignore",
    ".pre-commit-hooks.yaml",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "SECURITY.md",
    "action.yml",
    "claimcheck",
    "examples",
    "pyproject.toml",
    "registry",
    "tests",
}


def test_nothing_strays_to_the_top() -> None:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("no git checkout")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {name.split("/")[0] for name in listed.split("\0") if name} == TOP


def output_of(arguments: list[str]) -> tuple[int, str]:
    """Exit status and standard output of a command, run in this process from the root of the project."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.chdir(ROOT):
        status = main(arguments)
    return status, out.getvalue()


def rules_table() -> str:
    from claimcheck.rules import RULES

    about = {rule.code: rule.summary for rule in RULES}
    about |= {"CC901": "An inline directive is unused, malformed or names no rule.", "CC902": "A bound was exceeded."}
    rows = [f"| {r.code} | {r.name} | {r.severity} | {about.get(r.code, '').replace('|', '/')} |\n" for r in CODES]
    return "| Code | Name | Severity | What it is about |\n|---|---|---|---|\n" + "".join(rows)


def expected() -> str:
    """path:line:column: CODE [rule] of every finding in the example drafts; wording may change, places may not."""
    _, text = output_of(["check", "examples/drafts", "--output-format", "concise", "--isolated", "-q"])
    return "".join(re.sub(r"(\[[a-z-]+\]).*", r"\1", line) + "\n" for line in text.splitlines())


def with_generated(text: str) -> str:
    """README's text with its generated parts made anew."""
    table = f"<!-- rules: start -->\n{rules_table()}<!-- rules: end -->"
    text = re.sub(r"<!-- rules: start -->.*?<!-- rules: end -->", lambda _: table, text, flags=re.DOTALL)

    def block(found: re.Match[str]) -> str:
        _, shown = output_of([*shlex.split(found[1])[1:], "-q"])
        return f"<!-- output: {found[1]} -->\n```text\n{shown.rstrip()}\n```"

    return re.sub(r"<!-- output: (.*?) -->\n```text\n.*?\n```", block, text, flags=re.DOTALL)


def places(text: str) -> list[str]:
    return re.findall(r"^\S+:\d+:\d+: CC\d{3} \[[a-z-]+\]|^ *\| *\^+", text, re.MULTILINE)


def test_the_rules_table_is_current() -> None:
    assert rules_table() in README.read_text(encoding="utf-8"), "run: python tests/test_docs.py"


def test_the_shown_output_is_real() -> None:
    text = README.read_text(encoding="utf-8")
    assert places(text) != []
    assert places(with_generated(text)) == places(text), "run: python tests/test_docs.py"


def test_the_example_drafts_give_what_they_are_said_to_give() -> None:
    assert expected() == EXPECTED.read_text(encoding="utf-8"), "run: python tests/test_docs.py"


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


COMMANDS = [line for text in blocks("sh") for line in text.splitlines() if line.startswith("claimcheck ")]


@pytest.mark.parametrize("line", COMMANDS, ids=lambda line: line.split("#")[0].strip())
def test_every_command_of_the_readme_runs(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    words = shlex.split(line, comments=True)[1:]
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as said:
        status = main(words)
    assert status in (0, 1), said.getvalue()
    assert out.getvalue() or (tmp_path / "report.html").exists()


PAGES = [README, *sorted((ROOT / "examples").rglob("*.md"))]
PAGES = [page for page in PAGES if page.parent.name != "drafts"]


def test_commands_named_in_the_text_exist() -> None:
    """What pages say in passing: the command is one, and it has the options that are given to it."""
    import click

    from claimcheck.cli.group import cli as group

    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        named = re.findall(r"`(claimcheck [^`\n]*)`", text)
        named += re.findall(r"^ {4,}(?:- )?(claimcheck [^\n]*)$", text, re.MULTILINE)
        for code in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
            named += re.findall(r"(?:^|xargs -0 -r )(claimcheck [^\n]*)", code, re.MULTILINE)
        for line in named:
            words = shlex.split(re.split(r"\s[|&]", line.replace("...", ""))[0], comments=True)[1:]
            command: click.Command = group
            while words and isinstance(command, click.Group):
                inner = command.get_command(click.Context(command), words.pop(0))
                assert inner is not None, f"{page.name}: {line}"
                command = inner
            known = {name for part in command.params for name in (*part.opts, *part.secondary_opts)} | {"--help"}
            given = {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)}
            assert given <= known, f"{page.name}: {line}"


def test_the_python_of_the_readme_runs() -> None:
    for text in blocks("python"):
        exec(compile(text, "README.md", "exec"), {})


def test_the_settings_of_the_readme_are_valid(tmp_path: Path) -> None:
    from claimcheck import config

    (text,) = blocks("toml")
    path = tmp_path / "pyproject.toml"
    path.write_text(text, encoding="utf-8")
    assert config.load(path)["fail-on"] == "warning"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with our-facts as the README shows it."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "our-facts").mkdir()
    text = next(block for block in blocks("yaml") if "our-model-2" in block)
    for name, body in re.findall(r"# our-facts/(\S+)\n(.*?)(?=# our-facts|\Z)", text, re.DOTALL):
        (folder / "our-facts" / name).write_text(body, encoding="utf-8")
    return folder


def test_the_own_facts_of_the_readme_load(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from claimcheck import load_registry

    monkeypatch.chdir(own)
    registry = load_registry("our-facts")
    assert [str(fact.value) for fact in registry.facts(subject="our-model-2")] == ["81.2"]


def test_the_readme_checks_with_its_own_facts(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(own)
    Path("draft.md").write_text("Our Model 2 scores 18.2% on MMLU (5-shot).\n", encoding="utf-8")
    (line,) = re.findall(r"`claimcheck (check --registry our-facts [^`]*)`", README.read_text(encoding="utf-8"))
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert main(shlex.split(line)) == 1
    assert "81.2%" in out.getvalue()


def test_links_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?://|#)([^)\s]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def refresh() -> None:
    EXPECTED.write_text(expected(), encoding="utf-8")
    README.write_text(with_generated(README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(refresh())
