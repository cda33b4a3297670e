"""Help pages: made of the declared commands and options, complete and true."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from stalinfacts.cli.registry import COMMANDS, command_groups

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Done

    Run = Callable[..., Done]


def test_help_of_the_program_lists_every_command(run: Run) -> None:
    out = run("--help").out
    assert all(f"  {name}" in out for name in COMMANDS)
    assert run("help").out == run("-h").out == run().out == out


@pytest.mark.parametrize("name", list(COMMANDS))
def test_help_of_a_command_has_its_examples_and_options(run: Run, name: str) -> None:
    out = run("help", name).out
    assert run(name, "--help").out == out
    assert COMMANDS[name].summary in " ".join(out.split())
    assert all(example in out for example in COMMANDS[name].examples)
    flags = [
        f for g in command_groups(name) for o in g.options for n in o.flags for f in n.split("/")
    ]
    assert all(flag in out for flag in flags)


EXAMPLES = [
    example
    for entry in COMMANDS.values()
    for example in entry.examples
    if not example.startswith(
        ("stalinfacts export facts", "stalinfacts export life", "stalinfacts browse")
    )
    and "|" not in example
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_of_the_help_works(run: Run, example: str) -> None:
    status = run(*shlex.split(example)[1:]).status
    assert status == 0 or (example == "stalinfacts on" and status == 1)


def test_help_speaks_of_the_corpus_that_is_open(
    run: Run, write_corpus: Callable[..., Path]
) -> None:
    path = write_corpus({"text": "A fact."})
    assert "facts about Small." in run("--corpus", str(path), "--help").out
    assert "Joseph Stalin's life" in run("--help").out


def test_version_with_verbose_tells_the_open_corpus(
    run: Run, write_corpus: Callable[..., Path]
) -> None:
    path = write_corpus({"text": "A fact."})
    path = path.rename(path.with_name("of\ntwo lines"))
    out = run("--corpus", str(path), "--version", "-v").out
    assert "of two lines (CRC-32" in out
    assert "Small: 1 facts" not in out
    assert "Small: 1 fact" in out
    assert "CRC-32" in out
    assert run("--version").lines == run("--version", "-v").lines[:1]


def test_option_that_a_command_cannot_honour_is_not_offered(run: Run) -> None:
    assert run("random", "--sort", "date").status == 2
    assert run("show", "--from", "1937", "childhood-1").status == 2
    assert run("year", "--sort", "relevance", "1937").status == 2
