"""Checking facts: JSON → records, with a note of every problem."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from stalinfacts.corpus.model import FLAGS, Entity, Fact
from stalinfacts.corpus.shapes import check_date, quote

if TYPE_CHECKING:
    from stalinfacts.corpus.shapes import Problems

FACT_KEYS = (
    "id",
    "paragraph",
    "text",
    "dates",
    "citations",
    "entities",
    "keywords",
    "held_by",
    "flags",
    "conflicts_with",
    "note",
)
"""Keys of a fact in the order in which a file has them."""


class Facts:
    """The facts of all sections."""

    def __init__(self, problems: Problems, entities: dict[str, Entity]) -> None:
        """Take the problems that are noted, and the entities by id."""
        self.problems = problems
        self.entities = entities
        self.records: list[Fact] = []
        self._paths: list[str] = []
        self._ids: set[str] = set()

    def check(self, value: object, section_id: str, place: int, path: str) -> None:
        """Check a fact; ``place`` is its number in its section, an empty id that of no section."""
        problems = self.problems
        row = problems.as_object(value, path, FACT_KEYS, ("text",))
        if row is None:
            return
        get = row.get
        fact = Fact(
            id=self._fact_id(row, section_id, place, path),
            section=section_id,
            paragraph=problems.as_number(get("paragraph", 1), f"{path}.paragraph"),
            text=problems.as_text(row["text"], f"{path}.text") if "text" in row else "",
            dates=problems.as_texts(get("dates", []), f"{path}.dates"),
            citations=self._citations(get("citations", []), f"{path}.citations"),
            entities=problems.as_texts(get("entities", []), f"{path}.entities"),
            keywords=problems.as_texts(get("keywords", []), f"{path}.keywords"),
            held_by=problems.as_texts(get("held_by", []), f"{path}.held_by"),
            flags=problems.as_texts(get("flags", []), f"{path}.flags"),
            conflicts_with=problems.as_texts(get("conflicts_with", []), f"{path}.conflicts_with"),
            note=problems.as_text(row["note"], f"{path}.note") if "note" in row else "",
        )
        self._check_values(fact, path)
        self.records.append(fact)
        self._paths.append(path)

    def _fact_id(self, row: dict[str, object], section_id: str, place: int, path: str) -> str:
        problems = self.problems
        if "id" in row:
            fact_id = problems.as_text(row["id"], f"{path}.id")
        else:
            fact_id = f"{section_id}-{place}" if section_id else ""
        section, _, number = fact_id.rpartition("-")
        if fact_id in self._ids:
            problems.note(f"{path}.id", f"duplicate fact id {quote(fact_id)}")
        elif fact_id and section_id:
            if section != section_id or not (number.isascii() and number.isdigit()):
                hint = f"write {section_id}-1 or another number"
                problems.note(f"{path}.id", f"invalid id {quote(fact_id)}: {hint}")
            self._ids.add(fact_id)
        return fact_id

    def _citations(self, value: object, path: str) -> tuple[int, ...]:
        items = self.problems.as_list(value, path)
        numbers = tuple(
            [self.problems.as_number(item, f"{path}[{i}]") for i, item in enumerate(items)]
        )
        if any(a >= b for a, b in pairwise(numbers)):
            self.problems.note(path, "not ascending; write each number once, the smallest first")
        return numbers

    def _check_values(self, fact: Fact, path: str) -> None:
        problems = self.problems
        for i, edtf in enumerate(fact.dates):
            if edtf:
                check_date(edtf, f"{path}.dates[{i}]", problems)
        for i, entity_id in enumerate(fact.entities):
            if entity_id and entity_id not in self.entities:
                problems.note(f"{path}.entities[{i}]", f"no such entity {quote(entity_id)}")
        for i, keyword in enumerate(fact.keywords):
            if ";" in keyword:
                problems.note(
                    f"{path}.keywords[{i}]", f"';' in keyword {quote(keyword)}; make it two"
                )
        for i, flag in enumerate(fact.flags):
            if flag and flag not in FLAGS:
                problems.note(
                    f"{path}.flags[{i}]",
                    f"no such flag {quote(flag)}; flags are {', '.join(FLAGS)}",
                )

    def check_conflicts(self) -> None:
        """Check, when every fact is known, that conflicts are mutual."""
        others = {fact.id: frozenset(fact.conflicts_with) for fact in self.records}
        for fact, path in zip(self.records, self._paths, strict=True):
            for i, other in enumerate(fact.conflicts_with):
                where = f"{path}.conflicts_with[{i}]"
                if not other:
                    continue
                if other == fact.id:
                    self.problems.note(where, "a fact cannot conflict with itself")
                elif other not in others:
                    self.problems.note(where, f"no such fact {quote(other)}")
                elif fact.id not in others[other]:
                    self.problems.note(
                        where, f"conflict is not mutual: {other} does not list {fact.id}"
                    )
