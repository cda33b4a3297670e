"""``search``: what it prints, in which form, and with which status."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Done

    Run = Callable[..., Done]

FACT_KEYS = [
    *("id", "section", "section_title", "paragraph", "text", "dates", "citations", "entities"),
    *("keywords", "flags", "held_by", "conflicts_with", "note"),
]


def test_search_in_a_pipe_prints_five_columns_of_tsv(run: Run) -> None:
    done = run("search", "seminary")
    assert (done.status, done.err) == (0, "")
    rows = [line.split("\t") for line in done.lines]
    assert 1 <= len(rows) <= 10
    assert all(len(row) == 5 and row[0].startswith(f"{row[2]}-") for row in rows)


def test_search_without_hits_prints_nothing_and_returns_1(run: Run) -> None:
    assert run("search", "zzqx") == (1, "", "")
    assert run("search", "zzqx", "-f", "json").out == "[]\n"


def test_search_json_keys_are_the_contract(run: Run) -> None:
    records = run("search", "heist", "-f", "json").json
    assert records
    assert [list(record)[: len(FACT_KEYS) + 2] for record in records] == [
        [*FACT_KEYS, "score", "matches"]
    ] * len(records)
    assert run("search", "heist", "-f", "jsonl").jsonl == records
    assert list(run("year", "1907", "-f", "jsonl").jsonl[0]) == FACT_KEYS
    for record in records:
        for start, stop in record["matches"]:
            assert 0 <= start < stop <= len(record["text"])


def test_search_json_option_is_format_json(run: Run) -> None:
    assert run("search", "heist", "--json").out == run("search", "heist", "-f", "JSON").out


def test_correction_is_in_json_and_in_notes(run: Run) -> None:
    done = run("search", "seminery", "-f", "jsonl", "-v")
    assert done.jsonl[0]["corrected"] == {"seminery": ["seminary"]}
    assert "Showing results for seminary instead of seminery" in done.err


def test_chosen_columns_keep_the_matches_set_off(run: Run) -> None:
    for columns in ("id,text", "text,flags"):
        done = run("search", "seminary", "-f", "table", "--columns", columns, "--color", "always")
        assert "\x1b[1;31mseminary\x1b[0m" in done.out


def test_notes_stay_silent_in_a_pipe_without_verbose(run: Run) -> None:
    assert run("search", "seminery").err == ""


@pytest.mark.parametrize(
    "excluded",
    [
        *(["-army"], ["–army"], ["−army"], ["—army"], ["!army"], ["NOT", "army"]),
        *(["-red army"], ['-"red army"'], ["--", "-army"]),
    ],
)
def test_excluded_word_is_in_no_hit(run: Run, excluded: list[str]) -> None:
    every = set(run("search", "purge", "-n", "0").ids)
    done = run("search", "-n", "0", "-f", "jsonl", "purge", *excluded)
    assert {record["id"] for record in done.jsonl} < every
    assert all("red army" not in record["text"].lower() for record in done.jsonl)


@pytest.mark.parametrize(
    "field", ["section:terror", "year:1937", "entity:nkvd", "cite:371", "flag:estimate"]
)
def test_excluded_field_leaves_exactly_the_others(run: Run, field: str) -> None:
    every = set(run("search", "purge", "-n", "0").ids)
    selected = set(run("search", "purge", field, "-n", "0").ids)
    others = set(run("search", "purge", f"-{field}", "-n", "0").ids)
    assert selected
    assert selected | others == every
    assert not selected & others


def test_words_that_begin_like_options_are_left_out_not_options(run: Run) -> None:
    plain = set(run("search", "war", "-n", "0").ids)
    for word in ("england", "summary", "estonia", "family", "nkvd", "exile", "help"):
        done = run("search", "war", f"-{word}", "-n", "0")
        assert done.status == 0, word
        assert set(done.ids) <= plain, word


def test_option_with_its_value_attached_is_refused_with_the_right_form(run: Run) -> None:
    done = run("search", "purge", "-n5")
    assert done.status == 2
    assert "write -n 5" in done.err


def test_or_finds_what_either_finds(run: Run) -> None:
    either = set(run("search", "purge OR famine", "-n", "0").ids)
    for word in ("purge", "famine"):
        assert set(run("search", word, "-n", "0").ids) <= either


def test_filters_alone_list_facts(run: Run) -> None:
    done = run("search", "--flag", "disputed", "-n", "0", "-f", "jsonl")
    assert done.status == 0
    assert all("disputed" in record["flags"] for record in done.jsonl)
    assert run("search").status == 2


@pytest.mark.parametrize("query", ["☭", '""', "?", "$", "🙂", " "])
def test_query_without_a_word_finds_nothing(run: Run, query: str) -> None:
    assert run("search", query).status == 1


@pytest.mark.parametrize(
    ("question", "until"),
    [("exiled before 1905", 1905), ("arrested until 1903", 1904), ("exile by 1904", 1905)],
)
def test_relation_in_a_question_is_a_condition(run: Run, question: str, until: int) -> None:
    records = run("search", question, "-n", "0", "-f", "jsonl").jsonl
    assert records
    assert all(any(int(date[:4]) < until for date in r["dates"]) for r in records)


def test_count_prints_the_number_of_facts(run: Run) -> None:
    every = run("search", "purge", "-n", "0").lines
    assert run("search", "purge", "--count").lines == [str(len(every))]


def test_limit_zero_shows_all_and_huge_limits_are_no_limit(run: Run) -> None:
    every = run("search", "purge", "-n", "0").lines
    assert len(every) > 10
    for limit in ("9223372036854775808", "9" * 5000):
        assert run("search", "purge", "-n", limit).lines == every
    assert run("search", "purge", "-n", "3").lines == every[:3]


def test_reverse_turns_round_what_is_shown(run: Run) -> None:
    for sort in ("relevance", "article"):
        there = run("search", "exile", "-n", "5", "--sort", sort).lines
        assert run("search", "exile", "-n", "5", "--sort", sort, "-r").lines == there[::-1]


def test_undated_facts_are_last_in_both_directions_of_time(run: Run) -> None:
    for extra in ((), ("--reverse",)):
        records = run("search", "exile", "-n", "0", "--sort", "date", "-f", "jsonl", *extra).jsonl
        dated = [bool(record["dates"]) for record in records]
        assert dated == sorted(dated, reverse=True)


def test_explanations_add_up_to_the_score(run: Run) -> None:
    for record in run("search", "Trotzky exile", "--explain", "-f", "json").json:
        total = sum(part["contribution"] for part in record["explanations"])
        assert total == pytest.approx(record["score"], abs=0.01)


# --- queries from standard input -------------------------------------------------------


def test_each_line_of_standard_input_is_answered_in_order(run: Run) -> None:
    done = run("search", "-", "-f", "jsonl", "-n", "2", stdin="\ufeffTrotzky\n\nseminary\r\n")
    assert [r["query"] for r in done.jsonl] == ["Trotzky", "Trotzky", "seminary", "seminary"]


def test_line_without_hits_has_a_record_that_says_so(run: Run) -> None:
    done = run("search", "-", "-f", "jsonl", "-n", "1", stdin="heist\nzzqx\n")
    assert done.status == 0
    assert [(r["query"], r.get("hits")) for r in done.jsonl] == [("heist", None), ("zzqx", 0)]


def test_bad_line_is_told_with_its_number_and_ends_nothing(run: Run) -> None:
    done = run("search", "-", "-f", "ids", "-n", "1", stdin="heist\nyear:1937-13\nseminary\n")
    assert len(done.lines) == 2
    assert done.status == 2
    assert "line 2" in done.err


def test_every_format_answers_lines(run: Run) -> None:
    for name in ("tsv", "csv", "json", "jsonl", "markdown", "plain", "ids", "table"):
        done = run("search", "-", "-f", name, "-n", "1", stdin="heist\nseminary\n")
        assert done.status == 0, name
        assert len(done.lines) >= 2, name


def test_tsv_of_lines_has_the_query_as_last_column(run: Run) -> None:
    [line] = run("search", "-", "-n", "1", stdin="seminary\n").lines
    assert line.split("\t")[5] == "seminary"


def test_dash_with_other_terms_is_refused(run: Run) -> None:
    assert run("search", "-", "purge").status == 2
