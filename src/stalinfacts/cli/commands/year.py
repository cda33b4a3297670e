"""``year``: the facts of a time, in order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.cli.grouping import by_time
from stalinfacts.cli.hints import nothing_dated
from stalinfacts.cli.printing import Frame, count_text, limit_hint, print_facts, print_notes
from stalinfacts.cli.session import open_session
from stalinfacts.dates.display import format_range
from stalinfacts.dates.phrases import parse_date_ranges
from stalinfacts.dates.ranges import Relation
from stalinfacts.output.views import GroupedFacts, Heading, Hint

if TYPE_CHECKING:
    from stalinfacts.cli.options import Request
    from stalinfacts.cli.session import Session
    from stalinfacts.corpus.model import Fact
    from stalinfacts.dates.ranges import DateRange


def run(request: Request, when: list[str]) -> int:
    """List the facts of one or several times."""
    times = parse_date_ranges(when)
    session = open_session(request)
    facts: dict[int, Fact] = {}
    for time in times:
        found = session.corpus.during(time, filters=request.filters)
        facts |= {fact.number: fact for fact in found}
    every = list(facts.values())
    shown = every[: request.limit_or(None)]
    shown = shown[::-1] if request.reverse else shown
    left_out = _count_spanning(session, times) - len(every)
    described = ", ".join(format_range(time) for time in times)
    foot = limit_hint(len(shown), len(every))
    if left_out > 0:
        span = "spans" if left_out == 1 else "span"
        foot += (Hint(f"{left_out:,} more {span} {described}", "--spanning"),)
    frame = Frame(Heading(described, count_text(len(shown), len(every))), foot)
    view = GroupedFacts(by_time(shown, times, session), *frame, one_line=request.one_line)
    status = print_facts(session, shown, frame, view)
    print_notes(session, session.corpus.correction_notes(request.filters))
    if not every:
        print_notes(session, [nothing_dated(session, times, left_out)])
    elif not session.is_table:
        print_notes(session, [f"{described}: {frame.heading.right}"])
        print_notes(session, [f"{hint.text}: {hint.command}" for hint in foot])
    return status


def _count_spanning(session: Session, times: list[DateRange]) -> int:
    """Return the number of facts that have any day in common with the times."""
    filters = session.request.filters._replace(relation=Relation.OVERLAPPING)
    numbers = {
        fact.number for time in times for fact in session.corpus.during(time, filters=filters)
    }
    return len(numbers)
