"""Best values that are not: a bold cell in a table whose bold cells are the best, "the highest" in the text."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.claims.sentences import Sentence, sentences
from claimcheck.model import Block, Claim, Judgement, Metric, Quantity, Segment
from claimcheck.records import NamedTuple
from claimcheck.rules import figures, owners, wording
from claimcheck.rules.base import SURE, Draft, Message, Pointer

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_LEAST = 4  # lines whose one bold cell is the best: then bold type says so
_SHARE = 4  # ... and so many for each whose bold cell is not
_FEWEST = 3  # figures in a line

_LABEL = re.compile(r"[^\W\d_]{3}")  # words: a name with a number in it is no figure

_BEST = re.compile(
    r"(?<![A-Za-z])(?:the\s+)?(?:highest|best)(?:\s+(?:score|result|accuracy|performance|value))?(?![A-Za-z])|"
    r"最高|最好|最佳|最优|排名第一|位居第一|位列第一|居首|居于首位"
)
_SUPERLATIVE = ("highest", "best", "lowest", "最", "第一", "首")  # one of them is in each
_LOWEST = re.compile(r"(?<![A-Za-z])(?:the\s+)?lowest(?![A-Za-z])|最低")
# a superlative of a group, of a part, of another time, or none at all
_OTHERWISE = re.compile(
    r"\b(?:second|third|one of|among|open|closed|its (?:size|class)|previous(?:ly)?|so far|until|best[- ]of|at best|"
    r"not|never|if|could|may|might|would|will|expected|aims?|than|except|behind|after|only)\b|n't|"
    r"之一|开源|闭源|国产|同级|同等|同类|此前|曾|其次|第二|不是|并非|未|如果|可能|预计|将|仅次|除|高达|至多|最高可|其中|版本",
    re.I,
)


class Cell(NamedTuple):
    row: int
    column: int
    bold: bool
    value: Decimal
    quantity: Quantity
    segment: Segment


def check(checked: Checked) -> Iterator[Draft]:
    """Bold cells of tables, and superlatives of the text against the figures of the document."""
    by_table: dict[int, list[Segment]] = {}
    for segment in checked.segments:
        if segment.cell is not None:
            by_table.setdefault(segment.block, []).append(segment)
    for number, segments in by_table.items():
        yield from _bold(checked.document.blocks[number], segments)
    yield from _said(checked)


# -- bold cells -------------------------------------------------------------------------------------------------


def _bold(block: Block, segments: list[Segment]) -> Iterator[Draft]:
    table = block.table
    if table is None:
        return
    bold = {(cell.row, cell.column) for cell in table.cells if cell.bold and not cell.header}
    if not bold:
        return
    cells = [
        Cell(*segment.cell, segment.cell in bold, quantity.value, quantity, segment)
        for segment in segments
        if segment.cell is not None and len(segment.quantities) == 1 and not _LABEL.search(segment.view.text)
        for quantity in segment.quantities
        if isinstance(quantity.value, Decimal) and quantity.kind == "number"
    ]
    for axis in (0, 1):
        yield from _lines(cells, axis)


def _lines(cells: list[Cell], axis: int) -> Iterator[Draft]:
    """Lines along one axis, where the bold cells stand in several places of the other."""
    lines: dict[int, list[Cell]] = {}
    for cell in cells:
        lines.setdefault((cell.row, cell.column)[axis], []).append(cell)
    best, odd, places = 0, [], set()
    for line in lines.values():
        marked = [cell for cell in line if cell.bold]
        if len(marked) != 1 or len(line) < _FEWEST or len({cell.quantity.unit for cell in line}) != 1:
            continue
        values = [cell.value for cell in line]
        if marked[0].value in (max(values), min(values)):
            best += 1
            places.add((marked[0].column, marked[0].row)[axis])
        else:
            odd.append((marked[0], max(line, key=lambda cell: cell.value)))
    # one row or column in bold is the author's own system, best or not
    if best >= _LEAST and best >= _SHARE * len(odd) and len(places) > 1:
        for cell, higher in odd:
            yield _not_best(cell, higher)


def _not_best(cell: Cell, higher: Cell) -> Draft:
    one, other = wording.printed(cell.quantity), wording.printed(higher.quantity)
    span = cell.segment.view.source(cell.quantity.start, cell.quantity.end)
    place = higher.segment.view.source(higher.quantity.start, higher.quantity.end)
    return Draft(
        span,
        Message(
            f"Bold type marks the best value in this table, but {one} is not the best here: {other} is higher.",
            f"本表以粗体标出最佳值，但 {one} 并非最佳：{other} 更高。",
        ),
        SURE,
        related=(Pointer(place, Message("the higher value", "更高的数值")),),
    )


# -- superlatives in the text -----------------------------------------------------------------------------------


def _said(checked: Checked) -> Iterator[Draft]:
    for segment in checked.segments:
        if segment.cell is not None or not segment.mentions:
            continue
        if not any(word in segment.view.text for word in _SUPERLATIVE):
            continue
        for sentence in sentences(segment):
            yield from _sentence(sentence, checked)


def _sentence(sentence: Sentence, checked: Checked) -> Iterator[Draft]:
    """ "A has the highest score on M", with one name and one metric, where the document has a higher one."""
    if _OTHERWISE.search(sentence.text):
        return
    hits = [(hit, sign) for pattern, sign in ((_BEST, 1), (_LOWEST, -1)) for hit in pattern.finditer(sentence.text)]
    names = {m.candidates[0].id for m in sentence.entities if len(m.candidates) == 1}
    measured = {m.candidates[0].id for m in sentence.metrics if len(m.candidates) == 1}
    metric = checked.registry.metric(next(iter(measured))) if len(measured) == 1 else None
    if len(hits) != 1 or len(names) != 1 or metric is None or metric.direction is None or metric.kind != "benchmark":
        return
    (hit, sign), name = hits[0], next(iter(names))
    pair = _higher(name, metric, sign if metric.direction == "higher" or sign < 0 else -1, checked)
    if pair is None:
        return
    own, other = pair
    start = sentence.start + hit.start()
    registry = checked.registry
    a, b = wording.printed(own.quantity), wording.printed(other.quantity)
    first, second = wording.subject_of(own, registry), wording.subject_of(other, registry)
    yield Draft(
        sentence.segment.view.source(start, sentence.start + hit.end()),
        Message(
            f'"{hit[0]}" does not fit the figures of the draft: {first} has {a} on {metric.name}, {second} {b}.',
            f"“{hit[0]}”与文中数值不符：{first} 的 {metric.name} 为 {a}，{second} 为 {b}。",
        ),
        0.85,
        related=tuple(Pointer(c.span, Message("a figure compared", "所比较的数值")) for c in pair),
    )


def _higher(name: str, metric: Metric, sign: int, checked: Checked) -> tuple[Claim, Claim] | None:
    """The one figure of the named, and the figure of another that lies beyond it; None where the document has none."""
    kin = owners.related_ids(name, checked.registry)
    claims = [j.claim for j in checked.judgements if j.claim.metric.id == metric.id and _plain(j)]
    own = [claim for claim in claims if claim.subject.id == name]
    if len({claim.quantity.value for claim in own}) != 1:
        return None
    mine = figures.claim_interval(own[0].quantity)
    for other in claims:
        theirs = figures.claim_interval(other.quantity)
        alike = dict(other.conditions) == dict(own[0].conditions) and other.subject.id not in kin
        if not alike or mine is None or theirs is None or None in (*mine, *theirs):
            continue
        beyond = theirs[0] > mine[1] if sign > 0 else theirs[1] < mine[0]  # type: ignore[operator]
        if beyond:
            return own[0], other
    return None


def _plain(judged: Judgement) -> bool:
    claim = judged.claim
    return (
        claim.subject.id is not None
        and claim.stance == "asserted"
        and claim.relation is None
        and claim.confidence >= SURE
        and judged.verdict != "contradicted"
        and isinstance(claim.quantity.value, Decimal)
    )
