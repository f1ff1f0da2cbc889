"""Claims, findings and facts as plain mappings: the JSON contract, shared by JSON, JSON lines and frames."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from typing import Any

from claimcheck import patterns as re
from claimcheck.model import Fact, Finding, Judgement, Result, Value
from claimcheck.reports.run import Facts, Places, Run, counts, coverage, unjudged

VERSION = 1
_LARGEST = sys.float_info.max
Record = dict[str, Any]


def number(value: Value | None) -> int | float | str | None:
    """A JSON value: whole numbers as integers, others as the nearest finite float, dates as they are."""
    if value is None or isinstance(value, str):
        return value
    if value.is_finite() and value == value.to_integral_value() and value.adjusted() < 19:
        return int(value)
    return max(-_LARGEST, min(_LARGEST, float(value)))  # JSON has no infinity


def claim_record(judgement: Judgement, places: Places) -> Record:
    """A claim with its verdict; every key is always there."""
    claim = judgement.claim
    quantity, subject, metric = claim.quantity, claim.subject, claim.metric
    line, column, end_line, end_column = places.of(claim.span)
    ranged = quantity.approximation == "range"
    return {
        "id": claim.id,
        "text": claim.text,
        "start": claim.span.start,
        "end": claim.span.end,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "subject": subject.id,
        "subject_name": subject.name,
        "subject_text": subject.text,
        "subject_start": subject.span.start if subject.span else None,
        "subject_end": subject.span.end if subject.span else None,
        "metric": metric.id,
        "metric_name": metric.name,
        "metric_text": metric.text,
        "metric_start": metric.span.start if metric.span else None,
        "metric_end": metric.span.end if metric.span else None,
        "value": None if ranged else number(quantity.value),
        "low": number(quantity.low),
        "high": number(quantity.high),
        "unit": quantity.unit,
        "approximation": quantity.approximation,
        "reading": quantity.reading,
        "conditions": dict(sorted(claim.conditions.items())),
        "as_of": claim.as_of,
        "stance": claim.stance,
        "relation": None
        if claim.relation is None
        else {
            "kind": claim.relation.kind,
            "operands": list(claim.relation.operands),
            "expected": number(claim.relation.expected),
        },
        "recognition": None
        if claim.recognition is None
        else {
            "of": claim.recognition.of,
            "agreed": claim.recognition.agreed,
            "compared": claim.recognition.compared,
        },
        "verdict": judgement.verdict,
        "reason": judgement.reason,
        "confidence": confidence(claim.confidence),
        "facts": [fact.id for fact in judgement.facts],
        "place": claim.place,
    }


def finding_record(finding: Finding, places: Places, path: str) -> Record:
    line, column, end_line, end_column = places.of(finding.span)
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity,
        "confidence": confidence(finding.confidence),
        "message": finding.message,
        "text": finding.text,
        "start": finding.span.start,
        "end": finding.span.end,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "claim": finding.claim,
        "related": [related_record(related, places, path) for related in finding.related],
        "facts": list(finding.facts),
        "fix": fix_record(finding),
        "fingerprint": finding.fingerprint,
        "place": finding.place,
    }


def related_record(related: Any, places: Places, path: str) -> Record:
    line, column, end_line, end_column = places.of(related.span)
    return {
        "path": related.path or path,
        "start": related.span.start,
        "end": related.span.end,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "message": related.message,
    }


def fix_record(finding: Finding) -> Record | None:
    fix = finding.fix
    if fix is None:
        return None
    span = fix.span or finding.span
    return {"text": fix.text, "applicability": fix.applicability, "start": span.start, "end": span.end}


def fact_record(fact: Fact, registry: Facts) -> Record:
    source = registry.source(fact.source)
    return {
        "subject": fact.subject,
        "metric": fact.metric,
        "value": number(fact.value),
        "low": number(fact.low),
        "high": number(fact.high),
        "unit": fact.unit,
        "conditions": dict(sorted(fact.conditions.items())),
        "source": source.title if source else fact.source,
        "publisher": source.publisher if source else None,
        "url": source.url if source else None,
        "kind": fact.kind,
        "locator": fact.locator,
        "date": fact.date,
        "status": fact.status,
    }


def document_record(result: Result, silenced: bool = False) -> Record:
    """One document; with `silenced`, the findings that are kept out of the report too, each with the reason."""
    places = Places(result.document)
    record: Record = {
        "path": result.path,
        "error": result.error,
        "claims": [claim_record(judgement, places) for judgement in result.judgements],
        "findings": [finding_record(finding, places, result.path) for finding in result.findings],
        "suppressed": len(result.suppressed),
    }
    if silenced:
        record["silenced"] = [
            {
                **finding_record(finding, places, result.path),
                "by": finding.silence.by if finding.silence else None,
                "reason": finding.silence.reason if finding.silence else None,
            }
            for finding in result.suppressed
        ]
    if result.document is not None and result.document.extracted:
        record["text"] = result.document.source
    return record


def summary_record(results: tuple[Result, ...]) -> Record:
    seen = coverage(results)
    return {
        "documents": len(results),
        "figures": seen["figures"],
        "claims": seen["claims"],
        "judged": seen["judged"],
        "unjudged": unjudged(results),
        "findings": counts(results),
        "suppressed": sum(len(result.suppressed) for result in results),
    }


def registry_record(registry: Facts) -> Record:
    return {"facts": registry.facts_count, "digest": registry.digest, "known_until": registry.known_until}


def run_record(run: Run) -> Record:
    """The whole run: the JSON report's object."""
    return {
        "version": VERSION,
        "tool": {"name": "claimcheck", "version": run.version},
        "registry": registry_record(run.registry),
        "documents": [document_record(result, run.suppressed) for result in run.results],
        "facts": {fact_id: fact_record(fact, run.registry) for fact_id, fact in run.cited().items()},
        "summary": summary_record(run.results),
        "partial": run.partial,
    }


_RAW = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def encoded(value: Any, indent: int | None = None) -> str:
    """JSON with Chinese as it is, and with what a terminal would obey (C1 controls, bidi overrides) escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return _RAW.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def confidence(value: float | Decimal) -> float:
    return round(float(value), 4)
