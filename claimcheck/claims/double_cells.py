"""Several figures in one cell: which of them is which, as the headers list them or as is the custom."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.claims.labels import Label, Measured
from claimcheck.mentions import NameIndex, whole_name
from claimcheck.model import Mention, Metric, Quantity, Segment
from claimcheck.registry import Registry

_PARTS = re.compile(r"(?<![\w@+\-])[\w@+\-]++(?:\s?[/／]\s?[\w@+\-]+)+")
_LONG_LIST = re.compile(r"(?<![\w@+\-])[\w@+\-]++(?:\s?[/／]\s?[\w@+\-]+){2,}")
_CHEAP = 500  # dollars; two sums below this under "Cost" are the prices of input and output
# What lists call the sides of a price and of a size: "Price in/out", 价格（输入/输出）, "Total / Active".
_SIDES = {
    **dict.fromkeys(("total", "总", "总参数", "总参数量", "总量"), "total-parameters"),
    **dict.fromkeys(("active", "activated", "激活", "激活参数", "激活参数量", "活跃"), "active-parameters"),
    **dict.fromkeys(("in", "input", "prompt", "输入"), "input-price"),
    **dict.fromkeys(("out", "output", "completion", "输出"), "output-price"),
    **dict.fromkeys(("cached", "cache", "缓存"), "cached-input-price"),
}
_UNIT_OF_PRICE = re.compile(
    r"(?:1?m(?:tok(?:ens?)?)?|1?k|million|百万|千|usd|cny|rmb)", re.IGNORECASE
)  # no part of what is priced
_SLASH = re.compile(r"[/／]")


def pieces(segment: Segment, start: int = 0, end: int | None = None) -> tuple[list[int], int]:
    """For each figure of a cell, its place among the pieces between slashes; and their number: "88.0 / -" has two.
    Of a part of the cell, from `start` to `end`, where `segment` has no other figures.
    """
    text = segment.view.text
    stop = len(text) if end is None else end
    slashes = [m.start() for m in _SLASH.finditer(text, start, stop)] if "/" in text or "／" in text else []
    slashes = [at for at in slashes if not any(q.start <= at < q.end for q in segment.quantities)]
    if not slashes:
        return list(range(len(segment.quantities))), len(segment.quantities)
    places = [sum(at < q.start for at in slashes) for q in segment.quantities]
    if len(set(places)) < len(places):
        return list(range(len(segment.quantities))), len(segment.quantities)
    return places, len(slashes) + 1


def listed(label: Label, count: int) -> tuple[str, list[str]]:
    """The parts that a header lists for as many figures in each cell, after what they have in common.

    "SQuAD 1.1 F1/EM" gives "SQuAD 1.1" with F1 and EM; "dev/test" alone nothing in common.
    """
    if count > 1:
        for segment in reversed(label.segments):
            for match in _PARTS.finditer(segment.view.text):
                found = [part.strip() for part in _SLASH.split(match[0])]
                if len(found) == count and not any(_UNIT_OF_PRICE.fullmatch(part) for part in found):
                    return segment.view.text[: match.start()].strip(" (（"), found
    return "", []


def of_parts(metrics: list[Measured], label: Label, parts: Sequence[str], place: int) -> list[Measured]:
    """Of metrics that are fewer than the parts that a header lists, those named in the part at a figure's place; none
    where the figures are not as many as the parts: "Experts/shared/active" over "256/1/8+1".
    """
    if parts:
        return [row for row in metrics if row[1].text in parts[place]]
    homes = {id(home): home for home, _, _ in metrics if home is not None}
    return [] if any(_LONG_LIST.search(home.view.text) for home in homes.values()) else metrics


def in_line(metrics: list[Measured], segment: Segment, figure: Quantity) -> list[Measured]:
    """The metrics of the line that a figure stands in, where header and cell list several in as many lines."""
    text = segment.view.text
    size = text.strip().count("\n")
    if not size:
        return metrics
    line = text[: figure.start].lstrip().count("\n")
    found: list[Measured] = []
    for measured in metrics:
        home, mention, _ = measured
        names = home.view.text if home is not None else ""
        if names.strip().count("\n") != size:
            return metrics
        if names[: mention.start].lstrip().count("\n") == line:
            found.append(measured)
    return found


def sides(metrics: Sequence[Measured], parts: Sequence[str], registry: Registry) -> list[Measured]:
    """The prices or sizes that a header lists, in its order, "Price (input/output)", 定价（输入/输出）; none for other
    parts.
    """
    found = [side for part in parts if (side := registry.metric(_SIDES.get(part.lower(), ""))) is not None]
    home, mention, metric = metrics[0]
    if len(found) < len(parts) or any(side.kind != metric.kind for side in found):
        return []
    return [(home, mention, side) for side in found]


def members(
    measured: Measured, common: str, parts: Sequence[str], segment: Segment, registry: Registry, index: NameIndex
) -> list[Measured]:
    """The members of a family whose figures share a cell: "SQuAD 1.1" over "F1/EM" over "90.9 / 84.1"."""
    home, mention, metric = measured
    values = [q.value for q in segment.quantities if isinstance(q.value, Decimal)]
    cheap = metric.id == "training-cost" and len(values) == 2 and max(values) < _CHEAP
    if cheap and any(c.context_only for c in mention.candidates):
        metric = registry.metric("input-price") or metric  # "Cost | $3/$15"
    for stem in (common, metric.name):
        named = [whole_name(f"{stem} {part}".strip(), index) for part in parts]
        found = [m for name in named if name is not None for m in metrics_of(name, registry)[:1]]
        if found and len(found) == len(parts):
            return [(home, mention, m) for m in found]
    priced = metric.kind == "price" and any((q.unit or "").endswith("/Mtoken") for q in segment.quantities)
    pair = _pair(metric, registry, priced) if len(values) == 2 and not parts else None
    if pair is not None:
        return [(home, mention, m) for m in (pair if values[0] <= values[1] else pair[::-1])]
    return [(home, mention, metric)]


def _pair(metric: Metric, registry: Registry, priced: bool) -> tuple[Metric, Metric] | None:
    """The two metrics that two figures under one name are by custom, the smaller first; `priced` if per token.

    The overlap of words (F1) is never below the exact matches, and output never cheaper than input.
    """
    below = [m for i in registry.members(metric.id) if (m := registry.metric(i)) is not None]
    last = {m.name.lower().rsplit(None, 1)[-1]: m for m in below}
    if "em" in last and "f1" in last:
        return last["em"], last["f1"]
    tokens = metric if metric.id == "input-price" else registry.metric("input-price") if priced else None
    output = registry.metric("output-price")
    return (tokens, output) if tokens is not None and output is not None else None


def metrics_of(mention: Mention, registry: Registry) -> list[Metric]:
    """The metrics that a name may mean."""
    return [m for c in mention.candidates if c.kind == "metric" and (m := registry.metric(c.id)) is not None]
