"""The command line as people and scripts use it: exit statuses, streams, settings, formats, standard input."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jsonschema
import pytest

from claimcheck import cli
from claimcheck.cli import group, quick
from claimcheck.codes import CODES
from claimcheck.model import Result

WRONG = "The GeForce RTX 5090 has 32 TB of memory.\n"
RIGHT = "The GeForce RTX 5090 has 32 GB of memory.\n"
CLEAN = "The lake froze in January and thawed in April.\n"

Call = Callable[..., SimpleNamespace]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run a command in an empty folder: status, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "CLAIMCHECK_OUTPUT_FORMAT", "CLAIMCHECK_CONFIG"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: str, stdin: bytes | None = None) -> SimpleNamespace:
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(stdin)))
        capsys.readouterr()
        status = cli.main(list(words))
        out, err = capsys.readouterr()
        return SimpleNamespace(status=status, out=out, err=err)

    return run


def draft(name: str, text: str = WRONG) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_findings_give_one_with_evidence_and_a_summary(call: Call) -> None:
    done = call("check", draft("a.md"))
    assert done.status == 1
    assert done.out.startswith("a.md:1:26: CC103 [unit] ")
    assert "\n1 | The GeForce RTX 5090 has 32 TB of memory.\n  |                          ^^^^^ error\n" in done.out
    assert "= reported: 32 GB, " in done.out
    assert "https://" in done.out
    assert "1 error in 1 draft" in done.err
    assert "1 figures, 1 claims, 1 judged, 0 without a source" in done.err


def test_nothing_to_report_gives_zero(call: Call) -> None:
    assert call("check", draft("a.md", RIGHT)).status == 0
    done = call("check", draft("b.md", CLEAN), "-q")
    assert (done.status, done.out, done.err) == (0, "", "")
    assert call("check", draft("empty.md", "")).status == 0


def test_fail_on_and_exit_zero(call: Call) -> None:
    name = draft("a.md", "DeekSeek publishes DeepSeek models.\n")
    done = call("check", name)
    assert done.status == 0
    assert "CC401" in done.out
    assert call("check", name, "--fail-on", "warning").status == 1
    assert call("check", name, "--fail-on", "warning", "--exit-zero").status == 0


def test_two_wins_and_the_others_are_still_checked(call: Call) -> None:
    Path("bin.md").write_bytes(b"\x00\x01\x02\xff" * 50)
    Path("bad.md").write_bytes(b"caf\xe9 \xff\xfe")
    done = call("check", "gone.md", draft("a.md"), "bin.md", "bad.md", "--exit-zero")
    assert done.status == 2
    assert "CC103" in done.out
    lines = [line for line in done.err.splitlines() if "error: " in line]
    assert len(lines) == 3
    assert lines[0] == "claimcheck: error: gone.md: no such file or folder (check the path)"
    assert all("Traceback" not in line for line in lines)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chek"], "no such command 'chek' (did you mean 'check'?)"),
        (["a.md"], "(did you mean 'claimcheck check a.md'?)"),
        (["check", "--selct", "x"], "No such option"),
        (["check", "--select", "CC110"], "unknown rule 'CC110'"),
        (["check", "--output-format", "yaml"], "'yaml' is not one of"),
        (["check", "--as-of", "yesterday"], "'yesterday' is not a date"),
        (["check", "--unsafe-fixes"], "--unsafe-fixes goes with --fix or --diff"),
        (["check", "--fix", "--diff"], "--fix and --diff exclude each other"),
        (["check", "--config", "gone.toml"], "gone.toml: cannot read"),
        (["check", "--config", "a.toml", "--isolated"], "exclude each other"),
        (["check", "--registry", "gone"], "gone"),
        (["check", "a.md", "-o", "no/such\0/x"], "error:"),
        (["check", "a.md", "--baseline", "gone.json"], "cannot read baseline"),
        (["check", "a.md", "--diff-base", "HEAD"], "git"),
        (["explain", "valeu"], "unknown rule 'valeu' (did you mean 'value'?)"),
        (["registry", "show", "nothing-of-the-kind-xyz"], "nothing is called"),
        (["claims", "--output-format", "sarif"], "'sarif' is not one of"),
        (["check", "--jobs", "-3"], "-3"),
    ],
)
def test_wrong_use_is_one_line_and_two(call: Call, words: list[str], said: str) -> None:
    draft("a.md")
    done = call(*words)
    assert done.status == 2
    assert said in done.err
    assert len(done.err.strip().splitlines()) == 1
    assert done.err.startswith("claimcheck: ")


def test_standard_input_takes_its_name(call: Call) -> None:
    done = call("check", "-", stdin=WRONG.encode())
    assert done.status == 1
    assert done.out.startswith("-:1:26: CC103")
    done = call("check", "-", "--stdin-filename", "posts/x.md", "--output-format", "concise", stdin=WRONG.encode())
    assert done.out.startswith("posts/x.md:1:26: CC103 [unit] ")


def test_json_holds_every_document_and_is_the_same_each_time(call: Call) -> None:
    words = ("check", draft("a.md"), draft("b/中 文.md", RIGHT), "gone.md", "--output-format", "json")
    done = call(*words)
    report = json.loads(done.out)
    assert {d["path"]: d["error"] is None for d in report["documents"]} == {
        "gone.md": False,
        "a.md": True,
        "b/中 文.md": True,
    }
    assert report["version"] == 1
    assert call(*words).out == done.out
    assert call(*words, "--jobs", "2").out == done.out


def test_output_file_keeps_the_summary(call: Call) -> None:
    done = call("check", draft("a.md"), "--output-format", "json", "-o", "out/report.json")
    assert done.out == ""
    assert "1 error in 1 draft" in done.err
    assert json.loads(Path("out/report.json").read_text(encoding="utf-8"))["summary"]["claims"] == 1


@pytest.mark.skipif(os.name == "nt", reason="permissions differ")
def test_a_report_can_be_read_by_those_who_read_other_files(call: Call) -> None:
    before = os.umask(0o022)
    try:
        call("check", draft("a.md"), "-o", "new.txt")
        Path("old.txt").write_text("", encoding="utf-8")
        Path("old.txt").chmod(0o640)
        call("check", "a.md", "-o", "old.txt")
    finally:
        os.umask(before)
    assert [Path(name).stat().st_mode & 0o777 for name in ("new.txt", "old.txt")] == [0o644, 0o640]


def test_settings_files_govern_their_folders(call: Call) -> None:
    draft("one/a.md")
    draft("two/a.md")
    Path("one/claimcheck.toml").write_text('ignore = ["unit"]\n', encoding="utf-8")
    done = call("check", ".", "--output-format", "concise")
    assert [line.split(":")[0] for line in done.out.splitlines()] == [os.path.join("two", "a.md")]
    assert len(call("check", ".", "--isolated", "--output-format", "concise").out.splitlines()) == 2
    done = call("check", "one/a.md", "--show-settings")
    assert 'ignore = ["unit"]' in done.out
    assert "claimcheck.toml" in done.out
    Path("two/claimcheck.toml").write_text("ignroe = []\n", encoding="utf-8")
    done = call("check", ".")
    assert done.status == 2
    assert "claimcheck.toml:1: unknown key 'ignroe' (did you mean 'ignore'?)" in done.err


def test_a_pinned_registry_is_held_to(call: Call) -> None:
    digest = json.loads(call("registry", "stats", "--output-format", "json").out)["digest"]
    draft("claimcheck.toml", f'registry-version = "{digest[:10]}"\n')
    assert call("check", draft("a.md")).status == 1
    for other in ("0000000000", ""):
        draft("claimcheck.toml", f'registry-version = "{other}"\n')
        done = call("check", "a.md")
        assert (done.status, done.out) == (2, "")
        assert f"claimcheck.toml: the registry is {digest}" in done.err


def test_environment_chooses_the_format(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMCHECK_OUTPUT_FORMAT", "json")
    assert json.loads(call("check", draft("a.md")).out)["version"] == 1
    assert call("check", "a.md", "--output-format", "concise").out.startswith("a.md:1:26:")


def test_colour_flag_beats_environment(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    draft("a.md")
    assert "\x1b[" not in call("check", "a.md").out
    assert "\x1b[" in call("--color", "always", "check", "a.md").out
    assert "\x1b[" in call("check", "a.md", "--color", "always").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in call("check", "a.md").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in call("check", "a.md").out
    assert "\x1b[" not in call("check", "a.md", "--color", "always", "-o", "out.txt").out
    assert "\x1b[" not in Path("out.txt").read_text(encoding="utf-8")


def test_a_baseline_lets_known_findings_pass_even_when_lines_move(call: Call) -> None:
    draft("a.md", WRONG)
    done = call("check", "a.md", "--write-baseline")
    assert done.status == 0
    assert "1 known findings written to claimcheck-baseline.json" in done.err
    draft("a.md", CLEAN + "\n" + WRONG)
    done = call("check", "a.md", "--baseline", "claimcheck-baseline.json")
    assert (done.status, done.out) == (0, "")
    assert "1 silenced" in done.err
    draft("a.md", RIGHT)
    done = call("check", "a.md", "--baseline", "claimcheck-baseline.json")
    assert "1 known findings no longer occur; --write-baseline forgets them" in done.err
    draft("a.md", WRONG + "\nThe GeForce RTX 4090 has 24 TB of memory.\n")
    done = call("check", "a.md", "--baseline", "claimcheck-baseline.json", "--output-format", "concise")
    assert "no longer occur" not in done.err
    assert done.status == 1
    assert [line.split()[1] for line in done.out.splitlines()] == ["CC103"]
    Path("claimcheck-baseline.json").write_text("[]", encoding="utf-8")
    assert call("check", "a.md", "--baseline", "claimcheck-baseline.json").status == 2


def test_rules_left_out_in_some_files_only(call: Call) -> None:
    draft("a.md")
    draft("old/b.md")
    done = call("check", ".", "--per-file-ignores", "old/**:CC1,CC4", "--output-format", "concise")
    assert [line.split(":")[0] for line in done.out.splitlines()] == ["a.md"]
    assert "1 silenced" in done.err
    assert call("check", ".", "--per-file-ignores", "old/**").status == 2
    assert call("check", ".", "--per-file-ignores", "old/**:nope").status == 2


def test_drafts_are_compared_with_each_other_when_asked(call: Call) -> None:
    draft("a.md", "Zetaling has 32 billion total parameters.\n")
    draft("b.md", "Zetaling has 23 billion total parameters.\n")
    draft("names/models.yaml", "- {id: zetaling, kind: model, name: Zetaling, developer: openai}\n")
    words = ("check", ".", "--registry", "names", "--select", "CC201", "--output-format", "json")
    assert json.loads(call(*words).out)["summary"]["findings"]["warning"] == 0
    for told in (call(*words, "--across"), call(*words, "--across", "--jobs", "2")):
        first, second = json.loads(told.out)["documents"]
        assert first["findings"] == []
        (found,) = second["findings"]
        assert found["code"] == "CC201"
        assert found["related"][0]["path"] == "a.md"
        assert found["related"][0]["line"] == 1
    settings = 'registry = ["names"]\nacross = true\n'
    draft("claimcheck.toml", settings)
    assert "b.md:1:" in call("check", ".").out
    for more in ('ignore = ["internal"]\n', '[per-file-ignores]\n"b.md" = ["internal"]\n'):
        draft("claimcheck.toml", settings + more)
        assert call("check", ".").out == ""


@pytest.mark.parametrize(
    ("name", "text", "after"),
    [
        ("a.md", WRONG, WRONG.rstrip() + " <!-- claimcheck: ignore[CC103] a joke -->\n"),
        ("a.mdx", WRONG, WRONG.rstrip() + " {/* claimcheck: ignore[CC103] a joke */}\n"),
        ("a.tex", WRONG, WRONG.rstrip() + " % claimcheck: ignore[CC103] a joke\n"),
        ("a.typ", WRONG, WRONG.rstrip() + " // claimcheck: ignore[CC103] a joke\n"),
        ("a.rst", f"A lake.\n\n{WRONG}", f"A lake.\n\n.. claimcheck: ignore[CC103] a joke\n\n{WRONG}"),
        ("a.adoc", f"A lake.\n\n{WRONG}", f"A lake.\n\n// claimcheck: ignore[CC103] a joke\n\n{WRONG}"),
        ("a.html", f"<p>\n{WRONG}</p>\n", f"<p>\n{WRONG.rstrip()} <!-- claimcheck: ignore[CC103] a joke -->\n</p>\n"),
        (
            "t.md",
            "| Card | Memory |\n|---|---|\n| GeForce RTX 5090 | 32 TB |\n",
            "| Card | Memory |\n|---|---|\n| GeForce RTX 5090 | 32 TB <!-- claimcheck: ignore[CC103] a joke --> |\n",
        ),
    ],
)
def test_directives_are_written_where_they_silence(call: Call, name: str, text: str, after: str) -> None:
    draft(name, text)
    assert call("check", name, "--add-ignore=a  joke", "--diff").out.count("\n+") >= 2
    assert Path(name).read_text(encoding="utf-8") == text
    done = call("check", "--add-ignore=a  joke", name)
    assert (done.status, done.out) == (0, "")
    assert "silenced 1 findings in 1 drafts" in done.err
    assert Path(name).read_text(encoding="utf-8") == after
    done = call("check", name)
    assert (done.status, done.out) == (0, "")
    assert call("check", name, "--add-ignore").err.startswith("silenced 0 findings")
    assert Path(name).read_text(encoding="utf-8") == after


def test_what_cannot_be_silenced_is_said_and_left(call: Call) -> None:
    done = call("check", draft("a.txt"), "--add-ignore")
    assert done.status == 1
    assert "a.txt:1: CC103 has no place for a directive" in done.err
    assert Path("a.txt").read_text(encoding="utf-8") == WRONG
    assert call("check", draft("b.md"), "--add-ignore=ends --> here").status == 2
    assert call("check", "b.md", "--add-ignore", "--fix").status == 2


def test_what_is_silenced_is_shown_on_request_with_its_reason(call: Call) -> None:
    draft("a.md", WRONG.rstrip() + " <!-- claimcheck: ignore[unit] a joke -->\n")
    draft("b.md")
    draft("claimcheck.toml", '[[allow]]\npath = "b.md"\ntext = "32 TB"\nrule = "unit"\nreason = "as printed"\n')
    assert call("check", ".").out == ""
    done = call("check", ".", "--show-suppressed", "--output-format", "concise")
    assert done.status == 0
    assert "a.md:1:26: CC103 [unit] (silenced: directive: a joke) The draft" in done.out
    assert "b.md:1:26: CC103 [unit] (silenced: settings: as printed) The draft" in done.out
    report = json.loads(call("check", ".", "--show-suppressed", "--output-format", "json").out)
    schema = json.loads((Path(__file__).parent / "schemas" / "claimcheck.json").read_text(encoding="utf-8"))
    jsonschema.validate(report, schema, cls=jsonschema.Draft202012Validator)
    assert [(d["silenced"][0]["by"], d["silenced"][0]["reason"]) for d in report["documents"]] == [
        ("directive", "a joke"),
        ("settings", "as printed"),
    ]
    assert report["summary"]["findings"]["error"] == 0
    sarif = json.loads(call("check", ".", "--show-suppressed", "--output-format", "sarif").out)
    assert [result["suppressions"] for result in sarif["runs"][0]["results"]] == [
        [{"kind": "inSource", "justification": "a joke"}],
        [{"kind": "external", "justification": "as printed"}],
    ]
    assert call("check", ".", "--show-suppressed", "--output-format", "gitlab").status == 2


def test_an_interrupted_run_reports_what_it_has_and_says_so(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    from claimcheck import files

    whole = files.check_all

    def stopped(drafts: list[files.Draft], **how: Any) -> Iterator[Result]:
        yield from whole(drafts[:1], **how)
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "check_all", stopped)
    names = draft("a.md"), draft("b.md")
    done = call("check", *names, "--exit-zero")
    assert done.status == 130
    assert "a.md:1:26: CC103" in done.out
    assert done.err.endswith("claimcheck: interrupted: this is about the first 1 of 2 drafts\n")
    report = json.loads(call("check", *names, "--output-format", "json").out)
    assert report["partial"] == "interrupted: this is about the first 1 of 2 drafts"
    invocation = json.loads(call("check", *names, "--output-format", "sarif").out)["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    for output_format in ("markdown", "html"):
        assert "first 1 of 2 drafts" in call("check", *names, "--output-format", output_format).out
    assert call("check", *names, "--write-baseline").status == 130
    assert not Path("claimcheck-baseline.json").exists()


def test_a_hint_where_a_service_could_show_more(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert "hint: --output-format github" in call("check", draft("a.md")).err
    assert "hint" not in call("check", "a.md", "--output-format", "github").err
    assert "hint" not in call("check", "a.md", "-q").err
    assert "hint" not in call("check", draft("b.md", RIGHT)).err


def test_diff_shows_and_fix_writes(call: Call) -> None:
    text = "The GeForce RTX 5090 has 32 TB of memory.\r\nNothing else.\r\n"
    Path("a.md").write_bytes(text.encode())
    done = call("check", "a.md", "--diff", "--unsafe-fixes")
    assert done.status == 1
    assert "+The GeForce RTX 5090 has 32 GB of memory.\n" in done.out.replace("\r", "")
    assert Path("a.md").read_bytes() == text.encode()
    done = call("check", "a.md", "--fix", "--unsafe-fixes")
    assert done.status == 0
    assert "mended 1 findings in 1 drafts, 0 left" in done.err
    assert Path("a.md").read_bytes() == text.replace("TB", "GB").encode()
    assert call("check", "a.md", "--fix", "--unsafe-fixes").err.startswith("mended 0 findings in 0 drafts")


def test_statistics_and_files(call: Call) -> None:
    draft("a.md", WRONG + "\nDeekSeek made DeepSeek-R1.\n")
    done = call("check", ".", "--statistics")
    assert "     1  CC103  unit\n" in done.out
    assert call("check", ".", "--show-files").out == "a.md\n"
    done = call("check", ".", "--exclude", "*.md")
    assert done.status == 0
    assert "no drafts found" in done.err
    assert call("check", ".", "--exclude", "*.md", "--fail-on-no-files").status == 2


def test_control_characters_never_reach_the_terminal(call: Call) -> None:
    draft("a.md", "\x1b[31mThe GeForce RTX 5090\u202e has 32 TB of memory.\x07\x9b0m\n")
    for output_format in ("full", "concise", "json", "github", "csv", "markdown"):
        done = call("check", "a.md", "--output-format", output_format)
        assert not set(done.out + done.err) & set("\x1b\u202e\x07\x9b")


def test_claims_lists_what_is_judged_and_what_not(call: Call) -> None:
    draft("a.md", RIGHT + "\n" + WRONG)
    done = call("claims", "a.md")
    assert done.status == 0
    assert "a.md:1:26: supported: GeForce RTX 5090, memory: 32 GB" in done.out
    assert "a.md:3:26: contradicted: " in done.out
    rows = [json.loads(line) for line in call("claims", "a.md", "--output-format", "jsonl").out.splitlines()]
    assert [row["verdict"] for row in rows] == ["supported", "contradicted"]
    assert call("claims", "a.md", "--output-format", "csv").out.count("\r\n") == 3


def test_rules_and_explanations(call: Call) -> None:
    assert [line.split()[0] for line in call("rules").out.splitlines()] == [row.code for row in CODES]
    for row in CODES:
        done = call("explain", row.name)
        assert done.status == 0
        assert done.out.startswith(f"{row.code} [{row.name}], {row.severity}\n")
        assert len(done.out) > 150


def test_resolve_answers_in_order_and_verbatim(call: Call) -> None:
    done = call(
        "registry", "resolve", "--output-format", "json", "ｄｅｅｐｓｅｅｋ r1", "no such thing 42 xyz", "AIME 2024"
    )
    rows = json.loads(done.out)
    assert done.status == 0
    assert [row["query"] for row in rows] == ["ｄｅｅｐｓｅｅｋ r1", "no such thing 42 xyz", "AIME 2024"]
    assert rows[0]["matches"][0]["id"] == "deepseek-r1"
    assert rows[0]["matches"][0]["score"] == 100.0
    assert set(rows[0]["matches"][0]) == {"id", "kind", "name", "score", "context_only"}
    assert rows[2]["matches"][0]["kind"] == "metric"
    assert all(match["score"] < 95 for match in rows[1]["matches"])


def test_registry_questions(call: Call) -> None:
    assert "deepseek-r1" in call("registry", "search", "R1", "AIME").out
    assert json.loads(call("registry", "stats", "--output-format", "json").out)["facts"] > 1000
    assert "DeepSeek-R1" in call("registry", "show", "deepseek-r1").out


OWN = """\
- id: geforce-rtx-5090
  facts:
    - metric: memory
      value: 32 TB
      source: ours
      locator: p. 2
      date: "2025-06-01"
"""
SOURCES = """\
- id: ours
  title: Our run
  publisher: Us
  kind: primary
  date: "2025-06-01"
"""


def test_own_facts_count_and_broken_ones_are_refused(call: Call) -> None:
    name = draft("a.md", "The GeForce RTX 5090 has 32 TB of memory.\n")
    assert call("check", name, "--fail-on", "note").status == 1
    draft("own/facts.yaml", OWN)
    draft("own/sources.yaml", SOURCES)
    assert call("check", name, "--registry", "own", "--fail-on", "note").status == 0
    draft("broken/facts.yaml", OWN.replace("metric: memory", "metrc: memory"))
    draft("broken/sources.yaml", SOURCES)
    done = call("check", name, "--registry", "broken")
    assert done.status == 2
    assert "broken/facts.yaml" in done.err.replace("\\", "/")
    assert len(done.err.strip().splitlines()) == 1


@pytest.mark.heavy
def test_add_writes_a_checked_fact(call: Call) -> None:
    fact = ("deepseek-r1", "mmlu", "12.5 percent", "--source", "ours", "--locator", "p. 2", "--date", "2025-06-01")
    new = ("--source-title", "Our run", "--source-publisher", "Us", "--source-kind", "primary")
    done = call("registry", "add", "own", *fact, *new)
    assert done.status == 0, done.err
    assert call("registry", "validate", "own", "-q").status == 0


def test_export_is_the_data_itself(tmp_path: Path, call: Call) -> None:
    done = call("registry", "export", "--format", "json", "--subject", "deepseek-r1", "-o", "r1.json")
    assert done.status == 0
    assert json.loads(Path("r1.json").read_text(encoding="utf-8"))["entities"][0]["id"] == "deepseek-r1"


def test_completion_scripts(call: Call) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert "_CLAIMCHECK_COMPLETE" in call("completion", shell).out


# -- the quick way ----------------------------------------------------------------------------------------------


def test_the_quick_help_is_clicks_own(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    quickly = call("--help").out
    monkeypatch.setattr(quick, "run", lambda arguments: None)
    assert call("--help").out == quickly
    assert "Exit status" in quickly


@pytest.mark.parametrize(
    "words",
    [
        ["a.md"],
        ["a.md", "b.md", "--output-format", "json", "--exit-zero"],
        ["--select=CC1", "--select", "unit,CC4", "--ignore", "CC107", "a.md", "-q"],
        ["--output-format=concise", "--min-confidence", "high", "--as-of", "2025-01-31", "."],
        ["--statistics", "--isolated", "--fail-on", "note", "--lang", "zh", "a.md"],
        [".", "--across", "--no-cache", "--show-suppressed"],
        ["a.md", "--cache-dir", "kept", "--force-exclude", "--no-progress"],
    ],
)
def test_the_quick_way_gives_what_click_gives(call: Call, words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    draft("a.md")
    draft("b.md", RIGHT)
    assert quick.parse(words) is not None
    first = call("check", *words)
    monkeypatch.setattr(quick, "run", lambda arguments: None)
    second = call("check", *words)
    assert (first.status, first.out, first.err) == (second.status, second.out, second.err)


@pytest.mark.parametrize(
    "words",
    [
        ["--nope"],
        ["--output-format"],
        ["--output-format", "yaml"],
        ["--fail-on", "-q"],
        ["--", "-x"],
        ["--fix"],
        ["-qx"],
    ],
)
def test_the_quick_way_leaves_the_rest_to_click(words: list[str]) -> None:
    assert quick.parse(words) is None


def test_every_command_has_help(call: Call) -> None:
    import click

    def walk(command: click.Command, names: list[str]) -> None:
        done = call(*names, "--help")
        assert done.status == 0, names
        assert done.out.startswith("Usage: claimcheck"), names
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                inner = command.get_command(context, name)
                assert inner is not None
                walk(inner, [*names, name])

    walk(group.cli, [])


def test_the_process_itself(tmp_path: Path) -> None:
    """Once as a real process: the module, a closed pipe, an interpreter without a locale."""
    (tmp_path / "稿.md").write_text(WRONG, encoding="utf-8")
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": ""}
    command = [sys.executable, "-m", "claimcheck", "check", "稿.md", "--output-format", "concise"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stdout.decode("utf-8").startswith("稿.md:1:26: CC103 [unit] ")
