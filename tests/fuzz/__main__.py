"""Fuzzing for as long as you like: `cd tests && python -m fuzz TARGET... --seconds N`; see `--help`.

With atheris installed the search is guided by coverage, one process a target. Without it, or with `--engine random`,
seeds are mutated blindly. What fails is written to `--artifacts`; cut it down and put it into tests/fuzz/corpus/.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

FORMATS = ("md", "html", "txt", "tex", "rst", "csv", "ipynb", "docx", "pdf")
TARGETS = (*FORMATS, "quantities", "registry", "settings")
SLOW = 5.0  # seconds for an input of LONGEST bytes are a failure, too
LONGEST = 4_096


def text_of(data: bytes) -> str:
    """Bytes as a text in which half of the alphabet are whole names, figures and marks, so that mutations reach far."""
    from fuzz import drafts

    tokens = (*drafts.MARKS, *drafts.FIGURES, *drafts.NAMES, *drafts.METRICS, *drafts.JOINTS)
    if data[:1] < b"\x20":
        return data[1:].decode("utf-8", "replace")
    row = iter(data)
    return "".join(chr(b) if b < 128 else tokens[((b - 128) << 8 | next(row, 0)) % len(tokens)] for b in row)


def target(name: str) -> Callable[[bytes], None]:
    """The function that is fed."""
    from fuzz import invariants

    if name == "quantities":
        return lambda data: invariants.figures(text_of(data))
    if name == "registry":
        return _registry
    if name == "settings":
        return _settings
    if name in ("docx", "ipynb"):  # the outside is seldom right by chance, so half of them are made right
        made = made_docx if name == "docx" else made_notebook
        return lambda data: _whole(data[1:] if data[:1] < b"\x80" else made(data[1:]), name)
    if name == "pdf":
        return lambda data: _whole(data, name)
    return lambda data: _whole(text_of(data).encode("utf-8", "replace"), name)


TAGS = (
    "p", "r", "t", "tbl", "tr", "tc", "pPr", "rPr", "tcPr", "trPr", "numPr", "del", "ins", "sdt", "sdtContent",
    "drawing", "txbxContent", "AlternateContent", "Choice", "Fallback", "sSup", "e", "sup", "hyperlink", "body",
)  # fmt: skip
EMPTY = (
    "pStyle", "outlineLvl", "ilvl", "numId", "gridSpan", "gridBefore", "vMerge", "tblHeader", "vanish", "strike", "b",
    "vertAlign", "br", "tab", "noBreakHyphen",
)  # fmt: skip
VALUES = ("0", "1", "3", "99999", "-1", "²", "", "restart", "superscript", "off", "Heading1", "Quote", "9" * 30)


def made_docx(data: bytes) -> bytes:
    """A DOCX whose document is well-formed XML of the tags that the reader knows, in any order."""
    import io
    import zipfile
    from html import escape

    parts, opened, row = [], [], iter(data)
    for byte in row:
        if byte < 60:
            opened.append(TAGS[byte % len(TAGS)])
            parts.append(f"<w:{opened[-1]}>")
        elif byte < 120 and opened:
            parts.append(f"</w:{opened.pop()}>")
        elif byte < 160:
            parts.append(f'<w:{EMPTY[byte % len(EMPTY)]} w:val="{VALUES[next(row, 0) % len(VALUES)]}"/>')
        else:
            said = "".join(letter for letter in text_of(bytes((byte, next(row, 0)))) if letter >= " ")
            parts.append(escape(said.encode("utf-8", "replace").decode()))
    parts += [f"</w:{tag}>" for tag in reversed(opened)]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        body = f'<w:document xmlns:w="w"><w:body>{"".join(parts)}</w:body></w:document>'
        archive.writestr("word/document.xml", body)
    return out.getvalue()


def made_notebook(data: bytes) -> bytes:
    """A notebook whose cells have kinds and outputs of every sort, and now and then a wrong type."""
    import json

    cells: list[object] = []
    for piece in data.split(b"\xff"):
        kind, said = piece[:1] or b"\0", text_of(piece[1:])
        html = {"output_type": "display_data", "data": {"text/html": said, "text/plain": [said]}}
        stream = {"output_type": "stream", "name": "stdout", "text": said.splitlines(keepends=True)}
        cells.append(
            (
                {"cell_type": "markdown", "source": said},
                {"cell_type": "markdown", "source": said.splitlines(keepends=True)},
                {"cell_type": "raw", "source": said},
                {"cell_type": "code", "source": said, "outputs": [html, stream, None, 5]},
                {"cell_type": "code", "source": None, "outputs": said},
                {"cell_type": said, "source": {"a": said}},
                said,
            )[kind[0] % 7]
        )
    return json.dumps({"nbformat": 4, "metadata": {"date": "2025"}, "cells": cells}).encode()


def _whole(data: bytes, suffix: str) -> None:
    from fuzz import invariants

    result = invariants.draft(data, f"draft.{suffix}")
    if result is not None:
        invariants.report(result)


def _registry(data: bytes) -> None:
    from fuzz import invariants

    with tempfile.TemporaryDirectory() as folder:
        invariants.registry_file(data, Path(folder))


def _settings(data: bytes) -> None:
    from claimcheck import config
    from claimcheck.errors import ConfigError
    from fuzz import invariants

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "claimcheck.toml")
        path.write_bytes(data)
        try:
            _ = config.load(path).selected
        except ConfigError as error:
            invariants.one_line(error)


def seeds(name: str) -> list[bytes]:
    """The corpus, and small beginnings of every kind."""
    import registry_help

    from fuzz import invariants

    found = [path.read_bytes() for path in invariants.corpus()]
    if name == "registry":
        found += [registry_help.MODELS.encode(), registry_help.METRICS.encode(), registry_help.SOURCES.encode()]
        found.append(b'- {id: a, kind: model, name: "A", aliases: [b], facts: [{metric: mmlu, value: 5 percent}]}\n')
    elif name == "settings":
        found.append(b'select = ["CC1"]\nseverity = {CC101 = "note"}\njobs = 1\nexclude = ["*.txt"]\n')
    elif name in ("docx", "ipynb"):
        found = [b"\0" + (_docx() if name == "docx" else b'{"cells": []}')]
        found += [b"\x80" + random.Random(seed).randbytes(200) for seed in range(20)]
    elif name == "pdf":
        found.append(
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n"
        )
    else:
        found += [b"GPT-4 scores 86.4% on MMLU, up from 70.0%.\n\n| a | b |\n|---|---|\n| R1 | 79.8% |\n"]
        found += [bytes(random.Random(seed).randbytes(200)) for seed in range(20)]
    return found


def _docx() -> bytes:
    if importlib.util.find_spec("docx") is None:
        return b"PK\x03\x04"
    import io

    import docx

    document = docx.Document()
    document.add_heading("DeepSeek-R1", 1)
    document.add_paragraph("R1 scores 79.8% on AIME 2024.")
    document.add_table(2, 2).cell(0, 0).text = "MMLU"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def mutated(data: bytes, pool: list[bytes], dice: random.Random) -> bytes:
    """One to four cuts, copies, splices or changed bytes."""
    out = bytearray(data[:LONGEST])
    for _ in range(dice.randint(1, 4)):
        at = dice.randint(0, len(out))
        end = min(len(out), at + dice.choice((1, 1, 2, 4, 16, 64)))
        kind = dice.randrange(5)
        if kind == 0:
            out[at:at] = dice.randbytes(dice.choice((1, 2, 4)))
        elif kind == 1:
            del out[at:end]
        elif kind == 2:
            out[at:at] = out[at:end] * dice.choice((1, 2, 30))
        elif kind == 3:
            other = dice.choice(pool)
            start = dice.randint(0, len(other))
            out[at:end] = other[start : start + dice.choice((4, 32, 256))]
        else:
            out[at:end] = dice.randbytes(end - at)
    return bytes(out[:LONGEST])


def by_chance(name: str, seconds: float, artifacts: Path, seed: int) -> int:
    """Mutates seeds blindly. Gives the number of different failures."""
    feed, pool, dice = target(name), seeds(name), random.Random(seed)
    feed(pool[0])  # imports and tables are not the input's time
    started, tried, slowest, failures = time.monotonic(), 0, (0.0, b""), {}
    while time.monotonic() - started < seconds:
        data = mutated(dice.choice(pool), pool, dice)
        before = time.process_time()
        try:
            feed(data)
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            key = f"{type(error).__name__} {Path(frame.filename).name}:{frame.lineno}"
            if key not in failures or len(failures[key]) > len(data):
                failures[key] = data
        spent = time.process_time() - before
        slowest = max(slowest, (spent, data))
        tried += 1
        if dice.random() < 0.02 and len(pool) < 2_000:
            pool.append(data)
    if slowest[0] > SLOW:
        failures[f"slow {slowest[0]:.1f} s"] = slowest[1]
    for number, (key, data) in enumerate(failures.items()):
        (artifacts / f"{name}-{number}").write_bytes(data)
        print(f"{name}: {key}: {artifacts / f'{name}-{number}'}", flush=True)
    print(
        f"{name}: {tried} inputs, {len(failures)} failures, slowest {slowest[0]:.2f} s for {len(slowest[1])} bytes",
        flush=True,
    )
    return len(failures)


def by_coverage(name: str, seconds: int, artifacts: Path, corpus: Path | None) -> None:
    """Hands the process to libFuzzer, which ends it."""
    import atheris

    with atheris.instrument_imports(include=["claimcheck"]):
        feed = target(name)
        for seed in seeds(name)[:1]:
            feed(seed)
    folder = corpus or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (folder / f"seed-{number}").write_bytes(seed[:LONGEST])
    flags = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-timeout={int(SLOW * 4)}", "-print_final_stats=1"]
    atheris.Setup(
        [sys.argv[0], str(folder), f"-artifact_prefix={artifacts}/{name}-", "-rss_limit_mb=3000", *flags], feed
    )
    atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m fuzz", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)} (default: all)")
    parser.add_argument("--seconds", type=int, default=60, help="for each target (default 60)")
    parser.add_argument("--engine", choices=("atheris", "random"), default=None)
    parser.add_argument("--artifacts", type=Path, default=Path(tempfile.gettempdir()) / "claimcheck-fuzz")
    parser.add_argument("--corpus", type=Path, help="folder in which atheris keeps what reached new code")
    parser.add_argument("--seed", type=int, default=0, help="of the random engine")
    options = parser.parse_args()
    chosen = options.targets or list(TARGETS)
    if unknown := [name for name in chosen if name not in TARGETS]:
        parser.error(f"no target {unknown[0]!r}; one of {', '.join(TARGETS)}")
    options.artifacts.mkdir(parents=True, exist_ok=True)
    engine = options.engine or ("atheris" if importlib.util.find_spec("atheris") else "random")
    if engine == "random":
        return min(1, sum(by_chance(name, options.seconds, options.artifacts, options.seed) for name in chosen))
    if len(chosen) == 1:
        by_coverage(chosen[0], options.seconds, options.artifacts, options.corpus)
        return 0
    failed = 0
    for name in chosen:
        words = [name, "--engine", engine, "--seconds", str(options.seconds), "--artifacts", str(options.artifacts)]
        words += ["--corpus", str(options.corpus / name)] if options.corpus else []
        failed |= subprocess.run([sys.executable, "-m", "fuzz", *words], check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    sys.exit(main())
