"""Lines of a table that no header names are told by the reported figures in them, and by nothing less."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck import claims, engine
from claimcheck.documents import read_text
from claimcheck.model import Claim, Finding, Recognition
from claimcheck.registry import Registry, load_registry

NAMES = ["Corvus-1", "Corvus-2", "Lyra-1", "Lyra-2", "Vela-1", "Vela-2"]
FIGURES = {
    "mmlu": ["71.3", "78.9", "64.2", "81.7", "59.6", "74.8"],
    "math-500": ["41.2", "55.7", "38.4", "67.9", "23.5", "48.1"],
    "c-eval": ["66.1", "70.4", "52.8", "79.3", "47.7", "61.9"],
}
SIZES = ["7", "34", "1.3", "176", "0.35", "13"]
SPEEDS = ["8.14", "31.2", "19.5", "91.6"]
MONTHS = {
    "2023-03": "Mar 2023",
    "2023-07": "Jul 2023",
    "2022-11": "Nov 2022",
    "2024-02": "Feb 2024",
    "2022-05": "May 2022",
}


@lru_cache(maxsize=1)
def registry() -> Registry:
    rows = [
        "- {id: stars, kind: organisation, name: Stars}",
        "- {id: pavo, kind: family, name: Pavo, developer: stars}",
    ]
    about = "source: card, locator: table, date: '2024-05-01'"
    for at, name in enumerate(NAMES):
        rows += [f"- id: {name.lower()}", "  kind: model", f"  name: {name}", "  developer: stars", "  facts:"]
        rows += [f"    - {{metric: {m}, value: {told[at]} percent, {about}}}" for m, told in FIGURES.items()]
        rows.append(f"    - {{metric: total-parameters, value: {SIZES[at]}e9 parameter, {about}}}")
        if at < len(MONTHS):
            rows.append(f"    - {{metric: release-date, value: '{[*MONTHS][at]}-14', {about}}}")
    for size in ("3", "9", "27"):
        rows += [
            f"- id: pavo-{size}b",
            "  kind: model",
            f"  name: Pavo {size}B",
            "  developer: stars",
            "  family: pavo",
        ]
        rows += ["  facts:", f"    - {{metric: total-parameters, value: {size}e9 parameter, {about}}}"]
    score = "unit: percent, kind: benchmark, range: ['0', '100'], direction: higher"
    for at, speed in enumerate(SPEEDS, 1):
        rows += [f"- id: orion-{at}", "  kind: chip", f"  name: Orion {at}00X", "  developer: stars", "  facts:"]
        rows.append(f"    - {{metric: fp32-throughput, value: {speed} TFLOPS, {about}}}")
    metrics = [
        f"- {{id: {i}, name: {n}, {score}}}" for i, n in zip(FIGURES, ("MMLU", "MATH-500", "C-Eval"), strict=True)
    ]
    metrics += [
        "- {id: fp32-throughput, name: FP32 throughput, aliases: [FP32], unit: TFLOPS, kind: hardware}",
        "- {id: total-parameters, name: total parameters, aliases: [Params], unit: parameter, kind: size}",
        "- {id: release-date, name: release date, unit: date, kind: date}",
    ]
    source = "- {id: card, title: Model cards, publisher: Stars, kind: primary, date: '2024-05-01'}"
    with TemporaryDirectory() as folder:
        (Path(folder) / "entities.yaml").write_text("\n".join(rows), encoding="utf-8")
        (Path(folder) / "metrics").mkdir()
        (Path(folder) / "metrics" / "all.yaml").write_text("\n".join(metrics), encoding="utf-8")
        (Path(folder) / "sources.yaml").write_text(source, encoding="utf-8")
        return load_registry(folder, shipped=False)


def bound(text: str, name: str = "draft.md") -> tuple[Claim, ...]:
    return claims.bind(read_text(text, name), registry(), engine.index_of(registry()))[0]


def triples(text: str, name: str = "draft.md") -> list[tuple[str, str | None, str | None]]:
    return [(c.text, c.subject.id, c.metric.id) for c in bound(text, name)]


def found(text: str) -> list[Finding]:
    return [*engine.check(read_text(text, "draft.md"), registry()).findings]


def table(head: list[str], *body: list[str]) -> str:
    rows = ["| " + " | ".join(row) + " |" for row in (head, ["--"] * len(head), *body)]
    return "\n".join(rows) + "\n"


def column(metric: str, *, names: list[str] = NAMES, head: str = "Old run", **changed: str) -> str:
    """A table of one column; `changed` gives other figures by the row's number ("r2")."""
    told = [changed.get(f"r{at}", FIGURES[metric][NAMES.index(name)]) for at, name in enumerate(names)]
    return table(["Model", head], *([name, figure] for name, figure in zip(names, told, strict=True)))


def test_a_column_without_a_metric_is_what_its_figures_were_reported_for() -> None:
    read = bound(column("mmlu"))
    assert [(c.subject.id, c.metric.id) for c in read] == [(name.lower(), "mmlu") for name in NAMES]
    assert {c.recognition for c in read} == {Recognition("metric", 6, 6)}
    assert {(c.metric.text, c.metric.span) for c in read} == {(None, None)}


def test_a_named_column_needs_no_vote() -> None:
    assert {c.recognition for c in bound(column("mmlu", head="MMLU"))} == {None}


def test_rows_that_name_nothing_beside_columns_of_models() -> None:
    across = table(["", *NAMES[:4]], ["x1", *FIGURES["mmlu"][:4]], ["x2", *FIGURES["c-eval"][:4]])
    assert [c.metric.id for c in bound(across)] == ["mmlu"] * 4 + ["c-eval"] * 4


@pytest.mark.parametrize(
    ("names", "changed"),
    [
        (NAMES[:2], {}),  # two figures are no majority
        (NAMES, {"r0": "51.3", "r1": "58.1", "r2": "90.2"}),  # half of them are other figures
        (NAMES, {f"r{at}": "66.6" for at in range(6)}),
    ],
)
def test_too_few_figures_tell_nothing(names: list[str], changed: dict[str, str]) -> None:
    assert bound(column("mmlu", names=names, **changed)) == ()


def test_figures_that_say_little_tell_nothing() -> None:
    rough = [["Corvus-1", "70"], ["Lyra-1", "60"], ["Lyra-2", "80"], ["Vela-1", "60"]]  # tens and the like
    assert bound(table(["Model", "Share"], *rough)) == ()


def test_a_metric_that_another_column_names_is_not_told_again() -> None:
    rows = [[name, FIGURES["mmlu"][at], FIGURES["mmlu"][at]] for at, name in enumerate(NAMES)]
    assert [c.recognition for c in bound(table(["Model", "MMLU", "Ours"], *rows))] == [None] * 6


def test_a_wrong_figure_is_spoken_of_and_said_to_be_read_by_the_others() -> None:
    (finding,) = found(column("mmlu", r3="51.7"))
    assert (finding.code, finding.severity, finding.text) == ("CC101", "note", "51.7")
    assert "81.7" in finding.message
    assert "5 of 6 figures of its line agree" in finding.message


def test_a_list_in_a_cell_and_bare_billions() -> None:
    sizes = [[name, SIZES[at]] for at, name in enumerate(NAMES)]
    read = bound(table(["Model", "Scale of it"], *sizes, ["Pavo", "3, 9, 27"], ["Pavo 3B", "0.5 - 120"]))
    assert {c.metric.id for c in read} == {"total-parameters"}
    assert [(c.text, c.subject.id, str(c.quantity.value)) for c in read][6:9] == [
        ("3", "pavo-3b", "3000000000"),
        ("9", "pavo-9b", "9000000000"),
        ("27", "pavo-27b", "27000000000"),
    ]
    assert (str(read[9].quantity.low), str(read[9].quantity.high)) == ("500000000.0", "120000000000")


def test_a_header_that_counts_without_a_scale() -> None:
    sizes = [[name, SIZES[at]] for at, name in enumerate(NAMES)]
    read = bound(table(["Model", "Params"], *sizes, ["Pavo", "3, 9, 27"]))
    assert [(c.subject.id, str(c.quantity.value)) for c in read][5:8] == [
        ("vela-2", "13000000000"),
        ("pavo-3b", "3000000000"),
        ("pavo-9b", "9000000000"),
    ]


def speeds(*told: str) -> str:
    return table(["Card", "FP32"], *([f"Orion {at}00X", figure] for at, figure in enumerate(told, 1)))


def test_a_header_of_operations_without_a_unit() -> None:
    read = bound(speeds(*SPEEDS))
    assert [c.metric.id for c in read] == ["fp32-throughput"] * 4
    assert {c.recognition for c in read} == {Recognition("unit", 4, 4)}
    assert [(f.code, f.severity, f.text) for f in found(speeds("8.14", "31.2", "19.5", "61.6"))] == [
        ("CC101", "note", "61.6")
    ]
    assert bound(speeds("8140", "31.2", "0.195", "912")) == ()


def test_rows_cut_out_of_a_list() -> None:
    dates = [*MONTHS.values()]
    rows = [f"| [{n}](https://example.org/{n}) | {dates[at]} | {SIZES[at]} | - |" for at, n in enumerate(NAMES[:5])]
    expected = [
        (text, name.lower(), metric)
        for at, name in enumerate(NAMES[:5])
        for text, metric in ((dates[at], "release-date"), (SIZES[at], "total-parameters"))
    ]
    assert triples("\n".join(rows) + "\n") == expected
    assert triples("\n".join(rows) + "\n", "draft.txt") == expected


def test_dates_beside_systems_are_of_their_release_without_a_vote() -> None:
    assert triples("| Corvus-1 | Mar 2023 |\n| Lyra-1 | Nov 2022 |\n") == [
        ("Mar 2023", "corvus-1", "release-date"),
        ("Nov 2022", "lyra-1", "release-date"),
    ]


def test_settings_of_one_metric() -> None:
    rows = [[name, FIGURES["mmlu"][at], FIGURES["mmlu"][at]] for at, name in enumerate(NAMES[:3])]
    other = [[name, FIGURES["mmlu"][at + 3], "-"] for at, name in enumerate(NAMES[3:])]
    read = bound(table(["Model", "4k", "8k"], *rows, *other))
    assert {c.metric.id for c in read} == {"mmlu"}


def test_parts_beside_the_whole() -> None:
    rows = [[name, "12.5", "33.3", FIGURES["c-eval"][at]] for at, name in enumerate(NAMES)]
    read = bound(table(["Model", "STEM", "Humanities", "Average"], *rows))
    assert {c.metric.id for c in read} == {"c-eval"}
    assert [c.conditions.get("scope") for c in read[:3]] == ["stem", "humanities", None]


def test_a_table_that_names_no_subject() -> None:
    rows = [["MMLU", "81.7"], ["MATH-500", "67.9"], ["C-Eval", "79.3"]]
    read = bound(table(["Benchmark", "Score"], *rows))
    assert [c.subject.id for c in read] == ["lyra-2"] * 3
    assert {c.recognition for c in read} == {Recognition("subject", 3, 3)}
    assert {(c.subject.text, c.subject.span) for c in read} == {(None, None)}


@pytest.mark.parametrize(
    "text",
    [
        "# Vela-2\n\n" + table(["Benchmark", "Score"], ["MMLU", "81.7"], ["MATH-500", "67.9"], ["C-Eval", "79.3"]),
        table(["Benchmark", "Orion-9"], ["MMLU", "81.7"], ["MATH-500", "67.9"], ["C-Eval", "79.3"]),
    ],
)
def test_a_subject_that_the_text_names_stays(text: str) -> None:
    assert "lyra-2" not in {c.subject.id for c in bound(text)}


def test_two_figures_name_no_subject() -> None:
    read = bound(table(["Benchmark", "Score"], ["MMLU", "81.7"], ["MATH-500", "67.9"], ["C-Eval", "50.1"]))
    assert {c.subject.id for c in read} <= {None}


ROWS = st.lists(st.tuples(st.sampled_from(NAMES), st.decimals(0, 100, places=1)), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(st.permutations(range(6)), st.sampled_from([*FIGURES]), st.integers(4, 6))
def test_reported_figures_are_supported_in_any_order(order: list[int], metric: str, count: int) -> None:
    names = [NAMES[at] for at in order[:count]]
    assert found(column(metric, names=names)) == []
    assert {c.metric.id for c in bound(column(metric, names=names))} == {metric}


@settings(max_examples=100, deadline=None)
@given(ROWS)
def test_chance_tells_nothing(rows: list[tuple[str, object]]) -> None:
    told = {(name, figure) for m, figures in FIGURES.items() for name, figure in zip(NAMES, figures, strict=True)}
    others = [[name, str(figure)] for name, figure in rows if (name, str(figure)) not in told]
    assert bound(table(["Model", "Col"], *others)) == ()


def test_one_figure_again_and_again_tells_nothing() -> None:
    rows = [["Corvus-1", "71.3", "71.2"], ["By chance", "52.8", "52.8"], ["Vela-1", "59.6", "59.5"]]
    read = bound(table(["Model", "C-Eval (1-shot)", "C-Eval (5-shot)"], *rows))
    assert "lyra-1" not in {c.subject.id for c in read}


def test_an_unnamed_row_among_named_ones() -> None:
    rows = [["Corvus-1", "71.3", "41.2", "66.1"], ["ours", "81.7", "67.9", "79.3"]]
    read = bound(table(["Model", "MMLU", "MATH-500", "C-Eval"], *rows))
    assert [c.subject.id for c in read] == ["corvus-1"] * 3 + ["lyra-2"] * 3


@pytest.mark.parametrize(("figure", "told"), [("61.2", True), ("48.7", False)])  # one digit of 64.2, and another figure
def test_two_figures_and_one_that_is_a_digit_off(figure: str, told: bool) -> None:
    read = found(column("mmlu", names=NAMES[:3], r2=figure))
    assert [(f.code, f.severity, f.text) for f in read] == ([("CC101", "note", figure)] if told else [])


def test_small_whole_numbers_say_little() -> None:
    assert bound(table(["Model", "Rank"], ["Corvus-2", "34"], ["Vela-2", "13"], ["Corvus-1", "7"])) == ()
