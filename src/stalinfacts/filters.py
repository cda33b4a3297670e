"""Filters → the facts that they let through: names are found as people type them, the rest is SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from stalinfacts import spelling
from stalinfacts.errors import UsageError
from stalinfacts.model import FLAGS, Entity, Section
from stalinfacts.text import alphabets, fold, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stalinfacts.index import Index
    from stalinfacts.query import Filters

_MOST_CANDIDATES = 8


class Condition(NamedTuple):
    """An SQL condition on the table ``fact``, and the values that it binds; empty lets every fact through."""

    sql: str = ""
    values: tuple[object, ...] = ()


def condition(filters: Filters, index: Index) -> Condition:
    """Turn filters into a condition on the facts of a corpus.

    Raises:
        UsageError: a name that is none, or that could mean several.
    """
    # Nothing that was typed gets into the SQL: only marks and fixed words do, the values are bound.
    parts: list[str] = []
    values: list[object] = []

    def add(sql: str, *bound: object) -> None:
        parts.append(sql)
        values.extend(bound)

    if filters.since is not None or filters.until is not None:
        low = filters.since if filters.since is not None else -1
        high = filters.until if filters.until is not None else 2**31
        add("n in (select fact from fact_date where start < ? and stop > ?)", high, low)
    if filters.sections:
        numbers = sorted({n for name in filters.sections for n in _with_descendants(find_section(name, index.sections()), index.sections())})
        add(f"section in ({_marks(numbers)})", *numbers)
    if filters.entities:
        ids = [find_entity(name, index.entities()).id for name in filters.entities]
        numbers = index.entity_numbers(ids)
        add(f"n in (select fact from fact_entity where entity in ({_marks(numbers)}))", *numbers)  # noqa: S608
    if filters.citations:
        ranges = " or ".join(["citation between ? and ?"] * len(filters.citations))
        add(f"n in (select fact from fact_citation where {ranges})", *(bound for pair in filters.citations for bound in pair))  # noqa: S608
    if filters.flags:
        flags = [_flag(flag) for flag in filters.flags]
        add(f"n in (select fact from fact_flag where flag in ({_marks(flags)}))", *flags)  # noqa: S608
    if filters.dated is not None:
        add(f"n {'in' if filters.dated else 'not in'} (select fact from fact_date)")  # noqa: S608
    if filters.cited is not None:
        add(f"n {'in' if filters.cited else 'not in'} (select fact from fact_citation)")  # noqa: S608
    return Condition(" and ".join(parts), tuple(values))


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _with_descendants(section: Section, sections: list[Section]) -> list[int]:
    """Give the numbers of a section and of all below it; a parent stands before its children."""
    wanted = {section.id}
    numbers = []
    for n, other in enumerate(sections, 1):
        if other.id in wanted or other.parent in wanted:
            wanted.add(other.id)
            numbers.append(n)
    return numbers


def _flag(name: str) -> str:
    flag = fold(name.strip()).replace(" ", "-")
    if flag not in FLAGS:
        raise UsageError(f"'{name}' is no flag; flags are {', '.join(FLAGS)}")
    return flag


# --- names as people type them -------------------------------------------------------

_Named = TypeVar("_Named", Section, Entity)


def find_section(name: str, sections: list[Section]) -> Section:
    """Find the section that a name means: its id, its title, words of it, or nearly so.

    Raises:
        UsageError: there is none, or there are several; they are listed.
    """
    return _find(name, [(section, (section.id, section.title)) for section in sections], "section", "stalinfacts sections")


def find_entity(name: str, entities: list[Entity]) -> Entity:
    """Find the entity that a name means: its id, any form of its name, words of one, or nearly so.

    Raises:
        UsageError: there is none, or there are several; they are listed.
    """
    return _find(name, _forms(entities), "entity", "stalinfacts entities")


def matching_entities(name: str, entities: list[Entity]) -> list[Entity]:
    """List every entity that a name may mean, the surest reading only."""
    return _candidates(name, _forms(entities))


def _forms(entities: list[Entity]) -> list[tuple[Entity, tuple[str, ...]]]:
    return [(entity, (entity.id, entity.name, *entity.aliases)) for entity in entities]


def _find(name: str, known: list[tuple[_Named, tuple[str, ...]]], what: str, command: str) -> _Named:
    found = _candidates(name, known)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"'{name}' is no {what}{_nearest(name, known)}; '{command}' lists them")
    ids = [item.id for item in found]
    more = f" and {len(ids) - _MOST_CANDIDATES} more" if len(ids) > _MOST_CANDIDATES else ""
    raise UsageError(f"'{name}' could be {', '.join(ids[:_MOST_CANDIDATES])}{more}; write one of them")


def _candidates(name: str, known: list[tuple[_Named, tuple[str, ...]]]) -> list[_Named]:
    wanted = words(name)
    if not wanted:
        return []
    whole = " ".join(wanted)
    split = [(item, [words(form) for form in forms]) for item, forms in known]
    same = [item for item, forms in split if any(" ".join(form) == whole for form in forms)]
    if same:
        return same[:1] if same[0].id == name.strip().lower() else same
    holding = [item for item, forms in split if any(_holds(form, wanted) for form in forms)]
    if holding:
        return holding
    lexicon = _Words(word for _, forms in split for form in forms for word in form)
    options = [[r.words[0] for r in spelling.readings(word, lexicon)] for word in wanted]
    return [item for item, forms in split if any(all(any(o in form for o in option) for option in options) for form in forms)]


def _holds(form: list[str], wanted: list[str]) -> bool:
    """Say whether every wanted word stands in a form, the last perhaps only begun."""
    return all(word in form for word in wanted[:-1]) and any(word.startswith(wanted[-1]) for word in form)


def _nearest(name: str, known: list[tuple[_Named, tuple[str, ...]]]) -> str:
    from rapidfuzz import process, utils  # noqa: PLC0415 # only for a name that is none
    from rapidfuzz.distance import JaroWinkler  # noqa: PLC0415

    forms = {form: item.id for item, names in known for form in names}
    near = process.extract(name, forms.keys(), scorer=JaroWinkler.similarity, processor=utils.default_process, limit=3, score_cutoff=0.75)
    ids = list(dict.fromkeys(forms[form] for form, _, _ in near))
    return f"; the nearest: {', '.join(ids)}" if ids else ""


class _Words:
    """The words of names as a lexicon for ``spelling``: small, so plain lists do."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = sorted(set(known))

    def words(self, word: str) -> int:
        return int(word in self._known)

    def family(self, word: str) -> list[str]:
        return [word] if word in self._known else []

    def starting(self, prefix: str, most: int) -> list[str]:
        return [word for word in self._known if word.startswith(prefix)][:most]

    def dictionary(self, prefix: str) -> list[str]:
        return [word for word in self._known if word.startswith(prefix)]

    def known(self, words_: Iterable[str]) -> list[str]:
        return sorted(set(words_).intersection(self._known))

    def alphabets(self) -> list[str]:
        return alphabets(self._known)

    def is_name(self, word: str) -> bool:
        return word in self._known

    def synonyms(self, _word: str) -> None:
        """No name stands for another."""
