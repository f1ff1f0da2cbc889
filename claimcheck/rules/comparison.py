"""A comparison says the opposite of the figures compared.

What: "A is higher than B", "A 超过 B", "beats", "trails", with the figures of both in the sentence, or in the registry
where the sentence gives none, and the figures point the other way. A superlative ("the highest", 最高) beside a higher
figure of the draft, and a bold cell that is not the best in a table whose bold cells are.

Why: a word is flipped more easily than a figure, and it is the word that readers remember.

Wrong: At 79.8%, DeepSeek-R1 trails o1-1217 (79.2%) on AIME 2024.
Right: At 79.8%, DeepSeek-R1 leads o1-1217 (79.2%) on AIME 2024.
Wrong: DeepSeek-R1 在 AIME 2024 上得分 79.8%，低于 o1-1217 的 79.2%。
Right: DeepSeek-R1 在 AIME 2024 上得分 79.8%，高于 o1-1217 的 79.2%。

How to settle: check the figures first, then turn the word round.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from claimcheck import patterns as re
from claimcheck.claims.sentences import Sentence, sentences
from claimcheck.model import Claim, Judgement
from claimcheck.rules import opposed, said_after, set_against, superlatives
from claimcheck.rules.base import Draft, document_rule
from claimcheck.rules.opposed import Word

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_THAN = r"\s+(?:on\s[^,.;:]{1,40}\s)?than(?![A-Za-z])"  # "lower than", "lower on MMLU than"
_MORE = re.compile(
    rf"(?<![A-Za-z])(?:higher|larger|greater|bigger|more|faster|dearer|more\s+expensive){_THAN}|"
    r"(?<![A-Za-z])(?:exceed(?:s|ed|ing)?|above)(?![A-Za-z])|"
    r"(?<!不)(?:高于|大于|多于|高出|高过|快于)"
)
_LESS = re.compile(
    rf"(?<![A-Za-z])(?:lower|smaller|less|fewer|slower|cheaper){_THAN}|(?<![A-Za-z])below(?![A-Za-z])|"
    r"(?<!不)(?:低于|小于|少于|慢于)"
)
_BETTER = re.compile(
    rf"(?<![A-Za-z])better{_THAN}(?!\s+by\b)|"
    r"(?<![A-Za-z])(?:ahead\s+of|outperform(?:s|ed|ing)?|beat(?:s|ing)?|surpass(?:es|ed|ing)?|outscor(?:es|ed|ing)|"
    r"top(?:s|ped)|lead(?:s|ing)?(?=\s+(?!to\b|in\b)))(?![A-Za-z])(?!\s+by\b)|"
    r"(?<![不未没])(?:优于|强于|好于|超过|超越|领先于?|胜过|击败|赶超)"
)
_WORSE = re.compile(
    rf"(?<![A-Za-z])worse{_THAN}|"
    r"(?<![A-Za-z])(?:second\s+only\s+to|behind|trail(?:s|ed|ing)?|underperform(?:s|ed|ing)?|"
    r"lag(?:s|ged|ging)?(?:\s+behind)?)(?![A-Za-z])|"
    r"(?:逊于|逊色于|落后于?|不及|不如|弱于|差于|不敌|仅?次于)"
)
# Pattern, sign, whether it says what is better, and pieces of text (in lower case) one of which every match holds.
_KINDS = (
    (_MORE, 1, False, ("than", "exceed", "above", "高", "大于", "多于", "快于")),
    (_LESS, -1, False, ("than", "below", "低于", "小于", "少于", "慢于")),
    (
        _BETTER,
        1,
        True,
        ("better", "ahead", "perform", "beat", "surpass", "outscor", "top", "lead", "于", "超", "胜过", "击败"),
    ),
    (_WORSE, -1, True, ("worse", "behind", "trail", "perform", "lag", "于", "不及", "不如", "不敌", "second")),
)
_CLASS = re.compile(r"\s*\d+(?:\.\d+)?\s?B(?:[- ]parameter)?\s?(?:models|模型|的模型)")  # "above 7B models"
_NEGATED = re.compile(
    r"(?:\bnot|n't|\bnever|\bno|\bwithout|\brather|不|未|没有|并非|无法|而非|难以)\s*(?:\w+\s+)?$", re.I
)


def check(checked: Checked) -> Iterator[Draft]:
    """Sentences with one comparing word between two subjects, and superlatives."""
    yield from superlatives.check(checked)
    by_place: dict[int, list[Judgement]] = {}
    for judged in checked.judgements:
        if judged.claim.cell is None:
            by_place.setdefault(judged.claim.block, []).append(judged)
    for judgements in by_place.values():
        judgements.sort(key=_start)
    for segment in checked.segments:
        if segment.cell is not None or len(segment.mentions) < 2:
            continue
        for sentence in sentences(segment):
            words = list(_words(sentence))
            if len(words) > 1 or sentence.start >= sentence.end:
                continue
            near = _within(sentence, by_place.get(segment.block, []))
            if words:
                yield from _sentence(sentence, words[0], near, checked)
            elif "比" in sentence.text:
                yield from said_after.than(sentence, near, checked)
            yield from said_after.after_both(sentence, near, checked)


def _start(judged: Judgement) -> int:
    return judged.claim.span.start


def _within(sentence: Sentence, near: list[Judgement]) -> list[Judgement]:
    """Of what a block claims in its order, that of one sentence. Long paragraphs have thousands of claims."""
    span = sentence.segment.view.source(sentence.start, sentence.end)
    first = bisect_left(near, span.start, key=_start)
    return near[first : bisect_left(near, span.end, first, key=_start)]


def _words(sentence: Sentence) -> Iterator[Word]:
    text = sentence.text
    low = text.lower()
    for pattern, sign, worth, pieces in _KINDS:
        for piece in pieces:
            if piece in low:
                break
        else:
            continue
        for hit in pattern.finditer(text):
            class_of = _CLASS.match(text, hit.end()) is not None
            if not class_of and not _NEGATED.search(text[max(0, hit.start() - 12) : hit.start()]):
                yield Word(sentence.start + hit.start(), sentence.start + hit.end(), sign, worth)


def _sentence(sentence: Sentence, word: Word, near: list[Judgement], checked: Checked) -> Iterator[Draft]:
    view = sentence.segment.view
    place = view.source(word.start, word.end)
    inside = [j for j in near if j.claim.relation is None]
    pair = _pair(inside, word, sentence)
    if pair is not None:
        yield from opposed.figures(place, word, pair, inside, checked)
    elif not inside:
        yield from set_against.of_neither(sentence, place, word, checked)
    elif len(inside) == 1:
        yield from set_against.of_one(sentence, place, word, inside[0], checked)


def _pair(inside: list[Judgement], word: Word, sentence: Sentence) -> tuple[Claim, Claim] | None:
    """The two claims that the word compares: one metric, two subjects, one on either side of the word."""
    view = sentence.segment.view
    place = view.source(word.start, word.end)
    found = [j.claim for j in inside if j.claim.subject.id is not None and j.claim.subject.span is not None]
    before = [c for c in found if c.subject.span is not None and c.subject.span.end <= place.start]
    after = [c for c in found if c.subject.span is not None and c.subject.span.start >= place.end]
    if len(found) != 2 or len(before) != 1 or len(after) != 1:
        return None
    first, second = before[0], after[0]
    same = first.metric.id == second.metric.id and first.subject.id != second.subject.id
    fit_for = same and first.conditions.get("part") == second.conditions.get("part")
    return (first, second) if fit_for else None


RULE = document_rule("CC204", __doc__, check)
