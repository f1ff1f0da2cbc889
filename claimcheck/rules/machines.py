"""Figures beside a chip that are of something else: memory in use or of the machine, links, second-hand prices."""

from __future__ import annotations

from decimal import Decimal

from claimcheck import names
from claimcheck import patterns as re
from claimcheck.model import Claim, Judgement
from claimcheck.rules import figures, owners
from claimcheck.rules.layout import labels, layout
from claimcheck.rules.once import once

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_SAID = 32  # characters before a name
_AROUND = 12  # characters on either side of a memory size
_PARAGRAPH = 2000  # characters: a longer one is no more about one machine, and is asked claim by claim


def another(judgement: Judgement, checked: Checked) -> bool:
    """Whether a figure of hardware is none of the chip that it stands beside."""
    claim = judgement.claim
    return (
        _of_several(judgement, checked)
        or _machine_memory(claim, checked)
        or _in_use(claim, checked)
        or _of_a_slice(claim, checked)
        or _of_its_chip(claim, checked)
        or _in_total(judgement, checked)
        or _second_hand(claim, checked)
        or _going(judgement, checked)
        or _of_the_die(judgement, checked)
        or _of_the_line(judgement, checked)
        or _with_its_system(claim, checked)
        or _around_it(judgement, checked)
        or _of_an_edition(judgement, checked)
        or _power_as_set(claim, checked)
        or _in_other_bytes(judgement)
    )


_SLICE = re.compile(r"(?<![a-z0-9])\dg\.(\d+)gb(?![a-z])")  # a profile of a slice: 3g.48gb


def _of_a_slice(claim: Claim, checked: Checked) -> bool:
    """Whether a memory is as much as a profile beside it, or in the label of its cell, gives to a slice of a chip."""
    segment = checked.segment(claim)
    if segment is None or claim.metric.id != "memory" or claim.quantity.unit != "GB":
        return False
    start, end = claim.quantity.start, claim.quantity.end
    near = segment.view.low[max(0, start - _BESIDE) : end + _BESIDE]
    told = (found for text in (near, *labels(claim, checked)) for found in _SLICE.findall(text.lower()))
    return claim.quantity.value in {Decimal(size) for size in told}


_TOTAL = re.compile(r"(?<![a-z])(?:total|aggregate|combined)(?![a-z])|总计?|合计|整机")


def _in_total(judgement: Judgement, checked: Checked) -> bool:
    """Whether a table tells a total that is some times what one chip has: of the machine that the label does not name,
    "Total NVLink bandwidth".
    """
    value, metric = judgement.claim.quantity.value, checked.registry.metric(judgement.claim.metric.id or "")
    if not isinstance(value, Decimal) or metric is None or metric.kind != "hardware":
        return False
    if not any(_TOTAL.search(head.lower()) for head in labels(judgement.claim, checked)):
        return False
    known = figures.amounts(judgement.admissible, judgement.claim.quantity.unit or "")
    times = [value / one for one in known if one > 0]
    return any(round(count) > 1 and abs(count - round(count)) <= _ABOUT for count in times)


def _of_its_chip(claim: Claim, checked: Checked) -> bool:
    """Whether a table gives a machine the rate of each of its chips, whose name is in its own: "HGX B200 | 7.7 TB/s".
    Where it gives such a chip what is not its own, the two were swapped.
    """
    registry = checked.registry
    entity, metric = registry.entity(claim.subject.id or ""), registry.metric(claim.metric.id or "")
    if entity is None or entity.kind != "system" or claim.cell is None:
        return False
    if metric is None or metric.kind != "hardware" or not (metric.unit or "").endswith(_RATES):
        return False
    parts = entity.id.split("-")
    chips = {"-".join(parts[first:last]) for first in range(len(parts)) for last in range(first + 1, len(parts) + 1)}
    inside = {one for chip in chips - {entity.id} for one in (chip, *registry.members(chip))}
    swapped = any(owners.wrong_in_tables(checked).get((claim.block, one)) for one in inside)
    return not swapped and any(
        figures.agree(claim.quantity, fact, metric) for one in inside for fact in registry.facts_for(one, metric.id)
    )


_AND_SYSTEM = re.compile(r"\s?\+\s?(?:system|rest|pc|cpu|host|rig|platform|整机|主机|平台)(?![a-z])", re.IGNORECASE)
_AND_MORE = re.compile(r"\s?\+\s?(?:\d\s?[x×]\s?)?[A-Z]|\s?(?:[Cc]luster|[Ss]tack|集群)(?![a-z])")


_BUILT = re.compile(
    r"\s?(?:(?:gaming\s)?(?:build|rig|pc|desktop|workstation|tower|server|box|setup)s?(?![a-z])|"
    r"整机|主机|台式机|工作站|服务器)(?!\s?(?:graphics|gpu|card|chip|显卡|芯片|加速))",
    re.IGNORECASE,
)
_SUPPORTED = re.compile(
    r"(?<![a-z])(?:up to|supports?|supporting|compatible with|fits|works with|houses)\s"
    r"(?:an?\s|the\s)?(?:nvidia\s|amd\s)?\Z|"
    r"(?:支持|兼容|可装|适配)\s?\Z",
    re.IGNORECASE,
)
_ITS_PRICE = re.compile(r"whose|msrp|launch|[其它]的?首?发?售?价|首发|发售", re.IGNORECASE)
_SUPPORT = re.compile(r"support|compatib|支持|兼容|适配")


def _around_it(judgement: Judgement, checked: Checked) -> bool:
    """Whether a price is that of a machine built around a chip, "RTX 4090 Build", of what takes it, "up to an RTX
    4090", or of a dearer configuration of a machine that is sold in several.
    """
    claim, source = judgement.claim, checked.document.source
    span, entity = claim.subject.span, checked.registry.entity(claim.subject.id or "")
    if claim.metric.id != "launch-price" or entity is None:
        return False
    if claim.cell is not None and entity.kind in ("system", "product") and figures.more(judgement):
        return True
    if span is None:
        return False
    if _BUILT.match(source, span.end):
        return True
    if claim.cell is None:
        between = source[span.end : max(span.end, claim.span.start)]
        supported = _SUPPORTED.search(source, max(0, span.start - _SAID), span.start) is not None
        return supported and _ITS_PRICE.search(between) is None
    tables = layout(checked)
    own = {cell.column for cell in tables.cells_over(claim.block, span)} - {0}  # what is sold stands first
    heads = [s for s in tables.row(claim.block, 0) if s.cell is not None]
    if any(s.cell is not None and s.cell[1] == claim.cell[1] and _ITS_PRICE.search(s.view.text) for s in heads):
        return False
    return any(s.cell is not None and s.cell[1] in own and _SUPPORT.search(s.view.low) for s in heads)


def _with_its_system(claim: Claim, checked: Checked) -> bool:
    """Whether a label is on a card together with the machine around it, "RTX 4090 + system", or with other cards, of
    which a table then has the sums.
    """
    span, metric = claim.subject.span, checked.registry.metric(claim.metric.id or "")
    if span is None or metric is None:
        return False
    source, summed = checked.document.source, claim.cell is not None and metric.unit in _ADDED
    return _AND_SYSTEM.match(source, span.end) is not None or (summed and _AND_MORE.match(source, span.end) is not None)


def _of_the_line(judgement: Judgement, checked: Checked) -> bool:
    """Whether prose that names a generation of chips, "an M2 with 128 GB", may mean its larger ones."""
    claim, registry = judgement.claim, checked.registry
    metric, entity = registry.metric(claim.metric.id or ""), registry.entity(claim.subject.id or "")
    if metric is None or metric.unit not in ("GB", "GB/s") or claim.cell is not None or entity is None:
        return False
    maker, text = registry.entity(entity.developer or ""), (claim.subject.text or "").lower()
    if maker is None or text.startswith(tuple(name.lower() for name in (maker.name, *maker.aliases))):
        return False  # "Apple M2" is one chip, "an M2" whatever a machine has of it
    larger = (f"{entity.id}-{edition}" for edition in ("pro", "max", "ultra"))
    known = [fact.value for one in larger for fact in registry.facts_for(one, metric.id)]
    value = claim.quantity.value
    numbers = [other for other in known if isinstance(other, Decimal)]
    return isinstance(value, Decimal) and bool(numbers) and value <= max(numbers)


_UNITS = frozenset(("streaming-multiprocessors", "cuda-cores", "tensor-cores", "compute-units", "gpu-cores"))
_WHOLE = re.compile(
    r"(?<![a-z])(?:full|complete|entire|whole)[ -](?:[a-z0-9]+ )?"
    r"(?:die|chip|gpu|configuration|g[abhkmptuv]\d{3})(?![a-z0-9])|"
    r"(?<![a-z])g[abhkmptuv]\d{3} die(?![a-z])|(?:完整|满血|全核心|全规格)的?\s?(?:g[abhkmptuv]\d{3}|核心|芯片|版)"
)
_BESIDE = 80  # characters
_ABOUT = Decimal("0.1")  # of a chip
_RATES = ("FLOPS", "TOPS", "/s")
_WHOLE_AT_MOST = Decimal("1.35")  # times what is switched on in a card


def _of_the_die(judgement: Judgement, checked: Checked) -> bool:
    """Whether a number of units is more than a card has, where the text beside it speaks of the whole die: "the full
    GV100 has 84 SMs".
    """
    claim, segment = judgement.claim, checked.segment(judgement.claim)
    value = claim.quantity.value
    if claim.metric.id not in _UNITS or segment is None or not isinstance(value, Decimal):
        return False
    known = [fact.value for fact in judgement.admissible if isinstance(fact.value, Decimal)]
    start, end = claim.quantity.start, claim.quantity.end
    told = _WHOLE.search(segment.view.low, max(0, start - _BESIDE), end + _BESIDE) is not None
    return told and bool(known) and max(known) < value <= max(known) * _WHOLE_AT_MOST


_TIMES = re.compile(
    r"(?<![\w.])(?:[2-9]|[1-9]\d{1,3})\s?(?:[x×*]\s?)?(?:[张块]\s?)?(?:nvidia |amd |英伟达\s?)?\Z", re.IGNORECASE
)
_COUNTED = re.compile(
    r"(?<![\w.])([2-9]|[1-9]\d{1,3})\s?(?:[x×*]\s?)?(?:[张块颗个]\s?)?"
    r"(?:(?:gpus?|cards?|显卡)\s?[(（:：]\s?)?(?:nvidia |amd |英伟达\s?)?\Z",
    re.IGNORECASE,
)
_TIMES_BEHIND = re.compile(r"\s?(?:[x×*]\s?(?:[2-9]|[1-9]\d{1,3})(?![\w.])|[(（]\s?[x×]?\d+\s?[)）])", re.IGNORECASE)
_OF_ALL = re.compile(r"(?<![\w.])[x×*]\s?([2-9]|[1-9]\d{1,3})(?![\w.])", re.IGNORECASE)
_SUMMED = re.compile(
    r"[^\S\n]?[(（]\s?(?:\d[\d.]*\s?[a-z]{0,3}\s?[+×x*]\s?\d|[2-9]\s?(?:units|cards|nodes|gpus|台|张|卡))"
)
_ADDED = frozenset(("GB", "GB/s", "W", "TFLOPS", "TOPS", "core", "USD"))  # of which several chips have more
_ON_THEM = re.compile(
    r"(?<![A-Za-z])(?:on|across|with|using|over|of|my|our|these|those|pair|dual|two) "
    r"(?:the |my |our |these |a pair of )?(?:nvidia )?\Z",
    re.IGNORECASE,
)
_PAIRS = (2, 3, 4, 6, 8)  # cards of one machine
_BEFORE = 16  # characters of a row's label before a name


def _of_several(judgement: Judgement, checked: Checked) -> bool:
    """Whether a row is on several of a chip, "8 × H100", whose figures may be those of all together, or a figure of a
    text is that of so many as it names: "8 A100 (640 GB)".
    """
    claim, source = judgement.claim, checked.document.source
    span, metric = claim.subject.span, checked.registry.metric(claim.metric.id or "")
    if span is None or metric is None or metric.unit not in _ADDED:
        return False
    if (
        claim.cell is None
        and source[span.end - 1 : span.end + 1].rstrip(" ,.").endswith("s")
        and _ON_THEM.search(source, max(0, span.start - 24), span.start)
    ):
        return any(_adds_up(judgement, Decimal(times)) for times in _PAIRS)  # "on the 4090s, with 48 GB"
    if claim.cell is None:
        counted = _COUNTED.search(source, max(0, span.start - _BEFORE), span.start)
        return counted is not None and _adds_up(judgement, Decimal(counted[1]))
    segment = checked.segment(claim)
    if segment is not None and _SUMMED.match(segment.view.low, claim.quantity.end) is not None:
        return True
    told = [Decimal(hit[1]) for label in labels(claim, checked) for hit in _OF_ALL.finditer(label)]  # "Memory ×8"
    if any(_adds_up(judgement, times) for times in told):
        return True
    before = source[max(0, span.start - _BEFORE) : span.start]
    return _TIMES.search(before) is not None or _TIMES_BEHIND.match(source, span.end) is not None


def _adds_up(judgement: Judgement, times: Decimal) -> bool:
    """Whether so many times what one chip is known to have is what a cell gives, to a fiftieth."""
    value, unit = judgement.claim.quantity.value, judgement.claim.quantity.unit
    known = [figures.converted(fact, unit).value for fact in figures.known(judgement)]
    return isinstance(value, Decimal) and any(
        isinstance(one, Decimal) and abs(one * times - value) * 50 <= value for one in known
    )


# right before an amount of memory that something else than a chip uses or needs
_USES = re.compile(
    r"(?<![a-z])(?:us(?:es|ing)|tak(?:es|ing)|occup(?:ies|ying)|needs?|needing|requir(?:es?|ing)|"
    r"fits? (?:in|into|on)|within|load (?:of|down to)|footprint of|down to)\s+"
    r"(?:(?:only|about|around|just|roughly|at least|up to|a|an|the)\s+)*~?\Z|"
    r"(?:[占佔]用?|需要?|只用|仅用|节省|需求\s*[:：]|加载到显存)(?:约|大约|仅|至少|了)?[\s*_]*\Z"
)


# a label on a model's size or format before an amount of memory, and behind one what fits into it
_MODELS_NEED = re.compile(
    r"(?:(?<![\w.])(?<!fits )(?<!runs )(?<!for )(?:\d{1,2}-?bit|\d+(?:\.\d+)?b|int[48]|q[2-8][\w]*|fp16|bf16|fp8|"
    r"quanti[sz]ed)(?![a-z0-9])[^.;,\n]{0,24}"
    r"(?<![a-z])(?:models?|weights)(?![a-z])|(?<![\w.])(?:\d+(?:\.\d+)?b|\d{1,2}-?bit)\s?(?:模型|量化)|模型权重)"
    r"[^.;,:：，\n]{0,16}[:：→=]\s?\Z"
)
_INTO_IT = re.compile(r"\s*(?:→|->|=>)\s*(?:an?\s)?\d+(?:\.\d+)?b(?:\s(?:model|q\d)|模型)")
_USED_BEHIND = re.compile(r"\s?(?:used|in use|allocated|free|peak)(?![a-z])|\s?(?:已用|占用|空闲|可用)")


def _in_use(claim: Claim, checked: Checked) -> bool:
    """Whether an amount of memory is what something uses or needs and not what a chip named right before has: "the 12B
    model uses 9 GB VRAM".
    """
    segment = checked.segment(claim)
    if segment is None or claim.metric.id != "memory":
        return False
    if claim.quantity.approximation != "exact":
        return True  # no card has "~55 GB"
    if claim.cell is not None and _of_a_measurement(claim, checked):
        return True
    start = claim.quantity.start
    if _USED_BEHIND.match(segment.view.low, claim.quantity.end):
        return True
    if _MODELS_NEED.search(segment.view.low, max(0, start - _SAID * 2), start) or _INTO_IT.match(
        segment.view.low, claim.quantity.end
    ):
        return True
    said = _USES.search(segment.view.low, max(0, start - 32), start)
    return said is not None and not any(0 <= said.start() - m.end <= 2 for m in segment.mentions)


_MEASURED = re.compile(
    r"(?<![a-z])(?:latency|throughput|run ?time|fps|time per|cpu time|(?:samples|tokens|images)\s?/\s?s(?:ec)?|"
    r"utili[sz]ation|batch size)(?![a-z])|延迟|吞吐|耗时|利用率"
)


def _of_a_measurement(claim: Claim, checked: Checked) -> bool:
    """Whether the other lines of a table are measured: times and throughputs of a run, and so the memory it took."""
    assert claim.cell is not None
    row = claim.cell[0]
    beside = checked.beside[claim.block]
    if any(judged.verdict == "supported" and judged.claim.metric.id == claim.metric.id for judged in beside):
        return False  # the table gives what the cards have
    across = claim.metric.span is not None and any(
        cell.row == row for cell in layout(checked).cells_over(claim.block, claim.metric.span)
    )
    return claim.block in _measured(checked)[across]


@once
def _measured(checked: Checked) -> tuple[frozenset[int], frozenset[int]]:
    """The tables whose first row, and those whose first column, name something that is measured, by their blocks."""
    heads = [s for s in checked.segments if s.cell is not None and 0 in s.cell and _MEASURED.search(s.view.low)]
    first_row = frozenset(s.block for s in heads if s.cell is not None and s.cell[0] == 0)
    first_column = frozenset(s.block for s in heads if s.cell is not None and s.cell[1] == 0)
    return first_row, first_column


_MODE = re.compile(r"\d\s?w[ -]mode(?![a-z])")
_SETTING = 48  # characters before a power in which is said how it was set
_SET_POWER = re.compile(
    r"(?<![a-z])(?:(?<!-)power (?:profiles?|limit(?:ed|s)?|cap(?:ped)?|mode)|(?<!-)profiles?|limited to|capped at|"
    r"undervolt\w*|"
    r"measured|tested|at the wall|psus?|power suppl(?:y|ies))(?![a-z])|电源|功耗(?:限制|墙|模式)|限制(?:到|为)|实测"
)


def _power_as_set(claim: Claim, checked: Checked) -> bool:
    """Whether a power is what somebody set a chip to, or measured."""
    segment = checked.segment(claim)
    if segment is None or claim.metric.id != "tdp" or claim.cell is not None:
        return False
    start, end = claim.quantity.start, claim.quantity.end
    low = segment.view.low
    if _MODE.search(low, start, end + _BEFORE) is not None:
        return True
    first = max(0, start - _SETTING, *(low.rfind(mark, 0, start) + 1 for mark in ",;，；。("))
    stops = [at for mark in ",;，；。(" if (at := low.find(mark, end, end + _BEFORE)) >= 0]
    return _SET_POWER.search(low, first, min(stops, default=end + _BEFORE)) is not None


def _in_other_bytes(judgement: Judgement) -> bool:
    """Whether a memory prints a reported number but for the kind of bytes: 96 GB, beside 95 GiB."""
    claim, value = judgement.claim, judgement.claim.quantity.value
    return (
        claim.metric.id == "memory"
        and isinstance(value, Decimal)
        and any(
            isinstance(fact.value, Decimal)
            and {fact.unit, claim.quantity.unit} == {"GB", "GiB"}
            and abs(fact.value - value) * 50 <= value
            for fact in judgement.admissible
        )
    )


_EDITION = frozenset(("memory", "memory-bus-width", "memory-bandwidth", "cuda-cores", "tdp", "launch-price"))
_GB_BEFORE = re.compile(r"(?<![\w.])(\d{1,3})[ -]?GB[ -]\Z")
_GB_BEHIND = re.compile(
    r"[ -]?(\d{1,3})[ -]?GB\s?(?:[A-Z]{2,6}\d?[A-Z]?\s)?(?:variant|edition|version|model|版本|版|型号)", re.IGNORECASE
)


def _of_an_edition(judgement: Judgement, checked: Checked) -> bool:
    """Whether a draft calls a card in the paragraph by a memory that it is not known to have, "the RTX 5050 9 GB
    model", or "the 9 GB RTX 5050" where it tells the known one, too: the figures are of another edition of it.
    """
    claim = judgement.claim
    return claim.metric.id in _EDITION and (claim.block, claim.subject.id) in _editions(checked)


@once
def _editions(checked: Checked) -> frozenset[tuple[int, str | None]]:
    """The paragraphs in which a draft calls a card by a memory that it does not have, and the card."""
    source, found = checked.document.source, set()
    for judged in checked.judgements:
        claim, span = judged.claim, judged.claim.subject.span
        if claim.metric.id not in _EDITION or claim.cell is not None or span is None:
            continue
        told = _GB_BEHIND.match(source, span.end)
        if told is None and checked.supported.get((claim.subject.id, "memory")):
            told = _GB_BEFORE.search(source, max(0, span.start - _AROUND), span.start)
        known = figures.amounts(checked.registry.facts_for(claim.subject.id or "", "memory"), "GB")
        if told is not None and known and Decimal(told[1]) not in known:
            found.add((claim.block, claim.subject.id))
    return frozenset(found)


_SECOND_HAND = re.compile(
    r"(?<![a-z])(?:used|second[- ]hand|refurb\w*|ebay|street|resale)(?![a-z])|"
    r"二手|闲鱼|(?<!官方)参考售?价|行情|现价|到手价"
)


_NOW = re.compile(r"(?:现在|如今|目前|眼下|京东|(?<![a-z])jd)[^，。；,]*\Z")
_SHORTLY = 16  # characters before a price


def _second_hand(claim: Claim, checked: Checked) -> bool:
    """Whether a price of a thing is what it goes for now: told as a span, or with a word such as "used"."""
    segment = checked.segment(claim)
    if segment is None or claim.metric.id != "launch-price":
        return False
    if claim.quantity.approximation == "range":
        return True
    if claim.cell is None and _NOW.search(
        segment.view.low, max(0, claim.quantity.start - _SHORTLY), claim.quantity.start
    ):
        return True
    row = layout(checked).row(claim.block, claim.cell[0]) if claim.cell is not None else []
    heads = layout(checked).row(claim.block, 0) if claim.cell is not None else []
    told = [s for s in heads if s.cell is not None and claim.cell is not None and s.cell[1] == claim.cell[1]]
    return any(_SECOND_HAND.search(near.view.low) is not None for near in (segment, *row, *told))


_ASKED = re.compile(
    r"(?<![a-z])(?:msrp|pric\w*|launch\w*|announc\w*|releas\w*|introduc\w*|debut\w*|retail\w*|cost\w*|"
    r"sold|sells?)(?![a-z])|"
    r"首发|发布|定价|售价|价格|建议|官方|上市|开卖"
)


def _going(judgement: Judgement, checked: Checked) -> bool:
    """Whether a price that only qualifies a thing, "a $2,200 RTX 4090", may be what it goes for now: not many times
    what was asked at first.
    """
    claim, value = judgement.claim, judgement.claim.quantity.value
    segment = checked.segment(claim)
    if segment is None or claim.metric.id != "launch-price" or claim.cell is not None or not isinstance(value, Decimal):
        return False
    if _ASKED.search(segment.view.low, max(0, claim.quantity.start - 60), claim.quantity.end + 60):
        return False
    asked = [fact.value for fact in figures.known(judgement) if fact.unit == claim.quantity.unit]
    return any(isinstance(a, Decimal) and a <= value * 2 and value <= a * 2 for a in asked)


_RAM = re.compile(
    r"(?<![A-Za-z])(?:RAM|DDR[345]x?|LPDDR\dX?)(?![A-Za-z])|[Ss]ystem memory|[Hh]ost memory|"
    r"系统内存|系統記憶體|主机内存"
)
_ON_A_CHIP = re.compile(r"\s?(?:of )?(?:HBM|GDDR|VRAM|显存|video memory|GPU memory)", re.I)
_MACHINE = re.compile(
    r"(?<![A-Za-z])(?:CPUs?|SSD|NVMe|Ryzen|Xeon|EPYC|Threadripper|Core i\d|workstation|laptop|desktop|PC|motherboard|"
    r"server|Mac(?:Book(?: Pro| Air)?| Studio| mini|s)?)(?![A-Za-z])|"
    r"硬盘|主机|电脑|笔记本|台式机|服务器|处理器|主板|装机|配置",
    re.I,
)


def _machine_memory(claim: Claim, checked: Checked) -> bool:
    """Whether a memory size is a machine's beside the chip in it: "64 GB RAM and an RTX 4090"."""
    segment = checked.segment(claim)
    entity = checked.registry.entity(claim.subject.id or "")
    if segment is None or claim.metric.id != "memory" or entity is None:
        return False
    if entity.kind not in ("chip", "system", "product"):
        return False
    text = segment.view.text
    if claim.cell is not None and any(_RAM.search(label) for label in labels(claim, checked)):
        return True
    if _ON_A_CHIP.match(text, claim.quantity.end):
        return False
    around = text[max(0, claim.quantity.start - _AROUND) : claim.quantity.end + _AROUND]
    general = names.fold(claim.metric.text or "")[0] in ("ram", "memory", "内存", "")
    if _RAM.search(around):
        return True
    start, end = max(0, claim.quantity.start - _PARAGRAPH), claim.quantity.end + _PARAGRAPH
    return general and _MACHINE.search(text, start, end) is not None
