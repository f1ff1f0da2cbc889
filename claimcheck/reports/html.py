"""`--output-format html`: one self-contained page. Its one script is admitted by hash; nothing else can run."""

from __future__ import annotations

import base64
import hashlib

from claimcheck.model import Result
from claimcheck.reports import page
from claimcheck.reports.assets import asset
from claimcheck.reports.draft import marks
from claimcheck.reports.markup import text
from claimcheck.reports.run import SEVERITIES, Places, Run, counts


def render(run: Run) -> str:
    script = asset("page.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'; img-src 'none'"
    )
    language = "zh" if run.results and all(r.document and r.document.language == "zh" for r in run.results) else "en"
    documents = "".join(_document(run, result, number) for number, result in enumerate(run.results))
    partial = f'<p class="error">Partial: {text(run.partial)}</p>' if run.partial is not None else ""
    known = f"registry {run.registry.facts_count} facts, {run.registry.digest[:12]}"
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta name="generator" content="claimcheck {text(run.version)}">'
        f"<title>{text(_title(run))}</title><style>{asset('report.css')}{asset('page.css')}</style></head>\n"
        '<body class="claimcheck"><a class="skip" href="#content">Skip to the draft</a>'
        f'<header class="top"><h1>claimcheck</h1> <p>{page.summary(run)} <span class="soft">({text(known)})</span></p>'
        f"{partial}{_filters(run)}</header>\n"
        f'<main id="content">{documents}</main>\n<script>{script}</script></body></html>\n'
    )


def _title(run: Run) -> str:
    names = ", ".join(run.relative(result.path) for result in run.results[:3])
    return f"claimcheck: {names}" + (" and more" if len(run.results) > 3 else "")


def _filters(run: Run) -> str:
    tally = counts(run.results)
    verdicts = dict.fromkeys(page.VERDICTS, 0)
    for result in run.results:
        for judgement in result.judgements:
            verdicts[judgement.verdict] += 1

    def boxes(name: str, values: dict[str, int]) -> str:
        rows = "".join(
            f'<label class="{value}"><input type="checkbox" name="{name}" value="{value}" checked> '
            f"{value} ({number})</label>"
            for value, number in values.items()
        )
        return f"<fieldset><legend>{name.capitalize()}</legend>{rows}</fieldset>"

    return (
        f'<div class="filters">{boxes("severity", {s: tally[s] for s in SEVERITIES})}{boxes("verdict", verdicts)}'
        '<span class="keys"><kbd>j</kbd> <kbd>k</kbd> next and previous finding</span>'
        '<span id="live" class="soft" role="status" aria-live="polite"></span></div>'
    )


def _document(run: Run, result: Result, number: int) -> str:
    prefix = f"d{number}"
    parts = [
        f'<section class="doc" aria-labelledby="{prefix}h"><h2 id="{prefix}h">{text(run.relative(result.path))}</h2>'
    ]
    if result.error is not None:
        parts.append(f'<p class="error">Not checked: {text(result.error)}</p>')
    if result.document is None:
        return "".join(parts) + "</section>"
    found = marks(result, prefix)
    goals = {id(finding): mark.identity for mark in found for finding in mark.findings}
    places = Places(result.document)
    parts.append(f'<div class="two"><div class="draft">{page.draft(run, result, found, target=True)}</div>')
    name = text(run.relative(result.path))
    parts.append(f'<aside class="side" aria-label="Findings in {name}">')
    parts.append(f"<h3>Findings ({len(result.findings)})</h3>")
    for at, finding in enumerate(result.findings, 1):
        goal = goals.get(id(finding), "")
        drawn = page.card(run, result, places, finding, f"{prefix}f{at}", goal or None)
        parts.append(drawn.replace("<article ", f'<article data-mark="{goal}" ', 1))
    parts.append("</aside></div>")
    if result.judgements:
        parts.append(_claims(run, result, places))
    return "".join(parts) + "</section>\n"


def _claims(run: Run, result: Result, places: Places) -> str:
    heads = "".join(f'<th scope="col"><button type="button">{head}</button></th>' for head in page.HEADS)
    rows: list[str] = []
    for judgement in result.judgements:
        cells = "".join(
            f'<td data-key="{text(str(key))}">{cell}</td>' for cell, key in page.claim_cells(run, judgement, places)
        )
        rows.append(f'<tr data-verdict="{judgement.verdict}">{cells}</tr>')
    return (
        f'<details class="claims"><summary>Every claim ({len(rows)})</summary>'
        f'<div class="scroll" role="region" aria-label="Claims in {text(run.relative(result.path))}" tabindex="0">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div></details>"
    )
