"""Tables that nothing but spaces align, in plain text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck import documents, engine
from claimcheck.registry import load_registry

SCORES = """How the two compare:
Model          MMLU    GPQA
GPT-4o         88.7    53.6
GPT-4o mini    82.0    40.2
Both are by OpenAI.
"""
TURNED = """Benchmark             GPT-5    Grok 4    Gemini 2.5 Pro
--------------------  -----    ------    --------------
AIME 2025             94.6%    91.7%     88.0%
GPQA Diamond          85.7%    87.5%     86.4%
"""
SIZES = """模型        参数      激活
DeepSeek-V3  671B     37B
Kimi K2      1T       32B
"""


@pytest.mark.parametrize(("text", "count"), [(SCORES, 4), (TURNED, 6), (SIZES, 4)])
def test_each_figure_goes_to_its_row_and_column(text: str, count: int) -> None:
    judged = engine.check(documents.read(text.encode(), "draft.txt"), load_registry()).judgements
    assert len(judged) == count
    assert {j.verdict for j in judged} == {"supported"}
    assert all(text[j.claim.span.start : j.claim.span.end] == j.claim.text for j in judged)


def test_a_missing_figure_keeps_the_columns() -> None:
    text = SCORES.replace("88.7  ", "-     ")
    judged = engine.check(documents.read(text.encode(), "draft.txt"), load_registry()).judgements
    assert next((j.claim.subject.id, j.claim.metric.id) for j in judged) == ("gpt-4o", "gpqa")


@pytest.mark.parametrize(
    "text",
    [
        "First words  of a line\nthat somebody  justified\nwith two  spaces now and then\n",
        "Contents      3\nIndex         9\n",
        "one  2\n",
    ],
)
def test_other_lines_with_wide_gaps_are_no_table(text: str) -> None:
    assert all(block.kind != "table" for block in documents.read(text.encode(), "draft.txt").blocks)


@given(st.lists(st.lists(st.sampled_from(["a", "7", "-", "3.5%", "bc"]), min_size=1, max_size=4), max_size=8))
def test_every_block_is_exact(rows: list[list[str]]) -> None:
    text = "\n".join("  ".join(row) for row in rows)
    document = documents.read(text.encode(), "draft.txt")
    for block in document.blocks:
        assert 0 <= block.span.start <= block.span.end <= len(text)


def test_many_lines_that_are_nearly_rows_take_no_square() -> None:
    started = time.perf_counter()
    documents.read(("Model  MMLU  B\n" + "alpha  88  gamma\n" * 8000).encode(), "draft.txt")
    documents.read(("alpha  beta  gamma\n" * 8000).encode(), "draft.txt")
    assert time.perf_counter() - started < 5
