"""Words that differ by a letter from a registered name: misspellings, ordinary words and names of other things."""

from __future__ import annotations

import pytest

from claimcheck import engine
from claimcheck.documents import read_text
from claimcheck.registry import load_registry


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Minimal set-up. MiniMax-M1 is served by it.", []),
        ("- Synthesis of speech: Synthesia and others", []),
        ("工具：Minimal 界面，支持 MiniMax。", []),
        ("MiniMxa made MiniMax-M1.", ["MiniMxa"]),
        ("LangChainv1 has agents, as LangChain had.", []),
        ("Langchian has agents, as LangChain had.", ["Langchian"]),
        ("[ChatGPTs](https://chatgtp.example.org) and ChatGPT.", []),
        ("[Chatgtp](https://chatgtp.example.org) 是仿 ChatGPT 的工具。", []),
        ("[Chatgtp](https://chatgpt.example.org) 即 ChatGPT。", ["Chatgtp"]),
    ],
)
def test_what_is_a_misspelling(text: str, wrong: list[str]) -> None:
    findings = engine.check(read_text(text, "draft.md"), load_registry()).findings
    assert [finding.text for finding in findings if finding.code == "CC401"] == wrong
