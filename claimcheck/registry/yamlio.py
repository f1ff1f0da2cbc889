"""YAML text to a positioned tree: every scalar stays a string, everything surprising is refused with its place.

YAML's implicit types are switched off (`2024-01`, `no`, `1_000` and `12:30` stay as written), anchors, aliases, merge
keys and tags are refused, a key may stand once in its mapping, and files are bounded in size and depth.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from claimcheck.errors import RegistryError
from claimcheck.registry.paths import reason_of

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any, NoReturn

MAX_BYTES = 16_000_000
MAX_DEPTH = 12  # levels of lists and mappings
_STR = "tag:yaml.org,2002:str"
_SEQ, _MAP = "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"
_PLAIN_TAGS = frozenset({_STR, _SEQ, _MAP})


def read_text(path: Path, display: str) -> str:
    """The text of a registry file: strict UTF-8 (a BOM is dropped), bounded in size."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise RegistryError(
                f"{size:,} bytes is more than the {MAX_BYTES:,} a registry file may have",
                path=display,
                remedy="split it into several files",
            )
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise RegistryError(reason_of(error), path=display, remedy="check the path and its permissions") from None
    if len(data) > MAX_BYTES:
        raise RegistryError(f"more than {MAX_BYTES:,} bytes", path=display, remedy="split it into several files")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        raise RegistryError(
            "not UTF-8", path=display, line=line, column=column, remedy="save the file as UTF-8"
        ) from None


def compose(text: str, display: str) -> Any:
    """The root node of a YAML text (None when it is empty); syntax errors become RegistryError."""
    import yaml

    loader_class = _loader_class()
    try:
        loader = loader_class(text)
        try:
            return loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise _syntax_error(error, display, text) from None
    except RecursionError:
        raise RegistryError("nested too deeply", path=display, remedy="lists and mappings need few levels") from None


_LOADERS: dict[str, Any] = {}


def _loader_class() -> Any:
    """PyYAML's loader (the C one where there is one) without implicit types and without end to its depth.

    The C loader composes nodes recursively and counts no levels, so that a megabyte of brackets ends the process.
    """
    if "loader" not in _LOADERS:
        import yaml

        base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        tags = {yaml.ScalarNode: _STR, yaml.SequenceNode: _SEQ, yaml.MappingNode: _MAP}

        def descend(loader: Any, parent: Any, index: Any) -> None:
            depth = loader.__dict__["depth"] = loader.__dict__.get("depth", 0) + 1
            if depth > MAX_DEPTH:
                raise RecursionError

        def ascend(loader: Any) -> None:
            loader.__dict__["depth"] -= 1

        hooks: dict[str, Any] = {"resolve": lambda loader, kind, value, implicit: tags[kind]}
        hooks |= {"descend_resolver": descend, "ascend_resolver": ascend}
        _LOADERS["loader"] = type("PlainLoader", (base,), hooks)
    return _LOADERS["loader"]


def _syntax_error(error: Exception, display: str, text: str) -> RegistryError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error).splitlines()[0]
    line = mark.line + 1 if mark is not None else None
    column = mark.column + 1 if mark is not None else None
    remedy = "mend the YAML syntax there"
    if line is not None:
        rows = text.split("\n")
        near = rows[max(0, line - 2) : line]
        if any("\t" in row[: len(row) - len(row.lstrip())] for row in near):
            problem, remedy = "a tab where YAML wants spaces", "indent with spaces"
    if "another document" in problem:
        problem = "a second document"
        remedy = "keep one document a file (no ---)"
    if "found undefined alias" in problem or "anchor" in problem:
        remedy = "write the values out; anchors and aliases are not used here"
    return RegistryError(problem, path=display, line=line, column=column, remedy=remedy)


class Reader:
    """Typed access to the nodes of one file, with errors that say where and how to mend."""

    def __init__(self, display: str) -> None:
        self.display = display
        self._seen: set[int] = set()

    def error(self, node: Any, message: str, remedy: str | None = None, key: str | None = None) -> RegistryError:
        mark = node.start_mark
        return RegistryError(
            message, path=self.display, line=mark.line + 1, column=mark.column + 1, remedy=remedy, key=key
        )

    def fail(self, node: Any, message: str, remedy: str | None = None, key: str | None = None) -> NoReturn:
        raise self.error(node, message, remedy, key)

    def sequence(self, node: Any, what: str) -> list[Any]:
        self._once(node)
        if _kind(node) != "sequence":
            self.fail(node, f"{what} should be a list", "write one item a line, each after '- '")
        return list(node.value)

    def mapping(self, node: Any, what: str, allowed: Collection[str] | None = None) -> dict[str, Any]:
        """Key -> value node; refuses a key twice, and keys that are not `allowed`."""
        self._once(node)
        if _kind(node) != "mapping":
            self.fail(node, f"{what} should be a mapping of keys to values", "write 'key: value' lines")
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            self._once(key_node)
            if _kind(key_node) != "scalar":
                self.fail(key_node, f"a key of {what} is not plain text", "write 'key: value'")
            key = key_node.value
            if key == "<<":
                self.fail(key_node, "merge keys (<<) are not used here", "write the values out", key)
            if key in found:
                self.fail(key_node, f"the key {key!r} stands twice in {what}", "keep one of the two", key)
            if allowed is not None and key not in allowed:
                self.fail(key_node, f"unknown key {key!r} in {what}", suggest(key, allowed), key)
            found[key] = value_node
        return found

    def text(self, node: Any, what: str) -> str:
        self._once(node)
        if _kind(node) != "scalar":
            self.fail(node, f"{what} should be plain text", "write one value, in quotes if it holds ': ' or ' #'")
        value: str = node.value
        if not value.strip():
            self.fail(node, f"{what} is empty", "fill it in or remove the key")
        return " ".join(value.split()) if "\n" in value or "  " in value else value.strip()

    def texts(self, node: Any, what: str) -> tuple[str, ...]:
        if _kind(node) == "scalar":
            self.fail(node, f"{what} should be a list", f"write [{node.value}]")
        return tuple(self.text(item, f"an item of {what}") for item in self.sequence(node, what))

    def choice(self, node: Any, what: str, allowed: Collection[str]) -> str:
        value = self.text(node, what)
        if value not in allowed:
            self.fail(node, f"{what} cannot be {value!r}", suggest(value, allowed), value)
        return value

    def _once(self, node: Any) -> None:
        if id(node) in self._seen:
            self.fail(node, "YAML aliases (*name) are not used here", "write the values out")
        self._seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            self.fail(node, f"YAML tags ({node.tag}) are not used here", "write plain values")


def _kind(node: Any) -> str:
    return str(node.id)


def suggest(word: str, allowed: Collection[str]) -> str:
    """The remedy for a word that is none of `allowed`: the nearest one, or all of them when few."""
    import difflib

    near = difflib.get_close_matches(word.lower(), list(allowed), n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]!r}?"
    if len(allowed) <= 24:
        return "one of " + ", ".join(sorted(allowed))
    return "check its spelling"


def leaves(node: Any) -> Iterator[Any]:
    """The scalars below a node, in the order of the text."""
    if _kind(node) == "scalar":
        yield node
    elif _kind(node) == "sequence":
        for item in node.value:
            yield from leaves(item)
    else:
        for key, value in node.value:
            yield from leaves(key)
            yield from leaves(value)
