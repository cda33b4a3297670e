"""How well the search finds what was meant, and what each part of it is worth.

    python benchmarks/relevance.py              # each set of the judged queries, class by class
    python benchmarks/relevance.py --ablation   # the figures with each part switched off
    python benchmarks/relevance.py --peers      # beside SQLite FTS5 and RapidFuzz's WRatio

``queries.jsonl`` holds queries that were written from the article alone, in sight of neither the facts nor
their keywords. Sets 0 and 1 were looked at while the ranking was tuned, set 2 afterwards, and of set 3 nobody has read anything
but its figures: leave it so, and write new queries before you look. MRR@10 is the mean of one
over the rank of the first relevant fact; for negative queries it is the share answered with nothing.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

from rapidfuzz import fuzz, process, utils
from stalinfacts.model import Fact

import stalinfacts
from stalinfacts import query, search, thesaurus
from stalinfacts.search import WEIGHTS, Weights

QUERIES = Path(__file__).with_name("queries.jsonl")
SETS = {0: "tuned on", 1: "tuned on, less", 2: "looked at late", 3: "held out"}
FIRST = 10
Engine = Callable[[str], list[Fact]]


def relevant(fact: Fact, entries: list[dict[str, Any]]) -> bool:
    """Say whether a fact answers, by one of the judgements of a query."""
    return any(
        fact.section == entry.get("section", fact.section)
        and fact.paragraph == entry.get("paragraph", fact.paragraph)
        and (not entry.get("cites") or bool(set(entry["cites"]) & set(fact.citations)))
        and (
            "match" not in entry or re.search(entry["match"], fact.text, re.IGNORECASE) is not None
        )
        for entry in entries
    )


def figures(engine: Engine, queries: list[dict[str, Any]]) -> dict[str, float]:
    """Give the figure of each class, and of all that have an answer."""
    found = defaultdict(list)
    for asked in queries:
        facts = engine(asked["q"])
        if not asked["relevant"]:
            found["negative"].append(float(not facts))
            continue
        ranks = [rank for rank, fact in enumerate(facts, 1) if relevant(fact, asked["relevant"])]
        found[asked["class"]].append(1 / ranks[0] if ranks else 0.0)
        found["all"].append(found[asked["class"]][-1])
    return {name: sum(values) / len(values) for name, values in found.items()}


CLASSES = (
    "keyword",
    "entity",
    "phrase",
    "typo",
    "variant",
    "question",
    "paraphrase",
    "numeric",
    "all",
    "negative",
)


def show(name: str, found: dict[str, float]) -> None:
    """Print a row."""
    print(
        f"{name:<26}" + "".join(f"{found.get(c, float('nan')):>10.3f}" for c in CLASSES), flush=True
    )


def engine(corpus: stalinfacts.Corpus, weights: Weights = WEIGHTS) -> Engine:
    """Give the search of this package."""
    return lambda text: [
        hit.fact for hit in search.search(corpus.index, query.parse(text), FIRST, weights).hits
    ]


def fts5(facts: list[Fact]) -> Engine:
    """Give FTS5 as most people would set it up: Porter stems, any word, BM25."""
    database = sqlite3.connect(":memory:")
    database.execute(
        "create virtual table f using fts5 (text, tokenize = 'porter unicode61 remove_diacritics 2')"
    )
    database.executemany(
        "insert into f (rowid, text) values (?, ?)", enumerate(fact.text for fact in facts)
    )

    def find(text: str) -> list[Fact]:
        terms = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", text))
        rows = (
            database.execute(
                "select rowid from f where f match ? order by rank limit ?", (terms, FIRST)
            )
            if terms
            else ()
        )
        return [facts[row[0]] for row in rows]

    return find


def wratio(facts: list[Fact]) -> Engine:
    """Give RapidFuzz's default scorer over the texts, with the cut-off that its users start from."""
    texts = [fact.text for fact in facts]
    return lambda text: [
        facts[i]
        for _, _, i in process.extract(
            text,
            texts,
            scorer=fuzz.WRatio,
            processor=utils.default_process,
            limit=FIRST,
            score_cutoff=60,
        )
    ]


OFF: dict[str, Weights] = {
    "keywords": WEIGHTS._replace(keywords=0.0),
    "names of entities": WEIGHTS._replace(name=0.0, part_of_name=0.0),
    "synonyms": WEIGHTS._replace(synonym=0.0),
    "corrections": WEIGHTS._replace(corrected=0.0),
    "stems": WEIGHTS._replace(stem=0.0),
    "prefixes": WEIGHTS._replace(prefix=0.0),
    "words split or joined": WEIGHTS._replace(joined=0.0),
    "section titles": WEIGHTS._replace(title=0.0),
    "dates that span": WEIGHTS._replace(overlap=0.0),
    "hints of question words": WEIGHTS._replace(hint=0.0),
    "generic words": WEIGHTS._replace(generic=1.0),
    "saying nothing": WEIGHTS._replace(enough=0.0, enough_if_short=0.0),
    "tiers (all as good)": WEIGHTS._replace(
        stem=1.0, joined=1.0, prefix=1.0, corrected=1.0, synonym=1.0, name=1.0, keywords=1.0
    ),
}


def ablation(corpus: stalinfacts.Corpus, queries: list[dict[str, Any]]) -> None:
    """Print the figures with each part switched off."""
    for name, weights in OFF.items():
        show(f"without {name}"[:26], figures(engine(corpus, weights), queries))
    with mock.patch.object(search, "rarity", return_value=1.0):
        show("without rarity", figures(engine(corpus), queries))
    with mock.patch.object(search._Search, "_closeness", staticmethod(lambda _met: 0.0)):  # noqa: SLF001 # the part itself
        show("without closeness", figures(engine(corpus), queries))


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--ablation", action="store_true")
    parser.add_argument("--peers", action="store_true")
    args = parser.parse_args()
    corpus = stalinfacts.load()
    assert thesaurus.bundled() is not None  # noqa: S101 # a figure without it would mislead
    queries = [json.loads(line) for line in QUERIES.read_text(encoding="utf-8").splitlines()]
    print(" " * 26 + "".join(f"{c:>10}" for c in CLASSES))
    for number, name in SETS.items():
        show(
            f"set {number}, {name}",
            figures(engine(corpus), [q for q in queries if q["set"] == number]),
        )
    show("all sets", figures(engine(corpus), queries))
    if args.peers:
        facts = corpus.facts()
        show("FTS5 porter", figures(fts5(facts), queries))
        show("RapidFuzz WRatio", figures(wratio(facts), queries))
    if args.ablation:
        ablation(corpus, queries)


if __name__ == "__main__":
    main()
