"""Sentences and clauses of a segment, and the short patterns that tie two things in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

from claimcheck import patterns as re
from claimcheck.model import ConditionMention, Mention, Quantity, Segment
from claimcheck.records import dataclass, field

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

LONGEST_GAP = 80  # characters looked at between two things; beyond it no pattern ties them
LONGEST_SENTENCE = (
    2_000  # characters; text without a full stop is cut, or pairing its figures would take squares of time
)
MOST_PARTS = 60  # names and figures of a sentence, for the same reason
_BACK = 6  # of the last of these, before which a mark may stand to cut at
_MARKED = re.compile(r"[)）,，、|\n]")

# Begins with a set, to which the engine skips in C: a run of marks, of line ends, or a full stop.
_SENTENCE = re.compile(
    r"[。！？!?；;\n.](?:(?<=[。！？!?；;])[。！？!?；;]*[”’\"'）)]*|(?<=\n)\n*|"
    r"(?<=[A-Za-z0-9%)\]\"”*]\.)(?<![\s(][Vv]s\.)(?<![\s(][Aa]pprox\.)(?<![\s(][Ee]st\.)(?<![\s(]e\.g\.)(?<![\s(]i\.e\.)"
    r"(?=\s+[A-Z0-9\"“(\[*]|\s*$))"
)
_QUESTION = 48  # characters of a question that is told together with its answer
_FULL_QUESTION = 160  # the same of one that names what it asks for
_TO_ANSWER = re.compile(
    r"[\s*_]*(?:(?:about|around|just|only|a|an)\s+)?(?:大约|约|仅|只有|不到|超过|近|高达|达到)?\s*[*_]*", re.IGNORECASE
)
_MARKS = r"，,；;：:。！？!?\n而"
_BORDER = rf"(?<=[{_MARKS}])|(?<=(?<!\w)w)(?:hile|hereas)(?!\w)|(?<=(?<!\w)b)ut(?!\w)|(?<=—)—?"
_CLAUSE = re.compile(rf"[{_MARKS}wb—](?:{_BORDER})")
_DASH = re.compile(r"-\s")
_CLAUSE_WITH_DASH = re.compile(rf"[{_MARKS}wb—\s](?:{_BORDER}|(?<=\s)-\s)")  # looks at every space
_NAMES_BETWEEN = (
    r"(?:测试|基准|评测|数据集|任务|竞赛|考试|评分|得分|跑分|分数|成绩|准确率|正确率|通过率|榜单|上|中|里|时|的|方面|数量|大小|总量|容量|规模|"
    r"scores?|accuracy|benchmark|tests?|exam|rating|leaderboard|count|size|\d+-shot|(?:pass|cons|maj|avg)@\d+|(?:zero|few)-shot)"
)
_VERB_BETWEEN = (
    r"(?:[:：=|]|为|是|从|由|(?:原生)?支持|达到?了?|取得了?|得到了?|获得了?|高达|仅为?|只有|约为?|有|拿下了?|得分|拥有|只需|"
    r"of|at|is|was|are|were|from|reach(?:ed|es)?|hits?|scor(?:ed|es|ing)|with|to|achiev(?:ed|es|ing)|stands?|stood|sits|comes?|totals?|now|currently|"
    r"(?:updated|improved|rais(?:ed|es)|rose|rises|jump(?:ed|s)|went|climb(?:ed|s)|fell|dropp?(?:ed|s)|increas(?:ed|es)|grew)(?= from))"
)
# metric, then figure, with nothing but glue between: "AIME 2024 上取得了 79.8%", "MMLU: 90.8", "MMLU score of 90.8"
DIRECT = re.compile(
    rf"\s*[)）*]*\s*(?:[(（][^()（）]{{0,40}}[)）]\s*)?(?:{_NAMES_BETWEEN}\s*){{0,4}}(?:{_VERB_BETWEEN}\s*){{0,3}}(?:the |an? |up to |about )?[(（*]*\s*$",
    re.IGNORECASE,
)
# figure, then metric: "79.8% on AIME 2024", "32 GB of memory", "21,760 CUDA cores", "512-bit bus"
ON = re.compile(
    r"\s*[)）*]*\s*(?:的?\s*)?(?:\w+\s+){0,2}?(?:on|in|at|for|across|of|under)\s+(?:the\s+)?(?:\w+\s+)?[*(]*$",
    re.IGNORECASE,
)
FRONTED = re.compile(
    r"\W*(?:on|in|at|for)\s+(?:the\s+)?(?:\w+\s+){0,2}[(（]?|\W*(?:而|尤其是?|特别是)?(?:在|于)(?:像|如|诸如)?(?:[\u4e00-\u9fff]{2,8}\s?)?\W*",
    re.IGNORECASE,
)
# between a metric and the name whose it is
OF_NAME = re.compile(
    r"\s+(?:score |rating |result )?(?:of|for)\s+(?:the\s+)?|\s*(?:测试|基准)?[上中里]?\s*", re.IGNORECASE
)
# behind a metric that its whole sentence is about: "MMLU scores: ...", "MMLU 测试上，..."
_SCORES = r"\s*[)）]?\s*(?:(?:benchmark|leaderboard|scores?|results?|accuracy|测试|基准|评测|榜单|排行榜?|排名|得分|成绩|分数|准确率|结果)\s*){0,2}"
LABELLED = re.compile(rf"{_SCORES}(?:\s?[(（][^()（）:：]{{1,24}}[)）])?[*_]*\s*[:：]", re.IGNORECASE)
FRONTED_BEHIND = re.compile(rf"{_SCORES}(?:上|中|里|方面)\s*[,，]")
# between a name and its score: "R1 (79.8)", "R1: 79.8", "R1 79.8"
BESIDE_NAME = re.compile(r"[\s*_]*(?:[(（:：=]|[-–—]{1,2}(?=\s))?[\s*_]*")
SCORING = re.compile(  # of lower case
    r"(?<![a-z])(?:scor(?:e[sd]?|ing)|accuracy|rating)(?![a-z])|得分|分数|成绩|评分|跑分|准确率|正确率|拿下|斩获"
)
COUNTING = re.compile(r" [a-z]{3,}s(?![a-z])")  # of lower case: "a score of 32 repetitions"
RELATIVE = re.compile(r"(?: (?:on|in) [A-Z][\w.-]*(?: [\w.-]+){0,2})?\s*[,，]?\s*(?:which|that|whose)\b", re.IGNORECASE)
# from a name to its day, of lower case: "the V3 architecture, which was introduced in"
RELATIVE_DAY = re.compile(
    r"(?:\s[a-z]{4,12}){1,2},?\s(?:which|that)\s(?:was|were|had been|came|is)\s(?:[a-z]{2,12}\s){0,3}(?:in|on|at)\s(?:the\s)?"
)
ADJACENT = re.compile(r"[\s\-*的)）]*(?:长度的?|大小的?|超长|超大|最大|长)?$")
# figures, then the system they described: "72 个 GPU，性能 1.4 EFLOPS，这就是 X", "671B parameters: this is X"
PRESENTED = re.compile(
    r"(?:这|那)(?:就是|便是|正是)(?:全新的)?\s*$|(?<![A-Za-z])(?:this|that) is (?:the (?:new )?)?$|(?<![A-Za-z])meet (?:the (?:new )?)?$",
    re.IGNORECASE,
)
# entity, then figure: "o1-1217 的 79.2%", "o1's 79.2%", "R1 (79.8%)", "R1: 79.8"
POSSESSIVE = re.compile(
    r"\s*(?:[(（][^()（）]{1,20}[)）]\s*)?(?:['’]s(?:\s+(?!models?|cards?|chips?|gpus?|rivals?|successors?|predecessors?)[a-z]{3,12}){0,2}"
    r"(?:\s+(?:score|result|rating|mark|accuracy|performance|figure|record)(?:\s+of)?)?|"
    r"的|模型的|[(（]|[:：]|at|with|is|has|为|有)\s*(?:about |约)?[*(（]*$",
    re.IGNORECASE,
)
# the same with a metric (\0) between
OWN_METRIC = re.compile(
    r"['’]s\s+\0\s*(?:(?:score|result|rating|accuracy|mark)\s*)?(?:of\s*)?|"
    r"\s*(?:在|于|的)\s*\0\s*(?:测试|基准)?(?:[上中里])?(?:的)?(?:得分|成绩|分数|准确率)?(?:的|为|是)?\s*",
    re.IGNORECASE,
)
# figure, then entity: "79.8% for R1", "of R1", "by R1"
OWNER_AFTER = re.compile(
    r"\s*[)）]?\s*(?:goes|belongs) to\s+$|\s+that\s+(?:the\s+)?$|\s*[)）]?\s*(?:[(（][^()（）]{0,20}[)）])?\s*的\s*$|\s*[)）*]*\s*(?:\w+\s+){0,3}?(?:for|of|by|from|in|with)\s+"
    r"(?:(?:the|its|their)\s+(?:(?:rival|predecessor|competitor|previous|older|smaller|larger|original)\s+)?|(?:standard|regular|plain|vanilla|raw|base)\s+)?[*(]*$",
    re.IGNORECASE,
)
# the same of a value before: "up from 40 GB on the A100"
OWNER_BEHIND = re.compile(rf"{OWNER_AFTER.pattern}|\s*on\s+(?:the\s+)?", re.IGNORECASE)
# figure as an attribute of the entity: "the 109B-parameter Scout", "a $1,999 RTX 5090"
# the same behind a bracket that qualifies the figure, and for the figure in that bracket: "2840 亿参数（激活 130 亿）的 X"
OWNER_BEHIND_BRACKET = re.compile(r"\s*(?:参数)?\s*(?:[(（][^()（）]{1,40})?[)）]\s*(?:参数)?\s*的\s*")
# nothing but 的 between a figure and its owner, whichever name stands before the figure: "A 和 1750 亿参数的 B"
OWNED = re.compile(r"\s*(?:参数)?\s*的\s*")
PREMODIFIED = re.compile(r"[\s\-]{0,2}(?:(?!(?:and|or|vs|versus|than|with|和|与|及|或)\b)\w+\s)?[*(]*", re.IGNORECASE)
# between a figure and the chips that it counts: "1 万张英伟达 A100"
COUNTED = re.compile(
    r"\s*(?:个|块|张|枚|颗|片|台|x|×)?\s*(?:\d{1,3} ?GB?(?![A-Za-z]))?\s*(?:英伟达|NVIDIA|Nvidia|Huawei|华为|Google)?\s*(?:的)?\s*"
)
# between a figure and the name that it qualifies: "80GB A100", "400B 的 Llama 3"
TOUCHING = re.compile(r"[\s\-]?的?\s?")
LABELLED_DATE = re.compile(
    r"\W*(?:(?:(?:initial|first|official|public)\s)?(?:release|launch|announcement|publication|发布|上市)?\s*(?:date|日期|时间)|"
    r"(?:(?:initial|first|official|public)\s)?(?:releases?d?|launch(?:ed)?|announced)|(?:首次|正式)?(?:发布|推出|上线)于?)"
    r"\W*[:：]\W*",
    re.IGNORECASE,
)
# what may stand between a word of comparison and the name: "than even the largest Llama 3 model"
_QUALIFIED = (
    r"\s*(?:even\s+)?(?:了|the\s+|its\s+|their\s+|\w+['’]s\s+)?"
    r"(?:(?:(?:much|far|significantly)\s+)?(?:(?:open|closed)[- ](?:source|weights?)\s+)?"
    r"(?:predecessors?|successors?|previous|earlier|older|rivals?|competitors?|peers?|larger|bigger|smaller|largest|biggest|smallest|latest|newest|strongest|original|flagship|powerful|proprietary)"
    r"\s+(?:models?\s+)?(?:like\s+|such as\s+)?"
    r"|(?:其|它的|自家的?|同类)?(?:前代|上一代|前身|上代|前作|竞争对手|对手|竞品|竞争者)(?:产品|模型)?|最新的|最强的|最大的|原版的?)?"
)
_DESCRIBED = r"(?:(?![\u4e00-\u9fff]{0,8}(?:对手|竞品|众多|所有))[\u4e00-\u9fff]{1,12}的\s*)?"  # "超越了参数量巨大的 X"
# what stands before an entity that is only compared with
COMPARED = re.compile(
    r"(?:(?<![A-Za-z])architecture[\s*_]*[:：][\s*_]*|架构[\s*_]*[:：][\s*_]*|(?<![A-Za-z])(?:than|vs\.?|versus|over|against|to|(?<!returned )(?<!responded )(?<!answered )(?<!followed )(?<!debuted )(?<!arrived )(?<!back )with|beat(?:s|ing|en)?|above|below|behind|surpass\w*|outperform\w*|outscor\w*|outpac\w*|outrank\w*|overtak\w*|overtook|eclips\w*|edg(?:es|ed|ing) (?:out|past)|top(?:s|ped|ping)|trail(?:s|ed|ing)?|exceed\w*|undercut\w*|"
    r"match(?:es|ed|ing)?|approach(?:es|ed|ing)?|rival(?:s|l?ed|l?ing)?|near(?:s|ing)?|(?<!case )of|(?<!models )(?<!systems )(?<!LLMs )(?<!chips )(?<!GPUs )(?<!cards )like|unlike|instead of|rather than|as opposed to|using|follow(?:s|ed)|succeed(?:s|ed)|replac(?:es|ed)|(?:takes?|took) over from|(?:comes?|came) after|(?:based|builds?|built|running|run) on|powered by|thanks to)|而不是|而非|不同于|相比于?|相较于?|(?<!比)较(?![小大低高便贵新旧少多强弱轻长短快慢早晚好差])|对比|比|超过了?|超越了?|高于|低于|优于|强于|不及|不如|落后于?|领先于?|仅?次于|媲美|接近|逼近|比肩|追平|持平于|对标|看齐|等同于?|相当于|堪比|不输于?|不逊于|击败|打败|接替|取代|替代|顶替|与|和|跟|同|类似|基于|得益于|凭借|采用|搭载|配备|内置|集成|使用|借助|占了?)"
    rf"{_QUALIFIED}\s*$",
)
# among them the words that set the name against another: no figure is its own but one tied to it
BEATEN = re.compile(
    r"(?:(?<![A-Za-z])(?:than|double|triple|twice|half(?: of)?|vs\.?|versus|as (?:much|many|fast|large|big|cheap|good|strong|high|low)(?: \w+){0,2} as|same(?: \w+){0,2} as(?: (?:the )?(?:pric\w+|cost) (?:for|of))?(?: with)?|match\w* the pric\w+ of|(?:[x×]|times|twice|half|double|triple) the (?:\w+ )?(?:cost|price|size|speed|performance|parameters|memory|bandwidth|throughput|power|accuracy|capacity|compute)(?: (?:capacity|size|bandwidth|count|rate|draw))? of|compared (?:to|with)|ahead of|unlike|instead of|rather than|as opposed to|over|against|beat(?:s|ing|en)?|above|below|behind|surpass\w*|outperform\w*|outscor\w*|outpac\w*|outrank\w*|overtak\w*|overtook|eclips\w*|edg(?:es|ed|ing) (?:out|past)|top(?:s|ped|ping)|trail(?:s|ed|ing)?|exceed\w*|undercut\w*|"
    r"match(?:es|ed|ing)?)|而不是|而非|不同于|相比于?|相较于?|(?<!比)较(?![小大低高便贵新旧少多强弱轻长短快慢早晚好差])|对比|比|超过了?|超越了?|高于|低于|优于|强于|不及|不如|落后于?|领先于?|仅?次于|等同于?|相当于|堪比|媲美|[击打]败了?|战胜了?|力压|碾压|反超|抛开|撇开|除了?|(?:^|[,，])\s?(?:and )?not)"
    rf"{_QUALIFIED}\s*{_DESCRIBED}$|(?:不是|并非)\s*$",
)
# before and behind a name that a sentence begins with, to compare another with it
HEADED = re.compile(
    r"\W*(?:(?:compared|in comparison|relative|next) (?:to|with)\s(?:the\s|its\s)?(?:predecessor\s|previous\s|older\s)?|相[比较]于?\s*|较之?\s*|[与和]\s*)",
    re.IGNORECASE,
)
HEADED_BEHIND = re.compile(r"\s*(?:相比|相较)?\s*[,，]\s*(?:the\s)?", re.IGNORECASE)
# before and after one that another is like: "与 H100 相同，但内存为 141GB"
ALONGSIDE = re.compile(r"[与和跟同]\s*$")
EQUALLED = re.compile(
    r"\s*(?:具有|拥有|采用|使用)?(?:的)?(?:架构|配置|规格|性能|价格)?(?:基本|大致|完全|几乎)?(?:相同|一样|类似|相似|持平|相当|一致|看齐|接近|相近)"
)
# a name of two words or more before a bracket
BRACKETED_NAME = re.compile(r"(?<![A-Za-z])([A-Z][\w.'-]*[a-z]\w*(?: [A-Z][\w.'-]+){1,3})\s*[(（]$")
# between two names that a word of comparison before the first covers: "outperforming Claude Opus 4 and GPT-4.1"
COORDINATED = re.compile(
    r"\s*(?:[(（][^()（）]{0,40}[)）]\s*)?(?:[,，、/&]|,?\s*(?:and|or)|和|与|及|以及|或)\s*(?:the\s+)?", re.IGNORECASE
)
# between a figure of one name and the next name: "R1 (79.8%) and V3", "与 o1（79.2%）相比，R1"
BETWEEN_TWO = re.compile(rf"\s*[)）]?\s*(?:相比|相较|by contrast)?(?:{COORDINATED.pattern}|\s*[|·]\s*)", re.IGNORECASE)
# after a name that stands for an idea or a kind and not for the system: "Chinchilla scaling laws", "o1-level"
NOT_ITSELF = re.compile(
    r"[\s\-)）]{0,3}(?:的)?(?:升级版|升级款|精简版|轻量版|简化版|增强版|改进版|加强版|后续(?:版本|型号)?|继任者?|接班人|迷你版|衍生版|变体|architectures?(?![a-z])|架构|scaling[- ]laws?|optimal|level|class|style|like|based(?! (?:on|upon|in|at))|扩展法则|扩展定律|缩放法则|缩放定律|规模定律|级别|级(?!别)|水平|\s?系列(?:模型|产品)?(?:中|里|当中)|(?:系列)?(?:模型)?(?:推出|发布|问世|上线|走红)(?:之?后|以后|不久)|\saside(?=\s?,)|\s?(?:就不说了|就不提了|之外|以外|除外|不谈|不论|暂且不提)|(?:级别?)?的性能(?=[。，,；;、\s)）]|\Z)|阉割版|特供版|平替|替代品|(?:的)?开源(?:平替|替代|复现)|(?:的)?基础(?:之)?上|(?:模型)?进行(?:了)?(?:升级|改进|优化|扩展|微调|蒸馏|压缩|量化)|竞品|对手|克星|(?:的)?默认(?:的)?模型|的?\s?[近约]?\s?\d+(?:\.\d+)?\s*倍|的\s?(?:近|约|大约|不到|大概)?\s?(?:[\d一二两三四五六七八九十百千万]+分之|一半|1/\d|\d+(?:\.\d+)?\s?[%％])|(?:价格)?的零头)|"
    r"['’]s (?:rival|successor|predecessor|competitor|answer|equivalent|counterpart)s?\b|"
    r"\s(?:competitor|rival|challenger|alternative|killer|clone|contender)s?(?![a-z])|\s(?:did|does|do)(?=[,.;:!?)]|\s*\Z|\son\s)",
    re.IGNORECASE,
)
# after a name whose date it is not: "InternLM2 technical report", "Qwen-7B-Chat-Int8"
A_PART_OF = re.compile(
    r"[\s\-_]{0,2}(?:模型)?(?:的)?\s*(?:全量|全参)?(?:q?lora(?!\w)|微调|fine[- ]?tun\w+|"
    r"technical[- ]report|tech report|paper|report|blog|demo|code(?!\w)|dataset|data(?!\w)|tutorial|docs?|weights?|"
    r"int[48]|gptq|awq|gguf|技术报告|报告|论文|代码|数据集|数据|量化|文档|教程|博客|演示|调研)",
    re.IGNORECASE,
)
# between a date and what was launched then: "2023年8月发布了专注于代码生成的 Code Llama"
LAUNCHES = re.compile(
    r"releas(?:ed|es|ing)|launch(?:ed|es|ing)|unveil(?:ed|s|ing)|introduc(?:ed|es|ing)|announc(?:ed|es|ing)|发布|推出|开源|上线",
    re.IGNORECASE,
)
# a sentence that opens with what was done to the subject of the one before: "Released in July 2025, ..."
PARTICIPLE = re.compile(
    r"\W*(?:first |initially |officially |originally )?(?:released|launched|announced|unveiled|introduced|published|trained|built|developed|priced|open[- ]sourced|"
    r"发布于|推出于|上线于)\b",
    re.IGNORECASE,
)
# between two figures of a from-to pair
FROM_TO = re.compile(
    r"\s*[)）]?\s*(?:[^0-9，。,;；]{0,12}?)(?:升至|跃升至|跃升到|提升至|提升到|提高到|提高至|增至|增加到|增长到|增长至|降至|降到|下降到|"
    r"下降至|缩小至|缩小到|飙升至|上升到|上升至|涨到|变为|(?<![找看得遇提收感想做])到|至|→|->|\bto\b|reaching)\s*(?:了|about|around|约)?\s*$",
    re.IGNORECASE,
)
# between a figure and the earlier one that it replaced
UP_FROM = re.compile(
    r"[^.。;；!！]*(?:(?<![A-Za-z])(?:up|down) from(?: just| only| about| around)?|(?<![A-Za-z])previously|此前为|之前为|原为|此前的|之前的)\s*",
    re.IGNORECASE,
)
# right before a figure that is set against another, of lower case
AGAINST_BEFORE = re.compile(r"(?<![a-z])(?:(?:up|down) from|versus|vs\.?|compared (?:to|with)|against|than)\s+\Z")
FROM = re.compile(r"(?:(?<![A-Za-z])from|从|由)\s*(?:[^0-9，。,;；]{0,12})$", re.IGNORECASE)
# between a figure of training and the name that its data came from: "200 million tokens from GPT-4o"
DRAWN_FROM = re.compile(r"\s*(?:\w+\s+){0,3}(?:from|by)\s+(?:the\s+)?", re.IGNORECASE)
# around a size that is a class of models: "the best 7B model", "any other 70B models"
INDEFINITE = (
    re.compile(
        r"(?:(?<![A-Za-z])(?:an?|any|best|top|other|others|every|each|some|most|many|similar|another|typical|existing|all|than|of)|(?<![A-Za-z])sub-|"
        r"一个|某个|其他|其它|同等|最好的|最强的|任何)\s*$",
    ),
    re.compile(
        r"[\s-]*(?:parameters?|参数)?[\s-]*的?(?:(?:dense|sparse|moe|language|open)\s+)?(?:models?|LLMs?|class|模型|大模型|稠密模型)"
        r"(?![A-Za-z])",
        re.IGNORECASE,
    ),
)
# behind a figure that is a change and no level: "15% improvement", "up to 65% fewer tokens", "5.2 points ahead"
CHANGED = re.compile(
    r"\s*(?:(?:relative|absolute|average|overall|further|cost|price|performance|pricing|token|memory|compute|time|latency|energy)\s+)?(?:improvements?|reductions?|increases?|decreases?|fewer|less|more|"
    r"higher|lower|better|worse|faster|slower|cheaper|drops?|gains?|boosts?|jumps?|growth|cuts?|savings?|discounts?|off)(?![a-z])",
    re.IGNORECASE,
)
POINTS_APART = re.compile(
    r"[\s-]*(?:percentage[\s-]+)?(?:points?|pts?|pp|scores?)[\s-]+(?:ahead|behind|above|below|over|under|clear|short|shy|more|less|"
    r"higher|lower|better|worse|leads?|gaps?|edge|margins?|advantage|differences?|deficit|gains?|jumps?|drops?|"
    r"improvements?|increases?|decreases?)(?![a-z])"
    r"|\s*个?(?:百分)?[点分]的?(?:优势|差距|领先|之差|提升|提高|增长|下降|涨幅|降幅)",
    re.IGNORECASE,
)
APART_OF = re.compile(
    r"(?:(?<![a-z])(?:lead|gap|edge|margin|advantage|difference|deficit|gain|jump|drop|improvement|savings?|reduction|decrease|increase) of"
    r"(?: (?:about|around|nearly|only|just|over))?|(?:差距|优势|差|幅度)(?:为|是|有|仅|约|只有|达)*)\s*$",
    re.IGNORECASE,
)
# behind a number of tokens that bounds the output: "64K output", "64,000 token output capacity"
OUTPUT_AFTER = re.compile(
    r"[\s-]*(?:tokens?)?\s*(?:of\s+)?(?:max(?:imum)?\.?\s+)?(?:output(?!\s+(?:token\s+)?(?:price|cost))|输出|的输出|"
    r"(?<=[kK] )out(?![a-z-]|\sof(?![a-z])))",
    re.IGNORECASE,
)
# right before a figure: it is that of systems without a name
OTHERS = re.compile(
    r"(?<![a-z])the (?:two |three |four |other |remaining )?(?:smaller|larger|bigger|other|remaining|smallest|largest) "
    r"(?:models|variants|versions|sizes)(?: in (?:the|this) [a-z]+)? (?:have|has|support|offer|handle|get|use)s?"
    r"(?:\s(?:an?|the|up|to|of|contexts?|windows?|lengths?|only|just|about|around|at|most|prompts?|inputs?)){0,6}\s?$|"
    rf"(?:(?<![a-z])predecessors?|前代|上一代|前作|(?:{re.begun('next', 'second', 'previous', 'prior')})[- ](?:best|generation|top)[\w\s-]{{0,20}}|(?:{re.begun('other', 'rival', 'competing')}) (?:system|model)s?|runner-up|"
    r"(?:下一个|第二|其他|其它|次优)[\w\s]{0,6}(?:系统|模型)|竞争对手|竞品|第二名)\s*(?:['’]s|的|[(（]|at|with|为)?\s*(?:about |约)?$",
)
# the sizes of models in general that something is set against: "comparable to 540B models"
OF_RIVALS = (
    re.compile(
        r"(?:(?<![A-Za-z])(?:(?:comparable|similar|equal|equivalent|superior|close|on par|compared) (?:to|with)|than|against|like|"
        r"rivals?|matche?s?|matching|beats?|beating|outperform\w*|surpass\w*)\s(?:\w+\s){0,2}|"
        r"(?:媲美|比肩|匹敌|超[过越]|优于|对标|相当于|不输于?)\s*)$",
        re.IGNORECASE,
    ),
    re.compile(
        r"[\s-]*(?:parameter\s|参数的?)?(?:(?:dense|sparse|moe|language|open)\s+)?"
        r"(?:models(?![A-Za-z])|LLMs(?![A-Za-z])|MoEs?(?=\s*(?:[.,;:)。；，]|\Z))|(?:大|级别?的?大?)?(?:模型|竞品|对手))",
        re.IGNORECASE,
    ),
)
OF_SOME_RIVAL = re.compile(
    r"(?<![A-Za-z])(?:(?:than|to|against|with|like|vs\.?) an? |sub-)$", re.IGNORECASE
)  # "than an 8B model"
# behind a size that is a class of models, and sizes in ids
OF_A_CLASS = re.compile(r"[\s-]*(?:models?|LLMs?|模型|scale|class|range|规模|级别|量级)(?![A-Za-z])", re.IGNORECASE)
ANY_OF_SIZE = re.compile(
    r"[\s-]*(?:parameters?|参数)?(?:规模|级别?)?的?(?:以上|以下|左右)?的?[\s-]*(?:(?:策略|奖励|价值|教师|学生|草稿|基座|参考|目标|小|稠密|开源|语言)*)(?:models|大?模型|LLMs)(?![A-Za-z])|\+ ?(?:models|模型)",
    re.IGNORECASE,
)
THIS_SIZE = re.compile(
    r"(?:(?<![a-z])(?:the|its|our|their|both|two|three|four|this|these)|[该这其此]|我们的?|两个?|三个?|的|版|为|是|有|和|与|、|及|发布|推出|开源)[^,，。]{0,6}$",
    re.IGNORECASE,
)
IN_AN_ID = re.compile(r"(?<![0-9a-z.])\d+(?:\.\d+)?[bm](?![0-9a-z])")
# between two figures of which the second is set against the first
AGAINST = re.compile(
    r"\s*[(（,，]?\s*(?:vs\.?|versus|compared (?:to|with)|as against|(?:up|down) from|对比|相比)\s*(?:about |约)?|"
    r"[^\d.;。；]{0,40}(?<![A-Za-z])(?:over|than|above|beat(?:s|ing)?|ahead of|behind|against|compared (?:to|with)|versus|(?:up|down) from)\s+"
    r"(?:the\s+|its\s+)?(?:about\s+)?",
    re.IGNORECASE,
)
# between a model's name and the memory that it fills
TAKES = re.compile(
    r"\s?(?:takes?|needs?|requires?|uses?|using|occup(?:ies|ying)|consumes?|weighs?|fills?|[:：=]|需要?|占用?|要|吃掉?|消耗)?\s?"
    r"(?:up\s|about|around|roughly|约|大约)?\s?",
    re.IGNORECASE,
)
RESTATED = re.compile(r"\s*[(（]\s*(?:即|约|about|or|i\.e\.,?)?\s*")
LIST_GAP = re.compile(
    r"(?:\s?分(?!之))?[\s、，,/*]*(?:[(（][^()（）]{0,40}[)）])?[\s、，,/*]*(?:and|or|vs\.?|以及|和|与|及|或|&)?\s*(?:the\s+)?[\s*]*$",
    re.IGNORECASE,
)
VERSUS = re.compile(
    r"(?:\s*[(（][^()（）]{1,24}[)）])?\s*(?:[(（]\s*)?(?:vs\.?|versus|instead of|rather than|而非|而不是|对比|相比|对|比)\s*",
    re.IGNORECASE,
)
SET_AGAINST = re.compile(
    r"\s*(?:(?<![a-z])against|close to(?: the)?|(?<![a-z])versus|(?<![a-z])vs\.?|compared (?:to|with)|instead of|rather than|而(?:非|不是)?|相比)\s*",
    re.IGNORECASE,
)
# the same where the words before say that one name is set against the other
TO = re.compile(
    r"\s*(?:to|against|compared (?:to|with)|up from|[-–—]|对|比)\s*",
    re.IGNORECASE,
)
RESPECTIVELY = re.compile(r"respectively|in that order|分别|依次", re.IGNORECASE)
# a kind of system rather than one of them: it keeps figures from the system named before
GENERIC = re.compile(
    re.whole("llms", "most models", "other models", "many models", "language models", "models", "smallest model")
    + "|"
    + re.whole(
        "largest model",
        "next[- ]generation",
        "to train an?",
        "the (?:thinking|reasoning|pro|mini|turbo|fast|other) variants?",
    )
    + r"|一般(?:而言|来说)|通常|大多数?|多数|许多|同类|业[内界](?!领先|最|首|顶尖|知名)|各家|百亿级|十亿级|千亿级|正在训练|未来|(?:价值|奖励|策略|草稿|教师|学生|参考|评判)模型|训练一个|下一代|最小的?模型|最大的?模型|最小型|传统的?(?=[^，。；;]{1,8}(?:显卡|芯片|模型|架构|GPU|CPU|PC|服务器))",
)
PRONOUN = re.compile(
    re.whole("its?", "this model") + r"|它|其(?!他|它|中|余|实)|此模型|这(?:款|一|个)(?:模型|芯片|显卡)",
)
# the company that speaks or is spoken to: "how many GPUs did you stock up on?"
COMPANY = re.compile(r"(?<![A-Za-z])(?:we|our|you|your)(?![A-Za-z])|我们|我們|你们|你們|贵公司|我司", re.IGNORECASE)
DEFINITE = re.compile(
    re.whole("the (?:model|chip|card|system|gpu|project)") + r"|该(?:模型|芯片|卡|系列|产品|系统|项目)|本模型",
)


@dataclass(slots=True)
class Sentence:
    """A sentence as a stretch of a segment's view, with the names, conditions and figures that begin in it."""

    segment: Segment
    start: int
    end: int
    entities: list[Mention] = field(default_factory=list)  # names the registry does not know among them
    metrics: list[Mention] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    conditions: list[ConditionMention] = field(default_factory=list)
    words: dict[int, Any] = field(default_factory=dict, repr=False, compare=False)  # of figures, kept by claims.owners
    kinds: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)  # of names by metric, kept there too
    roles: dict[int, str | None] = field(default_factory=dict, repr=False, compare=False)  # of names, kept there too
    _near: dict[tuple[int, int], str] = field(default_factory=dict, repr=False, compare=False)  # words around figures
    _starts: list[int] = field(default_factory=list, repr=False, compare=False)  # of clause borders, once looked for
    _ends: list[int] = field(default_factory=list, repr=False, compare=False)

    @property
    def text(self) -> str:
        return self.segment.view.text[self.start : self.end]

    def between(self, left_end: int, right_start: int) -> str:
        """The text between two things, its last LONGEST_GAP characters at most when they stand far apart."""
        return self.segment.view.text[max(left_end, right_start - LONGEST_GAP) : right_start]

    def _look(self) -> None:
        """Finds the clause borders of the sentence, and a last one at its end."""
        text = self.segment.view.text
        pattern = _CLAUSE_WITH_DASH if _DASH.search(text, self.start, self.end) else _CLAUSE
        for border in pattern.finditer(text, self.start, self.end):
            self._starts.append(border.start())
            self._ends.append(border.end())
        self._starts.append(self.end)
        self._ends.append(self.end + 1)

    def clauses(self, a: int, b: int) -> int:
        """How many clause borders stand between two offsets, 400 characters at most apart."""
        if not self._starts:
            self._look()
        if a > b:
            a, b = b, a
        return max(0, bisect_right(self._ends, min(b, a + 400)) - bisect_left(self._starts, a))

    def near(self, quantity: Quantity) -> str:
        """The words around a figure in its clause, in lower case."""
        key = quantity.start, quantity.end
        known = self._near.get(key)
        if known is None:
            left, right = self.clause(quantity.start, quantity.end)
            known = self.segment.view.low[max(left, quantity.start - 60) : min(right, quantity.end + 40)]
            self._near[key] = known
        return known

    def bracketed(self, at: int) -> bool:
        """Whether a place stands inside round brackets of the sentence."""
        head = self.segment.view.text[max(self.start, at - 120) : at]
        return max(head.rfind("("), head.rfind("（")) > max(head.rfind(")"), head.rfind("）"))

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The clause around a figure, 200 characters of it either way: from the border before it to the next."""
        if not self._starts:
            self._look()
        before = bisect_right(self._ends, start) - 1
        left = self._ends[before] if before >= 0 else self.start
        after = self._starts[bisect_left(self._starts, end)] if end <= self._starts[-1] else self.end
        return left if left >= start - 200 else self.start, min(after, self.end, end + 200)


_CUT: dict[int, tuple[Segment, list[Sentence]]] = {}  # a few rules ask for the same segments again
_KEEP = 256


def sentences(segment: Segment) -> list[Sentence]:
    """The sentences of a segment; a name or a figure is never cut. They are shared: not to be changed."""
    known = _CUT.get(id(segment))
    if known is not None and known[0] is segment:
        return known[1]
    if len(_CUT) >= _KEEP:
        _CUT.clear()
    found = _cut(segment)
    _CUT[id(segment)] = segment, found
    return found


def _cut(segment: Segment) -> list[Sentence]:
    text = segment.view.text
    spans = [(m.start, m.end) for m in segment.mentions] + [(q.start, q.end) for q in segment.quantities]
    inside = bytearray(len(text) + 1)
    for a, b in spans:
        inside[a + 1 : b] = b"\x01" * max(0, b - a - 1)
    cuts = [0]
    for m in _SENTENCE.finditer(text):
        if not inside[m.start()] and not (text[m.start()] in "?？" and _answered(m.end(), cuts[-1], segment)):
            cuts.append(m.end())
    if cuts[-1] != len(text):
        cuts.append(len(text))
    found = [Sentence(segment, a, b) for a, b in pairwise(_bounded(cuts, sorted(spans), inside, text))]
    _share(found, segment)
    return found


def _answered(end: int, start: int, segment: Segment) -> bool:
    """Whether a figure answers the short question before it, so that the two are one: "GPT-5.1's score? 17.6%."."""
    if end - start > (_FULL_QUESTION if _names_both(start, end, segment) else _QUESTION):
        return False
    at = bisect_left(segment.quantities, end, key=lambda q: q.start)
    if at and segment.quantities[at - 1].end > start:
        return False
    return (
        at < len(segment.quantities)
        and _TO_ANSWER.fullmatch(segment.view.text, end, segment.quantities[at].start) is not None
    )


def _names_both(start: int, end: int, segment: Segment) -> bool:
    """Whether a question names a system and a metric: what it asks for is a figure."""
    kinds = {c.kind for m in segment.mentions if start <= m.start < end for c in m.candidates}
    return kinds == {"entity", "metric"}


def _bounded(cuts: list[int], spans: list[tuple[int, int]], inside: bytearray, text: str) -> list[int]:
    """`cuts` with further ones where a sentence is longer or holds more than it may; no name or figure is cut, nor a
    name from the figure behind it where a mark stands between two others shortly before.
    """
    bounded = cuts[:1]
    starts = [a for a, _ in spans]
    for cut in cuts[1:]:
        while True:
            at = bounded[-1] + LONGEST_SENTENCE
            beyond = bisect_left(starts, bounded[-1]) + MOST_PARTS
            if beyond < len(starts):
                marked = (
                    n for n in range(beyond, beyond - _BACK, -1) if _MARKED.search(text, spans[n - 1][1], starts[n])
                )
                beyond = next(marked, beyond)
                at = max(min(at, starts[beyond]), bounded[-1] + 1)
            at = inside.find(0, at, cut)
            if at < 0:
                break
            bounded.append(at)
        bounded.append(cut)
    return bounded


def _spelt_out(mention: Mention, named: list[Mention], segment: Segment) -> bool:
    """Whether a name in a bracket is that before it once more: "MMLU (Massive Multitask Language Understanding)"."""
    if not named or not mention.candidates or not named[-1].candidates:
        return False
    between = segment.view.text[named[-1].end : mention.start].strip()
    return between in ("(", "（") and mention.candidates[0].id == named[-1].candidates[0].id


def _share(found: list[Sentence], segment: Segment) -> None:
    at = 0
    for mention in segment.mentions:
        while found[at].end <= mention.start:
            at += 1
        kinds = {c.kind for c in mention.candidates}
        if "entity" in kinds or mention.unknown == "entity":
            found[at].entities.append(mention)
        if ("metric" in kinds or mention.unknown == "metric") and not _spelt_out(mention, found[at].metrics, segment):
            found[at].metrics.append(mention)
    at = 0
    for quantity in segment.quantities:
        while found[at].end <= quantity.start:
            at += 1
        found[at].quantities.append(quantity)
    at = 0
    for condition in segment.conditions:
        while found[at].end <= condition.start:
            at += 1
        found[at].conditions.append(condition)
