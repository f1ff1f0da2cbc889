"""Counts of what a registry holds: by kind, by source, by standing. One pass over all facts."""

from __future__ import annotations

from collections import Counter

from claimcheck.registry.query import Registry

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any


GROUPS = {  # what a reader means by these words -> kinds of metric
    "benchmark scores": ("benchmark",),
    "prices and limits": ("price", "limit"),
    "sizes, dates and training figures": ("size", "date", "training"),
    "index statistics": ("index",),
    "hardware": ("hardware",),
    "speeds": ("speed",),
    "other": ("other",),
}


def stats(registry: Registry) -> dict[str, Any]:
    """`facts` counts everything; `groups` by what is measured, `standing` by kind of source."""
    kinds = {metric.id: metric.kind for metric in registry.metrics()}
    group_of = {kind: group for group, members in GROUPS.items() for kind in members}
    facts = registry.facts()
    groups = Counter(group_of.get(kinds[fact.metric], "other") for fact in facts)
    standing = Counter(fact.kind for fact in facts)
    sources = Counter(fact.source for fact in facts)
    largest = max(sources.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return {
        "facts": len(facts),
        "entities": sum(1 for _ in registry.entities()),
        "metrics": len(kinds),
        "sources": sum(1 for _ in registry.sources()),
        "known_until": registry.known_until,
        "digest": registry.digest,
        "groups": {group: groups[group] for group in GROUPS},
        "metric_kinds": dict(sorted(Counter(kinds[fact.metric] for fact in facts).items())),
        "entity_kinds": dict(sorted(Counter(entity.kind for entity in registry.entities()).items())),
        "standing": {kind: standing[kind] for kind in ("primary", "compiled", "press")},
        "primary_share": _share(standing["primary"], len(facts)),
        "status": dict(sorted(Counter(fact.status for fact in facts).items())),
        "entities_with_facts": len({fact.subject for fact in facts}),
        "metrics_with_facts": len({fact.metric for fact in facts}),
        "sources_with_facts": len(sources),
        "largest_source": {"id": largest[0], "facts": largest[1], "share": _share(largest[1], len(facts))},
        "by_source": dict(sorted(sources.items(), key=lambda item: (-item[1], item[0]))),
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
