"""Orders of magnitude beside the powers of ten, or the multiple, that they are told of."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck import patterns as re
from claimcheck.model import Segment
from claimcheck.records import NamedTuple
from claimcheck.rules.base import Draft, Message, Pointer

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_WORDS |= dict(zip("一二两三四五六七八九", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)) | {"十": 10}
_ORDERS = re.compile(
    r"(?<![\d.\w])(?P<n>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)(?:\s+|-)orders?[\s-]of[\s-]magnitudes?|"
    r"(?P<zh>\d{1,2}|[一二两三四五六七八九十])\s*个?数量级",
    re.I,
)
_POWER = re.compile(r"(?<![\d.])10\s?\^\{?(?P<e>[-\u2212]?\d{1,2})\}?|\b1(?:\.0)?[eE]\+?(?P<x>\d{1,2})\b")
_TIMES = re.compile(r"(?P<x>10{1,9}|1(?:,000){1,3})\s*(?:x\b|×|times\b|倍|-fold\b)", re.I)
_BACK = 3  # how many paragraphs before the statement its two powers may stand


class Power(NamedTuple):
    segment: Segment
    start: int
    end: int
    exponent: int


def check(checked: Checked) -> Iterator[Draft]:
    """Each statement of orders of magnitude with two powers, or a multiple, near it."""
    prose = [segment for segment in checked.segments if segment.cell is None]
    for at, segment in enumerate(prose):
        text = segment.view.text
        if "magnitude" not in text and "数量级" not in text:
            continue
        for hit in _ORDERS.finditer(text):
            told = hit["n"] or hit["zh"]
            count = int(told) if told.isdigit() else _WORDS[told.lower()]
            yield from _beside(segment, hit, count)
            yield from _between(prose, at, hit, count)


def _beside(segment: Segment, hit: re.Match[str], count: int) -> Iterator[Draft]:
    """A multiple in the same breath: "4 orders of magnitude (1000x)"."""
    text = segment.view.text
    after = _TIMES.search(text, hit.end(), min(len(text), hit.end() + 16))
    before = list(_TIMES.finditer(text, max(0, hit.start() - 24), hit.start()))
    near = after or (before[-1] if before else None)
    if near is None:
        return
    between = text[hit.end() : near.start()] if after else text[near.end() : hit.start()]
    if not re.fullmatch(r"[\s(（,，、:：—-]*(?:or|i\.e\.|that is|about|即|也就是|约)?[\s(（,，]*", between, re.I):
        return
    zeros = len(near["x"].replace(",", "")) - 1
    if zeros == count:
        return
    later, earlier = (near, hit) if after else (hit, near)
    yield _draft(
        segment,
        later,
        [Power(segment, earlier.start(), earlier.end(), zeros)],
        Message(
            f"{count} orders of magnitude are a factor of 10^{count}, and {near[0].strip()} is 10^{zeros}.",
            f"{count} 个数量级即 10^{count} 倍，而 {near[0].strip()} 是 10^{zeros}。",
        ),
    )


def _between(prose: list[Segment], at: int, hit: re.Match[str], count: int) -> Iterator[Draft]:
    """The two last powers before the statement, or those of its own sentence."""
    own = list(_powers(prose[at], 0, len(prose[at].view.text)))
    left = max(prose[at].view.text.rfind(mark, 0, hit.start()) for mark in ("。", ". ", "\n", "；"))
    pair = [power for power in own if power.start > left and abs(power.start - hit.start()) < 160]
    if len(pair) != 2:
        earlier = [p for segment in prose[max(0, at - _BACK) : at] for p in _powers(segment, 0, len(segment.view.text))]
        pair = [*earlier, *(power for power in own if power.end <= hit.start())]
        if len(pair) != 2:
            return
    difference = abs(pair[0].exponent - pair[1].exponent)
    if difference in (0, count):
        return
    first, second = sorted((pair[0].exponent, pair[1].exponent))
    yield _draft(
        prose[at],
        hit,
        pair,
        Message(
            f"From 10^{first} to 10^{second} is {difference} orders of magnitude, not {count}.",
            f"从 10^{first} 到 10^{second} 是 {difference} 个数量级，而非 {count} 个。",
        ),
    )


def _powers(segment: Segment, start: int, end: int) -> Iterator[Power]:
    for hit in _POWER.finditer(segment.view.text, start, end):
        exponent = int((hit["e"] or hit["x"]).replace("\u2212", "-"))
        yield Power(segment, hit.start(), hit.end(), exponent)


def _draft(segment: Segment, hit: re.Match[str], others: list[Power], message: Message) -> Draft:
    related = tuple(
        Pointer(
            power.segment.view.source(power.start, power.end),
            Message("an operand", "运算数"),
        )
        for power in others
    )
    return Draft(segment.view.source(hit.start(), hit.end()), message, 0.85, related=related)
