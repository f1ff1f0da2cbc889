"""Names and conditions in text, found before figures so that the 4 of GPT-4 is never a figure."""

from claimcheck.mentions.conditions import find_conditions
from claimcheck.mentions.find import find, whole_name
from claimcheck.mentions.index import NameIndex

__all__ = ["NameIndex", "find", "find_conditions", "whole_name"]
