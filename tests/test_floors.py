"""The import contract: a module imports only from lower floors or from its own package; no circles."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

import claimcheck

PACKAGE = Path(claimcheck.__file__).parent

# Room -> floor. A room is a module or a package directly under claimcheck/.
FLOORS: dict[str, int] = {
    **dict.fromkeys(("records", "patterns", "digests", "collector"), -1),
    "sieve": 7,  # imported where texts are many
    **dict.fromkeys(("errors", "spans"), 0),
    **dict.fromkeys(("model", "resources", "codes"), 1),
    **dict.fromkeys(("units", "words", "compare", "normalise", "names", "globs"), 2),
    **dict.fromkeys(("documents", "suppress", "registry"), 3),
    **dict.fromkeys(("quantities", "mentions", "fit", "limits"), 4),
    **dict.fromkeys(("claims", "agreement", "narrow", "match"), 5),
    "rules": 6,
    **dict.fromkeys(
        ("engine", "across", "baseline", "config", "fixes", "cite", "changes", "policy", "silence", "cache"), 7
    ),
    **dict.fromkeys(("reports", "files", "scan"), 8),
    **dict.fromkeys(("__init__", "facade", "cli", "notebook", "lsp"), 9),
    "__main__": 10,
}
# Siblings that stand on one another: (upper, lower). Written down so that none comes unseen.
STAIRS = {
    ("codes", "model"),  # the table of codes names severities
    ("names", "normalise"),  # names are folded as the text is that they are looked for in
    ("across", "engine"),
    ("policy", "config"),
    ("match", "agreement"),
    ("match", "narrow"),
    ("narrow", "agreement"),
    ("cite", "fixes"),
    ("scan", "files"),
    ("scan", "reports"),  # its rows are those of reports.frame
    ("scan", "__init__"),  # the version
    ("notebook", "facade"),
    ("cli", "lsp"),
    ("__init__", "facade"),
    ("__init__", "notebook"),
}


def room_of(path: Path) -> str:
    inside = path.relative_to(PACKAGE)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> set[tuple[str, int, bool]]:
    """(room, line, at run time) of every import of this package, wherever it stands in the file."""
    tree = tree_of(path)
    typing_only: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            typing_only.update(inner for part in node.body for inner in ast.walk(part))
    found: set[tuple[str, int, bool]] = set()
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            module = node.module or ""
            names = [f"{module}.{alias.name}" for alias in node.names] if module == "claimcheck" else [module]
        for name in names:
            parts = name.split(".")
            if parts[0] == "claimcheck":
                room = parts[1] if len(parts) > 1 else "__init__"
                if room.startswith("__version") or (room not in FLOORS and not (PACKAGE / room).exists()):
                    room = "__init__" if not (PACKAGE / f"{room}.py").exists() else room
                found.add((room, node.lineno, node not in typing_only))
    return found


MODULES = sorted(PACKAGE.rglob("*.py"))


def test_every_room_has_a_floor() -> None:
    rooms = {room_of(path) for path in MODULES}
    assert rooms - FLOORS.keys() == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    room = room_of(path)
    wrong: list[str] = []
    for target, line, _ in imports(path):
        if target == room or (target == "__init__" and room in ("cli", "facade", "lsp", "notebook")):
            continue
        if FLOORS[target] >= FLOORS[room] and (room, target) not in STAIRS:
            wrong.append(f"{path.name}:{line}: {room} (floor {FLOORS[room]}) imports {target} (floor {FLOORS[target]})")
    assert wrong == []


def test_no_circles_between_modules() -> None:
    """Within packages too: modules that need each other are one module."""
    names = {path: ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in MODULES}
    names = {path: name.removesuffix(".__init__") for path, name in names.items()}
    known = set(names.values())
    edges: dict[str, set[str]] = {}
    for path, name in names.items():
        tree = tree_of(path)
        targets: set[str] = set()
        for node in tree.body:  # imports inside functions break a circle at load time; the floors judge them above
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("claimcheck"):
                for alias in node.names:
                    whole = f"{node.module}.{alias.name}"
                    targets.add(whole if whole in known else str(node.module))
            elif isinstance(node, ast.Import):
                targets.update(alias.name for alias in node.names if alias.name in known)
        edges[name] = {t for t in targets if t in known and t != name and not name.startswith(t + ".")}
    done: set[str] = set()

    def visit(name: str, chain: tuple[str, ...]) -> None:
        assert name not in chain, " -> ".join((*chain[chain.index(name) :], name))
        if name in done:
            return
        for target in sorted(edges[name]):
            visit(target, (*chain, name))
        done.add(name)

    for name in sorted(edges):
        visit(name, ())


@pytest.mark.parametrize("name", ["pandas", "pint", "rapidfuzz", "rich", "altair", "docx", "pypdf", "pygls"])
def test_heavy_libraries_are_imported_only_where_used(name: str) -> None:
    for path in MODULES:
        tree = tree_of(path)
        for node in tree.body:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert all(part.split(".")[0] != name for part in names), f"{path}: import {name} inside the function"
