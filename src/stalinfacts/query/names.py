"""Typed names → the sections, entities and holders of views that they mean.

A form that is just what was typed beats one that has its words, that beats one whose words
begin so, and that beats corrections. A name that was corrected says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

from stalinfacts.corpus.model import Entity, Section
from stalinfacts.errors import UsageError
from stalinfacts.query.name_table import IndexNames, NameTable, forms_of
from stalinfacts.query.values import shorten, suggestion
from stalinfacts.text.normalize import normalize, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stalinfacts.index.reader import IndexReader

_MAX_CANDIDATES = 8
_MAX_LENGTH = 1000  # letters of a name that are looked at
_MAX_WORDS = 20  # of a name; the longest titles have a dozen

_Named = TypeVar("_Named", Section, Entity)

_NAMES: WeakKeyDictionary[IndexReader, IndexNames] = WeakKeyDictionary()


def _names(index: IndexReader) -> IndexNames:
    """Return the names of an index, made once for as long as it lives."""
    names = _NAMES.get(index)
    if names is None:
        names = _NAMES[index] = IndexNames(index.documents, index.terms)
    return names


def with_descendants(section: Section, sections: Sequence[Section]) -> set[int]:
    """Return the numbers (from 1) of a section and of all below it."""
    ids = {section.id}
    numbers = set()
    for n, other in enumerate(sections, 1):  # a parent stands before its children
        if other.id in ids or other.parent in ids:
            ids.add(other.id)
            numbers.add(n)
    return numbers


def find_section(name: str, index: IndexReader) -> tuple[Section, bool]:
    """Return the section that a name means, and whether it had to be corrected for that.

    A name is its id, its title, words of it, or nearly so.

    Another name of an event means the section that has the event in its title ("WW2").

    Raises:
        UsageError: there is none, or there are several; they are listed.
    """
    names = _names(index)
    typed = _words(name)
    table = names.sections
    items, corrected = _surest(name, typed, table, table.exact(typed)), False
    if not items:
        items = _sections_of_event(typed, names)
    if not items:
        items, corrected = table.corrected(typed)
    return _only(name, items, table, "section"), corrected


def _sections_of_event(typed: Sequence[str], names: IndexNames) -> list[Section]:
    table = names.sections
    for entity in names.exact_entities(typed):
        for form in forms_of(entity):
            other = _words(form)
            if items := _surest(form, other, table, table.exact(other)):
                return items
    return []


def find_entity(name: str, index: IndexReader) -> tuple[Entity, bool]:
    """Return the entity that a name means, and whether it had to be corrected for that.

    A name is its id, any form of its name, or nearly so.

    Raises:
        UsageError: there is none, or there are several; they are listed.
    """
    items, corrected = matching_entities(name, index)
    table = _names(index).entities if len(items) != 1 else None
    return _only(name, items, table, "entity"), corrected


def matching_entities(name: str, index: IndexReader) -> tuple[list[Entity], bool]:
    """Return every entity that a name may mean, and whether it had to be corrected."""
    names = _names(index)
    typed = _words(name)
    if exact := names.exact_entities(typed):
        return _same_id(name, exact), False
    if items := _surest(name, typed, names.entities, []):
        return items, False
    return names.entities.corrected(typed)


def find_holders(name: str, index: IndexReader) -> tuple[list[str], bool]:
    """Return the holders that a name means, and whether it had to be corrected for that.

    They are as facts name them, ids of entities or short texts: an entity, or every holder
    with the words of the name.

    Raises:
        UsageError: nobody of that name holds a view in the corpus.
    """
    table = _names(index).holders
    typed = _words(name)
    ids = {entity.id for entity in _names(index).all_entities}
    entities = [holder for holder in table.exact(typed) if holder in ids]
    texts = dict.fromkeys((*table.exact(typed), *table.with_words(typed)))
    items = entities or list(texts) or (table.begun(typed) if typed else [])
    if items:
        return items, False
    items, corrected = table.corrected(typed)
    if items:
        return items, corrected
    near = suggestion(name, table.forms())
    hint = f" Did you mean '{near}'?" if near else " The key held_by of facts names them"
    raise UsageError(f"nobody called '{shorten(name)}' holds a view in this corpus.{hint}")


def is_exact_name(field: str, name: str, index: IndexReader) -> bool:
    """Return whether a text is a name that a field can hold: a form, or part of a title."""
    typed = _words(name)
    names = _names(index)
    if field == "section":
        return names.sections.has_run(typed) or bool(_sections_of_event(typed, names))
    if field == "held-by":
        return bool(names.holders.exact(typed))
    return names.is_entity(typed)


# --- candidates ------------------------------------------------------------------------


def _words(name: str) -> list[str]:
    return words(name[:_MAX_LENGTH])[:_MAX_WORDS]


def _surest(
    name: str, typed: Sequence[str], table: NameTable[_Named], exact: list[_Named]
) -> list[_Named]:
    """Return what a name may mean as it stands."""
    if not typed or exact:
        return _same_id(name, exact)
    return table.with_words(typed) or table.begun(typed)


def _same_id(name: str, items: list[_Named]) -> list[_Named]:
    """Return the item with just this id where several have such a name."""
    return [item for item in items if item.id == normalize(name.strip())] or items


def _only(name: str, items: Sequence[_Named], table: NameTable[_Named] | None, kind: str) -> _Named:
    if len(items) == 1:
        return items[0]
    plural = {"section": "sections", "entity": "entities"}[kind]
    if not items:
        forms = table.forms() if table else {}
        near = suggestion(name, forms)
        hint = (
            f" Did you mean '{forms[near].id}'?" if near else f" To list them: stalinfacts {plural}"
        )
        raise UsageError(f"no such {kind} '{shorten(name)}'.{hint}")
    ids = [item.id for item in items]
    rest = len(ids) - _MAX_CANDIDATES
    more = f" and {rest} more" if rest > 0 else ""
    listed = ", ".join(ids[:_MAX_CANDIDATES])
    raise UsageError(f"ambiguous {kind} '{shorten(name)}': it could be {listed}{more}; write one")
