"""Sharing out a sentence's figures: each gets one metric and one subject, chosen together.

Parallel lists ("79.8% and 97.3% on AIME 2024 and MATH-500") are paired by position; from-to pairs share metric and
subject; otherwise two figures may not claim one metric of one subject while another reading is nearly as good.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.claims.choice import Choice, Reading, Readings, given
from claimcheck.claims.from_to import OFTEN_BARE, ONWARD, apart, in_pairs
from claimcheck.claims.lists import lists_of
from claimcheck.claims.named import anew
from claimcheck.claims.option import CarriedMetric, like_a_year
from claimcheck.claims.options import options
from claimcheck.claims.owners import CarriedSubject, owners
from claimcheck.claims.sentences import IN_AN_ID, Sentence
from claimcheck.claims.sizes import SHORT_SIZE, adopted, bears, family_of_sized, member_of, member_with, named_size
from claimcheck.claims.unnamed import of_another_event
from claimcheck.claims.versus import in_order, of_both, one_each
from claimcheck.claims.weights import WEIGHTS, total
from claimcheck.fit import fit
from claimcheck.model import Mention, Quantity
from claimcheck.records import replace
from claimcheck.registry import Registry

_LEAST_METRIC = -0.5  # a metric weaker than this is no reading at all
_LEAST_CARRIED = -1.3  # the same for a metric carried over to a figure whose unit fits it
_RIVAL_PRICE = 2.0  # lost by two figures that claim one metric of one subject
_IN_PARTS = frozenset(("training", "size", "price", "index"))
_BOUNDS = frozenset(("over", "under", "at_least", "at_most"))  # "over 90% on AIME (94.6%)": one is what is passed
_ALL = re.compile(r"(?<![平人年日月])均|(?<![首成古])都|皆|(?<![a-z])(?:both|all|each)(?![a-z])")
_CLAUSE = re.compile(r"[，,；;。:：]")
# what goes to one of a list, or to each its own
_ONE_OF = re.compile(
    r"后者|前者|分别|先后|依次|其中|(?<![a-z])(?:latter|former|second|first|last|respectively|one)(?![a-z])"
)
_OF_ALL = 200  # characters from a list to a figure of all of it, and from there to "respectively"
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_DIGIT = re.compile(r"\d")
# between a score and the name that it is set against (_VERSUS), and from there to the score of that (_ITS)
_VERSUS = re.compile(
    r"(?:[^\d.;。；]|#\d{1,2}){0,24}?[*_)）]*\s?[,，(（–—-]{0,2}\s?(?:vs\.?|versus|against|over|than|beating|"
    r"compared (?:to|with)|above|ahead of|surpassing|topping|edging out|passing|below|behind|trailing)\s"
)
_WORD = re.compile(r" (?!and|vs|while)[a-z]")  # behind a year: "ahead of GPT-5.2's 2025 launch"
_ITS = re.compile(r"['’]s?\s[*_]*|[*_]*\s?[:：]\s?[*_]*")
_TAUGHT = re.compile("distill|蒸馏")  # of a model's answers
_FOR_A_SIZE = re.compile(r"\s?[(（]\s?(?:for |of )?(?:the )?(\d+(?:\.\d+)?b)(?: (?:model|version|variant))?\s?[)）]")
_ONE_SIZE = Decimal("1.1")  # times between the sizes of one model, as rounded by some and not by others
_UNREAD = -0.4  # the score of a figure that is left unread
_BEAM = 8  # assignments kept from figure to figure
_BRACKET = re.compile(r"\s?[(（][^()（）\d]{0,24}")  # between a figure and one in the bracket behind it
_MOST_METRICS, _MOST_SUBJECTS, _MOST_READINGS = 5, 6, 12


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
        _to_its_size(c, sentence) for c in apart(in_pairs(chosen, sentence), sentence, registry) if c.option.metric.id
    ]
    chosen = [_for_a_size(c, sentence, registry) for c in _to_members(paired, sentence, registry)]
    read = {id(figure): r for figure, r in ranked}
    in_order(chosen, read, sentence)
    _together(chosen, read, sentence)
    chosen = _of_all(of_both(one_each(chosen, sentence, registry), sentence, metrics, registry), sentence)
    return _of_the_line(chosen, sentence, registry)


def _of_the_line(chosen: list[Choice], sentence: Sentence, registry: Registry) -> list[Choice]:
    """With their line in place of one of several sizes, where a figure behind all of them is no other's: "Llama 2 (7B,
    13B, 70B) was trained on 2T tokens".
    """
    runs = [run for run in lists_of(sentence).entities if len(run) > 1] if len(sentence.entities) > 1 else []
    for run in runs:
        line = _line_of(run, registry)
        if line is None:
            continue
        members = {id(m) for m in run}
        told = [c for c in chosen if c.owner is not None and c.owner.segment is None and id(c.owner.mention) in members]
        metrics = [c.option.metric.id for c in told]
        chosen = [
            replace(c, owner=replace(c.owner, mention=run[0], ids=(line,)))
            if c.owner is not None
            and any(c is other for other in told)
            and metrics.count(c.option.metric.id) == 1
            and _is_of_all(c, run, sentence, registry)
            else c
            for c in chosen
        ]
    return chosen


def _is_of_all(choice: Choice, run: Sequence[Mention], sentence: Sentence, registry: Registry) -> bool:
    """Whether a figure stands behind the whole list, is no size, and no words or reports make it one member's."""
    end, stop = run[-1].end, min(sentence.end, choice.quantity.end + _OF_ALL)
    return (
        choice.option.metric.kind != "size"
        and end <= choice.quantity.start
        and not _ONE_OF.search(sentence.segment.view.low, end, stop)
        and not _reported_of_one(run, choice.option.metric.id, registry)
    )


def _reported_of_one(run: Sequence[Mention], metric: str, registry: Registry) -> bool:
    """Whether the metric is reported of one of the sizes in a list: then a figure can be held to that."""
    return any(registry.facts_for(m.candidates[0].id, metric) for m in run if m.candidates)


def _line_of(run: Sequence[Mention], registry: Registry) -> str | None:
    """The line of which a list names members by their sizes."""
    ids = [next((c.id for c in m.candidates if c.kind == "entity"), "") for m in run]
    if not all(map(IN_AN_ID.search, ids)):
        return None
    lines = [registry.lineage(i) for i in ids]
    return next((line for line in lines[0] if all(line in others for others in lines)), None)


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
                choice = given(choice, owner, first)
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
    alike = other.unit == figure.unit or (figure.unit is None and figure.scale > 1 and other.unit in OFTEN_BARE)
    text = sentence.segment.view.low
    alike = alike or (_set_beside(other, figure, sentence) and fitted is not None)
    onward = ONWARD.search(text, max(other.end, figure.start - 32), figure.start) is not None
    if fitted is None or not alike or not (another_year or onward or anew(other.end, figure.start, sentence)):
        return []
    features = option.features | {"metric.as_before": 1.0}
    option = replace(option, quantity=fitted, features=features, score=total(features))
    candidates = owners(figure, option.metric, sentence, subjects, registry)[:6]
    return [(option.score + owner.score, option, owner) for owner in candidates]


def _set_beside(other: Quantity, figure: Quantity, sentence: Sentence) -> bool:
    """Whether a bare number is set against a score or a rating as another's: "1,606 Elo vs GPT-5.2's 1,462"."""
    if figure.unit is not None or figure.scale != 1 or other.unit not in ("elo", "percent"):
        return False
    if not isinstance(figure.value, Decimal) or not isinstance(other.value, Decimal) or other.value <= 0:
        return False
    low = sentence.segment.view.low
    printed = (
        "." in figure.text if other.unit == "percent" else not (like_a_year(figure) and _WORD.match(low, figure.end))
    )
    near = figure.value / 2 <= other.value <= figure.value * 2
    return (
        printed
        and near
        and any(
            _VERSUS.fullmatch(low, other.end, m.start) and _ITS.fullmatch(low, m.end, figure.start)
            for m in sentence.entities
            if other.end <= m.start < figure.start
        )
    )


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


def _to_members(chosen: Sequence[Choice], sentence: Sentence, registry: Registry) -> list[Choice]:
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
        if member is None and not own and metric == "total-parameters":
            taught = sizes[ids] > 1 or _TAUGHT.search(sentence.segment.view.low, sentence.start, sentence.end)
            member = member_of(named_size(value), (f"{ids[0]}-distill",), registry) if taught else None
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


def _for_a_size(choice: Choice, sentence: Sentence, registry: Registry) -> Choice:
    """The member of a line of which a bracket behind a figure says that it is: "3.8 × 10^25 FLOPs (for 405B)"."""
    told = _FOR_A_SIZE.match(sentence.segment.view.low, choice.quantity.end)
    if told is None or choice.owner is None or choice.option.metric.kind == "size":
        return choice
    member = member_of(told[1].upper(), choice.owner.ids, registry)
    return choice if member is None else replace(choice, owner=replace(choice.owner, ids=(member,)))


def _of_one_size(subject: str, metric: str, registry: Registry) -> bool:
    """Whether all that is reported of a subject and its versions is about one size: it is a model, not a line."""
    known = [f.value for m in (subject, *registry.members(subject)) for f in registry.facts_for(m, metric)]
    sizes = [value for value in known if isinstance(value, Decimal)]
    return bool(sizes) and max(sizes) <= min(sizes) * _ONE_SIZE


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
