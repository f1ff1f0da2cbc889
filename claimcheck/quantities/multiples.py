"""Readings of multiples (N times as, N times more), rates per second, precision words beside compute figures."""

from __future__ import annotations

from claimcheck import patterns as re
from claimcheck.quantities.figure import Figure

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Literal


_MORE_AFTER = re.compile(
    r" ?(?:more|faster|larger|bigger|higher|cheaper|better|smaller|lower|less|fewer|greater|longer|quicker|"
    r"increase|improvement|"
    r"stronger|slower|shorter|speedup|faster|boost|gain|growth)(?![a-z])"
)
_AS_AFTER = re.compile(
    r" ?(?:as |that of|the |its |those of|于|的(?:算力|速度|性能|成本|价格|规模|参数|数据|训练|计算|显存)|之多)"
)
_AS_BEFORE = re.compile(r"(?:的|是|为|到|至|达|达到|相当于|约为|近|约|高达|了其|to|by a factor of) ?$")
_MORE_BEFORE = re.compile(
    r"(?:高出|高|快|多|大|提高|提升|增加|增长|增|涨|上升|上涨|提速|超出|翻|降低|下降|减少|便宜|缩短|领先|"
    r"扩大)(?:了|近|约|超|超过|达|整整|足足|高达|将近|至少|出)*(?:about )? ?$"
)
_OF = re.compile(r"(?:是|为|相当于|达|到|至)[^，。；,;]{1,24}的$")


def reading(low: str, start: int, end: int) -> Literal["as", "more"] | None:
    """Whether "N times" is said as a factor ("as", 是…的2倍) or as an increase ("more", 高出2倍); None if unclear."""
    if low[end - 1] == "倍" or "倍" in low[start:end]:
        head = low[max(0, start - 30) : start]
        if _MORE_BEFORE.search(head):
            return "more"
        if _AS_BEFORE.search(head) or _OF.search(head) or _AS_AFTER.match(low, end):
            return "as"
        return None
    if _MORE_AFTER.match(low, end):
        return "more"
    return "as" if _AS_AFTER.match(low, end) else None


_RATE_BEFORE = re.compile(r"每(?P<per>秒|小时|分)钟?(?:[^，。；,;\n]{0,8})$")
_BY_RATE = {
    ("token", "秒"): "token/s",
    ("km", "小时"): "km/h",
    ("m", "秒"): "m/s",
    ("MB", "秒"): "MB/s",
    ("GB", "秒"): "GB/s",
    ("TB", "秒"): "TB/s",
    ("FLOP", "秒"): "FLOPS",
}
RATES = frozenset(unit for unit, _ in _BY_RATE)
COMPUTE = frozenset(("TOPS", "GFLOPS", "TFLOPS", "PFLOPS", "EFLOPS"))


def rate(text: str, figure: Figure) -> None:
    """每秒60个token: the rate stands before the number."""
    found = _RATE_BEFORE.search(text, max(0, figure.start - 14), figure.start)
    if found is not None:
        figure.unit = _BY_RATE.get((figure.unit or "", found["per"]), figure.unit)


_SPARSE = re.compile(r"\bspars\w*|稀疏")
_DENSE = re.compile(r"\bdense\b|稠密|(?:without|no|excluding|w/o) sparsity|[非无不]稀疏")
# between what is said of one figure and of the next
_NEXT = re.compile(r"[,，;；。/|]|(?<![a-z])(?:and|or)(?![a-z])|[和与及、]|(?<![a-z\d.])\d")


def conditions(low: str, start: int, end: int) -> tuple[tuple[str, str], ...]:
    """("sparsity", "sparse" or "dense") where the words beside a compute figure say so."""
    behind = _NEXT.split(low[end : end + 24], maxsplit=1)[0]
    before = _NEXT.split(low[max(0, start - 14) : start])[-1]
    for side in (behind, low[start:end], before):
        if _DENSE.search(side):
            return (("sparsity", "dense"),)
        if _SPARSE.search(side):
            return (("sparsity", "sparse"),)
    return ()
