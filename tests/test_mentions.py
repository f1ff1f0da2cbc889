"""Names and conditions in text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck import engine, mentions, names
from claimcheck.mentions import NameIndex
from claimcheck.registry import load_registry
from claimcheck.registry.name_table import NameTable

ROWS = [
    ("gpt-4", "entity", "GPT-4", False),
    ("gpt-4o", "entity", "GPT-4o", False),
    ("o1", "entity", "o1", False),
    ("o1", "entity", "OpenAI o1", False),
    ("o1-1217", "entity", "o1-1217", False),
    ("rtx-5090", "entity", "RTX 5090", False),
    ("rtx-5090", "entity", "5090", True),
    ("rtx-5090-d", "entity", "RTX 5090 D", False),
    ("deepseek-r1", "entity", "DeepSeek-R1", False),
    ("h100", "entity", "H100", False),
    ("doubao", "entity", "豆包", False),
    ("llama-3.1", "entity", "Llama 3.1", False),
    ("llama-3.1-405b", "entity", "Llama 3.1 405B", False),
    ("aime-2024", "metric", "AIME 2024", False),
    ("math", "metric", "MATH", False),
    ("mmlu", "metric", "MMLU", False),
    ("mmlu-pro", "metric", "MMLU-Pro", False),
    ("humaneval", "metric", "HumanEval", False),
]


def index_of(rows):
    """The index of (id, kind, alias, context only) rows."""
    return NameIndex(
        NameTable.of((*names.fold(alias), id_, kind, context, alias) for id_, kind, alias, context in rows)
    )


INDEX = index_of(ROWS)


def found(text):
    return [(m.text, m.candidates[0].id if m.candidates else None) for m in mentions.find(text, INDEX)]


def test_boundaries_beside_chinese():
    assert found("使用GPT-4的模型，H100显卡和豆包都行") == [("GPT-4", "gpt-4"), ("H100", "h100"), ("豆包", "doubao")]


def test_the_longest_name_wins():
    assert found("MMLU-Pro and MMLU, GPT-4o and GPT-4") == [
        ("MMLU-Pro", "mmlu-pro"), ("MMLU", "mmlu"), ("GPT-4o", "gpt-4o"), ("GPT-4", "gpt-4"),
    ]  # fmt: skip
    assert found("RTX5090D") == [("RTX5090D", "rtx-5090-d")]
    assert found("OpenAI o1-1217") == [("o1-1217", "o1-1217")]


def test_identifiers_in_lower_case():
    index = index_of([("qwen-max", "entity", "Qwen-Max", False), ("multipl-e", "metric", "MultiPL-E", False)])
    text = "qwen-max, Qwen-Max, but no qwen max, multiple or multipl-e"
    assert [m.text for m in mentions.find(text, index)] == ["qwen-max", "Qwen-Max"]


def test_spelling_variants():
    assert found("gpt 4, GPT4, Llama-3.1-405B, Llama 3.1 (405B)") == [
        ("gpt 4", "gpt-4"), ("GPT4", "gpt-4"),
        ("Llama-3.1-405B", "llama-3.1-405b"), ("Llama 3.1 (405B)", "llama-3.1-405b"),
    ]  # fmt: skip


def test_a_name_inside_a_longer_unknown_name_is_not_that_name():
    assert found("o1-pro-next and GPT-4 Turbo, HumanEval+ and GPT-4.7") == [
        ("o1-pro-next", None), ("GPT-4 Turbo", None), ("HumanEval+", None),
    ]  # fmt: skip


def test_the_mode_of_a_run_is_no_part_of_its_name():
    assert found("GPT-4o Thinking leads") == [("GPT-4o", "gpt-4o")]
    assert [(c.key, c.value) for c in mentions.find_conditions("GPT-4o Thinking leads")] == [("thinking", "on")]
    assert mentions.find_conditions("the art of thinking, Thinking caps") == ()


def test_a_stroke_between_spaces_parts_names():
    assert found("RTX 5090 / D") == [("RTX 5090", "rtx-5090")]
    assert found("RTX 5090 D") == [("RTX 5090 D", "rtx-5090-d")]


def test_words_glued_by_a_hyphen_leave_the_name_alone():
    assert found("a GPT-4-level model, o1-like reasoning, non-GPT-4 data") == [
        ("GPT-4", "gpt-4"),
        ("o1", "o1"),
        ("GPT-4", "gpt-4"),
    ]


def test_a_number_before_a_hyphen_is_a_figure():
    rows = (("context-length", "metric", "token", True), ("context-length", "metric", "token context window", False))
    index = index_of(rows)
    for text in ("a 200,000-token context window", "a 128K-token context", "a 1-million-token context window"):
        assert all(m.start > text.index("-") and m.candidates for m in mentions.find(text, index)), text


def test_no_mention_is_empty():
    rows = (("a", "entity", "Index-1.9B", False), ("b", "entity", "Long-Context", False), ("c", "entity", "MD", False))
    index = index_of(rows)
    assert all(m.start < m.end for m in mentions.find("Index-1.9B-32K_Long-Context-Report-MD.md", index))


def test_plural_and_possessive():
    assert found("2,048 H100s and GPT-4's answers") == [("H100", "h100"), ("GPT-4", "gpt-4")]


def test_capitals_tell_a_benchmark_from_a_word():
    assert found("MATH is not math") == [("MATH", "math")]


def test_a_bare_model_number_is_not_a_figure_beside_a_unit():
    assert found("买 5090 显卡") == [("5090", "rtx-5090")]
    assert found("花了 5090 元") == []
    assert found("$5090") == []


def test_inside_words_and_numbers_nothing_is_found():
    assert found("xo1 o12 AH100B 3.5o1") == []


def conditions(text):
    return [(c.key, c.value) for c in mentions.find_conditions(text)]


def test_conditions_in_both_languages():
    assert conditions("pass@1 (5-shot), cons@64, zero-shot CoT") == [
        ("sampling", "pass@1"), ("shots", "5"), ("sampling", "cons@64"), ("shots", "0"), ("prompting", "cot"),
    ]  # fmt: skip
    assert conditions("w/o CoT, without chain-of-thought; 无思维链") == [("prompting", "no-cot")] * 3
    assert conditions("缓存命中或缓存未命中，多数投票") == [("cache", "hit"), ("cache", "miss"), ("sampling", "cons")]
    assert conditions("1,979 TFLOPS with sparsity, dense") == [("sparsity", "sparse"), ("sparsity", "dense")]


@settings(max_examples=200)
@given(st.text(alphabet="gptGPT-4o1 .，的MMLUpro+5090RTX", max_size=60))
def test_mentions_are_ordered_apart_and_exact(text):
    last = 0
    for mention in mentions.find(text, INDEX):
        assert last <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        last = mention.end


STEMS = st.text("ab1中", max_size=3).map("model".__add__)
KEYS = st.lists(st.text("ab1中", min_size=1, max_size=6) | STEMS, min_size=1, max_size=12, unique=True)


@settings(max_examples=150)
@given(KEYS.flatmap(lambda keys: st.tuples(st.just(keys), st.lists(st.sampled_from([*keys, "a", "m"]), max_size=9))))
def test_the_index_finds_every_key_wherever_it_stands(drawn):
    keys, text = drawn[0], "".join(drawn[1])
    index = NameIndex(NameTable.of((key, (), f"id-{key}", "entity", True, key) for key in keys))
    found = [(index.name(number).key, start, end) for number, start, end in index.hits(text)]
    expected = [
        (text[start:end], start, end) for end in range(len(text) + 1) for start in range(end) if text[start:end] in keys
    ]
    assert found == expected


def test_readings_of_one_name_are_merged():
    rows = [
        ("gpt4", (), "gpt-4", "entity", True, "GPT4"),
        ("gpt4", (3,), "gpt-4", "entity", False, "GPT-4"),
        ("gpt4", (3,), "gpt-4-score", "metric", True, "GPT-4"),
    ]
    table = NameTable.of(rows)
    name = table.name(0)
    assert (name.key, name.breaks, name.capitals, name.guarded) == ("gpt4", {3}, False, False)
    assert [(c.id, c.kind, c.context_only) for c in name.candidates] == [
        ("gpt-4", "entity", False), ("gpt-4-score", "metric", True),
    ]  # fmt: skip


def test_a_name_in_capitals_is_no_word():
    rows = [
        ("include", (), "include", "metric", False, "include"),
        ("include", (), "include", "metric", True, "INCLUDE"),
    ]
    found = mentions.find("Results on INCLUDE include the base model's.", NameIndex(NameTable.of(rows)))
    assert [m.text for m in found] == ["INCLUDE"]


def test_an_article_before_a_number_is_no_chip():
    index = index_of([("a100", "entity", "A100", False), ("o1", "entity", "o1", False)])
    for text in ("a 100 GB disk", "with a 100-core CPU", "A 100 by 40 grid", "an o 1"):
        assert not [m for m in mentions.find(text, index) if m.candidates]
    assert [m.text for m in mentions.find("an A100 and an A-100", index)] == ["A100", "A-100"]


def test_three_digits_behind_a_name_are_a_successor_where_nothing_is_counted():
    index = index_of((("mtia", "entity", "MTIA", False),))
    for text, name in (
        ("MTIA 450 has 288 GB", "MTIA 450"),
        ("MTIA 700", "MTIA 700"),
        ("MTIA 450 chips a rack", "MTIA"),
        ("MTIA 300 W", "MTIA"),
        ("MTIA 450,000", "MTIA"),
    ):
        assert [m.text for m in mentions.find(text, index)] == [name], text


def test_a_rate_of_errors_is_no_score_on_the_benchmark():
    assert found("MMLU error rate: 12%") == [("MMLU error rate", None)]
    assert found("MMLU 错误率为 12%") == [("MMLU 错误率", None)]
    assert found("MMLU accuracy: 88%") == [("MMLU", "mmlu")]


def test_a_figure_without_its_space_behind_a_name():
    assert found("豆包GPT-4o100万的上下文") == [("豆包", "doubao"), ("GPT-4o", "gpt-4o")]
    assert found("GPT-4o100") == []


def test_a_number_behind_a_slash_is_no_version():
    index = index_of((("baichuan 2", "entity", "Baichuan 2", False),))
    assert [m.text for m in mentions.find("Baichuan 2, Baichuan-2, Baichuan/2", index)] == ["Baichuan 2", "Baichuan-2"]


def test_a_score_behind_a_name_is_no_version() -> None:
    index = engine.index_of(load_registry())

    def named(text: str) -> list[str]:
        return [m.text for m in mentions.find(text, index)]

    assert named("MMLU: DeepSeek-V3 88.5, GPT-4o 87.2") == ["MMLU", "DeepSeek-V3", "GPT-4o"]
    assert "Ministral 3B 24.10" in named("They released Ministral 3B 24.10 last year.")
    assert named("GPT-4o on HumanEval vs. Claude") == ["GPT-4o", "HumanEval", "Claude"]
    assert named("a score on tau-bench") == ["tau-bench"]
