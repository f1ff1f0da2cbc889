"""Inline directives in every format: what they name, what they silence, what is wrong with them."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck import suppress
from claimcheck.documents import read_text
from claimcheck.spans import Span
from claimcheck.suppress import Directive


def parse(source: str, path: str = "draft.md") -> tuple[Directive, ...]:
    return suppress.parse(read_text(source, path))


def one(source: str, path: str = "draft.md") -> Directive:
    found = parse(source, path)
    assert len(found) == 1
    return found[0]


def silent(source: str, code: str, figure: str, path: str = "draft.md") -> bool:
    at = source.index(figure)
    return suppress.Silencers(parse(source, path)).of(code, (at, at + len(figure))) is not None


def test_on_its_line() -> None:
    source = "First 5%.\nSecond 6% <!-- claimcheck: ignore[value, CC102] as quoted --> goes on.\nThird 7%.\n"
    directive = one(source)
    assert directive.kind == "ignore"
    assert directive.rules == ("CC101", "CC102")
    assert directive.reason == "as quoted"
    assert directive.line == 2
    assert source[directive.span.start : directive.span.end].startswith("<!--")
    assert [silent(source, "CC101", figure) for figure in ("5%", "6%", "7%")] == [False, True, False]
    assert not silent(source, "CC103", "6%")


def test_alone_before_a_block() -> None:
    source = "One 4%.\n\n<!-- claimcheck: ignore[magnitude] -->\nTwo 5%\nand 6%.\n\nThree 7%.\n"
    assert [silent(source, "CC102", figure) for figure in ("4%", "5%", "6%", "7%")] == [False, True, True, False]
    source = "<!-- claimcheck: ignore[value] -->\n\n- one 5%\n- two 6%\n"
    assert [silent(source, "CC101", figure) for figure in ("5%", "6%")] == [True, False]
    source = "<!-- claimcheck: ignore[value] -->\n\n| A | B |\n|---|---|\n| x | 5% |\n\nAfter 6%.\n"
    assert [silent(source, "CC101", figure) for figure in ("5%", "6%")] == [True, False]


def test_alone_inside_an_html_table() -> None:
    source = (
        "<table>\n<tr><th>M</th><th>A</th></tr>\n<tr><td>x</td><td>5%</td></tr>\n<!-- claimcheck: ignore[value] -->\n"
        "<tr><td>y</td><td>6%</td></tr>\n<tr><td>z</td><td>7%</td></tr>\n</table>\n"
    )
    assert [silent(source, "CC101", figure, "d.html") for figure in ("5%", "6%", "7%")] == [False, True, False]


def test_ranges() -> None:
    source = (
        "A 1%.\n\n<!-- claimcheck: disable[unit, value] -->\n\nB 2%.\n\n<!-- claimcheck: enable[unit] -->\n\nC 3%.\n"
    )
    assert [silent(source, "CC103", figure) for figure in ("1%", "2%", "3%")] == [False, True, False]
    assert [silent(source, "CC101", figure) for figure in ("1%", "2%", "3%")] == [False, True, True]
    assert one("A\n\n<!-- claimcheck: enable[unit] -->\n").problem == "enable without disable for CC103"


def test_the_whole_file() -> None:
    source = "<!-- claimcheck: file-ignore[CC4, value] names -->\n\nText 5%.\n"
    assert one(source).rules == ("CC401", "CC402", "CC403", "CC101")
    assert silent(source, "CC402", "5%")
    assert one("\n" * 30 + "<!-- claimcheck: file-ignore[value] -->").problem == "file-ignore stands after line 20"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("ignore", "ignore needs a list of rules in brackets: ignore[value]"),
        ("ignore[] x", "ignore[] names no rule"),
        ("ignore[value", "ignore needs a list of rules in brackets: ignore[value]"),
        ("skip[value]", "unknown directive 'skip': one of ignore, disable, enable, file-ignore"),
        ("", "no directive"),
    ],
)
def test_malformed(body: str, problem: str) -> None:
    directive = one(f"Text 5% <!-- claimcheck: {body} -->\n")
    assert directive.kind == "malformed"
    assert directive.problem == problem
    assert directive.scopes == {}


def test_unknown_rules() -> None:
    directive = one("Text 5% <!-- claimcheck: ignore[valu, magnitude, CC999] x -->")
    assert directive.unknown == ("valu", "CC999")
    assert directive.rules == ("CC102",)
    assert suppress.nearest("valu") == "value"
    assert suppress.nearest("magnitud") == "magnitude"
    assert suppress.nearest("zzz") is None


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("d.html", "<p>5% <!-- claimcheck: ignore[value] why --></p>"),
        ("d.qmd", "5% <!-- claimcheck: ignore[value] why -->"),
        ("d.mdx", "5% {/* claimcheck: ignore[value] why */}"),
        ("d.tex", "It is 5\\% now % claimcheck: ignore[value] why"),
        ("d.rst", "Before.\n\n.. claimcheck: ignore[value] why\n\nIt is 5% now.\n"),
        ("d.adoc", "// claimcheck: ignore[value] why\nIt is 5% now.\n"),
        ("d.typ", "It is 5% now. // claimcheck: ignore[value] why\n"),
    ],
)
def test_every_format(path: str, source: str) -> None:
    directive = one(source, path)
    assert directive.rules == ("CC101",)
    assert directive.reason == "why"
    assert silent(source, "CC101", "5", path)


def test_a_percent_sign_is_no_latex_comment() -> None:
    assert parse("It is 5\\% claimcheck: ignore[value]", "d.tex") == ()


def test_front_matter() -> None:
    source = "---\ntitle: x\nclaimcheck: {ignore: [magnitude, nope], reason: old}\n---\n\nText 5%.\n"
    directive = one(source)
    assert (directive.kind, directive.rules, directive.unknown, directive.reason) == (
        "front-matter",
        ("CC102",),
        ("nope",),
        "old",
    )
    assert directive.line == 3
    assert silent(source, "CC102", "5%")
    assert one("---\nclaimcheck:\n  ignore:\n    - value\n---\n\n5%\n").rules == ("CC101",)
    assert one("+++\n[claimcheck]\nignore = ['value']\n+++\n\n5%\n").rules == ("CC101",)
    assert "needs" in (one("---\nclaimcheck: yes\n---\n\n5%\n").problem or "")
    assert parse("---\ntitle: about claimcheck\n---\n\nText.\n") == ()


def test_sic() -> None:
    for path in ("d.txt", "d.md"):
        source = "得分97.8%［原文如此］，另一处96.5%。It was **55%** [sic], then 44%."
        assert [silent(source, "CC101", f, path) for f in ("97.8%", "96.5%", "55%", "44%")] == [
            True,
            False,
            True,
            False,
        ]
    assert not one("He said 5% [sic].").reported


def test_documentation_about_directives_is_none() -> None:
    assert (
        parse("Write `<!-- claimcheck: ignore[value] -->` after it.\n\n```\n<!-- claimcheck: ignore[value] -->\n```\n")
        == ()
    )


def test_notebook_cells() -> None:
    import json

    cell = {"cell_type": "markdown", "source": "It is 5% <!-- claimcheck: ignore[value] why -->"}
    source = json.dumps({"cells": [cell], "nbformat": 4, "nbformat_minor": 5, "metadata": {}})
    document = read_text(source, "d.ipynb")
    assert suppress.parse(document)[0].rules == ("CC101",)


def test_hostile_comments_are_read_in_linear_time() -> None:
    import time

    for part in (
        "<!-- claimcheck: ",
        "<!-- claimcheck: -",
        "[sic",
        "［",
        "% claimcheck: ignore[",
        ".. claimcheck: x\n",
    ):
        for path in ("d.md", "d.tex", "d.rst"):
            start = time.process_time()
            parse(part * 1_000, path)
            assert time.process_time() - start < 3, part


_spans = st.builds(lambda start, size: Span(start, start + size), st.integers(0, 30), st.integers(1, 12))
_scopes = st.dictionaries(st.sampled_from(("CC101", "CC102", suppress.EVERY)), _spans, max_size=2)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(_scopes, max_size=8), st.lists(_spans, min_size=1, max_size=8))
def test_silencers_find_as_asking_each_directive_finds(scopes: list[dict[str, Span]], places: list[Span]) -> None:
    directives = [Directive("ignore", Span(at, at + 1), 1, scopes=scope) for at, scope in enumerate(scopes)]
    asked = suppress.Silencers(directives)
    for place in places:
        silenced = any(
            scope.overlaps(place) for d in directives for code, scope in d.scopes.items() if code in ("CC101", "*")
        )
        found = asked.of("CC101", place)
        assert (found is not None) is silenced
        assert found is None or any(scope.overlaps(place) for scope in found.scopes.values())


LAUGHS = "".join(f"  {chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 10)}]\n" for n in range(12))


@pytest.mark.parametrize(
    "front",
    [
        f"claimcheck:\n  a: &a [x, x, x, x, x]\n{LAUGHS}  ignore: [value]\n  reason: *m\n",
        "a: &a {" + ", ".join(f"k{n}: 1" for n in range(500)) + "}\n"
        + "".join(f"b{n}: {{<<: [{', '.join(['*a'] * 300)}]}}\n" for n in range(8)) + "claimcheck: {ignore: [value]}\n",
        "claimcheck: {ignore: " + "[" * 15_000 + "}\n",
        "claimcheck: {ignore: [value]}\n" + "a: b\n" * 6_000,
    ],
)  # fmt: skip
def test_front_matter_made_to_take_long(front: str) -> None:
    before = time.process_time()
    directive = one(f"---\n{front}---\n\nText 5%.\n")
    assert directive.kind == "malformed"
    assert "front matter" in (directive.problem or "")
    assert time.process_time() - before < 5


@pytest.mark.parametrize(
    "piece", ["ignore[value] --> 5%\n\n<!-- claimcheck: ", "disable[value] -->\n\n<!-- claimcheck: "]
)
def test_many_directives_are_found_in_time(piece: str) -> None:
    def spent(count: int) -> float:
        source = f"<!-- claimcheck: {piece}\n\n" * count
        document = read_text(source, "draft.md")
        before = time.process_time()
        asked = suppress.Silencers(suppress.parse(document))
        assert sum(asked.of("CC101", (at, at + 1)) is not None for at in range(0, len(source), 40)) > 0
        return time.process_time() - before

    spent(100)
    assert min(spent(4_000) / spent(1_000) for _ in range(3)) < 6.8
