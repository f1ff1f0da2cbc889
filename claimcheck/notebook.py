"""Notebooks: `%load_ext claimcheck`, the magics, and a plot for a claim."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from claimcheck.errors import ClaimcheckError, UsageError

if TYPE_CHECKING:
    from claimcheck.facade import Report
    from claimcheck.model import Claim


def register(shell: Any) -> None:
    """Adds %claimcheck FILE and %%claimcheck to an IPython shell."""
    shell.register_magic_function(magic, "line_cell", "claimcheck")


def magic(line: str, cell: str | None = None) -> Report | None:
    """`%claimcheck draft.md` checks a file, `%%claimcheck` the text of the cell; the report shows itself.

    Settings go on the line as on the command line: %%claimcheck --as-of 2025-01-31 --select CC1 --registry my_facts/
    """
    from claimcheck.facade import check, check_file, load_registry

    try:
        words, settings, registries = _arguments(line)
        registry = load_registry(*registries) if registries else None
        if cell is not None:
            if words:
                raise UsageError(f"'{words[0]}' is no option", remedy="%%claimcheck reads the cell; %claimcheck a file")
            return check(cell, registry=registry, path="<cell>", **settings)
        if len(words) != 1:
            raise UsageError("name one file", remedy="%claimcheck draft.md, or %%claimcheck with text below")
        return check_file(words[0], registry=registry, **settings)
    except ClaimcheckError as error:
        # A magic is a command: one clear line instead of a traceback through this package.
        print(f"claimcheck: {error}")
        return None


def _arguments(line: str) -> tuple[list[str], dict[str, Any], list[str]]:
    words: list[str] = []
    settings: dict[str, Any] = {}
    registries: list[str] = []
    try:
        parts = shlex.split(line)
    except ValueError as error:
        raise UsageError(f"cannot read the line: {error}", remedy="close the quotation marks") from None
    rest = iter(parts)
    for part in rest:
        if not part.startswith("--"):
            words.append(part)
            continue
        name, sign, value = part[2:].partition("=")
        if not sign:
            value = next(rest, "")
        if not value:
            raise UsageError(f"--{name} needs a value", key=name)
        if name == "registry":
            registries.append(value)
        else:
            settings[name.replace("-", "_")] = value
    return words, settings, registries


def plot(report: Report, claim: str | Claim, *, width: int = 640) -> Any:
    """An altair chart: the reported values of a claim on a number line, with the draft's own.

    `claim` is a claim of the report or its id. Needs the extra "plot". Raises UsageError where nothing can
    be drawn.
    """
    from claimcheck.reports.numberline import points

    identity = claim if isinstance(claim, str) else claim.id
    judgement = next((j for j in report.judgements if j.claim.id == identity), None)
    if judgement is None:
        raise UsageError(f"the report has no claim '{identity}'", key=identity, remedy="see report.claims")
    values = points(judgement, report.registry)
    if not values:
        raise UsageError("nothing is reported to compare this claim with", key=identity)
    try:
        import altair as alt
    except ImportError:
        remedy = 'pip install "claimcheck-benchmarks[plot]"'
        raise UsageError("plots need the extra 'plot'", remedy=remedy) from None
    import pandas as pd

    names = {True: "the draft", False: "reported"}
    unit = judgement.claim.quantity.unit or "value"
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
