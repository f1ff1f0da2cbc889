"""A plot of a disagreement for notebooks: the number line as an altair chart. Needs the extra "plot"."""

from __future__ import annotations

from claimcheck.errors import UsageError
from claimcheck.model import Judgement
from claimcheck.reports.numberline import points
from claimcheck.reports.run import Facts

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any


def chart(judgement: Judgement, registry: Facts, *, width: int = 640) -> Any:
    """The reported values of a claim with the draft's own. Raises UsageError where nothing can be drawn."""
    values = points(judgement, registry)
    if not values:
        raise UsageError("nothing is reported to compare this claim with", key=judgement.claim.id)
    try:
        import altair as alt
    except ImportError:
        remedy = 'pip install "claimcheck-benchmarks[plot]"'
        raise UsageError("plots need the extra 'plot'", remedy=remedy) from None
    import pandas as pd

    names = {True: "the draft", False: "reported"}
    unit = next((fact.unit for fact in judgement.facts if fact.unit), judgement.claim.quantity.unit) or "value"
    frame = pd.DataFrame(
        {
            "value": [point.value for point in values],
            "low": [point.low for point in values],
            "high": [point.high for point in values],
            "label": [point.label for point in values],
            "source": [point.detail for point in values],
            "said by": [names[point.draft] for point in values],
        }
    )
    low, high = frame["value"].min(), frame["value"].max()
    kind: Any = "log" if low > 0 and high / low >= 20 else "linear"
    scale = alt.Scale(type=kind, zero=False, padding=20)
    order = [point.detail for point in values]
    base = alt.Chart(frame).encode(y=alt.Y("source:N", sort=order, title=None, axis=alt.Axis(labelLimit=320)))
    said = alt.Scale(domain=list(names.values()))
    x = alt.X("value:Q", scale=scale, title=unit.replace("_", " "))
    spread = base.mark_rule(strokeWidth=3, opacity=0.4).encode(
        x=alt.X("low:Q", scale=scale, title=unit.replace("_", " ")),
        x2="high:Q",
        color=alt.Color("said by:N", scale=said),
    )
    dots = base.mark_point(filled=True, size=120).encode(
        x=x,
        color=alt.Color("said by:N", scale=said),
        shape=alt.Shape("said by:N", scale=alt.Scale(domain=list(names.values()), range=["diamond", "circle"])),
        tooltip=["label", "source"],
    )
    labels = base.mark_text(dy=-12).encode(x=x, text="label")
    claim_name = judgement.claim.subject.name or judgement.claim.subject.text or ""
    metric_name = judgement.claim.metric.name or judgement.claim.metric.text or ""
    return (spread + dots + labels).properties(width=width, title=f"{claim_name}, {metric_name}")
