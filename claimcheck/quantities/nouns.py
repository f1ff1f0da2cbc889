"""What a figure counts, where the noun does not stand right after it."""

from __future__ import annotations

from claimcheck import patterns as re

# A classifier, then what is counted: 块 H800 GPU, 张英伟达A100, 个激活参数.
_COUNTED = re.compile(
    r" ?(?:(?:[A-Za-z][A-Za-z0-9.-]{0,15} ?){0,3}|(?:[\u4e00-\u9fff]{1,6} ?(?:[A-Za-z][A-Za-z0-9-]{0,9} ?)?))?"
    r"(?:(?P<gpu_hour>(?:GPU|TPU|卡|[ABHLV][0-9]{2,4}(?: ?GPU)?) ?(?:(?:计算)?小时|计算时)|卡时)"
    r"|(?P<gpu>GPU|显卡|加速卡|算力卡|TPU|计算卡|[ABHLV][0-9]{2,4}(?![0-9]))"
    r"|(?P<parameter>参数)|(?P<token>[Tt]okens?|TOKENS?|词元)|(?P<core>核心)|(?P<transistor>晶体管)|"
    r"(?P<qubit>量子比特))"
)
# The noun behind a clause: 20 个采用 Arm 架构构建的高能效核心.
_COUNTED_FAR = re.compile(
    r" ?(?:采用|基于|使用|搭载|配备|支持|来自|专为|用于|面向)[^，。；、！？：,;的\n]{1,24}的[\u4e00-\u9fff]{0,5}?"
    r"(?:(?P<gpu>GPU|显卡|加速卡|算力卡|计算卡)|(?P<core>核心|内核)|(?P<transistor>晶体管))"
)
# No noun at all, which the words before have said: 最早 1 张卡，后来一万张.
_CARDS = re.compile(r"(?<![A-Za-z])GPU(?![A-Za-z])|显卡|[张块]卡|加速卡|算力卡|计算卡")
_SENTENCES_APART = re.compile(r"[。！？!?\n]")
_CARD_CLASSIFIERS = "张块枚"
_ELLIPSIS_ENDS = "，。、；！？）,;!?)\n"
_ELLIPSIS_REACH = 64  # characters
_STOP = (
    r"(?!(?:of|for|with|on|to|in|is|are|was|were|per|than|from|at|by|as|that|which|who|the|it|its|this|when|while|if|"
    r"but|a|an|or|has|have|had|be|will|can|could|would|using|via|into|over|under|after|before|between)(?![a-z]))"
)
_MODIFIER = rf"(?:[ \u00a0-]{_STOP}[a-z](?:[a-z0-9+.-]|/(?![0-9]))*)"
_AHEAD = re.compile(
    rf"{_MODIFIER}{{0,5}}?[ \u00a0-](?:(?P<gpu_hour>(?:gpu|tpu|h\d+|a\d+|chip|accelerator|card)[ -]?(?:hours?|小时))"
    r"|(?P<parameter>parameters?|params?)|(?P<token>tokens?(?! per second|/s))|(?P<transistor>transistors?)"
    r"|(?P<core>cores?)|(?P<gpu>gpus?|accelerators?|tpus?)|(?P<TFLOPS>tflops|teraflops)|(?P<TOPS>tops)"
    r"|(?P<PFLOPS>pflops|petaflops)|(?P<qubit>qubits?))(?![a-z])"
)
_AHEAD_SIZE = re.compile(r"[ -](?:activated|active|total|trainable|non-embedding)(?![a-z])")
_AHEAD_CONTEXT = re.compile(
    r"(?:[ -](?:long|input|max|maximum|extended|native|effective|full|usable|default|total|的)){0,2}[ -]?"
    r"(?:输入|超长|最大|的){0,2}(?:token )?(?:context|ctx|output limit|"
    r"上下文|长文本|的上下文)"
)
_AHEAD_HAN = re.compile(
    r"[ ]?(?:(?!(?:per|each|every|an?|for|of|in|to|on|by)(?![a-z]))[A-Za-z]{1,8}[ ]?|[\u4e00-\u9fff]{1,6})?"
    r"(?:(?P<gpu_hour>(?:[ABHLV][0-9]{2,4} ?)?(?:GPU|TPU|卡) ?(?:计算)?小时|[ABHLV][0-9]{2,4} ?小时)"
    r"|(?P<TFLOPS>TFLOPS)|(?P<TOPS>TOPS)|(?P<parameter>参数)|(?P<token>[Tt]okens?|词元)|(?P<transistor>晶体管)|"
    r"(?P<core>核心))"
)
# "33亿（3.3B）token": the same figure twice, and one noun.
_AHEAD_BRACKET = re.compile(
    r"(?:[（(][0-9.]{1,6} ?[kmbt][)）]|[)）]) ?(?:以上)?的?(?:(?P<parameter>参数|parameters?)|(?P<token>tokens?|词元))"
)
_NOT_OVER = re.compile(r"[的是和与及或在用,，。、]")
ORDER = re.compile(r" ?(?:级别|量级|数量级|规模|级)(?![联数])")
_ORDER_UNIT = re.compile(r"的? ?(?:(?P<parameter>参数)|(?P<token>[Tt]okens?|词元))")
# A noun before: "Total input tokens: 608B", CUDA 核心数量是 21760, 上下文长度为 128K.
_BEFORE = re.compile(
    r"(?<![a-z])(?:(?P<parameter>parameters?|params?|参数)|(?P<token>tokens?|词元|上下文|context(?: length| window|"
    r" size)?)|(?P<transistor>transistors?|晶体管)"
    r"|(?P<core>cores?|核心)|(?P<elo>elo)|(?P<gpu_hour>gpu hours?|卡时|gpu ?小时)|(?P<count>nodes?|节点))"
    r"(?: ?(?:数量|总数|总量|数|量|规模|级别|长度|窗口|大小|评分|rating|score|count|size|length|window|limit))*"
    r"(?:[ *_(（:：=|]|上?限?(?:是|为|达到?|跃升至|提升至|增至|扩展到|升级到|只有|仅|有|约)|of|is|are|was|were|"
    r"reached|reaches|at|to|up|totals?|totaled|about){0,5}$"
)
_AT_LEAST = {"parameter": 10**5, "token": 200, "transistor": 1000, "elo": 300, "gpu_hour": 10, "core": 2, "count": 1}


def counted(text: str, end: int) -> tuple[str, int] | None:
    """After a classifier at `end`: the canonical unit of what is counted, and its end."""
    found = _COUNTED.match(text, end)
    if found is not None and found.lastgroup is not None:
        between = text[end : found.start(found.lastgroup)]
        if not _NOT_OVER.search(between):
            return found.lastgroup, found.end()
    far = _COUNTED_FAR.match(text, end)
    if far is not None and far.lastgroup is not None:
        return far.lastgroup, far.end()
    return ("gpu", end) if _elided(text, end) else None


def _elided(text: str, end: int) -> bool:
    """Whether a classifier of cards ends its clause, and the sentence has spoken of cards before."""
    if text[end - 1] not in _CARD_CLASSIFIERS or text[end : end + 1] not in _ELLIPSIS_ENDS:
        return False
    before = text[max(0, end - _ELLIPSIS_REACH) : end - 1]
    return _CARDS.search(_SENTENCES_APART.split(before)[-1]) is not None


def ahead(text: str, low: str, end: int, scaled: bool) -> tuple[str, int] | None:
    """A counted noun some words ahead: "2.788M H800 GPU hours", "14.8 trillion high-quality tokens", 380 RT TFLOPS.

    `scaled` says that the number has a multiplier (128K, 37B), which alone lets "active" and "context" decide.
    """
    char = low[end : end + 1]
    if not char:
        return None
    if char in " -\u00a0":
        found = _AHEAD.match(low, end)
        noun = found.lastgroup if found is not None else None
        if found is not None and noun is not None and _is_unit(noun, text[found.start(noun) : found.end()]):
            return noun, found.end()
        if scaled:
            if _AHEAD_SIZE.match(low, end):
                return "parameter", end
            if _AHEAD_CONTEXT.match(low, end):
                return "token", end
        if low[end + 1 : end + 2] < "\u2e80" and not low[end + 1 : end + 2].isalpha():
            return None
    elif char in "（()）" and scaled:
        found = _AHEAD_BRACKET.match(low, end)
        return (found.lastgroup, end) if found is not None and found.lastgroup is not None else None
    elif char < "\u2e80" and not char.isalpha():
        return None
    elif scaled and _AHEAD_CONTEXT.match(low, end):
        return "token", end
    found = _AHEAD_HAN.match(text, end)
    if found is None or found.lastgroup is None:
        return None
    between = text[end : found.start(found.lastgroup)]
    return None if _NOT_OVER.search(between) else (found.lastgroup, found.end())


def _is_unit(noun: str, written: str) -> bool:
    """ "TOPS" is a unit only in capitals: "the model tops the list"."""
    return noun != "TOPS" or written.isupper()


def order_unit(text: str, end: int) -> tuple[str, int] | None:
    """After 百亿级: what the order of magnitude is of."""
    found = _ORDER_UNIT.match(text, end)
    return (found.lastgroup, found.end()) if found is not None and found.lastgroup is not None else None


def before(low: str, at: int, size: float) -> str | None:
    """The unit named by a noun just before a bare figure of that size."""
    found = _BEFORE.search(low, max(0, at - 44), at)
    if found is None or found.lastgroup is None or size < _AT_LEAST.get(found.lastgroup, 0):
        return None
    return found.lastgroup
