"""A small corpus with everything that filters ask about, and what parsed queries look like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.corpus.model import CorpusFile, Entity, Fact, Section, Source
from stalinfacts.query import names
from stalinfacts.query.filters import describe_condition, where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stalinfacts.index.reader import IndexReader
    from stalinfacts.query.model import Filters, Query, Term

SMALL = CorpusFile(
    "Small",
    Source("Nothing"),
    entities=(
        Entity("stalin", "Joseph Stalin", "person", ("Stalin", "Koba")),
        Entity("trotsky", "Leon Trotsky", "person", ("Trotsky", "Bronstein")),
        Entity("opposition", "Trotskyist Opposition", "organisation"),
        Entity("united-states", "United States", "place", ("US", "USA")),
        Entity("soviet-union", "Soviet Union", "place", ("USSR",)),
        Entity("usovo", "Usovo", "place"),
        Entity("red-army", "Red Army", "organisation", ("Workers' and Peasants' Red Army",)),
        Entity("first-world-war", "First World War", "event", ("World War I", "WWI")),
        Entity("second-world-war", "Second World War", "event", ("World War II", "WW2")),
        Entity("cold-war", "Cold War", "event"),
        Entity("great-famine", "Great Famine", "event", ("The Hunger", "Small Famine")),
        Entity("small-famine", "Small Famine", "event", ("The Hunger",)),
        Entity("city-of-warsaw", "Warsaw", "place"),
    ),
    sections=(
        Section("early", "Early life"),
        Section("terror", "Famine and the Great Terror: 1932–1939", "early"),
        Section("war", "World War II, 1939–1945"),
        Section("postwar", "Post-war era, 1945–1953"),
    ),
    facts=(
        Fact("early-1", "early", 1, "Born in Gori.", ("1878-12-18",), (2,)),
        Fact("early-2", "early", 1, "Went to school.", ("1888/1894",), (3, 4), keywords=("pupil",)),
        Fact(
            "terror-1", "terror", 1, "The purge began.", ("1936/1938",), (370, 371), ("red-army",)
        ),
        Fact("terror-2", "terror", 2, "July was worst.", ("1937-07",), (371,), ("trotsky",)),
        Fact("terror-3", "terror", 2, "A hard decade.", ("193X",), (), ("great-famine",)),
        Fact(
            "terror-4",
            "terror",
            3,
            "Some say 700,000.",
            (),
            (393,),
            flags=("estimate", "attributed"),
            held_by=("trotsky", "Trotsky's friends", "Soviet historians"),
        ),
        Fact("war-1", "war", 1, "The war began.", ("1939-09-01",), (), ("second-world-war",)),
        Fact("war-2", "war", 1, "Until the end.", ("1941-06-22/1945",), (400,), ("soviet-union",)),
        Fact(
            "war-3",
            "war",
            2,
            "Aid came.",
            ("1942/..",),
            (401,),
            ("united-states", "red-army"),
            flags=("disputed",),
            held_by=("Western historians",),
            conflicts_with=("war-2",),
        ),
        Fact("postwar-1", "postwar", 1, "Died.", ("1953-03-05",), (500,)),
    ),
    subject="stalin",
    period="1878-12-18/1953-03-05",
)


class Names:
    """The names of an index, as the parser asks for them."""

    def __init__(self, index: IndexReader) -> None:
        self._index = index

    def longest_name(self, words: Sequence[str], at: int) -> int:
        return max((len(f.words) for f in self._index.terms.longest_name(words, at)), default=0)

    def is_name(self, field: str, text: str) -> bool:
        return names.is_exact_name(field, text, self._index)


def show(terms: Sequence[Term]) -> str:
    """Return terms as one text: ``word "a phrase" {a name} begun* @date (a|b)``."""
    return " ".join(map(_show, terms))


def _show(term: Term) -> str:
    text = " ".join(term.words)
    if term.alternatives:
        return f"({'|'.join(map(_show, term.alternatives))})"
    if term.phrase:
        return f'"{text}"'
    if term.name:
        return f"{{{text}}}"
    return f"{'@' if term.dates else ''}{text}{'*' if term.prefix else ''}"


def conditions(query: Query) -> str:
    """Return the conditions of a query as readers know them."""
    return "; ".join(map(describe_condition, query.filters.conditions))


def ids(index: IndexReader, filters: Filters) -> list[str]:
    """Return the ids of the facts that filters let through."""
    condition = where(filters, index)
    numbers = index.documents.numbers(condition.text, condition.values)
    return [fact.id for fact in index.documents.facts(numbers)]
