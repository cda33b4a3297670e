"""Facts by period: what is counted, drawn and labelled."""

from __future__ import annotations

import pytest

from stalinfacts.corpus.model import Entity, Fact
from stalinfacts.dates.phrases import parse_date_range
from stalinfacts.errors import UsageError
from stalinfacts.timeline import Period, count_by_period

WAR = Entity("war", "The War", "event")
PLACE = Entity("gori", "Gori", "place")


def fact(number: int, *dates: str, entities: tuple[str, ...] = ()) -> Fact:
    return Fact(f"s-{number}", "s", 1, "Text.", dates, entities=entities, number=number)


FACTS = [
    fact(1, "1905"),
    fact(2, "1905-06-02", entities=("war",)),
    fact(3, "1905-07", entities=("war",)),
    fact(4, "1905/1906", entities=("war",)),
    fact(5, "190X"),
    fact(6),
    fact(7, "1908-01", entities=("war", "gori")),
    fact(8, "1906/.."),
]


def test_fact_counts_in_the_period_that_its_date_lies_in_as_a_whole() -> None:
    timeline = count_by_period(FACTS, "year", [WAR, PLACE])
    counts = {period.period: period.facts for period in timeline.periods}
    assert counts == {"1905": 3, "1906": 0, "1907": 0, "1908": 1}
    assert (timeline.drawn, timeline.spanning, timeline.undated) == (4, 3, 1)


@pytest.mark.parametrize(
    ("by", "first", "last"),
    [("decade", "1900s", "1900s"), ("year", "1905", "1908"), ("month", "1905-06", "1908-01")],
)
def test_periods_run_from_the_first_with_a_fact_to_the_last(by: str, first: str, last: str) -> None:
    periods = count_by_period(FACTS, by, [WAR, PLACE]).periods
    assert (periods[0].period, periods[-1].period) == (first, last)


def test_search_draws_its_matches_with_the_total_beside_them() -> None:
    timeline = count_by_period(FACTS, "year", [WAR, PLACE], matching={2, 6})
    assert timeline.periods == [Period("1905", 3, 1, "The War")]
    assert (timeline.drawn, timeline.spanning, timeline.undated) == (1, 0, 1)


def test_search_without_a_dated_match_draws_nothing() -> None:
    timeline = count_by_period(FACTS, "year", [WAR, PLACE], matching={6})
    assert (timeline.periods, timeline.undated) == ([], 1)


def test_bounds_leave_out_dates_outside() -> None:
    timeline = count_by_period(FACTS, "year", [WAR, PLACE], bounds=parse_date_range("1908"))
    assert [period.period for period in timeline.periods] == ["1908"]


def test_event_labels_the_period_in_which_it_stands_out() -> None:
    facts = [*FACTS, fact(9, "1905-08", entities=("war",))]
    labels = {p.period: p.label for p in count_by_period(facts, "year", [WAR, PLACE]).periods}
    assert labels == {"1905": "The War", "1906": "", "1907": "", "1908": ""}


EVENTS = [Entity(i, i.title(), "event") for i in ("census", "purge")]
LABELLED = [
    (["purge"] * 2 + ["census"] * 3 + [""] * 10, [("purge", "1935/1939")] * 9, "Purge"),
    (["purge"] * 1 + ["census"] * 3 + [""] * 10, [("purge", "1938")] * 9, "Census"),
    (["gori"] * 9 + ["census"] * 2 + [""] * 4, [], "Census"),
    (["gori"] * 9 + ["census"] * 1 + [""] * 5, [], "Gori"),
    (["gori"] * 9 + ["census"] * 2, [], ""),
]


@pytest.mark.parametrize(("in_1937", "elsewhere", "label"), LABELLED)
def test_larger_event_labels_a_year_and_a_name_only_a_large_one_without(
    in_1937: list[str], elsewhere: list[tuple[str, str]], label: str
) -> None:
    rows = [*((entity, "1937") for entity in in_1937), *elsewhere]
    facts = [
        fact(n, date, entities=(entity,) if entity else ())
        for n, (entity, date) in enumerate(rows, 1)
    ]
    labels = {p.period: p.label for p in count_by_period(facts, "year", [*EVENTS, PLACE]).periods}
    assert labels["1937"] == label


def test_unknown_period_is_refused() -> None:
    with pytest.raises(UsageError, match="no such period 'week'; periods are decade, year, month"):
        count_by_period(FACTS, "week", [])
