"""A query as it is understood: terms, what is left out, filters, and the kind of answer."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from stalinfacts.dates.ranges import DateRange
    from stalinfacts.query.filters import Filters


class AnswerType(Enum):
    """The kind of answer a question word asks for: time, person, place or figure."""

    NONE = "none"
    TIME = "time"
    PERSON = "person"
    PLACE = "place"
    FIGURE = "figure"


class Term(NamedTuple):
    """A part of a query that a fact can match.

    ``words`` are normalised. A ``phrase`` stands in the fact as it is; ``dates`` is the
    time that the words name; with ``prefix`` words that begin so match. ``capitalized``
    says that the word was typed with a capital, as names are. Each of ``alternatives``
    matches as well as another (an OR group, which has no words of its own).
    """

    words: tuple[str, ...]
    phrase: bool = False
    dates: DateRange | None = None
    prefix: bool = False
    capitalized: bool = False
    alternatives: tuple[Term, ...] = ()


class Query(NamedTuple):
    """A parsed query.

    ``exact`` matches words only as they are typed; ``match_all`` wants every term in
    every fact. ``notes`` are sentences on how the text was understood.
    """

    text: str
    terms: tuple[Term, ...]
    excluded: tuple[Term, ...]
    filters: Filters
    answer_type: AnswerType = AnswerType.NONE
    exact: bool = False
    match_all: bool = False
    notes: tuple[str, ...] = ()
