"""Dates of news: what happened to a product on a day is not its release of years ago."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from claimcheck import patterns as re
from claimcheck.model import Judgement, Segment
from claimcheck.registry import Registry
from claimcheck.rules.layout import layout

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_LATER = 540  # days behind every reported release: nobody is wrong by so much without meaning another event
_LATER_THAT_YEAR = 300  # the same of a day without a year: news leave the year out, histories do not
_HEAD = 15  # blocks of a text in which its own date stands
_STAMP = re.compile(
    r"\W*(?:(?:发布|發布|發佈|发表|更新|撰写)?(?:日期|时间|時間)|"
    r"(?:published|posted|updated|last updated|date)(?: (?:on|at))?)\W*[:：]?[\d\s年月日./:-]+\W*"
)
# behind a date that opens the title of a link; and what such a title says that it is of
_LINKED = re.compile(r"\s?[,，:：|｜、]\s?[^\[\]\n]{6,}\]\(")
_RETOLD = re.compile(
    r"更新|再次|解读|评测|教程|详解|盘点|(?<![a-z])(?:review|explained|tutorial|hands-on|guide|update)", re.IGNORECASE
)
_TITLE, _ARTICLE, _WORDS = 240, 14, 8  # characters; days; characters beside a name
_RECENT = 75  # days between the news and the day that the text is of
_YEAR = re.compile(r"(?:19|20)\d\d")
_AVAILABLE = re.compile(
    r"(?<![a-z])(?:ga|generally available|general availability|rolling out|rolled out)(?![a-z])|全面可用|正式可用"
)
_IN_FULL = re.compile(
    r"(?<![a-z])(?:fully|widely|publicly) (?:released|launched|available)(?![a-z])|(?<![a-z])(?:full|wide|public) "
    r"(?:release|launch)(?![a-z])|[(（]full[)）]|全面(?:开放|上线|发布)"
)
_ANNIVERSARY = re.compile(
    r"周年|过去了?\s?[一二两三\d]\s?年|"
    r"(?<![a-z])(?:anniversary|(?:a|one|two|three) years? (?:after|since|on|later))(?![a-z])"
)
_EVENTS = re.compile(r"events?|changes?|updates?|what happened|what changed|news|事件|变化|变动|更新|动态|调整|大事")
_STOP = re.compile(r"[;；。]|\.\s")
_RELEASED = re.compile(r"(?<![a-z])(?:releas|launch|debut|announc|introduc|unveil)|发布|推出|亮相|问世")
_AROUND = 48  # characters
_SOON = 365  # days after a release in which it comes to further hosts and users
_VERB = 16  # characters behind a date
_OPENED = re.compile(r"开源|开放权重|(?<![a-z])open(?:ed|-?\s?sourc|-?\s?weight)")
_HOST = re.compile(
    r"(?<![a-z])(?:on|to|in|via|through|by|from) (?:the |microsoft |amazon |google |alibaba )?"
    r"(?:azure|aws|bedrock|vertex|google cloud|oracle|watsonx|databricks|snowflake|nvidia nim|groq|together|fireworks|"
    r"openrouter|ollama|github|copilot|cursor|poe|chatgpt|(?:free|paid|plus|pro|team|enterprise|all|more|some)\b"
    r"[^.;]{0,16}(?:users?|subscribers?|customers?|tiers?))(?![a-z])|"
    r"在\s?(?:azure|aws|bedrock|阿里云|百炼|腾讯云|百度|千帆|火山|华为云|硅基流动|github|微软|亚马逊)|"
    r"(?:免费|付费|企业|部分|全部|所有|plus|pro)\s?用户"
)
_TRIED = re.compile(r"(?<![a-z])(?:test|evaluat|access|quer|used|visit|snapshot)|测试|评测|访问")
_CLAUSE_OPENS = re.compile(r"[,，、]\s?(?:and |但|而|并|随后|后来)?\s?(?:on |in |于|在)?\s?\Z")
_CLAUSE_GOES_ON = re.compile(r"\s?[,，]\s?[^\W\d]")
_LABEL = 40  # characters of a text that is no more than a name and a date


def of_news(judgement: Judgement, checked: Checked) -> bool:
    """Whether a date is that of a later event: of the days that the text is of and long behind every release that is
    reported, or of availability somewhere.
    """
    claim = judgement.claim
    told = _day(claim.quantity.value)
    known = [day for fact in judgement.admissible if (day := _day(fact.value)) is not None]
    if claim.quantity.kind != "date" or told is None or not known:
        return False
    if _of_an_entry(judgement, checked) or _opens_a_clause(judgement, checked):
        return True
    if _stamps(judgement, told, known, checked):
        return True
    soon = 0 < (told - min(known)).days < _SOON
    if soon and _in_full(judgement, checked):
        return True
    if soon and (_elsewhere(judgement, checked) or _opened_later(judgement, checked)):
        return True
    if told <= max(known):
        return False
    if claim.cell is not None:
        return any(_EVENTS.fullmatch(head.view.low.strip("* ")) for head in layout(checked).row(claim.block, 0))
    segment = checked.segment(claim)
    low, start, end = (segment.view.low if segment is not None else ""), claim.quantity.start, claim.quantity.end
    near = low[max(0, start - _AROUND) : end + _AROUND]
    clause = _STOP.split(low[max(0, start - _AROUND) : start])[-1] + _STOP.split(low[end : end + _AROUND])[0]
    if _ANNIVERSARY.search(clause) is not None:
        return True
    if any((told.month, told.day) == (day.month, day.day) for day in known):
        return False  # the year is wrong
    entity = checked.registry.entity(claim.subject.id or "")
    far = (told - max(known)).days >= _LATER and all(told.month != day.month for day in known)
    span = claim.subject.span
    alone = low[max(0, start - 1) : start] in ("(", "（") and low[end : end + 1] in (")", "）")
    state = alone and segment is not None and (len(low) <= _LABEL or _scored(segment, checked.registry))
    if state and span is not None and segment is not None and _behind_name(segment, claim.subject.id, start):
        return True  # "GPT-4 (Apr 2024)": as it was then
    if far and low[max(0, start - 1) : start] in ("(", "（"):
        return True  # "ChatGPT (October 2025): 800 million users a week"
    if _AVAILABLE.search(near) is not None and _RELEASED.search(near) is None:
        return True
    dated = _YEAR.search(claim.quantity.text) is not None
    if not dated and (entity is None or entity.kind == "model"):
        return False
    if (told - max(known)).days < (_LATER if dated else _LATER_THAT_YEAR):
        return False
    if segment is not None and claim.block < _HEAD and _STAMP.fullmatch(segment.view.low) is not None:
        return True
    written = _day(checked.document.date)
    return not dated or (written is not None and abs((written - told).days) <= _RECENT)


def _in_full(judgement: Judgement, checked: Checked) -> bool:
    """Whether a date in prose is that of a full release, behind a preview: "fully released December 9, 2024"."""
    claim, segment = judgement.claim, checked.segment(judgement.claim)
    if segment is None or claim.cell is not None:
        return False
    start, end = claim.quantity.start, claim.quantity.end
    low = segment.view.low
    return _IN_FULL.search(low, max(0, start - _AROUND), end + _VERB) is not None


def _stamps(judgement: Judgement, told: date, known: Sequence[date], checked: Checked) -> bool:
    """Whether a date, soon after a release, is that of a linked article, whose title it opens, or of the text itself,
    in a line near the top of one with a longer title than a name.
    """
    claim, source, blocks = judgement.claim, checked.document.source, checked.document.blocks
    if claim.cell is not None or told < min(known):
        return False
    behind = source[claim.span.end : claim.span.end + _TITLE]
    if source[claim.span.start - 1 : claim.span.start] == "[" and (title := _LINKED.match(behind)) is not None:
        return min(abs((told - day).days) for day in known) <= _ARTICLE or _RETOLD.search(title[0]) is not None
    block = blocks[claim.block]
    if claim.block >= _HEAD or not block.headings:
        return False
    first, end = source.rfind("\n", 0, claim.span.start) + 1, source.find("\n", claim.span.end)
    line = source[first : min(end if end >= 0 else len(source), first + _TITLE)]
    longer = len(blocks[block.headings[0]].view.text) > len(claim.subject.text or "") + _WORDS
    return longer and _STAMP.fullmatch(line.lower()) is not None


def _elsewhere(judgement: Judgement, checked: Checked) -> bool:
    """Whether a date in prose is that on which a system came to a host, to some of its users or into a product, or on
    which somebody tried it.
    """
    claim, segment = judgement.claim, checked.segment(judgement.claim)
    if segment is None or claim.cell is not None:
        return False
    low, start, end = segment.view.low, claim.quantity.start, claim.quantity.end
    last = _STOP.search(low, end, end + _AROUND)
    after = last.start() if last is not None else end + _AROUND
    return _HOST.search(low, max(0, start - _AROUND), after) is not None or (
        low[start - 1 : start] in ("(", "（") and _TRIED.search(low, max(0, start - _AROUND), start) is not None
    )


def _opens_a_clause(judgement: Judgement, checked: Checked) -> bool:
    """Whether a date in prose stands between commas behind the name that it is read of, so that what comes after it is
    what happened then: "released X, and on 1 February, the company ...".
    """
    claim, segment = judgement.claim, checked.segment(judgement.claim)
    span = claim.subject.span
    if segment is None or claim.cell is not None or span is None or span.start > claim.span.start:
        return False
    low, start, end = segment.view.low, claim.quantity.start, claim.quantity.end
    opens = _CLAUSE_OPENS.search(low, max(0, start - _AROUND), start) is not None
    return opens and _CLAUSE_GOES_ON.match(low, end) is not None


def _opened_later(judgement: Judgement, checked: Checked) -> bool:
    """Whether a date is that on which a system was opened which its paragraph has released before: "发布了 X，并于
    6 月开源".
    """
    claim, segment = judgement.claim, checked.segment(judgement.claim)
    released = checked.supported.get((claim.subject.id, claim.metric.id), ())
    if segment is None or not any(
        judged.claim.block == claim.block and judged.claim.span.start < claim.span.start for judged in released
    ):
        return False
    low, start, end = segment.view.low, claim.quantity.start, claim.quantity.end
    return _OPENED.search(low, max(0, start - _AROUND), end + _VERB) is not None


_PLAIN_DATE = re.compile(
    r"\W*(?:date|updated?|submitted|added|tested|evaluated|日期|时间|更新(?:时间|日期)?|提交(?:时间|日期)?)\W*"
)
_SCORES = re.compile(
    r"[%％]|(?<![a-z])(?:scores?|resolved|accuracy|rank|win rate|pass rate)(?![a-z])|得分|分数|胜率|排名"
)
_ANNOUNCED = re.compile(r"announce|(?<!re)veil|公布|宣布|官宣")


def _of_an_entry(judgement: Judgement, checked: Checked) -> bool:
    """Whether a column of dates is of a table's entries, "Date" in a list of scores, or of announcements."""
    claim = judgement.claim
    if claim.cell is None:
        return False
    heads = layout(checked).row(claim.block, 0)
    own = next((s.view.low for s in heads if s.cell is not None and s.cell[1] == claim.cell[1]), "")
    if _ANNOUNCED.search(own) is not None:
        earliest = min(str(fact.value) for fact in judgement.admissible)
        return str(claim.quantity.value) < earliest and "release" not in own and "发布" not in own
    column = checked.columns[claim.block, claim.cell[1]]
    if _PLAIN_DATE.fullmatch(own) is None or any(
        judged.verdict == "supported" and judged.claim.metric.id == claim.metric.id for judged in column
    ):
        return False  # another of its dates is a release
    if any(_SCORES.search(head.view.low) is not None for head in heads):
        return True
    metrics = (checked.registry.metric(c.metric.id or "") for c in checked.cells.get(claim.block, ()))
    return any(metric is not None and metric.kind in ("benchmark", "speed") for metric in metrics)


def _scored(segment: Segment, registry: Registry) -> bool:
    """Whether a text names a benchmark: dates behind systems' names say which of their versions had the scores."""
    metrics = (registry.metric(c.id) for m in segment.mentions for c in m.candidates[:1] if c.kind == "metric")
    return any(metric is not None and metric.kind == "benchmark" for metric in metrics)


def _behind_name(segment: Segment, subject: str | None, start: int) -> bool:
    """Whether nothing but a bracket stands between the subject's name and what begins at `start`."""
    return any(0 <= start - m.end <= 2 and any(c.id == subject for c in m.candidates) for m in segment.mentions)


def _day(value: object) -> date | None:
    """A day of an ISO date; the first of its month or year where it tells no more."""
    if not isinstance(value, str):
        return None
    parts = value.split("-")
    try:
        year, month, day = (int(parts[n]) if n < len(parts) else 1 for n in range(3))
        return date(year, month, day)
    except ValueError:
        return None
