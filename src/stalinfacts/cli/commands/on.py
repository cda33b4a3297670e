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
from stalinfacts.cli.printing import Frame, count_text, print_facts, print_notes
from stalinfacts.cli.session import open_session
from stalinfacts.dates.phrases import parse_month_day
from stalinfacts.dates.ranges import MONTHS
from stalinfacts.output.views import Cards, GroupedFacts, Heading, Item, plural

if TYPE_CHECKING:
    from stalinfacts.cli.options import Request
    from stalinfacts.cli.session import Session
    from stalinfacts.corpus.model import Fact
    from stalinfacts.dates.phrases import MonthDay
    from stalinfacts.output.views import Group as YearGroup

_LEAP_YEAR = 2000
_DAYS = 366


def run(request: Request, day: list[str] | None) -> int:
    """List the facts of a day or month of every year, or of that very day."""
    today = datetime.now().astimezone().date()  # the one place that reads the clock
    asked = parse_month_day(" ".join(day) if day else "today", today=today)
    session = open_session(request)
    facts = _facts_on(session, asked)
    if not day and (asked.month, asked.day) == (2, 28) and not isleap(today.year):
        facts += _facts_on(session, asked._replace(day=29))
    shown = facts[: request.limit_or(None)]
    shown = shown[::-1] if request.reverse else shown
    frame = Frame(Heading(_describe(asked), count_text(len(shown), len(facts))))
    if len(shown) == 1 and not request.one_line:
        heading = Heading(f"{_describe(asked)}, {_year_title(shown[0], asked, today)}")
        view: Cards | GroupedFacts = Cards(
            cards_of(session, shown), verbose=request.verbose, heading=heading
        )
    else:
        view = GroupedFacts(_by_year(shown, asked, today), *frame, one_line=request.one_line)
    status = print_facts(session, shown, frame, view)
    if not facts:
        print_notes(session, [_nothing(session, asked)])
    return status


def _facts_on(session: Session, asked: MonthDay) -> list[Fact]:
    """Return the facts of a day or month in the order of the years in which they fall on it."""
    facts = session.corpus.on(asked.month, asked.day, filters=session.request.filters)
    if asked.year is not None:
        facts = [fact for fact in facts if asked.year in _years(fact, asked)]
    return sorted(facts, key=lambda fact: min(_years(fact, asked), default=0))


def _years(fact: Fact, asked: MonthDay) -> list[int]:
    """Return the years in which a date of a fact, or an end of one, names the day or month."""
    month = f"-{asked.month:02}" + (f"-{asked.day:02}" if asked.day else "")
    points = (point for edtf in fact.dates for point in edtf.split("/"))
    return [int(point[:4]) for point in points if point[4:].startswith(month)]


def _by_year(facts: list[Fact], asked: MonthDay, today: date) -> list[YearGroup]:
    return group((_year_title(fact, asked, today), Item(fact)) for fact in facts)


def _year_title(fact: Fact, asked: MonthDay, today: date) -> str:
    """Return the year in which a fact falls on the day, and how long ago that is."""
    day = asked if _years(fact, asked) else asked._replace(day=29)  # shown on the 28th
    year = asked.year or min(_years(fact, day))
    ago = today.year - year
    parts = [f"{plural(ago, 'year')} ago"] if ago > 0 else []
    parts += ["29 February"] if day != asked else []
    parts += [_old_style(fact, day, year)]
    told = ", ".join(part for part in parts if part)
    return f"{year} ({told})" if told else f"{year}"


def _old_style(fact: Fact, asked: MonthDay, year: int) -> str:
    """Return what a fact says of the day being one of the Old Style calendar, if it does."""
    name = MONTHS[asked.month - 1]
    day = f"{asked.day} {name}" if asked.day else name
    new_style = re.search(r"^New Style (\d{1,2} [A-Z][a-z]+)", fact.note)
    if new_style and asked.day:
        return f"Old Style; New Style {new_style[1]}"
    pattern = rf"\b{day}(?: {year})?,? (?:by the )?\(?Old Style"
    return "Old Style" if re.search(pattern, f"{fact.text} {fact.note}") else ""


def _describe(asked: MonthDay) -> str:
    month = MONTHS[asked.month - 1]
    day = f"{asked.day} {month}" if asked.day else month
    return f"{day} {asked.year}" if asked.year else day


def _nothing(session: Session, asked: MonthDay) -> str:
    """Return the nearest days that have facts, and what the month has."""
    filters = session.request.filters
    name = MONTHS[asked.month - 1]
    parts = [f"nothing is dated {_describe(asked)}"]
    if asked.year is not None:
        every_year = asked._replace(year=None)
        in_other_years = len(session.corpus.on(asked.month, asked.day, filters=filters))
        if in_other_years:
            described = _describe(every_year)
            parts.append(f"in other years ({in_other_years}): stalinfacts on {described}")
    if asked.day is not None:
        parts += _nearest_days(session, asked)
        in_month = len(session.corpus.on(asked.month, filters=filters))
        if in_month:
            parts.append(f"all of {name} ({in_month}): stalinfacts on {name}")
    return "; ".join(parts)


def _nearest_days(session: Session, asked: MonthDay) -> list[str]:
    counts: dict[int, int] = {}
    for number in range(1, 13):
        for fact in session.corpus.on(number, filters=session.request.filters):
            for point in (point for edtf in fact.dates for point in edtf.split("/")):
                if len(point.rstrip("~?%")) == len("1937-07-30"):
                    day = date.fromisoformat(point.rstrip("~?%")).replace(year=_LEAP_YEAR)
                    counts[day.toordinal()] = counts.get(day.toordinal(), 0) + 1
    if not counts:
        return []
    here = date(_LEAP_YEAR, asked.month, asked.day or 1).toordinal()
    before = min(counts, key=lambda day: (here - day) % _DAYS or _DAYS)
    after = min(counts, key=lambda day: (day - here) % _DAYS or _DAYS)
    days = [date.fromordinal(day) for day in dict.fromkeys((before, after))]
    listed = ", ".join(f"{day.day} {MONTHS[day.month - 1]}" for day in days)
    return [f"the nearest days with facts: {listed}"]
