"""Every filter, once: its name, its fields in a query, its option, its parser and its SQL.

Adding a filter is adding a row to ``FILTERS``. Options, fields, the interface from
Python, help, the manual page and completion are derived from the table.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.corpus.model import FLAGS
from stalinfacts.dates.display import format_range
from stalinfacts.dates.phrases import parse_date_range
from stalinfacts.dates.ranges import BEGINNING, END, DateRange, Relation
from stalinfacts.errors import UsageError
from stalinfacts.index.schema import date_condition
from stalinfacts.query import names
from stalinfacts.query.model import Condition, Filters
from stalinfacts.text.normalize import normalize
from stalinfacts.text.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from stalinfacts.index.reader import IndexReader


class Sql(NamedTuple):
    """A condition on the column ``fact.n`` with the values that it binds."""

    text: str
    values: tuple[object, ...] = ()


class Where(NamedTuple):
    """The condition that filters amount to; empty text lets every fact through.

    ``notes`` say which names were corrected, for readers.
    """

    text: str = ""
    values: tuple[object, ...] = ()
    notes: tuple[str, ...] = ()


class Filter(NamedTuple):
    """A row of the table of filters.

    ``parse`` turns text into a value and raises ``UsageError``; ``sql`` turns the values
    of all its conditions into one condition, met by a fact that meets any of them.
    A switch (``--dated/--undated``) has no ``parse``; its value is a bool. A filter on
    time has no ``sql``: its values are day ranges, which are met together.
    """

    name: str
    help: str
    sql: Callable[[IndexReader, Sequence[object], list[str]], Sql] | None
    parse: Callable[[str], object] | None = None
    fields: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    metavar: str = ""
    completion: str = ""
    is_name: bool = False
    keyword: str = ""

    @property
    def argument(self) -> str:
        """The name of the keyword argument in Python and of the option's parameter."""
        return self.keyword or self.name.replace("-", "_")


# --- what the rows say -----------------------------------------------------------------

_CITATIONS = re.compile(r"\[?(\d{1,9})\]?(?:\s*(?:[-‐‑–—−]|\.\.|to)\s*\[?(\d{1,9})\]?)?", re.ASCII)


def parse_citations(text: str) -> tuple[tuple[int, int], ...]:
    """Return citation numbers, ``4``, ``4;5``, ``[384][386]``, ``393-397``, as inclusive ranges.

    Raises:
        UsageError: something is no citation number, or a range runs backwards.
    """
    spaced = re.sub(r"\]\s*\[", "];[", text.strip())
    spaced = re.sub(r"\s*([-‐‑–—−]|\.\.|\bto\b)\s*", r"\1", spaced)
    ranges = []
    for part in re.split(r"[,;\s]+", spaced):
        match = _CITATIONS.fullmatch(part)
        if match is None:
            raise UsageError(f"invalid citation number '{text}': write 393, '393;394' or 393-397")
        low, high = int(match[1]), int(match[2] or match[1])
        if low > high:
            raise UsageError(
                f"invalid citation range '{part}': it runs backwards; write {high}-{low}"
            )
        ranges.append((low, high))
    return tuple(ranges)


def _parse_flag(text: str) -> str:
    flag = normalize(text.strip()).replace(" ", "-").replace("_", "-")
    if flag not in FLAGS:
        near = did_you_mean(flag, FLAGS)
        hint = f" Did you mean '{near[0]}'?" if near else f" Flags: {', '.join(FLAGS)}"
        raise UsageError(f"no such flag '{text}'.{hint}")
    return flag


def _since(text: str) -> DateRange:
    return DateRange(parse_date_range(text).start, END)


def _until(text: str) -> DateRange:
    return DateRange(BEGINNING, parse_date_range(text).stop)


def _before(text: str) -> DateRange:
    return DateRange(BEGINNING, parse_date_range(text).start)


def _after(text: str) -> DateRange:
    return DateRange(parse_date_range(text).stop, END)


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _sections(index: IndexReader, values: Sequence[object], notes: list[str]) -> Sql:
    sections = index.documents.sections()
    numbers: set[int] = set()
    for value in values:
        found = names.find_section(str(value), index)
        _note_correction(notes, "section", str(value), found.item.id, corrected=found.corrected)
        numbers |= names.with_descendants(found.item, sections)
    ordered = sorted(numbers)
    return Sql(f"fact.section in ({_marks(ordered)})", tuple(ordered))


def _entities(index: IndexReader, values: Sequence[object], notes: list[str]) -> Sql:
    ids = []
    for value in values:
        found = names.find_entity(str(value), index)
        _note_correction(notes, "entity", str(value), found.item.name, corrected=found.corrected)
        ids.append(found.item.id)
    if index.subject in ids:
        return Sql("1")  # every fact is about the subject of the corpus
    numbers = index.documents.entity_numbers(ids)
    return Sql(
        f"fact.n in (select fact from fact_entity where entity in ({_marks(numbers)}))",
        tuple(numbers),
    )


def _holders(index: IndexReader, values: Sequence[object], notes: list[str]) -> Sql:
    holders: list[str] = []
    for value in values:
        found = names.find_holders(str(value), index)
        _note_correction(
            notes, "holder", str(value), ", ".join(found.items), corrected=found.corrected
        )
        holders += found.items
    return Sql(
        f"fact.n in (select fact from fact_holder where holder in ({_marks(holders)}))",
        tuple(holders),
    )


def _citations(_index: IndexReader, values: Sequence[object], _notes: list[str]) -> Sql:
    ranges = [pair for value in values for pair in _pairs(value)]
    # A list of values, not a chain of OR: SQLite bounds the depth of an expression.
    rows = ",".join(["(?,?)"] * len(ranges))
    return Sql(
        f"fact.n in (with asked (low, high) as (values {rows}) select fact from fact_citation"
        " join asked on citation between low and high)",
        tuple(bound for pair in ranges for bound in pair),
    )


def _pairs(value: object) -> Iterable[tuple[int, int]]:
    return value if isinstance(value, tuple) else ()


def _flags(_index: IndexReader, values: Sequence[object], _notes: list[str]) -> Sql:
    return Sql(
        f"fact.n in (select fact from fact_flag where flag in ({_marks(values)}))", tuple(values)
    )


def _switch(positive: str) -> Callable[[IndexReader, Sequence[object], list[str]], Sql]:
    def sql(_index: IndexReader, values: Sequence[object], _notes: list[str]) -> Sql:
        return Sql(positive if values[0] else f"not ({positive})")

    return sql


def _note_correction(
    notes: list[str], kind: str, typed: str, meant: str, *, corrected: bool
) -> None:
    if corrected:
        notes.append(f"Showing {kind} {meant} instead of {typed}")


FILTERS: tuple[Filter, ...] = (
    Filter(
        "year",
        "Only facts of a time",
        None,
        parse_date_range,
        fields=("year", "date", "dates", "when"),
    ),
    Filter(
        "from",
        "Only facts dated then or later (1937, 1937-07, 'July 1937').",
        None,
        _since,
        fields=("from", "since"),
        options=("--from", "--since"),
        metavar="WHEN",
        keyword="since",
    ),
    Filter(
        "to",
        "Only facts dated then or earlier.",
        None,
        _until,
        fields=("to", "until"),
        options=("--to", "--until"),
        metavar="WHEN",
        keyword="until",
    ),
    Filter("before", "Only facts dated before a time", None, _before, fields=("before",)),
    Filter("after", "Only facts dated after a time", None, _after, fields=("after",)),
    Filter(
        "section",
        "Only facts of a section and those below it; may be repeated.",
        _sections,
        str,
        fields=("section", "sections", "in"),
        options=("--section", "-s"),
        metavar="NAME",
        completion="section",
        is_name=True,
    ),
    Filter(
        "entity",
        "Only facts that name a person, place, …; may be repeated.",
        _entities,
        str,
        fields=("entity", "entities", "person", "place"),
        options=("--entity", "-e"),
        metavar="NAME",
        completion="entity",
        is_name=True,
    ),
    Filter(
        "citation",
        "Only facts behind a citation number, or 393-397.",
        _citations,
        parse_citations,
        fields=("cite", "cites", "citation", "citations"),
        options=("--citation", "-c"),
        metavar="N",
    ),
    Filter(
        "flag",
        "Only facts with a flag: attributed, estimate, disputed, …",
        _flags,
        _parse_flag,
        fields=("flag", "flags"),
        options=("--flag",),
        metavar="FLAG",
        completion="flag",
    ),
    Filter(
        "held-by",
        "Only views, estimates and accounts of somebody.",
        _holders,
        str,
        fields=("by", "held-by", "held_by"),
        options=("--held-by",),
        metavar="NAME",
        completion="holder",
        is_name=True,
    ),
    Filter(
        "dated",
        "Only facts with a date, or with none.",
        _switch("fact.n in (select fact from fact_date)"),
        options=("--dated/--undated",),
    ),
    Filter(
        "cited",
        "Only facts with a citation, or with none.",
        _switch("fact.n in (select fact from fact_citation)"),
        options=("--cited/--uncited",),
    ),
    Filter(
        "contested",
        "Only facts that are estimates, disputed or contradicted, or only the others.",
        _switch(
            "fact.n in (select fact from fact_flag where flag in ('estimate', 'disputed')"
            " union select fact from fact_conflict)"
        ),
        options=("--contested/--uncontested",),
    ),
)
"""Every filter, in the order of the help."""


@cache
def filters_by_name() -> dict[str, Filter]:
    """Return the filters by their names."""
    return {row.name: row for row in FILTERS}


@cache
def fields() -> dict[str, Filter]:
    """Return the filters by the names of their fields in a query."""
    return {name: row for row in FILTERS for name in row.fields}


def parse_condition(row: Filter, text: str, *, excluded: bool = False) -> Condition:
    """Return the condition that a filter makes of a value as typed.

    Raises:
        UsageError: the value is invalid.
    """
    if row.parse is None:
        raise AssertionError(row.name)
    return Condition(row.name, row.parse(text), excluded)


def asked_time(filters: Filters) -> DateRange | None:
    """Return the time that all conditions on time ask for together, or None.

    Raises:
        UsageError: they have no day in common.
    """
    times = [
        c.value for c in filters.conditions if isinstance(c.value, DateRange) and not c.excluded
    ]
    if not times:
        return None
    start = max(time.start for time in times)
    stop = min(time.stop for time in times)
    if start >= stop:
        described = " and ".join(format_range(time) for time in times)
        raise UsageError(f"no time is {described}; the start must not be later than the end")
    return DateRange(start, stop)


def _time_sql(relation: Relation, time: DateRange) -> Sql:
    condition, values = date_condition(relation, time)
    return Sql(f"fact.n in (select fact from fact_date where {condition})", values)


def describe_condition(condition: Condition) -> str:
    """Return a filter for readers: "entity beria", "the time 1937"."""
    if isinstance(condition.value, DateRange):
        text = f"the time {format_range(condition.value)}"
    elif isinstance(condition.value, bool):
        option = filters_by_name()[condition.name].options[0]
        text = option.split("/")[0 if condition.value else 1]
    elif isinstance(condition.value, tuple):
        ranges = (str(a) if a == b else f"{a}-{b}" for a, b in _pairs(condition.value))
        text = f"citation {', '.join(ranges)}"
    else:
        text = f"{condition.name} {condition.value}"
    return f"leaving out {text}" if condition.excluded else text


def where(filters: Filters, index: IndexReader) -> Where:
    """Return the SQL condition on ``fact`` that filters amount to.

    Nothing that was typed gets into its text: values are bound.

    Raises:
        UsageError: a name is not in the corpus or could mean several things, or the times
            asked for have no day in common.
    """
    parts: list[str] = []
    values: list[object] = []
    notes: list[str] = []

    def add(sql: Sql, *, excluded: bool = False) -> None:
        parts.append(f"not ({sql.text})" if excluded else f"({sql.text})")
        values.extend(sql.values)

    relation = filters.relation or Relation.NEAR
    if (time := asked_time(filters)) is not None:
        add(_time_sql(relation, time))
    for row in FILTERS:
        mine = [c for c in filters.conditions if c.name == row.name]
        if row.sql is None:
            for condition in mine:
                if condition.excluded and isinstance(condition.value, DateRange):
                    add(_time_sql(relation, condition.value), excluded=True)
            continue
        wanted = [c.value for c in mine if not c.excluded]
        if wanted:
            add(row.sql(index, wanted, notes))
        for condition in mine:
            if condition.excluded:
                add(row.sql(index, [condition.value], notes), excluded=True)
    return Where(" and ".join(parts), tuple(values), tuple(notes))
