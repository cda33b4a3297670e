"""``year``, ``on``, ``show``, ``cite``, ``sections``, ``entities``, ``timeline``, ``random``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from stalinfacts.dates.edtf import parse_edtf
from stalinfacts.dates.phrases import parse_date_range

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Done

    Run = Callable[..., Done]

TIMES = ("1937", "July 1937", "1930s", "1934..1939", "1917-22", "winter 1932–33", "1878-12-18")


@pytest.mark.parametrize("time", TIMES)
def test_year_and_field_and_options_mean_the_same_time(run: Run, time: str) -> None:
    for relation in ((), ("--within",), ("--spanning",)):
        listed = sorted(run("year", time, *relation).ids)
        assert listed
        assert sorted(run("search", f"year:{time}", "-n", "0", *relation).ids) == listed
        bounds = ("--from", time, "--to", time)
        assert sorted(run("search", *bounds, "-n", "0", *relation).ids) == listed


@pytest.mark.parametrize("time", TIMES)
def test_relations_are_nested(run: Run, time: str) -> None:
    within, near, spanning = (
        set(run("year", time, *option).ids) for option in (("--within",), (), ("--spanning",))
    )
    assert within <= near <= spanning


def test_year_counts_what_it_leaves_out(run: Run) -> None:
    near, every = (len(run("year", "1937", *o).lines) for o in ((), ("--spanning",)))
    assert f"{every - near} more span 1937" in run("year", "1937", "-v").err


def test_year_within_lists_facts_in_order_of_time(run: Run) -> None:
    asked = parse_date_range("1937")
    records = run("year", "1937", "--within", "-f", "jsonl").jsonl
    starts = [
        min(d.start for d in (parse_edtf(e).range for e in r["dates"]) if d.within(asked))
        for r in records
    ]
    assert starts == sorted(starts)


def test_several_times_are_several(run: Run) -> None:
    both = set(run("year", "1937", "1945").ids)
    assert both == set(run("year", "1937").ids) | set(run("year", "1945").ids)


@pytest.mark.parametrize(
    ("command", "heading", "date"),
    [
        ("year 1937 --within", "July", "Jul 1937"),
        ("year 1937 1938 --within", "July 1937", "Jul 1937"),
        ("on 5 March", "1953 (", "5 Mar 1953"),
    ],
)
def test_date_that_headings_tell_is_not_repeated(
    run: Run, command: str, heading: str, date: str
) -> None:
    lines = run(*command.split(), "-f", "table").lines
    assert any(line.startswith(heading) for line in lines)
    assert not any(date in line for line in lines)


def test_every_printed_date_is_read_back(run: Run) -> None:
    columns = "id,when,dates"
    records = run("export", "-", "-f", "jsonl", "--dated", "--columns", columns).jsonl
    for record in records:
        if len(record["dates"]) == 1:
            [edtf] = record["dates"]
            assert parse_date_range(record["when"]) == parse_edtf(edtf).range, record["when"]


def test_on_lists_a_day_of_every_year_in_any_writing(run: Run) -> None:
    records = run("on", "5", "March", "-f", "jsonl").jsonl
    assert {"1953-03-05", "1940-03-05"} <= {d for r in records for d in r["dates"]}
    for written in (["03-05"], ["5 March"], ["March 5"], ["5th", "of", "March"]):
        assert run("on", *written).lines == run("on", "5", "March").lines
    very_day = run("on", "5 March 1953", "-f", "jsonl").jsonl
    assert all("1953-03-05" in r["dates"] for r in very_day)
    assert set(run("on", "March").ids) >= {r["id"] for r in records}


def test_on_without_a_day_is_today(run: Run) -> None:
    assert run("on").status in (0, 1)
    assert run("on", "today") == run("on")


def test_show_takes_ids_in_any_case_ranges_and_tsv_lines(run: Run) -> None:
    assert run("show", "CHILDHOOD-1").ids == ["childhood-1"]
    assert run("show", "childhood-1..3").ids == ["childhood-1", "childhood-2", "childhood-3"]
    assert run("show", "childhood-1,childhood-2").ids == ["childhood-1", "childhood-2"]
    lines = run("year", "1937")
    assert run("show", "-", stdin="\ufeff" + lines.out).ids == lines.ids


@pytest.mark.parametrize("written", [["393-394"], ["393", "394"], ["[393][394]"], ["393–394"]])
def test_cite_reads_numbers_as_they_are_printed(run: Run, written: list[str]) -> None:
    records = run("cite", *written, "-f", "jsonl").jsonl
    assert records
    assert all({393, 394} & set(r["citations"]) for r in records)


@pytest.mark.parametrize(
    ("command", "option"),
    [(("cite", "393"), ("-c", "384")), (("sections", "terror"), ("-s", "war"))],
)
def test_filter_of_the_same_kind_narrows_a_list(
    run: Run, command: tuple[str, ...], option: tuple[str, ...]
) -> None:
    filtered = set(run("export", "-", "-f", "ids", *option).lines)
    assert filtered
    assert set(run(*command, *option).ids) == filtered & set(run(*command).ids)


def test_list_that_a_filter_empties_counts_what_there_is_without(run: Run) -> None:
    terror = len(run("sections", "terror").ids)
    done = run("sections", "terror", "-s", "war", "-v")
    assert done.err == f"nothing was found; {terror} facts without section war\n"


def test_time_that_is_repeated_is_looked_up_once(run: Run) -> None:
    assert run("year", "1937 " * 3, "-v") == run("year", "1937", "-v")


def test_cite_takes_hundreds_of_numbers(run: Run) -> None:
    numbers = [str(n) for n in range(2, 700)]
    assert len(run("cite", *numbers).lines) > 500


def test_sections_add_up_and_obey_filters(run: Run) -> None:
    rows = {r["id"]: r for r in run("sections", "-f", "jsonl").jsonl}
    children = [r for r in rows.values() if r["parent"] == "early-life"]
    assert rows["early-life"]["facts"] == sum(r["facts"] for r in children)
    assert rows["early-life"]["facts"] == len(run("sections", "early-life").lines)
    filtered = run("sections", "--from", "1941", "--to", "1945", "-f", "jsonl").jsonl
    top = [r["facts"] for r in filtered if r["parent"] is None]
    assert sum(top) == len(run("search", "--from", "1941", "--to", "1945", "-n", "0").lines)
    assert all(r["facts"] for r in filtered)


def test_section_in_order_of_time_is_not_offered_again(run: Run) -> None:
    assert "--sort date" in run("sections", "israel", "-f", "table").out
    assert "--sort date" not in run("sections", "israel", "-f", "table", "--sort", "date").out


def test_section_name_may_have_several_words(run: Run) -> None:
    assert run("sections", "great", "terror").ids[0].startswith("terror-")


def test_corrected_name_of_a_filter_is_told(run: Run) -> None:
    assert "instead of terrr" in run("search", "purge", "-s", "terrr", "-v").err
    assert "instead of trotzkyy" in run("search", "exile", "-e", "trotzkyy", "-v").err


def test_subject_lets_every_fact_through(run: Run) -> None:
    plain = run("search", "famine", "-n", "0").ids
    assert run("search", "famine", "-e", "stalin", "-n", "0").ids == plain


def test_entities_are_found_by_any_name_and_counted_by_filters(run: Run) -> None:
    for name in ("trotsky", "Троцкий", "Trotzki", "Bronstein"):
        assert run("entities", name).ids == ["trotsky"]
    every = run("entities", "trotsky", "-f", "jsonl").jsonl[0]["facts"]
    some = run("entities", "trotsky", "--from", "1930", "-f", "jsonl").jsonl[0]["facts"]
    assert 0 < some < every
    assert every == len(run("search", "entity:trotsky", "-n", "0").lines)


def test_abbreviation_that_is_exact_beats_beginnings(run: Run) -> None:
    assert run("entities", "US").ids == ["united-states"]


def test_timeline_of_a_search_counts_its_matches_only(run: Run) -> None:
    assert run("timeline", "zzzzq") == (1, "", "")
    rows = run("timeline", "purge", "-f", "jsonl").jsonl
    assert all(row["matches"] >= 1 for row in rows)
    drawn = sum(row["matches"] for row in rows)
    assert drawn <= len(run("search", "purge", "-n", "0").lines)


def test_timeline_obeys_filters(run: Run) -> None:
    years = [
        r["period"] for r in run("timeline", "--from", "1930", "--to", "1935", "-f", "jsonl").jsonl
    ]
    assert years
    assert all("1930" <= year <= "1935" for year in years)


def test_timeline_of_an_empty_period_is_refused(run: Run) -> None:
    assert "no such period ''" in run("timeline", "--by", "").err


def test_timeline_counts_what_it_does_not_draw(run: Run) -> None:
    for by, longer in (("month", "--by year"), ("year", "--by decade"), ("decade", "no date\n")):
        out = run("timeline", "purge", "-f", "table", "--by", by).out
        assert "not drawn: " in out
        assert longer in out


def test_random_with_a_seed_is_stable_and_shuffles_everything(run: Run) -> None:
    assert run("random", "--seed", "x").lines == run("random", "--seed", "x").lines
    everything = run("random", "--seed", "x", "-n", "0").ids
    assert len(everything) == len(set(everything)) == len(run("export", "-", "-f", "ids").lines)
    assert run("random", "--seed", "x", "-n", "3").ids == everything[:3]


def test_random_order_of_a_part_is_that_of_the_whole(run: Run) -> None:
    everything = run("random", "--seed", "x", "-n", "0").ids
    part = run("random", "--seed", "x", "-n", "0", "--section", "war").ids
    members = set(part)
    assert part == [fact_id for fact_id in everything if fact_id in members]


def test_contested_and_uncontested_part_the_corpus(run: Run) -> None:
    every = run("export", "-", "-f", "jsonl").jsonl
    contested = {
        r["id"] for r in every if {"estimate", "disputed"} & set(r["flags"]) or r["conflicts_with"]
    }
    assert set(run("search", "--contested", "-n", "0").ids) == contested
    others = set(run("search", "--uncontested", "-n", "0").ids)
    assert others == {r["id"] for r in every} - contested


def test_held_by_selects_the_views_of_somebody(run: Run) -> None:
    records = run("search", "--flag", "estimate", "--held-by", "conquest", "-f", "jsonl").jsonl
    assert records
    assert all("conquest" in r["held_by"] for r in records)
    assert (
        run("search", "by:conquest", "-n", "0").ids
        == run("search", "--held-by", "Robert Conquest", "-n", "0").ids
    )


def test_computed_columns_are_in_every_format(run: Run) -> None:
    columns = "id,when,first,last,source"
    [record] = run("show", "terror-73", "-f", "jsonl", "--columns", columns).jsonl
    assert (record["when"], record["first"], record["last"]) == (
        "winter 1932–33",
        "1932-12-01",
        "1933-02-28",
    )
    assert "CC BY-SA" in record["source"]
    row = run("show", "terror-73", "--columns", "id,when,first").lines[0]
    assert row == "terror-73\twinter 1932–33\t1932-12-01"


def test_remarks_travel_with_plain_text_and_markdown(run: Run) -> None:
    for name in ("plain", "markdown"):
        out = run("show", "terror-14", "-f", name).out.replace("\\", "")
        assert "estimate" in out
        assert "conflicts with" in out


def test_json_of_lists_is_one_array(run: Run) -> None:
    assert isinstance(json.loads(run("year", "1937", "-f", "json").out), list)
    assert run("year", "2030", "-f", "json").out == "[]\n"


@pytest.mark.parametrize(
    "command", ["cite 351", "on 5 March", "random --seed 1", "entities", "export - -f ids"]
)
def test_a_corrected_section_is_noted_by_every_command(run: Run, command: str) -> None:
    done = run(*command.split(), "--section", "teror", "-v")
    assert "Showing section terror instead of teror" in done.err
