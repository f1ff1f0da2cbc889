"""Adding facts to a user's file: one insertion, every other byte as it was."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registry_help import METRICS, MODELS, SOURCES, write

from claimcheck.errors import RegistryError, UsageError
from claimcheck.registry import cache, edit, load_registry, yamlio
from claimcheck.registry.build import build
from claimcheck.registry.compile import compiled
from claimcheck.registry.edit import add, insertion

FACT = {"metric": "mmlu", "value": "90.8 percent", "source": "r1-paper", "locator": "Table 4", "date": "2025-01-22"}


@pytest.fixture(autouse=True)
def _shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small registry stands in for the shipped one."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    target = tmp_path / "registry.ccr"
    target.write_bytes(compiled(build([(write(tmp_path / "shipped"), "registry")])))
    monkeypatch.setattr(cache.resources, "compiled_registry", lambda: target)


def inserted(before: str, after: str) -> str:
    """What was put in, checking that nothing else changed."""
    at = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    while at and before[:at] + before[at:] != before[:at] + after[len(after) - len(before) + at :]:
        at -= 1
    length = len(after) - len(before)
    assert after[:at] + after[at + length :] == before
    return after[at : at + length]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_after_the_last_fact_of_the_subject(tmp_path: Path, newline: str) -> None:
    file = tmp_path / "mine.yaml"
    text = MODELS.replace("\n", newline)
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    added = add(file, "deepseek-r1", FACT)
    after = file.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf")
    new = (
        "    - metric: mmlu\n      value: 90.8 percent\n      source: r1-paper\n"
        "      locator: Table 4\n      date: 2025-01-22\n"
    )
    assert inserted(text, after.decode("utf-8-sig")) == new.replace("\n", newline)
    assert (added.fact, added.line, added.path) == ("deepseek-r1/mmlu/r1-paper", 37, str(file))
    assert after.decode("utf-8-sig").split(newline)[36] == "    - metric: mmlu"
    fact = load_registry(file).fact(added.fact)
    assert fact is not None
    assert str(load_registry(file).origin(added.fact)) == f"{file}:37"


def test_to_a_subject_without_facts_and_to_a_new_one(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    before = "- id: deepseek-v3   # known\n  aliases: [DSV3]\n# the end"
    file.write_text(before)
    first = add(file, "deepseek-v3", FACT)
    assert file.read_text().startswith("- id: deepseek-v3   # known\n  aliases: [DSV3]\n  facts:\n    - metric: mmlu\n")
    assert file.read_text().endswith("# the end")
    assert first.line == 4
    entity = {"kind": "model", "name": "My model: the 2nd"}
    second = add(file, "mine", FACT | {"conditions": {"shots": "5"}, "note": "yes, no"}, entity=entity)
    assert (second.fact, second.line) == ("mine/mmlu/r1-paper", 14)
    assert '  name: "My model: the 2nd"\n' in file.read_text()
    assert '      conditions: {shots: "5"}\n' in file.read_text()
    assert load_registry(file).facts_for("mine", "mmlu")[0].note == "yes, no"


def test_to_a_folder_with_a_new_source(tmp_path: Path) -> None:
    folder = tmp_path / "facts"
    source = {"id": "my-lab", "title": "Our own runs", "publisher": "We", "kind": "primary", "date": "2026-01-02"}
    added = add(folder, "deepseek-r1", FACT | {"source": "my-lab"}, source=source)
    assert sorted(path.name for path in folder.iterdir()) == ["facts.yaml", "sources.yaml"]
    assert added.path == str(folder / "facts.yaml")
    assert load_registry(folder).source("my-lab") is not None
    add(folder, "deepseek-r1", FACT | {"metric": "aime", "source": "my-lab"})
    assert load_registry(folder).facts_for("deepseek-r1", "aime")
    (folder / "other.yaml").write_text("- id: gpt-x\n  kind: model\n  name: GPT-X\n")
    assert add(folder, "gpt-x", FACT).path == str(folder / "other.yaml")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"value": "9080 percent"}, "outside the range of mmlu"),
        ({"metric": "mmul"}, "did you mean 'mmlu'?"),
        ({"source": "r1-papr"}, "did you mean 'r1-paper'?"),
        ({"date": "last week"}, "not an ISO date"),
        ({"metric": "aime-2024", "value": "79.8 percent"}, "give one of them its own suffix"),
        ({"colour": "red"}, "unknown key 'colour'"),
    ],
)
def test_what_would_not_validate_is_not_written(tmp_path: Path, change: dict[str, Any], says: str) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(MODELS)
    with pytest.raises(RegistryError) as caught:
        add(file, "deepseek-r1", FACT | change)
    assert says in str(caught.value)
    assert file.read_text() == MODELS


def test_layouts_that_cannot_be_added_to(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    for text in ("- {id: deepseek-r1, facts: []}\n", "- id: deepseek-r1\n  facts: []\n", "[]\n", "sources: []\n"):
        file.write_text(text)
        with pytest.raises(RegistryError, match="cannot add to this layout"):
            add(file, "deepseek-r1", FACT)
        assert file.read_text() == text
    with pytest.raises(UsageError, match="a source needs a folder"):
        add(file, "deepseek-r1", FACT, source={"id": "x"})


def test_dry_run_and_failure_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "mine.yaml"
    assert add(file, "deepseek-r1", FACT, dry_run=True).line == 3
    assert not file.exists()
    monkeypatch.setattr(edit, "write_atomically", lambda *_, **__: False)
    with pytest.raises(RegistryError, match="cannot be written"):
        add(file, "deepseek-r1", FACT)


def test_links_and_permissions_stay(tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    real.write_text("- id: deepseek-v3\n")
    real.chmod(0o640)
    link = tmp_path / "mine.yaml"
    link.symlink_to(real)
    add(link, "deepseek-v3", FACT)
    assert link.is_symlink()
    assert "mmlu" in real.read_text()
    assert real.stat().st_mode & 0o777 == 0o640


_TEXT = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1).map(
    lambda text: " ".join(text.split())
)


@given(
    note=_TEXT.filter(bool),
    comment=st.sampled_from(["", "   # why", "\n# a line of its own", "\n\n\n"]),
    subject=st.sampled_from(["deepseek-r1", "deepseek-r1-0528", "deepseek-v3", "brand-new"]),
    indent=st.sampled_from([0, 2, 5]),
)
def test_any_text_goes_in_and_comes_back(note: str, comment: str, subject: str, indent: int) -> None:
    body = MODELS.replace("\n      ", f"\n{' ' * (indent + 4)}").replace("page 2", f"page 2{comment}")
    body = re.sub("\n    - ", f"\n{' ' * (indent + 2)}- ", body)
    fact = FACT | {"note": note}
    after = insertion(body, "x", subject, fact).apply(body)
    inserted(body, after)
    root = yamlio.compose(after, "x")
    entry = next(item for item in root.value if item.value[0][1].value == subject)
    facts = next(value for key, value in entry.value if key.value == "facts")
    assert {key.value: value.value for key, value in facts.value[-1].value} == fact


def test_mapping_files(tmp_path: Path) -> None:
    def indented(text: str) -> str:
        return "".join(f"  {line}" for line in text.splitlines(keepends=True))

    file = tmp_path / "all.yaml"
    file.write_text(f"sources:\n{indented(SOURCES)}entities:\n{indented(MODELS)}metrics:\n{indented(METRICS)}")
    added = add(file, "newcomer", FACT, entity={"kind": "model", "name": "Newcomer"})
    assert load_registry(file).fact(added.fact) is not None
