"""Bytes to text: byte order mark, strict UTF-8, GB18030 where that gives Chinese. Never Latin-1."""

from __future__ import annotations

import codecs

from claimcheck import patterns as re
from claimcheck.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive (DOCX, EPUB ...)",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
    b"SQLite": "a database",
    b"{\\rtf": "an RTF document",
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HAN = re.compile("[\u4e00-\u9fff]")
_REMEDY = "save it as UTF-8"


def decode(data: bytes, path: str) -> tuple[str, str, tuple[str, ...]]:
    """The text of a draft, its encoding, and notices. A byte order mark stays the first character."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return str(data, encoding), encoding, ()
            except UnicodeDecodeError as error:
                raise _undecodable(path, encoding, error) from None
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise SourceError(f"this is {what}, not text", path=path, remedy="export it as text, or name its format")
    try:
        text = str(data, "utf-8")
    except UnicodeDecodeError as error:
        return _chinese(data, path, error)
    _refuse_binary(text, path)
    return text, "utf-8", ()


def _chinese(data: bytes, path: str, error: UnicodeDecodeError) -> tuple[str, str, tuple[str, ...]]:
    if b"\x00" in data[:4096]:
        raise SourceError("this is a binary file", path=path, remedy="export it as text")
    try:
        text = str(data, "gb18030")
    except UnicodeDecodeError:
        raise _undecodable(path, "UTF-8", error) from None
    # Latin-1 text decodes as GB18030 too, to a few rare characters: Chinese prose is made of common ones.
    wide = sum(char > "\x7f" for char in text[:200_000])
    common = sum(char in _COMMON for char in text[:200_000])
    if not _HAN.search(text) or common < 0.05 * wide:
        raise _undecodable(path, "UTF-8", error)
    _refuse_binary(text, path)
    return text, "gb18030", (f"{path}: not UTF-8; read as GB18030",)


_COMMON = frozenset(
    "的一是了在有和为中人大这不个上国时到以年说们生会用成可主要对他出也于能行能而分下业发后作模型数据，。、"
)


def _refuse_binary(text: str, path: str) -> None:
    sample = text[:65_536]
    if "\x00" in sample or len(_CONTROL.findall(sample)) > 0.02 * len(sample) + 2:
        raise SourceError("this is a binary file", path=path, remedy="export it as text")


def _undecodable(path: str, encoding: str, error: UnicodeDecodeError) -> SourceError:
    return SourceError(f"not valid {encoding}: byte {error.start} cannot be decoded", path=path, remedy=_REMEDY)
