"""Writing a corpus in its one canonical form: one fact a line, keys in order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from stalinfacts.corpus.check_facts import FACT_KEYS
from stalinfacts.corpus.validation import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stalinfacts.corpus.model import CorpusFile, Fact

_OPTIONAL_KEYS = frozenset({"held_by", "flags", "conflicts_with", "note"})
"""Keys of a fact that are written only where they hold something."""


def fact_row(fact: Fact) -> dict[str, Any]:
    """Return a fact as a file has it: keys in order, optional ones only where not empty."""
    values = ((key, getattr(fact, key)) for key in FACT_KEYS)
    return {key: value for key, value in values if value or key not in _OPTIONAL_KEYS}


def dumps(corpus: CorpusFile) -> str:
    """Return a corpus as canonical JSON: head, one entity a line, one fact a line."""
    return "".join(f"{line}\n" for line in _lines(corpus))


def _lines(corpus: CorpusFile) -> Iterator[str]:
    by_section: dict[str, list[Fact]] = {section.id: [] for section in corpus.sections}
    for fact in corpus.facts:
        by_section[fact.section].append(fact)
    source = {key: value for key, value in corpus.source._asdict().items() if value}
    yield "{"
    yield f'  "schema_version": {SCHEMA_VERSION},'
    yield f'  "title": {_json(corpus.title)},'
    if corpus.subject:
        yield f'  "subject": {_json(corpus.subject)},'
    if corpus.period:
        yield f'  "period": {_json(corpus.period)},'
    yield f'  "source": {_json(source)},'
    yield '  "entities": ['
    yield from _separated([f"    {_json(entity._asdict())}" for entity in corpus.entities])
    yield "  ],"
    yield '  "sections": ['
    for i, section in enumerate(corpus.sections, 1):
        comma = "," if i < len(corpus.sections) else ""
        head = _json(section._asdict())[:-1]
        facts = by_section[section.id]
        if facts:
            yield f'    {head}, "facts": ['
            yield from _separated([f"      {_json(fact_row(fact))}" for fact in facts])
            yield f"    ]}}{comma}"
        else:
            yield f'    {head}, "facts": []}}{comma}'
    yield "  ]"
    yield "}"


def _separated(lines: list[str]) -> Iterator[str]:
    yield from (f"{line}," for line in lines[:-1])
    yield from lines[-1:]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
