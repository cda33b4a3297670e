"""``sections``: the tree of sections, or the facts of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.cli.grouping import by_paragraph
from stalinfacts.cli.hints import command, nothing_left
from stalinfacts.cli.printing import (
    Frame,
    count_text,
    limit_hint,
    print_facts,
    print_notes,
    print_records,
)
from stalinfacts.cli.session import open_session
from stalinfacts.cli.year_lines import by_section
from stalinfacts.errors import ExitStatus, UsageError
from stalinfacts.output.overviews import SectionRow, SectionTree
from stalinfacts.output.records import SECTION_COLUMNS, section_record
from stalinfacts.output.views import FactList, GroupedFacts, Heading, Hint, Item, plural
from stalinfacts.query.model import Condition

if TYPE_CHECKING:
    from stalinfacts.cli.options import Request
    from stalinfacts.cli.session import Session


def run(request: Request, section_id: list[str] | None) -> int:
    """Show the tree of sections, or the facts of one."""
    session = open_session(request)
    if section_id:
        return _list_facts(session, " ".join(section_id))
    return _show_tree(session)


def _list_facts(session: Session, name: str) -> int:
    request = session.request
    section, corrected = session.corpus.find_section(name)
    sort = "date" if request.sort == "date" else "article"
    filters = request.filters.narrowed(Condition("section", section.id))
    facts = session.corpus.facts(filters, sort=sort)
    shown = request.select(facts)
    foot = limit_hint(len(shown), len(facts))
    if sort != "date":
        foot += (Hint("in order of time", "--sort date"),)
    frame = Frame(Heading(section.title, count_text(len(shown), len(facts))), foot)
    if sort == "date":
        view: FactList | GroupedFacts = FactList(
            [Item(fact) for fact in shown],
            *frame,
            one_line=request.one_line,
            header=request.header is not False,
        )
    else:
        view = GroupedFacts(by_paragraph(shown), *frame, one_line=request.one_line)
    status = print_facts(session, shown, frame, view)
    notes = list(session.corpus.correction_notes(request.filters))
    if corrected:
        notes.append(f"Showing section {section.id} instead of {name}")
    if not facts:
        notes.append(nothing_left(session, filters))
    print_notes(session, notes)
    return status


def _show_tree(session: Session) -> int:
    request = session.request
    if request.sort is not None or request.limit is not None:
        raise UsageError(
            "--sort and --limit order facts; give a section: stalinfacts sections terror"
        )
    counts = session.corpus.section_counts(request.filters)
    if request.filters.conditions:
        counts = [count for count in counts if count.facts]
    records = [section_record(c.section, c.facts, c.first, c.last) for c in counts]
    total = session.corpus.count(request.filters)
    heading = Heading(
        session.corpus.title, f"{plural(total, 'fact')} in {plural(len(counts), 'section')}"
    )
    shown = next((count.section.id for count in counts if count.facts), "")
    foot = (Hint("the facts of one", command(request, "sections", shown)),) if shown else ()
    lines = by_section(session)
    rows = [
        SectionRow(c.section, c.facts, c.first, c.last, lines.counts.get(c.section.id, ()))
        for c in counts
    ]
    frame = Frame(heading, foot)
    if counts or not session.is_table:
        print_records(
            session,
            records,
            SECTION_COLUMNS,
            lambda: SectionTree(
                rows, *frame, years=lines.years, header=request.header is not False
            ),
            frame=frame,
        )
    else:
        print_notes(session, [nothing_left(session, request.filters)])
    print_notes(session, session.corpus.correction_notes(request.filters))
    return ExitStatus.FOUND if counts else ExitStatus.NOTHING_FOUND
