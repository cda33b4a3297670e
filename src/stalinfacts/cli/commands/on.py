"""``on``: this day in history.

A year that has no 29 February has that day's facts on the 28th. A day that its fact gives
by the Old Style calendar, thirteen days behind in 1917, stands where the fact has it, and
says so.
"""

from __future__ import annotations

import re
from calendar import isleap
from datetime import date, datetime
from typing import TYPE_CHECKING

from stalinfacts.cli.cards import cards_of
from stalinfacts.cli.grouping import group
from stalinfacts.cli.hints import command, without_filter
from stalinfacts.cli.printing import Frame, count_text, print_facts, print_notes
from stalinfacts.cli.session import open_session
from stalinfacts.dates.phrases import parse_month_day
from stalinfacts.dates.ranges import MONTHS
from stalinfacts.output.views import Cards, GroupedFacts, Heading, Item, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stalinfacts.cli.options import Request
    from stalinfacts.cli.session import Session
    from stalinfacts.corpus.model import Fact
    from stalinfacts.dates.phrases import MonthDay
    from stalinfacts.output.views import Group as YearGroup
    from stalinfacts.query.model import Filters

_LEAP_YEAR = 2000
_DAYS = 366


def run(request: Request, day: list[str] | None) -> int:
    """List the facts of a day or month of every year, or of that very day."""
    today = datetime.now().astimezone().date()  # the one place that reads the clock
    month_day = parse_month_day(" ".join(day) if day else "today", today=today)
    session = open_session(request)
    facts = _facts_on(session, month_day, request.filters)
    if not day and (month_day.month, month_day.day) == (2, 28) and not isleap(today.year):
        facts += _facts_on(session, month_day._replace(day=29), request.filters)
    shown = request.select(facts)
    frame = Frame(Heading(_describe(month_day), count_text(len(shown), len(facts))))
    if len(shown) == 1 and not request.one_line:
        heading = Heading(f"{_describe(month_day)}, {_year_title(shown[0], month_day, today)}")
        view: Cards | GroupedFacts = Cards(
            cards_of(session, shown), verbose=request.verbose, heading=heading
        )
    else:
        view = GroupedFacts(_by_year(shown, month_day, today), *frame, one_line=request.one_line)
    status = print_facts(session, shown, frame, view)
    print_notes(session, session.corpus.correction_notes(request.filters))
    if not facts:
        print_notes(session, [_nothing(session, month_day)])
    return status


def _facts_on(session: Session, month_day: MonthDay, filters: Filters) -> list[Fact]:
    """Return the facts of a day or month in the order of the years in which they fall on it."""
    facts = session.corpus.on(month_day.month, month_day.day, filters=filters)
    if month_day.year is not None:
        facts = [fact for fact in facts if month_day.year in _years(fact, month_day)]
    return sorted(facts, key=lambda fact: min(_years(fact, month_day), default=0))


def _years(fact: Fact, month_day: MonthDay) -> list[int]:
    """Return the years in which a date of a fact, or an end of one, names the day or month."""
    month = f"-{month_day.month:02}" + (f"-{month_day.day:02}" if month_day.day else "")
    points = (point for edtf in fact.dates for point in edtf.split("/"))
    return [int(point[:4]) for point in points if point[4:].startswith(month)]


def _by_year(facts: Sequence[Fact], month_day: MonthDay, today: date) -> list[YearGroup]:
    groups = group((_year_title(fact, month_day, today), Item(fact)) for fact in facts)
    day = _describe(month_day._replace(year=None))
    return [g._replace(date=f"{day} {g.title.split()[0]}") for g in groups]


def _year_title(fact: Fact, month_day: MonthDay, today: date) -> str:
    """Return the year in which a fact falls on the day, and how long ago that is."""
    day = month_day if _years(fact, month_day) else month_day._replace(day=29)  # shown on the 28th
    year = month_day.year or min(_years(fact, day))
    ago = today.year - year
    parts = [f"{plural(ago, 'year')} ago"] if ago > 0 else []
    parts += ["29 February"] if day != month_day else []
    parts += [_old_style(fact, day, year)]
    details = ", ".join(part for part in parts if part)
    return f"{year} ({details})" if details else f"{year}"


def _old_style(fact: Fact, month_day: MonthDay, year: int) -> str:
    """Return what a fact says of the day being one of the Old Style calendar, if it does."""
    name = MONTHS[month_day.month - 1]
    day = f"{month_day.day} {name}" if month_day.day else name
    new_style = re.search(r"^New Style (\d{1,2} [A-Z][a-z]+)", fact.note)
    if new_style and month_day.day:
        return f"Old Style; New Style {new_style[1]}"
    pattern = rf"\b{day}(?: {year})?,? (?:by the )?\(?Old Style"
    return "Old Style" if re.search(pattern, f"{fact.text} {fact.note}") else ""


def _describe(month_day: MonthDay) -> str:
    month = MONTHS[month_day.month - 1]
    day = f"{month_day.day} {month}" if month_day.day else month
    return f"{day} {month_day.year}" if month_day.year else day


def _nothing(session: Session, month_day: MonthDay) -> str:
    """Return the nearest days that have facts, and what the month has."""
    request = session.request
    parts = [f"nothing is dated {_describe(month_day)}"]

    def count(filters: Filters) -> int:
        return len(_facts_on(session, month_day, filters))

    if without := without_filter(request.filters, count):
        parts.append(without)
    if month_day.year is not None:
        every_year = month_day._replace(year=None)
        if in_other_years := len(_facts_on(session, every_year, request.filters)):
            on = command(request, "on", *_describe(every_year).split())
            parts.append(f"in other years ({in_other_years}): {on}")
    if month_day.day is not None:
        parts += _nearest_days(session, month_day)
        if in_month := len(session.corpus.on(month_day.month, filters=request.filters)):
            name = MONTHS[month_day.month - 1]
            parts.append(f"all of {name} ({in_month}): {command(request, 'on', name)}")
    return "; ".join(parts)


def _nearest_days(session: Session, month_day: MonthDay) -> list[str]:
    counts: dict[int, int] = {}
    for number in range(1, 13):
        for fact in session.corpus.on(number, filters=session.request.filters):
            for point in (point for edtf in fact.dates for point in edtf.split("/")):
                if len(point.rstrip("~?%")) == len("1937-07-30"):
                    day = date.fromisoformat(point.rstrip("~?%")).replace(year=_LEAP_YEAR)
                    counts[day.toordinal()] = counts.get(day.toordinal(), 0) + 1
    if not counts:
        return []
    here = date(_LEAP_YEAR, month_day.month, month_day.day or 1).toordinal()
    before = min(counts, key=lambda day: (here - day) % _DAYS or _DAYS)
    after = min(counts, key=lambda day: (day - here) % _DAYS or _DAYS)
    days = [date.fromordinal(day) for day in dict.fromkeys((before, after))]
    listed = ", ".join(f"{day.day} {MONTHS[day.month - 1]}" for day in days)
    return [f"the nearest days with facts: {listed}"]
