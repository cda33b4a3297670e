"""Suggestions: near, few, and nothing where nothing is near."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalinfacts.text.suggestions import did_you_mean

COMMANDS = ["search", "year", "on", "show", "cite", "sections", "entities", "timeline", "export"]


@pytest.mark.parametrize(
    ("word", "candidates", "expected"),
    [
        ("serch", COMMANDS, ["search"]),
        ("SAERCH", COMMANDS, ["search"]),
        ("entitys", COMMANDS, ["entities"]),
        ("sect", COMMANDS, ["sections"]),
        ("trotsky", COMMANDS, []),
        ("1937", COMMANDS, []),
        ("bitcoin", ["britain", "ambition", "nicotine"], []),
        ("beatles", ["battles", "beat", "beaten"], []),
        ("secton", ["section", "sections", "sort"], ["section", "sections"]),
        ("trotzky", ["Leon Trotsky", "Trotsky"], ["Trotsky"]),
        ("leon trotzky", ["Leon Trotsky", "Trotsky"], ["Leon Trotsky"]),
        ("lodz", ["Łódź", "Lodz", "Kiev"], ["Łódź", "Lodz"]),
        ("", COMMANDS, []),
        ("☭", COMMANDS, []),
        ("ſhow", COMMANDS, ["show"]),
    ],
)
def test_did_you_mean(word: str, candidates: list[str], expected: list[str]) -> None:
    assert did_you_mean(word, candidates) == expected


@given(st.text(max_size=8), st.lists(st.text("abcs ", max_size=8), max_size=8), st.integers(0, 4))
def test_suggestions_are_candidates_and_no_more_than_asked_for(
    word: str, candidates: list[str], limit: int
) -> None:
    suggestions = did_you_mean(word, iter(candidates), limit)
    assert len(suggestions) <= limit
    assert set(suggestions) <= set(candidates)
