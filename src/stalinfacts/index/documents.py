"""The facts of an index, its sections and its entities."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.dates.ranges import BEGINNING, END, DateRange, Precision
from stalinfacts.index.counts import SectionCount, count_entities, count_sections
from stalinfacts.index.fact_reader import load_facts
from stalinfacts.index.schema import json_list
from stalinfacts.index.sections_entities import load_entities, load_sections

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from stalinfacts.corpus.model import Entity, Fact, Section
    from stalinfacts.index.database import Database

_CHUNK = 900  # facts that `iterate` holds at once
_MAX_MEMORY = 50_000  # facts that are kept once they are read
_PRECISIONS = {int(precision): precision for precision in Precision}
_AFTER_ANY_TEXT = "\U0010ffff"


class FactDate(NamedTuple):
    """One date of a fact: its text, its days (an open end clipped), how fine it is."""

    fact: int
    edtf: str
    range: DateRange
    precision: Precision


class Documents:
    """Facts, numbered from 1 in article order; sections; entities."""

    def __init__(self, database: Database) -> None:
        """Take the database that is asked."""
        self._database = database
        self._facts: dict[int, Fact] = {}
        self._count = -1

    def count(self) -> int:
        """Return the number of facts."""
        if self._count < 0:
            self._count = self._database.rows("select count(*) from fact", (), "n")[0][0]
        return self._count

    def numbers(self, sql: str = "", values: Sequence[object] = ()) -> list[int]:
        """Return the numbers of the facts for which an SQL condition on ``fact`` holds."""
        where = f" where {sql}" if sql else ""
        query = f"select n from fact{where} order by n"
        return [number for (number,) in self._database.rows(query, values, "n")]

    def number(self, fact_id: str) -> int | None:
        """Return the number of the fact with an id, or None."""
        row = self._database.row("select n from fact where id = ?", (fact_id,), "n")
        return None if row is None else row[0]

    def facts(self, numbers: Sequence[int]) -> list[Fact]:
        """Return the facts with some numbers, in that order, with number and section title."""
        known = self._facts  # replaced as a whole, so that threads never see it half cleared
        facts = {n: known[n] for n in numbers if n in known}
        if missing := [n for n in numbers if n not in facts]:
            loaded = load_facts(self._database, missing)
            facts |= loaded
            if len(known) + len(loaded) <= _MAX_MEMORY:
                known.update(loaded)
            else:
                self._facts = loaded
        return [facts[n] for n in numbers]

    def texts(self, numbers: Iterable[int]) -> list[tuple[int, str, str]]:
        """Return number, text and keywords of some facts, in article order."""
        query = """select n, text, keywords from fact
            where n in (select value from json_each(?)) order by n"""
        return self._database.rows(query, (json_list(numbers),), "ntt")

    def iterate(self, numbers: Sequence[int]) -> Iterator[Fact]:
        """Yield the same facts without keeping them, for more than memory should hold."""
        for start in range(0, len(numbers), _CHUNK):
            chunk = numbers[start : start + _CHUNK]
            facts = load_facts(self._database, chunk)
            for n in chunk:
                yield facts[n]

    def ids_with_prefix(self, prefix: str, limit: int) -> list[str]:
        """Return ids of facts that begin with a text, in article order."""
        query = "select id from fact where id >= ? and id < ? order by n limit ?"
        values = (prefix, prefix + _AFTER_ANY_TEXT, limit)
        return [fact_id for (fact_id,) in self._database.rows(query, values, "i")]

    def section_ends(self, section_id: str) -> tuple[str, str] | None:
        """Return the ids of the first and last fact of a section itself, or None."""
        query = """select id from fact where n in (
            select {}(n) from fact where section = (select n from section where id = ?))"""
        ends = [self._database.row(query.format(end), (section_id,), "i") for end in ("min", "max")]
        return None if ends[0] is None or ends[1] is None else (ends[0][0], ends[1][0])

    def neighbours(self, number: int) -> tuple[int | None, int | None]:
        """Return the numbers of the facts before and after one in the article."""
        query = "select max(n) from fact where n < ? union all select min(n) from fact where n > ?"
        (before,), (after,) = self._database.rows(query, (number, number), "N")
        return before, after

    def citations_range(self) -> tuple[int, int]:
        """Return the smallest and the largest citation number; (0, 0) where none is."""
        query = "select coalesce(min(citation), 0), coalesce(max(citation), 0) from fact_citation"
        low, high = self._database.rows(query, (), "nn")[0]
        return low, high

    def dates(self, numbers: Sequence[int] | None = None) -> list[FactDate]:
        """Return the dates of some facts, or of all, in article order."""
        chosen = "" if numbers is None else "where fact in (select value from json_each(?))"
        values = () if numbers is None else (json_list(numbers),)
        return _load_dates(self._database, chosen, values)

    def facts_on_day(self, month: int, day: int | None = None) -> list[FactDate]:
        """Return the dates that name a day of the year, alone or as an end of an interval.

        Without a day: those that name a day of that month, or that month itself. In order
        of time.
        """
        pattern = f"{month:02}" if day is None else f"{month:02}-{day:02}"
        tail = "" if day is not None else r"(?:-\d\d)?"
        named = re.compile(rf"\d{{4}}-{pattern}{tail}[~?%]?", re.ASCII)
        dates = _load_dates(self._database, "where edtf like ?", (f"%-{pattern}%",))
        hits = [date for date in dates if any(map(named.fullmatch, date.edtf.split("/")))]
        return sorted(hits, key=lambda date: (date.range, date.fact))

    def sort_keys(self, numbers: Sequence[int]) -> dict[int, tuple[int, int, int, int]]:
        """Return the keys that put facts in order of time.

        A key is (1 if undated, first day, -last day, number): a year comes before its
        months, an open start sorts by its end, undated facts come last. The earliest of
        several dates counts.
        """
        query = """select fact, undated, start, stop from fact_order
            where fact in (select value from json_each(?))"""
        rows = self._database.rows(query, (json_list(numbers),), "nnnn")
        keys = {n: (undated, start, -stop, n) for n, undated, start, stop in rows}
        if not keys.keys() >= set(numbers):
            raise self._database.damage("a fact in no order of time")
        return keys

    def in_date_order(self, numbers: Sequence[int], *, reverse: bool = False) -> list[int]:
        """Return numbers in order of time, or the latest first; undated facts last in both."""
        keys = self.sort_keys(numbers)
        ordered = sorted(numbers, key=keys.__getitem__)
        if not reverse:
            return ordered
        dated = [n for n in ordered if not keys[n][0]]
        return [*reversed(dated), *ordered[len(dated) :]]

    def sections(self) -> list[Section]:
        """Return the sections in article order, each behind the one above it."""
        return load_sections(self._database)

    def entities(self) -> list[Entity]:
        """Return the entities in the order of the file."""
        return load_entities(self._database)

    def entity_numbers(self, ids: Iterable[str]) -> list[int]:
        """Return the numbers of some entities; an id that is unknown has none."""
        rows = self._database.chunked_rows("select n from entity where id in $", list(ids), "n")
        return sorted(number for (number,) in rows)

    def section_counts(self, numbers: Sequence[int] | None = None) -> dict[str, SectionCount]:
        """Return what each section holds of some facts, or of all."""
        return count_sections(self._database, self.sections(), numbers)

    def holders(self) -> list[str]:
        """Return everybody who holds a view: ids of entities, or short texts, by name."""
        query = "select distinct holder from fact_holder order by holder"
        return [holder for (holder,) in self._database.rows(query, (), "t")]

    def entity_counts(self, numbers: Sequence[int] | None = None) -> dict[str, int]:
        """Return how many of some facts, or of all, name each entity."""
        return count_entities(self._database, numbers)


def _load_dates(database: Database, where: str, values: Sequence[object]) -> list[FactDate]:
    query = f"""select fact, edtf, start, stop, precision from fact_date {where}
        order by fact, position"""
    dates = []
    for fact, edtf, start, stop, precision in database.rows(query, values, "ntnnn"):
        if not (BEGINNING <= start < stop <= END and precision in _PRECISIONS):
            raise database.damage("a date out of range")
        dates.append(FactDate(fact, edtf, DateRange(start, stop), _PRECISIONS[precision]))
    return dates
