"""Raw text as it will roughly be read: without markup, so that no name or figure hides behind it."""

from __future__ import annotations

from claimcheck import patterns as re
from claimcheck.names import SEPARATORS
from claimcheck.normalise.characters import INVISIBLE, ONE_TO_ONE

_TAG = re.compile(r"<[A-Za-z/!?][^<>]*>")
_LINK = re.compile(r"\]\([^()\n]*\)|\]\[[^\[\]\n]*\]|\[\^[^\[\]\n]*\]|\[\d[^\[\]\n]*\]|[\[\]]")
_MARKS = str.maketrans("", "", "*`~\\{}")
_INDENT = re.compile(r"\n[ \t>*#]+")
_TRAILING = re.compile("  +\n")
_MARKUP = b"*`~\\{}<&[\r"
_ENTITY = re.compile(r"&[#A-Za-z]")
_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
# What is folded to another letter, digit or sign, or is not seen. Wide punctuation that stays so is left alone.
_FOLDED = re.compile(
    f"[{INVISIBLE}"
    + re.escape("".join(chr(code) for code in sorted(ONE_TO_ONE) if chr(code) not in " \u3000\t\v"))
    + "]"
)
_WIDE = re.compile("[" + re.escape("".join(char for char in sorted(SEPARATORS) if not char.isascii())) + "]")


def readings(source: str, format: str) -> list[str]:
    """The text as it stands and, where it has markup that may cut a word in two, the text without."""
    raw = source.encode("utf-8", "surrogatepass")
    if len(raw.translate(None, _MARKUP)) == len(raw):
        return [_folded(source)]
    texts = [source]
    bare = source
    if format == "html" or "<" in bare:
        bare = _TAG.sub("", bare)
    if "&" in bare and _ENTITY.search(bare):
        import html

        bare = html.unescape(bare)
    if "[" in bare:
        bare = _LINK.sub("", bare)
    if any(mark in bare for mark in "*`~\\{}"):
        bare = bare.translate(_MARKS)
    if bare != source:
        texts.append(bare)
    return [_folded(text) for text in texts]


def _folded(text: str) -> str:
    """Characters as a view has them, and each line end as one character; blank lines stay."""
    if not text.isascii():
        if _FOLDED.search(text):
            text = _INVISIBLE.sub("", text).translate(ONE_TO_ONE)
        text = _WIDE.sub(" ", text.replace("（", "(").replace("）", ")"))  # reckoning looks for brackets
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "  \n" in text:
        text = _TRAILING.sub("\n", text)
    return _INDENT.sub("\n", text)
