"""Document in, Result out: pure, without files and without a clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from claimcheck import claims, match, rules, suppress
from claimcheck.codes import BY_CODE
from claimcheck.collector import paused
from claimcheck.digests import sha256_of
from claimcheck.limits import MENTIONS
from claimcheck.mentions import NameIndex
from claimcheck.model import Document, Finding, Judgement, Notice, Result
from claimcheck.records import dataclass, replace
from claimcheck.registry import Registry
from claimcheck.rules import runs

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Literal


@dataclass(frozen=True, slots=True)
class Options:
    """How a document is checked. `select` holds codes; None is all. `as_of` is an ISO date.

    `mentions` is the most names and figures that one paragraph or cell may hold.
    """

    select: frozenset[str] | None = None
    min_confidence: float = 0.0
    as_of: str | None = None
    language: Literal["auto", "en", "zh"] = "auto"
    mentions: int = MENTIONS


_DEFAULT = Options()
_DOUBTED = 0.7  # below what makes more than a note

_EXPLAINED = ("cannot be compared", match.SIBLING)  # reasons of unregistered figures that a rule may still explain

_INDEXES: dict[str, NameIndex] = {}


def index_of(registry: Registry) -> NameIndex:
    """The name index of a registry, built once for each registry."""
    index = _INDEXES.get(registry.digest)
    if index is None:
        index = _INDEXES[registry.digest] = NameIndex(registry.name_table())
    return index


@paused()
def check(document: Document, registry: Registry, options: Options = _DEFAULT) -> Result:
    """Everything that checking a document gives: its claims judged, its findings, what was not judged and why.

    Raises BoundError for a paragraph of more names and figures than the options allow.
    """
    index = index_of(registry)
    document = claims.restored(document, index)
    bound, segments = claims.bind(document, registry, index, options.mentions)
    as_of = options.as_of or document.date
    judgements = tuple(match.judge(claim, registry, as_of) for claim in bound)
    checked = match.Checked(document, registry, judgements, segments, as_of)
    language = document.language if options.language == "auto" else options.language
    notices: list[Notice] = [Notice(text) for text in document.notices]
    findings = _findings(checked, options, language, notices)
    directives = suppress.parse(document)
    kept, suppressed, used = suppress.Silencers(directives).split(findings)
    if options.select is None or "CC901" in options.select:
        kept += _about_directives(directives, {id(by) for by in used}, document, language)
    kept = [f for f in kept if f.confidence >= options.min_confidence]
    return Result(
        path=document.path,
        document=document,
        judgements=judgements,
        findings=fingerprinted(sorted(kept, key=_order), judgements),
        suppressed=fingerprinted(suppressed, judgements),
        figures=sum(len(s.quantities) for s in segments),
        unjudged=dict(Counter(j.reason or "unknown" for j in judgements if j.verdict == "unregistered")),
        notices=tuple(notices),
    )


def _about_directives(
    directives: Iterable[suppress.Directive], used: set[int], document: Document, language: str
) -> Iterator[Finding]:
    """CC901: directives that are malformed, name an unknown rule, or silence nothing."""
    row = BY_CODE["CC901"]
    for directive in directives:
        if directive.problem is not None:
            said = f"this directive cannot be read: {directive.problem}", f"无法识别此指令：{directive.problem}"
        elif directive.unknown:
            name = directive.unknown[0]
            near = suppress.nearest(name)
            hint = (f"; did you mean {near}?", f"；是否指 {near}？") if near else ("", "")
            said = f"there is no rule {name!r}{hint[0]}", f"没有名为 {name!r} 的规则{hint[1]}"
        elif directive.reported and id(directive) not in used:
            named = ", ".join(directive.rules)
            said = f"this directive silences nothing ({named})", f"此指令没有压制任何结果（{named}）"
        else:
            continue
        span = directive.span
        text = document.source[span.start : span.end]
        message = said[1] if language == "zh" else said[0]
        yield Finding(row.code, row.name, row.severity, 1.0, message, span, text)


def _order(finding: Finding) -> tuple[int, int, str]:
    return finding.span.start, finding.span.end, finding.code


def _findings(checked: match.Checked, options: Options, language: str, notices: list[Notice]) -> list[Finding]:
    found: list[Finding] = []
    for judgement in checked.judgements:
        # figures that cannot be compared may still print a fact's digits under another unit (CC103) or metric (CC105)
        if judgement.verdict in ("contradicted", "outdated", "imprecise") or judgement.reason in _EXPLAINED:
            try:
                asked = rules.CLAIM_RULES if rules.speaks(judgement, checked) else ()
            except Exception as error:
                asked = rules.CLAIM_RULES
                notices.append(_crash("CC101", error))
            for rule in asked:
                try:
                    draft = rule.claim(judgement, checked) if rule.claim is not None else None
                except Exception as error:  # a crashed rule must not lose the rest of the run
                    notices.append(_crash(rule.code, error))
                    continue
                if draft is not None:
                    if runs.doubtful(rule.code, judgement, checked):
                        draft = replace(draft, confidence=min(draft.confidence, _DOUBTED))
                    found.append(rules.finding(rule, draft, checked.document, language))
                    break
    for rule in rules.DOCUMENT_RULES:
        if rule.document is None or (options.select is not None and rule.code not in options.select):
            continue
        try:
            found += [rules.finding(rule, draft, checked.document, language) for draft in rule.document(checked)]
        except Exception as error:
            notices.append(_crash(rule.code, error))
    if options.select is not None:
        found = [f for f in found if f.code in options.select]
    return _once(_placed(found, checked.judgements))


def _crash(code: str, error: Exception) -> Notice:
    detail = str(error).splitlines()[0] if str(error) else ""
    return Notice(f"rule {code} crashed and was skipped: {type(error).__name__} {detail}".rstrip(), "error")


def _placed(found: Iterable[Finding], judgements: tuple[Judgement, ...]) -> list[Finding]:
    places = {j.claim.id: j.claim.place for j in judgements if j.claim.place}
    return [replace(f, place=places[f.claim]) if f.claim in places and f.place is None else f for f in found]


def _once(found: list[Finding]) -> list[Finding]:
    """One disagreement, one finding: of equal rules on one place the surer; a claim's own rule before CC2 on it."""
    kept: dict[tuple[int, int, str], Finding] = {}
    for finding in found:
        key = (finding.span.start, finding.span.end, finding.code)
        if key not in kept or kept[key].confidence < finding.confidence:
            kept[key] = finding
    against_registry = {f.span for f in kept.values() if f.code.startswith("CC1") and f.severity != "note"}
    return [f for f in kept.values() if not (f.code in ("CC201", "CC202", "CC205") and f.span in against_registry)]


def fingerprinted(
    found: Iterable[Finding], judgements: tuple[Judgement, ...], kind: str | None = None
) -> tuple[Finding, ...]:
    """Fingerprints hold the rule, the claim and the figure, and count repeats; they do not move with lines. `kind`
    tells findings apart that another step than `check` made.
    """
    by_id = {j.claim.id: j.claim for j in judgements}
    seen: Counter[str] = Counter()
    result: list[Finding] = []
    for finding in found:
        claim = by_id.get(finding.claim or "")
        parts = [finding.code, "".join(finding.text.split()), *([kind] if kind else [])]
        if claim is not None:
            parts += [claim.subject.id or claim.subject.text or "", claim.metric.id or ""]
            parts += [f"{k}={v}" for k, v in sorted(claim.conditions.items())]
        key = "|".join(parts)
        seen[key] += 1
        digest = sha256_of(f"{key}|{seen[key]}")[:32]
        result.append(replace(finding, fingerprint=digest))
    return tuple(result)
