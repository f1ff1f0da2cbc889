"""Figures of a draft beside figures of the registry: how far apart, and how the draft would print another."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from claimcheck import agreement, compare, units
from claimcheck import patterns as re
from claimcheck.compare import Interval
from claimcheck.model import Claim, Fact, Fix, Judgement, Metric, Quantity, Value
from claimcheck.records import replace
from claimcheck.registry import Registry
from claimcheck.rules import makers
from claimcheck.rules.once import once

_NUMBER = re.compile(r"[-+\u2212]?\d[\d,\uff0c\u2009\u202f ]*(?:\.\d+)?")
_MULTIPLIER = re.compile(
    r"(?P<gap>\s*)(?P<word>万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千|trillion|billion|million|thousand|bn|tn|mn|[kKMBT](?![A-Za-z]))",
)
_WORDS = {
    "zh": ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")),
    "en": ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million")),
    "letter": ((Decimal(10) ** 12, "T"), (Decimal(10) ** 9, "B"), (Decimal(10) ** 6, "M"), (Decimal(10) ** 3, "K")),
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def claim_interval(quantity: Quantity) -> Interval | None:
    """The interval that a figure grants; None for dates and for figures without any end."""
    low, high = quantity.low, quantity.high
    if isinstance(low, str) or isinstance(high, str) or (low is None and high is None):
        return None
    return low, high


def agree(quantity: Quantity, fact: Fact, metric: Metric) -> bool:
    """Whether a fact's printed value is one that the draft's figure grants; ranges and open ends are no one's value."""
    if fact.status != "reported" or fact.value is None or fact.approximation in _OPEN or _apart(quantity, fact, metric):
        return False
    return agreement.compare_to(quantity, fact, metric) == "supported"


_OPEN = frozenset(("at_least", "at_most", "range"))
BINARY = frozenset(("token", "KB", "MB", "GB", "TB", "PB", "date"))  # 128K may be 131,072; dates are compared by days


def _apart(quantity: Quantity, fact: Fact, metric: Metric) -> bool:
    """Whether two figures in one unit have nothing in common: most have not, and this is quickly seen."""
    plain = one_unit(quantity.unit, fact.unit, metric.unit) and number(quantity)
    if not plain or isinstance(fact.low, str) or isinstance(fact.high, str):
        return False
    mine, theirs = (quantity.low, quantity.high), (fact.low, fact.high)
    return not compare.meets(mine, theirs)  # type: ignore[arg-type]


def one_unit(mine: str | None, unit: str | None, measured: str) -> bool:
    """Whether a number in the unit `mine` and a fact in `unit`, on a metric in the unit `measured`, have nothing in
    common where their intervals have nothing.
    """
    return mine is not None and mine == unit and unit not in BINARY and measured not in BINARY


def number(quantity: Quantity) -> bool:
    """Whether a figure is a number that is printed as one, and no date and no range."""
    return (
        quantity.approximation != "range" and not isinstance(quantity.low, str) and not isinstance(quantity.high, str)
    )


def same_date(first: Value | None, second: Value | None) -> bool:
    """Whether two ISO dates agree as far as the coarser goes."""
    if not isinstance(first, str) or not isinstance(second, str):
        return False
    return first.startswith(second) or second.startswith(first)


def weight(quantity: Quantity) -> int:
    """How many significant digits a figure prints: the more, the less likely a chance hit. 0 for a date or a range."""
    if not isinstance(quantity.value, Decimal) or quantity.value == 0:
        return 0
    step = quantity.step if quantity.step else compare.step_of(quantity.value)
    if step == 0:
        return len(quantity.value.as_tuple().digits)
    if abs(quantity.value) > step * 10**20:
        return 1  # a fraction in words (七分之一): its digits say nothing
    digits = str(abs((quantity.value / step).to_integral_value()).quantize(Decimal(1)))
    return len(digits.strip("0")) or 1


def converted(fact: Fact, unit: str | None) -> Fact:
    """The fact in another unit of its dimension; as it is where that cannot be done (dollars and yuan)."""
    if unit is None or fact.unit is None or fact.unit == unit or isinstance(fact.value, str):
        return fact
    factor = units.convert(Decimal(1), fact.unit, unit)
    if factor is None:
        return fact

    def to(value: Value | None) -> Value | None:
        return (value * factor).normalize() if isinstance(value, Decimal) else value

    step = fact.step * factor if fact.step is not None else None
    return replace(fact, value=to(fact.value), low=to(fact.low), high=to(fact.high), step=step, unit=unit)


def amounts(facts: Iterable[Fact], unit: str | None) -> list[Decimal]:
    """The values of facts in one unit that are more than nothing."""
    known = (converted(fact, unit) for fact in facts)
    return [f.value for f in known if f.unit == unit and isinstance(f.value, Decimal) and f.value > 0]


_AS_PRINTED = Decimal("0.1")  # between a slip, its point moved back, and what was reported
_LENGTHS = frozenset(Decimal(2**n) for n in range(9, 24))


def slip(quantity: Quantity, fact: Fact) -> int | None:
    """n where the figure is 10^n times the fact as printed, None where it is not."""
    fact = converted(fact, quantity.unit)
    value, other = quantity.value, fact.value
    if not isinstance(value, Decimal) or not isinstance(other, Decimal) or quantity.unit != fact.unit:
        return None
    power = compare.power_of_ten(value, other, Decimal("0.5"))  # how near, the intervals decide
    if power in (1, -1) and quantity.unit == "token" and value in _LENGTHS:
        return None  # 4,096 is a length of its own, of a model of 40,960 as well
    mine = claim_interval(quantity)
    if power is None or mine is None or isinstance(fact.low, str) or isinstance(fact.high, str):
        return None
    if abs(value.scaleb(-power) / other - 1) > _AS_PRINTED:
        return None  # 131,072 is no slip of "1 million"
    low, high = (None if end is None else end.scaleb(-power) for end in mine)
    return power if compare.meets((low, high), (fact.low, fact.high)) else None


@once
def known(judgement: Judgement) -> tuple[Fact, ...]:
    """The facts that decided, and behind them the others that may judge the claim."""
    return tuple({fact.id: fact for fact in (*judgement.facts, *judgement.admissible)}.values())


ALIKE = Decimal("1.1")  # times between two statements of one length or size: 1,000,000 and 1,048,576
_TELLING = 2  # digits by which a figure is known again with its point moved


def tenfold(judgement: Judgement) -> bool:
    """Whether a figure is a power of ten times a report: a slip, whoever else might have said it."""
    if weight(judgement.claim.quantity) < _TELLING:
        return False
    return any(slip(judgement.claim.quantity, fact) for fact in known(judgement))


def more(judgement: Judgement) -> bool:
    """Whether a figure is above all reported ones."""
    value, unit = judgement.claim.quantity.value, judgement.claim.quantity.unit
    known = amounts(judgement.admissible, unit or "")
    return isinstance(value, Decimal) and bool(known) and value > max(known)


def less(judgement: Judgement) -> bool:
    """Whether a figure is less than the greatest that was reported."""
    value, unit = judgement.claim.quantity.value, judgement.claim.quantity.unit
    values = [converted(fact, unit).value for fact in known(judgement)]
    return isinstance(value, Decimal) and any(isinstance(other, Decimal) and value < other for other in values)


_UNSAID = frozenset(("sampling", "shots"))


@once
def only(judgement: Judgement, registry: Registry) -> Fact | None:
    """The one reported value that fits the claim: of its own subject, by its maker or else primary, and unconditioned
    where there are such.

    How a benchmark was sampled counts for nothing where the claim leaves it out, as most do: what its maker reports as
    pass@1 fits such a claim no less than a run of others that names no setting. Reports that print one value with more
    or fewer digits count as one; the most exact is taken.
    """
    claim = judgement.claim
    every = {fact.id: fact for fact in (*judgement.admissible, *judgement.facts)}
    facts = [fact for fact in every.values() if fact.status == "reported"]
    for wanted in (
        lambda fact: comparable(fact, claim.quantity.unit),
        lambda fact: fact.subject == claim.subject.id and fact.metric == claim.metric.id,
        lambda fact: makers.by_maker(fact, registry),
        lambda fact: fact.kind == "primary",
        lambda fact: all(
            claim.conditions.get(key) == value or (key in _UNSAID and key not in claim.conditions)
            for key, value in fact.conditions.items()
        ),
    ):
        facts = [fact for fact in facts if wanted(fact)] or facts
    if not facts or any(isinstance(fact.value, str) for fact in facts):
        return facts[0] if len({fact.value for fact in facts}) == 1 else None
    exact = [converted(fact, facts[0].unit) for fact in facts if fact.approximation in ("exact", "about")]
    if not exact:
        return None
    best = min(exact, key=lambda fact: fact.step or Decimal(0))
    reach = _bounds(best)
    bounds = [_bounds(fact) for fact in exact]
    if reach is None or not all(other is not None and compare.meets(reach, other) for other in bounds):
        return None
    return next(fact for fact in facts if fact.id == best.id)


def _bounds(fact: Fact) -> Interval | None:
    low, high = fact.low, fact.high
    return None if isinstance(low, str) or isinstance(high, str) else (low, high)


def comparable(fact: Fact, unit: str | None) -> bool:
    """Whether a fact is in a figure's unit or can be brought to it (yuan cannot be brought to dollars)."""
    return unit is None or fact.unit is None or fact.unit == unit or converted(fact, unit).unit == unit


def distinct(facts: Iterable[Fact]) -> list[Fact]:
    """One fact for each printed value, in the order given."""
    seen: dict[tuple[object, object, object], Fact] = {}
    for fact in facts:
        seen.setdefault((fact.value, fact.low, fact.high), fact)
    return list(seen.values())


def number_of(quantity: Quantity) -> tuple[int, int] | None:
    """Where in `quantity.text` its digits stand."""
    start, end = quantity.number_start - quantity.start, quantity.number_end - quantity.start
    if 0 <= start < end <= len(quantity.text):
        return start, end
    hit = _NUMBER.search(quantity.text)
    return (hit.start(), hit.end()) if hit else None


def decimal_of(text: str) -> Decimal | None:
    """The plain decimal that a printed number is, commas and thin spaces aside."""
    try:
        return Decimal(re.sub(r"[,\uff0c\s]", "", text).replace("\u2212", "-"))
    except InvalidOperation:
        return None


def rewrite(claim: Claim, fact: Fact, *, sure: bool) -> Fix | None:
    """The claim's figure with the fact's value, in the draft's own notation; None where that cannot be done."""
    fact = converted(fact, claim.quantity.unit)
    text = _rewrite_date(claim.text, fact.value) if isinstance(fact.value, str) else _rewrite_number(claim, fact)
    if text is None or text == claim.text:
        return None
    safe = sure and claim.confidence >= 0.9 and claim.stance == "asserted" and claim.quantity.approximation == "exact"
    return Fix(text, "safe" if safe else "unsafe")


def _rewrite_number(claim: Claim, fact: Fact) -> str | None:
    quantity = claim.quantity
    value, target = quantity.value, fact.value
    if not isinstance(value, Decimal) or not isinstance(target, Decimal) or quantity.unit != fact.unit or value == 0:
        return None
    place = number_of(quantity)
    if place is None or fact.approximation not in ("exact", "about"):
        return None
    digits = quantity.text[place[0] : place[1]].strip()
    old = decimal_of(digits)
    if old is None or old == 0 or claim.text.count(digits) != 1:
        return None
    at = claim.text.index(digits)
    factor = value / old  # the multiplier and the unit's own factor together
    tail = claim.text[at + len(digits) :]
    multiplier = _MULTIPLIER.match(tail)
    new = target / factor
    if multiplier and not Decimal("0.1") <= abs(new) < 100000:
        chosen = _multiplier(multiplier["word"], target * quantity.scale / factor)
        if chosen is None:
            return None
        word, size = chosen
        new = target * quantity.scale / factor / size
        tail = multiplier["gap"] + word + tail[multiplier.end() :]
    return claim.text[:at] + _print(new, digits, old) + tail


def _multiplier(word: str, value: Decimal) -> tuple[str, Decimal] | None:
    style = "zh" if "\u4e00" <= word[0] <= "\u9fff" else "letter" if len(word) == 1 else "en"
    for size, name in _WORDS[style]:
        if abs(value) >= size:
            return (name.lower() if word.islower() and style == "letter" else name), size
    return None


def _print(new: Decimal, digits: str, old: Decimal) -> str:
    """`new` with as many decimals as the draft prints, more only where less than two digits would stay."""
    exponent = old.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    rounded = round(new, places) if places > 0 else new.quantize(Decimal(1))
    if places == 0 and abs(rounded) < 10 and rounded != new:
        rounded = new  # one digit would hide what was reported
    text = f"{rounded.normalize():f}" if rounded == new and places == 0 else f"{rounded:f}"
    if rounded is new:
        text = f"{new.normalize():f}"
    if "," in digits and abs(rounded) >= 1000:
        whole, _, rest = text.partition(".")
        text = f"{int(whole):,}" + (f".{rest}" if rest else "")
    return text


def _rewrite_date(text: str, iso: str) -> str | None:
    """A date as the text writes it, with the day, month and year of `iso`; None where the text's form is not known."""
    parts = iso.split("-")
    chinese = re.fullmatch(r"(\d{4})(\s*年\s*)(\d{1,2})?(\s*月\s*)?(\d{1,2})?(\s*[日号])?", text)
    if chinese:
        return _fill(chinese.groups(), parts)
    numeric = re.fullmatch(r"(\d{4})([-/.])(\d{1,2})(?:([-/.])(\d{1,2}))?", text)
    if numeric:
        return _fill((*numeric.groups(), None), parts)
    name = "|".join(f"{month}|{month[:3]}\\.?" for month in _MONTHS)
    us = re.fullmatch(rf"({name})(\s+)(\d{{1,2}})(,?\s+)(\d{{4}})", text)
    if us and len(parts) == 3:
        return f"{_month(us[1], parts[1])}{us[2]}{int(parts[2])}{us[4]}{parts[0]}"
    uk = re.fullmatch(rf"(\d{{1,2}})(\s+)({name})(,?\s+)(\d{{4}})", text)
    if uk and len(parts) == 3:
        return f"{int(parts[2])}{uk[2]}{_month(uk[3], parts[1])}{uk[4]}{parts[0]}"
    short = re.fullmatch(rf"({name})(,?\s+)(\d{{4}})", text)
    if short and len(parts) >= 2:
        return f"{_month(short[1], parts[1])}{short[2]}{parts[0]}"
    if re.fullmatch(r"\d{4}", text):
        return parts[0]
    return None


def _month(like: str, number: str) -> str:
    full = _MONTHS[int(number) - 1]
    if like.rstrip(".") in _MONTHS:
        return full
    return full[:3] + ("." if like.endswith(".") else "")


def _fill(groups: tuple[str | None, ...], parts: list[str]) -> str | None:
    _year, first, month, second, day, last = (*groups, *([None] * 6))[:6]
    wanted = 1 + (month is not None) + (day is not None)
    if len(parts) < wanted:
        return None
    text = parts[0] + (first or "")
    if month is not None:
        text += _padded(month, parts[1]) + (second or "")
    if day is not None:
        text += _padded(day, parts[2]) + (last or "")
    return text


def _padded(like: str, number: str) -> str:
    return (
        number
        if len(like) == 2 and like.startswith("0")
        else str(int(number))
        if len(like) < 2 or int(like) > 9
        else number
    )
