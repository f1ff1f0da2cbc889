"""Prices and windows of something else than the API's usual ones: of a thousand tokens, a batch, a plan, a product."""

from __future__ import annotations

from decimal import Decimal

from claimcheck import names
from claimcheck import patterns as re
from claimcheck.claims.implied import PER_TOKEN
from claimcheck.model import Document, Judgement, Segment
from claimcheck.rules import days, figures
from claimcheck.rules.layout import labels, layout
from claimcheck.rules.once import once

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_PER_MILLION = re.compile(
    r"(?:(?<![a-z])per|/)\s?(?:1\s?)?(?:m|mtoks?|mtokens?|million)(?![a-z])|a million (?:input |output )?tokens|"
    r"(?:每|/)\s?百万|百万 ?tokens?",
    re.IGNORECASE,
)
_PER_THOUSAND = re.compile(
    r"(?:(?<![a-z])(?:per|a)|/)\s?(?:1?k|1,?000|thousand)\s?"
    r"(?:(?:input |output )?(?:tokens?|in(?:put)?|out(?:put)?))?(?![a-z])|"
    r"(?:每|/)\s?千|千 ?tokens?",
    re.IGNORECASE,
)
_BATCH = re.compile(
    r"(?<![a-z])(?:batch(?:ed)? (?:api|mode|pric\w+|discount|tier|rate|processing|jobs?|requests?|inference)|"
    r"(?:with|in|on|via|through|by|using|for) (?:the )?batch(?:es)?(?! of| size)|"
    r"flex (?:tier|mode|processing|pric\w+)|off-peak|overnight (?:rate|price|discount))(?![a-z])|"
    r"批量(?:接口|api|价|调用|处理|任务|折扣)|批处理|夜间(?:价|优惠|时段|折扣)|错峰|闲时"
)
_OTHER_TERMS = re.compile(  # served first, of other than text, to train a copy, or with what others add
    r"(?<![a-z])(?:fine-?tun(?:e|ing)(?:\s?[:：(]| pric\w+| costs?| rates?)|"
    r"training tokens|tokens trained|to (?:fine-?)?tune\s)|(?:微调|训练)(?:训练)?的?(?:价|费|成本)|"
    r"(?<![a-z])(?:audio|realtime|voice|images?)(?![a-z])|音频|语音|实时|"
    r"(?<![a-z])(?:(?:ultra)?fast|priority|express|premium) (?:mode|tier|service|processing|lane|pric\w+)(?![a-z])|"
    r"(?:快速|极速|加急|优先)(?:模式|档|通道|处理|服务|价)|"
    r"(?<![a-z])(?:resell\w*|surcharge|tax(?:es)?|fees?|mark-?up)(?![a-z])|经销|代理商|转售|含税|加价|手续费|溢价"
)
_BOTH_SIDES = re.compile(
    r"(?:input|prompt|输入)s?\s?(?:&|\+|and|与|和|及)\s?(?:output|completion|输出)|(?<![a-z])blended(?![a-z])|混合价|综合价",
    re.IGNORECASE,
)
_IN_BATCHES = re.compile(r"(?<![a-z])batch(?:ed|es)?(?![a-z])|批量|批处理", re.IGNORECASE)
_FROM_A_LENGTH = re.compile(r"[>≥]\s?=?\s?\d+(?:\.\d+)?\s?[km](?![a-z])", re.IGNORECASE)
_OF_A_QUOTA = re.compile(
    r"(?<![a-z])(?:free|trials?|quotas?|tiers?|first|preview|until|daily|monthly)(?![a-z])|免费|试用|额度|首批|赠送|限时|每[日天月]"
)
_QUOTA = 24  # characters behind a price
_OF_A_CALL = re.compile(
    r"单次|每次|每[轮条张篇]|(?<![a-z])(?:per|/)\s?(?:call|request|query|task|run|image|message|conversation|page)(?![a-z])"
)
_TOKENS = re.compile(r"(?<![a-z])m?tok(?:en)?s?(?![a-z])|/\s?1?m(?![a-z])|1M|百万|词元|令牌", re.IGNORECASE)
_OF_AN_API = re.compile(  # in the head of a column
    r"(?<![a-z])(?:api|input|output|prompts?|million|completions?|cach(?:e|ed|ing))(?![a-z])|输入|输出|缓存"
)
_PER_REQUEST = re.compile(
    r"(?:(?<![a-z])per|/)\s?(?:requests?|calls?|messages?|prompts?|quer(?:y|ies))(?![a-z])|"
    r"按(?:请求|调用|次)(?:数|次数)?(?:支付|收费|计费|付费)|每次(?:请求|调用)",
    re.IGNORECASE,
)
_SO_MANY_REQUESTS = re.compile(
    r"(?:(?<![a-z])per|/)[ -]?(?:[\d.,]+\s?[km]?\s)?(?:requests?|calls?|quer(?:y|ies)|conversations?|documents?|"
    r"products?|pages?|"
    r"users?|runs?|tasks?)(?![a-z])|每(?:次|千次|万次|百万次)(?:请求|调用|查询|对话)"
)
_TO_MONTH = len("2025-01")
_MONTHS_BEFORE = 2  # that of the first report
_FALLEN = 12  # times that a price was higher
_STOPS = re.compile(r"[。！？!?；;\n]|\.\s")
_AROUND = 120  # characters on either side of a price
_PLAN = re.compile(  # the header, in lower case, of a column of what serves a model to people, each with its own window
    r"(?:plans?|tiers?|subscriptions?|apps?|products?|clients?|editors?)(?: name)?|套餐|版本|产品|应用|客户端|订阅"
)


def another(judgement: Judgement, checked: Checked) -> bool:
    """Whether a price or a window is told in another unit, by another plan, than the reports have it."""
    metric = checked.registry.metric(judgement.claim.metric.id or "")
    if metric is None:
        return False
    if metric.kind == "limit":
        return _in_a_product(judgement, checked)
    return metric.kind == "price" and (
        _free(judgement, checked)
        or _of_a_thousand(judgement, checked)
        or _other_service(judgement, checked)
        or _labelled_otherwise(judgement, checked)
        or _of_a_request(judgement, checked)
        or _of_no_tokens(judgement, checked)
        or _of_an_earlier_day(judgement, checked)
    )


def _free(judgement: Judgement, checked: Checked) -> bool:
    """Whether nothing is asked, and the words behind say for what: "$0 (first tokens)"."""
    claim, segment = judgement.claim, checked.segment(judgement.claim)
    return (
        claim.quantity.value == 0
        and segment is not None
        and _OF_A_QUOTA.search(segment.view.low, claim.quantity.end, claim.quantity.end + _QUOTA) is not None
    )


def _in_a_product(judgement: Judgement, checked: Checked) -> bool:
    """Whether a window is less than reported, and another column than the system's own names the plan, or the product,
    in which it is served. The name again, or a part of it, is no plan: "Version | GLM-4.7".
    """
    claim = judgement.claim
    if claim.cell is None or claim.subject.span is None or not figures.less(judgement):
        return False
    tables = layout(checked)
    own = {cell.column for cell in tables.cells_over(claim.block, claim.subject.span)}
    plans = {
        head.cell[1]
        for head in tables.row(claim.block, 0)
        if head.cell is not None
        and head.cell[1] not in (*own, claim.cell[1])
        and _PLAN.fullmatch(head.view.low.strip(" *_")) is not None
    }
    row = tables.row(claim.block, claim.cell[0])
    label = "".join(names.fold(s.view.text)[0] for s in row if s.cell is not None and s.cell[1] in own)
    told = [s for s in row if s.cell is not None and s.cell[1] in plans]
    return bool(own) and any(names.fold(s.view.text)[0] not in label and not s.mentions for s in told)


def _of_a_thousand(judgement: Judgement, checked: Checked) -> bool:
    """Whether a price is the thousandth part of a report in a draft that prices a thousand tokens, and no million."""
    claim = judgement.claim
    if _PER_MILLION.search(claim.text) is not None or not _in_thousands(checked.document):
        return False
    return any(_value(judgement) * 1000 == price for price in _asked(judgement))


def _other_service(judgement: Judgement, checked: Checked) -> bool:
    """Whether a price is half of a report where its sentence is on requests in batches, or by night; or above all
    reports, and ten times none, where it is on other terms: of those that are served first, of tuning, of a reseller.
    """
    segment, value, asked = checked.segment(judgement.claim), _value(judgement), _asked(judgement)
    if segment is None or not asked or not (value > max(asked) or any(value * 2 == price for price in asked)):
        return False
    start, end = _sentence(segment, judgement.claim.quantity.start, judgement.claim.quantity.end)
    if value <= max(asked):
        return _BATCH.search(segment.view.low, start, end) is not None
    return value / 10 not in asked and _OTHER_TERMS.search(segment.view.low, start, end) is not None


def _labelled_otherwise(judgement: Judgement, checked: Checked) -> bool:
    """Whether the labels of a table tell a price of requests in batches, which is half of a report, one of a single
    call, one of both sides together, or, above all reports, one from a length on: "(> 256K tokens)".
    """
    value, asked, heads = _value(judgement), _asked(judgement), labels(judgement.claim, checked)
    if any(_BOTH_SIDES.search(head) or _a_call(head.lower()) for head in heads):
        return True
    if any(_IN_BATCHES.search(head) is not None for head in heads):
        return any(value * 2 == price for price in asked)
    return bool(asked) and value > max(asked) and any(_FROM_A_LENGTH.search(head) is not None for head in heads)


def _a_call(head: str) -> bool:
    """Whether a label is on the cost of a call, and on that of no number of tokens."""
    return _OF_A_CALL.search(head) is not None and PER_TOKEN.search(head) is None


def _of_a_request(judgement: Judgement, checked: Checked) -> bool:
    """Whether a price stands under a heading on what so many requests cost; or a table's, less than any that was
    reported, in a draft in which requests are paid for and neither thousands nor millions of tokens.
    """
    blocks = checked.document.blocks
    if any(_PER_MILLION.search(told) for told in (judgement.claim.text, *labels(judgement.claim, checked))):
        return False
    if any(_SO_MANY_REQUESTS.search(blocks[at].view.low) for at in blocks[judgement.claim.block].headings[-1:]):
        return True
    asked = _asked(judgement)
    if judgement.claim.cell is None or not asked or _value(judgement) >= min(asked):
        return False
    return _in_requests(checked.document)


def _of_no_tokens(judgement: Judgement, checked: Checked) -> bool:
    """Whether a table gives prices, in a draft that speaks of no tokens and under heads that speak of no API, and no
    report bears one out: of what the draft's author does with the systems.
    """
    claim = judgement.claim
    if claim.cell is None or claim.metric.id == "launch-price" or _speaks_of_tokens(checked.document):
        return False
    segment = checked.segment(claim)
    if segment is not None and len(segment.quantities) > 1:
        return False  # "$51 / $57" are of input and output
    if any(_OF_AN_API.search(head.view.low) for head in layout(checked).row(claim.block, 0)):
        return False
    priced = [j for j in checked.beside[claim.block] if (j.claim.quantity.unit or "").endswith("/Mtoken")]
    return all(j.verdict != "supported" for j in priced)


def _of_an_earlier_day(judgement: Judgement, checked: Checked) -> bool:
    """Whether a draft gives a price a day, or has one itself, months before that of the first report of what holds now,
    and it may have held then: prices fall, and not each step of that is on record.
    """
    day = days.told(judgement, checked) or checked.as_of or ""
    reports = [f.date for f in judgement.admissible if f.valid_until is None and len(f.date) >= _TO_MONTH]
    if len(day) < _TO_MONTH or not reports or days.months(min(reports)) - days.months(day) < _MONTHS_BEFORE:
        return False
    return any(price < _value(judgement) <= price * _FALLEN for price in _asked(judgement) if price)


def _sentence(segment: Segment, start: int, end: int) -> tuple[int, int]:
    text = segment.view.text
    first = max((stop.end() for stop in _STOPS.finditer(text, max(0, start - _AROUND), start)), default=start - _AROUND)
    last = _STOPS.search(text, end, end + _AROUND)
    return max(0, first), last.start() if last else end + _AROUND


def _value(judgement: Judgement) -> Decimal:
    value = judgement.claim.quantity.value
    return value if isinstance(value, Decimal) else Decimal(0)


def _asked(judgement: Judgement) -> list[Decimal]:
    """The prices that were reported, in the claim's unit."""
    return figures.amounts(figures.known(judgement), judgement.claim.quantity.unit)


@once
def _speaks_of_tokens(document: Document) -> bool:
    return _TOKENS.search(document.source) is not None


@once
def _in_requests(document: Document) -> bool:
    """Whether a draft speaks of prices of a request, and of none of tokens."""
    priced = _PER_THOUSAND.search(document.source) or _PER_MILLION.search(document.source)
    return _PER_REQUEST.search(document.source) is not None and priced is None


@once
def _in_thousands(document: Document) -> bool:
    """Whether a draft speaks of prices of a thousand tokens, and of none of a million."""
    return _PER_THOUSAND.search(document.source) is not None and _PER_MILLION.search(document.source) is None
