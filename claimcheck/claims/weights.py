"""The linear model of binding: one weight a named feature, as data.

Fitted by tests/accuracy/fit_weights.py on annotated sentences; small enough to read. A pair's score is the sum of its
features times their weights; `confidence` turns the scores of a reading into a probability.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

WEIGHTS: dict[str, float] = {
    # figure and metric
    "metric.direct": 2.0,
    "metric.on": 2.2,
    "metric.adjacent": 2.4,
    "metric.inside": 2.6,
    "metric.before": 0.9,
    "metric.after": 0.3,
    "metric.fronted": 1.0,  # the only one named, at the head of the sentence: "On AIME 2024, which ..., it scores"
    "metric.distance": -0.012,  # a character
    "metric.clauses": -0.45,  # a clause border between
    "metric.figures_between": -0.9,
    "metric.shared": 0.5,  # a new subject or condition stands between this figure and the one before
    "metric.rivals_between": -1.1,
    "metric.typed": 0.9,  # the figure is printed in the metric's own unit
    "metric.bare": -0.7,  # a bare number
    "metric.loose_bare": -1.0,  # a bare number that nothing ties to the metric
    "metric.generic": -0.5,  # a word such as "price" that is no name
    "metric.carried_sentence": -0.9,
    "metric.carried_list": 0.2,  # the metric of the list's head line or of the item before
    "metric.generic_rival": -1.2,  # a general word beside the proper name of another metric
    "metric.own": -1.2,  # a carried metric although the sentence names one that fits
    "metric.carried_heading": -0.2,
    "metric.carried_block": -1.2,
    "metric.scored": 1.2,  # a carried benchmark beside a word such as 准确率
    "metric.implied": 0.9,
    "metric.implied_cue": 0.9,
    "metric.implied_far": 0.1,  # the cue stands outside the clause of a date
    "metric.implied_weak": 1.0,  # times the row's own figure
    "metric.change": -4.0,  # a change (+3.2, 下降 5%) read as a level
    "metric.out_of_range": -2.5,
    "metric.parallel": 2.5,
    "metric.unparallel": -1.8,
    "metric.year": -1.2,  # a bare number that looks like a year
    # figure and subject
    "subject.before": 1.0,
    "subject.after": -0.2,
    "subject.distance": -0.008,
    "subject.clauses": -0.2,
    "subject.rivals_between": -0.9,
    "subject.figures_between": -0.05,
    "subject.possessive": 1.2,
    "subject.owner_after": 1.2,
    "subject.premodified": 1.5,
    "subject.relative": 2.2,  # "..., which scores 96.4%"
    "subject.launched": 2.2,  # the object of a launch after its date
    "subject.compared": -1.6,
    "subject.beaten": -3.0,  # set against another, and not tied to the figure
    "subject.first": 0.3,
    "subject.kind": 0.5,  # the kind that the metric is about
    "subject.organisation": -2.0,  # a company where the metric asks for its product
    "subject.parallel": 2.5,
    "subject.unparallel": -1.8,
    "subject.carried_sentence": 0.4,
    "subject.carried_block": -0.2,
    "subject.carried_item": -1.0,  # of the list item before
    "subject.carried_heading": 0.2,
    "subject.carried_title": -0.5,
    "subject.pronoun": 0.7,
    "subject.definite": 0.9,  # "the model": what the section or the article is about
    "subject.bracketed": -1.2,  # named only in brackets
    "subject.own": -1.2,  # a carried subject although the sentence names one
    "subject.unknown": 0.0,
    "subject.carried_date": -1.2,  # a date wants its subject in the sentence
    "subject.counted": -4.0,  # the chips that a figure counts are not what it is about
    "subject.inside": 4.0,
    "subject.agreed": 0.9,
    "subject.carried_dominant": -0.4,  # what the article speaks of most
    "subject.pair": 1.5,  # the pair of groups whose gap it is
    "subject.none": -2.5,
}


def total(features: Mapping[str, float]) -> float:
    """The score of a pair's features."""
    return sum(WEIGHTS[name] * value for name, value in features.items())


# The logistic model of a reading's being right: its metric's score, its subject's, and its lead over the next reading.
CONFIDENCE = {"bias": -1.0, "metric": 0.6, "subject": 1.1, "margin": 0.0}


def confidence(metric: float, subject: float, margin: float) -> float:
    """How likely a reading is right, between 0 and 1 (calibrated on annotated documents)."""
    row = CONFIDENCE
    score = row["bias"] + row["metric"] * min(metric, 4.0) + row["subject"] * min(subject, 3.0) + row["margin"] * margin
    return 1 / (1 + exp(-score))
