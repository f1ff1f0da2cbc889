"""Statistics of reports: two surveys that ask the same are two facts; a draft that names neither may tell a third."""

from __future__ import annotations

from claimcheck import patterns as re
from claimcheck.model import Judgement
from claimcheck.rules import figures

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_WORD = re.compile(r"[A-Za-z]{4,}|[\u4e00-\u9fff]{2,}")
_GENERAL = frozenset({"institute", "university", "research", "center", "centre", "news", "report"})


def of_another_survey(judgement: Judgement, checked: Checked) -> bool:
    """Whether a statistic contradicts reports of which the text names no publisher."""
    metric = checked.registry.metric(judgement.claim.metric.id or "")
    if metric is None or metric.kind != "index" or figures.tenfold(judgement):
        return False
    low = checked.document.source.lower()
    if "ai index" in low or "指数" in low:
        return False
    return not any(_named(fact.source, checked, low) for fact in judgement.admissible)


def _named(source: str, checked: Checked, low: str) -> bool:
    found = checked.registry.source(source)
    words = _WORD.findall(found.publisher.lower()) if found is not None else []
    return any(word in low for word in words if word not in _GENERAL)
