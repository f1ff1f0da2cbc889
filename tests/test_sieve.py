"""The first pass: it may only leave out what would give nothing, and it must leave out ordinary text."""

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claimcheck import documents, engine, rules, sieve
from claimcheck.registry import load_registry

NAMES = (
    "GPT-4o", "DeepSeek-R1", "Deep**Seek**-V3", "Llama 3.1 405B", "MMLU", "math", "MATH", "o1", "O1-mini",
    "RTX 5090", "gpt 40", "GPT-40", "DeapSeek", "DeapSeek-V3", "Gemini", "Gemeni 1.5 Pro", "通义千问", "深度求索",
    "the U.S.", "us", "M1", "R1", "R1-next", "Claude", "ClaudE", "Clаude", "apple", "Stanford", "Standford",
    "[Deep](x)Seek", "H&#49;00",
)  # fmt: skip
FIGURES = (
    "79.8%", "3", "15.6", "12", "two", "three", "five percent", "half", "a third", "3x", "10 times", "twofold",
    "$2", "$5.6 million", "1025 years", "10^25", "15TB tokens", "6万", "（60K）", "(60K)", "三成", "三倍", "２４",
    "90.8 points", "四个", "五种", "$2 per hour", "10 hours", "one hour", "32 GB", "128K", "2024", "0.55",
    "百分之三十", "3 orders of magnitude",
)  # fmt: skip
GLUE = (
    " ", " ", ", ", ". ", "。", "，", "\n\n", "\n", " to ", " from ", " rose from ", " up ", ", up ", " of ", " (",
    ") ", " is ", " scored ", " on ", " by ", "从", "提升至", "到", "提升了", "是", "的", "、", "和", " and ",
    ", and ", ": ", " each ", " per ", "each ", " in total ", "=", "倍", "高出", " times as many as ",
    " languages: ", "类，包括", "- ", "# ", "> ", " | ", "\t", "<b>", "</b>", "&nbsp;", "`", "**", "_", " trails ",
    " beats ", "<!-- claimcheck: ignore[CC101] -->", "[sic]",
)  # fmt: skip
WORDS = (
    "the council", "residents", "spent", "a budget", "roads", "王小明", "王晓明", "王小名", "参赛者", "城市",
    "accuracy", "price", "parameters", "tokens", "quarter", "a year earlier", "trained", "memory", "release",
    "cost", "English", "French",
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def ready():
    """The searches prepared, as after the first texts of a corpus."""
    before, sieve._WORTH = sieve._WORTH, 0
    yield
    sieve._WORTH = before


def said(text: str, format: str = "markdown") -> bool:
    result = engine.check(documents.read_text(text, "a.md", format=format), load_registry())
    return bool(result.judgements or result.findings or result.suppressed or result.notices)


def silent(text: str, format: str = "markdown") -> bool:
    return sieve.silent(text, format, load_registry())


parts = st.lists(st.sampled_from(NAMES + FIGURES * 2 + GLUE * 2 + WORDS), min_size=1, max_size=24)


@example(["$2", "三倍", "$2"], "markdown")
@settings(max_examples=100, deadline=None)
@given(parts, st.sampled_from(("markdown", "text", "html")))
def test_what_is_left_out_gives_nothing(words, format):
    text = "".join(words)
    if silent(text, format):
        assert not said(text, format)


def test_wide_brackets_are_seen():
    assert said("共6万（80K）人")
    assert not silent("共6万（80K）人")


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_sentences_that_reckon_are_read(draw: random.Random):
    low, high = draw.randint(2, 40), draw.randint(41, 90)
    wrong = high - low + draw.randint(2, 9)
    rise = draw.choice(
        (
            f"Turnout rose from {low}% to {high}%, up {wrong} points.",
            f"The share, up {wrong} points from {low}% to {high}%, surprised them.",
            f"投票率从{low}%提升至{high}%，提升了{wrong}个百分点。",
            f"They paid {low} hours at $3 an hour, ${low * 3 + 5} in total.",
            f"Of the towns, {low} of {high} ({min(99, low * 100 // high + 9)}%) agreed.",
            f"It would take {wrong + 1} supercomputers 1025 years to crack.",
        )
    )
    around = draw.choice(("{}", "The council met.\n\n{}\n\nIt rained.", "> {}", "- {}\n- and so on"))
    assert not (silent(around.format(rise)) and said(around.format(rise)))


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.name)
def test_no_example_of_a_rule_is_left_out(rule):
    for line in rule.manual.splitlines():
        head, _, text = line.partition(": ")
        if head == "Wrong" and said(text):
            assert not silent(text), text


@pytest.mark.parametrize(
    "text",
    [
        "Residents along the river said the water had risen faster than anyone expected.",
        "The council voted 32 to 24 on Tuesday to approve a budget of $405 million for roads and schools.",
        "The company reported revenue of $15.6 billion, up 7% from a year earlier, and its shares rose.",
        "市政府周二表示，今年将投入 405 亿元改善道路和学校设施，预计明年完工。",
        "He drew maths on the mask, took a command of the race, and dropped out of the apps.",
    ],
)
def test_ordinary_text_is_left_out(text):
    assert silent(text)


@pytest.mark.parametrize(
    "text", ["DeepSeek", "Deep<b>Seek</b>", "a&#71;PT-4o", "ＧＰＴ－４ｏ", "深度求索", "# Math", "GPT-\n> 4o"]
)
def test_names_are_found_behind_markup(text):
    assert not silent(f"It was {text} again.") or not silent(text)


def test_chinese_names_are_found_behind_latin_letters():
    assert said("这个AI天鹰有7亿参数。")
    assert not silent("这个AI天鹰有7亿参数。")


@pytest.mark.parametrize("before", ["", "It was ", "(", "=", "...", "的", "“"])
def test_short_names_are_found_where_a_word_begins(before):
    for name in ("GPT-4", "GPT 4", "Qwen", "o3"):
        assert not silent(f"{before}{name} has 7 billion parameters.")


def test_other_formats_are_read():
    assert not silent("Nothing here.", "latex")
    assert not silent("Nothing here. <!-- claimcheck: ignore -->")


def test_the_first_texts_are_read_until_preparing_pays(monkeypatch):
    monkeypatch.setattr(sieve, "_WORTH", 1_000)
    monkeypatch.setattr(sieve, "_SIEVES", {})
    sieve._SEEN.clear()
    text = "Residents along the river slept in church. " * 10
    assert [silent(text) for _ in range(4)] == [False, False, True, True]


def test_a_long_text_is_looked_at_to_its_end():
    plain = "Residents along the river slept in church.\n\n" * 12_000
    assert silent(plain)
    assert not silent(plain + "GPT-4o scores 88.7% on MMLU.")
