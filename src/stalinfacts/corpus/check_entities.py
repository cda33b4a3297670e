"""Checking entities: JSON → records, with a note of every problem."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from stalinfacts.corpus.model import KINDS, Entity
from stalinfacts.corpus.shapes import check_id, quote
from stalinfacts.text.normalize import normalize_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stalinfacts.corpus.shapes import Problems

ENTITY_KEYS = Entity._fields
"""Keys of an entity in the order in which a file has them."""


class Entities:
    """The entities, and by which names they go."""

    def __init__(self, problems: Problems) -> None:
        """Take the problems that are noted."""
        self.problems = problems
        self.records: list[Entity] = []
        self.by_id: dict[str, Entity] = {}

    def check(self, value: object) -> None:
        """Check the list of entities, and then their names."""
        paths = []
        for i, item in enumerate(self.problems.as_list(value, "entities")):
            path = f"entities[{i}]"
            entity = self._entity(item, path)
            if entity is not None:
                self.records.append(entity)
                paths.append(path)
        self._check_names(paths)

    def _entity(self, value: object, path: str) -> Entity | None:
        problems = self.problems
        row = problems.as_object(value, path, ENTITY_KEYS, ("id", "name", "kind"))
        if row is None:
            return None
        entity_id = problems.as_text(row["id"], f"{path}.id") if "id" in row else ""
        name = problems.as_text(row["name"], f"{path}.name") if "name" in row else ""
        kind = row.get("kind", KINDS[0])
        if not isinstance(kind, str) or kind not in KINDS:
            problems.note(
                f"{path}.kind", f"no such kind {quote(kind)}; kinds are {', '.join(KINDS)}"
            )
            kind = KINDS[0]
        aliases = problems.as_texts(row.get("aliases", []), f"{path}.aliases")
        entity = Entity(entity_id, name, kind, aliases)
        if entity_id in self.by_id:
            problems.note(f"{path}.id", f"duplicate entity id {quote(entity_id)}")
        elif entity_id:
            check_id(entity_id, f"{path}.id", problems)
            self.by_id[entity_id] = entity
        return entity

    def _check_names(self, paths: Sequence[str]) -> None:
        """Note every name of two entities: a look-up could not tell which was meant."""
        forms = [(entity.name, *entity.aliases) for entity in self.records]
        normalized = iter(normalize_all([form for names in forms for form in names]))
        owners: dict[str, Entity] = {}
        for entity, names, path in zip(self.records, forms, paths, strict=True):
            for i, form in enumerate(islice(normalized, len(names))):
                key = " ".join(form.split())
                owner = owners.setdefault(key, entity) if key else entity
                if owner is not entity:
                    where = f"{path}.aliases[{i - 1}]" if i else f"{path}.name"
                    self.problems.note(where, f"{quote(names[i])} also names {quote(owner.id)}")
