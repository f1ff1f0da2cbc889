"""Statistics of reports: two surveys that ask the same are two facts; a draft that names neither may tell a third."""

from __future__ import annotations

from claimcheck import patterns as re
from claimcheck.model import Judgement
from claimcheck.rules import figures, runs
from claimcheck.rules.once import once

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_WORD = re.compile(r"[A-Za-z]{4,}|[\u4e00-\u9fff]{2,}")
_MOST = 50  # statements of one share that are looked through
_GENERAL = frozenset({"institute", "university", "research", "center", "centre", "news", "report"})


def of_another_survey(judgement: Judgement, checked: Checked) -> bool:
    """Whether a statistic contradicts reports of which the text names no publisher and quotes nothing rightly."""
    metric = checked.registry.metric(judgement.claim.metric.id or "")
    if metric is None or metric.kind != "index" or figures.tenfold(judgement) or runs.mistyped(judgement):
        return False
    told = _told(checked)
    return told is not None and not any(fact.source in told for fact in judgement.admissible)


def of_another_share(judgement: Judgement, checked: Checked) -> bool:
    """Whether a share stands in one paragraph with the reported one: "46% distrust it while 33% trust it"."""
    claim = judgement.claim
    metric = checked.registry.metric(claim.metric.id or "")
    if metric is None or metric.kind != "index" or claim.quantity.unit != "percent" or claim.cell is not None:
        return False
    beside = checked.supported.get((claim.subject.id, claim.metric.id), ())[:_MOST]
    return any(j.claim.block == claim.block and j.claim.as_of == claim.as_of for j in beside)


@once
def _told(checked: Checked) -> frozenset[str] | None:
    """The sources of statistics whose publisher the text names or of which it quotes another figure rightly; None for
    all of them.
    """
    low = checked.document.source.lower()
    if "ai index" in low or "人工智能指数" in low or "ai 指数" in low or "ai指数" in low:
        return None
    words = frozenset(_WORD.findall(low))
    quoted = {fact.source for judged in checked.judgements if judged.verdict == "supported" for fact in judged.facts}
    asked = {fact.source for judged in checked.judgements for fact in judged.admissible}
    return frozenset(quoted | {source for source in asked if _named(source, checked, words, low)})


def _named(source: str, checked: Checked, words: frozenset[str], low: str) -> bool:
    found = checked.registry.source(source)
    publisher = _WORD.findall(found.publisher.lower()) if found is not None else []
    return any(word in words or (not word.isascii() and word in low) for word in publisher if word not in _GENERAL)
