"""Every report format against what its consumers accept, with hostile drafts among the inputs."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from pathlib import Path

import handmade
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import UsageError
from claimcheck.reports import FORMATS, render
from claimcheck.reports.csv import guarded
from claimcheck.reports.markdown import escape
from claimcheck.reports.run import Places
from claimcheck.reports.text import excerpt, safe, width

SCHEMAS = Path(__file__).parent / "schemas"
RUNS = {
    "plain": handmade.run(),
    "hostile": handmade.run(handmade.hostile(), handmade.failed()),
    "clean": handmade.run(handmade.Result(path="clean.md", document=handmade.result().document)),
    "empty": handmade.run(handmade.Result(path="empty.md", document=handmade.read_text("", "empty.md"))),
}
# What a terminal would obey: C0 without tab and line ends, DEL, C1, bidirectional overrides and isolates.
OBEYED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("output_format", FORMATS)
def test_nothing_that_a_terminal_obeys_is_printed(output_format: str, name: str) -> None:
    text = render(output_format, RUNS[name])
    assert OBEYED.search(text) is None
    assert text == "" or text.endswith("\n")
    assert text == render(output_format, RUNS[name])


def test_unknown_format_is_refused() -> None:
    with pytest.raises(UsageError, match="unknown output format 'yaml'"):
        render("yaml", RUNS["plain"])


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("pair", ["json:claimcheck", "sarif:sarif", "gitlab:gitlab", "rdjson:rdjson"])
def test_json_formats_meet_their_schemas(pair: str, name: str) -> None:
    output_format, schema = pair.split(":")
    rules = json.loads((SCHEMAS / f"{schema}.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(render(output_format, RUNS[name])), rules, cls=jsonschema.Draft202012Validator)


def test_json_spans_point_at_their_texts() -> None:
    report = json.loads(render("json", RUNS["plain"]))
    source = handmade.TEXT
    document = report["documents"][0]
    for row in [*document["claims"], *document["findings"]]:
        assert source[row["start"] : row["end"]] == row["text"]
        line = source.splitlines()[row["line"] - 1]
        assert line[row["column"] - 1 : row["end_column"] - 1] == row["text"]
    assert document["claims"][1]["value"] == 671000000000
    assert isinstance(document["claims"][1]["value"], int)
    assert set(report["facts"]) == {fact for c in document["claims"] for fact in c["facts"]}
    assert report["summary"]["findings"] == {"error": 1, "warning": 1, "note": 0}


def test_jsonl_is_one_object_a_finding() -> None:
    rows = [json.loads(line) for line in render("jsonl", RUNS["hostile"]).splitlines()]
    assert [row.get("code") for row in rows] == ["CC102", "CC101", "CC401", None]
    assert rows[-1]["error"].startswith("gone.md")
    assert rows[1]["facts"]["deep-1/aime-2024/paper"]["value"] == 79.8


def test_full_puts_the_caret_under_wide_characters() -> None:
    rows = render("full", RUNS["plain"]).splitlines()
    assert rows[0] == "notes/评测 draft.md:3:16: CC101 [value] the draft says 97.8%, Deep Lab reported 79.8%"
    line, caret = rows[2], rows[3]
    start = width(line[: line.index("97.8%")])
    assert caret[start - 1 : start + 6] == " ^^^^^ "
    assert any("79.8% (pass@1), A paper & its <tables>, Table 4, 2025-01-22" in row for row in rows)
    assert any("https://example.org/a?b=1&c=2" in row for row in rows)


def test_full_cuts_long_lines_around_the_figure() -> None:
    source = "字" * 400 + " Deep-1 97.8% " + "尾" * 400 + " 79.8% Dep-1 671 billion parameters\n"
    rows = render("full", handmade.run(handmade.result(source=source), width=80)).splitlines()
    assert all(width(row) <= 80 for row in rows[1:4])
    assert rows[2].count("…") == 2
    start = width(rows[2][: rows[2].index("97.8%")])
    assert rows[3][start : start + 5] == "^^^^^"


def test_colours_only_where_wanted() -> None:
    assert "\x1b[31;1m" in render("full", handmade.run(colour=True))
    assert "\x1b" not in render("full", handmade.run())


@given(st.text(max_size=60), st.data())
def test_excerpts_fit_and_point(line: str, data: st.DataObject) -> None:
    line = line.replace("\n", " ").replace("\r", " ")
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    shown, offset, size = excerpt(line, start, end, 40)
    assert OBEYED.search(shown) is None
    assert width(shown) <= 42
    assert size >= 1
    if width(safe(line)) <= 40:
        assert shown == safe(line)
        assert offset == width(safe(line[:start]))


def test_sarif_is_relative_percent_encoded_and_fingerprinted(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    path = str(tmp_path / "a b" / "中文.md")
    run = handmade.run(handmade.result(path=path), handmade.result(path=path), root=str(tmp_path))
    log = json.loads(render("sarif", run))["runs"][0]
    places = [r["locations"][0]["physicalLocation"] for r in log["results"]]
    assert {p["artifactLocation"]["uri"] for p in places} == {"a%20b/%E4%B8%AD%E6%96%87.md"}
    assert places[0]["region"] == {"startLine": 3, "startColumn": 16, "endLine": 3, "endColumn": 21}
    marks = [r["partialFingerprints"]["claimcheck/v1"] for r in log["results"]]
    assert len(set(marks)) == len(marks)
    assert log["results"][0]["relatedLocations"][0]["message"]["text"] == "79.8% here"
    rules = log["tool"]["driver"]["rules"]
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in log["results"])
    assert log["invocations"][0]["executionSuccessful"]


def test_sarif_says_what_it_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from claimcheck.reports import sarif

    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)
    log = json.loads(render("sarif", RUNS["hostile"]))["runs"][0]
    assert [r["level"] for r in log["results"]] == ["error", "error"]
    notices = log["invocations"][0]["toolExecutionNotifications"]
    assert not log["invocations"][0]["executionSuccessful"]
    assert "1 further findings are left out" in notices[-1]["message"]["text"]


def test_github_annotations_are_one_line_each_and_escaped() -> None:
    lines = render("github", RUNS["hostile"]).splitlines()
    assert len(lines) == 4
    shape = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")
    for line in lines:
        found = shape.fullmatch(line)
        assert found is not None
        for pair in found[2].split(","):
            assert re.fullmatch(r"(file|line|col|endLine|endColumn|title)=[^,:\r\n]*", pair)
        assert re.search(r"%(?!25|0A|0D|3A|2C)", found[3]) is None
    assert "col=12,endLine=1,endColumn=17" in lines[1]


def test_github_counts_what_the_service_would_drop() -> None:
    base = handmade.result()
    many = handmade.Result(path="a.md", document=base.document, findings=base.findings[:1] * 14)
    lines = render("github", handmade.run(many)).splitlines()
    assert len(lines) == 11
    assert lines[-1].endswith("and 4 more findings of this level; the job summary lists all")


def test_gitlab_fingerprints_are_unique() -> None:
    rows = json.loads(render("gitlab", handmade.run(handmade.result("a.md"), handmade.result("b.md"))))
    assert len({row["fingerprint"] for row in rows}) == len(rows) == 4
    assert {row["location"]["path"] for row in rows} == {"a.md", "b.md"}


@pytest.mark.parametrize("name", RUNS)
def test_junit_counts_what_it_holds(name: str) -> None:
    root = ElementTree.fromstring(render("junit", RUNS[name]))
    assert root.tag == "testsuites"
    cases = root.findall("./testsuite/testcase")
    assert len(cases) == int(root.attrib["tests"])
    assert len(root.findall(".//failure")) == int(root.attrib["failures"])
    assert len(root.findall(".//error")) == int(root.attrib["errors"])
    for suite in root.findall("testsuite"):
        assert len(suite.findall("testcase")) == int(suite.attrib["tests"]) >= 1


@pytest.mark.parametrize("name", RUNS)
def test_checkstyle_is_well_formed(name: str) -> None:
    root = ElementTree.fromstring(render("checkstyle", RUNS[name]))
    assert [file.tag for file in root] == ["file"] * len(RUNS[name].results)
    for error in root.iter("error"):
        assert set(error.attrib) == {"line", "column", "severity", "message", "source"}
        assert error.attrib["severity"] in ("error", "warning", "info")


def test_rdjson_counts_bytes() -> None:
    row = json.loads(render("rdjson", RUNS["plain"]))["diagnostics"][0]
    line = handmade.TEXT.splitlines()[2].encode()
    place = row["location"]["range"]
    assert line[place["start"]["column"] - 1 : place["end"]["column"] - 1] == b"97.8%"
    assert row["suggestions"][0]["text"] == "79.8%"
    assert row["code"] == {"value": "CC101", "url": "https://example.org/a?b=1&c=2"}


def test_csv_guards_formulas() -> None:
    rows = list(csv.reader(io.StringIO(render("csv", RUNS["hostile"]))))
    assert len({len(row) for row in rows}) == 1
    for row in rows[1:]:
        assert all(not cell.startswith(("=", "+", "@", "\t", "\r", "|")) for cell in row)
    assert guarded("=1+1") == "'=1+1"
    assert guarded(" -2") == "' -2"
    assert guarded("79.8%") == "79.8%"
    assert guarded(3) == 3


@given(st.text())
def test_escaped_markdown_has_no_markup(text: str) -> None:
    shown = escape(text)
    assert "\n" not in shown
    assert re.search(r"(?<!\\)[*_`\[\]<>|]", shown.replace("\\\\", "")) is None


def test_markdown_links_only_to_the_web() -> None:
    text = render("markdown", RUNS["hostile"])
    assert "](https://example.org/a?b=1&c=2)" in text
    assert "](javascript:" not in text
    assert "<script" not in text


class Tags(HTMLParser):
    """Elements and attributes of a page, checked for balance."""

    VOID = frozenset({"meta", "br", "input", "path", "circle"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("script", "style"):
            self.text.append(data)


def parsed(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    return tags


@pytest.mark.parametrize("name", RUNS)
def test_html_is_self_contained_and_balanced(name: str) -> None:
    tags = parsed(render("html", RUNS[name]))
    names = [tag for tag, _ in tags.seen]
    assert names.count("script") == 1
    assert not {"img", "link", "iframe", "object", "form", "base"} & set(names)
    ids = [attrs["id"] for _, attrs in tags.seen if "id" in attrs]
    assert len(ids) == len(set(ids))
    for tag, attrs in tags.seen:
        assert not any(key.startswith("on") for key in attrs)
        if tag == "a":
            target = attrs["href"] or ""
            assert target.startswith(("#", "https://", "http://"))
            assert not target.startswith("#") or target[1:] in ids


def test_html_shows_the_draft_with_marks() -> None:
    page = render("html", RUNS["plain"])
    tags = parsed(page)
    shown = [attrs for tag, attrs in tags.seen if tag == "a" and "m " in (attrs.get("class") or "")]
    assert [attrs["class"] for attrs in shown] == [
        "m v-contradicted s-error",
        "m v-supported s-fine",
        "m v-supported s-fine",
        "m v-none s-warning",
    ]
    assert "<h3>深度一号：Deep-1 review</h3>" in page
    assert "<i>AIME 2024</i>" in page
    assert "<svg" in page
    assert "Content-Security-Policy" in page


def test_notebook_fragment_has_no_script() -> None:
    from claimcheck.reports.page import fragment

    for run in RUNS.values():
        tags = parsed(fragment(run))
        assert "script" not in [tag for tag, _ in tags.seen]


def test_frames_have_fixed_columns() -> None:
    from claimcheck.reports import frame

    for run in RUNS.values():
        findings, claims = frame.findings_frame(run), frame.claims_frame(run)
        assert {str(name): str(kind) for name, kind in findings.dtypes.items()} == frame.FINDINGS
        assert list(claims.columns) == list(frame.CLAIMS)
    assert list(frame.findings_frame(RUNS["plain"])["reported"].fillna("")) == ["79.8%", ""]


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("79.8", "percent", "79.8%"),
        ("671e9", "parameter", "671 billion parameters"),
        ("5.576e6", "USD", "$5.576 million"),
        ("0.55", "USD/Mtoken", "$0.55 per million tokens"),
        ("1792", "GB/s", "1792 GB/s"),
        ("21760", "core", "21,760 cores"),
        ("2.1e25", "FLOP", "2.1e+25 FLOP"),
    ],
)
def test_values_read_as_people_write_them(value: str, unit: str, said: str) -> None:
    from claimcheck.reports.evidence import describe

    assert describe(handmade.fact(value, unit), handmade.SHELF).value == said


def test_number_line_turns_logarithmic() -> None:
    from claimcheck.reports.numberline import Point, svg

    near = [Point(79.8, 79.75, 79.85, "79.8", "a"), Point(97.8, 97.75, 97.85, "97.8", "the draft", draft=True)]
    far = [Point(5.5e6, 5.5e6, 5.6e6, "5.5e6", "a"), Point(5.5e10, 5.5e10, 5.6e10, "5.5e10", "the draft", draft=True)]
    same = [Point(0.0, 0.0, 0.0, "0", "a"), Point(0.0, 0.0, 0.0, "0", "b")]
    assert "logarithmic" not in svg(near, identity="x")
    assert "logarithmic" in svg(far, identity="x")
    for values in (near, far, same):
        ElementTree.fromstring(svg(values, identity="x"))
    assert svg([], identity="x") == ""


def test_a_draft_at_odds_with_itself_is_drawn(tmp_path: Path) -> None:
    import claimcheck

    text = "Zetaling has 32 billion total parameters.\n\nLater on, Zetaling has 48 billion total parameters.\n"
    facts = tmp_path / "models.yaml"
    facts.write_text("- {id: zetaling, kind: model, name: Zetaling, developer: openai}\n", encoding="utf-8")
    report = claimcheck.check(text, registry=claimcheck.load_registry(facts), select="CC201")
    (found,) = report.findings
    assert found.code == "CC201"
    page = report.render("html")
    assert "48 billion total parameters, the draft" in page
    assert "32 billion total parameters, the draft, line 1" in page


def test_places_of_an_unread_draft_are_the_first() -> None:
    assert Places(None).of((5, 9)) == (1, 1, 1, 1)
