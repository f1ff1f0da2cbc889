"""`check --watch` in a real process: it checks again when a draft changes, and ends with Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.heavy


@pytest.mark.skipif(os.name == "nt", reason="signals differ")
def test_watch_checks_again_and_ends(tmp_path: Path) -> None:
    draft, log = tmp_path / "a.md", tmp_path / "log.txt"
    draft.write_text("The GeForce RTX 5090 has 32 GB of memory.\n", encoding="utf-8")
    command = [sys.executable, "-m", "claimcheck", "check", "a.md", "--watch", "--output-format", "concise"]
    with (
        log.open("wb") as out,
        subprocess.Popen(command, cwd=tmp_path, stdout=out, stderr=subprocess.STDOUT) as process,
    ):

        def wait_for(text: str, times: int) -> str:
            until = time.monotonic() + 60
            while time.monotonic() < until:
                said = log.read_text(encoding="utf-8")
                if said.count(text) >= times:
                    return said
                time.sleep(0.1)
            raise AssertionError(log.read_text(encoding="utf-8"))

        assert "CC103" not in wait_for("watching", 1)
        draft.write_text("The GeForce RTX 5090 has 32 TB of memory.\n", encoding="utf-8")
        assert "a.md:1:26: CC103 [unit]" in wait_for("watching", 2)
        settings = tmp_path / "claimcheck.toml"
        settings.write_text("ignroe = []\n", encoding="utf-8")
        assert wait_for("did you mean 'ignore'?", 1).count("CC103") == 1
        settings.write_text('ignore = ["unit"]\n', encoding="utf-8")
        assert wait_for("watching", 3).count("CC103") == 1
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
    assert "Traceback" not in log.read_text(encoding="utf-8")
