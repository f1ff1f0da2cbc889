"""Whatever the draft, the registry, the settings or the words of the command: a result or one clear line."""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import small
from fuzz import __main__ as fuzzing
from fuzz import drafts, invariants
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from claimcheck import files, resources
from claimcheck.cli import main
from claimcheck.reports import FORMATS, Run, render

SCHEMA = jsonschema.Draft202012Validator(
    json.loads((Path(__file__).parent / "schemas" / "claimcheck.json").read_text(encoding="utf-8"))
)
ANY = {"deadline": None, "suppress_health_check": list(HealthCheck), "phases": [*set(Phase) - {Phase.explain}]}
FEW = settings(max_examples=5, **ANY)
SOME = settings(max_examples=20, **ANY)


@pytest.fixture(autouse=True, scope="module")
def _a_small_registry_is_shipped(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resources, "registry_folder", lambda: str(small.FOLDER))
        patch.setattr(resources, "compiled_registry", lambda: None)
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        files.registry_of.cache_clear()
        yield
        files.registry_of.cache_clear()


@pytest.mark.parametrize("suffix", drafts.SUFFIXES)
@FEW
@given(data=st.data())
def test_any_draft_is_checked_or_refused(suffix: str, data: st.DataObject) -> None:
    source = data.draw(drafts.source(suffix))
    content = drafts.encoded(source, data.draw(st.sampled_from(drafts.ENCODINGS)))
    result = invariants.draft(content, f"draft.{suffix}")
    if result is not None:
        SCHEMA.validate(invariants.report(result))


@pytest.mark.parametrize("path", invariants.corpus(), ids=lambda path: path.name)
def test_what_once_went_wrong_and_what_reaches_far(path: Path, tmp_path: Path) -> None:
    if path.suffix == ".yaml":
        invariants.registry_file(path.read_bytes(), tmp_path)
        return
    if path.suffix == ".toml":
        fuzzing.target("settings")(path.read_bytes())
        return
    result = invariants.draft(path.read_bytes(), path.name)
    if result is not None:
        SCHEMA.validate(invariants.report(result))
        invariants.figures(result.document.source if result.document else "")


@SOME
@given(text=drafts.wild())
def test_figures_of_any_text(text: str) -> None:
    invariants.figures(text)


@SOME
@given(source=drafts.source("ipynb"), at=st.integers(0, 400), noise=st.binary(max_size=4))
def test_wounded_notebooks(source: str, at: int, noise: bytes) -> None:
    invariants.draft(drafts.cut(source.encode("utf-8", "replace"), at, noise), "draft.ipynb")


@FEW
@given(source=drafts.source("md"))
def test_every_report_can_be_written(source: str) -> None:
    result = invariants.draft(drafts.encoded(source), "draft.md")
    if result is None:
        return
    for name in FORMATS:
        render(name, Run((result,), small.registry(), "0")).encode("utf-8")


@SOME
@given(content=drafts.registry_yaml())
def test_any_registry_loads_or_is_refused(content: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        invariants.registry_file(content.encode("utf-8", "replace"), Path(folder))


@SOME
@given(content=drafts.settings_toml())
def test_any_settings_govern_or_are_refused(content: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "claimcheck.toml")
        path.write_bytes(content.encode("utf-8", "replace"))
        called(["check", "--show-settings", "--config", str(path)])


@SOME
@given(words=drafts.command_line())
def test_any_command_line_is_done_or_refused(words: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("draft.md").write_text("DeepSeek-R1 scores 97.8% on AIME 2024.\n", encoding="utf-8")
        called(words)


def called(words: list[str]) -> tuple[int, str]:
    """The command's status and what it said; wrong use is one line and 2, and nothing is ever a traceback."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"MMLU 90%\n"), encoding="utf-8"))
        status = main(words)
    out.seek(0)
    err.seek(0)
    said = err.read()
    assert status in (0, 1, 2), f"{words}: status {status}"
    assert "Traceback" not in said, said
    assert "internal error" not in said, said
    if status == 2:
        assert said.startswith("claimcheck: "), f"{words}: {said!r}"
    return status, said


@pytest.mark.heavy
@pytest.mark.parametrize("target", fuzzing.TARGETS)
def test_a_short_fuzz(target: str, tmp_path: Path) -> None:
    assert fuzzing.by_chance(target, 3, tmp_path, seed=7) == 0, f"see {sorted(tmp_path.iterdir())}"
