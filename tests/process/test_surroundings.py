"""Locales, environment variables, ways of starting Python, and many runs at once."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from unittest import mock

import pytest
from conftest import COMMAND, TIMEOUT, clean_environment, run_command

from process.processes import run_line
from stalinfacts.cli.commands import on

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Done

    Run = Callable[..., Done]

SURROUNDINGS: dict[str, dict[str, str]] = {
    "the C locale": {"LC_ALL": "C"},
    "a locale that is none": {"LC_ALL": "xx_YY.utf-16"},
    "ASCII output": {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    "Western output": {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
    "Japanese output": {"PYTHONIOENCODING": "shift_jis", "PYTHONUTF8": "0"},
    "two bytes a letter": {"PYTHONIOENCODING": "utf-16"},
    "a dumb terminal": {"TERM": "dumb"},
    "no terminal type": {"TERM": ""},
    "an empty home": {"HOME": ""},
    "a narrow COLUMNS": {"COLUMNS": "1"},
    "a vast COLUMNS": {"COLUMNS": "999999999999"},
    "nonsense in COLUMNS": {"COLUMNS": "²", "LINES": "-5"},
    "warnings are errors": {"PYTHONWARNINGS": "error"},
    "no assertions": {"PYTHONOPTIMIZE": "2"},
    "development mode": {"PYTHONDEVMODE": "1", "PYTHONWARNINGS": "error"},
    "nonsense in NO_COLOR": {"NO_COLOR": "\x1b[31m"},
    "a time zone that is none": {"TZ": "Nowhere/Land"},
    "an empty corpus name": {"STALINFACTS_CORPUS": ""},
    "pagers that are none": {"PAGER": "'", "STALINFACTS_PAGER": " "},
}


@pytest.mark.parametrize("environment", SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_odd_environment_changes_nothing_but_the_looks(environment: dict[str, str]) -> None:
    extra = clean_environment(**environment)
    for args in (
        ["search", "Троцкий Džugašvili", "-f", "ids"],
        ["year", "1934..1939", "-f", "table"],
    ):
        done = subprocess.run(
            [COMMAND, *args], capture_output=True, env=extra, timeout=TIMEOUT, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    "options",
    [
        "-O",
        "-OO",
        "-Werror",
        "-I",
        "-P",
        "-bb",
        "-Xdev -Werror",
        "-Xutf8=0",
        "-Xfrozen_modules=off",
    ],
)
def test_every_way_of_starting_python_gives_the_same_bytes(run: Run, options: str) -> None:
    done = subprocess.run(
        [sys.executable, *options.split(), "-m", "stalinfacts", "search", "seminary"],
        capture_output=True,
        encoding="utf-8",
        env=clean_environment(),
        timeout=TIMEOUT,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == run("search", "seminary")


@pytest.mark.parametrize("day", ["1970-01-01", "2000-02-29", "2038-01-20", "9999-12-31"])
def test_wrong_clock_harms_nothing(run: Run, day: str) -> None:
    with mock.patch.object(on, "datetime", mock.Mock(wraps=datetime)) as clock:
        clock.now.return_value = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)
        done = run("on", "-f", "ids")
    assert done.status in (0, 1)
    assert done.err == ""


def test_many_processes_at_once_all_answer(run: Run) -> None:
    expected = run("search", "seminary")
    with ThreadPoolExecutor(12) as pool:
        runs = pool.map(lambda _: run_command("search", "seminary"), range(24))
        assert all(done == expected for done in runs)


def test_empty_environment_is_enough() -> None:
    done = subprocess.run(
        [COMMAND, "search", "seminary"], capture_output=True, env={}, timeout=TIMEOUT, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_working_directory_that_is_gone_is_no_matter(run: Run, tmp_path: Path) -> None:
    gone = tmp_path / "gone ünï"
    gone.mkdir()
    done = run_line('rmdir "$PWD" && S search seminary', cwd=gone)
    assert not gone.exists()
    assert done == run("search", "seminary")


def test_few_descriptors_and_little_memory_are_enough() -> None:
    assert run_line("ulimit -n 8; S search purge -n 1 -f ids").status == 0
    done = run_line("ulimit -v 30000; S search purge -n 1 -f ids")
    assert done.status in (0, 1, 2, 127, 134)
    assert "internal error" not in done.err


def test_internal_error_is_one_line_too(run: Run) -> None:
    with mock.patch(
        "stalinfacts.cli.commands.search.open_session", side_effect=ZeroDivisionError("x")
    ):
        done = run("search", "x")
    assert (done.status, done.out) == (2, "")
    assert done.err == (
        "stalinfacts: error: internal error: ZeroDivisionError: x; please report it\n"
    )
