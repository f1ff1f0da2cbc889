"""Word tables of numbers, approximation and months, as data. No code branches on single words elsewhere."""

from __future__ import annotations


def names(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def table(text: str) -> list[tuple[str, list[str]]]:
    """Lines "key = name|name|..." of a table; a line that ends in | goes on below."""
    rows: list[tuple[str, list[str]]] = []
    for line in text.strip("\n").replace("|\n    ", "|").splitlines():
        key, _, spelled = line.partition(" = ")
        rows.append((key, spelled.split("|")))
    return rows


# -- Chinese numerals -------------------------------------------------------------------------------------------

HAN_DIGITS: dict[str, int] = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True)),
    "〇": 0,
    "○": 0,
    "两": 2,
    "幺": 1,
    "俩": 2,
    "仨": 3,
}
# Readings of capitals whose simplified form differs, of traditional forms and of variants.
HAN_DIGITS.update({"兩": 2, "貳": 2, "叄": 3, "陸": 6, "弍": 2, "弎": 3, "弌": 1})
HAN_CAPITALS = frozenset("拾佰仟零万亿壹贰叁肆伍陆柒捌玖萬億")  # 参 is three beside one of these
HAN_SMALL_UNITS: dict[str, int] = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
HAN_LARGE_UNITS: dict[str, int] = {"万": 10**4, "亿": 10**8, "兆": 10**12, "萬": 10**4, "億": 10**8}
HAN_TENS: dict[str, int] = {"廿": 20, "卅": 30, "卌": 40}  # merged numerals: 廿三 is 23
HAN_VAGUE = "数几"  # an unknown digit from 1 to 9
HAN_NEGATIVE = ("负", "負", "零下")

# Words that begin or hold numerals but name no number. A numeral that is part of one is passed over.
HAN_NOT_NUMBERS = names("""
    百度 百科 百姓 百货 百家 百川 百年 百合 百般 百叶 百灵 千问 千禧 千古 千秋 千帆 千瓦 千克 千米 千卡 千兆 千载
    千方百计 千行 千行百业 万一 万科 万事 万物 万能 万众 万象 万达 万维 万般 万丈 万圣 万岁 万卷 万国 亿万 亿欧 兆易
    兆芯 兆瓦 兆赫 兆字节 兆比特 十分 十足 十字 十全 七夕 七彩 三星 三体 三明 三亚 三角 三峡 三国 三农 三维 三元组
    三甲 三思 三番 四川 四处 四周 四方 四季 四海 四书 五官 五金 五谷 五线 五星 五花 六神 八卦 八股 九章 九歌 九州
    九阳 两会 两岸 两侧 两端 两边 两难 两极 两性 两者 二维 二手 二次元 二进制 二叉 二元 二氧 二胡 十进制 十六进制
    八进制 零售 零件 零碎 零食 零散 零星 零部件 零样本 一些 一般 一定 一样 一直 一起 一旦 一致 一体 一切 一再 一向
    一律 一共 一贯 一举 一带 一流 一线 一味 一面 一边 一同 一经 一番 一系列 一方面 一下子 一会儿 一辈子 一口气 一点
    一部分 一大批 一大堆 一连串 一整套 一揽子 一种 一类 一如 一来 一则 一者 千万别 千万不 千万要 千千万万 万万 半导体
    半径 半监督 半自动 半球 半途 半岛 半天然 半身 半路 数据 数字 数学 数量 数值 数组 数码 数额 数目 数控 数理 数列
    数论 数独 数模 几何 几乎 几率 几经 几近
""")
# Characters after which a numeral is part of another word: 统一, 唯一, 专一, 之一, 第 is told apart as a rank.
HAN_GLUED_BEFORE = names("""
    统一 唯一 之一 专一 单一 同一 划一 不一 合一 归一 万一 逐一 其一 任一 某一 每一 这一 那一 哪一 另一 上一 下一
    前一 后一 首一 进一 更进一 无一 初一 周一 周二 周三 周四 周五 周六 星期一 星期二 星期三 星期四 星期五 星期六
    礼拜一 进而一 老三 小三 再三 初二 初三 高一 高二 高三 大一 大二 大三 大四 张三 李四 王五 双十一 双十二 参数 函数
    系数 指数 分数 倍数 次数 人数 总数 少数 多数 整数 变数 对数 常数 读数 计数 基数 奇数 偶数 负数 正数 代数 无数
    岁数 级数 页数 字数 位数 层数 倒数 点数 度数 维数 秩数 行数 列数 个数 因数 约数 余数 若干 大半 过半 对半
""")

# -- English numerals -------------------------------------------------------------------------------------------

EN_UNITS: dict[str, int] = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
EN_UNITS.update({"naught": 0, "nought": 0})
EN_TENS: dict[str, int] = {
    w: 10 * n
    for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
}
EN_TENS["fourty"] = 40
EN_SCALES: dict[str, int] = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
    "quintillion": 10**18,
    "sextillion": 10**21,
    "lakh": 10**5,
    "lac": 10**5,
    "lkh": 10**5,
    "crore": 10**7,
    "dozen": 12,
    "mln": 10**6,
    "bln": 10**9,
    "mil": 10**6,
    "tln": 10**12,
    "koti": 10**7,
    "krore": 10**7,
    "cr": 10**7,
    "kr": 10**7,
    "dz": 12,
    "doz": 12,
}
EN_ORDINALS: dict[str, int] = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fifth": 5,
    "eighth": 8,
    "ninth": 9,
    "nineth": 9,
    "twelfth": 12,
    "twelveth": 12,
}
EN_ORDINALS.update(
    {w + "th": n for w, n in EN_UNITS.items() if n in (4, 6, 7, 10, 11, *range(13, 20))},
)
EN_ORDINALS["zeroth"] = 0
EN_ORDINALS.update({w[:-1] + "ieth": n for w, n in EN_TENS.items()})
EN_ORDINAL_SCALES: dict[str, int] = {
    "hundredth": 100,
    "thousandth": 10**3,
    "millionth": 10**6,
    "billionth": 10**9,
    "trillionth": 10**12,
}

# -- multipliers after digits -----------------------------------------------------------------------------------

# Letters and short words right after digits. Case counts: "m" and "b" are millions and billions of money only.
SUFFIX_SCALES: dict[str, int] = {
    "K": 10**3,
    "k": 10**3,
    "M": 10**6,
    "B": 10**9,
    "T": 10**12,
    "bn": 10**9,
    "Bn": 10**9,
    "BN": 10**9,
    "mn": 10**6,
    "Mn": 10**6,
    "mm": 10**6,
    "MM": 10**6,
    "tn": 10**12,
    "Tn": 10**12,
    "Mio": 10**6,
    "Mrd": 10**9,
}
MONEY_SUFFIX_SCALES: dict[str, int] = {"m": 10**6, "b": 10**9, "t": 10**12, "mm": 10**6, "MM": 10**6, "bil": 10**9}

# -- approximation ----------------------------------------------------------------------------------------------

# Words before a figure; values are model.Approximation. "exact" marks words that only stress (高达, "as much as"):
# a figure said so to be reached is judged as printed.
BEFORE: dict[str, str] = {
    word: kind
    for kind, words in table("""
about = about|around|roughly|approximately|approx.|approx|circa|ca.|close to|some|an estimated|estimated|
    in the region of|in the order of|on the order of|in the vicinity of|somewhere around|something like|~|≈|∼|～|c.|≃|
    ≅|约|大约|约为|约合|约有|约是|约占|约等于|大概|大概是|大致|大致为|差不多|估计|估计约|左右的|约在|将约|合约|大约是|
    大约为|大约有|接近于|几达
nearly = nearly|almost|just under|just shy of|shy of|approaching|just below|slightly under|slightly less than|
    a little under|nearing|virtually|practically|近|将近|接近|逼近|几乎|近乎|临近|接近了|逼近了|快到
over = over|more than|above|break|breaks|breaking|broke|crossing|crossed|crosses|exceeding|exceeds|exceed|exceeded|in excess of|greater than|upwards of|upward of|north of|
    beyond|surpassing|surpassed|surpasses|topping|topped|just over|well over|slightly over|slightly more than|
    a little over|higher than|larger than|bigger than|older than|longer than|faster than|better than|>|＞|past|
    well above|just above|far more than|more then|超|超过|超过了|超出|超出了|逾|突破|突破了|高于|大于|多于|过|不止|
    远超|远超过|已超|超越|高过|多过|大过|优于|超逾|强于|长于|上
at_least = higher or equal than|greater or equal than|larger or equal than|more or equal than|at least|no less than|
    no fewer than|a minimum of|minimum of|not less than|minimum|≥|>=|=>|⩾|≧|greater than or equal to|
    more than or equal to|larger than or equal to|equal to or more than|equal or more than|equal to or greater than|
    equal or greater than|equal to or larger than|bigger than or equal to|starting at|starting from|as little as|
    as low as|as few as|not fewer than|upwards from|not smaller than|至少|最少|不少于|不低于|起码|不小于|至少为|
    至少有|至少要|最低|不下于|不下|大于等于|大于或等于|大于或者等于|最小|最小为|最少为|最低为|不短于|等于或大于|
    等于或者大于|等于或多于|高于等于|高于或等于|多于或等于|不弱于|不低於|不少過
under = under|sub-|less than|below|fewer than|smaller than|lower than|within|<|＜|well under|well below|lesser than|
    younger than|shorter than|slower than|less then|不到|不足|低于|少于|小于|未满|不及|未达|不满|未到|低過|少过|小过|
    不超|短于|低过|尚不足|还不到
at_most = lower or equal than|at most|up to|a maximum of|maximum of|no more than|not more than|≤|<=|=<|⩽|≦|capped at|
    less than or equal to|smaller than or equal to|fewer than or equal to|lower than or equal to|
    equal to or less than|equal or less than|equal to or smaller than|equal or smaller than|smaller or equal than|
    less or equal than|max|max.|maximum|not greater than|no greater than|not larger than|not exceeding|最多|至多|
    不超过|最高|最大|最多为|最高为|最大为|最高可达|最多可达|最高达|可达|上限为|小于等于|小于或等于|小于或者等于|
    不高于|不大于|不多于|少于或等于|低于或等于|低于等于|等于或小于|等于或者小于|至多为|最多可|最高可|不长于|最长|
    最大支持|最多支持|最高支持|最大可达|少于等于|最長|最长可达
exact = as much as|as many as|as high as|as large as|as long as|exactly|precisely|a whopping|高达|多达|长达|重达|足足|
    整整|恰好|正好|刚好
""")
    for word in words
}
# Words that end like an approximation word without being one: 通过, 最近, 节约 ...
NOT_BEFORE = names("""
    通过 经过 不过 只不过 渡过 度过 见过 来过 有过 用过 做过 试过 最近 附近 远近 新近 靠近 节约 合约 条约 预约 制约
    签约 纽约 大纽约 简约 履约 违约 契约 续约 集约 隐约 高超 以上 之上 如上 线上 网上 桌上 早上 晚上 加上 马上 赶上
    用上 跟上 历史上 市场上 基本上 实际上 事实上 总体上 整体上 上上 身上 手上 向上 往上 世界上 平均上
""")
# Words right after a figure.
AFTER: dict[str, str] = {
    word: kind
    for kind, words in table("""
about = 左右|上下|附近|前后|来往|许|出头儿| or so|-ish| or thereabouts| approximately| approx.| roughly|ish
at_least = 以上|之上|及以上|或以上|和以上|或更多|及更多|起步|起售|起|或更高|或更大|往上|及其以上| or more| and more|
     and up| and above| or above| or higher| or greater| at least| or over| and over| or better| or longer| or larger|
     or bigger| and higher| or equal
at_most = 以下|之下|以内|之内|内|及以下|或以下|或更少|封顶|或更低| or less| or fewer| and below| or below| or under|
     or lower| at most| or smaller| and less| and under| at maximum| max| maximum| tops
over = 有余|出头|还多|开外|多|余|+|＋| plus
""")
    for word in words
}
# Between number (or multiplier) and unit: 300多英镑, 2000余元, 10来个, 十几.
BETWEEN: dict[str, str] = {
    "多": "over",
    "余": "over",
    "馀": "over",
    "来": "about",
    "几": "over",
    "+": "over",
    "有余": "over",
}

# -- calendar ---------------------------------------------------------------------------------------------------

MONTHS: dict[str, int] = {
    w: n
    for n, w in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        start=1,
    )
}
MONTHS.update({w[:3]: n for w, n in list(MONTHS.items())})
MONTHS["sept"] = 9

# -- names that hold numbers ------------------------------------------------------------------------------------

# Words after which a bare number names a thing: RTX 5090, Table 4, Step 3.
NAMING = names("""
    rtx gtx rx arc radeon geforce quadro tesla ryzen core xeon epyc threadripper snapdragon dimensity kirin exynos
    tegra jetson iphone ipad pixel galaxy windows android ios macos ubuntu debian python java cuda rocm pcie usb hdmi
    wifi wi-fi bluetooth php office photoshop xbox playstation boeing airbus gpt llama claude gemini gemma qwen phi
    mistral mixtral falcon grok ernie hunyuan doubao kimi glm chatglm baichuan internlm deepseek command titan lamda
    bloom opt pythia vicuna alpaca wizard starcoder codellama sora veo imagen midjourney sdxl flux whisper bard
    copilot opus sonnet haiku pangu spark minicpm table figure fig fig. section sec. chapter appendix page pages pp
    pp. p. version ver volume no. nr. issue article part stage phase tier class step episode eq eq. equation theorem
    lemma algorithm listing line lines footnote ref ref. exhibit annex box question room gate flight route highway
    apache gpl lgpl agpl gplv bsd mit mpl epl cc-by cc-by-sa cc-by-nc cc-by-nc-sa openrail cudnn nccl pytorch torch
    torchvision tensorflow keras jax numpy scipy pandas triton tensorrt tensorrt-llm vllm sglang transformers diffusers
    accelerate peft deepspeed megatron-lm bitsandbytes xformers flash-attn flashattention onnx onnxruntime openvino
    opencl opengl vulkan directx cann mindspore paddlepaddle paddle ollama langchain gradio streamlit node nodejs node.js
    npm conda anaconda pip gcc clang cmake docker kubernetes k8s linux kernel centos rhel fedora glibc hadoop
    elasticsearch postgresql mysql redis sqlite chrome firefox safari
    apollo mk series edition fortune s&p nasdaq dow ftse 500 index forbes 表 图 版本 步骤 阶段 图表 公式 编号 型号
""")
# Of them those that end the names of models, whose versions stay small: behind one, 92.0 is a score.
MODEL_NAMING = names("""
    gpt llama claude gemini gemma qwen phi mistral mixtral falcon grok ernie hunyuan doubao kimi glm chatglm baichuan
    internlm deepseek command titan bloom opt pythia vicuna alpaca opus sonnet haiku
""")
# Capitalised words before a number that do not make a name of it.
NOT_NAMING = names("""
    about around nearly almost over under only just some the and with from than for top score elo rating total rank
    average mean median roughly approximately january february march april may june july august september october
    november december
""")
# Prefixes joined by a hyphen that do not make a name of the number: mid-2024, sub-10.
JOINED_PREFIXES = names("""
    mid pre post sub non under over top near now age aged just about around up early late multi low high minus the to
    of by from with and or for is at in us
""")

# -- English words that differ by a letter from a registered name: they are no misspelling of it ---------------------

ORDINARY = names("""
    ability abridged americas austrian bolster boosted cartesian cerebral commando commend composed conformed
    dreamers dreaming electro encoded encodes garner garter germane germans goodman helping indonesian infection
    inferential infliction instituted internationale livable loveable malaysian marvels mediated mediates minimal
    moments notional optimum rebellious reelection reformed replica resembled resent ripping roberto roberts salient
    sapiens snarling stabling stalling stapling staring starring startling starving sterling stirling synthesis
    thanking thinning unsound upstate wavelet weighty whimper whipper whisker
""")
