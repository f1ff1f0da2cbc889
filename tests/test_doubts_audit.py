"""What an audit of drafts that nobody here had read found to be no error: no louder than a note."""

import pytest
from small import read as read_text

from claimcheck import engine
from claimcheck.registry import load_registry


def loud(text: str) -> list[str]:
    findings = engine.check(read_text(text, "draft.md"), load_registry()).findings
    return [finding.code for finding in findings if finding.severity != "note"]


def table(*lines: str) -> str:
    head, *body = lines
    return "\n".join([head, "|-" * (head.count("|") - 1) + "|", *body]) + "\n"


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        # a host's price and window under its own column, or with the host in a remark
        (table("| Model | Input $/M | Context | Notes |", "| DeepSeek V3.2 | 1.45 | 32K | platform: Nebius |"), 0),
        (table("| Model | Input $/M | Context | Notes |", "| DeepSeek V3.2 | 1.45 | 32K | served by Nebius |"), 0),
        (table("| 模型 | 输入 $/M | 上下文 | 备注 |", "| DeepSeek V3.2 | 1.45 | 32K | 平台：硅基流动 |"), 0),
        (table("| 模型 | 输入 $/M | 上下文 | 备注 |", "| DeepSeek V3.2 | 1.45 | 32K | 推理平台nebius:fp8 |"), 0),
        (table("| Model | Input $/M | Context | Notes |", "| DeepSeek V3.2 | 1.45 | 32K | platform: DeepSeek |"), 1),
        (table("| 模型 | 输入 $/M | 上下文 | 备注 |", "| DeepSeek V3.2 | 1.45 | 32K | 平台：网页、API |"), 1),
        (table("| Model | Provider | Input $/M | Context |", "| DeepSeek V3.2 | Groq | 1.45 | 32K |"), 0),
        # a rack is no chip
        (table("| Metric | GB300 rack aggregate |", "| FP4 | 1080 PFLOPS |", "| GPU memory | 20 TB |"), 0),
        (table("| GPU | Notes |", "| Rubin | HBM4, NVL144, 3.6 EFLOPS FP4 |"), 0),
        # memory that something uses
        ("We used an RTX 4090. The 12B dense model uses 9 GB of VRAM.", 0),
        ("The RTX 4090 uses 32 GB of VRAM.", 1),
        # a difference, an efficiency, a frame rate
        ("GPT-4o output pricing is also $5/M more than before.", 0),
        ("The H100 gives 10.4 TOPS/W in INT8.", 0),
        ("The A100 reaches 250 FPS @ 15W.", 0),
        # names that are only set beside
        (table("| Chip | Notes |", "| MI400X | TSMC 2nm, direct Blackwell competitor |"), 0),
        ("DeepSeek-R1 scores 79.8% on AIME 2024 against GPT-4o's meager 9.3%.", 0),
        # one that another is like; the host's memory; bits a second of a network; another card of that number
        ("H200与H100相同，但内存为141GB。", 0),
        ("The V100 has 32GB of memory, and the system has 1.5TB of CPU DRAM.", 0),
        ("With the V100 comes 1.5TB of CPU memory.", 0),
        ("Gaudi 2 提供 24 个网卡，总计 2.4Tbps 的节点间连接带宽。", 0),
        (table("| GPU | CUDA cores | Memory |", "| RTX 4090 L | 9728 | 16 GB |"), 0),
        (table("| GPU | CUDA cores | Memory |", "| RTX 4090 | 9728 | 16 GB |"), 2),
        # weights that a tuning changes; what one request reads; a step of a guide
        (table("| Model | Trainable parameters |", "| Llama 2 7B | 6,553,600 |"), 0),
        ("GPT-3 takes long. A 1024 token sequence on a 175B GPT-3 is slow.", 0),
        ("Step 3: take the outputs within an 8k context.", 0),
        ("The FP32 performance of the A100 is 1024 operations per cycle.", 0),
        # what may come, what another's predecessor had, sums, what a size is twice of, changes by an arrow
        ("Gemini 3 Pro pricing may drop to $1.50 per million input tokens.", 0),
        ("Gemini 3.1 Pro (February 19) scored **77.1% on ARC-AGI-2** — more than double its predecessor's 31.1%.", 0),
        ("Gemini 3 Pro: $2 input + $12 output = ~$14/M tokens.", 0),
        ("- **Training data**: ~36T tokens (double Qwen2.5), emphasizing math.", 0),
        ("GLM-5.2 beats GLM-5.1: Terminal-Bench 63.5 → 81.0.", 0),
        # the second of two pairs, and of two figures, is another's
        ("Better take GPT-5.2-Codex ($1.75/$14 vs $3/$15).", 0),
        # names that go on
        ("GPT-4o mini TTS costs $0.60 / MTok input and $12.00 / MTok output.", 0),
        ("See [[llama_32_vs_gpt_40_mini]] and GPT-4o mini.", 0),
        # a benchmark of a window of time
        ("Claude Opus 4 scores 74% on LiveCodeBench.", 0),
        # columns of the host's memory, of what something takes, of the shaders' speed
        (table("| GPU | Released | System memory |", "| T4 | 2018 | 13 GB |"), 0),
        (table("| Step | Model | Context needed |", "| P2 | Claude Opus 4.5 | 95K |"), 0),
        (table("| GPU | FP16 | FP32 |", "| RTX 4090 | 82.58 TFLOPS | 82.58 TFLOPS |"), 0),
        # a length of text is no corpus
        ("Qwen3 的第二阶段预训练长度为 4,096 到 16,384 token。", 0),
        # the least of a series
        ("GPT-5.4 nano 是 GPT-5.4 系列中体积最小的版本，价格为每百万 Token 输入 0.20 美元、输出 1.25 美元。", 0),
        # a length at which something was tried
        ("Jamba 支持 256K 上下文。处理128k长上下文时，Jamba 的吞吐量更高。", 0),
        ("GPT-4o has a 128K context window. GPT-4o slows down at 64K tokens of context.", 0),
        ("MiniCPM4.1 的上下文长度为 64K。MiniCPM4.1 支持 65,536 tokens 的上下文长度。", 0),
        # the size of the line is not that of each
        ("XLM-R base has 279M parameters.", 0),
        # numbers that are worked out, replicas, pairs in brackets
        ("The matrix has $4 \\times 1024 = 4,096$ entries.", 0),
        ("16 个副本的吞吐量达到了 23.7 查询/秒，是线性的 16 倍增长。", 0),
        ("更长上下文（显存 24GB，从 4K 到 8K）与稍快的速度（+15%）。", 0),
        # what a window may be stretched to
        ("GPT-4o 的上下文窗口为 128K token。GPT-4o 的上下文窗口可扩展至 300K token。", 0),
        ("GPT-4o has a 128K context window. The context window of GPT-4o can be extended to 300K tokens.", 0),
        # sizes by name, sizes of members
        ("Skywork-13B has 13.8B parameters.", 0),
        (table("| Model | Layers | Heads |", "| GPT-3 6.7B | 32 | 32 |"), 0),
        ("- Parameters of DeepSeek-V3: 37B (active), 671B (total)", 0),
        # dates of posts and of writing
        ("### Running Llama 2 at home\n\n发布时间：2025-04-15 23:05:25\n", 0),
        ("Llama 3 是最强的开源模型（在本文写成时，2024 年 8 月 1 日）。", 0),
        # prices in other forms
        ("GPT-5.5 为 5/30 美元每百万 input/output token。", 0),
        ("- **输入成本最优**：DeepSeek-Chat（¥0.2/M，缓存命中）", 0),
        ("Gemini 2.5 Pro 的价格为 1.25 美元/百万 token，搜索为 14 美元 / 1000 queries。", 0),
        # a number format and a product in a cell's own bracket
        (table("| GPU | FP8 |", "| B200 | 9 PFLOPS (FP4) |"), 0),
        (table("| Maker | Now | Next |", "| AMD | 5nm (MI300X) | 2nm (MI500) |"), 0),
        # lists that are told rightly
        ("跟踪三个验证点：模型的节奏、芯片的供应、以及政策的变化。", 0),
        ("三条主线：模型层（甲、乙、丙）、设施层（丁、戊）与资本层（己）。", 0),
        # words of the field
        ("OpenELM and OpenELM-3B are small. BentoML serves OpenLLM.", 0),
        # prices per thousand tokens, of now, of several, of members of a line
        (
            table(
                "| Model | Price per 1,000 input tokens | Price per 1K output tokens |",
                "| Claude Sonnet 4 | $0.003 | $0.015 |",
            ),
            0,
        ),
        (table("| Model | Price per 1,000 input tokens |", "| Claude Sonnet 4 | $0.3 |"), 1),
        (table("| GPU | Price | Memory |", "| RTX 3090 | $800-900 (used) | 24GB |"), 0),
        ("It buys 10 used RTX 3090s, giving you 240 GB of total VRAM.", 0),
        (table("| Model | Input $/1M |", "| Qwen 3 | 0.12 |"), 0),
        # links, requests, set-ups
        ("## NVLink\n\n" + table("| GPU | Bandwidth |", "| H100 | 900 GB/s |"), 0),
        ("GPT-4o was tested at contexts up to 128K tokens, generating 1024 output tokens per request.", 0),
        ("DeepSeek-V3 runs at 72 tokens/s here.\n\nWith two cards DeepSeek-V3 runs at 140 tokens/s.", 0),
        ("在 A100-80GB 上部署：\n\n- 显存需求：~55GB", 0),
        # what a run draws
        ("The H100 draws 350 W on average.\n\nIn another run its power draw was 612 W.", 0),
    ],
)
def test_what_is_no_error(text: str, alarms: int) -> None:
    assert len(loud(text)) == alarms, loud(text)


def test_a_figure_that_only_rounds_to_anothers_is_not_said_to_be_it() -> None:
    text = "DeepSeek-V4-Pro has 862B parameters. Kimi K2.6 is large, too."
    findings = engine.check(read_text(text, "draft.md"), load_registry()).findings
    assert all("Kimi" not in finding.message for finding in findings)


def test_the_sign_of_a_change_may_be_a_word() -> None:
    lines = [
        "| GAAP | Q3 | Q2 | Q/Q |",
        "| Gross margin | 74.6% | 75.1% | Down 0.5 pts |",
        "| Operating margin | 62.3% | 62.1% | Up 0.2 pts |",
        "| Tax rate | 17.0% | 16.2% | Up 0.8 pts |",
    ]
    assert loud(table(*lines)) == []


@pytest.mark.parametrize(
    "text",
    [
        # two lists, each behind its own metric; three lists in a row; a denied comparison
        "DeepSeek-R1 和 V3 的 AIME 2024 成绩为 79.8% 和 39.2%，而 MMLU 成绩为 90.8% 和 88.5%。",
        "DeepSeek-R1 scores 90.8% on MMLU and 71.5% on GPQA Diamond, compared with 88.5% and 59.1% for DeepSeek-V3 and "
        "88.7% and 53.6% for GPT-4o.",
        "GPT-4o no longer beats DeepSeek-R1 on MMLU: 90.8% to 88.7%.",
        # prices per thousand, in the cells' currency or in none
        table("| 模型 | 输入价格（每千 token） |", "| DeepSeek-R1 | ¥0.004 |", "| DeepSeek-V3 | 0.002 元 |"),
        table("| 模型 | 输入价格（每千 token） |", "| DeepSeek-R1 | 0.004 |", "| DeepSeek-V3 | 0.002 |"),
        # percentages and counts that say in words of their own what they are
        "DeepSeek-R1 scores 90.8% on MMLU and 71.5% on GPQA Diamond. At 8-bit and 4-bit, it keeps 99% and 95% of it.",
        "DeepSeek-R1 在 MMLU 上得 90.8%，在 GPQA Diamond 上得 71.5%。缓存命中率达到 85% 和 70%。",
        "GPT-4o has a context window of 128K. DeepSeek-R1 has 300K users.",
        "DeepSeek-V3 has generated 5T tokens for its customers.",
        # a column on a line, whose members have scores of their own
        table("| Model | Arena-Hard v2 |", "| Qwen3 MoE-2507 | 88.20 |", "| GPT-4.1 | 61.50 |"),
        # a test of the writer's own; a computer with a card in it
        "MMLU alone tells little, so our team graded each model:\n\n"
        + table("| Model | Context length | Score |", "| GPT-4o | 128K | 60.1 |", "| DeepSeek-R1 | 128K | 50.1 |"),
        table("| 配置 | 主机 |", "| 显卡 | RTX 4090 |", "| 内存 | 64 GB |", "| 功耗 | 850 W |"),
    ],
)
def test_what_a_review_found_to_be_no_error(text: str) -> None:
    assert loud(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Llama 3.1 405B has 175 billion parameters.",
        "DeepSeek-R1 charges $5.50 per million input tokens on NVIDIA hardware.",
        table("| Model | GPQA Diamond |", "| DeepSeek-R1 | 51.5 (Jan 2025) |"),
        table("| Model | Total parameters |", "| DeepSeek-V3 | 571B (Section 4) |"),
        "## Memory and NVLink interconnect\n\n" + table("| GPU | Bandwidth |", "| H100 SXM | 9.9 TB/s |"),
        table("| Model | Platform | Input price |", "| GPT-4o | Web, API | $7.50 |"),
    ],
)
def test_doubts_do_not_cover_what_is_plainly_said(text: str) -> None:
    assert len(loud(text)) == 1


def test_three_lists_in_a_row_go_to_their_names() -> None:
    text = (
        "DeepSeek-R1 scores 90.8% on MMLU and 71.5% on GPQA Diamond, compared with 88.5% and 59.1% for DeepSeek-V3 and "
        "88.7% and 53.6% for GPT-4o."
    )
    claims = [j.claim for j in engine.check(read_text(text, "draft.md"), load_registry()).judgements]
    assert [(c.subject.id, c.metric.id) for c in claims] == [
        (subject, metric) for subject in ("deepseek-r1", "deepseek-v3", "gpt-4o") for metric in ("mmlu", "gpqa-diamond")
    ]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        # ... the paragraph gives DeepSeek-R1 no other figure: it is its own
        ("与此前的模型不同，DeepSeek-R1 让人想起 DeepSeek-V3，后者之后的 MATH-500 得分为 97.3%。", False),
        ("在 MATH-500 上，DeepSeek-R1 得分 97.3%，DeepSeek-V3 的得分为 97.3%。", True),
    ],
)
def test_the_figure_of_one_that_is_left_without(text: str, spoken: bool) -> None:
    assert bool(loud(text)) is spoken
