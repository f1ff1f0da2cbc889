"""Lists of figures and of names in a sentence, and figures that are set against each other: what goes by its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from claimcheck import patterns as re
from claimcheck.claims.option import Option, Place, no_level
from claimcheck.claims.owners import Owner
from claimcheck.claims.roles import compared
from claimcheck.claims.sentences import (
    COORDINATED,
    FROM,
    HEADED,
    LIST_GAP,
    OWNER_BEHIND,
    POSSESSIVE,
    PRONOUN,
    RESPECTIVELY,
    SET_AGAINST,
    TO,
    VERSUS,
    Sentence,
)
from claimcheck.claims.weights import WEIGHTS, total
from claimcheck.model import Candidate, Mention, Quantity
from claimcheck.records import dataclass

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import TypeVar

    T = TypeVar("T")

# what is of no weight between a metric and its figure in a list in the metrics' order
# right before figures of several that an earlier sentence named
_THEIRS = re.compile(r"(?<![a-z])they\s(?:[a-z]+\s){1,2}\Z|[它他]们(?:分别|依次|各自)?[\u4e00-\u9fff]{0,3}\s?\Z")
_STANDING_BETWEEN = ("metric.figures_between", "metric.rivals_between", "metric.clauses", "metric.loose_bare")
_MANY = 3  # figures of a list: of two, "88.5, 3.2 points higher", only the second may be a change
_SLASHES = ("/", "／")
_MORE = re.compile(
    r"(?<![a-z])(?:more|less|fewer|better|(?:long|larg|bigg|high|fast|great|low|cheap|wid)er)(?![a-z])|更|[高大多快强低少]于"
)
_BOTH = re.compile(r"两[者款个]|二者|双方|(?<![a-z])(?:both|the two|neck and neck)(?![a-z])")  # of lower case
_TURNED = re.compile(r"\s?,\s(?:which|who|that)\s(?:beats|outperforms|tops|surpasses|leads)\s(?:it|them)")
_STANDING_FOR = frozenset(("the former", "the latter", "前者", "后者"))  # names of a list, and none of its own
_FACING = 24  # characters between a list of figures and that of their metrics
_BEHIND = 12  # characters from a figure to its owner behind it
_FAR = 60  # characters between two things of a list
# of lower case, between two names: the second is not beaten, and which figure is whose is not told by the order
_NOT = re.compile(
    r"(?<![a-z])(?:not|never|no longer|(?:fail|unable|yet|struggle)(?:s|ed|ing)? to|nearly|almost)(?![a-z])|"
    r"n['’]t(?![a-z])|"
    r"[没未]|不[能再会]|无法|难以|险些|差点"
)


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a sentence; figures by their identity."""

    reach: Mapping[int, tuple[int, int]]  # of a figure, the span of its list
    places: Mapping[int, Place]
    sides: Mapping[int, Place]  # of figures set against each other: of which of the two names they are
    metrics: Sequence[Sequence[Mention]]
    entities: Sequence[Sequence[Mention]]
    set_off: Mapping[int, Sequence[Quantity]]  # a figure's list, where that is set against the figures before it
    own: frozenset[int]  # figures in the bracket right behind a name: all are that name's
    unread: frozenset[int]  # figures that go "respectively" with names of an earlier sentence, or are no values at all

    def metric(self, figure: Quantity, option: Option) -> None:
        """Adds to an option's features how the list of its metric goes with that of the figure."""
        if option.place is not None:
            in_order = self.places.get(id(figure)) == option.place
            option.features["metric.parallel" if in_order else "metric.unparallel"] = 1.0
            option.score = total(option.features)
            return
        place = self.places.get(id(figure))
        _parallel("metric", option, option.mention or self._listed(option, place), place, self.metrics)
        faced = "metric.parallel" in option.features and option.mention is not None and self._faces(figure, option)
        if faced or (id(figure) in self.set_off and "metric.parallel" in option.features):
            option.features = {name: v for name, v in option.features.items() if name not in _STANDING_BETWEEN}
            option.score = total(option.features)

    def _faces(self, figure: Quantity, option: Option) -> bool:
        """Whether the list of metrics follows that of the figures: "scores 79.8, 97.3 and 90.8 on A, B and C"."""
        last = self.reach[id(figure)][1]
        run = next((run for run in self.metrics if any(m is option.mention for m in run)), None)
        return run is not None and len(run) > 1 and 0 <= run[0].start - last <= _FACING

    def _listed(self, option: Option, place: Place | None) -> Mention | None:
        """The name of an option's metric in a list as long as the figure's, of a metric that words only imply."""
        runs = [run for run in self.metrics if place is not None and len(run) == place[1]]
        named = (m for run in runs for m in run if m.candidates and m.candidates[0].id == option.metric.id)
        return next(named, None)

    def subject(self, figure: Quantity, owner: Owner, sentence: Sentence) -> None:
        """The same for one of the sentence's own names."""
        if id(figure) not in self.own:
            place = self.sides.get(id(figure)) or self.places.get(id(figure))
            _parallel("subject", owner, owner.mention, place, self.entities)
        run = self.set_off.get(id(figure))
        if run is not None:
            _tie_to(run, owner, sentence)
            others = (other for other in self.set_off.values() if other is not run)
            if any(_tied_behind(other, owner.mention, sentence) for other in others):
                owner.features["subject.unparallel"] = 1.0  # it has a list of its own
                owner.score = total(owner.features)


def lists_of(sentence: Sentence) -> Lists:
    """The lists of a sentence."""
    figures = sentence.quantities
    against = set_against(sentence)
    runs = _runs(figures, sentence, lambda q: (q.start, q.end))
    named = [m for m in sentence.metrics if not _closes(m, sentence)]
    metrics = _runs(named, sentence, lambda m: (m.start, m.end))
    set_off: list[list[Quantity]] = []
    for run in runs:
        if _is_set_off(run, sentence) or (set_off and _goes_on(set_off[-1], run, sentence)):
            set_off.append(run)
    proper = [m for m in sentence.metrics if m.candidates and not any(c.context_only for c in m.candidates)]
    if not metrics and any(len(run) == len(proper) and proper[-1].end <= run[0].start for run in set_off):
        metrics = [proper]  # "79.8% on A and 97.3% on B, compared with 39.2% and 90.2% for V3"
    entities = [[m for _, m in run] for run in _runs(_with_makers(sentence), sentence, lambda o: (o[0], o[1].end))]
    sides = {id(q): (at, 2) for two, _ in against for at, side in enumerate(two) for q in side}
    pairs = [[*one, *other] for (one, other), _ in against]
    told = RESPECTIVELY.search(sentence.segment.view.text, sentence.start, sentence.end) is not None
    undecided = frozenset(id(q) for two, named in against if _denied(named, sentence) for side in two for q in side)
    if not sentence.entities and _BOTH.search(sentence.segment.view.low, sentence.start, sentence.end):
        undecided |= _of_both(sentence)
    away = told and not sentence.entities
    return Lists(
        reach={id(q): (run[0].start, run[-1].end) for run in (*pairs, *runs) for q in run},
        places={id(q): (at, len(run)) for run in runs for at, q in enumerate(run)},
        sides=sides,
        metrics=metrics,
        entities=[*(named for _, named in against), *entities],
        set_off={id(q): run for run in set_off for q in run},
        own=frozenset(id(q) for run in runs if not against and _bracketed_behind(run[0], sentence) for q in run),
        unread=undecided.union(
            id(q)
            for run in runs
            if (away and not any(len(metric) == len(run) for metric in metrics) and not _of_it(run, sentence))
            or _of_changes(run, sentence)
            or _THEIRS.search(sentence.segment.view.low, sentence.start, run[0].start) is not None
            for q in run
            if q.scale == 1 and q.unit in (None, "percent")
        ),
    )


def _closes(mention: Mention, sentence: Sentence) -> bool:
    """Whether a mere hint of a metric stands right behind a figure, whose it is: "37B 激活，上下文 128K"."""
    hint = bool(mention.candidates) and all(c.context_only for c in mention.candidates)
    return hint and any(q.end in (mention.start, mention.start - 1) for q in sentence.quantities)


def _of_changes(run: Sequence[Quantity], sentence: Sentence) -> bool:
    """Whether a list is of changes, as the words behind its last figure say: "5.4, 5.0 and 6.3 scores improvement"."""
    return len(run) >= _MANY and no_level(run[-1], sentence.segment.view.text) and not run[-1].signed


def _of_both(sentence: Sentence) -> frozenset[int]:
    """Figures of two that an earlier sentence named, set against each other: "both are close (80.0% vs 80.8%)"."""
    text = sentence.segment.view.text
    pairs = [(a, b) for a, b in pairwise(sentence.quantities) if VERSUS.fullmatch(text, a.end, b.start)]
    return frozenset(id(q) for pair in pairs for q in pair)


def _of_it(run: Sequence[Quantity], sentence: Sentence) -> bool:
    """Whether a pronoun says that a list is of the one thing before: "Under A and B, it scores 83.6 and 85.3,
    respectively".
    """
    return PRONOUN.search(sentence.segment.view.low, sentence.start, run[0].start) is not None


def _with_makers(sentence: Sentence) -> list[tuple[int, Mention]]:
    """The names of a sentence, each with where it begins; one right behind another begins with that, as its maker's:
    "OpenAI GPT-2, Google T5 and Microsoft Turing-NLG".
    """
    found: list[tuple[int, Mention]] = []
    for mention in sentence.entities:
        start = mention.start
        if mention.text.lower() in _STANDING_FOR:
            continue
        if found and sentence.segment.view.text[found[-1][1].end : start] == " ":
            start = found.pop()[0]
        found.append((start, mention))
    return found


def set_against(sentence: Sentence) -> list[tuple[tuple[Sequence[Quantity], Sequence[Quantity]], list[Mention]]]:
    """Figures on two sides that are set against each other, and the only two names of the sentence, before them or
    behind, which take one side each: "between A and B (1201 vs 1152)", "A beats B 79.8% to 75.7%", "A is cheaper than
    B: $1/$2 versus $3/$4".
    """
    text = sentence.segment.view.text
    named = _once_each(sentence.entities)
    makers: tuple[Candidate, ...] = ()
    if len(named) > 2 and text.startswith(("'s", "’s"), named[0].end):
        makers, named = named[0].candidates, named[1:]  # "DeepSeek's newest model, V3.1, improves on V3"
    found: list[tuple[tuple[Sequence[Quantity], Sequence[Quantity]], list[Mention]]] = []
    if len(named) != 2 or not all(m.candidates for m in named):
        return found
    again = [m for m in sentence.entities if m not in named and m.candidates[:1] != makers[:1]]
    figures = sentence.quantities
    for at, (a, b) in enumerate(pairwise(figures)):
        versus = VERSUS.fullmatch(text, a.end, b.start) is not None
        if not versus and not TO.fullmatch(text, a.end, b.start):
            continue
        one = figures[at - 1 : at + 1] if at and text[figures[at - 1].end : a.start].strip() == "/" else [a]
        other = figures[at + 1 : at + 3]
        if len(other) < 2 or text[b.end : other[1].start].strip() != "/":
            other = [b]
        if named[1].end > one[0].start and named[0].start < other[-1].end:
            continue  # they stand among the figures
        if any(one[0].start <= m.start <= other[-1].end + _BEHIND for m in again):
            continue  # "73.7% vs. 70.0% for GPT-3.5"
        changed = FROM.search(text, max(sentence.start, one[0].start - 24), one[0].start) is not None
        beaten = compared(named[1], sentence) == "subject.beaten"
        if len(one) == len(other) and ((versus and named[1].end <= one[0].start) or (not changed and beaten)):
            # "Compared with A, B has more (21,760 vs 16,384)": what the sentence is on comes first
            more = _MORE.search(text, named[1].end, one[0].start) is not None
            turned = _TURNED.match(text, named[1].end) is not None
            aside = turned or (
                not beaten and more and compared(named[0], sentence) and HEADED.match(text, sentence.start)
            )
            found.append(((one, other), [*reversed(named)] if aside else list(named)))
    return found


def _once_each(named: Sequence[Mention]) -> list[Mention]:
    """Names without those that say one before them again."""
    return [
        m for at, m in enumerate(named) if not m.candidates or all(m.candidates != o.candidates for o in named[:at])
    ]


def _denied(named: Sequence[Mention], sentence: Sentence) -> bool:
    """Whether words between two names deny that one beats the other, who then may be the first of the figures."""
    one, other = named
    return _NOT.search(sentence.segment.view.low, one.end, other.start) is not None


def _runs(items: Sequence[T], sentence: Sentence, span: Callable[[T], tuple[int, int]]) -> list[list[T]]:
    """Runs of two or more items with nothing but list glue between them."""
    runs: list[list[T]] = []
    run: list[T] = []
    slashed = False
    text = sentence.segment.view.text
    for item in items:
        start, _ = span(item)
        if run:
            end = span(run[-1])[1]
            gap = text[end:start]
            if len(gap) > _FAR or not gap.strip() or not LIST_GAP.fullmatch(gap):
                if len(run) > 1:
                    runs.append(run)
                run = []
            elif (gap.strip() in _SLASHES) is not slashed and len(run) > 1:
                # "released, total/active parameters": what slashes join is a list of its own
                kept = run if slashed else run[:-1]
                if len(kept) > 1:
                    runs.append(kept)
                run = [] if slashed else run[-1:]
            slashed = gap.strip() in _SLASHES
        run.append(item)
    if len(run) > 1:
        runs.append(run)
    return runs


def _parallel(
    kind: str, half: Option | Owner, mention: Mention | None, place: Place | None, lists: Sequence[Sequence[Mention]]
) -> None:
    """Adds to a metric's or a subject's features how the list that it stands in goes with that of the figure."""
    if mention is None or place is None:
        return
    at, length = place
    for run in lists:
        if len(run) == length and any(m is mention for m in run):
            # The pairing replaces what distance said: nearness means nothing inside parallel lists.
            feature = f"{kind}.parallel" if run[at] is mention else f"{kind}.unparallel"
            half.features[feature] = 1.0
            half.score += WEIGHTS[feature]
            return


def _is_set_off(run: Sequence[Quantity], sentence: Sentence) -> bool:
    """Whether a list of figures is set against those before it: "..., compared with 39.2% and 90.2% for V3". One behind
    a metric of its own is that one's: "79.8% 和 39.2%，而 MMLU 为 90.8% 和 88.5%".
    """
    start = run[0].start
    before = max((q.end for q in sentence.quantities if q.end <= start), default=None)
    if before is None:
        return False
    word = SET_AGAINST.search(sentence.segment.view.text, before, start)
    beaten = (
        m.end for m in sentence.entities if before <= m.start and m.end <= start and compared(m, sentence) is not None
    )
    at = min([*beaten, *([word.end()] if word is not None else [])], default=None)
    return at is not None and not any(at <= m.start and m.end <= start for m in sentence.metrics)


def _goes_on(run: Sequence[Quantity], other: Sequence[Quantity], sentence: Sentence) -> bool:
    """Whether a list follows another of as many figures and its name: "..., and 88.7% and 53.6% for GPT-4o"."""
    text, left, right = sentence.segment.view.text, run[-1].end, other[0].start
    return len(run) == len(other) and any(
        OWNER_BEHIND.fullmatch(text, left, m.start) and COORDINATED.fullmatch(text, m.end, right)
        for m in sentence.entities
        if left <= m.start and m.end <= right
    )


def _tie_to(run: Sequence[Quantity], owner: Owner, sentence: Sentence) -> None:
    """Ties a name right before or behind a list of figures to each of these."""
    text, mention = sentence.segment.view.text, owner.mention
    if mention.start >= run[-1].end:
        tied = "subject.owner_after" if _tied_behind(run, mention, sentence) else None
    else:
        before = mention.end <= run[0].start and POSSESSIVE.fullmatch(text, mention.end, run[0].start)
        tied = "subject.possessive" if before else None
    if tied is not None:
        owner.features = {n: v for n, v in owner.features.items() if n not in ("subject.beaten", "subject.compared")}
        owner.features[tied] = 1.0
        owner.score = total(owner.features)


def _tied_behind(run: Sequence[Quantity], mention: Mention, sentence: Sentence) -> bool:
    """Whether a name stands right behind a list as its owner: "39.2% and 90.2% for V3"."""
    return OWNER_BEHIND.fullmatch(sentence.segment.view.text, run[-1].end, mention.start) is not None


def _bracketed_behind(figure: Quantity, sentence: Sentence) -> bool:
    """Whether a figure opens the bracket right behind a name: what stands there is all of that name's."""
    text = sentence.segment.view.text
    return any(
        m.end <= figure.start and text[m.end : figure.start].strip() in ("(", "（")
        for m in sentence.entities
        if figure.start - m.end <= 3
    )
