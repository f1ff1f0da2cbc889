"""Figures of what a chip is a part of, or of a part of it: the box, the rack and the whole die around it, one slice."""

from __future__ import annotations

from bisect import bisect_left

from claimcheck import patterns as re
from claimcheck.model import Judgement

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_AROUND = 64  # characters
_BEFORE = 200  # characters in which the chip is named before a figure
_LARGER = (
    r"(?:rigs?|towers?|servers?|box(?:es)?|platforms?|nodes?|clusters?|pods?|racks?|superpods?|ultraservers?|"
    r"workstations?|cabinets?|blades?|trays?|builds?)"
)
# behind the name of a chip: "a single RTX 4090 rig", "H100 集群"
_BUILT_OF = re.compile(
    rf"[*_]{{0,2}}(?:-based)?\s(?:gpu\s)?{_LARGER}(?![a-z])(?!\s(?:gpu|card|chip|accelerator))|"
    r"\s?(?:集群|整机|平台|机柜|服务器|超节点|节点|工作站)(?!级|显卡|芯片|gpu)(?![^。]{0,80}(?:单颗|单卡|每[张颗块]))"
)
# before a figure in its clause: "千卡集群仅 GPU 功耗即达 700kW", "the whole rack draws"
_OF_THE_WHOLE = re.compile(
    rf"(?<![a-z]){_LARGER}(?![a-z])[^,.;:()（）\d]{{0,40}}\Z|"
    r"(?:集群|整机|整柜|机柜|超节点|整条产品线|产品线|全系列|整个系统|整个平台)[^，。；：,]{0,24}\Z"
)
# behind it
_WHOLE_BEHIND = re.compile(
    r"\s?[*_]{0,2}\s?[(（]?(?:(?:for the |with the |in the |in )?(?:entire|whole|full|complete) "
    r"(?:box|system|machine|rack|node|pc)|full[- ]die|system (?:power|total)|platform|of (?:static )?node|"
    r"per (?:memory |gpu )?(?:slice|stack|module|rack|node|cabinet|server|pod|tray|blade|"
    r"box|instance|partition|tile|chiplet)|"
    r"with (?:an? )?[^.,;)]{0,24}(?:tower|system|pc|host|rig|machine)(?![a-z])|整机|整柜|整个系统)"
)
_OF_ALL = re.compile(r"\d\s(?:out )?of (?:the |its |all )?\Z")  # "128 of the 144 SMs"


def another(judgement: Judgement, checked: Checked) -> bool:
    """Whether words around a figure of hardware in prose give it to something larger or smaller than the subject."""
    claim, segment = judgement.claim, checked.segment(judgement.claim)
    metric, entity = checked.registry.metric(claim.metric.id or ""), checked.registry.entity(claim.subject.id or "")
    if segment is None or metric is None or metric.kind != "hardware" or entity is None:
        return False
    if entity.kind not in ("chip", "family"):
        return False
    low, start, end = segment.view.low, claim.quantity.start, claim.quantity.end
    whole = _WHOLE_BEHIND.match(low, end)
    if whole is not None and metric.unit != "W" and whole[0].lstrip(" *_(（").startswith("with "):
        whole = None  # "96 GB with the system image"
    if whole is not None or _OF_ALL.search(low, max(0, start - _AROUND), claim.quantity.number_start):
        return True
    if claim.cell is not None:
        return False
    first = bisect_left(segment.mentions, start - _BEFORE, key=lambda mention: mention.start)
    last_named = bisect_left(segment.mentions, start, key=lambda mention: mention.start)
    named = [m for m in segment.mentions[first:last_named] if any(c.id == entity.id for c in m.candidates)]
    if named and _BUILT_OF.match(low, named[-1].end):
        return True
    last = max((m.end for m in named), default=0)
    return _OF_THE_WHOLE.search(low, max(last, start - _AROUND), start) is not None
