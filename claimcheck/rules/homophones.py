"""Chinese names of persons that are written once with another character of the same sound.

No table of readings is needed: the first level of GB 2312 (3,755 characters) is sorted by pronunciation, so characters
of one syllable stand side by side.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from claimcheck import patterns as re
from claimcheck.model import Fix, Segment
from claimcheck.rules.base import Draft, Message, Pointer

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

# the hundred commonest family names, less those that are everyday words or open them
_FAMILY = (
    "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪"
    "田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_NAME = re.compile(rf"([{_FAMILY}])(?=([\u4e00-\u9fff]{{2}}))")  # names may begin inside one another
_SYLLABLE = 12  # how far apart, in GB 2312, characters of one syllable may stand
OFTEN = 3
_WAYS = 4  # third characters behind two that begin a name


def check(checked: Checked) -> Iterator[Draft]:
    """Names of three characters that stand once or twice beside a frequent one of the same sound."""
    if checked.document.language != "zh":
        return
    places: dict[str, list[tuple[Segment, int]]] = defaultdict(list)
    for segment in checked.segments:
        if segment.cell is None:
            for hit in _NAME.finditer(segment.view.text):
                places[hit[1] + hit[2]].append((segment, hit.start()))
    goes_on = Counter(name[:2] for name in places)  # 任务 goes on in many ways: no name begins so
    frequent: dict[str, list[str]] = defaultdict(list)
    for name, found in places.items():
        if len(found) >= OFTEN and goes_on[name[:2]] <= _WAYS and _is_name(name, found):
            frequent[name[:2]].append(name)
    for name, found in places.items():
        if len(found) * OFTEN > max((len(places[other]) for other in frequent.get(name[:2], ())), default=0):
            continue
        for other in frequent[name[:2]]:
            if other != name and same_sound(name[2], other[2]):
                for segment, at in found:
                    yield _draft(segment, at, name, other, places[other][0])
                break


def names(text: str) -> Iterator[str]:
    """All that may be Chinese persons' names of three characters in a text."""
    return (family + given for family, given in _NAME.findall(text))


_PARTICLES = frozenset("的了是在着过们之与和")  # in nobody's given name


def _is_name(name: str, found: list[tuple[Segment, int]]) -> bool:
    """Whether the three characters stand in varied surroundings: a word within a longer phrase does not."""
    if not _PARTICLES.isdisjoint(name[1:]):
        return False
    before = Counter(segment.view.text[at - 1 : at] for segment, at in found)
    after = Counter(segment.view.text[at + 3 : at + 4] for segment, at in found)
    return len(before) >= 2 and len(after) >= 2


def same_sound(first: str, second: str) -> bool:
    """Whether two characters stand so near in GB 2312's sorted part that they share a syllable, most likely."""
    one, two = _place(first), _place(second)
    return one is not None and two is not None and 0 < abs(one - two) <= _SYLLABLE


def _place(char: str) -> int | None:
    try:
        high, low = char.encode("gb2312")
    except (UnicodeEncodeError, ValueError):
        return None
    return (high - 0xB0) * 94 + low - 0xA1 if 0xB0 <= high <= 0xD7 else None


def _draft(segment: Segment, at: int, name: str, other: str, first: tuple[Segment, int]) -> Draft:
    where, there = first
    return Draft(
        segment.view.source(at, at + 3),
        Message(f"{name} is written {other} elsewhere.", f"{name} 在文中他处写作 {other}。"),
        0.8,
        fix=Fix(other, "unsafe"),
        related=(Pointer(where.view.source(there, there + 3), Message(f"{other} here", f"此处为 {other}")),),
    )
