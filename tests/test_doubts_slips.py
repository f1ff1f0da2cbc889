"""A slip of the finger is told, whatever else the paragraph, the table or the document speaks of."""

from __future__ import annotations

import pytest
from small import SOURCES, WHERE, beside_shipped

from claimcheck import engine
from claimcheck.documents import read_text

MODELS = f"""
- {{id: kappa, kind: organisation, name: Kappa}}
- id: kappa-one
  kind: model
  name: Kappa-One
  developer: kappa
  facts:
    - {{metric: total-parameters, value: 671e9 parameter, {WHERE}}}
    - {{metric: context-length, value: 128e3 token, {WHERE}}}
    - {{metric: input-price, value: 0.27 USD/Mtoken, {WHERE}}}
    - {{metric: swe-bench-verified, value: 62.3 percent, {WHERE}}}
    - {{metric: gpqa-diamond, value: 71.5 percent, {WHERE}}}
    - {{metric: mmlu, value: 90.8 percent, {WHERE}}}
    - {{metric: math-500, value: 97.3 percent, {WHERE}}}
    - {{metric: livecodebench, value: 65.9 percent, {WHERE}}}
    - {{metric: openai-mrcr, value: 76 percent, {WHERE}}}
- id: kappa-chip
  kind: chip
  name: Kappa K100
  developer: kappa
  facts:
    - {{metric: memory-bandwidth, value: 3350 GB/s, {WHERE}}}
    - {{metric: fp16-throughput, value: 989 TFLOPS, {WHERE}}}
    - {{metric: fp32-throughput, value: 67 TFLOPS, conditions: {{engine: vector}}, {WHERE}}}
"""


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        # hosts: those of the figure's own sentence or of a heading, and no power of ten
        ("Kappa-One costs $0.39 per million input tokens on Azure.", 0),
        ("Kappa-One costs $0.72 per million input tokens at Kappa. It also runs on Azure.", 1),
        ("Kappa-One costs $2.70 per million input tokens; on Azure it is dearer.", 1),
        ("Kappa-One has a context of 1.28M tokens and runs on Azure.", 1),
        ("Kappa-One 的上下文为 1280K，已接入阿里云。", 1),
        # harnesses: a slip is no other run
        ("Kappa-One scores 26.3% on SWE-bench Verified. The leaderboard is run with OpenHands as well.", 1),
        ("Kappa-One scores 50.1% on SWE-bench Verified. We ran everything with OpenHands.", 0),
        ("We like OpenHands, on our laptops. Kappa-One scores 50.1% on SWE-bench Verified.", 1),
        # a measured figure beside the specified one is below it, and no slip
        ("| GPU | Bandwidth (official) | Bandwidth |\n|--|--|--|\n| Kappa K100 | 3350 GB/s | 33500 GB/s |\n", 1),
        ("| GPU | Bandwidth (official) | Bandwidth |\n|--|--|--|\n| Kappa K100 | 3350 GB/s | 2935 GB/s |\n", 0),
        # caches and people of the same sentence
        ("The Kappa K100 has a 50MB L2 cache, a bandwidth of 2.35 TB/s and 80 GB of memory.", 1),
        ("The Kappa K100, with its larger cache, offers 33.5 TB/s of bandwidth.", 1),
        ("Kappa-One beats experts at 91.5% on GPQA Diamond.", 1),
        ("Kappa-One 在 GPQA Diamond 上超过人类专家的水平达到 91.5%。", 1),
        ("Kappa-One beats experts (69.7%) on GPQA Diamond.", 0),
        # slips excuse no slip
        ("| Model | MMLU | GPQA Diamond | MATH-500 |\n|--|--|--|--|\n| Kappa-One | 19.8 | 17.5 | 37.3 |\n", 3),
        # windows
        ("Kappa-One 支持将上下文窗口扩展到 1280K。", 1),
        ("Kappa-One 的上下文窗口可扩展到 256K。", 0),
        # speeds of the tensor units
        ("The Kappa K100 delivers 67 TFLOPS of FP16 tensor compute.", 1),
        # a window of questions moves a score by some points
        ("Kappa-One scored 95.9% on LiveCodeBench.", 1),
        ("Kappa-One scored 59.2% on LiveCodeBench.", 0),
    ],
)
def test_slips_are_told(text: str, alarms: int) -> None:
    found = engine.check(read_text(text, "draft.md"), beside_shipped(MODELS, SOURCES)).findings
    assert len([f for f in found if f.severity in ("error", "warning")]) == alarms, [f.message for f in found]


def test_nobody_copies_a_score_with_another_digit() -> None:
    text = "Kappa-One scores 75.6% on SWE-bench Verified and 76% on OpenAI-MRCR."
    found = engine.check(read_text(text, "draft.md"), beside_shipped(MODELS, SOURCES)).findings
    assert [f.code for f in found] == ["CC101"]
