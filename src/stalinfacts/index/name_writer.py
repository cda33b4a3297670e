"""Entities and the forms of their names → tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.index.rows import insert, split_words, within
from stalinfacts.index.schema import MAX_NAMES_LENGTH
from stalinfacts.text.normalize import normalize_all
from stalinfacts.text.transliteration import name_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from stalinfacts.corpus.model import Entity
    from stalinfacts.index.rows import TextStemmer


def write_entities(
    connection: sqlite3.Connection, entities: Sequence[Entity], stem: TextStemmer
) -> tuple[dict[str, str], set[str]]:
    """Write entities and names; return each entity's names as stems by id, and the words of all."""
    insert(
        connection,
        "entity",
        [(n, entity.id, entity.name, entity.kind) for n, entity in enumerate(entities, 1)],
    )
    forms = [
        (n, name) for n, entity in enumerate(entities, 1) for name in (entity.name, *entity.aliases)
    ]
    normalized = normalize_all([name for _, name in forms])
    words = [split_words(text) for text in normalized]
    numbered = list(enumerate(zip(forms, words, strict=True), 1))
    insert(
        connection,
        "entity_name",
        [(n, entity, name, " ".join(some)) for n, ((entity, name), some) in numbered],
    )
    all_words = {word for some in words for word in some}
    keys = {word: name_key(word) for word in all_words}
    insert(
        connection,
        "name_word",
        sorted({(word, n, keys[word]) for n, (_, some) in numbered for word in some}),
    )
    texts: dict[int, list[str]] = {}
    for (entity_number, _), text in zip(forms, normalized, strict=True):
        texts.setdefault(entity_number, []).append(text)
    names = {}
    for n, entity in enumerate(entities, 1):
        names[entity.id] = stem(" ".join(within(MAX_NAMES_LENGTH, texts[n], len)))
    return names, all_words
