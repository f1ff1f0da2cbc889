"""Whose figure is it where systems are compared: pairs behind a benchmark, starts of changes, versions in brackets."""

from __future__ import annotations

from time import perf_counter

import pytest

from claimcheck import documents, engine
from claimcheck.claims.segments import segments
from claimcheck.claims.sentences import sentences
from claimcheck.registry import load_registry


def judged(text: str) -> dict[str, tuple[str | None, str | None]]:
    found = engine.check(documents.read(text.encode(), "draft.md"), load_registry()).judgements
    return {j.claim.text: (j.claim.subject.id, j.claim.metric.id) for j in found}


def findings(text: str) -> list[str]:
    return [f.text for f in engine.check(documents.read(text.encode(), "draft.md"), load_registry()).findings]


def test_each_pair_behind_a_benchmark_is_of_the_two_names_in_order() -> None:
    text = (
        "GPT-4o beats Claude 3.5 Sonnet on MMLU (88.7% vs. 88.3% for Claude 3.5 Sonnet) and is behind on nothing else "
        "of note, HumanEval (90.2% vs. 92.0%) aside."
    )
    found = judged(text)
    assert found["88.7%"] == ("gpt-4o", "mmlu")
    assert found["88.3%"] == ("claude-3.5-sonnet", "mmlu")
    assert found["90.2%"] == ("gpt-4o", "humaneval")
    assert found["92.0%"] == ("claude-3.5-sonnet", "humaneval")


@pytest.mark.parametrize(
    "text",
    [
        "GPT-4o beats Claude 3.5 Sonnet on MMLU, 88.7 to 88.3.",
        "On MMLU (88.7 vs. 88.3) GPT-4o is ahead of Claude 3.5 Sonnet.",
    ],
)
def test_two_bare_scores_behind_a_benchmark_go_to_the_two_names(text: str) -> None:
    assert judged(text) == {"88.7": ("gpt-4o", "mmlu"), "88.3": ("claude-3.5-sonnet", "mmlu")}
    assert findings(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Compared to DeepSeek-V2, DeepSeek-V3 grows from 236B parameters (21B active) to 671B parameters (37B active).",
        "与 DeepSeek-V2 相比，DeepSeek-V3 的参数规模从 236B（激活 21B）增加到 671B（激活 37B）。",
    ],
)
def test_a_change_starts_at_what_the_sentence_compares_with(text: str) -> None:
    found = {text.split()[0]: who for text, who in judged(text).items()}
    assert found["236B"] == ("deepseek-v2", "total-parameters")
    assert found["21B"] == ("deepseek-v2", "active-parameters")
    assert found["671B"] == ("deepseek-v3", "total-parameters")
    assert found["37B"] == ("deepseek-v3", "active-parameters")


def test_a_name_behind_jiao_is_only_compared_with() -> None:
    found = judged("DeepSeek-R1 较 DeepSeek-V3 有明显提升：MMLU 得分为 90.8（对比 88.5）。")
    assert found == {"90.8": ("deepseek-r1", "mmlu"), "88.5": ("deepseek-v3", "mmlu")}


def test_a_name_that_another_is_like_owns_no_figure_behind_it() -> None:
    found = judged("H200 与 H100 采用相同的架构，但显存为 141 GB。")
    assert found["141 GB"] == ("h200", "memory")


def test_what_performs_like_another_has_its_own_price() -> None:
    assert judged("RTX 5070 以 549 美元的价格提供 RTX 4090 的性能。")["549 美元"] == (
        "geforce-rtx-5070",
        "launch-price",
    )


@pytest.mark.parametrize(
    ("text", "figure", "metric"),
    [
        ("DeepSeek-V3 comes with 1.2T parameters, 37B active per token.", "37B", "active-parameters"),
        (
            "The MoE models are DeepSeek-V3 (671B / 37B active) and GLM-4.5 (355B / 32B active).",
            "671B",
            "total-parameters",
        ),
        (
            "The MoE models are DeepSeek-V3 (671B / 37B active) and GLM-4.5 (355B / 32B active).",
            "355B",
            "total-parameters",
        ),
    ],
)
def test_the_first_of_two_sizes_is_the_whole(text: str, figure: str, metric: str) -> None:
    assert judged(text)[figure][1] == metric


@pytest.mark.parametrize("verb", ["is", "是", "为"])
def test_a_size_told_of_a_model_alone(verb: str) -> None:
    assert judged(f"GPT-3 {verb} 175B.")["175B"] == ("gpt-3", "total-parameters")


def test_figures_of_points_go_with_tests_respectively() -> None:
    found = judged("DeepSeek-R1 表现稳健，在像 MMLU 和 MATH-500 这样的任务上，分别取得 90.8 分和 97.3 分。")
    assert found == {"90.8": ("deepseek-r1", "mmlu"), "97.3": ("deepseek-r1", "math-500")}


def test_a_benchmark_heads_a_clause_behind_another() -> None:
    found = judged("从官方的报告来看，在数学基准 AIME 2024 上，DeepSeek-R1 达到 79.8 分，与 o1-1217 的 79.2 分持平。")
    assert found["79.8"] == ("deepseek-r1", "aime-2024")
    found = judged("On coding (SWE-bench Verified), DeepSeek-R1 leads at 49.2 vs. o1-1217's 48.9.")
    assert found["49.2"] == ("deepseek-r1", "swe-bench-verified")


def test_a_pronoun_has_both_of_two_scores() -> None:
    found = judged(
        "DeepSeek-R1 is here. Under two settings, it achieves MATH-500 scores of 97.3 and 94.5, respectively."
    )
    assert found == {"97.3": ("deepseek-r1", "math-500"), "94.5": ("deepseek-r1", "math-500")}


def test_terse_names_with_a_figure_each_go_on_with_the_metric() -> None:
    found = judged(
        "Gemini 1.5 Pro has the longest context length, 2M tokens. GPT-4 Turbo is 128K, and Claude 3 is 200K."
    )
    assert found["128K"] == ("gpt-4-turbo", "context-length")
    assert found["200K"] == ("claude-3", "context-length")


@pytest.mark.parametrize(
    "text",
    [
        "OpenAI raised $122 billion at a valuation of $852 billion, led by SoftBank, NVIDIA and Amazon.",
        "OpenAI 完成 1220 亿美元融资，估值 8520 亿美元，由软银、英伟达和亚马逊领投。",
    ],
)
def test_those_who_invest_are_not_what_is_valued(text: str) -> None:
    assert {subject for subject, metric in judged(text).values()} == {"openai"}


@pytest.mark.parametrize(
    "text",
    [
        "- Gemini 3 Pro, context length and recall: 77% @ 128K tokens",
        "NVIDIA Hopper 的 CUDA 核心要累加 128 次乘法的结果。",
        "GPT-4o 和 Claude 3 Opus 都很强。在 MMLU 上两者接近（86.8% vs 88.7%）。",  # in the other order
        "The GPT-5 has a 400K context window (vs. 128K in o3/4o).",
        "GPT-5.2 is out. GPQA Diamond: 93.2% (Pro) vs 88.1% (5.1 Thinking).",
        "On SWE-bench, GPT-5.3-Codex stands at 80.0%.",
    ],
)
def test_nothing_is_said_of_what_is_another_thing(text: str) -> None:
    assert findings(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Qwen2.5-72B 的 MMLU 得分从 84.2 提升至 86.1，与之前的 Qwen2-72B 相比提升明显。",
        "Qwen2.5-72B raises MMLU from 84.2 to 86.1 compared to Qwen2-72B.",
    ],
)
def test_a_change_starts_at_what_the_sentence_ends_by_comparing_with(text: str) -> None:
    assert judged(text) == {"84.2": ("qwen2-72b", "mmlu"), "86.1": ("qwen2.5-72b", "mmlu")}


def test_a_successor_is_only_compared_with() -> None:
    text = "The RTX 3090 is popular. As compared to its successor RTX 4090, it has fewer CUDA cores (10,496)."
    assert judged(text)["10,496"] == ("geforce-rtx-3090", "cuda-cores")


def test_a_throughput_without_its_format_is_told_by_its_value_alone() -> None:
    assert judged("A100 的单卡算力只有 312 TFLOPS。")["312 TFLOPS"] == ("a100", "fp16-throughput")
    assert judged("A100 的单卡算力只有 313 TFLOPS。") == {}


@pytest.mark.parametrize(
    "text",
    [
        "GPT-4o and Claude 3.5 Sonnet are close. On MMLU, GPT-4o leads (88.7% vs 88.3%).",
        "GPT-4o 与 Claude 3.5 Sonnet 各有胜负。GPT-4o 的知识更广，例如在 MMLU（88.7% vs 88.3%）上。",
    ],
)
def test_the_other_name_of_the_paragraph_takes_the_second_of_two_scores(text: str) -> None:
    assert judged(text) == {"88.7%": ("gpt-4o", "mmlu"), "88.3%": ("claude-3.5-sonnet", "mmlu")}


def test_with_a_third_name_in_the_paragraph_the_second_score_is_nobodys() -> None:
    text = "GPT-4o meets Claude 3.5 Sonnet and Gemini 1.5 Pro. GPT-4o scores well on MMLU (88.7% vs 88.3%)."
    assert judged(text) == {"88.7%": ("gpt-4o", "mmlu")}


def test_a_score_that_a_name_reaches_is_of_the_one_benchmark_before() -> None:
    text = "GPQA was written by experts. GPT-4 achieves 35.7%, and Claude 3 Opus achieves 50.4% here."
    assert judged(text) == {"35.7%": ("gpt-4", "gpqa"), "50.4%": ("claude-3-opus", "gpqa")}
    assert judged("GPQA is harder than MMLU. GPT-4 achieves 35.7% here.") == {}
    assert judged("GPQA is hard. On our cluster, GPT-4 achieves 35.7% of peak.") == {}


def test_a_word_such_as_context_does_not_end_the_scores_of_its_paragraph() -> None:
    text = "Gemini 3.1 Pro reaches 77.1% on ARC-AGI-2. Context matters here:\n\n- **Gemini 3 Pro:** 31.1%\n"
    assert judged(text)["31.1%"] == ("gemini-3-pro", "arc-agi-2")


def test_what_some_tokens_cost_is_no_price() -> None:
    assert judged("对于 GPT-4o 来说，一张图片大约消耗 900 个 token（约 0.002 美元）。") == {}


@pytest.mark.parametrize("before", range(4))
def test_a_long_list_without_full_stops_is_not_cut_before_a_figure(before: int) -> None:
    text = "Gemma " * before + "and GPT-4o (90.1%) " * 100
    document = documents.read(text.encode(), "draft.md")
    scanned = segments(document, load_registry(), engine.index_of(load_registry()), 10_000)
    cut = [sentence for segment in scanned for sentence in sentences(segment)]
    assert len(cut) > 1
    assert all(len(sentence.quantities) == sum(m.text == "GPT-4o" for m in sentence.entities) for sentence in cut)


@pytest.mark.parametrize(
    "text",
    [
        "GPT-5 scores 94.6% on AIME 2025 and 74.9% on SWE-bench Verified, o3 88.9% and 69.1%.",
        "GPT-5 gets 94.6% on AIME 2025 and 74.9% on SWE-bench Verified, o3 has 88.9% and 69.1%.",
    ],
)
def test_scores_behind_a_second_name_take_the_benchmarks_of_the_first_in_order(text: str) -> None:
    found = judged(text)
    assert found["88.9%"] == ("o3", "aime-2025")
    assert found["69.1%"] == ("o3", "swe-bench-verified")
    assert findings(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "o3 has 69.1% on SWE-bench Verified, GPT-5 has 74.9%. On Aider polyglot, 81.3% (o3 high) and 88.0%.",
        "GPT-5 and Gemini 3 Pro are out. On GPQA Diamond, where GPT-4 once managed 35.7%, they get 85.7% and 91.9%.",
        "Is GPT-4.5 good? GPT-4.1 at $2 and $8 beats it on SWE-bench Verified, 54.6% to 38.0%.",
        "o3 beats o4-mini on GPQA Diamond by two points (83.3% vs. 81.4%) and loses on AIME 2025, 92.7% to 88.9%.",
        "The RTX 5080 has as much memory as the RTX 4080, at 960 GB/s.",
        "o3 于 2025 年 4 月 16 日发布，6 月 10 日降到 2 美元 / 8 美元。",
        "Grok 4 Fast costs $0.20 in and $0.50 out. A session reads 5 million tokens.",
        "RTX 4090 has 8 GB less than RTX 5090.",
        "Our RTX 5090 arrived on April 14, 2025.",
    ],
)
def test_what_is_of_another_is_no_mistake_of_the_name_before(text: str) -> None:
    found = engine.check(documents.read(text.encode(), "draft.md"), load_registry()).findings
    assert [f.text for f in found if f.severity != "note"] == []


def test_what_another_had_posted_is_of_that_one() -> None:
    found = judged(
        "DeepSeek-R1 has 79.8% on AIME 2024 and 97.3% on MATH-500, close to the 74.4% and 94.8% that o1 had."
    )
    assert found["74.4%"] == ("o1", "aime-2024")
    assert found["94.8%"] == ("o1", "math-500")
    found = judged("DeepSeek-V3, not DeepSeek-R1, took 2.788 million GPU hours to train.")
    assert found["2.788 million GPU hours"] == ("deepseek-v3", "training-gpu-hours")


def test_the_start_of_a_change_is_of_the_compared_only_where_one_maker_made_both() -> None:
    text = "Compared to Claude, DeepSeek-R1 cut its price from $0.55 to $0.14 per million input tokens."
    assert {who for who, _ in judged(text).values()} == {"deepseek-r1"}


@pytest.mark.parametrize("spaces", [" ", "\u3000"])
def test_spaces_between_two_figures_take_no_time(spaces: str) -> None:
    text = f"DeepSeek-R1 and o1 on MMLU: 80%{spaces * 4000}90% and more."
    began = perf_counter()
    engine.check(documents.read(text.encode(), "draft.md"), load_registry())
    assert perf_counter() - began < 5


def test_lines_of_indented_fields_take_no_time() -> None:
    text = "x {\n" + "            display: inline-block;\n" * 200 + "        }\n"
    began = perf_counter()
    engine.check(documents.read(text.encode(), "draft.md"), load_registry())
    assert perf_counter() - began < 5


def test_lines_of_fields_are_read_one_by_one() -> None:
    text = "gpt-4o: input $2.50. MMLU 88.7, MMMU 69.1\ngpt-4.1: input $2. MMLU 90.2, MMMU 74.8\n"
    assert judged(text)["69.1"] == ("gpt-4o", "mmmu")
    assert judged("GPT-4.1\nContext: 1,047,576 tokens\nOutput: 32,768 tokens\n")["1,047,576 tokens"] == (
        "gpt-4.1",
        "context-length",
    )


def test_a_definition_is_of_its_term() -> None:
    text = "<dl><dt>Gemini 3 Pro</dt><dd>GPQA Diamond 91.9%</dd><dt>Gemini 2.5 Pro</dt><dd>GPQA Diamond 86.4%</dd></dl>"
    found = engine.check(documents.read(text.encode(), "draft.html"), load_registry()).judgements
    assert {j.claim.text: j.claim.subject.id for j in found} == {"91.9%": "gemini-3-pro", "86.4%": "gemini-2.5-pro"}


@pytest.mark.parametrize(
    "text",
    [
        "GPT-4o is faster, and Claude 3 Opus is the better writer. Both are close on MMLU (88.7% vs. 86.8%).",
        "GPT-4o is faster than Claude 3 Opus. The two are close on MMLU: 88.7% vs 86.8%.",
        "GPT-4o 更快，Claude 3 Opus 更会写。两者在 MMLU 上几乎打平（88.7% vs 86.8%）。",
    ],
)
def test_scores_of_both_are_of_the_two_named_before(text: str) -> None:
    assert judged(text) == {"88.7%": ("gpt-4o", "mmlu"), "86.8%": ("claude-3-opus", "mmlu")}
    assert findings(text) == []
    assert findings(text.replace("86.8%", "68.8%")) == ["68.8%"]


def test_scores_of_both_where_three_are_named_are_nobodys() -> None:
    text = "GPT-4o is faster than Claude 3 Opus and o1. Both are close on MMLU (88.7% vs. 86.8%)."
    assert judged(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "- Foobar is a model outperforming larger ones of up to 30B, including Mistral 7B.\n  - 10.7B parameters\n",
        "Foobar 超越了许多更大的开源模型，包括 Mistral 7B。它有 107 亿参数。\n",
    ],
)
def test_one_of_many_beaten_is_not_what_follows_is_about(text: str) -> None:
    assert findings(text) == []
    about = text.replace("outperforming larger ones of up to 30B", "in a row of models").replace(
        "超越了许多更大的", "属于"
    )
    assert any("mistral-7b" in str(subject) for subject, _ in judged(about).values())
