"""The curated character tables. Text is never NFKC-normalised: that turns 10²⁵ into 1025."""

from __future__ import annotations

import unicodedata

from claimcheck.normalise.traditional import SIMPLIFIED, TRADITIONAL

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
SUPERSCRIPT_ASCII = dict(zip(SUPERSCRIPTS, "0123456789+-", strict=True))

SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v"
INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
    "\u2066\u2067\u2068\u2069\ufeff\ufe0e\ufe0f"
)

# CJK radicals supplement: the character that each component is mistaken for. Those that NFKC knows come from it.
_RADICALS = (
    "⺁厂⺄乙⺇几⺈刀⺉刂⺊卜⺎兀⺒巳⺓幺⺝月⺞歺⺟母⺠民⺥爪⺧牛⺩王⺪疋⺫目⺬示⺮竹⺲罒⺳网⺶羊⺷羊⺸羊⺹老⺺聿⺻聿⺼肉"
    "⻁虎⻂衤⻃覀⻄西⻅见⻆角⻉贝⻊足⻋车⻑长⻒长⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫齐⻬齐"
    "⻭齿⻮齿⻯龙⻰龙⻱龟⻲龟⻳龟"
)


_COMPATIBILITY = (range(0x2F00, 0x2FD6), range(0xF900, 0xFADA))  # Kangxi radicals, compatibility ideographs


def _table() -> dict[int, int | str]:
    table: dict[int, int | str] = dict(str.maketrans(TRADITIONAL, SIMPLIFIED))
    table.update({0xFF10 + i: 0x30 + i for i in range(10)})
    table.update({0xFF21 + i: 0x41 + i for i in range(26)})
    table.update({0xFF41 + i: 0x61 + i for i in range(26)})
    # bold, italic and other letters and digits of mathematics, in which posts set what networks show plain
    table.update({0x1D400 + i: (0x41 if i % 52 < 26 else 0x47) + i % 52 for i in range(13 * 52)})
    table.update({0x1D7CE + i: 0x30 + i % 10 for i in range(5 * 10)})
    table.update(str.maketrans("％＋－～＄￥／＝＜＞＆＠＃＊＾＿", "%+-~$¥/=<>&@#*^_"))
    table.update(dict.fromkeys(map(ord, "\u2212\ufe63\u2010\u2011\u2043\u02d7"), "-"))  # minus signs and hyphens
    table.update(dict.fromkeys(map(ord, "\ufe6a\u066a"), "%"))
    table.update(dict.fromkeys(map(ord, SPACES), " "))
    for radical, plain in zip(_RADICALS[::2], _RADICALS[1::2], strict=True):
        table[ord(radical)] = table.get(ord(plain), plain)
    return table


class _OneToOne(dict[int, int | str]):
    """For str.translate: what each character stands for, itself as a rule. Worked out when it is first seen."""

    def __missing__(self, code: int) -> int | str:
        known: int | str = code
        if any(code in block for block in _COMPATIBILITY):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1:
                known = self[ord(plain)] if ord(plain) != code else code  # a traditional form too: ⾨ is 門 is 门
        if code <= 0xFFFF:  # beyond, a hostile text could fill the memory
            self[code] = known
        return known


ONE_TO_ONE = _OneToOne(_table())
