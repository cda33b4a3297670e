"""Values of filters → SQL: each function turns the values of one filter into one condition.

A fact meets it that meets any of the values. Numbers are bound as one JSON list, so that
there may be any number of them; no text that was typed gets into the SQL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.index.schema import date_condition, json_list
from stalinfacts.query import names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from stalinfacts.dates.ranges import DateRange, Relation
    from stalinfacts.index.reader import IndexReader


class Sql(NamedTuple):
    """A condition on the table ``fact`` with the values that it binds."""

    text: str
    values: tuple[object, ...] = ()


EVERY_FACT = Sql("1")


def any_of(conditions: Sequence[Sql]) -> Sql:
    """Return the condition that is met where one of some is; there is at least one.

    SQLite bounds the depth of an expression, so a chain of many is made a tree.
    """
    if len(conditions) == 1:
        return conditions[0]
    middle = len(conditions) // 2
    first, second = any_of(conditions[:middle]), any_of(conditions[middle:])
    return Sql(f"({first.text}) or ({second.text})", first.values + second.values)


def dated(relation: Relation, times: Iterable[DateRange]) -> Sql:
    """Return the condition of facts with a date that stands in a relation to one of some times."""
    condition = any_of([Sql(*date_condition(relation, time)) for time in times])
    return Sql(f"fact.n in (select fact from fact_date where {condition.text})", condition.values)


def in_sections(index: IndexReader, values: Sequence[object], notes: list[str]) -> Sql:
    """Return the condition of facts in sections, or in those below them, that names mean."""
    sections = index.documents.sections()
    numbers: set[int] = set()
    for value in values:
        section, corrected = names.find_section(str(value), index)
        if corrected:
            notes.append(f"Showing section {section.id} instead of {value}")
        numbers |= names.with_descendants(section, sections)
    return Sql("fact.section in (select value from json_each(?))", (json_list(sorted(numbers)),))


def naming_entities(index: IndexReader, values: Sequence[object], notes: list[str]) -> Sql:
    """Return the condition of facts that name one of the entities that names mean."""
    ids = []
    for value in values:
        entity, corrected = names.find_entity(str(value), index)
        if corrected:
            notes.append(f"Showing entity {entity.name} instead of {value}")
        ids.append(entity.id)
    if index.subject in ids:
        return EVERY_FACT  # every fact is about the subject of the corpus
    return Sql(
        "fact.n in (select fact from fact_entity where entity in (select value from json_each(?)))",
        (json_list(index.documents.entity_numbers(ids)),),
    )


def held_by(index: IndexReader, values: Sequence[object], notes: list[str]) -> Sql:
    """Return the condition of facts that are views of one of the holders that names mean."""
    holders: dict[str, None] = {}
    for value in values:
        items, corrected = names.find_holders(str(value), index)
        if corrected:
            notes.append(f"Showing holder {', '.join(items)} instead of {value}")
        holders |= dict.fromkeys(items)
    return Sql(
        f"fact.n in (select fact from fact_holder where holder in ({_marks(holders)}))",
        tuple(holders),
    )


def citing(_index: IndexReader, values: Sequence[object], _notes: list[str]) -> Sql:
    """Return the condition of facts behind a citation number in one of some inclusive ranges."""
    ranges = dict.fromkeys(pair for value in values if isinstance(value, tuple) for pair in value)
    rows = ",".join(f"[{low},{high}]" for low, high in ranges)
    return Sql(
        "fact.n in (select fact from json_each(?) as number cross join fact_citation"
        " on citation between json_extract(number.value, '$[0]')"
        " and json_extract(number.value, '$[1]'))",
        (f"[{rows}]",),
    )


def flagged(_index: IndexReader, values: Sequence[object], _notes: list[str]) -> Sql:
    """Return the condition of facts that carry one of some flags."""
    return Sql(
        f"fact.n in (select fact from fact_flag where flag in ({_marks(values)}))",
        tuple(values),
    )


def switch(condition: str) -> Callable[[IndexReader, Sequence[object], list[str]], Sql]:
    """Return what turns True into a condition, False into its opposite, both into none."""

    def sql(_index: IndexReader, values: Sequence[object], _notes: list[str]) -> Sql:
        return any_of([Sql(condition if value else f"not ({condition})") for value in values])

    return sql


def _marks(values: Iterable[object]) -> str:
    return ",".join("?" for _ in values)
