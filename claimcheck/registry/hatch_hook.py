"""Build hook: compiles registry/ and puts the result into the wheel as claimcheck/_registry/registry.ccr.

Runs in the build's own environment, which holds PyYAML and nothing else of ours; so the package's facade, whose imports
may need more, is stepped over. An editable install compiles on first use instead.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from types import ModuleType

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any


class RegistryBuildHook(BuildHookInterface):  # type: ignore[misc]
    """Found by hatchling through pyproject.toml."""

    PLUGIN_NAME = "custom"
    _folder: str | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        self._folder = tempfile.mkdtemp(prefix="claimcheck-build-")
        target = Path(self._folder) / "registry.ccr"
        target.write_bytes(compile_registry(root))
        build_data["force_include"][str(target)] = "claimcheck/_registry/registry.ccr"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)


def compile_registry(root: Path) -> bytes:
    """The compiled registry of a source tree. Raises RegistryError when it does not validate: no wheel then."""
    package = ModuleType("claimcheck")
    package.__path__ = [str(root / "claimcheck")]
    before = sys.modules.get("claimcheck")
    sys.modules["claimcheck"] = package
    try:
        from claimcheck.registry.build import build
        from claimcheck.registry.compile import compiled

        return compiled(build([(root / "registry", "registry")]))
    finally:
        if before is None:
            sys.modules.pop("claimcheck", None)
        else:
            sys.modules["claimcheck"] = before
