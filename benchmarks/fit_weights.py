"""Fit the weights of the signals on the judged queries that may be looked at.

    python benchmarks/fit_weights.py --shared FOLDER

Coverage weighs 1. Each other weight is tried on a grid, in turn, until none gets better,
and keeps its place unless the mean reciprocal rank rises by more than ``MARGIN``: what
decides a handful of queries is chance. Five folds say what the figure is worth: weights
are fitted on four and measured on the fifth. The weights in ``stalinfacts.search.weights``
are these, rounded; which facts answer at all is not fitted here.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from judged import FIRST, FOLDER, interval, is_relevant, mean, read

import stalinfacts
from stalinfacts.search.engine import search
from stalinfacts.search.signals import SIGNALS
from stalinfacts.search.weights import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from judged import Judged

NAMES = tuple(name for name, _ in SIGNALS)
GRID = (0.0, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 1.3, 1.6)
START = (1.0, *(0.3 for _ in NAMES[1:]))
MARGIN = 0.001
FOLDS = 5


class Example(NamedTuple):
    """A query's facts: of each the signals, and whether it is relevant."""

    signals: list[tuple[float, ...]]
    relevant: list[bool]


def example(corpus: stalinfacts.Corpus, query: Judged) -> Example:
    """Return what the signals say of the facts that answer a query."""
    scale = sum(getattr(WEIGHTS, name) for name in NAMES)
    hits = search(corpus._index, corpus.parse(query.text)).hits
    rows = []
    for hit in hits:
        parts = dict.fromkeys(NAMES, 0.0)
        for part in hit.explanations:
            parts[part.signal] += part.contribution
        rows.append(tuple(scale * parts[name] / getattr(WEIGHTS, name) for name in NAMES))
    return Example(rows, [is_relevant(hit.fact, query.judgements) for hit in hits])


def reciprocal_rank(weights: Sequence[float], example: Example) -> float:
    """Return one over the rank of the first relevant fact, 0 below the tenth."""
    scores = [sum(map(float.__mul__, weights, row)) for row in example.signals]
    pairs = list(zip(scores, example.relevant, strict=True))
    best = max((score for score, relevant in pairs if relevant), default=None)
    if best is None:
        return 0.0
    rank = 1 + sum(score > best + 1e-9 for score, _ in pairs)
    return 1 / rank if rank <= FIRST else 0.0


def fit(examples: Sequence[Example]) -> tuple[float, ...]:
    """Return the weights that rank best."""

    def value(weights: Sequence[float]) -> float:
        return mean([reciprocal_rank(weights, example) for example in examples])

    weights, best = START, value(START)
    improved = True
    while improved:
        improved = False
        for place in range(1, len(weights)):
            tried = [(*weights[:place], candidate, *weights[place + 1 :]) for candidate in GRID]
            figure, changed = max((value(some), some) for some in tried)
            if figure > best + MARGIN:
                weights, best, improved = changed, figure, True
    return weights


def main() -> None:
    """Print the weights fitted on everything, and what cross-validation says of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--shared", type=Path, metavar="FOLDER")
    parser.add_argument("--corpus", type=Path)
    args = parser.parse_args()
    corpus = stalinfacts.load(args.corpus)
    queries = read(FOLDER / "queries.jsonl")
    for path in sorted(args.shared.glob("[!y]*.jsonl")) if args.shared else ():
        queries += read(path)
    examples = [example(corpus, query) for query in queries if query.judgements]
    random.Random(1).shuffle(examples)
    held: list[float] = []
    for fold in range(FOLDS):
        weights = fit([e for n, e in enumerate(examples) if n % FOLDS != fold])
        held += [reciprocal_rank(weights, e) for e in examples[fold::FOLDS]]
        print(f"fold {fold + 1}: {dict(zip(NAMES, weights, strict=True))}", flush=True)
    fitted = fit(examples)
    current = tuple(getattr(WEIGHTS, name) for name in NAMES)
    print(f"fitted on all: {dict(zip(NAMES, fitted, strict=True))}")
    for name, ranks in (
        ("cross-validated", held),
        ("fitted", [reciprocal_rank(fitted, e) for e in examples]),
        ("as they are", [reciprocal_rank(current, e) for e in examples]),
    ):
        low, high = interval(ranks)
        print(f"{name:<16} MRR {mean(ranks):.3f} [{low:.3f} {high:.3f}], {len(ranks)} queries")


if __name__ == "__main__":
    main()
