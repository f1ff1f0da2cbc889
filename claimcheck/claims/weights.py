"""The linear model of binding: one weight a named feature, as data.

Fitted by tests/accuracy/fit_weights.py on annotated documents, held to what a reader would have set; small enough to
read. A pair's score is the sum of its
features times their weights; `confidence` turns the scores of a reading into a probability.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

WEIGHTS: dict[str, float] = {
    # figure and metric
    "metric.direct": 2.02,
    "metric.on": 2.44,
    "metric.adjacent": 2.16,
    "metric.inside": 2.62,
    "metric.before": 0.82,
    "metric.after": 0.26,
    "metric.fronted": 1.05,  # the only one named, at the head of the sentence: "On AIME 2024, which ..., it scores"
    "metric.distance": -0.011,  # a character
    "metric.clauses": -0.44,  # a clause border between
    "metric.figures_between": -0.83,
    "metric.shared": 0.49,  # a new subject or condition stands between this figure and the one before
    "metric.rivals_between": -1.07,
    "metric.typed": 0.48,  # the figure is printed in the metric's own unit
    "metric.bare": -1.0,  # a bare number
    "metric.loose_bare": -1.0,  # a bare number that nothing ties to the metric
    "metric.generic": -0.78,  # a word such as "price" that is no name
    "metric.carried_sentence": -0.88,
    "metric.carried_list": 0.19,  # the metric of the list's head line or of the item before
    "metric.generic_rival": -1.24,  # a general word beside the proper name of another metric
    "metric.own": -1.22,  # a carried metric although the sentence names one that fits
    "metric.carried_heading": -0.22,
    "metric.carried_block": -1.2,
    "metric.scored": 1.24,  # a carried benchmark beside a word such as 准确率
    "metric.implied": 0.73,
    "metric.implied_cue": 0.94,
    "metric.implied_far": 0.19,  # the cue stands outside the clause of a date
    "metric.implied_weak": 0.89,  # times the row's own figure
    "metric.change": -4.0,  # a change (+3.2, 下降 5%) read as a level
    "metric.out_of_range": -2.5,
    "metric.parallel": 2.6,
    "metric.unparallel": -1.87,
    "metric.as_before": -0.34,  # that of the figure before, beside a new subject
    "metric.year": -1.2,  # a bare number that looks like a year
    # figure and subject
    "subject.before": 1.37,
    "subject.after": 0.003,
    "subject.distance": -0.008,
    "subject.clauses": -0.22,
    "subject.rivals_between": -0.91,
    "subject.figures_between": -0.098,
    "subject.possessive": 1.29,
    "subject.owner_after": 1.37,
    "subject.premodified": 1.58,
    "subject.relative": 2.21,  # "..., which scores 96.4%"
    "subject.launched": 2.24,  # the object of a launch after its date
    "subject.compared": -1.68,
    "subject.beaten": -2.9,  # set against another, and not tied to the figure
    "subject.first": 0.23,
    "subject.kind": 0.17,  # the kind that the metric is about
    "subject.organisation": -2.03,  # a company where the metric asks for its product
    "subject.parallel": 2.5,
    "subject.unparallel": -1.8,
    "subject.carried_sentence": 0.21,
    "subject.carried_block": -0.51,
    "subject.carried_item": -1.09,  # of the list item before
    "subject.carried_heading": 0.051,
    "subject.carried_title": -0.51,
    "subject.pronoun": 0.73,
    "subject.definite": 0.91,  # "the model": what the section or the article is about
    "subject.bracketed": -1.33,  # named only in brackets
    "subject.own": -1.32,  # a carried subject although the sentence names one
    "subject.unknown": -0.065,
    "subject.carried_date": -1.27,  # a date wants its subject in the sentence
    "subject.counted": -4.0,  # the chips that a figure counts are not what it is about
    "subject.inside": 3.89,
    "subject.agreed": 0.84,
    "subject.carried_dominant": -0.62,  # what the article speaks of most
    "subject.pair": 1.55,  # the pair of groups whose gap it is
    "subject.none": -2.53,
}


def total(features: Mapping[str, float]) -> float:
    """The score of a pair's features."""
    return sum([WEIGHTS[name] * value for name, value in features.items()])


# The logistic model of a reading's being right, from the score of its metric and that of its subject.
CONFIDENCE = {"bias": -0.87, "metric": 0.8, "subject": 0.69}


def confidence(metric: float, subject: float) -> float:
    """How likely a reading is right, between 0 and 1 (calibrated on annotated documents)."""
    row = CONFIDENCE
    score = row["bias"] + row["metric"] * min(metric, 4.0) + row["subject"] * min(subject, 3.0)
    return 1 / (1 + exp(-score))
