"""What every report receives: the results of one run and the registry that judged them."""

from __future__ import annotations

import os
from functools import cached_property

from claimcheck.model import Document, Fact, Finding, Judgement, Result, Severity, Source
from claimcheck.records import dataclass
from claimcheck.spans import LineIndex, Span

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Protocol

    class Facts(Protocol):
        """The part of a registry that reports need."""

        @property
        def digest(self) -> str: ...
        @property
        def facts_count(self) -> int: ...
        @property
        def known_until(self) -> str: ...
        def fact(self, id: str) -> Fact | None: ...
        def source(self, id: str) -> Source | None: ...
else:
    Facts = object


SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True)
class Run:
    """The results of one run, in the order of the paths.

    `root` is the folder that URIs in machine formats are relative to (the repository's, when there is one).
    """

    results: tuple[Result, ...]
    registry: Facts
    version: str = ""
    root: str | None = None
    colour: bool = False
    width: int = 100
    suppressed: bool = False  # whether silenced findings are shown, in the formats that can
    partial: str | None = None  # why the run ended before its last draft

    @cached_property
    def findings(self) -> tuple[tuple[Result, Finding], ...]:
        """Every finding with the result it belongs to, in document order."""
        return tuple((result, finding) for result in self.results for finding in result.findings)

    def shown(self, result: Result) -> tuple[Finding, ...]:
        """The findings of a result that a report lists: with the silenced ones among them where those are wanted."""
        if not self.suppressed or not result.suppressed:
            return result.findings
        return tuple(sorted((*result.findings, *result.suppressed), key=lambda f: (f.span.start, f.span.end, f.code)))

    def cited(self) -> dict[str, Fact]:
        """Every fact that a claim or a finding cites, by id."""
        facts: dict[str, Fact] = {}
        for result in self.results:
            for judgement in result.judgements:
                for fact in judgement.facts:
                    facts.setdefault(fact.id, fact)
            for finding in self.shown(result):
                for fact_id in finding.facts:
                    if fact_id not in facts and (found := self.registry.fact(fact_id)) is not None:
                        facts[fact_id] = found
        return dict(sorted(facts.items()))

    def relative(self, path: str) -> str:
        """`path` from `root`, with forward slashes; outside the root as it is given, never starting with ./"""
        if path in ("-", "") or path.startswith("<"):
            return "stdin"
        text = path
        if self.root is not None:
            full = os.path.abspath(path)
            try:
                inside = os.path.relpath(full, self.root)
            except ValueError:  # another drive
                inside = os.pardir
            text = full if inside.split(os.sep)[0] == os.pardir else inside
        text = text.replace("\\", "/") if os.sep == "\\" else text
        return text[2:] if text.startswith("./") else text


class Places:
    """Lines and columns of one document."""

    def __init__(self, document: Document | None) -> None:
        self.source = document.source if document is not None else ""
        self.index = LineIndex(self.source)

    def of(self, span: Span | tuple[int, int]) -> tuple[int, int, int, int]:
        """line, column, end line, end column; from 1, in code points, the end exclusive."""
        size = len(self.source)
        start, end = min(span[0], size), min(span[1], size)
        return (*self.index.line_column(start), *self.index.line_column(end))


def counts(results: tuple[Result, ...]) -> dict[str, int]:
    """How many findings of each severity."""
    tally = dict.fromkeys(SEVERITIES, 0)
    for result in results:
        for finding in result.findings:
            tally[finding.severity] += 1
    return {str(key): value for key, value in tally.items()}


def unjudged(results: tuple[Result, ...]) -> dict[str, int]:
    """Why claims were not judged: reason -> number, the most frequent first."""
    tally: dict[str, int] = {}
    for result in results:
        for reason, number in result.unjudged.items():
            tally[reason] = tally.get(reason, 0) + number
    return dict(sorted(tally.items(), key=lambda item: (-item[1], item[0])))


def judged(judgement: Judgement) -> bool:
    return judgement.verdict != "unregistered"


def coverage(results: tuple[Result, ...]) -> dict[str, int]:
    """Figures seen, claims bound, claims judged."""
    claims = sum(len(result.judgements) for result in results)
    done = sum(judged(judgement) for result in results for judgement in result.judgements)
    return {"figures": sum(result.figures for result in results), "claims": claims, "judged": done}
