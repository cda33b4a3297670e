"""Judged queries: reading them, judging facts, figures with their intervals."""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from stalinfacts.corpus.model import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FOLDER = Path(__file__).parent
SETS = {
    0: "tuned on",
    1: "tuned on, less",
    2: "looked at late",
    4: "plain, and without answer",
    5: "by somebody who does not tune",
    6: "by another who does not tune",
}
"""Sets of ``queries.jsonl``, which may be looked at."""
HELD_OUT = FOLDER / "held_out.jsonl"
"""Of these nobody reads anything but the figures: leave it so."""
FIRST = 10
RESAMPLES = 2000


class Judged(NamedTuple):
    """A query, its class, and what judges a fact relevant; no judgement: nothing answers it."""

    text: str
    kind: str
    judgements: tuple[dict[str, Any], ...]
    number: int = -1


Engine = Callable[[str], list[Fact]]
"""Takes a query, and returns the facts found, best first, at most ``FIRST``."""


def read(path: Path) -> list[Judged]:
    """Return the judged queries of a file."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        Judged(row["q"], row["class"], tuple(row["relevant"]), row.get("set", -1)) for row in rows
    ]


def is_relevant(fact: Fact, judgements: Iterable[dict[str, Any]]) -> bool:
    """Return whether a fact answers, by one of the judgements of a query."""
    return any(
        fact.id in entry["ids"]
        if "ids" in entry
        else fact.section == entry.get("section", fact.section)
        and fact.paragraph == entry.get("paragraph", fact.paragraph)
        and (not entry.get("cites") or bool(set(entry["cites"]) & set(fact.citations)))
        and (
            "match" not in entry or re.search(entry["match"], fact.text, re.IGNORECASE) is not None
        )
        for entry in judgements
    )


def reciprocal_rank(facts: Sequence[Fact], query: Judged) -> float:
    """Return one over the rank of the first relevant fact.

    For a query without an answer: 1 if nothing is found, else 0.
    """
    if not query.judgements:
        return float(not facts)
    ranks = (n for n, fact in enumerate(facts, 1) if is_relevant(fact, query.judgements))
    return 1 / next(ranks, float("inf"))


def figures(engine: Engine, queries: Iterable[Judged]) -> dict[str, list[float]]:
    """Return the reciprocal ranks of each class, and of all that have an answer."""
    ranks = defaultdict(list)
    for query in queries:
        value = reciprocal_rank(engine(query.text), query)
        ranks[query.kind].append(value)
        if query.judgements:
            ranks["all"].append(value)
    return dict(ranks)


def mean(values: Sequence[float]) -> float:
    """Return the mean; of nothing, not a number."""
    return sum(values) / len(values) if values else float("nan")


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of the mean, the same each time."""
    draw = random.Random(1)
    means = sorted(mean(draw.choices(values, k=len(values))) for _ in range(RESAMPLES))
    return means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES)]
