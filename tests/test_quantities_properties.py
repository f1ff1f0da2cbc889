"""Properties of reading figures: round trips, invariance of spacing and width, linear time."""

import subprocess
import sys
import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import claimcheck
from claimcheck.quantities import format, scan
from claimcheck.quantities.figure import bare

_DIGITS = "零一二三四五六七八九"
_SMALL = ["", "十", "百", "千"]
_LARGE = ["", "万", "亿", "万亿"]
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def in_chinese(n):
    """The usual Chinese numeral of n, below 10^16."""
    if n == 0:
        return "零"
    groups = []
    while n:
        n, part = divmod(n, 10**4)
        groups.append(part)
    written = ""
    gap = False
    for place in range(len(groups) - 1, -1, -1):
        part = groups[place]
        if part == 0:
            gap = bool(written)
            continue
        if written and (gap or part < 1000):
            written += "零"
        gap = False
        written += _below_ten_thousand(part) + _LARGE[place]
    return written


def _below_ten_thousand(n):
    written, zero = "", False
    for place in range(3, -1, -1):
        digit = n // 10**place % 10
        if digit == 0:
            zero = bool(written)
        else:
            written += ("零" if zero else "") + _DIGITS[digit] + _SMALL[place]
            zero = False
    return written


def in_mixed(n):
    """Arabic digits with Chinese units: 3千5百万."""
    written = ""
    for place in range(3, -1, -1):
        part = n // 10 ** (4 * place) % 10**4
        if part:
            written += f"{part}{_LARGE[place]}"
    return written


def in_english(n):
    if n < 20:
        return _ONES.split()[n]
    if n < 100:
        tens, ones = divmod(n, 10)
        return _TENS.split()[tens - 2] + ("-" + in_english(ones) if ones else "")
    if n < 1000:
        hundreds, rest = divmod(n, 100)
        return in_english(hundreds) + " hundred" + (" and " + in_english(rest) if rest else "")
    for size, word in (
        (10**15, "quadrillion"),
        (10**12, "trillion"),
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
    ):
        if n >= size:
            many, rest = divmod(n, size)
            joint = " and " if 0 < rest < 100 else " "
            return in_english(many) + f" {word}" + (joint + in_english(rest) if rest else "")
    raise AssertionError(n)


numbers = st.one_of(
    st.integers(0, 10**4),
    st.integers(0, 10**16 - 1),
    st.builds(lambda digit, power: digit * 10**power, st.integers(1, 99), st.integers(0, 14)),
)


@given(numbers)
@settings(max_examples=150, deadline=None)
def test_chinese_numerals_round_trip(n):
    found = scan(f"共{in_chinese(n)}个")
    assert [(q.value, q.unit) for q in found] == ([(n, "count")] if n != 1 else [])


@given(st.integers(10**4, 10**16 - 1))
@settings(max_examples=100, deadline=None)
def test_mixed_forms_round_trip(n):
    found = scan(f"约{in_mixed(n)}元")
    spoken = [q.value for q in found]
    tail = n % 10**4
    if tail and (tail < 1000 or n % 10**8 < 10**7):
        return  # "3亿52": no one writes such a form
    assert spoken == [n]


@given(numbers)
@settings(max_examples=150, deadline=None)
def test_english_words_round_trip(n):
    found = scan(f"There were {in_english(n)} tokens.")
    assert [(q.value, q.unit) for q in found] == [(n, "token")]


hedges = st.sampled_from(["", "about ", "nearly ", "over ", "at least ", "under ", "at most "])


@given(
    st.decimals(min_value=Decimal("0.01"), max_value=10**7, places=2),
    st.sampled_from(["", "K", "M", "B", "T"]),
    st.sampled_from(
        ["%", " percentage points", "x", " USD", "元", " USD per million tokens", " GB", " TB/s", " TFLOPS", " W"]
    ),
    hedges,
)
@settings(max_examples=150, deadline=None)
def test_format_reads_back(value, scale, unit, hedge):
    text = f"{hedge}{value}{scale}{unit}" if unit != "x" and not unit.startswith("%") else f"{hedge}{value}{unit}"
    found = scan(text)
    assert len(found) == 1
    again = scan(format(found[0]))
    assert len(again) == 1
    for name in ("value", "low", "high", "unit", "approximation", "kind"):
        assert getattr(again[0], name) == getattr(found[0], name), (text, format(found[0]), name)


@pytest.mark.parametrize(
    "text",
    [
        "近600万美元",
        "1.5万到3万元",
        "三分之一",
        "two thirds",
        "14.8T tokens",
        "99.8th percentile",
        "2025-01-20",
        "第7",
        "百亿级",
        "5%-13%",
    ],
)
def test_format_of_other_shapes(text):
    first = claimcheck.quantities(text)[0]
    again = claimcheck.quantities(format(first))[0]
    assert (again.value, again.low, again.high, again.unit) == (first.value, first.low, first.high, first.unit)


@given(st.integers(1, 9999), st.sampled_from(["万", "亿"]), st.sampled_from(["", " "]), st.sampled_from(["", " "]))
@settings(max_examples=60, deadline=None)
def test_width_and_spacing_do_not_change_a_value(n, unit, first, second):
    narrow = f"{n}{first}{unit}{second}美元"
    wide = narrow.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"})
    (a,), (b,) = claimcheck.quantities(narrow), claimcheck.quantities(wide)
    assert (a.value, a.unit, a.start, a.end) == (b.value, b.unit, b.start, b.end)
    assert a.value == n * (10**4 if unit == "万" else 10**8)


ALPHABET = (
    "0123456789,.%$¥-~/ 一二三十百千万亿两半点分之个年月约近超多元第打番倍成折又到至每GBKMTx*^()+±abethsndrof[]#@:\n"
)


@given(st.from_regex(r"[0-9]{1,3}(\.[0-9]{1,4})?%?", fullmatch=True))
def test_a_bare_number_is_read_as_in_any_text(text):
    assert repr([bare(text)]) == repr(scan(text))


@pytest.mark.parametrize("text", ["", "1234", "1.23456", "12 %", "-3", "3.", ".5", "7x", "٣", "1.2.3", "5%%"])
def test_what_is_more_than_a_bare_number_is_none(text):
    assert bare(text) is None


@given(st.text(alphabet=ALPHABET, max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_ordered_spans_inside_it(text):
    end = 0
    for quantity in scan(text):
        assert end <= quantity.start < quantity.end <= len(text)
        assert quantity.text == text[quantity.start : quantity.end]
        assert quantity.start <= quantity.number_start < quantity.number_end <= quantity.end
        if isinstance(quantity.low, Decimal) and isinstance(quantity.high, Decimal):
            assert quantity.low <= quantity.high
        end = quantity.end


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "万",
        "1,",
        ",",
        "一二",
        "百万亿",
        "1.",
        "5%-",
        "one ",
        "hundred ",
        "约",
        "两个",
        "三分之",
        "a@",
        "**1",
        "1/",
        "$1 ",
        "3千5百万",
        "1到",
        "10^",
    ],
)
def test_time_is_linear(unit):
    def seconds(size):
        text = (unit * (size // len(unit) + 1))[:size]
        best = 9.0
        for _ in range(2):
            began = time.process_time()
            scan(text)
            best = min(best, time.process_time() - began)
        return best

    # a busy machine disturbs single measurements; a square would fail every time
    assert any(seconds(8_000) < 2.6 * seconds(4_000) + 0.02 for _ in range(3))


def test_output_does_not_depend_on_the_hash_seed():
    text = "近600万美元, 671B parameters, $2 per hour, 2.788M H800 GPU hours, 5-7x"
    code = f"import claimcheck; print(claimcheck.quantities({text!r}))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed, "PATH": ""}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(runs) == 1
