"""Answers remembered for the very same arguments."""

from __future__ import annotations

from claimcheck.rules.once import once


def test_the_last_answer_is_remembered_for_the_very_same_arguments() -> None:
    asked: list[list[int]] = []

    @once
    def total(numbers: list[int]) -> int:
        asked.append(numbers)
        return sum(numbers)

    first, equal = [1, 2], [1, 2]
    assert (total(first), total(first), total(equal), total(first)) == (3, 3, 3, 3)
    assert [numbers is first for numbers in asked] == [True, False, True]


def test_what_raises_is_asked_again() -> None:
    asked: list[str] = []

    @once
    def number(text: str) -> int:
        asked.append(text)
        return int(text)

    for _ in range(2):
        try:
            number("x")
        except ValueError:
            continue
    assert asked == ["x", "x"]
