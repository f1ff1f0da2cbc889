"""Aider's leaderboards: a YAML list of runs (polyglot and code editing)."""

from __future__ import annotations

from claimcheck import patterns as re
from claimcheck.errors import RegistryError
from claimcheck.registry import yamlio
from claimcheck.registry.importers.common import Batch, Row, number, text_of
from claimcheck.registry.values import is_date

SOURCES = {
    "aider-polyglot": ("aider-polyglot-leaderboard", "Aider polyglot leaderboard", "polyglot_leaderboard.yml"),
    "aider-code-editing": ("aider-edit-leaderboard", "Aider code editing leaderboard", "edit_leaderboard.yml"),
}
CASES = {"aider-polyglot": 225, "aider-code-editing": 133}
_EFFORT = re.compile(r"^(?P<name>.*\S)\s*\((?P<words>[^()]*)\)$")
_LEVEL = re.compile(r"(?i)\b(low|medium|high)\b")
_THINK = re.compile(r"(?i)\bthink")


def read(data: bytes, path: str, day: str) -> Batch:
    root = yamlio.compose(text_of(data, path), path)
    batch = Batch()
    if root is None or str(root.id) != "sequence":
        raise RegistryError("not a leaderboard of Aider", path=path, remedy="give polyglot_leaderboard.yml or such")
    for item in root.value:
        if str(item.id) != "mapping":
            raise RegistryError(
                "not a leaderboard of Aider", path=path, line=item.start_mark.line + 1, remedy="a run expected"
            )
        # Their files repeat keys now and then; as for YAML readers the last one counts.
        run = {key.value: value.value for key, value in item.value if isinstance(value.value, str)}
        _run(run, item.start_mark.line + 1, day, batch)
    return batch


def _run(run: dict[str, str], line: int, day: str, batch: Batch) -> None:
    cases, score, name = number(run.get("test_cases")), number(run.get("pass_rate_2")), run.get("model", "").strip()
    metric = next((metric for metric, total in CASES.items() if cases == total), None)
    if metric is None or score is None or not name:
        batch.skipped["a part of the cases, or no score"] += 1
        return
    if " + " in name:
        batch.skipped["two models working together"] += 1
        return
    source, title, file = SOURCES[metric]
    batch.sources[source] = {
        "id": source,
        "title": title,
        "publisher": "Aider",
        "kind": "primary",
        "url": f"https://github.com/Aider-AI/aider/blob/main/aider/website/_data/{file}",
        "licence": "Apache-2.0",
    }
    conditions = {"harness": "aider"}
    if run.get("edit_format"):
        conditions["prompting"] = run["edit_format"]
    named = _EFFORT.match(name)
    if named:
        level = _LEVEL.search(named["words"])
        if level:
            name, conditions["effort"] = named["name"], level[1].lower()
        elif _THINK.search(named["words"]):
            off = "no think" in named["words"].lower()
            name, conditions["thinking"] = named["name"], "off" if off else "on"
    date = run.get("date", "")
    locator = f"{run.get('dirname') or name}, line {line}"
    value = f"{run['pass_rate_2'].strip()} percent"
    batch.rows.append(Row(name, metric, value, source, locator, date if is_date(date) else day, conditions))
