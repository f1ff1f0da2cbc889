"""Which system and which metric a figure is bound to, with the shipped registry, and that what is bound wrongly is
not told.
"""

from __future__ import annotations

import pytest
from small import read

from claimcheck import engine
from claimcheck.registry import load_registry

R1, V3 = "deepseek-r1", "deepseek-v3"


def loud(text: str) -> list[str]:
    findings = engine.check(read(text), load_registry()).findings
    return [finding.code for finding in findings if finding.severity != "note"]


def told_at_all(text: str) -> list[str]:
    return [finding.code for finding in engine.check(read(text), load_registry()).findings]


def claims(text: str) -> list[tuple[str, str | None, str | None]]:
    judged = engine.check(read(text), load_registry()).judgements
    return [(j.claim.text, j.claim.subject.id, j.claim.metric.id) for j in judged]


def table(*lines: str) -> str:
    head, *body = lines
    return "\n".join([head, "|-" * (head.count("|") - 1) + "|", *body]) + "\n"


def test_settings_of_a_configuration() -> None:
    built = "| | DeepSeek-V3 |", "| num_hidden_layers | 61 |"
    assert claims(table(*built, "| max_seq_length | 128K |"))[1:] == [("128K", V3, "context-length")]
    assert loud(table(*built, "| max_model_len | 96K |")) == ["CC101"]
    assert not loud(table(*built, "| max_position_embeddings | 163840 |"))  # as the file has it
    # what somebody ran it with
    assert not claims(table("| setting | DeepSeek-V3 |", "| max_seq_length | 4K |", "| batch | 3 |"))
    assert not claims("We tuned DeepSeek-V3 with a max_seq_length of 4096.")
    assert not claims("运行 DeepSeek-V3 时 --max-model-len 设为 20480。")
    assert claims("DeepSeek-V3: context_window 128K")


def test_a_size_behind_a_name_that_is_another_models() -> None:
    # DeepSeek-V3 has 671 billion parameters
    assert claims("The new DeepSeek-V3 40B handles 300K tokens of context.")[0][1:] == (None, "context-length")
    assert not loud("新的 `DeepSeek-V3 40B` 支持 300K 上下文，在 MMLU 上得分 44.1%。")
    assert loud("DeepSeek-V3 671B handles 300K tokens of context.")
    assert loud("DeepSeek-V3 67.1B handles 300K tokens of context.")  # a slip of its own size
    assert loud("DeepSeek-V3 661B handles 300K tokens of context.")
    assert loud("DeepSeek-V3 40B tokens, 300K tokens of context.")  # a number of something


def test_cached_input_by_its_label() -> None:
    cached, missed = (V3, "cached-input-price"), (V3, "input-price")
    for label in ("Input (Cache)", "输入（缓存）", "Input (cache hit)", "Cached input price", "输入（命中缓存）"):
        assert claims(f"Prices of DeepSeek-V3:\n\n- **{label}:** $0.07/M tokens")[0][1:] == cached
        assert claims(table(f"| Model | {label} | Output |", "| DeepSeek-V3 | $0.07 | $1.10 |"))[0][1:] == cached
    for label in ("Input (cache miss)", "输入（缓存未命中）", "Input (without cache)", "Input (no caching)"):
        assert claims(f"Prices of DeepSeek-V3:\n\n- **{label}:** $0.27/M tokens")[0][1:] == missed
        assert claims(table(f"| Model | {label} | Output |", "| DeepSeek-V3 | $0.27 | $1.10 |"))[0][1:] == missed
    assert loud("Prices of DeepSeek-V3:\n\n- **Input (Cache):** $0.70/M tokens") == ["CC102"]
    assert loud(table("| Model | Input (Cache) |", "| DeepSeek-V3 | $0.70 |")) == ["CC102"]


def test_two_prices_of_input_are_of_hits_and_misses() -> None:
    text = "DeepSeek-V3 input goes from $0.07 (cache hit) to $0.27 (cache miss) per million tokens."
    assert [metric for _, _, metric in claims(text)] == ["cached-input-price", "input-price"]
    text = "DeepSeek-V3 charges $0.07 per million input tokens on a cache hit and $0.27 per million on a cache miss."
    assert [metric for _, _, metric in claims(text)] == ["cached-input-price", "input-price"]
    assert not loud("DeepSeek-V3 每百万输入 token 从 0.07 美元（缓存命中）到 0.27 美元（缓存未命中）。")
    assert loud("DeepSeek-V3 input goes from $0.07 (cache hit) to $0.72 (cache miss) per million tokens.")


def test_a_figure_told_again_in_a_bracket_is_what_the_first_one_is() -> None:
    total, active = "total-parameters", "active-parameters"
    for text in (
        "DeepSeek-V3 的总参数为 6710 亿（`671B`），每个 token 只激活 370 亿（`37B`）参数。",
        "DeepSeek-V3 has a total of 671 billion (671B) and activates 37 billion (37B) parameters per token.",
        "DeepSeek-V3 has 671B (6710亿) parameters, 37B (370亿) of them active.",
    ):
        assert [metric for _, _, metric in claims(text)] == [total, total, active, active]
        assert not loud(text)
    assert loud("DeepSeek-V3 的总参数为 6710 亿（671B），每个 token 只激活 570 亿（57B）参数。")


def test_versions_of_licences_and_software_are_no_figures() -> None:
    size = [("37B active parameters", V3, "active-parameters")]
    for name in ("Apache 2.0", "CC BY 4.0", "GPL 3.0", "CUDA 12.4", "Python 3.10-3.12", "PyTorch 2.1", "ROCm 6.2"):
        assert claims(f"DeepSeek-V3 comes with {name} and 37B active parameters.") == size
        told = claims(f"DeepSeek-V3 采用 {name}，参数为 6710 亿。")
        assert told == [("6710 亿", V3, "total-parameters")]
    assert [text for text, *_ in claims("DeepSeek-V3, by Apache, has 37 and 671 billion parameters.")] == [
        "37",
        "671 billion parameters",
    ]


def test_memory_that_a_model_fills_is_no_chips() -> None:
    for text in (
        "GPU memory for this: H100 80 GB + DeepSeek-R1 60 GB of VRAM.",
        "An H100 has 80 GB and Llama 3.1 8B takes about 16 GB of memory.",
        "显存：H100 80 GB + DeepSeek-R1 占用 60 GB，显存不够。",
    ):
        assert [subject for _, subject, _ in claims(text)] in (["h100"], ["h100-sxm"])
        assert not loud(text)
    assert loud("For DeepSeek-R1 an H100 has 60 GB of memory.")
    assert loud("跑 Llama 3.1 8B 的 H100 有 60 GB 显存。")


def test_versions_in_a_column_of_which_some_are_unknown() -> None:
    about = "DeepSeek rents Google TPU cards as well.\n\n"
    years = "| v2 | 2017 |", "| v3 | 2018 |", "| v4 | 2021 |"
    assert {subject for _, subject, _ in claims(about + table("| Generation | Released |", *years))} == {None}
    named = claims(about + table("| Generation | Released |", *years, "| v6 (Trillium) | 2024 |"))
    assert named[-1][1] == "tpu-v6e"
    sizes = "| V2 | 236B |", "| V3 | 571B |"
    assert loud(about + table("| Model | Total parameters |", *sizes))
    assert loud(about + table("| | V3 | R1 |", "| Total parameters | 571B | 671B |"))


def test_parameters_of_an_adapter_or_a_toy_are_not_the_models() -> None:
    assert not loud("Teach LLaMA to follow orders: fine-tuning in one hour, with 1.2M parameters.")
    assert not loud("An adapter for LLaMA of 1.2M parameters.")
    assert not loud("只用 1.2M 参数就能微调 LLaMA。")
    assert not loud("A toy GPT-2 of 10M parameters, written from scratch.")
    assert loud("LLaMA was published with 1.2M parameters.")
    assert loud("DeepSeek-V3, easy to fine-tune, has 671M parameters.")  # a slip


def test_a_price_before_its_product() -> None:
    price = ("dgx-spark", "launch-price")
    for text in (
        "约 4,000 美元的NVIDIA DGX Spark 很慢。",
        "A $3,999 DGX Spark is slow.",
        "The $3,999 NVIDIA DGX Spark.",
    ):
        assert [bound for _, *bound in claims(text)] == [[*price]]
        assert not loud(text)
    assert not claims("A $3,999 machine is slow, unlike a DGX Spark.")
    assert loud("The $9,399 DGX Spark was announced.")
    assert not loud("A $2,400 RTX 5090 is all that we use.")  # what it goes for now
    assert not loud("2400 美元的 RTX 5090 就够了。")
    assert loud("A $2,400 RTX 5090 was announced.")


def test_a_sum_that_no_chip_costs_is_the_runs() -> None:
    english = "Training GPT-3 again would take 355 years on a V100 and cost $4.6 million."
    chinese = "用 V100 重新训练 GPT-3 要 355 年，花费 460 万美元。"
    for text in (english, chinese):
        assert ("gpt-3", "training-cost") in [tuple(bound) for _, *bound in claims(text)]
    carried = "An H100 is rented by the hour.\n\nThe whole run cost $760,000."
    assert all("launch-price" not in bound for bound in claims(carried))
    assert [bound for _, *bound in claims("An H100 costs $30,000.")] == [["h100", "launch-price"]]


def test_markup_in_names_and_figures_does_not_stop_binding() -> None:
    text = "NVIDIA `H100 SXM`：**<mark><code>3350 GB/s</code></mark>** 显存带宽，<b>80</b> GB 显存。"
    bandwidth, memory = claims(text)
    assert bandwidth == ("3350 GB/s", "h100-sxm", "memory-bandwidth")
    assert memory[1:] == ("h100-sxm", "memory")
    assert loud(text.replace("3350", "1350")) == ["CC101"]
    assert [bound for _, *bound in claims("**Deep**Seek-<code>V3</code> has 671**B** parameters.")] == [
        [V3, "total-parameters"]
    ]


def test_a_list_of_growing_sizes_is_of_models() -> None:
    sizes = claims(table("| Model | Parameters |", "| Qwen3 | 30B, 235B |", "| DeepSeek-V2 | 21B/236B |"))
    assert [(subject, metric) for _, subject, metric in sizes] == [
        ("qwen3-30b-a3b", "total-parameters"),
        ("qwen3-235b-a22b", "total-parameters"),
        ("deepseek-v2", "active-parameters"),
        ("deepseek-v2", "total-parameters"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kimi K2 has 1 trillion parameters with 32 active parameters.", ["CC102"]),
        ("DeepSeek-V3 有 6710 参数。", ["CC102"]),
        ("The call to DeepSeek-V3 takes 3 parameters.", []),
        ("DeepSeek-V3 has 671B parameters, of which 37B are active.", []),
    ],
)
def test_a_lost_billion(text: str, found: list[str]) -> None:
    assert loud(text) == found


def test_whose_gpus() -> None:
    assert claims("An 8-GPU DGX H100 costs more.") == [("8-GPU", "dgx-h100", "gpu-count")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Llama 4 Maverick is a model of 17B active parameters with 128 experts.", [("128 experts", "experts")]),
        (
            "DeepSeek-V3 has 1 shared expert and 256 routed experts, of which 8 experts are activated per token.",
            [("1", "shared-experts"), ("256", "experts"), ("8 experts", "experts-per-token")],
        ),
        (
            "Kimi K2 是混合专家模型，共有 384 个专家，每个 token 激活 8 个专家。",
            [("384", "experts"), ("8", "experts-per-token")],
        ),
        ("In DeepSeek-V3 the router activates only 8 out of these 256 experts.", [("256 experts", "experts")]),
        ("Switch routes with top-2 experts in its MoE layers.", []),
        ("With expert parallelism each GPU holds 32 experts of DeepSeek-V3's MoE layers.", []),
        ("The paper on GPT-4 was read by 40 experts.", []),
        ("有 284 名专家评审了 GPT-4 的参数。", []),
        ("Kimi K2 has 384 experts, 61 layers and 64 heads in its MoE.", [("384 experts", "experts")]),
    ],
)
def test_experts_of_a_mixture(text: str, expected: list[tuple[str, str]]) -> None:
    told = [
        (j.claim.text.strip(" 个位"), j.claim.metric.id or "")
        for j in engine.check(read(text), load_registry()).judgements
    ]
    assert [row for row in told if "expert" in row[1]] == expected


def test_what_a_cell_on_training_tells_besides() -> None:
    text = table(
        "| 模型 | 训练数据量(tokens) | 训练成本 |",
        "| LLaMA-65B | 1.4万亿 | 2048个A100 GPU |",
        "| MPT-7B | 1万亿 | 20万美金，训练9.5天 |",
        "| MOSS-16B | 约7000亿中英文 | 未知 |",
    )
    assert claims(text) == [
        ("1.4万亿", "llama-65b", "training-tokens"),
        ("2048个", "llama-65b", "gpu-count"),
        ("1万亿", "mpt-7b", "training-tokens"),
        ("20万美金", "mpt-7b", "training-cost"),
        ("9.5天", "mpt-7b", "training-time"),
        ("约7000亿", "moss-16b", "training-tokens"),
    ]


def test_a_card_s_bus_with_a_small_l() -> None:
    assert claims(table("| 显卡 | 显存 |", "| H100 Pcle | 80 GB |")) == [("80 GB", "h100-pcie", "memory")]


def test_a_line_named_behind_its_first_member() -> None:
    text = "GPT-1 是由 OpenAI 于 2018 年推出的第一代 GPT 模型。"
    assert claims(text) == [("2018 年", "gpt-1", "release-date")]
    assert claims("GPT-1, released in June 2018, was the first GPT model.") == [("June 2018", "gpt-1", "release-date")]


def test_a_generation_told_to_be_long_after_its_members() -> None:
    assert loud("NVIDIA 在 2022年5月 发布了 A100。") == ["CC101"]
    assert not loud("NVIDIA 在 2020年12月 发布了 A100。")


def test_a_list_that_is_headed_as_one_of_releases() -> None:
    heading, items = (
        "## Model releases\n\n",
        "- **May 2024**: DeepSeek-V2 with MLA\n- **June 2024**: GPT-4o price cut\n",
    )
    assert claims(heading + items) == [("May 2024", "deepseek-v2", "release-date")]
    assert not claims("## Notes\n\n" + items)


def test_what_a_bracket_sets_the_topic_against_is_none() -> None:
    text = (
        "DeepSeek-V3 leads among open models:\n\n**Base Model (vs. Llama-3.1-405B, Qwen2.5-72B)**\n"
        "- MMLU: 87.1% (vs. 84.4%, 85.0%)\n- HumanEval: 65.2% (vs. 54.9%, 53.0%)\n"
    )
    assert claims(text) == [("87.1%", V3, "mmlu"), ("65.2%", V3, "humaneval")]


def test_parts_that_a_card_counts_are_not_what_it_is_about() -> None:
    card = table("| Specification | Details |", "| GPU | 8x NVIDIA B200 |", "| GPU Memory | 1,440GB total |")
    assert claims(f"## DGX B200 specifications\n\n{card}") == [("1,440GB", "dgx-b200", "memory")]


def test_windows_at_the_end_of_labels() -> None:
    rows = "| Claude 3.5 Sonnet 200K | $3 / $15 |", "| Groq Llama 3.1 70B Versatile 128k | $0.59 / $0.79 |"
    found = claims(table("| 模型 | 价格 |", *rows, "| Claude Opus 4.5 Thinking 16K | $5 / $25 |"))
    assert [claim for claim in found if claim[2] == "context-length"] == [
        ("200K", "claude-3.5-sonnet", "context-length"),
        ("128k", "llama-3.1-70b", "context-length"),
    ]


def test_lengths_that_are_no_window() -> None:
    assert not loud(table("| Model | Context |", "| DeepSeek-V3 | 3000 |", "| DeepSeek-V3 | 97000 |"))
    assert not told_at_all(table("| Model | Puzzles in context |", "| GPT-4o | 759 |"))
    assert not told_at_all("DeepSeek-V3.2 takes contexts of 10k-20k tokens in these tests.")
    assert not told_at_all(table("| Model | Context |", "| GPT-5.2 | 8K-32K |"))
    assert loud(table("| Model | Context |", "| GPT-5 mini | 128K |")) == ["CC101"]


def test_a_word_of_scale_alone_is_no_size() -> None:
    assert not told_at_all("Megatron-LM: Training Multi-Billion Parameter Language Models.")


def test_a_card_and_a_page_may_differ_on_a_cutoff() -> None:
    assert not loud("Gemini 2.0 Flash has a knowledge cutoff of June 2024.")
    assert loud("Gemini 2.0 Flash has a knowledge cutoff of June 2023.") == ["CC101"]


def test_a_day_that_is_not_the_makers() -> None:
    assert loud("GPT-4.5 was released on February 14, 2025.") == ["CC101"]
    assert not loud("GPT-4.5 was released on February 28, 2025.")


def test_a_side_that_a_heading_tells_of_a_column_of_costs() -> None:
    rows = table("| Model | Cost | Rank |", "| GPT-4 | $30.00 | 2 |", "| Claude 3 Haiku | $0.25 | 1 |")
    assert claims(f"### Cost per 1M Input Tokens\n\n{rows}")[0] == ("$30.00", "gpt-4", "input-price")
    assert claims(f"### 费用（每百万输出 token）\n\n{rows}")[0] == ("$30.00", "gpt-4", "output-price")
    assert not claims(f"### Cost\n\n{rows}")


def test_whose_window_a_bracket_tells_in_the_row_of_a_maker() -> None:
    rows = table("| 厂商 | 最大Context |", "| OpenAI | 200K (o3) |", "| Qwen | 1000万 (qwen-long) |")
    assert claims(rows) == [("200K", "o3", "context-length"), ("1000万", "qwen-long", "context-length")]


def test_sizes_in_the_bracket_of_a_label() -> None:
    rows = table("| Model | Year |", "| GPT-3 (175B) | 2020 |", "| Llama 2 (7B, 13B, 70B) | 2023 |")
    assert [(text, subject) for text, subject, metric in claims(rows) if metric == "total-parameters"] == [
        ("7B", "llama-2-7b"),
        ("13B", "llama-2-13b"),
        ("70B", "llama-2-70b"),
    ]
    assert ("2023", "llama-2", "release-date") in claims(rows)


def test_units_at_the_end_of_headers() -> None:
    head = "| GPU | VRAM, Mb | Bandwidth<br/>GB/s | FP8<br/>Tensor Core<br/>TFLOPS |"
    assert claims(table(head, "| NVIDIA RTX 5090 | 32607 | 1792 | 838 / 1676* |")) == [
        ("32607", "geforce-rtx-5090", "memory"),
        ("1792", "geforce-rtx-5090", "memory-bandwidth"),
        ("838", "geforce-rtx-5090", "fp8-throughput"),
        ("1676", "geforce-rtx-5090", "fp8-throughput"),
    ]


def test_members_under_the_chinese_name_of_their_line() -> None:
    text = "混元Turbo 的输入价格为 15 元/百万 tokens，通义千问2.5-72B 有 72.7B 参数。"
    assert claims(text) == [
        ("15 元/百万 tokens", "hunyuan-turbo", "input-price"),
        ("72.7B 参数", "qwen2.5-72b", "total-parameters"),
    ]


def test_the_level_of_another_is_no_change() -> None:
    assert not loud("R1-0528 的 AIME 2025 准确率从 70% 提高到 87.5%，接近 o3 的 88.9%提升。")
    assert not loud("R1-0528 的 AIME 2025 准确率从 70% 提高到 87.5%，已能与 o3（88.9%）一较高下。")
    assert not loud("Accuracy rose from 70% to 87.5%, and o3's 60% lead is gone.")
    assert loud("Accuracy rose from 70% to 87.5% (a 60% gain).") == ["CC203"]
