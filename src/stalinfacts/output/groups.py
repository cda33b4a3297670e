"""Facts sorted into groups under headings: by month or year, paragraph, citation number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.dates.display import format_range
from stalinfacts.dates.edtf import parse_edtf
from stalinfacts.dates.ranges import BEGINNING, END, MONTHS, DateRange, first_day, iso, year_of
from stalinfacts.errors import DateError
from stalinfacts.output.records import dates_for_readers
from stalinfacts.output.views import Group, Item

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from stalinfacts.corpus.model import Fact

_MONTHS_AT_MOST = 731
"""Days of the time asked for up to which its facts are grouped by month: two years."""


def group_by(
    items: Iterable[Item], title: Callable[[Item], str], *, notes: dict[str, str] | None = None
) -> list[Group]:
    """Return items grouped by a title, groups and items in the order in which they come."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(title(item), []).append(item)
    notes = notes or {}
    return [Group(name, members, notes.get(name, "")) for name, members in groups.items()]


def group_by_time(items: Sequence[Item], asked: DateRange) -> list[Group]:
    """Return the facts of a time by month, or by year where it is longer than two years.

    Facts whose date says no more than the year come under the year, those whose date
    reaches beyond the time asked for last: their dates are shown.
    """
    by_month = asked.days <= _MONTHS_AT_MOST
    inside = [item for item in items if _time_within(item.fact, asked) is not None]
    rest = [item for item in items if _time_within(item.fact, asked) is None]
    groups = group_by(inside, lambda item: _period(item.fact, asked, by_month=by_month))
    if rest:
        groups.append(Group(f"reaching beyond {format_range(asked)}", rest))
    return groups


def group_by_year(items: Iterable[Item], asked: DateRange | None = None) -> list[Group]:
    """Return the facts of a day of the year (``on``) by the year of the first date that fits."""

    def year(item: Item) -> str:
        days = _time_within(item.fact, asked or DateRange(BEGINNING, END))
        return "no date" if days is None else f"{year_of(days.start)}"

    return [group._replace(dates=False) for group in group_by(items, year)]


def group_by_paragraph(items: Iterable[Item]) -> list[Group]:
    """Return the facts of sections by paragraph, as the article has them."""
    items = list(items)
    several = len({item.fact.section for item in items}) > 1

    def title(item: Item) -> str:
        section = f"{item.fact.section_title or item.fact.section}, " if several else ""
        return f"{section}¶ {item.fact.paragraph}"

    return group_by(items, title)


def group_by_citation(items: Sequence[Item], numbers: Iterable[int]) -> list[Group]:
    """Return for each citation number the facts behind it; a fact may stand under several."""
    groups = [
        Group(f"[{number}]", [item for item in items if number in item.fact.citations])
        for number in numbers
    ]
    return [group for group in groups if group.items]


def _time_within(fact: Fact, asked: DateRange) -> DateRange | None:
    """Return the first of a fact's times that lies within the time asked for."""
    for edtf in fact.dates:
        try:
            days = parse_edtf(edtf).range
        except DateError:
            continue
        if days.within(asked):
            return days
    return None


def _period(fact: Fact, asked: DateRange, *, by_month: bool) -> str:
    days = _time_within(fact, asked)
    if days is None:
        return ""
    year, last_year = year_of(days.start), year_of(days.stop - 1)
    if not by_month:
        return f"{year}" if year == last_year else dates_for_readers(fact.dates[:1])
    month = int(iso(days.start)[5:7])
    if days.within(DateRange(first_day(year, month), first_day(year, month + 1))):
        return f"{MONTHS[month - 1]} {year}"
    if year == last_year and days.days >= _MONTHS_AT_MOST // 2:
        return f"in {year}"
    return dates_for_readers([edtf for edtf in fact.dates if parse_edtf(edtf).range == days][:1])
