"""A multiple can be read two ways that differ.

What: "3 times more", "高出 2 倍", "提高了 3 倍" can mean so many times as much, or that much on top, which is one time
more; "3 times cheaper", "便宜 3 倍" have no strict sense at all.

Why: the two readings of "2 times more" differ by half. Sources mostly mean "N times as much".

Wrong: The RTX 5090 is 2 times faster than the RTX 4090.
Right: The RTX 5090 is twice as fast as the RTX 4090.
Wrong: RTX 5090 的性能比 RTX 4090 高出 2 倍。
Right: RTX 5090 的性能是 RTX 4090 的 2 倍。

How to settle: write "N times as ... as" (是……的 N 倍), or give the share ("a third of"). This is a note.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck import patterns as re
from claimcheck.rules.base import Draft, Message, document_rule

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_SMALL = r"[2-9](?:\.\d)?"  # from ten on the two readings hardly differ
_ENGLISH = re.compile(
    rf"(?<![\d.,])(?P<figure>(?:{_SMALL}|two|three|four|five|six|seven|eight|nine)\s?(?:x|×|times))\s+"
    r"(?:more|faster|higher|larger|bigger|greater|cheaper|less|lower|smaller|fewer|slower)\b(?!\s+or\b)",
    re.I,
)
_X = re.compile(r"[0-9oernxtOERNXT]\s?[xX]\s")  # what _ENGLISH needs where it has neither "times" nor ×
_CHINESE = re.compile(
    r"(?:高出|多出|增加|增长|提高|提升|上升|扩大|便宜|降低|减少|下降|节省|(?<=比)[^，。；！？\n]{1,24}?[高快多大低少慢便宜强])"
    rf"了?\s*(?P<figure>(?:{_SMALL}|[两二三四五六七八九])\s*倍)(?!率|数)"
)


def check(checked: Checked) -> Iterator[Draft]:
    """Each such multiple once, in passages that name a registered subject."""
    for segment in checked.segments:
        if not any(c.kind == "entity" for m in segment.mentions for c in m.candidates):
            continue
        text = segment.view.text
        english = "times" in text.lower() or "×" in text or _X.search(text) is not None
        for pattern in (*((_ENGLISH,) if english else ()), *((_CHINESE,) if "倍" in text else ())):
            for hit in pattern.finditer(text):
                figure = " ".join(hit["figure"].split())
                message = Message(
                    f'"{figure}" with a word of increase can be read two ways; "N times as ... as" is clear.',
                    f"“{figure}”用于增减时有两种读法（N 倍，或增加 N 倍），宜写作“是……的 N 倍”。",
                )
                yield Draft(segment.view.source(hit.start("figure"), hit.end("figure")), message, 0.7)


RULE = document_rule("CC303", __doc__, check)
