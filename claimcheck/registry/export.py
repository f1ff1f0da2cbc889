"""The registry in other forms: records again, CSV, JSON, Parquet, a data frame, ClaimReview JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.registry.query import Registry
from claimcheck.registry.records import Catalogue

if TYPE_CHECKING:
    pass


def catalogue_of(registry: Registry) -> Catalogue:
    """The records of a registry, as the loader would merge them."""
    catalogue = Catalogue(units=registry.units)
    for entity in registry.entities():
        catalogue.entities[entity.id] = entity
        catalogue.facts[entity.id] = {fact.id: fact for fact in registry.facts_of(entity.id)}
    catalogue.metrics = {metric.id: metric for metric in registry.metrics()}
    catalogue.sources = {source.id: source for source in registry.sources()}
    for identifier in (*catalogue.entities, *catalogue.metrics):
        if notes := registry.notes(identifier):
            catalogue.notes[identifier] = notes
        if origin := registry.origin(identifier):
            catalogue.origins[identifier] = origin
    for fact in catalogue.all_facts():
        if origin := registry.origin(fact.id):
            catalogue.origins[fact.id] = origin
    for source_id in catalogue.sources:
        if origin := registry.origin(source_id):
            catalogue.origins[f"source:{source_id}"] = origin
    return catalogue


def frame(registry: Registry) -> pd.DataFrame:
    """One row a fact; numbers as floats, dates as text."""
    import pandas as pd

    return pd.DataFrame(rows(registry))


def rows(registry: Registry) -> list[dict[str, Any]]:
    """One mapping a fact."""
    return [{"id": fact.id} for fact in registry.facts()]
