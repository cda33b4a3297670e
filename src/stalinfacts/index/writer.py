"""Records → the tables of an index."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from stalinfacts import __version__
from stalinfacts.dates.edtf import EdtfDate, parse_edtf
from stalinfacts.dates.ranges import END
from stalinfacts.index.postings import idf
from stalinfacts.index.schema import (
    INDEXES_AND_VIEWS,
    MAX_TRIGRAM_FACTS,
    SEPARATOR,
    create_tables,
)
from stalinfacts.text.english import STOP_WORDS
from stalinfacts.text.normalize import normalize_all
from stalinfacts.text.stemmer import Stemmer
from stalinfacts.text.transliteration import alphabets, name_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from stalinfacts.corpus.model import CorpusFile, Fact
    from stalinfacts.text.vectors import WordVectors

_CHUNK = 10_000  # facts whose texts are normalised at once
_WORD = re.compile(r"[^\W_]+")  # of normalised text
_BREAK = f" {SEPARATOR} "
_TEXT_WEIGHT = 2.0  # of a word of the text in a fact's vector; one of the keywords weighs 1


class _Names(NamedTuple):
    """The names of an entity, normalised and as stems, joined."""

    normalized: str
    stems: str


def write_index(
    connection: sqlite3.Connection,
    corpus: CorpusFile,
    *,
    progress: Callable[[int], None] | None = None,
    source_crc32: int | None = None,
    vectors: WordVectors | None = None,
) -> None:
    """Write a corpus into an empty database.

    Args:
        connection: one that commits each statement itself (``isolation_level=None``).
        corpus: what is written; it is valid.
        progress: called now and then with the number of facts that are written.
        source_crc32: CRC-32 of the JSON file that the corpus was read from.
        vectors: what words mean; without it no fact has a vector.
    """
    connection.execute("begin")
    create_tables(connection)
    _Writer(connection, corpus, vectors).write(progress)
    meta = {
        "title": corpus.title,
        "source": json.dumps(corpus.source._asdict(), ensure_ascii=False),
        "subject": corpus.subject,
        "period": corpus.period,
        "facts": str(len(corpus.facts)),
        "program": f"stalinfacts {__version__}",
        "source_crc32": "" if source_crc32 is None else str(source_crc32),
    }
    connection.executemany("insert into meta values (?, ?)", meta.items())
    for statement in INDEXES_AND_VIEWS:
        connection.execute(statement)
    connection.execute("commit")


class _Writer:
    """The state of one writing: numbers of sections and entities, stems that are known."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        corpus: CorpusFile,
        vectors: WordVectors | None,
    ) -> None:
        self.connection = connection
        self.corpus = corpus
        self.vectors = vectors
        self.period = parse_edtf(corpus.period).range if corpus.period else None
        self.sections = {section.id: n for n, section in enumerate(corpus.sections, 1)}
        self.entities = {entity.id: n for n, entity in enumerate(corpus.entities, 1)}
        self.names: dict[str, _Names] = {}
        self.stemmer = Stemmer()
        self.with_trigrams = len(corpus.facts) <= MAX_TRIGRAM_FACTS

    def write(self, progress: Callable[[int], None] | None) -> None:
        corpus = self.corpus
        parents = [self.sections.get(section.parent or "") for section in corpus.sections]
        self._insert(
            "section",
            [
                (n, section.id, section.title, parent)
                for n, (section, parent) in enumerate(zip(corpus.sections, parents, strict=True), 1)
            ],
        )
        name_words = self._write_entities()
        for start in range(0, len(corpus.facts), _CHUNK):
            facts = corpus.facts[start : start + _CHUNK]
            self._write_facts(start + 1, facts)
            self._write_dates(start + 1, facts)
            if progress is not None:
                progress(start + len(facts))
        self._write_conflicts()
        frequencies = self._write_vocabulary(name_words)
        if self.vectors is not None:
            self._write_vectors(self.vectors, frequencies)

    def _insert(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            marks = ",".join("?" * len(rows[0]))
            self.connection.executemany(f"insert into {table} values ({marks})", rows)  # noqa: S608 # names of our tables

    def _stems(self, normalized: str) -> str:
        words = _WORD.findall(normalized)
        stems = self.stemmer(words)
        return " ".join([stems[word] for word in words])

    def _write_entities(self) -> set[str]:
        """Write the entities and their names; return the words of the names."""
        entities = list(enumerate(self.corpus.entities, 1))
        self._insert("entity", [(n, e.id, e.name, e.kind) for n, e in entities])
        forms = [(n, name) for n, e in entities for name in (e.name, *e.aliases)]
        normalized = normalize_all([name for _, name in forms])
        split = [_WORD.findall(text) for text in normalized]
        numbered = list(enumerate(zip(forms, split, strict=True), 1))
        self._insert(
            "entity_name",
            [(n, entity, name, " ".join(words)) for n, ((entity, name), words) in numbered],
        )
        words_of_names = {word for words in split for word in words}
        keys = {word: name_key(word) for word in words_of_names}
        self._insert(
            "name_word",
            sorted({(word, n, keys[word]) for n, (_, words) in numbered for word in words}),
        )
        by_entity: dict[int, list[str]] = {}
        for (entity, _), text in zip(forms, normalized, strict=True):
            by_entity.setdefault(entity, []).append(text)
        for n, entity_record in entities:
            joined = _BREAK.join(by_entity[n])
            self.names[entity_record.id] = _Names(joined, self._stems(joined))
        return words_of_names

    def _write_facts(self, first: int, facts: Sequence[Fact]) -> None:
        numbered = list(enumerate(facts, first))
        self._insert(
            "fact",
            [
                (
                    n,
                    f.id,
                    self.sections[f.section],
                    f.paragraph,
                    f.text,
                    "; ".join(f.keywords),
                    f.note,
                )
                for n, f in numbered
            ],
        )
        self._insert("fact_citation", [(n, c) for n, f in numbered for c in f.citations])
        self._insert(
            "fact_entity",
            [(n, i, self.entities[e]) for n, f in numbered for i, e in enumerate(f.entities)],
        )
        self._insert(
            "fact_holder", [(n, i, h) for n, f in numbered for i, h in enumerate(f.held_by)]
        )
        self._insert(
            "fact_flag", [(n, i, flag) for n, f in numbered for i, flag in enumerate(f.flags)]
        )
        texts = normalize_all([f.text for f in facts])
        keywords = iter(normalize_all([keyword for f in facts for keyword in f.keywords]))
        by_fact = [[next(keywords) for _ in f.keywords] for f in facts]
        self._write_full_text(numbered, texts, by_fact)

    def _write_full_text(
        self, numbered: list[tuple[int, Fact]], texts: list[str], keywords: list[list[str]]
    ) -> None:
        whole: set[tuple[str, int]] = set()
        full_text, stems, trigrams = [], [], []
        for (n, fact), text, some in zip(numbered, texts, keywords, strict=True):
            whole.update((" ".join(_WORD.findall(keyword)), n) for keyword in some)
            joined = _BREAK.join(some)
            names = [self.names[entity] for entity in fact.entities]
            full_text.append((n, text, joined))
            stems.append(
                (
                    n,
                    self._stems(text),
                    self._stems(joined),
                    " ".join([name.stems for name in names]),
                )
            )
            if self.with_trigrams:
                trigrams.append((n, text, joined, _BREAK.join([name.normalized for name in names])))
        self._insert("keyword", sorted(whole))
        self._insert("fact_fts (rowid, text, keywords)", full_text)
        self._insert("fact_stem (rowid, text, keywords, names)", stems)
        self._insert("fact_trigram (rowid, text, keywords, names)", trigrams)

    def _write_dates(self, first: int, facts: Sequence[Fact]) -> None:
        rows, order = [], []
        for n, fact in enumerate(facts, first):
            dates = [parse_edtf(edtf) for edtf in fact.dates]
            if self.period is not None:
                dates = [date.clip(self.period) for date in dates]
            for i, date in enumerate(dates):
                first_stop = None if date.first is None else date.first.stop
                last_start = None if date.last is None else date.last.start
                rows.append(
                    (n, i, date.edtf, *date.range, int(date.precision), first_stop, last_start)
                )
            start, negative_stop = min(map(_sort_key, dates), default=(END, -END))
            order.append((n, int(not dates), start, -negative_stop))
        self._insert("fact_date", rows)
        self._insert("fact_order", order)

    def _write_conflicts(self) -> None:
        rows = (
            (n, i, other)
            for n, fact in enumerate(self.corpus.facts, 1)
            for i, other in enumerate(fact.conflicts_with)
        )
        self.connection.executemany(
            "insert into fact_conflict select ?, ?, n from fact where id = ?", rows
        )

    def _write_vocabulary(self, name_words: Iterable[str]) -> dict[str, int]:
        """Write the dictionary; return how many facts hold each term."""
        query = "select term, doc from temp.term_count where term <> ?"
        counts = self.connection.execute(query, (SEPARATOR,)).fetchall()
        stems = self.stemmer([term for term, _ in counts])
        self._insert("vocabulary", [(term, facts, stems[term]) for term, facts in counts])
        dictionary = {term for term, _ in counts}.union(name_words)
        self._insert("meta", [("alphabets", " ".join(alphabets(dictionary)))])
        return dict(counts)

    def _write_vectors(self, vectors: WordVectors, frequencies: dict[str, int]) -> None:
        """Write what each fact means: its words and those of its keywords, by their idf."""
        count = len(self.corpus.facts)
        weights = {
            term: idf(frequency, count)
            for term, frequency in frequencies.items()
            if term not in STOP_WORDS
        }
        for start in range(0, count, _CHUNK):
            facts = self.corpus.facts[start : start + _CHUNK]
            texts = normalize_all([f.text for f in facts])
            keywords = normalize_all(["; ".join(f.keywords) for f in facts])
            rows = []
            for n, (text, some) in enumerate(zip(texts, keywords, strict=True), start + 1):
                words = [(w, _TEXT_WEIGHT * weights.get(w, 0.0)) for w in _WORD.findall(text)]
                words += [(w, weights.get(w, 0.0)) for w in _WORD.findall(some)]
                rows.append((n, vectors.text_vector(words)))
            self._insert("fact_vector", rows)


def _sort_key(date: EdtfDate) -> tuple[int, int]:
    """Return what orders dates: the first day, then the longest first; an open start by its end."""
    start, stop = date.range
    return (stop - 1, -stop) if date.first is None and date.last is not None else (start, -stop)
