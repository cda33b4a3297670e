"""Text → the values of filters, and back for readers."""

from __future__ import annotations

import pytest

from stalinfacts.dates.phrases import parse_date_range
from stalinfacts.errors import UsageError
from stalinfacts.query.filters import (
    describe_condition,
    filters_by_name,
    parse_condition,
)
from stalinfacts.query.model import Condition
from stalinfacts.query.values import parse_citations, shorten


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("393", ((393, 393),)),
        (" [393] ", ((393, 393),)),
        ("393-397", ((393, 397),)),
        ("393–397", ((393, 397),)),
        ("393 — 397", ((393, 397),)),
        ("393 to 397", ((393, 397),)),
        ("393..397", ((393, 397),)),
        ("4;5", ((4, 4), (5, 5))),
        ("4, 7..9", ((4, 4), (7, 9))),
        ("4 5", ((4, 4), (5, 5))),
        ("[384][386]", ((384, 384), (386, 386))),
        ("[384] [386]", ((384, 384), (386, 386))),
        ("[484–487]", ((484, 487),)),
        ("[484]–[487],", ((484, 487),)),
        ("", None),
        ("x", None),
        ("-5", None),
        ("1" * 5000, None),
        ("٣", None),
    ],
)
def test_citation_numbers_are_read_as_the_output_writes_them(
    text: str, expected: tuple[tuple[int, int], ...] | None
) -> None:
    if expected is not None:
        assert parse_citations(text) == expected
        return
    with pytest.raises(UsageError, match="invalid citation number") as caught:
        parse_citations(text)
    assert len(str(caught.value)) < 200


def test_a_switch_takes_no_value() -> None:
    with pytest.raises(UsageError, match="takes no value"):
        parse_condition(filters_by_name()["dated"], "yes")


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Condition("year", parse_date_range("1937")), "the time 1937"),
        (Condition("dated", value=True), "--dated"),
        (Condition("dated", value=False), "--undated"),
        (Condition("citation", ((4, 4), (7, 9))), "citation 4, 7-9"),
        (Condition("entity", "beria", excluded=True), "leaving out entity beria"),
    ],
)
def test_a_condition_is_described(condition: Condition, expected: str) -> None:
    assert describe_condition(condition) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\n two", "one two"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
        ("a" + " " * 80 + "b", "a b"),
    ],
)
def test_a_text_is_shortened_to_a_line(text: str, expected: str) -> None:
    assert shorten(text) == expected
