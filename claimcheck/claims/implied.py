"""Metrics that a unit implies, with the words that decide between them, as data.

"671B parameters" needs no other word; "32 GB" is memory beside 显存 and storage beside SSD. A cue is searched in the
clause first, then in the sentence; a row without a cue is the default of its unit. A cue that looks before itself does so
behind its first letter, to which a search skips in C.
"""

from __future__ import annotations

from claimcheck import patterns as re
from claimcheck.fit import ACTIVE_HAN
from claimcheck.records import NamedTuple


class Implied(NamedTuple):
    metric: str
    cue: re.Pattern[str] | None  # of lower case; None: no word needed
    without_cue: float  # score when the cue is missing; None-like -9 forbids it
    plain: bool  # the cue does not look around itself: what holds it is found by searching all around


def _row(metric: str, cue: str | None = None, without_cue: float = -9.0) -> Implied:
    plain = cue is not None and not any(look in cue for look in (r"\b", "(?<", "(?!", "(?="))
    return Implied(metric, re.compile(cue) if cue else None, without_cue, plain)


_ACTIVE = rf"activ(?:e|ated|ates|ating|ation)|live param|per (?:input |output )?token|每个? ?token|{ACTIVE_HAN}|被调用"
_CONTEXT = (
    r"context|上下文|窗口|sequences?|长文本|序列|长度|long[- ]document|"
    r"(?:accept|take|read)s? (?:up to |at most )?\d|supports? (?:inputs? of )?(?:up to|\d)|(?:process|handle|read|ingest)(?:e?s|ing)? up to|"
    r"支持(?:多达|最多|长达|最长|高达|处理|输入| ?\d)|处理(?:多达|最多|长达|高达| ?\d)"
)
_OUTPUT_LIMIT = (
    r"(?:can|could|and) (?:return|output|write|generate|produce|emit)s?(?: (?:up to|at most|as many as))? ?\d|"
    r"(?:outputs?|writes?|returns?) (?:up to|at most) ?\d|(?:输出|返回|写出|生成)(?:最多|至多|上限) ?\d|"
    r"max(?:imum)? output|output (?:length|limit|up to)|generat(?:e|es|ing) (?:up to|long)|"
    r"输出长度|最大输出|输出上限|最多输出|最长输出|生成(?:长文本|多达|最多|至多|长达|最长)"
)
_TRAINING = r"train|corpus|dataset|data set|训练|语料|数据集|数据|消化"
_RIVALS = r"[^，。,.]{0,8}(?:programmers|participants|competitors|程序员|选手|参赛)"
_RELEASE = (
    r"releas|launch|announc|unveil|introduc|debut|came out|then came|arriv(?:ed|es)|s(?<![a-z]s)hipped|open[- ]sourced|rolled out|"
    r"发布(?!会|者|人|方)|推出|问世|上线|亮相|开源|面世|登场|上市|发售|开卖|带来了"
)
_MEMORY = r"memory|vram|hbm|gddr|lpddr|ram\b|显存|内存|记忆体|缓存容量"
_COST = r"cost|spent|spend|train|budget|训练|成本|花费|耗资|花了|投入|费用|只用"
_PRICE = r"pric|msrp|cost|sell|sold|retail|价|国行|元起|卖|买|售|入手"
_RAISED = r"r(?<![a-z]r)ound(?![a-z])|(?:fresh|new) capital|r(?<![a-z]r)ais(?:ed|es|ing)(?! price)|funding|series [a-h](?![a-z])|s(?<![a-z]s)eed (?:round|funding)|融资|募资|募集|[a-h天使种子]轮"
_VALUED = r"v(?<![a-z]v)alu(?:ed|es|ing)(?! function)|valuation|(?:post|pre)-money|w(?<![a-z]w)orth (?:about |over )?[$€£]|估值"
_INVEST = r"invest|fund|financ|commit|pledge|infrastructure|投资|投入|出资|斥资"

RELEASED = re.compile(_RELEASE, re.IGNORECASE)

IMPLIED: dict[str, tuple[Implied, ...]] = {
    "parameter": (_row("active-parameters", _ACTIVE), _row("total-parameters", None, 1.2)),
    "token": (
        _row("maximum-output", _OUTPUT_LIMIT),
        _row("context-length", _CONTEXT),
        _row("training-tokens", _TRAINING),
        _row("vocabulary-size", r"vocab|tokenizer|词表|词汇|分词器"),
    ),
    "byte": (
        _row("memory", _MEMORY),
        _row("storage", r"ssd|nvme|storage|disk|硬盘|存储|固态"),
    ),
    "byte/second": (
        _row("nvlink-bandwidth", r"nvlink|nvswitch|互联|互连|interconnect|卡间"),
        _row("memory-bandwidth", r"bandwidth|带宽|" + _MEMORY, 0.2),
    ),
    "watt": (_row("tdp", r"tdp|tgp|tbp|power|功耗|功率|能耗|耗电|瓦", 0.0),),
    "transistor": (_row("transistors", None, 1.2),),
    "core": (
        _row("tensor-cores", r"tensor|张量"),
        _row("rt-cores", r"r(?<!\wr)t\b|ray|光追|光线追踪"),
        _row("cpu-cores", r"c(?<!\wc)pu\b|arm\b|grace|cortex|处理器|核心? ?cpu"),
        _row("gpu-cores", r"(?:核心?|cores?)[ -]?gpu|gpu[ -]?(?:核心|cores?)"),
        _row("cuda-cores", r"cuda|shader|流处理器|着色", -0.5),
    ),
    "flops": (
        _row("rt-tflops", r"r(?<!\wr)t\b|ray|光追|光线追踪"),
        _row("fp4-throughput", r"fp4|nvfp4|mxfp4|4 ?位"),
        _row("int8-throughput", r"int ?8|整数精度|整型"),
        _row("fp8-throughput", r"fp8|mxfp8|8 ?位浮点"),
        _row("fp16-throughput", r"fp16|bf16|半精度|half[- ]precision|16 ?位"),
        _row("fp64-throughput", r"fp64|双精度|double[- ]precision"),
        _row("fp32-throughput", r"fp32|tf32|shader|单精度|single[- ]precision|着色"),
    ),
    "ops": (
        _row("int8-throughput", r"int ?8|整数精度|整型"),
        _row("ai-tops", None, 0.6),
    ),
    "price": (),  # settled by claims.prices
    "count": (
        _row(
            "notable-ai-models",
            r"(?:发布|推出|拥有|产出|贡献|releas|produc|develop|launch)[^。.;；]{0,40}(?:模型|models?)|"
            r"[\d一二两三四五六七八九十百]\s?[个款] ?[^\W\d]{0,6}模型",
        ),
    ),
    "percent": (
        _row(
            "codeforces-percentile",
            rf"percentile|human{_RIVALS}|人类{_RIVALS}",
        ),
    ),
    "gpu_hour": (_row("training-gpu-hours", None, 1.0),),
    "gpu": (
        _row(
            "gpu-count",
            r"train|训练|cluster|集群|储备|购买|采购|囤",
            -0.6,
        ),
    ),
    "token/s": (_row("generation-speed", None, 0.8),),
    "qubit": (_row("qubits", None, 1.0),),
    "nm": (_row("process-node", r"process|node|制程|工艺|纳米|nm", 0.2),),
    "bit": (_row("memory-bus-width", r"bus|位宽|interface|总线"),),
    "FLOP": (_row("training-compute", r"train|compute|训练|算力|计算量", 0.0),),
    "elo": (
        _row("codeforces-rating", r"codeforces"),
        _row("arena-elo", r"arena|竞技场|lmsys|lmarena", 0.0),
    ),
    "money": (
        _row("private-ai-investment", r"private (?:ai )?investment|私人投资|私营投资|民间投资"),
        _row("training-cost", r"train|训练|pre-?train|预训练"),
        _row("launch-price", _PRICE),
        _row("valuation", _VALUED),
        _row("funding-round", _RAISED),
        _row("investment", _INVEST),
        _row("training-cost", _COST),
    ),
    "date": (_row("release-date", _RELEASE),),
    "duration": (_row("training-time", r"train|训练"),),
    "bare_han": (_row("active-parameters", _ACTIVE), _row("total-parameters", r"param|参数")),
    "bare": (
        _row("active-parameters", _ACTIVE),
        _row(
            "total-parameters",
            r"param|参数|m(?<!\wm)odels?\b|d(?<!\wd)ense\b|m(?<!\wm)oe\b|m(?<!\wm)amba\b|v(?<!\wv)(?:ersion|ariant)s?\b|稠密|模型|版本|规模|尺寸|size|scale|版",
            -0.6,
        ),
    ),
}

# Words right behind a figure that make it something else than its unit implies: "10M samples", "$20 a month".
_PER = (
    r"\W*(?:in (?:daily|weekly|monthly|yearly|annual) (?:[a-z]+ ){0,2}(?:overhead|costs?|fees?|bills?|charges?|usage)(?![a-z])|(?:per|an?|every|each|/)\s*(?:task|quer(?:y|ies)|word|month|year|hour|day|user|seat|person|request|image|minute|"
    r"second|week|call|run|conversation|message|episode|experiment)(?![a-z])|monthly|annually|hourly|每[月年天次人]|[/一](?:月|年|天|小时|次)|"
    r"(?:/|per)\s*(?:1,?000|1?k)\s*(?:calls|requests|queries|images))"
)
_COUNTED = (
    r"\W*(?:(?!models?|versions?|variants?|param|for |of |to |in |on |and )[\w-]+\s+){0,2}?(?:samples|examples|images|users|downloads|stars|people|queries|requests|instructions|documents|"
    r"videos|pairs|conversations|views|steps|rows|questions|annotations|articles|pages|developers|customers|"
    r"hours|vocab\w*|words|characters)(?![a-z])|\W*(?:条|张|名|人|次|篇|位|个(?:样本|用户|样例|问题|任务))"
)
_COMPONENT = (
    r"\W*(?:param(?:eter)?s?\W+)?(?:[\w-]+\s)?(?:encoder|decoder|adapter|projector|tokenizer|draft model)s?(?![a-z-])|"
    r"\s*(?:参数)?的?\s?(?:视觉|图像|语音|音频|文本)?(?:编码器|解码器|适配器|投影层)"
)
NOT_MEANT = {
    "money": re.compile(_PER, re.IGNORECASE),
    # what one request writes or reads
    "token": re.compile(
        r"\s*个?\s*(?:output|generated|输出|生成)|\s*(?:tokens?\s)?(?:sequence(?! len)|prompts?|of input)(?![a-z])|\s*(?:的)?提示词(?!长)",
        re.IGNORECASE,
    ),
    # the memory beside that of a chip
    "byte": re.compile(
        r"\s*(?:of\s+)?(?:cpu|host)\s+(?:d?ram|memory)|\s*的?\s?(?:cpu|主机)\s?内存|\s?大小的(?:模型|权重|文件|数据)",
        re.IGNORECASE,
    ),
    "bare": re.compile(f"{_COUNTED}|{_COMPONENT}", re.IGNORECASE),
    "bare_han": re.compile(f"{_COUNTED}|{_COMPONENT}", re.IGNORECASE),
    "parameter": re.compile(_COMPONENT, re.IGNORECASE),  # "a 400M parameter vision encoder"
}
# Words around a figure that do the same: memory in use or of a model's weights is no chip's memory.
NOT_BESIDE = {
    "token": re.compile(
        r"(?<![a-z])(?:a|per|each|every|one) (?:session|day|week|month)(?![a-z])|每(?:天|日|周|月)|(?<![a-z])by default(?![a-z])|"
        r"batch|批次|批大小|步长|c(?<![a-z]c)hunk|sliding[- ]window|local attention|滑动窗口"
    ),
    "byte": re.compile(
        r"usage|footprint|consum|w(?<!openw)(?<!open.w)eights?(?![a-z])|checkpoint|file ?size|download|requirement|占用|权重|文件|下载|需求",
    ),
    "watt": re.compile(
        r"(?<![a-z])(?:fps|measured|idle|idles|idling|undervolt\w*|(?:limited|capped) (?:to|at))(?![a-z])|@|帧|实测|待机|空载|"
        r"限制功耗|功耗限制|平均功耗|游戏(?:时|中|里|满载|负载|功耗|测试)"
    ),
    "byte/second": re.compile(
        r"pci-?e|ethernet|infiniband|以太网|d(?<!\wd)isk|s(?<!\ws)sd|nvme|硬盘|磁盘|busbw|p(?<!\wp)orts?\b|p(?<!\wp)er node|connectx|n(?<!\wn)ics?\b|端口|网卡|unidirectional|one[- ]way|per direction|单向|实测|m(?<!\wm)easured|a(?<!\wa)chieved",
    ),
    "money": re.compile(
        r"每(?:个)?(?:月|年|天|次|(?:张|块)?(?:卡|GPU|gpu)?\s?(?:小)?时|人)|单次|月费|年费|[每一单]张图|消耗[^，。]{0,24}(?:token|词元)|"
        r"(?:per|each|one|an)[- ](?:month|request|query|task|image)(?![a-z])|"
        r"yearly (?:cost|price|bill)|annual (?:cost|price|bill)|monthly (?:cost|price|bill)|hourly (?:cost|price|bill)|"
        r"目标价|股价|每股|市值|营收|收入|收益|利润|毛利|销售额|资产|负债|股东权益|现金流|回购|分红|减值|计提|库存|拨备|gmv|"
        r"target price|share price|stock price|per share|shares (?:closed|rose|fell|trad)|revenue|profit|turnover|earnings|"
        r"assets|liabilit|cash flow|buyback|dividend|inventory|write-?(?:down|off)|(?<![a-z])charge",
    ),
}

INPUT = re.compile(r"input|prompt|输入|提示")
IN_AND_OUT = re.compile(r"input ?(?:/|and|&) ?output|输入 ?[/、和与及]? ?输出")
OUTPUT = re.compile(r"output|completion|generat|输出|生成")
CACHED = re.compile(r"cach|缓存|(?<!未)命中(?!率)")
WRITTEN = re.compile(r"cache[- ]?(?:writ|creat)|缓存(?:写入|创建)|(?:写入|创建)缓存")  # dearer than input, and no hit
MISSED = re.compile(r"cache[- ]?miss|uncached|n(?:o|on|ot)[- ]cach|without (?:the |a )?cach|未命中|[非无未]缓存")
PER_TOKEN = re.compile(
    r"(?:million|1m|百万|/ ?m|mtok|千|1k|thousand)[^.。;；]{0,12}?(?:tokens?|词元|令牌|tok)|(?:tokens?|词元)",
)
