"""Scores under a harness that the draft states, or of its author: no report on another run contradicts them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal

from claimcheck import patterns as re
from claimcheck.model import Judgement, Mention, Segment
from claimcheck.records import replace
from claimcheck.rules import figures, owners, runs
from claimcheck.rules.once import once

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.match import Checked

_BENCHMARK = "swe-bench"
_KEYS = ("agent", "harness", "scope")  # of the conditions of facts, whichever names the harness
_NAMED = re.compile(
    r"(?<![a-z])(?:mini[- ]?swe[- ]?agent|open ?hands|swe[- ]?agent|agentless|moatless|bash[- ]only)(?![a-z])"
)
# what makes a statement of a name: scores come from it
_USED = re.compile(
    r"(?<![a-z])(?:us(?:e[sd]?|ing)|with|via|under|through|scaffold(?:ing)?|harness(?:es)?|framework)(?![a-z])|"
    r"使用|采用|基于|通过|框架|脚手架|评测"
)
_RUNS = re.compile(  # right before a name
    r"(?<![a-z])(?:harness(?:es)?|scaffold(?:ing)?|agent framework)\s(?:with|using|on|running|powered by)\s\Z|"
    r"(?:(?<![a-z])harness|脚手架|智能体框架)\s?(?:用|使用|搭配|配合|基于|驱动)\s?\Z"
)
_AROUND = 48
_FAR = Decimal("0.2")  # of a score; no two harnesses of one model are so far apart by one digit
_FARTHEST = 200  # characters of a sentence before a figure
_POINTS = 5  # between two runs under one harness


def of_another(judgement: Judgement, checked: Checked) -> bool:
    """Whether a score is of a run under a harness that the draft names, and some report of such a run, or none at
    all, is near it. A figure that is one slip of the finger from a report is no other run's.
    """
    claim = judgement.claim
    metric = checked.registry.metric(claim.metric.id or "")
    if metric is None or _BENCHMARK not in (metric.id, metric.family):
        return False
    stated = _stated(checked)
    if not stated or runs.mistyped(judgement, _FAR):
        return False
    theirs = [f for f in judgement.admissible if any(_key(f.conditions.get(key, "")) in stated for key in _KEYS)]
    value = claim.quantity.value
    if not theirs or not isinstance(value, Decimal):
        return True
    if runs.mistyped(replace(judgement, admissible=tuple(theirs))):
        return False
    known = (figures.converted(fact, claim.quantity.unit).value for fact in theirs)
    return any(isinstance(other, Decimal) and abs(value - other) < _POINTS for other in known)


# of lower case: boards that run benchmarks in ways of their own, and count some from what guessing reaches
_BOARD = re.compile(
    r"open[- ]llm[- ]leaderboard|hugging ?face(?:['’]s)? (?:leaderboard|h6)(?![a-z\d])|"
    r"(?<![a-z])hf leaderboard(?![a-z])|(?<![a-z])h6 (?:benchmarks?|average|scores?)(?![a-z])|open llm 排行榜"
)
_ON_BOARD = frozenset(
    ("arc-challenge", "bbh", "gpqa", "gsm8k", "hellaswag", "ifeval", "math", "mmlu", "mmlu-pro", "musr", "truthfulqa")
)
_OFTEN = 3


def on_a_board(judgement: Judgement, checked: Checked) -> bool:
    """Whether a score that no report bears out stands under a heading on a board, or in a draft that often speaks of
    one. A slip of the finger is one still.
    """
    claim, blocks = judgement.claim, checked.document.blocks
    if claim.metric.id not in _ON_BOARD or runs.mistyped(judgement):
        return False
    headed = any(_BOARD.search(blocks[at].view.low) is not None for at in blocks[claim.block].headings)
    return headed or _often(checked)


@once
def _often(checked: Checked) -> bool:
    return len(_BOARD.findall(checked.document.source.lower())) >= _OFTEN


_MEASURED = re.compile(
    r"(?<![a-z])(?:our (?:own )?(?:scores?|runs?|results?|tests?|measurements?|numbers?|evaluations?|reproduction)|"
    r"(?:we|i) (?:measured|got|ran|scored|obtained|reproduced|clocked)|"
    r"in our (?:own )?(?:tests?|hands|runs?|lab)|"
    r"on (?:my|our) (?:own )?(?:\d+ )?(?:problems?|questions?|tasks?|exam|quiz))(?![a-z])|内部 ?\d+ ?[道个]?题|"
    r"我们(?:自己)?(?:实测|测得|测到|测出|跑出|跑到|复现)|自测|实测"
)
_UNROUNDED = re.compile(r"\d\.\d{6,}[1-9]")  # as a program prints it: nobody reports 0.6110689917
_OURS = re.compile(  # in a header
    r"[(（\[]\s?(?:measured|ours|our (?:run|eval\w*)|reproduced|re-?run|"
    r"self-?(?:tested|measured)|复现|实测|自测|本文)\s?[)）\]]"
)
_HELD_OUT = re.compile(  # of who trains: no report of a model's maker
    r"验证集|验证准确率|(?<![a-z])(?:val(?:idation)?|held-out)[ -](?:set|split|acc(?:uracy)?)(?![a-z])"
)
_CLAUSE = 80  # characters before a figure
_ENDS = re.compile(r"[。！？!?\n]|\.\s")
# what is done to a benchmark, right before its name or behind it
_REMADE = re.compile(
    r"(?<![a-z])(?:translated|translation of|shuffled|rewr(?:ote|itten)|paraphras\w+|perturbed)(?![a-z])|"
    r"翻译|打乱|改写|重写"
)
_WITH = re.compile(r"[\s(（]*(?:with |in |was |were )?(?:the |its |their |all )?|的?(?:选项|题目)?(?:被|经)?过?")
_IN_ITS_STYLE = re.compile(r"-style(?![a-z])|[- ]like (?:quiz|test|exam|set|benchmark)(?![a-z])|(?:式|风格)的?")
_STOP = re.compile(r"[,.;，。；]")
_CLOSE = 24  # characters between what is done and the name
# a copy that was made of a model: what was scored is no report's
_COPIED = re.compile(
    r"(?<![a-z])(?:after (?:[a-z]+ ){0,2}(?:fine-?tun\w+|quanti[sz]\w+|prun\w+)|(?:quanti[sz]|prun)\w+ to)(?![a-z])|"
    r"(?:量化|微调|剪枝)(?:之?后|到|成)"
)
_OWN_COPY = re.compile(r"(?<![a-z])(?:our|we|my|i) (?:[a-z]+ ){0,2}(?:fine-?tun\w+|quanti[sz]\w+|prun\w+)(?![a-z])")
_PRUNED = re.compile(r"(?<![a-z])prun(?:ed|ing)(?![a-z])|剪枝|剪到|剪成")


def measured(judgement: Judgement, checked: Checked) -> bool:
    """Whether words before a score, or in a table its header or its digits, say that the author measured it. A slip of
    the finger is one still, but that of who tells how a run of training went.
    """
    claim, segment = judgement.claim, checked.segment(judgement.claim)
    metric = checked.registry.metric(claim.metric.id or "")
    if metric is None or metric.kind != "benchmark" or segment is None:
        return False
    if claim.cell is not None:
        heads = (checked.places.get((claim.block, at)) for at in ((0, claim.cell[1]), (claim.cell[0], 0)))
        ours = any(h is not None and _OURS.search(h.view.low) for h in heads) or _UNROUNDED.search(claim.quantity.text)
        return bool(ours) and not runs.mistyped(judgement)
    start = claim.quantity.start
    if _HELD_OUT.search(segment.view.low, *_around(segment, start, start)) is not None:
        return True
    said = [hit.end() for hit in _MEASURED.finditer(segment.view.low, max(0, start - _CLAUSE), start)]
    return (
        bool(said)
        and not any(mark in segment.view.text[said[-1] : start] for mark in "。；;")
        and not runs.mistyped(judgement)
    )


def improved(judgement: Judgement, checked: Checked) -> bool:
    """Whether a score is what somebody brought a system to, from one that is not reported of it either: "从 81.20%
    提升至 94.00%". Both are then of a method's runs.
    """
    claim = judgement.claim
    metric = checked.registry.metric(claim.metric.id or "")
    if metric is None or metric.kind != "benchmark" or claim.conditions.get("part") != "to":
        return False
    subject = claim.subject.id or ""
    if any(owners.nearness(subject, o.fact.subject, checked.registry) > 1 for o in owners.owners(judgement, checked)):
        return False  # the change of another of its line
    start = _starts(checked).get(claim.id)
    return start is not None and start.verdict not in ("supported", "imprecise") and not runs.mistyped(judgement)


def runs_it(judgement: Judgement, checked: Checked) -> bool:
    """Whether the words right before a system's name say that a harness runs it: "the harness with X reaches 84.3%"."""
    claim, segment = judgement.claim, checked.segment(judgement.claim)
    metric = checked.registry.metric(claim.metric.id or "")
    if metric is None or metric.kind != "benchmark" or segment is None or claim.cell is not None:
        return False
    if runs.mistyped(judgement):
        return False
    mentions, start = segment.mentions, claim.quantity.start
    near = mentions[bisect_left(mentions, start - _CLAUSE, key=_start) : bisect_left(mentions, start, key=_start)]
    named = (m for m in near if any(c.id == claim.subject.id for c in m.candidates))
    return any(_RUNS.search(segment.view.low, max(0, m.start - _AROUND), m.start) is not None for m in named)


@once
def _starts(checked: Checked) -> dict[str, Judgement]:
    """What a score is brought up from, by the id of the claim on what it is brought to."""
    found: dict[str, Judgement] = {}
    start: Judgement | None = None
    for judged in checked.judgements:
        part = judged.claim.conditions.get("part")
        if part == "from":
            start = judged
        elif part == "to" and start is not None:
            one, two = start.claim, judged.claim
            if (one.block, one.cell, one.metric.id) == (two.block, two.cell, two.metric.id):
                found[two.id] = start
    return found


def made_anew(judgement: Judgement, checked: Checked) -> bool:
    """Whether a sentence in prose is on a benchmark that was translated or rewritten, or on a copy of a model that was
    quantised, tuned or pruned: its scores are no report's, nor is the size of what was pruned. A slip of the finger is
    one still.
    """
    claim, segment = judgement.claim, checked.segment(judgement.claim)
    metric = checked.registry.metric(claim.metric.id or "")
    if metric is None or segment is None or claim.cell is not None:
        return False
    start, end = claim.quantity.start, claim.quantity.end
    first, last = _around(segment, start, end)
    low = segment.view.low
    if metric.kind == "benchmark":
        anew = (
            _OWN_COPY.search(low, first, start) is not None
            or _COPIED.search(low, first, last) is not None
            or any(_remade(m, segment, first, last) for m in _metrics(segment, first, last))
        )
    else:
        anew = metric.kind == "size" and _PRUNED.search(low, first, last) is not None
    return anew and not runs.mistyped(judgement)


def _metrics(segment: Segment, first: int, last: int) -> Iterator[Mention]:
    mentions = segment.mentions
    for mention in mentions[bisect_left(mentions, first, key=_start) : bisect_left(mentions, last, key=_start)]:
        if any(candidate.kind == "metric" for candidate in mention.candidates):
            yield mention


def _start(mention: Mention) -> int:
    return mention.start


def _around(segment: Segment, start: int, end: int) -> tuple[int, int]:
    """Where the sentence of a figure begins and ends, no farther than so many characters."""
    text = segment.view.text
    first = max((hit.end() for hit in _ENDS.finditer(text, max(0, start - _FARTHEST), start)), default=0)
    last = _ENDS.search(text, end, end + _CLAUSE)
    return max(first, start - _FARTHEST), last.start() if last else min(len(text), end + _CLAUSE)


def _remade(name: Mention, segment: Segment, first: int, last: int) -> bool:
    """Whether words beside a benchmark's name say what was done to it, or that a set is only like it."""
    low = segment.view.low
    if _IN_ITS_STYLE.match(low, name.end) is not None:
        return True
    for hit in _REMADE.finditer(low, max(first, name.start - 2 * _CLOSE), min(last, name.end + 2 * _CLOSE)):
        if hit.end() <= name.start and name.start - hit.end() <= _CLOSE:
            if _STOP.search(low, hit.end(), name.start) is None:
                return True
        elif hit.start() >= name.end and _WITH.fullmatch(low, name.end, hit.start()) is not None:
            return True
    return False


@once
def _stated(checked: Checked) -> frozenset[str]:
    """The harnesses that the draft says its scores come from, or that head a column."""
    found = set()
    for segment in checked.segments:
        low = segment.view.low
        for hit in _NAMED.finditer(low):
            headed = segment.cell is not None and segment.cell[0] == 0
            if headed or _USED.search(low, max(0, hit.start() - _AROUND), hit.end() + _AROUND) is not None:
                found.add(_key(hit[0]))
    return frozenset(found)


def _key(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())
