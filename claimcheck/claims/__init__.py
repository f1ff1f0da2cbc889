"""Claims: the right figure to the right metric of the right subject, in prose and in tables."""

from claimcheck.claims.bind import bind

__all__ = ["bind"]
