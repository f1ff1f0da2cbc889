"""Verdicts: claims compared with facts."""

import pytest
from small import checked, judged, verdicts


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("DeepSeek-R1 scores 79.8% on AIME 2024.", "supported"),
        ("DeepSeek-R1 scores 80% on AIME 2024.", "supported"),
        ("DeepSeek-R1 scores about 78% on AIME 2024.", "supported"),
        ("DeepSeek-R1 scores 0.798 on AIME 2024.", "supported"),
        ("DeepSeek-R1 scores 0.789 on AIME 2024.", "contradicted"),
        ("DeepSeek-R1 scores 79% on AIME 2024.", "imprecise"),
        ("DeepSeek-R1 scores 78.9% on AIME 2024.", "contradicted"),
        ("DeepSeek-V3 的训练成本近600万美元。", "supported"),
        ("DeepSeek-V3 的训练成本为557万美元。", "imprecise"),
        ("DeepSeek-V3 的训练成本为5.576亿美元。", "contradicted"),
        ("DeepSeek-V3 有 6710 亿参数。", "supported"),
        ("DeepSeek-V3 有 0.671 万亿参数。", "supported"),
        ("DeepSeek-V3 has 671B parameters.", "supported"),
        ("DeepSeek-V3 has 671 billion parameters.", "supported"),
        ("DeepSeek-V3 has 617B parameters.", "contradicted"),
        ("RTX 5090 的显存带宽是 1.79 TB/s。", "supported"),
        ("The H100 delivers 989 TFLOPS of FP16 compute.", "supported"),
        ("The H100 delivers 1,979 TFLOPS of FP16 compute with sparsity.", "supported"),
    ],
)
def test_verdict(text, verdict):
    assert [v for _, v in verdicts(text)] == [verdict]


def test_another_condition_is_named_as_the_reason():
    (judgement,) = judged("The H100 delivers 1,979 TFLOPS of FP16 compute.")
    assert (judgement.verdict, judgement.reason) == ("contradicted", "condition")


def test_a_family_is_judged_by_its_members():
    (judgement,) = judged("OpenAI o1 scores 79.2% on AIME 2024.")
    assert judgement.verdict == "supported"
    assert judgement.facts[0].subject == "o1-2024-12-17"


def test_what_the_registry_does_not_know_is_unregistered():
    (judgement,) = judged("DeepSeek-V3 scores 12.3% on GPQA Diamond.")
    assert (judgement.verdict, judgement.reason) == ("unregistered", "no fact")


@pytest.mark.parametrize("form", ["6710亿", "6710 亿", "671B", "671 billion", "0.671万亿", "６７１０亿"])
def test_the_form_of_a_figure_does_not_change_the_verdict(form):
    assert [v for _, v in verdicts(f"DeepSeek-V3 拥有 {form} 参数。")] == ["supported"]


def test_makers_call_a_sparse_model_by_its_active_parameters():
    assert verdicts("DeepSeek-V3 is a 37B parameter model.") == [("37B parameter", "supported")]
    assert verdicts("DeepSeek-V3 has a total of 37B parameters.")[0][1] == "contradicted"


def test_a_part_that_comes_near_the_whole_is_not_imprecise():
    table = "| Model | MMLU (STEM) |\n|--|--|\n| DeepSeek-R1 | 91.0 |\n"
    (judgement,) = judged(table)
    assert (judgement.verdict, judgement.reason) == ("unregistered", "no fact under its conditions")
    (whole,) = judged(table.replace(" (STEM)", ""))
    assert whole.verdict == "imprecise"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("DeepSeek-R1 was released on January 20.", "supported"),
        ("DeepSeek-R1 于1月20日发布。", "supported"),
        ("DeepSeek-R1 was released on February 20.", "unregistered"),
    ],
)
def test_a_day_without_its_year_can_agree_and_can_contradict_nothing(text, verdict):
    assert [v for _, v in verdicts(text)] == [verdict]


def test_a_companys_figure_is_its_products():
    (judgement,) = judged("DeepSeek used only 2,048 GPUs for training.")
    assert (judgement.verdict, judgement.claim.subject.id) == ("supported", "deepseek-v3")
    (judgement,) = judged("DeepSeek used only 4,096 GPUs for training.")
    assert judgement.verdict == "unregistered"


def test_a_familys_size_is_that_of_the_only_member_that_has_it():
    (judgement,) = judged("Llama 3.1 has 405 billion parameters.")
    assert (judgement.verdict, judgement.claim.subject.id) == ("supported", "llama-3.1-405b")


def test_a_models_nominal_size_is_never_refuted():
    assert not checked("Llama 3.1 70B has 70 billion parameters.").findings


@pytest.mark.parametrize(
    "text",
    [
        "Training DeepSeek-V3 on each trillion tokens took only 180K H800 GPU hours.",
        "DeepSeek-V3 在每万亿 token 上的训练只需要 18 万 H800 GPU 小时。",
    ],
)
def test_a_rate_of_training_contradicts_no_total(text):
    assert [judgement.verdict for judgement in judged(text)] == ["unregistered"]


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        ("97.0%", "imprecise"),
        ("90%", "contradicted"),
        ("90.0%", "contradicted"),
        ("100.0%", "contradicted"),
    ],
)
def test_the_whole_part_of_a_figure_with_decimals_is_meant(figure, verdict):
    assert [row[1] for row in verdicts(f"DeepSeek-R1 scores {figure} on MATH-500.")] == [verdict]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The H100 delivers up to 989 TFLOPS of FP16 compute.", "supported"),
        ("The H100 delivers up to 9 PFLOPS of FP16 compute.", "contradicted"),
        ("The RTX 5090 comes with up to 96 GB of memory.", "unregistered"),  # it may be the machine's
        ("An 8-GPU H100 server delivers up to 32 PFLOPS of FP8.", "unregistered"),
    ],
)
def test_up_to_far_more_than_reported_is_not_borne_out(text, verdict):
    assert [v for _, v in verdicts(text)] == [verdict]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("DeepSeek-R1 was released on January 20, 2025.", "supported"),
        ("DeepSeek-R1 was released in January 2025.", "supported"),
        ("DeepSeek-R1 was released on January 22, 2025.", "imprecise"),  # a paper, a time zone
        ("DeepSeek-R1 was released on January 25, 2025.", "contradicted"),  # the maker tells the day
        ("DeepSeek-R1 was released on February 20, 2025.", "contradicted"),  # the right day of the wrong month
        ("DeepSeek-R1 was released in February 2025.", "contradicted"),
        ("DeepSeek-R1 发布于 2024 年 12 月。", "contradicted"),
    ],
)
def test_days_and_months(text, verdict):
    assert [v for _, v in verdicts(text)] == [verdict]
