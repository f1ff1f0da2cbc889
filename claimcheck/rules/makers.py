"""Who reported a fact: the subject's own developer or somebody else."""

from __future__ import annotations

from functools import lru_cache

from claimcheck import names
from claimcheck.model import Fact
from claimcheck.registry import Registry


def by_maker(fact: Fact, registry: Registry) -> bool:
    """Whether a fact is the subject's own developer's report."""
    return fact.kind == "primary" and _by_maker(fact.subject, fact.source, registry)


@lru_cache(maxsize=4096)
def _by_maker(subject: str, publication: str, registry: Registry) -> bool:
    entity, source = registry.entity(subject), registry.source(publication)
    maker = registry.entity(entity.developer) if entity is not None and entity.developer else None
    return maker is not None and source is not None and _called((maker.name, *maker.aliases), source.publisher)


def _called(spellings: tuple[str, ...], publisher: str) -> bool:
    """Whether a publisher bears one of the names of a company, or a part or an extension of one."""
    key = names.fold(publisher)[0]
    return any(other in key or key in other for other in (names.fold(spelling)[0] for spelling in spellings))
