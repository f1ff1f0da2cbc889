"""Generated texts for the benchmarks, the same in every run: dense in claims, news, bare, tables."""

from __future__ import annotations

import random

_DENSE = (
    "DeepSeek-R1 scores 79.8% on AIME 2024 and 90.8% on MMLU; GPT-4o reached {q}% on MMLU.",
    "The RTX 5090 has 32 GB of memory and 21,760 CUDA cores, and costs $1,999.",
    "Llama 3.1 405B was trained on 15.6 trillion tokens; its context window is 128K tokens.",
    "DeepSeek-V3 的训练成本为 557.6 万美元，共有 6710 亿参数，在 MATH-500 上达到 90.2%。",
    "Accuracy rose from 15.6% to 71.0%, up {p} points, and the cost fell to ${m} per million tokens.",
)
_NEWS = (
    "The city council voted {n} to {m} on Tuesday to approve a budget of ${k} million for roads and schools.",
    "Residents along the river said the water had risen faster than anyone expected, and many slept in church.",
    "The mayor, who took office in 2019 and has promised not to raise taxes, said that the town had waited for years.",
    "The company reported revenue of ${m} billion for the quarter, up {n}% from a year earlier, and its shares rose.",
    "Rain is likely to return by the weekend, forecasters said, although the coast should stay dry.",
    "The museum will open a wing devoted to photography, which has been under construction since last spring.",
    "市政府周二表示，今年将投入 {k} 亿元改善道路和学校设施，预计明年完工。",
    "气象部门说，周末前后可能再次降雨，沿海地区天气将以多云为主。",
)
_BARE = (
    "Residents along the river said the water had risen faster than anyone expected, and many slept in church.",
    "Rain is likely to return by the weekend, forecasters said, although the coast should stay dry.",
    "The coach praised the players for their patience after a late goal, and the crowd sang until the lights went out.",
    "Farmers in the valley say the frost destroyed much of the early crop, and prices are already climbing.",
)


def _fill(pattern: str, draw: random.Random) -> str:
    return pattern.format(
        p=draw.choice((55.4, 55.4, 55.4, 45.4)),
        q=draw.choice((88.7, 88.7, 88.7, 97.3)),
        n=draw.choice((32, 24, 128, 7)),
        k=draw.choice((1999, 21760, 6710, 405)),
        m=draw.choice((15.6, 14.8, 2.19)),
    )


def _prose(patterns: tuple[str, ...], size: int, seed: int) -> str:
    draw = random.Random(seed)
    parts: list[str] = []
    length = 0
    while length < size:
        paragraph = " ".join(_fill(draw.choice(patterns), draw) for _ in range(draw.randint(2, 5)))
        parts.append(paragraph)
        length += len(paragraph.encode()) + 2
    return "\n\n".join(parts) + "\n"


def dense(size: int, seed: int = 1) -> str:
    return _prose(_DENSE, size, seed)


def news(size: int, seed: int = 2) -> str:
    return _prose(_NEWS, size, seed)


def bare(size: int, seed: int = 3) -> str:
    return _prose(_BARE, size, seed)


def tables(size: int, seed: int = 4) -> str:
    draw = random.Random(seed)
    parts: list[str] = []
    length = 0
    while length < size:
        names = draw.sample(("DeepSeek-R1", "GPT-4o", "Llama 3.1 405B", "Qwen2.5 72B", "o1-mini", "DeepSeek-V3"), 4)
        rows = [f"| {name} | " + " | ".join(f"{draw.uniform(40, 99):.1f}" for _ in range(4)) + " |" for name in names]
        head = "| Model | MMLU | GPQA Diamond | MATH-500 | AIME 2024 |\n|---|--:|--:|--:|--:|"
        parts.append(f"{head}\n" + "\n".join(rows))
        length += len(parts[-1]) + 2
    return "\n\n".join(parts) + "\n"


def draft(words: int = 2_000) -> str:
    """A draft as people write them: a heading, a third about systems and their figures, the rest prose."""
    claims, rest = dense(words * 3).split("\n\n"), news(words * 8).split("\n\n")
    parts, count = ["# A draft"], 0
    for number in range(10**6):
        paragraph = claims.pop() if number % 3 == 0 else rest.pop()
        parts.append(paragraph)
        count += len(paragraph.split())
        if count >= words:
            break
    return "\n\n".join(parts) + "\n"
