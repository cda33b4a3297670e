"""The installed command as a process, its output in pipes: what a script may rely on."""

from __future__ import annotations

import csv
import io
import json
import os
import shlex
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from conftest import COMMAND, Done, run_command, scrubbed, small_corpus

from stalinfacts import cli, dates

if TYPE_CHECKING:
    from pathlib import Path

    from stalinfacts.api import Corpus

Run = Callable[..., Done]
FACT_KEYS = ["id", "section", "section_title", "paragraph", "text", "dates", "citations", "entities", "keywords", "flags", "conflicts_with", "note"]


# --- search ----------------------------------------------------------------------------------


def test_search_gives_five_columns_of_tsv_and_says_nothing_else(run: Run) -> None:
    done = run("search", "seminary")
    assert (done.status, done.err) == (0, "")
    rows = [line.split("\t") for line in done.lines]
    assert 1 <= len(rows) <= 10
    assert all(len(row) == 5 for row in rows)
    fact_id, date, section, citations, text = next(row for row in rows if row[1])
    assert fact_id.startswith(section + "-")
    assert dates.parse(date.split(";")[0])
    assert all(number.isdigit() for number in citations.split(";"))
    assert text.endswith(".")


def test_nothing_found_is_status_1_and_nothing_on_standard_output(run: Run) -> None:
    done = run("search", "zzqx")
    assert (done.status, done.out, done.err) == (1, "", "")
    assert run("search", "zzqx", "-f", "json").out == "[]\n"
    assert "the nearest words" in run("search", "-v", "seminaryx").err or run("search", "seminaryx").status == 0


def test_a_misspelled_search_finds_what_was_meant_and_tells_whoever_asks(run: Run) -> None:
    done = run("search", "-v", "seminery")
    assert done.status == 0
    assert "Showing results for seminary instead of seminery" in done.err


def test_json_keys_are_the_contract(run: Run) -> None:
    found = run("search", "heist", "-f", "json").json
    assert [list(record) for record in found] == [[*FACT_KEYS, "score", "matches"]] * len(found)
    lines = run("search", "heist", "-f", "jsonl").jsonl
    assert lines == found
    assert list(run("year", "1907", "-f", "jsonl").jsonl[0]) == FACT_KEYS
    first = found[0]
    assert all(0 <= start < stop <= len(first["text"]) for start, stop in first["matches"])


def test_explain_adds_the_reasons_to_json(run: Run) -> None:
    [first, *_] = run("search", "Trotzky exile", "--explain", "-f", "json").json
    assert {reason["term"] for reason in first["reasons"]} <= {"trotzky", "exile"}
    assert sum(reason["share"] for reason in first["reasons"]) == pytest.approx(first["score"], abs=0.001)
    assert "exile (" in run("search", "exile", "--explain").err


def test_queries_come_from_standard_input_a_line_each(run: Run) -> None:
    done = run("search", "-", "-f", "jsonl", "-n", "2", stdin="Trotzky\n\nseminary\nzzqx\n")
    assert done.status == 0
    assert [record["query"] for record in done.jsonl] == ["Trotzky", "Trotzky", "seminary", "seminary"]
    assert run("search", "-", stdin="zzqx\n").status == 1
    assert [line.split("\t")[5] for line in run("search", "-", "-n", "1", stdin="seminary\n").lines] == ["seminary"]


def test_ids_go_from_one_command_to_another(run: Run) -> None:
    ids = run("search", "zhukov", "-f", "ids")
    shown = run("show", "-", "-f", "json", stdin=ids.out)
    assert [record["id"] for record in shown.json] == ids.lines


def test_filters_narrow_every_list(run: Run) -> None:
    for record in run("search", "arrest", "--from", "1908", "--to", "1913", "-f", "jsonl").jsonl:
        assert any(dates.parse(d).span.overlaps(dates.when("1908..1913")) for d in record["dates"])
    assert {r["section"] for r in run("search", "stalin", "--section", "Childhood", "-f", "jsonl").jsonl} == {"childhood"}
    assert all("trotsky" in r["entities"] for r in run("year", "1920s", "--entity", "Trotzky", "-f", "jsonl").jsonl)
    assert all(393 in r["citations"] for r in run("search", "stalin", "-c", "393", "-f", "jsonl").jsonl)
    assert all("disputed" in r["flags"] for r in run("search", "famine", "--flag", "disputed", "-f", "jsonl").jsonl)
    assert all(not r["dates"] for r in run("search", "stalin", "--undated", "-f", "jsonl").jsonl)
    assert all(not r["citations"] for r in run("search", "stalin", "--uncited", "-f", "jsonl").jsonl)
    early_life = {r["section"] for r in run("search", "stalin", "-s", "early-life", "-n", "0", "-f", "jsonl").jsonl}
    assert early_life == {"childhood", "rsdlp", "underground", "pravda", "revolution"}


def test_limit_sort_and_reverse(run: Run) -> None:
    assert len(run("search", "stalin", "-n", "3").lines) == 3
    assert len(run("search", "stalin", "-n", "0").lines) > 100
    by_date = [r["dates"] for r in run("search", "exile", "--dated", "--sort", "date", "-n", "0", "-f", "jsonl").jsonl]
    firsts = [min(dates.parse(d).span.start for d in found) for found in by_date]
    assert firsts == sorted(firsts)
    there, back = run("year", "1907").lines, run("year", "1907", "--reverse").lines
    assert back == there[::-1]


# --- the other commands ----------------------------------------------------------------------


def test_year_lists_what_lies_within_before_what_merely_spans(run: Run) -> None:
    asked = dates.when("1937")
    inside = [any(dates.parse(d).span.within(asked) for d in r["dates"]) for r in run("year", "1937", "-f", "jsonl").jsonl]
    assert inside == sorted(inside, reverse=True)
    assert False in inside
    within = run("year", "1937", "--within", "-f", "jsonl").jsonl
    assert len(within) == inside.count(True)
    starts = [min(dates.parse(d).span.start for d in r["dates"] if dates.parse(d).span.within(asked)) for r in within]
    assert starts == sorted(starts)


@pytest.mark.parametrize("when", [["1907"], ["1905..1907"], ["June", "1907"], ["1900s"], ["1907-06"]])
def test_year_understands_how_people_write_it(run: Run, when: list[str]) -> None:
    assert run("year", *when).status == 0


def test_on_lists_a_day_of_every_year(run: Run) -> None:
    found = run("on", "5", "March", "-f", "jsonl").jsonl
    assert {"1953-03-05", "1940-03-05"} <= {d for r in found for d in r["dates"]}
    assert run("on", "03-05").lines == run("on", "5 March").lines
    assert run("on").status in (0, 1)


def test_show_gives_one_fact_whole_and_refuses_an_id_that_is_none(run: Run) -> None:
    [record] = run("show", "childhood-1", "-f", "json").json
    assert list(record) == FACT_KEYS
    done = run("show", "childhood-9999")
    assert done.status == 2
    assert "those of its section run from childhood-1 to childhood-" in done.err


def test_cite_lists_the_facts_behind_numbers(run: Run) -> None:
    assert all({393, 394} & set(r["citations"]) for r in run("cite", "393-394", "-f", "jsonl").jsonl)
    assert run("cite", "1").status == 1


def test_every_citation_number_of_the_corpus_is_found_by_cite(run: Run, raw: dict[str, Any]) -> None:
    numbers = {c for s in raw["sections"] for f in s["facts"] for c in f["citations"]}
    found = {c for r in run("cite", "1-9999", "-f", "jsonl").jsonl for c in r["citations"]}
    assert found == numbers


def test_sections_are_a_tree_with_counts_and_one_of_them_is_its_facts(run: Run, raw: dict[str, Any]) -> None:
    records = run("sections", "-f", "json").json
    assert [r["id"] for r in records] == [s["id"] for s in raw["sections"]]
    assert [r["facts"] for r in records] == [len(s["facts"]) for s in raw["sections"]]
    listed = run("sections", "childhood", "-f", "ids").lines
    assert listed == [f["id"] for s in raw["sections"] if s["id"] == "childhood" for f in s["facts"]]
    assert run("sections", "chilhood").lines == run("sections", "childhood").lines


def test_entities_are_found_by_any_name_or_nearly(run: Run) -> None:
    for name in ("trotsky", "Trotskii", "Троцкий", "Trotzki"):
        assert "trotsky" in [r["id"] for r in run("entities", name, "-f", "json").json], name
    assert {r["kind"] for r in run("entities", "--kind", "place", "-f", "jsonl").jsonl} == {"place"}
    assert run("entities", "zzqx").status == 1
    counts = [r["facts"] for r in run("entities", "-f", "jsonl").jsonl]
    assert counts == sorted(counts, reverse=True)


def test_timeline_counts_what_year_lists(run: Run) -> None:
    periods = {r["period"]: r for r in run("timeline", "-f", "json").json}
    assert periods["1937"]["facts"] == len(run("year", "1937", "--within").lines)
    decades = {r["period"]: r["facts"] for r in run("timeline", "--by", "decade", "-f", "jsonl").jsonl}
    assert decades["1930s"] == len(run("year", "1930s", "--within").lines)
    searched = run("timeline", "purge", "--by", "decade", "-f", "jsonl").jsonl
    assert 0 < sum(r["matches"] for r in searched) < sum(r["facts"] for r in searched)
    assert run("timeline", "zzqx").status == 1


def test_random_keeps_to_its_seed_and_filters(run: Run) -> None:
    assert run("random", "--seed", "7").out == run("random", "--seed", "7").out
    assert len({run("random", "--seed", str(n)).out for n in range(5)}) > 1
    assert len(run("random", "-n", "3", "--section", "family").lines) == 3


def test_validate_lists_every_problem_and_says_so_by_its_status(run: Run, tmp_path: Path) -> None:
    assert run("validate").status == 0
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps(small_corpus({"text": 5, "dates": ["1937-13"]})), encoding="utf-8")
    done = run("validate", str(bad))
    assert done.status == 1
    assert [line.split(": ")[0] for line in done.lines] == ["sections[0].facts[0].text", "sections[0].facts[0].dates[0]"]
    assert run("validate", str(tmp_path / "none.json")).status == 2


def test_version_and_licence(run: Run) -> None:
    assert run("--version").out.startswith("stalinfacts ")
    assert "CC BY-SA" in run("--version", "--verbose").out


# --- formats ---------------------------------------------------------------------------------


def test_csv_has_a_header_and_is_read_back(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("year", "1907", "-f", "csv").out)))
    assert list(rows[0]) == ["id", "date", "section", "citations", "text"]
    assert [r["text"] for r in rows] == [r["text"] for r in run("year", "1907", "-f", "jsonl").jsonl]
    assert run("year", "1907", "-f", "csv", "--no-header").lines[0].startswith(rows[0]["id"])


def test_columns_choose_and_order_in_every_format(run: Run) -> None:
    assert run("show", "childhood-1", "--columns", "text,id").out.split("\t")[1] == "childhood-1\n"
    assert list(run("show", "childhood-1", "-f", "json", "--columns", "id,dates").json[0]) == ["id", "dates"]
    assert run("show", "childhood-1", "-f", "tsv", "--header", "--columns", "id,paragraph").lines[0] == "id\tparagraph"
    done = run("show", "childhood-1", "--columns", "nope")
    assert done.status == 2
    assert "columns are id, section" in done.err


def test_markdown_plain_and_table_show_citations_in_brackets(run: Run) -> None:
    assert run("show", "childhood-3", "-f", "markdown").lines[1].startswith("| ---")
    assert "\\[4\\]" in run("show", "childhood-3", "-f", "markdown").out
    assert "[4]" in run("show", "childhood-3", "-f", "plain").out
    assert "[4]" in run("year", "1878", "-f", "table").out


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("a,b", '"a,b"'),
        ("plain.", "plain."),
    ],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe_in_csv_and_only_there(run: Run, write_corpus: Callable[..., Path], text: str, written: str) -> None:
    path = str(write_corpus({"text": text}))
    assert run("sections", "s", "-f", "csv", "--no-header", "--columns", "text", "--corpus", path).out == written + "\n"
    assert run("sections", "s", "-f", "json", "--corpus", path).json[0]["text"] == text


def test_markup_and_emoji_codes_in_facts_stay_literal(run: Run, write_corpus: Callable[..., Path]) -> None:
    path = str(write_corpus({"text": "[sic] [bold]not bold[/bold] [4] :smile:", "citations": [4]}))
    for format_ in ("table", "plain", "tsv", "jsonl"):
        assert "[sic] [bold]not bold[/bold] [4] :smile:" in run("sections", "s", "-f", format_, "--corpus", path).out


def test_tabs_and_line_ends_become_spaces_in_tsv_and_stay_in_json(run: Run, write_corpus: Callable[..., Path]) -> None:
    path = str(write_corpus({"text": "a\tb\nc\r\nd"}))
    assert run("sections", "s", "--columns", "text", "--corpus", path).lines == ["a b c d"]
    assert run("sections", "s", "-f", "json", "--corpus", path).json[0]["text"] == "a\tb\nc\r\nd"


# --- export ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["c.json", "c.sqlite"])
def test_an_exported_corpus_answers_as_the_bundled_one_does(run: Run, tmp_path: Path, name: str) -> None:
    path = str(tmp_path / name)
    assert run("export", path).status == 0
    for args in (["search", "Trotzky"], ["year", "1937"], ["search", "when was he exiled to Siberia"], ["entities", "-n", "5"], ["sections"], ["timeline"]):
        assert run(*args, "--corpus", path).out == run(*args).out


def test_the_bundled_file_is_its_own_export(run: Run, tmp_path: Path) -> None:
    from stalinfacts.api import bundled_path  # noqa: PLC0415

    path = tmp_path / "c.json"
    run("export", str(path))
    assert path.read_text(encoding="utf-8") == bundled_path().read_text(encoding="utf-8")
    assert run("validate", str(path)).status == 0


@pytest.mark.parametrize("ending", ["csv", "tsv", "md", "jsonl", "txt"])
def test_the_ending_says_the_format_and_filters_apply(run: Run, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"war.{ending}"
    assert run("export", str(path), "--section", "war").status == 0
    expected = len(run("sections", "war").lines)
    assert len(path.read_text(encoding="utf-8").splitlines()) == expected + {"csv": 1, "md": 2}.get(ending, 0)


def test_export_to_standard_output(run: Run) -> None:
    assert run("export", "-", "-f", "csv", "--section", "israel").lines[0] == "id,date,section,citations,text"
    assert run("export", "-", "--section", "israel").json["title"] == "Joseph Stalin"
    assert run("export", "-", "-f", "sqlite").status == 2


def test_export_keeps_a_file_that_is_there_unless_forced(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "c.tsv"
    path.write_text("old", encoding="utf-8")
    done = run("export", str(path))
    assert (done.status, path.read_text(encoding="utf-8")) == (2, "old")
    assert "--force replaces it" in done.err
    assert run("export", str(path), "--force").status == 0
    assert path.read_text(encoding="utf-8") != "old"
    assert [p.name for p in tmp_path.iterdir()] == ["c.tsv"]


def test_the_sqlite_file_is_tidy(run: Run, tmp_path: Path, corpus: Corpus) -> None:
    path = tmp_path / "c.sqlite"
    run("export", str(path))
    database = sqlite3.connect(path)
    assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    assert database.execute("pragma foreign_key_check").fetchall() == []
    assert database.execute("select count(*) from fact").fetchone() == (len(corpus),)
    [row] = database.execute("select dates, citations, section from fact_view where id = 'childhood-3'").fetchall()
    assert row == ("1878-12-18", "4", "childhood")
    hits = database.execute("select fact.id from fact_fts join fact on fact.n = fact_fts.rowid where fact_fts match 'seminary'").fetchall()
    assert ("childhood-66",) in hits
    database.close()


# --- wrong use -------------------------------------------------------------------------------

WRONG = [
    (["year", "1907-13"], "'1907-13' is no date; months run from 01 to 12"),
    (["year", "1907", "--from", "x"], "'x' is no date"),
    (["year", "1907", "--from", "1938", "--to", "1937"], "lies after"),
    (["on", "31 June"], "is no day of the year"),
    (["serch", "x"], "'serch' is no command (the nearest: search"),
    (["search", "x", "--limitt", "3"], "no such option: --limitt"),
    (["search", "purge", "-army"], "to leave a word out write: stalinfacts search -- WORD -OTHER"),
    (["search", "x", "-f", "xml"], "'xml' is no format; formats are auto, table"),
    (["search", "x", "-n", "-1"], "--limit"),
    (["search", "x", "-n", "many"], "--limit"),
    (["search", "x", "--sort", "size"], "'size' is no order; orders are relevance, date, article"),
    (["search", "x", "--section", "nowhere-at-all"], "is no section"),
    (["search", "x", "--entity", "Trotskyyyyyyy"], "is no entity"),
    (["search", "x", "--entity", "svanidze"], "could be"),
    (["search", "x", "--flag", "true"], "'true' is no flag; flags are attributed"),
    (["search", "x", "--color", "sometimes"], "settings are auto, always, never"),
    (["search"], "missing argument"),
    (["cite", "x"], "'x' is no citation number"),
    (["cite", "9-3"], "runs backwards"),
    (["entities", "--kind", "dog"], "'dog' is no kind of entity"),
    (["timeline", "--by", "week"], "'week' is no period"),
    (["export", "facts.doc"], "its ending says no format"),
    (["search", "x", "--corpus", "missing.json"], "missing.json: No such file or directory"),
    (["search", "x", "--columns", ","], "names no column"),
    (["search", "year:1937-13"], "is no date"),
]


@pytest.mark.parametrize(("args", "told"), WRONG, ids=lambda value: shlex.join(value) if isinstance(value, list) else "")
def test_wrong_use_gets_one_line_and_status_2(run: Run, args: list[str], told: str) -> None:
    done = run(*args)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("stalinfacts: error: ")
    assert done.err.count("\n") == 1
    assert told in done.err


def test_no_arguments_at_all_show_the_help(run: Run) -> None:
    assert run() == run("--help")


def test_a_wrong_corpus_gets_one_line_that_counts_the_rest(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps(small_corpus({"text": 5, "dates": ["x"]})), encoding="utf-8")
    done = run("search", "x", "--corpus", str(bad))
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert "sections[0].facts[0].text: expected a text, found a whole number (and 1 more: 'stalinfacts validate' lists them)" in done.err


def test_the_corpus_may_come_from_the_environment_or_before_the_command(run: Run, write_corpus: Callable[..., Path]) -> None:
    path = str(write_corpus({"text": "Only this."}))
    expected = run("sections", "s", "--corpus", path).out
    assert "Only this." in expected
    assert run("--corpus", path, "sections", "s").out == expected
    assert run("sections", "s", env=scrubbed(STALINFACTS_CORPUS=path)).out == expected


# --- the process -----------------------------------------------------------------------------


def test_help_has_a_sentence_an_example_and_the_exit_statuses_for_every_command(run: Run) -> None:
    overview = run("--help").out
    for name, command in cli.COMMANDS.items():
        assert f"  {name} " in overview
        done = run(name, "--help")
        assert done.status == 0
        assert cli._first_line(command.run) in " ".join(done.out.split())
        assert "Exit status: 0 something was found" in " ".join(done.out.split())
        assert all(example in done.out for example in command.examples)
        assert run(name, "-h").out == done.out


@pytest.mark.parametrize("example", [e for command in cli.COMMANDS.values() for e in command.examples])
def test_every_example_of_the_help_works(example: str, tmp_path: Path) -> None:
    environment = scrubbed(PATH=f"{COMMAND.parent}{os.pathsep}{os.environ['PATH']}")
    done = subprocess.run(["bash", "-o", "pipefail", "-c", example], env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0 or (example.endswith(" on") and done.returncode == 1), done.stderr
    assert done.stderr == ""


def test_a_reader_that_goes_away_ends_it_silently() -> None:
    done = subprocess.run(["bash", "-c", f"{COMMAND} export - -f jsonl | head -1"], env=scrubbed(), capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)


def test_a_full_disk_is_told_in_one_line() -> None:
    done = subprocess.run(["bash", "-c", f"{COMMAND} export - > /dev/full"], env=scrubbed(), capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (2, "stalinfacts: error: standard output: No space left on device; nothing more was written\n")


def test_a_closed_standard_output_is_told_and_a_closed_standard_error_does_no_harm() -> None:
    closed = subprocess.run(["bash", "-c", f"{COMMAND} search seminary >&-"], env=scrubbed(), capture_output=True, text=True, timeout=60, check=False)
    assert (closed.returncode, closed.stderr) == (2, "stalinfacts: error: standard output is closed; nothing was written\n")
    deaf = subprocess.run(["bash", "-c", f"{COMMAND} search zzqx 2>&-"], env=scrubbed(), capture_output=True, text=True, timeout=60, check=False)
    assert (deaf.returncode, deaf.stdout) == (1, "")


def test_ctrl_c_ends_it_silently_with_130() -> None:
    def heeding() -> None:  # a shell lets what it starts in the background ignore the signal, and children inherit that
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    with subprocess.Popen(
        [COMMAND, "search", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=scrubbed(),
        text=True,
        preexec_fn=heeding,  # noqa: PLW1509 # no threads here
    ) as process:
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, "", "")


def test_python_m_is_the_same_program() -> None:
    assert run_command("search", "seminary", python=["-I"]).out == run_command("search", "seminary").out


def test_the_same_question_gives_the_same_bytes_whatever_the_hash_seed(run: Run) -> None:
    outputs = {run("search", "purge of the army", "-n", "0", env=scrubbed(PYTHONHASHSEED=seed)).out for seed in ("0", "1", "42")}
    assert len(outputs) == 1
