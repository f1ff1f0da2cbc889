"""Digests are those of hashlib."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from claimcheck.digests import sha256_of


@given(st.text())
def test_digests_are_those_of_hashlib(text: str) -> None:
    assert sha256_of(text) == hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
