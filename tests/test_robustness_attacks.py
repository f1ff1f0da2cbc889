"""An attacker's view: files made by hand to crash it, to make it hang, or to keep others from being checked."""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import small
from fuzz import invariants

from claimcheck import config, documents, engine, files
from claimcheck.errors import BoundError, ConfigError, SourceError
from claimcheck.reports import FORMATS, Run, render
from claimcheck.scan.frame import Task, check_texts

DRAFT = "DeepSeek-R1 scores 97.8% on AIME 2024.\n"


@pytest.fixture(autouse=True)
def _in_time() -> Iterator[None]:
    before = time.process_time()
    yield
    assert time.process_time() - before < 10, "it took too long"


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "registry_of", lambda paths: small.registry())


# -- DOCX -------------------------------------------------------------------------------------------------------


def docx(
    body: str, *, head: str = '<?xml version="1.0" encoding="UTF-8"?>', method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("word/document.xml", f'{head}<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>')
    return out.getvalue()


def row(properties: str, cell: str = "", more: str = "") -> str:
    text = f"<w:p><w:r><w:t>{DRAFT}</w:t></w:r></w:p>"
    return f"<w:tbl><w:tr><w:trPr>{properties}</w:trPr><w:tc><w:tcPr>{cell}</w:tcPr>{text}</w:tc></w:tr>{more}</w:tbl>"


@pytest.mark.parametrize("number", ["²", "٣", "999999999", "9" * 5000, "-1", "1e9", ""])
def test_numbers_in_docx_that_are_none(number: str) -> None:
    for body in (
        row(f'<w:gridBefore w:val="{number}"/>'),
        row("", f'<w:gridSpan w:val="{number}"/>'),
        f'<w:p><w:pPr><w:outlineLvl w:val="{number}"/></w:pPr><w:r><w:t>{DRAFT}</w:t></w:r></w:p>',
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{number}"/></w:numPr></w:pPr><w:r><w:t>{DRAFT}</w:t></w:r></w:p>',
    ):
        result = invariants.draft(docx(body), "draft.docx")
        assert result is not None
        assert result.figures == 1


@pytest.mark.parametrize("encoding", ["nonsense", "utf-7", "idna", "hex", "rot13", "undefined", "utf-16"])
def test_encodings_of_xml_that_are_none(encoding: str) -> None:
    with pytest.raises(SourceError, match="broken XML"):
        documents.read(docx("<w:p/>", head=f'<?xml version="1.0" encoding="{encoding}"?>'), "draft.docx")


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_archives_with_wrong_bytes(method: int) -> None:
    whole = docx(row("") * 20, method=method)
    for at in range(26, len(whole), 7):
        wounded = bytearray(whole)
        wounded[at : at + 3] = bytes(byte ^ 0x5A for byte in wounded[at : at + 3])
        invariants.draft(bytes(wounded), "draft.docx")


def test_text_in_many_pieces() -> None:
    def spent(pieces: int) -> float:
        content = docx("<w:p><w:r><w:t>" + "ab<x/>" * pieces + "</w:t></w:r></w:p>")
        before = time.process_time()
        assert documents.read(content, "draft.docx").source.startswith("abab")
        return time.process_time() - before

    assert min(spent(24_000) / spent(6_000) for _ in range(3)) < 6.8


# -- tables and notebooks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("wide.html", "<table><tr>" + "<td>1</td>" * 9_000 + "</tr>" + "<tr><td>1</td></tr>" * 9_000 + "</table>"),
        ("staircase.html", "<table>" + "<tr><td rowspan=0 colspan=1000>1</td></tr>" * 3_000 + "</table>"),
        ("wide.csv", "1," * 9_000 + "\n" + "1\n" * 9_000),
        ("wide.tex", "\\begin{tabular}{l}" + "\\multicolumn{1000}{c}{x} \\\\\n" * 9_000 + "\\end{tabular}"),
        ("wide.docx", row("", '<w:gridSpan w:val="1000"/>', more="<w:tr><w:tc/></w:tr>" * 9_000)),
    ],
)  # fmt: skip
def test_small_tables_of_huge_grids(name: str, content: str) -> None:
    data = docx(content) if name.endswith(".docx") else content.encode()
    with pytest.raises(BoundError, match="grid has more than 4,000,000 places") as refused:
        engine.check(documents.read(data, name), small.registry())
    assert refused.value.path == name


@pytest.mark.parametrize("cells", ["5", "null", '"text"', "{}", "[5, null]", "[[[]]]"])
def test_notebooks_of_the_third_format_without_cells(cells: str) -> None:
    result = invariants.draft(f'{{"worksheets": [{{"cells": {cells}}}, 5, null]}}'.encode(), "draft.ipynb")
    assert result is not None
    assert result.judgements == ()


@pytest.mark.parametrize("half", ["\\ud800", "\\udfff"])
def test_halves_of_characters(half: str, tmp_path: Path) -> None:
    text = f"{half} DeepSeek-R1 scores 97.8% on AIME 2024, DeekSeek{half} 5%."
    content = f'{{"cells": [{{"cell_type": "markdown", "source": "{text}"}}]}}'
    (tmp_path / "draft.ipynb").write_text(content, encoding="utf-8")
    result = files.check(files.Draft("draft.ipynb", str(tmp_path / "draft.ipynb"), config.defaults()))
    assert result.error is None
    assert "CC101" in [finding.code for finding in result.findings]
    for name in FORMATS:
        render(name, Run((result,), small.registry(), "0")).encode("utf-8", "backslashreplace")


# -- settings ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (".".join("a" * 50_000) + " = 1", "a key of many parts"),
        ("a = {" + " . ".join("b" * 50_000) + " = 1}", "a key of many parts"),
        ("a = " + "[" * 50_000, "not valid TOML"),
        ("jobs = " + "9" * 5_000, "not valid TOML"),
        ("# " + "x" * 1_000_000, "more than 1,000,000 bytes"),
        ("a" * 900_000, "not valid TOML"),
    ],
)
def test_settings_made_to_take_long(content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "claimcheck.toml").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=said) as refused:
        config.load(tmp_path / "claimcheck.toml")
    invariants.one_line(refused.value)


def test_settings_may_not_start_a_thousand_processes(tmp_path: Path) -> None:
    found = drafts(tmp_path, *(f"{number}.md" for number in range(100)))
    assert files._workers(found, 1_024) == min(100, 4 * (os.cpu_count() or 1))


# -- one draft among others -------------------------------------------------------------------------------------


def drafts(folder: Path, *names: str) -> list[files.Draft]:
    for name in names:
        (folder / name).write_text(DRAFT, encoding="utf-8")
    return [files.Draft(name, str(folder / name), config.defaults()) for name in names]


@pytest.mark.parametrize("error", [RecursionError("deep"), MemoryError(), KeyError("x\ny"), AssertionError()])
def test_a_bug_that_one_draft_meets_is_that_drafts(
    error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = documents.read

    def broken(data: bytes, path: str, **more: Any) -> Any:
        if path.endswith("bad.md"):
            raise error
        return read(data, path, **more)

    monkeypatch.setattr(documents, "read", broken)
    first, bad, last = files.check_all(drafts(tmp_path, "a.md", "bad.md", "z.md"), jobs=1)
    assert bad.error is not None
    assert bad.error.startswith(f"bad.md: internal error: {type(error).__name__}")
    assert "\n" not in bad.error
    assert first.error is last.error is None
    assert len(first.findings) == len(last.findings) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="other processes would not see what is patched")
def test_a_process_that_is_ended_costs_its_draft_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = documents.read

    def ended(data: bytes, path: str, **more: Any) -> Any:
        if path.endswith("bad.md"):
            os.kill(os.getpid(), 9)  # as the system does when memory is short
        return read(data, path, **more)

    monkeypatch.setattr(documents, "read", ended)
    names = ["a.md", "b.md", "bad.md", "y.md", "z.md"]
    results = list(files.check_all(drafts(tmp_path, *names), jobs=2))
    assert [result.path for result in results] == names
    assert [result.path for result in results if result.error is not None] == ["bad.md"]
    assert "the process that checked it was ended" in (results[2].error or "")
    assert all(result.findings for result in results if result.error is None)


def test_a_text_of_a_corpus_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    read = documents.read_text

    def slow(source: str, path: str, **more: Any) -> Any:
        while path == "slow":
            time.sleep(0.01)
        return read(source, path, **more)

    monkeypatch.setattr(documents, "read_text", slow)
    monkeypatch.setattr("claimcheck.scan.frame.registry_of", lambda paths: small.registry())
    task = Task(settings={"bounds": {"seconds": 1, "blocks": 3}})
    texts = [("a", DRAFT), ("slow", DRAFT), ("long", "# a\n\n" * 9), ("z", DRAFT)]
    rows = list(check_texts(texts, task))
    assert [(name, len(found), error) for name, found, error in rows] == [
        ("a", 1, None),
        ("slow", 0, "took longer than 1 seconds (split the draft or raise bounds.seconds)"),
        ("long", 0, "more than 3 blocks (split the draft or raise the bound)"),
        ("z", 1, None),
    ]


# -- registries -------------------------------------------------------------------------------------------------


def test_an_entity_of_many_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def spent(count: int) -> float:
        names = ", ".join(f"a{number} b" for number in range(count))
        content = f"- {{id: foo, kind: model, name: Foo, aliases: [{names}]}}\n"
        before = time.process_time()
        assert invariants.registry_file(content.encode(), tmp_path / str(count)) is not None
        return time.process_time() - before

    assert min(spent(4_000) / spent(1_000) for _ in range(3)) < 6.8


# -- reports ----------------------------------------------------------------------------------------------------


@pytest.mark.heavy
@pytest.mark.parametrize("output_format", FORMATS)
@pytest.mark.parametrize("joint", [" ", "\n\n"])
def test_reports_grow_with_what_they_print(output_format: str, joint: str) -> None:
    def spent(count: int) -> float:
        document = documents.read(((DRAFT.strip() + joint) * count).encode(), "draft.md")
        run = Run((engine.check(document, small.registry()),), small.registry(), "0")
        assert len(run.findings) == count
        before = time.process_time()
        render(output_format, run)
        return time.process_time() - before

    assert spent(600) < 0.05 or min(spent(600) / max(spent(150), 0.005) for _ in range(3)) < 6.8
