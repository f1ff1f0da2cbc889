"""Another thing's figure, or another run's: contradictions that are told as notes only."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from functools import lru_cache

from claimcheck import compare, names, units
from claimcheck import patterns as re
from claimcheck.fit import reading
from claimcheck.match import Place
from claimcheck.model import Claim, Judgement, Metric
from claimcheck.registry import Registry
from claimcheck.rules import figures, lengths, makers, owners, unheard_of
from claimcheck.rules.hosts import is_open
from claimcheck.rules.layout import layout
from claimcheck.rules.once import once
from claimcheck.rules.settled import settled
from claimcheck.spans import Span

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_PLAIN = 0.88  # a benchmark's name, its score and its system side by side
_READ = 0.8  # a system, its limit and the figure, in a sentence or two
_SIZED = re.compile(r"(?<![A-Za-z\d.])\d+(?:\.\d+)?[BM](?![A-Za-z\d])")
_NEAR = Decimal(3)
_NOTHING = Decimal(0)
_PRICES = frozenset({"input-price", "output-price", "cached-input-price"})
_SAME_FACTOR = Decimal("0.02")
_HAS = re.compile(  # of lower case, from a chip's name to what it has
    r"['’]s\s(?:[a-z]+\s){0,2}|"
    r"\s(?:has|have|had|features|offers|packs|comes with|carries|sports|ships with|is equipped with)\s"
    r"(?:an? |about |only |just |a total of )?|\s?(?:拥有|配备了?|具有|搭载了?|有|提供|采用)\s?|"
    r"\s?的\s?(?:显存|内存|带宽|显存带宽|内存带宽|功耗|tdp|显存容量)\s?(?:为|是|达到?|高达)\s?|"
    r"\s(?:memory|vram|bandwidth|tdp|memory bandwidth)\s(?:is|of)\s"
)
_COUNTED = re.compile(  # of lower case, up to a chip's name: memory of so many is that of all
    r"(?:(?<![\w.])\d{1,6}\s?[x×*]?|(?<![a-z])(?:two|three|four|five|six|eight|ten|dual|both|several|some|these|those)|"
    r"[两双二三四五六八十][块张卡个颗片路]?)\s?(?:of (?:the|these|those|our|such)\s)?(?:nvidia\s|amd\s)?\Z"
)
_BY_TOKENS = re.compile(
    r"(?:/|per|每)\s?(?:1\s?)?(?:m|百万|1?k|千|1,?000)", re.IGNORECASE
)  # in a price: of how many tokens it is
_SELLERS, _DEAR = 2, Decimal("2.2")  # lists that agree, and times above them: the fast way costs twice as much
_AROUND = 40  # characters before a name
_KNOWN_AGAIN = 3  # digits by which a score is known for another's
_RUNS_APART = Decimal(8)  # points between two runs of one benchmark that nobody would call an error
_ABOVE = 4  # points above a maker's own run, and all others, of a system that only he runs
_IN_ROW, _IN_ALL = 2, 4  # figures of one report that make it the source of a row, and of a table or a text
_METHODS = re.compile(
    r"(?<![a-z])(?:agents?|methods?|frameworks?|scaffold(?:s|ing)?|approach(?:es)?|techniques?|strateg(?:y|ies)|"
    r"harness(?:es)?|prompting)(?![a-z])|方法|智能体|框架|策略|技术(?!报告)"
)
_MARK = 4  # characters beside a name
_VERSION = re.compile(r"[- ]\d+(?:\.\d+)?(?![\w.])")  # in a name
_OTHER_SIZE = {"total-parameters": "active-parameters", "active-parameters": "total-parameters"}
_TOTAL = re.compile(r"total|active|activated|总|激活", re.IGNORECASE)
_TO_ONE = 4  # so many of them outweigh one that differs


def doubtful(code: str, judgement: Judgement, checked: Checked) -> bool:
    """Far from every fact and unexplained: more often another thing's figure. In a table a little off a benchmark's
    reports: more often another run.
    """
    claim = judgement.claim
    metric = checked.registry.metric(claim.metric.id or "")
    if metric is not None and metric.unit == "parameter" and _SIZED.search(claim.subject.text or ""):
        return False  # the name says its size
    if code == "CC106":
        return False  # that it is of another day is what the finding says
    if another_list(judgement, checked) or _older_list(judgement, checked):
        return True
    if metric is not None and metric.kind == "limit" and _any_version(claim, metric, checked.registry):
        return True  # what "Llama" reads changes by the year
    if metric is not None and metric.kind in ("limit", "price") and _of_another_version(judgement, checked):
        return True  # it is not told which "Gemini Pro" is meant
    if metric is not None and metric.id == "training-compute" and figures.weight(claim.quantity) > 1:
        return False  # nothing else is counted in so many operations; 10^25 is an order of magnitude
    if claim.cell is None:
        clear = claim.confidence >= _PLAIN
        scored = metric is not None and metric.kind == "benchmark"
        plain = scored and (clear or (metric is not None and unheard_of.unheard_of(judgement, metric, checked)))
        sure = plain or likely_slip(judgement) or other_price(judgement, checked) or _too_dear(judgement, checked)
        sure = sure or (metric is not None and metric.kind == "hardware" and _said_of_chip(judgement, checked))
        sure = sure or _beside_its_other_size(judgement, checked)
        sure = sure or (claim.confidence >= _READ and lengths.beyond_its_maker(judgement, checked))
        sure = sure or (claim.confidence >= _READ and lengths.listed(judgement, checked))
        return code == "CC101" and not sure
    if (metric is None or metric.kind != "price") and _split(judgement, checked):
        return True
    if metric is not None and metric.kind == "benchmark":
        return code in ("CC101", "CC104", "CC105") and another_run(judgement, checked)
    return code == "CC101" and not likely_slip(judgement) and not settled(judgement, checked)


def _any_version(claim: Claim, metric: Metric, registry: Registry) -> bool:
    """Whether a claim is on a whole line of systems, whose name tells no version, and one of them may have so much."""
    entity, value = registry.entity(claim.subject.id or ""), claim.quantity.value
    if entity is None or any(map(str.isdigit, entity.id)) or not isinstance(value, Decimal):
        return False
    if entity.kind == "model":  # "qwen-turbo": what a maker serves by the name
        served = registry.facts_for(entity.id, metric.id)
        return any(isinstance(fact.value, Decimal) and value < fact.value for fact in served)
    if entity.kind != "family":
        return False
    facts = (fact for one in (entity.id, *registry.members(entity.id)) for fact in registry.facts_for(one, metric.id))
    return any(isinstance(fact.value, Decimal) and value <= fact.value * figures.ALIKE for fact in facts)


def _of_another_version(judgement: Judgement, checked: Checked) -> bool:
    """Whether a claim's text names a system by no version, "Gemini Pro", and the figure is that of a later one than the
    registry knows by the name.
    """
    claim, registry = judgement.claim, checked.registry
    entity, text = registry.entity(claim.subject.id or ""), claim.subject.text or "0"
    metric = registry.metric(claim.metric.id or "")
    if entity is None or metric is None or any(map(str.isdigit, text)) or not any(map(str.isdigit, entity.name)):
        return False
    return any(
        figures.agree(claim.quantity, fact, metric)
        for other in _named_without_version(names.fold(text)[0], entity.developer or "", registry)
        for fact in registry.facts_for(other, metric.id)
    )


@lru_cache(maxsize=256)
def _named_without_version(name: str, maker: str, registry: Registry) -> tuple[str, ...]:
    """The models of a maker whose names are `name` but for a version."""
    found = (e for e in registry.entities() if e.developer == maker and e.kind == "model")
    return tuple(e.id for e in found if names.fold(_VERSION.sub("", e.name))[0] == name)


def other_price(judgement: Judgement, checked: Checked) -> bool:
    """Whether the draft gives another price of the system rightly: the input's beside that of the output."""
    claim = judgement.claim
    if claim.metric.id not in _PRICES or (claim.subject.id, claim.metric.id) in checked.supported:
        return False  # a draft that has the list price too tells of another plan
    others = _PRICES - {claim.metric.id}
    supported = (judged for other in others for judged in checked.supported.get((claim.subject.id, other), ()))
    return any(judged.claim.quantity.unit == claim.quantity.unit for judged in supported)


def _said_of_chip(judgement: Judgement, checked: Checked) -> bool:
    """Whether nothing but a verb stands between the name of a chip and what it has, on which all lists agree: "the RTX
    5080 has 64 GB of VRAM".
    """
    claim, segment, unit = judgement.claim, checked.segment(judgement.claim), judgement.claim.quantity.unit or ""
    entity = checked.registry.entity(claim.subject.id or "")
    if segment is None or entity is None or entity.kind != "chip" or claim.metric.text is None:
        return False
    own = [f for f in judgement.admissible if f.subject == entity.id and f.metric == claim.metric.id]
    known = figures.amounts(own, unit)
    if len({f.source for f in own}) < _SELLERS or not known or max(known) > min(known) * figures.ALIKE:
        return False
    start = claim.quantity.start
    at = bisect_left(segment.mentions, start, key=lambda mention: mention.start)
    named = segment.mentions[at - 1] if at else None
    return (
        named is not None
        and _COUNTED.search(segment.view.low, max(0, named.start - _AROUND), named.start) is None
        and any(c.id == entity.id for c in named.candidates[:1])
        and _HAS.fullmatch(segment.view.low, named.end, start) is not None
    )


def _beside_its_other_size(judgement: Judgement, checked: Checked) -> bool:
    """Whether the paragraph gives the other of a mixture's sizes rightly: "32 billion active and 5 trillion total"."""
    claim, other = judgement.claim, _OTHER_SIZE.get(judgement.claim.metric.id or "")
    if other is None or (claim.metric.text is None and _TOTAL.search(claim.quantity.text) is None):
        return False
    beside = checked.supported.get((claim.subject.id, other), ())
    return any(judged.claim.block == claim.block for judged in beside)


def _too_dear(judgement: Judgement, checked: Checked) -> bool:
    """Whether a price of so many tokens is far above all that the only seller of a system asked for any of them, and
    nobody's whom the draft names: "o3 and o4-mini: $40 per million".
    """
    claim, value, registry = judgement.claim, judgement.claim.quantity.value, checked.registry
    whose, unit, metric = claim.subject.id or "", claim.quantity.unit or "", claim.metric.id or ""
    told = _BY_TOKENS.search(claim.quantity.text) is not None and any(map(str.isdigit, whose))
    if metric not in _PRICES or not told or not isinstance(value, Decimal) or is_open(whose, checked):
        return False
    own = [f for f in judgement.admissible if f.metric == metric and f.subject == whose]
    mine = figures.amounts(own, unit)
    if len({f.source for f in own}) < _SELLERS or not mine or value <= max(mine) * _DEAR:
        return False
    others = [f for price in sorted(_PRICES) for f in registry.facts_for(whose, price)]
    others += [f for other in owners.named_ids(checked) for f in registry.facts_for(other, metric)]
    return all(abs(value / other - 1) > _SAME_FACTOR for other in figures.amounts(others, unit))


def another_list(judgement: Judgement, checked: Checked) -> bool:
    """Whether a price differs from the reported one by the same factor as another of the system's prices beside it:
    then both are of another day. A power of ten is a slip, made twice or not.
    """
    claim = judgement.claim
    if claim.metric.id not in _PRICES:
        return False
    whose_are = (claim.block, claim.subject.id)
    near = list(checked.contradicted.get(whose_are, ()))
    if (cell := claim.cell) is not None:
        cells = ((other, other.claim.cell) for other in owners.wrong_in_tables(checked).get(whose_are, []))
        near = [other for other, at in cells if at is not None and (at[0] == cell[0] or at[1] == cell[1])]
    mine, whose = _factors(judgement), _owning(judgement, checked)
    return any(
        abs(one / two - 1) <= _SAME_FACTOR
        and max(one, 1 / one) > figures.ALIKE
        and compare.power_of_ten(one, Decimal(1)) is None
        and not whose & _owning(other, checked)  # both of them another system's
        for other in near
        if other.claim.subject.id == claim.subject.id
        and other.claim.metric.id in _PRICES - {claim.metric.id}
        and other.verdict == "contradicted"
        for one in mine
        for two in _factors(other)
    )


def _older_list(judgement: Judgement, checked: Checked) -> bool:
    """Whether a price stands in a list in which other systems' prices are those of an earlier day: it may be too."""
    claim = judgement.claim
    if claim.metric.id not in _PRICES or claim.cell is None or figures.tenfold(judgement) or mistyped(judgement):
        return False
    old = {
        other.claim.subject.id
        for other in checked.beside[claim.block]
        if other.verdict == "outdated" and other.claim.metric.id in _PRICES
    }
    return len(old - {claim.subject.id}) > 1


def _owning(judgement: Judgement, checked: Checked) -> frozenset[str]:
    return frozenset(o.fact.subject for o in owners.owners(judgement, checked) if o.kind == "subject")


def _factors(judgement: Judgement) -> list[Decimal]:
    """How many times each reported value of its own metric a figure is."""
    claim = judgement.claim
    value, unit = claim.quantity.value, claim.quantity.unit
    own = [f for f in figures.known(judgement) if f.metric == claim.metric.id]
    known = [f.value for f in (figures.converted(f, unit) for f in own) if f.unit == unit]
    if not isinstance(value, Decimal) or value <= 0:
        return []
    return [value / other for other in dict.fromkeys(known) if isinstance(other, Decimal) and other > 0]


def _split(judgement: Judgement, checked: Checked) -> bool:
    """Whether the row or column has several figures for the subject and the metric: headers tell them apart by words
    that were not read (embeddings left out, a part of a benchmark).
    """
    claim, tables = judgement.claim, layout(checked)
    return any(tables.repeated(claim, axis) and not _headed(claim, 1 - axis, checked) for axis in (0, 1))


def _headed(claim: Claim, axis: int, checked: Checked) -> bool:
    """Whether the header of the claim's column (axis 1) or row (0) is its metric's or subject's name, no word more."""
    if claim.cell is None:
        return False
    for bound in (claim.metric, claim.subject):
        if bound.span is None or not bound.text:
            continue
        for cell in layout(checked).cells_over(claim.block, bound.span):
            if (cell.row, cell.column)[axis] == claim.cell[axis]:
                return names.fold(cell.view.text)[0] == names.fold(bound.text)[0]
    return False


def likely_slip(judgement: Judgement) -> bool:
    """Whether a contradicted figure looks like a fact mistyped or a little off: one digit changed, lost, added or two
    exchanged, or less than three times away. A figure far from every fact is more often about something else.
    """
    value = judgement.claim.quantity.value
    step = judgement.claim.quantity.step
    if not isinstance(value, Decimal):
        return True
    for fact in judgement.admissible or judgement.facts:
        if not isinstance(fact.value, Decimal):
            continue
        other = fact.value
        if fact.unit is not None and judgement.claim.quantity.unit is not None:
            other = units.convert(fact.value, fact.unit, judgement.claim.quantity.unit) or fact.value
        if other and value and 1 / _NEAR <= value / other <= _NEAR:
            return True
        if one_edit(_digits(value, step), _digits(other, step)):
            return True
    return False


def another_run(judgement: Judgement, checked: Checked) -> bool:
    """Whether a table's score may come from another run than the reports: not many points away, in a row or column
    that does not otherwise agree with a report.
    """
    claim, registry = judgement.claim, checked.registry
    metric = registry.metric(claim.metric.id or "")
    read = reading(claim.quantity, metric) if metric is not None else None
    value = read.value if read is not None else None
    if metric is None or metric.kind != "benchmark" or not isinstance(value, Decimal):
        return False
    if unheard_of.unheard_of(judgement, metric, checked):
        return False
    own = _own(claim, registry)
    reports = [f for f in (*judgement.admissible, *judgement.facts) if f.metric == metric.id and f.subject in own]
    known = [f.value for f in reports]
    gaps = [abs(value - other) for other in known if isinstance(other, Decimal)]
    apart = _RUNS_APART if metric.unit == "percent" else abs(value) * _NEAR
    more = _with_more(claim, checked)
    if gaps and min(gaps) > apart and not more and not _measured_anew(claim, checked):
        return False
    if far_from_makers(judgement, checked, points=_ABOVE, above=True) and not more:
        return False  # nobody gets more out of a system by itself than who alone runs it
    return not (copied(judgement, checked) or shifted(judgement, checked) or of_kin(judgement, checked))


def of_kin(judgement: Judgement, checked: Checked) -> bool:
    """Whether a score of a system that only its maker runs is to the digit what the maker reported for another of his,
    or what was reported for another part or edition of the benchmark, or of any system for one whose name differs by a
    letter: another run would not explain that.
    """
    claim, registry = judgement.claim, checked.registry
    metric, subject = registry.metric(claim.metric.id or ""), claim.subject.id or ""
    if metric is None or metric.kind != "benchmark" or metric.unit == "elo":
        return False
    found = owners.owners(judgement, checked)
    if not found or figures.weight(claim.quantity) < _KNOWN_AGAIN:
        return False
    if found[0].kind == "metric" and owners.look_alike(metric.id, found[0].fact.metric):
        return True  # whoever ran it: one letter of a name was mistaken
    if is_open(subject, checked):
        return False
    if found[0].kind == "metric":
        return owners.same_family(metric.id, found[0].fact.metric, registry)
    return any(
        owner.fact.kind == "primary" and owners.nearness(subject, owner.fact.subject, registry) > 0
        for owner in found
        if owner.kind == "subject"
    )


def far_from_makers(judgement: Judgement, checked: Checked, *, points: int = 8, above: bool = False) -> bool:
    """Whether a score in percent of a system that only its maker runs is more than `points` from all that was reported
    for it, by him too; with `above`, whether it is better.
    """
    claim = judgement.claim
    metric = checked.registry.metric(claim.metric.id or "")
    read = reading(claim.quantity, metric) if metric is not None else None
    if metric is None or metric.unit != "percent" or read is None or not isinstance(read.value, Decimal):
        return False
    if is_open(claim.subject.id or "", checked):
        return False
    if not any(makers.by_maker(fact, checked.registry) for fact in judgement.admissible):
        return False
    known = [fact.value for fact in judgement.admissible if isinstance(fact.value, Decimal)]
    if not known or (above and read.value < max(known)):
        return False
    return min(abs(read.value - other) for other in known) > points


def _with_more(claim: Claim, checked: Checked) -> bool:
    """Whether a table is of agents or methods, or a cell adds something to the system: "Agentless + o1"."""
    span = claim.subject.span
    if span is None or claim.cell is None:
        return False
    source, tables = checked.document.source, layout(checked)
    beside = source[max(0, span.start - _MARK) : span.start] + source[span.end : span.end + _MARK]
    own = {cell.column for cell in tables.cells_over(claim.block, span)}  # "Method" over the systems themselves
    heads = [s.view.low for s in tables.row(claim.block, 0) if s.cell is not None and s.cell[1] not in own]
    return "+" in beside or any(_METHODS.search(head) is not None for head in heads)


def _measured_anew(claim: Claim, checked: Checked) -> bool:
    """Whether the row and the column of a score disagree with the reports more often than they agree with them: then
    the table is of the author's own runs, whose prompts and harness may be far from the makers'. Slips of the finger
    are no such runs.
    """
    if claim.cell is None:
        return False
    lines = (checked.rows[claim.block, claim.cell[0]], checked.columns[claim.block, claim.cell[1]])
    tallies = _tallies(checked)
    counted = [tallies[id(line)] for line in lines]
    own = 2 * sum(judged.claim is claim and _against(judged) for judged in lines[0])
    against = sum(one for one, _ in counted) - own
    return against > 1 and against >= sum(supported for _, supported in counted)


@once
def _tallies(checked: Checked) -> dict[int, tuple[int, int]]:
    """How many figures of each row and column the reports contradict and support, by the line's identity."""
    against = {judged.claim.id: _against(judged) for judged in checked.judgements if judged.claim.cell is not None}
    lines = (*checked.rows.values(), *checked.columns.values())
    return {
        id(line): (sum(against[j.claim.id] for j in line), sum(j.verdict == "supported" for j in line))
        for line in lines
    }


def _against(judged: Judgement) -> bool:
    return judged.verdict == "contradicted" and not mistyped(judged)


def copied(judgement: Judgement, checked: Checked) -> bool:
    """Whether the figures around this one quote a report that has another value for it: then other runs do not count.

    Two cells of a row that agree to the digit with one report, and none that differs from all, are no accident; nor
    are four of a table or of a text with one that differs.
    """
    claim = judgement.claim
    if claim.quantity.unit == "elo":
        return False  # ratings move from day to day
    row: Place = (claim.block, claim.subject.id)
    wider: Place = (None, None) if claim.cell is None else (claim.block, None)
    for place, least in ((row, _IN_ROW), (wider, _IN_ALL)):
        told = checked.quoted.get(place)
        if told is not None:
            same = max((told.same[source] for source in {fact.source for fact in judgement.admissible}), default=0)
            if same >= least and same >= _TO_ONE * (told.other - 1):  # the figure itself is one of the others
                return True
    return False


def shifted(judgement: Judgement, checked: Checked) -> bool:
    """Whether one wrong name explains two cells: another of the row is the same other system's value as well, or
    another of the column the same other benchmark's. The right name must not stand in the row: then the names are
    read wrongly, not written so.
    """
    claim = judgement.claim
    found = owners.owners(judgement, checked) if claim.cell is not None else []
    if not found or figures.weight(claim.quantity) < 3:
        return False
    owner = found[0]
    by_subject = owner.kind == "subject"
    if by_subject and _in_row(owner.fact.subject, claim, checked):
        return False
    if not by_subject and (claim.metric.span is None or not _inside(claim, claim.metric.span, checked)):
        return False
    for other in checked.beside[claim.block]:
        theirs = other.claim
        if other.verdict != "contradicted" or figures.weight(theirs.quantity) < 3:
            continue
        row = theirs.subject.id == claim.subject.id and theirs.metric.id != claim.metric.id
        column = theirs.metric.id == claim.metric.id and theirs.subject.id != claim.subject.id
        if not (row if by_subject else column):
            continue
        subject = owner.fact.subject if by_subject else theirs.subject.id
        metric = checked.registry.metric((theirs.metric.id if by_subject else owner.fact.metric) or "")
        if subject is not None and metric is not None:
            facts = checked.registry.facts_for(subject, metric.id)
            if any(figures.agree(theirs.quantity, fact, metric) for fact in facts):
                return True
    return False


def _in_row(subject: str, claim: Claim, checked: Checked) -> bool:
    """Whether a cell of the claim's row names a subject."""
    row = layout(checked).row(claim.block, claim.cell[0]) if claim.cell is not None else ()
    return any(c.id == subject for segment in row for mention in segment.mentions for c in mention.candidates)


def _inside(claim: Claim, span: Span, checked: Checked) -> bool:
    """Whether a span lies in the claim's own table."""
    return checked.document.blocks[claim.block].span.overlaps(span)


def mistyped(judgement: Judgement, beyond: Decimal = _NOTHING) -> bool:
    """Whether the figure is one slip of the finger from a reported one of its own subject: three digits or more of
    which one is changed or two are exchanged. It differs from that by more than the share `beyond`.
    """
    return _mistyped(judgement, beyond)


@once
def _mistyped(judgement: Judgement, beyond: Decimal) -> bool:
    quantity = judgement.claim.quantity
    if not isinstance(quantity.value, Decimal) or figures.weight(quantity) < 3:
        return False
    mine = _digits(quantity.value, quantity.step)
    own = [f for f in judgement.admissible if f.subject == judgement.claim.subject.id]
    values = [f.value for f in (figures.converted(f, quantity.unit) for f in own) if isinstance(f.value, Decimal)]
    theirs = [
        _digits(v, quantity.step)
        for v in values
        if v.adjusted() == quantity.value.adjusted() and abs(v - quantity.value) > beyond * abs(v)
    ]
    return any(len(mine) == len(other) and one_edit(mine, other) for other in theirs)


def _own(claim: Claim, registry: Registry) -> frozenset[str]:
    ids = [i for i in (claim.subject.id, *claim.subject.alternatives) if i is not None]
    return frozenset((*ids, *(m for i in ids for m in registry.members(i))))


def _digits(value: Decimal, step: Decimal | None) -> str:
    rounded = (value / step).to_integral_value() if step else value.normalize()
    return "".join(map(str, rounded.normalize().as_tuple().digits))


def one_edit(a: str, b: str) -> bool:
    """One digit replaced, inserted or deleted, or two neighbours exchanged, in numbers of three digits or more."""
    if max(len(a), len(b)) < 3 or min(len(a), len(b)) < 2 or abs(len(a) - len(b)) > 1:
        return False
    if len(a) == len(b):
        apart = [i for i in range(len(a)) if a[i] != b[i]]
        if len(apart) == 2:
            i, j = apart
            return j == i + 1 and a[i] == b[j] and a[j] == b[i]
        return len(apart) <= 1
    short, long = sorted((a, b), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
