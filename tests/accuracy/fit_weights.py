#!/usr/bin/env python3
"""Fits the model of binding (claimcheck/claims/weights.py) on annotated documents, and shows how sure it may be.

    python tests/accuracy/fit_weights.py GOLD.jsonl:FOLDER [...] [--ridge 16] [--print]

Gold files have one object a line: {"doc": {"path", "repo"}, "start", "end", "subject", "metric", "verdict"}. For each
figure in prose the model chooses among its readings (a metric and a subject each) and no reading at all, the scores
being sums of weights: a conditional logit, fitted by gradient descent with a ridge towards the weights in force, so
that a feature seldom seen keeps its weight. The second part turns the scores of a reading into a probability (a
logistic regression). Both are judged on sources left out one by one: the first table gives the f1 of single figures
with the weights in force, with weights fitted on all, and with weights that never saw the source; the second one how
often readings of each confidence are right. Nothing is written: --print shows the weights to copy.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from claimcheck import claims, documents, engine
from claimcheck.claims import choose, weights
from claimcheck.model import Span
from claimcheck.registry import Registry, load_registry

NONE = -0.4  # the score of no claim at all: what claims.assemble asks for at least
MINE = "own sentences"
OWN = 4  # how often a sentence of ours counts: each shows a mechanism that nothing else may
CAPS = (4.0, 3.0)  # beyond these a metric's and a subject's score say nothing more


@dataclass
class Case:
    """A figure: its readings as features, which of them are right, and where it comes from. No reading is the last."""

    source: str
    readings: list[Mapping[str, float]]
    right: list[bool]


def cases(pairs: Sequence[str]) -> list[Case]:
    """The figures in prose of the annotated documents."""
    registry = load_registry()
    known = Known(registry)
    found: list[Case] = []
    for pair in pairs:
        gold_file, folder = pair.rsplit(":", 1)
        rows: dict[str, list[dict]] = defaultdict(list)
        for line in Path(gold_file).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            rows[row["doc"]["path"]].append(row)
        for path, gold in rows.items():
            source = gold[0]["doc"].get("repo") or path
            for span, readings in _readings((Path(folder) / path).read_bytes(), path, registry):
                case = _case(source, span, readings, gold, known)
                if case is not None:
                    found.append(case)
    return found


def own_cases() -> list[Case]:
    """The same of the sentences that the tests bind (tests/test_claims_prose.py)."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from small import registry as small_registry
    from test_claims_prose import CASES

    registry = small_registry()
    found: list[Case] = []
    for text, expected in CASES.values():
        asked = iter(expected)
        row = next(asked, None)
        for span, readings in _readings(text.encode(), "own.md", registry):
            printed = text[span.start : span.end]
            wanted = None
            if row is not None and row[0] == printed:
                wanted, row = row, next(asked, None)
            features = [{**o.features, **(w.features if w else {"subject.none": 1.0})} for _, o, w in readings]
            right = [
                wanted is not None
                and o.metric.id == wanted[2]
                and ((w.ids[:1] or (None,))[0] if w else None) == wanted[1]
                for _, o, w in readings
            ]
            found.append(Case(MINE, [*features, {}], [*right, wanted is None]))
    return found


class Known:
    """The ids that an annotator's name stands for."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._ids: dict[str, set[str]] = {}

    def __getitem__(self, name: str) -> set[str]:
        if name not in self._ids:
            self._ids[name] = set()
            for form in (name, re.sub(r"\s*\([^()]*\)$", "", name)):
                self._ids[name] = {m.id for m in self._registry.resolve(form) if m.score == 100.0}
                if self._ids[name]:
                    break
        return self._ids[name]


def _readings(data: bytes, path: str, registry: Registry) -> Iterator[tuple[Span, list[choose.Reading]]]:
    """Every figure of a document's prose with its readings, as the binding sees them."""
    seen: list[tuple[Span, list[choose.Reading]]] = []
    inner = choose.readings

    def noted(sentence, *rest):  # type: ignore[no-untyped-def]
        ranked = inner(sentence, *rest)
        for figure, readings in ranked:
            seen.append((sentence.segment.view.source(figure.start, figure.end), list(readings)))
        return ranked

    choose.readings = noted
    try:
        document = documents.read(data, path)
        claims.bind(document, registry, engine.index_of(registry))
    finally:
        choose.readings = inner
    tables = [block.span for block in document.blocks if block.table is not None]
    return iter((s, r) for s, r in seen if not any(t.start <= s.start < t.end for t in tables))


def _case(source: str, span: Span, readings: list[choose.Reading], gold: list[dict], known: Known) -> Case | None:
    over = [g for g in gold if g["start"] < span.end and span.start < g["end"]]
    if any(g["verdict"] == "edge" or not g.get("core", True) or g["metric"] == "name" for g in over):
        return None
    asked = [g for g in over if g["verdict"] != "bait"]
    features: list[Mapping[str, float]] = []
    right: list[bool] = []
    for _, option, owner in readings:
        features.append({**option.features, **(owner.features if owner is not None else {"subject.none": 1.0})})
        ids = owner.ids[:1] if owner is not None else ()
        right.append(
            any(option.metric.id in known[str(g["metric"])] and set(ids) & known[str(g["subject"])] for g in asked)
        )
    return Case(source, [*features, {}], [*right, not asked])


class Model:
    """Cases as arrays, padded to the longest: readings (n, r, f), which of them exist and which are right (n, r)."""

    def __init__(self, found: Sequence[Case]) -> None:
        self.names = sorted({name for case in found for row in case.readings for name in row})
        column = {name: at for at, name in enumerate(self.names)}
        longest = max(len(case.readings) for case in found)
        self.x = np.zeros((len(found), longest, len(self.names)))
        self.there = np.zeros((len(found), longest), bool)
        self.right = np.zeros((len(found), longest), bool)
        self.base = np.zeros((len(found), longest))
        for i, case in enumerate(found):
            for j, row in enumerate(case.readings):
                self.there[i, j] = True
                self.right[i, j] = case.right[j]
                for name, value in row.items():
                    self.x[i, j, column[name]] = value
            self.base[i, len(case.readings) - 1] = NONE
        self.start = np.array([weights.WEIGHTS[name] for name in self.names])

    def scores(self, w: np.ndarray) -> np.ndarray:
        return np.where(self.there, self.x @ w + self.base, -np.inf)

    def fit(self, ridge: float, rows: np.ndarray, rounds: int = 400, rate: float = 0.5) -> np.ndarray:
        """Weights that make the right readings of `rows` likely, held to those in force by `ridge`."""
        rows = rows[self.right[rows].any(axis=1)]  # where no reading is right, no weights can help
        x, there, right, base = self.x[rows], self.there[rows], self.right[rows], self.base[rows]
        spread = np.maximum(np.abs(x).max(axis=(0, 1)), 1.0)
        w = self.start.copy()
        for _ in range(rounds):
            scores = np.where(there, x @ w + base, -np.inf)
            all_ = np.exp(scores - scores.max(axis=1, keepdims=True))
            good = np.where(right, all_, 0.0)
            pull = good / np.maximum(good.sum(axis=1, keepdims=True), 1e-12) - all_ / all_.sum(axis=1, keepdims=True)
            slope = np.einsum("nr,nrf->f", pull, x) / len(x) - ridge / len(x) * (w - self.start) * spread**2
            w = w + rate * slope / spread**2
        return w

    def f1(self, w: np.ndarray, rows: np.ndarray) -> tuple[int, int, int]:
        """(claims that are right, claims made, claims asked for) among `rows`."""
        scores = self.scores(w)[rows]
        best = scores.argmax(axis=1)
        last = self.there[rows].sum(axis=1) - 1
        made = best != last
        right = self.right[rows][np.arange(len(rows)), best]
        asked = ~self.right[rows][np.arange(len(rows)), last]
        return int((made & right).sum()), int(made.sum()), int(asked.sum())

    def halves(self, w: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Of the claims made: the capped scores of metric and subject with a bias, and whether they are right."""
        metric = np.array([name.startswith("metric.") for name in self.names])
        best = self.scores(w)[rows].argmax(axis=1)
        made = best != self.there[rows].sum(axis=1) - 1
        chosen = self.x[rows[made], best[made]]
        parts = [np.minimum(chosen @ (w * metric), CAPS[0]), np.minimum(chosen @ (w * ~metric), CAPS[1])]
        return np.stack([np.ones(made.sum()), *parts], axis=1), self.right[rows[made], best[made]]


def logistic(x: np.ndarray, y: np.ndarray, rounds: int = 4000, rate: float = 0.05) -> np.ndarray:
    """Logistic regression by gradient descent, with a small ridge."""
    w = np.zeros(x.shape[1])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-(x @ w)))
        w = w - rate * (x.T @ (p - y) / len(x) + 0.002 * w)
    return w


def f1(right: int, made: int, asked: int) -> float:
    return 2 * right / (made + asked) if made + asked else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", nargs="+", help="GOLD.jsonl:FOLDER")
    parser.add_argument("--ridge", type=float, default=16.0, help="how hard the weights in force hold (default 16)")
    parser.add_argument("--print", action="store_true", help="print the weights fitted on everything")
    args = parser.parse_args()
    found = [*cases(args.gold), *own_cases() * OWN]
    model = Model(found)
    sources = np.array([case.source for case in found])
    everything = np.arange(len(found))
    whole = model.fit(args.ridge, everything)
    table = []
    held_out: list[tuple[np.ndarray, np.ndarray]] = []
    for source in sorted(set(sources)):
        rows = everything[sources == source]
        without = model.fit(args.ridge, everything[sources != source])
        table.append([model.f1(w, rows) for w in (model.start, whole, without)])
        if source != MINE:
            held_out.append(model.halves(without, rows))
        print(f"{source[:48]:48s} {len(rows):5d}", *(f"{f1(*row):.3f}" for row in table[-1]))
    for name, at in (("in force", 0), ("fitted on all", 1), ("source left out", 2)):
        sums = np.sum([row[at] for row in table], axis=0)
        each = np.mean([f1(*row[at]) for row in table if row[at][2]])
        print(f"{name:16s} f1 of all figures {f1(*sums):.3f}, mean over sources {each:.3f}")
    x = np.concatenate([h[0] for h in held_out])
    y = np.concatenate([h[1] for h in held_out])
    owners = np.concatenate([np.full(len(h[1]), at) for at, h in enumerate(held_out)])
    buckets: dict[int, list[bool]] = defaultdict(list)
    for at in range(len(held_out)):
        if (owners == at).any():
            w = logistic(x[owners != at], y[owners != at])
            for p, right in zip(1 / (1 + np.exp(-(x[owners == at] @ w))), y[owners == at], strict=True):
                buckets[min(int(p * 10), 9)].append(bool(right))
    print("confidence   claims  right")
    for bucket in sorted(buckets):
        print(
            f"{bucket / 10:.1f}-{bucket / 10 + 0.1:.1f}      {len(buckets[bucket]):5d}  {np.mean(buckets[bucket]):.2f}"
        )
    print("CONFIDENCE", dict(zip(("bias", "metric", "subject"), np.round(logistic(x, y), 2).tolist(), strict=True)))
    if args.print:
        for name, old, new in zip(model.names, model.start, whole, strict=True):
            print(f'    "{name}": {new:.3g},  # was {old:g}')


if __name__ == "__main__":
    main()
