"""What three people do with the facts: remarks, dates, holders and sources travel with them."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Done

    from stalinfacts.api import Corpus

    Run = Callable[..., Done]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


# --- 1: remarks -----------------------------------------------------------------------


def test_remark_ends_the_text_wherever_people_read_it(run: Run, corpus: Corpus) -> None:
    contested = [fact for fact in corpus.facts() if fact.flags or fact.conflicts_with]
    for format_name in ("plain", "markdown"):
        lines = run("export", "-", "-f", format_name).lines
        for fact in contested:
            line = next(line for line in lines if fact.id in line.replace("|", " ").split())
            assert all(other in line for other in fact.conflicts_with)
            assert line.rstrip(" |").endswith(")")


def test_remark_is_in_this_day_in_history(run: Run) -> None:
    lines = run("on", "5", "March", "-f", "plain").lines
    assert any("conflicts with" in line for line in lines)


def test_tsv_and_csv_keep_the_bare_text(run: Run, corpus: Corpus) -> None:
    fact = corpus["terror-14"]
    assert run("show", fact.id, "-f", "tsv", "--columns", "text").lines == [fact.text]
    assert rows(run("show", fact.id, "-f", "csv", "--columns", "text").out) == [{"text": fact.text}]


# --- 2: what of the question a fact does not bear ---------------------------------------

STATEMENTS = [
    ("Yagoda was the chief of the NKVD in July 1937", "purges-66", "July 1937"),
    ("Stalin's wife Nadya shot herself in November 1932", "culture-41", "November 1932"),
    ("Stalin organised the Great Purge between 1929 and 1939", "summary-26", "1929"),
    ("By 1939 collectivisation took in about 62% of the households", "economy-33", "1939"),
]


@pytest.mark.parametrize(("text", "fact_id", "item"), STATEMENTS)
def test_wrong_item_of_a_statement_is_missing(run: Run, text: str, fact_id: str, item: str) -> None:
    records = {record["id"]: record for record in run("search", text, "--json", "-n", "0").json}
    assert item in records[fact_id]["missing"]
    lines = run("search", text, "-n", "0", "--columns", "id,missing").lines
    assert item in dict(line.split("\t") for line in lines)[fact_id].split(";")


def test_first_fact_that_lacks_an_item_says_so_in_the_foot(run: Run) -> None:
    text = "Yagoda was the chief of the NKVD in July 1937, people say"
    assert "'July 1937'" in run("search", text, "-f", "table").lines[-1]
    assert "not in" not in run("search", "Yagoda 1937", "-f", "table").lines[-1]


def test_word_that_no_fact_holds_is_told_in_the_foot(run: Run) -> None:
    done = run("search", "Beria poisoned Stalin in Zululand", "-f", "table")
    assert "not in any fact: 'Zululand'" in "".join(done.lines[-2:])
    assert done.err == ""


# --- 4: contested -------------------------------------------------------------------------


def test_contested_and_uncontested_part_the_corpus(run: Run, corpus: Corpus) -> None:
    contested = set(run("search", "--contested", "-n", "0", "-f", "ids").lines)
    assert contested == {
        fact.id
        for fact in corpus.facts()
        if fact.conflicts_with or {"estimate", "disputed"} & set(fact.flags)
    }
    rest = run("random", "--uncontested", "-n", "0", "-f", "ids").lines
    assert contested.isdisjoint(rest)
    assert len(contested) + len(rest) == len(corpus)


# --- 5: dates -----------------------------------------------------------------------------


def test_first_and_last_are_iso_days_or_empty(run: Run, corpus: Corpus) -> None:
    table = rows(run("export", "-", "-f", "csv", "--columns", "id,when,first,last").out)
    assert [row["id"] for row in table] == [fact.id for fact in corpus.facts()]
    for row in table:
        fact = corpus[row["id"]]
        days = [date.fromisoformat(row[key]) for key in ("first", "last") if row[key]]
        assert days == sorted(days)
        assert bool(row["when"]) == bool(fact.dates)
        assert bool(row["first"]) == bool(fact.dates) - any(d.startswith("..") for d in fact.dates)
        assert bool(row["last"]) == bool(fact.dates) - any(d.endswith("..") for d in fact.dates)


def test_view_has_the_days_of_the_columns(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "facts.sqlite"
    assert run("export", str(path)).status == 0
    with sqlite3.connect(path) as connection:
        query = "select id, coalesce(first, ''), coalesce(last, '') from fact_view"
        view = {fact: (first, last) for fact, first, last in connection.execute(query)}
    table = rows(run("export", "-", "-f", "csv", "--columns", "id,first,last").out)
    assert view == {row["id"]: (row["first"], row["last"]) for row in table}


@pytest.mark.parametrize("format_name", ["tsv", "csv", "jsonl", "plain", "markdown", "table"])
def test_when_reads_alike_in_every_format(run: Run, format_name: str) -> None:
    out = run("show", "terror-73", "-f", format_name, "--columns", "when,first,last").out
    assert all(text in out for text in ("winter 1932–33", "1932-12-01", "1933-02-28"))


# --- 6: random ------------------------------------------------------------------------------


def test_new_fact_slips_into_the_shuffle(run: Run, write_corpus: Callable[..., Path]) -> None:
    facts = [{"text": f"Fact number {n}."} for n in range(40)]
    orders = []
    for count in (39, 40):
        path = write_corpus(*facts[:count])
        shuffle = ("random", "-n", "0", "--seed", "nights", "-f", "ids")
        orders.append(run(*shuffle, "--corpus", str(path)).lines)
    assert len(orders[0]) == 39
    assert [fact for fact in orders[1] if fact != "s-40"] == orders[0] != sorted(orders[0])


# --- 7 and 8: sources and checksums -----------------------------------------------------------


def test_source_is_a_line_to_paste(run: Run) -> None:
    columns = "text,citations,source"
    out = run("show", "culture-41", "-f", "plain", "--columns", columns).out
    assert "[344]" in out
    assert out.rstrip().endswith("CC BY-SA 3.0")
    assert "§ Cultural" in out


def test_database_says_which_json_it_was_made_from(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "facts.sqlite"
    run("export", str(path), "--section", "terror")
    bundled = run("--version", "-v").lines[-1].rpartition("CRC-32 ")[2].rstrip(")")
    with sqlite3.connect(path) as connection:
        meta = dict(connection.execute("select key, value from meta"))
    assert meta["source_crc32"] == bundled
    last = run("--corpus", str(path), "--version", "-v").lines[-1]
    assert last.endswith(f"made from JSON with CRC-32 {bundled})")


def test_database_of_a_json_file_says_which(
    run: Run, write_corpus: Callable[..., Path], tmp_path: Path
) -> None:
    source, copy, second = write_corpus({"text": "A."}), tmp_path / "a.db", tmp_path / "b.db"
    run("export", str(copy), "--corpus", str(source))
    run("export", str(second), "--corpus", str(copy))
    checksum = run("--corpus", str(source), "--version", "-v").lines[-1].split()[-1]
    for path in (copy, second):
        assert run("--corpus", str(path), "--version", "-v").lines[-1].endswith(checksum)


# --- 9: holders ---------------------------------------------------------------------------------


def test_holder_is_filter_field_column_and_on_the_card(run: Run) -> None:
    table = run("search", "--flag", "estimate", "--held-by", "conquest", "-n", "0", "-f", "ids")
    assert len(table.lines) >= 5
    assert run("search", "by:conquest", "flag:estimate", "-n", "0", "-f", "ids") == table
    first = table.lines[0]
    assert run("show", first, "--columns", "held_by,holders").lines == ["conquest\tRobert Conquest"]
    assert "Robert Conquest" in run("show", first, "-f", "table").out


def test_every_attributed_fact_has_a_holder(corpus: Corpus) -> None:
    assert [f.id for f in corpus.facts() if "attributed" in f.flags and not f.held_by] == []


def test_figures_by_holder_are_one_table(run: Run) -> None:
    done = run("search", "--flag", "estimate", "-n", "0", "--columns", "holders,text")
    holders = [line.split("\t")[0] for line in done.lines]
    assert "Robert Conquest" in holders
    assert len(done.lines) > 40


# --- 10: questions without an answer --------------------------------------------------------------


def test_unanswered_lines_are_told_with_the_reason(run: Run) -> None:
    done = run("search", "-", "-n", "1", "-v", stdin="heist\nzulu heist\n")
    assert len(done.lines) == 1
    assert "line 2: nothing was found for 'zulu heist'; 'zulu' is in no fact" in done.err
    total = run("search", "heist", "--count").out.strip()
    assert f"{total} facts without it" in done.err
    assert run("search", "-", "-n", "1", stdin="heist\nzulu heist\n").err == ""


def test_word_that_keeps_a_question_from_an_answer_is_named(run: Run) -> None:
    done = run("search", "trotsky Skiing", "-v")
    assert done.status == 1
    total = run("search", "trotsky", "--count").out.strip()
    assert f"{total} facts without 'Skiing'" in done.err


def test_unanswered_line_has_every_column_in_json(run: Run) -> None:
    done = run("search", "-", "-f", "jsonl", "--columns", "query,id,missing", stdin="zulu heist\n")
    assert done.jsonl == [{"query": "zulu heist", "id": None, "missing": ["zulu"]}]


# --- the recipes ----------------------------------------------------------------------------------


def test_quiz_does_not_give_its_answers_away(run: Run) -> None:
    drawn = ("random", "-n", "200", "--dated", "--uncontested", "--seed", "q", "--columns")
    questions = run(*drawn, "text").lines
    answers = run(*drawn, "id,when").lines
    assert len(questions) == len(answers) == 200
    blank = [re.sub("1[89][0-9]{2}", "____", line) for line in questions]
    assert not any(re.search(r"\b1[89]\d\d\b", line) for line in blank)


def test_nights_do_not_repeat(run: Run, corpus: Corpus) -> None:
    ids = run("random", "--seed", "nights", "-n", "0", "-f", "ids").lines
    assert len(set(ids)) == len(ids) == len(corpus) > 1600
