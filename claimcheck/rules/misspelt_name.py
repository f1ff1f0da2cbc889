"""A name is spelt as no registered one is, but almost as one.

What: a word that differs by a letter (or two neighbours exchanged) from a long, distinctive name of a model, chip or
company, where the rest of the name or the rest of the document shows which is meant; the right name in odd letter
case beside the usual spelling; a Chinese person's name written once with another character of the same sound.

Why: a misspelt name is invisible to search, and to every other rule of this program.

Wrong: DeapSeek cut its prices; DeepSeek-V3 became cheaper.
Right: DeepSeek cut its prices; DeepSeek-V3 became cheaper.
Wrong: DeapSeek 宣布降价，DeepSeek-V3 更便宜了。
Right: DeepSeek 宣布降价，DeepSeek-V3 更便宜了。

How to settle: correct the spelling. If the word is another name, silence the place with `ignore[CC401]`, or add the
name to your registry.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from claimcheck import names
from claimcheck import patterns as re
from claimcheck.model import Fix, Segment
from claimcheck.registry import Registry
from claimcheck.rules import homophones
from claimcheck.rules.base import Draft, Message, Pointer, document_rule
from claimcheck.rules.once import once
from claimcheck.spans import Span
from claimcheck.words import ORDINARY

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_WORD = re.compile(r"(?<![A-Za-z0-9_@#/\\.])[A-Za-z]{5,}+(?![a-z_@/\\]|\.[a-z])")
_ADDRESS = re.compile(r"https?://([^\s<>\"'()\[\]|]+)")
_TERMS = ("llm", "vlm", "net", "gpt", "bench", "former", "hub", "chat", "code", "codex", "bot", "lab")  # of the field
_PEOPLES = ("ese", "ish", "ian")
_TITLE = re.compile(r"(?<![A-Za-z])([A-Z][a-z]*[A-Z]\w*):\s[A-Z][A-Za-z-]+ (?:[a-z]{1,4} )?[A-Z]")  # "ResNeSt: A Title"
_AFTER = 24  # how much of the text behind a word may belong to the same name
_OFTEN = 3  # a word that stands more often than this is a name of its own


@lru_cache(maxsize=4)
def _known(registry: Registry) -> tuple[dict[str, str], frozenset[str]]:
    """Distinctive words (key to spelling) and all words of registered names."""
    distinctive: dict[str, str] = {}
    for word in registry.first_words():
        if word[0].isupper():
            old = distinctive.get(word.lower())
            if old is None or _capitals(word) > _capitals(old):
                distinctive[word.lower()] = word
    return distinctive, frozenset(map(str.lower, registry.words()))


def _capitals(word: str) -> int:
    return sum(char.isupper() for char in word)


def check(checked: Checked) -> Iterator[Draft]:
    """Unknown words near a registered one, odd letter case, and Chinese names with a wrong character."""
    usual_words, words = _known(checked.registry)
    blocks = checked.document.blocks
    prose = [segment for segment in checked.segments if blocks[segment.block].kind not in ("code", "furniture")]
    found = [_WORD.findall(segment.view.text) for segment in prose]
    counts = Counter(chain.from_iterable(found))
    suspects = {word for word in counts if not word.islower() and near(word, checked.registry)}
    lower: Counter[str] = Counter()
    for word, times in counts.items() if suspects else ():
        lower[word.lower()] += times
    titled = {hit[1] for segment in prose for hit in _TITLE.finditer(segment.view.text)} if suspects else set()
    holding = [segment for segment, own in zip(prose, found, strict=True) if not suspects.isdisjoint(own)]
    for segment, hit in ((holder, hit) for holder in holding for hit in _WORD.finditer(holder.view.text)):
        word = hit[0]
        if word not in suspects:
            continue
        if word.lower() in words:
            usual = _odd_case(word, counts, usual_words)
            if usual is not None:
                yield _draft(checked, segment, hit, usual, 0.75, "letter case")
            continue
        if counts[word] > _OFTEN or any(m.start <= hit.start() and hit.end() <= m.end for m in segment.mentions):
            continue  # a part of a known name is spelt rightly: the DeepSeekR of DeepSeekR1
        if _versioned(word, segment.view.text[hit.end() : hit.end() + 1], words) or _addressed(word, checked):
            continue
        if word in titled or _of_several(word, words):
            continue
        right = _meant(word, segment.view.text[hit.end() : hit.end() + _AFTER], checked.registry, lower)
        if right is not None:
            yield _draft(checked, segment, hit, _like(word, usual_words[right]), 0.9, "letters")
    yield from homophones.check(checked)


def _versioned(word: str, after: str, words: frozenset[str]) -> bool:
    """Whether a known word has a version joined to it: the LangChainv of LangChainv1."""
    return word[-1:] in ("v", "V") and after.isdecimal() and word[:-1].lower() in words


def _of_several(word: str, words: frozenset[str]) -> bool:
    """Whether a word is a known one in the plural: "EfficientNets"."""
    return word[-1:] == "s" and word[:-1].lower() in words


def _addressed(word: str, checked: Checked) -> bool:
    """Whether an address in the document spells the word as well: a name of something else, which lives there."""
    return word.lower() in _addresses(checked)


@once
def _addresses(checked: Checked) -> str:
    """The letters and digits of all addresses of the document, a space between any two."""
    return " ".join(re.sub(r"[\W_]+", "", address).lower() for address in _ADDRESS.findall(checked.document.source))


def _odd_case(word: str, counts: Counter[str], usual_words: dict[str, str]) -> str | None:
    """The usual spelling where a word ends in a stray capital and the document has the usual spelling too."""
    usual = usual_words.get(word.lower())
    if usual is None or usual == word or counts[usual] <= counts[word]:
        return None
    return usual if _stray(word, usual) else None


def _stray(word: str, usual: str) -> bool:
    """Whether a word ends in a capital where its usual spelling does not."""
    return word != usual and word[-1].isupper() and usual[-1].islower() and not word.isupper()


def _meant(word: str, after: str, registry: Registry, lower: Counter[str]) -> str | None:
    """The one registered word that is meant; None where none or several fit."""
    low = word.lower()
    fitting = {
        known
        for known, long_enough in _near(low, registry)
        if (long_enough and lower[known] and low not in ORDINARY) or _continues(known, after, registry)
    }
    return fitting.pop() if len(fitting) == 1 else None


@lru_cache(maxsize=100_000)
def _near(low: str, registry: Registry) -> tuple[tuple[str, bool], ...]:
    """The registered words that a word in lower case may be meant for, each with whether it is long and distinctive."""
    fitting = []
    for length in range(len(low) - 1, len(low) + 2):
        for known in _shelves(registry).get(
            (length, low[0]), ()
        ):  # nobody mistypes the first letter and fails to see it
            kind = _edit(low, known)
            if kind is None or low in (known + "s", known[:-1] + "ies") or known.startswith(low):
                continue
            if known.endswith(_PEOPLES):
                continue  # Javanese is no misspelt Japanese
            if any(low.endswith(term) and not known.endswith(term) for term in _TERMS):
                continue  # OpenLLM is no misspelt OpenELM, ConvNet no ConvNeXt
            fitting.append((known, len(known) >= 7 or (kind == "swap" and len(known) >= 5)))
    return tuple(fitting)


@lru_cache(maxsize=4)
def _shelves(registry: Registry) -> dict[tuple[int, str], list[str]]:
    """The distinctive words by their length and first letter."""
    shelves: dict[tuple[int, str], list[str]] = {}
    for word in _known(registry)[0]:
        shelves.setdefault((len(word), word[0]), []).append(word)
    return shelves


def distinctive(registry: Registry) -> Iterable[str]:
    """The words, in lower case, that a misspelt one may be meant for."""
    return _known(registry)[0]


def near(word: str, registry: Registry) -> tuple[tuple[str, bool], ...]:
    """The registered words, in lower case, that a word of a text may be a misspelling of, and whether such a word needs
    no number behind it to be one.
    """
    spelled, words = _known(registry)
    low = word.lower()
    if low not in words:
        return _near(low, registry)
    usual = spelled.get(low)
    return ((low, True),) if usual is not None and _stray(word, usual) else ()


def _continues(known: str, after: str, registry: Registry) -> bool:
    """Whether the known word and what follows is a longer registered name that has a digit: Claude 3.5 Haiku."""
    squashed = names.squashed(after)
    return any(
        any(char.isdigit() for char in squashed[:length]) and registry.has_key(known + squashed[:length])
        for length in range(len(squashed), 0, -1)
    )


def _edit(first: str, second: str) -> str | None:
    """ "swap" for two neighbours exchanged, "letter" for one letter changed, added or left out; else None."""
    if first == second or abs(len(first) - len(second)) > 1:
        return None
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    end = 0
    while end < min(len(first), len(second)) - start and first[-1 - end] == second[-1 - end]:
        end += 1
    one, two = first[start : len(first) - end], second[start : len(second) - end]
    if len(one) == len(two) == 2 and one == two[::-1]:
        return "swap"
    return "letter" if start and len(one) <= 1 and len(two) <= 1 else None


def _like(word: str, usual: str) -> str:
    return usual.upper() if word.isupper() else usual


def _draft(checked: Checked, segment: Segment, hit: re.Match[str], right: str, sure: float, what: str) -> Draft:
    span = segment.view.source(hit.start(), hit.end())
    exact = checked.document.source[span.start : span.end] == hit[0]
    message = Message(f"{hit[0]} is spelt {right} elsewhere.", f"{hit[0]} 应拼作 {right}。")
    if what == "letters":
        message = Message(f"{hit[0]} looks like a misspelling of {right}.", f"{hit[0]} 疑为 {right} 的误拼。")
    return Draft(span, message, sure, fix=Fix(right, "unsafe") if exact else None, related=_first(checked, right, span))


def _first(checked: Checked, right: str, apart_from: Span) -> tuple[Pointer, ...]:
    """Where the document spells the name right for the first time."""
    for segment in checked.segments:
        at = segment.view.text.find(right)
        if at >= 0:
            span = segment.view.source(at, at + len(right))
            if not span.overlaps(apart_from):
                return (Pointer(span, Message(f"{right} here", f"此处为 {right}")),)
    return ()


RULE = document_rule("CC401", __doc__, check)
