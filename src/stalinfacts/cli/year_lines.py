"""Facts by year beside sections and entities, where the terminal is wide enough to show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.output.overviews import WIDE
from stalinfacts.timeline import YearLines, count_by_year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stalinfacts.cli.session import Session
    from stalinfacts.corpus.model import Fact

_NO_LINES = YearLines(0, 0, {})


def by_section(session: Session) -> YearLines:
    """Return the facts of each section by year, those of the sections below it included."""
    if not _is_shown(session):
        return _NO_LINES
    parents = {section.id: section.parent for section in session.corpus.sections()}

    def sections(fact: Fact) -> Iterator[str]:
        section: str | None = fact.section
        while section is not None:
            yield section
            section = parents.get(section)

    facts = session.corpus.iterate(session.request.filters)
    return count_by_year(facts, sections, session.corpus.period) or _NO_LINES


def by_entity(session: Session) -> YearLines:
    """Return the facts that name each entity by year; every fact is about the subject."""
    if not _is_shown(session):
        return _NO_LINES
    subject = session.corpus.subject
    about = (subject.id,) if subject else ()
    facts = session.corpus.iterate(session.request.filters)
    lines = count_by_year(facts, lambda fact: {*fact.entities, *about}, session.corpus.period)
    return lines or _NO_LINES


def _is_shown(session: Session) -> bool:
    return session.is_table and session.terminal.width >= WIDE and session.request.columns is None
