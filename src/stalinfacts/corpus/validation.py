"""Checking a corpus: JSON → records, or every problem with its path, in one pass.

``sections[3].facts[17].dates[0]: invalid date '1937-13': months run from 01 to 12``.
Time and memory grow linearly with the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.corpus.check_entities import Entities
from stalinfacts.corpus.check_facts import Facts
from stalinfacts.corpus.model import MAX_SECTION_DEPTH, CorpusFile, Entity, Section, Source
from stalinfacts.corpus.shapes import Problems, check_date, check_id, quote
from stalinfacts.dates.ranges import Precision
from stalinfacts.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Sequence

SCHEMA_VERSION = 1

CORPUS_KEYS = (
    "schema_version",
    "title",
    "subject",
    "period",
    "source",
    "entities",
    "sections",
)
SOURCE_KEYS = Source._fields
SECTION_KEYS = ("id", "title", "parent", "facts")
"""Keys of each object in the order in which a file has them."""


def parse(document: object) -> CorpusFile:
    """Return the records of a corpus, given what ``json.loads`` returns of its file.

    Raises:
        CorpusError: the document is no valid corpus; ``problems`` holds every problem.
    """
    corpus, problems = check(document)
    if problems:
        raise CorpusError(summary(problems), problems)
    return corpus


def check(document: object) -> tuple[CorpusFile, tuple[str, ...]]:
    """Return the records of a corpus, as far as they can be made, and every problem."""
    problems = Problems()
    if isinstance(document, list):
        problems.note("", "expected an object with a title and sections, not a list")
        sections = _Sections(problems, {})
        sections.check_misplaced_facts(document, "")
        return CorpusFile("", Source(""), (), (), ()), problems.all()
    row = problems.as_object(document, "", CORPUS_KEYS, ("schema_version", "title", "source"))
    row = row or {}
    if "sections" not in row and isinstance(document, dict):
        problems.note("", "missing key 'sections'")
    version = row.get("schema_version", SCHEMA_VERSION)
    if type(version) is not int or version != SCHEMA_VERSION:
        problems.note("schema_version", f"{quote(version)} is unknown; write {SCHEMA_VERSION}")
    title = problems.as_text(row["title"], "title") if "title" in row else ""
    source = _source(row["source"], problems) if "source" in row else Source("")
    entities = Entities(problems)
    entities.check(row.get("entities", []))
    sections = _Sections(problems, entities.by_id)
    sections.check(row.get("sections", []))
    if "facts" in row:
        sections.check_misplaced_facts(row["facts"], "facts")
    sections.facts.check_conflicts()
    subject = _subject(row, entities, problems)
    period = _period(row, problems)
    records = (tuple(entities.records), tuple(sections.records), tuple(sections.facts.records))
    return CorpusFile(title, source, *records, subject, period), problems.all()


def summary(problems: Sequence[str]) -> str:
    """Return the first problem, and how many there are besides."""
    if len(problems) == 1:
        return problems[0]
    return f"{problems[0]} (and {len(problems) - 1} more: 'stalinfacts validate' lists them)"


def _source(value: object, problems: Problems) -> Source:
    row = problems.as_object(value, "source", SOURCE_KEYS, ("title",)) or {}
    texts = {
        key: problems.as_text(row[key], f"source.{key}") if key in row else ""
        for key in SOURCE_KEYS
    }
    return Source(**texts)


def _subject(row: dict[str, object], entities: Entities, problems: Problems) -> str:
    if "subject" not in row:
        return ""
    subject = problems.as_text(row["subject"], "subject")
    has_entities = isinstance(row.get("entities", []), list)  # or that is the mistake
    if subject and has_entities and subject not in entities.by_id:
        problems.note("subject", f"no such entity {quote(subject)}")
    return subject


def _period(row: dict[str, object], problems: Problems) -> str:
    if "period" not in row:
        return ""
    period = problems.as_text(row["period"], "period")
    if period and check_date(period, "period", problems) not in (None, Precision.INTERVAL):
        problems.note("period", f"invalid interval {quote(period)}: write 1878-12-18/1953-03-05")
    return period


class _Sections:
    """The sections and their facts."""

    def __init__(self, problems: Problems, entities: dict[str, Entity]) -> None:
        self.problems = problems
        self.records: list[Section] = []
        self.facts = Facts(problems, entities)
        self._depths: dict[str, int] = {}

    def check(self, value: object) -> None:
        for i, item in enumerate(self.problems.as_list(value, "sections")):
            self._section(item, f"sections[{i}]")

    def check_misplaced_facts(self, value: object, path: str) -> None:
        """Check facts that stand outside a section, so that all is said in one pass."""
        where = f"{path}: " if path else ""
        self.problems.note(
            "",
            f"{where}facts stand inside a section: "
            '"sections": [{"id": "life", "title": "Life", "facts": […]}]',
        )
        for i, item in enumerate(self.problems.as_list(value, path)):
            self.facts.check(item, "", i + 1, f"{path}[{i}]")

    def _section(self, value: object, path: str) -> None:
        problems = self.problems
        row = problems.as_object(value, path, SECTION_KEYS, ("id", "title"))
        if row is None:
            return
        section_id = problems.as_text(row["id"], f"{path}.id") if "id" in row else ""
        title = problems.as_text(row["title"], f"{path}.title") if "title" in row else ""
        parent = row.get("parent")
        parent_id = None if parent is None else problems.as_text(parent, f"{path}.parent")
        depth = 1
        if parent_id:
            depth += self._depths.get(parent_id, 0)
            if parent_id not in self._depths:  # a parent comes first, which rules circles out
                problems.note(f"{path}.parent", f"no section {quote(parent_id)} before this one")
            if depth == MAX_SECTION_DEPTH + 1:
                problems.note(f"{path}.parent", f"sections more than {MAX_SECTION_DEPTH} deep")
        if section_id in self._depths:
            problems.note(f"{path}.id", f"duplicate section id {quote(section_id)}")
        elif section_id:
            check_id(section_id, f"{path}.id", problems)
            self._depths[section_id] = depth
        self.records.append(Section(section_id, title, parent_id))
        for j, item in enumerate(problems.as_list(row.get("facts", []), f"{path}.facts")):
            self.facts.check(item, section_id, j + 1, f"{path}.facts[{j}]")
