"""Names of systems that the registry does not know, told by how they are written and by where they stand.

A heading "Orion-7" between those of known models, an item "**Orion-7**: ..." of a list of them, a sentence that begins
"Orion-7 scores": what follows is of Orion-7, and not of the system named before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from claimcheck import patterns as re
from claimcheck.model import Block, Document, Mention, Segment
from claimcheck.records import replace
from claimcheck.registry import Registry

_SIBLINGS = 2  # known names beside it, and as many as of other labels, make a label of a list that of another system
_WORDY = 3  # words of a name
_LONGEST = 40  # characters of a name
_LEAD = re.compile(  # what stands before a label: marks, emoji, a number
    r"(?:[^\w\s]|\s|(?<!\w)(?:[(（]?\d{1,2}[.)）、:：]\s?|[(（]?[一二三四五六七八九十]{1,3}[)）、.]\s?|"
    r"no\.?\s?\d{1,2}\s|#\d{1,2}\s))*",
    re.IGNORECASE,
)
# A path, or a word and a number that are written as one, in no other use than as a name.
_WORDS = (
    r"(?i:step|stage|phase|level|top|part|version|type|day|week|month|year|chapter|section|figure|fig|table|appendix|"
    r"tier|gen|round|layer|task|option|method|case|exp|experiment|run|test|python|cuda|pcie|l?pddr|g?ddr|hbm|usb|"
    r"wi-?fi|"
    r"nvlink|nvl|sxm|mig|zen|rdna|cdna|armv?|avx|nvfp|mxfp|int|covid|ubuntu|windows|macos|ios|android|node|java|"
    r"http|vol|issue|item|example|question|rule|"
    r"note|article|series|group|team|plan|point|tip|lesson|module|unit|page|line|pass|maj|cons|avg|best|mid|"
    r"early|late|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|over|under|sub|web|zero|stand|core|block|batch|beam|shot|"
    r"sota|seed|epoch|grade|class|rank|mode|api|gpu|tpu|npu|cpu|llm|sm|ip|iso|fp|bf|tf|q|h)"
)
_SHAPED = re.compile(
    rf"(?!{_WORDS}[-_ ]?v?\d)(?=[a-z]*[A-Z])[A-Za-z][A-Za-z]{{2,}}(?:-[A-Z][A-Za-z]+)*-?[vV]?\d{{1,3}}(?:\.\d{{1,2}})?"
    r"(?:[BbMm](?![a-z]))?(?:-[A-Za-z0-9][A-Za-z0-9.]*)*(?![\w%.]*[\w%])",
)
_PATH = re.compile(
    r"(?!(?:docs?|src|tests?|models?|examples?|scripts?|configs?|data|tools|lib|app|assets)/)"
    r"[a-z][\w-]{2,30}/[A-Za-z][\w.-]*[\w](?![\w./-])"
)
# "Orion 7" and no more; a longer heading that begins so may say anything.
_NUMBERED = re.compile(rf"(?!{_WORDS}[ ]?\d)[A-Z][a-z]{{2,}} (?:[vV]?\d{{1,2}}(?:\.\d)?)(?=\s*(?:$|[:：—–(（]|\s-\s))")
_LABEL = re.compile(r"([^\W\d_][\w.+ /-]{1,38}?)(?=\s*(?:$|[:：—–(（|｜]|\s-\s))")
# Labels of sections and items that name no system.
_PLAIN = re.compile(
    r"(?<![a-z])(?:summary|conclusions?|comparison|overview|introduction|background|references?|faq|takeaways?|"
    r"notes?|"
    r"pricing|prices?|costs?|performance|benchmarks?|results?|features?|specs?|specifications?|availability|license|"
    r"pros|cons|strengths?|weaknesses|limits?|limitations|usage|access|links?|sources?|update[sd]?|news|status|date|"
    r"released?|context|parameters|size|architecture|training|inference|memory|speed|quality|reasoning|coding|math|"
    r"vision|safety|open|closed|best|winner|verdict|recommend\w*|choose|why|how|what|when|where|which|for|the|our|my|"
    r"other|others|all|models?|total|average|input|output|score|budget|enterprise|api|ai|llms?|gpus?|cpus?|"
    r"ram|vram|tokens?|data|dataset|tools?|agents?|use|hardware|software|cloud|local|general|key|new|more|quick)"
    r"(?![a-z])",
    re.IGNORECASE,
)
_SAYS = re.compile(  # of lower case, behind the name that a sentence begins with
    r"\s(?:is|was|has|had|score[sd]|achieve[sd]|reache[sd]|gets|got|offers?|supports?|features?|delivers|"
    r"attain(?:s|ed)|"
    r"costs?|contains|comes|uses|records?|posts|boasts|packs|runs|hits|obtain(?:s|ed)|outperform(?:s|ed)|beats|leads|"
    r"surpasse[sd]|provides|accepts|was trained|trained)(?![a-z])|['’]s\s|"
    r"\s?(?:模型)?\s?(?:在|的|拥有|具有|支持|达到?|得分|取得|采用|以|是|有|则|仅|为|提供|包含|超过|超越)"
)
_SCORES = re.compile(r"得分|分数|成绩|准确率|胜率")
_SCORED = re.compile(  # behind a name that begins a Chinese sentence on scores
    r"\s?(?:模型)?\s?(?:仅|只|在|的得分|得分|取得|以|凭借|通过)[^。！？；]{0,48}?(?:得分|分数|成绩|准确率|胜率)"
)
_ACRONYM = re.compile(
    r"(?:AI|GPUs?|CPUs?|API|LLMs?|RAG|MoE|RLHF|SFT|DPO|GRPO|PPO|KV|GQA|MHA|MLA|FFN|CoT|NLP|AGI|RL|Agents?|"
    r"Transformer|Token|"
    r"Prompt|Attention|Scaling|Zero|Few|Base|Chat|Instruct|Pass|Top|Pro|Max|Mini|Think\w*)(?![a-z])"
)
_MONEY = re.compile(
    r"[$€£¥￥]\s?\d|\d\s?(?:亿|万|million|billion|m\b|bn\b)[^，。]{0,6}(?:美元|元|dollars|euros)|[亿万](?:美元|元)"
)
# Behind the name of a company that the registry does not know.
_RAISES = re.compile(
    r"(?:,? [^,.;\n]{0,40},)?\s(?:has |have |had |just |also |recently |now )?"
    r"(?:raise[sd]|is raising|was raising|secure[sd]|closed|closes|landed|lands|bagged|nabbed|was valued|is valued|"
    r"is worth|hit a \$|reached a \$|announced (?:an? )?(?:[\w-]+ ){0,2}\$)(?![a-z])|"
    r"\s?(?:公司|平台|团队)?\s?(?:也|已|正|还|刚|又|近日|再次|成功|宣布|最新|拟|计划)*\s?(?:完成|"
    r"获得?(?![奖益利])|募集|筹集|融资|寻求|估值)"
)
_MAY_RAISE = re.compile(  # some letters of all that _RAISES finds: most sums are of something else
    r"rais|secure|close|land|bagged|nabbed|valued|worth|hit a|reached a|announced|完成|获|募集|筹集|融资|寻求|估值"
)
_COMPANY = re.compile(  # where it begins: a sentence, or behind what it is
    r"(?:\A|(?<=[。！？；，\n])|(?<=[.!?;]\s)|(?<=初创公司)|(?<=独角兽)|(?<=企业)|(?<=公司)|(?<=平台)|"
    r"(?<=startup )|(?<=company ))"
    r"[\s*_#>“\"「-]*(?=[A-Z])"
)
_PROPER = re.compile(r"[A-Z][\w.&-]*\w(?: (?:[A-Z][\w.&-]*\w|AI|\.ai)){0,2}(?![\w-])")
_COMMON = re.compile(  # words that begin sentences
    r"(?i:the|it|its|they|we|he|she|this|that|these|those|in|on|at|by|as|after|since|when|while|both|all|each|"
    r"one|two|"
    r"investors?|startups?|compan(?:y|ies)|funding|researchers?|founders?|ai|llm|gpu|ipo|series)(?![a-z])"
)
_STOP = re.compile(r"[。！？；\n]|[.!?;]\s")
_STARTS = re.compile(r"(?:\A|(?<=[。！？；\n])|(?<=[.!?;]\s))[\s*_#>“\"「-]*")


def with_strangers(document: Document, scanned: Sequence[Segment], registry: Registry) -> Iterable[Segment]:
    """The segments with names of unknown systems added where these head a section, an item or a sentence."""
    headed = _labels(document, scanned, registry)
    for at, segment in enumerate(scanned):
        added: list[tuple[int, int]] = []
        if segment.cell is None:
            if at in headed:
                added.append(headed[at])
            added += _opening(segment)
        yield _with(segment, added) if added else segment


def _with(segment: Segment, added: Iterable[tuple[int, int]]) -> Segment:
    text = segment.view.text
    spans = _apart(added)
    kept = [m for m in segment.mentions if not _within(m.start, m.end, spans)]
    taken = _apart([*((m.start, m.end) for m in kept), *((c.start, c.end) for c in segment.conditions)])
    free = [Mention(s, e, text[s:e], (), "entity") for s, e in spans if not _meets(s, e, taken)]
    if not free:
        return segment
    named = [(m.start, m.end) for m in free]
    return replace(
        segment,
        mentions=tuple(sorted((*kept, *free), key=lambda m: m.start)),
        quantities=tuple(q for q in segment.quantities if not _meets(q.start, q.start + 1, named)),
    )


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, of those that overlap the first."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def _meets(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether [start, end) overlaps one of the spans, which stand in order and apart."""
    at = bisect_left(spans, end, key=lambda span: span[0])
    return at > 0 and spans[at - 1][1] > start


def _within(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether [start, end) is a part of one of the spans and less than it."""
    at = bisect_left(spans, start + 1, key=lambda span: span[0])
    return at > 0 and spans[at - 1][1] > end


def _opening(segment: Segment) -> Iterable[tuple[int, int]]:
    """The names that sentences of a segment with figures begin with."""
    text, low = segment.view.text, segment.view.low
    if not segment.quantities:
        return
    scores = _SCORES.search(text) is not None
    for start in _STARTS.finditer(text):
        name = _SHAPED.match(text, start.end())
        if name is not None and _SAYS.match(low, name.end()) and _has_figure(segment, name.end()):
            yield name.span()
        name = _PROPER.match(text, start.end()) if scores else None
        if name is not None and not _ACRONYM.match(name.group()) and _SCORED.match(text, name.end()):
            yield name.span()
    for start in _COMPANY.finditer(text) if _MAY_RAISE.search(low) and _MONEY.search(text) else ():
        name = _PROPER.match(text, start.end())
        if name is not None and not _COMMON.match(name.group()) and _RAISES.match(low, name.end()):
            yield name.span()


def _has_figure(segment: Segment, start: int) -> bool:
    """Whether a figure follows in the same sentence: "DualPipe2 is its algorithm." says nothing of the next one's."""
    at = bisect_left(segment.quantities, start, key=lambda quantity: quantity.start)
    following = segment.quantities[at].start if at < len(segment.quantities) else None
    return following is not None and _STOP.search(segment.view.text, start, following) is None


def _labels(document: Document, scanned: Sequence[Segment], registry: Registry) -> dict[int, tuple[int, int]]:
    """By the place of a segment, where the name of an unknown system stands that heads its section or item."""
    groups: dict[object, list[tuple[int, Segment]]] = defaultdict(list)
    run, last = 0, None
    for at, segment in enumerate(scanned):
        block = document.blocks[segment.block]
        if segment.cell is not None:
            continue
        if block.kind == "paragraph" and _is_label(block, document):
            groups["label", block.article, block.headings[-1:]].append((at, segment))
        if block.kind == "heading":
            groups["heading", block.article, block.headings[-1:], block.level].append((at, segment))
        if block.kind != "list_item":
            continue
        if last is None or block.headings != last.headings or block.article != last.article:
            run += 1  # lists of several sections are several
        groups["item", run, block.level].append((at, segment))
        last = block
    found: dict[int, tuple[int, int]] = {}
    for group in groups.values():
        heads = [(at, segment, _head(segment)) for at, segment in group]
        known = sum(_is_known(segment, head, registry) for _, segment, head in heads)
        for at, segment, head in heads:
            path = _PATH.match(segment.view.text, head) if document.blocks[segment.block].kind == "heading" else None
            if path is not None and all(m.end <= path.start() + path.group().find("/") for m in segment.mentions):
                found[at] = path.span()
                continue
            if any(m.start <= head + 1 for m in segment.mentions):
                continue
            label = _named(document.blocks[segment.block], segment, head, known, len(group))
            if label is not None:
                found[at] = label
    return found


def _is_label(block: Block, document: Document) -> bool:
    """Whether a paragraph is in bold from end to end, as the label of what follows."""
    text = document.source[block.span.start : block.span.end].strip().rstrip(":：")
    return len(text) <= _LONGEST and text.startswith(("**", "__")) and text.endswith(("**", "__"))


def _head(segment: Segment) -> int:
    """Where the words of a heading or an item begin."""
    lead = _LEAD.match(segment.view.text)
    return lead.end() if lead is not None else 0


def _is_known(segment: Segment, head: int, registry: Registry) -> bool:
    first = next((m for m in segment.mentions if m.start <= head + 1), None)
    entity = registry.entity(first.candidates[0].id) if first is not None and first.candidates else None
    return entity is not None and entity.kind not in ("organisation", "population")


def _named(block: Block, segment: Segment, head: int, known: int, beside: int) -> tuple[int, int] | None:
    text = segment.view.text
    heads = block.kind != "list_item"
    written = _SHAPED.match(text, head) or (_NUMBERED.match(text, head) if heads and known else None)
    label = _LABEL.match(text, head)
    if written is not None and ((heads and known) or (label is not None and label.end() >= written.end())):
        return written.span()
    if label is None or known < _SIBLINGS or 2 * known < beside:
        return None
    start, end = label.span(1)
    words = label[1].strip()
    parts = words.split()
    if _PLAIN.search(words) or len(words) > _LONGEST or len(parts) > _WORDY:
        return None
    if not all(part[0].isupper() or part[0].isdigit() for part in parts):
        return None
    if block.kind == "list_item" and text[end : end + 3].strip()[:1] not in (":", "：", "—", "–", "-", "(", "（"):
        return None
    if any(m.start < end for m in segment.mentions):
        return None
    return start, start + len(words)
