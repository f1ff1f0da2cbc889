"""What must hold for any input at all. Every check raises AssertionError, or lets an unforeseen exception through."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import small

from claimcheck import documents, engine, quantities
from claimcheck.errors import ClaimcheckError, RegistryError
from claimcheck.model import Result
from claimcheck.registry import Registry, load_registry
from claimcheck.reports import Run
from claimcheck.reports.records import run_record

CORPUS = Path(__file__).parent / "corpus"
VERDICTS = {"supported", "contradicted", "imprecise", "outdated", "unregistered"}


def one_line(error: ClaimcheckError) -> None:
    """An error is one printable line of bearable length."""
    text = str(error)
    assert text, "an empty message"
    assert len(error.message.splitlines()) == 1, f"more than one line: {error.message!r}"
    assert len(error.message) < 2_000, f"a message of {len(error.message)} characters"


def draft(data: bytes, name: str, registry: Registry | None = None) -> Result | None:
    """Reads and checks a draft. None when it is refused, which takes one clear line."""
    known = registry or small.registry()
    try:
        document = documents.read(data, name)
    except ClaimcheckError as error:
        one_line(error)
        return None
    source = document.source
    for block in document.blocks:
        assert 0 <= block.span.start <= block.span.end <= len(source), f"a block outside the text: {block.span}"
    result = engine.check(document, known)
    crashed = [notice.message for notice in result.notices if notice.level == "error"]
    assert not crashed, crashed
    for judgement in result.judgements:
        claim = judgement.claim
        assert judgement.verdict in VERDICTS
        assert source[claim.span.start : claim.span.end] == claim.text, f"{claim.span} is not {claim.text!r}"
        assert 0.0 <= claim.confidence <= 1.0
        for part in (claim.subject, claim.metric):
            if part.span is not None:
                assert 0 <= part.span.start <= part.span.end <= len(source)
    for finding in (*result.findings, *result.suppressed):
        assert source[finding.span.start : finding.span.end] == finding.text, f"{finding.code} {finding.span}"
        assert "\n" not in finding.message.strip()
        assert 0.0 <= finding.confidence <= 1.0
        for related in finding.related:
            assert 0 <= related.span.start <= related.span.end <= len(source)
    return result


def report(result: Result, registry: Registry | None = None) -> dict[str, Any]:
    """The result as the JSON report has it: numbers are finite, text is encodable, and it comes back as it was."""
    record = run_record(Run((result,), registry or small.registry(), "0"))
    text = json.dumps(record, ensure_ascii=True, allow_nan=False)
    back: dict[str, Any] = json.loads(text)
    return back


def figures(text: str) -> None:
    """The quantity scanner: spans are slices, in order, apart, and ends are the right way round."""
    last = 0
    for found in quantities.quantities(text):
        assert last <= found.start < found.end <= len(text), f"{found.start}-{found.end} after {last}"
        assert text[found.start : found.end] == found.text
        last = found.end
        low, high = found.low, found.high
        if low is not None and high is not None and not isinstance(low, str) and not isinstance(high, str):
            assert low <= high, f"{found.text!r}: {low} > {high}"


def registry_file(content: bytes, folder: Path, name: str = "models/all.yaml") -> Registry | None:
    """A registry holding a file of these bytes loads, or is refused with one clear line."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    try:
        loaded = load_registry(folder, shipped=False)
    except RegistryError as error:
        one_line(error)
        return None
    assert loaded.facts_count >= 0
    loaded.names()
    return loaded


@lru_cache(maxsize=1)
def corpus() -> tuple[Path, ...]:
    """Inputs that once crashed, hung or lied, and small ones that reach far."""
    return tuple(sorted(path for path in CORPUS.iterdir() if path.is_file()))
