"""What a draft, a file's name or somebody's registry says stays text in every report, whoever reads the report."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import xml.etree.ElementTree as ElementTree
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fuzz.payloads import CONTROLS, MARKUP, URLS, drafts, registry

from claimcheck import documents, engine
from claimcheck.cli import main
from claimcheck.reports import FORMATS, Run, render
from claimcheck.reports.markup import link
from claimcheck.reports.page import fragment

# What a terminal obeys: C0 without tab and line end, DEL, C1, overrides and isolates.
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u2028\u2029]")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
# What our pages are made of; anything beside is somebody else's.
TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "script",
    "header",
    "main",
    "section",
    "article",
    "div",
    "nav",
}
TAGS |= {"a", "b", "h1", "h2", "h3", "p", "q", "ul", "li", "span", "code", "br", "kbd", "details", "summary"}
TAGS |= {"fieldset", "legend", "label", "input", "button", "table", "thead", "tbody", "tr", "th", "td", "caption"}
TAGS |= {
    "svg",
    "path",
    "text",
    "circle",
    "rect",
    "line",
    "g",
    "polygon",
    "pre",
    "em",
    "strong",
    "ol",
    "blockquote",
    "h4",
    "aside",
    "i",
}


@lru_cache(maxsize=1)
def wicked_run() -> Run:
    """Hostile drafts of three formats, judged by a registry that is as hostile."""
    known = registry()
    results = []
    for name, text in drafts().items():
        result = engine.check(documents.read(text.encode("utf-8"), name), known)
        assert result.findings, f"{name} has no findings; the test would prove nothing"
        results.append(result)
    return Run(tuple(results), known, "0")


@pytest.mark.parametrize("output_format", FORMATS)
def test_no_report_holds_what_a_terminal_obeys(output_format: str) -> None:
    assert OBEYED.search(render(output_format, wicked_run()).replace("\r\n", "\n")) is None


def test_workflow_commands_are_ours() -> None:
    lines = render("github", wicked_run()).splitlines()
    assert lines
    assert all(re.match(r"::(?:error|warning|notice) [^:]*::", line) for line in lines)
    for line in lines:
        properties = line.split("::")[1].partition(" ")[2]
        assert "\n" not in properties
        assert set(re.findall(r"(?:^|,)(\w+)=", properties)) <= {"file", "line", "col", "endLine", "endColumn", "title"}


@pytest.mark.parametrize("output_format", ["full", "concise", "markdown", "csv", "jsonl"])
def test_no_line_begins_a_workflow_command(output_format: str) -> None:
    text = render(output_format, wicked_run())
    assert not re.search(r"^\s*(?:::[a-z-]+[ :]|##\[)", text, re.MULTILINE)


def test_no_cell_is_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(render("csv", wicked_run()))))
    assert len(rows) > 3
    for row in rows[1:]:
        assert len(row) == len(rows[0])
        assert not [cell for cell in row if cell.lstrip()[:1] in ("=", "+", "-", "@", "|", "\t", "\r")]


@pytest.mark.parametrize("output_format", ["json", "sarif", "gitlab", "rdjson"])
def test_json_stays_one_value(output_format: str) -> None:
    text = render(output_format, wicked_run())
    assert json.loads(text)
    assert "\u2028" not in text  # ends a line for JavaScript


@pytest.mark.parametrize(
    ("output_format", "tags"),
    [
        ("junit", {"testsuites", "testsuite", "testcase", "failure", "error", "system-out"}),
        ("checkstyle", {"checkstyle", "file", "error"}),
    ],
)
def test_xml_has_our_elements_only(output_format: str, tags: set[str]) -> None:
    text = render(output_format, wicked_run())
    assert "<!DOCTYPE" not in text
    assert "<!ENTITY" not in text
    assert {element.tag for element in ElementTree.fromstring(text).iter()} <= tags


class Elements(HTMLParser):
    """The elements of a page, with what they could run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.scripts = 0
        self.trouble: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.scripts += tag == "script"
        for name, value in attrs:
            harmless = name in ("href",) and re.match(r"#|https?://", value or "")
            if name.startswith("on") or (name in ("href", "src", "srcdoc", "action", "xlink:href") and not harmless):
                self.trouble.append(f"{tag} {name}={value}")


def test_html_has_our_elements_only() -> None:
    page = Elements()
    page.feed(render("html", wicked_run()))
    assert page.trouble == []
    assert page.tags - TAGS == set()
    assert page.scripts == 1


@pytest.mark.parametrize("url", URLS)
def test_only_web_addresses_become_links(url: str) -> None:
    page = Elements()
    page.feed(link(url, "label"))
    assert page.trouble == []
    assert page.tags <= {"a"}


@pytest.mark.heavy
def test_nothing_runs_or_loads_in_a_browser(tmp_path: Path) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    sync_api = pytest.importorskip("playwright.sync_api")
    run = wicked_run()
    pages = {"report.html": render("html", run), "fragment.html": f"<!DOCTYPE html><meta charset=utf-8>{fragment(run)}"}
    done: list[str] = []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name, text in pages.items():
            path = tmp_path / name
            path.write_text(text, encoding="utf-8")
            page = browser.new_page()
            page.on("dialog", lambda dialog: (done.append(f"dialog {dialog.message}"), dialog.dismiss()))
            page.on("pageerror", lambda error: done.append(f"error {error}"))
            page.on("request", lambda asked: done.append(asked.url) if not asked.url.startswith("file:") else None)
            page.goto(path.as_uri())
            for mark in page.locator("a.m").all()[:40]:
                mark.hover(force=True)
            page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
            page.evaluate("document.querySelectorAll('[tabindex], input, a, button').forEach(part => part.focus())")
            page.wait_for_timeout(300)
            assert page.evaluate("typeof window.hit") == "undefined"
            assert page.url == path.as_uri() or page.url.startswith(path.as_uri() + "#")
        browser.close()
    assert done == []


def test_markdown_has_no_markup_of_theirs() -> None:
    text = render("markdown", wicked_run())
    assert not re.search(r"(?<!\\)<(?:script|img|svg|iframe|a|b|style|meta|link)\b", text, re.IGNORECASE)
    assert not re.search(r"(?<!\\)\]\((?!https?://|#)", text)
    assert not re.search(r"(?<![\\\w`])@[a-z]+", text)  # a mention would call somebody


def test_names_of_files_are_shown_not_obeyed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: object) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("\x1b[31mred.md", "a\nb.md", "\u202ecod.md", "::error::x.md", "-rf.md"):
        assert main(["check", "--isolated", "--show-files", "./" + name]) == 2
    said = capsys.readouterr()  # type: ignore[attr-defined]
    assert OBEYED.search(said.err + said.out) is None
    assert len(said.err.splitlines()) == 5
    assert not [line for line in said.err.splitlines() if not line.startswith("claimcheck: ")]


def test_payloads_are_many_and_different() -> None:
    assert len(set(MARKUP)) == len(MARKUP) >= 50
    assert len(set(CONTROLS)) == len(CONTROLS) >= 12
