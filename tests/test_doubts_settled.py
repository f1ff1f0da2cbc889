"""Contradictions that nothing else explains: prices and chips in tables, sizes, compute and days that slipped."""

from __future__ import annotations

from functools import cache

import pytest
from small import beside_shipped

from claimcheck import engine
from claimcheck.documents import read_text
from claimcheck.registry import Registry


def at(source: str) -> str:
    return f'source: {source}, locator: row 1, date: "2025-03-01"'


EXTRA = f"""
- {{id: sigma, kind: organisation, name: Sigma}}
- id: sigma-one
  kind: model
  name: Sigma-One
  developer: sigma
  facts:
    - {{metric: input-price, value: 2 USD/Mtoken, {at("card")}}}
    - {{metric: output-price, value: 8 USD/Mtoken, {at("card")}}}
    - {{metric: output-price, value: 4 USD/Mtoken, conditions: {{tier: off-peak}}, suffix: night, {at("card")}}}
    - {{metric: context-length, value: 128000 token, {at("card")}}}
    - {{metric: training-compute, value: 3.1e24 FLOP, {at("list")}}}
    - {{metric: training-compute, value: 3.4e24 FLOP, {at("other")}}}
    - {{metric: release-date, value: "2025-02-05", {at("list")}}}
    - {{metric: release-date, value: "2025-02-05", {at("other")}}}
- id: sigma-two
  kind: model
  name: Sigma-Two
  developer: sigma
  facts:
    - {{metric: release-date, value: "2025-02-05", {at("list")}}}
    - {{metric: training-tokens, value: 2e12 token, {at("card")}}}
- id: sigma-card
  kind: chip
  name: Sigma Card
  developer: sigma
  facts:
    - {{metric: memory-bandwidth, value: 2765 GB/s, {at("list")}}}
    - {{metric: memory-bandwidth, value: 2760 GB/s, {at("other")}}}
    - {{metric: cuda-cores, value: 7424 core, {at("list")}}}
    - {{metric: memory, value: 128 GB, {at("card")}}}
- {{id: tau, kind: family, name: Tau, developer: sigma}}
- {{id: tau-8b, kind: model, name: Tau 8B, family: tau, facts: [
    {{metric: total-parameters, value: 8e9 parameter, {at("card")}}}]}}
- {{id: tau-540b, kind: model, name: Tau 540B, family: tau, facts: [
    {{metric: total-parameters, value: 540e9 parameter, {at("card")}}}]}}
"""
SOURCES = """
- {id: card, title: Card, publisher: Sigma, kind: primary, url: "https://example.org/1", date: 2025-03}
- {id: list, title: List, publisher: Somebody, kind: compiled, url: "https://example.org/2", date: 2025-03}
- {id: other, title: Other, publisher: Another, kind: compiled, url: "https://example.org/3", date: 2025-03}
"""


@cache
def registry() -> Registry:
    return beside_shipped(EXTRA, SOURCES)


def loud(text: str) -> list[str]:
    """The codes of the errors and warnings."""
    found = engine.check(read_text(text, "draft.md"), registry()).findings
    return [f.code for f in found if f.severity != "note"]


@pytest.mark.parametrize(
    ("header", "row", "codes"),
    [
        ("Model | Input price per 1M tokens", "Sigma-One | $7.30", ["CC101"]),
        ("Model | Input price per 1M tokens | Input price per 1M tokens", "Sigma-One | $2 | $8", ["CC101"]),
        ("Model | Context length", "Sigma-One | 2,048", []),  # how much of it a test used
        ("GPU | Memory bandwidth", "Sigma Card | 459 GB/s", ["CC101"]),
        ("GPU | CUDA cores", "Sigma Card | 29,000", []),  # one list alone
    ],
)
def test_what_a_table_can_only_mean_as_reported(header: str, row: str, codes: list[str]) -> None:
    assert loud(f"| {header} |\n|{'---|' * (header.count('|') + 1)}\n| {row} |\n") == codes


def test_a_machines_memory_in_a_chips_cell_is_the_machines() -> None:
    table = "| Setting | Platform |\n|---|---|\n| Test | NV SXM2 V100-32G, CPU 2.1 GHz, 48 cores, memory: 251 GB |\n"
    assert loud(table) == []


@pytest.mark.parametrize(("kind", "codes"), [("HBM3", ["CC101"]), ("of memory", [])])
def test_memory_of_a_chip_beside_its_processor_cores(kind: str, codes: list[str]) -> None:
    assert loud(f"The Sigma Card has 24 CPU cores and 158 GB {kind}.") == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Tau has 540 million parameters.", ["CC102"]),
        ("Tau has 540 billion parameters.", []),
        ("Tau has 80 billion parameters.", []),  # there may be such a member
        ("Sigma-Two 使用 200 亿 token 训练。", ["CC102"]),  # 2万亿
    ],
)
def test_a_size_that_slipped(text: str, codes: list[str]) -> None:
    assert loud(text) == codes


@pytest.mark.parametrize(
    ("value", "codes"),
    [("2.7 × 10^25", ["CC101"]), ("5.9 × 10^24", []), ("10^25", [])],
)
def test_compute_many_times_off_what_others_reckoned(value: str, codes: list[str]) -> None:
    assert loud(f"Training Sigma-One took {value} FLOP.") == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Sigma-One was released on March 21, 2025.", ["CC101"]),  # two lists tell one other day
        ("Sigma-Two was released on March 21, 2025.", []),  # one may be the day of the paper
        ("## 2025\n\nSigma-Two was released on August 21.", ["CC101"]),  # wrong in any year
        ("## 2025\n\nSigma-Two was released on February 21.", []),
    ],
)
def test_days_of_a_release(text: str, codes: list[str]) -> None:
    assert loud(text) == codes


def test_a_night_price_is_nobodys_price_who_does_not_say_so() -> None:
    plain = "Sigma-One costs $2 per million input tokens and $4 per million output tokens."
    told = engine.check(read_text(plain, "draft.md"), registry())
    assert [f.code for f in told.findings] == ["CC107"]
    assert loud(plain.replace("tokens.", "tokens off-peak.")) == []


def test_a_mode_is_held_to_reports_of_that_mode() -> None:
    mode = EXTRA.replace(
        "id: sigma-two\n  kind: model\n  name: Sigma-Two\n  developer: sigma\n  facts:\n",
        "id: sigma-two\n  kind: model\n  name: Sigma-Two\n  developer: sigma\n  facts:\n"
        f"    - {{metric: mmlu, value: 61.5 percent, {at('card')}}}\n",
    )
    known = beside_shipped(mode, SOURCES)
    assert [f.code for f in engine.check(read_text("Sigma-Two scores 81.5% on MMLU.", "d.md"), known).findings]
    assert not engine.check(read_text("Sigma-Two Thinking scores 81.5% on MMLU.", "d.md"), known).findings


def test_a_model_announced_under_the_name_of_the_line_before() -> None:
    told = engine.check(
        read_text("The largest Llama 3, with 400 billion parameters, scores 85.2 on MMLU.", "d.md"), registry()
    )
    assert [j.claim.subject.id for j in told.judgements][:1] == ["llama-3.1-405b"]
    assert not [f for f in told.findings if f.severity != "note"]


@pytest.mark.parametrize(
    "text",
    [
        "| Setup | Memory |\n|---|---|\n| 4x L40S | 192 GB |\n| 4 × A100 | 320 GB |\n",
        "| 方案 | 总显存 | 总功耗 |\n|---|---|---|\n| 8 × H200 | 1128GB | 5600W |\n",
        "| Model | $/M in | $/M out | Output cost |\n|---|---|---|---|\n| GPT-5 | 1.25 | 10 | $3,000 |\n",
        "For me o3 costs 5 × $2 + $8 = $18, GPT-5 costs 5 × $1.25 + $10 = $16.25.",
        "We also said that Grok 4 has a context of 128K; it's 256K.",
        '"GPT-4.1 scores 52.4% on SWE-bench Verified" should read "54.6%".',
        "原文“H100 的显存为 96GB”应为“80GB”。",
        "GPT-4.1 nano costs $0.10, less than half of the $0.40 of GPT-4.1 mini.",
        "o4-mini beats o3 on AIME 2025, 92.7% to 88.9%, and loses on GPQA by less than two points (81.4% vs. 83.3%).",
        "| Benchmark | R1 | Best | Margin |\n|---|---|---|---|\n| MMLU | 90.8 | o1 | 1.0 |\n| GPQA | 71.5 | o1 | 4 |\n",
        "Our score with Llama 3.3 70B Instruct is 75.0 on MMLU; the card says 86.0.",
        "我们实测 Llama 3.3 70B Instruct 的 MMLU 为 75.0。",
    ],
)
def test_totals_sums_and_corrections_are_no_mistakes(text: str) -> None:
    assert loud(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "DeepSeek-R1 在本周发布。正式版总参数 761B。",
        "RTX 5090 官方售价 2499 美元，是目前最贵的显卡。",
        "Meta released an updated Llama 3.1 405B on July 23, 2023.",
        "OpenAI launched GPT-4.1, which replaced GPT-4.5, on April 14, 2024.",
        "DeepSeek-R1 的性能媲美 o1，AIME 2024 得分 97.8%。",
        "较小的 Llama 3.1 8B 上下文为 256K。",
        "战胜众多对手的 DeepSeek-R1 总参数为 761B。",
        "The H100 achieves a memory bandwidth of 5.35 TB/s.",
        "Open-R1 is a reproduction of DeepSeek's R1. R1 scores 97.8% on AIME 2024.",
        "| GPU | 显存/GB | 功耗/W |\n|---|---|---|\n| H100 SXM | 80 | 900 |\n",
    ],
)
def test_words_around_a_mistake_do_not_hide_it(text: str) -> None:
    assert len(loud(text)) == 1
