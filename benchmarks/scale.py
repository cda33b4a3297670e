"""Corpora of a thousand to a million made-up facts: building, size, and answers beside FTS5.

    python benchmarks/scale.py                        # 1,000, 10,000 and 100,000 facts
    python benchmarks/scale.py 1000000 --folder big   # a million, kept in a folder

Words follow Zipf's law over 200,000, dates lie between 1878 and 2017, entities have a name
and an alias. "Plain FTS5" is ``select rowid … match … order by rank limit 10`` on the same
full-text table, in the same process, asked for the word as it should have been typed.

What FTS5 takes grows with the facts that hold a word; what ten whole facts take does not.
So words are asked for by how common they are: "as asked" are words that stand in 0.06 to
0.5 % of all facts, as the single words of ``queries.jsonl`` do in the bundled corpus (its
first to eighth decile), "rare" ones stand in a few dozen facts of a million.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import overload

from stalinfacts.api import Corpus
from stalinfacts.corpus.bundled import vectors_path
from stalinfacts.corpus.model import CorpusFile, Entity, Fact, Section, Source
from stalinfacts.index.reader import IndexReader
from stalinfacts.index.writer import write_index
from stalinfacts.text.vectors import WordVectors

COMMAND = str(Path(sysconfig.get_path("scripts")) / "stalinfacts")
VOCABULARY = 200_000
ENTITIES = 5_000
SECTIONS = 50
FIRST, LAST = date(1878, 1, 1).toordinal(), date(2017, 12, 31).toordinal()
QUERIES = 60
LEAST_ASKED, MOST_ASKED = 0.0006, 0.005


def words(number: int) -> list[str]:
    """Make up pronounceable words, all different, the same ones each time."""
    syllables = [c + v + e for c in "bdfgklmnprstvz" for v in "aeiou" for e in ("", "n", "r", "s")]
    return [
        "".join(parts)
        for parts in itertools.islice(itertools.product(syllables, repeat=3), 0, number * 97, 97)
    ]


class Facts(Sequence[Fact]):
    """Facts that are made when they are asked for, so that a million of them take no memory."""

    def __init__(self, number: int) -> None:
        """Prepare the words and their weights."""
        self.number = number
        self.words = words(VOCABULARY)
        random.Random(1).shuffle(self.words)
        self.weights = list(
            itertools.accumulate(1 / rank**1.05 for rank in range(1, VOCABULARY + 1))
        )

    def __len__(self) -> int:
        """Return their number."""
        return self.number

    @overload
    def __getitem__(self, n: int) -> Fact: ...
    @overload
    def __getitem__(self, n: slice) -> list[Fact]: ...
    def __getitem__(self, n: int | slice) -> Fact | list[Fact]:
        """Make a fact, or a slice of them."""
        if isinstance(n, slice):
            return [self[i] for i in range(*n.indices(self.number))]
        if n >= self.number:
            raise IndexError(n)
        draw = random.Random(n)
        drawn = draw.choices(self.words, cum_weights=self.weights, k=draw.randint(10, 22))
        section = f"section-{n * SECTIONS // self.number}"
        day = date.fromordinal(draw.randint(FIRST, LAST)).isoformat()[: draw.choice((4, 7, 10))]
        entity = f"entity-{int(ENTITIES * draw.random() ** 3)}"
        return Fact(
            f"{section}-{n}",
            section,
            n % 9 + 1,
            " ".join(drawn[:-3]).capitalize() + ".",
            (day,),
            (n % 800 + 1,),
            (entity,),
            tuple(dict.fromkeys(drawn[-3:])),
        )


def corpus(number: int) -> CorpusFile:
    """Make a corpus of so many facts."""
    facts = Facts(number)
    entities = tuple(
        Entity(
            f"entity-{n}",
            f"{facts.words[n].capitalize()} {facts.words[-n - 1].capitalize()}",
            "person",
            (f"{facts.words[-n - 1]}ov",),
        )
        for n in range(ENTITIES)
    )
    sections = tuple(Section(f"section-{n}", f"Section {n}") for n in range(SECTIONS))
    return CorpusFile("Made up", Source("Nothing"), entities, sections, facts)


def milliseconds(run: Callable[[str], object], asked: Sequence[str]) -> Iterator[float]:
    """Return the time that each question takes."""
    for text in asked:
        start = time.perf_counter()
        run(text)
        yield 1000 * (time.perf_counter() - start)


def percentiles(times: Sequence[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile."""
    return statistics.median(times), sorted(times)[int(0.95 * len(times))]


def misspelled(word: str) -> str:
    """Swap two letters in the middle."""
    at = len(word) // 2
    return (
        word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
        if word[at] != word[at - 1]
        else word[:at] + word[at + 1 :]
    )


def questions(facts: Facts) -> Iterator[tuple[str, list[str], list[str]]]:
    """Return the kinds of questions: a name, what is asked, what plain FTS5 is asked instead."""
    draw = random.Random(2)
    total = sum(1 / rank**1.05 for rank in range(1, VOCABULARY + 1))
    mean = 16  # words a fact
    share = [mean / rank**1.05 / total for rank in range(1, VOCABULARY + 1)]
    as_asked = draw.sample(
        [
            word
            for word, s in zip(facts.words, share, strict=True)
            if LEAST_ASKED <= s <= MOST_ASKED
        ],
        QUERIES,
    )
    rare = draw.sample(facts.words[5_000:50_000], QUERIES)
    common = draw.sample(facts.words[:50], QUERIES // 2)
    yield "exact word, as asked", as_asked, as_asked
    yield "exact word, rare", rare, rare
    yield "corrected, as asked", [misspelled(word) for word in as_asked], as_asked
    yield "corrected, rare", [misspelled(word) for word in rare], rare
    yield "two words, as asked", *both(as_asked, as_asked[::-1])
    yield "two words, one rare", *both(as_asked, rare)
    yield "common word", common, common
    yield "common and rare word", *both(common, rare)


def both(one: Sequence[str], other: Sequence[str]) -> tuple[list[str], list[str]]:
    """Pair words: as they are asked here, and of FTS5."""
    pairs = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    return [" ".join(pair) for pair in pairs], [" OR ".join(pair) for pair in pairs]


def measure(number: int, folder: Path) -> None:
    """Build a corpus of so many facts if it is not there, and print its figures."""
    path = folder / f"{number}.sqlite"
    made = corpus(number)
    assert isinstance(made.facts, Facts)  # noqa: S101 # for the type checker
    start = time.perf_counter()
    if not path.exists():
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("pragma journal_mode = off")
        connection.execute("pragma synchronous = off")
        write_index(connection, made, vectors=WordVectors.open(vectors_path()))
        connection.close()
    took, size = time.perf_counter() - start, path.stat().st_size / 2**20
    print(f"\n{number:,} facts: built in {took:.1f} s, {size:.0f} MiB", flush=True)
    print(f"  {'':<24}{'p50':>9}{'p95':>9}{'FTS5 p50':>11}{'p95':>9}{'p50 ratio':>11}")
    for name, asked, right in questions(made.facts):
        side_by_side(path, asked, right)  # so that the file's pages are in memory for both
        ours, theirs = map(percentiles, side_by_side(path, asked, right))
        row = f"{ours[0]:>6.1f} ms{ours[1]:>6.1f} ms{theirs[0]:>8.1f} ms{theirs[1]:>6.1f} ms"
        print(f"  {name:<24}{row}{ours[0] / theirs[0]:>11.2f}", flush=True)
    months = [f"{year}-07" for year in range(1880, 1880 + QUERIES)]
    years = percentiles(list(milliseconds(open_corpus(path).during, months)))
    print(f"  {'a month of a year':<24}{years[0]:>6.1f} ms{years[1]:>6.1f} ms")
    if Path(COMMAND).exists():
        first_answer(path, made.facts.words[3_000])


def open_corpus(path: Path) -> Corpus:
    """Open a file as the command does."""
    return Corpus(IndexReader.open(path, vectors=WordVectors.open(vectors_path())))


def side_by_side(
    path: Path, asked: Sequence[str], right: Sequence[str]
) -> tuple[list[float], list[float]]:
    """Ask both the same, turn by turn, by new connections: an index remembers what it was asked."""
    opened = open_corpus(path)
    plain = sqlite3.connect(path)
    ranked = "select rowid from fact_fts where fact_fts match ? order by rank limit 10"
    ours = milliseconds(lambda text: opened.search(text, limit=10), asked)
    theirs = milliseconds(lambda text: plain.execute(ranked, (text,)).fetchall(), right)
    times = list(zip(ours, theirs, strict=True))
    plain.close()
    return [one for one, _ in times], [other for _, other in times]


MEASURED = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
took = 1000 * (time.perf_counter() - start)
print(json.dumps([took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024]))
"""
PLAIN = """
import sqlite3, sys
query = "select rowid from fact_fts where fact_fts match ? order by rank limit 10"
print(sqlite3.connect(sys.argv[1]).execute(query, (sys.argv[2],)).fetchall())
"""


def first_answer(path: Path, word: str) -> None:
    """Print time and memory of the command for a first answer, its start included."""
    for name, command in (
        ("first answer", [COMMAND, "search", "--corpus", str(path), word]),
        ("with a correction", [COMMAND, "search", "--corpus", str(path), misspelled(word)]),
        ("plain FTS5", [sys.executable, "-c", PLAIN, str(path), word]),
    ):
        # A process of its own between: a child starts with its parent's peak of memory.
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, *command], capture_output=True, text=True, check=True
        )
        took, memory = json.loads(done.stdout)
        print(f"  {name:<24}{took:>6.0f} ms, {memory:.0f} MiB of memory")


def main() -> None:
    """Measure the sizes asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument(
        "--folder", type=Path, help="keep the corpora there, and use those that are there"
    )
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or Path(temporary)
        folder.mkdir(exist_ok=True)
        for size in args.sizes:
            measure(size, folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nthis process: {peak:.0f} MiB at most")


if __name__ == "__main__":
    main()
