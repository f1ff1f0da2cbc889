"""Prices, chips and sizes in prose of which nothing else can be meant, and what looks like them and is right."""

from __future__ import annotations

import pytest
from small import table, told

from claimcheck import documents, engine
from claimcheck.registry import load_registry


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("GPT-4.1 mini costs $2 per million input tokens.", "$2 per million input tokens"),
        ("GPT-4.1 mini 的输入价格是 $2/百万tokens。", "$2/百万tokens"),
        ("The RTX 5080 has 64 GB of VRAM.", "64 GB"),
        ("Claude Opus 4.6, a premium service, costs $50 per million input tokens.", "$50 per million input tokens"),
        ("Claude Opus 4.6 的优先服务不错，输入价格为每百万 token 50 美元。", "50 美元"),
        ("RTX 4090 的显存为 48GB。", "48GB"),
        ("Nothing next to GPT-3's 130 billion parameters.", "130 billion parameters"),
        (table("GPU | CUDA cores", "H100 SXM | 18432"), "18432"),
        ("谷歌的 PaLM 参数量高达 540 亿。", "高达 540 亿"),
        ("PaLM is 740 billion parameters in size.", "740 billion parameters"),  # nor did the line grow since
        (
            "DeepSeek-V3 has 37 billion active parameters and 9 trillion total parameters.",
            "9 trillion total parameters",
        ),
        ("Llama 4 Scout features a 90 million-token context window.", "90 million-token"),
        ("It beats the human average (85%) and o3 has a rating of 2227 on Codeforces.", "2227"),
        (table("Model | Parameters", "DeepSeek-V3 | 7B"), "7B"),
        ("GPT-3 came later. GPT-2 has 175 billion parameters.", "175 billion parameters"),
        ("Gemma 4 31B 的 MMMU-Pro 得分为 85.2%。", "85.2%"),  # its MMLU-Pro
    ],
)
def test_told_in_prose(text: str, figure: str) -> None:
    assert told(text) == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "GPT-4.1 mini costs $1.60 per million tokens.",  # of output
        "GPT-4.1 mini costs $2 per million tokens.",  # both together
        "o3 and o4-mini came out in April: $40 per million output tokens, and a wall of limits.",
        "Claude Opus 4.6 in its fast mode costs $30 per million input tokens.",
        "Claude Opus 4.6 快速模式的输入价格为每百万 token 30 美元。",
        "GPT-4.1 fine-tuning: $25 per million training tokens.",
        "To tune GPT-4.1 mini you pay $5 per million tokens trained.",
        "GPT-4.1 的微调训练价格是每百万 token 25 美元。",
        "- 3,000 output tokens: GPT-4o wrote the essay in a minute",
        "We run SWE-bench Verified on each.\n\nTeams moved on (GPT-5.2: 31%, up from nothing).",
        "我们用 SWE-bench Verified 选型。线上流量占比（GPT-5.2：31%）一直在涨。",
        "A workstation with four of these RTX 4090 has 96 GB of VRAM.",
        "A box of 4x RTX 4090 has 96 GB of VRAM.",
        "In that region GPT-5 asks $4 per million input tokens, the reseller's fee and tax included.",
        "GPT-4o audio costs $40 per million input tokens.",
        "GPT-4o 的音频输入价格为每百万 token 40 美元。",
        "Our agent on GPT-4o wrote 40,000 output tokens per run, with a context window of 128K.",
        "## GPT-5.2 [2026-03-02]\n\nIt writes.",
        "The rig of RTX 4090 cards, modded, has 48 GB each.",
        "The GH100 in full has 18432 CUDA cores; the H100 SXM has 16896.",
        "The full GH100 has 144 SMs.",
        "The B200 delivers up to 20 PFLOPS of FP4.",  # as it was first announced
        "The MI300X delivers up to 5.2 POPS of INT8.",  # with sparsity
        "Code Llama 有 7 亿参数版本。",  # of one digit, by itself
        "DeepSeek-V3 & DeepSeek-R1 came with performance comparable to GPT-4 at $5.6M training cost.",
        "H200 的互联:支持第四代 NVLink,每 GPU 到 GPU 带宽 900 GB/s。",
        "Qwen3 has 900 billion parameters at most.",  # the line goes on
        table("Model | Context", "Gemini Pro | 2M"),  # which of them is not told
        "OpenAI's GPT-5 mini undercuts even Claude Haiku 4.5 at $0.25 per million input tokens.",
        "Mistral Large 3 leads. Ministral 3 comes with 3B, 8B, 14B; the 675B model is near the frontier.",
        table("Model | Output limit", "Gemini 2.5 Pro | ~4M", "GPT-4o | 16K"),
        "将 Recall@5 由 72.0%（216/300）提升到 83.7%（251/300）。",
        "# Qwen2.5\n\n预训练数据从 Qwen2 的 7 万亿 (7T) 增加到 18 万亿 (18T) tokens。",
        "# Qwen2.5\n\nThe training data grew from Qwen2's 7T tokens (7 trillion) to 18T tokens (18 trillion).",
        "小模型从 MiniMax-M2.5 和 Qwen3.5-397B 蒸馏而来，在 SWE-bench Verified 上达到 64.3%。",
        "【2024.03.24】发布 **InternLM2-Base-7B QLoRA 微调模型**",
        "V4-Pro 1.6T（49B 活跃）/ V4-Flash 284B（13B 活跃），都属于 DeepSeek-V4。",
        table(
            "模型 | 输入 ($/Mtok) | 输出 ($/Mtok)", "Gemini 2.5 Pro | 1.25（<=200K） | 10.00（<=200K）/ 15.00（>200K）"
        ),
        "我用的是一台搭载 128GB 统一内存的 M2 芯片设备。",
        "RTX 3090 是张老卡。\n\n在 PC 平台上，计算过程中功耗可以达到 500-600 瓦。",
        "集成显卡的访问速度也许就几十 GB 每秒，而 M1 Ultra 和 M2 Ultra 的统一内存带宽都是 800GB 每秒。",
        "均值从 0.69 微升到 0.71，提升不到 2 个百分点。",
        "Qwen2.5-32B-Instruct 在 GSM8K 的验证集上从 92.9% 升到 95.2%。",
        "## DeepSeek-V3\n\n- **更长上下文**: 256K? 1M?",
        "Gemma 31B scores 85.2% on MMLU-Pro.",
        table("Benchmark | GPT-5 | Opus 4.5", "Terminal-Bench 2.0 | 82.7% (5.5) / n/a (5.0) | 59.3%"),
        table("Benchmark | GPT-5 | Opus 4.5", "GPQA Diamond | 88.4 (Pro) / 89.4 (5) | 87.0"),
        table("Benchmark | GPT-5 | Opus 4.5", "MMMU-Pro | 84.2 (MMMU) | 80.7 (MMMU)"),
        table("Benchmark | Gemini 3 Pro | GPT-5", "AIME 2026 | n/a (Apex 23.4) | 94.6 (AIME 2025)"),
        table("Benchmark | Gemini 3 Pro | GPT-5", "HLE (no tools) | 45.8 (w/ tools) | 24.8"),
        "10,000 input tokens, 2,000 output tokens:\n\n"
        + table("Model | Input | Output | Total", "gpt-4o | $0.0250 | $0.0200 | $0.0450"),
        table("Model | Average cost | Mean output tokens | Steps", "GPT-5 | $8.39 | 60k | 61"),
        table("Model | Agent turns | Output Tokens", "GPT-5 | 88 | 26.9K"),
        table("Model | Quant | Size | Context", "Qwen3-Coder-Next | 6-bit | 60GB | 170K"),
        table("Model | Input / Output ($/M)", "DeepSeek V3 (cache hit) | $0.07 / $1.10"),
        "DeepSeek caches prompts: cache hits cost $0.07 (V3) / $0.14 (R1) per million input tokens.",
        table("Hardware | Active power", "RTX 4090 + system | ~650 W"),
        table("Variant | Best for", "Qwen3.6-27B | Coding, beats 397B MoE; fits 16 GB"),
        "Training compute of Llama 3: 3.8 × 10^25 FLOPs (for 405B)",
        "Near the Gemma 4 26B-A4B entry:\n\n"
        + table("Field | Value", "Base Model | `google/gemma-4-31b-it`", "Parameters | 31B"),
        table("Model | Type | Price", "Gemini 1.5 Pro | Video Input | $0.001315 / second"),
        "## Qwen3.6-35B-A3B\n\n" + table("Field | Value", "Release date | not stated (fetched 2026-07-05)"),
        "## Jetson AGX Thor\n\n- Memory: 29 GB / 100 GB used",
        "DeepSeek-R1 is out. Expect 2M-4M context windows to become standard.",
        "Gemini 2.5 Pro 的上下文窗口未来将升级至 200 万 token。",
        table("Benchmark | DeepSeek V3.1", "AIME25 (avg@10) | 49.27"),  # without thinking
        table("Model | Size | MME", "DeepSeek-VL-1.3B | 1.7B | 1531"),
        "## Qwen3.5-27B\n\n- Result: 70 tok/s at 64K context",
        "GPT-5 takes 272K in / 128K out.",
        "DeepSeek-V3 的词表大小为 129,280。",
        table("厂商 | 模型 | 输入（美元/百万 tokens）", "Gemini | Gemini 2.5 Flash | 0.30", "Kimi | Kimi K2 | 0.60"),
        table("模型规模 | 量化 | 显存需求 | 推荐显卡", "7B | Q4 | 4-6 GB | RTX 3060"),
        table("Model | DeepSWE", "GPT-5.5 | 70% ± 3%"),
        "xAI open-sourced Grok. Grok has 314 billion parameters.",
        "GPT-3 has 175 billion parameters.\n\nIt is a scaled-up GPT-2 with 175 billion parameters.",
        "GPT-3 有 1750 亿参数。\n\nGPT-2 的下一代模型参数量达 1750 亿。",
        "Yi-34B has a context length of 200K tokens.",
        "With LongLoRA, Llama 2 7B has a context length of 100K tokens.",
        "DeepSpeed ran GPT-2 with 4 billion parameters without model parallelism.",
        "Llama 2 has 20 billion parameters fewer than this model.",
        "Grok 3's price is close to GPT-4o at $2.50 per million input tokens.",
        "On average (across 57 subjects), GPT-4o scores 70.1 on MMLU.",
        "## H200\n\n- H100 came before.\n- It has 141GB of memory.",
        "## Alternatives to the H100\n\nThis card has 192GB of memory.\n\n## MI300X\n\nFine.",
        table("Model|Params (dense)|Params (MoE)", "Qwen3|32B|235B"),
        "Kimi-VL-Thinking improves, with gains of 2.6% on MathVista, 4.7% on MMMU, and 15.4% on MathVision.",
        "## GPT-4o on MMLU-Pro\n\n- Accuracy drop vs. original MMLU: **16–33%**\n"
        "- Failures: 39% reasoning errors, 35% knowledge gaps",
        "The run decreased from 31.3 minutes to 22.8 minutes, representing a 37% speed improvement.",
        "NVMe SSDs, those of a Mac Studio with M3 Ultra, reach sequential read speeds in the range of 7-10 GB/s.",
        "Claude Sonnet 4.6 has the most recent training cutoff (Jan 2026).",
        table("Model | Input ($/M)", "Qwen: Qwen3 32B | 0.08", "Qwen3 32B | 0.08"),  # of who serves it
    ],
)
def test_not_told(text: str) -> None:
    assert told(text) == []


def test_billions_told_as_hundreds_of_millions() -> None:
    assert told("Code Llama 有 7 亿参数版本、13 亿参数版本和 340 亿参数版本。") == ["7 亿参数", "13 亿参数"]


def test_an_old_price_in_a_draft_that_names_younger_systems() -> None:
    old = table("模型 | 输入 (元/百万 tokens) | 输出 (元/百万 tokens)", "qwen-turbo | 2 | 6")
    assert told(old) == []  # of that day, maybe
    younger = "DeepSeek-V3.2 与 Claude Opus 4.6 之外，还有这些：\n\n"
    assert told(younger + old) == ["2", "6"]
    assert told("DeepSeek-V3.2 之外，还有这些：\n\n" + old) == []  # one name may be read wrongly
    assert told(younger + "qwen-turbo 最初的输入价格为每百万 token 2 元。\n") == []
    assert told(younger + "## 各模型发布当天的价格\n\n" + old) == []
    assert told(younger + "下表是各家首日的价格：\n\n" + old) == []
    assert told(younger + "刚面世那阵子，qwen-turbo 的输入价格为每百万 token 2 元。\n") == []
    early = "Gemini 3.1 Pro and Claude Opus 4.6 are out.\n\n"
    assert told(early + "o3 costs $10 per million input tokens.\n") == ["$10 per million input tokens"]
    assert told(early + "On its first day, o3 cost $10 per million input tokens.\n") == []
    assert told(early + "Prices were slashed in June. Up to that day o3 cost $10 per million input tokens.\n") == []


def test_sizes_of_memory_are_not_rounded() -> None:
    cards = table("GPU | Memory", "RTX 4090 | 24GB", "RTX 3080 Ti | 10GB")
    assert told(cards) == ["10GB"]
    assert told("The RTX 3080 Ti has about 10 GB of memory.") == []


def test_whose_figure_stands_under_a_heading() -> None:
    notes = "# Models\n\n## Qwen3-235B-A22B\n\nA mixture.\n\n## {} 3\n\nOpen weights.\n\n**Size**: 235B parameters\n"
    assert told(notes.format("Mistral Large")) == ["235B parameters"]
    assert told(notes.format("Mistral Large 3, Qwen")) == []  # the heading names two
    between = notes.replace("Open weights.", "Open weights. It stands beside Qwen3-235B-A22B.")
    assert told(between.format("Mistral Large")) == []


def test_a_window_told_as_one_million_is_not_two() -> None:
    assert told(table("Model | Context", "Gemini 2.5 Pro | 2M")) == ["2M"]
    assert told(table("Model | Context", "Gemini 2.5 Pro | 1M")) == []
    found = engine.check(documents.read_text("Gemini 2.5 Pro has a window of 500K tokens.", "a.md"), load_registry())
    assert [judged.verdict for judged in found.judgements] == ["contradicted"]
    assert told("Gemini 2.5 Pro 的上下文窗口为 1M token（约 75 万单词）。") == []


def test_whose_price_stands_beside_a_line_of_products() -> None:
    rows = table("厂商 | 模型 | 输入（美元/百万 tokens）", "通义 | Qwen-Max | 0.10", "OpenAI | GPT-4o | 2.50")
    assert told(rows) == ["0.10"]


def test_a_paper_named_before_a_release() -> None:
    assert told("According to the Llama 3 paper, Llama 3 was released in January 2024.") == ["January 2024"]
