"""Reading blocks again: what an editor's keystroke costs."""

import pytest

from claimcheck import documents, engine, quantities
from claimcheck.claims import remembered, segments
from claimcheck.registry import load_registry


@pytest.fixture
def read_texts(monkeypatch):
    """The texts that are read for figures, as they are."""
    seen = []
    scan = quantities.scan

    def watched(text, taken=()):
        seen.append(text)
        return scan(text, taken)

    monkeypatch.setattr(segments.quantities, "scan", watched)
    segments.forget()
    yield seen
    segments.forget()


def test_a_changed_paragraph_alone_is_read_again(read_texts):
    registry = load_registry()
    paragraphs = [f"Paragraph {n} of the draft names GPT-4o and {n + 3} towns." for n in range(8)]
    engine.check(documents.read_text("\n\n".join(paragraphs), "a.md"), registry)
    assert len(read_texts) >= 8
    read_texts.clear()
    paragraphs[2] = "GPT-4o scores 88.7% on MMLU."
    result = engine.check(documents.read_text("\n\n".join(paragraphs), "a.md"), registry)
    assert {text for text in read_texts if not text.startswith("1 ")} == {paragraphs[2]}  # "1 MMLU": is it a unit?
    assert [judged.claim.text for judged in result.judgements] == ["88.7%"]


def test_what_is_remembered_says_the_same_at_another_place():
    registry = load_registry()
    text = "GPT-4o scores 88.7% on MMLU."
    first = engine.check(documents.read_text(text, "a.md"), registry)
    second = engine.check(documents.read_text(f"A line before it.\n\n{text}", "a.md"), registry)
    assert [j.claim.text for j in second.judgements] == [j.claim.text for j in first.judgements] == ["88.7%"]
    assert second.judgements[0].claim.span.start == first.judgements[0].claim.span.start + len("A line before it.\n\n")


def test_only_what_is_said_anew_or_carried_anew_is_chosen_again(monkeypatch):
    registry = load_registry()
    chosen = []

    def watched(sentence, *offered):
        chosen.append(sentence.text)
        return choose(sentence, *offered)

    choose = remembered.choose
    monkeypatch.setattr(remembered, "choose", watched)
    segments.forget()
    paragraphs = ["GPT-4o is a model.", "It scores 88.7% on MMLU.", "DeepSeek-V3 scores 88.5% on MMLU."]
    engine.check(documents.read_text("\n\n".join(paragraphs), "a.md"), registry)
    chosen.clear()
    paragraphs[2] = "DeepSeek-V3 scores 88.6% on MMLU."
    engine.check(documents.read_text("\n\n".join(paragraphs), "a.md"), registry)
    assert chosen == [paragraphs[2]]
    paragraphs[0] = "Llama 3.1 405B is a model."  # "it" is another
    again = engine.check(documents.read_text("\n\n".join(paragraphs), "a.md"), registry)
    segments.forget()
    afresh = engine.check(documents.read_text("\n\n".join(paragraphs), "a.md"), registry)
    assert (again.judgements, again.findings) == (afresh.judgements, afresh.findings)
    assert {judged.claim.subject.id for judged in again.judgements} == {"llama-3.1-405b", "deepseek-v3"}
