"""Claims: the right figure to the right metric of the right subject, in prose and in tables."""

from claimcheck.claims.bind import bind
from claimcheck.claims.segments import restored

__all__ = ["bind", "restored"]
