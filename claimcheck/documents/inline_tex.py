"""TeX inside running text (Markdown mathematics, LaTeX paragraphs) as edits over the source."""

from __future__ import annotations

from claimcheck import patterns as re
from claimcheck.documents.inline_html import raised_text
from claimcheck.normalise import Edit

SYMBOLS = {
    "times": "×", "cdot": "·", "pm": "±", "mp": "∓", "sim": "~", "approx": "≈", "simeq": "≈", "le": "≤", "leq": "≤",
    "ge": "≥", "geq": "≥", "ll": "≪", "gg": "≫", "ne": "≠", "neq": "≠", "to": "→", "rightarrow": "→", "uparrow": "↑",
    "downarrow": "↓", "infty": "∞", "degree": "°", "circ": "°", "percent": "%", "textasciitilde": "~", "ldots": "…",
    "dots": "…", "textdollar": "$", "textbackslash": "\\", "quad": " ", "qquad": " ", "textrightarrow": "→",
    "alpha": "α", "beta": "β", "gamma": "γ", "mu": "μ", "lambda": "λ", "sigma": "σ", "pi": "π", "Delta": "Δ",
    "delta": "δ", "theta": "θ", "epsilon": "ε", "tau": "τ", "ast": "*", "star": "*", "texteuro": "€", "euro": "€",
    "pounds": "£", "textsterling": "£", "textyen": "¥", "yen": "¥", "textemdash": "—", "textendash": "–",
}  # fmt: skip
_MARKS = frozenset({"dagger", "ddagger", "ast", "star", "dag", "ddag", "S", "P"})
_TOKEN = re.compile(r"\\([A-Za-z]+)\*?[ \t]*|\\(.)|\{,\}|[{}~$]|\^|_|(?<!\\)%[^\n]*\n?[ \t]*", re.S)
_GROUP = re.compile(r"\{((?:[^{}\\]|\\.|\{[^{}]*\})*+)\}|(\\[A-Za-z]+|.)", re.S)


def edits(source: str, start: int, end: int, *, comments: bool = False) -> list[Edit]:
    """Edits that turn TeX mathematics into plain text: 3.8\\times10^{25} reads 3.8×10²⁵ reads 3.8×10^25."""
    out: list[Edit] = []
    at = start
    closers: list[tuple[int, str]] = []
    while True:
        found = _TOKEN.search(source, at, end)
        if found is None:
            return out
        here, at = found.span()
        head = source[here]
        if found[1]:
            at = _command(source, found, end, out)
        elif found[2]:
            mark = found[2]
            out.append(
                (here, at, mark if mark in "%$&#_{}" else "\u2028" if mark == "\\" else " " if mark == " " else "")
            )
        elif found[0] == "{,}":
            out.append((here, at, ","))
        elif head == "%":
            if comments:
                out.append((here, at, ""))
            else:
                at = here + 1
        elif head in "{}$":
            if head == "}" and closers and closers[-1][0] == here:
                out.append((here, at, closers.pop()[1]))
            else:
                out.append((here, at, ""))
        elif head == "~":
            out.append((here, at, " "))
        elif head in "^_":
            at = _script(source, here, end, head, out)


def _command(source: str, found: re.Match[str], end: int, out: list[Edit]) -> int:
    name, here, at = found[1], found.start(), found.end()
    if name in SYMBOLS:
        out.append((here, at, SYMBOLS[name]))
        return at
    if name == "textsuperscript":
        group = _GROUP.match(source, at, end)
        raised = raised_text(group[1].strip()) if group is not None and group[1] is not None else None
        if group is not None and raised is not None:
            out.append((here, group.end(), raised))
            return group.end()
    if name in ("frac", "tfrac", "dfrac"):
        top = _GROUP.match(source, at, end)
        bottom = _GROUP.match(source, top.end(), end) if top else None
        if top and bottom and top[1] and bottom[1]:
            out.append((here, top.start(1), ""))
            out.extend(edits(source, top.start(1), top.end(1)))
            out.append((top.end(1), bottom.start(1), "/"))
            out.extend(edits(source, bottom.start(1), bottom.end(1)))
            out.append((bottom.end(1), bottom.end(), ""))
            return bottom.end()
    out.append((here, found.start(1) + len(name), ""))
    return found.start(1) + len(name)


def _script(source: str, here: int, end: int, head: str, out: list[Edit]) -> int:
    group = _GROUP.match(source, here + 1, end)
    if group is None:
        out.append((here, here + 1, ""))
        return here + 1
    content = (group[1] if group[1] is not None else group[2] or "").strip()
    name = content.lstrip("\\")
    if head == "^":
        if name == "circ":
            out.append((here, group.end(), "°"))
            return group.end()
        if content.startswith("\\") and name in _MARKS:
            out.append((here, group.end(), ""))
            return group.end()
        raised = raised_text(content)
        if raised is not None:
            out.append((here, group.end(), raised))
            return group.end()
        out.append((here, here + 1, "^" if group[1] is not None else ""))
        return here + 1
    gap = content[:1].isdigit() and source[here - 1 : here].isdigit()
    out.append((here, here + 1, " " if gap else ""))
    return here + 1
