"""The line of years beside sections and entities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import clean_environment

from stalinfacts.corpus.model import Fact
from stalinfacts.dates.ranges import DateRange, first_day
from stalinfacts.timeline import count_by_year

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from conftest import Done

    Run = Callable[..., Done]

BLOCKS = set("▁▂▃▄▅▆▇█")


def shown(run: Run, *arguments: str, width: int, **environment: str) -> Sequence[str]:
    environment = clean_environment(COLUMNS=str(width), **environment)
    return run(*arguments, "-f", "table", "--color", "never", env=environment).lines


@pytest.mark.parametrize("command", ["sections", "entities"])
def test_line_stands_beside_on_wide_terminals_only(run: Run, command: str) -> None:
    assert not BLOCKS & set("".join(shown(run, command, width=119)))
    for width in (120, 140, 200):
        lines = shown(run, command, width=width)
        assert "1878–1953" in lines[2]
        assert BLOCKS & set("".join(lines))
        assert max(map(len, lines)) <= width


def test_line_is_of_what_the_filters_leave(run: Run) -> None:
    lines = shown(run, "entities", "lenin", "--section", "lenin", width=140)
    years = next(line for line in lines if line.startswith("│ years"))
    assert len(BLOCKS & set(years)) <= 2
    assert years.index("█") > len("│ years     ") + 15  # 1922: late in the first half


def test_parent_has_the_years_of_the_sections_below(run: Run) -> None:
    lines = shown(run, "sections", width=140)
    society = next(line for line in lines if line.startswith("Changes to Soviet society"))
    assert BLOCKS & set(society)


def test_facts_count_in_the_years_in_which_they_lie_as_a_whole() -> None:
    facts = [
        Fact("s-1", "s", 1, "", dates=("1937", "1937-07"), entities=("a",)),
        Fact("s-2", "s", 1, "", dates=("1936/1939",), entities=("a",)),
        Fact("s-3", "s", 1, "", dates=("1939-01-02",), entities=("a", "b")),
        Fact("s-4", "s", 1, "", dates=("../1938",), entities=("b",)),
    ]
    lines = count_by_year(facts, lambda fact: fact.entities)
    assert lines == (1937, 1939, {"a": [1, 0, 1], "b": [0, 0, 1]})
    bounds = DateRange(first_day(1938), first_day(1941))
    bounded = count_by_year(facts, lambda fact: fact.entities, bounds)
    assert bounded == (1938, 1940, {"a": [0, 1, 0], "b": [0, 1, 0]})
    assert count_by_year(facts[1:2], lambda fact: fact.entities) is None
    far = [facts[0], facts[0]._replace(dates=("0001",))]
    assert count_by_year(far, lambda fact: fact.entities) is None
