"""Applying fixes: only the spans change, overlapping fixes wait, the file is replaced in one step."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck import engine, fixes
from claimcheck.documents import read, read_text
from claimcheck.errors import SourceError
from claimcheck.model import Document, Finding, Fix
from claimcheck.registry import Registry, load_registry
from claimcheck.spans import Span

FACTS = Path(__file__).parent / "rules" / "registry"


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry(FACTS, shipped=False)


def finding(start: int, end: int, text: str, *, safe: bool = True, confidence: float = 0.9) -> Finding:
    fix = Fix(text, "safe" if safe else "unsafe")
    return Finding("CC101", "value", "error", confidence, "A message.", Span(start, end), "", fix=fix)


def check(document: Document, registry: Registry) -> tuple[Finding, ...]:
    return engine.check(document, registry, engine.Options()).findings


# -- choosing ---------------------------------------------------------------------------------------------------


def test_only_safe_fixes_unless_asked() -> None:
    document = read_text("one two three", "a.txt")
    found = [finding(0, 3, "1"), finding(4, 7, "2", safe=False)]
    assert fixes.apply(document, found).text == "1 two three"
    assert fixes.apply(document, found, unsafe=True).text == "1 2 three"


def test_of_two_that_overlap_the_surer_is_applied() -> None:
    document = read_text("one two three", "a.txt")
    found = [finding(0, 7, "12", confidence=0.8), finding(4, 7, "2", confidence=0.95)]
    fixed = fixes.apply(document, found)
    assert fixed.text == "one 2 three"
    assert [f.span for f in fixed.left] == [Span(0, 7)]


def test_equal_fixes_are_applied_once() -> None:
    document = read_text("one two", "a.txt")
    assert fixes.apply(document, [finding(0, 3, "1"), finding(0, 3, "1")]).text == "1 two"


def test_a_fix_may_have_a_span_of_its_own() -> None:
    document = read_text("one two", "a.txt")
    own = replace(finding(0, 3, ""), fix=Fix("2", "safe", Span(4, 7)))
    assert fixes.apply(document, [own]).text == "one 2"


def test_extracted_text_is_left_alone() -> None:
    document = replace(read_text("one two", "a.docx.txt"), extracted=True)
    fixed = fixes.apply(document, [finding(0, 3, "1")])
    assert fixed.text == "one two"
    assert len(fixed.left) == 1


@given(st.text(alphabet="ab1 \r\n数", min_size=1, max_size=60), st.data())
def test_only_the_spans_change(source: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(source)), max_size=6)))
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
    new = fixes.edited(source, [fixes.Edit(span, "<>") for span in spans])
    kept = "".join(
        source[a:b] for a, b in zip([0, *(s.end for s in spans)], [*(s.start for s in spans), len(source)], strict=True)
    )
    assert new.replace("<>", "") == kept
    assert new.count("<>") == len(spans)


# -- with the engine --------------------------------------------------------------------------------------------

SENTENCES = (
    "DeepSeek-R1 scores {} on AIME 2024.",
    "DeepSeek-V3 had a training cost of {}.",
    "The RTX 5090 has a memory bandwidth of {}.",
    "DeepSeek-V3 的训练成本为 {}。",
    "DeepSeek-R1 在 AIME 2024 上的得分为 {}。",
    "DeepSeek-V3 的总参数为 {}。",
)
FIGURES = (
    *(
        "78.9%",
        "97.8 %",
        "$5.576 billion",
        "5.6 million dollars",
        "1,729 GB/s",
        "1.97 TB/s",
        "557.6 亿美元",
        "655.7万美元",
    ),
    *("６５５.7 万美元", "6170 亿", "67100 亿", "约 97%", "**78.9**%", "$9,576,000"),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from(FIGURES)), min_size=1, max_size=4),
    st.sampled_from(["\n\n", "\r\n\r\n"]),
)
def test_safe_fixes_settle_and_touch_nothing_else(rows: list[tuple[str, str]], gap: str) -> None:
    registry = load_registry(FACTS, shipped=False)
    document = read_text(gap.join(sentence.format(figure) for sentence, figure in rows) + gap, "draft.md")
    found = check(document, registry)
    fixed = fixes.apply(document, found)
    again = read_text(fixed.text, "draft.md")
    assert [f for f in check(again, registry) if f.fix is not None and f.fix.applicability == "safe"] == []
    assert fixes.apply(again, check(again, registry)).text == fixed.text
    shift, text = 0, fixed.text
    for f in fixed.applied:  # the same text with the replacements taken out again
        span, new = fixes.edit_of(f)
        at = span.start - shift
        assert text[at : at + len(new)] == new
        text = text[:at] + text[at + len(new) :]
        shift += span.end - span.start
    assert text == fixes.edited(document.source, [fixes.Edit(fixes.edit_of(f).span, "") for f in fixed.applied])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("DeepSeek-V3 的训练成本为 655.7 万美元。", "DeepSeek-V3 的训练成本为 557.6 万美元。"),
        ("DeepSeek-V3 的训练成本为 557.6 亿美元。", "DeepSeek-V3 的训练成本为 557.6 万美元。"),
        ("DeepSeek-V3 had a training cost of $9,576,000.", "DeepSeek-V3 had a training cost of $5,576,000."),
        ("DeepSeek-V3 had a training cost of $5.576 billion.", "DeepSeek-V3 had a training cost of $5.576 million."),
        ("DeepSeek-V3 的总参数为 6170 亿。", "DeepSeek-V3 的总参数为 6710 亿。"),
        ("The RTX 5090 has a memory bandwidth of 1.97 TB/s.", "The RTX 5090 has a memory bandwidth of 1.79 TB/s."),
        ("DeepSeek-R1 was released on 10 March 2024.", "DeepSeek-R1 was released on 20 January 2025."),
        ("DeepSeek-R1 的发布日期是 2024年3月10日。", "DeepSeek-R1 的发布日期是 2025年1月20日。"),
    ],
)
def test_fixes_keep_the_notation(before: str, after: str, registry: Registry) -> None:
    document = read_text(before, "draft.md")
    assert fixes.apply(document, check(document, registry), unsafe=True).text == after


# -- files ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encoding_and_line_ends_stay(encoding: str, tmp_path: Path, registry: Registry) -> None:
    text = "模型的数据和说明。\r\n\r\nDeepSeek-V3 的训练成本为 655.7 万美元。\r\n"
    file = tmp_path / "draft.md"
    file.write_bytes(text.encode(encoding))
    before = file.read_bytes()
    document = read(before, str(file))
    fixed = fixes.apply(document, check(document, registry))
    fixes.write(str(file), fixed.text, document.encoding, before=before)
    assert file.read_bytes() == text.replace("655.7", "557.6").encode(encoding)


def test_the_mode_of_the_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    file.write_text("one")
    file.chmod(0o640)
    fixes.write(str(file), "two", "utf-8")
    assert file.read_text() == "two"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["draft.md"]


def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside.md", tmp_path / "drafts"
    folder.mkdir()
    outside.write_text("one")
    link = folder / "draft.md"
    link.symlink_to(outside)
    with pytest.raises(SourceError, match="leaves the folder"):
        fixes.write(str(link), "two", "utf-8")
    assert outside.read_text() == "one"
    fixes.write(str(link), "two", "utf-8", root=str(tmp_path))
    assert outside.read_text() == "two"
    assert link.is_symlink()


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    file.write_text("newer")
    with pytest.raises(SourceError, match="changed"):
        fixes.write(str(file), "two", "utf-8", before=b"one")
    assert file.read_text() == "newer"


def test_a_character_that_the_encoding_lacks(tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    file.write_text("one")
    with pytest.raises(SourceError, match="lacks"):
        fixes.write(str(file), "\U0001f600", "gb2312")
    assert file.read_text() == "one"


def test_diff() -> None:
    text = fixes.diff("a.md", "one\r\ntwo\r\n", "one\r\n2\r\n")
    assert "-two\r\n+2\r\n" in text
    assert fixes.diff("a.md", "one", "one") == ""
    assert "No newline" in fixes.diff("a.md", "one", "1")


def test_a_mended_file_keeps_no_right_to_run_as_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o6755)
    fixes.write(str(path), "new", "utf-8")
    assert path.stat().st_mode & 0o7777 == 0o755
