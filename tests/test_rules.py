"""Every rule, on the wrong and right sentences of tests/rules/<name>.yaml.

A case is a short document. What the rule has to point at is in ⟦ ⟧; a right case must give no error and no warning of
any rule. `notes` are cases that must give nothing above a note.
"""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck import engine, rules
from claimcheck.codes import CODES
from claimcheck.documents import read_text
from claimcheck.model import Finding
from claimcheck.registry import Registry, load_registry

CASES = Path(__file__).parent / "rules"
FILES = sorted(CASES.glob("*.yaml"))
HAN = re.compile("[\u4e00-\u9fff]")


@cache
def registry() -> Registry:
    return load_registry(CASES / "registry", shipped=False)


@cache
def cases(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8")))


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and where they were."""
    plain, spans, start = "", [], 0
    for piece in re.split("([⟦⟧])", text):
        if piece == "⟦":
            start = len(plain)
        elif piece == "⟧":
            spans.append((start, len(plain)))
        else:
            plain += piece
    return plain, spans


def findings(text: str, as_of: str | None = None) -> tuple[Finding, ...]:
    document = read_text(text, "draft.md")
    result = engine.check(document, registry(), engine.Options(as_of=as_of))
    assert not [n for n in result.notices if n.level == "error"], result.notices
    return result.findings


def all_cases(kind: str) -> list[Any]:
    return [
        pytest.param(file.stem, text, id=f"{file.stem}-{number}")
        for file in FILES
        for number, text in enumerate(cases(file.stem).get(kind, ()))
    ]


@pytest.mark.parametrize(("name", "text"), all_cases("wrong"))
def test_wrong(name: str, text: str) -> None:
    plain, spans = marked(text)
    found = [f for f in findings(plain, cases(name).get("as_of")) if f.rule == name]
    # a span may take in the unit's words behind the marked figure ("37 billion total parameters")
    assert [f.span.start for f in found] == [start for start, _ in spans]
    assert all(end <= f.span.end <= end + 20 for f, (_, end) in zip(found, spans, strict=True))
    assert all(f.text == plain[f.span.start : f.span.end] for f in found)


@pytest.mark.parametrize(("name", "text"), all_cases("right"))
def test_right(name: str, text: str) -> None:
    found = findings(text, cases(name).get("as_of"))
    assert [(f.code, f.text) for f in found if f.severity != "note" or f.rule == name] == []


@pytest.mark.parametrize(("name", "text"), all_cases("notes"))
def test_notes(name: str, text: str) -> None:
    plain, spans = marked(text)
    found = findings(plain, cases(name).get("as_of"))
    assert [(f.rule, f.severity, f.span.start) for f in found] == [(name, "note", spans[0][0])]


def test_every_rule_has_cases_in_both_languages() -> None:
    assert {file.stem for file in FILES} == {rule.name for rule in rules.RULES}
    for rule in rules.RULES:
        for kind in ("wrong", "right"):
            texts = cases(rule.name)[kind]
            chinese = [bool(HAN.search(text)) for text in texts]
            assert chinese.count(True) >= 2, (rule.name, kind)
            assert chinese.count(False) >= 2, (rule.name, kind)


def test_every_code_has_one_rule() -> None:
    own = [code.code for code in CODES if not code.code.startswith("CC9")]
    assert sorted(rule.code for rule in rules.RULES) == own


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.name)
def test_manual_pages(rule: rules.Rule) -> None:
    assert rule.summary
    assert len(rule.summary) < 100
    for heading in ("What:", "Why:", "How to settle:"):
        assert heading in rule.manual, heading
    for heading in ("Wrong:", "Right:"):
        lines = [line for line in rule.manual.splitlines() if line.startswith(heading)]
        assert any(HAN.search(line) for line in lines)
        assert any(not HAN.search(line) for line in lines)


def test_modules_are_named_after_their_rules() -> None:
    folder = Path(rules.__file__).parent
    for rule in rules.RULES:
        text = (folder / f"{rule.name.replace('-', '_')}.py").read_text(encoding="utf-8")
        assert f'"{rule.code}"' in text


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.name)
def test_messages_have_a_twin_in_chinese(rule: rules.Rule) -> None:
    for text in cases(rule.name)["wrong"]:
        plain, _ = marked(text)
        document = read_text(plain, "draft.md")
        as_of = cases(rule.name).get("as_of")
        both = [
            [
                f.message
                for f in engine.check(document, registry(), engine.Options(as_of=as_of, language=tongue)).findings
            ]
            for tongue in ("en", "zh")
        ]
        assert len(both[0]) == len(both[1])
        for english, chinese in zip(*both, strict=True):
            assert HAN.search(chinese), chinese
            assert english.endswith(".")
            assert chinese.endswith("。")


ALPHABET = (
    *("DeepSeek-R1", "o1", "MMLU", "AIME", "2024", "%", "79.8", "15.6", "71.0", "up by", "points", "from", "to"),
    *(
        "10^25",
        "1025",
        "years",
        "万亿",
        "亿",
        "美元",
        "$",
        "¥",
        "（",
        "）",
        "在",
        "上",
        "得分",
        "从",
        "提升至",
        "倍",
        "|-",
        "#",
    ),
    *("的", "，", "。", "、", "(", ")", "|", "\n"),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(ALPHABET), max_size=40).map(" ".join))
def test_no_rule_crashes_and_spans_are_short(text: str) -> None:
    for finding in findings(text):
        assert 0 <= finding.span.start < finding.span.end <= len(text)
        assert finding.span.end - finding.span.start <= 80
        assert 0 < finding.confidence <= 1
        assert finding.severity == "note" or finding.confidence >= rules.base.SURE


def test_bait_gives_nothing() -> None:
    folder = Path(__file__).parent / "accuracy" / "bait"
    files = sorted(folder.glob("*.md"))
    assert len(files) == 32
    full = load_registry()
    for file in files:
        result = engine.check(read_text(file.read_text(encoding="utf-8"), file.name), full, engine.Options())
        assert [(f.code, f.text) for f in result.findings if f.severity != "note"] == [], file.name


@pytest.mark.parametrize("name", ["reasoning.md", "tuili.md"])
def test_right_documents_give_nothing(name: str) -> None:
    text = (Path(__file__).parent / "accuracy" / "true" / name).read_text(encoding="utf-8")
    result = engine.check(read_text(text, name), load_registry(), engine.Options())
    assert result.findings == ()
    assert sum(judged.verdict == "supported" for judged in result.judgements) >= 20


def test_the_makers_value_goes_before_a_run_of_others(tmp_path: Path) -> None:
    """A maker's pass@1 fits a claim without a setting better than another's run that names none."""
    other = '    - {metric: aime-2024, value: 78.1 percent, source: runs, locator: row 7, date: "2025-03-01"}\n'
    source = (
        '- {id: runs, title: runs, publisher: A lab, kind: primary, url: "https://example.org", date: "2025-03-01"}\n'
    )
    shutil.copytree(CASES / "registry", tmp_path / "registry")
    path = tmp_path / "registry" / "entities.yaml"
    before, line, after = path.read_text(encoding="utf-8").partition("    - {metric: aime-2024, value: 79.8 percent")
    path.write_text(before + other + line + after, encoding="utf-8")
    with (tmp_path / "registry" / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write(source)
    document = read_text("DeepSeek-R1 scores 97.8% on AIME 2024.", "draft.md")
    (found,) = engine.check(document, load_registry(tmp_path / "registry", shipped=False)).findings
    assert found.code == "CC101"
    assert found.fix is not None  # the maker's is the value that the draft should have
    assert "97.8% for DeepSeek-R1, AIME 2024; 79.8% (pass@1) was reported" in found.message
    (alone,) = findings("DeepSeek-R1 scores 97.8% on AIME 2024.")
    assert alone.fix is not None


def test_an_owner_prints_the_very_figure() -> None:
    """71.1 and 71.0 may be one value, but nobody copies one as the other."""
    assert [f.code for f in findings("DeepSeek-R1 scores 71.0% on AIME 2024.")] == ["CC104"]
    assert [f.code for f in findings("DeepSeek-R1 scores 71.1% on AIME 2024.")] == ["CC101"]


def test_a_base_model_s_cost_is_known_again_in_two_digits(tmp_path: Path) -> None:
    own = "{metric: training-cost, value: 294e3 USD, source: v3-report, locator: table 7, date: '2026-01-04'}"
    (tmp_path / "own.yaml").write_text(f"- {{id: deepseek-r1, facts: [{own}]}}\n", encoding="utf-8")
    small = load_registry(Path(__file__).parent / "small_registry", tmp_path, shipped=False)
    for cost, code in (("$5.6 million", "CC104"), ("about $5.6 million", "CC104"), ("$7.2 million", "CC101")):
        document = read_text(f"DeepSeek-R1 had a training cost of {cost}.", "draft.md")
        assert [f.code for f in engine.check(document, small).findings] == [code], cost


def test_a_round_score_of_a_line_is_no_other_score_of_any_member(tmp_path: Path) -> None:
    rows = {"delta": "family", "delta-7b": "model", "delta-13b": "model"}
    facts = {"delta-7b": ("55.0", "61.4"), "delta-13b": ("66.3", "71.5")}
    lines = []
    for name, kind in rows.items():
        scores = "".join(
            f"    - {{metric: {metric}, value: {value} percent, source: v3-report, locator: t, date: '2024-12-27'}}\n"
            for metric, value in zip(("mmlu", "aime-2024"), facts.get(name, ()), strict=False)
        )
        family = "" if kind == "family" else "  family: delta\n"
        lines.append(f"- id: {name}\n  kind: {kind}\n  name: {name.title()}\n{family}")
        lines.append(f"  facts:\n{scores}" if scores else "")
    (tmp_path / "own.yaml").write_text("".join(lines), encoding="utf-8")
    small = load_registry(Path(__file__).parent / "small_registry", tmp_path, shipped=False)
    for subject, loud in (("Delta", False), ("Delta-7B", True)):
        text = f"{subject} scores 55% on AIME 2024.\n\nIt was tested on MMLU too."
        found = engine.check(read_text(text, "draft.md"), small).findings
        assert ("CC105" in [f.code for f in found]) == loud, [f.message for f in found]
