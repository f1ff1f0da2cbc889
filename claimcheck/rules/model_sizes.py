"""Sizes of models that another model may own: a name tells its own size, and a line has members of several."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.claims.sentences import IN_AN_ID
from claimcheck.claims.sizes import bears, named_by, named_size
from claimcheck.model import Claim, Judgement, Mention
from claimcheck.rules import figures, owners, runs
from claimcheck.rules.once import once

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_SIZE = re.compile(r"(?<![\d.A-Za-z])(\d+(?:\.\d+)?)([BbMm])(?![A-Za-z])")
_HAS = re.compile(
    r"(?:['’]s)?\s*(?:(?:has|have|had|with|is|features?|contains?|comes with|packs|boasts|about|around|a|total|of)\s+)"
    r"{0,3}|"
    r"\s*(?:的)?(?:总?参数量?|规模)?(?:共?有|拥有|具有|包含|达到?|为|是|约)?\s*"
)
_OWNS = re.compile(r"(?<![a-z])(?:has|have|had|is|features?|contains?|boasts)(?![a-z])|有|为|是")
_FOLLOWED = re.compile(
    r"(?<![a-z])(?:after|next|follow\w*|success\w+|predecess\w+|scaled|scal\w+|grew|grow\w*|from|build\w*|based|"
    r"bigger|larger)(?![a-z])|之后|后继|继|下一代|新一代|沿用|基础|基于|扩大|扩展|升级|从"
)
_LIST = re.compile(
    r"(?:\s|[,，、/]|and|和|及|与|\d++(?:\.\d++)?\s?(?:[BbMm]|亿|万|billion|million)?)++"
)  # between sizes
_PAIR = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)([BT])-A(\d+(?:\.\d+)?)B(?![A-Za-z0-9])")
_HUNDRED_MILLIONS = re.compile(r"\d\s?亿")
_SEES = re.compile(r"(?:\A|-)(?:[a-z]*vl|vlm|vision|vila|llava|omni|audio)(?:\d|-|\Z)")
_ENCODED = Decimal("1.5")  # times the language model
_TWO = re.compile(r"[两兩二2]\s?[个個种種款]|(?<![a-z])two (?:sizes|variants|versions|models)(?![a-z])")
_BEHIND = 24  # characters
_ROUNDED = Decimal("1.1")
_TOLD = 3  # digits of a number of billions that is one by no chance
_YEARS = 3  # without a new member
_TEN = 10  # times a size, and more: of another thing
_FAR_ABOVE = 2  # times a line's greatest
_LONGEST = 80  # characters of such words
_MOST = 50  # statements of one size that are looked through
_OTHERS = 2  # right sizes beside a wrong one


def of_another(judgement: Judgement, checked: Checked) -> bool:
    """Whether a size may be that of another member of the line, or of another name in the text."""
    claim = judgement.claim
    in_line = (
        owners.several_sizes(claim, checked.registry)
        and not runs.mistyped(judgement)
        and not _slipped(judgement)
        and not _odd_one(claim, checked)
        and not (_said_of_it(claim, checked) and _of_the_greatest(claim, checked))
        and not (not _of_a_successor(claim, checked) and _of_a_later_one(judgement, checked))
        and not _billions(judgement, checked)
        and not (_said_of_it(claim, checked, _OWNS) and _above_a_closed_line(claim, checked))
    )
    in_line = in_line or _in_a_list(judgement, checked) or _with_its_encoder(judgement)
    in_line = in_line or _pair_of_another(claim, checked)
    return in_line or is_named_so(claim, checked) or _another_size(judgement, checked) or _named_size(claim, checked)


def _pair_of_another(claim: Claim, checked: Checked) -> bool:
    """Whether a subject of another paragraph is given two sizes as names tell them, "975B-A41B", and neither is its
    own: they are those of a system that the registry may not know.
    """
    segment, span, registry = checked.segment(claim), claim.subject.span, checked.registry
    if segment is None or span is None or claim.cell is not None:
        return False
    if segment.view.source(0, len(segment.view.text)).overlaps(span):
        return False
    pair = next(
        (m for m in _PAIR.finditer(segment.view.text) if m.start() <= claim.quantity.start < m.end()),
        None,
    )
    if pair is None:
        return False
    scales = {"B": 9, "T": 12}
    told = Decimal(pair[1]).scaleb(scales[pair[2]]), Decimal(pair[3]).scaleb(9)
    sizes = [registry.facts_for(claim.subject.id or "", metric) for metric in ("total-parameters", "active-parameters")]
    return all(
        facts and all(isinstance(f.value, Decimal) and f.value and _apart(f.value, value) for f in facts)
        for value, facts in zip(told, sizes, strict=True)
    )


def _apart(one: Decimal, other: Decimal) -> bool:
    return one > other * figures.ALIKE or other > one * figures.ALIKE


def _with_its_encoder(judgement: Judgement) -> bool:
    """Whether a size is that of a model which sees or hears, told by the size of its language model: X-VL-1.3B has 1.7
    billion with its encoder.
    """
    claim, value = judgement.claim, judgement.claim.quantity.value
    if _SEES.search(claim.subject.id or "") is None or claim.metric.id != "total-parameters":
        return False
    known = [fact.value for fact in judgement.admissible if isinstance(fact.value, Decimal) and fact.value > 0]
    return isinstance(value, Decimal) and any(other < value <= other * _ENCODED for other in known)


def is_named_so(claim: Claim, checked: Checked) -> bool:
    """Whether the figure is the size in one of the subject's own names: a model called 32B may have 32.8 billion."""
    metric = checked.registry.metric(claim.metric.id or "")
    return (
        metric is not None
        and metric.kind == "size"
        and isinstance(claim.quantity.value, Decimal)
        and named_by(named_size(claim.quantity.value), claim.subject.id or "", checked.registry)
    )


def _another_size(judgement: Judgement, checked: Checked) -> bool:
    """Whether a figure is far from the size that the subject's own name tells and its reports bear out: who writes
    "FLM-101B" knows it, and a 16B beside it is another model's. A power of ten is a slip nevertheless.
    """
    claim, value = judgement.claim, judgement.claim.quantity.value
    told = IN_AN_ID.findall(claim.subject.id or "")
    if (
        claim.metric.id != "total-parameters"
        or len(told) != 1
        or not isinstance(value, Decimal)
        or claim.cell is not None
        or _said_of_it(claim, checked)
    ):
        return False
    known = [fact.value for fact in judgement.admissible if isinstance(fact.value, Decimal) and fact.value > 0]
    if not any(bears(named_size(other), claim.subject.id or "") for other in known) or value <= 0:
        return False
    apart = min(max(value / other, other / value) for other in known)
    return apart >= 2 and all((value / other).normalize().as_tuple().digits != (1,) for other in known)


def _in_a_list(judgement: Judgement, checked: Checked) -> bool:
    """Whether a size stands in a list with one that is right: the sizes that a line or a study has, of which the
    registry knows some. A slip of the finger or a power of ten is one nevertheless.
    """
    claim, segment = judgement.claim, checked.segment(judgement.claim)
    if claim.metric.id != "total-parameters" or claim.cell is not None or segment is None:
        return False
    if runs.mistyped(judgement) or _slipped(judgement):
        return False
    beside = checked.supported.get((claim.subject.id, claim.metric.id), ())[:_MOST]
    return any(
        judged.claim.block == claim.block
        and _LIST.fullmatch(segment.view.text, *_between(judged.claim, claim)) is not None
        for judged in beside
    )


def _between(one: Claim, other: Claim) -> tuple[int, int]:
    """Where the text between the figures of two claims of one paragraph begins and ends."""
    first, second = sorted((one.quantity, other.quantity), key=lambda q: q.start)
    return first.end, max(first.end, second.start)


def _said_of_it(claim: Claim, checked: Checked, verb: re.Pattern[str] | None = None) -> bool:
    """Whether nothing but a verb stands between the subject's name and the figure: "X-13B has 30 billion"."""
    segment, start = checked.segment(claim), claim.quantity.start
    if segment is None:
        return False
    first = bisect_left(segment.mentions, start - _LONGEST, key=lambda m: m.end)
    last = bisect_left(segment.mentions, start, key=lambda m: m.start)
    return any(
        _HAS.fullmatch(segment.view.low, m.end, start) is not None
        and (verb is None or verb.search(segment.view.low, m.end, start) is not None)
        for m in segment.mentions[first:last]
        if any(c.id == claim.subject.id for c in m.candidates[:1])
    )


def _named_size(claim: Claim, checked: Checked) -> bool:
    """Whether another name in the text has the figure as its size: "X-13B, successor of X-7B, with 13 billion"."""
    segment, metric = checked.segment(claim), checked.registry.metric(claim.metric.id or "")
    if segment is None or metric is None or metric.kind != "size" or claim.cell is not None:
        return False
    sizes = _sizes_in_names(segment.mentions)
    return any(
        value == claim.quantity.value
        and (claim.subject.span is None or segment.view.source(mention.start, mention.end) != claim.subject.span)
        for mention, value in sizes
    )


@once
def _sizes_in_names(mentions: tuple[Mention, ...]) -> list[tuple[Mention, Decimal]]:
    """The names that tell a size, with it."""
    found = ((mention, _SIZE.search(mention.text)) for mention in mentions)
    return [(m, Decimal(size[1]).scaleb(9 if size[2] in "Bb" else 6)) for m, size in found if size is not None]


def _odd_one(claim: Claim, checked: Checked) -> bool:
    """Whether a size is the only one of its paragraph that no member of the family has, in place of the only known one
    that is not named: "7B, 13B, 34B and 10B" of a family of 7, 13, 34 and 70 billion.
    """
    registry, value = checked.registry, claim.quantity.value
    family = (claim.subject.id or "", *registry.members(claim.subject.id or ""))
    facts = [f for member in family for f in registry.facts_for(member, claim.metric.id or "")]
    sizes = {f.value for f in facts if isinstance(f.value, Decimal) and f.value > 0}
    beside = [
        judged
        for member in family
        for judged in _right(checked).get((member, claim.metric.id), ())[:_MOST]
        if (judged.claim.block, judged.claim.cell) == (claim.block, claim.cell)
    ]
    told = {fact.value for judged in beside for fact in judged.facts if isinstance(fact.value, Decimal)}
    untold = sorted(size for size in sizes if not any(_alike(size, other) for other in told))
    one = bool(untold) and _alike(untold[0], untold[-1])
    enough = len(beside) >= _OTHERS or (len(beside) == 1 and _counts_two(claim, checked))
    return isinstance(value, Decimal) and enough and one


@once
def _right(checked: Checked) -> dict[tuple[str | None, str | None], list[Judgement]]:
    """The claims that reports bear out, or nearly so, by subject and metric."""
    found: dict[tuple[str | None, str | None], list[Judgement]] = {}
    for judged in checked.judgements:
        if judged.verdict in ("supported", "imprecise"):
            found.setdefault((judged.claim.subject.id, judged.claim.metric.id), []).append(judged)
    return found


def _alike(one: Decimal, other: Decimal) -> bool:
    """Whether two sizes may be one, rounded for a name: LLaMA's 32.5 billion are told as 30 and as 33."""
    return max(one, other) <= min(one, other) * _ROUNDED


def _counts_two(claim: Claim, checked: Checked) -> bool:
    """Whether the words behind a size, the last of a list, say that there are two."""
    segment = checked.segment(claim)
    text = segment.view.low[claim.quantity.number_start : claim.quantity.end + _BEHIND] if segment is not None else ""
    return _TWO.search(text) is not None


def _of_the_greatest(claim: Claim, checked: Checked) -> bool:
    """Whether a size lies between those of a line's greatest member and the next: who says "GPT-3's 130 billion" of a
    line of 125 million to 175 billion means the greatest, and no other is so large.
    """
    registry, value = checked.registry, claim.quantity.value
    family = (claim.subject.id or "", *registry.members(claim.subject.id or ""))
    facts = [f for member in family for f in registry.facts_for(member, claim.metric.id or "")]
    sizes = sorted({f.value for f in facts if isinstance(f.value, Decimal)})
    apart = [other for other in sizes if other * figures.ALIKE < sizes[-1]]
    if len(apart) < _OTHERS or not isinstance(value, Decimal):
        return False
    return apart[-1] * figures.ALIKE < value and value * figures.ALIKE < sizes[-1]


def _of_a_successor(claim: Claim, checked: Checked) -> bool:
    """Whether words before a size may lead from a name on to what came after it: "after GPT-2 came a model with"."""
    segment = checked.segment(claim)
    before = segment.view.low[max(0, claim.quantity.start - 2 * _LONGEST) : claim.quantity.start] if segment else ""
    return _FOLLOWED.search(before) is not None


def _of_a_later_one(judgement: Judgement, checked: Checked) -> bool:
    """Whether a size is far above a line's greatest, the only one that its paragraph gives it, and to the digit that of
    another of the maker's: GPT-2 with the 175 billion of GPT-3.
    """
    claim, registry = judgement.claim, checked.registry
    known = [fact.value for fact in figures.known(judgement) if isinstance(fact.value, Decimal)]
    value, subject = claim.quantity.value, claim.subject.id or ""
    if not isinstance(value, Decimal) or not known or value < max(known) * _FAR_ABOVE or claim.cell is not None:
        return False
    family = (subject, *registry.members(subject))
    beside = (judged for member in family for judged in checked.supported.get((member, claim.metric.id), ())[:_MOST])
    return not any(judged.claim.block == claim.block for judged in beside) and any(
        owner.kind == "subject"
        and not owner.fact.subject.startswith(f"{subject}-")  # the first of its line
        and owners.nearness(subject, owner.fact.subject, registry) > 0
        for owner in owners.owners(judgement, checked)
    )


def _above_a_closed_line(claim: Claim, checked: Checked) -> bool:
    """Whether a size is above the greatest of a line whose last member came out long ago: no other is so large."""
    registry, value = checked.registry, claim.quantity.value
    family = (claim.subject.id or "", *registry.members(claim.subject.id or ""))
    sizes = [
        f.value for m in family for f in registry.facts_for(m, claim.metric.id or "") if isinstance(f.value, Decimal)
    ]
    days = [e.released for e in map(registry.entity, family) if e is not None and e.released]
    if not isinstance(value, Decimal) or len(sizes) < _OTHERS or not days:
        return False
    closed = int(max(days)[:4]) + _YEARS <= int(registry.known_until[:4])
    return closed and max(sizes) * figures.ALIKE < value < max(sizes) * _TEN


def _billions(judgement: Judgement, checked: Checked) -> bool:
    """Whether a number of 亿 (100 million) is a member's number of billions: "PaLM 参数量达 540 亿". One or two digits
    tell it only where another figure of the line beside it slipped so too.
    """
    claim, registry = judgement.claim, checked.registry
    if _HUNDRED_MILLIONS.search(claim.quantity.text) is None or not isinstance(claim.quantity.value, Decimal):
        return False
    family = (claim.subject.id or "", *registry.members(claim.subject.id or ""))
    facts = [fact for member in family for fact in registry.facts_for(member, claim.metric.id or "")]
    sizes = {fact.value for fact in facts if isinstance(fact.value, Decimal)}

    def slipped(value: object) -> bool:
        return isinstance(value, Decimal) and value * 10 in sizes and value not in sizes

    beside = checked.contradicted.get((claim.block, claim.subject.id), ())
    others = [j for j in beside if j.claim is not claim and j.claim.metric.id == claim.metric.id]
    enough = len(str(claim.quantity.value / 10**8)) >= _TOLD or any(slipped(j.claim.quantity.value) for j in others)
    return slipped(claim.quantity.value) and enough


def _slipped(judgement: Judgement) -> bool:
    """Whether a size is a power of ten times a reported one, by more digits than two sizes of a line share by chance:
    1.3 and 13 billion may be two sizes, 540 million and 540 billion are one.
    """
    digits = figures.weight(judgement.claim.quantity)
    powers = [figures.slip(judgement.claim.quantity, fact) for fact in figures.known(judgement)]
    return any(power and (digits >= 3 or (digits == 2 and power % 3 == 0)) for power in powers)
