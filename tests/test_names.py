"""Folding of names."""

from hypothesis import given
from hypothesis import strategies as st

from claimcheck import names

SPELLINGS = [
    ("GPT-4", ["GPT4", "gpt 4", "Gpt-4", "GPT_4", "ＧＰＴ-４"]),
    ("HumanEval", ["Human Eval", "human eval", "Human-Eval", "HUMANEVAL"]),
    ("昇腾 910B", ["升腾910B", "昇騰 910B"]),
    ("Llama 3.1 405B", ["Llama-3.1-405B", "llama3.1 405b", "Llama 3.1 (405B)"]),
]


def test_spellings_share_a_key():
    for name, variants in SPELLINGS:
        key, _ = names.fold(name)
        assert {names.fold(v)[0] for v in variants} == {key}


def test_different_names_keep_different_keys():
    different = [
        "GPT-4",
        "GPT-4o",
        "GPT-4.1",
        "MMLU",
        "MMLU-Pro",
        "HumanEval",
        "HumanEval+",
        "o1",
        "o1-mini",
        "R1",
        "R1-Zero",
    ]
    assert len({names.fold(n)[0] for n in different}) == len(different)


def test_breaks_are_where_writers_put_separators():
    assert names.fold("RTX5090")[1] == (3,)
    assert names.fold("GPT-4o")[1] == (3,)  # "GPT-4 o" is no spelling of it
    assert names.fold("豆包1.5 Pro")[1] == (2, 5)


@given(st.text())
def test_lower_keeps_the_length(text):
    assert len(names.lower(text)) == len(text)


@given(st.text())
def test_squash_offsets_point_at_what_was_kept(text):
    squashed, offsets = names.squash(text)
    assert len(squashed) == len(offsets)
    assert all(names.lower(text[at]) == char for char, at in zip(squashed, offsets, strict=True))
