"""Writes a fact into a user's YAML file: text goes in at one place, every other byte stays as it was.

The place is found in the positions that the YAML parser reports; nothing is parsed and written out again. What would
come out is validated with the shipped registry first, and the file is moved into place whole.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from pathlib import Path

from claimcheck import patterns as re
from claimcheck.errors import RegistryError, UsageError
from claimcheck.records import dataclass
from claimcheck.registry import checks, emit, paths, yamlio
from claimcheck.registry.cache import load_registry, write_atomically
from claimcheck.registry.export import catalogue_of
from claimcheck.registry.load import read_layer
from claimcheck.registry.merge import add_layer

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any


_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
FACTS_FILE = "facts.yaml"
SOURCES_FILE = "sources.yaml"


@dataclass(frozen=True, slots=True)
class Added:
    """A fact as written: its id, the file, and the line where it begins."""

    fact: str
    path: str
    line: int
    text: str


def add(
    target: str | Path,
    subject: str,
    fact: Mapping[str, Any],
    *,
    entity: Mapping[str, Any] | None = None,
    source: Mapping[str, Any] | None = None,
    others: Sequence[str | Path] = (),
    dry_run: bool = False,
) -> Added:
    """Adds a fact about `subject` to `target`, a YAML file or a folder of them (its facts.yaml when new).

    `fact` has the keys of a fact in the registry's files. `entity` (kind, name, ...) declares a subject that the
    registry does not know yet, `source` (id, title, ...) a source, which goes into the folder's sources.yaml. `others`
    are further registries that count as known. Raises RegistryError when the result would not validate.
    """
    root = Path(target)
    folder = root.is_dir() or (not root.exists() and root.suffix not in paths.SUFFIXES)
    if source is not None and not folder:
        raise UsageError("a source needs a folder", path=str(root), remedy="give a folder: it keeps sources.yaml apart")
    path = _file_for(root, subject) if folder else root
    text = yamlio.read_text(path, str(path)) if path.exists() else ""
    marked = path.exists() and path.read_bytes().startswith(codecs.BOM_UTF8)
    addition = insertion(text, str(path), subject, fact, entity)
    writes = {path: addition.apply(text)}
    if source is not None:
        sources = root / SOURCES_FILE
        before = yamlio.read_text(sources, str(sources)) if sources.exists() else ""
        writes[sources] = _appended(before, emit.listing([source]))
    identifier = _validated(root, writes, subject, fact, others)
    if not dry_run:
        for file, content in writes.items():
            encoded = (codecs.BOM_UTF8 if marked and file == path else b"") + content.encode()
            if not write_atomically(file.resolve(), encoded, keep_mode=True):
                raise RegistryError("cannot be written", path=str(file), remedy="check its permissions and free space")
    return Added(identifier, str(path), addition.line, addition.lines)


def _file_for(folder: Path, subject: str) -> Path:
    """The file of a folder that declares the subject already, else its facts.yaml."""
    for path in paths.files_under(folder) if folder.is_dir() else ():
        root = yamlio.compose(yamlio.read_text(path, str(path)), str(path))
        if root is not None and not path.name.startswith(("sources", "metrics")) and _find(root, subject) is not None:
            return path
    return folder / FACTS_FILE


def _validated(
    root: Path, writes: Mapping[Path, str], subject: str, fact: Mapping[str, Any], others: Sequence[str | Path]
) -> str:
    """The id of the new fact, once the registry with the new texts holds no errors."""
    catalogue = catalogue_of(load_registry(*others))
    for problem in add_layer(catalogue, read_layer(root, str(root), texts=writes)) + checks.check(catalogue):
        if problem.level == "error":
            raise problem.error()
    identifier = "/".join(filter(None, (subject, fact["metric"], fact["source"], fact.get("suffix"))))
    if identifier not in catalogue.facts.get(subject, {}):
        raise RegistryError("the fact did not arrive in the file", path=str(root), remedy="add it by hand")
    return identifier


# -- where the text goes -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Insertion:
    """`lines` go in before offset `at`; `line` is the line (from 1) where the new fact begins."""

    at: int
    lines: str
    line: int

    def apply(self, text: str) -> str:
        return text[: self.at] + self.lines + text[self.at :]


def insertion(
    text: str, display: str, subject: str, fact: Mapping[str, Any], entity: Mapping[str, Any] | None = None
) -> Insertion:
    """Where and as what a fact goes into the text of a file: after the subject's last fact, or at the end."""
    root = yamlio.compose(text, display)
    found = _find(root, subject) if root is not None else None
    if found is None:
        entry = {"id": subject, **(entity or {}), "facts": [fact]}
        return _at_end(text, display, root, entry)
    _refuse_flow(found, display)
    facts = next((value for key, value in found.value if key.value == "facts"), None)
    if facts is None:
        indent = found.start_mark.column
        lines = ["facts:", *(f"  {line}" for line in emit.item_lines(fact))]
        return _after(text, found, [" " * indent + line for line in lines], skip=1)
    _refuse_flow(facts, display)
    if str(facts.id) != "sequence" or not facts.value:
        raise _cannot(facts, display)
    last = facts.value[-1]
    _refuse_flow(last, display)
    keys = last.start_mark.column
    dash = _rows(text)[last.start_mark.line][1].rfind("-", 0, keys)
    if dash < 0:
        raise _cannot(last, display)
    body = emit.mapping_lines(fact)
    lines = [" " * dash + "-" + " " * (keys - dash - 1) + body[0], *(" " * keys + line for line in body[1:])]
    return _after(text, last, lines)


def _find(root: Any, subject: str) -> Any:
    """The last mapping of the file with that id."""
    groups = [root]
    if str(root.id) == "mapping":
        groups = [value for key, value in root.value if key.value == "entities"]
    found = None
    for group in groups:
        for item in group.value if str(group.id) == "sequence" else ():
            if str(item.id) == "mapping" and any(
                key.value == "id" and value.value == subject for key, value in item.value
            ):
                found = item
    return found


def _refuse_flow(node: Any, display: str) -> None:
    if getattr(node, "flow_style", False):
        raise _cannot(node, display)


def _cannot(node: Any, display: str) -> RegistryError:
    mark = node.start_mark
    remedy = "write it as an indented block, one key a line"
    return RegistryError(
        "cannot add to this layout", path=display, line=mark.line + 1, column=mark.column + 1, remedy=remedy
    )


def _rows(text: str) -> list[tuple[int, str]]:
    """The offset and text of each line, line breaks as YAML has them."""
    rows, at = [], 0
    for match in _BREAK.finditer(text):
        rows.append((at, text[at : match.start()]))
        at = match.end()
    rows.append((at, text[at:]))
    return rows


def _newline(text: str) -> str:
    match = _BREAK.search(text)
    return match.group() if match and match.group() == "\r\n" else "\n"


def _after(text: str, node: Any, lines: Sequence[str], skip: int = 0) -> Insertion:
    """After the line on which the last scalar of a node ends; `skip` lines come before the fact itself."""
    last = list(yamlio.leaves(node))[-1]
    mark = last.end_mark
    rows = _rows(text)
    row = mark.line
    if mark.column == 0 and mark.line > last.start_mark.line:  # a block scalar ends where the next line begins
        row -= 1
        while row > last.start_mark.line and not rows[row][1].strip():
            row -= 1
    newline = _newline(text)
    body = newline.join(lines) + newline
    if row + 1 < len(rows):
        return Insertion(rows[row + 1][0], body, row + 2 + skip)
    return Insertion(len(text), newline + body, row + 2 + skip)


def _at_end(text: str, display: str, root: Any, entry: Mapping[str, Any]) -> Insertion:
    lines = emit.item_lines(entry)
    before = next(at for at, line in enumerate(lines) if line.strip() == "facts:") + 1
    if root is not None and str(root.id) == "mapping":
        group = next((value for key, value in root.value if key.value == "entities"), None)
        if group is None or str(group.id) != "sequence" or not group.value or getattr(group, "flow_style", False):
            raise _cannot(root, display)
        dash = _rows(text)[group.value[-1].start_mark.line][1].find("-")
        return _after(text, group, [" " * dash + line for line in lines], skip=before)
    if root is not None and (str(root.id) != "sequence" or getattr(root, "flow_style", False)):
        raise _cannot(root, display)
    newline = _newline(text)
    body = newline.join(lines) + newline
    dash = root.start_mark.column if root is not None else 0
    if dash:
        body = newline.join(" " * dash + line for line in lines) + newline
    lead = newline if text and not _BREAK.match(text[-1]) else ""
    return Insertion(len(text), lead + body, len(_rows(text + lead)) + before)


def _appended(text: str, addition: str) -> str:
    newline = _newline(text)
    lead = newline if text and not _BREAK.match(text[-1]) else ""
    return text + lead + addition.replace("\n", newline)
