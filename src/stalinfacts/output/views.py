"""What a screen shows, as plain values: no rich here, so that a command costs no import.

A command builds one of these views and hands it to ``terminal.print_view``; what it looks
like is settled in ``tables.py`` and the files beside it, at the width that there is::

    items = [Item(hit.fact, hit.matches) for hit in result.hits]
    head = Heading("“great purge”", "10 of 41 facts, best first")
    foot = [Hint("all", "-n 0"), Hint("in order of time", "--sort date")]
    print_view(FactList(items, head, foot), terminal)

Every view may have a ``heading`` and a ``foot``; without them it is the bare table. Views of
sections, entities and time are in ``overviews.py``, those of help in ``help_views.py``: a
search need not import them.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.corpus.model import Fact, Source
from stalinfacts.output.records import Record

if TYPE_CHECKING:
    from stalinfacts.search.model import Explanation


class Heading(NamedTuple):
    """The line above a list: what was asked, as understood, and how much of it is shown."""

    left: str
    right: str = ""


class Hint(NamedTuple):
    """What to do next, in the foot of a list: words, and what to type for it."""

    text: str
    command: str = ""


class Item(NamedTuple):
    """A fact in a list.

    ``matches`` are ranges of its text that are set off. ``score`` and ``explanations`` are
    shown where there are any (``--explain``), ``missing`` then too.
    """

    fact: Fact
    matches: Sequence[tuple[int, int]] = ()
    score: float | None = None
    explanations: Sequence["Explanation"] = ()
    missing: Sequence[str] = ()


class FactList(NamedTuple):
    """Facts one after another, as ``search`` shows them; ``one_line`` cuts each at the width."""

    items: Sequence[Item]
    heading: Heading | None = None
    foot: Sequence[Hint] = ()
    one_line: bool = False
    header: bool = True


class Group(NamedTuple):
    """Facts under a heading: a month, a paragraph, a citation number, a query.

    ``date`` is the one that title and heading tell together, the title itself where it is
    empty: beside a fact it is not repeated.
    """

    title: str
    items: Sequence[Item]
    date: str = ""


class GroupedFacts(NamedTuple):
    """Groups of facts, as ``year``, ``on``, ``sections ID``, ``cite`` and ``search -`` show."""

    groups: Sequence[Group]
    heading: Heading | None = None
    foot: Sequence[Hint] = ()
    one_line: bool = False


class Card(NamedTuple):
    """One fact in full.

    ``path`` holds the titles of its sections from the top, ``about`` the names that it has,
    ``holders`` those of whoever holds it, ``conflicts`` the facts that contradict it;
    ``before`` and ``after`` are its neighbours in the article.
    """

    fact: Fact
    path: Sequence[str] = ()
    about: Sequence[str] = ()
    holders: Sequence[str] = ()
    conflicts: Sequence[Fact] = ()
    before: Fact | None = None
    after: Fact | None = None


class Cards(NamedTuple):
    """Facts in full, as ``show`` and ``random`` show them.

    ``verbose`` adds keywords, and the source once for all.
    """

    cards: Sequence[Card]
    source: Source | None = None
    verbose: bool = False
    heading: Heading | None = None
    foot: Sequence[Hint] = ()


class RecordTable(NamedTuple):
    """Any records as a table with chosen columns (``--columns``)."""

    columns: Sequence[str]
    records: Sequence[Record]
    heading: Heading | None = None
    foot: Sequence[Hint] = ()
    header: bool = True


def plural(number: int, noun: str, nouns: str = "") -> str:
    """Return a count with its noun: ``1 fact``, ``1,643 facts``."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def format_years(first: int | None, last: int | None) -> str:
    """Return years for readers: one once, an open end as ``1917–``, nothing for none."""
    if first is None:
        return "" if last is None else f"–{last}"
    if last is None:
        return f"{first}–"
    return f"{first}" if first == last else f"{first}–{last}"
