"""Names: exact after folding, proposals that never bridge a digit, and search in both languages."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registry_help import METRICS, MODELS, write

from claimcheck import names
from claimcheck.registry import Registry, load_registry
from claimcheck.registry.resolve import separated_well, shape

MORE = MODELS + "".join(
    f"- id: {identifier}\n  kind: model\n  name: {name}\n"
    for identifier, name in [
        ("gpt-4", "GPT-4"), ("gpt-4o", "GPT-4o"), ("gpt-4o-mini", "GPT-4o mini"),
        ("gpt-4-turbo", "GPT-4 Turbo"),
        ("o1", "o1"), ("o1-mini", "o1-mini"), ("claude-3.5-sonnet", "Claude 3.5 Sonnet"),
        ("qwen2.5", "Qwen2.5"),
        ("llama-3.1-405b", "Llama 3.1 405B"), ("tongyi", "通义千问"), ("r1", "Yi R1"),
    ]
) + """
- {id: moonshot, kind: organisation, name: Moonshot AI, aliases: [月之暗面, Moonshot]}
- {id: kimi-k2, kind: model, name: Kimi K2, developer: moonshot}
"""  # fmt: skip


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    return load_registry(write(tmp_path_factory.mktemp("names"), MORE), shipped=False)


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("DeepSeek-R1", "deepseek-r1"), ("deepseek r1", "deepseek-r1"),
        ("DEEPSEEK_R1", "deepseek-r1"), ("DeepSeekR1", "deepseek-r1"),
        ("Deep Seek R1", "deepseek-r1"), ("ＤｅｅｐＳｅｅｋ－Ｒ１", "deepseek-r1"), ("深度求索R1", "deepseek-r1"),
        ("V3", "deepseek-v3"),
        ("deepseek-v3", "deepseek-v3"), ("GPT4", "gpt-4"), ("gpt 4o", "gpt-4o"), ("O1", "o1"),
        ("总参数量", "total-parameters"),
        ("aime2024", "aime-2024"), ("claude-3.5-sonnet", "claude-3.5-sonnet"), (" MMLU ", "mmlu"),
    ],
)  # fmt: skip
def test_exact(registry: Registry, name: str, identifier: str) -> None:
    matches = registry.resolve(name)
    assert [(match.id, match.score) for match in matches] == [(identifier, 100.0)]


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("DeekSeek-R1", "deepseek-r1"), ("Cluade 3.5 Sonnet", "claude-3.5-sonnet"),
        ("DeepSeek-R1 (671B)", "deepseek-r1"),
        ("DeepSeek-R1（满血版）", "deepseek-r1"), ("Lama 3.1 405B", "llama-3.1-405b"), ("通义千文", "tongyi"),
        ("MMLUU", "mmlu"),
        ("GPT-4 o", "gpt-4o"),
    ],
)  # fmt: skip
def test_proposals_stay_below_95(registry: Registry, name: str, first: str) -> None:
    matches = registry.resolve(name)
    assert matches[0].id == first
    assert all(match.score < 95 for match in matches)


@pytest.mark.parametrize(
    ("name", "never"),
    [
        ("GPT-5", "gpt-4"), ("GPT-4.1", "gpt-4"), ("GPT-4b", "gpt-4o"), ("DeepSeek-R2", "deepseek-r1"),
        ("o3-mini", "o1-mini"),
        ("GPT-4 mini", "gpt-4-turbo"), ("Claude 3.7 Sonnet", "claude-3.5-sonnet"),
        ("Llama 3.1 70B", "llama-3.1-405b"),
        ("Claude 3.5 Opus", "claude-3.5-sonnet"), ("AIME 2025", "aime-2024"), ("Qwen3", "qwen2.5"),
        ("01", "o1"), ("", "o1"),
    ],
)  # fmt: skip
def test_digits_and_variants_are_never_bridged(registry: Registry, name: str, never: str) -> None:
    assert never not in [match.id for match in registry.resolve(name)]


@pytest.mark.parametrize(("name", "line", "first"), [("LLaMA", "llama", "llama-1"), ("通义千问", "qwen", "qwen-1")])
def test_a_lines_name_alone_may_mean_its_first_generation(name: str, line: str, first: str) -> None:
    found = [(match.id, match.score, match.context_only) for match in load_registry().resolve(name)]
    assert found == [(line, 100.0, False), (first, 100.0, True)]
    assert [match.id for match in load_registry().resolve("Llama 2")] == ["llama-2"]


def test_what_bears_a_name_in_context_follows_what_bears_it_plainly(tmp_path: Path) -> None:
    metrics = METRICS.replace("  family: aime\n", "  family: aime\n  context_aliases: [AIME]\n")
    registry = load_registry(write(tmp_path, MORE, metrics), shipped=False)
    found = [(match.id, match.score, match.context_only) for match in registry.resolve("aime")]
    assert found == [("aime", 100.0, False), ("aime-2024", 100.0, True)]
    found = [(match.id, match.score, match.context_only) for match in registry.resolve("R1")]
    assert found == [("deepseek-r1", 100.0, True)]
    found = [(match.id, match.score, match.context_only) for match in registry.resolve("r1")]  # the id of Yi R1 too
    assert found == [("r1", 100.0, False), ("deepseek-r1", 100.0, True)]
    years = "".join(
        f"- {{id: aime-{year}, name: AIME {year}, unit: percent, kind: benchmark, context_aliases: [AIME]}}\n"
        for year in (2021, 2022, 2023)
    )
    many = load_registry(write(tmp_path, MORE, metrics + years), shipped=False)
    assert {match.score for match in many.resolve("aime", 9) if match.context_only} == {97.0}
    hits = registry.search("DeepSeek-R1 AIME")
    assert len({hit.id for hit in hits}) == len(hits)


def test_every_name_means_its_own(registry: Registry) -> None:
    for key, breaks, identifier, kind, context_only, spelled in registry.names():
        assert names.fold(spelled)[0] == key
        assert set(names.fold(spelled)[1]) <= set(breaks)
        matches = registry.resolve(spelled)
        assert identifier in [match.id for match in matches if match.score == 100.0], spelled
        assert kind in ("entity", "metric")
        if not context_only:
            assert matches[0].id == identifier


@given(st.text(max_size=40))
def test_resolving_and_searching_take_any_text(registry: Registry, text: str) -> None:
    for match in registry.resolve(text):
        assert match.score == 100.0 or match.score < 95
    registry.search(text)


@given(st.sampled_from(["DeepSeek-R1", "GPT-4o mini", "Claude 3.5 Sonnet", "通义千问", "AIME 2024"]), st.data())
def test_writing_a_name_another_way_changes_nothing(registry: Registry, name: str, data: st.DataObject) -> None:
    key, breaks = names.fold(name)
    spelled = "".join(
        data.draw(st.sampled_from(["", " ", "-", "_", "  "])) * (at in breaks)
        + data.draw(st.sampled_from([char, char.upper()]))
        for at, char in enumerate(key)
    )
    assert separated_well(spelled, breaks)
    assert [match.score for match in registry.resolve(spelled)] == [100.0]


def test_shapes() -> None:
    assert shape("GPT-4o mini") == shape("gpt_4o MINI")
    assert shape("GPT-4o").fixed != shape("GPT-4").fixed
    assert shape("DeepSeek-R1").letters == shape("Deepseek R1").letters == "deepseek"


def test_search(registry: Registry) -> None:
    hits = registry.search("R1 AIME 2024")
    assert hits[0].id == "deepseek-r1/aime-2024/r1-paper"
    assert hits[0].text == "79.8 percent (pass@1), r1-paper, Table 4, 2025-01-22"
    assert {"deepseek-r1", "aime-2024"} <= {hit.id for hit in hits}
    assert registry.search("深度求索 R1 的总参数量")[0].id == "deepseek-r1/total-parameters/r1-paper"
    assert registry.search("deepseek r1 aime")[0].kind == "fact"
    assert registry.search("sonet")[0].id == "claude-3.5-sonnet"
    assert len(registry.search("deepseek", limit=2)) == 2
    assert registry.search("qqqqqq zzzzzz") == []


def test_keys_with_a_zero_for_an_o(registry: Registry) -> None:
    names, alike = registry.names(), registry.look_alikes()
    assert alike["gpt40"] == next(at for at, row in enumerate(names) if row[0] == "gpt4o")
    for wrong, at in alike.items():
        assert names[at][3] == "entity"
        assert wrong.replace("0", "o") == names[at][0].replace("0", "o") != wrong
        assert not registry.has_key(wrong)


def test_words_of_names(registry: Registry) -> None:
    spelled = [(row[3], row[5]) for row in registry.names()]
    assert set(registry.words()) == {word for _, name in spelled for word in re.findall("[A-Za-z]{5,}", name)}
    assert "Turbo" in registry.words()
    assert {"Claude", "Llama"} <= set(registry.first_words())
    assert "Turbo" not in registry.first_words()
    assert all(registry.has_key(row[0]) for row in registry.names())
    assert not registry.has_key("claude")


@pytest.mark.parametrize("name", ["Moonshot AI Kimi K2", "Moonshot Kimi-K2", "月之暗面 Kimi K2", "月之暗面Kimi K2"])
def test_the_developer_may_stand_before_the_name(registry: Registry, name: str) -> None:
    assert [(match.id, match.score) for match in registry.resolve(name)] == [("kimi-k2", 98.0)]


def test_another_developer_makes_another_name(registry: Registry) -> None:
    assert [match for match in registry.resolve("Moonshot GPT-4") if match.score >= 95] == []


@pytest.mark.parametrize(
    "name", ["A100 PCIe 80GB", "A100 80GB PCIe", "A100 80G PCIe", "A100-PCIe-80G", "a100 pcie 80g"]
)
def test_a_chips_form_and_memory_stand_in_either_order(name: str) -> None:
    assert [match.id for match in load_registry().resolve(name)][:1] == ["a100-pcie-80gb"]


def test_a_listed_name_goes_before_a_derived_one() -> None:
    assert [match.id for match in load_registry().resolve("A100 80G")][:1] == ["a100-80gb"]


def test_names_composed_from_a_line_come_in_one_order_whatever_the_hash_seed() -> None:
    code = (
        "from claimcheck.model import Entity\nfrom claimcheck.registry import spellings\n"
        "names = tuple(f'Hunyuan {n}' for n in 'ABCDEFGH') + ('混元',)\n"
        "line = Entity('hunyuan', 'family', 'Hunyuan', names, (), 'tencent')\n"
        "print(dict(spellings.chinese_lines([line])))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed, "PATH": ""}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "3", "77")
    }
    assert len(printed) == 1
