"""Results as records: the JSON contract, and every column that a table may have.

A record is a ``dict`` whose keys are the contract. Computed columns (``when``, ``source``,
``missing``, …) are no keys of it, but ``record["when"]`` works them out when asked for.
``ColumnSet`` says for each kind of record which columns there are and reads ``--columns``::

    columns = FACT_COLUMNS.resolve(text)         # None where the option is not given
    records = (fact_record(fact, context) for fact in facts)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.dates.display import format_dates
from stalinfacts.dates.edtf import parse_edtf
from stalinfacts.dates.ranges import BEGINNING, END, iso
from stalinfacts.errors import DateError, UsageError
from stalinfacts.query.values import no_such
from stalinfacts.text.normalize import display

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from stalinfacts.corpus.model import Entity, Fact, Section, Source
    from stalinfacts.search.model import Hit

JsonValue = str | int | float | bool | None | list["JsonValue"] | dict[str, "JsonValue"]
Record = dict[str, JsonValue]


class RecordContext(NamedTuple):
    """What a fact does not know of itself.

    ``entity_names`` returns names by entity id, for ``holders``; it and ``source`` are asked
    by the columns that need them alone. ``corrected`` and ``query`` belong to a search: words
    read otherwise, and the line of standard input that it answers.
    """

    source: Callable[[], Source] | None = None
    entity_names: Callable[[], Mapping[str, str]] = dict
    corrected: Mapping[str, Sequence[str]] = {}
    query: str | None = None


NO_CONTEXT = RecordContext()


class FactRecord(Record):
    """The record of a fact or a hit; a computed column is worked out when it is asked for."""

    def __init__(self, fact: Fact, context: RecordContext) -> None:
        """Take the keys of the contract from the fact."""
        super().__init__(
            id=fact.id,
            section=fact.section,
            section_title=fact.section_title,
            paragraph=fact.paragraph,
            text=fact.text,
            dates=list(fact.dates),
            citations=list(fact.citations),
            entities=list(fact.entities),
            keywords=list(fact.keywords),
            flags=list(fact.flags),
            held_by=list(fact.held_by),
            conflicts_with=list(fact.conflicts_with),
            note=fact.note,
        )
        self.fact = fact
        self.context = context
        self.matches: Sequence[tuple[int, int]] = ()

    def __missing__(self, column: str) -> JsonValue:
        return _COMPUTED[column](self.fact, self.context)


def fact_record(fact: Fact, context: RecordContext = NO_CONTEXT) -> FactRecord:
    """Return the record of a fact; with ``context.query`` it says which query it answers."""
    record = FactRecord(fact, context)
    if context.query is not None:
        record["query"] = context.query
    return record


def hit_record(
    hit: Hit, context: RecordContext = NO_CONTEXT, *, explain: bool = False
) -> FactRecord:
    """Return the record of a hit: a fact's with ``score``, ``matches`` and what was not met."""
    record = fact_record(hit.fact, context)
    record["score"] = round(hit.score, 4)
    record["matches"] = [list(match) for match in hit.matches]
    record.matches = hit.matches
    if context.corrected:
        record["corrected"] = {word: list(read) for word, read in context.corrected.items()}
    if hit.missing:
        record["missing"] = list(hit.missing)
    if explain:
        record["explanations"] = [
            {
                "signal": part.signal,
                "term": " ".join(map(display, part.term.split())),
                "words": list(map(display, part.words)),
                "how": part.how,
                "where": part.where,
                "contribution": round(part.contribution, 4),
            }
            for part in hit.explanations
        ]
    return record


class UnansweredRecord(Record):
    """What JSON says of a query that found nothing; columns of a fact are null."""

    def __missing__(self, column: str) -> None:
        return None


def unanswered_record(query: str, missing: Iterable[str] = ()) -> UnansweredRecord:
    """Return what JSON says of a query that found nothing."""
    return UnansweredRecord(query=query, hits=0, missing=list(missing))


def section_record(
    section: Section, facts: int, first_year: int | None, last_year: int | None
) -> Record:
    """Return the record of a section with counts and years, those below it included."""
    return {
        "id": section.id,
        "title": section.title,
        "parent": section.parent,
        "facts": facts,
        "first_year": first_year,
        "last_year": last_year,
    }


def entity_record(entity: Entity, facts: int) -> Record:
    """Return the record of an entity with the number of facts that name it."""
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind,
        "facts": facts,
        "aliases": list(entity.aliases),
    }


def period_record(period: str, facts: int, matches: int, label: str) -> Record:
    """Return the record of a bar of the timeline; ``facts`` are all of that time."""
    return {"period": period, "facts": facts, "matches": matches, "label": label}


# --- computed columns ---------------------------------------------------------------


def days(dates: Iterable[str]) -> tuple[str, str]:
    """Return the first and the last day of some EDTF dates as ISO 8601.

    Each is empty where a date is open at that side, unreadable, or there is none.
    """
    try:
        ranges = [parse_edtf(str(date)).range for date in dates]
    except DateError:
        return "", ""
    if not ranges:
        return "", ""
    start, stop = min(r.start for r in ranges), max(r.stop for r in ranges)
    return "" if start == BEGINNING else iso(start), "" if stop == END else iso(stop - 1)


def dates_for_readers(dates: Iterable[str]) -> str:
    """Return EDTF dates as people write them; unreadable ones as they are."""
    texts = list(map(str, dates))
    try:
        for text in texts:
            parse_edtf(text)
    except DateError:
        return ", ".join(texts)
    return format_dates(texts)


def source_line(source: Source, section_title: str = "") -> str:
    """Return a line to paste: title, publisher, revision, section, licence; what there is."""
    revision = f"revision of {source.revision}" if source.revision else ""
    section = f"§ {section_title}" if section_title else ""
    parts = (f'"{source.title}"', source.publisher, revision, section, source.license)
    return ", ".join(part for part in parts if part)


_FLAG_WORDS = {"citation-needed": "citation needed", "by-whom": "by whom?"}


def flag_words(flags: Iterable[str]) -> list[str]:
    """Return flags as readers read them."""
    return [_FLAG_WORDS.get(flag, flag) for flag in flags]


def remark(fact: Fact) -> str:
    """Return what a fact must be read with: ``estimate; conflicts with victims-29``."""
    parts = flag_words(fact.flags)
    if fact.conflicts_with:
        parts.append("conflicts with " + ", ".join(fact.conflicts_with))
    return "; ".join(parts)


def _source(fact: Fact, context: RecordContext) -> str:
    return "" if context.source is None else source_line(context.source(), fact.section_title)


def _holders(fact: Fact, context: RecordContext) -> JsonValue:
    names = context.entity_names()
    return [names.get(holder, holder) for holder in fact.held_by]


_COMPUTED: dict[str, Callable[[Fact, RecordContext], JsonValue]] = {
    "date": lambda fact, _: ";".join(map(str, fact.dates)),
    "when": lambda fact, _: dates_for_readers(fact.dates),
    "first": lambda fact, _: days(fact.dates)[0],
    "last": lambda fact, _: days(fact.dates)[1],
    "remark": lambda fact, _: remark(fact),
    "holders": _holders,
    "source": _source,
    "score": lambda _fact, _: None,
    "matches": lambda _fact, _: [],
    "missing": lambda _fact, _: [],
    "corrected": lambda _, context: {w: list(r) for w, r in context.corrected.items()},
    "query": lambda _, context: context.query,
}


# --- which columns there are --------------------------------------------------------


class ColumnSet(NamedTuple):
    """The columns of a kind of record.

    ``default`` are those of TSV, CSV and other tables, ``keys`` the JSON contract's (what
    ``all`` means), ``computed`` what may be asked for besides, ``aliases`` other names.
    """

    default: tuple[str, ...]
    keys: tuple[str, ...]
    computed: tuple[str, ...] = ()
    aliases: Mapping[str, str] = {}

    def resolve(self, text: str | None) -> tuple[str, ...] | None:
        """Read ``--columns``: names with commas between, in any case, or ``all``.

        Raises:
            UsageError: one is no column.
        """
        if text is None:
            return None
        names = [name.strip() for name in text.split(",") if name.strip()]
        if not names:
            raise UsageError(f"--columns '{text}' names no column; write --columns id,date,text")
        return tuple(key for name in names for key in self._keys(name))

    def _keys(self, name: str) -> tuple[str, ...]:
        key = name.lower().replace("-", "_")
        if key == "all":
            return self.keys
        key = self.aliases.get(key, key)
        columns = dict.fromkeys((*self.keys, *self.computed))
        if key in columns:
            return (key,)
        raise UsageError(no_such("column", name, tuple(columns), tuple(self.aliases)))


_FACT_KEYS = (
    *("id", "section", "section_title", "paragraph", "text", "dates", "citations", "entities"),
    *("keywords", "flags", "held_by", "conflicts_with", "note"),
)
_FACT_COMPUTED = ("date", "when", "first", "last", "remark", "holders", "source", "query")
_FACT_ALIASES = {
    "citation": "citations",
    "cited": "citations",
    "cite": "citations",
    "title": "section_title",
    "conflicts": "conflicts_with",
    "entity": "entities",
    "keyword": "keywords",
    "flag": "flags",
    "fact": "text",
    "holder": "holders",
}
_DEFAULT = ("id", "date", "section", "citations", "text")

FACT_COLUMNS = ColumnSet(_DEFAULT, _FACT_KEYS, _FACT_COMPUTED, _FACT_ALIASES)
SEARCH_COLUMNS = ColumnSet(
    _DEFAULT,
    (*_FACT_KEYS, "score", "matches"),
    (*_FACT_COMPUTED, "missing", "corrected"),
    _FACT_ALIASES,
)
QUERY_COLUMNS = SEARCH_COLUMNS._replace(
    default=(*_DEFAULT, "query"), keys=("query", *SEARCH_COLUMNS.keys)
)
"""Columns of many searches, one a line of standard input."""
_SECTION_KEYS = ("id", "title", "parent", "facts", "first_year", "last_year")
SECTION_COLUMNS = ColumnSet(_SECTION_KEYS, _SECTION_KEYS)
_ENTITY_KEYS = ("id", "name", "kind", "facts", "aliases")
ENTITY_COLUMNS = ColumnSet(_ENTITY_KEYS, _ENTITY_KEYS, aliases={"alias": "aliases"})
_PERIOD_KEYS = ("period", "facts", "matches", "label")
PERIOD_COLUMNS = ColumnSet(_PERIOD_KEYS, _PERIOD_KEYS)
