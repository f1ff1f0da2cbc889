"""Documents given together: one claim, two values."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from claimcheck import across, engine
from claimcheck.documents import read_text
from claimcheck.model import Result
from claimcheck.registry import Registry, load_registry


@cache
def registry() -> Registry:
    return load_registry(Path(__file__).parent / "rules" / "registry", shipped=False)


def compared(*texts: str) -> list[Result]:
    documents = [read_text(text, f"d{number}.md") for number, text in enumerate(texts, 1)]
    return across.compare([engine.check(d, registry()) for d in documents], registry())


FIRST = "# A\n\nNova-1 has 32 billion total parameters.\n"


@pytest.mark.parametrize(
    ("second", "figure"),
    [
        ("Nova-1 has 23 billion total parameters, and is small.", "23 billion"),
        ("星火一号的总参数为 230 亿。", "230 亿"),
    ],
)
def test_the_later_document_carries_the_finding(second: str, figure: str) -> None:
    one, two = compared(FIRST, second)
    assert one.findings == ()
    (found,) = two.findings
    assert (found.code, found.severity) == ("CC201", "warning")
    assert found.text.startswith(figure)
    assert [(place.path, place.span.start) for place in found.related] == [("d1.md", FIRST.index("32"))]
    assert "d1.md" in found.message
    assert "3" in found.message.split("d1.md")[1][:8]
    assert found.fingerprint


@pytest.mark.parametrize(
    "second",
    [
        "Nova-1 has 32B total parameters.",
        "Nova-1 has about 30 billion total parameters.",
        "Nova-2 has 23 billion total parameters.",
        "星火一号的总参数为 320 亿。",
        # one that gives both values has its reasons, or a finding of its own
        "Nova-1 has 23 billion total parameters.\n\nEarlier, Nova-1 had 32 billion total parameters.",
    ],
)
def test_documents_that_agree_give_nothing(second: str) -> None:
    assert not [f for f in compared(FIRST, second)[1].findings if f.related and f.related[0].path]


def test_one_claim_one_finding() -> None:
    texts = [f"Nova-1 has {size} billion total parameters." for size in (32, 23, 27)]
    assert [len(result.findings) for result in compared(*texts)] == [0, 1, 1]


def test_prices_need_one_date() -> None:
    texts = [
        f"---\ndate: {day}\n---\n\nThe input price of Nova-1 is ${price} per million tokens.\n"
        for day, price in (("2025-01-01", "2.00"), ("2025-06-01", "2.80"), ("2025-06-01", "2.40"))
    ]
    assert [len(result.findings) for result in compared(*texts)] == [0, 0, 1]


def test_a_directive_that_silences_it_is_in_use() -> None:
    second = "Nova-1 has 23 billion total parameters. <!-- claimcheck: ignore[CC201] measured anew -->\n"
    alone = engine.check(read_text(second, "d2.md"), registry())
    assert [f.code for f in alone.findings] == ["CC901"]
    result = compared(FIRST, second)[1]
    assert result.findings == ()
    assert [f.code for f in result.suppressed] == ["CC201"]


def test_results_keep_their_order_and_failures_pass_through() -> None:
    failed = Result("gone.md", None, error="gone.md: not found")
    checked = engine.check(read_text(FIRST, "d1.md"), registry())
    assert across.compare([failed, checked, failed], registry()) == [failed, checked, failed]
