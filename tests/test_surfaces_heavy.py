"""Surfaces in their real surroundings: Chromium, pre-commit, Jupyter. Run by .ci/run."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import handmade
import pytest

from claimcheck.reports import render
from claimcheck.reports.text import safe

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.heavy

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# As root and without a network: no sandbox, and nothing that calls home.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# -- the HTML report in a browser -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Any:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


def opened(browser: Any, tmp_path: Path, run: Any, **context: Any) -> tuple[Any, list[str]]:
    path = tmp_path / "report.html"
    path.write_text(render("html", run), encoding="utf-8")
    page = browser.new_context(**context).new_page()
    trouble: list[str] = []
    page.on("dialog", lambda dialog: (trouble.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: trouble.append(f"error {error}"))
    page.on("console", lambda line: trouble.append(line.text) if line.type == "error" else None)
    page.on("request", lambda request: trouble.append(request.url) if not request.url.startswith("file:") else None)
    page.goto(path.as_uri())
    return page, trouble


def test_the_report_works_by_mouse_and_keyboard(browser: Any, tmp_path: Path) -> None:
    page, trouble = opened(browser, tmp_path, handmade.run(handmade.result(), handmade.result("b.md")))
    assert page.locator("article.card").count() == 4
    page.locator("input[value=warning]").uncheck()
    assert page.locator("article.card:visible").count() == 2
    assert page.locator("#live").inner_text() == "2 of 4 findings shown"
    page.keyboard.press("Tab")
    page.locator("body").press("j")
    assert page.evaluate("document.activeElement.className") == "card now"
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") != first
    page.locator("input[value=supported]").uncheck()
    assert page.locator("a.m.quiet").count() == 4
    page.locator("details.claims summary").first.click()
    page.locator("details.claims th button").nth(1).first.click()
    assert page.locator("th[aria-sort=ascending]").count() == 1
    assert trouble == []


def test_evidence_shows_on_hover_and_focus(browser: Any, tmp_path: Path) -> None:
    page, trouble = opened(browser, tmp_path, handmade.run())
    mark = page.locator("a.m").first
    tip = mark.locator(".tip")
    assert not tip.is_visible()
    mark.hover()
    assert tip.is_visible()
    assert "79.8%" in tip.inner_text()
    page.mouse.move(0, 0)
    mark.focus()
    assert tip.is_visible()
    assert trouble == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1300, 900), (360, 700)])
def test_it_fits_and_can_be_read(browser: Any, tmp_path: Path, size: tuple[int, int], scheme: str) -> None:
    viewport = {"width": size[0], "height": size[1]}
    run = handmade.run(handmade.result(), handmade.hostile())
    page, trouble = opened(browser, tmp_path, run, viewport=viewport, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    low = page.evaluate(
        """() => {
          const light = c => { const v = c.match(/[\\d.]+/g).slice(0, 3).map(x => x / 255)
            .map(x => x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
            return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2] };
          const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
            if (!/, 0\\)$/.test(c)) return c } return 'rgb(255, 255, 255)' };
          return [...document.querySelectorAll('p, a, b, span, label, h1, h2, h3, th, td, li')]
            .filter(e => e.offsetParent && e.textContent.trim())
            .map(e => { const a = light(getComputedStyle(e).color), b = light(ground(e));
              return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.outerHTML.slice(0, 80)] })
            .filter(pair => pair[0] < 4.5) }"""
    )
    assert low == []
    assert trouble == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1300, 360])
def test_everybody_can_use_it(browser: Any, tmp_path: Path, width: int, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    run = handmade.run(handmade.result(), handmade.hostile())
    page, _ = opened(
        browser,
        tmp_path,
        run,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        bypass_csp=True,  # the page admits its own script only, which axe is not
    )
    for details in page.locator("details").all():
        details.evaluate("element => { element.open = true }")
    found = axe.Axe().run(page).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []


PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "</style><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "\"><iframe srcdoc='<script>alert(1)</script>'>",
    "' onmouseover='alert(1)",
    "[x](javascript:alert(1))",
    "<a href=javascript:alert(1)>x</a>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content=0;url=https://evil.example/>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u202e<script>alert(1)</script>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "]]><script>alert(1)</script>",
    "--><script>alert(1)</script>",
    "<style>@import 'https://evil.example/x.css'</style>",
)


def test_no_payload_runs_or_loads(browser: Any, tmp_path: Path) -> None:
    body = "Deep-1 got 97.8% and 671 billion parameters, 79.8%, Dep-1.\n\n" + "\n\n".join(PAYLOADS) + "\n"
    table = "\n| A | B |\n|---|---|\n" + "".join(f"| {p.replace('|', '/')} | 1 |\n" for p in PAYLOADS)
    base = handmade.result(source=body + table)
    from dataclasses import replace

    findings = tuple(replace(base.findings[0], message=p, text=p, rule="value") for p in PAYLOADS)
    page, trouble = opened(browser, tmp_path, handmade.run(replace(base, findings=findings, path="<b>.md")))
    for mark in page.locator("a.m").all():
        mark.hover(force=True)
    page.wait_for_timeout(200)
    assert trouble == []
    assert page.locator("script").count() == 1
    assert page.url.startswith("file:")


# -- pre-commit -------------------------------------------------------------------------------------------------


def test_pre_commit_passes_and_fails_rightly(tmp_path: Path) -> None:
    if importlib.util.find_spec("pre_commit") is None:
        pytest.skip("pre-commit is not installed")
    hook, scratch = tmp_path / "hook", tmp_path / "scratch"
    ignored = shutil.ignore_patterns(".git", ".venv", "*.ccr", "__pycache__", ".*_cache", ".hypothesis")
    shutil.copytree(ROOT, hook, ignore=ignored)
    scratch.mkdir()
    environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "home"), "GIT_CONFIG_GLOBAL": os.devnull}
    environment |= {f"GIT_{who}_{what}": "t@t" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}

    def git(folder: Path, *words: str) -> str:
        done = subprocess.run(["git", *words], cwd=folder, env=environment, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    for folder in (hook, scratch):
        git(folder, "init", "-q", "-b", "main")
    git(hook, "add", "-A")
    git(hook, "commit", "-qm", "hook")
    revision = git(hook, "rev-parse", "HEAD")
    config = f"repos:\n  - repo: {hook.as_posix()}\n    rev: {revision}\n    hooks:\n      - id: claimcheck\n"
    (scratch / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    (scratch / "claimcheck.toml").write_text('exclude = ["old/**"]\n', encoding="utf-8")

    def run() -> subprocess.CompletedProcess[str]:
        git(scratch, "add", "-A")
        command = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
        return subprocess.run(command, cwd=scratch, env=environment, capture_output=True, text=True, timeout=400)

    (scratch / "good.md").write_text("The GeForce RTX 5090 has 32 GB of memory.\n", encoding="utf-8")
    (scratch / "old").mkdir()
    (scratch / "old" / "bad.md").write_text("The GeForce RTX 5090 has 32 TB of memory.\n", encoding="utf-8")
    done = run()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout
    (scratch / "bad.md").write_text("The GeForce RTX 5090 has 32 TB of memory.\n", encoding="utf-8")
    done = run()
    assert done.returncode == 1
    assert "bad.md:1:26: CC103 [unit]" in done.stdout
    assert "old/bad.md" not in done.stdout


# -- the action ------------------------------------------------------------------------------------------------------


def test_the_action_checks_what_a_pull_request_changes(tmp_path: Path) -> None:
    """Its script as the service would run it, with a base revision, and everything it is to leave behind."""
    yaml = pytest.importorskip("yaml")
    if shutil.which("bash") is None or os.name == "nt":
        pytest.skip("run by bash here")
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    (step,) = [step for step in action["runs"]["steps"] if step.get("id") == "check"]
    work, temp, programs = tmp_path / "work", tmp_path / "temp", tmp_path / "bin"
    for folder in (work, temp, programs):
        folder.mkdir()
    program = programs / "claimcheck"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m claimcheck "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
    environment |= {f"GIT_{who}_{what}": "t@t" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}

    def git(*words: str) -> str:
        done = subprocess.run(["git", *words], cwd=work, env=environment, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    old = "The GeForce RTX 4090 has 24 TB of memory.\n"
    (work / "old draft.md").write_text(old, encoding="utf-8")
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "base")
    base = git("rev-parse", "HEAD")
    (work / "old draft.md").write_text(old + "\nThe GeForce RTX 5090 has 32 TB of memory.\n", encoding="utf-8")
    git("commit", "-qam", "change")
    defaults = {name: given.get("default", "") for name, given in action["inputs"].items()}
    output, summary = temp / "output", temp / "summary.md"
    environment |= {
        "PATHS": defaults["paths"], "ARGS": defaults["args"], "CONFIG": defaults["config"], "BASE": base,
        "CHANGED_ONLY": defaults["changed-only"], "ANNOTATIONS": defaults["annotations"],
        "SUMMARY": defaults["summary"], "CLAIMCHECK_CACHE_DIR": str(temp / "kept"), "RUNNER_TEMP": str(temp),
        "GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_ACTIONS": "true",
    }  # fmt: skip
    assert set(step["env"]) <= set(environment)
    done = subprocess.run(["bash", "-e", "-c", step["run"]], cwd=work, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    said = dict(line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines())
    assert (said["findings"], said["status"]) == ("1", "1")
    assert json.loads(Path(said["output-file"]).read_text(encoding="utf-8"))["summary"]["findings"]["error"] == 1
    (annotation,) = [line for line in done.stdout.splitlines() if line.startswith("::")]
    assert annotation.startswith("::error file=old draft.md,line=3,col=26,endLine=3,endColumn=31,title=CC103 unit::")
    assert "CC103" in summary.read_text(encoding="utf-8")
    sarif = json.loads((temp / "claimcheck.sarif").read_text(encoding="utf-8"))
    location = sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "old%20draft.md"
    assert not (work / ".claimcheck_cache").exists()


# -- a new user ----------------------------------------------------------------------------------------------------


def test_the_readme_leads_a_new_user_to_findings(tmp_path: Path) -> None:
    """Its first commands as they stand there, in a copy of the repository without anything else; then the corpus."""
    if shutil.which("bash") is None or os.name == "nt":
        pytest.skip("the commands are written for a Unix shell")
    ignored = shutil.ignore_patterns(".git", ".venv", "*.ccr", "__pycache__", ".*_cache", ".hypothesis")
    shutil.copytree(ROOT, tmp_path / "clone", ignore=ignored)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}

    def run(mark: str) -> str:
        (commands,) = re.findall(rf"<!-- ci: {mark} -->\n```sh\n(.*?)```", readme, re.DOTALL)
        words = ["bash", "-euo", "pipefail", "-c", commands]
        done = subprocess.run(
            words, cwd=tmp_path / "clone", env=environment, capture_output=True, text=True, timeout=400
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    begun = time.perf_counter()
    assert "open-models.md:26:26: CC103 [unit]" in run("try")
    print(f"a new user's first finding: {time.perf_counter() - begun:.0f} s")
    archive = tmp_path / "clone" / "archive"
    archive.mkdir()
    row = {"url": "https://example.org/1", "body": "The GeForce RTX 5090 has 32 TB of memory."}
    (archive / "a.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    run("scan")
    assert any((tmp_path / "clone" / "found").rglob("*.parquet"))


# -- other programs ------------------------------------------------------------------------------------------------


PUBLISHED = {"sarif": "sarif.json", "rdjson": "rdjson.json", "junit": "junit.xsd"}


@pytest.mark.skipif("CLAIMCHECK_SCHEMAS" not in os.environ, reason="no CLAIMCHECK_SCHEMAS; ci.yml shows where they are")
@pytest.mark.parametrize("output_format", PUBLISHED)
def test_published_schemas_accept_the_reports(output_format: str) -> None:
    schema = Path(os.environ["CLAIMCHECK_SCHEMAS"], PUBLISHED[output_format]).read_text(encoding="utf-8")
    clean = handmade.Result(path="clean.md", document=handmade.result().document)
    for run in (handmade.run(), handmade.run(handmade.hostile(), handmade.failed()), handmade.run(clean)):
        report = render(output_format, run)
        if output_format == "junit":
            xmlschema = pytest.importorskip("xmlschema")
            xmlschema.XMLSchema(schema).validate(report)
        else:
            jsonschema = pytest.importorskip("jsonschema")
            rules = json.loads(schema)
            jsonschema.validators.validator_for(rules)(rules).validate(json.loads(report))


@pytest.mark.parametrize(
    "words",
    [
        ("check_jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"),
        ("check_jsonschema", "--builtin-schema", "vendor.github-workflows", ".github/workflows/ci.yml"),
        ("pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"),
    ],
    ids=lambda words: words[-1],
)
def test_services_accept_their_files(words: tuple[str, ...]) -> None:
    if importlib.util.find_spec(words[0]) is None:
        pytest.skip(f"{words[0]} is not installed")
    done = subprocess.run([sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_junit_is_read_as_it_is_meant() -> None:
    junitparser = pytest.importorskip("junitparser")
    run = handmade.run(handmade.result(), handmade.hostile(), handmade.result("clean.md"))
    suites = junitparser.JUnitXml.fromstring(render("junit", run).encode())
    assert [suite.name for suite in suites] == [safe(run.relative(result.path)) for result in run.results]
    failing = sum(finding.severity != "note" for _, finding in run.findings)
    assert sum(suite.failures for suite in suites) == failing
    assert sum(isinstance(part, junitparser.Failure) for s in suites for case in s for part in case.result) == failing


# -- notebooks --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.ipynb")), ids=lambda path: path.name)
def test_example_notebooks_run(path: Path) -> None:
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    notebook = nbformat.read(path, as_version=4)
    kept = [cell.get("outputs") for cell in notebook.cells]
    assert any(kept), "the notebook is kept with its outputs"
    client = nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}})
    client.execute()
    for before, cell in zip(kept, notebook.cells, strict=True):
        if cell.cell_type == "code":
            assert [o.output_type for o in cell.outputs] == [o.output_type for o in before or []]
            assert not any(o.output_type == "error" for o in cell.outputs)
