"""How many facts each section and each entity has."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.dates.ranges import Precision
from stalinfacts.index.schema import json_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stalinfacts.corpus.model import Section
    from stalinfacts.index.database import Database


class SectionCount(NamedTuple):
    """What a section holds: its own facts, all facts with those of the sections below it.

    ``first`` and ``last`` are the first and last day that any of all is dated, as
    ordinals; None where none is, or where that end is open.
    """

    own: int = 0
    total: int = 0
    first: int | None = None
    last: int | None = None


def _chosen(numbers: Sequence[int] | None, column: str) -> tuple[str, tuple[str, ...]]:
    if numbers is None:
        return "", ()
    return f"{column} in (select value from json_each(?))", (json_list(numbers),)


def count_sections(
    database: Database, sections: Sequence[Section], numbers: Sequence[int] | None
) -> dict[str, SectionCount]:
    """Return what each section holds of some facts, or of all (None)."""
    chosen, values = _chosen(numbers, "and fact.n")
    interval = int(Precision.INTERVAL)
    query = f"""select section.id, count(distinct fact.n),
            min(iif(precision = {interval} and first_stop is null, null, start)),
            max(iif(precision = {interval} and last_start is null, null, stop)) - 1
        from section join fact on fact.section = section.n {chosen}
        left join fact_date on fact_date.fact = fact.n
        group by section.n"""
    counts = {section.id: SectionCount() for section in sections}
    for section_id, own, first, last in database.rows(query, values, "inNN"):
        counts[section_id] = SectionCount(own, own, first, last)
    for section in reversed(sections):  # those below come behind
        if section.parent is not None:
            counts[section.parent] = _add(counts[section.parent], counts[section.id])
    return counts


def _add(above: SectionCount, below: SectionCount) -> SectionCount:
    firsts = [first for first in (above.first, below.first) if first is not None]
    lasts = [last for last in (above.last, below.last) if last is not None]
    return SectionCount(
        above.own,
        above.total + below.total,
        min(firsts, default=None),
        max(lasts, default=None),
    )


def count_entities(database: Database, numbers: Sequence[int] | None) -> dict[str, int]:
    """Return how many of some facts, or of all (None), name each entity."""
    chosen, values = _chosen(numbers, "where fact")
    query = f"""select id, coalesce(facts, 0) from entity left join
        (select entity, count(*) as facts from fact_entity {chosen} group by entity)
        on entity = n order by n"""
    return dict(database.rows(query, values, "in"))
