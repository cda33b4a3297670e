"""A line as people type it → a ``Query``.

The language: words in any order; ``"words side by side"``; ``-word``, ``-"a phrase"``,
``-field:value`` and ``NOT`` leave out; ``a OR b`` and ``a | b``; ``pur*`` for words that
begin so; ``field:value`` (``stalinfacts.query.filters``); dates as ``stalinfacts.dates.phrases``
reads them, of which "before 1905" and the like are conditions. A run of words that is a name
in the corpus is one term, which is left out as one, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stalinfacts.query.joining import complete_values, join_loose
from stalinfacts.query.line import join_arguments
from stalinfacts.query.model import Filters, Query, Term
from stalinfacts.query.pieces import split
from stalinfacts.query.questions import answer_type
from stalinfacts.query.reader import PieceReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stalinfacts.query.joining import NameLookup

MAX_TERMS = 100
"""Terms of a query that are looked at: whoever pipes a book into a search gets an answer to
its beginning."""
MAX_LENGTH = 10_000
"""Characters of a query that are read, for the same reason."""


def parse(
    text: str | Sequence[str],
    *,
    exact: bool = False,
    match_all: bool = False,
    names: NameLookup | None = None,
) -> Query:
    """Return the query that a line means.

    Args:
        text: the line, or the arguments that a shell made of it. Of several arguments one
            with ``field:`` and spaces stays together, as does an excluded one.
        exact: look for the words as typed only.
        match_all: a fact has to hold every term.
        names: the names of a corpus: a run of words that is one is a single term, and
            ``entity:red army`` needs no quotation marks.

    Raises:
        UsageError: a field has an invalid value or none, or is nearly the name of a field; or
            ``OR`` stands between what it cannot join.
    """
    line, notes = _beginning(text if isinstance(text, str) else join_arguments(text))
    pieces, remarks = split(line)
    reader = PieceReader(line, None if exact else names)
    for piece in join_loose(complete_values(line, pieces, names), line):
        reader.read(piece)
    terms, excluded = _distinct(reader.terms), _distinct(reader.excluded)
    if not terms and not reader.conditions:  # stop words are all that there is
        terms = _distinct(reader.stop_words)
    notes += [*remarks, *reader.notes]
    if max(len(terms), len(excluded)) > MAX_TERMS:
        notes.append(f"only the first {MAX_TERMS} words are looked at")
    return Query(
        line,
        tuple(terms[:MAX_TERMS]),
        tuple(excluded[:MAX_TERMS]),
        Filters(tuple(reader.conditions)),
        answer_type(line),
        exact,
        match_all,
        tuple(dict.fromkeys(notes)),
        tuple(dict.fromkeys(reader.years)),
    )


def _beginning(line: str) -> tuple[str, list[str]]:
    """Return as much of a line as is read, and a remark if that is not all."""
    if len(line) <= MAX_LENGTH:
        return line, []
    cut = line[:MAX_LENGTH]
    whole_words = re.match(r"(?s).*(?=\s)", cut)
    note = f"only the first {MAX_LENGTH:,} characters are read"
    return (whole_words[0] if whole_words else cut), [note]


def _distinct(terms: Iterable[Term]) -> list[Term]:
    """Return terms without those that differ from an earlier one in a capital letter alone."""
    distinct: dict[Term, Term] = {}
    for term in terms:
        distinct.setdefault(term._replace(capitalized=False), term)
    return list(distinct.values())
