"""Dates that stand apart from the release they date: alone over or under its title, or in the sentence before."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck import patterns as re
from claimcheck.claims.implied import RELEASED
from claimcheck.claims.owners import suits
from claimcheck.claims.roles import compared
from claimcheck.claims.sentences import Sentence
from claimcheck.model import Bound, Claim, Document, Mention, Quantity, Segment
from claimcheck.registry import Registry

_LONGEST = 90  # characters of a line that is an event's title
# How surely a date is that of a title beside it, of the next sentence's release, and of an item's below it.
_TITLED, _APART, _OVER = 0.85, 0.7, 0.55
_HEAD = re.compile(
    r"\W*(?:(?:late |early )?(?:on|in)\b|date(?=\s*:)|日期(?=\s*[:：])|于|在|就在|直到)?\W*", re.IGNORECASE
)
_MERELY = re.compile(rf"(?:was |is |has been )?(?:officially |正式)?(?:{RELEASED.pattern})[a-z]*", re.IGNORECASE)
_STRUNG = re.compile(r"(?<![A-Za-z])(?:and|the|new)(?![A-Za-z])|[和与及]", re.IGNORECASE)
_HEADLINE = re.compile(r"\s*(?:headline|title|event|标题|事件)[:：]\s?[\"“*]*", re.IGNORECASE)
_ENDED = re.compile(r"\s*(?:[—–:：]|- |\Z)")  # behind a name that is a headline by itself
_OF_ITS = re.compile(r"['’]s?\s|的")  # behind a name that only begins a title
_SIGNED = re.compile(r"\s?[\])）][\s.。*_]*")  # behind a date at the end of an item
_BY = re.compile(r"\s?[,，、]\s?([^()（）\[\]\d]{1,60})[)）][\s.。*_:：]*")  # there too, by whom: "(2023.3.14, OpenAI)"
# behind the name in an item that ends with a date: a mark, and what the system is
_DESCRIBED = re.compile(
    r"[\s*_\])]*(?:\([^()]{0,200}\))?[\s*_]*[:：—–,，-][\s*_]*(?:(?:an?|the|its|one)\s|[^.。]{0,80}(?<![A-Za-z])"
    r"(?:\d+(?:\.\d+)?[BMK](?![a-z])|models?|releas\w*|launch\w*|open[- ](?:weights?|source[ds]?)|small|large|"
    r"multimodal|tokens?|context|parameters?)|[^.。]{0,40}(?:模型|发布|开源|推出|上线|参数|上下文))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"[*_\[\s]*(?:(?:[一二三四五六七八九十]{1,3}|\d{1,2}(?:\.\d{1,2}){0,2})\s?[、.．:：)）]?\s?)?[*_\[]*"
)
# of what stands behind the name of an entry: what was done to the system later
_HAPPENED = re.compile(
    r"(?<![a-z])(?:pric\w+|cuts?|cheaper|deprecat\w+|retir\w+|outage|banned|lawsuit|update[sd]?|upgrade[sd]?|adds?|added|support\w*|now|reaches|"
    r"passes|beats?|tops|wins|users?|record|available (?:on|in)|integrat\w+|partnership)(?![a-z])|"
    r"降价|涨价|下线|停用|更新|升级|新增|突破|登顶|接入|用户|合作",
    re.IGNORECASE,
)
_OPENED = re.compile(r"[*_\]]{0,3}\s?[(（\[]\s?")  # between a name and the date in its bracket
_COLON = re.compile(r"[\s*_”\"]{0,4}[:：]")
_ASIDE = re.compile(r"[(（][^()（）\d]{1,40}[)）]")  # behind the name of an entry: "(MoE 初步尝试)"
_EDITION = re.compile(  # in such brackets: that the name goes on
    r"版|模型|优化|尝试|首秀|开源|旗舰|(?<![a-z])(?:preview|beta|base|full|final|moe|open|first)(?![a-z])",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"(?<![a-z])(?:retir\w*|deprecat\w*|sunset\w*|shut\w*|remov\w*|pric\w*|cut|papers?|reports?|cards?|review\w*|"
    r"access\w*|updat\w*|added|now|outages?|leak\w*|licen[cs]\w*|fine-?tun\w*|voice|modes?|jailb\w*|api|apis|pages?|stud(?:y|ies)|anniversary|available|"
    r"availability|support\w*|integrat\w*|interview|podcast|talk|ends?|ended|on|in|vulnerab\w*|benchmark\w*|blog|by)"
    r"(?![a-z])|下线|停用|弃用|降价|涨价|价格|论文|报告|评测|更新|移除|故障|泄露|许可|接入|上架|页面|采访|访问",
    re.IGNORECASE,
)
_RELEASES = re.compile(  # a heading that says no more
    r"[\W\d]*(?:(?:timeline|history|list|dates|of|the|major|key|notable|recent|latest|all|ai|open|source|large|language|"
    r"models?|llms?|and)[\W\d]+)*releases?(?:[\W\d]+(?:timeline|history|dates|list|log))?[\W\d]*|"
    r"[\W\d]*(?:主要|重要|历代|近年|开源|国内|国外|大?(?:语言)?模型|产品|版本|系列|的|\s)*发布(?:历程|时间线|时间表|记录|历史)[\W\d]*"
)
_NAMED_SO = re.compile(r"[\s*_]*(?:\Z|[,，。.;；:：(（—–|-]|with (?:an? )?|发布|推出|上线|问世|开源|released|launched)")
_DASHES = frozenset((":", "：", "-", "–", "—", "|"))
_DATE_FIELD = re.compile(r"\s*(?:date|日期)[:：]", re.IGNORECASE)
_FIELD = re.compile(r"\s*[\w-]{2,20}[:：] ?[^.。!！?？]{1,40}")  # "importance: high", between the date and the headline


def heads_entry(sentence: Sentence) -> bool:
    """Whether a sentence is the date of an entry whose next line is another field: it is that of the headline, if of
    anything.
    """
    text = sentence.segment.view.text
    return _DATE_FIELD.match(text, sentence.start, sentence.end) is not None and (
        _FIELD.match(text, sentence.end) is not None or _FIELD.match(text, 0, sentence.start) is not None
    )


def opens(sentence: Sentence, registry: Registry) -> Quantity | None:
    """The date that opens a sentence about no system: "On January 20, 2025, the lab surprised everybody."."""
    dates = [q for q in sentence.quantities if q.kind == "date"]
    head = sentence.segment.view.text[sentence.start : dates[0].start] if len(dates) == 1 else "x"
    if _HEAD.fullmatch(head) is None or len(sentence.quantities) > 1 or _first(sentence.entities, registry) is not None:
        return None
    return dates[0]


def stands(date: Quantity | None, sentence: Sentence) -> Quantity | None:
    """The date before a sentence, where that is a field between the date of an entry and its headline."""
    told = sentence.quantities or sentence.entities
    return date if date is not None and not told and _FIELD.fullmatch(sentence.text.rstrip()) else None


def announced(date: Quantity, sentence: Sentence, document: Document, registry: Registry) -> Claim | None:
    """The release of which a sentence speaks that follows one with a date: "The launch of DeepSeek-R1 shook ..."."""
    if any(q.kind == "date" for q in sentence.quantities):
        return None
    mention = _first(sentence.entities, registry)
    text = sentence.segment.view.text
    headline = (
        mention is not None
        and _HEADLINE.fullmatch(text, sentence.start, mention.start) is not None
        and _ENDED.match(text, mention.end, sentence.end) is not None
    )
    if not headline and RELEASED.search(sentence.text) is None:
        return None
    if mention is None or compared(mention, sentence) == "subject.beaten":
        return None
    return _claim(date, sentence.segment, mention, sentence.segment, document, registry, _APART)


def dated(at: int, document: Document, scanned: Sequence[Segment], registry: Registry) -> Claim | None:
    """The release that segment `at` dates: of the title next to a date alone, or of the one name beside the date where
    there is nothing else: "August 2025: Claude Opus 4.1", "2025-08-07: GPT-5发布"; of the one item below it.
    """
    segment = scanned[at]
    if len(segment.quantities) != 1 or segment.cell is not None:
        return None
    figure = segment.quantities[0]
    text = segment.view.text
    beside = _first(segment.mentions, registry) if len(text) <= _LONGEST else None
    if beside is not None and figure.kind == "date":
        sure = _entry(segment, figure, beside) or _among_releases(segment, figure, beside, document)
        if sure:
            return _claim(figure, segment, beside, segment, document, registry, sure)
    if figure.kind != "date" or any(char.isalnum() for char in text[: figure.start] + text[figure.end :]):
        return None
    block = document.blocks[segment.block]
    if block.kind == "list_item":
        return _of_items(at, document, scanned, registry)
    for number in (at + 1, at - 1):
        title = scanned[number] if 0 <= number < len(scanned) else None
        if title is None or document.blocks[title.block].kind != "heading":
            continue
        if document.blocks[title.block].article != block.article:
            continue
        mention = _released(title, registry)
        if mention is not None:
            return _claim(figure, segment, mention, title, document, registry, _TITLED)
    return None


def signed(segment: Segment, document: Document, registry: Registry) -> Claim | None:
    """The release of what an item of a list begins with, by the date in brackets that it ends with: "- NeMo: 12B model
    with 128k context [18 Jul 2024]"; in round ones where that is its only figure. Of a heading that is nothing but a
    name and a date, less surely.
    """
    kind = document.blocks[segment.block].kind
    if kind not in ("list_item", "heading") or segment.cell is not None or not segment.quantities:
        return None
    figure, text = segment.quantities[-1], segment.view.text
    opened = text[: figure.start].rstrip()[-1:]
    by = _BY.fullmatch(text, figure.end)
    if figure.kind != "date" or opened not in ("[", "(", "（") or not (by or _SIGNED.fullmatch(text, figure.end)):
        return None
    if opened != "[" and len(segment.quantities) > 1:
        return None
    mention = _first(segment.mentions[:1], registry)
    if (
        mention is None
        or _NUMBERED.fullmatch(text, 0, mention.start) is None
        or _OF_ITS.match(text, mention.end) is not None
    ):
        return None
    told = text[mention.end : figure.start].rstrip("[(（ ")
    if _EVENT.search(told) is not None or (by is not None and told.strip(" *_")):
        return None  # the day of a paper, of a price, of another event
    if by is not None and not _of_maker(segment.mentions, figure.end, mention, registry):
        return None  # who wrote a note on it, or where it was served
    if kind == "heading" and told.strip(" *_])"):
        return None
    if "arxiv.org" in document.source[slice(*segment.view.source(0, len(text)))]:
        return None
    described = not told.strip(" *_])") or _DESCRIBED.match(told) is not None
    sure = _APART if described and kind != "heading" else _OVER  # a heading may be signed with the day of its text
    return _claim(figure, segment, mention, segment, document, registry, sure)


def _of_maker(named: Sequence[Mention], start: int, mention: Mention, registry: Registry) -> bool:
    """Whether the names from `start` on include the maker of what another name stands for."""
    entity = registry.entity(mention.candidates[0].id)
    said = {candidate.id for name in named if name.start >= start for candidate in name.candidates}
    return entity is not None and entity.developer in said


def in_bracket(segment: Segment, document: Document, registry: Registry) -> Claim | None:
    """The release of the one name of a label by the date in the bracket behind it, as "GPT-3 (2020)"; a year may be
    that of a paper.
    """
    figure, text = segment.quantities[0], segment.view.text
    mention = _first(segment.mentions[:1], registry)
    if mention is None or _NUMBERED.fullmatch(text, 0, mention.start) is None:
        return None
    if _OPENED.fullmatch(text, mention.end, figure.start) is None or _SIGNED.fullmatch(text, figure.end) is None:
        return None
    return _claim(figure, segment, mention, segment, document, registry, _OVER)


def opened(segment: Segment, document: Document, registry: Registry) -> Claim | None:
    """The release of what an entry of a timeline is on: "March 2023 – OpenAI GPT-4: a model that ..."."""
    if document.blocks[segment.block].kind not in ("paragraph", "list_item") or segment.cell is not None:
        return None
    figure, text = segment.quantities[0] if segment.quantities else None, segment.view.text
    if figure is None or figure.kind != "date" or any(map(str.isalnum, text[: figure.start])):
        return None
    mention = _first(segment.mentions, registry)
    if mention is None or not figure.end < mention.start < figure.end + _LONGEST:
        return None
    makers = [m for m in segment.mentions if m.end <= mention.start]
    apart = _without(makers, text, figure.end, mention.start).strip(" *_")
    if apart not in _DASHES or _COLON.match(text, mention.end) is None:
        return None
    described = _DESCRIBED.match(text, mention.end) is not None
    if not described and _HAPPENED.search(text, mention.end, mention.end + _LONGEST) is not None:
        return None  # what else happened to it
    sure = _APART if described else _OVER
    return _claim(figure, segment, mention, segment, document, registry, sure)


def _of_items(at: int, document: Document, scanned: Sequence[Segment], registry: Registry) -> Claim | None:
    """The release that a date over nested items dates, where one of them tells of one: "- 15 February: / - X released".

    The items of several releases may have dates of their own that they do not tell.
    """
    level = document.blocks[scanned[at].block].level
    told: list[tuple[Segment, Mention]] = []
    for segment in scanned[at + 1 :]:
        block = document.blocks[segment.block]
        if block.kind != "list_item" or block.level <= level:
            break
        mention = _released(segment, registry)
        if mention is not None:
            told.append((segment, mention))
    if len(told) != 1:
        return None
    home, mention = told[0]
    return _claim(scanned[at].quantities[0], scanned[at], mention, home, document, registry, _OVER)


def _entry(segment: Segment, figure: Quantity, mention: Mention) -> float:
    """How surely a line is an entry of a timeline: a date, marks, a name or several, and no more than that it was
    released.
    """
    text = segment.view.text
    first, last = sorted(((figure.start, figure.end), (mention.start, mention.end)))
    named = [m for m in segment.mentions if m is not mention]
    apart = _without(named, text, first[1], last[0])
    head = _without(named, text, 0, first[0])
    rest = _without(named, text, last[1], len(text)).strip(" *_.。!！")
    if any(char.isalnum() for char in head + apart) or apart.strip(" *_")[:1] not in tuple("-–—:：|,，"):
        return 0
    if not any(map(str.isalnum, rest)):
        return _APART
    if _ASIDE.fullmatch(rest) is not None and _EVENT.search(rest) is None:
        return _APART if _EDITION.search(rest) is not None else _OVER
    return _TITLED if _MERELY.fullmatch(rest) else 0


def _among_releases(segment: Segment, figure: Quantity, mention: Mention, document: Document) -> float:
    """How surely a date before a name dates it in a list that is headed as one of releases, whatever is said of it
    there: "May 2024: DeepSeek-V2 with MLA architecture".
    """
    block = document.blocks[segment.block]
    over = document.blocks[block.headings[-1]].view.low if block.headings else ""
    text = segment.view.text
    apart = text[figure.end : mention.start].strip(" *_")
    if block.kind != "list_item" or _RELEASES.fullmatch(over) is None or any(map(str.isalnum, text[: figure.start])):
        return 0
    rest = text[mention.end :]
    happened = _EVENT.search(rest) or _HAPPENED.search(rest) or _NAMED_SO.match(rest) is None
    return _APART if apart in _DASHES and not happened else 0


def _without(named: Sequence[Mention], text: str, start: int, stop: int) -> str:
    """A stretch of text without the names in it, and without what strings them together."""
    kept = "".join(
        char for at, char in enumerate(text[start:stop], start) if not any(m.start <= at < m.end for m in named)
    )
    return _STRUNG.sub("", kept)


def _released(title: Segment, registry: Registry) -> Mention | None:
    """The system that a title says was released; None where it says no such thing or has a date of its own."""
    text = title.view.text
    if len(text) > _LONGEST or RELEASED.search(text) is None or any(q.kind == "date" for q in title.quantities):
        return None
    return _first(title.mentions, registry)


def _first(named: Sequence[Mention], registry: Registry) -> Mention | None:
    """The first name of something that is released; a maker is not."""
    metric = registry.metric("release-date")
    for mention in named if metric is not None else ():
        entity = registry.entity(mention.candidates[0].id) if mention.candidates else None
        if (
            metric is not None
            and entity is not None
            and entity.kind != "organisation"
            and suits(entity, metric, registry)
        ):
            return mention
    return None


def _claim(
    figure: Quantity,
    segment: Segment,
    mention: Mention,
    home: Segment,
    document: Document,
    registry: Registry,
    confidence: float,
) -> Claim | None:
    entity, metric = registry.entity(mention.candidates[0].id), registry.metric("release-date")
    if entity is None or metric is None:
        return None
    span = segment.view.source(figure.start, figure.end)
    return Claim(
        id="",
        span=span,
        text=document.source[span.start : span.end],
        subject=Bound(entity.id, entity.name, mention.text, home.view.source(mention.start, mention.end)),
        metric=Bound(metric.id, metric.name, None, None),
        quantity=figure,
        block=segment.block,
        confidence=confidence,
        place=document.blocks[segment.block].place,
    )
