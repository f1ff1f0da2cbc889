"""Figures that the words before them give to a cache or to people are no claims about the system beside them."""

from __future__ import annotations

import pytest
from small import read

from claimcheck import engine
from claimcheck.registry import load_registry


def claimed(text: str) -> list[tuple[str, str | None, str | None]]:
    judged = engine.check(read(text), load_registry()).judgements
    return [(j.claim.text, j.claim.subject.id, j.claim.metric.id) for j in judged]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("A100 的每个核心有片上 SRAM，带宽约为 17 TB/s。", []),
        ("The A100 has on-chip SRAM with a bandwidth of 17 TB/s.", []),
        ("The A100 reads its L2 cache at 5 TB/s.", []),
        ("The A100 has 2.0 TB/s of memory bandwidth beside its L2 cache.", ["2.0 TB/s"]),
        ("The A100 has a large L2 cache and a bandwidth of 2.0 TB/s.", ["2.0 TB/s"]),
        ("The A100 has an L2 cache, with HBM at a bandwidth of 2.0 TB/s.", ["2.0 TB/s"]),
        ("A100 有很大的缓存，显存带宽为 2.0 TB/s。", ["2.0 TB/s"]),
        ("The A100 talks over PCIe Gen4: 64 GB/s of bandwidth.", []),
    ],
)
def test_the_bandwidth_of_a_cache_is_not_the_memorys(text: str, figures: list[str]) -> None:
    assert [figure for figure, _, metric in claimed(text) if metric == "memory-bandwidth"] == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("在 GPQA Diamond 上，o1 超越人类专家的 66.6%，达到 78%。", ["78%"]),
        ("在 GPQA Diamond 上，o1 得分 78%，超过博士 66.6%。", ["78%"]),
        ("On GPQA Diamond, o1 scores 78% against human experts' 66.6%.", ["78%"]),
        ("On GPQA Diamond, o1 scores 78% against PhD students (66.6%).", ["78%"]),
        ("On GPQA Diamond human experts score 66.6%, o1 scores 78%.", ["78%"]),
        ("On GPQA Diamond o1 beats human experts with 78%.", ["78%"]),
        ("o1 scores 78% on GPQA Diamond, above human experts.", ["78%"]),
        ("在博士级别的 GPQA Diamond 上，o1 得分 78%。", ["78%"]),
        ("On the expert-level GPQA Diamond o1 reaches 78%.", ["78%"]),
    ],
)
def test_a_score_of_people_is_no_models(text: str, figures: list[str]) -> None:
    assert [figure for figure, subject, _ in claimed(text) if subject == "o1"] == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("H100 的功耗为 700 W，系统整体功耗为 1275 W。", ["700 W"]),
        ("The H100 has a TDP of 700 W and a system power of 1275 W.", ["700 W"]),
        ("在整机功耗之外，H100 的 TDP 为 700 W。", ["700 W"]),
    ],
)
def test_the_power_of_a_machine_is_no_chips(text: str, figures: list[str]) -> None:
    assert [figure for figure, subject, _ in claimed(text) if subject == "h100"] == figures


def test_a_true_mistake_beside_people_is_still_one() -> None:
    text = "On GPQA Diamond, o1 scores 48% against human experts' 66.6%."
    findings = engine.check(read(text), load_registry()).findings
    assert [finding.text for finding in findings if finding.severity != "note"] == ["48%"]
