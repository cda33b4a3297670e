"""Learn word vectors whose weighted sum is like a sentence model's vector of the whole text.

``make_vectors.py`` says from what. Two things are asked of the vectors at once:

- that the sum over a text points where the model's vector of the text does (distillation,
  as Model2Vec and Tokenlearn do it: Minish Lab, 2024);
- that of ``PAIRS`` pairs, a first text is nearer to its own second text than to those of the
  others: a keyword to its fact without it, a word to its explanation in WordNet, an
  explanation to an example (A. van den Oord, Y. Li and O. Vinyals, "Representation Learning
  with Contrastive Predictive Coding", 2018).

Words are weighted as in the search: by their idf in the corpus, stop words not at all. A word
that no text has stays as it was.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import torch
from torch.nn import functional

from stalinfacts.index.vectors import idf
from stalinfacts.text.english import STOP_WORDS
from stalinfacts.text.normalize import words
from stalinfacts.text.vectors import DIMENSIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

Matrix = np.ndarray[Any, np.dtype[np.float64]]
Bag = list[tuple[int, float]]
"""The words of a text that have a vector, by number, each with its weight."""

WHITENING = 0.5
STEPS = 300
RATE = 0.01  # of learning; it falls to a tenth
TEXTS = 1024  # in a step
PAIRS = 256  # of each kind, in a step
DROPPED = 0.2  # of the words of a text, by chance: the others must do
TEMPERATURE = 0.07
PAIRS_WEIGHT = 0.1
STAYING = 0.02  # weight of how far a word moves from where it was
NEVER = -1e4
SEED = 1
SENSES = 2  # of a word in WordNet, the commonest


class Synset(NamedTuple):
    """One meaning in WordNet: the words for it, its explanation, sentences with it."""

    words: list[str]
    gloss: str
    examples: list[str]


def read_wordnet(folder: Path, known: set[str]) -> list[Synset]:
    """Return the commonest meanings of the known words."""
    synsets = []
    for kind in ("noun", "verb", "adj", "adv"):
        chosen = set()
        for line in (folder / f"index.{kind}").read_text("latin-1").splitlines():
            fields = line.split()
            if fields[0] in known and not line.startswith(" "):
                chosen |= set(fields[-int(fields[2]) :][:SENSES])
        for line in (folder / f"data.{kind}").read_text("latin-1").splitlines():
            if line[:8] in chosen:
                entry, explained = line.split(" | ", 1)
                fields = entry.split()
                names = fields[4 : 4 + 2 * int(fields[3], 16) : 2]
                gloss = re.sub(r'[;:]?\s*"[^"]*"', "", explained).strip(" ;")
                examples = re.findall(r'"([^"]+)"', explained)
                plain = [re.sub(r"\(.*\)", "", name).replace("_", " ") for name in names]
                synsets.append(Synset(plain, gloss, examples))
    return synsets


class Pair(NamedTuple):
    """Texts that belong together. Pairs with the same name on either side are no rivals."""

    first: Bag
    second: Bag
    asked: str
    answer: str


class Lessons:
    """What is learnt from: texts, and pairs of texts."""

    def __init__(self, corpus: Path, wordnet: Path, vocabulary: Sequence[str]) -> None:
        """Read the corpus and WordNet."""
        sections = json.loads(corpus.read_text("utf-8"))["sections"]
        self._facts = [fact for section in sections for fact in section["facts"]]
        self._numbers = {word: number for number, word in enumerate(vocabulary)}
        self._total = len(self._facts)
        self._frequency = Counter(
            word
            for fact in self._facts
            for word in set(words("; ".join([fact["text"], *fact["keywords"]])))
        )
        self._synsets = read_wordnet(wordnet, set(vocabulary))

    def bag(self, text: str, factor: float = 1.0) -> Bag:
        """Return the known words of a text."""
        return [
            (self._numbers[word], factor * idf(self._frequency[word], self._total))
            for word in words(text)
            if word in self._numbers and word not in STOP_WORDS
        ]

    def facts(self) -> list[str]:
        """Return the facts, without and with their keywords."""
        whole = [f"{fact['text']} {', '.join(fact['keywords'])}" for fact in self._facts]
        return [fact["text"] for fact in self._facts] + whole

    def others(self) -> list[str]:
        """Return the other texts, each once."""
        keywords = [keyword for fact in self._facts for keyword in fact["keywords"]]
        explained = [text for synset in self._synsets for text in (synset.gloss, *synset.examples)]
        return list(dict.fromkeys(keywords + explained))

    def pairs(self) -> list[list[Pair]]:
        """Return each kind of pairs."""
        keywords, explained, shown = [], [], []
        for fact in self._facts:
            text = self.bag(fact["text"], 2.0)  # as in the index
            bags = [self.bag(keyword) for keyword in fact["keywords"]]
            for place, keyword in enumerate(fact["keywords"]):
                rest = [item for bag in bags[:place] + bags[place + 1 :] for item in bag]
                keywords.append(Pair(bags[place], text + rest, keyword, fact["id"]))
        for number, synset in enumerate(self._synsets):
            gloss, name = self.bag(synset.gloss), str(number)
            bags = [self.bag(word) for word in synset.words]
            whole = gloss + [item for bag in bags for item in bag]
            for word, bag in zip(synset.words, bags, strict=True):
                explained.append(Pair(bag, gloss, word, name))
            shown += [Pair(self.bag(text), whole, text, name) for text in synset.examples]
        kinds = keywords, explained, shown
        return [[pair for pair in kind if pair.first and pair.second] for kind in kinds]


def unit(vectors: Matrix) -> Matrix:
    """Return vectors of length 1."""
    scaled: Matrix = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return scaled


def targets(facts: Matrix, others: Matrix, known: Matrix) -> tuple[torch.Tensor, torch.Tensor]:
    """Return what texts shall point to and where words begin, given the model's vectors.

    What all facts have in common says nothing, nor does what all texts or all words have.
    The axes are the texts' principal components, whitened.
    """
    facts, others, known = unit(facts), unit(others), unit(known)
    texts = np.concatenate([facts - facts.mean(axis=0), others - others.mean(axis=0)])
    spreads, axes = np.linalg.eigh(texts.T @ texts)
    largest = np.argsort(-spreads)[:DIMENSIONS]
    axes = axes[:, largest] / spreads[largest] ** (WHITENING / 2)
    turned = unit(texts @ axes), unit((known - known.mean(axis=0)) @ axes)
    return torch.tensor(turned[0]).float(), torch.tensor(turned[1]).float()


def sums(vectors: torch.Tensor, bags: Sequence[Bag]) -> torch.Tensor:
    """Return the directions of bags, some words left out by chance."""
    items = [item for bag in bags for item in bag]
    weights = torch.tensor([weight for _, weight in items])
    weights *= torch.rand(len(items)) >= DROPPED
    numbers = torch.tensor([number for number, _ in items])
    starts = torch.tensor([0, *accumulate(map(len, bags))][:-1])
    total = functional.embedding_bag(
        numbers, vectors, starts, per_sample_weights=weights, mode="sum"
    )
    return functional.normalize(total, dim=1)


def confusion(vectors: torch.Tensor, pairs: Sequence[Pair]) -> torch.Tensor:
    """Return how ill the texts of some pairs find one another, among all of these."""
    chosen = [pairs[place] for place in torch.randint(len(pairs), (PAIRS,)).tolist()]
    first = sums(vectors, [pair.first for pair in chosen])
    second = sums(vectors, [pair.second for pair in chosen])
    other_answers = torch.tensor(
        [
            [
                one is other or (one.asked != other.asked and one.answer != other.answer)
                for other in chosen
            ]
            for one in chosen
        ]
    )
    near = (first @ second.T / TEMPERATURE).masked_fill(~other_answers, NEVER)
    own = torch.arange(PAIRS)
    return (functional.cross_entropy(near, own) + functional.cross_entropy(near.T, own)) / 2


def learn(lessons: Lessons, embed: Callable[[list[str]], Matrix], known: Matrix) -> Matrix:
    """Return the vectors of the words, given the model and its vectors of single words."""
    facts, others = lessons.facts(), lessons.others()
    wanted, begin = targets(embed(facts), embed(others), known)
    bags = [lessons.bag(text) for text in facts + others]
    with_words = [place for place, bag in enumerate(bags) if bag]
    pairs = lessons.pairs()
    torch.manual_seed(SEED)
    vectors = torch.nn.Parameter(begin.clone())
    optimizer = torch.optim.Adam([vectors], lr=RATE)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.1, STEPS)
    for _ in range(STEPS):
        chosen = [with_words[n] for n in torch.randint(len(with_words), (TEXTS,)).tolist()]
        scaled = functional.normalize(vectors, dim=1)
        near = (sums(scaled, [bags[place] for place in chosen]) * wanted[chosen]).sum(1)
        moved = ((scaled - begin) ** 2).sum(1).mean()
        loss = (1 - near).mean() + STAYING * moved
        for kind in pairs:
            loss = loss + PAIRS_WEIGHT * confusion(scaled, kind)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    learnt: Matrix = unit(vectors.detach().double().numpy())
    return learnt
