"""The title, a heading or the summary gives another value than the body.

What: the same subject, metric, conditions and date; one figure stands in the title, a heading, or a summary (abstract,
TL;DR, 摘要, 要点), the other in the text below.

Why: the title is what readers remember and quote, and it is often written last, from memory.

Wrong: # Nova-1: 320 billion parameters / Nova-1 has 32 billion parameters.
Right: # Nova-1: 32 billion parameters / Nova-1 has 32 billion parameters.
Wrong: # 星火一号：3200 亿参数 / 星火一号有 320 亿参数。
Right: # 星火一号：320 亿参数 / 星火一号有 320 亿参数。

How to settle: the body usually has the source; bring the title into line with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck import patterns as re
from claimcheck.model import Block
from claimcheck.rules import pairs
from claimcheck.rules.base import Draft, Message, document_rule
from claimcheck.rules.once import once

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_SUMMARY = re.compile(
    r"^\W*(abstract|summary|tl;?dr|key (points|takeaways|facts)|in brief|highlights|"
    r"摘要|概要|要点|导读|太长不看|核心要点)\b",
    re.I,
)

_ABOVE = Message("in the title or summary", "标题或摘要中")


@once
def leading(checked: Checked) -> frozenset[int]:
    """The blocks with claims that are a title, heading, front matter or summary, or stand in one."""
    blocks = checked.document.blocks
    return frozenset(at for at in {judged.claim.block for judged in checked.judgements} if _is_leading(at, blocks))


def _is_leading(at: int, blocks: Sequence[Block]) -> bool:
    block = blocks[at]
    if block.kind in ("heading", "front_matter"):
        return True
    if block.headings and _SUMMARY.match(blocks[block.headings[-1]].view.text):
        return True
    return block.kind == "paragraph" and bool(_SUMMARY.match(block.view.text))


def check(checked: Checked) -> Iterator[Draft]:
    """Pairs of a leading claim and one in the body."""
    above = leading(checked)
    heads = {judged.claim.id for judged in checked.judgements if judged.claim.block in above}
    if not heads:
        return
    for group in pairs.groups(checked.judgements, checked):
        top = [judged for judged in group if judged.claim.id in heads]
        rest = [judged for judged in group if judged.claim.id not in heads]
        for early in top:
            others = [late for late in rest if pairs.apart(early.claim, late.claim)]
            # a body that gives the title's value too, and others besides, has a reason for them
            if others and len(others) == len(rest) and not any(pairs.settled(early, late) for late in others):
                pair = pairs.in_order(early, others[0])
                yield pairs.conflict(pair, checked.registry, _ABOVE if pair[0] is early else pairs.IN_TEXT, 0.85)


RULE = document_rule("CC205", __doc__, check)
