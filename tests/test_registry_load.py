"""Reading registry files: what they may hold, and the one clear line for everything else."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from registry_help import METRICS, MODELS, SOURCES, write

from claimcheck.errors import RegistryError
from claimcheck.registry import Registry, load_registry, yamlio
from claimcheck.registry.build import inspect


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def load(folder: Path) -> Registry:
    return load_registry(folder, shipped=False)


def test_records_come_out_as_written(tmp_path: Path) -> None:
    registry = load(write(tmp_path / "r"))
    entity, metric = registry.entity("deepseek-r1"), registry.metric("aime-2024")
    assert entity is not None
    assert metric is not None
    assert (entity.name, entity.aliases, entity.context_aliases) == ("DeepSeek-R1", ("深度求索 R1",), ("R1",))
    assert (metric.low, metric.high, metric.direction, metric.subjects) == (0, 100, "higher", ("model", "family"))
    price = registry.metric("input-price")
    assert price is not None
    assert price.default_conditions == {"cache": "miss"}
    fact = registry.fact("deepseek-r1/aime-2024/r1-paper/cons-64")
    assert fact is not None
    assert (fact.value, fact.low, fact.high, fact.step) == tuple(map(Decimal, ("86.7", "86.65", "86.75", "0.1")))
    assert (fact.conditions, fact.kind, fact.date) == ({"sampling": "cons@64"}, "primary", "2025-01-22")
    size = registry.facts_for("deepseek-r1", "total-parameters")[0]
    assert (size.value, size.step, size.date) == (Decimal("671e9"), Decimal("1e9"), "2025-01-22")
    assert registry.facts_for("deepseek-v3", "active-parameters")[0].approximation == "about"
    silent = registry.facts_for("deepseek-v3", "input-price")[0]
    assert (silent.status, silent.value, silent.unit) == ("undisclosed", None, None)
    assert (registry.facts_count, registry.known_until) == (7, "2025-05-28")
    assert registry.source("digest") is not None
    assert registry.source("deepseek-r1") is None
    assert str(registry.origin("deepseek-r1/aime-2024/r1-paper")).endswith("models/all.yaml:15")


def test_families_and_metrics(tmp_path: Path) -> None:
    registry = load(write(tmp_path / "r"))
    assert registry.members("deepseek-r1") == ("deepseek-r1-0528",)
    assert registry.lineage("deepseek-r1-0528") == ("deepseek-r1",)
    assert registry.members("aime") == ("aime-2024",)
    assert registry.members("nothing") == registry.lineage("nothing") == ()
    assert {fact.subject for fact in registry.facts_on("aime-2024")} == {"deepseek-r1", "deepseek-r1-0528"}
    meeting = registry.facts_meeting("aime-2024", Decimal("91.35"), Decimal("91.45"))
    assert [fact.subject for fact in meeting] == ["deepseek-r1-0528"]
    assert registry.facts_meeting("aime-2024", Decimal("91.46"), None) == ()
    assert len(registry.facts("DeepSeek R1", "AIME")) == 3


def test_a_value_in_another_unit_is_brought_to_the_metrics(tmp_path: Path) -> None:
    models = MODELS + (
        "- id: h9\n  kind: chip\n  name: H9\n  facts:\n"
        "    - {metric: memory-bandwidth, value: 3.35 TB/s, source: r1-paper, locator: p. 1}\n"
        "    - {metric: input-price, value: 2 CNY/Mtoken, source: r1-paper, locator: p. 2}\n"
    )
    registry = load(write(tmp_path / "r", models))
    fact = registry.facts_for("h9", "memory-bandwidth")[0]
    assert (fact.value, fact.unit, fact.low, fact.printed) == (3350, "GB/s", 3345, "3.35 TB/s")
    assert registry.facts_for("h9", "input-price")[0].unit == "CNY/Mtoken"


def test_scalars_stay_text(tmp_path: Path) -> None:
    models = MODELS.replace("name: DeepSeek-V3", "name: no\n  aliases: [1_000, 12:30, 2024-01, ~, 0x1F, 1e3]")
    entity = load(write(tmp_path / "r", models)).entity("deepseek-v3")
    assert entity is not None
    assert (entity.name, *entity.aliases) == ("no", "1_000", "12:30", "2024-01", "~", "0x1F", "1e3")


FACT = "    - metric: aime-2024\n      value: 91.4 percent\n      source: digest\n      locator: page 2\n"


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("name: DeepSeek-V3", "nmae: DeepSeek-V3", 50, "unknown key 'nmae' in an entity (did you mean 'name'?"),
        ("value: 91.4 percent", "vlaue: 91.4 percent", 44, "did you mean 'value'?"),
        ("kind: organisation", "kind: organization", 3, "kind cannot be 'organization' (did you mean 'organisation'?"),
        ("value: 91.4 percent", "value: 91.4", 44, "'91.4' has no unit (write '91.4 percent'"),
        ("value: 91.4 percent", "value: 91.4%", 44, "put a space before the unit"),
        ("value: 91.4 percent", "value: nan percent", 44, "numbers are finite"),
        ("value: 91.4 percent", "value: .inf percent", 44, "numbers are finite"),
        ("value: 91.4 percent", "value: 1_000 percent", 44, "without separators"),
        ("value: 91.4 percent", "value: 12:30", 44, "'12:30' is not a value"),
        ("value: 91.4 percent", "value: 9140 percent", 43, "outside the range of aime-2024, 0..100"),
        ("value: 91.4 percent", "value: 91.4 GB", 44, "GB cannot be the unit of aime-2024, which is in percent"),
        ("value: 91.4 percent", "value: 91.4 percents", 44, "unknown unit 'percents' (did you mean 'percent'?"),
        ("value: 91.4 percent", "value: 1e999 percent", 44, "out of all proportion"),
        ("value: 91.4 percent", "value: 9..5 percent", 44, "write 5..9"),
        ("value: 91.4 percent", "status: undisclosed\n      value: 91.4 percent", 45, "has no value"),
        ("value: 2025-01-20", "value: 2025-13-20", 33, "is not an ISO date"),
        ("date: 2025-05-28", "date: 2025-02-30", 47, "is not an ISO date"),
        ("source: digest\n      locator: page 2", "source: digset\n      locator: page 2", 45, "mean 'digest'?"),
        ("metric: active-parameters", "metric: active-parameter", 53, "did you mean 'active-parameters'?"),
        ("      locator: page 2\n", "", 43, "without 'locator'"),
        ("developer: deepseek", "developer: deepsek", 7, "unknown developer 'deepsek'"),
        ("family: deepseek-r1", "family: deepseek-r1-0528", 38, "leads back to it"),
        ("id: deepseek-v3", "id: deepseek-r1", 48, "duplicate id 'deepseek-r1', first declared at"),
        ("id: deepseek-v3", "id: mmlu", 48, "'mmlu' is the id of a metric already"),
        ("id: deepseek-v3", "id: DeepSeek V3", 48, "write lower case, digits and hyphens: deepseek-v3"),
        ("context_aliases: [V3]", "aliases: [deepseek r1]", 48, "is also a name of deepseek-r1"),
        ("context_aliases: [V3]", "aliases: [mmlu]", 48, "mmlu"),
        ("context_aliases: [V3]", "aliases: V3", 51, "aliases should be a list (write [V3]"),
        ("context_aliases: [V3]", "aliases: [--]", 48, "holds no letters"),
        ("      suffix: cons-64\n", "", 21, "give one of them its own suffix, as 'suffix: cons-64'"),
        ("name: DeepSeek-V3", "name: DeepSeek-V3\n  name: Again", 51, "the key 'name' stands twice"),
        ("name: DeepSeek-V3", "name: &n DeepSeek-V3\n  note: *n", 50, "YAML aliases"),
        ("name: DeepSeek-V3", "name: !!binary aGk=", 50, "YAML tags"),
        ("name: DeepSeek-V3", "<<: {name: x}", 50, "merge keys"),
        ("name: DeepSeek-V3", "name: []", 50, "name should be plain text"),
        ("name: DeepSeek-V3", "name: ''", 50, "name is empty"),
        ("  kind: model\n  name: DeepSeek-V3", "\tkind: model\n  name: DeepSeek-V3", 49, "indent with spaces"),
        ("about 37e9 parameter", "somewhat 37e9 parameter", 54, "unknown word 'somewhat'"),
    ],
)  # fmt: skip
def test_one_clear_line(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    assert MODELS.count(old) >= 1
    head, _, tail = MODELS.rpartition(old)
    folder = write(tmp_path / "r", head + new + tail)
    with pytest.raises(RegistryError) as caught:
        load(folder)
    text = str(caught.value)
    assert "\n" not in text
    assert says in text, text
    assert f"all.yaml:{line}:" in text, text


def test_active_parameters_are_not_more_than_all(tmp_path: Path) -> None:
    extra = "- id: deepseek-r1\n  facts:\n    - {metric: active-parameters, value: 700e9 parameter, source: digest,"
    folder = write(tmp_path / "r", f"{MODELS}{extra} locator: p. 1, date: 2025}}\n")
    with pytest.raises(RegistryError, match=r"\(active-parameters\) is more than the total parameters"):
        load(folder)


def test_all_problems_are_listed_and_counted(tmp_path: Path) -> None:
    folder = write(tmp_path / "r", MODELS.replace("91.4 percent", "914 percent").replace("digest", "digset"))
    with pytest.raises(RegistryError, match=r"3 more: claimcheck registry validate"):
        load(folder)
    _, problems = inspect([(folder, "mine")])
    assert [str(problem).startswith("mine/models/all.yaml:") for problem in problems] == [True] * 4


def test_warnings_do_not_refuse(tmp_path: Path) -> None:
    models = MODELS.replace("date: 2025-05-28", "date: 2025-05-28\n      conditions: {smapling: pass@1}")
    models = models.replace("family: deepseek-r1\n", "family: deepseek-r1\n  released: 2026-05-28\n")
    models += (
        "- id: deepseek-r1\n  facts:\n"
        "    - {metric: total-parameters, value: 67e9 parameter, source: digest, locator: p. 9, date: 2025}\n"
        "    - {metric: total-parameters, value: 67.1e9 parameter, source: digest, locator: p, date: 2025, suffix: b}\n"
    )
    folder = write(tmp_path / "r", models)
    _, problems = inspect([(folder, "r")])
    text = "\n".join(map(str, problems))
    assert {problem.level for problem in problems} == {"warning"}, text
    assert "did you mean 'sampling'?" in text
    assert "before its subject was released (2026-05-28)" in text
    assert "are a power of ten apart" in text
    assert load(folder).facts_count == 9


def test_figures_that_cannot_go_together(tmp_path: Path) -> None:
    metrics = METRICS + "- id: cached-input-price\n  name: cached input price\n  unit: USD/Mtoken\n"
    rest = "source: digest, locator: p, date: 2025-01-20"
    models = MODELS.replace("released: 2025-01-20", "released: 2025-02-20") + (
        "- id: deepseek-r1\n  facts:\n"
        f"    - {{metric: cached-input-price, value: 0.55 USD/Mtoken, {rest}}}\n"
        f"    - {{metric: input-price, value: 0.14 USD/Mtoken, {rest}}}\n"
        f"    - {{metric: mmlu, value: 90 percent, {rest}}}\n"
        f"    - {{metric: mmlu, value: 92 percent, {rest}, suffix: new, supersedes: deepseek-r1/mmlu/digest}}\n"
    )
    _, problems = inspect([(write(tmp_path / "r", models, metrics), "r")])
    assert [(problem.level, problem.message) for problem in problems] == [
        ("warning", "'92 percent' and '90 percent' (deepseek-r1/mmlu/digest) are told apart by no condition"),
        ("warning", "'0.55 USD/Mtoken' from the cache is more than the input price"),
        ("warning", "deepseek-r1/mmlu/digest is superseded, yet stands as reported"),
        ("warning", "released 2025-02-20, but its release dates are 2025-01-20"),
    ]


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=80), st.text("-: \n[]{}#&*!|>'\"%@`ab0\t,?", max_size=60).map(str.encode)))
def test_any_bytes_load_or_are_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.mktemp("any") / "any.yaml"
    file.write_bytes(content)
    try:
        text = str(load(file).facts_count)
    except RegistryError as error:
        text = str(error)
    assert "\n" not in text


def test_copies_are_noticed(tmp_path: Path) -> None:
    metrics = "".join(f"- id: m{n}\n  name: Metric m{n}\n  unit: percent\n" for n in range(6))
    row = "    - {{metric: m{n}, value: {n}1 percent, source: digest, locator: p, date: 2025}}\n"
    facts = "".join(row.format(n=n) for n in range(6))
    models = "".join(f"- id: {name}\n  kind: model\n  name: {name}\n  facts:\n{facts}" for name in ("abc", "xyz"))
    _, problems = inspect([(write(tmp_path / "r", models, metrics), "r")])
    assert [problem.message for problem in problems] == ["xyz equals abc in every metric"]


def test_dates_in_the_future_are_errors_when_the_day_is_known(tmp_path: Path) -> None:
    folder = write(tmp_path / "r")
    _, problems = inspect([(folder, "r")], today="2025-05-27")
    assert [problem.message for problem in problems] == ["dated 2025-05-28, in the future"]
    assert inspect([(folder, "r")], today="2025-05-28")[1] == []


def test_an_entry_without_a_name_adds_to_one_elsewhere(tmp_path: Path) -> None:
    folder = write(tmp_path / "r")
    (folder / "prices").mkdir()
    fact = "{metric: input-price, value: 0.55 USD/Mtoken, source: r1-paper, locator: p. 1}"
    prices = f"- id: deepseek-r1\n  facts:\n    - {fact}\n"
    (folder / "prices" / "p.yaml").write_text(prices)
    registry = load(folder)
    assert registry.facts_for("deepseek-r1", "input-price")[0].value == Decimal("0.55")
    (folder / "prices" / "p.yaml").write_text(prices.replace("deepseek-r1", "deepseek-r2", 1))
    with pytest.raises(RegistryError, match=r"no entity 'deepseek-r2' to add to .*did you mean 'deepseek-r1'"):
        load(folder)


@pytest.mark.parametrize(
    "text",
    [
        "- id: mmlu\n  aliases: [多任务理解]\n  context_aliases: [understanding]\n",
        "metrics:\n  - id: mmlu\n    aliases: [多任务理解]\n    context_aliases: [understanding]\n",
    ],
)
@pytest.mark.parametrize("inside", [False, True])
def test_aliases_may_be_added_to_a_metric_by_its_id(tmp_path: Path, text: str, inside: bool) -> None:
    folder = write(tmp_path / "r")
    own = folder / "aaa.yaml" if inside else tmp_path / "own.yaml"
    own.write_text(text, encoding="utf-8")
    registry = load_registry(*([folder] if inside else [folder, own]), shipped=False)
    metric = registry.metric("mmlu")
    assert metric is not None
    assert (metric.name, metric.aliases, metric.context_aliases) == ("MMLU", ("多任务理解",), ("understanding",))
    assert registry.entity("mmlu") is None
    assert [(match.id, match.kind) for match in registry.resolve("多任务理解")] == [("mmlu", "metric")]
    assert str(registry.origin("mmlu")).rsplit("/", 1)[1] == "metrics.yaml:12"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("metrics:\n  - id: mmluu\n    aliases: [x y z]\n", r"own\.yaml:2:\d+: no metric 'mmluu' to add to .*'mmlu'"),
        ("- id: mmluu\n  aliases: [x y z]\n", r"own\.yaml:1:\d+: no entity 'mmluu' to add to"),
        ("metrics:\n  - id: mmluu\n    unit: percent\n", r"own\.yaml:2:\d+: metric 'mmluu' without 'name'"),
        ("- id: mmlu\n  kind: model\n", r"own\.yaml:1:\d+: 'mmlu' is the id of a metric already"),
        ("- id: mmlu\n  aliases: [AIME 2024]\n", r"is also a name of"),
        ("metrics:\n  - id: deepseek-r1\n    aliases: [x y z]\n", r"'deepseek-r1' is the id of an? entity already"),
    ],
)
def test_what_cannot_be_added_to_a_metric(tmp_path: Path, text: str, message: str) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(RegistryError, match=message):
        load_registry(write(tmp_path / "r"), own, shipped=False)


def test_a_single_file_may_hold_everything(tmp_path: Path) -> None:
    def indented(text: str) -> str:
        return "".join(f"  {line}" for line in text.splitlines(keepends=True))

    file = tmp_path / "all.yaml"
    file.write_text(f"sources:\n{indented(SOURCES)}metrics:\n{indented(METRICS)}entities:\n{indented(MODELS)}")
    assert load(file).digest == load(write(tmp_path / "r")).digest


# -- files that are no registry ---------------------------------------------------------------------------------------


def refused(folder: Path) -> str:
    with pytest.raises(RegistryError) as caught:
        load(folder)
    text = str(caught.value)
    assert "\n" not in text
    return text


def test_bad_files(tmp_path: Path) -> None:
    folder = write(tmp_path / "r")
    bad = folder / "models" / "bad.yaml"
    bad.write_bytes(b"- id: a\n  name: caf\xe9\n")
    assert "bad.yaml:2:12: not UTF-8 (save the file as UTF-8" in refused(folder)
    bad.write_bytes("\ufeff- id: ok\n  kind: model\n  name: Okay\n".encode())
    assert load(folder).entity("ok") is not None
    bad.write_text("- id: [unclosed\n")
    assert "bad.yaml" in refused(folder)
    bad.write_text("a: 1\n---\nb: 2\n")
    assert "one document" in refused(folder)
    bad.write_text("just text")
    assert "the file should be a list" in refused(folder)
    bad.write_text("- " * 3_000 + "x")
    assert "bad.yaml" in refused(folder)
    bad.write_text("[" * 50_000)
    assert "bad.yaml" in refused(folder)
    bombs = ["- &a0 [x, x]\n"] + [f"- &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40)]
    bad.write_text("".join(bombs))
    assert "bad.yaml" in refused(folder)
    bad.write_text("- &a [*a]\n")
    assert "bad.yaml" in refused(folder)
    bad.write_text("- *nothing\n")
    assert "anchors and aliases" in refused(folder)
    bad.write_text("")
    assert load(folder).facts_count == 7


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    folder = write(tmp_path / "r")
    with (folder / "models" / "huge.yaml").open("wb") as file:
        file.truncate(1_000_000_000)  # a hole: takes no room
    assert f"1,000,000,000 bytes is more than the {yamlio.MAX_BYTES:,}" in refused(folder)


def test_paths_that_do_not_fit(tmp_path: Path) -> None:
    assert "no such file or directory (give a YAML file or a folder" in refused(tmp_path / "missing")
    folder = write(tmp_path / "r")
    (folder / "models" / "loop").symlink_to(folder)
    assert "links back to a folder above it" in refused(folder)
    (folder / "models" / "loop").unlink()
    os.mkfifo(folder / "pipe.yaml")
    assert "not a readable file" in refused(folder)
    (folder / "pipe.yaml").unlink()
    (folder / "gone.yaml").symlink_to(tmp_path / "nowhere")
    assert "not a readable file" in refused(folder)


def test_order_of_files_does_not_matter(tmp_path: Path) -> None:
    one = load(write(tmp_path / "one"))
    two = write(tmp_path / "two")
    entries = MODELS.replace("# Models of one maker. This comment stays.\n", "").split("- id: ")[1:]
    (two / "models" / "all.yaml").unlink()
    for number, entry in enumerate(reversed(entries)):
        (two / "models" / f"{number}.yaml").write_text(f"- id: {entry}", encoding="utf-8")
    assert load(two).digest == one.digest


def test_facts_of_one_metric_are_those_of_the_entity_on_it(tmp_path: Path) -> None:
    registry = load(write(tmp_path / "r"))
    subjects = [entity.id for entity in registry.entities()]
    metrics = [metric.id for metric in registry.metrics()]
    assert any(registry.facts_for(subject, metric) for subject in subjects for metric in metrics)
    for subject in (*subjects, *metrics, "nothing"):
        for metric in (*metrics, *subjects, "nothing"):
            expected = tuple(fact for fact in registry.facts_of(subject) if fact.metric == metric)
            assert registry.facts_for(subject, metric) == expected


def test_outlines_are_of_the_reported_facts(tmp_path: Path) -> None:
    registry = load(write(tmp_path / "r"))
    assert list(registry.outlines("nothing")) == []
    seen = 0
    for entity in registry.entities():
        reported = [fact for fact in registry.facts_of(entity.id) if fact.status == "reported"]
        rows = list(registry.outlines(entity.id))
        assert [registry.fact_at(row.number) for row in rows] == reported
        for row, fact in zip(rows, reported, strict=True):
            metric = registry.metric(fact.metric)
            assert metric is not None
            assert (row.unit, row.measured, row.metric) == (fact.unit, metric.unit, metric.id)
            if isinstance(fact.low, Decimal) and isinstance(fact.high, Decimal):
                assert row.low <= fact.low <= fact.high <= row.high
                seen += 1
    assert seen
