"""Known findings: a file that an old archive is adopted with. Keyed by path and fingerprint, so lines may move."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from claimcheck import patterns as re
from claimcheck.errors import ConfigError
from claimcheck.model import Finding, Result, Silence
from claimcheck.records import dataclass, replace

VERSION = 1


@dataclass(frozen=True, slots=True)
class Baseline:
    """path (from the baseline's folder, forward slashes) -> fingerprint -> how many such findings are known."""

    folder: str
    known: Mapping[str, Mapping[str, int]]


def load(path: str | Path) -> Baseline:
    """Raises ConfigError where the file is missing or no baseline."""
    where = str(path)
    again = "write it anew with --write-baseline"
    try:
        data = json.loads(Path(path).read_bytes().decode("utf-8"))
    except OSError as error:
        raise ConfigError(f"cannot read baseline: {(error.strerror or '').lower()}", path=where, remedy=again) from None
    except (ValueError, RecursionError):
        raise ConfigError("baseline is not valid JSON", path=where, remedy=again) from None
    if not isinstance(data, dict) or data.get("version") != VERSION or not isinstance(data.get("findings"), dict):
        raise ConfigError(f"not a baseline of version {VERSION}", path=where, remedy=again)
    known: dict[str, dict[str, int]] = {}
    for name, rows in data["findings"].items():
        if not isinstance(rows, list) or not all(
            isinstance(r, dict) and isinstance(r.get("fingerprint"), str) for r in rows
        ):
            raise ConfigError(f"baseline entry '{name}' is broken", path=where, key=name, remedy=again)
        known[name] = dict(Counter(row["fingerprint"] for row in rows))
    return Baseline(os.path.dirname(os.path.abspath(path)), known)


def apply(result: Result, baseline: Baseline) -> Result:
    """The result with the known findings moved to `suppressed`."""
    left = dict(baseline.known.get(key(result.path, baseline.folder), {}))
    kept: list[Finding] = []
    dropped: list[Finding] = []
    for finding in result.findings:
        mark = fingerprint(finding)
        if left.get(mark, 0) > 0:
            left[mark] -= 1
            dropped.append(replace(finding, silence=Silence("baseline")))
        else:
            kept.append(finding)
    return replace(result, findings=tuple(kept), suppressed=(*result.suppressed, *dropped))


def gone(results: Iterable[Result], baseline: Baseline) -> int:
    """How many findings that are known of these drafts occur no longer. `results` as `apply` gives them."""
    number = 0
    for result in results:
        if result.document is not None:
            known = sum(baseline.known.get(key(result.path, baseline.folder), {}).values())
            number += known - sum(f.silence is not None and f.silence.by == "baseline" for f in result.suppressed)
    return number


def dump(results: Iterable[Result], folder: str) -> str:
    """The baseline file for the findings of `results`: sorted, one finding a line, so that it merges well."""
    rows: dict[str, list[dict[str, str]]] = {}
    for result in results:
        for finding in result.findings:
            entry = {"fingerprint": fingerprint(finding), "code": finding.code, "text": finding.text}
            rows.setdefault(key(result.path, folder), []).append(entry)
    return _text(rows)


def add(path: str | Path, draft: str, finding: Finding) -> None:
    """Writes one more known finding of `draft` into a baseline, which may be new."""
    folder = os.path.dirname(os.path.abspath(path))
    entry = {"fingerprint": fingerprint(finding), "code": finding.code, "text": finding.text}
    rows: dict[str, list[dict[str, str]]] = {}
    if os.path.exists(path):
        load(path)  # a broken one is refused here
        rows = json.loads(Path(path).read_bytes().decode("utf-8"))["findings"]
    rows.setdefault(key(draft, folder), []).append(entry)
    save(path, _text(rows))


def _text(rows: Mapping[str, list[dict[str, str]]]) -> str:
    parts: list[str] = []
    for name, entries in sorted(rows.items()):
        lines = [json.dumps(entry, ensure_ascii=False) for entry in sorted(entries, key=lambda e: tuple(e.values()))]
        parts.append("  " + json.dumps(name, ensure_ascii=False) + ": [\n    " + ",\n    ".join(lines) + "\n  ]")
    return f'{{"version": {VERSION}, "findings": {{\n' + ",\n".join(parts) + "\n}}\n"


def save(path: str | Path, text: str) -> None:
    """Write atomically: the file is the old or the new one, never half of either."""
    target = Path(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
                file.write(text)
            os.chmod(name, _mode(target))
            os.replace(name, target)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise ConfigError(f"cannot write: {(error.strerror or '').lower()}", path=str(path)) from None


def _mode(target: Path) -> int:
    """The permissions of a file as they are, of a new one as the user's other new files have them."""
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0o077)  # which can only be read by setting it
        os.umask(mask)
        return 0o666 & ~mask


def key(path: str, folder: str) -> str:
    """A draft's name in a baseline."""
    if path == "-":
        return "-"
    try:
        inside = os.path.relpath(os.path.abspath(path), folder)
    except ValueError:  # another drive
        inside = os.path.abspath(path)
    return inside.replace(os.sep, "/")


def fingerprint(finding: Finding) -> str:
    """The finding's own fingerprint, or one of its rule, its figure and what is said about it, without places."""
    if finding.fingerprint:
        return finding.fingerprint
    said = re.sub(r"\s+", " ", f"{finding.code}\0{finding.text}\0{finding.message}")
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]
