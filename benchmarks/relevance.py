"""How well the search finds what was meant, and what each part of it is worth.

    python benchmarks/relevance.py                  # each set of the judged queries, by class
    python benchmarks/relevance.py --shared FOLDER  # and further sets: *.jsonl of a folder
    python benchmarks/relevance.py --ablation       # the figures with each part switched off
    python benchmarks/relevance.py --peers          # beside FTS5 and RapidFuzz, with the same data
    npm install --prefix FOLDER minisearch          # and beside MiniSearch, if Node.js is there:
    python benchmarks/relevance.py --peers --minisearch FOLDER
    python benchmarks/relevance.py --misses plain   # what is not answered first, of a class

MRR@10 is the mean of one over the rank of the first relevant fact; for queries without an
answer ("negative") it is the share answered with nothing. "P@1" is the share answered at
once. Brackets hold the 95 % bootstrap interval: a difference within it is no result.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from judged import FIRST, FOLDER, HELD_OUT, SETS, figures, interval, mean, read, reciprocal_rank
from rapidfuzz import fuzz, process, utils

import stalinfacts
from stalinfacts.search.engine import search
from stalinfacts.search.signals import SIGNALS
from stalinfacts.search.weights import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from judged import Engine, Judged

    from stalinfacts.corpus.model import Fact
    from stalinfacts.search.weights import Weights

CLASSES = (
    *("plain", "keyword", "entity", "phrase", "typo", "variant", "question"),
    *("paraphrase", "numeric", "negative"),
)


def show(name: str, ranks: dict[str, list[float]]) -> None:
    """Print a row."""
    answered = ranks.get("all", [])
    low, high = interval(answered) if answered else (float("nan"),) * 2
    at_once = mean([float(rank == 1) for rank in answered])
    columns = "".join(f"{mean(ranks.get(kind, [])):>8.3f}" for kind in CLASSES)
    figure = f"{mean(answered):.3f} [{low:.3f} {high:.3f}]"
    print(f"{name:<28}{len(answered):>5}  {figure}{at_once:>7.3f}{columns}", flush=True)


def engine(corpus: stalinfacts.Corpus, weights: Weights = WEIGHTS) -> Engine:
    """Return the search of this package."""

    def find(text: str) -> list[Fact]:
        hits = search(corpus._index, corpus.parse(text), FIRST, weights).hits
        return [hit.fact for hit in hits]

    return find


def same_data(corpus: stalinfacts.Corpus) -> tuple[list[Fact], list[str]]:
    """Return the facts, and for each its text, keywords and names: what the search has."""
    names = {e.id: "; ".join((e.name, *e.aliases)) for e in corpus.entities()}
    facts = list(corpus.facts())
    texts = [
        "; ".join((fact.text, *fact.keywords, *(names[entity] for entity in fact.entities)))
        for fact in facts
    ]
    return facts, texts


def fts5(facts: Sequence[Fact], texts: Sequence[str], tokenizer: str) -> Engine:
    """Return FTS5 as most people would set it up: any word, BM25."""
    database = sqlite3.connect(":memory:")
    database.execute(f"create virtual table f using fts5 (text, tokenize = '{tokenizer}')")
    database.executemany("insert into f (rowid, text) values (?, ?)", enumerate(texts))

    def find(text: str) -> list[Fact]:
        words = re.findall(r"\w+", text.lower())
        if tokenizer == "trigram":
            words = [word[i : i + 3] for word in words for i in range(len(word) - 2)] or words
        terms = " OR ".join(f'"{word}"' for word in dict.fromkeys(words))
        query = "select rowid from f where f match ? order by rank limit ?"
        rows = database.execute(query, (terms, FIRST)) if terms else ()
        return [facts[row[0]] for row in rows]

    return find


def wratio(facts: Sequence[Fact], texts: Sequence[str]) -> Engine:
    """Return RapidFuzz's default scorer, with the cut-off that its users start from."""

    def find(text: str) -> list[Fact]:
        found = process.extract(
            text,
            texts,
            scorer=fuzz.WRatio,
            processor=utils.default_process,
            limit=FIRST,
            score_cutoff=60,
        )
        return [facts[place] for _, _, place in found]

    return find


def minisearch(facts: Sequence[Fact], texts: Sequence[str], folder: Path) -> Engine:
    """Return MiniSearch, installed in a folder, as ``minisearch.mjs`` sets it up."""
    node = subprocess.Popen(
        ["/usr/bin/env", "node", FOLDER / "minisearch.mjs", folder.absolute()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    stdin, stdout = node.stdin, node.stdout
    if stdin is None or stdout is None:
        raise RuntimeError("no pipes to Node.js")
    print(json.dumps(texts), file=stdin, flush=True)

    def find(text: str) -> list[Fact]:
        print(json.dumps(text), file=stdin, flush=True)
        return [facts[number] for number in json.loads(stdout.readline())]

    return find


OFF: dict[str, Weights] = {
    **{f"signal {name}": WEIGHTS._replace(**{name: 0.0}) for name, _ in SIGNALS},
    "keywords as places": WEIGHTS._replace(keywords=0.0),
    "names of entities": WEIGHTS._replace(name=0.0, transliteration=0.0),
    "words of like meaning": WEIGHTS._replace(neighbour=0.0),
    "corrections": WEIGHTS._replace(correction=0.0),
    "other forms": WEIGHTS._replace(stem=0.0),
    "beginnings": WEIGHTS._replace(prefix=0.0),
    "words split or joined": WEIGHTS._replace(joined=0.0),
    "wider dates": WEIGHTS._replace(near_date=0.0),
    "low-information words": WEIGHTS._replace(low_information=1.0),
    "the subject's low weight": WEIGHTS._replace(subject_term=1.0),
    "saying nothing": WEIGHTS._replace(
        min_coverage=0.0, short_query_surcharge=0.0, lacked_name=0.0
    ),
    "lacked names": WEIGHTS._replace(lacked_name=0.0),
    "meaning to make up": WEIGHTS._replace(meaning_bonus=0.0),
    "qualities (all as good)": WEIGHTS._replace(
        stem=1.0, joined=1.0, prefix=1.0, correction=1.0, name=1.0, keywords=1.0
    ),
}


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--ablation", action="store_true")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--minisearch", type=Path, metavar="FOLDER")
    parser.add_argument("--misses", metavar="CLASS")
    parser.add_argument("--shared", type=Path, metavar="FOLDER")
    parser.add_argument("--corpus", type=Path, help="another corpus than the bundled one")
    args = parser.parse_args()
    corpus = stalinfacts.load(args.corpus)
    queries = read(FOLDER / "queries.jsonl")
    sets: dict[str, list[Judged]] = {
        f"set {number}, {name}": [query for query in queries if query.number == number]
        for number, name in SETS.items()
    }
    if args.shared:
        sets |= {path.name: read(path) for path in sorted(args.shared.glob("[!y]*.jsonl"))}
    looked_at = [query for group in sets.values() for query in group]
    if args.misses:
        print_misses(engine(corpus), [query for query in looked_at if query.kind == args.misses])
        return
    heading = "".join(f"{kind[:7]:>8}" for kind in CLASSES)
    print(f"{'':<28}{'':>5}  {'MRR@10':<21}{'P@1':>7}{heading}")
    for name, group in sets.items():
        show(name, figures(engine(corpus), group))
    show("held out", figures(engine(corpus), read(HELD_OUT)))
    show("all that are looked at", figures(engine(corpus), looked_at))
    if args.peers:
        facts, texts = same_data(corpus)
        porter = "porter unicode61 remove_diacritics 2"
        show("FTS5 porter, same data", figures(fts5(facts, texts, porter), looked_at))
        show("FTS5 trigram, same data", figures(fts5(facts, texts, "trigram"), looked_at))
        show("RapidFuzz WRatio, same data", figures(wratio(facts, texts), looked_at))
        if args.minisearch:
            find = minisearch(facts, texts, args.minisearch)
            show("MiniSearch, same data", figures(find, looked_at))
    if args.ablation:
        for name, weights in OFF.items():
            show(f"without {name}"[:28], figures(engine(corpus, weights), looked_at))


def print_misses(find: Engine, queries: Sequence[Judged]) -> None:
    """Print the queries that are not answered at once, with the first fact instead."""
    for query in queries:
        facts = find(query.text)
        rank = reciprocal_rank(facts, query)
        if rank < 1:
            first = f"{facts[0].id} {facts[0].text}" if facts else "nothing"
            print(f"{rank:.2f}  {query.text!r}: {first}")


if __name__ == "__main__":
    main()
