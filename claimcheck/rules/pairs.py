"""Two claims of one document that should agree: when they are about the same thing, and when they differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claimcheck import compare, fit, match, units
from claimcheck import patterns as re
from claimcheck.model import Claim, Judgement, Severity
from claimcheck.registry import Registry
from claimcheck.rules import figures, lengths, owners, wording
from claimcheck.rules.base import SURE, Draft, Message, Pointer, about
from claimcheck.rules.once import once

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

# Kinds of metric whose value changes with time: two values need the same date to be in conflict.
CHANGING = frozenset({"price", "index", "speed"})
_RATED = re.compile(r"t[dgb]p|max|peak|rated|热设计|额定|最大|峰值", re.IGNORECASE)
_SIZE_BEFORE = re.compile(r"\d\s?[BbMm]\s?(?:[,，、/&]|and|or|和|及|与|或)\s?(?:and |or )?\Z")
_SIZE_AFTER = re.compile(r"\s?(?:[,，、/&]|and|or|和|及|与|或)\s?(?:and |or )?\d+(?:\.\d+)?\s?[BbMm](?![a-zA-Z])")
_OR_BEFORE = re.compile(r"\d\s?\w{0,8}\s?(?:/|或者?|(?<![A-Za-z])or)\s?$")
_OR_AFTER = re.compile(r"\s?(?:/|或者?|or(?![A-Za-z]))\s?[$¥]?\d")
_WINDOWS = frozenset({"context-length", "maximum-output"})
_BINARY = Decimal("1.05")  # 64K is 65,536 and 1M is 1,048,576
IN_TEXT = Message("in the text", "正文中")


def comparable(judged: Judgement) -> bool:
    """Whether a claim is a statement of its own about a known thing, with a figure that can be compared."""
    claim = judged.claim
    return (
        claim.subject.id is not None
        and claim.metric.id is not None
        and claim.relation is None
        and claim.stance in ("asserted", "quoted")
        and claim.quantity.kind != "multiple"
        and not claim.quantity.signed
        and (claim.quantity.value is not None or claim.quantity.approximation == "range")
        and (figures.claim_interval(claim.quantity) is not None or isinstance(claim.quantity.value, str))
    )


@once
def _keys(checked: Checked) -> dict[str, tuple[object, ...] | None]:
    """The key of every claim by its id."""
    return {
        judged.claim.id: None if lengths.no_window(judged, checked) else key(judged, checked.registry)
        for judged in checked.judgements
    }


def groups(judgements: Sequence[Judgement], checked: Checked) -> Iterator[list[Judgement]]:
    """Comparable claims of one key within one article, in their order."""
    found: dict[tuple[object, ...], list[Judgement]] = defaultdict(list)
    keys = _keys(checked) if judgements else {}
    often = Counter(keys[judged.claim.id] for judged in judgements)
    for judged in judgements:
        told = keys[judged.claim.id]
        if told is not None and often[told] > 1:
            copies = _copies(judged.claim, checked)
            found[(checked.document.blocks[judged.claim.block].article, copies, *told)].append(judged)
    for group in found.values():
        if len(group) > 1:
            group = [judged for judged in group if not _alternative(judged.claim, checked)]
        if len(group) > 1:
            yield sorted(group, key=lambda judged: judged.claim.span)


_LINE = 400  # characters of a line on either side of a figure
_QUANTISED = re.compile(
    r"(?<![a-z0-9])(?:i?q\d(?:_[a-z0-9]+)*|ud-[a-z0-9_]+|(?:int|fp|nvfp|mxfp|bf)\d{1,2}|"
    r"\d(?:\.\d+)?-?bit|awq|gptq|exl\d|mlx)(?![a-z0-9])"
)


def _copies(claim: Claim, checked: Checked) -> frozenset[str]:
    """The quantised copies of a model that a figure's line names, each with figures of its own: "Q3_K_S: 68%"."""
    source, at = checked.document.source, claim.span.start
    first, end = max(0, at - _LINE, source.rfind("\n", max(0, at - _LINE), at) + 1), source.find("\n", at, at + _LINE)
    return frozenset(_QUANTISED.findall(source[first : end if end >= 0 else at + _LINE].lower()))


def _alternative(claim: Claim, checked: Checked) -> bool:
    """Whether a figure is one of several to choose from: "16GB or 24GB of memory", "16GB/24GB 可选"."""
    text, span = checked.document.source, claim.span
    if isinstance(claim.quantity.value, str):
        return _EVENT_BEHIND.match(text, span.end) is not None  # "November 17, 2025 (consumer)"
    if text[span.end - 1 : span.end + 1].rstrip().endswith("+"):
        return True  # "16 GB+" is what is needed, of which there may be more
    if claim.quantity.unit == "parameter" and (
        _SIZE_BEFORE.search(text, max(0, span.start - 24), span.start)
        or _SIZE_AFTER.match(text, span.end, span.end + 24)
    ):
        return True  # "3B, 8B and 20B"
    return bool(
        _OR_BEFORE.search(text, max(0, span.start - 24), span.start) or _OR_AFTER.match(text, span.end, span.end + 24)
    )


def key(judged: Judgement, registry: Registry) -> tuple[object, ...] | None:
    """What a claim is about: subject, metric, conditions, date and unit. None where it cannot be compared."""
    claim = judged.claim
    if not comparable(judged) or owners.several_sizes(claim, registry):
        return None
    if claim.metric.id == "tdp" and _RATED.search(claim.metric.text or "") is None:
        return None  # what is drawn differs from run to run
    metric, entity = registry.metric(claim.metric.id or ""), registry.entity(claim.subject.id or "")
    if metric is not None and metric.kind == "speed":
        return None  # every set-up has its own
    dated = claim.as_of is not None or "as_of" in claim.conditions
    if entity is not None and entity.kind == "organisation" and not dated:
        return None  # valuations, staff and users: every year has its own
    plain = metric is None or fit.reading(claim.quantity, metric) is None
    unit = claim.quantity.unit if metric is None or plain else metric.unit
    return claim.subject.id, claim.metric.id, tuple(sorted(claim.conditions.items())), claim.as_of, unit


def apart(first: Claim, second: Claim) -> bool:
    """Whether no value prints as both figures, on the loosest reading of either. Their units are comparable."""
    one, two = first.quantity, second.quantity
    if isinstance(one.value, str) or isinstance(two.value, str):
        return not figures.same_date(one.value, two.value)
    if first.metric.id in _WINDOWS and _one_length(one.value, two.value):
        return False
    a, b = _loose(first), _loose(second)
    if one.unit != two.unit and b is not None and one.unit is not None and two.unit is not None:
        factor = units.convert(Decimal(1), two.unit, one.unit)
        if factor is None:
            return False
        low, high = (None if end is None else end * factor for end in b)
        b = low, high
    return a is not None and b is not None and not compare.meets(a, b)


def _one_length(one: object, two: object) -> bool:
    """Whether two lengths of text are one, counted in thousands or in 1,024s."""
    if not isinstance(one, Decimal) or not isinstance(two, Decimal):
        return False
    return min(one, two) * _BINARY >= max(one, two)


def _loose(claim: Claim) -> compare.Interval | None:
    """The figure with zeros read as not significant, and cut as well as rounded."""
    quantity = claim.quantity
    exact = figures.claim_interval(quantity)
    if exact is None or not isinstance(quantity.value, Decimal) or quantity.step is None:
        return exact
    step = compare.loose_step(quantity.value, quantity.step)
    low, high = compare.interval(quantity.value, step, quantity.approximation)
    if exact[0] is None or low is None:
        return None, exact[1] if high is None else high
    if exact[1] is None or high is None:
        return low, None
    return min(low, exact[0]), max(high, exact[1], quantity.value + quantity.step)


def near(first: Claim, second: Claim) -> bool:
    """Whether two figures are such as a writer confuses: less than three times apart, or a power of ten."""
    one, two = first.quantity.value, second.quantity.value
    if not isinstance(one, Decimal) or not isinstance(two, Decimal) or first.quantity.unit != second.quantity.unit:
        return isinstance(one, str) and isinstance(two, str) and len(one) == len(two) == 10
    if one == 0 or two == 0 or (one > 0) != (two > 0):
        return False
    if max(figures.weight(first.quantity), figures.weight(second.quantity)) < 2:
        return False
    return max(one / two, two / one) < 3 or compare.power_of_ten(one, two) is not None


def settled(first: Judgement, second: Judgement) -> bool:
    """Whether the registry explains the difference: both reported, or one already told to be wrong."""
    verdicts = (first.verdict, second.verdict)
    if match.NOT_COMPARED in (first.reason, second.reason):
        return True  # a bound says nothing of it, and it may be of another thing
    if verdicts == ("supported", "supported"):
        return True
    return "contradicted" in verdicts or "outdated" in verdicts


_EVENTS = {
    "api": re.compile(r"(?<![a-z])apis?(?![a-z])|接口"),
    "weights": re.compile(r"(?<![a-z])(?:weights?|open-?(?:source|weight)d?)(?![a-z])|权重|开源"),
    "preview": re.compile(r"(?<![a-z])(?:preview|beta)(?![a-z])|预览|公测|内测"),
    "app": re.compile(r"(?<![a-z])(?:consumers?|apps?|enterprise)(?![a-z])|消费者|企业版|应用端"),
    "release": re.compile(r"(?<![a-z])(?:released?|launch(?:ed|es)?)(?![a-z])|发布|发表"),
}
_EVENT_BEHIND = re.compile(
    r"\s?[(（](?:the |via |in |on )?(?:apis?|weights|preview|beta|consumers?|apps?|enterprise|"
    r"接口|权重|预览|公测|内测|开源)[^()（）]{0,16}[)）]",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,，;；。()（）\n]")
_EVENT_NEAR = 24  # characters on either side of a date


def of_other_events(first: Claim, second: Claim, checked: Checked) -> bool:
    """Whether two dates of one paragraph are of different events: "November 19 (API), November 17 (consumer)"."""
    if not isinstance(first.quantity.value, str) or first.block != second.block:
        return False
    one, two = (_events(claim, checked.document.source) for claim in (first, second))
    return bool(one) and bool(two) and one.isdisjoint(two)


def _events(claim: Claim, source: str) -> frozenset[str]:
    """The events that the clause around a date, or the bracket right behind it, names."""
    before = _CLAUSE_END.split(source[max(0, claim.span.start - _EVENT_NEAR) : claim.span.start])[-1]
    behind = source[claim.span.end : claim.span.end + _EVENT_NEAR].lstrip()
    opened = behind[:1] in ("(", "（")
    near = _CLAUSE_END.split(behind[1:] if opened else f"{before} {behind}")[0].lower()
    return frozenset(event for event, words in _EVENTS.items() if words.search(near) is not None)


def in_order(first: Judgement, second: Judgement) -> tuple[Judgement, Judgement]:
    """Two claims of one document, the earlier first."""
    return (second, first) if first.claim.span > second.claim.span else (first, second)


def conflict(pair: tuple[Judgement, Judgement], registry: Registry, where: Message, confidence: float) -> Draft:
    """The finding on two claims that disagree: the later carries it, the earlier is in `related`."""
    first, second = pair
    early, late = first.claim, second.claim
    subject, measured = wording.subject_of(late, registry), wording.measured(late, registry)
    extra = wording.conditions(late.conditions)
    one, two = wording.printed(early.quantity), wording.printed(late.quantity)
    message = Message(
        f"The draft gives {two} for {subject}, {measured.en}{extra.en}, but {one} {where.en}.",
        f"{subject} 的{wording.spaced(measured.zh + extra.zh)}此处为“{two}”，{where.zh}为“{one}”。",
    )
    pointer = Pointer(early.span, Message(f"{one} here", f"此处为 {one}"))
    sure = confidence if near(early, late) and min(early.confidence, late.confidence) >= SURE else 0.7
    severity: Severity | None = (
        None if early.quantity.approximation == "exact" == late.quantity.approximation else "warning"
    )
    return about(second, Draft(late.span, message, sure, related=(pointer,), severity=severity, facts=second.facts[:1]))
