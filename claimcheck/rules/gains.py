"""Differences, percentage changes and multiples that a sentence gives beside the two figures they follow from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.claims.sentences import FROM_TO, VERSUS, Sentence
from claimcheck.model import Quantity
from claimcheck.records import replace
from claimcheck.rules import intervals, other_changes, wording
from claimcheck.rules.base import Draft, Message, Pointer
from claimcheck.rules.intervals import Closed

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_TIMES = ("second", "minute", "hour", "day", "ms")
_BILLION = 10**9
_THEN = re.compile(r"(?<![a-z])(?:followed by|then|before|after that|afterwards?)(?![a-z])|随后|然后|之后|接着")
_NEAR = 48
_NAMED = 400  # characters before a pair in which a change may be named
_LOOSER = Decimal("0.05")  # "about 10 times" of 8.7: a round multiple is looser than another round figure
# what stands before the figure of a change: "up 55.4 points", "提升了 55.4 个百分点"
_CHANGE_BEFORE = re.compile(
    r"(?:(?<![A-Za-z])(?:up|down|by|plus|gain(?:s|ed|ing)?|rise|rose|increas\w+|decreas\w+|drop\w*|fall|fell|improv\w+|growth|grew|"
    r"jump\w*|change|difference|gap|cut|sav(?:es?|ed|ing)|lead|reduction)(?:\s+(?:of|by))?|"
    r"(?:提升|提高|增长|增加|上升|上涨|下降|下跌|减少|降低|缩小|扩大|涨幅|增幅|降幅|跌幅|差距|相差|差|领先|落后|高出|低|高|多|少)"
    r"(?:了|达|为|约|近|幅度)*|[(（+＋])\s*(?:of|by|an?|a\s+total\s+of|约|近|超过?|about|nearly|over|roughly)?\s*[+＋*]*$",
    re.I,
)
_RISEN = re.compile(r"(?:(?<![A-Za-z])(?:up|by)\s|[涨升增跌降](?:了|幅)?\s?|(?:提升|增长|上升|提高|下降|减少)了?\s?)\Z")
_LISTED = re.compile(
    r"(?:\d+(?:\.\d+)?\s?(?:%|percent(?:age points?)?|points?|个?百分点)?(?:,? and |, |、|和|及)){1,6}$"
)
_OPENED = re.compile(r"[^(（]{0,16}[(（][\s~≈*]*")
# between a change and its pair: "rose 12% year on year, from"; a further clause speaks of something else
_FROM = re.compile(r"[^，,。;；]*[，,]?\s*(?:from|从|由)\s*\W*", re.IGNORECASE)
_CHANGE_AFTER = re.compile(
    r"^[\s*]*(?:\w+\s+)?(?:increase|decrease|drop|gain|rise|improvement|growth|jump|reduction|gap|lead|ahead|behind|higher|lower|more|less|"
    r"的?(?:提升|增长|涨幅|降幅|差距|增幅|差异|下降|领先))",
    re.I,
)


def check(sentence: Sentence, checked: Checked) -> Iterator[Draft]:
    """From A to B, and the change D near by."""
    figures = [q for q in sentence.quantities if q.kind != "date"]
    for at in range(len(figures) - 1):
        first, second = figures[at], figures[at + 1]
        if not FROM_TO.match(sentence.between(first.end, second.start)) or first.approximation == "range":
            continue
        if sentence.bracketed(first.start) and not sentence.bracketed(second.start):
            continue  # the change starts with what stands before the bracket
        before = sentence.segment.view.text[max(sentence.start, first.start - _NEAR) : first.start]
        if _RISEN.search(before) is not None:
            continue  # "up 10 points to 50"
        change = _change(sentence, figures, at)
        if change is None:
            continue
        wrong = _disagrees(first, second, change)
        if wrong is not None and not _is_share(sentence, first, second, change):
            yield draft(sentence, change, (first, second), wrong)


def _change(sentence: Sentence, figures: list[Quantity], at: int) -> Quantity | None:
    """The figure of the change: just behind the pair, or just before it."""
    text = sentence.segment.view.text
    if at + 2 < len(figures) and not _goes_on(sentence, figures, at):
        later = figures[at + 2]
        between = text[figures[at + 1].end : later.start]
        after = text[later.end : later.end + 24]
        chained = at + 3 < len(figures) and FROM_TO.match(text[later.end : figures[at + 3].start])
        follows = chained or _has_its_own(sentence, figures[at + 2 : at + 5])
        named = any(figures[at + 1].end <= m.start < later.start for m in sentence.entities)  # whose level it is
        owned = named and between.rstrip()[-1:] in ("(", "（")  # "against o3 (88.9%)"
        told = (not owned and _CHANGE_BEFORE.search(between)) or (not named and _CHANGE_AFTER.match(after))
        before = text[max(sentence.start, figures[at].start - _NAMED) : figures[at].start]
        close = len(between) <= _NEAR and told and not follows and _alone(between)
        if close and not other_changes.another(before, between):
            return _in_points(later, after, figures[at + 1].unit)
    if at > 0:
        earlier = figures[at - 1]
        between = text[earlier.end : figures[at].start]
        before = text[max(sentence.start, earlier.start - 24) : earlier.start]
        if len(between) <= _NEAR // 2 and _CHANGE_BEFORE.search(before) and _FROM.fullmatch(between):
            return _in_points(earlier, between, figures[at].unit)
    return None


def _goes_on(sentence: Sentence, figures: list[Quantity], at: int) -> bool:
    """Whether a pair's change is told right before it, and rightly, and what follows tells another: "a 35% fall from
    $134 to $87, followed by a 143% rise".
    """
    if at == 0 or figures[at - 1].unit not in ("percent", "percentage_point"):
        return False
    first, second, change = figures[at], figures[at + 1], figures[at - 1]
    between = sentence.between(change.end, first.start)
    then = _THEN.search(sentence.between(second.end, figures[at + 2].start).lower())
    near = len(between) <= _NEAR and _FROM.fullmatch(between) is not None and then is not None
    return near and bool(changes(first, second, change)) and _disagrees(first, second, change) is None


def _has_its_own(sentence: Sentence, figures: list[Quantity]) -> bool:
    """Whether a change has its pair in a bracket behind it: "by less than two points (81.4% vs. 83.3%)"."""
    if len(figures) < 3:
        return False
    change, one, two = figures
    return (
        _OPENED.fullmatch(sentence.between(change.end, one.start)) is not None
        and (VERSUS.fullmatch(versus := sentence.between(one.end, two.start)) or FROM_TO.match(versus)) is not None
    )


def _is_share(sentence: Sentence, first: Quantity, second: Quantity, change: Quantity) -> bool:
    """Whether a percentage in brackets is the second figure's share of the first: "50 → 32 (64% of the theory)"."""
    if change.unit != "percent" or change.signed or not _OPENED.fullmatch(sentence.between(second.end, change.start)):
        return False
    unit = second.unit or first.unit
    one, two, share = intervals.of(first, unit), intervals.of(second, unit), intervals.of(change)
    expected = intervals.share_of(two, one) if one is not None and two is not None else None
    return expected is not None and share is not None and expected.meets(share)


def told_as_change(text: str, quantity: Quantity) -> bool:
    """Whether the words around a figure make it a difference: "up 3 points", "领先 3 个百分点"."""
    before, after = text[max(0, quantity.start - 64) : quantity.start], text[quantity.end : quantity.end + 24]
    before = _LISTED.sub("", before)[-32:]  # "gains of 18.8 and 48.9 points"
    return bool(_CHANGE_BEFORE.search(before) or _CHANGE_AFTER.match(after))


def _in_points(change: Quantity, after: str, unit: str | None) -> Quantity:
    """A bare "45.4 points" after percentages is in percentage points."""
    bare = change.unit in (None, "count") and unit == "percent"
    return (
        replace(change, unit="percentage_point") if bare and re.match(r"\s*(?:points?|pts|点|个点)", after) else change
    )


def _alone(between: str) -> bool:
    """Whether nothing between a pair and a change begins another statement."""
    return not re.search(
        r"[；;]|\b(?:while|whereas|and its|but)\b|而|另|后[^，,。]{3,}(?:提|增|升|涨|降|减|跌)", between
    )


def _disagrees(first: Quantity, second: Quantity, change: Quantity) -> list[tuple[Closed, str | None]] | None:
    """What the pair gives, in each reading, where the change is none of it; None where it agrees or cannot be told."""
    readings = changes(first, second, change)
    told = intervals.of(change)
    if not readings or told is None:
        return None
    size = told.size()
    if (change.kind == "multiple" or change.unit == "ratio") and change.step is not None:
        size = Closed(size.low, size.high + change.step / 2)  # 1.97 times is told as 1.9 by who cuts
    if change.approximation == "about" and (change.kind == "multiple" or change.unit == "ratio"):
        size = Closed(size.low * (1 - _LOOSER), size.high * (1 + _LOOSER))
    return None if any(size.meets(expected.size()) for expected, _ in readings) else readings


def changes(first: Quantity, second: Quantity, change: Quantity) -> list[tuple[Closed, str | None]]:
    """The change from `first` to `second` in the unit of `change`, in each reading that the wording allows."""
    unit = second.unit or first.unit
    one, two = intervals.of(first, unit), intervals.of(second, unit)
    if first.unit in ("count", "gpu") and second.unit is None:
        return []  # "16 replicas reach 23.7 queries a second"
    if {first.unit, second.unit} == {"count"} and first.text[-1:] != second.text[-1:]:
        return []  # "32个头 → 8组": two things are counted
    if second.unit == "GB" and first.scale == _BILLION and first.text[-1:] == "B":
        return []  # "70B → 35 GB": parameters, and what these take
    if one is None or two is None or (first.unit is not None and second.unit is not None and one == two):
        return []
    gap = two.minus(one)
    found: list[tuple[Closed, str | None]] = []
    if change.unit == "percentage_point":
        if unit is None and max(one.high, two.high) <= 1:  # "from 0.69 to 0.71, up 2 points"
            gap = gap.scaled(100)
        if unit in ("percent", None):
            found.append((gap, change.unit))
        return found
    if change.unit == "percent":
        relative = intervals.share_of(gap, one)
        if relative is not None:
            found.append((relative, "percent"))
        sooner = intervals.share_of(one.minus(two), two) if unit in _TIMES else None
        if sooner is not None:  # "from 31.3 to 22.8 minutes, 37% faster"
            found.append((sooner, "percent"))
        if unit == "percent":
            found.append((gap, "percentage_point"))
        return found
    if change.kind == "multiple" or change.unit == "ratio":
        ratios = [ratio for ratio in (two.over(one), one.over(two)) if ratio is not None]
        for ratio in sorted(ratios, key=Closed.middle, reverse=True):
            found += [(ratio, "ratio"), (ratio.shifted(-1), "ratio")]
        return found
    if change.unit == unit and unit is not None:
        found.append((gap, unit))
    return found


def draft(
    sentence: Sentence, change: Quantity, pair: tuple[Quantity, Quantity], readings: list[tuple[Closed, str | None]]
) -> Draft:
    """The finding on a change that its two figures do not give."""
    view = sentence.segment.view
    one, two = wording.printed(pair[0]), wording.printed(pair[1])
    expected = told(*readings[0])
    message = Message(
        f"{one} and {two} give {expected.en}, not {wording.printed(change)}.",
        f"由 {one} 和 {two} 得出 {expected.zh}，而非 {wording.printed(change)}。",
    )
    related = tuple(
        Pointer(view.source(q.start, q.end), Message(f"{text} here", f"此处为 {text}"))
        for q, text in zip(pair, (one, two), strict=True)
    )
    exact = change.approximation == "exact"
    return Draft(view.source(change.start, change.end), message, 0.88 if exact else 0.82, related=related)


def told(expected: Closed, unit: str | None) -> Message:
    """An expected value as an editor reads it."""
    size = expected.size()
    value = size.middle()
    places = max(0, 2 - value.adjusted()) if value else 0
    return wording.amount(round(value, places), unit) if unit != "ratio" else _multiple(value)


def _multiple(value: Decimal) -> Message:
    text = wording.plain(round(value, 2 if value < 10 else 1 if value < 100 else 0))
    return Message(f"{text} times", f"{text} 倍")
