"""``timeline``: a bar chart of facts by period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.cli.hints import nothing_found, nothing_left
from stalinfacts.cli.options import MINUS
from stalinfacts.cli.printing import Frame, print_notes, print_records
from stalinfacts.cli.session import open_session
from stalinfacts.errors import ExitStatus, UsageError
from stalinfacts.output.overviews import Bar
from stalinfacts.output.overviews import Timeline as TimelineView
from stalinfacts.output.records import PERIOD_COLUMNS, period_record
from stalinfacts.output.views import Heading, Hint, plural
from stalinfacts.query.filters import combined_time
from stalinfacts.timeline import PERIODS, count_by_period

if TYPE_CHECKING:
    from stalinfacts.cli.options import Request
    from stalinfacts.cli.session import Session
    from stalinfacts.timeline import Timeline


def run(request: Request, term: list[str] | None, *, by: str | None) -> int:
    """Draw facts by period."""
    period = "year" if by is None else by
    session = open_session(request)
    if session.format == "ids":
        raise UsageError("periods have no ids; write --columns period")
    text = " ".join(term or []).replace(MINUS, "-")
    filters, numbers, notes = request.filters, None, []
    if term:
        query = session.corpus.parse(term)
        filters = query.filters.merge(filters)
        result = session.corpus.answer(query._replace(filters=filters))
        numbers = {hit.fact.number for hit in result.hits}
        notes += [*query.notes]
        if not numbers:
            print_records_of(session, None)
            print_notes(session, [nothing_found(session, query, result, text)])
            return ExitStatus.NOTHING_FOUND
        facts = session.corpus.facts()
    else:
        facts = session.corpus.facts(filters)
    notes += session.corpus.correction_notes(filters)
    entities = session.corpus.entities()
    counted = count_by_period(facts, period, entities, numbers, combined_time(filters))
    if not counted.periods and not term:
        notes.append(nothing_left(session, filters))
    print_records_of(session, counted, _frame(counted, text, period))
    print_notes(session, notes)
    return ExitStatus.FOUND if counted.periods else ExitStatus.NOTHING_FOUND


def print_records_of(
    session: Session, timeline: Timeline | None, frame: Frame | None = None
) -> None:
    """Print the periods that have facts."""
    periods = timeline.periods if timeline else []
    searched = any(period.matches is not None for period in periods)
    records = [
        period_record(p.period, p.facts, p.facts if p.matches is None else p.matches, p.label)
        for p in periods
        if (p.matches if searched else p.facts)
    ]
    if session.is_table and not timeline:
        return
    heading, foot = frame or (None, ())
    bars = [
        Bar(
            p.period,
            p.facts if p.matches is None else p.matches,
            None if p.matches is None else p.facts,
            p.label,
        )
        for p in periods
    ]
    print_records(
        session, records, PERIOD_COLUMNS, lambda: TimelineView(bars, heading, foot), frame=frame
    )


def _frame(timeline: Timeline, text: str, by: str) -> Frame:
    total = timeline.drawn + timeline.spanning + timeline.undated
    left = f"“{text}” by {by}" if text else f"facts by {by}"
    right = f"{plural(total, 'fact')} · {timeline.drawn:,} dated within one {by}"
    parts = []
    if timeline.spanning:
        parts.append(f"{timeline.spanning:,} span more than a {by}")
    if timeline.undated:
        parts.append(
            f"{timeline.undated:,} have no date" if timeline.undated > 1 else "1 has no date"
        )
    foot: tuple[Hint, ...] = ()
    if parts:
        foot = (Hint("not drawn: " + ", ".join(parts)),)
    if timeline.spanning and by != "decade":
        longer = PERIODS[PERIODS.index(by) - 1]
        foot += (Hint("more of them", f"--by {longer}"),)
    return Frame(Heading(left, right), foot)
