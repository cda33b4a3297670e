"""Everything that has names, with every form of them: looked up by words, whole or begun."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from stalinfacts.query.vocabulary import WordList
from stalinfacts.text.expansion import MatchType
from stalinfacts.text.normalize import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from stalinfacts.corpus.model import Entity, Section
    from stalinfacts.index.documents import Documents
    from stalinfacts.index.terms import Terms

_Item = TypeVar("_Item")


class NameTable(Generic[_Item]):
    """Items with the forms of their names.

    Where several forms fit, those with no word but the ones asked for come first:
    "trots" is Trotsky rather than the Trotskyist opposition.
    """

    def __init__(self, rows: Iterable[tuple[_Item, Iterable[str]]]) -> None:
        """Take items, each with every form of its name as written."""
        self._items: list[_Item] = []
        self._forms: list[tuple[int, tuple[str, ...]]] = []  # item, words
        self._by_words: dict[tuple[str, ...], list[int]] = {}
        self._by_word: dict[str, set[int]] = {}
        for n, (item, forms) in enumerate(rows):
            self._items.append(item)
            for form in dict.fromkeys(tuple(words(text)) for text in forms):
                for word in form:
                    self._by_word.setdefault(word, set()).add(len(self._forms))
                self._by_words.setdefault(form, []).append(n)
                self._forms.append((n, form))

    @cached_property
    def vocabulary(self) -> WordList:
        """Every word of every form."""
        return WordList(self._by_word)

    def forms(self) -> dict[str, _Item]:
        """Return an item for each form of a name."""
        return {" ".join(form): self._items[n] for n, form in self._forms}

    def exact(self, typed: Sequence[str]) -> list[_Item]:
        """Return the items of which a form is just these words."""
        return [self._items[n] for n in self._by_words.get(tuple(typed), ())] if typed else []

    def has_run(self, typed: Sequence[str]) -> bool:
        """Return whether some form has just these words side by side."""
        run = f" {' '.join(typed)} "
        return bool(typed) and any(run in f" {' '.join(form)} " for _, form in self._forms)

    def with_words(self, typed: Sequence[str]) -> list[_Item]:
        """Return the items of which a form has all these words, in any order."""
        return self._having([(word,) for word in typed])

    def begun(self, typed: Sequence[str]) -> list[_Item]:
        """Return the items of which a form has all these words, the last perhaps only begun."""
        whole = [(word,) for word in typed[:-1]]
        return self._having([*whole, self.vocabulary.dictionary_terms(typed[-1])])

    def corrected(self, typed: Sequence[str]) -> tuple[list[_Item], bool]:
        """Return the items of which a form has other spellings of these words, or nearly these.

        And whether that is a correction; another way to write the same, 2 for II, is none.
        """
        from stalinfacts.text.spelling import expand  # noqa: PLC0415 # 2 ms: help corrects nothing

        expansions = [expand(word, self.vocabulary) for word in typed]
        for least_sure in (MatchType.EQUIVALENT, MatchType.TRANSLITERATION, MatchType.CORRECTED):
            options = [
                [e.words[0] for e in some if len(e.words) == 1 and e.match_type <= least_sure]
                for some in expansions
            ]
            if items := self._having(options):
                return items, least_sure > MatchType.EQUIVALENT
        return [], True

    def _having(self, options: Sequence[Collection[str]]) -> list[_Item]:
        """Return the items of which a form has one word of each option."""
        if not options:
            return []
        forms = set.intersection(
            *(set().union(*(self._by_word.get(word, ()) for word in option)) for option in options)
        )
        pure = [n for n in forms if len(self._forms[n][1]) == len(options)]
        return [self._items[n] for n in sorted({self._forms[n][0] for n in pure or forms})]


class IndexNames:
    """The names of an index, normalised when they are first asked for."""

    def __init__(self, documents: Documents, terms: Terms) -> None:
        """Take what knows the sections, entities and holders, and the words of names."""
        self._documents = documents
        self._terms = terms

    @cached_property
    def sections(self) -> NameTable[Section]:
        """Sections by id and title."""
        return NameTable((s, (s.id, s.title)) for s in self._documents.sections())

    @cached_property
    def entities(self) -> NameTable[Entity]:
        """Entities by id, name and other forms of the name."""
        return NameTable((entity, forms_of(entity)) for entity in self.all_entities)

    @cached_property
    def holders(self) -> NameTable[str]:
        """Holders of views, by any form of an entity's name or their own words."""
        entities = {entity.id: entity for entity in self.all_entities}
        return NameTable(
            (holder, forms_of(entities[holder]) if holder in entities else (holder,))
            for holder in self._documents.holders()
        )

    @cached_property
    def all_entities(self) -> list[Entity]:
        """The entities in the order of the file."""
        return self._documents.entities()

    def exact_entities(self, typed: Sequence[str]) -> list[Entity]:
        """Return the entities of which the id or a form of the name is just these words.

        The index answers, which spares normalising every name for one that is written well.
        """
        numbers = {form.entity for form in self._terms.name_forms(tuple(typed))}
        slug = "-".join(typed)
        return [
            entity
            for number, entity in enumerate(self.all_entities, 1)
            if number in numbers or entity.id == slug
        ]

    def is_entity(self, typed: Sequence[str]) -> bool:
        """Return whether words are just the id of an entity or a form of its name."""
        return bool(self._terms.name_forms(tuple(typed)) or self.exact_entities(typed))


def forms_of(entity: Entity) -> tuple[str, ...]:
    """Return every form of an entity's name as written, its id among them."""
    return (entity.id, entity.name, *entity.aliases)
