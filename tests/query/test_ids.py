"""What typed ids mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stalinfacts.errors import UsageError
from stalinfacts.query.ids import resolve_id

if TYPE_CHECKING:
    from stalinfacts.index.reader import IndexReader


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("terror-1", "terror-1"),
        (" [terror-1] ", "terror-1"),
        ("TERROR-1", "terror-1"),
        ("ＴＥＲＲＯＲ－１", "terror-1"),
        ("terror-01", "terror-1"),
        ("terror 1", "terror-1"),
        ("terror–1", "terror-1"),
        ("terror-1..3", "terror-1 terror-2 terror-3"),
        ("Terror-1…2", "terror-1 terror-2"),
        ("terror-1..terror-2", "terror-1 terror-2"),
        ("terror-4..4", "terror-4"),
    ],
)
def test_an_id_or_a_range_of_ids_names_facts(typed: str, expected: str, index: IndexReader) -> None:
    facts = index.documents.facts(resolve_id(typed, index.documents))
    assert [fact.id for fact in facts] == expected.split()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("terror", "no such fact 'terror': it is a section: stalinfacts sections terror"),
        (
            "terror-99",
            "no such fact 'terror-99': ids of section terror run from terror-1 to terror-4",
        ),
        (
            "terror-2..9",
            "no such fact 'terror-2..9': ids of section terror run from terror-1 to terror-4",
        ),
        ("terror1", "no such fact 'terror1'. Did you mean 'terror-1'?"),
        ("terorr-2", "no such fact 'terorr-2'. Did you mean 'terror-2'?"),
        ("terror-4..2", "invalid range of ids 'terror-4..2': write terror-2..4"),
        ("terror-1..999999999", "invalid range of ids 'terror-1..999999999': write terror-1..3"),
        (
            "xyzzy",
            "no such fact 'xyzzy': an id is a section's id, a hyphen and a number: childhood-1",
        ),
        ("", "no such fact '': an id is a section's id, a hyphen and a number: childhood-1"),
        ("-", "no such fact '-': an id is a section's id, a hyphen and a number: childhood-1"),
    ],
)
def test_a_wrong_id_is_told_with_what_comes_near(
    typed: str, message: str, index: IndexReader
) -> None:
    with pytest.raises(UsageError) as caught:
        resolve_id(typed, index.documents)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "typed",
    ["terror-" + "9" * 5000, "x" * 1_000_000, "terror-1.." + "9" * 5000, "terror-1\n2", "\0"],
)
def test_a_monstrous_id_is_told_in_one_line(typed: str, index: IndexReader) -> None:
    with pytest.raises(UsageError) as caught:
        resolve_id(typed, index.documents)
    assert len(str(caught.value)) < 250
    assert "\n" not in str(caught.value)


def test_every_id_names_its_fact(bundled: IndexReader) -> None:
    for number in range(1, 200):
        (fact,) = bundled.documents.facts([number])
        assert resolve_id(fact.id.upper(), bundled.documents) == [number]
