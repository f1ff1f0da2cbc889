"""The shipped registry itself: sound, resolvable, licensed. The grammar's examples in its README are true."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

import claimcheck
from claimcheck.registry import Registry, load_registry, values
from claimcheck.registry.review import validate

ROOT = Path(__file__).resolve().parent.parent / "registry"

# Names under which writers look for a metric, and the id that each has to lead to.
METRICS = {
    "total-parameters": ("total parameters", "parameters", "parameter count", "参数量"),
    "active-parameters": ("active parameters", "activated parameters", "激活参数"),
    "training-tokens": ("training tokens", "pre-training tokens"),
    "training-cost": ("training cost", "训练成本"),
    "training-gpu-hours": ("training GPU hours", "GPU hours"),
    "training-time": ("training time",),
    "training-compute": ("training compute", "训练算力"),
    "gpu-count": ("GPU count", "chip count"),
    "context-length": ("context length", "context window", "上下文长度"),
    "maximum-output": ("maximum output", "max output", "output length"),
    "input-price": ("input price", "API price input"),
    "cached-input-price": ("cached input price", "cache hit input price", "cache read price"),
    "output-price": ("output price", "API price output"),
    "generation-speed": ("generation speed", "tokens per second"),
    "release-date": ("release date", "announcement date", "发布日期"),
    "vocabulary-size": ("vocabulary size", "vocabulary"),
    "memory": ("memory", "GPU memory", "显存"),
    "memory-bandwidth": ("memory bandwidth", "显存带宽"),
    "memory-bus-width": ("memory bus width", "bus width"),
    "tdp": ("TDP", "TGP"),
    "transistors": ("transistors", "晶体管"),
    "cuda-cores": ("CUDA cores",),
    "tensor-cores": ("tensor cores",),
    "rt-cores": ("RT cores",),
    "cpu-cores": ("CPU cores",),
    "compute-units": ("compute units",),
    "fp64-throughput": ("FP64 throughput", "FP64"),
    "fp32-throughput": ("FP32 throughput", "FP32"),
    "fp16-throughput": ("FP16 throughput", "FP16", "BF16"),
    "fp8-throughput": ("FP8 throughput", "FP8"),
    "fp4-throughput": ("FP4 throughput", "FP4"),
    "int8-throughput": ("INT8 throughput", "INT8"),
    "ai-tops": ("AI TOPS",),
    "rt-tflops": ("RT TFLOPS", "ray tracing TFLOPS"),
    "nvlink-bandwidth": ("NVLink bandwidth",),
    "process-node": ("process node", "制程"),
    "launch-price": ("launch price", "MSRP"),
    "investment": ("investment",),
    "arena-elo": ("arena Elo", "chatbot arena elo", "arena score"),
    "codeforces-rating": ("Codeforces rating", "Codeforces Elo"),
    "codeforces-percentile": ("Codeforces percentile",),
    "notable-ai-models": ("notable AI models", "notable models"),
    "mmlu-gap": ("MMLU gap",),
    "mmmu-gap": ("MMMU gap",),
    "math-gap": ("MATH gap",),
    "humaneval-gap": ("HumanEval gap",),
    "private-ai-investment": ("private AI investment",),
    "qubits": ("qubits", "physical qubits"),
    "storage": ("storage",),
    "mmlu": ("MMLU",),
    "mmlu-pro": ("MMLU-Pro", "MMLU Pro"),
    "aime-2024": ("AIME 2024", "AIME24"),
    "aime-2025": ("AIME 2025",),
    "gpqa-diamond": ("GPQA Diamond",),
    "math-500": ("MATH-500", "MATH 500"),
    "swe-bench-verified": ("SWE-bench Verified",),
    "humaneval": ("HumanEval", "Human Eval"),
    "gsm8k": ("GSM8K", "GSM-8K"),
    "c-eval": ("C-Eval", "CEval"),
}


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def test_it_validates() -> None:
    assert [str(problem) for problem in validate() if problem.level == "error"] == []


@pytest.mark.parametrize("identifier", METRICS)
def test_metric_names_resolve(registry: Registry, identifier: str) -> None:
    for name in METRICS[identifier]:
        sure = [match.id for match in registry.resolve(name) if match.score == 100.0]
        assert sure[:1] == [identifier], name


def test_every_name_leads_to_its_own(registry: Registry) -> None:
    plain = [row for row in registry.names() if not row[4]]
    assert len({row[0] for row in plain}) == len(plain)


def test_every_licence_is_accounted_for(registry: Registry) -> None:
    text = (ROOT / "LICENSES.md").read_text(encoding="utf-8")
    for source in registry.sources():
        for licence in re.split(r",\s*|\s*\(.*?\)", source.licence or ""):
            family = "Llama" if licence.startswith("Llama") else licence
            assert family in text, f"{source.id}: {licence}"


def test_the_readme_is_true() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    examples = {
        "79.8 percent": ("79.75", "79.85"),
        "671e9 parameter": ("670.5e9", "671.5e9"),
        "128e3 token": ("127500", "128500"),
        "about 100e6 USD": ("90e6", "110e6"),
        "over 15e12 token": ("14.5e12", "18e12"),
        "5..13 percent": ("5", "13"),
    }
    for value, (low, high) in examples.items():
        assert value in text
        parsed = values.parse(value, "percent")
        assert (parsed.low, parsed.high) == (Decimal(low), Decimal(high)), value
    from claimcheck.registry import checks, schema

    for words in (
        schema.ENTITY_KINDS,
        schema.METRIC_KINDS,
        schema.SOURCE_KINDS,
        schema.STATUSES,
        values.APPROXIMATIONS,
    ):
        for word in words:
            assert word in text
    for keys in (schema.ENTITY, schema.METRIC, schema.SOURCE, schema.FACT):
        for key in keys:
            assert f"`{key}`" in text, key
    table = text.partition("## Conditions")[2].partition("## One entry")[0]
    for row in re.findall(r"^\| ([a-z_, ]+) \|", table, re.MULTILINE):
        assert row == "key" or set(row.split(", ")) <= checks.CONDITIONS, row


def test_a_size_in_a_list_completes_the_name_of_the_row() -> None:
    """Qwen is the whole line and lists no members; the names of its models begin with it all the same."""
    text = "| Base | Models | Parameters |\n|---|---|---|\n| Qwen | Qwen/1.5 Base | 7B/14B |\n"
    claims = claimcheck.check(text).claims
    assert [(c.text, c.subject.id) for c in claims] == [("7B", "qwen-7b"), ("14B", "qwen-14b")]
