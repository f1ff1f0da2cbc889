"""SHA-256 of texts, without the library for encryption that `hashlib` loads: it takes longer than checking a page."""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from hashlib import sha256
else:
    try:
        from _sha2 import sha256  # Python 3.12 and later
    except ImportError:
        try:
            from _sha256 import sha256
        except ImportError:  # an interpreter without its own
            from hashlib import sha256


def sha256_of(text: str) -> str:
    """64 hexadecimal digits."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
