"""Figures that the words before them give to something that no registry tells of: a chip's inner memory, its link to
the host, the whole machine around it, people.
"""

from __future__ import annotations

from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.model import Claim, Quantity
from claimcheck.registry import Registry

_BANDWIDTH = "memory-bandwidth"
_INNER = (
    r"(?:sram|scratchpad|(?<![a-z])l[0-3](?![a-z0-9])|cache|shared memory|register files?|on-chip memory|片上内存|"
    r"片上存储|共享内存|共享存储|缓存|寄存器)"
)
_OF_INNER = re.compile(  # "on-chip SRAM with a bandwidth of"
    rf"{_INNER}(?:(?!(?<![a-z])(?:and|plus|hbm|dram|gddr\w*|vram|global)(?![a-z])|以及|并|还|和|与|显存|内存|[\d.;。；,]).)"
    r"{0,40}\Z"
)
_BY_INNER = re.compile(rf"\s*(?:of|for|in|from|的)\s*(?:the\s)?(?:on-chip\s|片上)?\s?{_INNER}")
_OF_LINK = re.compile(  # "PCIe Gen5: 128GB/s"
    r"(?<![a-z])(?:pcie?|pci express|infiniband|ethernet|cxl|nvme|ssds?|usb|"
    r"sequential (?:read|write)|(?:inter-?connect|inter-?(?:chip|node)|scale-(?:up|out)|bisection|network|hccs|"
    r"ualink|roce)(?: bandwidth)?|网卡|以太网|硬盘|互联(?:带宽)?|片间(?:带宽)?)(?![a-z])"
    r"(?:(?!hbm|memory|dram|显存|内存|nvlink)[^,;。；，|]){0,32}\Z"
)
_OF_MEMORY = re.compile(r"\s*(?:of )?(?:(?:memory|hbm|gddr|dram|vram)|的?(?:显存|内存))")
_OUTER = re.compile(r"\s*(?:of|的)\s*(?:[a-z]+\s)?(?:memory|hbm|dram|vram|显存|内存)")
_WORDS_OF_TEXT = re.compile(r"\s?(?:english )?words?(?![a-z])|\s?个?(?:单词|英文单词)")
_SLIDING = re.compile(
    r"(?<![a-z])(?:sliding|local|attention)[- ]window(?:(?!context)[^.;:,。；]){0,40}\Z|"
    r"(?:滑动|局部|注意力)窗口(?:(?!上下文)[^。；，：]){0,24}\Z"
)
_PEOPLE = re.compile(
    r"(?:(?:(?<![a-z])(?:humans?|human[- ](?:experts?|baselines?|performance|level|average|accuracy)|experts?|"
    r"ph\.?ds?|(?:ph\.?d|graduate|medical)[- ]students?|physicians?|doctors?|annotators?)|"
    r"人类(?:专家|博士|水平|基线|选手|平均)?|专家|博士生?|医生)(?:['’]s?)?)\s*"
    r"(?:(?:的|平均|得分|成绩|分数|水平|准确率|正确率|为|是|约|达到?|仅|只有|score[sd]?|scoring|reach(?:es|ed)?|"
    r"average[sd]?|accuracy|baseline|performance|level|result|mean|of|at|is|was|about|around|only|just|the|an?)\s*)*"
    r"[(（:：]?\s*\Z"
)
_BEATEN = re.compile(  # right before people: "beats experts at 91.5%" is not theirs
    r"(?:(?<![a-z])(?:beat(?:s|ing|en)?|surpass\w*|outperform\w*|exceed\w*|above|over|than)|"
    r"超过|超越|击败|胜过|高于|优于|领先)了?\s*(?:(?:the|most|many|all|some|average|human)\s*)*\Z"
)
_REACHED = re.compile(r"(?:(?<![a-z])at|达到?)\s*\Z")
_POWER = "tdp"
_OF_SYSTEM = re.compile(  # up to the figure, without a name or another power in between; lines of a talk are sentences
    r"(?:(?<![a-z])(?:system|server|rack|node|chassis)(?:['’]s)?[ -](?:level[ -])?(?:total[ -])?(?:power|tdp|consum)|"
    r"(?:系统|整机|整柜|机柜|服务器|节点|(?<![a-z])pc)(?:\s?(?:平台)?[上中里][^。；;\d]{0,16})?"
    r"(?:的?(?:整体|总体|总|满载))?功[耗率](?:方面|上)?。?)"
    r"(?:(?!tdp|tgp|power|功[耗率]|[a-z]+\d|。|\.\s).)*\Z"
)
_A_CARD = re.compile(r"(?:[a-z]\d{2,4}[a-z]?|\dg[bi]?b?) \Z")  # "H100 PCIe" is a card
_BUS = Decimal(256)  # GB/s, the most that a PCIe slot carries, both ways (16 lanes of PCIe 6.0)
_AROUND = 64


def of_another(claim: Claim, quantity: Quantity, low: str, start: int, registry: Registry) -> bool:
    """Whether a figure of prose belongs to a cache, a link, a machine or people. `low` is the paragraph in lower case,
    `start` where the sentence begins.
    """
    before = low[max(start, quantity.start - _AROUND) : quantity.start]
    if claim.metric.id == _BANDWIDTH:
        if _OUTER.match(low, quantity.end) is not None:
            return False
        link = _OF_LINK.search(before)
        if link is not None and _A_CARD.search(before, 0, link.start()) and not _as_slow_as_a_bus(quantity):
            link = None
        linked = link is not None and _OF_MEMORY.match(low, quantity.end) is None
        return linked or _OF_INNER.search(before) is not None or _BY_INNER.match(low, quantity.end) is not None
    if claim.metric.id == _POWER and _OF_SYSTEM.search(low, max(0, quantity.start - _AROUND), quantity.start):
        entity = registry.entity(claim.subject.id or "")
        return entity is not None and entity.kind in ("chip", "family")
    metric = registry.metric(claim.metric.id or "")
    if metric is not None and metric.unit == "token" and _WORDS_OF_TEXT.match(low, quantity.end):
        return True
    if claim.metric.id == "context-length" and _SLIDING.search(before):
        return True
    people = _PEOPLE.search(before) if metric is not None and metric.kind == "benchmark" else None
    if people is None:
        return False
    return _REACHED.search(people[0]) is None or _BEATEN.search(before, 0, people.start()) is None


def _as_slow_as_a_bus(quantity: Quantity) -> bool:
    return quantity.unit == "GB/s" and isinstance(quantity.value, Decimal) and quantity.value <= _BUS
