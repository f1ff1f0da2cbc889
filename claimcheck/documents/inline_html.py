"""Tags, comments and entities inside running text, as edits over the source. Markdown and HTML share it."""

from __future__ import annotations

from claimcheck import patterns as re
from claimcheck.normalise import HARD_BREAK, TO_SUPERSCRIPT, Edit

# Quoted values may hold ">"; possessive quantifiers keep a broken tag from being tried twice. A tag is at most
# `TAG_LIMIT` long outside quotes, so that text without ">" is not searched to its end at every "<".
TAG = re.compile(
    r"""<(/?)([A-Za-z][A-Za-z0-9:\-]{0,40})((?:\s++(?:[^\s"'>=<]{1,200}+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]++))?+)?+)*+)\s*+(/?)>"""
)
# What browsers take for a tag all the same: stray quotes, attributes without a space between.
LOOSE_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:\-]{0,40})((?=[\s/\"'])[^<>]{0,2000})()>")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
ATTRIBUTE = re.compile(r"""([^\s"'>=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
# fmt: off
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2",
    "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "label", "legend", "li", "link", "main",
    "menu", "meta", "nav", "ol", "optgroup", "option", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "title", "tr", "ul",
})
VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
})
SKIPPED = frozenset({
    "audio", "canvas", "iframe", "math", "noscript", "object", "script", "select", "style", "svg", "template",
    "textarea", "video",
})
# fmt: on
STRUCK = frozenset({"del", "s", "strike"})
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_CLASS = re.compile(r"""\sclass\s*=\s*["']?([^"'>]+)""")
_FIELD = 300  # characters of a field with its tag
_INNER = re.compile(r"<[^<>]{0,200}>")


def attributes(text: str) -> dict[str, str]:
    """Attributes of a tag, names in lower case; entities are not decoded."""
    return {m[1].lower(): m[2] or m[3] or m[4] or "" for m in ATTRIBUTE.finditer(text)}


def hidden(text: str) -> bool:
    """Whether a tag's attributes hide it from the reader."""
    if "hidden" not in text and "display" not in text and "visibility" not in text:
        return False
    values = attributes(text)
    style = values.get("style", "").replace(" ", "").lower()
    return (
        "hidden" in values
        or values.get("aria-hidden", "").lower() == "true"
        or "display:none" in style
        or "visibility:hidden" in style
    )


def closing(source: str, name: str, at: int, end: int) -> int:
    """The end of the next closing tag of that name (same depth); `end` when there is none."""
    pattern = _pair(name)
    depth = 1
    for found in pattern.finditer(source, at, end):
        depth += -1 if found[1] else 1
        if depth == 0:
            after = source.find(">", found.end(), end)
            return after + 1 if after >= 0 else end
    return end


_PAIRS: dict[str, re.Pattern[str]] = {}


def _pair(name: str) -> re.Pattern[str]:
    if name not in _PAIRS:
        if len(_PAIRS) > 200:
            _PAIRS.clear()
        _PAIRS[name] = re.compile(rf"<(/?){re.escape(name)}(?![A-Za-z0-9\-])", re.I)
    return _PAIRS[name]


def markup(source: str, at: int, end: int, edits: list[Edit]) -> int:
    """Handle what begins with "<" at `at`; append its edits; the offset after it, or `at` when it is no markup."""
    if source.startswith("<!--", at):
        close = source.find("-->", at + 4, end)
        stop = close + 3 if close >= 0 else end
        edits.append((at, stop, ""))
        return stop
    found = TAG.match(source, at, end) or LOOSE_TAG.match(source, at, end)
    if found is None:
        return _declaration(source, at, end, edits)
    closes, name, inside = bool(found[1]), found[2].lower(), found[3]
    stop = found.end()
    if name == "br":
        edits.append((at, stop, HARD_BREAK))
        return stop
    if closes or name in VOID or found[4]:
        alt = alternative(source, found) if name == "img" else None
        if alt is not None:
            edits.append((at, alt[0], ""))
            edits.append((alt[1], stop, ""))
        else:
            edits.append((at, stop, ""))
        return stop
    if name in STRUCK:
        close = source.find("</" + found[2], stop, min(end, stop + 1_000))
        after = source.find(">", close, min(end, close + 100)) if close >= 0 else -1
        stop = after + 1 if after >= 0 else stop
        edits.append((at, stop, ""))
        return stop
    if name in SKIPPED or hidden(inside):
        stop = closing(source, name, stop, end)
        edits.append((at, stop, ""))
        return stop
    if name in ("sup", "sub"):
        return _raised(source, at, stop, end, name, edits)
    edits.append((at, stop, " " if name == "span" and _set_apart(source, at, stop, inside) else ""))
    return stop


def _set_apart(source: str, at: int, stop: int, inside: str) -> bool:
    """Whether a span right behind another one is a field of its own, as their classes tell: a label and its value."""
    before = at - len("</span>")
    if not source.startswith("</span>", max(0, before)) or not source[before - 1 : before].isalnum():
        return False
    behind = source[stop : stop + 1]
    if not behind.isalnum():
        return False
    opened = source.rfind("<span", max(0, before - _FIELD), before)
    one = source[source.find(">", max(0, opened), before) + 1 : before]
    if behind.isdigit() and one.isdigit() and len(one) == 1 and source[stop + 1 : stop + 2] == "<":
        return False  # the digits of one number may be dressed one by one
    found = _CLASS.search(source, opened, before) if opened >= 0 else None
    own = _CLASS.search(inside)
    return found is not None and own is not None and found[1] != own[1]


def _declaration(source: str, at: int, end: int, edits: list[Edit]) -> int:
    if source.startswith(("<!", "<?"), at) and source[at + 2 : at + 3].isalpha():
        close = source.find(">", at, min(end, at + 2000))
        if close >= 0:
            edits.append((at, close + 1, ""))
            return close + 1
    return at


def alternative(source: str, tag: re.Match[str]) -> tuple[int, int] | None:
    for found in ATTRIBUTE.finditer(source, tag.start(3), tag.end(3)):
        if found[1].lower() == "alt":
            group = 2 if found[2] else 3 if found[3] else 4 if found[4] else 0
            return found.span(group) if group else None
    return None


def _raised(source: str, at: int, stop: int, end: int, name: str, edits: list[Edit]) -> int:
    """<sup> and <sub>: an exponent becomes superscript characters, a footnote mark goes, words stay."""
    close = re.compile(rf"</{name}\s*>", re.I).search(source, stop, min(end, stop + 600))
    if close is None:
        edits.append((at, stop, ""))
        return stop
    from html import unescape

    content = unescape(_INNER.sub("", source[stop : close.start()])).strip()
    replacement = raised_text(content) if name == "sup" else None
    if replacement is None:
        gap = content[:1].isdigit() and source[at - 1 : at].isdigit()
        edits.append((at, stop, " " if gap else ""))
        return stop
    edits.append((at, close.end(), replacement))
    return close.end()


def raised_text(content: str) -> str | None:
    """What stands for raised text: superscript characters, nothing for a footnote mark, None to keep it as prose."""
    if content and all(char in "0123456789+-\u2212" for char in content):
        return content.translate(TO_SUPERSCRIPT)
    if content.lower() in _ORDINALS:
        return content
    bare = content.strip("[]()（）")
    if len(bare) <= 1 or all(not char.isalnum() or char.isdigit() for char in bare) or bare in ("TM", "SM"):
        return "" if "." not in bare and "±" not in bare else None
    return None


def entity(source: str, at: int, end: int, edits: list[Edit]) -> int:
    """Decode the entity at `at`; the offset after it, or `at` when there is none."""
    found = ENTITY.match(source, at, end)
    if found is None:
        return at
    from html import unescape  # its table costs more to load than most drafts cost to read

    text = unescape(found[0])
    if text == found[0]:
        return at
    edits.append((at, found.end(), text))
    return found.end()


_MARK = re.compile("[<&]")


def edits(source: str, start: int, end: int) -> list[Edit]:
    """All edits of a stretch of HTML."""
    out: list[Edit] = []
    at = start
    while True:
        found = _MARK.search(source, at, end)
        if found is None:
            return out
        here = found.start()
        step = markup(source, here, end, out) if found[0] == "<" else entity(source, here, end, out)
        at = step if step > here else here + 1
