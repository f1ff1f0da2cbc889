"""Other spellings that follow from a name: "A100 80GB PCIe" is "A100 PCIe 80GB", "A100 80G PCIe" and "A100 80GB PCle";
"Hunyuan-Turbo" is 混元Turbo.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from claimcheck import names
from claimcheck import patterns as re
from claimcheck.model import Entity

_FORM = re.compile(r"SXM\d?|PCIe|NVL|OAM", re.IGNORECASE)
_MEMORY = re.compile(r"(\d+)GB?", re.IGNORECASE)
_FORM_READ = re.compile(r"\bPCI[eE]\b")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,4}")
_GAP = re.compile(r"[ -]")


def of_chip(name: str) -> Iterator[str]:
    """The same name with its form factor and its memory, the last words, in either order, and G for GB; PCIe also with
    a small L, as many write it who have only seen it in print.

    >>> [*of_chip("H100 PCIe")]
    ['H100 PCle']
    >>> [*of_chip("A100 PCIe 80GB")][:3]
    ['A100 PCIe 80GB', 'A100 80GB PCIe', 'A100 PCIe 80G']
    """
    spelled = [name, *_in_order(name)]
    yield from spelled[1:]
    yield from (_FORM_READ.sub("PCle", other) for other in spelled if _FORM_READ.search(other))


def _in_order(name: str) -> Iterator[str]:
    words = _GAP.split(name)
    memory = form = None
    while len(words) > 1:
        if memory is None and (match := _MEMORY.fullmatch(words[-1])):
            memory = match[1]
        elif form is None and _FORM.fullmatch(words[-1]):
            form = words[-1]
        else:
            break
        words.pop()
    if memory is None:
        return
    for unit in ("GB", "G"):
        told = f"{memory}{unit}"
        for order in ((form, told), (told, form)) if form else ((told,),):
            yield " ".join((*words, *order))


def chinese_lines(entities: Iterable[Entity]) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """By developer, the Latin names (folded) of his lines and the Chinese ones of each: hunyuan for 混元."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for entity in entities:
        spelled = (entity.name, *entity.aliases, *entity.context_aliases)
        chinese = tuple(name for name in spelled if _CHINESE.fullmatch(name))
        if not chinese or entity.developer is None or any(map(str.isdigit, entity.id)):
            continue
        if entity.kind == "family" or (entity.kind == "model" and entity.family is None):
            found[entity.developer] += [
                (key, chinese) for key in sorted({names.fold(n)[0] for n in spelled}) if key.isascii()
            ]
    return found


def of_line(name: str, lines: Sequence[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    """A member's name with the Chinese name of its line.

    >>> [*of_line("Hunyuan-Turbo", [("hunyuan", ("混元",))])]
    ['混元Turbo']
    """
    key, breaks = names.fold(name)
    for line, chinese in lines:
        if not key.startswith(line) or len(line) not in breaks:
            continue
        kept = [at for at, char in enumerate(name) if char not in names.SEPARATORS]
        rest = name[kept[len(line)] :]
        yield from (other + rest for other in chinese)
