"""Other forms of the registry: exports, round trips, data frame, statistics, differences."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from registry_help import METRICS, MODELS, SOURCES, write

from claimcheck.errors import RegistryError, UsageError
from claimcheck.registry import Registry, cache, emit, load_registry, values
from claimcheck.registry.build import build
from claimcheck.registry.compile import compiled
from claimcheck.registry.export import COLUMNS, export
from claimcheck.registry.importers import import_file
from claimcheck.registry.review import diff, open_side, sample, show, stale, validate
from claimcheck.registry.yamlio import compose

SHIPPED = Path(__file__).parent.parent / "registry"
MANY = MODELS + (
    "- id: odd\n  kind: chip\n  name: 'Odd: \"one\", two'\n  note: first\n  licence: open\n  facts:\n"
    "    - {metric: memory-bandwidth, value: 1..3 TB/s, source: digest, locator: 'p \"x\"', date: 2025, kind: press}\n"
    "    - {metric: input-price, value: over 2 CNY/Mtoken, source: digest, locator: a, date: 2024,\n"
    "       valid_from: 2024-01, valid_until: 2025, status: withdrawn, note: 'back, then'}\n"
    "    - {metric: input-price, value: 3 CNY/Mtoken, source: digest, locator: a, date: 2025, suffix: new,\n"
    "       supersedes: odd/input-price/digest, conditions: {cache: hit, tier: off-peak}}\n"
)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    return load_registry(write(tmp_path / "r", MANY), shipped=False)


@pytest.fixture
def empty(tmp_path: Path) -> Registry:
    return load_registry(write(tmp_path / "empty", "", "", ""), shipped=False)


@pytest.mark.parametrize("form", ["csv", "json", "yaml"])
def test_round_trip(tmp_path: Path, registry: Registry, empty: Registry, form: str) -> None:
    file, yaml = tmp_path / f"out.{form}", tmp_path / "back.yaml"
    file.write_bytes(export(registry, form))
    if form == "yaml":
        yaml = file
    else:
        imported = import_file(form, file, empty)
        assert imported.facts == registry.facts_count
        assert not imported.skipped
        yaml.write_text(imported.text(), encoding="utf-8")
    again = load_registry(yaml, shipped=False)
    assert again.facts() == registry.facts()
    if form != "csv":
        assert again.digest == registry.digest
        assert diff(registry, again) == []


def test_what_the_registry_knows_is_not_declared_again(tmp_path: Path, registry: Registry) -> None:
    file = tmp_path / "out.csv"
    file.write_bytes(export(registry, "csv", registry.facts("deepseek-v3")))
    imported = import_file("csv", file, registry)
    assert [sorted(entry) for entry in imported.entities] == [["facts", "id"]]
    assert not imported.metrics


def test_csv_and_frame(registry: Registry) -> None:
    table = list(csv.DictReader(io.StringIO(export(registry, "csv").decode())))
    assert tuple(table[0]) == COLUMNS
    row = next(row for row in table if row["id"] == "deepseek-r1/total-parameters/r1-paper")
    assert (row["value"], row["low"], row["printed"]) == ("671000000000", "670500000000", "671e9 parameter")
    data = registry.to_frame()
    assert len(data) == registry.facts_count
    assert list(data.columns) == list(COLUMNS)
    assert data.set_index("id").loc["deepseek-r1/aime-2024/r1-paper", "value"] == 79.8


def test_claim_review(registry: Registry) -> None:
    reviews = {review["identifier"]: review for review in json.loads(export(registry, "claimreview"))}
    review = reviews["deepseek-r1/aime-2024/r1-paper"]
    assert review["@type"] == "ClaimReview"
    assert review["claimReviewed"] == "DeepSeek-R1, AIME 2024: 79.8 percent (sampling=pass@1)"
    assert review["itemReviewed"]["appearance"]["url"] == "https://example.org/r1"
    assert reviews["odd/input-price/digest"]["reviewRating"]["alternateName"] == "Withdrawn"
    assert "not published" in reviews["deepseek-v3/input-price/digest"]["claimReviewed"]


def test_parquet_or_a_clear_line(registry: Registry) -> None:
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        with pytest.raises(UsageError, match="Parquet needs pyarrow"):
            export(registry, "parquet")
    else:
        assert export(registry, "parquet")[:4] == b"PAR1"
    with pytest.raises(UsageError, match="unknown form 'xml'"):
        export(registry, "xml")


def test_stats(registry: Registry) -> None:
    stats = registry.stats()
    assert (stats["facts"], stats["entities"], stats["metrics"], stats["sources"]) == (10, 5, 8, 2)
    assert stats["groups"]["benchmark scores"] == 3
    assert stats["groups"]["prices and limits"] == 3
    assert stats["standing"] == {"primary": 3, "compiled": 6, "press": 1}
    assert stats["largest_source"] == {"id": "digest", "facts": 7, "share": 0.7}
    assert stats["known_until"] == "2025-05-28"
    assert json.loads(json.dumps(stats)) == stats


def test_diff(tmp_path: Path, registry: Registry) -> None:
    other = load_registry(write(tmp_path / "b", MANY.replace("79.8", "79.9").replace("    - metric: release-date\n      value: 2025-01-20\n      source: digest\n      locator: page 1\n      date: 2025-02\n", "")), shipped=False)  # fmt: skip # noqa: E501
    changes = {change.id: change for change in diff(registry, other)}
    assert changes["deepseek-r1/aime-2024/r1-paper"].fields() == {"value": ("79.8 percent", "79.9 percent")}
    assert changes["deepseek-r1/release-date/digest"].what == "removed"
    assert [change.what for change in diff(other, registry)] == ["changed", "added"]
    assert len(changes) == 2


def test_sides_of_a_comparison(tmp_path: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    target, mine = tmp_path / "old.ccr", tmp_path / "mine.yaml"
    target.write_bytes(compiled(build([(tmp_path / "r", "r")])))
    monkeypatch.setattr(cache.resources, "compiled_registry", lambda: target)
    mine.write_text("- id: deepseek-r1\n  aliases: [R one]\n")
    assert open_side("shipped").digest == open_side(target).digest == open_side(tmp_path / "r").digest
    assert [(change.id, *change.fields()) for change in diff(open_side("shipped"), open_side(mine))] == [
        ("deepseek-r1", "aliases")
    ]


def test_sample(registry: Registry) -> None:
    drawn = sample(registry, 4, seed=3)
    assert len({fact.id for fact in drawn}) == 4
    assert sample(registry, 4, seed=3) == drawn
    assert len(sample(registry)) == registry.facts_count


def test_stale(registry: Registry) -> None:
    old = [fact.id for fact in stale(registry, "2025-01-01")]
    assert old == ["deepseek-v3/active-parameters/digest"]
    assert stale(registry, "2026-06", kinds=["price"])[0].id == "odd/input-price/digest/new"


def test_show(registry: Registry) -> None:
    shown = show(registry, "DeepSeek R1")
    assert shown.members == ("deepseek-r1-0528",)
    assert len(shown.facts) == 4
    assert str(shown.origins["deepseek-r1/aime-2024/r1-paper"]).endswith("all.yaml:15")
    assert show(registry, "odd").notes == {"note": "first", "licence": "open"}
    assert len(show(registry, "aime-2024").facts) == 3
    assert len(show(registry, "r1-paper").facts) == 3
    assert show(registry, "deepseek-r1/aime-2024/r1-paper").facts[0].value == Decimal("79.8")
    with pytest.raises(RegistryError, match=r"nothing is called 'DeekSeek-R1' \(did you mean deepseek-r1"):
        show(registry, "DeekSeek-R1")


def test_validate(tmp_path: Path) -> None:
    folder = write(tmp_path / "v", MANY.replace("79.8 percent", "798 percent").replace("cache: hit", "cahce: hit"))
    problems = validate(folder, shipped=False, today="2026-01-01")
    assert [problem.level for problem in problems] == ["error", "warning"]
    assert str(problems[0]).startswith(f"{folder}/models/all.yaml:15:7: '798 percent' is outside the range")


# -- properties -------------------------------------------------------------------------------------------------------


@example("0:?")
@example("what?")
@given(st.one_of(st.text(max_size=60), st.text("a: #-'\",[]{}?&*!|>%@`~\\0", max_size=12)))
def test_any_text_is_one_scalar(text: str) -> None:
    for written, nested in ((emit.scalar(text), False), (emit.scalar(text, flow=True), True)):
        root = compose(f"- [{written}, b]\n" if nested else f"- {written}\n", "x")
        item = root.value[0].value[0] if nested else root.value[0]
        assert item.value == text
        plain = yaml.compose(f"- [{written}, b]\n" if nested else f"- {written}\n", Loader=yaml.SafeLoader)
        assert (plain.value[0].value[0] if nested else plain.value[0]).value == text


@pytest.mark.heavy  # a quarter of a minute
def test_the_shipped_files_are_read_without_libyaml() -> None:
    for path in sorted(SHIPPED.rglob("*.yaml")):
        assert yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader) is not None, path


@given(
    word=st.sampled_from(["", *values.APPROXIMATIONS]),
    number=st.decimals(-(10**12), 10**12, allow_nan=False, places=3),
    exponent=st.integers(-6, 12),
)
def test_printed_values_parse_back(word: str, number: Decimal, exponent: int) -> None:
    text = f"{word} {number}e{exponent} percent".strip()
    parsed = values.parse(text, "percent")
    assert parsed.value == number.scaleb(exponent)
    assert parsed.step == Decimal(1).scaleb(exponent - 3)
    assert parsed.approximation == (word or "exact")
    assert parsed.low is None or parsed.low <= parsed.value  # type: ignore[operator]
    assert parsed.high is None or parsed.high >= parsed.value  # type: ignore[operator]


@given(st.text(max_size=30))
def test_any_value_parses_or_says_why(text: str) -> None:
    for unit in ("percent", "date"):
        with contextlib.suppress(values.ValueProblem):
            values.parse(text, unit)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_generated_registries_survive_everything(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    metrics = data.draw(st.lists(st.sampled_from(["aime-2024", "mmlu", "total-parameters"]), min_size=1, max_size=8))
    facts = []
    for number, metric in enumerate(metrics):
        unit = "parameter" if metric == "total-parameters" else "percent"
        fact = {
            "metric": metric,
            "value": f"{data.draw(st.integers(0, 99))}.{data.draw(st.integers(0, 99))} {unit}",
            "conditions": data.draw(st.dictionaries(st.sampled_from(["shots", "sampling"]), st.sampled_from("12a"))),
            "source": data.draw(st.sampled_from(["r1-paper", "digest"])),
            "locator": data.draw(st.text("ab:#-'\" 表", min_size=1).filter(lambda text: text.strip())),
            "date": data.draw(st.sampled_from(["2025", "2025-02", "2025-02-28"])),
            "suffix": f"n{number}",
        }
        facts.append({key: value for key, value in fact.items() if value})
    models = emit.listing([{"id": "m", "kind": "model", "name": "Model m", "facts": facts}])
    folder = tmp_path_factory.mktemp("generated")
    registry = load_registry(write(folder / "r", models, METRICS, SOURCES), shipped=False)
    assert registry.facts_count == len(facts)
    for form in ("csv", "json"):
        (folder / "out").write_bytes(export(registry, form))
        (folder / "back.yaml").write_text(import_file(form, folder / "out", registry).text(), encoding="utf-8")
        assert load_registry(folder / "r", folder / "back.yaml", shipped=False).facts() == registry.facts()
