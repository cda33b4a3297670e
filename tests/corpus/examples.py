"""Small corpora for tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stalinfacts.corpus.validation import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stalinfacts.corpus.model import CorpusFile

ROOT = Path(__file__).resolve().parents[2]
BUNDLED = ROOT / "data" / "biography.json"


def small_corpus(
    *facts: dict[str, Any], entities: Sequence[dict[str, Any]] = (), **head: Any
) -> dict[str, Any]:
    """Return the JSON of a corpus of one section, ``s``; each fact needs a ``text``."""
    empty = {"paragraph": 1, "dates": [], "citations": [], "entities": [], "keywords": []}
    return {
        "schema_version": 1,
        "title": "Small",
        **head,
        "source": {"title": "Nothing"},
        "entities": list(entities),
        "sections": [
            {
                "id": "s",
                "title": "Only",
                "parent": None,
                "facts": [{"id": f"s-{n}", **empty, **fact} for n, fact in enumerate(facts, 1)],
            }
        ],
    }


def small(
    *facts: dict[str, Any], entities: Sequence[dict[str, Any]] = (), **head: Any
) -> CorpusFile:
    """Return the records of such a corpus."""
    return parse(small_corpus(*facts, entities=entities, **head))


def write_json(path: Path, document: object) -> Path:
    """Write a document as JSON; return the path."""
    path.write_text(json.dumps(document), encoding="utf-8")
    return path
