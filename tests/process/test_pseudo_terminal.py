"""The command on a real terminal: tables, widths, colours, pager."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pexpect
import pyte
import pytest
from conftest import COMMAND, TIMEOUT, clean_environment

from process.processes import QUOTED
from stalinfacts.cli.registry import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Done

ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\]8;[^\x1b]*\x1b\\")
FORMATS_OF_TEXT = ("plain", "tsv", "csv", "json", "jsonl", "markdown", "ids")


class Shown(NamedTuple):
    """What a terminal was sent, and the status of the run."""

    raw: str
    status: int | None

    @property
    def text(self) -> str:
        """What was sent without escape sequences, lines as the terminal breaks them."""
        return ESCAPE.sub("", self.raw).replace("\r\n", "\n")

    @property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.splitlines()


def spawn(*args: str, size: tuple[int, int] = (50, 80), **extra: str) -> Any:
    """Start the command on a terminal of some lines and columns, without a pager."""
    environment = clean_environment(**{"PAGER": "", **extra})
    return pexpect.spawn(
        str(COMMAND),
        list(args),
        env=environment,
        dimensions=size,
        encoding="utf-8",
        timeout=TIMEOUT,
    )


def show(*args: str, size: tuple[int, int] = (50, 80), **extra: str) -> Shown:
    """Run the command on a terminal until it ends."""
    child = spawn(*args, size=size, **extra)
    child.expect(pexpect.EOF)
    child.close()
    return Shown(child.before, child.exitstatus)


def screen_of(shown: Shown, size: tuple[int, int]) -> list[str]:
    """Return the lines that a terminal has on its screen at the end."""
    screen = pyte.Screen(size[1], size[0])
    pyte.Stream(screen).feed(shown.raw)
    return [line.rstrip() for line in screen.display]


EVERY_COMMAND = {
    "search": ["great purge"],
    "browse": ["--list", "kirov", "-n", "5"],
    "year": ["1937"],
    "on": ["5 March"],
    "show": ["culture-41"],
    "cite": ["393-397"],
    "sections": [],
    "entities": ["Троцкий"],
    "timeline": ["purge"],
    "random": ["--seed", "1"],
    "export": ["-", "--section", "terror"],
    "validate": [],
    "completion": ["bash"],
    "help": [],
}


def test_every_command_has_its_case() -> None:
    assert EVERY_COMMAND.keys() == COMMANDS.keys()


@pytest.mark.parametrize("command", EVERY_COMMAND)
def test_every_command_fits_the_terminal(command: str) -> None:
    shown = show(command, *EVERY_COMMAND[command])
    assert shown.status == 0
    assert shown.text.strip()
    if command not in ("browse", "export", "completion", "validate"):  # lines are not folded
        assert max(map(len, shown.lines)) <= 80
    if command == "search":
        screen = screen_of(shown, (200, 80))
        assert [line for line in screen if line] == [
            line.rstrip() for line in shown.lines if line.strip()
        ]


@pytest.mark.parametrize("width", [20, 60, 80, 120, 200])
def test_tables_fit_every_width_and_lose_nothing(width: int) -> None:
    searched = show("search", "great purge", size=(60, width))
    assert searched.status == 0
    assert max(map(len, searched.lines)) <= width
    card = show("show", "culture-41", size=(60, width))
    assert max(map(len, card.lines)) <= width
    whole = " ".join(re.sub(r"[│╭╮╰╯─|]", " ", card.text).split())
    fact = show("show", "culture-41", "--columns", "text", "-f", "tsv").text
    assert "".join(fact.split()) in "".join(whole.split())


def test_colour_follows_the_option_then_the_variables_then_the_terminal() -> None:
    assert "\x1b[38;5;" in show("search", "purge").raw
    without = show("search", "purge", NO_COLOR="1").raw
    assert re.search(r"\x1b\[[0-9;]*(?:3[0-8]|9[0-7])[0-9;]*m", without) is None
    assert "\x1b[1" in without, "bold stays"
    assert "\x1b" not in show("search", "purge", TERM="dumb").raw
    assert "\x1b[" in show("search", "purge", "--color", "always", TERM="dumb").raw
    assert "\x1b[38;5;" in show("search", "purge", "--color", "always", NO_COLOR="1").raw
    never = show("search", "purge", "--color", "never").raw
    assert re.search(r"\x1b\[[0-9;]*(?:3[0-8]|9[0-7])[0-9;]*m", never) is None
    assert "\x1b[38;5;" in show("--color", "never", "search", "purge", "--color", "always").raw


@pytest.mark.parametrize(
    ("variables", "marks"),
    [
        ({"PAGER": "sed s/^/P:/"}, ["P:"]),
        ({"PAGER": "sed s/^/P:/ | sed s/^/Q:/"}, ["Q:P:"]),
        ({"PAGER": "LESS=x sed s/^/P:/"}, ["P:"]),
        ({"STALINFACTS_PAGER": "sed s/^/S:/", "PAGER": "sed s/^/P:/"}, ["S:"]),
        ({"STALINFACTS_PAGER": "", "PAGER": "sed s/^/P:/"}, []),
        ({"PAGER": "   "}, []),
        ({"PAGER": "cat"}, []),
        ({"PAGER": "/nonexistent/pager --flag"}, []),
        ({"PAGER": "less 'unbalanced"}, []),
    ],
)
def test_pager_is_run_by_the_shell_and_what_it_did_not_take_is_printed(
    variables: dict[str, str], marks: list[str]
) -> None:
    shown = show("year", "1937", size=(10, 80), **variables)
    assert shown.status == 0
    assert len(shown.lines) > 30
    for mark in marks:
        assert shown.text.count(mark) > 30
    if not marks:
        assert "P:" not in shown.text


@pytest.mark.parametrize("less", [None, "", "-i", "FRX", "-S"])
def test_less_shows_colours_whatever_its_variable_says(less: str | None, tmp_path: Path) -> None:
    """A program that stands for less says how it was called."""
    stand_in = tmp_path / "less"
    stand_in.write_text('#!/bin/sh\necho "LESS=[$LESS]"\ncat\n', encoding="utf-8")
    stand_in.chmod(0o755)
    environment = clean_environment()
    extra = {"PATH": f"{tmp_path}:{environment['PATH']}", "PAGER": "less"}
    shown = show("year", "1937", size=(10, 80), **extra, **({} if less is None else {"LESS": less}))
    [options] = re.findall(r"LESS=\[(.*?)\]", shown.text)
    assert "R" in options
    assert less is None or less in options
    assert "\x1b[38;5;" in shown.raw


@pytest.mark.parametrize("name", FORMATS_OF_TEXT)
def test_pager_option_pages_every_format(name: str) -> None:
    paged = show("year", "1937", "-f", name, "--pager", size=(10, 80), PAGER="sed s/^/P:/")
    assert paged.text.count("P:") >= 30 or name == "json"
    assert "P:" in paged.text
    assert "P:" not in show("year", "1937", "-f", name, size=(10, 80), PAGER="sed s/^/P:/").text
    assert "P:" not in show("year", "1937", "--no-pager", size=(10, 80), PAGER="sed s/^/P:/").text


def test_help_longer_than_the_screen_is_paged() -> None:
    assert "P:" in show("search", "--help", size=(10, 80), PAGER="sed s/^/P:/").text
    assert "P:" not in show("search", "--help", size=(200, 80), PAGER="sed s/^/P:/").text


def test_pager_that_is_left_early_is_no_error() -> None:
    child = spawn("year", "1930..1950", size=(10, 80), PAGER="less", LESS="")
    child.expect("1930")
    child.send("q")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_error_on_a_terminal_is_short_and_says_what_to_type() -> None:
    shown = show("serch", "x")
    assert shown.status == 2
    assert "Did you mean" in shown.text
    assert len(shown.lines) <= 2


def test_nothing_of_a_corpus_drives_the_terminal(
    run: Callable[..., Done], write_corpus: Callable[..., Path]
) -> None:
    hostile = "\x1b]52;c;ZWNobw==\x07\x1b[2J\u202e\U000e0101\u3164x" + "\u0e49" * 50 + "."
    entity = {"id": "e", "name": hostile, "kind": "person"}
    path = str(
        write_corpus(
            {
                "text": f"{hostile} Purge.",
                "keywords": [hostile.replace(";", "")],
                "note": hostile,
                "entities": ["e"],
            },
            entities=[entity],
            title=hostile,
        )
    )
    corpus = ("--corpus", path)
    for args in (["show", "s-1"], ["search", "purge"], ["sections"], ["entities"], ["--help"]):
        shown = show(*corpus, *args)
        assert shown.status == 0
        for sign in ("\x1b]52", "\x1b[2J", "\u202e", "\U000e0101", "\u3164", "\u0e49" * 5):
            assert sign not in shown.raw, args
    asked = ("show", "s-1", "-f", "json", *corpus)
    on_terminal = show(*asked, size=(50, 5_000))
    assert on_terminal.status == 0
    assert "\x1b" not in on_terminal.raw
    assert "\u202e" not in on_terminal.raw
    assert json.loads(on_terminal.raw) == run(*asked).json


def test_ctrl_c_at_a_question_ends_it_silently() -> None:
    child = spawn("search", "-", "-f", "ids", "-n", "1")
    child.sendline("heist")
    child.expect("-[0-9]+\r\n")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert "Traceback" not in child.before


def test_preview_of_fzf_fits_its_columns() -> None:
    line = f"COLUMNS=38 {QUOTED} show culture-41 -f table | cat"
    child = pexpect.spawn(
        "bash",
        ["-c", line],
        env=clean_environment(),
        dimensions=(50, 200),
        encoding="utf-8",
        timeout=TIMEOUT,
    )
    child.expect(pexpect.EOF)
    lines = str(child.before).split("\r\n")
    assert 20 < max(map(len, lines)) <= 38
