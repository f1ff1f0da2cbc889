"""Tables whose cells stand one below the other are read as tables; lists of short lines are left as they are."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck import claims, documents, engine
from claimcheck.registry import load_registry

REGISTRY = load_registry()
INDEX = engine.index_of(REGISTRY)

SYSTEMS_DOWN = [
    ["Model", "MMLU", "GPQA Diamond", "AIME 2024", "Notes"],
    ["DeepSeek-R1", "90.8%", "71.5%", "79.8%", "Open"],
    ["DeepSeek-V3", "88.5%", "59.1%", "N/A", "Open"],
    ["GPT-4o", "88.7%", "53.6%", "9.3%", "Closed"],
]
SYSTEMS_ACROSS = [
    ["测试", "DeepSeek-R1", "DeepSeek-V3"],
    ["MMLU", "90.8", "88.5"],
    ["MATH-500", "97.3", "90.2"],
]


def stack(rows: list[list[str]], between: str = "\n\n") -> str:
    return between.join(chain.from_iterable(rows))


def grids(text: str, name: str = "draft.md") -> list[list[list[str]]]:
    document = claims.restored(documents.read_text(text, name), INDEX)
    tables = [block.table for block in document.blocks if block.table is not None]
    return [[["" if cell is None else cell.view.text for cell in row] for row in table.grid()] for table in tables]


@pytest.mark.parametrize("rows", [SYSTEMS_DOWN, SYSTEMS_ACROSS])
@pytest.mark.parametrize(("between", "name"), [("\n\n", "draft.md"), ("\n", "draft.txt")])
def test_stacks_are_tables(rows: list[list[str]], between: str, name: str) -> None:
    text = f"What they score, as the makers say.\n\n{stack(rows, between)}\n\nSo much for this week.\n"
    assert grids(text, name) == [rows]


def test_a_line_over_a_stack_is_none_of_it() -> None:
    assert grids(f"Scores\n\n{stack(SYSTEMS_DOWN)}\n") == [SYSTEMS_DOWN]


def test_its_figures_are_those_of_its_names() -> None:
    found = engine.check(documents.read_text(stack(SYSTEMS_DOWN), "draft.md"), REGISTRY).judgements
    told = {(j.claim.text, j.claim.subject.id, j.claim.metric.id) for j in found}
    assert ("59.1%", "deepseek-v3", "gpqa-diamond") in told
    assert ("9.3%", "gpt-4o", "aime-2024") in told


@pytest.mark.parametrize(
    "text",
    [
        stack([["DeepSeek-R1", "671B", "37B"], ["MMLU", "90.8", "one"], ["GPT-4o", "88.7", "two"]]),
        stack([["Agenda", "Room", "Speaker"], ["Opening", "12", "Ann"], ["MMLU and its kin", "14", "Bo"]]),
        stack([["Model", "MMLU", "GPQA"], ["DeepSeek-R1", "90.8%", "71.5%"]]),
        "- DeepSeek-R1\n- MMLU\n- 90.8\n- DeepSeek-V3\n- MMLU\n- 88.5\n",
    ],
)
def test_other_short_lines_are_no_table(text: str) -> None:
    assert grids(text) == []


@given(
    st.lists(st.lists(st.integers(10, 99), min_size=3, max_size=3), min_size=2, max_size=6),
    st.sampled_from(["\n\n", "\n\n\n"]),
)
def test_every_cell_maps_home(figures: list[list[int]], between: str) -> None:
    names = ["DeepSeek-R1", "DeepSeek-V3", "GPT-4o", "GPT-4", "Claude 3 Opus", "Qwen2.5-72B"]
    rows = [["Model", "MMLU", "GPQA", "MATH-500"]]
    rows += [[name, *map(str, row)] for name, row in zip(names, figures, strict=False)]
    text = stack(rows, between)
    document = claims.restored(documents.read_text(text, "draft.md"), INDEX)
    (table,) = [block.table for block in document.blocks if block.table is not None]
    assert [text[cell.span.start : cell.span.end] for cell in table.cells] == [*chain.from_iterable(rows)]
