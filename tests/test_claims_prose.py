"""Binding in prose: figure, metric, subject."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small import bound, triples

R1, ZERO, V3, O1 = "deepseek-r1", "deepseek-r1-zero", "deepseek-v3", "o1-2024-12-17"

CASES = {
    "metric after the figure": (
        "DeepSeek-R1 scores 79.8% on AIME 2024 and 97.3% on MATH-500.",
        [("79.8%", R1, "aime-2024"), ("97.3%", R1, "math-500")],
    ),
    "respectively": (
        "DeepSeek-R1 reaches 79.8% and 97.3% on AIME 2024 and MATH-500, respectively.",
        [("79.8%", R1, "aime-2024"), ("97.3%", R1, "math-500")],
    ),
    "makers before the names of a list": (
        "DeepSeek V3, OpenAI o1-1217 and DeepSeek R1 reach 88.5%, 91.8% and 90.8% on MMLU, respectively.",
        [("88.5%", V3, "mmlu"), ("91.8%", O1, "mmlu"), ("90.8%", R1, "mmlu")],
    ),
    "a label with words before its metric": (
        "最长的上下文窗口：DeepSeek-V3（1M）、DeepSeek-R1（128K）。",
        [("1M", V3, "context-length"), ("128K", R1, "context-length")],
    ),
    "what is of all of a list is told of its first": (
        "DeepSeek-R1、DeepSeek-V3 和 o1-1217 的上下文窗口均为 128K token。",
        [("128K token", R1, "context-length")],
    ),
    "a day that several share": (
        "The company announced DeepSeek-R1 and DeepSeek-V3 on January 20, 2025.",
        [("January 20, 2025", R1, "release-date")],
    ),
    "a name that is spelt out in a bracket": (
        "On the MMLU (Massive Multitask Language Understanding) benchmark, DeepSeek-V3 achieves a score of 88.5, slightly "
        "trailing o1-1217's 91.8.",
        [("88.5", V3, "mmlu"), ("91.8", O1, "mmlu")],
    ),
    "whom the score before beats": (
        "On MATH-500, DeepSeek-R1 scores 97.3. This surpasses o1-1217 (96.4) and, notably, DeepSeek-V3 (90.2).",
        [("97.3", R1, "math-500"), ("96.4", O1, "math-500"), ("90.2", V3, "math-500")],
    ),
    "a paragraph of a mere name heads what follows": (
        "# AIME 2024\n\nDeepSeek-R1: 79.8%\n\n2\\. MATH-500 (EM)\n\n**DeepSeek-R1**: 97.3%\n\n**DeepSeek-V3**: 90.2%",
        [("79.8%", R1, "aime-2024"), ("97.3%", R1, "math-500"), ("90.2%", V3, "math-500")],
    ),
    "a sum of prices is neither's": (
        "DeepSeek-R1 costs $0.55 per million input tokens and $2.19 per million output tokens = $2.74 per million tokens.",
        [("$0.55 per million input tokens", R1, "input-price"), ("$2.19 per million output tokens", R1, "output-price")],
    ),
    "a label with a remark heads a list, others too": (
        "MATH-500（数学）：\n\n* DeepSeek-R1 得分为 97.3%。\n* 这个成绩明显高于其他模型：DeepSeek-V3（90.2%）、o1-1217（96.4%）。\n",
        [("97.3%", R1, "math-500"), ("90.2%", V3, "math-500"), ("96.4%", O1, "math-500")],
    ),
    "the size that a name tells": (
        "There are Llama 3.1 405B and Llama 3.1 70B. The first (405 billion parameters) is large.",
        [("405 billion parameters", "llama-3.1-405b", "total-parameters")],
    ),
    "分别": (
        "DeepSeek-R1 在 MMLU、MMLU-Pro 和 GPQA Diamond 上分别取得 90.8%、84.0% 和 71.5%。",
        [("90.8%", R1, "mmlu"), ("84.0%", R1, "mmlu-pro"), ("71.5%", R1, "gpqa-diamond")],
    ),
    "a comparison shares the metric": (
        "在 AIME 2024 上，DeepSeek-R1 拿到 79.8%，比 o1-1217 的 79.2% 略高。",
        [("79.8%", R1, "aime-2024"), ("79.2%", O1, "aime-2024")],
    ),
    "no name after a conjunction owns the size before it": (
        "It is quick for models like DeepSeek-V3 671B and o1 alike.",
        [("671B", V3, "total-parameters")],
    ),
    "a figure set against another in a bracket": (
        "MATH-500: 97.3% (vs. 90.2% with plain DeepSeek-V3), says the report on DeepSeek-R1.",
        [("97.3%", R1, "math-500"), ("90.2%", V3, "math-500")],
    ),
    "a name with a bracket behind it": (
        "AIME 2024 上，DeepSeek-V3(基座)的39.2%和 DeepSeek-R1(推理)的79.8%差得很远。",
        [("39.2%", V3, "aime-2024"), ("79.8%", R1, "aime-2024")],
    ),
    "nothing but 的 between a figure and its owner": (
        "小如 405B 参数的 Llama 3.1 和 671B（6710 亿）参数的 DeepSeek-V3。",
        [
            ("405B 参数", "llama-3.1-405b", "total-parameters"),
            ("671B", V3, "total-parameters"), ("6710 亿", V3, "total-parameters"),
        ],
    ),
    "bigger than even the largest": (
        "In the case of DeepSeek-V3, they have a massive model with 671B parameters, so it is bigger than even the largest "
        "Llama 3.1 model, but only 37B of these parameters are active at any time.",
        [("671B parameters", V3, "total-parameters"), ("37B", V3, "active-parameters")],
    ),
    "so many times the cost of another": (
        "DeepSeek-R1 is dear: it is 2x the cost of DeepSeek-V3, at $0.55 per million input tokens.",
        [("$0.55 per million input tokens", R1, "input-price")],
    ),
    "a change from another's level to its own": (
        "DeepSeek-R1 发布了。它的上下文从 Llama 3.1 70B 的 64K token 扩展到了 128K token。",
        [("64K token", "llama-3.1-70b", "context-length"), ("128K token", R1, "context-length")],
    ),
    "a benchmark at the head of what follows a colon": (
        "It is mind-boggling: on AIME 2024, one of the hardest competitions for schools there is, DeepSeek-R1 achieved 79.8%.",
        [("79.8%", R1, "aime-2024")],
    ),
    "a change between figures with their parts in brackets": (
        "DeepSeek-V3 scales from 236B parameters (21B active) to 671B parameters (37B active).",
        [
            ("236B parameters", V3, "total-parameters"), ("21B", V3, "active-parameters"),
            ("671B parameters", V3, "total-parameters"), ("37B", V3, "active-parameters"),
        ],
    ),
    "a short question and its answer": (
        "DeepSeek-V3 在 AIME 2024 上的成绩？39.2%。DeepSeek-R1 呢？**79.8%**。What about the MATH-500 score of DeepSeek-R1? 97.3%.",
        [("39.2%", V3, "aime-2024"), ("79.8%", R1, "aime-2024"), ("97.3%", R1, "math-500")],
    ),
    "two figures in one bracket": (
        "DeepSeek-R1 is ahead of DeepSeek-V3 (39.2%/90.2% on AIME 2024 and MATH-500).",
        [("39.2%", V3, "aime-2024"), ("90.2%", V3, "math-500")],
    ),
    "a part of a whole": (
        "DeepSeek-V3 activates only 37B of its 671B parameters per token; it uses 37 billion parameters out of 671 billion.",
        [
            ("37B", V3, "active-parameters"), ("671B parameters", V3, "total-parameters"),
            ("37 billion parameters", V3, "active-parameters"), ("671 billion", V3, "total-parameters"),
        ],
    ),
    "a component's size is none of the model": ("DeepSeek-V3 comes with a 400M parameter vision encoder.", []),
    "a family's name right before its member's": (
        "Llama 3.1 Llama 3.1 405B 在 MMLU 上得分 87.3%。",
        [("87.3%", "llama-3.1-405b", "mmlu")],
    ),
    "a price list in the bracket behind a name that is compared with": (
        "At $0.55 per million input tokens, DeepSeek-R1 is cheaper than DeepSeek-V3 ($0.27/$1.10 per million tokens).",
        [
            ("$0.55 per million input tokens", R1, "input-price"),
            ("$0.27", V3, "input-price"), ("$1.10 per million tokens", V3, "output-price"),
        ],
    ),
    "a score that another was beaten by": (
        "DeepSeek-R1 reaches 97.3% on MATH-500, which is a clear win over the 90.2% from DeepSeek-V3. On AIME 2024 it has "
        "79.8%, beating DeepSeek-V3's previous score of 39.2%.",
        [
            ("97.3%", R1, "math-500"), ("90.2%", V3, "math-500"),
            ("79.8%", R1, "aime-2024"), ("39.2%", V3, "aime-2024"),
        ],
    ),
    "two figures set against each other go to two names": (
        "On MMLU, DeepSeek-R1 is clearly ahead of DeepSeek-V3 (90.8% vs 88.5%).",
        [("90.8%", R1, "mmlu"), ("88.5%", V3, "mmlu")],
    ),
    "or the second to none": ("DeepSeek-R1: 97.3% vs 90.2% on MATH-500.", [("97.3%", R1, "math-500")]),
    "from-to pairs": (
        "During training, the AIME 2024 score of DeepSeek-R1-Zero climbed from 15.6% to 71.0%.",
        [("15.6%", ZERO, "aime-2024"), ("71.0%", ZERO, "aime-2024")],
    ),
    "the subject of the sentence before": (
        "DeepSeek-V3 came out in December. It has 671B parameters, of which 37B are activated, and saw 14.8T training tokens.",
        [("671B parameters", V3, "total-parameters"), ("37B", V3, "active-parameters"), ("14.8T training tokens", V3, "training-tokens")],
    ),
    "members by size": (
        "Meta released Llama 3.1 in July. The 405B model gets 87.3% on MMLU and the 70B version 83.6%.",
        [
            ("405B", "llama-3.1-405b", "total-parameters"), ("87.3%", "llama-3.1-405b", "mmlu"),
            ("70B", "llama-3.1-70b", "total-parameters"), ("83.6%", "llama-3.1-70b", "mmlu"),
        ],
    ),
    "prices by input, output and cache": (
        "DeepSeek-V3 的价格是每百万输入 tokens 2元（缓存未命中）、0.5元（缓存命中），每百万输出 tokens 8元。",
        [("2元", V3, "input-price"), ("0.5元", V3, "cached-input-price"), ("8元", V3, "output-price")],
    ),
    "a bracket before the figure, a bracket around another": (
        "DeepSeek-V3 输入（缓存命中）0.5 元/百万 tokens。DeepSeek-V3 的输入价格为 2 元/百万 tokens（缓存命中 0.5 元），输出 8 元/百万 tokens。",
        [
            ("0.5 元/百万 tokens", V3, "cached-input-price"),
            ("2 元/百万 tokens", V3, "input-price"),
            ("0.5 元", V3, "cached-input-price"),
            ("8 元/百万 tokens", V3, "output-price"),
        ],
    ),
    "specifications in a row": (
        "英伟达的 RTX 5090 配备 32GB 显存，显存位宽 512 位，CUDA 核心数量为 21760 个，功耗 575W，集成 920 亿晶体管。",
        [
            ("32GB", "geforce-rtx-5090", "memory"),
            ("512 位", "geforce-rtx-5090", "memory-bus-width"),
            ("21760 个", "geforce-rtx-5090", "cuda-cores"),
            ("575W", "geforce-rtx-5090", "tdp"),
            ("920 亿晶体管", "geforce-rtx-5090", "transistors"),
        ],
    ),
    "a benchmark at the head of a long sentence": (
        "On AIME 2024, which asks for whole numbers only, and with a single attempt, DeepSeek-R1 scored 79.8%.",
        [("79.8%", R1, "aime-2024")],
    ),
    "a relative clause speaks of the name before it": (
        "DeepSeek-R1 is ahead of o1-1217, which scores 96.4% on MATH-500.",
        [("96.4%", O1, "math-500")],
    ),
    "the sizes of a line": (
        "Llama 3.1 有 70B 和 405B 两种规模。",
        [("70B", "llama-3.1-70b", "total-parameters"), ("405B", "llama-3.1-405b", "total-parameters")],
    ),
    "the figure of another": (
        "On MATH-500, DeepSeek-R1 scores 97.3%, ahead of the 96.4% of o1-1217.",
        [("97.3%", R1, "math-500"), ("96.4%", O1, "math-500")],
    ),
    "names compared together": (
        "DeepSeek-R1 is a reasoning model. Released in January 2025, outperforming DeepSeek-V3 and GPT-4o on many tasks.",
        [("January 2025", R1, "release-date")],
    ),
    "what was launched on a date": (
        "得益于 Llama 3.1 的成功，深度求索在2025年1月发布了专注推理的 DeepSeek-R1。",
        [("2025年1月", R1, "release-date")],
    ),
    "a component is not what has the figure": (
        "DGX Box 配备 H100，其中包括 20 个采用 Arm 架构构建的高能效核心。",
        [("20 个采用 Arm 架构构建的高能效核心", "dgx-box", "cpu-cores")],
    ),
    "cards without their noun": (
        "显卡紧缺，而 DeepSeek-V3 的训练储备了 2048 张。",
        [("2048 张", V3, "gpu-count")],
    ),
    "the system is presented last": (
        "显存高达 32 GB，比 H100 少，这就是 RTX 5090。",
        [("高达 32 GB", "geforce-rtx-5090", "memory")],
    ),
    "a price behind a colon": (
        "DGX Box: $3,000 on every desk",
        [("$3,000", "dgx-box", "launch-price")],
    ),
    "a rating of": (
        "DeepSeek-R1 competes on Codeforces. A rating of 2029 places DeepSeek-R1 ahead of most people.",
        [("2029", R1, "codeforces-rating")],
    ),
    "a fall shares its unit": (
        "On Codeforces, DeepSeek-R1 fell from 2129 to 2029 Elo.",
        [("2129", R1, "codeforces-rating"), ("2029 Elo", R1, "codeforces-rating")],
    ),
    "counted chips are no topic": (
        "DeepSeek-V3 was trained on 2,048 H100s. Its training took 2.788M GPU hours.",
        [("2,048", V3, "gpu-count"), ("2.788M GPU hours", V3, "training-gpu-hours")],
    ),
    "a common word beside the word model": (
        "The open-source model Bloom has 176 billion parameters.",
        [("176 billion parameters", "bloom", "total-parameters")],
    ),
    "the sizes of a sparse model": (
        "DeepSeek-V3 (671B-A37B) is sparse.",
        [("671B", V3, "total-parameters"), ("A37B", V3, "active-parameters")],
    ),
    "active ones behind all": (
        "DeepSeek-V3 671B 总参数，活跃 37B。",
        [("671B 总参数", V3, "total-parameters"), ("37B", V3, "active-parameters")],
    ),
    "what stands for another": (
        "RTX 5090 相当于 H100 的阉割版，显存 32 GB。",
        [("32 GB", "geforce-rtx-5090", "memory")],
    ),
    "verbs between": (
        "DeepSeek-R1's MMLU score was updated from 90.1 to 90.8.",
        [("90.1", R1, "mmlu"), ("90.8", R1, "mmlu")],
    ),
    "a list of sizes goes on": (
        "Llama 3.1 70B and 405B are out; DeepSeek-V3 beats both.",
        [("405B", "llama-3.1-405b", "total-parameters")],
    ),
    "money by its words": (
        "DeepSeek raised $600 million, which valued the company at $5.8 billion.",
        [("$600 million", "deepseek", "funding-round"), ("$5.8 billion", "deepseek", "valuation")],
    ),
    "two precisions": (
        "The H100 delivers 989 TFLOPS when using half precision, 67 TFLOPS in single precision.",
        [("989 TFLOPS", "h100", "fp16-throughput"), ("67 TFLOPS", "h100", "fp32-throughput")],
    ),
    "the start of a change is another's": (
        "DeepSeek-R1 将 AIME 2024 的得分从 DeepSeek-V3 的 39.2% 提高到了 79.8%。",
        [("39.2%", V3, "aime-2024"), ("79.8%", R1, "aime-2024")],
    ),
    "the start of a change is another's, in English": (
        "DeepSeek-R1 raised the AIME 2024 score from 39.2% in DeepSeek-V3 to 79.8%.",
        [("39.2%", V3, "aime-2024"), ("79.8%", R1, "aime-2024")],
    ),
    "one that is beaten, described": (
        "DeepSeek-R1 大幅领先其前身 DeepSeek-V3，也优于竞争对手 o1-1217，在 MATH-500 上获得 97.3 分。",
        [("97.3", R1, "math-500")],
    ),
    "one that is beaten, in an adjective's words": (
        "DeepSeek-R1 超越了规模庞大的 DeepSeek-V3，数学（MATH-500: 97.3）尤为突出。",
        [("97.3", R1, "math-500")],
    ),
    "rivals that are beaten": (
        "DeepSeek-R1 beats its rivals DeepSeek-V3 and o1-1217 by far, above all in mathematics (MATH-500: 97.3).",
        [("97.3", R1, "math-500")],
    ),
    "a company's money is no price": (
        "若剔除 DGX Box 库存拨备相关的 1.8 亿美元收益，公司总资产达到 1407.4 亿美元，每股收于 181.60 美元。",
        [],
    ),
    "a charge on chips": ("The charge on DGX Box inventory came to $4.5 billion, and earnings fell to $0.90 per share.", []),
    "a predecessor is compared with": (
        "DeepSeek-R1 improves a lot compared to its predecessor DeepSeek-V3, reaching 79.8% on AIME 2024.",
        [("79.8%", R1, "aime-2024")],
    ),
    "memory in brackets behind a chip": ("英伟达 RTX 5090（32G）已经上市。", [("32G", "geforce-rtx-5090", "memory")]),
    "operations counted like a speed": (
        "Training DeepSeek-V3 took 3.3E24 FLOPS, far below the limit of 10^25 FLOPs for o1-1217.",
        [("3.3E24 FLOPS", V3, "training-compute"), ("10^25 FLOPs", O1, "training-compute")],
    ),
    "tokens in bytes": ("DeepSeek-V3 was trained on 14.8TB of tokens.", [("14.8TB", V3, "training-tokens")]),
    "active for each token": (
        "DeepSeek-V3 has 671B parameters but only uses 37B per input token.",
        [("671B parameters", V3, "total-parameters"), ("37B", V3, "active-parameters")],
    ),
    "one word for all figures of a list": (
        "DeepSeek-R1 and DeepSeek-V3 have 37B and 37B activated parameters, respectively.",
        [("37B", R1, "active-parameters"), ("37B activated parameters", V3, "active-parameters")],
    ),
    "active and total with a stroke": (
        "DeepSeek-V3 (37B active/671B total) is open.",
        [("37B", V3, "active-parameters"), ("671B", V3, "total-parameters")],
    ),
    "what a model may write": (
        "DeepSeek-V3 has a 128K context window and 8K output.",
        [("128K", V3, "context-length"), ("8K", V3, "maximum-output")],
    ),
    "sizes in a list without a word": (
        "Llama 3.1 comes in 70B and 405B.",
        [("70B", "llama-3.1-70b", "total-parameters"), ("405B", "llama-3.1-405b", "total-parameters")],
    ),
    "sizes at the head of lines": (
        "Llama 3.1 is out.\n\n- 70B: MMLU 83.6\n- 405B: MMLU 87.3",
        [("83.6", "llama-3.1-70b", "mmlu"), ("87.3", "llama-3.1-405b", "mmlu")],
    ),
    "a name that is only beaten": (
        "Our own Droid reaches 85.1% on AIME 2024, beating DeepSeek-R1.",
        [("85.1%", None, "aime-2024")],
    ),
    "another kind of cores": (
        "英伟达 RTX 5090 配备 21760 个CUDA核心和 680 个第五代 Tensor Core。",
        [("21760 个CUDA核心", "geforce-rtx-5090", "cuda-cores")],
    ),
    "a name ahead of which another is": (
        "DeepSeek-R1 leads MATH-500 with 97.3%, ahead of o1-1217's 96.4%, and achieves 79.8% on AIME 2024.",
        [("97.3%", R1, "math-500"), ("96.4%", O1, "math-500"), ("79.8%", R1, "aime-2024")],
    ),
    "the figure of nameless others": (
        "On MATH-500, DeepSeek-R1 scores 97.3%, well above the next best system's 90.2%.",
        [("97.3%", R1, "math-500")],
    ),
    "items speak of what the list is about": (
        "# DeepSeek-R1\n\n- It is cheaper than o1-1217.\n- o1-1217 was its model.\n- AIME 2024: 79.8%",
        [("79.8%", R1, "aime-2024")],
    ),
    "items with words of their own": (
        "# DeepSeek-R1\n\n- 79.8% on AIME 2024\n- 90.1% accuracy in the analysis of charts\n- 97.3% in mathematics (MATH-500)",
        [("79.8%", R1, "aime-2024"), ("97.3%", R1, "math-500")],
    ),
    "a size that is a name as well": (
        "Llama 3.1 is out.\n\n- **405B parameters**",
        [("405B parameters", "llama-3.1-405b", "total-parameters")],
    ),
    "a version that nobody knows": ("Llama 5 is out. It gets 95% on MMLU.", [("95%", None, "mmlu")]),
    "two prices with one sign": (
        "DeepSeek-V3 is $0.27/1.10, o1-1217 is $15/60.",
        [("$0.27", V3, "input-price"), ("1.10", V3, "output-price"), ("$15", O1, "input-price"), ("60", O1, "output-price")],
    ),
    "a price of so many things": ("o1-1217 is dear ($15/1000 pictures), DeepSeek-V3 cheap ($0.27/100 calls).", []),
    "writing to a cache and reading from it": (
        "o1-1217 is $15/Mtok for input, with cache writes at $18/Mtok and cache hits at $7.50/Mtok.",
        [("$15/Mtok", O1, "input-price"), ("$7.50/Mtok", O1, "cached-input-price")],
    ),
    "a second pair of prices": (
        "DeepSeek-V3 sits at $0.27 input and $1.10 output per million tokens, versus o1-1217 at $15 and $60.",
        [("$0.27", V3, "input-price"), ("$1.10 output per million tokens", V3, "output-price"),
         ("$15", O1, "input-price"), ("$60", O1, "output-price")],
    ),
    "release dates": ("2025年1月20日，深度求索正式发布 DeepSeek-R1。", [("2025年1月20日", R1, "release-date")]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_binding(name):
    text, expected = CASES[name]
    assert triples(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The company hired 600 people in 2024 and grew revenue by 12%.",
        "公司去年员工人数增长 12%，目前共有 600 名员工。",
        "Chapter 3 of version 2.1 appeared on 14 May; call 555-0199 for details.",
        "The match ended 3-2 in front of 41,000 fans.",
        "Loading DeepSeek-V3 takes 40 GB of disk and 12 GB of RAM usage on the H100.",
        "OpenAI charges $20 a month for o1, and the API costs $0.01 per request.",
        "DeepSeek-R1 was tuned on 10M human annotated samples.",
        "We trained DeepSeek-V3 with a batch of 16M tokens.",
        "The H100 reads 32 GB/s over PCIe.",
        "A cloud company announced the purchase of 40,000 NVIDIA H100 GPUs starting December 2025.",
        "Llama 3.1 70B: the correction cost 5% at 32B models.",
        "[2025-02-26] We released the DeepSeek-V3 technical report.",
        "DeepSeek-R1 was released: see papers/2025/2025-01_r1.pdf for more.",
        "AIME 2024: DeepSeek-R1 shows a 15% improvement over DeepSeek-V3.",
    ],
)
def test_figures_on_other_things_are_no_claims(text):
    assert triples(text) == []


def test_a_class_of_models_is_not_the_model_before():
    assert triples("DeepSeek-R1 appeared in January.\n\nOn many phones, the best 7B model is good enough.") == []


def test_parts_of_a_run_are_read_with_doubt():
    claims = bound("DeepSeek-V3 was trained on 2048 GPUs at first and on 1024 GPUs in the end.")
    assert len(claims) == 2
    assert all(c.confidence < 0.5 for c in claims)


def test_conditions_stand_with_their_figure():
    claims = bound("DeepSeek-R1-Zero gets 71.0% (pass@1) and 86.7% (cons@64) on AIME 2024.")
    assert [c.conditions.get("sampling") for c in claims] == ["pass@1", "cons@64"]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("DeepSeek-R1 did not reach 80% on AIME 2024.", "negated"),
        ("如果 DeepSeek-R1 在 MMLU 上达到 95%，就会领先。", "hypothetical"),
        ("DeepSeek-R1 is expected to reach 85% on AIME 2024.", "forecast"),
        ("“DeepSeek-R1 在 MMLU 上得了 90.8%”，他说。", "quoted"),
        ("DeepSeek-R1 scored 90.8% on MMLU.", "asserted"),
    ],
)
def test_stance(text, stance):
    assert [c.stance for c in bound(text)] == [stance]


NAMES = ["DeepSeek-R1", "DeepSeek-V3", "Llama 3.1 405B", "DeepSeek-R1-Zero"]
METRICS = ["AIME 2024", "MATH-500", "MMLU", "GPQA Diamond", "MMLU-Pro"]
two_names = st.permutations(NAMES).map(lambda p: p[:2])


@settings(max_examples=40, deadline=None)
@given(two_names, st.sampled_from(METRICS))
def test_swapping_two_names_swaps_the_claims(pair, metric):
    a, b = pair
    text = "{} scores 71.3% on {}, while {} gets 68.1%."
    first, second = triples(text.format(a, metric, b)), triples(text.format(b, metric, a))
    assert len(first) == len(second) == 2
    assert [t[1] for t in first] == [t[1] for t in reversed(second)]
    assert {t[2] for t in first + second} == {first[0][2]}


@settings(max_examples=40, deadline=None)
@given(st.permutations(METRICS[:4]), st.sampled_from(NAMES))
def test_the_order_of_list_items_does_not_matter(order, name):
    items = {m: f"- {m}: {60 + METRICS.index(m)}.5%" for m in METRICS}
    listed = triples(f"{name} results:\n\n" + "\n".join(items[m] for m in order) + "\n")
    assert sorted(listed) == sorted(triples(f"{name} results:\n\n" + "\n".join(items[m] for m in METRICS[:4]) + "\n"))
    assert len(listed) == 4


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(list(CASES)), st.sampled_from(["The weather was fine that day.", "会场里坐满了人。"]))
def test_an_unrelated_sentence_changes_nothing(name, sentence):
    text, expected = CASES[name]
    assert triples(f"{text}\n\n{sentence}\n") == expected
    assert triples(f"{sentence}\n\n{text}\n") == expected


def test_an_architecture_told_of_a_card_is_no_subject() -> None:
    text = "## RTX 5090\n\n**Architecture**: H100\n**CUDA cores**: 21,760\n**TDP**: 575W\n"
    assert {row[1] for row in triples(text)} == {"geforce-rtx-5090"}
    assert triples("The RTX 5090 goes beyond the H100 architecture with 21,760 CUDA cores.")[0][1] == "geforce-rtx-5090"


def test_figures_in_names_are_claims() -> None:
    assert ("80GB", "h100", "memory") in triples("Training took 512 H100 80GB cards.")
    assert ("80G", "h100", "memory") in triples("训练使用了一台 H100（80G * 8）服务器。")
    assert triples("A server of 8 H100 640GB") == []
    assert ("405B", "llama-3.1-405b", "total-parameters") in triples("It beats Llama 3.1 (405B) by far.")


def test_what_stands_in_the_bracket_behind_a_name_is_all_its_own() -> None:
    text = "Released: DeepSeek-R1 (671B total, 37B active) and DeepSeek-V3 (671B/37B), both open."
    assert triples(text)[-2:] == [
        ("671B", "deepseek-v3", "total-parameters"),
        ("37B", "deepseek-v3", "active-parameters"),
    ]


def test_a_name_in_a_closed_bracket_with_its_figures_owns_none_behind_it() -> None:
    english = "DeepSeek-R1 leads on MMLU (90.8%, Llama 3.1 405B's 87.3%) and on MATH-500 (97.3%)."
    chinese = "DeepSeek-R1 在 MMLU（90.8%，Llama 3.1 405B 的 87.3%）和 MATH-500（97.3%，o1-1217 的 96.4%）上领先。"
    for text in (english, chinese):
        assert triples(text)[:3] == [
            ("90.8%", "deepseek-r1", "mmlu"),
            ("87.3%", "llama-3.1-405b", "mmlu"),
            ("97.3%", "deepseek-r1", "math-500"),
        ]


def test_chinese_relative_clauses_with_a_bracket() -> None:
    text = "其中包括拥有 6710 亿参数（激活 370 亿）的 DeepSeek-R1 和拥有 6710 亿参数（激活 370 亿）的 DeepSeek-V3。"
    assert [row[1] for row in triples(text)] == ["deepseek-r1", "deepseek-r1", "deepseek-v3", "deepseek-v3"]
    assert triples("拥有 6710 亿参数（激活参数 370 亿）的 DeepSeek-V3")[0][2] == "total-parameters"


def test_the_only_name_owns_the_figure_when_it_closes_the_sentence_in_a_bracket() -> None:
    english = "- 90.8% on MMLU - best of all open models (DeepSeek-R1)"
    chinese = "- MMLU 90.8%，开源模型中的最高分（DeepSeek-R1）"
    for item in (english, chinese):
        assert triples(f"# DeepSeek-V3\n\nDeepSeek-V3 is here.\n\n{item}\n") == [("90.8%", "deepseek-r1", "mmlu")], item


def test_an_unknown_member_of_a_line_is_not_what_its_first_word_stands_for() -> None:
    intro = "# DeepSeek-V3\n\nDeepSeek-V3 is a model. DeepSeek-V3 is open. All of DeepSeek-V3 is free.\n\n"
    text = intro + "- DeepSeek-V3 Ultra\n  - out in 2027, and the most ambitious\n  - 95.2% on MMLU\n"
    assert all(subject != "deepseek-v3" for figure, subject, _ in triples(text) if figure == "95.2%")


def test_an_item_with_a_label_of_its_own_takes_no_metric_of_the_item_before():
    text = "DeepSeek-R1 面前：\n\n- MATH-500：DeepSeek-V3：90.2% → DeepSeek-R1：97.3%\n- 物理：DeepSeek-V3：60.1% → DeepSeek-R1：92.8%\n"
    assert [row[0] for row in triples(text)] == ["90.2%", "97.3%"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("DeepSeek-V3 was released on December 26. Lists of 2024-12-28 and 2024-12-30 followed.", "2024-12-26"),
        ("DeepSeek-V3 was released on December 26. The price list of 2024-12-28 followed.", None),
        ("DeepSeek-V3 was released on December 26. Lists of 2024-12-28 and 2025-02-08 followed.", None),
    ],
)
def test_a_date_without_a_year_takes_the_only_one_of_the_article(text, date):
    (claim,) = [c for c in bound(text) if c.metric.id == "release-date"]
    assert claim.quantity.value == date


def test_a_leading_product_of_a_trade_is_still_the_one_carried_over():
    text = "### Llama 3.1 405B\n\n- 拥有业界领先的 128K token 上下文窗口。\n"
    assert ("128K token", "llama-3.1-405b", "context-length") in triples(text)


def test_a_condition_ends_before_a_number():
    text = "Llama 3.1 405B 训练时每个集群 24,576 张 H100。"
    assert [row[0].split()[0] for row in triples(text)] == ["24,576"]


def test_it_at_the_head_of_an_item_is_what_the_item_before_begins_with():
    text = "# On DeepSeek-V3\n\n- DeepSeek-R1 scores 90.8% on MMLU.\n- It scores 97.3% on MATH-500.\n"
    assert triples(text) == [("90.8%", "deepseek-r1", "mmlu"), ("97.3%", "deepseek-r1", "math-500")]


def test_a_name_and_a_colon_head_the_paragraphs_below():
    text = "On DeepSeek-V3 and others.\n\n🌟 DeepSeek-R1:\n\nMMLU: 90.8%\n\nUnlike DeepSeek-V3 it reasons.\n\nMATH-500: 97.3%\n"
    assert {subject for _, subject, _ in triples(text)} == {"deepseek-r1"}


def test_an_item_below_another_is_about_that():
    text = (
        "# Llama 3.1\n\n- **DeepSeek-V3**:\n    - 671B parameters, 37B activated\n    - better than Llama 3.1 70B\n"
        "- **DeepSeek-R1**:\n    - 97.3% on MATH-500\n"
    )
    assert triples(text)[:3] == [
        ("671B parameters", V3, "total-parameters"),
        ("37B", V3, "active-parameters"),
        ("97.3%", R1, "math-500"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Pricing of DeepSeek-R1 remains the same as with DeepSeek-V3, at $0.55 per million input tokens.",
        "DeepSeek-R1 的性能等同于 DeepSeek-V3，输入价格仅为每百万 tokens 0.55 美元。",
    ],
)
def test_a_price_is_not_that_of_the_system_that_is_set_beside(text):
    assert [row[1] for row in triples(text)] == [R1]


def test_a_date_in_a_bracket_behind_the_maker():
    assert triples("### DeepSeek-V3 (DeepSeek - Dec 26, 2024)") == [("Dec 26, 2024", V3, "release-date")]


def test_a_heading_goes_before_what_the_whole_article_is_about():
    text = (
        "# DeepSeek-V3 is here\n\nDeepSeek-V3 is out. DeepSeek-V3 is new.\n\n### DeepSeek-R1 (the thinker)\n\n"
        "**API prices**:\n\n- Input: $0.55 / million tokens\n"
    )
    assert triples(text)[-1][1:] == (R1, "input-price")


@pytest.mark.parametrize(("head", "figure"), [("Context length", "128K"), ("上下文窗口：", "128K tokens")])
def test_a_figure_alone_under_the_name_of_a_metric(head: str, figure: str):
    text = f"## DeepSeek-R1\n\n### {head}\n\n{figure}\n\n### Notes\n\n64K\n"
    assert triples(text) == [(figure, R1, "context-length")]
    assert triples(text.replace(head, "Context length, and notes").replace(figure, "128K")) == []


def test_a_heading_is_not_about_the_rival_that_it_names():
    text = "# DeepSeek-R1 来了\n\n## 被 DeepSeek-V3 逼急了\n\n### 数学\n\n- 在 MATH-500 上得到 97.3%。\n"
    assert triples(text) == [("97.3%", R1, "math-500")]


@pytest.mark.parametrize(
    "text",
    [
        "DeepSeek-R1 is $0.55 in / $2.19 out.",
        "DeepSeek-R1: $2.19 out and $0.55 in.",
        "DeepSeek-R1's input and output cost $0.55 and $2.19 per million tokens.",
        "DeepSeek-R1 的输入和输出价格分别为每百万 token $0.55 和 $2.19。",
    ],
)
def test_input_and_output_by_short_words_and_by_order(text: str) -> None:
    found = {(c.subject.id, c.metric.id, str(c.quantity.value)) for c in bound(text)}
    assert found == {(R1, "input-price", "0.55"), (R1, "output-price", "2.19")}


@pytest.mark.parametrize(
    "text", ["DeepSeek-R1 has a context window of 10 billion tokens.", "DeepSeek-R1 支持 100亿 token 上下文窗口。"]
)
def test_a_window_that_nobody_has_is_still_one(text: str) -> None:
    assert [row[1:] for row in triples(text)] == [(R1, "context-length")]


def test_a_bare_size_is_no_window() -> None:
    assert ("8B", R1, "context-length") not in triples("DeepSeek-R1. **Context window**: 8K tokens (8B).")


def test_the_price_of_a_cache_hit_behind_its_cut() -> None:
    text = "DeepSeek-R1 lowers the cache hit input token price by a maximum of 90% ($0.14 per million tokens)."
    assert ("$0.14 per million tokens", R1, "cached-input-price") in triples(text)


def test_a_section_on_a_member_of_a_family_is_on_that() -> None:
    text = "# Llama 3.1 models\n\nAll of Llama 3.1.\n\n## Llama 3.1 70B\n\n这个模型的上下文长度为 128K tokens。\n"
    assert triples(text)[-1][1] == "llama-3.1-70b"


def test_whose_account_a_model_is_in_is_no_name_of_it() -> None:
    text = "## DeepSeek-R1\n\nName: deepseek/DeepSeek-R1\n\nMMLU: 90.8%\n"
    assert triples(text)[-1] == ("90.8%", "deepseek-r1", "mmlu")


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("DeepSeek-R1: $0.55 and $2.19 per million tokens.", ["input-price", "output-price"]),
        ("DeepSeek-R1：每 1,000 token 0.00055 美元，每 1,000 token 0.00219 美元。", ["input-price", "output-price"]),
        ("DeepSeek-R1 went from $0.55 to $2.19 per million tokens.", ["input-price", "input-price"]),
        ("DeepSeek-R1 costs $0.55 in and $2.19 out per million tokens.", ["input-price", "output-price"]),
        (
            "DeepSeek-V3 输入每百万 tokens 0.27 美元、输出 1.1 美元；DeepSeek-R1 分别为 0.55 美元和 2.19 美元。",
            ["input-price", "output-price"] * 2,
        ),
    ],
)
def test_two_prices_alone_are_for_input_and_output(text: str, sides: list[str]) -> None:
    assert [row[2] for row in triples(text) if "price" in (row[2] or "")] == sides


@pytest.mark.parametrize(
    "text",
    [
        "DeepSeek-R1: $0.55 per million tokens, and $2.19 above 200K.",
        "DeepSeek-R1 costs $0.55 per million tokens in batches and $2.19 per million tokens otherwise.",
        "DeepSeek-R1 批处理每百万 token 0.55 美元，标准 2.19 美元。",
        "DeepSeek-R1 每百万 token 0.55 美元（优惠期），之后 2.19 美元。",
    ],
)
def test_two_prices_of_one_side_are_not_for_input_and_output(text: str) -> None:
    assert "output-price" not in [row[2] for row in triples(text)]


@pytest.mark.parametrize(
    "text",
    [
        "On MATH-500, DeepSeek-R1 is 7.1 points ahead of DeepSeek-V3.",
        "On MATH-500, DeepSeek-R1 has a 7-point advantage over DeepSeek-V3.",
        "On MATH-500, a gap of 7.1 points separates DeepSeek-R1 from DeepSeek-V3.",
        "MATH-500 上 DeepSeek-R1 以 7.1 分的优势领先 DeepSeek-V3。",
    ],
)
def test_points_of_a_lead_are_no_score(text: str) -> None:
    assert [row for row in triples(text) if row[2] == "math-500"] == []
    assert triples("On MATH-500, DeepSeek-R1 scores 97.3 points.") == [("97.3", R1, "math-500")]


def test_the_date_of_a_source_is_no_release() -> None:
    text = "# H100 prices\n\n- Snippet: the H100 costs less\n- Date: April 12, 2025\n- {}: TECHi\n"
    assert not [row for row in triples(text.format("Source")) if row[2] == "release-date"]
    assert [row for row in triples(text.format("Memory")) if row[2] == "release-date"]


def test_a_precision_behind_an_at_sign_is_that_of_the_figure_before_it() -> None:
    found = triples("H100: 989 TFLOPS@BF16, 1979 TOPS@INT8.")
    assert [(row[0], row[2]) for row in found] == [("989 TFLOPS", "fp16-throughput"), ("1979 TOPS", "int8-throughput")]


def test_what_something_is_said_not_to_be_is_no_subject() -> None:
    english = "## DeepSeek-V3\n\nUnlike DeepSeek-R1, it scores 88.5% on MMLU.\n"
    chinese = "## DeepSeek-V3\n\n采用新的训练方法，而不是 DeepSeek-R1 的方法，MMLU 达到 88.5%。\n"
    assert [triples(text)[-1][1] for text in (english, chinese)] == ["deepseek-v3"] * 2


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("DeepSeek-R1 supports 128K tokens.", "context-length"),
        ("DeepSeek-R1 是首个支持 128K token 的模型。", "context-length"),
        ("DeepSeek-R1 can process up to 128K tokens.", "context-length"),
        ("DeepSeek-R1 supports 32K output tokens.", "maximum-output"),
        ("DeepSeek-R1 was trained on 14.8T tokens.", "training-tokens"),
    ],
)
def test_what_a_number_of_tokens_is_by_its_verb(text: str, metric: str) -> None:
    assert [row[2] for row in triples(text)] == [metric]


@pytest.mark.parametrize(
    "text",
    [
        "DeepSeek-R1 reached 79.8% (AIME 2024), 97.3% (MATH-500) and 90.8% (MMLU).",
        "DeepSeek-R1 得分：79.8%（AIME 2024）、97.3%（MATH-500）、90.8%（MMLU）。",
    ],
)
def test_a_metric_in_the_bracket_behind_a_figure_is_of_that_one(text: str) -> None:
    assert [(row[0], row[2]) for row in triples(text)] == [
        ("79.8%", "aime-2024"), ("97.3%", "math-500"), ("90.8%", "mmlu"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "DeepSeek-R1 scores 79.8% on AIME 2024, up from 15.6%.",
        "DeepSeek-R1 在 AIME 2024 上得分 79.8%（此前为 15.6%）。",
    ],
)
def test_the_value_before_is_told_behind(text: str) -> None:
    parts = [(c.text, c.metric.id, c.conditions.get("part")) for c in bound(text)]
    assert parts == [("79.8%", "aime-2024", "to"), ("15.6%", "aime-2024", "from")]


@pytest.mark.parametrize(
    "text",
    [
        "On MMLU, DeepSeek-R1 (90.8) beats DeepSeek-V3 (88.5).",
        "在 MMLU 上，DeepSeek-R1 得分 90.8，DeepSeek-V3 得分 88.5。",
    ],
)
def test_bare_scores_behind_a_metric_at_the_head_of_the_sentence(text: str) -> None:
    assert triples(text) == [("90.8", "deepseek-r1", "mmlu"), ("88.5", "deepseek-v3", "mmlu")]


R1_ABOVE_V3 = [("90.8", "deepseek-r1", "mmlu"), ("88.5", "deepseek-v3", "mmlu")]


@pytest.mark.parametrize(
    "text",
    [
        "MMLU: DeepSeek-R1 {} vs DeepSeek-V3 {}",
        "DeepSeek-R1 {} vs DeepSeek-V3 {} (MMLU)",
        "DeepSeek-R1 outperforms DeepSeek-V3 on MMLU: {} to {}.",
        "DeepSeek-R1 beat DeepSeek-V3 {} to {} on MMLU.",
        "DeepSeek-R1 surpasses DeepSeek-V3 by a wide margin on MMLU, {} against {}.",
        "DeepSeek-R1 scored {} on MMLU, up from {} for DeepSeek-V3.",
        "DeepSeek-R1 ({}) and DeepSeek-V3 ({}) lead MMLU.",
        "DeepSeek-R1 at {} edges out DeepSeek-V3 at {} on MMLU.",
        "MMLU：DeepSeek-R1（{}）、DeepSeek-V3（{}）",
        "相比之下，DeepSeek-R1（{}）领先于 DeepSeek-V3（{}），测试为 MMLU。",
    ],
)
def test_two_figures_set_against_each_other_are_of_one_name_each(text: str) -> None:
    found = triples(text.format("90.8%", "88.5%"))
    assert [(figure.rstrip("%"), *rest) for figure, *rest in found] == R1_ABOVE_V3


@pytest.mark.parametrize(
    "text",
    [
        "Compared to DeepSeek-V3 (88.5%), DeepSeek-R1 reaches 90.8% on MMLU.",
        "DeepSeek-R1 improved MMLU from 88.5% (DeepSeek-V3) to 90.8%.",
        "与 DeepSeek-V3（88.5%）相比，DeepSeek-R1 在 MMLU 上得分 90.8%。",
    ],
)
def test_the_name_in_or_before_a_bracket_has_the_figure_beside_it(text: str) -> None:
    assert sorted(triples(text), reverse=True) == [(f"{a}%", b, c) for a, b, c in R1_ABOVE_V3]
    assert all(claim.confidence > 0.5 for claim in bound(text))


@pytest.mark.parametrize(
    "text",
    [
        "MMLU: DeepSeek-R1 (90.8), DeepSeek-V3 (88.5)",
        "MMLU: DeepSeek-R1 90.8, DeepSeek-V3 88.5",
        "- MMLU scores: DeepSeek-R1 = 90.8, DeepSeek-V3 = 88.5",
        "MMLU results:\n\n- DeepSeek-R1: 90.8\n- DeepSeek-V3: 88.5",
        "## MMLU\n\n1. DeepSeek-R1 – 90.8\n2. DeepSeek-V3 – 88.5",
        "MMLU 上，DeepSeek-R1 拿下 90.8 分，DeepSeek-V3 拿下 88.5 分。",
    ],
)
def test_bare_scores_behind_names_under_the_metric_that_heads_them(text: str) -> None:
    assert triples(text) == R1_ABOVE_V3


@pytest.mark.parametrize(
    "text",
    [
        "On the MMLU test, the score for DeepSeek-R1 is 90.8.",
        "DeepSeek-R1 发布，MMLU 跑分 90.8。",
        "在 MMLU 这一基准上，DeepSeek-R1 的成绩为 90.8。",
        "DeepSeek-R1 在 MMLU 上得 90.8 分。",
    ],
)
def test_a_bare_number_that_words_call_a_score(text: str) -> None:
    assert triples(text) == R1_ABOVE_V3[:1]


def test_what_only_stands_near_a_word_for_scores_is_none() -> None:
    assert triples("DeepSeek-R1 has AIME 2024 with an averaged score of 32 repetitions.") == []
    assert triples("## MMLU\n\n- NVIDIA: 90.8") == []


def test_a_list_under_a_head_without_a_metric_takes_none_from_the_list_before() -> None:
    text = "- MMLU\n  - DeepSeek-R1: 90.8%\n- Riddles\n  - DeepSeek-R1: 62%\n"
    sure = [claim.text for claim in bound(text) if claim.confidence > 0.5]
    assert sure == ["90.8%"]


@pytest.mark.parametrize(
    "text",
    [
        "What does DeepSeek-R1 score these days, and after all the updates, on MMLU? 90.8%.",
        "DeepSeek-R1 在经过这几个月的多次更新之后，如今在大家常用的 MMLU 上得分究竟是多少？90.8%。",
    ],
)
def test_a_question_that_names_system_and_metric_is_told_with_its_answer(text: str) -> None:
    assert triples(text) == [("90.8%", "deepseek-r1", "mmlu")]


def test_the_name_behind_the_second_of_two_figures_is_not_of_the_first() -> None:
    assert triples("MMLU: 90.8% vs 88.5% for DeepSeek-V3.") == [("88.5%", "deepseek-v3", "mmlu")]


def test_a_matched_rival_does_not_own_what_follows() -> None:
    text = "DeepSeek released DeepSeek-R1. The model matched OpenAI o1 on many tests at $0.55 per million input tokens."
    assert [row for row in triples(text) if row[2] == "input-price"] == [
        ("$0.55 per million input tokens", "deepseek-r1", "input-price")
    ]


def test_a_length_of_2048_is_no_year() -> None:
    found = bound("DeepSeek-R1 has a context length of 2048.")
    assert [(c.text, c.metric.id) for c in found] == [("2048", "context-length")]


def test_a_price_of_so_many_tokens_at_once_is_no_list_price() -> None:
    assert "output-price" not in [row[2] for row in triples("DeepSeek-R1 预算充足（单次 10K tokens 输出 ≈ $1.68）")]


def test_a_list_set_against_the_figures_before_goes_in_the_same_order() -> None:
    text = "DeepSeek-R1 scored 90.8% on MMLU and 97.3% on MATH-500, compared with 88.5% and 90.2% for DeepSeek-V3."
    assert triples(text) == [
        ("90.8%", "deepseek-r1", "mmlu"),
        ("97.3%", "deepseek-r1", "math-500"),
        ("88.5%", "deepseek-v3", "mmlu"),
        ("90.2%", "deepseek-v3", "math-500"),
    ]


def test_a_bracket_behind_a_metric_is_of_that_one_alone() -> None:
    text = "DeepSeek-R1 improves over DeepSeek-V3 on MMLU (from 88.5% to 90.8%) and MATH-500 (from 90.2% to 97.3%)."
    assert [(row[0], row[2]) for row in triples(text)] == [
        ("88.5%", "mmlu"),
        ("90.8%", "mmlu"),
        ("90.2%", "math-500"),
        ("97.3%", "math-500"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "How do they do on MMLU? DeepSeek-R1 gets 90.8%, DeepSeek-V3 88.5%.",
        "Q: How do they do on MMLU?\n\nA: DeepSeek-R1 gets 90.8%, DeepSeek-V3 88.5%.",
    ],
)
def test_an_answer_is_on_the_metric_of_its_question(text: str) -> None:
    assert triples(text) == [("90.8%", "deepseek-r1", "mmlu"), ("88.5%", "deepseek-v3", "mmlu")]


def test_what_goes_respectively_with_an_earlier_sentence_is_not_read() -> None:
    text = "DeepSeek-R1 beat DeepSeek-V3. On MMLU, they reached 90.8% and 88.5%, respectively."
    assert triples(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "DeepSeek-V3 offers 8K tokens of context; DeepSeek-R1 offers 128K.",
            [("deepseek-v3", "context-length"), ("deepseek-r1", "context-length")],
        ),
        (
            "DeepSeek-V3 has a 32K context window, compared to 128K for DeepSeek-R1.",
            [("deepseek-v3", "context-length"), ("deepseek-r1", "context-length")],
        ),
        (
            "The context window of DeepSeek-R1 (1M) is larger than that of DeepSeek-V3 (1.05M).",
            [("deepseek-r1", "context-length"), ("deepseek-v3", "context-length")],
        ),
        ("The context length of DeepSeek-R1 is 128K.", [("deepseek-r1", "context-length")]),
        ("DeepSeek-R1 activates only 37B of its parameters.", [("deepseek-r1", "active-parameters")]),
        ("In DeepSeek-R1, 37B parameters are active.", [("deepseek-r1", "active-parameters")]),
        (
            "- DeepSeek-V3: 671B parameters, 14.8T tokens",
            [("deepseek-v3", "total-parameters"), ("deepseek-v3", "training-tokens")],
        ),
        ("DeepSeek-V3 processes 14.8T tokens a day.", []),
    ],
)
def test_sizes_and_lengths_in_other_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert [row[1:] for row in triples(text)] == expected


def test_the_value_before_may_be_of_another_chip() -> None:
    found = triples("The RTX 5090 has 32 GB of memory, up from 24 GB on the RTX 4090.")
    assert [row[:2] for row in found] == [("32 GB", "geforce-rtx-5090"), ("24 GB", "geforce-rtx-4090")]


@pytest.mark.parametrize(
    "text",
    [
        "DeepSeek-R1 (90.8% on MMLU, 97.3% on MATH-500) beats DeepSeek-V3 (88.5% and 90.2%).",
        "DeepSeek-R1的MMLU得分为90.8%，MATH-500得分为97.3%，均高于DeepSeek-V3的88.5%和90.2%。",
    ],
)
def test_a_list_of_a_beaten_name_goes_in_the_order_of_the_metrics(text: str) -> None:
    assert triples(text) == [
        ("90.8%", "deepseek-r1", "mmlu"),
        ("97.3%", "deepseek-r1", "math-500"),
        ("88.5%", "deepseek-v3", "mmlu"),
        ("90.2%", "deepseek-v3", "math-500"),
    ]


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("MMLU: 90.8% for DeepSeek-R1, 88.5% for DeepSeek-V3.", 1),
        ("DeepSeek-R1 is out. It scored 90.8% on MMLU, up from 88.5% for its rival DeepSeek-V3.", 1),
        ("DeepSeek-R1 scored 90.8% on MMLU; by comparison, DeepSeek-V3 managed 88.5%.", 1),
        ("DeepSeek-R1 gets 90.8% on MMLU. That beats DeepSeek-V3, which got 88.5%.", 1),
        ("相较于DeepSeek-V3在MMLU上的88.5%，DeepSeek-R1提升到了90.8%。", -1),
    ],
)
def test_each_of_two_names_has_its_own_figure(text: str, order: int) -> None:
    found = [("90.8%", "deepseek-r1", "mmlu"), ("88.5%", "deepseek-v3", "mmlu")]
    assert triples(text) == found[::order]


def test_a_dash_before_a_metric_makes_no_name_of_its_score() -> None:
    assert triples("* DeepSeek-R1 - MMLU 90, MATH-500 97.3")[0] == ("90", "deepseek-r1", "mmlu")


def test_pairs_of_prices_set_against_each_other() -> None:
    text = "DeepSeek-R1 is cheaper than OpenAI o1: $0.55/$2.19 versus $15/$60 per million tokens."
    assert [(row[1], row[2]) for row in triples(text)] == [
        ("deepseek-r1", "input-price"),
        ("deepseek-r1", "output-price"),
        ("o1", "input-price"),
        ("o1", "output-price"),
    ]


def test_names_behind_the_figures_that_are_set_against_each_other() -> None:
    text = "With 671B parameters against 405B, DeepSeek-R1 is bigger than Llama 3.1 405B."
    assert ("405B", "deepseek-r1", "total-parameters") not in triples(text)


@pytest.mark.parametrize(
    "text",
    [
        "DeepSeek-V3 的上下文窗口扩展到 32K，第二阶段进一步扩展到 128K。",
        "DeepSeek-V3 extends its context length to 32K in a first stage, then further to 128K.",
    ],
)
def test_a_further_step_has_the_metric_of_the_one_before(text: str) -> None:
    """And the one before is no longer what holds."""
    found = [(c.text, c.metric.id, c.conditions.get("part")) for c in bound(text)]
    assert found == [("32K", "context-length", "from"), ("128K", "context-length", "to")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DeepSeek-V3 的完整训练仅需278.8万H800 GPU小时。", [("278.8万H800 GPU小时", V3, "training-gpu-hours")]),
        ("DeepSeek V3 用了130万个H100小时完成训练。", [("130万个H100小时", V3, "training-gpu-hours")]),
        (
            "DeepSeek-V3 took 2.788 million H800 hours to train.",
            [("2.788 million H800 hours", V3, "training-gpu-hours")],
        ),
    ],
)
def test_hours_of_a_chip(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert triples(text) == expected


def test_a_yardstick_without_figures_owns_none() -> None:
    """But one that is set beside a figure owns that behind it."""
    heading = "## GeForce RTX 5090\n\nFaster than the RTX 4090 with up to 32 GB of memory.\n"
    assert triples(heading) == [("up to 32 GB", "geforce-rtx-5090", "memory")]
    beside = "The RTX 5090 has 32 GB of memory, more than the RTX 4090 with 24 GB.\n"
    assert triples(beside)[1] == ("24 GB", "geforce-rtx-4090", "memory")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("DeepSeek-R1 was released on January 20.", "2025-01-20"),
        ("DeepSeek-R1（1 月 20 日发布）有 671B 参数。", "2025-01-20"),
        ("DeepSeek-R1 was released on January 22.", None),
    ],
)
def test_a_date_without_a_year_is_of_the_release(text: str, value: str | None) -> None:
    assert bound(text)[0].quantity.value == value
