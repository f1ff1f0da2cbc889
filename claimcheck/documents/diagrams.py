"""The nodes of a diagram in Mermaid, and which of them each hangs under: a flowchart's labels and arrows."""

from __future__ import annotations

from claimcheck import patterns as re
from claimcheck.records import NamedTuple

_NODE = re.compile(  # "A["…"]", "B[…]", "C("…")", "D{…}", each behind what the node is called
    r"(?:(?<![\w])([A-Za-z_]\w{0,40})\s?)?(?:\[\"([^\"\n]{2,300})\"\]|\[([^\[\]\"\n]{2,300})\]|"
    r"\(\"([^\"\n]{2,300})\"\)|\{\"?([^{}\"\n]{2,300})\"?\})"
)
_LABEL = re.compile(
    r"\[\"[^\"\n]{0,300}\"\]|\[[^\[\]\"\n]{0,300}\]|\(\"[^\"\n]{0,300}\"\)|\{\"?[^{}\"\n]{0,300}\"?\}|\|[^|\n]{0,100}\|"
)
_ARROW = re.compile(r"\s*(?:[-=]{2}[^-=>\n]{1,60}[-=]{2,4}>|<?[-=.~]{2,8}>?)\s*")
_NAMES = re.compile(r"[A-Za-z_]\w{0,40}(?:\s*&\s*[A-Za-z_]\w{0,40})*\s*")
_DEPTH = 8  # of a node


class Node(NamedTuple):
    """Where the label of a node stands, the nodes over it (by their places in the list, outermost first), and whether
    it is over others.
    """

    start: int
    end: int
    above: tuple[int, ...]
    heads: bool


def nodes(source: str, start: int, end: int) -> list[Node]:
    """The labelled nodes of the flowchart in source[start:end], in their order."""
    labels: list[tuple[int, int]] = []
    called: dict[str, int] = {}
    for found in _NODE.finditer(source, start, end):
        group = found.lastindex or 1
        if found[1]:
            called.setdefault(found[1], len(labels))
        labels.append((found.start(group), found.end(group)))
    over = _edges(source[start:end])
    heads = {called[parent] for child, parent in over.items() if parent in called and child in called}
    names = {at: name for name, at in called.items()}
    return [
        Node(first, last, _above(names.get(at), over, called), at in heads) for at, (first, last) in enumerate(labels)
    ]


def _edges(text: str) -> dict[str, str]:
    """The first node from which an arrow leads to each."""
    over: dict[str, str] = {}
    for line in _LABEL.sub("", text).splitlines():
        before: list[str] = []
        for part in _ARROW.split(line.strip()):
            names = [name.strip() for name in part.split("&")] if _NAMES.fullmatch(part) else []
            for name in names:
                if before and name not in before:
                    over.setdefault(name, before[0])
            before = names
    return over


def _above(name: str | None, over: dict[str, str], called: dict[str, int]) -> tuple[int, ...]:
    path: list[int] = []
    seen = {name}
    while name is not None and len(path) < _DEPTH and (name := over.get(name)) is not None and name not in seen:
        seen.add(name)
        if name in called:
            path.append(called[name])
    return tuple(reversed(path))
