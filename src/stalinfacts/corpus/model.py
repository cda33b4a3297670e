"""What a corpus is: facts in sections, and the entities they name. Frozen records, limits.

Modules of records do without ``from __future__ import annotations``: ``NamedTuple`` compiles
every annotation that is text, which doubles the time that a record takes to define.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

FLAGS = ("attributed", "estimate", "disputed", "citation-needed", "by-whom")
"""What a fact may be marked with; their meaning is in the corpus's documentation."""

KINDS = ("person", "place", "organisation", "event", "work")
"""What an entity may be."""

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
"""How an id is written."""

MAX_NUMBER = 2**31 - 1
"""Largest paragraph or citation number."""

MAX_SECTION_DEPTH = 100
"""Sections that may stand one below the other."""


class Fact(NamedTuple):
    """One claim that stands alone.

    ``id`` is the section's id, a hyphen and a number; ``paragraph`` the number of the
    paragraph of the source; ``dates`` are EDTF texts (see ``stalinfacts.dates.edtf``);
    ``citations`` the source's own citation numbers, ascending; ``entities`` ids of the
    entities that the text names; ``keywords`` what readers look the fact up under;
    ``held_by`` whose view, estimate or account it is: entity ids or short texts;
    ``conflicts_with`` ids of facts that contradict it.

    ``number`` (from 1, in article order) and ``section_title`` are filled by an index
    and stand in no file.
    """

    id: str
    section: str
    paragraph: int
    text: str
    dates: tuple[str, ...] = ()
    citations: tuple[int, ...] = ()
    entities: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    held_by: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    conflicts_with: tuple[str, ...] = ()
    note: str = ""
    number: int = 0
    section_title: str = ""


class Section(NamedTuple):
    """A section of the article; ``parent`` is the id of the one above it, if any."""

    id: str
    title: str
    parent: str | None = None


class Entity(NamedTuple):
    """A person, place, organisation, event or work, and every other form of its name."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()


class Source(NamedTuple):
    """Where the facts come from, and under which licence they are."""

    title: str
    publisher: str = ""
    url: str = ""
    revision: str = ""
    license: str = ""
    note: str = ""


class CorpusFile(NamedTuple):
    """A whole corpus: facts stand in article order, section by section.

    ``subject`` is the id of the entity that the whole corpus is about, or empty;
    ``period`` the subject's time as an EDTF interval, or empty: open dates end with it.
    """

    title: str
    source: Source
    entities: tuple[Entity, ...]
    sections: tuple[Section, ...]
    facts: Sequence[Fact]
    subject: str = ""
    period: str = ""
