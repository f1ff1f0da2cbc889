"""Light dataclasses and named tuples behave as those of the standard library."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from decimal import Decimal
from typing import Any

import pytest

from claimcheck import model, records


@records.dataclass(frozen=True, slots=True)
class Light:
    """A light dataclass."""

    start: int
    text: str = "x"
    marks: dict[str, int] = records.field(default_factory=dict)
    cache: list[int] = records.field(default_factory=list, repr=False, compare=False)

    @property
    def length(self) -> int:
        return len(self.text)


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    """A standard one."""

    start: int
    text: str = "x"
    marks: dict[str, int] = dataclasses.field(default_factory=dict)
    cache: list[int] = dataclasses.field(default_factory=list, repr=False, compare=False)

    @property
    def length(self) -> int:
        return len(self.text)


@records.dataclass(slots=True)
class Open:
    start: int
    text: str = "x"


@records.dataclass(frozen=True)
class Unslotted:
    start: int
    text: str = "x"


@records.dataclass(slots=True)
class Often:
    start: int
    text: str = "x"


class Pair(records.NamedTuple):
    """A named tuple."""

    left: int
    right: int = 7

    def width(self) -> int:
        return self.right - self.left


CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((1,), {}),
    ((1, "ab"), {}),
    ((), {"start": 1}),
    ((1,), {"marks": {"a": 1}, "text": "y"}),
    ((), {}),
    ((1, "a", {}, [], 5), {}),
    ((1,), {"start": 2}),
    ((1,), {"unknown": 2}),
    ((), {"text": "y"}),
]


@pytest.mark.parametrize("call", CALLS)
def test_a_call_gives_what_it_gives_of_a_standard_one(call: tuple[tuple[Any, ...], dict[str, Any]]) -> None:
    outcomes = []
    for cls in (Standard, Light):
        try:
            outcomes.append(repr(cls(*call[0], **call[1])).replace("Light", "Standard"))
        except TypeError as error:
            outcomes.append(str(error).replace("Light", "Standard"))
    assert outcomes[0] == outcomes[1]


def test_many_instances_are_as_the_first() -> None:
    rows = [Often(n, text=str(n)) for n in range(records._FEW + 10)]
    assert [(row.start, row.text) for row in rows] == [(n, str(n)) for n in range(records._FEW + 10)]
    assert list(inspect.signature(Often).parameters) == ["start", "text"]
    assert repr(rows[99]) == "Often(start=99, text='99')"
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'start'"):
        Often()  # type: ignore[call-arg]
    for _ in range(records._FEW + 10):
        made = Light(3)
    assert made == Light(3)
    assert made.marks is not Light(3).marks
    assert type(made) is Light


def test_equality_and_hashes() -> None:
    assert Light(1, "a", cache=[1]) == Light(1, "a", cache=[2])
    assert Light(1, "a") != Light(1, "b")
    assert Light(1) != Standard(1)
    assert hash(Unslotted(1)) == hash(Unslotted(1))
    assert {Unslotted(1), Unslotted(1), Unslotted(2)} == {Unslotted(1), Unslotted(2)}
    with pytest.raises(TypeError):
        hash(Open(1))


def test_frozen_ones_cannot_be_changed() -> None:
    for _ in range(records._FEW + 10):
        Light(1)  # later ones are made another way
    for record in (Light(1), Unslotted(1)):
        with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'start'"):
            record.start = 2  # type: ignore[misc]
        with pytest.raises(dataclasses.FrozenInstanceError):
            del record.start  # type: ignore[misc]
    opened = Open(1)
    opened.start = 2
    assert opened == Open(2)
    with pytest.raises(AttributeError):
        opened.other = 3  # type: ignore[attr-defined]
    assert not hasattr(Light(1), "__dict__")


@pytest.mark.parametrize("replace", [records.replace, dataclasses.replace])
def test_replace(replace: Any) -> None:
    assert replace(Light(1, "ab", {"a": 1}), text="c") == Light(1, "c", {"a": 1})
    with pytest.raises(TypeError, match="unknown"):
        replace(Light(1), unknown=1)


def test_the_standard_functions_work() -> None:
    assert [f.name for f in dataclasses.fields(Light)] == ["start", "text", "marks", "cache"]
    assert dataclasses.fields(Light)[1].default == "x"
    assert dataclasses.asdict(Light(1, marks={"a": 1})) == {"start": 1, "text": "x", "marks": {"a": 1}, "cache": []}
    assert dataclasses.is_dataclass(Light)
    assert dataclasses.is_dataclass(Light(1))
    match Light(5, "t"):
        case Light(start, text):
            assert (start, text) == (5, "t")


def test_copies_and_pickles() -> None:
    for record in (Light(1, "ab", {"a": 1}), Open(1), Unslotted(2, "c"), Pair(1, 2)):
        assert copy.copy(record) == record
        assert copy.deepcopy(record) == record
        assert pickle.loads(pickle.dumps(record)) == record


def test_named_tuples() -> None:
    pair = Pair(3)
    assert (pair, pair.right, pair.width(), Pair._fields) == ((3, 7), 7, 4, ("left", "right"))
    assert repr(pair) == "Pair(left=3, right=7)"
    assert pair._replace(left=1) == Pair(1)
    assert Pair.__doc__ == "A named tuple."
    assert pair._asdict() == {"left": 3, "right": 7}


def test_the_records_of_the_program_are_light() -> None:
    assert model.Quantity(0, 1, "7", Decimal(7), Decimal(7), Decimal(7)).scale == 1
    assert model.Quantity.__doc__ is not None
    assert model.Quantity.__doc__.startswith("A number with its unit")
