"""`--output-format full`: each finding with its source line, a caret span and the evidence."""

from __future__ import annotations

from claimcheck.model import Fact, Finding, Result
from claimcheck.reports.concise import heading
from claimcheck.reports.evidence import describe
from claimcheck.reports.run import Places, Run
from claimcheck.reports.text import excerpt, paint, safe

_SHOWN_FACTS = 3
_AROUND = 2_000  # characters of a line beside a finding: more than any terminal shows


def render(run: Run) -> str:
    cited = run.cited()
    parts: list[str] = []
    for result in run.results:
        places = Places(result.document)
        parts.extend(_finding(run, result, places, finding, cited) for finding in run.shown(result))
    return "\n".join(parts)


def _finding(run: Run, result: Result, places: Places, finding: Finding, cited: dict[str, Fact]) -> str:
    colour = run.colour
    line, column, end_line, end_column = places.of(finding.span)
    rows = [heading(result.path, line, column, finding, colour)]
    gutter = " " * len(str(line))
    bar = paint("|", "dim", colour)

    def note(label: str, text: str) -> None:
        rows.append(f"{gutter} {paint('=', 'dim', colour)} {paint(label, 'bold', colour)}: {text}")

    if places.source:
        begin, end = places.index.line_span(line)
        start = begin + column - 1
        stop = max(start + 1, begin + end_column - 1 if end_line == line else end)
        low, high = max(begin, start - _AROUND), min(end, stop + _AROUND)
        text = places.source[low:high]  # a line may be as long as the draft
        shown, offset, size = excerpt(text, start - low, stop - low, run.width - len(gutter) - 3)
        rows.append(f"{gutter} {bar}")
        rows.append(f"{paint(str(line), 'dim', colour)} {bar} {shown}")
        label = finding.severity + ("" if finding.confidence >= 0.8 else f", confidence {finding.confidence:.2f}")
        rows.append(f"{gutter} {bar} {' ' * offset}{paint('^' * size + ' ' + label, finding.severity, colour)}")
    if finding.place:
        note("place", safe(finding.place))
    for related in finding.related:
        where = f"{related.path or result.path}:{places.index.line(min(related.span.start, len(places.source)))}"
        note("see", f"{safe(where)}: {safe(related.message)}")
    for fact_id in finding.facts[:_SHOWN_FACTS]:
        if fact_id in cited:
            evidence = describe(cited[fact_id], run.registry)
            note("reported", safe(evidence.line))
            if evidence.url:
                rows.append(f"{gutter}   {paint(safe(evidence.url), 'link', colour)}")
    if len(finding.facts) > _SHOWN_FACTS:
        note("reported", f"and {len(finding.facts) - _SHOWN_FACTS} more (--output-format json lists them)")
    if finding.fix is not None:
        option = "--fix" if finding.fix.applicability == "safe" else "--fix --unsafe-fixes"
        note("fix", f"{safe(finding.fix.text)} ({option})")
    return "".join(row + "\n" for row in rows)
