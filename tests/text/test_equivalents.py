"""Other ways to write the same figure or unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalinfacts.text.equivalents import equivalents, joined_figure


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("4300000", "4ˑ3 million|4300 thousand"),
        ("40000", "40 thousand|forty thousand"),
        ("2000000000", "2 billion|two billion"),
        ("1234567", ""),
        ("2ˑ50", "2ˑ5"),
        ("2ˑ0", "2"),
        ("268ˑ950", "268950"),
        ("007", "7"),
        ("000", "0"),
        ("9" * 40, ""),
        ("three", "3|iii"),
        ("km", "kilometres"),
        ("purge", ""),
    ],
)
def test_equivalents(word: str, expected: str) -> None:
    others = {" ".join(other) for other in equivalents(word)}
    assert {other for other in expected.split("|") if other} <= others
    assert bool(others) == bool(expected)
    assert word not in others


@given(st.integers(0, 9999), st.sampled_from(["thousand", "million", "billion"]))
def test_a_joined_figure_is_equivalent_to_its_words(count: int, scale: str) -> None:
    figure = joined_figure(str(count), scale)
    assert figure == (str(count * {"t": 10**3, "m": 10**6, "b": 10**9}[scale[0]]) if count else "")
    if count:
        assert (str(count), scale) in equivalents(figure)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("0", "950"),
        ("4ˑ3", "950"),
        ("4ˑ1234567", "million"),
        ("20", "10"),
        ("20", "6"),
        ("twenty", "ten"),
        ("ten", "six"),
        ("x", "million"),
    ],
)
def test_other_figures_are_not_joined(first: str, second: str) -> None:
    assert joined_figure(first, second) == ""
