"""Where terms stand, what facts hold, and what SQLite ranks."""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

from stalinfacts.index.schema import json_list, json_texts
from stalinfacts.text.english import NUMBER_WORDS, SCALES
from stalinfacts.text.vectors import DIMENSIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stalinfacts.index.database import Database

TEXT, KEYWORDS = 0, 1
"""Columns of the full-text table, as a posting has them."""

Posting = tuple[int, int, int]
"""Where a term stands: the fact, the column, the number of the term in it (from 0)."""

Weights = tuple[float, float, float]
"""What BM25 weighs the columns text, keywords and names with."""

_MEMO = 5_000  # lists that are kept: those of a common term in a large corpus are long
_MAX_VECTORS = 20_000  # that are kept once they are read
_MAX_LIMIT = 2**31 - 1

_ANSWER_TYPES = {
    "time": "select distinct fact from fact_date where fact in {}",
    "person": """select distinct fact from fact_entity join entity on entity.n = entity
        where kind = 'person' and fact in {}""",
    "place": """select distinct fact from fact_entity join entity on entity.n = entity
        where kind = 'place' and fact in {}""",
}


class Postings:
    """The facts that hold a term, a keyword, a name, and how well they do."""

    def __init__(self, database: Database) -> None:
        """Take the database that is asked."""
        self._database = database
        self._vectors: dict[int, bytes] = {}
        self._postings = lru_cache(_MEMO)(partial(_postings, database))
        self._facts_mentioning = lru_cache(_MEMO)(partial(_facts_mentioning, database))

    def postings(self, term: str) -> list[Posting]:
        """Return every place where a normalised term stands, in article order."""
        return self._postings(term)

    def facts_mentioning(self, entity: int) -> list[int]:
        """Return the facts that name an entity, given its number."""
        return self._facts_mentioning(entity)

    def keyword_facts(
        self, topics: Iterable[str], question: str, numbers: Iterable[int]
    ) -> set[int]:
        """Return those facts that have a keyword with one of some topics (``Heading.topic``).

        Of keywords that hold question words, and where ``question`` does, too, these must
        be the same.
        """
        query = """select fact, question from keyword
            where topic in (select value from json_each(?))
            and fact in (select value from json_each(?))"""
        rows = self._database.rows(query, (json_texts(topics), json_list(numbers)), "nt")
        return {fact for fact, other in rows if not question or other in ("", question)}

    def facts_with_answer_type(self, kind: str, numbers: Iterable[int]) -> set[int]:
        """Return those facts that hold what a question word asks for.

        ``kind`` is ``time``, ``person``, ``place`` or ``figure``; none has another.
        """
        if kind == "figure":
            texts = "select n, text from fact where n in (select value from json_each(?))"
            rows = self._database.rows(texts, (json_list(numbers),), "nt")
            return {n for n, text in rows if _figure().search(text)}
        if kind not in _ANSWER_TYPES:
            return set()
        query = _ANSWER_TYPES[kind].format("(select value from json_each(?))")
        return {fact for (fact,) in self._database.rows(query, (json_list(numbers),), "n")}

    def champions(self, stem: str) -> list[int]:
        """Return the facts that BM25 ranks first for a stem of many facts in a large corpus.

        None for another stem: ``bm25`` finds them as fast.
        """
        query = "select fact from champion where stem = ? order by position"
        return [fact for (fact,) in self._database.rows(query, (stem,), "n")]

    def bm25(
        self,
        match_expression: str,
        limit: int,
        weights: Weights = (1.0, 1.0, 1.0),
        condition: tuple[str, Sequence[object]] = ("", ()),
    ) -> list[tuple[int, float]]:
        """Return the facts that BM25 ranks first, and their scores, the best first.

        Args:
            match_expression: of stems, in FTS5's syntax (``any_of``).
            limit: facts that are returned at most.
            weights: of the columns text, keywords, names.
            condition: an SQL condition on ``fact`` that the facts must meet, and its values.
        """
        if not match_expression:
            return []
        sql, values = condition
        where = f"and rowid in (select n from fact where {sql})" if sql else ""
        query = f"""select rowid, -rank from fact_stem
            where fact_stem match ? and rank match ? {where} order by rank limit ?"""
        bm25 = f"bm25({', '.join(map(str, weights))})"
        limit = min(limit, _MAX_LIMIT)
        rows = self._database.rows(query, (match_expression, bm25, *values, limit), "n")
        return [(fact, score) for fact, score in rows]

    def vectors(self, numbers: Iterable[int]) -> dict[int, bytes]:
        """Return the vectors of some facts: ``DIMENSIONS`` bytes, or none for no known word.

        Empty where the index was made without word vectors.
        """
        wanted = list(numbers)
        known = self._vectors  # replaced as a whole, so that threads never see it half cleared
        vectors = {n: known[n] for n in wanted if n in known}
        if missing := [n for n in wanted if n not in vectors]:
            query = """select fact, vector from fact_vector
                where fact in (select value from json_each(?))"""
            loaded = dict(self._database.rows(query, (json_list(missing),), "nb"))
            if any(len(vector) not in (0, DIMENSIONS) for vector in loaded.values()):
                raise self._database.damage("a vector of another length")
            vectors |= loaded
            if len(known) + len(loaded) <= _MAX_VECTORS:
                known.update(loaded)
            else:
                self._vectors = loaded
        return vectors


@cache
def _figure() -> re.Pattern[str]:
    """Return the pattern of a figure in a text, in digits or words, that is no part of a date."""
    months = "january|february|march|april|may|june|july|august|september|october|november|december"
    words = "|".join(
        (*set(NUMBER_WORDS) - {"one"}, *SCALES, *"hundred dozen dozens half percent".split())
    )
    return re.compile(
        rf"\b(?:{words}|per cent)\b"
        r"|(?<![\d–—-])\b(?!(?:1\d{3}|20\d\d)s?\b|\d+(?:st|nd|rd|th)\b)"
        rf"(?!\d{{1,2}}(?:[–—-]\d{{1,2}})?\s+(?:{months})\b)\d",
        re.IGNORECASE,
    )


def _postings(database: Database, term: str) -> list[Posting]:
    query = "select doc, col = 'keywords', offset from term_posting where term = ?"
    return database.rows(query, (term,), "nnn")


def _facts_mentioning(database: Database, entity: int) -> list[int]:
    query = "select distinct fact from fact_entity where entity = ? order by fact"
    return [fact for (fact,) in database.rows(query, (entity,), "n")]
