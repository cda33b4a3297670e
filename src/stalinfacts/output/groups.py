"""Facts sorted into groups under headings: by month or year, paragraph, citation number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.dates.display import format_edtf, format_range
from stalinfacts.dates.edtf import parse_edtf
from stalinfacts.dates.ranges import MONTHS, DateRange, first_day, iso, year_of
from stalinfacts.errors import DateError
from stalinfacts.output.views import Group, Item

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from stalinfacts.dates.edtf import EdtfDate

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


def group_by_time(items: Iterable[Item], asked: DateRange) -> list[Group]:
    """Return the facts of a time by month, or by year where it is longer than two years.

    Facts whose date says no more than the year come under the year, those whose date
    reaches beyond the time asked for last: their dates are shown.
    """
    by_month = asked.days <= _MONTHS_AT_MOST
    inside: dict[str, list[Item]] = {}
    beyond: list[Item] = []
    for item in items:
        date = _first_date(item.fact.dates, lambda date: date.range.within(asked))
        if date is None:
            beyond.append(item)
        else:
            inside.setdefault(_period(date, by_month=by_month), []).append(item)
    groups = [Group(title, members) for title, members in inside.items()]
    if beyond:
        groups.append(Group(f"reaching beyond {format_range(asked)}", beyond))
    return groups


def group_by_year(items: Iterable[Item], fits: Callable[[EdtfDate], bool]) -> list[Group]:
    """Return the facts of a day of the year (``on``) by the year of the date that fits.

    Of an interval it is the end that fits.
    """

    def year(item: Item) -> str:
        ends = tuple(end for edtf in item.fact.dates for end in str(edtf).split("/"))
        date = _first_date(ends, fits)
        return "no date" if date is None else f"{year_of(date.range.start)}"

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


def _first_date(edtfs: Iterable[str], fits: Callable[[EdtfDate], bool]) -> EdtfDate | None:
    """Return the first of some dates that fits; unreadable ones never do."""
    for edtf in edtfs:
        try:
            date = parse_edtf(edtf)
        except DateError:
            continue
        if fits(date):
            return date
    return None


def _period(date: EdtfDate, *, by_month: bool) -> str:
    """Return the month or year that a date lies in, or the date where it lies in none."""
    days = date.range
    year, last_year = year_of(days.start), year_of(days.stop - 1)
    if not by_month:
        return f"{year}" if year == last_year else format_edtf(date.edtf)
    month = int(iso(days.start)[5:7])
    if days.within(DateRange(first_day(year, month), first_day(year, month + 1))):
        return f"{MONTHS[month - 1]} {year}"
    whole_year = days == DateRange(first_day(year), first_day(year + 1))
    return f"in {year}" if whole_year else format_edtf(date.edtf)
