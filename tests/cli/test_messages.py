"""Errors and hints: one line, in the user's words; what a hint advises works."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest
from conftest import clean_environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Done

    Run = Callable[..., Done]

ERRORS = [
    (["serch", "x"], "no such command 'serch'. Did you mean 'search'?"),
    (
        ["search", "--sectoin", "terror", "x"],
        "no such option '--sectoin'. Did you mean '--section'?",
    ),
    (["search", "secton:terror", "x"], "no such field 'secton:'. Did you mean section:terror?"),
    (["search", "x", "-n", "abc"], "invalid number 'abc': write -n 20; -n 0 shows all"),
    (["search", "x", "-n", "-1"], "invalid number '-1': write -n 20; -n 0 shows all"),
    (["search", "x", "-f", "jason"], "no such format 'jason'"),
    (["search", "x", "--columns", "idd"], "no such column 'idd'"),
    (["search", "x", "--columns", ","], "names no column"),
    (["search", "x", "--sort", "datee"], "no such order 'datee'. Did you mean 'date'?"),
    (["search", "x", "--flag", "estimat"], "no such flag 'estimat'. Did you mean 'estimate'?"),
    (["search", "x", "-e", "us"], ""),
    (
        ["search", "x", "--color", "sometimes"],
        "color settings are auto, always, never",
    ),
    (["search", "x", "--within", "--spanning"], "contradict each other"),
    (
        ["search", "x", "--from", "1938", "--to", "1937"],
        "have no day in common: from 1938; until 1937",
    ),
    (["year", "1937-13"], "invalid date '1937-13'"),
    (["year", "5/3/1953"], "5 March 1953 or 3 May 1953"),
    (["year", "abc"], "invalid date 'abc'"),
    (["year"], "year needs WHEN, as in: stalinfacts year 1937"),
    (["on", "31 February"], "31 February"),
    (["show", "childhood-999"], "ids of section childhood run from childhood-1 to childhood-"),
    (["show", "childhood"], "it is a section: stalinfacts sections childhood"),
    (["show", "childhod-3"], "Did you mean 'childhood-3'?"),
    (["cite", "x"], "invalid citation number 'x'"),
    (["cite", "9-3"], "write 3-9"),
    (["sections", "terrorr", "--sort", "relevancee"], "no such order"),
    (["entities", "--kind", "persn"], "no such kind 'persn'. Did you mean 'person'?"),
    (["timeline", "--by", "week"], "no such period 'week'; periods are decade, year, month"),
    (["export"], "export needs a FILE"),
    (["export", "x.unknown"], "x.unknown"),
    (["completion", "zshh"], "Did you mean 'zsh'?"),
    (["help", "serch"], "Did you mean 'search'?"),
    (["search", "x", "--corpus", ""], "--corpus names no file"),
    (["search", "x", "--corpus", "/nonexistent/c.json"], "/nonexistent/c.json"),
    (["trotsky"], "To search: stalinfacts search trotsky"),
    (["1937"], "To list the facts of a time: stalinfacts year 1937"),
    (["[393]"], "To look a citation up: stalinfacts cite '[393]'"),
    (["[393]", "-s", "the war"], "To look a citation up: stalinfacts cite '[393]' -s 'the war'"),
    (["1937", "-s", "terror"], "To list the facts of a time: stalinfacts year 1937 -s terror"),
    (["purges", "-e", "Leon Trotsky"], "To search: stalinfacts search purges -e 'Leon Trotsky'"),
    (["childhood-3"], "To show a fact: stalinfacts show childhood-3"),
]


@pytest.mark.parametrize(("args", "message"), ERRORS, ids=lambda v: " ".join(v)[:40])
def test_wrong_use_is_told_in_one_line_with_status_2(
    run: Run, args: list[str], message: str
) -> None:
    done = run(*args)
    if not message:
        assert done.status in (0, 1)
        return
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("stalinfacts: error: ")
    assert done.err.count("\n") == 1
    assert message in done.err
    assert "internal error" not in done.err


HINTS = [
    *(["trotsky"], ["1937"], ["[393]"], ["childhood-3"], ["show", "childhood"]),
    *(["search", "terror-49", "-v"], ["search", "[393]", "-v"], ["on", "27 November", "-v"]),
    *(["year", "--from", "1950"], ["export"], ["cite"], ["show"], ["search"]),
    ["on", "5", "March", "1930", "--section", "death", "--to", "July 1960", "-v"],
    ["search", "[393]", "--section", "purges", "-v"],
    ["entities", "trotsky", "--from", "1930", "-f", "table"],
    ["sections", "--from", "1960", "-f", "table"],
    ["search", "famine", "--entity", "ukraine", "-f", "table"],
]


@pytest.mark.parametrize("args", HINTS, ids=" ".join)
def test_command_that_a_hint_advises_works(run: Run, args: list[str]) -> None:
    done = run(*args)
    text = done.out + done.err.removeprefix("stalinfacts: error:")
    advised = re.findall(r"stalinfacts ([^;·|\n]+)", text)
    assert advised, text
    for command in advised:
        parts = shlex.split(command)
        if parts[0] == "export":
            continue  # writes a file
        assert run(*parts).status == 0, command


NOTHING = [
    (["search", "famine", "-e", "yezhov"], "without entity yezhov"),
    (["search", "purge", "--undated", "--year", "x"], None),
    (["search", '"man of stel"'], "without the quotation marks"),
    (["search", "zzqx"], "nothing was found for 'zzqx'"),
    (["search", "☭"], "there is no word to look for in '☭'"),
    (["year", "1800"], "nearest years with facts"),
    (["year", "2040"], "nearest years with facts"),
    (["year", "1937", "-s", "childhood"], "nothing is dated 1937; 36 facts without section child"),
    (["year", "1900", "1901", "--section", "war"], "facts span them: --spanning"),
    (["on", "27 November"], "the nearest days with facts: "),
    (["cite", "9999"], "they run from 2 to 788"),
    (["search", "[9999]"], "they run from 2 to 788"),
    (["cite", "393", "--section", "childhood"], "nothing was found; 1 fact without section child"),
    (["random", "--from", "2060"], "facts without the time from 2060"),
    (["entities", "trotsky", "--section", "childhood"], "1 entity without section childhood"),
    (["on", "5 March", "--section", "childhood"], "facts without section childhood"),
    (["entities", "zzqx"], "no entity called 'zzqx'"),
]


@pytest.mark.parametrize(("args", "message"), NOTHING, ids=lambda v: " ".join(v or ())[:40])
def test_nothing_found_names_what_would_find_something(
    run: Run, args: list[str], message: str | None
) -> None:
    done = run(*args, "-v")
    if message is None:
        assert done.status == 2
        return
    assert done.status == 1
    assert message in done.err


def test_command_that_a_hint_advises_keeps_filters_and_corpus(
    run: Run, write_corpus: Callable[..., Path]
) -> None:
    on = ["on", "5 March 1930", "--section", "death", "--from", "July 1950", "--within", "-v"]
    assert "stalinfacts on March --from='July 1950' --section=death --within" in run(*on).err
    path, wide = write_corpus({"text": "One."}), clean_environment(COLUMNS="200")
    shown = run("search", "one", f"--corpus={path}", "-f", "table", env=wide).out
    assert f"stalinfacts show s-1 --corpus={path}" in shown


def test_year_within_names_what_reaches_beyond(run: Run) -> None:
    within, every = (len(run("year", "1912", o).lines) for o in ("--within", "--spanning"))
    hint = f"{every - within} more reach beyond 1912: --spanning instead of --within"
    assert hint in run("year", "1912", "--within", "-v").err


@pytest.mark.parametrize("word", ["bitcoin", "Beatles", "xylophone"])
def test_no_word_is_suggested_that_is_not_alike(run: Run, word: str) -> None:
    err = run("search", word, "-v").err
    assert "britain" not in err
    assert "battles" not in err


def test_counts_are_singular_and_plural(run: Run) -> None:
    for args in (["year", "1872"], ["sections", "war"], ["show", "childhood-1"]):
        assert "1 facts" not in run(*args, "-f", "table", "-v").out
