"""Figures of chips that are another unit's, another column's or another memory's, and those that are none of these."""

from __future__ import annotations

import pytest
from small import beside_shipped

from claimcheck import engine
from claimcheck.documents import read_text
from claimcheck.registry import load_registry

WHERE = 'source: sheet, locator: row 1, date: "2025-03"'
CHIPS = f"""
- {{id: zeta, kind: organisation, name: Zeta}}
- id: zeta-card
  kind: chip
  name: Zeta Card
  developer: zeta
  facts:
    - {{metric: fp64-throughput, value: 23.4 TFLOPS, conditions: {{engine: vector}}, {WHERE}}}
    - {{metric: fp64-throughput, value: 46.8 TFLOPS, conditions: {{engine: tensor}}, suffix: tensor, {WHERE}}}
    - {{metric: fp16-throughput, value: 512 TFLOPS, {WHERE}}}
    - {{metric: memory-bandwidth, value: 2.4 TB/s, {WHERE}}}
    - {{metric: memory, value: 64 GB, {WHERE}}}
- id: zeta-card-32gb
  kind: chip
  name: Zeta Card 32GB
  developer: zeta
  family: zeta-card
  facts:
    - {{metric: fp64-throughput, value: 21.9 TFLOPS, {WHERE}}}
"""
SOURCES = '- {id: sheet, title: Sheet, publisher: Zeta, kind: primary, url: "https://example.org/z", date: "2025-03"}\n'


def alarms(text: str) -> list[tuple[str, str]]:
    findings = engine.check(read_text(text, "draft.md"), beside_shipped(CHIPS, SOURCES)).findings
    return [(finding.code, finding.text) for finding in findings if finding.severity != "note"]


def table(*lines: str) -> str:
    return "\n".join((lines[0], "|".join("-" * (lines[0].count("|") + 1)), *lines[1:])) + "\n"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (table("Card | FP64", "Zeta Card 32GB | 23.4 TFLOPS"), None),
        ("Zeta Card 32GB 的 FP64 算力为 23.4 TFLOPS。", None),
        (table("Card | FP64", "Zeta Card 32GB | 46.8 TFLOPS"), ("CC107", "46.8 TFLOPS")),
        (table("Card | FP64", "Zeta Card 32GB | 28.4 TFLOPS"), ("CC101", "28.4 TFLOPS")),
    ],
)
def test_a_bare_double_precision_is_that_of_the_vector_units(text: str, wrong: tuple[str, str] | None) -> None:
    assert alarms(text) == ([wrong] if wrong else [])


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (table("Card | Reached FP16 (TFLOPS) | Theoretical", "Zeta Card | 401.5 | 512"), None),
        (table("型号 | 实测 FP16 (TFLOPS) | 理论", "Zeta Card | 401.5 | 512"), None),
        (table("Card | FP16 (TFLOPS) | Theoretical", "Zeta Card | 401.5 | 640"), "401.5"),
        (table("Card | FP16 (TFLOPS) | Rank", "Zeta Card | 401.5 | 512"), "401.5"),
        (table("型号 | FP16 (TFLOPS) | 理论", "Zeta Card | 401.5 | —"), "401.5"),
        (table("Card | Memory bandwidth, reached | Memory bandwidth", "Zeta Card | 1.9 TB/s | 2.4 TB/s"), None),
    ],
)
def test_a_measured_column_beside_the_specified_one(text: str, wrong: str | None) -> None:
    assert [figure for _, figure in alarms(text)] == ([wrong] if wrong else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Zeta Card offers 512 TFLOPS of dense FP16 and 1,024 TFLOPS of sparse FP16.", []),
        ("The Zeta Card offers 512 TFLOPS of dense FP16 and 1,150 TFLOPS of sparse FP16.", [("CC101", "1,150 TFLOPS")]),
    ],
)
def test_sparse_matrices_go_twice_as_fast(text: str, expected: list[tuple[str, str]]) -> None:
    assert alarms(text) == expected


def test_a_rate_far_above_all_that_lists_have() -> None:
    found = engine.check(
        read_text(table("Card | FP16 Tensor", "RTX 5090 | ~1,800 TFLOPS"), "draft.md"), load_registry()
    ).findings
    assert [f.text for f in found if f.severity != "note"] == ["~1,800 TFLOPS"]
