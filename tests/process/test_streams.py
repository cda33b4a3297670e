"""Standard input, output and error as a shell joins them."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from conftest import COMMAND, TIMEOUT, clean_environment

from process.processes import check_refused, run_line, skip_where_python_does_not_start
from stalinfacts.output.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Done

    Run = Callable[..., Done]

TEXT_FORMATS = [name for name in FORMATS if name != "table"]


@pytest.mark.parametrize("args", ["search stalin -n 0", "export - -f csv", "year 1900..1950"])
def test_reader_that_goes_away_ends_it_silently(args: str) -> None:
    done = run_line(f"set -o pipefail; S {args} | head -1")
    assert (done.status, done.err) == (128 + signal.SIGPIPE, "")
    assert len(done.lines) == 1


def test_reader_that_goes_away_is_silent_where_its_signal_is_ignored() -> None:
    done = run_line("trap '' PIPE; S export - -f jsonl | head -1; echo ${PIPESTATUS[0]}")
    assert done.err == ""
    assert done.lines[-1] in ("2", "141")


@pytest.mark.parametrize("name", [*TEXT_FORMATS, "table"])
def test_full_disk_is_told_in_every_format(name: str) -> None:
    done = run_line(f"S search stalin -n 0 -f {name} > /dev/full")
    check_refused(done, "standard output: No space left on device")


@pytest.mark.parametrize("args", ["search purge", "sections -f table", "--version", "--help"])
def test_closed_output_is_told(args: str) -> None:
    check_refused(run_line(f"S {args} >&-"), "standard output is closed; nothing was written")


def test_output_that_cannot_be_written_is_told(tmp_path: object) -> None:
    done = run_line("touch f; S search purge 1<f; echo $? >&2", cwd=tmp_path)  # type: ignore[arg-type] # a path
    assert done.err.splitlines()[-1] == "2"
    assert done.err.startswith("stalinfacts: error: standard output: ")


def test_closed_standard_error_does_no_harm() -> None:
    assert run_line("S search purge -n 1 -f ids 2>&-").status == 0
    assert run_line("S search --nonsense 2>&-").status == 2


@pytest.mark.parametrize("command", ["search", "show"])
def test_closed_input_is_told(command: str) -> None:
    check_refused(run_line(f"S {command} - <&-"), "standard input is closed; '-' reads from it")


def test_input_that_cannot_be_read_is_told() -> None:
    check_refused(run_line("S search - 0>/dev/null"), "standard input: Bad file descriptor")


def test_utf_16_is_told_as_such(run: Run) -> None:
    done = run("search", "-", stdin="purge\n".encode("utf-16"))
    check_refused(done, "standard input is UTF-16; send UTF-8")


def test_input_that_does_not_wait_is_waited_for() -> None:
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    with subprocess.Popen(
        [COMMAND, "search", "-", "-n", "1", "-f", "ids"],
        stdin=reading,
        stdout=subprocess.PIPE,
        env=clean_environment(),
    ) as process:
        os.close(reading)
        time.sleep(0.5)  # longer than it takes to begin to read
        os.write(writing, b"heist\n")
        os.close(writing)
        assert process.communicate(timeout=TIMEOUT)[0]


def test_endless_line_is_told_as_such() -> None:
    check_refused(
        run_line("S search - < /dev/zero"),
        "standard input: a line is longer than 1,000,000 characters",
    )


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_slow_questions_are_answered_line_by_line(name: str) -> None:
    with subprocess.Popen(
        [COMMAND, "search", "-", "-n", "1", "-f", name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=clean_environment(),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for question in ("heist", "seminary"):
            process.stdin.write(f"{question}\n")
            process.stdin.flush()
            assert process.stdout.readline()
        process.stdin.close()
        assert process.wait(TIMEOUT) == 0


def test_byte_order_mark_and_line_ends_of_windows_are_no_part_of_a_line(run: Run) -> None:
    marked = b"\xef\xbb\xbfchildhood-1\r\nchildhood-2"
    assert run("show", "-", "-f", "ids", stdin=marked).lines == ["childhood-1", "childhood-2"]
    answers = run("search", "-", "-n", "1", "-f", "jsonl", stdin=b"\xef\xbb\xbfheist\r\n").jsonl
    assert [answer["query"] for answer in answers] == ["heist"]


def test_hostile_lines_are_only_questions(run: Run) -> None:
    lines = b"\xff\xfe\n\x00\x00\npurge\n" + b"x" * 200_000 + b"\n\x1b[31m\n\n \n\xf0\x9f\n"
    done = run("search", "-", "-f", "jsonl", "-n", "1", stdin=lines)
    assert (done.status, done.err) == (0, "")
    answered = [record for record in done.jsonl if "id" in record]
    assert [record["query"] for record in answered] == ["purge", "\x1b[31m"]


def test_results_of_a_bad_line_are_the_others(run: Run) -> None:
    done = run("search", "-", "-n", "1", "-f", "ids", stdin="purge\nyear:1937-13\ntrotsky\n")
    assert (done.status, len(done.lines), done.err.count("\n")) == (2, 2, 1)
    assert done.err.startswith("stalinfacts: error: line 2: ")


@pytest.mark.parametrize("args", [["search", "-"], ["show", "-"]])
def test_ctrl_c_ends_it_silently_with_130(args: list[str]) -> None:
    ready = "import sys, time; print('terror-1', flush=True); time.sleep(60)"
    with (
        subprocess.Popen([sys.executable, "-c", ready], stdout=subprocess.PIPE) as slow,
        subprocess.Popen(
            [COMMAND, *args, "-n", "1", "-f", "ids"] if args[0] == "search" else [COMMAND, *args],
            stdin=slow.stdout,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=clean_environment(),
        ) as process,
    ):
        assert process.stdout is not None
        if args[0] == "search":
            assert process.stdout.readline()  # it has begun, and waits for the next line
        else:
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(1)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=TIMEOUT)
        slow.kill()
    assert (process.returncode, out, err) == (130, b"", b"")


def test_json_of_a_pipe_is_json_in_every_encoding(
    run: Run, write_corpus: Callable[..., object]
) -> None:
    path = str(write_corpus({"text": "Łódź – 😀 “x”"}))
    ascii_locale = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    skip_where_python_does_not_start(clean_environment(**ascii_locale))
    args = ("sections", "s", "-f", "json", "--corpus", path)
    ascii_only = run_line(f"S {shlex.join(args)}", cwd=None, **ascii_locale)
    assert ascii_only.out.isascii()
    assert json.loads(ascii_only.out) == run(*args).json
