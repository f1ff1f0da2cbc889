"""The figure was once reported and has been replaced since.

What: the value agrees with a report that its publisher withdrew or replaced (a price cut, a corrected table, a final
specification after a preliminary one), and not with the one in force on the document's date.

Why: prices, limits and rankings move; a figure copied from an older page stays behind.

Wrong: In June 2025 o3 costs $10 per million input tokens.
Right: In May 2025 o3 cost $10 per million input tokens.
Wrong: 2025年6月，o3 的输入价格为每百万token 10美元。
Right: 2025年5月，o3 的输入价格为每百万token 10美元。

How to settle: use the figure in force, or date the old one in the text ("at its launch", "until June 2025"). The date
of a document is taken from its front matter or from `--as-of`.
"""

from __future__ import annotations

from claimcheck import agreement
from claimcheck import patterns as re
from claimcheck.model import Fact, Judgement
from claimcheck.rules import figures, owners, wording
from claimcheck.rules.base import Draft, Message, about, claim_rule
from claimcheck.rules.once import once

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_LATER = 6  # months after which nobody still prints what was found replaced, if only by the day of a list
_AROUND = 120  # characters on either side of a price
_MONTH = re.compile(r"(\d{4})(?:-(\d\d))?(?![\d])")
_BEFORE = re.compile(
    r"(?<![a-z])(?:was|were|had|launch\w*|origin\w+|initial\w*|former\w*|previous\w*|before|until|then|from|used to|"
    r"cut|drop\w*|reduc\w*|lower\w*|slash\w*|history|old|at release|debut\w*|first|came out|day one|up to|"
    r"(?:20)?2\d-\d\d)(?![a-z])|"
    r"原价|当时|此前|之前|曾|降|旧|原来|最初|首发|首日|面世|问世|发布[时当]|上线[时当]|当天|当日|历史|早期|20\d\d ?年"
)


def check(judgement: Judgement, checked: Checked) -> Draft | None:
    """An answer where only a fact that is no longer in force agrees."""
    if judgement.verdict != "outdated":
        return None
    claim, registry = judgement.claim, checked.registry
    facts = figures.known(judgement)
    metric = registry.metric(claim.metric.id) if claim.metric.id is not None else None
    if metric is None:
        return None
    agreeing = [
        fact for fact in facts if agreement.compare_to(claim.quantity, fact, metric) in ("supported", "imprecise")
    ]
    others = [fact for fact in facts if fact not in agreeing and fact.status == "reported"]
    if not agreeing:
        return None
    others.sort(key=lambda fact: not figures.comparable(fact, claim.quantity.unit))
    old, new = agreeing[0], next(iter(others), None)
    day = claim.as_of or checked.as_of
    if day is not None and any(fact.valid_from is not None and fact.valid_from > day for fact in agreeing):
        return None  # what holds since: the draft was brought up to date, but for its day
    until = _until(old, new)
    parts = [
        wording.says(claim, registry),
        Message(
            f"that was reported ({wording.origin(old, registry).en}) and held{until.en}",
            f"该数值曾经公布（{wording.origin(old, registry).zh}）{until.zh}",
        ),
    ]
    if new is not None:
        told, where = wording.reported(new), wording.origin(new, registry)
        parts.append(Message(f"since then it is {told.en} ({where.en})", f"此后为 {told.zh}（{where.zh}）"))
    shown = (old,) if new is None else (new, old)
    fix = figures.rewrite(claim, new, sure=False) if new is not None else None
    # an undated draft may be older than the change, if it speaks of nothing younger
    dated = checked.as_of is not None or claim.as_of is not None or old.status == "withdrawn"
    sure = 0.9 if dated else 0.85 if _younger(judgement, old, checked) else 0.7
    return about(judgement, Draft(claim.span, wording.sentence(*parts), sure, facts=shown, fix=fix))


def _younger(judgement: Judgement, old: Fact, checked: Checked) -> bool:
    """Whether the draft names a system that came out after an old price was replaced, and does not tell how the price
    changed: it has no other of the subject, and no word around the price or over it is on what was before.
    """
    claim, end, segment = judgement.claim, old.valid_until, checked.segment(judgement.claim)
    if not end or segment is None or (claim.subject.id, claim.metric.id) in checked.supported:
        return False
    start = max(0, claim.quantity.start - _AROUND)
    if _BEFORE.search(segment.view.low, start, claim.quantity.end + _AROUND) is not None:
        return False
    if any(_BEFORE.search(text) is not None for text in _over(claim.block, checked)):
        return False
    return _months(_youngest_but_one(checked)) - _months(end) > _LATER


def _over(at: int, checked: Checked) -> list[str]:
    """What stands over a block, in lower case: its heading, its caption, and the block before where that leads on."""
    blocks = checked.document.blocks
    here = blocks[at]
    texts = [blocks[heading].view.low for heading in here.headings[-1:]]
    if here.table is not None and here.table.caption is not None:
        texts.append(here.table.caption.low)
    before = blocks[at - 1].view.low.rstrip() if at else ""
    return [*texts, before[-_AROUND:]] if before.endswith((":", "：")) else texts


def _months(day: str) -> int:
    found = _MONTH.match(day)
    return int(found[1]) * 12 + int(found[2] or 12) if found is not None else 0


@once
def _youngest_but_one(checked: Checked) -> str:
    """The day on which the youngest but one of the systems came out that the draft names; empty where none is known.
    One name may be read wrongly.
    """
    days: list[str] = []
    for named in owners.named_ids(checked):
        facts = checked.registry.facts_for(named, "release-date")
        days.append(min((f.value for f in facts if isinstance(f.value, str) and f.status == "reported"), default=""))
    return sorted(days)[-2] if len(days) > 1 else ""


def _until(old: Fact, new: Fact | None) -> Message:
    end = old.valid_until or (new.valid_from or new.date if new is not None else None)
    return Message(f" until {end}", f"，有效至 {end}") if end else Message(" for a time", "，现已失效")


RULE = claim_rule("CC106", __doc__, check)
