"""What a figure is read as: a metric, a subject and how sure both are."""

from __future__ import annotations

from claimcheck.claims.option import Option
from claimcheck.claims.owners import Owner
from claimcheck.claims.weights import WEIGHTS, confidence
from claimcheck.model import Mention, Quantity
from claimcheck.records import dataclass, replace

_COMPARED = (
    0.45  # the confidence of one whose only subject is compared with: "LongChat, based on Llama 2 with 32K context"
)
_OF_VERSION = 0.4  # the same where the text names the line and only another place its version
_PARTIAL = 0.45  # the confidence of a figure that may be a part: too little for more than a note

Reading = tuple[float, Option, Owner | None]  # the score of both, the metric, the subject (None: none known)
Readings = dict[int, list[Reading]]  # by the figure


@dataclass(slots=True)
class Choice:
    """A figure with its reading. `owner` is None where no subject is known."""

    quantity: Quantity
    option: Option
    owner: Owner | None
    score: float
    pair: int | None = None  # the figures of a from-to pair share this number
    part: str | None = None  # "from" | "to"
    partial: bool = False  # may be a part or a member's only: "1200 hours, then 336 hours"
    versioned: bool = False  # its subject's version is told elsewhere

    @property
    def confidence(self) -> float:
        owner = self.owner.score if self.owner else WEIGHTS["subject.none"]
        sure = confidence(self.option.score, owner)
        features = self.owner.features if self.owner else {}
        if "subject.compared" in features or "subject.beaten" in features:
            sure = min(sure, _COMPARED)
        if self.versioned:
            sure = min(sure, _OF_VERSION)
        return min(sure, _PARTIAL) if self.partial else sure

    def key(self) -> tuple[str, tuple[str, ...]]:
        return self.option.metric.id, self.owner.ids if self.owner else ()


def given(choice: Choice, owner: Owner, mention: Mention) -> Choice:
    """A figure's reading with another name in place of its owner's."""
    ids = tuple(c.id for c in mention.candidates if c.kind == "entity")
    return replace(choice, owner=replace(owner, mention=mention, ids=ids))
