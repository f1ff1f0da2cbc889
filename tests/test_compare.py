"""Interval arithmetic of printed figures."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from claimcheck import compare

D = Decimal


def test_a_printed_figure_is_half_a_unit_either_way():
    assert compare.interval(D("79.8"), D("0.1")) == (D("79.75"), D("79.85"))
    assert compare.interval(D("600"), D(1)) == (D("599.5"), D("600.5"))


def test_words_of_approximation_widen_it():
    assert compare.interval(D(100), D(1), "about") == (D(90), D(110))
    assert compare.interval(D(100), D(1), "nearly") == (D(90), D("100.5"))
    assert compare.interval(D(100), D(1), "over") == (D("99.5"), D(120))
    assert compare.interval(D(100), D(1), "under") == (D(80), D("100.5"))
    assert compare.interval(D(100), D(1), "at_least") == (D("99.5"), None)
    assert compare.interval(D(100), D(1), "at_most") == (None, D("100.5"))


def test_open_ends_meet_everything_on_their_side():
    assert compare.meets((D(5), None), (D(100), D(101)))
    assert not compare.meets((D(5), None), (D(1), D(2)))
    assert compare.meets((None, None), (D(1), D(2)))


def test_power_of_ten():
    assert compare.power_of_ten(D("557.6"), D("5.576")) == 2
    assert compare.power_of_ten(D("29.4"), D("294")) == -1
    assert compare.power_of_ten(D("79.8"), D("79.2")) is None
    assert compare.power_of_ten(D(0), D(5)) is None


def test_loose_step_reads_trailing_zeros_as_open():
    assert compare.loose_step(D(6000000), D(1)) == D(1000000)
    assert compare.loose_step(D(6010000), D(1)) == D(10000)
    assert compare.loose_step(D("79.8"), D("0.1")) == D("0.1")


def test_a_cut_figure_is_told_from_a_wrong_one():
    assert compare.cut_of(D(557), D("557.6"), D(1))
    assert not compare.cut_of(D(556), D("557.6"), D(1))


numbers = st.decimals(min_value=D("0.001"), max_value=D(10) ** 15, places=3, allow_nan=False)


@given(numbers, st.integers(min_value=-3, max_value=6))
def test_a_figure_rounded_from_a_fact_meets_it(value, places):
    step = D(1).scaleb(places)
    rounded = (value / step).to_integral_value() * step
    assert compare.meets(compare.interval(rounded, step), (value, value))


@given(numbers)
def test_a_figure_ten_times_off_never_meets_it(value):
    step = compare.step_of(value)
    if value > step * 10:
        assert not compare.meets(compare.interval(value * 10, step * 10), compare.interval(value, step))
        assert compare.power_of_ten(value * 10, value) == 1
