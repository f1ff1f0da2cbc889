"""Patterns compile when first used, behave as those of `re`, and all that are declared do compile."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re

import pytest

import claimcheck
from claimcheck import patterns


def test_a_pattern_is_compiled_when_first_used() -> None:
    pattern = patterns.compile(r"(?P<number>\d+) (x|y)", patterns.I)
    before = list(patterns.compiled)
    assert pattern.pattern == r"(?P<number>\d+) (x|y)"
    assert patterns.compiled == before
    found = pattern.search("12 X")
    assert found is not None
    assert found["number"] == "12"
    assert len(patterns.compiled) == len(before) + 1
    assert pattern.groupindex == {"number": 1}
    assert pattern.sub("", "1 x 2 y") == " "
    assert len(patterns.compiled) == len(before) + 1
    assert patterns.compile(r"(?P<number>\d+) (x|y)", re.IGNORECASE) is pattern


@pytest.mark.parametrize("flags", [0, re.I, re.M, re.S, re.ASCII, re.I | re.M])
def test_functions_answer_as_those_of_the_standard_library(flags: int) -> None:
    text, pattern = "Abc 12\nabc 345\nÄ٣", r"^a(b.)|\d+|Ä\Z"
    assert patterns.findall(pattern, text, flags) == re.findall(pattern, text, flags)
    assert [m.span() for m in patterns.finditer(pattern, text, flags)] == [
        m.span() for m in re.finditer(pattern, text, flags)
    ]
    for mine, standard in (
        (patterns.search, re.search),
        (patterns.match, re.match),
        (patterns.fullmatch, re.fullmatch),
    ):
        for given in (text, "12", ""):
            one, other = mine(pattern, given, flags), standard(pattern, given, flags)
            assert (one and one.span()) == (other and other.span())
    assert patterns.split(pattern, text, 1, flags) == re.split(pattern, text, maxsplit=1, flags=flags)
    assert patterns.sub(pattern, "-", text, 2, flags) == re.sub(pattern, "-", text, count=2, flags=flags)
    assert patterns.search(rb"\d", b"a1", flags & ~re.U) is not None


def test_patterns_of_a_drafts_words_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_known", {})
    for number in range(patterns._MOST + 10):
        patterns.compile(f"word{number}")
    assert len(patterns._known) <= patterns._MOST


def test_what_is_declared_compiles() -> None:
    for module in pkgutil.walk_packages(claimcheck.__path__, "claimcheck."):
        if not any(part in module.name for part in ("hatch_hook", "__main__", ".lsp", "notebook")):
            importlib.import_module(module.name)
    declared = [known for known in gc.get_objects() if isinstance(known, patterns._Lazy)]
    assert len(declared) > 300
    for known in declared:
        re.compile(known.pattern, known._flags)


@pytest.mark.parametrize(
    ("text", "found"),
    [("it", "it"), ("its, ", "its"), ("一it一", "it"), ("fit", None), ("item", None), ("(this model)", "this model")],
)
def test_whole_words_stand_alone(text: str, found: str | None) -> None:
    hit = patterns.search(patterns.whole("its?", "this model"), text)
    assert (hit and hit.group()) == found
