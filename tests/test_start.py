"""What a plain `claimcheck check` loads: nothing that costs more than it does for the draft."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
import small

import claimcheck

PACKAGE = Path(claimcheck.__file__).parent
DRAFT = """# Models

DeepSeek-R1 scores 97.8% on AIME 2024 & cost about $5.6 million; GPT-4o has a context window of 64K tokens.

| Model | AIME 2024 |
|---|--:|
| DeepSeek-R1 | 79.8 |

深度求索的训练成本为 557.6 万美元。
"""
# Each of them is as dear as checking a page, or brings one that is.
TOO_DEAR = {
    "ast", "asyncio", "click", "concurrent.futures", "csv", "dataclasses", "difflib", "docutils", "email",
    "fractions", "hashlib", "html.entities", "importlib.metadata", "inspect", "ipaddress", "logging",
    "multiprocessing", "numpy", "pandas", "pathlib", "pathspec", "pint", "platformdirs", "pypdf", "random",
    "rapidfuzz", "rich", "shutil", "sqlite3", "subprocess", "tempfile", "threading", "tomllib", "typing", "unittest",
    "urllib.request", "xml", "yaml", "zipfile",
}  # fmt: skip
OURS_TOO_DEAR = {
    "claimcheck.baseline", "claimcheck.changes", "claimcheck.cite", "claimcheck.cli.check", "claimcheck.cli.group",
    "claimcheck.documents.html", "claimcheck.documents.docx", "claimcheck.documents.pdf", "claimcheck.facade",
    "claimcheck.fixes", "claimcheck.lsp", "claimcheck.registry.build", "claimcheck.registry.compile",
    "claimcheck.registry.resolve", "claimcheck.reports.html", "claimcheck.reports.json", "claimcheck.scan",
}  # fmt: skip
RUN = (
    "import sys\n"
    "before = set(sys.modules)\n"
    "from claimcheck import resources\n"
    "path = sys.argv.pop()\n"
    "resources.compiled_registry = lambda: path\n"
    "from claimcheck.cli import entry\n"
    "status = entry()\n"
    "sys.stderr.write(' '.join({*sys.modules} - before))\n"
    "sys.exit(status)\n"
)


def test_a_plain_check_loads_little(tmp_path: Path) -> None:
    from claimcheck.registry.build import build
    from claimcheck.registry.compile import compiled

    registry = tmp_path / "registry.ccr"
    registry.write_bytes(compiled(build([(small.FOLDER, "registry")])))
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", RUN, "check", "draft.md", str(registry)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent), "XDG_CACHE_HOME": str(tmp_path / "cache")},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode in (0, 1), done.stderr
    assert "AIME" in done.stdout, done.stderr
    loaded = set(done.stderr.splitlines()[-1].split())
    assert "claimcheck.engine" in loaded
    assert loaded & TOO_DEAR == set()
    assert loaded & OURS_TOO_DEAR == set()


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_records_and_patterns_are_declared_the_light_way(path: Path) -> None:
    """Our own `records` and `patterns` in place of dataclasses, typing.NamedTuple and re, see there."""
    if path.stem in ("records", "patterns", "warm"):
        return
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            assert "re" not in [alias.name for alias in node.names], "say: from claimcheck import patterns as re"
        elif isinstance(node, ast.ImportFrom):
            names = {alias.name for alias in node.names}
            assert node.module != "dataclasses", f"say: from claimcheck.records import {', '.join(names)}"
            assert node.module != "typing" or "NamedTuple" not in names, (
                "say: from claimcheck.records import NamedTuple"
            )
