"""Dates beside systems that are not their release: of an evaluation, of a paper."""

from __future__ import annotations

import pytest

from claimcheck import engine
from claimcheck.documents import read_text
from claimcheck.registry import load_registry


def column(head: str, *days: str) -> str:
    names = ("GPT-5.2", "DeepSeek-V3.2", "Claude Haiku 4.5")
    rows = "".join(f"| {name} | 60.1 | {day} |\n" for name, day in zip(names, days, strict=True))
    return f"| Model | Score | {head} |\n|--|--|--|\n{rows}"


PAPER = "[Llama 3](https://arxiv.org/abs/2407.21783)"


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        (column("Date", "2026-02-19", "2026-02-19", "2026-02-19"), 0),
        (column("日期", "2026-02-19", "2026-02-19", "2026-02-19"), 0),
        (column("Release date", "2026-02-19", "2026-02-19", "2026-02-19"), 3),
        (column("发布日期", "2026-02-19", "2026-02-19", "2026-02-19"), 3),
        (column("Date", "2026-02-19", "2025-12-01", "2026-02-19"), 2),  # one of them is a release
        (column("Date", "2026-02-19", "2026-02-19", "2026-02-19") + "\nGPT-5.2 was released on December 11, 2025.", 0),
        (f"| Date | Name | Note |\n|--|--|--|\n| 2024-07 | {PAPER} | open |\n", 0),
        (f"| 时间 | 名称 | 说明 |\n|--|--|--|\n| 2024-07 | **{PAPER}** | 开源 |\n", 0),
        ("| Date | Paper | Note |\n|--|--|--|\n| 2024-07 | Llama 3 | open |\n", 0),
        ("| 时间 | 论文 | 说明 |\n|--|--|--|\n| 2024-07 | Llama 3 | 开源 |\n", 0),
        ("| Date | Name | Note |\n|--|--|--|\n| 2024-07 | [Llama 3](https://llama.example.org/) | open |\n", 1),
        (f"| Name | Paper | Released |\n|--|--|--|\n| Llama 3 | {PAPER} | 2024-07 |\n", 1),
        (f"{PAPER} was released on 2024-07-31.", 1),
        ("| Model | Released | Size |\n|--|--|--|\n| DeepSeek-V3 | 2024 | 671B |\n| DeepSeek-V2 | 2022 | 236B |\n", 1),
        ("| Model | Released | Size |\n|--|--|--|\n| DeepSeek-V3 | 2025 | 671B |\n| DeepSeek-V2 | 2024 | 236B |\n", 0),
        ("| Model | Released | Size |\n|--|--|--|\n| GLM-130B | 2024 | 130B |\n| DeepSeek-V2 | 2024 | 236B |\n", 1),
        (
            "| Model | Year | Size |\n|--|--|--|\n| GLM-130B | 2023 | 130B |\n| DeepSeek-V2 | 2024 | 236B |\n",
            0,
        ),  # of print
        ("Claude 3 was released on January 29, 2024.", 1),  # before each of its members
        ("Claude 3 于 2024 年 2 月发布。", 0),
        ("# DeepSeek-V2\n\n> **Organization**: DeepSeek  \n> **Release**: March 2025  \n", 1),
        ("The app was built with Claude Code and DeepSeek-V2. Launched March 2025, it earns well.", 0),
        ("> **发布时间**：2025 年 03 月（arXiv 2503.29844），DeepSeek-V2", 0),
        ("Mixtral 8x7B's paper came out in January 2024.", 0),
        ("Claude 3.5 Haiku came out in November 2024.", 0),
        ("In 2022 DeepSeek-V2 was released.", 0),  # a year alone in prose is often another event's
    ],
)
def test_another_date_than_the_release(text: str, alarms: int) -> None:
    findings = engine.check(read_text(text, "draft.md"), load_registry()).findings
    assert sum(finding.severity != "note" for finding in findings) == alarms
