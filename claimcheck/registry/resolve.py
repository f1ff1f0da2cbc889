"""From a name to what it means: exact after folding, else proposals that may bridge letters but never digits.

rapidfuzz compares only names with the same tokens that hold digits and the same variant words (mini, Pro, Turbo), so
that GPT-4 never stands for GPT-4o, nor AIME 2024 for AIME 2025, however alike they look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from claimcheck import names
from claimcheck import patterns as re
from claimcheck.records import dataclass
from claimcheck.registry.store import Name

TYPE_CHECKING = False

if TYPE_CHECKING:
    from claimcheck.registry.query import Registry

PROPOSAL = 94.0  # the most that anything but a name or alias scores
WITH_MAKER = 98.0  # "NVIDIA DGX Spark": the developer's name before the system's
IN_CONTEXT = 97.0
IN_MODE = 96.0  # "GPT-5.2 Thinking": a name and the mode in which it ran
_FEW = (
    3  # so many may mean each of them alike ("GPQA", Diamond or not); of more the plain one is meant ("AIME", any year)
)
FLOOR = 70.0  # letters less alike than this are no proposal
SHORT = 3  # names with fewer letters are never bridged
VARIANTS = frozenset(
    [
        "pro",
        "mini",
        "turbo",
        "coder",
        "code",
        "max",
        "ultra",
        "lite",
        "flash",
        "plus",
        "nano",
        "tiny",
        "large",
        "small",
        "medium",
        "base",
        "instruct",
        "chat",
        "preview",
        "distill",
        "zero",
        "vl",
        "omni",
        "air",
        "next",
        "super",
        "ti",
        "sxm",
        "pcie",
        "nvl",
        "haiku",
        "sonnet",
        "opus",
        "thinking",
        "reasoning",
        "reasoner",
        "lightning",
        "vision",
        "math",
        "audio",
        "realtime",
        "verified",
        "diamond",
        "hard",
        "challenge",
        "experimental",
        "exp",
        "fast",
        "high",
        "low",
        "xl",
        "xxl",
        "edge",
        "laptop",
        "mobile",
        "desktop",
        "input",
        "output",
        "cached",
        "hit",
        "miss",
        "total",
        "active",
        "private",
        "public",
        "dense",
        "sparse",
        "multilingual",
        "multimodal",
        "extended",
        "easy",
        "full",
        "live",
        "maj",
        "pass",
        "gap",
        "share",
    ]
)
_FIRST = (" 1", " 1.0")  # what makes of a line's name that of its first generation
_HALF_WIDTH = {0xFF01 + at: 0x21 + at for at in range(94)} | {0x3000: 0x20}
_MODE = re.compile(r"[\s-]+thinking$|\s*[(（]thinking[)）]$", re.I)
_QUALIFIER = re.compile(r"^(?P<name>.*\S)\s*[(（\[][^()（）\[\]]*[)）\]]\s*$", re.DOTALL)
# Where a developer's name may end: "NVIDIA DGX Spark", 智谱GLM-4.5.
_AFTER_MAKER = re.compile(r"[\s·-]+|(?<=[\u2e80-\u9fff])(?=[A-Za-z])")
_TOKENS = re.compile(r"[a-z]+|\d+(?:\.\d+)*|[\u2e80-\u9fff\uf900-\ufaff]+|[^\W_]")


@dataclass(frozen=True, slots=True)
class Match:
    """A reading of a name. 100 is a name or alias after folding, 98 one behind its developer's name, 97 one in context
    that many share and one bears plainly, 96 one and the mode in which it ran; below 95 is only a proposal.

    `context_only`: the name means this only where the words around it say so, as "GPQA" GPQA Diamond.
    """

    id: str
    kind: str  # of the entity, or "metric"
    name: str
    score: float
    context_only: bool = False
    spelled: str = ""  # the registered name that it was compared with


@dataclass(frozen=True, slots=True)
class Hit:
    """An answer of search: an entity, a metric or a fact, with one line about it."""

    id: str
    kind: str  # of the entity, "metric" or "fact"
    name: str
    score: float
    text: str


@dataclass(frozen=True, slots=True)
class _Shape:
    """What must be equal (digits, variants) and what fuzzy matching may bridge (letters)."""

    fixed: tuple[str, ...]
    letters: str


def shape(name: str) -> _Shape:
    """Splits a name into the parts that identify it to the digit and the letters around them."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    fixed: list[str] = []
    letters: list[str] = []
    for word in re.split(r"[\s\-_/:()（）\[\]·,'\"]+", names.lower(spaced)):
        tokens = _TOKENS.findall(word)
        digits = any(token[0].isdigit() for token in tokens)
        if digits and all((token.isascii() and len(token) < SHORT) or token[0].isdigit() for token in tokens):
            fixed.append(word)  # r1, 4o, v3, 70b, 2024: whole
            continue
        fixed += [token for token in tokens if token[0].isdigit() or token in VARIANTS]
        letters += [token for token in tokens if not token[0].isdigit() and token not in VARIANTS]
    return _Shape(tuple(sorted(fixed)), "".join(letters))


class Index:
    """The names of a registry, ready to be asked. `counts` (facts) order what is equally good."""

    def __init__(
        self,
        rows: Iterable[Name],
        counts: Mapping[str, int],
        named: Callable[[str], tuple[str, str]],
        makers: Callable[[str], frozenset[str]],
    ) -> None:
        self._rows = list(rows)
        self._counts = counts
        self._named = named
        self._makers = makers
        self._exact: dict[str, list[int]] = {}
        for at, row in enumerate(self._rows):
            self._exact.setdefault(row[0], []).append(at)
        self._shapes: dict[tuple[str, ...], list[tuple[str, int]]] | None = None

    def exact(self, name: str) -> list[tuple[Name, bool]]:
        """Rows whose folded name is that of `name`, and whether its separators stand where a writer may put them."""
        key, _ = names.fold(name)
        return [(self._rows[at], separated_well(name, self._rows[at][1])) for at in self._exact.get(key, ())]

    def keys(self) -> Mapping[str, list[int]]:
        return self._exact

    def row(self, at: int) -> Name:
        return self._rows[at]

    def resolve(self, name: str, limit: int = 5) -> list[Match]:
        name = name.strip().translate(_HALF_WIDTH)
        if not name or len(name) > 200:
            return []
        best: dict[str, tuple[float, bool, str]] = {}
        hits = self.exact(name) or self.exact(name.lstrip("# "))  # "# Activated Params" counts them
        sure = [row for row, well in hits if well]
        plain = name in self._counts or not all(row[4] for row in sure)
        shared = plain and len({row[2] for row in sure} | ({name} & self._counts.keys())) > _FEW
        for row in sorted(sure, key=lambda row: not row[4]):  # plain names have the say
            best[row[2]] = (IN_CONTEXT if row[4] and shared else 100.0, row[4], row[5])
        if name in self._counts and best.get(name, (0.0, True, ""))[1]:
            best[name] = (100.0, False, name)
        for row in self._first_of_line(name, sure):
            best.setdefault(row[2], (100.0, True, row[5]))
        if not best:
            best.update(self._of_maker(name))
        if not best and (mode := _MODE.search(name)) is not None:
            for match in self.resolve(name[: mode.start()], limit):
                if match.score >= WITH_MAKER:
                    best[match.id] = (IN_MODE, match.context_only, match.spelled)
        if not best:
            for row, _ in hits:
                _keep(best, row, PROPOSAL)
            for row, score in self._alike(name):
                _keep(best, row, score)
            qualified = _QUALIFIER.match(name)
            if qualified and not best:
                for match in self.resolve(qualified["name"], limit):
                    best[match.id] = (min(match.score, PROPOSAL), match.context_only, match.spelled)
        found = [self._match(identifier, *row) for identifier, row in best.items()]
        found.sort(key=lambda match: (-match.score, match.context_only, -self._counts.get(match.id, 0), match.id))
        return found[:limit]

    def _first_of_line(self, name: str, rows: Iterable[Name]) -> list[Name]:
        """The first generation of a line, which had the line's name alone before there was a second: LLaMA, Qwen."""
        lines = {row[2] for row in rows if not row[4] and self._named(row[2])[1] == "family"}
        if not lines or any(map(str.isdigit, name)):
            return []
        first = (row for number in _FIRST for row, well in self.exact(name + number) if well)
        return [row for row in first if row[2] not in lines and self._named(row[2])[1] in ("family", "model")]

    def _of_maker(self, name: str) -> dict[str, tuple[float, bool, str]]:
        """What a name means whose first words are its developer's."""
        for border in _AFTER_MAKER.finditer(name):
            heads = {row[2] for row, well in self.exact(name[: border.start()]) if well}
            rest = [row for row, well in self.exact(name[border.end() :]) if well] if heads else []
            own = [row for row in rest if heads & self._makers(row[2])]
            if own:
                return {row[2]: (WITH_MAKER, row[4], row[5]) for row in sorted(own, key=lambda row: not row[4])}
        return {}

    def named(self, identifier: str) -> Match:
        """The entity or metric of that id."""
        return self._match(identifier, 100.0, False, identifier)

    def _match(self, identifier: str, score: float, context_only: bool, spelled: str) -> Match:
        display, kind = self._named(identifier)
        return Match(identifier, kind, display, round(score, 1), context_only, spelled)

    def _alike(self, name: str) -> list[tuple[Name, float]]:
        wanted = shape(name)
        if len(wanted.letters) < SHORT and not (wanted.letters and not wanted.letters.isascii()):
            return []
        if self._shapes is None:
            self._shapes = {}
            for at, row in enumerate(self._rows):
                known = shape(row[5])
                self._shapes.setdefault(known.fixed, []).append((known.letters, at))
        candidates = self._shapes.get(wanted.fixed, [])
        if not candidates:
            return []
        from rapidfuzz import fuzz, process

        letters = [candidate for candidate, _ in candidates]
        scored = process.extract(wanted.letters, letters, scorer=fuzz.ratio, limit=8, score_cutoff=FLOOR)
        return [(self._rows[candidates[at][1]], min(score, 100.0) * PROPOSAL / 100) for _, score, at in scored]


def _keep(best: dict[str, tuple[float, bool, str]], row: Name, score: float) -> None:
    if row[2] not in best or best[row[2]][0] < score:
        best[row[2]] = (score, row[4], row[5])


def separated_well(name: str, breaks: tuple[int, ...]) -> bool:
    """Whether the separators inside `name` stand only at the breaks of the folded name."""
    key, kept = names.squash(name.strip())
    if names.size_glued(names.lower(key), breaks, kept):
        return False
    return all(after - before == 1 or at in breaks for at, (before, after) in enumerate(pairwise(kept), start=1))


def search(registry: Registry, index: Index, text: str, limit: int) -> list[Hit]:
    """Finds names in the words, longest first; where they name an entity and a metric, the facts come first."""
    found, rest = _spot(index, text[:200])
    hits: list[Hit] = []
    metrics = [match for match in found if match.kind == "metric"]
    entities = [match for match in found if match.kind != "metric"]
    for entity in entities:
        for metric in metrics:
            for fact in registry.facts(entity.id, metric.id):
                score = 100.0 if (fact.subject, fact.metric) == (entity.id, metric.id) else 99.0
                hits.append(Hit(fact.id, "fact", _title(registry, fact.subject, fact.metric), score, _line(fact)))
    hits += [Hit(match.id, match.kind, match.name, 98.0, _about(registry, match.id)) for match in found]
    seen = {hit.id for hit in hits}
    hits += [hit for hit in _containing(registry, index, text) if hit.id not in seen]
    if not found or len("".join(re.findall(r"[^\W\d_]", rest))) >= SHORT:
        seen = {hit.id for hit in hits}
        hits += [hit for hit in _near(registry, index, text, rest) if hit.id not in seen]
    hits.sort(key=lambda hit: -hit.score)
    return hits[:limit]


def _spot(index: Index, text: str) -> tuple[list[Match], str]:
    """Names that stand in the text, longest first and not overlapping, and what is left of it."""
    squashed, kept = names.squash(text)
    keys = index.keys()
    taken = [False] * len(squashed)
    found: dict[str, Match] = {}
    longest = min(len(squashed), 60)
    for length in range(longest, 0, -1):
        for start in range(len(squashed) - length + 1):
            end = start + length
            rows = keys.get(squashed[start:end])
            if not rows or any(taken[start:end]) or not _bounded(text, kept[start], kept[end - 1]):
                continue
            spelled = text[kept[start] : kept[end - 1] + 1]
            matches = [match for match in index.resolve(spelled, 20) if match.score == 100.0]
            matches = [match for match in matches if not match.context_only] or matches
            if matches:
                taken[start:end] = [True] * length
                found |= {match.id: match for match in matches}
    for at, place in enumerate(kept):
        if taken[at]:
            text = text[:place] + " " + text[place + 1 :]
    return list(found.values()), " ".join(text.split())


def _bounded(text: str, first: int, last: int) -> bool:
    def glued(a: str, b: str) -> bool:
        return names.is_word(a) and names.is_word(b) and a.isascii() and b.isascii()

    before = first > 0 and glued(text[first - 1], text[first])
    after = last + 1 < len(text) and glued(text[last], text[last + 1])
    return not before and not after


def _containing(registry: Registry, index: Index, text: str) -> list[Hit]:
    """Names that hold the whole text: "deepseek" finds every model so called, the shortest names first."""
    wanted, _ = names.fold(text)
    if len(wanted) < SHORT and (wanted.isascii() or not wanted):
        return []
    hits: dict[str, Hit] = {}
    for key, places in index.keys().items():
        if wanted in key and key != wanted:
            for at in places:
                match = index.named(index.row(at)[2])
                score = round(80.0 + 14.0 * len(wanted) / len(key), 1)
                if match.id not in hits or hits[match.id].score < score:
                    hits[match.id] = Hit(match.id, match.kind, match.name, score, "")
    best = sorted(hits.values(), key=lambda hit: (-hit.score, hit.id))[:50]
    return [Hit(hit.id, hit.kind, hit.name, hit.score, _about(registry, hit.id)) for hit in best]


def _near(registry: Registry, index: Index, text: str, rest: str) -> list[Hit]:
    from rapidfuzz import fuzz, process

    hits: dict[str, Hit] = {}
    for match in index.resolve(text, 10):
        hits[match.id] = Hit(match.id, match.kind, match.name, min(match.score, PROPOSAL), _about(registry, match.id))
    wanted = names.lower(rest or text)
    rows = [index.row(at) for places in index.keys().values() for at in places]
    spelled = [names.lower(row[5]) for row in rows]
    for _, score, at in process.extract(wanted, spelled, scorer=fuzz.WRatio, limit=40, score_cutoff=60):
        identifier = rows[at][2]
        if identifier not in hits:
            match = index.named(identifier)
            hits[identifier] = Hit(
                identifier, match.kind, match.name, round(score * 0.9, 1), _about(registry, identifier)
            )
    return list(hits.values())


def _title(registry: Registry, subject: str, metric: str) -> str:
    entity, measure = registry.entity(subject), registry.metric(metric)
    return f"{entity.name if entity else subject}, {measure.name if measure else metric}"


def _line(fact: object) -> str:
    from claimcheck.model import Fact

    assert isinstance(fact, Fact)
    value = fact.printed or fact.status
    conditions = ", ".join(fact.conditions.values())
    return f"{value}{f' ({conditions})' if conditions else ''}, {fact.source}, {fact.locator}, {fact.date}"


def _about(registry: Registry, identifier: str) -> str:
    entity = registry.entity(identifier)
    if entity is not None:
        number = len(registry.facts_of(identifier))
        parts = [entity.kind, entity.developer or "", f"{number} facts"]
        return ", ".join(part for part in parts if part)
    metric = registry.metric(identifier)
    return f"metric in {metric.unit}, {len(registry.subjects_on(identifier))} entities" if metric else ""
