"""What the words around a figure say of its subject, whatever its metric."""

from __future__ import annotations

from collections.abc import Callable

from claimcheck import patterns as re
from claimcheck.claims.sentences import (
    ANY_OF_SIZE,
    COMPANY,
    DEFINITE,
    GENERIC,
    INDEFINITE,
    LABELLED_DATE,
    OF_A_CLASS,
    OF_RIVALS,
    OF_SOME_RIVAL,
    OTHERS,
    PARTICIPLE,
    PRONOUN,
    THIS_SIZE,
    Sentence,
)
from claimcheck.model import Quantity

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

# Memory that is RAM, behind a figure and before it.
_RAM = re.compile(
    r"\s?(?:of\s)?(?:(?:system|host|cpu|main)\s)?(?:RAM|R?DIMM|DDR[45]|(?:system|host|main) memory)(?![A-Za-z])|"
    r"\s?的?(?:系统|主机)内存",
    re.IGNORECASE,
)
_RAM_BEFORE = re.compile(r"(?<![a-z] )(?<![a-z])ram[*_]{0,2}\s?[:：]\s?[*_]{0,2}\Z|(?:系统|主机)内存[:：]\s?\Z")
_IT = re.compile(r"[\s*_-]*(?:it|its|它的?|该模型|其)(?![a-z])", re.IGNORECASE)


class Words:
    """What the words around a figure say of its subject, whatever its metric. Each is looked for when it is asked."""

    def __init__(self, quantity: Quantity, sentence: Sentence) -> None:
        view = sentence.segment.view
        self._text, self._start, self._end = view.text, sentence.start, quantity.end
        self._head = view.low[sentence.start : quantity.start]

    def __getattr__(self, name: str) -> Any:
        look = _LOOKS.get(name)
        if look is None:
            raise AttributeError(name)
        found = look(self._head, self._text, self._end)
        setattr(self, name, found)
        return found


# What is asked, by the words before the figure in lower case, the whole text and the figure's end.
_LOOKS: dict[str, Callable[[str, str, int], Any]] = {
    # the figure is that of systems without a name
    "others": lambda head, text, end: OTHERS.search(head[-96:]) is not None,
    # a pronoun before it
    "pronoun": lambda head, text, end: PRONOUN.search(head),
    # one begins the block
    "it": lambda head, text, end: _IT.match(head) is not None,
    # a company speaks of itself, or is spoken to
    "company": lambda head, text, end: COMPANY.search(head) is not None,
    # its sentence speaks of a kind of system
    "generic": lambda head, text, end: GENERIC.search(head) is not None,
    # a date behind a label, or one alone in its block
    "labelled": lambda head, text, end: (
        LABELLED_DATE.fullmatch(head) is not None or not (head.strip() or text[end:].strip())
    ),
    # one that opens the sentence with what was done to the subject
    "done": lambda head, text, end: PARTICIPLE.match(head) is not None,
    # memory beside the chip's own: "13 GB RAM + RTX 2060", "RAM: 64 GB"
    "ram": lambda head, text, end: _RAM.match(text, end) is not None or _RAM_BEFORE.search(head[-24:]) is not None,
    "definite": lambda head, text, end: DEFINITE.search(head) is not None,
    # a size of some model or other, of models in general
    "indefinite": lambda head, text, end: (
        INDEFINITE[0].search(head[-24:]) is not None and INDEFINITE[1].match(text, end) is not None
    ),
    "of_rivals": lambda head, text, end: (
        (OF_RIVALS[0].search(head[-40:]) is not None and OF_RIVALS[1].match(text, end) is not None)
        or (OF_SOME_RIVAL.search(head[-12:]) is not None and INDEFINITE[1].match(text, end) is not None)
    ),
    # a size of any models that have it, which no word says are this one: "最低配置（7B 模型）"
    "any_of_size": lambda head, text, end: (
        ANY_OF_SIZE.match(text, end) is not None and bool(head.strip(" *_-•·")) and THIS_SIZE.search(head[-24:]) is None
    ),
    "class_of": lambda head, text, end: OF_A_CLASS.match(text, end) is not None,
}


def words_around(quantity: Quantity, sentence: Sentence) -> Words:
    """The words around a figure, once for all the metrics that it may be of."""
    known: Words | None = sentence.words.get(quantity.start)
    if known is None:
        known = sentence.words[quantity.start] = Words(quantity, sentence)
    return known
