"""What was asked: a line of words, phrases, exclusions, fields and dates → one frozen ``Query``.

The syntax is what users of ``notmuch`` and web search know::

    great purge                 words, in any order
    "great purge"               these words side by side
    purge -army -"red army"     not these
    year:1937 section:terror    the filters of the command line
    entity:"Lavrentiy Beria" cite:393 flag:disputed
    purge 1937, in the thirties dates, understood as dates

Nothing here knows a corpus: names of sections and entities stay the text that was typed.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from stalinfacts import dates
from stalinfacts.errors import UsageError
from stalinfacts.text import STOP_WORDS, is_number, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from stalinfacts.dates import Span


class Hint(Enum):
    """What a question asks for, as far as its question words tell."""

    NONE = "none"
    TIME = "time"
    PERSON = "person"
    FIGURE = "figure"
    PLACE = "place"


class Term(NamedTuple):
    """A part of the question that a fact can meet.

    ``words`` are folded. A ``phrase`` has to stand in the fact as it is; the words of a
    term with a ``span`` name that time; any other term is one word.
    """

    words: tuple[str, ...]
    phrase: bool = False
    span: Span | None = None


class Filters(NamedTuple):
    """What a fact has to be, whatever else is asked; empty ones let everything through.

    ``since`` and ``until`` bound the dates (a fact with no date is out once one is
    set); several sections, entities, citations or flags: any of them will do.
    """

    since: int | None = None
    until: int | None = None
    sections: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    citations: tuple[tuple[int, int], ...] = ()
    flags: tuple[str, ...] = ()
    dated: bool | None = None
    cited: bool | None = None

    def merge(self, other: Filters) -> Filters:
        """Give the filters that ask for both."""
        return Filters(
            _larger(self.since, other.since),
            _smaller(self.until, other.until),
            self.sections + other.sections,
            self.entities + other.entities,
            self.citations + other.citations,
            self.flags + other.flags,
            other.dated if self.dated is None else self.dated,
            other.cited if self.cited is None else self.cited,
        )


class Query(NamedTuple):
    """A question, parsed."""

    text: str
    terms: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    filters: Filters = Filters()
    hint: Hint = Hint.NONE
    exact: bool = False
    every: bool = False


def _larger(a: int | None, b: int | None) -> int | None:
    return max(a, b) if a is not None and b is not None else a if b is None else b


def _smaller(a: int | None, b: int | None) -> int | None:
    return min(a, b) if a is not None and b is not None else a if b is None else b


_PIECE = re.compile(
    r"""(?P<minus>(?<!\S)-)?(?:(?P<field>[a-zA-Z_]+):(?=\S))?
        (?:["“„«](?P<quoted>[^"”“»]*)["”“»]|(?P<plain>[^\s"“”„«»]+))
      | ["“”„«»]""",
    re.VERBOSE,
)


def parse(text: str, *, exact: bool = False, every: bool = False) -> Query:
    """Read a question.

    Raises:
        UsageError: a ``field:value`` whose value is none (``year:1937-13``, ``cite:x``).
    """
    terms: list[Term] = []
    excluded: list[Term] = []
    filters = Filters()
    loose: list[str] = []  # words between phrases and fields, read together so that dates keep their words
    for match in _PIECE.finditer(text):
        quoted, plain, field = match["quoted"], match["plain"], match["field"]
        value = quoted if quoted is not None else plain
        if value is None:
            continue
        if field is not None:
            if (known := _field(field.lower(), value)) is not None:
                filters = filters.merge(known)
                continue
            value = f"{field}:{value}" if quoted is None else f'{field} "{value}"'
        if match["minus"]:
            if split := words(value):
                excluded.append(Term(tuple(split), phrase=len(split) > 1))
        elif quoted is not None and field is None:
            terms += _loose(loose)
            loose = []
            if split := words(quoted):
                terms.append(Term(tuple(split), phrase=True))
        else:
            loose.append(value)
    terms += _loose(loose)
    return Query(text, _unstopped(terms), tuple(excluded), filters, _hint(text), exact, every)


def _loose(pieces: list[str]) -> list[Term]:
    """Read words with no quotation marks: dates first, the rest word by word."""
    line = " ".join(pieces)
    terms = []
    at = 0
    for found in dates.find(line):
        terms += [Term((word,)) for word in words(line[at : found.start])]
        terms.append(Term(tuple(words(line[found.start : found.stop])), span=found.span))
        at = found.stop
    return terms + [Term((word,)) for word in words(line[at:])]


MOST_TERMS = 100
"""Terms of a question that are looked at: whoever pipes a book into a search gets an answer to its beginning."""
_SHORTEST = 2  # one letter alone says nothing; one digit may


def _unstopped(terms: list[Term]) -> tuple[Term, ...]:
    """Set aside what carries no subject, unless that is all there is; and what is said twice."""
    kept = [t for t in terms if t.phrase or t.span or not (t.words[0] in STOP_WORDS or (len(t.words[0]) < _SHORTEST and not is_number(t.words[0])))]
    return tuple(dict.fromkeys(kept or terms))[:MOST_TERMS]


# --- fields ----------------------------------------------------------------------


def _field(name: str, value: str) -> Filters | None:
    """Read ``name:value``; None where there is no such field, and the text is to be read as words."""
    read = _FIELDS.get(name)
    return None if read is None else read(value)


def _time(value: str) -> Filters:
    span = dates.when(value)
    return Filters(span.start, span.stop)


_FIELDS: dict[str, Callable[[str], Filters]] = {
    **dict.fromkeys(("year", "date", "when"), _time),
    **dict.fromkeys(("from", "since"), lambda value: Filters(since=dates.when(value).start)),
    **dict.fromkeys(("to", "until"), lambda value: Filters(until=dates.when(value).stop)),
    "before": lambda value: Filters(until=dates.when(value).start),
    "after": lambda value: Filters(since=dates.when(value).stop),
    **dict.fromkeys(("section", "in"), lambda value: Filters(sections=(value,))),
    **dict.fromkeys(("entity", "person", "place"), lambda value: Filters(entities=(value,))),
    **dict.fromkeys(("cite", "citation"), lambda value: Filters(citations=citations(value))),
    "flag": lambda value: Filters(flags=(value,)),
}


_CITATIONS = r"(?a)\[?(\d{1,9})\]?(?:\s*(?:-|–|\.\.)\s*\[?(\d{1,9})\]?)?"


def citations(text: str) -> tuple[tuple[int, int], ...]:
    """Read citation numbers, ``4``, ``4;5``, ``393-397``, as inclusive ranges.

    Raises:
        UsageError: something is none of them.
    """
    ranges = []
    for part in re.split(r"[,;\s]+", text.strip()):
        match = re.fullmatch(_CITATIONS, part)
        if match is None:
            raise UsageError(f"'{text}' is no citation number; write 393, '393;394' or 393-397")
        low, high = int(match[1]), int(match[2] or match[1])
        if low > high:
            raise UsageError(f"'{part}' runs backwards; write {high}-{low}")
        ranges.append((low, high))
    return tuple(ranges)


# --- questions -------------------------------------------------------------------

_HINTS = (
    (r"\bhow\s+(many|much|tall|old|big|large|far|long|high|heavy|often)\b|\bwhat\s+(percentage|proportion|number|share)\b", Hint.FIGURE),
    (r"\bwhen\b|\b(what|which)\s+(year|date|day|month|time)\b", Hint.TIME),
    (r"\bwho(m|se)?\b", Hint.PERSON),
    (r"\bwhere\b|\b(what|which)\s+(city|town|place|country|village)\b", Hint.PLACE),
)
_QUESTION = re.compile(r"\b(?:[Hh]ow|[Ww]h(?:at|ich|en|o|om|ose|ere))\b")


def _hint(text: str) -> Hint:
    if _QUESTION.search(text):
        for pattern, hint in _HINTS:
            if re.search(pattern, text, re.IGNORECASE):
                return hint
    return Hint.NONE
