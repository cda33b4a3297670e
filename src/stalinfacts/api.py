"""The Python interface: open a corpus, ask it. The command line is its first user.

>>> import stalinfacts
>>> corpus = stalinfacts.load()
>>> hit = corpus.search("Trotzky in exile").hits[0]
>>> "Trotsky" in hit.fact.text
True
>>> [fact.dates for fact in corpus.year("1878-12-18")][0]
('1878-12-18',)
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from stalinfacts import dates, query
from stalinfacts.errors import CorpusError, UsageError
from stalinfacts.index import Index
from stalinfacts.model import KINDS
from stalinfacts.search import Answer, search

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Sequence

    from stalinfacts.model import Entity, Fact, Section, Source
    from stalinfacts.query import Filters

_SQLITE_HEADER = b"SQLite format 3\x00"
NO_FILTERS = query.Filters()


def load(path: str | os.PathLike[str] | None = None) -> Corpus:
    """Open a corpus: the bundled one, a JSON file, or a SQLite file that ``stalinfacts export`` wrote.

    Raises:
        CorpusError: it cannot be read or is not valid.
    """
    if path is None:
        return Corpus(_bundled())
    file = Path(path)
    if _is_sqlite(file):
        return Corpus(Index.open(file))
    from stalinfacts import corpus as corpus_  # noqa: PLC0415 # a SQLite file needs no JSON reader

    return Corpus(Index.build(corpus_.read(file)))


def _is_sqlite(path: Path) -> bool:
    if not path.is_file():
        return False  # reading it as JSON says what it is
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE_HEADER)) == _SQLITE_HEADER
    except OSError:
        return False


def bundled_path() -> Path:
    """Find the corpus that comes with the package.

    An installed package has it inside; an editable install and a plain checkout have
    it at the top of the checkout.

    Raises:
        CorpusError: it is in neither place, so the installation is damaged.
    """
    here = Path(__file__).resolve()
    for folder in (here.parent / "data", here.parents[2] / "data"):
        if (path := folder / "biography.json").is_file():
            return path
    msg = "the bundled corpus biography.json is missing; install the package again"
    raise CorpusError(msg)


def prebuilt_path() -> Path:
    """Give the place of the index that is made when the package is installed."""
    return Path(__file__).resolve().parent / "data" / "biography.sqlite"


def _bundled() -> Index:
    """Open the bundled corpus: from the index made at installation, if it is of the very same JSON."""
    path = bundled_path()
    try:
        index = Index.open(prebuilt_path())
        if index.made_from() == zlib.crc32(path.read_bytes()):
            return index
        index.close()
    except (CorpusError, OSError):
        pass
    from stalinfacts import corpus as corpus_  # noqa: PLC0415 # reading JSON is what the index saves

    return Index.build(corpus_.read(path))


class Corpus:
    """A corpus that can be asked.

    Facts come as ``stalinfacts.model.Fact``. Every method that lists facts takes
    ``filters`` (``stalinfacts.query.Filters``).
    """

    def __init__(self, index: Index) -> None:
        """Take an index; ``load`` makes one."""
        self.index = index

    # --- what it is

    @property
    def title(self) -> str:
        """The title of the corpus."""
        return self.index.title()

    @property
    def source(self) -> Source:
        """Where the facts come from, and their licence."""
        return self.index.source()

    def sections(self) -> list[Section]:
        """List the sections in article order."""
        return self.index.sections()

    def entities(self) -> list[Entity]:
        """List the entities in the order of the file."""
        return self.index.entities()

    def section_records(self) -> list[dict[str, object]]:
        """List the sections as records: id, title, parent, facts (of its own), first and last year."""
        counts = self.index.section_counts()
        return [
            {
                **section._asdict(),
                "facts": counts[section.id][0],
                "first_year": None if (first := counts[section.id][1]) is None else dates.year_of(first),
                "last_year": None if (last := counts[section.id][2]) is None else dates.year_of(last - 1),
            }
            for section in self.sections()
        ]

    def entity_records(self, name: str | None = None, kind: str | None = None) -> list[dict[str, object]]:
        """List entities as records, with the number of facts that name each; the most named first.

        Raises:
            UsageError: there is no such kind.
        """
        if kind is not None and kind not in KINDS:
            raise UsageError(f"'{kind}' is no kind of entity; kinds are {', '.join(KINDS)}")
        found = self.entities()
        if name is not None:
            from stalinfacts import filters as filters_  # noqa: PLC0415 # as in `numbers`

            found = filters_.matching_entities(name, found)
        counts = self.index.entity_counts()
        rows: list[dict[str, object]] = [
            {"id": e.id, "name": e.name, "kind": e.kind, "facts": counts[e.id], "aliases": list(e.aliases)} for e in found if kind in (None, e.kind)
        ]
        return sorted(rows, key=lambda row: -counts[str(row["id"])])

    def __len__(self) -> int:
        """Count the facts."""
        return self.index.count()

    # --- facts

    def search(
        self,
        text: str,
        *,
        limit: int | None = None,
        exact: bool = False,
        every: bool = False,
        filters: Filters = NO_FILTERS,
    ) -> Answer:
        """Find the facts that answer a question, best first.

        Args:
            text: words, ``"phrases"``, ``-exclusions``, ``field:value`` and dates.
            limit: hits to give at most; None gives all.
            exact: look for the words as they are typed, with no other reading of them.
            every: give only facts that meet every word.
            filters: what a fact has to be besides.

        Raises:
            UsageError: a ``field:value`` or a filter that means nothing.
        """
        asked = query.parse(text, exact=exact, every=every)
        return search(self.index, asked._replace(filters=asked.filters.merge(filters)), limit)

    def year(self, when: str | dates.Span, *, within: bool = False, filters: Filters = NO_FILTERS) -> list[Fact]:
        """List the facts of a time: those dated inside it in order of time, then those that merely span it.

        Args:
            when: a time as people type it (``1937``, ``"July 1937"``, ``1934..1939``), or its days.
            within: leave out what merely spans it.
            filters: what a fact has to be besides.

        Raises:
            DateError: the text is no time.
        """
        inside, spanning = self.split_year(when, filters=filters)
        return inside if within else inside + spanning

    def split_year(self, when: str | dates.Span, *, filters: Filters = NO_FILTERS) -> tuple[list[Fact], list[Fact]]:
        """Give the facts dated inside a time and, apart, those that merely span it; each in order of time."""
        span = dates.when(when) if isinstance(when, str) else when
        allowed = self._allowed(filters)
        found = [(n, date) for n, date in self.index.dated(span) if allowed is None or n in allowed]
        inside = [n for n, date in found if date.within(span)]
        spanning = [n for n, date in found if not date.within(span)]
        return self.index.facts(inside), self.index.facts(spanning)

    def on(self, month: int, day: int, *, filters: Filters = NO_FILTERS) -> list[Fact]:
        """List the facts of a day of the year, in order of time."""
        allowed = self._allowed(filters)
        found = []
        for n, edtf in self.index.dated_like(f"%-{month:02}-{day:02}%"):
            moment = dates.parse(edtf)
            if dates.is_day(moment, month, day) and (allowed is None or n in allowed):
                found.append((moment.span.start, n))
        return self.index.facts(list(dict.fromkeys(n for _, n in sorted(found))))

    def facts(self, filters: Filters = NO_FILTERS) -> list[Fact]:
        """List the facts that filters let through, in article order."""
        return self.index.facts(self.numbers(filters))

    def numbers(self, filters: Filters = NO_FILTERS) -> list[int]:
        """Give the numbers of those facts, for more of them than memory should hold (``Index.iterate``)."""
        from stalinfacts import filters as filters_  # noqa: PLC0415 # most commands have none

        return self.index.numbers(*filters_.condition(filters, self.index))

    def get(self, ids: Iterable[str]) -> list[Fact]:
        """Give the facts with some ids, in that order.

        Raises:
            UsageError: an id is none; the nearest are named.
        """
        return self.index.facts([self._number(fact_id) for fact_id in ids])

    def around(self, fact: Fact) -> tuple[Fact | None, Fact | None]:
        """Give the facts before and after one, in article order."""
        number = self._number(fact.id)
        numbers = [n for n in (number - 1, number + 1) if 1 <= n <= len(self)]
        by_number = dict(zip(numbers, self.index.facts(numbers), strict=True))
        return by_number.get(number - 1), by_number.get(number + 1)

    def cited(self, ranges: Sequence[tuple[int, int]], *, filters: Filters = NO_FILTERS) -> list[Fact]:
        """List the facts behind citation numbers, given as inclusive ranges."""
        return self.facts(filters._replace(citations=tuple(ranges)))

    def _number(self, fact_id: str) -> int:
        number = self.index.number(fact_id.strip())
        if number is None:
            near = self.index.nearest_ids(fact_id.strip())
            raise UsageError(f"'{fact_id.strip()}' is no fact's id; {near}")
        return number

    def _allowed(self, wanted: Filters) -> set[int] | None:
        return None if wanted == NO_FILTERS else set(self.numbers(wanted))
