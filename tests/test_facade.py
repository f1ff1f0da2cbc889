"""`import claimcheck` as a library: quiet, typed, at home in a notebook."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

import claimcheck
import claimcheck.config
from claimcheck import lsp, notebook
from claimcheck.errors import ConfigError, SourceError, UsageError
from claimcheck.spans import LineIndex

WRONG = "The GeForce RTX 5090 has 32 TB of memory."


def test_a_report_has_findings_claims_and_frames(capsys: pytest.CaptureFixture[str]) -> None:
    report = claimcheck.check(WRONG)
    assert [finding.code for finding in report.findings] == ["CC103"]
    assert [claim.text for claim in report.claims] == ["32 TB"]
    assert report.to_dict()["documents"][0]["path"] == "<text>"
    assert list(report.to_frame()["text"]) == ["32 TB"]
    assert list(report.to_frame("claims")["verdict"]) == ["contradicted"]
    assert "CC103" in report.render("concise")
    assert "<svg" in report._repr_html_()
    assert report._repr_html_() == claimcheck.check(WRONG)._repr_html_()
    assert "CC103" in report._repr_markdown_()
    assert repr(report) == "Report('<text>': 1 claims, 1 error)"
    assert capsys.readouterr() == ("", "")
    with pytest.raises(UsageError, match="no frame of 'facts'"):
        report.to_frame("facts")


def test_settings_are_keywords() -> None:
    assert claimcheck.check(WRONG, ignore=["unit"]).findings == ()
    assert claimcheck.check(WRONG, select="CC2").findings == ()
    with pytest.raises(ConfigError, match=r"unknown setting 'as_off' \(did you mean 'as-of'\?\)"):
        claimcheck.check(WRONG, as_off="2025-01-01")
    with pytest.raises(UsageError, match="takes a str"):
        claimcheck.check(b"bytes")  # type: ignore[arg-type]


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "稿.md"
    path.write_bytes(("\ufeff" + WRONG).encode("utf-8"))
    report = claimcheck.check_file(path)
    assert report.path == str(path)
    assert [finding.code for finding in report.findings] == ["CC103"]
    with pytest.raises(SourceError, match="no such file"):
        claimcheck.check_file(tmp_path / "gone.md")


def test_frames_keep_their_ids_and_dtypes() -> None:
    frame = pd.DataFrame({"url": ["a", "b", "c"], "body": [WRONG, None, "Nothing at all."]})
    found = claimcheck.check_frame(frame, text="body", id="url")
    assert list(found.columns[:3]) == ["url", "code", "rule"]
    assert list(found["url"]) == ["a"]
    empty = claimcheck.check_frame(frame.iloc[2:], text="body", id="url")
    assert len(empty) == 0
    assert list(empty.columns) == list(found.columns)
    by_index = claimcheck.check_frame(frame, text="body")
    assert list(by_index["row"]) == [0]
    clash = claimcheck.check_frame(pd.DataFrame({"code": ["x"], "text": [WRONG]}), id="code")
    assert clash[["code", "finding_code"]].to_numpy().tolist() == [["x", "CC103"]]
    with pytest.raises(UsageError, match=r"no column 'bdy' \(did you mean 'body'\?\)"):
        claimcheck.check_frame(frame, text="bdy")


def test_quantities_is_both_a_function_and_a_package() -> None:
    (figure,) = claimcheck.quantities("近600万美元")
    assert (figure.text, figure.value, figure.unit, figure.approximation) == (
        "近600万美元",
        Decimal(6000000),
        "USD",
        "nearly",
    )
    import claimcheck.quantities as package

    assert package.quantities("3 GB")[0].unit == "GB"


def test_importing_costs_nothing() -> None:
    heavy = ("pandas", "pint", "rich", "click", "yaml", "claimcheck.model")
    code = f"import sys, claimcheck; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_unknown_names_are_attribute_errors() -> None:
    with pytest.raises(AttributeError, match="no attribute 'chek'"):
        claimcheck.chek  # noqa: B018
    assert set(claimcheck.__all__) <= set(dir(claimcheck))


def test_magics(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    registered: dict[str, object] = {}

    class Shell:
        def register_magic_function(self, function: object, kind: str, name: str) -> None:
            registered[f"{kind} {name}"] = function

    claimcheck.load_ipython_extension(Shell())
    assert registered == {"line_cell claimcheck": notebook.magic}
    report = notebook.magic("--ignore CC2 --as-of=2025-06-01", WRONG)
    assert report is not None
    assert len(report.findings) == 1
    path = tmp_path / "a b.md"
    path.write_text(WRONG, encoding="utf-8")
    assert notebook.magic(f'"{path.as_posix()}"') is not None
    assert capsys.readouterr().out == ""
    for line, cell in (
        ("", None),
        ("gone.md", None),
        ("--as-of", "x"),
        ('"open', None),
        ("word", "x"),
        ("--nope 1", "x"),
    ):
        assert notebook.magic(line, cell) is None
        assert capsys.readouterr().out.startswith("claimcheck: ")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_editor_positions_go_there_and_back(encoding: str) -> None:
    text = "🙂 中文 a\r\nsecond 🙂\rthird\n"
    places = lsp.Positions(LineIndex(text), encoding)
    for at in range(len(text)):
        if text[at] not in "\r\n":
            assert places.offset(*places.position(at)) == at
    assert places.offset(99, 0) == len(text)
    assert places.offset(0, 99) == text.index("\r")


def test_editor_documents_and_directives() -> None:
    assert lsp.path_of("file:///a%20b/%E7%A8%BF.md") == "/a b/稿.md"
    assert lsp.path_of("untitled:Untitled-1") == "Untitled-1"
    assert lsp.format_of("x.md", "plaintext") is None
    assert lsp.format_of("Untitled-1", "markdown") == "markdown"
    checked = lsp.examine(WRONG, "Untitled-1", "markdown", claimcheck.config.defaults(), 1)
    text, span = lsp.hover_text(checked, 26) or ("", None)
    assert "CC103" in text
    assert "32 GB" in text
    assert span == checked.result.findings[0].span
    assert lsp.hover_text(checked, 0) is None


def test_accepting_writes_a_baseline(tmp_path: Path) -> None:
    from claimcheck import baseline

    path = tmp_path / "a.md"
    checked = lsp.examine(WRONG, str(path), None, claimcheck.config.defaults(), 1)
    written = lsp.accept(checked, checked.result.findings[0].fingerprint)
    known = baseline.load(written)
    assert baseline.apply(checked.result, known).findings == ()
    lsp.accept(checked, checked.result.findings[0].fingerprint)
    assert sum(baseline.load(written).known["a.md"].values()) == 2
    with pytest.raises(UsageError, match="gone"):
        lsp.accept(checked, "no such")


def test_a_share_of_one_keeps_its_number_and_is_off_by_points() -> None:
    rows = "| Model | MMLU |\n|---|---|\n| DeepSeek-R1 | 0.608 |\n| DeepSeek-V3 | 0.885 |\n"
    report = claimcheck.check(rows, format="markdown")
    assert [(str(c.quantity.value), c.quantity.unit) for c in report.claims] == [("0.608", "share"), ("0.885", "share")]
    [finding] = report.findings
    assert "30 points too low" in finding.message
    assert finding.fix is not None
    assert finding.fix.text == "0.908"
