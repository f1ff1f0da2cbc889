"""Fingerprints for services that track findings over time: of content, never of lines, and never two alike."""

from __future__ import annotations

import hashlib

from claimcheck.baseline import fingerprint
from claimcheck.model import Finding


def numbered(path: str, finding: Finding, seen: dict[str, int]) -> str:
    """The finding's fingerprint within `path`; the second and later equal ones carry their number."""
    base = f"{path}\0{fingerprint(finding)}"
    seen[base] = seen.get(base, 0) + 1
    said = base if seen[base] == 1 else f"{base}\0{seen[base]}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]
