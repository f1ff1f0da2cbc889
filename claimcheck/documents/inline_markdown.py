"""Markdown inside a block as edits over the source: emphasis, links, code spans, escapes, mathematics, HTML."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from claimcheck import patterns as re
from claimcheck.documents import inline_html
from claimcheck.normalise import HARD_BREAK, TO_SUPERSCRIPT, Edit, is_cjk

_TOKEN = re.compile(  # each branch begins with a plain character, to which the search skips in C
    r"\\(?:[!-/:-@\[-`{-~]|\r?\n)|``*|<|&|!\[|\[|\]|\*\**|__*|~~|\$\$?|\\[(\[]|  +\r?\n|"
    r"\^[0-9+\-\u2212]{1,4}\^|\{[#.:%/]"
)
_SPECIAL = re.compile(r"[\\`<&\[*_~$^{]|  \r?\n")
_PLAIN = re.compile(r"``*|<|&|!\[|\[|\]|\*\*+")
_TARGET = re.compile(
    r"""\(\s*+(?:<[^<>\n]*+>|[^\s()<>]*+(?:\([^\s()]*+\)[^\s()]*+)*+)(?:\s++(?:"[^"]*+"|'[^']*+'|\([^()]*+\)))?+\s*+\)"""
)
_REFERENCE = re.compile(r"\[([^\[\]]{0,200})\]")
_AUTOLINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.\-]{1,31}:[^\s<>]*|[^\s<>@]{1,64}@[^\s<>]{1,255})>")
_MONEY = re.compile(
    r"[~<>≈]?(?:US)?[$¥￥€£]\s?\d[\d,.]*\+?(?:\s?(?:[KMBTkm]|[mb]n|(?:m|b|tr)illion))?\+?(?:\s?/\s?[\w ]{1,16})?"
)
_CODE = re.compile(
    r"[=(){};<>|\"'$\\]|^-|^/|\.(?:py|json|ya?ml|md|txt|sh|js|ts|csv|toml|safetensors|gguf)\b|://|\[\d|^r "
)
_MATHS = re.compile(r"[\\^_{}=<>]")
_NUMBER = re.compile(r"[\d.,\s%+\-]+\\?%?$")
_IN_NUMBER = re.compile(
    r"(?<=[\d.]) (?=[\d.](?![\d.]))|(?<=(?<![\d.])[\d.]) (?=[\d.])"
)  # in mathematics a space is none: 8 0 . 7 is set as 80.7
_ATTRIBUTES = re.compile(r"\{[#.:%/][^{}\n]{0,200}\}")
_OPENING = "“‘《（「『【〈〔〖["
_NONE: frozenset[str] = frozenset()


def plain_edits(source: str, start: int, end: int) -> list[Edit]:
    """Edits for the markup that strays into plain text: strong emphasis, links, footnote marks, tags, entities."""
    if _PLAIN.search(source, start, end) is None:
        return []
    return _Inline(source, start, end, _NONE).run(_PLAIN)


def edits(source: str, start: int, end: int, references: AbstractSet[str] = _NONE) -> list[Edit]:
    """All edits of a stretch of Markdown. `references` are the labels that the document defines, in lower case."""
    if _SPECIAL.search(source, start, end) is None:
        return []
    return _Inline(source, start, end, references).run()


class _Inline:
    def __init__(self, source: str, start: int, end: int, references: AbstractSet[str]) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.references = references
        self.out: list[Edit] = []
        self.openers: dict[str, list[list[int]]] = {"*": [], "_": [], "~": []}  # [end of what is left, length]
        self.brackets: list[tuple[int, bool]] = []
        self.missing: set[int] = set()  # lengths of backtick runs that close nothing from here on

    def run(self, tokens: re.Pattern[str] = _TOKEN) -> list[Edit]:
        source, end, at = self.source, self.end, self.start
        while True:
            found = tokens.search(source, at, end)
            if found is None:
                break
            here, stop = found.span()
            at = max(self.token(source[here], here, stop), here + 1)
        self.out.sort()
        return self.out

    def token(self, head: str, here: int, stop: int) -> int:
        source, end = self.source, self.end
        if head == "\\":
            return self.escape(here, stop)
        if head == "`":
            return self.code(here, stop)
        if head == "<":
            link = _AUTOLINK.match(source, here, end)
            if link:
                self.out.append((here, link.end(), ""))
                return link.end()
            return inline_html.markup(source, here, end, self.out)
        if head == "&":
            return inline_html.entity(source, here, end, self.out)
        if head in "![":
            self.brackets.append((here, head == "!"))
            return stop
        if head == "]":
            return self.bracket(here)
        if head in "*_":
            self.emphasis(head, here, stop)
            return stop
        if head == "~":
            return self.struck(here, stop)
        if head == "$":
            return self.maths(here, stop)
        if head == " ":
            self.out.append((here, stop, HARD_BREAK))
            return stop
        if head == "^":
            self.out.append((here, stop, source[here + 1 : stop - 1].translate(TO_SUPERSCRIPT)))
            return stop
        block = _ATTRIBUTES.match(source, here, end)
        if block:
            self.out.append((here, block.end(), ""))
            return block.end()
        return stop

    def escape(self, here: int, stop: int) -> int:
        source = self.source
        escaped = source[here + 1 : stop]
        if escaped in "([":
            close = source.find("\\" + ")]"["([".index(escaped)], stop, self.end)
            if close >= 0 and close - stop < 2_000 and _MATHS.search(source, stop, close):
                from claimcheck.documents import inline_tex

                self.out.append((here, stop, ""))
                self.out.extend(inline_tex.edits(source, stop, close))
                self.out.append((close, close + 2, ""))
                return close + 2
        self.out.append((here, stop, HARD_BREAK) if escaped.strip() == "" else (here, here + 1, ""))
        return stop

    def code(self, here: int, stop: int) -> int:
        size = stop - here
        if size in self.missing:
            return stop
        close = re.compile(rf"(?<!`)`{{{size}}}(?!`)").search(self.source, stop, self.end)
        if close is None:
            self.missing.add(size)
            return stop
        content = self.source[stop : close.start()]
        if len(content) > 80 or (_CODE.search(content.strip()) and not _MONEY.fullmatch(content.strip())):
            self.out.append((here, close.end(), " "))
        else:  # model names in backticks are prose
            self.out.append((here, stop, ""))
            self.out.append((close.start(), close.end(), ""))
        return close.end()

    def bracket(self, here: int) -> int:
        if not self.brackets:
            return here + 1
        begin, image = self.brackets.pop()
        source, end = self.source, self.end
        first = begin + (2 if image else 1)
        label = source[first:here]
        target = _TARGET.match(source, here + 1, end) if source.startswith("(", here + 1) else None
        if label.startswith("^") and " " not in label and len(label) < 80:  # a footnote mark, with or without a target
            return self.drop(begin, target.end() if target else here + 1)
        if target:
            glued = begin > self.start and not source[begin - 1].isspace()
            if not image and (label.strip("[]").isdigit() and len(label) <= 6 and (glued or label[0] == "[")):
                return self.drop(begin, target.end())  # a numbered citation that links to its source
            self.out.append((begin, first, ""))
            self.out.append((here, target.end(), ""))
            return target.end()
        reference = _REFERENCE.match(source, here + 1, end)
        if reference and (reference[1] or label).lower() in self.references:
            self.out.append((begin, first, ""))
            self.out.append((here, reference.end(), ""))
            return reference.end()
        if label.lower() in self.references:
            self.out.append((begin, first, ""))
            self.out.append((here, here + 1, ""))
        return here + 1

    def drop(self, begin: int, stop: int) -> int:
        self.out = [edit for edit in self.out if edit[0] < begin] if self.out and self.out[-1][0] >= begin else self.out
        self.out.append((begin, stop, ""))
        return stop

    def emphasis(self, mark: str, here: int, stop: int) -> None:
        source = self.source
        before = source[here - 1] if here > self.start else " "
        after = source[stop] if stop < self.end else " "
        space_before, space_after = before.isspace(), after.isspace()
        sign_before = not (before.isalnum() or space_before)
        sign_after = not (after.isalnum() or space_after)
        # CommonMark's flanking rules, lenient beside Chinese, where **“甲”**乙 is meant as emphasis.
        opens = not space_after and (
            not sign_after or space_before or sign_before or (after in _OPENING and is_cjk(before))
        )
        closes = not space_before and (not sign_before or space_after or sign_after or is_cjk(after) or after.isdigit())
        if stop - here == 2 and space_before and is_cjk(after) and self.openers[mark]:
            closes = True  # **15T **的: a slip that writers of Chinese make often
        if mark == "_":
            left, right = opens, closes
            opens = left and (not right or sign_before)
            closes = right and (not left or sign_after)
        size = stop - here
        stack = self.openers[mark]
        if closes:
            at = here
            while size and stack:
                opener = stack[-1]
                used = 2 if size >= 2 and opener[1] >= 2 else 1
                if used == 1 and size >= 2 and opener[1] == 1 and len(stack) > 1 and stack[-2][1] >= 2:
                    stack.pop()  # a single star between two pairs is a star
                    continue
                self.out.append((opener[0] - used, opener[0], ""))
                self.out.append((at, at + used, ""))
                opener[0] -= used
                opener[1] -= used
                if not opener[1]:
                    stack.pop()
                at += used
                size -= used
            here = at
        if opens and size:
            stack.append([here + size, size])

    def struck(self, here: int, stop: int) -> int:
        """~~Struck~~ text is deleted text."""
        close = self.source.find("~~", stop, min(self.end, stop + 2_000))
        if close <= stop or self.source[stop].isspace():
            return stop
        self.out.append((here, close + 2, ""))
        return close + 2

    def maths(self, here: int, stop: int) -> int:
        source, size = self.source, stop - here
        if source[stop : stop + 1].isspace() and size == 1:
            return stop
        close = source.find("$" * size, stop, min(self.end, stop + 2_000))
        while close > 0 and source[close - 1] == "\\":
            close = source.find("$" * size, close + 1, min(self.end, stop + 2_000))
        if close <= stop:
            return stop
        content = source[stop:close]
        if size == 1 and (content[-1].isspace() or source[close + 1 : close + 2].isdigit() or "\n\n" in content):
            return stop
        if not _MATHS.search(content) and not _NUMBER.match(content) and size == 1 and len(content) > 2:
            return stop
        from claimcheck.documents import inline_tex

        self.out.append((here, stop, ""))
        spaces = [(gap.start(), gap.end(), "") for gap in _IN_NUMBER.finditer(source, stop, close)]
        self.out.extend(sorted([*inline_tex.edits(source, stop, close), *spaces]))
        self.out.append((close, close + size, ""))
        return close + size
