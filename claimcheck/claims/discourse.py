"""What earlier text offers a sentence: the last subject, the heading's, the title's, the metric under discussion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from claimcheck import patterns as re
from claimcheck.claims.labels import Unit
from claimcheck.claims.option import CarriedMetric
from claimcheck.claims.owners import CLASSES, CarriedSubject, kinds_of
from claimcheck.claims.roles import aside, compared, counted, named_as_architecture
from claimcheck.claims.sentences import Sentence
from claimcheck.model import Block, Document, Mention, Metric, Segment
from claimcheck.records import dataclass, field, replace
from claimcheck.registry import Registry

_YEAR = re.compile(r"-20\d\d")
_OFTEN = 3
_AT_HEAD = 8  # characters: a name so near to the start of its sentence is what the sentence is about
_MAKER = 12  # the same of a maker's name before it
_OPENING = 3  # blocks: the first of an article's that name anything say what it is about
_OPENING_REACH = 64  # characters of such a block: what a long one comes to later it is not about
_RIVAL = re.compile(
    r"(?:被|遭|挑战|叫板|对战|追赶|(?<![a-z])(?:by|catching|challenging|taking on))\s*(?:the\s+)?$", re.IGNORECASE
)
_HEADED = "subject.carried_heading"
_WIDE = ("subject.carried_title", "subject.carried_dominant")  # of a whole article: a heading inside it goes first
# labels, in lower case, whose value is another than what a list of specifications is of: "Predecessor: H100"
_BESIDES = re.compile(
    r"[^\w\n]*(?:(?:(?:gpu|chip|model|base|product|market) )?(?:architecture|base(?: model)?|position(?:ing)?|"
    r"predecessor|successor|replaces|upgrade(?: path)?|competitors?|rivals?|alternatives?|comparable(?: to)?|"
    r"target(?: users?)?|use cases?|compatib\w+|backbone|teacher(?: model)?)|"
    r"(?:gpu|芯片|产品|市场)?(?:架构|定位|前代|上一代|后继|后续|升级|竞品|竞争对手|对标|替代|[基底]座(?:模型)?|基础模型|"
    r"教师模型|[适应]用场景|用途|兼容性?))[*_ ]{0,3}[:：]"
)
_HEADING = ("benchmark", "hardware", "limit")  # kinds of metrics that a sentence may name for those behind it
# around the name of a paragraph that leads on to what it is good for: "Choose X when:", "选 X 的场景："
_CHOOSE = re.compile(
    r"[*_\s]*(?:(?:choose|pick|select|use|prefer|go with|opt for|why|when to (?:use|choose))\s|"
    r"(?:选择?|选用|使用|适合用?)\s?)[*_]*",
    re.IGNORECASE,
)
_CHOSEN_FOR = re.compile(
    r"[*_]*\s?(?:(?:when|if|for|because|where)(?: you[^.:：]{0,24})?|的?(?:场景|情况|理由|时机|优势|如果|当|时))?"
    r"[*_]*\s?[:：?？][*_\s]*",
    re.IGNORECASE,
)
_HAS_THESE = re.compile(
    r"\s(?:has|offers|scores|supports|delivers|comes with)\s(?:these|the following)(?![a-z])|"
    r"\s?的[\u4e00-\u9fff]{0,8}如下"
)
_CHOSEN = re.compile(
    r"[*_\s]*(?:(?:our |my |the )?"
    r"(?:recommendation|recommended|winner|best (?:choice|pick|for [a-z ]{3,20})|top pick|verdict|pick|choice)|"
    r"推荐|首选|最佳选择|结论|优胜者)[*_\s]*[:：][*_\s]*",
    re.IGNORECASE,
)
_LEAD = 200  # characters of a paragraph that leads on to a list, at most
_MARKS = "#*=-:： \n"  # around the words of a heading
_LABELS = 16  # blocks that a paragraph of a mere name may head
_LONGEST_LABEL = 60  # characters
_ANOTHER_LABEL = re.compile(  # a number and a few words, no figure and no end of a sentence
    r"\s*[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.)）、]\s*[^\W\d][^\d.。!！?？:：\n]{0,40}(?:[(（][^()（）]{1,16}[)）])?\s*"
)
# what may stand in it beside the name: its number, its conditions, marks
_IN_A_LABEL = re.compile(
    r"[(（][^()（）]*[)）]|[\W\d_]+|\b(?:EM|F1|Pass@\d+|Acc(?:uracy)?|benchmark|score)s?\b|基准|测试|得分|评测",
    re.IGNORECASE,
)
_FROM_IT, _TO_NEXT = (
    re.compile(r"(?:(?<![a-z])from|从|由)\s?(?:the )?\Z"),
    re.compile(r"\s?(?:to|→|->|升级到|迁移到|切换到|换到|到)\s?"),
)
_LABEL_END = re.compile(
    r"[\s*_]*(?:[(（][^()（）]{0,40}[)）])?[\s*_]*(?:[:：]|[.。][\s*_]*\Z)"
)  # behind a label's name
_SIZE_AND_COLON = re.compile(r"^\s?[(（]?\d+(?:\.\d+)?[BM][)）]?")  # "GPT-2 XL 1.5B:"
_MANY = 2  # a heading with more names than this is about none of them in particular


@dataclass(slots=True)
class Discourse:
    """State of one pass over a document, reset at article borders."""

    document: Document
    registry: Registry
    article: int = -1
    block: int = -1
    first: int = 0  # block of the article
    title: Mention | None = None
    title_segment: int = -1
    headings: dict[int, tuple[list[Mention], int]] = field(default_factory=dict)
    last: CarriedSubject | None = None
    last_block: int = -1
    items: dict[int, CarriedSubject] = field(default_factory=dict)  # by level, what a list item with others below is on
    metric: tuple[CarriedMetric, int] | None = None
    label: tuple[tuple[Metric, Mention], int] | None = None  # a paragraph of a mere name, and which
    lead: CarriedSubject | None = None  # the product whose name and a colon are a paragraph over those that follow
    own_label: tuple[Mention, int] | None = None  # the product that a block begins with as its label, and which
    several: tuple[list[tuple[Metric, Mention | None]], int] = field(default_factory=lambda: ([], -1))  # of a sentence
    members: dict[str, set[str]] = field(default_factory=dict)  # family of metrics -> what it was named as so far
    versions: set[str] = field(default_factory=set)  # products with a version in their names that were named so far
    dominant: Mapping[int, tuple[Mention, int]] = field(default_factory=dict)
    price_unit: Unit | None = None  # what the header of a table has stated for prices

    def enter(self, block: int) -> None:
        """Called before the sentences of a block."""
        article = self.document.blocks[block].article
        if article != self.article:
            self.article, self.first = article, block
            self.title = self.last = self.metric = self.label = self.lead = self.price_unit = None
            self.headings.clear()
            self.members.clear()
            self.versions.clear()
        if block != self.block:
            entered = self.document.blocks[block]
            if entered.kind == "heading":
                self.last = self.metric = self.lead = None
            if self.metric is not None and self._in_another_branch(self.metric[1], entered):
                self.metric = None
            if self.last is not None and self._in_another_branch(self.last_block, entered):
                self.last = None
            if (self.metric is not None or self.label is not None) and self._headed_anew(block):
                self.metric = self.label = None
            self.items = {n: row for n, row in self.items.items() if entered.kind == "list_item" and n < entered.level}
        self.block = block

    def _in_another_branch(self, at: int, entered: Block) -> bool:
        """Whether a block stands elsewhere in a diagram than the one entered: elsewhere a heading would lie between."""
        return at not in entered.headings and self.document.blocks[at].headings != entered.headings

    def subjects(self, segment: int) -> list[CarriedSubject]:
        """Subjects on offer, nearest first, each once."""
        offered: list[CarriedSubject] = []
        head = self.items[max(self.items)] if self.items else None
        if head is not None:
            offered.append(head)
        if self.last is not None and (head is None or self.last.segment >= head.segment):
            feature = "subject.carried_sentence" if self.last_block == self.block else "subject.carried_block"
            if self._siblings(self.last_block, self.block):
                feature = "subject.carried_item"
            offered.append(
                CarriedSubject(
                    self.last.mention, self.last.segment, feature, opens=self.last.opens, told=self.last.told
                )
            )
        above = self.lead or self._of_headings()
        if above is not None:
            offered.append(above)
        if self.title is not None:
            offered.append(CarriedSubject(self.title, self.title_segment, "subject.carried_title"))
        if self.article in self.dominant:
            offered.append(CarriedSubject(*self.dominant[self.article], "subject.carried_dominant", opens=False))
        if self.items and any(_narrower(row.mention, offered[0].mention) for row in offered[1:]):
            del offered[0]  # "Kimi API" in an article on Kimi K2
        if self.last is not None and not self.last.mention.candidates:
            unknown = self.last.mention.text  # "MTIA 500": what is called "MTIA" is another
            offered = [
                row for row in offered if row.mention.text == unknown or not unknown.startswith(row.mention.text)
            ]
        offered = self._within(offered)
        keys = [tuple(c.id for c in row.mention.candidates) or (row.mention.text,) for row in offered]
        headed = any(row.feature == _HEADED for row in offered)
        label = self.own_label[0] if self.own_label is not None and self.own_label[1] == self.block else None
        labelled = bool(offered) and offered[0].mention is label  # "**A100 (2020).** 54.2 billion transistors"
        return [
            replace(row, agreed=True)
            if (row.mention is label if labelled else keys.count(key) > 1 and (row.feature not in _WIDE or not headed))
            else row
            for at, (key, row) in enumerate(zip(keys, offered, strict=True))
            if key not in keys[:at]
        ]

    def _of_headings(self) -> CarriedSubject | None:
        """What the nearest heading that names anything is about; where that is only a maker, "OpenAI's announcement",
        the product of this maker that a heading above it names.
        """
        maker: CarriedSubject | None = None
        makers: set[str] = set()
        for heading in reversed(self.document.blocks[self.block].headings):
            mentions, at = self.headings.get(heading, ([], -1))
            named = [m for m in mentions if m.unknown == "entity" or any(c.kind == "entity" for c in m.candidates)]
            if not 0 < len(named) <= _MANY:
                continue
            product = next((m for m in named if m.candidates and self._product(m)), None)
            if maker is not None:
                entity = self.registry.entity(product.candidates[0].id) if product is not None else None
                own = entity is not None and entity.developer in makers
                return CarriedSubject(product, at, "subject.carried_heading") if product is not None and own else maker
            chosen = CarriedSubject(product or named[0], at, "subject.carried_heading")
            makers = {c.id for m in named for c in m.candidates}
            if product is not None or not makers:
                return chosen
            maker = chosen
        return maker

    def _within(self, offered: list[CarriedSubject]) -> list[CarriedSubject]:
        """Without the families of what the heading names: in an article on Llama, a section on Llama 3.2 is on that."""
        inner = next((row.mention for row in offered if row.feature == _HEADED), None)
        above = {f for c in inner.candidates for f in self.registry.lineage(c.id)} if inner is not None else set()
        return [
            row
            for row in offered
            if row.feature not in _WIDE or not above.intersection(c.id for c in row.mention.candidates)
        ]

    def metrics(self) -> list[CarriedMetric]:
        """The metric of the sentence before, and that of the nearest heading."""
        offered: list[CarriedMetric] = []
        several, at = self.several
        if at == self.block:
            offered += [
                CarriedMetric(*row, "metric.carried_sentence", place=(n, len(several))) for n, row in enumerate(several)
            ]
        if self.metric is not None:
            row, block = self.metric
            feature = "metric.carried_sentence" if block == self.block else "metric.carried_block"
            if block != self.block and self.document.blocks[self.block].kind == "list_item":
                feature = "metric.carried_block" if self._of_another_list(block) else "metric.carried_list"
            asked = row.asked and self.block - block <= 1
            sibling = self._siblings(block, self.block)
            offered.append(CarriedMetric(row.metric, row.mention, feature, sibling, asked=asked))
        headings = self.document.blocks[self.block].headings
        if (
            self.label is not None
            and self.label[1] > max(headings, default=-1)
            and self.block - self.label[1] <= _LABELS
        ):
            offered.append(CarriedMetric(*self.label[0], "metric.carried_heading", titled=True))
            return offered
        for heading in reversed(headings):
            mentions, _ = self.headings.get(heading, ([], -1))
            named = [
                (metric, m)
                for m in mentions
                for c in m.candidates
                if c.kind == "metric" and (metric := self.registry.metric(c.id)) is not None
            ]
            span = self.document.blocks[heading].span
            words = self.document.source[span.start : span.end].strip(_MARKS)
            inner = heading == self.document.blocks[self.block].headings[-1]
            if named:
                titled = inner and words.lower() == named[0][1].text.lower()
                offered.append(CarriedMetric(*named[0], "metric.carried_heading", titled=titled))
                break
        return offered

    def leave(self, sentence: Sentence, segment: int, used: Sequence[tuple[Metric, Mention | None]]) -> None:
        """Called after a sentence; `used` are the metrics of its claims."""
        block = self.document.blocks[self.block]
        named = [m for m in sentence.entities if not any(c.id in CLASSES for c in m.candidates[:1])]
        labelled = self._labelled(sentence, block)
        if labelled is not None:
            self.label = labelled, self.block
        elif self.label is not None and self._of_another_benchmark(sentence, self.label[0][0]):
            self.label = None
        if block.kind == "heading":
            mentions, _ = self.headings.setdefault(self.block, ([], segment))
            mentions.extend(m for m in named if not self._aimed_at(m, sentence) and not _left(m, sentence))
            mentions.extend(sentence.metrics)
            mentions.sort(
                key=lambda m: (m.unknown != "entity" and all(c.kind == "metric" for c in m.candidates), m.start)
            )
        opening = self.block - self.first < _OPENING and sentence.start <= _OPENING_REACH
        if self.title is None and named and (self._is_title(block) or opening):
            free = [m for m in named if block.kind == "heading" or not compared(m, sentence)]
            free = [m for m in free if not _left(m, sentence)]
            if free:
                self.title, self.title_segment = free[0], segment
        here = {c.id for mention in sentence.metrics for c in mention.candidates[:1]}
        for id_ in here:
            for family in self.registry.lineage(id_):
                self.members.setdefault(family, set()).add(id_)
                if family in here and not _YEAR.search(id_):
                    self.members[family].add(family)  # told apart: "SWE-bench and SWE-bench Multilingual"
        self.versions.update(c.id for m in named for c in m.candidates[:1] if any(map(str.isdigit, c.id)))
        topic = self._topic(sentence, named)
        headed = topic is not None and topic.start - sentence.start <= _AT_HEAD
        if topic is not None and self._product(topic) and _is_label(topic, sentence):
            self.own_label = topic, self.block
        if topic is not None and block.kind == "paragraph" and self._product(topic) and _is_all(topic, sentence):
            self.lead = CarriedSubject(topic, segment, "subject.carried_heading")
        if headed and topic is not None and block.kind == "list_item" and block.level not in self.items:
            self.items[block.level] = CarriedSubject(topic, segment, "subject.carried_heading")
        if headed and topic is not None and len(named) == 1 and self._leads(block, sentence, topic):
            self.items[0] = CarriedSubject(topic, segment, "subject.carried_heading")
        if topic is not None and (self.last is None or self._product(topic) or not self._product(self.last.mention)):
            told = bool(sentence.quantities)
            self.last = CarriedSubject(topic, segment, "subject.carried_sentence", opens=headed, told=told)
            self.last_block = self.block
        scores = {metric.id: (metric, mention) for metric, mention in used if metric.kind == "benchmark"}
        self.several = [*scores.values()] if len(scores) > 1 else [], self.block
        if used and used[-1][0].kind != "date":
            self.metric = (CarriedMetric(*used[-1], "metric.carried_sentence"), self.block)
        elif sentence.metrics and all(metric.kind == "date" for metric, _ in used):
            named_metrics = [m for m in sentence.metrics if any(not c.context_only for c in m.candidates)]
            dated = {metric.id for metric, _ in used}
            found = {c.id: m for m in reversed(named_metrics) for c in m.candidates[:1] if c.id not in dated}
            families = {f for id_ in found for f in self.registry.lineage(id_)}
            own = [id_ for id_ in found if id_ not in families and not self._of_parts(id_)]
            metric = self.registry.metric(own[0]) if len(own) == 1 else None
            if metric is not None and metric.kind in _HEADING and not self._wider(metric.id) and self._anew(metric):
                asked = sentence.text.rstrip().endswith(("?", "？"))
                self.metric = (
                    CarriedMetric(metric, found[metric.id], "metric.carried_sentence", asked=asked),
                    self.block,
                )

    def _of_parts(self, id_: str) -> bool:
        """Whether a metric counts parts, whose nouns may mean anything: "written by experts"."""
        metric = self.registry.metric(id_)
        return metric is not None and metric.kind == "size" and metric.unit == "count"

    def _anew(self, metric: Metric) -> bool:
        """Whether a metric named without a figure takes the place of the one under discussion: a word such as "context"
        does not put an end to scores in its paragraph.
        """
        if metric.kind != "limit" or self.metric is None or self.metric[1] != self.block:
            return True
        return self.metric[0].metric.kind != "benchmark"

    def _leads(self, block: Block, sentence: Sentence, topic: Mention) -> bool:
        """Whether the last sentence of a paragraph leads on to a list: "X remains popular for these reasons:". Under
        another product's heading it must be in bold or plain: not "X users will like these upgrades:".
        """
        strong = self.document.source.startswith(("**", "__"), block.span.start)
        text = sentence.segment.view.text
        strong = strong or _HAS_THESE.match(text, topic.end) is not None
        strong = strong or (
            _CHOOSE.fullmatch(text, sentence.start, topic.start) is not None
            and _CHOSEN_FOR.fullmatch(text, topic.end, sentence.end) is not None
        )
        if not self._product(topic) or (not strong and self._under_another(topic, block)):
            return False
        after = self.document.blocks[self.block + 1 : self.block + 2]
        if block.kind != "paragraph" or len(block.span) > _LEAD:
            return False
        last = sentence.end >= len(block.view.text.rstrip())
        return last and sentence.text.rstrip().endswith((":", "：")) and any(b.kind == "list_item" for b in after)

    def _under_another(self, topic: Mention, block: Block) -> bool:
        """Whether a heading over a block names a product, and not this one nor its family."""
        lines = {line for c in topic.candidates for line in (c.id, *_families_of(c.id, self.registry))}
        named = [m for heading in block.headings for m in self.headings.get(heading, ([], -1))[0]]
        others = [m for m in named if self._product(m)]
        return bool(others) and not any(c.id in lines for m in others for c in m.candidates)

    def _labelled(self, sentence: Sentence, block: Block) -> tuple[Metric, Mention] | None:
        """The benchmark that a paragraph names and says nothing else: "1\\. MMLU-Pro (EM)"."""
        if len(sentence.metrics) != 1 or sentence.entities or not self._may_head(block):
            return None
        mention, text = sentence.metrics[0], block.view.text
        metric = self.registry.metric(mention.candidates[0].id) if mention.candidates else None
        if metric is None or metric.kind != "benchmark" or len(text) > _LONGEST_LABEL:
            return None
        rest = _IN_A_LABEL.sub("", text[: mention.start] + text[mention.end :])
        return (metric, mention) if not rest else None

    def _may_head(self, block: Block) -> bool:
        """Whether a block may be the label of what follows: a paragraph, or a list's one item before paragraphs."""
        if block.kind != "list_item":
            return block.kind in ("paragraph", "quote")
        blocks = self.document.blocks
        before, after = blocks[max(self.block - 1, 0) : self.block], blocks[self.block + 1 : self.block + 2]
        return all(other.kind != "list_item" for other in (*before, *after))

    def _headed_anew(self, block: int) -> bool:
        """Whether one of the blocks since the last is a label of something else: "2. GPOA Diamond (Pass@1)"."""
        return any(
            len(passed.span) <= _LONGEST_LABEL and _ANOTHER_LABEL.fullmatch(passed.view.text)
            for passed in self.document.blocks[self.block + 1 : block + 1]
        )

    def _of_another_benchmark(self, sentence: Sentence, labelled: Metric) -> bool:
        """Whether a sentence names another benchmark than the one that heads its paragraph."""
        named = (self.registry.metric(c.id) for mention in sentence.metrics for c in mention.candidates[:1])
        return any(other is not None and other.kind == "benchmark" and other.id != labelled.id for other in named)

    def _of_another_list(self, block: int) -> bool:
        """Whether a head of its own, without a metric, stands between a list's item and the item before them."""
        blocks = self.document.blocks
        listed = blocks[block].kind == "list_item"
        for between in blocks[block + 1 : self.block]:
            if between.level < blocks[self.block].level if between.kind == "list_item" else listed:
                return True
        return False

    def _siblings(self, one: int, other: int) -> bool:
        """Whether two blocks are items of one level: each speaks of what the list is about, not of the other."""
        a, b = self.document.blocks[one], self.document.blocks[other]
        return one != other and a.kind == b.kind == "list_item" and a.level == b.level

    def _aimed_at(self, mention: Mention, sentence: Sentence) -> bool:
        """Whether a heading sets what it is about against a name: "被 Gemini 3 逼急了", "Better than GPT-4"."""
        before = sentence.segment.view.text[max(sentence.start, mention.start - 12) : mention.start]
        rival = self._product(mention) and _RIVAL.search(before) is not None  # "new chips by Nvidia" are Nvidia's
        return rival or compared(mention, sentence) == "subject.beaten"

    def _is_title(self, block: Block) -> bool:
        """Whether a heading stands for the whole article: of the first level, or the first block of the article."""
        if block.kind != "heading":
            return False
        before = self.document.blocks[self.block - 1] if self.block else None
        return block.level <= 1 or before is None or before.article != block.article

    def narrowed(self, metric: Metric) -> Metric:
        """The one member of a family of metrics that the article has named: AIME, after AIME 2024, is AIME 2024."""
        named = self.members.get(metric.id, set())
        member = self.registry.metric(next(iter(named))) if len(named) == 1 else None
        return member if member is not None and member.unit == metric.unit else metric

    def version(self, id_: str) -> str | None:
        """The one version of a line without numbers that the article has named: Claude, after Claude Opus 4.6."""
        if any(map(str.isdigit, id_)) or "-" in id_:
            return None  # "Claude Instant" is a line of its own
        of_it = [v for v in self.versions if v.startswith(id_) and not v[len(id_) :][:1].isalpha()]
        of_it += [v for v in self.versions if v.endswith(f"-{id_}")]
        return of_it[0] if len(of_it) == 1 else None

    def _wider(self, metric: str) -> bool:
        """Whether a metric is the family of the one under discussion in this block (AIME after AIME 2024)."""
        if self.metric is None or self.metric[1] != self.block:
            return False
        return metric in self.registry.lineage(self.metric[0].metric.id)

    def _topic(self, sentence: Sentence, named: Sequence[Mention]) -> Mention | None:
        """The first name that is not merely compared with; a product rather than its company."""
        if _BESIDES.match(sentence.segment.view.low, sentence.start, sentence.end):
            return None
        named = [m for m in named if not named_as_architecture(m, sentence, self.registry)]
        free = [m for m in named if not compared(m, sentence) and aside(m, sentence) is None]
        if len(free) > 1 and not free[1].candidates and self._company(free[0]) and free[1].start - free[0].end <= 1:
            del free[0]  # "xAI Grok 4.2 ...": the maker of what the registry does not know
        if free and not free[0].candidates and free[0].start - sentence.start <= _AT_HEAD + _MAKER:
            return free[0]  # a name that the registry does not know, but no less the topic
        known = [m for m in named if m.candidates and compared(m, sentence) != "subject.beaten"]
        free = [m for m in free if m.candidates and not (self._chip(m) and counted(m, sentence))]
        for mention in free:
            if self._product(mention):
                return mention
        return free[0] if free else (known[0] if known and self.last is None else None)

    def _company(self, mention: Mention) -> bool:
        return bool(mention.candidates) and not self._product(mention)

    def _chip(self, mention: Mention) -> bool:
        entity = self.registry.entity(mention.candidates[0].id)
        return entity is not None and "chip" in kinds_of(entity, self.registry)

    def _product(self, mention: Mention) -> bool:
        if not mention.candidates:
            return True
        entity = self.registry.entity(mention.candidates[0].id)
        return entity is not None and entity.kind not in ("organisation", "population")


def _narrower(one: Mention, other: Mention) -> bool:
    """Whether a name is of a member of what the other names."""
    if not one.candidates or not other.candidates:
        return False
    return one.candidates[0].id.startswith(f"{other.candidates[0].id}-")


def _families_of(id_: str, registry: Registry) -> frozenset[str]:
    """The families of a product, and the name that all products of its maker share: Claude, of Claude Opus 4.5."""
    lineage = registry.lineage(id_)
    brand = id_.split("-")[0]
    return frozenset((*lineage, brand))


def dominant(document: Document, scanned: Sequence[Segment], registry: Registry) -> dict[int, tuple[Mention, int]]:
    """For each article the product that it names most, at least three times and twice as often as any other.

    A family that the product belongs to is no other: an article on Claude Opus 4.5 says "Claude" as well.
    """
    counts: dict[int, Counter[str]] = {}
    first: dict[tuple[int, str], tuple[Mention, int]] = {}
    for at, segment in enumerate(scanned):
        article = document.blocks[segment.block].article
        for mention in segment.mentions:
            id_ = mention.candidates[0].id if mention.candidates else ""
            entity = registry.entity(id_) if id_ else None
            if entity is not None and entity.kind in ("model", "chip", "system", "product", "programme", "family"):
                counts.setdefault(article, Counter())[id_] += 1
                first.setdefault((article, id_), (mention, at))
    found: dict[int, tuple[Mention, int]] = {}
    for article, tally in counts.items():
        for id_, number in tally.most_common(2):
            above = _families_of(id_, registry)
            others = [n for other, n in tally.items() if other != id_ and other not in above]
            if number >= _OFTEN and number >= 2 * max(others, default=0):
                found[article] = first[article, id_]
                break
    return found


def _is_all(topic: Mention, sentence: Sentence) -> bool:
    """Whether a paragraph is a name and a colon, and so heads what follows: "🌟 Llama 3 8B:"."""
    text = sentence.segment.view.text
    told = text[: topic.start] + _SIZE_AND_COLON.sub("", text[topic.end :])
    return text.rstrip(" *_").endswith((":", "：")) and not any(map(str.isalnum, told))


def _is_label(topic: Mention, sentence: Sentence) -> bool:
    """Whether a block begins with a name as the label of what follows: "gpt-4o: ...", "**A100 (2020).** ...", or with
    one that a word and a colon introduce: "Recommendation: GLM-4.7 if ...".
    """
    text = sentence.segment.view.text
    if sentence.start:
        return False
    if _CHOSEN.fullmatch(text, 0, topic.start) is not None:
        return True
    if text[: topic.start].strip(_MARKS):
        return False
    return _LABEL_END.match(text, topic.end, sentence.end) is not None


def _left(mention: Mention, sentence: Sentence) -> bool:
    """Whether a name is only where somebody moves from to the next: "Migrating from GPT-4o to GPT-4.1"."""
    after = next((m for m in sentence.entities if m.start >= mention.end), None)
    low = sentence.segment.view.low
    return (
        after is not None
        and _TO_NEXT.fullmatch(low, mention.end, after.start) is not None
        and _FROM_IT.search(low, sentence.start, mention.start) is not None
    )
