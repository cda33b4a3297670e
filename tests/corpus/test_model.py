"""The records of a corpus."""

from __future__ import annotations

import pytest

from stalinfacts.corpus.check_facts import FACT_KEYS
from stalinfacts.corpus.model import ID, Entity, Fact, Section


def test_records_are_frozen_and_comparable() -> None:
    fact = Fact("s-1", "s", 1, "A.")
    assert fact == Fact("s-1", "s", 1, "A.")
    with pytest.raises(AttributeError):
        fact.text = "B."  # type: ignore[misc]


def test_optional_values_are_empty() -> None:
    assert not any(Fact("s-1", "s", 1, "A.")[4:])
    assert Section("s", "S").parent is None
    assert Entity("e", "E", "work").aliases == ()


def test_keys_of_a_file_are_the_fields_in_order() -> None:
    held_by_an_index = ("number", "section_title")
    in_file = [name for name in Fact._fields if name not in ("section", *held_by_an_index)]
    assert list(FACT_KEYS) == in_file


@pytest.mark.parametrize("text", ["a", "1905", "great-purge", "a-1-b"])
def test_id_is_lower_case_letters_digits_and_single_hyphens(text: str) -> None:
    assert ID.fullmatch(text)


@pytest.mark.parametrize("text", ["", "A", "a b", "-a", "a-", "a--b", "a\n", "é", "a;b", "١"])
def test_anything_else_is_no_id(text: str) -> None:
    assert not ID.fullmatch(text)
