"""Hostile input: how it is made, what must hold whatever it is, and drivers that make more of it (python -m fuzz)."""
