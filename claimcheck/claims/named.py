"""A figure as a value of a metric that its sentence names, and what ties the two."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from claimcheck import patterns as re
from claimcheck.claims.option import Option, common, like_a_score, of_no_run, of_one_text, otherwise
from claimcheck.claims.sentences import (
    ADJACENT,
    AGAINST,
    BESIDE_NAME,
    BETWEEN_TWO,
    COMPARED,
    COUNTING,
    DIRECT,
    FRONTED,
    FRONTED_BEHIND,
    LABELLED,
    OF_NAME,
    ON,
    SCORING,
    TO,
    VERSUS,
    Sentence,
)
from claimcheck.claims.weights import total
from claimcheck.fit import CURRENCIES
from claimcheck.model import Mention, Metric, Quantity

# behind a number of which no word says what it counts
_SCORE_ENDS = re.compile(r"\s?(?:[,，;；。）)]|\.(?!\d)|\Z|[ \n](?:vs|versus|against|and|while)(?![a-z]))")
_POINTS = re.compile(r"\s?分(?![之钟别])")  # "以 1332 分位列第七"
_LONGEST_TIE = 24  # characters beside the name between a metric and its figure
_LABEL = 24  # characters of a label before the metric in it
_PAIRED = 40  # between a metric and the second of two scores
_JOINED = 24  # characters between a figure and the next name of a list or a comparison
_SCORE_OF = re.compile(  # of lower case, right before a figure
    r"(?:(?<![a-z])(?:scor(?:e[sd]?|ing)|accuracy)(?: of| is| was| at)?|"
    r"(?:得分|分数|成绩|评分|准确率|正确率)(?:[为是]|达到?|高达)?|"
    r"[上中](?:仅|只|则|也|均|可)?(?:得到?|获得|取得|拿[到下]|跑[出到]|达到?|录得|[为是])了?)[ *_]*\Z"
)
_LEADS = re.compile(r"(?<![a-z])(?:leads?|leading|tops?|wins?) (?:at|with)\s\Z|[领率]先(?:，)?(?:为|以)?\s?\Z")
_FROM = re.compile(r"[,，]\s?(?:由|从|from)\s?")  # from a metric to the start of its change
_OWN = re.compile(r"\s?[(（]|['’]s\s")  # between a name and its score
_FURTHER = re.compile(
    r"[)）],? (?:and|but|while|yet) [a-z]{3,}(?: [a-z]+)? (?:on|in|at) (?:the )?\Z"
)  # ") and loses on"
_ON_IT = re.compile(r"\s?(?:测试|基准|榜单)?[上中里]\s?")
_BRACKET = re.compile(r"\s?[(（](?=[^()（）]*[A-Za-z\u4e00-\u9fff]{2})[^()（）%％]{2,160}[)）](?=\s*\S)")
_RELATIVE = re.compile(r"(?: (?:benchmark|test|dataset|evaluation))?, (?:which|a|an) [^,;.:0-9]{4,120},(?=\s\S)")
_GUARDED = {"GB/s": "byte/second", "token": "token", "W": "watt"}  # units whose words may speak of something else
_WHOLE_SUMS = frozenset(("training-cost", "launch-price", "investment"))  # nothing that is paid by the month


def named(
    quantity: Quantity,
    metric: Metric | None,
    fitted: Quantity | None,
    mention: Mention,
    rivals: Sequence[Mention],
    sentence: Sentence,
    reach: tuple[int, int],
) -> Option | None:
    """A figure as a value (`fitted`) of a metric that the sentence names."""
    if metric is None or (metric.kind == "size" and metric.unit == "count"):
        return None  # layers, heads and widths describe an architecture; prose is full of them
    if fitted is not None and of_one_text(fitted, metric):
        return None
    hint = all(c.context_only for c in mention.candidates)
    if fitted is not None and hint and of_no_run(fitted, metric):
        return None  # "which cost $15/$75 until then"
    whole = metric.id in _WHOLE_SUMS or (metric.unit.endswith("/Mtoken") and quantity.unit in CURRENCIES)
    guard = "money" if whole else "byte" if metric.id == "memory" else _GUARDED.get(metric.unit)
    if fitted is None or (guard is not None and otherwise(guard, quantity, sentence)):
        return None
    if metric.unit == "percent" and quantity.unit is None and not any(c.isdigit() for c in quantity.text):
        return None
    features = common(quantity, fitted, metric, sentence.segment.view.text)
    points = metric.unit == "elo" and _POINTS.match(sentence.segment.view.text, quantity.end) is not None
    paired = metric.kind == "benchmark" and _of_two_scores(mention, quantity, sentence)
    if points or paired or (metric.kind == "benchmark" and _told_as_score(quantity, sentence)):
        features.pop("metric.bare", None)
    if any(c.id == metric.id and c.context_only for c in mention.candidates):
        features["metric.generic"] = 1.0
        left, right = sentence.clause(quantity.start, quantity.end)
        if any(left <= m.start < right and not all(c.context_only for c in m.candidates) for m in rivals):
            features["metric.generic_rival"] = 1.0
    if mention.start >= quantity.start and mention.end <= quantity.end:
        features["metric.inside"] = 1.0
        return Option(metric, fitted, mention, features, total(features))
    before = mention.end <= quantity.start
    if reach[0] < mention.start < reach[1] or (metric.kind == "size" and not before and quantity.unit is not None):
        reach = (quantity.start, quantity.end)  # "1.6T parameters, 49B active": of the last alone
    left, right = (_past_bracket(mention, quantity, sentence), reach[0]) if before else (reach[1], mention.start)
    gap = sentence.between(left, right)
    if not before and metric.kind == "size" and _right_before_another(mention, quantity, sentence):
        return None
    if not before and gap.strip() in ("(", "（") and _tells_next(mention, sentence):
        return None
    if not before and _FURTHER.search(gap) is not None:
        return None
    closed = before and gap.lstrip()[:1] in (")", "）")
    if closed and _told_in_bracket(mention, sentence) and not anew(mention.end, quantity.start, sentence):
        return None
    if before and _between_dashes(mention, quantity, sentence):
        return None
    of_bracket = _metric_of_bracket(quantity, sentence)
    if of_bracket is not None and mention is not of_bracket[0] and mention.start < of_bracket[1]:
        return None  # "MMLU (from 86% to 90%) and IFEval (from 80% to 83%)"
    if not before and (")" in gap or "）" in gap) and of_bracket is not None:
        return None
    features["metric.before" if before else "metric.after"] = 1.0
    features["metric.distance"] = float(min(right - left, 120))
    text = sentence.segment.view.text
    head = max(sentence.start, *(text.rfind(mark, sentence.start, mention.start) + 1 for mark in ":：，"))
    labelled = before and len(rivals) == 1 and _labels(mention, quantity, sentence)
    if labelled or (before and len(rivals) == 1 and _fronted(mention, head, sentence)):
        features["metric.fronted"] = 1.0
        features["metric.distance"] = float(min(right - left, 40))
    if before and len(rivals) == 1 and metric.kind == "benchmark" and _in_bracket_of_name(quantity, sentence):
        features["metric.distance"] = float(min(right - left, 40))
        features.pop("metric.bare", None)
    clauses = sentence.clauses(left, right) - ("metric.fronted" in features)  # the comma behind "On MMLU" is no border
    if before and _FROM.fullmatch(gap):
        clauses = 0  # "扩充了词表大小，由32K扩充至128K"
        features.pop("metric.bare", None)
    features["metric.clauses"] = float(min(max(clauses, 0), 4))
    alike = (q for q in sentence.quantities if q.kind != "date" and q.unit == quantity.unit)
    last = max((q.end for q in alike if q.end <= quantity.start), default=None)
    if before and last is not None and (anew(last, quantity.start, sentence) or _of_name_behind(quantity, sentence)):
        features["metric.shared"] = 1.0
        features["metric.clauses"] = 0.0
    elif not before and len(rivals) == 1 and _beside_others(quantity, mention, sentence):
        features["metric.shared"] = 1.0
        features["metric.clauses"] = 0.0
        features["metric.distance"] = float(min(right - left, 40))
    else:
        between = sum(left <= q.start and q.end <= right and q.kind != "date" for q in sentence.quantities)
        features["metric.figures_between"] = float(min(between, 3))
    rivalry = sum(left <= m.start and m.end <= right for m in rivals if m is not mention)
    features["metric.rivals_between"] = float(min(rivalry, 3))
    tie = _tie(gap, before) if right - left <= 60 else None
    if tie is None and before:
        tie = _tied_around(left, right, sentence)
    if not before and gap.strip() in ("(", "（") and text[mention.end : mention.end + 1] in (")", "）"):
        tie = "metric.adjacent"  # "79.8% (AIME 2024)"
    if tie is not None:
        features[tie] = 1.0
    elif (
        quantity.unit is None
        and quantity.scale == 1
        and not points
        and not paired
        and not _as_score(
            quantity, labelled or ("metric.fronted" in features and _right_behind_a_name(quantity, sentence)), sentence
        )
    ):
        features["metric.loose_bare"] = 1.0
    return Option(metric, fitted, mention, features, total(features))


def _between_dashes(mention: Mention, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a metric is named between dashes that say what another is: "on MMLU-Pro — harder than MMLU — 72%"."""
    text = sentence.segment.view.text
    opened = text.rfind("—", sentence.start, mention.start)
    closed = text.find("—", mention.end, quantity.start)
    if opened < 0 or closed < 0 or any(q.start > opened and q.end <= closed for q in sentence.quantities):
        return False
    return any(m.end <= opened for m in sentence.metrics)


def _told_as_score(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a bare number with a point in it stands right behind a word for scores: "with a score of 91.6"."""
    if not like_a_score(quantity) or "." not in quantity.text:
        return False
    return _SCORE_OF.search(sentence.segment.view.low, max(0, quantity.start - 24), quantity.start) is not None


def _past_bracket(mention: Mention, quantity: Quantity, sentence: Sentence) -> int:
    """Where a metric's name ends, with what a bracket or a clause right behind it says of the metric before it goes on
    in words: "On GPQA Diamond (448 questions written by experts), o3 ...", "by GAIA, which tests the use of tools,
    GPT-5 ...". A figure alone in the bracket is a value of it.
    """
    text = sentence.segment.view.text
    found = _BRACKET.match(text, mention.end, quantity.start) or _RELATIVE.match(text, mention.end, quantity.start)
    if found is None or any(found.start() <= m.start < found.end() for m in sentence.entities):
        return mention.end + text.startswith("s ", mention.end)  # "context lengths up to 128K"
    return found.end()


def _labels(mention: Mention, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a metric is the label of its sentence, and a figure in it stands right behind a name, "MMLU: R1 (90.8),
    V3 (88.5)", "The longest contexts: ...", or is a number with a point in it and nothing behind it.
    """
    text = sentence.segment.view.text
    return (
        mention.start - sentence.start <= _LABEL
        and all(q.start >= mention.end for q in sentence.quantities)
        and all(m.start >= mention.end for m in sentence.entities)
        and LABELLED.match(text, mention.end) is not None
        and (
            (quantity.unit is None and "." in quantity.text and _SCORE_ENDS.match(text, quantity.end) is not None)
            or any(
                m.start >= mention.end and BESIDE_NAME.fullmatch(text, m.end, quantity.start) for m in sentence.entities
            )
        )
    )


def _fronted(mention: Mention, head: int, sentence: Sentence) -> bool:
    """Whether a metric stands at the head of its sentence as what it is about: "On MMLU, ...", "MMLU 上，..."."""
    text = sentence.segment.view.text
    if FRONTED.fullmatch(text, head, mention.start):
        return True
    if not _opens(mention, sentence):
        return False
    behind = _ON_IT.match(text, mention.end)
    if behind is not None and any(m.start == behind.end() for m in sentence.entities):
        return True  # "HumanEval 上 Claude 3.5 Sonnet 92.0"
    return FRONTED_BEHIND.match(text, mention.end) is not None


def _opens(mention: Mention, sentence: Sentence) -> bool:
    return not any(char.isalnum() for char in sentence.segment.view.text[sentence.start : mention.start])


def _beside_others(quantity: Quantity, mention: Mention, sentence: Sentence) -> bool:
    """Whether figures of others, set beside a figure or against it, stand between it and the metric of them all: "R1
    (79.8%) and o1 (79.2%) lead AIME 2024", "o1 at 79.2% trails R1 at 79.8% on AIME 2024".
    """
    low, at = sentence.segment.view.low, quantity
    for other in sentence.quantities:
        if not quantity.end <= other.start or other.end > mention.start:
            continue
        name = next((m.start for m in sentence.entities if at.end <= m.start and m.end <= other.start), None)
        if name is None or other.unit != quantity.unit or name - at.end > _JOINED:
            return False
        if not BETWEEN_TWO.fullmatch(low, at.end, name) and not COMPARED.search(low, at.end, name):
            return False
        at = other
    return at is not quantity


def _as_score(quantity: Quantity, labelled: bool, sentence: Sentence) -> bool:
    """Whether a bare number is told as a score: right behind a name in a sentence that a metric heads, behind a word
    such as 得分, before 分.
    """
    if not like_a_score(quantity) or COUNTING.match(sentence.segment.view.low, quantity.end):
        return False
    text = sentence.segment.view.text
    if labelled or _beside_its_name(quantity, sentence):
        return True
    left, _ = sentence.clause(quantity.start, quantity.end)
    left = max(left, *(q.end for q in sentence.quantities if q.end <= quantity.start), quantity.start - 60)
    return (
        _POINTS.match(text, quantity.end) is not None
        or SCORING.search(sentence.segment.view.low, left, quantity.start) is not None
    )


def _beside_its_name(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a bare number with a point in it stands in the bracket right behind a name, or as what that is at:
    "surpasses R1 (79.8)", "Claude leads at 80.9, above Kimi's 76.8".
    """
    if "." not in quantity.text:
        return False
    text, low = sentence.segment.view.text, sentence.segment.view.low
    if _LEADS.search(low, max(sentence.start, quantity.start - 24), quantity.start):
        return True
    return any(m.end <= quantity.start and _OWN.fullmatch(text, m.end, quantity.start) for m in sentence.entities)


def _in_bracket_of_name(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a score with a point in it stands in the bracket right behind a name: "surpasses that of R1 (79.8)"."""
    text = sentence.segment.view.text
    return "." in quantity.text and any(
        m.end <= quantity.start and text[m.end : quantity.start].strip() in ("(", "（") for m in sentence.entities
    )


def _of_name_behind(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a figure is told of the name right behind it: "准确率 55.7% 的 GPT-4V"."""
    text = sentence.segment.view.text
    return any(text[quantity.end : m.start].strip() == "的" for m in sentence.entities if m.start >= quantity.end)


def _of_two_scores(mention: Mention, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a bare number is one of two with points in them that are set against each other behind a metric: "A beats
    B on MMLU, 88.7 to 88.3".
    """
    if quantity.unit is not None or not 0 < quantity.start - mention.end <= _PAIRED:
        return False
    text = sentence.segment.view.text
    at = bisect_left(sentence.quantities, quantity.start, key=lambda q: q.start)
    for a, b in pairwise(sentence.quantities[max(0, at - 1) : at + 2]):
        if mention.end <= a.start and not text[mention.end : a.start].strip(" ,，:：(（—–"):
            joined = TO.fullmatch(text, a.end, b.start) or VERSUS.fullmatch(text, a.end, b.start)
            return joined is not None and all(like_a_score(q) and "." in q.text for q in (a, b))
    return False


def _right_behind_a_name(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a bare number with a point in it stands right behind a name: "HumanEval 上 GPT-4o 90.2"."""
    text = sentence.segment.view.text
    return "." in quantity.text and any(
        m.end <= quantity.start and BESIDE_NAME.fullmatch(text, m.end, quantity.start) for m in sentence.entities
    )


def _told_in_bracket(mention: Mention, sentence: Sentence) -> bool:
    """Whether a metric stands behind a figure in a bracket, or in one right behind a figure, and tells of that one:
    "(32B active) to 744B", "79.8% (AIME 2024), 97.3% (MATH-500)".
    """
    text = sentence.segment.view.text
    opened = max(text.rfind(mark, sentence.start, mention.start) for mark in "(（")
    behind = opened >= 0 and not text[opened + 1 : mention.start].strip()
    return any(
        (opened < q.start and q.end <= mention.start) or (behind and 0 <= opened - q.end <= 1)
        for q in sentence.quantities
    )


def _right_before_another(mention: Mention, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a mere hint stands apart from a figure and right before the next: the 激活 of "284B、激活 13B"."""
    if not all(c.context_only for c in mention.candidates) or mention.start <= quantity.end:
        return False
    return any(0 <= q.start - mention.end <= 1 for q in sentence.quantities)


def _tells_next(mention: Mention, sentence: Sentence) -> bool:
    """Whether a metric that opens a bracket is told of the figure behind it: "1.6 万亿参数（激活 490 亿）"."""
    later = next((q for q in sentence.quantities if q.start >= mention.end), None)
    if later is None or later.start - mention.end > 3:
        return False
    return not any(mark in sentence.between(mention.end, later.start) for mark in ")）")  # the bracket is still open


def _metric_of_bracket(quantity: Quantity, sentence: Sentence) -> tuple[Mention, int] | None:
    """The metric right behind whose name a figure stands in a bracket, "MMLU (90.8%, Llama's 87.3%) and on", and where
    the bracket opens.
    """
    text = sentence.segment.view.text
    opened = max(text.rfind(c, sentence.start, quantity.start) for c in "(（")
    closed = max(text.rfind(c, sentence.start, quantity.start) for c in ")）")
    if opened <= closed:
        return None
    named = next((m for m in sentence.metrics if 0 <= opened - m.end <= 1), None)
    return (named, opened) if named is not None else None


def _tied_around(left: int, right: int, sentence: Sentence) -> str | None:
    """The tie of a metric to a figure when nothing else but one name stands between: "the context length of R1 is
    128K", "MMLU 上 R1 的得分为 90.8".
    """
    between = [m for m in sentence.entities if left <= m.start and m.end <= right]
    if len(between) != 1 or right - left - len(between[0].text) > _LONGEST_TIE:
        return None
    text = sentence.segment.view.text
    before, behind = text[left : between[0].start], text[between[0].end : right]
    if not OF_NAME.fullmatch(before):
        return None
    return _tie(before + behind.removeprefix(" ").removeprefix("的"), True)


def _tie(gap: str, before: bool) -> str | None:
    """The pattern that ties a metric to a figure over the text between them."""
    if before:
        return "metric.direct" if DIRECT.match(gap) else None
    if ADJACENT.match(gap):
        return "metric.adjacent"
    return "metric.on" if ON.match(gap) else None


def anew(left: int, right: int, sentence: Sentence) -> bool:
    """Whether a new subject or condition stands between two figures, so that they share a metric: "79.8%, above
    o1's 79.2%", "71.0%, with majority voting 86.7%"; or the second is set against the first: "41.0% (vs. 37.5%".
    """
    if AGAINST.fullmatch(sentence.segment.view.text, left, right):
        return True
    places = [(m.start, m.end) for m in sentence.entities] + [(c.start, c.end) for c in sentence.conditions]
    return any(left <= start and end <= right for start, end in places)
