"""Other spellings that follow from a chip's name: "A100 80GB PCIe" is "A100 PCIe 80GB" and "A100 80G PCIe"."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck import patterns as re

_FORM = re.compile(r"SXM\d?|PCIe|NVL|OAM", re.IGNORECASE)
_MEMORY = re.compile(r"(\d+)GB?", re.IGNORECASE)
_GAP = re.compile(r"[ -]")


def of_chip(name: str) -> Iterator[str]:
    """The same name with its form factor and its memory, the last words, in either order, and G for GB.

    >>> [*of_chip("A100 PCIe 80GB")]
    ['A100 PCIe 80GB', 'A100 80GB PCIe', 'A100 PCIe 80G', 'A100 80G PCIe']
    """
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
