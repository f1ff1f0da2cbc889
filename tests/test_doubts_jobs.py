"""Sums of jobs, requests and machines around a card, beside those that are of the thing itself."""

from __future__ import annotations

import pytest
from small import table, told


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (table("Model | Input Cost | Output Cost | Total", "GPT-4o | $0.0021 | $0.0016 | $0.0037"), []),
        (table("Model | Input Cost | Output Cost | Context", "GPT-4o | $7.50 | $10 | 128K"), ["$7.50"]),
        ("### Cost per 5K requests (200 in, 80 out)\n\n- gpt-4o: $6.50\n- gpt-4o-mini: $0.39\n", []),
        (
            "## What does it cost?\n\n" + table("Model | Price | Use", "GPT-4o-mini | $0.07 | x", "GPT-4o | $0.7 | y"),
            [],
        ),
        (table("Model | Price | Use", "GPT-4o-mini | $0.15 | x", "GPT-4o | $0.7 | y"), ["$0.7"]),
        ("- **gpt-4o-tuning-course** - GPT-4o tuning ($19/$59/$149)\n", []),
        ("GPT-5.2 Pro的输出价是标准版的 12 倍（$168 vs $14）。", []),
        ("DeepSeek V4 Pro高峰时段输出27元/百万Token，某团队单日调用费用从300元升至1350元。", []),
        (table("Model | Input price | Input price", "o3 | $2 | $8", "GPT-5.2 Pro | $21 | $168"), ["$8", "$168"]),
        (table("Model | Input price | Input", "o3 | $2 | $7.25", "GPT-5.2 Pro | $21 | $96"), []),
        (table("成本 | MiniMax M2.1 | Kimi K2.5", "输入 | $0.3 × 7M = $2.10 | $0.60 × 7M = $4.20"), []),
    ],
)
def test_prices(text: str, wrong: list[str]) -> None:
    assert told(text) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (table("Build | Price | Speed", "RTX 4090 Build | $4,870 | 120 t/s", "RTX 4080 Build | $2,990 | 80 t/s"), []),
        (table("GPU | Price | Cores", "RTX 4090 | $4,870 | 16384", "RTX 4080 | $1,199 | 9728"), ["$4,870"]),
        (
            table("Enclosure | GPU support | Price", "Box A | Up to RTX 4090 | $380", "Box B | up to RTX 4080 | $290"),
            [],
        ),
        ("**2x GPU (RTX 4090):**\n- Memory: 48 GB\n- Cost: $3,900 (one-time)\n", []),
        ("### Running on an A100 80GB\n\n- 65B model in FP16: 130 GB VRAM\n- 4-bit model: 33 GB VRAM\n", []),
        ("### A100 80GB\n\n- VRAM: 130 GB\n", ["130 GB"]),
        ("RTX 3090 (24 GB)\n├── 6 GB → 7B model\n└── 19 GB → 32B model\n", []),
        ("#### Jetson Orin Nano\n\nPower: 7W (7W mode), 25W (25W mode)\n", []),
        ("Our A100 80GB PCIe reads L2 at about 4.1TB/s and its DRAM at 1.94 TB/s.", []),
        ("The A100 80GB PCIe reads its DRAM at 4.1TB/s.", ["4.1TB/s"]),
        ("The 9 GB RTX 5050 has a 96-bit bus. The plain RTX 5050 has 8 GB of memory.", []),
        ("The 9 GB RTX 5050 has a 96-bit bus, though the plain RTX 5050 has 8 GB on 128 bits.", []),
        ("RTX 5050 9GB 版本的位宽为 96-bit。", []),
        ("The RTX 4090 24 GB model has a 256-bit bus.", ["256-bit"]),
        ("The RTX 5050 comes with 9 GB of memory.", ["9 GB"]),
        ("# M3 Ultra in the lab (512GB, 80 GPU cores)\n\n**Date**: 2025-11-02\n", []),
    ],
)
def test_machines(text: str, wrong: list[str]) -> None:
    assert told(text) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("# Qwen3.6-35B-A3B\n\n**Recommended max output**: 32,768 tokens.\n", []),
        ("# Qwen3.6-35B-A3B\n\n**Max output**: 32,768 tokens.\n", ["32,768 tokens"]),
        ("### Qwen3-Coder-480B-A35B\n\n> Latency of one run (2K input / 2K output, max-concurrency=32).\n", []),
        ("GPT-3 warms the learning rate up over the first 375 million tokens of training.", []),
    ],
)
def test_lengths(text: str, wrong: list[str]) -> None:
    assert told(text) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("## Open LLM Leaderboard\n\n" + table("Model | IFEval | MATH", "microsoft/phi-4 | 5.9 | 31.6"), []),
        ("## Results\n\n" + table("Model | IFEval | MATH", "microsoft/phi-4 | 5.9 | 31.6"), ["5.9", "31.6"]),
        ("GPT-3 reached 43.9% on MMLU.\n\nWhen a model scores 91% on MMLU, it has read widely.\n", []),
        ("GPT-3 reached 43.9% on MMLU. When GPT-3 scores 91% on MMLU, it has read widely.\n", ["91%"]),
    ],
)
def test_scores(text: str, wrong: list[str]) -> None:
    assert told(text) == wrong
