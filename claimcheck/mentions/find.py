"""Names in text: all aliases in one pass, longest match, boundaries right beside Chinese."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from claimcheck import names
from claimcheck import patterns as re
from claimcheck.mentions.index import NameIndex
from claimcheck.mentions.words import (
    DATED_SUFFIX,
    LOWER_VARIANTS,
    MODES,
    NEUTRAL_PREFIXES,
    NEUTRAL_SUFFIXES,
    NUMBER_FOLLOWERS,
    SAME_AS_BASE,
    VARIANT_WORDS,
)
from claimcheck.model import Mention
from claimcheck.records import NamedTuple
from claimcheck.registry.name_table import Name

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Literal


_LONGEST_GAP = 3  # characters between two parts of a name: " - ", " (", "\u300b "
_PREFIX = re.compile(r"[A-Za-z0-9.+]+(?:-[A-Za-z0-9.+]+)*-$")
_GLUED = re.compile(r"[-_]([A-Za-z0-9]+(?:\.[0-9]+)?(?:[-_.][A-Za-z0-9]+)*)")
_COUNT = re.compile(
    r"[0-9.]+(?:[kKmMbBtT]|-?(?:thousand|million|billion|trillion))?|thousand|million|billion|trillion", re.ASCII
)
_BUDGET = re.compile(r"\d{1,3}k")  # of tokens to think with
_PROGRAM = re.compile(r"\.(?:cpp|c|js|ts|py|rs|go|swift|net)(?![\w.])")  # "llama.cpp" is no Llama
_PARTS = re.compile(r"[-_.]")
# A version behind a name: 3.6 or K2.0 anywhere, a mere 4 or 450 where no counted thing follows.
_VERSION = re.compile(
    r" (?:(?:(?:[A-Za-z][0-9]{1,2}|1?[0-9])(?:\.[0-9]{1,2})+|2[0-9]\.(?:0[1-9]|1[0-2]))(?![\w%.])"  # none is at 87.2
    r"(?!\s*(?:[万亿倍元个点%]|billion|million|trillion|times|points?|percent|[BMKT]\b))"
    r"|(?:[0-9]|[1-9][0-9]0)(?![\w%.,]*[\w%])"
    r"(?=\s*(?:$|[0-9.]+[BM]\b|[,.;:!?，。；：、)）(（的在是发推将和与]|(?:is|was|has|had|can|may|will|would|and|or|to|for|by|with|on|in|at|from|models?|"
    r"series|family|Pro|Flash|Max|Preview|Thinking|scor\w+|achiev\w+|reach\w+|beats?|outperform\w*|ship(?:s|ped)|offer(?:s|ed)|"
    r"support(?:s|ed)|use[sd]|cost|costs|gets|got|comes|came|runs|hits|delivers|doubles|needs|brings|handles|accepts|takes|"
    r"launch(?:es|ed)|arriv(?:es|ed)|debut(?:s|ed)|land(?:s|ed)|lead|leads|led|tops|topped|features|packs|boasts|adds|added|"
    r"doubled|contains|includes|remains|excels|improve[sd])\b)))"
)
# "DeepSeek-V3 - 671B total (37B active)": what stands behind the dash tells a size.
_SIZE_TOLD = re.compile(
    r"[ \xa0][-\u2010-\u2014][ \xa0]\d+(?:\.\d+)?\s?[BMT]"
    r"(?=\s*(?:总|参数|激活|total|active|param|[(（]\s*\d+(?:\.\d+)?\s?[BMT]))",
    re.IGNORECASE,
)
_OF_ACRONYM = re.compile(r"(?<![\w-])[A-Z]{2,8} \Z")  # before the "v3" of "MCP v3"
_LETTER = re.compile(r" [B-HJ-WYZ](?![\w%'’.])")  # "RTX 4090 L": another card of that number
# "移动端 RTX 4090", "laptop RTX 4090": another card of that number, though the word stands before it.
_PORTABLE = re.compile(
    r"(?<!\d )(?<!Ti )(?:(?<![A-Za-z])(?:mobile|laptop|notebook)[ -]|"
    r"(?:移动端|移动版|笔记本|笔电)(?:电脑)?(?:版|端)?(?:的|上的)? ?)"
    r"(?:(?:NVIDIA|英伟达) ?)?(?:GeForce ?)?\Z",
    re.IGNORECASE,
)
_CARD = re.compile(r"(?:nvidia|英伟达)?(?:geforce)?(?:rtx|gtx)?[1-9]0\d0(?:ti|super)*")
_MODEL_BEFORE = re.compile(r"(?:(?<![A-Za-z])(?:[Mm]odel|LLM) |模型 ?)[“\"'《「]?$")
_MODEL_AFTER = re.compile(r"[”\"'》」]? ?(?:language model|model|LLM|series|family|大?模型|系列|家族)(?![a-z])")
_CACHES = frozenset(("l1", "l2", "l3"))
_SIZED = re.compile(r"\d\s?[KM]i?B\s?\Z")
_CACHE = re.compile(
    r"\s?(?:[Cc]aches?|缓存|快取)|"
    r"\s(?:bandwidth|hits?|miss(?:es)?|latency|size|capacity|traffic|access\w*|throughput)(?![a-z])"
)
_LISTS_ON = re.compile(r"\s?[,，、/–—~-]\s?\d+(?:\.\d+)?\s?[BbMm](?![A-Za-z])")  # behind a size: more of them
_SHOTS = re.compile(r" ?(?:[(（] ?)?\d{1,2}-shot")  # "GSM8K 0-shot: 84.1, Math 0-shot: 32.6"
_OTHER_MEASURE = re.compile(
    r" ?(?:的 ?)?(?:幻觉率|错误率|失败率|拒答率|拒绝率)"
    r"|[ -](?:hallucination|error|failure|refusal)(?:[ -]rate|s)?(?![A-Za-z])",
    re.IGNORECASE,
)
_SCALED = re.compile(r"[0-9]+(?:\.[0-9]+)?[万亿]")
_SPACED = re.compile(r" ?([A-Za-z]+)(?![A-Za-z0-9])")


def find(text: str, index: NameIndex, taken: Sequence[tuple[int, int]] = ()) -> tuple[Mention, ...]:
    """Every name in normalised text, in order, none overlapping another or a `taken` span (those are in order, apart).

    A mention without candidates is a longer name that the registry does not know ("o1-pro-next"): it is reported so
    that nothing is bound to the known name inside it.
    """
    hits = index.hits(names.squashed(text))
    if not hits:
        return ()
    offsets = names.kept(text)
    found: list[_Hit] = []
    measured: set[int] = set()
    starts, ends = [t[0] for t in taken], [t[1] for t in taken]  # in order and apart
    for number, first_key, end_key in hits:
        start, end = offsets[first_key], offsets[end_key - 1] + 1
        if not _bounded(text, start, end):
            continue
        name = index.name(number)
        if end - start != end_key - first_key and not _gaps_allowed(text, offsets, first_key, end_key, name.breaks):
            continue
        if name.breaks and names.size_glued(name.key, name.breaks, offsets[first_key:end_key]):
            continue
        if _unclosed(text[start:end]) and _LISTS_ON.match(text, end):
            continue  # "Llama 2 (7B, 13B)" names the line and its sizes
        if text[start + 1 : start + 2].isspace() and text[start + 2 : start + 3].isdigit():
            continue  # "a 10-core CPU", "a 100 GB disk": no A10, no A100
        alone = end - start >= len(text.strip())  # a cell that holds nothing else may be written as one likes
        if not alone and (name.capitals or name.guarded) and not _in_capitals(text[start:end]):
            system = any(c.kind == "entity" for c in name.candidates)
            identifier = not name.capitals and "-" in text[start:end] and (system or name.key.endswith("bench"))
            apposed = system and text[start].isupper() and _apposed(text, start, end)
            # An identifier is qwen-max, gpt-oss or tau-bench.
            if not identifier and not apposed and not _SHOTS.match(text, end):
                continue
        if name.key in _CACHES and (_SIZED.search(text, max(0, start - 8), start) or _CACHE.match(text, end)):
            continue  # "50 MB L2", "L2 cache": no NVIDIA L2
        if name.key.isdigit() and _is_number(text, start, end):
            continue
        if taken and _overlaps(starts, ends, start, end):
            continue
        left, right, known = _context(text, start, end)
        version_of = _OF_ACRONYM.search(text, max(0, start - 10), start) if known and text[start] == "v" else None
        if version_of is not None and all(c.context_only for c in name.candidates):
            left, known = version_of.start(), False  # no DeepSeek-V3
        spaced = known and text[right : right + 1] == " "
        version = _VERSION.match(text, right) if spaced and not name.key[-1].isdigit() else None
        if version is not None and all(c.kind == "entity" for c in name.candidates):
            right, known = version.end(), False  # "Gemma 4", where only Gemma is known
        letter = _LETTER.match(text, right) if known and "rtx" in text[max(0, start - 4) : right].lower() else None
        if letter is not None:
            right, known = letter.end(), False
        portable = _PORTABLE.search(text, max(0, start - 24), start) if known and _CARD.fullmatch(name.key) else None
        if portable is not None:
            left, known = portable.start(), False
            laptop = whole_name(f"{text[start:end]} Laptop", index)
            if laptop is not None:
                start, known = left, True
                name = Name(name.key, name.breaks, laptop.candidates, name.capitals, name.guarded)
        measure = _OTHER_MEASURE.match(text, right) if known else None
        if measure is not None and all(c.kind == "metric" for c in name.candidates):
            right, known = measure.end(), False  # "SimpleQA hallucination rate": no score on SimpleQA
            measured.add(right)
        found.append(_Hit(start, end, left, right, known, name))
    if measured:  # the measure is no name of its own there
        found = [hit for hit in found if not hit.known or hit.end not in measured]
    mentions: list[Mention] = []
    for hit in _chosen(_apart(text, found)):
        if hit.known:
            end = _closed(text, hit.start, hit.end)
            mentions.append(Mention(hit.start, end, text[hit.start : end], hit.name.candidates))
        elif not hit.name.key.isdigit():
            left = max(hit.left, mentions[-1].end) if mentions else hit.left
            if left >= hit.right:
                continue  # a part of the name before
            likely: Literal["entity", "metric"] = "metric"
            if any(c.kind == "entity" for c in hit.name.candidates):
                likely = "entity"
            mentions.append(Mention(left, hit.right, text[left : hit.right], (), likely))
    return tuple(mentions)


def _overlaps(starts: list[int], ends: list[int], start: int, end: int) -> bool:
    """Whether [start, end) meets one of the spans, which stand in order and apart."""
    at = bisect_right(ends, start)
    return at < len(starts) and starts[at] < end


class _Hit(NamedTuple):
    """An alias in the text; `left` and `right` are the ends of the longer name that it may be a part of."""

    start: int
    end: int
    left: int
    right: int
    known: bool
    name: Name


def _apart(text: str, found: list[_Hit]) -> list[_Hit]:
    """A name before another one is not a longer name: "DeepSeek-R1 MATH-500: 97.3%" is of no "DeepSeek-R1 Math"."""
    starts = {hit.start for hit in found if hit.known}
    return [
        hit._replace(right=hit.end, known=True)
        if not hit.known and hit.left == hit.start and text[hit.end : hit.end + 1] == " " and hit.end + 1 in starts
        else hit
        for hit in found
    ]


def _chosen(found: list[_Hit]) -> list[_Hit]:
    """No overlaps: names that stand for themselves before parts of unknown ones, then the longest, then the first."""
    if len(found) < 2:
        return found
    chosen: list[_Hit] = []
    group: list[_Hit] = []
    last = -1
    for hit in sorted(found, key=lambda h: (h.left, -h.right)):
        if group and hit.left >= last:
            chosen += _settled(group)
            group = []
        group.append(hit)
        last = max(last, hit.right) if len(group) > 1 else hit.right
    chosen += _settled(group)
    return chosen


def _settled(group: list[_Hit]) -> list[_Hit]:
    if len(group) == 1:
        return group
    kept = _widest([hit for hit in group if hit.known and not all(c.context_only for c in hit.name.candidates)])
    if sum(hit.end - hit.start for hit in kept) <= max((hit.end - hit.start for hit in group if hit.known), default=0):
        kept = []
    for hit in sorted(group, key=lambda h: (not h.known, h.start - h.end, h.start)):
        start, end = (hit.start, hit.end) if hit.known else (hit.left, hit.right)
        if all(end <= k.start or k.end <= start for k in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)


def _widest(known: list[_Hit]) -> list[_Hit]:
    """The names apart that cover most of the text, the fewest of these: "Cohere" and "Command R+", not "Cohere Command"
    and what is left.
    """
    best: list[tuple[int, int, list[_Hit]]] = [(0, 0, [])]
    ordered = sorted(known, key=lambda h: h.end)
    for at, hit in enumerate(ordered):
        before = next(best[i + 1] for i in range(at - 1, -2, -1) if i < 0 or ordered[i].end <= hit.start)
        taken = before[0] + hit.end - hit.start, before[1] - 1, [*before[2], hit]
        best.append(max(best[at], taken, key=lambda row: row[:2]))
    return best[-1][2]


def _closed(text: str, start: int, end: int) -> int:
    """Takes the closing bracket of a bracket that the name opens."""
    for opening, closing in ("()", "（）"):
        if text.count(opening, start, end) > text.count(closing, start, end) and text[end : end + 1] == closing:
            return end + 1
    return end


def _unclosed(text: str) -> bool:
    plain = text.replace("（", "(").replace("）", ")")
    return plain.count("(") > plain.count(")")


def _gaps_allowed(text: str, offsets: list[int], start: int, end: int, breaks: frozenset[int]) -> bool:
    for at in range(start + 1, end):
        gap = offsets[at] - offsets[at - 1] - 1
        if gap == 0:
            continue
        if gap > _LONGEST_GAP:
            return False
        if gap == _LONGEST_GAP and _SIZE_TOLD.match(text, offsets[at - 1] + 1):
            return False
        if text[offsets[at] - 1] == "/" and text[offsets[at]].isdigit() and text[offsets[at - 1]].isalpha():
            return False  # "Baichuan/2" is Baichuan and the second of its kind
        between = text[offsets[at - 1] + 1 : offsets[at]]
        if (gap > 1 and "/" in between) or ": " in between or "：" in between:
            return False  # and "RTX 3090 / Ti" two cards, "Phi-3.5-vision: 4.2B" a name and its size
        if (at - start) not in breaks:
            # Letter-spaced Chinese: single spaces inside a word.
            spaced = gap == 1 and text[offsets[at] - 1] == " "
            if not (spaced and names.is_han(text[offsets[at]]) and names.is_han(text[offsets[at - 1]])):
                return False
    return True


def _bounded(text: str, start: int, end: int) -> bool:
    if names.is_word(text[start]) and start > 0:
        left = text[start - 1]
        if names.is_word(left) or (left == "." and start > 1 and names.is_word(text[start - 2])) or left in "@#$":
            return False
        if left == "," and text[start].isdigit() and start > 1 and text[start - 2].isdigit():
            return False
    if end < len(text) and names.is_word(text[end - 1]):
        right = text[end]
        if right == "$":
            return False  # the US of "US$5.6 million" is a part of the sign
        if names.is_word(right):
            if right.isdigit() and text[end - 1].isalpha() and _SCALED.match(text, end):
                return True  # the space left out before a figure: "Gemini 1.5 Pro100万"
            # A plural s: "H100s", "GPT-4s".
            closed = end + 1 == len(text) or not names.is_word(text[end + 1])
            whole = text[end - 1].isdigit() or names.is_word(text[end - 2])  # not the "v" of "vs."
            return right == "s" and closed and text[end - 1] != "s" and whole
        if right == "." and end + 1 < len(text) and text[end + 1].isdigit():
            return False
        if right == "," and text[end - 1].isdigit() and text[end + 1 : end + 4].isdigit():
            return False
    return True


def _in_capitals(text: str) -> bool:
    """Whether a name in capitals is written as a name and not as a word: "MATH", "CMath", "C-Eval", but not "Math"."""
    return not text.islower() and (not text.istitle() or sum(char.isupper() for char in text) > 1)


def _apposed(text: str, start: int, end: int) -> bool:
    """Whether a word beside a name says that it is one of a model: "the open-source model Bloom"."""
    return _MODEL_BEFORE.search(text, max(0, start - 8), start) is not None or bool(_MODEL_AFTER.match(text, end))


def _context(text: str, start: int, end: int) -> tuple[int, int, bool]:
    """The longer name that a name may be a part of, and whether the name stands for itself nevertheless."""
    left, right, known = start, end, True
    if start > 1 and text[start - 1] == "-" and names.is_word(text[start - 2]) and names.is_word(text[start]):
        match = _PREFIX.search(text, max(0, start - 40), start)
        prefix = match.group()[:-1] if match else ""
        if _COUNT.fullmatch(prefix.rsplit("-", 1)[0]) or _COUNT.fullmatch(prefix):
            prefix = ""  # "200,000-token", "1-million-token": a figure, no longer name
        if prefix and prefix.lower().rsplit("-", 1)[-1] not in NEUTRAL_PREFIXES:
            left, known = start - len(prefix) - 1, False
    if not names.is_word(text[end - 1]) and text[end - 1] not in "+)":
        return left, right, known
    if text[end : end + 1] == "+" and not names.is_word(text[end + 1 : end + 2] or " "):
        return left, end + 1, False
    follow = text[end : end + 1]
    program = _PROGRAM.match(text, end) if follow == "." else None
    if program:
        return left, program.end(), False
    glued = _GLUED.match(text, end) if follow == "-" or follow == "_" else None
    if glued:
        parts = _PARTS.split(glued.group(1).lower())
        if parts[0] in NEUTRAL_SUFFIXES:
            return left, right, known
        if all(p in SAME_AS_BASE or DATED_SUFFIX.fullmatch(p) for p in parts):
            return left, right, known
        if parts[0] in MODES and all(_BUDGET.fullmatch(p) for p in parts[1:]):
            return left, right, known  # "claude-opus-4-5-thinking-32k", as leaderboards have it
        return left, glued.end(), False
    spaced = _SPACED.match(text, end) if follow.isascii() else None
    if spaced:
        word = spaced.group(1)
        if text.startswith((" Language", " language"), spaced.end()):
            return left, right, known  # "Llama 3 Large Language Models"
        if word.lower() in MODES:
            return left, right, known
        if word.lower() in VARIANT_WORDS and (word[0].isupper() or word.lower() in LOWER_VARIANTS):
            return left, spaced.end(), False
    return left, right, known


def _is_number(text: str, start: int, end: int) -> bool:
    """Whether a bare model number (4090) is rather a figure: beside a unit, a currency sign or a counted noun."""
    if start and text[start - 1] in "$¥€£￥约近超达-":
        return True
    return NUMBER_FOLLOWERS.match(text, end) is not None


def whole_name(text: str, index: NameIndex) -> Mention | None:
    """The known name that a text is from end to end."""
    for mention in find(text, index):
        if mention.end - mention.start == len(text) and mention.candidates:
            return mention
    return None
