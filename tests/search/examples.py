"""Small corpora to search."""

from __future__ import annotations

from typing import Any

from corpus.examples import small

from stalinfacts.api import Corpus
from stalinfacts.corpus.bundled import vectors_path
from stalinfacts.index.reader import IndexReader
from stalinfacts.search.engine import search
from stalinfacts.search.signals import SIGNALS
from stalinfacts.search.weights import WEIGHTS, Weights
from stalinfacts.text.vectors import WordVectors

VECTORS = WordVectors.open(vectors_path())


def fact(text: str, **others: Any) -> dict[str, Any]:
    return {"text": text, **others}


def corpus(*facts: dict[str, Any], vectors: WordVectors | None = VECTORS, **others: Any) -> Corpus:
    """Return a corpus of some facts, indexed in memory."""
    return Corpus(IndexReader.build(small(*facts, **others), vectors=vectors))


def ids(corpus: Corpus, text: str, **options: Any) -> list[str]:
    return [hit.fact.id for hit in corpus.search(text, **options).hits]


def signals(
    corpus: Corpus, text: str, weights: Weights = WEIGHTS, **options: Any
) -> dict[str, dict[str, float]]:
    """Return by the id of each hit what its signals say, from 0 to 1, before they are weighed."""
    whole = sum(weights._asdict()[name] for name, _ in SIGNALS)
    found: dict[str, dict[str, float]] = {}
    for hit in search(corpus._index, corpus.parse(text, **options), weights=weights).hits:
        values = found.setdefault(hit.fact.id, {})
        for part in hit.explanations:
            value = part.contribution * whole / weights._asdict()[part.signal]
            values[part.signal] = values.get(part.signal, 0.0) + value
    return found


ENTITIES: list[dict[str, Any]] = [
    {"id": "stalin", "name": "Joseph Stalin", "kind": "person", "aliases": ["Stalin", "Koba"]},
    {
        "id": "trotsky",
        "name": "Leon Trotsky",
        "kind": "person",
        "aliases": ["Trotsky", "Троцкий", "Lev Bronstein"],
    },
    {"id": "yezhov", "name": "Nikolai Yezhov", "kind": "person", "aliases": ["Yezhov", "Ezhov"]},
    {"id": "beria", "name": "Lavrentiy Beria", "kind": "person", "aliases": ["Beria", "Берия"]},
    {"id": "red-army", "name": "Red Army", "kind": "organisation", "aliases": ["RKKA"]},
    {"id": "usa", "name": "United States", "kind": "place", "aliases": ["US", "USA"]},
    {"id": "wwi", "name": "First World War", "kind": "event", "aliases": ["World War I", "WWI"]},
    {"id": "wwii", "name": "World War II", "kind": "event", "aliases": ["WWII"]},
]
FACTS: list[dict[str, Any]] = [
    fact(
        "Trotsky was exiled from the country in 1929.",
        dates=["1929"],
        entities=["trotsky"],
        keywords=["banishment of an opponent"],
    ),
    fact(
        "The great purge began, and many a great man was purged.",
        dates=["1936-12/1938-11"],
        keywords=["wave of repression"],
    ),
    fact("A purge of the Red Army followed.", dates=["1937-06"], entities=["red-army"]),
    fact("Stalin's father was an alcoholic cobbler.", keywords=["drunken father", "shoemaker"]),
    fact(
        "Some 268,950 people were listed for arrest on 30 July 1937.",
        dates=["1937-07-30"],
        citations=[373],
    ),
    fact("The first Five-Year Plan was launched.", dates=["1928"], keywords=["5-year plan"]),
    fact(
        "Yezhov was shot in 1940.",
        dates=["1940-02-04"],
        entities=["yezhov"],
        flags=["disputed"],
    ),
    fact("Antisemitism grew in the capital."),
    fact("Stalin was born on 18 December 1878.", dates=["1878-12-18"], keywords=["date of birth"]),
    fact("Stalin died on 5 March 1953.", dates=["1953-03-05"], keywords=["date of death"]),
    fact("Beria was arrested in 1953.", dates=["1953-06"], entities=["beria"]),
    fact("Russia entered the First World War.", dates=["1914"], entities=["wwi"]),
    fact("World War II began in Europe.", dates=["1939-09-01"], entities=["wwii"]),
    fact("American troops of the United States landed.", entities=["usa"]),
    fact("Polish troops withdrew.", dates=["1920"]),
    fact("Nobody wrote to his wife, who died.", dates=["1932"]),
]


def sample() -> Corpus:
    """Return the corpus that most tests search: about Stalin, sixteen facts."""
    return corpus(*FACTS, entities=ENTITIES, subject="stalin", period="1878-12-18/1953-03-05")
