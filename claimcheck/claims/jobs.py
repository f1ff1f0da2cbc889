"""What a job costs: columns of sums that a table adds up, which are the prices of no number of tokens."""

from __future__ import annotations

from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.claims.grid import Grid
from claimcheck.model import Document, Segment

_TOTAL = re.compile(
    r"\W*(?:grand )?total(?: (?:cost|price))?(?: ?\(?(?:\$|usd)\)?)?\W*|合计|总计|总费用|总价", re.IGNORECASE
)
_SPENT = re.compile(r"(?<![a-z])costs?(?![a-z])|费用|花费|成本")
_PER_TOKENS = re.compile(r"(?<![a-z])(?:per|m?tok\w*)(?![a-z])|/\s?(?:1?m|1?k)(?![a-z])|每|百万|千")
_OVER = 600  # characters over a table
_JOB = re.compile(
    r"\d[\d,.]*\s?[KkMm]?\s(?:input|prompt)(?: tokens?)?\b[^\n]{0,24}?\d[\d,.]*\s?[KkMm]?\s(?:output|completion)|"
    r"\d[\d,.]*\s?[KkMm万千]?\s?(?:个\s?)?(?:输入|token\s?输入)[^\n]{0,24}?"
    r"\d[\d,.]*\s?[KkMm万千]?\s?(?:个\s?)?(?:输出|token\s?输出)"
)
_ROUNDED = Decimal("0.02")  # of a sum


def summed(grid: Grid, document: Document, block: int, *, per_tokens: bool) -> frozenset[int]:
    """The columns of prices that a further one sums up, under words that tell of a job of so many tokens in and out, or
    of costs that are of no number of tokens: "Input cost | Output cost | Total cost". `per_tokens` is whether the text
    over the table says that its prices are.
    """
    start = document.blocks[block].span.start
    columns = list(enumerate(grid.columns))
    job = _JOB.search(document.source, max(0, start - _OVER), start) is not None
    costs = [line.text.lower() for _, line in columns if any(m.kind == "price" for _, _, m in line.metrics)]
    spent = bool(costs) and all(_SPENT.search(text) and not _PER_TOKENS.search(text) for text in costs)
    if not job and (per_tokens or not spent):
        return frozenset()
    read = next((c for c, line in columns if any(m.id == "input-price" for _, _, m in line.metrics)), None)
    written = next((c for c, line in columns if any(m.id == "output-price" for _, _, m in line.metrics)), None)
    total = next((c for c, line in columns if _TOTAL.fullmatch(line.text)), None)
    if read is None or written is None or total is None:
        return frozenset()
    rows = ((_only(row[read]), _only(row[written]), _only(row[total])) for row in grid.places[grid.first_row :])
    told = [(one, other, both) for one, other, both in rows if one and other and both]
    agree = all(abs(one + other - both) <= both * _ROUNDED for one, other, both in told)
    return frozenset((read, written)) if told and agree else frozenset()


def _only(segment: Segment | None) -> Decimal | None:
    """The first figure of a cell."""
    value = segment.quantities[0].value if segment is not None and segment.quantities else None
    return value if isinstance(value, Decimal) else None
