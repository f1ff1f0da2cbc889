"""What a rule is, what it says, and how that becomes a finding.

A rule is a module whose docstring is its manual page and whose `RULE` names its code, its scope and its check. A claim
rule is asked about one claim that no admissible fact supports; the rules are asked in the order of `rules.RULES`, and
the first that answers speaks. A document rule sees the whole document and yields what it finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from claimcheck import codes
from claimcheck.model import Document, Fact, Finding, Fix, Judgement, Recognition, Related, Severity
from claimcheck.records import NamedTuple, dataclass, replace
from claimcheck.spans import Span

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Literal

    from claimcheck.match import Checked

    Language = Literal["en", "zh"]
else:
    Language = str

SURE = 0.8  # a finding of less confidence than this is a note, whatever its rule


class Message(NamedTuple):
    """One statement in both languages of the reports."""

    en: str
    zh: str

    def pick(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


class Pointer(NamedTuple):
    """Another place in the same document that a finding is about."""

    span: Span
    message: Message


@dataclass(frozen=True, slots=True)
class Draft:
    """What a rule found, before the engine picks a language and applies the settings.

    `span` is a figure or a name, never a sentence. `severity` replaces the rule's own where the place calls for a
    milder one. `fix` is there only where exactly one replacement fits.
    """

    span: Span
    message: Message
    confidence: float = 1.0
    claim: str | None = None
    facts: tuple[Fact, ...] = ()
    related: tuple[Pointer, ...] = ()
    fix: Fix | None = None
    severity: Severity | None = None


ClaimCheck = Callable[[Judgement, "Checked"], Draft | None]
DocumentCheck = Callable[["Checked"], Iterator[Draft]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of defect: the row of its code, whether it looks at a claim or a document, and its check."""

    code: str
    name: str
    severity: Severity
    manual: str
    claim: ClaimCheck | None = None
    document: DocumentCheck | None = None

    @property
    def scope(self) -> Literal["claim", "document"]:
        return "claim" if self.claim is not None else "document"

    @property
    def summary(self) -> str:
        """The first line of the manual page."""
        return self.manual.strip().splitlines()[0].rstrip(".")


def claim_rule(code: str, manual: str | None, check: ClaimCheck) -> Rule:
    """The rule for `code` that is asked about one claim at a time."""
    row = codes.BY_CODE[code]
    return Rule(row.code, row.name, row.severity, manual or "", claim=check)


def document_rule(code: str, manual: str | None, check: DocumentCheck) -> Rule:
    """The rule for `code` that is asked about a whole document."""
    row = codes.BY_CODE[code]
    return Rule(row.code, row.name, row.severity, manual or "", document=check)


_MILDER: dict[Severity, int] = {"note": 0, "warning": 1, "error": 2}


def milder(first: Severity, second: Severity | None) -> Severity:
    """The milder of two severities."""
    return first if second is None or _MILDER[first] <= _MILDER[second] else second


def finding(rule: Rule, draft: Draft, document: Document, language: str) -> Finding:
    """The finding that a draft becomes, without fingerprint and before the user's settings."""
    severity = milder(rule.severity, draft.severity)
    if draft.confidence < SURE:
        severity = "note"
    return Finding(
        code=rule.code,
        rule=rule.name,
        severity=severity,
        confidence=round(draft.confidence, 2),
        message=draft.message.pick(language),
        span=draft.span,
        text=document.source[draft.span.start : draft.span.end],
        claim=draft.claim,
        related=tuple(Related(pointer.span, pointer.message.pick(language)) for pointer in draft.related),
        facts=tuple(dict.fromkeys(fact.id for fact in draft.facts)),
        fix=draft.fix,
    )


# From here on the chance that a figure is read rightly is good enough for more than a note. A contradiction that
# explains itself (a power of ten, another's very value) speaks for the reading as well.
READ, EXPLAINED = 0.6, 0.5
_OUTWEIGH = 4  # so many figures of a line that no header names outweigh one among them that does not agree,
_AT_LEAST = 8  # where so many do


def about(judgement: Judgement, draft: Draft, enough: float = READ) -> Draft:
    """The draft with the claim's id, its doubts and its manner of speaking taken into account.

    An approximate figure gives at most a warning, a quoted or hypothetical one and one that is read with some doubt
    likewise; a forecast and a figure read with more doubt than `enough` give a note. So does a figure in a line of a
    table that was told by its figures, unless nearly all of them agree.
    """
    claim = judgement.claim
    severity = draft.severity
    doubtful = claim.confidence < SURE
    if (
        claim.quantity.approximation not in ("exact", "range")
        or claim.stance not in ("asserted", "negated")
        or doubtful
    ):
        severity = milder("warning", severity)
    read = claim.confidence
    if enough <= read < SURE:
        read = SURE + (read - enough) / 10
    if claim.stance == "forecast":
        severity = "note"
    message = draft.message
    if claim.recognition is not None:
        message = _told(message, claim.recognition)
        missed = claim.recognition.compared - claim.recognition.agreed
        sure = claim.recognition.agreed >= max(_OUTWEIGH * missed, _AT_LEAST)
        severity = milder("warning" if missed and sure else "note", severity)
    return replace(draft, message=message, claim=claim.id, confidence=min(draft.confidence, read), severity=severity)


def _told(message: Message, recognition: Recognition) -> Message:
    """The message with how the claim's line of the table was told, which names no metric, subject or unit."""
    agreed, compared = recognition.agreed, recognition.compared
    missing = {"metric": ("metric", "指标"), "subject": ("subject", "对象"), "unit": ("unit", "单位")}[recognition.of]
    return Message(
        f"{message.en} The table does not name the {missing[0]}: {agreed} of {compared} figures of its line agree with "
        "what was reported for it.",
        f"{message.zh}表中未写明{missing[1]}：同行或同列可比的 {compared} 个数字中有 {agreed} 个与公布值一致。",
    )
