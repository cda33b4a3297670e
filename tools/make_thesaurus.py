"""Make data/thesaurus.txt from WordNet 3.0: which everyday words may stand for one another.

    apt-get install wordnet-base
    python tools/make_thesaurus.py /usr/share/wordnet > data/thesaurus.txt

One line a stem, sorted by code points so that a look-up is a binary search in the file:
the stem, a tab, the words that may stand for it. WordNet gives them: members of the same
synset, words that the synset is derived from or similar to, and what it is a kind of; the
commonest senses only. Plants, animals, substances and proper names are left out: nobody
asks for a life in them, and they are half of WordNet.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

from stalinfacts.text import STOP_WORDS, Stemmer

FILES = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
SENSE_TYPES = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}  # of a sense key; 5 is an adjective satellite
LEFT_OUT = {"05", "20", "27"}  # lexicographer files: noun.animal, noun.plant, noun.substance
SENSES = 4  # the commonest ones of a word
RELATED_SENSES = 2  # those whose relations are followed
MOST = 16  # words a line
SHORTEST = 3
DERIVED, SIMILAR, KIND_OF = "+", "&", "@"
STANDS_FOR_ANYTHING = frozenset(
    "act action activity attribute being cause change entity event get give group have make move object person put quality take thing use".split()
)
"""Tops of WordNet's tree and verbs of all work: a synonym that stands for everything stands for nothing."""


class Synset(NamedTuple):
    """A set of words of one meaning: pointers are relation, target, and number of the target's word (0 is all)."""

    words: list[str]
    pointers: list[tuple[str, str, int]]


class Sense(NamedTuple):
    """A meaning of a word: how often it was tagged in WordNet's texts, its rank, its synset."""

    tagged: int
    rank: int
    synset: str


def is_word(word: str) -> bool:
    """Say whether a member of a synset is a plain lower-case word that is worth a look-up."""
    return bool(re.fullmatch(r"[a-z]+", word)) and len(word) >= SHORTEST and word not in STOP_WORDS


def read_synsets(folder: Path) -> dict[str, Synset]:
    """Read WordNet's ``data`` files."""
    found = {}
    for name, pos in FILES.items():
        for line in (folder / f"data.{name}").read_text(encoding="latin-1").splitlines():
            if line.startswith(" "):
                continue  # the licence
            fields = line.partition("|")[0].split()
            if pos == "n" and fields[1] in LEFT_OUT:
                continue
            count = int(fields[3], 16)
            words = [re.sub(r"\(.*\)", "", word) for word in fields[4 : 4 + 2 * count : 2]]
            at = 5 + 2 * count
            rows = [fields[i : i + 4] for i in range(at, at + 4 * int(fields[at - 1]), 4)]
            pointers = [(kind, ("a" if p == "s" else p) + offset, int(where, base=16) % 256) for kind, offset, p, where in rows]
            found[pos + fields[0]] = Synset(words, pointers)
    return found


def read_senses(folder: Path) -> dict[str, list[Sense]]:
    """Read the senses of each word, the commonest first."""
    counts: Counter[tuple[str, str, int]] = Counter()
    for line in (folder / "cntlist.rev").read_text(encoding="latin-1").splitlines():
        key, rank, count = line.split()
        lemma, _, rest = key.partition("%")
        counts[lemma, SENSE_TYPES[rest[0]], int(rank)] += int(count)
    found: dict[str, list[Sense]] = defaultdict(list)
    for name, pos in FILES.items():
        for line in (folder / f"index.{name}").read_text(encoding="latin-1").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split()
            for number, offset in enumerate(fields[6 + int(fields[3]) :], 1):
                found[fields[0]].append(Sense(counts[fields[0], pos, number], number, pos + offset))
    return {word: sorted(senses, key=lambda s: (-s.tagged, s.rank, s.synset))[:SENSES] for word, senses in found.items()}


def synonyms(word: str, senses: list[Sense], synsets: dict[str, Synset]) -> list[str]:
    """List the words that may stand for a word, the nearest first."""
    near: dict[str, None] = {}
    far: dict[str, None] = {}
    for place, sense in enumerate(senses):
        synset = synsets.get(sense.synset)
        if synset is None:
            continue
        near |= dict.fromkeys(synset.words)
        if place >= RELATED_SENSES:
            continue
        for kind, target, number in synset.pointers:
            other = synsets.get(target)
            if other is not None and kind in (DERIVED, SIMILAR, KIND_OF):
                far |= dict.fromkeys([other.words[number - 1]] if number else other.words)
    return [other for other in {**near, **far} if is_word(other) and other != word and other not in STANDS_FOR_ANYTHING]


def main() -> int:
    """Print the thesaurus."""
    if len(sys.argv) != 2:  # noqa: PLR2004 # the script and its one argument
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(sys.argv[1])
    synsets, senses = read_synsets(folder), read_senses(folder)
    words = [word for word in senses if is_word(word)]
    entries = {word: synonyms(word, senses[word], synsets) for word in words}
    stems = Stemmer()({*words, *(other for others in entries.values() for other in others)})
    lines: dict[str, dict[str, str]] = defaultdict(dict)
    for word in sorted(words, key=lambda w: (-max(sense.tagged for sense in senses[w]), w)):
        for other in entries[word]:
            if stems[other] != stems[word]:
                lines[stems[word]].setdefault(stems[other], other)
    for stem, others in sorted(lines.items()):
        print(f"{stem}\t{' '.join(list(others.values())[:MOST])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
