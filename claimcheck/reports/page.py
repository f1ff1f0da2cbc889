"""The parts of HTML reports: marks with their evidence, finding cards, tables of claims. No script in here."""

from __future__ import annotations

import zlib

from claimcheck.model import Fact, Finding, Judgement, Result
from claimcheck.reports.assets import asset
from claimcheck.reports.draft import Mark, body, marks
from claimcheck.reports.evidence import amount, describe
from claimcheck.reports.markup import link, text
from claimcheck.reports.numberline import points, svg
from claimcheck.reports.run import Places, Run, counts, coverage

SHOWN_FACTS = 4
_CONFLICTS = ("CC201", "CC202", "CC205")  # the draft against itself
VERDICTS = ("contradicted", "outdated", "imprecise", "unregistered", "supported")


def fragment(run: Run) -> str:
    """A report for a notebook: no script, its own colours, everything escaped."""
    parts = [
        f'<div class="claimcheck nb"><style>{asset("report.css")}{_SORTING}</style>',
        f"<p><b>{summary(run)}</b></p>",
    ]
    for number, result in enumerate(run.results):
        source = result.document.source if result.document else ""
        prefix = f"n{zlib.crc32(f'{number}{result.path}{source}'.encode('utf-8', 'surrogatepass')):08x}"
        if result.error is not None:
            parts.append(f'<p class="error">Not checked: {text(result.error)}</p>')
        if result.document is None:
            continue
        found = marks(result, prefix)
        parts.append(f'<div class="draft">{draft(run, result, found, target=False)}</div>')
        if result.findings:
            parts.append("<details open><summary>Findings</summary>")
            places = Places(result.document)
            parts += [card(run, result, places, f, f"{prefix}f{k}") for k, f in enumerate(result.findings, 1)]
            parts.append("</details>")
        if result.judgements:
            parts.append(f"<details><summary>Claims ({len(result.judgements)})</summary>")
            parts.append(sortable(run, result, prefix) + "</details>")
    return "".join(parts) + "</div>"


def summary(run: Run) -> str:
    """Findings by severity, and what was judged."""
    tally = counts(run.results)
    said = ", ".join(f"{n} {name}{'s' if n != 1 else ''}" for name, n in tally.items() if n) or "no findings"
    seen = coverage(run.results)
    left = seen["claims"] - seen["judged"]
    return (
        f"{said}; {seen['figures']} figures, {seen['claims']} claims, {seen['judged']} judged, {left} without a source"
    )


def draft(run: Run, result: Result, found: list[Mark], *, target: bool) -> str:
    """The draft with its marks; with `target`, marks lead to the cards of their findings."""
    assert result.document is not None
    numbers = {id(finding): number for number, finding in enumerate(result.findings, 1)}

    def wrap(mark: Mark, inner: str) -> str:
        verdict = mark.judgement.verdict if mark.judgement else "finding"
        first = f"{mark.identity.split('m')[0]}f{numbers[id(mark.findings[0])]}" if mark.findings else mark.identity
        goal = first if target else mark.identity
        return (
            f'<a class="{mark.look}" id="{mark.identity}" href="#{goal}" data-verdict="{verdict}">{inner}'
            f'<span class="tip" role="tooltip">{tip(run, mark)}</span></a>'
        )

    return body(result.document, found, wrap)


def tip(run: Run, mark: Mark) -> str:
    """What the mark is about, in a few lines."""
    lines = [f"<b>{finding.code} {text(finding.rule)}</b>: {text(finding.message)}" for finding in mark.findings]
    judgement = mark.judgement
    if judgement is not None:
        lines.insert(0, f'<span class="{judgement.verdict}">{judgement.verdict}</span>: {text(about(judgement))}')
        if not mark.findings and judgement.reason:
            lines.append(text(judgement.reason))
        lines += [text("Reported: " + describe(fact, run.registry).line) for fact in judgement.facts[:2]]
    return "<br>".join(lines)


def about(judgement: Judgement) -> str:
    """Subject, metric and value of a claim."""
    claim = judgement.claim
    subject = claim.subject.name or claim.subject.text or "?"
    metric = claim.metric.name or claim.metric.text or "?"
    conditions = ", ".join(f"{key} {value}" for key, value in claim.conditions.items())
    return f"{subject}, {metric}" + (f" ({conditions})" if conditions else "") + f": {claim.text}"


def card(run: Run, result: Result, places: Places, finding: Finding, identity: str, goal: str | None = None) -> str:
    """One finding with its evidence and, where numbers disagree, the number line."""
    line = places.of(finding.span)[0]
    where = f"line {line}" + (f", {finding.place}" if finding.place else "")
    judgement = next((j for j in result.judgements if j.claim.id == finding.claim), None)
    verdict = judgement.verdict if judgement else "none"
    back = f'<a class="soft" href="#{goal}">{text(where)}</a>' if goal else f'<span class="soft">{text(where)}</span>'
    parts = [
        f'<article class="card" id="{identity}" data-severity="{finding.severity}" '
        f'data-verdict="{verdict}" tabindex="-1">'
        f'<p class="head"><span class="tag {finding.severity}">{finding.severity}</span> '
        f"<b>{finding.code} {text(finding.rule)}</b> {back}</p>"
        f"<p><q>{text(finding.text)}</q> {text(finding.message)}</p>"
    ]
    facts: list[Fact] = [f for i in finding.facts if (f := run.registry.fact(i)) is not None]
    if facts:
        parts.append('<ul class="evidence">')
        parts += [f"<li>{evidence(run, fact)}</li>" for fact in facts[:SHOWN_FACTS]]
        parts.append("</ul>")
    if len(facts) > SHOWN_FACTS:
        parts.append(f'<p class="soft">and {len(facts) - SHOWN_FACTS} more reports</p>')
    for related in finding.related:
        at = places.of(related.span)[0]
        parts.append(f'<p class="soft">See line {at}: {text(related.message)}</p>')
    if judgement is not None:
        elsewhere = _elsewhere(result, places, finding) if finding.code in _CONFLICTS else []
        parts.append(svg(points(judgement, run.registry, elsewhere), identity=f"{identity}s"))
    if finding.fix is not None:
        parts.append(f"<p>Suggested: <code>{text(finding.fix.text)}</code> ({finding.fix.applicability})</p>")
    return "".join(parts) + "</article>"


def _elsewhere(result: Result, places: Places, finding: Finding) -> list[tuple[Judgement, str]]:
    """The claims that a finding is related to, with their lines."""
    spans = {related.span for related in finding.related if related.path is None}
    found = [judgement for judgement in result.judgements if judgement.claim.span in spans]
    return [(judgement, f"line {places.of(judgement.claim.span)[0]}") for judgement in found]


def evidence(run: Run, fact: Fact) -> str:
    """A fact with a link to its source."""
    found = describe(fact, run.registry)
    label = ", ".join(part for part in (found.source, found.locator) if part)
    entity = getattr(run.registry, "entity", lambda _: None)(fact.subject)
    metric = getattr(run.registry, "metric", lambda _: None)(fact.metric)
    name = ", ".join(part.name for part in (entity, metric) if part is not None)
    conditions = ", ".join(f"{key} {value}" for key, value in fact.conditions.items())
    said = f"{name}: " if name else ""
    return f"{text(said)}<b>{text(found.value)}</b> {text(f'({conditions}) ' if conditions else '')}" + (
        f'<span class="soft">{link(found.url, label)}, {text(found.date)}</span>'
    )


def claim_cells(run: Run, judgement: Judgement, places: Places) -> list[tuple[str, str | float]]:
    """A claim's row: escaped cell and what it sorts by."""
    claim = judgement.claim
    line = places.of(claim.span)[0]
    quantity = claim.quantity
    value = quantity.value if not isinstance(quantity.value, str) else None
    reported = judgement.facts[0] if judgement.facts else None
    subject = claim.subject.name or claim.subject.text or ""
    metric = claim.metric.name or claim.metric.text or ""
    return [
        (str(line), line),
        (text(claim.text), float(value) if value is not None and value.is_finite() else 0.0),
        (text(subject), subject.lower()),
        (text(metric), metric.lower()),
        (f'<span class="{judgement.verdict}">{judgement.verdict}</span>', VERDICTS.index(judgement.verdict)),
        (evidence(run, reported) if reported else text(judgement.reason or ""), reported.date if reported else ""),
        (f"{claim.confidence:.2f}", claim.confidence),
    ]


HEADS = ("Line", "Draft", "Subject", "Metric", "Verdict", "Evidence", "Confidence")


def sortable(run: Run, result: Result, prefix: str) -> str:
    """A table that sorts without script: radio buttons choose which rank orders the rows."""
    places = Places(result.document)
    rows = [claim_cells(run, judgement, places) for judgement in result.judgements]
    ranks: list[list[int]] = []
    for column in range(len(HEADS)):
        order = sorted(range(len(rows)), key=lambda at: (_key(rows[at][column][1]), at))
        rank = [0] * len(rows)
        for place, at in enumerate(order):
            rank[at] = place
        ranks.append(rank)
    parts = ['<div class="sorted"><span class="soft">Sort by </span>']
    for column, head in enumerate(HEADS):
        checked = " checked" if column == 0 else ""
        name, identity = f"{prefix}sort", f"{prefix}s{column}"
        parts.append(
            f'<input type="radio" class="k{column}" name="{name}" id="{identity}"{checked}>'
            f'<label for="{identity}">{head}</label> '
        )
    parts.append('<div class="scroll" role="region" aria-label="Claims" tabindex="0"><div class="rows" role="table">')
    parts.append(
        '<div role="row" class="row head">' + "".join(f'<div role="columnheader">{h}</div>' for h in HEADS) + "</div>"
    )
    for at, row in enumerate(rows):
        order = ";".join(f"--k{column}:{ranks[column][at] + 1}" for column in range(len(HEADS)))  # type: ignore[assignment]
        cells = "".join(f'<div role="cell">{cell}</div>' for cell, _ in row)
        parts.append(f'<div role="row" class="row" style="{order}">{cells}</div>')
    return "".join(parts) + "</div></div></div>"


def _key(value: str | float) -> tuple[int, float, str]:
    return (0, float(value), "") if isinstance(value, int | float) else (1, 0.0, value)


_SORTING = (
    ".claimcheck.nb{padding:.6em 1em;border-radius:6px}"
    ".claimcheck .rows{display:flex;flex-direction:column;font-size:.88em;min-width:60em}"
    ".claimcheck .row{display:grid;grid-template-columns:4em 8em 11em 11em 8em 1fr 7em;gap:.6em;padding:.25em 0;"
    "border-bottom:1px solid var(--edge)}.claimcheck .row.head{order:0;font-weight:600}"
    ".claimcheck .sorted label{cursor:pointer}"
    + "".join(f".claimcheck .k{k}:checked~.scroll .row:not(.head){{order:var(--k{k})}}" for k in range(len(HEADS)))
    + ".claimcheck .card{border:1px solid var(--edge);border-radius:6px;padding:.5em .8em;margin:.6em 0}"
    ".claimcheck .card p{margin:.3em 0}"
)


def value_of(judgement: Judgement) -> str:
    quantity = judgement.claim.quantity
    return amount(quantity.value, quantity.unit) if quantity.value is not None else judgement.claim.text
