"""What a table's header cells say: which entity or metric they name, in which unit, under which condition."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from claimcheck import patterns as re
from claimcheck import quantities, units
from claimcheck.claims.topics import describes
from claimcheck.fit import CURRENCIES, fit, in_range, multiplied
from claimcheck.model import Mention, Metric, Quantity, Recognition, Segment
from claimcheck.records import dataclass, field, replace
from claimcheck.registry import Registry

_BASE = re.compile(r"\S\s*[(（]\s*(?:基于|based on|built on|powered by)\s*\Z", re.IGNORECASE)
_ITS_DATA = re.compile(
    r"\s?(?:生成的?|的)?(?:数据|轨迹)(?!中心|类型)|[ -](?:generated )?(?:data|traces|outputs)(?![a-z])", re.IGNORECASE
)
_TAUGHT = re.compile(r"蒸馏|微调|(?<![a-z])(?:sft|distill\w*|fine-?tun\w+|trained)(?![a-z])")  # by that data
_OPENING = re.compile(r"\s?[(（]\s?")
_BRACKETED = re.compile(r"[(（\[]([^()（）\[\]]{1,24})[)）\]]")
_DATE_HEADER = re.compile(
    r"\W*(?:(?:release|launch|announcement|publication)?\s*(?:date|year|time)|released?(?: (?:on|in))?|published"
    r"|发布(?:时间|日期|年份)?|时间|日期|上市时间)\W*",
    re.IGNORECASE,
)
_MERE_DATE = re.compile(r"\W*(?:date|year|time|日期|时间)\W*", re.IGNORECASE)
_SIZE_HEADER = re.compile(
    r"\W*(?:model )?(?:sizes?|params?|#\s?params?|parameters?|[十百千万亿]{0,2}参数量?|"
    r"(?:模型|参数)?(?:规模|大小|尺寸))\b.*",
    re.IGNORECASE,
)
# words that together say how much text a model reads: "Input Token Size Length", "Max context", "Token limit"
_CONTEXT_HEADER = re.compile(
    r"\W*(?=.*(?:context|ctx|tokens?\b.*(?:size|length|limit|window)))"
    r"(?:(?:max(?:imum)?|input|in|context|ctx|tokens?|supported|total|size|len|length|limit|window|of)(?![a-z])[\W_]*){1,6}",
    re.IGNORECASE,
)
_LENGTH_HEADER = re.compile(r"\W*max(?:imum)?\.? (?:sequence )?len(?:gth|\.)?\W*|最大(?:序列)?长度", re.IGNORECASE)
_CORPUS_HEADER = re.compile(
    r"\W*(?:(?:pre-?)?train(?:ing)?\W*)?(?:data(?:set)?|corpus)\W*(?:size|scale|amount)\W*|(?:预?训练)?(?:数据|语料)(?:集|量|规模|大小)+\W*",
    re.IGNORECASE,
)
_LONGEST_HEADER = 200  # characters
_DELTA = re.compile(
    r"Δ|delta|change|gain|improvement|diff(?:erence)?|margin|(?<![a-z])gap(?![a-z])|领先|差距|提升|变化|增幅|涨幅|vs\.?\s"
    r"|^\W*(?:rank(?:ing)?|place|position|no\.?|排名|名次|排行|位次|序号)\W*$",
    re.IGNORECASE,
)
# what something takes of a limit or of a chip: "Context needed", "显存占用"
_DEMAND = re.compile(
    r"(?<![a-z])(?:used|usage|needed|mean|average|avg|median|(?<!power )consum\w+|"
    r"peak (?:gpu )?(?:mem\w*|v?ram)(?!\s*(?:bandwidth|bw)))(?![a-z])|"
    r"(?<![a-z])(?:min(?:imum|\.)?\s|required\s)(?:gpu\s)?(?:v?ram|mem(?:ory)?)(?![a-z])(?!\s*(?:bandwidth|bw))|"
    r"tok(?:ens?)?\s?(?:/|per)\s?s(?:ec(?:ond)?)?(?![a-z])|需求|占用|消耗|所需|平均|最[低小少]显存",
    re.IGNORECASE,
)
_SHOTS = re.compile(r"#?\s*-?shots?|样本数", re.IGNORECASE)
_CURRENCY_FIRST = re.compile(r"\s*(US\$|[$¥￥€£])\s*(.*)")
# A header over a column of systems, as against one over benchmarks, settings or sizes.
_MODELS = re.compile(
    r"\b(?:models?|methods?|systems?|llms?|mllms?|lvlms?|name|gpus?|chips?|accelerators?|devices?|cards?|products?|backbone)\b"
    r"|模型|名称|方法|系统|芯片|显卡|产品|型号|加速卡",
    re.IGNORECASE,
)
# What says nothing of which part of a benchmark a figure is for: the whole, or how answers are scored.
_WHOLE = re.compile(
    r"(?:\W|\b(?:the|of|in|on|acc(?:uracy)?|acc_norm|scores?|results?|performance|metrics?|measure|avg|average|mean"
    r"|overall|total|all|values?|em|f1|mcc|bleu|rouge|elo|pass rate|win rate|benchmarks?|datasets?|tasks?|evaluations?"
    r"|dev|val(?:id(?:ation)?)?|test(?:mini)?|sets?|split|macro|micro|weighted|points?|correct|strict|loose|rank(?:ing)?"
    r"|ours|zero|few|shots?|per|tokens?|by|for|and)\b"
    r"|准确率|正确率|得分|分数|成绩|结果|性能|指标|平均|均值|均分|总分|总体|整体|综合|全部|验证集|测试集|开发集|分)*",
    re.IGNORECASE,
)
# Settings of a run, none of them a name: precisions, quantisations, lengths, batches, plain numbers.
_SETTING = re.compile(
    r"\W*(?:(?:bf|fp|f|tf|int|nf|q|w)\d{1,2}(?:[_a-z][_a-z\d]{0,24})?|\d+[- ]?bits?|i\d_s|awq|gptq|gguf|none|baseline"
    r"|\d[\d.,]*\s?[kmb]?"
    r"|(?:batch|bs|bsz|seq\w*|length|len|context|ctx|input|output|n|k|tp|top)[\s_=:-]*\d[\d.,]*k?)"
    r"(?:\s*[/+]\s*(?:bf|fp|int)\d+)*\W*",
    re.IGNORECASE,
)
_LAST_UNIT = re.compile(
    r"[\s,，]([TP]FLOPS|[TP]FLOP/s|TOPS|[GTM]i?B(?:/s)?|GBps|TBps|k?W|[MG]Hz)[)*\s]*\Z", re.IGNORECASE
)
_SELF_EVIDENT = frozenset(("W", "bit", "nm"))  # a column headed TDP needs no unit
# A round of funding, which labels a row of the company that the text is about.
_ROUND = re.compile(
    r"(?:pre-?)?(?:seed|series [a-h]\d?|angel|ipo)(?:\s?(?:extension|round|\+))?|"
    r"(?:天使|种子|(?:pre-?)?[a-h]\+{0,2})轮",
    re.IGNORECASE,
)
_PRICE = re.compile(r"(?:price|pricing|cost)s?|价格|定价|單價|单价|费用|成本", re.IGNORECASE)
_PRICING = re.compile(
    r"\W*+(?:api |token |model |list )?pricing(?![a-z])"
    r"(?:[^a-z]|per(?![a-z])|m(?:illion|tok)?(?![a-z])|tokens?(?![a-z]))*+",
    re.IGNORECASE,
)
_BOTH_SIDES = re.compile(  # of lower case: "Token Cost In/Out (per million)"
    r"(?=.*(?:price|pricing|cost|价格|定价|费用|单价)).*(?<![a-z])in(?:put)?\s?[/|&]\s?out(?:put)?(?![a-z])"
)
_EACH_MILLION = re.compile(r"(?<![a-z])per\s(?:1\s?)?m(?:illion)?(?![a-z])|/\s?1m(?![a-z])")  # and no currency
# what a figure is taken by: "FP32 cores / SM", "TFLOPS per watt"
_PER_PART = re.compile(
    r"(?:/\s?|(?<![a-z])per\s)(?:(?:sm|cu|core|watt|dollar|mm2|mm²)s?(?![a-z\d])|w\s*(?:$|[)）]))|每(?:个|颗)?\s?(?:sm|cu|核|瓦)(?![a-z])"
)
_PER_MONEY = re.compile(r"/\s?(?:us)?[$¥￥€]\s*\Z|每(?:美元|元)")  # of a score: "GPQA/$"
# a header that only states its unit: "功耗/W", "Die size / mm2"
_UNIT_BEHIND = re.compile(
    r"(?!.*(?:flops|tops|perf|性能|算力|密度|density|token|transistor))[^/]*/\s?(?:w|mm2|mm²)\s*\Z"
)
_A_PART = re.compile(  # of a model, right before the word for its size
    r"(?:(?<![a-z])(?:layers?|decoder ?layers?|(?:lm_)?heads?|embeddings?|decoder|encoder|attention|mlp|ffn|adapters?|"
    r"lora|router|trainable|kv ?cache)|缓存|每?层|头|嵌入|词嵌入|注意力|可训练|适配器|编码器|解码器)\s?(?:的)?\s?\Z"
)
# what is priced, in a header of lower case, and is no text
_OF_NO_TEXT = re.compile(
    r"(?!.*(?:text|文本|文字))(?=.*(?:(?<![a-z])(?:audio|images?|videos?|speech|voice)(?![a-z])|音频|语音|图像|图片|视频))"
)
_OUT = re.compile(r"(?<![a-z/])out(?:put)?(?![a-z])|输出")
_IN = re.compile(r"(?<![a-z])in(?:put)?(?![a-z])|输入")
# "$/1M in", "$/MTok", "¥/百万输出"
_PER_MILLION = re.compile(
    r"(us\$|\$|usd|(?:us )?dollars?|美元|美金|[¥￥]|(?<![日欧])元|cny|rmb)\s?(?:/|(?<![a-z])per(?![a-z])|每)\s?"
    r"(?:1\s?)?(?:m(?:tok(?:en)?s?|illion)?(?![a-z])|百万)",
    re.IGNORECASE,
)
# "Price per 1,000 input tokens", "Input / 1K tokens", "每千 token"
_PER_THOUSAND = re.compile(
    r"(?:(?<![a-z])per|/|每)\s?(?:1,?000|1k|千)\s?(?:(?:input|output|cached|prompt|completion|输入|输出)\s)?"
    r"(?:tokens?(?![a-z])|个? ?token|(?:in|out)(?:put)?(?![a-z]))|千 ?tokens? ?(?:输入|输出|价)",
    re.IGNORECASE,
)
# of lower case, right before the "tokens" of a price's unit: "Cost per 1M tokens"
_PER_SO_MANY = re.compile(
    r"(?:(?:/|(?<![a-z])per|每)\s?(?:1\s?)?(?:m|million|百万|1,000,000|k|1,?000|千|thousand|万)|(?<![a-z])per|每)"
    r"\s?(?:个\s?)?\Z"
)
_MILLIONS = re.compile(r"million|百万|(?<![a-z0-9])1m(?![a-z])", re.IGNORECASE)
_YUAN = re.compile(r"(?<![美日欧])元|[¥￥]|cny|rmb", re.IGNORECASE)
_DOLLAR = re.compile(r"\$|usd|dollar|美元|美金", re.IGNORECASE)
_ANY_CURRENCY = "/Mtoken"  # of a header that leaves the currency to its cells
_EACH = re.compile(  # "FLOPs/s/chip (bf16)"
    r"(?:(?<=ops)|(?<=op/s)|(?<=ops/s)|(?<=bytes/s)|(?<=b/s))\s?/\s?(?:chip|gpu|card|device|芯片|卡)(?![a-z])",
    re.IGNORECASE,
)
_PLAIN = frozenset(("FLOPS", "OPS", "byte/s"))  # units without a prefix, for which metrics have one
_NO_UNITS = frozenset(("w", "Ampere"))  # of "(w/o thinking)", and a generation of cards
_MONTH = re.compile(r"((?:19|20)\d\d)(?:\.(0?[1-9]|1[0-2]))?")
# Measures of the first k answers: acc@5 is part of no acc@1.
_RANKED = re.compile(r"(?:acc|recall|hit|mrr|ndcg|p)@(?!1$)\d+")
_NEXT_LINE = re.compile(r"\n(?!\s*[(（\[])")  # "HLE" over "(with tools)" is one name
_NAME_LIKE = re.compile(r"[A-Za-z][A-Za-z.+]*[-_ ]?[vV]?\d|[A-Z][a-z]+[A-Z]|[A-Za-z]{2,}-[A-Z]|\d[BM]\b")


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit that a header states for the bare numbers below it."""

    unit: str | None
    factor: Decimal


# A metric with its mention and the cell that names it; no cell where a caption or heading does.
Measured = tuple[Segment | None, Mention, Metric]


@dataclass(slots=True)
class Label:
    """One header: a column's header cells from top to bottom, or a row's label cells."""

    segments: list[Segment] = field(default_factory=list)
    entities: list[tuple[Segment, Mention]] = field(default_factory=list)
    metrics: list[Measured] = field(default_factory=list)
    unit: Unit | None = None
    conditions: dict[str, str] = field(default_factory=dict)
    delta: bool = False  # of differences or places: no value of the metric's own
    again: bool = False  # another row tells of an earlier release of the same entity
    elected: tuple[str, ...] = ()  # ids of the entity that the line's figures tell, where no header names one
    recognition: Recognition | None = None  # how its entity or metric was told by its figures
    _parts: dict[tuple[int, int, bool], str | None] = field(default_factory=dict, repr=False, compare=False)  # as asked

    @property
    def text(self) -> str:
        return " / ".join(s.view.text.strip() for s in self.segments if s.view.text.strip())

    def part(self, measured: Measured, *, levels: bool = True) -> str | None:
        """The part of a benchmark that the header tells beside its name: a subject area, a length, a language.

        `levels`: whether the header cells below the metric's count too. None where the header says no more than that
        the figure is a score, and of how many shots.
        """
        home, mention, metric = measured
        key = id(home), id(mention) if home is not None else 0, levels  # every cell of the line asks
        if key not in self._parts:
            self._parts[key] = self._part(home, mention, metric, levels)
        return self._parts[key]

    def _part(self, home: Segment | None, mention: Mention, metric: Metric, levels: bool) -> str | None:
        inner = self.segments
        places = [at for at, segment in enumerate(inner) if segment is home]
        if places:
            inner = inner[places[0] + 1 :] if levels else []
        for segment in reversed(inner):
            text = segment.view.text.strip()
            ranked = any(_RANKED.fullmatch(c.value) for c in segment.conditions)
            named = any(m.candidates for m in segment.mentions) and not is_setting(text)
            if named or (segment.conditions and not ranked):
                continue
            if unit_of(text):
                text, whole = _BRACKETED.sub("", text).strip(), text
                if text == whole:
                    continue
            if text and not says_whole(text):
                return text.lower()
        if places and home is not None:
            follower = _glued(home, mention)
            if follower is not None:
                return follower
            rest = _beside(home, mention)
            if rest and any(c.isalpha() for c in rest) and not says_whole(rest) and not unit_of(rest):
                return None if describes(rest, metric) else rest.lower()
        return None


def follows(home: Segment, mention: Mention, first: Mention) -> bool:
    """Whether a name stands right after another in one cell: MBPP in "MultiPL-E MBPP" is a part of MultiPL-E."""
    return first.end <= mention.start and home.view.text[first.end : mention.start].strip(" ") in ("", "-")


def _glued(home: Segment, first: Mention) -> str | None:
    """The benchmark that tells a part of the one named right before it."""
    for mention in home.mentions:
        named = any(c.kind == "metric" and not c.context_only for c in mention.candidates)
        if named and mention is not first and follows(home, mention, first):
            return mention.text.lower()
    return None


def _beside(home: Segment, mention: Mention) -> str:
    """What stands in the metric's own cell in brackets or after its name, other names and conditions left out."""
    text = home.view.text
    spans = [(m.start, m.end) for m in home.mentions if m is not mention and m.candidates]
    spans += [(c.start, c.end) for c in home.conditions]
    line = _NEXT_LINE.search(text, mention.end)
    stop = line.start() if line else len(text)
    rest = "".join(
        char
        for at, char in enumerate(text[:stop])
        if at >= mention.end and not any(start <= at < end for start, end in spans)
    )
    return rest.strip(" \t\n()[]（）【】-–—:：,，*_↑↓†‡")


def guessed(header: str) -> str | None:
    """The id of the metric that a header of common words says, none of its names: "Date", "Sizes", "Training data"."""
    if _DATE_HEADER.fullmatch(header):
        return "release-date"
    if _SIZE_HEADER.fullmatch(header):
        return "total-parameters"
    if _BOTH_SIDES.match(header.lower()) or _PRICING.fullmatch(header):
        return "input-price"
    if _PER_MILLION.search(header):
        low = header.lower()
        sides = [side for side, word in (("input", _IN), ("output", _OUT)) if word.search(low)]
        return f"{sides[0]}-price" if len(sides) == 1 else None
    return "training-tokens" if _CORPUS_HEADER.fullmatch(header) else None


def label(cells: Iterable[Segment], registry: Registry, *, header: bool) -> Label:
    """The label that some cells make together, the outermost first."""
    found = Label()
    seen: set[int] = set()  # a cell across several rows or columns stands in each
    for segment in cells:
        if id(segment) in seen:
            continue
        seen.add(id(segment))
        text = segment.view.text
        found.segments.append(segment)
        named = by_tokens = False
        lengths = header and len(text) <= _LONGEST_HEADER and _says_length(segment)
        for mention in () if lengths else sorted(segment.mentions, key=_sureness):
            metrics = [m for c in mention.candidates if c.kind == "metric" and (m := registry.metric(c.id)) is not None]
            if metrics and metrics[0].unit == "token" and _PER_SO_MANY.search(segment.view.low, 0, mention.start):
                by_tokens = True
                continue  # of a price's unit
            named = named or mention.unknown == "metric"
            if metrics and metrics[0].unit == "USD/Mtoken" and _OF_NO_TEXT.match(segment.view.low):
                named = True  # "输入音频价格"
            elif metrics and metrics[0].id == "total-parameters" and _A_PART.search(segment.view.low, 0, mention.start):
                named = True  # "lm_head 参数量"
            elif metrics:
                found.metrics.append((segment, mention, metrics[0]))
                named = True
            base = _BASE.search(text, 0, mention.start) is not None  # "deepseek-chat（基于 DeepSeek-V3）"
            if _ITS_DATA.match(text, mention.end) is not None and _TAUGHT.search(segment.view.low) is not None:
                base = True  # "蒸馏（R1 数据 SFT）"
            if not base and (mention.unknown == "entity" or any(c.kind == "entity" for c in mention.candidates)):
                found.entities.append((segment, mention))
        if named and header and len(text) <= _LONGEST_HEADER and _BOTH_SIDES.match(segment.view.low):
            own = [row for row in found.metrics if row[0] is segment]
            if all(row[2].kind != "price" for row in own):  # "Token Cost In/Out": of no training
                found.metrics = [row for row in found.metrics if row[0] is not segment]
                named = False
        if not named and header and len(text) <= _LONGEST_HEADER:
            guess = guessed(text)
            column = segment.cell is not None and segment.cell[0] == 0 < segment.cell[1]  # not a run's settings
            if lengths or (column and _LENGTH_HEADER.fullmatch(text)):
                guess = "context-length"
            row = segment.cell is not None and segment.cell[1] == 0 < segment.cell[0]
            if row and _MERE_DATE.fullmatch(text):
                guess = None  # of the table or the text
            metric = registry.metric(guess) if guess else None
            if metric is not None and text.strip():
                start = len(text) - len(text.lstrip())
                end = max(start + 1, len(text.rstrip()))
                found.metrics.append((segment, Mention(start, end, text[start:end], ()), metric))
        sided = any(row[0] is segment and row[2].kind == "price" for row in found.metrics)  # "Cost (input/output)"
        price = registry.metric("input-price")
        if price is not None and (by_tokens or sided):  # "Cost per 1M tokens": of no training
            mere = [row for row in found.metrics if row[0] is segment and _PRICE.fullmatch(row[1].text)]
            found.metrics = [(*row[:2], price) if row in mere else row for row in found.metrics]
        found.metrics = _in_a_format(_one_side(found.metrics, segment, registry), segment)
        found.entities = _narrowest(found.entities, segment, registry)
        for condition in segment.conditions:
            found.conditions.setdefault(condition.key, condition.value)
        unit = unit_of(text)
        if unit is not None:
            found.unit = unit
            told = [entry for entry in found.metrics if not _in_unit(entry, segment)]
            found.metrics = told or found.metrics
        if not named and _DELTA.search(text):
            found.delta = True
        if _PER_PART.search(segment.view.low) and not _UNIT_BEHIND.match(segment.view.low):
            found.delta = True
        if _PER_MONEY.search(segment.view.low) and any(m.kind == "benchmark" for _, _, m in found.metrics):
            found.delta = True
        if _DEMAND.search(text) and any(m.kind in ("limit", "hardware") for _, _, m in found.metrics):
            found.delta = True
    return found


def _one_side(metrics: list[Measured], header: Segment, registry: Registry) -> list[Measured]:
    """A header's metrics with a mere "price" read as of the side that other words say: "Output 价格", "价格 (out)"."""
    mere = [row for row in metrics if row[0] is header and row[2].id == "input-price" and _PRICE.fullmatch(row[1].text)]
    if not mere:
        return metrics
    told = [row for row in metrics if row[0] is header and row[2].kind == "price" and row not in mere]
    output = registry.metric("output-price")
    sided = _OUT.search(header.view.low) is not None and _IN.search(header.view.low) is None
    if told or output is None or not sided:
        return [row for row in metrics if not (told and row in mere)]
    return [(row[0], row[1], output) if row in mere else row for row in metrics]


def _in_a_format(metrics: list[Measured], header: Segment) -> list[Measured]:
    """A header's metrics without a mere word for computing beside the format in which it is done: "FP8 Tensor 算力"."""
    if not any(row[0] is header and row[2].id.endswith("-throughput") for row in metrics):
        return metrics
    return [row for row in metrics if row[0] is not header or row[2].id != "training-compute"]


def _in_unit(measured: Measured, segment: Segment) -> bool:
    """Whether a word for a metric is a part of the unit in its header's bracket: "输入价格（元/M Tokens）"."""
    home, mention, metric = measured
    if home is not segment or mention.text.lower().rstrip("s") != metric.unit:
        return False
    text = segment.view.text
    return any(group.start() < mention.start < group.end() for group in _BRACKETED.finditer(text))


def _says_length(header: Segment) -> bool:
    """Whether a header says how much text a model reads."""
    low = header.view.low
    named = "context" in low or "ctx" in low or "token" in low  # most headers say none of these
    return named and _CONTEXT_HEADER.fullmatch(header.view.text) is not None


def _sureness(mention: Mention) -> tuple[bool, int]:
    """Words that only sometimes name a metric before names: the later of what fits is taken."""
    return not any(c.kind == "metric" and c.context_only for c in mention.candidates[:1]), mention.start


def is_field(mention: Mention, metric: Metric) -> bool:
    """Whether a header names a field of benchmarks ("Math", "Code") rather than the one whose name is in capitals."""
    return mention.text.istitle() and mention.text.isalpha() and metric.name.isupper()


def _narrowest(
    entities: list[tuple[Segment, Mention]], segment: Segment, registry: Registry
) -> list[tuple[Segment, Mention]]:
    """Without the families and makers of other names in the same cell: "Qwen/Qwen-7B" is about the model."""
    ids = {c.id for home, m in entities if home is segment for c in m.candidates[:1]}
    wider = {family for i in ids for family in registry.lineage(i)}
    wider |= {e.developer for i in ids if (e := registry.entity(i)) is not None and e.developer}
    own = [m for home, m in entities if home is segment and (not m.candidates or m.candidates[0].id not in wider)]
    if len(own) > 1 and runs_on(own[0], own[1], segment, registry):
        del own[0]
    return [*(entry for entry in entities if entry[0] is not segment), *((segment, m) for m in own)]


def runs_on(product: Mention, model: Mention, segment: Segment, registry: Registry) -> bool:
    """Whether a name without a version is told which model of its maker's it is: "ChatGPT (GPT-4o)"."""
    if _OPENING.fullmatch(segment.view.text, product.end, model.start) is None:
        return False
    known = [registry.entity(m.candidates[0].id) if m.candidates else None for m in (product, model)]
    makers = {entity.developer for entity in known if entity is not None}
    versions = [any(map(str.isdigit, m.text)) for m in (product, model)]
    return None not in known and len(makers) == 1 and None not in makers and versions == [False, True]


def names_currency(text: str) -> bool:
    """Whether a text speaks of dollars or yuan."""
    return _DOLLAR.search(text) is not None or _YUAN.search(text) is not None


@lru_cache(maxsize=2048)
def price_unit(text: str) -> Unit | None:
    """The unit of prices that a text tells: "价格（元/百万 tokens）", "Prices in USD per 1M tokens"."""
    priced = _PER_MILLION.search(text)
    if priced is None or text[: priced.start()].rstrip()[-1:].isdigit():
        return None  # the unit of a figure
    return Unit("USD/Mtoken" if _DOLLAR.search(priced[1]) else "CNY/Mtoken", Decimal(1))


def unit_of_thousands(text: str) -> Unit | None:
    """The unit of prices that are told by the thousand tokens: "Pricing (USD per 1K tokens)", "价格（每千 token）"."""
    thousand = _PER_THOUSAND.search(text)
    if thousand is None or (thousand[0] != text.strip() and _MILLIONS.search(text) is not None):
        return None
    unnamed = _ANY_CURRENCY if thousand[0].startswith("每") and not _DOLLAR.search(text) else "USD/Mtoken"
    return Unit("CNY/Mtoken" if _YUAN.search(text) else unnamed, Decimal(1000))


@lru_cache(maxsize=2048)
def unit_of(header: str) -> Unit | None:
    """The unit in a header's brackets or after its last comma: "Params (B)", "价格（元/百万 tokens）"."""
    priced = price_unit(header)
    if priced is not None:
        return priced
    thousand = unit_of_thousands(header)
    if thousand is not None:
        return thousand
    if _BOTH_SIDES.match(header.lower()) and _EACH_MILLION.search(header.lower()):
        return Unit(_ANY_CURRENCY, Decimal(1))
    header = _EACH.sub("", header)
    groups = [m.group(1) for m in _BRACKETED.finditer(header)]
    last = _LAST_UNIT.search(header)
    if last is not None:
        # "FP16 TFLOPS", "Bandwidth GB/s"; nobody gives a card's memory in bits: "VRAM, Mb"
        groups.append(last[1].upper() if last[1][-1:] == "b" else last[1])
    # the last first: "FP8, Tensor Core, TFLOPS"
    groups += reversed(re.split(r"[,，|\\]|/(?!s(?:ec(?:ond)?)?\b)|<br>|\n", header)[1:])
    for bare in (header.strip(), _BRACKETED.sub("", header).strip()):
        if len(bare) <= 14:
            groups.append(bare)  # "TFLOPS (FP8)"
    for group in groups:
        unit = _parsed(group.strip().strip("()（）[]"))
        if unit is not None:
            return unit
    return None


@lru_cache(maxsize=2048)
def _parsed(text: str) -> Unit | None:
    if text in ("K", "k"):
        return Unit(None, Decimal(1000))
    words = re.sub(r"1[MKk]", "", text)
    if not words or any(c.isdigit() for c in words) or text in _NO_UNITS:
        return None
    attempts = [f"1 {text}", f"1{text}"]
    currency = _CURRENCY_FIRST.fullmatch(text)
    if currency:
        attempts.append(f"{currency[1]}1 {currency[2]}".strip())
    for attempt in attempts:
        found = quantities.scan(attempt)
        if len(found) != 1 or found[0].end - found[0].start != len(attempt) or not isinstance(found[0].value, Decimal):
            continue
        if found[0].unit is not None or found[0].scale != 1:
            return Unit(found[0].unit, found[0].value)
    return None


def in_unit(quantity: Quantity, unit: Unit | None) -> Quantity:
    """A bare number in the header's unit; a figure with a unit of its own stays as it is, but "$0.03" under
    "$/1K tokens" or "¥0.004" under "价格（每千 token）" is a price.
    """
    if unit is not None and quantity.unit in CURRENCIES and unit.unit is not None and unit.unit.endswith("/Mtoken"):
        return replace(multiplied(quantity, unit.factor, f"{quantity.unit}/Mtoken"), scale=quantity.scale * unit.factor)
    if unit is None or quantity.unit not in (None, "count") or quantity.kind == "date":
        return quantity
    if quantity.scale != 1 and unit.unit is None:
        return quantity  # "671B" under "(B)"
    return replace(multiplied(quantity, unit.factor, unit.unit), scale=quantity.scale * unit.factor)


def fitted(figure: Quantity, metric: Metric, unit: Unit | None, shares: bool) -> Quantity | None:
    """A cell's figure as a value of the metric of its header, in the header's unit; None where it cannot be one.

    `shares`: whether a bare number below one may be a share.
    """
    month = _MONTH.fullmatch(figure.text) if metric.unit == "date" and figure.kind == "number" else None
    if month is not None:  # "2020.5" or "2020" in a column of dates
        value = f"{month[1]}-{int(month[2]):02d}" if month[2] else month[1]
        return replace(figure, value=value, low=value, high=value, unit="date", kind="date", step=None)
    if metric.unit == "W" and figure.text[-1:] == "w" and figure.unit is None:
        figure = replace(multiplied(figure, 1 / figure.scale, "W"), scale=Decimal(1))  # "250w" of power is no 250万
    if unit is not None and unit.unit == _ANY_CURRENCY and figure.unit is None:
        return None
    scaled = in_unit(figure, unit)
    found = fit(scaled, metric)
    if found is None and scaled is not figure:
        found = fit(figure, metric)
    if found is None and figure.unit is None and unit is None and metric.unit in _SELF_EVIDENT:
        found = replace(figure, unit=metric.unit)
    if found is None or (figure.unit is None and not in_range(found, metric)):
        return None
    if found.unit in _PLAIN and found.unit != metric.unit:  # "2.75e14" under "FLOPs/s" are 275 TFLOPS
        found = multiplied(found, units.convert(Decimal(1), found.unit, metric.unit) or Decimal(1), metric.unit)
    if not shares and figure.unit is None and unit is None and found.unit == "share":
        found = replace(figure, unit="percent")  # 0.9 among scores up to 100 is no 90 %
    if (
        figure.signed
        and metric.kind != "index"
        and isinstance(figure.value, Decimal)
        and figure.text.lstrip()[:1] in "+-±"
    ):
        return None  # a gain, not a level
    return found


def names_models(header: str) -> bool:
    """Whether a column's header says that systems stand below it."""
    return _MODELS.search(header) is not None


def is_setting(text: str) -> bool:
    """Whether a label is a setting of a run (bf16, 128K, batch=4) and no name."""
    return _SETTING.fullmatch(text) is not None


def is_round(text: str) -> bool:
    """Whether a label is a round of funding: "Seed", "Series B", 天使轮."""
    return _ROUND.fullmatch(text.split(" / ")[0].strip()) is not None


def is_name(text: str) -> bool:
    """Whether an unknown label looks like the name of a system: "Orion-2", "GlowLM", not "Humanities"."""
    return _NAME_LIKE.search(text) is not None and not is_setting(text)


def says_whole(text: str) -> bool:
    """Whether a header tells no part of a benchmark: "Average", "Acc. (%)", 总分."""
    return _WHOLE.fullmatch(text) is not None


def is_shots(text: str) -> bool:
    """Whether a column gives the number of shots."""
    return len(text.strip()) <= 12 and _SHOTS.search(text.strip()) is not None
