"""Facts in groups: by time, year, paragraph and citation."""

from __future__ import annotations

from output_samples import BY_ID, FACTS, YEAR_1937, items

from stalinfacts.corpus.model import Fact
from stalinfacts.dates.ranges import DateRange, Precision, first_day
from stalinfacts.output.groups import (
    group_by,
    group_by_citation,
    group_by_paragraph,
    group_by_time,
    group_by_year,
)
from stalinfacts.output.views import Group, Item


def shape(groups: list[Group]) -> dict[str, list[str]]:
    return {group.title: [item.fact.id for item in group.items] for group in groups}


def dated(*dates: str) -> list[Item]:
    return [Item(Fact(f"s-{i}", "s", 1, "x", (date,))) for i, date in enumerate(dates, 1)]


def test_a_year_is_grouped_by_month_and_what_reaches_beyond_it_comes_last() -> None:
    groups = group_by_time(
        [
            *dated("1937", "1937-02-03", "1937-02", "1937-21", "193X", "1937/1938", "1937~"),
            *items(FACTS[-1:]),
        ],
        YEAR_1937,
    )
    assert shape(groups) == {
        "in 1937": ["s-1", "s-7"],
        "February 1937": ["s-2", "s-3"],
        "spring 1937": ["s-4"],
        "reaching beyond 1937": ["s-5", "s-6", "personality-1"],
    }


def test_a_longer_time_is_grouped_by_year() -> None:
    asked = DateRange(first_day(1930), first_day(1940))
    groups = group_by_time(dated("1937-02", "193X", "1937", "1934/1936", "\x1b"), asked)
    assert shape(groups) == {
        "1937": ["s-1", "s-3"],
        "1930s": ["s-2"],
        "1934–1936": ["s-4"],
        "reaching beyond 1930–1939": ["s-5"],
    }


def test_a_day_of_the_year_is_grouped_by_year_without_dates() -> None:
    facts = dated("1953-03-05", "1940-03-05", "1953-03-05", "\x1b", "1902")
    facts[0] = Item(facts[0].fact._replace(dates=("1902/1953-03-05",)))
    groups = group_by_year(facts, lambda date: date.precision is Precision.DAY)
    assert shape(groups) == {"1953": ["s-1", "s-3"], "1940": ["s-2"], "no date": ["s-4", "s-5"]}
    assert not any(group.dates for group in groups)


def test_paragraphs_name_their_section_where_there_are_several() -> None:
    terror = [item for item in items() if item.fact.section == "terror"]
    assert list(shape(group_by_paragraph(terror))) == ["¶ 3", "¶ 9", "¶ 10"]
    assert "Personality, ¶ 1" in shape(group_by_paragraph(items()))
    bare = [Item(BY_ID["terror-14"]._replace(section_title="", section=s)) for s in "ab"]
    assert list(shape(group_by_paragraph(bare))) == ["a, ¶ 3", "b, ¶ 3"]


def test_a_fact_stands_under_each_of_its_citations() -> None:
    groups = group_by_citation(items(), [384, 1, 385])
    assert shape(groups) == {"[384]": ["terror-52"], "[385]": ["terror-52"]}


def test_a_group_may_have_a_note() -> None:
    groups = group_by(items(FACTS[:2]), lambda item: item.fact.section, notes={"terror": "1 of 4"})
    assert [group.note for group in groups] == ["", "1 of 4"]
