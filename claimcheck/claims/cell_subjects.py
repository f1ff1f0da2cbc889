"""Whose a cell's figure is: the system that a line of a table is about."""

from __future__ import annotations

from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.claims.labels import Label, is_round, is_setting, says_whole
from claimcheck.claims.owners import kinds_for, kinds_of, suits
from claimcheck.claims.sheet import Sheet, entities_of
from claimcheck.claims.sizes import bears, member_with, named_size
from claimcheck.mentions import whole_name
from claimcheck.model import Bound, Entity, Mention, Metric, Segment
from claimcheck.records import replace

_LINKED, _CARRIED, _UNKNOWN = 0.97, 0.85, 0.9  # how sure it is
_AGGREGATE = re.compile(  # of lower case, behind the name of a chip
    r"(?<![a-z])(?:aggregate|rack|cluster|pod|server|node|cabinet|total system)s?(?![a-z])|机柜|整机|集群|服务器"
)
_OTHER_SIZE = re.compile(r"[\s-]?[(（]?(\d+(?:\.\d+)?\s?[BM])(?![A-Za-z0-9])")
_REMARK = re.compile(r"\s*[(（][^()（）]*[)）]")
_SLASHED = re.compile(r"\s*[/／]\s*")
_LONGER = re.compile(  # behind the name of a family: that of a member which the registry does not know
    r"[ -](?!(?:Series|Family|Models?|Dense|MoE|Base|Instruct|Chat|Open|API|LLMs?|AI|GPUs?|Best|Latest|Official)"
    r"(?![A-Za-z]))"
    r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?\s*(?:$|[(（|])"
)
_DATA = re.compile(r"(?<![a-z])(?:data\s?sets?|corp(?:us|ora)|sources?)(?![a-z])|数据集|语料|来源")
_COLON = re.compile(r"\s*[:：]\s*[~≈$¥￥€约]*\s*")
_OPENED = re.compile(r"\s*[(（]")
_SIZE = re.compile(r"(\d+(?:\.\d+)?\s?[BMbm](?:-[A-Z][a-z]+)?)(?:\s?[(（]?(?:Dense|稠密)[)）]?)?")


def subject_of(row: Label, metric: Metric, sheet: Sheet) -> tuple[Bound | None, float]:
    """What the figures of a line are about on a metric, and how sure that is; None where they are about nothing."""
    key = id(row), kinds_for(metric), metric.kind == "date"  # all that makes a difference
    known = sheet.subjects.get(key)
    if known is None or known[0] is not row:
        known = sheet.subjects[key] = row, _told_subject(row, metric, sheet)
    return known[1]


def _told_subject(row: Label, metric: Metric, sheet: Sheet) -> tuple[Bound | None, float]:
    if row.again and metric.kind == "date":
        return None, 0.0
    for segment, mention in row.entities:
        entities = entities_of(mention, sheet.registry)
        fitting = [e for e in entities if suits(e, metric, sheet.registry)]
        maker = bool(entities) and entities[0].kind == "organisation"
        if fitting and _stands_over(fitting[0], segment, mention, row, metric, sheet):
            continue  # "通义 | Qwen-Max": whose line it is
        if entities and not fitting and metric.kind == "size" and "chip" in kinds_of(entities[0], sheet.registry):
            return None, 0.0  # "7B | RTX 3060": what a card runs
        if entities and not fitting and (len(row.entities) > 1 or not sheet.grid.named or maker):
            continue
        whole = _REMARK.sub("", segment.view.text).strip()
        if metric.kind == "date" and len(mention.text) * 2 < len(whole):
            return None, 0.0  # the day of a post or a talk whose title names a system
        span = segment.view.source(mention.start, mention.end)
        behind = _OTHER_SIZE.match(segment.view.text, mention.end)
        if entities and behind is not None and not _is_of_size(entities[0], behind[1], sheet):
            return Bound(None, None, segment.view.text.strip(), span), _UNKNOWN  # "GPT-3 6.7B"
        if (
            entities
            and metric.kind == "hardware"
            and "nvl" not in entities[0].id
            and _AGGREGATE.search(segment.view.low, mention.end)
        ):
            return Bound(None, None, segment.view.text.strip(), span), _UNKNOWN  # "GB300 rack aggregate"
        if entities and entities[0].kind == "family" and _LONGER.match(segment.view.text, mention.end):
            return Bound(None, None, segment.view.text.strip(), span), _UNKNOWN  # "Nova Premier"
        if entities:
            best = _first_of_its_line((fitting or entities)[0], sheet)
            others = tuple(e.id for e in (fitting or entities)[1:])
            return Bound(best.id, best.name, mention.text, span, others), _LINKED
        return Bound(None, None, mention.text, span), _UNKNOWN
    if is_round(row.text):
        return _carried(row, metric, sheet)
    if metric.kind == "training" and row.text and not says_whole(row.text) and _of_data(sheet):
        return None, 0.0  # of each of the sets that something was trained on
    if _SIZE.fullmatch(row.text) and (sized := _carried(row, metric, sheet))[0] is not None:
        return sized  # "8B", of the family that the text is about
    if row.elected:
        elected = sheet.registry.entity(row.elected[0])
        assert elected is not None, "it was counted"
        return Bound(elected.id, elected.name, None, None, row.elected[1:]), _LINKED
    if sheet.grid.named and row.text and not row.metrics:
        if is_setting(row.text) or says_whole(row.text):
            return None, 0.0  # "# Shots" among the models
        named = {id(segment) for segment, _ in row.entities}  # the maker's cell is not the system's
        told = [s for s in row.segments if s.view.text.strip()]
        home = next((s for s in told if id(s) not in named), told[0])
        text = home.view.text.strip()
        start = home.view.text.index(text)
        return Bound(None, None, text, home.view.source(start, start + len(text))), _UNKNOWN
    return _carried(row, metric, sheet)


def _stands_over(entity: Entity, segment: Segment, mention: Mention, row: Label, metric: Metric, sheet: Sheet) -> bool:
    """Whether a label is the line of products, or the trade name, of which another cell of the row names the model, or
    the same one behind a colon: "Qwen: Qwen3 32B".
    """
    if entity.kind not in ("family", "product") or any(map(str.isdigit, entity.name)):
        return False
    text = segment.view.text
    apart = (m for home, m in row.entities if home is not segment or text[mention.end : m.start].strip() in (":", "："))
    others = (e for m in apart for e in entities_of(m, sheet.registry)[:1])
    return any(
        other.kind == "model" and other.developer == entity.developer and suits(other, metric, sheet.registry)
        for other in others
    )


def _first_of_its_line(entity: Entity, sheet: Sheet) -> Entity:
    """The first model of a line where another label is a later one's: "GPT" beside "GPT-2"."""
    if entity.kind != "family" or any(map(str.isdigit, entity.name)):
        return entity
    if not sheet.named:
        labels = (mention for line in (*sheet.grid.rows, *sheet.grid.columns) for _, mention in line.entities)
        sheet.named.update(other.name.lower() for label in labels for other in entities_of(label, sheet.registry)[:1])
    later = re.compile(re.escape(entity.name.lower()) + r"[ -]?[2-9](?![0-9])")
    if not any(later.match(name) for name in sheet.named):
        return entity
    for first in (f"{entity.name} 1", f"{entity.name}-1", f"{entity.name} 1.0"):
        mention = whole_name(first, sheet.index)
        found = entities_of(mention, sheet.registry)[:1] if mention is not None else []
        if found and found[0].kind == "model":
            return found[0]
    return entity


def _of_data(sheet: Sheet) -> bool:
    """Whether the header over a table's labels says that its lines are sets of data."""
    return any(_DATA.search(segment.view.low) is not None for segment in sheet.grid.corner)


def _is_of_size(entity: Entity, size: str, sheet: Sheet) -> bool:
    """Whether an entity is, or may be, of a size that its label tells behind its name."""
    size = size.replace(" ", "").upper()
    known = [f.value for f in sheet.registry.facts_for(entity.id, "total-parameters") if isinstance(f.value, Decimal)]
    return bears(size, entity.id) or not known or any(named_size(value) == size for value in known)


def _carried(row: Label, metric: Metric, sheet: Sheet) -> tuple[Bound | None, float]:
    """The subject that the text before the table offers; a size among the labels names its member."""
    for offer in sheet.carried:
        fitting = [e for e in entities_of(offer.mention, sheet.registry) if suits(e, metric, sheet.registry)]
        if not fitting:
            continue
        home = sheet.scanned[offer.segment]
        span = home.view.source(offer.mention.start, offer.mention.end)
        best, text = fitting[0], offer.mention.text
        told = _SIZE.fullmatch(row.text)
        if told is not None and not bears(told[1], best.id):
            lines = sheet.grid.rows if sheet.grid.by_rows else sheet.grid.columns
            sizes = {found[1] for line in lines if (found := _SIZE.fullmatch(line.text)) is not None}
            sized = {size: whole_name(f"{best.name} {size}", sheet.index) for size in sizes}
            member = sized[told[1]]
            if member is None or not all(sized.values()):
                continue  # a line that lacks one of the sizes is not what the table is about
            best, text = entities_of(member, sheet.registry)[0], told[1]
            segment = next(s for s in row.segments if s.view.text.strip())
            start = segment.view.text.index(text)
            span = segment.view.source(start, start + len(text))
        return Bound(best.id, best.name, text, span), _CARRIED
    return None, 0.0


def named_in(segment: Segment, label: Label, metric: Metric, sheet: Sheet) -> list[tuple[Label, int, int]]:
    """The parts of a cell that names systems itself, before a colon or in brackets behind their figures, each with the
    label of its system: "o3: 83.3%, GPT-4.1: 66.3%", "$2 / $8 (GPT-4.1), $10 / $40 (o3)". None where a figure has no
    name of its own.
    """
    text, figures = segment.view.text, segment.quantities
    parts: list[tuple[Label, int, int]] = []
    at = start = 0
    while at < len(figures):
        last = at
        while last + 1 < len(figures) and _SLASHED.fullmatch(text, figures[last].end, figures[last + 1].start):
            last += 1
        for mention in segment.mentions:
            ahead = mention.end <= figures[at].start and (
                _COLON.fullmatch(text, mention.end, figures[at].start)
                or (
                    _OPENED.fullmatch(text, mention.end, figures[at].start)
                    and text[figures[last].end : figures[last].end + 1] in (")", "）")
                )
            )
            behind = mention.start >= figures[last].end and _OPENED.fullmatch(text, figures[last].end, mention.start)
            if not ahead and not (behind and text[mention.end : mention.end + 1] in (")", "）")):
                continue
            if any(suits(entity, metric, sheet.registry) for entity in entities_of(mention, sheet.registry)):
                end = max(figures[last].end, mention.end)
                parts.append((replace(label, entities=[(segment, mention)]), start, end))
                start = end
                break
        else:
            return []
        at = last + 1
    leads = any(_COLON.match(text, m.end) or _OPENED.match(text, m.end) for m in segment.mentions)
    if len(parts) == 1 and label.entities and not leads and not _is_of_line(parts[0][0], label, sheet):
        return []  # "79.8 (o1)" in the column of another: that is set against it
    return parts


def _is_of_line(part: Label, label: Label, sheet: Sheet) -> bool:
    """Whether a line of a table is on the maker of a system that a cell names, or on its whole family: "Grok | 256K
    (grok-4)".
    """
    above = [e for _, mention in label.entities for e in entities_of(mention, sheet.registry)[:1]]
    own = [e for _, mention in part.entities for e in entities_of(mention, sheet.registry)[:1]]
    lines = {line for e in own for line in (e.developer, *sheet.registry.lineage(e.id))}
    makers = {e.developer for e in own}
    return bool(above) and all(
        e.id in lines or (e.kind == "family" and e.developer in makers and not any(map(str.isdigit, e.id)))
        for e in above
    )


def of_size(bound: Bound, size: Decimal, sheet: Sheet) -> Bound:
    """The member of a family that one of several sizes in a cell is the size of: of Qwen, with 7B, Qwen-7B. What is of
    that size itself, as DeepSeek-R1 is, stays.
    """
    family, registry = bound.id or "", sheet.registry
    named = whole_name(f"{bound.text}-{named_size(size)}", sheet.index) if bound.text else None
    member = registry.entity(named.candidates[0].id) if named is not None else None
    if member is None and not any(fact.value == size for fact in registry.facts_for(family, "total-parameters")):
        member = registry.entity(member_with("total-parameters", size, (family,), registry) or "")
        if member is not None and member.id not in registry.members(family):
            member = None
    return bound if member is None else replace(bound, id=member.id, name=member.name, alternatives=())


def one_of(label: Label, place: int, count: int, sheet: Sheet) -> Label:
    """The label of one of `count` figures in a cell: of as many names that one cell lists, each a system's (no maker or
    host stands among them), the one in the figure's place.
    """
    named = [entities_of(mention, sheet.registry) for _, mention in label.entities]
    together = len(named) == count and all(home is label.entities[0][0] for home, _ in label.entities)
    if not together or any(entities and entities[0].kind == "organisation" for entities in named):
        return label
    return replace(label, entities=[label.entities[place]])
