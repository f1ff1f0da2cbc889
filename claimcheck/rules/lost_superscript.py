"""A power of ten has lost its superscript.

What: "1025" where 10^25 is meant: a count of operations, a number of years that a computation would take, or a
mantissa times 10 to a power, printed with the exponent on the line.

Why: copying from PDF or HTML flattens superscripts. A number of 25 digits becomes one of four, and still looks like a
number.

Wrong: The task would take a supercomputer 1025 years.
Right: The task would take a supercomputer 10^25 years.
Wrong: 这项任务需要超级计算机 1025 年才能完成。
Right: 这项任务需要超级计算机 10^25 年才能完成。

How to settle: write 10^25, 10²⁵ or 10<sup>25</sup>. If 1025 is meant (a year, a count), silence the place.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck import patterns as re
from claimcheck.model import Fix
from claimcheck.rules.base import Draft, Message, document_rule

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

# 10 and an exponent from 10 to 99, on the line
_POWER = re.compile(r"(10)(?<![\d.,A-Za-z^_-]10)([1-9]\d)(?!\d|[.,]\d|-)")  # begins with what is looked for in C
_MANTISSA = re.compile(r"(?:(?<![\d.])\d\.\d+\s*[×x\u00d7*·]\s*|\b\d\s*×\s*)$")
_OPERATIONS_AFTER = re.compile(
    r"\s*(?:FLOPs?\b|FLOP/s|FLOPS\b|operations?\b|ops\b|次?\s*(?:浮点)?(?:运算|计算|操作)|浮点)"
    r"(?!\s*(?:per|/|a|each)\s*(?:clock|cycle|core))",
    re.I,
)
_WORKED_OUT = re.compile(r"\s*(?:=|≈)")  # "4 x 1024 = 4,096"
_YEARS_AFTER = re.compile(r"\s*(?:years?\b|年)", re.I)
# what makes a number of years a duration and not a date
_DURATION_BEFORE = re.compile(
    r"(?:take|takes|took|taking|require[sd]?|need(?:s|ed)?|last(?:s|ed)?|than|about|over|around|roughly|nearly|in|for|septillion|of|"
    r"需要?|要?[算跑]|运行|耗费|需时|耗时|花费?|要花|长达|超过|将近|大约|约|近|用时?|至少|也要|也需|得)"
    r"\s*(?:him|it|them|up to|more than|长达|约|大约|超过|about|some)?\s*$",
    re.I,
)
_DURATION_AFTER = re.compile(
    r"\s*(?:years?\b|年)\s*(?:to\b|的?(?:时间|才能|才可|之久)|才|之久|，?\s*即|时间|\(|（)", re.I
)
_COMPUTING = re.compile(
    r"comput|simulat|crack|brute|quantum|age of the universe|septillion|"
    r"计算机|超算|量子|破解|运算|宇宙|算力|模拟",
    re.I,
)
_PARENTHESIS = re.compile(r"(?:trillion|illion|尧|穰|亿亿)[^.。\d*×]{0,25}$", re.I)


def check(checked: Checked) -> Iterator[Draft]:
    """Bare numbers 1010 to 1099 where only a power of ten makes sense."""
    for segment in checked.segments:
        text = segment.view.text
        if "10" not in text or checked.document.blocks[segment.block].kind == "code":
            continue
        taken = [(m.start, m.end) for m in segment.mentions]
        for hit in _POWER.finditer(text):
            if any(start < hit.end() and hit.start() < end for start, end in taken) or not _lost(text, hit):
                continue
            exponent = hit[2]
            message = Message(
                f"{hit[0]} reads as a power of ten that lost its superscript: 10^{exponent}.",
                f"{hit[0]} 疑为丢失上标的 10 的幂：10^{exponent}。",
            )
            span = segment.view.source(hit.start(), hit.end())
            source = checked.document.source[span.start : span.end]
            fix = Fix(f"10^{exponent}", "unsafe") if source == hit[0] else None
            yield Draft(span, message, 0.9, fix=fix)


def suspected(text: str) -> bool:
    """Whether a text holds such a number beside a word that may make it one, read from either side."""
    for hit in _POWER.finditer(text):
        before, after = text[max(0, hit.start() - 60) : hit.start()], text[hit.end() : hit.end() + 60]
        if _OPERATIONS_AFTER.match(after) or _MANTISSA.search(before) or _YEARS_AFTER.match(after):
            return True
        if re.match(r"\s*[)）,，]", after) and _PARENTHESIS.search(before):
            return True
    return False


def _lost(text: str, hit: re.Match[str]) -> bool:
    before, after = text[max(0, hit.start() - 60) : hit.start()], text[hit.end() : hit.end() + 60]
    if _WORKED_OUT.match(after):
        return False
    if _OPERATIONS_AFTER.match(after):
        return True
    if _MANTISSA.search(before):
        return True
    if not _YEARS_AFTER.match(after):
        return bool(_PARENTHESIS.search(before)) and bool(re.match(r"\s*[)）,，]", after))
    if not _COMPUTING.search(before + after):
        return False
    if re.match(r"\s*years\b", after, re.I):  # the plural is a duration, never a date
        return not re.match(r"\s*years\s+(?:ago|old)\b", after, re.I)
    return bool(_DURATION_BEFORE.search(before) or _DURATION_AFTER.match(after) or _PARENTHESIS.search(before))


RULE = document_rule("CC302", __doc__, check)
