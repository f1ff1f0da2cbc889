"""Hand-made results and a three-fact registry, for tests of reports that must not depend on what the engine finds."""

from __future__ import annotations

from decimal import Decimal

from claimcheck.documents import read_text
from claimcheck.model import (
    Bound,
    Claim,
    Entity,
    Fact,
    Finding,
    Fix,
    Judgement,
    Metric,
    Quantity,
    Related,
    Result,
    Source,
)
from claimcheck.reports import Run
from claimcheck.spans import Span

SOURCE = Source(
    "paper", "A paper & its <tables>", "Deep Lab", "primary", url="https://example.org/a?b=1&c=2", date="2025-01-22"
)
WICKED = Source(
    "wicked", "<img src=x onerror=alert(1)>", "Nobody", "press", url="javascript:alert(1)", date="2025-02-01"
)


def fact(value: str, unit: str, *, metric: str = "aime-2024", source: str = "paper", **more: object) -> Fact:
    number = Decimal(value)
    half = Decimal(1).scaleb(int(number.as_tuple().exponent)) / 2
    return Fact(
        id=f"deep-1/{metric}/{source}",
        subject="deep-1",
        metric=metric,
        value=number,
        low=number - half,
        high=number + half,
        unit=unit,
        approximation="exact",
        source=source,
        locator="Table 4",
        date="2025-01-22",
        kind="primary",
        conditions={"sampling": "pass@1"},
        **more,  # type: ignore[arg-type]
    )


class Shelf:
    """As much of a registry as reports ask for."""

    digest = "0123456789abcdef"
    facts_count = 3
    known_until = "2025-06-30"

    def __init__(self) -> None:
        facts = (fact("79.8", "percent"), fact("671e9", "parameter", metric="total-parameters"))
        self.facts = {item.id: item for item in (*facts, fact("80.1", "percent", source="wicked"))}

    def fact(self, id: str) -> Fact | None:
        return self.facts.get(id)

    def source(self, id: str) -> Source | None:
        return {"paper": SOURCE, "wicked": WICKED}.get(id)

    def entity(self, id: str) -> Entity | None:
        return Entity("deep-1", "model", "Deep-1") if id == "deep-1" else None

    def metric(self, id: str) -> Metric | None:
        return Metric(id, {"aime-2024": "AIME 2024"}.get(id, "Total parameters"), "percent")


SHELF = Shelf()


def claim(
    source: str, text: str, number: str, unit: str, *, at: int = 0, identity: str = "c1", metric: str = "aime-2024"
) -> Claim:
    start = source.index(text, at)
    value = Decimal(number)
    half = Decimal(1).scaleb(int(value.as_tuple().exponent)) / 2
    quantity = Quantity(start, start + len(text), text, value, value - half, value + half, unit)
    name = source.find("Deep-1")
    bound = (
        Bound("deep-1", "Deep-1", "Deep-1", Span(name, name + 6))
        if name >= 0
        else Bound("deep-1", "Deep-1", None, None)
    )
    return Claim(
        id=identity,
        span=Span(start, start + len(text)),
        text=text,
        subject=bound,
        metric=Bound(metric, "AIME 2024", None, None),
        quantity=quantity,
        block=0,
        conditions={"sampling": "pass@1"},
        confidence=0.97,
    )


TEXT = (
    "# 深度一号：Deep-1 review\n\n"
    "深度一号 Deep-1 得分 97.8%，见 *AIME 2024*。🙂 It has 671 billion parameters.\n\n"
    "Later it says 79.8% again, and **Dep-1** is misspelt.\n"
)


def result(path: str = "notes/评测 draft.md", source: str = TEXT) -> Result:
    """An error with related place, fix and two facts; a warning without a claim; a supported claim."""
    document = read_text(source, path, format="markdown")
    wrong = claim(source, "97.8%", "97.8", "percent")
    right = claim(source, "79.8%", "79.8", "percent", identity="c2")
    size = claim(source, "671 billion parameters", "671e9", "parameter", identity="c3", metric="total-parameters")
    known = tuple(SHELF.facts.values())
    where = source.index("Dep-1")
    again = source.index("79.8%")
    findings = (
        Finding(
            "CC101",
            "value",
            "error",
            0.95,
            "the draft says 97.8%, Deep Lab reported 79.8%",
            wrong.span,
            "97.8%",
            claim="c1",
            related=(Related(Span(again, again + 5), "79.8% here"),),
            facts=(known[0].id, known[2].id),
            fix=Fix("79.8%", "safe"),
            fingerprint="f1",
        ),
        Finding(
            "CC401",
            "misspelt-name",
            "warning",
            0.9,
            "Dep-1 is near Deep-1",
            Span(where, where + 5),
            "Dep-1",
            fingerprint="f2",
        ),
    )
    return Result(
        path=path,
        document=document,
        judgements=(
            Judgement(wrong, "contradicted", facts=(known[0], known[2]), admissible=(known[0], known[2])),
            Judgement(size, "supported", facts=(known[1],), admissible=(known[1],)),
            Judgement(right, "supported", facts=(known[0],), admissible=(known[0],)),
        ),
        findings=findings,
        figures=4,
    )


def hostile() -> Result:
    """A draft and messages full of what terminals, browsers, spreadsheets and CI services would obey."""
    nasty = "\x1b[31m\u202e<script>alert(1)</script>::error::x%0A|=cmd()\r\n\x00\x07\u2028"
    markup = "<img src=x onerror=alert(2)> [x](javascript:alert(3)) **b**"
    source = f"Deep-1 got 97.8%{nasty} and 671 billion parameters {markup} 79.8%\n"
    base = result(source=source.replace("**b**", "**Dep-1**"))
    first = base.findings[0]
    mean = Finding(
        "CC102",
        "magnitude",
        "error",
        0.9,
        f"=HYPERLINK(1) {nasty}\n::set-output name=a::b",
        first.span,
        f"={nasty}",
        claim="c1",
        facts=first.facts,
        fix=Fix(nasty, "unsafe"),
    )
    return Result(
        path="we,ird:na%me\n<b>.md",
        document=base.document,
        judgements=base.judgements,
        findings=(mean, *base.findings),
        figures=3,
    )


def failed(path: str = "gone.md") -> Result:
    return Result(path=path, document=None, error=f"{path}: no such file or folder (check the path)")


def run(*results: Result, **more: object) -> Run:
    return Run(tuple(results or (result(),)), SHELF, "0.1.0.dev0", **more)  # type: ignore[arg-type]
