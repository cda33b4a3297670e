"""Views of what the corpus holds as a whole: sections, entities, the timeline."""

from collections.abc import Sequence
from typing import NamedTuple

from stalinfacts.corpus.model import Entity, Section
from stalinfacts.output.views import Heading, Hint

WIDE = 120
"""Columns of a terminal from which a line of years stands beside sections and entities."""


class SectionRow(NamedTuple):
    """A section with counts and years of what lies in it and below.

    ``last_year`` None with a ``first_year`` is an open end ("1917–"). ``by_year`` are its
    facts in each of the view's years, or nothing.
    """

    section: Section
    facts: int
    first_year: int | None = None
    last_year: int | None = None
    by_year: Sequence[int] = ()


class SectionTree(NamedTuple):
    """The sections in the article's order, each parent before those below it.

    ``years`` are the first and last of those that ``by_year`` counts, both included.
    """

    rows: Sequence[SectionRow]
    heading: Heading | None = None
    foot: Sequence[Hint] = ()
    header: bool = True
    years: tuple[int, int] | None = None


class EntityRow(NamedTuple):
    """An entity and the number of facts that name it, in all and in the view's years."""

    entity: Entity
    facts: int
    by_year: Sequence[int] = ()


class EntityList(NamedTuple):
    """Entities in a table with a few aliases each; ``full`` shows all of them."""

    rows: Sequence[EntityRow]
    heading: Heading | None = None
    foot: Sequence[Hint] = ()
    full: bool = False
    header: bool = True
    years: tuple[int, int] | None = None


class Bar(NamedTuple):
    """A bar of the timeline: ``facts`` of a period, ``total`` where they are a part."""

    period: str
    facts: int
    total: int | None = None
    label: str = ""


class Timeline(NamedTuple):
    """Bars by period, empty ones included where they lie between others."""

    bars: Sequence[Bar]
    heading: Heading | None = None
    foot: Sequence[Hint] = ()
