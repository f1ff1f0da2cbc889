"""What brackets in a cell say of a score: the version or the benchmark that it is of, another score, or neither."""

from __future__ import annotations

from decimal import Decimal

from claimcheck import mentions
from claimcheck import patterns as re
from claimcheck.claims.double_cells import metrics_of
from claimcheck.model import Bound, Metric, Quantity, Segment

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.mentions import NameIndex
    from claimcheck.registry import Registry

_BEHIND = re.compile(r"\s?[(（]\s?([^()（）]{1,32}?)\s?[)）]")
_INSIDE = re.compile(r"[(（]\s?([^()（）]{0,32})\Z")
_VERSION = re.compile(r"[vV]?(\d{1,2}(?:\.\d)?)")
_HIGHEST = 20  # version of a system
_WORDS = re.compile(r"[A-Z][A-Za-z-]{2,}(?: [A-Z][A-Za-z-]+)*\s?")


def metric_of(
    figure: Quantity, segment: Segment, metric: Metric, bound: Bound, registry: Registry, index: NameIndex
) -> Metric | None:
    """The benchmark that a score of a cell is of; None where it is none of the row's system, or no score at all:
    "82.7% (5.5)" under GPT-5, "n/a (Apex 23.4)", "84.2 (MMMU)" under MMMU-Pro.
    """
    text = segment.view.text
    opened = _INSIDE.search(text, 0, figure.start)
    if opened is not None:
        alone = not opened[1] and text[figure.end : figure.end + 2].strip().startswith((")", "）"))
        if alone and figure.unit is None and _VERSION.fullmatch(figure.text) and _is_version(figure):
            return None
        if _WORDS.fullmatch(opened[1]) and not mentions.find_conditions(opened[1]):
            return None  # of another benchmark
    behind = _BEHIND.match(text, figure.end)
    if behind is None:
        return metric
    version = _VERSION.fullmatch(behind[1])
    if version is not None and Decimal(version[1]) < _HIGHEST:
        names = (bound.name or "", bound.text or "")
        return (
            metric if any(re.search(rf"(?<![\d.]){re.escape(version[1])}(?![\d.])", name) for name in names) else None
        )
    named = [other for m in mentions.find(behind[1], index) for other in metrics_of(m, registry)[:1]]
    others = [other for other in named if other.kind == "benchmark" and other.id != metric.id]
    return others[0] if len(others) == 1 and others[0].unit == metric.unit else metric


def _is_version(figure: Quantity) -> bool:
    return isinstance(figure.value, Decimal) and figure.value < _HIGHEST
