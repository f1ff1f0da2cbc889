"""Figures that go from one to another, "from 128K to 1M", and figures told twice: they share metric and subject, or the
start is another's.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from claimcheck import patterns as re
from claimcheck.claims.choice import Choice, given
from claimcheck.claims.lists import set_against
from claimcheck.claims.owners import Owner
from claimcheck.claims.roles import owns_start
from claimcheck.claims.sentences import FROM, FROM_TO, HEADED, HEADED_BEHIND, OWNER_BEHIND, RESTATED, UP_FROM, Sentence
from claimcheck.fit import ACTIVE_BEHIND, CURRENCIES, fit
from claimcheck.model import Mention, Quantity
from claimcheck.records import replace
from claimcheck.registry import Registry

# of lower case, before the figure of a further step
ONWARD = re.compile(
    r"(?:进一步|再次?|又|继续|最终|最后)(?:扩展|扩大|扩充|提升|提高|增加|增长|增|升|降低|降|涨|跌|减少)(?:到了?|至|为)\s*$"
    r"|(?<![a-z])(?:then|further|later|eventually|finally|again)\s(?:[a-z]+\s){0,2}to\s*$"
)
# before the last name of a sentence and behind it, of lower case
_SET_AGAINST = re.compile(
    r"(?<!比)(?:较|相较于?|相比于?|对比)\s?\Z|(?<![a-z])(?:improv\w+|gains?|leaps?|jumps?|progress|step up|upgrade)\s"
    r"(?:[a-z]+\s){0,3}?(?:over|on|from|against)\s(?:its predecessor,?\s)?\Z"
)
_COMPARED_TO = re.compile(r"(?<![a-z])compared (?:to|with)\s(?:the |its )?(?:predecessor |previous |older )?\Z")
_WITH, _COMPARED_WITH = re.compile(r"[与和跟](?:之前的?|上一代的?|前代的?|前作)?\s?\Z"), re.compile(r"\s?相比")
_TOTAL = re.compile(r"\s?(?:in )?total(?![a-z])|\s?总(?!价)")
_ARROWS = frozenset("→⇒➜➔")
_RAISES = re.compile(
    r"\s(?:rais(?:es|ed)|ups|upped|increase[sd]?|lift(?:s|ed)|boost(?:s|ed)|expand(?:s|ed)|extend(?:s|ed)|cuts?|"
    r"lower(?:s|ed)|reduce[sd]?|bump(?:s|ed)|improve[sd]?(?: on| upon)?)\s(?:the\s)?"
)
_RESTATED_BEHIND = re.compile(
    r"(?:\s[a-z]+){1,2}\s?\((?:exactly |about |or )?"
)  # "a 2-million-token window (2,097,152"
_MOVING = re.compile(  # of lower case, before the first of two names, and between them
    r"(?:(?<![a-z])(?:from|replac(?:es?|ing)|swapp?(?:s|ing)?)\s(?:the\s|an?\s)?|[从由])\s?\Z"
)
_ONTO = re.compile(r"s?\s(?:to|with|for|by)\s(?:the\s|an?\s)?|\s?(?:到|升级到|换到|换成|迁移到|变为)\s?")
_LONGEST_HEAD = 40  # characters of what compares with a name
OFTEN_BARE = ("token", "parameter")  # "8K tokens of context, and V3 offers 128K"


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
        alike = a.unit == b.unit or (b.unit is None and b.scale > 1 and a.unit in OFTEN_BARE)
        if alike and len(gap) <= 64 and ONWARD.search(gap.lower()):
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


def in_pairs(chosen: list[Choice], sentence: Sentence) -> list[Choice]:
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


def apart(chosen: list[Choice], sentence: Sentence, registry: Registry) -> list[Choice]:
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
                choice = given(choice, owner, whose)
            elif choice.part == "from" and before is not None and _akin(before, owner, registry):
                choice = given(choice, owner, before)
            elif choice.part == "to" and started is owner.mention and ended is not None:
                choice = given(choice, owner, ended)
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
    if told and last.candidates and all(q.end <= last.start for q in sentence.quantities):
        return last
    before = _SET_AGAINST.search(low, head, last.start)  # "X is far ahead of Y: from 63.5 to 81.0 on ..."
    return last if before and last.candidates and all(q.start >= last.end for q in sentence.quantities) else None


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
