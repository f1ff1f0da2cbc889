"""Tables that have lost their rules are read as tables; prose with figures is left as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck import claims, documents, engine
from claimcheck.model import Document
from claimcheck.registry import load_registry

REGISTRY = load_registry()
INDEX = engine.index_of(REGISTRY)


def restored(text: str, name: str = "draft.txt") -> Document:
    return claims.restored(documents.read_text(text, name), INDEX)


def grids(text: str, name: str = "draft.txt") -> list[list[list[str]]]:
    tables = [block.table for block in restored(text, name).blocks if block.table is not None]
    return [[["" if cell is None else cell.view.text for cell in row] for row in table.grid()] for table in tables]


def told(text: str, name: str = "draft.txt") -> set[tuple[str, str | None, str | None]]:
    found = engine.check(documents.read_text(text, name), REGISTRY).judgements
    return {(j.claim.text, j.claim.subject.id, j.claim.metric.id) for j in found}


SYSTEMS_DOWN = """Prices this week, from the vendors' pages.

Model Input ($/MTok) Output ($/MTok) Context window
GPT-4o $2.50 $10.00 128K
Claude 3.5 Sonnet $3.00 $15.00 200K
Gemini 1.5 Pro $1.25 $5.00 2M

The list will be out of date soon.
"""

SYSTEMS_ACROSS = """两种显卡的差别见下。

规格 H100 SXM A100
架构 Hopper Ampere
显存容量 80GB 80GB
显存带宽 3.35TB/s 2.04 TB/s
TDP 700W 400W

以上为官方数据。
"""


def test_systems_down() -> None:
    assert grids(SYSTEMS_DOWN) == [
        [
            ["Model", "Input ($/MTok)", "Output ($/MTok)", "Context window"],
            ["GPT-4o", "$2.50", "$10.00", "128K"],
            ["Claude 3.5 Sonnet", "$3.00", "$15.00", "200K"],
            ["Gemini 1.5 Pro", "$1.25", "$5.00", "2M"],
        ]
    ]
    assert {
        ("$3.00", "claude-3.5-sonnet", "input-price"),
        ("$10.00", "gpt-4o", "output-price"),
        ("2M", "gemini-1.5-pro", "context-length"),
    } <= told(SYSTEMS_DOWN)


def test_systems_across() -> None:
    rows = grids(SYSTEMS_ACROSS)[0]
    assert rows[0] == ["规格", "H100 SXM", "A100"]
    assert rows[3] == ["显存带宽", "3.35TB/s", "2.04 TB/s"]
    found = told(SYSTEMS_ACROSS)
    assert ("700W", "h100-sxm", "tdp") in found
    assert ("400W", "a100-80gb", "tdp") in found


def test_numbers_beside_one_another_are_not_grouped_by_thousands() -> None:
    text = "Benchmark GPT-4o Claude 3 Opus Gemini 1.5 Pro\nMMLU 887 868 859\nHumanEval 902 849 841\n"
    assert grids(text)[0][1] == ["MMLU", "887", "868", "859"]


def test_a_column_of_remarks_and_a_column_in_words() -> None:
    text = (
        "Model Maker Input price Output price Remarks\n"
        "GPT-4o OpenAI $2.50 $10.00 popular\n"
        "Claude 3.5 Sonnet Anthropic $3.00 $15.00 writing\n"
        "Gemini 1.5 Pro Google $1.25 $5.00 long\n"
    )
    assert grids(text)[0][2] == ["Claude 3.5 Sonnet", "Anthropic", "$3.00", "$15.00", "writing"]
    text = "Model MMLU HumanEval Remarks\nGPT-4o 88.7 90.2\nClaude 3 Opus 86.8 84.9 the largest of three\n"
    assert ("84.9", "claude-3-opus", "humaneval") in told(text)


def test_a_slip_in_such_a_table_is_told() -> None:
    wrong = SYSTEMS_ACROSS.replace("700W", "7000W")
    document = documents.read_text(wrong, "draft.txt")
    found = engine.check(document, REGISTRY).findings
    assert [(f.code, f.text) for f in found if f.severity != "note"] == [("CC101", "7000W")]
    span = next(f.span for f in found if f.severity != "note")
    assert document.source[span.start : span.end] == "7000W"


@pytest.mark.parametrize(
    "text",
    [
        "GPT-4o scored 88.7 on MMLU and 90.2 on HumanEval\nwhile Claude 3 Opus had 86.8 and 84.9, and\n"
        "Gemini 1.5 Pro 85.9 and 84.1 of the same tests\n",
        "GPT-4o and Claude 3 Opus compared\nby us on 12 March and 14 May\nwith 3 runs of 5 prompts\n",
        "Input and output price of GPT-4o mini\nGPT-4o input $2.50 output $10.00\n"
        "Claude 3 Opus input $15.00 output $75.00\n",
        "MMLU and GSM8K beside GPT-4\nClaude 3 Opus MMLU 86.8% GSM8K 95.0%\nClaude 3 Haiku MMLU 75.2% GSM8K 88.9%\n",
        "MMLU HumanEval GPT-4o\nthe words 12 and 14 are here\nand 15 or 16 there\n",
    ],
)
def test_prose_stays_prose(text: str) -> None:
    assert grids(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rank Model MMLU GPQA\n1 GPT-4o 88.7 53.6\n2 Claude 3 Opus 86.8 50.4\n3 Gemini 1.5 Pro 85.9 46.2\n", "a.txt"),
        ("> Model MMLU GPQA\n> GPT-4o 88.7 53.6\n> Claude 3 Opus 86.8 50.4\n> Gemini 1.5 Pro 85.9 46.2\n", "a.md"),
        (
            "<p>Model MMLU GPQA<br>GPT-4o 88.7 53.6<br>Claude 3 Opus 86.8 50.4<br>Gemini 1.5 Pro 85.9 46.2</p>",
            "a.html",
        ),
    ],
)
def test_numbered_quoted_or_broken_lines(text: str, name: str) -> None:
    rows = [row[-3:] for row in grids(text, name)[0]]
    assert rows[1:] == [
        ["GPT-4o", "88.7", "53.6"],
        ["Claude 3 Opus", "86.8", "50.4"],
        ["Gemini 1.5 Pro", "85.9", "46.2"],
    ]


def test_a_dash_between_figures_is_an_empty_cell() -> None:
    text = (
        "Benchmark GPT-4o DeepSeek-V3 DeepSeek-R1\nMMLU 87.2 88.5 90.8\nMMLU-Redux 88.0 - 92.9\nMMLU-Pro 72.6 - 84.0\n"
    )
    assert grids(text)[0][2] == ["MMLU-Redux", "88.0", "-", "92.9"]


def test_a_size_behind_a_name_may_be_a_cell() -> None:
    found = grids("Model Params Active\nDeepSeek-V3 671B 37B\nMixtral 8x7B 46.7B 12.9B\nLlama 2 70B 70B 70B\n")
    assert found[0][1:] == [
        ["DeepSeek-V3", "671B", "37B"],
        ["Mixtral 8x7B", "46.7B", "12.9B"],
        ["Llama 2 70B", "70B", "70B"],
    ]
    found = grids("模型 参数 上下文\nDeepSeek-V3 671B 128K\nLlama 3.1 405B 405B 128K\n")
    assert found[0][1:] == [["DeepSeek-V3", "671B", "128K"], ["Llama 3.1 405B", "405B", "128K"]]


def test_what_stands_before_and_after_stays() -> None:
    text = (
        "# Cards\n\nThe H100 has 80 GB.\n" + "\n".join(SYSTEMS_ACROSS.splitlines()[2:7]) + "\nSo much for the H100.\n"
    )
    document = restored(text, "draft.md")
    assert [block.kind for block in document.blocks] == ["heading", "paragraph", "table", "paragraph"]
    assert document.blocks[1].view.text == "The H100 has 80 GB."
    assert document.blocks[3].view.text == "So much for the H100."
    assert all(block.headings == (0,) for block in document.blocks[1:])


NAMES = st.sampled_from(["GPT-4o", "Claude 3 Opus", "Llama 3.1 405B", "DeepSeek-V3", "Qwen2.5-72B"])
SCORES = st.decimals(10, 99, places=1).map(str)


@given(
    st.lists(NAMES, min_size=2, max_size=4, unique=True),
    st.lists(st.sampled_from(["MMLU", "GPQA Diamond", "HumanEval", "AIME 2024"]), min_size=2, max_size=4, unique=True),
    st.data(),
)
def test_every_cell_keeps_its_place(names: list[str], metrics: list[str], data: st.DataObject) -> None:
    scores = [[data.draw(SCORES) for _ in metrics] for _ in names]
    rows = [["Model", *metrics], *([name, *line] for name, line in zip(names, scores, strict=True))]
    text = "\n".join(" ".join(row) for row in rows) + "\n"
    assert grids(text) == [rows]
    document = restored(text)
    cells = [cell for block in document.blocks if block.table is not None for cell in block.table.cells]
    assert all(document.source[cell.span.start : cell.span.end] == cell.view.text for cell in cells)
