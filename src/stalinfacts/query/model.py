"""A parsed query: terms to look for, terms to leave out, and filters. Frozen records."""

from enum import StrEnum
from typing import NamedTuple, Self

from stalinfacts.dates.ranges import DateRange, Relation
from stalinfacts.text.english import LOW_INFORMATION_WORDS


class AnswerType(StrEnum):
    """The kind of answer that a question word asks for."""

    NONE = ""
    TIME = "time"
    PERSON = "person"
    PLACE = "place"
    FIGURE = "figure"


class Term(NamedTuple):
    """One thing that a fact should hold, in normalised words.

    A term with ``dates`` names that time in the words it was typed in. The words of a
    ``phrase`` stand side by side; those of a ``name`` are a form of an entity's name; a
    ``prefix`` is the beginning of a word; a ``capitalized`` word is probably a name. A term
    with ``alternatives`` is held by a fact that holds one of them (``OR``).
    """

    words: tuple[str, ...]
    phrase: bool = False
    dates: DateRange | None = None
    prefix: bool = False
    capitalized: bool = False
    name: bool = False
    alternatives: tuple["Term", ...] = ()

    @property
    def says_little(self) -> bool:
        """Whether it is a word that an answer may well lack: "wanted", "date"."""
        return len(self.words) == 1 and self.words[0] in LOW_INFORMATION_WORDS


class Condition(NamedTuple):
    """One filter with its value, as ``stalinfacts.query.filters.FILTERS`` names and parses it.

    One that ``narrows`` is met besides others of its name.
    """

    name: str
    value: object
    excluded: bool = False
    narrows: bool = False


class Filters(NamedTuple):
    """What a fact has to be, whatever else is asked; no conditions let every fact through.

    Conditions on time are met together. Of several others with one name, one is enough;
    excluded ones are left out, each. ``relation`` says how the time of a fact has to
    stand to the time asked for; None is *near*.
    """

    conditions: tuple[Condition, ...] = ()
    relation: Relation | None = None

    def __bool__(self) -> bool:
        """Return whether there is any condition."""
        return bool(self.conditions)

    def merge(self, other: "Filters") -> "Filters":
        """Return the filters with the conditions of both; the other's relation wins."""
        return Filters(self.conditions + other.conditions, other.relation or self.relation)

    def narrowed(self, *conditions: Condition) -> Self:
        """Return the filters with more conditions, of which one is enough, to be met besides."""
        added = tuple(condition._replace(narrows=True) for condition in conditions)
        return self._replace(conditions=self.conditions + added)

    def without(self, name: str) -> Self:
        """Return the filters but those with a name."""
        return self._replace(conditions=tuple(c for c in self.conditions if c.name != name))


NO_FILTERS = Filters()


class Query(NamedTuple):
    """A line, parsed. ``notes`` are remarks on how it was understood, for readers.

    ``years`` are those that its words name in conditions: 1905 in "exiled before 1905".
    A query without terms, excluded terms and filters asks for nothing and finds nothing.
    """

    text: str
    terms: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    filters: Filters = NO_FILTERS
    answer_type: AnswerType = AnswerType.NONE
    exact: bool = False
    match_all: bool = False
    notes: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
