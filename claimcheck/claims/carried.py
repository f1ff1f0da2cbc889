"""Metrics carried over to a figure: that of the sentence before, of the list's head, of the heading."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from claimcheck import patterns as re
from claimcheck.claims.labels import fitted as as_cell
from claimcheck.claims.option import CarriedMetric, Option, common, like_a_score, of_one_text, of_unit, otherwise
from claimcheck.claims.owners import MODELS, kinds_of
from claimcheck.claims.prices import two_alone
from claimcheck.claims.sentences import BESIDE_NAME, Sentence
from claimcheck.claims.weights import total
from claimcheck.fit import fit
from claimcheck.model import Mention, Metric, Quantity
from claimcheck.registry import Registry

_SCORED = re.compile(
    r"准确率|正确率|得分|分数|成绩|评分|通过率|表现|测试|scor(?:e|ing)|rating|accuracy|result|performance|benchmark"
)
_SOLVED = re.compile(r"(?:(?<![a-z])(?:re)?solv(?:e[sd]|ing)|解决了?)(?: (?:about|around|only|just|nearly|over))?\s?\Z")
# of lower case, from a name to its score, and behind it: nothing that the figure could be of instead
_REACHES = re.compile(
    r"\s(?:achieve[sd]?|reache[sd]|reach|manage[sd]?|hits?|gets?|got|attain(?:s|ed)?|complete[sd]?)\s"
    r"(?:about |around |only |just |nearly |over )?|\s?(?:达到?|拿到|取得|做到|完成)了?\s?"
)
_LOOKED_BACK = 24  # names of a paragraph
_GLUE, _VERB = 5, 24  # characters between two figures, and from a name to the first
_AND = re.compile(r"\s?(?:and|和|与|、)\s?")
_ENDS = re.compile(
    r"\s*(?:[,.;:)，。；）、]|on (?:the same|that|this) [a-z]{3,12}(?![a-z])|"
    r"(?:and|while|but|here|respectively)(?![a-z])|[和与而]|\Z)"
)
_RATING = re.compile(
    r"(?:(?<![A-Za-z])(?:rating|score|elo) of|(?:评分|等级分|积分|得分)[为是达到]{0,2}) ?$", re.IGNORECASE
)
_LABEL = re.compile(r"[^\w\n]*[^\W\d][^:：\n]{0,40}[:：]")
# words that only set a sentence against the one before
_LINKING = re.compile(
    r"(?<![a-z])(?:(?:by|in) (?:comparison|contrast)|for comparison|meanwhile|however|that beats|which|"
    r"(?:the |its )?previous (?:best|record|sota|high)|the|its|was|were|had|got|by|at|with)(?![a-z])|"
    r"相比之下|作为对比|与此同时|[而则]",
    re.IGNORECASE,
)
_FEW = 3  # names with a figure each that a terse sentence may hold
_ITS = re.compile(r"[*_]*\s?[:：]\s?[*_]*|['’]s\s[*_]*")  # between a name and its score
_POINTS = re.compile(r"[*_]*\s?(?:points?(?![a-z])|分)")
_SETTING = re.compile(r"[^\d,，;；:：。()（）]{0,24}[,，]\s?")  # from a score to the next of the same name
_MARKED = re.compile(r"[*_\s]*(?:[:：]|[-–—]{1,2}\s)[*_\s]*")
_COMMENTED = re.compile(r"[*_]*\s*(?:[(（,，;；。]|[-–—]{1,2}\s|\.?\s*\Z)")
_LIMITED = frozenset(("model",))  # what has a length: a program that runs models has none of its own
_LISTED = ("metric.carried_list", "metric.carried_heading")
_FEW_LETTERS = 16  # letters of an item beside its names and figures; a Chinese character counts twice
_THINGS = re.compile(
    r" (?!(?:of|in|on|at|for|and|but|too|as|with|context|tokens?|window)(?![a-z]))[a-z]{3,}|"
    r" ?(?!的|上下文|长度|窗口)[一-龥]{2}"
)
_BARELY, _CUED = 12, 30  # the same of a sentence that only lists figures, without a word such as "scores" and with one
# A block of figures is to its heading what a value is to a label.
_TITLED = {"metric.before": 1.0, "metric.fronted": 1.0}


def carried_over(
    quantity: Quantity,
    sentence: Sentence,
    carried: Sequence[CarriedMetric],
    rivals: Sequence[Mention],
    registry: Registry,
) -> Iterable[Option]:
    """A figure as a value of the metrics on offer, beside those that its own sentence names (`rivals`)."""
    reached = not rivals and _reached(quantity, sentence)
    cued = not rivals and (
        _SCORED.search(sentence.near(quantity)) is not None
        or _SOLVED.search(sentence.segment.view.low, max(0, quantity.start - 24), quantity.start) is not None
    )
    told = any(not m.unknown for m in rivals)
    # "DeepSeek-R1 hit 79.8%", right after a sentence on the same benchmark
    terse = not rivals and 1 <= len(sentence.entities) == len(sentence.quantities) <= _FEW and not _wordy(sentence)
    against = not rivals and _sets_against(quantity, sentence)
    for row in carried:
        if row.place is not None and (told or quantity.signed or _letters(sentence) > (_CUED if cued else _BARELY)):
            continue
        if row.metric.kind == "size" and row.metric.unit == "count":
            continue  # experts and layers are told by their nouns
        metric = of_unit(row.metric, quantity, registry)
        if metric.kind == "price" and (side := two_alone(quantity, sentence)) is not None:
            metric = registry.metric(f"{side}-price") or metric  # "…; GPT-4o mini costs $0.15 and $0.60"
        fitted = fit(quantity, metric)
        if row.sibling and (_wordy(sentence) or _labelled(sentence)):
            continue
        guard = "money" if metric.kind == "price" else "byte" if metric.id == "memory" else None
        if guard is not None and otherwise(guard, quantity, sentence):
            continue
        if metric.kind == "hardware" and not _told(metric, row.feature):
            continue
        value = as_cell(quantity, metric, None, False) if row.titled and _alone(sentence) else None
        if value is not None:
            features = common(quantity, value, metric, sentence.segment.view.text) | _TITLED
            yield Option(metric, value, row.mention, features, total(features), carried=True)
            continue
        if (
            fitted is None
            or of_one_text(fitted, metric)
            or metric.kind == "date"
            or not (quantity.unit or like_a_score(quantity))
        ):
            continue
        features = common(quantity, fitted, metric, sentence.segment.view.text) | {row.feature: 1.0}
        if told:
            features["metric.own"] = 1.0
        paired = row.feature in _LISTED and not rivals and _value_of_name(quantity, sentence, registry)
        said = (
            cued
            or paired
            or (reached and _only(row, sentence, registry))
            or (row.asked and not rivals)
            or (terse and _goes_on(row, quantity, sentence, registry))
            or (not rivals and _behind_name(quantity, sentence) and _only(row, sentence, registry))
        )
        listed = terse and row.feature in _LISTED and all(_is_model(m, registry, _LIMITED) for m in sentence.entities)
        in_turn = listed or paired or (terse and row.feature == "metric.carried_sentence")
        length = (
            in_turn and metric.kind == "limit" and quantity.scale > 1 and not _of_things(quantity, sentence)
        )  # "..., and V3 offers 128K"
        pointed = quantity.unit is None and _POINTS.match(sentence.segment.view.low, quantity.end) is not None
        rated = metric.unit == "elo" and (quantity.unit == "elo" or (listed and pointed)) and not rivals
        beside = against and row.feature == "metric.carried_sentence" and metric.kind == "benchmark"
        said = said or beside
        if (said and metric.kind == "benchmark") or length or rated:
            features["metric.scored"] = 1.0
        before = sentence.segment.view.text[max(0, quantity.start - 20) : quantity.start]
        if length or beside or rated or (metric.unit == "elo" and _RATING.search(before)):
            features.pop("metric.bare", None)
        yield Option(metric, fitted, row.mention, features, total(features), carried=True, place=row.place)


_OWNED = re.compile(rf"{BESIDE_NAME.pattern}|['’]s?\s|的\s?")  # between a name and its figure
# of lower case, at the head of a sentence: what was told before beats others
_BEATS = re.compile(
    r"\W*(?:this|it|that|which|这|该|它|其)[^.,;，。；]{0,32}?(?:outperform\w*|surpass\w*|exceed\w*|beat\w*|trail\w*|"
    r"top(?:s|ped)|lead\w*|compares?|ahead|behind|above|below|超[过越]|高于|优于|领先|低于|落后|不及|对比)"
)


def _behind_name(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a score stands right behind a name and a colon, or the name's "'s", or behind another of the same name:
    "(GPT-5.2: 88.7% with Python, 82.1% without tools)". Words before the name say that it is another figure: a share.
    """
    text = sentence.segment.view.text
    if quantity.unit != "percent" or _letters(sentence) > _CUED or text.startswith(" of ", quantity.end):
        return False  # "42% of seats"
    figures = [q for q in sentence.quantities if q.start <= quantity.start]
    while figures:
        last = figures.pop()
        names = [m for m in sentence.entities if m.end <= last.start and _ITS.fullmatch(text, m.end, last.start)]
        if names:
            return not _letters(sentence, names[0].start)
        if not figures or not _SETTING.fullmatch(text, figures[-1].end, last.start):
            return False
    return False


def _reached(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether words say that what stands right before them gets to a figure, and to nothing but it: "Claude 3 Opus
    achieves 50.4% here", "GPT-5.5 and Opus 4.7 manage 78.0% and 78.7% respectively".
    """
    low = sentence.segment.view.low
    if _ENDS.match(low, quantity.end) is None:
        return False
    near = (q for q in sentence.quantities if 0 <= quantity.start - q.end <= _GLUE)
    before = next((q for q in near if _AND.fullmatch(low, q.end, quantity.start)), quantity)
    return any(
        0 <= before.start - m.end <= _VERB and _REACHES.fullmatch(low, m.end, before.start) for m in sentence.entities
    )


def _only(row: CarriedMetric, sentence: Sentence, registry: Registry) -> bool:
    """Whether the sentences before name no other benchmark in the paragraph."""
    mentions = sentence.segment.mentions
    until = bisect_left(mentions, sentence.start, key=lambda m: m.start)
    names = (m.candidates[0] for m in mentions[max(0, until - _LOOKED_BACK) : until] if m.candidates)
    named = {c.id for c in names if c.kind == "metric" and not c.context_only} - {row.metric.id}
    others = (registry.metric(id_) for id_ in named)
    return row.feature == "metric.carried_sentence" and all(m is None or m.kind != "benchmark" for m in others)


def _sets_against(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a sentence goes on to whom the score before beats, and a bare number with a point in it stands right
    behind a name: "This surpasses Qwen2.5 (24.8) and Claude's 20.3".
    """
    if _BEATS.match(sentence.segment.view.low, sentence.start, sentence.end) is None or "." not in quantity.text:
        return False
    text = sentence.segment.view.text
    return any(_OWNED.fullmatch(text, m.end, quantity.start) for m in sentence.entities if m.end <= quantity.start)


def _of_things(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a figure without a unit counts what the word behind it says: "300K likes", "300K 用户"."""
    if quantity.unit == "count":
        return True
    return quantity.unit is None and _THINGS.match(sentence.segment.view.low, quantity.end) is not None


def _alone(sentence: Sentence) -> bool:
    """Whether a block is figures and nothing else: "32K" under the heading "Context length"."""
    text, at = sentence.segment.view.text, 0
    for quantity in sentence.quantities:
        if any(char.isalpha() for char in text[at : quantity.start]):
            return False
        at = quantity.end
    return not any(char.isalpha() for char in text[at:])


def _wordy(sentence: Sentence) -> bool:
    """Whether a list item says in words of its own what its figures are: "90.8% accuracy in the analysis of charts"."""
    return _letters(sentence) > _FEW_LETTERS


def _letters(sentence: Sentence, end: int | None = None) -> int:
    """How many letters a sentence has, up to a place in it, beside its names, its figures and words that only link it
    to another.
    """
    text, stop = sentence.segment.view.text, sentence.end if end is None else end
    parts = [m.span() for m in _LINKING.finditer(text, sentence.start, stop)]
    parts += [
        (p.start, p.end) for group in (sentence.entities, sentence.quantities, sentence.conditions) for p in group
    ]
    left, at = 0, sentence.start
    for start, after in [*sorted(part for part in parts if part[0] < stop), (stop, stop)]:
        left += sum(2 if char > "\u2e80" else 1 for char in text[at : max(at, start)] if char.isalpha())
        at = max(at, after)
    return left


def _goes_on(row: CarriedMetric, quantity: Quantity, sentence: Sentence, registry: Registry) -> bool:
    """Whether a terse sentence goes on with the metric of the one before, of its list or of its heading."""
    if row.feature == "metric.carried_sentence":
        return True
    return row.feature in _LISTED and _mere_pair(quantity, sentence, registry)


def _mere_pair(quantity: Quantity, sentence: Sentence, registry: Registry) -> bool:
    """Whether a sentence is a model's name and a score and nothing else: "- DeepSeek-R1: 79.8", in a list on a
    benchmark.
    """
    text, named = sentence.segment.view.text, sentence.entities[0]
    if not _is_model(named, registry):
        return False
    around = text[sentence.start : named.start] + text[named.end : quantity.start] + text[quantity.end : sentence.end]
    return named.end <= quantity.start and not any(char.isalnum() for char in around)


def _value_of_name(quantity: Quantity, sentence: Sentence, registry: Registry) -> bool:
    """Whether an item is a model's name, a mark and a figure, which a comment may follow: "- **Gemini 2.5 Pro** - 1M
    tokens (the largest)".
    """
    text, first = sentence.segment.view.text, sentence.entities[0] if sentence.entities else None
    if first is None or sentence.start or quantity is not sentence.quantities[0] or text[: first.start].strip("*_ "):
        return False
    if not _is_model(first, registry, _LIMITED):
        return False
    return _MARKED.fullmatch(text, first.end, quantity.start) is not None and (
        _COMMENTED.match(text, quantity.end) is not None
    )


def _is_model(mention: Mention, registry: Registry, kinds: AbstractSet[str] = MODELS) -> bool:
    entity = registry.entity(mention.candidates[0].id) if mention.candidates else None
    return entity is not None and not kinds.isdisjoint(kinds_of(entity, registry))


def _labelled(sentence: Sentence) -> bool:
    """Whether a list item begins with a label of its own that is no name: "物理：GPT-4o 59.5%", after "GPQA: ..."."""
    label = _LABEL.match(sentence.segment.view.text, sentence.start, sentence.end)
    if label is None:
        return False
    parts = (p for group in (sentence.entities, sentence.quantities, sentence.conditions) for p in group)
    return all(p.start >= label.end() for p in parts)


def _told(metric: Metric, feature: str) -> bool:
    """Whether a hardware metric may be carried so: number formats stand in head lines, sizes beside their figures."""
    wide = ("metric.carried_sentence", "metric.carried_heading", "metric.carried_list")
    return feature in (wide if metric.unit in ("TFLOPS", "TOPS") else wide[:2])
