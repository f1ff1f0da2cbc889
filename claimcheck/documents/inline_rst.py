"""reStructuredText inside running text as edits over the source: roles, links, emphasis, marks of footnotes."""

from __future__ import annotations

from claimcheck import patterns as re
from claimcheck.documents import inline_html
from claimcheck.normalise import Edit

_INLINE = re.compile(
    r"\\[^\s]|\\\s|``(.+?)``|(:[A-Za-z][\w\-:.+]*:)?`([^`]+)`(_{0,2})|\*\*|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])"
    r"|\[[#*\w\-]{1,40}\]_|\|([^|\s][^|]{0,60})\|_{0,2}",
    re.S,
)
_ROLE_TARGET = re.compile(r"\s*<[^<>]*>$")


def edits(source: str, start: int, end: int) -> list[Edit]:
    """All edits of a stretch of reStructuredText."""
    out: list[Edit] = []
    for found in _INLINE.finditer(source, start, end):
        first, last = found.span()
        token = found[0]
        if token[0] == "\\":
            out.append((first, first + (1 if not token[1].isspace() else 2), ""))
        elif found[1] is not None:
            code = re.search(r"[=(){};<>$\\]|^-", found[1])
            out.extend([(first, last, " ")] if code else [(first, first + 2, ""), (last - 2, last, "")])
        elif found[3] is not None:
            _interpreted(source, found, out)
        elif token[0] == "[":
            out.append((first, last, ""))
        elif token[0] == "|":
            out.extend([(first, first + 1, ""), (found.end(5), last, "")])
        else:
            out.append((first, last, ""))
    return out


def _interpreted(source: str, found: re.Match[str], out: list[Edit]) -> None:
    """Roles, links and interpreted text: the words stay, the role and the target go."""
    first, last = found.span()
    role = (found[2] or "").strip(":").lower()
    inner, stop = found.span(3)
    if role in ("sup", "superscript"):
        raised = inline_html.raised_text(source[inner:stop].strip())
        if raised is not None:
            out.append((first, last, raised))
            return
    if role in ("cite", "footcite", "footnote", "label", "numref", "eq", "math") and role != "math":
        out.append((first, last, ""))
        return
    target = _ROLE_TARGET.search(source[inner:stop])
    words = inner + target.start() if target else stop
    out.append((first, inner, ""))
    if role == "math":
        from claimcheck.documents import inline_tex

        out.extend(inline_tex.edits(source, inner, stop))
        words = stop
    out.append((words, last, ""))
