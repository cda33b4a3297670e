"""``year``: the facts of a time, in order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.cli.grouping import by_time
from stalinfacts.cli.hints import nothing_dated, spanning
from stalinfacts.cli.printing import Frame, count_text, limit_hint, print_facts, print_notes
from stalinfacts.cli.session import open_session
from stalinfacts.dates.display import format_range
from stalinfacts.dates.phrases import parse_date_ranges
from stalinfacts.dates.ranges import Relation
from stalinfacts.output.views import GroupedFacts, Heading, Hint

if TYPE_CHECKING:
    from stalinfacts.cli.options import Request
    from stalinfacts.corpus.model import Fact


def run(request: Request, when: list[str]) -> int:
    """List the facts of one or several times."""
    times = list(dict.fromkeys(parse_date_ranges(when)))
    session = open_session(request)
    by_number: dict[int, Fact] = {}
    for time in times:
        dated = session.corpus.during(time, filters=request.filters)
        by_number |= {fact.number: fact for fact in dated}
    facts = list(by_number.values())
    shown = request.select(facts)
    overlapping = request.filters._replace(relation=Relation.OVERLAPPING)
    left_out = session.corpus.count_during(times, overlapping) - len(facts)
    described = ", ".join(format_range(time) for time in times)
    foot = limit_hint(len(shown), len(facts))
    if left_out > 0:
        verb, option = spanning(request, left_out)
        foot += (Hint(f"{left_out:,} more {verb} {described}", option),)
    frame = Frame(Heading(described, count_text(len(shown), len(facts))), foot)
    view = GroupedFacts(by_time(shown, times, session), *frame, one_line=request.one_line)
    status = print_facts(session, shown, frame, view)
    print_notes(session, session.corpus.correction_notes(request.filters))
    if not facts:
        print_notes(session, [nothing_dated(session, times, left_out)])
    elif not session.is_table:
        print_notes(session, [f"{described}: {frame.heading.right}"])
        print_notes(session, [f"{hint.text}: {hint.command}" for hint in foot])
    return status
