"""Figures in text: numbers, units, approximation, composition, in English and Chinese in one pass."""

from claimcheck.quantities.scanner import scan

__all__ = ["scan"]
