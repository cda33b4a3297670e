"""Reading a corpus file, and saying everything that is wrong with it.

The file is JSON (``biography.schema.json`` beside it describes it for editors). A
reader who gets it wrong gets every problem at once, each with its place:
``sections[3].facts[17].dates[0]: '1937-13' is no date; …``.
"""

from __future__ import annotations

import json
import re
import stat
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, NoReturn

from stalinfacts import dates
from stalinfacts.errors import CorpusError, DateError
from stalinfacts.model import FLAGS, KINDS, Corpus, Entity, Fact, Section, Source
from stalinfacts.text import fold

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA_VERSION = 1
LARGEST_FILE = 256 * 2**20
"""Bytes of JSON that are read at most: a larger corpus belongs in SQLite, which is opened in place."""

_ENTITY_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_LARGEST_NUMBER = 2**31 - 1


def read(path: Path) -> Corpus:
    """Read and check a JSON corpus.

    Raises:
        CorpusError: the file cannot be read or is not valid; ``problems`` holds every problem.
    """
    document, problems = _decode(path)
    checker = _Checker(problems)
    corpus = checker.corpus(document)
    if checker.problems:
        problems = checker.problems
        more = f" (and {len(problems) - 1} more: 'stalinfacts validate' lists them)" if len(problems) > 1 else ""
        raise CorpusError(f"{path}: {problems[0]}{more}", tuple(problems))
    return corpus


# --- the file ------------------------------------------------------------------


def _decode(path: Path) -> tuple[Any, list[str]]:
    repeated: list[str] = []

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            names = [name for name, _ in pairs]
            twice = sorted({name for name in names if names.count(name) > 1})
            where = f"the object with id {found['id']!r}" if isinstance(found.get("id"), str) else "an object"
            repeated.append(f"{where}: key {twice[0]!r} stands twice; keep one")
        return found

    def refuse(name: str) -> NoReturn:
        msg = f"{name} is no JSON number"
        raise ValueError(msg)

    text = _text(path)
    try:
        return json.loads(text, object_pairs_hook=unique, parse_constant=refuse), repeated
    except json.JSONDecodeError as error:
        raise CorpusError(f"{path}: not JSON: line {error.lineno}, column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise CorpusError(f"{path}: not a corpus: its lists or objects are nested too deeply") from None
    except ValueError as error:  # NaN, or an integer of more digits than Python converts
        told = error if str(error).endswith("JSON number") else "it holds a number of thousands of digits"
        raise CorpusError(f"{path}: not JSON: {told}") from None


def _text(path: Path) -> str:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise CorpusError(f"{path}: is a directory; name a corpus file in it")
        if not stat.S_ISREG(status.st_mode):
            raise CorpusError(f"{path}: is not a regular file; write the corpus to one first")
        if status.st_size > LARGEST_FILE:
            raise CorpusError(f"{path}: larger than {LARGEST_FILE // 2**20} MiB; a corpus of that size belongs in SQLite ('stalinfacts export')")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: not UTF-8: byte {error.start} is 0x{error.object[error.start]:02x}; save it as UTF-8") from None
    except OSError as error:
        raise CorpusError(f"{path}: {error.strerror or error}; name a corpus file that can be read") from None
    except ValueError:  # a NUL in the name
        raise CorpusError(f"{str(path)!r}: is no file name") from None


# --- its content -----------------------------------------------------------------

_SOURCE_KEYS = frozenset(Source._fields)
_CORPUS_KEYS = ("schema_version", "title", "source", "entities", "sections")
_SECTION_KEYS = ("id", "title", "parent", "facts")
_ENTITY_KEYS = ("id", "name", "kind", "aliases")
_FACT_KEYS = ("id", "paragraph", "text", "dates", "citations", "entities", "keywords")
_OPTIONAL_FACT_KEYS = ("flags", "conflicts_with", "note")
FACT_KEYS = _FACT_KEYS + _OPTIONAL_FACT_KEYS
"""Keys of a fact in the order in which the file has them."""

_TYPE_NAMES = {dict: "an object", list: "a list", str: "a text", int: "a whole number", bool: "true or false", float: "a number", type(None): "null"}


class _Checker:
    """Builds the records of a corpus and notes what is wrong on the way."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        self.entity_ids: set[str] = set()
        self.facts: dict[str, tuple[Fact, str]] = {}  # with its place in the file

    def note(self, place: str, problem: str) -> None:
        self.problems.append(f"{place}: {problem}" if place else problem)

    # Values of one kind. Each notes a problem and gives something harmless in its stead:
    # of a text nothing, of which nothing else is told, since one mistake is one line.

    def typed(self, value: object, kind: type, place: str) -> bool:
        if type(value) is kind:
            return True
        self.note(place, f"expected {_TYPE_NAMES[kind]}, found {_TYPE_NAMES[type(value)]}")
        return False

    def text(self, value: object, place: str) -> str:
        if not self.typed(value, str, place):
            return ""
        found = str(value)
        if not found.strip():
            self.note(place, "is empty; it needs a text")
            return ""
        if not found.isprintable() and any("\ud800" <= c <= "\udfff" for c in found):
            self.note(place, "holds half a surrogate pair, which is no character")
        return found

    def texts(self, value: object, place: str) -> tuple[str, ...]:
        if not self.typed(value, list, place):
            return ()
        items: list[object] = value  # type: ignore[assignment] # a list, as just checked
        found = tuple([self.text(item, f"{place}[{i}]") for i, item in enumerate(items)])
        if len(set(found)) != len(found) and (twice := next((item for item in found if item and found.count(item) > 1), "")):
            self.note(place, f"{twice!r} stands twice; keep one")
        return found

    def number(self, value: object, place: str) -> int:
        if not self.typed(value, int, place):
            return 1
        found: int = value  # type: ignore[assignment] # an int, as just checked
        if not 1 <= found <= _LARGEST_NUMBER:
            self.note(place, f"{found if abs(found) <= _LARGEST_NUMBER else 'a number'} is out of range; numbers run from 1 to {_LARGEST_NUMBER}")
            return 1
        return found

    def keys(self, value: object, needed: tuple[str, ...], place: str, optional: tuple[str, ...] = ()) -> dict[str, Any] | None:
        if not self.typed(value, dict, place):
            return None
        found: dict[str, Any] = value  # type: ignore[assignment] # a dict, as just checked
        if len(found) != len(needed) or any(key not in found for key in needed):
            for key in needed:
                if key not in found:
                    self.note(place, f"key {key!r} is missing")
            for key in found:
                if key not in needed and key not in optional:
                    self.note(place, f"unknown key {key!r}; known are {', '.join(needed + optional)}")
        return found

    # The file, from the top.

    def corpus(self, document: object) -> Corpus:
        top = self.keys(document, _CORPUS_KEYS, "") or {}
        version = top.get("schema_version", SCHEMA_VERSION)
        if type(version) is not int or version != SCHEMA_VERSION:
            self.note("schema_version", f"is {version!r}; this program reads version {SCHEMA_VERSION}")
        title = self.text(top["title"], "title") if "title" in top else ""
        source = self.source(top["source"]) if "source" in top else Source("")
        entities = self.entities(top.get("entities", []))
        sections = self.sections(top.get("sections", []))
        self.conflicts()
        return Corpus(title, source, entities, sections, tuple([fact for fact, _ in self.facts.values()]))

    def source(self, value: object) -> Source:
        if not self.typed(value, dict, "source"):
            return Source("")
        found: dict[str, object] = value  # type: ignore[assignment] # a dict, as just checked
        if "title" not in found:
            self.note("source", "key 'title' is missing")
        for key in found:
            if key not in _SOURCE_KEYS:
                self.note("source", f"unknown key {key!r}; known are {', '.join(Source._fields)}")
        return Source(**{"title": "", **{key: self.text(text, f"source.{key}") for key, text in found.items() if key in _SOURCE_KEYS}})

    def entities(self, value: object) -> tuple[Entity, ...]:
        if not self.typed(value, list, "entities"):
            return ()
        items: list[object] = value  # type: ignore[assignment] # a list, as just checked
        found = []
        for i, item in enumerate(items):
            place = f"entities[{i}]"
            row = self.keys(item, _ENTITY_KEYS, place)
            if row is None:
                continue
            entity_id = self.text(row["id"], f"{place}.id") if "id" in row else ""
            if entity_id in self.entity_ids:
                self.note(f"{place}.id", f"{entity_id!r} is taken; every entity needs an id of its own")
            elif entity_id and not _ENTITY_ID.fullmatch(entity_id):
                self.note(f"{place}.id", f"{entity_id!r} is no id; write small letters, digits and hyphens")
            if entity_id:
                self.entity_ids.add(entity_id)
            kind = row.get("kind", KINDS[0])
            if kind not in KINDS:
                self.note(f"{place}.kind", f"{kind!r} is unknown; known are {', '.join(KINDS)}")
            name = self.text(row["name"], f"{place}.name") if "name" in row else ""
            found.append(Entity(entity_id, name, kind, self.texts(row.get("aliases", []), f"{place}.aliases")))
        self.aliases(found)
        return tuple(found)

    def aliases(self, entities: list[Entity]) -> None:
        """Note every name that stands for two entities: a look-up could not tell which was meant."""
        # One call folds all the names: a call each would cost more than the rest of the loading.
        forms = [[name for name in (entity.name, *entity.aliases) if name] for entity in entities]
        lines = [name.replace("\n", " ") for names in forms for name in names]
        folded = iter(fold("\n".join(lines)).split("\n"))
        owner: dict[str, Entity] = {}
        for i, entity in enumerate(entities):
            for name in islice(folded, len(forms[i])):
                other = owner.setdefault(name, entity)
                if other is not entity:
                    self.note(f"entities[{i}].aliases", f"{name!r} names {other.id!r} too; a name stands for one entity")

    def sections(self, value: object) -> tuple[Section, ...]:
        if not self.typed(value, list, "sections"):
            return ()
        items: list[object] = value  # type: ignore[assignment] # a list, as just checked
        found: dict[str, Section] = {}
        for i, item in enumerate(items):
            place = f"sections[{i}]"
            row = self.keys(item, _SECTION_KEYS, place)
            if row is None:
                continue
            section_id = self.text(row["id"], f"{place}.id") if "id" in row else ""
            if section_id in found:
                self.note(f"{place}.id", f"{section_id!r} is taken; every section needs an id of its own")
            elif section_id and not _ENTITY_ID.fullmatch(section_id):
                self.note(f"{place}.id", f"{section_id!r} is no id; write small letters, digits and hyphens")
            parent = row.get("parent")
            if parent is not None and self.typed(parent, str, f"{place}.parent") and parent not in found:
                self.note(f"{place}.parent", f"{parent!r} is no section before this one")  # which rules circles out
            found[section_id] = Section(section_id, self.text(row["title"], f"{place}.title") if "title" in row else "", parent)
            facts = row.get("facts", [])
            if self.typed(facts, list, f"{place}.facts"):
                for j, fact in enumerate(facts):
                    self.fact(fact, section_id, f"{place}.facts[{j}]")
        return tuple(found.values())

    def fact(self, value: object, section_id: str, place: str) -> None:
        row = self.keys(value, _FACT_KEYS, place, _OPTIONAL_FACT_KEYS)
        if row is None:
            return
        fact_id = self.text(row["id"], f"{place}.id") if "id" in row else ""
        head, _, number = fact_id.rpartition("-")
        if fact_id and section_id and (head != section_id or not (number.isascii() and number.isdigit())):
            self.note(f"{place}.id", f"{fact_id!r} is no id here; write {section_id}-1 or another number")
        elif fact_id and fact_id in self.facts:
            self.note(f"{place}.id", f"{fact_id!r} is taken; every fact needs an id of its own")
        fact = Fact(
            fact_id,
            section_id,
            self.number(row.get("paragraph", 1), f"{place}.paragraph"),
            self.text(row["text"], f"{place}.text") if "text" in row else "",
            self.dates(row.get("dates", []), f"{place}.dates"),
            self.citations(row.get("citations", []), f"{place}.citations"),
            self.known(row.get("entities", []), f"{place}.entities"),
            self.keywords(row.get("keywords", []), f"{place}.keywords"),
            self.flags(row["flags"], f"{place}.flags") if "flags" in row else (),
            self.texts(row["conflicts_with"], f"{place}.conflicts_with") if "conflicts_with" in row else (),
            self.text(row["note"], f"{place}.note") if "note" in row else "",
        )
        self.facts[fact_id] = fact, place

    def dates(self, value: object, place: str) -> tuple[str, ...]:
        found = self.texts(value, place)
        for i, edtf in enumerate(found):
            if not edtf:
                continue
            try:
                dates.parse(edtf)
            except DateError as error:
                self.note(f"{place}[{i}]", str(error))
        return found

    def citations(self, value: object, place: str) -> tuple[int, ...]:
        if not self.typed(value, list, place):
            return ()
        items: list[object] = value  # type: ignore[assignment] # a list, as just checked
        found = tuple([self.number(item, f"{place}[{i}]") for i, item in enumerate(items)])
        if any(a >= b for a, b in pairwise(found)):
            self.note(place, "are not ascending; write each number once, the smallest first")
        return found

    def known(self, value: object, place: str) -> tuple[str, ...]:
        found = self.texts(value, place)
        for i, entity_id in enumerate(found):
            if entity_id and entity_id not in self.entity_ids:
                self.note(f"{place}[{i}]", f"{entity_id!r} is no entity of this corpus")
        return found

    def keywords(self, value: object, place: str) -> tuple[str, ...]:
        found = self.texts(value, place)
        for i, keyword in enumerate(found):
            if ";" in keyword:
                self.note(f"{place}[{i}]", f"{keyword!r} holds ';', which separates keywords; make it two")
        return found

    def flags(self, value: object, place: str) -> tuple[str, ...]:
        found = self.texts(value, place)
        for i, flag in enumerate(found):
            if flag and flag not in FLAGS:
                self.note(f"{place}[{i}]", f"{flag!r} is unknown; known are {', '.join(FLAGS)}")
        return found

    def conflicts(self) -> None:
        """Check at the end, when every fact is known, that a contradiction is said on both sides."""
        for fact, place in self.facts.values():
            for i, other_id in enumerate(fact.conflicts_with):
                other = self.facts.get(other_id)
                if not other_id:
                    continue
                if other_id == fact.id:
                    self.note(f"{place}.conflicts_with[{i}]", f"{other_id!r} is this fact; name one that contradicts it")
                elif other is None:
                    self.note(f"{place}.conflicts_with[{i}]", f"{other_id!r} is no fact of this corpus")
                elif fact.id not in other[0].conflicts_with:
                    self.note(f"{place}.conflicts_with[{i}]", f"{other_id!r} does not say so in turn")


# --- writing it back -------------------------------------------------------------


def fact_row(fact: Fact) -> dict[str, Any]:
    """Give a fact as the file has it: keys in order, optional ones only where they say something."""
    row: dict[str, Any] = {key: getattr(fact, key) for key in _FACT_KEYS}
    return row | {key: value for key in _OPTIONAL_FACT_KEYS if (value := getattr(fact, key))}


def dumps(corpus: Corpus) -> str:
    """Write a corpus in its one canonical form: one fact a line, keys in order."""

    def line(value: object) -> str:
        return json.dumps(value, ensure_ascii=False)

    by_section: dict[str, list[str]] = {section.id: [] for section in corpus.sections}
    for fact in corpus.facts:
        by_section[fact.section].append(f"      {line(fact_row(fact))}")
    source = {key: value for key, value in corpus.source._asdict().items() if value}
    entities = ",\n".join(f"    {line(entity._asdict())}" for entity in corpus.entities)
    sections = []
    for section in corpus.sections:
        head = line(section._asdict())[:-1]
        facts = ",\n".join(by_section[section.id])
        sections.append(f'    {head}, "facts": [\n{facts}\n    ]}}' if facts else f'    {head}, "facts": []}}')
    return "\n".join(
        [
            "{",
            f'  "schema_version": {SCHEMA_VERSION},',
            f'  "title": {line(corpus.title)},',
            f'  "source": {line(source)},',
            '  "entities": [',
            *([entities] if entities else []),
            "  ],",
            '  "sections": [',
            *([",\n".join(sections)] if sections else []),
            "  ]",
            "}",
            "",
        ],
    )
