"""claimcheck checks reported figures about AI against a curated registry.

The names below are the public API; each is imported on first use, so that `import claimcheck` costs nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # typing itself costs a fifth of what --help may cost
__version__ = "0.1.0.dev0"

__all__ = [
    "Report",
    "__version__",
    "check",
    "check_file",
    "check_frame",
    "load_registry",
    "quantities",
]

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, Protocol

    from claimcheck.facade import Report as Report
    from claimcheck.facade import check as check
    from claimcheck.facade import check_file as check_file
    from claimcheck.facade import check_frame as check_frame
    from claimcheck.facade import load_registry as load_registry
    from claimcheck.model import Quantity

    class _Quantities(Protocol):
        """A package that can be called: claimcheck.quantities("近600万美元")."""

        def __call__(self, raw: str) -> list[Quantity]: ...
        def scan(self, text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Quantity]: ...

    quantities: _Quantities

_FACADE = frozenset({"Report", "check", "check_file", "check_frame", "load_registry"})


def __getattr__(name: str) -> Any:
    if name in _FACADE:
        from claimcheck import facade

        return getattr(facade, name)
    if name == "quantities":
        import claimcheck.quantities as package

        return package
    raise AttributeError(f"module 'claimcheck' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def load_ipython_extension(shell: Any) -> None:
    """`%load_ext claimcheck`: the magics %claimcheck FILE and %%claimcheck."""
    from claimcheck.notebook import register

    register(shell)
