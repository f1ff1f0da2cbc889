"""The citation aid: marks behind supported figures, references at the end, the rest untouched."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from claimcheck import cite, engine
from claimcheck.documents import read_text
from claimcheck.registry import Registry, load_registry

FACTS = Path(__file__).parent / "rules" / "registry"
TEXT = """# DeepSeek-R1 scores 79.8% on AIME 2024

DeepSeek-R1 scores 79.8% on AIME 2024 and 97.3% on MATH-500. It scores 12.3% on nothing.

DeepSeek-V3 had a training cost of **$5.576 million**.
"""


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry(FACTS, shipped=False)


def cited(text: str, path: str, registry: Registry) -> tuple[str, tuple[cite.Reference, ...]]:
    document = read_text(text, path)
    result = engine.check(document, registry, engine.Options())
    found = cite.references(result.judgements, registry)
    return cite.footnoted(document, found), found


def test_markdown(registry: Registry) -> None:
    text, found = cited(TEXT, "draft.md", registry)
    assert [row.source.id for row in found] == ["r1-readme", "v3-report"]
    body, _, notes = text.partition("\n[^claimcheck-1]: ")
    assert "79.8%[^claimcheck-1] on AIME 2024 and 97.3%[^claimcheck-1] on" in body
    assert "[^claimcheck-2]" in body
    assert "[^" not in body.splitlines()[0], "headings stay as they are"
    assert "DeepSeek-R1 README, evaluation table. 2025-01-22. <https://github.com/deepseek-ai/DeepSeek-R1>" in notes
    assert re.sub(r"\[\^claimcheck-\d\]", "", body).rstrip() == TEXT.rstrip()


def test_citing_twice_adds_nothing(registry: Registry) -> None:
    once, _ = cited(TEXT, "draft.md", registry)
    twice, _ = cited(once, "draft.md", registry)
    assert twice == once


def test_html(registry: Registry) -> None:
    page = "<html><body><p>DeepSeek-R1 scores 79.8% on AIME 2024.</p></body></html>"
    text, _ = cited(page, "draft.html", registry)
    assert '79.8%<sup><a href="#claimcheck-1">[1]</a></sup> on' in text
    assert text.index('<li id="claimcheck-1">') < text.index("</body>")


def test_latex(registry: Registry) -> None:
    text, _ = cited("DeepSeek-R1 scores 79.8\\% on AIME 2024.\n", "draft.tex", registry)
    assert "79.8\\%\\footnote{DeepSeek-R1 README, evaluation table. 2025-01-22. \\url{https://github.com" in text


def test_plain_text_gets_a_list_only(registry: Registry) -> None:
    source = "DeepSeek-R1 scores 79.8% on AIME 2024.\n"
    text, found = cited(source, "draft.txt", registry)
    assert text == source
    assert cite.listing(found, "text").startswith("[1] DeepSeek-R1 README, evaluation table. 2025-01-22. https://")
    assert cite.listing((), "markdown") == ""


def test_line_ends_stay(registry: Registry) -> None:
    text, _ = cited(TEXT.replace("\n", "\r\n"), "draft.md", registry)
    assert "\n" not in text.replace("\r\n", "")


def test_chinese(registry: Registry) -> None:
    text, _ = cited("DeepSeek-R1 在 AIME 2024 上的得分为 79.8%。\n", "draft.md", registry)
    assert "79.8%[^claimcheck-1]。" in text
