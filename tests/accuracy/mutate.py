#!/usr/bin/env python3
"""The mutation test: damage supported claims one at a time and count how many of the damages are reported.

    python tests/accuracy/mutate.py DOCUMENT... [--limit 10] [--kinds digit,cell] [--show] [--json]
    python tests/accuracy/mutate.py --gold gold.jsonl --root FOLDER [--skip NAME]

Each document is checked unchanged, before and after; both runs must give the same findings. Then each claim whose
verdict is "supported" is damaged in each way that applies to it: a digit changed, the decimal point moved, 万 and 亿
or million and billion exchanged, percent and percentage point, the currency, its subject or metric replaced by another
that the document names, one of a from-to pair or one table cell changed; comparing words are flipped and superscripts
flattened. A damage that neither the registry nor the document can refute (another report agrees with it) is left out.
Caught is a damage on which a new error or warning stands; "family" says whether its code is of the family expected.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from claimcheck import engine, match, quantities
from claimcheck.documents import read
from claimcheck.model import Claim, Document, Finding, Judgement, Result
from claimcheck.registry import Registry, load_registry
from claimcheck.rules.figures import decimal_of
from claimcheck.spans import Span

FAMILIES = {
    "comparison": ("CC2",),
    "superscript": ("CC3", "CC1"),
    "from-to": ("CC1", "CC2"),
}
CODES = {
    "digit": ("CC101", "CC104", "CC105", "CC106", "CC107"),
    "point": ("CC102",),
    "wan-yi": ("CC102",),
    "million-billion": ("CC102",),
    "percent-point": ("CC103",),
    "currency": ("CC103",),
    "entity": ("CC104", "CC101", "CC105", "CC107"),
    "metric": ("CC105", "CC101", "CC104", "CC107"),
    "comparison": ("CC204",),
    "superscript": ("CC302",),
    "from-to": ("CC101", "CC104", "CC105", "CC107", "CC203"),
    "cell": ("CC101", "CC104", "CC105", "CC106", "CC107", "CC203", "CC202"),
}
FLIPS = (
    *(
        ("higher than", "lower than"),
        ("larger than", "smaller than"),
        ("more than", "less than"),
        ("ahead of", "behind"),
    ),
    *(
        ("outperforms", "trails"),
        ("beats", "trails"),
        ("surpasses", "trails"),
        ("exceeds", "trails"),
        ("above", "below"),
    ),
    *(("高于", "低于"), ("优于", "不及"), ("超过了", "不及"), ("超过", "不及"), ("超越", "不及"), ("领先", "落后")),
)
SUPERSCRIPT = re.compile(r"10(?:\^\{?(\d\d)\}?|<sup>(\d\d)</sup>|([⁰¹²³⁴⁵⁶⁷⁸⁹]{2}))")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class Mutation:
    """One damage: replace `span` of the source by `text`; `places` are where a finding counts, before the damage."""

    kind: str
    span: Span
    text: str
    places: tuple[Span, ...]


class Checker:
    """Checks texts as one document's, with one registry."""

    def __init__(self, path: str, data: bytes, registry: Registry, as_of: str | None) -> None:
        self.path, self.registry, self.as_of = path, registry, as_of
        self.document: Document = read(data, path)
        self.encoding = self.document.encoding

    def check(self, source: str) -> Result:
        document = read(source.encode(self.encoding), self.path)
        return engine.check(document, self.registry, engine.Options(as_of=self.as_of))


# -- the damages ------------------------------------------------------------------------------------------------


def mutations(result: Result, checker: Checker, dice: random.Random) -> Iterator[Mutation]:
    """Every damage of every supported claim that can be refuted, and the flipped words and flattened powers."""
    document = checker.document
    supported = [j for j in result.judgements if j.verdict == "supported" and j.claim.relation is None]
    for judged in supported:
        claim = judged.claim
        for kind, text in _figures(claim, dice):
            if refuted(judged, text, checker):
                yield Mutation(kind, claim.span, text, (claim.span,))
        yield from _swaps(judged, supported, result, checker, dice)
    yield from _flips(document, supported, checker)
    for hit in SUPERSCRIPT.finditer(document.source):
        exponent = (hit[1] or hit[2] or hit[3]).translate(RAISED)
        span = Span(*hit.span())
        yield Mutation("superscript", span, f"10{exponent}", (span,))


def _figures(claim: Claim, dice: random.Random) -> Iterator[tuple[str, str]]:
    text = claim.text
    kind = "cell" if claim.cell is not None else "from-to" if "part" in claim.conditions else "digit"
    digits = [hit.start() for hit in re.finditer(r"\d", text)]
    lead = [at for at in digits if text[at] != "0"][:2]
    if lead:
        at = dice.choice(lead)
        other = dice.choice([d for d in "123456789" if abs(int(d) - int(text[at])) >= 2])
        yield kind, text[:at] + other + text[at + 1 :]
    number = re.search(r"\d+\.\d+", text)
    if number and decimal_of(number[0]) is not None:
        whole, _, rest = number[0].partition(".")
        moved = f"{whole[:-1]}.{whole[-1]}{rest}" if len(whole) > 1 else f"{whole}{rest[0]}.{rest[1:]}".lstrip("0")
        moved = f"0{moved}".rstrip(".") if moved.startswith(".") else moved.rstrip(".")
        yield "point", text[: number.start()] + moved + text[number.end() :]
    for name, first, second in (
        ("wan-yi", "万", "亿"),
        ("million-billion", "million", "billion"),
        ("percent-point", "%", " percentage points"),
        ("percent-point", "个百分点", "%"),
        ("currency", "$", "¥"),
        ("currency", "美元", "元"),
    ):
        if text.count(first) == 1 and not (first == "万" and "万亿" in text):
            chinese = second == " percentage points" and re.search("[\u4e00-\u9fff]", text)
            yield name, text.replace(first, "个百分点" if chinese else second)
        elif text.count(second) == 1 and second in ("亿", "billion", "¥"):
            yield name, text.replace(second, first)


def refuted(judged: Judgement, text: str, checker: Checker) -> bool:
    """Whether the registry refutes the figure `text` for this claim."""
    found = quantities.quantities(text)
    if len(found) != 1:
        return False
    claim = judged.claim
    new = found[0]
    if new.unit in (None, "count"):
        new = replace(new, unit=claim.quantity.unit)
    if (claim.quantity.unit or "").endswith("/Mtoken") and "/" not in (new.unit or ""):
        new = replace(new, unit=f"{new.unit}/Mtoken")
    if new.unit != claim.quantity.unit and {new.unit, claim.quantity.unit} & {"percentage_point", "CNY", "USD"}:
        return True
    verdict = match.judge(
        replace(claim, quantity=new), checker.registry, checker.as_of or checker.document.date
    ).verdict
    return verdict in ("contradicted", "outdated")


def _swaps(
    judged: Judgement, supported: list[Judgement], result: Result, checker: Checker, dice: random.Random
) -> Iterator[Mutation]:
    """The subject or the metric of a claim replaced by another one that the document names."""
    claim, source, registry = judged.claim, checker.document.source, checker.registry
    same_place = [c for c in (j.claim for j in result.judgements) if c.block == claim.block]
    others = sorted({(j.claim.subject.id, j.claim.subject.text) for j in supported if j.claim.subject.text}, key=str)
    dice.shuffle(others)
    place = claim.subject.span
    if place is not None and _beside(claim, place, checker):
        for identifier, text in others:
            swapped = replace(claim, subject=replace(claim.subject, id=identifier, alternatives=()))
            old, new = registry.entity(claim.subject.id or ""), registry.entity(identifier or "")
            alike = old is not None and new is not None and old.kind == new.kind and 3 < len(text or "") < 24
            changed = text != source[place.start : place.end]  # one short name may stand for several systems
            if identifier != claim.subject.id and text and alike and changed and _refuted(swapped, checker):
                hit = tuple(c.span for c in same_place if c.subject.span == place) or (claim.span,)
                yield Mutation("entity", place, text, (*hit, Span(place.start, place.end)))
                break
    metrics = sorted({(j.claim.metric.id, j.claim.metric.text) for j in supported if j.claim.metric.text}, key=str)
    dice.shuffle(metrics)
    place = claim.metric.span
    if place is not None and source[place.start : place.end] == claim.metric.text and _beside(claim, place, checker):
        old = registry.metric(claim.metric.id or "")
        for identifier, text in metrics:
            new = registry.metric(identifier or "")
            if new is None or old is None or identifier == claim.metric.id or new.unit != old.unit or not text:
                continue
            if _refuted(replace(claim, metric=replace(claim.metric, id=identifier)), checker):
                hit = tuple(c.span for c in same_place if c.metric.span == place) or (claim.span,)
                one_line = " ".join(text.split())  # a line's end would take the row of a table apart
                yield Mutation("metric", place, one_line, (*hit, Span(place.start, place.end)))
                break


def _beside(claim: Claim, place: Span, checker: Checker) -> bool:
    """Whether a name stands in the claim's own block and carries no other name's text."""
    block = checker.document.blocks[claim.block].span
    return block.start <= place.start and place.end <= block.end and place.end - place.start <= 60


def _refuted(claim: Claim, checker: Checker) -> bool:
    return match.judge(claim, checker.registry, checker.as_of or checker.document.date).verdict == "contradicted"


def _flips(document: Document, supported: list[Judgement], checker: Checker) -> Iterator[Mutation]:
    """Comparing words between two supported claims of one metric whose figures really differ."""
    claims = [j.claim for j in supported if j.claim.cell is None]
    for first, second in pairwise(claims):
        if first.block != second.block or first.metric.id != second.metric.id or first.subject.id == second.subject.id:
            continue
        low, high = first.span.end, second.span.end
        text = document.source[low:high]
        if high - low > 120 or re.search(r"[.。!！?？]\s", text) or first.quantity.value == second.quantity.value:
            continue
        for pair in FLIPS:
            for old, new in (pair, pair[::-1]):
                if text.count(old) == 1:
                    at = low + text.index(old)
                    span = Span(at, at + len(old))
                    yield Mutation("comparison", span, new, (span, first.span, second.span))
                    break
            else:
                continue
            break


# -- the count --------------------------------------------------------------------------------------------------


def signature(result: Result) -> list[tuple[object, ...]]:
    return [(f.code, f.severity, f.span, f.message) for f in result.findings]


def caught(mutation: Mutation, before: Result, after: Result) -> list[Finding]:
    """New errors and warnings on what was damaged."""
    shift = len(mutation.text) - (mutation.span.end - mutation.span.start)

    def moved(place: Span) -> Span:
        start = place.start + shift if place.start >= mutation.span.end else place.start
        end = place.end + shift if place.end >= mutation.span.end else place.end
        return Span(start, max(end, start + 1))

    old = {(f.code, moved(f.span)) for f in before.findings if f.severity != "note"}
    places = [moved(place) for place in mutation.places]
    return [
        f
        for f in after.findings
        if f.severity != "note"
        and (f.code, f.span) not in old
        and any(s.overlaps(p) for p in places for s in (f.span, *(r.span for r in f.related)))
    ]


def run(path: str, data: bytes, registry: Registry, args: argparse.Namespace, tally: Tally) -> None:
    checker = Checker(path, data, registry, args.as_of)
    source = checker.document.source
    before = checker.check(source)
    dice = random.Random(f"{args.seed}{Path(path).name}")
    by_kind: dict[str, list[Mutation]] = defaultdict(list)
    for mutation in mutations(before, checker, dice):
        if not args.kinds or mutation.kind in args.kinds:
            by_kind[mutation.kind].append(mutation)
    for kind, found in sorted(by_kind.items()):
        for mutation in dice.sample(found, min(args.limit, len(found))):
            after = checker.check(source[: mutation.span.start] + mutation.text + source[mutation.span.end :])
            hits = caught(mutation, before, after)
            tally.count(kind, hits)
            if args.show and not hits:
                line = source.count("\n", 0, mutation.span.start) + 1
                old = source[mutation.span.start : mutation.span.end]
                around = source[max(0, mutation.span.start - 40) : mutation.span.end + 40]
                print(f"  {kind}: {path}:{line} {old!r} -> {mutation.text!r} in {around!r}")
    tally.supported += sum(j.verdict == "supported" for j in before.judgements)
    tally.steady &= signature(checker.check(source)) == signature(before)


@dataclass
class Tally:
    """Counts by kind of damage."""

    tried: Counter[str]
    found: Counter[str]
    family: Counter[str]
    exact: Counter[str]
    supported: int = 0
    steady: bool = True

    def count(self, kind: str, hits: list[Finding]) -> None:
        self.tried[kind] += 1
        self.found[kind] += bool(hits)
        self.family[kind] += any(f.code.startswith(FAMILIES.get(kind, ("CC1",))) for f in hits)
        self.exact[kind] += any(f.code in CODES[kind] for f in hits)

    def rows(self) -> list[dict[str, object]]:
        kinds = [*sorted(self.tried), "all"]
        rows: list[dict[str, object]] = []
        for kind in kinds:
            tried, found, family, exact = (
                sum(c.values()) if kind == "all" else c[kind] for c in (self.tried, self.found, self.family, self.exact)
            )
            rows.append(
                {
                    "kind": kind,
                    "tried": tried,
                    "caught": round(found / tried, 3) if tried else None,
                    "family": round(family / found, 3) if found else None,
                    "code": round(exact / found, 3) if found else None,
                }
            )
        return rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="*")
    parser.add_argument("--gold", type=Path, help="a JSON Lines file whose rows name documents")
    parser.add_argument("--root", type=Path, help="the folder that the paths of --gold are relative to")
    parser.add_argument("--skip", action="append", default=[], help="a document of --gold to leave out (repeatable)")
    parser.add_argument("--registry", action="append", default=[])
    parser.add_argument("--as-of")
    parser.add_argument("--limit", type=int, default=10, help="damages of a kind in one document")
    parser.add_argument("--kinds", type=lambda text: text.split(","))
    parser.add_argument("--seed", default="1")
    parser.add_argument("--show", action="store_true", help="print every damage that was not caught")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    paths = list(args.documents)
    if args.gold:
        rows = [json.loads(line) for line in args.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
        names = dict.fromkeys(row["doc"]["path"] for row in rows)
        paths += [str((args.root or args.gold.parent) / name) for name in names if name not in args.skip]
    registry = load_registry(*args.registry)
    tally = Tally(Counter(), Counter(), Counter(), Counter())
    for path in paths:
        run(path, Path(path).read_bytes(), registry, args, tally)
    if args.json:
        print(json.dumps({"rows": tally.rows(), "supported": tally.supported, "steady": tally.steady}, indent=2))
    else:
        print(f"{'kind':16s}{'tried':>8s}{'caught':>8s}{'family':>8s}{'code':>8s}")
        for row in tally.rows():
            cells = [f"{'-' if row[k] is None else row[k]:>8}" for k in ("tried", "caught", "family", "code")]
            print(f"{row['kind']:16s}{''.join(cells)}")
        print(f"{tally.supported} supported claims in {len(paths)} documents; unchanged documents ", end="")
        print("give the same findings" if tally.steady else "DIFFER between runs")
    return 0 if tally.steady else 1


if __name__ == "__main__":
    sys.exit(main())
