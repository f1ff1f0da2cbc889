"""Text as it is copied and spoken: a clause a line, tables that lost their corner, labels of specifications."""

from __future__ import annotations

from claimcheck import documents, engine
from claimcheck.registry import load_registry

TALK = """大家好，今天我们聊聊几款显卡

先说说参数
在内存容量上
MI300X 有 192GB
比 H100 的 80GB 和
H200 的 141GB 都要大
在 BF16 算力方面
H100 标称的是 989 TFLOPS
而 MI300X 标称的是 1307 TFLOPS
不过在系统整体功耗方面
它们都是每张卡 1275 瓦特
"""
COPIED = """How the cards compare:
A100 80GB | H100 SXM | H200 | |
Architecture | Ampere | Hopper | Hopper |
Memory | 80 GB | 80 GB | 141 GB |
Bandwidth | 2.0 TB/s | 3.35 TB/s | 4.8 TB/s |
"""
SPECS = """The NVIDIA H200 is a GPU for data centres.
Positioning: the upgrade for clusters of H100
Architecture: Hopper (as in the GH200)
Process Technology: TSMC 4nm
Memory: 141GB HBM3e (double the memory capacity of A100)
2.2 Computing Cores
PCIe Gen5: 128GB/s
"""
ANSWER = """> 1\\. MMLU-Pro (EM)
>
> **DeepSeek-V3-0324**: 81.2%
>
> **GPT-4.5**: 86.1%
>
> 2\\. GPOA Diamond (Pass@1)
>
> **DeepSeek-V3-0324**: 59.1%
"""


def claimed(text: str, path: str = "draft.txt") -> list[tuple[str, str | None, str | None]]:
    judged = engine.check(documents.read(text.encode(), path), load_registry()).judgements
    return [(j.claim.text, j.claim.subject.id, j.claim.metric.id) for j in judged]


def test_a_transcript_of_a_clause_a_line_goes_on_from_line_to_line() -> None:
    assert claimed(TALK) == [
        ("192GB", "instinct-mi300x", "memory"),
        ("80GB", "h100", "memory"),
        ("141GB", "h200", "memory"),
        ("989 TFLOPS", "h100", "fp16-throughput"),
        ("1307 TFLOPS", "instinct-mi300x", "fp16-throughput"),
    ]


def test_lines_of_labels_and_cells_are_no_transcript() -> None:
    names = ["显存", "带宽", "功耗", "制程", "架构", "接口", "尺寸", "散热", "价格", "上市"]
    lines = "\n\n以下是规格\n" + "\n".join(f"{name}：见官方网站上的说明" for name in names)
    assert not any("。" in block.view.text for block in documents.read(lines.encode(), "draft.txt").blocks)


def test_the_lost_corner_of_a_copied_table() -> None:
    named = [(figure, subject) for figure, subject, _ in claimed(COPIED)]
    assert named[:3] == [("80 GB", "a100-80gb"), ("80 GB", "h100-sxm"), ("141 GB", "h200")]
    assert [subject for _, subject in named[3:]] == ["a100-80gb", "h100-sxm", "h200"]


def test_a_column_that_ends_empty_is_no_lost_corner() -> None:
    text = "| Model | MMLU | |\n|---|---|---|\n| GPT-4 | 86.4 | |\n| GPT-4o | 88.7 | |\n"
    assert claimed(text, "draft.md") == [("86.4", "gpt-4", "mmlu"), ("88.7", "gpt-4o", "mmlu")]


def test_labels_of_specifications_leave_the_subject_alone() -> None:
    assert claimed(SPECS) == [("4nm", "h200", "process-node"), ("141GB", "h200", "memory")]


def test_a_numbered_label_heads_what_follows_up_to_the_next() -> None:
    assert claimed(ANSWER, "draft.md") == [
        ("81.2%", "deepseek-v3-0324", "mmlu-pro"),
        ("86.1%", "gpt-4.5", "mmlu-pro"),
    ]


def test_the_one_item_before_paragraphs_is_a_label_and_one_of_several_is_none() -> None:
    item = "1. MMLU-Pro\n\n{more}GPT-4.5: 86.1%\n"
    assert claimed(item.format(more=""), "draft.md") == [("86.1%", "gpt-4.5", "mmlu-pro")]
    assert claimed(item.format(more="2. Physics\n\n"), "draft.md") == []


def test_a_sentence_that_leads_on_to_a_list_says_what_the_list_is_of() -> None:
    text = "# Llama 2\n\n**Llama 3.3 (70B) remains popular** for these reasons:\n\n- 70B parameters, 128K context\n"
    assert {subject for _, subject, _ in claimed(text, "draft.md")} == {"llama-3.3-70b"}


def test_prices_behind_labels_of_what_is_billed() -> None:
    text = "# DeepSeek-R1\n\n## Pricing (per 1 million tokens)\n\n- **Input with cache hit**: $0.14\n"
    text += "- **Input with cache miss**: $0.55\n"
    assert [metric for _, _, metric in claimed(text, "draft.md")] == ["cached-input-price", "input-price"]


def test_active_parameters_per_token_behind_their_label() -> None:
    text = "# DeepSeek-R1\n\n- **Activated Parameters**: 37 billion per token\n"
    assert claimed(text, "draft.md") == [("37 billion", "deepseek-r1", "active-parameters")]


def test_figures_of_a_gain_in_brackets_are_before_and_after() -> None:
    text = "Gemini 2.5 Pro shows gains on LiveCodeBench (30.5% to 69.0%)."
    assert [figure for figure, _, _ in claimed(text)] == ["30.5%", "69.0%"]


def test_a_figure_that_is_half_a_word_is_no_score() -> None:
    assert claimed("On MRCR-V2 (8-needle), Gemini 2.5 Pro reaches 58.0%.")[0][0] == "58.0%"
