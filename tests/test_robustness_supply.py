"""What the package is made of: no network, no pickle, no shell, safe YAML, bounded dependencies, a clean wheel."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from test_robustness_faults import DRAFT, RUN, environment

import claimcheck

ROOT = Path(__file__).parent.parent
MODULES = sorted(Path(claimcheck.__file__).parent.rglob("*.py"))
FORBIDDEN = {
    "pickle",
    "marshal",
    "shelve",
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "requests",
    "ftplib",
    "telnetlib",
    "ctypes",
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_no_module_reaches_for_what_is_unsafe() -> None:
    found: list[str] = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            elif isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                shell = any(word.arg == "shell" for word in node.keywords)
                if (
                    called
                    in ("eval", "exec", "os.system", "os.popen", "yaml.load", "yaml.unsafe_load", "tempfile.mktemp")
                    or shell
                ):
                    found.append(f"{path.name}:{node.lineno}: {called}")
            if path.name == "records.py":  # the initialisers of our own records, as the standard library makes them
                found = [line for line in found if not line.startswith("records.py:") or not line.endswith(": exec")]
            if path.name == "warm.py":  # patterns of `re`, of this user's own cache, under a checksum
                names = [name for name in names if name != "marshal"]
            found += [f"{path.name}:{node.lineno}: {name}" for name in names if name in FORBIDDEN]  # type: ignore[attr-defined]
    assert found == []


@pytest.mark.parametrize(
    "words",
    [
        ("check", "draft.md", "--output-format", "html"),
        ("claims", "draft.md"),
        ("registry", "stats"),
    ],
)
def test_no_socket_is_opened(words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    guard = (
        "import sys\n"
        "def hook(event, arguments):\n"
        "    if event.startswith(('socket.', 'urllib.', 'http.', 'ftplib.')):\n"
        "        sys.stderr.write(f'forbidden: {event}\\n'); sys.exit(99)\n"
        "sys.addaudithook(hook)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", guard + RUN, *words],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        timeout=60,
    )
    assert b"forbidden" not in done.stderr
    assert done.returncode in (0, 1), done.stderr


def test_every_dependency_has_both_bounds() -> None:
    extras = PROJECT["optional-dependencies"]
    for row in (*PROJECT["dependencies"], *extras["docx"], *extras["pdf"], *extras["rst"]):
        assert re.search(r">=[\d.]+,<[\d.]+$", row), f"{row}: give a lower and an upper bound"


@pytest.mark.heavy
def test_the_wheel_is_clean(tmp_path: Path) -> None:
    if importlib.util.find_spec("build") is None or importlib.util.find_spec("hatchling") is None:
        pytest.skip("needs build and hatchling")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = map(str, tmp_path.glob("*.whl"))
    for module, arguments in (("twine", ["check", "--strict"]), ("check_wheel_contents", [])):
        if importlib.util.find_spec(module) is not None:
            checked = subprocess.run(
                [sys.executable, "-m", module, *arguments, wheel], capture_output=True, text=True, timeout=120
            )
            assert checked.returncode == 0, checked.stdout + checked.stderr
