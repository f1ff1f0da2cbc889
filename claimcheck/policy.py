"""A result under a project's settings: severities of its own, figures it lets pass, quotations turned down."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.codes import BY_CODE
from claimcheck.config import MIN_CONFIDENCE, SEVERITIES, Settings, expand, relative
from claimcheck.globs import matches
from claimcheck.model import Finding, Result, Silence
from claimcheck.records import replace

_RANK = {name: place for place, name in enumerate(SEVERITIES)}  # error 0, warning 1, note 2


def apply(result: Result, settings: Settings) -> Result:
    """The result with severities set, and with findings that the settings let pass moved to `suppressed`."""
    if not result.findings:
        return result
    ignored = settings.ignored_in(result.path)
    allowed = _allowed(result, settings)
    quoted = (
        {j.claim.id for j in result.judgements if j.claim.stance == "quoted"} if settings["quoted"] != "keep" else set()
    )
    least = MIN_CONFIDENCE[settings["min-confidence"]]
    kept: list[Finding] = []
    dropped: list[Finding] = []
    for finding in result.findings:
        allow = next((r for text, codes, r in allowed if finding.code in codes and _says(finding, text)), None)
        if allow is not None or finding.code in ignored:
            reason = allow if allow is not None else "per-file-ignores"
            dropped.append(replace(finding, silence=Silence("settings", reason)))
        elif finding.confidence >= least:
            severity = settings["severity"].get(finding.code)
            if severity is not None and BY_CODE[finding.code].severity == finding.severity:
                finding = replace(finding, severity=severity)
            if finding.claim in quoted and _RANK[settings["quoted"]] > _RANK[finding.severity]:
                finding = replace(finding, severity=settings["quoted"])
            kept.append(finding)
    return replace(result, findings=tuple(kept), suppressed=(*result.suppressed, *dropped))


def fails(findings: Iterable[Finding], fail_on: str) -> bool:
    """Whether any finding is at or above `fail_on`."""
    return any(_RANK[finding.severity] <= _RANK[fail_on] for finding in findings)


def _allowed(result: Result, settings: Settings) -> list[tuple[str, set[str], str]]:
    """Text, codes and reason of the figures that may pass in this draft."""
    path = relative(result.path, settings.folder)
    rows = [row for row in settings["allow"] if matches(path, row["path"])]
    return [(row["text"], expand([row["rule"]]), row.get("reason", "")) for row in rows]


def _says(finding: Finding, text: str) -> bool:
    return finding.text == text or text in finding.text
