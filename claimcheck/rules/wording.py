"""How figures, sources and conditions are told to an editor, in English and in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from claimcheck.model import Claim, Fact, Quantity, Value
from claimcheck.registry import Registry
from claimcheck.rules.base import Message

_UNITS_EN = {
    "percent": "%",
    "percentage_point": " percentage points",
    "share": "",
    "ratio": " times",
    "count": "",
    "score": "",
    "elo": " Elo",
    "parameter": " parameters",
    "token": " tokens",
    "USD": " US dollars",
    "CNY": " yuan",
    "EUR": " euros",
    "GBP": " pounds",
    "JPY": " yen",
    "HKD": " Hong Kong dollars",
    "TWD": " New Taiwan dollars",
    "KRW": " won",
    "USD/Mtoken": " US dollars per million tokens",
    "CNY/Mtoken": " yuan per million tokens",
    "USD/hour": " US dollars an hour",
    "transistor": " transistors",
    "core": " cores",
    "gpu": " GPUs",
    "gpu_hour": " GPU hours",
    "qubit": " qubits",
    "token/s": " tokens/s",
    "person": " people",
    "date": "",
    "rank": "",
}
_UNITS_ZH = {
    "percent": "%",
    "percentage_point": "个百分点",
    "share": "",
    "ratio": "倍",
    "count": "",
    "score": "",
    "elo": " Elo",
    "parameter": "参数",
    "token": " token",
    "USD": "美元",
    "CNY": "元",
    "EUR": "欧元",
    "GBP": "英镑",
    "JPY": "日元",
    "HKD": "港元",
    "TWD": "新台币",
    "KRW": "韩元",
    "USD/Mtoken": "美元/百万token",
    "CNY/Mtoken": "元/百万token",
    "USD/hour": "美元/小时",
    "transistor": "个晶体管",
    "core": "个核心",
    "gpu": "块GPU",
    "gpu_hour": " GPU小时",
    "qubit": "个量子比特",
    "token/s": " token/秒",
    "person": "人",
    "date": "",
    "rank": "",
    "second": "秒",
    "minute": "分钟",
    "hour": "小时",
    "day": "天",
    "month": "个月",
    "year": "年",
}
_SPELLED_EN = frozenset({"second", "minute", "hour", "day", "month", "year", "chip"})
_BIG_EN = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_BIG_ZH = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_HEDGES = {
    "about": Message("about ", "约"),
    "nearly": Message("nearly ", "近"),
    "over": Message("over ", "超过"),
    "at_least": Message("at least ", "至少"),
    "under": Message("under ", "不到"),
    "at_most": Message("up to ", "至多"),
}
_FACTORS_ZH = {
    1: "10 倍",
    2: "100 倍",
    3: "1000 倍",
    4: "1 万倍",
    5: "10 万倍",
    6: "100 万倍",
    8: "1 亿倍",
}
_PARTS_ZH = {1: "十", 2: "百", 3: "千", 4: "万", 5: "十万", 6: "百万", 7: "千万", 8: "亿", 9: "十亿", 12: "万亿"}
_CONDITIONS_ZH = {
    "cache hit": "缓存命中",
    "cache miss": "缓存未命中",
    "with thinking": "开启思考",
    "without thinking": "关闭思考",
    "with tools": "使用工具",
    "without tools": "不使用工具",
    "sparse": "稀疏",
    "dense": "稠密",
    "low effort": "低推理强度",
    "medium effort": "中推理强度",
    "high effort": "高推理强度",
    "off-peak": "错峰时段",
    "batch": "批处理",
}


def plain(value: Decimal) -> str:
    """A decimal in ordinary notation without trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _grouped(value: Decimal) -> str:
    text = plain(value)
    whole, _, rest = text.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    if len(digits) > 4:
        digits = f"{int(digits):,}"
    return sign + digits + (f".{rest}" if rest else "")


def _short(value: Decimal) -> Decimal:
    """At most six significant digits: what a person would print."""
    if value == 0:
        return value
    places = 5 - value.adjusted()
    return round(value, places) if places > 0 else value


def number(value: Decimal) -> Message:
    """A number as each language prints it: 671 billion, 6710亿."""
    size = abs(value)
    if size >= Decimal(10) ** 16:
        mantissa = _short(value.scaleb(-value.adjusted()))
        power = f"{plain(mantissa)}×10^{value.adjusted()}"
        return Message(power, power)
    en = zh = _grouped(_short(value) if value != value.to_integral_value() else value)
    for limit, word in _BIG_EN:
        if size >= limit:
            if _digits(value / limit) <= 6:
                en = f"{plain(value / limit)} {word}"
            break
    for limit, word in _BIG_ZH:
        if size >= limit:
            if _digits(value / limit) <= 6:
                zh = f"{plain(value / limit)}{word}"
            break
    return Message(en, zh)


def _digits(value: Decimal) -> int:
    return len(plain(value).lstrip("-").replace(".", "").strip("0"))


_HOUR = Decimal(1) / 24  # in days


@lru_cache(maxsize=4096)
def amount(value: Value | None, unit: str | None) -> Message:
    """A value with its unit, as each language prints it."""
    if value is None:
        return Message("no figure", "无数值")
    if isinstance(value, str):
        return Message(value, value)
    if unit == "day" and _HOUR <= abs(value) < 1:
        value, unit = round(value * 24, 2).normalize(), "hour"
    en, zh = number(value)
    if unit is None:
        return Message(en, zh)
    if unit in _SPELLED_EN:
        en_unit = f" {unit}" if abs(value) == 1 else f" {unit}s"
    else:
        en_unit = _UNITS_EN.get(unit, f" {unit}")
    return Message(en + en_unit, zh + _UNITS_ZH.get(unit, f" {unit}"))


def ranged(low: Value | None, high: Value | None, unit: str | None) -> Message:
    first, last = amount(low, unit), amount(high, unit)
    if low is None or high is None:
        only = last if low is None else first
        return Message(("up to " if low is None else "from ") + only.en, ("至多" if low is None else "至少") + only.zh)
    return Message(f"{first.en} to {last.en}", f"{first.zh}至{last.zh}")


def reported(fact: Fact) -> Message:
    """A fact's figure with its word of approximation."""
    if fact.value is None:
        return ranged(fact.low, fact.high, fact.unit)
    hedge = _HEDGES.get(fact.approximation, Message("", ""))
    text = amount(fact.value, fact.unit)
    return Message(hedge.en + text.en, hedge.zh + text.zh)


def printed(quantity: Quantity) -> str:
    """A draft's figure as it stands there, on one line."""
    return " ".join(quantity.text.split())


def read(quantity: Quantity) -> Message:
    """A draft's figure as it was read."""
    if quantity.value is None:
        return ranged(quantity.low, quantity.high, quantity.unit)
    return amount(quantity.value, quantity.unit)


def origin(fact: Fact, registry: Registry) -> Message:
    """Who reported a fact, where and when."""
    source = registry.source(fact.source)
    publisher = source.publisher if source is not None else fact.source
    title = source.title if source is not None else fact.source
    where = f", {fact.locator}" if fact.locator else ""
    where_zh = f"，{fact.locator}" if fact.locator else ""
    if title.startswith(publisher):
        return Message(f"{title}{where}, {fact.date}", f"{title}{where_zh}，{fact.date}")
    return Message(f"{publisher}, {title}{where}, {fact.date}", f"{publisher}《{title}》{where_zh}，{fact.date}")


def conditions(pairs: Mapping[str, str]) -> Message:
    """Conditions as a bracket: " (pass@1)", （pass@1）; empty where there are none."""
    told = [_condition(key, value) for key, value in pairs.items()]
    en, zh = ", ".join(one.en for one in told), "，".join(one.zh for one in told)
    return Message(f" ({en})", f"（{zh}）") if told else Message("", "")


def _condition(key: str, value: str) -> Message:
    if key == "as_of":
        return Message(f"as of {value}", f"截至 {value}")
    if key == "accumulate":
        return Message(f"{value.upper()} accumulate", f"{value.upper()} 累加")
    en = value
    if key == "shots":
        en = f"{value}-shot"
    elif key == "cache":
        en = f"cache {value}"
    elif key in ("thinking", "tools"):
        en = f"{'with' if value in ('on', 'yes') else 'without'} {key}"
    elif key == "effort":
        en = f"{value} effort"
    return Message(en, _CONDITIONS_ZH.get(en, en))


def entity(identifier: str | None, registry: Registry, fallback: str | None = None) -> str:
    """An entity's name, or what the draft calls it."""
    found = registry.entity(identifier) if identifier else None
    return found.name if found is not None else fallback or "?"


@lru_cache(maxsize=4096)
def metric(identifier: str | None, registry: Registry, fallback: str | None = None) -> Message:
    """A metric's name, or what the draft calls it; in Chinese by its Chinese name, but for benchmarks."""
    found = registry.metric(identifier) if identifier else None
    if found is None:
        return Message(fallback or "?", fallback or "?")
    own = next((alias for alias in found.aliases if _chinese(alias)), found.name)
    return Message(found.name, found.name if found.kind == "benchmark" else own)


def subject_of(claim: Claim, registry: Registry) -> str:
    return entity(claim.subject.id, registry, claim.subject.name or claim.subject.text)


def times(power: int) -> Message:
    """10 to the power, as a factor: 1000 times, 1000倍."""
    power = abs(power)
    factor = number(Decimal(10) ** power)
    return Message(f"{factor.en} times", _FACTORS_ZH.get(power, f"{factor.zh} 倍"))


def part(power: int) -> str:
    """10 to the power as a fraction in Chinese: 千分之一."""
    power = abs(power)
    return f"{_PARTS_ZH[power]}分之一" if power in _PARTS_ZH else f"1/10^{power}"


def measured(claim: Claim, registry: Registry) -> Message:
    """The claim's metric by its name, in Chinese by the draft's own word where that is Chinese."""
    name, own = metric(claim.metric.id, registry, claim.metric.name or claim.metric.text), claim.metric.text or ""
    return Message(name.en, own if _chinese(own) else name.zh)


def _chinese(text: str) -> bool:
    return not text.isascii() and any("\u4e00" <= char <= "\u9fff" for char in text)


def says(claim: Claim, registry: Registry) -> Message:
    """What the draft says, as the beginning of a sentence without its end."""
    subject, what = subject_of(claim, registry), measured(claim, registry)
    told = {key: value for key, value in claim.conditions.items() if key != "part"}
    figure, extra = printed(claim.quantity), conditions(told)
    return Message(
        f"the draft gives {figure} for {subject}, {what.en}{extra.en}",
        f"文中{spaced(subject)}的{spaced(what.zh + extra.zh)}写为“{figure}”",
    )


def was_reported(fact: Fact, registry: Registry) -> Message:
    """What was reported, by whom, where and when."""
    figure, source, extra = reported(fact), origin(fact, registry), conditions(fact.conditions)
    return Message(
        f"{figure.en}{extra.en} was reported ({source.en})", f"已公布的是 {figure.zh}{extra.zh}（{source.zh}）"
    )


def spaced(name: str) -> str:
    """A name with a space to the left and right where it is not Chinese (nor a Chinese bracket)."""
    left = "" if name[:1] >= "\u2e80" else " "
    right = "" if name[-1:] >= "\u2e80" else " "
    return f"{left}{name}{right}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def sentence(*parts: Message) -> Message:
    """Parts of a statement joined to one sentence in each language."""
    en = "; ".join(part.en for part in parts if part.en)
    zh = "；".join(part.zh for part in parts if part.zh)
    return Message(capital(en) + ".", " ".join(zh.split()) + "。")


def off_by(quantity: Quantity, fact: Fact) -> Message:
    """How far the draft's figure is from a fact's and in which way; empty where that cannot be said.

    The fact is in the figure's unit already.
    """
    value, other = quantity.value, fact.value
    if isinstance(value, str) and isinstance(other, str):
        return _days_off(value, other)
    if not isinstance(value, Decimal) or not isinstance(other, Decimal) or quantity.unit != fact.unit or value == other:
        return Message("", "")
    gap, more = abs(value - other), value > other
    if quantity.unit in ("percent", "percentage_point", "share"):
        gap = gap * 100 if quantity.unit == "share" else gap
        text = plain(_short(gap))
        unit = "point" if gap == 1 else "points"
        return Message(f"{text} {unit} too {'high' if more else 'low'}", f"{'高' if more else '低'}了 {text} 个百分点")
    if other == 0 or (value > 0) != (other > 0):
        return Message("", "")
    ratio = (
        max(value, other) / min(value, other) if other > 0 else max(value, other, key=abs) / min(value, other, key=abs)
    )
    if ratio >= 2:
        factor = plain(round(ratio, 1) if ratio < 100 else round(ratio, 0))
        way = "large" if more else "small"
        return Message(f"{factor} times too {way}", f"约为公布值的 {factor} 倍" if more else f"约为公布值的 1/{factor}")
    share = gap / abs(other) * 100
    text = plain(round(share, 1) if share >= Decimal("0.1") else _short(share.normalize()))
    return Message(f"{text}% too {'high' if more else 'low'}", f"{'高' if more else '低'}了 {text}%")


def _days_off(value: str, other: str) -> Message:
    first, second = value.split("-"), other.split("-")
    if len(first) >= 2 and len(second) >= 2:
        months = (int(first[0]) - int(second[0])) * 12 + int(first[1]) - int(second[1])
        if months:
            count = abs(months)
            late = months > 0
            return Message(
                f"{count} month{'s' if count > 1 else ''} too {'late' if late else 'early'}",
                f"{'晚' if late else '早'}了 {count} 个月",
            )
        if len(first) == 3 and len(second) == 3:
            days = int(first[2]) - int(second[2])
            count = abs(days)
            if days:
                return Message(
                    f"{count} day{'s' if count > 1 else ''} too {'late' if days > 0 else 'early'}",
                    f"{'晚' if days > 0 else '早'}了 {count} 天",
                )
    years = int(first[0]) - int(second[0])
    if years:
        count = abs(years)
        return Message(
            f"{count} year{'s' if count > 1 else ''} too {'late' if years > 0 else 'early'}",
            f"{'晚' if years > 0 else '早'}了 {count} 年",
        )
    return Message("", "")
