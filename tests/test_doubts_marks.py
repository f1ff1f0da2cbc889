"""Figures that bear a footnote mark: the note states the condition, unless it is seen to state something else."""

from __future__ import annotations

import pytest

from claimcheck import engine
from claimcheck.documents import read_text
from claimcheck.registry import load_registry


def table(head: str, figure: str) -> str:
    return f"| Card | {head} | Memory |\n|--|--|--|\n| H100 SXM | {figure} | 80 GB |\n"


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        (table("FP8 Tensor Core", "3958 TFLOPS"), 1),
        (table("FP8 Tensor Core", "3958 TFLOPS*"), 0),
        (table("FP8 Tensor Core", "3958 TFLOPS †"), 0),
        (table("FP8 Tensor Core", "3958 TFLOPS ‡"), 0),
        (table("FP8 Tensor Core", "3958 TFLOPS<sup>2</sup>"), 0),
        (table("FP8 Tensor Core*", "3958 TFLOPS"), 0),
        (table("FP8 算力", "3958 TFLOPS¹"), 0),
        (table("FP8 算力", "3958 TFLOPS"), 1),
        (table("FP8 Tensor Core", "*3958 TFLOPS*"), 1),
        (table("FP8 Tensor Core", "**3958 TFLOPS**"), 1),
        (table("FP8 Tensor Core", "3958 TFLOPS*") + "\n\\* With sparsity.\n", 0),
        (table("FP8 算力", "3958 TFLOPS†") + "\n† 采用稀疏。\n", 0),
        (table("FP8 Tensor Core", "3958 TFLOPS†") + "\n† Taken from a slide.\n", 1),
        (table("FP8 Tensor Core", "5958 TFLOPS*"), 1),  # no condition gives it
        ("The H100 SXM has 3958 TFLOPS[^a] in FP8.\n\n[^a]: With sparsity.\n", 0),
        ("The H100 SXM has 3958 TFLOPS[^a] in FP8.\n\n[^a]: From the vendor's slides.\n", 1),
    ],
)
def test_a_mark_states_what_its_note_does(text: str, alarms: int) -> None:
    findings = engine.check(read_text(text, "draft.md"), load_registry()).findings
    assert sum(finding.severity != "note" for finding in findings) == alarms
