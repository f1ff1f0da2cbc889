"""The subjects that a figure may belong to: names in its sentence, and subjects carried over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from claimcheck import patterns as re
from claimcheck.claims import roles
from claimcheck.claims.labels import runs_on
from claimcheck.claims.sentences import (
    A_PART_OF,
    AGAINST_BEFORE,
    BRACKETED_NAME,
    COUNTED,
    DRAWN_FROM,
    IN_AN_ID,
    LAUNCHES,
    OWN_METRIC,
    OWNED,
    OWNER_AFTER,
    OWNER_BEHIND,
    OWNER_BEHIND_BRACKET,
    POSSESSIVE,
    PREMODIFIED,
    PRESENTED,
    RELATIVE,
    RELATIVE_DAY,
    TAKES,
    Sentence,
)
from claimcheck.claims.sizes import follows_sized
from claimcheck.claims.weights import total
from claimcheck.claims.words_around import Words, words_around
from claimcheck.model import Entity, Mention, Metric, Quantity
from claimcheck.records import dataclass
from claimcheck.registry import Registry


@dataclass(frozen=True, slots=True)
class CarriedSubject:
    """A subject that an earlier sentence, a heading or the title offers."""

    mention: Mention
    segment: int
    feature: str
    agreed: bool = False  # another place offers it too: the title and what the article speaks of most, say
    opens: bool = True  # its sentence begins with it
    told: bool = True  # and tells figures


@dataclass(slots=True)
class Owner:
    """One possible subject. `ids` is empty for a name that the registry does not know."""

    ids: tuple[str, ...]
    mention: Mention
    features: dict[str, float]
    score: float
    segment: int | None = None  # where a carried subject was named


_WHEREAS = re.compile(r"[*_]{0,2}\s?[,，;；]\s?(?:而|但是?|不过|while|whereas|but)\s?(?:the\s|an?\s)?[*_]{0,2}")
_COMMAS = frozenset((",", "，", ";", "；", ", while", "，而", "; while"))
_AND_IT_HAS = re.compile(  # of lower case, from a name to a figure of its own
    r"\s?(?:['’]s|at|with|is|was|has|had|gets?|got|scores?|scored|reache[sd]|achieve[sd]?|manage[sd]?|"
    r"[则只仅也的]?(?:最[大高])?(?:得分)?(?:为|是|有|达到?)|的|得分)?\s?(?:about|only|just|约|仅)?\s?[*(（]*"
)
_TIED = 24  # characters between a figure and its owner behind it
_ON_NAME = re.compile(
    r"(?:\s[\w/.-]{1,12}){0,2}\s(?:on|for|by|with|in)\s(?:the\s)?"
)  # from a figure to its name behind it
_ROUNDING = Decimal("0.06")  # of a size, between what a name tells and what is there
_ONLY_COMPARED = 0.5  # of a rival: a name between that others are set against
# Groups whose gaps are reported, by the id of the pair.
PAIRS = (("us-vs-china", ("united-states", "china")),)
# Classes of systems, by id: what follows a heading on "frontier AI models" is of one of them.
CLASSES = frozenset(("frontier-ai-models",))
_DEAR = frozenset(("USD", "EUR", "GBP", "CNY"))
_DEAREST = Decimal(500_000)  # ten times the dearest accelerator in dollars, and above it in yuan
_ON_ONE_CHIP = ("apple-", "jetson-")  # chips that share the memory of their system, by how their ids begin
_HOLDS = re.compile(
    r"\s?(?:only |now |just )?(?:has|have|had|packs|offers|carries|boasts|features|sports|gets|"
    r"(?:comes|ships|shipped|is an? (?:card|gpu|graphics card)) with|拥有|配备|搭载|有)\s?"
    r"(?:only |just |an? (?:[a-z]{1,16} )?|仅)?"
)
# How little a date is about a subject named elsewhere.
_DATED = {"subject.carried_sentence": 1.0}
PAIRED = frozenset(member for _, members in PAIRS for member in members)
MODELS = frozenset(("model", "family", "product"))
HARDWARE = frozenset(("chip", "system", "family", "cluster", "product"))
_KINDS: dict[str, frozenset[str]] = {
    "benchmark": MODELS,
    "size": MODELS,
    "training": MODELS | {"cluster"},
    "price": MODELS,
    "limit": MODELS,
    "speed": MODELS | {"chip", "system"},
    "hardware": HARDWARE,
    "index": frozenset(("population", "report", "organisation", "programme")),
    "date": MODELS | HARDWARE | {"programme"},
}
_NARROW: dict[str, frozenset[str]] = {
    "investment": frozenset(("programme", "organisation", "cluster", "product", "system")),
    "notable-ai-models": frozenset(("population",)),
}


Kinds = frozenset[str] | tuple[str, ...]


def kinds_for(metric: Metric) -> Kinds:
    """The kinds of entity that a metric is about; empty for any."""
    return _NARROW.get(metric.id) or metric.subjects or _KINDS.get(metric.kind) or ()


def suits(entity: Entity, metric: Metric, registry: Registry) -> bool:
    """Whether a metric is about this kind of entity."""
    return _among(entity, kinds_for(metric), registry)


def _among(entity: Entity, kinds: Kinds, registry: Registry) -> bool:
    if not kinds:
        return True
    if entity.kind != "family":
        return entity.kind in kinds
    return not (kinds_of(entity, registry) or MODELS | HARDWARE).isdisjoint(kinds)


def kinds_of(entity: Entity, registry: Registry) -> frozenset[str]:
    """An entity's kind; of a family, what it is a family of: chips, models."""
    return _kinds_in(entity.id, registry) if entity.kind == "family" else _only(entity.kind)


@lru_cache(maxsize=64)
def _only(kind: str) -> frozenset[str]:
    return frozenset((kind,))


@lru_cache(maxsize=4096)
def _kinds_in(family: str, registry: Registry) -> frozenset[str]:
    members = (registry.entity(i) for i in registry.members(family))
    return frozenset(m.kind for m in members if m is not None and m.kind != "family")


_ROW_OF_OWN = re.compile(r"\W*[^\W\d][^:：\n]{1,24}?[ \t]{2,}[~≈]?\d")  # a name, a gap, a figure: as rows have it
_SIBLINGS = ("subject.carried_item", "subject.carried_block", "subject.carried_sentence")
_Kind = tuple[Mention, tuple[str, ...], dict[str, float]]  # a name, the ids that the metric can be of, features


def owners(
    quantity: Quantity, metric: Metric, sentence: Sentence, carried: Sequence[CarriedSubject], registry: Registry
) -> list[Owner]:
    """All possible subjects of a figure under one metric, best first."""
    words = words_around(quantity, sentence)
    if words.others or _of_unknown(quantity, sentence):
        return []
    if metric.id not in sentence.kinds:
        told = [_told_in_bracket(at, sentence, registry) for at in range(len(sentence.entities))]
        sentence.kinds[metric.id] = [
            (m, *_kind(other, metric, registry)) for m, other in zip(sentence.entities, told, strict=True)
        ]
    kinds: list[_Kind] = sentence.kinds[metric.id]
    rivals = [m for m, _, kind in kinds if "subject.kind" in kind or m.unknown]
    if metric.id in ("total-parameters", "active-parameters") and words.of_rivals:
        return []
    class_of = metric.id == "total-parameters" and words.class_of  # "at 32B models", beside a model of 8B
    found: list[Owner] = []
    for mention, ids, kind in kinds:
        if mention.start < quantity.end and quantity.start < mention.end:
            if metric.kind == "size" and ids:  # "the 405B model": the size names its member
                features = kind | {"subject.inside": 1.0}
                found.append(Owner(ids, mention, features, total(features)))
            continue
        if metric.id == "memory" and "subject.not_kind" in kind and _takes(mention, quantity, sentence, registry):
            return []  # "H100 80 GB + Qwen3-Omni 60 GB": the chip is not of what a model fills
        if "subject.not_kind" in kind or (class_of and _of_another_size(ids, quantity)):
            continue
        if metric.id == "launch-price" and _more_than_a_chip(ids, quantity, registry):
            continue
        ram = metric.id == "memory" and words.ram and _has_its_own_memory(ids, registry)
        if ram and not (
            mention.end <= quantity.start and _HOLDS.fullmatch(sentence.between(mention.end, quantity.start))
        ):
            continue
        if metric.kind == "date" and _undated(mention, sentence):
            continue
        if roles.disowned(mention, quantity, metric, sentence, rivals, registry):
            continue
        if carried and mention.end <= quantity.start and roles.owns_start(mention, quantity, sentence):
            continue  # "从 X 的 32K 增加到 128K": the end is that of whom the text is about
        listed = metric.id == "total-parameters" and _of_another_size(ids, quantity)
        if listed and _goes_on(mention, quantity, sentence):
            continue  # "LLaMA 3 8B, 70B and 405B": the last is none of the 70B's
        if mention.start >= quantity.end and _has_its_own(mention, quantity, sentence):
            continue
        if metric.id == "gpu-count" and mention.end <= quantity.start and roles.counted(mention, sentence):
            continue  # the chips of another figure: "10 万颗 Blackwell 与 1 万颗 Hopper"
        features = kind | _place(quantity, mention, metric, sentence, rivals)
        found.append(Owner(ids, mention, features, total(features)))
    ahead = [
        m
        for m in rivals
        if m.end <= quantity.start
        and not sentence.bracketed(m.start)
        and roles.compared(m, sentence) != "subject.beaten"
    ]
    it = words.pronoun
    pronoun = it is not None and not any(m.end <= sentence.start + it.start() for m in ahead)
    of_any = metric.kind == "size" and (words.indefinite or (not ahead and not pronoun and words.any_of_size))
    if (ahead or pronoun or not words.generic) and not of_any:
        named = any(m.start < quantity.start for m in (*sentence.entities, *sentence.metrics))
        label = next((m for m, _, kind in kinds if "subject.not_kind" in kind and _labels(m, quantity, sentence)), None)
        for row in carried:
            if metric.kind == "benchmark" and not named and _ROW_OF_OWN.match(sentence.segment.view.text):
                continue  # "our 8B   68.9", under "GPT-4o   90.2"
            if label is not None and (row.feature in _SIBLINGS or not _is_company(_ids(label), registry)):
                continue
            ids, kind = _kind(row.mention, metric, registry)
            if "subject.not_kind" in kind or (class_of and _of_another_size(ids, quantity)):
                continue
            if metric.id == "launch-price" and _more_than_a_chip(ids, quantity, registry):
                continue
            if metric.id == "memory" and words.ram and _has_its_own_memory(ids, registry):
                continue
            if (
                not ahead
                and not _of_foundry(metric, sentence)
                and _another_maker(row.mention, sentence, quantity, registry)
            ):
                continue
            company = _is_company(ids, registry) and words.company
            features = kind | _carried(row, metric, words, pronoun, bool(ahead) and not company)
            if company:
                features["subject.pronoun"] = 1.0
            found.append(Owner(ids, row.mention, features, total(features), row.segment))
    if metric.id.endswith("-gap"):
        found += _pairs(sentence, carried, registry)
    return sorted(found, key=lambda o: -o.score)


def _more_than_a_chip(ids: tuple[str, ...], quantity: Quantity, registry: Registry) -> bool:
    """Whether a sum is more than any chip ever cost: "355 years on a V100, at a cost of $4.6 million"."""
    if quantity.unit not in _DEAR or not isinstance(quantity.value, Decimal) or quantity.value < _DEAREST:
        return False
    entity = registry.entity(ids[0]) if ids else None
    return entity is not None and "chip" in kinds_of(entity, registry)


@lru_cache(maxsize=1024)
def _has_its_own_memory(ids: tuple[str, ...], registry: Registry) -> bool:
    """Whether a name is of a card or an accelerator whose memory nobody calls RAM, as that of a whole system is."""
    entity = registry.entity(ids[0]) if ids else None
    if entity is None or "chip" not in kinds_of(entity, registry) or entity.id.startswith(_ON_ONE_CHIP):
        return False
    every = (entity.id, *registry.members(entity.id))
    return any(registry.facts_for(i, "memory") for i in every) and not any(
        registry.facts_for(i, "cpu-cores") for i in every
    )


def _told_in_bracket(at: int, sentence: Sentence, registry: Registry) -> Mention:
    """The name of which a name is to be read: of the model in the bracket right behind a product, "ChatGPT (GPT-4)"."""
    mention, behind = sentence.entities[at], sentence.entities[at + 1 : at + 2]
    inner = behind and runs_on(mention, behind[0], sentence.segment, registry)
    return behind[0] if inner else mention


def _labels(mention: Mention, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a block is of a figure behind a name and a colon: "Claude Code: 16.5K tokens" is not of what is listed
    before it.
    """
    text = sentence.segment.view.text
    if sentence.start or text[: mention.start].strip("*_ "):
        return False
    return text[mention.end : quantity.start].strip("*_ ") in (":", "：")


def _takes(mention: Mention, quantity: Quantity, sentence: Sentence, registry: Registry) -> bool:
    """Whether a figure stands right behind the name of a model, as what that takes of something."""
    entity = registry.entity(mention.candidates[0].id) if mention.candidates else None
    if entity is None or not kinds_of(entity, registry) <= {"model"}:
        return False
    gap = sentence.between(mention.end, quantity.start) if mention.end <= quantity.start else None
    return gap is not None and TAKES.fullmatch(gap) is not None


def _of_unknown(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a figure stands in the bracket behind a name that the registry does not know: "World Labs ($1 billion)
    and Ricursive Intelligence ($335 million)".
    """
    text = sentence.segment.view.text
    if text[quantity.start - 1 : quantity.start] not in ("(", "（"):
        return False
    name = BRACKETED_NAME.search(text, max(sentence.start, quantity.start - 60), quantity.start)
    if name is None:
        return False
    known = [(m.start, m.end) for m in (*sentence.entities, *sentence.metrics)]
    known += [(c.start, c.end) for c in sentence.conditions]
    return not any(start < name.end(1) and name.start(1) < end for start, end in known)


def _is_company(ids: tuple[str, ...], registry: Registry) -> bool:
    entity = registry.entity(ids[0]) if ids else None
    return entity is not None and entity.kind == "organisation"


def _carried(row: CarriedSubject, metric: Metric, words: Words, pronoun: bool, ahead: bool) -> dict[str, float]:
    """The features of a subject that an earlier place offers; `ahead`: the sentence names one before the figure."""
    features = {row.feature: 1.0}
    if row.feature == "subject.carried_item" and row.opens and row.told and words.it:
        return {"subject.carried_sentence": 1.0, "subject.pronoun": 1.0}  # "- Scout has 16 experts\n- It has 109B"
    if metric.kind == "date" and not pronoun:
        far = 2.5 if words.done else _DATED.get(row.feature, 2.5)  # "Built with GPT-4. Launched in March."
        features["subject.carried_date"] = 0.0 if words.labelled or (words.done and row.opens) else far
    if pronoun and row.feature in ("subject.carried_sentence", "subject.carried_block"):
        features["subject.pronoun"] = 1.0
    if ahead:
        features["subject.own"] = 1.0
    elif row.agreed and not (words.done and metric.kind == "date" and not row.opens):
        features["subject.agreed"] = 1.0
    if row.feature in ("subject.carried_heading", "subject.carried_title") and words.definite:
        features["subject.definite"] = 1.0
    return features


def _each_behind(mention: Mention, quantity: Quantity, sentence: Sentence, rivals: Sequence[Mention]) -> bool:
    """Whether figures stand before their names, one after the other, and a name before a figure has its own:
    "312 TFLOPS on A100, 989 TFLOPS on H100".
    """
    text = sentence.segment.view.text
    mine = (q for q in sentence.quantities if q.end <= mention.start and q.unit == quantity.unit)
    if not any(_ON_NAME.fullmatch(text, q.end, mention.start) for q in mine):
        return False
    return any(m.start >= quantity.end and _ON_NAME.fullmatch(text, quantity.end, m.start) for m in rivals)


def _has_its_own(mention: Mention, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a name behind a figure opens a clause with a figure of its own: "73.7% in all，GPT-3.5 为 70.0%"."""
    text = sentence.segment.view.text
    if roles.compared(mention, sentence) is not None:
        own = next((q for q in sentence.quantities if q.start >= mention.end), None)
        tied = own is not None and own.unit == quantity.unit
        if own is not None and tied and POSSESSIVE.fullmatch(text, mention.end, own.start):
            return True  # "65.1% on M, ahead of the 57.5% of ..." by another who is not named
    contrasted = _WHEREAS.fullmatch(sentence.segment.view.low, quantity.end, mention.start) is not None
    if not contrasted and text[quantity.end : mention.start].strip("*_ ") not in _COMMAS:
        return False
    own = next((q for q in sentence.quantities if q.start >= mention.end), None)
    if own is None or own.unit != quantity.unit or own.start - mention.end > _TIED:
        return False
    if contrasted:  # "几十 GB 每秒，而 X 和 Y 都是 800GB 每秒"
        return not any(mark in text[mention.end : own.start] for mark in "，,;；")
    return _AND_IT_HAS.fullmatch(sentence.segment.view.low, mention.end, own.start) is not None


def _goes_on(mention: Mention, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a figure goes on a list of names with sizes."""
    return follows_sized(sentence.segment.view.text, quantity.start, (mention,))


def _of_another_size(ids: tuple[str, ...], quantity: Quantity) -> bool:
    """Whether a name bears a size of its own that is not the figure, nor what the figure is when rounded."""
    printed = "".join(quantity.text.split()).lower()
    sizes = IN_AN_ID.findall(ids[0]) if ids else []
    return bool(sizes) and not any(printed.startswith(size) or _rounds_to(quantity, size) for size in sizes)


def _rounds_to(quantity: Quantity, size: str) -> bool:
    """Whether a figure is about the size in a name: gpt-oss-120b has 116.8 billion parameters."""
    told = Decimal(size[:-1]) * (10**9 if size[-1] == "b" else 10**6)
    return isinstance(quantity.value, Decimal) and abs(quantity.value - told) <= told * _ROUNDING


def _undated(mention: Mention, sentence: Sentence) -> bool:
    """Whether a date is not that of a name: of its report, or of a purchase of so many of it."""
    return A_PART_OF.match(sentence.segment.view.text, mention.end) is not None or roles.counted(mention, sentence)


def _signs(mention: Mention, sentence: Sentence) -> bool:
    """Whether the only name of a sentence closes it in a bracket: "80.9% on SWE-bench - a record (Opus 4.5)"."""
    text = sentence.segment.view.text
    return (
        len(sentence.entities) == 1
        and text[: mention.start].endswith(("(", "（"))
        and text[mention.end : sentence.end].strip(" \t\n.。*") in (")", "）")
    )


def _of_figure_before(mention: Mention, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a name stands behind an earlier figure as its owner, and another one so behind this: "58.6% for A, 47.8%
    for B".
    """
    text = sentence.segment.view.text
    behind = next((m for m in sentence.entities if m.start >= quantity.end), None)
    earlier = next((q for q in reversed(sentence.quantities) if q.end <= mention.start), None)
    if behind is None or earlier is None or behind.start - quantity.end > _TIED or mention.start - earlier.end > _TIED:
        return False
    return (
        OWNER_AFTER.fullmatch(text, quantity.end, behind.start) is not None
        and OWNER_AFTER.fullmatch(text, earlier.end, mention.start) is not None
    )


def _through_metric(left: int, right: int, sentence: Sentence) -> bool:
    """Whether nothing but the name of a metric and words of possession stand between a name and a figure: "o1's MMLU
    score of 91.8%", "o1 在 MMLU 上的 91.8%".
    """
    between = [m for m in sentence.metrics if left <= m.start and m.end <= right]
    if len(between) != 1:
        return False
    text = sentence.segment.view.text
    return OWN_METRIC.fullmatch(text[left : between[0].start] + "\0" + text[between[0].end : right]) is not None


def _past_slash(quantity: Quantity, sentence: Sentence) -> int:
    """Where the second of two figures around a slash ends: the name behind "$1.25/$10 (GPT-5)" is of both."""
    text = sentence.segment.view.text
    other = next((q for q in sentence.quantities if q.start >= quantity.end), None)
    return other.end if other is not None and text[quantity.end : other.start].strip() == "/" else quantity.end


def _named_behind(gap: str, mention: Mention, sentence: Sentence) -> bool:
    """Whether a name alone in the bracket right behind a figure says whose it is: "from 68.8% (o1) to 70.3%", "$191M
    (Google Gemini Ultra)".
    """
    opened = gap.strip()
    alone = opened in ("(", "（") or (opened[:1] in ("(", "（") and opened[1:] in (m.text for m in sentence.entities))
    return alone and sentence.segment.view.text[mention.end : mention.end + 1] in (")", "）")


def _of_foundry(metric: Metric, sentence: Sentence) -> bool:
    """Whether a sentence tells by its name the process that a chip is made in: its foundry may stand beside it."""
    return metric.id == "process-node" and any(c.id == metric.id for m in sentence.metrics for c in m.candidates)


def _another_maker(mention: Mention, sentence: Sentence, quantity: Quantity, registry: Registry) -> bool:
    """Whether the sentence names a maker, and not the carried subject's: "相比之下，AMD 的迷你电脑有 128GB"."""
    makers = {
        c.id
        for m in sentence.entities
        for c in m.candidates
        if m.end <= quantity.start and (e := registry.entity(c.id)) is not None and e.kind == "organisation"
    }
    entity = registry.entity(mention.candidates[0].id) if mention.candidates else None
    return bool(makers) and entity is not None and entity.developer not in makers


def _pairs(sentence: Sentence, carried: Sequence[CarriedSubject], registry: Registry) -> Iterable[Owner]:
    """Pairs of groups (us-vs-china) that the sentence or the text before it names both or one of."""
    named = [*sentence.entities, *(row.mention for row in carried)]
    groups = {c.id: m for m in reversed(named) for c in m.candidates if c.id in PAIRED}
    for pair, members in PAIRS:
        here = [groups[m] for m in members if m in groups]
        if here and registry.entity(pair) is not None:
            features = {"subject.kind": 1.0, "subject.pair": 1.0}
            yield Owner((pair,), here[0], features, total(features))


def _ids(mention: Mention) -> tuple[str, ...]:
    return tuple([c.id for c in mention.candidates if c.kind == "entity"])


def _kind(mention: Mention, metric: Metric, registry: Registry) -> tuple[tuple[str, ...], dict[str, float]]:
    """The entities of a name that a metric can be of, and the feature that says how it goes with them."""
    of_companies = metric.kind in ("training", "price") and not metric.subjects
    return _kind_among(_ids(mention), kinds_for(metric), of_companies, registry)


@lru_cache(maxsize=4096)
def _kind_among(
    ids: tuple[str, ...], kinds: Kinds, of_companies: bool, registry: Registry
) -> tuple[tuple[str, ...], dict[str, float]]:
    entities = [e for id_ in ids if (e := registry.entity(id_)) is not None]
    if not entities:
        return (), {"subject.unknown": 1.0}
    fitting = tuple(e.id for e in entities if _among(e, kinds, registry))
    if fitting:
        return fitting, {"subject.kind": 1.0}
    if entities[0].kind == "organisation" and of_companies:
        return tuple(e.id for e in entities), {"subject.organisation": 1.0}
    return (), {"subject.not_kind": 1.0}


def _place(
    quantity: Quantity, mention: Mention, metric: Metric, sentence: Sentence, rivals: Sequence[Mention]
) -> dict[str, float]:
    before = mention.end <= quantity.start
    left, right = (mention.end, quantity.start) if before else (quantity.end, mention.start)
    gap = sentence.between(left, right)
    if metric.kind == "date" and not before and LAUNCHES.search(gap) and not sentence.clauses(left, right):
        return {"subject.launched": 1.0, "subject.distance": float(min(right - left, 160))}
    if metric.id == "gpu-count" and "-" in quantity.text:  # "Nvidia's 72-GPU GB200 NVL72"
        if not before and COUNTED.fullmatch(gap):
            return {"subject.relative": 1.0}
        if any(0 <= m.start - quantity.end <= 1 for m in rivals):
            return {"subject.counted": 1.0}
    if metric.id == "gpu-count" and not before and COUNTED.fullmatch(gap):
        return {"subject.counted": 1.0}
    if not before and PRESENTED.search(gap[-24:]):
        return {"subject.relative": 1.0}
    behind = gap[_past_slash(quantity, sentence) - left :] if not before and gap.lstrip()[:1] == "/" else gap
    owned = not before and (OWNED.fullmatch(gap) or OWNER_BEHIND_BRACKET.fullmatch(gap))
    if not before and (owned or _named_behind(behind, mention, sentence) or _signs(mention, sentence)):
        return {"subject.relative": 1.0}
    features: dict[str, float] = {"subject.before" if before else "subject.after": 1.0}
    features["subject.distance"] = float(min(right - left, 160))
    features["subject.clauses"] = float(min(sentence.clauses(left, right), 4))
    between = [m for m in rivals if m is not mention and left <= m.start and m.end <= right]
    rivalry = sum(_ONLY_COMPARED if roles.compared(m, sentence) else 1.0 for m in between)
    features["subject.rivals_between"] = min(rivalry, 3.0)
    if not before and "\n" in gap and not gap.rsplit("\n", 1)[1].strip(" *-•·#>\t"):
        features["subject.rivals_between"] = 3.0  # a name that opens the next line is the next item's
    figures = sum(left <= q.start and q.end <= right for q in sentence.quantities)
    features["subject.figures_between"] = float(min(figures, 4))
    if before and _each_behind(mention, quantity, sentence, rivals):
        features["subject.unparallel"] = 1.0
    tied = False
    if before and roles.owns_start(mention, quantity, sentence):
        features["subject.beaten"] = 1.0
        tied = True
    day = metric.kind == "date" and RELATIVE_DAY.fullmatch(sentence.segment.view.low, mention.end, quantity.start)
    if before and (day or RELATIVE.match(sentence.segment.view.text, mention.end, quantity.start)):
        features["subject.relative"] = 1.0
        tied = True
    if right - left <= 40:
        opened = gap.lstrip()[:1] in ("(", "（") and ")" not in gap and "）" not in gap and not between
        possessive = POSSESSIVE.match(gap) or _through_metric(left, right, sentence)
        if possessive and gap.lstrip()[:4].lower() == "with" and roles.yardstick(mention, sentence):
            possessive = False
        if before and (possessive or opened):  # "Opus 4.6 ($5/$25)": both are its own
            features["subject.possessive"] = 1.0
            tied = True
        elif before and not gap.strip() and any(q.end <= mention.start for q in sentence.quantities):
            features["subject.possessive"] = 1.0  # "79.8% vs o1 79.2%"
            tied = True
        elif not before and metric.kind == "hardware" and OWNER_BEHIND.fullmatch(gap):
            features["subject.owner_after"] = 1.0  # "24 GB on the RTX 4090"
            tied = True
        elif not before and OWNER_AFTER.match(gap) and not (metric.kind == "training" and DRAWN_FROM.fullmatch(gap)):
            features["subject.owner_after"] = 1.0
            if AGAINST_BEFORE.search(sentence.segment.view.low, sentence.start, quantity.start):
                features["subject.relative"] = 1.0  # "up from 90.9% for its rival"
            tied = True  # the "of" of "the 96.4% of o1" compares nothing
        elif not before and PREMODIFIED.fullmatch(gap):
            features["subject.premodified"] = 1.0
    if before and not tied and _of_figure_before(mention, quantity, sentence):
        features["subject.unparallel"] = 1.0
    role = None if tied else roles.compared(mention, sentence)
    if role is None and not tied and roles.aside_elsewhere(mention, quantity, sentence):
        role = "subject.compared"
    if role is not None:
        features[role] = 1.0
    alone = len(sentence.entities) == 1
    if not alone and sentence.bracketed(mention.start) and not sentence.bracketed(quantity.start):
        features["subject.bracketed"] = 1.0
    if sentence.entities and sentence.entities[0] is mention:
        features["subject.first"] = 1.0
    return features
