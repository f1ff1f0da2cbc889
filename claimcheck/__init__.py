"""claimcheck checks reported figures about AI against a curated registry."""

__version__ = "0.1.0.dev0"
