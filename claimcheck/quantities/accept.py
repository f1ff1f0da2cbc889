"""Whether a numeral is a figure here, and whether what follows it is its unit."""

from __future__ import annotations

from claimcheck import patterns as re
from claimcheck.quantities import dates, exclude, nouns, right
from claimcheck.quantities.figure import Figure
from claimcheck.quantities.multiples import COMPUTE
from claimcheck.quantities.numerals import ONE, Number, whole
from claimcheck.quantities.tables import Unit
from claimcheck.units import CURRENCIES
from claimcheck.words import HAN_GLUED_BEFORE, HAN_NOT_NUMBERS

COUNTABLE = ("hundred", "thousand", "million", "billion", "trillion", "dozen", "couple", "half")
PRICE_GAP = re.compile(
    r"[ ,/、(（]*(?:(?:for|per|和|与|、|and|or|/|,|input|output|cached|prompt|completion|tokens?|hit|miss|cache|"
    r"输入|输出|in|out)[ ,/)）]*)*"
)
_SECOND_BEFORE = re.compile(
    r"(?:per|each|every|split|one|/|any|frames? a|tokens? a|times a|milli|micro|nano|this|last|of an?)[ -]?$"
)
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th)(?![a-z])")
_PERCENTILE = re.compile(r"(?:st|nd|rd|th)? percentiles?(?![a-z])")
_TOP = re.compile(r"(?:top|前) ?$")
_VERB_AFTER_BLOCK = "一二三四五六七八九零左以上多、，的到至和与或起每/／。；）)"
_BIT_BEFORE = re.compile(r"(?:位宽|总线|精度|量化|整数|浮点|宽度|处理器|架构|无符号|接口)[^。，]{0,6}$")
_BIT_AFTER = re.compile(r"(?:总线|位宽|精度|量化|浮点|整数|处理器|架构|系统|显存|色|操作系统)")
# What makes a one-character name another word: 成立, 度假, 年级, 核心.
_NOT_BEFORE_UNIT = {
    "成": "为立功本就员果品长都绩熟型交份效因像败人语千名全见",
    "度": "假过数量",
    "年": "级轻龄代薪报",
    "周": "围",
    "日": "本常期报记志",
    "天": "然气空才生",
    "月": "球亮",
    "核": "心查算定",
    "克": "隆服",
    "升": "级值高",
    "米": "饭兰",
    "里": "面程斯",
    "欧": "洲盟美阿",
    "卡": "片通车尔拉",
    "元": "素数年宝旦器",
    "桶": "装",
    "赫": "然",
    "瓦": "解",
    "折": "叠扣中腾射返",
    "分": "钟享析别布为子类之支成发解析析歧",
    "点": "击评赞燃半钟整",
    "步": "骤",
    "层": "次面级出",
    "名": "字称单",
    "道": "路理",
    "位": "置于移",
    "行": "业为动人",
    "家": "庭族",
    "张": "力",
}


_SIZES = 10**6  # what a letter multiplies in a size: 7B, 350M
WHOLE = frozenset(("parameter", "transistor", "gpu", "core", "qubit"))
_DIGITS = frozenset("一二三四五六七八九")
_CARD = re.compile(r"(?:NVIDIA |AMD )?(?:[ABHLV][0-9]{2,4}|MI[0-9]{3}|GB[0-9]{3}|RTX)(?![0-9])")
_INCHES = re.compile(r"[.,;)]|$| (?:by|x|long|wide|tall|thick|deep|high|screen|display)(?![a-z])")


def second_of_time(low: str, at: int, article: str) -> bool:
    """Whether "second" is a span of time or an article's noun, not a rank: "per second", "a second"."""
    return article in ("a ", "a-") or _SECOND_BEFORE.search(low, max(0, at - 14), at) is not None


def no_number(text: str, at: int, number: Number) -> int:
    """Where to go on when the Chinese numeral at `at` is part of a word (百度, 统一, 十分); 0 when it is not."""
    size = number.end - at
    a_word = text[at : at + 2] in HAN_NOT_NUMBERS or text[at : at + 3] in HAN_NOT_NUMBERS
    if a_word and (size <= 2 or number.form == "bare"):
        # 十分之一 and 万分之三 are fractions, not 十分
        return 0 if text[number.end : number.end + 2] == "分之" else at + 1
    glued = text[max(0, at - 1) : at + 1] in HAN_GLUED_BEFORE or text[max(0, at - 2) : at + 1] in HAN_GLUED_BEFORE
    if glued and (size == 1 or text[at + 1] in _DIGITS):  # 唯一一家 holds 唯一, not 11
        return at + 1
    if size == 1 and text[at + 1 : at + 2] == "、" and (at == 0 or text[at - 1] in "。！？\n#"):
        return at + 1  # a section: 一、
    return 0


def unit(text: str, low: str, figure: Figure, known: Unit, begin: int, end: int) -> tuple[Unit, int] | None:
    """The unit that begins after `begin`, if it is one here, with its end; settles names of several meanings."""
    number = figure.number
    start = begin + (text[begin : begin + 1] in " -\u00a0\u2011·") + (text[begin : begin + 2] == "  ")
    written = text[start:end]
    follow = text[end : end + 1]
    if known.name in WHOLE and number.scale == 1 and number.value is not None and not whole(number.value):
        return None  # "3.2 Parameter-Efficient ..." is a heading
    if known.kind == "noun" and number.scale >= _SIZES and text[number.end - 1].isalpha():
        return None  # "70B models" are models of that size
    if known.kind in ("han", "counter"):
        return _han_unit(text, figure, known, written, begin, end)
    name = known.name
    if (
        name in CURRENCIES
        and not written[-1].islower()
        and re.match(r"[0-9]" if written.isalpha() else r" ?[0-9]", text[end : end + 2])
    ):
        return None  # the mark belongs to the next number
    joined = text[begin : begin + 1] == "-"
    if known.kind == "symbol":
        if len(written) == 1 and written.isalpha():
            if joined or (start > begin and number.form != "digits") or follow in ("'", "’", "-", "/", "&"):
                return None
            if follow.isdigit() or (written in "gdhVAJ" and start > begin and follow.isascii() and follow.isalpha()):
                return None
            if written == "G" and not _memory(low, end):
                return None
            if written in "hsd" and start > begin and follow and not follow.isspace() and follow not in ".,;)":
                return None
        if written == "x" and (
            follow.isdigit() or (text[begin : begin + 1] == " " and low[end : end + 2].strip()[:1].isdigit())
        ):
            return None
        if written == "in" and follow and not _INCHES.match(low, end):
            return None
        if written in ("x", "×") and _CARD.match(text, end):
            return Unit("gpu", ONE, "symbol"), end  # 8×H100
        if written in ("×", "X", "✕") and re.match(r" ?[0-9]", text[end : end + 2]):
            return None
        if written in ("¥", "￥") or name == "JPY":
            return Unit(yen_or_yuan(text) if written in ("¥", "￥") else name, ONE, "symbol"), end
        return known, end
    if (
        name == "second" and low[start:end] == "second" and number.value != 1 and not joined and number.form == "words"
    ) or (name == "quarter" and number.form == "words" and number.value is not None and number.value < 1):
        return None
    elif low[start:end] == "pounds" or low[start:end] == "pound":
        return Unit(_pounds(low, figure, end), ONE, "word"), end
    elif name == "minute" and low[start:end] == "min" and follow == ".":
        return known, end
    elif (
        name == "ratio"
        and low[start:end] == "times"
        and re.match(r" (?:a|per|in|between|since|at|during) ", low[end : end + 9])
    ):
        return Unit("count", ONE, "word"), end
    elif low[start:end] in ("point", "points") and number.form == "words" and number.value == 1:
        return None
    return known, end


def _memory(low: str, end: int) -> bool:
    follow = low[end : end + 1]
    return (
        not follow
        or not follow.isascii()
        or low[end : end + 10].lstrip().startswith(("of ", "vram", "ram", "mem", "gddr", "hbm", ",", "."))
    )


def _pounds(low: str, figure: Figure, end: int) -> str:
    if low[end : end + 4] == " of " or low[end : end + 8].startswith((" per", " heav")):
        return "lb"
    head = low[max(0, figure.start - 30) : figure.start]
    return "lb" if re.search(r"weigh|heav|mass|lost|gain", head) else "GBP"


_CHINESE = re.compile(
    r"[\u4e00-\u9fff]|yuan|rmb|renminbi|cny|chin[ae]|chinese|deepseek|alibaba|baidu|tencent|huawei|qwen|beijing|"
    r"shanghai|hangzhou|moonshot|zhipu|bytedance"
)
_LATIN = re.compile(r"[a-z]")
_JAPANESE = re.compile(r"[\u3040-\u30ff]|yen|japan|tokyo|nikkei|jpy")


def yen_or_yuan(text: str) -> str:
    """What ¥ stands for in this text."""
    low = text[:4000].lower()
    if _JAPANESE.search(low):
        return "JPY"
    return "CNY" if _CHINESE.search(low) or not _LATIN.search(low) else "JPY"


def _han_unit(text: str, figure: Figure, known: Unit, written: str, begin: int, end: int) -> tuple[Unit, int] | None:
    number = figure.number
    follow = text[end : end + 1]
    single = number.form == "han" and number.end - number.start == 1
    if known.kind == "counter":
        if single and text[number.start] in "一半" and figure.approximation is None:
            return None
        if number.scale == 1 and number.value is not None and not whole(number.value):
            return None  # 2.1 对 ...: a section number
        if number.scale > 1 and text[number.end - 1].isascii() and not text[number.end - 1].isdigit():
            return None  # 405B 模型
    if follow and len(written) == 1 and follow in _NOT_BEFORE_UNIT.get(written, ""):
        return None
    if written in ("块", "塊"):
        if follow == "零" and text[end + 1 : end + 2] not in _DIGITS:
            return Unit("count", ONE, "counter"), end
        if re.match(r" ?[A-Za-z]", text[end : end + 2]) or (
            "\u4e00" <= follow <= "\u9fff" and follow not in _VERB_AFTER_BLOCK
        ):
            return Unit("count", ONE, "counter"), end
    elif written == "位":
        if not _BIT_BEFORE.search(text, max(0, begin - 24), number.start) and not _BIT_AFTER.match(text, end):
            return Unit("count", ONE, "counter"), end
    elif written == "刀" and number.form == "han":
        return None
    elif written == "分":
        return _fen(text, figure, known, end)
    elif written == "点" or (written in ("折", "成") and number.value is not None and not 0 < number.value < 100):
        return None
    return known, end


def _fen(text: str, figure: Figure, known: Unit, end: int) -> tuple[Unit, int] | None:
    """分 is a score in running text, money only where nothing else stands."""
    before = text[figure.start - 1 : figure.start] if figure.start else ""
    follow = text[end : end + 1]
    if ("\u4e00" <= before <= "\u9fff" and before not in "角毛") or ("\u4e00" <= follow <= "\u9fff" and follow):
        return Unit("score", ONE, "han"), end
    if before or follow:
        return Unit("score", ONE, "han"), end
    return known, end


_MAY_SPOIL = frozenset("年后点”」'fFHILMNOPSTUm")  # behind a space or dash, if there is one


def _spoiled(text: str, low: str, figure: Figure) -> bool:
    """Whether what follows makes no figure of the number: 80年代, 3点半, "six-figure", "1.5 Pro"."""
    end = figure.number.end
    if figure.number.scale == 1 and figure.unit is None and _FIGURES.match(low, end):
        return True
    return (_ERA.match(text, end) or _CLOCK.match(text, end) or _EDITION.match(text, end)) is not None


_EACH = re.compile(r"(?:每|(?<![a-z])per) ?\Z")
_TEN = re.compile(r"10*")


def counts(text: str, low: str, figure: Figure, supported: bool) -> bool:
    """Whether the numeral is a figure; settles ranks, years and orders of magnitude."""
    number = figure.number
    before = text[figure.start - 1] if figure.start else ""
    if (
        figure.unit in ("token", None, "count")
        and number.value is not None
        and _EACH.search(low, max(0, figure.start - 5), figure.start)
        and _TEN.fullmatch(f"{number.value:f}")
    ):
        return False  # what a price is for: "per 1,000 tokens $0.03", 每 1,000 token
    form = number.form
    after = text[number.end : number.end + 2]
    if after and after[after[0] in " -" :][:1] in _MAY_SPOIL and _spoiled(text, low, figure):
        return False
    if form == "digits" or (form == "han" and text[number.start] in "0123456789"):
        return _digits(text, low, figure, supported)
    if form in ("words", "fraction"):
        return _word(text, low, figure)
    if form == "bare":
        return _bare(text, figure)
    size = number.end - number.start
    if figure.unit is not None or supported:
        return not (
            size == 1
            and text[number.start] == "一"
            and figure.unit in ("count", "parameter", "token", "gpu")
            and figure.approximation is None
        )
    if figure.approximation is not None or figure.signed or figure.high is not None:
        return True
    follow = text[figure.end : figure.end + 1]
    if size == 1:
        return not ("\u4e00" <= before <= "\u9fff") and not ("\u4e00" <= follow <= "\u9fff")
    return True


_ERA = re.compile(r" ?(?:年代|[”」']?后(?:[，。、的们]|$))")  # 80年代, "90后"
_CLOCK = re.compile(r" ?点(?:半|钟|整|[0-9一二三四五六七八九十]{1,3}分)")
_EDITION = re.compile(
    r" (?:Pro|Max|Ultra|Mini|mini|Turbo|Plus|Flash|Lite|Haiku|Sonnet|Opus|Nano|Preview|Instruct|Thinking|Super|"
    r"Ti)(?![a-z])"
)
_SECTION = re.compile(r"(?:1?[0-9]|20)(?:\.[1-9][0-9]?)+ (?=[A-Z\u4e00-\u9fff])(?!分)")
_SECTION_LINE = re.compile(  # a line of its own in plain text; one that ends a sentence may begin with any figure
    r"(?<=\n)(?:1?[0-9]|20)(?:\.[1-9][0-9]?)+ (?=[A-Z\u4e00-\u9fff])(?!分)[^\n]{1,47}[^\n.,;:。，；：](?:\n|\Z)"
)
_FIGURES = re.compile(r"[ -]figures?(?![a-z])")  # "a six-figure sum" tells no value


def _suffix(last: str) -> str:
    """The ordinal suffix after these last digits."""
    if len(last) == 2 and last[0] == "1":
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(last[-1], "th")


_PER_WATT = re.compile(r" ?(?:/|per) ?(?:watts?|w)(?![a-z])|/瓦|每瓦")
_CARDS = re.compile(r"(?:GTX|RTX|RX|GeForce|Titan|Radeon|Quadro|Tesla|Arc) ?$", re.IGNORECASE)  # lines of cards
_PER_BEFORE = re.compile(r"(?:per |/ ?|every |each )$")


def _digits(text: str, low: str, figure: Figure, supported: bool) -> bool:
    number = figure.number
    follow = text[figure.end : figure.end + 1]
    if figure.unit in COMPUTE and _PER_WATT.match(low, figure.end):
        return False  # "10.4 TOPS/W" is an efficiency
    if figure.unit == "gpu" and _CARDS.search(text, max(0, figure.start - 8), figure.start):
        return False  # "two GTX 580 GPUs"
    if figure.unit == "gpu" and "series" in low[number.end : figure.end]:
        return False  # "the 50 series GPUs"
    if (
        figure.unit == "token"
        and number.scale >= 1000
        and _PER_BEFORE.search(low, max(0, number.start - 6), number.start)
    ):
        return False
    if figure.unit is None and (follow == " " or (follow.isascii() and follow.isalpha()) or follow == "_"):
        found = _PERCENTILE.match(low, number.end)
        if found is not None:
            figure.unit, figure.end = "percentile", found.end()
            return True
        found = _ORDINAL_END.match(low, number.end)
        if found is not None and found[0] == _suffix(text[max(0, number.end - 2) : number.end]):
            figure.end = found.end()
            figure.kind = figure.unit = "rank"
            return True
        if follow != " " and text[number.end - 1].isascii():
            return supported  # 6710亿 ends whatever follows: "10万H100"
    ranked = figure.start and text[figure.start - 1] in "第#" and figure.high is None and number.scale == 1
    if ranked and figure.unit != "percentile":
        figure.start -= 1
        figure.kind = figure.unit = "rank"
        figure.end = number.end
        return True
    if figure.unit is None and figure.approximation is None and number.scale == 1 and not figure.signed:
        if exclude.named(text, low, figure.start, number.end):
            return False  # "Python 3.10-3.12" as well
        if figure.high is not None:
            return _year_range(text, figure)
        if (figure.start == 0 and _SECTION.match(text)) or _SECTION_LINE.match(text, figure.start):
            return False
        if dates.bare_year(text, low, number.start, number.end):
            figure.kind, figure.unit, figure.date = "date", "date", text[number.start : number.end]
    return True


def _year_range(text: str, figure: Figure) -> bool:
    number, high = figure.number, figure.high
    assert high is not None
    if (
        number.end - number.start == 4 == high.end - high.start
        and dates.YEAR.match(text, number.start)
        and dates.YEAR.match(text, high.start)
    ):
        figure.kind = figure.unit = "date"
        figure.date, figure.date_high = text[number.start : number.end], text[high.start : high.end]
    return True


def _word(text: str, low: str, figure: Figure) -> bool:
    number = figure.number
    written = low[number.start : number.end]
    if (
        written in ("one", "point", "couple", "a couple", "quarter", "half")
        and figure.unit in (None, "count", "ratio")
        and figure.high is None
    ):
        if figure.approximation is not None or figure.signed or written in ("a couple", "couple"):
            return True
        if _COUNTING.match(low, number.end):
            return True  # "one, two, three"
        alone = text.strip()
        return len(alone) <= figure.end - figure.start + 1 or (
            written == "half" and low[number.end : number.end + 4] in (" of ", " the", " as ")
        )
    vague = number.form == "words" and number.value == number.scale
    return not (vague and written.endswith("s") and written.split("-")[0].split()[0] in _SCALES_ALONE)


_COUNTING = re.compile(r" ?, ?(?:two|three)(?![a-z])")
_SCALES_ALONE = ("hundreds", "thousands", "millions", "billions", "trillions", "dozens")


def _bare(text: str, figure: Figure) -> bool:
    """万张, 过亿, 百亿级, 千亿规模: a multiplier without digits."""
    number = figure.number
    found = nouns.ORDER.match(text, number.end)
    if found is not None:
        figure.approximation = "order"
        figure.unit = None
        figure.end = found.end()
        ahead = nouns.order_unit(text, figure.end)
        if ahead is not None:
            figure.unit, figure.end = ahead
        return True
    if figure.unit is not None or figure.approximation is not None or figure.signed:
        return not (
            figure.unit == "count"
            and figure.approximation is None
            and number.end - number.start == 1
            and text[number.start] in "十百千"
            and text[number.start - 1 : number.start] in tuple("数几若好")
        )
    before = text[number.start - 1] if number.start else ""
    follow = text[number.end : number.end + 1]
    return not ("\u4e00" <= before <= "\u9fff") and not ("\u4e00" <= follow <= "\u9fff")


del right
