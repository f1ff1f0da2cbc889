"""Documents given together: two values for one claim in several of them.

Pure, over results that `engine.check` gave: no files, no registry but for names and units. What one document says
twice is its own affair (CC201, CC202, CC205); here each claim is held to what the documents before it say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from claimcheck import engine, suppress
from claimcheck.model import Document, Finding, Judgement, Result
from claimcheck.records import replace
from claimcheck.registry import Registry
from claimcheck.rules import RULES, Message, base, pairs
from claimcheck.spans import LineIndex

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Literal


_CODE = "CC201"
_SURE = 0.85
_Key = tuple[object, ...]


def compare(
    results: Sequence[Result], registry: Registry, language: Literal["auto", "en", "zh"] = "auto"
) -> list[Result]:
    """The same results in the same order, each with a CC201 for every claim whose value an earlier document gives
    otherwise; the earlier place is in `related`, with its path.

    Documents need their blocks (`files.check_all(blocks=True)`), because directives are read anew: one that silences
    such a finding is in use, and its CC901 goes.
    """
    told: dict[_Key, list[tuple[Result, list[Judgement]]]] = defaultdict(list)
    compared: list[Result] = []
    for result in results:
        own: dict[_Key, list[Judgement]] = defaultdict(list)
        for judged in result.judgements:
            key = pairs.key(judged, registry)
            if key is not None:
                own[key].append(judged)
        compared.append(_with_conflicts(result, own, told, registry, language))
        for key, claims in own.items():
            told[key].append((result, claims))
    return compared


def _with_conflicts(
    result: Result,
    own: dict[_Key, list[Judgement]],
    told: dict[_Key, list[tuple[Result, list[Judgement]]]],
    registry: Registry,
    language: str,
) -> Result:
    document = result.document
    if document is None:
        return result
    tongue = document.language if language == "auto" else language
    taken = [finding.span for finding in (*result.findings, *result.suppressed)]
    found: list[Finding] = []
    for key, claims in own.items():
        for other, earlier in told.get(key, ()):
            pair = _pair(claims, earlier)
            if pair is None or pair[1].claim.span in taken or not _one_time(pair[0], document, other, registry):
                continue
            found.append(_finding(pair, other, document, registry, tongue))
            break  # one claim, one finding, whatever the other documents say
    return _added(result, document, found) if found else result


def _pair(claims: list[Judgement], earlier: list[Judgement]) -> tuple[Judgement, Judgement] | None:
    """A claim and its contrary in an earlier document; None where any value of the one agrees with one of the other,
    or where the registry explains the difference.
    """
    for late in claims:
        for early in earlier:
            if not pairs.apart(early.claim, late.claim) or pairs.settled(early, late):
                return None
    return earlier[0], claims[0]


def _one_time(early: Judgement, document: Document, other: Result, registry: Registry) -> bool:
    """Whether both documents speak of one time: what changes (prices, ratings) needs the same date, unless each
    claim states its own.
    """
    metric = registry.metric(early.claim.metric.id or "")
    if metric is None or metric.kind not in pairs.CHANGING or early.claim.as_of is not None:
        return True
    return other.document is not None and document.date is not None and other.document.date == document.date


def _finding(
    pair: tuple[Judgement, Judgement], other: Result, document: Document, registry: Registry, language: str
) -> Finding:
    early = pair[0].claim
    assert other.document is not None
    line = LineIndex(other.document.source).line(early.span.start)
    where = Message(f"in {other.path} (line {line})", f"{other.path}（第 {line} 行）中")
    rule = next(rule for rule in RULES if rule.code == _CODE)
    made = base.finding(rule, pairs.conflict(pair, registry, where, _SURE), document, language)
    related = tuple(replace(place, path=other.path) for place in made.related)
    return replace(made, related=related, place=pair[1].claim.place)


def _added(result: Result, document: Document, found: list[Finding]) -> Result:
    """The result with the findings that no directive silences."""
    directives = suppress.parse(document)
    kept, silenced, used = suppress.Silencers(directives).split(found)
    spans = {by.span for by in used}
    before = [f for f in result.findings if f.code != "CC901" or f.span not in spans]
    return replace(
        result,
        findings=tuple(
            sorted(
                (*before, *engine.fingerprinted(kept, result.judgements, "across")),
                key=lambda finding: (finding.span.start, finding.span.end, finding.code),
            )
        ),
        suppressed=(*result.suppressed, *silenced),
    )
