"""The files that services read: they parse, their scripts are sound, and what they call exists."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from claimcheck.cli import quick
from claimcheck.cli.check import check

ROOT = Path(__file__).parent.parent


def loaded(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def scripts() -> list[str]:
    found = [step["run"] for step in loaded("action.yml")["runs"]["steps"] if "run" in step]
    for job in loaded(".github/workflows/ci.yml")["jobs"].values():
        found += [step["run"] for step in job["steps"] if "run" in step]
    return [*found, (ROOT / ".ci" / "run").read_text(encoding="utf-8")]


def test_the_action_is_composite_and_pastes_nothing_into_scripts() -> None:
    action = loaded("action.yml")
    assert action["runs"]["using"] == "composite"
    steps = action["runs"]["steps"]
    assert all(step.get("shell") == "bash" for step in steps if "run" in step)
    assert all("${{" not in step["run"] for step in steps if "run" in step)
    named = set(re.findall(r"inputs\.([a-z-]+)", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert named == set(action["inputs"])
    assert all(step["uses"].count("@") == 1 for step in steps if "uses" in step)


@pytest.mark.parametrize("script", scripts(), ids=range(len(scripts())))
def test_scripts_are_sound(script: str) -> None:
    if shutil.which("bash") is None:
        pytest.skip("no bash here")
    done = subprocess.run(["bash", "-n"], input=script.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_options_that_they_use_exist() -> None:
    known = {name for parameter in check.params for name in (*parameter.opts, *parameter.secondary_opts)}
    text = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("action.yml", ".pre-commit-hooks.yaml"))
    for line in re.findall(r"claimcheck check (.*)", text):
        assert set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", line)) <= known
    for name in (*quick._VALUES, *quick._LISTS, *quick._FLAGS):
        assert name in known


def test_the_hook_is_whole() -> None:
    (hook,) = loaded(".pre-commit-hooks.yaml")
    assert hook["id"] == "claimcheck"
    assert hook["require_serial"] is True
    assert "--force-exclude" in hook["entry"]


def test_the_suite_runs_on_three_systems() -> None:
    job = loaded(".github/workflows/ci.yml")["jobs"]["tests"]
    assert {name.split("-")[0] for name in job["strategy"]["matrix"]["os"]} == {"ubuntu", "windows", "macos"}
    assert job["runs-on"] == "${{ matrix.os }}"
    assert any("-m pytest" in step.get("run", "") for step in job["steps"])


def test_ci_runs_the_readme_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text.count("<!-- ci: test -->") == 1
    assert "-m pytest" in text.split("<!-- ci: test -->")[1].split("```")[1]
