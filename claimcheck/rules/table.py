"""The text gives another value than the draft's own table.

What: the same subject, metric and conditions; one figure stands in a table, the other in the text.

Why: tables are copied from a source and text is typed; where they part, the text is usually the older.

Wrong: (table: Nova-1 | 32 GB) With its 24 GB of memory, the Nova-1 ...
Right: (table: Nova-1 | 32 GB) With its 32 GB of memory, the Nova-1 ...
Wrong: （表：星火一号 | 32 GB）星火一号配备 24 GB 显存……
Right: （表：星火一号 | 32 GB）星火一号配备 32 GB 显存……

How to settle: decide which of the two is right; if both are, name the variant or the setting.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.rules import headline, pairs
from claimcheck.rules.base import Draft, Message, document_rule

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked


def check(checked: Checked) -> Iterator[Draft]:
    """Pairs of a claim in a cell and one in prose, where the table gives the pair only once."""
    if len({judged.claim.cell is None for judged in checked.judgements}) < 2:
        return  # no table, or no text beside it
    above = headline.leading(checked)
    body = [judged for judged in checked.judgements if judged.claim.block not in above]
    for group in pairs.groups(body, checked):
        cells = [judged for judged in group if judged.claim.cell is not None]
        if not cells:
            continue
        for prose in (judged for judged in group if judged.claim.cell is None):
            if all(pairs.apart(cell.claim, prose.claim) and not pairs.settled(cell, prose) for cell in cells):
                pair = pairs.in_order(cells[0], prose)
                where = Message("in the table", "表中") if pair[0] is cells[0] else pairs.IN_TEXT
                yield pairs.conflict(pair, checked.registry, where, 0.85)


RULE = document_rule("CC202", __doc__, check)
