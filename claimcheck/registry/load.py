"""Reads the YAML files of one root into a layer. Reading only: nothing is merged, checked or cached here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from claimcheck.errors import RegistryError
from claimcheck.registry.paths import UNITS, files_under
from claimcheck.registry.records import EntryKind, Layer, Problem
from claimcheck.registry.schema import decode_file
from claimcheck.registry.yamlio import compose, read_text


def read_layer(root: Path, shown: str | None = None, texts: Mapping[Path, str] | None = None) -> Layer:
    """The entries under `root` (a folder or one file); `shown` is how messages name the root.

    `texts` stand in for the contents of files, which need not exist yet.
    """
    shown = str(root) if shown is None else shown
    layer = Layer(shown)
    texts = texts or {}
    try:
        files = sorted({*texts, *(files_under(root) if root.exists() or not texts else ())})
    except RegistryError as error:
        layer.problems.append(Problem.of(error))
        return layer
    units = root / UNITS
    try:
        if units.is_file():
            layer.units = read_text(units, display_of(units, root, shown))
    except RegistryError as error:
        layer.problems.append(Problem.of(error))
    for path in files:
        display = display_of(path, root, shown)
        try:
            node = compose(texts[path] if path in texts else read_text(path, display), display)
        except RegistryError as error:
            layer.problems.append(Problem.of(error))
            continue
        if node is not None:
            decode_file(node, display, kind_of(path, root), layer)
    return layer


def display_of(path: Path, root: Path, shown: str) -> str:
    return shown if path == root else f"{shown.rstrip('/')}/{path.relative_to(root).as_posix()}"


def kind_of(path: Path, root: Path) -> EntryKind:
    """What a file holds, told by its first folder or name (or the root's): metrics*, sources*, else entities."""
    first = path.name if path == root else path.relative_to(root).parts[0]
    for name in (first, root.name):
        if name.startswith("metrics"):
            return "metric"
        if name.startswith("sources"):
            return "source"
    return "entity"
