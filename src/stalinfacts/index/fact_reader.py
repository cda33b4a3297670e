"""Rows of an index → facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stalinfacts.corpus.model import FLAGS, Fact
from stalinfacts.dates.edtf import parse_edtf
from stalinfacts.errors import DateError
from stalinfacts.index.schema import json_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stalinfacts.index.database import Database

_CHOSEN = "in (select value from json_each(?))"
_FACTS = f"""select fact.n, fact.id, section.id, section.title, paragraph, text, keywords, note
    from fact join section on section.n = fact.section where fact.n {_CHOSEN}"""
_DATES = f"select fact, edtf from fact_date where fact {_CHOSEN} order by fact, position"
_CITATIONS = (
    f"select fact, citation from fact_citation where fact {_CHOSEN} order by fact, citation"
)
_ENTITIES = f"""select fact, id from fact_entity join entity on entity.n = entity
    where fact {_CHOSEN} order by fact, position"""
_HOLDERS = f"select fact, holder from fact_holder where fact {_CHOSEN} order by fact, position"
_FLAGS = f"select fact, flag from fact_flag where fact {_CHOSEN} order by fact, position"
_CONFLICTS = f"""select fact_conflict.fact, fact.id from fact_conflict
    join fact on fact.n = other where fact_conflict.fact {_CHOSEN}
    order by fact_conflict.fact, position"""


def load_facts(database: Database, numbers: Sequence[int]) -> dict[int, Fact]:
    """Return the facts with some numbers, by number.

    Raises:
        CorpusError: one is not there, or does not hold what a fact holds.
    """
    chosen = (json_list(numbers),)

    def values(query: str, shape: str) -> dict[int, list[Any]]:
        by_fact: dict[int, list[Any]] = {}
        for n, value in database.rows(query, chosen, shape):
            by_fact.setdefault(n, []).append(value)
        return by_fact

    dates = values(_DATES, "nt")
    citations = values(_CITATIONS, "nn")
    entities = values(_ENTITIES, "ni")
    holders = values(_HOLDERS, "nt")
    flags = values(_FLAGS, "nt")
    conflicts = values(_CONFLICTS, "ni")
    _check_dates(database, dates.values())
    if any(flag not in FLAGS for some in flags.values() for flag in some):
        raise database.damage("an unknown flag")
    facts = {}
    for n, key, section, title, paragraph, text, keywords, note in database.rows(
        _FACTS, chosen, "niitnttt"
    ):
        facts[n] = Fact(
            id=key,
            section=section,
            paragraph=paragraph,
            text=text,
            dates=tuple(dates.get(n, ())),
            citations=tuple(citations.get(n, ())),
            entities=tuple(entities.get(n, ())),
            keywords=tuple(keywords.split("; ")) if keywords else (),
            held_by=tuple(holders.get(n, ())),
            flags=tuple(flags.get(n, ())),
            conflicts_with=tuple(conflicts.get(n, ())),
            note=note,
            number=n,
            section_title=title,
        )
    for n in numbers:
        if n not in facts:
            raise database.damage(f"fact {n} is gone")
    return facts


def _check_dates(database: Database, lists: Iterable[list[str]]) -> None:
    try:
        for edtfs in lists:
            for edtf in edtfs:
                parse_edtf(edtf)
    except DateError:
        raise database.damage("a date that is none") from None
