"""The compiled registry: the same answers as the records, built once, kept safe."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import random
import subprocess
import sys
from pathlib import Path

import pytest
from registry_help import MODELS, write

from claimcheck.errors import RegistryError
from claimcheck.registry import build as build_module
from claimcheck.registry import cache, load_registry
from claimcheck.registry.build import build
from claimcheck.registry.compile import compiled
from claimcheck.registry.export import catalogue_of
from claimcheck.registry.load import read_layer
from claimcheck.registry.query import Registry
from claimcheck.registry.store import Store


@pytest.fixture(autouse=True)
def cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "claimcheck"


def test_compiling_loses_nothing(tmp_path: Path) -> None:
    catalogue = build([(write(tmp_path / "r"), "r")])
    again = catalogue_of(Registry(Store(compiled(catalogue), "memory")))
    assert again.entities == catalogue.entities
    assert again.metrics == catalogue.metrics
    assert again.sources == catalogue.sources
    assert again.facts == catalogue.facts
    assert {key: str(place) for key, place in again.origins.items()} == {
        key: str(place) for key, place in catalogue.origins.items()
    }
    assert compiled(again) == compiled(catalogue)


def test_built_once_and_again_when_a_file_changes(tmp_path: Path, cached: Path) -> None:
    folder = write(tmp_path / "r")
    assert load_registry(folder, shipped=False).path == "memory"
    second = load_registry(folder, shipped=False)
    assert Path(second.path).parent == cached
    write(folder, MODELS.replace("79.8 percent", "79.9 percent"))
    third = load_registry(folder, shipped=False)
    assert third.path == "memory"
    assert third.digest != second.digest
    assert len(list(cached.iterdir())) == 1
    (folder / "models" / "more.yaml").write_text("- id: x\n  kind: model\n  name: Xx\n")
    assert load_registry(folder, shipped=False).entity("x") is not None


def test_a_broken_registry_leaves_the_compiled_one(tmp_path: Path, cached: Path) -> None:
    folder = write(tmp_path / "r")
    load_registry(folder, shipped=False)
    (before,) = cached.iterdir()
    content = before.read_bytes()
    write(folder, MODELS.replace("79.8 percent", "798 percent"))
    with pytest.raises(RegistryError):
        load_registry(folder, shipped=False)
    assert [path.read_bytes() for path in cached.iterdir()] == [content]


@pytest.mark.parametrize("damage", [b"", b"CCR1\n", b"CCR1\n{}\n", b"nonsense" * 100, b"\x00" * 5_000])
def test_a_damaged_cache_is_built_again(tmp_path: Path, cached: Path, damage: bytes) -> None:
    folder = write(tmp_path / "r")
    load_registry(folder, shipped=False)
    (file,) = cached.iterdir()
    file.write_bytes(damage)
    assert load_registry(folder, shipped=False).facts_count == 7
    assert load_registry(folder, shipped=False).path == str(file)
    whole = file.read_bytes()
    file.write_bytes(whole[:-3])
    assert load_registry(folder, shipped=False).path == "memory"


def test_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path / "r")
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert load_registry(folder, shipped=False).facts_count == 7

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(os, "replace", full)
    assert load_registry(folder, shipped=False).facts_count == 7
    assert list((tmp_path / "cache" / "claimcheck").iterdir()) == []


def _open(folder: Path, results: multiprocessing.Queue[int]) -> None:
    results.put(load_registry(folder, shipped=False).facts_count)


def test_two_processes_may_build_at_once(tmp_path: Path, cached: Path) -> None:
    folder = write(tmp_path / "r")
    context = multiprocessing.get_context("fork")
    results: multiprocessing.Queue[int] = context.Queue()
    workers = [context.Process(target=_open, args=(folder, results)) for _ in range(4)]
    for worker in workers:
        worker.start()
    assert [results.get(timeout=30) for _ in workers] == [7] * 4
    for worker in workers:
        worker.join()
    assert [path.suffix for path in cached.iterdir()] == [".ccr"]


def test_opening_imports_little(tmp_path: Path) -> None:
    folder = write(tmp_path / "r")
    load_registry(folder, shipped=False)
    program = (
        "import sys; from claimcheck.registry import load_registry\n"
        f"registry = load_registry({str(folder)!r}, shipped=False); registry.names(); registry.facts()\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules}"
        " & {'yaml', 'pandas', 'pint', 'rapidfuzz', 'rich', 'platformdirs', 'hashlib'}))"
    )
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "[]"


# -- overlays ---------------------------------------------------------------------------------------------------------

MINE = """\
- id: deepseek-r1
  aliases: [R one]
  facts:
    - metric: aime-2024
      value: 79.9 percent
      source: r1-paper
      locator: mine
- id: mine
  kind: model
  name: My model
"""


def test_later_layers_add_and_override(tmp_path: Path) -> None:
    base, mine = write(tmp_path / "base"), tmp_path / "mine.yaml"
    mine.write_text(MINE)
    registry = load_registry(base, mine, shipped=False)
    entity = registry.entity("deepseek-r1")
    assert entity is not None
    assert (entity.name, entity.aliases, entity.developer) == ("DeepSeek-R1", ("深度求索 R1", "R one"), "deepseek")
    facts = {fact.id: str(fact.value) for fact in registry.facts_for("deepseek-r1", "aime-2024")}
    assert facts == {"deepseek-r1/aime-2024/r1-paper": "79.9", "deepseek-r1/aime-2024/r1-paper/cons-64": "86.7"}
    assert str(registry.origin("deepseek-r1/aime-2024/r1-paper")) == f"{mine}:4"
    assert str(registry.origin("deepseek-r1/aime-2024/r1-paper/cons-64")).startswith(str(base))
    assert [match.id for match in registry.resolve("R one")] == ["deepseek-r1"]
    assert registry.facts_count == 7


def test_an_overlay_over_a_compiled_registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base, mine = write(tmp_path / "base"), tmp_path / "mine.yaml"
    mine.write_text(MINE)
    target = tmp_path / "registry.ccr"
    target.write_bytes(compiled(build([(base, "registry")])))
    monkeypatch.setattr(cache.resources, "compiled_registry", lambda: target)
    assert load_registry().path == str(target)
    over = load_registry(mine)
    assert over.digest == load_registry(base, mine, shipped=False).digest
    assert str(over.origin("deepseek-r1/total-parameters/r1-paper")) == "registry/models/all.yaml:28"
    assert load_registry(mine).path != "memory"
    target.write_bytes(b"CCR1\ngarbage\n")
    with pytest.raises(RegistryError, match="the compiled registry is damaged"):
        load_registry()


def test_an_overlay_in_a_checkout_adds_to_the_compiled_registry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base, mine = write(tmp_path / "base"), tmp_path / "mine.yaml"
    mine.write_text(MINE)
    monkeypatch.setattr(cache.resources, "compiled_registry", lambda: None)
    monkeypatch.setattr(cache.resources, "registry_folder", lambda: str(base))
    load_registry()
    read: list[str] = []
    monkeypatch.setattr(build_module, "read_layer", lambda root, shown: read.append(shown) or read_layer(root, shown))
    over = load_registry(mine)
    assert read == [str(mine)]
    assert over.digest == load_registry(base, mine, shipped=False).digest
    assert str(over.origin("deepseek-r1/total-parameters/r1-paper")) == "registry/models/all.yaml:28"
    assert load_registry(mine).path != "memory"
    write(base, MODELS.replace("671e9", "672e9"))
    assert load_registry(mine).digest != over.digest


def test_rows_have_the_order_of_the_record() -> None:
    from dataclasses import fields

    from claimcheck.model import Fact
    from claimcheck.registry.store import FACT_FIELDS

    assert tuple(field.name for field in fields(Fact))[2:] == FACT_FIELDS


def test_the_cache_folder_does_not_grow_for_ever(tmp_path: Path, cached: Path) -> None:
    cached.mkdir(parents=True)
    for number in range(cache.KEEP + 5):
        (cached / f"registry-{number:08x}.ccr").write_bytes(b"old")
        os.utime(cached / f"registry-{number:08x}.ccr", (number, number))
    left = cached / ".registry-00000001.ccr.77.abcd"
    left.write_bytes(b"draft of a killed process")
    os.utime(left, (1, 1))
    load_registry(write(tmp_path / "r"), shipped=False)
    assert len(list(cached.iterdir())) == cache.KEEP
    assert not left.exists()
    assert load_registry(tmp_path / "r", shipped=False).path != "memory"


def test_a_compiled_file_in_use_outlives_those_made_after_it(tmp_path: Path, cached: Path) -> None:
    used = write(tmp_path / "used")
    load_registry(used, shipped=False)
    (file,) = cached.iterdir()
    for number in range(cache.KEEP + 2):
        os.utime(file, (1, 1))
        assert load_registry(used, shipped=False).path == str(file)
        load_registry(write(tmp_path / f"r{number}"), shipped=False)
    assert len(list(cached.iterdir())) == cache.KEEP


def test_a_registry_goes_to_worker_processes(tmp_path: Path) -> None:
    folder = write(tmp_path / "r")
    for registry in (load_registry(folder, shipped=False), load_registry(folder, shipped=False)):
        again = pickle.loads(pickle.dumps(registry))
        assert (again.digest, again.facts()) == (registry.digest, registry.facts())


def test_the_build_hook_compiles_without_the_facade(tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    root = Path(cache.__file__).parents[2]
    (tmp_path / "claimcheck").symlink_to(root / "claimcheck")
    write(tmp_path / "registry")
    program = (
        "import importlib.util, pathlib, sys\n"
        f"path = {str(root / 'claimcheck' / 'registry' / 'hatch_hook.py')!r}\n"
        "spec = importlib.util.spec_from_file_location('hook', path)\n"
        "hook = importlib.util.module_from_spec(spec); spec.loader.exec_module(hook)\n"
        f"data = hook.compile_registry(pathlib.Path({str(tmp_path)!r}))\n"
        "assert 'claimcheck' not in sys.modules\n"
        "sys.stdout.buffer.write(data)"
    )
    data = subprocess.check_output([sys.executable, "-c", program])
    assert Registry(Store(data, "built")).facts_count == 7


def test_a_cache_with_wrong_bytes_is_built_anew(tmp_path: Path, cached: Path) -> None:
    folder = write(tmp_path / "r")
    wanted = load_registry(folder, shipped=False).facts()
    (file,) = cached.glob("*.ccr")
    whole = file.read_bytes()
    dice = random.Random(9)
    for _ in range(60):
        wounded = bytearray(whole)
        wounded[dice.randrange(len(wounded))] ^= 1 << dice.randrange(8)
        file.write_bytes(wounded if dice.random() < 0.9 else wounded[: dice.randrange(len(wounded))])
        assert load_registry(folder, shipped=False).facts() == wanted
        assert file.read_bytes() == whole
