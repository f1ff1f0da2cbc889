"""`--output-format markdown`: tables for job summaries and comments. Markup in drafts is shown, not obeyed."""

from __future__ import annotations

from claimcheck import patterns as re
from claimcheck.model import Finding, Result
from claimcheck.reports.evidence import describe
from claimcheck.reports.run import Places, Run, counts, coverage
from claimcheck.reports.text import safe

MOST = 1000  # a job summary holds a megabyte
_MARK = {"error": "✖ error", "warning": "▲ warning", "note": "● note"}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~$&@:-])")


def render(run: Run) -> str:
    tally = counts(run.results)
    seen = coverage(run.results)
    said = ", ".join(f"{n} {name}{'s' if n != 1 else ''}" for name, n in tally.items() if n) or "no findings"
    left = seen["claims"] - seen["judged"]
    parts = [
        f"## claimcheck: {said}\n\n"
        f"{seen['figures']} figures, {seen['claims']} claims, {seen['judged']} judged, {left} without a source.\n"
    ]
    if run.partial is not None:
        parts.append(f"\n**Partial:** {escape(run.partial)}\n")
    shown = 0
    for result in run.results:
        if result.error is not None:
            parts.append(f"\n**{escape(result.path)}** was not checked: {escape(result.error)}\n")
        rows = result.findings[: max(0, MOST - shown)]
        shown += len(rows)
        if rows:
            parts.append(f"\n### {escape(run.relative(result.path))}\n\n")
            parts.append("| Line | | Rule | Draft | Finding | Evidence |\n|---:|---|---|---|---|---|\n")
            places = Places(result.document)
            parts += [_row(run, result, places, finding) for finding in rows]
    if len(run.findings) > shown:
        parts.append(f"\n{len(run.findings) - shown} further findings are left out here.\n")
    return "".join(parts)


def _row(run: Run, result: Result, places: Places, finding: Finding) -> str:
    evidence: list[str] = []
    for fact_id in finding.facts[:3]:
        if (fact := run.registry.fact(fact_id)) is not None:
            found = describe(fact, run.registry)
            label = escape(found.line)
            url = found.url or ""
            link = re.fullmatch(r"https?://[^\s()<>\"'|]+", url) is not None
            evidence.append(f"[{label}]({url})" if link else label)
    cells = (
        str(places.of(finding.span)[0]),
        _MARK[finding.severity],
        f"{finding.code} {escape(finding.rule)}",
        escape(finding.text),
        escape(finding.message),
        "<br>".join(evidence),
    )
    return "| " + " | ".join(cells) + " |\n"


def escape(text: str) -> str:
    """Text that Markdown shows as it is: no markup, no mentions, no links of its own, one line."""
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};" if found[0] in "<>&@:|" else "\\" + found[0], safe(text))
