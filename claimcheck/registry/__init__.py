"""Facts: schema, load, compile, query, edit, import and export of the registry."""

from __future__ import annotations

from claimcheck.registry.cache import load_registry
from claimcheck.registry.query import Registry

__all__ = ["Registry", "load_registry"]
