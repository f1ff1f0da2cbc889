"""Figures that meet a report at one end only, bounds that say nothing of a figure, ranges and parts of years."""

from __future__ import annotations

import pytest

from claimcheck import documents, engine
from claimcheck.registry import load_registry


def verdicts(text: str) -> list[str]:
    return [j.verdict for j in engine.check(documents.read(text.encode(), "draft.md"), load_registry()).judgements]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The RTX 4090 has 25 GB of memory.", "contradicted"),
        ("RTX 4090 的显存为 23 GB。", "contradicted"),
        ("Mistral 7B has 8 billion parameters.", "contradicted"),
        ("Llama 2 was trained on 3 trillion tokens.", "contradicted"),
        ("GPT-4 scores 86.5% on MMLU.", "supported"),  # two roundings of one value
        ("gpt-oss-20b has 20 billion parameters.", "supported"),  # its name's own size, though there are 20.9
        ("The Apple M3 Ultra has 5 GB of unified memory.", "unregistered"),  # it is sold with up to 512
        ("The Apple M3 Ultra has 256 GB of unified memory.", "supported"),
        ("ALBERT has 11 million to 1.5 billion parameters.", "unregistered"),
        ("DeepSeek-V3 的训练成本在 500万至600万美元之间。", "supported"),
        ("GPT-5 was released in Q3 2025.", "supported"),
        ("GPT-5 于 2025年Q1 发布。", "contradicted"),
        ("GPT-5 于 2025 年下半年发布。", "supported"),
        ("GPT-5 was released in Q1 2025.", "contradicted"),
    ],
)
def test_agreement(text: str, verdict: str) -> None:
    assert verdicts(text) == [verdict]


def test_a_figure_that_many_share_is_nobody_elses() -> None:
    text = "| Model | Context |\n|---|---|\n| Gemma 4 E2B | 64K |\n\nDeepSeek-R1 is another model."
    found = engine.check(documents.read(text.encode(), "draft.md"), load_registry()).findings
    assert [f.code for f in found] == ["CC101"]
