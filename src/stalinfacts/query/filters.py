"""Every filter, once: its name, its fields in a query, its option, its parser and its SQL.

Adding a filter is adding a row to ``FILTERS``. Options, fields, the interface from
Python, help, the manual page and completion are derived from the table.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.dates.display import format_range
from stalinfacts.dates.ranges import DateRange, Relation
from stalinfacts.errors import UsageError
from stalinfacts.query import conditions as sql
from stalinfacts.query.model import Condition, Filters
from stalinfacts.query.values import (
    parse_after,
    parse_before,
    parse_citations,
    parse_flag,
    parse_since,
    parse_time,
    parse_until,
    shorten,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stalinfacts.index.reader import IndexReader


class Where(NamedTuple):
    """The SQL condition that filters amount to; an empty one lets every fact through.

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
    sql: Callable[[IndexReader, Sequence[object], list[str]], sql.Sql] | None
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


FILTERS: tuple[Filter, ...] = (
    Filter(
        "year",
        "Only facts of a time.",
        None,
        parse_time,
        fields=("year", "date", "dates", "when"),
        metavar="WHEN",
    ),
    Filter(
        "from",
        "Only facts dated then or later (1937, 1937-07, 'July 1937').",
        None,
        parse_since,
        fields=("from", "since"),
        options=("--from", "--since"),
        metavar="WHEN",
        keyword="since",
    ),
    Filter(
        "to",
        "Only facts dated then or earlier.",
        None,
        parse_until,
        fields=("to", "until"),
        options=("--to", "--until"),
        metavar="WHEN",
        keyword="until",
    ),
    Filter(
        "before", "Only facts dated before a time.", None, parse_before, ("before",), metavar="WHEN"
    ),
    Filter(
        "after", "Only facts dated after a time.", None, parse_after, ("after",), metavar="WHEN"
    ),
    Filter(
        "section",
        "Only facts of a section and those below it; may be repeated.",
        sql.in_sections,
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
        sql.naming_entities,
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
        sql.citing,
        parse_citations,
        fields=("cite", "cites", "citation", "citations"),
        options=("--citation", "-c"),
        metavar="N",
    ),
    Filter(
        "flag",
        "Only facts with a flag: attributed, estimate, disputed, …",
        sql.flagged,
        parse_flag,
        fields=("flag", "flags"),
        options=("--flag",),
        metavar="FLAG",
        completion="flag",
    ),
    Filter(
        "held-by",
        "Only views, estimates and accounts of somebody.",
        sql.held_by,
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
        sql.switch("fact.n in (select fact from fact_date)"),
        options=("--dated/--undated",),
    ),
    Filter(
        "cited",
        "Only facts with a citation, or with none.",
        sql.switch("fact.n in (select fact from fact_citation)"),
        options=("--cited/--uncited",),
    ),
    Filter(
        "contested",
        "Only facts that are estimates, disputed or contradicted, or only the others.",
        sql.switch(
            "fact.n in (select fact from fact_flag where flag in ('estimate', 'disputed')"
            " union select fact from fact_conflict union select other from fact_conflict)"
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
        raise UsageError(f"filter '{row.name}' takes no value: write {row.options[0]}")
    return Condition(row.name, row.parse(text), excluded)


# --- what filters amount to ------------------------------------------------------------


MAX_TIMES = 100
"""Times that are left out at most: each is held against every date of a corpus."""


def combined_time(filters: Filters) -> DateRange | None:
    """Return the time that all conditions on time ask for together, or None.

    Raises:
        UsageError: they have no day in common.
    """
    times = list(
        dict.fromkeys(
            c.value for c in filters.conditions if isinstance(c.value, DateRange) and not c.excluded
        )
    )
    if not times:
        return None
    start = max(time.start for time in times)
    stop = min(time.stop for time in times)
    if start >= stop:
        described = "; ".join(format_range(time) for time in times)
        raise UsageError(f"the times asked for have no day in common: {shorten(described)}")
    return DateRange(start, stop)


def describe_condition(condition: Condition) -> str:
    """Return a filter for readers: "entity beria", "the time 1937"."""
    if isinstance(condition.value, DateRange):
        text = f"the time {format_range(condition.value)}"
    elif isinstance(condition.value, bool):
        option = filters_by_name()[condition.name].options[0]
        text = option.split("/")[0 if condition.value else 1]
    elif isinstance(condition.value, tuple):
        ranges = (str(low) if low == high else f"{low}-{high}" for low, high in condition.value)
        text = f"{condition.name} {', '.join(ranges)}"
    else:
        text = f"{condition.name} {condition.value}"
    return f"leaving out {text}" if condition.excluded else text


def where(filters: Filters, index: IndexReader) -> Where:
    """Return the SQL condition on ``fact`` that filters amount to.

    Raises:
        UsageError: a name is not in the corpus or could mean several things, or the times
            asked for have no day in common.
    """
    relation = filters.relation or Relation.NEAR
    notes: list[str] = []
    parts: list[sql.Sql] = []
    if (time := combined_time(filters)) is not None:
        parts.append(sql.dated(relation, [time]))
    for row in FILTERS if filters.conditions else ():
        own = dict.fromkeys(c for c in filters.conditions if c.name == row.name)
        excluded = [c.value for c in own if c.excluded]
        if row.sql is None:
            times = [value for value in excluded if isinstance(value, DateRange)]
            if len(times) > MAX_TIMES:
                raise UsageError(
                    f"too many times to leave out: {len(times):,}; at most {MAX_TIMES}"
                )
            if times:
                parts.append(_opposite(sql.dated(relation, times)))
            continue
        for narrows in (False, True):
            included = [c.value for c in own if not c.excluded and c.narrows is narrows]
            if included:
                parts.append(row.sql(index, included, notes))
        if excluded:
            parts.append(_opposite(row.sql(index, excluded, notes)))
    return Where(
        " and ".join(f"({part.text})" for part in parts),
        tuple(value for part in parts for value in part.values),
        tuple(dict.fromkeys(notes)),
    )


def _opposite(condition: sql.Sql) -> sql.Sql:
    return sql.Sql(f"not ({condition.text})", condition.values)
