"""Sharing out a sentence's figures: each gets one metric and one subject, chosen together.

Parallel lists ("79.8% and 97.3% on AIME 2024 and MATH-500") are paired by position; from-to pairs share metric and
subject; otherwise two figures may not claim one metric of one subject while another reading is nearly as good.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import islice, pairwise

from claimcheck import patterns as re
from claimcheck.claims.lists import lists_of, set_against
from claimcheck.claims.named import anew
from claimcheck.claims.option import CarriedMetric, Option
from claimcheck.claims.options import options
from claimcheck.claims.owners import CarriedSubject, Owner, owners, suits
from claimcheck.claims.roles import owns_start
from claimcheck.claims.sentences import (
    FROM,
    FROM_TO,
    HEADED,
    HEADED_BEHIND,
    IN_AN_ID,
    OWNER_BEHIND,
    RESTATED,
    SET_AGAINST,
    TO,
    UP_FROM,
    VERSUS,
    Sentence,
)
from claimcheck.claims.sizes import SHORT_SIZE, adopted, bears, family_of_sized, member_with, named_size
from claimcheck.claims.unnamed import of_another_event
from claimcheck.claims.weights import WEIGHTS, confidence, total
from claimcheck.fit import ACTIVE_BEHIND, CURRENCIES, fit
from claimcheck.model import Mention, Quantity
from claimcheck.records import dataclass, replace
from claimcheck.registry import Registry

_LEAST_METRIC = -0.5  # a metric weaker than this is no reading at all
_LEAST_CARRIED = -1.3  # the same for a metric carried over to a figure whose unit fits it
_RIVAL_PRICE = 2.0  # lost by two figures that claim one metric of one subject
_IN_PARTS = frozenset(("training", "size", "price", "index"))
# of lower case, before the figure of a further step
_ONWARD = re.compile(
    r"(?:进一步|再次?|又|继续|最终|最后)(?:扩展|扩大|扩充|提升|提高|增加|增长|增|升|降低|降|涨|跌|减少)(?:到了?|至|为)\s*$"
    r"|(?<![a-z])(?:then|further|later|eventually|finally|again)\s(?:[a-z]+\s){0,2}to\s*$"
)
# before the last name of a sentence and behind it, of lower case
_COMPARED_TO = re.compile(r"(?<![a-z])compared (?:to|with)\s(?:the |its )?(?:predecessor |previous |older )?\Z")
_WITH, _COMPARED_WITH = re.compile(r"[与和跟](?:之前的?|上一代的?|前代的?|前作)?\s?\Z"), re.compile(r"\s?相比")
_TOTAL = re.compile(r"\s?(?:in )?total(?![a-z])|\s?总(?!价)")
_BOUNDS = frozenset(("over", "under", "at_least", "at_most"))  # "over 90% on AIME (94.6%)": one is what is passed
_ARROWS = frozenset("→⇒➜➔")
_ALL = re.compile(r"(?<![平人年日月])均|(?<![首成古])都|皆|(?<![a-z])(?:both|all|each)(?![a-z])")
_CLAUSE = re.compile(r"[，,；;。:：]")
# what goes to one of a list, or to each its own
_ONE_OF = re.compile(
    r"后者|前者|分别|先后|依次|其中|(?<![a-z])(?:latter|former|second|first|last|respectively|one)(?![a-z])"
)
_OF_ALL = 200  # characters from a list to a figure of all of it, and from there to "respectively"
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_DIGIT = re.compile(r"\d")
_COMPARED = 0.45  # the same of one whose only subject is compared with: "LongChat, based on Llama 2 with 32K context"
_PARTIAL = 0.45  # the confidence of a figure that may be a part: too little for more than a note
_ONE_SIZE = Decimal("1.1")  # times between the sizes of one model, as rounded by some and not by others
_UNREAD = -0.4  # the score of a figure that is left unread
_BEATS_IT = re.compile(
    r"(?<![a-z])(?:beats|leads|tops|trails|outperforms|outscores|edges|behind|ahead of) (?:it|them)(?![a-z])"
)
_LONGEST_VERB = 12  # characters between a name and the first of its scores: "has", "at", "gets"
_LOOKED_BACK = 24  # names of a paragraph, for the one that a sentence compares with
_BEAM = 8  # assignments kept from figure to figure


_RAISES = re.compile(
    r"\s(?:rais(?:es|ed)|ups|upped|increase[sd]?|lift(?:s|ed)|boost(?:s|ed)|expand(?:s|ed)|extend(?:s|ed)|cuts?|"
    r"lower(?:s|ed)|reduce[sd]?|bump(?:s|ed)|improve[sd]?(?: on| upon)?)\s(?:the\s)?"
)
_RESTATED_BEHIND = re.compile(
    r"(?:\s[a-z]+){1,2}\s?\((?:exactly |about |or )?"
)  # "a 2-million-token window (2,097,152"
_BRACKET = re.compile(r"\s?[(（][^()（）\d]{0,24}")  # between a figure and one in the bracket behind it
_MOVING = re.compile(  # of lower case, before the first of two names, and between them
    r"(?:(?<![a-z])(?:from|replac(?:es?|ing)|swapp?(?:s|ing)?)\s(?:the\s|an?\s)?|[从由])\s?\Z"
)
_ONTO = re.compile(r"s?\s(?:to|with|for|by)\s(?:the\s|an?\s)?|\s?(?:到|升级到|换到|换成|迁移到|变为)\s?")
_LONGEST_HEAD = 40  # characters of what compares with a name
_COUNTED = ("token", "parameter")  # "8K tokens of context, and V3 offers 128K"
_MOST_METRICS, _MOST_SUBJECTS, _MOST_READINGS = 5, 6, 12

Reading = tuple[float, Option, Owner | None]  # the score of both, the metric, the subject (None: none known)


@dataclass(slots=True)
class Choice:
    """A figure with its reading. `owner` is None where no subject is known."""

    quantity: Quantity
    option: Option
    owner: Owner | None
    score: float
    pair: int | None = None  # the figures of a from-to pair share this number
    part: str | None = None  # "from" | "to"
    partial: bool = False  # may be a part or a member's only: "1200 hours, then 336 hours"

    @property
    def confidence(self) -> float:
        owner = self.owner.score if self.owner else WEIGHTS["subject.none"]
        sure = confidence(self.option.score, owner)
        features = self.owner.features if self.owner else {}
        if "subject.compared" in features or "subject.beaten" in features:
            sure = min(sure, _COMPARED)
        return min(sure, _PARTIAL) if self.partial else sure

    def key(self) -> tuple[str, tuple[str, ...]]:
        return self.option.metric.id, self.owner.ids if self.owner else ()


def choose(
    sentence: Sentence,
    subjects: Sequence[CarriedSubject],
    metrics: Sequence[CarriedMetric],
    registry: Registry,
) -> list[Choice]:
    """The readings of a sentence's figures, in text order; figures without a reading are left out."""
    ranked = readings(sentence, subjects, metrics, registry)
    chosen = [Choice(figure, r[0][1], r[0][2], r[0][0]) for figure, r in ranked]
    paired = [
        _to_its_size(c, sentence) for c in _apart(_pair(chosen, sentence), sentence, registry) if c.option.metric.id
    ]
    chosen = _to_members(paired, registry)
    read = {id(figure): r for figure, r in ranked}
    _in_order(chosen, read, sentence)
    _together(chosen, read, sentence)
    return _of_all(_one_each(chosen, sentence, registry), sentence)


def _of_all(chosen: list[Choice], sentence: Sentence) -> list[Choice]:
    """With the first name of a list in place of the last, where a figure is that of all of them: "A, B 和 C 的上下文均
    为 400K", "A and B both cost $2"; a lone day is that of all, said so or not: "A and B were released on May 2".
    """
    low = sentence.segment.view.low
    dated = any(choice.option.metric.kind == "date" for choice in chosen)
    if len(sentence.entities) < 2 or not (dated or _ALL.search(low, sentence.start, sentence.end)):
        return chosen
    runs = lists_of(sentence).entities
    named = {id(run[-1]): run[0] for run in runs}
    paired = {(id(c.owner.mention), c.option.metric.id) for c in chosen if c.owner is not None}
    apart = {id(run[-1]): {id(mention) for mention in run[:-1]} for run in runs}
    found: list[Choice] = []
    for choice in chosen:
        owner = choice.owner
        first = named.get(id(owner.mention)) if owner is not None and owner.segment is None else None
        if owner is not None and first is not None and first.candidates:
            metric = choice.option.metric
            others = any((mention, metric.id) in paired for mention in apart[id(owner.mention)])
            if not others and _said_of_all(low, owner.mention.end, choice.quantity, metric.kind == "date", sentence):
                ids = tuple(c.id for c in first.candidates if c.kind == "entity")
                choice = replace(choice, owner=replace(owner, mention=first, ids=ids))
        found.append(choice)
    return found


def _said_of_all(low: str, start: int, figure: Quantity, dated: bool, sentence: Sentence) -> bool:
    """Whether the words from a list's end to a figure say that it is of all of them."""
    if not start <= figure.start <= start + _OF_ALL:
        return False
    if _ONE_OF.search(low, start, min(sentence.end, figure.end + _OF_ALL)) is not None:
        return False
    if dated:
        return _DIGIT.search(_IN_BRACKETS.sub("", low[start : figure.start])) is None
    ends = [said.end() for said in _ALL.finditer(low, start, figure.start)]
    return bool(ends) and _CLAUSE.search(low, ends[-1], figure.start) is None


def _one_each(chosen: list[Choice], sentence: Sentence, registry: Registry) -> list[Choice]:
    """Without the second of two figures that are set against each other and read as one thing's: "1M vs 200K context"
    of a system is its own and another's, which the paragraph may have told.
    """
    text = sentence.segment.view.text
    kept = chosen[:1]
    dropped: Choice | None = None
    for a, b in pairwise(chosen):
        if a is dropped and a.key()[1] == b.key()[1] and text[a.quantity.end : b.quantity.start].strip() == "/":
            dropped = b  # "$1.75/$14 vs $3/$15"
            continue
        against = (
            VERSUS.fullmatch(text, a.quantity.end, b.quantity.start)
            or SET_AGAINST.fullmatch(text, a.quantity.end, b.quantity.start)
            or (
                _BEATS_IT.search(text, sentence.start, a.quantity.start)
                and TO.fullmatch(text, a.quantity.end, b.quantity.start)
            )
        )
        if a.key() == b.key() and _of_bracket(a, b, sentence):
            dropped = b  # "81.3% (o3) and 88.0%"
        elif a.key()[1] != b.key()[1] or not against:
            kept.append(b)
        elif b.owner is not None and b.owner.segment is None and b.owner.mention.start >= b.quantity.end:
            kept[-1:] = [b]  # "88.5 vs 87.2 for GPT-4o"
        elif (rival := _rival(b, sentence, registry)) is not None:
            kept.append(replace(b, owner=rival))
        else:
            dropped = b
    return kept


def _of_bracket(a: Choice, b: Choice, sentence: Sentence) -> bool:
    """Whether a bracket right behind the first of two scores says whose it is, and the second is another's."""
    owner = a.owner
    if owner is None or owner.segment is not None or a.option.metric.kind != "benchmark":
        return False
    text = sentence.segment.view.text
    return (
        a.quantity.end <= owner.mention.start
        and owner.mention.end <= b.quantity.start
        and text[a.quantity.end : owner.mention.start].strip() in ("(", "（")
        and any(mark in text[owner.mention.end : b.quantity.start] for mark in ")）")
    )


def _rival(choice: Choice, sentence: Sentence, registry: Registry) -> Owner | None:
    """The one other product that the sentences before name in a paragraph on two: "A outperforms B. A scores well on
    HumanEval (70.1% vs 48.1%)".
    """
    owner = choice.owner
    if owner is None or not owner.ids or choice.option.metric.kind != "benchmark":
        return None
    others: dict[tuple[str, ...], Mention] = {}
    mentions = sentence.segment.mentions
    until = bisect_left(mentions, sentence.end, key=lambda m: m.start)
    for mention in mentions[max(0, until - _LOOKED_BACK) : until]:
        ids = tuple(c.id for c in mention.candidates if c.kind == "entity")
        known = registry.entity(ids[0]) if ids else None
        unknown = mention.unknown == "entity"
        if unknown or (ids != owner.ids and known is not None and suits(known, choice.option.metric, registry)):
            others[ids] = mention
    if len(others) != 1 or () in others or not (rival := next(iter(others.values()))).end <= sentence.start:
        return None
    features = {"subject.compared": 1.0}
    return Owner(next(iter(others)), rival, features, total(features))


def readings(
    sentence: Sentence,
    subjects: Sequence[CarriedSubject],
    metrics: Sequence[CarriedMetric],
    registry: Registry,
) -> list[tuple[Quantity, list[Reading]]]:
    """Each figure with its readings one by one, best first; figures without any are left out."""
    lists = lists_of(sentence)
    ranked: list[tuple[Quantity, list[Reading]]] = []
    for figure in sentence.quantities:
        if id(figure) in lists.unread:
            continue
        found: list[Reading] = []
        for option in options(figure, sentence, metrics, registry, lists.reach.get(id(figure)))[:_MOST_METRICS]:
            lists.metric(figure, option)
            typed = option.carried and figure.unit not in (None, "percent", "count")
            if option.score < (_LEAST_CARRIED if typed else _LEAST_METRIC):
                continue
            for owner in owners(figure, option.metric, sentence, subjects, registry)[:_MOST_SUBJECTS]:
                if owner.segment is None:
                    lists.subject(figure, owner, sentence)
                found.append((option.score + owner.score, option, owner))
            if option.metric.kind == "benchmark":
                found.append((option.score + WEIGHTS["subject.none"], option, None))
        if not found and ranked:
            found = _as_before(figure, ranked[-1], sentence, subjects, registry)
        found.sort(key=lambda r: -r[0])
        if found:
            ranked.append((figure, found[:_MOST_READINGS]))
    return ranked


def _as_before(
    figure: Quantity,
    before: tuple[Quantity, list[Reading]],
    sentence: Sentence,
    subjects: Sequence[CarriedSubject],
    registry: Registry,
) -> list[Reading]:
    """The metric of the figure before, for a new subject in the same sentence, "79.8%，略高于 o1 的 79.2%", for
    another year: "2023 年为 78 亿美元，2024 年为 93 亿美元", or for a further step: "扩展到 32K，进一步扩展到 128K".
    """
    other, ranked = before
    option = ranked[0][1]
    if option.metric.id == "release-date" and of_another_event(figure, sentence):
        return []
    if option.metric.kind == "size" and option.metric.unit == "count":
        return []  # experts and layers are told by their nouns
    fitted = fit(figure, option.metric)
    another_year = option.metric.kind == "index" and any(
        q.kind == "date" and other.end <= q.start and q.end <= figure.start for q in sentence.quantities
    )
    alike = other.unit == figure.unit or (figure.unit is None and figure.scale > 1 and other.unit in _COUNTED)
    text = sentence.segment.view.low
    onward = _ONWARD.search(text, max(other.end, figure.start - 32), figure.start) is not None
    if fitted is None or not alike or not (another_year or onward or anew(other.end, figure.start, sentence)):
        return []
    features = option.features | {"metric.as_before": 1.0}
    option = replace(option, quantity=fitted, features=features, score=total(features))
    candidates = owners(figure, option.metric, sentence, subjects, registry)[:6]
    return [(option.score + owner.score, option, owner) for owner in candidates]


def _to_its_size(choice: Choice, sentence: Sentence) -> Choice:
    """A size read as that of one whose name tells another goes to the one of the paragraph whose name tells it: after
    "X-20B and X-120B", 120 billion parameters are the second's.
    """
    value, owner = choice.option.quantity.value, choice.owner
    if (
        choice.option.metric.id != "total-parameters"
        or owner is None
        or not isinstance(value, Decimal)
        or not owner.ids
    ):
        return choice
    size = named_size(value)
    if not IN_AN_ID.search(owner.ids[0]) or bears(size, owner.ids[0]):
        return choice
    for mention in sentence.segment.mentions:
        ids = tuple(c.id for c in mention.candidates if c.kind == "entity" and bears(size, c.id))
        if ids and mention.end <= choice.quantity.start:
            return replace(choice, owner=replace(owner, ids=ids, mention=mention, segment=None))
    return choice


def _to_members(chosen: Sequence[Choice], registry: Registry) -> list[Choice]:
    """Sizes that name members of a family: "Llama 2 有 7B、13B 和 70B 三个版本", "A100 (40 GB)".

    One size in words is what the writer says of the family: "PaLM is 540 billion parameters in size".
    """
    sizes = Counter(c.owner.ids for c in chosen if c.owner is not None and c.option.metric.id == "total-parameters")
    found: list[Choice] = []
    for choice in chosen:
        ids = choice.owner.ids if choice.owner is not None else ()
        metric, value = choice.option.metric.id, choice.option.quantity.value
        if not ids or metric not in ("total-parameters", "memory") or not isinstance(value, Decimal):
            found.append(choice)
            continue
        own = any(fact.value == value for fact in registry.facts_for(ids[0], metric))  # BLOOM itself has 176B
        told = metric == "memory" or sizes[ids] > 1 or SHORT_SIZE.match(choice.quantity.text) is not None
        member = None if own or not told else member_with(metric, value, ids, registry)
        if member is None and not own and metric == "total-parameters":
            member = adopted(ids[0], named_size(value), registry)
        if member is None and not own and metric == "total-parameters" and sizes[ids] > 1:
            member = family_of_sized(ids[0], registry)
        if member is not None and choice.owner is not None:
            choice = replace(choice, owner=replace(choice.owner, ids=(member,)))
        elif (
            not own
            and choice.owner is not None
            and "subject.premodified" in choice.owner.features
            and not _of_one_size(ids[0], metric, registry)
        ):
            choice.partial = True  # "a 345M-parameter GPT-2": a member that nobody reported
        found.append(choice)
    return found


def _of_one_size(subject: str, metric: str, registry: Registry) -> bool:
    """Whether all that is reported of a subject and its versions is about one size: it is a model, not a line."""
    known = [f.value for m in (subject, *registry.members(subject)) for f in registry.facts_for(m, metric)]
    sizes = [value for value in known if isinstance(value, Decimal)]
    return bool(sizes) and max(sizes) <= min(sizes) * _ONE_SIZE


Readings = dict[int, list[Reading]]


def _pairs(sentence: Sentence) -> list[tuple[Quantity, Quantity, bool]]:
    """Figures that share metric and subject: from-to pairs ("从 15.6% 跃升至 71.0%", the flag is set) and figures said
    twice ("1750亿（175B）参数").
    """
    text = sentence.segment.view.text
    found: list[tuple[Quantity, Quantity, bool]] = []
    apart = [one[-1] for (one, _), _ in set_against(sentence)]
    for a, b in pairwise(q for q in sentence.quantities if q.unit != "rank"):  # "in a first stage"
        gap = text[a.end : b.start]
        if a.kind == "date" or b.kind == "date" or a in apart:
            continue
        if a.unit == b.unit and len(gap) <= 64 and UP_FROM.fullmatch(gap):
            owned = any(
                a.end <= m.start < b.start or (b.end <= m.start and OWNER_BEHIND.fullmatch(text, b.end, m.start))
                for m in sentence.entities
            )
            found += [] if owned else [(b, a, True)]  # "49.0% on SWE-bench, up from 33.4%", but not "for GPT-4"
            continue
        if _TOTAL.match(text, a.end) and ACTIVE_BEHIND.match(text, b.end):
            continue  # "235B total → 22B active"
        alike = a.unit == b.unit or (b.unit is None and b.scale > 1 and a.unit in _COUNTED)
        if alike and len(gap) <= 64 and _ONWARD.search(gap.lower()):
            found += [] if any(a.end <= m.start < b.start for m in sentence.entities) else [(a, b, True)]
            continue
        if len(gap) > 24:
            continue
        alike = a.unit in (None, b.unit, "count") or (a.unit == "parameter" and b.unit is None and b.scale > 1)
        restated = RESTATED.fullmatch(gap) or (
            _RESTATED_BEHIND.fullmatch(gap) and not any(a.end <= m.start < b.start for m in sentence.entities)
        )
        if restated and alike and _same(a, b):
            found.append((a, b, False))
        elif any(a.end <= m.start < b.start or owns_start(m, b, sentence) for m in sentence.entities):
            continue  # "from 68.8% (o1) to 70.3%": of two
        elif FROM_TO.fullmatch(gap) and _alike((first := _opening(a, b, sentence) or a), b):
            head = text[max(sentence.start, first.start - 24) : first.start]
            if FROM.search(head) or len(gap.strip()) >= 2 or gap.strip() in _ARROWS:
                found.append((first, b, True))
                inner = _bracket_of(b, sentence) if first is not a else None
                found += [(a, inner, True)] if inner is not None else []
    return found


def _alike(a: Quantity, b: Quantity) -> bool:
    """Whether two figures have one unit, which prices may tell once: "from $2.50 to $0.15 per million tokens"."""
    return a.unit == b.unit or (a.unit in CURRENCIES and (b.unit or "").startswith(f"{a.unit}/"))


def _opening(inner: Quantity, other: Quantity, sentence: Sentence) -> Quantity | None:
    """The figure before the bracket that a change starts with: the 355B of "from 355B (32B active) to 744B"."""
    before = next((q for q in reversed(sentence.quantities) if q.end <= inner.start), None)
    if before is None or not sentence.bracketed(inner.start) or sentence.bracketed(other.start):
        return None
    return before if _bracket_of(before, sentence) is inner else None


def _bracket_of(figure: Quantity, sentence: Sentence) -> Quantity | None:
    """The figure in the bracket right behind a figure."""
    inner = next((q for q in sentence.quantities if q.start >= figure.end), None)
    opened = inner is not None and sentence.between(figure.end, inner.start).lstrip()[:1] in ("(", "（")
    return inner if opened else None


def _same(a: Quantity, b: Quantity) -> bool:
    """Whether one figure may be the other, rounded or in another notation."""
    if not isinstance(a.value, Decimal) or not isinstance(b.value, Decimal) or b.value == 0:
        return False
    return Decimal("0.8") <= a.value / b.value <= Decimal("1.25")


def _pair(chosen: list[Choice], sentence: Sentence) -> list[Choice]:
    """The figures of a pair share metric and subject: the weaker takes the stronger one's."""
    by_figure = {id(choice.quantity): choice for choice in chosen}
    for number, (first, second, change) in enumerate(_pairs(sentence)):
        a, b = by_figure.get(id(first)), by_figure.get(id(second))
        strong = max((c for c in (a, b) if c is not None), key=lambda c: c.score, default=None)
        if a is not None and not change and _told_itself(a):
            strong = a  # "每个 token 激活 370 亿（37B）参数": the word behind is of both
        if strong is None or (a is not None and b is not None and _two_prices(a, b)):
            continue
        for figure, part in ((first, "from"), (second, "to")):
            fitted = fit(figure, strong.option.metric)
            if fitted is not None:
                option = replace(strong.option, quantity=fitted)
                pair = (number, part) if change else (number, None)
                by_figure[id(figure)] = Choice(figure, option, strong.owner, strong.score, *pair)
    return sorted(by_figure.values(), key=lambda c: c.quantity.start)


def _apart(chosen: list[Choice], sentence: Sentence, registry: Registry) -> list[Choice]:
    """With the ends of further changes given to whom the first one went, where its start was another's: "H200 的显存由
    H100 的 80GB 提升到 141GB，带宽由 3.35TB/s 提升到 4.8TB/s"; "A raises B's memory from 80 GB to 141 GB". Where a
    sentence begins with what its subject is compared with, all changes start there: "Compared to V2, V3 grows from 1B".
    """
    changes = any(choice.part for choice in chosen)
    raised = _raised(sentence, registry) if changes else None
    before = _headed(sentence) if changes else None
    moved = _moved(sentence) if changes else None
    started, ended = (raised[1], raised[0]) if raised is not None else (None, None)
    found: list[Choice] = []
    for choice in chosen:
        owner = choice.owner
        if owner is not None and owner.segment is None:
            if moved is not None and choice.part and owner.mention in moved:
                whose = moved[choice.part == "to"]
                ids = tuple(c.id for c in whose.candidates if c.kind == "entity")
                choice = replace(choice, owner=replace(owner, mention=whose, ids=ids))
            elif choice.part == "from" and before is not None and _akin(before, owner, registry):
                ids = tuple(c.id for c in before.candidates if c.kind == "entity")
                choice = replace(choice, owner=replace(owner, mention=before, ids=ids))
            elif choice.part == "to" and started is owner.mention and ended is not None:
                ids = tuple(c.id for c in ended.candidates if c.kind == "entity")
                choice = replace(choice, owner=replace(owner, mention=ended, ids=ids))
            elif choice.pair is None and choice.quantity.start > owner.mention.start:
                other = next((m for m in sentence.entities if owns_start(m, choice.quantity, sentence)), None)
                if other is not None and other is not owner.mention:
                    started, ended = other, owner.mention
        found.append(choice)
    return found


def _raised(sentence: Sentence, registry: Registry) -> tuple[Mention, Mention] | None:
    """Two names of which the first raises what is the second's: "the H200 raises the H100's memory"."""
    text = sentence.segment.view.text
    return next(
        (
            (one, other)
            for one, other in pairwise(sentence.entities)
            if _RAISES.fullmatch(text, one.end, other.start)
            and text.startswith(("'s", "’s"), other.end)
            and not any(e.kind == "organisation" for c in one.candidates if (e := registry.entity(c.id)) is not None)
        ),
        None,
    )


def _moved(sentence: Sentence) -> tuple[Mention, Mention] | None:
    """The two names of which a sentence goes from the first to the second, before any figure: "Going from A to B", "A →
    B", "从 A 到 B", "replacing A with B".
    """
    text, first = sentence.segment.view.low, min((q.start for q in sentence.quantities), default=sentence.end)
    named = [m for m in sentence.entities if m.end <= first]
    if len(named) != 2 or not all(m.candidates for m in named):
        return None
    one, two = named
    arrow = text[one.end : two.start].strip() in _ARROWS
    moving = _MOVING.search(text, max(sentence.start, one.start - _LONGEST_HEAD), one.start) is not None
    return (one, two) if arrow or (moving and _ONTO.fullmatch(text, one.end, two.start)) else None


def _headed(sentence: Sentence) -> Mention | None:
    """The name that a sentence begins with, to compare another with it: "Compared to V2, V3 ...", "与 V2 相比，V3"; or
    that it ends with so: "V3 grows from 236B to 671B compared to V2".
    """
    named = sentence.entities
    if len(named) < 2:
        return None
    text, last = sentence.segment.view.text, named[-1]
    opened = HEADED.fullmatch(text, sentence.start, named[0].start)
    if named[0].candidates and opened and HEADED_BEHIND.fullmatch(text, named[0].end, named[1].start):
        return named[0]
    low, head = sentence.segment.view.low, max(sentence.start, last.start - _LONGEST_HEAD)
    told = _COMPARED_TO.search(low, head, last.start) or (
        _WITH.search(low, head, last.start) and _COMPARED_WITH.match(low, last.end)
    )
    return last if told and last.candidates and all(q.end <= last.start for q in sentence.quantities) else None


def _akin(before: Mention, owner: Owner, registry: Registry) -> bool:
    """Whether two names are of one maker's: the one may be what the other was before."""
    if before is owner.mention or not owner.ids or not before.candidates:
        return False
    one, other = registry.entity(before.candidates[0].id), registry.entity(owner.ids[0])
    return one is not None and other is not None and one.developer == other.developer


def _told_itself(choice: Choice) -> bool:
    """Whether words beside a figure tell what it is."""
    option = choice.option
    return option.score > 0 and (option.mention is not None or "metric.implied_cue" in option.features)


def _two_prices(a: Choice, b: Choice) -> bool:
    """Whether two figures are prices of different things: "from $0.07 (cache hit) to $0.27 (cache miss)"."""
    first, second = a.option.metric, b.option.metric
    told = all("metric.implied" in choice.option.features for choice in (a, b))
    return told and first.id != second.id and first.kind == second.kind == "price"


def _in_order(chosen: list[Choice], readings: Readings, sentence: Sentence) -> None:
    """Gives scores behind a name without metrics of their own those of the name before, in order: "A gets 69.1 on MMMU
    and 53.6 on GPQA, B 71.7 and 60.1".
    """
    if len(sentence.entities) < 2 or len(sentence.metrics) < 2:
        return
    metrics = [m.start for m in sentence.metrics]
    figures = [q for q in sentence.quantities if q.kind != "date"]
    model: list[Choice] = []
    for name, after in zip(sentence.entities, [*sentence.entities[1:], None], strict=True):
        until = after.start if after is not None else sentence.end
        behind = [q for q in figures if name.end <= q.start < until]
        if bisect_left(metrics, name.end) < bisect_left(metrics, until):
            own = [c for c in chosen if c.option.metric.kind == "benchmark" and _is_of(c, name)]
            told = {c.option.metric.id for c in own if c.option.mention is not None}
            model = own if [c.quantity for c in own] == behind and len(told) == len(own) else []
        elif (
            [q.unit for q in behind] == [c.quantity.unit for c in model]
            and len(model) > 1
            and behind[0].start - name.end <= _LONGEST_VERB
        ):
            for figure, row in zip(behind, model, strict=True):
                found = (
                    Choice(figure, option, owner, score)
                    for score, option, owner in readings.get(id(figure), ())
                    if owner is not None and owner.mention is name and option.metric.id == row.option.metric.id
                )
                chosen[:] = [*(c for c in chosen if c.quantity is not figure), *islice(found, 1)]
            chosen.sort(key=lambda c: c.quantity.start)


def _is_of(choice: Choice, name: Mention) -> bool:
    return choice.owner is not None and choice.owner.mention is name


def _together(chosen: list[Choice], readings: Readings, sentence: Sentence) -> None:
    """Where two figures claim one metric of one subject, the readings that are best together.

    The sum of all scores less a price for each such pair, over the readings of all figures: an assignment, solved by
    a beam from left to right. Nothing is done where the best readings agree already.
    """
    if not any(_rivals(a, b, sentence) for at, a in enumerate(chosen) for b in chosen[:at]):
        return
    beam: list[tuple[float, tuple[Choice, ...]]] = [(0.0, ())]
    for choice in chosen:
        offered = [choice, *_others(choice, readings)]
        built = choice.option.metric.kind == "hardware"  # a chip has one; scores, runs and prices differ by setting
        price = 2 * _RIVAL_PRICE if built else _RIVAL_PRICE
        grown = [
            (worth + option.score - price * sum(_rivals(option, other, sentence) for other in taken), (*taken, option))
            for worth, taken in beam
            for option in offered
        ]
        if built:
            grown += [(worth + _UNREAD, taken) for worth, taken in beam]
        grown.sort(key=lambda row: -row[0])
        beam = grown[:_BEAM]
    chosen[:] = beam[0][1]
    for choice in chosen:
        if choice.option.metric.kind in _IN_PARTS:
            choice.partial = choice.partial or any(
                _rivals(choice, other, sentence) for other in chosen if other is not choice
            )


def _others(choice: Choice, readings: Readings) -> list[Choice]:
    """The other readings of a figure, the best of each metric and subject; a pair keeps the one that it shares."""
    if choice.pair is not None:
        return []
    found = {choice.key(): choice}
    for score, option, owner in readings.get(id(choice.quantity), ()):
        far = owner is None or (owner.segment is not None and option.metric.id == choice.option.metric.id)
        key = option.metric.id, owner.ids if owner else ()
        if not far and score > 0 and key not in found:
            found[key] = replace(choice, option=option, owner=owner, score=score)
    return list(found.values())[1:]


def _sparse(a: Choice, b: Choice) -> bool:
    """Whether two throughputs are those of dense and of sparse matrices: one is twice the other."""
    one, two = a.quantity.value, b.quantity.value
    throughputs = a.option.metric.id.endswith("-throughput")
    return throughputs and isinstance(one, Decimal) and isinstance(two, Decimal) and (one == 2 * two or two == 2 * one)


def _rivals(a: Choice, b: Choice, sentence: Sentence) -> bool:
    """Whether two figures cannot both be what they are read as: two values of one metric of one subject. The one in a
    bracket right behind the other may be: "72.7% (80.2% with parallel compute)".
    """
    return (
        a.key() == b.key()
        and a.option.metric.id != "total-parameters"  # a family has several sizes
        and a.option.quantity.unit == b.option.quantity.unit
        and a.quantity.value != b.quantity.value
        and not _sparse(a, b)
        and not (a.option.metric.kind == "benchmark" and _in_bracket_behind(a.quantity, b.quantity, sentence))
        and not (a.pair is not None and b.pair is not None)
        and not (a.option.metric.kind == "benchmark" and {a.quantity.approximation, b.quantity.approximation} & _BOUNDS)
        and "metric.shared" not in a.option.features
        and "metric.shared" not in b.option.features
        and "metric.as_before" not in a.option.features  # of another year
        and "metric.as_before" not in b.option.features
    )


def _in_bracket_behind(one: Quantity, other: Quantity, sentence: Sentence) -> bool:
    first, second = (one, other) if one.start < other.start else (other, one)
    return _BRACKET.fullmatch(sentence.segment.view.text, first.end, second.start) is not None
