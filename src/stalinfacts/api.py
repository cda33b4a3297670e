"""The Python interface: open a corpus, ask it. The command line is its first user.

>>> import stalinfacts
>>> corpus = stalinfacts.load()
>>> corpus.title, len(corpus) > 1_000
('Joseph Stalin', True)
>>> "Trotsky" in corpus.search("Trotzky in exile").hits[0].fact.text
True
>>> corpus.during("18 December 1878", within=True)[0].dates
('1878-12-18',)
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from stalinfacts.errors import CorpusError
from stalinfacts.lookup import Lookup, in_order
from stalinfacts.opening import open_index
from stalinfacts.query import names
from stalinfacts.query.arguments import check_limit, check_sort
from stalinfacts.query.model import NO_FILTERS, Filters
from stalinfacts.query.parser import parse
from stalinfacts.search.engine import search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stalinfacts.index.reader import IndexReader
    from stalinfacts.query.model import Query
    from stalinfacts.search.model import SearchResult


def load(path: str | os.PathLike[str] | None = None) -> Corpus:
    """Open a corpus: the bundled one, a JSON file, or a SQLite file that ``export`` wrote.

    Raises:
        TypeError: the path is none.
        CorpusError: it cannot be read or is not valid.
    """
    if path is not None and not isinstance(path, (str, os.PathLike)):
        raise TypeError(f"a path is a str or a Path, not {type(path).__name__}: load('mine.json')")
    if path == "":
        raise CorpusError("the path is empty; load() without one opens the bundled corpus")
    return Corpus(open_index(None if path is None else Path(path)))


class Corpus(Lookup):
    """A corpus that can be asked. Facts come as ``Fact``, in article order where nothing is said.

    Methods that list facts take filters: as ``Filters``, or as keyword arguments in the
    words of the command line: ``since``, ``until``, ``section``, ``entity``, ``citation``,
    ``flag``, ``held_by`` (a text or several), ``dated``, ``cited``, ``contested`` (a bool),
    ``within`` and ``spanning``. They raise ``UsageError`` for a name that is not in the
    corpus, ``DateError`` for an invalid time and ``TypeError`` for a value of another type.
    A corpus may be used by several threads.
    """

    def __repr__(self) -> str:
        return f"<Corpus {self.title!r}: {len(self):,} facts in {len(self.sections())} sections>"

    # --- facts

    def search(
        self,
        text: str | Sequence[str],
        *,
        limit: int | None = None,
        sort: str = "relevance",
        reverse: bool = False,
        exact: bool = False,
        match_all: bool = False,
        filters: Filters = NO_FILTERS,
        **named: object,
    ) -> SearchResult:
        """Return the facts that answer a query, best first.

        Args:
            text: the query (``stalinfacts.query.parser``), or the arguments that a shell
                made of it.
            limit: the number of hits at most; None returns all.
            sort: ``relevance``, ``date`` or ``article``.
            reverse: turn the hits that are returned round.
            exact: look for the words as typed, with no other forms or corrections.
            match_all: only facts that hold every word.
            filters: what a fact has to be besides.
            **named: filters in the words of the command line.

        Raises:
            UsageError: an invalid field, filter or order.
        """
        query = self.parse(text, exact=exact, match_all=match_all)
        query = query._replace(filters=query.filters.merge(self._filters(filters, named)))
        return self.answer(query, limit=limit, sort=sort, reverse=reverse)

    def parse(
        self, text: str | Sequence[str], *, exact: bool = False, match_all: bool = False
    ) -> Query:
        """Return the query that a line means in this corpus."""
        if not isinstance(text, str) and not (
            isinstance(text, (list, tuple)) and all(isinstance(part, str) for part in text)
        ):
            raise TypeError(f"a query is a str, not {type(text).__name__}: corpus.search('purge')")
        return parse(text, exact=exact, match_all=match_all, names=_Names(self._index))

    def answer(
        self,
        query: Query,
        *,
        limit: int | None = None,
        sort: str = "relevance",
        reverse: bool = False,
    ) -> SearchResult:
        """Return the facts that answer a parsed query; see ``search``."""
        check_sort(sort)
        check_limit(limit)
        if sort == "relevance":
            result = search(self._index, query, limit)
            return result._replace(hits=result.hits[::-1]) if reverse else result
        result = search(self._index, query, None)
        hits = {hit.fact.number: hit for hit in result.hits}
        numbers = in_order(self._index.documents, list(hits), sort, reverse=reverse, limit=limit)
        return result._replace(hits=[hits[n] for n in numbers])


class _Names:
    """The names of an index, as the query parser asks for them."""

    def __init__(self, index: IndexReader) -> None:
        self._index = index

    def longest_name(self, words: Sequence[str], at: int) -> int:
        return max((len(f.words) for f in self._index.terms.longest_name(words, at)), default=0)

    def is_name(self, field: str, text: str) -> bool:
        return names.is_exact_name(field, text, self._index)
