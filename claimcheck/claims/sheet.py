"""What the cells of one table share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimcheck.claims.grid import Grid
from claimcheck.claims.labels import Label, Measured, Unit
from claimcheck.claims.owners import CarriedSubject
from claimcheck.mentions import NameIndex
from claimcheck.model import Bound, Document, Entity, Mention, Metric, Segment
from claimcheck.records import dataclass, field
from claimcheck.registry import Registry


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the cells of one table share."""

    document: Document
    block: int
    grid: Grid
    scanned: Sequence[Segment]
    numbers: Mapping[int, int]  # id of a cell's segment -> its number among those scanned
    carried: Sequence[CarriedSubject]
    corner: Unit | None
    lone: Measured | None
    registry: Registry
    index: NameIndex
    units: Mapping[str, Unit]  # what headers state for metrics of a canonical unit; others of its kind share it
    repeated: frozenset[str]
    places: Mapping[tuple[int, int], str]  # of cells in documents without characters to point into
    outputs: bool  # whether prices of output have a line of their own
    narrower: Mapping[str, Metric]  # the member of a family of metrics that the text right before the table names
    whole: frozenset[int]  # lines of the metrics' axis that hold a bare figure above one: scores, no shares
    training: bool  # whether the table or what stands over it speaks of training
    summed: frozenset[int]  # columns of prices whose sum is told beside them: what a job costs
    windows: bool  # whether it tells how much systems read, so that what they write may be a limit too
    sold: bool  # whether a column names plans or products, which the prices may be of
    # what was told of a line once: its subject for metrics of some kinds of it, and the metric as its header names it
    subjects: dict[tuple[object, ...], tuple[Label, tuple[Bound | None, float]]] = field(default_factory=dict)
    metrics: dict[tuple[int, int, int, str], Bound] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)  # the systems that label its lines, by name

    def place(self, segment: Segment) -> str | None:
        own = self.places.get(segment.cell) if segment.cell is not None else None
        return own or self.document.blocks[self.block].place


def entities_of(mention: Mention, registry: Registry) -> list[Entity]:
    return [e for c in mention.candidates if c.kind == "entity" and (e := registry.entity(c.id)) is not None]
