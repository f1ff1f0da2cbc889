#!/usr/bin/env python3
"""Fits CONFIDENCE of claimcheck/claims/weights.py on annotated documents and prints a reliability table.

    python tests/accuracy/fit_confidence.py GOLD.jsonl:FOLDER [...]

Gold files have one object a line: {"doc": {"path"}, "start", "end", "subject", "metric", "verdict"}. A prose claim is
right when a gold row that it overlaps has its subject and metric. Each source (doc.repo, else the path) is predicted by
a model fitted without it, so that the table is honest. Nothing is written: copy the printed row into weights.py.
"""

from __future__ import annotations

import importlib
import json
import math
import re
import sys
from collections import defaultdict
from pathlib import Path

from claimcheck import claims, documents, engine
from claimcheck.registry import load_registry

NAMES = ("bias", "metric", "subject", "margin")


def samples(pairs: list[str]) -> list[tuple[str, tuple[float, float, float], bool]]:
    """(source, (metric, subject, margin), right) of every prose claim of the annotated documents."""
    assemble, bind, tables = (importlib.import_module(f"claimcheck.claims.{n}") for n in ("assemble", "bind", "tables"))
    registry = load_registry()
    ids: dict[str, set[str]] = {}

    def known(name: str) -> set[str]:
        if name not in ids:
            for form in (name, re.sub(r"\s*\([^()]*\)$", "", name)):
                ids[name] = {m.id for m in registry.resolve(form) if m.score == 100.0}
                if ids[name]:
                    break
        return ids[name]

    seen: list[tuple[float, float, float]] = []
    keep = assemble.claim_of

    def noted(choice, *rest):  # type: ignore[no-untyped-def]
        claim = keep(choice, *rest)
        if claim is not None:
            owner = choice.owner.score if choice.owner else -2.5
            seen.append((claim.span, (min(choice.option.score, 4.0), min(owner, 3.0), choice.margin), claim))
        return claim

    found = []
    for module in (bind, tables):
        module.claim_of = noted  # type: ignore[attr-defined]
    for pair in pairs:
        gold_file, folder = pair.rsplit(":", 1)
        rows: dict[str, list[dict]] = defaultdict(list)
        for line in Path(gold_file).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            rows[row["doc"]["path"]].append(row)
        for path, gold in rows.items():
            seen.clear()
            document = documents.read((Path(folder) / path).read_bytes(), path)
            claims.bind(document, registry, engine.index_of(registry))
            for span, scores, claim in seen:
                over = [g for g in gold if g["start"] < span.end and span.start < g["end"]]
                if any(g["verdict"] == "edge" or not g.get("core", True) for g in over):
                    continue
                right = any(
                    claim.subject.id in known(str(g["subject"])) and claim.metric.id in known(str(g["metric"]))
                    for g in over
                    if g["verdict"] != "bait"
                )
                found.append((gold[0]["doc"].get("repo", path), scores, right))
    return found


def fit(data: list[tuple[tuple[float, float, float], bool]], rounds: int = 3000, rate: float = 0.05) -> list[float]:
    """Logistic regression by gradient descent, with a small ridge."""
    weights = [0.0] * 4
    for _ in range(rounds):
        slope = [0.0] * 4
        for x, right in data:
            row = (1.0, *x)
            error = 1 / (1 + math.exp(-sum(w * v for w, v in zip(weights, row, strict=True)))) - right
            for i, v in enumerate(row):
                slope[i] += error * v
        weights = [w - rate * (g / len(data) + 0.002 * w) for w, g in zip(weights, slope, strict=True)]
    return weights


def main() -> None:
    data = samples(sys.argv[1:])
    table: dict[int, list[bool]] = defaultdict(list)
    for source in sorted({s for s, _, _ in data}):
        weights = fit([(x, y) for s, x, y in data if s != source])
        for s, x, right in data:
            if s == source:
                p = 1 / (1 + math.exp(-sum(w * v for w, v in zip(weights, (1.0, *x), strict=True))))
                table[min(int(p * 10), 9)].append(right)
    print("predicted   claims  right")
    for bucket in sorted(table):
        share = sum(table[bucket]) / len(table[bucket])
        print(f"{bucket / 10:.1f}-{bucket / 10 + 0.1:.1f}   {len(table[bucket]):7d}  {share:.2f}")
    print(dict(zip(NAMES, (round(w, 2) for w in fit([(x, y) for _, x, y in data])), strict=True)))


if __name__ == "__main__":
    main()
