"""Typed names → the sections, entities and holders of views that they mean.

An exact form beats words that begin so, and those beat corrections. A name that was
corrected says so.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from stalinfacts.corpus.model import Entity, Section
from stalinfacts.errors import UsageError
from stalinfacts.text.normalize import normalize, words
from stalinfacts.text.spelling import did_you_mean, expand
from stalinfacts.text.transliteration import alphabets, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stalinfacts.index.reader import IndexReader

_MAX_CANDIDATES = 8

_Named = TypeVar("_Named", Section, Entity)


class Found(NamedTuple, Generic[_Named]):
    """What a name means, and whether it had to be corrected for that."""

    item: _Named
    corrected: bool


class Holders(NamedTuple):
    """The holders that a name means, as facts name them: ids of entities or short texts."""

    items: list[str]
    corrected: bool


class Named(NamedTuple, Generic[_Named]):
    """Something with its forms of name, each in normalised words."""

    item: _Named
    forms: tuple[tuple[str, ...], ...]


def with_descendants(section: Section, sections: Sequence[Section]) -> set[int]:
    """Return the numbers (from 1) of a section and of all below it."""
    ids = {section.id}
    numbers = set()
    for n, other in enumerate(sections, 1):  # a parent stands before its children
        if other.id in ids or other.parent in ids:
            ids.add(other.id)
            numbers.add(n)
    return numbers


def find_section(name: str, index: IndexReader) -> Found[Section]:
    """Return the section that a name means: its id, its title, words of it, or nearly so.

    A name of an event also means the section that has another name of it as its title
    ("WW2").

    Raises:
        UsageError: there is none, or there are several; they are listed.
    """
    rows = _section_forms(index.documents.sections())
    found, corrected = _candidates(name, rows)
    if not found:
        other_names = [
            form for entity in _exact(name, entity_forms(index)) for form in _names_of(entity)
        ]
        for other in other_names:
            found, _ = _candidates(other, rows, corrections=False)
            if found:
                break
    return Found(_only(name, found, rows, "section", "stalinfacts sections"), corrected)


def find_entity(name: str, index: IndexReader) -> Found[Entity]:
    """Return the entity that a name means: its id, any form of its name, or nearly so.

    Raises:
        UsageError: there is none, or there are several; they are listed.
    """
    rows = entity_forms(index)
    found, corrected = _candidates(name, rows)
    return Found(_only(name, found, rows, "entity", "stalinfacts entities"), corrected)


def matching_entities(name: str, index: IndexReader) -> tuple[list[Entity], bool]:
    """Return every entity that a name may mean, and whether it had to be corrected."""
    return _candidates(name, entity_forms(index))


def find_holders(name: str, index: IndexReader) -> Holders:
    """Return the holders that a name means: an entity, or texts that contain its words.

    Raises:
        UsageError: nobody of that name holds a view in the corpus.
    """
    known = index.documents.holders()
    typed = words(name)
    texts = [holder for holder in known if typed and set(typed) <= set(words(holder))]
    entities, corrected = _candidates(name, entity_forms(index))
    items = [entity.id for entity in entities if entity.id in known]
    exact = [holder for holder in texts if words(holder) == typed]
    if exact or (texts and (not items or corrected)):
        return Holders(list(dict.fromkeys((*items, *texts))) if not corrected else texts, False)
    if items:
        return Holders(items, corrected)
    near = did_you_mean(name, known)
    hint = f" Did you mean '{near[0]}'?" if near else " A table of holders: --columns held_by"
    raise UsageError(f"nobody called '{name}' holds a view in this corpus.{hint}")


def is_exact_name(field: str, name: str, index: IndexReader) -> bool:
    """Return whether a text is exactly a form of a name that a field can hold."""
    if field == "section":
        return bool(_exact(name, _section_forms(index.documents.sections())))
    return bool(_exact(name, entity_forms(index)))


# --- forms and candidates --------------------------------------------------------------


def _section_forms(sections: Sequence[Section]) -> list[Named[Section]]:
    return [Named(s, (tuple(words(s.id)), tuple(words(s.title)))) for s in sections]


def entity_forms(index: IndexReader) -> list[Named[Entity]]:
    """Return the entities of a corpus with every form of their names, in normalised words."""
    return [
        Named(entity, tuple(tuple(words(form)) for form in _names_of(entity)))
        for entity in index.documents.entities()
    ]


def _names_of(entity: Entity) -> tuple[str, ...]:
    return (entity.id, entity.name, *entity.aliases)


def _exact(name: str, rows: Sequence[Named[_Named]]) -> list[_Named]:
    typed = tuple(words(name))
    return [row.item for row in rows if typed and typed in row.forms]


def _candidates(
    name: str, rows: Sequence[Named[_Named]], *, corrections: bool = True
) -> tuple[list[_Named], bool]:
    """Return what a name may mean by its surest reading, and whether that is a correction."""
    typed = words(name)
    if not typed:
        return [], False
    exact = _exact(name, rows)
    if exact:
        same_id = [item for item in exact if item.id == normalize(name.strip())]
        return same_id or exact, False
    whole = [row.item for row in rows if any(set(typed) <= set(form) for form in row.forms)]
    if whole:
        return whole, False
    begun = [row.item for row in rows if any(_begins(form, typed) for form in row.forms)]
    if begun or not corrections:
        return begun, False
    keys = [name_key(word) for word in typed]
    alike = [
        row.item
        for row in rows
        if any(set(keys) <= {name_key(word) for word in form} for form in row.forms)
    ]
    if alike:
        return alike, True
    vocabulary = NameVocabulary(word for row in rows for form in row.forms for word in form)
    options = [{e.words[0] for e in expand(word, vocabulary)} for word in typed]
    return [
        row.item
        for row in rows
        if any(all(option.intersection(form) for option in options) for form in row.forms)
    ], True


def _begins(form: Sequence[str], typed: Sequence[str]) -> bool:
    """Return whether every typed word stands in a form, the last perhaps only begun."""
    return all(word in form for word in typed[:-1]) and any(
        word.startswith(typed[-1]) for word in form
    )


def _only(
    name: str, found: Sequence[_Named], rows: Sequence[Named[_Named]], kind: str, command: str
) -> _Named:
    if len(found) == 1:
        return found[0]
    if not found:
        forms = {" ".join(form): row.item.id for row in rows for form in row.forms}
        near = list(dict.fromkeys(forms[form] for form in did_you_mean(normalize(name), forms)))
        hint = f" Did you mean '{near[0]}'?" if near else f" '{command}' lists them"
        raise UsageError(f"no such {kind} '{name}'.{hint}")
    ids = [item.id for item in found]
    rest = len(ids) - _MAX_CANDIDATES
    more = f" and {rest} more" if rest > 0 else ""
    listed = ", ".join(ids[:_MAX_CANDIDATES])
    raise UsageError(f"ambiguous {kind} '{name}': it could be {listed}{more}; write one of them")


class NameVocabulary:
    """The words of names, as a vocabulary that ``expand`` can look up; small, so lists do."""

    def __init__(self, terms: Iterable[str]) -> None:
        """Take the normalised words of all names."""
        self._terms = sorted(set(terms))
        self._set = frozenset(self._terms)
        self.dictionary_terms = cache(self._dictionary_terms)

    def document_frequency(self, term: str) -> int:
        """Return 1 where a name has the word, else 0."""
        return int(term in self._set)

    def terms_with_stem(self, term: str) -> list[str]:
        """Return the word itself: names are not inflected."""
        return [term] if term in self._set else []

    def terms_with_prefix(self, prefix: str, limit: int) -> list[str]:
        """Return words with a prefix."""
        return self.dictionary_terms(prefix)[:limit]

    def _dictionary_terms(self, prefix: str) -> list[str]:
        return [term for term in self._terms if term.startswith(prefix)]

    def existing_terms(self, terms: Iterable[str]) -> list[str]:
        """Return those of some words that a name has, in alphabetical order."""
        return sorted(self._set.intersection(terms))

    def alphabets(self) -> list[str]:
        """Return the sets of letters that stand together in words of names."""
        return alphabets(self._terms)

    def is_name(self, term: str) -> bool:
        """Return whether a name has the word."""
        return term in self._set

    def names_with_key(self, key: str) -> list[str]:
        """Return the words of names with a transliteration key."""
        return [term for term in self._terms if name_key(term) == key]

    def adjacent(self, _first: str, _second: str) -> bool:
        """Return False: names are not split."""
        return False

    def is_english(self, _word: str) -> bool:
        """Return False: any word may be a misspelled name."""
        return False
