"""The sections and the entities of an index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.corpus.model import KINDS, MAX_SECTION_DEPTH, Entity, Section

if TYPE_CHECKING:
    from stalinfacts.index.database import Database


def load_sections(database: Database) -> list[Section]:
    """Return the sections in article order, each behind the one above it.

    Raises:
        CorpusError: they are in another order, which could hold a circle.
    """
    query = """select s.n, s.id, s.title, s.parent, p.id from section s
        left join section p on p.n = s.parent order by s.n"""
    depths = {0: 0}
    sections = []
    for n, section_id, title, parent, parent_id in database.rows(query, (), "nitNI"):
        depth = depths.get(parent or 0, MAX_SECTION_DEPTH) + 1
        if n != len(depths) or depth > MAX_SECTION_DEPTH:
            raise database.damage(f"section {section_id} is out of order")
        depths[n] = depth
        sections.append(Section(section_id, title, parent_id))
    return sections


def load_entities(database: Database) -> list[Entity]:
    """Return the entities in the order of the file.

    Raises:
        CorpusError: one has no name, or a kind that is none.
    """
    names: dict[int, list[str]] = {}
    query = "select entity, name from entity_name order by n"
    for entity, name in database.rows(query, (), "nt"):
        names.setdefault(entity, []).append(name)
    rows = database.rows("select n, id, name, kind from entity order by n", (), "nitt")
    if not all(kind in KINDS and n in names for n, _, _, kind in rows):
        raise database.damage("an entity without a kind or a name")
    return [Entity(key, name, kind, tuple(names[n][1:])) for n, key, name, kind in rows]
