"""Word vectors: the bundled file, and small ones made by hand."""

from __future__ import annotations

import math
from array import array
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stalinfacts.corpus.bundled import vectors_path
from stalinfacts.text import vectors as module
from stalinfacts.text.vectors import (
    COSINES,
    DIMENSIONS,
    HEADER,
    MAGIC,
    NORM,
    PAIR,
    ZERO,
    WordVectors,
    cosine,
)

if TYPE_CHECKING:
    from pathlib import Path

MAX_SIZE = 2_100_000  # bytes of the bundled file


def make(
    words: dict[str, list[int]],
    others: tuple[str, ...] = (),
    neighbours: tuple[tuple[str, str, float], ...] = (),
) -> bytes:
    """Return the content of a file, made as its description says."""
    names = sorted(words)
    offsets = [0]
    for name in names:
        offsets.append(offsets[-1] + len(name.encode()))
    half = DIMENSIONS // 2
    packed = b"".join(
        bytes((a + ZERO) << 4 | (b + ZERO) for a, b in zip(v[:half], v[half:], strict=True))
        for v in (words[name] for name in names)
    )
    rest = "\n".join(["", *sorted(others), ""]).encode()
    table = b"".join(offset.to_bytes(4, "little") for offset in offsets)
    pairs = b"".join(
        PAIR.pack(names.index(word), names.index(other), round(similarity * COSINES))
        for word, other, similarity in neighbours
    )
    head = HEADER.pack(MAGIC, len(names), offsets[-1], len(neighbours), len(rest))
    return head + table + "".join(names).encode() + packed + pairs + rest


def unit(*dimensions: int) -> list[int]:
    return [7 if n in dimensions else 0 for n in range(DIMENSIONS)]


SMALL = WordVectors(
    make(
        {"war": unit(0, 127), "army": unit(0), "cat": unit(5), "zebra": unit(64)},
        ("dog", "ox"),
        (("army", "war", 0.8), ("cat", "zebra", 0.75), ("cat", "army", 0.7), ("war", "army", 0.8)),
    )
)


def test_vector_is_the_one_in_the_file() -> None:
    assert SMALL.vector("war") == array("b", unit(0, 127))
    assert SMALL.vector("zebra") == array("b", unit(64))
    assert SMALL.vector("dog") is None
    assert SMALL.vector("") is None


@pytest.mark.parametrize("word", ["army", "cat", "war", "zebra", "dog", "ox"])
def test_english_words_are_known(word: str) -> None:
    assert SMALL.is_english(word)


@pytest.mark.parametrize("word", ["", "arm", "wars", "do", "dogs", "a", "zzz", "\ud800", "армия"])
def test_other_words_are_not(word: str) -> None:
    assert not SMALL.is_english(word)
    assert word not in SMALL


def test_neighbours_are_those_in_the_file_the_nearest_first() -> None:
    assert [word for word, _ in SMALL.neighbours("cat")] == ["zebra", "army"]
    assert [round(similarity, 2) for _, similarity in SMALL.neighbours("cat")] == [0.75, 0.7]
    assert [word for word, _ in SMALL.neighbours("army")] == ["war"]
    assert [word for word, _ in SMALL.neighbours("war")] == ["army"]


@pytest.mark.parametrize("word", ["zebra", "dog", "", "unknown", "\ud800"])
def test_other_words_have_no_neighbours(word: str) -> None:
    assert SMALL.neighbours(word) == ()


def test_bundled_neighbours_are_near_and_of_another_stem() -> None:
    bundled = WordVectors.open(vectors_path())
    for word, other in (("cops", "police"), ("planes", "aircraft"), ("scared", "terrified")):
        neighbours = dict(bundled.neighbours(word))
        assert other in neighbours
        assert list(neighbours.values()) == sorted(neighbours.values(), reverse=True)
        assert min(neighbours.values()) >= 0.64
    assert "famines" not in dict(bundled.neighbours("famine"))


def test_text_vector_is_the_weighted_sum() -> None:
    vector = SMALL.text_vector([("war", 1.0), ("cat", 2.0), ("unknown", 9.0)])
    numbers = array("b", vector)
    assert len(vector) == DIMENSIONS
    assert max(numbers) == 127  # of few dimensions, the largest are cut off
    assert numbers[5] >= numbers[0] == numbers[127] > 0


def test_text_vectors_have_one_length() -> None:
    bundled = WordVectors.open(vectors_path())
    for text in ("army", "father drunk", "war exile treaty plan"):
        vector = bundled.text_vector([(word, 3.0) for word in text.split()])
        assert math.hypot(*array("b", vector)) == pytest.approx(NORM, rel=0.02)


def test_text_without_known_words_has_no_vector() -> None:
    assert SMALL.text_vector([]) == b""
    assert SMALL.text_vector([("unknown", 1.0)]) == b""
    assert SMALL.text_vector([("war", 0.0)]) == b""


def test_words_that_cancel_out_have_no_vector() -> None:
    opposite = [-n for n in unit(3)]
    vectors = WordVectors(make({"hot": unit(3), "cold": opposite}))
    assert vectors.text_vector([("hot", 1.0), ("cold", 1.0)]) == b""


def test_cosine_of_no_vector_is_nothing() -> None:
    vector = SMALL.text_vector([("war", 1.0)])
    assert cosine(b"", vector) == cosine(vector, b"") == cosine(b"", b"") == 0.0


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(["father", "drunk", "war", "army", "exile"]), min_size=1))
def test_cosine_is_that_of_floating_point(words: list[str]) -> None:
    bundled = WordVectors.open(vectors_path())
    first, second = (bundled.text_vector([(w, 2.5) for w in some]) for some in (words, ["army"]))
    sums = [sum(n) for n in zip(*(bundled.vector(w) or () for w in words), strict=True)]
    other = list(bundled.vector("army") or ())
    product = sum(a * b for a, b in zip(sums, other, strict=True))
    expected = product / (math.hypot(*sums) * math.hypot(*other))
    assert cosine(first, second) == pytest.approx(expected, abs=0.03)


def test_memory_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MAX_LANES", 2)
    vectors = WordVectors(make({"war": unit(0)}))
    for n in range(9):
        vectors.text_vector([(f"unknown{n}", 1.0)])
    assert len(vectors._lanes) <= 2


@pytest.mark.parametrize(
    "data", [b"", b"x", b"SFWV", HEADER.pack(b"ELSE", 0, 0, 0, 0), make({})[:-1]]
)
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a file of word vectors"):
        WordVectors(data)


def test_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        WordVectors.open(tmp_path / "missing")


ALIKE = [("father", "dad", "tractor"), ("drunk", "alcoholic", "treaty"), ("grave", "tomb", "wheat")]


@pytest.mark.parametrize(("word", "near", "far"), ALIKE)
def test_bundled_words_of_like_meaning_are_near(word: str, near: str, far: str) -> None:
    bundled = WordVectors.open(vectors_path())
    vectors = [bundled.text_vector([(w, 1.0)]) for w in (word, near, far)]
    assert cosine(vectors[0], vectors[1]) > 0.4 > cosine(vectors[0], vectors[2])


def test_bundled_file_is_small_and_sorted() -> None:
    data = vectors_path().read_bytes()
    assert len(data) <= MAX_SIZE
    bundled = WordVectors(data)
    assert bundled.is_english("autopsy")
    assert not bundled.is_english("autospy")
