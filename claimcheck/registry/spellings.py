"""Other spellings that follow from a chip's name: "A100 80GB PCIe" is "A100 PCIe 80GB", "A100 80G PCIe", "… PCle"."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck import patterns as re

_FORM = re.compile(r"SXM\d?|PCIe|NVL|OAM", re.IGNORECASE)
_MEMORY = re.compile(r"(\d+)GB?", re.IGNORECASE)
_FORM_READ = re.compile(r"\bPCI[eE]\b")
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
