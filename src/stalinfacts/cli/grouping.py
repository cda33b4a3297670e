"""Facts → groups under headings: months and years, paragraphs, citation numbers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from stalinfacts.dates.display import format_dates, format_edtf, format_range
from stalinfacts.dates.edtf import relation_to
from stalinfacts.dates.ranges import MONTHS, Relation, year_of
from stalinfacts.lookup import clipped_dates
from stalinfacts.output.views import Group, Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stalinfacts.cli.session import Session
    from stalinfacts.corpus.model import Fact
    from stalinfacts.dates.edtf import EdtfDate
    from stalinfacts.dates.ranges import DateRange

_MONTHS_UP_TO = 2 * 366
"""Days of a time up to which its facts are grouped by month, else by year."""
_DAYS_OF_MONTH = 31


def group(items: Iterable[tuple[str, Item]]) -> list[Group]:
    """Return groups of neighbouring items with one title, in order."""
    groups: list[tuple[str, list[Item]]] = []
    for title, item in items:
        if not groups or groups[-1][0] != title:
            groups.append((title, []))
        groups[-1][1].append(item)
    return [Group(title, tuple(members)) for title, members in groups]


def by_time(facts: Sequence[Fact], times: Sequence[DateRange], session: Session) -> list[Group]:
    """Return facts grouped by the month or year in which they answer one of some times."""
    relation = session.request.filters.relation or Relation.NEAR
    period = session.corpus.period
    groups = group(
        (_time_title(fact, clipped_dates(fact, period), times, relation), Item(fact))
        for fact in facts
    )
    year = year_of(times[0].start)
    return [g._replace(date=f"{g.title} {year}") if g.title in MONTHS else g for g in groups]


def _time_title(
    fact: Fact, dates: Sequence[EdtfDate], times: Sequence[DateRange], relation: Relation
) -> str:
    """Return the title under which a fact stands: its month, its year, or what is around."""
    for time in times:
        answering = [d for d in dates if relation_to(d, time, relation)]
        if not answering:
            continue
        first = min(answering, key=lambda d: d.range)
        days = first.range
        if first.is_open_at_start:
            return format_edtf(first.edtf)
        if days.start < time.start:
            return f"around {format_range(time)}"
        start = date.fromordinal(days.start)
        begins = first.first or days
        is_month = begins.stop - begins.start <= _DAYS_OF_MONTH and days.days <= time.days
        if not is_month or time.stop - time.start > _MONTHS_UP_TO:
            return str(start.year)
        is_only_year = len(times) == 1 and year_of(time.start) == year_of(time.stop - 1)
        return MONTHS[start.month - 1] + ("" if is_only_year else f" {start.year}")
    return format_dates(fact.dates)


def by_paragraph(facts: Iterable[Fact]) -> list[Group]:
    """Return facts grouped by section and paragraph of the article."""
    return group((f"{fact.section_title}, ¶ {fact.paragraph}", Item(fact)) for fact in facts)


def by_citation(facts: Sequence[Fact], ranges: Iterable[tuple[int, int]]) -> list[Group]:
    """Return facts grouped by the citation number that was asked for."""
    numbers = [
        number
        for low, high in ranges
        for number in sorted({c for fact in facts for c in fact.citations if low <= c <= high})
    ]
    return [
        Group(f"[{number}]", tuple(Item(fact) for fact in facts if number in fact.citations))
        for number in dict.fromkeys(numbers)
    ]
