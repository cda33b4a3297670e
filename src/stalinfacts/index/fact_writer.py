"""Facts → tables: what they hold, when they are dated, and what a search looks them up by."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.dates.edtf import EdtfDate, parse_edtf
from stalinfacts.dates.ranges import END, DateRange
from stalinfacts.index.headings import heading
from stalinfacts.index.rows import insert, join_apart, split_words, within
from stalinfacts.index.schema import MAX_NAMES_LENGTH
from stalinfacts.text.normalize import normalize_all

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from stalinfacts.corpus.model import Fact
    from stalinfacts.index.rows import TextStemmer


class FactContext(NamedTuple):
    """What facts refer to, and how they are indexed.

    ``sections`` and ``entities`` are numbers by id, ``names`` the names of each entity as stems,
    ``period`` closes open dates, ``subject`` are the words of the subject's name.
    """

    sections: dict[str, int]
    entities: dict[str, int]
    names: dict[str, str]
    period: DateRange | None
    subject: frozenset[str]
    stem: TextStemmer


def write_facts(
    connection: sqlite3.Connection, first: int, facts: Sequence[Fact], context: FactContext
) -> None:
    """Write facts that are numbered from ``first`` on; their conflicts come later."""
    numbered = list(enumerate(facts, first))
    fact_rows = [
        (n, f.id, context.sections[f.section], f.paragraph, f.text, "; ".join(f.keywords), f.note)
        for n, f in numbered
    ]
    entities = [
        (n, i, context.entities[entity]) for n, f in numbered for i, entity in enumerate(f.entities)
    ]
    holders = [(n, i, holder) for n, f in numbered for i, holder in enumerate(f.held_by)]
    flags = [(n, i, flag) for n, f in numbered for i, flag in enumerate(f.flags)]
    insert(connection, "fact", fact_rows)
    insert(connection, "fact_citation", [(n, c) for n, f in numbered for c in f.citations])
    insert(connection, "fact_entity", entities)
    insert(connection, "fact_holder", holders)
    insert(connection, "fact_flag", flags)
    _write_dates(connection, numbered, context.period)
    _write_full_text(connection, numbered, context)


def write_conflicts(connection: sqlite3.Connection, facts: Sequence[Fact]) -> None:
    """Write the conflicts of all facts; one with a fact that is not among them is left out."""
    numbers = {fact.id: n for n, fact in enumerate(facts, 1)}
    rows = (
        (n, i, numbers[other])
        for n, fact in enumerate(facts, 1)
        for i, other in enumerate(fact.conflicts_with)
        if other in numbers
    )
    connection.executemany("insert into fact_conflict values (?, ?, ?)", rows)


def _write_full_text(
    connection: sqlite3.Connection, numbered: list[tuple[int, Fact]], context: FactContext
) -> None:
    # All at once: a call for each text would take longer than SQLite does.
    texts = normalize_all([fact.text for _, fact in numbered])
    keywords = iter(normalize_all([keyword for _, fact in numbered for keyword in fact.keywords]))
    stem = context.stem
    headings: set[tuple[str, str, int]] = set()
    full_text, stems = [], []
    for (n, fact), text in zip(numbered, texts, strict=True):
        phrases = [next(keywords) for _ in fact.keywords]
        headings.update((*heading(split_words(p), context.subject), n) for p in phrases)
        joined = join_apart(phrases)
        names = within(
            MAX_NAMES_LENGTH,
            [context.names[entity] for entity in fact.entities],
            len,
        )
        full_text.append((n, text, joined))
        stems.append((n, stem(text), stem(joined), " ".join(names)))
    insert(connection, "keyword", sorted(headings))
    insert(connection, "fact_fts (rowid, text, keywords)", full_text)
    insert(connection, "fact_stem (rowid, text, keywords, names)", stems)


def _write_dates(
    connection: sqlite3.Connection, numbered: list[tuple[int, Fact]], period: DateRange | None
) -> None:
    rows, order = [], []
    for n, fact in numbered:
        dates = [parse_edtf(edtf) for edtf in fact.dates]
        if period is not None:
            dates = [date.clip(period) for date in dates]
        for i, date in enumerate(dates):
            first_stop = None if date.first is None else date.first.stop
            last_start = None if date.last is None else date.last.start
            days = (*date.range, int(date.precision), first_stop, last_start)
            rows.append((n, i, date.edtf, *days))
        start, negative_stop = min(map(_sort_key, dates), default=(END, -END))
        order.append((n, int(not dates), start, -negative_stop))
    insert(connection, "fact_date", rows)
    insert(connection, "fact_order", order)


def _sort_key(date: EdtfDate) -> tuple[int, int]:
    """Return what orders dates: the first day, then the longest; an open start by its end."""
    start, stop = date.range
    return (stop - 1, -stop) if date.first is None and date.last is not None else (start, -stop)
