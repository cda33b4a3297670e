"""Whatever is typed ends with a status, never with a traceback."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from conftest import run_command, run_in_process
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from stalinfacts.cli.registry import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Done

    Run = Callable[..., Done]

EXAMPLES = int(os.environ.get("STALINFACTS_FUZZ", "100"))
ODD_LETTERS = "ıİſßẞKÅﬁ²٣𝟏①Ⅷ"
"""Letters and digits that change their number or their alphabet with their case."""
OPTIONS = """
    --from --to --since --within --spanning --section -s --entity -e --citation -c --flag
    --held-by --dated --undated --cited --uncited --contested --uncontested --limit -n --sort
    --reverse --exact --all -a --explain --count --by --kind --seed --format -f --json --columns
    --no-header --bom --color -v --version --help -h -- - --no-pager --one-line --corpus
""".split()
VALUES = """
    json jsonl tsv csv markdown ids plain table auto id,text all relevance date article decade
    month person estimate disputed never always bash zsh purge trotsky terror childhood-1
    childhood-1..3 393 393-397 [384][386] 0 3 -1 1937 1937-13 1934..1939 1917-22 winter '37 today
    year:1937 -section:terror entity:lenin cite:2 flag: "great_purge" -army OR NOT war* US
    before after since until /dev/null /nonexistent
""".replace("_", " ").split()
DATES = st.sampled_from(
    ["thirties", "april 1937", "august 1937", "since 1950", "mid 1930s", "5 march", "18th century"]
).flatmap(
    lambda date: st.sampled_from(
        [date.upper(), date.replace("i", "ı"), date.replace("s", "ſ"), date.replace("i", "İ")]
    )
)
LARGE = st.sampled_from(
    ["9" * 5_000, str(2**31), str(2**63), str(-(2**63)), "1" + "0" * 400, "0" * 300, "1e999", "nan"]
)
LONG = st.sampled_from(["x" * 100_000, "a " * 30_000, '"' * 9_999, "-a " * 9_999, "(" * 9_999])
TEXT = st.text(
    st.one_of(
        st.sampled_from(ODD_LETTERS + "\"'„“«»:,;*-–—.()[]|\\/$`\t\n\r\x00\x1b\x7f\u202e\u200b"),
        st.characters(exclude_categories=["Cs"]),
        st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF),  # bytes that are no UTF-8
    ),
    max_size=12,
)
WORDS = st.one_of(
    st.sampled_from([name for name in COMMANDS if name != "export"]),  # it writes files
    st.sampled_from(OPTIONS),
    st.sampled_from(VALUES),
    st.sampled_from(ODD_LETTERS),
    DATES,
    LARGE,
    LONG,
    TEXT.filter(lambda text: text != "export"),
)
COMMAND_LINES = st.builds(
    lambda command, rest: [command, *rest],
    st.sampled_from([name for name in COMMANDS if name != "export"]),
    st.lists(WORDS, max_size=6),
)


def check_ends_well(done: Done) -> None:
    """Check that a run ended with a status of grep's, and with one line where it failed."""
    assert done.status in (0, 1, 2)
    assert "Traceback" not in done.err
    assert "internal error" not in done.err, done.err
    if done.status == 2:
        *_, last = done.err.splitlines()
        assert last.startswith("stalinfacts: error: ")
    assert all(len(line) < 5_000 for line in done.err.splitlines())


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(COMMAND_LINES, st.lists(WORDS, max_size=7)), st.binary(max_size=60))
@example(["search", "the thırties"], b"")
@example(["search", "-"], "ſummer 1932\nthe thırties".encode())
@example(["cite", *map(str, range(2_000))], b"")
@example(["search", *(f"cite:{n}" for n in range(2_000))], b"")
def test_any_arguments_and_any_input_end_with_a_status(args: list[str], stdin: bytes) -> None:
    check_ends_well(run_in_process(*args, stdin=stdin))


@settings(max_examples=EXAMPLES // 2, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(["search", "year", "show", "cite", "sections", "entities", "timeline", "on"]),
    st.lists(WORDS.filter(lambda word: not word.startswith("-")), max_size=3),
    st.sampled_from(["json", "jsonl"]),
)
def test_json_is_json_whatever_was_asked(command: str, args: list[str], name: str) -> None:
    done = run_in_process(command, *args, "-f", name)
    check_ends_well(done)
    if done.status != 2:
        texts = [done.out] if name == "json" else done.out.splitlines()
        records = [json.loads(text) for text in texts]
        assert all(isinstance(record, list if name == "json" else dict) for record in records)


HOSTILE = [
    "\udcff",
    "a\udc80b",
    "\x1b]0;x\x07",
    "\u202e",
    "a" * 100_000,
    "\n\r\t",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "%s%n",
    "' or 1=1 --",
    '"; drop table fact; --',
    "*",
    "NEAR(a b)",
    "text:purge",
    "^purge",
    "AND",
    "{a b}",
    "\x00",
    *ODD_LETTERS,
]
TAKERS = ["search", "year", "on", "show", "cite", "sections", "entities", "timeline", "help"]


@pytest.mark.parametrize("argument", HOSTILE, ids=[ascii(text)[:20] for text in HOSTILE])
def test_hostile_argument_is_only_an_argument(run: Run, argument: str) -> None:
    for command in TAKERS:
        done = run(command, "--", argument)
        check_ends_well(done)
        assert "\x1b" not in done.err
    for option in ("--section", "--entity", "--from", "--citation", "--flag", "--held-by", "-n"):
        done = run("search", f"{option}={argument}" if option != "-n" else "x", "-v")
        check_ends_well(done)
        assert "\x1b" not in done.err


def test_bytes_that_are_no_text_are_only_arguments() -> None:
    for argument in (b"\xff\xfe", b"a\x80b", "ſ".encode("utf-16-le")):
        text = os.fsdecode(argument)
        if "\x00" not in text:
            check_ends_well(run_command("search", "--", text))
            assert run_command("random", "--seed", text).status == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["year", "APRİL 1937"], ["year", "april 1937"]),
        (["year", "auguſt 1937"], ["year", "august 1937"]),
        (["year", "ſince 1950"], ["year", "since 1950"]),
        (["search", "ſummer 1932"], ["search", "summer 1932"]),
        (
            ["search", "seminary", "--from", "mıd 1890s"],
            ["search", "seminary", "--from", "mid 1890s"],
        ),
        (["search", "IN:terror", "purge"], ["search", "in:terror", "purge"]),
        (["show", "CHILDHOOD-1"], ["show", "childhood-1"]),
        (["search", "purge", "-f", "TSV"], ["search", "purge", "-f", "tsv"]),
        (["search", "purge", "-n", "9" * 4_000], ["search", "purge", "-n", "0"]),
    ],
)
def test_odd_letters_and_large_numbers_mean_what_they_look_like(
    run: Run, typed: list[str], meant: list[str]
) -> None:
    assert run(*typed) == run(*meant)
    assert run(*typed).status == 0


def test_small_capital_of_turkish_is_read_or_refused_in_a_word(run: Run) -> None:
    done = run("year", "the thırties")
    assert done.status in (0, 2)
    check_ends_well(done)
