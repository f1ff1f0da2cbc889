"""One figure of several to choose from is no error where another of them is the reported one."""

from __future__ import annotations

import pytest
from small import beside_shipped

from claimcheck import engine
from claimcheck.documents import read_text

WHERE = 'source: sheet, locator: p. 1, date: "2025-03-01"'
FACTS = f"""\
- id: gamma-x1
  kind: chip
  name: Gamma X1
  facts:
    - {{metric: tdp, value: 400 W, {WHERE}}}
    - {{metric: cuda-cores, value: 3584 core, {WHERE}}}
- {{id: gamma-z9, kind: chip, name: Gamma Z9}}
- {{id: gamma-x2, kind: family, name: Gamma X2}}
- id: gamma-x2-pcie-24gb
  kind: chip
  name: Gamma X2 PCIe 24GB
  aliases: [Gamma X2 PCIe]
  family: gamma-x2
  facts:
    - {{metric: memory, value: 24 GB, {WHERE}}}
    - {{metric: memory-bandwidth, value: 1470 GB/s, {WHERE}}}
    - {{metric: fp16-throughput, value: 211 TFLOPS, {WHERE}}}
- id: gamma-x2-pcie-56gb
  kind: chip
  name: Gamma X2 PCIe 56GB
  family: gamma-x2
  facts:
    - {{metric: memory, value: 56 GB, {WHERE}}}
    - {{metric: memory-bandwidth, value: 1830 GB/s, {WHERE}}}
    - {{metric: fp16-throughput, value: 211 TFLOPS, {WHERE}}}
- {{id: theta, kind: family, name: Theta Moth}}
- id: theta-moth-210b
  kind: model
  name: Theta Moth 210B
  family: theta
  facts:
    - {{metric: total-parameters, value: 210e9 parameter, {WHERE}}}
    - {{metric: active-parameters, value: 18e9 parameter, {WHERE}}}
- id: theta-moth-33b
  kind: model
  name: Theta Moth 33B
  family: theta
  facts:
    - {{metric: total-parameters, value: 33e9 parameter, {WHERE}}}
"""
SOURCE = '- {id: sheet, title: Sheet, publisher: Gamma, kind: primary, url: "https://example.org", date: "2025-03-01"}'


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        ("The Gamma X1 has a TDP of 330 or 400 W.", 0),
        ("The Gamma X1 has a TDP of 330 W.", 1),
        ("| GPU | CUDA cores |\n|---|---|\n| Gamma X1 | 3584 / 3840 |\n", 0),
        ("| GPU | CUDA cores |\n|---|---|\n| Gamma X1 | 3840 |\n", 1),
        ("The Gamma Z9 comes with 16 GB or 24 GB of memory. The Gamma Z9 with 24 GB of memory is dear.", 0),
    ],
)
def test_alternatives(text: str, alarms: int) -> None:
    findings = engine.check(read_text(text, "draft.md"), beside_shipped(FACTS, SOURCE)).findings
    assert sum(finding.severity != "note" for finding in findings) == alarms


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        ("| GPU | Memory | Bandwidth |\n|---|---|---|\n| Gamma X2 PCIe | 56GB HBM2e | 1830 GB/s |\n", 0),
        ("| 显卡 | 显存（GB） | 显存带宽 |\n|---|---|---|\n| Gamma X2 PCIe | 56 | 1830 GB/s |\n", 0),
        ("| GPU | Gamma X2 PCIe |\n|---|---|\n| Memory | 56 GB |\n| Memory bandwidth | 1830 GB/s |\n", 0),
        ("| GPU | Memory | Bandwidth |\n|---|---|---|\n| Gamma X2 PCIe | 56GB | 1470 GB/s |\n", 1),
        ("| GPU | Memory | Bandwidth |\n|---|---|---|\n| Gamma X2 PCIe | 24GB | 1830 GB/s |\n", 1),
        ("| GPU | Memory | Bandwidth |\n|---|---|---|\n| Gamma X2 PCIe | 36GB | 1470 GB/s |\n", 1),  # there is none
        ("| GPU | Memory | Bandwidth |\n|---|---|---|\n| Gamma X2 PCIe | 56GB / 24GB | 1830 GB/s |\n", 0),
        ("| GPU | Memory | Bandwidth |\n|---|---|---|\n| Gamma X2 PCIe | 56GB / 24GB | 1380 GB/s |\n", 1),
    ],
)
def test_memory_of_a_row_tells_its_chip(text: str, alarms: int) -> None:
    findings = engine.check(read_text(text, "draft.md"), beside_shipped(FACTS, SOURCE)).findings
    assert sum(finding.severity != "note" for finding in findings) == alarms


def test_two_figures_of_a_cell_are_of_one_chip() -> None:
    text = "| GPU | Memory | FP16 |\n|---|---|---|\n| Gamma X2 PCIe | 56 GB | 211 TFLOPS / 422 TFLOPS |\n"
    judged = engine.check(read_text(text, "draft.md"), beside_shipped(FACTS, SOURCE)).judgements
    assert {j.claim.subject.id for j in judged} == {"gamma-x2-pcie-56gb"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| | Theta Moth | DeepSeek-V3 |\n|---|---|---|\n| Model size | 210B/18B | 671B/37B |\n", "active"),
        ("| 模型 | 模型大小 |\n|---|---|\n| Theta Moth | 210B/18B |\n| DeepSeek-V3 | 671B/37B |\n", "active"),
        ("| Model | Model size |\n|---|---|\n| Theta Moth | 210B/24B |\n| DeepSeek-V3 | 671B/37B |\n", "alarm"),
        ("| | Theta Moth | DeepSeek-V3 |\n|---|---|---|\n| Model size | 210B/33B | 671B/37B |\n", "two"),
    ],
)
def test_two_sizes_under_the_name_of_a_family(text: str, expected: str) -> None:
    result = engine.check(read_text(text, "draft.md"), beside_shipped(FACTS, SOURCE))
    told = [(j.claim.subject.id, j.claim.metric.id) for j in result.judgements if "theta" in (j.claim.subject.id or "")]
    second = ("theta-moth-33b", "total-parameters") if expected == "two" else ("theta-moth-210b", "active-parameters")
    assert told == [("theta-moth-210b", "total-parameters"), second]
    assert len(result.findings) == (expected == "alarm")
