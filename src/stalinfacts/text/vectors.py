"""What words mean: static word vectors, and the English words that are known.

A word's vector is learnt from a sentence model, and has ``DIMENSIONS`` numbers of four
bits (``tools/make_vectors.py`` makes the file and says how). A text's vector is the
weighted sum of its words' vectors, so texts that say the same in other words point the
same way: N. Reimers and I. Gurevych, "Sentence-BERT" (2019); S. Arora, Y. Liang and
T. Ma, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings" (2017).

The file is mapped, not loaded: a word is found by bisection, so that a question pays
for its own words alone. It begins with a magic number and four counts, and goes on with

- the offset of each word that has a vector, and one more: 4 bytes, little-endian;
- those words, sorted, one after the other;
- their vectors, 64 bytes each: in the upper halves the first 64 dimensions, in the
  lower halves the others, 0 to 15 for -8 to 7;
- pairs of words of nearly the same meaning, 5 bytes each: the number of a word, that of
  its neighbour, their cosine in the model in 255ths, by word and then from the nearest on;
- other English words, sorted, a line feed before and after each.
"""

from __future__ import annotations

import mmap
import struct
import sys
from array import array
from bisect import bisect_left
from functools import lru_cache
from math import dist
from operator import mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

DIMENSIONS = 128
MAGIC = b"SFWV"
HEADER = struct.Struct("<4sIIII")
"""Magic number, number of words with a vector, bytes of these words, number of pairs of
neighbours, bytes of the other words."""
PAIR = struct.Struct("<HHB")
COSINES = 255
"""What the cosine of neighbours is stored in: 255 is 1."""

ZERO = 8
"""The half-byte that stands for 0."""
NORM = 360
"""Length of a text's vector: its numbers fit into 8 bits, and a cosine needs integers alone."""

_MAX_NUMBER = 127  # of a text's vector

_UPPER = bytes(byte >> 4 for byte in range(256))
_LOWER = bytes(byte & 15 for byte in range(256))
_BYTES = DIMENSIONS // 2
_LANE = array("I").itemsize
_WEIGHT_UNIT = 16  # weights are summed as integers, in sixteenths
_MAX_LANES = 50_000  # words that are kept: 600 bytes each
_MAX_UNPACKED = 5_000  # vectors of texts that are kept unpacked: a kilobyte each
_MAX_WORDS = 2_000  # of one text: what is summed stays below 32 bits


class WordVectors:
    """The vectors of words, and the words that English knows."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        """Take the content of a file.

        Raises:
            ValueError: it is no such file.
        """
        magic, count, words, pairs, others = (
            HEADER.unpack_from(data) if len(data) >= HEADER.size else (b"", 0, 0, 0, 0)
        )
        self._offsets = HEADER.size
        self._words = self._offsets + 4 * (count + 1)
        self._vectors = self._words + words
        self._neighbours = self._vectors + _BYTES * count
        self._others = self._neighbours + PAIR.size * pairs
        if magic != MAGIC or len(data) != self._others + others:
            raise ValueError("not a file of word vectors")
        self._data = data
        self._count: int = count
        self._pairs: int = pairs
        self._lanes: dict[str, int | None] = {}

    @classmethod
    def open(cls, path: Path) -> WordVectors:
        """Map a file into memory.

        Raises:
            OSError: it cannot be read.
            ValueError: it is no file of word vectors.
        """
        with path.open("rb") as file:
            return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    def __contains__(self, word: str) -> bool:
        """Return whether a word has a vector."""
        return self._number(word) is not None

    def is_english(self, word: str) -> bool:
        """Return whether a word is one that English knows, so that it is no slip for another."""
        return word in self or (word != "" and self._is_other(word))

    def _is_other(self, word: str) -> bool:
        line = f"\n{word}\n".encode("utf-8", "surrogatepass")

        def line_at(place: int) -> bytes:
            start = self._data.rfind(b"\n", self._others, place + 1)
            return self._data[start : start + len(line)]

        places = range(self._others, len(self._data))
        return line_at(self._others + bisect_left(places, line, key=line_at)) == line

    def vector(self, word: str) -> array[int] | None:
        """Return the vector of a word, each number from -8 to 7; None if it has none."""
        number = self._number(word)
        if number is None:
            return None
        return array("b", [half - ZERO for half in self._halves(number)])

    def neighbours(self, word: str) -> tuple[tuple[str, float], ...]:
        """Return words of nearly the same meaning, each with its cosine, the nearest first.

        Other forms of the word itself (of the same stem) are not among them.
        """
        number = self._number(word)
        if number is None:
            return ()
        found: list[tuple[str, float]] = []
        at = bisect_left(range(self._pairs), number, key=lambda n: self._pair(n)[0])
        while at < self._pairs and (pair := self._pair(at))[0] == number:
            found.append((self._word(pair[1]).decode("utf-8", "surrogatepass"), pair[2] / COSINES))
            at += 1
        return tuple(found)

    def text_vector(self, weights: Iterable[tuple[str, float]]) -> bytes:
        """Return the vector of a text as ``DIMENSIONS`` signed bytes, of length ``NORM``.

        ``weights`` are the words of the text, each with how much it says (its idf); words
        that have no vector are left out. Empty if none has one.
        """
        total = 0
        total_weight = 0
        for word, weight in list(weights)[:_MAX_WORDS]:
            lanes = self._word_lanes(word)
            if lanes is not None:
                units = round(weight * _WEIGHT_UNIT)
                total += units * lanes
                total_weight += units
        if total_weight <= 0:
            return b""
        # One number holds all dimensions side by side, 32 bits each: a word costs one
        # multiplication in place of 128, and a corpus is indexed ten times as fast.
        sums = array("I", total.to_bytes(_LANE * DIMENSIONS, sys.byteorder))
        mean = ZERO * total_weight
        numbers = [lane - mean for lane in sums]
        length = sum(map(mul, numbers, numbers)) ** 0.5
        if not length:
            return b""
        scale = NORM / length
        scaled = [round(n * scale) for n in numbers]
        if not -_MAX_NUMBER <= min(scaled) <= max(scaled) <= _MAX_NUMBER:
            scaled = [max(-_MAX_NUMBER, min(_MAX_NUMBER, n)) for n in scaled]
        return array("b", scaled).tobytes()

    def _word_lanes(self, word: str) -> int | None:
        """Return a word's vector as one integer, its half-bytes 32 bits apart."""
        try:
            return self._lanes[word]
        except KeyError:
            number = self._number(word)
            lanes: int | None = None
            if number is not None:
                lanes = int.from_bytes(array("I", self._halves(number)).tobytes(), sys.byteorder)
            if len(self._lanes) >= _MAX_LANES:
                self._lanes.clear()
            self._lanes[word] = lanes
            return lanes

    def _halves(self, number: int) -> list[int]:
        start = self._vectors + _BYTES * number
        packed = self._data[start : start + _BYTES]
        return [*packed.translate(_UPPER), *packed.translate(_LOWER)]

    def _pair(self, place: int) -> tuple[int, int, int]:
        first, second, similarity = PAIR.unpack_from(
            self._data, self._neighbours + PAIR.size * place
        )
        return first, second, similarity

    def _word(self, number: int) -> bytes:
        start, stop = struct.unpack_from("<II", self._data, self._offsets + 4 * number)
        return self._data[self._words + start : self._words + stop]

    def _number(self, word: str) -> int | None:
        """Return the place of a word among those that have a vector."""
        sought = word.encode("utf-8", "surrogatepass")
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            candidate = self._word(middle)
            if candidate == sought:
                return middle
            if candidate < sought:
                low = middle + 1
            else:
                high = middle
        return None


def cosine(first: bytes, second: bytes) -> float:
    """Return how alike two texts' vectors are, from -1 to 1; 0 if either text has none."""
    if not first or not second:
        return 0.0
    (one, one_square), (other, other_square) = _numbers(first), _numbers(second)
    # 2ab = a² + b² - (a - b)²: the distance takes a third of the time of a sum of products.
    product = (one_square + other_square - round(dist(one, other) ** 2)) // 2
    return product / (NORM * NORM)


@lru_cache(maxsize=_MAX_UNPACKED)
def _numbers(vector: bytes) -> tuple[tuple[int, ...], int]:
    """Return the numbers of a text's vector and the sum of their squares.

    They are kept, since a batch compares with the same ones again.
    """
    numbers = tuple(memoryview(vector).cast("b"))
    return numbers, sum(map(mul, numbers, numbers))
